// SPDX-License-Identifier: GPL-2.0-only
/*
 * Answers with any number of items. Each is a block of just its length, so that the address
 * sanitizer sees whoever reads beyond.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>

#include <portcls/jack.h>

#include "portcls/ctl/multiple_item.h"

#define ITEM	sizeof(struct portcls_jack_description)
#define HEADER	sizeof(struct portcls_multiple_item)

/* Of an answer of @size bytes with this header: how many items it has, or -1 if it is refused. */
static int64_t items_of(u32 size, u32 header_size, u32 header_count)
{
	struct portcls_multiple_item header = { header_size, header_count };
	u8 *answer = malloc(size ?: 1);
	const void *items;
	u32 count = 12345;

	assert_non_null(answer);
	memset(answer, 0, size);
	memcpy(answer, &header, size < sizeof(header) ? size : sizeof(header));
	items = portcls_multiple_item_parse(answer, size, ITEM, &count);
	if (items)
		assert_ptr_equal(items, answer + HEADER);
	else
		assert_int_equal(count, 12345);
	free(answer);
	return items ? (int64_t)count : -1;
}

static void test_whole_items_are_found(void **state)
{
	u32 count;

	for (count = 0; count < 40; count++)
		assert_int_equal(items_of(HEADER + count * ITEM, HEADER + count * ITEM, count),
				 count);
}

static void test_answer_without_a_header_is_refused(void **state)
{
	u32 size;

	for (size = 0; size < HEADER; size++)
		assert_int_equal(items_of(size, size, 0), -1);
}

static void test_size_that_is_not_the_answers_is_refused(void **state)
{
	assert_int_equal(items_of(HEADER + ITEM, HEADER + 2 * ITEM, 1), -1);
	assert_int_equal(items_of(HEADER + ITEM, HEADER, 1), -1);
	assert_int_equal(items_of(HEADER + ITEM, 0, 1), -1);
	assert_int_equal(items_of(HEADER + ITEM, U32_MAX, 1), -1);
}

static void test_count_that_is_not_the_answers_is_refused(void **state)
{
	assert_int_equal(items_of(HEADER + ITEM, HEADER + ITEM, 0), -1);
	assert_int_equal(items_of(HEADER + ITEM, HEADER + ITEM, 2), -1);
	assert_int_equal(items_of(HEADER, HEADER, 1), -1);
	assert_int_equal(items_of(HEADER + ITEM, HEADER + ITEM, U32_MAX), -1);
	/* 28 times this is 28, in 32 bits. */
	assert_int_equal(items_of(HEADER + ITEM, HEADER + ITEM, 1 + (1U << 30)), -1);
}

static void test_part_of_an_item_is_refused(void **state)
{
	u32 more;

	for (more = 1; more < ITEM; more++) {
		assert_int_equal(items_of(HEADER + ITEM + more, HEADER + ITEM + more, 1), -1);
		assert_int_equal(items_of(HEADER + ITEM + more, HEADER + ITEM + more, 2), -1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_items_are_found),
		cmocka_unit_test(test_answer_without_a_header_is_refused),
		cmocka_unit_test(test_size_that_is_not_the_answers_is_refused),
		cmocka_unit_test(test_count_that_is_not_the_answers_is_refused),
		cmocka_unit_test(test_part_of_an_item_is_refused),
	};

	return cmocka_run_group_tests_name("multiple_item", tests, NULL, NULL);
}

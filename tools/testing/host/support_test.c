// SPDX-License-Identifier: GPL-2.0-only
/*
 * Answers to BASIC_SUPPORT, good ones and those that do not add up, made of the numbers that
 * Microsoft's public documentation gives.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/guid.h>
#include <portcls/property.h>

#include "portcls/ctl/support.h"

#define BEGIN	40	/* bytes of a description */

/* KSPROPERTY_MEMBER_*, KSPROPERTY_MEMBER_FLAG_* */
enum { RANGES = 1, STEPPED = 2, VALUES = 3 };
enum { DEFAULT = 1, MULTICHANNEL = 2, UNIFORM = 4 };
/* VT_* */
enum { I4 = 3, R4 = 4, BOOL = 11, UI4 = 19, I8 = 20 };

/* An answer; its size and lists are counted. */
struct answer {
	u8 bytes[4096];
	u32 size;
};

static void put(struct answer *answer, const void *data, u32 size)
{
	assert_true(answer->size + size <= sizeof(answer->bytes));
	memcpy(answer->bytes + answer->size, data, size);
	answer->size += size;
	memcpy(answer->bytes + 4, &answer->size, 4);
}

static void put_word(struct answer *answer, u32 word)
{
	put(answer, &word, 4);
}

static void put_long(struct answer *answer, u64 word)
{
	put(answer, &word, 8);
}

static u32 *lists_of(struct answer *answer)
{
	return (u32 *)(answer->bytes + 32);
}

static struct answer begin(u32 type)
{
	const struct portcls_property_description description = {
		.access = PORTCLS_PROPERTY_GET | PORTCLS_PROPERTY_SET,
		.type_set = portcls_type_set_general,
		.type = type,
	};
	struct answer answer = {};

	put(&answer, &description, sizeof(description));
	assert_int_equal(answer.size, BEGIN);
	return answer;
}

static void put_header(struct answer *answer, u32 kind, u32 size, u32 count, u32 flags)
{
	put_word(answer, kind);
	put_word(answer, size);
	put_word(answer, count);
	put_word(answer, flags);
	++*lists_of(answer);
}

static void put_stepping(struct answer *answer, u32 step, s32 minimum, s32 maximum)
{
	put_word(answer, step);
	put_word(answer, 0);
	put_word(answer, minimum);
	put_word(answer, maximum);
}

/* A good one, to make bad ones of. */
static struct answer stereo(void)
{
	struct answer answer = begin(I4);

	put_header(&answer, STEPPED, 16, 2, MULTICHANNEL);
	put_stepping(&answer, 0x18000, -0x3c0000, 0);
	put_stepping(&answer, 0x10000, -0x1e0000, 0x60000);
	return answer;
}

/* From a block of just its size, so that AddressSanitizer sees what is read beside it. */
static int parse(const void *answer, u32 size, struct portcls_support *support,
		 struct portcls_support_error *error)
{
	void *copy = malloc(size ?: 1);
	int err;

	memcpy(copy, answer, size);
	memset(support, 0x55, sizeof(*support));
	memset(error, 0x55, sizeof(*error));
	err = portcls_support_parse(copy, size, support, error);
	free(copy);
	return err;
}

static struct portcls_support good(const struct answer *answer)
{
	struct portcls_support_error error;
	struct portcls_support support;

	if (parse(answer->bytes, answer->size, &support, &error))
		fail_msg("refused: %s", error.text);
	return support;
}

static void assert_bad(const struct answer *answer, const char *text)
{
	struct portcls_support_error error;
	struct portcls_support support;

	assert_int_equal(parse(answer->bytes, answer->size, &support, &error), -EINVAL);
	assert_string_equal(error.text, text);
}

static void assert_range(const struct portcls_support *support, u32 index, s64 minimum,
			 s64 maximum, u64 step)
{
	assert_true(index < support->range_count);
	assert_int_equal(support->ranges[index].minimum, minimum);
	assert_int_equal(support->ranges[index].maximum, maximum);
	assert_int_equal(support->ranges[index].step, step);
}

static void test_four_bytes_are_the_access_p37(void **state)
{
	static const u32 words[] = { 0, 1, 2, 3, 0x203, U32_MAX };
	struct portcls_support_error error;
	struct portcls_support support;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(words); i++) {
		assert_int_equal(parse(&words[i], 4, &support, &error), 0);
		assert_int_equal(support.access, words[i] & 0x203);
		assert_int_equal(support.type, 0);
		assert_int_equal(support.range_count, 0);
		assert_false(support.multichannel || support.uniform);
	}
}

static void test_ranges_of_channels_p37(void **state)
{
	struct answer answer = stereo();
	struct portcls_support support = good(&answer);

	assert_int_equal(support.access, 3);
	assert_int_equal(support.type, PORTCLS_TYPE_S32);
	assert_true(support.multichannel);
	assert_false(support.uniform);
	assert_int_equal(support.range_count, 2);
	assert_range(&support, 0, -0x3c0000, 0, 0x18000);
	assert_range(&support, 1, -0x1e0000, 0x60000, 0x10000);
}

static void test_range_of_every_channel_p37(void **state)
{
	struct portcls_support support;
	struct answer answer = begin(I4);

	put_header(&answer, STEPPED, 16, 1, 0);
	put_stepping(&answer, 0, S32_MIN, 0);
	support = good(&answer);
	assert_false(support.multichannel);
	assert_int_equal(support.range_count, 1);
	assert_range(&support, 0, S32_MIN, 0, 0);
}

static void test_uniform_channels_p37(void **state)
{
	struct portcls_support support;
	struct answer answer = begin(I4);

	put_header(&answer, STEPPED, 16, 1, MULTICHANNEL | UNIFORM);
	put_stepping(&answer, 1, 0, 5);
	support = good(&answer);
	assert_true(support.multichannel && support.uniform);
}

static void test_ranges_without_steps_p37(void **state)
{
	struct portcls_support support;
	struct answer answer = begin(I4);

	put_header(&answer, RANGES, 8, 1, 0);
	put_word(&answer, -7);
	put_word(&answer, 9);
	support = good(&answer);
	assert_range(&support, 0, -7, 9, 1);
	answer = begin(I8);
	put_header(&answer, RANGES, 16, 1, 0);
	put_long(&answer, -(7LL << 40));
	put_long(&answer, 9LL << 40);
	support = good(&answer);
	assert_range(&support, 0, -(7LL << 40), 9LL << 40, 1);
}

static void test_ranges_of_64_bits_p37(void **state)
{
	struct portcls_support support;
	struct answer answer = begin(I8);

	put_header(&answer, STEPPED, 24, 2, MULTICHANNEL);
	put_long(&answer, 1ULL << 40);
	put_long(&answer, INT64_MIN);
	put_long(&answer, INT64_MAX);
	put_long(&answer, U64_MAX);
	put_long(&answer, 5);
	put_long(&answer, 5);
	support = good(&answer);
	assert_range(&support, 0, INT64_MIN, INT64_MAX, 1ULL << 40);
	assert_range(&support, 1, 5, 5, U64_MAX);
}

static void test_bounds_are_of_the_type_p37(void **state)
{
	static const u32 types[] = { UI4, BOOL, I4 };
	struct portcls_support support;
	struct answer answer;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		answer = begin(types[i]);
		put_header(&answer, STEPPED, 16, 1, 0);
		put_stepping(&answer, 1, types[i] == I4 ? -2 : 1, -1);
		support = good(&answer);
		assert_int_equal(support.type, types[i]);
		if (types[i] == I4)
			assert_range(&support, 0, -2, -1, 1);
		else
			assert_range(&support, 0, 1, U32_MAX, 1);
	}
}

static void test_type_of_no_set_is_not_told_p37(void **state)
{
	struct portcls_support support;
	struct answer answer = stereo();

	memset(answer.bytes + 8, 0, 16);
	support = good(&answer);
	assert_int_equal(support.type, 0);
	assert_int_equal(support.range_count, 2);
	/* Then the size of the members tells. */
	answer = begin(I4);
	memset(answer.bytes + 8, 0, 16);
	put_header(&answer, RANGES, 16, 1, 0);
	put_long(&answer, 0);
	put_long(&answer, 1LL << 40);
	support = good(&answer);
	assert_range(&support, 0, 0, 1LL << 40, 1);
}

static void test_type_alone_p37(void **state)
{
	struct answer answer = begin(BOOL);
	struct portcls_support support = good(&answer);

	assert_int_equal(support.type, PORTCLS_TYPE_BOOL);
	assert_int_equal(support.range_count, 0);
	answer = begin(R4);
	support = good(&answer);
	assert_int_equal(support.type, R4);
}

static void test_defaults_and_values_are_passed_over_p37(void **state)
{
	struct portcls_support support;
	struct answer answer = begin(I4);

	put_header(&answer, VALUES, 3, 1, DEFAULT);
	put(&answer, "abc", 3);
	put_header(&answer, STEPPED, 16, 1, 0);
	put_stepping(&answer, 1, 2, 3);
	put_header(&answer, VALUES, 4, 3, 0);
	put_word(&answer, 1);
	put_word(&answer, 2);
	put_word(&answer, 3);
	put_header(&answer, STEPPED, 16, 1, DEFAULT | MULTICHANNEL);
	put_stepping(&answer, 9, 9, 0);
	put_header(&answer, RANGES, 0, U32_MAX, DEFAULT);
	put_header(&answer, VALUES, U32_MAX, 0, 0);
	support = good(&answer);
	assert_int_equal(support.range_count, 1);
	assert_false(support.multichannel);
	assert_range(&support, 0, 2, 3, 1);
}

static void test_lists_without_ranges_tell_none_p37(void **state)
{
	struct portcls_support support;
	struct answer answer = begin(I4);

	put_header(&answer, STEPPED, 16, 0, 0);
	support = good(&answer);
	assert_int_equal(support.range_count, 0);
}

static void test_as_many_channels_as_there_can_be_p37(void **state)
{
	struct portcls_support support;
	struct answer answer = begin(I4);
	u32 i;

	put_header(&answer, STEPPED, 16, PORTCLS_CHANNELS_MAX, MULTICHANNEL);
	for (i = 0; i < PORTCLS_CHANNELS_MAX; i++)
		put_stepping(&answer, 1, i, 2 * i);
	support = good(&answer);
	assert_int_equal(support.range_count, PORTCLS_CHANNELS_MAX);
	assert_range(&support, PORTCLS_CHANNELS_MAX - 1, 31, 62, 1);
	answer = begin(I4);
	put_header(&answer, STEPPED, 16, PORTCLS_CHANNELS_MAX + 1, MULTICHANNEL);
	for (i = 0; i <= PORTCLS_CHANNELS_MAX; i++)
		put_stepping(&answer, 1, i, 2 * i);
	assert_bad(&answer, "33 channels, more than 32");
}

/* Cut off anywhere, and with anything after its end. */
static void test_sizes_that_do_not_add_up_p37(void **state)
{
	struct portcls_support_error error;
	struct portcls_support support;
	struct answer answer = stereo();
	u32 size;

	for (size = 0; size < answer.size + 100; size++) {
		if (size == 4 || size == answer.size)
			continue;
		/* What it says it is, it is not. */
		assert_int_equal(parse(answer.bytes, size, &support, &error), -EINVAL);
		if (size < BEGIN)
			continue;
		/* It says what it is. */
		memcpy(answer.bytes + 4, &size, 4);
		assert_int_equal(parse(answer.bytes, size, &support, &error), -EINVAL);
		memcpy(answer.bytes + 4, &answer.size, 4);
	}
	answer.size = 39;
	assert_bad(&answer, "39 bytes, neither 4 nor at least 40");
	answer = stereo();
	answer.size--;
	assert_bad(&answer, "87 bytes, but says 88");
	answer = stereo();
	put_word(&answer, 0);
	assert_bad(&answer, "4 bytes after its 1 lists");
	*lists_of(&answer) = 2;
	assert_bad(&answer, "ends before list 1");
	answer = begin(I4);
	put_header(&answer, STEPPED, 16, 1, 0);
	assert_bad(&answer, "list 0 has 1 members of 16 bytes, with 0 left");
	answer = begin(I4);
	put_header(&answer, VALUES, 0x10000, 0x10000, 0);
	assert_bad(&answer, "list 0 has 65536 members of 65536 bytes, with 0 left");
	answer = begin(I4);
	*lists_of(&answer) = U32_MAX;
	assert_bad(&answer, "ends before list 0");
}

static void test_members_that_do_not_add_up_p37(void **state)
{
	struct answer answer = begin(I4);

	put_header(&answer, STEPPED, 16, 0, MULTICHANNEL);
	assert_bad(&answer, "ranges by channel, but none");
	answer = begin(I4);
	put_header(&answer, STEPPED, 16, 2, 0);
	put_stepping(&answer, 1, 0, 1);
	put_stepping(&answer, 1, 0, 1);
	assert_bad(&answer, "2 ranges of one value");
	answer = stereo();
	put_header(&answer, RANGES, 8, 1, 0);
	put_word(&answer, 0);
	put_word(&answer, 1);
	assert_bad(&answer, "two lists of ranges");
	answer = begin(I4);
	put_header(&answer, STEPPED, 16, 2, MULTICHANNEL);
	put_stepping(&answer, 1, 0, 0);
	put_stepping(&answer, 1, 1, -1);
	assert_bad(&answer, "range 1 from 1 to -1");
	answer = begin(I4);
	put_header(&answer, 4, 0, 0, 0);
	assert_bad(&answer, "list 0 is of unknown kind 4");
	answer = begin(I4);
	put_header(&answer, 0, 0, 0, 0);
	assert_bad(&answer, "list 0 is of unknown kind 0");
}

static void test_members_of_other_sizes_p37(void **state)
{
	struct answer answer = begin(I4);

	put_header(&answer, RANGES, 0, 1, 0);
	assert_bad(&answer, "ranges of 0 bytes");
	answer = begin(I4);
	put_header(&answer, STEPPED, 8, 1, 0);
	put_long(&answer, 0);
	assert_bad(&answer, "ranges of 8 bytes");
	answer = begin(I4);
	put_header(&answer, RANGES, 24, 1, 0);
	put_long(&answer, 0);
	put_long(&answer, 0);
	put_long(&answer, 0);
	assert_bad(&answer, "ranges of 24 bytes");
}

static void test_members_of_other_types_p37(void **state)
{
	static const u32 short_types[] = { I4, BOOL, UI4 };
	struct answer answer;
	char text[60];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(short_types); i++) {
		answer = begin(short_types[i]);
		put_header(&answer, RANGES, 16, 1, 0);
		put_long(&answer, 0);
		put_long(&answer, 0);
		snprintf(text, sizeof(text), "ranges of 16 bytes of a value of type %u",
			 short_types[i]);
		assert_bad(&answer, text);
	}
	answer = begin(I8);
	put_header(&answer, STEPPED, 16, 1, 0);
	put_stepping(&answer, 0, 0, 0);
	assert_bad(&answer, "ranges of 16 bytes of a value of type 20");
	answer = begin(R4);
	put_header(&answer, STEPPED, 16, 1, 0);
	put_stepping(&answer, 0, 0, 0);
	assert_bad(&answer, "ranges of 16 bytes of a value of type 4");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_four_bytes_are_the_access_p37),
		cmocka_unit_test(test_ranges_of_channels_p37),
		cmocka_unit_test(test_range_of_every_channel_p37),
		cmocka_unit_test(test_uniform_channels_p37),
		cmocka_unit_test(test_ranges_without_steps_p37),
		cmocka_unit_test(test_ranges_of_64_bits_p37),
		cmocka_unit_test(test_bounds_are_of_the_type_p37),
		cmocka_unit_test(test_type_of_no_set_is_not_told_p37),
		cmocka_unit_test(test_type_alone_p37),
		cmocka_unit_test(test_defaults_and_values_are_passed_over_p37),
		cmocka_unit_test(test_lists_without_ranges_tell_none_p37),
		cmocka_unit_test(test_as_many_channels_as_there_can_be_p37),
		cmocka_unit_test(test_sizes_that_do_not_add_up_p37),
		cmocka_unit_test(test_members_that_do_not_add_up_p37),
		cmocka_unit_test(test_members_of_other_sizes_p37),
		cmocka_unit_test(test_members_of_other_types_p37),
	};

	return cmocka_run_group_tests_name("support", tests, NULL, NULL);
}

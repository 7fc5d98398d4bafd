// SPDX-License-Identifier: GPL-2.0-only
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <linux/errno.h>
#include <linux/limits.h>

#include "portcls/pcm/mapping.h"
#include "testing/random.h"

#define PAGE		4096
#define PAGES		64
#define RING		(PAGES * PAGE)

static dma_addr_t pages[PAGES];
static u8 area[RING];

/* Pages one after the other, but where @gaps has a bit. */
static void lay_pages(u64 gaps)
{
	dma_addr_t address = 0x10000000;
	u32 i;

	for (i = 0; i < PAGES; i++, address += PAGE) {
		if (gaps >> i & 1)
			address += PAGE;
		pages[i] = address;
	}
}

static struct portcls_mapping_queue start(u32 ring, u32 period)
{
	return (struct portcls_mapping_queue) {
		.area = area,
		.pages = pages,
		.ring_bytes = ring,
		.period_bytes = period,
		.most_out = PORTCLS_MAPPINGS,
	};
}

static void assert_got(struct portcls_mapping_queue *queue, u64 tag, u32 offset, u32 bytes,
		       u32 flags)
{
	struct portcls_mapping mapping;

	assert_int_equal(portcls_mapping_queue_get(queue, tag, &mapping), 0);
	assert_ptr_equal(mapping.virt, area + offset);
	assert_int_equal(mapping.address, pages[offset / PAGE] + offset % PAGE);
	assert_int_equal(mapping.bytes, bytes);
	assert_int_equal(mapping.flags, flags);
}

static void assert_refused(struct portcls_mapping_queue *queue)
{
	struct portcls_mapping mapping;

	assert_int_equal(portcls_mapping_queue_get(queue, 0, &mapping), -ENOENT);
}

static void test_cut_where_pages_part_p23(void **state)
{
	struct portcls_mapping_queue queue = start(8 * PAGE, 8 * PAGE);

	lay_pages(1 << 3 | 1 << 4);
	queue.limit = 8 * PAGE;
	assert_got(&queue, 1, 0, 3 * PAGE, 0);
	assert_got(&queue, 2, 3 * PAGE, PAGE, 0);
	assert_got(&queue, 3, 4 * PAGE, 4 * PAGE, PORTCLS_MAPPING_LAST);
	assert_refused(&queue);
}

static void test_cut_where_packets_end_p23(void **state)
{
	struct portcls_mapping_queue queue = start(10000, 3000);

	lay_pages(0);
	queue.limit = U64_MAX;
	assert_got(&queue, 1, 0, 3000, PORTCLS_MAPPING_LAST);
	assert_got(&queue, 2, 3000, 3000, PORTCLS_MAPPING_LAST);
	assert_got(&queue, 3, 6000, 3000, PORTCLS_MAPPING_LAST);
	assert_refused(&queue);
	assert_int_equal(portcls_mapping_queue_release(&queue, 1), 0);
	/* The ring ends here, the packet does not. */
	assert_got(&queue, 4, 9000, 1000, 0);
	assert_got(&queue, 5, 0, 2000, PORTCLS_MAPPING_LAST);
}

static void test_cut_at_sixteen_pages_p23(void **state)
{
	struct portcls_mapping_queue queue = start(RING, RING);

	lay_pages(0);
	queue.limit = 100;
	assert_got(&queue, 1, 0, 100, 0);
	queue.limit = RING;
	assert_got(&queue, 2, 100, 16 * PAGE - 100, 0);
	assert_got(&queue, 3, 16 * PAGE, 16 * PAGE, 0);
}

static void test_cut_at_what_is_written_p23(void **state)
{
	struct portcls_mapping_queue queue = start(4 * PAGE, PAGE);

	lay_pages(~0ULL);
	assert_refused(&queue);
	queue.limit = 1;
	assert_got(&queue, 1, 0, 1, 0);
	queue.limit = PAGE + 1;
	assert_got(&queue, 2, 1, PAGE - 1, PORTCLS_MAPPING_LAST);
	assert_got(&queue, 3, PAGE, 1, 0);
	/* Taken back: what is out stays out. */
	queue.limit = 7;
	assert_refused(&queue);
	assert_int_equal(queue.count, 3);
}

static void test_part_of_a_packet_waits_while_two_are_out_p24(void **state)
{
	struct portcls_mapping_queue queue = start(4 * PAGE, PAGE);

	lay_pages(0);
	queue.limit = 2 * PAGE + 5;
	assert_got(&queue, 1, 0, PAGE, PORTCLS_MAPPING_LAST);
	assert_got(&queue, 2, PAGE, PAGE, PORTCLS_MAPPING_LAST);
	assert_refused(&queue);
	assert_false(portcls_mapping_queue_offer(&queue));
	assert_int_equal(portcls_mapping_queue_release(&queue, 1), 0);
	assert_true(portcls_mapping_queue_offer(&queue));
	assert_got(&queue, 3, 2 * PAGE, 5, 0);
}

static void test_refusal_is_told_once_p24(void **state)
{
	struct portcls_mapping_queue queue = start(RING, PAGE);

	lay_pages(0);
	queue.limit = 8;
	assert_false(portcls_mapping_queue_offer(&queue));
	assert_got(&queue, 1, 0, 8, 0);
	queue.limit = 16;
	assert_false(portcls_mapping_queue_offer(&queue));
	assert_got(&queue, 2, 8, 8, 0);
	assert_refused(&queue);
	assert_refused(&queue);
	assert_false(portcls_mapping_queue_offer(&queue));
	/* It outlives a stop. */
	portcls_mapping_queue_reset(&queue);
	queue.limit = 24;
	assert_true(portcls_mapping_queue_offer(&queue));
	assert_false(portcls_mapping_queue_offer(&queue));
}

static void test_closed_queue_refuses(void **state)
{
	struct portcls_mapping_queue queue = start(RING, PAGE);

	queue.limit = RING;
	queue.most_out = 0;
	assert_refused(&queue);
	assert_false(portcls_mapping_queue_offer(&queue));
	queue.most_out = 1;
	assert_true(portcls_mapping_queue_offer(&queue));
}

static void test_released_in_order_only_p25(void **state)
{
	struct portcls_mapping_queue queue = start(RING, PAGE);
	u64 first, last;

	lay_pages(0);
	queue.limit = 3 * PAGE;
	assert_int_equal(portcls_mapping_queue_release(&queue, 0), -EINVAL);
	assert_got(&queue, 7, 0, PAGE, PORTCLS_MAPPING_LAST);
	assert_got(&queue, 8, PAGE, PAGE, PORTCLS_MAPPING_LAST);
	assert_got(&queue, 9, 2 * PAGE, PAGE, PORTCLS_MAPPING_LAST);
	assert_int_equal(portcls_mapping_queue_release(&queue, 8), -EINVAL);
	assert_int_equal(portcls_mapping_queue_release(&queue, 7), 0);
	assert_int_equal(portcls_mapping_queue_release(&queue, 7), -EINVAL);
	assert_int_equal(portcls_mapping_queue_outstanding(&queue, &first, &last), 2);
	assert_int_equal(first, 8);
	assert_int_equal(last, 9);
	assert_int_equal(queue.released, PAGE);
}

/* A device that finds memory by its addresses, and knows which byte of the ring each is. */
static u64 ring_offset(dma_addr_t address, u32 ring)
{
	u32 page;

	for (page = 0; page * PAGE < ring; page++)
		if (address >= pages[page] && address - pages[page] < PAGE)
			return page * PAGE + (address - pages[page]);
	return U64_MAX;
}

static void check_mapping(const struct portcls_mapping_queue *queue,
			  const struct portcls_mapping *mapping, u64 got)
{
	u32 touched = (mapping->address % PAGE + mapping->bytes + PAGE - 1) / PAGE, i;

	assert_in_range(mapping->bytes, 1, RING);
	assert_true(touched <= PORTCLS_MAPPING_PAGES);
	assert_int_equal((u8 *)mapping->virt - area, got % queue->ring_bytes);
	for (i = 0; i < mapping->bytes; i++)
		assert_int_equal(ring_offset(mapping->address + i, queue->ring_bytes),
				 (got + i) % queue->ring_bytes);
	assert_true(got % queue->period_bytes + mapping->bytes <= queue->period_bytes);
	assert_int_equal(!!mapping->flags,
			 (got + mapping->bytes) % queue->period_bytes == 0);
	if (queue->most_bytes)
		assert_true(mapping->bytes <= queue->most_bytes);
	assert_true(got + mapping->bytes <= queue->limit);
	assert_true(got + mapping->bytes <= queue->released + queue->ring_bytes);
}

static void random_life(struct random *random)
{
	u32 ring = random_from(random, 2, 20 * PAGE), steps = 60;
	struct portcls_mapping_queue queue = start(ring, random_from(random, 1, ring));
	u64 got = 0, released = 0, get_tag = 0, release_tag = 0;
	struct portcls_mapping mapping;
	bool refused = false;
	u32 lengths[PORTCLS_MAPPINGS];

	lay_pages(random_one_in(random, 4) ? 0 : random_u64(random) & random_u64(random));
	queue.most_bytes = random_one_in(random, 3) ? random_from(random, 1, 2 * PAGE) : 0;
	queue.most_out = random_from(random, 1, PORTCLS_MAPPINGS);
	while (steps--) {
		switch (random_from(random, 0, 4)) {
		case 0:
			queue.limit = released + random_from(random, 0, ring);
			break;
		case 1:
			if (get_tag == release_tag)
				break;
			assert_int_equal(portcls_mapping_queue_release(&queue, release_tag), 0);
			released += lengths[release_tag++ % PORTCLS_MAPPINGS];
			break;
		case 2:
			if (portcls_mapping_queue_offer(&queue)) {
				assert_true(refused);
				refused = false;
			}
			break;
		default:
			refused = portcls_mapping_queue_get(&queue, get_tag, &mapping);
			if (refused)
				break;
			check_mapping(&queue, &mapping, got);
			got += mapping.bytes;
			lengths[get_tag++ % PORTCLS_MAPPINGS] = mapping.bytes;
		}
		assert_int_equal(queue.got, got);
		assert_int_equal(queue.released, released);
		assert_int_equal(queue.count, get_tag - release_tag);
		assert_true(queue.count <= queue.most_out);
	}
}

static void test_random_lives_map_every_byte_p23_p24_p25(void **state)
{
	struct random random = random_start();
	u32 lives = 5000;

	while (lives--)
		random_life(&random);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cut_where_pages_part_p23),
		cmocka_unit_test(test_cut_where_packets_end_p23),
		cmocka_unit_test(test_cut_at_sixteen_pages_p23),
		cmocka_unit_test(test_cut_at_what_is_written_p23),
		cmocka_unit_test(test_part_of_a_packet_waits_while_two_are_out_p24),
		cmocka_unit_test(test_refusal_is_told_once_p24),
		cmocka_unit_test(test_closed_queue_refuses),
		cmocka_unit_test(test_released_in_order_only_p25),
		cmocka_unit_test(test_random_lives_map_every_byte_p23_p24_p25),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

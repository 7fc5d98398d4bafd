// SPDX-License-Identifier: GPL-2.0-only
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <linux/limits.h>

#include "portcls/pcm/mapping.h"
#include "testing/random.h"

#define PAGE		4096
#define PAGES		64
#define RING		(PAGES * PAGE)

static dma_addr_t pages[PAGES];
static u8 area[RING];
static struct portcls_mapping_piece pieces[RING];

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

static struct portcls_mapping_queue cut(u32 bytes, u32 period, u32 most, u64 gaps)
{
	struct portcls_mapping_queue queue = {
		.pieces = pieces,
		.ring_bytes = bytes,
		.period_bytes = period,
	};
	struct portcls_mapping_ring ring = {
		.area = area,
		.pages = pages,
		.bytes = bytes,
		.period_bytes = period,
		.most_bytes = most,
	};
	u32 count;

	lay_pages(gaps);
	count = portcls_mapping_cut(&ring, NULL);
	assert_in_range(count, 1, RING);
	assert_int_equal(portcls_mapping_cut(&ring, pieces), count);
	assert_ptr_equal(pieces[count - 1].next, pieces);
	portcls_mapping_queue_reset(&queue);
	portcls_mapping_queue_open(&queue, PORTCLS_MAPPINGS);
	return queue;
}

static struct portcls_mapping_queue start(u32 ring, u32 period, u64 gaps)
{
	return cut(ring, period, U32_MAX, gaps);
}

static void limit(struct portcls_mapping_queue *queue, s64 to)
{
	atomic64_set(&queue->limit, to);
}

static bool offers(struct portcls_mapping_queue *queue)
{
	return portcls_mapping_queue_offers(queue, atomic64_read(&queue->limit));
}

static void assert_got(struct portcls_mapping_queue *queue, u64 tag, u32 offset, u32 bytes,
		       u32 flags)
{
	struct portcls_mapping mapping;

	assert_true(portcls_mapping_queue_get(queue, tag, &mapping));
	assert_ptr_equal(mapping.virt, area + offset);
	assert_int_equal(mapping.address, pages[offset / PAGE] + offset % PAGE);
	assert_int_equal(mapping.bytes, bytes);
	assert_int_equal(mapping.flags, flags);
}

static void assert_refused(struct portcls_mapping_queue *queue)
{
	struct portcls_mapping mapping;

	assert_false(portcls_mapping_queue_get(queue, 0, &mapping));
}

static void test_cut_where_pages_part_p23(void **state)
{
	struct portcls_mapping_queue queue = start(8 * PAGE, 8 * PAGE, 1 << 3 | 1 << 4);

	limit(&queue, 8 * PAGE);
	assert_got(&queue, 1, 0, 3 * PAGE, 0);
	assert_got(&queue, 2, 3 * PAGE, PAGE, 0);
	assert_got(&queue, 3, 4 * PAGE, 4 * PAGE, PORTCLS_MAPPING_LAST);
	assert_refused(&queue);
}

static void test_cut_where_packets_end_p23(void **state)
{
	struct portcls_mapping_queue queue = start(9000, 3000, 0);

	limit(&queue, PORTCLS_MAPPING_ENDLESS);
	assert_got(&queue, 1, 0, 3000, PORTCLS_MAPPING_LAST);
	assert_got(&queue, 2, 3000, 3000, PORTCLS_MAPPING_LAST);
	assert_got(&queue, 3, 6000, 3000, PORTCLS_MAPPING_LAST);
	assert_refused(&queue);
	assert_true(portcls_mapping_queue_release(&queue, 1));
	assert_got(&queue, 4, 0, 3000, PORTCLS_MAPPING_LAST);
}

static void test_cut_at_sixteen_pages_p23(void **state)
{
	struct portcls_mapping_queue queue = start(RING, RING, 0);

	limit(&queue, 100);
	assert_got(&queue, 1, 0, 100, 0);
	limit(&queue, RING);
	assert_got(&queue, 2, 100, 16 * PAGE - 100, 0);
	assert_got(&queue, 3, 16 * PAGE, 16 * PAGE, 0);
}

static void test_cut_at_what_is_written_p23(void **state)
{
	struct portcls_mapping_queue queue = start(4 * PAGE, PAGE, ~0ULL);

	assert_refused(&queue);
	limit(&queue, 1);
	assert_got(&queue, 1, 0, 1, 0);
	limit(&queue, PAGE + 1);
	assert_got(&queue, 2, 1, PAGE - 1, PORTCLS_MAPPING_LAST);
	assert_got(&queue, 3, PAGE, 1, 0);
	/* Taken back: what is out stays out. */
	limit(&queue, 7);
	assert_refused(&queue);
	assert_int_equal(queue.count, 3);
}

static void test_part_of_a_packet_waits_while_two_are_out_p24(void **state)
{
	struct portcls_mapping_queue queue = start(4 * PAGE, PAGE, 0);

	limit(&queue, 2 * PAGE + 5);
	assert_got(&queue, 1, 0, PAGE, PORTCLS_MAPPING_LAST);
	assert_got(&queue, 2, PAGE, PAGE, PORTCLS_MAPPING_LAST);
	assert_refused(&queue);
	assert_false(offers(&queue));
	assert_true(portcls_mapping_queue_release(&queue, 1));
	assert_true(offers(&queue));
	assert_got(&queue, 3, 2 * PAGE, 5, 0);
}

static void test_refusal_is_told_once_p24(void **state)
{
	struct portcls_mapping_queue queue = start(RING, PAGE, 0);

	limit(&queue, 8);
	assert_false(offers(&queue));
	assert_got(&queue, 1, 0, 8, 0);
	limit(&queue, 16);
	assert_false(offers(&queue));
	assert_got(&queue, 2, 8, 8, 0);
	assert_refused(&queue);
	assert_refused(&queue);
	assert_false(offers(&queue));
	/* It outlives a stop. */
	portcls_mapping_queue_reset(&queue);
	limit(&queue, 24);
	assert_true(offers(&queue));
	assert_false(offers(&queue));
}

static void test_last_one_is_as_good_as_a_refusal_p24(void **state)
{
	struct portcls_mapping_queue queue = start(RING, PAGE, 0);
	struct portcls_mapping mapping;

	queue.heeds_dry = true;
	limit(&queue, PAGE + 8);
	assert_true(portcls_mapping_queue_get(&queue, 1, &mapping));
	assert_int_equal(mapping.flags, PORTCLS_MAPPING_LAST);
	assert_true(portcls_mapping_queue_get(&queue, 2, &mapping));
	assert_int_equal(mapping.flags, PORTCLS_MAPPING_DRY);
	assert_false(offers(&queue));
	limit(&queue, PAGE + 9);
	assert_true(offers(&queue));
	assert_false(offers(&queue));
}

static void test_closed_queue_refuses(void **state)
{
	struct portcls_mapping_queue queue = start(RING, PAGE, 0);

	limit(&queue, RING);
	portcls_mapping_queue_open(&queue, 0);
	assert_refused(&queue);
	assert_false(offers(&queue));
	portcls_mapping_queue_open(&queue, 1);
	assert_true(offers(&queue));
}

static void test_without_a_ring_there_is_nothing(void **state)
{
	struct portcls_mapping_queue queue = { .need = PORTCLS_MAPPING_NEVER };

	assert_refused(&queue);
	limit(&queue, PORTCLS_MAPPING_ENDLESS);
	assert_refused(&queue);
}

static void test_released_in_order_only_p25(void **state)
{
	struct portcls_mapping_queue queue = start(RING, PAGE, 0);
	u64 first, last;

	limit(&queue, 3 * PAGE);
	assert_false(portcls_mapping_queue_release(&queue, 0));
	assert_got(&queue, 7, 0, PAGE, PORTCLS_MAPPING_LAST);
	assert_got(&queue, 8, PAGE, PAGE, PORTCLS_MAPPING_LAST);
	assert_got(&queue, 9, 2 * PAGE, PAGE, PORTCLS_MAPPING_LAST);
	assert_false(portcls_mapping_queue_release(&queue, 8));
	assert_true(portcls_mapping_queue_release(&queue, 7));
	assert_false(portcls_mapping_queue_release(&queue, 7));
	assert_int_equal(portcls_mapping_queue_outstanding(&queue, &first, &last), 2);
	assert_int_equal(first, 8);
	assert_int_equal(last, 9);
	assert_int_equal(atomic64_read(&queue.released), PAGE);
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

/**
 * struct life - of a queue, and what is known of it
 * @queue: the queue
 * @most: most bytes of a mapping
 * @got: bytes that were handed out
 * @released: bytes that came back
 * @get_tag: of the next mapping
 * @release_tag: of the oldest that is out
 * @lengths: of those that are out
 * @promised: a get was refused, and nobody has been told of more
 */
struct life {
	struct portcls_mapping_queue queue;
	u32 most;
	u64 got;
	u64 released;
	u64 get_tag;
	u64 release_tag;
	u32 lengths[PORTCLS_MAPPINGS];
	bool promised;
};

static void check_mapping(const struct life *life, const struct portcls_mapping *mapping)
{
	u32 touched = (mapping->address % PAGE + mapping->bytes + PAGE - 1) / PAGE, i;
	const u32 ring = life->queue.ring_bytes, period = life->queue.period_bytes;

	assert_in_range(mapping->bytes, 1, RING);
	assert_true(touched <= PORTCLS_MAPPING_PAGES);
	assert_int_equal((u8 *)mapping->virt - area, life->got % ring);
	for (i = 0; i < mapping->bytes; i++)
		assert_int_equal(ring_offset(mapping->address + i, ring), (life->got + i) % ring);
	assert_true(life->got % period + mapping->bytes <= period);
	assert_int_equal(!!(mapping->flags & PORTCLS_MAPPING_LAST),
			 (life->got + mapping->bytes) % period == 0);
	assert_true(mapping->bytes <= life->most);
	assert_true(life->got + mapping->bytes <= (u64)atomic64_read(&life->queue.limit));
	assert_true(life->got + mapping->bytes <= life->released + ring);
}

static void get(struct life *life)
{
	struct portcls_mapping mapping;

	if (!portcls_mapping_queue_get(&life->queue, life->get_tag, &mapping)) {
		life->promised = true;
		return;
	}
	check_mapping(life, &mapping);
	life->got += mapping.bytes;
	life->lengths[life->get_tag++ % PORTCLS_MAPPINGS] = mapping.bytes;
	if (!(mapping.flags & PORTCLS_MAPPING_DRY))
		return;
	assert_true(life->queue.heeds_dry);
	life->promised = true;
	/* It tells the truth. */
	assert_false(portcls_mapping_queue_get(&life->queue, 0, &mapping));
}

static void release(struct life *life)
{
	if (life->get_tag == life->release_tag)
		return;
	assert_true(portcls_mapping_queue_release(&life->queue, life->release_tag));
	life->released += life->lengths[life->release_tag++ % PORTCLS_MAPPINGS];
}

static void offer(struct life *life)
{
	if (!offers(&life->queue))
		return;
	assert_true(life->promised);
	life->promised = false;
}

static void random_life(struct random *random)
{
	u32 period = random_from(random, 1, 5 * PAGE), steps = 60;
	u32 ring = period * random_from(random, 2, max(2U, 20 * PAGE / period));
	u32 most_out = random_from(random, 1, PORTCLS_MAPPINGS);
	struct life life = {
		.most = random_one_in(random, 3) ? random_from(random, 1, 2 * PAGE) : U32_MAX,
	};

	life.queue = cut(ring, period, life.most,
			 random_one_in(random, 4) ? 0 : random_u64(random) & random_u64(random));
	life.queue.heeds_dry = random_one_in(random, 2);
	portcls_mapping_queue_open(&life.queue, most_out);
	while (steps--) {
		switch (random_from(random, 0, 4)) {
		case 0:
			limit(&life.queue, life.released + random_from(random, 0, ring));
			break;
		case 1:
			release(&life);
			break;
		case 2:
			offer(&life);
			break;
		default:
			get(&life);
		}
		assert_int_equal(atomic64_read(&life.queue.got), life.got);
		assert_int_equal(atomic64_read(&life.queue.released), life.released);
		assert_int_equal(life.queue.count, life.get_tag - life.release_tag);
		assert_true(life.queue.count <= most_out);
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
		cmocka_unit_test(test_last_one_is_as_good_as_a_refusal_p24),
		cmocka_unit_test(test_closed_queue_refuses),
		cmocka_unit_test(test_without_a_ring_there_is_nothing),
		cmocka_unit_test(test_released_in_order_only_p25),
		cmocka_unit_test(test_random_lives_map_every_byte_p23_p24_p25),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

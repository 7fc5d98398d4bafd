// SPDX-License-Identifier: GPL-2.0-only
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <linux/errno.h>
#include <linux/limits.h>

#include "portcls/pcm/position.h"
#include "testing/random.h"

#define RING	4096
#define PERIOD	1024
#define FRAME	4

/* Here all is counted in bytes; a ring is whole frames, and so is a period. */
static void start(struct portcls_position *position, u32 ring, u32 period, u32 frame)
{
	portcls_position_reset(position, ring / frame, period / frame, frame);
}

static u64 linear_of(const struct portcls_position *position)
{
	return position->linear * position->block_align;
}

/* A position that has been @offset bytes into its ring. */
static struct portcls_position at(u32 offset)
{
	struct portcls_position position;

	start(&position, RING, PERIOD, FRAME);
	assert_int_equal(portcls_position_update(&position, offset), 0);
	assert_int_equal(linear_of(&position), offset);
	return position;
}

static void assert_moves(struct portcls_position *position, u32 offset, u64 linear)
{
	assert_int_equal(portcls_position_update(position, offset), 0);
	assert_int_equal(linear_of(position), linear);
	assert_int_equal(position->frame, position->linear % position->ring_frames);
}

static void test_reset_is_the_start(void **state)
{
	struct portcls_position position = at(2000);

	start(&position, RING, PERIOD, FRAME);
	assert_int_equal(linear_of(&position), 0);
	assert_false(portcls_position_period_ended(&position));
}

static void test_follows_the_ring_p8(void **state)
{
	struct portcls_position position;
	u32 i;

	start(&position, RING, PERIOD, FRAME);
	for (i = 1; i <= 100; i++) {
		assert_moves(&position, i * PERIOD % RING, i * PERIOD);
		assert_true(portcls_position_period_ended(&position));
		assert_false(portcls_position_period_ended(&position));
	}
}

static void test_wrap_adds_what_was_left_of_the_ring_p8(void **state)
{
	struct portcls_position position = at(RING - 96);

	assert_moves(&position, 32, RING + 32);
}

static void test_same_place_is_no_step(void **state)
{
	struct portcls_position position = at(400);

	assert_moves(&position, 400, 400);
	assert_moves(&position, 400, 400);
}

static void test_end_is_the_beginning_p8(void **state)
{
	struct portcls_position position = at(RING / 2);

	assert_moves(&position, RING, RING);
	assert_moves(&position, 0, RING);
}

static void test_end_at_the_start_is_no_step(void **state)
{
	struct portcls_position position;

	start(&position, RING, PERIOD, FRAME);
	assert_moves(&position, RING, 0);
}

static void test_part_of_a_frame_is_none(void **state)
{
	struct portcls_position position;
	u32 offset;

	start(&position, RING, PERIOD, FRAME);
	for (offset = 0; offset < 20 * FRAME; offset++)
		assert_moves(&position, offset, offset - offset % FRAME);
}

static void test_part_of_the_last_frame_is_none(void **state)
{
	struct portcls_position position = at(RING / 2);

	assert_moves(&position, RING - 1, RING - FRAME);
}

static void test_frames_of_an_odd_size_are_floored(void **state)
{
	struct portcls_position position;

	start(&position, 600, 300, 6);
	assert_moves(&position, 299, 294);
	assert_moves(&position, 300, 300);
	assert_moves(&position, 5, 600);
}

static void test_outside_is_refused_without_change_p8(void **state)
{
	static const u32 outside[] = { RING + 1, RING + FRAME, 2 * RING, U32_MAX };
	struct portcls_position position = at(1000), before = position;
	u32 i;

	for (i = 0; i < sizeof(outside) / sizeof(outside[0]); i++) {
		assert_int_equal(portcls_position_update(&position, outside[i]), -ERANGE);
		assert_memory_equal(&position, &before, sizeof(position));
	}
}

static void test_step_back_of_a_frame_is_ignored_p8(void **state)
{
	struct portcls_position position = at(400);

	assert_moves(&position, 400 - 1, 400);
	assert_moves(&position, 400 - FRAME, 400);
	assert_moves(&position, 400 + FRAME, 400 + FRAME);
}

static void test_step_back_over_the_beginning_is_ignored(void **state)
{
	struct portcls_position position = at(RING - 96);

	assert_moves(&position, 0, RING);
	assert_moves(&position, RING - FRAME, RING);
	assert_moves(&position, RING - 1, RING);
	assert_moves(&position, FRAME, RING + FRAME);
}

static void test_more_than_a_frame_back_is_nearly_a_ring_ahead(void **state)
{
	struct portcls_position position = at(400);

	assert_moves(&position, 400 - 2 * FRAME, RING + 400 - 2 * FRAME);
}

static void test_linear_passes_32_bits_of_bytes_and_frames_p9(void **state)
{
	const u32 ring = 1U << 30;
	struct portcls_position position;
	u64 linear = 0;

	start(&position, ring, ring / 2, 8);
	while (linear < 40ULL << 32) {
		linear += ring / 2 - 8;
		assert_moves(&position, linear % ring, linear);
		assert_int_equal(portcls_position_period_ended(&position),
				 linear / (ring / 2) > (linear - (ring / 2 - 8)) / (ring / 2));
	}
}

static void test_largest_ring_does_not_overflow(void **state)
{
	const u32 ring = U32_MAX - 3;
	struct portcls_position position;

	start(&position, ring, ring / 2 & ~3U, 4);
	assert_moves(&position, ring - 8, ring - 8);
	assert_moves(&position, ring - 12, ring - 8);
	assert_moves(&position, ring - 16, 2ULL * ring - 16);
	assert_moves(&position, ring, 2ULL * ring);
}

static void test_period_ends_at_its_last_byte_and_once(void **state)
{
	struct portcls_position position = at(PERIOD - FRAME);

	assert_false(portcls_position_period_ended(&position));
	assert_moves(&position, PERIOD, PERIOD);
	assert_true(portcls_position_period_ended(&position));
	assert_false(portcls_position_period_ended(&position));
}

static void test_late_by_less_than_a_period_keeps_the_grid(void **state)
{
	struct portcls_position position = at(PERIOD + PERIOD / 2);

	assert_true(portcls_position_period_ended(&position));
	assert_moves(&position, 2 * PERIOD - FRAME, 2 * PERIOD - FRAME);
	assert_false(portcls_position_period_ended(&position));
	assert_moves(&position, 2 * PERIOD, 2 * PERIOD);
	assert_true(portcls_position_period_ended(&position));
}

static void test_several_periods_at_once_count_as_one_end_p22(void **state)
{
	struct portcls_position position = at(3 * PERIOD + FRAME);

	assert_true(portcls_position_period_ended(&position));
	assert_false(portcls_position_period_ended(&position));
	assert_moves(&position, RING - FRAME, RING - FRAME);
	assert_false(portcls_position_period_ended(&position));
	assert_moves(&position, RING, RING);
	assert_true(portcls_position_period_ended(&position));
}

static void test_many_rings_between_questions_count_as_one_end(void **state)
{
	struct portcls_position position = at(0);
	u32 i;

	for (i = 1; i <= 1001; i++)
		assert_moves(&position, i * (RING / 2) % RING, (u64)i * (RING / 2));
	assert_true(portcls_position_period_ended(&position));
	assert_false(portcls_position_period_ended(&position));
	assert_moves(&position, RING / 2 + PERIOD - FRAME, 1001ULL * (RING / 2) + PERIOD - FRAME);
	assert_false(portcls_position_period_ended(&position));
	assert_moves(&position, RING / 2 + PERIOD, 1001ULL * (RING / 2) + PERIOD);
	assert_true(portcls_position_period_ended(&position));
}

static void test_period_as_large_as_the_ring_ends_at_each_wrap(void **state)
{
	struct portcls_position position;

	start(&position, RING, RING, FRAME);
	assert_moves(&position, RING / 2, RING / 2);
	assert_false(portcls_position_period_ended(&position));
	assert_moves(&position, 0, RING);
	assert_true(portcls_position_period_ended(&position));
	assert_false(portcls_position_period_ended(&position));
}

/*
 * A converter that runs, its register read now and then: at times a frame behind what it said
 * before, in the middle of a frame, or at the end of the ring instead of its beginning.
 */
static void walk(struct random *random)
{
	u32 frame = random_from(random, 1, 12);
	u32 period = frame * random_from(random, 1, 200);
	u32 ring = period * random_from(random, 2, 9) + frame * random_from(random, 1, 5);
	struct portcls_position position;
	u64 frames = 0, last_period = 0;
	u32 offset, step;

	start(&position, ring, period, frame);
	for (step = 0; step < 400; step++) {
		if (frames && random_one_in(random, 5)) {
			offset = (frames - 1) * frame % ring;
		} else {
			frames += random_from(random, 0, ring / frame - 2);
			offset = frames * frame % ring;
			if (!offset && random_one_in(random, 2))
				offset = ring;
		}
		if (offset < ring)
			offset += random_from(random, 0, frame - 1);
		assert_moves(&position, offset, frames * frame);
		if (random_one_in(random, 3))
			continue;
		assert_int_equal(portcls_position_period_ended(&position),
				 linear_of(&position) / period > last_period);
		last_period = linear_of(&position) / period;
	}
}

static void test_random_walks_agree_with_plain_counting_p8(void **state)
{
	struct random random = random_start();
	u32 i;

	for (i = 0; i < 3000; i++)
		walk(&random);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reset_is_the_start),
		cmocka_unit_test(test_follows_the_ring_p8),
		cmocka_unit_test(test_wrap_adds_what_was_left_of_the_ring_p8),
		cmocka_unit_test(test_same_place_is_no_step),
		cmocka_unit_test(test_end_is_the_beginning_p8),
		cmocka_unit_test(test_end_at_the_start_is_no_step),
		cmocka_unit_test(test_part_of_a_frame_is_none),
		cmocka_unit_test(test_part_of_the_last_frame_is_none),
		cmocka_unit_test(test_frames_of_an_odd_size_are_floored),
		cmocka_unit_test(test_outside_is_refused_without_change_p8),
		cmocka_unit_test(test_step_back_of_a_frame_is_ignored_p8),
		cmocka_unit_test(test_step_back_over_the_beginning_is_ignored),
		cmocka_unit_test(test_more_than_a_frame_back_is_nearly_a_ring_ahead),
		cmocka_unit_test(test_linear_passes_32_bits_of_bytes_and_frames_p9),
		cmocka_unit_test(test_largest_ring_does_not_overflow),
		cmocka_unit_test(test_period_ends_at_its_last_byte_and_once),
		cmocka_unit_test(test_late_by_less_than_a_period_keeps_the_grid),
		cmocka_unit_test(test_several_periods_at_once_count_as_one_end_p22),
		cmocka_unit_test(test_many_rings_between_questions_count_as_one_end),
		cmocka_unit_test(test_period_as_large_as_the_ring_ends_at_each_wrap),
		cmocka_unit_test(test_random_walks_agree_with_plain_counting_p8),
	};

	return cmocka_run_group_tests_name("position", tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Numbers of controls beside the ranges that they are made of, and the TLV beside what alsa-lib
 * makes of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <linux/kernel.h>
#include <sound/tlv.h>

#include <portcls/audio_property.h>

#include "portcls/ctl/scale.h"
#include "portcls/ctl/support.h"
#include "testing/random.h"

#define DB(db)		((s64)((db) * 65536.0))
#define INFINITE	((s64)S32_MIN)

static struct portcls_scale make(bool decibel, s64 minimum, s64 maximum, u64 step)
{
	const struct portcls_range range = { minimum, maximum, step };
	struct portcls_scale scale;

	portcls_scale_make(&range, decibel, &scale);
	return scale;
}

static struct portcls_scale levels(s64 minimum, s64 maximum, u64 step)
{
	return make(true, minimum, maximum, step);
}

static struct portcls_scale numbers(s64 minimum, s64 maximum, u64 step)
{
	return make(false, minimum, maximum, step);
}

static void assert_value(const struct portcls_scale *scale, u32 number, s64 value)
{
	assert_int_equal(portcls_scale_value(scale, number), value);
	assert_int_equal(portcls_scale_number(scale, value), number);
}

static void test_numbers_are_steps(void **state)
{
	struct portcls_scale scale = levels(DB(-94.5), DB(0), DB(1.5));
	u32 number;

	assert_int_equal(scale.top, 63);
	assert_false(scale.mutes);
	for (number = 0; number <= 63; number++)
		assert_value(&scale, number, DB(-94.5 + 1.5 * number));
	scale = numbers(-3, 12, 5);
	assert_int_equal(scale.top, 3);
	for (number = 0; number <= 3; number++)
		assert_value(&scale, number, -3 + 5 * (s64)number);
}

static void test_a_last_step_that_is_too_short_is_none(void **state)
{
	struct portcls_scale scale = levels(DB(-10), DB(0.5), DB(1));

	assert_int_equal(scale.top, 10);
	assert_value(&scale, 10, 0);
	scale = numbers(0, 4, 5);
	assert_int_equal(scale.top, 0);
	assert_value(&scale, 0, 0);
}

static void test_one_value_is_one_number(void **state)
{
	static const u64 steps[] = { 0, 1, 32768 };
	struct portcls_scale scale;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(steps); i++) {
		scale = levels(DB(-6), DB(-6), steps[i]);
		assert_int_equal(scale.top, 0);
		assert_value(&scale, 0, DB(-6));
		assert_int_equal(portcls_scale_number(&scale, DB(-7)), 0);
		assert_int_equal(portcls_scale_number(&scale, DB(7)), 0);
	}
}

static void test_a_level_without_steps_counts_halves_of_a_db(void **state)
{
	struct portcls_scale scale = levels(DB(-60), DB(12), 0);

	assert_int_equal(scale.top, 144);
	assert_value(&scale, 1, DB(-59.5));
	assert_value(&scale, 144, DB(12));
	/* A little less than halves, so that both ends are met. */
	scale = levels(DB(-60.3), DB(0), 0);
	assert_int_equal(scale.top, 121);
	assert_value(&scale, 0, DB(-60.3));
	assert_value(&scale, 121, 0);
}

static void test_a_number_without_steps_is_the_value(void **state)
{
	struct portcls_scale scale = numbers(20, 20000, 0);

	assert_int_equal(scale.top, 19980);
	assert_value(&scale, 0, 20);
	assert_value(&scale, 1, 21);
	assert_value(&scale, 19980, 20000);
}

static void test_too_many_steps_meet_both_ends(void **state)
{
	/* 100 % in 1/65536 of 1 %, and all there is */
	struct portcls_scale scale = numbers(0, 0x640000, 1);
	u32 number;

	assert_int_equal(scale.top, PORTCLS_SCALE_MAX);
	assert_value(&scale, 0, 0);
	assert_value(&scale, PORTCLS_SCALE_MAX, 0x640000);
	scale = numbers(INT64_MIN, INT64_MAX, 0);
	assert_int_equal(scale.top, PORTCLS_SCALE_MAX);
	assert_value(&scale, 0, INT64_MIN);
	assert_value(&scale, PORTCLS_SCALE_MAX, INT64_MAX);
	/* The fewest that are too many leave no two numbers for one value. */
	scale = numbers(0, PORTCLS_SCALE_MAX + 1, 0);
	for (number = 0; number <= PORTCLS_SCALE_MAX; number++)
		assert_value(&scale, number, number + (number > PORTCLS_SCALE_MAX / 2));
	scale = numbers(0, PORTCLS_SCALE_MAX, 1);
	assert_int_equal(scale.top, PORTCLS_SCALE_MAX);
	assert_value(&scale, 4711, 4711);
	scale = numbers(0, PORTCLS_SCALE_MAX + 1, 1);
	assert_int_equal(scale.top, PORTCLS_SCALE_MAX);
	assert_value(&scale, PORTCLS_SCALE_MAX, PORTCLS_SCALE_MAX + 1);
}

static void test_minus_infinity_mutes(void **state)
{
	struct portcls_scale scale = levels(INFINITE, DB(6), DB(1.5));

	assert_true(scale.mutes);
	assert_value(&scale, 0, INFINITE);
	assert_value(&scale, scale.top, DB(6));
	assert_value(&scale, scale.top - 4, 0);
	/* The least level is less than a step above minus infinity, and is none itself. */
	assert_true(portcls_scale_value(&scale, 1) > INFINITE);
	assert_true(portcls_scale_value(&scale, 1) <= INFINITE + DB(1.5));
	assert_int_equal(portcls_scale_number(&scale, INFINITE + 1), 1);
	/* Also where whole steps lead to it. */
	scale = levels(INFINITE, DB(6), DB(2));
	assert_value(&scale, 1, INFINITE + DB(2));
	/* It is a number like others where values are no levels. */
	scale = numbers(INFINITE, 0, 1 << 16);
	assert_false(scale.mutes);
	assert_int_equal(scale.top, 32768);
}

static void test_minus_infinity_keeps_steps_that_are_nearly_too_many(void **state)
{
	struct portcls_scale scale = levels(INFINITE, 0, 0);

	assert_int_equal(scale.top, PORTCLS_SCALE_MAX);
	assert_value(&scale, 0, INFINITE);
	assert_value(&scale, 1, DB(-32767));
	assert_value(&scale, PORTCLS_SCALE_MAX - 1, DB(-0.5));
	assert_value(&scale, PORTCLS_SCALE_MAX, 0);
	scale = levels(INFINITE, DB(-1), DB(0.25));
	assert_value(&scale, 1, INFINITE + DB(0.5));
	scale = levels(INFINITE, 0, 1);
	assert_true(scale.top <= PORTCLS_SCALE_MAX);
	assert_value(&scale, scale.top, 0);
	assert_true(portcls_scale_value(&scale, 1) < DB(-30000));
}

static void test_minus_infinity_alone_is_one_number(void **state)
{
	struct portcls_scale scale = levels(INFINITE, INFINITE, 0);

	assert_int_equal(scale.top, 0);
	assert_value(&scale, 0, INFINITE);
	assert_int_equal(portcls_scale_number(&scale, 0), 0);
	/* one level, less than a step above */
	scale = levels(INFINITE, INFINITE + 5, 10);
	assert_int_equal(scale.top, 1);
	assert_value(&scale, 0, INFINITE);
	assert_value(&scale, 1, INFINITE + 5);
}

static void test_other_values_are_the_nearest_number(void **state)
{
	struct portcls_scale scale = levels(DB(-10), DB(0), DB(1));

	assert_int_equal(portcls_scale_number(&scale, DB(-9.51)), 0);
	assert_int_equal(portcls_scale_number(&scale, DB(-9.49)), 1);
	assert_int_equal(portcls_scale_number(&scale, DB(-0.4)), 10);
	assert_int_equal(portcls_scale_number(&scale, DB(30)), 10);
	assert_int_equal(portcls_scale_number(&scale, INT64_MAX), 10);
	assert_int_equal(portcls_scale_number(&scale, INFINITE), 0);
	assert_int_equal(portcls_scale_number(&scale, INT64_MIN), 0);
}

static s64 take_bound(struct random *random, bool decibel)
{
	if (decibel)
		return random_one_in(random, 4) ? INFINITE :
		       random_one_in(random, 2) ? (s32)random_u64(random) :
						  (s64)random_from(random, 0, DB(200)) - DB(150);
	return (s64)random_u64(random) >> random_from(random, 0, 63);
}

static struct portcls_range take_range(struct random *random, bool decibel)
{
	s64 a = take_bound(random, decibel), b = take_bound(random, decibel);
	struct portcls_range range = { a < b ? a : b, a < b ? b : a, 0 };

	if (!random_one_in(random, 4))
		range.step = random_u64(random) >> random_from(random, decibel ? 32 : 0, 63);
	return range;
}

static u64 distance(s64 a, s64 b)
{
	return a < b ? (u64)b - a : (u64)a - b;
}

/* What holds of all scales. */
static void test_any_range(void **state)
{
	struct random random = random_start();
	struct portcls_scale scale;
	struct portcls_range range;
	s64 value, before, other;
	u32 i, j, number;
	bool decibel;

	for (i = 0; i < 200000; i++) {
		decibel = random_one_in(&random, 2);
		range = take_range(&random, decibel);
		portcls_scale_make(&range, decibel, &scale);
		assert_true(scale.top <= PORTCLS_SCALE_MAX);
		assert_int_equal(scale.mutes, decibel && range.minimum == INFINITE);
		assert_value(&scale, 0, range.minimum);
		for (j = 0; j < 8; j++) {
			number = j < 2 ? scale.top - (scale.top && j) :
				 random_from(&random, 0, scale.top);
			value = portcls_scale_value(&scale, number);
			assert_value(&scale, number, value);
			assert_in_range((u64)value - range.minimum, 0,
					(u64)range.maximum - range.minimum);
			if (number) {
				before = portcls_scale_value(&scale, number - 1);
				assert_true(before < value);
			}
			/* No other number is nearer to some value, silence aside. */
			value = take_bound(&random, decibel);
			number = portcls_scale_number(&scale, value);
			other = portcls_scale_value(&scale, random_from(&random, 0, scale.top));
			if (!scale.mutes || (value != INFINITE && other != INFINITE))
				assert_true(distance(value, portcls_scale_value(&scale, number)) <=
					    distance(value, other));
		}
	}
}

/* The last value is the greatest one, or the greatest that is whole steps away from the least. */
static void test_top_is_the_maximum_or_within_a_step(void **state)
{
	struct random random = random_start();
	struct portcls_scale scale;
	struct portcls_range range;
	u64 missing;
	u32 i;

	for (i = 0; i < 200000; i++) {
		range = take_range(&random, i % 2);
		portcls_scale_make(&range, i % 2, &scale);
		missing = (u64)range.maximum - portcls_scale_value(&scale, scale.top);
		if (scale.mutes || !range.step ||
		    ((u64)range.maximum - range.minimum) / range.step > PORTCLS_SCALE_MAX)
			assert_int_equal(missing, 0);
		else
			assert_int_equal(missing,
					 ((u64)range.maximum - range.minimum) % range.step);
	}
}

/* In dB; what alsa-lib's snd_tlv_convert_to_dB() does. */
static double tlv_level(const u32 *tlv, u32 top, u32 number, bool *mutes)
{
	s32 minimum = tlv[2];

	*mutes = false;
	assert_int_equal(tlv[1], 8);
	if (tlv[0] == SNDRV_CTL_TLVT_DB_SCALE) {
		*mutes = !number && tlv[3] & 0x10000;
		return (minimum + (double)number * (tlv[3] & 0xffff)) / 100;
	}
	*mutes = !number && tlv[0] == SNDRV_CTL_TLVT_DB_MINMAX_MUTE;
	if (tlv[0] != SNDRV_CTL_TLVT_DB_MINMAX)
		assert_int_equal(tlv[0], SNDRV_CTL_TLVT_DB_MINMAX_MUTE);
	if (!top)
		return minimum / 100.0;
	return (minimum + ((s32)tlv[3] - minimum) * (double)number / top) / 100;
}

static void assert_tlv(const struct portcls_scale *scale, u32 type, s32 minimum, u32 last)
{
	u32 tlv[PORTCLS_TLV_WORDS];

	portcls_scale_tlv(scale, tlv);
	assert_int_equal(tlv[0], type);
	assert_int_equal((s32)tlv[2], minimum);
	assert_int_equal(tlv[3], last);
}

static void test_tlv_is_a_scale_where_that_is_exact_p39(void **state)
{
	struct portcls_scale scale = levels(DB(-94.5), DB(0), DB(1.5));

	assert_tlv(&scale, SNDRV_CTL_TLVT_DB_SCALE, -9450, 150);
	scale = levels(DB(-60), DB(12), 0);
	assert_tlv(&scale, SNDRV_CTL_TLVT_DB_SCALE, -6000, 50);
	scale = levels(DB(-34.5), DB(12), DB(0.75));
	assert_tlv(&scale, SNDRV_CTL_TLVT_DB_SCALE, -3450, 75);
	/* 1/3 dB is no whole number of hundredths. */
	scale = levels(-21845 * 60, 0, 21845);
	assert_tlv(&scale, SNDRV_CTL_TLVT_DB_MINMAX, -2000, 0);
	scale = levels(DB(-60.3), 0, 0);
	assert_tlv(&scale, SNDRV_CTL_TLVT_DB_MINMAX, -6030, 0);
	/* 655.35 dB is the longest step that a scale can have. */
	scale = levels(DB(-700), 0, DB(700));
	assert_tlv(&scale, SNDRV_CTL_TLVT_DB_MINMAX, -70000, 0);
	scale = levels(DB(-650), 0, DB(650));
	assert_tlv(&scale, SNDRV_CTL_TLVT_DB_SCALE, -65000, 65000);
}

static void test_tlv_mutes_where_the_range_does_p39(void **state)
{
	struct portcls_scale scale = levels(INFINITE, 0, 0);

	assert_tlv(&scale, SNDRV_CTL_TLVT_DB_SCALE, -3276750, 0x10000 | 50);
	/* 4/3 dB */
	scale = levels(INFINITE, 0, 87380);
	assert_int_equal(scale.top, 24577);
	assert_tlv(&scale, SNDRV_CTL_TLVT_DB_MINMAX_MUTE, -3276883, 0);
	scale = levels(INFINITE, INFINITE, 0);
	assert_tlv(&scale, SNDRV_CTL_TLVT_DB_MINMAX_MUTE, -3276800, (u32)-3276800);
}

static void test_tlv_tells_every_level_within_a_hundredth_p39(void **state)
{
	struct random random = random_start();
	u32 tlv[PORTCLS_TLV_WORDS], i, j, number;
	struct portcls_scale scale;
	struct portcls_range range;
	double level, told;
	bool mutes;

	for (i = 0; i < 200000; i++) {
		range = take_range(&random, true);
		portcls_scale_make(&range, true, &scale);
		portcls_scale_tlv(&scale, tlv);
		for (j = 0; j < 8; j++) {
			number = j < 2 ? scale.top * j : random_from(&random, 0, scale.top);
			told = tlv_level(tlv, scale.top, number, &mutes);
			level = portcls_scale_value(&scale, number);
			assert_int_equal(mutes, level == INFINITE && scale.mutes);
			if (!mutes && !(told - level / 65536 <= 0.00502 &&
					level / 65536 - told <= 0.00502))
				fail_msg("%lld to %lld by %llu: %u is %f dB, not %f",
					 range.minimum, range.maximum, range.step, number,
					 level / 65536, told);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers_are_steps),
		cmocka_unit_test(test_a_last_step_that_is_too_short_is_none),
		cmocka_unit_test(test_one_value_is_one_number),
		cmocka_unit_test(test_a_level_without_steps_counts_halves_of_a_db),
		cmocka_unit_test(test_a_number_without_steps_is_the_value),
		cmocka_unit_test(test_too_many_steps_meet_both_ends),
		cmocka_unit_test(test_minus_infinity_mutes),
		cmocka_unit_test(test_minus_infinity_keeps_steps_that_are_nearly_too_many),
		cmocka_unit_test(test_minus_infinity_alone_is_one_number),
		cmocka_unit_test(test_other_values_are_the_nearest_number),
		cmocka_unit_test(test_any_range),
		cmocka_unit_test(test_top_is_the_maximum_or_within_a_step),
		cmocka_unit_test(test_tlv_is_a_scale_where_that_is_exact_p39),
		cmocka_unit_test(test_tlv_mutes_where_the_range_does_p39),
		cmocka_unit_test(test_tlv_tells_every_level_within_a_hundredth_p39),
	};

	return cmocka_run_group_tests_name("scale", tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Negotiation beside an oracle that knows no arithmetic of dividers: it lists all formats of all
 * ranges, one by one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>

#include <portcls/format.h>

#include "portcls/pcm/negotiate.h"
#include "testing/random.h"
#include "testing/rates.h"

#define ALL_SAMPLES	(BIT(PORTCLS_SAMPLES) - 1)
#define MAX_RANGES	5
#define MAX_CHANNELS	5
#define MAX_RATE	120

/* Which formats are in which range, as the oracle lists them. */
struct list {
	const struct portcls_data_range *ranges;
	u32 count;
	bool has[PORTCLS_SAMPLES][MAX_CHANNELS + 1][MAX_RATE + 1];
};

static void list_rates(const struct portcls_data_range *range, bool rates[MAX_RATE + 1])
{
	const struct portcls_rate_clock *clock = &range->clock;
	u64 den;
	u32 rate;

	memset(rates, 0, MAX_RATE + 1);
	for (rate = range->min_rate; !clock->num && rate <= range->max_rate; rate++)
		rates[rate] = true;
	if (!clock->num)
		return;
	for (den = clock->den_min; den <= clock->den_max; den += clock->den_step) {
		rate = clock->num / den;
		if (range->min_rate <= rate && rate <= range->max_rate)
			rates[rate] = true;
	}
}

static void list_range(struct list *list, const struct portcls_data_range *range)
{
	bool rates[MAX_RATE + 1];
	u32 sample, channels, rate;

	list_rates(range, rates);
	for (sample = 0; sample < PORTCLS_SAMPLES; sample++)
		for (channels = range->min_channels; channels <= range->max_channels; channels++)
			for (rate = 1; rate <= MAX_RATE; rate++)
				if (rates[rate] && range_means_sample(range, sample))
					list->has[sample][channels][rate] = true;
}

static void list_all(struct list *list, const struct portcls_data_range *ranges, u32 count)
{
	u32 i;

	*list = (struct list) { .ranges = ranges, .count = count };
	for (i = 0; i < count; i++)
		list_range(list, &ranges[i]);
}

/* The least box around what the list has inside of @choice; false if that is nothing. */
static bool hull_of(const struct list *list, const struct portcls_choice *choice,
		    struct portcls_choice *hull)
{
	u32 sample, channels, rate;

	*hull = (struct portcls_choice) { 0, U32_MAX, 0, U32_MAX, 0 };
	for (sample = 0; sample < PORTCLS_SAMPLES; sample++) {
		if (!(choice->samples & BIT(sample)))
			continue;
		for (channels = 1; channels <= MAX_CHANNELS; channels++) {
			if (channels < choice->min_channels || channels > choice->max_channels)
				continue;
			for (rate = 1; rate <= MAX_RATE; rate++) {
				if (rate < choice->min_rate || rate > choice->max_rate ||
				    !list->has[sample][channels][rate])
					continue;
				hull->samples |= BIT(sample);
				hull->min_channels = min(hull->min_channels, channels);
				hull->max_channels = max(hull->max_channels, channels);
				hull->min_rate = min(hull->min_rate, rate);
				hull->max_rate = max(hull->max_rate, rate);
			}
		}
	}
	return hull->samples;
}

static struct portcls_data_range random_range(struct random *random)
{
	static const u8 bits[] = { 1, 8, 12, 16, 20, 24, 32 };
	struct portcls_data_range range = { .encoding = random_one_in(random, 6) };
	u32 least, most;

	range.min_channels = random_from(random, 1, MAX_CHANNELS);
	range.max_channels = random_from(random, range.min_channels, MAX_CHANNELS);
	range.container_32 = random_one_in(random, 2);
	most = random_from(random, 1, ARRAY_SIZE(bits) - 1);
	least = random_from(random, 0, most);
	range.min_bits = range.encoding == PORTCLS_ENCODING_FLOAT ? 32 : bits[least];
	range.max_bits = range.encoding == PORTCLS_ENCODING_FLOAT ? 32 : bits[most];
	range.min_rate = random_from(random, 1, MAX_RATE);
	range.max_rate = random_from(random, range.min_rate, MAX_RATE);
	if (random_one_in(random, 3))
		return range;
	range.clock.num = random_from(random, 1, random_one_in(random, 3) ? 100000 : 1000);
	least = range.clock.num / range.max_rate ?: 1;
	most = range.clock.num / range.min_rate ?: 1;
	if (random_one_in(random, 4)) {
		least = 1;
		most = range.clock.num + 3;
	}
	range.clock.den_min = random_from(random, least, most);
	range.clock.den_max = random_from(random, range.clock.den_min,
					  range.clock.den_min + range.clock.num);
	range.clock.den_step = random_one_in(random, 2) ? 1 : random_from(random, 1, 40);
	return range;
}

static u32 random_ranges(struct random *random, struct portcls_data_range ranges[MAX_RANGES])
{
	u32 count = random_from(random, 1, MAX_RANGES), i;

	for (i = 0; i < count; i++)
		ranges[i] = random_range(random);
	return count;
}

static struct portcls_choice random_choice(struct random *random)
{
	struct portcls_choice choice = { .samples = random_from(random, 0, ALL_SAMPLES) };

	if (random_one_in(random, 2))
		choice.samples = ALL_SAMPLES;
	choice.min_channels = random_from(random, 0, 3);
	choice.max_channels = random_from(random, choice.min_channels, MAX_CHANNELS + 1);
	choice.min_rate = random_from(random, 0, MAX_RATE);
	choice.max_rate = random_one_in(random, 4) ? U32_MAX :
			  random_from(random, choice.min_rate ?: 1, MAX_RATE);
	return choice;
}

static void test_hull_is_that_of_all_formats_listed(void **state)
{
	struct random random = random_start();
	struct portcls_data_range ranges[MAX_RANGES];
	struct portcls_choice choice, result, hull;
	u32 i, j, count, some = 0, none = 0;
	static struct list list;

	for (i = 0; i < 4000; i++) {
		count = random_ranges(&random, ranges);
		list_all(&list, ranges, count);
		for (j = 0; j < 20; j++) {
			choice = random_choice(&random);
			result = choice;
			if (hull_of(&list, &choice, &hull)) {
				assert_int_equal(portcls_negotiate(ranges, count, &result), 0);
				assert_memory_equal(&result, &hull, sizeof(hull));
				some++;
			} else {
				assert_int_equal(portcls_negotiate(ranges, count, &result),
						 -EINVAL);
				assert_memory_equal(&result, &choice, sizeof(choice));
				none++;
			}
		}
	}
	/* Else the test is no test. */
	assert_in_range(some, 20000, 70000);
	assert_in_range(none, 10000, 60000);
}

static void test_everything_is_the_hull_of_all_ranges(void **state)
{
	const struct portcls_choice widest = { ALL_SAMPLES, 1, U32_MAX, 1, U32_MAX };
	struct random random = random_start();
	struct portcls_data_range ranges[MAX_RANGES];
	struct portcls_choice result, hull;
	static struct list list;
	u32 i, count;

	for (i = 0; i < 4000; i++) {
		count = random_ranges(&random, ranges);
		list_all(&list, ranges, count);
		if (!hull_of(&list, &widest, &hull))
			continue;
		portcls_everything(ranges, count, &result);
		assert_memory_equal(&result, &hull, sizeof(hull));
	}
}

static const struct portcls_data_range *
first_range_with(const struct portcls_data_range *ranges, u32 count, u32 sample, u32 channels,
		 u32 rate)
{
	u32 i;

	for (i = 0; i < count; i++)
		if (range_has(&ranges[i], sample, channels, rate))
			return &ranges[i];
	return NULL;
}

static void check_settled(const struct list *list, u32 sample, u32 channels, u32 rate)
{
	struct portcls_format format, untouched;
	const struct portcls_data_range *range;

	memset(&untouched, 0x55, sizeof(untouched));
	format = untouched;
	range = portcls_settle(list->ranges, list->count, sample, channels, rate, &format);
	if (channels && channels <= MAX_CHANNELS && rate <= MAX_RATE &&
	    list->has[sample][channels][rate]) {
		assert_ptr_equal(range, first_range_with(list->ranges, list->count, sample,
							 channels, rate));
		assert_true(format_is_right(&format, range, sample, channels, rate));
	} else {
		assert_null(range);
		assert_memory_equal(&format, &untouched, sizeof(format));
	}
}

static void test_settle_takes_what_is_listed_and_nothing_else_p14_p15(void **state)
{
	struct random random = random_start();
	struct portcls_data_range ranges[MAX_RANGES];
	u32 i, count, sample, channels, rate;
	static struct list list;

	for (i = 0; i < 1000; i++) {
		count = random_ranges(&random, ranges);
		list_all(&list, ranges, count);
		for (sample = 0; sample < PORTCLS_SAMPLES; sample++)
			for (channels = 0; channels <= MAX_CHANNELS + 1; channels++)
				for (rate = 0; rate <= MAX_RATE + 1; rate++)
					check_settled(&list, sample, channels, rate);
	}
}

/* Narrow one side of a choice to a value that it has at an end, as applications and ALSA do. */
static void narrow(struct random *random, struct portcls_choice *choice, u32 side)
{
	u32 sample;

	switch (side) {
	case 0:
		do
			sample = random_from(random, 0, PORTCLS_SAMPLES - 1);
		while (!(choice->samples & BIT(sample)));
		choice->samples = BIT(sample);
		break;
	case 1:
		if (random_one_in(random, 2))
			choice->max_channels = choice->min_channels;
		else
			choice->min_channels = choice->max_channels;
		break;
	case 2:
		if (random_one_in(random, 2))
			choice->max_rate = choice->min_rate;
		else
			choice->min_rate = choice->max_rate;
		break;
	}
}

static void test_narrowing_in_any_order_ends_inside_a_range(void **state)
{
	static const u32 orders[][3] = {
		{ 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 },
	};
	struct random random = random_start();
	struct portcls_data_range ranges[MAX_RANGES];
	struct portcls_format format;
	struct portcls_choice choice;
	u32 i, j, count;

	for (i = 0; i < 60000; i++) {
		count = random_ranges(&random, ranges);
		choice = (struct portcls_choice) { ALL_SAMPLES, 0, U32_MAX, 0, U32_MAX };
		if (portcls_negotiate(ranges, count, &choice))
			continue;
		for (j = 0; j < 3; j++) {
			narrow(&random, &choice, orders[i % 6][j]);
			assert_int_equal(portcls_negotiate(ranges, count, &choice), 0);
		}
		assert_int_equal(choice.samples & (choice.samples - 1), 0);
		assert_int_equal(choice.min_channels, choice.max_channels);
		assert_int_equal(choice.min_rate, choice.max_rate);
		assert_non_null(portcls_settle(ranges, count, __builtin_ctz(choice.samples),
					       choice.min_channels, choice.min_rate, &format));
	}
}

static void test_negotiating_again_changes_nothing(void **state)
{
	struct random random = random_start();
	struct portcls_data_range ranges[MAX_RANGES];
	struct portcls_choice choice, again;
	u32 i, count;

	for (i = 0; i < 60000; i++) {
		count = random_ranges(&random, ranges);
		choice = random_choice(&random);
		if (portcls_negotiate(ranges, count, &choice))
			continue;
		again = choice;
		assert_int_equal(portcls_negotiate(ranges, count, &again), 0);
		assert_memory_equal(&again, &choice, sizeof(choice));
	}
}

static void test_ranges_that_exclude_each_other_are_no_box_p15(void **state)
{
	/* 8 channels at 48 kHz, or 2 channels at 192 kHz */
	static const struct portcls_data_range ranges[] = {
		{ PORTCLS_ENCODING_PCM, 1, 8, 16, 16, false, 48000, 48000, {} },
		{ PORTCLS_ENCODING_PCM, 1, 2, 16, 24, true, 192000, 192000, {} },
	};
	struct portcls_choice choice = { ALL_SAMPLES, 1, U32_MAX, 192000, 192000 };
	struct portcls_format format;

	assert_int_equal(portcls_negotiate(ranges, 2, &choice), 0);
	assert_int_equal(choice.max_channels, 2);
	choice = (struct portcls_choice) { ALL_SAMPLES, 3, 8, 1, U32_MAX };
	assert_int_equal(portcls_negotiate(ranges, 2, &choice), 0);
	assert_int_equal(choice.max_rate, 48000);
	assert_int_equal(choice.samples, BIT(PORTCLS_SAMPLE_16));
	choice = (struct portcls_choice) { ALL_SAMPLES, 3, 8, 192000, 192000 };
	assert_int_equal(portcls_negotiate(ranges, 2, &choice), -EINVAL);
	assert_null(portcls_settle(ranges, 2, PORTCLS_SAMPLE_16, 8, 192000, &format));
	assert_null(portcls_settle(ranges, 2, PORTCLS_SAMPLE_24_IN_32, 2, 48000, &format));
}

static void test_samples_lie_as_the_range_says(void **state)
{
	static const struct {
		struct portcls_data_range range;
		u32 samples;
	} cases[] = {
		{ { PORTCLS_ENCODING_PCM, 1, 1, 8, 8, false, 1, 1, {} }, BIT(PORTCLS_SAMPLE_8) },
		{ { PORTCLS_ENCODING_PCM, 1, 1, 8, 16, true, 1, 1, {} },
		  BIT(PORTCLS_SAMPLE_8) | BIT(PORTCLS_SAMPLE_16) },
		{ { PORTCLS_ENCODING_PCM, 1, 1, 20, 24, false, 1, 1, {} }, BIT(PORTCLS_SAMPLE_24) },
		{ { PORTCLS_ENCODING_PCM, 1, 1, 16, 20, true, 1, 1, {} },
		  BIT(PORTCLS_SAMPLE_16) | BIT(PORTCLS_SAMPLE_20_IN_32) },
		{ { PORTCLS_ENCODING_PCM, 1, 1, 16, 20, false, 1, 1, {} },
		  BIT(PORTCLS_SAMPLE_16) },
		{ { PORTCLS_ENCODING_PCM, 1, 1, 20, 24, true, 1, 1, {} },
		  BIT(PORTCLS_SAMPLE_24_IN_32) },
		{ { PORTCLS_ENCODING_PCM, 1, 1, 9, 32, true, 1, 1, {} },
		  BIT(PORTCLS_SAMPLE_16) | BIT(PORTCLS_SAMPLE_24_IN_32) | BIT(PORTCLS_SAMPLE_32) },
		{ { PORTCLS_ENCODING_FLOAT, 1, 1, 32, 32, false, 1, 1, {} },
		  BIT(PORTCLS_SAMPLE_FLOAT) },
	};
	struct portcls_choice choice;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		portcls_everything(&cases[i].range, 1, &choice);
		assert_int_equal(choice.samples, cases[i].samples);
	}
}

/* Ensoniq ES1370: clock / 29 to clock / 352 on DAC2 and ADC, four rates on DAC1. */
#define ES1370_CLOCK	1411200
#define ES1370_RANGE(min, max, dividers...) \
	{ PORTCLS_ENCODING_PCM, 1, 2, 8, 16, false, min, max, { ES1370_CLOCK, dividers } }

static const struct portcls_data_range es1370_divided[] = {
	ES1370_RANGE(ES1370_CLOCK / 352, ES1370_CLOCK / 29, 29, 352, 1),
};

static const struct portcls_data_range es1370_fixed[] = {
	ES1370_RANGE(5512, 5512, 256, 256, 1),
	ES1370_RANGE(11025, 11025, 128, 128, 1),
	ES1370_RANGE(22050, 22050, 64, 64, 1),
	ES1370_RANGE(44100, 44100, 32, 32, 1),
};

static void assert_divides(const struct portcls_data_range *ranges, u32 count, u32 rate, u32 den)
{
	struct portcls_choice choice = { ALL_SAMPLES, 1, 2, rate, rate };
	const struct portcls_data_range *range;
	struct portcls_format format;

	assert_int_equal(portcls_negotiate(ranges, count, &choice), 0);
	assert_int_equal(choice.min_rate, rate);
	assert_int_equal(choice.max_rate, rate);
	range = portcls_settle(ranges, count, PORTCLS_SAMPLE_16, 2, rate, &format);
	assert_non_null(range);
	assert_true(format_is_right(&format, range, PORTCLS_SAMPLE_16, 2, rate));
	assert_int_equal(format.rate_num, ES1370_CLOCK);
	assert_int_equal(format.rate_den, den);
}

static void assert_no_rate(const struct portcls_data_range *ranges, u32 count, u32 rate)
{
	struct portcls_choice choice = { ALL_SAMPLES, 1, 2, rate, rate };
	struct portcls_format format;

	assert_int_equal(portcls_negotiate(ranges, count, &choice), -EINVAL);
	assert_null(portcls_settle(ranges, count, PORTCLS_SAMPLE_16, 2, rate, &format));
}

static void test_es1370_divided_rates_are_those_of_its_dividers(void **state)
{
	u32 den, rate;

	assert_divides(es1370_divided, 1, 48662, 29);
	assert_divides(es1370_divided, 1, 44100, 32);
	assert_divides(es1370_divided, 1, 22050, 64);
	assert_divides(es1370_divided, 1, 8018, 176);
	assert_divides(es1370_divided, 1, 5512, 256);
	assert_divides(es1370_divided, 1, 4009, 352);
	for (den = 29, rate = ES1370_CLOCK / 29 + 1000; rate > 3000; rate--) {
		while (den < 352 && ES1370_CLOCK / den > rate)
			den++;
		if (ES1370_CLOCK / den == rate)
			assert_divides(es1370_divided, 1, rate, den);
		else
			assert_no_rate(es1370_divided, 1, rate);
	}
}

static void test_es1370_48000_is_refused(void **state)
{
	struct portcls_choice near = { ALL_SAMPLES, 1, 2, 47000, 49000 };

	assert_no_rate(es1370_divided, 1, 48000);
	assert_no_rate(es1370_divided, 1, 8000);
	assert_int_equal(portcls_negotiate(es1370_divided, 1, &near), 0);
	assert_int_equal(near.min_rate, 47040);
	assert_int_equal(near.max_rate, 48662);
}

static void test_es1370_fixed_rates_are_four(void **state)
{
	struct portcls_choice choice;
	u32 rate;

	assert_divides(es1370_fixed, 4, 5512, 256);
	assert_divides(es1370_fixed, 4, 11025, 128);
	assert_divides(es1370_fixed, 4, 22050, 64);
	assert_divides(es1370_fixed, 4, 44100, 32);
	for (rate = 1; rate <= 50000; rate++)
		if (rate != 5512 && rate != 11025 && rate != 22050 && rate != 44100)
			assert_no_rate(es1370_fixed, 4, rate);
	portcls_everything(es1370_fixed, 4, &choice);
	assert_int_equal(choice.min_rate, 5512);
	assert_int_equal(choice.max_rate, 44100);
	assert_int_equal(choice.samples, BIT(PORTCLS_SAMPLE_8) | BIT(PORTCLS_SAMPLE_16));
	assert_int_equal(choice.min_channels, 1);
	assert_int_equal(choice.max_channels, 2);
}

static struct portcls_data_range clocked(u32 min, u32 max, u32 num, u32 den_min, u32 den_max,
					 u32 den_step)
{
	return (struct portcls_data_range) {
		PORTCLS_ENCODING_PCM, 1, 2, 16, 16, false, min, max,
		{ num, den_min, den_max, den_step }
	};
}

static void assert_rates(struct portcls_data_range range, u32 min, u32 max)
{
	struct portcls_choice choice;

	portcls_everything(&range, 1, &choice);
	assert_int_equal(choice.min_rate, min);
	assert_int_equal(choice.max_rate, max);
}

static void test_greatest_numbers_do_not_overflow(void **state)
{
	const u32 most = U32_MAX;

	assert_rates(clocked(1, most, 0, 0, 0, 0), 1, most);
	assert_rates(clocked(most, most, 0, 0, 0, 0), most, most);
	assert_rates(clocked(1, most, most, 1, most, 1), 1, most);
	assert_rates(clocked(1, most, most, 1, most, most), most, most);
	assert_rates(clocked(1, most, most, 1, most, most - 1), 1, most);
	assert_rates(clocked(1, most, most, most, most, most), 1, 1);
	assert_rates(clocked(1, most, most, 2, most, most), most / 2, most / 2);
	assert_rates(clocked(1, most - 1, most, 1, most, 1), 1, most / 2);
	assert_rates(clocked(2, most, most, 1, most, 1), 2, most);
	assert_rates(clocked(1, 1, most, 1, most, 1), 1, 1);
	assert_rates(clocked(1, most, 1, 1, most, 1), 1, 1);
	assert_rates(clocked(1, most, 1000, 1, most, 999), 1, 1000);
}

/* Rates and dividers of 32 bits, too many to list: by arithmetic, in 128 bits. */
static struct portcls_data_range extreme_range(struct random *random)
{
	u32 num = random_from(random, 1, U32_MAX >> random_from(random, 0, 31));
	u32 den_min = random_from(random, 1, num);
	u32 den_max = random_from(random, den_min, U32_MAX);
	u32 min_rate = random_from(random, 1, num / den_min);
	u32 max_rate = random_from(random, max(min_rate, num / den_max), U32_MAX);
	u32 den_step = random_from(random, 1, U32_MAX >> random_from(random, 0, 31));

	if (random_one_in(random, 8))
		return clocked(min_rate, max_rate, 0, 0, 0, 0);
	return clocked(min_rate, max_rate, num, den_min, den_max, den_step);
}

static void test_extreme_ranges_agree_with_arithmetic_of_128_bits(void **state)
{
	struct random random = random_start();
	struct portcls_data_range range;
	struct portcls_format format;
	struct portcls_choice choice;
	u32 i, j, rate, some = 0;
	bool found;

	for (i = 0; i < 100000; i++) {
		range = extreme_range(&random);
		choice = (struct portcls_choice) { ALL_SAMPLES, 1, 2, 1, U32_MAX };
		found = !portcls_negotiate(&range, 1, &choice);
		some += found;
		if (found) {
			assert_true(range_has_rate(&range, choice.min_rate));
			assert_true(range_has_rate(&range, choice.max_rate));
		}
		for (j = 0; j < 20; j++) {
			rate = random_from(&random, 1, U32_MAX >> random_from(&random, 0, 31));
			if (range.clock.num && random_one_in(&random, 2))
				rate = range.clock.num / random_from(&random, 1, range.clock.num);
			if (range_has_rate(&range, rate)) {
				assert_true(found);
				assert_in_range(rate, choice.min_rate, choice.max_rate);
				assert_non_null(portcls_settle(&range, 1, PORTCLS_SAMPLE_16, 2,
							       rate, &format));
				assert_true(format_is_right(&format, &range, PORTCLS_SAMPLE_16, 2,
							    rate));
			} else {
				assert_null(portcls_settle(&range, 1, PORTCLS_SAMPLE_16, 2, rate,
							   &format));
			}
		}
	}
	assert_in_range(some, 20000, 100000);
}

static void test_formats_are_equal_only_if_all_of_them_is(void **state)
{
	const struct portcls_format one = {
		PORTCLS_ENCODING_PCM, 2, 24, 32, 48000, 48000, 1, 8
	};
	struct portcls_format other[8];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(other); i++)
		other[i] = one;
	other[1].encoding = PORTCLS_ENCODING_FLOAT;
	other[2].channels = 1;
	other[3].valid_bits = 32;
	other[4].container_bits = 24;
	other[5].rate = 48001;
	other[6].rate_num = 48001;
	other[7].rate_den = 2;
	assert_true(portcls_format_equal(&one, &other[0]));
	for (i = 1; i < ARRAY_SIZE(other); i++) {
		assert_false(portcls_format_equal(&one, &other[i]));
		assert_false(portcls_format_equal(&other[i], &one));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hull_is_that_of_all_formats_listed),
		cmocka_unit_test(test_everything_is_the_hull_of_all_ranges),
		cmocka_unit_test(test_settle_takes_what_is_listed_and_nothing_else_p14_p15),
		cmocka_unit_test(test_narrowing_in_any_order_ends_inside_a_range),
		cmocka_unit_test(test_negotiating_again_changes_nothing),
		cmocka_unit_test(test_ranges_that_exclude_each_other_are_no_box_p15),
		cmocka_unit_test(test_samples_lie_as_the_range_says),
		cmocka_unit_test(test_es1370_divided_rates_are_those_of_its_dividers),
		cmocka_unit_test(test_es1370_48000_is_refused),
		cmocka_unit_test(test_es1370_fixed_rates_are_four),
		cmocka_unit_test(test_greatest_numbers_do_not_overflow),
		cmocka_unit_test(test_extreme_ranges_agree_with_arithmetic_of_128_bits),
		cmocka_unit_test(test_formats_are_equal_only_if_all_of_them_is),
	};

	return cmocka_run_group_tests_name("negotiate", tests, NULL, NULL);
}

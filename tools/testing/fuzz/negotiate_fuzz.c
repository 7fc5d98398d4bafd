// SPDX-License-Identifier: GPL-2.0-only
/*
 * Negotiation over any data ranges that a filter may have, of any numbers: what comes out is the
 * hull of what is there, and each way to narrow it ends with a format.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>

#include <portcls/filter.h>
#include <portcls/guid.h>

#include "portcls/filter.h"
#include "portcls/pcm/negotiate.h"
#include "input.h"
#include "testing/rates.h"

#define MAX_RANGES	4
#define ALL_SAMPLES	((u32)BIT(PORTCLS_SAMPLES) - 1)

static void take_range(struct input *input, struct portcls_data_range *range)
{
	static const u8 bits[] = { 8, 16, 24, 32 };
	struct portcls_rate_clock *clock = &range->clock;
	u8 kind = take(input);

	*range = (struct portcls_data_range) { .encoding = kind % 8 == 7 };
	range->min_channels = 1 + take(input) % 32;
	range->max_channels = min(range->min_channels + take(input) % 8, 32);
	range->min_bits = kind % 8 == 7 ? 32 : bits[kind / 8 % 4];
	range->max_bits = max(range->min_bits, bits[take(input) % 4]);
	range->container_32 = kind & 128;
	range->min_rate = take_number(input) ?: 1;
	range->max_rate = max(range->min_rate, take_number(input));
	if (take(input) % 4 == 0)
		return;
	clock->num = take_number(input) ?: 1;
	clock->den_min = take_number(input) ?: 1;
	clock->den_max = max(clock->den_min, take_number(input));
	clock->den_step = take_number(input) ?: 1;
}

static bool are_valid(const struct portcls_data_range *ranges, u32 count)
{
	const struct portcls_pin pins[] = {
		{
			.max_global_instances = 1,
			.max_filter_instances = 1,
			.data_range_count = count,
			.data_ranges = ranges,
			.dataflow = PORTCLS_DATAFLOW_IN,
			.communication = PORTCLS_COMMUNICATION_SINK,
			.category = &portcls_category_audio,
		}, {
			.dataflow = PORTCLS_DATAFLOW_OUT,
			.category = &portcls_pin_speaker,
		},
	};
	const struct portcls_connection wire = { PORTCLS_FILTER_NODE, 0, PORTCLS_FILTER_NODE, 1 };
	const struct portcls_filter filter = {
		.pin_size = sizeof(pins[0]),
		.pin_count = ARRAY_SIZE(pins),
		.pins = pins,
		.connection_count = 1,
		.connections = &wire,
	};
	struct portcls_filter_error error;

	return !portcls_filter_validate(&filter, &error);
}

static u32 samples_of(const struct portcls_data_range *range)
{
	u32 sample, samples = 0;

	for (sample = 0; sample < PORTCLS_SAMPLES; sample++)
		samples |= (u32)range_means_sample(range, sample) << sample;
	return samples;
}

/* Whether @range has something of @choice. */
static bool meet(const struct portcls_data_range *range, const struct portcls_choice *choice)
{
	return samples_of(range) & choice->samples &&
	       choice->min_channels <= choice->max_channels &&
	       range->min_channels <= choice->max_channels &&
	       choice->min_channels <= range->max_channels &&
	       choice->min_rate <= choice->max_rate && choice->max_rate &&
	       range_has_rate_between(range, choice->min_rate ?: 1, choice->max_rate);
}

/* That @hull is just what the ranges have of @choice. */
static void check_hull(const struct portcls_data_range *ranges, u32 count,
		       const struct portcls_choice *choice, const struct portcls_choice *hull)
{
	const struct portcls_data_range *range;
	bool least = false, most = false;
	u32 samples = 0, fewest = U32_MAX, greatest = 0, i;

	for (i = 0; i < count; i++) {
		range = &ranges[i];
		if (!meet(range, choice))
			continue;
		samples |= samples_of(range) & choice->samples;
		fewest = min(fewest, max(choice->min_channels, (u32)range->min_channels));
		greatest = max(greatest, min(choice->max_channels, (u32)range->max_channels));
		least |= range_has_rate(range, hull->min_rate);
		most |= range_has_rate(range, hull->max_rate);
		if (hull->min_rate > 1 && choice->min_rate < hull->min_rate)
			require(!range_has_rate_between(range, choice->min_rate ?: 1,
							hull->min_rate - 1));
		if (hull->max_rate < choice->max_rate)
			require(!range_has_rate_between(range, hull->max_rate + 1,
							choice->max_rate));
	}
	require(least && most);
	require(choice->min_rate <= hull->min_rate && hull->min_rate <= hull->max_rate &&
		hull->max_rate <= choice->max_rate);
	require(hull->samples == samples);
	require(hull->min_channels == fewest && hull->max_channels == greatest);
}

static bool negotiate(const struct portcls_data_range *ranges, u32 count,
		      struct portcls_choice *choice)
{
	struct portcls_choice before = *choice, again;
	u32 i;

	if (portcls_negotiate(ranges, count, choice)) {
		require(!memcmp(choice, &before, sizeof(before)));
		for (i = 0; i < count; i++)
			require(!meet(&ranges[i], &before));
		return false;
	}
	check_hull(ranges, count, &before, choice);
	again = *choice;
	require(!portcls_negotiate(ranges, count, &again));
	require(!memcmp(&again, choice, sizeof(again)));
	return true;
}

static void settle(const struct portcls_data_range *ranges, u32 count, u32 sample, u32 channels,
		   u32 rate, bool certain)
{
	const struct portcls_data_range *range, *expected = NULL;
	struct portcls_format format;
	u32 i;

	for (i = 0; i < count && !expected; i++)
		if (range_has(&ranges[i], sample, channels, rate))
			expected = &ranges[i];
	require(expected || !certain);
	range = portcls_settle(ranges, count, sample, channels, rate, &format);
	require(range == expected);
	if (range)
		require(format_is_right(&format, range, sample, channels, rate));
}

/* Narrow a hull in the order that the input says, to ends of it; a format is left. */
static void narrow(struct input *input, const struct portcls_data_range *ranges, u32 count,
		   struct portcls_choice hull)
{
	u8 order = take(input), ends = take(input);
	u32 i, sample;

	for (i = 0; i < 3; i++) {
		switch ((order + (order & 64 ? 3 - i : i)) % 3) {
		case 0:
			sample = ends & 4 ? __builtin_ctz(hull.samples) :
				 31 - __builtin_clz(hull.samples);
			hull.samples = BIT(sample);
			break;
		case 1:
			*(ends & 1 ? &hull.min_channels : &hull.max_channels) =
				ends & 1 ? hull.max_channels : hull.min_channels;
			break;
		case 2:
			*(ends & 2 ? &hull.min_rate : &hull.max_rate) =
				ends & 2 ? hull.max_rate : hull.min_rate;
			break;
		}
		require(negotiate(ranges, count, &hull));
	}
	require(!(hull.samples & (hull.samples - 1)));
	settle(ranges, count, __builtin_ctz(hull.samples), hull.min_channels, hull.min_rate, true);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	u32 count = 1 + take(&input) % MAX_RANGES, i;
	struct portcls_data_range *ranges = calloc(count, sizeof(*ranges));
	struct portcls_choice choice, all;

	for (i = 0; i < count; i++)
		take_range(&input, &ranges[i]);
	if (!are_valid(ranges, count))
		goto out;

	/* A pin without any format is none. */
	portcls_everything(ranges, count, &all);
	choice = (struct portcls_choice) { ALL_SAMPLES, 1, U32_MAX, 1, U32_MAX };
	require(negotiate(ranges, count, &choice));
	require(!memcmp(&choice, &all, sizeof(all)));
	narrow(&input, ranges, count, all);

	for (i = 0; i < 8 && input.left; i++) {
		choice.samples = take_or(&input, ALL_SAMPLES);
		choice.min_channels = take(&input) % 34;
		choice.max_channels = take_or(&input, choice.min_channels + take(&input) % 4);
		choice.min_rate = take_or(&input, all.min_rate + take(&input));
		choice.max_rate = take_or(&input, all.max_rate - take(&input));
		if (negotiate(ranges, count, &choice)) {
			settle(ranges, count, __builtin_ctz(choice.samples), choice.max_channels,
			       choice.min_rate, false);
			narrow(&input, ranges, count, choice);
		}
		settle(ranges, count, take(&input) % PORTCLS_SAMPLES, take(&input) % 34,
		       take_number(&input), false);
	}
out:
	free(ranges);
	return 0;
}

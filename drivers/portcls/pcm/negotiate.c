// SPDX-License-Identifier: GPL-2.0-only
/*
 * Format negotiation: what is left of a choice when it meets the data ranges of a pin.
 *
 * Each data range is a tuple. A choice is cut with every range by itself; the hull of what is left
 * is the new choice. Cutting again after one side of the choice has become narrower removes ranges
 * that do not fit it any more, until one format is left, which is then inside some range.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/types.h>

#include <portcls/format.h>

#include "negotiate.h"

struct sample_layout {
	u8 valid_bits;
	u8 container_bits;
};

static const struct sample_layout layouts[PORTCLS_SAMPLES] = {
	[PORTCLS_SAMPLE_8] = { 8, 8 },
	[PORTCLS_SAMPLE_16] = { 16, 16 },
	[PORTCLS_SAMPLE_24] = { 24, 24 },
	[PORTCLS_SAMPLE_20_IN_32] = { 20, 32 },
	[PORTCLS_SAMPLE_24_IN_32] = { 24, 32 },
	[PORTCLS_SAMPLE_32] = { 32, 32 },
	[PORTCLS_SAMPLE_FLOAT] = { 32, 32 },
};

/**
 * portcls_sample_bits() - how many bits of a sample carry signal
 * @sample: how it lies in memory
 *
 * Context: any.
 * Return: the bits.
 */
u8 portcls_sample_bits(enum portcls_sample sample)
{
	return layouts[sample].valid_bits;
}

static bool range_has_sample(const struct portcls_data_range *range, enum portcls_sample sample)
{
	u8 bits = layouts[sample].valid_bits;
	bool is_24_in_32 = sample == PORTCLS_SAMPLE_24_IN_32;
	bool is_float = sample == PORTCLS_SAMPLE_FLOAT;
	bool has_float = range->encoding == PORTCLS_ENCODING_FLOAT;

	if (is_float != has_float)
		return false;
	if (bits == 24 && range->container_32 != is_24_in_32)
		return false;
	/* A range that goes up to more bits has no need of it. */
	if (bits == 20 && (!range->container_32 || range->max_bits != 20))
		return false;
	return range->min_bits <= bits && bits <= range->max_bits;
}

static u32 range_samples(const struct portcls_data_range *range)
{
	enum portcls_sample sample;
	u32 samples = 0;

	for (sample = 0; sample < PORTCLS_SAMPLES; sample++)
		if (range_has_sample(range, sample))
			samples |= BIT(sample);
	return samples;
}

/* The lowest rate of a divided clock that is not below @rate; 0 if there is none. */
static u32 clock_rate_from(const struct portcls_rate_clock *clock, u32 rate)
{
	u32 den = min(clock->num / max(rate, 1U), clock->den_max);

	if (den < clock->den_min)
		return 0;
	den -= (den - clock->den_min) % clock->den_step;
	return clock->num / den;
}

/* The highest rate of a divided clock that is not above @rate; 0 if there is none. */
static u32 clock_rate_to(const struct portcls_rate_clock *clock, u32 rate)
{
	/* Of 64 bits for what comes below; @rate is not 0. */
	u64 den = max(rate < U32_MAX ? clock->num / (rate + 1) + 1 : 1, clock->den_min);
	u32 past = (u32)(den - clock->den_min) % clock->den_step;

	if (past)
		den += clock->den_step - past;
	return den <= clock->den_max ? clock->num / (u32)den : 0;
}

/* Cut [*min_rate, *max_rate] down to rates that the range has at its ends. */
static bool cut_rates(const struct portcls_data_range *range, u32 *min_rate, u32 *max_rate)
{
	*min_rate = max(*min_rate, range->min_rate);
	*max_rate = min(*max_rate, range->max_rate);
	if (*min_rate > *max_rate)
		return false;
	if (range->clock.num) {
		*min_rate = clock_rate_from(&range->clock, *min_rate);
		*max_rate = clock_rate_to(&range->clock, *max_rate);
	}
	return *min_rate && *max_rate && *min_rate <= *max_rate;
}

static bool cut(const struct portcls_data_range *range, struct portcls_choice *choice)
{
	choice->samples &= range_samples(range);
	choice->min_channels = max_t(u32, choice->min_channels, range->min_channels);
	choice->max_channels = min_t(u32, choice->max_channels, range->max_channels);
	return choice->samples && choice->min_channels <= choice->max_channels &&
	       cut_rates(range, &choice->min_rate, &choice->max_rate);
}

/**
 * portcls_negotiate() - cut a choice down to what a pin can do
 * @ranges: data ranges of the pin, valid
 * @count: how many
 * @choice: the choice; on success the hull of what each range leaves of it
 *
 * Context: any.
 * Return: 0, or -EINVAL, with no change, if nothing is left.
 */
int portcls_negotiate(const struct portcls_data_range *ranges, u32 count,
		      struct portcls_choice *choice)
{
	struct portcls_choice hull = { .min_channels = U32_MAX, .min_rate = U32_MAX };
	struct portcls_choice part;
	u32 i;

	for (i = 0; i < count; i++) {
		part = *choice;
		if (!cut(&ranges[i], &part))
			continue;
		hull.samples |= part.samples;
		hull.min_channels = min(hull.min_channels, part.min_channels);
		hull.max_channels = max(hull.max_channels, part.max_channels);
		hull.min_rate = min(hull.min_rate, part.min_rate);
		hull.max_rate = max(hull.max_rate, part.max_rate);
	}
	if (!hull.samples)
		return -EINVAL;
	*choice = hull;
	return 0;
}

/**
 * portcls_everything() - the widest choice that a pin has
 * @ranges: data ranges of the pin, valid, at least one
 * @count: how many
 * @choice: receives the hull of all ranges
 *
 * Context: any.
 */
void portcls_everything(const struct portcls_data_range *ranges, u32 count,
			struct portcls_choice *choice)
{
	*choice = (struct portcls_choice) {
		.samples = BIT(PORTCLS_SAMPLES) - 1,
		.min_channels = 1,
		.max_channels = U32_MAX,
		.min_rate = 1,
		.max_rate = U32_MAX,
	};
	portcls_negotiate(ranges, count, choice);
}

/* The divider for a rate that clock_rate_from() or clock_rate_to() gave. */
static u32 clock_divider(const struct portcls_rate_clock *clock, u32 rate)
{
	u32 den = min(clock->num / rate, clock->den_max);

	return den - (den - clock->den_min) % clock->den_step;
}

/**
 * portcls_settle() - make one format of what has been chosen
 * @ranges: data ranges of the pin, valid
 * @count: how many
 * @sample: how samples lie in memory
 * @channels: samples in a frame
 * @rate: whole part of the rate in Hz
 * @format: receives the format; untouched if there is none
 *
 * Context: any.
 * Return: the first range that the format is inside of, or NULL if it is outside of all.
 */
const struct portcls_data_range *
portcls_settle(const struct portcls_data_range *ranges, u32 count, enum portcls_sample sample,
	       u32 channels, u32 rate, struct portcls_format *format)
{
	const struct portcls_data_range *range;
	struct portcls_choice choice;
	u32 i;

	for (i = 0; i < count; i++) {
		range = &ranges[i];
		choice = (struct portcls_choice) {
			BIT(sample), channels, channels, rate, rate
		};
		if (!cut(range, &choice))
			continue;
		*format = (struct portcls_format) {
			.encoding = range->encoding,
			.channels = channels,
			.valid_bits = layouts[sample].valid_bits,
			.container_bits = layouts[sample].container_bits,
			.rate = rate,
			.rate_num = range->clock.num ?: rate,
			.rate_den = range->clock.num ? clock_divider(&range->clock, rate) : 1,
			.block_align = channels * layouts[sample].container_bits / 8,
		};
		return range;
	}
	return NULL;
}

/**
 * portcls_format_equal() - whether two formats are the same
 * @a: one
 * @b: the other
 *
 * Context: any.
 * Return: true if so.
 */
bool portcls_format_equal(const struct portcls_format *a, const struct portcls_format *b)
{
	return a->encoding == b->encoding && a->channels == b->channels &&
	       a->valid_bits == b->valid_bits && a->container_bits == b->container_bits &&
	       a->rate == b->rate && a->rate_num == b->rate_num && a->rate_den == b->rate_den;
}

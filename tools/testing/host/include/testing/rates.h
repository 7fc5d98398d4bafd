/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a data range means, in the words of its description and at leisure: in 128 bits, and for
 * one divider after the other.
 */
#ifndef TESTING_RATES_H
#define TESTING_RATES_H

#include <linux/types.h>

#include <portcls/format.h>

#include "portcls/pcm/negotiate.h"

__extension__ typedef unsigned __int128 u128;

static inline bool clock_has_divider(const struct portcls_rate_clock *clock, u32 den)
{
	return clock->den_min <= den && den <= clock->den_max &&
	       (den - clock->den_min) % clock->den_step == 0;
}

/* Whether some divider gives a rate from @least to @most, by arithmetic: dividers can be many. */
static inline bool clock_has_rate_between(const struct portcls_rate_clock *clock, u32 least,
					  u32 most)
{
	/* The dividers that do are from first to last, and then those of them that exist. */
	u128 first = (u128)clock->num / ((u128)most + 1) + 1;
	u128 last = (u128)clock->num / least;
	u128 steps;

	if (first < clock->den_min)
		first = clock->den_min;
	if (last > clock->den_max)
		last = clock->den_max;
	if (first > last)
		return false;
	steps = (first - clock->den_min + clock->den_step - 1) / clock->den_step;
	return clock->den_min + steps * clock->den_step <= last;
}

/* @least is not 0. */
static inline bool range_has_rate_between(const struct portcls_data_range *range, u32 least,
					  u32 most)
{
	if (least < range->min_rate)
		least = range->min_rate;
	if (most > range->max_rate)
		most = range->max_rate;
	if (least > most)
		return false;
	return !range->clock.num || clock_has_rate_between(&range->clock, least, most);
}

static inline bool range_has_rate(const struct portcls_data_range *range, u32 rate)
{
	return rate && range_has_rate_between(range, rate, rate);
}

static inline bool range_has_channels(const struct portcls_data_range *range, u32 channels)
{
	return range->min_channels <= channels && channels <= range->max_channels;
}

static inline bool range_spans_bits(const struct portcls_data_range *range, u32 bits)
{
	return range->min_bits <= bits && bits <= range->max_bits;
}

static inline bool range_means_sample(const struct portcls_data_range *range,
				      enum portcls_sample sample)
{
	bool integer = range->encoding == PORTCLS_ENCODING_PCM;

	switch (sample) {
	case PORTCLS_SAMPLE_8:
		return integer && range_spans_bits(range, 8);
	case PORTCLS_SAMPLE_16:
		return integer && range_spans_bits(range, 16);
	case PORTCLS_SAMPLE_24:
		return integer && range_spans_bits(range, 24) && !range->container_32;
	case PORTCLS_SAMPLE_20_IN_32:
		return integer && range_spans_bits(range, 20) && range->max_bits == 20 &&
		       range->container_32;
	case PORTCLS_SAMPLE_24_IN_32:
		return integer && range_spans_bits(range, 24) && range->container_32;
	case PORTCLS_SAMPLE_32:
		return integer && range_spans_bits(range, 32);
	case PORTCLS_SAMPLE_FLOAT:
		return !integer && range_spans_bits(range, 32);
	default:
		return false;
	}
}

static inline bool range_has(const struct portcls_data_range *range, enum portcls_sample sample,
			     u32 channels, u32 rate)
{
	return range_means_sample(range, sample) && range_has_channels(range, channels) &&
	       range_has_rate(range, rate);
}

static inline u32 container_bits_of(enum portcls_sample sample)
{
	static const u32 bits[PORTCLS_SAMPLES] = { 8, 16, 24, 32, 32, 32, 32 };

	return bits[sample];
}

static inline u32 valid_bits_of(enum portcls_sample sample)
{
	static const u32 bits[PORTCLS_SAMPLES] = { 8, 16, 24, 20, 24, 32, 32 };

	return bits[sample];
}

/* Whether @format is what @range has for the sample, channels and rate. */
static inline bool format_is_right(const struct portcls_format *format,
				   const struct portcls_data_range *range,
				   enum portcls_sample sample, u32 channels, u32 rate)
{
	if (format->encoding != range->encoding || format->channels != channels ||
	    format->valid_bits != valid_bits_of(sample) ||
	    format->container_bits != container_bits_of(sample) || format->rate != rate ||
	    format->block_align != channels * container_bits_of(sample) / 8)
		return false;
	if (!range->clock.num)
		return format->rate_num == rate && format->rate_den == 1;
	return format->rate_num == range->clock.num &&
	       clock_has_divider(&range->clock, format->rate_den) &&
	       format->rate_num / format->rate_den == rate;
}

#endif /* TESTING_RATES_H */

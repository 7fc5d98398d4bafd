// SPDX-License-Identifier: GPL-2.0-only
/*
 * The values of a property and the numbers of its control.
 *
 * Numbers follow the steps of the property, so that each is a value which the hardware has. Where
 * there are no steps, or more of them than a control may have, both ends are met exactly, and what
 * is between them is spread evenly. That is also how a TLV with two ends is to be read.
 */
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/types.h>
#include <sound/tlv.h>

#include <portcls/audio_property.h>

#include "scale.h"
#include "support.h"

/* Step of a level that has none. */
#define STEP	(PORTCLS_LEVEL_DB(1) / 2)

/*
 * Minus infinity is not a level to count steps from, so they are counted from the other end. If
 * they are too many, a number is as many of them as need be, and what is left out is far below
 * silence.
 */
static void make_muting(const struct portcls_range *range, struct portcls_scale *scale)
{
	u64 span = range->maximum - range->minimum;
	u64 step = range->step ?: STEP;
	u64 gaps;

	scale->mutes = true;
	scale->minimum = range->maximum;
	if (!span)
		return;
	gaps = div64_u64(span - 1, step);
	if (gaps >= PORTCLS_SCALE_MAX) {
		step *= div_u64(gaps + PORTCLS_SCALE_MAX / 2, PORTCLS_SCALE_MAX - 1);
		gaps = min_t(u64, div64_u64(span - 1, step), PORTCLS_SCALE_MAX - 1);
	}
	scale->span = gaps * step;
	scale->minimum -= scale->span;
	scale->top = gaps + 1;
}

/**
 * portcls_scale_make() - make numbers of a range
 * @range: values of the property; those of a level have 32 bits
 * @decibel: the values are levels, in 1/65536 dB
 * @scale: receives what the numbers mean
 *
 * Context: any.
 */
void portcls_scale_make(const struct portcls_range *range, bool decibel,
			struct portcls_scale *scale)
{
	u64 span = (u64)range->maximum - range->minimum;
	u64 steps;

	*scale = (struct portcls_scale) { .minimum = range->minimum, .span = span };
	if (decibel && range->minimum == PORTCLS_LEVEL_MINUS_INFINITY) {
		make_muting(range, scale);
		return;
	}
	if (range->step)
		steps = div64_u64(span, range->step);
	else if (decibel)
		steps = div_u64(span + STEP - 1, STEP);
	else
		steps = span;
	if (steps > PORTCLS_SCALE_MAX)
		steps = PORTCLS_SCALE_MAX;
	else if (range->step)
		scale->span = steps * range->step;
	scale->top = steps;
}

/* Steps between the values of the least number that does not mute and the greatest. */
static u32 count_gaps(const struct portcls_scale *scale)
{
	return scale->top ? scale->top - scale->mutes : 0;
}

/**
 * portcls_scale_value() - what a number means
 * @scale: the scale
 * @number: 0 to its top
 *
 * Context: any.
 * Return: the value.
 */
s64 portcls_scale_value(const struct portcls_scale *scale, u32 number)
{
	u32 gaps = count_gaps(scale), rest;
	u64 each;

	if (scale->mutes && !number--)
		return PORTCLS_LEVEL_MINUS_INFINITY;
	if (!gaps)
		return scale->minimum;
	each = div_u64_rem(scale->span, gaps, &rest);
	return scale->minimum + number * each + div_u64((u64)number * rest + gaps / 2, gaps);
}

/**
 * portcls_scale_number() - which number means a value, or else the nearest one
 * @scale: the scale
 * @value: the value
 *
 * Context: any.
 * Return: the number.
 */
u32 portcls_scale_number(const struct portcls_scale *scale, s64 value)
{
	u32 low = 0, high = scale->top, middle;

	/* Nothing but silence is near to silence. */
	if (scale->mutes && scale->top)
		low = value != PORTCLS_LEVEL_MINUS_INFINITY;
	if (value <= portcls_scale_value(scale, low))
		return low;
	if (value >= portcls_scale_value(scale, high))
		return high;
	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (portcls_scale_value(scale, middle) <= value)
			low = middle;
		else
			high = middle;
	}
	return (u64)value - portcls_scale_value(scale, low) <
	       (u64)portcls_scale_value(scale, high) - value ? low : high;
}

static s32 hundredths(s64 level)
{
	return (level * 100 + PORTCLS_LEVEL_DB(1) / 2) >> 16;
}

/**
 * portcls_scale_tlv() - tell what the numbers mean, as ALSA does
 * @scale: the scale of a level
 * @tlv: receives the decibels
 *
 * Of two kinds, the exact one: a scale if the steps are whole hundredths of a dB, else both ends.
 * In either, a number 0 that mutes has the place of a level below 1.
 *
 * Context: any.
 */
void portcls_scale_tlv(const struct portcls_scale *scale, u32 tlv[PORTCLS_TLV_WORDS])
{
	u32 gaps = count_gaps(scale), rest = 0;
	u64 each = gaps ? div_u64_rem(scale->span, gaps, &rest) : 0;
	s64 minimum = scale->minimum - (scale->mutes ? each : 0);
	u64 step = each * 100 >> 16;

	tlv[SNDRV_CTL_TLVO_LEN] = 2 * sizeof(u32);
	if (!rest && !(each * 100 & 0xffff) && step && step <= SNDRV_CTL_TLVD_DB_SCALE_MASK) {
		tlv[SNDRV_CTL_TLVO_TYPE] = SNDRV_CTL_TLVT_DB_SCALE;
		tlv[SNDRV_CTL_TLVO_DB_SCALE_MIN] = hundredths(minimum);
		tlv[SNDRV_CTL_TLVO_DB_SCALE_MUTE_AND_STEP] =
			step | (scale->mutes ? SNDRV_CTL_TLVD_DB_SCALE_MUTE : 0);
	} else {
		tlv[SNDRV_CTL_TLVO_TYPE] = scale->mutes ? SNDRV_CTL_TLVT_DB_MINMAX_MUTE :
							  SNDRV_CTL_TLVT_DB_MINMAX;
		tlv[SNDRV_CTL_TLVO_DB_MINMAX_MIN] = hundredths(minimum);
		tlv[SNDRV_CTL_TLVO_DB_MINMAX_MAX] = hundredths(scale->minimum + scale->span);
	}
}

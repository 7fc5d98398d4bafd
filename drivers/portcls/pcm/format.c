// SPDX-License-Identifier: GPL-2.0-only
/*
 * Between ALSA's hw_params and the data ranges of a pin.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <sound/pcm.h>
#include <sound/pcm_params.h>

#include <portcls/filter.h>

#include "../core.h"
#include "clock_domain.h"
#include "format.h"
#include "negotiate.h"
#include "stream.h"

/* A 20-bit or 24-bit sample in 32 bits is ALSA's S32 with as many most significant bits. */
static const snd_pcm_format_t alsa_formats[PORTCLS_SAMPLES] = {
	[PORTCLS_SAMPLE_8] = SNDRV_PCM_FORMAT_U8,
	[PORTCLS_SAMPLE_16] = SNDRV_PCM_FORMAT_S16_LE,
	[PORTCLS_SAMPLE_24] = SNDRV_PCM_FORMAT_S24_3LE,
	[PORTCLS_SAMPLE_20_IN_32] = SNDRV_PCM_FORMAT_S32_LE,
	[PORTCLS_SAMPLE_24_IN_32] = SNDRV_PCM_FORMAT_S32_LE,
	[PORTCLS_SAMPLE_32] = SNDRV_PCM_FORMAT_S32_LE,
	[PORTCLS_SAMPLE_FLOAT] = SNDRV_PCM_FORMAT_FLOAT_LE,
};

static u64 to_alsa_formats(u32 samples)
{
	enum portcls_sample sample;
	u64 formats = 0;

	for (sample = 0; sample < PORTCLS_SAMPLES; sample++)
		if (samples & BIT(sample))
			formats |= pcm_format_to_bits(alsa_formats[sample]);
	return formats;
}

static u32 from_alsa_formats(const struct snd_mask *mask)
{
	enum portcls_sample sample;
	u32 samples = 0;

	for (sample = 0; sample < PORTCLS_SAMPLES; sample++)
		if (snd_mask_test(mask, (__force unsigned int)alsa_formats[sample]))
			samples |= BIT(sample);
	return samples;
}

/**
 * portcls_pcm_hardware() - describe a stream to ALSA before anything is chosen
 * @stream: the stream
 * @hw: receives the hull of all its pin can do; rules narrow it, see portcls_pcm_add_rules()
 *
 * Context: process.
 */
void portcls_pcm_hardware(const struct portcls_stream *stream, struct snd_pcm_hardware *hw)
{
	const struct portcls_pin *pin = stream->pin;
	const struct portcls_wave_limits *limits = pin->limits;
	struct portcls_choice all;

	portcls_everything(pin->data_ranges, pin->data_range_count, &all);
	*hw = (struct snd_pcm_hardware) {
		.info = SNDRV_PCM_INFO_MMAP | SNDRV_PCM_INFO_MMAP_VALID |
			SNDRV_PCM_INFO_INTERLEAVED | SNDRV_PCM_INFO_BLOCK_TRANSFER |
			SNDRV_PCM_INFO_PAUSE | SNDRV_PCM_INFO_HAS_LINK_ATIME |
			SNDRV_PCM_INFO_DRAIN_TRIGGER,
		.formats = to_alsa_formats(all.samples),
		.rates = SNDRV_PCM_RATE_KNOT,
		.rate_min = all.min_rate,
		.rate_max = all.max_rate,
		.channels_min = all.min_channels,
		.channels_max = all.max_channels,
		.buffer_bytes_max = limits->buffer_bytes_max,
		.period_bytes_min = limits->period_bytes_min,
		.period_bytes_max = limits->period_bytes_max,
		.periods_min = limits->periods_min,
		.periods_max = limits->periods_max,
		.fifo_size = limits->fifo_bytes,
	};
}

/* What ALSA's parameters leave open, in whole Hz; false if that is nothing. */
static bool choice_from_params(struct snd_pcm_hw_params *params, struct portcls_choice *choice)
{
	const struct snd_interval *channels =
		hw_param_interval_c(params, SNDRV_PCM_HW_PARAM_CHANNELS);
	const struct snd_interval *rate = hw_param_interval_c(params, SNDRV_PCM_HW_PARAM_RATE);

	*choice = (struct portcls_choice) {
		.samples = from_alsa_formats(hw_param_mask(params, SNDRV_PCM_HW_PARAM_FORMAT)),
		.min_channels = channels->min,
		.max_channels = channels->max,
		.min_rate = rate->min + rate->openmin,
		.max_rate = rate->max - (rate->openmax && rate->max),
	};
	return choice->min_rate <= choice->max_rate;
}

static void pin_rate(const struct portcls_stream *stream, struct portcls_choice *choice)
{
	u32 rate = portcls_clock_domain_rate(stream);

	if (rate) {
		choice->min_rate = max(choice->min_rate, rate);
		choice->max_rate = min(choice->max_rate, rate);
	}
}

static int refine_interval(struct snd_pcm_hw_params *params, int var, u32 min, u32 max)
{
	const struct snd_interval refined = { .min = min, .max = max, .integer = 1 };

	return snd_interval_refine(hw_param_interval(params, var), &refined);
}

/* Keeps the exact rate, once there is but one, for snd_pcm_hw_params_get_rate_numden(). */
static void set_exact_rate(const struct portcls_stream *stream, struct snd_pcm_hw_params *params,
			   const struct portcls_choice *choice)
{
	struct portcls_format format;

	if (choice->min_rate != choice->max_rate)
		return;
	if (!portcls_settle(stream->pin->data_ranges, stream->pin->data_range_count,
			    __ffs(choice->samples), choice->min_channels, choice->min_rate,
			    &format))
		return;
	params->rate_num = format.rate_num;
	params->rate_den = format.rate_den;
}

static int rule_ranges(struct snd_pcm_hw_params *params, struct snd_pcm_hw_rule *rule)
{
	const struct portcls_stream *stream = rule->private;
	struct portcls_choice choice;
	struct snd_mask formats;
	u64 bits;

	if (!choice_from_params(params, &choice))
		return -EINVAL;
	pin_rate(stream, &choice);
	if (portcls_negotiate(stream->pin->data_ranges, stream->pin->data_range_count, &choice))
		return -EINVAL;
	switch (rule->var) {
	case SNDRV_PCM_HW_PARAM_FORMAT:
		bits = to_alsa_formats(choice.samples);
		snd_mask_none(&formats);
		formats.bits[0] = lower_32_bits(bits);
		formats.bits[1] = upper_32_bits(bits);
		return snd_mask_refine(hw_param_mask(params, rule->var), &formats);
	case SNDRV_PCM_HW_PARAM_CHANNELS:
		return refine_interval(params, rule->var, choice.min_channels, choice.max_channels);
	default:
		set_exact_rate(stream, params, &choice);
		return refine_interval(params, rule->var, choice.min_rate, choice.max_rate);
	}
}

/* 20 and 24 bits in 32 are told apart from 32 by their most significant bits. */
static int rule_msbits(struct snd_pcm_hw_params *params, struct snd_pcm_hw_rule *rule)
{
	const struct snd_mask *formats = hw_param_mask(params, SNDRV_PCM_HW_PARAM_FORMAT);
	const struct portcls_stream *stream = rule->private;
	enum portcls_sample sample = PORTCLS_SAMPLES;
	struct portcls_choice all;

	if (!snd_mask_single(formats))
		return 0;
	portcls_everything(stream->pin->data_ranges, stream->pin->data_range_count, &all);
	while (sample-- > 0) {
		if (!(all.samples & BIT(sample)) || alsa_formats[sample] != params_format(params))
			continue;
		if (portcls_sample_bits(sample) < snd_pcm_format_width(alsa_formats[sample]))
			params->msbits = portcls_sample_bits(sample);
		break;
	}
	return 0;
}

static int add_limits(const struct portcls_stream *stream, struct snd_pcm_runtime *runtime)
{
	const struct portcls_wave_limits *limits = stream->pin->limits;
	bool whole = limits->whole_periods || portcls_wave_class(stream->port)->whole_periods;
	int err = 0;

	if (limits->buffer_bytes_step)
		err = snd_pcm_hw_constraint_step(runtime, 0, SNDRV_PCM_HW_PARAM_BUFFER_BYTES,
						 limits->buffer_bytes_step);
	if (err >= 0 && limits->period_bytes_step)
		err = snd_pcm_hw_constraint_step(runtime, 0, SNDRV_PCM_HW_PARAM_PERIOD_BYTES,
						 limits->period_bytes_step);
	if (err >= 0 && whole)
		err = snd_pcm_hw_constraint_integer(runtime, SNDRV_PCM_HW_PARAM_PERIODS);
	if (err >= 0 && limits->period_frames_max)
		err = snd_pcm_hw_constraint_minmax(runtime, SNDRV_PCM_HW_PARAM_PERIOD_SIZE, 1,
						   limits->period_frames_max);
	return err;
}

/**
 * portcls_pcm_add_rules() - have ALSA negotiate each data range by itself
 * @stream: the stream
 * @runtime: of its substream, being opened
 *
 * Context: process.
 * Return: 0 or a negative errno.
 */
int portcls_pcm_add_rules(struct portcls_stream *stream, struct snd_pcm_runtime *runtime)
{
	static const int vars[] = {
		SNDRV_PCM_HW_PARAM_FORMAT, SNDRV_PCM_HW_PARAM_CHANNELS, SNDRV_PCM_HW_PARAM_RATE,
	};
	size_t i;
	int err;

	for (i = 0; i < ARRAY_SIZE(vars); i++) {
		err = snd_pcm_hw_rule_add(runtime, 0, vars[i], rule_ranges, stream,
					  SNDRV_PCM_HW_PARAM_FORMAT, SNDRV_PCM_HW_PARAM_CHANNELS,
					  SNDRV_PCM_HW_PARAM_RATE, -1);
		if (err < 0)
			return err;
	}
	err = snd_pcm_hw_rule_add(runtime, 0, SNDRV_PCM_HW_PARAM_FORMAT, rule_msbits, stream,
				  SNDRV_PCM_HW_PARAM_FORMAT, -1);
	if (err < 0)
		return err;
	return add_limits(stream, runtime);
}

/**
 * portcls_pcm_format() - the format that ALSA's parameters settled on
 * @stream: the stream
 * @params: the parameters, fully chosen
 * @format: receives the format
 *
 * Context: process.
 * Return: the data range that the format is inside of, or NULL if it is outside of all.
 */
const struct portcls_data_range *
portcls_pcm_format(const struct portcls_stream *stream, const struct snd_pcm_hw_params *params,
		   struct portcls_format *format)
{
	const struct portcls_data_range *range;
	enum portcls_sample sample;

	for (sample = PORTCLS_SAMPLES; sample-- > 0;) {
		if (alsa_formats[sample] != params_format(params))
			continue;
		range = portcls_settle(stream->pin->data_ranges, stream->pin->data_range_count,
				       sample, params_channels(params), params_rate(params),
				       format);
		if (range)
			return range;
	}
	return NULL;
}

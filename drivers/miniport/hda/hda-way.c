// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: a way from memory to a codec or back: the converters that take part in a stream,
 * and what they can do.
 */
#include <linux/bits.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <sound/hda_verbs.h>

#include "hda.h"

/* In the order of the bits that converters tell rates by */
static const struct {
	u32 rate;
	u16 format;	/* of the stream: base, multiple, divisor */
} rates[HDA_RATES] = {
	{ 8000, 5 << AC_FMT_DIV_SHIFT },
	{ 11025, AC_FMT_BASE_44K | 3 << AC_FMT_DIV_SHIFT },
	{ 16000, 2 << AC_FMT_DIV_SHIFT },
	{ 22050, AC_FMT_BASE_44K | 1 << AC_FMT_DIV_SHIFT },
	{ 32000, 1 << AC_FMT_MULT_SHIFT | 2 << AC_FMT_DIV_SHIFT },
	{ 44100, AC_FMT_BASE_44K },
	{ 48000, 0 },
	{ 88200, AC_FMT_BASE_44K | 1 << AC_FMT_MULT_SHIFT },
	{ 96000, 1 << AC_FMT_MULT_SHIFT },
	{ 176400, AC_FMT_BASE_44K | 3 << AC_FMT_MULT_SHIFT },
	{ 192000, 3 << AC_FMT_MULT_SHIFT },
};

/**
 * hda_format_value() - what the registers call a format
 * @format: the format
 *
 * Context: any.
 * Return: value of the controller's and of converters' registers.
 */
unsigned int hda_format_value(const struct portcls_format *format)
{
	unsigned int i, value = format->channels - 1;

	switch (format->valid_bits) {
	case 8:
		value |= AC_FMT_BITS_8;
		break;
	case 16:
		value |= AC_FMT_BITS_16;
		break;
	case 20:
		value |= AC_FMT_BITS_20;
		break;
	case 24:
		value |= AC_FMT_BITS_24;
		break;
	default:
		value |= AC_FMT_BITS_32;
	}
	for (i = 0; i < ARRAY_SIZE(rates); i++)
		if (rates[i].rate == format->rate)
			value |= rates[i].format;
	return value;
}

/**
 * hda_way_format_value() - what the registers call a format of a way's next stream
 * @way: the way
 * @format: the format
 *
 * What its channel status says is not PCM has to get through as it is.
 *
 * Context: any.
 * Return: value of the controller's and of converters' registers.
 */
unsigned int hda_way_format_value(const struct hda_way *way, const struct portcls_format *format)
{
	const struct hda_digital *digital = way->digital;
	unsigned int value = hda_format_value(format);

	if (digital && !digital->capture && !hda_status_is_pcm(digital->status))
		value |= AC_FMT_TYPE_NON_PCM;
	return value;
}

/* A tuple for each rate, size of sample and number of channels, which come in pairs. */
static u32 make_ranges(struct portcls_data_range *ranges, u32 pcm, unsigned int pairs)
{
	static const struct {
		u32 bit;
		u8 bits;
		bool container_32;
	} sizes[HDA_SAMPLE_SIZES] = {
		{ AC_SUPPCM_BITS_8, 8 }, { AC_SUPPCM_BITS_16, 16 },
		{ AC_SUPPCM_BITS_20, 20, true }, { AC_SUPPCM_BITS_24, 24, true },
		{ AC_SUPPCM_BITS_32, 32 },
	};
	unsigned int i, pair, rate, size;
	u32 count = 0;

	/* An application cannot choose how many of the 32 bits of a word are meant. */
	if (pcm & (AC_SUPPCM_BITS_24 | AC_SUPPCM_BITS_32))
		pcm &= ~AC_SUPPCM_BITS_20;
	for (i = 0; i < HDA_MAX_RANGES; i++) {
		pair = i % HDA_MAX_PAIRS + 1;
		size = i / HDA_MAX_PAIRS % ARRAY_SIZE(sizes);
		rate = i / HDA_MAX_PAIRS / ARRAY_SIZE(sizes);
		if (pair > pairs || !(pcm & BIT(rate)) || !(pcm & sizes[size].bit))
			continue;
		ranges[count++] = (struct portcls_data_range) {
			.encoding = PORTCLS_ENCODING_PCM,
			.min_channels = 2 * pair,
			.max_channels = 2 * pair,
			.min_bits = sizes[size].bits,
			.max_bits = sizes[size].bits,
			.container_32 = sizes[size].container_32,
			.min_rate = rates[rate].rate,
			.max_rate = rates[rate].rate,
		};
	}
	return count;
}

/* A digital word of 32 bits is no sample: it has status and parity beside 24 bits of one. */
static u32 samples_of(const struct hda_widget *converter)
{
	return converter->pcm & ~(converter->caps & AC_WCAP_DIGITAL ? AC_SUPPCM_BITS_32 : 0);
}

/**
 * hda_way_new() - make a way
 * @codec: whose converters they are
 * @capture: they record
 * @converters: of pairs of channels, then what plays along
 * @count: entries in @converters, not 0
 * @pairs: pairs of channels
 *
 * It can do what all its converters can.
 *
 * Context: process, may sleep.
 * Return: the way, for kfree(), or NULL.
 */
struct hda_way *hda_way_new(struct hda_codec *codec, bool capture,
			    const struct hda_widget *const *converters, unsigned int count,
			    unsigned int pairs)
{
	struct hda_way *way = kzalloc(sizeof(*way), GFP_KERNEL);
	unsigned int i;
	u32 pcm = U32_MAX;

	if (!way)
		return NULL;
	way->codec = codec;
	way->capture = capture;
	way->converters = converters;
	way->converter_count = count;
	way->pair_count = pairs;
	for (i = 0; i < count; i++)
		pcm &= samples_of(converters[i]);
	way->range_count = make_ranges(way->ranges, pcm, pairs);
	return way;
}

/**
 * hda_way_set_converters() - have a way's converters take part in a stream, or in none
 * @way: the way
 * @tag: of the stream, 0 for none
 * @channels: of the stream
 * @format: of the stream, as the registers have it
 *
 * Each pair has channels of its own as far as the stream has any; whatever else there is plays the
 * first ones, so that stereo comes out of every socket.
 *
 * Context: process, may sleep.
 */
void hda_way_set_converters(const struct hda_way *way, unsigned int tag, unsigned int channels,
			    unsigned int format)
{
	unsigned int i, channel;

	for (i = 0; i < way->converter_count; i++) {
		channel = i < way->pair_count && 2 * i < channels ? 2 * i : 0;
		hda_codec_set_converter(way->codec, way->converters[i], tag, channel, format);
	}
}

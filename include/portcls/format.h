/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sample formats: what a pin can do (data ranges) and what a stream does (a format).
 */
#ifndef PORTCLS_FORMAT_H
#define PORTCLS_FORMAT_H

#include <linux/types.h>

/**
 * enum portcls_encoding - how a sample is coded
 * @PORTCLS_ENCODING_PCM: integer; unsigned at 8 bits, signed little-endian above
 * @PORTCLS_ENCODING_FLOAT: IEEE 754 single precision, little-endian
 *
 * Counterpart: KSDATAFORMAT_SUBTYPE_PCM and _IEEE_FLOAT.
 */
enum portcls_encoding {
	PORTCLS_ENCODING_PCM,
	PORTCLS_ENCODING_FLOAT,
};

/**
 * struct portcls_rate_clock - rates made by dividing one clock
 * @num: clock in Hz; 0 when the range has no such clock and every whole rate is exact
 * @den_min: smallest divider, at least 1
 * @den_max: largest divider
 * @den_step: distance of dividers, at least 1, counted from @den_min
 *
 * A rate is named by its whole part: 1411200 / 29 = 48662.07 Hz is asked for as 48662. What really
 * runs is kept exact in &struct portcls_format.
 */
struct portcls_rate_clock {
	u32 num;
	u32 den_min;
	u32 den_max;
	u32 den_step;
};

/**
 * struct portcls_data_range - one tuple of formats that a pin can do
 * @encoding: coding of the samples
 * @min_channels: fewest channels, at least 1
 * @max_channels: most channels
 * @min_bits: fewest valid bits of a sample
 * @max_bits: most valid bits of a sample; of 8, 16, 24 and 32 those between the two are meant,
 *	24 both packed in three bytes and left-justified in four where @container_32 says so; and 20
 *	where it is this and @container_32 is set
 * @container_32: 24 bits travel in the upper bits of a 32-bit word instead of in three bytes; so do
 *	20, which there is no other way for
 * @min_rate: lowest rate in Hz
 * @max_rate: highest rate in Hz
 * @clock: which rates between the two exist; all zero: every whole one
 *
 * Everything inside one range is possible together with everything else inside it; a pin with
 * combinations that exclude each other has several ranges. A stream is negotiated against each
 * range of its pin separately, never against a box drawn around them.
 *
 * Counterpart: KSDATARANGE_AUDIO. There the least channel count is always 1 and a clock is left to
 * the miniport's DataRangeIntersection.
 */
struct portcls_data_range {
	enum portcls_encoding encoding;
	u16 min_channels;
	u16 max_channels;
	u8 min_bits;
	u8 max_bits;
	bool container_32;
	u32 min_rate;
	u32 max_rate;
	struct portcls_rate_clock clock;
};

/**
 * struct portcls_format - the format of a stream
 * @encoding: coding of the samples
 * @channels: samples in a frame
 * @valid_bits: bits of a sample that carry signal
 * @container_bits: bits that a sample takes in memory, a multiple of 8
 * @rate: sample frames a second, whole part
 * @rate_num: numerator of the exact rate in Hz
 * @rate_den: denominator of the exact rate in Hz, not 0
 * @block_align: bytes in a frame
 *
 * Counterpart: WAVEFORMATEX and WAVEFORMATEXTENSIBLE inside a KSDATAFORMAT. nAvgBytesPerSec is
 * @rate * @block_align.
 */
struct portcls_format {
	enum portcls_encoding encoding;
	u16 channels;
	u8 valid_bits;
	u8 container_bits;
	u32 rate;
	u32 rate_num;
	u32 rate_den;
	u32 block_align;
};

u64 portcls_format_bytes_to_hns(const struct portcls_format *format, u64 bytes);
void portcls_format_silence(const struct portcls_format *format, void *buffer, size_t bytes);

#endif /* PORTCLS_FORMAT_H */

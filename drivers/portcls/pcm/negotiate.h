/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_NEGOTIATE_INTERNAL_H
#define PORTCLS_NEGOTIATE_INTERNAL_H

#include <linux/types.h>

struct portcls_data_range;
struct portcls_format;

/**
 * enum portcls_sample - how a sample lies in memory
 * @PORTCLS_SAMPLE_8: 8 bits
 * @PORTCLS_SAMPLE_16: 16 bits
 * @PORTCLS_SAMPLE_24: 24 bits in three bytes
 * @PORTCLS_SAMPLE_20_IN_32: 20 bits in the upper part of four bytes
 * @PORTCLS_SAMPLE_24_IN_32: 24 bits in the upper part of four bytes
 * @PORTCLS_SAMPLE_32: 32 bits
 * @PORTCLS_SAMPLE_FLOAT: floating point of 32 bits
 * @PORTCLS_SAMPLES: how many there are
 */
enum portcls_sample {
	PORTCLS_SAMPLE_8,
	PORTCLS_SAMPLE_16,
	PORTCLS_SAMPLE_24,
	PORTCLS_SAMPLE_20_IN_32,
	PORTCLS_SAMPLE_24_IN_32,
	PORTCLS_SAMPLE_32,
	PORTCLS_SAMPLE_FLOAT,
	PORTCLS_SAMPLES,
};

/**
 * struct portcls_choice - formats that are still open to choice
 * @samples: a bit for each &enum portcls_sample
 * @min_channels: fewest channels
 * @max_channels: most channels
 * @min_rate: lowest rate in Hz
 * @max_rate: highest rate in Hz
 */
struct portcls_choice {
	u32 samples;
	u32 min_channels;
	u32 max_channels;
	u32 min_rate;
	u32 max_rate;
};

u8 portcls_sample_bits(enum portcls_sample sample);
int portcls_negotiate(const struct portcls_data_range *ranges, u32 count,
		      struct portcls_choice *choice);
void portcls_everything(const struct portcls_data_range *ranges, u32 count,
			struct portcls_choice *choice);
const struct portcls_data_range *
portcls_settle(const struct portcls_data_range *ranges, u32 count, enum portcls_sample sample,
	       u32 channels, u32 rate, struct portcls_format *format);
bool portcls_format_equal(const struct portcls_format *a, const struct portcls_format *b);

#endif /* PORTCLS_NEGOTIATE_INTERNAL_H */

/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_CTL_SUPPORT_INTERNAL_H
#define PORTCLS_CTL_SUPPORT_INTERNAL_H

#include <linux/types.h>

/* Most channels of a node. */
#define PORTCLS_CHANNELS_MAX	32

/**
 * struct portcls_range - values that a property takes
 * @minimum: least value
 * @maximum: greatest value, not less than @minimum
 * @step: distance of values, 0 if any between the two is possible
 */
struct portcls_range {
	s64 minimum;
	s64 maximum;
	u64 step;
};

/**
 * struct portcls_support - what a property's basic support tells
 * @access: PORTCLS_PROPERTY_* that it takes; may be 0
 * @type: 0 when it does not tell, else &enum portcls_value_type; some other number only without
 *	ranges
 * @multichannel: @ranges are those of the channels, one by one; else @ranges[0] is every channel's
 * @uniform: all channels have one value
 * @range_count: entries in @ranges, 0 when it tells none
 * @ranges: the ranges
 */
struct portcls_support {
	u32 access;
	u32 type;
	bool multichannel;
	bool uniform;
	u32 range_count;
	struct portcls_range ranges[PORTCLS_CHANNELS_MAX];
};

/**
 * struct portcls_support_error - what is wrong with an answer to BASIC_SUPPORT
 * @text: says it
 */
struct portcls_support_error {
	char text[100];
};

int portcls_support_parse(const void *answer, u32 size, struct portcls_support *support,
			  struct portcls_support_error *error);

#endif /* PORTCLS_CTL_SUPPORT_INTERNAL_H */

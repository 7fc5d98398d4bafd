/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_CTL_SCALE_INTERNAL_H
#define PORTCLS_CTL_SCALE_INTERNAL_H

#include <linux/types.h>

struct portcls_range;

/* A control has no more steps than that. */
#define PORTCLS_SCALE_MAX	65535

/**
 * struct portcls_scale - the values of a property as the numbers 0, 1, … of a control
 * @minimum: value of the number 0; of 1 if @mutes
 * @span: distance of the value of @top from @minimum; what is between is spread evenly
 * @top: greatest number
 * @mutes: the number 0 is PORTCLS_LEVEL_MINUS_INFINITY
 */
struct portcls_scale {
	s64 minimum;
	u64 span;
	u32 top;
	bool mutes;
};

/* Words of a TLV with two values. */
#define PORTCLS_TLV_WORDS	4

void portcls_scale_make(const struct portcls_range *range, bool decibel,
			struct portcls_scale *scale);
s64 portcls_scale_value(const struct portcls_scale *scale, u32 number);
u32 portcls_scale_number(const struct portcls_scale *scale, s64 value);
void portcls_scale_tlv(const struct portcls_scale *scale, u32 tlv[PORTCLS_TLV_WORDS]);

#endif /* PORTCLS_CTL_SCALE_INTERNAL_H */

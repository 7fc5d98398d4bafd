/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_CLOCK_INTERNAL_H
#define PORTCLS_CLOCK_INTERNAL_H

#include <linux/types.h>

/**
 * struct portcls_clock - a free-running counter, read now and then
 * @numerator: ticks in @denominator seconds, not 0
 * @denominator: see @numerator
 * @width: bits of the counter, 1 to 64
 * @started: it has been read before
 * @ticks: at the last reading, as if it had 64 bits
 * @seen: when that was, in ns
 */
struct portcls_clock {
	u32 numerator;
	u32 denominator;
	u32 width;
	bool started;
	u64 ticks;
	u64 seen;
};

u64 portcls_clock_read(struct portcls_clock *clock, u64 counter, u64 now);

#endif /* PORTCLS_CLOCK_INTERNAL_H */

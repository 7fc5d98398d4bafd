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
 * @restarted: the counter has begun anew since
 * @counter: at the last reading
 * @ticks: since the counter was 0 first, at the last reading
 * @seen: when that was, in ns
 */
struct portcls_clock {
	u32 numerator;
	u32 denominator;
	u32 width;
	bool started;
	bool restarted;
	u64 counter;
	u64 ticks;
	u64 seen;
};

void portcls_clock_restart(struct portcls_clock *clock);
u64 portcls_clock_read(struct portcls_clock *clock, u64 counter, u64 now);

#endif /* PORTCLS_CLOCK_INTERNAL_H */

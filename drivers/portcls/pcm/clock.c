// SPDX-License-Identifier: GPL-2.0-only
/*
 * Clock arithmetic: from a counter that wraps to nanoseconds that do not.
 */
#include <linux/bits.h>
#include <linux/math64.h>
#include <linux/time64.h>

#include "clock.h"

/* Ticks in a time, to within a tick or so. */
static u64 expected_ticks(const struct portcls_clock *clock, u64 ns)
{
	u32 rest;
	u64 seconds = div_u64_rem(ns, NSEC_PER_SEC, &rest);

	return div_u64(seconds * clock->numerator, clock->denominator) +
	       div_u64(div_u64((u64)rest * clock->numerator, clock->denominator), NSEC_PER_SEC);
}

static u64 to_ns(const struct portcls_clock *clock)
{
	u32 rest;
	u64 whole = div_u64_rem(clock->ticks, clock->numerator, &rest);

	return whole * clock->denominator * NSEC_PER_SEC +
	       mul_u64_u32_div((u64)rest * clock->denominator, NSEC_PER_SEC, clock->numerator);
}

/**
 * portcls_clock_restart() - have the time go on though the counter does not
 * @clock: the clock, whose counter may begin anywhere now
 *
 * Context: any, one at a time.
 */
void portcls_clock_restart(struct portcls_clock *clock)
{
	clock->restarted = clock->started;
}

/**
 * portcls_clock_read() - take in what a counter says
 * @clock: the clock
 * @counter: the counter; bits beyond its width do not count
 * @now: time of a clock that is right to half a wrap over the time between two readings, in ns
 *
 * How often the counter has wrapped since it was read last, @now tells; and all of the time that
 * has passed since, if the counter was restarted.
 *
 * Context: any, one at a time.
 * Return: time since the counter was 0 first, in ns.
 */
u64 portcls_clock_read(struct portcls_clock *clock, u64 counter, u64 now)
{
	const u64 mask = GENMASK_ULL(clock->width - 1, 0);
	u64 advance = (counter - clock->counter) & mask;
	u64 expected = expected_ticks(clock, now - clock->seen);

	/* To whole wraps, the nearest; down too: a step back is not one of almost a wrap ahead. */
	if (clock->restarted)
		advance = expected;
	else if (clock->started)
		advance += (expected - advance + (mask >> 1)) & ~mask;
	clock->ticks += advance;
	clock->seen = now;
	clock->started = true;
	clock->restarted = false;
	clock->counter = counter;
	return to_ns(clock);
}

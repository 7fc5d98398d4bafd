/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What differs between kernel versions, and nothing else. The only file below drivers/portcls and
 * include/portcls that asks for a version.
 */
#ifndef PORTCLS_COMPAT_H
#define PORTCLS_COMPAT_H

#include <linux/hrtimer.h>
#include <linux/version.h>

/**
 * portcls_hrtimer_setup() - prepare a timer
 * @timer: the timer
 * @function: what it calls
 * @clock: its clock
 * @mode: its mode
 *
 * Context: any.
 */
static inline void portcls_hrtimer_setup(struct hrtimer *timer,
					 enum hrtimer_restart (*function)(struct hrtimer *),
					 clockid_t clock, enum hrtimer_mode mode)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
	hrtimer_setup(timer, function, clock, mode);
#else
	hrtimer_init(timer, clock, mode);
	timer->function = function;
#endif
}

/* From 6.10 on, a tracepoint's string remembers where it comes from. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
#define portcls_assign_str(dst, src)	__assign_str(dst)
#else
#define portcls_assign_str(dst, src)	__assign_str(dst, src)
#endif

#endif /* PORTCLS_COMPAT_H */

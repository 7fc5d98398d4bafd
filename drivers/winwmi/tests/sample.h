/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The sample provider, as programs see it.
 */
#ifndef WINWMI_TESTS_SAMPLE_H
#define WINWMI_TESTS_SAMPLE_H

#include <linux/types.h>

/* Its blocks: the first number of their GUID is 0x5a3e0000 and this. */
enum sample_block {
	SAMPLE_VALUES,		/* two instances with items, read and written */
	SAMPLE_RAW,		/* up to 32 bytes that nobody describes */
	SAMPLE_LARGE,		/* 8192 bytes, read only */
	SAMPLE_EXPENSIVE,	/* expensive to collect */
	SAMPLE_METHODS,		/* methods, see below */
	SAMPLE_EVENT,		/* events with what a method was given */
	SAMPLE_TRACE,		/* the same, traced only */
	SAMPLE_COUNTERS,	/* what the driver was told */
	SAMPLE_OPTIONAL,	/* comes and goes by a method */
	SAMPLE_BLOCKS,
};

#define SAMPLE_RAW_SIZE		32
#define SAMPLE_LARGE_SIZE	8192

enum sample_method {
	SAMPLE_ADD = 1,		/* two __u32 to their sum, a __u64 */
	SAMPLE_CLEAR,		/* gives how often it was called, a __u64, and begins anew */
	SAMPLE_FIRE,		/* fires an event with what it was given */
	SAMPLE_TRACE_FIRE,	/* fires a traced event with what it was given */
	SAMPLE_REFER,		/* fires an event that refers to SAMPLE_LARGE */
	SAMPLE_TOGGLE,		/* SAMPLE_OPTIONAL comes or goes */
};

/* Written to the item Action of SAMPLE_VALUES. */
enum sample_action {
	SAMPLE_DEREGISTER = 1,	/* at once, which is a deadlock */
	SAMPLE_VANISH,		/* soon */
};

/**
 * struct sample_values - an instance of SAMPLE_VALUES
 * @serial: number of the instance, from 1
 * @level: a number
 * @rates: several
 * @name_size: bytes of @name
 * @name: UTF-16
 * @action: &enum sample_action
 */
struct sample_values {
	__u32 serial;
	__s32 level;
	__u16 rates[3];
	__u16 name_size;
	__u16 name[8];
	__u32 action;
};

/**
 * struct sample_counters - the one instance of SAMPLE_COUNTERS
 * @begun: how often events of SAMPLE_EVENT, and collection of SAMPLE_EXPENSIVE, were begun
 * @ended: how often they were ended
 * @unordered: begun or ended twice in a row
 * @registrations: how often it was asked for all its blocks
 * @updates: how often for what has changed
 * @queries: queries, but those of this
 */
struct sample_counters {
	__u32 begun[2];
	__u32 ended[2];
	__u32 unordered;
	__u32 registrations;
	__u32 updates;
	__u32 queries;
};

#endif /* WINWMI_TESTS_SAMPLE_H */

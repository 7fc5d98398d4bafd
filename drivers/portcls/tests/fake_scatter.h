/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A fake WavePci miniport and its hardware: a scatter DMA engine that takes the mappings of a
 * stream one after the other, and looks closely at each.
 */
#ifndef PORTCLS_TESTS_FAKE_SCATTER_H
#define PORTCLS_TESTS_FAKE_SCATTER_H

#include <linux/types.h>
#include <portcls/wavepci.h>

#include "fake.h"

#define SCATTER_DEPTH	64

/**
 * struct scatter_descriptor - a mapping that the engine has
 * @tag: its name
 * @mapping: the mapping
 */
struct scatter_descriptor {
	u64 tag;
	struct portcls_mapping mapping;
};

/**
 * struct scatter - the engine of one stream
 * @device: the device
 * @fake: stands for the stream's interrupt and service group
 * @application: whose ring the mappings are looked at by
 * @port_stream: where mappings come from
 * @lock: one puller at a time; guards what follows
 * @state: as set last
 * @format: as set last
 * @block: descriptors that are there
 * @first: the oldest of them
 * @count: how many
 * @done: how many of them the engine is through with
 * @moved: bytes of the first that is not done that were moved
 * @depth: descriptors that it takes at a time
 * @next_tag: name of the next
 * @mapped: bytes since the start that were mapped
 * @position: bytes since the start that were moved
 * @refused: the last get was refused
 * @refusals: how many were, without one in between that was not
 * @dried: mappings that were said to be followed by none, which is as good as a refusal
 * @promised: mapping_available calls that came
 * @unpromised: those that had no refusal before them
 * @services: calls of service
 * @filter_services: calls of the filter's service
 * @revoked: mappings that were taken back
 * @revocations: calls of revoke_mappings
 * @faults: what was wrong with a mapping
 * @why: the first of them
 * @no_group: the stream has no service group
 * @heeds_dry: it heeds PORTCLS_MAPPING_DRY; for the next stream
 * @filter_group: the filter has one
 * @framing: what get_allocator_framing gives
 * @in_revoke: called in revoke_mappings, or NULL
 * @ops: the miniport's methods
 * @stream_ops: the stream's
 */
struct scatter {
	struct fake_device *device;
	struct fake_stream *fake;
	struct fake_application *application;
	struct portcls_wavepci_port_stream *port_stream;
	spinlock_t lock;	/* see above */
	enum portcls_state state;
	struct portcls_format format;
	struct scatter_descriptor block[SCATTER_DEPTH];
	unsigned int first;
	unsigned int count;
	unsigned int done;
	u32 moved;
	unsigned int depth;
	u64 next_tag;
	u64 mapped;
	u64 position;
	bool refused;
	unsigned int refusals;
	unsigned int dried;
	unsigned int promised;
	unsigned int unpromised;
	unsigned int services;
	unsigned int filter_services;
	unsigned int revoked;
	unsigned int revocations;
	unsigned int faults;
	const char *why;
	bool no_group;
	bool heeds_dry;
	bool filter_group;
	struct portcls_allocator_framing framing;
	void (*in_revoke)(struct scatter *scatter);
	struct portcls_wavepci_ops ops;
	struct portcls_wavepci_stream_ops stream_ops;
};

struct scatter *scatter_new(struct fake_device *device);
u32 scatter_move(struct scatter *scatter, u32 bytes, void *medium);
void scatter_release_done(struct scatter *scatter);

#endif /* PORTCLS_TESTS_FAKE_SCATTER_H */

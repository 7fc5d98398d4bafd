/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_WAVEPCI_INTERNAL_H
#define PORTCLS_WAVEPCI_INTERNAL_H

#include <linux/spinlock.h>
#include <linux/types.h>
#include <sound/memalloc.h>

#include <portcls/wavepci.h>

#include "mapping.h"

struct portcls_stream;

/**
 * struct portcls_wavepci_port_stream - a stream as its miniport gets mappings from it
 * @stream: the stream
 * @mini: the miniport's side
 * @lock: leaf; guards @queue
 * @queue: what is handed out; only its limit is also read under the stream lock, where it changes
 * @most_out: mappings out at a time, once there is a ring
 * @ring: the ring; no area while there is none
 * @pages: where the device finds its pages
 * @prefetch: bytes ahead of the position that must not change any more; negative: all that is out
 * @terminated: a packet has ended early
 * @position: what the miniport said last; guarded, as is @mapped, by the stream lock
 * @mapped: what @queue had handed out when that was last looked up
 */
struct portcls_wavepci_port_stream {
	struct portcls_stream *stream;
	struct portcls_wavepci_stream mini;
	spinlock_t lock;	/* see above */
	struct portcls_mapping_queue queue;
	u32 most_out;
	struct snd_dma_buffer ring;
	dma_addr_t *pages;
	s64 prefetch;
	bool terminated;
	u64 position;
	u64 mapped;
};

/* wavepci_position.c */
int portcls_wavepci_position(void *object, u32 *offset);

#endif /* PORTCLS_WAVEPCI_INTERNAL_H */

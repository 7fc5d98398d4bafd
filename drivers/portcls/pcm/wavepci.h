/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_WAVEPCI_INTERNAL_H
#define PORTCLS_WAVEPCI_INTERNAL_H

#include <linux/spinlock.h>
#include <linux/types.h>
#include <sound/memalloc.h>
#include <sound/pcm.h>

#include <portcls/wavepci.h>

#include "../trace.h"
#include "mapping.h"

struct portcls_service_sink;
struct portcls_stream;
struct snd_pcm_substream;

/**
 * struct portcls_wavepci_port_stream - a stream as its miniport gets mappings from it
 * @lock: leaf; guards @queue
 * @stream: the stream
 * @mini: the miniport's side
 * @ops: its methods, without a way round
 * @capture: the stream records
 * @queue: what is handed out; its limit is moved on under the stream lock alone
 * @most_out: mappings out at a time, once there is a ring
 * @ring: the ring; no area while there is none
 * @pieces: what it is cut into
 * @prefetch: bytes ahead of the position that must not change any more; negative: all that is out
 * @terminated: a packet has ended early; a word, which every processor can exchange
 * @position: what the miniport said last; guarded, as is @appl_ptr, by the stream lock
 * @appl_ptr: ALSA's, for which the queue has its limit
 * @was_reset: ALSA has dropped what was in the ring, and the application is not past what is out by
 *	then; guarded by the stream lock
 */
struct portcls_wavepci_port_stream {
	spinlock_t lock;	/* see above */
	struct portcls_stream *stream;
	struct portcls_wavepci_stream mini;
	struct portcls_wavepci_stream_ops ops;
	bool capture;
	struct portcls_mapping_queue queue;
	u32 most_out;
	struct snd_dma_buffer ring;
	struct portcls_mapping_piece *pieces;
	s64 prefetch;
	u32 terminated;
	u64 position;
	snd_pcm_uframes_t appl_ptr;
	bool was_reset;
};

/* wavepci_position.c */
int portcls_wavepci_position(void *object, u32 *offset);
snd_pcm_uframes_t portcls_wavepci_pointer(struct snd_pcm_substream *substream);

/* wavepci_limit.c */
void portcls_wavepci_forget_limit(struct portcls_wavepci_port_stream *pci);
int portcls_wavepci_ack(struct snd_pcm_substream *substream);
int portcls_wavepci_ioctl(struct snd_pcm_substream *substream, unsigned int cmd, void *arg);

/* wavepci_service.c */
void portcls_wavepci_serve(struct portcls_service_sink *sink);
void portcls_wavepci_service(struct portcls_stream *stream);

/**
 * portcls_wavepci_mapping_available() - keep the promise that came with a refusal
 * @pci: the stream that was refused
 *
 * Context: as for the miniport's mapping_available.
 */
static inline void portcls_wavepci_mapping_available(struct portcls_wavepci_port_stream *pci)
{
	trace_portcls_mapping_available(pci->stream);
	pci->ops.mapping_available(pci->mini.object);
}

#endif /* PORTCLS_WAVEPCI_INTERNAL_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Service of a WavePci stream, once a packet: this is the hot path.
 *
 * A packet that was released has been moved: so its period is over, and the position is left to
 * ALSA, which reads it anyway. Only when none was, the position tells whether there is something to
 * be told.
 */
#include <linux/compiler.h>
#include <sound/pcm.h>

#include "../etw.h"
#include "../trace.h"
#include "stream.h"
#include "wavepci.h"

static noinline void offer(struct portcls_wavepci_port_stream *pci)
{
	if (portcls_mapping_queue_offers(&pci->queue, atomic64_read(&pci->queue.limit)))
		portcls_wavepci_mapping_available(pci);
}

static __always_inline void serve(struct portcls_stream *stream)
{
	struct portcls_wavepci_port_stream *pci = stream->pci;

	/* Both may change at any time: a service too many is one that began before. */
	if (data_race(stream->state) != PORTCLS_STATE_RUN || data_race(stream->adapter->gone))
		return;
	pci->ops.service(pci->mini.object);
	/* After it has released mappings: see struct portcls_mapping_queue. */
	smp_mb();
	if (unlikely(atomic64_read(&pci->queue.limit) >= READ_ONCE(pci->queue.need)))
		offer(pci);
}

/**
 * portcls_wavepci_service() - have a stream's miniport serve it
 * @stream: the stream
 *
 * Context: as for the miniport's service.
 */
void portcls_wavepci_service(struct portcls_stream *stream)
{
	serve(stream);
}

/* Whether the packet that makes the current period was released, and not the next one too. */
static inline bool end_packet(struct portcls_stream *stream)
{
	struct portcls_wavepci_port_stream *pci = stream->pci;
	struct portcls_position *position = &stream->position;
	u64 end = position->next_period * position->block_align;

	/* One that does not run is none of ALSA's business, as ALSA finds. */
	if (unlikely(!stream->release_is_period ||
		     atomic64_read(&pci->queue.released) - end >= pci->queue.period_bytes))
		return false;
	position->next_period += position->period_frames;
	/* ALSA is about to see all that was recorded. */
	WRITE_ONCE(pci->terminated, false);
	return true;
}

/**
 * portcls_wavepci_serve() - serve a stream whose miniport is atomic
 * @sink: of the stream
 *
 * Context: as for a sink of a service group.
 */
void portcls_wavepci_serve(struct portcls_service_sink *sink)
{
	struct portcls_stream *stream = container_of(sink, struct portcls_stream, sink);
	struct snd_pcm_substream *substream = stream->substream;
	unsigned long flags;
	bool ended;

	trace_portcls_service(stream);
	serve(stream);
	snd_pcm_stream_lock_irqsave(substream, flags);
	ended = end_packet(stream);
	if (likely(ended)) {
		trace_portcls_period(stream);
		snd_pcm_period_elapsed_under_stream_lock(substream);
	}
	snd_pcm_stream_unlock_irqrestore(substream, flags);
	if (likely(ended))
		portcls_stream_period_ended(stream);
	else
		portcls_stream_serve_by_position(stream);
}

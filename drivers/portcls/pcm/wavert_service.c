// SPDX-License-Identifier: GPL-2.0-only
/*
 * Service of a WaveRT stream that is notified once a period: this is the hot path.
 *
 * A notification comes by one way and the position by another, and many controllers interrupt
 * before their position is there. ALSA would find the period not over, and wake nobody until the
 * next one is. So the position is read first, and ALSA gets what was read.
 */
#include <linux/compiler.h>
#include <sound/pcm.h>

#include "../etw.h"
#include "../trace.h"
#include "stream.h"
#include "update.h"

/* Whether the current period has ended, and not the next one too. */
static inline bool end_packet(struct portcls_stream *stream)
{
	struct portcls_position *position = &stream->position;

	if (unlikely(!stream->service_is_period || stream->state != PORTCLS_STATE_RUN ||
		     portcls_stream_update_position(stream) ||
		     position->linear - position->next_period >= position->period_frames))
		return false;
	position->next_period += position->period_frames;
	return true;
}

/**
 * portcls_wavert_serve() - serve a stream whose miniport is atomic
 * @sink: of the stream
 *
 * Context: as for a sink of a service group.
 */
void portcls_wavert_serve(struct portcls_service_sink *sink)
{
	struct portcls_stream *stream = container_of(sink, struct portcls_stream, sink);
	struct snd_pcm_substream *substream = stream->substream;
	unsigned long flags;
	bool ended;

	trace_portcls_service(stream);
	snd_pcm_stream_lock_irqsave(substream, flags);
	ended = end_packet(stream);
	if (likely(ended)) {
		trace_portcls_period(stream);
		stream->rt.position_is_new = true;
		snd_pcm_period_elapsed_under_stream_lock(substream);
		stream->rt.position_is_new = false;
	}
	snd_pcm_stream_unlock_irqrestore(substream, flags);
	if (likely(ended))
		portcls_stream_period_ended(stream);
	else
		portcls_stream_serve_by_position(stream);
}

/**
 * portcls_wavert_pointer() - tell ALSA the position of a WaveRT stream
 * @substream: the substream
 *
 * Context: stream lock held.
 * Return: the frame in the ring, or SNDRV_PCM_POS_XRUN.
 */
snd_pcm_uframes_t portcls_wavert_pointer(struct snd_pcm_substream *substream)
{
	const struct portcls_stream *stream = substream->runtime->private_data;

	return stream->rt.position_is_new ? stream->position.frame : portcls_pcm_pointer(substream);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Service of a stream: from the request of its miniport's interrupt to the end of ALSA's period.
 *
 * This is the hot path. An atomic miniport's stream is serviced in the interrupt itself; nothing is
 * allocated, and the stream lock is the only lock. When the hardware notifies once a period, the
 * position is left to ALSA, which reads it anyway.
 */
#include <linux/kernel.h>
#include <linux/workqueue.h>

#include "../trace.h"
#include "stream.h"
#include "update.h"

static void period_ended(struct portcls_stream *stream)
{
	trace_portcls_period(stream);
	snd_pcm_period_elapsed(stream->substream);
}

/* The hardware notifies at other times than ALSA's periods end: ask the position. */
static void service_by_position(struct portcls_stream *stream)
{
	struct snd_pcm_substream *substream = stream->substream;
	unsigned long flags;

	snd_pcm_stream_lock_irqsave(substream, flags);
	if (stream->state == PORTCLS_STATE_RUN && !portcls_stream_update_position(stream) &&
	    portcls_position_period_ended(&stream->position)) {
		trace_portcls_period(stream);
		snd_pcm_period_elapsed_under_stream_lock(substream);
	}
	snd_pcm_stream_unlock_irqrestore(substream, flags);
}

static void service(struct portcls_stream *stream)
{
	trace_portcls_service(stream);
	if (READ_ONCE(stream->state) != PORTCLS_STATE_RUN)
		return;
	if (likely(stream->service_is_period))
		period_ended(stream);
	else
		service_by_position(stream);
}

static void service_now(struct portcls_service_sink *sink)
{
	service(container_of(sink, struct portcls_stream, sink));
}

static void service_later(struct portcls_service_sink *sink)
{
	struct portcls_stream *stream = container_of(sink, struct portcls_stream, sink);

	queue_work(system_highpri_wq, &stream->work);
}

static void service_work(struct work_struct *work)
{
	service(container_of(work, struct portcls_stream, work));
}

/**
 * portcls_stream_init_service() - choose where a stream is serviced
 * @stream: a new stream
 *
 * Context: process.
 */
void portcls_stream_init_service(struct portcls_stream *stream)
{
	INIT_WORK(&stream->work, service_work);
	if (portcls_wave_class(stream->port)->sleeping(stream->port))
		stream->sink.request_service = service_later;
	else
		stream->sink.request_service = service_now;
}

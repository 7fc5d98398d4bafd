// SPDX-License-Identifier: GPL-2.0-only
/*
 * Service of a stream: from the request of its miniport's interrupt to the end of ALSA's period.
 *
 * This is the hot path. An atomic miniport's stream is serviced in the interrupt itself; nothing is
 * allocated, and the stream lock is the only lock. When the hardware notifies once a period, the
 * position is left to ALSA, which reads it anyway.
 */
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/workqueue.h>

#include "../trace.h"
#include "stream.h"
#include "update.h"

/* Looking again sooner would find nothing new: hardware moves on in bursts. */
#define LOOK_NS	(500 * NSEC_PER_USEC)

static void await(struct portcls_stream *stream, u64 frames)
{
	const struct portcls_format *format = &stream->format;
	u64 delay = div_u64(frames * format->rate_den * NSEC_PER_SEC, format->rate_num);

	delay = max(delay, LOOK_NS);
	/* Who is served by a timer is not served less often for it. */
	if (stream->timer)
		delay = min_t(u64, delay, stream->timer);
	portcls_service_group_request_delayed(stream->group, delay);
}

/* For hardware that does not say so itself, or not so often, when a period is over. */
static void await_period(struct portcls_stream *stream)
{
	const struct portcls_position *position = &stream->position;

	await(stream, max(position->next_period, position->linear) - position->linear);
}

/**
 * portcls_stream_start_timer() - have a stream serviced that nobody else asks service for
 * @stream: a stream in RUN
 *
 * Context: stream lock held.
 */
void portcls_stream_start_timer(struct portcls_stream *stream)
{
	if (stream->timed)
		await_period(stream);
	else if (stream->timer)
		portcls_service_group_request_delayed(stream->group, stream->timer);
}

/*
 * Periods end with the interrupts of the hardware, which is late for the last one: the hardware
 * would go on with what was in the ring before.
 */
static void await_drain(struct portcls_stream *stream)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	snd_pcm_sframes_t left = runtime->buffer_size - snd_pcm_playback_avail(runtime);

	if (runtime->state == SNDRV_PCM_STATE_DRAINING && left > 0)
		await(stream, left);
}

static int advance(struct portcls_stream *stream)
{
	const struct portcls_wave_class *class = portcls_wave_class(stream->port);

	return stream->by_position && class->advance ? class->advance(stream) : 0;
}

/**
 * portcls_stream_begin_drain() - have a stream serviced when the last frame has been played
 * @stream: a stream that drains
 *
 * Context: stream lock held.
 */
void portcls_stream_begin_drain(struct portcls_stream *stream)
{
	/* What fails now is tried again by the next service, which can stop the stream. */
	if (stream->state == PORTCLS_STATE_RUN)
		advance(stream);
	await_drain(stream);
}

static bool is_wanted(struct portcls_stream *stream)
{
	const struct portcls_wave_class *class = portcls_wave_class(stream->port);

	return class->wants_period && class->wants_period(stream);
}

/* Hardware may notify before its position is there, and will not again. */
static bool is_about_to_end(const struct portcls_stream *stream)
{
	const struct portcls_position *position = &stream->position;

	return stream->notified_once &&
	       position->next_period - position->linear <= position->period_frames / 2;
}

/* Returns whether a period has ended. */
static bool end_period_by_position(struct portcls_stream *stream)
{
	int err = portcls_stream_update_position(stream);
	bool ended = !err && portcls_position_period_ended(&stream->position);

	/* After an error ALSA asks again, gets the error, and stops the stream. */
	if (err || stream->draining || is_wanted(stream) || ended) {
		trace_portcls_period(stream);
		snd_pcm_period_elapsed_under_stream_lock(stream->substream);
	}
	if (stream->draining)
		await_drain(stream);
	else if (!err && !ended && is_about_to_end(stream))
		await_period(stream);
	else if (stream->state == PORTCLS_STATE_RUN)
		portcls_stream_start_timer(stream);
	return ended;
}

/**
 * portcls_stream_serve_by_position() - do what the position of a stream says is to be done
 * @stream: a stream that was served
 *
 * Context: as for a sink of a service group; for a miniport that sleeps, process.
 */
void portcls_stream_serve_by_position(struct portcls_stream *stream)
{
	struct snd_pcm_substream *substream = stream->substream;
	bool ended = false;
	unsigned long flags;

	snd_pcm_stream_lock_irqsave(substream, flags);
	if (stream->state == PORTCLS_STATE_RUN) {
		if (advance(stream))
			snd_pcm_stop(substream, SNDRV_PCM_STATE_XRUN);
		else
			ended = end_period_by_position(stream);
	}
	snd_pcm_stream_unlock_irqrestore(substream, flags);
	if (ended)
		portcls_stream_period_ended(stream);
}

/* Other than plainly: the interval is not the period, there is more to do, or the stream drains. */
static void service_by_position(struct portcls_stream *stream)
{
	const struct portcls_wave_class *class = portcls_wave_class(stream->port);

	if (class->service)
		class->service(stream);
	portcls_stream_serve_by_position(stream);
}

/* A stream that does not run is none of ALSA's business, as ALSA finds under its lock. */
static void service(struct portcls_stream *stream)
{
	trace_portcls_service(stream);
	/* Changes when a drain begins: either way is right then. */
	if (likely(data_race(stream->service_is_period))) {
		trace_portcls_period(stream);
		snd_pcm_period_elapsed(stream->substream);
		portcls_stream_period_ended(stream);
	} else {
		service_by_position(stream);
	}
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
	const struct portcls_wave_class *class = portcls_wave_class(stream->port);

	INIT_WORK(&stream->work, service_work);
	if (class->sleeping(stream->port))
		stream->sink.request_service = service_later;
	else
		stream->sink.request_service = class->serve ?: service_now;
}

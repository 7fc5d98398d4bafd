// SPDX-License-Identifier: GPL-2.0-only
/*
 * ETW events of audio: written by miniports, and by the ports where they know.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <sound/pcm.h>

#include <portcls/etw.h>

#include "core.h"
#include "etw.h"
#include "pcm/stream.h"

#define CREATE_TRACE_POINTS
#include "etw_trace.h"

static int write_event(const struct portcls_port *port, int pin, enum portcls_etw_event event,
		       u64 data1, u64 data2, u64 data3, u64 data4)
{
	switch (event) {
	case PORTCLS_ETW_IHV_DEFINED:
		trace_portcls_etw_ihv_defined(port, pin, data1, data2, data3, data4);
		return 0;
	case PORTCLS_ETW_BUFFER_COMPLETE:
		trace_portcls_etw_buffer_complete(port, pin, data1, data2, data3, data4);
		return 0;
	case PORTCLS_ETW_PIN_STATE:
		trace_portcls_etw_pin_state(port, pin, data1, data2, data3, data4);
		return 0;
	case PORTCLS_ETW_GET_STREAM_POSITION:
		trace_portcls_etw_get_stream_position(port, pin, data1, data2, data3, data4);
		return 0;
	case PORTCLS_ETW_SET_WAVERT_BUFFER_WRITE_POSITION:
		trace_portcls_etw_set_wavert_buffer_write_position(port, pin, data1, data2, data3,
								   data4);
		return 0;
	case PORTCLS_ETW_GET_PRESENTATION_POSITION:
		trace_portcls_etw_get_presentation_position(port, pin, data1, data2, data3, data4);
		return 0;
	case PORTCLS_ETW_PROGRAM_DMA:
		trace_portcls_etw_program_dma(port, pin, data1, data2, data3, data4);
		return 0;
	case PORTCLS_ETW_GLITCH_REPORT:
		trace_portcls_etw_glitch_report(port, pin, data1, data2, data3, data4);
		return 0;
	case PORTCLS_ETW_LAST_BUFFER_RENDERED:
		trace_portcls_etw_last_buffer_rendered(port, pin, data1, data2, data3, data4);
		return 0;
	case PORTCLS_ETW_PROCESSING_MODE:
		trace_portcls_etw_processing_mode(port, pin, data1, data2, data3, data4);
		return 0;
	case PORTCLS_ETW_FX_CLSID:
		trace_portcls_etw_fx_clsid(port, pin, data1, data2, data3, data4);
		return 0;
	default:
		return -EINVAL;
	}
}

/**
 * portcls_etw_write() - write an event, for whoever watches its kind
 * @port: port of the miniport
 * @event: kind
 * @data1: see enum portcls_etw_event
 * @data2: see there
 * @data3: see there
 * @data4: see there
 *
 * Each kind is a tracepoint of its own, portcls:portcls_etw_<kind>. The ports write PIN_STATE,
 * BUFFER_COMPLETE, GLITCH_REPORT of underruns and LAST_BUFFER_RENDERED of their streams themselves,
 * with the number of the pin; a miniport writes what only it knows.
 *
 * Counterpart: IPortClsEtwHelper::MiniportWriteEtwEvent, which only the WaveRT port has; here every
 * port does.
 *
 * Context: any but non-maskable interrupt.
 * Return: 0, whether somebody watches or not; -EINVAL if @event is unknown.
 */
int portcls_etw_write(const struct portcls_port *port, enum portcls_etw_event event, u64 data1,
		      u64 data2, u64 data3, u64 data4)
{
	return write_event(port, -1, event, data1, data2, data3, data4);
}
EXPORT_SYMBOL_GPL(portcls_etw_write);

/* The byte in the ring up to where the application has written */
static u64 written_to(const struct portcls_stream *stream)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;

	/* Before ALSA has chosen a buffer there is nothing in it. */
	if (stream->substream->stream != SNDRV_PCM_STREAM_PLAYBACK || !runtime->buffer_size)
		return 0;
	return frames_to_bytes(runtime, runtime->control->appl_ptr % runtime->buffer_size);
}

/* What the stream knows goes with it: data1 and data2. */
static void write_of_stream(const struct portcls_stream *stream, enum portcls_etw_event event,
			    u64 data3, u64 data4)
{
	write_event(stream->port, stream->pin_id, event,
		    stream->position.linear * stream->position.block_align, written_to(stream),
		    data3, data4);
}

/**
 * portcls_etw_write_state() - write PIN_STATE
 * @stream: a stream that has come to a state
 *
 * Context: as for that step.
 */
void portcls_etw_write_state(const struct portcls_stream *stream)
{
	write_of_stream(stream, PORTCLS_ETW_PIN_STATE, stream->state, 0);
}

/**
 * portcls_etw_write_underrun() - write GLITCH_REPORT of an underrun
 * @stream: a stream that plays
 *
 * Context: stream lock held.
 */
void portcls_etw_write_underrun(const struct portcls_stream *stream)
{
	write_of_stream(stream, PORTCLS_ETW_GLITCH_REPORT, PORTCLS_ETW_GLITCH_UNDERRUN, 0);
}

/**
 * portcls_etw_write_end() - write LAST_BUFFER_RENDERED
 * @stream: a stream whose drain is over
 *
 * Context: stream lock held.
 */
void portcls_etw_write_end(const struct portcls_stream *stream)
{
	write_of_stream(stream, PORTCLS_ETW_LAST_BUFFER_RENDERED, 0, 0);
}

/*
 * Whether an application that periods wake has slept over one: it was told to write a period ago,
 * and has written nothing.
 */
static bool sleeps_over_a_period(struct portcls_stream *stream)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	snd_pcm_uframes_t written = runtime->control->appl_ptr;
	bool sleeps = stream->write_is_due && stream->written == written;

	stream->written = written;
	stream->write_is_due = !stream->draining && !runtime->no_period_wakeup &&
			       snd_pcm_playback_avail(runtime) >= runtime->control->avail_min;
	return sleeps;
}

static void write_glitches(struct portcls_stream *stream)
{
	if (stream->state != PORTCLS_STATE_RUN ||
	    stream->substream->stream != SNDRV_PCM_STREAM_PLAYBACK) {
		stream->write_is_due = false;
		return;
	}
	if (sleeps_over_a_period(stream))
		write_of_stream(stream, PORTCLS_ETW_GLITCH_REPORT,
				PORTCLS_ETW_GLITCH_SAME_WRITE_POSITION, written_to(stream));
	if (portcls_stream_underruns(stream))
		portcls_etw_write_underrun(stream);
}

/**
 * portcls_etw_write_period() - write BUFFER_COMPLETE, and before it what was wrong with the period
 * @stream: a stream that ALSA was told of
 *
 * Context: any but non-maskable interrupt, stream lock not held.
 */
void portcls_etw_write_period(struct portcls_stream *stream)
{
	const struct portcls_position *position = &stream->position;
	unsigned long flags;

	snd_pcm_stream_lock_irqsave(stream->substream, flags);
	/* A service may come late, for a stream that does not run any more. */
	if (stream->state >= PORTCLS_STATE_PAUSE) {
		write_glitches(stream);
		write_of_stream(stream, PORTCLS_ETW_BUFFER_COMPLETE,
				(u64)position->period_frames * position->block_align, 0);
	}
	snd_pcm_stream_unlock_irqrestore(stream->substream, flags);
}

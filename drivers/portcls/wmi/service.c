// SPDX-License-Identifier: GPL-2.0-only
/*
 * How late streams are serviced, and how often there was nothing to play: measured in the period
 * interrupt, but only while somebody collects it.
 */
#include <linux/compiler.h>
#include <linux/jump_label.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/time64.h>
#include <sound/pcm.h>

#include "../core.h"
#include "../pcm/stream.h"
#include "wmi.h"

DEFINE_STATIC_KEY_FALSE(portcls_wmi_measures);

/* How far the hardware is past the end of a period, in time */
static u64 latency(const struct portcls_stream *stream)
{
	const struct portcls_position *position = &stream->position;
	u32 frames;

	div_u64_rem(position->linear, position->period_frames, &frames);
	return div_u64((u64)frames * stream->format.rate_den * NSEC_PER_SEC,
		       stream->format.rate_num);
}

/* Documented where portcls_wmi_serviced() is. */
void __portcls_wmi_serviced(struct portcls_stream *stream)
{
	struct portcls_service_data *service = &stream->service;
	struct snd_pcm_substream *substream = stream->substream;
	unsigned long flags;

	if (!READ_ONCE(stream->adapter->wmi.collecting))
		return;
	snd_pcm_stream_lock_irqsave(substream, flags);
	/* What ALSA has stopped because of what it was told does not move any more. */
	if (stream->state == PORTCLS_STATE_RUN) {
		service->services++;
		service->glitches += portcls_stream_underruns(stream);
		service->last_latency = latency(stream);
		service->max_latency = max(service->max_latency, service->last_latency);
		service->total_latency += service->last_latency;
	}
	snd_pcm_stream_unlock_irqrestore(substream, flags);
}

/**
 * portcls_wmi_get_service() - what was measured of a stream
 * @stream: the stream
 * @data: receives it
 *
 * Context: process.
 */
void portcls_wmi_get_service(struct portcls_stream *stream, struct portcls_service_data *data)
{
	snd_pcm_stream_lock_irq(stream->substream);
	*data = stream->service;
	snd_pcm_stream_unlock_irq(stream->substream);
}

/**
 * portcls_wmi_forget_service() - begin anew
 * @stream: a stream that the miniport has just made
 *
 * Context: process.
 */
void portcls_wmi_forget_service(struct portcls_stream *stream)
{
	snd_pcm_stream_lock_irq(stream->substream);
	stream->service = (struct portcls_service_data) {};
	snd_pcm_stream_unlock_irq(stream->substream);
}

/**
 * portcls_wmi_measure_services() - begin or end to measure the services of an adapter's streams
 * @adapter: the adapter
 * @on: begin
 *
 * Context: process; by turns.
 */
void portcls_wmi_measure_services(struct portcls_adapter *adapter, bool on)
{
	WRITE_ONCE(adapter->wmi.collecting, on);
	if (on)
		static_branch_inc(&portcls_wmi_measures);
	else
		static_branch_dec(&portcls_wmi_measures);
}

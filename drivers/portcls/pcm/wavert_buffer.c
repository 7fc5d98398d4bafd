// SPDX-License-Identifier: GPL-2.0-only
/*
 * The cyclic buffer of a WaveRT stream, which is ALSA's ring.
 *
 * Owners. The miniport makes the buffer and frees it; between the two the port uses it in place.
 * It lives from hw_params to the next hw_params or hw_free, which ALSA lets nobody call who has it
 * mapped. The notification event is registered as long as a buffer with notification lives.
 */
#include <linux/dev_printk.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <sound/pcm_params.h>

#include "../core.h"
#include "../trace.h"
#include "pages.h"
#include "stream.h"

/* Packets that an application's parameters ask for; 0 for a buffer without notification. */
static u32 wanted_count(const struct portcls_stream *stream, const struct snd_pcm_hw_params *params)
{
	const struct portcls_wavert_ops *ops = stream->port->miniport_ops;
	u32 ring = params_buffer_size(params), period = params_period_size(params);

	if (!stream->rt.miniport.ops->allocate_buffer_with_notification ||
	    params->flags & SNDRV_PCM_HW_PARAMS_NO_PERIOD_WAKEUP)
		return 0;
	if (ops->any_count && ring % period == 0)
		return ring / period;
	return ring % 2 ? 0 : 2;
}

static int allocate(struct portcls_stream *stream, u32 count, size_t bytes)
{
	struct portcls_wavert *rt = &stream->rt;
	const struct portcls_wavert_stream_ops *ops = rt->miniport.ops;
	struct portcls_wavert_buffer buffer = {};
	int err;

	might_sleep();
	if (count)
		err = ops->allocate_buffer_with_notification(rt->miniport.object, count, bytes,
							     &buffer);
	else
		err = ops->allocate_audio_buffer(rt->miniport.object, bytes, &buffer);
	trace_portcls_buffer(stream, bytes, count, &buffer, err);
	if (!err && !buffer.pages)
		err = -EINVAL;
	if (err)
		return err;
	rt->buffer = buffer;
	rt->count = count;
	return 0;
}

static int register_event(struct portcls_stream *stream)
{
	struct portcls_wavert *rt = &stream->rt;

	might_sleep();
	return rt->miniport.ops->register_notification_event(rt->miniport.object, stream->group);
}

static void free_buffer(struct portcls_wavert *rt)
{
	const struct portcls_wavert_stream_ops *ops = rt->miniport.ops;

	might_sleep();
	if (rt->count)
		ops->free_buffer_with_notification(rt->miniport.object, &rt->buffer);
	else
		ops->free_audio_buffer(rt->miniport.object, &rt->buffer);
	rt->buffer.pages = NULL;
}

static const char *wrong_with_buffer(const struct portcls_stream *stream, size_t wanted)
{
	const struct portcls_wavert *rt = &stream->rt;
	const struct portcls_wavert_buffer *buffer = &rt->buffer;
	const size_t room = buffer->pages->memory.bytes;
	const u32 align = stream->format.block_align;

	if (buffer->bytes < wanted)
		return "is too small";
	if (buffer->bytes > U32_MAX || buffer->offset > room ||
	    buffer->bytes > room - buffer->offset)
		return "is outside its pages";
	if (buffer->bytes % align)
		return "ends inside a frame";
	if (rt->count && buffer->bytes / align % rt->count)
		return "ends inside a packet";
	return NULL;
}

static void set_single(struct snd_pcm_hw_params *params, int var, u32 value)
{
	*hw_param_interval(params, var) = (struct snd_interval) {
		.min = value, .max = value, .integer = 1,
	};
}

/* Tells the application of a ring that has become larger than it asked for. */
static int set_ring(const struct portcls_stream *stream, struct snd_pcm_hw_params *params)
{
	const u32 bytes = stream->rt.buffer.bytes, period = params_period_size(params);
	const u32 frames = bytes / stream->format.block_align;
	struct snd_interval *time = hw_param_interval(params, SNDRV_PCM_HW_PARAM_BUFFER_TIME);

	if (stream->pin->limits->whole_periods && frames % period)
		return -EINVAL;
	set_single(params, SNDRV_PCM_HW_PARAM_BUFFER_SIZE, frames);
	set_single(params, SNDRV_PCM_HW_PARAM_BUFFER_BYTES, bytes);
	set_single(params, SNDRV_PCM_HW_PARAM_PERIODS, frames / period);
	*time = (struct snd_interval) {
		.min = mul_u64_u32_div(frames, USEC_PER_SEC, params_rate(params)),
	};
	time->max = time->min + 1;
	time->openmax = 1;
	return 0;
}

static int check_buffer(struct portcls_stream *stream, struct snd_pcm_hw_params *params)
{
	const char *wrong = wrong_with_buffer(stream, params_buffer_bytes(params));

	if (!wrong && stream->rt.buffer.offset &&
	    params_access(params) != SNDRV_PCM_ACCESS_RW_INTERLEAVED)
		wrong = "begins inside a page and cannot be mapped";
	if (wrong) {
		dev_err_ratelimited(stream->adapter->dev,
				    "subdevice '%s': buffer of pin %u %s\n", stream->port->name,
				    stream->pin_id, wrong);
		return -EINVAL;
	}
	if (stream->rt.buffer.bytes == params_buffer_bytes(params))
		return 0;
	return set_ring(stream, params);
}

/* What the parameters, the buffer and the miniport come to together. */
static void choose_mode(struct portcls_stream *stream, struct snd_pcm_hw_params *params)
{
	const bool woken = !(params->flags & SNDRV_PCM_HW_PARAMS_NO_PERIOD_WAKEUP);
	struct portcls_wavert *rt = &stream->rt;

	if (rt->count)
		rt->packet_frames = params_buffer_size(params) / rt->count;
	else
		rt->packet_frames = params_period_size(params);
	stream->timed = woken && (!rt->count || rt->packet_frames > params_period_size(params));
	rt->packets = rt->count && portcls_packets_supported(stream);
	stream->by_position = rt->packets || stream->substream->pcm->nonatomic;
	if (rt->packets) {
		params->info |= SNDRV_PCM_INFO_SYNC_APPLPTR | SNDRV_PCM_INFO_NO_REWINDS;
		stream->substream->runtime->hw.info |= SNDRV_PCM_INFO_SYNC_APPLPTR |
						       SNDRV_PCM_INFO_NO_REWINDS;
	}
	if (rt->buffer.offset)
		params->info &= ~(SNDRV_PCM_INFO_MMAP | SNDRV_PCM_INFO_MMAP_VALID);
}

static void make_ring(struct portcls_stream *stream)
{
	struct portcls_wavert *rt = &stream->rt;

	rt->ring = rt->buffer.pages->memory;
	rt->ring.area += rt->buffer.offset;
	rt->ring.addr += rt->buffer.offset;
	rt->ring.bytes = rt->buffer.bytes;
	snd_pcm_set_runtime_buffer(stream->substream, &rt->ring);
}

/**
 * portcls_wavert_attach_ring() - have the miniport make a buffer, and make it the ring
 * @stream: a stream in STOP
 * @params: its parameters; learn of a buffer that is larger, and of what it cannot do
 *
 * Context: process, stream->mutex held, may sleep.
 * Return: 0 or a negative errno; the stream has no buffer then.
 */
int portcls_wavert_attach_ring(struct portcls_stream *stream, struct snd_pcm_hw_params *params)
{
	struct portcls_wavert *rt = &stream->rt;
	int err;

	lockdep_assert_held(&stream->mutex);

	portcls_wavert_detach_ring(stream);
	err = allocate(stream, wanted_count(stream, params), params_buffer_bytes(params));
	if (err)
		return err;
	err = check_buffer(stream, params);
	if (!err && rt->count)
		err = register_event(stream);
	if (err) {
		free_buffer(rt);
		return err;
	}
	choose_mode(stream, params);
	portcls_wavert_choose_position(stream, params);
	make_ring(stream);
	return 0;
}

/**
 * portcls_wavert_detach_ring() - have the miniport free the buffer
 * @stream: a stream in STOP, with a buffer or not
 *
 * Context: process, stream->mutex held, may sleep.
 */
void portcls_wavert_detach_ring(struct portcls_stream *stream)
{
	struct portcls_wavert *rt = &stream->rt;

	lockdep_assert_held(&stream->mutex);

	if (!rt->buffer.pages)
		return;
	snd_pcm_set_runtime_buffer(stream->substream, NULL);
	portcls_wavert_forget_clock(stream);
	if (rt->count)
		rt->miniport.ops->unregister_notification_event(rt->miniport.object,
								stream->group);
	free_buffer(rt);
}

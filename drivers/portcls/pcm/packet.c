// SPDX-License-Identifier: GPL-2.0-only
/*
 * Packet mode of WaveRT: the buffer is handed over piece by piece.
 *
 * A player announces each packet that is full, by its number, before the hardware begins with it:
 * packet 0 before RUN, and from then on the one after the packet that is being played, neither
 * earlier nor later. So what an application writes waits until the notification after which it may
 * be announced. A recorder takes packets over when the application waits for them, since taking
 * one over lets the hardware overwrite those before it.
 *
 * All this happens under the stream lock: the notification, the application's progress and the
 * start come together here.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/math64.h>

#include "../trace.h"
#include "stream.h"

static bool is_capture(const struct portcls_stream *stream)
{
	return stream->substream->stream == SNDRV_PCM_STREAM_CAPTURE;
}

/**
 * portcls_packets_supported() - whether a stream's miniport has packets
 * @stream: a stream that exists
 *
 * Context: any.
 * Return: true if so.
 */
bool portcls_packets_supported(const struct portcls_stream *stream)
{
	const struct portcls_wavert_stream_ops *ops = stream->rt.miniport.ops;

	return is_capture(stream) ? !!ops->get_read_packet : !!ops->set_write_packet;
}

/**
 * portcls_packets_reset() - begin with packet 0
 * @stream: a stream in STOP, or on its way there
 *
 * Context: process, stream->mutex held.
 */
void portcls_packets_reset(struct portcls_stream *stream)
{
	struct portcls_wavert *rt = &stream->rt;

	rt->next = 0;
	rt->appl_ptr = 0;
	rt->transferred = 0;
	rt->ended = false;
}

/* An application may have any progress in its control page; it is believed what can be. */
static void follow_application(struct portcls_stream *stream)
{
	struct portcls_wavert *rt = &stream->rt;
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	snd_pcm_uframes_t appl_ptr = READ_ONCE(runtime->control->appl_ptr);
	snd_pcm_sframes_t advance = appl_ptr - rt->appl_ptr;
	u64 most;

	if (is_capture(stream))
		most = rt->next * rt->packet_frames;
	else
		most = stream->position.linear + stream->position.ring_frames;
	if (advance < 0)
		advance += runtime->boundary;
	rt->appl_ptr = appl_ptr;
	rt->transferred = min(rt->transferred + advance, max(most, rt->transferred));
}

static int announce(struct portcls_stream *stream, u32 flags, u32 eos_bytes)
{
	struct portcls_wavert *rt = &stream->rt;
	int err;

	portcls_assert_stream_locked(stream);
	/* Memory that is not cached may still be on its way. */
	wmb();
	err = rt->miniport.ops->set_write_packet(rt->miniport.object, rt->next, flags, eos_bytes);
	trace_portcls_packet(stream, rt->next, flags, err);
	if (!err)
		rt->next++;
	return err;
}

/* A packet not full in time is being played as it is: an empty one after it is the last. */
static int announce_last(struct portcls_stream *stream, u32 count)
{
	struct portcls_wavert *rt = &stream->rt;
	u64 rest = 0;
	int err;

	if ((s32)(count - (u32)rt->next) >= 0)
		rt->next += count - (u32)rt->next + 1;
	if (rt->transferred > rt->next * rt->packet_frames)
		rest = rt->transferred - rt->next * rt->packet_frames;
	err = announce(stream, PORTCLS_WAVERT_END_OF_STREAM, rest * stream->format.block_align);
	rt->ended = !err;
	/* Late by an instant: the one after it is tried at the next notification. */
	return err == -EPIPE ? 0 : err;
}

static bool is_draining(const struct portcls_stream *stream)
{
	return stream->substream->runtime->state == SNDRV_PCM_STATE_DRAINING;
}

static int announce_what_may_be(struct portcls_stream *stream)
{
	struct portcls_wavert *rt = &stream->rt;
	u64 full = div_u64(rt->transferred, rt->packet_frames);
	u32 count;
	int err;

	if (rt->ended)
		return 0;
	err = rt->miniport.ops->get_packet_count(rt->miniport.object, &count);
	if (err || (s32)((u32)rt->next - count) > 1)
		return err;
	if (full > rt->next)
		err = announce(stream, 0, 0);
	else if (is_draining(stream))
		err = announce_last(stream, count);
	return err == -EAGAIN ? 0 : err;
}

/* The application waits for more than there is, and there is room for it. */
static bool wants_packet(const struct portcls_stream *stream)
{
	const struct portcls_wavert *rt = &stream->rt;
	u64 unread = rt->next * rt->packet_frames - rt->transferred;
	u64 enough = max_t(u64, READ_ONCE(stream->substream->runtime->control->avail_min), 1);

	return unread < enough && unread + rt->packet_frames <= stream->position.ring_frames;
}

static int take_packets(struct portcls_stream *stream)
{
	struct portcls_wavert *rt = &stream->rt;
	struct portcls_wavert_read_packet packet;
	int err;

	do {
		if (!wants_packet(stream))
			return 0;
		packet = (struct portcls_wavert_read_packet) {};
		err = rt->miniport.ops->get_read_packet(rt->miniport.object, &packet);
		if (err == -EAGAIN)
			return 0;
		if (!err && packet.number != (u32)rt->next)
			err = -EPIPE;
		trace_portcls_packet(stream, packet.number, 0, err);
		if (err)
			return err;
		rt->first_frame = packet.time;
		rt->next++;
	} while (packet.more);
	return 0;
}

/**
 * portcls_packets_begin() - announce packet 0 at the latest
 * @stream: a stream in PAUSE, about to run
 *
 * An application may start before it has filled a packet, and fills it while it is played.
 *
 * Context: stream lock held.
 * Return: 0, or what the miniport gave.
 */
int portcls_packets_begin(struct portcls_stream *stream)
{
	const struct portcls_wavert *rt = &stream->rt;

	return rt->packets && !is_capture(stream) && !rt->next ? announce(stream, 0, 0) : 0;
}

/**
 * portcls_packets_started() - announce, or take over, what can be now
 * @stream: a stream that has come to RUN
 *
 * What fails is found by the first service. ALSA starts a stream that is drained before it was
 * started, and says only then that it drains: so who has no full packet left is looked at again at
 * once, when ALSA has said so.
 *
 * Context: stream lock held.
 */
void portcls_packets_started(struct portcls_stream *stream)
{
	const struct portcls_wavert *rt = &stream->rt;

	if (!rt->packets)
		return;
	portcls_packets_advance(stream);
	if (!is_capture(stream) && rt->transferred < (rt->next + 1) * rt->packet_frames)
		portcls_service_group_request(stream->group);
}

/**
 * portcls_packets_advance() - announce, or take over, what can be
 * @stream: a stream in RUN; nothing comes of one without packets
 *
 * Context: stream lock held.
 * Return: 0; -EPIPE if a packet was late or lost.
 */
int portcls_packets_advance(struct portcls_stream *stream)
{
	int err;

	portcls_assert_stream_locked(stream);
	if (!stream->rt.packets)
		return 0;
	follow_application(stream);
	err = is_capture(stream) ? take_packets(stream) : announce_what_may_be(stream);
	stream->lost = err;
	return err;
}

/**
 * portcls_packets_ack() - the application has written or read
 * @stream: a stream
 *
 * Context: stream lock held.
 * Return: 0; -EPIPE if a packet was late or lost.
 */
int portcls_packets_ack(struct portcls_stream *stream)
{
	struct portcls_wavert *rt = &stream->rt;

	if (!rt->packets)
		return 0;
	if (stream->state == PORTCLS_STATE_RUN)
		return portcls_packets_advance(stream);
	if (is_capture(stream) || rt->next || !portcls_stream_can_start(stream))
		return 0;
	follow_application(stream);
	return rt->transferred < rt->packet_frames ? 0 : announce(stream, 0, 0);
}

/**
 * portcls_packets_position() - where a recording is, as the packets say that were taken over
 * @object: the stream
 * @offset: receives the byte in the ring
 *
 * Context: stream lock held.
 * Return: 0.
 */
int portcls_packets_position(void *object, u32 *offset)
{
	const struct portcls_stream *stream = object;
	const struct portcls_wavert *rt = &stream->rt;
	u32 packet;

	div_u64_rem(rt->next, rt->count, &packet);
	*offset = packet * rt->packet_frames * stream->format.block_align;
	return 0;
}

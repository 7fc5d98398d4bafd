// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where a WaveRT stream is, and when: registers where the hardware has them, the miniport else.
 *
 * A position register is read with no call into the miniport at all, twice a period.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <sound/pcm_params.h>

#include "../core.h"
#include "stream.h"

static int read_memory_32(void *object, u32 *offset)
{
	const struct portcls_wavert_register *position = object;

	*offset = le32_to_cpu(READ_ONCE(*(const __le32 *)position->memory));
	return 0;
}

static int read_position_register(void *object, u32 *offset)
{
	const u64 position = portcls_wavert_register_read(object);

	*offset = min_t(u64, position, U32_MAX);
	return 0;
}

/*
 * Data between the two offsets are the device's: for ALSA they are played, or not recorded yet,
 * and make the delay.
 */
static int ask_miniport(void *object, u32 *offset)
{
	struct portcls_stream *stream = object;
	struct portcls_wavert *rt = &stream->rt;
	struct portcls_wavert_position position;
	u32 owned, ring = stream->position.ring_bytes;
	int err;

	err = rt->miniport.ops->get_position(rt->miniport.object, &position);
	if (err)
		return err;
	if (portcls_pin_is_capture(stream->pin))
		owned = position.play - position.write;
	else
		owned = position.write - position.play;
	if (owned > ring)
		owned += ring;
	*offset = position.write;
	if (position.play <= ring)
		stream->substream->runtime->delay =
			owned % ring / stream->position.block_align + rt->latency;
	return 0;
}

/* What is older than this has nothing to do with the present any more. */
#define OLD_NS	(3600 * (u64)NSEC_PER_SEC)

/* Frames that have passed since a time, if the stream runs. */
static u64 frames_since(const struct portcls_stream *stream, u64 time)
{
	const struct portcls_format *format = &stream->format;
	const u64 now = ktime_get_raw_ns();

	if (stream->state != PORTCLS_STATE_RUN || now <= time)
		return 0;
	return div_u64(mul_u64_u32_div(min(now - time, OLD_NS), format->rate_num,
				       format->rate_den), NSEC_PER_SEC);
}

static bool tells_converted(const struct portcls_stream *stream)
{
	const struct portcls_wavert *rt = &stream->rt;

	if (portcls_pin_is_capture(stream->pin))
		return rt->packets;
	return rt->miniport.ops->get_presentation;
}

/* Frames that have left or entered the converter by now, if the miniport says. */
static bool find_converted(struct portcls_stream *stream, u64 *frames)
{
	const struct portcls_wavert *rt = &stream->rt;
	const struct portcls_position *position = &stream->position;
	struct portcls_wavert_presentation presented = {};

	if (!tells_converted(stream))
		return false;
	if (portcls_pin_is_capture(stream->pin)) {
		if (!rt->next)
			return false;
		*frames = (rt->next - 1) * rt->packet_frames +
			  frames_since(stream, rt->first_frame);
		*frames = clamp(*frames, position->linear,
				position->linear + position->ring_frames);
		return true;
	}
	if (rt->miniport.ops->get_presentation(rt->miniport.object, &presented))
		return false;
	*frames = min(presented.frames + frames_since(stream, presented.time), position->linear);
	return true;
}

/* The delay is what lies between the ring and the converter. */
static int ask_with_delay(void *object, u32 *offset)
{
	struct portcls_stream *stream = object;
	struct portcls_position *position = &stream->position;
	struct portcls_wavert *rt = &stream->rt;
	u64 frames;
	int err;

	stream->substream->runtime->delay = rt->latency;
	err = rt->get_position(rt->position_object, offset);
	if (err || portcls_position_update(position, *offset) || !find_converted(stream, &frames))
		return err;
	stream->substream->runtime->delay = portcls_pin_is_capture(stream->pin) ?
					    frames - position->linear : position->linear - frames;
	return 0;
}

static bool register_is_good(const struct portcls_stream *stream, const char *name,
			     const struct portcls_wavert_register *reg)
{
	if ((reg->width == 32 || reg->width == 64) && !reg->io != !reg->memory)
		return true;
	dev_err_ratelimited(stream->adapter->dev,
			    "subdevice '%s': %s register of pin %u is nowhere, or of %u bits\n",
			    stream->port->name, name, stream->pin_id, reg->width);
	return false;
}

static bool find_position_register(struct portcls_stream *stream)
{
	struct portcls_wavert *rt = &stream->rt;
	const struct portcls_wavert_stream_ops *ops = rt->miniport.ops;

	rt->position = (struct portcls_wavert_register) {};
	return ops->get_position_register &&
	       !ops->get_position_register(rt->miniport.object, &rt->position) &&
	       register_is_good(stream, "position", &rt->position);
}

static void find_clock_register(struct portcls_stream *stream)
{
	struct portcls_wavert *rt = &stream->rt;
	const struct portcls_wavert_stream_ops *ops = rt->miniport.ops;
	struct portcls_wavert_register reg = {};

	if (!ops->get_clock_register || ops->get_clock_register(rt->miniport.object, &reg) ||
	    !register_is_good(stream, "clock", &reg))
		return;
	if (!reg.numerator || reg.numerator > U32_MAX ||
	    !reg.denominator || reg.denominator > U32_MAX) {
		dev_err_ratelimited(stream->adapter->dev,
				    "subdevice '%s': clock of pin %u has %llu ticks in %llu s\n",
				    stream->port->name, stream->pin_id, reg.numerator,
				    reg.denominator);
		return;
	}
	rt->clock = portcls_wavert_clock_get(stream->adapter, &reg);
}

/* The register is at the device's end of the bus, a position that the miniport tells is not. */
static u32 latency_frames(struct portcls_stream *stream, bool by_register)
{
	const struct portcls_format *format = &stream->format;
	struct portcls_wavert_latency latency = {};
	u64 hns;
	u32 frames;

	stream->rt.miniport.ops->get_hw_latency(stream->rt.miniport.object, &latency);
	hns = (u64)latency.chipset_delay + latency.codec_delay;
	frames = div_u64(mul_u64_u32_div(hns, format->rate_num, format->rate_den),
			 NSEC_PER_SEC / 100);
	stream->substream->runtime->hw.fifo_size = latency.fifo_bytes;
	return by_register ? frames + latency.fifo_bytes / format->block_align : frames;
}

/**
 * portcls_wavert_choose_position() - find out how a stream tells its position and the time
 * @stream: a stream with a buffer
 * @params: its parameters; learn if the position moves in steps of a period or more
 *
 * Context: process, may sleep.
 */
void portcls_wavert_choose_position(struct portcls_stream *stream,
				    struct snd_pcm_hw_params *params)
{
	struct portcls_wavert *rt = &stream->rt;
	bool by_register = find_position_register(stream);

	might_sleep();
	stream->position_object = stream;
	if (rt->packets && portcls_pin_is_capture(stream->pin)) {
		stream->get_position = portcls_packets_position;
		params->info |= SNDRV_PCM_INFO_BATCH;
	} else if (by_register) {
		stream->position_object = &rt->position;
		stream->get_position = rt->position.memory && rt->position.width == 32 ?
				       read_memory_32 : read_position_register;
		if (rt->position.accuracy >= params_period_bytes(params))
			params->info |= SNDRV_PCM_INFO_BATCH;
	} else {
		stream->get_position = ask_miniport;
	}
	if (tells_converted(stream)) {
		rt->get_position = stream->get_position;
		rt->position_object = stream->position_object;
		stream->get_position = ask_with_delay;
		stream->position_object = stream;
	}
	rt->latency = latency_frames(stream, by_register);
	stream->substream->runtime->delay = rt->latency;
	params->fifo_size = stream->substream->runtime->hw.fifo_size / stream->format.block_align;
	find_clock_register(stream);
}

/**
 * portcls_wavert_presented() - how much has been heard or recorded by now
 * @stream: a stream that exists
 * @bytes: what its position says
 *
 * Context: stream lock held.
 * Return: units of 100 ns, by the miniport's own word if it has one.
 */
u64 portcls_wavert_presented(struct portcls_stream *stream, u64 bytes)
{
	u64 frames;

	if (find_converted(stream, &frames))
		bytes = frames * stream->format.block_align;
	return portcls_format_bytes_to_hns(&stream->format, bytes);
}

/**
 * portcls_wavert_forget_clock() - give a stream's clock back
 * @stream: a stream whose buffer goes
 *
 * Context: process, may sleep.
 */
void portcls_wavert_forget_clock(struct portcls_stream *stream)
{
	portcls_wavert_clock_put(stream->rt.clock);
	stream->rt.clock = NULL;
}

/**
 * portcls_wavert_absolute_time() - the time by the clock register
 * @stream: a stream that exists
 * @ns: receives the time
 *
 * Context: stream lock held.
 * Return: 0; -EOPNOTSUPP without such a register, -ENODEV if the device is gone.
 */
int portcls_wavert_absolute_time(struct portcls_stream *stream, u64 *ns)
{
	struct portcls_wavert_clock *clock = stream->rt.clock;

	if (!clock)
		return -EOPNOTSUPP;
	if (READ_ONCE(stream->adapter->gone))
		return -ENODEV;
	*ns = portcls_wavert_clock_time(clock);
	return 0;
}

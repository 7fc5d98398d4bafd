// SPDX-License-Identifier: GPL-2.0-only
/*
 * The fake WaveRT miniport: it writes down each call, and takes nothing that the contract forbids.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/string.h>

#include "fake_wavert.h"
#include "kunit.h"

struct fake_rt *fake_rt_of(struct kunit *test)
{
	struct fake_device *device = test->priv;

	return device->start_context;
}

struct fake_rt_stream *fake_rt_stream_on(struct kunit *test, u32 pin)
{
	struct fake_rt *rt = fake_rt_of(test);
	unsigned int i;

	for (i = 0; i < FAKE_STREAMS; i++)
		if (rt->streams[i].used && rt->streams[i].pin == pin)
			return &rt->streams[i];
	return NULL;
}

static u32 packet_frames(const struct fake_rt_stream *stream)
{
	return stream->buffer.bytes / stream->format.block_align / stream->count;
}

static u32 offset_of(const struct fake_rt_stream *stream)
{
	u32 offset;

	div_u64_rem(stream->frames * stream->format.block_align, stream->buffer.bytes, &offset);
	return offset;
}

/* Have the hardware go on, without an interrupt. */
void fake_rt_move(struct fake_rt_stream *stream, u32 frames)
{
	if (READ_ONCE(stream->state) != PORTCLS_STATE_RUN)
		return;
	stream->frames += frames;
	WRITE_ONCE(stream->position, cpu_to_le32(offset_of(stream)));
}

/* Have the hardware interrupt, wherever it is. */
void fake_rt_notify(struct fake_rt_stream *stream)
{
	WRITE_ONCE(stream->interrupting, true);
	fake_interrupt(stream->rt->device);
}

/* Have the hardware go on, with an interrupt at the end of each packet. */
void fake_rt_play(struct fake_rt_stream *stream, u32 frames)
{
	u32 left, part;

	while (frames && READ_ONCE(stream->state) == PORTCLS_STATE_RUN) {
		div_u64_rem(stream->frames, packet_frames(stream), &left);
		left = packet_frames(stream) - left;
		part = min(left, frames);
		fake_rt_move(stream, part);
		frames -= part;
		if (part == left)
			fake_rt_notify(stream);
	}
}

static bool routine(void *context)
{
	struct fake_rt *rt = context;
	bool handled = false;
	unsigned int i;

	for (i = 0; i < FAKE_STREAMS; i++) {
		if (!READ_ONCE(rt->streams[i].interrupting))
			continue;
		WRITE_ONCE(rt->streams[i].interrupting, false);
		if (rt->streams[i].event)
			portcls_service_group_request(rt->streams[i].event);
		handled = true;
	}
	return handled;
}

static struct fake_record *note(struct fake_rt_stream *stream, char call, u64 value)
{
	return fake_note(stream->rt->device, call, stream->pin, value);
}

static void rt_release(void *object)
{
	struct fake_rt_stream *stream = object;

	might_sleep();
	note(stream, 'x', 0);
	stream->rt->device->live--;
	stream->used = false;
}

static int rt_set_format(void *object, const struct portcls_format *format)
{
	struct fake_rt_stream *stream = object;

	might_sleep();
	note(stream, 'f', stream->state)->format = *format;
	if (stream->buffer.pages)
		return -EBUSY;
	stream->format = *format;
	return stream->rt->device->faults.set_format;
}

static int rt_set_state(void *object, enum portcls_state state)
{
	struct fake_rt_stream *stream = object;
	struct fake_device *device = stream->rt->device;
	bool up = state > stream->state;
	int err = up ? device->faults.up[state] : 0;

	if (state != PORTCLS_STATE_RUN && stream->state != PORTCLS_STATE_RUN)
		might_sleep();
	note(stream, FAKE_STATES[state], 0);
	if (state != stream->state + 1 && state + 1 != stream->state)
		device->wrong_steps++;
	if (err)
		return err;
	if (state == PORTCLS_STATE_STOP) {
		stream->frames = 0;
		stream->position = 0;
		stream->taken = 0;
		stream->ended = false;
	}
	WRITE_ONCE(stream->state, state);
	return 0;
}

static int rt_get_position(void *object, struct portcls_wavert_position *position)
{
	struct fake_rt_stream *stream = object;
	const u32 owned = stream->rt->owned;

	note(stream, 'g', 0);
	if (stream->rt->device->faults.position)
		return stream->rt->device->faults.position;
	position->write = offset_of(stream);
	if (stream->pin == FAKE_RECORD)
		position->play = (position->write + owned) % stream->buffer.bytes;
	else
		position->play = (position->write + stream->buffer.bytes - owned) %
				 stream->buffer.bytes;
	return 0;
}

static int make_buffer(struct fake_rt_stream *stream, u32 count, size_t bytes,
		       struct portcls_wavert_buffer *buffer)
{
	struct fake_rt *rt = stream->rt;
	const size_t room = bytes + rt->more + rt->offset;
	struct portcls_pages *pages;

	might_sleep();
	if (stream->buffer.pages || stream->state != PORTCLS_STATE_STOP)
		return -EBUSY;
	if (rt->allocate)
		return rt->allocate;
	if (rt->contiguous)
		pages = portcls_pages_allocate_contiguous(stream->port, 0, rt->high, room,
							  rt->cache);
	else
		pages = portcls_pages_allocate(stream->port, rt->high, room, rt->cache);
	if (IS_ERR(pages))
		return PTR_ERR(pages);
	rt->live_buffers++;
	stream->count = count;
	stream->buffer = (struct portcls_wavert_buffer) {
		.pages = pages,
		.bytes = bytes + rt->more - rt->less,
		.offset = rt->offset,
	};
	*buffer = stream->buffer;
	return 0;
}

static void free_buffer(struct fake_rt_stream *stream)
{
	might_sleep();
	portcls_pages_free(stream->buffer.pages);
	stream->buffer.pages = NULL;
	stream->rt->live_buffers--;
}

static int rt_allocate_audio_buffer(void *object, size_t bytes,
				    struct portcls_wavert_buffer *buffer)
{
	note(object, 'a', bytes);
	return make_buffer(object, 0, bytes, buffer);
}

static void rt_free_audio_buffer(void *object, const struct portcls_wavert_buffer *buffer)
{
	note(object, 'u', buffer->bytes);
	free_buffer(object);
}

static void rt_get_hw_latency(void *object, struct portcls_wavert_latency *latency)
{
	struct fake_rt_stream *stream = object;

	note(stream, 'h', 0);
	*latency = stream->rt->latency;
}

static int rt_get_position_register(void *object, struct portcls_wavert_register *position)
{
	struct fake_rt_stream *stream = object;

	position->memory = &stream->position;
	position->width = 32;
	position->accuracy = 4;
	return 0;
}

static int rt_get_clock_register(void *object, struct portcls_wavert_register *clock)
{
	struct fake_rt_stream *stream = object;

	clock->memory = &stream->rt->clock;
	clock->width = 32;
	clock->numerator = 24000000;
	clock->denominator = 1;
	clock->accuracy = 1;
	return 0;
}

static int rt_allocate_with_notification(void *object, u32 count, size_t bytes,
					 struct portcls_wavert_buffer *buffer)
{
	struct fake_rt_stream *stream = object;

	note(stream, 'b', count);
	if (!count || bytes % count || (!stream->rt->ops.any_count && count > 2))
		return -EINVAL;
	return make_buffer(stream, count, bytes, buffer);
}

static void rt_free_with_notification(void *object, const struct portcls_wavert_buffer *buffer)
{
	note(object, 'v', buffer->bytes);
	free_buffer(object);
}

static int rt_register_event(void *object, struct portcls_service_group *event)
{
	struct fake_rt_stream *stream = object;

	note(stream, '+', 0);
	if (stream->rt->register_event)
		return stream->rt->register_event;
	stream->event = event;
	return 0;
}

static void rt_unregister_event(void *object, struct portcls_service_group *event)
{
	struct fake_rt_stream *stream = object;

	note(stream, '-', stream->event == event);
	stream->event = NULL;
}

static u32 packets_done(const struct fake_rt_stream *stream)
{
	return div_u64(stream->frames, packet_frames(stream));
}

static int rt_get_read_packet(void *object, struct portcls_wavert_read_packet *packet)
{
	struct fake_rt_stream *stream = object;
	const u32 last = packets_done(stream) + stream->rt->lost;

	if (stream->taken + stream->rt->lost >= last)
		return -EAGAIN;
	packet->number = stream->taken++ + stream->rt->lost;
	packet->time = ktime_get_raw_ns() - stream->rt->recorded_ago;
	packet->more = stream->taken + stream->rt->lost < last;
	note(stream, 'r', packet->number);
	return 0;
}

static int right_packet(struct fake_rt_stream *stream, u32 number, u32 flags, u32 eos_bytes)
{
	const u32 wanted = stream->state == PORTCLS_STATE_RUN ? packets_done(stream) + 1 : 0;

	if (stream->ended)
		return -EBADFD;
	if (eos_bytes > packet_frames(stream) * stream->format.block_align)
		return -EINVAL;
	if (number != wanted)
		return number < wanted ? -EPIPE : -EAGAIN;
	return 0;
}

static int rt_set_write_packet(void *object, u32 number, u32 flags, u32 eos_bytes)
{
	struct fake_rt_stream *stream = object;
	int err = stream->rt->write_packet ?: right_packet(stream, number, flags, eos_bytes);

	note(stream, 'w', number)->ring = err;
	if (!err && flags & PORTCLS_WAVERT_END_OF_STREAM) {
		stream->ended = true;
		stream->eos_bytes = eos_bytes;
	}
	return err;
}

static int rt_get_presentation(void *object, struct portcls_wavert_presentation *presentation)
{
	struct fake_rt_stream *stream = object;

	note(stream, 'p', 0);
	presentation->frames = stream->frames / 2;
	presentation->time = ktime_get_raw_ns() - stream->rt->ago;
	return 0;
}

static int rt_get_packet_count(void *object, u32 *count)
{
	*count = packets_done(object);
	return 0;
}

static const struct portcls_wavert_stream_ops stream_ops = {
	.release = rt_release,
	.set_format = rt_set_format,
	.set_state = rt_set_state,
	.get_position = rt_get_position,
	.allocate_audio_buffer = rt_allocate_audio_buffer,
	.free_audio_buffer = rt_free_audio_buffer,
	.get_hw_latency = rt_get_hw_latency,
	.get_position_register = rt_get_position_register,
	.get_clock_register = rt_get_clock_register,
	.allocate_buffer_with_notification = rt_allocate_with_notification,
	.free_buffer_with_notification = rt_free_with_notification,
	.register_notification_event = rt_register_event,
	.unregister_notification_event = rt_unregister_event,
};

/* Have streams hand over packets. */
void fake_rt_add_packets(struct fake_rt *rt)
{
	rt->stream_ops.get_read_packet = rt_get_read_packet;
	rt->stream_ops.set_write_packet = rt_set_write_packet;
	rt->stream_ops.get_presentation = rt_get_presentation;
	rt->stream_ops.get_packet_count = rt_get_packet_count;
}

/* Have streams that only tell their position. */
void fake_rt_notify_nobody(struct fake_rt *rt)
{
	rt->stream_ops.allocate_buffer_with_notification = NULL;
	rt->stream_ops.free_buffer_with_notification = NULL;
	rt->stream_ops.register_notification_event = NULL;
	rt->stream_ops.unregister_notification_event = NULL;
}

static int rt_get_description(void *miniport, const struct portcls_filter **filter)
{
	struct fake_rt *rt = miniport;

	*filter = &rt->device->descriptor.filter;
	return 0;
}

static int rt_judge(void *miniport, u32 pin, const struct portcls_data_range *range,
		    const struct portcls_format *format)
{
	struct fake_rt *rt = miniport;

	fake_note(rt->device, 'j', pin, 0)->format = *format;
	return rt->device->faults.judge;
}

static int rt_init(void *miniport, struct portcls_resource_list *resources,
		   struct portcls_port *port)
{
	struct fake_rt *rt = miniport;

	fake_note(rt->device, 'i', 0, 0);
	return rt->device->faults.init;
}

static int rt_new_stream(void *miniport, struct portcls_wavert_stream *out,
			 struct portcls_stream *port, u32 pin, bool capture,
			 const struct portcls_format *format)
{
	struct fake_rt *rt = miniport;
	struct fake_rt_stream *stream = rt->streams;

	might_sleep();
	fake_note(rt->device, 'n', pin, capture)->format = *format;
	if (rt->device->faults.new_stream)
		return rt->device->faults.new_stream;
	while (stream->used)
		if (++stream == &rt->streams[FAKE_STREAMS])
			return -EBUSY;
	*stream = (struct fake_rt_stream) {
		.rt = rt,
		.port = port,
		.pin = pin,
		.used = true,
		.format = *format,
	};
	*out = (struct portcls_wavert_stream) {
		.ops = &rt->stream_ops,
		.object = stream,
		.sync = rt->device->sync,
	};
	rt->device->live++;
	return 0;
}

static const struct portcls_wavert_ops ops = {
	.get_description = rt_get_description,
	.data_range_intersection = rt_judge,
	.init = rt_init,
	.new_stream = rt_new_stream,
	.any_count = true,
};

static int start(struct fake_device *device)
{
	struct fake_rt *rt = device->start_context;
	int err;

	err = fake_make_streams(device);
	if (!err)
		err = portcls_interrupt_sync_register_routine(device->sync, routine, rt, true);
	if (err)
		return err;
	device->port = portcls_wavert_new(device->adapter, &rt->ops, rt, device->resources);
	if (IS_ERR(device->port))
		return PTR_ERR(device->port);
	err = portcls_register_subdevice(device->adapter, "Wave", device->port);
	if (!err)
		err = fake_make_wires(device);
	return err ?: portcls_interrupt_sync_connect(device->sync);
}

/* Give a case a device with a WaveRT miniport, not started yet. */
int fake_rt_suite_init(struct kunit *test)
{
	struct fake_device *device;
	struct fake_rt *rt;
	int err = fake_suite_init(test);

	if (err)
		return err;
	device = test->priv;
	rt = kunit_kzalloc(test, sizeof(*rt), GFP_KERNEL);
	if (!rt)
		return -ENOMEM;
	rt->device = device;
	rt->ops = ops;
	rt->stream_ops = stream_ops;
	rt->cache = PORTCLS_CACHE_FULL;
	rt->high = ~(dma_addr_t)0;
	device->start = start;
	device->start_context = rt;
	return 0;
}

/**
 * fake_rt_open() - open a device of the fake
 * @test: the case, whose device has started
 * @direction: SNDRV_PCM_STREAM_PLAYBACK or _CAPTURE
 *
 * Context: process.
 * Return: the application.
 */
struct fake_application *fake_rt_open(struct kunit *test, int direction)
{
	struct fake_application *application = fake_open(test->priv, 0, direction);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	return application;
}

/**
 * fake_rt_start_and_open() - start the device, and open it for playback
 * @test: the case
 *
 * Context: process.
 * Return: the application.
 */
struct fake_application *fake_rt_start_and_open(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_device_start(test->priv), 0);
	return fake_rt_open(test, SNDRV_PCM_STREAM_PLAYBACK);
}

/**
 * fake_rt_start_and_play() - start the device, and play
 * @test: the case
 * @params: what to play
 *
 * Context: process.
 * Return: the application.
 */
struct fake_application *fake_rt_start_and_play(struct kunit *test,
						const struct fake_params *params)
{
	struct fake_application *application = fake_rt_start_and_open(test);

	KUNIT_ASSERT_EQ(test, fake_ready(application, params), 0);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	return application;
}

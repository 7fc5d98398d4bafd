// SPDX-License-Identifier: GPL-2.0-only
/*
 * The fake WaveCyclic miniport: it writes down each call, then does what it is told to.
 */
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/string.h>

#include "fake.h"

/**
 * fake_note() - write a call down
 * @device: the device
 * @call: its letter
 * @pin: pin it is about, 0 for none
 * @value: a number that goes with it
 *
 * Context: any.
 * Return: the record, for more; a spare one when the log is full.
 */
struct fake_record *fake_note(struct fake_device *device, char call, u32 pin, u64 value)
{
	unsigned int n = atomic_inc_return(&device->count) - 1;
	struct fake_record *record = &device->log[min_t(unsigned int, n, FAKE_LOG - 1)];

	*record = (struct fake_record) {
		.call = call,
		.pin = pin,
		.irqs_off = irqs_disabled(),
		.value = value,
	};
	return record;
}

static unsigned int records(struct fake_device *device)
{
	return min_t(unsigned int, atomic_read(&device->count), FAKE_LOG);
}

static const char *tell(struct fake_device *device, int pin, const char *letters)
{
	unsigned int i, length = 0;

	for (i = 0; i < records(device); i++)
		if (strchr(letters, device->log[i].call) && (pin < 0 || device->log[i].pin == pin))
			device->text[length++] = device->log[i].call;
	device->text[length] = '\0';
	return device->text;
}

/**
 * fake_story() - what was called, in order
 * @device: the device
 * @letters: which calls matter
 *
 * Context: process.
 * Return: the calls' letters, until the next use.
 */
const char *fake_story(struct fake_device *device, const char *letters)
{
	return tell(device, -1, letters);
}

/**
 * fake_pin_story() - what was called about a pin, in order
 * @device: the device
 * @pin: the pin
 * @letters: which calls matter
 *
 * Context: process.
 * Return: the calls' letters, until the next use.
 */
const char *fake_pin_story(struct fake_device *device, u32 pin, const char *letters)
{
	return tell(device, pin, letters);
}

/**
 * fake_find() - the n-th call of a kind
 * @device: the device
 * @call: its letter
 * @n: from 0
 *
 * Context: process.
 * Return: the call, or NULL.
 */
const struct fake_record *fake_find(struct fake_device *device, char call, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < records(device); i++)
		if (device->log[i].call == call && !n--)
			return &device->log[i];
	return NULL;
}

/**
 * fake_count() - how many calls of a kind there were
 * @device: the device
 * @call: its letter
 *
 * Context: process.
 * Return: how many.
 */
unsigned int fake_count(struct fake_device *device, char call)
{
	unsigned int count = 0;

	while (fake_find(device, call, count))
		count++;
	return count;
}

/**
 * fake_forget() - forget all calls there were
 * @device: the device
 *
 * Context: process.
 */
void fake_forget(struct fake_device *device)
{
	atomic_set(&device->count, 0);
}

/**
 * fake_stream_on() - the miniport's stream on a pin
 * @device: the device
 * @pin: the pin
 *
 * Context: process.
 * Return: the first stream there, or NULL.
 */
struct fake_stream *fake_stream_on(struct fake_device *device, u32 pin)
{
	unsigned int i;

	for (i = 0; i < FAKE_STREAMS; i++)
		if (device->streams[i].used && device->streams[i].pin == pin)
			return &device->streams[i];
	return NULL;
}

/**
 * fake_move() - have the hardware go on, without an interrupt
 * @stream: the stream; unless it is in RUN nothing moves
 * @frames: how far
 *
 * Context: any.
 */
void fake_move(struct fake_stream *stream, u32 frames)
{
	if (READ_ONCE(stream->state) == PORTCLS_STATE_RUN)
		stream->frames += frames;
}

/**
 * fake_play() - have the hardware go on, with an interrupt at the end of each interval
 * @stream: the stream; unless it is in RUN nothing moves
 * @frames: how far
 *
 * Context: process.
 */
void fake_play(struct fake_stream *stream, u32 frames)
{
	u32 left, part;

	while (frames && READ_ONCE(stream->state) == PORTCLS_STATE_RUN) {
		div_u64_rem(stream->frames, stream->interval, &left);
		left = stream->interval - left;
		part = min(left, frames);
		stream->frames += part;
		frames -= part;
		if (part == left) {
			WRITE_ONCE(stream->interrupting, true);
			fake_interrupt(stream->device);
		}
	}
}

/**
 * fake_routine() - service routine of the device
 * @context: the device
 *
 * Context: interrupt, with the lock of the interrupt sync held.
 * Return: true if the hardware had raised its interrupt.
 */
bool fake_routine(void *context)
{
	struct fake_device *device = context;
	bool handled = false;
	unsigned int i;

	device->routine_calls++;
	for (i = 0; i < FAKE_STREAMS; i++) {
		if (!READ_ONCE(device->streams[i].interrupting))
			continue;
		WRITE_ONCE(device->streams[i].interrupting, false);
		portcls_service_group_request(device->streams[i].group);
		handled = true;
	}
	return handled;
}

static struct fake_record *note(struct fake_stream *stream, char call, u64 value)
{
	struct fake_record *record = fake_note(stream->device, call, stream->pin, value);

	record->ring = portcls_dma_channel_buffer_size(stream->channel);
	return record;
}

/* Where others must not sleep, a miniport that says so does. */
static void maybe_sleep(struct fake_stream *stream)
{
	if (stream->device->ops.sleeping)
		usleep_range(10, 20);
}

/* As a real miniport does: with the lock that keeps its service routine out. */
static void touch_hardware(struct fake_device *device, bool atomic)
{
	unsigned long flags;

	if (atomic && !device->ops.sleeping) {
		portcls_interrupt_sync_lock(device->sync);
		portcls_interrupt_sync_unlock(device->sync);
	} else {
		flags = portcls_interrupt_sync_lock_irqsave(device->sync);
		portcls_interrupt_sync_unlock_irqrestore(device->sync, flags);
	}
}

static void stream_release(void *object)
{
	struct fake_stream *stream = object;

	might_sleep();
	note(stream, 'x', 0);
	stream->device->live--;
	stream->used = false;
}

static int stream_set_format(void *object, const struct portcls_format *format)
{
	struct fake_stream *stream = object;

	might_sleep();
	note(stream, 'f', stream->state)->format = *format;
	if (!stream->device->faults.set_format)
		stream->format = *format;
	return stream->device->faults.set_format;
}

static u32 stream_set_notification_freq(void *object, u32 frames)
{
	struct fake_stream *stream = object;
	const struct fake_faults *faults = &stream->device->faults;

	might_sleep();
	note(stream, 'q', frames);
	if (faults->no_grant)
		return 0;
	stream->interval = faults->grant ?: frames;
	return stream->interval;
}

static int stream_set_state(void *object, enum portcls_state state)
{
	struct fake_stream *stream = object;
	struct fake_device *device = stream->device;
	bool atomic = state == PORTCLS_STATE_RUN || stream->state == PORTCLS_STATE_RUN;
	bool up = state > stream->state;
	int err;

	if (atomic)
		maybe_sleep(stream);
	else
		might_sleep();
	note(stream, FAKE_STATES[state], 0);
	touch_hardware(device, atomic);
	if (state != stream->state + 1 && state + 1 != stream->state)
		device->wrong_steps++;
	err = up ? device->faults.up[state] : device->faults.down;
	if (err && up)
		return err;
	if (state == PORTCLS_STATE_STOP)
		stream->frames = 0;
	WRITE_ONCE(stream->state, state);
	return err;
}

static int stream_get_position(void *object, u32 *bytes)
{
	struct fake_stream *stream = object;
	u32 ring = portcls_dma_channel_buffer_size(stream->channel);

	maybe_sleep(stream);
	note(stream, 'g', 0);
	touch_hardware(stream->device, true);
	if (stream->device->faults.position)
		return stream->device->faults.position;
	if (stream->wrong_offset >= 0)
		*bytes = stream->wrong_offset;
	else
		div_u64_rem(stream->frames * stream->format.block_align, ring, bytes);
	return 0;
}

static u64 stream_normalize_physical_position(void *object, u64 bytes)
{
	struct fake_stream *stream = object;

	note(stream, 't', bytes);
	return portcls_format_bytes_to_hns(&stream->format, bytes);
}

static void stream_silence(void *object, void *buffer, size_t bytes)
{
	struct fake_stream *stream = object;

	note(stream, 'z', bytes);
	portcls_format_silence(&stream->format, buffer, bytes);
}

const struct portcls_wavecyclic_stream_ops fake_stream_ops = {
	.release = stream_release,
	.set_format = stream_set_format,
	.set_notification_freq = stream_set_notification_freq,
	.set_state = stream_set_state,
	.get_position = stream_get_position,
	.normalize_physical_position = stream_normalize_physical_position,
	.silence = stream_silence,
};

static int wave_get_description(void *miniport, const struct portcls_filter **description)
{
	struct fake_device *device = miniport;

	fake_note(device, 'd', 0, 0);
	*description = &device->descriptor.filter;
	return 0;
}

static int wave_data_range_intersection(void *miniport, u32 pin,
					const struct portcls_data_range *range,
					const struct portcls_format *format)
{
	struct fake_device *device = miniport;

	might_sleep();
	fake_note(device, 'j', pin, range - device->descriptor.ranges[pin])->format = *format;
	return device->faults.judge;
}

static int wave_init(void *miniport, struct portcls_resource_list *resources,
		     struct portcls_port *port)
{
	struct fake_device *device = miniport;

	fake_note(device, 'i', 0, 0);
	return device->faults.init;
}

static int wave_new_stream(void *miniport, struct portcls_wavecyclic_stream *out, u32 pin,
			   bool capture, const struct portcls_format *format)
{
	struct fake_device *device = miniport;
	struct fake_stream *stream = device->streams;

	might_sleep();
	fake_note(device, 'n', pin, capture)->format = *format;
	if (device->faults.new_stream)
		return device->faults.new_stream;
	while (stream->used)
		if (++stream == &device->streams[FAKE_STREAMS])
			return -EBUSY;
	stream->used = true;
	stream->pin = pin;
	stream->state = PORTCLS_STATE_STOP;
	stream->frames = 0;
	stream->wrong_offset = -1;
	stream->format = *format;
	*out = (struct portcls_wavecyclic_stream) {
		.ops = &device->stream_ops,
		.object = stream,
		.dma_channel = stream->channel,
		.service_group = stream->group,
	};
	device->live++;
	if (device->faults.spoil)
		device->faults.spoil(out);
	return 0;
}

static int wave_start_linked(void *miniport, u64 pins)
{
	struct fake_device *device = miniport;
	unsigned int i;

	fake_note(device, 'l', 0, pins);
	if (device->faults.start_linked)
		return device->faults.start_linked;
	for (i = 0; i < FAKE_STREAMS; i++)
		if (device->streams[i].used && pins & BIT_ULL(device->streams[i].pin))
			WRITE_ONCE(device->streams[i].state, PORTCLS_STATE_RUN);
	return 0;
}

const struct portcls_wavecyclic_ops fake_ops = {
	.get_description = wave_get_description,
	.data_range_intersection = wave_data_range_intersection,
	.init = wave_init,
	.new_stream = wave_new_stream,
	.start_linked = wave_start_linked,
};

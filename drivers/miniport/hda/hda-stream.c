// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: a stream of the WaveRT miniport.
 *
 * The controller fetches and stores samples by lists of buffer descriptors, interrupts at the end
 * of those that are marked, and writes its position to memory, which is the position register.
 */
#include <linux/bitops.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/sizes.h>

#include "compat.h"
#include "hda.h"

#define MAX_ENTRIES	256		/* of a list */
#define ALIGN_BYTES	128		/* of what an entry describes */
#define MAX_BUFFER	SZ_4M

const struct portcls_wave_limits hda_stream_limits = {
	.buffer_bytes_max = MAX_BUFFER,
	.buffer_bytes_step = ALIGN_BYTES,
	.period_bytes_min = ALIGN_BYTES,
	.period_bytes_max = MAX_BUFFER / 2,
	.period_bytes_step = ALIGN_BYTES,
	.periods_min = 2,
	.periods_max = MAX_ENTRIES / 2,
	.whole_periods = true,
};

/* An entry of a list: address, bytes, interrupt when done */
struct descriptor {
	__le64 address;
	__le32 bytes;
	__le32 interrupt;
};

/* A stream's converters take part in it, or in none. */
static void set_converters(struct hda_stream *stream, bool take_part)
{
	const struct hdac_stream *core = &stream->engine->core;
	const struct hda_way *way = stream->way;

	if (way->digital && take_part)
		hda_digital_pause(way->codec, way->digital);
	hda_way_set_converters(way, take_part ? core->stream_tag : 0, stream->format.channels,
			       core->format_val);
	if (way->digital && take_part)
		hda_digital_prepare(way->codec, way->digital, stream->format.channels);
}

static struct descriptor *list_of(const struct hda_stream *stream)
{
	return (struct descriptor *)stream->engine->core.bdl.area;
}

static bool add_entry(struct hda_stream *stream, dma_addr_t address, u32 bytes, bool interrupt)
{
	struct hdac_stream *core = &stream->engine->core;

	if (core->frags == MAX_ENTRIES)
		return false;
	list_of(stream)[core->frags++] = (struct descriptor) {
		.address = cpu_to_le64(address),
		.bytes = cpu_to_le32(bytes),
		.interrupt = cpu_to_le32(interrupt),
	};
	return true;
}

/* Bytes from an offset on that are one piece to the device, at most @most. */
static u32 piece(const struct portcls_pages *pages, u32 offset, u32 most)
{
	const dma_addr_t first = portcls_pages_dma_address(pages, offset >> PAGE_SHIFT);
	u32 bytes = PAGE_SIZE - (offset & ~PAGE_MASK), page = offset >> PAGE_SHIFT;
	unsigned int i;

	for (i = 1; bytes < most; i++) {
		if (portcls_pages_dma_address(pages, page + i) != first + i * PAGE_SIZE)
			break;
		bytes += PAGE_SIZE;
	}
	return min(bytes, most);
}

/* A list has two entries at least: a packet that is all of the buffer is told in halves. */
static bool write_list(struct hda_stream *stream, u32 bytes, u32 packet)
{
	const u32 most = packet == bytes ? round_up(bytes / 2, ALIGN_BYTES) : packet;
	dma_addr_t address;
	u32 offset, length;

	stream->engine->core.frags = 0;
	for (offset = 0; offset < bytes; offset += length) {
		length = piece(stream->pages, offset, min(most - offset % most, bytes - offset));
		address = portcls_pages_dma_address(stream->pages, offset >> PAGE_SHIFT);
		if (!add_entry(stream, address + (offset & ~PAGE_MASK), length,
			       (offset + length) % packet == 0))
			return false;
	}
	return true;
}

/* Have the engine use memory, if it can be listed. */
static int take_pages(struct hda_stream *stream, struct portcls_pages *pages, u32 bytes, u32 packet)
{
	if (IS_ERR(pages))
		return PTR_ERR(pages);
	stream->pages = pages;
	if (write_list(stream, bytes, packet))
		return 0;
	stream->pages = NULL;
	portcls_pages_free(pages);
	return -E2BIG;
}

/* Pages from anywhere, unless it takes too many entries to list them. */
static int make_buffer(struct hda_stream *stream, u32 count, size_t bytes,
		       struct portcls_wavert_buffer *buffer)
{
	const dma_addr_t anywhere = ~(dma_addr_t)0;
	struct hdac_stream *core = &stream->engine->core;
	const u32 packet = bytes / max(count, 1U);
	int err;

	if (bytes % ALIGN_BYTES || packet % ALIGN_BYTES)
		return -EINVAL;
	err = take_pages(stream, portcls_pages_allocate(stream->port, anywhere, bytes,
							PORTCLS_CACHE_FULL), bytes, packet);
	if (err == -E2BIG)
		err = take_pages(stream,
				 portcls_pages_allocate_contiguous(stream->port, 0, anywhere, bytes,
								   PORTCLS_CACHE_FULL),
				 bytes, packet);
	if (err)
		return err;
	core->bufsize = bytes;
	/* It tells its FIFO once it knows the format. */
	hda_stream_setup(core);
	*buffer = (struct portcls_wavert_buffer) { .pages = stream->pages, .bytes = bytes };
	return 0;
}

static int stream_allocate(void *object, size_t bytes, struct portcls_wavert_buffer *buffer)
{
	struct hda_stream *stream = object;
	unsigned int i;
	int err = make_buffer(stream, 0, bytes, buffer);

	/* Nobody is notified. */
	for (i = 0; !err && i < stream->engine->core.frags; i++)
		list_of(stream)[i].interrupt = 0;
	return err;
}

static int stream_allocate_with_notification(void *object, u32 count, size_t bytes,
					     struct portcls_wavert_buffer *buffer)
{
	return make_buffer(object, count, bytes, buffer);
}

static void stream_free(void *object, const struct portcls_wavert_buffer *buffer)
{
	struct hda_stream *stream = object;

	portcls_pages_free(stream->pages);
	stream->pages = NULL;
}

static void set_event(struct hda_stream *stream, struct portcls_service_group *event)
{
	unsigned long flags = portcls_interrupt_sync_lock_irqsave(stream->chip->sync);

	stream->engine->event = event;
	portcls_interrupt_sync_unlock_irqrestore(stream->chip->sync, flags);
}

static int stream_register_event(void *object, struct portcls_service_group *event)
{
	set_event(object, event);
	return 0;
}

static void stream_unregister_event(void *object, struct portcls_service_group *event)
{
	set_event(object, NULL);
}

static int stream_get_position_register(void *object, struct portcls_wavert_register *position)
{
	const struct hda_stream *stream = object;

	*position = (struct portcls_wavert_register) {
		.memory = stream->engine->core.posbuf,
		.width = 32,
		.accuracy = stream->format.block_align,
	};
	return 0;
}

static int stream_get_position(void *object, struct portcls_wavert_position *position)
{
	const struct hda_stream *stream = object;

	position->play = le32_to_cpu(READ_ONCE(*stream->engine->core.posbuf));
	position->write = position->play;
	return 0;
}

static int stream_get_clock_register(void *object, struct portcls_wavert_register *clock)
{
	const struct hda_stream *stream = object;

	*clock = (struct portcls_wavert_register) {
		.io = stream->chip->bus.remap_addr + AZX_REG_WALLCLK,
		.width = 32,
		.numerator = HDA_WALL_CLOCK,
		.denominator = 1,
		.accuracy = 1,
	};
	return 0;
}

/* A position in memory is that of the DMA: the controller's FIFO is yet to be played. */
static void stream_get_hw_latency(void *object, struct portcls_wavert_latency *latency)
{
	const struct hda_stream *stream = object;

	latency->fifo_bytes = stream->engine->core.fifo_size;
}

static int stream_set_format(void *object, const struct portcls_format *format)
{
	struct hda_stream *stream = object;

	stream->format = *format;
	stream->engine->core.format_val = hda_format_value(format);
	return 0;
}

/* An error of the FIFO or of the list would pass for the end of a packet: neither interrupts. */
static void start(struct hda_engine *engine)
{
	hda_stream_start(&engine->core);
	snd_hdac_stream_updateb(&engine->core, SD_CTL, SD_INT_DESC_ERR | SD_INT_FIFO_ERR, 0);
}

static void run(struct hda_chip *chip, struct hda_engine *const *engines, unsigned int count)
{
	struct hdac_bus *bus = &chip->bus;
	unsigned int i;
	u32 mask = 0;

	for (i = 0; i < count; i++)
		mask |= BIT(engines[i]->core.index);
	portcls_interrupt_sync_lock(chip->sync);
	/* Switched off and on, it interrupts for what it could not be heard with. */
	snd_hdac_chip_updatel(bus, INTCTL, AZX_INT_GLOBAL_EN, 0);
	if (count > 1)
		snd_hdac_stream_sync_trigger(&engines[0]->core, true, mask,
					     chip->sync_register);
	for (i = 0; i < count; i++)
		start(engines[i]);
	if (count > 1) {
		snd_hdac_stream_sync(&engines[0]->core, true, mask);
		snd_hdac_stream_sync_trigger(&engines[0]->core, false, mask,
					     chip->sync_register);
	}
	snd_hdac_chip_updatel(bus, INTCTL, 0, AZX_INT_GLOBAL_EN);
	portcls_interrupt_sync_unlock(chip->sync);
}

static void pause(struct hda_stream *stream)
{
	portcls_interrupt_sync_lock(stream->chip->sync);
	snd_hdac_stream_stop(&stream->engine->core);
	portcls_interrupt_sync_unlock(stream->chip->sync);
}

static void arm(struct hda_stream *stream)
{
	struct hdac_stream *core = &stream->engine->core;

	/* By now it is known whether samples are what it is about. */
	core->format_val = hda_way_format_value(stream->way, &stream->format);
	snd_hdac_stream_reset(core);
	hda_stream_setup(core);
	set_converters(stream, true);
}

static void disarm(struct hda_stream *stream)
{
	set_converters(stream, false);
	snd_hdac_stream_reset(&stream->engine->core);
}

static int stream_set_state(void *object, enum portcls_state state)
{
	struct hda_stream *stream = object;

	if (state == PORTCLS_STATE_RUN)
		run(stream->chip, &stream->engine, 1);
	else if (stream->state == PORTCLS_STATE_RUN)
		pause(stream);
	else if (state == PORTCLS_STATE_ACQUIRE && stream->state == PORTCLS_STATE_STOP)
		arm(stream);
	else if (state == PORTCLS_STATE_STOP)
		disarm(stream);
	stream->state = state;
	return 0;
}

static void stream_release(void *object)
{
	struct hda_stream *stream = object;
	struct hda_chip *chip = stream->chip;

	mutex_lock(&chip->mutex);
	stream->engine->used = false;
	stream->engine = NULL;
	mutex_unlock(&chip->mutex);
}

static const struct portcls_wavert_stream_ops stream_ops = {
	.release = stream_release,
	.set_format = stream_set_format,
	.set_state = stream_set_state,
	.get_position = stream_get_position,
	.allocate_audio_buffer = stream_allocate,
	.free_audio_buffer = stream_free,
	.get_hw_latency = stream_get_hw_latency,
	.get_position_register = stream_get_position_register,
	.get_clock_register = stream_get_clock_register,
	.allocate_buffer_with_notification = stream_allocate_with_notification,
	.free_buffer_with_notification = stream_free,
	.register_notification_event = stream_register_event,
	.unregister_notification_event = stream_unregister_event,
};

static struct hda_engine *take_engine(struct hda_chip *chip, int direction)
{
	struct hda_engine *engine;
	unsigned int i;

	for (i = 0; i < chip->engine_count; i++) {
		engine = &chip->engines[i];
		if (engine->used || engine->core.direction != direction)
			continue;
		engine->used = true;
		return engine;
	}
	return NULL;
}

/* Ways may share a converter, which takes part in one stream at a time. */
static bool is_busy(const struct hda_wave *wave, const struct hda_way *way)
{
	const struct hda_way *other;
	unsigned int i;

	for (i = 0; i < wave->filter.node_count; i++) {
		other = wave->ways[i];
		if (other->stream.engine && other->converters[0] == way->converters[0])
			return true;
	}
	return false;
}

/**
 * hda_stream_new() - make the stream of a way
 * @miniport: the controller
 * @out: receives the stream
 * @port: the port's side of it
 * @pin: pin of the wave filter
 * @capture: it records
 * @format: of its samples
 *
 * Context: process, may sleep.
 * Return: 0; -EBUSY if no engine is left, or the way's converter plays on another one.
 */
int hda_stream_new(void *miniport, struct portcls_wavert_stream *out, struct portcls_stream *port,
		   u32 pin, bool capture, const struct portcls_format *format)
{
	struct hda_chip *chip = miniport;
	struct hda_way *way = chip->wave.ways[HDA_WAY_OF_PIN(pin)];
	struct hda_stream *stream = &way->stream;
	struct hda_engine *engine;

	mutex_lock(&chip->mutex);
	engine = is_busy(&chip->wave, way) ? NULL :
		 take_engine(chip, capture ? SNDRV_PCM_STREAM_CAPTURE : SNDRV_PCM_STREAM_PLAYBACK);
	if (engine)
		*stream = (struct hda_stream) {
			.chip = chip,
			.way = way,
			.engine = engine,
			.port = port,
		};
	mutex_unlock(&chip->mutex);
	if (!engine)
		return -EBUSY;
	stream_set_format(stream, format);
	*out = (struct portcls_wavert_stream) {
		.ops = &stream_ops,
		.object = stream,
		.sync = chip->sync,
	};
	return 0;
}

/**
 * hda_stream_start_linked() - start the streams of some ways at once
 * @miniport: the controller
 * @pins: their pins of the wave filter, a bit each
 *
 * Context: atomic, under the stream locks of all of them.
 * Return: 0.
 */
int hda_stream_start_linked(void *miniport, u64 pins)
{
	struct hda_chip *chip = miniport;
	struct hda_engine *engines[2 * HDA_MAX_STREAMS];
	unsigned int count = 0;
	struct hda_stream *stream;

	for (; pins; pins &= pins - 1) {
		stream = &chip->wave.ways[HDA_WAY_OF_PIN(__ffs64(pins))]->stream;
		stream->state = PORTCLS_STATE_RUN;
		engines[count++] = stream->engine;
	}
	run(chip, engines, count);
	return 0;
}

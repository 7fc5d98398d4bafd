// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: a WaveRT miniport, one stream that plays and one that records.
 *
 * The controller fetches and stores samples by lists of buffer descriptors, interrupts at the end
 * of those that are marked, and writes its position to memory, which is the position register.
 */
#include <linux/bitfield.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/sizes.h>

#include <portcls/adapter.h>
#include <portcls/audio_property.h>
#include <portcls/guid.h>

#include "compat.h"
#include "hda.h"

#define MAX_ENTRIES	256		/* of a list */
#define ALIGN_BYTES	128		/* of what an entry describes */
#define MAX_BUFFER	SZ_4M

/* An entry of a list: address, bytes, interrupt when done */
struct descriptor {
	__le64 address;
	__le32 bytes;
	__le32 interrupt;
};

/* In the order of the bits that converters tell rates by */
static const struct {
	u32 rate;
	u16 format;	/* of the stream: base, multiple, divisor */
} rates[HDA_RATES] = {
	{ 8000, 5 << AC_FMT_DIV_SHIFT },
	{ 11025, AC_FMT_BASE_44K | 3 << AC_FMT_DIV_SHIFT },
	{ 16000, 2 << AC_FMT_DIV_SHIFT },
	{ 22050, AC_FMT_BASE_44K | 1 << AC_FMT_DIV_SHIFT },
	{ 32000, 1 << AC_FMT_MULT_SHIFT | 2 << AC_FMT_DIV_SHIFT },
	{ 44100, AC_FMT_BASE_44K },
	{ 48000, 0 },
	{ 88200, AC_FMT_BASE_44K | 1 << AC_FMT_MULT_SHIFT },
	{ 96000, 1 << AC_FMT_MULT_SHIFT },
	{ 176400, AC_FMT_BASE_44K | 3 << AC_FMT_MULT_SHIFT },
	{ 192000, 3 << AC_FMT_MULT_SHIFT },
};

static unsigned int format_value(const struct portcls_format *format)
{
	unsigned int i, value = format->channels - 1;

	switch (format->valid_bits) {
	case 8:
		value |= AC_FMT_BITS_8;
		break;
	case 16:
		value |= AC_FMT_BITS_16;
		break;
	case 24:
		value |= AC_FMT_BITS_24;
		break;
	default:
		value |= AC_FMT_BITS_32;
	}
	for (i = 0; i < ARRAY_SIZE(rates); i++)
		if (rates[i].rate == format->rate)
			value |= rates[i].format;
	return value;
}

/* A stream's converters take part in it, or in none. */
static void set_converters(struct hda_stream *stream, bool take_part)
{
	const struct hdac_stream *core = &stream->engine->core;
	const unsigned int tag = take_part ? core->stream_tag : 0;
	struct hda_codec *codec = stream->chip->codec;
	unsigned int i, channel;

	if (stream->capture) {
		hda_codec_set_converter(codec, codec->layout.adc, tag, 0, core->format_val);
		return;
	}
	for (i = 0; i < codec->layout.dac_count; i++) {
		/* Those that have no channels of their own play the first ones. */
		channel = i < codec->layout.pair_count ? 2 * i : 0;
		hda_codec_set_converter(codec, codec->layout.dacs[i],
					channel < stream->format.channels ? tag : 0, channel,
					core->format_val);
	}
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
	const dma_addr_t first = portcls_pages_dma_address(pages, offset >> PAGE_SHIFT) & PAGE_MASK;
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
	const u32 most = packet == bytes ? bytes / 2 : packet;
	dma_addr_t address;
	u32 offset, length;

	stream->engine->core.frags = 0;
	for (offset = 0; offset < bytes; offset += length) {
		length = piece(stream->pages, offset, most - offset % most);
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
	stream->engine->core.format_val = format_value(format);
	return 0;
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
		snd_hdac_stream_sync_trigger(&engines[0]->core, true, mask, AZX_REG_SSYNC);
	for (i = 0; i < count; i++)
		hda_stream_start(&engines[i]->core);
	if (count > 1) {
		snd_hdac_stream_sync(&engines[0]->core, true, mask);
		snd_hdac_stream_sync_trigger(&engines[0]->core, false, mask, AZX_REG_SSYNC);
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

static int wave_new_stream(void *miniport, struct portcls_wavert_stream *out,
			   struct portcls_stream *port, u32 pin, bool capture,
			   const struct portcls_format *format)
{
	struct hda_chip *chip = miniport;
	struct hda_stream *stream = &chip->wave.streams[capture];
	struct hda_engine *engine;

	mutex_lock(&chip->mutex);
	engine = take_engine(chip, capture ? SNDRV_PCM_STREAM_CAPTURE : SNDRV_PCM_STREAM_PLAYBACK);
	mutex_unlock(&chip->mutex);
	if (!engine)
		return -EBUSY;
	*stream = (struct hda_stream) {
		.chip = chip,
		.engine = engine,
		.port = port,
		.pin = pin,
		.capture = capture,
	};
	stream_set_format(stream, format);
	*out = (struct portcls_wavert_stream) {
		.ops = &stream_ops,
		.object = stream,
		.sync = chip->sync,
	};
	return 0;
}

static int wave_start_linked(void *miniport, u64 pins)
{
	struct hda_chip *chip = miniport;
	struct hda_engine *engines[2];
	unsigned int i, count = 0;

	for (i = 0; i < 2; i++) {
		struct hda_stream *stream = &chip->wave.streams[i];

		if (!stream->engine || !(pins & BIT_ULL(stream->pin)))
			continue;
		engines[count++] = stream->engine;
		stream->state = PORTCLS_STATE_RUN;
	}
	run(chip, engines, count);
	return 0;
}

/* A tuple for each rate, size of sample and number of channels, which come in pairs. */
static u32 make_ranges(struct portcls_data_range *ranges, u32 pcm, unsigned int pairs)
{
	static const struct {
		u32 bit;
		u8 bits;
		bool container_32;
	} sizes[HDA_SAMPLE_SIZES] = {
		{ AC_SUPPCM_BITS_8, 8 }, { AC_SUPPCM_BITS_16, 16 },
		{ AC_SUPPCM_BITS_24, 24, true }, { AC_SUPPCM_BITS_32, 32 },
	};
	unsigned int i, pair, rate, size;
	u32 count = 0;

	for (i = 0; i < HDA_MAX_RANGES; i++) {
		pair = i % HDA_MAX_PAIRS + 1;
		size = i / HDA_MAX_PAIRS % ARRAY_SIZE(sizes);
		rate = i / HDA_MAX_PAIRS / ARRAY_SIZE(sizes);
		if (pair > pairs || !(pcm & BIT(rate)) || !(pcm & sizes[size].bit))
			continue;
		ranges[count++] = (struct portcls_data_range) {
			.encoding = PORTCLS_ENCODING_PCM,
			.min_channels = 2 * pair,
			.max_channels = 2 * pair,
			.min_bits = sizes[size].bits,
			.max_bits = sizes[size].bits,
			.container_32 = sizes[size].container_32,
			.min_rate = rates[rate].rate,
			.max_rate = rates[rate].rate,
		};
	}
	return count;
}

static void add_wire(struct hda_wave *wave, u32 from_node, u32 from_pin, u32 to_node, u32 to_pin)
{
	wave->connections[wave->filter.connection_count++] = (struct portcls_connection) {
		from_node, from_pin, to_node, to_pin,
	};
}

/* Left and right; ALSA shows no map of what records unless it is told. */
static int adc_speakers(struct portcls_property_request *request)
{
	const u32 speakers = BIT(0) | BIT(1);

	return portcls_property_reply(request, &speakers, sizeof(speakers));
}

static const struct portcls_property_item adc_properties[] = {
	{
		.set = &portcls_property_set_audio,
		.id = PORTCLS_AUDIO_CHANNEL_CONFIG,
		.flags = PORTCLS_PROPERTY_GET,
		.handler = adc_speakers,
	},
};

static const struct portcls_automation adc_automation = {
	.property_size = sizeof(adc_properties[0]),
	.property_count = ARRAY_SIZE(adc_properties),
	.properties = adc_properties,
};

/* A pin for streams, a converter, and a pin that leads to the codec's filter */
static void add_way(struct hda_wave *wave, bool capture, u32 pcm, unsigned int pairs)
{
	struct portcls_data_range *ranges = wave->ranges[capture];
	const u32 stream = wave->filter.pin_count++, bridge = wave->filter.pin_count++;
	const u32 node = wave->filter.node_count++;

	wave->pins[stream] = (struct portcls_pin) {
		.max_global_instances = 1,
		.max_filter_instances = 1,
		.data_range_count = make_ranges(ranges, pcm, pairs),
		.data_ranges = ranges,
		.dataflow = capture ? PORTCLS_DATAFLOW_OUT : PORTCLS_DATAFLOW_IN,
		.communication = PORTCLS_COMMUNICATION_SINK,
		.category = &portcls_category_audio,
		.limits = &wave->limits,
		.pcm_id = "Generic Analog",
		.pcm_name = "Generic Analog",
	};
	wave->pins[bridge] = (struct portcls_pin) {
		.dataflow = capture ? PORTCLS_DATAFLOW_IN : PORTCLS_DATAFLOW_OUT,
		.communication = PORTCLS_COMMUNICATION_BRIDGE,
		.category = &portcls_category_audio,
	};
	wave->bridges[capture] = bridge;
	wave->nodes[node] = (struct portcls_node) {
		.type = capture ? &portcls_node_adc : &portcls_node_dac,
		.automation = capture ? &adc_automation : NULL,
	};
	add_wire(wave, PORTCLS_FILTER_NODE, capture ? bridge : stream, node, 1);
	add_wire(wave, node, 0, PORTCLS_FILTER_NODE, capture ? stream : bridge);
}

static void describe(struct hda_chip *chip)
{
	static const guid_t *const categories[] = {
		&portcls_category_audio, &portcls_category_render, &portcls_category_capture,
	};
	const struct hda_layout *layout = &chip->codec->layout;
	struct hda_wave *wave = &chip->wave;
	u32 pcm = U32_MAX;
	unsigned int i;

	wave->filter = (struct portcls_filter) {
		.pin_size = sizeof(wave->pins[0]),
		.pins = wave->pins,
		.node_size = sizeof(wave->nodes[0]),
		.nodes = wave->nodes,
		.connections = wave->connections,
		.category_count = ARRAY_SIZE(categories),
		.categories = categories,
	};
	wave->limits = (struct portcls_wave_limits) {
		.buffer_bytes_max = MAX_BUFFER,
		.buffer_bytes_step = ALIGN_BYTES,
		.period_bytes_min = ALIGN_BYTES,
		.period_bytes_max = MAX_BUFFER / 2,
		.period_bytes_step = ALIGN_BYTES,
		.periods_min = 2,
		.periods_max = MAX_ENTRIES / 2,
		.whole_periods = true,
	};
	for (i = 0; i < layout->dac_count; i++)
		pcm &= layout->dacs[i]->pcm;
	if (layout->output_count)
		add_way(wave, false, pcm, layout->pair_count);
	if (layout->input_count)
		add_way(wave, true, layout->adc->pcm, 1);
}

static int wave_get_description(void *miniport, const struct portcls_filter **filter)
{
	struct hda_chip *chip = miniport;

	*filter = &chip->wave.filter;
	return 0;
}

static int wave_init(void *miniport, struct portcls_resource_list *resources,
		     struct portcls_port *port)
{
	describe(miniport);
	return 0;
}

static const struct portcls_wavert_ops wave_ops = {
	.get_description = wave_get_description,
	.init = wave_init,
	.new_stream = wave_new_stream,
	.start_linked = wave_start_linked,
	.any_count = true,
};

static int connect_codec(struct hda_chip *chip)
{
	const struct hda_codec *codec = chip->codec;
	int err = 0;

	if (codec->topology.wave_out != HDA_NOWHERE)
		err = portcls_register_physical_connection(chip->adapter, chip->wave_port,
							   chip->wave.bridges[0], codec->port,
							   codec->topology.wave_out);
	if (!err && codec->topology.wave_in != HDA_NOWHERE)
		err = portcls_register_physical_connection(chip->adapter, codec->port,
							   codec->topology.wave_in,
							   chip->wave_port, chip->wave.bridges[1]);
	return err;
}

/**
 * hda_wave_create() - make the wave subdevice of a controller, and wire it to its codec
 * @chip: the controller, with its codec and the codec's topology
 * @resources: of the device
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno.
 */
int hda_wave_create(struct hda_chip *chip, struct portcls_resource_list *resources)
{
	struct portcls_port *port;
	int err;

	port = portcls_wavert_new(chip->adapter, &wave_ops, chip, resources);
	if (IS_ERR(port))
		return PTR_ERR(port);
	chip->wave_port = port;
	err = portcls_register_subdevice(chip->adapter, "Wave", port);
	return err ?: connect_codec(chip);
}

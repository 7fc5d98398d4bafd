// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ensoniq AudioPCI ES1370: two DACs and an ADC as a WaveCyclic miniport.
 *
 * Each converter runs through a ring of its own, at most 256 KiB, and interrupts each time its
 * sample counter, which is set to the notification interval, has run down. DAC1 has four rates of
 * its own; DAC2 and ADC share a divider.
 *
 * Between RUN and PAUSE a DAC keeps its place by its pause bit. The ADC has none: it is switched
 * off, and gets its place back with the size of the ring when it is switched on again.
 */
#include <linux/bits.h>
#include <linux/err.h>
#include <linux/kernel.h>

#include <portcls/adapter.h>
#include <portcls/audio_property.h>
#include <portcls/dma_channel.h>
#include <portcls/filter.h>
#include <portcls/guid.h>
#include <portcls/interrupt_sync.h>
#include <portcls/property.h>
#include <portcls/service_group.h>
#include <portcls/wavecyclic.h>

#include "es1370.h"

#define RING_BYTES	(128 * 1024)	/* the chip could do 256 KiB */

enum {
	NODE_DAC2,
	NODE_ADC,
	NODE_DAC1,
};

/**
 * struct es1370_channel - where a converter is found in the registers
 * @enable: its bit in the control register
 * @pause: its pause bit in the serial register, 0 if it has none
 * @interrupt_enable: its bit in the serial register
 * @format_shift: place of its format in the serial register
 * @loop: its stop mode bits in the serial register, to be 0
 * @status: its bit in the status register
 * @sample_count: register of its interval
 * @page: page of its ring's registers
 * @frame_addr: register of its ring's address
 * @frame_size: register of its ring's size and its place in it
 */
struct es1370_channel {
	u32 enable;
	u32 pause;
	u32 interrupt_enable;
	u8 format_shift;
	u32 loop;
	u32 status;
	u8 sample_count;
	u8 page;
	u8 frame_addr;
	u8 frame_size;
};

static const struct es1370_channel channels[ES1370_CHANNELS] = {
	[ES1370_DAC2] = {
		.enable = ES1370_CONTROL_DAC2_EN,
		.pause = ES1370_SERIAL_P2_PAUSE,
		.interrupt_enable = ES1370_SERIAL_P2_INTR_EN,
		.format_shift = ES1370_SERIAL_P2_FORMAT_SHIFT,
		.loop = ES1370_SERIAL_P2_LOOP | ES1370_SERIAL_P2_DAC_SEN |
			ES1370_SERIAL_P2_END | ES1370_SERIAL_P2_START,
		.status = ES1370_STATUS_DAC2,
		.sample_count = ES1370_DAC2_SAMPLE_COUNT,
		.page = ES1370_PAGE_DAC,
		.frame_addr = ES1370_DAC2_FRAME_ADDR,
		.frame_size = ES1370_DAC2_FRAME_SIZE,
	},
	[ES1370_ADC] = {
		.enable = ES1370_CONTROL_ADC_EN,
		.interrupt_enable = ES1370_SERIAL_R1_INTR_EN,
		.format_shift = ES1370_SERIAL_R1_FORMAT_SHIFT,
		.loop = ES1370_SERIAL_R1_LOOP,
		.status = ES1370_STATUS_ADC,
		.sample_count = ES1370_ADC_SAMPLE_COUNT,
		.page = ES1370_PAGE_ADC,
		.frame_addr = ES1370_ADC_FRAME_ADDR,
		.frame_size = ES1370_ADC_FRAME_SIZE,
	},
	[ES1370_DAC1] = {
		.enable = ES1370_CONTROL_DAC1_EN,
		.pause = ES1370_SERIAL_P1_PAUSE,
		.interrupt_enable = ES1370_SERIAL_P1_INTR_EN,
		.format_shift = ES1370_SERIAL_P1_FORMAT_SHIFT,
		.loop = ES1370_SERIAL_P1_LOOP | ES1370_SERIAL_P1_RELOAD,
		.status = ES1370_STATUS_DAC1,
		.sample_count = ES1370_DAC1_SAMPLE_COUNT,
		.page = ES1370_PAGE_DAC,
		.frame_addr = ES1370_DAC1_FRAME_ADDR,
		.frame_size = ES1370_DAC1_FRAME_SIZE,
	},
};

#define DATA_RANGE(min, max, dividers...)					\
	{									\
		.encoding = PORTCLS_ENCODING_PCM,				\
		.min_channels = 1,						\
		.max_channels = 2,						\
		.min_bits = 8,							\
		.max_bits = 16,							\
		.min_rate = (min),						\
		.max_rate = (max),						\
		.clock = { ES1370_CLOCK, dividers },				\
	}

static const struct portcls_data_range divided_ranges[] = {
	DATA_RANGE(ES1370_CLOCK / ES1370_DIVIDER_MAX, ES1370_CLOCK / ES1370_DIVIDER_MIN,
		   ES1370_DIVIDER_MIN, ES1370_DIVIDER_MAX, 1),
};

/* In the order of the WTSRSEL field. 5512 is really 5512.5. */
static const struct portcls_data_range fixed_ranges[] = {
	DATA_RANGE(5512, 5512, 256, 256, 1),
	DATA_RANGE(11025, 11025, 128, 128, 1),
	DATA_RANGE(22050, 22050, 64, 64, 1),
	DATA_RANGE(44100, 44100, 32, 32, 1),
};

static const struct portcls_wave_limits limits = {
	.buffer_bytes_max = RING_BYTES,
	.buffer_bytes_step = 4,
	.period_bytes_min = 64,
	.period_bytes_step = 4,
	.period_bytes_max = RING_BYTES / 2,
	.period_frames_max = ES1370_SAMPLE_COUNT_MAX,
	.periods_min = 2,
	.periods_max = 1024,
	/* Else QEMU's model reads beyond a ring of 8 bits by part of a word. */
	.whole_periods = true,
};

#define STREAM_PIN(direction, ranges)						\
	.max_global_instances = 1,						\
	.max_filter_instances = 1,						\
	.data_range_count = ARRAY_SIZE(ranges),					\
	.data_ranges = (ranges),						\
	.dataflow = (direction),						\
	.communication = PORTCLS_COMMUNICATION_SINK,				\
	.category = &portcls_category_audio,					\
	.limits = &limits

#define BRIDGE_PIN(direction)							\
	{									\
		.dataflow = (direction),					\
		.communication = PORTCLS_COMMUNICATION_BRIDGE,			\
		.category = &portcls_category_audio,				\
	}

static const struct portcls_pin pins[] = {
	[ES1370_PIN_DAC2] = {
		STREAM_PIN(PORTCLS_DATAFLOW_IN, divided_ranges),
		.clock_domain = 1,
		.pcm_id = "ES1370/1",
		.pcm_name = "ES1370 DAC2/ADC",
	},
	[ES1370_PIN_ADC] = {
		STREAM_PIN(PORTCLS_DATAFLOW_OUT, divided_ranges),
		.clock_domain = 1,
	},
	[ES1370_PIN_DAC1] = {
		STREAM_PIN(PORTCLS_DATAFLOW_IN, fixed_ranges),
		.pcm_id = "ES1370/2",
		.pcm_name = "ES1370 DAC1",
	},
	[ES1370_PIN_DAC2_OUT] = BRIDGE_PIN(PORTCLS_DATAFLOW_OUT),
	[ES1370_PIN_ADC_IN] = BRIDGE_PIN(PORTCLS_DATAFLOW_IN),
	[ES1370_PIN_DAC1_OUT] = BRIDGE_PIN(PORTCLS_DATAFLOW_OUT),
};

static const guid_t dac1_name =
	GUID_INIT(0x0d7c4b9e, 0x8f5a, 0x4c1d, 0x9a, 0x36, 0x51, 0x70, 0xe2, 0x1b, 0x6f, 0x04);

/* It can go out at the Line In jack, too, which is then for the speakers at the back. */
static int dac2_speakers(struct portcls_property_request *request)
{
	const u32 speakers = BIT(4) | BIT(5);	/* back left, back right */

	return portcls_property_reply(request, &speakers, sizeof(speakers));
}

static const struct portcls_property_item dac2_properties[] = {
	{
		.set = &portcls_property_set_audio,
		.id = PORTCLS_AUDIO_CHANNEL_CONFIG,
		.flags = PORTCLS_PROPERTY_GET,
		.handler = dac2_speakers,
	},
};

static const struct portcls_automation dac2_automation = {
	.property_size = sizeof(dac2_properties[0]),
	.property_count = ARRAY_SIZE(dac2_properties),
	.properties = dac2_properties,
};

static const struct portcls_node nodes[] = {
	[NODE_DAC2] = { .type = &portcls_node_dac, .automation = &dac2_automation },
	[NODE_ADC] = { .type = &portcls_node_adc },
	[NODE_DAC1] = { .type = &portcls_node_dac, .name = &dac1_name },
};

static const struct portcls_connection connections[] = {
	{ PORTCLS_FILTER_NODE, ES1370_PIN_DAC2, NODE_DAC2, 1 },
	{ NODE_DAC2, 0, PORTCLS_FILTER_NODE, ES1370_PIN_DAC2_OUT },
	{ PORTCLS_FILTER_NODE, ES1370_PIN_ADC_IN, NODE_ADC, 1 },
	{ NODE_ADC, 0, PORTCLS_FILTER_NODE, ES1370_PIN_ADC },
	{ PORTCLS_FILTER_NODE, ES1370_PIN_DAC1, NODE_DAC1, 1 },
	{ NODE_DAC1, 0, PORTCLS_FILTER_NODE, ES1370_PIN_DAC1_OUT },
};

static const guid_t *const categories[] = {
	&portcls_category_audio, &portcls_category_render, &portcls_category_capture,
};

static const struct portcls_filter filter = {
	.pin_size = sizeof(pins[0]),
	.pin_count = ARRAY_SIZE(pins),
	.pins = pins,
	.node_size = sizeof(nodes[0]),
	.node_count = ARRAY_SIZE(nodes),
	.nodes = nodes,
	.connection_count = ARRAY_SIZE(connections),
	.connections = connections,
	.category_count = ARRAY_SIZE(categories),
	.categories = categories,
};

static void set_serial(struct es1370 *chip, u32 serial)
{
	if (chip->serial == serial)
		return;
	chip->serial = serial;
	es1370_write(chip, ES1370_SERIAL, serial);
}

static u32 ring_words(const struct es1370_stream *stream)
{
	return portcls_dma_channel_buffer_size(stream->dma_channel) / 4;
}

/* Where the converter is in its ring, in words; the rest of the register is the ring's size. */
static u32 read_place(struct es1370_stream *stream)
{
	const struct es1370_channel *channel = stream->channel;

	es1370_select_page(stream->chip, channel->page);
	return es1370_read(stream->chip, channel->frame_size);
}

static void write_place(struct es1370_stream *stream, u32 word)
{
	const struct es1370_channel *channel = stream->channel;

	es1370_select_page(stream->chip, channel->page);
	es1370_write(stream->chip, channel->frame_size,
		     word << ES1370_FRAME_SIZE_CURRENT_SHIFT | (ring_words(stream) - 1));
}

static u32 format_bits(const struct portcls_format *format)
{
	return (format->channels == 2 ? ES1370_FORMAT_STEREO : 0) |
	       (format->container_bits == 16 ? ES1370_FORMAT_16BIT : 0);
}

static u32 rate_control(const struct es1370_stream *stream, u32 control)
{
	u32 divider = stream->format.rate_den;

	if (stream->id == ES1370_DAC1) {
		/* 256, 128, 64, 32 are 0, 1, 2, 3. */
		control &= ~ES1370_CONTROL_WTSRSEL;
		return control | (8 - __ffs(divider)) << ES1370_CONTROL_WTSRSEL_SHIFT;
	}
	control &= ~ES1370_CONTROL_PCLKDIV;
	return control | (divider - ES1370_PCLKDIV_OFFSET) << ES1370_CONTROL_PCLKDIV_SHIFT;
}

static u32 format_serial(const struct es1370_stream *stream, u32 serial)
{
	const struct es1370_channel *channel = stream->channel;

	serial &= ~(ES1370_SERIAL_FORMAT << channel->format_shift | channel->loop | channel->pause);
	serial |= format_bits(&stream->format) << channel->format_shift;
	serial |= channel->interrupt_enable;
	if (stream->id == ES1370_DAC2)
		serial |= stream->format.container_bits / 8 << ES1370_SERIAL_P2_END_SHIFT;
	return serial;
}

/* ACQUIRE to PAUSE */
static void arm(struct es1370_stream *stream)
{
	const struct es1370_channel *channel = stream->channel;
	struct es1370 *chip = stream->chip;
	unsigned long flags;

	flags = portcls_interrupt_sync_lock_irqsave(chip->sync);
	es1370_select_page(chip, channel->page);
	es1370_write(chip, channel->frame_addr,
		     portcls_dma_channel_dma_address(stream->dma_channel));
	stream->paused_at = 0;
	write_place(stream, 0);
	set_serial(chip, format_serial(stream, chip->serial));
	es1370_write(chip, channel->sample_count, stream->interval - 1);
	es1370_set_control(chip, rate_control(stream, chip->control));
	portcls_interrupt_sync_unlock_irqrestore(chip->sync, flags);
}

/* PAUSE to ACQUIRE */
static void disarm(struct es1370_stream *stream)
{
	const struct es1370_channel *channel = stream->channel;
	struct es1370 *chip = stream->chip;
	unsigned long flags;

	flags = portcls_interrupt_sync_lock_irqsave(chip->sync);
	es1370_set_control(chip, chip->control & ~channel->enable);
	set_serial(chip, chip->serial & ~(channel->pause | channel->interrupt_enable));
	portcls_interrupt_sync_unlock_irqrestore(chip->sync, flags);
}

/* PAUSE to RUN, for a set of converters: one register starts all that are prepared. */
static void run(struct es1370 *chip, u64 pins)
{
	struct es1370_stream *adc = &chip->streams[ES1370_ADC];
	u32 enable = 0, pause = 0;
	unsigned int id;

	for (id = 0; id < ES1370_CHANNELS; id++) {
		if (pins & BIT_ULL(id)) {
			chip->streams[id].state = PORTCLS_STATE_RUN;
			enable |= channels[id].enable;
			pause |= channels[id].pause;
		}
	}
	portcls_interrupt_sync_lock(chip->sync);
	if (pins & BIT_ULL(ES1370_ADC) && adc->paused_at)
		write_place(adc, adc->paused_at);
	es1370_set_control(chip, chip->control | enable);
	set_serial(chip, chip->serial & ~pause);
	portcls_interrupt_sync_unlock(chip->sync);
}

/* RUN to PAUSE */
static void pause(struct es1370_stream *stream)
{
	const struct es1370_channel *channel = stream->channel;
	struct es1370 *chip = stream->chip;

	portcls_interrupt_sync_lock(chip->sync);
	if (channel->pause) {
		set_serial(chip, chip->serial | channel->pause);
	} else {
		es1370_set_control(chip, chip->control & ~channel->enable);
		stream->paused_at = read_place(stream) >> ES1370_FRAME_SIZE_CURRENT_SHIFT;
	}
	portcls_interrupt_sync_unlock(chip->sync);
}

static void stream_release(void *object)
{
}

static int stream_set_format(void *object, const struct portcls_format *format)
{
	struct es1370_stream *stream = object;

	stream->format = *format;
	return 0;
}

static u32 stream_set_notification_freq(void *object, u32 frames)
{
	struct es1370_stream *stream = object;

	stream->interval = min_t(u32, frames, ES1370_SAMPLE_COUNT_MAX);
	return stream->interval;
}

static int stream_set_state(void *object, enum portcls_state state)
{
	struct es1370_stream *stream = object;

	switch (state) {
	case PORTCLS_STATE_STOP:
		break;
	case PORTCLS_STATE_ACQUIRE:
		disarm(stream);
		break;
	case PORTCLS_STATE_PAUSE:
		if (stream->state == PORTCLS_STATE_RUN)
			pause(stream);
		else
			arm(stream);
		break;
	case PORTCLS_STATE_RUN:
		run(stream->chip, BIT_ULL(stream->id));
		break;
	}
	stream->state = state;
	return 0;
}

static int stream_get_position(void *object, u32 *bytes)
{
	struct es1370_stream *stream = object;

	portcls_interrupt_sync_lock(stream->chip->sync);
	*bytes = (read_place(stream) >> ES1370_FRAME_SIZE_CURRENT_SHIFT) * 4;
	portcls_interrupt_sync_unlock(stream->chip->sync);
	/* Beyond every ring: the register read as all ones. */
	if (unlikely(*bytes == (U32_MAX >> ES1370_FRAME_SIZE_CURRENT_SHIFT) * 4)) {
		portcls_adapter_set_gone(stream->chip->adapter);
		return -ENODEV;
	}
	return 0;
}

static u64 stream_normalize_physical_position(void *object, u64 bytes)
{
	struct es1370_stream *stream = object;

	return portcls_format_bytes_to_hns(&stream->format, bytes);
}

static void stream_silence(void *object, void *buffer, size_t bytes)
{
	struct es1370_stream *stream = object;

	portcls_format_silence(&stream->format, buffer, bytes);
}

static const struct portcls_wavecyclic_stream_ops stream_ops = {
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
	*description = &filter;
	return 0;
}

static int wave_init(void *miniport, struct portcls_resource_list *resources,
		     struct portcls_port *port)
{
	return 0;
}

static int wave_new_stream(void *miniport, struct portcls_wavecyclic_stream *out, u32 pin,
			   bool capture, const struct portcls_format *format)
{
	struct es1370 *chip = miniport;
	struct es1370_stream *stream = &chip->streams[pin];

	stream->format = *format;
	stream->state = PORTCLS_STATE_STOP;
	*out = (struct portcls_wavecyclic_stream) {
		.ops = &stream_ops,
		.object = stream,
		.dma_channel = stream->dma_channel,
		.service_group = stream->service_group,
	};
	return 0;
}

static int wave_start_linked(void *miniport, u64 pins)
{
	run(miniport, pins);
	return 0;
}

static const struct portcls_wavecyclic_ops wave_ops = {
	.get_description = wave_get_description,
	.init = wave_init,
	.new_stream = wave_new_stream,
	.start_linked = wave_start_linked,
};

/* Streams that run find out when they are serviced, and stop. */
static void device_is_gone(struct es1370 *chip)
{
	unsigned int id;

	portcls_adapter_set_gone(chip->adapter);
	for (id = 0; id < ES1370_CHANNELS; id++)
		portcls_service_group_request(chip->streams[id].service_group);
}

/**
 * es1370_interrupt() - service routine of the chip
 * @context: the chip
 *
 * An interrupt is taken back by switching it off and on again.
 *
 * Context: interrupt, with the lock of the interrupt sync held.
 * Return: true if the interrupt was the chip's.
 */
bool es1370_interrupt(void *context)
{
	struct es1370 *chip = context;
	u32 status, acknowledge = 0;
	unsigned int id;

	status = es1370_read(chip, ES1370_STATUS);
	if (!(status & ES1370_STATUS_INTR))
		return false;
	if (unlikely(status == U32_MAX)) {
		device_is_gone(chip);
		return false;
	}
	for (id = 0; id < ES1370_CHANNELS; id++) {
		if (status & channels[id].status) {
			acknowledge |= channels[id].interrupt_enable;
			portcls_service_group_request(chip->streams[id].service_group);
		}
	}
	es1370_write(chip, ES1370_SERIAL, chip->serial & ~acknowledge);
	es1370_write(chip, ES1370_SERIAL, chip->serial);
	return true;
}

static int create_stream(struct es1370 *chip, enum es1370_channel_id id)
{
	struct es1370_stream *stream = &chip->streams[id];
	struct portcls_service_group *group;
	struct portcls_dma_channel *channel;

	stream->chip = chip;
	stream->id = id;
	stream->channel = &channels[id];

	group = portcls_service_group_new(chip->sync);
	if (IS_ERR(group))
		return PTR_ERR(group);
	stream->service_group = group;

	channel = portcls_dma_channel_new_master(chip->adapter, RING_BYTES);
	if (IS_ERR(channel))
		return PTR_ERR(channel);
	stream->dma_channel = channel;
	return portcls_dma_channel_allocate_buffer(channel, RING_BYTES, PORTCLS_DMA_ANYWHERE);
}

/**
 * es1370_wave_create() - make the wave subdevice
 * @chip: the chip, with its interrupt sync
 * @resources: of the device
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno; es1370_wave_destroy() undoes it either way.
 */
int es1370_wave_create(struct es1370 *chip, struct portcls_resource_list *resources)
{
	struct portcls_adapter *adapter = chip->adapter;
	struct portcls_port *port;
	unsigned int id;
	int err;

	for (id = 0; id < ES1370_CHANNELS; id++) {
		err = create_stream(chip, id);
		if (err)
			return err;
	}
	port = portcls_wavecyclic_new(adapter, &wave_ops, chip, resources);
	if (IS_ERR(port))
		return PTR_ERR(port);
	chip->wave = port;
	return portcls_register_subdevice(adapter, "Wave", port);
}

/**
 * es1370_wave_destroy() - free what es1370_wave_create() made, as far as it came
 * @chip: the chip, at rest
 *
 * Context: process, may sleep.
 */
void es1370_wave_destroy(struct es1370 *chip)
{
	unsigned int id;

	for (id = 0; id < ES1370_CHANNELS; id++) {
		portcls_dma_channel_put(chip->streams[id].dma_channel);
		portcls_service_group_put(chip->streams[id].service_group);
	}
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel ICH AC'97: PCM Out, PCM In and Mic In as a WavePci miniport.
 *
 * Rates, channels and whether there is a Mic In are the codec's; so the filter is filled in when it
 * is known.
 */
#include <linux/bitops.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/adapter.h>
#include <portcls/dma_channel.h>
#include <portcls/guid.h>
#include <portcls/interrupt_sync.h>
#include <portcls/service_group.h>
#include <portcls/wavepci.h>

#include "ich.h"

#define LIST_BYTES	(ICH_DESCRIPTORS * 2 * sizeof(u32))

static const u32 rates[ICH_RATES] = { 8000, 11025, 16000, 22050, 32000, 44100, 48000 };

static const u8 bases[ICH_MASTERS] = {
	[ICH_PCM_OUT] = ICH_MASTER_PCM_OUT,
	[ICH_PCM_IN] = ICH_MASTER_PCM_IN,
	[ICH_MIC_IN] = ICH_MASTER_MIC_IN,
};

/* By their bits in the global status, from the first of ICH_GLOB_STA_EVENTS on */
static const u8 masters[ICH_MASTERS] = { ICH_PCM_IN, ICH_PCM_OUT, ICH_MIC_IN };

static const struct portcls_wave_limits limits = {
	.buffer_bytes_max = 128 * 1024,
	.period_bytes_min = 32,
	.period_bytes_max = 64 * 1024,
	.periods_min = 2,
	.periods_max = 1024,
	.whole_periods = true,
};

enum {
	NODE_DAC,
	NODE_ADC,
	NODE_MIC_ADC,
	NODES,
};

static const guid_t mic_adc_name =
	GUID_INIT(0x6f2a1cb4, 0x93e7, 0x4d0f, 0x8b, 0x51, 0x0c, 0xd9, 0x2e, 0x74, 0xa8, 0x13);

static const struct portcls_node nodes[NODES] = {
	[NODE_DAC] = { .type = &portcls_node_dac },
	[NODE_ADC] = { .type = &portcls_node_adc },
	[NODE_MIC_ADC] = { .type = &portcls_node_adc, .name = &mic_adc_name },
};

static const struct portcls_connection connections[2 * NODES] = {
	{ PORTCLS_FILTER_NODE, ICH_PIN_PCM_OUT, NODE_DAC, 1 },
	{ NODE_DAC, 0, PORTCLS_FILTER_NODE, ICH_PIN_PCM_OUT_BRIDGE },
	{ PORTCLS_FILTER_NODE, ICH_PIN_PCM_IN_BRIDGE, NODE_ADC, 1 },
	{ NODE_ADC, 0, PORTCLS_FILTER_NODE, ICH_PIN_PCM_IN },
	{ PORTCLS_FILTER_NODE, ICH_PIN_MIC_IN_BRIDGE, NODE_MIC_ADC, 1 },
	{ NODE_MIC_ADC, 0, PORTCLS_FILTER_NODE, ICH_PIN_MIC_IN },
};

static const guid_t *const categories[] = {
	&portcls_category_audio, &portcls_category_render, &portcls_category_capture,
};

static enum ich_master_id master_of(u32 pin)
{
	return pin == ICH_PIN_MIC_IN ? ICH_MIC_IN : pin;
}

static int wave_get_description(void *miniport, const struct portcls_filter **description)
{
	struct ich *chip = miniport;

	*description = &chip->wave.filter;
	return 0;
}

static int wave_init(void *miniport, struct portcls_resource_list *resources,
		     struct portcls_port *port, struct portcls_service_group **group)
{
	return 0;
}

static int wave_new_stream(void *miniport, struct portcls_wavepci_stream *out,
			   struct portcls_wavepci_port_stream *port_stream, u32 pin, bool capture,
			   const struct portcls_format *format)
{
	struct ich *chip = miniport;
	struct ich_stream *stream = &chip->streams[master_of(pin)];

	ich_stream_open(stream, port_stream, format);
	*out = (struct portcls_wavepci_stream) {
		.ops = &ich_stream_ops,
		.object = stream,
		.service_group = stream->service_group,
		.heeds_dry = true,
	};
	return 0;
}

static const struct portcls_wavepci_ops wave_ops = {
	.get_description = wave_get_description,
	.init = wave_init,
	.new_stream = wave_new_stream,
};

/* Streams that run find out when they are serviced, and stop. */
static void device_is_gone(struct ich *chip)
{
	unsigned int id;

	portcls_adapter_set_gone(chip->adapter);
	for (id = 0; id < ICH_MASTERS; id++)
		portcls_service_group_request(chip->streams[id].service_group);
}

/* (L) An interrupt that is not taken for its own would not end. Returns whether it was taken so. */
static noinline bool take_stray(struct ich *chip, u32 status)
{
	if (!chip->model->strays)
		return false;
	iowrite32(status, chip->master + ICH_GLOB_STA);
	return status;
}

/**
 * ich_interrupt() - service routine of the chip
 * @context: the chip
 *
 * Context: interrupt, with the lock of the interrupt sync held.
 * Return: true if the interrupt was the chip's.
 */
bool ich_interrupt(void *context)
{
	struct ich *chip = context;
	struct ich_stream *stream;
	unsigned long left;
	u32 status, events;

	status = ioread32(chip->master + ICH_GLOB_STA);
	if (unlikely(status == U32_MAX)) {
		device_is_gone(chip);
		return false;
	}
	events = status & ICH_GLOB_STA_EVENTS;
	if (!events)
		return take_stray(chip, status);
	for (left = events; left; left &= left - 1) {
		stream = chip->by_event[__ffs(left) - __ffs(ICH_GLOB_STA_EVENTS)];
		iowrite8(ICH_SR_EVENTS, stream->status);
		portcls_service_group_request(stream->service_group);
	}
	if (unlikely(chip->model->acknowledge))
		iowrite32(events, chip->master + ICH_GLOB_STA);
	return true;
}

static u32 fill_ranges(struct ich *chip, enum ich_master_id id)
{
	struct portcls_data_range *range = chip->wave.ranges[id];
	u16 channels, most = id == ICH_PCM_OUT ? chip->channels : 2;
	u32 i;

	for (i = 0; i < ICH_RATES; i++) {
		if (!ich_codec_has_rate(chip, id, rates[i]))
			continue;
		for (channels = 2; channels <= most; channels += 2)
			*range++ = (struct portcls_data_range) {
				.encoding = PORTCLS_ENCODING_PCM,
				.min_channels = channels,
				.max_channels = channels,
				.min_bits = 16,
				.max_bits = 16,
				.min_rate = rates[i],
				.max_rate = rates[i],
			};
	}
	return range - chip->wave.ranges[id];
}

static void fill_stream_pin(struct ich *chip, enum ich_wave_pin pin, const char *id,
			    const char *name)
{
	enum ich_master_id master = master_of(pin);

	chip->wave.pins[pin] = (struct portcls_pin) {
		.max_global_instances = 1,
		.max_filter_instances = 1,
		.data_range_count = fill_ranges(chip, master),
		.data_ranges = chip->wave.ranges[master],
		.dataflow = pin == ICH_PIN_PCM_OUT ? PORTCLS_DATAFLOW_IN : PORTCLS_DATAFLOW_OUT,
		.communication = PORTCLS_COMMUNICATION_SINK,
		.category = &portcls_category_audio,
		.limits = &limits,
		.pcm_id = id,
		.pcm_name = name,
	};
}

static void fill_bridge_pin(struct ich *chip, enum ich_wave_pin pin)
{
	chip->wave.pins[pin] = (struct portcls_pin) {
		.dataflow = pin == ICH_PIN_PCM_OUT_BRIDGE ? PORTCLS_DATAFLOW_OUT :
							    PORTCLS_DATAFLOW_IN,
		.communication = PORTCLS_COMMUNICATION_BRIDGE,
		.category = &portcls_category_audio,
	};
}

static void fill_filter(struct ich *chip)
{
	struct ich_wave *wave = &chip->wave;
	bool mic = chip->codec_extended & AC97_EXTENDED_VRM;

	scnprintf(wave->mic_name, sizeof(wave->mic_name), "%s - MIC ADC", chip->name);
	fill_stream_pin(chip, ICH_PIN_PCM_OUT, "Intel ICH", chip->name);
	fill_stream_pin(chip, ICH_PIN_PCM_IN, "Intel ICH", chip->name);
	fill_stream_pin(chip, ICH_PIN_MIC_IN, "Intel ICH - MIC ADC", wave->mic_name);
	fill_bridge_pin(chip, ICH_PIN_PCM_OUT_BRIDGE);
	fill_bridge_pin(chip, ICH_PIN_PCM_IN_BRIDGE);
	fill_bridge_pin(chip, ICH_PIN_MIC_IN_BRIDGE);
	wave->filter = (struct portcls_filter) {
		.pin_size = sizeof(wave->pins[0]),
		.pin_count = mic ? ICH_PINS : ICH_PIN_MIC_IN,
		.pins = wave->pins,
		.node_size = sizeof(nodes[0]),
		.node_count = mic ? NODES : NODE_MIC_ADC,
		.nodes = nodes,
		.connection_count = 2 * (mic ? NODES : NODE_MIC_ADC),
		.connections = connections,
		.category_count = ARRAY_SIZE(categories),
		.categories = categories,
	};
}

static int create_stream(struct ich *chip, enum ich_master_id id)
{
	struct ich_stream *stream = &chip->streams[id];
	struct portcls_service_group *group;

	stream->chip = chip;
	stream->id = id;
	stream->sync = chip->sync;
	stream->registers = chip->master + bases[id];
	stream->sis = chip->model->sis;
	stream->sample_shift = stream->sis ? 0 : 1;
	stream->status = stream->registers + (stream->sis ? ICH_SIS_SR : ICH_SR);
	stream->list = portcls_dma_channel_system_address(chip->lists) + id * LIST_BYTES;
	stream->list_address = portcls_dma_channel_dma_address(chip->lists) + id * LIST_BYTES;

	group = portcls_service_group_new(chip->sync);
	if (IS_ERR(group))
		return PTR_ERR(group);
	stream->service_group = group;
	return 0;
}

/**
 * ich_wave_create_streams() - make what the bus masters need
 * @chip: the chip, with its interrupt sync
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno; ich_wave_destroy() undoes it either way.
 */
int ich_wave_create_streams(struct ich *chip)
{
	struct portcls_dma_channel *lists;
	unsigned int id;
	int err;

	lists = portcls_dma_channel_new_master(chip->adapter, ICH_MASTERS * LIST_BYTES);
	if (IS_ERR(lists))
		return PTR_ERR(lists);
	chip->lists = lists;
	err = portcls_dma_channel_allocate_buffer(lists, ICH_MASTERS * LIST_BYTES,
						  PORTCLS_DMA_ANYWHERE);
	for (id = 0; id < ICH_MASTERS && !err; id++) {
		chip->by_event[id] = &chip->streams[masters[id]];
		err = create_stream(chip, id);
	}
	return err;
}

/**
 * ich_wave_create() - make the wave subdevice
 * @chip: the chip, with its bus masters and its codec
 * @resources: of the device
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno.
 */
int ich_wave_create(struct ich *chip, struct portcls_resource_list *resources)
{
	struct portcls_port *port;

	fill_filter(chip);
	port = portcls_wavepci_new(chip->adapter, &wave_ops, chip, resources);
	if (IS_ERR(port))
		return PTR_ERR(port);
	chip->wave.port = port;
	return portcls_register_subdevice(chip->adapter, "Wave", port);
}

/**
 * ich_wave_destroy() - free what ich_wave_create_streams() made, as far as it came
 * @chip: the chip, at rest
 *
 * Context: process, may sleep.
 */
void ich_wave_destroy(struct ich *chip)
{
	unsigned int id;

	for (id = 0; id < ICH_MASTERS; id++)
		portcls_service_group_put(chip->streams[id].service_group);
	portcls_dma_channel_put(chip->lists);
}

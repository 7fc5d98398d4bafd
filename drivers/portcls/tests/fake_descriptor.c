// SPDX-License-Identifier: GPL-2.0-only
/*
 * The filter descriptor of the fake miniport.
 */
#include <linux/kernel.h>

#include <portcls/audio_property.h>
#include <portcls/guid.h>
#include <portcls/property.h>

#include "fake.h"

/* A volume and a mute of one channel, which stay where they are. */
static int answer_zero(struct portcls_property_request *request)
{
	static const struct portcls_stepping range = {
		.minimum = PORTCLS_LEVEL_DB(-10), .step = PORTCLS_LEVEL_DB(1),
	};
	const bool is_volume = request->item->id == PORTCLS_AUDIO_VOLUME_LEVEL;
	s32 channel, value = 0;
	int err;

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request,
						is_volume ? PORTCLS_TYPE_S32 : PORTCLS_TYPE_BOOL,
						&range, is_volume);
	err = portcls_property_channel(request, 1, &channel);
	if (err)
		return err;
	if (request->verb == PORTCLS_PROPERTY_SET)
		return portcls_property_value(request, &value, sizeof(value));
	return portcls_property_reply(request, &value, sizeof(value));
}

static const guid_t dac2_name =
	GUID_INIT(0x3b5d1c6a, 0x27f0, 0x4e58, 0x8c, 0x19, 0x64, 0xaf, 0x0b, 0xd2, 0x73, 0xe1);

static const struct portcls_data_range good_range = {
	.encoding = PORTCLS_ENCODING_PCM,
	.min_channels = 1,
	.max_channels = 2,
	.min_bits = 8,
	.max_bits = 16,
	.min_rate = 8000,
	.max_rate = 48000,
};

static const struct portcls_wave_limits good_limits = {
	.buffer_bytes_max = FAKE_RING_BYTES,
	.period_bytes_min = 16,
	.period_bytes_max = FAKE_RING_BYTES,
	.periods_min = 2,
	.periods_max = 1024,
};

static const struct portcls_connection good_connections[FAKE_CONNECTIONS] = {
	{ PORTCLS_FILTER_NODE, FAKE_PLAY, FAKE_VOLUME, 1 },
	{ FAKE_VOLUME, 0, FAKE_DAC, 1 },
	{ FAKE_DAC, 0, PORTCLS_FILTER_NODE, FAKE_PLAY_OUT },
	{ PORTCLS_FILTER_NODE, FAKE_RECORD_IN, FAKE_ADC, 1 },
	{ FAKE_ADC, 0, PORTCLS_FILTER_NODE, FAKE_RECORD },
	{ PORTCLS_FILTER_NODE, FAKE_PLAY2, FAKE_DAC2, 1 },
	{ FAKE_DAC2, 0, PORTCLS_FILTER_NODE, FAKE_PLAY2_OUT },
};

static const struct portcls_node good_nodes[FAKE_NODES] = {
	[FAKE_VOLUME] = { .type = &portcls_node_volume },
	[FAKE_DAC] = { .type = &portcls_node_dac },
	[FAKE_ADC] = { .type = &portcls_node_adc },
	[FAKE_DAC2] = { .type = &portcls_node_dac, .name = &dac2_name },
};

static void init_pins(struct fake_descriptor *descriptor)
{
	static const enum portcls_dataflow dataflow[FAKE_PINS] = {
		[FAKE_PLAY] = PORTCLS_DATAFLOW_IN,
		[FAKE_RECORD] = PORTCLS_DATAFLOW_OUT,
		[FAKE_PLAY2] = PORTCLS_DATAFLOW_IN,
		[FAKE_PLAY_OUT] = PORTCLS_DATAFLOW_OUT,
		[FAKE_RECORD_IN] = PORTCLS_DATAFLOW_IN,
		[FAKE_PLAY2_OUT] = PORTCLS_DATAFLOW_OUT,
	};
	unsigned int i;

	for (i = 0; i < FAKE_PINS; i++) {
		descriptor->pins[i] = (struct portcls_pin) {
			.dataflow = dataflow[i],
			.communication = PORTCLS_COMMUNICATION_BRIDGE,
			.category = &portcls_category_audio,
		};
	}
	for (i = 0; i < FAKE_STREAM_PINS; i++) {
		descriptor->ranges[i][0] = good_range;
		descriptor->pins[i].communication = PORTCLS_COMMUNICATION_SINK;
		descriptor->pins[i].max_global_instances = 1;
		descriptor->pins[i].max_filter_instances = 1;
		descriptor->pins[i].data_range_count = 1;
		descriptor->pins[i].data_ranges = descriptor->ranges[i];
		descriptor->pins[i].limits = &descriptor->limits;
	}
}

static void init_nodes(struct fake_descriptor *descriptor)
{
	static const u32 ids[] = { PORTCLS_AUDIO_VOLUME_LEVEL, PORTCLS_AUDIO_MUTE };
	size_t i;

	memcpy(descriptor->nodes, good_nodes, sizeof(good_nodes));
	for (i = 0; i < ARRAY_SIZE(ids); i++) {
		descriptor->properties[i] = (struct portcls_property_item) {
			.set = &portcls_property_set_audio,
			.id = ids[i],
			.flags = PORTCLS_PROPERTY_FLAGS,
			.handler = answer_zero,
		};
	}
	descriptor->volume = (struct portcls_automation) {
		.property_size = sizeof(descriptor->properties[0]),
		.property_count = ARRAY_SIZE(descriptor->properties),
		.properties = descriptor->properties,
	};
	descriptor->nodes[FAKE_VOLUME].automation = &descriptor->volume;
}

/**
 * fake_descriptor_init() - make a descriptor good
 * @descriptor: the descriptor, whatever it is; not to be moved from now on
 *
 * Context: any.
 */
void fake_descriptor_init(struct fake_descriptor *descriptor)
{
	*descriptor = (struct fake_descriptor) {};
	descriptor->limits = good_limits;
	init_pins(descriptor);
	init_nodes(descriptor);
	memcpy(descriptor->connections, good_connections, sizeof(good_connections));
	descriptor->categories[0] = &portcls_category_audio;
	descriptor->categories[1] = &portcls_category_render;
	descriptor->filter = (struct portcls_filter) {
		.pin_size = sizeof(descriptor->pins[0]),
		.pin_count = FAKE_PINS,
		.pins = descriptor->pins,
		.node_size = sizeof(descriptor->nodes[0]),
		.node_count = FAKE_NODES,
		.nodes = descriptor->nodes,
		.connection_count = FAKE_CONNECTIONS,
		.connections = descriptor->connections,
		.category_count = ARRAY_SIZE(descriptor->categories),
		.categories = descriptor->categories,
	};
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * The fake Topology miniport: its tables, and handlers that keep what is set.
 */
#include <linux/container_of.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <portcls/adapter.h>
#include <portcls/audio_property.h>
#include <portcls/guid.h>

#include "fake_topology.h"
#include "kunit.h"

static void clamp_value(const struct topology_property *property, u32 channel, s32 *value)
{
	const struct portcls_stepping *range;

	if (!property->clamp || !property->range_count)
		return;
	range = &property->ranges[property->range_count > 1 ? channel : 0];
	*value = clamp(*value, range->minimum, range->maximum);
	if (range->step)
		*value -= (*value - range->minimum) % (s32)range->step;
}

static int set_value(struct topology_property *property, s32 channel,
		     const struct portcls_property_request *request)
{
	u32 first = channel == PORTCLS_ALL_CHANNELS ? 0 : channel;
	u32 last = channel == PORTCLS_ALL_CHANNELS ? property->channels - 1 : channel;
	u32 i, j;
	int err;

	property->sets++;
	for (i = first; i <= last; i++) {
		err = portcls_property_value(request, property->values[i], property->bytes);
		if (err)
			return err;
		for (j = 0; j < property->bytes / sizeof(s32); j++)
			clamp_value(property, i, &property->values[i][j]);
	}
	return 0;
}

static int topology_handler(struct portcls_property_request *request)
{
	struct portcls_property_item *item = (struct portcls_property_item *)request->item;
	struct topology_property *property = container_of(item, struct topology_property, item);
	s32 channel = 0;
	int err;

	if (property->result)
		return property->result;
	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request, property->type, property->ranges,
						property->range_count);
	if (property->channels) {
		err = portcls_property_channel(request, property->channels, &channel);
		if (err)
			return err;
	}
	if (request->verb == PORTCLS_PROPERTY_SET)
		return set_value(property, channel, request);
	property->gets++;
	return portcls_property_reply(request, property->values[channel], property->bytes);
}

/* Gives a node one more property. */
static struct topology_property *add(struct fake_topology *topology, u32 node, const guid_t *set,
				     u32 id, enum portcls_value_type type, u32 channels)
{
	struct portcls_automation *automation = &topology->automations[node];
	struct topology_property *property;

	property = &topology->properties[node][automation->property_count++];
	property->item = (struct portcls_property_item) {
		.set = set, .id = id, .flags = PORTCLS_PROPERTY_FLAGS, .handler = topology_handler,
	};
	property->type = type;
	property->channels = channels;
	property->bytes = sizeof(s32);
	property->clamp = true;
	automation->property_size = sizeof(*property);
	automation->properties = topology->properties[node];
	return property;
}

static struct topology_property *add_audio(struct fake_topology *topology, u32 node, u32 id,
					   enum portcls_value_type type, u32 channels)
{
	return add(topology, node, &portcls_property_set_audio, id, type, channels);
}

static struct topology_property *add_number(struct fake_topology *topology, u32 node, u32 id,
					    u32 channels, s32 minimum, s32 maximum, u32 step)
{
	struct topology_property *property;

	property = add_audio(topology, node, id, PORTCLS_TYPE_S32, channels);
	property->range_count = 1;
	property->ranges[0] = (struct portcls_stepping) {
		.minimum = minimum, .maximum = maximum, .step = step,
	};
	return property;
}

static void add_level(struct fake_topology *topology, u32 node, u32 id)
{
	struct topology_property *property;

	property = add_number(topology, node, id, 2, PORTCLS_LEVEL_DB(-48), PORTCLS_LEVEL_DB(12),
			      PORTCLS_LEVEL_DB(3) / 2);
	/* One range for each channel says how many there are. */
	property->range_count = 2;
	property->ranges[1] = property->ranges[0];
}

static void add_switch(struct fake_topology *topology, u32 node, u32 id, u32 channels)
{
	add_audio(topology, node, id, PORTCLS_TYPE_BOOL, channels);
}

static void add_enable(struct fake_topology *topology, u32 node)
{
	add(topology, node, &portcls_property_set_topology_node, PORTCLS_TOPOLOGY_NODE_ENABLE,
	    PORTCLS_TYPE_BOOL, 0);
}

static void add_equalizer(struct fake_topology *topology)
{
	static const s32 frequencies[] = { 100, 1000, 10000 };
	struct topology_property *property;
	u32 channel;

	property = add_number(topology, TOPOLOGY_EQUALIZER, PORTCLS_AUDIO_EQ_LEVEL, 2,
			      PORTCLS_LEVEL_DB(-12), PORTCLS_LEVEL_DB(12), PORTCLS_LEVEL_DB(1));
	property->bytes = sizeof(frequencies);
	property = add_audio(topology, TOPOLOGY_EQUALIZER, PORTCLS_AUDIO_NUM_EQ_BANDS,
			     PORTCLS_TYPE_U32, 2);
	for (channel = 0; channel < 2; channel++)
		property->values[channel][0] = ARRAY_SIZE(frequencies);
	property = add_audio(topology, TOPOLOGY_EQUALIZER, PORTCLS_AUDIO_EQ_BANDS,
			     PORTCLS_TYPE_U32, 2);
	property->bytes = sizeof(frequencies);
	for (channel = 0; channel < 2; channel++)
		memcpy(property->values[channel], frequencies, sizeof(frequencies));
}

/* The levels of every path end elsewhere at the bottom, and every other one can be muted. */
static void add_supermix(struct fake_topology *topology)
{
	struct {
		struct portcls_mix_caps_header header;
		struct portcls_mix_caps paths[TOPOLOGY_PATHS];
	} caps = {
		.header = {
			.input_channels = TOPOLOGY_INPUTS, .output_channels = TOPOLOGY_OUTPUTS,
		},
	};
	struct topology_property *property;
	u32 i;

	for (i = 0; i < TOPOLOGY_PATHS; i++) {
		caps.paths[i].mute = i % 2;
		caps.paths[i].minimum = PORTCLS_LEVEL_DB(-10) + PORTCLS_LEVEL_DB(i);
	}
	property = add_audio(topology, TOPOLOGY_SUPERMIX, PORTCLS_AUDIO_MIX_LEVEL_TABLE,
			     PORTCLS_TYPE_S32, 0);
	property->bytes = TOPOLOGY_PATHS * sizeof(struct portcls_mix_level);
	property = add_audio(topology, TOPOLOGY_SUPERMIX, PORTCLS_AUDIO_MIX_LEVEL_CAPS,
			     PORTCLS_TYPE_S32, 0);
	property->bytes = sizeof(caps);
	BUILD_BUG_ON(sizeof(caps) > sizeof(property->values[0]));
	memcpy(property->values[0], &caps, sizeof(caps));
}

static void add_peak(struct fake_topology *topology, u32 id)
{
	struct topology_property *property;

	property = add_number(topology, TOPOLOGY_PEAKMETER, id, 2, 0, S32_MAX, 0);
	property->item.flags &= ~PORTCLS_PROPERTY_SET;
}

static void add_delay(struct fake_topology *topology)
{
	static const struct portcls_time none = { .numerator = 1, .denominator = 1 };
	struct topology_property *property;

	property = add_number(topology, TOPOLOGY_DELAY, PORTCLS_AUDIO_DELAY, 1, 0, 1000000, 10000);
	property->bytes = sizeof(none);
	property->clamp = false;
	memcpy(property->values[0], &none, sizeof(none));
}

static void add_properties(struct fake_topology *topology)
{
	struct topology_property *property;

	add_level(topology, TOPOLOGY_VOLUME, PORTCLS_AUDIO_VOLUME_LEVEL);
	add_switch(topology, TOPOLOGY_MUTE, PORTCLS_AUDIO_MUTE, 2);
	add_level(topology, TOPOLOGY_TONE, PORTCLS_AUDIO_BASS);
	add_level(topology, TOPOLOGY_TONE, PORTCLS_AUDIO_MID);
	add_level(topology, TOPOLOGY_TONE, PORTCLS_AUDIO_TREBLE);
	add_switch(topology, TOPOLOGY_TONE, PORTCLS_AUDIO_BASS_BOOST, 1);
	add_equalizer(topology);
	add_switch(topology, TOPOLOGY_LOUDNESS, PORTCLS_AUDIO_LOUDNESS, 1);
	add_switch(topology, TOPOLOGY_AGC, PORTCLS_AUDIO_AGC, 1);
	add_peak(topology, PORTCLS_AUDIO_PEAKMETER);
	add_peak(topology, PORTCLS_AUDIO_PEAKMETER2);
	add_switch(topology, TOPOLOGY_DEV_SPECIFIC, PORTCLS_AUDIO_DEV_SPECIFIC, 1);
	add_delay(topology);
	add_number(topology, TOPOLOGY_REVERB, PORTCLS_AUDIO_REVERB_LEVEL, 0, 0, 100 << 16, 1 << 16);
	add_number(topology, TOPOLOGY_REVERB, PORTCLS_AUDIO_REVERB_TIME, 0, 0, 10 << 16, 1 << 15);
	add_number(topology, TOPOLOGY_CHORUS, PORTCLS_AUDIO_CHORUS_LEVEL, 0, 0, 100 << 16, 1 << 16);
	add_number(topology, TOPOLOGY_WIDE, PORTCLS_AUDIO_WIDENESS, 0, 0, 100 << 16, 5 << 16);
	add_audio(topology, TOPOLOGY_SRC, PORTCLS_AUDIO_QUALITY, PORTCLS_TYPE_U32, 0);
	add_supermix(topology);
	add_enable(topology, TOPOLOGY_ECHO_CANCEL);
	add_enable(topology, TOPOLOGY_NOISE_SUPPRESS);
	add_enable(topology, TOPOLOGY_DECODER);
	add_switch(topology, TOPOLOGY_ENCODER, PORTCLS_AUDIO_SURROUND_ENCODE, 0);
	property = add_audio(topology, TOPOLOGY_MUX, PORTCLS_AUDIO_MUX_SOURCE, PORTCLS_TYPE_U32, 0);
	property->values[0][0] = 1;
	property = add_audio(topology, TOPOLOGY_DEMUX, PORTCLS_AUDIO_DEMUX_DEST, PORTCLS_TYPE_U32,
			     0);
	property->values[0][0] = 2;
}

static void make_pins(struct fake_topology *topology)
{
	static const struct portcls_pin pins[TOPOLOGY_PINS] = {
		[TOPOLOGY_LINE] = {
			.dataflow = PORTCLS_DATAFLOW_IN, .category = &portcls_pin_line_connector,
		},
		[TOPOLOGY_MIC] = {
			.dataflow = PORTCLS_DATAFLOW_IN, .category = &portcls_pin_microphone,
		},
		[TOPOLOGY_SPEAKER] = {
			.dataflow = PORTCLS_DATAFLOW_OUT, .category = &portcls_pin_speaker,
		},
		[TOPOLOGY_HEADPHONE] = {
			.dataflow = PORTCLS_DATAFLOW_OUT, .category = &portcls_pin_headphones,
		},
	};
	u32 i;

	memcpy(topology->pins, pins, sizeof(pins));
	for (i = 0; i < TOPOLOGY_PINS; i++)
		topology->pins[i].communication = PORTCLS_COMMUNICATION_BRIDGE;
}

static void make_nodes(struct fake_topology *topology)
{
	static const guid_t *const types[TOPOLOGY_NODES] = {
		[TOPOLOGY_VOLUME] = &portcls_node_volume,
		[TOPOLOGY_MUTE] = &portcls_node_mute,
		[TOPOLOGY_TONE] = &portcls_node_tone,
		[TOPOLOGY_EQUALIZER] = &portcls_node_equalizer,
		[TOPOLOGY_LOUDNESS] = &portcls_node_loudness,
		[TOPOLOGY_AGC] = &portcls_node_agc,
		[TOPOLOGY_PEAKMETER] = &portcls_node_peakmeter,
		[TOPOLOGY_DEV_SPECIFIC] = &portcls_node_dev_specific,
		[TOPOLOGY_DELAY] = &portcls_node_delay,
		[TOPOLOGY_REVERB] = &portcls_node_reverb,
		[TOPOLOGY_CHORUS] = &portcls_node_chorus,
		[TOPOLOGY_WIDE] = &portcls_node_stereo_wide,
		[TOPOLOGY_ENHANCER] = &portcls_node_stereo_enhance,
		[TOPOLOGY_3D_EFFECTS] = &portcls_node_3d_effects,
		[TOPOLOGY_DAC] = &portcls_node_dac,
		[TOPOLOGY_ADC] = &portcls_node_adc,
		[TOPOLOGY_SRC] = &portcls_node_src,
		[TOPOLOGY_SUPERMIX] = &portcls_node_supermix,
		[TOPOLOGY_ECHO_CANCEL] = &portcls_node_acoustic_echo_cancel,
		[TOPOLOGY_NOISE_SUPPRESS] = &portcls_node_noise_suppress,
		[TOPOLOGY_DECODER] = &portcls_node_prologic_decoder,
		[TOPOLOGY_ENCODER] = &portcls_node_prologic_encoder,
		[TOPOLOGY_MUX] = &portcls_node_mux,
		[TOPOLOGY_SUM] = &portcls_node_sum,
		[TOPOLOGY_DEMUX] = &portcls_node_demux,
	};
	u32 i;

	for (i = 0; i < TOPOLOGY_NODES; i++) {
		topology->nodes[i].type = types[i];
		topology->nodes[i].automation = &topology->automations[i];
	}
}

/* Line In through all nodes, the microphone to the multiplexer, both outputs behind the last. */
static void make_connections(struct fake_topology *topology)
{
	struct portcls_connection *wire = topology->connections;
	u32 i;

	*wire++ = (struct portcls_connection) { PORTCLS_FILTER_NODE, TOPOLOGY_LINE, 0, 1 };
	for (i = 1; i < TOPOLOGY_NODES; i++)
		*wire++ = (struct portcls_connection) { i - 1, 0, i, i == TOPOLOGY_DEMUX ? 0 : 1 };
	*wire++ = (struct portcls_connection) {
		PORTCLS_FILTER_NODE, TOPOLOGY_MIC, TOPOLOGY_MUX, 3
	};
	*wire++ = (struct portcls_connection) {
		TOPOLOGY_DEMUX, 1, PORTCLS_FILTER_NODE, TOPOLOGY_SPEAKER
	};
	*wire = (struct portcls_connection) {
		TOPOLOGY_DEMUX, 2, PORTCLS_FILTER_NODE, TOPOLOGY_HEADPHONE
	};
}

/**
 * fake_topology_init() - make the tables of a fake Topology miniport, to be changed or started
 * @topology: all zero
 * @device: the device that it is a part of; its priv becomes @topology
 *
 * Context: process.
 */
void fake_topology_init(struct fake_topology *topology, struct fake_device *device)
{
	topology->device = device;
	make_pins(topology);
	make_nodes(topology);
	make_connections(topology);
	add_properties(topology);
	topology->filter = (struct portcls_filter) {
		.pin_size = sizeof(struct portcls_pin),
		.pin_count = TOPOLOGY_PINS,
		.pins = topology->pins,
		.node_size = sizeof(struct portcls_node),
		.node_count = TOPOLOGY_NODES,
		.nodes = topology->nodes,
		.connection_count = TOPOLOGY_CONNECTIONS,
		.connections = topology->connections,
	};
	device->start = fake_topology_start;
	device->start_context = topology;
}

/**
 * fake_topology_suite_init() - make a device with a fake topology only, to be changed or started
 * @test: the test; its priv becomes the device
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_topology_suite_init(struct kunit *test)
{
	struct fake_topology *topology;
	int err;

	err = fake_suite_init(test);
	if (err)
		return err;
	topology = kunit_kzalloc(test, sizeof(*topology), GFP_KERNEL);
	if (!topology)
		return -ENOMEM;
	fake_topology_init(topology, test->priv);
	return 0;
}

/**
 * fake_topology_of() - the topology of a device that has one only
 * @test: the test; its priv is the device
 *
 * Context: any.
 * Return: the topology.
 */
struct fake_topology *fake_topology_of(struct kunit *test)
{
	struct fake_device *device = test->priv;

	return device->start_context;
}

static int get_description(void *miniport, const struct portcls_filter **filter)
{
	struct fake_topology *topology = miniport;

	*filter = &topology->filter;
	return 0;
}

static int init(void *miniport, struct portcls_resource_list *resources,
		struct portcls_port *port)
{
	return 0;
}

static const struct portcls_topology_ops topology_ops = {
	.get_description = get_description,
	.init = init,
};

static int make_wires(struct fake_topology *topology)
{
	struct portcls_adapter *adapter = topology->device->adapter;
	int err;

	err = portcls_register_physical_connection_from_external(adapter, "Line In",
								 topology->port, TOPOLOGY_LINE);
	if (!err)
		err = portcls_register_physical_connection_from_external(adapter, "Microphone",
									 topology->port,
									 TOPOLOGY_MIC);
	if (!err)
		err = portcls_register_physical_connection_to_external(adapter, topology->port,
								       TOPOLOGY_SPEAKER,
								       "Speaker");
	if (!err)
		err = portcls_register_physical_connection_to_external(adapter, topology->port,
								       TOPOLOGY_HEADPHONE,
								       "Headphones");
	return err;
}

/**
 * fake_topology_start() - what start_device does in a device with a fake topology only
 * @device: the device
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno.
 */
int fake_topology_start(struct fake_device *device)
{
	struct fake_topology *topology = device->start_context;
	int err;

	topology->port = portcls_topology_new(device->adapter, &topology_ops, topology,
					      device->resources);
	if (IS_ERR(topology->port))
		return PTR_ERR(topology->port);
	err = portcls_register_subdevice(device->adapter, "Topology", topology->port);
	return err ?: make_wires(topology);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: the way from the converters to the sockets and back, as a Topology miniport whose
 * descriptor is made from what a codec says of itself.
 *
 *  wave -> master volume - master mute -+- volume - mute -> output
 *                                       +- volume - mute -> output
 *  input - boost -+
 *  input - boost -+- source - capture volume - capture mute -> wave
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/adapter.h>
#include <portcls/guid.h>
#include <portcls/topology.h>

#include "hda.h"

/* The last byte is the number of the node. */
static const guid_t node_name =
	GUID_INIT(0x8d3f0c52, 0x61b7, 0x4a0e, 0x93, 0x5d, 0x2f, 0x86, 0xe4, 0x1c, 0xb9, 0x00);

/* Where a signal is while the filter is being wired. */
struct end {
	u32 node;
	u32 pin;
};

static u32 add_pin(struct hda_topology *topology, enum portcls_dataflow dataflow,
		   const guid_t *category, const struct hda_line *line)
{
	const u32 pin = topology->filter.pin_count++;

	topology->pins[pin] = (struct portcls_pin) {
		.dataflow = dataflow,
		.communication = PORTCLS_COMMUNICATION_BRIDGE,
		.category = category,
	};
	topology->lines[pin] = line;
	return pin;
}

static void wire(struct hda_topology *topology, struct end from, struct end to)
{
	topology->connections[topology->filter.connection_count++] = (struct portcls_connection) {
		from.node, from.pin, to.node, to.pin,
	};
}

/* Add a node of one input, and go on behind it. */
static struct end add_node(struct hda_topology *topology, struct end from,
			   const struct hda_node *what)
{
	static const struct {
		const guid_t *type;
		const struct portcls_automation *automation;
	} kinds[] = {
		[HDA_NODE_VOLUME] = { &portcls_node_volume, &hda_volume_automation },
		[HDA_NODE_MUTE] = { &portcls_node_mute, &hda_mute_automation },
		[HDA_NODE_MASTER_VOLUME] = { &portcls_node_volume, &hda_volume_automation },
		[HDA_NODE_MASTER_MUTE] = { &portcls_node_mute, &hda_mute_automation },
		[HDA_NODE_SOURCE] = { &portcls_node_mux, &hda_source_automation },
	};
	const u32 node = topology->filter.node_count++;

	topology->what[node] = *what;
	topology->names[node] = node_name;
	topology->names[node].b[15] = node;
	topology->nodes[node] = (struct portcls_node) {
		.automation = kinds[what->kind].automation,
		.type = kinds[what->kind].type,
		.name = &topology->names[node],
		.control = topology->what[node].control,
	};
	if (what->kind != HDA_NODE_SOURCE)
		wire(topology, from, (struct end) { node, 1 });
	return (struct end) { node, 0 };
}

static struct end add_amp(struct hda_topology *topology, struct end from,
			  enum hda_node_kind kind, const struct hda_amp *amp, bool output,
			  const char *name, const char *function)
{
	struct hda_node what = { .kind = kind, .amp = *amp, .output = output };

	if (!amp->widget)
		return from;
	what.channels = hda_widget_channels(amp->widget);
	if (what.channels == 2 && !strcmp(name, HDA_CENTER_AND_LFE)) {
		what.channels = 1;
		snprintf(what.control, sizeof(what.control), "Center %s", function);
		from = add_node(topology, from, &what);
		what.first = 1;
		name = "LFE";
	}
	snprintf(what.control, sizeof(what.control), "%s %s", name, function);
	return add_node(topology, from, &what);
}

/* Of several outputs there is a master, made of the first of them that has a level. */
static struct end add_master(struct hda_codec *codec, struct end from)
{
	const struct hda_layout *layout = &codec->layout;
	const struct hda_amp *volume = NULL, *mute = NULL;
	unsigned int i;

	for (i = layout->output_count; i-- > 0;) {
		if (!strcmp(layout->outputs[i].name, "Master"))
			return from;
		if (layout->outputs[i].volume.widget)
			volume = &layout->outputs[i].volume;
		if (layout->outputs[i].mute.widget)
			mute = &layout->outputs[i].mute;
	}
	if (volume)
		from = add_amp(&codec->topology, from, HDA_NODE_MASTER_VOLUME, volume, false,
			       "Master", "Playback Volume");
	if (mute)
		from = add_amp(&codec->topology, from, HDA_NODE_MASTER_MUTE, mute, false,
			       "Master", "Playback Switch");
	return from;
}

static void add_outputs(struct hda_codec *codec)
{
	struct hda_topology *topology = &codec->topology;
	struct end wave = { PORTCLS_FILTER_NODE };
	unsigned int i;

	if (!codec->layout.output_count)
		return;
	topology->wave_out = add_pin(topology, PORTCLS_DATAFLOW_IN, &portcls_category_audio, NULL);
	wave.pin = topology->wave_out;
	wave = add_master(codec, wave);
	for (i = 0; i < codec->layout.output_count; i++) {
		const struct hda_line *line = &codec->layout.outputs[i];
		struct end end = wave;

		end = add_amp(topology, end, HDA_NODE_VOLUME, &line->volume, true, line->name,
			      "Playback Volume");
		end = add_amp(topology, end, HDA_NODE_MUTE, &line->mute, true, line->name,
			      "Playback Switch");
		wire(topology, end, (struct end) {
			PORTCLS_FILTER_NODE,
			add_pin(topology, PORTCLS_DATAFLOW_OUT, hda_line_category(line), line),
		});
	}
}

static void add_inputs(struct hda_codec *codec)
{
	const struct hda_node source = { .kind = HDA_NODE_SOURCE, .control = "Input Source" };
	struct hda_topology *topology = &codec->topology;
	struct hda_layout *layout = &codec->layout;
	struct end end = {}, input;
	unsigned int i;

	if (!layout->input_count)
		return;
	if (layout->input_count > 1)
		end = add_node(topology, end, &source);
	for (i = 0; i < layout->input_count; i++) {
		const struct hda_line *line = &layout->inputs[i];

		input = (struct end) {
			PORTCLS_FILTER_NODE,
			add_pin(topology, PORTCLS_DATAFLOW_IN, hda_line_category(line), line),
		};
		input = add_amp(topology, input, HDA_NODE_VOLUME, &line->boost, false, line->name,
				"Boost Volume");
		if (layout->input_count > 1)
			wire(topology, input, (struct end) { end.node, 1 + i });
		else
			end = input;
	}
	end = add_amp(topology, end, HDA_NODE_VOLUME, &layout->capture_volume, false, "Capture",
		      "Volume");
	end = add_amp(topology, end, HDA_NODE_MUTE, &layout->capture_mute, false, "Capture",
		      "Switch");
	topology->wave_in = add_pin(topology, PORTCLS_DATAFLOW_OUT, &portcls_category_audio, NULL);
	wire(topology, end, (struct end) { PORTCLS_FILTER_NODE, topology->wave_in });
}

/**
 * hda_topology_build() - make the topology filter of a codec
 * @codec: the codec, with its layout chosen
 *
 * Context: process.
 */
void hda_topology_build(struct hda_codec *codec)
{
	static const guid_t *const categories[] = {
		&portcls_category_audio, &portcls_category_topology,
	};
	struct hda_topology *topology = &codec->topology;

	*topology = (struct hda_topology) {
		.filter = {
			.automation = &hda_filter_automation,
			.pin_size = sizeof(topology->pins[0]),
			.pins = topology->pins,
			.node_size = sizeof(topology->nodes[0]),
			.nodes = topology->nodes,
			.connections = topology->connections,
			.category_count = ARRAY_SIZE(categories),
			.categories = categories,
		},
		.wave_out = HDA_NOWHERE,
		.wave_in = HDA_NOWHERE,
	};
	add_outputs(codec);
	add_inputs(codec);
	if (!topology->filter.node_count)
		topology->filter.node_size = 0;
	hda_property_reset(codec);
}

static int topology_get_description(void *miniport, const struct portcls_filter **filter)
{
	struct hda_codec *codec = miniport;

	*filter = &codec->topology.filter;
	return 0;
}

static int topology_init(void *miniport, struct portcls_resource_list *resources,
			 struct portcls_port *port)
{
	return 0;
}

static const struct portcls_topology_ops topology_ops = {
	.get_description = topology_get_description,
	.init = topology_init,
};

static const char *socket_name(const struct hda_line *line)
{
	switch (hda_pin_device(line->pin)) {
	case AC_JACK_LINE_OUT:
		return "Line Out";
	case AC_JACK_SPEAKER:
		return "Speaker";
	case AC_JACK_HP_OUT:
		return "Headphone";
	default:
		return line->name;
	}
}

static int connect_socket(struct portcls_adapter *adapter, struct hda_codec *codec, u32 pin)
{
	const struct hda_line *line = codec->topology.lines[pin];

	if (!line)
		return 0;
	if (codec->topology.pins[pin].dataflow == PORTCLS_DATAFLOW_IN)
		return portcls_register_physical_connection_from_external(adapter,
									  socket_name(line),
									  codec->port, pin);
	return portcls_register_physical_connection_to_external(adapter, codec->port, pin,
								socket_name(line));
}

/**
 * hda_topology_create() - make the topology subdevice of a codec, and wire its sockets
 * @codec: the codec
 * @index: how many codecs come before; its controls begin with that index
 * @resources: of the device
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno.
 */
int hda_topology_create(struct hda_codec *codec, unsigned int index,
			struct portcls_resource_list *resources)
{
	static const char *const names[HDA_MAX_CODECS] = {
		"Topology", "Topology 1", "Topology 2", "Topology 3",
		"Topology 4", "Topology 5", "Topology 6", "Topology 7",
	};
	struct portcls_adapter *adapter = codec->chip->adapter;
	struct hda_topology *topology = &codec->topology;
	struct portcls_port *port;
	u32 i;
	int err;

	for (i = 0; i < topology->filter.node_count; i++)
		topology->nodes[i].control_index = index;
	port = portcls_topology_new(adapter, &topology_ops, codec, resources);
	if (IS_ERR(port))
		return PTR_ERR(port);
	codec->port = port;
	err = portcls_register_subdevice(adapter, names[index], port);
	for (i = 0; i < topology->filter.pin_count && !err; i++)
		err = connect_socket(adapter, codec, i);
	return err;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: the way from the converters to the sockets and back, as a Topology miniport whose
 * descriptor is made from what a codec says of itself.
 *
 *  wave -> modes - master volume - master mute -+- volume - mute -> output
 *                                               +- volume - mute -> output
 *  input - boost -+
 *  input - boost -+- source - capture volume - capture mute -> wave
 *
 * From the source on there is one of each for every converter that records a stream of its own.
 * Inputs whose amplifiers are not alike have volume and mute each, before the source.
 * A digital socket has a way of its own: wave - mute -> output, or input - mute -> wave. The mute
 * knows the channel status as well; that of a monitor is followed by what the monitor says.
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
		.jack = line ? line->jack : NULL,
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

/* Add a node and go on behind it; the wires to one of several inputs are added later. */
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
		[HDA_NODE_CAPTURE_VOLUME] = { &portcls_node_volume, &hda_volume_automation },
		[HDA_NODE_CAPTURE_MUTE] = { &portcls_node_mute, &hda_mute_automation },
		[HDA_NODE_SOURCE] = { &portcls_node_mux, &hda_source_automation },
		[HDA_NODE_JOIN] = { &portcls_node_sum },
		[HDA_NODE_AUTO_MUTE] = { &portcls_node_dev_specific, &hda_auto_mute_automation },
		[HDA_NODE_CHANNELS] = { &portcls_node_dev_specific, &hda_channels_automation },
		[HDA_NODE_DIGITAL] = { &portcls_node_mute, &hda_digital_out_automation },
		[HDA_NODE_MONITOR] = { &portcls_node_dev_specific, &hda_monitor_automation },
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
	if (what->kind != HDA_NODE_SOURCE && what->kind != HDA_NODE_JOIN)
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

static struct end add_mode(struct hda_topology *topology, struct end from, enum hda_node_kind kind,
			   const char *control, const char *const *items)
{
	struct hda_node what = { .kind = kind };

	strscpy(what.control, control, sizeof(what.control));
	from = add_node(topology, from, &what);
	topology->nodes[from.node].items = items;
	return from;
}

static struct end add_modes(struct hda_codec *codec, struct end from)
{
	static const char *const one[] = { "Disabled", "Enabled", NULL };
	static const char *const both[] = {
		"Disabled", "Speaker Only", "Line Out+Speaker", NULL
	};
	static const char *const channels[] = { "2ch", "4ch", "6ch", NULL };
	const struct hda_layout *layout = &codec->layout;
	const bool lines = layout->mutes_lines, speakers = layout->mutes_speakers;

	codec->auto_mute = lines && speakers ? HDA_AUTO_MUTE_BOTH : HDA_AUTO_MUTE_ONE;
	if (lines || speakers)
		from = add_mode(&codec->topology, from, HDA_NODE_AUTO_MUTE, "Auto-Mute Mode",
				lines && speakers ? both : one);
	if (layout->retasked_count)
		from = add_mode(&codec->topology, from, HDA_NODE_CHANNELS, "Channel Mode",
				channels);
	return from;
}

static bool is_master(const char *name)
{
	return !strcmp(name, "Master");
}

/* Where no output is all there is, a master is made of the first that has a level, or a switch. */
static struct end add_master(struct hda_codec *codec, struct end from)
{
	const struct hda_layout *layout = &codec->layout;
	const struct hda_amp *volume = NULL, *mute = NULL;
	bool has_volume = false, has_mute = false;
	unsigned int i;

	for (i = layout->output_count; i-- > 0;) {
		const struct hda_line *line = &layout->outputs[i];

		if (line->volume.widget)
			volume = &line->volume;
		if (line->mute.widget)
			mute = &line->mute;
		has_volume |= line->volume.widget && is_master(line->volume_name);
		has_mute |= line->mute.widget && is_master(line->mute_name);
	}
	if (volume && !has_volume)
		from = add_amp(&codec->topology, from, HDA_NODE_MASTER_VOLUME, volume, false,
			       "Master", "Playback Volume");
	if (mute && !has_mute)
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
	wave = add_modes(codec, wave);
	wave = add_master(codec, wave);
	for (i = 0; i < codec->layout.output_count; i++) {
		const struct hda_line *line = &codec->layout.outputs[i];
		struct end end = wave;

		end = add_amp(topology, end, HDA_NODE_VOLUME, &line->volume, true,
			      line->volume_name, "Playback Volume");
		end = add_amp(topology, end, HDA_NODE_MUTE, &line->mute, true, line->mute_name,
			      "Playback Switch");
		wire(topology, end, (struct end) {
			PORTCLS_FILTER_NODE,
			add_pin(topology, PORTCLS_DATAFLOW_OUT, hda_line_category(line), line),
		});
	}
}

/* An input without an amplifier is like one that has no capabilities of its own. */
static bool amplify_alike(const struct hda_amp *one, const struct hda_amp *other)
{
	if (!other->widget)
		return !one->widget->amp_in || !(one->widget->caps & AC_WCAP_AMP_OVRD);
	return one->widget->amp_in == other->widget->amp_in;
}

/* The first of the inputs' amplifiers. They are alike if they amplify inputs alike, or outputs. */
static struct hda_amp common_amp(const struct hda_layout *layout, unsigned int recorder, bool mute,
				 bool *alike)
{
	struct hda_amp first = {}, amp;
	unsigned int i;

	for (i = 0; i < layout->input_count; i++) {
		amp = hda_input_amp(layout, recorder, i, mute);
		if (first.widget && !amplify_alike(&first, &amp))
			*alike = false;
		if (!first.widget)
			first = amp;
	}
	return first;
}

/* An amplifier that several inputs or recorders pass has one control, which the first one has. */
static struct end add_capture(struct hda_topology *topology, struct end from, unsigned int recorder,
			      enum hda_node_kind kind, const struct hda_amp *amp, const char *name,
			      const char *function)
{
	u32 i;

	for (i = 0; i < topology->filter.node_count; i++)
		if (topology->what[i].kind == kind && hda_amp_equal(&topology->what[i].amp, amp))
			return from;
	from = add_amp(topology, from, kind, amp, false, name, function);
	if (amp->widget)
		topology->what[from.node].recorder = recorder;
	return from;
}

/* An input, as one recorder alone amplifies it */
static struct end amplify_input(struct hda_codec *codec, struct end from, unsigned int recorder,
				unsigned int input)
{
	const struct hda_amp volume = hda_input_amp(&codec->layout, recorder, input, false);
	const struct hda_amp mute = hda_input_amp(&codec->layout, recorder, input, true);
	const char *name = codec->layout.inputs[input].name;

	from = add_capture(&codec->topology, from, recorder, HDA_NODE_VOLUME, &volume, name,
			   "Capture Volume");
	return add_capture(&codec->topology, from, recorder, HDA_NODE_MUTE, &mute, name,
			   "Capture Switch");
}

static struct end add_input(struct hda_codec *codec, unsigned int input)
{
	const struct hda_line *line = &codec->layout.inputs[input];
	struct hda_topology *topology = &codec->topology;
	struct end end = {
		PORTCLS_FILTER_NODE,
		add_pin(topology, PORTCLS_DATAFLOW_IN, hda_line_category(line), line),
	};

	return add_amp(topology, end, HDA_NODE_VOLUME, &line->boost, false, line->name,
		       "Boost Volume");
}

/* What chooses by itself has no control. */
static struct end add_source(struct hda_codec *codec, unsigned int recorder)
{
	const struct hda_layout *layout = &codec->layout;
	struct hda_node source = { .kind = HDA_NODE_SOURCE, .recorder = recorder };
	struct hda_topology *topology = &codec->topology;
	struct end end;
	unsigned int i;

	if (layout->automatic_count)
		return add_node(topology, (struct end) {},
				&(struct hda_node) { .kind = HDA_NODE_JOIN });
	strscpy(source.control, layout->adc_count > 1 ? "Input Source" : "Capture Source",
		sizeof(source.control));
	end = add_node(topology, (struct end) {}, &source);
	for (i = 0; i < layout->input_count; i++)
		topology->sources[i] = layout->inputs[i].name;
	topology->nodes[end.node].items = topology->sources;
	return end;
}

/* From the inputs to one of the converters */
static void add_recorder(struct hda_codec *codec, unsigned int recorder, const struct end *inputs)
{
	const struct hda_layout *layout = &codec->layout;
	struct hda_topology *topology = &codec->topology;
	struct end end = inputs[0], input;
	struct hda_amp volume, mute;
	bool alike = true;
	unsigned int i;

	volume = common_amp(layout, recorder, false, &alike);
	mute = common_amp(layout, recorder, true, &alike);
	if (layout->input_count > 1)
		end = add_source(codec, recorder);
	for (i = 0; i < layout->input_count; i++) {
		input = alike ? inputs[i] : amplify_input(codec, inputs[i], recorder, i);
		if (layout->input_count > 1)
			wire(topology, input, (struct end) { end.node, 1 + i });
		else
			end = input;
	}
	if (alike) {
		end = add_capture(topology, end, recorder, HDA_NODE_CAPTURE_VOLUME, &volume,
				  "Capture", "Volume");
		end = add_capture(topology, end, recorder, HDA_NODE_CAPTURE_MUTE, &mute,
				  "Capture", "Switch");
	}
	topology->wave_in[recorder] = add_pin(topology, PORTCLS_DATAFLOW_OUT,
					      &portcls_category_audio, NULL);
	wire(topology, end, (struct end) { PORTCLS_FILTER_NODE, topology->wave_in[recorder] });
}

static void add_inputs(struct hda_codec *codec)
{
	struct end inputs[HDA_MAX_LINES];
	unsigned int i;

	for (i = 0; i < codec->layout.input_count; i++)
		inputs[i] = add_input(codec, i);
	for (i = 0; i < codec->layout.adc_count; i++)
		add_recorder(codec, i, inputs);
}

static struct end add_monitor(struct hda_topology *topology, struct end from,
			      struct hda_digital *digital)
{
	struct hda_node what = {
		.kind = HDA_NODE_MONITOR, .control = "ELD", .digital = digital,
	};

	from = add_node(topology, from, &what);
	topology->nodes[from.node].flags = PORTCLS_NODE_PCM;
	return from;
}

static void add_digital(struct hda_topology *topology, struct hda_digital *digital)
{
	const guid_t *category = hda_line_category(&digital->line);
	const struct hda_line *from = digital->capture ? &digital->line : NULL;
	const struct hda_line *to = digital->capture ? NULL : &digital->line;
	struct hda_node what = { .kind = HDA_NODE_DIGITAL, .channels = 1, .digital = digital };
	struct end end = { PORTCLS_FILTER_NODE };
	u32 exit;

	snprintf(what.control, sizeof(what.control), "IEC958 %s",
		 digital->capture ? "Capture" : "Playback");
	end.pin = add_pin(topology, PORTCLS_DATAFLOW_IN, from ? category : &portcls_category_audio,
			  from);
	exit = add_pin(topology, PORTCLS_DATAFLOW_OUT, to ? category : &portcls_category_audio,
		       to);
	digital->outlet = digital->capture ? exit : end.pin;
	end = add_node(topology, end, &what);
	if (digital->capture)
		topology->nodes[end.node].automation = &hda_digital_in_automation;
	if (digital->hdmi)
		end = add_monitor(topology, end, digital);
	wire(topology, end, (struct end) { PORTCLS_FILTER_NODE, exit });
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
	unsigned int i;

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
	};
	add_outputs(codec);
	add_inputs(codec);
	for (i = 0; i < codec->digital_count; i++)
		add_digital(topology, &codec->digitals[i]);
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
	if (line->pin->caps & AC_WCAP_DIGITAL)
		return line->name;
	switch (hda_pin_device(line->pin)) {
	case AC_JACK_SPEAKER:
		return "Speaker";
	case AC_JACK_HP_OUT:
		return "Headphone";
	default:
		return "Line Out";
	}
}

static int connect_socket(struct portcls_adapter *adapter, struct hda_codec *codec, u32 pin)
{
	const struct hda_line *line = codec->topology.lines[pin];

	if (!line)
		return 0;
	if (codec->topology.pins[pin].dataflow == PORTCLS_DATAFLOW_IN)
		return portcls_register_physical_connection_from_external(adapter, line->name,
									  codec->port, pin);
	return portcls_register_physical_connection_to_external(adapter, codec->port, pin,
								socket_name(line));
}

static bool has_monitors(const struct hda_codec *codec)
{
	unsigned int i;

	for (i = 0; i < codec->digital_count; i++)
		if (codec->digitals[i].hdmi)
			return true;
	return false;
}

/**
 * hda_topology_index() - choose the indexes of the controls of a codec
 * @codec: the codec
 * @codecs: all codecs of the controller
 * @count: entries in @codecs
 *
 * As the kernel's own driver has it: by the codec's address; those of digital sockets count. Beside
 * monitors, which count from 0 on, S/PDIF counts from 16 on: alsa-lib looks for it there.
 *
 * Context: process.
 */
void hda_topology_index(struct hda_codec *codec, struct hda_codec *const *codecs,
			unsigned int count)
{
	struct hda_topology *topology = &codec->topology;
	bool monitors = false;
	unsigned int i;

	for (i = 0; i < count; i++)
		monitors |= has_monitors(codecs[i]);
	for (i = 0; i < topology->filter.node_count; i++) {
		const struct hda_digital *digital = topology->what[i].digital;

		if (!digital) {
			topology->nodes[i].control_index = 10 * codec->core.addr;
		} else if (monitors && !digital->hdmi && !digital->capture) {
			topology->nodes[i].control_index = 16;
			topology->nodes[i].flags |= PORTCLS_NODE_INDEX;
		}
	}
}

/**
 * hda_topology_create() - make the topology subdevice of a codec, and wire its sockets
 * @codec: the codec
 * @index: how many codecs of the controller come before
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

	hda_topology_index(codec, codec->chip->codecs, codec->chip->codec_count);
	port = portcls_topology_new(adapter, &topology_ops, codec, resources);
	if (IS_ERR(port))
		return PTR_ERR(port);
	codec->port = port;
	err = portcls_register_subdevice(adapter, names[index], port);
	for (i = 0; i < topology->filter.pin_count && !err; i++)
		err = connect_socket(adapter, codec, i);
	return err;
}

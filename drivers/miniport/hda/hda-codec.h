/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A codec: its widgets, and what is made of them.
 */
#ifndef HDA_CODEC_H
#define HDA_CODEC_H

#include <linux/mutex.h>
#include <linux/types.h>
#include <sound/hdaudio.h>

#include <portcls/filter.h>

#define HDA_MAX_WIDGETS		127
#define HDA_MAX_INPUTS		32	/* of a widget */
#define HDA_MAX_DEPTH		8	/* of a path */
#define HDA_MAX_LINES		8	/* in each direction */
#define HDA_MAX_PAIRS		4	/* of channels */
#define HDA_NAME		40
#define HDA_NOWHERE		U8_MAX
/* The line whose two channels are controlled one by one */
#define HDA_CENTER_AND_LFE	"CLFE"

struct hda_chip;
struct portcls_port;
struct portcls_resource_list;

/**
 * struct hda_widget - what a widget says of itself
 * @nid: number of the node
 * @type: AC_WID_*
 * @caps: AC_WCAP_*
 * @pin_caps: of a pin, AC_PINCAP_*
 * @config: of a pin, its default configuration
 * @pcm: of a converter, rates and bits, AC_SUPPCM_*
 * @amp_in: capabilities of the amplifiers of its inputs, 0 for none
 * @amp_out: likewise of its output
 * @input_count: entries in @inputs
 * @inputs: nodes that it can get its signal from
 */
struct hda_widget {
	u8 nid;
	u8 type;
	u32 caps;
	u32 pin_caps;
	u32 config;
	u32 pcm;
	u32 amp_in;
	u32 amp_out;
	u8 input_count;
	u8 inputs[HDA_MAX_INPUTS];
};

/**
 * struct hda_graph - the widgets of a codec
 * @count: entries in @widgets
 * @widgets: in the order of their numbers
 */
struct hda_graph {
	unsigned int count;
	struct hda_widget widgets[HDA_MAX_WIDGETS];
};

/**
 * struct hda_amp - an amplifier
 * @widget: whose it is, NULL for none
 * @input: it is that of an input
 * @index: number of the input
 */
struct hda_amp {
	const struct hda_widget *widget;
	bool input;
	u8 index;
};

/**
 * struct hda_path - the way of a signal
 * @depth: entries, 0 for none
 * @widgets: from the source on
 * @inputs: number of the input by which it enters each of them; nothing in the first
 */
struct hda_path {
	u8 depth;
	const struct hda_widget *widgets[HDA_MAX_DEPTH];
	u8 inputs[HDA_MAX_DEPTH];
};

/**
 * struct hda_line - a socket, and the way to it or from it
 * @pin: its widget
 * @path: from the converter to the pin, or from the pin to the converter
 * @volume: what sets its level
 * @mute: what switches it
 * @boost: what amplifies an input before all else
 * @pair: pair of channels that an output plays
 * @name: its controls begin with, and its jack has
 * @index: of those that have the same name
 */
struct hda_line {
	const struct hda_widget *pin;
	struct hda_path path;
	struct hda_amp volume;
	struct hda_amp mute;
	struct hda_amp boost;
	u8 pair;
	u8 index;
	char name[HDA_NAME];
};

/**
 * struct hda_layout - how a codec is used
 * @output_count: entries in @outputs
 * @primary_count: how many of them, the first, are for the channels of one stream
 * @outputs: what plays
 * @pair_count: pairs of channels that one stream has
 * @dac_count: entries in @dacs
 * @dacs: converter of each pair of channels
 * @input_count: entries in @inputs
 * @inputs: what can be recorded, one at a time
 * @adc: what records, NULL if nothing does
 * @capture_volume: level of what is recorded
 * @capture_mute: its switch
 */
struct hda_layout {
	unsigned int output_count;
	unsigned int primary_count;
	struct hda_line outputs[HDA_MAX_LINES];
	unsigned int pair_count;
	unsigned int dac_count;
	const struct hda_widget *dacs[HDA_MAX_PAIRS];
	unsigned int input_count;
	struct hda_line inputs[HDA_MAX_LINES];
	const struct hda_widget *adc;
	struct hda_amp capture_volume;
	struct hda_amp capture_mute;
};

/**
 * enum hda_node_kind - what a node of the topology does
 * @HDA_NODE_VOLUME: sets an amplifier
 * @HDA_NODE_MUTE: mutes one
 * @HDA_NODE_MASTER_VOLUME: takes something off all outputs
 * @HDA_NODE_MASTER_MUTE: mutes all of them
 * @HDA_NODE_SOURCE: chooses an input
 */
enum hda_node_kind {
	HDA_NODE_VOLUME,
	HDA_NODE_MUTE,
	HDA_NODE_MASTER_VOLUME,
	HDA_NODE_MASTER_MUTE,
	HDA_NODE_SOURCE,
};

/**
 * struct hda_node - a node of the topology
 * @kind: what it does
 * @amp: with which amplifier
 * @output: its amplifier is that of an output, which a master is before
 * @first: channel of the amplifier that is its first
 * @channels: how many of them it sets
 * @value: of each of them: steps, or not 0 when it is muted
 * @control: name of its control
 */
struct hda_node {
	enum hda_node_kind kind;
	struct hda_amp amp;
	bool output;
	u8 first;
	u8 channels;
	u8 value[2];
	char control[HDA_NAME];
};

#define HDA_MAX_NODES		(HDA_MAX_LINES * 5 + 8)
#define HDA_MAX_PINS		(HDA_MAX_LINES * 2 + 2)
#define HDA_MAX_CONNECTIONS	(2 * HDA_MAX_NODES + HDA_MAX_PINS)

/**
 * struct hda_topology - the topology filter of a codec
 * @filter: the filter; its tables are what follows
 * @pins: sockets, and where the wave filter is
 * @nodes: nodes, beside @what they are
 * @names: names of them
 * @what: what they do
 * @connections: wires
 * @lines: line of each pin, NULL for the wave filter
 * @wave_out: pin to which the wave filter plays, HDA_NOWHERE for none
 * @wave_in: pin from which it records, HDA_NOWHERE for none
 */
struct hda_topology {
	struct portcls_filter filter;
	struct portcls_pin pins[HDA_MAX_PINS];
	struct portcls_node nodes[HDA_MAX_NODES];
	guid_t names[HDA_MAX_NODES];
	struct hda_node what[HDA_MAX_NODES];
	struct portcls_connection connections[HDA_MAX_CONNECTIONS];
	const struct hda_line *lines[HDA_MAX_PINS];
	u8 wave_out;
	u8 wave_in;
};

/**
 * struct hda_codec - a codec
 * @core: as the library has it
 * @chip: controller, NULL in a test
 * @graph: its widgets
 * @layout: how they are used
 * @topology: the filter made of that
 * @port: the Topology port
 * @mutex: guards @topology's values, @source and what they are in the codec
 * @source: input that is recorded
 */
struct hda_codec {
	struct hdac_device core;
	struct hda_chip *chip;
	struct hda_graph graph;
	struct hda_layout layout;
	struct hda_topology topology;
	struct portcls_port *port;
	struct mutex mutex;	/* see above */
	unsigned int source;
};

static inline bool hda_amp_has_volume(u32 caps)
{
	return caps & AC_AMPCAP_NUM_STEPS;
}

static inline bool hda_amp_has_mute(u32 caps)
{
	return caps & AC_AMPCAP_MUTE;
}

static inline u32 hda_amp_caps(const struct hda_amp *amp)
{
	return amp->input ? amp->widget->amp_in : amp->widget->amp_out;
}

/* Step at which an amplifier leaves the signal as it is, or nearly so. */
static inline u8 hda_amp_unity(u32 caps)
{
	u8 steps = (caps & AC_AMPCAP_NUM_STEPS) >> AC_AMPCAP_NUM_STEPS_SHIFT;

	return min_t(u8, caps & AC_AMPCAP_OFFSET, steps);
}

static inline unsigned int hda_widget_channels(const struct hda_widget *widget)
{
	return widget->caps & AC_WCAP_STEREO ? 2 : 1;
}

/* What a pin that detects something says it by */
static inline unsigned int hda_pin_tag(const struct hda_widget *pin)
{
	return pin->nid & AC_UNSOL_TAG;
}

/* hda-graph.c */
int hda_graph_read(struct hdac_device *core, struct hda_graph *graph);
const struct hda_widget *hda_graph_find(const struct hda_graph *graph, unsigned int nid);

/* hda-layout.c */
int hda_layout_choose(const struct hda_graph *graph, struct hda_layout *layout);

/* hda-line.c */
unsigned int hda_pin_device(const struct hda_widget *pin);
bool hda_pin_is_connected(const struct hda_widget *pin);
bool hda_pin_detects(const struct hda_widget *pin);
void hda_name_lines(struct hda_layout *layout);
const guid_t *hda_line_category(const struct hda_line *line);
int hda_jack_description(struct portcls_property_request *request);
int hda_jack_description2(struct portcls_property_request *request);

/* hda-topology.c */
void hda_topology_build(struct hda_codec *codec);
int hda_topology_create(struct hda_codec *codec, unsigned int index,
			struct portcls_resource_list *resources);

/* hda-property.c */
extern const struct portcls_automation hda_volume_automation;
extern const struct portcls_automation hda_mute_automation;
extern const struct portcls_automation hda_source_automation;
extern const struct portcls_automation hda_filter_automation;
void hda_property_reset(struct hda_codec *codec);
void hda_property_apply(struct hda_codec *codec);

/* hda-codec.c */
struct hda_codec *hda_codec_new(struct hdac_bus *bus, const char *name, unsigned int address);
void hda_codec_put(struct hda_codec *codec);
void hda_codec_start(struct hda_codec *codec);
void hda_codec_stop(struct hda_codec *codec);
void hda_codec_choose_outputs(struct hda_codec *codec);
void hda_codec_set_amp(struct hda_codec *codec, const struct hda_amp *amp, unsigned int channel,
		       u8 steps, bool muted);
void hda_codec_select(struct hda_codec *codec, const struct hda_path *path);
void hda_codec_set_converter(struct hda_codec *codec, const struct hda_widget *converter,
			     unsigned int tag, unsigned int channel, unsigned int format);
bool hda_codec_senses(struct hda_codec *codec, const struct hda_widget *pin);

#endif /* HDA_CODEC_H */

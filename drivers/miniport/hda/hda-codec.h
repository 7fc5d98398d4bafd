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
#define HDA_MAX_DEPTH		11	/* of a path */
#define HDA_MAX_LINES		16	/* in each direction */
#define HDA_MAX_GROUP		5	/* outputs of a kind */
#define HDA_MAX_DACS		12
#define HDA_MORE_ADCS		3	/* that have streams, beside the first */
#define HDA_MAX_ADCS		(1 + HDA_MORE_ADCS)
#define HDA_MAX_DIGITAL		12	/* sockets */
#define HDA_MAX_PAIRS		4	/* of channels */
#define HDA_NAME		40
#define HDA_NOWHERE		U8_MAX
/* The line whose two channels are controlled one by one */
#define HDA_CENTER_AND_LFE	"CLFE"

struct hda_chip;
struct portcls_format;
struct portcls_port;
struct portcls_resource_list;

/**
 * struct hda_widget - what a widget says of itself
 * @nid: number of the node
 * @type: AC_WID_*
 * @caps: AC_WCAP_*
 * @pin_caps: of a pin, AC_PINCAP_*
 * @config: of a pin, its default configuration
 * @found: of a pin, its control as it was found
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
	u8 found;
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

/* Where the socket of a pin is; the order matters where several microphones are plugged in. */
enum hda_place {
	HDA_PLACE_INTERNAL = 1,
	HDA_PLACE_DOCK,
	HDA_PLACE_ANY,
	HDA_PLACE_REAR,
	HDA_PLACE_FRONT,
};

/**
 * struct hda_pin_list - pins of a kind
 * @count: entries in @pins
 * @pins: in order
 */
struct hda_pin_list {
	unsigned int count;
	const struct hda_widget *pins[HDA_MAX_LINES];
};

/**
 * struct hda_pins - what the pins of a codec are for
 * @type: of @primary: AC_JACK_LINE_OUT, _SPEAKER or _HP_OUT
 * @primary: outputs for the channels of one stream
 * @headphones: those that are not primary
 * @speakers: likewise
 * @inputs: what can be recorded
 */
struct hda_pins {
	unsigned int type;
	struct hda_pin_list primary;
	struct hda_pin_list headphones;
	struct hda_pin_list speakers;
	struct hda_pin_list inputs;
};

/**
 * struct hda_line - a socket, and the way to it or from it
 * @pin: its widget
 * @converter: of an output, the converter that is its own, NULL if it shares one
 * @path: from the converter to the pin, or from the pin to the first converter
 * @volume: of an output, what sets its level
 * @mute: likewise, what switches it
 * @role: of an output, whose part it takes where something is plugged in: AC_JACK_LINE_OUT,
 *	_SPEAKER, _HP_OUT; AC_JACK_OTHER for none
 * @boost: what amplifies an input before all else
 * @pair: pair of channels that an output plays
 * @volume_name: of an output, what the control of @volume begins with
 * @mute_name: likewise for @mute
 * @name: of an input, its name where it is chosen, and what the control of @boost begins with
 * @jack: name of its jack, empty for none
 */
struct hda_line {
	const struct hda_widget *pin;
	const struct hda_widget *converter;
	struct hda_path path;
	struct hda_amp volume;
	struct hda_amp mute;
	struct hda_amp boost;
	u8 pair;
	u8 role;
	char volume_name[HDA_NAME];
	char mute_name[HDA_NAME];
	char name[HDA_NAME];
	char jack[HDA_NAME];
};

/* Which outputs belong together */
enum hda_group_kind {
	HDA_PRIMARY,
	HDA_HEADPHONES,
	HDA_SPEAKERS,
	HDA_RETASKED,	/* sockets of inputs, for more channels of the primary outputs */
	HDA_GROUPS
};

/**
 * struct hda_group - outputs that belong together
 * @count: entries in @lines
 * @lines: in order; a path of no depth is of one that no converter gets to
 */
struct hda_group {
	unsigned int count;
	struct hda_line lines[HDA_MAX_GROUP];
};

/**
 * struct hda_plan - which converter plays what
 * @graph: widgets of the codec
 * @type: of the primary outputs: AC_JACK_LINE_OUT, _SPEAKER or _HP_OUT
 * @faults: what is wrong with it, in points
 * @groups: outputs by kind
 */
struct hda_plan {
	const struct hda_graph *graph;
	unsigned int type;
	unsigned int faults;
	struct hda_group groups[HDA_GROUPS];
};

/**
 * enum hda_auto_mute - what is silent while something is plugged in
 * @HDA_AUTO_MUTE_NOTHING: nothing is
 * @HDA_AUTO_MUTE_ONE: speakers, or line outputs where speakers never are
 * @HDA_AUTO_MUTE_BOTH: speakers and line outputs
 */
enum hda_auto_mute {
	HDA_AUTO_MUTE_NOTHING,
	HDA_AUTO_MUTE_ONE,
	HDA_AUTO_MUTE_BOTH,
};

/**
 * struct hda_layout - how a codec is used
 * @type: of the primary outputs: AC_JACK_LINE_OUT, _SPEAKER or _HP_OUT
 * @output_count: entries in @outputs
 * @primary_count: how many of them, the first, are primary: for the channels of one stream
 * @retasked_count: how many of them, behind those, are sockets of inputs, for more channels
 * @outputs: what plays
 * @mutes_speakers: speakers can be silent while headphones or lines are plugged in
 * @mutes_lines: line outputs can be while headphones are
 * @pair_count: pairs of channels that one stream has
 * @dac_count: entries in @dacs
 * @dacs: converter of each pair of channels, then those that play the first ones, too
 * @input_count: entries in @inputs
 * @inputs: what can be recorded, one at a time
 * @automatic_count: entries in @automatic, 0 if the input is chosen by a control
 * @automatic: inputs, of which the last where something is plugged in is recorded, else the first
 * @adc_count: entries in @adcs, 0 if nothing records
 * @adcs: what records, each a stream of its own; if there is but one, an input may have another
 *	one at the end of its path
 * @more_paths: from each of @inputs to all of @adcs but the first
 */
struct hda_layout {
	unsigned int type;
	unsigned int output_count;
	unsigned int primary_count;
	unsigned int retasked_count;
	struct hda_line outputs[HDA_MAX_LINES];
	bool mutes_speakers;
	bool mutes_lines;
	unsigned int pair_count;
	unsigned int dac_count;
	const struct hda_widget *dacs[HDA_MAX_DACS];
	unsigned int input_count;
	struct hda_line inputs[HDA_MAX_LINES];
	unsigned int automatic_count;
	u8 automatic[HDA_MAX_LINES];
	unsigned int adc_count;
	const struct hda_widget *adcs[HDA_MAX_ADCS];
	struct hda_path more_paths[HDA_MORE_ADCS][HDA_MAX_LINES];
};

/**
 * struct hda_digital - a digital socket, which has a stream of its own
 * @line: the socket, and the way to it or from it
 * @converter: its converter
 * @capture: it records
 * @hdmi: it is HDMI or DisplayPort
 * @pair_count: pairs of channels
 * @outlet: pin of the topology filter that leads to the wave filter
 * @on: the signal is let out, or in; guarded by the codec's mutex, as is what follows
 * @latest: of the sockets that share its converter it has played last
 * @status: of an output, the first bytes of its channel status
 */
struct hda_digital {
	struct hda_line line;
	const struct hda_widget *converter;
	bool capture;
	bool hdmi;
	unsigned int pair_count;
	u8 outlet;
	bool on;
	bool latest;
	u32 status;
};

/**
 * enum hda_node_kind - what a node of the topology does
 * @HDA_NODE_VOLUME: sets an amplifier
 * @HDA_NODE_MUTE: mutes one
 * @HDA_NODE_MASTER_VOLUME: takes something off all outputs
 * @HDA_NODE_MASTER_MUTE: mutes all of them
 * @HDA_NODE_CAPTURE_VOLUME: sets what is recorded, whichever input that is
 * @HDA_NODE_CAPTURE_MUTE: mutes it
 * @HDA_NODE_SOURCE: chooses an input
 * @HDA_NODE_JOIN: takes the input that is chosen by what is plugged in
 * @HDA_NODE_AUTO_MUTE: chooses what is silent when something is plugged in
 * @HDA_NODE_CHANNELS: chooses how many channels there are sockets for
 * @HDA_NODE_DIGITAL: lets a digital signal out, or in, and knows its channel status
 * @HDA_NODE_MONITOR: tells what a monitor says of itself
 */
enum hda_node_kind {
	HDA_NODE_VOLUME,
	HDA_NODE_MUTE,
	HDA_NODE_MASTER_VOLUME,
	HDA_NODE_MASTER_MUTE,
	HDA_NODE_CAPTURE_VOLUME,
	HDA_NODE_CAPTURE_MUTE,
	HDA_NODE_SOURCE,
	HDA_NODE_JOIN,
	HDA_NODE_AUTO_MUTE,
	HDA_NODE_CHANNELS,
	HDA_NODE_DIGITAL,
	HDA_NODE_MONITOR,
};

/**
 * struct hda_node - a node of the topology
 * @kind: what it does
 * @amp: with which amplifier
 * @output: its amplifier is that of an output, which a master is before
 * @first: channel of the amplifier that is its first
 * @channels: how many of them it sets
 * @value: of each of them: steps, or not 0 when it is muted
 * @recorder: of what is recorded, in which stream: an index of &hda_layout.adcs
 * @control: name of its control, or what those of a digital signal begin with
 * @digital: of HDA_NODE_DIGITAL and HDA_NODE_MONITOR, what it is about
 */
struct hda_node {
	enum hda_node_kind kind;
	struct hda_amp amp;
	bool output;
	u8 first;
	u8 channels;
	u8 value[2];
	u8 recorder;
	char control[HDA_NAME];
	struct hda_digital *digital;
};

#define HDA_MAX_SADS		15

/**
 * struct hda_sad - a format that a monitor takes
 * @channels: most channels
 * @rates: bits of 32, 44.1, 48, 88.2, 96, 176.4 and 192 kHz
 * @sizes: bits of 16, 20 and 24 bits
 */
struct hda_sad {
	u8 channels;
	u8 rates;
	u8 sizes;
};

/**
 * struct hda_eld - what a monitor says of itself
 * @display_port: it is not HDMI
 * @count: entries in @sads
 * @sads: PCM that it takes, beyond two channels of 16 bits at 32 to 48 kHz
 */
struct hda_eld {
	bool display_port;
	unsigned int count;
	struct hda_sad sads[HDA_MAX_SADS];
};

#define HDA_MAX_NODES		(HDA_MAX_LINES * 5 + HDA_MAX_ADCS * (HDA_MAX_LINES * 2 + 1) + 8 + \
				 HDA_MAX_DIGITAL * 2)
#define HDA_MAX_PINS		(HDA_MAX_LINES * 2 + 1 + HDA_MAX_ADCS + HDA_MAX_DIGITAL * 2)
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
 * @sources: names of the inputs, NULL behind the last
 * @wave_out: pin to which the wave filter plays, HDA_NOWHERE for none
 * @wave_in: pins from which it records, one for each of &hda_layout.adcs
 */
struct hda_topology {
	struct portcls_filter filter;
	struct portcls_pin pins[HDA_MAX_PINS];
	struct portcls_node nodes[HDA_MAX_NODES];
	guid_t names[HDA_MAX_NODES];
	struct hda_node what[HDA_MAX_NODES];
	struct portcls_connection connections[HDA_MAX_CONNECTIONS];
	const struct hda_line *lines[HDA_MAX_PINS];
	const char *sources[HDA_MAX_LINES + 1];
	u8 wave_out;
	u8 wave_in[HDA_MAX_ADCS];
};

/**
 * struct hda_conversion - the part that a converter takes in a stream
 * @tag: of the stream, 0 for none
 * @channel: of the stream that is its first
 * @format: of the stream, as the registers have it
 */
struct hda_conversion {
	unsigned int tag;
	unsigned int channel;
	unsigned int format;
};

/**
 * struct hda_recorder - a stream that is recorded
 * @source: input that is recorded
 * @converter: converter that records it, NULL before there was any
 * @conversion: what it was set to
 */
struct hda_recorder {
	unsigned int source;
	const struct hda_widget *converter;
	struct hda_conversion conversion;
};

/**
 * struct hda_codec - a codec
 * @core: as the library has it
 * @chip: controller, NULL in a test
 * @graph: its widgets
 * @layout: how those that are analog are used
 * @digital_count: entries in @digitals
 * @digitals: the digital ones
 * @topology: the filter made of that
 * @port: the Topology port
 * @mutex: guards @topology's values, the modes and @recorders, and what they are in the codec
 * @auto_mute: an enum hda_auto_mute
 * @more_pairs: how many sockets of inputs are outputs
 * @recorders: one for each of &hda_layout.adcs
 */
struct hda_codec {
	struct hdac_device core;
	struct hda_chip *chip;
	struct hda_graph graph;
	struct hda_layout layout;
	unsigned int digital_count;
	struct hda_digital digitals[HDA_MAX_DIGITAL];
	struct hda_topology topology;
	struct portcls_port *port;
	struct mutex mutex;	/* see above */
	unsigned int auto_mute;
	unsigned int more_pairs;
	struct hda_recorder recorders[HDA_MAX_ADCS];
};

static inline bool hda_codec_is_analog(const struct hda_codec *codec)
{
	return codec->layout.output_count || codec->layout.input_count;
}

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

static inline bool hda_amp_equal(const struct hda_amp *a, const struct hda_amp *b)
{
	return a->widget == b->widget && a->input == b->input && a->index == b->index;
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

/* hda-pins.c */
void hda_pins_read(const struct hda_graph *graph, struct hda_pins *pins);

/* hda-path.c */
bool hda_path_find(const struct hda_graph *graph, const struct hda_widget *source,
		   const struct hda_widget *destination, struct hda_path *path);
bool hda_path_exists(const struct hda_graph *graph, const struct hda_widget *source,
		     const struct hda_widget *destination);
struct hda_amp hda_path_output_volume(const struct hda_path *path);
struct hda_amp hda_path_output_mute(const struct hda_path *path);
struct hda_amp hda_path_input_amp(const struct hda_path *path, bool mute);

/* hda-output.c */
int hda_outputs_plan(const struct hda_graph *graph, const struct hda_pins *pins,
		     struct hda_plan *plan);

/* hda-capture.c */
void hda_inputs_choose(const struct hda_graph *graph, const struct hda_pins *pins,
		       struct hda_layout *layout);
const struct hda_path *hda_input_path(const struct hda_layout *layout, unsigned int recorder,
				      unsigned int input);
struct hda_amp hda_input_amp(const struct hda_layout *layout, unsigned int recorder,
			     unsigned int input, bool mute);

/* hda-layout.c */
int hda_layout_choose(const struct hda_graph *graph, struct hda_layout *layout);
/* hda-digital.c */
bool hda_pin_is_hdmi(const struct hda_widget *pin);
unsigned int hda_digital_find(const struct hda_graph *graph, struct hda_digital *digitals);
void hda_digital_reset(struct hda_codec *codec);
void hda_digital_apply(struct hda_codec *codec, struct hda_digital *digital, bool on);
void hda_digital_pause(struct hda_codec *codec, struct hda_digital *digital);
void hda_digital_prepare(struct hda_codec *codec, struct hda_digital *digital,
			 unsigned int channels);

/* hda-status.c */
u16 hda_status_to_codec(u32 status);
u32 hda_status_of_codec(u16 bits);
bool hda_status_is_pcm(u32 status);
int hda_status(struct portcls_property_request *request);
int hda_status_consumer_mask(struct portcls_property_request *request);
int hda_status_professional_mask(struct portcls_property_request *request);

/* hda-hdmi.c */
bool hda_eld_parse(const u8 *bytes, unsigned int size, struct hda_eld *eld);
bool hda_eld_takes(const struct hda_eld *eld, const struct portcls_format *format);
bool hda_hdmi_takes(struct hda_codec *codec, const struct hda_widget *pin,
		    const struct portcls_format *format);
int hda_hdmi_eld(struct portcls_property_request *request);
void hda_hdmi_prepare(struct hda_codec *codec, const struct hda_digital *digital,
		      unsigned int channels);

/* hda-name.c */
void hda_outputs_name(struct hda_plan *plan);
const char *hda_input_name(const struct hda_pin_list *inputs, unsigned int index);

/* hda-line.c */
unsigned int hda_pin_device(const struct hda_widget *pin);
bool hda_pin_can(const struct hda_widget *pin, unsigned int device);
bool hda_pin_is_connected(const struct hda_widget *pin);
bool hda_pin_detects(const struct hda_widget *pin);
enum hda_place hda_pin_place(const struct hda_widget *pin);
const guid_t *hda_line_category(const struct hda_line *line);
int hda_jack_description(struct portcls_property_request *request);
int hda_jack_description2(struct portcls_property_request *request);

/* hda-topology.c */
void hda_topology_build(struct hda_codec *codec);
void hda_topology_index(struct hda_codec *codec, struct hda_codec *const *codecs,
			unsigned int count);
int hda_topology_create(struct hda_codec *codec, unsigned int index,
			struct portcls_resource_list *resources);

/* hda-property.c */
extern const struct portcls_automation hda_volume_automation;
extern const struct portcls_automation hda_mute_automation;
extern const struct portcls_automation hda_source_automation;
extern const struct portcls_automation hda_auto_mute_automation;
extern const struct portcls_automation hda_channels_automation;
extern const struct portcls_automation hda_digital_out_automation;
extern const struct portcls_automation hda_digital_in_automation;
extern const struct portcls_automation hda_monitor_automation;
extern const struct portcls_automation hda_recorder_automation;
extern const struct portcls_automation hda_filter_automation;
void hda_property_reset(struct hda_codec *codec);
void hda_property_apply(struct hda_codec *codec);

/* hda-codec.c */
struct hda_codec *hda_codec_new(struct hdac_bus *bus, const char *name, unsigned int address);
void hda_codec_put(struct hda_codec *codec);
void hda_codec_start(struct hda_codec *codec);
void hda_codec_stop(struct hda_codec *codec);
void hda_codec_adapt(struct hda_codec *codec);
void hda_codec_route(struct hda_codec *codec);
void hda_codec_set_amp(struct hda_codec *codec, const struct hda_amp *amp, unsigned int channel,
		       u8 steps, bool muted);
void hda_codec_select(struct hda_codec *codec, const struct hda_path *path);
void hda_codec_set_converter(struct hda_codec *codec, const struct hda_widget *converter,
			     unsigned int tag, unsigned int channel, unsigned int format);
bool hda_codec_senses(struct hda_codec *codec, const struct hda_widget *pin);

#endif /* HDA_CODEC_H */

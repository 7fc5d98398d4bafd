// SPDX-License-Identifier: GPL-2.0-only
/*
 * The lines of the mixer, and the names of what is on them.
 *
 * Documentation/internals/mixer.md has the rules. Lines are found in one pass upstream from each
 * destination, which no vertex sees twice, and one downstream over all vertices.
 */
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/uuid.h>

#include <portcls/filter.h>
#include <portcls/guid.h>

#include "../core.h"
#include "graph.h"

/* The first output that is a speaker or line out. */
#define MASTER		"Master"
/* Whatever is recorded. */
#define CAPTURE		"Capture"
/* What passes a node in no line: signals have met before it. */
#define MIX		"Mix"

/* No index of a vertex */
#define NO_VERTEX	U32_MAX

/**
 * struct category - a category of pins
 * @guid: the category
 * @name: for listings
 * @source: name of what enters at such a pin from the outside, or NULL
 * @destination: name of what leaves at such a pin to the outside, or NULL
 * @main: it is a speaker or line out
 * @stream: name of what is played on such a pin if it takes streams, or NULL for "PCM"
 */
struct category {
	const guid_t *guid;
	const char *name;
	const char *source;
	const char *destination;
	bool main;
	const char *stream;
};

static const struct category categories[] = {
	{ &portcls_category_audio, "audio" },
	{ &portcls_pin_microphone, "microphone", "Mic" },
	{ &portcls_pin_desktop_microphone, "desktop microphone", "Mic" },
	{ &portcls_pin_personal_microphone, "personal microphone", "Mic" },
	{ &portcls_pin_omni_directional_microphone, "omnidirectional microphone", "Mic" },
	{ &portcls_pin_microphone_array, "microphone array", "Internal Mic" },
	{ &portcls_pin_processing_microphone_array, "processing microphone array", "Internal Mic" },
	{ &portcls_pin_speaker, "speaker", "PCM", "Speaker", true },
	{ &portcls_pin_desktop_speaker, "desktop speaker", "PCM", "Speaker", true },
	{ &portcls_pin_room_speaker, "room speaker", "PCM", "Speaker", true },
	{ &portcls_pin_communication_speaker, "communication speaker", "PCM", "Speaker", true },
	{ &portcls_pin_lfe_speaker, "LFE speaker", NULL, "Bass Speaker" },
	{ &portcls_pin_headphones, "headphones", NULL, "Headphone" },
	{ &portcls_pin_head_mounted_display_audio, "head-mounted display", NULL, "Headphone" },
	{ &portcls_pin_handset, "handset", "Headset Mic", "Headphone" },
	{ &portcls_pin_headset, "headset", "Headset Mic", "Headphone" },
	{ &portcls_pin_speakerphone_no_echo_reduction, "speakerphone", "Mic", "Speaker", true },
	{ &portcls_pin_echo_suppressing_speakerphone, "echo-suppressing speakerphone",
	  "Mic", "Speaker", true },
	{ &portcls_pin_echo_canceling_speakerphone, "echo-cancelling speakerphone",
	  "Mic", "Speaker", true },
	{ &portcls_pin_phone_line, "phone line", "Phone", "Phone Output" },
	{ &portcls_pin_telephone, "telephone", "Phone", "Phone Output" },
	{ &portcls_pin_down_line_phone, "down line phone", "Phone", "Phone Output" },
	{ &portcls_pin_analog_connector, "analog connector", "Line", "Line Out", true },
	{ &portcls_pin_line_connector, "line connector", "Line", "Line Out", true },
	{ &portcls_pin_legacy_audio_connector, "legacy audio connector", "PCM" },
	{ &portcls_pin_digital_audio_interface, "digital audio interface", "Digital In", "IEC958" },
	{ &portcls_pin_spdif_interface, "S/PDIF interface", "SPDIF In", "IEC958" },
	{ &portcls_pin_cd_player, "CD player", "CD" },
	{ &portcls_pin_synthesizer, "synthesizer", "Synth", .stream = "Synth" },
	{ &portcls_pin_capture, "capture" },
};

/* Names that say more than a category. Those of levels and switches name what they control. */
static const struct {
	const guid_t *guid;
	const char *text;
} names[] = {
	{ &portcls_name_master_volume, MASTER },
	{ &portcls_name_master_mute, MASTER },
	{ &portcls_name_volume_control, MASTER },
	{ &portcls_name_wave_volume, "PCM" },
	{ &portcls_name_wave_mute, "PCM" },
	{ &portcls_name_wave_in_volume, "PCM" },
	{ &portcls_name_midi_volume, "Synth" },
	{ &portcls_name_midi_mute, "Synth" },
	{ &portcls_name_midi_in_volume, "Synth" },
	{ &portcls_name_midi, "Synth" },
	{ &portcls_name_cd_volume, "CD" },
	{ &portcls_name_cd_mute, "CD" },
	{ &portcls_name_cd_in_volume, "CD" },
	{ &portcls_name_cd_audio, "CD" },
	{ &portcls_name_line_volume, "Line" },
	{ &portcls_name_line_mute, "Line" },
	{ &portcls_name_line_in_volume, "Line" },
	{ &portcls_name_line_in, "Line" },
	{ &portcls_name_mic_volume, "Mic" },
	{ &portcls_name_mic_mute, "Mic" },
	{ &portcls_name_mic_in_volume, "Mic" },
	{ &portcls_name_microphone_boost, "Mic" },
	{ &portcls_name_alternate_microphone, "Mic" },
	{ &portcls_name_aux_volume, "Aux" },
	{ &portcls_name_aux_mute, "Aux" },
	{ &portcls_name_aux, "Aux" },
	{ &portcls_name_video_volume, "Video" },
	{ &portcls_name_video_mute, "Video" },
	{ &portcls_name_video, "Video" },
	{ &portcls_name_pc_speaker_volume, "Beep" },
	{ &portcls_name_pc_speaker_mute, "Beep" },
	{ &portcls_name_pc_speaker, "Beep" },
	{ &portcls_name_mono_out_volume, "Mono Output" },
	{ &portcls_name_mono_out_mute, "Mono Output" },
	{ &portcls_name_mono_out, "Mono Output" },
	{ &portcls_name_wave_out_mix, MIX },
	{ &portcls_name_stereo_mix_volume, MIX },
	{ &portcls_name_stereo_mix_mute, MIX },
	{ &portcls_name_stereo_mix, MIX },
	{ &portcls_name_mono_mix_volume, "Mix Mono" },
	{ &portcls_name_mono_mix_mute, "Mix Mono" },
	{ &portcls_name_mono_mix, "Mix Mono" },
	{ &portcls_name_recording_source, CAPTURE },
	{ &portcls_name_recording_control, CAPTURE },
	{ &portcls_name_bass, "Tone Control" },
	{ &portcls_name_treble, "Tone Control" },
	{ &portcls_name_3d_stereo, "3D Control" },
	{ &portcls_name_3d_depth, "3D Control" },
	{ &portcls_name_3d_center, "3D Control" },
};

/* Types of nodes that are more than a step on the way of the mix. */
static const struct {
	const guid_t *type;
	const char *text;
} node_names[] = {
	{ &portcls_node_mux, "Input" },
	{ &portcls_node_demux, "Output" },
	{ &portcls_node_dac, "DAC" },
	{ &portcls_node_adc, "ADC" },
	{ &portcls_node_synthesizer, "Synth" },
	{ &portcls_node_tone, "Tone Control" },
	{ &portcls_node_stereo_wide, "3D Control" },
	{ &portcls_node_stereo_enhance, "3D Control" },
	{ &portcls_node_3d_effects, "3D Control" },
};

static const struct category *category_of(const struct portcls_pin *pin)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(categories); i++)
		if (guid_equal(pin->category, categories[i].guid))
			return &categories[i];
	return NULL;
}

/**
 * portcls_pin_category_name() - what a category of pins is called in listings
 * @pin: a pin of the category
 *
 * Context: any.
 * Return: the name, or NULL if it is not known.
 */
const char *portcls_pin_category_name(const struct portcls_pin *pin)
{
	const struct category *category = category_of(pin);

	return category ? category->name : NULL;
}

static const char *text_of_name(const guid_t *name)
{
	size_t i;

	for (i = 0; name && i < ARRAY_SIZE(names); i++)
		if (guid_equal(name, names[i].guid))
			return names[i].text;
	return NULL;
}

static const char *source_name(const struct portcls_vertex *vertex)
{
	const struct portcls_pin *pin = portcls_vertex_pin(vertex);
	const struct category *category = category_of(pin);
	const char *text = text_of_name(pin->name);

	if (!text && portcls_pin_is_openable(pin))
		return category && category->stream ? category->stream : "PCM";
	if (!text && category)
		text = category->source;
	return text ?: vertex->external ?: "Aux";
}

static const char *destination_name(const struct portcls_vertex *vertex)
{
	const struct portcls_pin *pin = portcls_vertex_pin(vertex);
	const struct category *category = category_of(pin);
	const char *text;

	if (portcls_pin_is_openable(pin))
		return CAPTURE;
	text = text_of_name(pin->name);
	if (!text && category)
		text = category->destination;
	return text ?: vertex->external ?: "Aux";
}

/* What a pin or node is by itself, whatever it is connected to. */
static const char *own_name(const struct portcls_vertex *vertex)
{
	const char *text;
	size_t i;

	if (!portcls_vertex_is_node(vertex))
		return portcls_pin_is_capture(portcls_vertex_pin(vertex)) ?
		       destination_name(vertex) : source_name(vertex);
	text = text_of_name(portcls_vertex_node(vertex)->name);
	for (i = 0; !text && i < ARRAY_SIZE(node_names); i++)
		if (guid_equal(portcls_vertex_node(vertex)->type, node_names[i].type))
			text = node_names[i].text;
	return text ?: MIX;
}

static bool is_output(const struct portcls_vertex *vertex)
{
	return portcls_vertex_is_destination(vertex) &&
	       !portcls_pin_is_openable(portcls_vertex_pin(vertex));
}

/*
 * The index of the output that is "Master": of those that are not called something else, the first
 * speaker or line out, or if there is none the first whose category says nothing. NO_VERTEX if none
 * is, or one is called so anyway.
 */
static u32 main_output(const struct portcls_graph *graph)
{
	u32 known = NO_VERTEX, unknown = NO_VERTEX;
	const struct portcls_vertex *vertex;
	const struct category *category;
	const char *text;
	u32 i;

	for (i = 0; i < graph->vertex_count; i++) {
		vertex = &graph->vertices[i];
		if (!is_output(vertex))
			continue;
		text = text_of_name(portcls_vertex_pin(vertex)->name);
		if (text && !strcmp(text, MASTER))
			return NO_VERTEX;
		if (text)
			continue;
		category = category_of(portcls_vertex_pin(vertex));
		if (category && category->main)
			known = min(known, i);
		else if (!category || !category->destination)
			unknown = min(unknown, i);
	}
	return known == NO_VERTEX ? unknown : known;
}

/* How many sources, or destinations, of this name come before. */
static u32 count_before(const struct portcls_graph *graph, const struct portcls_vertex *end,
			bool (*is_end)(const struct portcls_vertex *vertex))
{
	const struct portcls_vertex *vertex;
	u32 count = 0;

	for (vertex = graph->vertices; vertex < end; vertex++)
		count += is_end(vertex) && !strcmp(vertex->line, end->line);
	return count;
}

static void find_destination_line(struct portcls_graph *graph, struct portcls_vertex *end)
{
	struct portcls_vertex *vertex = end;
	bool joins = false;

	while (true) {
		vertex->line_kind = PORTCLS_LINE_DESTINATION;
		vertex->line = end->line;
		vertex->line_index = end->line_index;
		vertex->direction = end->external ? PORTCLS_DIRECTION_PLAYBACK :
						    PORTCLS_DIRECTION_CAPTURE;
		if (joins || !vertex->inputs)
			return;
		vertex = &graph->vertices[graph->edges[vertex->entering].from];
		if (vertex->outputs > 1 || portcls_vertex_is_source(vertex) ||
		    portcls_vertex_is_destination(vertex))
			return;
		/* Of all that joins only a multiplexer belongs to what it feeds. */
		joins = portcls_vertex_joins(vertex);
		if (joins && !guid_equal(portcls_vertex_node(vertex)->type, &portcls_node_mux))
			return;
	}
}

static void find_destination_lines(struct portcls_graph *graph)
{
	const u32 master = main_output(graph);
	struct portcls_vertex *vertex;
	u32 i;

	for (i = 0; i < graph->vertex_count; i++) {
		vertex = &graph->vertices[i];
		if (!portcls_vertex_is_destination(vertex))
			continue;
		vertex->line = i == master ? MASTER : destination_name(vertex);
		vertex->line_index = count_before(graph, vertex, portcls_vertex_is_destination);
		find_destination_line(graph, vertex);
	}
}

/* A vertex before this one has been seen already: in the order of the graph it comes earlier. */
static void find_source_lines(struct portcls_graph *graph)
{
	const struct portcls_vertex *before;
	struct portcls_vertex *vertex;
	u32 i;

	for (i = 0; i < graph->vertex_count; i++) {
		vertex = &graph->vertices[i];
		if (!portcls_vertex_is_source(vertex))
			continue;
		vertex->line_kind = PORTCLS_LINE_SOURCE;
		vertex->line = own_name(vertex);
		vertex->line_index = count_before(graph, vertex, portcls_vertex_is_source);
	}
	for (i = 0; i < graph->vertex_count; i++) {
		vertex = &graph->vertices[graph->order[i]];
		if (vertex->line_kind != PORTCLS_LINE_NONE)
			continue;
		vertex->line = own_name(vertex);
		if (portcls_vertex_joins(vertex))
			continue;
		before = &graph->vertices[graph->edges[vertex->entering].from];
		if (before->line_kind == PORTCLS_LINE_SOURCE) {
			vertex->line_kind = PORTCLS_LINE_SOURCE;
			vertex->line = before->line;
			vertex->line_index = before->line_index;
		}
	}
}

static enum portcls_direction direction_of(bool playback, bool capture)
{
	if (playback && capture)
		return PORTCLS_DIRECTION_BOTH;
	return playback ? PORTCLS_DIRECTION_PLAYBACK : PORTCLS_DIRECTION_CAPTURE;
}

/* What the places serve at which the branches of a source line end that leave a vertex. */
static enum portcls_direction source_direction(const struct portcls_graph *graph,
					       const struct portcls_vertex *vertex)
{
	bool playback = false, capture = false;
	const struct portcls_vertex *to;
	const struct portcls_edge *edge;
	u32 i;

	for (i = 0; i < vertex->outputs; i++) {
		edge = &graph->edges[vertex->first + i];
		to = &graph->vertices[edge->to];
		if (to->line_kind == PORTCLS_LINE_SOURCE) {
			playback |= to->direction != PORTCLS_DIRECTION_CAPTURE;
			capture |= to->direction != PORTCLS_DIRECTION_PLAYBACK;
		} else {
			playback |= edge->playback;
			capture |= !edge->playback;
		}
	}
	return direction_of(playback, capture);
}

static void find_directions(struct portcls_graph *graph)
{
	struct portcls_vertex *vertex;
	u32 i;

	for (i = graph->vertex_count; i--;) {
		vertex = &graph->vertices[graph->order[i]];
		if (vertex->line_kind == PORTCLS_LINE_SOURCE)
			vertex->direction = source_direction(graph, vertex);
		else if (vertex->line_kind == PORTCLS_LINE_NONE)
			vertex->direction = direction_of(vertex->playback, !vertex->playback);
	}
}

/**
 * portcls_graph_find_lines() - find the lines of the mixer, and name every vertex
 * @adapter: the adapter, its graph built
 *
 * Context: process.
 */
void portcls_graph_find_lines(struct portcls_adapter *adapter)
{
	struct portcls_graph *graph = adapter->graph;

	find_destination_lines(graph);
	find_source_lines(graph);
	find_directions(graph);
}

/**
 * portcls_control_name() - name a control of a node
 * @vertex: the node
 * @function: last words of the name, e.g. "Volume"
 * @name: receives the name; if it is too long, the name of the line is cut
 * @size: bytes at @name
 *
 * Context: any.
 */
void portcls_control_name(const struct portcls_vertex *vertex, const char *function, char *name,
			  size_t size)
{
	static const char *const directions[] = {
		[PORTCLS_DIRECTION_BOTH] = "",
		[PORTCLS_DIRECTION_PLAYBACK] = "Playback ",
		[PORTCLS_DIRECTION_CAPTURE] = "Capture ",
	};
	const char *direction = directions[vertex->direction];
	size_t rest = strlen(direction) + strlen(function);
	size_t length = strlen(vertex->line);

	/* The name of what is recorded says the direction already. */
	if (vertex->direction == PORTCLS_DIRECTION_CAPTURE && !strcmp(vertex->line, CAPTURE))
		length = 0;
	/* A blank between, and the end of the string. */
	length = min(length, size > rest + 2 ? size - rest - 2 : 0);
	while (length && vertex->line[length - 1] == ' ')
		length--;
	scnprintf(name, size, "%.*s%s%s%s", (int)length, vertex->line, length ? " " : "",
		  direction, function);
}

/**
 * portcls_graph_source_name() - what enters a node by an edge
 * @graph: the graph, named
 * @edge: index of the edge
 *
 * Context: any.
 * Return: the name of the pin where the signal comes from, or of the node before which signals
 * meet, e.g. "CD" or "Mix".
 */
const char *portcls_graph_source_name(const struct portcls_graph *graph, u32 edge)
{
	const struct portcls_vertex *vertex = &graph->vertices[graph->edges[edge].from];

	while (!portcls_vertex_is_source(vertex) && !portcls_vertex_joins(vertex))
		vertex = &graph->vertices[graph->edges[vertex->entering].from];
	return own_name(vertex);
}

/**
 * portcls_graph_destination_name() - what leaves a node by an edge
 * @graph: the graph, named
 * @edge: index of the edge
 *
 * Context: any.
 * Return: the name of the pin where the signal goes to, or of the node at which it meets others
 * or parts, e.g. "Headphone" or "Mix".
 */
const char *portcls_graph_destination_name(const struct portcls_graph *graph, u32 edge)
{
	const struct portcls_vertex *vertex = &graph->vertices[graph->edges[edge].to];

	while (!portcls_vertex_is_destination(vertex) && !portcls_vertex_joins(vertex) &&
	       vertex->outputs == 1)
		vertex = &graph->vertices[graph->edges[vertex->first].to];
	return own_name(vertex);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: which widgets make the way from a converter to a socket and back.
 *
 * Outputs come in the order of their association and sequence. Line outputs are for the channels
 * of one stream; where there are none, speakers are, and else headphones. Each gets a converter of
 * its own as long as there are any, and shares the first one then.
 *
 * One converter records, the one that most inputs lead to.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sort.h>

#include "hda-codec.h"

/* Signals pass what mixes or selects; a pin or converter is an end. */
static bool passes(const struct hda_widget *widget)
{
	return (widget->type == AC_WID_AUD_MIX || widget->type == AC_WID_AUD_SEL) &&
	       !(widget->caps & AC_WCAP_DIGITAL);
}

/**
 * struct search - a search for a way, upstream
 * @graph: the widgets
 * @wanted: type of the source
 * @source: which one, or NULL for any
 * @used: sources that will not do
 * @used_count: how many of them
 * @way: widgets so far, from the destination on
 * @inputs: input of each by which the search went on
 */
struct search {
	const struct hda_graph *graph;
	u8 wanted;
	const struct hda_widget *source;
	const struct hda_widget *const *used;
	unsigned int used_count;
	const struct hda_widget *way[HDA_MAX_DEPTH];
	u8 inputs[HDA_MAX_DEPTH];
};

static bool is_source(const struct search *search, const struct hda_widget *widget)
{
	unsigned int i;

	if (widget->type != search->wanted || widget->caps & AC_WCAP_DIGITAL)
		return false;
	for (i = 0; i < search->used_count; i++)
		if (search->used[i] == widget)
			return false;
	return !search->source || search->source == widget;
}

/* Never deeper than HDA_MAX_DEPTH, so a circle ends, too. */
static unsigned int go_upstream(struct search *search, unsigned int depth)
{
	const struct hda_widget *widget = search->way[depth], *next;
	unsigned int i, found;

	if (depth + 1 == HDA_MAX_DEPTH)
		return 0;
	for (i = 0; i < widget->input_count; i++) {
		next = hda_graph_find(search->graph, widget->inputs[i]);
		if (!next)
			continue;
		search->inputs[depth] = i;
		search->way[depth + 1] = next;
		if (is_source(search, next))
			return depth + 2;
		found = passes(next) ? go_upstream(search, depth + 1) : 0;
		if (found)
			return found;
	}
	return 0;
}

/* A way to a destination, from the source on; false if there is none. */
static bool find_path(struct search *search, const struct hda_widget *destination,
		      struct hda_path *path)
{
	unsigned int i;

	search->way[0] = destination;
	path->depth = go_upstream(search, 0);
	for (i = 0; i < path->depth; i++) {
		path->widgets[i] = search->way[path->depth - 1 - i];
		path->inputs[i] = i ? search->inputs[path->depth - 1 - i] : 0;
	}
	return path->depth;
}

static bool amp_suits(const struct hda_amp *amp, bool mute)
{
	return mute ? hda_amp_has_mute(hda_amp_caps(amp)) : hda_amp_has_volume(hda_amp_caps(amp));
}

/* The amplifier of an output that is next to the socket. */
static struct hda_amp output_amp(const struct hda_path *path, bool mute)
{
	unsigned int i;

	for (i = path->depth; i-- > 0;) {
		struct hda_amp amp = { .widget = path->widgets[i] };

		if (amp_suits(&amp, mute))
			return amp;
		amp.input = true;
		amp.index = path->inputs[i];
		if (mute && i && amp.widget->type != AC_WID_PIN && amp_suits(&amp, mute))
			return amp;
	}
	return (struct hda_amp) {};
}

/* The amplifier that all that is recorded passes: of the converter, or one or two before it. */
static struct hda_amp capture_amp(const struct hda_path *path, bool mute)
{
	unsigned int i;

	for (i = path->depth; i-- > 1 && i + 3 > path->depth;) {
		struct hda_amp amp = { .widget = path->widgets[i] };

		if (amp_suits(&amp, mute))
			return amp;
		amp.input = true;
		/* Those of a mixer choose the input, unless there is but one. */
		if (amp.widget->type == AC_WID_AUD_MIX && amp.widget->input_count > 1)
			continue;
		if (amp_suits(&amp, mute))
			return amp;
	}
	return (struct hda_amp) {};
}

static bool same_amp(const struct hda_amp *a, const struct hda_amp *b)
{
	return a->widget && a->widget == b->widget && a->input == b->input && a->index == b->index;
}

static int compare_pins(const void *a, const void *b)
{
	const struct hda_widget *const *one = a, *const *other = b;
	u32 mask = AC_DEFCFG_DEF_ASSOC | AC_DEFCFG_SEQUENCE;
	u32 first = (*one)->config & mask, second = (*other)->config & mask;

	if (first != second)
		return first < second ? -1 : 1;
	return (*one)->nid - (*other)->nid;
}

static bool can(const struct hda_widget *pin, u32 cap)
{
	return pin->type == AC_WID_PIN && !(pin->caps & AC_WCAP_DIGITAL) &&
	       pin->pin_caps & cap && hda_pin_is_connected(pin);
}

/* Pins that play and are configured as @device, in order. */
static unsigned int find_outputs(const struct hda_graph *graph, unsigned int device,
				 const struct hda_widget **pins)
{
	unsigned int i, count = 0;

	for (i = 0; i < graph->count && count < HDA_MAX_LINES; i++)
		if (can(&graph->widgets[i], AC_PINCAP_OUT) &&
		    hda_pin_device(&graph->widgets[i]) == device)
			pins[count++] = &graph->widgets[i];
	sort(pins, count, sizeof(*pins), compare_pins, NULL);
	return count;
}

static bool is_input_device(unsigned int device)
{
	return device == AC_JACK_MIC_IN || device == AC_JACK_LINE_IN || device == AC_JACK_AUX ||
	       device == AC_JACK_CD;
}

static void add_output(const struct hda_graph *graph, struct hda_layout *layout,
		       const struct hda_widget *pin, bool primary)
{
	struct hda_line *line = &layout->outputs[layout->output_count];
	struct search search = {
		.graph = graph,
		.wanted = AC_WID_AUD_OUT,
		.used = layout->dacs,
		.used_count = layout->dac_count,
	};
	const bool full = layout->dac_count == HDA_MAX_PAIRS;

	if (layout->output_count == HDA_MAX_LINES)
		return;
	*line = (struct hda_line) { .pin = pin };
	if (full || !find_path(&search, pin, &line->path)) {
		search.used_count = 0;
		if (!find_path(&search, pin, &line->path))
			return;
	} else {
		layout->dacs[layout->dac_count++] = line->path.widgets[0];
	}
	/* What is no channel of its own plays what the first ones do. */
	if (primary && layout->output_count < layout->dac_count &&
	    layout->dacs[layout->output_count] == line->path.widgets[0])
		line->pair = layout->output_count;
	line->volume = output_amp(&line->path, false);
	line->mute = output_amp(&line->path, true);
	layout->output_count++;
}

/* Lines that share an amplifier share its control, which the first one has. */
static void share_amps(struct hda_layout *layout)
{
	unsigned int i, j;

	for (i = 1; i < layout->output_count; i++) {
		for (j = 0; j < i; j++) {
			struct hda_line *line = &layout->outputs[i], *other = &layout->outputs[j];

			if (same_amp(&line->volume, &other->volume))
				line->volume.widget = NULL;
			if (same_amp(&line->mute, &other->mute))
				line->mute.widget = NULL;
		}
	}
}

static void choose_outputs(const struct hda_graph *graph, struct hda_layout *layout)
{
	static const unsigned int devices[] = { AC_JACK_LINE_OUT, AC_JACK_SPEAKER, AC_JACK_HP_OUT };
	const struct hda_widget *pins[HDA_MAX_LINES];
	unsigned int i, j, count;

	for (i = 0; i < ARRAY_SIZE(devices); i++) {
		const bool primary = !layout->output_count;

		count = find_outputs(graph, devices[i], pins);
		for (j = 0; j < count; j++)
			add_output(graph, layout, pins[j], primary);
		if (primary) {
			layout->primary_count = layout->output_count;
			layout->pair_count = layout->dac_count;
		}
	}
	share_amps(layout);
}

static unsigned int choose_inputs(const struct hda_graph *graph, const struct hda_widget *adc,
				  struct hda_line *lines)
{
	struct search search = { .graph = graph, .wanted = AC_WID_PIN };
	unsigned int i, count = 0;

	for (i = 0; i < graph->count && count < HDA_MAX_LINES; i++) {
		search.source = &graph->widgets[i];
		if (!can(search.source, AC_PINCAP_IN) ||
		    !is_input_device(hda_pin_device(search.source)))
			continue;
		lines[count] = (struct hda_line) { .pin = search.source };
		if (find_path(&search, adc, &lines[count].path))
			count++;
	}
	return count;
}

static void choose_capture(const struct hda_graph *graph, struct hda_layout *layout)
{
	struct hda_line *lines = layout->inputs;
	unsigned int i, count, most = 0;

	for (i = 0; i < graph->count; i++) {
		const struct hda_widget *adc = &graph->widgets[i];

		if (adc->type != AC_WID_AUD_IN || adc->caps & AC_WCAP_DIGITAL)
			continue;
		count = choose_inputs(graph, adc, lines);
		if (count > most) {
			most = count;
			layout->adc = adc;
		}
	}
	if (!layout->adc)
		return;
	layout->input_count = choose_inputs(graph, layout->adc, lines);
	layout->capture_volume = capture_amp(&lines[0].path, false);
	layout->capture_mute = capture_amp(&lines[0].path, true);
	for (i = 0; i < layout->input_count; i++)
		if (hda_amp_has_volume(lines[i].pin->amp_in))
			lines[i].boost = (struct hda_amp) { .widget = lines[i].pin, .input = true };
}

/**
 * hda_layout_choose() - choose how a codec is used
 * @graph: its widgets; the layout points into them
 * @layout: receives the choice
 *
 * Context: process.
 * Return: 0; -ENODEV if nothing plays and nothing records.
 */
int hda_layout_choose(const struct hda_graph *graph, struct hda_layout *layout)
{
	*layout = (struct hda_layout) {};
	choose_outputs(graph, layout);
	choose_capture(graph, layout);
	if (!layout->output_count && !layout->input_count)
		return -ENODEV;
	hda_name_lines(layout);
	return 0;
}

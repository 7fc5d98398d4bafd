// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: ways of signals through the widgets of a codec.
 */
#include <linux/bitmap.h>
#include <linux/kernel.h>

#include "hda-codec.h"

/**
 * struct search - a search for a way, upstream
 * @graph: the widgets
 * @source: where the way is to begin
 * @way: widgets so far, from the destination on
 * @inputs: input of each by which the search went on
 * @seen: numbers of the nodes that were searched
 */
struct search {
	const struct hda_graph *graph;
	const struct hda_widget *source;
	const struct hda_widget *way[HDA_MAX_DEPTH];
	u8 inputs[HDA_MAX_DEPTH];
	DECLARE_BITMAP(seen, HDA_MAX_WIDGETS + 1);
};

/* Converters and pins are ends; anything else lets signals through. */
static bool passes(const struct hda_widget *widget)
{
	return widget->type != AC_WID_AUD_OUT && widget->type != AC_WID_AUD_IN &&
	       widget->type != AC_WID_PIN;
}

static unsigned int step(struct search *search, unsigned int depth, unsigned int input,
			 const struct hda_widget *next)
{
	search->inputs[depth] = input;
	search->way[depth + 1] = next;
	return depth + 2;
}

/* What is connected directly comes before any detour. Each widget is searched once. */
static unsigned int go_upstream(struct search *search, unsigned int depth)
{
	const struct hda_widget *widget = search->way[depth], *next;
	unsigned int i, found;

	if (depth + 1 == HDA_MAX_DEPTH || __test_and_set_bit(widget->nid, search->seen))
		return 0;
	for (i = 0; i < widget->input_count; i++)
		if (widget->inputs[i] == search->source->nid)
			return step(search, depth, i, search->source);
	for (i = 0; i < widget->input_count; i++) {
		next = hda_graph_find(search->graph, widget->inputs[i]);
		if (!next || !passes(next))
			continue;
		step(search, depth, i, next);
		found = go_upstream(search, depth + 1);
		if (found)
			return found;
	}
	return 0;
}

/**
 * hda_path_find() - find the way of a signal
 * @graph: the widgets
 * @source: where it begins
 * @destination: where it ends
 * @path: receives the way, of no depth if there is none
 *
 * Context: any.
 * Return: whether there is one.
 */
bool hda_path_find(const struct hda_graph *graph, const struct hda_widget *source,
		   const struct hda_widget *destination, struct hda_path *path)
{
	struct search search = { .graph = graph, .source = source, .way = { destination } };
	unsigned int i;

	*path = (struct hda_path) {};
	if (!source || !destination)
		return false;
	path->depth = go_upstream(&search, 0);
	for (i = 0; i < path->depth; i++) {
		path->widgets[i] = search.way[path->depth - 1 - i];
		path->inputs[i] = i ? search.inputs[path->depth - 1 - i] : 0;
	}
	return path->depth;
}

/**
 * hda_path_exists() - whether a signal gets from one widget to another
 * @graph: the widgets
 * @source: where it begins, or NULL
 * @destination: where it ends
 *
 * Context: any.
 * Return: whether there is a way.
 */
bool hda_path_exists(const struct hda_graph *graph, const struct hda_widget *source,
		     const struct hda_widget *destination)
{
	struct hda_path path;

	return hda_path_find(graph, source, destination, &path);
}

static struct hda_amp output_of(const struct hda_widget *widget)
{
	return (struct hda_amp) { .widget = widget };
}

/**
 * hda_path_output_volume() - the amplifier that sets the level of an output
 * @path: way from the converter to the socket
 *
 * Context: any.
 * Return: that next to the socket; its widget is NULL if there is none.
 */
struct hda_amp hda_path_output_volume(const struct hda_path *path)
{
	unsigned int i;

	for (i = path->depth; i-- > 0;)
		if (hda_amp_has_volume(path->widgets[i]->amp_out))
			return output_of(path->widgets[i]);
	return (struct hda_amp) {};
}

/**
 * hda_path_output_mute() - the amplifier that mutes an output
 * @path: way from the converter to the socket
 *
 * Context: any.
 * Return: that next to the socket; its widget is NULL if there is none.
 */
struct hda_amp hda_path_output_mute(const struct hda_path *path)
{
	unsigned int i;

	for (i = path->depth; i-- > 0;) {
		const struct hda_widget *widget = path->widgets[i];

		if (hda_amp_has_mute(widget->amp_out))
			return output_of(widget);
		if (i && i + 1 < path->depth && hda_amp_has_mute(widget->amp_in))
			return (struct hda_amp) { widget, true, path->inputs[i] };
	}
	return (struct hda_amp) {};
}

/**
 * hda_path_input_amp() - the amplifier that sets or mutes what is recorded
 * @path: way from the socket to the converter
 * @mute: whether it has to mute
 *
 * Context: any.
 * Return: that of the converter, or one or two widgets before it; its widget is NULL if there is
 * none.
 */
struct hda_amp hda_path_input_amp(const struct hda_path *path, bool mute)
{
	unsigned int i;

	for (i = path->depth; i-- > 0 && i + 3 >= path->depth;) {
		const struct hda_widget *widget = path->widgets[i];

		if (mute ? hda_amp_has_mute(widget->amp_out) : hda_amp_has_volume(widget->amp_out))
			return output_of(widget);
		if (mute ? hda_amp_has_mute(widget->amp_in) : hda_amp_has_volume(widget->amp_in))
			return (struct hda_amp) { widget, true, path->inputs[i] };
	}
	return (struct hda_amp) {};
}

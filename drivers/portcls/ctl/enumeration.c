// SPDX-License-Identifier: GPL-2.0-only
/*
 * Enumerations: multiplexers and demultiplexers, whose items are wires of the graph, and values
 * that have names.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/stddef.h>
#include <linux/string.h>
#include <sound/asound.h>

#include <portcls/property.h>

#include "../core.h"
#include "build.h"
#include "graph.h"

/* ALSA has no room for more. */
#define NAME_MAX_LENGTH	(sizeof_field(struct snd_ctl_elem_info, value.enumerated.name) - 1)

static const char *const qualities[] = { "Worst", "PC", "Basic", "Advanced", NULL };

static int set_items(struct portcls_control *control, u32 count)
{
	control->items = kcalloc(count, sizeof(*control->items), GFP_KERNEL);
	control->item_pins = kcalloc(count, sizeof(*control->item_pins), GFP_KERNEL);
	return control->items && control->item_pins ? 0 : -ENOMEM;
}

static bool has_item(const struct portcls_control *control, const char *name)
{
	u32 i;

	for (i = 0; i < control->item_count; i++)
		if (!strcmp(control->items[i], name))
			return true;
	return false;
}

/* Equal names are told apart by a number. */
static int add_item(const struct portcls_build *build, struct portcls_control *control,
		    const char *name, u32 pin)
{
	u32 number = 0;
	char *text;

	text = kstrdup(name, GFP_KERNEL);
	while (text && has_item(control, text)) {
		kfree(text);
		text = kasprintf(GFP_KERNEL, "%s %u", name, ++number);
	}
	if (!text)
		return -ENOMEM;
	if (strlen(text) > NAME_MAX_LENGTH) {
		portcls_build_refuse(build, "has an item of more than %zu characters, '%s'",
				     NAME_MAX_LENGTH, text);
		kfree(text);
		return -EINVAL;
	}
	control->items[control->item_count] = text;
	control->item_pins[control->item_count++] = pin;
	return 0;
}

static u32 edge_pin(const struct portcls_build *build, const struct portcls_edge *edge)
{
	return build->shape == PORTCLS_SHAPE_INPUT ? edge->to_pin : edge->from_pin;
}

/* The edge with the least logical pin, from @least on, that enters the node, or leaves it. */
static const struct portcls_edge *next_edge(const struct portcls_build *build, u32 least)
{
	const struct portcls_graph *graph = build->adapter->graph;
	const u32 self = build->vertex - graph->vertices;
	const bool input = build->shape == PORTCLS_SHAPE_INPUT;
	const struct portcls_edge *edge, *found = NULL;
	u32 i;

	for (i = 0; i < graph->edge_count; i++) {
		edge = &graph->edges[i];
		if ((input ? edge->to : edge->from) == self && edge_pin(build, edge) >= least &&
		    (!found || edge_pin(build, edge) < edge_pin(build, found)))
			found = edge;
	}
	return found;
}

static const char *edge_name(const struct portcls_build *build, u32 index)
{
	const struct portcls_graph *graph = build->adapter->graph;

	return build->shape == PORTCLS_SHAPE_INPUT ? portcls_graph_source_name(graph, index) :
						     portcls_graph_destination_name(graph, index);
}

/* Names that the miniport gives may be fewer. */
static int add_edges(const struct portcls_build *build, struct portcls_control *control)
{
	const struct portcls_graph *graph = build->adapter->graph;
	const char *const *names = build->node->items;
	const struct portcls_edge *edge;
	u32 least = 0, index;
	int err;

	err = set_items(control, build->shape == PORTCLS_SHAPE_INPUT ? build->vertex->inputs :
								       build->vertex->outputs);
	while (!err && (edge = next_edge(build, least))) {
		index = edge - graph->edges;
		least = edge_pin(build, edge) + 1;
		err = add_item(build, control,
			       names && *names ? *names++ : edge_name(build, index), least - 1);
	}
	return err;
}

static int add_names(const struct portcls_build *build, struct portcls_control *control,
		     const char *const *names)
{
	u32 i, count = 0;
	int err;

	while (names[count])
		count++;
	err = set_items(control, count);
	for (i = 0; !err && i < count; i++)
		err = add_item(build, control, names[i], i);
	return err;
}

/**
 * portcls_build_enumeration() - make a control that chooses one of some items
 * @build: the property
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno, after a message if it is the miniport's fault.
 */
int portcls_build_enumeration(struct portcls_build *build)
{
	struct portcls_control *control;
	u32 channel, channels;
	int err;

	/* Codecs are known that take left and right from different inputs. */
	channels = build->shape == PORTCLS_SHAPE_INPUT && build->support.multichannel ?
		   build->support.range_count : 1;
	control = portcls_build_control(build, channels);
	if (!control)
		return -ENOMEM;
	control->type = PORTCLS_TYPE_U32;
	control->by_channel |= channels > 1;
	for (channel = 0; channel < channels; channel++)
		control->channels[channel] = channel;
	err = build->shape == PORTCLS_SHAPE_NAMED ?
	      add_names(build, control, build->node->items ?: qualities) :
	      add_edges(build, control);
	if (err) {
		portcls_control_free(control);
		return err;
	}
	return portcls_build_add(build, control);
}

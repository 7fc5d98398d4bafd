// SPDX-License-Identifier: GPL-2.0-only
/*
 * What properties of all shapes have in common on their way to become controls.
 */
#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <sound/asound.h>
#include <sound/pcm.h>

#include <portcls/filter.h>
#include <portcls/property.h>

#include "../core.h"
#include "../node.h"
#include "../pcm/stream.h"
#include "build.h"
#include "graph.h"

/**
 * portcls_build_refuse() - say what is wrong with a property, and whose it is
 * @build: the property
 * @fmt: what is wrong
 *
 * Context: process.
 * Return: -EINVAL.
 */
int portcls_build_refuse(const struct portcls_build *build, const char *fmt, ...)
{
	struct va_format text;
	va_list args;

	va_start(args, fmt);
	text.fmt = fmt;
	text.va = &args;
	dev_err(build->adapter->dev, "subdevice '%s': node %u (%s): property %u %pV\n",
		build->vertex->port->name, build->vertex->node,
		portcls_node_type(build->node)->name, build->kind->id, &text);
	va_end(args);
	return -EINVAL;
}

/**
 * portcls_build_property() - a property to be asked of the filter
 * @build: the property that becomes controls
 * @id: the one to be asked, of the same set
 * @channel: channel, or NULL
 *
 * Context: any.
 * Return: the property; @channel is part of it.
 */
struct portcls_property portcls_build_property(const struct portcls_build *build, u32 id,
					       const s32 *channel)
{
	return (struct portcls_property) {
		.port = build->vertex->port,
		.node = build->vertex->node,
		.set = build->kind->set,
		.id = id,
		.instance = channel,
		.instance_size = channel ? sizeof(*channel) : 0,
	};
}

/**
 * portcls_build_range() - the range of a channel
 * @build: the property, which has ranges
 * @channel: the channel
 *
 * Context: any.
 * Return: the range.
 */
const struct portcls_range *portcls_build_range(const struct portcls_build *build, u32 channel)
{
	return &build->support.ranges[build->support.multichannel ? channel : 0];
}

/* Room for the exact values of a control, which is freed if there is none. */
static struct portcls_control *add_exact(struct portcls_control *control)
{
	if (!control)
		return NULL;
	control->exact = kcalloc(control->count, sizeof(*control->exact), GFP_KERNEL);
	if (control->exact)
		return control;
	kfree(control);
	return NULL;
}

/**
 * portcls_build_control() - make a control of a property
 * @build: the property
 * @count: values
 *
 * Context: process.
 * Return: the control, for portcls_build_add() or portcls_control_free(), or NULL.
 */
struct portcls_control *portcls_build_control(const struct portcls_build *build, u32 count)
{
	struct portcls_control *control;

	control = kzalloc(struct_size(control, values, count), GFP_KERNEL);
	if (!control)
		return NULL;
	control->port = build->vertex->port;
	control->node = build->vertex->node;
	control->kind = build->kind;
	control->shape = build->shape;
	control->writable = build->writable;
	control->type = build->support.type ?: PORTCLS_TYPE_S32;
	control->by_channel = build->kind->by_channel && build->shape != PORTCLS_SHAPE_BYTES;
	control->count = count;
	return add_exact(control);
}

/* A copy for one stream, before it is ALSA's; items are moved. */
static struct portcls_control *control_copy(const struct portcls_control *control)
{
	return add_exact(kmemdup(control, struct_size(control, values, control->count),
				 GFP_KERNEL));
}

static const char *function_of(const struct portcls_build *build)
{
	return portcls_control_function(build->kind, build->node,
					build->support.type == PORTCLS_TYPE_BOOL);
}

/* Give ALSA a control of a stream: it is the stream's, whatever line of the mixer it feeds. */
static int add_of_stream(const struct portcls_build *build, struct portcls_control *control,
			 struct portcls_stream *stream)
{
	char name[SNDRV_CTL_ELEM_ID_NAME_MAXLEN];
	const bool named = build->node->control || build->kind->name;

	control->stream = stream;
	scnprintf(name, sizeof(name), "PCM %s %s",
		  portcls_pin_is_capture(stream->pin) ? "Capture" : "Playback",
		  function_of(build));
	return portcls_control_add(control, named ? build->name : name, SNDRV_CTL_ELEM_IFACE_PCM,
				   stream->substream->pcm->device, stream->substream->number);
}

/* One control for each substream that passes the node. */
static int add_stream_controls(const struct portcls_build *build, struct portcls_control *control)
{
	struct portcls_control *copy;
	struct portcls_stream *stream;
	struct portcls_pcm *pcm;
	int err = 0;

	if (control->item_count)
		err = portcls_build_refuse(build, "is of streams, which no enumeration can be");
	list_for_each_entry(pcm, &build->vertex->port->pcms, link) {
		list_for_each_entry(stream, &pcm->streams, link) {
			if (err || !portcls_graph_stream_passes(build->adapter->graph,
								stream->pin_id, build->vertex))
				continue;
			copy = control_copy(control);
			err = copy ? add_of_stream(build, copy, stream) : -ENOMEM;
		}
	}
	portcls_control_free(control);
	return err;
}

/* Give ALSA a control of the PCM device that plays through the node. */
static int add_of_pcm(const struct portcls_build *build, struct portcls_control *control)
{
	const struct portcls_pcm *pcm = portcls_graph_pcm(build->adapter->graph, build->vertex);

	if (pcm)
		return portcls_control_add(control, build->name, SNDRV_CTL_ELEM_IFACE_PCM,
					   pcm->pcm->device, 0);
	portcls_control_free(control);
	return portcls_build_refuse(build, "is of a PCM device, and none plays through the node");
}

static int add_of_filter(const struct portcls_build *build, struct portcls_control *control)
{
	if (build->node->flags & PORTCLS_NODE_PCM)
		return add_of_pcm(build, control);
	return portcls_control_add(control, build->name, build->node->flags & PORTCLS_NODE_CARD ?
				   SNDRV_CTL_ELEM_IFACE_CARD : SNDRV_CTL_ELEM_IFACE_MIXER, 0, 0);
}

/**
 * portcls_build_add() - give ALSA a control, or one for each stream if they are asked
 * @build: the property
 * @control: the control, complete; not the caller's any more, also on failure
 *
 * Context: process.
 * Return: 0 or a negative errno.
 */
int portcls_build_add(const struct portcls_build *build, struct portcls_control *control)
{
	int err;

	if (build->node->flags & PORTCLS_NODE_STREAM)
		return add_stream_controls(build, control);
	err = add_of_filter(build, control);
	if (err)
		return err;
	if (build->kind->measured)
		return 0;
	err = portcls_control_first_read(control);
	if (err)
		portcls_build_refuse(build, "cannot be read: %d", err);
	return err;
}

/**
 * portcls_build_scale() - give a control its range
 * @control: the control
 * @range: the range
 *
 * Context: any.
 */
void portcls_build_scale(struct portcls_control *control, const struct portcls_range *range)
{
	portcls_scale_make(range, control->kind->decibel, &control->scale);
	portcls_scale_tlv(&control->scale, control->tlv);
}

/**
 * portcls_build_item() - look for another property of the node
 * @build: the property
 * @kind: the other one
 *
 * Context: any.
 * Return: the property in the miniport's table, or NULL.
 */
const struct portcls_property_item *portcls_build_item(const struct portcls_build *build,
						       const struct portcls_control_kind *kind)
{
	return portcls_property_find(build->vertex->port, build->vertex->node, kind->set, kind->id);
}

/* Whether the properties of the node make one control; a matrix is asked twice about one. */
static bool is_the_only_one(const struct portcls_build *build)
{
	const struct portcls_control_kind *kind;
	u32 i;

	for (i = 0; (kind = portcls_control_kind(i)); i++)
		if ((kind->set != build->kind->set || kind->id != build->kind->id) &&
		    portcls_build_item(build, kind))
			return false;
	return true;
}

/**
 * portcls_build_name() - set the name of the controls
 * @build: the property, its type known
 *
 * Context: process, once the lines are found.
 */
void portcls_build_name(struct portcls_build *build)
{
	const char *function = function_of(build);

	if (build->node->control && is_the_only_one(build))
		strscpy(build->name, build->node->control, sizeof(build->name));
	else if (build->node->control)
		scnprintf(build->name, sizeof(build->name), "%s %s", build->node->control,
			  function);
	else if (build->kind->name)
		strscpy(build->name, build->kind->name, sizeof(build->name));
	else
		portcls_control_name(build->vertex, function, build->name, sizeof(build->name));
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Building the mixer: every property of every node is asked what it can do, and becomes a control.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <sound/asound.h>
#include <sound/pcm.h>

#include <portcls/audio_property.h>
#include <portcls/filter.h>
#include <portcls/guid.h>
#include <portcls/property.h>

#include "../core.h"
#include "../node.h"
#include "../pcm/stream.h"
#include "control.h"
#include "event.h"
#include "graph.h"
#include "jack.h"
#include "property.h"

static const char *const qualities[] = { "Worst", "PC", "Basic", "Advanced" };

/**
 * struct build - a property on its way to become controls
 * @adapter: the adapter
 * @vertex: the node
 * @node: its description
 * @kind: the property
 * @shape: shape of its value
 * @name: of the controls
 * @writable: it can be set
 * @support: what it can do
 */
struct build {
	struct portcls_adapter *adapter;
	const struct portcls_vertex *vertex;
	const struct portcls_node *node;
	const struct portcls_control_kind *kind;
	enum portcls_value_shape shape;
	char name[SNDRV_CTL_ELEM_ID_NAME_MAXLEN];
	bool writable;
	struct portcls_support support;
};

static __printf(2, 3) int refuse(const struct build *build, const char *fmt, ...)
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

static struct portcls_property property_of(const struct build *build, u32 id, const s32 *channel)
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

static int ask_support(struct build *build)
{
	const s32 first = 0;
	const s32 *channel = build->kind->by_channel ? &first : NULL;
	const struct portcls_property property = property_of(build, build->kind->id, channel);
	struct portcls_support_error error;
	void *answer;
	u32 size;
	int err;

	answer = portcls_property_get_support(&property, &size);
	if (IS_ERR(answer)) {
		refuse(build, "does not tell what it can do: %ld", PTR_ERR(answer));
		return PTR_ERR(answer);
	}
	err = portcls_support_parse(answer, size, &build->support, &error);
	kfree(answer);
	return err ? refuse(build, "tells nonsense about what it can do: %s", error.text) : 0;
}

/* How many channels there are of what does not tell it: until one is refused. */
static u32 probe_channels(const struct build *build)
{
	struct portcls_property property;
	__u32 value;
	s32 channel;

	for (channel = 0; channel < PORTCLS_CHANNELS_MAX; channel++) {
		property = property_of(build, build->kind->id, &channel);
		if (build->shape == PORTCLS_SHAPE_TIME) {
			struct portcls_time time;

			if (portcls_property_get(&property, &time, sizeof(time)))
				break;
		} else if (portcls_property_get(&property, &value, sizeof(value))) {
			break;
		}
	}
	return channel;
}

static u32 count_channels(const struct build *build)
{
	if (!build->kind->by_channel || build->support.uniform)
		return 1;
	if (build->support.multichannel)
		return build->support.range_count;
	/* A stream that is not there yet cannot be probed. */
	if (build->node->flags & PORTCLS_NODE_STREAM)
		return 1;
	return probe_channels(build);
}

static const struct portcls_range *range_of(const struct build *build, u32 channel)
{
	return &build->support.ranges[build->support.multichannel ? channel : 0];
}

static struct portcls_control *control_new(const struct build *build, u32 count)
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
	control->by_channel = build->kind->by_channel;
	control->count = count;
	return control;
}

/* A copy for one stream, before it is ALSA's; items are moved. */
static struct portcls_control *control_copy(const struct portcls_control *control)
{
	return kmemdup(control, struct_size(control, values, control->count), GFP_KERNEL);
}

/* Whether a stream on a pin passes a node of the same filter. */
static bool pin_meets_node(const struct build *build, u32 pin)
{
	return portcls_graph_connects(build->adapter->graph,
				      portcls_graph_pin(build->adapter->graph, build->vertex->port,
							pin), build->vertex);
}

/* One control for each substream of the pins that the node serves. */
static int add_stream_controls(const struct build *build, struct portcls_control *control)
{
	struct portcls_control *copy;
	struct portcls_stream *stream;
	struct portcls_pcm *pcm;
	int err = 0;

	if (control->item_count)
		err = refuse(build, "is of a stream, which no enumeration can be");
	list_for_each_entry(pcm, &build->vertex->port->pcms, link) {
		list_for_each_entry(stream, &pcm->streams, link) {
			if (err || !pin_meets_node(build, stream->pin_id))
				continue;
			copy = control_copy(control);
			if (!copy) {
				err = -ENOMEM;
				continue;
			}
			copy->stream = stream;
			err = portcls_control_add(copy, build->name, SNDRV_CTL_ELEM_IFACE_PCM,
						  pcm->pcm->device, stream->substream->number);
		}
	}
	portcls_control_free(control);
	return err;
}

static int add(const struct build *build, struct portcls_control *control)
{
	int err;

	if (build->node->flags & PORTCLS_NODE_STREAM)
		return add_stream_controls(build, control);
	err = portcls_control_add(control, build->name, build->node->flags & PORTCLS_NODE_CARD ?
				  SNDRV_CTL_ELEM_IFACE_CARD : SNDRV_CTL_ELEM_IFACE_MIXER, 0, 0);
	if (err)
		return err;
	if (build->kind->measured)
		return 0;
	err = portcls_control_first_read(control);
	if (err)
		refuse(build, "cannot be read: %d", err);
	return err;
}

static bool same_range(const struct portcls_range *a, const struct portcls_range *b)
{
	return a->minimum == b->minimum && a->maximum == b->maximum && a->step == b->step;
}

static void set_scale(struct portcls_control *control, const struct portcls_range *range)
{
	portcls_scale_make(range, control->kind->decibel, &control->scale);
	portcls_scale_tlv(&control->scale, control->tlv);
}

/* One control for the channels that have the range of @first, @count of them from there on. */
static int add_channels(const struct build *build, u32 first, u32 count, u64 *done)
{
	const struct portcls_range *range = range_of(build, first);
	struct portcls_control *control;
	u32 channel;

	control = control_new(build, count);
	if (!control)
		return -ENOMEM;
	control->count = 0;
	for (channel = first; channel < first + count; channel++) {
		if (*done & BIT_ULL(channel))
			continue;
		if (build->support.range_count && !same_range(range, range_of(build, channel)))
			continue;
		control->channels[control->count++] = channel;
		*done |= BIT_ULL(channel);
	}
	if (build->support.range_count)
		set_scale(control, range);
	return add(build, control);
}

static int build_channels(struct build *build)
{
	u32 channel, channels;
	u64 done = 0;
	int err;

	channels = count_channels(build);
	if (!channels)
		return refuse(build, "has no channel that can be read");
	for (channel = 0; channel < channels; channel++) {
		if (done & BIT_ULL(channel))
			continue;
		err = add_channels(build, channel, channels - channel, &done);
		if (err)
			return err;
	}
	return 0;
}

static int build_number(struct build *build)
{
	if (!build->support.range_count)
		return refuse(build, "tells no range");
	return build_channels(build);
}

/* Ranges mean nothing here; the number of them may be that of the channels. */
static int build_switch(struct build *build)
{
	u32 i;

	for (i = 0; i < build->support.range_count; i++)
		build->support.ranges[i] = (struct portcls_range) { .maximum = 1, .step = 1 };
	build->support.type = PORTCLS_TYPE_BOOL;
	return build_channels(build);
}

static int build_any(struct build *build)
{
	if (build->support.type != PORTCLS_TYPE_BOOL)
		return build_number(build);
	build->shape = PORTCLS_SHAPE_SWITCH;
	return build_switch(build);
}

static int set_items(struct portcls_control *control, u32 count)
{
	control->items = kcalloc(count, sizeof(*control->items), GFP_KERNEL);
	control->item_pins = kcalloc(count, sizeof(*control->item_pins), GFP_KERNEL);
	return control->items && control->item_pins ? 0 : -ENOMEM;
}

/* Equal names are told apart by a number. */
static int add_item(struct portcls_control *control, const char *name, u32 pin)
{
	u32 i, equal = 0;
	size_t length = strlen(name);

	for (i = 0; i < control->item_count; i++)
		if (!strncmp(control->items[i], name, length) &&
		    (!control->items[i][length] || control->items[i][length] == ' '))
			equal++;
	control->items[i] = equal ? kasprintf(GFP_KERNEL, "%s %u", name, equal) :
				    kstrdup(name, GFP_KERNEL);
	if (!control->items[i])
		return -ENOMEM;
	control->item_pins[i] = pin;
	control->item_count++;
	return 0;
}

static u32 edge_pin(const struct build *build, const struct portcls_edge *edge)
{
	return build->shape == PORTCLS_SHAPE_INPUT ? edge->to_pin : edge->from_pin;
}

/* The edge with the least logical pin, from @least on, that enters the node, or leaves it. */
static const struct portcls_edge *next_edge(const struct build *build, u32 least)
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

static int add_edges(const struct build *build, struct portcls_control *control)
{
	const struct portcls_graph *graph = build->adapter->graph;
	const bool input = build->shape == PORTCLS_SHAPE_INPUT;
	const struct portcls_edge *edge;
	u32 least = 0, index;
	int err;

	err = set_items(control, input ? build->vertex->inputs : build->vertex->outputs);
	while (!err && (edge = next_edge(build, least))) {
		index = edge - graph->edges;
		least = edge_pin(build, edge) + 1;
		err = add_item(control, input ? portcls_graph_source_name(graph, index) :
						portcls_graph_destination_name(graph, index),
			       least - 1);
	}
	return err;
}

static int add_qualities(struct portcls_control *control)
{
	u32 i;
	int err;

	err = set_items(control, ARRAY_SIZE(qualities));
	for (i = 0; !err && i < ARRAY_SIZE(qualities); i++)
		err = add_item(control, qualities[i], i);
	return err;
}

static int build_enumeration(struct build *build)
{
	struct portcls_control *control;
	u32 channel, channels;
	int err;

	/* Codecs are known that take left and right from different inputs. */
	channels = build->shape == PORTCLS_SHAPE_INPUT && build->support.multichannel ?
		   build->support.range_count : 1;
	control = control_new(build, channels);
	if (!control)
		return -ENOMEM;
	control->type = PORTCLS_TYPE_U32;
	control->by_channel = channels > 1;
	for (channel = 0; channel < channels; channel++)
		control->channels[channel] = channel;
	err = build->shape == PORTCLS_SHAPE_QUALITY ? add_qualities(control) :
						      add_edges(build, control);
	if (err) {
		portcls_control_free(control);
		return err;
	}
	return add(build, control);
}

static int count_bands(const struct build *build, s32 channel, u32 *bands)
{
	const struct portcls_property property = property_of(build, PORTCLS_AUDIO_NUM_EQ_BANDS,
							     &channel);
	int err;

	err = portcls_property_get(&property, bands, sizeof(*bands));
	if (err)
		return err;
	if (!*bands || *bands > PORTCLS_VALUES_MAX)
		return refuse(build, "has %u bands, not 1 to %u", *bands, PORTCLS_VALUES_MAX);
	return 0;
}

/* The highest frequency is the end of the scale. */
static int set_frequencies(const struct build *build, struct portcls_control *control)
{
	u32 *values, i;
	int err;

	values = kcalloc(control->count, sizeof(*values), GFP_KERNEL);
	if (!values)
		return -ENOMEM;
	mutex_lock(&build->adapter->control_mutex);
	err = portcls_control_read(control, values);
	mutex_unlock(&build->adapter->control_mutex);
	for (i = 0; i < control->count; i++)
		control->scale.top = max(control->scale.top, values[i]);
	kfree(values);
	return err;
}

/* A control for each channel, a value for each band. Channels end where there is no band. */
static int build_bands(struct build *build)
{
	struct portcls_control *control;
	u32 channel, bands;
	int err;

	if (build->shape == PORTCLS_SHAPE_BANDS && !build->support.range_count)
		return refuse(build, "tells no range");
	for (channel = 0; channel < PORTCLS_CHANNELS_MAX; channel++) {
		if (build->support.multichannel && channel == build->support.range_count)
			break;
		err = count_bands(build, channel, &bands);
		if (err && channel && !build->support.multichannel)
			break;
		if (err)
			return err;
		control = control_new(build, bands);
		if (!control)
			return -ENOMEM;
		control->channels[0] = channel;
		if (build->shape == PORTCLS_SHAPE_BANDS)
			set_scale(control, range_of(build, channel));
		else
			err = set_frequencies(build, control);
		if (err) {
			portcls_control_free(control);
			return err;
		}
		err = add(build, control);
		if (err)
			return err;
		if (build->support.uniform)
			break;
	}
	return 0;
}

static const struct portcls_property_item *find_item(const struct build *build,
						     const struct portcls_control_kind *kind)
{
	return portcls_property_find(build->vertex->port, build->vertex->node, kind->set, kind->id);
}

/* Whether the properties of the node make one control; a matrix is asked twice about one. */
static bool is_the_only_one(const struct build *build)
{
	const struct portcls_control_kind *kind;
	u32 i;

	for (i = 0; (kind = portcls_control_kind(i)); i++)
		if ((kind->set != build->kind->set || kind->id != build->kind->id) &&
		    find_item(build, kind))
			return false;
	return true;
}

static void set_name(struct build *build)
{
	const char *function = portcls_control_function(build->kind, build->node,
							build->support.type == PORTCLS_TYPE_BOOL);

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

/* One scale for all paths: from the least to the greatest level of any. */
static int build_matrix(struct build *build)
{
	const struct portcls_property property = property_of(build, PORTCLS_AUDIO_MIX_LEVEL_CAPS,
							     NULL);
	struct portcls_range range = { .minimum = S32_MAX, .maximum = S32_MIN };
	const struct portcls_mix_caps_header *header;
	const struct portcls_mix_caps *caps;
	struct portcls_control *control;
	bool levels = false, mutes = false;
	u32 size, count = 0, i;
	u64 paths;

	header = portcls_property_get_all(&property, &size);
	if (IS_ERR(header)) {
		refuse(build, "does not tell its paths: %ld", PTR_ERR(header));
		return PTR_ERR(header);
	}
	paths = size < sizeof(*header) ? 0 : (u64)header->input_channels * header->output_channels;
	if (paths && paths <= PORTCLS_VALUES_MAX && size >= sizeof(*header) + paths * sizeof(*caps))
		count = paths;
	caps = (const void *)(header + 1);
	for (i = 0; i < count; i++) {
		mutes |= caps[i].mute;
		levels |= caps[i].minimum < caps[i].maximum;
		range.minimum = min_t(s64, range.minimum, caps[i].minimum);
		range.maximum = max_t(s64, range.maximum, caps[i].maximum);
	}
	kfree(header);
	if (!count)
		return refuse(build, "tells %llu paths in %u bytes", paths, size);
	/* The other half of the matrix takes what can be set. */
	if (!(build->shape == PORTCLS_SHAPE_MATRIX_LEVEL ? levels : mutes))
		return levels || mutes ? 0 : refuse(build, "has no path that can be set");
	if (!levels) {
		build->support.type = PORTCLS_TYPE_BOOL;
		set_name(build);
	}
	control = control_new(build, count);
	if (!control)
		return -ENOMEM;
	set_scale(control, &range);
	return add(build, control);
}

static int build_shape(struct build *build)
{
	switch (build->shape) {
	case PORTCLS_SHAPE_NUMBER:
	case PORTCLS_SHAPE_TIME:
		return build_number(build);
	case PORTCLS_SHAPE_SWITCH:
	case PORTCLS_SHAPE_MUTE:
		return build_switch(build);
	case PORTCLS_SHAPE_INPUT:
	case PORTCLS_SHAPE_OUTPUT:
	case PORTCLS_SHAPE_QUALITY:
		return build_enumeration(build);
	case PORTCLS_SHAPE_BANDS:
	case PORTCLS_SHAPE_FREQUENCIES:
		return build_bands(build);
	case PORTCLS_SHAPE_MATRIX_LEVEL:
	case PORTCLS_SHAPE_MATRIX_MUTE:
		return build_matrix(build);
	case PORTCLS_SHAPE_ANY:
		return build_any(build);
	}
	return -EINVAL;
}

static int build_kind(struct build *build, const struct portcls_control_kind *kind)
{
	const struct portcls_property_item *item = find_item(build, kind);
	int err;

	if (!item)
		return 0;
	build->kind = kind;
	build->shape = kind->shape;
	if (!(item->flags & PORTCLS_PROPERTY_GET))
		return refuse(build, "cannot be read");
	err = ask_support(build);
	if (err)
		return err;
	build->writable = item->flags & build->support.access & PORTCLS_PROPERTY_SET &&
			  !kind->measured && kind->shape != PORTCLS_SHAPE_FREQUENCIES;
	set_name(build);
	return build_shape(build);
}

static int build_node(struct portcls_adapter *adapter, const struct portcls_vertex *vertex)
{
	const struct portcls_control_kind *kind;
	struct build *build;
	int err = 0;
	u32 i;

	build = kzalloc(sizeof(*build), GFP_KERNEL);
	if (!build)
		return -ENOMEM;
	build->adapter = adapter;
	build->vertex = vertex;
	build->node = portcls_filter_node(vertex->port->filter, vertex->node);
	for (i = 0; !err && (kind = portcls_control_kind(i)); i++)
		err = build_kind(build, kind);
	kfree(build);
	return err;
}

/**
 * portcls_mixer_build() - make graph, controls and jacks of an adapter
 * @adapter: the adapter, its connections validated and its PCM devices built
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno, after a message that names what is wrong.
 */
int portcls_mixer_build(struct portcls_adapter *adapter)
{
	struct portcls_vertex *vertex;
	int err;
	u32 i;

	err = portcls_graph_build(adapter);
	if (err)
		return err;
	portcls_graph_find_lines(adapter);
	for (i = 0; i < adapter->graph->vertex_count; i++) {
		vertex = &adapter->graph->vertices[i];
		if (!portcls_vertex_is_node(vertex))
			continue;
		err = build_node(adapter, vertex);
		if (err)
			return err;
	}
	err = portcls_jacks_build(adapter);
	if (err)
		return err;
	err = portcls_chmaps_build(adapter);
	if (err)
		return err;
	portcls_proc_create(adapter);
	portcls_events_start(adapter);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Building the mixer: every property of every node is asked what it can do, and becomes a control.
 */
#include <linux/err.h>
#include <linux/slab.h>

#include <portcls/filter.h>
#include <portcls/property.h>

#include "../core.h"
#include "../pcm/stream.h"
#include "build.h"
#include "event.h"
#include "graph.h"
#include "jack.h"

static int ask_support(struct portcls_build *build)
{
	const s32 first = 0;
	const s32 *channel = build->kind->by_channel ? &first : NULL;
	const struct portcls_property property =
		portcls_build_property(build, build->kind->id, channel);
	struct portcls_support_error error;
	void *answer;
	u32 size;
	int err;

	answer = portcls_property_get_support(&property, &size);
	if (IS_ERR(answer)) {
		portcls_build_refuse(build, "does not tell what it can do: %ld", PTR_ERR(answer));
		return PTR_ERR(answer);
	}
	err = portcls_support_parse(answer, size, &build->support, &error);
	kfree(answer);
	if (err)
		portcls_build_refuse(build, "tells nonsense about what it can do: %s", error.text);
	return err;
}

static int build_shape(struct portcls_build *build)
{
	switch (build->shape) {
	case PORTCLS_SHAPE_NUMBER:
	case PORTCLS_SHAPE_TIME:
		return portcls_build_number(build);
	case PORTCLS_SHAPE_SWITCH:
	case PORTCLS_SHAPE_MUTE:
		return portcls_build_switch(build);
	case PORTCLS_SHAPE_INPUT:
	case PORTCLS_SHAPE_OUTPUT:
	case PORTCLS_SHAPE_NAMED:
		return portcls_build_enumeration(build);
	case PORTCLS_SHAPE_BANDS:
	case PORTCLS_SHAPE_FREQUENCIES:
		return portcls_build_bands(build);
	case PORTCLS_SHAPE_MATRIX_LEVEL:
	case PORTCLS_SHAPE_MATRIX_MUTE:
		return portcls_build_matrix(build);
	case PORTCLS_SHAPE_STATUS:
	case PORTCLS_SHAPE_BYTES:
		return portcls_build_bytes(build);
	case PORTCLS_SHAPE_ANY:
		return portcls_build_any(build);
	}
	return -EINVAL;
}

static int build_kind(struct portcls_build *build, const struct portcls_control_kind *kind)
{
	const struct portcls_property_item *item = portcls_build_item(build, kind);
	int err;

	if (!item)
		return 0;
	build->kind = kind;
	build->shape = kind->shape;
	if (!(item->flags & PORTCLS_PROPERTY_GET))
		return portcls_build_refuse(build, "cannot be read");
	err = ask_support(build);
	if (err)
		return err;
	build->writable = item->flags & build->support.access & PORTCLS_PROPERTY_SET &&
			  !kind->measured && kind->shape != PORTCLS_SHAPE_FREQUENCIES;
	portcls_build_name(build);
	return build_shape(build);
}

static int build_node(struct portcls_adapter *adapter, const struct portcls_vertex *vertex)
{
	const struct portcls_control_kind *kind;
	struct portcls_build *build;
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

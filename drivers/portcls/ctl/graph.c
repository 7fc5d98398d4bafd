// SPDX-License-Identifier: GPL-2.0-only
/*
 * The joined graph: the pins, nodes and wires of all subdevices as one.
 *
 * Every step looks at each vertex and each edge once, in topological order where order matters,
 * and none starts a search of its own from each vertex: but for the sorting of the edges, the time
 * that it takes grows with the size of the tables. Nothing calls itself.
 */
#include <linux/dev_printk.h>
#include <linux/errno.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/uuid.h>

#include <portcls/filter.h>
#include <portcls/guid.h>

#include "../connection.h"
#include "../core.h"
#include "../node.h"
#include "../pcm/stream.h"
#include "graph.h"

/* Logical pins of an echo canceller. */
#define ECHO_RENDER_OUT		0
#define ECHO_RENDER_IN		1
#define ECHO_CAPTURE_OUT	3

static u32 count_vertices(const struct portcls_port *port)
{
	return port->filter->pin_count + port->filter->node_count;
}

static struct portcls_vertex *find(struct portcls_graph *graph, const struct portcls_port *port,
				   u32 offset)
{
	u32 i;

	for (i = 0; i < graph->vertex_count; i += count_vertices(graph->vertices[i].port))
		if (graph->vertices[i].port == port)
			return &graph->vertices[i + offset];
	return NULL;
}

/**
 * portcls_graph_pin() - find a pin
 * @graph: the graph
 * @port: a subdevice
 * @pin: number of the pin, less than its filter has
 *
 * Context: any.
 * Return: its vertex, NULL if @port is not in the graph.
 */
struct portcls_vertex *portcls_graph_pin(struct portcls_graph *graph,
					 const struct portcls_port *port, u32 pin)
{
	return find(graph, port, pin);
}

/**
 * portcls_graph_node() - find a node
 * @graph: the graph
 * @port: a subdevice
 * @node: number of the node, less than its filter has
 *
 * Context: any.
 * Return: its vertex, NULL if @port is not in the graph.
 */
struct portcls_vertex *portcls_graph_node(struct portcls_graph *graph,
					  const struct portcls_port *port, u32 node)
{
	return find(graph, port, port->filter->pin_count + node);
}

/**
 * portcls_vertex_is_node() - whether a vertex is a node
 * @vertex: the vertex
 *
 * Context: any.
 * Return: true for a node, false for a pin.
 */
bool portcls_vertex_is_node(const struct portcls_vertex *vertex)
{
	return vertex->node != PORTCLS_FILTER_NODE;
}

/**
 * portcls_vertex_node() - the description of a node
 * @vertex: a node
 *
 * Context: any.
 * Return: its description.
 */
const struct portcls_node *portcls_vertex_node(const struct portcls_vertex *vertex)
{
	return portcls_filter_node(vertex->port->filter, vertex->node);
}

/**
 * portcls_vertex_pin() - the description of a pin
 * @vertex: a pin
 *
 * Context: any.
 * Return: its description.
 */
const struct portcls_pin *portcls_vertex_pin(const struct portcls_vertex *vertex)
{
	return portcls_filter_pin(vertex->port->filter, vertex->pin);
}

/**
 * portcls_vertex_is_source() - whether signals enter the graph here
 * @vertex: the vertex
 *
 * Context: any.
 * Return: true for a pin for playing streams, or one that is wired from the outside.
 */
bool portcls_vertex_is_source(const struct portcls_vertex *vertex)
{
	return !portcls_vertex_is_node(vertex) && !vertex->inputs;
}

/**
 * portcls_vertex_is_destination() - whether signals leave the graph here
 * @vertex: the vertex
 *
 * Context: any.
 * Return: true for a pin for recording streams, or one that is wired to the outside.
 */
bool portcls_vertex_is_destination(const struct portcls_vertex *vertex)
{
	const struct portcls_pin *pin;

	if (portcls_vertex_is_node(vertex))
		return false;
	pin = portcls_vertex_pin(vertex);
	return portcls_pin_is_capture(pin) && (portcls_pin_is_openable(pin) || vertex->external);
}

/**
 * portcls_vertex_joins() - whether signals meet at a vertex
 * @vertex: the vertex
 *
 * A sum or multiplexer is such a place even if a single signal enters it.
 *
 * Context: any.
 * Return: true if they do.
 */
bool portcls_vertex_joins(const struct portcls_vertex *vertex)
{
	const guid_t *type;

	if (vertex->inputs > 1)
		return true;
	if (!portcls_vertex_is_node(vertex))
		return false;
	type = portcls_vertex_node(vertex)->type;
	return guid_equal(type, &portcls_node_sum) || guid_equal(type, &portcls_node_mux);
}

static int refuse(const struct portcls_vertex *vertex, const char *what)
{
	struct device *dev = vertex->port->adapter->dev;

	if (portcls_vertex_is_node(vertex))
		dev_err(dev, "subdevice '%s': node %u (%s): %s\n", vertex->port->name,
			vertex->node, portcls_node_type(portcls_vertex_node(vertex))->name, what);
	else
		dev_err(dev, "subdevice '%s': pin %u: %s\n", vertex->port->name, vertex->pin,
			what);
	return -EINVAL;
}

static int alloc_tables(struct portcls_graph *graph, const struct portcls_adapter *adapter)
{
	const struct portcls_physical_connection *connection;
	const struct portcls_port *port;

	list_for_each_entry(port, &adapter->ports, link) {
		graph->vertex_count += count_vertices(port);
		graph->edge_count += port->filter->connection_count;
	}
	list_for_each_entry(connection, &adapter->connections, link)
		graph->edge_count += !connection->external;

	graph->vertices = kvcalloc(graph->vertex_count, sizeof(*graph->vertices), GFP_KERNEL);
	graph->edges = kvcalloc(graph->edge_count, sizeof(*graph->edges), GFP_KERNEL);
	graph->order = kvcalloc(graph->vertex_count, sizeof(*graph->order), GFP_KERNEL);
	return graph->vertices && graph->edges && graph->order ? 0 : -ENOMEM;
}

static u32 end_of_wire(const struct portcls_filter *filter, u32 base, u32 node, u32 pin)
{
	return base + (node == PORTCLS_FILTER_NODE ? pin : filter->pin_count + node);
}

/* What a subdevice consists of, its vertices from @base and its edges from @edge on. */
static void add_port(struct portcls_graph *graph, struct portcls_port *port, u32 base,
		     struct portcls_edge *edge)
{
	const struct portcls_filter *filter = port->filter;
	const struct portcls_connection *wire;
	struct portcls_vertex *vertex = &graph->vertices[base];
	u32 i;

	for (i = 0; i < filter->pin_count; i++, vertex++) {
		vertex->port = port;
		vertex->node = PORTCLS_FILTER_NODE;
		vertex->pin = i;
	}
	for (i = 0; i < filter->node_count; i++, vertex++) {
		vertex->port = port;
		vertex->node = i;
	}
	for (i = 0; i < filter->connection_count; i++, edge++) {
		wire = &filter->connections[i];
		edge->from = end_of_wire(filter, base, wire->from_node, wire->from_pin);
		edge->from_pin = wire->from_pin;
		edge->to = end_of_wire(filter, base, wire->to_node, wire->to_pin);
		edge->to_pin = wire->to_pin;
	}
}

static void add_connection(struct portcls_graph *graph,
			   const struct portcls_physical_connection *connection,
			   struct portcls_edge *edge)
{
	struct portcls_vertex *from = NULL, *to = NULL;

	if (connection->from)
		from = portcls_graph_pin(graph, connection->from, connection->from_pin);
	if (connection->to)
		to = portcls_graph_pin(graph, connection->to, connection->to_pin);
	if (from && to) {
		edge->from = from - graph->vertices;
		edge->to = to - graph->vertices;
	} else {
		from = from ?: to;
		/* Of several wires from one pin the first gives the name. */
		if (from && !from->external)
			from->external = connection->external;
	}
}

static int compare_edges(const void *left, const void *right)
{
	const struct portcls_edge *a = left, *b = right;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (a->from_pin != b->from_pin)
		return a->from_pin < b->from_pin ? -1 : 1;
	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	return a->to_pin < b->to_pin ? -1 : a->to_pin > b->to_pin;
}

static void fill_tables(struct portcls_graph *graph, struct portcls_adapter *adapter)
{
	struct portcls_physical_connection *connection;
	struct portcls_port *port;
	u32 base = 0, edge = 0;

	list_for_each_entry(port, &adapter->ports, link) {
		add_port(graph, port, base, &graph->edges[edge]);
		base += count_vertices(port);
		edge += port->filter->connection_count;
	}
	list_for_each_entry(connection, &adapter->connections, link) {
		add_connection(graph, connection, &graph->edges[edge]);
		edge += !connection->external;
	}
	sort(graph->edges, graph->edge_count, sizeof(*graph->edges), compare_edges, NULL);
	for (edge = 0; edge < graph->edge_count; edge++) {
		const struct portcls_edge *wire = &graph->edges[edge];
		struct portcls_vertex *from = &graph->vertices[wire->from];
		struct portcls_vertex *to = &graph->vertices[wire->to];

		if (!from->outputs++)
			from->first = edge;
		to->inputs++;
		to->entering = edge;
	}
}

#define for_each_edge_from(edge, graph, vertex)					\
	for ((edge) = &(graph)->edges[(vertex)->first];				\
	     (edge) < &(graph)->edges[(vertex)->first + (vertex)->outputs]; (edge)++)

static void clear_marks(struct portcls_graph *graph)
{
	u32 i;

	for (i = 0; i < graph->vertex_count; i++)
		graph->vertices[i].mark = false;
}

/*
 * Name a node of a cycle. The vertices without a mark could not be put in order, and each has at
 * least one among them before it. So going back long enough leads into a cycle.
 */
static int refuse_cycle(const struct portcls_graph *graph, u32 *before)
{
	const struct portcls_edge *edge;
	u32 vertex = 0, i;

	for (i = 0; i < graph->edge_count; i++) {
		edge = &graph->edges[i];
		if (graph->vertices[edge->from].mark || graph->vertices[edge->to].mark)
			continue;
		vertex = edge->to;
		before[vertex] = edge->from;
	}
	for (i = 0; i < graph->vertex_count; i++)
		vertex = before[vertex];
	/* Prefer a node; a cycle of bare wires has none. */
	for (i = 0; i < graph->vertex_count; i++) {
		if (portcls_vertex_is_node(&graph->vertices[vertex]))
			break;
		vertex = before[vertex];
	}
	return refuse(&graph->vertices[vertex], "the signal comes back to it");
}

/* A vertex is next when all edges that enter it have been seen; marks say which have been. */
static int put_in_order(struct portcls_graph *graph)
{
	const struct portcls_edge *edge;
	u32 *waiting, count = 0, i;
	int err = 0;

	waiting = kvcalloc(graph->vertex_count, sizeof(*waiting), GFP_KERNEL);
	if (!waiting)
		return -ENOMEM;
	for (i = 0; i < graph->vertex_count; i++) {
		waiting[i] = graph->vertices[i].inputs;
		if (!waiting[i])
			graph->order[count++] = i;
	}
	for (i = 0; i < count; i++) {
		struct portcls_vertex *vertex = &graph->vertices[graph->order[i]];

		vertex->mark = true;
		for_each_edge_from(edge, graph, vertex)
			if (!--waiting[edge->to])
				graph->order[count++] = edge->to;
	}
	if (count < graph->vertex_count)
		err = refuse_cycle(graph, waiting);
	kvfree(waiting);
	return err;
}

/* Mark what can be reached from what is marked already. */
static void spread_marks(struct portcls_graph *graph)
{
	const struct portcls_edge *edge;
	u32 i;

	for (i = 0; i < graph->vertex_count; i++) {
		const struct portcls_vertex *vertex = &graph->vertices[graph->order[i]];

		if (!vertex->mark)
			continue;
		for_each_edge_from(edge, graph, vertex)
			graph->vertices[edge->to].mark = true;
	}
}

/*
 * What an edge leads to. Only an echo canceller keeps its two signals apart: one is played, the
 * other recorded.
 */
static void look_ahead(const struct portcls_graph *graph, struct portcls_edge *edge)
{
	const struct portcls_vertex *to = &graph->vertices[edge->to];
	const struct portcls_edge *next;
	u32 output;

	if (!portcls_vertex_is_node(to) ||
	    portcls_node_type(portcls_vertex_node(to))->shape != PORTCLS_NODE_ECHO_CANCEL) {
		edge->playback = to->playback;
		edge->capture = to->capture;
		return;
	}
	output = edge->to_pin == ECHO_RENDER_IN ? ECHO_RENDER_OUT : ECHO_CAPTURE_OUT;
	for_each_edge_from(next, graph, to) {
		if (next->from_pin != output)
			continue;
		edge->playback |= next->playback;
		edge->capture |= next->capture;
	}
}

static void find_destinations(struct portcls_graph *graph)
{
	struct portcls_vertex *vertex;
	struct portcls_edge *edge;
	u32 i;

	for (i = graph->vertex_count; i--;) {
		vertex = &graph->vertices[graph->order[i]];
		if (portcls_vertex_is_destination(vertex)) {
			vertex->playback = !!vertex->external;
			vertex->capture = !vertex->external;
		}
		for_each_edge_from(edge, graph, vertex) {
			look_ahead(graph, edge);
			vertex->playback |= edge->playback;
			vertex->capture |= edge->capture;
		}
	}
}

static int refuse_useless_nodes(struct portcls_graph *graph)
{
	struct portcls_vertex *vertex;
	u32 i;

	clear_marks(graph);
	for (i = 0; i < graph->vertex_count; i++)
		graph->vertices[i].mark = portcls_vertex_is_source(&graph->vertices[i]);
	spread_marks(graph);
	for (i = 0; i < graph->vertex_count; i++) {
		vertex = &graph->vertices[i];
		if (!portcls_vertex_is_node(vertex))
			continue;
		if (!vertex->mark)
			return refuse(vertex, "no signal reaches it");
		if (!vertex->playback && !vertex->capture)
			return refuse(vertex, "leads neither to an output nor to a recording");
	}
	return 0;
}

/* Whether a path inside of one filter does: what comes back from another one is another signal. */
static bool leads_to(struct portcls_graph *graph, const struct portcls_vertex *from,
		     const struct portcls_vertex *to)
{
	const struct portcls_vertex *vertex;
	const struct portcls_edge *edge;
	u32 i;

	clear_marks(graph);
	graph->vertices[from - graph->vertices].mark = true;
	for (i = 0; i < graph->vertex_count; i++) {
		vertex = &graph->vertices[graph->order[i]];
		if (!vertex->mark)
			continue;
		for_each_edge_from(edge, graph, vertex)
			if (graph->vertices[edge->to].port == from->port)
				graph->vertices[edge->to].mark = true;
	}
	return to->mark;
}

/**
 * portcls_graph_stream_passes() - whether streams on a pin pass a node of the same filter
 * @graph: the graph
 * @pin: number of the pin
 * @node: the node
 *
 * Context: process, while the mixer is built.
 * Return: true if the pin takes streams, and a path leads from one of the two to the other.
 */
bool portcls_graph_stream_passes(struct portcls_graph *graph, u32 pin,
				 const struct portcls_vertex *node)
{
	const struct portcls_vertex *end = portcls_graph_pin(graph, node->port, pin);

	return portcls_pin_is_openable(portcls_filter_pin(node->port->filter, pin)) &&
	       (leads_to(graph, end, node) || leads_to(graph, node, end));
}

/**
 * portcls_graph_pcm() - the PCM device that plays through a node or a pin
 * @graph: the graph
 * @vertex: the node or pin
 *
 * Context: process, once there are PCM devices.
 * Return: the device; one of them, if signals meet; NULL if what comes along is of none.
 */
const struct portcls_pcm *portcls_graph_pcm(const struct portcls_graph *graph,
					    const struct portcls_vertex *vertex)
{
	const struct portcls_stream *stream;
	const struct portcls_pcm *pcm;

	while (vertex->inputs)
		vertex = &graph->vertices[graph->edges[vertex->entering].from];
	list_for_each_entry(pcm, &vertex->port->pcms, link)
		list_for_each_entry(stream, &pcm->streams, link)
			if (stream->pin_id == vertex->pin)
				return pcm;
	return NULL;
}

/* A node whose properties are asked of streams, where no stream of its filter comes along. */
static int refuse_nodes_without_streams(struct portcls_graph *graph)
{
	const struct portcls_vertex *vertex;
	const struct portcls_filter *filter;
	u32 i, pin;

	for (i = 0; i < graph->vertex_count; i++) {
		vertex = &graph->vertices[i];
		if (!portcls_vertex_is_node(vertex) ||
		    !(portcls_vertex_node(vertex)->flags & PORTCLS_NODE_STREAM))
			continue;
		filter = vertex->port->filter;
		for (pin = 0; pin < filter->pin_count; pin++)
			if (portcls_graph_stream_passes(graph, pin, vertex))
				break;
		if (pin == filter->pin_count)
			return refuse(vertex, "is of streams, and none passes it");
	}
	return 0;
}

/**
 * portcls_graph_build() - join the filters of an adapter
 * @adapter: the adapter, its connections validated
 *
 * On failure, too, what there is of the graph is freed by portcls_graph_free().
 *
 * Context: process.
 * Return: 0, -EINVAL after a message that names what is wrong, -ENOMEM.
 */
int portcls_graph_build(struct portcls_adapter *adapter)
{
	struct portcls_graph *graph;
	int err;

	graph = kzalloc(sizeof(*graph), GFP_KERNEL);
	if (!graph)
		return -ENOMEM;
	adapter->graph = graph;
	err = alloc_tables(graph, adapter);
	if (err)
		return err;
	fill_tables(graph, adapter);
	err = put_in_order(graph);
	if (err)
		return err;
	find_destinations(graph);
	err = refuse_useless_nodes(graph);
	return err ?: refuse_nodes_without_streams(graph);
}

/**
 * portcls_graph_free() - free the graph of an adapter
 * @adapter: the adapter; it may have none
 *
 * Context: process.
 */
void portcls_graph_free(struct portcls_adapter *adapter)
{
	struct portcls_graph *graph = adapter->graph;

	if (!graph)
		return;
	kvfree(graph->order);
	kvfree(graph->edges);
	kvfree(graph->vertices);
	kfree(graph);
	adapter->graph = NULL;
}

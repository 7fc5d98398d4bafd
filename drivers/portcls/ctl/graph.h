/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_CTL_GRAPH_INTERNAL_H
#define PORTCLS_CTL_GRAPH_INTERNAL_H

#include <linux/types.h>

struct portcls_adapter;
struct portcls_node;
struct portcls_pcm;
struct portcls_pin;
struct portcls_port;

/**
 * enum portcls_direction - what a part of the graph serves
 * @PORTCLS_DIRECTION_BOTH: playing and recording
 * @PORTCLS_DIRECTION_PLAYBACK: playing
 * @PORTCLS_DIRECTION_CAPTURE: recording
 */
enum portcls_direction {
	PORTCLS_DIRECTION_BOTH,
	PORTCLS_DIRECTION_PLAYBACK,
	PORTCLS_DIRECTION_CAPTURE,
};

/**
 * enum portcls_line_kind - which line of the mixer a node belongs to
 * @PORTCLS_LINE_NONE: to none: it is between two places where signals meet
 * @PORTCLS_LINE_SOURCE: to that of what enters at some pin
 * @PORTCLS_LINE_DESTINATION: to that of what leaves at some pin
 */
enum portcls_line_kind {
	PORTCLS_LINE_NONE,
	PORTCLS_LINE_SOURCE,
	PORTCLS_LINE_DESTINATION,
};

/**
 * struct portcls_vertex - a pin or node in the joined graph of all filters
 * @port: whose it is
 * @node: number of the node, or PORTCLS_FILTER_NODE for a pin
 * @pin: number of the pin, if it is one
 * @outputs: edges that leave
 * @inputs: edges that enter
 * @first: index of the first edge that leaves, if one does; the others follow
 * @entering: index of an edge that enters, if one does
 * @external: what is outside of a pin that is wired to the outside, else NULL
 * @line_kind: kind of its line
 * @line: name of its line, e.g. "Master", "CD"; of a node in no line, what the node is; not NULL
 *	once the graph is named
 * @line_index: how many lines of that name and kind come before
 * @direction: what it serves
 * @playback: something that it reaches leaves the device
 * @capture: something that it reaches is recorded
 * @mark: for searches
 */
struct portcls_vertex {
	struct portcls_port *port;
	u32 node;
	u32 pin;
	u32 outputs;
	u32 inputs;
	u32 first;
	u32 entering;
	const char *external;
	enum portcls_line_kind line_kind;
	const char *line;
	u32 line_index;
	enum portcls_direction direction;
	bool playback;
	bool capture;
	bool mark;
};

/**
 * struct portcls_edge - a wire in the joined graph
 * @from: index of the vertex that it leaves
 * @from_pin: logical pin of that, if it is a node
 * @to: index of the vertex that it enters
 * @to_pin: logical pin of that, if it is a node
 * @playback: something that is reached through it leaves the device
 * @capture: something that is reached through it is recorded
 */
struct portcls_edge {
	u32 from;
	u32 from_pin;
	u32 to;
	u32 to_pin;
	bool playback;
	bool capture;
};

/**
 * struct portcls_graph - the joined graph: all pins and nodes, wires and physical connections
 * @vertex_count: entries in @vertices
 * @vertices: port by port, in the order of registration, of each the pins, then the nodes
 * @edge_count: entries in @edges
 * @edges: sorted by @from, then @from_pin
 * @order: indices of all vertices, each after those whose edges enter it
 *
 * Made once, when all is registered; constant from then on.
 */
struct portcls_graph {
	u32 vertex_count;
	struct portcls_vertex *vertices;
	u32 edge_count;
	struct portcls_edge *edges;
	u32 *order;
};

/* graph.c */
int portcls_graph_build(struct portcls_adapter *adapter);
void portcls_graph_free(struct portcls_adapter *adapter);
struct portcls_vertex *portcls_graph_pin(struct portcls_graph *graph,
					 const struct portcls_port *port, u32 pin);
struct portcls_vertex *portcls_graph_node(struct portcls_graph *graph,
					  const struct portcls_port *port, u32 node);
bool portcls_vertex_is_node(const struct portcls_vertex *vertex);
const struct portcls_node *portcls_vertex_node(const struct portcls_vertex *vertex);
const struct portcls_pin *portcls_vertex_pin(const struct portcls_vertex *vertex);
bool portcls_vertex_is_source(const struct portcls_vertex *vertex);
bool portcls_vertex_is_destination(const struct portcls_vertex *vertex);
bool portcls_vertex_joins(const struct portcls_vertex *vertex);
bool portcls_graph_stream_passes(struct portcls_graph *graph, u32 pin,
				 const struct portcls_vertex *node);
const struct portcls_pcm *portcls_graph_pcm(const struct portcls_graph *graph,
					    const struct portcls_vertex *vertex);

/* line.c */
void portcls_graph_find_lines(struct portcls_adapter *adapter);
void portcls_control_name(const struct portcls_vertex *vertex, const char *function, char *name,
			  size_t size);
const char *portcls_graph_source_name(const struct portcls_graph *graph, u32 edge);
const char *portcls_graph_destination_name(const struct portcls_graph *graph, u32 edge);
const char *portcls_pin_category_name(const struct portcls_pin *pin);

/* proc.c */
void portcls_proc_create(struct portcls_adapter *adapter);

#endif /* PORTCLS_CTL_GRAPH_INTERNAL_H */

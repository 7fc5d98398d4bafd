/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Subdevices that are nothing but filters, put together wire by wire, and the graph that the core
 * makes of them.
 *
 * What a signal passes is told by numbers: nodes as they are, pins by FAKE_PIN().
 */
#ifndef PORTCLS_TESTS_FAKE_GRAPH_H
#define PORTCLS_TESTS_FAKE_GRAPH_H

#include <linux/device.h>
#include <linux/types.h>

#include <portcls/filter.h>

#include "../core.h"
#include "../ctl/graph.h"

struct kunit;

#define FAKE_FILTERS		4
#define FAKE_FILTER_PINS	16
#define FAKE_FILTER_NODES	256
#define FAKE_FILTER_WIRES	1024
#define FAKE_WIRES		64

#define FAKE_PIN(pin)		(1000 + (pin))

/**
 * struct fake_filter - a subdevice
 * @port: the port
 * @filter: its description, of the tables that follow
 * @pins: pins
 * @nodes: nodes
 * @names: names of the nodes
 * @wires: connections
 */
struct fake_filter {
	struct portcls_port port;
	struct portcls_filter filter;
	struct portcls_pin pins[FAKE_FILTER_PINS];
	struct portcls_node nodes[FAKE_FILTER_NODES];
	guid_t names[FAKE_FILTER_NODES];
	struct portcls_connection wires[FAKE_FILTER_WIRES];
};

/**
 * struct fake_graph - an adapter of such subdevices
 * @test: the case
 * @dev: the device
 * @adapter: the adapter
 * @count: entries of @filters in use
 * @filters: subdevices "A", "B", …
 * @wire_count: entries of @wires in use
 * @wires: physical connections
 */
struct fake_graph {
	struct kunit *test;
	struct device dev;
	struct portcls_adapter *adapter;
	u32 count;
	struct fake_filter *filters[FAKE_FILTERS];
	u32 wire_count;
	struct portcls_physical_connection *wires;
};

int fake_graph_init(struct kunit *test);
void fake_graph_exit(struct kunit *test);
struct fake_filter *fake_filter_new(struct fake_graph *graph);
int fake_filter_pin(struct fake_filter *filter, enum portcls_dataflow dataflow,
		    enum portcls_communication communication, const guid_t *category);
int fake_filter_node(struct fake_filter *filter, const guid_t *type);
void fake_filter_path(struct fake_filter *filter, const int *path, u32 count);
void fake_graph_wire(struct fake_graph *graph, struct fake_filter *from, int from_pin,
		     struct fake_filter *to, int to_pin);
void fake_graph_external(struct fake_graph *graph, struct fake_filter *filter, int pin,
			 const char *what);
int fake_graph_build(struct fake_graph *graph);
struct portcls_vertex *fake_graph_vertex(struct fake_graph *graph, struct fake_filter *filter,
					 int end);
const char *fake_graph_error(void);
void fake_graph_fail_allocation(int number);
const char *fake_graph_listing(struct fake_graph *graph);

/* Wire each of some ends to the next, where a wire can enter. */
#define FAKE_PATH(filter, ends...) \
	fake_filter_path(filter, (const int[]){ ends }, \
			 sizeof((const int[]){ ends }) / sizeof(int))

/* Pins as they are mostly needed: their numbers, through FAKE_PIN(). */
#define FAKE_STREAM_IN(filter) \
	fake_filter_pin(filter, PORTCLS_DATAFLOW_IN, PORTCLS_COMMUNICATION_SINK, \
			&portcls_category_audio)
#define FAKE_STREAM_OUT(filter) \
	fake_filter_pin(filter, PORTCLS_DATAFLOW_OUT, PORTCLS_COMMUNICATION_SINK, \
			&portcls_category_audio)
#define FAKE_BRIDGE_IN(filter, category) \
	fake_filter_pin(filter, PORTCLS_DATAFLOW_IN, PORTCLS_COMMUNICATION_BRIDGE, category)
#define FAKE_BRIDGE_OUT(filter, category) \
	fake_filter_pin(filter, PORTCLS_DATAFLOW_OUT, PORTCLS_COMMUNICATION_BRIDGE, category)

#endif /* PORTCLS_TESTS_FAKE_GRAPH_H */

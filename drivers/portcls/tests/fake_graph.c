// SPDX-License-Identifier: GPL-2.0-only
/*
 * Subdevices that are nothing but filters, and the graph that the core makes of them.
 *
 * The core exports none of this to other modules. So its sources are compiled in once more, with
 * messages and memory that the cases can see and spoil, and controls that are made up.
 */
#include <linux/dev_printk.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/stdarg.h>
#include <linux/string.h>
#include <sound/info.h>

#include <portcls/guid.h>

#include "../connection.h"
#include "../ctl/control.h"
#include "fake_graph.h"
#include "kunit.h"

#define LISTING_BYTES	4096

/* Cases come one after the other. */
static char last_error[200];
static int failing_allocation;
static char listing[LISTING_BYTES];

static __printf(2, 3) void catch_error(const struct device *dev, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(last_error, sizeof(last_error), fmt, args);
	va_end(args);
}

static bool allocation_fails(void)
{
	return failing_allocation && !--failing_allocation;
}

static void *try_kvcalloc(size_t count, size_t size, gfp_t flags)
{
	return allocation_fails() ? NULL : kvcalloc(count, size, flags);
}

static void *try_kzalloc(size_t size, gfp_t flags)
{
	return allocation_fails() ? NULL : kzalloc(size, flags);
}

#undef dev_err
#define dev_err catch_error
#undef kvcalloc
#define kvcalloc try_kvcalloc
#undef kzalloc
#define kzalloc try_kzalloc
#include "../ctl/graph.c"
#undef kzalloc
#undef kvcalloc
#undef dev_err
#include "../ctl/line.c"
#include "../ctl/proc.c"
#include "../node.c"

/* In place of the core's: each node with a volume has one control. */
void portcls_controls_print(struct portcls_port *port, u32 node, struct snd_info_buffer *buffer)
{
	if (guid_equal(portcls_filter_node(port->filter, node)->type, &portcls_node_volume))
		snd_iprintf(buffer, " -> 'A Volume',%u", node);
}

static const struct portcls_port_class class = { .name = "Fake" };

static const struct portcls_data_range ranges[] = {
	{ .encoding = PORTCLS_ENCODING_PCM, .min_channels = 1, .max_channels = 2, .min_bits = 8,
	  .max_bits = 16, .min_rate = 4000, .max_rate = 48000 },
	{ .encoding = PORTCLS_ENCODING_FLOAT, .min_channels = 2, .max_channels = 2, .min_bits = 32,
	  .max_bits = 32, .min_rate = 48000, .max_rate = 48000 },
};

/**
 * fake_graph_init() - give a case an adapter without subdevices
 * @test: the case; receives the graph as its priv
 *
 * Context: process, may sleep.
 * Return: 0 or -ENOMEM.
 */
int fake_graph_init(struct kunit *test)
{
	struct fake_graph *graph;

	graph = kunit_kzalloc(test, sizeof(*graph), GFP_KERNEL);
	if (!graph)
		return -ENOMEM;
	graph->test = test;
	graph->wires = kunit_kzalloc(test, FAKE_WIRES * sizeof(*graph->wires), GFP_KERNEL);
	graph->adapter = kunit_kzalloc(test, sizeof(*graph->adapter), GFP_KERNEL);
	if (!graph->wires || !graph->adapter)
		return -ENOMEM;
	graph->adapter->dev = &graph->dev;
	INIT_LIST_HEAD(&graph->adapter->ports);
	INIT_LIST_HEAD(&graph->adapter->connections);
	failing_allocation = 0;
	test->priv = graph;
	return 0;
}

/**
 * fake_graph_exit() - take the graph of a case away
 * @test: the case
 *
 * Context: process, may sleep.
 */
void fake_graph_exit(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	u32 i;

	if (!graph)
		return;
	portcls_graph_free(graph->adapter);
	for (i = 0; i < graph->count; i++)
		kvfree(graph->filters[i]);
}

/**
 * fake_filter_new() - make a subdevice
 * @graph: the graph
 *
 * Context: process, may sleep.
 * Return: the subdevice, without pins and nodes.
 */
struct fake_filter *fake_filter_new(struct fake_graph *graph)
{
	static const char *const letters[FAKE_FILTERS] = { "A", "B", "C", "D" };
	struct fake_filter *filter;

	KUNIT_ASSERT_TRUE(graph->test, graph->count < FAKE_FILTERS);
	filter = kvzalloc(sizeof(*filter), GFP_KERNEL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(graph->test, filter);
	filter->port.adapter = graph->adapter;
	filter->port.class = &class;
	filter->port.name = letters[graph->count];
	filter->port.filter = &filter->filter;
	filter->filter = (struct portcls_filter) {
		.pin_size = sizeof(filter->pins[0]),
		.pins = filter->pins,
		.node_size = sizeof(filter->nodes[0]),
		.nodes = filter->nodes,
		.connections = filter->wires,
	};
	list_add_tail(&filter->port.link, &graph->adapter->ports);
	graph->filters[graph->count++] = filter;
	return filter;
}

/**
 * fake_filter_pin() - add a pin
 * @filter: the subdevice
 * @dataflow: which way data passes
 * @communication: what the pin is for
 * @category: kind of line
 *
 * Context: any.
 * Return: the pin, as FAKE_PIN() counts.
 */
int fake_filter_pin(struct fake_filter *filter, enum portcls_dataflow dataflow,
		    enum portcls_communication communication, const guid_t *category)
{
	struct portcls_pin *pin = &filter->pins[filter->filter.pin_count];

	pin->dataflow = dataflow;
	pin->communication = communication;
	pin->category = category;
	if (communication == PORTCLS_COMMUNICATION_SINK) {
		pin->max_filter_instances = 1;
		pin->data_range_count = ARRAY_SIZE(ranges);
		pin->data_ranges = ranges;
	}
	return FAKE_PIN(filter->filter.pin_count++);
}

/**
 * fake_filter_node() - add a node
 * @filter: the subdevice
 * @type: its type
 *
 * Context: any.
 * Return: the node.
 */
int fake_filter_node(struct fake_filter *filter, const guid_t *type)
{
	u32 index = filter->filter.node_count++;

	filter->names[index].b[0] = index;
	filter->nodes[index].type = type;
	filter->nodes[index].name = &filter->names[index];
	return index;
}

static bool is_taken(const struct fake_filter *filter, u32 node, u32 pin)
{
	u32 i;

	for (i = 0; i < filter->filter.connection_count; i++) {
		if (filter->wires[i].from_node == node && filter->wires[i].from_pin == pin)
			return true;
		if (filter->wires[i].to_node == node && filter->wires[i].to_pin == pin)
			return true;
	}
	return false;
}

/* The first logical pin that is free, or for an output that has no choice, the only one. */
static u32 free_pin(const struct fake_filter *filter, u32 node, bool input)
{
	const struct portcls_node_type *type = portcls_node_type(&filter->nodes[node]);
	u32 pin;

	if (!input && type->shape != PORTCLS_NODE_ONE_TO_MANY &&
	    type->shape != PORTCLS_NODE_ECHO_CANCEL)
		return 0;
	for (pin = 0; ; pin++)
		if ((input ? portcls_node_has_input(type, pin) :
			     portcls_node_has_output(type, pin)) && !is_taken(filter, node, pin))
			return pin;
}

/**
 * fake_filter_path() - wire some pins and nodes one after the other
 * @filter: the subdevice
 * @path: the pins and nodes
 * @count: how many there are
 *
 * Context: any.
 */
void fake_filter_path(struct fake_filter *filter, const int *path, u32 count)
{
	struct portcls_connection wire;
	u32 i;

	for (i = 0; i + 1 < count; i++) {
		wire.from_node = path[i] < FAKE_PIN(0) ? path[i] : PORTCLS_FILTER_NODE;
		wire.from_pin = path[i] < FAKE_PIN(0) ? free_pin(filter, path[i], false) :
							path[i] - FAKE_PIN(0);
		wire.to_node = path[i + 1] < FAKE_PIN(0) ? path[i + 1] : PORTCLS_FILTER_NODE;
		wire.to_pin = path[i + 1] < FAKE_PIN(0) ? free_pin(filter, path[i + 1], true) :
							  path[i + 1] - FAKE_PIN(0);
		filter->wires[filter->filter.connection_count++] = wire;
	}
}

static struct portcls_physical_connection *new_wire(struct fake_graph *graph)
{
	struct portcls_physical_connection *wire;

	KUNIT_ASSERT_TRUE(graph->test, graph->wire_count < FAKE_WIRES);
	wire = &graph->wires[graph->wire_count++];
	list_add_tail(&wire->link, &graph->adapter->connections);
	return wire;
}

/**
 * fake_graph_wire() - wire one subdevice to another
 * @graph: the graph
 * @from: where the signal leaves
 * @from_pin: pin of it
 * @to: where the signal enters
 * @to_pin: pin of it
 *
 * Context: process.
 */
void fake_graph_wire(struct fake_graph *graph, struct fake_filter *from, int from_pin,
		     struct fake_filter *to, int to_pin)
{
	struct portcls_physical_connection *wire = new_wire(graph);

	wire->from = &from->port;
	wire->from_pin = from_pin - FAKE_PIN(0);
	wire->to = &to->port;
	wire->to_pin = to_pin - FAKE_PIN(0);
}

/**
 * fake_graph_external() - wire a subdevice to the outside
 * @graph: the graph
 * @filter: the subdevice
 * @pin: pin of it, whichever way its data passes
 * @what: what is outside
 *
 * Context: process.
 */
void fake_graph_external(struct fake_graph *graph, struct fake_filter *filter, int pin,
			 const char *what)
{
	struct portcls_physical_connection *wire = new_wire(graph);

	wire->external = what;
	if (portcls_pin_is_capture(&filter->pins[pin - FAKE_PIN(0)])) {
		wire->from = &filter->port;
		wire->from_pin = pin - FAKE_PIN(0);
	} else {
		wire->to = &filter->port;
		wire->to_pin = pin - FAKE_PIN(0);
	}
}

/**
 * fake_graph_build() - have the core build the graph, and name it
 * @graph: the graph
 *
 * Context: process, may sleep.
 * Return: what the core says.
 */
int fake_graph_build(struct fake_graph *graph)
{
	int err;

	last_error[0] = '\0';
	err = portcls_graph_build(graph->adapter);
	if (!err)
		portcls_graph_find_lines(graph->adapter);
	return err;
}

/**
 * fake_graph_vertex() - find a pin or node of a graph that was built
 * @graph: the graph
 * @filter: the subdevice
 * @end: the pin or node
 *
 * Context: process.
 * Return: its vertex.
 */
struct portcls_vertex *fake_graph_vertex(struct fake_graph *graph, struct fake_filter *filter,
					 int end)
{
	struct portcls_graph *built = graph->adapter->graph;

	if (end < FAKE_PIN(0))
		return portcls_graph_node(built, &filter->port, end);
	return portcls_graph_pin(built, &filter->port, end - FAKE_PIN(0));
}

/**
 * fake_graph_error() - the last message of the core
 *
 * Context: process.
 * Return: the message, empty if there was none since the graph was built.
 */
const char *fake_graph_error(void)
{
	return last_error;
}

/**
 * fake_graph_fail_allocation() - let an allocation fail
 * @number: 1 for the next one, 0 for none
 *
 * Context: process.
 */
void fake_graph_fail_allocation(int number)
{
	failing_allocation = number;
}

/**
 * fake_graph_listing() - what /proc would show of a graph that was built
 * @graph: the graph
 *
 * Context: process.
 * Return: the text.
 */
const char *fake_graph_listing(struct fake_graph *graph)
{
	struct snd_info_entry entry = { .private_data = graph->adapter };
	struct seq_file file = { .buf = listing, .size = sizeof(listing) - 1 };
	struct snd_info_buffer buffer = { .buffer = (char *)&file };

	read_proc(&entry, &buffer);
	KUNIT_EXPECT_FALSE(graph->test, seq_has_overflowed(&file));
	listing[file.count] = '\0';
	return listing;
}

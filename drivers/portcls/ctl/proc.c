// SPDX-License-Identifier: GPL-2.0-only
/*
 * /proc/asound/cardN/portcls: the filters, how they are joined, and what became of their nodes.
 *
 * Documentation/user/mixer.md describes the format.
 */
#include <sound/core.h>
#include <sound/info.h>

#include <portcls/filter.h>

#include "../connection.h"
#include "../core.h"
#include "../node.h"
#include "control.h"
#include "graph.h"

static void print_range(struct snd_info_buffer *buffer, u32 from, u32 to, const char *unit)
{
	if (from == to)
		snd_iprintf(buffer, " %u %s", from, unit);
	else
		snd_iprintf(buffer, " %u-%u %s", from, to, unit);
}

static void print_data_range(struct snd_info_buffer *buffer,
			     const struct portcls_data_range *range)
{
	snd_iprintf(buffer, "    %s",
		    range->encoding == PORTCLS_ENCODING_FLOAT ? "float" : "PCM");
	print_range(buffer, range->min_channels, range->max_channels, "channels,");
	print_range(buffer, range->min_bits, range->max_bits, "bits,");
	print_range(buffer, range->min_rate, range->max_rate, "Hz\n");
}

static const char *communication_name(const struct portcls_pin *pin)
{
	if (portcls_pin_is_openable(pin))
		return "stream";
	return pin->communication == PORTCLS_COMMUNICATION_BRIDGE ? "bridge" : "fixed";
}

static void print_pin(struct snd_info_buffer *buffer, const struct portcls_pin *pin, u32 index)
{
	const char *category = portcls_pin_category_name(pin);
	u32 i;

	snd_iprintf(buffer, "  pin %u: %s, %s, ", index,
		    portcls_pin_is_capture(pin) ? "out" : "in", communication_name(pin));
	if (category)
		snd_iprintf(buffer, "%s\n", category);
	else
		snd_iprintf(buffer, "%pUl\n", pin->category);
	for (i = 0; i < pin->data_range_count; i++)
		print_data_range(buffer, &pin->data_ranges[i]);
}

static void print_node(struct snd_info_buffer *buffer, struct portcls_port *port, u32 index)
{
	static const char *const lines[] = {
		[PORTCLS_LINE_NONE] = "between lines",
		[PORTCLS_LINE_SOURCE] = "source",
		[PORTCLS_LINE_DESTINATION] = "destination",
	};
	static const char *const directions[] = {
		[PORTCLS_DIRECTION_BOTH] = "playback and capture",
		[PORTCLS_DIRECTION_PLAYBACK] = "playback",
		[PORTCLS_DIRECTION_CAPTURE] = "capture",
	};
	const struct portcls_vertex *vertex = portcls_graph_node(port->adapter->graph, port, index);
	const struct portcls_node *node = portcls_filter_node(port->filter, index);

	snd_iprintf(buffer, "  node %u: %s, %s '%s', %s%s%s%s", index,
		    portcls_node_type(node)->name, lines[vertex->line_kind], vertex->line,
		    directions[vertex->direction],
		    node->flags & PORTCLS_NODE_STREAM ? ", of streams" : "",
		    node->flags & PORTCLS_NODE_CARD ? ", of the card" : "",
		    node->flags & PORTCLS_NODE_PCM ? ", of the PCM device" : "");
	portcls_controls_print(port, index, buffer);
	snd_iprintf(buffer, "\n");
}

static void print_end(struct snd_info_buffer *buffer, u32 node, u32 pin)
{
	if (node == PORTCLS_FILTER_NODE)
		snd_iprintf(buffer, "pin %u", pin);
	else
		snd_iprintf(buffer, "node %u.%u", node, pin);
}

static void print_port(struct snd_info_buffer *buffer, struct portcls_port *port)
{
	const struct portcls_filter *filter = port->filter;
	const struct portcls_connection *wire;
	u32 i;

	snd_iprintf(buffer, "subdevice '%s': %s\n", port->name, port->class->name);
	for (i = 0; i < filter->pin_count; i++)
		print_pin(buffer, portcls_filter_pin(filter, i), i);
	for (i = 0; i < filter->node_count; i++)
		print_node(buffer, port, i);
	for (i = 0; i < filter->connection_count; i++) {
		wire = &filter->connections[i];
		snd_iprintf(buffer, "  ");
		print_end(buffer, wire->from_node, wire->from_pin);
		snd_iprintf(buffer, " -> ");
		print_end(buffer, wire->to_node, wire->to_pin);
		snd_iprintf(buffer, "\n");
	}
}

static void print_physical_end(struct snd_info_buffer *buffer, const struct portcls_port *port,
			       u32 pin, const char *external)
{
	if (port)
		snd_iprintf(buffer, "'%s' pin %u", port->name, pin);
	else
		snd_iprintf(buffer, "outside '%s'", external);
}

static void print_connection(struct snd_info_buffer *buffer,
			     const struct portcls_physical_connection *connection)
{
	snd_iprintf(buffer, "  ");
	print_physical_end(buffer, connection->from, connection->from_pin, connection->external);
	snd_iprintf(buffer, " -> ");
	print_physical_end(buffer, connection->to, connection->to_pin, connection->external);
	snd_iprintf(buffer, "\n");
}

/* All that is read here is constant once the card is registered. */
static void read_proc(struct snd_info_entry *entry, struct snd_info_buffer *buffer)
{
	const struct portcls_physical_connection *connection;
	struct portcls_adapter *adapter = entry->private_data;
	struct portcls_port *port;

	list_for_each_entry(port, &adapter->ports, link)
		print_port(buffer, port);
	snd_iprintf(buffer, "physical connections\n");
	list_for_each_entry(connection, &adapter->connections, link)
		print_connection(buffer, connection);
}

/**
 * portcls_proc_create() - make a card's file in /proc
 * @adapter: the adapter, its controls built
 *
 * The file appears and goes with the card. A card works without it as well.
 *
 * Context: process.
 */
void portcls_proc_create(struct portcls_adapter *adapter)
{
	snd_card_ro_proc_new(adapter->card, "portcls", adapter, read_proc);
}

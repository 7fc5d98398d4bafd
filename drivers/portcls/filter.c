// SPDX-License-Identifier: GPL-2.0-only
/*
 * Validation of filter descriptors. Whatever a table of a miniport can get wrong is found here, at
 * registration, and named; the rest of the core takes a filter as it is.
 */
#include <linux/bitops.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/stdarg.h>
#include <linux/types.h>
#include <linux/uuid.h>

#include <portcls/filter.h>
#include <portcls/guid.h>

#include "filter.h"
#include "node.h"
#include "pcm/negotiate.h"

/* More than any hardware has; keeps the pairwise checks below short. */
#define MAX_NODES	256
#define MAX_CONNECTIONS	1024
#define MAX_PROPERTIES	256
#define MAX_DATA_RANGES	256
#define MAX_CATEGORIES	64
#define MAX_PCM_SLOTS	256
#define MAX_CHANNELS	32

static __printf(2, 3) int invalid(struct portcls_filter_error *error, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(error->text, sizeof(error->text), fmt, args);
	va_end(args);
	return -EINVAL;
}

static bool stride_is_valid(u32 stride, size_t least)
{
	return stride >= least && stride % 8 == 0;
}

/* @owner: "filter", "pin 3", "node 5 (volume)" */
static int validate_automation(const struct portcls_automation *automation, const char *owner,
			       struct portcls_filter_error *error)
{
	const struct portcls_property_item *item, *other;
	u32 i, j;

	if (!automation || !automation->property_count)
		return 0;
	if (automation->property_count > MAX_PROPERTIES)
		return invalid(error, "%s: %u properties, more than %u", owner,
			       automation->property_count, MAX_PROPERTIES);
	if (!automation->properties)
		return invalid(error, "%s: %u properties, but no table", owner,
			       automation->property_count);
	if (!stride_is_valid(automation->property_size, sizeof(*item)))
		return invalid(error, "%s: property_size %u is not a multiple of 8 of at least %zu",
			       owner, automation->property_size, sizeof(*item));

	for (i = 0; i < automation->property_count; i++) {
		item = portcls_automation_item(automation, i);
		if (!item->set)
			return invalid(error, "%s: property %u has no set", owner, i);
		if (!item->handler)
			return invalid(error, "%s: property %u has no handler", owner, i);
		if (item->flags & ~PORTCLS_PROPERTY_FLAGS)
			return invalid(error, "%s: property %u has unknown flags %#x", owner, i,
				       item->flags);
		if (!(item->flags & (PORTCLS_PROPERTY_GET | PORTCLS_PROPERTY_SET)))
			return invalid(error, "%s: property %u can neither be read nor set", owner,
				       i);
		for (j = 0; j < i; j++) {
			other = portcls_automation_item(automation, j);
			if (item->id == other->id && guid_equal(item->set, other->set))
				return invalid(error, "%s: properties %u and %u are the same",
					       owner, j, i);
		}
	}
	return 0;
}

static bool bits_hold_a_format(const struct portcls_data_range *range)
{
	u32 bits;

	for (bits = 8; bits <= 32; bits += 8)
		if (range->min_bits <= bits && bits <= range->max_bits)
			return true;
	return range->max_bits == 20 && range->container_32;
}

static int validate_clock(const struct portcls_data_range *range, u32 pin, u32 index,
			  struct portcls_filter_error *error)
{
	struct portcls_choice choice = { U32_MAX, 1, U32_MAX, range->min_rate, range->max_rate };
	const struct portcls_rate_clock *clock = &range->clock;

	if (!clock->num) {
		if (clock->den_min || clock->den_max || clock->den_step)
			return invalid(error, "pin %u: data range %u divides a clock of 0 Hz", pin,
				       index);
		return 0;
	}
	if (!clock->den_min || !clock->den_step || clock->den_min > clock->den_max)
		return invalid(error, "pin %u: data range %u has dividers %u to %u by %u", pin,
			       index, clock->den_min, clock->den_max, clock->den_step);
	if (portcls_negotiate(range, 1, &choice))
		return invalid(error, "pin %u: data range %u: no rate of its clock is %u to %u Hz",
			       pin, index, range->min_rate, range->max_rate);
	return 0;
}

static int validate_data_range(const struct portcls_data_range *range, u32 pin, u32 index,
			       struct portcls_filter_error *error)
{
	if (range->encoding != PORTCLS_ENCODING_PCM && range->encoding != PORTCLS_ENCODING_FLOAT)
		return invalid(error, "pin %u: data range %u has unknown encoding %u", pin, index,
			       range->encoding);
	if (!range->min_channels || range->min_channels > range->max_channels ||
	    range->max_channels > MAX_CHANNELS)
		return invalid(error, "pin %u: data range %u has %u to %u channels", pin, index,
			       range->min_channels, range->max_channels);
	if (range->min_bits > range->max_bits || !bits_hold_a_format(range))
		return invalid(error, "pin %u: data range %u: no sample size is %u to %u bits",
			       pin, index, range->min_bits, range->max_bits);
	if (range->encoding == PORTCLS_ENCODING_FLOAT &&
	    (range->min_bits != 32 || range->max_bits != 32))
		return invalid(error, "pin %u: data range %u: floating point, but not 32 bits", pin,
			       index);
	if (!range->min_rate || range->min_rate > range->max_rate)
		return invalid(error, "pin %u: data range %u has rates from %u to %u Hz", pin,
			       index, range->min_rate, range->max_rate);
	return validate_clock(range, pin, index, error);
}

static int validate_limits(const struct portcls_wave_limits *limits, u32 pin,
			   struct portcls_filter_error *error)
{
	if (!limits->buffer_bytes_max)
		return invalid(error, "pin %u: buffer_bytes_max is 0", pin);
	if (!limits->period_bytes_min || limits->period_bytes_min > limits->period_bytes_max)
		return invalid(error, "pin %u: periods of %u to %u bytes", pin,
			       limits->period_bytes_min, limits->period_bytes_max);
	if (limits->buffer_bytes_step > limits->buffer_bytes_max ||
	    limits->period_bytes_step > limits->period_bytes_max)
		return invalid(error, "pin %u: steps of %u and %u bytes leave no ring or period",
			       pin, limits->buffer_bytes_step, limits->period_bytes_step);
	if (limits->periods_min < 2 || limits->periods_min > limits->periods_max)
		return invalid(error, "pin %u: %u to %u periods", pin, limits->periods_min,
			       limits->periods_max);
	if (limits->buffer_bytes_max / limits->periods_min < limits->period_bytes_min)
		return invalid(error, "pin %u: %u periods of %u bytes do not fit into %u", pin,
			       limits->periods_min, limits->period_bytes_min,
			       limits->buffer_bytes_max);
	return 0;
}

static int validate_instances(const struct portcls_pin *pin, u32 index,
			      struct portcls_filter_error *error)
{
	if (pin->min_filter_instances == PORTCLS_UNLIMITED)
		return invalid(error, "pin %u: min_filter_instances cannot be unlimited", index);
	if (pin->min_filter_instances > pin->max_filter_instances)
		return invalid(error, "pin %u: needs %u instances, but allows %u", index,
			       pin->min_filter_instances, pin->max_filter_instances);
	if (pin->max_filter_instances > pin->max_global_instances)
		return invalid(error, "pin %u: more instances in the filter than over all", index);
	if (pin->communication != PORTCLS_COMMUNICATION_SINK && pin->max_global_instances)
		return invalid(error, "pin %u: has instances, but cannot be opened", index);
	if (pin->max_filter_instances != PORTCLS_UNLIMITED &&
	    pin->max_filter_instances > PORTCLS_MAX_INSTANCES)
		return invalid(error, "pin %u: %u instances, more than %u", index,
			       pin->max_filter_instances, PORTCLS_MAX_INSTANCES);
	return 0;
}

static int validate_openable(const struct portcls_pin *pin, u32 index,
			     struct portcls_filter_error *error)
{
	u32 i;
	int err;

	if (!pin->data_range_count)
		return invalid(error, "pin %u: can be opened, but has no data range", index);
	if (pin->pcm_slot > MAX_PCM_SLOTS)
		return invalid(error, "pin %u: PCM slot %u, more than %u", index, pin->pcm_slot,
			       MAX_PCM_SLOTS);
	if (pin->limits) {
		err = validate_limits(pin->limits, index, error);
		if (err)
			return err;
	}
	for (i = 0; i < pin->data_range_count; i++) {
		err = validate_data_range(&pin->data_ranges[i], index, i, error);
		if (err)
			return err;
	}
	return 0;
}

static int validate_pin(const struct portcls_pin *pin, u32 index,
			struct portcls_filter_error *error)
{
	char owner[24];
	int err;

	if (pin->dataflow != PORTCLS_DATAFLOW_IN && pin->dataflow != PORTCLS_DATAFLOW_OUT)
		return invalid(error, "pin %u: unknown dataflow %u", index, pin->dataflow);
	if (pin->communication != PORTCLS_COMMUNICATION_NONE &&
	    pin->communication != PORTCLS_COMMUNICATION_SINK &&
	    pin->communication != PORTCLS_COMMUNICATION_BRIDGE)
		return invalid(error, "pin %u: unknown communication %u", index,
			       pin->communication);
	if (!pin->category)
		return invalid(error, "pin %u: no category", index);
	if (pin->data_range_count > MAX_DATA_RANGES)
		return invalid(error, "pin %u: %u data ranges, more than %u", index,
			       pin->data_range_count, MAX_DATA_RANGES);
	if (pin->data_range_count && !pin->data_ranges)
		return invalid(error, "pin %u: %u data ranges, but no table", index,
			       pin->data_range_count);
	err = validate_instances(pin, index, error);
	if (err)
		return err;
	if (portcls_pin_is_openable(pin)) {
		err = validate_openable(pin, index, error);
		if (err)
			return err;
	}
	scnprintf(owner, sizeof(owner), "pin %u", index);
	return validate_automation(pin->automation, owner, error);
}

static int validate_pins(const struct portcls_filter *filter, struct portcls_filter_error *error)
{
	u32 i;
	int err;

	if (!filter->pin_count || filter->pin_count > PORTCLS_MAX_PINS)
		return invalid(error, "filter: %u pins, not 1 to %u", filter->pin_count,
			       PORTCLS_MAX_PINS);
	if (!filter->pins)
		return invalid(error, "filter: %u pins, but no table", filter->pin_count);
	if (!stride_is_valid(filter->pin_size, sizeof(struct portcls_pin)))
		return invalid(error, "filter: pin_size %u is not a multiple of 8 of at least %zu",
			       filter->pin_size, sizeof(struct portcls_pin));
	for (i = 0; i < filter->pin_count; i++) {
		err = validate_pin(portcls_filter_pin(filter, i), i, error);
		if (err)
			return err;
	}
	return 0;
}

static bool automation_answers(const struct portcls_automation *automation, u32 audio_id)
{
	const struct portcls_property_item *item;
	u32 i;

	if (!automation)
		return false;
	for (i = 0; i < automation->property_count; i++) {
		item = portcls_automation_item(automation, i);
		if (item->id == audio_id && item->flags & PORTCLS_PROPERTY_GET &&
		    guid_equal(item->set, &portcls_property_set_audio))
			return true;
	}
	return false;
}

static bool has_required_property(const struct portcls_node *node,
				  const struct portcls_node_type *type)
{
	size_t i;

	if (!type->required[0])
		return true;
	for (i = 0; type->required[i]; i++)
		if (automation_answers(node->automation, type->required[i]))
			return true;
	return false;
}

static const guid_t *node_name(const struct portcls_node *node)
{
	return node->name ?: node->type;
}

static int validate_node(const struct portcls_filter *filter, u32 index,
			 struct portcls_filter_error *error)
{
	const struct portcls_node *node = portcls_filter_node(filter, index), *other;
	const struct portcls_node_type *type;
	char owner[48];
	u32 i;
	int err;

	if (node->flags & ~PORTCLS_NODE_FLAGS)
		return invalid(error, "node %u: unknown flags %#x", index, node->flags);
	if (hweight32(node->flags & ~PORTCLS_NODE_INDEX) > 1)
		return invalid(error, "node %u: flags %#x contradict", index, node->flags);
	if (!node->type)
		return invalid(error, "node %u: no type", index);
	type = portcls_node_type(node);
	scnprintf(owner, sizeof(owner), "node %u (%s)", index, type->name);
	err = validate_automation(node->automation, owner, error);
	if (err)
		return err;
	if (!has_required_property(node, type))
		return invalid(error, "%s: lacks the property that its type requires", owner);
	for (i = 0; i < index; i++) {
		other = portcls_filter_node(filter, i);
		if (guid_equal(node->type, other->type) &&
		    guid_equal(node_name(node), node_name(other)))
			return invalid(error, "%s: has the type and name of node %u", owner, i);
	}
	return 0;
}

static int validate_nodes(const struct portcls_filter *filter, struct portcls_filter_error *error)
{
	u32 i;
	int err;

	if (!filter->node_count)
		return 0;
	if (filter->node_count > MAX_NODES)
		return invalid(error, "filter: %u nodes, more than %u", filter->node_count,
			       MAX_NODES);
	if (!filter->nodes)
		return invalid(error, "filter: %u nodes, but no table", filter->node_count);
	if (!stride_is_valid(filter->node_size, sizeof(struct portcls_node)))
		return invalid(error, "filter: node_size %u is not a multiple of 8 of at least %zu",
			       filter->node_size, sizeof(struct portcls_node));
	for (i = 0; i < filter->node_count; i++) {
		err = validate_node(filter, i, error);
		if (err)
			return err;
	}
	return 0;
}

/* Whether a signal can leave (or, if @input, enter) something at this end of a wire. */
static int validate_end(const struct portcls_filter *filter, u32 index, u32 node, u32 pin,
			bool input, struct portcls_filter_error *error)
{
	/* Seen from inside the filter, its input pins are where signals come from. */
	enum portcls_dataflow needed = input ? PORTCLS_DATAFLOW_OUT : PORTCLS_DATAFLOW_IN;
	const char *side = input ? "to" : "from";
	const struct portcls_node_type *type;

	if (node == PORTCLS_FILTER_NODE) {
		if (pin >= filter->pin_count)
			return invalid(error, "connection %u: %s pin %u, which does not exist",
				       index, side, pin);
		if (portcls_filter_pin(filter, pin)->dataflow != needed)
			return invalid(error, "connection %u: %s pin %u against its dataflow",
				       index, side, pin);
		return 0;
	}
	if (node >= filter->node_count)
		return invalid(error, "connection %u: %s node %u, which does not exist", index,
			       side, node);
	type = portcls_node_type(portcls_filter_node(filter, node));
	if (input ? !portcls_node_has_input(type, pin) : !portcls_node_has_output(type, pin))
		return invalid(error, "connection %u: %s pin %u of node %u (%s), which is no %s",
			       index, side, pin, node, type->name, input ? "input" : "output");
	return 0;
}

static int validate_connection(const struct portcls_filter *filter, u32 index,
			       struct portcls_filter_error *error)
{
	const struct portcls_connection *wire = &filter->connections[index], *other;
	u32 i;
	int err;

	err = validate_end(filter, index, wire->from_node, wire->from_pin, false, error);
	if (err)
		return err;
	err = validate_end(filter, index, wire->to_node, wire->to_pin, true, error);
	if (err)
		return err;
	if (wire->from_node == wire->to_node && wire->from_node != PORTCLS_FILTER_NODE)
		return invalid(error, "connection %u: node %u to itself", index, wire->from_node);
	for (i = 0; i < index; i++) {
		other = &filter->connections[i];
		if (wire->to_node == other->to_node && wire->to_pin == other->to_pin)
			return invalid(error, "connections %u and %u: enter at the same place", i,
				       index);
	}
	return 0;
}

static bool is_connected(const struct portcls_filter *filter, u32 node, u32 pin, bool any_pin)
{
	const struct portcls_connection *wire;
	u32 i;

	for (i = 0; i < filter->connection_count; i++) {
		wire = &filter->connections[i];
		if (wire->from_node == node && (any_pin || wire->from_pin == pin))
			return true;
		if (wire->to_node == node && (any_pin || wire->to_pin == pin))
			return true;
	}
	return false;
}

static int validate_no_orphans(const struct portcls_filter *filter,
			       struct portcls_filter_error *error)
{
	u32 i;

	for (i = 0; i < filter->pin_count; i++)
		if (!is_connected(filter, PORTCLS_FILTER_NODE, i, false))
			return invalid(error, "pin %u: is connected to nothing", i);
	for (i = 0; i < filter->node_count; i++)
		if (!is_connected(filter, i, 0, true))
			return invalid(error, "node %u (%s): is connected to nothing", i,
				       portcls_node_type(portcls_filter_node(filter, i))->name);
	return 0;
}

static int validate_connections(const struct portcls_filter *filter,
				struct portcls_filter_error *error)
{
	u32 i;
	int err;

	if (filter->connection_count > MAX_CONNECTIONS)
		return invalid(error, "filter: %u connections, more than %u",
			       filter->connection_count, MAX_CONNECTIONS);
	if (filter->connection_count && !filter->connections)
		return invalid(error, "filter: %u connections, but no table",
			       filter->connection_count);
	for (i = 0; i < filter->connection_count; i++) {
		err = validate_connection(filter, i, error);
		if (err)
			return err;
	}
	return validate_no_orphans(filter, error);
}

static int validate_categories(const struct portcls_filter *filter,
			       struct portcls_filter_error *error)
{
	u32 i;

	if (filter->category_count > MAX_CATEGORIES)
		return invalid(error, "filter: %u categories, more than %u",
			       filter->category_count, MAX_CATEGORIES);
	if (filter->category_count && !filter->categories)
		return invalid(error, "filter: %u categories, but no table",
			       filter->category_count);
	for (i = 0; i < filter->category_count; i++)
		if (!filter->categories[i])
			return invalid(error, "filter: category %u is missing", i);
	return 0;
}

/**
 * portcls_filter_validate() - check a filter descriptor from end to end
 * @filter: description, as a miniport gave it
 * @error: on failure, says what is wrong first
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int portcls_filter_validate(const struct portcls_filter *filter,
			    struct portcls_filter_error *error)
{
	int err;

	if (filter->version)
		return invalid(error, "filter: unknown version %u", filter->version);
	err = validate_automation(filter->automation, "filter", error);
	if (err)
		return err;
	err = validate_pins(filter, error);
	if (err)
		return err;
	err = validate_nodes(filter, error);
	if (err)
		return err;
	err = validate_connections(filter, error);
	if (err)
		return err;
	return validate_categories(filter, error);
}

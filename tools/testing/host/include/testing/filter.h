/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the core relies on once a filter descriptor has been accepted. Reads all that the core
 * reads.
 */
#ifndef TESTING_FILTER_H
#define TESTING_FILTER_H

#include <linux/string.h>
#include <linux/types.h>

#include <portcls/filter.h>
#include <portcls/guid.h>

#include "portcls/node.h"
#include "testing/rates.h"

static inline const char *automation_fault(const struct portcls_automation *automation)
{
	const struct portcls_property_item *item;
	guid_t set;
	u32 i;

	if (!automation)
		return NULL;
	for (i = 0; i < automation->property_count; i++) {
		item = portcls_automation_item(automation, i);
		if (!item->set || !item->handler)
			return "a property without set or handler";
		if (!(item->flags & (PORTCLS_PROPERTY_GET | PORTCLS_PROPERTY_SET)))
			return "a property of no use";
		set = *item->set;
		if (!guid_equal(&set, item->set))
			return "a property whose set changes";
	}
	return NULL;
}

static inline const char *range_fault(const struct portcls_data_range *range)
{
	struct portcls_choice choice = { 0, 1, U32_MAX, 1, U32_MAX };
	struct portcls_format format;
	u32 sample;

	for (sample = 0; sample < PORTCLS_SAMPLES; sample++)
		choice.samples |= (u32)range_means_sample(range, sample) << sample;
	if (!choice.samples)
		return "a data range without a sample size";
	sample = __builtin_ctz(choice.samples);
	if (portcls_negotiate(range, 1, &choice))
		return "a data range without a rate";
	if (!range_has_rate(range, choice.min_rate) || !range_has_rate(range, choice.max_rate))
		return "a data range without the rates at its ends";
	if (!portcls_settle(range, 1, sample, choice.max_channels, choice.max_rate, &format))
		return "a data range without its best format";
	if (!format.block_align || !format.rate_num || !format.rate_den)
		return "a format to divide by 0 with";
	return NULL;
}

static inline const char *limits_fault(const struct portcls_wave_limits *limits)
{
	if (!limits)
		return NULL;
	if (!limits->period_bytes_min || limits->period_bytes_min > limits->period_bytes_max)
		return "limits without a period";
	if (limits->periods_min < 2 || limits->periods_min > limits->periods_max)
		return "limits without periods";
	if (limits->buffer_bytes_step > limits->buffer_bytes_max ||
	    limits->period_bytes_step > limits->period_bytes_max)
		return "limits that are stepped over";
	if ((u64)limits->period_bytes_min * limits->periods_min > limits->buffer_bytes_max)
		return "limits without a buffer";
	return NULL;
}

static inline const char *pin_fault(const struct portcls_pin *pin)
{
	const char *fault;
	u32 i;

	if (!pin->category)
		return "a pin without category";
	if (pin->dataflow != PORTCLS_DATAFLOW_IN && pin->dataflow != PORTCLS_DATAFLOW_OUT)
		return "a pin without dataflow";
	if (pin->min_filter_instances > pin->max_filter_instances ||
	    pin->max_filter_instances > pin->max_global_instances)
		return "a pin with contradicting instances";
	if (!portcls_pin_is_openable(pin))
		return automation_fault(pin->automation);
	if (pin->max_filter_instances > PORTCLS_MAX_INSTANCES &&
	    pin->max_filter_instances != PORTCLS_UNLIMITED)
		return "a pin with too many instances";
	if (!pin->data_range_count)
		return "a pin without data range";
	for (i = 0; i < pin->data_range_count; i++) {
		fault = range_fault(&pin->data_ranges[i]);
		if (fault)
			return fault;
	}
	fault = limits_fault(pin->limits);
	return fault ?: automation_fault(pin->automation);
}

/* Something at one end of a wire: where signals enter (@input) or leave. */
static inline const char *end_fault(const struct portcls_filter *filter, u32 node, u32 pin,
				    bool input)
{
	const struct portcls_node_type *type;

	if (node == PORTCLS_FILTER_NODE) {
		if (pin >= filter->pin_count)
			return "a wire to no pin";
		return portcls_pin_is_capture(portcls_filter_pin(filter, pin)) == input ? NULL :
		       "a wire against the dataflow";
	}
	if (node >= filter->node_count)
		return "a wire to no node";
	type = portcls_node_type(portcls_filter_node(filter, node));
	if (input ? !portcls_node_has_input(type, pin) : !portcls_node_has_output(type, pin))
		return "a wire to no pin of a node";
	return NULL;
}

static inline bool is_wired(const struct portcls_filter *filter, u32 node, u32 pin)
{
	const struct portcls_connection *wire;
	u32 i;

	for (i = 0; i < filter->connection_count; i++) {
		wire = &filter->connections[i];
		if ((wire->from_node == node &&
		     (node != PORTCLS_FILTER_NODE || wire->from_pin == pin)) ||
		    (wire->to_node == node &&
		     (node != PORTCLS_FILTER_NODE || wire->to_pin == pin)))
			return true;
	}
	return false;
}

static inline const char *wires_fault(const struct portcls_filter *filter)
{
	const struct portcls_connection *wires = filter->connections;
	const char *fault;
	u32 i, j;

	for (i = 0; i < filter->connection_count; i++) {
		fault = end_fault(filter, wires[i].from_node, wires[i].from_pin, false) ?:
			end_fault(filter, wires[i].to_node, wires[i].to_pin, true);
		if (fault)
			return fault;
		for (j = 0; j < i; j++)
			if (wires[i].to_node == wires[j].to_node &&
			    wires[i].to_pin == wires[j].to_pin)
				return "two wires to one place";
	}
	for (i = 0; i < filter->pin_count; i++)
		if (!is_wired(filter, PORTCLS_FILTER_NODE, i))
			return "a pin without wire";
	for (i = 0; i < filter->node_count; i++)
		if (!is_wired(filter, i, 0))
			return "a node without wire";
	return NULL;
}

static inline bool answers(const struct portcls_automation *automation, u32 id)
{
	const struct portcls_property_item *item;
	u32 i;

	for (i = 0; automation && i < automation->property_count; i++) {
		item = portcls_automation_item(automation, i);
		if (guid_equal(item->set, &portcls_property_set_audio) && item->id == id &&
		    item->flags & PORTCLS_PROPERTY_GET)
			return true;
	}
	return false;
}

static inline const char *node_fault(const struct portcls_node *node)
{
	const struct portcls_node_type *type;
	u32 i;

	if (node->flags & ~PORTCLS_NODE_FLAGS || !node->type)
		return "a node without type, or with unknown flags";
	type = portcls_node_type(node);
	for (i = 0; type->required[i]; i++)
		if (answers(node->automation, type->required[i]))
			break;
	if (i && !type->required[i])
		return "a node without the property it needs";
	return automation_fault(node->automation);
}

/* What is wrong with an accepted filter; NULL if nothing is. */
static inline const char *filter_fault(const struct portcls_filter *filter)
{
	const char *fault = NULL;
	u32 i;

	if (!filter->pin_count || filter->pin_count > PORTCLS_MAX_PINS)
		return "no pins, or too many";
	for (i = 0; i < filter->pin_count && !fault; i++)
		fault = pin_fault(portcls_filter_pin(filter, i));
	for (i = 0; i < filter->node_count && !fault; i++)
		fault = node_fault(portcls_filter_node(filter, i));
	for (i = 0; i < filter->category_count && !fault; i++)
		fault = filter->categories[i] ? NULL : "a category that is missing";
	return fault ?: wires_fault(filter) ?: automation_fault(filter->automation);
}

#endif /* TESTING_FILTER_H */

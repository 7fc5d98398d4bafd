// SPDX-License-Identifier: GPL-2.0-only
/*
 * Validation of filter descriptors. There is one good descriptor; each way to be malformed is one
 * value stored in a copy of it.
 */
#include <fnmatch.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <sanitizer/asan_interface.h>

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>

#include <portcls/filter.h>
#include <portcls/guid.h>

#include "portcls/filter.h"
#include "testing/filter.h"
#include "testing/good_filter.h"
#include "testing/random.h"

static const struct mutation malformed[] = {
	IN_FILTER(version, 1, "filter: unknown version 1"),

	IN_AUTOMATION(FILTER, property_count, 257, "filter: 257 properties, more than 256"),
	IN_AUTOMATION(FILTER, property_count, U32_MAX,
		      "filter: 4294967295 properties, more than 256"),
	IN_AUTOMATION(FILTER, properties, 0, "filter: 2 properties, but no table"),
	IN_AUTOMATION(FILTER, property_size, 0,
		      "filter: property_size 0 is not a multiple of 8 of at least *"),
	IN_AUTOMATION(FILTER, property_size, 16,
		      "filter: property_size 16 is not a multiple of 8 of at least *"),
	IN_AUTOMATION(FILTER, property_size, 1004,
		      "filter: property_size 1004 is not a multiple of 8 of at least *"),
	IN_ITEM(FILTER, 1, set, 0, "filter: property 1 has no set"),
	IN_ITEM(FILTER, 1, handler, 0, "filter: property 1 has no handler"),
	IN_ITEM(FILTER, 1, flags, 0, "filter: property 1 can neither be read nor set"),
	IN_ITEM(FILTER, 1, flags, 0x401, "filter: property 1 has unknown flags 0x401"),
	IN_ITEM(FILTER, 1, flags, PORTCLS_PROPERTY_BASIC_SUPPORT,
		"filter: property 1 can neither be read nor set"),
	IN_ITEM(FILTER, 1, id, 1, "filter: properties 0 and 1 are the same"),

	IN_AUTOMATION(PIN, property_count, 257, "pin 0: 257 properties, more than 256"),
	IN_AUTOMATION(PIN, properties, 0, "pin 0: 3 properties, but no table"),
	IN_AUTOMATION(PIN, property_size, 1001,
		      "pin 0: property_size 1001 is not a multiple of 8 of at least *"),
	IN_ITEM(PIN, 2, set, 0, "pin 0: property 2 has no set"),
	IN_ITEM(PIN, 2, handler, 0, "pin 0: property 2 has no handler"),
	IN_ITEM(PIN, 2, flags, 0, "pin 0: property 2 can neither be read nor set"),
	IN_ITEM(PIN, 0, id, 9, "pin 0: properties 0 and 2 are the same"),

	IN_AUTOMATION(NODE, property_count, 257, "node 1 (volume): 257 properties, more than 256"),
	IN_AUTOMATION(NODE, properties, 0, "node 1 (volume): 2 properties, but no table"),
	IN_AUTOMATION(NODE, property_size, 8,
		      "node 1 (volume): property_size 8 is not a multiple of 8 of at least *"),
	IN_ITEM(NODE, 0, set, 0, "node 1 (volume): property 0 has no set"),
	IN_ITEM(NODE, 0, handler, 0, "node 1 (volume): property 0 has no handler"),
	IN_ITEM(NODE, 0, flags, 0, "node 1 (volume): property 0 can neither be read nor set"),
	IN_ITEM(NODE, 1, id, 4, "node 1 (volume): properties 0 and 1 are the same"),

	IN_FILTER(pin_count, 0, "filter: 0 pins, not 1 to 64"),
	IN_FILTER(pin_count, 65, "filter: 65 pins, not 1 to 64"),
	IN_FILTER(pins, 0, "filter: 4 pins, but no table"),
	IN_FILTER(pin_size, 0, "filter: pin_size 0 is not a multiple of 8 of at least *"),
	IN_FILTER(pin_size, 8, "filter: pin_size 8 is not a multiple of 8 of at least *"),
	IN_FILTER(pin_size, 1004, "filter: pin_size 1004 is not a multiple of 8 of at least *"),
	IN_PIN(OUT, dataflow, 0, "pin 2: unknown dataflow 0"),
	IN_PIN(IN, dataflow, 3, "pin 3: unknown dataflow 3"),
	IN_PIN(OUT, communication, 2, "pin 2: unknown communication 2"),
	IN_PIN(PLAY, communication, 3, "pin 0: unknown communication 3"),
	IN_PIN(IN, communication, 5, "pin 3: unknown communication 5"),
	IN_PIN(IN, category, 0, "pin 3: no category"),
	IN_PIN(PLAY, data_range_count, 257, "pin 0: 257 data ranges, more than 256"),
	IN_PIN(OUT, data_range_count, U32_MAX, "pin 2: 4294967295 data ranges, more than 256"),
	IN_PIN(PLAY, pcm_slot, 257, "pin 0: PCM slot 257, more than 256"),
	IN_PIN(RECORD, data_ranges, 0, "pin 1: 3 data ranges, but no table"),
	IN_PIN(OUT, data_range_count, 1, "pin 2: 1 data ranges, but no table"),
	IN_PIN(PLAY, min_filter_instances, U32_MAX,
	       "pin 0: min_filter_instances cannot be unlimited"),
	IN_PIN(PLAY, min_filter_instances, 3, "pin 0: needs 3 instances, but allows 2"),
	IN_PIN(OUT, min_filter_instances, 1, "pin 2: needs 1 instances, but allows 0"),
	IN_PIN(RECORD, max_filter_instances, 2,
	       "pin 1: more instances in the filter than over all"),
	IN_PIN(RECORD, max_global_instances, 0,
	       "pin 1: more instances in the filter than over all"),
	IN_PIN(OUT, max_global_instances, 1, "pin 2: has instances, but cannot be opened"),
	IN_PIN(PLAY, communication, PORTCLS_COMMUNICATION_BRIDGE,
	       "pin 0: has instances, but cannot be opened"),
	IN_PIN(PLAY, max_filter_instances, 33, "pin 0: 33 instances, more than 32"),
	IN_PIN(RECORD, data_range_count, 0, "pin 1: can be opened, but has no data range"),

	IN_LIMITS(buffer_bytes_max, 0, "pin 0: buffer_bytes_max is 0"),
	IN_LIMITS(period_bytes_min, 0, "pin 0: periods of 0 to 65536 bytes"),
	IN_LIMITS(period_bytes_max, 63, "pin 0: periods of 64 to 63 bytes"),
	IN_LIMITS(periods_min, 0, "pin 0: 0 to 1024 periods"),
	IN_LIMITS(periods_min, 1, "pin 0: 1 to 1024 periods"),
	IN_LIMITS(buffer_bytes_step, 131073,
		  "pin 0: steps of 131073 and 0 bytes leave no ring or period"),
	IN_LIMITS(period_bytes_step, 65537,
		  "pin 0: steps of 0 and 65537 bytes leave no ring or period"),
	IN_LIMITS(periods_max, 1, "pin 0: 2 to 1 periods"),
	IN_LIMITS(buffer_bytes_max, 127, "pin 0: 2 periods of 64 bytes do not fit into 127"),

	IN_RANGE(0, encoding, 2, "pin 0: data range 0 has unknown encoding 2"),
	IN_RANGE(2, min_channels, 0, "pin 0: data range 2 has 0 to 1 channels"),
	IN_RANGE(2, min_channels, 2, "pin 0: data range 2 has 2 to 1 channels"),
	IN_RANGE(1, max_channels, 33, "pin 0: data range 1 has 2 to 33 channels"),
	IN_RANGE(0, min_bits, 17, "pin 0: data range 0: no sample size is 17 to 16 bits"),
	IN_RANGE(0, max_bits, 15, "pin 0: data range 0: no sample size is 12 to 15 bits"),
	IN_RANGE(1, min_bits, 33, "pin 0: data range 1: no sample size is 33 to 32 bits"),
	IN_RANGE(1, min_bits, 24, "pin 0: data range 1: floating point, but not 32 bits"),
	IN_RANGE(1, max_bits, 64, "pin 0: data range 1: floating point, but not 32 bits"),
	IN_RANGE(2, encoding, 1, "pin 0: data range 2: floating point, but not 32 bits"),
	IN_RANGE(1, min_rate, 0, "pin 0: data range 1 has rates from 0 to 192000 Hz"),
	IN_RANGE(1, max_rate, 7999, "pin 0: data range 1 has rates from 8000 to 7999 Hz"),
	IN_RANGE(0, clock.num, 0, "pin 0: data range 0 divides a clock of 0 Hz"),
	IN_RANGE(1, clock.den_min, 1, "pin 0: data range 1 divides a clock of 0 Hz"),
	IN_RANGE(1, clock.den_max, 1, "pin 0: data range 1 divides a clock of 0 Hz"),
	IN_RANGE(1, clock.den_step, 1, "pin 0: data range 1 divides a clock of 0 Hz"),
	IN_RANGE(0, clock.den_min, 0, "pin 0: data range 0 has dividers 0 to 352 by 1"),
	IN_RANGE(0, clock.den_step, 0, "pin 0: data range 0 has dividers 29 to 352 by 0"),
	IN_RANGE(0, clock.den_max, 28, "pin 0: data range 0 has dividers 29 to 28 by 1"),
	IN_RANGE(1, clock.num, 1000, "pin 0: data range 1 has dividers 0 to 0 by 0"),
	/* all rates are too low, too high, or jump over what is wanted */
	IN_RANGE(0, clock.num, 1000,
		 "pin 0: data range 0: no rate of its clock is 4009 to 48662 Hz"),
	IN_RANGE(0, clock.num, U32_MAX,
		 "pin 0: data range 0: no rate of its clock is 4009 to 48662 Hz"),
	IN_RANGE(2, clock.den_step, 63,
		 "pin 0: data range 2: no rate of its clock is 11025 to 11025 Hz"),
	IN_RANGE(2, clock.den_step, 65,
		 "pin 0: data range 2: no rate of its clock is 11025 to 11025 Hz"),

	IN_FILTER(node_count, 257, "filter: 257 nodes, more than 256"),
	IN_FILTER(node_count, U32_MAX, "filter: 4294967295 nodes, more than 256"),
	IN_FILTER(nodes, 0, "filter: 5 nodes, but no table"),
	IN_FILTER(node_size, 0, "filter: node_size 0 is not a multiple of 8 of at least *"),
	IN_FILTER(node_size, 8, "filter: node_size 8 is not a multiple of 8 of at least *"),
	IN_FILTER(node_size, 1001, "filter: node_size 1001 is not a multiple of 8 of at least *"),
	IN_NODE(ADC, flags, 0x10, "node 4: unknown flags 0x10"),
	IN_NODE(ADC, flags, PORTCLS_NODE_STREAM | PORTCLS_NODE_PCM | PORTCLS_NODE_INDEX,
		"node 4: flags 0xd contradict"),
	IN_NODE(ADC, type, 0, "node 4: no type"),
	IN_NODE(VOLUME, automation, 0,
		"node 1 (volume): lacks the property that its type requires"),
	IN_ITEM(NODE, 0, id, 40, "node 1 (volume): lacks the property that its type requires"),
	IN_ITEM(NODE, 0, flags, PORTCLS_PROPERTY_SET,
		"node 1 (volume): lacks the property that its type requires"),
	IN_ITEM(NODE, 0, set, (uintptr_t)&own_name,
		"node 1 (volume): lacks the property that its type requires"),
	IN_NODE(DAC, type, (uintptr_t)&portcls_node_mute,
		"node 0 (mute): lacks the property that its type requires"),
	IN_NODE(LINE_VOLUME, name, 0, "node 2 (volume): has the type and name of node 1"),
	IN_NODE(LINE_VOLUME, name, (uintptr_t)&portcls_node_volume,
		"node 2 (volume): has the type and name of node 1"),
	IN_NODE(VOLUME, name, (uintptr_t)&own_name,
		"node 2 (volume): has the type and name of node 1"),
	IN_NODE(ADC, type, (uintptr_t)&portcls_node_dac,
		"node 4 (DAC): has the type and name of node 0"),

	IN_FILTER(connection_count, 1025, "filter: 1025 connections, more than 1024"),
	IN_FILTER(connections, 0, "filter: 8 connections, but no table"),
	IN_WIRE(3, from_pin, 4, "connection 3: from pin 4, which does not exist"),
	IN_WIRE(3, from_pin, U32_MAX, "connection 3: from pin 4294967295, which does not exist"),
	IN_WIRE(7, to_pin, 4, "connection 7: to pin 4, which does not exist"),
	IN_WIRE(3, from_pin, PIN_OUT, "connection 3: from pin 2 against its dataflow"),
	IN_WIRE(7, to_pin, PIN_IN, "connection 7: to pin 3 against its dataflow"),
	IN_WIRE(1, from_node, 5, "connection 1: from node 5, which does not exist"),
	IN_WIRE(1, to_node, U32_MAX - 1, "connection 1: to node 4294967294, which does not exist"),
	IN_WIRE(1, from_pin, 1, "connection 1: from pin 1 of node 0 (DAC), which is no output"),
	IN_WIRE(1, to_pin, 0, "connection 1: to pin 0 of node 1 (volume), which is no input"),
	IN_WIRE(1, to_pin, 2, "connection 1: to pin 2 of node 1 (volume), which is no input"),
	IN_WIRE(2, to_pin, 0, "connection 2: to pin 0 of node 3 (sum), which is no input"),
	IN_WIRE(1, to_node, NODE_DAC, "connection 1: node 0 to itself"),
	IN_WIRE(4, to_pin, 2, "connections 2 and 4: enter at the same place"),
	IN_WIRE(7, to_pin, PIN_OUT, "connections 6 and 7: enter at the same place"),
	IN_FILTER(connection_count, 7, "pin 1: is connected to nothing"),
	IN_FILTER(connection_count, 0, "pin 0: is connected to nothing"),
	IN_WIRE(3, from_pin, PIN_PLAY, "pin 3: is connected to nothing"),
	IN_WIRE(5, to_node, NODE_SUM, "node 4 (ADC): is connected to nothing"),

	IN_FILTER(category_count, 65, "filter: 65 categories, more than 64"),
	IN_FILTER(categories, 0, "filter: 2 categories, but no table"),
	{ CATEGORY, 1, 0, sizeof(void *), 0, "filter: category 1 is missing" },
};

/* What may be so. */
static const struct mutation unusual[] = {
	IN_FILTER(automation, 0, "no properties of the filter"),
	IN_AUTOMATION(FILTER, property_count, 0, "an empty table of properties"),
	IN_ITEM(FILTER, 1, flags, PORTCLS_PROPERTY_SET, "a property that can only be set"),
	IN_ITEM(FILTER, 1, set, (uintptr_t)&own_name, "a property of the miniport's own set"),
	IN_PIN(PLAY, limits, 0, "an openable pin without limits, for ports of other kinds"),
	IN_PIN(PLAY, max_filter_instances, PORTCLS_UNLIMITED, "unlimited instances"),
	IN_PIN(PLAY, max_filter_instances, 32, "the most instances"),
	IN_PIN(PLAY, min_filter_instances, 2, "as many needed as allowed"),
	IN_PIN(PLAY, min_filter_instances, 0, "none needed"),
	IN_PIN(RECORD, max_filter_instances, 0, "a sink that is not to be opened"),
	IN_PIN(OUT, name, (uintptr_t)&own_name, "a pin with a name"),
	IN_PIN(OUT, communication, PORTCLS_COMMUNICATION_SINK, "a sink without instances"),
	IN_RANGE(1, max_channels, 32, "the most channels"),
	IN_RANGE(2, container_32, 0, "24 bits packed"),
	IN_RANGE(0, max_bits, 255, "more bits than there are formats"),
	IN_RANGE(0, clock.den_max, U32_MAX, "dividers that give no rate"),
	IN_RANGE(2, clock.den_min, 128, "a single divider"),
	IN_LIMITS(buffer_bytes_max, 128, "a buffer that the fewest, least periods fill"),
	IN_LIMITS(periods_max, 2, "a single number of periods"),
	IN_LIMITS(buffer_bytes_step, 131072, "a single size of rings"),
	IN_LIMITS(period_bytes_step, 65536, "a single size of periods, by its step"),
	IN_LIMITS(period_bytes_max, 64, "a single size of periods"),
	IN_NODE(DAC, type, (uintptr_t)&own_name, "a type of the miniport's own"),
	IN_NODE(ADC, name, (uintptr_t)&own_name, "the name of a node of another type"),
	IN_FILTER(category_count, 0, "no categories"),
	IN_WIRE(0, to_node, NODE_SUM, "a node that signals only leave"),
	IN_WIRE(2, to_pin, U32_MAX, "a sum with very many inputs"),
};

static void test_good_filter_is_accepted(void **state)
{
	struct portcls_filter_error error;
	struct copy copy = copy_good(0);

	assert_int_equal(validate(&copy, &error), 0);
	assert_null(filter_fault(entry(&copy, FILTER, 0)));
	discard(&copy);
}

static void test_malformed_filter_is_refused_with_its_own_message_p36_p58(void **state)
{
	struct portcls_filter_error error;
	struct copy copy;
	u32 i, bad = 0;
	int err;

	for (i = 0; i < ARRAY_SIZE(malformed); i++) {
		copy = copy_good(0);
		mutate(&copy, &malformed[i]);
		err = validate(&copy, &error);
		if (!err || !text_is(error.text, &malformed[i])) {
			print_error("expected \"%s\"\nbut there came \"%s\"\n", malformed[i].text,
				    err ? error.text : "");
			bad++;
		}
		discard(&copy);
	}
	assert_int_equal(bad, 0);
}

static void test_unusual_filter_is_accepted(void **state)
{
	struct portcls_filter_error error;
	struct copy copy;
	const char *fault;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(unusual); i++) {
		copy = copy_good(0);
		mutate(&copy, &unusual[i]);
		if (validate(&copy, &error))
			fail_msg("%s: refused: %s", unusual[i].text, error.text);
		fault = filter_fault(entry(&copy, FILTER, 0));
		if (fault)
			fail_msg("%s: accepted, but has %s", unusual[i].text, fault);
		discard(&copy);
	}
}

static void test_entries_are_found_by_the_stride_of_their_table_p58(void **state)
{
	static const size_t gaps[] = { 8, 16, 120, 4096 };
	struct portcls_filter_error error;
	struct copy copy;
	u32 i, j;

	for (i = 0; i < ARRAY_SIZE(gaps); i++) {
		copy = copy_good(gaps[i]);
		assert_int_equal(validate(&copy, &error), 0);
		assert_null(filter_fault(entry(&copy, FILTER, 0)));
		discard(&copy);
		for (j = 0; j < ARRAY_SIZE(malformed); j++) {
			copy = copy_good(gaps[i]);
			mutate(&copy, &malformed[j]);
			if (!validate(&copy, &error) || !text_is(error.text, &malformed[j]))
				fail_msg("not refused: %s", malformed[j].text);
			discard(&copy);
		}
	}
}

/* Tables that are empty, or of no concern, are not looked at. */
static void test_pointer_of_an_empty_table_is_not_followed(void **state)
{
	struct portcls_filter_error error;
	struct copy copy = copy_good(0);
	struct portcls_filter *filter = entry(&copy, FILTER, 0);
	struct portcls_pin *pin = entry(&copy, PIN, PIN_OUT);
	void *nowhere = malloc(1);

	ASAN_POISON_MEMORY_REGION(nowhere, 1);
	pin->data_ranges = nowhere;
	pin->limits = nowhere;
	filter->category_count = 0;
	filter->categories = nowhere;
	assert_int_equal(validate(&copy, &error), 0);
	filter->connection_count = 0;
	filter->connections = nowhere;
	assert_int_equal(validate(&copy, &error), -EINVAL);
	assert_string_equal(error.text, "pin 0: is connected to nothing");
	ASAN_UNPOISON_MEMORY_REGION(nowhere, 1);
	free(nowhere);
	discard(&copy);
}

static void test_filter_without_nodes_is_accepted(void **state)
{
	const struct portcls_connection wire = {
		PORTCLS_FILTER_NODE, PIN_IN, PORTCLS_FILTER_NODE, PIN_OUT
	};
	const struct portcls_connection swapped[] = {
		{ PORTCLS_FILTER_NODE, 1, PORTCLS_FILTER_NODE, 0 },
	};
	struct portcls_filter filter = {
		.pin_size = sizeof(pins[0]),
		.pin_count = 2,
		.pins = &pins[PIN_OUT],
		.connection_count = 1,
		.connections = swapped,
	};
	struct portcls_filter_error error;

	assert_int_equal(portcls_filter_validate(&filter, &error), 0);
	filter.connections = &wire;
	assert_int_equal(portcls_filter_validate(&filter, &error), -EINVAL);
}

/* As much of everything as there may be. */
static void test_largest_filter_is_accepted(void **state)
{
	static struct portcls_property_item items[256];
	static struct portcls_data_range many_ranges[64];
	static struct portcls_pin many_pins[PORTCLS_MAX_PINS];
	static struct portcls_node many_nodes[256];
	static struct portcls_connection many_wires[1024];
	static const guid_t *many_categories[64];
	static guid_t names[256];
	const struct portcls_automation automation = { sizeof(items[0]), ARRAY_SIZE(items), items };
	struct portcls_filter_error error;
	struct portcls_filter filter = {
		.automation = &automation,
		.pin_size = sizeof(many_pins[0]),
		.pin_count = ARRAY_SIZE(many_pins),
		.pins = many_pins,
		.node_size = sizeof(many_nodes[0]),
		.node_count = ARRAY_SIZE(many_nodes),
		.nodes = many_nodes,
		.connection_count = ARRAY_SIZE(many_wires),
		.connections = many_wires,
		.category_count = ARRAY_SIZE(many_categories),
		.categories = many_categories,
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(items); i++)
		items[i] = (struct portcls_property_item)AUDIO(i);
	for (i = 0; i < ARRAY_SIZE(many_ranges); i++)
		many_ranges[i] = ranges[1];
	for (i = 0; i < ARRAY_SIZE(many_categories); i++)
		many_categories[i] = &own_name;
	for (i = 0; i < ARRAY_SIZE(many_pins); i++) {
		many_pins[i] = pins[PIN_PLAY];
		many_pins[i].automation = &automation;
		many_pins[i].data_ranges = many_ranges;
		many_pins[i].data_range_count = ARRAY_SIZE(many_ranges);
	}
	for (i = 0; i < ARRAY_SIZE(many_nodes); i++) {
		names[i] = own_name;
		names[i].b[0] = i;
		many_nodes[i] = (struct portcls_node) {
			.automation = &automation, .type = &portcls_node_sum, .name = &names[i],
		};
	}
	for (i = 0; i < ARRAY_SIZE(many_wires); i++)
		many_wires[i] = (struct portcls_connection) {
			PORTCLS_FILTER_NODE, i % PORTCLS_MAX_PINS, i % 256, 1 + i / 256
		};
	assert_int_equal(portcls_filter_validate(&filter, &error), 0);
	assert_null(filter_fault(&filter));
	items[255].id = 0;
	assert_int_equal(portcls_filter_validate(&filter, &error), -EINVAL);
	assert_string_equal(error.text, "filter: properties 0 and 255 are the same");
	items[255].id = 255;
	many_nodes[255].name = &names[0];
	assert_int_equal(portcls_filter_validate(&filter, &error), -EINVAL);
	assert_string_equal(error.text, "node 255 (sum): has the type and name of node 0");
	many_nodes[255].name = &names[255];
	many_wires[1023] = many_wires[0];
	assert_int_equal(portcls_filter_validate(&filter, &error), -EINVAL);
	assert_string_equal(error.text, "connections 0 and 1023: enter at the same place");
}

/*
 * The messages of filter.c, each as a pattern with a star for what is filled in. Returns how many;
 * fails if some call of invalid() has none where it is looked for.
 */
static u32 read_patterns(char patterns[][160], u32 most)
{
	FILE *source = fopen(TOP "/drivers/portcls/filter.c", "r");
	u32 calls = 0, count = 0;
	char line[200], *from, *to;

	assert_non_null(source);
	while (fgets(line, sizeof(line), source)) {
		if (strstr(line, "invalid(") && !strstr(line, "int invalid("))
			calls++;
		from = strstr(line, "invalid(error, \"");
		if (!from)
			continue;
		assert_in_range(count, 0, most - 1);
		from += strlen("invalid(error, \"");
		for (to = patterns[count]; *from && *from != '"'; from++) {
			*to++ = *from == '%' ? '*' : *from;
			if (*from == '%')
				from += strcspn(from, "usxd");
		}
		*to = '\0';
		count++;
	}
	fclose(source);
	assert_int_equal(calls, count);
	return count;
}

static char patterns[100][160];

static bool is_known(const char *text, u32 count)
{
	u32 i;

	for (i = 0; i < count; i++)
		if (!fnmatch(patterns[i], text, 0))
			return true;
	return false;
}

static void test_every_message_is_tested(void **state)
{
	u32 count = read_patterns(patterns, ARRAY_SIZE(patterns));
	u32 i, j, bad = 0;

	for (i = 0; i < count; i++) {
		for (j = 0; j < ARRAY_SIZE(malformed); j++)
			if (!fnmatch(patterns[i], malformed[j].text, 0))
				break;
		if (j == ARRAY_SIZE(malformed)) {
			print_error("no test of \"%s\"\n", patterns[i]);
			bad++;
		}
	}
	assert_int_equal(bad, 0);
	assert_in_range(count, 50, ARRAY_SIZE(patterns));
	print_message("# %u messages, %zu malformed filters\n", count, ARRAY_SIZE(malformed));
}

static void test_several_faults_are_refused_with_one_message(void **state)
{
	u32 count = read_patterns(patterns, ARRAY_SIZE(patterns));
	struct random random = random_start();
	struct portcls_filter_error error;
	struct copy copy;
	u32 i, j;

	for (i = 0; i < 20000; i++) {
		copy = copy_good(8 * random_from(&random, 0, 3));
		for (j = random_from(&random, 2, 6); j; j--)
			mutate(&copy, &malformed[random_from(&random, 0,
							     ARRAY_SIZE(malformed) - 1)]);
		if (validate(&copy, &error) && !is_known(error.text, count))
			fail_msg("unknown message: %s", error.text);
		discard(&copy);
	}
}

/* Any number may stand here, as no table is as long as it says. */
static const struct mutation free_fields[] = {
	IN_FILTER(version, 0, NULL),
	IN_ITEM(FILTER, 0, id, 0, NULL),
	IN_ITEM(PIN, 1, id, 0, NULL),
	IN_ITEM(PIN, 2, flags, 0, NULL),
	IN_ITEM(NODE, 0, id, 0, NULL),
	IN_ITEM(NODE, 0, flags, 0, NULL),
	IN_PIN(PLAY, max_global_instances, 0, NULL),
	IN_PIN(PLAY, max_filter_instances, 0, NULL),
	IN_PIN(PLAY, min_filter_instances, 0, NULL),
	IN_PIN(RECORD, max_global_instances, 0, NULL),
	IN_PIN(RECORD, max_filter_instances, 0, NULL),
	IN_PIN(OUT, communication, 0, NULL),
	IN_PIN(RECORD, communication, 0, NULL),
	IN_PIN(IN, dataflow, 0, NULL),
	IN_PIN(PLAY, clock_domain, 0, NULL),
	IN_RANGE(0, encoding, 0, NULL),
	IN_RANGE(0, min_channels, 0, NULL),
	IN_RANGE(1, max_channels, 0, NULL),
	IN_RANGE(0, min_bits, 0, NULL),
	IN_RANGE(2, max_bits, 0, NULL),
	IN_RANGE(0, min_rate, 0, NULL),
	IN_RANGE(0, max_rate, 0, NULL),
	IN_RANGE(1, min_rate, 0, NULL),
	IN_RANGE(1, max_rate, 0, NULL),
	IN_RANGE(0, clock.num, 0, NULL),
	IN_RANGE(0, clock.den_min, 0, NULL),
	IN_RANGE(0, clock.den_max, 0, NULL),
	IN_RANGE(0, clock.den_step, 0, NULL),
	IN_RANGE(2, clock.den_step, 0, NULL),
	IN_LIMITS(buffer_bytes_max, 0, NULL),
	IN_LIMITS(period_bytes_min, 0, NULL),
	IN_LIMITS(period_bytes_max, 0, NULL),
	IN_LIMITS(period_bytes_step, 0, NULL),
	IN_LIMITS(periods_min, 0, NULL),
	IN_LIMITS(periods_max, 0, NULL),
	IN_NODE(DAC, flags, 0, NULL),
	IN_WIRE(0, from_node, 0, NULL),
	IN_WIRE(2, to_node, 0, NULL),
	IN_WIRE(2, to_pin, 0, NULL),
	IN_WIRE(4, from_pin, 0, NULL),
	IN_WIRE(5, to_node, 0, NULL),
	IN_WIRE(7, to_pin, 0, NULL),
};

static u64 random_value(struct random *random)
{
	u64 value = random_u64(random);

	switch (random_from(random, 0, 3)) {
	case 0:
		return value % 5;
	case 1:
		return value % 2000;
	case 2:
		return 0 - value % 3;
	default:
		return value >> random_from(random, 32, 63);
	}
}

static void test_random_numbers_are_refused_or_right(void **state)
{
	u32 count = read_patterns(patterns, ARRAY_SIZE(patterns));
	struct random random = random_start();
	struct portcls_filter_error error;
	struct mutation mutation;
	u32 i, j, accepted = 0;
	struct copy copy;
	const char *fault;

	for (i = 0; i < 100000; i++) {
		copy = copy_good(8 * random_from(&random, 0, 3));
		for (j = random_from(&random, 1, 3); j; j--) {
			mutation = free_fields[random_from(&random, 0,
							   ARRAY_SIZE(free_fields) - 1)];
			mutation.value = random_value(&random);
			mutate(&copy, &mutation);
		}
		if (validate(&copy, &error)) {
			if (!is_known(error.text, count))
				fail_msg("unknown message: %s", error.text);
		} else {
			fault = filter_fault(entry(&copy, FILTER, 0));
			if (fault)
				fail_msg("filter %u was accepted, but has %s", i, fault);
			accepted++;
		}
		discard(&copy);
	}
	assert_in_range(accepted, 1000, 90000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good_filter_is_accepted),
		cmocka_unit_test(test_malformed_filter_is_refused_with_its_own_message_p36_p58),
		cmocka_unit_test(test_unusual_filter_is_accepted),
		cmocka_unit_test(test_entries_are_found_by_the_stride_of_their_table_p58),
		cmocka_unit_test(test_pointer_of_an_empty_table_is_not_followed),
		cmocka_unit_test(test_filter_without_nodes_is_accepted),
		cmocka_unit_test(test_largest_filter_is_accepted),
		cmocka_unit_test(test_every_message_is_tested),
		cmocka_unit_test(test_several_faults_are_refused_with_one_message),
		cmocka_unit_test(test_random_numbers_are_refused_or_right),
	};

	return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}

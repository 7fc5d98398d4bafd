// SPDX-License-Identifier: GPL-2.0-only
/*
 * Malformed filter descriptors. Each is a good one with a single thing spoilt, and is refused when
 * a port is made of it. What the messages say is tested elsewhere; here they can be read in the
 * log.
 */
#include <linux/err.h>
#include <linux/errno.h>

#include <portcls/guid.h>

#include "fake.h"
#include "kunit.h"
#include "suites.h"

/**
 * struct mutation - a way to spoil a descriptor
 * @what: what it is
 * @spoil: spoils a good descriptor
 */
struct mutation {
	const char *what;
	void (*spoil)(struct fake_descriptor *d);
};

/* A mutation that is one assignment, or a few. */
#define SPOIL(name, statements)							\
	static void name(struct fake_descriptor *d)				\
	{									\
		statements;							\
	}

SPOIL(version, d->filter.version = 1)
SPOIL(no_pins, d->filter.pin_count = 0)
SPOIL(many_pins, d->filter.pin_count = PORTCLS_MAX_PINS + 1)
SPOIL(no_pin_table, d->filter.pins = NULL)
SPOIL(no_pin_size, d->filter.pin_size = 0)
SPOIL(short_pin_size, d->filter.pin_size -= 8)
SPOIL(odd_pin_size, d->filter.pin_size += 4)
SPOIL(no_node_table, d->filter.nodes = NULL)
SPOIL(many_nodes, d->filter.node_count = U32_MAX)
SPOIL(short_node_size, d->filter.node_size -= 8)
SPOIL(odd_node_size, d->filter.node_size += 1)
SPOIL(no_connection_table, d->filter.connections = NULL)
SPOIL(many_connections, d->filter.connection_count = U32_MAX)
SPOIL(no_category_table, d->filter.categories = NULL)
SPOIL(many_categories, d->filter.category_count = U32_MAX)
SPOIL(category_missing, d->categories[1] = NULL)

static const struct mutation filter_mutations[] = {
	{ "unknown version", version },
	{ "no pins", no_pins },
	{ "too many pins", many_pins },
	{ "pins without a table", no_pin_table },
	{ "pin size of 0", no_pin_size },
	{ "pin size below the structure's", short_pin_size },
	{ "pin size that is no multiple of 8", odd_pin_size },
	{ "nodes without a table", no_node_table },
	{ "too many nodes", many_nodes },
	{ "node size below the structure's", short_node_size },
	{ "node size that is no multiple of 8", odd_node_size },
	{ "connections without a table", no_connection_table },
	{ "too many connections", many_connections },
	{ "categories without a table", no_category_table },
	{ "too many categories", many_categories },
	{ "category that is missing", category_missing },
};

SPOIL(pin_dataflow, d->pins[FAKE_PLAY].dataflow = 0)
SPOIL(pin_dataflow_3, d->pins[FAKE_RECORD_IN].dataflow = 3)
SPOIL(pin_communication, d->pins[FAKE_PLAY_OUT].communication = 2)
SPOIL(pin_category, d->pins[FAKE_PLAY_OUT].category = NULL)
SPOIL(pin_many_ranges, d->pins[FAKE_PLAY].data_range_count = U32_MAX)
SPOIL(pin_high_slot, d->pins[FAKE_PLAY].pcm_slot = 257)
SPOIL(pin_no_range, d->pins[FAKE_PLAY].data_range_count = 0)
SPOIL(pin_no_range_table, d->pins[FAKE_PLAY].data_ranges = NULL)
SPOIL(pin_min_unlimited, d->pins[FAKE_PLAY].min_filter_instances = PORTCLS_UNLIMITED)
SPOIL(pin_min_above_max, d->pins[FAKE_PLAY].min_filter_instances = 2)
SPOIL(pin_filter_above_global, d->pins[FAKE_PLAY].max_filter_instances = 2)
SPOIL(pin_bridge_instances, d->pins[FAKE_PLAY_OUT].max_global_instances = 1)
SPOIL(pin_many_instances, d->pins[FAKE_PLAY].max_global_instances = PORTCLS_MAX_INSTANCES + 1;
	d->pins[FAKE_PLAY].max_filter_instances = PORTCLS_MAX_INSTANCES + 1)
SPOIL(limits_no_buffer, d->limits.buffer_bytes_max = 0)
SPOIL(limits_no_period, d->limits.period_bytes_min = 0)
SPOIL(limits_period_order, d->limits.period_bytes_max = d->limits.period_bytes_min - 1)
SPOIL(limits_no_periods, d->limits.periods_min = 0)
SPOIL(limits_one_period, d->limits.periods_min = 1)
SPOIL(limits_buffer_step, d->limits.buffer_bytes_step = FAKE_RING_BYTES + 1)
SPOIL(limits_period_step, d->limits.period_bytes_step = FAKE_RING_BYTES + 1)
SPOIL(limits_periods_order, d->limits.periods_max = 0)
SPOIL(limits_too_small, d->limits.periods_min = d->limits.periods_max;
	d->limits.period_bytes_min = FAKE_RING_BYTES)

static const struct mutation pin_mutations[] = {
	{ "dataflow of 0", pin_dataflow },
	{ "dataflow both ways", pin_dataflow_3 },
	{ "unknown communication", pin_communication },
	{ "pin without a category", pin_category },
	{ "too many data ranges", pin_many_ranges },
	{ "PCM device with too high a number", pin_high_slot },
	{ "stream pin without a data range", pin_no_range },
	{ "data ranges without a table", pin_no_range_table },
	{ "least instances unlimited", pin_min_unlimited },
	{ "least instances above the most", pin_min_above_max },
	{ "most in the filter above the most over all", pin_filter_above_global },
	{ "instances on a bridge", pin_bridge_instances },
	{ "too many instances", pin_many_instances },
	{ "ring of 0 bytes", limits_no_buffer },
	{ "period of 0 bytes", limits_no_period },
	{ "longest period below the shortest", limits_period_order },
	{ "no periods", limits_no_periods },
	{ "ring of a single period", limits_one_period },
	{ "ring that is no multiple of its step", limits_buffer_step },
	{ "period that is no multiple of its step", limits_period_step },
	{ "most periods below the least", limits_periods_order },
	{ "periods that do not fit into the ring", limits_too_small },
};

static void set_clock(struct fake_descriptor *d, u32 num, u32 den_min, u32 den_max, u32 den_step)
{
	d->ranges[FAKE_PLAY2][0].clock = (struct portcls_rate_clock) {
		num, den_min, den_max, den_step
	};
}

SPOIL(range_encoding, d->ranges[FAKE_PLAY][0].encoding = 2)
SPOIL(range_no_channels, d->ranges[FAKE_PLAY][0].min_channels = 0)
SPOIL(range_channel_order, d->ranges[FAKE_PLAY][0].min_channels = 3)
SPOIL(range_many_channels, d->ranges[FAKE_PLAY][0].max_channels = 33)
SPOIL(range_bits_order, d->ranges[FAKE_PLAY][0].min_bits = 24)
SPOIL(range_no_bits, d->ranges[FAKE_PLAY][0].min_bits = 9; d->ranges[FAKE_PLAY][0].max_bits = 15)
SPOIL(range_float_16, d->ranges[FAKE_PLAY][0].encoding = PORTCLS_ENCODING_FLOAT)
SPOIL(range_no_rate, d->ranges[FAKE_RECORD][0].min_rate = 0)
SPOIL(range_rate_order, d->ranges[FAKE_RECORD][0].min_rate = 48001)
SPOIL(clock_of_0_hz, d->ranges[FAKE_PLAY2][0].clock.den_max = 1)
SPOIL(clock_no_divider, d->ranges[FAKE_PLAY2][0].clock.num = 1411200)
SPOIL(clock_divider_order, set_clock(d, 1411200, 64, 32, 1))
SPOIL(clock_no_step, set_clock(d, 1411200, 32, 64, 0))
SPOIL(clock_too_slow, set_clock(d, 1000, 1, 2, 1))
SPOIL(clock_too_fast, set_clock(d, 1411200, 1, 2, 1))

static const struct mutation range_mutations[] = {
	{ "unknown encoding", range_encoding },
	{ "no channels", range_no_channels },
	{ "most channels below the fewest", range_channel_order },
	{ "too many channels", range_many_channels },
	{ "most bits below the fewest", range_bits_order },
	{ "bits that no sample has", range_no_bits },
	{ "floating point of 8 to 16 bits", range_float_16 },
	{ "rate of 0 Hz", range_no_rate },
	{ "highest rate below the lowest", range_rate_order },
	{ "divider of a clock of 0 Hz", clock_of_0_hz },
	{ "clock without divider", clock_no_divider },
	{ "largest divider below the smallest", clock_divider_order },
	{ "dividers at no distance", clock_no_step },
	{ "clock below all rates", clock_too_slow },
	{ "clock above all rates", clock_too_fast },
};

SPOIL(node_flags, d->nodes[FAKE_DAC].flags = (u32)~PORTCLS_NODE_FLAGS)
SPOIL(node_contradiction, d->nodes[FAKE_DAC].flags = PORTCLS_NODE_STREAM | PORTCLS_NODE_CARD)
SPOIL(node_type, d->nodes[FAKE_DAC].type = NULL)
SPOIL(node_twin, d->nodes[FAKE_DAC2].name = NULL)
SPOIL(node_no_automation, d->nodes[FAKE_VOLUME].automation = NULL)
SPOIL(node_no_get, d->properties[0].flags = PORTCLS_PROPERTY_SET)
SPOIL(property_no_table, d->volume.properties = NULL)
SPOIL(property_many, d->volume.property_count = U32_MAX)
SPOIL(property_short_size, d->volume.property_size -= 8)
SPOIL(property_odd_size, d->volume.property_size += 4)
SPOIL(property_no_set, d->properties[1].set = NULL)
SPOIL(property_no_handler, d->properties[1].handler = NULL)
SPOIL(property_no_verb, d->properties[1].flags = PORTCLS_PROPERTY_BASIC_SUPPORT)
SPOIL(property_other_verb, d->properties[1].flags |= BIT(2))
SPOIL(property_twin, d->properties[1].id = d->properties[0].id)
SPOIL(filter_automation, d->filter.automation = &d->volume; d->properties[1].set = NULL;
	d->nodes[FAKE_VOLUME].type = &portcls_node_src; d->nodes[FAKE_VOLUME].automation = NULL)
SPOIL(pin_automation, d->pins[FAKE_PLAY].automation = &d->volume; d->volume.properties = NULL;
	d->nodes[FAKE_VOLUME].type = &portcls_node_src; d->nodes[FAKE_VOLUME].automation = NULL)

static const struct mutation node_mutations[] = {
	{ "node flags", node_flags },
	{ "node of streams that is of the card", node_contradiction },
	{ "node without a type", node_type },
	{ "two nodes of one type and name", node_twin },
	{ "volume without properties", node_no_automation },
	{ "volume that cannot be read", node_no_get },
	{ "properties without a table", property_no_table },
	{ "too many properties", property_many },
	{ "property size below the structure's", property_short_size },
	{ "property size that is no multiple of 8", property_odd_size },
	{ "property without a set", property_no_set },
	{ "property without a handler", property_no_handler },
	{ "property neither read nor set", property_no_verb },
	{ "property with an unknown verb", property_other_verb },
	{ "property twice", property_twin },
	{ "bad property of the filter", filter_automation },
	{ "bad property of a pin", pin_automation },
};

SPOIL(wire_from_no_pin, d->connections[0].from_pin = FAKE_PINS)
SPOIL(wire_to_no_pin, d->connections[2].to_pin = FAKE_PINS)
SPOIL(wire_from_output, d->connections[0].from_pin = FAKE_PLAY_OUT)
SPOIL(wire_to_input, d->connections[2].to_pin = FAKE_PLAY)
SPOIL(wire_from_no_node, d->connections[1].from_node = FAKE_NODES)
SPOIL(wire_to_no_node, d->connections[1].to_node = FAKE_NODES)
SPOIL(wire_from_node_input, d->connections[1].from_pin = 1)
SPOIL(wire_to_node_output, d->connections[1].to_pin = 0)
SPOIL(wire_to_itself, d->connections[1].to_node = FAKE_VOLUME)
SPOIL(wire_twin, d->connections[5].to_node = FAKE_ADC)
SPOIL(pin_orphan, d->filter.connection_count = FAKE_CONNECTIONS - 1)
SPOIL(node_orphan, d->connections[0].to_node = FAKE_DAC;
	d->connections[1] = d->connections[FAKE_CONNECTIONS - 1];
	d->filter.connection_count = FAKE_CONNECTIONS - 1)
SPOIL(no_connections, d->filter.connection_count = 0)

static const struct mutation connection_mutations[] = {
	{ "wire from a pin that does not exist", wire_from_no_pin },
	{ "wire to a pin that does not exist", wire_to_no_pin },
	{ "wire from an output of the filter", wire_from_output },
	{ "wire to an input of the filter", wire_to_input },
	{ "wire from a node that does not exist", wire_from_no_node },
	{ "wire to a node that does not exist", wire_to_no_node },
	{ "wire from the input of a node", wire_from_node_input },
	{ "wire to the output of a node", wire_to_node_output },
	{ "wire from a node to itself", wire_to_itself },
	{ "two wires that enter at one place", wire_twin },
	{ "pin without a wire", pin_orphan },
	{ "node without a wire", node_orphan },
	{ "no connections", no_connections },
};

static void try_all(struct kunit *test, const struct mutation *mutations, size_t count)
{
	struct fake_device *device = test->priv;
	struct portcls_port *port;
	size_t i;
	int err;

	for (i = 0; i < count; i++) {
		fake_descriptor_init(&device->descriptor);
		mutations[i].spoil(&device->descriptor);
		err = fake_make_port(device, &port);
		if (err != -EINVAL)
			KUNIT_FAIL(test, "%s: %d\n", mutations[i].what, err);
	}
	/* That leaves no trace: the good descriptor makes a card. */
	fake_descriptor_init(&device->descriptor);
	KUNIT_EXPECT_EQ(test, fake_device_start(device), 0);
}

static void bad_filters_are_refused_p58(struct kunit *test)
{
	try_all(test, filter_mutations, ARRAY_SIZE(filter_mutations));
}

static void bad_pins_are_refused_p58(struct kunit *test)
{
	try_all(test, pin_mutations, ARRAY_SIZE(pin_mutations));
}

static void bad_data_ranges_are_refused_p58(struct kunit *test)
{
	try_all(test, range_mutations, ARRAY_SIZE(range_mutations));
}

static void bad_nodes_are_refused_p37_p58(struct kunit *test)
{
	try_all(test, node_mutations, ARRAY_SIZE(node_mutations));
}

static void bad_connections_are_refused_p36_p58(struct kunit *test)
{
	try_all(test, connection_mutations, ARRAY_SIZE(connection_mutations));
}

static int no_filter(void *miniport, const struct portcls_filter **filter)
{
	return 0;
}

static void miniport_without_filter_is_refused(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct portcls_port *port;

	device->ops.get_description = no_filter;
	KUNIT_EXPECT_EQ(test, fake_make_port(device, &port), -EINVAL);
	device->ops.get_description = fake_ops.get_description;
	KUNIT_EXPECT_EQ(test, fake_device_start(device), 0);
}

/* Tables of a miniport may be wider than ours. */
static void tables_are_walked_by_their_stride_p58(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct fake_descriptor *descriptor = &device->descriptor;
	struct wide_pin { struct portcls_pin pin; u64 more[3]; } *pins;
	struct wide_node { struct portcls_node node; u64 more; } *nodes;
	unsigned int i;

	pins = kunit_kzalloc(test, FAKE_PINS * sizeof(*pins), GFP_KERNEL);
	nodes = kunit_kzalloc(test, FAKE_NODES * sizeof(*nodes), GFP_KERNEL);
	KUNIT_ASSERT_TRUE(test, pins && nodes);
	for (i = 0; i < FAKE_PINS; i++)
		pins[i].pin = descriptor->pins[i];
	for (i = 0; i < FAKE_NODES; i++)
		nodes[i].node = descriptor->nodes[i];
	descriptor->filter.pins = pins;
	descriptor->filter.pin_size = sizeof(*pins);
	descriptor->filter.nodes = nodes;
	descriptor->filter.node_size = sizeof(*nodes);
	KUNIT_EXPECT_EQ(test, fake_device_start(device), 0);
	fake_device_remove(device);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(bad_filters_are_refused_p58),
	KUNIT_CASE(bad_pins_are_refused_p58),
	KUNIT_CASE(bad_data_ranges_are_refused_p58),
	KUNIT_CASE(bad_nodes_are_refused_p37_p58),
	KUNIT_CASE(bad_connections_are_refused_p36_p58),
	KUNIT_CASE(miniport_without_filter_is_refused),
	KUNIT_CASE(tables_are_walked_by_their_stride_p58),
	{}
};

struct kunit_suite portcls_filter_suite = {
	.name = "portcls_filter",
	.init = fake_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

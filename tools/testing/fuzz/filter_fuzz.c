// SPDX-License-Identifier: GPL-2.0-only
/*
 * Filter descriptors made of any bytes. None makes the validation read outside the tables, which
 * are blocks of just their length; one that is accepted is as the core takes it to be.
 */
#include <sanitizer/asan_interface.h>

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/filter.h>
#include <portcls/guid.h>

#include "portcls/filter.h"
#include "input.h"
#include "testing/filter.h"

#define MAX_BLOCKS	64

/* What was allocated for a descriptor. */
static struct {
	void *base[MAX_BLOCKS];
	size_t bytes[MAX_BLOCKS];
	u32 count;
} blocks;

/* @gap bytes between entries, that no one reads. */
static void *allocate(size_t size, u32 count, size_t gap)
{
	size_t bytes = count ? size * count + gap * (count - 1) : 1;
	u8 *base = calloc(1, bytes);
	u32 i;

	require(base && blocks.count < MAX_BLOCKS);
	for (i = 0; i + 1 < count; i++)
		ASAN_POISON_MEMORY_REGION(base + i * (size + gap) + size, gap);
	if (!count)
		ASAN_POISON_MEMORY_REGION(base, bytes);
	blocks.base[blocks.count] = base;
	blocks.bytes[blocks.count++] = bytes;
	return base;
}

static void free_all(void)
{
	while (blocks.count) {
		blocks.count--;
		ASAN_UNPOISON_MEMORY_REGION(blocks.base[blocks.count], blocks.bytes[blocks.count]);
		free(blocks.base[blocks.count]);
	}
}

static size_t take_gap(struct input *input)
{
	return take(input) % 4 * 8;
}

/* The step of a table, or one that is wrong for sure. */
static u32 take_stride(struct input *input, size_t size, size_t gap)
{
	u32 wrong;

	if (!take_chance(input))
		return size + gap;
	wrong = take_number(input);
	return wrong >= size && wrong % 8 == 0 ? wrong + 4 : wrong;
}

/* The count of a table of @count entries, or one that is too much for sure. */
static u32 take_count(struct input *input, u32 count)
{
	u32 wrong;

	if (!take_chance(input))
		return count;
	wrong = take_number(input);
	return wrong > 1024 ? wrong : wrong % (count + 1);
}

static const void *take_table(struct input *input, const void *table)
{
	return take_chance(input) ? NULL : table;
}

static int handler(struct portcls_property_request *request)
{
	return 0;
}

static const guid_t own_guids[4] = { { { 1 } }, { { 2 } }, { { 3 } }, { { 4 } } };

static const guid_t *take_own_guid(struct input *input)
{
	return take_chance(input) ? NULL : &own_guids[take(input) % ARRAY_SIZE(own_guids)];
}

static const struct portcls_automation *take_automation(struct input *input, u32 first_id)
{
	u32 count = take(input) % 5, i;
	size_t gap = take_gap(input);
	struct portcls_property_item *item;
	struct portcls_automation *automation = allocate(sizeof(*automation), 1, 0);
	void *items = allocate(sizeof(*item), count, gap);

	for (i = 0; i < count; i++) {
		item = items + i * (sizeof(*item) + gap);
		item->set = take(input) % 8 ? take_own_guid(input) : &portcls_property_set_audio;
		item->id = take_or(input, first_id + i);
		item->flags = take_or(input, PORTCLS_PROPERTY_GET);
		item->handler = take_chance(input) ? NULL : handler;
	}
	automation->property_size = take_stride(input, sizeof(*item), gap);
	automation->property_count = take_count(input, count);
	automation->properties = take_table(input, items);
	return automation;
}

static void take_range(struct input *input, struct portcls_data_range *range)
{
	static const u8 bits[] = { 16, 8, 24, 32, 12, 20, 0, 255 };
	struct portcls_rate_clock *clock = &range->clock;

	range->encoding = take_or(input, take(input) % 8 == 7);
	range->min_channels = take_or(input, 1 + take(input) % 4);
	range->max_channels = take_or(input, range->min_channels + take(input) % 8);
	range->min_bits = bits[take(input) % ARRAY_SIZE(bits)];
	range->max_bits = bits[take(input) % ARRAY_SIZE(bits)];
	if (range->max_bits < range->min_bits)
		range->max_bits = take_or(input, range->min_bits);
	if (range->encoding == PORTCLS_ENCODING_FLOAT && !take_chance(input)) {
		range->min_bits = 32;
		range->max_bits = 32;
	}
	range->container_32 = take(input) & 1;
	range->min_rate = take_or(input, 1 + take(input) * 256);
	range->max_rate = take_or(input, range->min_rate + take(input) * 256);
	if (take(input) % 2)
		return;
	clock->den_min = take_or(input, 1 + take(input));
	clock->den_max = take_or(input, clock->den_min + take(input));
	clock->den_step = take_or(input, 1 + take(input) % 16);
	clock->num = take_or(input, range->min_rate * (clock->den_min + take(input) % 4));
}

static const struct portcls_wave_limits *take_limits(struct input *input)
{
	struct portcls_wave_limits *limits = allocate(sizeof(*limits), 1, 0);

	limits->buffer_bytes_max = take_or(input, 65536);
	limits->buffer_bytes_step = take_or(input, 0);
	limits->period_bytes_min = take_or(input, 64);
	limits->period_bytes_max = take_or(input, 4096);
	limits->period_frames_max = take_or(input, 0);
	limits->periods_min = take_or(input, 2);
	limits->periods_max = take_or(input, 1024);
	return limits;
}

static void take_pin(struct input *input, struct portcls_pin *pin)
{
	static const u8 communications[] = {
		PORTCLS_COMMUNICATION_BRIDGE, PORTCLS_COMMUNICATION_SINK,
		PORTCLS_COMMUNICATION_NONE,
	};
	struct portcls_data_range *ranges;
	u32 count, i;

	pin->dataflow = take_or(input, 1 + take(input) % 2);
	pin->communication = take_or(input, communications[take(input) % 3]);
	pin->category = take_own_guid(input);
	pin->name = take_own_guid(input);
	pin->automation = take(input) % 2 ? take_automation(input, 1) : NULL;
	if (pin->communication == PORTCLS_COMMUNICATION_SINK) {
		pin->max_global_instances = take_or(input, 1 + take(input) % 4);
		pin->max_filter_instances = take_or(input, pin->max_global_instances);
		pin->min_filter_instances = take_or(input, take(input) % 2);
		count = 1 + take(input) % 3;
		pin->limits = take_table(input, take_limits(input));
	} else {
		pin->max_global_instances = take_or(input, 0);
		count = take(input) % 2;
	}
	ranges = allocate(sizeof(*ranges), count, 0);
	for (i = 0; i < count; i++)
		take_range(input, &ranges[i]);
	pin->data_range_count = take_count(input, count);
	pin->data_ranges = take_table(input, ranges);
}

static const guid_t *const types[] = {
	&portcls_node_sum, &portcls_node_dac, &portcls_node_adc, &portcls_node_volume,
	&portcls_node_mute, &portcls_node_tone, &portcls_node_mux, &portcls_node_demux,
	&portcls_node_acoustic_echo_cancel, &portcls_node_peakmeter, &portcls_node_supermix,
	&portcls_node_agc, &own_guids[0], &own_guids[1],
};

static void take_node(struct input *input, struct portcls_node *node, bool is_hub)
{
	u32 type = take(input);

	if (is_hub && type < 0x80)
		type = 0;
	node->flags = take_or(input, 0);
	node->type = take_table(input, types[type % ARRAY_SIZE(types)]);
	node->name = &own_guids[take(input) % ARRAY_SIZE(own_guids)];
	if (take(input) % 4 == 3)
		node->name = NULL;
	if (!node->type)
		return;
	node->automation = take_automation(input, portcls_node_type(node)->required[0]);
}

/* Any end of a wire, now and then. */
static void take_end(struct input *input, u32 nodes, u32 *node, u32 *pin)
{
	if (!take_chance(input))
		return;
	*node = take(input) % (nodes + 1);
	if (*node == nodes)
		*node = PORTCLS_FILTER_NODE;
	*node = take_or(input, *node);
	*pin = take_or(input, take(input) % 8);
}

static u32 first_input(const struct portcls_node *node)
{
	return node->type && !portcls_node_has_input(portcls_node_type(node), 1) ? 0 : 1;
}

static u32 first_output(const struct portcls_node *node)
{
	return node->type && !portcls_node_has_output(portcls_node_type(node), 0) ? 1 : 0;
}

#define MAX_WIRES	16

/*
 * All pins and nodes at a node, as a rule the first, or pins at a pin if there is no node. Returns
 * how many wires that takes.
 */
static u32 take_wires(struct input *input, const void *pins, u32 pin_count, size_t pin_stride,
		      const void *nodes, u32 node_count, size_t node_stride,
		      struct portcls_connection wires[MAX_WIRES])
{
	u32 extra = take(input) % 4, count = 0, first_pin = take(input) % pin_count, i;
	const struct portcls_pin *pin;
	u32 hub = PORTCLS_FILTER_NODE, hub_in = 0, hub_out = first_pin;

	if (node_count) {
		hub = 0;
		hub_in = first_input(nodes);
		hub_out = first_output(nodes);
	}
	for (i = 0; i < pin_count; i++) {
		pin = pins + i * pin_stride;
		if (portcls_pin_is_capture(pin))
			wires[count++] = (struct portcls_connection) {
				hub, hub_out, PORTCLS_FILTER_NODE, i
			};
		else if (node_count)
			wires[count++] = (struct portcls_connection) {
				PORTCLS_FILTER_NODE, i, hub, hub_in++
			};
	}
	for (i = 1; i < node_count; i++)
		wires[count++] = (struct portcls_connection) {
			hub, hub_out, i, first_input(nodes + i * node_stride)
		};
	for (i = 0; i < extra; i++)
		wires[count++] = (struct portcls_connection) {
			take(input) % (node_count + 1), take(input) % 4,
			take(input) % (node_count + 1), take(input) % 8
		};
	for (i = 0; i < count; i++) {
		take_end(input, node_count, &wires[i].from_node, &wires[i].from_pin);
		take_end(input, node_count, &wires[i].to_node, &wires[i].to_pin);
	}
	return count;
}

static const struct portcls_filter *take_filter(struct input *input)
{
	struct portcls_filter *filter = allocate(sizeof(*filter), 1, 0);
	u32 pin_count = 1 + take(input) % 4, node_count = take(input) % 5;
	u32 category_count = take(input) % 3;
	size_t pin_gap = take_gap(input), node_gap = take_gap(input);
	size_t pin_stride = sizeof(struct portcls_pin) + pin_gap;
	size_t node_stride = sizeof(struct portcls_node) + node_gap;
	void *pins = allocate(sizeof(struct portcls_pin), pin_count, pin_gap);
	void *nodes = allocate(sizeof(struct portcls_node), node_count, node_gap);
	struct portcls_connection some_wires[MAX_WIRES], *wires;
	const guid_t **categories = allocate(sizeof(*categories), category_count, 0);
	u32 wire_count, i;

	for (i = 0; i < pin_count; i++)
		take_pin(input, pins + i * pin_stride);
	for (i = 0; i < node_count; i++)
		take_node(input, nodes + i * node_stride, i == 0);
	wire_count = take_wires(input, pins, pin_count, pin_stride, nodes, node_count, node_stride,
				some_wires);
	wires = allocate(sizeof(*wires), wire_count, 0);
	memcpy(wires, some_wires, wire_count * sizeof(*wires));
	for (i = 0; i < category_count; i++)
		categories[i] = take_own_guid(input);
	filter->version = take_or(input, 0);
	filter->automation = take(input) % 2 ? take_automation(input, 1) : NULL;
	filter->pin_size = take_stride(input, sizeof(struct portcls_pin), pin_gap);
	filter->pin_count = take_count(input, pin_count);
	filter->pins = take_table(input, pins);
	filter->node_size = take_stride(input, sizeof(struct portcls_node), node_gap);
	filter->node_count = take_count(input, node_count);
	filter->nodes = take_table(input, nodes);
	filter->connection_count = take_count(input, wire_count);
	filter->connections = take_table(input, wires);
	filter->category_count = take_count(input, category_count);
	filter->categories = take_table(input, categories);
	return filter;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	const struct portcls_filter *filter = take_filter(&input);
	struct portcls_filter_error error;
	const char *fault;
	size_t length;
	int err;

	memset(&error, 0x55, sizeof(error));
	err = portcls_filter_validate(filter, &error);
	if (err) {
		/* A text that was cut off fills all there is. */
		length = strnlen(error.text, sizeof(error.text));
		require(err == -EINVAL);
		require(length && length < sizeof(error.text) - 1);
	} else {
		fault = filter_fault(filter);
		if (fault)
			fprintf(stderr, "accepted, but has %s\n", fault);
		require(!fault);
	}
	free_all();
	return 0;
}

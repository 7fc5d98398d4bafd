/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A good filter descriptor, copies of it whose tables are blocks of their own, as long as they must
 * be and not a byte longer, so that the address sanitizer sees what is read beyond them, and values
 * to be stored in such a copy.
 */
#ifndef TESTING_GOOD_FILTER_H
#define TESTING_GOOD_FILTER_H

/* A failed assertion leaves its copy behind; that is no news. */
int __lsan_is_turned_off(void);

int __lsan_is_turned_off(void)
{
	return 1;
}

static int handler(struct portcls_property_request *request)
{
	return 0;
}

static const guid_t own_name =
	GUID_INIT(0x6a1d9a4e, 0x32b5, 0x4d70, 0x8c, 0x11, 0x5e, 0x0f, 0x27, 0x93, 0x40, 0x02);

#define AUDIO(id)	{ &portcls_property_set_audio, id, PORTCLS_PROPERTY_GET, handler }

static const struct portcls_property_item filter_items[] = { AUDIO(1), AUDIO(2) };
static const struct portcls_property_item pin_items[] = { AUDIO(5), AUDIO(8), AUDIO(9) };
static const struct portcls_property_item volume_items[] = { AUDIO(4), AUDIO(13) };

static const struct portcls_data_range ranges[] = {
	{ PORTCLS_ENCODING_PCM, 1, 2, 12, 16, false, 4009, 48662, { 1411200, 29, 352, 1 } },
	{ PORTCLS_ENCODING_FLOAT, 2, 8, 32, 32, false, 8000, 192000, { 0, 0, 0, 0 } },
	{ PORTCLS_ENCODING_PCM, 1, 1, 16, 24, true, 11025, 11025, { 1411200, 64, 128, 64 } },
};

static const struct portcls_wave_limits limits = {
	.buffer_bytes_max = 131072,
	.period_bytes_min = 64,
	.period_bytes_max = 65536,
	.periods_min = 2,
	.periods_max = 1024,
};

enum { PIN_PLAY, PIN_RECORD, PIN_OUT, PIN_IN };

/* Which pin and nodes have properties, and which pins data ranges, is set in copy(). */
static const struct portcls_pin pins[] = {
	[PIN_PLAY] = {
		.max_global_instances = PORTCLS_UNLIMITED,
		.max_filter_instances = 2,
		.min_filter_instances = 1,
		.dataflow = PORTCLS_DATAFLOW_IN,
		.communication = PORTCLS_COMMUNICATION_SINK,
		.category = &portcls_category_audio,
	},
	[PIN_RECORD] = {
		.max_global_instances = 1,
		.max_filter_instances = 1,
		.dataflow = PORTCLS_DATAFLOW_OUT,
		.communication = PORTCLS_COMMUNICATION_SINK,
		.category = &portcls_category_audio,
	},
	[PIN_OUT] = {
		.dataflow = PORTCLS_DATAFLOW_OUT,
		.communication = PORTCLS_COMMUNICATION_BRIDGE,
		.category = &portcls_pin_speaker,
	},
	[PIN_IN] = {
		.dataflow = PORTCLS_DATAFLOW_IN,
		.communication = PORTCLS_COMMUNICATION_NONE,
		.category = &portcls_pin_line_connector,
	},
};

enum { NODE_DAC, NODE_VOLUME, NODE_LINE_VOLUME, NODE_SUM, NODE_ADC };

static const struct portcls_node nodes[] = {
	[NODE_DAC] = { .type = &portcls_node_dac },
	[NODE_VOLUME] = { .type = &portcls_node_volume },
	[NODE_LINE_VOLUME] = { .type = &portcls_node_volume, .name = &own_name },
	[NODE_SUM] = { .type = &portcls_node_sum },
	[NODE_ADC] = { .type = &portcls_node_adc },
};

static const struct portcls_connection wires[] = {
	{ PORTCLS_FILTER_NODE, PIN_PLAY, NODE_DAC, 1 },
	{ NODE_DAC, 0, NODE_VOLUME, 1 },
	{ NODE_VOLUME, 0, NODE_SUM, 2 },
	{ PORTCLS_FILTER_NODE, PIN_IN, NODE_LINE_VOLUME, 1 },
	{ NODE_LINE_VOLUME, 0, NODE_SUM, 3 },
	{ NODE_LINE_VOLUME, 0, NODE_ADC, 1 },
	{ NODE_SUM, 0, PORTCLS_FILTER_NODE, PIN_OUT },
	{ NODE_SUM, 0, PORTCLS_FILTER_NODE, PIN_RECORD },
};

static const guid_t *const categories[] = { &portcls_category_audio, &portcls_category_topology };

/* What a copy consists of. */
enum object {
	FILTER,
	FILTER_AUTOMATION, PIN_AUTOMATION, NODE_AUTOMATION,
	FILTER_ITEM, PIN_ITEM, NODE_ITEM,
	PIN, NODE, RANGE, LIMITS, WIRE, CATEGORY,
	OBJECTS,
};

struct copy {
	struct {
		void *base;
		size_t stride;
		size_t bytes;
	} tables[OBJECTS];
};

/* A table of its own, @gap bytes more from entry to entry, none of them to be read. */
static void *copy_table(struct copy *copy, enum object object, const void *from, size_t size,
			u32 count, size_t gap)
{
	size_t bytes = size * count + gap * (count - 1);
	void *base = malloc(bytes);
	u32 i;

	for (i = 0; i < count; i++) {
		memcpy(base + i * (size + gap), from + i * size, size);
		if (i + 1 < count)
			ASAN_POISON_MEMORY_REGION(base + i * (size + gap) + size, gap);
	}
	copy->tables[object].base = base;
	copy->tables[object].stride = size + gap;
	copy->tables[object].bytes = bytes;
	return base;
}

#define COPY_TABLE(copy, object, from, gap) \
	copy_table(copy, object, from, sizeof((from)[0]), ARRAY_SIZE(from), gap)

static void *entry(const struct copy *copy, enum object object, u32 index)
{
	return copy->tables[object].base + index * copy->tables[object].stride;
}

static const struct portcls_automation *copy_automation(struct copy *copy, enum object table,
							enum object items,
							const struct portcls_property_item *from,
							u32 count, size_t gap)
{
	const struct portcls_automation automation = {
		.property_size = sizeof(*from) + gap,
		.property_count = count,
		.properties = copy_table(copy, items, from, sizeof(*from), count, gap),
	};

	return copy_table(copy, table, &automation, sizeof(automation), 1, 0);
}

static struct copy copy_good(size_t gap)
{
	struct portcls_filter filter = {
		.pin_size = sizeof(pins[0]) + gap,
		.pin_count = ARRAY_SIZE(pins),
		.node_size = sizeof(nodes[0]) + gap,
		.node_count = ARRAY_SIZE(nodes),
		.connection_count = ARRAY_SIZE(wires),
		.category_count = ARRAY_SIZE(categories),
	};
	struct portcls_pin *pin;
	struct portcls_node *node;
	struct copy copy = {};

	filter.automation = copy_automation(&copy, FILTER_AUTOMATION, FILTER_ITEM, filter_items,
					    ARRAY_SIZE(filter_items), gap);
	filter.pins = COPY_TABLE(&copy, PIN, pins, gap);
	filter.nodes = COPY_TABLE(&copy, NODE, nodes, gap);
	filter.connections = COPY_TABLE(&copy, WIRE, wires, 0);
	filter.categories = COPY_TABLE(&copy, CATEGORY, categories, 0);

	pin = entry(&copy, PIN, PIN_PLAY);
	pin->automation = copy_automation(&copy, PIN_AUTOMATION, PIN_ITEM, pin_items,
					  ARRAY_SIZE(pin_items), gap);
	pin->data_ranges = COPY_TABLE(&copy, RANGE, ranges, 0);
	pin->data_range_count = ARRAY_SIZE(ranges);
	pin->limits = copy_table(&copy, LIMITS, &limits, sizeof(limits), 1, 0);
	pin = entry(&copy, PIN, PIN_RECORD);
	pin->data_ranges = entry(&copy, RANGE, 0);
	pin->data_range_count = ARRAY_SIZE(ranges);

	node = entry(&copy, NODE, NODE_VOLUME);
	node->automation = copy_automation(&copy, NODE_AUTOMATION, NODE_ITEM, volume_items,
					   ARRAY_SIZE(volume_items), gap);
	node = entry(&copy, NODE, NODE_LINE_VOLUME);
	node->automation = entry(&copy, NODE_AUTOMATION, 0);

	copy_table(&copy, FILTER, &filter, sizeof(filter), 1, 0);
	return copy;
}

static void discard(struct copy *copy)
{
	u32 i;

	for (i = 0; i < OBJECTS; i++) {
		ASAN_UNPOISON_MEMORY_REGION(copy->tables[i].base, copy->tables[i].bytes);
		free(copy->tables[i].base);
	}
}

static int validate(const struct copy *copy, struct portcls_filter_error *error)
{
	int err;

	memset(error, 0x55, sizeof(*error));
	err = portcls_filter_validate(entry(copy, FILTER, 0), error);
	if (!err)
		return 0;
	/* A text that was cut off fills all there is. */
	assert_int_equal(err, -EINVAL);
	assert_in_range(strnlen(error->text, sizeof(error->text)), 1, sizeof(error->text) - 2);
	return err;
}

/* @text: the message that is due, with a star for the size of the table's structure */
struct mutation {
	enum object object;
	u32 index;
	size_t offset;
	size_t size;
	u64 value;
	const char *text;
};

static void mutate(const struct copy *copy, const struct mutation *mutation)
{
	/* little-endian, as all that this runs on */
	memcpy(entry(copy, mutation->object, mutation->index) + mutation->offset, &mutation->value,
	       mutation->size);
}

static bool text_is(const char *text, const struct mutation *mutation)
{
	size_t least = mutation->object != FILTER ? sizeof(struct portcls_property_item) :
		       mutation->offset == offsetof(struct portcls_filter, pin_size) ?
		       sizeof(struct portcls_pin) : sizeof(struct portcls_node);
	size_t length = strcspn(mutation->text, "*");
	char expected[200];

	snprintf(expected, sizeof(expected), "%.*s", (int)length, mutation->text);
	if (mutation->text[length])
		snprintf(expected + length, sizeof(expected) - length, "%zu", least);
	return !strcmp(text, expected);
}

#define STORE(object, index, type, member, value, text)				\
	{ object, index, offsetof(type, member), sizeof(((type *)0)->member), value, text }
#define IN_FILTER(member, value, text) \
	STORE(FILTER, 0, struct portcls_filter, member, value, text)
#define IN_AUTOMATION(whose, member, value, text) \
	STORE(whose ## _AUTOMATION, 0, struct portcls_automation, member, value, text)
#define IN_ITEM(whose, index, member, value, text) \
	STORE(whose ## _ITEM, index, struct portcls_property_item, member, value, text)
#define IN_PIN(index, member, value, text) \
	STORE(PIN, PIN_ ## index, struct portcls_pin, member, value, text)
#define IN_RANGE(index, member, value, text) \
	STORE(RANGE, index, struct portcls_data_range, member, value, text)
#define IN_LIMITS(member, value, text) \
	STORE(LIMITS, 0, struct portcls_wave_limits, member, value, text)
#define IN_NODE(index, member, value, text) \
	STORE(NODE, NODE_ ## index, struct portcls_node, member, value, text)
#define IN_WIRE(index, member, value, text) \
	STORE(WIRE, index, struct portcls_connection, member, value, text)

#endif /* TESTING_GOOD_FILTER_H */

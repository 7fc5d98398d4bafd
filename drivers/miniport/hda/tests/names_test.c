// SPDX-License-Identifier: GPL-2.0-only
/*
 * Controls and jacks are those that the kernel's own parser makes, but for what is listed here.
 */
#include <kunit/test.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/audio_property.h>
#include <portcls/guid.h>
#include <portcls/jack.h>
#include <portcls/property.h>

#include "fake_bus.h"
#include "in_tree.h"

/* What ours lacks, and why. A name is its beginning, of that index or a greater one. */
static const struct {
	const char *name;
	unsigned int index;
} lacking[] = {
	/* What is played on the analog side is not sent by S/PDIF as well. */
	{ "IEC958 Default PCM Playback Switch" },
};

/* What the mixer calls the controls of a node that becomes several. */
static const struct {
	const guid_t *set;
	u32 id;
	const char *function;
} functions[] = {
	{ &portcls_property_set_audio, PORTCLS_AUDIO_MUTE, "Switch" },
	{ &portcls_property_set_digital, PORTCLS_DIGITAL_STATUS, "Default" },
	{ &portcls_property_set_digital, PORTCLS_DIGITAL_CONSUMER_MASK, "Con Mask" },
	{ &portcls_property_set_digital, PORTCLS_DIGITAL_PROFESSIONAL_MASK, "Pro Mask" },
};

/**
 * struct control - a control that there will be
 * @node: node that it is of
 * @item: property that it is of
 * @name: its name
 */
struct control {
	u32 node;
	const struct portcls_property_item *item;
	char name[48];
};

/* Goes on to the next control; false behind the last. The first is the one behind all zero. */
static bool next(const struct hda_topology *topology, struct control *control)
{
	const struct portcls_automation *automation;
	u32 i = 0, j;

	if (control->item) {
		automation = topology->nodes[control->node].automation;
		i = control->item - portcls_automation_item(automation, 0) + 1;
	}
	for (; control->node < topology->filter.node_count; control->node++, i = 0) {
		automation = topology->nodes[control->node].automation;
		if (!automation || i >= automation->property_count)
			continue;
		control->item = portcls_automation_item(automation, i);
		strscpy(control->name, topology->what[control->node].control,
			sizeof(control->name));
		for (j = 0; automation->property_count > 1 && j < ARRAY_SIZE(functions); j++)
			if (guid_equal(control->item->set, functions[j].set) &&
			    control->item->id == functions[j].id)
				snprintf(control->name, sizeof(control->name), "%s %s",
					 topology->what[control->node].control,
					 functions[j].function);
		return true;
	}
	return false;
}

static bool is_lacking(const char *name, unsigned int index)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lacking); i++)
		if (strstarts(name, lacking[i].name) && index >= lacking[i].index)
			return true;
	return false;
}

/* PCM devices of monitors, as the wave filter gives them numbers */
static const u8 monitor_pcms[] = { 3, 7, 8, 9 };

/* The number of the PCM device that a node is of; 0 for the mixer */
static unsigned int pcm_of(const struct hda_topology *topology, u32 node)
{
	unsigned int before = 0;
	u32 i;

	if (!(topology->nodes[node].flags & PORTCLS_NODE_PCM))
		return 0;
	for (i = 0; i < node; i++)
		before += topology->what[i].kind == HDA_NODE_MONITOR;
	return before < ARRAY_SIZE(monitor_pcms) ? monitor_pcms[before] : HDA_NOWHERE;
}

/* Index of a control among those of the same name and PCM device, as the mixer counts them */
static unsigned int index_of(const struct hda_topology *topology, const struct control *control)
{
	struct control other = {};
	unsigned int index = 0;

	while (next(topology, &other) && other.node < control->node)
		index += !strcmp(other.name, control->name) &&
			 pcm_of(topology, other.node) == pcm_of(topology, control->node);
	return index;
}

static bool find(const struct hda_topology *topology, const struct in_tree_control *wanted,
		 struct control *control)
{
	*control = (struct control) {};
	while (next(topology, control))
		if (!strcmp(control->name, wanted->name) &&
		    pcm_of(topology, control->node) == wanted->pcm &&
		    index_of(topology, control) == wanted->index)
			return true;
	return false;
}

/* A master has no amplifier there, and that of the first output here. */
static void check_amp(struct kunit *test, const struct in_tree_control *control,
		      const struct hda_node *node)
{
	if (!control->nid)
		return;
	KUNIT_ASSERT_NOT_NULL(test, node->amp.widget);
	KUNIT_EXPECT_EQ_MSG(test, node->amp.widget->nid, control->nid, "%s", control->name);
	KUNIT_EXPECT_EQ_MSG(test, node->amp.input, control->input, "%s", control->name);
	KUNIT_EXPECT_EQ_MSG(test, (BIT(node->channels) - 1) << node->first, control->channels,
			    "%s", control->name);
}

static void check_items(struct kunit *test, const char *wanted, const char *const *items)
{
	char all[160] = "";
	size_t i;

	KUNIT_ASSERT_NOT_NULL(test, items);
	for (i = 0; items[i]; i++) {
		if (i)
			strlcat(all, "|", sizeof(all));
		strlcat(all, items[i], sizeof(all));
	}
	KUNIT_EXPECT_STREQ(test, all, wanted);
}

/* What the mixer makes a control of channel status of, or one of bytes; NULL for anything else */
static const char *bytes_of(const struct hda_codec *codec, const struct control *control)
{
	struct portcls_property_description description = {};
	struct portcls_property_request request = {
		.miniport = (void *)codec,
		.node = control->node,
		.item = control->item,
		.verb = PORTCLS_PROPERTY_BASIC_SUPPORT,
		.value_size = sizeof(description),
		.value = &description,
	};

	if (guid_equal(control->item->set, &portcls_property_set_digital))
		return "IEC958";
	if (control->item->flags & PORTCLS_PROPERTY_BASIC_SUPPORT)
		control->item->handler(&request);
	return description.type == PORTCLS_TYPE_BLOB ? "BYTES" : NULL;
}

/* Bytes that cannot be set may change in number. */
static void check_value(struct kunit *test, const struct hda_codec *codec,
			const struct in_tree_control *wanted, const struct control *control)
{
	const char *bytes = bytes_of(codec, control);
	const bool read_only = !(control->item->flags & PORTCLS_PROPERTY_SET);

	KUNIT_EXPECT_STREQ_MSG(test, bytes ?: "", wanted->bytes ?: "", "%s", wanted->name);
	KUNIT_EXPECT_EQ_MSG(test, read_only, wanted->read_only, "%s", wanted->name);
	KUNIT_EXPECT_EQ_MSG(test, read_only && bytes && !strcmp(bytes, "BYTES"), wanted->changes,
			    "%s", wanted->name);
}

static void check_control(struct kunit *test, const char *name, const struct hda_codec *codec,
			  const struct in_tree_control *wanted)
{
	const struct hda_topology *topology = &codec->topology;
	struct control control;
	const bool found = find(topology, wanted, &control);

	KUNIT_EXPECT_EQ_MSG(test, found, !is_lacking(wanted->name, wanted->index), "%s: %s %u",
			    name, wanted->name, wanted->index);
	if (!found)
		return;
	check_amp(test, wanted, &topology->what[control.node]);
	check_value(test, codec, wanted, &control);
	if (wanted->items)
		check_items(test, wanted->items, topology->nodes[control.node].items);
}

static bool expects(const struct in_tree *expected, const struct hda_topology *topology,
		    const struct control *control)
{
	const struct in_tree_control *wanted;

	for (wanted = expected->controls; wanted->name; wanted++)
		if (!strcmp(wanted->name, control->name) &&
		    wanted->pcm == pcm_of(topology, control->node) &&
		    wanted->index == index_of(topology, control))
			return true;
	return false;
}

static void controls_are_those_of_the_kernels_own_parser(struct kunit *test)
{
	const struct in_tree_control *wanted;
	const struct hda_topology *topology;
	struct fake_bus *fake = test->priv;
	struct control control;
	size_t i;

	for (i = 0; i < FAKE_CODECS; i++) {
		KUNIT_ASSERT_STREQ(test, in_tree[i].codec, fake_codecs[i]->name);
		KUNIT_ASSERT_EQ(test, fake_bus_start(fake, fake_codecs[i]), 0);
		topology = &fake->codec->topology;
		for (wanted = in_tree[i].controls; wanted->name; wanted++)
			check_control(test, in_tree[i].codec, fake->codec, wanted);
		for (control = (struct control) {}; next(topology, &control);)
			KUNIT_EXPECT_TRUE_MSG(test, expects(&in_tree[i], topology, &control),
					      "%s: %s", in_tree[i].codec, control.name);
		fake_bus_stop(fake);
	}
}

static bool detects(struct hda_codec *codec, u32 pin)
{
	struct {
		struct portcls_multiple_item header;
		struct portcls_jack_description2 jack;
	} answer = {};
	struct portcls_property_request request = {
		.miniport = codec,
		.verb = PORTCLS_PROPERTY_GET,
		.instance = &pin,
		.instance_size = sizeof(pin),
		.value = &answer,
		.value_size = sizeof(answer),
	};

	return !hda_jack_description2(&request) && answer.header.count == 1 &&
	       answer.jack.capabilities & PORTCLS_JACK_PRESENCE_DETECT;
}

/* Counts jacks of that name. */
static unsigned int count_jacks(struct hda_codec *codec, const char *name)
{
	const struct hda_topology *topology = &codec->topology;
	unsigned int count = 0, monitors = 0;
	char jack[64], pcm[16];
	u32 pin;

	for (pin = 0; pin < topology->filter.pin_count; pin++) {
		if (!topology->pins[pin].jack || !*topology->pins[pin].jack)
			continue;
		*pcm = 0;
		if (hda_pin_is_hdmi(topology->lines[pin]->pin) &&
		    monitors < ARRAY_SIZE(monitor_pcms))
			snprintf(pcm, sizeof(pcm), ",pcm=%u", monitor_pcms[monitors++]);
		snprintf(jack, sizeof(jack), "%s%s%s Jack", topology->pins[pin].jack, pcm,
			 detects(codec, pin) ? "" : " Phantom");
		count += !name || !strcmp(jack, name);
	}
	return count;
}

static void jacks_are_those_of_the_kernels_own_parser(struct kunit *test)
{
	struct fake_bus *fake = test->priv;
	const char *const *jack;
	unsigned int count;
	size_t i;

	for (i = 0; i < FAKE_CODECS; i++) {
		KUNIT_ASSERT_EQ(test, fake_bus_start(fake, fake_codecs[i]), 0);
		count = 0;
		for (jack = in_tree[i].jacks; *jack; jack++) {
			KUNIT_EXPECT_EQ_MSG(test, count_jacks(fake->codec, *jack),
					    !is_lacking(*jack, 0), "%s: %s", in_tree[i].codec,
					    *jack);
			count += !is_lacking(*jack, 0);
		}
		KUNIT_EXPECT_EQ_MSG(test, count_jacks(fake->codec, NULL), count, "%s",
				    in_tree[i].codec);
		fake_bus_stop(fake);
	}
}

static struct kunit_case cases[] = {
	KUNIT_CASE(controls_are_those_of_the_kernels_own_parser),
	KUNIT_CASE(jacks_are_those_of_the_kernels_own_parser),
	{}
};

static struct kunit_suite hda_names_suite = {
	.name = "hda_names",
	.init = fake_bus_init,
	.exit = fake_bus_finish,
	.test_cases = cases,
};

kunit_test_suite(hda_names_suite);

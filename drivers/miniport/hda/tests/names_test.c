// SPDX-License-Identifier: GPL-2.0-only
/*
 * Controls and jacks are those that the kernel's own parser makes, but for what is listed here.
 */
#include <kunit/test.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/jack.h>
#include <portcls/property.h>

#include "fake_bus.h"
#include "in_tree.h"

/* What ours lacks, and why. A name is its beginning, of that index or a greater one. */
static const struct {
	const char *name;
	unsigned int index;
} lacking[] = {
	/* What only the type IEC958 of controls can say */
	{ "IEC958 Default PCM Playback Switch" },
	{ "IEC958 Playback Con Mask" },
	{ "IEC958 Playback Pro Mask" },
	{ "IEC958 Playback Default" },
};

static bool is_lacking(const char *name, unsigned int index)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lacking); i++)
		if (strstarts(name, lacking[i].name) && index >= lacking[i].index)
			return true;
	return false;
}

/* Index of a control among those of the same name, as the mixer counts them */
static unsigned int index_of(const struct hda_topology *topology, u32 node)
{
	unsigned int index = 0;
	u32 i;

	for (i = 0; i < node; i++)
		index += !strcmp(topology->what[i].control, topology->what[node].control);
	return index;
}

static const struct hda_node *find(const struct hda_topology *topology, const char *name,
				   unsigned int index)
{
	u32 i;

	for (i = 0; i < topology->filter.node_count; i++)
		if (!strcmp(topology->what[i].control, name) && index_of(topology, i) == index)
			return &topology->what[i];
	return NULL;
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

static void check_control(struct kunit *test, const char *codec,
			  const struct hda_topology *topology,
			  const struct in_tree_control *control)
{
	const struct hda_node *node = find(topology, control->name, control->index);

	if (is_lacking(control->name, control->index)) {
		KUNIT_EXPECT_NULL_MSG(test, node, "%s: %s %u", codec, control->name,
				      control->index);
		return;
	}
	KUNIT_EXPECT_NOT_NULL_MSG(test, node, "%s: %s %u", codec, control->name, control->index);
	if (!node)
		return;
	check_amp(test, control, node);
	if (control->items)
		check_items(test, control->items, topology->nodes[node - topology->what].items);
}

static bool expects(const struct in_tree *expected, const char *name, unsigned int index)
{
	const struct in_tree_control *control;

	for (control = expected->controls; control->name; control++)
		if (!strcmp(control->name, name) && control->index == index)
			return true;
	return false;
}

static void controls_are_those_of_the_kernels_own_parser(struct kunit *test)
{
	const struct in_tree_control *control;
	const struct hda_topology *topology;
	struct fake_bus *fake = test->priv;
	size_t i;
	u32 node;

	for (i = 0; i < FAKE_CODECS; i++) {
		KUNIT_ASSERT_STREQ(test, in_tree[i].codec, fake_codecs[i]->name);
		KUNIT_ASSERT_EQ(test, fake_bus_start(fake, fake_codecs[i]), 0);
		topology = &fake->codec->topology;
		for (control = in_tree[i].controls; control->name; control++)
			check_control(test, in_tree[i].codec, topology, control);
		for (node = 0; node < topology->filter.node_count; node++) {
			const char *name = topology->what[node].control;

			if (*name)
				KUNIT_EXPECT_TRUE_MSG(test, expects(&in_tree[i], name,
								    index_of(topology, node)),
						      "%s: %s", in_tree[i].codec, name);
		}
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
	unsigned int count = 0;
	char jack[64];
	u32 pin;

	for (pin = 0; pin < topology->filter.pin_count; pin++) {
		if (!topology->pins[pin].jack || !*topology->pins[pin].jack)
			continue;
		snprintf(jack, sizeof(jack), "%s%s Jack", topology->pins[pin].jack,
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

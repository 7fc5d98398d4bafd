// SPDX-License-Identifier: GPL-2.0-only
/*
 * Controls that choose one of some items: multiplexers, demultiplexers, and values with names.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include <sound/control.h>

#include <portcls/audio_property.h>

#include "fake_mixer.h"
#include "fake_topology.h"
#include "kunit.h"
#include "suites.h"

static void a_multiplexer_lists_its_inputs_by_logical_pin_p39(struct kunit *test)
{
	struct topology_property *mux = fake_topology_of(test)->properties[TOPOLOGY_MUX];

	mixer_start(test);
	KUNIT_EXPECT_STREQ(test, mixer_item(test, "Input Playback Source", 0), "Line");
	KUNIT_EXPECT_STREQ(test, mixer_item(test, "Input Playback Source", 1), "Mic");
	KUNIT_EXPECT_EQ(test, mixer_get(test, "Input Playback Source", 0, 0), 0);
	/* The microphone is at pin 3. */
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Input Playback Source", 0, 0, 1), 1);
	KUNIT_EXPECT_EQ(test, mux->values[0][0], 3);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Input Playback Source", 0, 0, 0), 1);
	KUNIT_EXPECT_EQ(test, mux->values[0][0], 1);
}

/* The second input has no name of the miniport's. */
static void inputs_have_the_names_that_the_node_gives_p39(struct kunit *test)
{
	static const char *const items[] = { "Tape", NULL };

	fake_topology_of(test)->nodes[TOPOLOGY_MUX].items = items;
	mixer_start(test);
	KUNIT_EXPECT_STREQ(test, mixer_item(test, "Input Playback Source", 0), "Tape");
	KUNIT_EXPECT_STREQ(test, mixer_item(test, "Input Playback Source", 1), "Mic");
}

static void items_with_equal_names_are_told_apart_p39(struct kunit *test)
{
	static const char *const items[] = {
		"Mix Mono", "Mix", "Line 1", "Line", "Line", "Line", NULL
	};
	static const char *const names[] = {
		"Mix Mono", "Mix", "Line 1", "Line", "Line 2", "Line 3"
	};
	u32 i;

	fake_topology_of(test)->nodes[TOPOLOGY_DEV_SPECIFIC].items = items;
	fake_topology_of(test)->nodes[TOPOLOGY_DEV_SPECIFIC].control = "Mode";
	fake_topology_of(test)->properties[TOPOLOGY_DEV_SPECIFIC]->type = PORTCLS_TYPE_U32;
	mixer_start(test);
	for (i = 0; i < ARRAY_SIZE(names); i++)
		KUNIT_EXPECT_STREQ(test, mixer_item(test, "Mode", i), names[i]);
}

static void values_have_the_names_that_the_node_gives_p39(struct kunit *test)
{
	static const char *const items[] = { "Off", "Low", "High", NULL };
	struct topology_property *property =
		fake_topology_of(test)->properties[TOPOLOGY_DEV_SPECIFIC];

	fake_topology_of(test)->nodes[TOPOLOGY_DEV_SPECIFIC].items = items;
	fake_topology_of(test)->nodes[TOPOLOGY_DEV_SPECIFIC].control = "Mode";
	property->type = PORTCLS_TYPE_U32;
	property->values[0][0] = 2;
	mixer_start(test);
	KUNIT_EXPECT_STREQ(test, mixer_item(test, "Mode", 0), "Off");
	KUNIT_EXPECT_STREQ(test, mixer_item(test, "Mode", 2), "High");
	KUNIT_EXPECT_EQ(test, mixer_get(test, "Mode", 0, 0), 2);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Mode", 0, 0, 1), 1);
	KUNIT_EXPECT_EQ(test, property->values[0][0], 1);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Mode", 0, 0, 3), -EINVAL);
	KUNIT_EXPECT_EQ(test, property->values[0][0], 1);
}

static void a_multiplexer_may_have_a_source_for_each_channel_p39(struct kunit *test)
{
	struct topology_property *mux = fake_topology_of(test)->properties[TOPOLOGY_MUX];
	struct snd_ctl_elem_value *value = mixer_value_new(test);
	struct snd_kcontrol *kctl;

	mux->channels = 2;
	mux->range_count = 2;
	mux->ranges[0] = (struct portcls_stepping) { .step = 1, .minimum = 1, .maximum = 3 };
	mux->ranges[1] = mux->ranges[0];
	mux->values[1][0] = 3;
	mixer_start(test);
	kctl = mixer_find_some(test, "Input Playback Source", 0);
	KUNIT_EXPECT_EQ(test, kctl->get(kctl, value), 0);
	KUNIT_EXPECT_EQ(test, value->value.enumerated.item[0], 0);
	KUNIT_EXPECT_EQ(test, value->value.enumerated.item[1], 1);
	value->value.enumerated.item[0] = 1;
	value->value.enumerated.item[1] = 0;
	KUNIT_EXPECT_EQ(test, kctl->put(kctl, value), 1);
	KUNIT_EXPECT_EQ(test, mux->values[0][0], 3);
	KUNIT_EXPECT_EQ(test, mux->values[1][0], 1);
}

static void a_pin_that_no_signal_enters_is_an_error_until_it_is_set_right(struct kunit *test)
{
	struct topology_property *mux = fake_topology_of(test)->properties[TOPOLOGY_MUX];
	struct snd_ctl_elem_value *value = mixer_value_new(test);
	struct snd_kcontrol *kctl;

	mixer_start(test);
	kctl = mixer_find_some(test, "Input Playback Source", 0);
	mux->values[0][0] = 2;
	KUNIT_EXPECT_EQ(test, kctl->get(kctl, value), -EIO);
	value->value.enumerated.item[0] = 1;
	KUNIT_EXPECT_EQ(test, kctl->put(kctl, value), 1);
	KUNIT_EXPECT_EQ(test, mux->values[0][0], 3);
	/* Also to what it was when it last made sense. */
	mux->values[0][0] = 2;
	KUNIT_EXPECT_EQ(test, kctl->put(kctl, value), 1);
	KUNIT_EXPECT_EQ(test, mux->values[0][0], 3);
}

static void a_demultiplexer_lists_its_outputs(struct kunit *test)
{
	mixer_start(test);
	KUNIT_EXPECT_STREQ(test, mixer_item(test, "Output Playback Route", 0), "Speaker");
	KUNIT_EXPECT_STREQ(test, mixer_item(test, "Output Playback Route", 1), "Headphone");
	KUNIT_EXPECT_EQ(test, mixer_get(test, "Output Playback Route", 0, 0), 1);
}

/* ALSA would warn each time somebody asks for it. */
static void an_item_with_a_name_too_long_is_refused_p37(struct kunit *test)
{
	static const char *const items[] = {
		"The tape deck behind the amplifier, by the cable with the red plug",
		NULL
	};

	KUNIT_EXPECT_GT(test, strlen(items[0]), 63);
	fake_topology_of(test)->nodes[TOPOLOGY_MUX].items = items;
	KUNIT_EXPECT_EQ(test, fake_device_start(test->priv), -EINVAL);
}

static struct kunit_case enumeration_cases[] = {
	KUNIT_CASE(a_multiplexer_lists_its_inputs_by_logical_pin_p39),
	KUNIT_CASE(inputs_have_the_names_that_the_node_gives_p39),
	KUNIT_CASE(items_with_equal_names_are_told_apart_p39),
	KUNIT_CASE(values_have_the_names_that_the_node_gives_p39),
	KUNIT_CASE(a_multiplexer_may_have_a_source_for_each_channel_p39),
	KUNIT_CASE(a_pin_that_no_signal_enters_is_an_error_until_it_is_set_right),
	KUNIT_CASE(a_demultiplexer_lists_its_outputs),
	KUNIT_CASE(an_item_with_a_name_too_long_is_refused_p37),
	{ }
};

struct kunit_suite portcls_enumeration_suite = {
	.name = "portcls_enumeration",
	.init = fake_topology_suite_init,
	.exit = fake_suite_exit,
	.test_cases = enumeration_cases,
};

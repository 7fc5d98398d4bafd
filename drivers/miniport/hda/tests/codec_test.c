// SPDX-License-Identifier: GPL-2.0-only
/*
 * From the widgets of codecs to their mixers.
 */
#include <kunit/test.h>
#include <linux/bits.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <portcls/audio_property.h>
#include <portcls/jack.h>
#include <portcls/property.h>

#include "fake_bus.h"

static struct fake_bus *start(struct kunit *test, const struct fake_codec *table)
{
	struct fake_bus *fake = test->priv;

	KUNIT_ASSERT_EQ(test, fake_bus_start(fake, table), 0);
	return fake;
}

static bool reaches(const struct hda_path *path)
{
	unsigned int i;

	for (i = 1; i < path->depth; i++)
		if (path->inputs[i] >= path->widgets[i]->input_count ||
		    path->widgets[i]->inputs[path->inputs[i]] != path->widgets[i - 1]->nid)
			return false;
	return path->depth >= 2;
}

static void check_layout(struct kunit *test, const struct hda_codec *codec)
{
	const struct hda_layout *layout = &codec->layout;
	unsigned int i;

	KUNIT_EXPECT_GT(test, layout->output_count + layout->input_count + codec->digital_count,
			0);
	for (i = 0; i < layout->output_count; i++) {
		KUNIT_EXPECT_TRUE(test, reaches(&layout->outputs[i].path));
		KUNIT_EXPECT_LT(test, layout->outputs[i].pair, layout->dac_count);
	}
	for (i = 0; i < layout->input_count; i++)
		KUNIT_EXPECT_TRUE(test, reaches(&layout->inputs[i].path));
}

/* No control twice, and none without a name */
static void check_names(struct kunit *test, const struct hda_topology *topology)
{
	u32 i, j;

	for (i = 0; i < topology->filter.node_count; i++) {
		KUNIT_EXPECT_EQ(test, !*topology->what[i].control,
				topology->what[i].kind == HDA_NODE_JOIN);
		for (j = 0; j < i; j++)
			if (topology->what[i].kind == topology->what[j].kind &&
			    topology->what[i].amp.widget == topology->what[j].amp.widget &&
			    topology->what[i].amp.index == topology->what[j].amp.index &&
			    topology->what[i].first == topology->what[j].first &&
			    topology->what[i].digital == topology->what[j].digital &&
			    (topology->what[i].kind != HDA_NODE_SOURCE ||
			     topology->what[i].recorder == topology->what[j].recorder))
				KUNIT_EXPECT_NE(test, topology->what[i].amp.input,
						topology->what[j].amp.input);
	}
}

static void every_way_leads_where_it_should(struct kunit *test)
{
	struct fake_bus *fake = test->priv;
	size_t i;

	for (i = 0; i < FAKE_CODECS; i++) {
		start(test, fake_codecs[i]);
		check_layout(test, fake->codec);
		check_names(test, &fake->codec->topology);
		fake_bus_stop(fake);
	}
}

/* Whatever a codec says: a mixer, or a refusal. */
static void wild_codec_does_no_harm(struct kunit *test)
{
	struct fake_bus *fake = test->priv;
	unsigned int made = 0;
	size_t i;

	fake->wild = true;
	for (i = 0; i < 200; i++) {
		fake->seed = i;
		if (fake_bus_start(fake, fake_codecs[i % FAKE_CODECS]))
			continue;
		check_layout(test, fake->codec);
		fake_bus_stop(fake);
		made++;
	}
	KUNIT_EXPECT_GT(test, made, 0);
	KUNIT_EXPECT_LT(test, made, 200);
}

static void codec_that_does_not_answer_is_refused(struct kunit *test)
{
	struct fake_bus *fake = test->priv;

	fake->dead = true;
	KUNIT_EXPECT_LT(test, fake_bus_start(fake, &fake_qemu_duplex), 0);
}

static void codec_of_no_use_is_refused(struct kunit *test)
{
	struct fake_codec *table = kunit_kzalloc(test, sizeof(*table), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, table);
	*table = fake_qemu_duplex;
	table->widgets[1].config = AC_JACK_PORT_NONE << AC_DEFCFG_PORT_CONN_SHIFT;
	table->widgets[3].config = AC_JACK_PORT_NONE << AC_DEFCFG_PORT_CONN_SHIFT;
	KUNIT_EXPECT_EQ(test, fake_bus_start(test->priv, table), -ENODEV);
}

static int node_of(const struct hda_codec *codec, const char *control)
{
	u32 i;

	for (i = 0; i < codec->topology.filter.node_count; i++)
		if (!strcmp(codec->topology.what[i].control, control))
			return i;
	return -1;
}

static int ask(struct kunit *test, const char *control, u32 verb, s32 channel, s32 *value)
{
	struct fake_bus *fake = test->priv;
	struct portcls_property_request request = {
		.miniport = fake->codec,
		.verb = verb,
		.instance_size = sizeof(channel),
		.instance = &channel,
		.value_size = sizeof(*value),
		.value = value,
	};
	int node = node_of(fake->codec, control);

	KUNIT_ASSERT_GE(test, node, 0);
	request.node = node;
	request.item = portcls_automation_item(fake->codec->topology.nodes[node].automation, 0);
	return request.item->handler(&request);
}

static void set(struct kunit *test, const char *control, s32 value)
{
	KUNIT_EXPECT_EQ(test, ask(test, control, PORTCLS_PROPERTY_SET, PORTCLS_ALL_CHANNELS,
				  &value), 0);
}

static void level_and_switch_reach_the_amplifier(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_qemu_duplex);
	const u8 *amp = fake->device.states[2].amp_out;
	s32 level = 0;

	KUNIT_EXPECT_EQ(test, amp[0], AC_AMP_MUTE);
	set(test, "Master Playback Volume", PORTCLS_LEVEL_DB(-10));
	KUNIT_EXPECT_EQ(test, amp[0], 64 | AC_AMP_MUTE);
	set(test, "Master Playback Switch", 0);
	KUNIT_EXPECT_EQ(test, amp[0], 64);
	KUNIT_EXPECT_EQ(test, amp[1], 64);
	level = PORTCLS_LEVEL_DB(-20);
	KUNIT_EXPECT_EQ(test, ask(test, "Master Playback Volume", PORTCLS_PROPERTY_SET, 1, &level),
			0);
	KUNIT_EXPECT_EQ(test, amp[0], 64);
	KUNIT_EXPECT_EQ(test, amp[1], 54);
	KUNIT_EXPECT_EQ(test, ask(test, "Master Playback Volume", PORTCLS_PROPERTY_GET, 1, &level),
			0);
	KUNIT_EXPECT_EQ(test, level, PORTCLS_LEVEL_DB(-20));
	/* Left and right of the same are not written again. */
	fake->device.writes = 0;
	set(test, "Master Playback Switch", 0);
	KUNIT_EXPECT_EQ(test, fake->device.writes, 0);
}

static void values_come_back_after_sleep(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_qemu_duplex);

	set(test, "Master Playback Volume", 0);
	set(test, "Master Playback Switch", 0);
	hda_codec_stop(fake->codec);
	KUNIT_EXPECT_EQ(test, fake->device.states[FAKE_AFG].power, AC_PWRST_D3);
	memset(fake->device.states, 0, sizeof(fake->device.states));
	hda_codec_start(fake->codec);
	KUNIT_EXPECT_EQ(test, fake->device.states[FAKE_AFG].power, AC_PWRST_D0);
	KUNIT_EXPECT_EQ(test, fake->device.states[2].amp_out[0], 74);
	KUNIT_EXPECT_EQ(test, fake->device.states[3].pin_control, AC_PINCTL_OUT_EN);
	KUNIT_EXPECT_EQ(test, fake->device.states[5].pin_control, AC_PINCTL_IN_EN);
}

static const struct hda_line *output(const struct hda_codec *codec, unsigned int device)
{
	unsigned int i;

	for (i = 0; i < codec->layout.output_count; i++)
		if (hda_pin_device(codec->layout.outputs[i].pin) == device)
			return &codec->layout.outputs[i];
	return NULL;
}

static void master_takes_off_every_output(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_alc269);
	const struct hda_line *speaker = output(fake->codec, AC_JACK_SPEAKER);
	const struct hda_amp *volume = &speaker->volume, *mute = &speaker->mute;
	const u8 *level = fake->device.states[volume->widget->nid].amp_out;
	const u8 *muted = fake->device.states[mute->widget->nid].amp_out;
	const u8 most = (hda_amp_caps(volume) & AC_AMPCAP_NUM_STEPS) >> AC_AMPCAP_NUM_STEPS_SHIFT;

	set(test, "Speaker Playback Volume", PORTCLS_LEVEL_DB(100));
	set(test, "Speaker Playback Switch", 0);
	KUNIT_EXPECT_EQ(test, level[0] & AC_AMP_GAIN, 0);
	set(test, "Master Playback Volume", PORTCLS_LEVEL_DB(100));
	KUNIT_EXPECT_EQ(test, level[0] & AC_AMP_GAIN, most);
	KUNIT_EXPECT_TRUE(test, muted[0] & AC_AMP_MUTE);
	set(test, "Master Playback Switch", 0);
	KUNIT_EXPECT_FALSE(test, muted[0] & AC_AMP_MUTE);
	set(test, "Speaker Playback Switch", 1);
	KUNIT_EXPECT_TRUE(test, muted[0] & AC_AMP_MUTE);
}

static void source_is_selected(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_alc662);
	const struct hda_layout *layout = &fake->codec->layout;
	const struct hda_path *path;
	unsigned int i, input;
	const u8 (*amp_in)[2];

	KUNIT_ASSERT_GE(test, layout->input_count, 2);
	for (i = 0; i < layout->input_count; i++) {
		set(test, "Input Source", 1 + i);
		path = &layout->inputs[i].path;
		amp_in = fake->device.states[path->widgets[1]->nid].amp_in;
		/* Its selector is a mixer: all inputs but one are muted. */
		for (input = 0; input < path->widgets[1]->input_count; input++)
			KUNIT_EXPECT_EQ(test, !(amp_in[input][0] & AC_AMP_MUTE),
					input == path->inputs[1]);
	}
	i = 0;
	KUNIT_EXPECT_EQ(test, ask(test, "Input Source", PORTCLS_PROPERTY_SET, 0, &i), -EINVAL);
	i = 1 + layout->input_count;
	KUNIT_EXPECT_EQ(test, ask(test, "Input Source", PORTCLS_PROPERTY_SET, 0, &i), -EINVAL);
}

static void jack_says_what_is_plugged_in(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_alc662);
	const struct hda_topology *topology = &fake->codec->topology;
	struct {
		struct portcls_multiple_item header;
		struct portcls_jack_description jack;
	} answer;
	u32 pin, jacks = 0;
	struct portcls_property_request request = {
		.miniport = fake->codec,
		.verb = PORTCLS_PROPERTY_GET,
		.instance = &pin,
		.value = &answer,
	};

	for (pin = 0; pin < topology->filter.pin_count; pin++) {
		const struct hda_line *line = topology->lines[pin];

		if (!line || !*line->jack || !hda_pin_detects(line->pin))
			continue;
		jacks++;
		request.instance_size = sizeof(pin);
		KUNIT_EXPECT_EQ(test, fake->device.states[line->pin->nid].unsolicited,
				AC_USRSP_EN | hda_pin_tag(line->pin));
		fake->device.states[line->pin->nid].plugged = false;
		request.value_size = sizeof(answer);
		KUNIT_EXPECT_EQ(test, hda_jack_description(&request), 0);
		KUNIT_EXPECT_EQ(test, answer.header.count, 1);
		KUNIT_EXPECT_EQ(test, answer.jack.connected, 0);
		fake->device.states[line->pin->nid].plugged = true;
		request.value_size = sizeof(answer);
		KUNIT_EXPECT_EQ(test, hda_jack_description(&request), 0);
		KUNIT_EXPECT_EQ(test, answer.jack.connected, 1);
	}
	KUNIT_EXPECT_GE(test, jacks, 4);
	pin = topology->filter.pin_count;
	request.value_size = sizeof(answer);
	KUNIT_EXPECT_EQ(test, hda_jack_description(&request), 0);
	KUNIT_EXPECT_EQ(test, answer.header.count, 0);
	request.instance_size = 0;
	KUNIT_EXPECT_EQ(test, hda_jack_description(&request), -EINVAL);
}

static void headphones_silence_the_speakers(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_alc269);
	const struct hda_line *speaker = output(fake->codec, AC_JACK_SPEAKER);
	const struct hda_line *headphone = output(fake->codec, AC_JACK_HP_OUT);
	const struct fake_state *pin;

	KUNIT_ASSERT_NOT_NULL(test, speaker);
	KUNIT_ASSERT_NOT_NULL(test, headphone);
	pin = &fake->device.states[speaker->pin->nid];
	KUNIT_EXPECT_TRUE(test, pin->pin_control & AC_PINCTL_OUT_EN);
	KUNIT_EXPECT_EQ(test, pin->eapd, AC_EAPDBTL_EAPD);
	fake->device.states[headphone->pin->nid].plugged = true;
	hda_codec_adapt(fake->codec);
	KUNIT_EXPECT_FALSE(test, pin->pin_control & AC_PINCTL_OUT_EN);
	KUNIT_EXPECT_TRUE(test, fake->device.states[headphone->pin->nid].pin_control &
				AC_PINCTL_HP_EN);
	set(test, "Auto-Mute Mode", HDA_AUTO_MUTE_NOTHING);
	KUNIT_EXPECT_TRUE(test, pin->pin_control & AC_PINCTL_OUT_EN);
	KUNIT_EXPECT_EQ(test, pin->eapd, AC_EAPDBTL_EAPD);
	set(test, "Auto-Mute Mode", HDA_AUTO_MUTE_ONE);
	KUNIT_EXPECT_FALSE(test, pin->pin_control & AC_PINCTL_OUT_EN);
	fake->device.states[headphone->pin->nid].plugged = false;
	hda_codec_adapt(fake->codec);
	KUNIT_EXPECT_TRUE(test, pin->pin_control & AC_PINCTL_OUT_EN);
}

static const struct hda_widget *last_of(const struct hda_path *path)
{
	return path->widgets[path->depth - 1];
}

static void plug(struct fake_bus *fake, unsigned int nid, bool in)
{
	fake->device.states[nid].plugged = in;
	hda_codec_adapt(fake->codec);
}

static unsigned int pin_control(struct fake_bus *fake, unsigned int nid)
{
	return fake->device.states[nid].pin_control;
}

/* 0x14 is the line output, 0x1b are the headphones. */
static void headphones_silence_lines_if_they_may(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_alc662);

	KUNIT_EXPECT_TRUE(test, pin_control(fake, 0x14) & AC_PINCTL_OUT_EN);
	plug(fake, 0x1b, true);
	KUNIT_EXPECT_FALSE(test, pin_control(fake, 0x14) & AC_PINCTL_OUT_EN);
	set(test, "Auto-Mute Mode", HDA_AUTO_MUTE_NOTHING);
	KUNIT_EXPECT_TRUE(test, pin_control(fake, 0x14) & AC_PINCTL_OUT_EN);
	set(test, "Auto-Mute Mode", HDA_AUTO_MUTE_ONE);
	KUNIT_EXPECT_FALSE(test, pin_control(fake, 0x14) & AC_PINCTL_OUT_EN);
	plug(fake, 0x1b, false);
	KUNIT_EXPECT_TRUE(test, pin_control(fake, 0x14) & AC_PINCTL_OUT_EN);
}

static void mode_that_there_is_none_of_is_refused(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_alc662);
	s32 value = HDA_AUTO_MUTE_BOTH;

	KUNIT_EXPECT_EQ(test, ask(test, "Auto-Mute Mode", PORTCLS_PROPERTY_SET, 0, &value),
			-EINVAL);
	KUNIT_EXPECT_EQ(test, fake->codec->auto_mute, HDA_AUTO_MUTE_ONE);
	value = 3;
	KUNIT_EXPECT_EQ(test, ask(test, "Channel Mode", PORTCLS_PROPERTY_SET, 0, &value), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake->codec->more_pairs, 0);
}

/* 0x1a is the line input, 0x18 that of the microphone beside it. */
static void sockets_of_inputs_become_outputs(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_alc662);
	s32 value;

	KUNIT_EXPECT_EQ(test, fake->codec->layout.pair_count, 3);
	KUNIT_EXPECT_TRUE(test, pin_control(fake, 0x1a) & AC_PINCTL_IN_EN);
	set(test, "Channel Mode", 1);
	KUNIT_EXPECT_EQ(test, pin_control(fake, 0x1a), AC_PINCTL_OUT_EN);
	KUNIT_EXPECT_TRUE(test, pin_control(fake, 0x18) & AC_PINCTL_IN_EN);
	set(test, "Channel Mode", 2);
	KUNIT_EXPECT_EQ(test, pin_control(fake, 0x1a), AC_PINCTL_OUT_EN);
	KUNIT_EXPECT_EQ(test, pin_control(fake, 0x18), AC_PINCTL_OUT_EN);
	KUNIT_EXPECT_EQ(test, ask(test, "Channel Mode", PORTCLS_PROPERTY_GET, 0, &value), 0);
	KUNIT_EXPECT_EQ(test, value, 2);
	set(test, "Channel Mode", 0);
	KUNIT_EXPECT_FALSE(test, pin_control(fake, 0x1a) & AC_PINCTL_OUT_EN);
	KUNIT_EXPECT_TRUE(test, pin_control(fake, 0x18) & AC_PINCTL_IN_EN);
}

/* One is built in, one is plugged in; each leads to a converter of its own. */
static void microphone_that_is_plugged_in_is_recorded(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_cx20561);
	const struct hda_layout *layout = &fake->codec->layout;
	const struct hda_line *inner, *outer;
	const struct fake_state *states = fake->device.states;

	KUNIT_ASSERT_EQ(test, layout->automatic_count, 2);
	inner = &layout->inputs[layout->automatic[0]];
	outer = &layout->inputs[layout->automatic[1]];
	KUNIT_EXPECT_EQ(test, hda_pin_place(inner->pin), HDA_PLACE_INTERNAL);
	hda_codec_set_converter(fake->codec, layout->adcs[0], 5, 0, 0x11);
	KUNIT_EXPECT_EQ(test, states[last_of(&inner->path)->nid].stream, 0x50);
	plug(fake, outer->pin->nid, true);
	KUNIT_EXPECT_EQ(test, states[last_of(&inner->path)->nid].stream, 0);
	KUNIT_EXPECT_EQ(test, states[last_of(&outer->path)->nid].stream, 0x50);
	KUNIT_EXPECT_EQ(test, states[last_of(&outer->path)->nid].format, 0x11);
	plug(fake, outer->pin->nid, false);
	KUNIT_EXPECT_EQ(test, states[last_of(&inner->path)->nid].stream, 0x50);
	hda_codec_set_converter(fake->codec, layout->adcs[0], 0, 0, 0);
	KUNIT_EXPECT_EQ(test, states[last_of(&inner->path)->nid].stream, 0);
}

static struct hda_widget *widget(struct fake_codec *table, unsigned int nid)
{
	return &table->widgets[nid - table->widgets[0].nid];
}

/* ALC662: of 0x14, the line output, and 0x1b, the headphones, each could drive headphones. */
static void headphones_alone_are_driven_as_such(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_alc662);

	KUNIT_EXPECT_EQ(test, pin_control(fake, 0x14), AC_PINCTL_OUT_EN);
	KUNIT_EXPECT_EQ(test, pin_control(fake, 0x1b), AC_PINCTL_OUT_EN | AC_PINCTL_HP_EN);
}

/* They are, where there is nothing else. */
static void primary_headphones_are_driven_as_such(struct kunit *test)
{
	struct fake_codec *table = kunit_kzalloc(test, sizeof(*table), GFP_KERNEL);
	struct fake_bus *fake;

	KUNIT_ASSERT_NOT_NULL(test, table);
	*table = fake_alc662;
	widget(table, 0x14)->config = AC_JACK_PORT_NONE << AC_DEFCFG_PORT_CONN_SHIFT;
	fake = start(test, table);
	KUNIT_ASSERT_EQ(test, fake->codec->layout.type, AC_JACK_HP_OUT);
	KUNIT_EXPECT_EQ(test, pin_control(fake, 0x1b), AC_PINCTL_OUT_EN | AC_PINCTL_HP_EN);
}

/* 0x18 is the microphone. */
static void microphone_gets_the_bias_that_there_is(struct kunit *test)
{
	static const struct {
		u32 can;
		u8 found, control;
	} expected[] = {
		{ AC_PINCAP_VREF_HIZ, 0, AC_PINCTL_VREF_HIZ },
		{ AC_PINCAP_VREF_GRD, 0, AC_PINCTL_VREF_GRD },
		{ AC_PINCAP_VREF_GRD | AC_PINCAP_VREF_100, 0, AC_PINCTL_VREF_100 },
		{ AC_PINCAP_VREF_100 | AC_PINCAP_VREF_50, 0, AC_PINCTL_VREF_50 },
		{ AC_PINCAP_VREF_50 | AC_PINCAP_VREF_80, 0, AC_PINCTL_VREF_80 },
		{ AC_PINCAP_VREF_50 | AC_PINCAP_VREF_80, AC_PINCTL_IN_EN | AC_PINCTL_VREF_50,
		  AC_PINCTL_VREF_50 },
	};
	struct fake_codec *table = kunit_kzalloc(test, sizeof(*table), GFP_KERNEL);
	struct fake_bus *fake = test->priv;
	size_t i;

	KUNIT_ASSERT_NOT_NULL(test, table);
	*table = fake_alc662;
	for (i = 0; i < ARRAY_SIZE(expected); i++) {
		widget(table, 0x18)->pin_caps &= ~AC_PINCAP_VREF;
		widget(table, 0x18)->pin_caps |= expected[i].can << AC_PINCAP_VREF_SHIFT;
		fake->device.states[0x18].pin_control = expected[i].found;
		start(test, table);
		KUNIT_EXPECT_EQ(test, pin_control(fake, 0x18),
				AC_PINCTL_IN_EN | expected[i].control);
		fake_bus_stop(fake);
	}
}

/* The headphones are where recording is possible, too, and nothing else can be plugged in. */
static void headset_records_when_it_is_chosen(struct kunit *test)
{
	struct fake_codec *table = kunit_kzalloc(test, sizeof(*table), GFP_KERNEL);
	const u32 none = AC_JACK_PORT_NONE << AC_DEFCFG_PORT_CONN_SHIFT;
	struct fake_bus *fake;

	KUNIT_ASSERT_NOT_NULL(test, table);
	*table = fake_alc269;
	widget(table, 0x1b)->config = widget(table, 0x15)->config;
	widget(table, 0x15)->config = none;
	widget(table, 0x18)->config = none;
	fake = start(test, table);
	KUNIT_ASSERT_EQ(test, fake->codec->layout.input_count, 2);
	KUNIT_EXPECT_STREQ(test, fake->codec->layout.inputs[0].name, "Internal Mic");
	KUNIT_EXPECT_STREQ(test, fake->codec->layout.inputs[1].name, "Headphone Mic");
	KUNIT_EXPECT_STREQ(test, output(fake->codec, AC_JACK_HP_OUT)->jack, "Headphone Mic");
	KUNIT_EXPECT_TRUE(test, pin_control(fake, 0x1b) & AC_PINCTL_OUT_EN);
	set(test, "Capture Source", 2);
	KUNIT_EXPECT_FALSE(test, pin_control(fake, 0x1b) & AC_PINCTL_OUT_EN);
	KUNIT_EXPECT_TRUE(test, pin_control(fake, 0x1b) & AC_PINCTL_IN_EN);
	set(test, "Capture Source", 1);
	KUNIT_EXPECT_TRUE(test, pin_control(fake, 0x1b) & AC_PINCTL_OUT_EN);
	KUNIT_EXPECT_FALSE(test, pin_control(fake, 0x1b) & AC_PINCTL_IN_EN);
}

/* A converter, and more sockets than one stream has channels for */
static void many_outputs_of_one_converter(struct kunit *test)
{
	struct fake_codec *table = kunit_kzalloc(test, sizeof(*table), GFP_KERNEL);
	struct fake_bus *fake;
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, table);
	*table = fake_qemu_duplex;
	table->count = 2 + 2 * HDA_MAX_GROUP;
	for (i = 2; i < table->count; i++) {
		table->widgets[i] = table->widgets[1];
		table->widgets[i].nid = table->widgets[0].nid + i;
	}
	fake = start(test, table);
	KUNIT_EXPECT_EQ(test, fake->codec->layout.output_count, HDA_MAX_GROUP);
	KUNIT_EXPECT_EQ(test, fake->codec->layout.dac_count, 1);
	check_layout(test, fake->codec);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(every_way_leads_where_it_should),
	KUNIT_CASE(wild_codec_does_no_harm),
	KUNIT_CASE(codec_that_does_not_answer_is_refused),
	KUNIT_CASE(codec_of_no_use_is_refused),
	KUNIT_CASE(level_and_switch_reach_the_amplifier),
	KUNIT_CASE(values_come_back_after_sleep),
	KUNIT_CASE(master_takes_off_every_output),
	KUNIT_CASE(source_is_selected),
	KUNIT_CASE(jack_says_what_is_plugged_in),
	KUNIT_CASE(headphones_silence_the_speakers),
	KUNIT_CASE(headphones_silence_lines_if_they_may),
	KUNIT_CASE(mode_that_there_is_none_of_is_refused),
	KUNIT_CASE(sockets_of_inputs_become_outputs),
	KUNIT_CASE(microphone_that_is_plugged_in_is_recorded),
	KUNIT_CASE(headphones_alone_are_driven_as_such),
	KUNIT_CASE(primary_headphones_are_driven_as_such),
	KUNIT_CASE(microphone_gets_the_bias_that_there_is),
	KUNIT_CASE(headset_records_when_it_is_chosen),
	KUNIT_CASE(many_outputs_of_one_converter),
	{}
};

static struct kunit_suite hda_codec_suite = {
	.name = "hda_codec",
	.init = fake_bus_init,
	.exit = fake_bus_finish,
	.test_cases = cases,
};

kunit_test_suite(hda_codec_suite);

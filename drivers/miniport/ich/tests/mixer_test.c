// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which controls codecs have, and which bits of which register a value of them is. Both are those
 * of the kernel's own driver, sound/pci/ac97/ac97_codec.c.
 */
#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/audio_property.h>
#include <portcls/property.h>

#include "fake_chip.h"

/**
 * enum kind - what a value of a control is to the miniport
 * @NUMBER: a number from the least one on, in steps
 * @SWITCH: a switch
 * @MUTE: a switch that the miniport has the other way round
 * @CHOICE: an input, from 1 on
 */
enum kind {
	NUMBER,
	SWITCH,
	MUTE,
	CHOICE,
};

/**
 * struct expected - a control
 * @name: name
 * @kind: kind
 * @reg: register
 * @shift: place of the value there; of the left channel, if there are two
 * @shift_right: of the right channel, or the same again
 * @most: greatest value
 * @inverted: the greatest value is 0 in the register
 * @least: level of the least value, in hundredths of a dB, of a level
 * @step: likewise, between two values, or 0 if it is no level
 */
struct expected {
	const char *name;
	enum kind kind;
	u8 reg;
	u8 shift;
	u8 shift_right;
	u8 most;
	bool inverted;
	s32 least;
	s32 step;
};

#define MUTE_AT(name, reg, left, right)	{ name " Switch", MUTE, reg, left, right, 1, true }
#define MUTE_OF(name, reg)		MUTE_AT(name, reg, 15, 15)
#define SWITCH_AT(name, reg, at)	{ name, SWITCH, reg, at, at, 1, false }
#define CHOICE_AT(name, at)		{ name, CHOICE, 0x20, at, at, 1, false }
#define NUMBER_AT(name, reg, at, most)	{ name, NUMBER, reg, at, at, most, false }
#define LEVEL_63(name, reg, left, right)				\
	{ name " Volume", NUMBER, reg, left, right, 63, true, -9450, 150 }
#define LEVEL_31(name, reg, left, right)				\
	{ name " Volume", NUMBER, reg, left, right, 31, true, -4650, 150 }
#define LEVEL_IN(name, reg, left)					\
	{ name " Volume", NUMBER, reg, left, 0, 31, true, -3450, 150 }
#define LEVEL_GAIN(name, reg, left)					\
	{ name " Volume", NUMBER, reg, left, 0, 15, false, 0, 150 }
#define CAPTURE_SOURCE	{ "Capture Source", CHOICE, 0x1a, 8, 0, 7, false }

static const struct expected of_everything[] = {
	MUTE_OF("Master Playback", 0x02), LEVEL_63("Master Playback", 0x02, 8, 0),
	MUTE_OF("Headphone Playback", 0x04), LEVEL_63("Headphone Playback", 0x04, 8, 0),
	MUTE_OF("Master Mono Playback", 0x06), LEVEL_63("Master Mono Playback", 0x06, 0, 0),
	/* There these are numbers without a level. */
	{ "Tone Control - Bass", NUMBER, 0x08, 8, 8, 15, true, -1200, 150 },
	{ "Tone Control - Treble", NUMBER, 0x08, 0, 0, 15, true, -1200, 150 },
	MUTE_OF("Beep Playback", 0x0a),
	{ "Beep Playback Volume", NUMBER, 0x0a, 1, 1, 15, true, -4500, 300 },
	MUTE_OF("Phone Playback", 0x0c), LEVEL_IN("Phone Playback", 0x0c, 0),
	MUTE_OF("Mic Playback", 0x0e), LEVEL_IN("Mic Playback", 0x0e, 0),
	SWITCH_AT("Mic Boost (+20dB)", 0x0e, 6),
	MUTE_OF("Line Playback", 0x10), LEVEL_IN("Line Playback", 0x10, 8),
	MUTE_OF("CD Playback", 0x12), LEVEL_IN("CD Playback", 0x12, 8),
	MUTE_OF("Video Playback", 0x14), LEVEL_IN("Video Playback", 0x14, 8),
	MUTE_OF("Aux Playback", 0x16), LEVEL_IN("Aux Playback", 0x16, 8),
	MUTE_OF("PCM Playback", 0x18), LEVEL_IN("PCM Playback", 0x18, 8),
	MUTE_OF("Capture", 0x1c), LEVEL_GAIN("Capture", 0x1c, 8), CAPTURE_SOURCE,
	MUTE_OF("Mic Capture", 0x1e), LEVEL_GAIN("Mic Capture", 0x1e, 0),
	CHOICE_AT("PCM Out Path & Mute", 15),
	SWITCH_AT("Simulated Stereo Enhancement", 0x20, 14),
	SWITCH_AT("3D Control - Switch", 0x20, 13),
	SWITCH_AT("Loudness (bass boost)", 0x20, 12),
	CHOICE_AT("Mono Output Select", 9),
	CHOICE_AT("Mic Select", 8),
	SWITCH_AT("ADC/DAC Loopback", 0x20, 7),
	NUMBER_AT("3D Control - Center", 0x22, 8, 15),
	NUMBER_AT("3D Control - Depth", 0x22, 0, 15),
	{ "External Amplifier", SWITCH, 0x26, 15, 15, 1, true },
	MUTE_AT("Center Playback", 0x36, 7, 7), LEVEL_63("Center Playback", 0x36, 0, 0),
	MUTE_AT("LFE Playback", 0x36, 15, 15), LEVEL_63("LFE Playback", 0x36, 8, 8),
	MUTE_AT("Surround Playback", 0x38, 15, 7), LEVEL_63("Surround Playback", 0x38, 8, 0),
	{}
};

static const struct expected of_little[] = {
	MUTE_OF("Master Playback", 0x02), LEVEL_31("Master Playback", 0x02, 8, 0),
	MUTE_OF("Mic Playback", 0x0e), LEVEL_IN("Mic Playback", 0x0e, 0),
	SWITCH_AT("Mic Boost (+20dB)", 0x0e, 6),
	MUTE_OF("Line Playback", 0x10), LEVEL_IN("Line Playback", 0x10, 8),
	MUTE_OF("CD Playback", 0x12), LEVEL_IN("CD Playback", 0x12, 8),
	MUTE_OF("PCM Playback", 0x18), LEVEL_IN("PCM Playback", 0x18, 8),
	MUTE_OF("Capture", 0x1c), LEVEL_GAIN("Capture", 0x1c, 8), CAPTURE_SOURCE,
	/* It does not say that it has it. */
	SWITCH_AT("3D Control - Switch", 0x20, 13),
	{}
};

/* The bits of its 3D effect are three. */
static const struct expected of_four_channels[] = {
	MUTE_OF("Master Playback", 0x02), LEVEL_31("Master Playback", 0x02, 8, 0),
	MUTE_OF("PCM Playback", 0x18), LEVEL_IN("PCM Playback", 0x18, 8),
	MUTE_OF("Capture", 0x1c), LEVEL_GAIN("Capture", 0x1c, 8), CAPTURE_SOURCE,
	SWITCH_AT("3D Control - Switch", 0x20, 13),
	NUMBER_AT("3D Control - Center", 0x22, 9, 7),
	NUMBER_AT("3D Control - Depth", 0x22, 1, 7),
	MUTE_OF("Surround Playback", 0x38), LEVEL_31("Surround Playback", 0x38, 8, 0),
	{}
};

static const struct expected of_stac9700[] = {
	MUTE_OF("Master Playback", 0x02), LEVEL_31("Master Playback", 0x02, 8, 0),
	MUTE_OF("PCM Playback", 0x18), LEVEL_IN("PCM Playback", 0x18, 8),
	MUTE_OF("Capture", 0x1c), LEVEL_GAIN("Capture", 0x1c, 8), CAPTURE_SOURCE,
	NUMBER_AT("3D Control Sigmatel - Depth", 0x22, 2, 3),
	{}
};

static void start(struct kunit *test, const struct fake_codec *codec)
{
	struct fake_chip *fake = test->priv;

	fake->codec = codec;
	KUNIT_ASSERT_EQ(test, fake_chip_start(fake), 0);
}

static int ask(struct kunit *test, u32 node, u32 verb, s32 channel, s32 *value)
{
	struct fake_chip *fake = test->priv;
	struct portcls_property_request request = {
		.miniport = fake->chip,
		.node = node,
		.verb = verb,
		.instance_size = sizeof(channel),
		.instance = &channel,
		.value_size = sizeof(*value),
		.value = value,
	};

	request.item = portcls_automation_item(fake->chip->topology.nodes[node].automation, 0);
	return request.item->handler(&request);
}

/* What the miniport is told for a value of a control */
static s32 told(const struct expected *expected, u32 value)
{
	switch (expected->kind) {
	case MUTE:
		return !value;
	case CHOICE:
		return value + 1;
	case NUMBER:
		if (expected->step)
			return (expected->least + expected->step * (s32)value) / 10 * 65536 / 10;
		return value;
	default:
		return value;
	}
}

static void check_value(struct kunit *test, const struct expected *expected, u32 node, s32 channel,
			u32 value)
{
	const u8 shift = channel ? expected->shift_right : expected->shift;
	const u16 mask = expected->most << shift;
	const struct fake_chip *fake = test->priv;
	const u16 was = fake->registers[expected->reg / 2];
	const u16 bits = (expected->inverted ? expected->most - value : value) << shift;
	s32 number = told(expected, value), reads = -1;

	KUNIT_EXPECT_EQ_MSG(test, ask(test, node, PORTCLS_PROPERTY_SET, channel, &number), 0, "%s",
			    expected->name);
	KUNIT_EXPECT_EQ_MSG(test, fake->registers[expected->reg / 2], (was & ~mask) | bits,
			    "%s, channel %d at %u", expected->name, channel, value);
	KUNIT_EXPECT_EQ_MSG(test, ask(test, node, PORTCLS_PROPERTY_GET, channel, &reads), 0, "%s",
			    expected->name);
	KUNIT_EXPECT_EQ_MSG(test, reads, number, "%s, channel %d at %u", expected->name, channel,
			    value);
}

static void check_control(struct kunit *test, const struct expected *expected, u32 node)
{
	const s32 channels = expected->shift == expected->shift_right ? 1 : 2;
	struct fake_chip *fake = test->priv;
	const struct ich_field *field = &fake->chip->topology.fields[node];
	s32 channel;

	KUNIT_EXPECT_EQ_MSG(test, field->channels, channels, "%s", expected->name);
	KUNIT_EXPECT_EQ_MSG(test, field->most, expected->most, "%s", expected->name);
	for (channel = 0; channel < channels; channel++) {
		check_value(test, expected, node, channel, expected->most);
		check_value(test, expected, node, channel, 0);
		check_value(test, expected, node, channel, 1);
		check_value(test, expected, node, channel, expected->most / 2);
	}
}

static u32 find(const struct ich_topology *topology, const char *name)
{
	u32 node;

	for (node = 0; node < topology->filter.node_count; node++)
		if (topology->nodes[node].control &&
		    !strcmp(topology->nodes[node].control, name))
			break;
	return node;
}

static void check_controls(struct kunit *test, const struct fake_codec *codec,
			   const struct expected *expected)
{
	struct fake_chip *fake = test->priv;
	const struct ich_topology *topology;
	u32 node, count = 0, found = 0;

	start(test, codec);
	topology = &fake->chip->topology;
	for (node = 0; node < topology->filter.node_count; node++)
		count += !!topology->nodes[node].control;
	for (; expected->name; expected++) {
		node = find(topology, expected->name);
		KUNIT_EXPECT_LT_MSG(test, node, topology->filter.node_count, "%s",
				    expected->name);
		if (node == topology->filter.node_count)
			continue;
		found++;
		check_control(test, expected, node);
	}
	KUNIT_EXPECT_EQ(test, count, found);
}

static void codec_with_everything_has_all_controls(struct kunit *test)
{
	check_controls(test, &fake_everything, of_everything);
}

static void codec_with_little_has_few_controls(struct kunit *test)
{
	check_controls(test, &fake_little, of_little);
}

static void four_channels_with_one_mute(struct kunit *test)
{
	check_controls(test, &fake_four_channels, of_four_channels);
}

static void codec_of_sigmatel_has_its_own_3d(struct kunit *test)
{
	check_controls(test, &fake_stac9700, of_stac9700);
}

static bool is_item(const char *const *items, u32 item, const char *name)
{
	return items && !strcmp(items[item], name);
}

static void choices_have_the_names_of_the_kernel_s_own_driver(struct kunit *test)
{
	static const struct {
		const char *control;
		u32 item;
		const char *name;
	} expected[] = {
		{ "Capture Source", 0, "Mic" }, { "Capture Source", 1, "CD" },
		{ "Capture Source", 2, "Video" }, { "Capture Source", 3, "Aux" },
		{ "Capture Source", 4, "Line" }, { "Capture Source", 5, "Mix" },
		{ "Capture Source", 6, "Mix Mono" }, { "Capture Source", 7, "Phone" },
		{ "PCM Out Path & Mute", 0, "pre 3D" }, { "PCM Out Path & Mute", 1, "post 3D" },
		{ "Mono Output Select", 0, "Mix" }, { "Mono Output Select", 1, "Mic" },
		{ "Mic Select", 0, "Mic1" }, { "Mic Select", 1, "Mic2" },
	};
	const struct ich_topology *topology;
	struct fake_chip *fake = test->priv;
	unsigned int i;
	u32 node;

	start(test, &fake_everything);
	topology = &fake->chip->topology;
	for (i = 0; i < ARRAY_SIZE(expected); i++) {
		node = find(topology, expected[i].control);
		KUNIT_ASSERT_LT(test, node, topology->filter.node_count);
		KUNIT_EXPECT_TRUE_MSG(test, is_item(topology->nodes[node].items, expected[i].item,
						    expected[i].name), "%s: %s",
				      expected[i].control, expected[i].name);
	}
}

static void input_that_is_not_there_is_refused(struct kunit *test)
{
	struct fake_chip *fake = test->priv;
	s32 value = 3;
	u32 node;

	start(test, &fake_everything);
	node = find(&fake->chip->topology, "Mic Select");
	KUNIT_EXPECT_EQ(test, ask(test, node, PORTCLS_PROPERTY_SET, 0, &value), -EINVAL);
	value = 0;
	KUNIT_EXPECT_EQ(test, ask(test, node, PORTCLS_PROPERTY_SET, 0, &value), -EINVAL);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(codec_with_everything_has_all_controls),
	KUNIT_CASE(codec_with_little_has_few_controls),
	KUNIT_CASE(four_channels_with_one_mute),
	KUNIT_CASE(codec_of_sigmatel_has_its_own_3d),
	KUNIT_CASE(choices_have_the_names_of_the_kernel_s_own_driver),
	KUNIT_CASE(input_that_is_not_there_is_refused),
	{}
};

static struct kunit_suite ich_mixer_suite = {
	.name = "ich_mixer",
	.init = fake_chip_init,
	.exit = fake_chip_exit,
	.test_cases = cases,
};

kunit_test_suite(ich_mixer_suite);

// SPDX-License-Identifier: GPL-2.0-only
/*
 * The mixer that a Topology miniport with every type of node becomes.
 */
#include <linux/kernel.h>
#include <linux/platform_device.h>
#include <linux/pm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <sound/control.h>
#include <sound/core.h>
#include <sound/tlv.h>

#include <portcls/audio_property.h>
#include <portcls/event.h>
#include <portcls/guid.h>

#include "../core.h"
#include "fake_mixer.h"
#include "fake_topology.h"
#include "kunit.h"
#include "suites.h"

#define VOLUME	"Line Playback Volume"

/**
 * struct expected - a control that there is to be
 * @node: node that it is of
 * @name: name
 * @index: index
 * @type: SNDRV_CTL_ELEM_TYPE_*
 * @count: values
 * @top: greatest value, or items
 * @read_only: it cannot be set
 */
struct expected {
	u32 node;
	const char *name;
	u32 index;
	int type;
	u32 count;
	u32 top;
	bool read_only;
};

static const struct expected all_expected[] = {
	{ TOPOLOGY_VOLUME, VOLUME, 0, SNDRV_CTL_ELEM_TYPE_INTEGER, 2, 40 },
	{ TOPOLOGY_MUTE, "Line Playback Switch", 0, SNDRV_CTL_ELEM_TYPE_BOOLEAN, 2, 1 },
	{ TOPOLOGY_TONE, "Tone Control - Bass", 0, SNDRV_CTL_ELEM_TYPE_INTEGER, 2, 40 },
	{ TOPOLOGY_TONE, "Tone Control - Mid", 0, SNDRV_CTL_ELEM_TYPE_INTEGER, 2, 40 },
	{ TOPOLOGY_TONE, "Tone Control - Treble", 0, SNDRV_CTL_ELEM_TYPE_INTEGER, 2, 40 },
	{ TOPOLOGY_TONE, "Line Playback Bass Boost Switch", 0, SNDRV_CTL_ELEM_TYPE_BOOLEAN, 1, 1 },
	{ TOPOLOGY_EQUALIZER, "Line Playback Equalizer", 0, SNDRV_CTL_ELEM_TYPE_INTEGER, 3, 24 },
	{ TOPOLOGY_EQUALIZER, "Line Playback Equalizer", 1, SNDRV_CTL_ELEM_TYPE_INTEGER, 3, 24 },
	{ TOPOLOGY_EQUALIZER, "Line Playback Equalizer Frequency", 0, SNDRV_CTL_ELEM_TYPE_INTEGER,
	  3, 10000, true },
	{ TOPOLOGY_EQUALIZER, "Line Playback Equalizer Frequency", 1, SNDRV_CTL_ELEM_TYPE_INTEGER,
	  3, 10000, true },
	{ TOPOLOGY_LOUDNESS, "Line Playback Loudness Switch", 0, SNDRV_CTL_ELEM_TYPE_BOOLEAN, 1,
	  1 },
	{ TOPOLOGY_AGC, "Line Playback AGC Switch", 0, SNDRV_CTL_ELEM_TYPE_BOOLEAN, 1, 1 },
	{ TOPOLOGY_PEAKMETER, "Line Playback Peak", 0, SNDRV_CTL_ELEM_TYPE_INTEGER, 2, 65535,
	  true },
	{ TOPOLOGY_PEAKMETER, "Line Playback Peak", 1, SNDRV_CTL_ELEM_TYPE_INTEGER, 2, 65535,
	  true },
	{ TOPOLOGY_DEV_SPECIFIC, "Line Playback Switch", 1, SNDRV_CTL_ELEM_TYPE_BOOLEAN, 1, 1 },
	{ TOPOLOGY_DELAY, "Line Playback Delay", 0, SNDRV_CTL_ELEM_TYPE_INTEGER, 1, 100 },
	{ TOPOLOGY_REVERB, "Line Playback Reverb Level", 0, SNDRV_CTL_ELEM_TYPE_INTEGER, 1, 100 },
	{ TOPOLOGY_REVERB, "Line Playback Reverb Time", 0, SNDRV_CTL_ELEM_TYPE_INTEGER, 1, 20 },
	{ TOPOLOGY_CHORUS, "Line Playback Chorus Level", 0, SNDRV_CTL_ELEM_TYPE_INTEGER, 1, 100 },
	{ TOPOLOGY_WIDE, "3D Control - Wide", 0, SNDRV_CTL_ELEM_TYPE_INTEGER, 1, 20 },
	{ TOPOLOGY_SRC, "Line Playback SRC Quality", 0, SNDRV_CTL_ELEM_TYPE_ENUMERATED, 1, 4 },
	{ TOPOLOGY_SUPERMIX, "Line Playback Matrix Volume", 0, SNDRV_CTL_ELEM_TYPE_INTEGER,
	  TOPOLOGY_PATHS, 20 },
	{ TOPOLOGY_SUPERMIX, "Line Playback Matrix Switch", 0, SNDRV_CTL_ELEM_TYPE_BOOLEAN,
	  TOPOLOGY_PATHS, 1 },
	{ TOPOLOGY_ECHO_CANCEL, "Line Playback Echo Cancellation Switch", 0,
	  SNDRV_CTL_ELEM_TYPE_BOOLEAN, 1, 1 },
	{ TOPOLOGY_NOISE_SUPPRESS, "Line Playback Noise Suppression Switch", 0,
	  SNDRV_CTL_ELEM_TYPE_BOOLEAN, 1, 1 },
	{ TOPOLOGY_DECODER, "Line Playback Prologic Decoder Switch", 0, SNDRV_CTL_ELEM_TYPE_BOOLEAN,
	  1, 1 },
	{ TOPOLOGY_ENCODER, "Line Playback Surround Encode Switch", 0, SNDRV_CTL_ELEM_TYPE_BOOLEAN,
	  1, 1 },
	{ TOPOLOGY_MUX, "Input Playback Source", 0, SNDRV_CTL_ELEM_TYPE_ENUMERATED, 1, 2 },
	{ TOPOLOGY_DEMUX, "Output Playback Route", 0, SNDRV_CTL_ELEM_TYPE_ENUMERATED, 1, 2 },
};

static void expect_control(struct kunit *test, const struct expected *expected)
{
	struct snd_kcontrol *kctl = mixer_find_some(test, expected->name, expected->index);
	struct snd_ctl_elem_info *info = kunit_kzalloc(test, sizeof(*info), GFP_KERNEL);
	char found_text[100], expected_text[100];
	u32 top;

	KUNIT_ASSERT_TRUE(test, info);
	KUNIT_EXPECT_EQ(test, kctl->info(kctl, info), 0);
	top = info->type == SNDRV_CTL_ELEM_TYPE_ENUMERATED ? info->value.enumerated.items :
							     info->value.integer.max;
	scnprintf(found_text, sizeof(found_text), "%s: type %d, count %u, top %u, read only %d",
		  kctl->id.name, info->type, info->count, top,
		  !(kctl->vd[0].access & SNDRV_CTL_ELEM_ACCESS_WRITE));
	scnprintf(expected_text, sizeof(expected_text),
		  "%s: type %d, count %u, top %u, read only %d", expected->name, expected->type,
		  expected->count, expected->top, expected->read_only);
	KUNIT_EXPECT_STREQ(test, found_text, expected_text);
}

/* Of types that signals only pass */
static const u32 without_controls =
	BIT(TOPOLOGY_ENHANCER) | BIT(TOPOLOGY_3D_EFFECTS) | BIT(TOPOLOGY_DAC) | BIT(TOPOLOGY_ADC) |
	BIT(TOPOLOGY_SUM);

static void every_type_of_node_becomes_its_controls_p37(struct kunit *test)
{
	struct fake_device *device = test->priv;
	u32 nodes = without_controls;
	u32 i;

	mixer_start(test);
	for (i = 0; i < ARRAY_SIZE(all_expected); i++) {
		expect_control(test, &all_expected[i]);
		nodes |= BIT(all_expected[i].node);
	}
	KUNIT_EXPECT_EQ(test, device->adapter->card->controls_count, ARRAY_SIZE(all_expected));
	KUNIT_EXPECT_EQ(test, nodes, BIT(TOPOLOGY_NODES) - 1);
}

static void levels_have_decibels_that_are_exact_p39(struct kunit *test)
{
	const unsigned int *tlv;

	mixer_start(test);
	tlv = mixer_find_some(test, VOLUME, 0)->tlv.p;
	KUNIT_EXPECT_EQ(test, tlv[SNDRV_CTL_TLVO_TYPE], SNDRV_CTL_TLVT_DB_SCALE);
	KUNIT_EXPECT_EQ(test, (int)tlv[SNDRV_CTL_TLVO_DB_SCALE_MIN], -4800);
	KUNIT_EXPECT_EQ(test, tlv[SNDRV_CTL_TLVO_DB_SCALE_MUTE_AND_STEP], 150);
	tlv = mixer_find_some(test, "Line Playback Matrix Volume", 0)->tlv.p;
	KUNIT_EXPECT_EQ(test, tlv[SNDRV_CTL_TLVO_TYPE], SNDRV_CTL_TLVT_DB_SCALE);
	KUNIT_EXPECT_EQ(test, (int)tlv[SNDRV_CTL_TLVO_DB_SCALE_MIN], -1000);
	KUNIT_EXPECT_EQ(test, tlv[SNDRV_CTL_TLVO_DB_SCALE_MUTE_AND_STEP], 50);
}

static void every_channel_goes_across_its_range_p38(struct kunit *test)
{
	struct topology_property *volume = fake_topology_of(test)->properties[TOPOLOGY_VOLUME];
	u32 channel;
	long number;

	mixer_start(test);
	for (channel = 0; channel < 2; channel++) {
		for (number = 40; number >= 0; number--) {
			KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, channel, number), 1);
			KUNIT_EXPECT_EQ(test, volume->values[channel][0],
					PORTCLS_LEVEL_DB(-48) + number * PORTCLS_LEVEL_DB(3) / 2);
			KUNIT_EXPECT_EQ(test, mixer_get(test, VOLUME, 0, channel), number);
		}
	}
}

static void values_beyond_the_range_are_refused_and_change_nothing_p38(struct kunit *test)
{
	struct topology_property *volume = fake_topology_of(test)->properties[TOPOLOGY_VOLUME];

	mixer_start(test);
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 0, 7), 1);
	volume->sets = 0;
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 0, 41), -EINVAL);
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 1, -1), -EINVAL);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Line Playback Switch", 0, 0, 2), -EINVAL);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Input Playback Source", 0, 0, 2), -EINVAL);
	KUNIT_EXPECT_EQ(test, volume->sets, 0);
	KUNIT_EXPECT_EQ(test, mixer_get(test, VOLUME, 0, 0), 7);
}

static void a_level_between_two_steps_reads_as_the_nearest_p38(struct kunit *test)
{
	struct topology_property *volume = fake_topology_of(test)->properties[TOPOLOGY_VOLUME];

	mixer_start(test);
	volume->values[0][0] = PORTCLS_LEVEL_DB(-48) + PORTCLS_LEVEL_DB(3) * 2 + 1000;
	KUNIT_EXPECT_EQ(test, mixer_get(test, VOLUME, 0, 0), 4);
	volume->values[0][0] = PORTCLS_LEVEL_MINUS_INFINITY;
	KUNIT_EXPECT_EQ(test, mixer_get(test, VOLUME, 0, 0), 0);
	volume->values[0][0] = PORTCLS_LEVEL_DB(100);
	KUNIT_EXPECT_EQ(test, mixer_get(test, VOLUME, 0, 0), 40);
}

static void a_write_says_whether_it_changed_something_p40(struct kunit *test)
{
	struct topology_property *volume = fake_topology_of(test)->properties[TOPOLOGY_VOLUME];

	mixer_start(test);
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 0, 9), 1);
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 0, 9), 0);
	/* Hardware that goes no further than 0 dB, which is number 32. */
	volume->ranges[0].maximum = 0;
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 0, 39), 1);
	KUNIT_EXPECT_EQ(test, mixer_get(test, VOLUME, 0, 0), 32);
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 0, 40), 0);
}

static void a_mute_is_a_switch_the_other_way_round_p39(struct kunit *test)
{
	struct topology_property *mute = fake_topology_of(test)->properties[TOPOLOGY_MUTE];

	mixer_start(test);
	KUNIT_EXPECT_EQ(test, mixer_get(test, "Line Playback Switch", 0, 0), 1);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Line Playback Switch", 0, 0, 0), 1);
	KUNIT_EXPECT_EQ(test, mute->values[0][0], 1);
	KUNIT_EXPECT_EQ(test, mute->values[1][0], 0);
	/* Any value but 0 is true. */
	mute->values[1][0] = 0x80;
	KUNIT_EXPECT_EQ(test, mixer_get(test, "Line Playback Switch", 0, 1), 0);
}

static void setting_the_levels_of_a_matrix_leaves_its_mutes_alone(struct kunit *test)
{
	struct topology_property *matrix = fake_topology_of(test)->properties[TOPOLOGY_SUPERMIX];

	mixer_start(test);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Line Playback Matrix Switch", 0, 0, 0), 1);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Line Playback Matrix Volume", 0, 0, 3), 1);
	KUNIT_EXPECT_EQ(test, matrix->values[0][0], 1);
	KUNIT_EXPECT_EQ(test, matrix->values[0][1], PORTCLS_LEVEL_DB(-17) / 2);
	KUNIT_EXPECT_EQ(test, mixer_get(test, "Line Playback Matrix Switch", 0, 0), 0);
}

/* The path from an input to an output: those to the outputs stand beside each other. */
static void the_values_of_a_matrix_go_input_by_input(struct kunit *test)
{
	const u32 path = 1 * TOPOLOGY_OUTPUTS + 2;
	struct topology_property *matrix = fake_topology_of(test)->properties[TOPOLOGY_SUPERMIX];
	struct portcls_mix_level *levels = (void *)matrix->values[0];
	u32 i;

	for (i = 0; i < TOPOLOGY_PATHS; i++)
		levels[i].level = -PORTCLS_LEVEL_DB((s32)i);
	mixer_start(test);
	for (i = 0; i < TOPOLOGY_PATHS; i++)
		KUNIT_EXPECT_EQ(test, mixer_get(test, "Line Playback Matrix Volume", 0, i),
				20 - 2 * i);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Line Playback Matrix Volume", 0, path, 3), 1);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Line Playback Matrix Switch", 0, path, 0), 1);
	for (i = 0; i < TOPOLOGY_PATHS; i++) {
		KUNIT_EXPECT_EQ(test, levels[i].mute, i == path);
		KUNIT_EXPECT_EQ(test, levels[i].level,
				i == path ? PORTCLS_LEVEL_DB(-17) / 2 : -PORTCLS_LEVEL_DB((s32)i));
	}
}

static void a_time_is_a_fraction(struct kunit *test)
{
	struct topology_property *delay = fake_topology_of(test)->properties[TOPOLOGY_DELAY];
	struct portcls_time time = { .time = 480, .numerator = 10000000, .denominator = 48000 };

	mixer_start(test);
	/* 480 samples at 48 kHz: 10 ms, in steps of 1 ms. */
	memcpy(delay->values[0], &time, sizeof(time));
	KUNIT_EXPECT_EQ(test, mixer_get(test, "Line Playback Delay", 0, 0), 10);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Line Playback Delay", 0, 0, 25), 1);
	memcpy(&time, delay->values[0], sizeof(time));
	KUNIT_EXPECT_EQ(test, time.time, 250000);
}

static void channels_with_ranges_of_their_own_become_controls_of_their_own(struct kunit *test)
{
	struct topology_property *volume = fake_topology_of(test)->properties[TOPOLOGY_VOLUME];
	struct snd_ctl_elem_info *info = kunit_kzalloc(test, sizeof(*info), GFP_KERNEL);
	struct snd_kcontrol *kctl;

	KUNIT_ASSERT_TRUE(test, info);
	volume->channels = 3;
	volume->range_count = 3;
	volume->ranges[2] = volume->ranges[0];
	volume->ranges[1].maximum = 0;
	mixer_start(test);
	kctl = mixer_find_some(test, VOLUME, 0);
	KUNIT_EXPECT_EQ(test, kctl->info(kctl, info), 0);
	KUNIT_EXPECT_EQ(test, info->count, 2);
	kctl = mixer_find_some(test, VOLUME, 1);
	KUNIT_EXPECT_EQ(test, kctl->info(kctl, info), 0);
	KUNIT_EXPECT_EQ(test, info->count, 1);
	KUNIT_EXPECT_EQ(test, info->value.integer.max, 32);
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 1, 40), 1);
	KUNIT_EXPECT_EQ(test, volume->values[2][0], PORTCLS_LEVEL_DB(12));
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 1, 0, 31), 1);
	KUNIT_EXPECT_EQ(test, volume->values[1][0], PORTCLS_LEVEL_DB(-3) / 2);
}

/* Two inputs are "Line": a volume, and a volume with all the rest, which the first line has not. */
static void controls_of_equal_lines_have_the_index_of_the_line(struct kunit *test)
{
	struct fake_topology *topology = fake_topology_of(test);
	struct topology_property *volume = topology->properties[TOPOLOGY_VOLUME];
	struct topology_property *second = topology->properties[TOPOLOGY_AGC];
	struct portcls_connection *wires = topology->connections;

	topology->pins[TOPOLOGY_MIC].category = &portcls_pin_line_connector;
	wires[TOPOLOGY_TONE] = (struct portcls_connection) {
		PORTCLS_FILTER_NODE, TOPOLOGY_MIC, TOPOLOGY_TONE, 1
	};
	wires[TOPOLOGY_NODES] = (struct portcls_connection) { TOPOLOGY_MUTE, 0, TOPOLOGY_MUX, 3 };
	topology->nodes[TOPOLOGY_AGC].type = &portcls_node_volume;
	topology->nodes[TOPOLOGY_AGC].name = &portcls_name_line_in_volume;
	second->item.id = PORTCLS_AUDIO_VOLUME_LEVEL;
	second->type = PORTCLS_TYPE_S32;
	second->range_count = 1;
	second->ranges[0] = volume->ranges[0];
	mixer_start(test);
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 0, 20), 1);
	KUNIT_EXPECT_EQ(test, volume->values[0][0], PORTCLS_LEVEL_DB(-18));
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 1, 0, 40), 1);
	KUNIT_EXPECT_EQ(test, second->values[0][0], PORTCLS_LEVEL_DB(12));
	KUNIT_EXPECT_NULL(test, mixer_find(test, "Line Playback Delay", 0));
	KUNIT_EXPECT_PTR_NE(test, mixer_find(test, "Line Playback Delay", 1), NULL);
}

static void an_error_of_the_miniport_reaches_the_application(struct kunit *test)
{
	struct topology_property *volume = fake_topology_of(test)->properties[TOPOLOGY_VOLUME];
	struct snd_ctl_elem_value *value = mixer_value_new(test);
	struct snd_kcontrol *kctl;

	mixer_start(test);
	kctl = mixer_find_some(test, VOLUME, 0);
	volume->result = -ETIMEDOUT;
	KUNIT_EXPECT_EQ(test, kctl->get(kctl, value), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, kctl->put(kctl, value), -ETIMEDOUT);
}

static void reading_a_peak_meter_is_left_to_applications(struct kunit *test)
{
	struct topology_property *peak = fake_topology_of(test)->properties[TOPOLOGY_PEAKMETER];
	struct snd_kcontrol *kctl;

	mixer_start(test);
	peak->gets = 0;
	kctl = mixer_find_some(test, "Line Playback Peak", 0);
	KUNIT_EXPECT_TRUE(test, kctl->vd[0].access & SNDRV_CTL_ELEM_ACCESS_VOLATILE);
	KUNIT_EXPECT_EQ(test, mixer_get(test, "Line Playback Peak", 0, 0), 0);
	KUNIT_EXPECT_EQ(test, peak->gets, 2);
}

static void controls_come_back_after_sleep_p49(struct kunit *test)
{
	struct topology_property *volume = fake_topology_of(test)->properties[TOPOLOGY_VOLUME];
	struct topology_property *mux = fake_topology_of(test)->properties[TOPOLOGY_MUX];
	struct fake_device *device = test->priv;

	mixer_start(test);
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 1, 20), 1);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Input Playback Source", 0, 0, 1), 1);
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.suspend(&device->pdev->dev), 0);
	memset(volume->values, 0, sizeof(volume->values));
	mux->values[0][0] = 1;
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.resume(&device->pdev->dev), 0);
	KUNIT_EXPECT_EQ(test, volume->values[1][0], PORTCLS_LEVEL_DB(-18));
	KUNIT_EXPECT_EQ(test, mux->values[0][0], 3);
}

static void sleep_and_wake(struct kunit *test)
{
	struct fake_device *device = test->priv;

	KUNIT_EXPECT_EQ(test, portcls_pm_ops.suspend(&device->pdev->dev), 0);
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.resume(&device->pdev->dev), 0);
}

static void controls_come_back_though_reading_them_failed_last_p40(struct kunit *test)
{
	struct topology_property *volume = fake_topology_of(test)->properties[TOPOLOGY_VOLUME];
	struct topology_property *matrix = fake_topology_of(test)->properties[TOPOLOGY_SUPERMIX];
	const char *const matrix_name = "Line Playback Matrix Volume";
	struct snd_ctl_elem_value *value = mixer_value_new(test);
	struct snd_kcontrol *kctl;

	mixer_start(test);
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 1, 20), 1);
	KUNIT_EXPECT_EQ(test, mixer_put(test, matrix_name, 0, 0, 3), 1);
	volume->result = -EINTR;
	matrix->result = -EIO;
	kctl = mixer_find_some(test, VOLUME, 0);
	KUNIT_EXPECT_EQ(test, kctl->get(kctl, value), -EINTR);
	kctl = mixer_find_some(test, matrix_name, 0);
	KUNIT_EXPECT_EQ(test, kctl->get(kctl, value), -EIO);
	volume->result = 0;
	matrix->result = 0;
	memset(volume->values, 0, sizeof(volume->values));
	matrix->values[0][1] = 0;
	sleep_and_wake(test);
	KUNIT_EXPECT_EQ(test, volume->values[1][0], PORTCLS_LEVEL_DB(-18));
	KUNIT_EXPECT_EQ(test, matrix->values[0][1], PORTCLS_LEVEL_DB(-17) / 2);
}

static void controls_that_fail_to_come_back_are_set_after_the_next_sleep_p40(struct kunit *test)
{
	struct topology_property *volume = fake_topology_of(test)->properties[TOPOLOGY_VOLUME];

	mixer_start(test);
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 1, 20), 1);
	volume->values[1][0] = 0;
	volume->result = -ETIMEDOUT;
	sleep_and_wake(test);
	KUNIT_EXPECT_EQ(test, volume->values[1][0], 0);
	volume->result = 0;
	sleep_and_wake(test);
	KUNIT_EXPECT_EQ(test, volume->values[1][0], PORTCLS_LEVEL_DB(-18));
}

/* Nobody has touched the one channel and band, somebody the other. */
static void a_level_between_two_steps_comes_back_as_it_was_p40(struct kunit *test)
{
	struct topology_property *volume = fake_topology_of(test)->properties[TOPOLOGY_VOLUME];
	struct topology_property *bands = fake_topology_of(test)->properties[TOPOLOGY_EQUALIZER];
	const s32 between = PORTCLS_LEVEL_DB(-48) + PORTCLS_LEVEL_DB(3) * 2 + 1000;
	const s32 band = PORTCLS_LEVEL_DB(2) + 1000;

	volume->clamp = false;
	volume->values[0][0] = between;
	bands->clamp = false;
	bands->values[0][1] = band;
	mixer_start(test);
	KUNIT_EXPECT_EQ(test, mixer_put(test, VOLUME, 0, 1, 20), 1);
	KUNIT_EXPECT_EQ(test, mixer_put(test, "Line Playback Equalizer", 0, 2, 0), 1);
	memset(volume->values, 0, sizeof(volume->values));
	memset(bands->values, 0, sizeof(bands->values));
	sleep_and_wake(test);
	KUNIT_EXPECT_EQ(test, volume->values[0][0], between);
	KUNIT_EXPECT_EQ(test, volume->values[1][0], PORTCLS_LEVEL_DB(-18));
	KUNIT_EXPECT_EQ(test, bands->values[0][1], band);
	KUNIT_EXPECT_EQ(test, bands->values[0][2], PORTCLS_LEVEL_DB(-12));
}

static void refused(struct kunit *test)
{
	struct fake_device *device = test->priv;

	KUNIT_EXPECT_EQ(test, fake_device_start(device), -EINVAL);
	KUNIT_EXPECT_FALSE(test, device->adapter->mixer_is_built);
}

static void a_level_without_a_range_is_refused_p37(struct kunit *test)
{
	fake_topology_of(test)->properties[TOPOLOGY_VOLUME]->range_count = 0;
	refused(test);
}

static void a_range_that_is_upside_down_is_refused_p37(struct kunit *test)
{
	fake_topology_of(test)->properties[TOPOLOGY_VOLUME]->ranges[1].minimum =
		PORTCLS_LEVEL_DB(13);
	refused(test);
}

static void a_property_that_cannot_be_read_is_refused_p37(struct kunit *test)
{
	fake_topology_of(test)->properties[TOPOLOGY_VOLUME]->item.flags &= ~PORTCLS_PROPERTY_GET;
	refused(test);
}

static void a_matrix_without_paths_is_refused_p37(struct kunit *test)
{
	fake_topology_of(test)->properties[TOPOLOGY_SUPERMIX][1].values[0][0] = 0;
	refused(test);
}

static void a_matrix_with_more_paths_than_it_tells_is_refused_p37(struct kunit *test)
{
	fake_topology_of(test)->properties[TOPOLOGY_SUPERMIX][1].values[0][0] = TOPOLOGY_INPUTS + 1;
	refused(test);
}

static void an_equalizer_without_bands_is_refused_p37(struct kunit *test)
{
	fake_topology_of(test)->properties[TOPOLOGY_EQUALIZER][1].values[0][0] = 0;
	refused(test);
}

static void an_equalizer_that_cannot_tell_its_bands_is_refused_p37(struct kunit *test)
{
	/* The property is another one. */
	fake_topology_of(test)->properties[TOPOLOGY_EQUALIZER][1].item.id =
		PORTCLS_AUDIO_CHANNEL_CONFIG;
	refused(test);
}

static void a_node_that_fails_when_it_is_read_first_is_refused_by_its_error(struct kunit *test)
{
	fake_topology_of(test)->properties[TOPOLOGY_AGC]->result = -ETIMEDOUT;
	KUNIT_EXPECT_EQ(test, fake_device_start(test->priv), -ETIMEDOUT);
}

static void a_topology_with_a_pin_for_streams_is_refused(struct kunit *test)
{
	static const struct portcls_data_range range = {
		.min_channels = 1, .max_channels = 2, .min_bits = 16, .max_bits = 16,
		.min_rate = 48000, .max_rate = 48000,
	};
	static const struct portcls_wave_limits limits = {
		.buffer_bytes_max = 65536, .period_bytes_min = 64, .period_bytes_max = 32768,
		.periods_min = 2, .periods_max = 32,
	};
	struct portcls_pin *pin = &fake_topology_of(test)->pins[TOPOLOGY_LINE];

	pin->communication = PORTCLS_COMMUNICATION_SINK;
	pin->max_global_instances = 1;
	pin->max_filter_instances = 1;
	pin->data_range_count = 1;
	pin->data_ranges = &range;
	pin->limits = &limits;
	refused(test);
}

static void a_name_of_the_node_s_own_is_the_control_s(struct kunit *test)
{
	fake_topology_of(test)->nodes[TOPOLOGY_AGC].control = "Mic +5V bias";
	fake_topology_of(test)->nodes[TOPOLOGY_AGC].flags = PORTCLS_NODE_CARD;
	mixer_start(test);
	KUNIT_EXPECT_EQ(test, mixer_find_some(test, "Mic +5V bias", 0)->id.iface,
			SNDRV_CTL_ELEM_IFACE_CARD);
}

static void controls_of_a_later_part_have_an_index_where_names_are_taken(struct kunit *test)
{
	struct fake_topology *topology = fake_topology_of(test);

	topology->nodes[TOPOLOGY_AGC].control = "Some Switch";
	topology->nodes[TOPOLOGY_AGC].control_index = 10;
	topology->nodes[TOPOLOGY_LOUDNESS].control = "Some Switch";
	topology->nodes[TOPOLOGY_LOUDNESS].control_index = 10;
	mixer_start(test);
	mixer_find_some(test, "Some Switch", 0);
	mixer_find_some(test, "Some Switch", 10);
	KUNIT_EXPECT_NULL(test, mixer_find(test, "Some Switch", 1));
}

static void controls_may_have_an_index_where_names_are_free(struct kunit *test)
{
	struct fake_topology *topology = fake_topology_of(test);

	topology->nodes[TOPOLOGY_AGC].control = "Some Switch";
	topology->nodes[TOPOLOGY_AGC].control_index = 16;
	topology->nodes[TOPOLOGY_AGC].flags = PORTCLS_NODE_INDEX;
	mixer_start(test);
	mixer_find_some(test, "Some Switch", 16);
	KUNIT_EXPECT_NULL(test, mixer_find(test, "Some Switch", 0));
}

static struct kunit_case topology_cases[] = {
	KUNIT_CASE(every_type_of_node_becomes_its_controls_p37),
	KUNIT_CASE(levels_have_decibels_that_are_exact_p39),
	KUNIT_CASE(every_channel_goes_across_its_range_p38),
	KUNIT_CASE(values_beyond_the_range_are_refused_and_change_nothing_p38),
	KUNIT_CASE(a_level_between_two_steps_reads_as_the_nearest_p38),
	KUNIT_CASE(a_write_says_whether_it_changed_something_p40),
	KUNIT_CASE(a_mute_is_a_switch_the_other_way_round_p39),
	KUNIT_CASE(setting_the_levels_of_a_matrix_leaves_its_mutes_alone),
	KUNIT_CASE(the_values_of_a_matrix_go_input_by_input),
	KUNIT_CASE(a_time_is_a_fraction),
	KUNIT_CASE(channels_with_ranges_of_their_own_become_controls_of_their_own),
	KUNIT_CASE(controls_of_equal_lines_have_the_index_of_the_line),
	KUNIT_CASE(an_error_of_the_miniport_reaches_the_application),
	KUNIT_CASE(reading_a_peak_meter_is_left_to_applications),
	KUNIT_CASE(controls_come_back_after_sleep_p49),
	KUNIT_CASE(controls_come_back_though_reading_them_failed_last_p40),
	KUNIT_CASE(controls_that_fail_to_come_back_are_set_after_the_next_sleep_p40),
	KUNIT_CASE(a_level_between_two_steps_comes_back_as_it_was_p40),
	KUNIT_CASE(a_level_without_a_range_is_refused_p37),
	KUNIT_CASE(a_range_that_is_upside_down_is_refused_p37),
	KUNIT_CASE(a_property_that_cannot_be_read_is_refused_p37),
	KUNIT_CASE(a_matrix_without_paths_is_refused_p37),
	KUNIT_CASE(a_matrix_with_more_paths_than_it_tells_is_refused_p37),
	KUNIT_CASE(an_equalizer_without_bands_is_refused_p37),
	KUNIT_CASE(an_equalizer_that_cannot_tell_its_bands_is_refused_p37),
	KUNIT_CASE(a_node_that_fails_when_it_is_read_first_is_refused_by_its_error),
	KUNIT_CASE(a_topology_with_a_pin_for_streams_is_refused),
	KUNIT_CASE(a_name_of_the_node_s_own_is_the_control_s),
	KUNIT_CASE(controls_of_a_later_part_have_an_index_where_names_are_taken),
	KUNIT_CASE(controls_may_have_an_index_where_names_are_free),
	{ }
};

struct kunit_suite portcls_topology_suite = {
	.name = "portcls_topology",
	.init = fake_topology_suite_init,
	.exit = fake_suite_exit,
	.test_cases = topology_cases,
};

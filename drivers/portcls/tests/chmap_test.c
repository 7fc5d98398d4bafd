// SPDX-License-Identifier: GPL-2.0-only
/*
 * Channel maps of PCM devices, with converters that say which speakers they drive.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <sound/control.h>
#include <sound/pcm.h>

#include <portcls/audio_property.h>
#include <portcls/guid.h>

#include "../pcm/stream.h"
#include "fake.h"
#include "kunit.h"
#include "suites.h"

/**
 * struct converter - the CHANNEL_CONFIG property of a converter
 * @item: the property; first, so that the handler finds the rest
 * @automation: of @item alone
 * @speakers: what it answers
 * @result: what it gives instead, or 0
 */
struct converter {
	struct portcls_property_item item;
	struct portcls_automation automation;
	u32 speakers;
	int result;
};

static int converter_handler(struct portcls_property_request *request)
{
	const struct converter *converter = container_of_const(request->item, struct converter,
							       item);

	if (converter->result)
		return converter->result;
	return portcls_property_reply(request, &converter->speakers, sizeof(converter->speakers));
}

/* Has a node tell its speakers, before the device is started. */
static struct converter *configure(struct kunit *test, u32 node, u32 speakers)
{
	struct converter *converter = kunit_kzalloc(test, sizeof(*converter), GFP_KERNEL);
	struct fake_device *device = test->priv;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, converter);
	*converter = (struct converter) {
		.item = {
			.set = &portcls_property_set_audio,
			.id = PORTCLS_AUDIO_CHANNEL_CONFIG,
			.flags = PORTCLS_PROPERTY_GET,
			.handler = converter_handler,
		},
		.automation = {
			.property_size = sizeof(converter->item),
			.property_count = 1,
			.properties = &converter->item,
		},
		.speakers = speakers,
	};
	device->descriptor.nodes[node].automation = &converter->automation;
	return converter;
}

static void set_channels(struct kunit *test, u32 pin, u32 min, u32 max)
{
	struct fake_device *device = test->priv;

	device->descriptor.ranges[pin][0].min_channels = min;
	device->descriptor.ranges[pin][0].max_channels = max;
}

/* What applications find: the maps of a direction of a PCM device, NULL if it has none. */
static const struct snd_pcm_chmap *maps_of(struct kunit *test, int number, int direction)
{
	struct fake_device *device = test->priv;
	struct portcls_pcm *pcm;
	struct snd_kcontrol *kctl;

	list_for_each_entry(pcm, &device->port->pcms, link) {
		if (pcm->pcm->device != number)
			continue;
		kctl = pcm->pcm->streams[direction].chmap_kctl;
		return kctl ? snd_kcontrol_chip(kctl) : NULL;
	}
	return NULL;
}

static const struct snd_pcm_chmap_elem *map_of(struct kunit *test, int number, int direction,
					       u32 channels)
{
	const struct snd_pcm_chmap *maps = maps_of(test, number, direction);
	const struct snd_pcm_chmap_elem *map;

	for (map = maps ? maps->chmap : NULL; map && map->channels; map++)
		if (map->channels == channels)
			return map;
	return NULL;
}

/* @positions: SNDRV_CHMAP_* of each channel, as a string. */
static void expect_map(struct kunit *test, int number, int direction, const char *positions)
{
	u32 channels = strlen(positions), i;
	const struct snd_pcm_chmap_elem *map = map_of(test, number, direction, channels);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, map);
	for (i = 0; i < channels; i++)
		KUNIT_EXPECT_EQ(test, map->map[i], positions[i]);
}

#define PLAYBACK	SNDRV_PCM_STREAM_PLAYBACK
#define CAPTURE		SNDRV_PCM_STREAM_CAPTURE

static const char mono[] = { SNDRV_CHMAP_MONO, 0 };
static const char stereo[] = { SNDRV_CHMAP_FL, SNDRV_CHMAP_FR, 0 };
static const char rear[] = { SNDRV_CHMAP_RL, SNDRV_CHMAP_RR, 0 };

static const char back51[] = {
	SNDRV_CHMAP_FL, SNDRV_CHMAP_FR, SNDRV_CHMAP_FC, SNDRV_CHMAP_LFE, SNDRV_CHMAP_RL,
	SNDRV_CHMAP_RR, 0
};

static const char side51[] = {
	SNDRV_CHMAP_FL, SNDRV_CHMAP_FR, SNDRV_CHMAP_FC, SNDRV_CHMAP_LFE, SNDRV_CHMAP_SL,
	SNDRV_CHMAP_SR, 0
};

static void start(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_device_start(test->priv), 0);
}

static void playing_has_the_standard_maps(struct kunit *test)
{
	const struct snd_pcm_chmap *maps;

	start(test);
	maps = maps_of(test, 0, PLAYBACK);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, maps);
	KUNIT_EXPECT_EQ(test, maps->max_channels, 2);
	expect_map(test, 0, PLAYBACK, mono);
	expect_map(test, 0, PLAYBACK, stereo);
	expect_map(test, 1, PLAYBACK, stereo);
	KUNIT_EXPECT_NULL(test, map_of(test, 0, PLAYBACK, 3));
}

static void stereo_recording_has_no_map(struct kunit *test)
{
	start(test);
	KUNIT_EXPECT_NULL(test, maps_of(test, 0, CAPTURE));
}

static void recording_of_many_channels_has_one(struct kunit *test)
{
	set_channels(test, FAKE_RECORD, 2, 6);
	start(test);
	expect_map(test, 0, CAPTURE, back51);
	KUNIT_EXPECT_NULL(test, map_of(test, 0, CAPTURE, 1));
}

static void converter_tells_the_speakers(struct kunit *test)
{
	configure(test, FAKE_DAC2, 0x30);
	start(test);
	expect_map(test, 1, PLAYBACK, rear);
	expect_map(test, 1, PLAYBACK, mono);
	expect_map(test, 0, PLAYBACK, stereo);
}

/* There is a volume between the pin and its converter, and none before the other. */
static void converter_is_found_behind_other_nodes(struct kunit *test)
{
	configure(test, FAKE_DAC, 0x30);
	start(test);
	expect_map(test, 0, PLAYBACK, rear);
	expect_map(test, 1, PLAYBACK, stereo);
}

static void converter_tells_the_microphones(struct kunit *test)
{
	configure(test, FAKE_ADC, 0x3);
	start(test);
	expect_map(test, 0, CAPTURE, stereo);
}

static void speakers_are_those_of_as_many_channels_only(struct kunit *test)
{
	configure(test, FAKE_DAC, 0x60f);
	set_channels(test, FAKE_PLAY, 2, 6);
	set_channels(test, FAKE_PLAY2, 2, 6);
	start(test);
	expect_map(test, 0, PLAYBACK, side51);
	expect_map(test, 0, PLAYBACK, stereo);
	expect_map(test, 1, PLAYBACK, back51);
	KUNIT_EXPECT_EQ(test, maps_of(test, 0, PLAYBACK)->max_channels, 6);
}

static void direct_output_has_no_positions(struct kunit *test)
{
	const struct snd_pcm_chmap_elem *map;

	configure(test, FAKE_DAC, 0);
	start(test);
	map = map_of(test, 0, PLAYBACK, 2);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, map);
	KUNIT_EXPECT_EQ(test, map->map[0], SNDRV_CHMAP_UNKNOWN);
	KUNIT_EXPECT_EQ(test, map->map[1], SNDRV_CHMAP_UNKNOWN);
}

/* The signals of two pins meet before the converters, which are no one's alone. */
static void converter_behind_a_sum_is_not_asked(struct kunit *test)
{
	static const struct portcls_connection wires[] = {
		{ PORTCLS_FILTER_NODE, FAKE_PLAY, FAKE_VOLUME, 1 },
		{ PORTCLS_FILTER_NODE, FAKE_PLAY2, FAKE_VOLUME, 2 },
		{ FAKE_VOLUME, 0, FAKE_DAC, 1 },
		{ FAKE_DAC, 0, FAKE_DAC2, 1 },
		{ FAKE_DAC2, 0, PORTCLS_FILTER_NODE, FAKE_PLAY_OUT },
		{ FAKE_DAC2, 0, PORTCLS_FILTER_NODE, FAKE_PLAY2_OUT },
		{ PORTCLS_FILTER_NODE, FAKE_RECORD_IN, FAKE_ADC, 1 },
		{ FAKE_ADC, 0, PORTCLS_FILTER_NODE, FAKE_RECORD },
	};
	struct fake_device *device = test->priv;

	configure(test, FAKE_DAC, 0x30)->result = -EIO;
	configure(test, FAKE_DAC2, 0x30)->result = -EIO;
	device->descriptor.nodes[FAKE_VOLUME] = (struct portcls_node) {
		.type = &portcls_node_sum,
	};
	device->descriptor.filter.connections = wires;
	device->descriptor.filter.connection_count = ARRAY_SIZE(wires);
	start(test);
	expect_map(test, 0, PLAYBACK, stereo);
	expect_map(test, 1, PLAYBACK, stereo);
}

static void converter_that_fails_is_refused(struct kunit *test)
{
	configure(test, FAKE_DAC, 0x3)->result = -EIO;
	KUNIT_EXPECT_EQ(test, fake_device_start(test->priv), -EIO);
}

static void more_channels_than_maps_can_have_are_left_out(struct kunit *test)
{
	set_channels(test, FAKE_PLAY, 15, 32);
	set_channels(test, FAKE_PLAY2, 16, 32);
	start(test);
	KUNIT_EXPECT_EQ(test, maps_of(test, 0, PLAYBACK)->max_channels, 15);
	KUNIT_EXPECT_NULL(test, maps_of(test, 1, PLAYBACK));
}

static void pin_may_have_channels_in_alsa_s_order(struct kunit *test)
{
	static const char alsa51[] = {
		SNDRV_CHMAP_FL, SNDRV_CHMAP_FR, SNDRV_CHMAP_RL, SNDRV_CHMAP_RR, SNDRV_CHMAP_FC,
		SNDRV_CHMAP_LFE, 0
	};
	static const char alsa71[] = {
		SNDRV_CHMAP_FL, SNDRV_CHMAP_FR, SNDRV_CHMAP_RL, SNDRV_CHMAP_RR, SNDRV_CHMAP_FC,
		SNDRV_CHMAP_LFE, SNDRV_CHMAP_SL, SNDRV_CHMAP_SR, 0
	};
	struct fake_device *device = test->priv;

	set_channels(test, FAKE_PLAY, 2, 8);
	device->descriptor.pins[FAKE_PLAY].alsa_order = true;
	KUNIT_ASSERT_EQ(test, fake_device_start(device), 0);
	expect_map(test, 0, PLAYBACK, stereo);
	expect_map(test, 0, PLAYBACK, alsa51);
	expect_map(test, 0, PLAYBACK, alsa71);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, map_of(test, 0, PLAYBACK, 7));
	KUNIT_EXPECT_EQ(test, map_of(test, 0, PLAYBACK, 7)->map[6], SNDRV_CHMAP_UNKNOWN);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(playing_has_the_standard_maps),
	KUNIT_CASE(stereo_recording_has_no_map),
	KUNIT_CASE(recording_of_many_channels_has_one),
	KUNIT_CASE(converter_tells_the_speakers),
	KUNIT_CASE(converter_is_found_behind_other_nodes),
	KUNIT_CASE(converter_tells_the_microphones),
	KUNIT_CASE(speakers_are_those_of_as_many_channels_only),
	KUNIT_CASE(direct_output_has_no_positions),
	KUNIT_CASE(converter_behind_a_sum_is_not_asked),
	KUNIT_CASE(converter_that_fails_is_refused),
	KUNIT_CASE(more_channels_than_maps_can_have_are_left_out),
	KUNIT_CASE(pin_may_have_channels_in_alsa_s_order),
	{}
};

struct kunit_suite portcls_chmap_suite = {
	.name = "portcls_chmap",
	.init = fake_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

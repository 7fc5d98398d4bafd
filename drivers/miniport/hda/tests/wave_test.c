// SPDX-License-Identifier: GPL-2.0-only
/*
 * From codecs to the wave filter: ways, and the PCM devices that they are.
 */
#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <portcls/audio_property.h>
#include <portcls/property.h>

#include "fake_bus.h"
#include "fake_codec.h"
#include "hda.h"

#define CODECS	3

/**
 * struct waves - a controller, of which there is little but codecs and wave filter
 * @buses: of a codec each
 * @chip: the controller
 */
struct waves {
	struct fake_bus *buses[CODECS];
	struct hda_chip chip;
};

static void add(struct kunit *test, const struct fake_codec *table)
{
	struct waves *waves = test->priv;
	struct fake_bus *bus = fake_bus_new(test);

	KUNIT_ASSERT_NOT_NULL(test, bus);
	waves->buses[waves->chip.codec_count] = bus;
	KUNIT_ASSERT_EQ(test, fake_bus_start(bus, table), 0);
	waves->chip.codecs[waves->chip.codec_count++] = bus->codec;
}

static struct hda_wave *build(struct kunit *test)
{
	struct waves *waves = test->priv;
	struct hda_chip *chip = &waves->chip;

	KUNIT_ASSERT_EQ(test, hda_wave_build(&chip->wave, chip->codecs, chip->codec_count), 0);
	return &chip->wave;
}

static void numbers_are_those_of_the_kernel_s_own_driver(struct kunit *test)
{
	static const struct {
		enum hda_pcm kind;
		unsigned int number;
	} expected[] = {
		{ HDA_PCM_HDMI, 3 }, { HDA_PCM_ANALOG, 0 }, { HDA_PCM_DIGITAL, 1 },
		{ HDA_PCM_HDMI, 7 }, { HDA_PCM_HDMI, 8 }, { HDA_PCM_HDMI, 9 },
		{ HDA_PCM_HDMI, 10 }, { HDA_PCM_ANALOG, 2 }, { HDA_PCM_DIGITAL, 11 },
		{ HDA_PCM_ANALOG, 4 }, { HDA_PCM_ANALOG, 5 }, { HDA_PCM_ANALOG, 12 },
	};
	struct waves *waves = test->priv;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(expected); i++)
		KUNIT_EXPECT_EQ(test, hda_wave_take_number(&waves->chip.wave, expected[i].kind),
				expected[i].number);
}

static void each_codec_has_its_devices(struct kunit *test)
{
	static const struct {
		unsigned int codec;
		bool capture;
		unsigned int number;
		const char *name;
	} expected[] = {
		{ 0, false, 0, "Generic Analog" }, { 0, true, 0, "Generic Analog" },
		{ 0, false, 1, "Generic Digital" }, { 0, true, 2, "Generic Alt Analog" },
		{ 1, false, 4, "Generic Analog" }, { 1, true, 4, "Generic Analog" },
		{ 2, false, 3, "HDMI 0" }, { 2, false, 7, "HDMI 1" }, { 2, false, 8, "HDMI 2" },
	};
	struct waves *waves = test->priv;
	const struct hda_wave *wave;
	unsigned int i;

	add(test, &fake_alc888);
	add(test, &fake_qemu_duplex);
	add(test, &fake_hdmi);
	wave = build(test);
	KUNIT_ASSERT_EQ(test, wave->filter.node_count, ARRAY_SIZE(expected));
	KUNIT_EXPECT_EQ(test, wave->filter.pin_count, 2 * ARRAY_SIZE(expected));
	for (i = 0; i < ARRAY_SIZE(expected); i++) {
		const struct hda_way *way = wave->ways[i];
		const struct portcls_pin *pin = &wave->pins[2 * i], *outlet;

		KUNIT_EXPECT_PTR_EQ(test, way->codec, waves->chip.codecs[expected[i].codec]);
		KUNIT_EXPECT_EQ(test, way->capture, expected[i].capture);
		KUNIT_EXPECT_EQ(test, pin->pcm_slot, 1 + expected[i].number);
		KUNIT_EXPECT_STREQ(test, pin->pcm_name, expected[i].name);
		KUNIT_EXPECT_EQ(test, portcls_pin_is_capture(pin), way->capture);
		KUNIT_EXPECT_TRUE(test, portcls_pin_is_openable(pin));
		KUNIT_EXPECT_FALSE(test, portcls_pin_is_openable(pin + 1));
		KUNIT_EXPECT_GT(test, pin->data_range_count, 0);
		outlet = &way->codec->topology.pins[way->outlet];
		KUNIT_EXPECT_EQ(test, portcls_pin_is_capture(outlet), way->capture);
		KUNIT_EXPECT_NULL(test, way->codec->topology.lines[way->outlet]);
		KUNIT_EXPECT_EQ(test, HDA_WAY_OF_PIN(2 * i), i);
		KUNIT_EXPECT_EQ(test, HDA_BRIDGE_OF_WAY(i), 2 * i + 1);
	}
}

/* An input that is digital, too */
static void digital_input_goes_with_the_output(struct kunit *test)
{
	struct fake_codec *table = kunit_kzalloc(test, sizeof(*table), GFP_KERNEL);
	const struct hda_wave *wave;
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, table);
	*table = fake_qemu_duplex;
	for (i = 0; i < table->count; i++)
		table->widgets[i].caps |= AC_WCAP_DIGITAL;
	table->widgets[1].config = AC_JACK_SPDIF_OUT << AC_DEFCFG_DEVICE_SHIFT;
	table->widgets[3].config = AC_JACK_SPDIF_IN << AC_DEFCFG_DEVICE_SHIFT;
	add(test, table);
	wave = build(test);
	KUNIT_ASSERT_EQ(test, wave->filter.node_count, 2);
	KUNIT_EXPECT_EQ(test, wave->pins[0].pcm_slot, 1 + 1);
	KUNIT_EXPECT_EQ(test, wave->pins[2].pcm_slot, 1 + 1);
	KUNIT_EXPECT_FALSE(test, wave->ways[0]->capture);
	KUNIT_EXPECT_TRUE(test, wave->ways[1]->capture);
}

/* alsa-lib looks for the status of S/PDIF at 16 first, and then at 0. */
static void spdif_makes_room_for_monitors(struct kunit *test)
{
	struct waves *waves = test->priv;
	struct hda_codec **codecs = waves->chip.codecs;
	const struct portcls_node *node;
	u32 i;

	add(test, &fake_spdif);
	add(test, &fake_hdmi);
	for (i = 0; codecs[0]->topology.what[i].kind != HDA_NODE_DIGITAL; i++)
		;
	node = &codecs[0]->topology.nodes[i];
	hda_topology_index(codecs[0], codecs, 1);
	KUNIT_EXPECT_EQ(test, node->control_index, 0);
	KUNIT_EXPECT_EQ(test, node->flags, 0);
	hda_topology_index(codecs[0], codecs, 2);
	KUNIT_EXPECT_EQ(test, node[0].control_index, 16);
	KUNIT_EXPECT_EQ(test, node[0].flags, PORTCLS_NODE_INDEX);
	/* What comes in is no output of a monitor. */
	KUNIT_EXPECT_EQ(test, codecs[0]->topology.what[i + 1].digital->capture, true);
	KUNIT_EXPECT_EQ(test, node[1].control_index, 0);
	hda_topology_index(codecs[1], codecs, 2);
	KUNIT_EXPECT_EQ(test, codecs[1]->topology.nodes[0].control_index, 0);
	KUNIT_EXPECT_EQ(test, codecs[1]->topology.nodes[0].flags, 0);
}

static void what_is_not_pcm_gets_through_as_it_is(struct kunit *test)
{
	static const struct portcls_format format = {
		.rate = 48000, .channels = 2, .valid_bits = 16, .block_align = 4,
	};
	const struct hda_wave *wave;
	struct hda_way *way;

	add(test, &fake_hdmi);
	wave = build(test);
	way = wave->ways[0];
	KUNIT_EXPECT_EQ(test, hda_way_format_value(way, &format), hda_format_value(&format));
	way->digital->status |= PORTCLS_STATUS_NOT_PCM;
	KUNIT_EXPECT_EQ(test, hda_way_format_value(way, &format),
			hda_format_value(&format) | AC_FMT_TYPE_NON_PCM);
	KUNIT_EXPECT_EQ(test, hda_way_format_value(wave->ways[1], &format),
			hda_format_value(&format));
}

static int open(struct waves *waves, u32 pin, struct portcls_wavert_stream *stream)
{
	static const struct portcls_format format = {
		.rate = 48000, .channels = 2, .valid_bits = 16, .block_align = 4,
	};

	return hda_stream_new(&waves->chip, stream, NULL, pin,
			      waves->chip.wave.ways[HDA_WAY_OF_PIN(pin)]->capture, &format);
}

/* The first socket of three shares its converter with the third. */
static void converter_takes_part_in_one_stream(struct kunit *test)
{
	struct waves *waves = test->priv;
	struct portcls_wavert_stream first, second, third;
	unsigned int i;

	add(test, &fake_hdmi);
	build(test);
	waves->chip.engine_count = 3;
	for (i = 0; i < 3; i++)
		waves->chip.engines[i].core.direction = SNDRV_PCM_STREAM_PLAYBACK;
	KUNIT_ASSERT_EQ(test, open(waves, 0, &first), 0);
	KUNIT_EXPECT_EQ(test, open(waves, 4, &third), -EBUSY);
	KUNIT_ASSERT_EQ(test, open(waves, 2, &second), 0);
	first.ops->release(first.object);
	KUNIT_ASSERT_EQ(test, open(waves, 4, &third), 0);
	KUNIT_EXPECT_EQ(test, open(waves, 0, &first), -EBUSY);
	second.ops->release(second.object);
	third.ops->release(third.object);
}

static void no_more_streams_than_engines(struct kunit *test)
{
	struct waves *waves = test->priv;
	struct portcls_wavert_stream first, second;

	add(test, &fake_hdmi);
	build(test);
	waves->chip.engine_count = 1;
	waves->chip.engines[0].core.direction = SNDRV_PCM_STREAM_PLAYBACK;
	KUNIT_ASSERT_EQ(test, open(waves, 0, &first), 0);
	KUNIT_EXPECT_EQ(test, open(waves, 2, &second), -EBUSY);
	first.ops->release(first.object);
	KUNIT_ASSERT_EQ(test, open(waves, 2, &second), 0);
	second.ops->release(second.object);
}

static void set(struct kunit *test, struct hda_codec *codec, enum hda_node_kind kind,
		unsigned int recorder, s32 value)
{
	const struct hda_topology *topology = &codec->topology;
	s32 channel = PORTCLS_ALL_CHANNELS;
	struct portcls_property_request request = {
		.miniport = codec,
		.verb = PORTCLS_PROPERTY_SET,
		.instance_size = sizeof(channel),
		.instance = &channel,
		.value_size = sizeof(value),
		.value = &value,
	};

	while (topology->what[request.node].kind != kind ||
	       topology->what[request.node].recorder != recorder)
		KUNIT_ASSERT_LT(test, ++request.node, topology->filter.node_count);
	request.item = portcls_automation_item(topology->nodes[request.node].automation, 0);
	KUNIT_EXPECT_EQ(test, request.item->handler(&request), 0);
}

/* The pin that a mixer lets through, 0 if it is not one alone */
static unsigned int heard(const struct fake_bus *bus, unsigned int mixer)
{
	const struct hda_widget *widget = hda_graph_find(&bus->codec->graph, mixer);
	unsigned int i, pin = 0;

	for (i = 0; i < widget->input_count; i++) {
		if (bus->device.states[mixer].amp_in[i][0] & AC_AMP_MUTE)
			continue;
		if (pin)
			return 0;
		pin = widget->inputs[i];
	}
	return pin;
}

static void check_recorders(struct kunit *test, const struct fake_bus *bus)
{
	KUNIT_EXPECT_EQ(test, heard(bus, 0x23), 0x1a);
	KUNIT_EXPECT_EQ(test, heard(bus, 0x22), 0x19);
	KUNIT_EXPECT_EQ(test, bus->device.states[0x08].amp_in[0][0], AC_AMP_MUTE | 11);
	KUNIT_EXPECT_EQ(test, bus->device.states[0x09].amp_in[0][0], 31);
}

/* ALC888: converter 0x08 is behind mixer 0x23, 0x09 behind 0x22; the inputs are 0x18 to 0x1a. */
static void each_converter_records_its_own_input(struct kunit *test)
{
	struct waves *waves = test->priv;
	struct hda_codec *codec;
	struct fake_bus *bus;

	add(test, &fake_alc888);
	bus = waves->buses[0];
	codec = bus->codec;
	set(test, codec, HDA_NODE_SOURCE, 0, 3);
	set(test, codec, HDA_NODE_SOURCE, 1, 2);
	set(test, codec, HDA_NODE_CAPTURE_VOLUME, 0, 0);
	set(test, codec, HDA_NODE_CAPTURE_VOLUME, 1, PORTCLS_LEVEL_DB(100));
	set(test, codec, HDA_NODE_CAPTURE_MUTE, 1, 0);
	check_recorders(test, bus);
	hda_codec_stop(codec);
	memset(bus->device.states, 0, sizeof(bus->device.states));
	hda_codec_start(codec);
	check_recorders(test, bus);
}

static void set_converter(const struct hda_way *way, unsigned int tag, unsigned int format)
{
	hda_codec_set_converter(way->codec, way->converters[0], tag, 0, format);
}

static void two_converters_record_at_once(struct kunit *test)
{
	struct waves *waves = test->priv;
	struct portcls_wavert_stream streams[2];
	const struct fake_state *states;
	const struct hda_wave *wave;

	add(test, &fake_alc888);
	wave = build(test);
	states = waves->buses[0]->device.states;
	waves->chip.engine_count = 2;
	waves->chip.engines[0].core.direction = SNDRV_PCM_STREAM_CAPTURE;
	waves->chip.engines[1].core.direction = SNDRV_PCM_STREAM_CAPTURE;
	KUNIT_ASSERT_EQ(test, open(waves, 2 * 1, &streams[0]), 0);
	KUNIT_ASSERT_EQ(test, open(waves, 2 * 3, &streams[1]), 0);
	KUNIT_EXPECT_PTR_NE(test, wave->ways[1]->stream.engine, wave->ways[3]->stream.engine);
	set_converter(wave->ways[1], 3, 0x11);
	set_converter(wave->ways[3], 4, 0x4011);
	KUNIT_EXPECT_EQ(test, states[0x08].stream, 0x30);
	KUNIT_EXPECT_EQ(test, states[0x08].format, 0x11);
	KUNIT_EXPECT_EQ(test, states[0x09].stream, 0x40);
	KUNIT_EXPECT_EQ(test, states[0x09].format, 0x4011);
	/* Another input is of no concern to the converters. */
	set(test, waves->buses[0]->codec, HDA_NODE_SOURCE, 1, 3);
	set_converter(wave->ways[1], 0, 0);
	KUNIT_EXPECT_EQ(test, states[0x08].stream, 0);
	KUNIT_EXPECT_EQ(test, states[0x09].stream, 0x40);
	streams[0].ops->release(streams[0].object);
	streams[1].ops->release(streams[1].object);
}

/* ALC888: three line outputs, then the headphones; those without own channels play stereo. */
static void every_converter_plays(struct kunit *test)
{
	static const struct {
		unsigned int channels;
		u8 first[4];
	} expected[] = {
		{ 2, { 0, 0, 0, 0 } }, { 4, { 0, 2, 0, 0 } }, { 6, { 0, 2, 4, 0 } },
	};
	struct waves *waves = test->priv;
	const struct hda_way *way;
	unsigned int i, j;

	add(test, &fake_alc888);
	way = build(test)->ways[0];
	KUNIT_ASSERT_EQ(test, way->converter_count, ARRAY_SIZE(expected[0].first));
	for (i = 0; i < ARRAY_SIZE(expected); i++) {
		hda_way_set_converters(way, 5, expected[i].channels, 0x11);
		for (j = 0; j < way->converter_count; j++) {
			const struct fake_state *state =
				&waves->buses[0]->device.states[way->converters[j]->nid];

			KUNIT_EXPECT_EQ(test, state->stream, 0x50 | expected[i].first[j]);
			KUNIT_EXPECT_EQ(test, state->format, 0x11);
		}
	}
	hda_way_set_converters(way, 0, 6, 0x11);
	for (j = 0; j < way->converter_count; j++)
		KUNIT_EXPECT_EQ(test, waves->buses[0]->device.states[way->converters[j]->nid].stream
				>> AC_CONV_STREAM_SHIFT, 0);
}

/* Six of them, beside those that there are */
static void four_converters_record(struct kunit *test)
{
	static const unsigned int numbers[] = { 0, 0, 1, 2, 4, 5 };
	struct fake_codec *table = kunit_kzalloc(test, sizeof(*table), GFP_KERNEL);
	const struct hda_wave *wave;
	const struct hda_widget *last;
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, table);
	*table = fake_alc888;
	KUNIT_ASSERT_EQ(test, table->widgets[6].nid, 0x08);
	last = &fake_alc888.widgets[fake_alc888.count - 1];
	for (i = 1; i <= 6; i++) {
		table->widgets[table->count] = table->widgets[6];
		table->widgets[table->count++].nid = last->nid + i;
	}
	add(test, table);
	wave = build(test);
	KUNIT_ASSERT_EQ(test, wave->filter.node_count, ARRAY_SIZE(numbers));
	for (i = 0; i < ARRAY_SIZE(numbers); i++)
		KUNIT_EXPECT_EQ(test, wave->pins[2 * i].pcm_slot, 1 + numbers[i]);
	KUNIT_EXPECT_EQ(test, wave->ways[5]->converters[0]->nid, last->nid + 2);
}

static bool has_range(const struct portcls_pin *pin, u32 channels, u32 bits, u32 rate)
{
	const struct portcls_data_range *range;
	u32 i;

	for (i = 0; i < pin->data_range_count; i++) {
		range = &pin->data_ranges[i];
		if (range->min_channels == channels && range->max_channels == channels &&
		    range->min_bits == bits && range->min_rate == rate)
			return true;
	}
	return false;
}

/* ALC888: 44.1, 48, 96 and 192 kHz, 16, 20 and 24 bits; three line outputs have channels. */
static void way_does_what_its_converters_can(struct kunit *test)
{
	const struct hda_wave *wave;
	const struct portcls_pin *pin;

	add(test, &fake_alc888);
	wave = build(test);
	pin = &wave->pins[0];
	KUNIT_EXPECT_EQ(test, wave->ways[0]->pair_count, 3);
	KUNIT_EXPECT_EQ(test, pin->data_range_count, 4 * 2 * 3);
	KUNIT_EXPECT_TRUE(test, has_range(pin, 6, 24, 192000));
	KUNIT_EXPECT_TRUE(test, has_range(pin, 2, 16, 44100));
	KUNIT_EXPECT_FALSE(test, has_range(pin, 3, 16, 44100));
	KUNIT_EXPECT_FALSE(test, has_range(pin, 2, 32, 44100));
	KUNIT_EXPECT_FALSE(test, has_range(pin, 2, 16, 32000));
	KUNIT_EXPECT_EQ(test, wave->ways[1]->pair_count, 1);
	KUNIT_EXPECT_FALSE(test, has_range(&wave->pins[2], 4, 16, 48000));
}

/* ALC662 plays 16, 20 and 24 bits, and records 16 and 20. */
static void most_bits_of_a_word_are_offered(struct kunit *test)
{
	const struct hda_wave *wave;

	add(test, &fake_alc662);
	wave = build(test);
	KUNIT_EXPECT_TRUE(test, has_range(&wave->pins[0], 2, 24, 48000));
	KUNIT_EXPECT_FALSE(test, has_range(&wave->pins[0], 2, 20, 48000));
	KUNIT_ASSERT_TRUE(test, wave->ways[1]->capture);
	KUNIT_EXPECT_TRUE(test, has_range(&wave->pins[2], 2, 16, 48000));
	KUNIT_EXPECT_TRUE(test, has_range(&wave->pins[2], 2, 20, 48000));
	KUNIT_EXPECT_FALSE(test, has_range(&wave->pins[2], 2, 24, 48000));
}

/* Digital converter 0x06 says that it has 16, 20, 24 and 32 bits. */
static void digital_words_are_no_samples(struct kunit *test)
{
	const struct hda_wave *wave;

	add(test, &fake_alc662);
	wave = build(test);
	KUNIT_ASSERT_EQ(test, wave->ways[2]->converters[0]->nid, 0x06);
	KUNIT_EXPECT_TRUE(test, wave->ways[2]->converters[0]->pcm & AC_SUPPCM_BITS_32);
	KUNIT_EXPECT_TRUE(test, has_range(&wave->pins[4], 2, 24, 48000));
	KUNIT_EXPECT_FALSE(test, has_range(&wave->pins[4], 2, 32, 48000));
}

static void codec_without_formats_leaves_the_others_alone(struct kunit *test)
{
	struct fake_codec *table = kunit_kzalloc(test, sizeof(*table), GFP_KERNEL);
	const struct waves *waves = test->priv;
	const struct hda_wave *wave;
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, table);
	*table = fake_qemu_duplex;
	table->pcm = 0;
	for (i = 0; i < table->count; i++)
		table->widgets[i].pcm = 0;
	add(test, table);
	add(test, &fake_qemu_duplex);
	wave = build(test);
	KUNIT_ASSERT_EQ(test, wave->filter.node_count, 2);
	KUNIT_EXPECT_EQ(test, wave->filter.pin_count, 4);
	KUNIT_EXPECT_PTR_EQ(test, wave->ways[0]->codec, waves->chip.codecs[1]);
}

static void formats_are_what_registers_call_them(struct kunit *test)
{
	static const struct {
		struct portcls_format format;
		unsigned int value;
	} expected[] = {
		{ { .rate = 48000, .channels = 2, .valid_bits = 16 }, 0x0011 },
		{ { .rate = 44100, .channels = 2, .valid_bits = 16 }, 0x4011 },
		{ { .rate = 192000, .channels = 8, .valid_bits = 24 }, 0x1837 },
		{ { .rate = 96000, .channels = 2, .valid_bits = 20 }, 0x0821 },
		{ { .rate = 8000, .channels = 1, .valid_bits = 8 }, 0x0500 },
		{ { .rate = 32000, .channels = 2, .valid_bits = 32 }, 0x0a41 },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(expected); i++)
		KUNIT_EXPECT_EQ(test, hda_format_value(&expected[i].format), expected[i].value);
}

static int init(struct kunit *test)
{
	struct waves *waves = kzalloc(sizeof(*waves), GFP_KERNEL);

	test->priv = waves;
	if (!waves)
		return -ENOMEM;
	mutex_init(&waves->chip.mutex);
	return 0;
}

static void finish(struct kunit *test)
{
	struct waves *waves = test->priv;
	unsigned int i;

	if (!waves)
		return;
	hda_wave_free(&waves->chip.wave);
	mutex_destroy(&waves->chip.mutex);
	for (i = 0; i < CODECS; i++)
		if (waves->buses[i])
			fake_bus_free(waves->buses[i]);
	kfree(waves);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(numbers_are_those_of_the_kernel_s_own_driver),
	KUNIT_CASE(each_codec_has_its_devices),
	KUNIT_CASE(digital_input_goes_with_the_output),
	KUNIT_CASE(spdif_makes_room_for_monitors),
	KUNIT_CASE(what_is_not_pcm_gets_through_as_it_is),
	KUNIT_CASE(converter_takes_part_in_one_stream),
	KUNIT_CASE(no_more_streams_than_engines),
	KUNIT_CASE(each_converter_records_its_own_input),
	KUNIT_CASE(two_converters_record_at_once),
	KUNIT_CASE(every_converter_plays),
	KUNIT_CASE(four_converters_record),
	KUNIT_CASE(way_does_what_its_converters_can),
	KUNIT_CASE(most_bits_of_a_word_are_offered),
	KUNIT_CASE(digital_words_are_no_samples),
	KUNIT_CASE(codec_without_formats_leaves_the_others_alone),
	KUNIT_CASE(formats_are_what_registers_call_them),
	{}
};

static struct kunit_suite hda_wave_suite = {
	.name = "hda_wave",
	.init = init,
	.exit = finish,
	.test_cases = cases,
};

kunit_test_suite(hda_wave_suite);

// SPDX-License-Identifier: GPL-2.0-only
/*
 * From codecs to the wave filter: ways, and the PCM devices that they are.
 */
#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/slab.h>

#include "fake_bus.h"
#include "fake_codec.h"
#include "hda.h"

#define CODECS	3

/**
 * struct waves - a wave filter, and what it is made of
 * @buses: of a codec each
 * @codecs: those
 * @count: how many of them
 * @wave: the filter
 */
struct waves {
	struct fake_bus *buses[CODECS];
	struct hda_codec *codecs[CODECS];
	unsigned int count;
	struct hda_wave wave;
};

static void add(struct kunit *test, const struct fake_codec *table)
{
	struct waves *waves = test->priv;
	struct fake_bus *bus = fake_bus_new(test);

	KUNIT_ASSERT_NOT_NULL(test, bus);
	waves->buses[waves->count] = bus;
	KUNIT_ASSERT_EQ(test, fake_bus_start(bus, table), 0);
	waves->codecs[waves->count++] = bus->codec;
}

static struct hda_wave *build(struct kunit *test)
{
	struct waves *waves = test->priv;

	KUNIT_ASSERT_EQ(test, hda_wave_build(&waves->wave, waves->codecs, waves->count), 0);
	return &waves->wave;
}

static void numbers_are_those_of_the_kernel_s_own_driver(struct kunit *test)
{
	static const unsigned int expected[] = { 0, 2, 4, 5, 10, 11 };
	struct waves *waves = test->priv;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(expected); i++)
		KUNIT_EXPECT_EQ(test, hda_wave_take_number(&waves->wave, HDA_PCM_ANALOG),
				expected[i]);
}

static void each_codec_has_its_device(struct kunit *test)
{
	static const u32 slots[] = { 1 + 0, 1 + 0, 1 + 2, 1 + 2, 1 + 4, 1 + 4 };
	struct waves *waves = test->priv;
	const struct hda_wave *wave;
	unsigned int i;

	add(test, &fake_alc888);
	add(test, &fake_qemu_duplex);
	add(test, &fake_cx20561);
	wave = build(test);
	KUNIT_ASSERT_EQ(test, wave->filter.node_count, ARRAY_SIZE(slots));
	KUNIT_EXPECT_EQ(test, wave->filter.pin_count, 2 * ARRAY_SIZE(slots));
	for (i = 0; i < ARRAY_SIZE(slots); i++) {
		const struct hda_way *way = wave->ways[i];
		const struct portcls_pin *pin = &wave->pins[2 * i];

		KUNIT_EXPECT_PTR_EQ(test, way->codec, waves->codecs[i / 2]);
		KUNIT_EXPECT_EQ(test, way->capture, i % 2);
		KUNIT_EXPECT_EQ(test, way->outlet, way->capture ? way->codec->topology.wave_in :
								  way->codec->topology.wave_out);
		KUNIT_EXPECT_EQ(test, portcls_pin_is_capture(pin), way->capture);
		KUNIT_EXPECT_TRUE(test, portcls_pin_is_openable(pin));
		KUNIT_EXPECT_FALSE(test, portcls_pin_is_openable(pin + 1));
		KUNIT_EXPECT_EQ(test, pin->pcm_slot, slots[i]);
		KUNIT_EXPECT_GT(test, pin->data_range_count, 0);
		KUNIT_EXPECT_EQ(test, HDA_WAY_OF_PIN(2 * i), i);
		KUNIT_EXPECT_EQ(test, HDA_BRIDGE_OF_WAY(i), 2 * i + 1);
	}
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

static void formats_are_what_registers_call_them(struct kunit *test)
{
	static const struct {
		struct portcls_format format;
		unsigned int value;
	} expected[] = {
		{ { .rate = 48000, .channels = 2, .valid_bits = 16 }, 0x0011 },
		{ { .rate = 44100, .channels = 2, .valid_bits = 16 }, 0x4011 },
		{ { .rate = 192000, .channels = 8, .valid_bits = 24 }, 0x1837 },
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
	return waves ? 0 : -ENOMEM;
}

static void finish(struct kunit *test)
{
	struct waves *waves = test->priv;
	unsigned int i;

	if (!waves)
		return;
	hda_wave_free(&waves->wave);
	for (i = 0; i < CODECS; i++)
		if (waves->buses[i])
			fake_bus_free(waves->buses[i]);
	kfree(waves);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(numbers_are_those_of_the_kernel_s_own_driver),
	KUNIT_CASE(each_codec_has_its_device),
	KUNIT_CASE(way_does_what_its_converters_can),
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

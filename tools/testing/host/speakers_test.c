// SPDX-License-Identifier: GPL-2.0-only
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <linux/kernel.h>
#include <linux/string.h>
#include <sound/asound.h>

#include "portcls/pcm/speakers.h"

#define CHANNELS_MAX	32
#define UNTOUCHED	0xff

/* That a mask gives these positions, and that nothing is written beyond. */
static void assert_positions(u32 speakers, const u8 *expected, u32 channels)
{
	u8 positions[CHANNELS_MAX + 1];

	memset(positions, UNTOUCHED, sizeof(positions));
	assert_true(portcls_speakers_positions(speakers, channels, positions));
	assert_memory_equal(positions, expected, channels);
	assert_int_equal(positions[channels], UNTOUCHED);
}

#define EXPECT(speakers, ...)							\
do {										\
	const u8 expected[] = { __VA_ARGS__ };					\
										\
	assert_positions(speakers, expected, sizeof(expected));			\
} while (0)

static void test_channels_are_in_the_order_of_the_bits(void **state)
{
	EXPECT(0x3, SNDRV_CHMAP_FL, SNDRV_CHMAP_FR);
	EXPECT(0x30, SNDRV_CHMAP_RL, SNDRV_CHMAP_RR);
	EXPECT(0x33, SNDRV_CHMAP_FL, SNDRV_CHMAP_FR, SNDRV_CHMAP_RL, SNDRV_CHMAP_RR);
	EXPECT(0x107, SNDRV_CHMAP_FL, SNDRV_CHMAP_FR, SNDRV_CHMAP_FC, SNDRV_CHMAP_RC);
	EXPECT(0x3f, SNDRV_CHMAP_FL, SNDRV_CHMAP_FR, SNDRV_CHMAP_FC, SNDRV_CHMAP_LFE,
	       SNDRV_CHMAP_RL, SNDRV_CHMAP_RR);
	EXPECT(0x60f, SNDRV_CHMAP_FL, SNDRV_CHMAP_FR, SNDRV_CHMAP_FC, SNDRV_CHMAP_LFE,
	       SNDRV_CHMAP_SL, SNDRV_CHMAP_SR);
	EXPECT(0xff, SNDRV_CHMAP_FL, SNDRV_CHMAP_FR, SNDRV_CHMAP_FC, SNDRV_CHMAP_LFE,
	       SNDRV_CHMAP_RL, SNDRV_CHMAP_RR, SNDRV_CHMAP_FLC, SNDRV_CHMAP_FRC);
	EXPECT(0x63f, SNDRV_CHMAP_FL, SNDRV_CHMAP_FR, SNDRV_CHMAP_FC, SNDRV_CHMAP_LFE,
	       SNDRV_CHMAP_RL, SNDRV_CHMAP_RR, SNDRV_CHMAP_SL, SNDRV_CHMAP_SR);
	EXPECT(0x3f800, SNDRV_CHMAP_TC, SNDRV_CHMAP_TFL, SNDRV_CHMAP_TFC, SNDRV_CHMAP_TFR,
	       SNDRV_CHMAP_TRL, SNDRV_CHMAP_TRC, SNDRV_CHMAP_TRR);
}

static void test_single_channel_is_mono(void **state)
{
	u32 bit;

	for (bit = 0; bit < 32; bit++)
		EXPECT(1U << bit, SNDRV_CHMAP_MONO);
}

static void test_direct_output_has_no_positions(void **state)
{
	u8 unknown[CHANNELS_MAX];
	u32 channels;

	memset(unknown, SNDRV_CHMAP_UNKNOWN, sizeof(unknown));
	for (channels = 1; channels <= CHANNELS_MAX; channels++)
		assert_positions(0, unknown, channels);
}

static void test_bits_without_a_name_are_unknown(void **state)
{
	u8 positions[CHANNELS_MAX];
	u32 i;

	assert_true(portcls_speakers_positions(0xffffffff, 32, positions));
	for (i = 0; i < 18; i++)
		assert_true(positions[i] >= SNDRV_CHMAP_FL && positions[i] <= SNDRV_CHMAP_LAST);
	for (i = 18; i < 32; i++)
		assert_int_equal(positions[i], SNDRV_CHMAP_UNKNOWN);
}

static void test_no_two_channels_are_in_one_place(void **state)
{
	u8 positions[CHANNELS_MAX];
	u64 seen = 0;
	u32 i;

	assert_true(portcls_speakers_positions(0x3ffff, 18, positions));
	for (i = 0; i < 18; i++) {
		assert_false(seen & BIT_ULL(positions[i]));
		seen |= BIT_ULL(positions[i]);
	}
}

static void test_mask_of_other_channels_says_nothing(void **state)
{
	u8 positions[CHANNELS_MAX] = { UNTOUCHED };

	assert_false(portcls_speakers_positions(0x3, 1, positions));
	assert_false(portcls_speakers_positions(0x3, 3, positions));
	assert_false(portcls_speakers_positions(0x4, 2, positions));
	assert_false(portcls_speakers_positions(0xffffffff, 8, positions));
	assert_int_equal(positions[0], UNTOUCHED);
}

static void test_standard_masks_have_as_many_channels(void **state)
{
	static const u32 masks[] = { 0, 0x4, 0x3, 0, 0x33, 0, 0x3f, 0, 0x63f };
	u32 channels;

	for (channels = 0; channels < ARRAY_SIZE(masks); channels++) {
		assert_int_equal(portcls_speakers_standard(channels), masks[channels]);
		if (masks[channels])
			assert_int_equal(__builtin_popcount(masks[channels]), channels);
	}
	for (; channels < 100; channels++)
		assert_int_equal(portcls_speakers_standard(channels), 0);
	assert_int_equal(portcls_speakers_standard(0xffffffff), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_channels_are_in_the_order_of_the_bits),
		cmocka_unit_test(test_single_channel_is_mono),
		cmocka_unit_test(test_direct_output_has_no_positions),
		cmocka_unit_test(test_bits_without_a_name_are_unknown),
		cmocka_unit_test(test_no_two_channels_are_in_one_place),
		cmocka_unit_test(test_mask_of_other_channels_says_nothing),
		cmocka_unit_test(test_standard_masks_have_as_many_channels),
	};

	return cmocka_run_group_tests_name("speakers", tests, NULL, NULL);
}

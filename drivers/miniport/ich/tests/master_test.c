// SPDX-License-Identifier: GPL-2.0-only
/*
 * Bus masters, the events of theirs, and what other bits share their registers.
 */
#include <kunit/test.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/format.h>

#include "fake_chip.h"

static void start(struct kunit *test, const struct ich_model *model)
{
	struct fake_chip *fake = test->priv;

	fake->model = model;
	KUNIT_ASSERT_EQ(test, fake_chip_start(fake), 0);
}

static u32 channels_of(const struct fake_access *access)
{
	return 2 + 2 * ((access->value & ICH_GLOB_CNT_PCM) >> __ffs(ICH_GLOB_CNT_PCM));
}

static void set_channels(struct kunit *test, unsigned int channels)
{
	const struct portcls_format format = {
		.rate = 48000, .channels = channels, .valid_bits = 16,
		.block_align = 2 * channels,
	};
	struct fake_chip *fake = test->priv;
	struct ich_stream *stream = &fake->chip->streams[ICH_PCM_OUT];

	stream->format = format;
	fake->access_count = 0;
	ich_stream_set_channels(stream);
}

static void channels_begin_with_the_first_one(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	start(test, &ich_nforce);
	set_channels(test, 6);
	KUNIT_ASSERT_EQ(test, fake->access_count, 2);
	KUNIT_EXPECT_EQ(test, channels_of(&fake->accesses[0]), 2);
	KUNIT_EXPECT_EQ(test, channels_of(&fake->accesses[1]), 6);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(fake->accesses[1].time, fake->accesses[0].time), 50);
	set_channels(test, 2);
	KUNIT_ASSERT_EQ(test, fake->access_count, 1);
	KUNIT_EXPECT_EQ(test, channels_of(&fake->accesses[0]), 2);
}

static void channels_are_set_at_once_elsewhere(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	start(test, &ich_intel_ich4);
	set_channels(test, 4);
	KUNIT_ASSERT_EQ(test, fake->access_count, 1);
	KUNIT_EXPECT_EQ(test, channels_of(&fake->accesses[0]), 4);
}

static void sis_has_channels_elsewhere(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	start(test, &ich_sis);
	set_channels(test, 6);
	KUNIT_EXPECT_EQ(test, fake_master(fake, ICH_GLOB_CNT) & ICH_GLOB_CNT_SIS_PCM, 0x80);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(channels_begin_with_the_first_one),
	KUNIT_CASE(channels_are_set_at_once_elsewhere),
	KUNIT_CASE(sis_has_channels_elsewhere),
	{}
};

static struct kunit_suite ich_master_suite = {
	.name = "ich_master",
	.init = fake_chip_init,
	.exit = fake_chip_exit,
	.test_cases = cases,
};

kunit_test_suite(ich_master_suite);

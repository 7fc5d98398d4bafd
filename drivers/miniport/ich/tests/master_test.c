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

/* A register that cannot be read, while a bus master has an event, and codecs wake up */
static void events_outlive_a_read_that_fails(struct kunit *test)
{
	const u32 events = ICH_GLOB_STA_POINT | ICH_GLOB_STA_PIINT | ICH_GLOB_STA_PRI |
			   ICH_GLOB_STA_SRI | ICH_GLOB_STA_GSCI | BIT(29) | BIT(19);
	struct fake_chip *fake = test->priv;
	unsigned int value;

	start(test, &ich_nforce);
	fake_set_master(fake, ICH_GLOB_STA, events | ICH_GLOB_STA_POWERS);
	KUNIT_EXPECT_EQ(test, ich_link_read(fake->chip, 0x60, &value), -EIO);
	KUNIT_EXPECT_EQ(test, fake_master(fake, ICH_GLOB_STA) & events, events);
	KUNIT_EXPECT_EQ(test, fake_master(fake, ICH_GLOB_STA) & ICH_GLOB_STA_RCS, 0);
	KUNIT_EXPECT_EQ(test, fake->accesses[(fake->access_count - 1) % FAKE_WRITES].value,
			ICH_GLOB_STA_RCS | ICH_GLOB_STA_POWERS);
}

static void codecs_that_wake_up_do_not_interrupt(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	fake_set_master(fake, ICH_GLOB_CNT, 0x71);
	start(test, &ich_intel_ich4);
	KUNIT_EXPECT_EQ(test, fake_master(fake, ICH_GLOB_CNT) & 0x71, 0);
}

static void interrupt_without_an_event_is_ended(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	start(test, &ich_nforce);
	fake_set_master(fake, ICH_GLOB_STA, ICH_GLOB_STA_PRI | ICH_GLOB_STA_GSCI);
	KUNIT_EXPECT_TRUE(test, ich_interrupt(fake->chip));
	KUNIT_EXPECT_EQ(test, fake_master(fake, ICH_GLOB_STA) & ICH_GLOB_STA_PRI, 0);
	KUNIT_EXPECT_EQ(test, fake_master(fake, ICH_GLOB_STA) & ICH_GLOB_STA_GSCI, 0);
}

static void interrupt_of_another_device_is_left_alone(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	start(test, &ich_intel);
	fake->access_count = 0;
	KUNIT_EXPECT_FALSE(test, ich_interrupt(fake->chip));
	KUNIT_EXPECT_EQ(test, fake->access_count, 0);
}

/* Also those that are not used */
static void all_bus_masters_are_stopped(struct kunit *test)
{
	static const u8 masters[] = { 0x00, 0x10, 0x20, 0x40, 0x50, 0x60 };
	struct fake_chip *fake = test->priv;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(masters); i++)
		fake->master[masters[i] + ICH_CR] = ICH_CR_RPBM | ICH_CR_IOCE;
	start(test, &ich_intel_ich4);
	for (i = 0; i < ARRAY_SIZE(masters); i++)
		KUNIT_EXPECT_EQ(test, fake->master[masters[i] + ICH_CR], 0);
}

static void nforce_has_a_bus_master_of_its_own(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	fake->master[0x70 + ICH_CR] = ICH_CR_RPBM;
	start(test, &ich_nforce);
	KUNIT_EXPECT_EQ(test, fake->master[0x70 + ICH_CR], 0);
}

/* One that ended when the chip was not there, and was never told to */
static void stream_begins_anew(struct kunit *test)
{
	static const struct portcls_format format = {
		.rate = 48000, .channels = 2, .valid_bits = 16, .block_align = 4,
	};
	struct fake_chip *fake = test->priv;
	struct ich_stream *stream;

	start(test, &ich_intel);
	stream = &fake->chip->streams[ICH_PCM_OUT];
	stream->engine = true;
	stream->first = 5;
	stream->count = 7;
	stream->state = PORTCLS_STATE_RUN;
	ich_stream_open(stream, NULL, &format);
	KUNIT_EXPECT_FALSE(test, stream->engine);
	KUNIT_EXPECT_EQ(test, stream->count, 0);
	KUNIT_EXPECT_EQ(test, stream->state, PORTCLS_STATE_STOP);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(channels_begin_with_the_first_one),
	KUNIT_CASE(channels_are_set_at_once_elsewhere),
	KUNIT_CASE(sis_has_channels_elsewhere),
	KUNIT_CASE(events_outlive_a_read_that_fails),
	KUNIT_CASE(codecs_that_wake_up_do_not_interrupt),
	KUNIT_CASE(interrupt_without_an_event_is_ended),
	KUNIT_CASE(interrupt_of_another_device_is_left_alone),
	KUNIT_CASE(all_bus_masters_are_stopped),
	KUNIT_CASE(nforce_has_a_bus_master_of_its_own),
	KUNIT_CASE(stream_begins_anew),
	{}
};

static struct kunit_suite ich_master_suite = {
	.name = "ich_master",
	.init = fake_chip_init,
	.exit = fake_chip_exit,
	.test_cases = cases,
};

kunit_test_suite(ich_master_suite);

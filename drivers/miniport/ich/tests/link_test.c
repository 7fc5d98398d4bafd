// SPDX-License-Identifier: GPL-2.0-only
/*
 * The link: codecs that are late, busy or not all there, and what sleep brings back.
 */
#include <kunit/test.h>
#include <linux/kernel.h>
#include <linux/regmap.h>
#include <linux/string.h>

#include "fake_chip.h"

static void start(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_chip_start(test->priv), 0);
}

static void sleep_and_wake(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	ich_power_change_state(fake->chip->adapter, PORTCLS_POWER_D3);
	ich_power_change_state(fake->chip->adapter, PORTCLS_POWER_D0);
}

static u16 held(struct kunit *test, u8 reg)
{
	struct fake_chip *fake = test->priv;

	return fake->registers[reg / 2];
}

static void codec_with_everything_is_driven(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	start(test);
	KUNIT_EXPECT_EQ(test, fake->chip->codec_id, fake->codec->id);
	KUNIT_EXPECT_EQ(test, fake->chip->channels, 6);
}

/* Nobody gives the semaphore back, whatever is accessed. */
static void access_goes_on_without_the_semaphore(struct kunit *test)
{
	struct fake_chip *fake = test->priv;
	unsigned int value = 0;

	start(test);
	fake->taken = true;
	KUNIT_EXPECT_EQ(test, ich_link_write(fake->chip, AC97_LINE, 0x0102), 0);
	KUNIT_EXPECT_EQ(test, held(test, AC97_LINE), 0x0102);
	fake->taken = true;
	KUNIT_EXPECT_EQ(test, ich_link_read(fake->chip, AC97_LINE, &value), 0);
	KUNIT_EXPECT_EQ(test, value, 0x0102);
}

/* Stereo, of which much is not there; registers that are not there keep the semaphore. */
static void registers_that_are_not_there_do_no_harm(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	fake->codec = &fake_little;
	fake->absent_keep = true;
	start(test);
	KUNIT_EXPECT_EQ(test, held(test, AC97_MASTER), 0);
	KUNIT_EXPECT_EQ(test, held(test, AC97_PCM), 0x0808);
	KUNIT_EXPECT_EQ(test, held(test, AC97_RECORD_SELECT), 0x0404);
	sleep_and_wake(test);
	KUNIT_EXPECT_EQ(test, held(test, AC97_MASTER), 0);
	KUNIT_EXPECT_EQ(test, held(test, AC97_PCM), 0x0808);
	KUNIT_EXPECT_EQ(test, held(test, AC97_RECORD_SELECT), 0x0404);
}

/* A modem, say, is ready at once. */
static void primary_codec_is_waited_for(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	fake->ready_ms[0] = 200;
	fake->ready_ms[1] = 0;
	start(test);
	KUNIT_EXPECT_EQ(test, fake->chip->codec_id, fake->codec->id);
	sleep_and_wake(test);
	KUNIT_EXPECT_EQ(test, held(test, AC97_PCM), 0x0808);
}

/* Later than it is waited for, but it comes. */
static void codec_that_cannot_be_read_yet_is_asked_again(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	fake->ready_ms[0] = 400;
	fake->ready_ms[1] = 0;
	start(test);
	KUNIT_EXPECT_EQ(test, fake->chip->codec_id, fake->codec->id);
	KUNIT_EXPECT_EQ(test, fake->chip->codec_extended, fake->codec->extended);
}

/* What ac97#0-0+regs shows is all that there may be. */
static void sleep_brings_back_what_the_driver_wrote(struct kunit *test)
{
	struct fake_chip *fake = test->priv;
	unsigned int value;
	u8 reg;

	start(test);
	for (reg = 0; reg < ICH_MIXER_BYTES; reg += 2)
		regmap_read(fake->chip->codec, reg, &value);
	KUNIT_ASSERT_EQ(test, ich_codec_update(fake->chip, AC97_LINE, 0x1f1f, 0x0305), 0);
	memset(fake->written, 0, sizeof(fake->written));
	sleep_and_wake(test);
	KUNIT_EXPECT_EQ(test, held(test, AC97_LINE), AC97_MUTE | 0x0305);
	KUNIT_EXPECT_EQ(test, held(test, AC97_PCM), 0x0808);
	KUNIT_EXPECT_EQ(test, held(test, AC97_EXTENDED) & 0x1c9, 0x1c9);
	KUNIT_EXPECT_EQ(test, fake->written[AC97_POWER / 2], 0);
	for (reg = 0x3a; reg < ICH_MIXER_BYTES; reg += 2)
		KUNIT_EXPECT_EQ_MSG(test, fake->written[reg / 2], 0, "%#x", reg);
}

static void chip_without_a_codec_is_refused(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	fake->ready_ms[0] = FAKE_NEVER;
	KUNIT_EXPECT_EQ(test, fake_chip_start(fake), -EIO);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(codec_with_everything_is_driven),
	KUNIT_CASE(access_goes_on_without_the_semaphore),
	KUNIT_CASE(registers_that_are_not_there_do_no_harm),
	KUNIT_CASE(primary_codec_is_waited_for),
	KUNIT_CASE(codec_that_cannot_be_read_yet_is_asked_again),
	KUNIT_CASE(sleep_brings_back_what_the_driver_wrote),
	KUNIT_CASE(chip_without_a_codec_is_refused),
	{}
};

static struct kunit_suite ich_link_suite = {
	.name = "ich_link",
	.init = fake_chip_init,
	.exit = fake_chip_exit,
	.test_cases = cases,
};

kunit_test_suite(ich_link_suite);

// SPDX-License-Identifier: GPL-2.0-only
/*
 * The link: codecs that are late, busy or not all there.
 */
#include <kunit/test.h>
#include <linux/kernel.h>

#include "fake_chip.h"

static void start(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_chip_start(test->priv), 0);
}

static void codec_with_everything_is_driven(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	start(test);
	KUNIT_EXPECT_EQ(test, fake->chip->codec_id, fake->codec->id);
	KUNIT_EXPECT_EQ(test, fake->chip->channels, 6);
}

static void chip_without_a_codec_is_refused(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	fake->ready_ms[0] = FAKE_NEVER;
	KUNIT_EXPECT_EQ(test, fake_chip_start(fake), -EIO);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(codec_with_everything_is_driven),
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

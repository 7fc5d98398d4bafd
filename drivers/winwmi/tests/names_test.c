// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names of blocks and instances.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/string.h>

#include "fake.h"
#include "suites.h"

#define expect_name(test, fake, instance, wanted)					\
do {											\
	char text[64];									\
											\
	fake_file_read(fake, 0, "instances/" #instance "/name", text, sizeof(text));	\
	KUNIT_EXPECT_STREQ(test, text, wanted);						\
} while (0)

static void names_of_two_devices_differ_w18(struct kunit *test)
{
	struct fake *fake = test->priv, *second = fake_new(test);
	char text[128], link[80];
	u64 data;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, second);
	fake_offer(fake, 0, 2, 8);
	fake_offer(second, 0, 2, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	KUNIT_EXPECT_EQ(test, fake_control(second, WINWMI_REGISTER), 0);
	expect_name(test, fake, 0, "Fake0");
	expect_name(test, fake, 1, "Fake1");
	/* The second device's directory has a number. */
	snprintf(link, sizeof(link), "%pUL-1/instances/0/name", &fake_guids[0]);
	fake_file_read(second, FAKE_BLOCKS, link, text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "Fake2");
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 1, &data, sizeof(data), NULL), 0);
	KUNIT_EXPECT_EQ(test, fake_query(second, 0, 1, &data, sizeof(data), NULL), 0);
	/* The first one's names are free when it has gone, and those of the second stay. */
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REREGISTER), 0);
	expect_name(test, fake, 0, "Fake0");
	fake_free(second);
}

static void base_name_is_counted_w19(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 3, 8);
	fake_offer(fake, 1, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	expect_name(test, fake, 0, "Fake0");
	expect_name(test, fake, 1, "Fake1");
	expect_name(test, fake, 2, "Fake2");
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), 0);
	expect_name(test, fake, 2, "Fake2");
}

static void device_gives_its_name_w20(struct kunit *test)
{
	struct fake *fake = test->priv;
	char wanted[64];

	fake->pdo = &fake->pdev->dev;
	fake_offer(fake, 0, 2, 8)->flags = WINWMI_BLOCK_INSTANCE_PDO;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	snprintf(wanted, sizeof(wanted), "platform/%s_0", dev_name(fake->pdo));
	expect_name(test, fake, 0, wanted);
	snprintf(wanted, sizeof(wanted), "platform/%s_1", dev_name(fake->pdo));
	expect_name(test, fake, 1, wanted);
}

static void list_gives_names(struct kunit *test)
{
	static const char *const names[] = { "left", "right", "left" };
	static const char *const others[] = { "left", "two\nlines" };
	struct fake *fake = test->priv;
	struct winwmi_block_info *block = fake_offer(fake, 0, 3, 8);

	block->flags = WINWMI_BLOCK_INSTANCE_LIST;
	block->instance_names = names;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	expect_name(test, fake, 0, "left");
	expect_name(test, fake, 1, "right");
	expect_name(test, fake, 2, "left#1");
	block->instance_names = others;
	block->instance_count = 2;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), -EINVAL);
	block->instance_names = NULL;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), -EINVAL);
	expect_name(test, fake, 1, "right");
}

static struct kunit_case cases[] = {
	KUNIT_CASE(names_of_two_devices_differ_w18),
	KUNIT_CASE(base_name_is_counted_w19),
	KUNIT_CASE(device_gives_its_name_w20),
	KUNIT_CASE(list_gives_names),
	{}
};

struct kunit_suite winwmi_names_suite = {
	.name = "winwmi_names",
	.init = fake_init,
	.exit = fake_exit,
	.test_cases = cases,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Registration: what each action asks of a driver, and what becomes of its blocks.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "../core.h"
#include "fake.h"
#include "suites.h"

static void registering_asks_once_w1(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 1, 8);
	KUNIT_EXPECT_FALSE(test, fake_is_offered(fake, 0));
	KUNIT_EXPECT_LT(test, fake_number(fake, 0, "generation"), 0);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	KUNIT_EXPECT_EQ(test, fake->registrations, 1);
	KUNIT_EXPECT_EQ(test, fake->updates, 0);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
	KUNIT_EXPECT_GT(test, fake_number(fake, 0, "generation"), 0);
}

static void unknown_action_does_nothing_w2(struct kunit *test)
{
	static const u32 unknown[] = { 0, 5, 6, 0x80000001, U32_MAX };
	struct fake *fake = test->priv;
	unsigned int i;

	fake_offer(fake, 0, 1, 8);
	for (i = 0; i < ARRAY_SIZE(unknown); i++)
		KUNIT_EXPECT_EQ(test, fake_control(fake, unknown[i]), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	for (i = 0; i < ARRAY_SIZE(unknown); i++)
		KUNIT_EXPECT_EQ(test, fake_control(fake, unknown[i]), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake->registrations, 1);
	KUNIT_EXPECT_EQ(test, fake->updates, 0);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
}

static void update_asks_for_an_update_w3(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	fake_offer(fake, 1, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), 0);
	KUNIT_EXPECT_EQ(test, fake->registrations, 1);
	KUNIT_EXPECT_EQ(test, fake->updates, 1);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 1));
}

/* How many uevents there were, of any device. */
static s64 uevents(void)
{
	struct file *file = filp_open("/sys/kernel/uevent_seqnum", O_RDONLY, 0);
	char text[32] = "";
	loff_t offset = 0;
	s64 number = -1;

	if (IS_ERR(file))
		return PTR_ERR(file);
	if (kernel_read(file, text, sizeof(text) - 1, &offset) > 0 &&
	    kstrtos64(strim(text), 10, &number))
		number = -1;
	filp_close(file, NULL);
	return number;
}

static void same_block_is_left_alone_w4(struct kunit *test)
{
	struct fake *fake = test->priv;
	long before, changed;
	struct file *file;
	char text[16] = "";
	loff_t offset = 0;
	s64 told;

	fake_offer(fake, 0, 1, 8);
	fake_offer(fake, 1, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	before = fake_number(fake, 0, "generation");
	changed = fake_number(fake, 1, "generation");
	file = fake_file_open(fake, 0, "instances/0/name", O_RDONLY);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	told = uevents();
	KUNIT_EXPECT_GE(test, told, 0);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), 0);
	KUNIT_EXPECT_EQ(test, uevents(), told);
	fake->blocks[1].instance_count = 2;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), 0);
	KUNIT_EXPECT_EQ(test, fake_number(fake, 0, "generation"), before);
	KUNIT_EXPECT_GT(test, fake_number(fake, 1, "generation"), changed);
	KUNIT_EXPECT_EQ(test, fake_number(fake, 1, "instance_count"), 2);
	KUNIT_EXPECT_GT(test, uevents(), told);
	/* Of a block that has gone it would be ENODEV. */
	KUNIT_EXPECT_GT(test, kernel_read(file, text, sizeof(text) - 1, &offset), 0);
	KUNIT_EXPECT_STREQ(test, text, "Fake0\n");
	filp_close(file, NULL);
}

static void update_removes_one_block_w5(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 1, 8);
	fake_offer(fake, 1, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	fake->blocks[0].flags |= WINWMI_BLOCK_REMOVE;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), 0);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, NULL, 0, NULL), -ENOENT);
	KUNIT_EXPECT_EQ(test, fake_number(fake, 0, "generation"), -ENOENT);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 1));
}

static void removal_at_registration_makes_nothing_w6(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 1, 8)->flags |= WINWMI_BLOCK_REMOVE;
	fake_offer(fake, 1, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, NULL, 0, NULL), -ENOENT);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 1));
	KUNIT_EXPECT_EQ(test, fake_number(fake, FAKE_BLOCKS, "stats/malformed"), 1);
}

static void registering_again_replaces_all_w7(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 1, 8);
	fake_offer(fake, 1, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	fake->info.count = 1;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REREGISTER), 0);
	KUNIT_EXPECT_EQ(test, fake->registrations, 2);
	KUNIT_EXPECT_EQ(test, fake->updates, 0);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
	KUNIT_EXPECT_EQ(test, fake_query(fake, 1, 0, NULL, 0, NULL), -ENOENT);
}

static void deregistering_asks_nothing_w8(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_DEREGISTER), 0);
	KUNIT_EXPECT_EQ(test, fake->registrations, 1);
	KUNIT_EXPECT_EQ(test, fake->updates, 0);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, NULL, 0, NULL), -ENODEV);
}

static int query_thread(void *priv)
{
	u64 buffer[FAKE_BYTES / 8];

	return fake_query(priv, 0, 0, buffer, sizeof(buffer), NULL);
}

struct later {
	struct fake *fake;
	struct completion done;
	int err;
};

static int deregister_thread(void *priv)
{
	struct later *later = priv;

	later->err = fake_control(later->fake, WINWMI_DEREGISTER);
	complete(&later->done);
	return 0;
}

static void deregistering_waits_for_callbacks_w9(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct later later = { .fake = fake };
	struct task_struct *query, *deregister;

	init_completion(&later.done);
	fake_offer(fake, 0, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	fake->slow = true;
	query = fake_thread_start(test, query_thread, fake);
	wait_for_completion(&fake->entered);
	deregister = fake_thread_start(test, deregister_thread, &later);
	fake_until_drains(fake->provider, &later.done);
	KUNIT_EXPECT_FALSE(test, completion_done(&later.done));
	/* Nothing begins any more, though it has not ended. */
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, NULL, 0, NULL), -ENODEV);
	KUNIT_EXPECT_EQ(test, atomic_read(&fake->running), 1);
	complete(&fake->go);
	wait_for_completion(&later.done);
	KUNIT_EXPECT_EQ(test, atomic_read(&fake->running), 0);
	KUNIT_EXPECT_EQ(test, later.err, 0);
	KUNIT_EXPECT_EQ(test, fake_thread_end(query), 0);
	fake_thread_end(deregister);
}

static int deregister_inside(struct fake *fake)
{
	return fake_control(fake, WINWMI_DEREGISTER);
}

static int reregister_inside(struct fake *fake)
{
	return fake_control(fake, WINWMI_REREGISTER);
}

static int remove_context_inside(struct fake *fake)
{
	return winwmi_context_remove(fake->provider, &fake->context);
}

static void deregistering_from_inside_is_a_deadlock_w10(struct kunit *test)
{
	int (*const actions[])(struct fake *fake) = {
		deregister_inside, reregister_inside, remove_context_inside
	};
	struct fake *fake = test->priv;
	unsigned int i;

	fake_offer(fake, 0, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	for (i = 0; i < ARRAY_SIZE(actions); i++) {
		fake->inside = actions[i];
		KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
		KUNIT_EXPECT_EQ(test, fake->inside_result, -EDEADLK);
	}
	fake->inside = NULL;
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_DEREGISTER), 0);
}

static int update_inside(struct fake *fake)
{
	fake->inside = NULL;
	fake->blocks[0].flags |= WINWMI_BLOCK_REMOVE;
	return fake_control(fake, WINWMI_UPDATE_GUIDS);
}

static void update_from_inside_comes_later(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	fake->inside = update_inside;
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
	KUNIT_EXPECT_EQ(test, fake->inside_result, 0);
	flush_work(&fake->provider->update);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, NULL, 0, NULL), -ENOENT);
}

static struct fake *other;

static int deregister_other(struct fake *fake)
{
	return fake_control(other, WINWMI_DEREGISTER);
}

static void another_is_deregistered_from_inside_w11(struct kunit *test)
{
	struct fake *fake = test->priv;

	other = fake_new(test);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, other);
	fake_offer(fake, 0, 1, 8);
	fake_offer(other, 0, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	KUNIT_EXPECT_EQ(test, fake_control(other, WINWMI_REGISTER), 0);
	fake->inside = deregister_other;
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
	KUNIT_EXPECT_EQ(test, fake->inside_result, 0);
	KUNIT_EXPECT_EQ(test, fake_query(other, 0, 0, NULL, 0, NULL), -ENODEV);
	fake_free(other);
}

static void vanished_device_is_deregistered_once_w12(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	winwmi_provider_surprise_removed(fake->provider);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, NULL, 0, NULL), -ENODEV);
	winwmi_provider_surprise_removed(fake->provider);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_DEREGISTER), 0);
	KUNIT_EXPECT_EQ(test, fake->registrations, 1);
}

static void registering_twice_is_refused_w13(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), -EEXIST);
	KUNIT_EXPECT_EQ(test, fake->registrations, 1);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
}

static void what_is_not_registered_cannot_change_w14(struct kunit *test)
{
	struct fake *fake = test->priv;

	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_DEREGISTER), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REREGISTER), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake->registrations + fake->updates, 0);
	KUNIT_EXPECT_EQ(test, winwmi_registration_control(NULL, WINWMI_REGISTER), -ENODEV);
}

static void many_blocks_are_asked_for_twice_w15(struct kunit *test)
{
	struct fake *fake = test->priv;
	unsigned int i;

	for (i = 0; i < FAKE_BLOCKS; i++)
		fake_offer(fake, i, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	KUNIT_EXPECT_EQ(test, fake->registrations, 2);
	for (i = 0; i < FAKE_BLOCKS; i++)
		KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, i));
	/* That there is too little room is told as success, too. */
	fake->short_once = 1;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), -ENOSPC);
	fake->info.count = 4;
	fake->short_once = 1;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), 0);
	fake->short_once = -ENOSPC;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), 0);
	KUNIT_EXPECT_EQ(test, fake->updates, 6);
}

static void naming_device_is_let_go_once_w16(struct kunit *test)
{
	struct fake *fake = test->priv;
	unsigned int before, i;

	fake->pdo = &fake->pdev->dev;
	fake_offer(fake, 0, 1, 8)->flags = WINWMI_BLOCK_INSTANCE_PDO;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	before = kref_read(&fake->pdev->dev.kobj.kref);
	for (i = 0; i < 1000; i++)
		fake_control(fake, WINWMI_UPDATE_GUIDS);
	fake->result = -EIO;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), -EIO);
	KUNIT_EXPECT_EQ(test, fake->updates, 1001);
	KUNIT_EXPECT_EQ(test, kref_read(&fake->pdev->dev.kobj.kref), before);
}

static void two_ways_of_naming_are_refused_w17(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 1, 8);
	fake_offer(fake, 1, 1, 8)->flags |= WINWMI_BLOCK_INSTANCE_PDO;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), -EINVAL);
	/* As a whole */
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, NULL, 0, NULL), -ENODEV);
	fake->blocks[1].flags = WINWMI_BLOCK_INSTANCE_LIST;
	fake->info.flags = WINWMI_BLOCK_INSTANCE_BASENAME;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake_number(fake, FAKE_BLOCKS, "stats/malformed"), 2);
}

static void wrong_update_changes_nothing(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_block_info bad[6];
	long generation;
	unsigned int i;

	fake_offer(fake, 0, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	generation = fake_number(fake, 0, "generation");
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		bad[i] = *fake_offer(fake, 1, 1, 8);
	bad[0].guid = guid_null;
	bad[1].flags |= 0x2;
	bad[2].flags = 0;
	bad[3].min_size = 9;
	bad[3].max_size = 8;
	bad[4].class_name = "no class";
	bad[5].guid = fake->blocks[0].guid;
	fake->blocks[0].instance_count = 3;
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		fake->blocks[1] = bad[i];
		KUNIT_EXPECT_LT(test, fake_control(fake, WINWMI_UPDATE_GUIDS), 0);
		KUNIT_EXPECT_EQ(test, fake_number(fake, 0, "generation"), generation);
	}
}

/* What has no stem would be numbered along with the blocks' devices. */
static void base_name_is_not_empty(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 1, 8);
	fake->info.base_name = "";
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake_number(fake, FAKE_BLOCKS, "stats/malformed"), 1);
	fake->info.base_name = "Fake";
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
}

static void failed_registration_can_be_tried_again(struct kunit *test)
{
	struct fake *fake = test->priv;

	fake_offer(fake, 0, 1, 8);
	fake->result = WINWMI_STATUS_INSUFFICIENT_RESOURCES;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), -ENOMEM);
	fake->result = 0;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
}

static void contexts_have_numbers_of_their_own(struct kunit *test)
{
	struct fake *fake = test->priv, *second = fake_new(test);
	struct winwmi_provider *provider;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, second);
	provider = second->provider;
	fake_offer(fake, 0, 1, 8);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	/* The second device's driver answers for more blocks of the first. */
	KUNIT_EXPECT_EQ(test, winwmi_context_remove(provider, &second->context), 0);
	KUNIT_EXPECT_EQ(test, winwmi_context_remove(provider, &second->context), -ENOENT);
	fake_offer(second, 0, 1, 8)->guid = fake_guids[5];
	KUNIT_EXPECT_EQ(test, winwmi_context_add(fake->provider, &second->context), 0);
	KUNIT_EXPECT_EQ(test, winwmi_context_add(fake->provider, &second->context), -EEXIST);
	second->index = 99;
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 5));
	KUNIT_EXPECT_EQ(test, second->index, 0);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
	KUNIT_EXPECT_EQ(test, winwmi_context_remove(fake->provider, &second->context), 0);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 5, 0, NULL, 0, NULL), -ENOENT);
	/* One that has a block which is there already does not get in. */
	second->blocks[0].guid = fake_guids[0];
	KUNIT_EXPECT_EQ(test, winwmi_context_add(fake->provider, &second->context), -EEXIST);
	KUNIT_EXPECT_EQ(test, winwmi_context_remove(fake->provider, &second->context), -ENOENT);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
	fake_free(second);
}

static void provider_tells_of_itself(struct kunit *test)
{
	struct fake *fake = test->priv;
	char text[32];

	fake->info.registry_path = "Services/Fake";
	fake_offer(fake, 0, 1, 8);
	fake_file_read(fake, FAKE_BLOCKS, "state", text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "unregistered");
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
	fake_file_read(fake, FAKE_BLOCKS, "state", text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "registered");
	fake_file_read(fake, FAKE_BLOCKS, "registry_path", text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "Services/Fake");
	fake_file_read(fake, FAKE_BLOCKS, "last_action", text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "register");
	KUNIT_EXPECT_EQ(test, fake_number(fake, FAKE_BLOCKS, "guid_count"), 1);
	KUNIT_EXPECT_EQ(test, fake_number(fake, FAKE_BLOCKS, "reginfo_seq"), 1);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_DEREGISTER), 0);
	fake_file_read(fake, FAKE_BLOCKS, "state", text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "deregistered");
}

static void device_is_one_provider(struct kunit *test)
{
	struct fake *fake = test->priv;

	KUNIT_EXPECT_EQ(test, PTR_ERR(winwmi_provider_attach(&fake->pdev->dev, NULL)), -EEXIST);
	KUNIT_EXPECT_EQ(test, PTR_ERR(winwmi_provider_attach(NULL, NULL)), -EINVAL);
	fake->callbacks.reginfo = NULL;
	KUNIT_EXPECT_EQ(test, winwmi_context_add(fake->provider, &fake->context), -EINVAL);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(registering_asks_once_w1),
	KUNIT_CASE(unknown_action_does_nothing_w2),
	KUNIT_CASE(update_asks_for_an_update_w3),
	KUNIT_CASE(same_block_is_left_alone_w4),
	KUNIT_CASE(update_removes_one_block_w5),
	KUNIT_CASE(removal_at_registration_makes_nothing_w6),
	KUNIT_CASE(registering_again_replaces_all_w7),
	KUNIT_CASE(deregistering_asks_nothing_w8),
	KUNIT_CASE(deregistering_waits_for_callbacks_w9),
	KUNIT_CASE(deregistering_from_inside_is_a_deadlock_w10),
	KUNIT_CASE(update_from_inside_comes_later),
	KUNIT_CASE(another_is_deregistered_from_inside_w11),
	KUNIT_CASE(vanished_device_is_deregistered_once_w12),
	KUNIT_CASE(registering_twice_is_refused_w13),
	KUNIT_CASE(what_is_not_registered_cannot_change_w14),
	KUNIT_CASE(many_blocks_are_asked_for_twice_w15),
	KUNIT_CASE(naming_device_is_let_go_once_w16),
	KUNIT_CASE(two_ways_of_naming_are_refused_w17),
	KUNIT_CASE(wrong_update_changes_nothing),
	KUNIT_CASE(base_name_is_not_empty),
	KUNIT_CASE(failed_registration_can_be_tried_again),
	KUNIT_CASE(contexts_have_numbers_of_their_own),
	KUNIT_CASE(provider_tells_of_itself),
	KUNIT_CASE(device_is_one_provider),
	{}
};

struct kunit_suite winwmi_registration_suite = {
	.name = "winwmi_registration",
	.init = fake_init,
	.exit = fake_exit,
	.test_cases = cases,
};

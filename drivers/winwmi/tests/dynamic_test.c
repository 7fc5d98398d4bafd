// SPDX-License-Identifier: GPL-2.0-only
/*
 * Blocks whose instances come and go.
 */
#include <linux/completion.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/platform_device.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include <winwmi/instance.h>

#include "../core.h"
#include "../event.h"
#include "fake.h"
#include "suites.h"

static atomic_t calls;

static int answer(struct winwmi_instance *instance, void *buffer, u32 room, u32 *used)
{
	atomic_inc(&calls);
	*used = 4;
	if (room < *used)
		return -ENOSPC;
	memcpy(buffer, winwmi_instance_context(instance), *used);
	return 0;
}

static int take(struct winwmi_instance *instance, const void *buffer, u32 size)
{
	atomic_inc(&calls);
	memcpy(winwmi_instance_context(instance), buffer, 4);
	return 0;
}

static int run(struct winwmi_instance *instance, u32 method, void *buffer, u32 size, u32 room,
	       u32 *used)
{
	atomic_inc(&calls);
	return 0;
}

static int collect(struct winwmi_dynamic_block *block, enum winwmi_function function, bool enable)
{
	atomic_inc(&calls);
	return 0;
}

static const struct winwmi_instance_callbacks full = { .query = answer, .set = take };
static const struct winwmi_instance_callbacks runs = { .execute = run };

/* The fake's device, with dynamic blocks only. */
static int dynamic_init(struct kunit *test)
{
	struct fake *fake;
	int err = fake_init(test);

	if (err)
		return err;
	fake = test->priv;
	atomic_set(&calls, 0);
	return winwmi_context_remove(fake->provider, &fake->context);
}

static struct winwmi_dynamic_block *new_block(struct kunit *test, u32 guid, u32 flags, u32 least)
{
	const struct winwmi_dynamic_config config = {
		.guid = fake_guids[guid],
		.flags = flags,
		.min_size = least,
	};
	struct fake *fake = test->priv;
	struct winwmi_dynamic_block *block;

	block = winwmi_dynamic_block_create(fake->provider, &config);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	return block;
}

static struct winwmi_instance *new_instance(struct kunit *test, struct winwmi_dynamic_block *block)
{
	const struct winwmi_instance_config config = {
		.block = block,
		.callbacks = &full,
		.context_size = 4,
	};
	struct fake *fake = test->priv;
	struct winwmi_instance *instance = winwmi_instance_create(fake->provider, &config);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, instance);
	return instance;
}

static int create_block(struct kunit *test, const struct winwmi_dynamic_config *config)
{
	struct fake *fake = test->priv;

	return PTR_ERR_OR_ZERO(winwmi_dynamic_block_create(fake->provider, config));
}

static int create(struct kunit *test, const struct winwmi_instance_config *config)
{
	struct fake *fake = test->priv;

	return PTR_ERR_OR_ZERO(winwmi_instance_create(fake->provider, config));
}

static long instances(struct fake *fake, u32 block)
{
	return fake_number(fake, block, "instance_count");
}

static void instance_is_not_seen_until_registered_w60(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_instance *instance = new_instance(test, new_block(test, 0, 0, 0));

	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, NULL, 0, NULL), -ENOENT);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(instance), 0);
	KUNIT_EXPECT_EQ(test, instances(fake, 0), 1);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
}

static void registering_twice_counts_once_w61(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_instance *instance = new_instance(test, new_block(test, 0, 0, 0));

	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(instance), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(instance), -EALREADY);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register_async(instance), -EALREADY);
	KUNIT_EXPECT_EQ(test, instances(fake, 0), 1);
}

static void deregistering_twice_is_fine_w62(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_dynamic_block *block = new_block(test, 0, 0, 0);
	struct winwmi_instance *first = new_instance(test, block);
	struct winwmi_instance *second = new_instance(test, block);

	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(first), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(second), 0);
	winwmi_instance_deregister(first);
	winwmi_instance_deregister(first);
	KUNIT_EXPECT_EQ(test, instances(fake, 0), 1);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(first), 0);
	KUNIT_EXPECT_EQ(test, instances(fake, 0), 2);
}

static void deleted_instance_cannot_be_registered(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_instance *instance;

	instance = winwmi_instance_get(new_instance(test, new_block(test, 0, 0, 0)));
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(instance), 0);
	winwmi_instance_delete(instance);
	KUNIT_EXPECT_EQ(test, instances(fake, 0), -ENOENT);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(instance), -ESHUTDOWN);
	winwmi_instance_put(instance);
}

static void instance_waits_for_the_device_w63(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_instance *instance = new_instance(test, new_block(test, 0, 0, 0));

	KUNIT_EXPECT_EQ(test, winwmi_instance_register(instance), 0);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, NULL, 0, NULL), -ENODEV);
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
}

static void starting_again_registers_nothing_w64(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_instance *instance = new_instance(test, new_block(test, 0, 0, 0));
	long generation, asked;
	char text[64] = "";
	loff_t offset = 0;
	struct file *file;

	KUNIT_EXPECT_EQ(test, winwmi_instance_register(instance), 0);
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	file = fake_file_open(fake, 0, "instances/0/name", O_RDONLY);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	generation = fake_number(fake, 0, "generation");
	asked = fake_number(fake, FAKE_BLOCKS, "reginfo_seq");
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, fake_number(fake, 0, "generation"), generation);
	KUNIT_EXPECT_EQ(test, fake_number(fake, FAKE_BLOCKS, "reginfo_seq"), asked);
	KUNIT_EXPECT_GT(test, kernel_read(file, text, sizeof(text) - 1, &offset), 0);
	filp_close(file, NULL);
}

static void instances_from_atomic_context_are_all_seen_w65(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_dynamic_block *block = new_block(test, 0, 0, 0);
	struct winwmi_instance *many[100];
	static DEFINE_SPINLOCK(lock);
	unsigned int i;
	long asked;

	for (i = 0; i < ARRAY_SIZE(many); i++)
		many[i] = new_instance(test, block);
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	asked = fake_number(fake, FAKE_BLOCKS, "reginfo_seq");
	spin_lock_irq(&lock);
	for (i = 0; i < ARRAY_SIZE(many); i++)
		KUNIT_EXPECT_EQ(test, winwmi_instance_register_async(many[i]), 0);
	spin_unlock_irq(&lock);
	flush_work(&fake->provider->update);
	KUNIT_EXPECT_EQ(test, instances(fake, 0), 100);
	asked = fake_number(fake, FAKE_BLOCKS, "reginfo_seq") - asked;
	KUNIT_EXPECT_GE(test, asked, 1);
	KUNIT_EXPECT_LE(test, asked, 100);
}

static void registering_late_shows_nothing_w66(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_dynamic_block *block = new_block(test, 0, 0, 0);
	struct winwmi_instance *first = winwmi_instance_get(new_instance(test, block));
	struct winwmi_instance *second = new_instance(test, block);

	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_DEREGISTER), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(second), 0);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, NULL, 0, NULL), -ENODEV);
	winwmi_provider_detach(fake->provider);
	fake->provider = NULL;
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(first), -ESHUTDOWN);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register_async(first), -ESHUTDOWN);
	winwmi_instance_put(first);
}

static void block_goes_with_its_last_instance_w67(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_instance *plain = new_instance(test, new_block(test, 0, 0, 0));
	struct winwmi_instance *expensive;

	expensive = new_instance(test, new_block(test, 1, WINWMI_DYNAMIC_EXPENSIVE, 0));
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(plain), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(expensive), 0);
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	winwmi_instance_deregister(plain);
	winwmi_instance_delete(expensive);
	KUNIT_EXPECT_EQ(test, instances(fake, 0), -ENOENT);
	KUNIT_EXPECT_EQ(test, instances(fake, 1), 0);
}

static void empty_block_has_nothing_to_query_w68(struct kunit *test)
{
	struct fake *fake = test->priv;
	u64 buffer[8];
	struct winwmi_request request = { .buffer = buffer, .room = sizeof(buffer) };

	new_block(test, 0, WINWMI_DYNAMIC_EXPENSIVE, 0);
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_QUERY_ALL), -ENXIO);
	KUNIT_EXPECT_EQ(test, atomic_read(&calls), 0);
}

static void block_is_there_once_on_a_device_w69(struct kunit *test)
{
	struct fake *fake = test->priv, *second = fake_new(test);
	const struct winwmi_dynamic_config config = { .guid = fake_guids[0] };
	struct winwmi_dynamic_block *block;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, second);
	new_block(test, 0, 0, 0);
	block = winwmi_dynamic_block_create(fake->provider, &config);
	KUNIT_EXPECT_EQ(test, PTR_ERR(block), -EEXIST);
	block = winwmi_dynamic_block_create(second->provider, &config);
	KUNIT_EXPECT_FALSE(test, IS_ERR(block));
	fake_free(second);
}

/* Whoever of the two is first. */
static void dynamic_block_is_none_that_is_there_w69(struct kunit *test)
{
	struct fake *fake = test->priv;
	const struct winwmi_dynamic_config config = { .guid = fake_guids[0] };
	const struct winwmi_instance_config instance = {
		.block_config = &config,
		.callbacks = &full,
		.context_size = 4,
		.registered = true,
	};
	struct winwmi_instance *after;

	fake_offer(fake, 0, 1, 8);
	KUNIT_EXPECT_EQ(test, winwmi_context_add(fake->provider, &fake->context), 0);
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, create_block(test, &config), -EEXIST);
	KUNIT_EXPECT_EQ(test, create(test, &instance), -EEXIST);
	/* What comes after it does come. */
	after = new_instance(test, new_block(test, 1, 0, 0));
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(after), 0);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 1));

	new_block(test, 2, 0, 0);
	fake_offer(fake, 1, 1, 8)->guid = fake_guids[2];
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), -EEXIST);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 2, 0, NULL, 0, NULL), -ENOENT);
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
}

static int create_inside(struct fake *fake)
{
	const struct winwmi_dynamic_config config = { .guid = fake_guids[3] };

	return PTR_ERR_OR_ZERO(winwmi_dynamic_block_create(fake->provider, &config));
}

static void no_block_is_made_inside_a_callback(struct kunit *test)
{
	struct fake *fake = test->priv;

	new_block(test, 1, 0, 0);
	fake_offer(fake, 0, 1, 8);
	KUNIT_EXPECT_EQ(test, winwmi_context_add(fake->provider, &fake->context), 0);
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	fake->inside = create_inside;
	KUNIT_EXPECT_TRUE(test, fake_is_offered(fake, 0));
	KUNIT_EXPECT_EQ(test, fake->inside_result, -EDEADLK);
}

static void contradictions_are_refused_w70(struct kunit *test)
{
	const struct winwmi_dynamic_config good = { .guid = fake_guids[9] };
	struct winwmi_dynamic_config block = good;
	struct winwmi_instance_config instance = {};
	struct winwmi_dynamic_block *event, *trace, *plain;

	block.flags = WINWMI_DYNAMIC_TRACING | WINWMI_DYNAMIC_EXPENSIVE;
	KUNIT_EXPECT_EQ(test, create_block(test, &block), -EINVAL);
	block.flags = 8;
	KUNIT_EXPECT_EQ(test, create_block(test, &block), -EINVAL);
	block = good;
	block.guid = guid_null;
	KUNIT_EXPECT_EQ(test, create_block(test, &block), -EINVAL);
	block = good;
	block.control = collect;
	KUNIT_EXPECT_EQ(test, create_block(test, &block), -EINVAL);
	block.flags = WINWMI_DYNAMIC_EVENT_ONLY;
	KUNIT_EXPECT_EQ(test, create_block(test, &block), -EINVAL);

	event = new_block(test, 0, WINWMI_DYNAMIC_EVENT_ONLY, 0);
	trace = new_block(test, 1, WINWMI_DYNAMIC_TRACING, 0);
	plain = new_block(test, 2, 0, 8);
	KUNIT_EXPECT_EQ(test, create(test, &instance), -EINVAL);
	instance.block = plain;
	instance.block_config = &good;
	KUNIT_EXPECT_EQ(test, create(test, &instance), -EINVAL);
	instance.block_config = NULL;
	instance.block = event;
	instance.callbacks = &full;
	KUNIT_EXPECT_EQ(test, create(test, &instance), -EINVAL);
	instance.callbacks = NULL;
	instance.block = trace;
	KUNIT_EXPECT_EQ(test, create(test, &instance), -EINVAL);
	instance.block = plain;
	instance.context_is_data = true;
	KUNIT_EXPECT_EQ(test, create(test, &instance), -EINVAL);
	instance.context_size = 7;
	KUNIT_EXPECT_EQ(test, create(test, &instance), -EINVAL);
	instance.context_size = 8;
	instance.callbacks = &full;
	KUNIT_EXPECT_EQ(test, create(test, &instance), -EINVAL);
	instance.callbacks = &runs;
	KUNIT_EXPECT_EQ(test, create(test, &instance), 0);
}

static void least_size_is_refused_for_the_driver_w71(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_instance *instance = new_instance(test, new_block(test, 0, 0, 4));
	u64 buffer = 0;
	struct winwmi_request request = { .buffer = &buffer, .size = 3 };
	u32 used;

	KUNIT_EXPECT_EQ(test, winwmi_instance_register(instance), 0);
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, &buffer, 3, &used), -ENOSPC);
	KUNIT_EXPECT_EQ(test, used, 4);
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_SET), -EINVAL);
	KUNIT_EXPECT_EQ(test, atomic_read(&calls), 0);
	request.size = 4;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_SET), 0);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, &buffer, 4, &used), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&calls), 2);
}

static void context_is_the_data_w72(struct kunit *test)
{
	struct fake *fake = test->priv;
	const struct winwmi_instance_config config = {
		.block = new_block(test, 0, 0, 0),
		.context_size = 8,
		.context_is_data = true,
		.registered = true,
	};
	struct winwmi_instance *instance = winwmi_instance_create(fake->provider, &config);
	u64 buffer = 0;
	u32 used;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, instance);
	*(u64 *)winwmi_instance_context(instance) = 0x1122334455667788ULL;
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, &buffer, 8, &used), 0);
	KUNIT_EXPECT_EQ(test, used, 8);
	KUNIT_EXPECT_EQ(test, buffer, 0x1122334455667788ULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&calls), 0);
	KUNIT_EXPECT_EQ(test, fake_number(fake, 0, "setable"), 0);
}

static void instance_with_methods_has_no_data_w73(struct kunit *test)
{
	struct fake *fake = test->priv;
	const struct winwmi_dynamic_config block = { .guid = fake_guids[0] };
	const struct winwmi_instance_config config = {
		.block_config = &block,
		.callbacks = &runs,
		.registered = true,
	};
	struct winwmi_request request = { .id = 1 };
	u32 used = 1;

	KUNIT_EXPECT_EQ(test, create(test, &config), 0);
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, NULL, 0, &used), 0);
	KUNIT_EXPECT_EQ(test, used, 0);
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_EXECUTE), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&calls), 1);
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_SET), -EROFS);
}

/* Whatever is left behind is found by the leak scanner, or by KASAN. */
static void instances_go_with_their_device_w74(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_dynamic_block *block = new_block(test, 0, 0, 0);
	struct winwmi_instance *first = winwmi_instance_get(new_instance(test, block));

	KUNIT_EXPECT_EQ(test, winwmi_instance_register(first), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(new_instance(test, block)), 0);
	new_instance(test, block);
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, instances(fake, 0), 2);
	winwmi_provider_detach(fake->provider);
	fake->provider = NULL;
	KUNIT_ASSERT_EQ(test, winwmi_event_reg(), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_fire_event(first, NULL, 0), -ENXIO);
	winwmi_event_unreg();
	winwmi_instance_put(first);
}

/**
 * struct slow - an instance that takes its time
 * @fake: its device
 * @entered: its query has begun
 * @go: it may end
 * @ended: it has
 * @detached: the device is no provider any more
 */
static struct slow {
	struct fake *fake;
	struct completion entered;
	struct completion go;
	bool ended;
	struct completion detached;
} slow;

static int answer_slowly(struct winwmi_instance *instance, void *buffer, u32 room, u32 *used)
{
	complete(&slow.entered);
	wait_for_completion(&slow.go);
	/* The instance is there to the end. */
	*(u32 *)winwmi_instance_context(instance) = 1;
	WRITE_ONCE(slow.ended, true);
	return 0;
}

static int query_slowly(void *unused)
{
	u64 buffer;

	return fake_query(slow.fake, 0, 0, &buffer, sizeof(buffer), NULL);
}

static int detach(void *unused)
{
	bool ended;

	winwmi_provider_detach(slow.fake->provider);
	ended = READ_ONCE(slow.ended);
	complete(&slow.detached);
	return ended;
}

static void device_waits_for_its_callbacks_w74(struct kunit *test)
{
	static const struct winwmi_instance_callbacks callbacks = { .query = answer_slowly };
	struct fake *fake = test->priv;
	const struct winwmi_instance_config config = {
		.block = new_block(test, 0, 0, 0),
		.callbacks = &callbacks,
		.context_size = 4,
		.registered = true,
	};
	struct winwmi_provider *provider = fake->provider;
	struct task_struct *query, *detaching;

	slow = (struct slow) { .fake = fake };
	init_completion(&slow.entered);
	init_completion(&slow.go);
	init_completion(&slow.detached);
	KUNIT_EXPECT_EQ(test, create(test, &config), 0);
	KUNIT_EXPECT_EQ(test, winwmi_provider_start(provider), 0);
	get_device(&provider->dev);
	query = fake_thread_start(test, query_slowly, NULL);
	wait_for_completion(&slow.entered);
	detaching = fake_thread_start(test, detach, NULL);
	fake_until_drains(provider, &slow.detached);
	KUNIT_EXPECT_FALSE(test, completion_done(&slow.detached));
	complete(&slow.go);
	wait_for_completion(&slow.detached);
	KUNIT_EXPECT_TRUE(test, fake_thread_end(detaching));
	KUNIT_EXPECT_EQ(test, fake_thread_end(query), 0);
	fake->provider = NULL;
	put_device(&provider->dev);
}

/* As with any other event. */
static void event_of_an_instance_is_for_who_wants_it_w52(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_instance *instance = new_instance(test, new_block(test, 0, 0, 0));

	KUNIT_EXPECT_EQ(test, winwmi_provider_start(fake->provider), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_fire_event(instance, NULL, 0), 0);
	KUNIT_ASSERT_EQ(test, winwmi_event_reg(), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_fire_event(instance, NULL, 0), -ENXIO);
	KUNIT_EXPECT_EQ(test, winwmi_instance_register(instance), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_fire_event(instance, NULL, 0), 0);
	KUNIT_EXPECT_EQ(test, winwmi_instance_fire_event(instance, "", WINWMI_MAX_EVENT + 1),
			-EMSGSIZE);
	winwmi_event_unreg();
	KUNIT_EXPECT_EQ(test, fake_number(fake, FAKE_BLOCKS, "stats/events"), 1);
}

static void no_update_follows_deregistration_w75(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_dynamic_block *block = new_block(test, 0, 0, 0);
	unsigned int i;
	long asked;

	for (i = 0; i < 20; i++) {
		KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_REGISTER), 0);
		winwmi_instance_register_async(new_instance(test, block));
		KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_DEREGISTER), 0);
		asked = fake_number(fake, FAKE_BLOCKS, "reginfo_seq");
		flush_work(&fake->provider->update);
		KUNIT_EXPECT_EQ(test, fake_number(fake, FAKE_BLOCKS, "reginfo_seq"), asked);
	}
}

static void schema_is_named_once_w76(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct platform_device_info info = {
		.parent = &fake->pdev->dev,
		.name = "winwmi-child",
		.id = PLATFORM_DEVID_AUTO,
	};
	struct platform_device *pdev = platform_device_register_full(&info);
	struct winwmi_provider *provider, *whole = fake->provider;
	char path[96], text[32];

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pdev);
	provider = winwmi_provider_attach(&pdev->dev, NULL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, provider);
	KUNIT_EXPECT_EQ(test, winwmi_provider_set_mof_resource(whole, NULL), -EINVAL);
	KUNIT_EXPECT_EQ(test, winwmi_provider_set_mof_resource(whole, "Schema"), 0);
	KUNIT_EXPECT_EQ(test, winwmi_provider_set_mof_resource(whole, "Other"), -EOPNOTSUPP);
	fake_file_read(fake, FAKE_BLOCKS, "mof_resource", text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "Schema");
	/* The child's directory is in its parent's, as are the parent's providers. */
	snprintf(path, sizeof(path), "../../%s/winwmi_provider/%s/mof_resource",
		 dev_name(&pdev->dev), winwmi_provider_name(provider));
	fake_file_read(fake, FAKE_BLOCKS, path, text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "Schema");
	KUNIT_EXPECT_EQ(test, winwmi_provider_set_mof_resource(provider, "Own"), 0);
	fake_file_read(fake, FAKE_BLOCKS, path, text, sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, "Own");
	winwmi_provider_detach(provider);
	platform_device_unregister(pdev);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(instance_is_not_seen_until_registered_w60),
	KUNIT_CASE(registering_twice_counts_once_w61),
	KUNIT_CASE(deregistering_twice_is_fine_w62),
	KUNIT_CASE(deleted_instance_cannot_be_registered),
	KUNIT_CASE(instance_waits_for_the_device_w63),
	KUNIT_CASE(starting_again_registers_nothing_w64),
	KUNIT_CASE(instances_from_atomic_context_are_all_seen_w65),
	KUNIT_CASE(registering_late_shows_nothing_w66),
	KUNIT_CASE(block_goes_with_its_last_instance_w67),
	KUNIT_CASE(empty_block_has_nothing_to_query_w68),
	KUNIT_CASE(block_is_there_once_on_a_device_w69),
	KUNIT_CASE(dynamic_block_is_none_that_is_there_w69),
	KUNIT_CASE(no_block_is_made_inside_a_callback),
	KUNIT_CASE(contradictions_are_refused_w70),
	KUNIT_CASE(least_size_is_refused_for_the_driver_w71),
	KUNIT_CASE(context_is_the_data_w72),
	KUNIT_CASE(instance_with_methods_has_no_data_w73),
	KUNIT_CASE(instances_go_with_their_device_w74),
	KUNIT_CASE(device_waits_for_its_callbacks_w74),
	KUNIT_CASE(event_of_an_instance_is_for_who_wants_it_w52),
	KUNIT_CASE(no_update_follows_deregistration_w75),
	KUNIT_CASE(schema_is_named_once_w76),
	{}
};

struct kunit_suite winwmi_dynamic_suite = {
	.name = "winwmi_dynamic",
	.init = dynamic_init,
	.exit = fake_exit,
	.test_cases = cases,
};

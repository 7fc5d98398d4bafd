// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests for properties that are answered later, by others, twice or too late.
 */
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/kthread.h>
#include <linux/sched/signal.h>

#include "../core.h"
#include "fake_property.h"
#include "kunit.h"
#include "suites.h"

static void answer_may_come_later_p57(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, ALL_VERBS);
	unsigned int i;
	u32 value;

	fake_handler.answer = fake_answer_later;
	for (i = 0; i < 20; i++) {
		value = 0;
		KUNIT_EXPECT_EQ(test, portcls_property_get(&property, &value, sizeof(value)), 0);
		KUNIT_EXPECT_EQ(test, value, 0x77777777);
	}
	fake_handler.result = -EIO;
	KUNIT_EXPECT_EQ(test, portcls_property_set(&property, &value, sizeof(value)), -EIO);
	KUNIT_EXPECT_EQ(test, fake_handler.traced.err, -EIO);
}

static int answer_before(struct portcls_property_request *request)
{
	fake_handler.pending = request;
	fake_complete(0);
	return -EINPROGRESS;
}

static void answer_may_come_before_the_handler_returns_p57(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, ALL_VERBS);
	u32 value = 0;

	fake_handler.answer = answer_before;
	KUNIT_EXPECT_EQ(test, portcls_property_get(&property, &value, sizeof(value)), 0);
	KUNIT_EXPECT_EQ(test, value, 0x77777777);
}

/**
 * struct asker - somebody else who asks for a property
 * @property: what
 * @task: who, for a while only
 * @err: what came of it
 * @value: the value
 * @file: of the device, open until then, or NULL
 * @asks: it can be killed by now
 * @done: it has come to that
 */
struct asker {
	struct portcls_property property;
	struct task_struct *task;
	int err;
	u32 value;
	struct fake_application *file;
	bool asks;
	struct completion done;
};

static int ask_for_it(void *data)
{
	struct asker *asker = data;

	/* As a process can be killed, so this. */
	allow_signal(SIGKILL);
	WRITE_ONCE(asker->asks, true);
	asker->err = portcls_property_get(&asker->property, &asker->value, sizeof(asker->value));
	if (asker->file)
		fake_close(asker->file);
	complete(&asker->done);
	return 0;
}

static struct asker *start_asking(struct kunit *test)
{
	struct asker *asker = kunit_kzalloc(test, sizeof(*asker), GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, asker);
	asker->property = fake_property(test, FAKE_DAC, ALL_VERBS);
	init_completion(&asker->done);
	asker->task = kthread_create(ask_for_it, asker, "portcls_ask");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, asker->task);
	get_task_struct(asker->task);
	wake_up_process(asker->task);
	return asker;
}

static int wait_for(struct asker *asker)
{
	int err = -ETIMEDOUT;

	if (wait_for_completion_timeout(&asker->done, 60 * HZ))
		err = asker->err;
	put_task_struct(asker->task);
	return err;
}

static void killed_caller_leaves_the_request_to_the_handler_p57(struct kunit *test)
{
	struct asker *asker;

	fake_handler.answer = fake_answer_never;
	asker = start_asking(test);
	KUNIT_ASSERT_TRUE(test, fake_wait(READ_ONCE(fake_handler.pending)));
	KUNIT_EXPECT_FALSE(test, completion_done(&asker->done));
	send_sig(SIGKILL, asker->task, 1);
	KUNIT_EXPECT_EQ(test, wait_for(asker), -EINTR);
	/* The handler has it still, and may write to it. */
	KUNIT_EXPECT_EQ(test, atomic_read(&fake_handler.allocations), 1);
	fake_complete(0);
	KUNIT_EXPECT_EQ(test, atomic_read(&fake_handler.allocations), 0);
	KUNIT_EXPECT_EQ(test, asker->value, 0);
}

static void who_waits_for_another_request_can_be_killed_p57(struct kunit *test)
{
	struct asker *asker, *second;

	fake_handler.answer = fake_answer_never;
	asker = start_asking(test);
	KUNIT_ASSERT_TRUE(test, fake_wait(READ_ONCE(fake_handler.pending)));
	second = start_asking(test);
	KUNIT_ASSERT_TRUE(test, fake_wait(READ_ONCE(second->asks)));
	msleep(50);
	KUNIT_EXPECT_EQ(test, fake_handler.calls, 1);
	send_sig(SIGKILL, second->task, 1);
	KUNIT_EXPECT_EQ(test, wait_for(second), -EINTR);
	KUNIT_EXPECT_EQ(test, fake_handler.calls, 1);
	fake_complete(0);
	KUNIT_EXPECT_EQ(test, wait_for(asker), 0);
	KUNIT_EXPECT_EQ(test, asker->value, 0x77777777);
}

static void adapter_leaves_without_the_answer_p57(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct asker *asker, *second;

	fake_handler.answer = fake_answer_never;
	asker = start_asking(test);
	KUNIT_ASSERT_TRUE(test, fake_wait(READ_ONCE(fake_handler.pending)));
	second = start_asking(test);
	KUNIT_ASSERT_TRUE(test, fake_wait(READ_ONCE(second->asks)));
	msleep(50);
	WRITE_ONCE(device->adapter->leaving, true);
	portcls_properties_abandon(device->adapter);
	KUNIT_EXPECT_EQ(test, wait_for(asker), -ENODEV);
	KUNIT_EXPECT_EQ(test, wait_for(second), -ENODEV);
	KUNIT_EXPECT_EQ(test, fake_handler.calls, 1);
	fake_device_remove(device);
	/* The answer finds neither adapter nor port. */
	KUNIT_EXPECT_EQ(test, atomic_read(&fake_handler.allocations), 1);
	fake_complete(0);
	KUNIT_EXPECT_EQ(test, atomic_read(&fake_handler.allocations), 0);
}

/* That the core's own way down does that. */
static void removal_waits_for_no_answer_p51_p57(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct asker *asker;

	fake_handler.answer = fake_answer_never;
	asker = start_asking(test);
	asker->file = fake_open(device, 0, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, asker->file);
	KUNIT_ASSERT_TRUE(test, fake_wait(READ_ONCE(fake_handler.pending)));
	fake_device_remove(device);
	KUNIT_EXPECT_EQ(test, wait_for(asker), -ENODEV);
	fake_complete(0);
}

static int answer_slowly(struct portcls_property_request *request)
{
	msleep(20);
	return fake_answer_bytes(request);
}

static void one_request_at_a_time(struct kunit *test)
{
	struct asker *askers[5];
	unsigned int i;

	fake_handler.answer = answer_slowly;
	fake_handler.needs = sizeof(askers[0]->value);
	for (i = 0; i < ARRAY_SIZE(askers); i++)
		askers[i] = start_asking(test);
	for (i = 0; i < ARRAY_SIZE(askers); i++)
		KUNIT_EXPECT_EQ(test, wait_for(askers[i]), 0);
	KUNIT_EXPECT_EQ(test, fake_handler.calls, ARRAY_SIZE(askers));
	KUNIT_EXPECT_FALSE(test, fake_handler.overlapped);
}

static int answer_twice(struct portcls_property_request *request)
{
	portcls_complete_pending_property_request(request, 0);
	portcls_complete_pending_property_request(request, -EIO);
	return -EINPROGRESS;
}

static int answer_and_return(struct portcls_property_request *request)
{
	portcls_complete_pending_property_request(request, 0);
	return -EIO;
}

static void second_answer_is_none_p57(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, ALL_VERBS);
	u32 value;

	fake_handler.answer = answer_twice;
	KUNIT_EXPECT_EQ(test, portcls_property_get(&property, &value, sizeof(value)), 0);
	KUNIT_EXPECT_EQ(test, fake_handler.warnings, 1);
	fake_handler.answer = answer_and_return;
	KUNIT_EXPECT_EQ(test, portcls_property_get(&property, &value, sizeof(value)), 0);
	KUNIT_EXPECT_EQ(test, fake_handler.warnings, 2);
	fake_handler.warnings = 0;
}

static struct kunit_case cases[] = {
	KUNIT_CASE(answer_may_come_later_p57),
	KUNIT_CASE(answer_may_come_before_the_handler_returns_p57),
	KUNIT_CASE(killed_caller_leaves_the_request_to_the_handler_p57),
	KUNIT_CASE(who_waits_for_another_request_can_be_killed_p57),
	KUNIT_CASE(adapter_leaves_without_the_answer_p57),
	KUNIT_CASE(removal_waits_for_no_answer_p51_p57),
	KUNIT_CASE(one_request_at_a_time),
	KUNIT_CASE(second_answer_is_none_p57),
	{}
};

struct kunit_suite portcls_pending_suite = {
	.name = "portcls_pending",
	.init = fake_property_init,
	.exit = fake_property_exit,
	.test_cases = cases,
};

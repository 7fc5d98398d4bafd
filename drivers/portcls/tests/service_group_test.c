// SPDX-License-Identifier: GPL-2.0-only
/*
 * Service groups.
 */
#include <linux/err.h>
#include <linux/hrtimer.h>
#include <linux/irqflags.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/preempt.h>
#include <linux/sched/task.h>

#include "../service_group.h"
#include "fake.h"
#include "kunit.h"
#include "suites.h"

#define MEMBERS	3
#define NEVER	ms_to_ktime(3600 * MSEC_PER_SEC)	/* as far as a case goes */

/**
 * struct member - a sink that writes down when it is called
 * @sink: the sink
 * @calls: how often
 * @when: last call
 * @irqs_on: a call came with interrupts on
 * @in_routine: a call came while the service routine ran
 * @order: what it was among all members' calls
 * @bench: owner
 */
struct member {
	struct portcls_service_sink sink;
	atomic_t calls;
	ktime_t when;
	bool irqs_on;
	bool in_routine;
	int order;
	struct bench *bench;
};

/**
 * struct bench - a group, its members and what asks it for service
 * @device: the device
 * @sync: interrupt sync of @group
 * @group: the group
 * @members: sinks, in no group at first
 * @in_routine: the service routine is running
 * @requests: how often the service routine asks
 * @routine_result: what the service routine says
 * @calls: calls of all members
 * @stay: members stay until this is taken away
 * @inside: members that are being called
 */
struct bench {
	struct fake_device *device;
	struct portcls_interrupt_sync *sync;
	struct portcls_service_group *group;
	struct member members[MEMBERS];
	bool in_routine;
	unsigned int requests;
	bool routine_result;
	atomic_t calls;
	bool stay;
	atomic_t inside;
};

static void service(struct portcls_service_sink *sink)
{
	struct member *member = container_of(sink, struct member, sink);
	struct bench *bench = member->bench;

	atomic_inc(&bench->inside);
	member->when = ktime_get();
	member->irqs_on |= !irqs_disabled();
	member->in_routine |= READ_ONCE(bench->in_routine);
	member->order = atomic_inc_return(&bench->calls);
	while (READ_ONCE(bench->stay))
		cpu_relax();
	atomic_inc(&member->calls);
	atomic_dec(&bench->inside);
}

static bool routine(void *context)
{
	struct bench *bench = context;
	unsigned int i;

	WRITE_ONCE(bench->in_routine, true);
	for (i = 0; i < bench->requests; i++)
		portcls_service_group_request(bench->group);
	WRITE_ONCE(bench->in_routine, false);
	return bench->routine_result;
}

static struct bench *new_bench(struct kunit *test, unsigned int members)
{
	struct bench *bench = kunit_kzalloc(test, sizeof(*bench), GFP_KERNEL);
	struct fake_device *device = test->priv;
	unsigned int i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, bench);
	bench->device = device;
	bench->routine_result = true;
	bench->requests = 1;
	bench->sync = portcls_interrupt_sync_new(device->adapter, NULL, 0,
						 PORTCLS_INTERRUPT_SYNC_ALL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, bench->sync);
	device->sync = bench->sync;
	KUNIT_ASSERT_EQ(test, portcls_interrupt_sync_register_routine(bench->sync, routine, bench,
								      false), 0);
	KUNIT_ASSERT_EQ(test, portcls_interrupt_sync_connect(bench->sync), 0);
	bench->group = portcls_service_group_new(bench->sync);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, bench->group);
	for (i = 0; i < MEMBERS; i++) {
		bench->members[i].bench = bench;
		bench->members[i].sink.request_service = service;
		if (i < members)
			portcls_service_group_add_member(bench->group, &bench->members[i].sink);
	}
	return bench;
}

static void end_bench(struct bench *bench, unsigned int members)
{
	unsigned int i;

	for (i = 0; i < members; i++)
		portcls_service_group_remove_member(bench->group, &bench->members[i].sink);
	portcls_service_group_put(bench->group);
}

static int calls(struct bench *bench, unsigned int member)
{
	return atomic_read(&bench->members[member].calls);
}

static void request_in_a_routine_is_served_in_the_same_interrupt(struct kunit *test)
{
	struct bench *bench = new_bench(test, 1);

	KUNIT_EXPECT_TRUE(test, portcls_interrupt_sync_dispatch(bench->sync));
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 1);
	KUNIT_EXPECT_TRUE(test, fake_interrupt(bench->device));
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 2);
	end_bench(bench, 1);
}

static int do_nothing(void *context)
{
	return 0;
}

static void take_the_lock(struct portcls_service_sink *sink)
{
	struct member *member = container_of(sink, struct member, sink);

	portcls_interrupt_sync_call(member->bench->sync, do_nothing, NULL);
	service(sink);
}

/* It would hang if the lock were still held. */
static void service_comes_after_the_lock_is_dropped(struct kunit *test)
{
	struct bench *bench = new_bench(test, 0);

	bench->members[0].sink.request_service = take_the_lock;
	portcls_service_group_add_member(bench->group, &bench->members[0].sink);
	KUNIT_EXPECT_TRUE(test, fake_interrupt(bench->device));
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 1);
	KUNIT_EXPECT_FALSE(test, bench->members[0].in_routine);
	end_bench(bench, 1);
}

static void service_stays_in_the_interrupt(struct kunit *test)
{
	struct bench *bench = new_bench(test, 1);

	KUNIT_EXPECT_TRUE(test, fake_interrupt(bench->device));
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 1);
	KUNIT_EXPECT_FALSE(test, bench->members[0].irqs_on);
	end_bench(bench, 1);
}

static void requests_in_a_routine_are_served_together(struct kunit *test)
{
	struct bench *bench = new_bench(test, 1);

	bench->requests = 5;
	KUNIT_EXPECT_TRUE(test, fake_interrupt(bench->device));
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 1);
	bench->requests = 0;
	KUNIT_EXPECT_TRUE(test, fake_interrupt(bench->device));
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 1);
	end_bench(bench, 1);
}

static bool request_others(void *context)
{
	struct portcls_service_group **groups = context;
	unsigned int i;

	for (i = 0; i < MEMBERS; i++)
		portcls_service_group_request(groups[i]);
	return true;
}

static void groups_asked_for_in_one_interrupt_are_all_served(struct kunit *test)
{
	struct bench *bench = new_bench(test, 0);
	struct portcls_service_group *groups[MEMBERS];
	unsigned int i, interrupts;

	for (i = 0; i < MEMBERS; i++) {
		groups[i] = portcls_service_group_new(bench->sync);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, groups[i]);
		portcls_service_group_add_member(groups[i], &bench->members[i].sink);
	}
	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_register_routine(bench->sync, request_others,
								      groups, false), 0);
	for (interrupts = 1; interrupts <= 3; interrupts++) {
		KUNIT_EXPECT_TRUE(test, fake_interrupt(bench->device));
		for (i = 0; i < MEMBERS; i++)
			KUNIT_EXPECT_EQ(test, calls(bench, i), interrupts);
	}
	for (i = 0; i < MEMBERS; i++) {
		portcls_service_group_remove_member(groups[i], &bench->members[i].sink);
		portcls_service_group_put(groups[i]);
	}
	end_bench(bench, 0);
}

static void request_of_a_routine_that_handled_nothing_is_not_lost(struct kunit *test)
{
	struct bench *bench = new_bench(test, 1);

	bench->routine_result = false;
	KUNIT_EXPECT_FALSE(test, fake_interrupt(bench->device));
	KUNIT_EXPECT_TRUE(test, fake_wait(calls(bench, 0) == 1));
	portcls_service_group_request(bench->group);
	KUNIT_EXPECT_TRUE(test, fake_wait(calls(bench, 0) == 2));
	end_bench(bench, 1);
}

static void request_of_a_process_is_served_in_an_interrupt(struct kunit *test)
{
	struct bench *bench = new_bench(test, 1);

	portcls_service_group_request(bench->group);
	KUNIT_EXPECT_TRUE(test, fake_wait(calls(bench, 0) == 1));
	KUNIT_EXPECT_FALSE(test, bench->members[0].irqs_on);
	end_bench(bench, 1);
}

static int request_often(void *context)
{
	struct bench *bench = context;
	unsigned int i;

	for (i = 0; i < 5; i++)
		portcls_service_group_request(bench->group);
	return atomic_read(&bench->calls);
}

/* Interrupts are off here, so the service has to wait, and the requests come together. */
static void requests_under_the_lock_are_served_together_later(struct kunit *test)
{
	struct bench *bench = new_bench(test, 1);

	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_call(bench->sync, request_often, bench), 0);
	KUNIT_EXPECT_TRUE(test, fake_wait(calls(bench, 0) > 0));
	usleep_range(2000, 3000);
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 1);
	end_bench(bench, 1);
}

static void group_without_interrupt_sync_serves(struct kunit *test)
{
	struct bench *bench = new_bench(test, 0);
	struct portcls_service_group *group = portcls_service_group_new(NULL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, group);
	portcls_service_group_add_member(group, &bench->members[0].sink);
	portcls_service_group_request(group);
	KUNIT_EXPECT_TRUE(test, fake_wait(calls(bench, 0) == 1));
	portcls_service_group_remove_member(group, &bench->members[0].sink);
	portcls_service_group_put(group);
	end_bench(bench, 0);
}

static void all_members_are_called_in_order(struct kunit *test)
{
	struct bench *bench = new_bench(test, MEMBERS);
	unsigned int i;

	KUNIT_EXPECT_TRUE(test, fake_interrupt(bench->device));
	for (i = 0; i < MEMBERS; i++) {
		KUNIT_EXPECT_EQ(test, calls(bench, i), 1);
		KUNIT_EXPECT_EQ(test, bench->members[i].order, i + 1);
	}
	portcls_service_group_remove_member(bench->group, &bench->members[1].sink);
	KUNIT_EXPECT_TRUE(test, fake_interrupt(bench->device));
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 2);
	KUNIT_EXPECT_EQ(test, calls(bench, 1), 1);
	KUNIT_EXPECT_EQ(test, calls(bench, 2), 2);
	portcls_service_group_add_member(bench->group, &bench->members[1].sink);
	KUNIT_EXPECT_TRUE(test, fake_interrupt(bench->device));
	KUNIT_EXPECT_EQ(test, calls(bench, 1), 2);
	end_bench(bench, MEMBERS);
}

static int release_later(void *data)
{
	struct bench *bench = data;

	msleep(20);
	WRITE_ONCE(bench->stay, false);
	return 0;
}

static int dispatch_once(void *data)
{
	struct bench *bench = data;

	portcls_interrupt_sync_dispatch(bench->sync);
	return 0;
}

static struct task_struct *run_thread(int (*run)(void *data), struct bench *bench, const char *name)
{
	struct task_struct *task = kthread_create(run, bench, "%s", name);

	if (!IS_ERR(task)) {
		/* It ends by itself. */
		get_task_struct(task);
		wake_up_process(task);
	}
	return task;
}

static void end_thread(struct task_struct *task)
{
	if (IS_ERR(task))
		return;
	kthread_stop(task);
	put_task_struct(task);
}

/* The member is called in a thread here, and stays there. */
static void removal_waits_for_a_running_service(struct kunit *test)
{
	struct task_struct *releaser, *dispatcher;
	struct bench *bench;

	if (num_online_cpus() < 2)
		kunit_skip(test, "takes two processors");
	bench = new_bench(test, 1);
	bench->stay = true;
	dispatcher = run_thread(dispatch_once, bench, "portcls_dispatch");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, dispatcher);
	KUNIT_EXPECT_TRUE(test, fake_wait(atomic_read(&bench->inside) == 1));
	releaser = run_thread(release_later, bench, "portcls_release");
	if (IS_ERR(releaser))
		WRITE_ONCE(bench->stay, false);
	portcls_service_group_remove_member(bench->group, &bench->members[0].sink);
	KUNIT_EXPECT_EQ(test, atomic_read(&bench->inside), 0);
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 1);
	KUNIT_EXPECT_TRUE(test, fake_interrupt(bench->device));
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 1);
	end_thread(dispatcher);
	end_thread(releaser);
	end_bench(bench, 0);
}

static void delayed_service_comes_once_after_its_delay(struct kunit *test)
{
	struct bench *bench = new_bench(test, 1);
	ktime_t start = ktime_get();
	unsigned long flags;
	int at_once;

	/* The timer is this processor's, which may be slow. */
	local_irq_save(flags);
	portcls_service_group_request_delayed(bench->group, ms_to_ktime(10));
	at_once = calls(bench, 0);
	local_irq_restore(flags);
	KUNIT_EXPECT_EQ(test, at_once, 0);
	KUNIT_EXPECT_TRUE(test, fake_wait(calls(bench, 0) == 1));
	KUNIT_EXPECT_GE(test, ktime_to_ns(ktime_sub(bench->members[0].when, start)),
			10 * NSEC_PER_MSEC);
	KUNIT_EXPECT_FALSE(test, bench->members[0].irqs_on);
	msleep(30);
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 1);
	end_bench(bench, 1);
}

static void new_delay_replaces_the_old(struct kunit *test)
{
	struct bench *bench = new_bench(test, 1);
	ktime_t start = ktime_get();
	unsigned long flags;

	portcls_service_group_request_delayed(bench->group, NEVER);
	portcls_service_group_request_delayed(bench->group, ms_to_ktime(20));
	KUNIT_EXPECT_TRUE(test, fake_wait(calls(bench, 0) == 1));
	KUNIT_EXPECT_GE(test, ktime_to_ns(ktime_sub(bench->members[0].when, start)),
			20 * NSEC_PER_MSEC);
	local_irq_save(flags);
	start = ktime_get();
	portcls_service_group_request_delayed(bench->group, ms_to_ktime(5));
	portcls_service_group_request_delayed(bench->group, ms_to_ktime(100));
	local_irq_restore(flags);
	KUNIT_EXPECT_TRUE(test, fake_wait(calls(bench, 0) == 2));
	KUNIT_EXPECT_GE(test, ktime_to_ns(ktime_sub(bench->members[0].when, start)),
			100 * NSEC_PER_MSEC);
	end_bench(bench, 1);
}

static void delayed_service_can_be_taken_back(struct kunit *test)
{
	struct bench *bench = new_bench(test, 1);

	portcls_service_group_cancel_delayed(bench->group);
	portcls_service_group_request_delayed(bench->group, NEVER);
	KUNIT_EXPECT_TRUE(test, hrtimer_active(&bench->group->timer));
	portcls_service_group_cancel_delayed(bench->group);
	KUNIT_EXPECT_FALSE(test, hrtimer_active(&bench->group->timer));
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 0);
	portcls_service_group_request_delayed(bench->group, 0);
	KUNIT_EXPECT_TRUE(test, fake_wait(calls(bench, 0) == 1));
	end_bench(bench, 1);
}

static void service_does_not_wait_for_the_delay(struct kunit *test)
{
	struct bench *bench = new_bench(test, 1);

	portcls_service_group_request_delayed(bench->group, NEVER);
	KUNIT_EXPECT_TRUE(test, fake_interrupt(bench->device));
	KUNIT_EXPECT_EQ(test, calls(bench, 0), 1);
	/* Nor does it take the place of the one that is still to come. */
	KUNIT_EXPECT_TRUE(test, hrtimer_active(&bench->group->timer));
	portcls_service_group_request_delayed(bench->group, 0);
	KUNIT_EXPECT_TRUE(test, fake_wait(calls(bench, 0) == 2));
	end_bench(bench, 1);
}

static void last_reference_may_go_right_after_requests(struct kunit *test)
{
	struct bench *bench = new_bench(test, 0);
	struct portcls_service_group *group;
	unsigned int i;

	for (i = 0; i < 20; i++) {
		group = portcls_service_group_new(i % 2 ? bench->sync : NULL);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, group);
		KUNIT_EXPECT_PTR_EQ(test, portcls_service_group_get(group), group);
		portcls_service_group_put(group);
		portcls_service_group_request_delayed(group, ms_to_ktime(i % 3));
		portcls_service_group_request(group);
		portcls_service_group_put(group);
	}
	portcls_service_group_put(NULL);
	end_bench(bench, 0);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(request_in_a_routine_is_served_in_the_same_interrupt),
	KUNIT_CASE(service_comes_after_the_lock_is_dropped),
	KUNIT_CASE(service_stays_in_the_interrupt),
	KUNIT_CASE(requests_in_a_routine_are_served_together),
	KUNIT_CASE(groups_asked_for_in_one_interrupt_are_all_served),
	KUNIT_CASE(request_of_a_routine_that_handled_nothing_is_not_lost),
	KUNIT_CASE(request_of_a_process_is_served_in_an_interrupt),
	KUNIT_CASE(requests_under_the_lock_are_served_together_later),
	KUNIT_CASE(group_without_interrupt_sync_serves),
	KUNIT_CASE(all_members_are_called_in_order),
	KUNIT_CASE(removal_waits_for_a_running_service),
	KUNIT_CASE(delayed_service_comes_once_after_its_delay),
	KUNIT_CASE(new_delay_replaces_the_old),
	KUNIT_CASE(delayed_service_can_be_taken_back),
	KUNIT_CASE(service_does_not_wait_for_the_delay),
	KUNIT_CASE(last_reference_may_go_right_after_requests),
	{}
};

struct kunit_suite portcls_service_group_suite = {
	.name = "portcls_service_group",
	.init = fake_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Interrupt synchronisation.
 */
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqflags.h>
#include <linux/kthread.h>
#include <linux/platform_device.h>
#include <sound/core.h>

#include "fake.h"
#include "kunit.h"
#include "suites.h"

#define ROUTINES	3

/**
 * struct routines - service routines that write down when they are called
 * @sync: their interrupt sync
 * @calls: a letter each: a, b, c
 * @count: how many
 * @handles: how often each of them says that the interrupt was its own
 * @irqs_on: a call came with interrupts on
 */
struct routines {
	struct portcls_interrupt_sync *sync;
	char calls[512];
	unsigned int count;
	unsigned int handles[ROUTINES];
	bool irqs_on;
};

static bool called(struct routines *routines, unsigned int n)
{
	if (routines->count < sizeof(routines->calls) - 1)
		routines->calls[routines->count++] = 'a' + n;
	routines->irqs_on |= !irqs_disabled();
	if (!routines->handles[n])
		return false;
	routines->handles[n]--;
	return true;
}

static bool routine_a(void *context)
{
	return called(context, 0);
}

static bool routine_b(void *context)
{
	return called(context, 1);
}

static bool routine_c(void *context)
{
	return called(context, 2);
}

static struct portcls_interrupt_sync *new_sync(struct kunit *test,
					       enum portcls_interrupt_sync_mode mode)
{
	struct fake_device *device = test->priv;
	struct portcls_interrupt_sync *sync;

	sync = portcls_interrupt_sync_new(device->adapter, NULL, 0, mode);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, sync);
	device->sync = sync;
	return sync;
}

/* In the order that they are to be called in: a, b, c. */
static struct routines *new_routines(struct kunit *test, enum portcls_interrupt_sync_mode mode)
{
	struct routines *routines = kunit_kzalloc(test, sizeof(*routines), GFP_KERNEL);
	struct portcls_interrupt_sync *sync = new_sync(test, mode);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, routines);
	routines->sync = sync;
	KUNIT_ASSERT_EQ(test, portcls_interrupt_sync_register_routine(sync, routine_b, routines,
								      false), 0);
	KUNIT_ASSERT_EQ(test, portcls_interrupt_sync_register_routine(sync, routine_c, routines,
								      false), 0);
	KUNIT_ASSERT_EQ(test, portcls_interrupt_sync_register_routine(sync, routine_a, routines,
								      true), 0);
	KUNIT_ASSERT_EQ(test, portcls_interrupt_sync_connect(sync), 0);
	return routines;
}

static const char *dispatch(struct kunit *test, struct routines *routines, bool handled)
{
	routines->count = 0;
	memset(routines->calls, 0, sizeof(routines->calls));
	KUNIT_EXPECT_EQ(test, fake_interrupt(test->priv), handled);
	KUNIT_EXPECT_FALSE(test, routines->irqs_on);
	return routines->calls;
}

static void normal_stops_at_the_first_that_handles_p54(struct kunit *test)
{
	struct routines *routines = new_routines(test, PORTCLS_INTERRUPT_SYNC_NORMAL);

	routines->handles[1] = 1;
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, true), "ab");
	routines->handles[0] = 1;
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, true), "a");
	routines->handles[2] = 1;
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, true), "abc");
}

static void all_calls_each_once_p54(struct kunit *test)
{
	struct routines *routines = new_routines(test, PORTCLS_INTERRUPT_SYNC_ALL);

	routines->handles[0] = 1;
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, true), "abc");
	routines->handles[1] = 2;
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, true), "abc");
}

static void repeat_ends_after_a_pass_for_nothing_p54(struct kunit *test)
{
	struct routines *routines = new_routines(test, PORTCLS_INTERRUPT_SYNC_REPEAT);

	routines->handles[0] = 1;
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, true), "abcabc");
	routines->handles[0] = 1;
	routines->handles[2] = 3;
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, true), "abcabcabcabc");
}

static void repeat_is_capped_p54(struct kunit *test)
{
	struct routines *routines = new_routines(test, PORTCLS_INTERRUPT_SYNC_REPEAT);

	routines->handles[1] = UINT_MAX;
	dispatch(test, routines, true);
	KUNIT_EXPECT_EQ(test, routines->count, PORTCLS_INTERRUPT_SYNC_PASSES * ROUTINES);
}

static void interrupt_of_others_is_not_handled_p54(struct kunit *test)
{
	static const enum portcls_interrupt_sync_mode modes[] = {
		PORTCLS_INTERRUPT_SYNC_NORMAL, PORTCLS_INTERRUPT_SYNC_ALL,
		PORTCLS_INTERRUPT_SYNC_REPEAT,
	};
	struct routines *routines;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(modes); i++) {
		routines = new_routines(test, modes[i]);
		KUNIT_EXPECT_STREQ(test, dispatch(test, routines, false), "abc");
	}
}

static void first_goes_before_all_others(struct kunit *test)
{
	struct routines *routines = new_routines(test, PORTCLS_INTERRUPT_SYNC_ALL);

	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_register_routine(routines->sync, routine_c,
								      routines, true), 0);
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, false), "cabc");
}

static void unknown_modes_are_refused(struct kunit *test)
{
	static const int modes[] = { 0, 4, -1 };
	struct fake_device *device = test->priv;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(modes); i++)
		KUNIT_EXPECT_EQ(test,
				PTR_ERR_OR_ZERO(portcls_interrupt_sync_new(device->adapter, NULL, 0,
									   modes[i])), -EINVAL);
}

static void missing_interrupt_is_refused(struct kunit *test)
{
	static const struct portcls_resource interrupt = { PORTCLS_RESOURCE_INTERRUPT, 5, 1, -1 };
	struct fake_device *device = test->priv;
	struct portcls_resource_list *resources = portcls_resource_list_new(1);
	struct portcls_interrupt_sync *sync;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, resources);
	sync = portcls_interrupt_sync_new(device->adapter, resources, 0,
					  PORTCLS_INTERRUPT_SYNC_NORMAL);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(sync), -ENXIO);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_add(resources, &interrupt), 0);
	sync = portcls_interrupt_sync_new(device->adapter, resources, 1,
					  PORTCLS_INTERRUPT_SYNC_NORMAL);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(sync), -ENXIO);
	sync = portcls_interrupt_sync_new(device->adapter, resources, 0,
					  PORTCLS_INTERRUPT_SYNC_NORMAL);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(sync), 0);
	portcls_resource_list_free(resources);
}

static int start_nothing(struct fake_device *device)
{
	return 0;
}

/* An interrupt line that no hardware is connected to; raised by generic_handle_irq_safe(). */
static int new_line(struct kunit *test)
{
	int irq = irq_alloc_desc(NUMA_NO_NODE);

	KUNIT_ASSERT_TRUE(test, irq > 0);
	irq_set_chip_and_handler(irq, &dummy_irq_chip, handle_simple_irq);
	irq_clear_status_flags(irq, IRQ_NOREQUEST);
	return irq;
}

static struct portcls_interrupt_sync *sync_of_line(struct kunit *test, int irq)
{
	const struct portcls_resource interrupt = { PORTCLS_RESOURCE_INTERRUPT, irq, 1, -1 };
	struct portcls_resource_list *resources = portcls_resource_list_new(1);
	struct fake_device *device = test->priv;
	struct portcls_interrupt_sync *sync;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, resources);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_add(resources, &interrupt), 0);
	sync = portcls_interrupt_sync_new(device->adapter, resources, 0,
					  PORTCLS_INTERRUPT_SYNC_NORMAL);
	portcls_resource_list_free(resources);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, sync);
	return sync;
}

static int sync_irq(struct fake_device *device)
{
	struct snd_card *card = snd_card_ref(device->card);
	int irq;

	if (!card)
		return -ENODEV;
	irq = card->sync_irq;
	snd_card_unref(card);
	return irq;
}

static void interrupt_line_is_taken_and_given_back(struct kunit *test)
{
	struct routines *routines = kunit_kzalloc(test, sizeof(*routines), GFP_KERNEL);
	int irq = new_line(test), other = new_line(test);
	struct portcls_interrupt_sync *sync, *second;
	struct fake_device *device = test->priv;
	int err;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, routines);
	device->start = start_nothing;
	KUNIT_ASSERT_EQ(test, fake_device_start(device), 0);
	sync = sync_of_line(test, irq);
	second = sync_of_line(test, other);
	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_register_routine(sync, routine_a, routines,
								      false), 0);
	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_register_routine(second, routine_b, routines,
								      false), 0);
	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_connect(sync), 0);
	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_connect(second), 0);
	/* ALSA waits for the first. */
	KUNIT_EXPECT_EQ(test, sync_irq(device), irq);
	routines->handles[0] = 1;
	routines->handles[1] = 1;
	KUNIT_EXPECT_EQ(test, generic_handle_irq_safe(irq), 0);
	KUNIT_EXPECT_STREQ(test, routines->calls, "a");
	KUNIT_EXPECT_EQ(test, generic_handle_irq_safe(other), 0);
	KUNIT_EXPECT_STREQ(test, routines->calls, "ab");
	KUNIT_EXPECT_FALSE(test, routines->irqs_on);
	portcls_interrupt_sync_disconnect(second);
	KUNIT_EXPECT_EQ(test, sync_irq(device), irq);
	portcls_interrupt_sync_disconnect(sync);
	KUNIT_EXPECT_EQ(test, sync_irq(device), -1);
	/* Nobody has them any more. */
	irq_free_desc(irq);
	irq_free_desc(other);
	err = portcls_interrupt_sync_connect(sync);
	KUNIT_EXPECT_LT(test, err, 0);
	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_connect(sync), err);
	KUNIT_EXPECT_EQ(test, sync_irq(device), -1);
}

static void connect_needs_a_routine(struct kunit *test)
{
	struct portcls_interrupt_sync *sync = new_sync(test, PORTCLS_INTERRUPT_SYNC_NORMAL);

	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_connect(sync), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_register_routine(sync, fake_routine,
								      test->priv, false), 0);
	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_connect(sync), 0);
	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_connect(sync), -EBUSY);
}

static void disconnect_keeps_interrupts_out(struct kunit *test)
{
	struct routines *routines = new_routines(test, PORTCLS_INTERRUPT_SYNC_ALL);

	routines->handles[0] = UINT_MAX;
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, true), "abc");
	portcls_interrupt_sync_disconnect(routines->sync);
	portcls_interrupt_sync_disconnect(routines->sync);
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, false), "");
	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_connect(routines->sync), 0);
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, true), "abc");
}

static void device_that_is_gone_is_left_alone_p52(struct kunit *test)
{
	struct routines *routines = new_routines(test, PORTCLS_INTERRUPT_SYNC_REPEAT);
	struct fake_device *device = test->priv;

	routines->handles[0] = UINT_MAX;
	portcls_adapter_set_gone(device->adapter);
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, false), "");
}

static void device_without_power_is_left_alone_p49(struct kunit *test)
{
	struct routines *routines = new_routines(test, PORTCLS_INTERRUPT_SYNC_ALL);
	struct fake_device *device = test->priv;

	if (!portcls_pm_ops.suspend)
		kunit_skip(test, "kernel without system sleep");
	device->start = start_nothing;
	KUNIT_ASSERT_EQ(test, fake_device_start(device), 0);
	routines->handles[0] = UINT_MAX;
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.suspend(&device->pdev->dev), 0);
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, false), "");
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.resume(&device->pdev->dev), 0);
	KUNIT_EXPECT_STREQ(test, dispatch(test, routines, true), "abc");
	KUNIT_EXPECT_STREQ(test, fake_story(device, "0123"), "30");
}

static int answer(void *context)
{
	bool *irqs_off = context;

	*irqs_off = irqs_disabled();
	return -ENOTSUPP;
}

static void call_gives_what_the_routine_gives(struct kunit *test)
{
	struct portcls_interrupt_sync *sync = new_sync(test, PORTCLS_INTERRUPT_SYNC_NORMAL);
	bool irqs_off = false;

	KUNIT_EXPECT_EQ(test, portcls_interrupt_sync_call(sync, answer, &irqs_off), -ENOTSUPP);
	KUNIT_EXPECT_TRUE(test, irqs_off);
	KUNIT_EXPECT_FALSE(test, irqs_disabled());
}

/**
 * struct race - a counter that loses counts unless its users exclude each other
 * @sync: what excludes them
 * @counter: not atomic on purpose
 * @rounds: how often each side counts
 * @ready: sides that are ready to go
 * @done: the other side has finished
 */
struct race {
	struct portcls_interrupt_sync *sync;
	unsigned int counter;
	unsigned int rounds;
	atomic_t ready;
	struct completion done;
};

static void count(struct race *race)
{
	unsigned int seen = READ_ONCE(race->counter);
	unsigned int i;

	for (i = 0; i < 20; i++)
		cpu_relax();
	WRITE_ONCE(race->counter, seen + 1);
}

static bool count_as_routine(void *context)
{
	count(context);
	return true;
}

static int count_as_call(void *context)
{
	count(context);
	return 0;
}

static void line_up(struct race *race)
{
	atomic_inc(&race->ready);
	while (atomic_read(&race->ready) < 2)
		cond_resched();
}

static int dispatcher(void *data)
{
	struct race *race = data;
	unsigned int i;

	line_up(race);
	for (i = 0; i < race->rounds; i++) {
		portcls_interrupt_sync_dispatch(race->sync);
		cond_resched();
	}
	complete(&race->done);
	return 0;
}

static void run_race(struct kunit *test, bool by_lock)
{
	struct race *race = kunit_kzalloc(test, sizeof(*race), GFP_KERNEL);
	struct task_struct *task;
	unsigned long flags;
	unsigned int i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, race);
	race->sync = new_sync(test, PORTCLS_INTERRUPT_SYNC_ALL);
	race->rounds = 50000;
	init_completion(&race->done);
	KUNIT_ASSERT_EQ(test, portcls_interrupt_sync_register_routine(race->sync, count_as_routine,
								      race, false), 0);
	KUNIT_ASSERT_EQ(test, portcls_interrupt_sync_connect(race->sync), 0);
	task = kthread_run(dispatcher, race, "portcls_race");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, task);
	line_up(race);
	for (i = 0; i < race->rounds; i++) {
		if (by_lock) {
			flags = portcls_interrupt_sync_lock_irqsave(race->sync);
			count(race);
			portcls_interrupt_sync_unlock_irqrestore(race->sync, flags);
		} else {
			portcls_interrupt_sync_call(race->sync, count_as_call, race);
		}
		cond_resched();
	}
	wait_for_completion(&race->done);
	KUNIT_EXPECT_EQ(test, race->counter, 2 * race->rounds);
	kunit_info(test, "%u processors\n", num_online_cpus());
}

static void call_excludes_routines_p55(struct kunit *test)
{
	run_race(test, false);
}

static void lock_excludes_routines_p55(struct kunit *test)
{
	run_race(test, true);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(normal_stops_at_the_first_that_handles_p54),
	KUNIT_CASE(all_calls_each_once_p54),
	KUNIT_CASE(repeat_ends_after_a_pass_for_nothing_p54),
	KUNIT_CASE(repeat_is_capped_p54),
	KUNIT_CASE(interrupt_of_others_is_not_handled_p54),
	KUNIT_CASE(first_goes_before_all_others),
	KUNIT_CASE(unknown_modes_are_refused),
	KUNIT_CASE(missing_interrupt_is_refused),
	KUNIT_CASE(interrupt_line_is_taken_and_given_back),
	KUNIT_CASE(connect_needs_a_routine),
	KUNIT_CASE(disconnect_keeps_interrupts_out),
	KUNIT_CASE(device_that_is_gone_is_left_alone_p52),
	KUNIT_CASE(device_without_power_is_left_alone_p49),
	KUNIT_CASE(call_gives_what_the_routine_gives),
	KUNIT_CASE(call_excludes_routines_p55),
	KUNIT_CASE(lock_excludes_routines_p55),
	{}
};

struct kunit_suite portcls_interrupt_sync_suite = {
	.name = "portcls_interrupt_sync",
	.init = fake_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

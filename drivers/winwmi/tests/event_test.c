// SPDX-License-Identifier: GPL-2.0-only
/*
 * Events from the provider that fires to files that are subscribed.
 */
#include <linux/irq_work.h>
#include <linux/slab.h>
#include <linux/winwmi.h>
#include <linux/workqueue.h>

#include "../event.h"
#include "source.h"
#include "suites.h"

#define SOON	(10 * HZ)

static int fire(struct source *source, u32 block, u32 instance, void *data, u32 size)
{
	return winwmi_fire_event(source->provider, &source_guids[block], instance, data, size);
}

static u64 count(const atomic64_t *counter)
{
	return atomic64_read(counter);
}

static void event_that_nobody_wants_is_no_error_w52(struct kunit *test)
{
	struct source *source = test->priv;
	struct listener listener;

	KUNIT_EXPECT_FALSE(test, static_key_enabled(&winwmi_events_wanted));
	KUNIT_EXPECT_EQ(test, 0, fire(source, SOURCE_ALARM, 0, kmalloc(8, GFP_KERNEL), 8));
	KUNIT_EXPECT_EQ(test, 0, fire(source, SOURCE_ALARM, 7, NULL, 0));
	/* Wanted of another block. */
	listener_init(&listener, source, SOURCE_LEVEL);
	KUNIT_ASSERT_EQ(test, 0, listener_begin(&listener));
	KUNIT_EXPECT_TRUE(test, static_key_enabled(&winwmi_events_wanted));
	KUNIT_EXPECT_EQ(test, 0, fire(source, SOURCE_ALARM, 0, kmalloc(8, GFP_KERNEL), 8));
	KUNIT_EXPECT_EQ(test, 0, count(&source->provider->stats.events));
	KUNIT_EXPECT_FALSE(test, winwmi_file_has_events(&listener.file));
	listener_end(&listener);
	KUNIT_EXPECT_FALSE(test, static_key_enabled(&winwmi_events_wanted));
}

static void largest_is_delivered_and_one_byte_more_is_not_w53(struct kunit *test)
{
	struct source *source = test->priv;
	struct listener listener;
	struct {
		struct winwmi_event_record header;
		u8 data[WINWMI_MAX_EVENT];
	} *record = kunit_kzalloc(test, sizeof(*record), GFP_KERNEL);
	u8 *data = kzalloc(WINWMI_MAX_EVENT + 1, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, record);
	KUNIT_ASSERT_NOT_NULL(test, data);
	listener_init(&listener, source, SOURCE_ALARM);
	KUNIT_ASSERT_EQ(test, 0, listener_begin(&listener));
	KUNIT_EXPECT_EQ(test, -EMSGSIZE, fire(source, SOURCE_ALARM, 0, data, WINWMI_MAX_EVENT + 1));
	KUNIT_EXPECT_FALSE(test, winwmi_file_has_events(&listener.file));
	data[WINWMI_MAX_EVENT - 1] = 0x5a;	/* still ours */
	KUNIT_EXPECT_EQ(test, 0, fire(source, SOURCE_ALARM, 0, data, WINWMI_MAX_EVENT));
	KUNIT_EXPECT_EQ(test, sizeof(*record),
			listener_read(&listener, record, sizeof(*record), false));
	KUNIT_EXPECT_EQ(test, WINWMI_MAX_EVENT, record->header.data_size);
	KUNIT_EXPECT_EQ(test, 0x5a, record->data[WINWMI_MAX_EVENT - 1]);
	listener_end(&listener);
}

/* Freed twice, or not at all, is for the kernel's own detectors to see. */
static void buffer_is_freed_when_sent_and_kept_when_not_w54(struct kunit *test)
{
	struct source *source = test->priv;
	struct listener listeners[2];
	u8 *data = kzalloc(16, GFP_KERNEL);
	u32 i;

	KUNIT_ASSERT_NOT_NULL(test, data);
	for (i = 0; i < ARRAY_SIZE(listeners); i++) {
		listener_init(&listeners[i], source, SOURCE_ALARM);
		KUNIT_ASSERT_EQ(test, 0, listener_begin(&listeners[i]));
	}
	KUNIT_EXPECT_EQ(test, -ENXIO, fire(source, SOURCE_ALARM, SOURCE_INSTANCES, data, 16));
	data[0] = 1;
	KUNIT_EXPECT_EQ(test, 0, fire(source, SOURCE_ALARM, 0, data, 16));
	for (i = 0; i < ARRAY_SIZE(listeners); i++)
		listener_end(&listeners[i]);
}

static void follow_references(struct kunit *test, struct source *source)
{
	static const u8 severities[] = { 5, 200, 5, 100 };
	u32 i;

	/* The first is asked for at once; the others come while it is. */
	source->waits = true;
	for (i = 0; i < ARRAY_SIZE(severities); i++) {
		KUNIT_ASSERT_EQ(test, 0, winwmi_fire_event_reference(source->provider,
								     &source_guids[SOURCE_ALARM],
								     i, &source_guids[SOURCE_LEVEL],
								     severities[i]));
		if (!i)
			KUNIT_ASSERT_GT(test, wait_for_completion_timeout(&source->asks, SOON), 0);
	}
	source->waits = false;
	complete(&source->answers);
	flush_work(&source->provider->follow);
}

static void references_are_followed_by_severity_with_all_data_w55(struct kunit *test)
{
	static const u32 expected[] = { 0, 1, 3, 2 };
	static const u8 severity[] = { 5, 200, 100, 5 };
	struct source *source = test->priv;
	struct winwmi_event_record *record;
	struct listener listener;
	u32 size, i;

	source->size = 20000;
	source->blocks[SOURCE_ALARM].instance_count = ARRAY_SIZE(expected);
	source->blocks[SOURCE_LEVEL].instance_count = ARRAY_SIZE(expected);
	KUNIT_ASSERT_EQ(test, 0, winwmi_registration_control(source->device, WINWMI_UPDATE_GUIDS));
	size = sizeof(*record) + source->size;
	record = kunit_kzalloc(test, size, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, record);
	listener_init(&listener, source, SOURCE_ALARM);
	KUNIT_ASSERT_EQ(test, 0, listener_begin(&listener));
	/* The queue has room for three. */
	follow_references(test, source);
	KUNIT_ASSERT_EQ(test, ARRAY_SIZE(expected), source->asked_count);
	for (i = 0; i < ARRAY_SIZE(expected); i++)
		KUNIT_EXPECT_EQ(test, expected[i], source->asked[i]);
	for (i = 0; i < 3; i++) {
		KUNIT_ASSERT_EQ(test, size, listener_read(&listener, record, size, false));
		KUNIT_EXPECT_EQ(test, expected[i], record->instance);
		KUNIT_EXPECT_EQ(test, severity[i], record->severity);
		KUNIT_EXPECT_EQ(test, source->size, record->data_size);
		KUNIT_EXPECT_PTR_EQ(test, NULL,
				    memchr_inv(record->data, expected[i], record->data_size));
	}
	KUNIT_EXPECT_EQ(test, 1, listener.file.lost);
	listener_end(&listener);
}

static void reference_without_data_is_dropped_w55(struct kunit *test)
{
	struct source *source = test->priv;
	struct listener listener;

	listener_init(&listener, source, SOURCE_ALARM);
	KUNIT_ASSERT_EQ(test, 0, listener_begin(&listener));
	KUNIT_EXPECT_EQ(test, 0, winwmi_fire_event_reference(source->provider,
							     &source_guids[SOURCE_ALARM], 0,
							     &source_guids[SOURCE_TICK], 1));
	flush_work(&source->provider->follow);
	KUNIT_EXPECT_FALSE(test, winwmi_file_has_events(&listener.file));
	KUNIT_EXPECT_EQ(test, 1, count(&source->provider->stats.malformed));
	listener_end(&listener);
}

static void event_of_no_instance_is_dropped_w56(struct kunit *test)
{
	static const guid_t unknown = GUID_INIT(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
	struct source *source = test->priv;
	struct listener listener;

	listener_init(&listener, source, SOURCE_ALARM);
	KUNIT_ASSERT_EQ(test, 0, listener_begin(&listener));
	KUNIT_EXPECT_EQ(test, -ENXIO, fire(source, SOURCE_ALARM, SOURCE_INSTANCES, NULL, 0));
	KUNIT_EXPECT_EQ(test, -ENOENT, winwmi_fire_event(source->provider, &unknown, 0, NULL, 0));
	KUNIT_EXPECT_EQ(test, 2, count(&source->provider->stats.malformed));
	KUNIT_EXPECT_EQ(test, 0, count(&source->provider->stats.events));
	KUNIT_EXPECT_FALSE(test, winwmi_file_has_events(&listener.file));
	listener_end(&listener);
}

static void event_names_block_and_instance_w57(struct kunit *test)
{
	struct source *source = test->priv;
	struct winwmi_event_record record;
	struct listener listener;

	listener_init(&listener, source, SOURCE_LEVEL);
	KUNIT_ASSERT_EQ(test, 0, listener_begin(&listener));
	KUNIT_EXPECT_EQ(test, 0, fire(source, SOURCE_LEVEL, 1, NULL, 0));
	KUNIT_ASSERT_EQ(test, sizeof(record),
			listener_read(&listener, &record, sizeof(record), false));
	KUNIT_EXPECT_EQ(test, 0, memcmp(record.guid, &source_guids[SOURCE_LEVEL],
					sizeof(record.guid)));
	KUNIT_EXPECT_EQ(test, 1, record.instance);
	KUNIT_EXPECT_GT(test, record.timestamp, 0);
	listener_end(&listener);
}

static void event_without_data_has_none_w58(struct kunit *test)
{
	struct source *source = test->priv;
	struct winwmi_event_record record;
	struct listener listener;

	listener_init(&listener, source, SOURCE_ALARM);
	KUNIT_ASSERT_EQ(test, 0, listener_begin(&listener));
	KUNIT_EXPECT_EQ(test, 0, fire(source, SOURCE_ALARM, 0, NULL, 100));
	KUNIT_ASSERT_EQ(test, sizeof(record),
			listener_read(&listener, &record, sizeof(record), false));
	KUNIT_EXPECT_EQ(test, 0, record.data_size);
	KUNIT_EXPECT_EQ(test, sizeof(record), record.size);
	listener_end(&listener);
}

/**
 * struct interrupt - fires in hard interrupt context
 * @work: the interrupt
 * @source: who fires
 * @result: what came of it
 */
struct interrupt {
	struct irq_work work;
	struct source *source;
	int result;
};

static void fire_in_interrupt(struct irq_work *work)
{
	struct interrupt *interrupt = container_of(work, struct interrupt, work);
	u32 data = 7;

	interrupt->result = winwmi_trace_event(interrupt->source->provider,
					       &source_guids[SOURCE_TICK], 1, &data, sizeof(data));
}

static void trace_event_is_fired_in_any_context_w59(struct kunit *test)
{
	struct source *source = test->priv;
	struct interrupt interrupt = {
		.work = IRQ_WORK_INIT_HARD(fire_in_interrupt),
		.source = source,
		.result = -EINPROGRESS,
	};

	KUNIT_ASSERT_EQ(test, 0, winwmi_event_reg());
	irq_work_queue(&interrupt.work);
	irq_work_sync(&interrupt.work);
	KUNIT_EXPECT_EQ(test, 0, interrupt.result);
	KUNIT_EXPECT_EQ(test, 1, count(&source->provider->stats.events));
	KUNIT_EXPECT_EQ(test, -EINVAL, winwmi_trace_event(source->provider,
							  &source_guids[SOURCE_ALARM], 0, NULL, 0));
	winwmi_event_unreg();
}

static void provider_that_is_not_registered_fires_nothing(struct kunit *test)
{
	struct source *source = test->priv;

	KUNIT_ASSERT_EQ(test, 0, winwmi_event_reg());
	KUNIT_ASSERT_EQ(test, 0, winwmi_registration_control(source->device, WINWMI_DEREGISTER));
	KUNIT_EXPECT_EQ(test, -ENODEV, fire(source, SOURCE_ALARM, 0, NULL, 0));
	KUNIT_EXPECT_EQ(test, 0, count(&source->provider->stats.malformed));
	winwmi_event_unreg();
}

static void references_end_with_the_provider(struct kunit *test)
{
	struct source *source = source_create(test);
	u32 i;

	source_register(test, source);
	KUNIT_ASSERT_EQ(test, 0, winwmi_event_reg());
	for (i = 0; i < 100; i++)
		KUNIT_EXPECT_EQ(test, 0, winwmi_fire_event_reference(source->provider,
								     &source_guids[SOURCE_ALARM],
								     0, &source_guids[SOURCE_LEVEL],
								     i));
	source_destroy(source);
	winwmi_event_unreg();
}

static struct kunit_case cases[] = {
	KUNIT_CASE(event_that_nobody_wants_is_no_error_w52),
	KUNIT_CASE(largest_is_delivered_and_one_byte_more_is_not_w53),
	KUNIT_CASE(buffer_is_freed_when_sent_and_kept_when_not_w54),
	KUNIT_CASE(references_are_followed_by_severity_with_all_data_w55),
	KUNIT_CASE(reference_without_data_is_dropped_w55),
	KUNIT_CASE(event_of_no_instance_is_dropped_w56),
	KUNIT_CASE(event_names_block_and_instance_w57),
	KUNIT_CASE(event_without_data_has_none_w58),
	KUNIT_CASE(trace_event_is_fired_in_any_context_w59),
	KUNIT_CASE(provider_that_is_not_registered_fires_nothing),
	KUNIT_CASE(references_end_with_the_provider),
	{}
};

struct kunit_suite winwmi_event_suite = {
	.name = "winwmi_event",
	.init = source_suite_init,
	.exit = source_suite_exit,
	.test_cases = cases,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Events that wait in a file: how many, which are lost, and what a read gives.
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/slab.h>
#include <linux/winwmi.h>

#include "../event.h"
#include "source.h"
#include "suites.h"

#define DATA	((u32)sizeof(u32))
#define RECORD	(sizeof(struct winwmi_event_record) + 8)	/* with DATA bytes, and filling */

struct record {
	struct winwmi_event_record header;
	u32 number;
	u32 filling;
};

static void fire(struct kunit *test, u32 number)
{
	struct source *source = test->priv;
	u32 *data = kmemdup(&number, sizeof(number), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, data);
	KUNIT_EXPECT_EQ(test, 0, winwmi_fire_event(source->provider, &source_guids[SOURCE_ALARM], 0,
						   data, sizeof(number)));
}

static void listen(struct kunit *test, struct listener *listener)
{
	listener_init(listener, test->priv, SOURCE_ALARM);
	KUNIT_ASSERT_EQ(test, 0, listener_begin(listener));
}

static void whole_records_are_read_in_order(struct kunit *test)
{
	struct record records[3];
	struct listener listener;
	u32 i;

	listen(test, &listener);
	for (i = 0; i < 4; i++)
		fire(test, i);
	memset(records, 0xff, sizeof(records));
	KUNIT_EXPECT_EQ(test, 2 * RECORD,
			listener_read(&listener, records, 3 * RECORD - 1, false));
	for (i = 0; i < 2; i++) {
		KUNIT_EXPECT_EQ(test, RECORD, records[i].header.size);
		KUNIT_EXPECT_EQ(test, DATA, records[i].header.data_size);
		KUNIT_EXPECT_EQ(test, i, records[i].number);
		KUNIT_EXPECT_EQ(test, 0, records[i].filling);
	}
	KUNIT_EXPECT_EQ(test, 2 * RECORD, listener_read(&listener, records, 3 * RECORD, false));
	KUNIT_EXPECT_EQ(test, 2, records[0].number);
	KUNIT_EXPECT_EQ(test, 0, listener.file.queued);
	KUNIT_EXPECT_EQ(test, -EAGAIN, listener_read(&listener, records, RECORD, false));
	listener_end(&listener);
}

static void read_that_is_too_short_loses_nothing(struct kunit *test)
{
	struct listener listener;
	struct record record;

	listen(test, &listener);
	fire(test, 9);
	KUNIT_EXPECT_EQ(test, -EMSGSIZE, listener_read(&listener, &record, RECORD - 1, false));
	KUNIT_EXPECT_EQ(test, RECORD, listener_read(&listener, &record, RECORD, false));
	KUNIT_EXPECT_EQ(test, 9, record.number);
	listener_end(&listener);
}

static void newer_events_are_lost_and_counted(struct kunit *test)
{
	const u32 room = WINWMI_QUEUE_BYTES / RECORD, more = 10;
	struct source *source = test->priv;
	struct listener listener;
	struct record record;
	u32 i;

	listen(test, &listener);
	for (i = 0; i < room + more; i++)
		fire(test, i);
	KUNIT_EXPECT_EQ(test, more, listener.file.lost);
	KUNIT_EXPECT_EQ(test, more, atomic64_read(&source->provider->stats.events_lost));
	for (i = 0; i < room; i++) {
		if (listener_read(&listener, &record, RECORD, false) != RECORD ||
		    record.number != i || record.header.lost)
			break;
	}
	KUNIT_EXPECT_EQ(test, room, i);
	fire(test, i);
	KUNIT_ASSERT_EQ(test, RECORD, listener_read(&listener, &record, RECORD, false));
	KUNIT_EXPECT_EQ(test, more, record.header.lost);
	fire(test, i);
	KUNIT_ASSERT_EQ(test, RECORD, listener_read(&listener, &record, RECORD, false));
	KUNIT_EXPECT_EQ(test, 0, record.header.lost);
	listener_end(&listener);
}

static void one_event_is_taken_however_large(struct kunit *test)
{
	const u32 size = 2 * WINWMI_QUEUE_BYTES;
	struct source *source = test->priv;
	struct winwmi_event_record *record;
	struct listener listener;

	record = kvzalloc(size + sizeof(*record), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, record);
	source->size = size;
	listen(test, &listener);
	KUNIT_EXPECT_EQ(test, 0, winwmi_fire_event_reference(source->provider,
							     &source_guids[SOURCE_ALARM], 1,
							     &source_guids[SOURCE_LEVEL], 0));
	flush_work(&source->provider->follow);
	fire(test, 0);
	KUNIT_EXPECT_EQ(test, 1, listener.file.lost);
	KUNIT_EXPECT_EQ(test, size + sizeof(*record),
			listener_read(&listener, record, size + sizeof(*record), false));
	KUNIT_EXPECT_EQ(test, size, record->data_size);
	KUNIT_EXPECT_PTR_EQ(test, NULL, memchr_inv(record->data, 1, size));
	kvfree(record);
	listener_end(&listener);
}

static void each_file_has_its_own_queue(struct kunit *test)
{
	struct listener first, second;
	struct record record;

	listen(test, &first);
	fire(test, 1);
	listen(test, &second);
	fire(test, 2);
	KUNIT_EXPECT_EQ(test, RECORD, listener_read(&second, &record, RECORD, false));
	KUNIT_EXPECT_EQ(test, 2, record.number);
	listener_end(&second);
	KUNIT_EXPECT_EQ(test, RECORD, listener_read(&first, &record, RECORD, false));
	KUNIT_EXPECT_EQ(test, 1, record.number);
	KUNIT_EXPECT_EQ(test, RECORD, listener_read(&first, &record, RECORD, false));
	KUNIT_EXPECT_EQ(test, 2, record.number);
	listener_end(&first);
}

/**
 * struct reader - waits for an event
 * @listener: in this file
 * @done: when it has read
 * @result: what the read returned
 */
struct reader {
	struct listener *listener;
	struct completion done;
	ssize_t result;
};

static int wait_and_read(void *data)
{
	struct reader *reader = data;
	struct record record;

	reader->result = listener_read(reader->listener, &record, RECORD, true);
	complete(&reader->done);
	return 0;
}

static void begin_to_read(struct kunit *test, struct reader *reader, struct listener *listener)
{
	reader->listener = listener;
	init_completion(&reader->done);
	KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run(wait_and_read, reader, "wmi-reader")));
	msleep(20);
	KUNIT_EXPECT_FALSE(test, completion_done(&reader->done));
}

static void reader_waits_for_an_event(struct kunit *test)
{
	struct listener listener;
	struct reader reader;

	listen(test, &listener);
	begin_to_read(test, &reader, &listener);
	fire(test, 1);
	wait_for_completion(&reader.done);
	KUNIT_EXPECT_EQ(test, RECORD, reader.result);
	listener_end(&listener);
}

static void reader_is_told_that_the_device_has_gone_w88(struct kunit *test)
{
	struct source *source = test->priv;
	struct listener listener;
	struct reader reader;

	listen(test, &listener);
	begin_to_read(test, &reader, &listener);
	KUNIT_ASSERT_EQ(test, 0, winwmi_registration_control(source->device, WINWMI_DEREGISTER));
	wait_for_completion(&reader.done);
	KUNIT_EXPECT_EQ(test, -ENODEV, reader.result);
	listener_end(&listener);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(whole_records_are_read_in_order),
	KUNIT_CASE(read_that_is_too_short_loses_nothing),
	KUNIT_CASE(newer_events_are_lost_and_counted),
	KUNIT_CASE(one_event_is_taken_however_large),
	KUNIT_CASE(each_file_has_its_own_queue),
	KUNIT_CASE(reader_waits_for_an_event),
	KUNIT_CASE(reader_is_told_that_the_device_has_gone_w88),
	{}
};

struct kunit_suite winwmi_queue_suite = {
	.name = "winwmi_queue",
	.init = source_suite_init,
	.exit = source_suite_exit,
	.test_cases = cases,
};

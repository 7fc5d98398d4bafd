// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests: queries, sets, methods, and all that can be wrong with them.
 */
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/kthread.h>
#include <linux/sched/task.h>
#include <linux/string.h>

#include "fake.h"
#include "suites.h"

/* Block 0 has two instances of 6 bytes, of any size as far as anybody knows. */
static int request_init(struct kunit *test)
{
	struct fake *fake;

	if (fake_init(test))
		return -ENOMEM;
	fake = test->priv;
	fake_offer(fake, 0, 2, 6);
	return fake_control(fake, WINWMI_REGISTER);
}

static int again(struct fake *fake)
{
	return fake_control(fake, WINWMI_REREGISTER);
}

static void request_of_another_is_passed_on_w21(struct kunit *test)
{
	struct fake *fake = test->priv, *second = fake_new(test);
	enum winwmi_disposition disposition;
	struct winwmi_request request = {
		.guid = fake_guids[0],
		.minor = WINWMI_MN_QUERY_SINGLE,
		.result = 0x12345678,
	};

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, second);
	request.provider = second->provider;
	winwmi_system_control(fake->provider, &request, &disposition);
	KUNIT_EXPECT_EQ(test, (int)disposition, WINWMI_FORWARD);
	KUNIT_EXPECT_EQ(test, request.result, 0x12345678);
	KUNIT_EXPECT_EQ(test, atomic_read(&fake->queries), 0);
	fake_free(second);
}

static void unknown_kind_is_passed_on_w22(struct kunit *test)
{
	static const u32 unknown[] = { 0xa, 0xc, 0xff, U32_MAX };
	struct fake *fake = test->priv;
	enum winwmi_disposition disposition;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(unknown); i++) {
		struct winwmi_request request = {
			.provider = fake->provider,
			.guid = fake_guids[0],
			.minor = unknown[i],
			.result = 77,
		};

		winwmi_system_control(fake->provider, &request, &disposition);
		KUNIT_EXPECT_EQ(test, (int)disposition, WINWMI_NOT_WMI);
		KUNIT_EXPECT_EQ(test, request.result, 77);
	}
}

static void unknown_block_is_not_found_w23(struct kunit *test)
{
	static const u32 minors[] = {
		WINWMI_MN_QUERY_ALL, WINWMI_MN_QUERY_SINGLE, WINWMI_MN_SET, WINWMI_MN_SET_ITEM,
		WINWMI_MN_EXECUTE
	};
	struct fake *fake = test->priv;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(minors); i++) {
		struct winwmi_request request = {};

		KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 7, minors[i]), -ENOENT);
		KUNIT_EXPECT_EQ(test, (u32)request.result, WINWMI_STATUS_WMI_GUID_NOT_FOUND);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&fake->queries) + fake->sets + fake->methods, 0);
}

static void instance_beyond_the_last_is_not_found_w24(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_request request = { .instance = 2 };

	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 2, NULL, 0, NULL), -ENXIO);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, U32_MAX, NULL, 0, NULL), -ENXIO);
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_SET), -ENXIO);
	KUNIT_EXPECT_EQ(test, atomic_read(&fake->queries) + fake->sets, 0);
}

static void short_query_tells_the_size_w25(struct kunit *test)
{
	struct fake *fake = test->priv;
	u8 buffer[8] __aligned(8);
	u32 used;

	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 1, NULL, 0, &used), -ENOSPC);
	KUNIT_EXPECT_EQ(test, used, 6);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 1, buffer, 5, &used), -ENOSPC);
	KUNIT_EXPECT_EQ(test, used, 6);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 1, buffer, 6, &used), 0);
	KUNIT_EXPECT_EQ(test, used, 6);
	KUNIT_EXPECT_EQ(test, memcmp(buffer, fake->data[0][1], 6), 0);
}

/* The least size is not what it takes, if there is more. */
static void size_that_varies_is_asked_for_w25(struct kunit *test)
{
	struct fake *fake = test->priv;
	u64 buffer;
	u32 used;

	fake->blocks[0].min_size = 3;
	fake->blocks[0].max_size = 8;
	KUNIT_ASSERT_EQ(test, again(fake), 0);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, &buffer, 2, &used), -ENOSPC);
	KUNIT_EXPECT_EQ(test, used, 6);
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, &buffer, used, &used), 0);
	KUNIT_EXPECT_EQ(test, used, 6);
}

static void nothing_is_written_beyond_the_room_w26(struct kunit *test)
{
	struct fake *fake = test->priv;
	u8 buffer[96] __aligned(8);
	unsigned int room, i;

	for (room = 0; room < 64; room++) {
		struct winwmi_request request = { .buffer = buffer, .room = room };
		int err;

		memset(buffer, 0xee, sizeof(buffer));
		err = fake_ask(fake, &request, 0, WINWMI_MN_QUERY_ALL);
		KUNIT_EXPECT_EQ(test, err, room < 54 ? -ENOSPC : 0);
		KUNIT_EXPECT_EQ(test, request.used, 54);
		for (i = room; i < sizeof(buffer); i++)
			KUNIT_EXPECT_EQ(test, buffer[i], 0xee);
	}
}

/* It has its place all the same, and that may be beyond the room. */
static void room_is_for_an_empty_instance_too_w26(struct kunit *test)
{
	struct fake *fake = test->priv;
	u8 buffer[64] __aligned(8);
	unsigned int room, i;

	fake->last_empty = true;
	for (room = 40; room <= 56; room++) {
		struct winwmi_request request = { .buffer = buffer, .room = room };
		int err;

		memset(buffer, 0xee, sizeof(buffer));
		err = fake_ask(fake, &request, 0, WINWMI_MN_QUERY_ALL);
		KUNIT_EXPECT_EQ(test, err, room < 48 ? -ENOSPC : 0);
		KUNIT_EXPECT_EQ(test, request.used, 48);
		for (i = room; i < sizeof(buffer); i++)
			KUNIT_EXPECT_EQ(test, buffer[i], 0xee);
	}
}

static void without_a_setter_it_is_read_only_w27(struct kunit *test)
{
	struct fake *fake = test->priv;
	u64 data = 0;
	struct winwmi_request request = { .buffer = &data, .size = 6, .id = 1 };

	fake->callbacks.set_block = NULL;
	fake->callbacks.set_item = NULL;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_SET), -EROFS);
	KUNIT_EXPECT_EQ(test, (u32)request.result, WINWMI_STATUS_WMI_READ_ONLY);
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_SET_ITEM), -EROFS);
}

static void without_methods_none_is_run_w28(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_request request = { .id = 1 };

	fake->callbacks.execute = NULL;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_EXECUTE), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, (u32)request.result, WINWMI_STATUS_INVALID_DEVICE_REQUEST);
}

/* An expensive block's file is an interest in its data for as long as it is read. */
static void without_control_all_is_enabled_w29(struct kunit *test)
{
	struct fake *fake = test->priv;
	char text[8];

	fake->blocks[0].flags |= WINWMI_BLOCK_EXPENSIVE;
	fake->blocks[0].max_size = 6;
	fake->callbacks.control = NULL;
	KUNIT_EXPECT_EQ(test, again(fake), 0);
	KUNIT_EXPECT_EQ(test, fake_file_read(fake, 0, "instances/0/data", text, sizeof(text)), 6);
}

static void whole_set_leaves_what_is_read_only_w30(struct kunit *test)
{
	u8 data[6] __aligned(8) = { 91, 92, 93, 94, 95, 96 };
	struct winwmi_request request = { .buffer = data, .size = 6, .instance = 1 };
	struct fake *fake = test->priv;
	u8 first = fake->data[0][1][0];

	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_SET), 0);
	KUNIT_EXPECT_EQ(test, fake->data[0][1][0], first);
	KUNIT_EXPECT_EQ(test, memcmp(&fake->data[0][1][1], &data[1], 5), 0);
}

static const struct winwmi_item items[] = {
	{ .name = "Serial", .type = WINWMI_UINT16, .access = WINWMI_ITEM_READ },
	{ .name = "Level", .type = WINWMI_UINT32, .access = WINWMI_ITEM_RW },
};

static const struct winwmi_method methods[] = {
	{ .name = "Double", .id = 3 },
	{ .name = "Other", .id = 5 },
};

static void offer_tables(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_block_info *block = fake_offer(fake, 1, 1, 8);

	block->items = items;
	block->item_count = ARRAY_SIZE(items);
	block->methods = methods;
	block->method_count = ARRAY_SIZE(methods);
	KUNIT_ASSERT_EQ(test, again(fake), 0);
}

static void read_only_item_is_not_set_w31(struct kunit *test)
{
	struct fake *fake = test->priv;
	u64 data = 5;
	struct winwmi_request request = { .buffer = &data, .size = 2, .id = 1 };
	u8 before;

	offer_tables(test);
	before = fake->data[1][0][0];
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 1, WINWMI_MN_SET_ITEM), -EROFS);
	KUNIT_EXPECT_EQ(test, fake->data[1][0][0], before);
	request.id = 2;
	request.size = 4;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 1, WINWMI_MN_SET_ITEM), 0);
	KUNIT_EXPECT_EQ(test, fake->item, 2);
}

static void short_set_fails_w32(struct kunit *test)
{
	struct fake *fake = test->priv;
	u64 data = 5;
	struct winwmi_request request = { .buffer = &data, .size = 6 };

	fake->set_result = WINWMI_STATUS_BUFFER_TOO_SMALL;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_SET), -EINVAL);
	KUNIT_EXPECT_EQ(test, (u32)request.result, WINWMI_STATUS_WMI_SET_FAILURE);
	request.id = 1;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_SET_ITEM), -EINVAL);
	fake->set_result = 0;
	offer_tables(test);
	request.id = 2;
	request.size = 3;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 1, WINWMI_MN_SET_ITEM), -EINVAL);
	KUNIT_EXPECT_EQ(test, (u32)request.result, WINWMI_STATUS_WMI_SET_FAILURE);
}

static void unknown_item_or_method_is_not_found_w33(struct kunit *test)
{
	struct fake *fake = test->priv;
	u64 data = 5;
	struct winwmi_request request = { .buffer = &data, .size = 4, .room = 8 };

	offer_tables(test);
	request.id = 0;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 1, WINWMI_MN_SET_ITEM), -EBADRQC);
	request.id = 3;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 1, WINWMI_MN_SET_ITEM), -EBADRQC);
	request.id = 4;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 1, WINWMI_MN_EXECUTE), -EBADRQC);
	KUNIT_EXPECT_EQ(test, (u32)request.result, WINWMI_STATUS_WMI_ITEMID_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, fake->methods, 0);
}

static void method_with_too_little_room_has_no_effect_w34(struct kunit *test)
{
	struct fake *fake = test->priv;
	u64 data[2] = { 0x0807060504030201 };
	struct winwmi_request request = { .buffer = data, .size = 4, .room = 7, .id = 1 };

	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_EXECUTE), -ENOSPC);
	KUNIT_EXPECT_EQ(test, request.used, 8);
	KUNIT_EXPECT_EQ(test, fake->methods, 0);
	KUNIT_EXPECT_NE(test, fake->data[0][0][0], 0);
	request.room = 8;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_EXECUTE), 0);
	KUNIT_EXPECT_EQ(test, fake->methods, 1);
	KUNIT_EXPECT_EQ(test, fake->data[0][0][0], 0);
}

static void output_takes_the_place_of_input_w35(struct kunit *test)
{
	struct fake *fake = test->priv;
	u64 data[2] = { 0x04030201 };
	struct winwmi_request request = { .buffer = data, .size = 4, .room = 16, .id = 1 };

	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_EXECUTE), 0);
	KUNIT_EXPECT_EQ(test, request.used, 8);
	KUNIT_EXPECT_EQ(test, data[0], 0x0403020104030201);
	request.size = 0;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_EXECUTE), 0);
	KUNIT_EXPECT_EQ(test, request.used, 0);
}

static void instance_is_queried_before_a_method_w36(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_request request = { .id = 1 };

	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_EXECUTE), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&fake->queries), 1);
	fake->query_result = WINWMI_STATUS_WMI_INSTANCE_NOT_FOUND;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_EXECUTE), -ENXIO);
	KUNIT_EXPECT_EQ(test, fake->methods, 1);
}

static void query_of_all_has_each_in_its_place_w37(struct kunit *test)
{
	struct fake *fake = test->priv;
	u64 buffer[16];
	struct winwmi_all *all = (void *)buffer;
	struct winwmi_request request = { .buffer = buffer, .room = sizeof(buffer) };
	u32 i;

	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_QUERY_ALL), 0);
	KUNIT_EXPECT_EQ(test, all->count, 2);
	KUNIT_EXPECT_EQ(test, all->size, request.used);
	KUNIT_EXPECT_EQ(test, all->size, 54);
	KUNIT_EXPECT_EQ(test, all->flags, 0);
	for (i = 0; i < 2; i++) {
		KUNIT_EXPECT_EQ(test, all->entries[i].offset, 40 + 8 * i);
		KUNIT_EXPECT_EQ(test, all->entries[i].size, 6);
		KUNIT_EXPECT_EQ(test, memcmp((u8 *)buffer + 40 + 8 * i, fake->data[0][i], 6), 0);
	}
}

static void fixed_size_is_told_w38(struct kunit *test)
{
	struct fake *fake = test->priv;
	u64 buffer[16];
	struct winwmi_all *all = (void *)buffer;
	struct winwmi_request request = { .buffer = buffer, .room = sizeof(buffer) };

	fake->blocks[0].min_size = 6;
	fake->blocks[0].max_size = 6;
	KUNIT_ASSERT_EQ(test, again(fake), 0);
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_QUERY_ALL), 0);
	KUNIT_EXPECT_EQ(test, all->flags, WINWMI_ALL_FIXED);
	KUNIT_EXPECT_EQ(test, all->fixed_size, 6);
	KUNIT_EXPECT_EQ(test, all->entries[1].offset - all->entries[0].offset, 8);
}

static void answers_have_the_time_w39(struct kunit *test)
{
	struct fake *fake = test->priv;
	u64 data, last = 0;
	unsigned int i;

	for (i = 0; i < 100; i++) {
		struct winwmi_request request = { .buffer = &data, .room = sizeof(data) };

		KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_QUERY_SINGLE), 0);
		KUNIT_EXPECT_GE(test, request.timestamp, last);
		last = request.timestamp;
	}
	/* After the beginning of 1970, and before 2200: UML's clock may be anywhere. */
	KUNIT_EXPECT_GE(test, last, 116444736000000000ULL);
	KUNIT_EXPECT_LT(test, last, 189000000000000000ULL);
}

static int query_thread(void *priv)
{
	u64 data;

	return fake_query(priv, 0, 0, &data, sizeof(data), NULL);
}

static void queries_run_side_by_side_w40(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct task_struct *tasks[3];
	unsigned int i;

	fake->slow = true;
	for (i = 0; i < ARRAY_SIZE(tasks); i++) {
		tasks[i] = kthread_create(query_thread, fake, "winwmi-test");
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, tasks[i]);
		get_task_struct(tasks[i]);
		wake_up_process(tasks[i]);
		wait_for_completion(&fake->entered);
	}
	KUNIT_EXPECT_EQ(test, fake->most_running, 3);
	complete_all(&fake->go);
	for (i = 0; i < ARRAY_SIZE(tasks); i++) {
		KUNIT_EXPECT_EQ(test, kthread_stop(tasks[i]), 0);
		put_task_struct(tasks[i]);
	}
}

static void broken_contract_is_an_error_w41(struct kunit *test)
{
	struct fake *fake = test->priv;
	u64 data[2] = {};
	u32 used;

	fake->query_result = WINWMI_STATUS_PENDING;
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, data, sizeof(data), &used), -EIO);
	KUNIT_EXPECT_EQ(test, used, 0);
	fake->query_result = 0;
	fake->query_used = 17;
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, data, sizeof(data), &used), -EIO);
	KUNIT_EXPECT_EQ(test, used, 0);
	fake->query_result = -ENOSPC;
	fake->query_used = 16;
	KUNIT_EXPECT_EQ(test, fake_query(fake, 0, 0, data, sizeof(data), &used), -EIO);
	KUNIT_EXPECT_EQ(test, used, 0);
}

static void statuses_are_carried_whole(struct kunit *test)
{
	struct fake *fake = test->priv;
	struct winwmi_request request = {};

	fake->query_result = 0xC0FFEE00;
	KUNIT_EXPECT_EQ(test, fake_ask(fake, &request, 0, WINWMI_MN_QUERY_SINGLE), -EIO);
	KUNIT_EXPECT_EQ(test, winwmi_to_status(request.result), 0xC0FFEE00);
}

/* What only a file in sysfs has: an interest for as long as it takes. */
static void reading_a_file_collects_for_so_long_w47(struct kunit *test)
{
	struct fake *fake = test->priv;
	char text[8];

	fake->blocks[0].flags |= WINWMI_BLOCK_EXPENSIVE;
	fake->blocks[0].max_size = 6;
	KUNIT_EXPECT_EQ(test, again(fake), 0);
	KUNIT_EXPECT_EQ(test, fake_file_read(fake, 0, "instances/0/data", text, sizeof(text)), 6);
	KUNIT_EXPECT_EQ(test, fake->begun[WINWMI_COLLECTION], 1);
	KUNIT_EXPECT_EQ(test, fake->ended[WINWMI_COLLECTION], 1);
	KUNIT_EXPECT_EQ(test, fake->begun[WINWMI_EVENTS], 0);
	fake->control_result = WINWMI_STATUS_INSUFFICIENT_RESOURCES;
	KUNIT_EXPECT_EQ(test, fake_file_read(fake, 0, "instances/0/data", text, sizeof(text)),
			-ENOMEM);
	KUNIT_EXPECT_EQ(test, fake_number(fake, 0, "data_consumers"), 0);
	KUNIT_EXPECT_EQ(test, fake_number(fake, 0, "collection_enabled"), 0);
	KUNIT_EXPECT_FALSE(test, fake->unordered);
}

static void what_is_not_expensive_is_not_told_w46(struct kunit *test)
{
	struct fake *fake = test->priv;
	char text[8];

	fake->blocks[0].max_size = 6;
	KUNIT_EXPECT_EQ(test, again(fake), 0);
	KUNIT_EXPECT_EQ(test, fake_file_read(fake, 0, "instances/0/data", text, sizeof(text)), 6);
	KUNIT_EXPECT_EQ(test, fake->begun[WINWMI_COLLECTION], 0);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(request_of_another_is_passed_on_w21),
	KUNIT_CASE(unknown_kind_is_passed_on_w22),
	KUNIT_CASE(unknown_block_is_not_found_w23),
	KUNIT_CASE(instance_beyond_the_last_is_not_found_w24),
	KUNIT_CASE(short_query_tells_the_size_w25),
	KUNIT_CASE(size_that_varies_is_asked_for_w25),
	KUNIT_CASE(nothing_is_written_beyond_the_room_w26),
	KUNIT_CASE(room_is_for_an_empty_instance_too_w26),
	KUNIT_CASE(without_a_setter_it_is_read_only_w27),
	KUNIT_CASE(without_methods_none_is_run_w28),
	KUNIT_CASE(without_control_all_is_enabled_w29),
	KUNIT_CASE(whole_set_leaves_what_is_read_only_w30),
	KUNIT_CASE(read_only_item_is_not_set_w31),
	KUNIT_CASE(short_set_fails_w32),
	KUNIT_CASE(unknown_item_or_method_is_not_found_w33),
	KUNIT_CASE(method_with_too_little_room_has_no_effect_w34),
	KUNIT_CASE(output_takes_the_place_of_input_w35),
	KUNIT_CASE(instance_is_queried_before_a_method_w36),
	KUNIT_CASE(query_of_all_has_each_in_its_place_w37),
	KUNIT_CASE(fixed_size_is_told_w38),
	KUNIT_CASE(answers_have_the_time_w39),
	KUNIT_CASE(queries_run_side_by_side_w40),
	KUNIT_CASE(broken_contract_is_an_error_w41),
	KUNIT_CASE(statuses_are_carried_whole),
	KUNIT_CASE(what_is_not_expensive_is_not_told_w46),
	KUNIT_CASE(reading_a_file_collects_for_so_long_w47),
	{}
};

struct kunit_suite winwmi_request_suite = {
	.name = "winwmi_request",
	.init = request_init,
	.exit = fake_exit,
	.test_cases = cases,
};

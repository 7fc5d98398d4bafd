// SPDX-License-Identifier: GPL-2.0-only
/*
 * What handlers of properties do alike, asked in the three sizes that there are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/audio_property.h>
#include <portcls/guid.h>
#include <portcls/property.h>

#include "portcls/ctl/support.h"

#define GET	PORTCLS_PROPERTY_GET
#define SET	PORTCLS_PROPERTY_SET
#define SUPPORT	PORTCLS_PROPERTY_BASIC_SUPPORT

#define ALL	PORTCLS_ALL_CHANNELS
#define BEGIN	40	/* bytes of a description */

static const struct portcls_property_item item = { .flags = GET | SET | SUPPORT };

static int channel_of(u32 verb, const void *instance, u32 size, u32 channels)
{
	const struct portcls_property_request request = {
		.item = &item, .verb = verb, .instance = (void *)instance, .instance_size = size,
	};
	s32 channel = 4711;
	int err;

	err = portcls_property_channel(&request, channels, &channel);
	if (err)
		return err;
	memcpy(&err, instance, sizeof(err));
	assert_int_equal(channel, err);
	return 0;
}

static void test_channels_are_those_of_the_node(void **state)
{
	static const u32 verbs[] = { GET, SET, SUPPORT };
	s32 channel;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(verbs); i++) {
		for (channel = 0; channel < 6; channel++)
			assert_int_equal(channel_of(verbs[i], &channel, 4, 6), 0);
		assert_int_equal(channel_of(verbs[i], &channel, 4, 6), -EINVAL);
		assert_int_equal(channel_of(verbs[i], &channel, 4, 0), -EINVAL);
		channel = -2;
		assert_int_equal(channel_of(verbs[i], &channel, 4, 6), -EINVAL);
		channel = S32_MIN;
		assert_int_equal(channel_of(verbs[i], &channel, 4, U32_MAX), -EINVAL);
	}
}

static void test_all_channels_can_only_be_set(void **state)
{
	s32 channel = ALL;

	assert_int_equal(channel_of(SET, &channel, 4, 2), 0);
	assert_int_equal(channel_of(GET, &channel, 4, 2), -EINVAL);
	assert_int_equal(channel_of(SUPPORT, &channel, 4, 2), -EINVAL);
}

static void test_instance_holds_a_channel(void **state)
{
	s32 channel[2] = { 1, 77 };

	assert_int_equal(channel_of(GET, NULL, 0, 2), -EINVAL);
	assert_int_equal(channel_of(GET, channel, 3, 2), -EINVAL);
	/* A channel and what Windows keeps for later. */
	assert_int_equal(channel_of(GET, channel, 8, 2), 0);
}

/* With room for @room bytes; what is at @value can be told from what an answer leaves there. */
static void ask(struct portcls_property_request *request, u32 room, u8 value[256])
{
	memset(value, 0x55, 256);
	*request = (struct portcls_property_request) {
		.item = &item, .value_size = room, .value = room ? value : NULL,
	};
}

static void assert_untouched(const u8 value[256], u32 used)
{
	for (; used < 256; used++)
		assert_int_equal(value[used], 0x55);
}

static void test_reply_keeps_to_the_size_protocol(void **state)
{
	struct portcls_property_request request;
	u8 value[256];

	ask(&request, 0, value);
	assert_int_equal(portcls_property_reply(&request, "abcdef", 6), -EMSGSIZE);
	assert_int_equal(request.value_size, 6);
	ask(&request, 5, value);
	assert_int_equal(portcls_property_reply(&request, "abcdef", 6), -ENOSPC);
	assert_int_equal(request.value_size, 6);
	assert_untouched(value, 0);
	ask(&request, 6, value);
	assert_int_equal(portcls_property_reply(&request, "abcdef", 6), 0);
	assert_int_equal(request.value_size, 6);
	assert_memory_equal(value, "abcdef", 6);
	assert_untouched(value, 6);
	ask(&request, 100, value);
	assert_int_equal(portcls_property_reply(&request, "abcdef", 6), 0);
	assert_int_equal(request.value_size, 6);
	assert_untouched(value, 6);
}

static void test_value_has_to_be_there_in_full(void **state)
{
	struct portcls_property_request request;
	u8 value[256];
	u32 word = 1;

	ask(&request, 3, value);
	assert_int_equal(portcls_property_value(&request, &word, 4), -ENOSPC);
	assert_int_equal(word, 1);
	ask(&request, 4, value);
	assert_int_equal(portcls_property_value(&request, &word, 4), 0);
	assert_int_equal(word, 0x55555555);
	ask(&request, 8, value);
	assert_int_equal(portcls_property_value(&request, &word, 4), 0);
}

static const struct portcls_stepping ranges[] = {
	{ PORTCLS_LEVEL_DB(1), 0, PORTCLS_LEVEL_DB(-60), 0 },
	{ PORTCLS_LEVEL_DB(2), 0, PORTCLS_LEVEL_DB(-30), PORTCLS_LEVEL_DB(12) },
};

static void test_access_alone_is_four_bytes_p37(void **state)
{
	struct portcls_property_request request;
	u8 value[256];
	u32 access;

	ask(&request, 4, value);
	assert_int_equal(portcls_property_support(&request, PORTCLS_TYPE_S32, ranges, 2), 0);
	assert_int_equal(request.value_size, 4);
	memcpy(&access, value, 4);
	assert_int_equal(access, GET | SET | SUPPORT);
	assert_untouched(value, 4);
}

static void test_beginning_tells_the_size_of_all_p37(void **state)
{
	struct portcls_property_description description;
	struct portcls_property_request request;
	u8 value[256];

	ask(&request, BEGIN, value);
	assert_int_equal(portcls_property_support(&request, PORTCLS_TYPE_S32, ranges, 2), 0);
	assert_int_equal(request.value_size, BEGIN);
	memcpy(&description, value, BEGIN);
	assert_int_equal(description.access, GET | SET | SUPPORT);
	assert_int_equal(description.size, BEGIN + 16 + 2 * 16);
	assert_memory_equal(&description.type_set, &portcls_type_set_general, 16);
	assert_int_equal(description.type, PORTCLS_TYPE_S32);
	assert_int_equal(description.members_lists, 1);
	assert_untouched(value, BEGIN);
}

static void test_all_is_what_the_core_reads_p37(void **state)
{
	struct portcls_property_request request;
	struct portcls_support_error error;
	struct portcls_support support;
	u32 count, i, size;
	u8 value[256];

	for (count = 0; count <= 2; count++) {
		size = BEGIN + (count ? 16 + count * 16 : 0);
		ask(&request, count ? 200 : size, value);
		assert_int_equal(portcls_property_support(&request, PORTCLS_TYPE_S32, ranges,
							  count), 0);
		assert_int_equal(request.value_size, size);
		assert_untouched(value, size);
		if (portcls_support_parse(value, size, &support, &error))
			fail_msg("%s", error.text);
		assert_int_equal(support.access, GET | SET | SUPPORT);
		assert_int_equal(support.type, PORTCLS_TYPE_S32);
		assert_int_equal(support.multichannel, count == 2);
		assert_int_equal(support.range_count, count);
		for (i = 0; i < count; i++) {
			assert_int_equal(support.ranges[i].minimum, ranges[i].minimum);
			assert_int_equal(support.ranges[i].maximum, ranges[i].maximum);
			assert_int_equal(support.ranges[i].step, ranges[i].step);
		}
	}
}

static void test_a_type_of_none_is_not_told_p37(void **state)
{
	struct portcls_property_request request;
	struct portcls_support_error error;
	struct portcls_support support;
	u8 value[256];

	ask(&request, 100, value);
	assert_int_equal(portcls_property_support(&request, 0, NULL, 0), 0);
	assert_int_equal(request.value_size, BEGIN);
	assert_int_equal(portcls_support_parse(value, BEGIN, &support, &error), 0);
	assert_int_equal(support.type, 0);
	assert_memory_equal(value + 8, (u8[16]) {}, 16);
}

static void test_no_other_size_will_do_p37(void **state)
{
	struct portcls_property_request request;
	u8 value[256];
	u32 room;

	for (room = 0; room < BEGIN + 16 + 16; room++) {
		if (room == 4 || room == BEGIN)
			continue;
		ask(&request, room, value);
		assert_int_equal(portcls_property_support(&request, PORTCLS_TYPE_S32, ranges, 1),
				 room ? -ENOSPC : -EMSGSIZE);
		assert_int_equal(request.value_size, BEGIN + 16 + 16);
		assert_untouched(value, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_channels_are_those_of_the_node),
		cmocka_unit_test(test_all_channels_can_only_be_set),
		cmocka_unit_test(test_instance_holds_a_channel),
		cmocka_unit_test(test_reply_keeps_to_the_size_protocol),
		cmocka_unit_test(test_value_has_to_be_there_in_full),
		cmocka_unit_test(test_access_alone_is_four_bytes_p37),
		cmocka_unit_test(test_beginning_tells_the_size_of_all_p37),
		cmocka_unit_test(test_all_is_what_the_core_reads_p37),
		cmocka_unit_test(test_a_type_of_none_is_not_told_p37),
		cmocka_unit_test(test_no_other_size_will_do_p37),
	};

	return cmocka_run_group_tests_name("request", tests, NULL, NULL);
}

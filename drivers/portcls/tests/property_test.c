// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests for properties: what handlers are given, and what the core makes of their answers.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/string.h>

#include <portcls/filter.h>
#include <portcls/guid.h>

#include "../core.h"
#include "fake_property.h"
#include "kunit.h"
#include "suites.h"

static const struct portcls_property_item *find(struct kunit *test, u32 node, const guid_t *set,
						u32 id)
{
	struct fake_device *device = test->priv;

	return portcls_property_find(device->port, node, set, id);
}

static void item_is_found_by_the_stride_of_its_table(struct kunit *test)
{
	const guid_t *other = &portcls_property_set_audio, set = fake_property_set;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(fake_node_items); i++)
		KUNIT_EXPECT_PTR_EQ(test, find(test, FAKE_DAC, &set, fake_node_items[i].item.id),
				    &fake_node_items[i].item);
	KUNIT_EXPECT_PTR_EQ(test, find(test, PORTCLS_FILTER_NODE, &set, FILTERS),
			    &fake_filter_items[0]);
	KUNIT_EXPECT_NULL(test, find(test, FAKE_DAC, &set, FILTERS));
	KUNIT_EXPECT_NULL(test, find(test, FAKE_DAC, other, PLAIN));
	KUNIT_EXPECT_NULL(test, find(test, FAKE_ADC, &set, PLAIN));
	KUNIT_EXPECT_NULL(test, find(test, PORTCLS_FILTER_NODE, &set, PLAIN));
}

static void handler_is_told_what_is_asked(struct kunit *test)
{
	struct portcls_property property = fake_property(test, FAKE_DAC, ALL_VERBS);
	struct portcls_property_request *last = &fake_handler.last;
	const s32 instance[] = { 1, 2, 3, 4 };
	u32 value = 0x12345678;

	property.stream = &value;
	property.instance = instance;
	property.instance_size = sizeof(instance);
	KUNIT_EXPECT_EQ(test, portcls_property_set(&property, &value, sizeof(value)), 0);
	KUNIT_EXPECT_EQ(test, fake_handler.calls, 1);
	KUNIT_EXPECT_PTR_EQ(test, last->miniport, test->priv);
	KUNIT_EXPECT_PTR_EQ(test, last->stream, &value);
	KUNIT_EXPECT_EQ(test, last->node, FAKE_DAC);
	KUNIT_EXPECT_PTR_EQ(test, last->item, &fake_node_items[0].item);
	KUNIT_EXPECT_EQ(test, last->verb, SET);
	KUNIT_EXPECT_EQ(test, last->instance_size, sizeof(instance));
	KUNIT_EXPECT_EQ(test, memcmp(fake_handler.instance, instance, sizeof(instance)), 0);
	KUNIT_EXPECT_EQ(test, last->value_size, sizeof(value));
	KUNIT_EXPECT_EQ(test, fake_handler.word, value);
	/* Its own copies, for as long as it takes. */
	KUNIT_EXPECT_TRUE(test, last->instance != instance);
	KUNIT_EXPECT_TRUE(test, last->value != &value);
	KUNIT_EXPECT_EQ(test, (unsigned long)last->instance % 8, 0);
	KUNIT_EXPECT_EQ(test, (unsigned long)last->value % 8, 0);
	KUNIT_EXPECT_EQ(test, fake_handler.traced.verb, SET);
	KUNIT_EXPECT_EQ(test, fake_handler.traced.size, sizeof(value));
	KUNIT_EXPECT_EQ(test, fake_handler.traced.err, 0);
}

static void filter_is_asked_without_a_node(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, PORTCLS_FILTER_NODE, FILTERS);
	u32 value = 0;

	fake_handler.answer = fake_answer_bytes;
	fake_handler.needs = sizeof(value);
	KUNIT_EXPECT_EQ(test, portcls_property_get(&property, &value, sizeof(value)), 0);
	KUNIT_EXPECT_EQ(test, value, 0x01010101);
	KUNIT_EXPECT_EQ(test, fake_handler.last.node, PORTCLS_FILTER_NODE);
	KUNIT_EXPECT_EQ(test, fake_handler.last.instance_size, 0);
	KUNIT_EXPECT_NULL(test, fake_handler.last.instance);
	KUNIT_EXPECT_NULL(test, fake_handler.last.stream);
}

static void what_is_not_there_is_not_asked_for(struct kunit *test)
{
	struct portcls_property property = fake_property(test, FAKE_DAC, READ_ONLY);
	u32 value = 0, size;

	KUNIT_EXPECT_EQ(test, portcls_property_set(&property, &value, sizeof(value)), -EOPNOTSUPP);
	property.id = WRITE_ONLY;
	KUNIT_EXPECT_EQ(test, portcls_property_get(&property, &value, sizeof(value)), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_all(&property, &size)),
			-EOPNOTSUPP);
	property.id = FILTERS;
	KUNIT_EXPECT_EQ(test, portcls_property_get(&property, &value, sizeof(value)), -ENOENT);
	KUNIT_EXPECT_EQ(test, portcls_property_set(&property, &value, sizeof(value)), -ENOENT);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_all(&property, &size)), -ENOENT);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_support(&property, &size)),
			-ENOENT);
	KUNIT_EXPECT_EQ(test, fake_handler.calls, 0);
	KUNIT_EXPECT_STREQ(test, fake_handler.message, "");
}

static void errors_of_the_handler_are_passed_on(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, ALL_VERBS);
	u32 value = 0, size;

	fake_handler.result = -EINVAL;
	KUNIT_EXPECT_EQ(test, portcls_property_get(&property, &value, sizeof(value)), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake_handler.traced.err, -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_property_set(&property, &value, sizeof(value)), -EINVAL);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_all(&property, &size)), -EINVAL);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_support(&property, &size)),
			-EINVAL);
	KUNIT_EXPECT_STREQ(test, fake_handler.message, "");
	fake_handler.result = 1;
	KUNIT_EXPECT_EQ(test, portcls_property_get(&property, &value, sizeof(value)), -EIO);
	KUNIT_EXPECT_STREQ(test, fake_handler.message,
			   "subdevice 'Wave': node 1 (DAC): property 1 of 0c9e52d1-6f14-4b7a-935d-18e2704cb62f: handler gives 1\n");
}

static void value_has_the_size_that_it_has_to_have(struct kunit *test)
{
	struct portcls_property property = fake_property(test, FAKE_DAC, READ_ONLY);
	u8 value[8] = {};
	u32 needs;

	fake_handler.answer = fake_answer_bytes;
	for (needs = 0; needs <= sizeof(value); needs++) {
		fake_handler.needs = needs;
		fake_handler.message[0] = '\0';
		KUNIT_EXPECT_EQ(test, portcls_property_get(&property, value, 4),
				needs == 4 ? 0 : -EIO);
		KUNIT_EXPECT_EQ(test, !fake_handler.message[0], needs == 4);
	}
	KUNIT_EXPECT_STREQ(test, fake_handler.message,
			   "subdevice 'Wave': node 1 (DAC): property 2 of 0c9e52d1-6f14-4b7a-935d-18e2704cb62f: has 8 bytes, not 4\n");
	KUNIT_EXPECT_EQ(test, value[3], 5);
	KUNIT_EXPECT_EQ(test, value[4], 0);
	property = fake_property(test, PORTCLS_FILTER_NODE, FILTERS);
	KUNIT_EXPECT_EQ(test, portcls_property_get(&property, value, 4), -EIO);
	KUNIT_EXPECT_STREQ(test, fake_handler.message,
			   "subdevice 'Wave': filter: property 5 of 0c9e52d1-6f14-4b7a-935d-18e2704cb62f: has 8 bytes, not 4\n");
	/* What cannot be set for its size is the miniport's fault, too. */
	property = fake_property(test, FAKE_DAC, WRITE_ONLY);
	KUNIT_EXPECT_EQ(test, portcls_property_set(&property, value, 4), -EIO);
}

static void value_of_any_size_is_asked_for_its_size_first(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, READ_ONLY);
	u32 sizes[] = { 1, 4, 4096, PORTCLS_VALUE_MAX }, size, i;
	u8 *value;

	fake_handler.answer = fake_answer_bytes;
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		fake_handler.calls = 0;
		fake_handler.needs = sizes[i];
		value = portcls_property_get_all(&property, &size);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, value);
		KUNIT_EXPECT_EQ(test, size, sizes[i]);
		KUNIT_EXPECT_EQ(test, fake_handler.calls, 2);
		KUNIT_EXPECT_EQ(test, value[0], 2);
		KUNIT_EXPECT_EQ(test, value[size - 1], 2);
		fake_property_free(value);
	}
	fake_handler.needs = PORTCLS_VALUE_MAX + 1;
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_all(&property, &size)), -EIO);
	KUNIT_EXPECT_TRUE(test, strstr(fake_handler.message, "has 65537 bytes, more than 65536\n"));
}

static int answer_size_first(struct portcls_property_request *request)
{
	if (request->value_size)
		return fake_answer_bytes(request);
	request->value_size = fake_handler.needs;
	return 0;
}

static void size_told_with_success_will_do(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, READ_ONLY);
	u32 size;
	u8 *value;

	fake_handler.answer = answer_size_first;
	fake_handler.needs = 5;
	value = portcls_property_get_all(&property, &size);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, value);
	KUNIT_EXPECT_EQ(test, size, 5);
	KUNIT_EXPECT_EQ(test, value[4], 2);
	fake_property_free(value);
}

static int answer_more_each_time(struct portcls_property_request *request)
{
	fake_handler.needs = min(8 * fake_handler.calls, 8 * (u32)fake_handler.result);
	return fake_answer_bytes(request);
}

static void value_that_grows_is_asked_for_again(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, READ_ONLY);
	u32 size;
	u8 *value;

	fake_handler.answer = answer_more_each_time;
	fake_handler.result = 3;
	value = portcls_property_get_all(&property, &size);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, value);
	KUNIT_EXPECT_EQ(test, size, 24);
	KUNIT_EXPECT_EQ(test, fake_handler.calls, 4);
	fake_property_free(value);
	fake_handler.result = 1000;
	fake_handler.calls = 0;
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_all(&property, &size)), -EIO);
	KUNIT_EXPECT_LT(test, fake_handler.calls, 10);
	KUNIT_EXPECT_TRUE(test, strstr(fake_handler.message, "has more bytes each time"));
}

static void sizes_that_do_not_add_up_are_refused(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, READ_ONLY);
	u32 size;

	/* As many bytes are too few for it as there are. */
	fake_handler.answer = fake_answer_size;
	fake_handler.result = -ENOSPC;
	fake_handler.needs = 8;
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_all(&property, &size)), -EIO);
	KUNIT_EXPECT_TRUE(test, strstr(fake_handler.message, "gives -28 for 8 bytes, and has 8\n"));
}

static int answer_more_than_there_is_room(struct portcls_property_request *request)
{
	request->value_size += 8;
	return 0;
}

static void more_than_there_was_room_for_is_refused(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, READ_ONLY);
	u32 size;

	fake_handler.answer = answer_more_than_there_is_room;
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_all(&property, &size)), -EIO);
	KUNIT_EXPECT_TRUE(test, strstr(fake_handler.message, "gives 0 for 8 bytes, and has 16\n"));
}

static void value_that_became_shorter_is_taken(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, READ_ONLY);
	u32 size;
	u8 *value;

	fake_handler.answer = fake_answer_size;
	fake_handler.needs = 0;
	value = portcls_property_get_all(&property, &size);
	KUNIT_EXPECT_FALSE(test, IS_ERR(value));
	KUNIT_EXPECT_EQ(test, size, 0);
	fake_property_free(value);
}

static void core_answers_for_who_has_no_basic_support_p37(struct kunit *test)
{
	static const struct {
		u32 id;
		u32 access;
	} expected[] = { { READ_ONLY, GET }, { WRITE_ONLY, SET }, { PLAIN, GET | SET } };
	struct portcls_property property;
	u32 *answer, size, i;

	for (i = 0; i < ARRAY_SIZE(expected); i++) {
		property = fake_property(test, FAKE_DAC, expected[i].id);
		answer = portcls_property_get_support(&property, &size);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, answer);
		KUNIT_EXPECT_EQ(test, size, 4);
		KUNIT_EXPECT_EQ(test, *answer, expected[i].access);
		fake_property_free(answer);
	}
	KUNIT_EXPECT_EQ(test, fake_handler.calls, 0);
}

static const struct portcls_stepping stereo[] = { { 1, 0, -5, 5 }, { 2, 0, -6, 6 } };

static int answer_support(struct portcls_property_request *request)
{
	return portcls_property_support(request, PORTCLS_TYPE_S32, stereo, ARRAY_SIZE(stereo));
}

static void basic_support_is_asked_for_its_beginning_then_all_p37(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, ALL_VERBS);
	struct portcls_property_description *description;
	struct portcls_members_header *header;
	u32 size;

	fake_handler.answer = answer_support;
	description = portcls_property_get_support(&property, &size);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, description);
	KUNIT_EXPECT_EQ(test, fake_handler.calls, 2);
	KUNIT_EXPECT_EQ(test, size, 40 + 16 + 2 * 16);
	KUNIT_EXPECT_EQ(test, description->size, size);
	KUNIT_EXPECT_EQ(test, description->access, GET | SET | SUPPORT);
	header = (void *)(description + 1);
	KUNIT_EXPECT_EQ(test, header->flags, PORTCLS_MEMBERS_MULTICHANNEL);
	KUNIT_EXPECT_EQ(test, memcmp(header + 1, stereo, sizeof(stereo)), 0);
	fake_property_free(description);
}

static int answer_support_at_once(struct portcls_property_request *request)
{
	if (request->value_size == sizeof(struct portcls_property_description))
		request->value_size = 0;
	return answer_support(request);
}

static void basic_support_that_has_no_beginning_is_asked_for_all_p37(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, ALL_VERBS);
	void *answer;
	u32 size;

	fake_handler.answer = answer_support_at_once;
	answer = portcls_property_get_support(&property, &size);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, answer);
	KUNIT_EXPECT_EQ(test, size, 40 + 16 + 2 * 16);
	fake_property_free(answer);
}

/* Takes four bytes only, or the first four of more. */
static int answer_access(struct portcls_property_request *request)
{
	u32 access = GET | SUPPORT;

	if (request->value_size != sizeof(access) && fake_handler.result) {
		request->value_size = fake_handler.needs;
		return fake_handler.result;
	}
	memcpy(request->value, &access, sizeof(access));
	request->value_size = sizeof(access);
	return 0;
}

static void basic_support_may_be_the_access_alone_p37(struct kunit *test)
{
	static const struct {
		int result;
		u32 needs;
	} refusals[] = { { 0, 0 }, { -ENOSPC, 4 }, { -ENOSPC, 0 }, { -EMSGSIZE, 39 } };
	const struct portcls_property property = fake_property(test, FAKE_DAC, ALL_VERBS);
	u32 *answer, size, i;

	fake_handler.answer = answer_access;
	for (i = 0; i < ARRAY_SIZE(refusals); i++) {
		fake_handler.result = refusals[i].result;
		fake_handler.needs = refusals[i].needs;
		answer = portcls_property_get_support(&property, &size);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, answer);
		KUNIT_EXPECT_EQ(test, size, 4);
		KUNIT_EXPECT_EQ(test, *answer, GET | SUPPORT);
		fake_property_free(answer);
	}
}

static int answer_description(struct portcls_property_request *request)
{
	const struct portcls_property_description description = {
		.access = GET, .size = fake_handler.needs,
	};

	return portcls_property_reply(request, &description, sizeof(description));
}

static void basic_support_of_a_strange_size_is_refused_p37(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, ALL_VERBS);
	u32 size;

	fake_handler.answer = answer_description;
	fake_handler.needs = 39;
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_support(&property, &size)),
			-EIO);
	KUNIT_EXPECT_TRUE(test, strstr(fake_handler.message, "has basic support of 39 bytes\n"));
	fake_handler.needs = U32_MAX;
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_support(&property, &size)),
			-EIO);
	KUNIT_EXPECT_TRUE(test, strstr(fake_handler.message,
				       "has 4294967295 bytes, more than 65536\n"));
}

static void device_out_of_reach_is_not_asked_p52(struct kunit *test)
{
	const struct portcls_property property = fake_property(test, FAKE_DAC, ALL_VERBS);
	struct fake_device *device = test->priv;
	struct portcls_adapter *adapter = device->adapter;
	u32 value = 0;

	WRITE_ONCE(adapter->accessible, false);
	KUNIT_EXPECT_EQ(test, portcls_property_get(&property, &value, sizeof(value)), -ENODEV);
	WRITE_ONCE(adapter->accessible, true);
	WRITE_ONCE(adapter->leaving, true);
	KUNIT_EXPECT_EQ(test, portcls_property_set(&property, &value, sizeof(value)), -ENODEV);
	WRITE_ONCE(adapter->leaving, false);
	portcls_adapter_set_gone(adapter);
	KUNIT_EXPECT_EQ(test, portcls_property_set(&property, &value, sizeof(value)), -ENODEV);
	KUNIT_EXPECT_EQ(test, fake_handler.calls, 0);
	KUNIT_EXPECT_EQ(test, fake_handler.traced.err, -ENODEV);
}

static void lack_of_memory_is_told_p56(struct kunit *test)
{
	struct portcls_property property = fake_property(test, FAKE_DAC, ALL_VERBS);
	u32 value = 0, size;

	fake_handler.memory_is_out = true;
	KUNIT_EXPECT_EQ(test, portcls_property_get(&property, &value, sizeof(value)), -ENOMEM);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_all(&property, &size)), -ENOMEM);
	property.id = PLAIN;
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(portcls_property_get_support(&property, &size)),
			-ENOMEM);
	KUNIT_EXPECT_EQ(test, fake_handler.calls, 0);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(item_is_found_by_the_stride_of_its_table),
	KUNIT_CASE(handler_is_told_what_is_asked),
	KUNIT_CASE(filter_is_asked_without_a_node),
	KUNIT_CASE(what_is_not_there_is_not_asked_for),
	KUNIT_CASE(errors_of_the_handler_are_passed_on),
	KUNIT_CASE(value_has_the_size_that_it_has_to_have),
	KUNIT_CASE(value_of_any_size_is_asked_for_its_size_first),
	KUNIT_CASE(size_told_with_success_will_do),
	KUNIT_CASE(value_that_grows_is_asked_for_again),
	KUNIT_CASE(sizes_that_do_not_add_up_are_refused),
	KUNIT_CASE(more_than_there_was_room_for_is_refused),
	KUNIT_CASE(value_that_became_shorter_is_taken),
	KUNIT_CASE(core_answers_for_who_has_no_basic_support_p37),
	KUNIT_CASE(basic_support_is_asked_for_its_beginning_then_all_p37),
	KUNIT_CASE(basic_support_that_has_no_beginning_is_asked_for_all_p37),
	KUNIT_CASE(basic_support_may_be_the_access_alone_p37),
	KUNIT_CASE(basic_support_of_a_strange_size_is_refused_p37),
	KUNIT_CASE(device_out_of_reach_is_not_asked_p52),
	KUNIT_CASE(lack_of_memory_is_told_p56),
	{}
};

struct kunit_suite portcls_property_suite = {
	.name = "portcls_property",
	.init = fake_property_init,
	.exit = fake_property_exit,
	.test_cases = cases,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * The core's asking for properties, and a handler.
 *
 * The core exports none of this to other modules. So its source is compiled in once more, with
 * messages, warnings, traces and memory that the cases can see.
 */
#include <linux/bug.h>
#include <linux/dev_printk.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/stdarg.h>
#include <linux/string.h>

#include <portcls/filter.h>

#include "../core.h"
#include "../trace.h"
#include "fake_property.h"
#include "kunit.h"

/* Cases come one after the other. */
struct fake_handler fake_handler;

static __printf(2, 3) void catch_message(const struct device *dev, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vscnprintf(fake_handler.message, sizeof(fake_handler.message), fmt, args);
	va_end(args);
}

static bool catch_warning(bool condition)
{
	fake_handler.warnings += condition;
	return condition;
}

static void catch_trace(const struct portcls_property *property, u32 verb, u32 size, int err)
{
	fake_handler.traced.verb = verb;
	fake_handler.traced.size = size;
	fake_handler.traced.err = err;
}

static void *count_kzalloc(size_t size, gfp_t flags)
{
	void *memory = fake_handler.memory_is_out ? NULL : kzalloc(size, flags);

	if (memory)
		atomic_inc(&fake_handler.allocations);
	return memory;
}

static void *count_kmemdup(const void *from, size_t size, gfp_t flags)
{
	void *memory = count_kzalloc(size, flags);

	return memory ? memcpy(memory, from, size) : NULL;
}

static void count_kfree(const void *memory)
{
	if (memory)
		atomic_dec(&fake_handler.allocations);
	kfree(memory);
}

#undef dev_err_ratelimited
#define dev_err_ratelimited catch_message
#undef WARN_ONCE
#define WARN_ONCE(condition, fmt...) catch_warning(condition)
#define trace_portcls_property catch_trace
#undef kzalloc
#define kzalloc count_kzalloc
#undef kmemdup
#define kmemdup count_kmemdup
#define kfree count_kfree
#undef EXPORT_SYMBOL_GPL
#define EXPORT_SYMBOL_GPL(symbol) static_assert(true)

#include "../ctl/property.c"

const guid_t fake_property_set =
	GUID_INIT(0x0c9e52d1, 0x6f14, 0x4b7a, 0x93, 0x5d, 0x18, 0xe2, 0x70, 0x4c, 0xb6, 0x2f);

static int handle(struct portcls_property_request *request);

const struct fake_wide_item fake_node_items[FAKE_NODE_ITEMS] = {
	{ { &fake_property_set, ALL_VERBS, GET | SET | SUPPORT, handle }, ~0ULL },
	{ { &fake_property_set, READ_ONLY, GET, handle }, ~0ULL },
	{ { &fake_property_set, WRITE_ONLY, SET, handle }, ~0ULL },
	{ { &fake_property_set, PLAIN, GET | SET, handle }, ~0ULL },
};

static const struct portcls_automation node_automation = {
	sizeof(fake_node_items[0]), ARRAY_SIZE(fake_node_items), fake_node_items,
};

const struct portcls_property_item fake_filter_items[1] = {
	{ &fake_property_set, FILTERS, GET, handle },
};

static const struct portcls_automation filter_automation = {
	sizeof(fake_filter_items[0]), ARRAY_SIZE(fake_filter_items), fake_filter_items,
};

static int handle(struct portcls_property_request *request)
{
	int err;

	fake_handler.overlapped |= atomic_inc_return(&fake_handler.inside) > 1;
	fake_handler.calls++;
	fake_handler.last = *request;
	if (request->instance_size)
		memcpy(fake_handler.instance, request->instance, request->instance_size);
	if (request->verb == SET && request->value_size >= sizeof(fake_handler.word))
		memcpy(&fake_handler.word, request->value, sizeof(fake_handler.word));
	err = fake_handler.answer ? fake_handler.answer(request) : fake_handler.result;
	atomic_dec(&fake_handler.inside);
	return err;
}

/**
 * fake_answer_bytes() - answer with as many bytes as are needed, each the count of calls
 * @request: the request
 *
 * Return: as the size protocol has it.
 */
int fake_answer_bytes(struct portcls_property_request *request)
{
	u32 room = request->value_size;

	request->value_size = fake_handler.needs;
	if (room < fake_handler.needs)
		return room ? -ENOSPC : -EMSGSIZE;
	memset(request->value, fake_handler.calls, fake_handler.needs);
	return 0;
}

/**
 * fake_answer_size() - tell how many bytes are needed, and no more than that
 * @request: the request
 *
 * Return: the result.
 */
int fake_answer_size(struct portcls_property_request *request)
{
	request->value_size = fake_handler.needs;
	return fake_handler.result;
}

/**
 * fake_answer_never() - leave the answer to fake_complete()
 * @request: the request
 *
 * Return: -EINPROGRESS.
 */
int fake_answer_never(struct portcls_property_request *request)
{
	WRITE_ONCE(fake_handler.pending, request);
	return -EINPROGRESS;
}

/**
 * fake_complete() - answer the pending request
 * @status: with that, and a value of 0x77
 */
void fake_complete(int status)
{
	struct portcls_property_request *request = fake_handler.pending;

	WRITE_ONCE(fake_handler.pending, NULL);
	memset(request->value, 0x77, request->value_size);
	portcls_complete_pending_property_request(request, status);
}

static void do_work(struct work_struct *work)
{
	fake_complete(fake_handler.result);
}

/**
 * fake_answer_later() - have a work item answer, with the result
 * @request: the request
 *
 * Return: -EINPROGRESS.
 */
int fake_answer_later(struct portcls_property_request *request)
{
	fake_handler.pending = request;
	schedule_delayed_work(&fake_handler.work, msecs_to_jiffies(20));
	return -EINPROGRESS;
}

/**
 * fake_property_init() - give a case a started device whose properties are those of the handler
 * @test: the case; receives the device as its priv
 *
 * Return: 0 or a negative errno.
 */
int fake_property_init(struct kunit *test)
{
	struct fake_device *device;
	int err;

	memset(&fake_handler, 0, sizeof(fake_handler));
	INIT_DELAYED_WORK(&fake_handler.work, do_work);
	err = fake_suite_init(test);
	if (err)
		return err;
	device = test->priv;
	device->descriptor.nodes[FAKE_DAC].automation = &node_automation;
	device->descriptor.filter.automation = &filter_automation;
	return fake_device_start(device);
}

/**
 * fake_property_exit() - take the device away; nothing is left of its requests
 * @test: the case
 */
void fake_property_exit(struct kunit *test)
{
	flush_delayed_work(&fake_handler.work);
	if (fake_handler.pending)
		fake_complete(0);
	fake_suite_exit(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&fake_handler.allocations), 0);
	KUNIT_EXPECT_EQ(test, fake_handler.warnings, 0);
}

/**
 * fake_property() - a property to be asked
 * @test: the case
 * @node: whose, or PORTCLS_FILTER_NODE
 * @id: number in the handler's set
 *
 * Return: the property.
 */
struct portcls_property fake_property(struct kunit *test, u32 node, u32 id)
{
	struct fake_device *device = test->priv;

	return (struct portcls_property) {
		.port = device->port,
		.node = node,
		.set = &fake_property_set,
		.id = id,
	};
}

/**
 * fake_property_free() - free what the core allocated
 * @value: that, or NULL
 */
void fake_property_free(void *value)
{
	kfree(value);
}

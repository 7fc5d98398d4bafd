// SPDX-License-Identifier: GPL-2.0-only
/*
 * Blocks of data: the core's, and a miniport's beside them.
 */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/uuid.h>
#include <linux/workqueue.h>

#include <portcls/wmi.h>
#include <winwmi/request.h>

#include "../core.h"
#include "fake.h"
#include "kunit.h"
#include "suites.h"

static const guid_t first_guid =
	GUID_INIT(0x5d0c2f11, 0x9f4e, 0x4c0b, 0x8e, 0x57, 0x2b, 0x11, 0x6e, 0xd0, 0x3c, 0x01);
static const guid_t second_guid =
	GUID_INIT(0x5d0c2f11, 0x9f4e, 0x4c0b, 0x8e, 0x57, 0x2b, 0x11, 0x6e, 0xd0, 0x3c, 0x02);

/**
 * struct miniport - a miniport with two blocks
 * @context: the blocks
 * @guids: what they are known by
 * @port: its port
 * @adapter: its adapter
 * @entered: a query has begun
 * @go: it may go on, if @waits
 * @waits: queries wait
 * @unregister: they try to unregister first
 * @result: what that gave
 */
struct miniport {
	struct winwmi_context context;
	const guid_t *guids[2];
	struct portcls_port *port;
	struct portcls_adapter *adapter;
	struct completion entered;
	struct completion go;
	bool waits;
	bool unregister;
	int result;
};

static int reginfo(void *priv, struct winwmi_reginfo *info)
{
	struct miniport *miniport = priv;
	u32 i;

	info->base_name = "miniport";
	for (i = 0; i < ARRAY_SIZE(miniport->guids); i++) {
		struct winwmi_block_info block = {
			.guid = *miniport->guids[i],
			.flags = WINWMI_BLOCK_INSTANCE_BASENAME,
			.index = i,
			.instance_count = 1,
		};

		winwmi_reginfo_add(info, &block);
	}
	return 0;
}

/* A block's data is its number. */
static int query_block(void *priv, u32 index, u32 instance, void *buffer, u32 room, u32 *used)
{
	struct miniport *miniport = priv;

	complete(&miniport->entered);
	if (miniport->unregister)
		miniport->result = portcls_unregister_wmi_provider(miniport->port,
								   miniport->adapter);
	if (miniport->waits)
		wait_for_completion(&miniport->go);
	*used = sizeof(index);
	if (room < sizeof(index))
		return -ENOSPC;
	memcpy(buffer, &index, sizeof(index));
	return 0;
}

static const struct winwmi_callbacks callbacks = {
	.reginfo = reginfo,
	.query_block = query_block,
};

static struct miniport *miniport_new(struct kunit *test)
{
	struct miniport *miniport = kunit_kzalloc(test, sizeof(*miniport), GFP_KERNEL);
	struct fake_device *device = test->priv;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, miniport);
	miniport->context.callbacks = &callbacks;
	miniport->context.priv = miniport;
	miniport->guids[0] = &first_guid;
	miniport->guids[1] = &second_guid;
	miniport->port = device->port;
	miniport->adapter = device->adapter;
	init_completion(&miniport->entered);
	init_completion(&miniport->go);
	return miniport;
}

static int query(struct portcls_adapter *adapter, const guid_t *guid, u32 instance, void *data,
		 u32 size)
{
	struct winwmi_request request = {
		.provider = portcls_wmi_provider(adapter),
		.guid = *guid,
		.minor = WINWMI_MN_QUERY_SINGLE,
		.instance = instance,
		.buffer = data,
		.room = size,
	};
	enum winwmi_disposition disposition;

	winwmi_system_control(request.provider, &request, &disposition);
	return winwmi_to_errno(request.result);
}

static int query_number(struct portcls_adapter *adapter, const guid_t *guid, u64 *number)
{
	return query(adapter, guid, 0, number, sizeof(*number));
}

static void miniport_s_blocks_are_beside_the_core_s_w77(struct kunit *test)
{
	struct miniport *miniport = miniport_new(test);
	struct fake_device *device = test->priv;
	u64 data[40] = {}, number = 77;

	KUNIT_EXPECT_EQ(test, query_number(device->adapter, &first_guid, &number), -ENOENT);
	KUNIT_EXPECT_EQ(test, portcls_register_wmi_provider(device->port, device->adapter,
							    &miniport->context), 0);
	KUNIT_EXPECT_EQ(test, query_number(device->adapter, &first_guid, &number), 0);
	KUNIT_EXPECT_EQ(test, number, 0);
	KUNIT_EXPECT_EQ(test, query_number(device->adapter, &second_guid, &number), 0);
	KUNIT_EXPECT_EQ(test, number, 1);
	KUNIT_EXPECT_EQ(test, query(device->adapter, &portcls_wmi_adapter_guid, 0, data,
				    sizeof(data)), 0);
	portcls_unregister_wmi_provider(device->port, device->adapter);
}

static void missing_or_mixed_arguments_are_refused_w78(struct kunit *test)
{
	struct miniport *miniport = miniport_new(test);
	struct fake_device *device = test->priv;
	struct portcls_adapter *other = kunit_kzalloc(test, sizeof(*other), GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, other);
	KUNIT_EXPECT_EQ(test, portcls_register_wmi_provider(NULL, device->adapter,
							    &miniport->context), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_register_wmi_provider(device->port, NULL,
							    &miniport->context), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_register_wmi_provider(device->port, device->adapter, NULL),
			-EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_register_wmi_provider(device->port, other,
							    &miniport->context), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_unregister_wmi_provider(NULL, device->adapter), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_unregister_wmi_provider(device->port, NULL), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_unregister_wmi_provider(device->port, other), -EINVAL);
}

static void second_miniport_is_refused(struct kunit *test)
{
	struct miniport *miniport = miniport_new(test), *other = miniport_new(test);
	struct fake_device *device = test->priv;
	u64 number = 77;

	KUNIT_EXPECT_EQ(test, portcls_register_wmi_provider(device->port, device->adapter,
							    &miniport->context), 0);
	KUNIT_EXPECT_EQ(test, portcls_register_wmi_provider(device->port, device->adapter,
							    &other->context), -EEXIST);
	KUNIT_EXPECT_EQ(test, query_number(device->adapter, &second_guid, &number), 0);
	KUNIT_EXPECT_EQ(test, number, 1);
	KUNIT_EXPECT_EQ(test, portcls_unregister_wmi_provider(device->port, device->adapter), 0);
}

static void block_of_the_core_s_is_refused_whole(struct kunit *test)
{
	struct miniport *miniport = miniport_new(test);
	struct fake_device *device = test->priv;
	u64 number;

	miniport->guids[1] = &portcls_wmi_stream_guid;
	KUNIT_EXPECT_EQ(test, portcls_register_wmi_provider(device->port, device->adapter,
							    &miniport->context), -EEXIST);
	KUNIT_EXPECT_EQ(test, query_number(device->adapter, &first_guid, &number), -ENOENT);
	KUNIT_EXPECT_EQ(test, portcls_unregister_wmi_provider(device->port, device->adapter),
			-ENOENT);
}

/**
 * struct asker - queries in a work item
 * @work: does it
 * @adapter: whose block
 * @number: the answer
 * @err: what it gave
 */
struct asker {
	struct work_struct work;
	struct portcls_adapter *adapter;
	u64 number;
	int err;
};

static void ask(struct work_struct *work)
{
	struct asker *asker = container_of(work, struct asker, work);

	asker->err = query_number(asker->adapter, &second_guid, &asker->number);
}

/**
 * struct remover - unregisters in a work item
 * @work: does it
 * @device: whose miniport
 * @err: what it gave
 * @done: it is over
 */
struct remover {
	struct work_struct work;
	struct fake_device *device;
	int err;
	struct completion done;
};

static void unregister(struct work_struct *work)
{
	struct remover *remover = container_of(work, struct remover, work);

	remover->err = portcls_unregister_wmi_provider(remover->device->port,
						       remover->device->adapter);
	complete(&remover->done);
}

static void unregistering_takes_only_the_miniport_s_blocks_w79(struct kunit *test)
{
	struct miniport *miniport = miniport_new(test);
	struct fake_device *device = test->priv;
	u64 data[40], number;

	KUNIT_EXPECT_EQ(test, portcls_unregister_wmi_provider(device->port, device->adapter),
			-ENOENT);
	KUNIT_EXPECT_EQ(test, portcls_register_wmi_provider(device->port, device->adapter,
							    &miniport->context), 0);
	KUNIT_EXPECT_EQ(test, portcls_unregister_wmi_provider(device->port, device->adapter), 0);
	KUNIT_EXPECT_EQ(test, query_number(device->adapter, &first_guid, &number), -ENOENT);
	KUNIT_EXPECT_EQ(test, query(device->adapter, &portcls_wmi_adapter_guid, 0, data,
				    sizeof(data)), 0);
	KUNIT_EXPECT_EQ(test, portcls_unregister_wmi_provider(device->port, device->adapter),
			-ENOENT);
}

static void unregistering_waits_for_a_callback_w79(struct kunit *test)
{
	struct miniport *miniport = miniport_new(test);
	struct fake_device *device = test->priv;
	struct asker asker = { .adapter = device->adapter };
	struct remover remover = { .device = device };

	miniport->waits = true;
	KUNIT_ASSERT_EQ(test, portcls_register_wmi_provider(device->port, device->adapter,
							    &miniport->context), 0);
	INIT_WORK_ONSTACK(&asker.work, ask);
	INIT_WORK_ONSTACK(&remover.work, unregister);
	init_completion(&remover.done);
	queue_work(system_unbound_wq, &asker.work);
	wait_for_completion(&miniport->entered);
	queue_work(system_unbound_wq, &remover.work);
	KUNIT_EXPECT_EQ(test, wait_for_completion_timeout(&remover.done, msecs_to_jiffies(50)), 0);
	complete(&miniport->go);
	flush_work(&remover.work);
	flush_work(&asker.work);
	KUNIT_EXPECT_EQ(test, remover.err, 0);
	KUNIT_EXPECT_EQ(test, asker.err, 0);
	KUNIT_EXPECT_EQ(test, asker.number, 1);
	destroy_work_on_stack(&remover.work);
	destroy_work_on_stack(&asker.work);
}

static void unregistering_from_a_callback_is_a_deadlock(struct kunit *test)
{
	struct miniport *miniport = miniport_new(test);
	struct fake_device *device = test->priv;
	u64 number;

	miniport->unregister = true;
	KUNIT_ASSERT_EQ(test, portcls_register_wmi_provider(device->port, device->adapter,
							    &miniport->context), 0);
	KUNIT_EXPECT_EQ(test, query_number(device->adapter, &first_guid, &number), 0);
	KUNIT_EXPECT_EQ(test, miniport->result, -EDEADLK);
	miniport->unregister = false;
	KUNIT_EXPECT_EQ(test, query_number(device->adapter, &first_guid, &number), 0);
	KUNIT_EXPECT_EQ(test, portcls_unregister_wmi_provider(device->port, device->adapter), 0);
}

static void blocks_go_with_the_adapter(struct kunit *test)
{
	struct miniport *miniport = miniport_new(test);
	struct fake_device *device = test->priv;

	KUNIT_ASSERT_EQ(test, portcls_register_wmi_provider(device->port, device->adapter,
							    &miniport->context), 0);
	fake_device_remove(device);
	KUNIT_EXPECT_PTR_EQ(test, device->adapter, NULL);
}

/* As the block PortCls_Stream has them, up to where this looks */
struct stream_data {
	u32 device;
	u32 substream;
	u8 capture;
	u32 pin;
	u32 state;
	u8 is_float;
	u32 channels;
	u32 valid_bits;
	u32 container_bits;
	u32 rate;
	u32 rate_num;
	u32 rate_den;
	u32 buffer_frames;
	u32 period_frames;
	u64 position;
	u64 periods;
	u64 xruns;
};

static struct stream_data stream_data(struct kunit *test, u32 instance)
{
	struct fake_device *device = test->priv;
	struct stream_data data = {};

	KUNIT_EXPECT_EQ(test, query(device->adapter, &portcls_wmi_stream_guid, instance, &data,
				    sizeof(data)), 0);
	return data;
}

/* The first stream of the fake device plays. */
static struct fake_application *start(struct kunit *test)
{
	struct fake_application *application = fake_open(test->priv, 0, SNDRV_PCM_STREAM_PLAYBACK);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	KUNIT_ASSERT_EQ(test, fake_ready(application, &fake_params), 0);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	return application;
}

static void stream_tells_what_it_does(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct stream_data data = stream_data(test, 0);

	KUNIT_EXPECT_EQ(test, data.state, PORTCLS_STATE_STOP);
	KUNIT_EXPECT_EQ(test, data.channels, 0);
	start(test);
	fake_move(fake_stream_on(device, FAKE_PLAY), 10);
	data = stream_data(test, 0);
	KUNIT_EXPECT_EQ(test, data.device, 0);
	KUNIT_EXPECT_EQ(test, data.capture, 0);
	KUNIT_EXPECT_EQ(test, data.pin, FAKE_PLAY);
	KUNIT_EXPECT_EQ(test, data.state, PORTCLS_STATE_RUN);
	KUNIT_EXPECT_EQ(test, data.channels, fake_params.channels);
	KUNIT_EXPECT_EQ(test, data.rate, fake_params.rate);
	KUNIT_EXPECT_EQ(test, data.period_frames, fake_params.period);
	KUNIT_EXPECT_EQ(test, data.buffer_frames, fake_params.period * fake_params.periods);
	/* The hardware is asked. */
	KUNIT_EXPECT_EQ(test, data.position, 10);
	KUNIT_EXPECT_EQ(test, data.periods, 0);
	fake_play(fake_stream_on(device, FAKE_PLAY), fake_params.period - 10);
	KUNIT_EXPECT_EQ(test, stream_data(test, 0).periods, 1);
	KUNIT_EXPECT_EQ(test, stream_data(test, 1).capture, 1);
}

static void xruns_are_counted(struct kunit *test)
{
	struct snd_pcm_runtime *runtime = start(test)->substream->runtime;
	struct fake_device *device = test->priv;

	runtime->stop_threshold = runtime->buffer_size;
	KUNIT_EXPECT_EQ(test, stream_data(test, 0).xruns, 0);
	fake_play(fake_stream_on(device, FAKE_PLAY), 10 * fake_params.period);
	KUNIT_EXPECT_EQ(test, stream_data(test, 0).xruns, 1);
	KUNIT_EXPECT_EQ(test, stream_data(test, 0).state, PORTCLS_STATE_PAUSE);
}

static struct portcls_service_data service_data(struct kunit *test)
{
	struct portcls_service_data data = {};
	struct fake_device *device = test->priv;

	KUNIT_EXPECT_EQ(test, query(device->adapter, &portcls_wmi_service_guid, 0, &data,
				    sizeof(data)), 0);
	return data;
}

/* As a file does that has the block collected. Its number is its place in the core's context. */
static void collect(struct fake_device *device, bool on)
{
	struct winwmi_context *context = &device->adapter->wmi.context;

	context->callbacks->control(context->priv, 2, WINWMI_COLLECTION, on);
}

static void service_is_measured_while_it_is_collected(struct kunit *test)
{
	struct fake_device *device = test->priv;
	u64 late = NSEC_PER_SEC * 5 / fake_params.rate;
	struct portcls_service_data data;

	start(test);
	fake_play(fake_stream_on(device, FAKE_PLAY), fake_params.period);
	KUNIT_EXPECT_EQ(test, service_data(test).services, 0);
	collect(device, true);
	fake_move(fake_stream_on(device, FAKE_PLAY), fake_params.period + 5);
	fake_stream_on(device, FAKE_PLAY)->interrupting = true;
	fake_interrupt(device);
	data = service_data(test);
	KUNIT_EXPECT_EQ(test, data.services, 1);
	KUNIT_EXPECT_EQ(test, data.last_latency, late);
	fake_play(fake_stream_on(device, FAKE_PLAY), fake_params.period - 5);
	collect(device, false);
	data = service_data(test);
	KUNIT_EXPECT_EQ(test, data.services, 2);
	KUNIT_EXPECT_EQ(test, data.last_latency, 0);
	KUNIT_EXPECT_EQ(test, data.max_latency, late);
	KUNIT_EXPECT_EQ(test, data.total_latency, late);
	KUNIT_EXPECT_EQ(test, data.glitches, 0);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(miniport_s_blocks_are_beside_the_core_s_w77),
	KUNIT_CASE(missing_or_mixed_arguments_are_refused_w78),
	KUNIT_CASE(second_miniport_is_refused),
	KUNIT_CASE(block_of_the_core_s_is_refused_whole),
	KUNIT_CASE(unregistering_takes_only_the_miniport_s_blocks_w79),
	KUNIT_CASE(unregistering_waits_for_a_callback_w79),
	KUNIT_CASE(unregistering_from_a_callback_is_a_deadlock),
	KUNIT_CASE(blocks_go_with_the_adapter),
	KUNIT_CASE(stream_tells_what_it_does),
	KUNIT_CASE(xruns_are_counted),
	KUNIT_CASE(service_is_measured_while_it_is_collected),
	{}
};

struct kunit_suite portcls_wmi_suite = {
	.name = "portcls_wmi",
	.init = fake_suite_init_started,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

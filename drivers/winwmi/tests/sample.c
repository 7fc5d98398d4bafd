// SPDX-License-Identifier: GPL-2.0-only
/*
 * A provider with blocks of all kinds, on devices that do nothing, for tests by programs.
 */
#include <linux/atomic.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include <generated/portcls-version.h>

#include <winwmi/provider.h>

#include "sample.h"

#define GUID(block)	GUID_INIT(0x5a3e0000 + (block), 0x7e57, 0x4b1d, \
				  0x90, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07)

static unsigned int devices = 1;
module_param(devices, uint, 0444);
MODULE_PARM_DESC(devices, "How many devices there are.");

static int refuse;
module_param(refuse, int, 0644);
MODULE_PARM_DESC(refuse, "What beginning events or collection fails with, an errno.");

/**
 * struct sample - a device
 * @pdev: the device
 * @provider: it as a provider, NULL when it has vanished
 * @context: its blocks
 * @vanish: makes it vanish
 * @lock: guards all that follows
 * @values: of each instance
 * @raw: as it was set
 * @raw_size: bytes of @raw
 * @optional: SAMPLE_OPTIONAL is there
 * @cleared: calls of SAMPLE_CLEAR
 * @on: what was begun, of which block
 * @counters: see &struct sample_counters
 */
struct sample {
	struct platform_device *pdev;
	struct winwmi_provider *provider;
	struct winwmi_context context;
	struct work_struct vanish;
	struct mutex lock;		/* guards what follows */
	struct sample_values values[2];
	u8 raw[SAMPLE_RAW_SIZE];
	u32 raw_size;
	bool optional;
	u64 cleared;
	bool on[SAMPLE_BLOCKS][WINWMI_FUNCTIONS];
	struct sample_counters counters;
};

static struct sample **samples;

static const struct winwmi_item value_items[] = {
	{ .name = "Serial", .type = WINWMI_UINT32, .access = WINWMI_ITEM_READ,
	  .description = "Number of the instance" },
	{ .name = "Level", .type = WINWMI_SINT32, .access = WINWMI_ITEM_RW },
	{ .name = "Rates", .type = WINWMI_UINT16, .count = 3, .access = WINWMI_ITEM_RW },
	{ .name = "Name", .type = WINWMI_STRING, .max_chars = 8, .access = WINWMI_ITEM_RW },
	{ .name = "Action", .type = WINWMI_UINT32, .access = WINWMI_ITEM_WRITE },
};

static const struct winwmi_item counter_items[] = {
	{ .name = "EventsBegun", .type = WINWMI_UINT32, .access = WINWMI_ITEM_READ },
	{ .name = "CollectionBegun", .type = WINWMI_UINT32, .access = WINWMI_ITEM_READ },
	{ .name = "EventsEnded", .type = WINWMI_UINT32, .access = WINWMI_ITEM_READ },
	{ .name = "CollectionEnded", .type = WINWMI_UINT32, .access = WINWMI_ITEM_READ },
	{ .name = "Unordered", .type = WINWMI_UINT32, .access = WINWMI_ITEM_READ },
	{ .name = "Registrations", .type = WINWMI_UINT32, .access = WINWMI_ITEM_READ },
	{ .name = "Updates", .type = WINWMI_UINT32, .access = WINWMI_ITEM_READ },
	{ .name = "Queries", .type = WINWMI_UINT32, .access = WINWMI_ITEM_READ },
};

static const struct winwmi_item number_items[] = {
	{ .name = "Number", .type = WINWMI_UINT64, .access = WINWMI_ITEM_READ },
};

static const struct winwmi_method method_table[] = {
	{ .name = "Add", .id = SAMPLE_ADD },
	{ .name = "Clear", .id = SAMPLE_CLEAR },
	{ .name = "Fire", .id = SAMPLE_FIRE },
	{ .name = "TraceFire", .id = SAMPLE_TRACE_FIRE },
	{ .name = "Refer", .id = SAMPLE_REFER },
	{ .name = "Toggle", .id = SAMPLE_TOGGLE },
};

static const struct winwmi_block_info sample_blocks[SAMPLE_BLOCKS] = {
	[SAMPLE_VALUES] = {
		.guid = GUID(SAMPLE_VALUES),
		.instance_count = 2,
		.class_name = "Sample_Values",
		.items = value_items,
		.item_count = ARRAY_SIZE(value_items),
	},
	[SAMPLE_RAW] = {
		.guid = GUID(SAMPLE_RAW),
		.instance_count = 1,
		.max_size = SAMPLE_RAW_SIZE,
	},
	[SAMPLE_LARGE] = {
		.guid = GUID(SAMPLE_LARGE),
		.instance_count = 1,
		.read_only = true,
		.min_size = SAMPLE_LARGE_SIZE,
		.max_size = SAMPLE_LARGE_SIZE,
	},
	[SAMPLE_EXPENSIVE] = {
		.guid = GUID(SAMPLE_EXPENSIVE),
		.flags = WINWMI_BLOCK_EXPENSIVE,
		.instance_count = 1,
		.read_only = true,
		.items = number_items,
		.item_count = ARRAY_SIZE(number_items),
	},
	[SAMPLE_METHODS] = {
		.guid = GUID(SAMPLE_METHODS),
		.instance_count = 1,
		.read_only = true,
		.class_name = "Sample_Methods",
		.methods = method_table,
		.method_count = ARRAY_SIZE(method_table),
	},
	[SAMPLE_EVENT] = {
		.guid = GUID(SAMPLE_EVENT),
		.flags = WINWMI_BLOCK_EVENT_ONLY,
		.instance_count = 1,
	},
	[SAMPLE_TRACE] = {
		.guid = GUID(SAMPLE_TRACE),
		.flags = WINWMI_BLOCK_EVENT_ONLY | WINWMI_BLOCK_TRACED,
		.instance_count = 1,
	},
	[SAMPLE_COUNTERS] = {
		.guid = GUID(SAMPLE_COUNTERS),
		.instance_count = 1,
		.read_only = true,
		.class_name = "Sample_Counters",
		.items = counter_items,
		.item_count = ARRAY_SIZE(counter_items),
	},
	[SAMPLE_OPTIONAL] = {
		.guid = GUID(SAMPLE_OPTIONAL),
		.instance_count = 1,
		.read_only = true,
		.items = number_items,
		.item_count = ARRAY_SIZE(number_items),
	},
};

static int sample_reginfo(void *priv, struct winwmi_reginfo *info)
{
	struct sample *sample = priv;
	struct winwmi_block_info block;
	unsigned int i;

	mutex_lock(&sample->lock);
	if (info->update)
		sample->counters.updates++;
	else
		sample->counters.registrations++;
	info->flags = WINWMI_BLOCK_INSTANCE_BASENAME;
	info->base_name = "Sample";
	info->registry_path = "Services/Sample";
	info->mof_resource = "SampleResource";
	for (i = 0; i < SAMPLE_BLOCKS; i++) {
		block = sample_blocks[i];
		block.index = i;
		if (i != SAMPLE_OPTIONAL || sample->optional) {
			winwmi_reginfo_add(info, &block);
		} else if (info->update) {
			block.flags |= WINWMI_BLOCK_REMOVE;
			winwmi_reginfo_add(info, &block);
		}
	}
	mutex_unlock(&sample->lock);
	return 0;
}

static int reply(const void *data, u32 size, void *buffer, u32 room, u32 *used)
{
	*used = size;
	if (room < size)
		return -ENOSPC;
	memcpy(buffer, data, size);
	return 0;
}

static int sample_query(void *priv, u32 index, u32 instance, void *buffer, u32 room, u32 *used)
{
	struct sample *sample = priv;
	const u64 number = 42;
	int result = 0;
	u32 i;

	mutex_lock(&sample->lock);
	sample->counters.queries += index != SAMPLE_COUNTERS;
	switch (index) {
	case SAMPLE_VALUES:
		result = reply(&sample->values[instance], sizeof(sample->values[instance]),
			       buffer, room, used);
		break;
	case SAMPLE_RAW:
		result = reply(sample->raw, sample->raw_size, buffer, room, used);
		break;
	case SAMPLE_LARGE:
		*used = SAMPLE_LARGE_SIZE;
		for (i = 0; i < SAMPLE_LARGE_SIZE / sizeof(u32); i++)
			((u32 *)buffer)[i] = i;
		break;
	case SAMPLE_COUNTERS:
		result = reply(&sample->counters, sizeof(sample->counters), buffer, room, used);
		break;
	case SAMPLE_METHODS:
		*used = 0;
		break;
	default:
		result = reply(&number, sizeof(number), buffer, room, used);
	}
	mutex_unlock(&sample->lock);
	return result;
}

static int sample_set(void *priv, u32 index, u32 instance, const void *buffer, u32 size)
{
	struct sample *sample = priv;
	struct sample_values *values = &sample->values[instance];
	u32 serial;
	int result = 0;

	mutex_lock(&sample->lock);
	if (index == SAMPLE_RAW) {
		sample->raw_size = size;
		memcpy(sample->raw, buffer, size);
	} else if (index == SAMPLE_VALUES && size == sizeof(*values)) {
		serial = values->serial;
		memcpy(values, buffer, size);
		values->serial = serial;
		values->action = 0;
	} else {
		result = WINWMI_STATUS_WMI_SET_FAILURE;
	}
	mutex_unlock(&sample->lock);
	return result;
}

static int act(struct sample *sample, u32 action)
{
	switch (action) {
	case SAMPLE_DEREGISTER:
		return winwmi_registration_control(&sample->pdev->dev, WINWMI_DEREGISTER);
	case SAMPLE_VANISH:
		schedule_work(&sample->vanish);
		return 0;
	}
	return WINWMI_STATUS_WMI_SET_FAILURE;
}

static int sample_set_item(void *priv, u32 index, u32 instance, u32 item, const void *buffer,
			   u32 size)
{
	struct sample *sample = priv;
	struct sample_values *values = &sample->values[instance];

	if (item == 5)
		return act(sample, *(const u32 *)buffer);
	mutex_lock(&sample->lock);
	switch (item) {
	case 2:
		memcpy(&values->level, buffer, size);
		break;
	case 3:
		memcpy(values->rates, buffer, size);
		break;
	case 4:
		/* What is after it stays where it is: the string is always as long. */
		memset(values->name, 0, sizeof(values->name));
		memcpy(values->name, buffer + sizeof(u16), size - sizeof(u16));
		break;
	}
	mutex_unlock(&sample->lock);
	return 0;
}

static int fire(struct sample *sample, const void *buffer, u32 size)
{
	void *data = NULL;
	int err;

	if (size) {
		data = kmemdup(buffer, size, GFP_KERNEL);
		if (!data)
			return -ENOMEM;
	}
	err = winwmi_fire_event(sample->provider, &sample_blocks[SAMPLE_EVENT].guid, 0, data,
				size);
	if (err)
		kfree(data);
	return err;
}

static int clear(struct sample *sample, void *buffer, u32 room, u32 *used)
{
	int result;

	mutex_lock(&sample->lock);
	sample->cleared++;
	result = reply(&sample->cleared, sizeof(sample->cleared), buffer, room, used);
	if (!result)
		sample->cleared = 0;
	mutex_unlock(&sample->lock);
	return result;
}

static int sample_execute(void *priv, u32 index, u32 instance, u32 method, void *buffer, u32 size,
			  u32 room, u32 *used)
{
	struct sample *sample = priv;
	const u32 *numbers = buffer;
	u64 sum;

	switch (method) {
	case SAMPLE_ADD:
		if (size != 2 * sizeof(u32))
			return -EINVAL;
		sum = (u64)numbers[0] + numbers[1];
		return reply(&sum, sizeof(sum), buffer, room, used);
	case SAMPLE_CLEAR:
		return clear(sample, buffer, room, used);
	case SAMPLE_FIRE:
		return fire(sample, buffer, size);
	case SAMPLE_TRACE_FIRE:
		return winwmi_trace_event(sample->provider, &sample_blocks[SAMPLE_TRACE].guid, 0,
					  buffer, size);
	case SAMPLE_REFER:
		return winwmi_fire_event_reference(sample->provider,
						   &sample_blocks[SAMPLE_EVENT].guid, 0,
						   &sample_blocks[SAMPLE_LARGE].guid, 7);
	case SAMPLE_TOGGLE:
		mutex_lock(&sample->lock);
		sample->optional = !sample->optional;
		mutex_unlock(&sample->lock);
		return winwmi_registration_control(&sample->pdev->dev, WINWMI_UPDATE_GUIDS);
	}
	return WINWMI_STATUS_INVALID_DEVICE_REQUEST;
}

static int sample_control(void *priv, u32 index, enum winwmi_function function, bool enable)
{
	struct sample *sample = priv;
	struct sample_counters *counters = &sample->counters;
	int result = enable ? -READ_ONCE(refuse) : 0;

	mutex_lock(&sample->lock);
	if (!result) {
		counters->unordered += sample->on[index][function] == enable;
		sample->on[index][function] = enable;
		if (index == (function == WINWMI_EVENTS ? SAMPLE_EVENT : SAMPLE_EXPENSIVE))
			(enable ? counters->begun : counters->ended)[function]++;
	}
	mutex_unlock(&sample->lock);
	return result;
}

static const struct winwmi_callbacks sample_callbacks = {
	.reginfo = sample_reginfo,
	.query_block = sample_query,
	.set_block = sample_set,
	.set_item = sample_set_item,
	.execute = sample_execute,
	.control = sample_control,
};

static void vanish(struct work_struct *work)
{
	struct sample *sample = container_of(work, struct sample, vanish);
	struct winwmi_provider *provider = sample->provider;

	sample->provider = NULL;
	if (provider)
		winwmi_provider_detach(provider);
}

/* Once no callback runs, none queues the work again. */
static void sample_free(struct sample *sample)
{
	winwmi_registration_control(&sample->pdev->dev, WINWMI_DEREGISTER);
	flush_work(&sample->vanish);
	vanish(&sample->vanish);
	platform_device_unregister(sample->pdev);
	kfree(sample);
}

static struct sample *sample_new(void)
{
	struct sample *sample = kzalloc(sizeof(*sample), GFP_KERNEL);
	unsigned int i;
	int err;

	if (!sample)
		return ERR_PTR(-ENOMEM);
	mutex_init(&sample->lock);
	INIT_WORK(&sample->vanish, vanish);
	sample->context.callbacks = &sample_callbacks;
	sample->context.priv = sample;
	for (i = 0; i < ARRAY_SIZE(sample->values); i++) {
		sample->values[i].serial = i + 1;
		sample->values[i].name_size = sizeof(sample->values[i].name);
	}
	sample->pdev = platform_device_register_simple("winwmi-sample", PLATFORM_DEVID_AUTO, NULL,
						       0);
	if (IS_ERR(sample->pdev)) {
		err = PTR_ERR(sample->pdev);
		goto err_free;
	}
	sample->provider = winwmi_provider_attach(&sample->pdev->dev, &sample->context);
	err = PTR_ERR_OR_ZERO(sample->provider);
	if (err)
		goto err_unregister_device;
	err = winwmi_registration_control(&sample->pdev->dev, WINWMI_REGISTER);
	if (err)
		goto err_detach;
	return sample;

err_detach:
	winwmi_provider_detach(sample->provider);
err_unregister_device:
	platform_device_unregister(sample->pdev);
err_free:
	kfree(sample);
	return ERR_PTR(err);
}

static void __exit sample_exit(void)
{
	unsigned int i;

	for (i = 0; i < devices && samples[i]; i++)
		sample_free(samples[i]);
	kfree(samples);
}

static int __init sample_init(void)
{
	unsigned int i;
	int err;

	samples = kcalloc(devices + 1, sizeof(*samples), GFP_KERNEL);
	if (!samples)
		return -ENOMEM;
	for (i = 0; i < devices; i++) {
		struct sample *sample = sample_new();

		err = PTR_ERR_OR_ZERO(sample);
		if (err)
			goto err_exit;
		samples[i] = sample;
	}
	return 0;

err_exit:
	while (i--)
		sample_free(samples[i]);
	kfree(samples);
	return err;
}

module_init(sample_init);
module_exit(sample_exit);

MODULE_AUTHOR("PortCls for Linux maintainers");
MODULE_DESCRIPTION("A sample WMI provider, for tests");
MODULE_LICENSE("GPL");
MODULE_VERSION(PORTCLS_VERSION);

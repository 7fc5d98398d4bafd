// SPDX-License-Identifier: GPL-2.0-only
/*
 * Attributes of providers and blocks. Documentation/ABI/testing/sysfs-bus-winwmi describes each.
 */
#include <linux/device.h>
#include <linux/rculist.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "call.h"
#include "core.h"
#include "item.h"

/* Most bytes of a description in MOF. */
#define MOF_SIZE	SZ_64K

static unsigned int count_blocks(struct winwmi_provider *provider)
{
	const struct winwmi_block *block;
	unsigned int count = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(block, &provider->blocks, node)
		count++;
	rcu_read_unlock();
	return count;
}

static const char *action_name(u32 action)
{
	static const char *const names[] = {
		"none", "register", "deregister", "reregister", "update"
	};

	return names[action];
}

#define PROVIDER_ATTR(_name, format, value)						\
static ssize_t _name##_show(struct device *dev, struct device_attribute *attr, char *buf) \
{											\
	struct winwmi_provider *provider = to_winwmi_provider(dev);			\
											\
	return sysfs_emit(buf, format "\n", value);					\
}											\
static DEVICE_ATTR_RO(_name)

PROVIDER_ATTR(state, "%s", winwmi_state_names[READ_ONCE(provider->state)]);
PROVIDER_ATTR(guid_count, "%u", count_blocks(provider));
PROVIDER_ATTR(reginfo_seq, "%u", READ_ONCE(provider->reginfo_seq));
PROVIDER_ATTR(last_action, "%s", action_name(READ_ONCE(provider->last_action)));
PROVIDER_ATTR(requests, "%lld", atomic64_read(&provider->stats.requests));
PROVIDER_ATTR(requests_running, "%u", winwmi_calls_running(provider));
PROVIDER_ATTR(malformed, "%lld", atomic64_read(&provider->stats.malformed));
PROVIDER_ATTR(events, "%lld", atomic64_read(&provider->stats.events));
PROVIDER_ATTR(events_lost, "%lld", atomic64_read(&provider->stats.events_lost));

static ssize_t registry_path_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct winwmi_provider *provider = to_winwmi_provider(dev);
	int length;

	spin_lock_irq(&provider->lock);
	length = sysfs_emit(buf, "%s\n", provider->registry_path ?: "");
	spin_unlock_irq(&provider->lock);
	return length;
}
static DEVICE_ATTR_RO(registry_path);

static ssize_t mof_resource_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	size_t length;

	winwmi_provider_mof_resource(to_winwmi_provider(dev), buf, PAGE_SIZE - 1);
	length = strlen(buf);
	buf[length++] = '\n';
	return length;
}
static DEVICE_ATTR_RO(mof_resource);

static struct attribute *provider_attrs[] = {
	&dev_attr_state.attr,
	&dev_attr_guid_count.attr,
	&dev_attr_reginfo_seq.attr,
	&dev_attr_last_action.attr,
	&dev_attr_registry_path.attr,
	&dev_attr_mof_resource.attr,
	NULL,
};

static struct attribute *stats_attrs[] = {
	&dev_attr_requests.attr,
	&dev_attr_requests_running.attr,
	&dev_attr_malformed.attr,
	&dev_attr_events.attr,
	&dev_attr_events_lost.attr,
	NULL,
};

static const struct attribute_group provider_group = {
	.attrs = provider_attrs,
};

static const struct attribute_group stats_group = {
	.name = "stats",
	.attrs = stats_attrs,
};

const struct attribute_group *winwmi_provider_groups[] = {
	&provider_group,
	&stats_group,
	NULL,
};

#define BLOCK_ATTR(_name, format, value)						\
static ssize_t _name##_show(struct device *dev, struct device_attribute *attr, char *buf) \
{											\
	struct winwmi_block *block = to_winwmi_block(dev);				\
											\
	return sysfs_emit(buf, format "\n", value);					\
}											\
static DEVICE_ATTR_RO(_name)

BLOCK_ATTR(guid, "%pUL", &block->info.guid);
BLOCK_ATTR(modalias, "winwmi:%pUL", &block->info.guid);
BLOCK_ATTR(type, "%s", winwmi_block_type(block));
BLOCK_ATTR(flags, "0x%08x", block->info.flags);
BLOCK_ATTR(expensive, "%d", !!(block->info.flags & WINWMI_BLOCK_EXPENSIVE));
BLOCK_ATTR(event_only, "%d", !!(block->info.flags & WINWMI_BLOCK_EVENT_ONLY));
BLOCK_ATTR(setable, "%d", winwmi_block_is_setable(block));
BLOCK_ATTR(instance_count, "%u", block->info.instance_count);
BLOCK_ATTR(min_buffer_size, "%u", block->info.min_size);
BLOCK_ATTR(generation, "%u", block->generation);
BLOCK_ATTR(events_enabled, "%d", winwmi_edge_is_enabled(block->edge, WINWMI_EVENTS));
BLOCK_ATTR(collection_enabled, "%d", winwmi_edge_is_enabled(block->edge, WINWMI_COLLECTION));
BLOCK_ATTR(event_consumers, "%u", READ_ONCE(block->edge->consumers[WINWMI_EVENTS]));
BLOCK_ATTR(data_consumers, "%u", READ_ONCE(block->edge->consumers[WINWMI_COLLECTION]));

static ssize_t mof_read(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			char *buf, loff_t offset, size_t count)
{
	const struct winwmi_block *block = to_winwmi_block(kobj_to_dev(kobj));
	char *text = kvmalloc(MOF_SIZE, GFP_KERNEL);
	ssize_t size;

	if (!text)
		return -ENOMEM;
	size = winwmi_mof(&block->info, text, MOF_SIZE);
	if (size >= 0)
		size = memory_read_from_buffer(buf, count, &offset, text, size);
	kvfree(text);
	return size;
}
static BIN_ATTR_RO(mof, 0);

static struct attribute *block_attrs[] = {
	&dev_attr_guid.attr,
	&dev_attr_modalias.attr,
	&dev_attr_type.attr,
	&dev_attr_flags.attr,
	&dev_attr_expensive.attr,
	&dev_attr_event_only.attr,
	&dev_attr_setable.attr,
	&dev_attr_instance_count.attr,
	&dev_attr_min_buffer_size.attr,
	&dev_attr_generation.attr,
	&dev_attr_events_enabled.attr,
	&dev_attr_collection_enabled.attr,
	&dev_attr_event_consumers.attr,
	&dev_attr_data_consumers.attr,
	NULL,
};

static struct bin_attribute *block_bin_attrs[] = {
	&bin_attr_mof,
	NULL,
};

static const struct attribute_group block_group = {
	.attrs = block_attrs,
	.bin_attrs = block_bin_attrs,
};

const struct attribute_group *winwmi_block_groups[] = {
	&block_group,
	NULL,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Dynamic blocks: one context of the provider's describes and answers for all of them.
 *
 * Which blocks there are is a matter of which instances are registered: one without any is not
 * offered, unless it is expensive, or for tracing.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/slab.h>

#include "call.h"
#include "core.h"
#include "dynamic.h"

#define KNOWN_FLAGS \
	(WINWMI_DYNAMIC_EVENT_ONLY | WINWMI_DYNAMIC_EXPENSIVE | WINWMI_DYNAMIC_TRACING)

static struct winwmi_dynamic_block *block_at(struct winwmi_dynamic *dynamic, u32 index)
{
	struct winwmi_dynamic_block *block, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&dynamic->lock, flags);
	list_for_each_entry(block, &dynamic->blocks, node)
		if (block->index == index)
			found = block;
	spin_unlock_irqrestore(&dynamic->lock, flags);
	return found;
}

/* A reference to an instance, or NULL: it may have gone since it was described. */
static struct winwmi_instance *instance_at(struct winwmi_dynamic *dynamic, u32 index, u32 number)
{
	struct winwmi_dynamic_block *block = block_at(dynamic, index);
	struct winwmi_instance *instance, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&dynamic->lock, flags);
	list_for_each_entry(instance, &block->instances, node)
		if (!number--) {
			found = winwmi_instance_get(instance);
			break;
		}
	spin_unlock_irqrestore(&dynamic->lock, flags);
	return found;
}

static bool is_offered(const struct winwmi_dynamic_block *block)
{
	return block->instance_count ||
	       block->config.flags & (WINWMI_DYNAMIC_EXPENSIVE | WINWMI_DYNAMIC_TRACING);
}

static u32 block_flags(const struct winwmi_dynamic_block *block)
{
	u32 flags = block->config.flags;

	return (flags & WINWMI_DYNAMIC_EXPENSIVE ? WINWMI_BLOCK_EXPENSIVE : 0) |
	       (flags & WINWMI_DYNAMIC_EVENT_ONLY ? WINWMI_BLOCK_EVENT_ONLY : 0) |
	       (flags & WINWMI_DYNAMIC_TRACING ? WINWMI_BLOCK_EVENT_ONLY | WINWMI_BLOCK_TRACED : 0);
}

static void describe(const struct winwmi_dynamic_block *block, struct winwmi_block_info *info)
{
	const struct winwmi_dynamic_config *config = &block->config;
	const struct winwmi_instance *instance;

	*info = (struct winwmi_block_info) {
		.guid = config->guid,
		.flags = block_flags(block),
		.index = block->index,
		/* What is traced comes from the device itself. */
		.instance_count = config->flags & WINWMI_DYNAMIC_TRACING ?
				  1 : block->instance_count,
		.class_name = config->class_name,
		.description = config->description,
		.read_only = true,
		.min_size = config->flags & WINWMI_DYNAMIC_EVENT_ONLY ? 0 : config->min_size,
		.max_size = config->max_size,
		.items = config->items,
		.item_count = config->item_count,
		.methods = config->methods,
		.method_count = config->method_count,
	};
	list_for_each_entry(instance, &block->instances, node)
		if (instance->callbacks.set || instance->callbacks.set_item)
			info->read_only = false;
}

static int dynamic_reginfo(void *priv, struct winwmi_reginfo *reginfo)
{
	struct winwmi_dynamic *dynamic = priv;
	struct winwmi_dynamic_block *block;
	struct winwmi_block_info info;
	unsigned long flags;

	spin_lock_irqsave(&dynamic->lock, flags);
	list_for_each_entry(block, &dynamic->blocks, node) {
		reginfo->flags = WINWMI_BLOCK_INSTANCE_PDO;
		if (!reginfo->pdo)
			reginfo->pdo = get_device(block->provider->owner);
		describe(block, &info);
		if (is_offered(block)) {
			winwmi_reginfo_add(reginfo, &info);
		} else if (reginfo->update) {
			info.flags |= WINWMI_BLOCK_REMOVE;
			winwmi_reginfo_add(reginfo, &info);
		}
	}
	spin_unlock_irqrestore(&dynamic->lock, flags);
	return 0;
}

static int copy_context(const struct winwmi_instance *instance, void *buffer, u32 room, u32 *used)
{
	*used = instance->context_size;
	if (room < *used)
		return -ENOSPC;
	memcpy(buffer, instance->context, *used);
	return 0;
}

static int dynamic_query(void *priv, u32 index, u32 number, void *buffer, u32 room, u32 *used)
{
	struct winwmi_instance *instance = instance_at(priv, index, number);
	int result = WINWMI_STATUS_INVALID_DEVICE_REQUEST;

	if (!instance)
		return WINWMI_STATUS_WMI_INSTANCE_NOT_FOUND;
	if (instance->context_is_data)
		result = copy_context(instance, buffer, room, used);
	else if (instance->callbacks.query)
		result = instance->callbacks.query(instance, buffer, room, used);
	else if (instance->callbacks.execute)
		result = 0;
	winwmi_instance_put(instance);
	return result;
}

static int dynamic_set(void *priv, u32 index, u32 number, const void *buffer, u32 size)
{
	struct winwmi_instance *instance = instance_at(priv, index, number);
	int result = WINWMI_STATUS_WMI_READ_ONLY;

	if (!instance)
		return WINWMI_STATUS_WMI_INSTANCE_NOT_FOUND;
	if (instance->callbacks.set)
		result = instance->callbacks.set(instance, buffer, size);
	winwmi_instance_put(instance);
	return result;
}

static int dynamic_set_item(void *priv, u32 index, u32 number, u32 item, const void *buffer,
			    u32 size)
{
	struct winwmi_instance *instance = instance_at(priv, index, number);
	int result = WINWMI_STATUS_WMI_READ_ONLY;

	if (!instance)
		return WINWMI_STATUS_WMI_INSTANCE_NOT_FOUND;
	if (instance->callbacks.set_item)
		result = instance->callbacks.set_item(instance, item, buffer, size);
	winwmi_instance_put(instance);
	return result;
}

static int dynamic_execute(void *priv, u32 index, u32 number, u32 method, void *buffer, u32 size,
			   u32 room, u32 *used)
{
	struct winwmi_instance *instance = instance_at(priv, index, number);
	int result = WINWMI_STATUS_INVALID_DEVICE_REQUEST;

	if (!instance)
		return WINWMI_STATUS_WMI_INSTANCE_NOT_FOUND;
	if (instance->callbacks.execute)
		result = instance->callbacks.execute(instance, method, buffer, size, room, used);
	winwmi_instance_put(instance);
	return result;
}

static int dynamic_control(void *priv, u32 index, enum winwmi_function function, bool enable)
{
	struct winwmi_dynamic_block *block = block_at(priv, index);

	return block->config.control ? block->config.control(block, function, enable) : 0;
}

static const struct winwmi_callbacks dynamic_callbacks = {
	.reginfo = dynamic_reginfo,
	.query_block = dynamic_query,
	.set_block = dynamic_set,
	.set_item = dynamic_set_item,
	.execute = dynamic_execute,
	.control = dynamic_control,
};

/* The dynamic blocks of a new provider: none. */
void winwmi_dynamic_init(struct winwmi_dynamic *dynamic)
{
	dynamic->context.callbacks = &dynamic_callbacks;
	dynamic->context.priv = dynamic;
	spin_lock_init(&dynamic->lock);
	INIT_LIST_HEAD(&dynamic->blocks);
	INIT_LIST_HEAD(&dynamic->instances);
}

/* Those of a provider that goes. Instances have references to it: there are none. */
void winwmi_dynamic_free(struct winwmi_dynamic *dynamic)
{
	struct winwmi_dynamic_block *block, *next;

	list_for_each_entry_safe(block, next, &dynamic->blocks, node)
		kfree(block);
}

static const char *wrong(const struct winwmi_dynamic_config *config)
{
	if (guid_is_null(&config->guid))
		return "its GUID is zero";
	if (config->flags & ~KNOWN_FLAGS)
		return "unknown flags";
	if (config->flags & WINWMI_DYNAMIC_TRACING && config->flags != WINWMI_DYNAMIC_TRACING)
		return "a block for tracing is nothing else";
	if (config->control &&
	    !(config->flags & (WINWMI_DYNAMIC_TRACING | WINWMI_DYNAMIC_EXPENSIVE)))
		return "it has nothing to control";
	return NULL;
}

/**
 * winwmi_dynamic_has() - whether there is a dynamic block, offered or not
 * @dynamic: among these
 * @guid: its GUID
 *
 * Context: process; the provider's mutex is held, so there is none in a moment either.
 * Return: true if there is.
 */
bool winwmi_dynamic_has(struct winwmi_dynamic *dynamic, const guid_t *guid)
{
	const struct winwmi_dynamic_block *block;
	bool found = false;

	spin_lock_irq(&dynamic->lock);
	list_for_each_entry(block, &dynamic->blocks, node)
		found |= guid_equal(&block->config.guid, guid);
	spin_unlock_irq(&dynamic->lock);
	return found;
}

/* Under the mutex, so that no block of this GUID is just being offered. */
static int add_block(struct winwmi_provider *provider, struct winwmi_dynamic_block *block)
{
	struct winwmi_dynamic *dynamic = &provider->dynamic;
	int err = 0;

	mutex_lock(&provider->mutex);
	if (winwmi_block_offered(provider, &block->config.guid) ||
	    winwmi_dynamic_has(dynamic, &block->config.guid)) {
		err = -EEXIST;
	} else {
		spin_lock_irq(&dynamic->lock);
		block->index = dynamic->block_count++;
		list_add_tail(&block->node, &dynamic->blocks);
		spin_unlock_irq(&dynamic->lock);
	}
	mutex_unlock(&provider->mutex);
	return err;
}

/* From the first block on the provider is asked for them. */
static int make_known(struct winwmi_provider *provider, const struct winwmi_dynamic_block *block)
{
	if (!block->index)
		return winwmi_context_add(provider, &provider->dynamic.context);
	if (is_offered(block))
		winwmi_registration_control(provider->owner, WINWMI_UPDATE_GUIDS);
	return 0;
}

/* The first block, whose context is not there. */
static void forget(struct winwmi_provider *provider, struct winwmi_dynamic_block *block)
{
	spin_lock_irq(&provider->dynamic.lock);
	list_del(&block->node);
	provider->dynamic.block_count--;
	spin_unlock_irq(&provider->dynamic.lock);
	kfree(block);
}

/**
 * winwmi_dynamic_block_create() - make a dynamic block
 * @provider: whose
 * @config: what it is
 *
 * Counterpart: WdfWmiProviderCreate.
 *
 * Context: process, may sleep; not from inside a callback.
 * Return: the block, which lives as long as @provider is attached; ERR_PTR(-EINVAL) if @config
 * makes no sense; ERR_PTR(-EEXIST) if @provider has a block of its GUID, dynamic or not;
 * ERR_PTR(-ESHUTDOWN) if it was deregistered; ERR_PTR(-EDEADLK) from inside one of its callbacks;
 * ERR_PTR(-ENOMEM).
 */
struct winwmi_dynamic_block *
winwmi_dynamic_block_create(struct winwmi_provider *provider,
			    const struct winwmi_dynamic_config *config)
{
	enum winwmi_state state = READ_ONCE(provider->state);
	const char *what = wrong(config);
	struct winwmi_dynamic_block *block;
	int err;

	if (what) {
		dev_err(provider->owner, "block %pUL is refused: %s\n", &config->guid, what);
		return ERR_PTR(-EINVAL);
	}
	if (state == WINWMI_DEREGISTERED || state == WINWMI_CLEANED_UP)
		return ERR_PTR(-ESHUTDOWN);
	if (winwmi_call_is_inside(provider))
		return ERR_PTR(-EDEADLK);
	block = kzalloc(sizeof(*block), GFP_KERNEL);
	if (!block)
		return ERR_PTR(-ENOMEM);
	block->provider = provider;
	block->config = *config;
	INIT_LIST_HEAD(&block->instances);
	err = add_block(provider, block);
	if (err) {
		dev_err(provider->owner, "block %pUL is there already\n", &config->guid);
		kfree(block);
		return ERR_PTR(err);
	}
	err = make_known(provider, block);
	if (err) {
		forget(provider, block);
		return ERR_PTR(err);
	}
	return block;
}
EXPORT_SYMBOL_GPL(winwmi_dynamic_block_create);

/**
 * winwmi_dynamic_block_is_enabled() - whether somebody wants what a block has
 * @block: the block
 * @function: its events, or its data collected
 *
 * Counterpart: WdfWmiProviderIsEnabled.
 *
 * Context: any.
 * Return: see winwmi_block_enabled().
 */
bool winwmi_dynamic_block_is_enabled(const struct winwmi_dynamic_block *block,
				     enum winwmi_function function)
{
	return winwmi_block_enabled(block->provider, &block->config.guid, function);
}
EXPORT_SYMBOL_GPL(winwmi_dynamic_block_is_enabled);

/**
 * winwmi_dynamic_block_provider() - whose block it is
 * @block: the block
 *
 * Counterpart: WdfWmiProviderGetDevice.
 *
 * Context: any.
 * Return: its provider, without a reference.
 */
struct winwmi_provider *winwmi_dynamic_block_provider(const struct winwmi_dynamic_block *block)
{
	return block->provider;
}
EXPORT_SYMBOL_GPL(winwmi_dynamic_block_provider);

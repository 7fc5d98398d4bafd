// SPDX-License-Identifier: GPL-2.0-only
/*
 * Instances of dynamic blocks: made, registered, deregistered and deleted one by one.
 *
 * To register or deregister one is to put it into its block's list or to take it out, in any
 * context; then the provider's registration is updated, by the caller or by a worker. An update
 * that fails is told to the log by who does it, and forgotten.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/slab.h>

#include "core.h"
#include "dynamic.h"

static struct winwmi_dynamic *dynamic_of(const struct winwmi_instance *instance)
{
	return &instance->block->provider->dynamic;
}

static void instance_release(struct kref *ref)
{
	struct winwmi_instance *instance = container_of(ref, struct winwmi_instance, ref);

	put_device(&instance->block->provider->dev);
	kfree(instance);
}

/**
 * winwmi_instance_get() - take a reference
 * @instance: to this instance
 *
 * Context: any.
 * Return: @instance.
 */
struct winwmi_instance *winwmi_instance_get(struct winwmi_instance *instance)
{
	kref_get(&instance->ref);
	return instance;
}
EXPORT_SYMBOL_GPL(winwmi_instance_get);

/**
 * winwmi_instance_put() - drop a reference
 * @instance: to this instance
 *
 * Context: process, may sleep.
 */
void winwmi_instance_put(struct winwmi_instance *instance)
{
	kref_put(&instance->ref, instance_release);
}
EXPORT_SYMBOL_GPL(winwmi_instance_put);

static const char *mistake(const struct winwmi_instance_config *config, u32 flags, u32 min_size)
{
	const struct winwmi_instance_callbacks *callbacks = config->callbacks;
	bool set = callbacks && (callbacks->set || callbacks->set_item);
	bool any = set || (callbacks && (callbacks->query || callbacks->execute));

	if (flags & WINWMI_DYNAMIC_TRACING)
		return "a block for tracing has no instances";
	if (flags & WINWMI_DYNAMIC_EVENT_ONLY && (any || config->context_is_data))
		return "an event has no data, nor methods";
	if (!config->context_is_data)
		return NULL;
	if (set)
		return "an instance that is its context cannot be set";
	if (!config->context_size || config->context_size < min_size ||
	    config->context_size > WINWMI_MAX_DATA)
		return "an instance that is its context has one of the wrong size";
	return NULL;
}

static struct winwmi_instance *instance_new(struct winwmi_dynamic_block *block,
					    const struct winwmi_instance_config *config)
{
	struct winwmi_instance *instance;

	instance = kzalloc(struct_size(instance, context, config->context_size), GFP_KERNEL);
	if (!instance)
		return NULL;
	kref_init(&instance->ref);
	INIT_LIST_HEAD(&instance->node);
	instance->block = block;
	get_device(&block->provider->dev);
	if (config->callbacks)
		instance->callbacks = *config->callbacks;
	instance->context_size = config->context_size;
	instance->context_is_data = config->context_is_data;

	spin_lock_irq(&dynamic_of(instance)->lock);
	list_add_tail(&instance->sibling, &dynamic_of(instance)->instances);
	spin_unlock_irq(&dynamic_of(instance)->lock);
	return instance;
}

/**
 * winwmi_instance_create() - make an instance
 * @provider: whose
 * @config: what it is
 *
 * With its block_config, the block is made too. The instance goes when it is deleted, or when its
 * provider is detached.
 *
 * Counterpart: WdfWmiInstanceCreate.
 *
 * Context: process, may sleep; not from inside a callback.
 * Return: the instance; ERR_PTR(-EINVAL) if @config makes no sense; what
 * winwmi_dynamic_block_create() and winwmi_instance_register() return; ERR_PTR(-ENOMEM).
 */
struct winwmi_instance *winwmi_instance_create(struct winwmi_provider *provider,
					       const struct winwmi_instance_config *config)
{
	struct winwmi_dynamic_block *block = config->block;
	const struct winwmi_dynamic_config *of;
	struct winwmi_instance *instance;
	const char *what;
	int err;

	of = block ? &block->config : config->block_config;
	if (!block == !config->block_config)
		what = "it has no block, or two";
	else if (block && block->provider != provider)
		what = "its block is another provider's";
	else
		what = mistake(config, of->flags, of->min_size);
	if (what) {
		dev_err(provider->owner, "an instance is refused: %s\n", what);
		return ERR_PTR(-EINVAL);
	}
	if (!block)
		block = winwmi_dynamic_block_create(provider, config->block_config);
	if (IS_ERR(block))
		return ERR_CAST(block);
	instance = instance_new(block, config);
	if (!instance)
		return ERR_PTR(-ENOMEM);
	err = config->registered ? winwmi_instance_register(instance) : 0;
	if (err) {
		winwmi_instance_delete(instance);
		return ERR_PTR(err);
	}
	return instance;
}
EXPORT_SYMBOL_GPL(winwmi_instance_create);

/* Into the list: 0, or why not. */
static int put_in(struct winwmi_instance *instance)
{
	struct winwmi_dynamic *dynamic = dynamic_of(instance);
	struct winwmi_provider *provider = instance->block->provider;
	unsigned long flags;
	int err = 0;

	spin_lock_irqsave(&dynamic->lock, flags);
	if (!list_empty(&instance->node)) {
		err = -EALREADY;
	} else if (list_empty(&instance->sibling) ||
		   READ_ONCE(provider->state) == WINWMI_CLEANED_UP) {
		err = -ESHUTDOWN;
	} else {
		list_add_tail(&instance->node, &instance->block->instances);
		instance->block->instance_count++;
	}
	spin_unlock_irqrestore(&dynamic->lock, flags);
	return err;
}

/* Out of it: whether it was there. */
static bool take_out(struct winwmi_instance *instance)
{
	struct winwmi_dynamic *dynamic = dynamic_of(instance);
	unsigned long flags;
	bool was_in;

	spin_lock_irqsave(&dynamic->lock, flags);
	was_in = !list_empty(&instance->node);
	if (was_in) {
		list_del_init(&instance->node);
		instance->block->instance_count--;
	}
	spin_unlock_irqrestore(&dynamic->lock, flags);
	return was_in;
}

static void update(const struct winwmi_instance *instance)
{
	struct winwmi_provider *provider = instance->block->provider;

	if (READ_ONCE(provider->state) == WINWMI_REGISTERED)
		winwmi_registration_control(provider->owner, WINWMI_UPDATE_GUIDS);
}

/**
 * winwmi_instance_register() - offer an instance
 * @instance: the instance
 *
 * If the device has not started yet, it is offered when it does. If it was deregistered, it never
 * will be, which is no error.
 *
 * Counterpart: WdfWmiInstanceRegister at PASSIVE_LEVEL.
 *
 * Context: process, may sleep.
 * Return: 0; -EALREADY if it is registered; -ESHUTDOWN once it was deleted, or its provider
 * detached.
 */
int winwmi_instance_register(struct winwmi_instance *instance)
{
	int err;

	might_sleep();
	err = put_in(instance);
	if (!err)
		update(instance);
	return err;
}
EXPORT_SYMBOL_GPL(winwmi_instance_register);

/**
 * winwmi_instance_register_async() - offer an instance, soon
 * @instance: the instance
 *
 * Several may be offered by one update.
 *
 * Counterpart: WdfWmiInstanceRegister at DISPATCH_LEVEL.
 *
 * Context: any.
 * Return: as winwmi_instance_register().
 */
int winwmi_instance_register_async(struct winwmi_instance *instance)
{
	int err = put_in(instance);

	if (!err)
		winwmi_update_guids_async(instance->block->provider);
	return err;
}
EXPORT_SYMBOL_GPL(winwmi_instance_register_async);

/**
 * winwmi_instance_deregister() - offer an instance no more
 * @instance: the instance; that it is not registered is no error
 *
 * Those after it move up by one.
 *
 * Counterpart: WdfWmiInstanceDeregister at PASSIVE_LEVEL.
 *
 * Context: process, may sleep.
 */
void winwmi_instance_deregister(struct winwmi_instance *instance)
{
	might_sleep();
	if (take_out(instance))
		update(instance);
}
EXPORT_SYMBOL_GPL(winwmi_instance_deregister);

/**
 * winwmi_instance_deregister_async() - offer an instance no more, soon
 * @instance: the instance; that it is not registered is no error
 *
 * Counterpart: WdfWmiInstanceDeregister at DISPATCH_LEVEL.
 *
 * Context: any.
 */
void winwmi_instance_deregister_async(struct winwmi_instance *instance)
{
	if (take_out(instance))
		winwmi_update_guids_async(instance->block->provider);
}
EXPORT_SYMBOL_GPL(winwmi_instance_deregister_async);

/**
 * winwmi_instance_delete() - deregister an instance, and let go of it
 * @instance: the instance, not the caller's any more, but for references he took
 *
 * It goes with the last call of its callbacks.
 *
 * Counterpart: WdfObjectDelete.
 *
 * Context: process, may sleep.
 */
void winwmi_instance_delete(struct winwmi_instance *instance)
{
	struct winwmi_dynamic *dynamic = dynamic_of(instance);

	/* From here on it cannot be registered, so who registers one needs no reference. */
	spin_lock_irq(&dynamic->lock);
	list_del_init(&instance->sibling);
	spin_unlock_irq(&dynamic->lock);
	winwmi_instance_deregister(instance);
	winwmi_instance_put(instance);
}
EXPORT_SYMBOL_GPL(winwmi_instance_delete);

/* All instances of a provider that is cleaned up. Its driver deletes none meanwhile. */
void winwmi_dynamic_delete_instances(struct winwmi_dynamic *dynamic)
{
	struct winwmi_instance *instance, *next;

	list_for_each_entry_safe(instance, next, &dynamic->instances, sibling)
		winwmi_instance_delete(instance);
}

static int number_of(const struct winwmi_instance *instance)
{
	struct winwmi_dynamic *dynamic = dynamic_of(instance);
	const struct winwmi_instance *other;
	unsigned long flags;
	int number = 0, found = -ENXIO;

	spin_lock_irqsave(&dynamic->lock, flags);
	list_for_each_entry(other, &instance->block->instances, node) {
		if (other == instance)
			found = number;
		number++;
	}
	spin_unlock_irqrestore(&dynamic->lock, flags);
	return found;
}

/* What is behind winwmi_instance_fire_event() while somebody wants some event. */
int __winwmi_instance_fire_event(struct winwmi_instance *instance, const void *data, u32 size)
{
	struct winwmi_dynamic_block *block = instance->block;
	int number = number_of(instance), err;
	void *copy = NULL;

	if (number < 0)
		return number;
	if (size > WINWMI_MAX_EVENT)
		return -EMSGSIZE;
	if (data && size) {
		copy = kmemdup(data, size, GFP_KERNEL);
		if (!copy)
			return -ENOMEM;
	}
	err = winwmi_fire_event(block->provider, &block->config.guid, number, copy,
				copy ? size : 0);
	if (err)
		kfree(copy);
	return err;
}
EXPORT_SYMBOL_GPL(__winwmi_instance_fire_event);

/**
 * winwmi_instance_context() - the driver's part of an instance
 * @instance: the instance
 *
 * Context: any.
 * Return: as many bytes as were asked for when it was made, zero then, aligned to 8 bytes.
 */
void *winwmi_instance_context(struct winwmi_instance *instance)
{
	return instance->context;
}
EXPORT_SYMBOL_GPL(winwmi_instance_context);

/**
 * winwmi_instance_block() - the block of an instance
 * @instance: the instance
 *
 * Counterpart: WdfWmiInstanceGetProvider.
 *
 * Context: any.
 * Return: its block.
 */
struct winwmi_dynamic_block *winwmi_instance_block(const struct winwmi_instance *instance)
{
	return instance->block;
}
EXPORT_SYMBOL_GPL(winwmi_instance_block);

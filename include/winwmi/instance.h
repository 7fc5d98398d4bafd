/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Instances as objects: blocks whose instances come and go one by one, as those of KMDF do.
 *
 * A dynamic block is made for a GUID of a provider, and stays as long as the provider is attached.
 * Its instances are made, registered, deregistered and deleted at any time; once the device has
 * started (winwmi_provider_start()), each change has the provider's registration updated.
 */
#ifndef WINWMI_INSTANCE_H
#define WINWMI_INSTANCE_H

#include <linux/bits.h>
#include <linux/types.h>
#include <linux/uuid.h>

#include <winwmi/block.h>
#include <winwmi/provider.h>

struct winwmi_dynamic_block;
struct winwmi_instance;

/* Counterpart: WdfWmiProvider* flags, same values. */
#define WINWMI_DYNAMIC_EVENT_ONLY	BIT(0)	/* instances have no callbacks */
#define WINWMI_DYNAMIC_EXPENSIVE	BIT(1)	/* is told when to collect */
#define WINWMI_DYNAMIC_TRACING		BIT(2)	/* alone, and without instances */

/**
 * struct winwmi_dynamic_config - what a dynamic block is made from
 * @guid: what it is known by, not all zero
 * @flags: WINWMI_DYNAMIC_*
 * @min_size: least bytes of an instance; what is shorter is refused without asking. 0 for any
 * @control: begins or ends a function; only with WINWMI_DYNAMIC_EXPENSIVE or _TRACING. Others look
 *	at winwmi_dynamic_block_is_enabled()
 * @class_name: see &struct winwmi_block_info
 * @description: likewise
 * @max_size: likewise
 * @items: likewise
 * @item_count: likewise
 * @methods: likewise
 * @method_count: likewise
 *
 * It is copied; tables and strings stay as they are as long as the provider is attached.
 *
 * Counterpart: WDF_WMI_PROVIDER_CONFIG.
 */
struct winwmi_dynamic_config {
	guid_t guid;
	u32 flags;
	u32 min_size;
	int (*control)(struct winwmi_dynamic_block *block, enum winwmi_function function,
		       bool enable);
	const char *class_name;
	const char *description;
	u32 max_size;
	const struct winwmi_item *items;
	u32 item_count;
	const struct winwmi_method *methods;
	u32 method_count;
};

/**
 * struct winwmi_instance_callbacks - what an instance answers with
 * @query: see &struct winwmi_callbacks for this and the others. Without it and without @execute,
 *	-EOPNOTSUPP; with @execute only, no data
 * @set: sets all of it
 * @set_item: sets one item
 * @execute: runs a method
 *
 * Calls are not serialised. The instance lives until the last has ended.
 *
 * Counterpart: the callbacks in WDF_WMI_INSTANCE_CONFIG.
 *
 * Context: process, may sleep.
 * Return: 0, a negative errno or a WINWMI_STATUS_*.
 */
struct winwmi_instance_callbacks {
	int (*query)(struct winwmi_instance *instance, void *buffer, u32 room, u32 *used);
	int (*set)(struct winwmi_instance *instance, const void *buffer, u32 size);
	int (*set_item)(struct winwmi_instance *instance, u32 item, const void *buffer, u32 size);
	int (*execute)(struct winwmi_instance *instance, u32 method, void *buffer, u32 size,
		       u32 room, u32 *used);
};

/**
 * struct winwmi_instance_config - what an instance is made from
 * @block: its block, or NULL
 * @block_config: what its block is made from, or NULL; one of both
 * @callbacks: what it answers with, or NULL; none for an event's
 * @context_size: bytes of its context
 * @context_is_data: a query is answered with the context, without a callback, and without a lock.
 *	It cannot be set then
 * @registered: register it at once
 *
 * Counterpart: WDF_WMI_INSTANCE_CONFIG.
 */
struct winwmi_instance_config {
	struct winwmi_dynamic_block *block;
	const struct winwmi_dynamic_config *block_config;
	const struct winwmi_instance_callbacks *callbacks;
	u32 context_size;
	bool context_is_data;
	bool registered;
};

struct winwmi_dynamic_block *
winwmi_dynamic_block_create(struct winwmi_provider *provider,
			    const struct winwmi_dynamic_config *config);
bool winwmi_dynamic_block_is_enabled(const struct winwmi_dynamic_block *block,
				     enum winwmi_function function);
struct winwmi_provider *winwmi_dynamic_block_provider(const struct winwmi_dynamic_block *block);

struct winwmi_instance *winwmi_instance_create(struct winwmi_provider *provider,
					       const struct winwmi_instance_config *config);
void winwmi_instance_delete(struct winwmi_instance *instance);
struct winwmi_instance *winwmi_instance_get(struct winwmi_instance *instance);
void winwmi_instance_put(struct winwmi_instance *instance);
int winwmi_instance_register(struct winwmi_instance *instance);
int winwmi_instance_register_async(struct winwmi_instance *instance);
void winwmi_instance_deregister(struct winwmi_instance *instance);
void winwmi_instance_deregister_async(struct winwmi_instance *instance);
int __winwmi_instance_fire_event(struct winwmi_instance *instance, const void *data, u32 size);
void *winwmi_instance_context(struct winwmi_instance *instance);
struct winwmi_dynamic_block *winwmi_instance_block(const struct winwmi_instance *instance);

/**
 * winwmi_instance_fire_event() - fire an event of an instance
 * @instance: the instance
 * @data: what it carries, copied; NULL for nothing
 * @size: bytes at @data, WINWMI_MAX_EVENT at most
 *
 * Nothing is looked at while nobody wants any event.
 *
 * Counterpart: WdfWmiInstanceFireEvent.
 *
 * Context: process, may sleep.
 * Return: as winwmi_fire_event(); -ENXIO if it is not registered; -ENOMEM.
 */
static inline int winwmi_instance_fire_event(struct winwmi_instance *instance, const void *data,
					     u32 size)
{
	if (static_branch_unlikely(&winwmi_events_wanted))
		return __winwmi_instance_fire_event(instance, data, size);
	return 0;
}

#endif /* WINWMI_INSTANCE_H */

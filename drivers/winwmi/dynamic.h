/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Dynamic blocks and their instances.
 */
#ifndef WINWMI_DYNAMIC_H
#define WINWMI_DYNAMIC_H

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/spinlock.h>

#include <winwmi/instance.h>
#include <winwmi/provider.h>

/**
 * struct winwmi_dynamic - dynamic blocks of a provider
 * @context: answers for them all
 * @lock: guards all that follows, and what of blocks and instances says so; taken in any context
 * @blocks: the blocks
 * @block_count: how many
 * @instances: all instances that were not deleted
 */
struct winwmi_dynamic {
	struct winwmi_context context;
	spinlock_t lock;		/* guards what follows */
	struct list_head blocks;
	u32 block_count;
	struct list_head instances;
};

/**
 * struct winwmi_dynamic_block - a dynamic block; lives as long as its provider
 * @node: in the provider's dynamic blocks
 * @provider: the provider
 * @config: what it was made from
 * @index: place in the provider's dynamic blocks, and number in callbacks
 * @instances: those that are registered, in order of their numbers; under the lock
 * @instance_count: how many
 */
struct winwmi_dynamic_block {
	struct list_head node;
	struct winwmi_provider *provider;
	struct winwmi_dynamic_config config;
	u32 index;
	struct list_head instances;
	u32 instance_count;
};

/**
 * struct winwmi_instance - an instance
 * @ref: that of who made it until it is deleted, one for each call
 * @sibling: in all instances of its provider, until it is deleted
 * @node: in the instances of its block, while it is registered; under the lock
 * @block: its block, and a reference to its provider
 * @callbacks: what it answers with
 * @context_size: bytes of @context
 * @context_is_data: a query is answered with @context
 * @context: the driver's
 */
struct winwmi_instance {
	struct kref ref;
	struct list_head sibling;
	struct list_head node;
	struct winwmi_dynamic_block *block;
	struct winwmi_instance_callbacks callbacks;
	u32 context_size;
	bool context_is_data;
	u8 context[] __aligned(8);
};

/* dynamic.c */
void winwmi_dynamic_init(struct winwmi_dynamic *dynamic);
void winwmi_dynamic_free(struct winwmi_dynamic *dynamic);
bool winwmi_dynamic_has(struct winwmi_dynamic *dynamic, const guid_t *guid);

/* instance.c */
void winwmi_dynamic_delete_instances(struct winwmi_dynamic *dynamic);

#endif /* WINWMI_DYNAMIC_H */

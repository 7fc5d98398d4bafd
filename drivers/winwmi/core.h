/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The objects of winwmi: providers, and the blocks that they offer. Who owns what, and in which
 * order locks are taken, is said in Documentation/internals/winwmi.md.
 */
#ifndef WINWMI_CORE_H
#define WINWMI_CORE_H

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include <winwmi/block.h>
#include <winwmi/provider.h>

#include "dynamic.h"
#include "edge.h"

/**
 * enum winwmi_state - where a provider is in its life
 * @WINWMI_UNREGISTERED: attached, not registered yet
 * @WINWMI_REGISTERED: its blocks are offered
 * @WINWMI_DEREGISTERED: was registered, can be again
 * @WINWMI_CLEANED_UP: detached
 */
enum winwmi_state {
	WINWMI_UNREGISTERED,
	WINWMI_REGISTERED,
	WINWMI_DEREGISTERED,
	WINWMI_CLEANED_UP,
};

/**
 * struct winwmi_stats - what a provider's directory "stats" shows
 * @requests: requests that began
 * @malformed: wrong descriptions of blocks, and events, that were dropped with a message
 * @events: events that were fired while somebody wanted them
 * @events_lost: events that a subscribed file had no room for
 */
struct winwmi_stats {
	atomic64_t requests;
	atomic64_t malformed;
	atomic64_t events;
	atomic64_t events_lost;
};

/**
 * struct winwmi_provider - a device that offers blocks
 * @dev: its device of class winwmi_provider, winwmi<N>; counts the references to this
 * @cdev: its character device
 * @owner: the driver's device, a reference
 * @node: in the list of all providers
 * @mutex: one registration action at a time. Guards @contexts, @state, changes of @blocks, and all
 *	members down to @update
 * @contexts: who describes and answers for blocks
 * @state: written under @mutex and @lock
 * @surprise: deregistered because the device vanished: the driver's own DEREGISTER is nothing
 * @generation: of the newest block
 * @reginfo_seq: how often the provider was asked for its blocks
 * @last_action: last action that was begun
 * @registry_path: as the provider gave it, or NULL
 * @mof_resource: likewise, or as it was set
 * @mof_resource_set: set by winwmi_provider_set_mof_resource()
 * @update: asks for what has changed, from a context that cannot
 * @updating: a block is being replaced: who does not find it may try again
 * @lock: guards changes of @blocks, their dead, @running and @references
 * @blocks: all blocks that are offered; read under RCU, or @mutex, or @lock
 * @running: calls into the driver
 * @references: to events, the most severe first
 * @reference_count: how many
 * @drained: somebody waits for calls to end
 * @waiters: files sleep here for events
 * @follow: asks for the data of @references
 * @stats: counters
 * @dynamic: its dynamic blocks
 * @edges: all edges of its GUIDs, under the mutex of all edges
 */
struct winwmi_provider {
	struct device dev;
	struct cdev cdev;
	struct device *owner;
	struct list_head node;

	struct mutex mutex;		/* guards what follows, up to update */
	struct list_head contexts;
	enum winwmi_state state;
	bool surprise;
	u32 generation;
	u32 reginfo_seq;
	u32 last_action;
	char *registry_path;
	char *mof_resource;
	bool mof_resource_set;
	struct work_struct update;

	bool updating;
	spinlock_t lock;		/* guards blocks, running, references */
	struct list_head blocks;
	struct list_head running;
	struct list_head references;
	unsigned int reference_count;
	wait_queue_head_t drained;
	wait_queue_head_t waiters;
	struct work_struct follow;
	struct winwmi_stats stats;
	struct winwmi_dynamic dynamic;
	struct list_head edges;
};

#define to_winwmi_provider(device)	container_of(device, struct winwmi_provider, dev)

/**
 * struct winwmi_block - a block that is offered
 * @dev: its device on the bus winwmi; counts the references to this
 * @node: in the provider's blocks
 * @provider: who offers it, a reference
 * @context: who answers for it; not to be touched once @dead is seen
 * @info: its description, without the names of instances
 * @naming: what they are named after: the base, or with WINWMI_BLOCK_INSTANCE_LIST, a line for each
 * @names: of its instances
 * @stem: of its device's name
 * @suffix: number of its device among those of equal GUID
 * @generation: grows with each block that is made
 * @edge: its consumers, which stay when it is replaced; a reference
 * @dead: no call begins any more; under the provider's lock
 * @instances: the directory of its instances, or NULL
 * @instance_kobjs: each instance's
 * @rcu: frees it
 *
 * Nothing in it changes while it is offered. What the provider describes otherwise than before is
 * another block in its place.
 */
struct winwmi_block {
	struct device dev;
	struct list_head node;
	struct winwmi_provider *provider;
	struct winwmi_context *context;
	struct winwmi_block_info info;
	char *naming;
	struct winwmi_name *names;
	struct winwmi_text *stem;
	unsigned int suffix;
	u32 generation;
	struct winwmi_edge *edge;
	bool dead;
	struct kobject *instances;
	struct winwmi_instance_kobj **instance_kobjs;
	struct rcu_head rcu;
};

#define to_winwmi_block(device)		container_of(device, struct winwmi_block, dev)

static inline bool winwmi_block_has_data(const struct winwmi_block *block)
{
	return !(block->info.flags & WINWMI_BLOCK_EVENT_ONLY) &&
	       block->context->callbacks->query_block;
}

static inline bool winwmi_block_is_setable(const struct winwmi_block *block)
{
	return !(block->info.flags & WINWMI_BLOCK_EVENT_ONLY) && !block->info.read_only &&
	       block->context->callbacks->set_block;
}

static inline struct device *winwmi_provider_device(struct winwmi_provider *provider)
{
	return &provider->dev;
}

/* core.c */
extern struct bus_type winwmi_bus;
extern struct class winwmi_class;
int winwmi_number_take(void);
void winwmi_number_release(int number);
dev_t winwmi_devt(int number);
const char *winwmi_block_type(const struct winwmi_block *block);

/* block.c */
struct winwmi_block *winwmi_block_create(struct winwmi_provider *provider,
					 struct winwmi_context *context,
					 const struct winwmi_block_info *info, char *naming);
int winwmi_block_add(struct winwmi_block *block);
void winwmi_block_remove(struct winwmi_block *block);
struct winwmi_block *winwmi_block_find(struct winwmi_provider *provider, const guid_t *guid);
struct winwmi_block *winwmi_block_offered(struct winwmi_provider *provider, const guid_t *guid);

/* registration.c */
int winwmi_blocks_pull(struct winwmi_provider *provider, struct winwmi_context *context,
		       bool update);
void winwmi_blocks_remove(struct winwmi_provider *provider, const struct winwmi_context *context);

/* description.c */
int winwmi_description_check(struct device *dev, struct winwmi_block_info *info);
char *winwmi_description_naming(const struct winwmi_reginfo *reginfo,
				const struct winwmi_block_info *info);
bool winwmi_description_same(const struct winwmi_block *block, const struct winwmi_block_info *info,
			     const char *naming);

/* provider.c */
extern const char *const winwmi_state_names[];
void winwmi_provider_mof_resource(struct winwmi_provider *provider, char *name, size_t room);

/* sysfs.c */
extern const struct attribute_group *winwmi_provider_groups[];
extern const struct attribute_group *winwmi_block_groups[];

/* instances.c */
int winwmi_instances_add(struct winwmi_block *block);
void winwmi_instances_remove(struct winwmi_block *block);

#endif /* WINWMI_CORE_H */

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Providers: devices that offer blocks.
 *
 * A driver attaches a device, with the callbacks in which it answers, and then registers it: the
 * blocks are asked for, and appear in sysfs and on the provider's character device.
 */
#ifndef WINWMI_PROVIDER_H
#define WINWMI_PROVIDER_H

#include <linux/jump_label.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/types.h>
#include <linux/uuid.h>

#include <winwmi/block.h>
#include <winwmi/status.h>

struct device;
struct winwmi_provider;

/**
 * enum winwmi_action - what to do with the registration of a device
 * @WINWMI_REGISTER: begin to offer what the provider says
 * @WINWMI_DEREGISTER: offer nothing any more
 * @WINWMI_REREGISTER: both, the latter first
 * @WINWMI_UPDATE_GUIDS: ask for what has changed
 *
 * Counterpart: WMIREG_ACTION_*, same values.
 */
enum winwmi_action {
	WINWMI_REGISTER = 1,
	WINWMI_DEREGISTER = 2,
	WINWMI_REREGISTER = 3,
	WINWMI_UPDATE_GUIDS = 4,
};

/**
 * struct winwmi_reginfo - registration information, asked of a provider
 * @update: given: it is about what has changed. Counterpart: WMIUPDATE, else WMIREGISTER
 * @capacity: given: how many blocks @blocks has room for
 * @blocks: the blocks, to be filled
 * @count: how many there are. More than @capacity, with -ENOSPC or without, and the provider is
 *	asked once more with that much room
 * @flags: WINWMI_BLOCK_* that all blocks have
 * @base_name: with WINWMI_BLOCK_INSTANCE_BASENAME, beginning of the instances' names; copied
 * @pdo: with WINWMI_BLOCK_INSTANCE_PDO, device that instances are named after; a reference to it,
 *	which the core puts
 * @registry_path: where the driver's settings are, or NULL; copied, ignored in an update
 * @mof_resource: name of the driver's schema, or NULL; copied, ignored in an update
 *
 * Counterpart: WMIREGINFO, and the arguments of DpWmiQueryReginfo.
 */
struct winwmi_reginfo {
	bool update;
	u32 capacity;
	struct winwmi_block_info *blocks;
	u32 count;
	u32 flags;
	const char *base_name;
	struct device *pdo;
	const char *registry_path;
	const char *mof_resource;
};

/**
 * enum winwmi_function - what a provider is told to begin and end
 * @WINWMI_EVENTS: firing the events of a block. Counterpart: WmiEventControl
 * @WINWMI_COLLECTION: collecting the data of an expensive block. Counterpart: WmiDataBlockControl
 * @WINWMI_FUNCTIONS: how many there are
 */
enum winwmi_function {
	WINWMI_EVENTS,
	WINWMI_COLLECTION,
	WINWMI_FUNCTIONS,
};

/**
 * struct winwmi_callbacks - what a provider answers with
 * @reginfo: describes the blocks; required
 * @query_block: gives the data of an instance. Too little room is -ENOSPC with what it takes in
 *	*@used; room of 0, with a @buffer of NULL, asks for just that. Without it, there is no data
 * @set_block: sets all of an instance; items that cannot be written keep their values. Without it,
 *	-EROFS
 * @set_item: sets one item of it. Without it, -EROFS
 * @execute: runs a method; what it gives takes the place of what it was given in @buffer, which has
 *	room for the larger of the two and is NULL if that is 0. Too little room as in @query_block,
 *	and then without effect: it is called again. Without it, -EOPNOTSUPP
 * @control: begin or end a function of all instances of a block; strictly by turns. It may not
 *	touch tracing, modules, or registrations. Without it, all succeeds
 *
 * @priv is the context's; @index is the block's, see &struct winwmi_block_info. @instance is less
 * than the block's instance_count; a block that has items has only their numbers asked of
 * @set_item, one that has methods only theirs of @execute. @buffer is aligned to 8 bytes.
 *
 * Calls are not serialised, not even for one instance, except those of @control for one block and
 * function.
 *
 * Counterpart: the callbacks in WMILIB_CONTEXT.
 *
 * Context: process, may sleep.
 * Return: 0, a negative errno or a WINWMI_STATUS_*. No answer is given later: WINWMI_STATUS_PENDING
 * is an error.
 */
struct winwmi_callbacks {
	int (*reginfo)(void *priv, struct winwmi_reginfo *info);
	int (*query_block)(void *priv, u32 index, u32 instance, void *buffer, u32 room, u32 *used);
	int (*set_block)(void *priv, u32 index, u32 instance, const void *buffer, u32 size);
	int (*set_item)(void *priv, u32 index, u32 instance, u32 item, const void *buffer,
			u32 size);
	int (*execute)(void *priv, u32 index, u32 instance, u32 method, void *buffer, u32 size,
		       u32 room, u32 *used);
	int (*control)(void *priv, u32 index, enum winwmi_function function, bool enable);
};

/**
 * struct winwmi_context - blocks that are answered for by one set of callbacks
 * @callbacks: the callbacks
 * @priv: passed to them
 *
 * A provider may have several, each with its own numbers of blocks: those of a port driver and
 * those of the driver that it serves. The driver keeps it as it is from adding to removing it.
 *
 * Counterpart: WMILIB_CONTEXT.
 */
struct winwmi_context {
	const struct winwmi_callbacks *callbacks;
	void *priv;
	/* private: the core's */
	struct list_head node;
};

struct winwmi_provider *winwmi_provider_attach(struct device *dev, struct winwmi_context *context);
int winwmi_provider_start(struct winwmi_provider *provider);
void winwmi_provider_surprise_removed(struct winwmi_provider *provider);
void winwmi_provider_detach(struct winwmi_provider *provider);
const char *winwmi_provider_name(const struct winwmi_provider *provider);
int winwmi_provider_set_mof_resource(struct winwmi_provider *provider, const char *name);
int winwmi_registration_control(struct device *dev, u32 action);
int winwmi_update_guids_async(struct winwmi_provider *provider);

int winwmi_context_add(struct winwmi_provider *provider, struct winwmi_context *context);
int winwmi_context_remove(struct winwmi_provider *provider, struct winwmi_context *context);

int winwmi_reginfo_fill(struct winwmi_reginfo *info, const struct winwmi_block_info *blocks,
			u32 count);
void winwmi_reginfo_add(struct winwmi_reginfo *info, const struct winwmi_block_info *block);

bool winwmi_block_enabled(struct winwmi_provider *provider, const guid_t *guid,
			  enum winwmi_function function);

/* Somebody wants some event of some provider. */
extern struct static_key_false winwmi_events_wanted;

int __winwmi_fire_event(struct winwmi_provider *provider, const guid_t *guid, u32 instance,
			void *data, u32 size);
int __winwmi_trace_event(struct winwmi_provider *provider, const guid_t *guid, u32 instance,
			 const void *data, u32 size);
int __winwmi_fire_event_reference(struct winwmi_provider *provider, const guid_t *guid,
				  u32 instance, const guid_t *target, u8 severity);

/**
 * winwmi_fire_event() - fire an event of an instance
 * @provider: who fires
 * @guid: block of the event
 * @instance: its instance
 * @data: what it carries, from kmalloc(), or NULL for nothing. On success the core's, which frees
 *	it; on error the caller's
 * @size: bytes at @data, WINWMI_MAX_EVENT at most
 *
 * It goes to the tracepoint winwmi_event, and to all files that are subscribed. An event that
 * nobody has enabled is no error.
 *
 * Counterpart: WmiFireEvent.
 *
 * Context: process, may sleep.
 * Return: 0; -EMSGSIZE if it is too large; -ENOMEM; -ENODEV if @provider is not registered; -ENOENT
 * if it has no such block; -ENXIO if the block has no such instance. The last two are told to the
 * log.
 */
static inline int winwmi_fire_event(struct winwmi_provider *provider, const guid_t *guid,
				    u32 instance, void *data, u32 size)
{
	if (static_branch_unlikely(&winwmi_events_wanted))
		return __winwmi_fire_event(provider, guid, instance, data, size);
	kfree(data);
	return 0;
}

/**
 * winwmi_trace_event() - fire an event of an instance, in any context
 * @provider: who fires
 * @guid: block of the event, one with WINWMI_BLOCK_TRACED
 * @instance: its instance
 * @data: what it carries, or NULL for nothing; stays the caller's
 * @size: bytes at @data, WINWMI_MAX_EVENT at most
 *
 * It goes to the tracepoint winwmi_event only.
 *
 * Counterpart: IoWMIWriteEvent with WNODE_FLAG_TRACED_GUID.
 *
 * Context: any, hard interrupt too.
 * Return: as winwmi_fire_event(), and -EINVAL if the block has not WINWMI_BLOCK_TRACED.
 */
static inline int winwmi_trace_event(struct winwmi_provider *provider, const guid_t *guid,
				     u32 instance, const void *data, u32 size)
{
	if (static_branch_unlikely(&winwmi_events_wanted))
		return __winwmi_trace_event(provider, guid, instance, data, size);
	return 0;
}

/**
 * winwmi_fire_event_reference() - fire an event whose data is to be asked for
 * @provider: who fires
 * @guid: block of the event
 * @instance: its instance
 * @target: block that is queried, with the same instance, for the event's data
 * @severity: 0 least … 255 most severe
 *
 * For what is larger than WINWMI_MAX_EVENT. The query is made soon, the more severe first, and
 * consumers get the event with all of the data.
 *
 * Counterpart: IoWMIWriteEvent with a WNODE_EVENT_REFERENCE.
 *
 * Context: any.
 * Return: as winwmi_fire_event(); -ENOMEM also if very many wait.
 */
static inline int winwmi_fire_event_reference(struct winwmi_provider *provider, const guid_t *guid,
					      u32 instance, const guid_t *target, u8 severity)
{
	if (static_branch_unlikely(&winwmi_events_wanted))
		return __winwmi_fire_event_reference(provider, guid, instance, target, severity);
	return 0;
}

#endif /* WINWMI_PROVIDER_H */

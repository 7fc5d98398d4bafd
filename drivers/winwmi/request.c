// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests: what is asked of a block, checked, and put to the driver's callbacks.
 *
 * Checks are made in the order that Windows' documentation gives: block, instance, item or method,
 * sizes. Too little room is -ENOSPC with what it takes; a set with too little data is a failure to
 * set, however the driver puts it.
 */
#include <linux/align.h>
#include <linux/atomic.h>
#include <linux/export.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/overflow.h>

#include "call.h"
#include "core.h"
#include "item.h"
#include "request.h"
#include "trace.h"

/* From 1601-01-01 to 1970-01-01, in units of 100 ns */
#define EPOCH	116444736000000000ULL

/**
 * winwmi_time() - now
 *
 * Context: any.
 * Return: units of 100 ns since 1601-01-01 UTC. Never falls, though the clock may be set back.
 */
u64 winwmi_time(void)
{
	static atomic64_t latest;
	s64 now = div_u64(ktime_get_real_ns(), 100) + EPOCH;
	s64 seen = atomic64_read(&latest);

	do {
		if (now <= seen)
			return seen;
	} while (!atomic64_try_cmpxchg(&latest, &seen, now));
	return now;
}

static bool is_too_small(int result)
{
	return winwmi_to_errno(result) == -ENOSPC;
}

/*
 * What a callback that fills a buffer came to: either success with no more than there is room for,
 * or -ENOSPC with more; else it has broken the contract.
 */
static int answer(int result, u32 room, u32 *used)
{
	int err = winwmi_to_errno(result);

	if (!err && !room && *used) {
		result = -ENOSPC;
		err = result;
	}
	if (!err && *used <= room)
		return 0;
	if (err == -ENOSPC && *used > room)
		return result;
	*used = 0;
	return err && err != -ENOSPC ? result : WINWMI_STATUS_UNSUCCESSFUL;
}

/* The driver is asked for the size of what has not always the same. */
static int query(struct winwmi_block *block, u32 instance, void *buffer, u32 room, u32 *used)
{
	const struct winwmi_callbacks *callbacks = block->context->callbacks;
	const struct winwmi_block_info *info = &block->info;
	int result;

	if (room < info->min_size) {
		*used = info->min_size;
		if (!info->max_size || info->max_size == info->min_size)
			return -ENOSPC;
		room = 0;
	}
	*used = 0;
	result = callbacks->query_block(block->context->priv, info->index, instance,
					room ? buffer : NULL, room, used);
	return answer(result, room, used);
}

static int query_single(struct winwmi_block *block, struct winwmi_request *request)
{
	if (!winwmi_block_has_data(block))
		return WINWMI_STATUS_INVALID_DEVICE_REQUEST;
	return query(block, request->instance, request->buffer, request->room, &request->used);
}

/* Each instance after the other, at offsets of 8. Asks on when there is no room any more. */
static int query_instances(struct winwmi_block *block, struct winwmi_request *request)
{
	u32 count = block->info.instance_count, i, used;
	struct winwmi_all *all = request->buffer;
	u64 end = struct_size(all, entries, count);
	bool fits = end <= request->room;

	for (i = 0; i < count; i++) {
		u64 begin = ALIGN(end, 8);
		u32 room = fits && begin < request->room ? request->room - begin : 0;
		int result = query(block, i, (void *)all + begin, room, &used);

		if (result && !is_too_small(result))
			return result;
		end = begin + used;
		/* That of no bytes may begin beyond the room, and then it does not fit either. */
		fits = fits && !result && end <= request->room;
		if (end > WINWMI_MAX_DATA)
			return WINWMI_STATUS_INTEGER_OVERFLOW;
		if (fits)
			all->entries[i] = (struct winwmi_all_entry) { begin, used };
	}
	request->used = end;
	return fits ? 0 : -ENOSPC;
}

static int query_all(struct winwmi_block *block, struct winwmi_request *request)
{
	const struct winwmi_block_info *info = &block->info;
	struct winwmi_all *all = request->buffer;
	int result;

	if (!winwmi_block_has_data(block))
		return WINWMI_STATUS_INVALID_DEVICE_REQUEST;
	if (!info->instance_count)
		return WINWMI_STATUS_WMI_INSTANCE_NOT_FOUND;
	result = query_instances(block, request);
	if (result)
		return result;
	all->size = request->used;
	all->flags = 0;
	all->fixed_size = 0;
	all->count = info->instance_count;
	all->timestamp = request->timestamp;
	if (info->max_size && info->min_size == info->max_size) {
		all->flags = WINWMI_ALL_FIXED;
		all->fixed_size = info->max_size;
	}
	return 0;
}

static int set(struct winwmi_block *block, struct winwmi_request *request)
{
	const struct winwmi_block_info *info = &block->info;
	int result;

	if (!winwmi_block_is_setable(block))
		return WINWMI_STATUS_WMI_READ_ONLY;
	if (request->size < info->min_size || (info->max_size && request->size > info->max_size))
		return WINWMI_STATUS_WMI_SET_FAILURE;
	if (info->items && !winwmi_items_fit(info, request->buffer, request->size))
		return WINWMI_STATUS_WMI_SET_FAILURE;
	result = block->context->callbacks->set_block(block->context->priv, info->index,
						      request->instance, request->buffer,
						      request->size);
	return is_too_small(result) ? WINWMI_STATUS_WMI_SET_FAILURE : result;
}

static int set_item(struct winwmi_block *block, struct winwmi_request *request)
{
	const struct winwmi_callbacks *callbacks = block->context->callbacks;
	const struct winwmi_block_info *info = &block->info;
	const struct winwmi_item *item;
	int result;

	if (!callbacks->set_item || info->read_only)
		return WINWMI_STATUS_WMI_READ_ONLY;
	if (info->items) {
		if (!request->id || request->id > info->item_count)
			return WINWMI_STATUS_WMI_ITEMID_NOT_FOUND;
		item = &info->items[request->id - 1];
		if (!(item->access & WINWMI_ITEM_WRITE))
			return WINWMI_STATUS_WMI_READ_ONLY;
		if (!winwmi_item_fits(item, request->buffer, request->size))
			return WINWMI_STATUS_WMI_SET_FAILURE;
	}
	result = callbacks->set_item(block->context->priv, info->index, request->instance,
				     request->id, request->buffer, request->size);
	return is_too_small(result) ? WINWMI_STATUS_WMI_SET_FAILURE : result;
}

static bool has_method(const struct winwmi_block_info *info, u32 id)
{
	u32 i;

	for (i = 0; i < info->method_count; i++)
		if (info->methods[i].id == id)
			return true;
	return !info->methods;
}

/* As Windows does, the instance is asked for its data first: that it has no such is known then. */
static int ask_before(struct winwmi_block *block, const struct winwmi_request *request)
{
	u32 used = 0;
	int err;

	if (!winwmi_block_has_data(block))
		return 0;
	err = winwmi_to_errno(block->context->callbacks->query_block(block->context->priv,
								     block->info.index,
								     request->instance, NULL, 0,
								     &used));
	trace_winwmi_request(block, WINWMI_MN_QUERY_SINGLE, request->instance, 0, 0, 0, used, err);
	return err == -ENXIO || err == -ENODEV ? err : 0;
}

static int execute(struct winwmi_block *block, struct winwmi_request *request)
{
	const struct winwmi_callbacks *callbacks = block->context->callbacks;
	int result;

	if (!callbacks->execute)
		return WINWMI_STATUS_INVALID_DEVICE_REQUEST;
	if (!has_method(&block->info, request->id))
		return WINWMI_STATUS_WMI_ITEMID_NOT_FOUND;
	result = ask_before(block, request);
	if (result)
		return result;
	result = callbacks->execute(block->context->priv, block->info.index, request->instance,
				    request->id, request->buffer, request->size, request->room,
				    &request->used);
	return answer(result, request->room, &request->used);
}

static int act(struct winwmi_block *block, struct winwmi_request *request)
{
	if (block->info.flags & WINWMI_BLOCK_EVENT_ONLY)
		return WINWMI_STATUS_INVALID_DEVICE_REQUEST;
	if (request->minor == WINWMI_MN_QUERY_ALL)
		return query_all(block, request);
	if (request->instance >= block->info.instance_count)
		return WINWMI_STATUS_WMI_INSTANCE_NOT_FOUND;
	switch (request->minor) {
	case WINWMI_MN_QUERY_SINGLE:
		return query_single(block, request);
	case WINWMI_MN_SET:
		return set(block, request);
	case WINWMI_MN_SET_ITEM:
		return set_item(block, request);
	case WINWMI_MN_EXECUTE:
		return execute(block, request);
	}
	return -EINVAL;
}

/**
 * winwmi_request_block() - put a request to a block
 * @block: the block, which may have gone
 * @request: the request; its provider and guid are not looked at
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno; the request has all of its answer.
 */
int winwmi_request_block(struct winwmi_block *block, struct winwmi_request *request)
{
	struct winwmi_frame frame;

	request->used = 0;
	request->timestamp = winwmi_time();
	request->result = winwmi_call_begin(&frame, block);
	if (!request->result) {
		atomic64_inc(&block->provider->stats.requests);
		request->result = act(block, request);
		trace_winwmi_request(block, request->minor, request->instance, request->id,
				     request->size, request->room, request->used,
				     request->result);
		winwmi_call_end(&frame);
	}
	return winwmi_to_errno(request->result);
}

/**
 * winwmi_block_get() - a block to put requests to
 * @provider: who offers it
 * @guid: its GUID
 * @block: to be filled with a reference to its device
 *
 * Context: process, may sleep.
 * Return: 0, or what a request for it comes to.
 */
int winwmi_block_get(struct winwmi_provider *provider, const guid_t *guid,
		     struct winwmi_block **block)
{
	u32 generation = READ_ONCE(provider->generation);

	if (READ_ONCE(provider->state) != WINWMI_REGISTERED)
		return -ENODEV;
	*block = winwmi_block_find(provider, guid);
	if (*block)
		return 0;
	/* Its successor may not be there yet, or have come right after we looked. */
	if (READ_ONCE(provider->updating) || READ_ONCE(provider->generation) != generation)
		return WINWMI_STATUS_WMI_TRY_AGAIN;
	return WINWMI_STATUS_WMI_GUID_NOT_FOUND;
}

/**
 * winwmi_request() - put a request to the provider that it is for
 * @request: the request
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno; the request has all of its answer.
 */
int winwmi_request(struct winwmi_request *request)
{
	struct winwmi_block *block;
	int err;

	request->used = 0;
	request->timestamp = winwmi_time();
	request->result = winwmi_block_get(request->provider, &request->guid, &block);
	if (request->result)
		return winwmi_to_errno(request->result);
	err = winwmi_request_block(block, request);
	put_device(&block->dev);
	return err;
}

/**
 * winwmi_system_control() - answer a request if it is for a provider
 * @provider: who was asked
 * @request: the request; untouched if it is for somebody else, or of a kind that is not known
 * @disposition: what became of it
 *
 * For drivers that see requests pass by, to one of several providers.
 *
 * Counterpart: WmiSystemControl.
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno, which the request's result is too; 0 if it was not touched.
 */
int winwmi_system_control(struct winwmi_provider *provider, struct winwmi_request *request,
			  enum winwmi_disposition *disposition)
{
	int err;

	if (request->minor > WINWMI_MN_EXECUTE) {
		*disposition = WINWMI_NOT_WMI;
		return 0;
	}
	if (request->provider != provider) {
		*disposition = WINWMI_FORWARD;
		return 0;
	}
	err = winwmi_request(request);
	*disposition = err ? WINWMI_NOT_COMPLETED : WINWMI_PROCESSED;
	return err;
}
EXPORT_SYMBOL_GPL(winwmi_system_control);

/**
 * winwmi_block_control() - have a driver begin or end something
 * @block: the block that it is about; it may be dead
 * @function: events, or collecting data
 * @enable: begin
 *
 * Context: process, may sleep; the lock of the block's edge is held.
 * Return: 0, or what the driver returned as an errno.
 */
int winwmi_block_control(struct winwmi_block *block, enum winwmi_function function, bool enable)
{
	const struct winwmi_callbacks *callbacks = block->context->callbacks;
	struct winwmi_frame frame;
	int result;
	u32 minor;

	if (!callbacks->control)
		return 0;
	if (function == WINWMI_COLLECTION && !(block->info.flags & WINWMI_BLOCK_EXPENSIVE))
		return 0;
	minor = (function == WINWMI_EVENTS ? WINWMI_MN_ENABLE_EVENTS :
		 WINWMI_MN_ENABLE_COLLECTION) + !enable;
	winwmi_call_enter(&frame, block->provider, block);
	result = callbacks->control(block->context->priv, block->info.index, function, enable);
	trace_winwmi_request(block, minor, 0, 0, 0, 0, 0, result);
	winwmi_call_end(&frame);
	return winwmi_to_errno(result);
}

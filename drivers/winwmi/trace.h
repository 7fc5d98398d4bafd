/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tracepoints of winwmi. A provider is named as its device is, a block by its GUID, spelt as in
 * sysfs, so that a filter can ask for either.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM winwmi

#if !defined(WINWMI_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define WINWMI_TRACE_H

#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/tracepoint.h>
#include <linux/types.h>
#include <linux/uuid.h>
#include <linux/winwmi.h>

#include <winwmi/compat.h>
#include <winwmi/provider.h>
#include <winwmi/request.h>
#include <winwmi/status.h>

#include "core.h"
#include "event.h"

TRACE_DEFINE_ENUM(WINWMI_MN_QUERY_ALL);
TRACE_DEFINE_ENUM(WINWMI_MN_QUERY_SINGLE);
TRACE_DEFINE_ENUM(WINWMI_MN_SET);
TRACE_DEFINE_ENUM(WINWMI_MN_SET_ITEM);
TRACE_DEFINE_ENUM(WINWMI_MN_ENABLE_EVENTS);
TRACE_DEFINE_ENUM(WINWMI_MN_DISABLE_EVENTS);
TRACE_DEFINE_ENUM(WINWMI_MN_ENABLE_COLLECTION);
TRACE_DEFINE_ENUM(WINWMI_MN_DISABLE_COLLECTION);
TRACE_DEFINE_ENUM(WINWMI_MN_REGINFO);
TRACE_DEFINE_ENUM(WINWMI_MN_EXECUTE);

#define winwmi_show_minor(minor)						\
	__print_symbolic(minor,							\
		{ WINWMI_MN_QUERY_ALL, "QUERY_ALL" },				\
		{ WINWMI_MN_QUERY_SINGLE, "QUERY_SINGLE" },			\
		{ WINWMI_MN_SET, "SET" },					\
		{ WINWMI_MN_SET_ITEM, "SET_ITEM" },				\
		{ WINWMI_MN_ENABLE_EVENTS, "ENABLE_EVENTS" },			\
		{ WINWMI_MN_DISABLE_EVENTS, "DISABLE_EVENTS" },			\
		{ WINWMI_MN_ENABLE_COLLECTION, "ENABLE_COLLECTION" },		\
		{ WINWMI_MN_DISABLE_COLLECTION, "DISABLE_COLLECTION" },		\
		{ WINWMI_MN_REGINFO, "REGINFO" },				\
		{ WINWMI_MN_EXECUTE, "EXECUTE" })

/* A GUID as text; as such filters can compare it. */
#define winwmi_guid_field	__array(char, guid, UUID_STRING_LEN + 1)
#define winwmi_assign_guid(src)	\
	snprintf(__entry->guid, sizeof(__entry->guid), "%pUL", src)

/*
 * An event was fired. While somebody listens here, all blocks fire. Of data that is longer than
 * WINWMI_MAX_EVENT, that of a reference, there is the beginning, and its true size.
 */
TRACE_EVENT_FN(winwmi_event,
	TP_PROTO(const struct winwmi_event *event),
	TP_ARGS(event),
	TP_STRUCT__entry(
		__string(provider, winwmi_provider_name(event->provider))
		winwmi_guid_field
		__field(u32, instance)
		__field(u8, severity)
		__field(u32, size)
		__dynamic_array(u8, data, min_t(u32, event->size, WINWMI_MAX_EVENT))
	),
	TP_fast_assign(
		winwmi_assign_str(provider, winwmi_provider_name(event->provider));
		winwmi_assign_guid(event->guid);
		__entry->instance = event->instance;
		__entry->severity = event->severity;
		__entry->size = event->size;
		memcpy(__get_dynamic_array(data), event->data, __get_dynamic_array_len(data));
	),
	TP_printk("%s %s instance=%u severity=%u size=%u data=%s",
		  __get_str(provider), __entry->guid, __entry->instance, __entry->severity,
		  __entry->size,
		  __print_hex(__get_dynamic_array(data), __get_dynamic_array_len(data))),
	winwmi_event_reg, winwmi_event_unreg
);

/*
 * A request was answered, or a driver told to begin or end. id: item or method; status: as the
 * driver put it.
 */
TRACE_EVENT(winwmi_request,
	TP_PROTO(const struct winwmi_block *block, u32 minor, u32 instance, u32 id, u32 size,
		 u32 room, u32 used, int result),
	TP_ARGS(block, minor, instance, id, size, room, used, result),
	TP_STRUCT__entry(
		__string(provider, winwmi_provider_name(block->provider))
		winwmi_guid_field
		__field(u32, minor)
		__field(u32, instance)
		__field(u32, id)
		__field(u32, size)
		__field(u32, room)
		__field(u32, used)
		__field(u32, status)
	),
	TP_fast_assign(
		winwmi_assign_str(provider, winwmi_provider_name(block->provider));
		winwmi_assign_guid(&block->info.guid);
		__entry->minor = minor;
		__entry->instance = instance;
		__entry->id = id;
		__entry->size = size;
		__entry->room = room;
		__entry->used = used;
		__entry->status = winwmi_to_status(result);
	),
	TP_printk("%s %s %s instance=%u id=%u size=%u room=%u used=%u status=0x%08x",
		  __get_str(provider), __entry->guid, winwmi_show_minor(__entry->minor),
		  __entry->instance, __entry->id, __entry->size, __entry->room, __entry->used,
		  __entry->status)
);

/* A provider was asked for its blocks. count: how many it has, or has changed. */
TRACE_EVENT(winwmi_reginfo,
	TP_PROTO(const struct winwmi_provider *provider, bool update, u32 count, int result),
	TP_ARGS(provider, update, count, result),
	TP_STRUCT__entry(
		__string(provider, winwmi_provider_name(provider))
		__field(bool, update)
		__field(u32, count)
		__field(u32, status)
	),
	TP_fast_assign(
		winwmi_assign_str(provider, winwmi_provider_name(provider));
		__entry->update = update;
		__entry->count = count;
		__entry->status = winwmi_to_status(result);
	),
	TP_printk("%s %s count=%u status=0x%08x", __get_str(provider),
		  __entry->update ? "WMIUPDATE" : "WMIREGISTER", __entry->count, __entry->status)
);

#endif /* WINWMI_TRACE_H */

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>

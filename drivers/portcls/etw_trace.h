/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tracepoints of <portcls/etw.h>, one for each kind of event.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM portcls

#if !defined(PORTCLS_ETW_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define PORTCLS_ETW_TRACE_H

#include <linux/tracepoint.h>
#include <linux/types.h>
#include <sound/core.h>

#include <portcls/compat.h>

#include "core.h"

/* pin: of the stream, -1 where a miniport did not say. */
DECLARE_EVENT_CLASS(portcls_etw,
	TP_PROTO(const struct portcls_port *port, int pin, u64 data1, u64 data2, u64 data3,
		 u64 data4),
	TP_ARGS(port, pin, data1, data2, data3, data4),
	TP_STRUCT__entry(
		__field(int, card)
		__string(name, port->name)
		__field(int, pin)
		__field(u64, data1)
		__field(u64, data2)
		__field(u64, data3)
		__field(u64, data4)
	),
	TP_fast_assign(
		__entry->card = port->adapter->card->number;
		portcls_assign_str(name, port->name);
		__entry->pin = pin;
		__entry->data1 = data1;
		__entry->data2 = data2;
		__entry->data3 = data3;
		__entry->data4 = data4;
	),
	TP_printk("card=%d '%s' pin=%d data1=%#llx data2=%#llx data3=%#llx data4=%#llx",
		  __entry->card, __get_str(name), __entry->pin, __entry->data1, __entry->data2,
		  __entry->data3, __entry->data4)
);

DEFINE_EVENT(portcls_etw, portcls_etw_ihv_defined,
	TP_PROTO(const struct portcls_port *port, int pin, u64 data1, u64 data2, u64 data3,
		 u64 data4),
	TP_ARGS(port, pin, data1, data2, data3, data4)
);

#define PORTCLS_ETW_STREAM_EVENT(kind, format, ...)						\
	DEFINE_EVENT_PRINT(portcls_etw, portcls_etw_##kind,					\
		TP_PROTO(const struct portcls_port *port, int pin, u64 data1, u64 data2,	\
			 u64 data3, u64 data4),							\
		TP_ARGS(port, pin, data1, data2, data3, data4),					\
		TP_printk("card=%d '%s' pin=%d position=%llu written=%llu" format,		\
			  __entry->card, __get_str(name), __entry->pin, __entry->data1,		\
			  __entry->data2, ##__VA_ARGS__)					\
	)

/* A GUID in data3 and data4, as portcls_etw_guid() put it there. */
#define portcls_etw_guid_fmt							\
	"%08llx-%04llx-%04llx-%02llx%02llx-%02llx%02llx%02llx%02llx%02llx%02llx"
#define portcls_etw_byte(n)	(__entry->data4 >> 8 * (n) & 0xff)
#define portcls_etw_guid_args							\
	__entry->data3 & 0xffffffff, __entry->data3 >> 32 & 0xffff, __entry->data3 >> 48,	\
	portcls_etw_byte(0), portcls_etw_byte(1), portcls_etw_byte(2), portcls_etw_byte(3),	\
	portcls_etw_byte(4), portcls_etw_byte(5), portcls_etw_byte(6), portcls_etw_byte(7)

PORTCLS_ETW_STREAM_EVENT(buffer_complete, " bytes=%llu", __entry->data3);
PORTCLS_ETW_STREAM_EVENT(pin_state, " state=%s",
			 __print_symbolic(__entry->data3, { 0, "STOP" }, { 1, "ACQUIRE" },
					  { 2, "PAUSE" }, { 3, "RUN" }));
PORTCLS_ETW_STREAM_EVENT(get_stream_position, "");
PORTCLS_ETW_STREAM_EVENT(set_wavert_buffer_write_position, " target=%llu", __entry->data3);
PORTCLS_ETW_STREAM_EVENT(get_presentation_position, " presented=%llu", __entry->data3);
PORTCLS_ETW_STREAM_EVENT(program_dma, " offset=%llu bytes=%llu", __entry->data3, __entry->data4);
PORTCLS_ETW_STREAM_EVENT(glitch_report, " reason=%s data4=%llu",
			 __print_symbolic(__entry->data3, { 1, "underrun" }, { 2, "decoder" },
					  { 3, "same-write-position" }), __entry->data4);
PORTCLS_ETW_STREAM_EVENT(last_buffer_rendered, "");
PORTCLS_ETW_STREAM_EVENT(processing_mode, " mode=" portcls_etw_guid_fmt, portcls_etw_guid_args);
PORTCLS_ETW_STREAM_EVENT(fx_clsid, " clsid=" portcls_etw_guid_fmt, portcls_etw_guid_args);

#endif /* PORTCLS_ETW_TRACE_H */

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE etw_trace
#include <trace/define_trace.h>

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tracepoints of the core. A stream is named as ALSA names it: card, device, direction, substream.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM portcls

#if !defined(PORTCLS_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define PORTCLS_TRACE_H

#include <linux/tracepoint.h>
#include <linux/types.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include <portcls/compat.h>
#include <portcls/format.h>
#include <portcls/property.h>
#include <portcls/state.h>

#include "core.h"
#include "ctl/property.h"
#include "pcm/stream.h"

TRACE_DEFINE_ENUM(PORTCLS_STATE_STOP);
TRACE_DEFINE_ENUM(PORTCLS_STATE_ACQUIRE);
TRACE_DEFINE_ENUM(PORTCLS_STATE_PAUSE);
TRACE_DEFINE_ENUM(PORTCLS_STATE_RUN);
TRACE_DEFINE_ENUM(PORTCLS_ENCODING_PCM);
TRACE_DEFINE_ENUM(PORTCLS_ENCODING_FLOAT);
TRACE_DEFINE_ENUM(SNDRV_PCM_STREAM_PLAYBACK);
TRACE_DEFINE_ENUM(SNDRV_PCM_STREAM_CAPTURE);
TRACE_DEFINE_ENUM(PORTCLS_EVENT_UNKNOWN);
TRACE_DEFINE_ENUM(PORTCLS_EVENT_OF_CONTROLS);
TRACE_DEFINE_ENUM(PORTCLS_EVENT_OF_FORMATS);
TRACE_DEFINE_ENUM(PORTCLS_EVENT_OF_JACKS);

#define portcls_show_state(state)			\
	__print_symbolic(state,				\
		{ PORTCLS_STATE_STOP, "STOP" },		\
		{ PORTCLS_STATE_ACQUIRE, "ACQUIRE" },	\
		{ PORTCLS_STATE_PAUSE, "PAUSE" },	\
		{ PORTCLS_STATE_RUN, "RUN" })

#define portcls_show_encoding(encoding)			\
	__print_symbolic(encoding,			\
		{ PORTCLS_ENCODING_PCM, "PCM" },	\
		{ PORTCLS_ENCODING_FLOAT, "FLOAT" })

#define portcls_show_direction(direction)			\
	__print_symbolic(direction,				\
		{ SNDRV_PCM_STREAM_PLAYBACK, "playback" },	\
		{ SNDRV_PCM_STREAM_CAPTURE, "capture" })

#define portcls_show_event(event)				\
	__print_symbolic(event,					\
		{ PORTCLS_EVENT_UNKNOWN, "unknown" },		\
		{ PORTCLS_EVENT_OF_CONTROLS, "control-change" },	\
		{ PORTCLS_EVENT_OF_FORMATS, "format-change" },	\
		{ PORTCLS_EVENT_OF_JACKS, "jack-info-change" })

#define portcls_show_verb(verb)						\
	__print_symbolic(verb,						\
		{ PORTCLS_PROPERTY_GET, "GET" },			\
		{ PORTCLS_PROPERTY_SET, "SET" },			\
		{ PORTCLS_PROPERTY_BASIC_SUPPORT, "BASIC_SUPPORT" })

#define portcls_stream_fields			\
	__field(int, card)			\
	__field(int, device)			\
	__field(int, direction)			\
	__field(int, substream)

#define portcls_assign_stream(stream)						\
	do {									\
		__entry->card = (stream)->substream->pcm->card->number;		\
		__entry->device = (stream)->substream->pcm->device;		\
		__entry->direction = (stream)->substream->stream;		\
		__entry->substream = (stream)->substream->number;		\
	} while (0)

#define portcls_stream_fmt	"card=%d device=%d %s substream=%d"
#define portcls_stream_args	__entry->card, __entry->device,		\
				portcls_show_direction(__entry->direction), __entry->substream

DECLARE_EVENT_CLASS(portcls_subdevice,
	TP_PROTO(const struct portcls_port *port),
	TP_ARGS(port),
	TP_STRUCT__entry(
		__field(int, card)
		__string(kind, port->class->name)
		__string(name, port->name)
	),
	TP_fast_assign(
		__entry->card = port->adapter->card->number;
		portcls_assign_str(kind, port->class->name);
		portcls_assign_str(name, port->name);
	),
	TP_printk("card=%d %s '%s'", __entry->card, __get_str(kind), __get_str(name))
);

DEFINE_EVENT(portcls_subdevice, portcls_subdevice_register,
	TP_PROTO(const struct portcls_port *port),
	TP_ARGS(port)
);

DEFINE_EVENT(portcls_subdevice, portcls_subdevice_unregister,
	TP_PROTO(const struct portcls_port *port),
	TP_ARGS(port)
);

TRACE_EVENT(portcls_stream_new,
	TP_PROTO(const struct portcls_stream *stream, int err),
	TP_ARGS(stream, err),
	TP_STRUCT__entry(
		portcls_stream_fields
		__field(u32, pin)
		__field(int, err)
	),
	TP_fast_assign(
		portcls_assign_stream(stream);
		__entry->pin = stream->pin_id;
		__entry->err = err;
	),
	TP_printk(portcls_stream_fmt " pin=%u err=%d", portcls_stream_args, __entry->pin,
		  __entry->err)
);

TRACE_EVENT(portcls_stream_format,
	TP_PROTO(const struct portcls_stream *stream, const struct portcls_format *format,
		 int err),
	TP_ARGS(stream, format, err),
	TP_STRUCT__entry(
		portcls_stream_fields
		__field(int, encoding)
		__field(unsigned int, channels)
		__field(unsigned int, valid_bits)
		__field(unsigned int, container_bits)
		__field(u32, rate)
		__field(u32, rate_num)
		__field(u32, rate_den)
		__field(int, err)
	),
	TP_fast_assign(
		portcls_assign_stream(stream);
		__entry->encoding = format->encoding;
		__entry->channels = format->channels;
		__entry->valid_bits = format->valid_bits;
		__entry->container_bits = format->container_bits;
		__entry->rate = format->rate;
		__entry->rate_num = format->rate_num;
		__entry->rate_den = format->rate_den;
		__entry->err = err;
	),
	TP_printk(portcls_stream_fmt " %s channels=%u bits=%u/%u rate=%u (%u/%u) err=%d",
		  portcls_stream_args, portcls_show_encoding(__entry->encoding),
		  __entry->channels, __entry->valid_bits, __entry->container_bits, __entry->rate,
		  __entry->rate_num, __entry->rate_den, __entry->err)
);

DECLARE_EVENT_CLASS(portcls_stream,
	TP_PROTO(const struct portcls_stream *stream),
	TP_ARGS(stream),
	TP_STRUCT__entry(
		portcls_stream_fields
	),
	TP_fast_assign(
		portcls_assign_stream(stream);
	),
	TP_printk(portcls_stream_fmt, portcls_stream_args)
);

DEFINE_EVENT(portcls_stream, portcls_stream_release,
	TP_PROTO(const struct portcls_stream *stream),
	TP_ARGS(stream)
);

/* The miniport asked for service of this stream. */
DEFINE_EVENT(portcls_stream, portcls_service,
	TP_PROTO(const struct portcls_stream *stream),
	TP_ARGS(stream)
);

/* ALSA is told that a period has ended. */
DEFINE_EVENT(portcls_stream, portcls_period,
	TP_PROTO(const struct portcls_stream *stream),
	TP_ARGS(stream)
);

TRACE_EVENT(portcls_state,
	TP_PROTO(const struct portcls_stream *stream, enum portcls_state from,
		 enum portcls_state to, int err),
	TP_ARGS(stream, from, to, err),
	TP_STRUCT__entry(
		portcls_stream_fields
		__field(int, from)
		__field(int, to)
		__field(int, err)
	),
	TP_fast_assign(
		portcls_assign_stream(stream);
		__entry->from = from;
		__entry->to = to;
		__entry->err = err;
	),
	TP_printk(portcls_stream_fmt " %s -> %s err=%d", portcls_stream_args,
		  portcls_show_state(__entry->from), portcls_show_state(__entry->to),
		  __entry->err)
);

/* Frames from one service to the next: the application's period, what the miniport keeps. */
TRACE_EVENT(portcls_notification,
	TP_PROTO(const struct portcls_stream *stream, u32 period, u32 granted),
	TP_ARGS(stream, period, granted),
	TP_STRUCT__entry(
		portcls_stream_fields
		__field(u32, period)
		__field(u32, granted)
	),
	TP_fast_assign(
		portcls_assign_stream(stream);
		__entry->period = period;
		__entry->granted = granted;
	),
	TP_printk(portcls_stream_fmt " period=%u granted=%u", portcls_stream_args,
		  __entry->period, __entry->granted)
);

/* offset: byte in the ring, as the miniport gave it; linear: frames since the start. */
TRACE_EVENT(portcls_position,
	TP_PROTO(const struct portcls_stream *stream, int err),
	TP_ARGS(stream, err),
	TP_STRUCT__entry(
		portcls_stream_fields
		__field(u32, offset)
		__field(u64, linear)
		__field(int, err)
	),
	TP_fast_assign(
		portcls_assign_stream(stream);
		__entry->offset = stream->offset;
		__entry->linear = stream->position.linear;
		__entry->err = err;
	),
	TP_printk(portcls_stream_fmt " offset=%u linear=%llu err=%d", portcls_stream_args,
		  __entry->offset, __entry->linear, __entry->err)
);

/* count: packets, 0 without notification; bytes, offset: of the buffer that the miniport made. */
TRACE_EVENT(portcls_buffer,
	TP_PROTO(const struct portcls_stream *stream, size_t requested, u32 count,
		 const struct portcls_wavert_buffer *buffer, int err),
	TP_ARGS(stream, requested, count, buffer, err),
	TP_STRUCT__entry(
		portcls_stream_fields
		__field(size_t, requested)
		__field(u32, count)
		__field(size_t, bytes)
		__field(size_t, offset)
		__field(int, err)
	),
	TP_fast_assign(
		portcls_assign_stream(stream);
		__entry->requested = requested;
		__entry->count = count;
		__entry->bytes = buffer->bytes;
		__entry->offset = buffer->offset;
		__entry->err = err;
	),
	TP_printk(portcls_stream_fmt " requested=%zu count=%u bytes=%zu offset=%zu err=%d",
		  portcls_stream_args, __entry->requested, __entry->count, __entry->bytes,
		  __entry->offset, __entry->err)
);

/* A packet was announced to the miniport of a player, or read from that of a recorder. */
TRACE_EVENT(portcls_packet,
	TP_PROTO(const struct portcls_stream *stream, u32 number, u32 flags, int err),
	TP_ARGS(stream, number, flags, err),
	TP_STRUCT__entry(
		portcls_stream_fields
		__field(u32, number)
		__field(u32, flags)
		__field(int, err)
	),
	TP_fast_assign(
		portcls_assign_stream(stream);
		__entry->number = number;
		__entry->flags = flags;
		__entry->err = err;
	),
	TP_printk(portcls_stream_fmt " number=%u flags=%#x err=%d", portcls_stream_args,
		  __entry->number, __entry->flags, __entry->err)
);

/* A mapping was refused; now there is one again. */
DEFINE_EVENT(portcls_stream, portcls_mapping_available,
	TP_PROTO(const struct portcls_stream *stream),
	TP_ARGS(stream)
);

/* got: bytes since the start that were handed out, with this mapping. */
TRACE_EVENT(portcls_mapping_get,
	TP_PROTO(const struct portcls_stream *stream, u64 tag, u64 got, u32 bytes, u32 flags,
		 int err),
	TP_ARGS(stream, tag, got, bytes, flags, err),
	TP_STRUCT__entry(
		portcls_stream_fields
		__field(u64, tag)
		__field(u64, got)
		__field(u32, bytes)
		__field(u32, flags)
		__field(int, err)
	),
	TP_fast_assign(
		portcls_assign_stream(stream);
		__entry->tag = tag;
		__entry->got = got;
		__entry->bytes = bytes;
		__entry->flags = flags;
		__entry->err = err;
	),
	TP_printk(portcls_stream_fmt " tag=%llx got=%llu bytes=%u flags=%x err=%d",
		  portcls_stream_args, __entry->tag, __entry->got, __entry->bytes,
		  __entry->flags, __entry->err)
);

/* released: bytes since the start that were given back. */
TRACE_EVENT(portcls_mapping_release,
	TP_PROTO(const struct portcls_stream *stream, u64 tag, u64 released, int err),
	TP_ARGS(stream, tag, released, err),
	TP_STRUCT__entry(
		portcls_stream_fields
		__field(u64, tag)
		__field(u64, released)
		__field(int, err)
	),
	TP_fast_assign(
		portcls_assign_stream(stream);
		__entry->tag = tag;
		__entry->released = released;
		__entry->err = err;
	),
	TP_printk(portcls_stream_fmt " tag=%llx released=%llu err=%d", portcls_stream_args,
		  __entry->tag, __entry->released, __entry->err)
);

/* out: mappings that were out before; revoked: those that the miniport took back. */
TRACE_EVENT(portcls_mappings_revoke,
	TP_PROTO(const struct portcls_stream *stream, u64 first, u64 last, u32 out, u32 revoked),
	TP_ARGS(stream, first, last, out, revoked),
	TP_STRUCT__entry(
		portcls_stream_fields
		__field(u64, first)
		__field(u64, last)
		__field(u32, out)
		__field(u32, revoked)
	),
	TP_fast_assign(
		portcls_assign_stream(stream);
		__entry->first = first;
		__entry->last = last;
		__entry->out = out;
		__entry->revoked = revoked;
	),
	TP_printk(portcls_stream_fmt " first=%llx last=%llx out=%u revoked=%u",
		  portcls_stream_args, __entry->first, __entry->last, __entry->out,
		  __entry->revoked)
);

/* avail: frames that the application should have written or read by now. */
TRACE_EVENT(portcls_xrun,
	TP_PROTO(const struct portcls_stream *stream, unsigned long avail),
	TP_ARGS(stream, avail),
	TP_STRUCT__entry(
		portcls_stream_fields
		__field(unsigned long, avail)
	),
	TP_fast_assign(
		portcls_assign_stream(stream);
		__entry->avail = avail;
	),
	TP_printk(portcls_stream_fmt " avail=%lu", portcls_stream_args, __entry->avail)
);

/* pin, node: -1 for all of the filter's. */
TRACE_EVENT(portcls_event,
	TP_PROTO(const struct portcls_port *port, enum portcls_event event, int pin, int node),
	TP_ARGS(port, event, pin, node),
	TP_STRUCT__entry(
		__field(int, card)
		__string(name, port->name)
		__field(int, event)
		__field(int, pin)
		__field(int, node)
	),
	TP_fast_assign(
		__entry->card = port->adapter->card->number;
		portcls_assign_str(name, port->name);
		__entry->event = event;
		__entry->pin = pin;
		__entry->node = node;
	),
	TP_printk("card=%d '%s' %s pin=%d node=%d", __entry->card, __get_str(name),
		  portcls_show_event(__entry->event), __entry->pin, __entry->node)
);

/* size: bytes of the value, or how many there would be; node: -1 for the filter itself. */
TRACE_EVENT(portcls_property,
	TP_PROTO(const struct portcls_property *property, u32 verb, u32 size, int err),
	TP_ARGS(property, verb, size, err),
	TP_STRUCT__entry(
		__field(int, card)
		__string(name, property->port->name)
		__field(int, node)
		__array(u8, set, sizeof(guid_t))
		__field(u32, id)
		__field(u32, verb)
		__field(u32, size)
		__field(int, err)
	),
	TP_fast_assign(
		__entry->card = property->port->adapter->card->number;
		portcls_assign_str(name, property->port->name);
		__entry->node = property->node;
		memcpy(__entry->set, property->set, sizeof(guid_t));
		__entry->id = property->id;
		__entry->verb = verb;
		__entry->size = size;
		__entry->err = err;
	),
	TP_printk("card=%d '%s' node=%d set=%pUl id=%u %s size=%u err=%d", __entry->card,
		  __get_str(name), __entry->node, __entry->set, __entry->id,
		  portcls_show_verb(__entry->verb), __entry->size, __entry->err)
);

#endif /* PORTCLS_TRACE_H */

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>

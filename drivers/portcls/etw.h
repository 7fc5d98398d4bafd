/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ETW events that the ports write themselves. In the hot paths they cost a nop each while nobody
 * watches.
 */
#ifndef PORTCLS_ETW_INTERNAL_H
#define PORTCLS_ETW_INTERNAL_H

#include <linux/tracepoint-defs.h>

struct portcls_stream;

DECLARE_TRACEPOINT(portcls_etw_buffer_complete);
DECLARE_TRACEPOINT(portcls_etw_glitch_report);
DECLARE_TRACEPOINT(portcls_etw_pin_state);

void portcls_etw_write_state(const struct portcls_stream *stream);
void portcls_etw_write_period(struct portcls_stream *stream);
void portcls_etw_write_underrun(const struct portcls_stream *stream);
void portcls_etw_write_end(const struct portcls_stream *stream);

/**
 * portcls_etw_state() - write PIN_STATE, if it is watched
 * @stream: a stream that has come to a state
 *
 * Context: as for that step.
 */
static inline void portcls_etw_state(const struct portcls_stream *stream)
{
	if (tracepoint_enabled(portcls_etw_pin_state))
		portcls_etw_write_state(stream);
}

/**
 * portcls_etw_period() - write BUFFER_COMPLETE, and before it GLITCH_REPORT, if they are watched
 * @stream: a stream that ALSA was told of
 *
 * Context: any but non-maskable interrupt, stream lock not held.
 */
static inline void portcls_etw_period(struct portcls_stream *stream)
{
	if (tracepoint_enabled(portcls_etw_buffer_complete) ||
	    tracepoint_enabled(portcls_etw_glitch_report))
		portcls_etw_write_period(stream);
}

#endif /* PORTCLS_ETW_INTERNAL_H */

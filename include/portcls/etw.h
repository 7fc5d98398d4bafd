/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ETW events of audio: fixed records of a kind and four numbers, for whoever watches.
 */
#ifndef PORTCLS_ETW_H
#define PORTCLS_ETW_H

#include <asm/byteorder.h>
#include <linux/build_bug.h>
#include <linux/string.h>
#include <linux/types.h>
#include <linux/uuid.h>

struct portcls_port;

/**
 * enum portcls_etw_event - kinds of event
 * @PORTCLS_ETW_IHV_DEFINED: whatever the miniport likes: all four numbers are its own
 * @PORTCLS_ETW_BUFFER_COMPLETE: a period is done; data3 is its length in bytes
 * @PORTCLS_ETW_PIN_STATE: a stream has changed its state; data3 is an enum portcls_state
 * @PORTCLS_ETW_GET_STREAM_POSITION: somebody asked for the position
 * @PORTCLS_ETW_SET_WAVERT_BUFFER_WRITE_POSITION: the application has written; data3 is up to where
 * @PORTCLS_ETW_GET_PRESENTATION_POSITION: somebody asked for the position at the listener's ear,
 *	which is data3
 * @PORTCLS_ETW_PROGRAM_DMA: the hardware was given a part of the buffer; data3 is its offset, data4
 *	its length, in bytes
 * @PORTCLS_ETW_GLITCH_REPORT: something could be heard that should not; data3 is an
 *	enum portcls_etw_glitch, data4 what belongs to it
 * @PORTCLS_ETW_LAST_BUFFER_RENDERED: the end of the stream was played; data2 is the last write
 *	position
 * @PORTCLS_ETW_PROCESSING_MODE: the signal processing mode; data3 and data4 are its GUID, see
 *	portcls_etw_guid()
 * @PORTCLS_ETW_FX_CLSID: the effect; data3 and data4 are its class's GUID
 * @PORTCLS_ETW_EVENTS: how many there are
 *
 * But for the first, data1 is the stream's position in bytes since it started, and data2 the byte
 * in the buffer up to where its application has written, as far as the writer knows. What is not
 * told of above is 0.
 *
 * Counterpart: EPcMiniportEngineEvent.
 */
enum portcls_etw_event {
	PORTCLS_ETW_IHV_DEFINED = 0,
	PORTCLS_ETW_BUFFER_COMPLETE = 1,
	PORTCLS_ETW_PIN_STATE = 2,
	PORTCLS_ETW_GET_STREAM_POSITION = 3,
	PORTCLS_ETW_SET_WAVERT_BUFFER_WRITE_POSITION = 4,
	PORTCLS_ETW_GET_PRESENTATION_POSITION = 5,
	PORTCLS_ETW_PROGRAM_DMA = 6,
	PORTCLS_ETW_GLITCH_REPORT = 7,
	PORTCLS_ETW_LAST_BUFFER_RENDERED = 8,
	PORTCLS_ETW_PROCESSING_MODE = 9,
	PORTCLS_ETW_FX_CLSID = 10,
	PORTCLS_ETW_EVENTS
};

/**
 * enum portcls_etw_glitch - what went wrong
 * @PORTCLS_ETW_GLITCH_UNDERRUN: the hardware came to where nothing had been written
 * @PORTCLS_ETW_GLITCH_DECODER: an error in what was to be decoded
 * @PORTCLS_ETW_GLITCH_SAME_WRITE_POSITION: the application had written no further than the place in
 *	data4 at the end of a period, though the end of the one before had woken it to do so
 */
enum portcls_etw_glitch {
	PORTCLS_ETW_GLITCH_UNDERRUN = 1,
	PORTCLS_ETW_GLITCH_DECODER = 2,
	PORTCLS_ETW_GLITCH_SAME_WRITE_POSITION = 3,
};

int portcls_etw_write(const struct portcls_port *port, enum portcls_etw_event event, u64 data1,
		      u64 data2, u64 data3, u64 data4);

/**
 * portcls_etw_guid() - a GUID as the two numbers that an event has room for
 * @guid: the GUID
 * @data3: receives its first eight bytes
 * @data4: receives the others
 *
 * The numbers are such that they have the GUID's bytes in memory on a little-endian machine.
 *
 * Context: any.
 */
static inline void portcls_etw_guid(const guid_t *guid, u64 *data3, u64 *data4)
{
	__le64 halves[2];

	static_assert(sizeof(halves) == sizeof(*guid));
	memcpy(halves, guid, sizeof(halves));
	*data3 = le64_to_cpu(halves[0]);
	*data4 = le64_to_cpu(halves[1]);
}

#endif /* PORTCLS_ETW_H */

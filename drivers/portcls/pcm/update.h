/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_UPDATE_INTERNAL_H
#define PORTCLS_UPDATE_INTERNAL_H

#include <linux/errno.h>

#include "../trace.h"
#include "stream.h"

/**
 * portcls_stream_update_position() - read the position of a stream
 * @stream: a stream that exists, in PAUSE or RUN
 *
 * Read up to twice a period, so in line.
 *
 * Context: stream lock held.
 * Return: 0; -ENODEV if the device is gone, -ERANGE or what the miniport gave.
 */
static inline int portcls_stream_update_position(struct portcls_stream *stream)
{
	int err;

	portcls_assert_stream_locked(stream);
	/* Set once, at any time: a position too many is asked for, which says -ENODEV itself. */
	if (unlikely(data_race(stream->adapter->gone)))
		return -ENODEV;
	err = stream->get_position(stream->position_object, &stream->offset);
	if (likely(!err))
		err = portcls_position_update(&stream->position, stream->offset);
	trace_portcls_position(stream, err);
	return err;
}

#endif /* PORTCLS_UPDATE_INTERNAL_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Position arithmetic: from an offset in a ring, which wraps, to bytes since the start, which do not.
 */
#include <linux/errno.h>
#include <linux/math64.h>
#include <linux/types.h>

#include "position.h"

/**
 * portcls_position_reset() - put a position at the start of a ring
 * @position: the position
 * @ring_bytes: bytes in the ring, a multiple of @block_align
 * @period_bytes: bytes in a period, a multiple of @block_align
 * @block_align: bytes in a frame, not 0
 *
 * Context: any.
 */
void portcls_position_reset(struct portcls_position *position, u32 ring_bytes, u32 period_bytes,
			    u32 block_align)
{
	position->linear = 0;
	position->next_period = period_bytes;
	position->offset = 0;
	position->ring_bytes = ring_bytes;
	position->period_bytes = period_bytes;
	position->block_align = block_align;
}

/**
 * portcls_position_update() - take in what the hardware says
 * @position: the position, updated less than a ring ago
 * @offset: byte in the ring; its end counts as its beginning, part of a frame as none
 *
 * A step back of up to one frame is noise of the hardware and counts as no step.
 *
 * Context: any.
 * Return: 0, or -ERANGE, with no change, if @offset is outside the ring.
 */
int portcls_position_update(struct portcls_position *position, u32 offset)
{
	u32 advance;

	if (offset >= position->ring_bytes) {
		if (offset > position->ring_bytes)
			return -ERANGE;
		offset = 0;
	}
	offset -= offset % position->block_align;
	if (offset >= position->offset)
		advance = offset - position->offset;
	else
		advance = offset + position->ring_bytes - position->offset;
	if (advance + position->block_align >= position->ring_bytes)
		return 0;
	position->offset = offset;
	position->linear += advance;
	return 0;
}

/**
 * portcls_position_period_ended() - whether a period has ended since this was last asked
 * @position: the position
 *
 * Context: any.
 * Return: true if at least one has.
 */
bool portcls_position_period_ended(struct portcls_position *position)
{
	u64 late;

	if (position->linear < position->next_period)
		return false;
	late = position->linear - position->next_period;
	position->next_period += position->period_bytes;
	if (late >= position->period_bytes)
		position->next_period += div_u64(late, position->period_bytes) *
					 position->period_bytes;
	return true;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Position arithmetic: from an offset in a ring, which wraps, to frames since the start, which do
 * not.
 */
#include <linux/math64.h>
#include <linux/types.h>

#include "position.h"

/**
 * portcls_position_reset() - put a position at the start of a ring
 * @position: the position
 * @ring_frames: frames in the ring
 * @period_frames: frames in a period, not 0
 * @block_align: bytes in a frame, not 0
 *
 * Context: any.
 */
void portcls_position_reset(struct portcls_position *position, u32 ring_frames, u32 period_frames,
			    u32 block_align)
{
	*position = (struct portcls_position) {
		.next_period = period_frames,
		.ring_frames = ring_frames,
		.ring_bytes = ring_frames * block_align,
		.period_frames = period_frames,
		.block_align = block_align,
	};
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
	position->next_period += position->period_frames;
	if (late >= position->period_frames)
		position->next_period += div_u64(late, position->period_frames) *
					 position->period_frames;
	return true;
}

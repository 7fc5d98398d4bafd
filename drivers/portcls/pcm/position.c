// SPDX-License-Identifier: GPL-2.0-only
/*
 * Position arithmetic: from an offset in a ring, which wraps, to frames since the start, which do
 * not.
 */
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

/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_POSITION_INTERNAL_H
#define PORTCLS_POSITION_INTERNAL_H

#include <linux/errno.h>
#include <linux/math64.h>
#include <linux/types.h>

/**
 * struct portcls_position - where a stream is, in its ring and since its start
 * @linear: frames since the start; never falls, never wraps in practice
 * @next_period: @linear at which the next period ends
 * @frame: frame in the ring, less than @ring_frames
 * @ring_frames: frames in the ring
 * @ring_bytes: bytes in the ring
 * @period_frames: frames in a period
 * @block_align: bytes in a frame
 */
struct portcls_position {
	u64 linear;
	u64 next_period;
	u32 frame;
	u32 ring_frames;
	u32 ring_bytes;
	u32 period_frames;
	u32 block_align;
};

void portcls_position_reset(struct portcls_position *position, u32 ring_frames, u32 period_frames,
			    u32 block_align);
bool portcls_position_period_ended(struct portcls_position *position);

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
static inline int portcls_position_update(struct portcls_position *position, u32 offset)
{
	u32 frame = offset / position->block_align, advance;

	if (unlikely(offset >= position->ring_bytes)) {
		if (offset > position->ring_bytes)
			return -ERANGE;
		frame = 0;
	}
	advance = frame - position->frame;
	if (frame < position->frame)
		advance += position->ring_frames;
	if (likely(advance + 1 < position->ring_frames)) {
		position->frame = frame;
		position->linear += advance;
	}
	return 0;
}

/**
 * portcls_position_go_to() - take in what hardware says that counts without end
 * @position: the position
 * @bytes: since the start; fewer than it was count as no step, part of a frame as none
 *
 * Context: any.
 */
static inline void portcls_position_go_to(struct portcls_position *position, u64 bytes)
{
	u64 before = position->linear * position->block_align, frames, frame;

	if (bytes <= before)
		return;
	frames = div_u64(bytes - before, position->block_align);
	position->linear += frames;
	frame = position->frame + frames;
	if (frame >= position->ring_frames)
		div_u64_rem(frame, position->ring_frames, &position->frame);
	else
		position->frame = frame;
}

#endif /* PORTCLS_POSITION_INTERNAL_H */

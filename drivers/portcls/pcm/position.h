/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_POSITION_INTERNAL_H
#define PORTCLS_POSITION_INTERNAL_H

#include <linux/types.h>

/**
 * struct portcls_position - where a stream is, in its ring and since its start
 * @linear: bytes since the start; never falls, never wraps in practice
 * @next_period: @linear at which the next period ends
 * @offset: byte in the ring, less than @ring_bytes
 * @ring_bytes: bytes in the ring
 * @period_bytes: bytes in a period
 * @block_align: bytes in a frame
 */
struct portcls_position {
	u64 linear;
	u64 next_period;
	u32 offset;
	u32 ring_bytes;
	u32 period_bytes;
	u32 block_align;
};

void portcls_position_reset(struct portcls_position *position, u32 ring_bytes, u32 period_bytes,
			    u32 block_align);
int portcls_position_update(struct portcls_position *position, u32 offset);
bool portcls_position_period_ended(struct portcls_position *position);

#endif /* PORTCLS_POSITION_INTERNAL_H */

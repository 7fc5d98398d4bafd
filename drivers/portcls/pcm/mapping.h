/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_MAPPING_INTERNAL_H
#define PORTCLS_MAPPING_INTERNAL_H

#include <linux/types.h>

#include <portcls/wavepci.h>

/**
 * struct portcls_mapping_out - a mapping that a miniport has
 * @tag: the miniport's name for it
 * @bytes: how long it is
 */
struct portcls_mapping_out {
	u64 tag;
	u32 bytes;
};

/**
 * struct portcls_mapping_queue - a ring of scattered pages, handed out piece by piece
 * @area: where the processor finds the ring
 * @pages: where the device finds each page of it
 * @ring_bytes: bytes in the ring
 * @period_bytes: bytes in a packet
 * @most_bytes: most bytes of a mapping, 0 for any number
 * @most_out: mappings out at a time, at most; 0: nothing is handed out
 * @got: bytes since the start that were handed out
 * @released: how many of them were given back; never more than a ring behind @got
 * @limit: how far hardware may go: what was written, or what there is room for
 * @starved: the last get was refused, and nobody has been told since of more
 * @first: index in @out of the oldest that is out
 * @count: how many are
 * @out: mappings that are out, in order
 *
 * Whoever has the queue has it alone.
 */
struct portcls_mapping_queue {
	void *area;
	const dma_addr_t *pages;
	u32 ring_bytes;
	u32 period_bytes;
	u32 most_bytes;
	u32 most_out;
	u64 got;
	u64 released;
	u64 limit;
	bool starved;
	u32 first;
	u32 count;
	struct portcls_mapping_out out[PORTCLS_MAPPINGS];
};

void portcls_mapping_queue_reset(struct portcls_mapping_queue *queue);
int portcls_mapping_queue_get(struct portcls_mapping_queue *queue, u64 tag,
			      struct portcls_mapping *mapping);
int portcls_mapping_queue_release(struct portcls_mapping_queue *queue, u64 tag);
bool portcls_mapping_queue_offer(struct portcls_mapping_queue *queue);
u32 portcls_mapping_queue_outstanding(const struct portcls_mapping_queue *queue, u64 *first,
				      u64 *last);

#endif /* PORTCLS_MAPPING_INTERNAL_H */

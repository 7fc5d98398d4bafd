// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mappings: cutting a ring of pages into pieces that a device can take one after the other.
 *
 * All is counted in bytes since the start, which never fall and never wrap in practice:
 *
 *	released <= got <= released + ring
 *
 * and no piece is handed out beyond the limit. Where that must be for the next one is kept up to
 * date rather than worked out each time; and the pieces are cut once, being the same in each lap.
 * Only what an application has not written to the end is handed out in parts. The limit itself may
 * fall, when an application takes back what it wrote; what is out by then stays out.
 */
#include <linux/minmax.h>

#include "mapping.h"

/* Bytes from @offset on, at most @most, that are contiguous for the device. */
static u32 contiguous(const dma_addr_t *pages, u32 offset, u32 most)
{
	u32 page = offset / PORTCLS_MAPPING_PAGE, count = 1;
	u32 bytes = PORTCLS_MAPPING_PAGE - offset % PORTCLS_MAPPING_PAGE;

	while (bytes < most && count < PORTCLS_MAPPING_PAGES &&
	       pages[page + count] == pages[page] + (dma_addr_t)count * PORTCLS_MAPPING_PAGE) {
		bytes += PORTCLS_MAPPING_PAGE;
		count++;
	}
	return min(bytes, most);
}

/**
 * portcls_mapping_cut() - cut a ring into pieces
 * @ring: the ring
 * @pieces: receives them; NULL to have them counted only
 *
 * A piece ends where a packet does, where the next page is elsewhere, after as many pages as a
 * mapping may have, and after as many bytes.
 *
 * Context: any.
 * Return: how many they are.
 */
u32 portcls_mapping_cut(const struct portcls_mapping_ring *ring,
			struct portcls_mapping_piece *pieces)
{
	u32 offset, count = 0, left, bytes;

	for (offset = 0; offset < ring->bytes; offset += bytes, count++) {
		left = ring->period_bytes - offset % ring->period_bytes;
		bytes = contiguous(ring->pages, offset, min(left, ring->most_bytes));
		if (!pieces)
			continue;
		pieces[count] = (struct portcls_mapping_piece) {
			.memory = {
				.address = ring->pages[offset / PORTCLS_MAPPING_PAGE] +
					   offset % PORTCLS_MAPPING_PAGE,
				.virt = ring->area + offset,
				.bytes = bytes,
				.flags = bytes == left ? PORTCLS_MAPPING_LAST : 0,
			},
			.packet_left = left,
			.next = offset + bytes < ring->bytes ? &pieces[count + 1] : pieces,
		};
	}
	return count;
}

/**
 * portcls_mapping_queue_reset() - go back to the start of the ring, with nothing out
 * @queue: the queue
 *
 * That someone is to be told of the next mapping stays so.
 *
 * Context: any.
 */
void portcls_mapping_queue_reset(struct portcls_mapping_queue *queue)
{
	atomic64_set(&queue->got, 0);
	atomic64_set(&queue->released, 0);
	queue->room = queue->ring_bytes;
	queue->scarce = max_t(s64, (s64)queue->ring_bytes - 2 * (s64)queue->period_bytes + 1, 0);
	atomic64_set(&queue->limit, 0);
	queue->next = queue->pieces;
	queue->into = 0;
	queue->first = 0;
	queue->count = 0;
	portcls_mapping_queue_settle(queue, 0, queue->room);
}

/**
 * portcls_mapping_queue_open() - say how many may be out at a time
 * @queue: the queue
 * @most_out: that many; 0: nothing is handed out any more
 *
 * Context: any.
 */
void portcls_mapping_queue_open(struct portcls_mapping_queue *queue, u32 most_out)
{
	queue->most_out = most_out;
	portcls_mapping_queue_settle(queue, atomic64_read(&queue->got), queue->room);
}

/**
 * portcls_mapping_queue_get_part() - hand out part of a piece, or what is left of it, if anything
 * @queue: the queue
 * @tag: its name, the miniport's choice
 * @mapping: receives it
 *
 * Context: any.
 * Return: true, or false, with @mapping untouched, if there is none now.
 */
bool portcls_mapping_queue_get_part(struct portcls_mapping_queue *queue, u64 tag,
				    struct portcls_mapping *mapping)
{
	const struct portcls_mapping *memory;
	u32 left, bytes;
	s64 limit;

	if (atomic64_read(&queue->limit) < queue->need &&
	    portcls_mapping_queue_starves(queue, queue->need))
		return false;
	memory = &queue->next->memory;
	left = memory->bytes - queue->into;
	limit = atomic64_read(&queue->limit);
	bytes = min_t(u64, min(left, queue->room), limit - atomic64_read(&queue->got));
	*mapping = (struct portcls_mapping) {
		.address = memory->address + queue->into,
		.virt = memory->virt + queue->into,
		.bytes = bytes,
		.flags = bytes == left ? memory->flags : 0,
	};
	queue->into += bytes;
	if (bytes == left) {
		queue->into = 0;
		queue->next = queue->next->next;
	}
	portcls_mapping_queue_give(queue, tag, bytes, limit, mapping);
	return true;
}

/**
 * portcls_mapping_queue_outstanding() - what is out
 * @queue: the queue
 * @first: receives the name of the oldest, if any
 * @last: receives the name of the newest, if any
 *
 * Context: any.
 * Return: how many are out.
 */
u32 portcls_mapping_queue_outstanding(const struct portcls_mapping_queue *queue, u64 *first,
				      u64 *last)
{
	if (queue->count) {
		*first = queue->out[queue->first].tag;
		*last = queue->out[(queue->first + queue->count - 1) % PORTCLS_MAPPINGS].tag;
	}
	return queue->count;
}

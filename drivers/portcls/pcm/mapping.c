// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mappings: cutting a ring of pages into pieces that a device can take one after the other.
 *
 * All is counted in bytes since the start, which never fall and never wrap in practice:
 *
 *	released <= got <= released + ring
 *
 * and no piece is handed out beyond the limit. The limit itself may fall, when an application takes
 * back what it wrote; what is out by then stays out.
 */
#include <linux/errno.h>
#include <linux/math64.h>
#include <linux/minmax.h>

#include "mapping.h"

#define PAGE	4096U

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
	queue->got = 0;
	queue->released = 0;
	queue->limit = 0;
	queue->first = 0;
	queue->count = 0;
}

/* Bytes from @offset on, at most @most, that are contiguous for the device. */
static u32 contiguous(const struct portcls_mapping_queue *queue, u32 offset, u32 most)
{
	u32 page = offset / PAGE, pages = 1, bytes = PAGE - offset % PAGE;

	while (bytes < most && pages < PORTCLS_MAPPING_PAGES &&
	       queue->pages[page + pages] == queue->pages[page] + (dma_addr_t)pages * PAGE) {
		bytes += PAGE;
		pages++;
	}
	return min(bytes, most);
}

/**
 * portcls_mapping_queue_take() - hand out the next piece
 * @queue: the queue
 * @tag: its name, the miniport's choice
 * @available: portcls_mapping_queue_available(), not 0
 * @mapping: receives the piece
 *
 * Context: any.
 */
void portcls_mapping_queue_take(struct portcls_mapping_queue *queue, u64 tag, u64 available,
				struct portcls_mapping *mapping)
{
	u32 left = portcls_mapping_queue_packet_left(queue), offset, bytes;
	u64 most;

	div_u64_rem(queue->got, queue->ring_bytes, &offset);
	most = min_t(u64, available, min(left, queue->ring_bytes - offset));
	if (queue->most_bytes)
		most = min_t(u64, most, queue->most_bytes);
	bytes = contiguous(queue, offset, most);
	*mapping = (struct portcls_mapping) {
		.address = queue->pages[offset / PAGE] + offset % PAGE,
		.virt = queue->area + offset,
		.bytes = bytes,
		.flags = bytes == left ? PORTCLS_MAPPING_LAST : 0,
	};
	queue->out[(queue->first + queue->count) % PORTCLS_MAPPINGS] =
		(struct portcls_mapping_out) { tag, bytes };
	queue->count++;
	queue->got += bytes;
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

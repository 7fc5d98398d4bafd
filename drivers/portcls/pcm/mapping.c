// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mappings: cutting a ring of pages into pieces that a device can take one after the other.
 *
 * All is counted in bytes since the start, which never fall and never wrap in practice:
 *
 *	released <= got <= released + ring
 *
 * and no piece is handed out beyond the limit. Where that must be for the next one, and where the
 * next one begins, is kept up to date rather than worked out each time. The limit itself may fall, when an application takes
 * back what it wrote; what is out by then stays out.
 */
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/minmax.h>

#include "mapping.h"

#define PAGE	4096U

/**
 * portcls_mapping_pages_join() - find out how far each page of a ring reaches
 * @pages: the pages, with their addresses
 * @count: how many
 *
 * Context: any.
 */
void portcls_mapping_pages_join(struct portcls_mapping_page *pages, u32 count)
{
	u32 reach = 0;

	while (count--) {
		if (reach && pages[count + 1].address != pages[count].address + PAGE)
			reach = 0;
		reach += PAGE;
		pages[count].reach = min(reach, PORTCLS_MAPPING_PAGES * PAGE);
	}
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
	queue->limit = 0;
	queue->offset = 0;
	queue->packet_left = queue->period_bytes;
	queue->first = 0;
	queue->count = 0;
	portcls_mapping_queue_settle(queue);
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
	portcls_mapping_queue_settle(queue);
}

/* Bytes of the next mapping, if nothing but the ring and the packet ends it. */
static inline u32 piece(const struct portcls_mapping_queue *queue,
			const struct portcls_mapping_page *page)
{
	u32 most = min(queue->packet_left, queue->ring_bytes - queue->offset);

	return min3(most, queue->most_bytes, page->reach - queue->offset % PAGE);
}

static inline void go_on(struct portcls_mapping_queue *queue, u32 bytes)
{
	atomic64_set(&queue->got, atomic64_read(&queue->got) + bytes);
	queue->offset += bytes;
	if (queue->offset == queue->ring_bytes)
		queue->offset = 0;
	queue->packet_left -= bytes;
	if (!queue->packet_left)
		queue->packet_left = queue->period_bytes;
	portcls_mapping_queue_settle(queue);
}

/**
 * portcls_mapping_queue_get() - hand out the next piece, if there is one
 * @queue: the queue
 * @tag: its name, the miniport's choice
 * @heeds_dry: PORTCLS_MAPPING_DRY is as good as a refusal
 * @mapping: receives the piece
 *
 * Context: any.
 * Return: 0, or -ENOENT, with @mapping untouched, if there is none now.
 */
int portcls_mapping_queue_get(struct portcls_mapping_queue *queue, u64 tag, bool heeds_dry,
			      struct portcls_mapping *mapping)
{
	const struct portcls_mapping_page *page;
	struct portcls_mapping_out *out;
	u32 bytes;
	u64 end;

	if (queue->limit < queue->need) {
		queue->starved = true;
		return -ENOENT;
	}
	page = &queue->pages[queue->offset / PAGE];
	end = min(queue->limit, (u64)atomic64_read(&queue->released) + queue->ring_bytes);
	bytes = min_t(u64, piece(queue, page), end - atomic64_read(&queue->got));
	mapping->address = page->address + queue->offset % PAGE;
	mapping->virt = queue->area + queue->offset;
	mapping->bytes = bytes;
	mapping->flags = bytes == queue->packet_left ? PORTCLS_MAPPING_LAST : 0;
	out = &queue->out[(queue->first + queue->count++) % PORTCLS_MAPPINGS];
	out->tag = tag;
	out->bytes = bytes;
	go_on(queue, bytes);
	queue->starved = heeds_dry && queue->limit < queue->need;
	if (queue->starved)
		mapping->flags |= PORTCLS_MAPPING_DRY;
	return 0;
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

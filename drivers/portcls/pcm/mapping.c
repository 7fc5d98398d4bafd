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
#include <linux/minmax.h>

#include "mapping.h"

/**
 * portcls_mapping_pages_join() - find out how far each page of a ring reaches
 * @pages: the pages, with their addresses
 * @bytes: bytes in the ring
 *
 * Context: any.
 */
void portcls_mapping_pages_join(struct portcls_mapping_page *pages, u32 bytes)
{
	u32 last = (bytes - 1) / PORTCLS_MAPPING_PAGE, i, reach;

	pages[last].reach = bytes - last * PORTCLS_MAPPING_PAGE;
	for (i = last; i--; ) {
		reach = PORTCLS_MAPPING_PAGE;
		if (pages[i + 1].address == pages[i].address + PORTCLS_MAPPING_PAGE)
			reach += pages[i + 1].reach;
		pages[i].reach = min(reach, PORTCLS_MAPPING_PAGES * PORTCLS_MAPPING_PAGE);
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
	queue->bytes_out = 0;
	queue->plenty = 2 * queue->period_bytes;
	atomic64_set(&queue->limit, 0);
	queue->offset = 0;
	queue->packet_left = queue->period_bytes;
	queue->first = 0;
	queue->count = 0;
	portcls_mapping_queue_settle(queue, 0);
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
	portcls_mapping_queue_settle(queue, atomic64_read(&queue->got));
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

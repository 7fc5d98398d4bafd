/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_MAPPING_INTERNAL_H
#define PORTCLS_MAPPING_INTERNAL_H

#include <linux/atomic.h>
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/types.h>

#include <portcls/wavepci.h>

/* Farther than any stream gets. */
#define PORTCLS_MAPPING_ENDLESS	S64_MAX

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
 * struct portcls_mapping_page - a page of a ring
 * @address: where the device finds it
 * @reach: bytes from its begin on that are contiguous for the device, up to PORTCLS_MAPPING_PAGES
 *	pages of them
 */
struct portcls_mapping_page {
	dma_addr_t address;
	u32 reach;
};

/**
 * struct portcls_mapping_queue - a ring of scattered pages, handed out piece by piece
 * @area: where the processor finds the ring
 * @pages: where the device finds each page of it
 * @ring_bytes: bytes in the ring
 * @period_bytes: bytes in a packet
 * @most_bytes: most bytes of a mapping, U32_MAX for any number
 * @most_out: mappings out at a time, at most; 0: nothing is handed out
 * @got: bytes since the start that were handed out; may be read by anyone
 * @released: how many of them were given back, never more than a ring behind @got; likewise
 * @limit: how far hardware may go: what was written, or what there is room for;
 *	PORTCLS_MAPPING_ENDLESS if nothing holds it up
 * @offset: byte in the ring at which the next mapping begins
 * @packet_left: bytes from there to the end of the packet
 * @need: the limit from which on there is a mapping, as far as all else is now; U64_MAX for none
 * @starved: the last get was refused, and nobody has been told since of more
 * @first: index in @out of the oldest that is out
 * @count: how many are
 * @out: mappings that are out, in order
 *
 * Whoever has the queue has it alone.
 */
struct portcls_mapping_queue {
	void *area;
	const struct portcls_mapping_page *pages;
	u32 ring_bytes;
	u32 period_bytes;
	u32 most_bytes;
	u32 most_out;
	atomic64_t got;
	atomic64_t released;
	u64 limit;
	u32 offset;
	u32 packet_left;
	u64 need;
	bool starved;
	u32 first;
	u32 count;
	struct portcls_mapping_out out[PORTCLS_MAPPINGS];
};

void portcls_mapping_pages_join(struct portcls_mapping_page *pages, u32 count);
void portcls_mapping_queue_reset(struct portcls_mapping_queue *queue);
void portcls_mapping_queue_open(struct portcls_mapping_queue *queue, u32 most_out);
int portcls_mapping_queue_get(struct portcls_mapping_queue *queue, u64 tag, bool heeds_dry,
			      struct portcls_mapping *mapping);
u32 portcls_mapping_queue_outstanding(const struct portcls_mapping_queue *queue, u64 *first,
				      u64 *last);

/**
 * portcls_mapping_queue_settle() - work out when there is the next piece
 * @queue: the queue, anything of it but its limit just changed
 *
 * Part of a packet is nothing as long as two packets are out: there is a service to come, and what
 * is written until then makes it one piece instead of several.
 *
 * Needed twice a period: so in line, as are those below.
 *
 * Context: any.
 */
static inline void portcls_mapping_queue_settle(struct portcls_mapping_queue *queue)
{
	u64 got = atomic64_read(&queue->got), released = atomic64_read(&queue->released), need;

	need = got + (got - released >= 2ULL * queue->period_bytes ? queue->packet_left : 1);
	if (queue->count >= queue->most_out || released + queue->ring_bytes < need)
		need = U64_MAX;
	queue->need = need;
}

/**
 * portcls_mapping_queue_release() - take back the oldest piece that is out
 * @queue: the queue
 * @tag: its name
 *
 * Context: any.
 * Return: 0, or -EINVAL, with no change, if that is not the oldest one.
 */
static inline int portcls_mapping_queue_release(struct portcls_mapping_queue *queue, u64 tag)
{
	const struct portcls_mapping_out *oldest = &queue->out[queue->first];

	if (unlikely(!queue->count || oldest->tag != tag))
		return -EINVAL;
	atomic64_set(&queue->released, atomic64_read(&queue->released) + oldest->bytes);
	queue->first = (queue->first + 1) % PORTCLS_MAPPINGS;
	queue->count--;
	portcls_mapping_queue_settle(queue);
	return 0;
}

/**
 * portcls_mapping_queue_offers() - whether someone is to be told now that there is a piece again
 * @queue: the queue
 *
 * Context: any.
 * Return: true until portcls_mapping_queue_offer() is called.
 */
static inline bool portcls_mapping_queue_offers(const struct portcls_mapping_queue *queue)
{
	return queue->limit >= queue->need && queue->starved;
}

/**
 * portcls_mapping_queue_offer() - tell someone that there is a piece again
 * @queue: the queue
 *
 * Context: any.
 * Return: true once after each refusal, as soon as there is one.
 */
static inline bool portcls_mapping_queue_offer(struct portcls_mapping_queue *queue)
{
	bool offers = portcls_mapping_queue_offers(queue);

	if (offers)
		queue->starved = false;
	return offers;
}

#endif /* PORTCLS_MAPPING_INTERNAL_H */

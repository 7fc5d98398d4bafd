/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_MAPPING_INTERNAL_H
#define PORTCLS_MAPPING_INTERNAL_H

#include <linux/errno.h>
#include <linux/math64.h>
#include <linux/minmax.h>
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
void portcls_mapping_queue_take(struct portcls_mapping_queue *queue, u64 tag, u64 available,
				struct portcls_mapping *mapping);
u32 portcls_mapping_queue_outstanding(const struct portcls_mapping_queue *queue, u64 *first,
				      u64 *last);

/**
 * portcls_mapping_queue_packet_left() - how far it is to the end of a packet
 * @queue: the queue
 *
 * Context: any.
 * Return: bytes from @queue->got on.
 */
static inline u32 portcls_mapping_queue_packet_left(const struct portcls_mapping_queue *queue)
{
	u32 into;

	div_u64_rem(queue->got, queue->period_bytes, &into);
	return queue->period_bytes - into;
}

/**
 * portcls_mapping_queue_available() - what could be handed out now
 * @queue: the queue
 *
 * Part of a packet is nothing as long as two packets are out: there is a service to come, and what
 * is written until then makes it one piece instead of several.
 *
 * Asked for many times a period, as are those below: so in line.
 *
 * Context: any.
 * Return: bytes, 0 if nothing can.
 */
static inline u64 portcls_mapping_queue_available(const struct portcls_mapping_queue *queue)
{
	u64 end = min(queue->limit, queue->released + queue->ring_bytes);

	if (queue->count >= queue->most_out || end <= queue->got)
		return 0;
	if (queue->got - queue->released >= 2ULL * queue->period_bytes &&
	    end - queue->got < portcls_mapping_queue_packet_left(queue))
		return 0;
	return end - queue->got;
}

/**
 * portcls_mapping_queue_get() - hand out the next piece, if there is one
 * @queue: the queue
 * @tag: its name, the miniport's choice
 * @mapping: receives the piece
 *
 * Context: any.
 * Return: 0, or -ENOENT, with @mapping untouched, if there is none now.
 */
static inline int portcls_mapping_queue_get(struct portcls_mapping_queue *queue, u64 tag,
					    struct portcls_mapping *mapping)
{
	u64 available = portcls_mapping_queue_available(queue);

	queue->starved = !available;
	if (!available)
		return -ENOENT;
	portcls_mapping_queue_take(queue, tag, available, mapping);
	return 0;
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

	if (!queue->count || oldest->tag != tag)
		return -EINVAL;
	queue->released += oldest->bytes;
	queue->first = (queue->first + 1) % PORTCLS_MAPPINGS;
	queue->count--;
	return 0;
}

/**
 * portcls_mapping_queue_offer() - whether someone is to be told now that there is a piece again
 * @queue: the queue
 *
 * Context: any.
 * Return: true once after each refusal, as soon as there is one.
 */
static inline bool portcls_mapping_queue_offer(struct portcls_mapping_queue *queue)
{
	if (!queue->starved || !portcls_mapping_queue_available(queue))
		return false;
	queue->starved = false;
	return true;
}

#endif /* PORTCLS_MAPPING_INTERNAL_H */

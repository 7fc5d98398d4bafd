/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_MAPPING_INTERNAL_H
#define PORTCLS_MAPPING_INTERNAL_H

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/types.h>

#include <portcls/wavepci.h>

/* Bytes to whose multiples the addresses of a ring are known. */
#define PORTCLS_MAPPING_PAGE	4096U

/* Farther than any stream gets, and farther than that. */
#define PORTCLS_MAPPING_ENDLESS	(S64_MAX - 1)
#define PORTCLS_MAPPING_NEVER	S64_MAX

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
 * struct portcls_mapping_piece - a piece of a ring, the same in each lap
 * @memory: as it is handed out, if it is handed out in one
 * @packet_left: bytes from its beginning to the end of the packet
 * @next: the one after it, round and round
 */
struct portcls_mapping_piece {
	struct portcls_mapping memory;
	u32 packet_left;
	const struct portcls_mapping_piece *next;
};

/**
 * struct portcls_mapping_ring - a ring of scattered pages
 * @area: where the processor finds it
 * @pages: where the device finds each page of it
 * @bytes: bytes in it: whole periods
 * @period_bytes: bytes in a period
 * @most_bytes: most bytes of a mapping
 */
struct portcls_mapping_ring {
	void *area;
	const dma_addr_t *pages;
	u32 bytes;
	u32 period_bytes;
	u32 most_bytes;
};

/**
 * struct portcls_mapping_queue - a ring of scattered pages, handed out piece by piece
 * @pieces: the pieces that it is cut into
 * @ring_bytes: bytes in the ring
 * @period_bytes: bytes in a packet
 * @most_out: mappings out at a time, at most; 0: nothing is handed out
 * @got: bytes since the start that were handed out; may be read by anyone
 * @released: how many of them were given back, never more than a ring behind @got; likewise
 * @room: bytes of the ring that are not out
 * @scarce: as long as @room is less, two packets are out, and part of one can wait
 * @limit: how far hardware may go: what was written, or what there is room for;
 *	PORTCLS_MAPPING_ENDLESS if nothing holds it up. Read, and moved on, without having the queue
 * @next: the piece from which the next mapping comes
 * @into: how many bytes of it were handed out
 * @need: the limit from which on there is a mapping, as far as all else is now;
 *	PORTCLS_MAPPING_NEVER for none
 * @heeds_dry: PORTCLS_MAPPING_DRY is as good as a refusal
 * @starved: the last get was refused, and nobody has been told since of more. Who has told sets it
 *	to false, without having the queue. A word, which every processor can exchange
 * @first: index in @out of the oldest that is out
 * @count: how many are
 * @out: mappings that are out, in order
 *
 * Whoever has the queue has it alone. Only the limit moves on beside it: who moves it writes it and
 * then looks whether it reaches what is needed; who has the queue writes what is needed and then
 * looks how far the limit reaches. So one of both sees that there is a piece again.
 */
struct portcls_mapping_queue {
	const struct portcls_mapping_piece *pieces;
	u32 ring_bytes;
	u32 period_bytes;
	u32 most_out;
	atomic64_t got;
	atomic64_t released;
	u32 room;
	u32 scarce;
	atomic64_t limit;
	const struct portcls_mapping_piece *next;
	u32 into;
	s64 need;
	bool heeds_dry;
	u32 starved;
	u32 first;
	u32 count;
	struct portcls_mapping_out out[PORTCLS_MAPPINGS];
};

u32 portcls_mapping_cut(const struct portcls_mapping_ring *ring,
			struct portcls_mapping_piece *pieces);
bool portcls_mapping_queue_get_part(struct portcls_mapping_queue *queue, u64 tag,
				    struct portcls_mapping *mapping);
void portcls_mapping_queue_reset(struct portcls_mapping_queue *queue);
void portcls_mapping_queue_open(struct portcls_mapping_queue *queue, u32 most_out);
u32 portcls_mapping_queue_outstanding(const struct portcls_mapping_queue *queue, u64 *first,
				      u64 *last);

/**
 * portcls_mapping_queue_settle() - work out when there is the next piece
 * @queue: the queue, anything of it but its limit just changed
 * @got: its
 * @room: its
 *
 * Part of a packet is nothing as long as two packets are out: there is a service to come, and what
 * is written until then makes it one piece instead of several.
 *
 * Needed twice a period: so in line, as are those below.
 *
 * Context: any.
 * Return: what it sets @queue->need to.
 */
static inline s64 portcls_mapping_queue_settle(struct portcls_mapping_queue *queue, s64 got,
					       u32 room)
{
	s64 need = PORTCLS_MAPPING_NEVER;
	u32 least = 1;

	if (room < queue->scarce)
		least = queue->next->packet_left - queue->into;
	if (least <= room && queue->count < queue->most_out)
		need = got + least;
	WRITE_ONCE(queue->need, need);
	return need;
}

/* There is no piece, which is a promise to tell of the next one; unless there is one after all. */
static inline bool portcls_mapping_queue_starves(struct portcls_mapping_queue *queue, s64 need)
{
	WRITE_ONCE(queue->starved, true);
	/* See struct portcls_mapping_queue. */
	smp_mb();
	if (likely(atomic64_read(&queue->limit) < need))
		return true;
	/* It has moved on meanwhile. If who moved it is about to tell of it, this is a refusal. */
	return !xchg(&queue->starved, false);
}

/* Note that @bytes are handed out, in @mapping; the limit was @limit, or is. */
static inline void portcls_mapping_queue_give(struct portcls_mapping_queue *queue, u64 tag,
					      u32 bytes, s64 limit,
					      struct portcls_mapping *mapping)
{
	s64 need, got = atomic64_read(&queue->got) + bytes;
	u32 room = queue->room - bytes;
	struct portcls_mapping_out *out;

	out = &queue->out[(queue->first + queue->count++) % PORTCLS_MAPPINGS];
	out->tag = tag;
	out->bytes = bytes;
	queue->room = room;
	atomic64_set(&queue->got, got);
	need = portcls_mapping_queue_settle(queue, got, room);
	if (limit < need && queue->heeds_dry && portcls_mapping_queue_starves(queue, need))
		mapping->flags |= PORTCLS_MAPPING_DRY;
}

/**
 * portcls_mapping_queue_get() - hand out the next piece, if there is one
 * @queue: the queue
 * @tag: its name, the miniport's choice
 * @mapping: receives the piece
 *
 * Context: any.
 * Return: true, or false, with @mapping untouched, if there is none now.
 */
static inline bool portcls_mapping_queue_get(struct portcls_mapping_queue *queue, u64 tag,
					     struct portcls_mapping *mapping)
{
	const struct portcls_mapping_piece *piece = queue->next;
	s64 limit = atomic64_read(&queue->limit);
	u32 bytes;

	/* There are no pieces as long as none is needed. */
	if (unlikely(queue->into || limit < queue->need))
		return portcls_mapping_queue_get_part(queue, tag, mapping);
	bytes = piece->memory.bytes;
	if (unlikely(limit - atomic64_read(&queue->got) < bytes || queue->room < bytes))
		return portcls_mapping_queue_get_part(queue, tag, mapping);
	*mapping = piece->memory;
	queue->next = piece->next;
	portcls_mapping_queue_give(queue, tag, bytes, limit, mapping);
	return true;
}

/**
 * portcls_mapping_queue_release() - take back the oldest piece that is out
 * @queue: the queue
 * @tag: its name
 *
 * Context: any.
 * Return: true, or false, with no change, if that is not the oldest one.
 */
static inline bool portcls_mapping_queue_release(struct portcls_mapping_queue *queue, u64 tag)
{
	const struct portcls_mapping_out *oldest = &queue->out[queue->first];
	u32 room;

	if (unlikely(!queue->count || oldest->tag != tag))
		return false;
	atomic64_set(&queue->released, atomic64_read(&queue->released) + oldest->bytes);
	room = queue->room + oldest->bytes;
	queue->room = room;
	queue->first = (queue->first + 1) % PORTCLS_MAPPINGS;
	queue->count--;
	portcls_mapping_queue_settle(queue, atomic64_read(&queue->got), room);
	return true;
}

/**
 * portcls_mapping_queue_offers() - whether someone is to be told now that there is a piece again
 * @queue: the queue, which the caller need not have
 * @limit: its limit
 *
 * Context: any; a full barrier is between what may have made a difference and this.
 * Return: true once after each refusal, as soon as there is one.
 */
static inline bool portcls_mapping_queue_offers(struct portcls_mapping_queue *queue, s64 limit)
{
	return limit >= READ_ONCE(queue->need) && xchg(&queue->starved, false);
}

#endif /* PORTCLS_MAPPING_INTERNAL_H */

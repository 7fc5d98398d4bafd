// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where a stream of a WavePci port is: bytes without end, which never pass what was mapped.
 */
#include <linux/dev_printk.h>
#include <linux/errno.h>
#include <linux/math64.h>
#include <linux/minmax.h>

#include <portcls/filter.h>

#include "../core.h"
#include "stream.h"
#include "wavepci.h"

/* Look up how far the hardware may be, and how far it is at least. Playing, once a ring will do. */
static u64 look_up(struct portcls_wavepci_port_stream *pci)
{
	unsigned long flags;
	u64 released;

	spin_lock_irqsave(&pci->lock, flags);
	pci->mapped = pci->queue.got;
	released = pci->queue.released;
	spin_unlock_irqrestore(&pci->lock, flags);
	return released;
}

/* What has been converted may still be on its way to memory. */
static u64 recorded(struct portcls_wavepci_port_stream *pci)
{
	u64 released = look_up(pci);

	return max(released, pci->position - min_t(u64, pci->position,
						   pci->stream->pin->limits->fifo_bytes));
}

static int refuse_position(struct portcls_wavepci_port_stream *pci)
{
	struct portcls_stream *stream = pci->stream;

	dev_err_ratelimited(stream->adapter->dev,
			    "pin %u: position %llu is beyond what was mapped, %llu\n",
			    stream->pin_id, pci->position, pci->mapped);
	return -EIO;
}

/**
 * portcls_wavepci_position() - read the position of a WavePci stream, and take it in
 * @object: the stream
 * @offset: receives the byte in the ring
 *
 * Called as a miniport's method is; see portcls_stream_update_position().
 *
 * Context: stream lock held.
 * Return: 0; -EIO if it is beyond what was mapped, or what the miniport gave.
 */
int portcls_wavepci_position(void *object, u32 *offset)
{
	struct portcls_stream *stream = object;
	struct portcls_wavepci_port_stream *pci = stream->pci;
	struct portcls_position *position = &stream->position;
	u64 bytes;
	int err;

	/* A service has just asked, and ALSA asks again. */
	if (stream->position_is_fresh) {
		*offset = position->frame * position->block_align;
		return 0;
	}
	err = pci->mini.ops->get_position(pci->mini.object, &pci->position);
	if (unlikely(err))
		return err;
	bytes = pci->position;
	if (portcls_pin_is_capture(stream->pin))
		bytes = recorded(pci);
	else if (unlikely(bytes > pci->mapped))
		look_up(pci);
	if (unlikely(pci->position > pci->mapped))
		return refuse_position(pci);
	portcls_position_go_to(position, div_u64(bytes, position->block_align));
	*offset = position->frame * position->block_align;
	return 0;
}

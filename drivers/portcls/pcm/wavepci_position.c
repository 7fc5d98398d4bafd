// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where a stream of a WavePci port is: bytes without end, which never pass what was mapped.
 */
#include <linux/dev_printk.h>
#include <linux/errno.h>
#include <linux/minmax.h>

#include <portcls/filter.h>

#include "../core.h"
#include "../trace.h"
#include "stream.h"
#include "wavepci.h"

/* What has been converted may still be on its way to memory. */
static inline u64 recorded(const struct portcls_wavepci_port_stream *pci)
{
	u64 released = atomic64_read(&pci->queue.released);

	return max(released, pci->position - min_t(u64, pci->position,
						   pci->stream->pin->limits->fifo_bytes));
}

static noinline int refuse_position(struct portcls_wavepci_port_stream *pci)
{
	struct portcls_stream *stream = pci->stream;

	dev_err_ratelimited(stream->adapter->dev,
			    "pin %u: position %llu is beyond what was mapped, %llu\n",
			    stream->pin_id, pci->position, (u64)atomic64_read(&pci->queue.got));
	return -EIO;
}

/* Read the position, and take it in. */
static __always_inline int read_position(struct portcls_stream *stream)
{
	struct portcls_wavepci_port_stream *pci = stream->pci;
	u64 bytes;
	int err;

	err = pci->ops.get_position(pci->mini.object, &pci->position);
	if (unlikely(err))
		return err;
	bytes = pci->position;
	if (unlikely(bytes > atomic64_read(&pci->queue.got)))
		return refuse_position(pci);
	if (pci->capture)
		bytes = recorded(pci);
	portcls_position_go_to(&stream->position, bytes);
	return 0;
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
	int err = read_position(stream);

	*offset = stream->position.frame * stream->position.block_align;
	return err;
}

/**
 * portcls_wavepci_pointer() - tell ALSA the position of a WavePci stream
 * @substream: the substream
 *
 * What portcls_stream_update_position() is for other streams, with one call less between, and
 * no offset made of frames that were made of bytes.
 *
 * Context: stream lock held.
 * Return: the frame in the ring, or SNDRV_PCM_POS_XRUN.
 */
snd_pcm_uframes_t portcls_wavepci_pointer(struct snd_pcm_substream *substream)
{
	struct portcls_stream *stream = substream->runtime->private_data;
	int err;

	portcls_assert_stream_locked(stream);
	/* Set once, at any time: a position too many is asked for. */
	if (unlikely(data_race(stream->adapter->gone)))
		return SNDRV_PCM_POS_XRUN;
	err = read_position(stream);
	if (unlikely(err)) {
		stream->lost = true;
		trace_portcls_position(stream, err);
		return SNDRV_PCM_POS_XRUN;
	}
	trace_portcls_position(stream, 0);
	return stream->position.frame;
}

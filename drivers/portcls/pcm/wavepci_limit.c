// SPDX-License-Identifier: GPL-2.0-only
/*
 * How far the hardware of a WavePci stream may go: as far as the application has come.
 *
 * Told of at every move of the application. Nearly all of them are short ones ahead, by which the
 * limit moves as they do; the others are worked out from ALSA's pointers.
 */
#include <linux/errno.h>
#include <linux/minmax.h>
#include <sound/pcm.h>

#include "stream.h"
#include "wavepci.h"

/* Never the place of an application: all are below the boundary, which is below this. */
#define NOWHERE		(LONG_MAX + 1UL)

/**
 * portcls_wavepci_forget_limit() - have the limit worked out anew with the next move
 * @pci: a stream of which nothing is out
 *
 * Context: stream lock held, or moves kept out.
 */
void portcls_wavepci_forget_limit(struct portcls_wavepci_port_stream *pci)
{
	pci->appl_ptr = NOWHERE;
}

/* How far the hardware may go, in bytes since the start. */
static u64 limit(const struct portcls_stream *stream)
{
	struct snd_pcm_substream *substream = stream->substream;
	struct snd_pcm_runtime *runtime = substream->runtime;
	const struct portcls_position *position = &stream->position;
	snd_pcm_sframes_t ahead, within;
	snd_pcm_uframes_t at;
	u64 told;

	portcls_wavepci_forget_limit(stream->pci);
	/* Who never stops on an xrun wants a ring that goes round and round. */
	if (runtime->stop_threshold >= runtime->boundary)
		return PORTCLS_MAPPING_ENDLESS;
	if (substream->stream == SNDRV_PCM_STREAM_PLAYBACK)
		ahead = runtime->buffer_size - snd_pcm_playback_avail(runtime);
	else
		ahead = runtime->buffer_size - snd_pcm_capture_avail(runtime);
	/* A mapped appl_ptr is whatever the application has made of it. */
	within = clamp_t(snd_pcm_sframes_t, ahead, 0, runtime->buffer_size);
	if (within == ahead)
		stream->pci->appl_ptr = runtime->control->appl_ptr;
	/* ALSA's position may be older, by less than a ring. */
	at = runtime->status->hw_ptr % runtime->buffer_size;
	told = position->linear + at - position->frame;
	if (at > position->frame)
		told -= runtime->buffer_size;
	return (told + within) * position->block_align;
}

/* Up to where data must stay as it is, in bytes since the start. */
static u64 untouchable(const struct portcls_wavepci_port_stream *pci)
{
	const struct portcls_position *position = &pci->stream->position;
	u64 got = atomic64_read(&pci->queue.got);
	s64 prefetch = READ_ONCE(pci->prefetch);

	if (prefetch < 0 || pci->capture)
		return got;
	return min(got, position->linear * position->block_align + prefetch);
}

static __always_inline void offer(struct portcls_wavepci_port_stream *pci,
				  const struct portcls_stream *stream, u64 to)
{
	/* Nobody is promised anything any more once the device is gone, which is at any time. */
	if (portcls_mapping_queue_offers(&pci->queue, to) && !data_race(stream->adapter->gone))
		portcls_wavepci_mapping_available(pci);
}

/* An application that takes back what it wrote, and may not. */
static bool is_too_late(const struct portcls_wavepci_port_stream *pci, u64 to)
{
	u64 limit = atomic64_read(&pci->queue.limit);

	return to < limit && limit != PORTCLS_MAPPING_ENDLESS && to < untouchable(pci);
}

static noinline int move_anywhere(struct portcls_stream *stream)
{
	struct portcls_wavepci_port_stream *pci = stream->pci;
	u64 to = limit(stream);
	unsigned long flags;
	bool late;

	/* Nothing is handed out while it is taken back. */
	spin_lock_irqsave(&pci->lock, flags);
	late = is_too_late(pci, to);
	if (late && pci->was_reset)
		to = atomic64_read(&pci->queue.got);
	if (!late || pci->was_reset)
		atomic64_set(&pci->queue.limit, to);
	spin_unlock_irqrestore(&pci->lock, flags);
	if (late) {
		/* The limit is not the application's, or ALSA takes its pointer back. */
		portcls_wavepci_forget_limit(pci);
		return pci->was_reset ? 0 : -EINVAL;
	}
	pci->was_reset = false;
	/* See struct portcls_mapping_queue. */
	smp_mb();
	offer(pci, stream, to);
	return 0;
}

/**
 * portcls_wavepci_ack() - the application has moved, or may have, or is about to start
 * @substream: the substream
 *
 * Context: stream lock held.
 * Return: 0, or -EINVAL if it takes back what it may not take back any more.
 */
int portcls_wavepci_ack(struct snd_pcm_substream *substream)
{
	struct snd_pcm_runtime *runtime = substream->runtime;
	struct portcls_stream *stream = runtime->private_data;
	struct portcls_wavepci_port_stream *pci = stream->pci;
	snd_pcm_uframes_t frames;
	u64 to;

	portcls_assert_stream_locked(stream);
	/* Also while the miniport has no stream. */
	if (unlikely(!stream->steady))
		return 0;
	frames = runtime->control->appl_ptr - pci->appl_ptr;
	if (unlikely(frames - 1 >= stream->position.ring_frames ||
		     runtime->stop_threshold >= runtime->boundary))
		return move_anywhere(stream);
	pci->appl_ptr += frames;
	to = atomic64_read(&pci->queue.limit) + frames * stream->position.block_align;
	atomic64_set(&pci->queue.limit, to);
	/* See struct portcls_mapping_queue. */
	smp_mb();
	offer(pci, stream, to);
	return 0;
}

/**
 * portcls_wavepci_ioctl() - see ALSA drop what was written, or recorded
 * @substream: the substream
 * @cmd: SNDRV_PCM_IOCTL1_…
 * @arg: its argument
 *
 * ALSA takes the application's pointer to its own then, without a word to the driver. What is out
 * by then is out: the application writes to where the hardware is, and the limit stays until it is
 * past that.
 *
 * Context: as for ALSA's own.
 * Return: what ALSA gives.
 */
int portcls_wavepci_ioctl(struct snd_pcm_substream *substream, unsigned int cmd, void *arg)
{
	struct portcls_stream *stream = substream->runtime->private_data;
	int err = snd_pcm_lib_ioctl(substream, cmd, arg);

	if (cmd != SNDRV_PCM_IOCTL1_RESET)
		return err;
	snd_pcm_stream_lock_irq(substream);
	/* Also while the miniport has no stream. */
	if (stream->steady) {
		stream->pci->was_reset = true;
		portcls_wavepci_forget_limit(stream->pci);
	}
	snd_pcm_stream_unlock_irq(substream);
	return err;
}

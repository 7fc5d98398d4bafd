/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What differs between versions of the kernel's library for HD Audio.
 */
#ifndef HDA_COMPAT_H
#define HDA_COMPAT_H

#include <linux/version.h>
#include <sound/hdaudio.h>

static inline void hda_stream_setup(struct hdac_stream *stream)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 8, 0)
	snd_hdac_stream_setup(stream, false);
#else
	snd_hdac_stream_setup(stream);
#endif
}

static inline void hda_stream_start(struct hdac_stream *stream)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 6, 0)
	snd_hdac_stream_start(stream);
#else
	snd_hdac_stream_start(stream, true);
#endif
}

/* A match function, whose driver has become constant. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
#define hda_match_driver	const struct hdac_driver
#else
#define hda_match_driver	struct hdac_driver
#endif

#endif /* HDA_COMPAT_H */

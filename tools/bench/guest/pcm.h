/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef BENCH_GUEST_PCM_H
#define BENCH_GUEST_PCM_H

#include <stdbool.h>

#include <sound/asound.h>

/**
 * struct pcm - an open PCM stream: S16, stereo, 44100 Hz, PERIODS periods
 * @fd: of the device
 * @capture: direction
 * @frames: size of a period
 * @boundary: where ALSA's counters of frames wrap
 * @buffer: a period's frames; with @mapped the ring
 * @mapped: frames are passed through the ring itself
 * @status: ALSA's side of a mapped stream
 * @control: our side of it
 */
struct pcm {
	int fd;
	bool capture;
	unsigned int frames;
	unsigned long boundary;
	short *buffer;
	bool mapped;
	const volatile struct snd_pcm_mmap_status *status;
	volatile struct snd_pcm_mmap_control *control;
};

#define CHANNELS	2
#define RATE		44100
#define PERIODS		4

void fail(const char *what) __attribute__((noreturn));

void pcm_open(struct pcm *pcm, bool capture, unsigned int frames, bool mapped);
void pcm_prepare(struct pcm *pcm);
void pcm_link(struct pcm *pcm, struct pcm *other);
void pcm_start(struct pcm *pcm);
void pcm_ask(struct pcm *pcm);
void pcm_transfer(struct pcm *pcm);
void pcm_close(struct pcm *pcm);

#endif /* BENCH_GUEST_PCM_H */

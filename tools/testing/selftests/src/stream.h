/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A PCM stream with its parameters set, and the sound that goes through it.
 */
#ifndef PCMCHECK_STREAM_H
#define PCMCHECK_STREAM_H

#include <alsa/asoundlib.h>

#include "pcmcheck.h"

#define CARD_TICK	0.002	/* s, twice the grain in which QEMU moves frames */

/**
 * struct stream - a stream
 * @pcm: handle
 * @capture: direction
 * @mapped: its frames go through the mapped ring
 * @clock: of the hardware's clocks, the one to look at
 * @rate: exact, in Hz
 * @frame_bytes: size of a frame
 * @period: frames
 * @buffer: frames
 * @frames: frames that the application has written or read since prepare
 */
struct stream {
	snd_pcm_t *pcm;
	bool capture;
	bool mapped;
	snd_pcm_audio_tstamp_type_t clock;
	double rate;
	size_t frame_bytes;
	snd_pcm_uframes_t period;
	snd_pcm_uframes_t buffer;
	snd_pcm_uframes_t frames;
};

/**
 * struct moment - where a stream is at some time
 * @time: s, monotonic
 * @trigger: s, when it started or stopped
 * @position: frames that the hardware has taken or given since prepare
 * @audio: s by the hardware's clock, NAN if it does not say
 * @state: state
 */
struct moment {
	double time;
	double trigger;
	snd_pcm_sframes_t position;
	double audio;
	snd_pcm_state_t state;
};

/**
 * struct sound - a sound
 * @data: its frames
 * @frames: how many
 */
struct sound {
	char *data;
	snd_pcm_uframes_t frames;
};

/* stream.c */
void must(const char *what, long err);
void must_be(const struct stream *stream, snd_pcm_state_t state);
void stream_open(struct stream *stream, const struct options *options);
void stream_close(struct stream *stream);
void stream_prepare(struct stream *stream);
void stream_start(struct stream *stream);
long stream_transfer(struct stream *stream, char *data, snd_pcm_uframes_t frames);
void stream_write(struct stream *stream, const struct sound *sound, snd_pcm_uframes_t from,
		  snd_pcm_uframes_t to);
void stream_read(struct stream *stream, struct sound *sound, snd_pcm_uframes_t frames);
void stream_look(const struct stream *stream, struct moment *moment);
void sound_load(struct sound *sound, const struct stream *stream, const char *path);
void sound_make(struct sound *sound, const struct stream *stream, snd_pcm_uframes_t frames);
void sleep_for(double seconds);
double now(void);

#endif /* PCMCHECK_STREAM_H */

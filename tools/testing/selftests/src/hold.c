// SPDX-License-Identifier: GPL-2.0-only
/*
 * Applications that come and go, and one that is there when its device goes away.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "stream.h"

static void tell_ready(const struct options *options)
{
	int file;

	if (!options->ready)
		return;
	file = open(options->ready, O_CREAT | O_WRONLY, 0600);
	if (file < 0)
		fail("%s: %s", options->ready, strerror(errno));
	close(file);
}

/* The mapping outlives the device: its memory must still be there. */
static void touch(struct stream *stream)
{
	const snd_pcm_channel_area_t *areas;
	snd_pcm_uframes_t offset, frames = stream->buffer;
	volatile char *ring;
	size_t i;

	if (snd_pcm_mmap_begin(stream->pcm, &areas, &offset, &frames) < 0)
		return;
	ring = areas[0].addr;
	for (i = 0; i < stream->buffer * stream->frame_bytes; i++)
		ring[i] = ring[i];
}

static long wait_while_paused(struct stream *stream)
{
	struct pollfd poll_fd;
	struct moment moment;
	long err = 0;

	must("pause", snd_pcm_pause(stream->pcm, 1));
	must("poll_descriptors", snd_pcm_poll_descriptors(stream->pcm, &poll_fd, 1));
	while (!err) {
		stream_look(stream, &moment);
		if (moment.state == SND_PCM_STATE_DISCONNECTED)
			break;
		must_be(stream, SND_PCM_STATE_PAUSED);
		poll(&poll_fd, 1, 20);
		err = snd_pcm_hwsync(stream->pcm);
	}
	/* What an application would do next. */
	return snd_pcm_pause(stream->pcm, 0);
}

static long transfer_until_error(struct stream *stream, struct sound *sound)
{
	long done;

	do {
		done = stream_transfer(stream, sound->data, stream->period);
	} while (done >= 0);
	return done;
}

static void wait_for_disconnection(const struct stream *stream)
{
	double start = now();

	while (snd_pcm_state(stream->pcm) != SND_PCM_STATE_DISCONNECTED) {
		if (now() - start > 1)
			must_be(stream, SND_PCM_STATE_DISCONNECTED);
		sleep_for(0.001);
	}
}

/**
 * check_hold() - a stream ends with -ENODEV when its device goes away
 * @options: options; the first word says how the stream is held, -s how long it stays open then
 */
void check_hold(const struct options *options)
{
	const char *how = options->words[0];
	struct options own = *options;
	struct stream stream;
	struct sound sound;
	long err;

	own.capture = !strcmp(how, "record");
	own.mapped = !strcmp(how, "map");
	stream_open(&stream, &own);
	sound_make(&sound, &stream, stream.buffer);
	if (!own.capture)
		stream_write(&stream, &sound, 0, sound.frames);
	stream_start(&stream);
	must("transfer", stream_transfer(&stream, sound.data, stream.period));
	tell_ready(options);
	if (!strcmp(how, "pause"))
		err = wait_while_paused(&stream);
	else
		err = transfer_until_error(&stream, &sound);
	wait_for_disconnection(&stream);
	note("%s: after %lu frames: %s", how, stream.frames, snd_strerror(err));
	/*
	 * Who waits for frames just then is told of a bad state by ALSA's core, and who polls of an
	 * I/O error by alsa-lib: the next call tells why.
	 */
	if (err == -EBADFD || err == -EIO) {
		err = stream_transfer(&stream, sound.data, stream.period);
		note("and then: %s", snd_strerror(err));
	}
	if (own.mapped)
		touch(&stream);
	sleep_for(options->seconds);
	/* Closing works, whatever it returns. */
	snd_pcm_close(stream.pcm);
	if (err != -ENODEV)
		fail("that is not ENODEV");
}

/**
 * check_cycles() - streams are opened and closed many times
 * @options: options; the word says how often
 */
void check_cycles(const struct options *options)
{
	int i, cycles = atoi(options->words[0]);
	struct stream stream;
	struct sound sound;

	for (i = 0; i < cycles; i++) {
		stream_open(&stream, options);
		sound_make(&sound, &stream, stream.buffer);
		if (!stream.capture)
			stream_write(&stream, &sound, 0, sound.frames);
		stream_start(&stream);
		/* From each state that a stream can be in. */
		if (i % 3 == 1)
			must("pause", snd_pcm_pause(stream.pcm, 1));
		if (i % 3 == 2)
			must("drop", snd_pcm_drop(stream.pcm));
		free(sound.data);
		stream_close(&stream);
	}
	note("%d cycles", cycles);
}

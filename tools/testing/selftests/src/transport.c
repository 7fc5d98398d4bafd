// SPDX-License-Identifier: GPL-2.0-only
/*
 * Transport: pause, drain, drop, restart, runs dry. What came out is compared on the host.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "stream.h"

#define PAUSES		3
#define FROZEN_LOOKS	100
#define INTO_PERIOD	0.0073	/* s; writing and reading end with a period */

/* The last period counts as a whole one: its end is the first interrupt that can tell. */
static void drain(struct stream *stream)
{
	snd_pcm_sframes_t end = (stream->frames + stream->period - 1) / stream->period *
				stream->period;
	struct moment moment;

	must("drain", snd_pcm_drain(stream->pcm));
	must_be(stream, SND_PCM_STATE_SETUP);
	stream_look(stream, &moment);
	note("drained at %ld, %lu frames were written", moment.position, stream->frames);
	if (moment.position < (snd_pcm_sframes_t)stream->frames)
		fail("too early");
	if (moment.position > end + CARD_TICK * stream->rate)
		fail("too late: the last period ended at %ld", end);
}

static void finish(struct stream *stream)
{
	/* A short sound has never filled the ring. */
	if (snd_pcm_state(stream->pcm) == SND_PCM_STATE_PREPARED)
		stream_start(stream);
	drain(stream);
}

/**
 * check_drain() - drain plays all that was written, and no period more
 * @options: options
 */
void check_drain(const struct options *options)
{
	struct stream stream;
	struct sound sound;

	stream_open(&stream, options);
	sound_load(&sound, &stream, options->words[0]);
	stream_write(&stream, &sound, 0, sound.frames);
	finish(&stream);
	stream_close(&stream);
}

static void play_half(struct stream *stream, const char *path)
{
	struct sound sound;
	double start;

	sound_load(&sound, stream, path);
	stream_write(stream, &sound, 0, sound.frames / 2);
	start = now();
	must("drop", snd_pcm_drop(stream->pcm));
	must_be(stream, SND_PCM_STATE_SETUP);
	note("drop took %.1f ms, with %ld of %lu frames written", (now() - start) * 1e3,
	     (long)stream->frames, sound.frames);
}

/**
 * check_drop() - drop stops at once
 * @options: options
 */
void check_drop(const struct options *options)
{
	struct stream stream;

	stream_open(&stream, options);
	play_half(&stream, options->words[0]);
	/* Time enough to hear what must not come any more. */
	sleep_for(2 * stream.buffer / stream.rate);
	stream_close(&stream);
}

/**
 * check_restart() - after a drop, a stream plays from its start again
 * @options: options
 */
void check_restart(const struct options *options)
{
	struct stream stream;
	struct moment moment;
	struct sound sound;

	stream_open(&stream, options);
	play_half(&stream, options->words[0]);
	stream_prepare(&stream);
	stream_look(&stream, &moment);
	if (moment.position)
		fail("position is %ld after prepare", moment.position);
	sound_load(&sound, &stream, options->words[1]);
	stream_write(&stream, &sound, 0, sound.frames);
	finish(&stream);
	stream_close(&stream);
}

static void must_move(const struct stream *stream, snd_pcm_sframes_t from)
{
	double end = now() + 2 * stream->period / stream->rate + 0.05;
	struct moment moment;

	do {
		stream_look(stream, &moment);
		if (moment.position > from)
			return;
		sleep_for(0.001);
	} while (now() < end);
	fail("the position stays at %ld after the pause", from);
}

/*
 * ALSA does not ask a paused stream's hardware, so that it stood still shows only afterwards: it
 * goes on from where it was. Returns the last position known before, and the first one after.
 */
static void pause_for_a_while(struct stream *stream, struct moment *before, struct moment *after)
{
	struct moment first, moment;
	double start = now();
	int i;

	sleep_for(INTO_PERIOD);
	stream_look(stream, before);
	must("pause", snd_pcm_pause(stream->pcm, 1));
	must_be(stream, SND_PCM_STATE_PAUSED);
	stream_look(stream, &first);
	for (i = 0; i < FROZEN_LOOKS; i++) {
		sleep_for(0.001);
		stream_look(stream, &moment);
		if (moment.position != first.position)
			fail("paused at %ld, but look %d sees %ld", first.position, i,
			     moment.position);
	}
	must("release", snd_pcm_pause(stream->pcm, 0));
	stream_look(stream, after);
	must_be(stream, SND_PCM_STATE_RUNNING);
	note("paused after %ld: %d looks over %.0f ms saw nothing else, goes on from %ld",
	     before->position, FROZEN_LOOKS, (now() - start) * 1e3, after->position);
	if (after->position < before->position ||
	    after->position - before->position > CARD_TICK * stream->rate)
		fail("it did not stand still");
	must_move(stream, after->position);
}

static void pause_playback(struct stream *stream, const char *path)
{
	snd_pcm_uframes_t from = 0, to;
	struct moment before, after;
	struct sound sound;
	int i;

	sound_load(&sound, stream, path);
	for (i = 0; i < PAUSES; i++) {
		to = sound.frames * (i + 1) / (PAUSES + 1);
		stream_write(stream, &sound, from, to);
		pause_for_a_while(stream, &before, &after);
		from = to;
	}
	stream_write(stream, &sound, from, sound.frames);
	finish(stream);
}

static void save(const struct stream *stream, const struct sound *sound, snd_pcm_uframes_t from,
		 snd_pcm_uframes_t to, const char *path, int number)
{
	char name[256];
	FILE *file;

	snprintf(name, sizeof(name), "%s.%d.raw", path, number);
	file = fopen(name, "wb");
	if (!file || fwrite(sound->data + from * stream->frame_bytes, stream->frame_bytes,
			    to - from, file) != to - from)
		fail("%s: %s", name, strerror(errno));
	fclose(file);
}

/* Each part between two pauses goes to a file of its own. */
static void pause_capture(struct stream *stream, const char *path, double seconds)
{
	snd_pcm_uframes_t part = seconds * stream->rate / (PAUSES + 1), from = 0;
	struct moment before, after;
	struct sound sound;
	int i;

	sound_make(&sound, stream, (PAUSES + 1) * (part + stream->buffer));
	sound.frames = 0;
	stream_start(stream);
	for (i = 0; i < PAUSES; i++) {
		stream_read(stream, &sound, part);
		pause_for_a_while(stream, &before, &after);
		stream_read(stream, &sound, after.position - sound.frames);
		save(stream, &sound, from, before.position, path, i);
		from = after.position;
	}
	stream_read(stream, &sound, part);
	save(stream, &sound, from, sound.frames, path, PAUSES);
	must("drop", snd_pcm_drop(stream->pcm));
}

/**
 * check_pause() - pause freezes the position, and nothing is lost or repeated
 * @options: options
 */
void check_pause(const struct options *options)
{
	struct stream stream;

	stream_open(&stream, options);
	if (options->capture)
		pause_capture(&stream, options->words[0], options->seconds);
	else
		pause_playback(&stream, options->words[0]);
	stream_close(&stream);
}

static void fill_and_start(struct stream *stream)
{
	struct sound sound;

	if (!stream->capture) {
		sound_make(&sound, stream, stream->buffer);
		stream_write(stream, &sound, 0, sound.frames);
	}
	stream_start(stream);
}

static void wait_for_xrun(struct stream *stream)
{
	double start = now(), most = (stream->buffer + 2 * stream->period) / stream->rate + 0.05;

	while (snd_pcm_avail_update(stream->pcm) != -EPIPE) {
		if (now() - start > most)
			fail("no xrun after %.3f s", now() - start);
		sleep_for(0.001);
	}
	must_be(stream, SND_PCM_STATE_XRUN);
	note("xrun after %.4f s, the ring lasts %.4f s", now() - start,
	     stream->buffer / stream->rate);
}

/**
 * check_xrun() - an application that comes too late is told, and can go on
 * @options: options
 */
void check_xrun(const struct options *options)
{
	struct stream stream;
	struct moment moment;

	stream_open(&stream, options);
	fill_and_start(&stream);
	wait_for_xrun(&stream);
	stream_prepare(&stream);
	stream_look(&stream, &moment);
	if (moment.position)
		fail("position is %ld after prepare", moment.position);
	fill_and_start(&stream);
	must_move(&stream, 0);
	must("drop", snd_pcm_drop(stream.pcm));
	stream_close(&stream);
}

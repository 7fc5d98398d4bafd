// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linked streams start and stop as one.
 */
#include <math.h>
#include <string.h>

#include "stream.h"

#define CARDS_APART	0.0005	/* s, between the starts of two cards */

static void fill(struct stream *stream, const char *path)
{
	struct sound sound;

	if (stream->capture)
		return;
	if (path)
		sound_load(&sound, stream, path);
	else
		sound_make(&sound, stream, stream->buffer);
	if (sound.frames > stream->buffer)
		fail("%s is longer than the ring of %lu frames", path, stream->buffer);
	stream_write(stream, &sound, 0, sound.frames);
}

static void must_run_together(const struct stream *first, const struct stream *second,
			      double most)
{
	struct moment a, b;
	double apart;

	must_be(first, SND_PCM_STATE_RUNNING);
	must_be(second, SND_PCM_STATE_RUNNING);
	stream_look(first, &a);
	stream_look(second, &b);
	note("started at %.6f and %.6f s", a.trigger, b.trigger);
	if (fabs(a.trigger - b.trigger) > most)
		fail("that is not at once");
	sleep_for(first->buffer / first->rate / 2);
	stream_look(first, &a);
	stream_look(second, &b);
	apart = b.position / second->rate - a.position / first->rate - (b.time - a.time);
	note("%.4f s later at %ld and %ld, %.1f frames apart",
	     a.time - a.trigger, a.position, b.position, apart * first->rate);
	/* QEMU takes up to 1024 frames ahead when a DAC first starts. */
	if (fabs(apart) > first->period / first->rate + CARD_TICK)
		fail("more than a period of %lu frames", first->period);
}

/* Of a card, the hardware starts all with one register. */
static bool same_card(const char *a, const char *b)
{
	return !strncmp(a, b, strcspn(a, ",") + 1);
}

/**
 * check_link() - two linked streams start with one call, and stop with one
 * @options: options; the first word names the other device
 */
void check_link(const struct options *options)
{
	struct options other = *options;
	struct options own = *options;
	struct stream first, second;
	const char *a = options->words[1], *b = a ? options->words[2] : NULL;

	/* -C is for the other one. */
	own.capture = false;
	other.device = options->words[0];
	stream_open(&first, &own);
	stream_open(&second, &other);
	must("link", snd_pcm_link(first.pcm, second.pcm));
	fill(&first, a);
	fill(&second, b);
	must("start", snd_pcm_start(first.pcm));
	must_run_together(&first, &second, same_card(own.device, other.device) ? 0 : CARDS_APART);
	if (b) {
		/* One call is for both. */
		must("drain", snd_pcm_drain(first.pcm));
	} else {
		must("drop", snd_pcm_drop(first.pcm));
	}
	must_be(&first, SND_PCM_STATE_SETUP);
	must_be(&second, SND_PCM_STATE_SETUP);
	must("unlink", snd_pcm_unlink(second.pcm));
	stream_close(&first);
	stream_close(&second);
}

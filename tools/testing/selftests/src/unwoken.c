// SPDX-License-Identifier: GPL-2.0-only
/*
 * Playing without periods: nobody is woken up, and the hardware does not interrupt for it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stream.h"

#define LOOK	0.005	/* s */

/* Of all processors. */
static unsigned long interrupts(unsigned long irq)
{
	FILE *file = fopen("/proc/interrupts", "r");
	unsigned long sum = 0, count;
	char line[512], *word, *end;
	bool found = false;

	while (file && !found && fgets(line, sizeof(line), file)) {
		if (strtoul(line, &word, 10) != irq || *word != ':')
			continue;
		found = true;
		for (word++; count = strtoul(word, &end, 10), end != word; word = end)
			sum += count;
	}
	if (!found)
		fail("there is no interrupt %lu", irq);
	fclose(file);
	return sum;
}

/* Goes on until all is written, and half of the ring is played that it ends in. */
static void write_by_time(struct stream *stream, const struct sound *sound)
{
	snd_pcm_uframes_t left = sound->frames - stream->frames, avail = 0;
	long now_avail;

	while (left || avail < stream->buffer / 2) {
		sleep_for(LOOK);
		now_avail = snd_pcm_avail(stream->pcm);
		must("avail", now_avail);
		avail = now_avail;
		if (avail > left)
			avail = left;
		stream_write(stream, sound, stream->frames, stream->frames + avail);
		left -= avail;
		avail = now_avail - avail;
	}
}

/**
 * check_unwoken() - a stream without period wake-ups plays without an interrupt
 * @options: options; the words are a sound that ends with silence, and the interrupt
 */
void check_unwoken(const struct options *options)
{
	unsigned long irq = atoi(options->words[1]), before, after;
	struct options own = *options;
	struct stream stream;
	struct sound sound;
	double start;

	own.unwoken = true;
	stream_open(&stream, &own);
	sound_load(&sound, &stream, options->words[0]);
	if (sound.frames < stream.buffer)
		fail("%s is shorter than the ring", options->words[0]);
	stream_write(&stream, &sound, 0, stream.buffer);
	stream_start(&stream);
	start = now();
	before = interrupts(irq);
	write_by_time(&stream, &sound);
	after = interrupts(irq);
	note("%lu interrupts in %.3f s, %.0f periods", after - before, now() - start,
	     (now() - start) * stream.rate / stream.period);
	must("drop", snd_pcm_drop(stream.pcm));
	stream_close(&stream);
	if (after != before)
		fail("there must be none");
}

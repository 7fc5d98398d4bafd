// SPDX-License-Identifier: GPL-2.0-only
/*
 * rigsound tune: a short melody, so that there is something pleasant to play
 *
 * Three bars at 120 beats per minute: a bell-like lead over a bass and slow
 * chords, with an echo that goes from side to side. Written for this project.
 */

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "rigsound.h"
#include "sound.h"

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))
#define A4		69	/* 440 Hz */
#define BEAT		0.5	/* s */
#define LENGTH		6.8	/* s, with the last echoes */
#define FADE		0.5	/* s, at the end */
#define TAIL		0.6	/* s of silence, see rigsound noise */
#define PEAK		0.85	/* of full scale */

static const char usage[] =
"NAME\n"
"    rigsound tune - write a short melody\n"
"\n"
"SYNOPSIS\n"
"    rigsound tune [--rate HZ] OUT.wav\n"
"\n"
"DESCRIPTION\n"
"    Writes 16 bit stereo at HZ frames per second (48000), seven seconds of it,\n"
"    with silence at the end. The same rate gives the same file.\n";

/* A note; times and lengths are in beats, pitches are MIDI's numbers. */
struct note {
	float start;
	float length;
	int pitch;
};

static const struct note lead[] = {
	{ 0.0, 1.0, 76 }, { 1.0, 0.5, 79 }, { 1.5, 1.0, 84 }, { 2.5, 0.5, 83 }, { 3.0, 1.0, 79 },
	{ 4.0, 1.0, 81 }, { 5.0, 0.5, 84 }, { 5.5, 0.5, 88 }, { 6.0, 0.5, 86 }, { 6.5, 0.5, 84 },
	{ 7.0, 1.0, 81 }, { 8.0, 0.5, 83 }, { 8.5, 0.5, 86 }, { 9.0, 0.5, 91 }, { 9.5, 0.5, 86 },
	{ 10.0, 2.0, 88 }, { 10.25, 2.0, 84 }, { 10.5, 2.0, 79 },
};

static const struct note bass[] = {
	{ 0.0, 1.5, 36 }, { 1.5, 0.5, 43 }, { 2.0, 2.0, 36 }, { 4.0, 1.5, 45 }, { 5.5, 0.5, 40 },
	{ 6.0, 2.0, 41 }, { 8.0, 1.5, 43 }, { 9.5, 0.5, 47 }, { 10.0, 3.0, 36 },
};

static const struct note chords[] = {
	{ 0.0, 4.0, 52 }, { 0.0, 4.0, 55 }, { 0.0, 4.0, 59 },
	{ 4.0, 2.0, 52 }, { 4.0, 2.0, 57 }, { 4.0, 2.0, 60 },
	{ 6.0, 2.0, 53 }, { 6.0, 2.0, 57 }, { 6.0, 2.0, 60 },
	{ 8.0, 2.0, 50 }, { 8.0, 2.0, 55 }, { 8.0, 2.0, 59 },
	{ 10.0, 3.0, 52 }, { 10.0, 3.0, 55 }, { 10.0, 3.0, 60 },
};

/* An instrument: the value at @t seconds of a note of @length seconds and @hz. */
typedef double (*instrument)(double t, double length, double hz);

static double bell(double t, double length, double hz)
{
	double w = 2 * M_PI * hz * t, attack = fmin(1, t / 0.003);
	double modulator = 1.6 * exp(-t * 6) * sin(2 * w) + 0.5 * exp(-t * 12) * sin(7 * w);

	return attack * exp(-t * (length > 1 ? 1.6 : 2.6)) * sin(w + modulator);
}

static double pluck(double t, double length, double hz)
{
	double w = 2 * M_PI * hz * t, attack = fmin(1, t / 0.006);
	double release = fmin(1, fmax(0, (length + 0.08 - t) / 0.08));

	return attack * release * exp(-t * 1.2) *
	       (sin(w) + 0.45 * exp(-t * 3) * sin(2 * w) + 0.2 * exp(-t * 5) * sin(3 * w));
}

static double pad(double t, double length, double hz)
{
	double attack = fmin(1, t / 0.25), release = fmin(1, fmax(0, (length + 0.3 - t) / 0.3));
	double w = 2 * M_PI * hz * t;

	return attack * release * (sin(w * 1.002) + sin(w * 0.998) + 0.3 * sin(2 * w)) / 2;
}

struct mix {
	double *left;
	double *right;
	size_t count;
	unsigned int rate;
};

static void play(struct mix *mix, const struct note *notes, size_t count,
		 instrument voice, double volume, double spread, int centre)
{
	size_t n, i;

	for (n = 0; n < count; n++) {
		double hz = 440 * pow(2, (notes[n].pitch - A4) / 12.0);
		double length = notes[n].length * BEAT;
		/* High notes to the right, as on a piano. */
		double pan = spread * (notes[n].pitch - centre) / 24.0;
		size_t first = notes[n].start * BEAT * mix->rate;
		size_t end = first + (length + 2) * mix->rate;

		for (i = first; i < end && i < mix->count; i++) {
			double value = volume * voice((double)(i - first) / mix->rate, length, hz);

			mix->left[i] += value * (1 - pan);
			mix->right[i] += value * (1 + pan);
		}
	}
}

/* Each echo comes from the other side. */
static void echo(struct mix *mix)
{
	size_t delay = 0.75 * BEAT * mix->rate, i;

	for (i = delay; i < mix->count; i++) {
		double left = mix->left[i - delay], right = mix->right[i - delay];

		mix->left[i] += 0.28 * right;
		mix->right[i] += 0.28 * left;
	}
}

static double loudest(const struct mix *mix)
{
	double peak = 0.001;
	size_t i;

	for (i = 0; i < mix->count; i++)
		peak = fmax(peak, fmax(fabs(mix->left[i]), fabs(mix->right[i])));
	return peak;
}

static void render(const struct mix *mix, struct frame *frames)
{
	double scale = PEAK * INT16_MAX / loudest(mix), fade = FADE * mix->rate;
	size_t i;

	for (i = 0; i < mix->count; i++) {
		double gain = scale * fmin(1, (mix->count - 1 - i) / fade);

		frames[i].left = lrint(gain * mix->left[i]);
		frames[i].right = lrint(gain * mix->right[i]);
	}
}

static void make_tune(struct sound *sound)
{
	struct mix mix = { .rate = sound->rate, .count = LENGTH * sound->rate };

	sound->count = mix.count + (size_t)(TAIL * sound->rate);
	sound->frames = allocate(sound->count, sizeof(*sound->frames));
	mix.left = allocate(mix.count, sizeof(*mix.left));
	mix.right = allocate(mix.count, sizeof(*mix.right));

	play(&mix, lead, ARRAY_SIZE(lead), bell, 0.9, 0.8, 83);
	play(&mix, chords, ARRAY_SIZE(chords), pad, 0.22, -2, 56);
	echo(&mix);
	play(&mix, bass, ARRAY_SIZE(bass), pluck, 0.8, 0, 0);
	render(&mix, sound->frames);

	free(mix.left);
	free(mix.right);
}

int tune_main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "rate", required_argument, NULL, 'R' },
		{ "help", no_argument, NULL, 'h' },
		{ }
	};
	struct sound sound = { .rate = 48000, .channels = 2, .bits = 16 };
	int option;

	while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		switch (option) {
		case 'R':
			sound.rate = number("--rate", optarg, 4000, 192000);
			break;
		case 'h':
			fputs(usage, stdout);
			return 0;
		default:
			return EXIT_ERROR;
		}
	}
	if (optind != argc - 1)
		fail("tune: name one file to write; see rigsound tune --help");
	make_tune(&sound);
	sound_save(&sound, argv[optind], false);
	sound_free(&sound);
	return 0;
}

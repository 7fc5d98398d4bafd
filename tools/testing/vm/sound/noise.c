// SPDX-License-Identifier: GPL-2.0-only
/*
 * rigsound noise: noise in which every frame has its place
 *
 * Samples come from a 64 bit generator over the whole range of the format, so
 * any eight frames in a row (64 bits at the least) occur once. A frame that is
 * lost, repeated or changed cannot hide.
 */

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "rigsound.h"
#include "sound.h"

static const char usage[] =
"NAME\n"
"    rigsound noise - write noise in which every 8 frames in a row are unique\n"
"\n"
"SYNOPSIS\n"
"    rigsound noise [OPTION...] OUT\n"
"\n"
"OPTIONS\n"
"    --rate HZ         frames per second (48000)\n"
"    --channels 1|2    mono or stereo (2)\n"
"    --format u8|s16   format of a sample (s16)\n"
"    --seconds S       length of the noise, may be a fraction (3)\n"
"    --frames N        length of the noise in frames, instead of --seconds\n"
"    --tail-ms MS      silence after it (600): QEMU may cut off the end, and a card\n"
"                      may play a moment longer what its buffer held before\n"
"    --seed N          another seed gives other noise (1)\n"
"    --only left|right leave the other channel silent: two such files can be\n"
"                      played at once and told apart again\n"
"    --raw             no WAV header\n";

/* splitmix64: small, and good enough for every test of randomness. */
static uint64_t next_random(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

static int16_t next_sample(uint64_t *state, unsigned int bits)
{
	int16_t sample;

	/*
	 * Zero is kept for silence: a frame of it would look like a gap. QEMU's
	 * mixing engine has no room for the eight bit 255.
	 */
	do {
		sample = next_random(state) >> 48;
		if (bits == 8)
			sample &= ~0xff;
	} while (!sample || (bits == 8 && sample == 0x7f00));
	return sample;
}

static void fill(struct sound *sound, size_t frames, uint64_t seed, int only)
{
	size_t i;

	for (i = 0; i < frames; i++) {
		int16_t left = next_sample(&seed, sound->bits);
		int16_t right = sound->channels == 2 ? next_sample(&seed, sound->bits) : left;

		sound->frames[i].left = only == 'r' ? 0 : left;
		sound->frames[i].right = only == 'l' ? 0 : right;
	}
}

static double seconds_of(const char *text)
{
	double value;
	char end;

	if (sscanf(text, "%lf%c", &value, &end) != 1 || !(value > 0 && value <= 3600))
		fail("--seconds %s: not a length up to an hour", text);
	return value;
}

int noise_main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "rate", required_argument, NULL, 'R' },
		{ "channels", required_argument, NULL, 'c' },
		{ "format", required_argument, NULL, 'f' },
		{ "seconds", required_argument, NULL, 's' },
		{ "frames", required_argument, NULL, 'n' },
		{ "tail-ms", required_argument, NULL, 't' },
		{ "seed", required_argument, NULL, 'S' },
		{ "only", required_argument, NULL, 'o' },
		{ "raw", no_argument, NULL, 'r' },
		{ "help", no_argument, NULL, 'h' },
		{ }
	};
	struct sound sound = { .rate = 48000, .channels = 2, .bits = 16 };
	unsigned long tail_ms = 600, frames = 0, seed = 1;
	double seconds = 3;
	bool raw = false;
	int option, only = 0;

	while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		switch (option) {
		case 'R':
			sound.rate = number("--rate", optarg, 1000, 384000);
			break;
		case 'c':
			sound.channels = number("--channels", optarg, 1, 2);
			break;
		case 'f':
			if (strcmp(optarg, "u8") && strcmp(optarg, "s16"))
				fail("--format %s: not u8 or s16", optarg);
			sound.bits = optarg[0] == 'u' ? 8 : 16;
			break;
		case 's':
			seconds = seconds_of(optarg);
			break;
		case 'n':
			frames = number("--frames", optarg, 1, 1UL << 30);
			break;
		case 't':
			tail_ms = number("--tail-ms", optarg, 0, 60000);
			break;
		case 'S':
			seed = number("--seed", optarg, 0, ~0UL);
			break;
		case 'o':
			if (strcmp(optarg, "left") && strcmp(optarg, "right"))
				fail("--only %s: not left or right", optarg);
			only = optarg[0];
			break;
		case 'r':
			raw = true;
			break;
		case 'h':
			fputs(usage, stdout);
			return 0;
		default:
			return EXIT_ERROR;
		}
	}
	if (optind != argc - 1)
		fail("noise: name one file to write; see rigsound noise --help");
	if (only && sound.channels != 2)
		fail("noise: --only is for two channels");

	if (!frames)
		frames = seconds * sound.rate;
	sound.count = frames + (size_t)tail_ms * sound.rate / 1000;
	sound.frames = allocate(sound.count, sizeof(*sound.frames));
	fill(&sound, frames, seed, only);
	sound_save(&sound, argv[optind], raw);
	sound_free(&sound);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * pcmcheck - checks what ALSA's PCM interface promises, on a real device
 */
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pcmcheck.h"

static const char usage[] =
"usage: pcmcheck [OPTION...] CHECK [WORD...]\n"
"\n"
"  cycles N         open, start and close N times\n"
"  drain FILE       play FILE to its last frame\n"
"  drop FILE        play FILE, drop it half-way\n"
"  restart A B      play A, drop it half-way, play B to its last frame\n"
"  pause FILE       play FILE, pausing; or, recording, write FILE.0.raw, FILE.1.raw, …\n"
"  positions [S]    positions and times while a stream runs; the first frame within S seconds\n"
"  clock            time stamps of the clock that all streams share, beside the position\n"
"  periods N [STEP] streams with periods from the shortest to the longest, those that are\n"
"                   multiples of STEP bytes, N in a ring\n"
"  unwoken FILE IRQ play FILE with no period that wakes anybody up, and no interrupt IRQ\n"
"  xrun             let a stream run over or dry, and start it again\n"
"  link DEVICE      start two streams at once: -C records on DEVICE\n"
"  link DEVICE A B  play A and B, starting at once\n"
"  params CLOCK DIVIDERS\n"
"                   the device takes CLOCK / N for each N of DIVIDERS, which is A-B or A,B,…\n"
"  refused CLOCK DIVIDERS STEP\n"
"                   and takes nothing else; each rate in steps of STEP Hz is tried\n"
"  hold play|record|pause|map\n"
"                   keep a stream as it is until the device goes away\n"
"\n"
"  -D DEVICE  -C (record)  -M (map)  -f FORMAT  -c CHANNELS  -r RATE\n"
"  -p PERIOD  -b BUFFER (frames)  -s SECONDS\n"
"  -R FILE    make FILE once the stream runs\n"
"\n"
"FILE is WAV in the format of the options, else raw. Exit status: 0 passed.\n";

static const struct {
	const char *name;
	void (*run)(const struct options *options);
	int min_words;
} checks[] = {
	{ "clock", check_clock, 0 },
	{ "cycles", check_cycles, 1 },
	{ "drain", check_drain, 1 },
	{ "drop", check_drop, 1 },
	{ "restart", check_restart, 2 },
	{ "pause", check_pause, 1 },
	{ "positions", check_positions, 0 },
	{ "periods", check_periods, 1 },
	{ "unwoken", check_unwoken, 2 },
	{ "xrun", check_xrun, 0 },
	{ "link", check_link, 1 },
	{ "params", check_params, 2 },
	{ "refused", check_refused, 3 },
	{ "hold", check_hold, 1 },
};

void note(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
}

void fail(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
	/* The kernel closes what is open, as it would for an application that crashes. */
	_Exit(1);
}

static unsigned long number(const char *text)
{
	char *end;
	unsigned long value = strtoul(text, &end, 0);

	if (end == text || *end)
		fail("%s is not a number", text);
	return value;
}

static void parse(struct options *options, int argc, char **argv)
{
	int option;

	while ((option = getopt(argc, argv, "D:CMf:c:r:p:b:s:R:h")) != -1) {
		switch (option) {
		case 'D':
			options->device = optarg;
			break;
		case 'C':
			options->capture = true;
			break;
		case 'M':
			options->mapped = true;
			break;
		case 'f':
			options->format = optarg;
			break;
		case 'c':
			options->channels = number(optarg);
			break;
		case 'r':
			options->rate = number(optarg);
			break;
		case 'p':
			options->period = number(optarg);
			break;
		case 'b':
			options->buffer = number(optarg);
			break;
		case 's':
			options->seconds = atof(optarg);
			break;
		case 'R':
			options->ready = optarg;
			break;
		default:
			fputs(usage, option == 'h' ? stdout : stderr);
			exit(option == 'h' ? 0 : 2);
		}
	}
	options->words = argv + optind;
}

int main(int argc, char **argv)
{
	struct options options = {
		.device = "hw:0,0", .format = "S16_LE", .channels = 2, .rate = 44100,
		.period = 1024, .buffer = 4096, .seconds = 1,
	};
	size_t i;

	parse(&options, argc, argv);
	for (i = 0; i < ARRAY_SIZE(checks) && *options.words; i++) {
		if (strcmp(*options.words, checks[i].name))
			continue;
		options.words++;
		if (argc - optind - 1 < checks[i].min_words)
			break;
		checks[i].run(&options);
		return 0;
	}
	fputs(usage, stderr);
	return 2;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Does what is to be measured, with a mark before and after it.
 *
 *	periods mark NUMBER
 *	periods open INTERVAL
 *		opens the first card for playback, starts, stops and closes it, without a period
 *	periods positions INTERVAL COUNT
 *		plays, and asks COUNT times where it is, without a period
 *	periods play|record|duplex INTERVAL FRAMES COUNT [mmap]
 *		passes COUNT periods of FRAMES frames each
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../mark.h"
#include "pcm.h"

/* Periods before the measured ones. */
#define WARM_UP		8
#define OPEN_FRAMES	1024
/* Longer than it takes to ask for all positions. */
#define POSITION_FRAMES	2048

static void usage(void)
{
	fputs("usage: periods mark NUMBER\n"
	      "       periods open INTERVAL\n"
	      "       periods positions INTERVAL COUNT\n"
	      "       periods play|record|duplex INTERVAL FRAMES COUNT [mmap]\n", stderr);
	exit(2);
}

static unsigned int number(const char *text)
{
	char *end;
	unsigned long value = strtoul(text, &end, 10);

	if (!*text || *end || value > 1000000)
		usage();
	return value;
}

static void open_close(unsigned int interval)
{
	struct pcm pcm;

	mark(2 * interval);
	pcm_open(&pcm, false, OPEN_FRAMES, false);
	pcm_prepare(&pcm);
	pcm_start(&pcm);
	pcm_close(&pcm);
	mark(2 * interval + 1);
}

static void positions(unsigned int interval, unsigned int count)
{
	struct pcm pcm;

	pcm_open(&pcm, false, POSITION_FRAMES, false);
	pcm_prepare(&pcm);
	pcm_start(&pcm);
	mark(2 * interval);
	while (count--)
		pcm_ask(&pcm);
	mark(2 * interval + 1);
	pcm_close(&pcm);
}

/* One period of each stream: record first, it is what there is to wait for. */
static void pass(struct pcm *streams, unsigned int stream_count, unsigned int periods)
{
	unsigned int i;

	while (periods--)
		for (i = 0; i < stream_count; i++)
			pcm_transfer(&streams[i]);
}

static void stream(const char *way, unsigned int interval, unsigned int frames,
		   unsigned int periods, bool mapped)
{
	unsigned int count = 0, i;
	struct pcm streams[2];

	if (strcmp(way, "play"))
		pcm_open(&streams[count++], true, frames, mapped);
	if (strcmp(way, "record"))
		pcm_open(&streams[count++], false, frames, mapped);
	if (count == 2)
		pcm_link(&streams[0], &streams[1]);
	/* What is linked is prepared and started together. */
	for (i = 0; i < count; i++)
		pcm_prepare(&streams[i]);
	pcm_start(&streams[0]);
	pass(streams, count, WARM_UP);
	mark(2 * interval);
	pass(streams, count, periods);
	mark(2 * interval + 1);
	for (i = 0; i < count; i++)
		pcm_close(&streams[i]);
}

int main(int argc, char **argv)
{
	const char *what = argc >= 3 ? argv[1] : "";
	bool mapped = argc == 6 && !strcmp(argv[5], "mmap");

	if (argc == 3 && !strcmp(what, "mark"))
		mark(number(argv[2]));
	else if (argc == 3 && !strcmp(what, "open"))
		open_close(number(argv[2]));
	else if (argc == 4 && !strcmp(what, "positions"))
		positions(number(argv[2]), number(argv[3]));
	else if (argc == 5 + mapped && (!strcmp(what, "play") || !strcmp(what, "record") ||
					!strcmp(what, "duplex")))
		stream(what, number(argv[2]), number(argv[3]), number(argv[4]), mapped);
	else
		usage();
	return 0;
}

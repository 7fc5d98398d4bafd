// SPDX-License-Identifier: GPL-2.0-only
/*
 * rigsound - makes sound to be played by a card, and compares what came out
 */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rigsound.h"

static const char usage[] =
"NAME\n"
"    rigsound - make test sound, and compare what came out of a sound card\n"
"\n"
"SYNOPSIS\n"
"    rigsound noise   [OPTION...] OUT        noise that shows every lost frame\n"
"    rigsound tune    [OPTION...] OUT.wav    a short melody\n"
"    rigsound compare [OPTION...] SENT... GOT\n"
"                                            is what was sent what came out?\n"
"    rigsound COMMAND --help\n"
"\n"
"EXIT STATUS\n"
"    0 done (compare: bit-exact), 1 compare: not bit-exact, 2 error\n";

static const struct {
	const char *name;
	int (*main)(int argc, char **argv);
} commands[] = {
	{ "noise", noise_main },
	{ "tune", tune_main },
	{ "compare", compare_main },
};

void fail(const char *format, ...)
{
	va_list args;

	fputs("rigsound: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(EXIT_ERROR);
}

void *allocate(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size);

	if (!memory)
		fail("out of memory");
	return memory;
}

unsigned long number(const char *option, const char *text,
		     unsigned long min, unsigned long max)
{
	unsigned long value;
	char *end;

	errno = 0;
	value = strtoul(text, &end, 10);
	if (errno || end == text || *end || *text == '-' || value < min || value > max)
		fail("%s %s: not a number from %lu to %lu", option, text, min, max);
	return value;
}

int main(int argc, char **argv)
{
	size_t i;

	if (argc < 2) {
		fputs(usage, stderr);
		return EXIT_ERROR;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "help")) {
		fputs(usage, stdout);
		return 0;
	}
	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (!strcmp(argv[1], commands[i].name))
			return commands[i].main(argc - 1, argv + 1);
	fail("no command '%s'; see rigsound --help", argv[1]);
}

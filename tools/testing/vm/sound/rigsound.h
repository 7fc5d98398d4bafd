/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the files of rigsound share: command-line help and error reports.
 */
#ifndef RIGSOUND_H
#define RIGSOUND_H

/* Exit statuses; 1 is an answer, not an error. */
enum {
	EXIT_EXACT = 0,
	EXIT_DIFFERENT = 1,
	EXIT_ERROR = 2,
};

/* rigsound.c */
void fail(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
void *allocate(size_t count, size_t size);
unsigned long number(const char *option, const char *text,
		     unsigned long min, unsigned long max);

/* noise.c, tune.c, compare.c: the subcommands */
int noise_main(int argc, char **argv);
int tune_main(int argc, char **argv);
int compare_main(int argc, char **argv);

#endif /* RIGSOUND_H */

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pcmcheck: checks what ALSA's PCM interface promises, on a real device.
 */
#ifndef PCMCHECK_H
#define PCMCHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

/**
 * struct options - what the command line says
 * @device: name in ALSA, hw:CARD,DEVICE
 * @capture: record instead of play
 * @mapped: use the mapped ring instead of read and write
 * @format: name of the sample format
 * @channels: samples in a frame
 * @rate: in Hz
 * @period: frames
 * @buffer: frames
 * @seconds: how long
 * @ready: file to make once the stream runs
 * @unwoken: have no period wake anybody up
 * @words: what else there is, ends with NULL
 */
struct options {
	const char *device;
	bool capture;
	bool mapped;
	const char *format;
	unsigned int channels;
	unsigned int rate;
	unsigned long period;
	unsigned long buffer;
	double seconds;
	const char *ready;
	bool unwoken;
	char **words;
};

/* pcmcheck.c */
void note(const char *format, ...) __attribute__((format(printf, 1, 2)));
void fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

/* The checks; each returns if it passed and fails otherwise. */
void check_clock(const struct options *options);
void check_cycles(const struct options *options);
void check_drain(const struct options *options);
void check_drop(const struct options *options);
void check_hold(const struct options *options);
void check_link(const struct options *options);
void check_params(const struct options *options);
void check_pause(const struct options *options);
void check_periods(const struct options *options);
void check_positions(const struct options *options);
void check_refused(const struct options *options);
void check_restart(const struct options *options);
void check_unwoken(const struct options *options);
void check_xrun(const struct options *options);

#endif /* PCMCHECK_H */

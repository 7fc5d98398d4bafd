/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A picture of what was sent beside what came out.
 */
#ifndef RIGSOUND_PICTURE_H
#define RIGSOUND_PICTURE_H

#include "sound.h"

/**
 * struct picture - what to draw
 * @sent: what was sent (or fed into the card)
 * @got: what came out (or was recorded)
 * @sent_path: its file
 * @got_path: its file
 * @sent_first: frame of @sent that belongs to @got_first
 * @got_first: frame of @got that belongs to @sent_first
 * @first_fault: frames after those two where they first differ
 * @fault_count: number of differences
 * @capture: it is about a recording, and what is beyond its ends does not matter
 * @found: they have anything in common
 * @exact: the verdict
 */
struct picture {
	const struct sound *sent;
	const struct sound *got;
	const char *sent_path;
	const char *got_path;
	size_t sent_first;
	size_t got_first;
	size_t first_fault;
	size_t fault_count;
	bool capture;
	bool found;
	bool exact;
};

/* picture.c */
void picture_draw(const struct picture *picture, const char *path);

#endif /* RIGSOUND_PICTURE_H */

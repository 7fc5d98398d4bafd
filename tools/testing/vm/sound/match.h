/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Finding one piece of sound in another, frame by frame.
 */
#ifndef RIGSOUND_MATCH_H
#define RIGSOUND_MATCH_H

#include "sound.h"

#define MAX_FAULTS	16

/**
 * enum fault_kind - what can be wrong between two runs of equal frames
 * @FAULT_MISSING: frames of the needle are not in the haystack
 * @FAULT_EXTRA: other frames are between two that should be neighbours
 * @FAULT_REPEAT: as @FAULT_EXTRA, and they are the frames just before
 * @FAULT_GAP: as @FAULT_EXTRA, and they are silent
 * @FAULT_CHANGED: as many frames, but others
 * @FAULT_REPLACED: more or fewer frames, and others
 */
enum fault_kind {
	FAULT_MISSING,
	FAULT_EXTRA,
	FAULT_REPEAT,
	FAULT_GAP,
	FAULT_CHANGED,
	FAULT_REPLACED,
};

/**
 * struct fault - one place where needle and haystack differ
 * @kind: how
 * @needle: frame of the needle where it begins
 * @hay: frame of the haystack where it begins
 * @needle_frames: frames of the needle that it takes
 * @hay_frames: frames of the haystack that it takes
 */
struct fault {
	enum fault_kind kind;
	size_t needle;
	size_t hay;
	size_t needle_frames;
	size_t hay_frames;
};

/**
 * struct match - where a needle lies in a haystack
 * @found: any part of it was found
 * @offset: frame of the haystack where it begins
 * @end: frame of the haystack after its last one
 * @equal: frames of the needle that were found
 * @faults: the first MAX_FAULTS faults
 * @fault_count: number of all faults; 0 if the match is exact
 */
struct match {
	bool found;
	size_t offset;
	size_t end;
	size_t equal;
	struct fault faults[MAX_FAULTS];
	size_t fault_count;
};

static inline bool match_exact(const struct match *match)
{
	return match->found && !match->fault_count;
}

/* match.c */
void match_find(struct match *match, const struct sound *needle,
		const struct sound *hay, size_t from);

#endif /* RIGSOUND_MATCH_H */

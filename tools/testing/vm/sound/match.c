// SPDX-License-Identifier: GPL-2.0-only
/*
 * Finding one piece of sound in another
 *
 * The needle is looked for as one exact run. If there is none, the two are laid
 * side by side again after every difference: a window of frames that both have
 * says where they go on together, and what lies between says what happened.
 */

#include <stdlib.h>
#include <string.h>

#include "match.h"
#include "rigsound.h"

#define WINDOW	16	/* frames that are enough to know a place by */

/* Every window of the haystack, sorted by its hash, then by its place. */
struct place {
	uint64_t hash;
	size_t at;
};

struct index {
	struct place *places;
	size_t count;
};

static uint64_t hash_window(const struct frame *frames)
{
	const unsigned char *bytes = (const unsigned char *)frames;
	uint64_t hash = 0xcbf29ce484222325;
	size_t i;

	for (i = 0; i < WINDOW * sizeof(*frames); i++)
		hash = (hash ^ bytes[i]) * 0x100000001b3;
	return hash;
}

static bool window_silent(const struct frame *frames)
{
	size_t i;

	for (i = 0; i < WINDOW; i++)
		if (!frame_silent(&frames[i], 0))
			return false;
	return true;
}

static int compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static void index_build(struct index *index, const struct sound *hay, size_t from)
{
	size_t i;

	*index = (struct index){ 0 };
	if (hay->count < WINDOW)
		return;
	index->places = allocate(hay->count, sizeof(*index->places));
	for (i = from; i + WINDOW <= hay->count; i++) {
		if (window_silent(&hay->frames[i]))
			continue;
		index->places[index->count++] = (struct place){
			.hash = hash_window(&hay->frames[i]), .at = i,
		};
	}
	qsort(index->places, index->count, sizeof(*index->places), compare_places);
}

/* The first window with @hash at or after @from. */
static const struct place *index_find(const struct index *index, uint64_t hash, size_t from)
{
	const struct place wanted = { .hash = hash, .at = from };
	size_t low = 0, high = index->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_places(&index->places[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == index->count || index->places[low].hash != hash)
		return NULL;
	return &index->places[low];
}

static size_t common_run(const struct sound *needle, size_t i, const struct sound *hay, size_t j)
{
	size_t run = 0;

	while (i + run < needle->count && j + run < hay->count &&
	       frame_equal(&needle->frames[i + run], &hay->frames[j + run]))
		run++;
	return run;
}

/* Where the needle's beginning goes on longest; soft music begins in many places. */
static size_t longest_run(const struct sound *needle, const struct sound *hay, size_t from,
			  size_t *offset)
{
	size_t best = 0, j;

	for (j = from; j < hay->count; j++) {
		size_t run = common_run(needle, 0, hay, j);

		if (run > best) {
			best = run;
			*offset = j;
			if (run == needle->count)
				break;
		}
	}
	return best;
}

static enum fault_kind classify(const struct sound *hay, const struct fault *fault)
{
	size_t n = fault->hay_frames, i;

	if (!n)
		return FAULT_MISSING;
	if (fault->needle_frames)
		return fault->needle_frames == n ? FAULT_CHANGED : FAULT_REPLACED;
	for (i = 0; i < n && frame_silent(&hay->frames[fault->hay + i], 0); i++)
		;
	if (i == n)
		return FAULT_GAP;
	if (fault->hay >= n && !memcmp(&hay->frames[fault->hay - n], &hay->frames[fault->hay],
				       n * sizeof(*hay->frames)))
		return FAULT_REPEAT;
	return FAULT_EXTRA;
}

static void add_fault(struct match *match, const struct sound *hay, struct fault fault)
{
	if (match->fault_count < MAX_FAULTS) {
		fault.kind = classify(hay, &fault);
		match->faults[match->fault_count] = fault;
	}
	match->fault_count++;
}

/* Find where both go on together at or after @i and @j; false if they never do. */
static bool resume(const struct sound *needle, size_t *i, const struct index *index, size_t *j)
{
	size_t step;

	for (step = 0; *i + step + WINDOW <= needle->count; step++) {
		const struct frame *window = &needle->frames[*i + step];
		const struct place *place;

		if (window_silent(window))
			continue;
		place = index_find(index, hash_window(window), *j);
		if (!place)
			continue;
		*i += step;
		*j = place->at;
		return true;
	}
	return false;
}

static void step_back(const struct sound *needle, size_t first_i, size_t *i,
		      const struct sound *hay, size_t first_j, size_t *j)
{
	/* The window may have begun late: frames before it can be equal as well. */
	while (*i > first_i && *j > first_j &&
	       frame_equal(&needle->frames[*i - 1], &hay->frames[*j - 1])) {
		(*i)--;
		(*j)--;
	}
}

static void walk(struct match *match, const struct sound *needle, const struct sound *hay,
		 const struct index *index, size_t j)
{
	size_t i = 0;

	match->offset = j;
	for (;;) {
		size_t run = common_run(needle, i, hay, j), next_i, next_j;

		i += run;
		j += run;
		match->equal += run;
		if (match->equal && !match->found) {
			match->found = true;
			match->offset = j - run;
		}
		match->end = j;
		if (i == needle->count)
			return;

		next_i = i;
		next_j = j;
		if (!resume(needle, &next_i, index, &next_j)) {
			next_i = needle->count;
			next_j = j;
		}
		step_back(needle, i, &next_i, hay, j, &next_j);
		/* What comes before the first equal frame is none of the needle's business. */
		add_fault(match, hay, (struct fault){
			.needle = i, .needle_frames = next_i - i,
			.hay = match->found ? j : next_j,
			.hay_frames = match->found ? next_j - j : 0,
		});
		if (next_i == needle->count)
			return;
		i = next_i;
		j = next_j;
	}
}

/**
 * match_find() - find one piece of sound in another
 * @match: filled in
 * @needle: what to look for
 * @hay: where to look for it
 * @from: frame of @hay to begin at
 */
void match_find(struct match *match, const struct sound *needle,
		const struct sound *hay, size_t from)
{
	struct index index;
	size_t offset = from, run;

	*match = (struct match){ 0 };
	run = longest_run(needle, hay, from, &offset);
	if (run == needle->count) {
		*match = (struct match){
			.found = true, .offset = offset, .end = offset + run, .equal = run,
		};
		return;
	}
	index_build(&index, hay, from);
	/* A few equal frames may be chance. */
	walk(match, needle, hay, &index, run >= WINDOW ? offset : from);
	free(index.places);
}

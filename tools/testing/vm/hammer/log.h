/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What workers did last, in memory that they share with who watches them.
 */
#ifndef HAMMER_LOG_H
#define HAMMER_LOG_H

#include <stdint.h>
#include <stdio.h>

#include "hammer.h"

#define MAX_WORKERS	16
#define TAIL		24	/* operations kept of each worker */

struct entry {
	uint64_t number;
	char text[256];
};

/* Of one worker. */
struct record {
	uint64_t operations;
	uint64_t good;
	struct entry tail[TAIL];
};

void begin_entry(struct worker *worker, struct record *record, const char *operation);
void print_tail(FILE *file, const struct record *record, const char *who);

#endif /* HAMMER_LOG_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * What was done last.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "hammer.h"
#include "log.h"

void begin_entry(struct worker *worker, struct record *record, const char *operation)
{
	worker->entry = &record->tail[record->operations % TAIL];
	worker->entry->number = record->operations;
	snprintf(worker->entry->text, sizeof(worker->entry->text), "%s", operation);
}

void note(struct worker *worker, const char *format, ...)
{
	size_t length = strlen(worker->entry->text);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(worker->entry->text + length, sizeof(worker->entry->text) - length, format,
		  arguments);
	va_end(arguments);
}

/* Notes what a call returned, and returns it. */
long result(struct worker *worker, long result)
{
	if (result < 0)
		note(worker, ": %s", strerrorname_np(errno));
	else
		note(worker, ": %ld", result);
	*worker->good += result >= 0;
	return result;
}

void print_tail(FILE *file, const struct record *record, const char *who)
{
	uint64_t end = record->operations + 1;
	uint64_t number = end > TAIL ? end - TAIL : 0;
	const struct entry *entry;

	for (; number < end; number++) {
		entry = &record->tail[number % TAIL];
		if (entry->number == number && entry->text[0])
			fprintf(file, "%s %ju: %.*s\n", who, (uintmax_t)number,
				(int)sizeof(entry->text), entry->text);
	}
}

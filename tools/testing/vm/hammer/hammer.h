/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the parts of the hammer share. A surface is a file of its own: a table of operations, which
 * draw all that they do from the random numbers of the worker.
 */
#ifndef HAMMER_H
#define HAMMER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#define PAGE		4096
#define CARDS		2
#define HANDLES		2	/* of each worker */

#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))

/* An open file, and what is mapped of it. */
struct handle {
	int fd;
	void *map;
	size_t mapped;
};

struct worker {
	const struct surface *surface;
	uint64_t random;
	uint8_t *memory;	/* MEMORY_BYTES, behind which nothing is mapped */
	uint8_t *readonly;
	struct handle handles[HANDLES];
	struct entry *entry;	/* of the log, for the operation at hand */
	uint64_t *good;		/* operations that did not fail */
};

struct operation {
	const char *name;
	unsigned int weight;
	void (*run)(struct worker *worker);
};

struct surface {
	const char *name;
	const struct operation *operations;	/* ends with an empty one */
	void (*open)(struct worker *worker, struct handle *handle);
	bool (*find)(void);			/* what there is, once; may be NULL */
};

extern const struct surface pcm_surface, links_surface, control_surface, timer_surface,
			    files_surface;

/* values.c: numbers, bytes and addresses that nobody should rely on */

#define MEMORY_BYTES	(256 * 1024)

void seed(struct worker *worker, uint64_t seed, uint64_t stream, uint64_t operation);
uint64_t draw(struct worker *worker);
uint32_t below(struct worker *worker, uint32_t limit);
bool one_in(struct worker *worker, uint32_t times);
uint64_t odd_value(struct worker *worker);
size_t odd_length(struct worker *worker, size_t limit);
void random_bytes(struct worker *worker, void *data, size_t bytes);
void damage(struct worker *worker, void *data, size_t bytes);
void *memory_for(struct worker *worker, size_t bytes);
void *odd_pointer(struct worker *worker);

/* log.c: what was done last */

__attribute__((format(printf, 2, 3)))
void note(struct worker *worker, const char *format, ...);
long result(struct worker *worker, long result);

/* handle.c: files, ioctls and mappings */

/* An ioctl; @fill makes what is right, in zeros, if that is not all zeros. */
struct request {
	const char *name;
	unsigned long number;
	void (*fill)(struct worker *worker, void *data);
	size_t bytes;		/* if more than the number says */
};

struct handle *any_handle(struct worker *worker);
struct handle *any_open_handle(struct worker *worker);
bool reopen(struct worker *worker, struct handle *handle, const char *path, int flags);
void shut(struct handle *handle);
void send_request(struct worker *worker, struct handle *handle, const struct request *request);
long call(struct worker *worker, struct handle *handle, const struct request *request);
void call_number(struct worker *worker, struct handle *handle, const struct request *request,
		 int argument);
void map_anything(struct worker *worker, struct handle *handle, uint64_t offset, size_t bytes);
void transfer_anything(struct worker *worker, struct handle *handle);
void scribble(struct worker *worker, struct handle *handle, const struct request *requests,
	      size_t count);
void look(struct worker *worker, struct handle *handle);
void ask_for_signals(struct worker *worker, struct handle *handle);

#endif /* HAMMER_H */

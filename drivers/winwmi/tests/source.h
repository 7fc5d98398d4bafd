/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A provider that counts what it is told, and files that subscribe to its events.
 */
#ifndef WINWMI_TESTS_SOURCE_H
#define WINWMI_TESTS_SOURCE_H

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/device.h>

#include <winwmi/provider.h>

#include "../chardev.h"
#include "../core.h"

/* Its blocks. */
enum {
	SOURCE_ALARM,		/* events only, two instances */
	SOURCE_TICK,		/* events that are traced only */
	SOURCE_LEVEL,		/* expensive data, and events */
	SOURCE_BLOCKS,
};

#define SOURCE_INSTANCES	2

/**
 * struct source - a provider
 * @device: its device
 * @context: its callbacks
 * @provider: the provider
 * @blocks: what it says that it has
 * @count: how many of them
 * @refusal: what it says when it is told to begin; 0 to comply
 * @delay: ms that it takes to begin or end
 * @begun: how often it was told to begin, and did
 * @ended: how often it was told to end
 * @out_of_turn: it was told to begin or to end twice
 * @announced: the block was, when it was told to begin last
 * @on: it was told to begin, and not to end
 * @size: bytes of SOURCE_LEVEL
 * @asked: instances of SOURCE_LEVEL that were asked for their data
 * @asked_count: how many
 * @asks: completed when it is asked
 * @answers: what it waits for before it answers, if @waits
 * @waits: see @answers
 */
struct source {
	struct device *device;
	struct winwmi_context context;
	struct winwmi_provider *provider;
	struct winwmi_block_info blocks[SOURCE_BLOCKS];
	u32 count;
	int refusal;
	unsigned int delay;
	unsigned int begun[SOURCE_BLOCKS][WINWMI_FUNCTIONS];
	unsigned int ended[SOURCE_BLOCKS][WINWMI_FUNCTIONS];
	bool out_of_turn;
	bool announced;
	bool on[SOURCE_BLOCKS][WINWMI_FUNCTIONS];
	u32 size;
	u32 asked[8];
	u32 asked_count;
	struct completion asks;
	struct completion answers;
	bool waits;
};

extern const guid_t source_guids[SOURCE_BLOCKS];

struct source *source_create(struct kunit *test);
void source_destroy(struct source *source);
void source_register(struct kunit *test, struct source *source);
struct winwmi_edge *source_edge(struct source *source, u32 block);
bool source_is_announced(struct source *source, u32 block);

int source_suite_init(struct kunit *test);
void source_suite_exit(struct kunit *test);

/**
 * struct listener - a file that is subscribed to the events of a block
 * @file: the file
 * @edge: of the block
 * @subscription: the file's
 * @listens: it is subscribed
 */
struct listener {
	struct winwmi_file file;
	struct winwmi_edge *edge;
	struct winwmi_subscription subscription;
	bool listens;
};

void listener_init(struct listener *listener, struct source *source, u32 block);
int listener_begin(struct listener *listener);
void listener_end(struct listener *listener);
ssize_t listener_read(struct listener *listener, void *buffer, size_t size, bool wait);

#endif /* WINWMI_TESTS_SOURCE_H */

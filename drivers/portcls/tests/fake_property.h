/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A handler of properties that answers as a case wants it to, and the core's own asking, with what
 * it says, warns of, traces and allocates.
 */
#ifndef PORTCLS_TESTS_FAKE_PROPERTY_H
#define PORTCLS_TESTS_FAKE_PROPERTY_H

#include <linux/atomic.h>
#include <linux/types.h>
#include <linux/workqueue.h>

#include <portcls/property.h>

#include "../ctl/property.h"
#include "fake.h"

#define GET	PORTCLS_PROPERTY_GET
#define SET	PORTCLS_PROPERTY_SET
#define SUPPORT	PORTCLS_PROPERTY_BASIC_SUPPORT

/* Properties in the set fake_property_set: of the node FAKE_DAC, the last one of the filter. */
enum {
	ALL_VERBS = 1,
	READ_ONLY,
	WRITE_ONLY,
	PLAIN,
	FILTERS,
};

#define FAKE_NODE_ITEMS	4

/**
 * struct fake_wide_item - more than an item, so that only its stride leads from one to the next
 * @item: the item
 * @own: what is behind it
 */
struct fake_wide_item {
	struct portcls_property_item item;
	u64 own;
};

/**
 * struct fake_handler - what the handler does, was given, and what came of it
 * @answer: answers, or NULL
 * @result: what the handler gives without @answer, or what that makes of it
 * @needs: bytes of the value
 * @calls: calls
 * @inside: calls that have not returned
 * @overlapped: there were two at a time
 * @last: the last request
 * @instance: its instance
 * @word: its value, if it was set
 * @pending: request to be answered
 * @work: answers it
 * @message: last message of the core
 * @warnings: warnings of the core
 * @allocations: allocations of the core that are not free yet
 * @memory_is_out: there is no memory for the core
 * @traced: last trace of the core
 */
struct fake_handler {
	int (*answer)(struct portcls_property_request *request);
	int result;
	u32 needs;
	unsigned int calls;
	atomic_t inside;
	bool overlapped;
	struct portcls_property_request last;
	s32 instance[PORTCLS_INSTANCE_MAX / sizeof(s32)];
	u32 word;
	struct portcls_property_request *pending;
	struct delayed_work work;
	char message[200];
	unsigned int warnings;
	atomic_t allocations;
	bool memory_is_out;
	struct {
		u32 verb;
		u32 size;
		int err;
	} traced;
};

extern struct fake_handler fake_handler;
extern const guid_t fake_property_set;
extern const struct fake_wide_item fake_node_items[FAKE_NODE_ITEMS];
extern const struct portcls_property_item fake_filter_items[1];

int fake_property_init(struct kunit *test);
void fake_property_exit(struct kunit *test);
struct portcls_property fake_property(struct kunit *test, u32 node, u32 id);
void fake_property_free(void *value);

int fake_answer_bytes(struct portcls_property_request *request);
int fake_answer_size(struct portcls_property_request *request);
int fake_answer_later(struct portcls_property_request *request);
int fake_answer_never(struct portcls_property_request *request);
void fake_complete(int status);

#endif /* PORTCLS_TESTS_FAKE_PROPERTY_H */

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A device whose driver offers whatever a test wants, and tells what it was asked.
 */
#ifndef WINWMI_TESTS_FAKE_H
#define WINWMI_TESTS_FAKE_H

#include <linux/completion.h>
#include <linux/platform_device.h>
#include <linux/sched.h>

#include <kunit/test.h>

#include <winwmi/provider.h>
#include <winwmi/request.h>

#define FAKE_BLOCKS	24
#define FAKE_INSTANCES	4
#define FAKE_BYTES	64

/**
 * struct fake - a device, its driver and what the driver was asked
 * @pdev: the device
 * @provider: it as a provider, attached
 * @context: its blocks
 * @callbacks: of @context; a test may take some away
 * @info: what it answers when asked for its blocks; a test describes them here
 * @blocks: the blocks
 * @pdo: device that instances are named after, or NULL
 * @result: what it returns when asked for its blocks
 * @short_once: it says that there is too little room, once: as success, or as -ENOSPC
 * @inside: called from inside each query, or NULL
 * @inside_result: what that returned
 * @data: of each instance of each block
 * @size: bytes of it, in each block
 * @query_result: what a query returns
 * @query_used: bytes that a query claims, if not 0
 * @last_empty: the last instance of each block has no bytes
 * @set_result: what a set returns
 * @control_result: what beginning returns
 * @registrations: how often it was asked for all its blocks
 * @updates: how often for what has changed
 * @queries: queries, with those for the size
 * @running: queries that run, and the most that did at the same time in @most_running
 * @most_running: see @running
 * @slow: queries wait for @go
 * @entered: a slow query has begun
 * @go: it may go on
 * @sets: sets of instances
 * @item: item that was set last
 * @methods: methods that were run with enough room
 * @index: block that was asked for last
 * @begun: how often each function was begun
 * @ended: … and ended
 * @on: is on
 * @unordered: it was begun or ended twice in a row
 */
struct fake {
	struct platform_device *pdev;
	struct winwmi_provider *provider;
	struct winwmi_context context;
	struct winwmi_callbacks callbacks;
	struct winwmi_reginfo info;
	struct winwmi_block_info blocks[FAKE_BLOCKS];
	struct device *pdo;
	int result;
	int short_once;
	int (*inside)(struct fake *fake);
	int inside_result;
	u8 data[FAKE_BLOCKS][FAKE_INSTANCES][FAKE_BYTES];
	u32 size[FAKE_BLOCKS];
	int query_result;
	u32 query_used;
	bool last_empty;
	int set_result;
	int control_result;
	int registrations;
	int updates;
	atomic_t queries;
	atomic_t running;
	int most_running;
	bool slow;
	struct completion entered;
	struct completion go;
	int sets;
	u32 item;
	int methods;
	u32 index;
	int begun[WINWMI_FUNCTIONS];
	int ended[WINWMI_FUNCTIONS];
	bool on[WINWMI_FUNCTIONS];
	bool unordered;
};

extern const guid_t fake_guids[FAKE_BLOCKS];

/* fake.c */
int fake_init(struct kunit *test);
void fake_exit(struct kunit *test);
struct fake *fake_new(struct kunit *test);
void fake_free(struct fake *fake);
int fake_control(struct fake *fake, u32 action);
struct winwmi_block_info *fake_offer(struct fake *fake, u32 index, u32 instances, u32 size);

int fake_ask(struct fake *fake, struct winwmi_request *request, u32 block, u32 minor);
int fake_query(struct fake *fake, u32 block, u32 instance, void *buffer, u32 room, u32 *used);
bool fake_is_offered(struct fake *fake, u32 block);
struct file *fake_file_open(struct fake *fake, u32 block, const char *name, int flags);
ssize_t fake_file_read(struct fake *fake, u32 block, const char *name, char *text, size_t room);
ssize_t fake_file_write(struct fake *fake, u32 block, const char *name, const void *text,
			size_t size);
void fake_until_drains(struct winwmi_provider *provider, struct completion *done);
struct task_struct *fake_thread_start(struct kunit *test, int (*function)(void *), void *priv);
int fake_thread_end(struct task_struct *task);
long fake_number(struct fake *fake, u32 block, const char *name);

#endif /* WINWMI_TESTS_FAKE_H */

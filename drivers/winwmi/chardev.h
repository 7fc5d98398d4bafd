/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Files that are open on a provider's character device.
 */
#ifndef WINWMI_CHARDEV_H
#define WINWMI_CHARDEV_H

#include <linux/fs.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/uio.h>

#include "core.h"
#include "event.h"

/* Bytes of events that wait in a file, before more are lost. */
#define WINWMI_QUEUE_BYTES	65536

/**
 * struct winwmi_file - an open file
 * @provider: whose device it is, a reference
 * @lock: guards @interests
 * @interests: &struct winwmi_file_interest
 * @queue_lock: guards all below; taken in any context
 * @queue: events that wait
 * @queued: bytes of them
 * @lost: events that were lost since the last one that was queued
 */
struct winwmi_file {
	struct winwmi_provider *provider;
	struct mutex lock;		/* guards interests */
	struct list_head interests;
	spinlock_t queue_lock;		/* guards what follows */
	struct list_head queue;
	u32 queued;
	u32 lost;
};

/**
 * struct winwmi_file_interest - what a file wants of a GUID
 * @node: in the file's interests
 * @edge: the GUID's consumers, a reference
 * @on: it is one of them
 * @subscription: in the edge's subscribers while @on[WINWMI_EVENTS]
 */
struct winwmi_file_interest {
	struct list_head node;
	struct winwmi_edge *edge;
	bool on[WINWMI_FUNCTIONS];
	struct winwmi_subscription subscription;
};

extern const struct file_operations winwmi_fops;

/* queue.c */
ssize_t winwmi_file_read(struct winwmi_file *file, struct iov_iter *to, bool wait);
bool winwmi_file_has_events(struct winwmi_file *file);
void winwmi_file_purge(struct winwmi_file *file);

#endif /* WINWMI_CHARDEV_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Events that wait in an open file until somebody reads them. What does not fit is lost, the newer
 * first, and counted: the next that fits tells how many were.
 */
#include <linux/align.h>
#include <linux/errno.h>
#include <linux/list.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uio.h>
#include <linux/wait.h>
#include <linux/winwmi.h>

#include <winwmi/compat.h>

#include "chardev.h"
#include "core.h"
#include "event.h"

/**
 * struct waiting - an event that waits in a file
 * @node: in the file's queue
 * @header: what is read of it, before its data
 * @payload: its data, a reference
 */
struct waiting {
	struct list_head node;
	struct winwmi_event_record header;
	struct winwmi_payload *payload;
};

static u32 record_size(const struct winwmi_event *event)
{
	return ALIGN(sizeof(struct winwmi_event_record) + event->size, sizeof(u64));
}

static struct waiting *waiting_create(const struct winwmi_event *event)
{
	struct waiting *waiting = kzalloc(sizeof(*waiting), GFP_ATOMIC | __GFP_NOWARN);

	if (!waiting)
		return NULL;
	waiting->header = (struct winwmi_event_record) {
		.size = record_size(event),
		.timestamp = event->timestamp,
		.instance = event->instance,
		.data_size = event->size,
		.severity = event->severity,
	};
	memcpy(waiting->header.guid, event->guid, sizeof(waiting->header.guid));
	refcount_inc(&event->payload->ref);
	waiting->payload = event->payload;
	return waiting;
}

static void waiting_free(struct waiting *waiting)
{
	winwmi_payload_put(waiting->payload);
	kfree(waiting);
}

/* One event is always taken, however large it is. */
static bool has_room(const struct winwmi_file *file, u32 size)
{
	return !file->queued || file->queued + size <= WINWMI_QUEUE_BYTES;
}

/**
 * winwmi_file_deliver() - queue an event in a file that is subscribed to it
 * @file: the file
 * @event: the event, with its payload
 *
 * Context: any but hard interrupt.
 */
void winwmi_file_deliver(struct winwmi_file *file, const struct winwmi_event *event)
{
	u32 size = record_size(event);
	struct waiting *waiting = NULL;
	unsigned long flags;

	spin_lock_irqsave(&file->queue_lock, flags);
	if (has_room(file, size))
		waiting = waiting_create(event);
	if (waiting) {
		waiting->header.lost = file->lost;
		file->lost = 0;
		file->queued += size;
		list_add_tail(&waiting->node, &file->queue);
	} else {
		file->lost++;
		atomic64_inc(&file->provider->stats.events_lost);
	}
	spin_unlock_irqrestore(&file->queue_lock, flags);
	wake_up_interruptible_poll(&file->provider->waiters, EPOLLIN | EPOLLRDNORM);
}

/* The first event if it fits, NULL if there is none, or ERR_PTR(-EMSGSIZE). */
static struct waiting *take(struct winwmi_file *file, size_t room)
{
	struct waiting *first;

	spin_lock_irq(&file->queue_lock);
	first = list_first_entry_or_null(&file->queue, struct waiting, node);
	if (first && first->header.size > room) {
		first = ERR_PTR(-EMSGSIZE);
	} else if (first) {
		list_del(&first->node);
		file->queued -= first->header.size;
	}
	spin_unlock_irq(&file->queue_lock);
	return first;
}

static void put_back(struct winwmi_file *file, struct waiting *first)
{
	spin_lock_irq(&file->queue_lock);
	list_add(&first->node, &file->queue);
	file->queued += first->header.size;
	spin_unlock_irq(&file->queue_lock);
}

/* All of it, or nothing and -EFAULT. */
static int copy_out(const struct waiting *waiting, struct iov_iter *to)
{
	const struct winwmi_event_record *header = &waiting->header;
	size_t filling = header->size - sizeof(*header) - header->data_size;
	size_t done;

	done = copy_to_iter(header, sizeof(*header), to);
	done += copy_to_iter(waiting->payload->data, header->data_size, to);
	done += iov_iter_zero(filling, to);
	if (done == header->size)
		return 0;
	iov_iter_revert(to, done);
	return -EFAULT;
}

/* As many whole events as fit: their bytes, 0 if there is none, or why not even one. */
static ssize_t read_some(struct winwmi_file *file, struct iov_iter *to)
{
	struct waiting *waiting;
	size_t done = 0;
	int err = 0;

	for (;;) {
		waiting = take(file, iov_iter_count(to));
		if (IS_ERR_OR_NULL(waiting)) {
			err = PTR_ERR_OR_ZERO(waiting);
			break;
		}
		err = copy_out(waiting, to);
		if (err) {
			put_back(file, waiting);
			break;
		}
		done += waiting->header.size;
		waiting_free(waiting);
	}
	return done ?: err;
}

static bool is_offered(const struct winwmi_file *file)
{
	return READ_ONCE(file->provider->state) == WINWMI_REGISTERED;
}

/**
 * winwmi_file_read() - read events
 * @file: of this file
 * @to: where to
 * @wait: until there is one
 *
 * Context: process, may sleep.
 * Return: bytes that were read, of whole &struct winwmi_event_record; -EAGAIN if there is none;
 * -EMSGSIZE if the next does not fit; -EFAULT; -ENODEV if there is none and the provider is not
 * registered; -ERESTARTSYS.
 */
ssize_t winwmi_file_read(struct winwmi_file *file, struct iov_iter *to, bool wait)
{
	ssize_t done;
	int err;

	for (;;) {
		done = read_some(file, to);
		if (done)
			return done;
		if (!is_offered(file))
			return -ENODEV;
		if (!wait)
			return -EAGAIN;
		err = wait_event_interruptible(file->provider->waiters,
					       winwmi_file_has_events(file) || !is_offered(file));
		if (err)
			return err;
	}
}

WINWMI_EXPORT_FOR_TESTS(winwmi_file_read);

/**
 * winwmi_file_has_events() - whether a read would give something
 * @file: of this file
 *
 * Context: any.
 * Return: true if it would.
 */
bool winwmi_file_has_events(struct winwmi_file *file)
{
	return !list_empty(&file->queue);
}

WINWMI_EXPORT_FOR_TESTS(winwmi_file_has_events);

/**
 * winwmi_file_purge() - forget all events that wait
 * @file: in this file, which is not subscribed to any
 *
 * Context: process, may sleep.
 */
void winwmi_file_purge(struct winwmi_file *file)
{
	struct waiting *waiting;

	while ((waiting = take(file, SIZE_MAX)))
		waiting_free(waiting);
}

WINWMI_EXPORT_FOR_TESTS(winwmi_file_purge);

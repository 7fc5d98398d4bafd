// SPDX-License-Identifier: GPL-2.0-only
/*
 * References to events: a provider is asked for the data of an event that said only where it is.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/winwmi.h>
#include <linux/workqueue.h>

#include "core.h"
#include "event.h"
#include "request.h"

/* References of a provider that wait, at most. */
#define WAITING		1024

/**
 * struct reference - a reference that waits
 * @node: in the provider's references
 * @event: what is known of the event
 * @guid: its block
 * @target: block that has its data
 */
struct reference {
	struct list_head node;
	struct winwmi_event event;
	guid_t guid;
	guid_t target;
};

/* Queues a reference after all that are as severe. */
static int enqueue(struct winwmi_provider *provider, struct reference *new)
{
	struct list_head *at;
	unsigned long flags;
	int err = 0;

	spin_lock_irqsave(&provider->lock, flags);
	if (provider->reference_count < WAITING) {
		list_for_each_prev(at, &provider->references)
			if (list_entry(at, struct reference, node)->event.severity >=
			    new->event.severity)
				break;
		list_add(&new->node, at);
		provider->reference_count++;
	} else {
		err = -ENOMEM;
	}
	spin_unlock_irqrestore(&provider->lock, flags);
	return err;
}

static struct reference *dequeue(struct winwmi_provider *provider)
{
	struct reference *first;

	spin_lock_irq(&provider->lock);
	first = list_first_entry_or_null(&provider->references, struct reference, node);
	if (first) {
		list_del(&first->node);
		provider->reference_count--;
	}
	spin_unlock_irq(&provider->lock);
	return first;
}

/* Asks for the data, with more room until it is enough. */
static int query(struct reference *reference)
{
	struct winwmi_request request = {
		.provider = reference->event.provider,
		.guid = reference->target,
		.minor = WINWMI_MN_QUERY_SINGLE,
		.instance = reference->event.instance,
		.room = WINWMI_MAX_EVENT,
	};
	int err;

	for (;;) {
		request.buffer = kvzalloc(request.room, GFP_KERNEL);
		if (!request.buffer)
			return -ENOMEM;
		err = winwmi_request(&request);
		if (!err)
			break;
		kvfree(request.buffer);
		if (err != -ENOSPC || request.used <= request.room ||
		    request.used > WINWMI_MAX_DATA)
			return err;
		request.room = request.used;
	}
	reference->event.payload = winwmi_payload_create(request.buffer);
	if (!reference->event.payload) {
		kvfree(request.buffer);
		return -ENOMEM;
	}
	reference->event.data = request.buffer;
	reference->event.size = request.used;
	return 0;
}

static void follow(struct work_struct *work)
{
	struct winwmi_provider *provider = container_of(work, struct winwmi_provider, follow);
	struct reference *reference;
	int err;

	while ((reference = dequeue(provider))) {
		err = query(reference);
		if (!err) {
			winwmi_event_send(&reference->event);
			winwmi_payload_put(reference->event.payload);
		} else if (err != -ENODEV) {
			/* With -ENODEV the provider has gone, and its events with it. */
			atomic64_inc(&provider->stats.malformed);
			dev_warn_ratelimited(provider->owner,
					     "block %pUL, instance %u: no data for an event: %d\n",
					     &reference->target, reference->event.instance, err);
		}
		kfree(reference);
	}
}

/**
 * winwmi_references_init() - a provider has no references yet
 * @provider: the provider
 */
void winwmi_references_init(struct winwmi_provider *provider)
{
	INIT_LIST_HEAD(&provider->references);
	INIT_WORK(&provider->follow, follow);
}

/**
 * winwmi_references_drop() - forget references that wait, and wait for the one that does not
 * @provider: the provider; it is not registered, so nothing is asked of its driver, and none come
 *
 * Context: process, may sleep.
 */
void winwmi_references_drop(struct winwmi_provider *provider)
{
	struct reference *reference;

	cancel_work_sync(&provider->follow);
	while ((reference = dequeue(provider)))
		kfree(reference);
}

/* What is behind winwmi_fire_event_reference() while somebody wants some event. */
int __winwmi_fire_event_reference(struct winwmi_provider *provider, const guid_t *guid,
				  u32 instance, const guid_t *target, u8 severity)
{
	struct winwmi_event event = {
		.provider = provider,
		.guid = guid,
		.instance = instance,
		.severity = severity,
		.timestamp = winwmi_time(),
	};
	struct reference *reference;
	int err;

	err = winwmi_event_is_wanted(&event);
	if (err <= 0)
		return err;
	reference = kmalloc(sizeof(*reference), GFP_ATOMIC);
	if (!reference)
		return -ENOMEM;
	reference->guid = *guid;
	reference->target = *target;
	reference->event = event;
	reference->event.guid = &reference->guid;
	err = enqueue(provider, reference);
	if (err) {
		kfree(reference);
		return err;
	}
	/* Which stands still while devices sleep. */
	queue_work(system_freezable_wq, &provider->follow);
	return 0;
}
EXPORT_SYMBOL_GPL(__winwmi_fire_event_reference);

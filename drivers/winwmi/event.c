// SPDX-License-Identifier: GPL-2.0-only
/*
 * Events that are fired.
 *
 * Whoever fires takes no reference, and no lock but that of an edge's subscribers: block and edge
 * are there as long as RCU is held. So a driver can fire from any of its callbacks.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/jump_label.h>
#include <linux/mm.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/winwmi.h>

#include <winwmi/compat.h>

#include "core.h"
#include "event.h"
#include "request.h"
#include "trace.h"

/* One for each file that is subscribed, and one for the tracepoint. */
struct static_key_false winwmi_events_wanted = STATIC_KEY_FALSE_INIT;
EXPORT_SYMBOL_GPL(winwmi_events_wanted);

/**
 * winwmi_payload_create() - share what an event carries
 * @data: from kvmalloc(), or NULL
 *
 * Context: process, may sleep.
 * Return: it, with one reference; NULL for lack of memory, and then @data is not taken.
 */
struct winwmi_payload *winwmi_payload_create(void *data)
{
	struct winwmi_payload *payload = kmalloc(sizeof(*payload), GFP_KERNEL);

	if (payload) {
		refcount_set(&payload->ref, 1);
		payload->data = data;
	}
	return payload;
}

/**
 * winwmi_payload_put() - drop a reference
 * @payload: of what; its data goes with the last
 *
 * Context: process, may sleep.
 */
void winwmi_payload_put(struct winwmi_payload *payload)
{
	if (refcount_dec_and_test(&payload->ref)) {
		kvfree(payload->data);
		kfree(payload);
	}
}

/**
 * winwmi_event_subscribe() - have events go to a file
 * @edge: events of this edge's block
 * @subscription: the file's
 *
 * Context: process.
 */
void winwmi_event_subscribe(struct winwmi_edge *edge, struct winwmi_subscription *subscription)
{
	spin_lock_irq(&edge->subscribers_lock);
	list_add_tail(&subscription->node, &edge->subscribers);
	spin_unlock_irq(&edge->subscribers_lock);
}

WINWMI_EXPORT_FOR_TESTS(winwmi_event_subscribe);

/**
 * winwmi_event_unsubscribe() - have no more events go to a file
 * @edge: events of this edge's block
 * @subscription: the file's, which was subscribed
 *
 * Context: process.
 */
void winwmi_event_unsubscribe(struct winwmi_edge *edge, struct winwmi_subscription *subscription)
{
	spin_lock_irq(&edge->subscribers_lock);
	list_del(&subscription->node);
	spin_unlock_irq(&edge->subscribers_lock);
}

WINWMI_EXPORT_FOR_TESTS(winwmi_event_unsubscribe);

static int complain(const struct winwmi_event *event, int err, const char *what)
{
	atomic64_inc(&event->provider->stats.malformed);
	dev_warn_ratelimited(event->provider->owner, "event of block %pUL, instance %u: %s\n",
			     event->guid, event->instance, what);
	return err;
}

/* The block of an event, under RCU; NULL while it is being replaced. */
static const struct winwmi_block *find(const struct winwmi_event *event)
{
	struct winwmi_provider *provider = event->provider;
	const struct winwmi_block *block;

	if (READ_ONCE(provider->state) != WINWMI_REGISTERED)
		return ERR_PTR(-ENODEV);
	list_for_each_entry_rcu(block, &provider->blocks, node) {
		if (!guid_equal(&block->info.guid, event->guid))
			continue;
		if (event->instance < block->info.instance_count)
			return block;
		return ERR_PTR(complain(event, -ENXIO, "there is no such instance"));
	}
	if (READ_ONCE(provider->updating))
		return NULL;
	return ERR_PTR(complain(event, -ENOENT, "there is no such block"));
}

/**
 * winwmi_event_is_wanted() - whether somebody wants an event
 * @event: the event; its data is not looked at
 *
 * Context: any.
 * Return: 1, 0, or a negative errno as winwmi_fire_event() returns.
 */
int winwmi_event_is_wanted(const struct winwmi_event *event)
{
	const struct winwmi_block *block;
	int wanted;

	rcu_read_lock();
	block = find(event);
	if (IS_ERR(block))
		wanted = PTR_ERR(block);
	else
		wanted = block && winwmi_edge_is_enabled(block->edge, WINWMI_EVENTS);
	rcu_read_unlock();
	return wanted;
}

static void deliver(struct winwmi_edge *edge, const struct winwmi_event *event)
{
	struct winwmi_subscription *subscription;
	unsigned long flags;

	spin_lock_irqsave(&edge->subscribers_lock, flags);
	list_for_each_entry(subscription, &edge->subscribers, node)
		winwmi_file_deliver(subscription->file, event);
	spin_unlock_irqrestore(&edge->subscribers_lock, flags);
}

/**
 * winwmi_event_send() - pass an event on to all who want it
 * @event: the event
 *
 * Context: any.
 * Return: 0 or a negative errno, as winwmi_fire_event() and winwmi_trace_event() do.
 */
int winwmi_event_send(const struct winwmi_event *event)
{
	const struct winwmi_block *block;
	int err = 0;

	rcu_read_lock();
	block = find(event);
	if (IS_ERR(block)) {
		err = PTR_ERR(block);
	} else if (block && !event->payload && !(block->info.flags & WINWMI_BLOCK_TRACED)) {
		err = -EINVAL;
	} else if (block && winwmi_edge_is_enabled(block->edge, WINWMI_EVENTS)) {
		atomic64_inc(&event->provider->stats.events);
		trace_winwmi_event(event);
		if (event->payload)
			deliver(block->edge, event);
	}
	rcu_read_unlock();
	return err;
}

/* What is behind winwmi_fire_event() while somebody wants some event. */
int __winwmi_fire_event(struct winwmi_provider *provider, const guid_t *guid, u32 instance,
			void *data, u32 size)
{
	struct winwmi_event event = {
		.provider = provider,
		.guid = guid,
		.instance = instance,
		.timestamp = winwmi_time(),
		.data = data,
		.size = data ? size : 0,
	};
	int err;

	might_sleep();
	if (event.size > WINWMI_MAX_EVENT)
		return -EMSGSIZE;
	event.payload = winwmi_payload_create(data);
	if (!event.payload)
		return -ENOMEM;
	err = winwmi_event_send(&event);
	/* Nobody has it then, and the data stays the caller's. */
	if (err)
		event.payload->data = NULL;
	winwmi_payload_put(event.payload);
	return err;
}
EXPORT_SYMBOL_GPL(__winwmi_fire_event);

/* What is behind winwmi_trace_event() while somebody wants some event. */
int __winwmi_trace_event(struct winwmi_provider *provider, const guid_t *guid, u32 instance,
			 const void *data, u32 size)
{
	struct winwmi_event event = {
		.provider = provider,
		.guid = guid,
		.instance = instance,
		.data = data,
		.size = data ? size : 0,
	};

	if (event.size > WINWMI_MAX_EVENT)
		return -EMSGSIZE;
	return winwmi_event_send(&event);
}
EXPORT_SYMBOL_GPL(__winwmi_trace_event);

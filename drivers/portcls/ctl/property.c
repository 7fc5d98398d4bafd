// SPDX-License-Identifier: GPL-2.0-only
/*
 * Asking a miniport for its properties.
 *
 * A request is counted: the core holds one reference and its handler, once called, another, which
 * it drops by answering. So an answer may come at any time, also when nobody waits for it any more
 * and the adapter is no more.
 */
#include <linux/dev_printk.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kref.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/overflow.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/wait.h>

#include <portcls/filter.h>
#include <portcls/property.h>

#include "../core.h"
#include "../node.h"
#include "../trace.h"
#include "property.h"

/* A value that is longer each time one asks is not asked for again and again. */
#define SIZE_TRIES	4

/**
 * struct pending - a request, with its instance and its value
 * @request: what the handler gets
 * @ref: the core's and the handler's
 * @lock: guards what follows, up to @status; outside of the wait queue's lock
 * @waiter: where the core waits; NULL when it does not any more
 * @done: the handler has answered
 * @status: what it answered, constant from then on, as is the request
 * @instance: copy of the instance
 * @value: the value
 */
struct pending {
	struct portcls_property_request request;
	struct kref ref;
	spinlock_t lock;	/* see above */
	wait_queue_head_t *waiter;
	bool done;
	int status;
	u8 instance[PORTCLS_INSTANCE_MAX] __aligned(8);
	u8 value[] __aligned(8);
};

static struct pending *pending_new(const struct portcls_property *property,
				   const struct portcls_property_item *item, u32 verb,
				   u32 value_size)
{
	struct portcls_port *port = property->port;
	struct pending *pending;

	pending = kzalloc(struct_size(pending, value, value_size), GFP_KERNEL);
	if (!pending)
		return NULL;
	kref_init(&pending->ref);
	spin_lock_init(&pending->lock);
	pending->waiter = &port->adapter->property_wait;
	if (property->instance_size)
		memcpy(pending->instance, property->instance, property->instance_size);
	pending->request = (struct portcls_property_request) {
		.miniport = port->miniport,
		.stream = property->stream,
		.node = property->node,
		.item = item,
		.verb = verb,
		.instance_size = property->instance_size,
		.instance = property->instance_size ? pending->instance : NULL,
		.value_size = value_size,
		.value = value_size ? pending->value : NULL,
	};
	return pending;
}

static void pending_free(struct kref *ref)
{
	kfree(container_of(ref, struct pending, ref));
}

/* Whether this is the answer; there is only one. */
static bool answer(struct pending *pending, int status)
{
	unsigned long flags;
	bool again;

	spin_lock_irqsave(&pending->lock, flags);
	again = pending->done;
	if (!again) {
		pending->status = status;
		WRITE_ONCE(pending->done, true);
		/* As long as the lock is held, a waiter cannot leave, nor its adapter. */
		if (pending->waiter)
			wake_up_all(pending->waiter);
	}
	spin_unlock_irqrestore(&pending->lock, flags);
	return !WARN_ONCE(again, "a request for a property was answered twice\n");
}

/**
 * portcls_complete_pending_property_request() - answer a request whose handler gave -EINPROGRESS
 * @request: the request; not to be touched afterwards
 * @status: what the handler would have returned
 *
 * The handler's object must not go before its requests are answered; that nobody waits for the
 * answer any more, and that the adapter is leaving, is no reason not to.
 *
 * Counterpart: PcCompletePendingPropertyRequest.
 *
 * Context: any but hard interrupts; also before the handler has returned.
 */
void portcls_complete_pending_property_request(struct portcls_property_request *request,
					       int status)
{
	struct pending *pending = container_of(request, struct pending, request);

	if (answer(pending, status))
		kref_put(&pending->ref, pending_free);
}
EXPORT_SYMBOL_GPL(portcls_complete_pending_property_request);

/**
 * portcls_property_find() - look for a property
 * @port: the port
 * @node: number of a node, or PORTCLS_FILTER_NODE for the filter
 * @set: property set
 * @id: number within @set
 *
 * Context: any.
 * Return: the property in the miniport's table, or NULL.
 */
const struct portcls_property_item *
portcls_property_find(const struct portcls_port *port, u32 node, const guid_t *set, u32 id)
{
	const struct portcls_automation *automation = port->filter->automation;
	const struct portcls_property_item *item;
	u32 i;

	if (node != PORTCLS_FILTER_NODE)
		automation = portcls_filter_node(port->filter, node)->automation;
	if (!automation)
		return NULL;
	for (i = 0; i < automation->property_count; i++) {
		item = portcls_automation_item(automation, i);
		if (item->id == id && guid_equal(item->set, set))
			return item;
	}
	return NULL;
}

/* The handler does not keep to the protocol. */
static __printf(2, 3) void complain(const struct portcls_property *property, const char *fmt, ...)
{
	const struct portcls_port *port = property->port;
	const struct portcls_node *node;
	struct va_format text;
	va_list args;

	va_start(args, fmt);
	text = (struct va_format) { .fmt = fmt, .va = &args };
	if (property->node == PORTCLS_FILTER_NODE) {
		dev_err_ratelimited(port->adapter->dev,
				    "subdevice '%s': filter: property %u of %pUl: %pV\n",
				    port->name, property->id, property->set, &text);
	} else {
		node = portcls_filter_node(port->filter, property->node);
		dev_err_ratelimited(port->adapter->dev,
				    "subdevice '%s': node %u (%s): property %u of %pUl: %pV\n",
				    port->name, property->node, portcls_node_type(node)->name,
				    property->id, property->set, &text);
	}
	va_end(args);
}

/* Returns 0 when there is an answer, in @pending. */
static int call_handler(struct portcls_port *port, struct pending *pending)
{
	struct portcls_adapter *adapter = port->adapter;
	int err;

	lockdep_assert_held(&port->property_mutex);

	if (!portcls_adapter_is_alive(adapter) || !READ_ONCE(adapter->accessible))
		return -ENODEV;
	kref_get(&pending->ref);
	err = pending->request.item->handler(&pending->request);
	/* Never the last reference: the caller's is there. */
	if (err != -EINPROGRESS && answer(pending, err))
		refcount_dec(&pending->ref.refcount);

	err = wait_event_killable(adapter->property_wait,
				  READ_ONCE(pending->done) || READ_ONCE(adapter->leaving));
	spin_lock_irq(&pending->lock);
	pending->waiter = NULL;
	if (pending->done)
		err = 0;
	else
		err = err ? -EINTR : -ENODEV;
	spin_unlock_irq(&pending->lock);
	return err;
}

/* @size: bytes at @value; receives how many the handler says it has, if it says so. */
static int ask(const struct portcls_property *property, u32 verb, void *value, u32 *size)
{
	struct portcls_port *port = property->port;
	const struct portcls_property_item *item;
	struct pending *pending;
	u32 room = *size;
	int err;

	might_sleep();
	if (WARN_ON_ONCE(property->instance_size > PORTCLS_INSTANCE_MAX))
		return -EINVAL;
	item = portcls_property_find(port, property->node, property->set, property->id);
	if (!item)
		return -ENOENT;
	if (!(item->flags & verb))
		return -EOPNOTSUPP;
	pending = pending_new(property, item, verb, room);
	if (!pending)
		return -ENOMEM;
	if (verb == PORTCLS_PROPERTY_SET)
		memcpy(pending->value, value, room);

	err = mutex_lock_killable(&port->property_mutex);
	if (!err) {
		err = call_handler(port, pending);
		mutex_unlock(&port->property_mutex);
		if (!err) {
			err = pending->status;
			*size = pending->request.value_size;
		}
	}
	trace_portcls_property(property, verb, *size, err);
	if (!err && verb != PORTCLS_PROPERTY_SET)
		memcpy(value, pending->value, min(room, *size));
	kref_put(&pending->ref, pending_free);
	if (err > 0) {
		complain(property, "handler gives %d", err);
		err = -EIO;
	}
	return err;
}

static bool is_about_size(int err)
{
	return err == -EMSGSIZE || err == -ENOSPC;
}

/**
 * portcls_property_get() - get a value whose size is known
 * @property: the property
 * @value: receives the value
 * @size: bytes of the value
 *
 * Context: process, may sleep.
 * Return: 0; -ENOENT if there is no such property, -EOPNOTSUPP if it cannot be read, -ENODEV if the
 * device cannot be reached, -EINTR if the caller is killed, -EIO, after a message, if the miniport
 * answers nonsense, -ENOMEM; else what its handler gave.
 */
int portcls_property_get(const struct portcls_property *property, void *value, u32 size)
{
	u32 answered = size;
	int err;

	err = ask(property, PORTCLS_PROPERTY_GET, value, &answered);
	if (err && !is_about_size(err))
		return err;
	if (err || answered != size) {
		complain(property, "has %u bytes, not %u", answered, size);
		return -EIO;
	}
	return 0;
}

/* Ask with room for @size bytes, or more if there is more by then. */
static void *ask_whole(const struct portcls_property *property, u32 verb, u32 *size)
{
	u32 room = *size, tries;
	void *value;
	int err;

	for (tries = 0; tries < SIZE_TRIES; tries++) {
		if (room > PORTCLS_VALUE_MAX) {
			complain(property, "has %u bytes, more than %u", room, PORTCLS_VALUE_MAX);
			return ERR_PTR(-EIO);
		}
		value = kzalloc(room, GFP_KERNEL);
		if (!value)
			return ERR_PTR(-ENOMEM);
		*size = room;
		err = ask(property, verb, value, size);
		if (!err && *size <= room)
			return value;
		kfree(value);
		if (err && !is_about_size(err))
			return ERR_PTR(err);
		if (!err || *size <= room) {
			complain(property, "gives %d for %u bytes, and has %u", err, room, *size);
			return ERR_PTR(-EIO);
		}
		room = *size;
	}
	complain(property, "has more bytes each time, now %u", room);
	return ERR_PTR(-EIO);
}

/**
 * portcls_property_get_all() - get a value of any size
 * @property: the property
 * @size: receives the bytes of the value
 *
 * Context: process, may sleep.
 * Return: the value, for kfree(), or an ERR_PTR as portcls_property_get() gives.
 */
void *portcls_property_get_all(const struct portcls_property *property, u32 *size)
{
	int err;

	*size = 0;
	err = ask(property, PORTCLS_PROPERTY_GET, NULL, size);
	if (err && !is_about_size(err))
		return ERR_PTR(err);
	return ask_whole(property, PORTCLS_PROPERTY_GET, size);
}

/**
 * portcls_property_set() - set a value
 * @property: the property
 * @value: the value
 * @size: its bytes
 *
 * The miniport may clamp what it is given, silently.
 *
 * Context: process, may sleep.
 * Return: as portcls_property_get().
 */
int portcls_property_set(const struct portcls_property *property, const void *value, u32 size)
{
	u32 answered = size;
	int err;

	err = ask(property, PORTCLS_PROPERTY_SET, (void *)value, &answered);
	if (is_about_size(err)) {
		complain(property, "cannot be set to %u bytes", size);
		return -EIO;
	}
	return err;
}

/* What the core itself can say. */
static void *access_only(const struct portcls_property_item *item, u32 *size)
{
	u32 access = item->flags & (PORTCLS_PROPERTY_GET | PORTCLS_PROPERTY_SET);
	void *answer = kmemdup(&access, sizeof(access), GFP_KERNEL);

	*size = sizeof(access);
	return answer ?: ERR_PTR(-ENOMEM);
}

/**
 * portcls_property_get_support() - ask what can be done with a property, and which values it takes
 * @property: the property
 * @size: receives the bytes of the answer
 *
 * The answer is what portcls_support_parse() takes. A handler that knows the short one only is
 * asked for that one.
 *
 * Context: process, may sleep.
 * Return: the answer, for kfree(), or an ERR_PTR as portcls_property_get() gives.
 */
void *portcls_property_get_support(const struct portcls_property *property, u32 *size)
{
	struct portcls_property_description description = {};
	const struct portcls_property_item *item;
	int err;

	item = portcls_property_find(property->port, property->node, property->set, property->id);
	if (!item)
		return ERR_PTR(-ENOENT);
	if (!(item->flags & PORTCLS_PROPERTY_BASIC_SUPPORT))
		return access_only(item, size);

	*size = sizeof(description);
	err = ask(property, PORTCLS_PROPERTY_BASIC_SUPPORT, &description, size);
	if (err && !is_about_size(err))
		return ERR_PTR(err);
	/* The whole answer is as long as its beginning says, or the refusal to give that alone. */
	if (!err && *size == sizeof(description)) {
		if (description.size < sizeof(description)) {
			complain(property, "has basic support of %u bytes", description.size);
			return ERR_PTR(-EIO);
		}
		*size = description.size;
	} else if (*size < sizeof(description)) {
		*size = sizeof(description.access);
	}
	return ask_whole(property, PORTCLS_PROPERTY_BASIC_SUPPORT, size);
}

/**
 * portcls_properties_abandon() - wait no more for answers that are to come later
 * @adapter: the adapter; leaving
 *
 * Who waits gets -ENODEV.
 *
 * Context: process.
 */
void portcls_properties_abandon(struct portcls_adapter *adapter)
{
	wake_up_all(&adapter->property_wait);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Edges: counted consumers of blocks.
 *
 * The tracepoint's first and last consumer come with the kernel's mutexes for tracing held, before
 * our module's init or after its exit, too. So what they use is static, and the list is empty then.
 */
#include <linux/device.h>
#include <linux/jump_label.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#include <winwmi/compat.h>

#include "core.h"
#include "request.h"

static LIST_HEAD(edges);		/* all of them */
static bool traced;			/* the tracepoint has a consumer */
static DEFINE_MUTEX(edges_mutex);	/* guards edges, traced, providers' edges */

/**
 * winwmi_edge_get_for() - the consumers of a GUID
 * @provider: of this provider
 * @guid: the GUID
 *
 * They stay the same as long as somebody has a reference, whatever becomes of the block.
 *
 * Context: process, may sleep.
 * Return: a reference, or NULL for lack of memory.
 */
struct winwmi_edge *winwmi_edge_get_for(struct winwmi_provider *provider, const guid_t *guid)
{
	struct winwmi_edge *edge;

	mutex_lock(&edges_mutex);
	list_for_each_entry(edge, &provider->edges, sibling)
		if (guid_equal(&edge->guid, guid)) {
			kref_get(&edge->ref);
			goto out;
		}
	edge = kzalloc(sizeof(*edge), GFP_KERNEL);
	if (!edge)
		goto out;
	kref_init(&edge->ref);
	edge->provider = provider;
	edge->guid = *guid;
	mutex_init(&edge->lock);
	spin_lock_init(&edge->subscribers_lock);
	INIT_LIST_HEAD(&edge->subscribers);
	edge->traced = traced;
	edge->consumers[WINWMI_EVENTS] = traced;
	list_add_tail(&edge->node, &edges);
	list_add_tail(&edge->sibling, &provider->edges);
out:
	mutex_unlock(&edges_mutex);
	return edge;
}

static void edge_release(struct kref *ref)
{
	struct winwmi_edge *edge = container_of(ref, struct winwmi_edge, ref);

	list_del(&edge->node);
	list_del(&edge->sibling);
	mutex_unlock(&edges_mutex);
	WARN_ON(edge->block || !list_empty(&edge->subscribers));
	/* Who fires may have found it, with its block, a moment ago. */
	kfree_rcu(edge, rcu);
}

/* Drops a reference. Context: process, may sleep. */
void winwmi_edge_put(struct winwmi_edge *edge)
{
	kref_put_mutex(&edge->ref, edge_release, &edges_mutex);
}

WINWMI_EXPORT_FOR_TESTS(winwmi_edge_put);

static int turn(struct winwmi_edge *edge, enum winwmi_function function, bool on)
{
	int err = 0;

	if (edge->block && edge->enabled[function] != on) {
		/* Seen by the driver as it will be; whatever goes wrong, it is off then. */
		WRITE_ONCE(edge->enabled[function], on);
		err = winwmi_block_control(edge->block, function, on);
		if (err)
			WRITE_ONCE(edge->enabled[function], false);
	}
	return err;
}

/**
 * winwmi_edge_attach() - there is a block now
 * @edge: its consumers; those that are there already have it told to begin
 * @block: the block, not offered yet
 *
 * Context: process, may sleep.
 */
void winwmi_edge_attach(struct winwmi_edge *edge, struct winwmi_block *block)
{
	enum winwmi_function function;
	int err;

	mutex_lock(&edge->lock);
	edge->block = block;
	for (function = 0; function < WINWMI_FUNCTIONS; function++) {
		err = edge->consumers[function] ? turn(edge, function, true) : 0;
		if (err)
			dev_warn(edge->provider->owner, "block %pUL will not %s: %d\n", &edge->guid,
				 function == WINWMI_EVENTS ? "fire events" : "collect data", err);
	}
	mutex_unlock(&edge->lock);
}

/**
 * winwmi_edge_detach() - there is no block any more; it is told to end
 * @edge: its consumers
 *
 * Context: process, may sleep.
 */
void winwmi_edge_detach(struct winwmi_edge *edge)
{
	enum winwmi_function function;

	mutex_lock(&edge->lock);
	for (function = 0; function < WINWMI_FUNCTIONS; function++)
		turn(edge, function, false);
	edge->block = NULL;
	mutex_unlock(&edge->lock);
}

/* One more consumer; whoever has @patience stays even if the driver refuses. */
static int enter(struct winwmi_edge *edge, enum winwmi_function function, bool patience)
{
	int err;

	mutex_lock(&edge->lock);
	/* Not only for the first: before, there may have been no block, or one that refused. */
	err = turn(edge, function, true);
	if (!err || patience)
		WRITE_ONCE(edge->consumers[function], edge->consumers[function] + 1);
	mutex_unlock(&edge->lock);
	return err;
}

static void leave(struct winwmi_edge *edge, enum winwmi_function function)
{
	mutex_lock(&edge->lock);
	WRITE_ONCE(edge->consumers[function], edge->consumers[function] - 1);
	if (!edge->consumers[function])
		turn(edge, function, false);
	mutex_unlock(&edge->lock);
}

/**
 * winwmi_edge_enter() - one more consumer; the first has the driver told to begin
 * @edge: of what
 * @function: of events, or of data that is collected
 *
 * Context: process, may sleep.
 * Return: 0; what the driver said, and then it is no consumer.
 */
int winwmi_edge_enter(struct winwmi_edge *edge, enum winwmi_function function)
{
	int err;

	/* Before the driver begins: it may fire at once. */
	if (function == WINWMI_EVENTS)
		static_branch_inc(&winwmi_events_wanted);
	err = enter(edge, function, false);
	if (err && function == WINWMI_EVENTS)
		static_branch_dec(&winwmi_events_wanted);
	return err;
}

WINWMI_EXPORT_FOR_TESTS(winwmi_edge_enter);

/**
 * winwmi_edge_leave() - one consumer less; with the last, the driver is told to end
 * @edge: of what
 * @function: of events, or of data that is collected
 *
 * Context: process, may sleep.
 */
void winwmi_edge_leave(struct winwmi_edge *edge, enum winwmi_function function)
{
	leave(edge, function);
	if (function == WINWMI_EVENTS)
		static_branch_dec(&winwmi_events_wanted);
}

WINWMI_EXPORT_FOR_TESTS(winwmi_edge_leave);

static void trace_off(void)
{
	struct winwmi_edge *edge;

	lockdep_assert_held(&edges_mutex);
	list_for_each_entry(edge, &edges, node)
		if (edge->traced) {
			edge->traced = false;
			leave(edge, WINWMI_EVENTS);
		}
	traced = false;
}

/**
 * winwmi_edges_trace_on() - the tracepoint has a consumer: so has every block
 *
 * Context: process, may sleep; with the kernel's mutexes for tracing held.
 * Return: 0; a negative errno if there are blocks, and the drivers of all of them refused.
 */
int winwmi_edges_trace_on(void)
{
	struct winwmi_edge *edge;
	bool began = false;
	int err, last = 0;

	mutex_lock(&edges_mutex);
	traced = true;
	list_for_each_entry(edge, &edges, node) {
		/* For a block that comes in place of one that refused, as for any that is new. */
		err = enter(edge, WINWMI_EVENTS, true);
		edge->traced = true;
		began |= winwmi_edge_is_enabled(edge, WINWMI_EVENTS);
		if (err) {
			dev_warn(edge->provider->owner, "block %pUL will not fire events: %d\n",
				 &edge->guid, err);
			last = err;
		}
	}
	if (began)
		last = 0;
	if (last)
		trace_off();
	mutex_unlock(&edges_mutex);
	return last;
}

/**
 * winwmi_edges_trace_off() - the tracepoint has no consumer any more
 *
 * Context: process, may sleep; with the kernel's mutexes for tracing held.
 */
void winwmi_edges_trace_off(void)
{
	mutex_lock(&edges_mutex);
	trace_off();
	mutex_unlock(&edges_mutex);
}

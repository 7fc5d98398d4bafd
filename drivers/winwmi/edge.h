/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Edges: who wants the events of a block, or has its data collected; the first turns it on in the
 * provider, the last turns it off.
 */
#ifndef WINWMI_EDGE_H
#define WINWMI_EDGE_H

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/uuid.h>

#include <winwmi/provider.h>

struct winwmi_block;

/**
 * struct winwmi_edge - the consumers of a GUID of a provider
 * @ref: the block's, and one for each file that has an interest
 * @node: in the list of all edges, under its mutex
 * @sibling: in the list of the provider's edges, under the same mutex
 * @provider: who offers it; files and blocks, who have references to this, have one to it
 * @guid: the GUID
 * @lock: guards all members down to @enabled; held over the provider's control callback, so that
 *	begin and end strictly alternate
 * @block: the block, NULL while there is none
 * @consumers: how many want events, and collection
 * @enabled: the provider was told to begin, and did
 * @traced: the tracepoint is one of the consumers of events; under the lists' mutex
 * @subscribers_lock: guards @subscribers; taken in any context
 * @subscribers: files that events go to, &struct winwmi_subscription
 * @rcu: frees it
 */
struct winwmi_edge {
	struct kref ref;
	struct list_head node;
	struct list_head sibling;
	struct winwmi_provider *provider;
	guid_t guid;
	struct mutex lock;		/* guards what follows, up to enabled */
	struct winwmi_block *block;
	unsigned int consumers[WINWMI_FUNCTIONS];
	bool enabled[WINWMI_FUNCTIONS];
	bool traced;
	spinlock_t subscribers_lock;	/* guards subscribers */
	struct list_head subscribers;
	struct rcu_head rcu;
};

struct winwmi_edge *winwmi_edge_get_for(struct winwmi_provider *provider, const guid_t *guid);
void winwmi_edge_put(struct winwmi_edge *edge);

void winwmi_edge_attach(struct winwmi_edge *edge, struct winwmi_block *block);
void winwmi_edge_detach(struct winwmi_edge *edge);

int winwmi_edge_enter(struct winwmi_edge *edge, enum winwmi_function function);
void winwmi_edge_leave(struct winwmi_edge *edge, enum winwmi_function function);

int winwmi_edges_trace_on(void);
void winwmi_edges_trace_off(void);

static inline bool winwmi_edge_is_enabled(const struct winwmi_edge *edge,
					  enum winwmi_function function)
{
	return READ_ONCE(edge->enabled[function]);
}

#endif /* WINWMI_EDGE_H */

/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_SERVICE_GROUP_INTERNAL_H
#define PORTCLS_SERVICE_GROUP_INTERNAL_H

#include <linux/hrtimer.h>
#include <linux/irq_work.h>
#include <linux/kref.h>
#include <linux/rcupdate.h>
#include <linux/srcu.h>

#include <portcls/service_group.h>

extern struct srcu_struct portcls_service_srcu;

/**
 * struct portcls_service_group - a group
 * @ref: references to the group
 * @sync: whose service routines ask for service, or NULL
 * @next_pending: next in the pending groups of @sync
 * @pending: asked for by a service routine and not run yet; set under the lock of @sync
 * @members: first sink
 * @work: runs a request from outside a service routine
 * @timer: runs a delayed request
 */
struct portcls_service_group {
	struct kref ref;
	struct portcls_interrupt_sync *sync;
	struct portcls_service_group *next_pending;
	bool pending;
	struct portcls_service_sink *members;
	struct irq_work work;
	struct hrtimer timer;
};

/*
 * In a service routine's interrupt, or within portcls_service_srcu: members are read like by RCU,
 * and whoever takes one away waits for both.
 */
static inline void portcls_service_group_run(struct portcls_service_group *group)
{
	struct portcls_service_sink *sink;

	for (sink = READ_ONCE(group->members); sink; sink = READ_ONCE(sink->next))
		sink->request_service(sink);
}

#endif /* PORTCLS_SERVICE_GROUP_INTERNAL_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Service groups.
 *
 * Actions. A request marks the group pending. A run takes the mark away and calls every member once.
 * Requests that come before the run are answered by it together.
 *
 * Who runs. A request from a service routine is run by the interrupt sync of the group, in the same
 * interrupt, after it has dropped its lock: a member ends the period, which may stop the stream,
 * which takes that lock again. Any other request is run from an irq_work, a delayed one from a
 * timer; both are interrupt context, because requests come with any locks held.
 *
 * Guarantees. Members and groups are read under one SRCU domain. It costs a reader what RCU costs,
 * and unlike RCU it can be waited for without a delay, which every close of a stream does. When
 * portcls_service_group_remove_member() returns, the member is not called and not being called. A
 * member may be called again while it is being called, on another processor.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/irq_work.h>
#include <linux/kref.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>

#include <portcls/compat.h>

#include "interrupt_sync.h"
#include "service_group.h"

DEFINE_STATIC_SRCU(service_srcu);
/* Guards changes of the lists of members and groups; not taken by readers. */
static DEFINE_SPINLOCK(service_lock);

/**
 * struct portcls_service_group - a group
 * @ref: references to the group
 * @sync: whose service routines ask for service, or NULL
 * @pending: asked for and not run yet
 * @members: sinks
 * @link: in the list of @sync
 * @work: runs a request from outside a service routine
 * @timer: runs a delayed request
 */
struct portcls_service_group {
	struct kref ref;
	struct portcls_interrupt_sync *sync;
	unsigned long pending;
	struct list_head members;
	struct list_head link;
	struct irq_work work;
	struct hrtimer timer;
};

/* Within service_srcu. */
static void group_run(struct portcls_service_group *group)
{
	struct portcls_service_sink *sink;

	if (!READ_ONCE(group->pending) || !test_and_clear_bit(0, &group->pending))
		return;
	list_for_each_entry_srcu(sink, &group->members, link, srcu_read_lock_held(&service_srcu))
		sink->request_service(sink);
}

static void group_run_alone(struct portcls_service_group *group)
{
	int idx = srcu_read_lock(&service_srcu);

	group_run(group);
	srcu_read_unlock(&service_srcu, idx);
}

/**
 * portcls_service_groups_run() - run the groups that are pending
 * @groups: groups of one interrupt sync
 *
 * Context: interrupt, without the lock of the interrupt sync.
 */
void portcls_service_groups_run(struct list_head *groups)
{
	struct portcls_service_group *group;
	int idx;

	idx = srcu_read_lock(&service_srcu);
	list_for_each_entry_srcu(group, groups, link, srcu_read_lock_held(&service_srcu))
		group_run(group);
	srcu_read_unlock(&service_srcu, idx);
}

/**
 * portcls_service_groups_wait() - wait for service that is running
 *
 * Context: process, may sleep.
 */
void portcls_service_groups_wait(void)
{
	synchronize_srcu_expedited(&service_srcu);
}

static void group_work(struct irq_work *work)
{
	group_run_alone(container_of(work, struct portcls_service_group, work));
}

static enum hrtimer_restart group_timer(struct hrtimer *timer)
{
	struct portcls_service_group *group =
		container_of(timer, struct portcls_service_group, timer);

	set_bit(0, &group->pending);
	group_run_alone(group);
	return HRTIMER_NORESTART;
}

/**
 * portcls_service_group_new() - make a service group
 * @sync: whose service routines will ask for service; NULL if none do
 *
 * A group with an interrupt sync does not outlive it.
 *
 * Counterpart: PcNewServiceGroup.
 *
 * Context: process, may sleep.
 * Return: a reference to the group, or ERR_PTR(-ENOMEM).
 */
struct portcls_service_group *portcls_service_group_new(struct portcls_interrupt_sync *sync)
{
	struct portcls_service_group *group;

	group = kzalloc(sizeof(*group), GFP_KERNEL);
	if (!group)
		return ERR_PTR(-ENOMEM);
	kref_init(&group->ref);
	group->sync = sync;
	INIT_LIST_HEAD(&group->members);
	INIT_LIST_HEAD(&group->link);
	init_irq_work(&group->work, group_work);
	portcls_hrtimer_setup(&group->timer, group_timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	if (sync) {
		spin_lock_irq(&service_lock);
		list_add_tail_rcu(&group->link, portcls_interrupt_sync_groups(sync));
		spin_unlock_irq(&service_lock);
	}
	return group;
}
EXPORT_SYMBOL_GPL(portcls_service_group_new);

/**
 * portcls_service_group_get() - take a reference
 * @group: the group
 *
 * Context: any.
 * Return: @group.
 */
struct portcls_service_group *portcls_service_group_get(struct portcls_service_group *group)
{
	kref_get(&group->ref);
	return group;
}
EXPORT_SYMBOL_GPL(portcls_service_group_get);

static void group_release(struct kref *ref)
{
	struct portcls_service_group *group = container_of(ref, struct portcls_service_group, ref);

	WARN_ON(!list_empty(&group->members));
	if (group->sync) {
		spin_lock_irq(&service_lock);
		list_del_rcu(&group->link);
		spin_unlock_irq(&service_lock);
		portcls_service_groups_wait();
	}
	hrtimer_cancel(&group->timer);
	irq_work_sync(&group->work);
	kfree(group);
}

/**
 * portcls_service_group_put() - drop a reference
 * @group: the group, or NULL; with the last reference nobody asks it for service any more, and it
 *	has no members
 *
 * Context: process, may sleep.
 */
void portcls_service_group_put(struct portcls_service_group *group)
{
	if (group)
		kref_put(&group->ref, group_release);
}
EXPORT_SYMBOL_GPL(portcls_service_group_put);

/**
 * portcls_service_group_add_member() - add a sink
 * @group: the group
 * @sink: the sink, in no group
 *
 * Counterpart: IServiceGroup::AddMember.
 *
 * Context: process.
 */
void portcls_service_group_add_member(struct portcls_service_group *group,
				      struct portcls_service_sink *sink)
{
	spin_lock_irq(&service_lock);
	list_add_tail_rcu(&sink->link, &group->members);
	spin_unlock_irq(&service_lock);
}
EXPORT_SYMBOL_GPL(portcls_service_group_add_member);

/**
 * portcls_service_group_remove_member() - remove a sink, and wait until it is not being called
 * @group: the group
 * @sink: a member of it
 *
 * Not from within a sink's request_service.
 *
 * Counterpart: IServiceGroup::RemoveMember.
 *
 * Context: process, may sleep.
 */
void portcls_service_group_remove_member(struct portcls_service_group *group,
					 struct portcls_service_sink *sink)
{
	might_sleep();
	spin_lock_irq(&service_lock);
	list_del_rcu(&sink->link);
	spin_unlock_irq(&service_lock);
	portcls_service_groups_wait();
}
EXPORT_SYMBOL_GPL(portcls_service_group_remove_member);

/**
 * portcls_service_group_request() - have every member called soon
 * @group: the group
 *
 * Requests that come before the members are called count as one.
 *
 * Counterpart: IServiceGroup::RequestService, and the Notify method of every port.
 *
 * Context: any, hard interrupt too.
 */
void portcls_service_group_request(struct portcls_service_group *group)
{
	if (test_and_set_bit(0, &group->pending))
		return;
	if (group->sync && portcls_interrupt_sync_in_routine(group->sync))
		return;
	irq_work_queue(&group->work);
}
EXPORT_SYMBOL_GPL(portcls_service_group_request);

/**
 * portcls_service_group_request_delayed() - have every member called after a while
 * @group: the group
 * @delay: from now, not negative; a new delay takes the place of one that runs
 *
 * Counterpart: IServiceGroup::RequestDelayedService, in ns instead of units of 100 ns, and always
 * relative. SupportDelayedService has none: every group supports it.
 *
 * Context: any but non-maskable interrupt.
 */
void portcls_service_group_request_delayed(struct portcls_service_group *group, ktime_t delay)
{
	hrtimer_start(&group->timer, delay, HRTIMER_MODE_REL_HARD);
}
EXPORT_SYMBOL_GPL(portcls_service_group_request_delayed);

/**
 * portcls_service_group_cancel_delayed() - take a delayed request back
 * @group: the group
 *
 * On return no member is being called for it.
 *
 * Counterpart: IServiceGroup::CancelDelayedService.
 *
 * Context: process, may sleep; not from within a member.
 */
void portcls_service_group_cancel_delayed(struct portcls_service_group *group)
{
	hrtimer_cancel(&group->timer);
}
EXPORT_SYMBOL_GPL(portcls_service_group_cancel_delayed);

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Service groups.
 *
 * Who runs. A request from a service routine marks the group pending with its interrupt sync,
 * which runs it in the same interrupt, after it has dropped its lock: a member ends the period,
 * which may stop the stream, which takes that lock again. Any other request is run from an
 * irq_work, a delayed one from a timer; both are interrupt context, because requests come with
 * any locks held.
 *
 * Requests coalesce. A group that is pending is not marked again. The mark is taken away before the
 * members are called, so a request that comes while they run is answered by another run.
 *
 * Guarantees. When portcls_service_group_remove_member() returns, the member is not called and
 * not being called. Members are read without a lock, as under RCU, and a removal waits for the
 * readers: for the interrupt by synchronize_irq(), for all others by SRCU. Neither takes long,
 * and a removal is part of every close of a stream, where a grace period of RCU would be felt. A
 * member may be called again while it is being called, on another processor.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include <portcls/compat.h>

#include "interrupt_sync.h"
#include "service_group.h"

DEFINE_SRCU(portcls_service_srcu);
/* Guards changes of the members of all groups; not taken by readers. */
static DEFINE_SPINLOCK(members_lock);

static void run_alone(struct portcls_service_group *group)
{
	int idx = srcu_read_lock(&portcls_service_srcu);

	portcls_service_group_run(group);
	srcu_read_unlock(&portcls_service_srcu, idx);
}

static void group_work(struct irq_work *work)
{
	run_alone(container_of(work, struct portcls_service_group, work));
}

static enum hrtimer_restart group_timer(struct hrtimer *timer)
{
	run_alone(container_of(timer, struct portcls_service_group, timer));
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
	init_irq_work(&group->work, group_work);
	portcls_hrtimer_setup(&group->timer, group_timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
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

/* Wait until nobody runs the group who began before. */
static void wait_for_runs(struct portcls_service_group *group)
{
	if (group->sync)
		portcls_interrupt_sync_wait(group->sync);
	synchronize_srcu_expedited(&portcls_service_srcu);
}

static void group_release(struct kref *ref)
{
	struct portcls_service_group *group = container_of(ref, struct portcls_service_group, ref);

	WARN_ON(group->members);
	wait_for_runs(group);
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
	struct portcls_service_sink **place = &group->members;

	spin_lock_irq(&members_lock);
	while (*place)
		place = &(*place)->next;
	sink->next = NULL;
	/* Readers that find the sink find it whole. */
	smp_store_release(place, sink);
	spin_unlock_irq(&members_lock);
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
	struct portcls_service_sink **place = &group->members;

	might_sleep();
	spin_lock_irq(&members_lock);
	while (*place != sink)
		place = &(*place)->next;
	/* The sink keeps its next, for who is at it now. */
	WRITE_ONCE(*place, sink->next);
	spin_unlock_irq(&members_lock);
	wait_for_runs(group);
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
	if (!group->sync || !portcls_interrupt_sync_add_pending(group->sync, group))
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
	hrtimer_start(&group->timer, delay, HRTIMER_MODE_REL);
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

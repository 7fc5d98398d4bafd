/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_INTERRUPT_SYNC_INTERNAL_H
#define PORTCLS_INTERRUPT_SYNC_INTERNAL_H

#include <linux/compiler.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/types.h>

#include <portcls/interrupt_sync.h>

#include "service_group.h"

struct interrupt_routine;

/**
 * struct interrupt_sync - an interrupt and its service routines
 * @base: its lock, which guards @connected, @active, @routines and @pending
 * @adapter: owner
 * @mode: which routines run
 * @connected: interrupts are let in
 * @active: first of @routines while @connected, else NULL
 * @routines: in order
 * @routine_task: task, or interrupted task, in which service routines run now
 * @pending: service groups that the routines asked for service
 * @irq: Linux number, -1 when portcls_interrupt_sync_dispatch() is the only source
 * @link: in adapter->interrupt_syncs
 */
struct interrupt_sync {
	struct portcls_interrupt_sync base;
	struct portcls_adapter *adapter;
	enum portcls_interrupt_sync_mode mode;
	bool connected;
	struct interrupt_routine *active;
	struct interrupt_routine *routines;
	struct task_struct *routine_task;
	struct portcls_service_group *pending;
	int irq;
	struct list_head link;
};

/**
 * portcls_interrupt_sync_add_pending() - mark a service group pending, from a service routine
 * @base: the interrupt sync
 * @group: a group of it
 *
 * Context: any.
 * Return: false if the caller is not one of the service routines.
 */
static inline bool portcls_interrupt_sync_add_pending(struct portcls_interrupt_sync *base,
						      struct portcls_service_group *group)
{
	struct interrupt_sync *sync = container_of(base, struct interrupt_sync, base);

	/* There routines run in a thread: what interrupts it has its task, but not its lock. */
	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		return false;
	if (READ_ONCE(sync->routine_task) != current)
		return false;
	lockdep_assert_held(&base->lock);
	if (!READ_ONCE(group->pending)) {
		group->next_pending = sync->pending;
		sync->pending = group;
		WRITE_ONCE(group->pending, true);
	}
	return true;
}

void portcls_interrupt_sync_wait(struct portcls_interrupt_sync *base);

#endif /* PORTCLS_INTERRUPT_SYNC_INTERNAL_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Interrupt synchronisation.
 *
 * The lock of an interrupt sync is the chip's: service routines run under it, and whatever else
 * touches the registers they touch takes it. It is the innermost lock, taken under the stream lock;
 * so nothing that takes the stream lock is called under it, and pending service groups run after it
 * has been dropped, still in the same interrupt.
 */
#include <linux/dev_printk.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <sound/core.h>

#include <portcls/resource_list.h>

#include "core.h"
#include "interrupt_sync.h"
#include "service_group.h"

/**
 * struct interrupt_routine - a registered service routine
 * @routine: called for an interrupt
 * @context: passed to it
 * @link: in routines
 */
struct interrupt_routine {
	portcls_interrupt_routine routine;
	void *context;
	struct list_head link;
};

/**
 * struct portcls_interrupt_sync - an interrupt and its service routines
 * @adapter: owner
 * @mode: which routines run
 * @irq: Linux number, -1 when portcls_interrupt_sync_dispatch() is the only source
 * @connected: interrupts are let in; changed under @lock
 * @link: in adapter->interrupt_syncs
 * @lock: excludes service routines and synchronised routines; guards @routines
 * @routine_task: task, or interrupted task, in which service routines run now
 * @routines: in order
 * @groups: service groups that the routines ask for service
 */
struct portcls_interrupt_sync {
	struct portcls_adapter *adapter;
	enum portcls_interrupt_sync_mode mode;
	int irq;
	bool connected;
	struct list_head link;
	spinlock_t lock;
	struct task_struct *routine_task;
	struct list_head routines;
	struct list_head groups;
};

/**
 * portcls_interrupt_sync_new() - make an interrupt sync
 * @adapter: adapter of the device, which owns it
 * @resources: list with the interrupt; NULL for a device whose interrupts are told with
 *	portcls_interrupt_sync_dispatch()
 * @index: place of the interrupt among those of @resources, from 0
 * @mode: which service routines run for an interrupt
 *
 * Counterpart: PcNewInterruptSync.
 *
 * Context: process, from start_device.
 * Return: the interrupt sync, the adapter's, or an ERR_PTR: -EINVAL for an unknown mode, -ENXIO
 * without such an interrupt, -ENOMEM.
 */
struct portcls_interrupt_sync *
portcls_interrupt_sync_new(struct portcls_adapter *adapter,
			   const struct portcls_resource_list *resources, unsigned int index,
			   enum portcls_interrupt_sync_mode mode)
{
	const struct portcls_resource *resource = NULL;
	struct portcls_interrupt_sync *sync;

	if (mode < PORTCLS_INTERRUPT_SYNC_NORMAL || mode > PORTCLS_INTERRUPT_SYNC_REPEAT) {
		dev_err(adapter->dev, "unknown interrupt sync mode %d\n", mode);
		return ERR_PTR(-EINVAL);
	}
	if (resources) {
		resource = portcls_resource_list_find(resources, PORTCLS_RESOURCE_INTERRUPT, index);
		if (!resource) {
			dev_err(adapter->dev, "device has no interrupt %u\n", index);
			return ERR_PTR(-ENXIO);
		}
	}
	sync = kzalloc(sizeof(*sync), GFP_KERNEL);
	if (!sync)
		return ERR_PTR(-ENOMEM);
	sync->adapter = adapter;
	sync->mode = mode;
	sync->irq = resource ? resource->start : -1;
	spin_lock_init(&sync->lock);
	INIT_LIST_HEAD(&sync->routines);
	INIT_LIST_HEAD(&sync->groups);
	list_add_tail(&sync->link, &adapter->interrupt_syncs);
	return sync;
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_new);

/**
 * portcls_interrupt_sync_register_routine() - add a service routine
 * @sync: the interrupt sync
 * @routine: the routine
 * @context: passed to it
 * @first: before all others instead of after them
 *
 * Counterpart: IInterruptSync::RegisterServiceRoutine.
 *
 * Context: process, may sleep.
 * Return: 0 or -ENOMEM.
 */
int portcls_interrupt_sync_register_routine(struct portcls_interrupt_sync *sync,
					    portcls_interrupt_routine routine, void *context,
					    bool first)
{
	struct interrupt_routine *entry;
	unsigned long flags;

	entry = kzalloc(sizeof(*entry), GFP_KERNEL);
	if (!entry)
		return -ENOMEM;
	entry->routine = routine;
	entry->context = context;
	flags = portcls_interrupt_sync_lock(sync);
	if (first)
		list_add(&entry->link, &sync->routines);
	else
		list_add_tail(&entry->link, &sync->routines);
	portcls_interrupt_sync_unlock(sync, flags);
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_register_routine);

/* One pass over the routines: whether some routine handled the interrupt. */
static bool run_routines(struct portcls_interrupt_sync *sync, bool stop_at_first)
{
	struct interrupt_routine *entry;
	bool handled = false;

	list_for_each_entry(entry, &sync->routines, link) {
		handled |= entry->routine(entry->context);
		if (handled && stop_at_first)
			break;
	}
	return handled;
}

static bool run_routines_repeatedly(struct portcls_interrupt_sync *sync)
{
	unsigned int pass;

	for (pass = 0; pass < PORTCLS_INTERRUPT_SYNC_PASSES; pass++)
		if (!run_routines(sync, false))
			break;
	return pass;
}

/**
 * portcls_interrupt_sync_dispatch() - run the service routines, and the service they ask for
 * @sync: the interrupt sync
 *
 * The interrupt that portcls_interrupt_sync_connect() requests comes here. A device without an
 * interrupt of its own, driven by a timer or by a parent that tells interrupts apart, calls it.
 *
 * Context: interrupt, or process without locks.
 * Return: true if some routine handled the interrupt.
 */
bool portcls_interrupt_sync_dispatch(struct portcls_interrupt_sync *sync)
{
	unsigned long flags;
	bool handled;

	/* Another device on the line, while ours sleeps or is gone. */
	if (!portcls_adapter_is_accessible(sync->adapter))
		return false;

	spin_lock_irqsave(&sync->lock, flags);
	WRITE_ONCE(sync->routine_task, current);
	if (unlikely(!sync->connected))
		handled = false;
	else if (sync->mode == PORTCLS_INTERRUPT_SYNC_REPEAT)
		handled = run_routines_repeatedly(sync);
	else
		handled = run_routines(sync, sync->mode == PORTCLS_INTERRUPT_SYNC_NORMAL);
	WRITE_ONCE(sync->routine_task, NULL);
	spin_unlock_irqrestore(&sync->lock, flags);

	/* Also for a routine that asked for service and then called the interrupt not its own. */
	portcls_service_groups_run(&sync->groups);
	return handled;
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_dispatch);

static irqreturn_t interrupt_handler(int irq, void *dev_id)
{
	return IRQ_RETVAL(portcls_interrupt_sync_dispatch(dev_id));
}

static void set_connected(struct portcls_interrupt_sync *sync, bool connected)
{
	unsigned long flags;

	flags = portcls_interrupt_sync_lock(sync);
	sync->connected = connected;
	portcls_interrupt_sync_unlock(sync, flags);
}

/**
 * portcls_interrupt_sync_connect() - let interrupts in
 * @sync: the interrupt sync, its service routines registered
 *
 * The interrupt may be shared with other devices.
 *
 * Counterpart: IInterruptSync::Connect.
 *
 * Context: process, may sleep.
 * Return: 0, -EINVAL without a service routine, -EBUSY if connected already, or what request_irq()
 * gives.
 */
int portcls_interrupt_sync_connect(struct portcls_interrupt_sync *sync)
{
	struct portcls_adapter *adapter = sync->adapter;
	int err;

	if (list_empty(&sync->routines)) {
		dev_err(adapter->dev, "interrupt has no service routine\n");
		return -EINVAL;
	}
	if (sync->connected)
		return -EBUSY;
	/* The first interrupt may come before request_irq() returns. */
	set_connected(sync, true);
	if (sync->irq < 0)
		return 0;
	err = request_irq(sync->irq, interrupt_handler, IRQF_SHARED,
			  dev_driver_string(adapter->dev), sync);
	if (err) {
		dev_err(adapter->dev, "cannot have interrupt %d: %d\n", sync->irq, err);
		set_connected(sync, false);
		return err;
	}
	if (adapter->interrupt < 0) {
		adapter->interrupt = sync->irq;
		/* Lets ALSA wait for a running interrupt before it changes a stream. */
		adapter->card->sync_irq = sync->irq;
	}
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_connect);

/**
 * portcls_interrupt_sync_disconnect() - keep interrupts out
 * @sync: the interrupt sync, connected or not
 *
 * On return no service routine is running, nor service that one of them asked for.
 *
 * Counterpart: IInterruptSync::Disconnect.
 *
 * Context: process, may sleep.
 */
void portcls_interrupt_sync_disconnect(struct portcls_interrupt_sync *sync)
{
	if (!sync->connected)
		return;
	set_connected(sync, false);
	if (sync->irq < 0) {
		portcls_service_groups_wait();
		return;
	}
	if (sync->adapter->card->sync_irq == sync->irq)
		sync->adapter->card->sync_irq = -1;
	free_irq(sync->irq, sync);
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_disconnect);

/**
 * portcls_interrupt_sync_lock() - exclude the service routines
 * @sync: the interrupt sync
 *
 * For register accesses only, which are few: nothing in between sleeps, takes another lock or calls
 * out.
 *
 * Context: any but non-maskable interrupt; not from a service routine, which has the lock.
 * Return: what portcls_interrupt_sync_unlock() needs.
 */
unsigned long portcls_interrupt_sync_lock(struct portcls_interrupt_sync *sync)
	__acquires(&sync->lock)
{
	unsigned long flags;

	spin_lock_irqsave(&sync->lock, flags);
	return flags;
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_lock);

/**
 * portcls_interrupt_sync_unlock() - let the service routines in again
 * @sync: the interrupt sync
 * @flags: from portcls_interrupt_sync_lock()
 *
 * Context: as portcls_interrupt_sync_lock() left it.
 */
void portcls_interrupt_sync_unlock(struct portcls_interrupt_sync *sync, unsigned long flags)
	__releases(&sync->lock)
{
	spin_unlock_irqrestore(&sync->lock, flags);
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_unlock);

/**
 * portcls_interrupt_sync_call() - call a routine that excludes the service routines
 * @sync: the interrupt sync
 * @routine: the routine
 * @context: passed to it
 *
 * For code whose shape is a routine; portcls_interrupt_sync_lock() does the same in line.
 *
 * Counterpart: IInterruptSync::CallSynchronizedRoutine.
 *
 * Context: as portcls_interrupt_sync_lock().
 * Return: what @routine returns.
 */
int portcls_interrupt_sync_call(struct portcls_interrupt_sync *sync,
				portcls_synchronized_routine routine, void *context)
{
	unsigned long flags;
	int ret;

	flags = portcls_interrupt_sync_lock(sync);
	ret = routine(context);
	portcls_interrupt_sync_unlock(sync, flags);
	return ret;
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_call);

/**
 * portcls_interrupt_sync_groups() - the service groups of an interrupt sync
 * @sync: the interrupt sync
 *
 * Context: any.
 * Return: their list, kept by service_group.c.
 */
struct list_head *portcls_interrupt_sync_groups(struct portcls_interrupt_sync *sync)
{
	return &sync->groups;
}

/**
 * portcls_interrupt_sync_in_routine() - whether the caller is one of the service routines
 * @sync: the interrupt sync
 *
 * Context: any.
 * Return: true if so; pending service groups of @sync are run soon then.
 */
bool portcls_interrupt_sync_in_routine(const struct portcls_interrupt_sync *sync)
{
	return READ_ONCE(sync->routine_task) == current;
}

/**
 * portcls_interrupt_syncs_disconnect() - keep all interrupts of an adapter out
 * @adapter: the adapter
 *
 * Context: process, may sleep.
 */
void portcls_interrupt_syncs_disconnect(struct portcls_adapter *adapter)
{
	struct portcls_interrupt_sync *sync;

	list_for_each_entry(sync, &adapter->interrupt_syncs, link)
		portcls_interrupt_sync_disconnect(sync);
}

/**
 * portcls_interrupt_syncs_free() - free the interrupt syncs of an adapter
 * @adapter: the adapter; its interrupts are disconnected and its service groups gone
 *
 * Context: process.
 */
void portcls_interrupt_syncs_free(struct portcls_adapter *adapter)
{
	struct portcls_interrupt_sync *sync, *next_sync;
	struct interrupt_routine *entry, *next_entry;

	list_for_each_entry_safe(sync, next_sync, &adapter->interrupt_syncs, link) {
		WARN_ON(!list_empty(&sync->groups));
		list_for_each_entry_safe(entry, next_entry, &sync->routines, link)
			kfree(entry);
		list_del(&sync->link);
		kfree(sync);
	}
}

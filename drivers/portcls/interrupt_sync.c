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
 * @next: the next one, or NULL
 */
struct interrupt_routine {
	portcls_interrupt_routine routine;
	void *context;
	struct interrupt_routine *next;
};

static inline struct interrupt_sync *to_sync(struct portcls_interrupt_sync *base)
{
	return container_of(base, struct interrupt_sync, base);
}

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
	struct interrupt_sync *sync;

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
	spin_lock_init(&sync->base.lock);
	list_add_tail(&sync->link, &adapter->interrupt_syncs);
	return &sync->base;
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
	struct interrupt_routine *entry, **place = &to_sync(sync)->routines;
	unsigned long flags;

	entry = kzalloc(sizeof(*entry), GFP_KERNEL);
	if (!entry)
		return -ENOMEM;
	entry->routine = routine;
	entry->context = context;
	flags = portcls_interrupt_sync_lock_irqsave(sync);
	while (*place && !first)
		place = &(*place)->next;
	entry->next = *place;
	*place = entry;
	if (to_sync(sync)->connected)
		to_sync(sync)->active = to_sync(sync)->routines;
	portcls_interrupt_sync_unlock_irqrestore(sync, flags);
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_register_routine);

static inline bool run_normal(struct interrupt_sync *sync)
{
	struct interrupt_routine *entry;

	for (entry = sync->active; entry; entry = entry->next)
		if (entry->routine(entry->context))
			return true;
	return false;
}

static bool run_all(struct interrupt_sync *sync)
{
	struct interrupt_routine *entry;
	bool handled = false;

	for (entry = sync->active; entry; entry = entry->next)
		handled |= entry->routine(entry->context);
	return handled;
}

static noinline bool run_all_or_repeat(struct interrupt_sync *sync)
{
	bool handled = run_all(sync);
	unsigned int pass;

	if (handled && sync->mode == PORTCLS_INTERRUPT_SYNC_REPEAT)
		for (pass = 1; pass < PORTCLS_INTERRUPT_SYNC_PASSES; pass++)
			if (!run_all(sync))
				break;
	return handled;
}

static inline void run_pending(struct portcls_service_group *group)
{
	struct portcls_service_group *next;

	for (; group; group = next) {
		next = group->next_pending;
		/* Once the mark is gone the group may be put on a list again. */
		smp_store_release(&group->pending, false);
		portcls_service_group_run(group);
	}
}

static __always_inline bool dispatch(struct interrupt_sync *sync)
{
	struct portcls_service_group *pending;
	unsigned long flags;
	bool handled;

	/* Another device on the line, while ours sleeps or is gone. */
	if (unlikely(!data_race(sync->adapter->accessible)))
		return false;

	spin_lock_irqsave(&sync->base.lock, flags);
	WRITE_ONCE(sync->routine_task, current);
	if (likely(sync->mode == PORTCLS_INTERRUPT_SYNC_NORMAL))
		handled = run_normal(sync);
	else
		handled = run_all_or_repeat(sync);
	WRITE_ONCE(sync->routine_task, NULL);
	/* Also of a routine that asked for service and then called the interrupt not its own. */
	pending = sync->pending;
	sync->pending = NULL;
	spin_unlock_irqrestore(&sync->base.lock, flags);
	run_pending(pending);
	return handled;
}

/**
 * portcls_interrupt_sync_dispatch() - run the service routines, and the service they ask for
 * @sync: the interrupt sync
 *
 * What the interrupt that portcls_interrupt_sync_connect() requests does by itself. A device
 * without an interrupt of its own, driven by a timer or by a parent that tells interrupts apart,
 * calls it.
 *
 * Context: interrupt, but not one that stays hard on PREEMPT_RT; or process without locks.
 * Return: true if some routine handled the interrupt.
 */
bool portcls_interrupt_sync_dispatch(struct portcls_interrupt_sync *sync)
{
	int idx = srcu_read_lock(&portcls_service_srcu);
	bool handled = dispatch(to_sync(sync));

	srcu_read_unlock(&portcls_service_srcu, idx);
	return handled;
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_dispatch);

static irqreturn_t interrupt_handler(int irq, void *dev_id)
{
	return IRQ_RETVAL(dispatch(dev_id));
}

static void set_connected(struct interrupt_sync *sync, bool connected)
{
	unsigned long flags;

	flags = portcls_interrupt_sync_lock_irqsave(&sync->base);
	sync->connected = connected;
	sync->active = connected ? sync->routines : NULL;
	portcls_interrupt_sync_unlock_irqrestore(&sync->base, flags);
}

/**
 * portcls_interrupt_sync_connect() - let interrupts in
 * @base: the interrupt sync, its service routines registered
 *
 * The interrupt may be shared with other devices.
 *
 * Counterpart: IInterruptSync::Connect.
 *
 * Context: process, may sleep.
 * Return: 0, -EINVAL without a service routine, -EBUSY if connected already, or what request_irq()
 * gives.
 */
int portcls_interrupt_sync_connect(struct portcls_interrupt_sync *base)
{
	struct interrupt_sync *sync = to_sync(base);
	struct portcls_adapter *adapter = sync->adapter;
	int err;

	if (!sync->routines) {
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
	if (adapter->interrupt < 0)
		adapter->interrupt = sync->irq;
	/* Lets ALSA wait for a running interrupt before it changes a stream. */
	if (adapter->interrupt == sync->irq)
		adapter->card->sync_irq = sync->irq;
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_connect);

/**
 * portcls_interrupt_sync_disconnect() - keep interrupts out
 * @base: the interrupt sync, connected or not
 *
 * On return no service routine is running, nor service that one of them asked this interrupt sync's
 * groups for.
 *
 * Counterpart: IInterruptSync::Disconnect.
 *
 * Context: process, may sleep.
 */
void portcls_interrupt_sync_disconnect(struct portcls_interrupt_sync *base)
{
	struct interrupt_sync *sync = to_sync(base);

	if (!sync->connected)
		return;
	set_connected(sync, false);
	if (sync->irq >= 0) {
		if (sync->adapter->card->sync_irq == sync->irq)
			sync->adapter->card->sync_irq = -1;
		free_irq(sync->irq, sync);
	}
	synchronize_srcu_expedited(&portcls_service_srcu);
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_disconnect);

/**
 * portcls_interrupt_sync_call() - call a routine that excludes the service routines
 * @sync: the interrupt sync
 * @routine: the routine
 * @context: passed to it
 *
 * For code whose shape is a routine; portcls_interrupt_sync_lock_irqsave() does the same in line.
 *
 * Counterpart: IInterruptSync::CallSynchronizedRoutine.
 *
 * Context: as portcls_interrupt_sync_lock_irqsave().
 * Return: what @routine returns.
 */
int portcls_interrupt_sync_call(struct portcls_interrupt_sync *sync,
				portcls_synchronized_routine routine, void *context)
{
	unsigned long flags;
	int ret;

	flags = portcls_interrupt_sync_lock_irqsave(sync);
	ret = routine(context);
	portcls_interrupt_sync_unlock_irqrestore(sync, flags);
	return ret;
}
EXPORT_SYMBOL_GPL(portcls_interrupt_sync_call);

/**
 * portcls_interrupt_sync_wait() - wait for an interrupt that is being handled
 * @base: the interrupt sync
 *
 * Not for portcls_interrupt_sync_dispatch(), which is within portcls_service_srcu.
 *
 * Context: process, may sleep.
 */
void portcls_interrupt_sync_wait(struct portcls_interrupt_sync *base)
{
	if (to_sync(base)->irq >= 0)
		synchronize_irq(to_sync(base)->irq);
}

/**
 * portcls_interrupt_syncs_wait() - wait for all interrupts of an adapter that are being handled
 * @adapter: the adapter
 *
 * Context: process, may sleep.
 */
void portcls_interrupt_syncs_wait(struct portcls_adapter *adapter)
{
	struct interrupt_sync *sync;

	list_for_each_entry(sync, &adapter->interrupt_syncs, link)
		portcls_interrupt_sync_wait(&sync->base);
	synchronize_srcu_expedited(&portcls_service_srcu);
}

/**
 * portcls_interrupt_syncs_disconnect() - keep all interrupts of an adapter out
 * @adapter: the adapter
 *
 * Context: process, may sleep.
 */
void portcls_interrupt_syncs_disconnect(struct portcls_adapter *adapter)
{
	struct interrupt_sync *sync;

	list_for_each_entry(sync, &adapter->interrupt_syncs, link)
		portcls_interrupt_sync_disconnect(&sync->base);
}

/**
 * portcls_interrupt_syncs_free() - free the interrupt syncs of an adapter
 * @adapter: the adapter; its interrupts are disconnected and its service groups gone
 *
 * Context: process.
 */
void portcls_interrupt_syncs_free(struct portcls_adapter *adapter)
{
	struct interrupt_sync *sync, *next_sync;
	struct interrupt_routine *entry, *next_entry;

	list_for_each_entry_safe(sync, next_sync, &adapter->interrupt_syncs, link) {
		WARN_ON(sync->pending);
		for (entry = sync->routines; entry; entry = next_entry) {
			next_entry = entry->next;
			kfree(entry);
		}
		list_del(&sync->link);
		kfree(sync);
	}
}

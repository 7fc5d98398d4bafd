/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Interrupt synchronisation: service routines of one interrupt, and code that excludes them.
 */
#ifndef PORTCLS_INTERRUPT_SYNC_H
#define PORTCLS_INTERRUPT_SYNC_H

#include <linux/spinlock.h>
#include <linux/types.h>

struct portcls_adapter;
struct portcls_resource_list;

/**
 * enum portcls_interrupt_sync_mode - which service routines run for an interrupt
 * @PORTCLS_INTERRUPT_SYNC_NORMAL: in order, up to the first that handled it
 * @PORTCLS_INTERRUPT_SYNC_ALL: each of them once
 * @PORTCLS_INTERRUPT_SYNC_REPEAT: all of them again and again, until a whole pass handled
 *	nothing, at most PORTCLS_INTERRUPT_SYNC_PASSES passes
 *
 * In every mode the interrupt counts as handled if some routine handled it.
 *
 * Counterpart: INTERRUPTSYNCMODE, with the same values.
 */
enum portcls_interrupt_sync_mode {
	PORTCLS_INTERRUPT_SYNC_NORMAL = 1,
	PORTCLS_INTERRUPT_SYNC_ALL = 2,
	PORTCLS_INTERRUPT_SYNC_REPEAT = 3,
};

/* A device that is gone reads as all ones and would look busy for ever. */
#define PORTCLS_INTERRUPT_SYNC_PASSES	64

/**
 * typedef portcls_interrupt_routine - a service routine
 * @context: as registered
 *
 * Silences the source and asks for service with portcls_service_group_request(). A register that
 * reads as all ones means that the device is gone: the routine then touches nothing more and
 * returns false.
 *
 * Counterpart: PINTERRUPTSYNCROUTINE, registered with RegisterServiceRoutine.
 *
 * Context: interrupt, with the lock of the interrupt sync held.
 * Return: true if the interrupt was this routine's.
 */
typedef bool (*portcls_interrupt_routine)(void *context);

/**
 * typedef portcls_synchronized_routine - code that excludes the service routines
 * @context: as given to portcls_interrupt_sync_call()
 *
 * Counterpart: PINTERRUPTSYNCROUTINE, called with CallSynchronizedRoutine.
 *
 * Context: as the caller's, with interrupts off and the lock of the interrupt sync held.
 * Return: what portcls_interrupt_sync_call() shall return.
 */
typedef int (*portcls_synchronized_routine)(void *context);

/**
 * struct portcls_interrupt_sync - an interrupt, its service routines and their lock
 * @lock: excludes service routines and synchronised routines; taken by
 *	portcls_interrupt_sync_lock() and the like only
 *
 * The core keeps the rest to itself.
 */
struct portcls_interrupt_sync {
	spinlock_t lock;	/* see above */
};

/**
 * portcls_interrupt_sync_lock() - exclude the service routines, in atomic methods
 * @sync: the interrupt sync
 *
 * For register accesses only, which are few: nothing in between sleeps, takes another lock or calls
 * out.
 *
 * Context: atomic, under the stream lock: in a stream's set_state between PAUSE and RUN, in
 * start_linked and in get_position.
 */
static inline void portcls_interrupt_sync_lock(struct portcls_interrupt_sync *sync)
	__acquires(&sync->lock)
{
	spin_lock(&sync->lock);
}

/**
 * portcls_interrupt_sync_unlock() - let the service routines in again
 * @sync: the interrupt sync
 *
 * Context: as portcls_interrupt_sync_lock() left it.
 */
static inline void portcls_interrupt_sync_unlock(struct portcls_interrupt_sync *sync)
	__releases(&sync->lock)
{
	spin_unlock(&sync->lock);
}

/**
 * portcls_interrupt_sync_lock_irqsave() - exclude the service routines, anywhere else
 * @sync: the interrupt sync
 *
 * For what portcls_interrupt_sync_lock() is for.
 *
 * Context: any but non-maskable interrupt; not from a service routine, which has the lock.
 * Return: what portcls_interrupt_sync_unlock_irqrestore() needs.
 */
static inline unsigned long
portcls_interrupt_sync_lock_irqsave(struct portcls_interrupt_sync *sync)
	__acquires(&sync->lock)
{
	unsigned long flags;

	spin_lock_irqsave(&sync->lock, flags);
	return flags;
}

/**
 * portcls_interrupt_sync_unlock_irqrestore() - let the service routines in again
 * @sync: the interrupt sync
 * @flags: from portcls_interrupt_sync_lock_irqsave()
 *
 * Context: as portcls_interrupt_sync_lock_irqsave() left it.
 */
static inline void portcls_interrupt_sync_unlock_irqrestore(struct portcls_interrupt_sync *sync,
							    unsigned long flags)
	__releases(&sync->lock)
{
	spin_unlock_irqrestore(&sync->lock, flags);
}

struct portcls_interrupt_sync *
portcls_interrupt_sync_new(struct portcls_adapter *adapter,
			   const struct portcls_resource_list *resources, unsigned int index,
			   enum portcls_interrupt_sync_mode mode);
int portcls_interrupt_sync_register_routine(struct portcls_interrupt_sync *sync,
					    portcls_interrupt_routine routine, void *context,
					    bool first);
int portcls_interrupt_sync_connect(struct portcls_interrupt_sync *sync);
void portcls_interrupt_sync_disconnect(struct portcls_interrupt_sync *sync);
int portcls_interrupt_sync_call(struct portcls_interrupt_sync *sync,
				portcls_synchronized_routine routine, void *context);
bool portcls_interrupt_sync_dispatch(struct portcls_interrupt_sync *sync);

#endif /* PORTCLS_INTERRUPT_SYNC_H */

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Interrupt synchronisation: service routines of one interrupt, and code that excludes them.
 */
#ifndef PORTCLS_INTERRUPT_SYNC_H
#define PORTCLS_INTERRUPT_SYNC_H

#include <linux/types.h>

struct portcls_adapter;
struct portcls_interrupt_sync;
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
unsigned long portcls_interrupt_sync_lock(struct portcls_interrupt_sync *sync);
void portcls_interrupt_sync_unlock(struct portcls_interrupt_sync *sync, unsigned long flags);
bool portcls_interrupt_sync_dispatch(struct portcls_interrupt_sync *sync);

#endif /* PORTCLS_INTERRUPT_SYNC_H */

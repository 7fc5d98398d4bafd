/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_INTERRUPT_SYNC_INTERNAL_H
#define PORTCLS_INTERRUPT_SYNC_INTERNAL_H

#include <portcls/interrupt_sync.h>

struct list_head;

struct list_head *portcls_interrupt_sync_groups(struct portcls_interrupt_sync *sync);
bool portcls_interrupt_sync_in_routine(const struct portcls_interrupt_sync *sync);

#endif /* PORTCLS_INTERRUPT_SYNC_INTERNAL_H */

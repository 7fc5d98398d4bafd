/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_CTL_EVENT_INTERNAL_H
#define PORTCLS_CTL_EVENT_INTERNAL_H

#include <linux/types.h>
#include <linux/workqueue.h>

#include <portcls/filter.h>

struct portcls_adapter;
struct portcls_port;

/**
 * enum portcls_event - what an event is about
 * @PORTCLS_EVENT_UNKNOWN: nothing that is known here
 * @PORTCLS_EVENT_OF_CONTROLS: controls have changed
 * @PORTCLS_EVENT_OF_FORMATS: formats of pins have changed
 * @PORTCLS_EVENT_OF_JACKS: jacks of pins have changed
 */
enum portcls_event {
	PORTCLS_EVENT_UNKNOWN,
	PORTCLS_EVENT_OF_CONTROLS,
	PORTCLS_EVENT_OF_FORMATS,
	PORTCLS_EVENT_OF_JACKS,
};

/**
 * struct portcls_events - events of a port that wait for a process
 * @formats: pins whose formats have changed
 * @jacks: pins whose jacks have changed
 * @work: takes care of them
 */
struct portcls_events {
	DECLARE_BITMAP(formats, PORTCLS_MAX_PINS);
	DECLARE_BITMAP(jacks, PORTCLS_MAX_PINS);
	struct work_struct work;
};

void portcls_events_init(struct portcls_port *port);
void portcls_events_start(struct portcls_adapter *adapter);
void portcls_events_resume(struct portcls_adapter *adapter);
void portcls_events_stop(struct portcls_adapter *adapter);

#endif /* PORTCLS_CTL_EVENT_INTERNAL_H */

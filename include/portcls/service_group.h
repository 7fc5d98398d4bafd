/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Service groups: what is to be done after an interrupt, and for whom.
 */
#ifndef PORTCLS_SERVICE_GROUP_H
#define PORTCLS_SERVICE_GROUP_H

#include <linux/ktime.h>
#include <linux/types.h>

struct portcls_interrupt_sync;
struct portcls_service_group;

/**
 * struct portcls_service_sink - a member of a service group
 * @request_service: called once for each request, see portcls_service_group_request()
 * @next: the group's
 *
 * Counterpart: IServiceSink.
 */
struct portcls_service_sink {
	void (*request_service)(struct portcls_service_sink *sink);
	struct portcls_service_sink *next;
};

struct portcls_service_group *portcls_service_group_new(struct portcls_interrupt_sync *sync);
struct portcls_service_group *portcls_service_group_get(struct portcls_service_group *group);
void portcls_service_group_put(struct portcls_service_group *group);

void portcls_service_group_add_member(struct portcls_service_group *group,
				      struct portcls_service_sink *sink);
void portcls_service_group_remove_member(struct portcls_service_group *group,
					 struct portcls_service_sink *sink);

void portcls_service_group_request(struct portcls_service_group *group);
void portcls_service_group_request_delayed(struct portcls_service_group *group, ktime_t delay);
void portcls_service_group_cancel_delayed(struct portcls_service_group *group);

#endif /* PORTCLS_SERVICE_GROUP_H */

/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_SERVICE_GROUP_INTERNAL_H
#define PORTCLS_SERVICE_GROUP_INTERNAL_H

#include <portcls/service_group.h>

void portcls_service_groups_run(struct list_head *groups);
void portcls_service_groups_wait(void);

#endif /* PORTCLS_SERVICE_GROUP_INTERNAL_H */

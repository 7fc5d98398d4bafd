/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_CONNECTION_INTERNAL_H
#define PORTCLS_CONNECTION_INTERNAL_H

#include <linux/list.h>
#include <linux/types.h>

struct portcls_adapter;
struct portcls_port;

/**
 * struct portcls_physical_connection - a wire
 * @from: subdevice the signal leaves, NULL for the outside
 * @from_pin: pin of @from
 * @to: subdevice the signal enters, NULL for the outside
 * @to_pin: pin of @to
 * @external: what is outside, e.g. "Line In"; NULL between subdevices
 * @link: in adapter->connections
 */
struct portcls_physical_connection {
	struct portcls_port *from;
	u32 from_pin;
	struct portcls_port *to;
	u32 to_pin;
	const char *external;
	struct list_head link;
};

int portcls_connections_validate(struct portcls_adapter *adapter);
void portcls_connections_free(struct portcls_adapter *adapter);

#endif /* PORTCLS_CONNECTION_INTERNAL_H */

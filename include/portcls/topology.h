/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Topology: miniports that describe and control the path of sound outside of streams.
 */
#ifndef PORTCLS_TOPOLOGY_H
#define PORTCLS_TOPOLOGY_H

#include <linux/types.h>

struct portcls_adapter;
struct portcls_filter;
struct portcls_port;
struct portcls_resource_list;

/**
 * struct portcls_topology_ops - a Topology miniport
 * @get_description: the miniport's filter; lives as long as the port. Required. Counterpart:
 *	IMiniport::GetDescription. Context: process, may sleep. Return: 0 or a negative errno.
 * @init: binds the miniport to its port; called once, before anything else. Required. Counterpart:
 *	IMiniportTopology::Init. Context: process, may sleep. Return: 0 or a negative errno.
 *
 * Every method gets the object given to portcls_topology_new(). All else that the miniport does is
 * in the property handlers of its filter, pins and nodes.
 *
 * Counterpart: IMiniportTopology, methods in its order.
 */
struct portcls_topology_ops {
	int (*get_description)(void *miniport, const struct portcls_filter **filter);
	int (*init)(void *miniport, struct portcls_resource_list *resources,
		    struct portcls_port *port);
};

struct portcls_port *portcls_topology_new(struct portcls_adapter *adapter,
					  const struct portcls_topology_ops *ops, void *miniport,
					  struct portcls_resource_list *resources);

#endif /* PORTCLS_TOPOLOGY_H */

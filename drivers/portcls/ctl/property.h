/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_CTL_PROPERTY_INTERNAL_H
#define PORTCLS_CTL_PROPERTY_INTERNAL_H

#include <linux/types.h>
#include <linux/uuid.h>

struct portcls_adapter;
struct portcls_port;
struct portcls_property_item;

/**
 * struct portcls_property - a property of something, to be asked
 * @port: the port
 * @node: number of a node, or PORTCLS_FILTER_NODE for a property of the filter itself
 * @stream: the miniport's stream that is asked, or NULL
 * @set: property set
 * @id: number within @set
 * @instance: what of several is meant, or NULL
 * @instance_size: bytes at @instance, at most PORTCLS_INSTANCE_MAX
 */
struct portcls_property {
	struct portcls_port *port;
	u32 node;
	void *stream;
	const guid_t *set;
	u32 id;
	const void *instance;
	u32 instance_size;
};

#define PORTCLS_INSTANCE_MAX	16
/* More than any property has to say. */
#define PORTCLS_VALUE_MAX	(64 * 1024)

const struct portcls_property_item *
portcls_property_find(const struct portcls_port *port, u32 node, const guid_t *set, u32 id);

int portcls_property_get(const struct portcls_property *property, void *value, u32 size);
void *portcls_property_get_all(const struct portcls_property *property, u32 *size);
int portcls_property_set(const struct portcls_property *property, const void *value, u32 size);
void *portcls_property_get_support(const struct portcls_property *property, u32 *size);

void portcls_properties_abandon(struct portcls_adapter *adapter);

#endif /* PORTCLS_CTL_PROPERTY_INTERNAL_H */

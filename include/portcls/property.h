/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Automation tables: the properties that a filter, pin or node answers.
 */
#ifndef PORTCLS_PROPERTY_H
#define PORTCLS_PROPERTY_H

#include <linux/bits.h>
#include <linux/types.h>
#include <linux/uuid.h>

struct portcls_property_request;

/**
 * typedef portcls_property_handler - answers one request for a property
 * @request: what is asked, of which object
 *
 * Counterpart: PCPFNPROPERTY_HANDLER.
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
typedef int (*portcls_property_handler)(struct portcls_property_request *request);

/* What a property item can be asked. Counterpart: PCPROPERTY_ITEM_FLAG_*, same values. */
#define PORTCLS_PROPERTY_GET		BIT(0)
#define PORTCLS_PROPERTY_SET		BIT(1)
#define PORTCLS_PROPERTY_BASIC_SUPPORT	BIT(9)
#define PORTCLS_PROPERTY_FLAGS \
	(PORTCLS_PROPERTY_GET | PORTCLS_PROPERTY_SET | PORTCLS_PROPERTY_BASIC_SUPPORT)

/**
 * struct portcls_property_item - one property
 * @set: property set
 * @id: number within @set
 * @flags: PORTCLS_PROPERTY_GET, _SET and _BASIC_SUPPORT, at least one of the first two
 * @handler: answers requests, not NULL
 *
 * Counterpart: PCPROPERTY_ITEM.
 */
struct portcls_property_item {
	const guid_t *set;
	u32 id;
	u32 flags;
	portcls_property_handler handler;
};

/**
 * struct portcls_automation - the properties of one filter, pin or node
 * @property_size: bytes from one item to the next: at least sizeof(struct portcls_property_item),
 *	a multiple of 8; more when the miniport's items carry data of their own
 * @property_count: items in @properties
 * @properties: the items, @property_size apart
 *
 * Counterpart: PCAUTOMATION_TABLE.
 */
struct portcls_automation {
	u32 property_size;
	u32 property_count;
	const void *properties;
};

/**
 * portcls_automation_item() - one item of an automation table
 * @automation: table, validated
 * @index: less than its property_count
 *
 * Context: any.
 * Return: the item, found by the table's own stride.
 */
static inline const struct portcls_property_item *
portcls_automation_item(const struct portcls_automation *automation, u32 index)
{
	return automation->properties + (size_t)index * automation->property_size;
}

#endif /* PORTCLS_PROPERTY_H */

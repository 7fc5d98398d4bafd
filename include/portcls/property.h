/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Properties: the automation tables of filters, pins and nodes, and requests for what is in them.
 */
#ifndef PORTCLS_PROPERTY_H
#define PORTCLS_PROPERTY_H

#include <linux/bits.h>
#include <linux/types.h>
#include <linux/uuid.h>

struct portcls_property_item;

/* What a property is asked. Counterpart: PCPROPERTY_ITEM_FLAG_*, KSPROPERTY_TYPE_*, same values. */
#define PORTCLS_PROPERTY_GET		BIT(0)
#define PORTCLS_PROPERTY_SET		BIT(1)
#define PORTCLS_PROPERTY_BASIC_SUPPORT	BIT(9)
#define PORTCLS_PROPERTY_FLAGS \
	(PORTCLS_PROPERTY_GET | PORTCLS_PROPERTY_SET | PORTCLS_PROPERTY_BASIC_SUPPORT)

/**
 * struct portcls_property_request - one request for a property
 * @miniport: the object given when the port was made. Counterpart: MajorTarget
 * @stream: the miniport's stream that is asked, NULL when the filter is. Counterpart: MinorTarget
 * @node: node that is asked, or PORTCLS_FILTER_NODE
 * @item: the property
 * @verb: PORTCLS_PROPERTY_GET, _SET or _BASIC_SUPPORT
 * @instance_size: bytes at @instance
 * @instance: what of several is meant: a channel (__s32), a pin (__u32)
 * @value_size: bytes at @value; when the handler is done, of what it wrote, or would have written
 * @value: for GET and BASIC_SUPPORT to be filled, for SET what to set
 *
 * It belongs to the core, and to the handler until it has returned or, when it has returned
 * -EINPROGRESS, called portcls_complete_pending_property_request(). @instance and @value are
 * aligned to 8 bytes.
 *
 * Counterpart: PCPROPERTY_REQUEST, members in its order.
 */
struct portcls_property_request {
	void *miniport;
	void *stream;
	u32 node;
	const struct portcls_property_item *item;
	u32 verb;
	u32 instance_size;
	void *instance;
	u32 value_size;
	void *value;
};

/**
 * typedef portcls_property_handler - answers one request for a property
 * @request: what is asked, of which object
 *
 * What it sets may be silently clamped to what the hardware can; the core reads back.
 *
 * Counterpart: PCPFNPROPERTY_HANDLER.
 *
 * Context: process, may sleep. Requests of one port come one after another.
 * Return: 0; -EMSGSIZE (counterpart: STATUS_BUFFER_OVERFLOW) when @request->value_size was 0, now
 * set to what is needed; -ENOSPC (STATUS_BUFFER_TOO_SMALL) when it was too small, likewise;
 * -EINPROGRESS (STATUS_PENDING) when the answer comes later; else a negative errno.
 */
typedef int (*portcls_property_handler)(struct portcls_property_request *request);

/**
 * struct portcls_property_item - one property
 * @set: property set
 * @id: number within @set
 * @flags: PORTCLS_PROPERTY_GET, _SET and _BASIC_SUPPORT, at least one of the first two. Without the
 *	last, the core itself answers what can be done: what the other two say
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
 *	a multiple of 8
 * @property_count: items in the table
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

/**
 * enum portcls_value_type - types of a property's value
 * @PORTCLS_TYPE_S32: __s32
 * @PORTCLS_TYPE_BOOL: __u32, any value but 0 is true
 * @PORTCLS_TYPE_U32: __u32
 * @PORTCLS_TYPE_S64: __s64
 * @PORTCLS_TYPE_BLOB: bytes, up to 512 in a control; how many may change if they cannot be set
 *
 * Counterpart: VT_I4, VT_BOOL, VT_UI4, VT_I8 and VT_BLOB in KSPROPTYPESETID_General, same values.
 */
enum portcls_value_type {
	PORTCLS_TYPE_S32 = 3,
	PORTCLS_TYPE_BOOL = 11,
	PORTCLS_TYPE_U32 = 19,
	PORTCLS_TYPE_S64 = 20,
	PORTCLS_TYPE_BLOB = 65,
};

/**
 * struct portcls_property_description - beginning of the long answer to BASIC_SUPPORT
 * @access: PORTCLS_PROPERTY_* that the property takes
 * @size: bytes of the whole answer, with this
 * @type_set: set that @type is of: &portcls_type_set_general, or all zero when the type is not told
 * @type: &enum portcls_value_type
 * @type_flags: 0
 * @members_lists: lists that follow, each a &struct portcls_members_header with its members
 * @reserved: 0
 *
 * Counterpart: KSPROPERTY_DESCRIPTION.
 */
struct portcls_property_description {
	__u32 access;
	__u32 size;
	guid_t type_set;
	__u32 type;
	__u32 type_flags;
	__u32 members_lists;
	__u32 reserved;
};

/* Kinds of members. Counterpart: KSPROPERTY_MEMBER_*, same values. */
#define PORTCLS_MEMBERS_RANGES		1	/* least and greatest value; the step is 1 */
#define PORTCLS_MEMBERS_STEPPED_RANGES	2
#define PORTCLS_MEMBERS_VALUES		3

/* What members are about. Counterpart: KSPROPERTY_MEMBER_FLAG_*, same values. */
#define PORTCLS_MEMBERS_DEFAULT		BIT(0)	/* the value in the beginning */
#define PORTCLS_MEMBERS_MULTICHANNEL	BIT(1)	/* one member for each channel */
#define PORTCLS_MEMBERS_UNIFORM		BIT(2)	/* … and all channels have one value */

/**
 * struct portcls_members_header - a list of ranges or values
 * @kind: PORTCLS_MEMBERS_RANGES, _STEPPED_RANGES or _VALUES
 * @size: bytes of a member
 * @count: members
 * @flags: PORTCLS_MEMBERS_DEFAULT, _MULTICHANNEL, _UNIFORM
 *
 * Counterpart: KSPROPERTY_MEMBERSHEADER.
 */
struct portcls_members_header {
	__u32 kind;
	__u32 size;
	__u32 count;
	__u32 flags;
};

/**
 * struct portcls_stepping - a range of 32-bit values
 * @step: distance of values, 0 if it is not known
 * @reserved: 0
 * @minimum: least value
 * @maximum: greatest value
 *
 * Counterpart: KSPROPERTY_STEPPING_LONG.
 */
struct portcls_stepping {
	__u32 step;
	__u32 reserved;
	__s32 minimum;
	__s32 maximum;
};

/**
 * struct portcls_stepping64 - a range of 64-bit values
 * @step: distance of values, 0 if it is not known
 * @minimum: least value
 * @maximum: greatest value
 *
 * Counterpart: KSPROPERTY_STEPPING_LONGLONG.
 */
struct portcls_stepping64 {
	__u64 step;
	__s64 minimum;
	__s64 maximum;
};

int portcls_property_channel(const struct portcls_property_request *request, u32 channels,
			     s32 *channel);
int portcls_property_reply(struct portcls_property_request *request, const void *value, u32 size);
int portcls_property_value(const struct portcls_property_request *request, void *value, u32 size);
int portcls_property_support(struct portcls_property_request *request,
			     enum portcls_value_type type, const struct portcls_stepping *ranges,
			     u32 count);
void portcls_complete_pending_property_request(struct portcls_property_request *request,
					       int status);

#endif /* PORTCLS_PROPERTY_H */

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Blocks: what a provider offers under a GUID, and what of it is known by name.
 */
#ifndef WINWMI_BLOCK_H
#define WINWMI_BLOCK_H

#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/string.h>
#include <linux/types.h>
#include <linux/uuid.h>

/* What a block is. Counterpart: WMIREG_FLAG_*, same values. */
#define WINWMI_BLOCK_EXPENSIVE		0x00000001	/* costs to collect: is told when to */
#define WINWMI_BLOCK_INSTANCE_LIST	0x00000004	/* instances have the names given */
#define WINWMI_BLOCK_INSTANCE_BASENAME	0x00000008	/* … a base name with a number */
#define WINWMI_BLOCK_INSTANCE_PDO	0x00000020	/* … the name of a device with a number */
#define WINWMI_BLOCK_EVENT_ONLY		0x00000040	/* has no data, only events */
#define WINWMI_BLOCK_REMOVE		0x00010000	/* is to go; in an update only */
#define WINWMI_BLOCK_TRACED		0x00080000	/* events are traced only, in any context */

#define WINWMI_BLOCK_NAMING \
	(WINWMI_BLOCK_INSTANCE_LIST | WINWMI_BLOCK_INSTANCE_BASENAME | WINWMI_BLOCK_INSTANCE_PDO)

/**
 * enum winwmi_type - types of items
 * @WINWMI_BOOLEAN: __u8, any value but 0 is true; text: 0 or 1
 * @WINWMI_SINT8: __s8; text of all integers: decimal, read with 0x in front as hexadecimal
 * @WINWMI_UINT8: __u8
 * @WINWMI_SINT16: __s16
 * @WINWMI_UINT16: __u16
 * @WINWMI_SINT32: __s32
 * @WINWMI_UINT32: __u32
 * @WINWMI_SINT64: __s64
 * @WINWMI_UINT64: __u64
 * @WINWMI_CHAR16: __u16, a character's UTF-16; text: as of WINWMI_UINT16
 * @WINWMI_REAL32: __u32, IEEE 754; text: as C's "%a"
 * @WINWMI_REAL64: __u64, IEEE 754; text: as C's "%a"
 * @WINWMI_STRING: __u16 with the bytes that follow, then UTF-16; text: UTF-8 up to the first NUL
 * @WINWMI_DATETIME: 25 characters of UTF-16, yyyymmddhhmmss.mmmmmm±uuu or an interval,
 *	ddddddddhhmmss.mmmmmm:000; text: the same
 * @WINWMI_TYPES: how many there are
 *
 * Counterpart: the data types of MOF.
 */
enum winwmi_type {
	WINWMI_BOOLEAN,
	WINWMI_SINT8,
	WINWMI_UINT8,
	WINWMI_SINT16,
	WINWMI_UINT16,
	WINWMI_SINT32,
	WINWMI_UINT32,
	WINWMI_SINT64,
	WINWMI_UINT64,
	WINWMI_CHAR16,
	WINWMI_REAL32,
	WINWMI_REAL64,
	WINWMI_STRING,
	WINWMI_DATETIME,
	WINWMI_TYPES,
};

/* What can be done with an item. */
#define WINWMI_ITEM_READ	BIT(0)
#define WINWMI_ITEM_WRITE	BIT(1)
#define WINWMI_ITEM_RW		(WINWMI_ITEM_READ | WINWMI_ITEM_WRITE)

/**
 * struct winwmi_item - one value in an instance of a block
 * @name: an identifier; its file's name, and its property's in MOF
 * @description: what it is, in MOF; or NULL
 * @type: what it is in memory
 * @count: values, one after another; 0 or 1 for a single one
 * @max_chars: most characters of a string, 0 for any number. A string is not an array
 * @access: WINWMI_ITEM_READ, _WRITE or both
 *
 * An item's number, its WmiDataId, is its place in the table, from 1. In memory items are placed
 * as the members of a C structure would be, each by the alignment of its type, and a string takes
 * what it says.
 *
 * Counterpart: a property in a MOF class.
 */
struct winwmi_item {
	const char *name;
	const char *description;
	enum winwmi_type type;
	u32 count;
	u32 max_chars;
	u32 access;
};

/**
 * struct winwmi_method - a method of a block
 * @name: an identifier; its name in MOF
 * @description: what it does, in MOF; or NULL
 * @id: number by which it is called
 *
 * Counterpart: a method in a MOF class, its WmiMethodId.
 */
struct winwmi_method {
	const char *name;
	const char *description;
	u32 id;
};

/**
 * struct winwmi_block_info - a block, as its provider describes it
 * @guid: what it is known by, not all zero
 * @flags: WINWMI_BLOCK_*
 * @index: number by which callbacks know it. Counterpart: GuidIndex
 * @instance_count: instances
 * @instance_names: with WINWMI_BLOCK_INSTANCE_LIST, a name for each. They are copied
 * @class_name: name of its class in MOF, an identifier, or NULL; lives as long as the context
 * @description: what it is, in MOF, or NULL; likewise
 * @read_only: no instance can be set, though there is a callback
 * @min_size: least bytes of an instance, 0 if @items tell, or nobody does. Less is no setting, and
 *	no room for a query: the driver is not asked, but for the size if @max_size is another
 * @max_size: most bytes of an instance, 0 if @items tell, or nobody does. If it is @min_size, the
 *	size is fixed
 * @items: values in an instance, or NULL; lives as long as the context
 * @item_count: how many
 * @methods: methods, or NULL if they are not told of; lives as long as the context
 * @method_count: how many
 *
 * Counterpart: WMIGUIDREGINFO, WMIREGGUID; what is in @items and @methods is MOF's.
 */
struct winwmi_block_info {
	guid_t guid;
	u32 flags;
	u32 index;
	u32 instance_count;
	const char *const *instance_names;
	const char *class_name;
	const char *description;
	bool read_only;
	u32 min_size;
	u32 max_size;
	const struct winwmi_item *items;
	u32 item_count;
	const struct winwmi_method *methods;
	u32 method_count;
};

/**
 * winwmi_answer() - answer a query, or a method, with data that is at hand
 * @buffer: where the answer goes
 * @room: bytes there are at @buffer
 * @used: receives the bytes of the answer
 * @data: the answer
 * @size: its bytes
 *
 * Context: any.
 * Return: 0, or -ENOSPC if there is not room for it, for the callback to return.
 */
static inline int winwmi_answer(void *buffer, u32 room, u32 *used, const void *data, u32 size)
{
	*used = size;
	if (size > room)
		return -ENOSPC;
	if (size)
		memcpy(buffer, data, size);
	return 0;
}

void winwmi_put_string(void *buffer, u32 room, u32 *used, const char *text);

#endif /* WINWMI_BLOCK_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Items: where each value of an instance is.
 *
 * Values are laid out as the members of a C structure would be, each at the alignment of its type,
 * after the one before. What follows a string depends on how long that is, so values are found by
 * walking from the first.
 */
#include <linux/align.h>
#include <linux/kernel.h>
#include <linux/minmax.h>

#include "item.h"

/**
 * winwmi_item_size() - size of one value
 * @type: its type
 *
 * Return: its bytes; of a string, those of the number in front.
 */
u32 winwmi_item_size(enum winwmi_type type)
{
	static const u8 sizes[WINWMI_TYPES] = {
		[WINWMI_BOOLEAN] = 1,
		[WINWMI_SINT8] = 1, [WINWMI_UINT8] = 1,
		[WINWMI_SINT16] = 2, [WINWMI_UINT16] = 2,
		[WINWMI_SINT32] = 4, [WINWMI_UINT32] = 4,
		[WINWMI_SINT64] = 8, [WINWMI_UINT64] = 8,
		[WINWMI_CHAR16] = 2,
		[WINWMI_REAL32] = 4, [WINWMI_REAL64] = 8,
		[WINWMI_STRING] = 2,
		[WINWMI_DATETIME] = WINWMI_DATETIME_SIZE,
	};

	return sizes[type];
}

static u32 alignment(enum winwmi_type type)
{
	return type == WINWMI_DATETIME ? 2 : winwmi_item_size(type);
}

static u32 fixed_size(const struct winwmi_item *item)
{
	return winwmi_item_size(item->type) * max(item->count, 1U);
}

/* Size of the value at hand, 0 if there is less than that. */
static u32 size_here(const struct winwmi_item *item, const void *value, u32 left)
{
	u32 size = fixed_size(item);

	if (size > left)
		return 0;
	if (item->type == WINWMI_STRING)
		size += *(const u16 *)value;
	return size <= left ? size : 0;
}

/**
 * winwmi_items_sizes() - fill in sizes that the items of a block tell
 * @info: its description, with sound items; sizes that are given are left
 */
void winwmi_items_sizes(struct winwmi_block_info *info)
{
	u64 least = 0, most = 0;
	bool open = false;
	u32 i;

	for (i = 0; i < info->item_count; i++) {
		const struct winwmi_item *item = &info->items[i];
		u32 align = alignment(item->type), size = fixed_size(item);

		least = ALIGN(least, align) + size;
		most = ALIGN(most, align) + size + 2 * item->max_chars;
		open |= item->type == WINWMI_STRING && !item->max_chars;
	}
	if (!info->min_size)
		info->min_size = min_t(u64, least, U32_MAX);
	if (!info->max_size && !open)
		info->max_size = min_t(u64, most, U32_MAX);
}

/**
 * winwmi_item_find() - where the value of an item is
 * @info: description of the block
 * @index: item, from 0
 * @data: an instance, aligned to 8 bytes
 * @size: its bytes
 * @item_size: the value's
 *
 * Context: any.
 * Return: the value; NULL if @data is too short for it.
 */
const void *winwmi_item_find(const struct winwmi_block_info *info, u32 index, const void *data,
			     u32 size, u32 *item_size)
{
	u32 offset = 0, i;

	for (i = 0; ; i++) {
		const struct winwmi_item *item = &info->items[i];

		offset = ALIGN(offset, alignment(item->type));
		if (offset >= size)
			return NULL;
		*item_size = size_here(item, data + offset, size - offset);
		if (!*item_size)
			return NULL;
		if (i == index)
			return data + offset;
		offset += *item_size;
	}
}

/**
 * winwmi_item_fits() - whether a value has the size that its item has
 * @item: the item
 * @value: the value, aligned to 8 bytes
 * @size: its bytes
 *
 * Context: any.
 * Return: true if it has.
 */
bool winwmi_item_fits(const struct winwmi_item *item, const void *value, u32 size)
{
	if (item->type == WINWMI_STRING && item->max_chars &&
	    size > sizeof(u16) + 2 * item->max_chars)
		return false;
	return size && size_here(item, value, size) == size;
}

/**
 * winwmi_items_fit() - whether data has all items of its block
 * @info: description of the block
 * @data: an instance, aligned to 8 bytes
 * @size: its bytes
 *
 * Context: any.
 * Return: true if it has.
 */
bool winwmi_items_fit(const struct winwmi_block_info *info, const void *data, u32 size)
{
	u32 item_size;

	return winwmi_item_find(info, info->item_count - 1, data, size, &item_size);
}

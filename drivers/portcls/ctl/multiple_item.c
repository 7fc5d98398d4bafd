// SPDX-License-Identifier: GPL-2.0-only
/*
 * Answers with any number of items.
 */
#include <linux/types.h>

#include <portcls/jack.h>

#include "multiple_item.h"

/**
 * portcls_multiple_item_parse() - find the items of an answer
 * @answer: the answer, aligned to 4 bytes
 * @size: bytes of it
 * @item_size: bytes of an item, not 0
 * @count: receives the number of items
 *
 * Context: any.
 * Return: the items, inside of @answer, or NULL if it is not made of a header and whole items.
 */
const void *portcls_multiple_item_parse(const void *answer, u32 size, u32 item_size, u32 *count)
{
	const struct portcls_multiple_item *header = answer;

	if (size < sizeof(*header) || header->size != size)
		return NULL;
	size -= sizeof(*header);
	if (size % item_size || size / item_size != header->count)
		return NULL;
	*count = header->count;
	return header + 1;
}

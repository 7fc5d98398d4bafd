/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Items: where each value of an instance is, and what it is as text.
 */
#ifndef WINWMI_ITEM_H
#define WINWMI_ITEM_H

#include <linux/types.h>

#include <winwmi/block.h>

/* Bytes of WINWMI_DATETIME */
#define WINWMI_DATETIME_CHARS	25
#define WINWMI_DATETIME_SIZE	(2 * WINWMI_DATETIME_CHARS)

/* item.c */
void winwmi_items_sizes(struct winwmi_block_info *info);
u32 winwmi_item_size(enum winwmi_type type);
bool winwmi_item_fits(const struct winwmi_item *item, const void *value, u32 size);
bool winwmi_items_fit(const struct winwmi_block_info *info, const void *data, u32 size);
const void *winwmi_item_find(const struct winwmi_block_info *info, u32 index, const void *data,
			     u32 size, u32 *item_size);

/* text.c */
ssize_t winwmi_item_show(const struct winwmi_item *item, const void *value, u32 size, char *text,
			 size_t room);
ssize_t winwmi_item_parse(const struct winwmi_item *item, const char *text, size_t length,
			  void *value, u32 room);

/* mof.c */
ssize_t winwmi_mof(const struct winwmi_block_info *info, char *text, size_t room);

#endif /* WINWMI_ITEM_H */

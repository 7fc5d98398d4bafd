// SPDX-License-Identifier: GPL-2.0-only
/*
 * Descriptions of blocks, as drivers give them: are they sound, and are they what is there already.
 */
#include <linux/bitops.h>
#include <linux/ctype.h>
#include <linux/device.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "core.h"
#include "item.h"

/* More would be a mistake. */
#define MOST_INSTANCES	4096

#define KNOWN_FLAGS \
	(WINWMI_BLOCK_EXPENSIVE | WINWMI_BLOCK_NAMING | WINWMI_BLOCK_EVENT_ONLY | \
	 WINWMI_BLOCK_REMOVE | WINWMI_BLOCK_TRACED)

/* Names files and appears in MOF. */
static bool is_identifier(const char *name)
{
	if (!name || !(isalpha(*name) || *name == '_'))
		return false;
	while (isalnum(*name) || *name == '_')
		name++;
	return !*name;
}

static const char *wrong_instances(const struct winwmi_block_info *info)
{
	u32 i;

	if (hweight32(info->flags & WINWMI_BLOCK_NAMING) > 1)
		return "instances are named in more than one way";
	if (info->instance_count > MOST_INSTANCES)
		return "too many instances";
	if (info->instance_count && !(info->flags & WINWMI_BLOCK_NAMING))
		return "instances have no names";
	if (!(info->flags & WINWMI_BLOCK_INSTANCE_LIST))
		return NULL;
	for (i = 0; i < info->instance_count; i++)
		if (!info->instance_names || !info->instance_names[i] ||
		    !*info->instance_names[i] || strchr(info->instance_names[i], '\n'))
			return "an instance has no name, or one of several lines";
	return NULL;
}

static const char *wrong_items(const struct winwmi_block_info *info)
{
	u32 i, j;

	if (!info->items != !info->item_count)
		return "a table of items without any, or the other way round";
	for (i = 0; i < info->item_count; i++) {
		const struct winwmi_item *item = &info->items[i];

		if (!is_identifier(item->name))
			return "the name of an item is no identifier";
		if (item->type < 0 || item->type >= WINWMI_TYPES ||
		    item->count > WINWMI_MAX_DATA / 8 || item->max_chars > U16_MAX / 2 ||
		    (item->type == WINWMI_STRING ? item->count > 1 : item->max_chars))
			return "an item has an impossible type or size";
		if (!item->access || item->access & ~WINWMI_ITEM_RW)
			return "an item has an impossible access";
		for (j = 0; j < i; j++)
			if (!strcmp(item->name, info->items[j].name))
				return "two items have the same name";
	}
	return NULL;
}

static const char *wrong_methods(const struct winwmi_block_info *info)
{
	u32 i, j;

	if (!info->methods != !info->method_count)
		return "a table of methods without any, or the other way round";
	for (i = 0; i < info->method_count; i++) {
		if (!is_identifier(info->methods[i].name))
			return "the name of a method is no identifier";
		for (j = 0; j < i; j++)
			if (info->methods[i].id == info->methods[j].id ||
			    !strcmp(info->methods[i].name, info->methods[j].name))
				return "two methods have the same name or number";
	}
	return NULL;
}

static const char *wrong_sizes(const struct winwmi_block_info *info)
{
	if (info->max_size && info->min_size > info->max_size)
		return "its least size is above its greatest";
	if (info->min_size > WINWMI_MAX_DATA || info->max_size > WINWMI_MAX_DATA)
		return "its instances are too large";
	return NULL;
}

static const char *wrong(struct winwmi_block_info *info)
{
	const char *what = NULL;

	if (guid_is_null(&info->guid))
		what = "its GUID is zero";
	else if (info->flags & ~KNOWN_FLAGS)
		what = "unknown flags";
	else if (info->class_name && !is_identifier(info->class_name))
		what = "the name of its class is no identifier";
	what = what ?: wrong_instances(info) ?: wrong_items(info) ?: wrong_methods(info);
	if (!what && info->items)
		winwmi_items_sizes(info);
	return what ?: wrong_sizes(info);
}

/**
 * winwmi_description_check() - find out if a description makes sense
 * @dev: whose log is told what is wrong
 * @info: the description; sizes that the items tell are filled in
 *
 * Context: process.
 * Return: 0 or -EINVAL.
 */
int winwmi_description_check(struct device *dev, struct winwmi_block_info *info)
{
	const char *what = wrong(info);

	if (!what)
		return 0;
	dev_err(dev, "block %pUL is refused: %s\n", &info->guid, what);
	return -EINVAL;
}

static char *joined(const struct winwmi_block_info *info)
{
	size_t size = 1;
	char *naming, *end;
	u32 i;

	for (i = 0; i < info->instance_count; i++)
		size += strlen(info->instance_names[i]) + 1;
	naming = kmalloc(size, GFP_KERNEL);
	if (!naming)
		return NULL;
	for (end = naming, i = 0; i < info->instance_count; i++)
		end += sprintf(end, "%s\n", info->instance_names[i]);
	*end = '\0';
	return naming;
}

/**
 * winwmi_description_naming() - what the instances of a block are named after
 * @reginfo: answer of the provider
 * @info: one of the blocks in it, checked
 *
 * Context: process, may sleep.
 * Return: a base, or a line for each instance, from kmalloc(); NULL for lack of memory.
 */
char *winwmi_description_naming(const struct winwmi_reginfo *reginfo,
				const struct winwmi_block_info *info)
{
	const struct device *pdo = reginfo->pdo;

	switch (info->flags & WINWMI_BLOCK_NAMING) {
	case WINWMI_BLOCK_INSTANCE_LIST:
		return joined(info);
	case WINWMI_BLOCK_INSTANCE_PDO:
		if (!pdo)
			break;
		return kasprintf(GFP_KERNEL, "%s/%s", dev_bus_name(pdo), dev_name(pdo));
	}
	return kstrdup(reginfo->base_name ?: "", GFP_KERNEL);
}

static bool is_same_text(const char *one, const char *other)
{
	return one == other || (one && other && !strcmp(one, other));
}

/* Whether a description, with what it names instances after, is that of a block. */
bool winwmi_description_same(const struct winwmi_block *block, const struct winwmi_block_info *info,
			     const char *naming)
{
	const struct winwmi_block_info *have = &block->info;

	return have->flags == info->flags && have->index == info->index &&
	       have->instance_count == info->instance_count &&
	       have->read_only == info->read_only && have->min_size == info->min_size &&
	       have->max_size == info->max_size && have->items == info->items &&
	       have->item_count == info->item_count && have->methods == info->methods &&
	       have->method_count == info->method_count &&
	       is_same_text(have->class_name, info->class_name) &&
	       is_same_text(have->description, info->description) &&
	       !strcmp(block->naming, naming);
}

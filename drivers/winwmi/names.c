// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names: of blocks, and of their instances, unique among all blocks of one GUID.
 *
 * Several devices may offer the same GUID, and their drivers do not know of each other. So names
 * that collide get another number.
 */
#include <linux/hashtable.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/stringhash.h>

#include "core.h"
#include "names.h"

/**
 * struct winwmi_name - name of an instance
 * @node: in @names
 * @guid: block's
 * @text: the name
 */
struct winwmi_name {
	struct hlist_node node;
	guid_t guid;
	char text[];
};

static DEFINE_HASHTABLE(names, 10);
static LIST_HEAD(named);		/* all blocks that have names, in order of their suffixes */
static DEFINE_MUTEX(names_mutex);	/* guards names, named */

static unsigned int hash(const char *text)
{
	return full_name_hash(NULL, text, strlen(text));
}

static bool is_taken(const guid_t *guid, const char *text)
{
	const struct winwmi_name *name;

	hash_for_each_possible(names, name, node, hash(text))
		if (guid_equal(&name->guid, guid) && !strcmp(name->text, text))
			return true;
	return false;
}

/* Takes a text, which it frees, as a name if it is free: 0, -EEXIST, -ENOMEM. */
static int take(struct winwmi_block *block, unsigned int instance, char *text)
{
	struct winwmi_name *name;
	size_t size;
	int err = 0;

	if (!text)
		return -ENOMEM;
	if (is_taken(&block->info.guid, text)) {
		err = -EEXIST;
		goto out;
	}
	size = strlen(text) + 1;
	name = kmalloc(struct_size(name, text, size), GFP_KERNEL);
	if (!name) {
		err = -ENOMEM;
		goto out;
	}
	name->guid = block->info.guid;
	memcpy(name->text, text, size);
	hash_add(names, &name->node, hash(text));
	block->names[instance] = name;
out:
	kfree(text);
	return err;
}

static char *numbered(const struct winwmi_block *block, unsigned int instance, unsigned int number)
{
	const char *list = block->naming;

	switch (block->info.flags & WINWMI_BLOCK_NAMING) {
	case WINWMI_BLOCK_INSTANCE_BASENAME:
		return kasprintf(GFP_KERNEL, "%s%u", block->naming, number);
	case WINWMI_BLOCK_INSTANCE_PDO:
		return kasprintf(GFP_KERNEL, "%s_%u", block->naming, number);
	}
	while (instance--)
		list = strchr(list, '\n') + 1;
	if (!number)
		return kasprintf(GFP_KERNEL, "%.*s", (int)(strchr(list, '\n') - list), list);
	return kasprintf(GFP_KERNEL, "%.*s#%u", (int)(strchr(list, '\n') - list), list, number);
}

/* The least suffix that no other block of the GUID has. */
static void take_suffix(struct winwmi_block *block)
{
	struct list_head *place = &named;
	struct winwmi_block *other;

	block->suffix = 0;
	list_for_each_entry(other, &named, named) {
		if (!guid_equal(&other->info.guid, &block->info.guid))
			continue;
		if (other->suffix != block->suffix)
			break;
		block->suffix++;
		place = &other->named;
	}
	list_add(&block->named, place);
}

/**
 * winwmi_names_take() - name a block and its instances
 * @block: the block; its info and naming are set
 *
 * Context: process, may sleep.
 * Return: 0 or -ENOMEM.
 */
int winwmi_names_take(struct winwmi_block *block)
{
	bool list = block->info.flags & WINWMI_BLOCK_INSTANCE_LIST;
	unsigned int i, number = 0;
	int err = 0;

	block->names = kcalloc(block->info.instance_count ?: 1, sizeof(*block->names), GFP_KERNEL);
	if (!block->names)
		return -ENOMEM;
	mutex_lock(&names_mutex);
	for (i = 0; i < block->info.instance_count && !err; i++) {
		if (list)
			number = 0;
		do
			err = take(block, i, numbered(block, i, number++));
		while (err == -EEXIST);
	}
	take_suffix(block);
	mutex_unlock(&names_mutex);
	if (err)
		winwmi_names_release(block);
	return err;
}

/* Gives the names of a block back. */
void winwmi_names_release(struct winwmi_block *block)
{
	unsigned int i;

	if (!block->names)
		return;
	mutex_lock(&names_mutex);
	list_del(&block->named);
	for (i = 0; i < block->info.instance_count && block->names[i]; i++) {
		hash_del(&block->names[i]->node);
		kfree(block->names[i]);
	}
	mutex_unlock(&names_mutex);
	kfree(block->names);
	block->names = NULL;
}

/* Name of an instance of a block that is offered. */
const char *winwmi_instance_name(const struct winwmi_block *block, u32 instance)
{
	return block->names[instance]->text;
}

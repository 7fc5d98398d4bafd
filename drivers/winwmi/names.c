// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names: of blocks, and of their instances, unique among all blocks of one GUID.
 *
 * Several devices may offer the same GUID, and their drivers do not know of each other. So what
 * they name is a stem, from which numbers are taken, the least that is free. A stem can be a name,
 * too, and what a number makes of one stem may be the name that another has given: so both are
 * texts in one table.
 */
#include <linux/idr.h>
#include <linux/jhash.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/rhashtable.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "core.h"
#include "names.h"

/**
 * struct winwmi_text - something that a block of a GUID may be called
 * @node: in @texts
 * @guid: the GUID
 * @refs: names and stems that it is
 * @is_name: an instance has it as its name
 * @numbers: numbers that were taken from it
 * @rcu: frees it, as the table wants it
 * @text: the text
 */
struct winwmi_text {
	struct rhash_head node;
	guid_t guid;
	unsigned int refs;
	bool is_name;
	struct ida numbers;
	struct rcu_head rcu;
	char text[];
};

/**
 * struct winwmi_name - name of an instance
 * @name: the name
 * @stem: what it was made of
 * @number: number that was taken from @stem
 */
struct winwmi_name {
	struct winwmi_text *name;
	struct winwmi_text *stem;
	unsigned int number;
};

/* What a text is found by */
struct text_key {
	const guid_t *guid;
	const char *text;
};

static u32 hash(const guid_t *guid, const char *text, u32 seed)
{
	return jhash(text, strlen(text), jhash(guid, sizeof(*guid), seed));
}

static u32 hash_key(const void *data, u32 length, u32 seed)
{
	const struct text_key *key = data;

	return hash(key->guid, key->text, seed);
}

static u32 hash_object(const void *data, u32 length, u32 seed)
{
	const struct winwmi_text *text = data;

	return hash(&text->guid, text->text, seed);
}

static int compare(struct rhashtable_compare_arg *arg, const void *data)
{
	const struct winwmi_text *text = data;
	const struct text_key *key = arg->key;

	return !guid_equal(&text->guid, key->guid) || strcmp(text->text, key->text) != 0;
}

static const struct rhashtable_params params = {
	.head_offset = offsetof(struct winwmi_text, node),
	.hashfn = hash_key,
	.obj_hashfn = hash_object,
	.obj_cmpfn = compare,
	.automatic_shrinking = true,
};

static struct rhashtable texts;
static DEFINE_MUTEX(names_mutex);	/* guards texts and what is in it */

/* Finds or makes a text; NULL if there is no memory. */
static struct winwmi_text *text_get(const guid_t *guid, const char *chars)
{
	struct text_key key = { guid, chars };
	struct winwmi_text *text = rhashtable_lookup_fast(&texts, &key, params);
	size_t size = strlen(chars) + 1;

	if (text) {
		text->refs++;
		return text;
	}
	text = kzalloc(struct_size(text, text, size), GFP_KERNEL);
	if (!text)
		return NULL;
	text->guid = *guid;
	text->refs = 1;
	ida_init(&text->numbers);
	memcpy(text->text, chars, size);
	if (rhashtable_insert_fast(&texts, &text->node, params)) {
		kfree(text);
		return NULL;
	}
	return text;
}

static void text_put(struct winwmi_text *text)
{
	if (--text->refs)
		return;
	rhashtable_remove_fast(&texts, &text->node, params);
	ida_destroy(&text->numbers);
	kfree_rcu(text, rcu);
}

/* What the name of an instance is made of; the caller's, or NULL. */
static char *stem_of(const struct winwmi_block *block, unsigned int instance)
{
	const char *line = block->naming;

	switch (block->info.flags & WINWMI_BLOCK_NAMING) {
	case WINWMI_BLOCK_INSTANCE_BASENAME:
		return kstrdup(block->naming, GFP_KERNEL);
	case WINWMI_BLOCK_INSTANCE_PDO:
		return kasprintf(GFP_KERNEL, "%s_", block->naming);
	}
	while (instance--)
		line = strchr(line, '\n') + 1;
	return kstrndup(line, strchr(line, '\n') - line, GFP_KERNEL);
}

/* One of a list is what it is, and has a number only if that is taken. */
static char *numbered(const struct winwmi_block *block, const char *stem, unsigned int number)
{
	if (!(block->info.flags & WINWMI_BLOCK_INSTANCE_LIST))
		return kasprintf(GFP_KERNEL, "%s%u", stem, number);
	if (!number)
		return kstrdup(stem, GFP_KERNEL);
	return kasprintf(GFP_KERNEL, "%s#%u", stem, number);
}

/* 0; -EEXIST if another has that name, though from another stem; -ENOMEM. */
static int take_numbered(const struct winwmi_block *block, struct winwmi_name *name)
{
	char *chars = numbered(block, name->stem->text, name->number);
	struct winwmi_text *text = chars ? text_get(&block->info.guid, chars) : NULL;

	kfree(chars);
	if (!text)
		return -ENOMEM;
	if (text->is_name) {
		text_put(text);
		return -EEXIST;
	}
	text->is_name = true;
	name->name = text;
	return 0;
}

static int take_from_stem(const struct winwmi_block *block, struct winwmi_name *name)
{
	int number, err;

	for (number = 0;; number++) {
		number = ida_alloc_min(&name->stem->numbers, number, GFP_KERNEL);
		if (number < 0)
			return number;
		name->number = number;
		err = take_numbered(block, name);
		if (!err)
			return 0;
		ida_free(&name->stem->numbers, number);
		if (err != -EEXIST)
			return err;
	}
}

static int take(const struct winwmi_block *block, unsigned int instance)
{
	struct winwmi_name *name = &block->names[instance];
	char *chars = stem_of(block, instance);
	int err;

	name->stem = chars ? text_get(&block->info.guid, chars) : NULL;
	kfree(chars);
	if (!name->stem)
		return -ENOMEM;
	err = take_from_stem(block, name);
	if (err) {
		text_put(name->stem);
		name->stem = NULL;
	}
	return err;
}

/* Blocks have the empty text as their stem, which no instance has. */
static int take_suffix(struct winwmi_block *block)
{
	struct winwmi_text *stem = text_get(&block->info.guid, "");
	int suffix;

	if (!stem)
		return -ENOMEM;
	suffix = ida_alloc(&stem->numbers, GFP_KERNEL);
	if (suffix < 0) {
		text_put(stem);
		return suffix;
	}
	block->stem = stem;
	block->suffix = suffix;
	return 0;
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
	unsigned int i;
	int err;

	block->names = kcalloc(block->info.instance_count ?: 1, sizeof(*block->names), GFP_KERNEL);
	if (!block->names)
		return -ENOMEM;
	mutex_lock(&names_mutex);
	err = take_suffix(block);
	for (i = 0; i < block->info.instance_count && !err; i++)
		err = take(block, i);
	mutex_unlock(&names_mutex);
	if (err)
		winwmi_names_release(block);
	return err;
}

/**
 * winwmi_names_release() - give the names of a block and its instances back
 * @block: the block; it may have none
 *
 * Context: process, may sleep.
 */
void winwmi_names_release(struct winwmi_block *block)
{
	struct winwmi_name *name = block->names;
	unsigned int i;

	if (!name)
		return;
	mutex_lock(&names_mutex);
	for (i = 0; i < block->info.instance_count && name->stem; i++, name++) {
		name->name->is_name = false;
		text_put(name->name);
		ida_free(&name->stem->numbers, name->number);
		text_put(name->stem);
	}
	if (block->stem) {
		ida_free(&block->stem->numbers, block->suffix);
		text_put(block->stem);
		block->stem = NULL;
	}
	mutex_unlock(&names_mutex);
	kfree(block->names);
	block->names = NULL;
}

/**
 * winwmi_instance_name() - name of an instance
 * @block: a block that is offered
 * @instance: its instance
 *
 * Context: any.
 * Return: the name, the block's.
 */
const char *winwmi_instance_name(const struct winwmi_block *block, u32 instance)
{
	return block->names[instance].name->text;
}

/**
 * winwmi_names_init() - make the table of names
 *
 * Context: process, when the module is loaded.
 * Return: 0 or a negative errno.
 */
int winwmi_names_init(void)
{
	return rhashtable_init(&texts, &params);
}

/**
 * winwmi_names_exit() - free the table of names, which is empty
 *
 * Context: process, when the module is unloaded.
 */
void winwmi_names_exit(void)
{
	rhashtable_destroy(&texts);
}

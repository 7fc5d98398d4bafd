// SPDX-License-Identifier: GPL-2.0-only
/*
 * Registration information: asked of a provider's driver, compared with what is offered, applied.
 *
 * First everything is checked and made, so that what is wrong changes nothing; then blocks go and
 * come.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/rculist.h>
#include <linux/slab.h>

#include "call.h"
#include "core.h"
#include "trace.h"

/* Room for blocks in the first try, and the most in the second. */
#define FIRST_CAPACITY	16
#define MOST_BLOCKS	4096

/**
 * struct change - what becomes of a block
 * @old: the block, or NULL
 * @new: the one in its place, or NULL
 */
struct change {
	struct winwmi_block *old;
	struct winwmi_block *new;
};

/**
 * winwmi_reginfo_add() - tell of one block
 * @info: answer of a reginfo callback
 * @block: the block
 *
 * What there is no room for is counted; the callback is then called once more.
 *
 * Context: any.
 */
void winwmi_reginfo_add(struct winwmi_reginfo *info, const struct winwmi_block_info *block)
{
	if (info->count < info->capacity)
		info->blocks[info->count] = *block;
	info->count++;
}
EXPORT_SYMBOL_GPL(winwmi_reginfo_add);

/**
 * winwmi_reginfo_fill() - tell of a table of blocks
 * @info: answer of a reginfo callback
 * @blocks: the blocks; their index is their place in the table
 * @count: how many
 *
 * Context: any.
 * Return: 0, or -ENOSPC if there is not room for all, for the callback to return.
 */
int winwmi_reginfo_fill(struct winwmi_reginfo *info, const struct winwmi_block_info *blocks,
			u32 count)
{
	u32 i;

	for (i = 0; i < count; i++) {
		struct winwmi_block_info block = blocks[i];

		block.index = i;
		winwmi_reginfo_add(info, &block);
	}
	return info->count > info->capacity ? -ENOSPC : 0;
}
EXPORT_SYMBOL_GPL(winwmi_reginfo_fill);

static int ask_once(struct winwmi_provider *provider, struct winwmi_context *context,
		    struct winwmi_reginfo *reginfo)
{
	struct winwmi_frame frame;
	int result, err;

	WRITE_ONCE(provider->reginfo_seq, provider->reginfo_seq + 1);
	winwmi_call_enter(&frame, provider, NULL);
	result = context->callbacks->reginfo(context->priv, reginfo);
	trace_winwmi_reginfo(provider, reginfo->update, reginfo->count, result);
	winwmi_call_end(&frame);
	err = winwmi_to_errno(result);
	/* That there was too little room may be told either way. */
	return !err && reginfo->count > reginfo->capacity ? -ENOSPC : err;
}

static void answer_free(struct winwmi_reginfo *reginfo)
{
	put_device(reginfo->pdo);
	kvfree(reginfo->blocks);
}

/* With success, the answer is to be freed. */
static int ask(struct winwmi_provider *provider, struct winwmi_context *context, bool update,
	       struct winwmi_reginfo *reginfo)
{
	u32 capacity = FIRST_CAPACITY;
	int err, tries;

	for (tries = 0; tries < 2; tries++) {
		*reginfo = (struct winwmi_reginfo) { .update = update, .capacity = capacity };
		reginfo->blocks = kvcalloc(capacity, sizeof(*reginfo->blocks), GFP_KERNEL);
		if (!reginfo->blocks)
			return -ENOMEM;
		err = ask_once(provider, context, reginfo);
		if (!err)
			return 0;
		capacity = reginfo->count;
		answer_free(reginfo);
		if (err != -ENOSPC || capacity <= reginfo->capacity || capacity > MOST_BLOCKS)
			break;
	}
	dev_err(provider->owner, "does not tell which WMI blocks it has: %d\n", err);
	return err;
}

static int refuse(struct winwmi_provider *provider, const struct winwmi_block_info *info,
		  const char *what, int err)
{
	dev_err(provider->owner, "block %pUL is refused: %s\n", &info->guid, what);
	return err;
}

static bool is_told_before(const struct winwmi_reginfo *reginfo, u32 index)
{
	u32 i;

	for (i = 0; i < index; i++)
		if (guid_equal(&reginfo->blocks[i].guid, &reginfo->blocks[index].guid))
			return true;
	return false;
}

/* What becomes of one block; nothing is done yet. */
static int decide(struct winwmi_provider *provider, struct winwmi_context *context,
		  const struct winwmi_reginfo *reginfo, u32 index, struct change *change)
{
	struct winwmi_block_info *info = &reginfo->blocks[index];
	struct winwmi_block *old = winwmi_block_offered(provider, &info->guid), *new;
	char *naming;
	int err;

	info->flags |= reginfo->flags;
	if (info->flags & WINWMI_BLOCK_REMOVE) {
		if (reginfo->update) {
			change->old = old && old->context == context ? old : NULL;
			return 0;
		}
		atomic64_inc(&provider->stats.malformed);
		dev_warn(provider->owner, "block %pUL is to be removed, but was not there\n",
			 &info->guid);
		return 0;
	}
	err = winwmi_description_check(provider->owner, info);
	if (err)
		return err;
	if (info->flags & WINWMI_BLOCK_INSTANCE_PDO && !reginfo->pdo)
		return refuse(provider, info, "no device to name instances after", -EINVAL);
	if (info->flags & WINWMI_BLOCK_INSTANCE_BASENAME &&
	    (!reginfo->base_name || !*reginfo->base_name))
		return refuse(provider, info, "no base name", -EINVAL);
	if ((old && old->context != context) || is_told_before(reginfo, index) ||
	    (context != &provider->dynamic.context &&
	     winwmi_dynamic_has(&provider->dynamic, &info->guid)))
		return refuse(provider, info, "this GUID is there already", -EEXIST);

	naming = winwmi_description_naming(reginfo, info);
	if (!naming)
		return -ENOMEM;
	if (old && winwmi_description_same(old, info, naming)) {
		kfree(naming);
		return 0;
	}
	new = winwmi_block_create(provider, context, info, naming);
	if (IS_ERR(new)) {
		kfree(naming);
		return PTR_ERR(new);
	}
	*change = (struct change) { old, new };
	return 0;
}

/* Blocks go and come; what cannot come for lack of memory is missed, the rest is there. */
static int apply(struct winwmi_provider *provider, struct change *changes, u32 count)
{
	int err = 0, this;
	u32 i;

	for (i = 0; i < count; i++) {
		struct change *change = &changes[i];

		WRITE_ONCE(provider->updating, change->old && change->new);
		if (change->old)
			winwmi_block_remove(change->old);
		if (!change->new)
			continue;
		this = winwmi_block_add(change->new);
		if (this) {
			dev_err(provider->owner, "block %pUL cannot be offered: %d\n",
				&change->new->info.guid, this);
			err = this;
		}
	}
	WRITE_ONCE(provider->updating, false);
	return err;
}

static int copy_strings(struct winwmi_provider *provider, const struct winwmi_reginfo *reginfo)
{
	char *path = kstrdup(reginfo->registry_path, GFP_KERNEL);
	char *mof = kstrdup(reginfo->mof_resource, GFP_KERNEL);

	if ((reginfo->registry_path && !path) || (reginfo->mof_resource && !mof)) {
		kfree(path);
		kfree(mof);
		return -ENOMEM;
	}
	spin_lock_irq(&provider->lock);
	if (path)
		swap(provider->registry_path, path);
	if (mof && !provider->mof_resource_set)
		swap(provider->mof_resource, mof);
	spin_unlock_irq(&provider->lock);
	kfree(path);
	kfree(mof);
	return 0;
}

static void malformed(struct winwmi_provider *provider, int err)
{
	if (err == -EINVAL || err == -EEXIST)
		atomic64_inc(&provider->stats.malformed);
}

/**
 * winwmi_blocks_pull() - ask for the blocks of a context, and offer them
 * @provider: the provider
 * @context: the context; has no blocks yet unless this is an update
 * @update: ask for what has changed
 *
 * Context: process, may sleep; the provider's mutex is held.
 * Return: 0 or a negative errno, and then nothing has changed but for lack of memory.
 */
int winwmi_blocks_pull(struct winwmi_provider *provider, struct winwmi_context *context,
		       bool update)
{
	struct winwmi_reginfo reginfo;
	struct change *changes;
	int err;
	u32 i;

	lockdep_assert_held(&provider->mutex);
	err = ask(provider, context, update, &reginfo);
	if (err)
		return err;
	changes = kvcalloc(reginfo.count ?: 1, sizeof(*changes), GFP_KERNEL);
	if (!changes)
		err = -ENOMEM;
	for (i = 0; i < reginfo.count && !err; i++)
		err = decide(provider, context, &reginfo, i, &changes[i]);
	if (!err && !update)
		err = copy_strings(provider, &reginfo);
	malformed(provider, err);
	if (!err)
		err = apply(provider, changes, reginfo.count);
	for (i = 0; changes && i < reginfo.count; i++)
		if (changes[i].new)
			put_device(&changes[i].new->dev);
	kvfree(changes);
	answer_free(&reginfo);
	return err;
}

/**
 * winwmi_blocks_remove() - offer the blocks of a context no more
 * @provider: the provider
 * @context: the context; NULL for all of them
 *
 * On return none of their callbacks runs. Not from inside a callback of the provider's driver.
 *
 * Context: process, may sleep; the provider's mutex is held.
 */
void winwmi_blocks_remove(struct winwmi_provider *provider, const struct winwmi_context *context)
{
	struct winwmi_block *block, *next;

	list_for_each_entry_safe(block, next, &provider->blocks, node)
		if (!context || block->context == context)
			winwmi_block_remove(block);
}

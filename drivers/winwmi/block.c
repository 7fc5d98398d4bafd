// SPDX-License-Identifier: GPL-2.0-only
/*
 * Blocks that are offered: devices on the bus winwmi.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/rculist.h>
#include <linux/slab.h>

#include "call.h"
#include "core.h"
#include "names.h"

static void block_release(struct device *dev)
{
	struct winwmi_block *block = to_winwmi_block(dev);

	if (block->edge)
		winwmi_edge_put(block->edge);
	winwmi_names_release(block);
	kfree(block->naming);
	put_device(&block->provider->dev);
	kfree_rcu(block, rcu);
}

static const struct device_type block_type = {
	.name = "winwmi_block",
	.groups = winwmi_block_groups,
	.release = block_release,
};

/**
 * winwmi_block_create() - make a block that is not offered yet
 * @provider: who will offer it
 * @context: who will answer for it
 * @info: its description, checked
 * @naming: what its instances are named after, from winwmi_description_naming(); the block's if it
 *	is made
 *
 * Context: process, may sleep.
 * Return: a reference to the block, or ERR_PTR(-ENOMEM).
 */
struct winwmi_block *winwmi_block_create(struct winwmi_provider *provider,
					 struct winwmi_context *context,
					 const struct winwmi_block_info *info, char *naming)
{
	struct winwmi_block *block;

	block = kzalloc(sizeof(*block), GFP_KERNEL);
	if (!block)
		return ERR_PTR(-ENOMEM);
	block->info = *info;
	block->info.instance_names = NULL;
	block->context = context;
	block->provider = provider;
	get_device(&provider->dev);
	device_initialize(&block->dev);
	block->dev.parent = &provider->dev;
	block->dev.bus = &winwmi_bus;
	block->dev.type = &block_type;
	block->edge = winwmi_edge_get_for(provider, &info->guid);
	if (!block->edge) {
		put_device(&block->dev);
		return ERR_PTR(-ENOMEM);
	}
	block->naming = naming;
	return block;
}

static int add_device(struct winwmi_block *block)
{
	struct device *dev = &block->dev;
	int err;

	if (block->suffix)
		err = dev_set_name(dev, "%pUL-%u", &block->info.guid, block->suffix);
	else
		err = dev_set_name(dev, "%pUL", &block->info.guid);
	if (err)
		return err;
	/* Nobody hears of it before its instances are there, and before it can be asked. */
	dev_set_uevent_suppress(dev, true);
	err = device_add(dev);
	if (err)
		return err;
	err = winwmi_instances_add(block);
	if (err)
		device_del(dev);
	return err;
}

/**
 * winwmi_block_add() - offer a block
 * @block: the block; no other of its GUID is offered by the provider
 *
 * Context: process, may sleep; the provider's mutex is held.
 * Return: 0 or a negative errno.
 */
int winwmi_block_add(struct winwmi_block *block)
{
	struct winwmi_provider *provider = block->provider;
	int err;

	lockdep_assert_held(&provider->mutex);
	block->generation = provider->generation + 1;
	WRITE_ONCE(provider->generation, block->generation);
	err = winwmi_names_take(block);
	if (err)
		return err;
	err = add_device(block);
	if (err)
		return err;
	get_device(&block->dev);
	spin_lock_irq(&provider->lock);
	list_add_tail_rcu(&block->node, &provider->blocks);
	spin_unlock_irq(&provider->lock);
	winwmi_edge_attach(block->edge, block);
	dev_set_uevent_suppress(&block->dev, false);
	kobject_uevent(&block->dev.kobj, KOBJ_ADD);
	return 0;
}

/**
 * winwmi_block_remove() - offer a block no more
 * @block: the block
 *
 * On return no callback runs for it. Not from inside a callback of the provider's driver.
 *
 * Context: process, may sleep; the provider's mutex is held.
 */
void winwmi_block_remove(struct winwmi_block *block)
{
	struct winwmi_provider *provider = block->provider;

	lockdep_assert_held(&provider->mutex);
	spin_lock_irq(&provider->lock);
	WRITE_ONCE(block->dead, true);
	list_del_rcu(&block->node);
	spin_unlock_irq(&provider->lock);
	winwmi_edge_detach(block->edge);
	winwmi_calls_drain(block);
	winwmi_instances_remove(block);
	device_del(&block->dev);
	/* Others may have its names now, though somebody has a reference to it. */
	winwmi_names_release(block);
	put_device(&block->dev);
}

/**
 * winwmi_block_offered() - a block that is offered, and stays so
 * @provider: by whom
 * @guid: under which GUID
 *
 * Context: process; the provider's mutex is held.
 * Return: the block, without a reference; or NULL.
 */
struct winwmi_block *winwmi_block_offered(struct winwmi_provider *provider, const guid_t *guid)
{
	struct winwmi_block *block;

	lockdep_assert_held(&provider->mutex);
	list_for_each_entry(block, &provider->blocks, node)
		if (guid_equal(&block->info.guid, guid))
			return block;
	return NULL;
}

/**
 * winwmi_block_find() - a block that is offered
 * @provider: by whom
 * @guid: under which GUID
 *
 * Context: any.
 * Return: a reference to its device, which the caller puts where it may sleep; or NULL.
 */
struct winwmi_block *winwmi_block_find(struct winwmi_provider *provider, const guid_t *guid)
{
	struct winwmi_block *block;

	rcu_read_lock();
	list_for_each_entry_rcu(block, &provider->blocks, node)
		if (guid_equal(&block->info.guid, guid) &&
		    kobject_get_unless_zero(&block->dev.kobj)) {
			rcu_read_unlock();
			return block;
		}
	rcu_read_unlock();
	return NULL;
}

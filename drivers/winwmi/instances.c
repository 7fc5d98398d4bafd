// SPDX-License-Identifier: GPL-2.0-only
/*
 * The directory "instances" of a block: for each its name, its data, and its items as text.
 *
 * Deleting it waits until nobody is in these files, so they need no reference to the block.
 */
#include <linux/device.h>
#include <linux/kobject.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "core.h"
#include "item.h"
#include "names.h"
#include "request.h"

/**
 * struct item_file - an item's file
 * @attr: the file
 * @index: item, from 0
 */
struct item_file {
	struct attribute attr;
	u32 index;
};

/**
 * struct winwmi_instance_kobj - an instance's directory
 * @kobj: the directory
 * @block: its block
 * @index: instance
 * @data: the file "data"
 * @has_data: … which is there
 * @items: directory "items"
 * @item_attrs: its files, up to NULL
 * @files: likewise
 */
struct winwmi_instance_kobj {
	struct kobject kobj;
	struct winwmi_block *block;
	u32 index;
	struct bin_attribute data;
	bool has_data;
	struct attribute_group items;
	struct attribute **item_attrs;
	struct item_file files[];
};

#define to_instance(object)	container_of(object, struct winwmi_instance_kobj, kobj)

/* Has the data of an expensive block collected while it is asked for. */
static int ask(struct winwmi_instance_kobj *instance, struct winwmi_request *request)
{
	struct winwmi_block *block = instance->block;
	int err;

	request->instance = instance->index;
	err = winwmi_edge_enter(block->edge, WINWMI_COLLECTION);
	if (err)
		return err;
	err = winwmi_request_block(block, request);
	winwmi_edge_leave(block->edge, WINWMI_COLLECTION);
	return err;
}

/* All of an instance, from kvmalloc(). */
static void *read_all(struct winwmi_instance_kobj *instance, u32 *size)
{
	struct winwmi_request request = { .minor = WINWMI_MN_QUERY_SINGLE };
	u32 room = instance->block->info.max_size ?: PAGE_SIZE;
	int err, tries;

	for (tries = 0; tries < 2; tries++) {
		request.room = room;
		request.buffer = kvzalloc(room, GFP_KERNEL);
		if (!request.buffer)
			return ERR_PTR(-ENOMEM);
		err = ask(instance, &request);
		if (!err) {
			*size = request.used;
			return request.buffer;
		}
		kvfree(request.buffer);
		room = request.used;
		if (err != -ENOSPC || room > WINWMI_MAX_DATA)
			break;
	}
	return ERR_PTR(err);
}

static ssize_t name_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	const struct winwmi_instance_kobj *instance = to_instance(kobj);

	return sysfs_emit(buf, "%s\n", winwmi_instance_name(instance->block, instance->index));
}

static struct kobj_attribute name_attr = __ATTR_RO(name);

static struct attribute *instance_attrs[] = {
	&name_attr.attr,
	NULL,
};
ATTRIBUTE_GROUPS(instance);

/*
 * A block of fixed size may be read in parts, each of them of another query. What has no fixed
 * size ends where the query in the beginning said. sysfs is not told the size, for it would cut
 * what is written, and what is too long could not be refused.
 */
static ssize_t data_read(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			 char *buf, loff_t offset, size_t count)
{
	struct winwmi_instance_kobj *instance = to_instance(kobj);
	const struct winwmi_block_info *info = &instance->block->info;
	ssize_t length;
	u32 size = 0;
	void *data;

	if (offset && (info->min_size != info->max_size || offset >= info->max_size))
		return 0;
	data = read_all(instance, &size);
	if (IS_ERR(data))
		return PTR_ERR(data);
	length = memory_read_from_buffer(buf, count, &offset, data, size);
	kvfree(data);
	return length;
}

static ssize_t data_write(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			  char *buf, loff_t offset, size_t count)
{
	struct winwmi_instance_kobj *instance = to_instance(kobj);
	struct winwmi_request request = {
		.minor = WINWMI_MN_SET,
		.instance = instance->index,
		.size = count,
	};
	int err;

	if (offset)
		return -EINVAL;
	request.buffer = kmemdup(buf, count, GFP_KERNEL);
	if (!request.buffer)
		return -ENOMEM;
	err = winwmi_request_block(instance->block, &request);
	kfree(request.buffer);
	return err ?: count;
}

static ssize_t item_show(struct winwmi_instance_kobj *instance, u32 index, char *buf)
{
	const struct winwmi_block_info *info = &instance->block->info;
	const void *value;
	u32 size = 0, item_size;
	ssize_t length = -EIO;
	void *data;

	data = read_all(instance, &size);
	if (IS_ERR(data))
		return PTR_ERR(data);
	value = winwmi_item_find(info, index, data, size, &item_size);
	if (value)
		length = winwmi_item_show(&info->items[index], value, item_size, buf, PAGE_SIZE);
	kvfree(data);
	return length;
}

static ssize_t item_store(struct winwmi_instance_kobj *instance, u32 index, const char *buf,
			  size_t count)
{
	struct winwmi_request request = {
		.minor = WINWMI_MN_SET_ITEM,
		.instance = instance->index,
		.id = index + 1,
	};
	ssize_t size;
	int err;

	/* No text makes more: the most for a character is the number of a byte. */
	request.buffer = kvzalloc(8 * PAGE_SIZE, GFP_KERNEL);
	if (!request.buffer)
		return -ENOMEM;
	size = winwmi_item_parse(&instance->block->info.items[index], buf, count, request.buffer,
				 8 * PAGE_SIZE);
	request.size = size;
	err = size < 0 ? size : winwmi_request_block(instance->block, &request);
	kvfree(request.buffer);
	return err ?: count;
}

static ssize_t attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	if (attr == &name_attr.attr)
		return name_show(kobj, &name_attr, buf);
	return item_show(to_instance(kobj), container_of(attr, struct item_file, attr)->index, buf);
}

static ssize_t attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			  size_t count)
{
	/* Of a longer text this is the beginning, and the rest would come as a text of its own. */
	if (count >= PAGE_SIZE)
		return -EOVERFLOW;
	return item_store(to_instance(kobj), container_of(attr, struct item_file, attr)->index,
			  buf, count);
}

static const struct sysfs_ops instance_sysfs_ops = {
	.show = attr_show,
	.store = attr_store,
};

static void instance_release(struct kobject *kobj)
{
	struct winwmi_instance_kobj *instance = to_instance(kobj);

	kfree(instance->item_attrs);
	kfree(instance);
}

static const struct kobj_type instance_type = {
	.release = instance_release,
	.sysfs_ops = &instance_sysfs_ops,
	.default_groups = instance_groups,
};

static umode_t data_mode(const struct winwmi_block *block)
{
	/* A write of more than a page would come as one of a page, and be taken for the whole. */
	bool writable = winwmi_block_is_setable(block) && block->info.max_size < PAGE_SIZE;

	return (winwmi_block_has_data(block) ? 0400 : 0) | (writable ? 0200 : 0);
}

static umode_t item_mode(const struct winwmi_block *block, const struct winwmi_item *item)
{
	umode_t mode = 0;

	if (item->access & WINWMI_ITEM_READ && winwmi_block_has_data(block))
		mode |= 0400;
	if (item->access & WINWMI_ITEM_WRITE && block->context->callbacks->set_item &&
	    !block->info.read_only)
		mode |= 0200;
	return mode;
}

/* What may be larger than a page would come in pieces of several queries. */
static int add_data(struct winwmi_instance_kobj *instance)
{
	const struct winwmi_block_info *info = &instance->block->info;
	struct bin_attribute *data = &instance->data;
	int err;

	if (!data_mode(instance->block) || !info->max_size || info->max_size > PAGE_SIZE)
		return 0;
	sysfs_bin_attr_init(data);
	data->attr.name = "data";
	data->attr.mode = data_mode(instance->block);
	data->read = data_read;
	data->write = data_write;
	err = sysfs_create_bin_file(&instance->kobj, data);
	instance->has_data = !err;
	return err;
}

static int add_items(struct winwmi_instance_kobj *instance)
{
	const struct winwmi_block *block = instance->block;
	u32 count = block->info.item_count, i, shown = 0;

	if (!count || block->info.flags & WINWMI_BLOCK_EVENT_ONLY)
		return 0;
	instance->item_attrs = kcalloc(count + 1, sizeof(*instance->item_attrs), GFP_KERNEL);
	if (!instance->item_attrs)
		return -ENOMEM;
	for (i = 0; i < count; i++) {
		struct attribute *attr = &instance->files[i].attr;

		sysfs_attr_init(attr);
		attr->name = block->info.items[i].name;
		attr->mode = item_mode(block, &block->info.items[i]);
		instance->files[i].index = i;
		if (attr->mode)
			instance->item_attrs[shown++] = attr;
	}
	instance->items.name = "items";
	instance->items.attrs = instance->item_attrs;
	return sysfs_create_group(&instance->kobj, &instance->items);
}

static struct winwmi_instance_kobj *add_instance(struct winwmi_block *block, u32 index)
{
	struct winwmi_instance_kobj *instance;
	int err;

	instance = kzalloc(struct_size(instance, files, block->info.item_count), GFP_KERNEL);
	if (!instance)
		return ERR_PTR(-ENOMEM);
	instance->block = block;
	instance->index = index;
	err = kobject_init_and_add(&instance->kobj, &instance_type, block->instances, "%u", index);
	if (!err)
		err = add_data(instance);
	if (!err)
		err = add_items(instance);
	if (err) {
		/* Takes it from sysfs, too, if it came there. */
		kobject_put(&instance->kobj);
		return ERR_PTR(err);
	}
	return instance;
}

/**
 * winwmi_instances_add() - show the instances of a block
 * @block: the block, whose device is added
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno, and then nothing is shown.
 */
int winwmi_instances_add(struct winwmi_block *block)
{
	u32 i;

	block->instance_kobjs = kcalloc(block->info.instance_count ?: 1,
					sizeof(*block->instance_kobjs), GFP_KERNEL);
	block->instances = kobject_create_and_add("instances", &block->dev.kobj);
	if (!block->instance_kobjs || !block->instances) {
		winwmi_instances_remove(block);
		return -ENOMEM;
	}
	for (i = 0; i < block->info.instance_count; i++) {
		struct winwmi_instance_kobj *instance = add_instance(block, i);

		if (IS_ERR(instance)) {
			winwmi_instances_remove(block);
			return PTR_ERR(instance);
		}
		block->instance_kobjs[i] = instance;
	}
	return 0;
}

/**
 * winwmi_instances_remove() - show them no more
 * @block: the block
 *
 * Waits until nobody is in their files.
 *
 * Context: process, may sleep.
 */
void winwmi_instances_remove(struct winwmi_block *block)
{
	u32 i;

	for (i = 0; block->instance_kobjs && i < block->info.instance_count; i++) {
		struct winwmi_instance_kobj *instance = block->instance_kobjs[i];

		if (!instance)
			break;
		kobject_del(&instance->kobj);
		kobject_put(&instance->kobj);
	}
	kfree(block->instance_kobjs);
	block->instance_kobjs = NULL;
	/* Its put deletes it. */
	kobject_put(block->instances);
	block->instances = NULL;
}

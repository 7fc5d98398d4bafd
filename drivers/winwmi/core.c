// SPDX-License-Identifier: GPL-2.0-only
/*
 * The module: the bus of blocks, the class of providers, numbers of character devices.
 */
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/kdev_t.h>
#include <linux/module.h>

#include <generated/portcls-version.h>

#include <winwmi/compat.h>

#include "chardev.h"
#include "core.h"
#include "names.h"

#define MOST_PROVIDERS	65536

static dev_t first_devt;
static DEFINE_IDA(numbers);

/* What a block is mainly: data, event, method or trace. */
const char *winwmi_block_type(const struct winwmi_block *block)
{
	const struct winwmi_block_info *info = &block->info;

	if (info->flags & WINWMI_BLOCK_TRACED)
		return "trace";
	if (info->flags & WINWMI_BLOCK_EVENT_ONLY)
		return "event";
	return info->methods && !info->items && !info->max_size ? "method" : "data";
}

static int block_uevent(WINWMI_UEVENT_DEVICE *dev, struct kobj_uevent_env *env)
{
	const struct winwmi_block *block = to_winwmi_block(dev);

	return add_uevent_var(env, "MODALIAS=winwmi:%pUL", &block->info.guid) ?:
	       add_uevent_var(env, "WMI_GUID=%pUL", &block->info.guid) ?:
	       add_uevent_var(env, "WINWMI_TYPE=%s", winwmi_block_type(block));
}

struct bus_type winwmi_bus = {
	.name = "winwmi",
	.uevent = block_uevent,
};

/* Nobody but root, as on Windows, unless its administrator changes that. */
static char *provider_devnode(WINWMI_DEVNODE_DEVICE *dev, umode_t *mode)
{
	if (mode)
		*mode = 0600;
	return kasprintf(GFP_KERNEL, "winwmi/%s", dev_name(dev));
}

struct class winwmi_class = {
	.name = "winwmi_provider",
	.devnode = provider_devnode,
};

/* A number for a provider, or a negative errno. */
int winwmi_number_take(void)
{
	return ida_alloc_max(&numbers, MOST_PROVIDERS - 1, GFP_KERNEL);
}

void winwmi_number_release(int number)
{
	ida_free(&numbers, number);
}

/* The number of a provider's character device. */
dev_t winwmi_devt(int number)
{
	return MKDEV(MAJOR(first_devt), number);
}

static int __init winwmi_init(void)
{
	int err;

	err = winwmi_names_init();
	if (err)
		return err;
	err = alloc_chrdev_region(&first_devt, 0, MOST_PROVIDERS, "winwmi");
	if (err)
		goto err_names_exit;
	err = class_register(&winwmi_class);
	if (err)
		goto err_unregister_region;
	err = bus_register(&winwmi_bus);
	if (err)
		goto err_unregister_class;
	return 0;

err_unregister_class:
	class_unregister(&winwmi_class);
err_unregister_region:
	unregister_chrdev_region(first_devt, MOST_PROVIDERS);
err_names_exit:
	winwmi_names_exit();
	return err;
}

static void __exit winwmi_exit(void)
{
	bus_unregister(&winwmi_bus);
	class_unregister(&winwmi_class);
	unregister_chrdev_region(first_devt, MOST_PROVIDERS);
	winwmi_names_exit();
}

module_init(winwmi_init);
module_exit(winwmi_exit);

MODULE_AUTHOR("PortCls for Linux maintainers");
MODULE_DESCRIPTION("Drivers as WMI providers, for Linux");
MODULE_LICENSE("GPL");
MODULE_VERSION(PORTCLS_VERSION);

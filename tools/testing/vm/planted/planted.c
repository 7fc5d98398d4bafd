// SPDX-License-Identifier: GPL-2.0-only
/*
 * Bugs, one of each kind: what is written to the parameter "bug" is done at once.
 * A kernel that looks for them has something to say then.
 */
#include <linux/compiler.h>
#include <linux/delay.h>
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/timer.h>

static struct platform_device *device;
static void *volatile kept;
static volatile int beyond = 7;

static void use_after_free(void)
{
	volatile char *memory = kmalloc(64, GFP_KERNEL);

	kfree((void *)memory);
	memory[3] = 1;
}

static void lock_inversion(void)
{
	static DEFINE_MUTEX(first);
	static DEFINE_MUTEX(second);

	mutex_lock(&first);
	mutex_lock(&second);
	mutex_unlock(&second);
	mutex_unlock(&first);
	mutex_lock(&second);
	mutex_lock(&first);
	mutex_unlock(&first);
	mutex_unlock(&second);
}

static void sleep_in_atomic(void)
{
	static DEFINE_SPINLOCK(lock);
	unsigned long flags;
	void *memory;

	spin_lock_irqsave(&lock, flags);
	memory = kmalloc(64, GFP_KERNEL);
	spin_unlock_irqrestore(&lock, flags);
	kfree(memory);
}

static void out_of_bounds(void)
{
	static int table[4];

	table[beyond] = 1;
}

static void never(struct timer_list *timer)
{
}

static void active_timer(void)
{
	struct timer_list *timer = kzalloc(sizeof(*timer), GFP_KERNEL);

	if (!timer)
		return;
	timer_setup(timer, never, 0);
	timer->expires = jiffies + 1000 * HZ;
	add_timer(timer);
	kfree(timer);
}

static void unbalanced_dma(void)
{
	void *memory = kmalloc(256, GFP_KERNEL);
	dma_addr_t address;

	if (!memory)
		return;
	address = dma_map_single(&device->dev, memory, 256, DMA_TO_DEVICE);
	if (!dma_mapping_error(&device->dev, address))
		dma_unmap_single(&device->dev, address, 128, DMA_TO_DEVICE);
	kfree(memory);
}

/* More than one: a stale pointer on some stack may hide one from the scanner. */
static void leak(void)
{
	int i;

	for (i = 0; i < 8; i++)
		kept = kmalloc(1000 + i, GFP_KERNEL);
	kept = NULL;
}

static int racing;

static int race(void *unused)
{
	unsigned long end = jiffies + HZ;

	while (time_before(jiffies, end)) {
		racing++;
		barrier();
	}
	return racing;
}

static void race_with_thread(void)
{
	struct task_struct *other = kthread_run(race, NULL, "planted");

	race(NULL);
	if (!IS_ERR(other))
		msleep(500);
}

static const struct {
	const char *name;
	void (*commit)(void);
} bugs[] = {
	{ "use-after-free", use_after_free },
	{ "lock-inversion", lock_inversion },
	{ "sleep-in-atomic", sleep_in_atomic },
	{ "out-of-bounds", out_of_bounds },
	{ "active-timer", active_timer },
	{ "unbalanced-dma", unbalanced_dma },
	{ "leak", leak },
	{ "data-race", race_with_thread },
};

static int set_bug(const char *value, const struct kernel_param *param)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bugs); i++) {
		if (!sysfs_streq(value, bugs[i].name))
			continue;
		bugs[i].commit();
		return 0;
	}
	return -EINVAL;
}

static const struct kernel_param_ops bug_ops = { .set = set_bug };

module_param_cb(bug, &bug_ops, NULL, 0200);
MODULE_PARM_DESC(bug, "what to do wrong");

static int __init planted_init(void)
{
	device = platform_device_register_simple("planted", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(device))
		return PTR_ERR(device);
	return dma_coerce_mask_and_coherent(&device->dev, DMA_BIT_MASK(32));
}
module_init(planted_init);

static void __exit planted_exit(void)
{
	platform_device_unregister(device);
}
module_exit(planted_exit);

MODULE_DESCRIPTION("Bugs, to see whether they are found");
MODULE_LICENSE("GPL");

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Providers that fire events when a test says so, in debugfs below winwmi-siren:
 *
 * fire: a line "alarm DEVICE INSTANCE BYTES", of numbered bytes; "tick DEVICE INSTANCE", in hard
 *	interrupt context; "level DEVICE INSTANCE SEVERITY", a reference to an instance of level;
 *	"beat 0 0 MS", a reference of the first device each MS ms, also while devices sleep; 0 ends
 * action: a line "ACTION DEVICE", &enum winwmi_action
 * refusing: devices that refuse to begin, a bit each
 * level_size: bytes of an instance of level
 * told: for each device, how often alarm's events were begun and ended, and whether that was always
 *	by turns
 */
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/workqueue.h>

#include <generated/portcls-version.h>

#include <winwmi/provider.h>

#define DEVICES		3
#define INSTANCES	2

enum { ALARM, TICK, LEVEL, NOTE, BLOCKS };

#define GUID(n)	GUID_INIT(0x51e40000 + (n), 0x7a1b, 0x4c2d, 0x8e, 0x3f, 1, 2, 3, 4, 5, 6)

static const guid_t guids[BLOCKS] = { GUID(ALARM), GUID(TICK), GUID(LEVEL), GUID(NOTE) };

/**
 * struct siren - a provider
 * @pdev: its device
 * @context: its callbacks
 * @provider: the provider
 * @begun: how often alarm's events were begun
 * @ended: … and ended
 * @on: they are begun, and not ended
 * @out_of_turn: they were begun or ended twice in a row
 * @tick: fires in hard interrupt context, of instance @tick_instance
 * @tick_instance: see @tick
 */
struct siren {
	struct platform_device *pdev;
	struct winwmi_context context;
	struct winwmi_provider *provider;
	unsigned int begun;
	unsigned int ended;
	bool on;
	bool out_of_turn;
	struct irq_work tick;
	u32 tick_instance;
};

static struct siren sirens[DEVICES];
static u32 refusing;
static u32 level_size = 4;
static u32 note;
static u32 beat_ms;
static struct dentry *directory;

static int siren_reginfo(void *priv, struct winwmi_reginfo *info)
{
	static const u32 flags[BLOCKS] = {
		[ALARM] = WINWMI_BLOCK_EVENT_ONLY,
		[TICK] = WINWMI_BLOCK_EVENT_ONLY | WINWMI_BLOCK_TRACED,
		[LEVEL] = WINWMI_BLOCK_EXPENSIVE,
	};
	struct winwmi_block_info blocks[BLOCKS] = {};
	u32 i;

	for (i = 0; i < BLOCKS; i++) {
		blocks[i].guid = guids[i];
		blocks[i].flags = flags[i] | WINWMI_BLOCK_INSTANCE_BASENAME;
		blocks[i].index = i;
		blocks[i].instance_count = INSTANCES;
	}
	blocks[NOTE].min_size = sizeof(note);
	blocks[NOTE].max_size = sizeof(note);
	info->base_name = "Siren";
	return winwmi_reginfo_fill(info, blocks, BLOCKS);
}

static int siren_query(void *priv, u32 index, u32 instance, void *buffer, u32 room, u32 *used)
{
	u32 size = index == NOTE ? sizeof(note) : READ_ONCE(level_size);

	*used = size;
	if (room < size)
		return -ENOSPC;
	if (index == NOTE)
		*(u32 *)buffer = READ_ONCE(note);
	else
		memset(buffer, instance + 1, size);
	return 0;
}

static int siren_set(void *priv, u32 index, u32 instance, const void *buffer, u32 size)
{
	if (index != NOTE)
		return -EROFS;
	if (size != sizeof(note))
		return -EINVAL;
	WRITE_ONCE(note, *(const u32 *)buffer);
	return 0;
}

static int siren_control(void *priv, u32 index, enum winwmi_function function, bool enable)
{
	struct siren *siren = priv;

	if (enable && READ_ONCE(refusing) & BIT(siren - sirens))
		return -EBUSY;
	if (index != ALARM || function != WINWMI_EVENTS)
		return 0;
	if (siren->on == enable)
		WRITE_ONCE(siren->out_of_turn, true);
	siren->on = enable;
	if (enable)
		WRITE_ONCE(siren->begun, siren->begun + 1);
	else
		WRITE_ONCE(siren->ended, siren->ended + 1);
	return 0;
}

static const struct winwmi_callbacks callbacks = {
	.reginfo = siren_reginfo,
	.query_block = siren_query,
	.set_block = siren_set,
	.control = siren_control,
};

static int fire_alarm(struct siren *siren, u32 instance, u32 size)
{
	u8 *data;
	u32 i;
	int err;

	/* One byte more than fits can be tried. */
	if (size > WINWMI_MAX_EVENT + 1)
		return -EINVAL;
	data = kmalloc(size, GFP_KERNEL);
	if (!data)
		return -ENOMEM;
	for (i = 0; i < size; i++)
		data[i] = i;
	err = winwmi_fire_event(siren->provider, &guids[ALARM], instance, data, size);
	if (err)
		kfree(data);
	return err;
}

static void tick(struct irq_work *work)
{
	struct siren *siren = container_of(work, struct siren, tick);
	u32 data = 0x12345678;

	winwmi_trace_event(siren->provider, &guids[TICK], READ_ONCE(siren->tick_instance), &data,
			   sizeof(data));
}

static int fire_tick(struct siren *siren, u32 instance)
{
	WRITE_ONCE(siren->tick_instance, instance);
	irq_work_queue(&siren->tick);
	irq_work_sync(&siren->tick);
	return 0;
}

static void beat_work(struct work_struct *work);
static DECLARE_DELAYED_WORK(beat, beat_work);

/* In a queue that does not freeze, as an interrupt does not. */
static void beat_work(struct work_struct *work)
{
	winwmi_fire_event_reference(sirens[0].provider, &guids[ALARM], 0, &guids[LEVEL], 0);
	queue_delayed_work(system_unbound_wq, &beat, msecs_to_jiffies(beat_ms));
}

static int fire_beat(u32 ms)
{
	cancel_delayed_work_sync(&beat);
	beat_ms = ms;
	if (ms)
		queue_delayed_work(system_unbound_wq, &beat, 0);
	return 0;
}

static ssize_t get_line(char *line, size_t room, const char __user *from, size_t size)
{
	if (size >= room)
		return -EINVAL;
	if (copy_from_user(line, from, size))
		return -EFAULT;
	line[size] = '\0';
	return size;
}

static ssize_t fire_write(struct file *file, const char __user *from, size_t size, loff_t *offset)
{
	u32 device, instance, last = 0;
	char line[64], what[8];
	ssize_t err;

	err = get_line(line, sizeof(line), from, size);
	if (err < 0)
		return err;
	if (sscanf(line, "%7s %u %u %u", what, &device, &instance, &last) < 3 || device >= DEVICES)
		return -EINVAL;
	if (!strcmp(what, "alarm"))
		err = fire_alarm(&sirens[device], instance, last);
	else if (!strcmp(what, "tick"))
		err = fire_tick(&sirens[device], instance);
	else if (!strcmp(what, "beat"))
		err = fire_beat(last);
	else
		err = winwmi_fire_event_reference(sirens[device].provider, &guids[ALARM], instance,
						  &guids[LEVEL], last);
	return err ?: size;
}

static const struct file_operations fire_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.write = fire_write,
};

static ssize_t action_write(struct file *file, const char __user *from, size_t size, loff_t *offset)
{
	u32 action, device;
	char line[64];
	ssize_t err;

	err = get_line(line, sizeof(line), from, size);
	if (err < 0)
		return err;
	if (sscanf(line, "%u %u", &action, &device) < 2 || device >= DEVICES)
		return -EINVAL;
	err = winwmi_registration_control(&sirens[device].pdev->dev, action);
	return err ?: size;
}

static const struct file_operations action_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.write = action_write,
};

static int told_show(struct seq_file *file, void *unused)
{
	u32 i;

	for (i = 0; i < DEVICES; i++)
		seq_printf(file, "%u %u %s\n", READ_ONCE(sirens[i].begun),
			   READ_ONCE(sirens[i].ended),
			   READ_ONCE(sirens[i].out_of_turn) ? "out of turn" : "by turns");
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(told);

static int siren_start(struct siren *siren, int number)
{
	siren->context.callbacks = &callbacks;
	siren->context.priv = siren;
	siren->tick = IRQ_WORK_INIT_HARD(tick);
	siren->pdev = platform_device_register_simple("winwmi-siren", number, NULL, 0);
	if (IS_ERR(siren->pdev))
		return PTR_ERR(siren->pdev);
	siren->provider = winwmi_provider_attach(&siren->pdev->dev, &siren->context);
	if (IS_ERR(siren->provider)) {
		platform_device_unregister(siren->pdev);
		return PTR_ERR(siren->provider);
	}
	return winwmi_provider_start(siren->provider);
}

static void siren_stop(struct siren *siren)
{
	if (IS_ERR_OR_NULL(siren->provider))
		return;
	winwmi_provider_detach(siren->provider);
	platform_device_unregister(siren->pdev);
}

static void __exit siren_exit(void)
{
	u32 i;

	debugfs_remove(directory);
	fire_beat(0);
	for (i = 0; i < DEVICES; i++)
		siren_stop(&sirens[i]);
}

static int __init siren_init(void)
{
	int err;
	u32 i;

	for (i = 0; i < DEVICES; i++) {
		err = siren_start(&sirens[i], i);
		if (err)
			goto err_stop;
	}
	directory = debugfs_create_dir("winwmi-siren", NULL);
	debugfs_create_file("fire", 0200, directory, NULL, &fire_fops);
	debugfs_create_file("action", 0200, directory, NULL, &action_fops);
	debugfs_create_file("told", 0400, directory, NULL, &told_fops);
	debugfs_create_u32("refusing", 0600, directory, &refusing);
	debugfs_create_u32("level_size", 0600, directory, &level_size);
	return 0;

err_stop:
	for (i = 0; i < DEVICES; i++)
		siren_stop(&sirens[i]);
	return err;
}

module_init(siren_init);
module_exit(siren_exit);

MODULE_AUTHOR("PortCls for Linux maintainers");
MODULE_DESCRIPTION("Providers that fire events when a test says so");
MODULE_LICENSE("GPL");
MODULE_VERSION(PORTCLS_VERSION);

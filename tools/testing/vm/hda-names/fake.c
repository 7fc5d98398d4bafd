// SPDX-License-Identifier: GPL-2.0-only
/*
 * Puts a codec that is a table in the place of the real one, whatever drives the controller: on
 * each bus of the kernel's library for HD Audio that is made while this module is loaded, verbs to
 * the first codec are answered from the table. So the kernel's own driver and ours can be asked
 * what they make of it.
 *
 *   echo NAME >/sys/module/hdafake/parameters/codec	a table of the tests, by its name
 *   echo FILE >/sys/module/hdafake/parameters/codec	a struct fake_codec, as "names" writes it
 */
#include <linux/kernel_read_file.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/vmalloc.h>
#include <sound/hdaudio.h>

#include "fake_codec.h"

/* Of nobody, so that the kernel's own driver takes its generic parser, or that for monitors */
#define VENDOR	0x12340000

static struct fake_codec table;
static struct fake_device fake = { .table = &table };
static struct hdac_bus_ops fake_ops;
static unsigned int response;

static int fake_command(struct hdac_bus *bus, unsigned int command)
{
	response = command >> 28 ? ~0 : fake_answer(&fake, command);
	return 0;
}

static int fake_get_response(struct hdac_bus *bus, unsigned int address, unsigned int *answer)
{
	if (answer)
		*answer = response;
	return 0;
}

static int bus_init_entered(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	*(struct hdac_bus **)instance->data = (void *)regs_get_kernel_argument(regs, 0);
	return 0;
}

/* What else there is to a bus than verbs stays as it is. */
static int bus_init_returned(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct hdac_bus *bus = *(struct hdac_bus **)instance->data;

	fake_ops = *bus->ops;
	fake_ops.command = fake_command;
	fake_ops.get_response = fake_get_response;
	bus->ops = &fake_ops;
	return 0;
}

NOKPROBE_SYMBOL(bus_init_returned);

static struct kretprobe bus_init = {
	.kp.addr = (kprobe_opcode_t *)snd_hdac_bus_init,
	.entry_handler = bus_init_entered,
	.handler = bus_init_returned,
	.data_size = sizeof(struct hdac_bus *),
};

static int read_table(const char *path)
{
	void *data = NULL;
	ssize_t size;

	size = kernel_read_file_from_path(path, 0, &data, sizeof(table), NULL, READING_UNKNOWN);
	if (size < 0)
		return size;
	if (size == sizeof(table))
		memcpy(&table, data, sizeof(table));
	vfree(data);
	return size == sizeof(table) ? 0 : -EINVAL;
}

static int find_table(const char *name)
{
	unsigned int i;

	for (i = 0; i < FAKE_CODECS; i++) {
		if (strcmp(fake_codecs[i]->name, name))
			continue;
		table = *fake_codecs[i];
		return 0;
	}
	return -ENOENT;
}

static int set_codec(const char *value, const struct kernel_param *param)
{
	char copy[128], *name;
	int err;

	strscpy(copy, value, sizeof(copy));
	name = strim(copy);
	memset(fake.states, 0, sizeof(fake.states));
	err = *name == '/' ? read_table(name) : find_table(name);
	table.vendor = VENDOR;
	return err;
}

static const struct kernel_param_ops codec_ops = {
	.set = set_codec,
};
module_param_cb(codec, &codec_ops, NULL, 0200);
MODULE_PARM_DESC(codec, "File with the codec.");

static int __init hdafake_init(void)
{
	return register_kretprobe(&bus_init);
}
module_init(hdafake_init);

static void __exit hdafake_exit(void)
{
	unregister_kretprobe(&bus_init);
}
module_exit(hdafake_exit);

MODULE_AUTHOR("PortCls for Linux maintainers");
MODULE_DESCRIPTION("A codec that is a table");
MODULE_LICENSE("GPL");

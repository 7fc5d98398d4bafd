// SPDX-License-Identifier: GPL-2.0-only
/*
 * The fake driver.
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kthread.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "../core.h"
#include "fake.h"

#define GUID(n)	GUID_INIT(0xfa4e0000 + (n), 0x1234, 0x5678, 0x80, 1, 2, 3, 4, 5, 6, 7)

const guid_t fake_guids[FAKE_BLOCKS] = {
	GUID(0), GUID(1), GUID(2), GUID(3), GUID(4), GUID(5), GUID(6), GUID(7),
	GUID(8), GUID(9), GUID(10), GUID(11), GUID(12), GUID(13), GUID(14), GUID(15),
	GUID(16), GUID(17), GUID(18), GUID(19), GUID(20), GUID(21), GUID(22), GUID(23),
};

static int fake_reginfo(void *priv, struct winwmi_reginfo *info)
{
	struct fake *fake = priv;
	int result = fake->short_once;

	*(info->update ? &fake->updates : &fake->registrations) += 1;
	info->flags = fake->info.flags;
	info->base_name = fake->info.base_name;
	info->registry_path = fake->info.registry_path;
	info->mof_resource = fake->info.mof_resource;
	info->pdo = get_device(fake->pdo);
	if (result) {
		info->count = info->capacity + 1;
		fake->short_once = 0;
		return result == 1 ? 0 : result;
	}
	return fake->result ?: winwmi_reginfo_fill(info, fake->blocks, fake->info.count);
}

static int fake_query_block(void *priv, u32 index, u32 instance, void *buffer, u32 room, u32 *used)
{
	struct fake *fake = priv;
	int running = atomic_inc_return(&fake->running);

	atomic_inc(&fake->queries);
	fake->index = index;
	fake->most_running = max(fake->most_running, running);
	if (fake->inside)
		fake->inside_result = fake->inside(fake);
	if (fake->slow) {
		complete(&fake->entered);
		wait_for_completion(&fake->go);
	}
	atomic_dec(&fake->running);
	*used = fake->query_used ?: fake->size[index];
	if (fake->last_empty && instance + 1 == fake->blocks[index].instance_count)
		*used = 0;
	if (fake->query_result || room < *used)
		return fake->query_result ?: fake->query_used ? 0 : -ENOSPC;
	memcpy(buffer, fake->data[index][instance], *used);
	return 0;
}

static int fake_set_block(void *priv, u32 index, u32 instance, const void *buffer, u32 size)
{
	struct fake *fake = priv;

	fake->sets++;
	if (fake->set_result)
		return fake->set_result;
	/* The first byte can only be read. */
	memcpy(fake->data[index][instance] + 1, buffer + 1, min(size, fake->size[index]) - 1);
	return 0;
}

static int fake_set_item(void *priv, u32 index, u32 instance, u32 item, const void *buffer,
			 u32 size)
{
	struct fake *fake = priv;

	if (fake->set_result)
		return fake->set_result;
	fake->item = item;
	memcpy(fake->data[index][instance], buffer, min_t(u32, size, FAKE_BYTES));
	return 0;
}

/* Gives all that was given twice, which clears a byte in the instance. */
static int fake_execute(void *priv, u32 index, u32 instance, u32 method, void *buffer, u32 size,
			u32 room, u32 *used)
{
	struct fake *fake = priv;

	*used = 2 * size;
	if (room < *used)
		return -ENOSPC;
	if (size)
		memcpy(buffer + size, buffer, size);
	fake->data[index][instance][0] = 0;
	fake->methods++;
	return 0;
}

static int fake_function(void *priv, u32 index, enum winwmi_function function, bool enable)
{
	struct fake *fake = priv;

	fake->index = index;
	if (enable && fake->control_result)
		return fake->control_result;
	fake->unordered |= fake->on[function] == enable;
	fake->on[function] = enable;
	*(enable ? &fake->begun[function] : &fake->ended[function]) += 1;
	return 0;
}

/* A device that is attached, or NULL. */
struct fake *fake_new(struct kunit *test)
{
	struct fake *fake = kunit_kzalloc(test, sizeof(*fake), GFP_KERNEL);

	if (!fake)
		return NULL;
	fake->callbacks = (struct winwmi_callbacks) {
		.reginfo = fake_reginfo,
		.query_block = fake_query_block,
		.set_block = fake_set_block,
		.set_item = fake_set_item,
		.execute = fake_execute,
		.control = fake_function,
	};
	fake->context = (struct winwmi_context) { .callbacks = &fake->callbacks, .priv = fake };
	fake->info.base_name = "Fake";
	init_completion(&fake->entered);
	init_completion(&fake->go);
	fake->pdev = platform_device_register_simple("winwmi-fake", PLATFORM_DEVID_AUTO, NULL, 0);
	if (IS_ERR(fake->pdev))
		return NULL;
	fake->provider = winwmi_provider_attach(&fake->pdev->dev, &fake->context);
	if (IS_ERR(fake->provider)) {
		platform_device_unregister(fake->pdev);
		return NULL;
	}
	return fake;
}

void fake_free(struct fake *fake)
{
	if (fake->provider)
		winwmi_provider_detach(fake->provider);
	platform_device_unregister(fake->pdev);
}

/* Each case has one. */
int fake_init(struct kunit *test)
{
	test->priv = fake_new(test);
	return test->priv ? 0 : -ENOMEM;
}

void fake_exit(struct kunit *test)
{
	if (test->priv)
		fake_free(test->priv);
}

int fake_control(struct fake *fake, u32 action)
{
	return winwmi_registration_control(&fake->pdev->dev, action);
}

/* One more block, with numbered bytes; offered once the device is registered. */
struct winwmi_block_info *fake_offer(struct fake *fake, u32 index, u32 instances, u32 size)
{
	struct winwmi_block_info *block = &fake->blocks[index];
	u32 i, j;

	fake->info.count = max(fake->info.count, index + 1);
	fake->size[index] = size;
	for (i = 0; i < FAKE_INSTANCES; i++)
		for (j = 0; j < FAKE_BYTES; j++)
			fake->data[index][i][j] = 0x40 * i + j + 1;
	*block = (struct winwmi_block_info) {
		.guid = fake_guids[index],
		.flags = WINWMI_BLOCK_INSTANCE_BASENAME,
		.instance_count = instances,
	};
	return block;
}

/* Puts a request to the device, with all else in it as it is. */
int fake_ask(struct fake *fake, struct winwmi_request *request, u32 block, u32 minor)
{
	enum winwmi_disposition disposition;

	request->provider = fake->provider;
	request->guid = fake_guids[block];
	request->minor = minor;
	return winwmi_system_control(fake->provider, request, &disposition);
}

int fake_query(struct fake *fake, u32 block, u32 instance, void *buffer, u32 room, u32 *used)
{
	struct winwmi_request request = {
		.instance = instance,
		.buffer = buffer,
		.room = room,
	};
	int err = fake_ask(fake, &request, block, WINWMI_MN_QUERY_SINGLE);

	if (used)
		*used = request.used;
	return err;
}

/* Whether a block can be queried, by its one instance. */
bool fake_is_offered(struct fake *fake, u32 block)
{
	u64 buffer[FAKE_BYTES / 8];

	return !fake_query(fake, block, 0, buffer, sizeof(buffer), NULL);
}

/* A file of a block; of the provider, for FAKE_BLOCKS. */
struct file *fake_file_open(struct fake *fake, u32 block, const char *name, int flags)
{
	struct file *file;
	char *path;

	if (block < FAKE_BLOCKS)
		path = kasprintf(GFP_KERNEL, "/sys/devices/platform/%s/winwmi_provider/%s/%pUL/%s",
				 dev_name(&fake->pdev->dev), winwmi_provider_name(fake->provider),
				 &fake_guids[block], name);
	else
		path = kasprintf(GFP_KERNEL, "/sys/devices/platform/%s/winwmi_provider/%s/%s",
				 dev_name(&fake->pdev->dev), winwmi_provider_name(fake->provider),
				 name);
	if (!path)
		return ERR_PTR(-ENOMEM);
	file = filp_open(path, flags, 0);
	kfree(path);
	return file;
}

/* What a file of a block says, without its newline; of the provider, for FAKE_BLOCKS. */
ssize_t fake_file_read(struct fake *fake, u32 block, const char *name, char *text, size_t room)
{
	struct file *file = fake_file_open(fake, block, name, O_RDONLY);
	loff_t offset = 0;
	ssize_t size;

	if (IS_ERR(file))
		return PTR_ERR(file);
	memset(text, 0, room);
	size = kernel_read(file, text, room - 1, &offset);
	filp_close(file, NULL);
	if (size > 0 && text[size - 1] == '\n')
		text[size - 1] = '\0';
	return size;
}

ssize_t fake_file_write(struct fake *fake, u32 block, const char *name, const void *text,
			size_t size)
{
	struct file *file = fake_file_open(fake, block, name, O_WRONLY);
	loff_t offset = 0;
	ssize_t written;

	if (IS_ERR(file))
		return PTR_ERR(file);
	written = kernel_write(file, text, size, &offset);
	filp_close(file, NULL);
	return written;
}

/* A file with a number, or a negative errno. */
long fake_number(struct fake *fake, u32 block, const char *name)
{
	char text[32];
	ssize_t size = fake_file_read(fake, block, name, text, sizeof(text));
	long number;

	if (size < 0)
		return size;
	return kstrtol(text, 0, &number) ?: number;
}

/* Until somebody waits for calls to end; or is done, and has not waited. */
void fake_until_drains(struct winwmi_provider *provider, struct completion *done)
{
	/* It is looked at until it is so: no barrier is needed. */
	while (!waitqueue_active(&provider->drained) && !completion_done(done))
		msleep(20);
}

/* A thread whose end can be waited for. */
struct task_struct *fake_thread_start(struct kunit *test, int (*function)(void *), void *priv)
{
	struct task_struct *task = kthread_create(function, priv, "winwmi-test");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, task);
	get_task_struct(task);
	wake_up_process(task);
	return task;
}

/* What it returned; it may have ended by itself. */
int fake_thread_end(struct task_struct *task)
{
	int result = kthread_stop(task);

	put_task_struct(task);
	return result;
}

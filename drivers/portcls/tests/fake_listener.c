// SPDX-License-Identifier: GPL-2.0-only
/*
 * The application that listens to changes of controls.
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <sound/control.h>

#include "fake.h"
#include "fake_listener.h"
#include "kunit.h"

static int count_notification(wait_queue_entry_t *sleeper, unsigned int mode, int sync, void *key)
{
	atomic_inc(&container_of(sleeper, struct fake_listener, sleeper)->count);
	return 0;
}

/**
 * fake_listen() - subscribe
 * @device: a device that is started
 *
 * Context: process, may sleep.
 * Return: the application, for fake_stop_listening().
 */
struct fake_listener *fake_listen(struct fake_device *device)
{
	struct fake_listener *listener;
	char name[32];

	listener = kunit_kzalloc(device->test, sizeof(*listener), GFP_KERNEL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(device->test, listener);
	snprintf(name, sizeof(name), "snd/controlC%d", device->card);
	listener->file = fake_open_node(device, name);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(device->test, listener->file);
	listener->ctl = listener->file->private_data;
	init_waitqueue_func_entry(&listener->sleeper, count_notification);
	add_wait_queue(&listener->ctl->change_sleep, &listener->sleeper);
	listener->ctl->subscribed = 1;
	return listener;
}

/**
 * fake_stop_listening() - close
 * @listener: the application
 *
 * Context: process, may sleep.
 */
void fake_stop_listening(struct fake_listener *listener)
{
	remove_wait_queue(&listener->ctl->change_sleep, &listener->sleeper);
	__fput_sync(listener->file);
}

/**
 * fake_take_change() - take the next change, if one came
 * @listener: the application
 * @id: receives of which control
 *
 * Context: process.
 * Return: SNDRV_CTL_EVENT_MASK_* of what has changed, 0 if nothing has.
 */
unsigned int fake_take_change(struct fake_listener *listener, struct snd_ctl_elem_id *id)
{
	struct snd_kctl_event *change;
	unsigned int mask;

	change = list_first_entry_or_null(&listener->ctl->events, struct snd_kctl_event, list);
	if (!change)
		return 0;
	mask = change->mask;
	*id = change->id;
	list_del(&change->list);
	kfree(change);
	return mask;
}

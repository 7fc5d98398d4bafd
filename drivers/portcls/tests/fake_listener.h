/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An application that has subscribed to changes of controls.
 */
#ifndef PORTCLS_TESTS_FAKE_LISTENER_H
#define PORTCLS_TESTS_FAKE_LISTENER_H

#include <linux/atomic.h>
#include <linux/wait.h>

struct fake_device;
struct file;
struct snd_ctl_elem_id;
struct snd_ctl_file;

/**
 * struct fake_listener - the application
 * @file: as user space would have it
 * @ctl: what ALSA keeps of it
 * @sleeper: wakes up for each notification
 * @count: notifications
 */
struct fake_listener {
	struct file *file;
	struct snd_ctl_file *ctl;
	wait_queue_entry_t sleeper;
	atomic_t count;
};

struct fake_listener *fake_listen(struct fake_device *device);
void fake_stop_listening(struct fake_listener *listener);
unsigned int fake_take_change(struct fake_listener *listener, struct snd_ctl_elem_id *id);

#endif /* PORTCLS_TESTS_FAKE_LISTENER_H */

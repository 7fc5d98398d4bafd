// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lifetimes: devices that vanish, leave or sleep while streams are open.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kthread.h>
#include <linux/platform_device.h>

#include "fake.h"
#include "kunit.h"
#include "suites.h"

static struct fake_application *running(struct kunit *test, int direction)
{
	struct fake_application *application = fake_open(test->priv, 0, direction);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	KUNIT_ASSERT_EQ(test, fake_ready(application, &fake_params), 0);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	return application;
}

static void no_state_is_set_once_gone_p52(struct kunit *test)
{
	struct fake_application *application = running(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct fake_device *device = test->priv;
	struct fake_stream *stream = fake_stream_on(device, FAKE_PLAY);

	fake_forget(device);
	portcls_adapter_set_gone(device->adapter);
	fake_play(stream, 3000);
	KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), 0);
	KUNIT_EXPECT_EQ(test, device->routine_calls, 0);
	KUNIT_EXPECT_LT(test, fake_ioctl(application, SNDRV_PCM_IOCTL_HWSYNC, 0), 0);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_XRUN);
	KUNIT_EXPECT_EQ(test, fake_prepare(application), -ENODEV);
	fake_close(application);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "qgt"), "x");
}

static void nothing_opens_once_gone_p52(struct kunit *test)
{
	struct fake_application *application = fake_open(test->priv, 0, SNDRV_PCM_STREAM_CAPTURE);
	struct fake_device *device = test->priv;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	portcls_adapter_set_gone(device->adapter);
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), -ENODEV);
	KUNIT_EXPECT_EQ(test,
			PTR_ERR_OR_ZERO(fake_open(device, 0, SNDRV_PCM_STREAM_PLAYBACK)), -ENODEV);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "");
}

static void release_is_told_that_the_device_is_gone_p52(struct kunit *test)
{
	struct fake_device *device = test->priv;

	portcls_adapter_set_gone(device->adapter);
	fake_device_remove(device);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, fake_find(device, 'e', 0));
	KUNIT_EXPECT_EQ(test, fake_find(device, 'e', 0)->value, 0);
}

static void release_is_told_that_the_device_is_there(struct kunit *test)
{
	struct fake_device *device = test->priv;

	fake_device_remove(device);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, fake_find(device, 'e', 0));
	KUNIT_EXPECT_EQ(test, fake_find(device, 'e', 0)->value, 1);
}

static void position_that_fails_ends_the_stream_p52(struct kunit *test)
{
	struct fake_application *application = running(test, SNDRV_PCM_STREAM_CAPTURE);
	struct fake_device *device = test->priv;

	fake_play(fake_stream_on(device, FAKE_RECORD), 1500);
	device->faults.position = -ENODEV;
	KUNIT_EXPECT_LT(test, fake_ioctl(application, SNDRV_PCM_IOCTL_HWSYNC, 0), 0);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_XRUN);
	device->faults.position = 0;
	KUNIT_EXPECT_EQ(test, fake_ready_again(application), 0);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
}

/**
 * struct removal - a removal in a thread of its own
 * @device: what is removed
 * @application: who is in the middle of something, for rule_device_leaves()
 * @begun: rule_device_leaves() has begun the removal
 * @done: it has been removed
 */
struct removal {
	struct fake_device *device;
	struct fake_application *application;
	bool begun;
	struct completion done;
};

static int remove(void *data)
{
	struct removal *removal = data;

	portcls_adapter_free(removal->device->adapter);
	complete(&removal->done);
	return 0;
}

static struct removal *new_removal(struct kunit *test)
{
	struct removal *removal = kunit_kzalloc(test, sizeof(*removal), GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, removal);
	removal->device = test->priv;
	init_completion(&removal->done);
	return removal;
}

static struct removal *start_removal(struct kunit *test)
{
	struct removal *removal = new_removal(test);
	struct task_struct *task;

	task = kthread_run(remove, removal, "portcls_remove");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, task);
	return removal;
}

static void finish_removal(struct kunit *test, struct removal *removal)
{
	KUNIT_EXPECT_TRUE(test, wait_for_completion_timeout(&removal->done, 60 * HZ));
	removal->device->adapter = NULL;
}

static bool is_down(struct fake_device *device)
{
	const char *story = fake_story(device, FAKE_STATES);

	return *story && story[strlen(story) - 1] == 'S';
}

static void removal_stops_streams_and_waits_for_files_p51(struct kunit *test)
{
	struct fake_application *application = running(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct fake_device *device = test->priv;
	struct removal *removal;

	fake_forget(device);
	removal = start_removal(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(is_down(device)));
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "e"), "PAS");
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PREPARE, 0), -ENODEV);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_HWSYNC, 0), -ENODEV);
	KUNIT_EXPECT_EQ(test, fake_prepare(application), -EBADFD);
	KUNIT_EXPECT_EQ(test, fake_start(application), -EBADFD);
	msleep(50);
	KUNIT_EXPECT_FALSE(test, completion_done(&removal->done));
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "e"), "PAS");
	WRITE_ONCE(fake_stream_on(device, FAKE_PLAY)->interrupting, true);
	KUNIT_EXPECT_FALSE(test, fake_interrupt(device));
	fake_close(application);
	finish_removal(test, removal);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "e"), "PASxe");
	KUNIT_EXPECT_EQ(test, device->live, 0);
}

static void removal_while_paused_or_prepared_stops_streams_p51(struct kunit *test)
{
	struct fake_application *paused = running(test, SNDRV_PCM_STREAM_CAPTURE);
	struct fake_application *prepared = fake_open(test->priv, 1, SNDRV_PCM_STREAM_PLAYBACK);
	struct fake_device *device = test->priv;
	struct removal *removal;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, prepared);
	KUNIT_ASSERT_EQ(test, fake_ready(prepared, &fake_params), 0);
	KUNIT_ASSERT_EQ(test, fake_ioctl(paused, SNDRV_PCM_IOCTL_PAUSE, 1), 0);
	fake_forget(device);
	removal = start_removal(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(fake_count(device, 'S') == 2));
	fake_close(prepared);
	fake_close(paused);
	finish_removal(test, removal);
	KUNIT_EXPECT_STREQ(test, fake_pin_story(device, FAKE_RECORD, FAKE_LIFE), "ASx");
	KUNIT_EXPECT_STREQ(test, fake_pin_story(device, FAKE_PLAY2, FAKE_LIFE), "ASx");
}

/* The application is on its way into the port by now. */
static int rule_device_leaves(struct snd_pcm_hw_params *params, struct snd_pcm_hw_rule *rule)
{
	struct removal *removal = rule->private;
	struct task_struct *task;

	if (removal->begun)
		return 0;
	task = kthread_run(remove, removal, "portcls_remove");
	if (IS_ERR(task))
		return PTR_ERR(task);
	removal->begun = true;
	return fake_wait(fake_state(removal->application) ==
			 (__force int)SNDRV_PCM_STATE_DISCONNECTED) ? 0 : -ETIMEDOUT;
}

static void stream_is_not_made_once_the_device_leaves_p51(struct kunit *test)
{
	struct removal *removal = new_removal(test);
	struct fake_device *device = test->priv;
	struct fake_application *application;

	application = fake_open(device, 0, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	removal->application = application;
	KUNIT_ASSERT_EQ(test, snd_pcm_hw_rule_add(application->substream->runtime, 0,
						  SNDRV_PCM_HW_PARAM_RATE, rule_device_leaves,
						  removal, SNDRV_PCM_HW_PARAM_RATE, -1), 0);
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), -ENODEV);
	KUNIT_EXPECT_TRUE(test, removal->begun);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "q"), "");
	fake_close(application);
	finish_removal(test, removal);
}

static void removal_waits_for_a_control_file_p51(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct removal *removal;
	struct file *file;
	char name[32];

	snprintf(name, sizeof(name), "snd/controlC%d", device->card);
	file = fake_open_node(device, name);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, file);
	KUNIT_EXPECT_EQ(test, vfs_ioctl(file, 0, 0), -ENOTTY);
	removal = start_removal(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(vfs_ioctl(file, 0, 0) == -ENODEV));
	msleep(50);
	KUNIT_EXPECT_FALSE(test, completion_done(&removal->done));
	KUNIT_EXPECT_STREQ(test, fake_story(device, "e"), "");
	__fput_sync(file);
	finish_removal(test, removal);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "e"), "e");
}

static void interrupts_after_removal_began_do_no_harm_p51(struct kunit *test)
{
	struct fake_application *application = running(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct fake_device *device = test->priv;
	struct fake_stream *stream = fake_stream_on(device, FAKE_PLAY);
	struct removal *removal;
	unsigned int i;

	removal = start_removal(test);
	for (i = 0; i < 200; i++)
		fake_play(stream, 512);
	KUNIT_EXPECT_TRUE(test, fake_wait(is_down(device)));
	fake_close(application);
	finish_removal(test, removal);
}

static void gone_device_is_removed_untouched_p51_p52(struct kunit *test)
{
	struct fake_application *application = running(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct fake_device *device = test->priv;
	struct removal *removal;

	fake_forget(device);
	portcls_adapter_set_gone(device->adapter);
	removal = start_removal(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(fake_state(application) ==
					  (__force int)SNDRV_PCM_STATE_DISCONNECTED));
	fake_close(application);
	finish_removal(test, removal);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "ge"), "xe");
}

static void suspend_pauses_before_power_goes_p49(struct kunit *test)
{
	struct fake_application *application = running(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct fake_device *device = test->priv;
	struct device *dev = &device->pdev->dev;

	if (!portcls_pm_ops.suspend)
		kunit_skip(test, "kernel without system sleep");
	fake_forget(device);
	KUNIT_EXPECT_EQ(test, snd_pcm_suspend_all(application->substream->pcm), 0);
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.suspend(dev), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "0123"), "P3");
	fake_forget(device);
	WRITE_ONCE(fake_stream_on(device, FAKE_PLAY)->interrupting, true);
	KUNIT_EXPECT_FALSE(test, fake_interrupt(device));
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.resume(dev), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "0123"), "0");
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_SUSPENDED);
	KUNIT_EXPECT_EQ(test, fake_ready_again(application), 0);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	fake_play(fake_stream_on(device, FAKE_PLAY), 1024);
	KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), 1);
}

static void opening_often_leaves_nothing_behind_p53(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct fake_application *application;
	unsigned int i;

	for (i = 0; i < 1000; i++) {
		application = running(test, i % 2 ? SNDRV_PCM_STREAM_CAPTURE :
						    SNDRV_PCM_STREAM_PLAYBACK);
		fake_close(application);
		KUNIT_ASSERT_EQ(test, device->live, 0);
		fake_forget(device);
	}
	fake_device_remove(device);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "e"), "e");
}

static struct kunit_case cases[] = {
	KUNIT_CASE(no_state_is_set_once_gone_p52),
	KUNIT_CASE(nothing_opens_once_gone_p52),
	KUNIT_CASE(release_is_told_that_the_device_is_gone_p52),
	KUNIT_CASE(release_is_told_that_the_device_is_there),
	KUNIT_CASE(position_that_fails_ends_the_stream_p52),
	KUNIT_CASE(removal_stops_streams_and_waits_for_files_p51),
	KUNIT_CASE(removal_while_paused_or_prepared_stops_streams_p51),
	KUNIT_CASE(stream_is_not_made_once_the_device_leaves_p51),
	KUNIT_CASE(removal_waits_for_a_control_file_p51),
	KUNIT_CASE(interrupts_after_removal_began_do_no_harm_p51),
	KUNIT_CASE(gone_device_is_removed_untouched_p51_p52),
	KUNIT_CASE(suspend_pauses_before_power_goes_p49),
	KUNIT_CASE(opening_often_leaves_nothing_behind_p53),
	{}
};

struct kunit_suite portcls_lifetime_suite = {
	.name = "portcls_lifetime",
	.init = fake_suite_init_started,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

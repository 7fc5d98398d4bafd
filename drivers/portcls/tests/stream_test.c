// SPDX-License-Identifier: GPL-2.0-only
/*
 * The stream state machine: what ALSA asks for, what the miniport sees, and in which context.
 */
#include <linux/err.h>
#include <linux/errno.h>

#include "fake.h"
#include "kunit.h"
#include "suites.h"

static struct fake_application *open_playback(struct kunit *test)
{
	struct fake_application *application = fake_open(test->priv, 0, SNDRV_PCM_STREAM_PLAYBACK);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	return application;
}

static struct fake_application *ready_playback(struct kunit *test)
{
	struct fake_application *application = open_playback(test);

	KUNIT_ASSERT_EQ(test, fake_ready(application, &fake_params), 0);
	return application;
}

static struct fake_application *running_playback(struct kunit *test)
{
	struct fake_application *application = ready_playback(test);

	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	return application;
}

static void whole_life_goes_by_single_steps_p1(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct fake_application *application = open_playback(test);

	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "");
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "n");
	KUNIT_EXPECT_EQ(test, fake_prepare(application), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "nAP");
	KUNIT_EXPECT_EQ(test, fake_fill(application), 0);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "nAPR");
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "nAPRP");
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_HW_FREE, 0), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "nAPRPASx");
	fake_close(application);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "nAPRPASx");
	KUNIT_EXPECT_EQ(test, device->live, 0);
}

static void close_of_a_running_stream_walks_down_p1(struct kunit *test)
{
	struct fake_application *application = running_playback(test);
	struct fake_device *device = test->priv;

	fake_close(application);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "nAPRPASx");
}

static void pause_and_prepare_walk_by_single_steps_p1(struct kunit *test)
{
	struct fake_application *application = running_playback(test);
	struct fake_device *device = test->priv;

	fake_forget(device);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 1), 0);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 0), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "PR");
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0), 0);
	KUNIT_EXPECT_EQ(test, fake_prepare(application), 0);
	KUNIT_EXPECT_EQ(test, fake_prepare(application), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "PRPASAPASAP");
}

static void hw_params_of_a_prepared_stream_goes_to_stop_p1(struct kunit *test)
{
	struct fake_application *application = ready_playback(test);
	struct fake_device *device = test->priv;

	fake_forget(device);
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "q"), "ASq");
	KUNIT_EXPECT_EQ(test, fake_prepare(application), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "q"), "ASqAP");
}

static void only_format_and_buffer_calls_before_the_first_state_p2(struct kunit *test)
{
	struct fake_application *application = open_playback(test);
	struct fake_device *device = test->priv;

	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "nxfqSAPRgtz"), "nq");
	KUNIT_EXPECT_EQ(test, fake_prepare(application), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "nxfqSAPRgtz"), "nqzAP");
}

static void other_format_is_set_in_stop_p5(struct kunit *test)
{
	struct fake_application *application = running_playback(test);
	struct fake_params other = fake_params;
	struct fake_device *device = test->priv;
	const struct fake_record *record;

	other.format = SNDRV_PCM_FORMAT_U8;
	other.rate = 44100;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &other), -EBADFD);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0), 0);
	fake_forget(device);
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &other), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "q"), "ASfq");
	record = fake_find(device, 'f', 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, record);
	KUNIT_EXPECT_EQ(test, record->value, PORTCLS_STATE_STOP);
	KUNIT_EXPECT_EQ(test, record->format.rate, 44100);
	KUNIT_EXPECT_EQ(test, record->format.container_bits, 8);
	/* The first one is another again, and the same only after that. */
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "q"), "ASfqfqq");
	KUNIT_EXPECT_EQ(test, fake_stream_on(device, FAKE_PLAY)->format.rate, 48000);
}

static void failing_set_format_is_reported_p5(struct kunit *test)
{
	struct fake_application *application = ready_playback(test);
	struct fake_params other = fake_params;
	struct fake_device *device = test->priv;

	device->faults.set_format = -EINVAL;
	other.rate = 8000;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &other), -EINVAL);
	KUNIT_EXPECT_EQ(test, device->live, 0);
	KUNIT_EXPECT_EQ(test, fake_ready(application, &other), 0);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
}

/* Errno to the application, hardware back in STOP, and a new try works. */
static void fail_at(struct kunit *test, enum portcls_state state, const char *states)
{
	struct fake_application *application = open_playback(test);
	struct fake_device *device = test->priv;
	int err;

	device->faults.up[state] = -ENOLCK;
	err = fake_ready(application, &fake_params);
	if (!err)
		err = fake_start(application);
	KUNIT_EXPECT_EQ(test, err, -ENOLCK);
	fake_close(application);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_STATES), states);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "nx"), "nx");
	KUNIT_EXPECT_EQ(test, device->live, 0);

	device->faults.up[state] = 0;
	fake_forget(device);
	fake_close(running_playback(test));
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "nAPRPASx");
}

static void failing_acquire_reaches_the_application_p3(struct kunit *test)
{
	fail_at(test, PORTCLS_STATE_ACQUIRE, "A");
}

static void failing_pause_reaches_the_application_p3(struct kunit *test)
{
	fail_at(test, PORTCLS_STATE_PAUSE, "APS");
}

static void failing_run_reaches_the_application_p3(struct kunit *test)
{
	fail_at(test, PORTCLS_STATE_RUN, "APRAS");
}

static void failing_new_stream_reaches_the_application_p3(struct kunit *test)
{
	struct fake_application *application = open_playback(test);
	struct fake_device *device = test->priv;

	device->faults.new_stream = -ENOSPC;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), -ENOSPC);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "n");
	KUNIT_EXPECT_LT(test, fake_prepare(application), 0);
	device->faults.new_stream = 0;
	KUNIT_EXPECT_EQ(test, fake_ready(application, &fake_params), 0);
}

static void steps_down_count_even_if_they_fail_p3(struct kunit *test)
{
	struct fake_application *application = running_playback(test);
	struct fake_device *device = test->priv;

	device->faults.down = -EIO;
	fake_close(application);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "nAPRPASx");
}

static void position_moves_in_run_and_rests_in_pause_p4(struct kunit *test)
{
	struct fake_application *application = running_playback(test);
	struct fake_stream *stream = fake_stream_on(test->priv, FAKE_PLAY);
	unsigned int i, changes = 0;

	for (i = 1; i <= 10; i++) {
		fake_move(stream, 37);
		KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 37 * i);
	}
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 1), 0);
	for (i = 0; i < 100; i++) {
		fake_move(stream, 37);
		changes += fake_hw_ptr(application) != 370;
	}
	KUNIT_EXPECT_EQ(test, changes, 0);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 0), 0);
	fake_move(stream, 30);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 400);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0), 0);
	KUNIT_EXPECT_EQ(test, fake_prepare(application), 0);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 0);
	KUNIT_EXPECT_EQ(test, fake_fill(application), 0);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	fake_move(stream, 5);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 5);
}

static void streams_run_beside_each_other_p6(struct kunit *test)
{
	struct fake_application *playback = running_playback(test);
	struct fake_application *capture = fake_open(test->priv, 0, SNDRV_PCM_STREAM_CAPTURE);
	struct fake_params params = fake_params;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, capture);
	params.rate = 8000;
	params.channels = 1;
	params.period = 100;
	KUNIT_ASSERT_EQ(test, fake_ready(capture, &params), 0);
	KUNIT_ASSERT_EQ(test, fake_start(capture), 0);
	fake_play(fake_stream_on(test->priv, FAKE_PLAY), 1500);
	fake_play(fake_stream_on(test->priv, FAKE_RECORD), 250);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(playback), 1500);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(capture), 250);
	KUNIT_EXPECT_EQ(test, atomic_read(&playback->periods), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&capture->periods), 2);
	fake_close(playback);
	fake_play(fake_stream_on(test->priv, FAKE_RECORD), 50);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(capture), 300);
}

static void hw_free_may_come_twice(struct kunit *test)
{
	struct fake_application *application = ready_playback(test);
	struct fake_device *device = test->priv;

	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_HW_FREE, 0), 0);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_HW_FREE, 0), -EBADFD);
	KUNIT_EXPECT_LT(test, fake_prepare(application), 0);
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_HW_FREE, 0), 0);
	fake_close(application);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "nAPASxnx");
}

static void expect_contexts(struct kunit *test, const char *calls, bool irqs_off)
{
	struct fake_device *device = test->priv;
	unsigned int i, n;

	for (; *calls; calls++) {
		n = fake_count(device, *calls);
		for (i = 0; i < n; i++)
			if (fake_find(device, *calls, i)->irqs_off != irqs_off)
				KUNIT_FAIL(test, "%c: interrupts are %s\n", *calls,
					   irqs_off ? "on" : "off");
	}
}

static void methods_come_in_their_contexts_p59(struct kunit *test)
{
	struct fake_application *application = running_playback(test);
	struct fake_device *device = test->priv;
	const struct fake_record *pause;

	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		kunit_skip(test, "the stream lock leaves interrupts on");
	fake_play(fake_stream_on(device, FAKE_PLAY), 3000);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0), 0);
	fake_close(application);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "q"), "nqAPRPASx");
	expect_contexts(test, "njqzASx", false);
	expect_contexts(test, "Rg", true);
	pause = fake_find(device, 'P', 0);
	KUNIT_EXPECT_TRUE(test, pause && !pause->irqs_off);
	pause = fake_find(device, 'P', 1);
	KUNIT_EXPECT_TRUE(test, pause && pause->irqs_off);
}

/* The fake sleeps in each of them here, in each of them that must not otherwise. */
static void sleeping_miniport_is_called_in_processes_p59(struct kunit *test)
{
	struct fake_application *application;
	struct fake_device *device;

	device = fake_device_new(test);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, device);
	device->ops.sleeping = true;
	KUNIT_EXPECT_EQ(test, fake_device_start(device), 0);
	application = fake_open(device, 0, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_EXPECT_TRUE(test, !IS_ERR(application) && application->substream->pcm->nonatomic);
	if (IS_ERR(application))
		goto out;
	KUNIT_EXPECT_EQ(test, fake_ready(application, &fake_params), 0);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	/* The request comes in a hard interrupt, the service in a work queue. */
	fake_play(fake_stream_on(device, FAKE_PLAY), 1100);
	KUNIT_EXPECT_TRUE(test, fake_wait(atomic_read(&application->periods) == 1));
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 1100);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 1), 0);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 0), 0);
	fake_play(fake_stream_on(device, FAKE_PLAY), 1024);
	fake_close(application);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "nAPRPRPASx");
	KUNIT_EXPECT_EQ(test, device->wrong_steps, 0);
out:
	fake_device_free(device);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(whole_life_goes_by_single_steps_p1),
	KUNIT_CASE(close_of_a_running_stream_walks_down_p1),
	KUNIT_CASE(pause_and_prepare_walk_by_single_steps_p1),
	KUNIT_CASE(hw_params_of_a_prepared_stream_goes_to_stop_p1),
	KUNIT_CASE(only_format_and_buffer_calls_before_the_first_state_p2),
	KUNIT_CASE(other_format_is_set_in_stop_p5),
	KUNIT_CASE(failing_set_format_is_reported_p5),
	KUNIT_CASE(failing_acquire_reaches_the_application_p3),
	KUNIT_CASE(failing_pause_reaches_the_application_p3),
	KUNIT_CASE(failing_run_reaches_the_application_p3),
	KUNIT_CASE(failing_new_stream_reaches_the_application_p3),
	KUNIT_CASE(steps_down_count_even_if_they_fail_p3),
	KUNIT_CASE(position_moves_in_run_and_rests_in_pause_p4),
	KUNIT_CASE(streams_run_beside_each_other_p6),
	KUNIT_CASE(hw_free_may_come_twice),
	KUNIT_CASE(methods_come_in_their_contexts_p59),
	KUNIT_CASE(sleeping_miniport_is_called_in_processes_p59),
	{}
};

struct kunit_suite portcls_stream_suite = {
	.name = "portcls_stream",
	.init = fake_suite_init_started,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

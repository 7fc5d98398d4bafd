// SPDX-License-Identifier: GPL-2.0-only
/*
 * Positions and periods: from the hardware's interrupt and offset to what an application sees.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/math64.h>
#include <linux/minmax.h>

#include "fake.h"
#include "kunit.h"
#include "suites.h"

static struct fake_application *start(struct kunit *test, const struct fake_params *params)
{
	struct fake_application *application = fake_open(test->priv, 0, SNDRV_PCM_STREAM_PLAYBACK);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	KUNIT_ASSERT_EQ(test, fake_ready(application, params), 0);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	return application;
}

static struct fake_stream *playing(struct kunit *test)
{
	return fake_stream_on(test->priv, FAKE_PLAY);
}

static void period_ends_in_the_interrupt_itself(struct kunit *test)
{
	struct fake_application *application = start(test, &fake_params);
	struct fake_device *device = test->priv;
	unsigned int i;

	fake_forget(device);
	for (i = 1; i <= 10; i++) {
		fake_play(playing(test), fake_params.period);
		KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), i);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&application->periods_irqs_off), 10);
	/* One look at the position is enough. */
	KUNIT_EXPECT_STREQ(test, fake_story(device, "gSAPR"), "gggggggggg");
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 10 * fake_params.period);
}

/* Play in steps of the hardware's interval, and compare what ALSA was told with what is wanted. */
static void play_by_intervals(struct kunit *test, unsigned int interval, bool each_interval)
{
	struct fake_application *application;
	struct fake_device *device = test->priv;
	unsigned int i, wanted;

	device->faults.grant = interval;
	application = start(test, &fake_params);
	KUNIT_EXPECT_EQ(test, fake_find(device, 'q', 0)->value, fake_params.period);
	for (i = 1; i <= 50; i++) {
		fake_play(playing(test), interval);
		wanted = each_interval ? i : i * interval / fake_params.period;
		KUNIT_ASSERT_EQ(test, atomic_read(&application->periods), wanted);
		KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), i * interval);
	}
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_RUNNING);
}

static void smaller_interval_tells_each_period_once_p22(struct kunit *test)
{
	play_by_intervals(test, 256, false);
}

static void smallest_interval_tells_each_period_once_p22(struct kunit *test)
{
	play_by_intervals(test, 1, false);
}

static void coprime_interval_tells_each_period_once_p22(struct kunit *test)
{
	play_by_intervals(test, 697, false);
}

/* One interrupt is told but once, however many periods it ends. */
static void larger_interval_tells_of_periods_together_p22(struct kunit *test)
{
	play_by_intervals(test, 2048, true);
}

static void larger_coprime_interval_tells_of_periods_together_p22(struct kunit *test)
{
	play_by_intervals(test, 1501, true);
}

/* The position says nothing when the hardware is asked once a ring. */
static void long_interval_is_refused_p22(struct kunit *test)
{
	unsigned int ring = fake_params.period * fake_params.periods;
	const unsigned int intervals[] = { ring / 2 + 1, ring - 1, ring, ring + 1 };
	struct fake_application *application;
	struct fake_device *device = test->priv;
	size_t i;

	application = fake_open(device, 0, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	for (i = 0; i < ARRAY_SIZE(intervals); i++) {
		device->faults.grant = intervals[i];
		KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), -EINVAL);
		KUNIT_EXPECT_EQ(test, device->live, 0);
	}
}

static void late_interrupt_is_no_period_of_its_own_p22(struct kunit *test)
{
	struct fake_application *application;
	struct fake_device *device = test->priv;

	device->faults.grant = 512;
	application = start(test, &fake_params);
	fake_play(playing(test), 1024);
	KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), 1);
	playing(test)->interrupting = true;
	fake_interrupt(device);
	KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), 1);
}

static void interrupt_outside_run_ends_no_period(struct kunit *test)
{
	struct fake_application *application = start(test, &fake_params);
	struct fake_device *device = test->priv;

	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 1), 0);
	fake_forget(device);
	playing(test)->interrupting = true;
	KUNIT_EXPECT_TRUE(test, fake_interrupt(device));
	KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "gSAPR"), "");
}

/* The service has the miniport go to PAUSE, which takes the interrupt sync's lock. */
static void underrun_stops_in_the_interrupt(struct kunit *test)
{
	struct fake_application *application = start(test, &fake_params);
	struct fake_device *device = test->priv;

	application->substream->runtime->stop_threshold =
		application->substream->runtime->buffer_size;
	fake_forget(device);
	fake_play(playing(test), 10 * fake_params.period);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_XRUN);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "P");
	KUNIT_EXPECT_TRUE(test, fake_find(device, 'P', 0) && fake_find(device, 'P', 0)->irqs_off);
	KUNIT_EXPECT_EQ(test, fake_ready_again(application), 0);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
}

/* The interrupt would come at the end of a period that is not there any more. */
static void drain_ends_with_the_last_frame(struct kunit *test)
{
	struct fake_params params = fake_params;
	struct fake_application *application;
	struct fake_device *device = test->priv;

	params.periods = 16;
	application = start(test, &params);
	fake_play(playing(test), params.period * params.periods - 596);
	/* Does not wait, since the file was opened so. */
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_DRAIN, 0), -EAGAIN);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_DRAINING);
	fake_forget(device);
	fake_move(playing(test), 595);
	msleep(50);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_DRAINING);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "");
	fake_move(playing(test), 1);
	KUNIT_EXPECT_TRUE(test, fake_wait(fake_state(application) ==
					  (__force int)SNDRV_PCM_STATE_SETUP));
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "P");
	KUNIT_EXPECT_EQ(test, fake_ready_again(application), 0);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
}

/* The control page of a stream is mapped by applications, which may write anything there. */
static void drain_writes_no_further_than_the_ring(struct kunit *test)
{
	struct fake_application *application = start(test, &fake_params);
	struct snd_pcm_runtime *runtime = application->substream->runtime;
	const u64 ring = frames_to_bytes(runtime, runtime->buffer_size);
	struct fake_device *device = test->priv;
	const struct fake_record *record;
	unsigned int i;

	fake_play(playing(test), 100);
	runtime->control->appl_ptr = runtime->boundary - 12345;
	fake_forget(device);
	fake_ioctl(application, SNDRV_PCM_IOCTL_DRAIN, 0);
	for (i = 0; (record = fake_find(device, 'z', i)); i++)
		KUNIT_EXPECT_LE(test, record->value, ring);
	KUNIT_EXPECT_GT(test, i, 0);
	fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0);
}

static void position_is_monotonic_over_the_wrap_p8(struct kunit *test)
{
	struct fake_application *application = start(test, &fake_params);
	snd_pcm_uframes_t frames = 0, step = 1;

	while (frames < 10 * 4096) {
		fake_play(playing(test), step);
		frames += step;
		KUNIT_ASSERT_EQ(test, fake_hw_ptr(application), frames);
		step = step * 7 % 1021;
	}
}

static void end_of_the_ring_is_its_beginning_p8(struct kunit *test)
{
	struct fake_application *application = start(test, &fake_params);
	struct fake_stream *stream = playing(test);

	stream->wrong_offset = fake_params.period * fake_params.periods * 4;
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 0);
	fake_play(stream, 3 * fake_params.period);
	stream->wrong_offset = -1;
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 3 * fake_params.period);
	stream->wrong_offset = fake_params.period * fake_params.periods * 4;
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 4 * fake_params.period);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_RUNNING);
}

static void position_outside_the_ring_ends_the_stream_p8(struct kunit *test)
{
	struct fake_application *application = start(test, &fake_params);

	playing(test)->wrong_offset = fake_params.period * fake_params.periods * 4 + 1;
	KUNIT_EXPECT_LT(test, fake_ioctl(application, SNDRV_PCM_IOCTL_HWSYNC, 0), 0);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_XRUN);
}

static void step_back_of_a_frame_is_noise_p8(struct kunit *test)
{
	struct fake_application *application = start(test, &fake_params);
	struct fake_stream *stream = playing(test);

	fake_move(stream, 100);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 100);
	stream->wrong_offset = 99 * 4;
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 100);
	stream->wrong_offset = 101 * 4 + 3;
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 101);
}

static void ask_for_time(struct fake_application *application, unsigned int type)
{
	struct snd_pcm_runtime *runtime = application->substream->runtime;

	runtime->tstamp_mode = SNDRV_PCM_TSTAMP_ENABLE;
	runtime->audio_tstamp_config.type_requested = type;
}

/* In ns, as of the last look at the position. */
static u64 time_of(struct fake_application *application)
{
	struct snd_pcm_mmap_status *status = application->substream->runtime->status;

	return status->audio_tstamp.tv_sec * NSEC_PER_SEC + status->audio_tstamp.tv_nsec;
}

static void time_counts_all_bytes_p11(struct kunit *test)
{
	struct fake_application *application = start(test, &fake_params);
	struct fake_device *device = test->priv;
	const struct fake_record *record;

	fake_play(playing(test), 48000 * 3 + 24000);
	ask_for_time(application, SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK);
	fake_forget(device);
	fake_move(playing(test), 6);
	fake_hw_ptr(application);
	record = fake_find(device, 't', 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, record);
	KUNIT_EXPECT_EQ(test, record->value, 168006 * 4);
	/* Six frames are 125 microseconds, exactly. */
	KUNIT_EXPECT_EQ(test, time_of(application), 3500125000ULL);
}

static void time_says_what_it_is(struct kunit *test)
{
	struct fake_application *application = start(test, &fake_params);
	struct snd_pcm_audio_tstamp_report *report =
		&application->substream->runtime->audio_tstamp_report;

	ask_for_time(application, SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK);
	fake_hw_ptr(application);
	KUNIT_EXPECT_TRUE(test, report->actual_type == SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK);
	KUNIT_EXPECT_TRUE(test, report->accuracy_report);
	/* A frame, in ns. */
	KUNIT_EXPECT_EQ(test, report->accuracy, 20833);
	ask_for_time(application, SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK_SYNCHRONIZED);
	fake_hw_ptr(application);
	KUNIT_EXPECT_TRUE(test, report->actual_type == SNDRV_PCM_AUDIO_TSTAMP_TYPE_DEFAULT);
}

/* Most of the way without interrupts; then each period is told again, once. */
static void position_and_time_pass_32_bits_of_bytes_p9(struct kunit *test)
{
	const u64 end = BIT_ULL(32) / 4;
	struct fake_params params = fake_params;
	struct fake_application *application;
	struct fake_device *device = test->priv;
	struct fake_stream *stream;
	u64 frames;
	u32 i;

	params.periods = 16;
	device->faults.grant = params.period / 4;
	application = start(test, &params);
	stream = playing(test);
	ask_for_time(application, SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK);
	for (frames = 0; frames < end - 16 * params.period; frames += 15 * params.period) {
		KUNIT_ASSERT_EQ(test, fake_hw_ptr(application), frames);
		fake_move(stream, 15 * params.period);
	}
	fake_play(stream, params.period);
	frames += params.period;
	for (i = 1; i <= 200; i++) {
		atomic_set(&application->periods, 0);
		fake_play(stream, params.period - 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), 0);
		fake_play(stream, 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), 1);
		frames += params.period;
		KUNIT_ASSERT_EQ(test, fake_hw_ptr(application), frames);
		KUNIT_EXPECT_EQ(test, time_of(application), div_u64(frames * 625, 3) * 100);
	}
	KUNIT_EXPECT_GT(test, frames, end + 100 * params.period);
}

static snd_pcm_sframes_t delay_of(struct fake_application *application)
{
	snd_pcm_sframes_t delay = 0;
	int err;

	err = snd_pcm_kernel_ioctl(application->substream, SNDRV_PCM_IOCTL_DELAY, &delay);
	return err ?: delay;
}

/* Frames by the clock of the hardware, as of the last look at the position. */
static u64 frames_by_clock(struct fake_application *application)
{
	return div_u64(time_of(application) * 48 + 500000, 1000000);
}

static void delay_is_what_is_not_played_yet_p10(struct kunit *test)
{
	struct fake_application *application = start(test, &fake_params);
	unsigned int ring = fake_params.period * fake_params.periods, played, step;

	ask_for_time(application, SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK);
	KUNIT_EXPECT_EQ(test, delay_of(application), ring);
	for (played = 0; played < ring; played += step) {
		step = min(played % 7 * 100 + 1, ring - played);
		fake_play(playing(test), step);
		KUNIT_EXPECT_EQ(test, delay_of(application), ring - played - step);
		KUNIT_EXPECT_EQ(test, delay_of(application), ring - frames_by_clock(application));
	}
	KUNIT_EXPECT_EQ(test, delay_of(application), 0);
}

static void delay_is_what_is_not_read_yet_p10(struct kunit *test)
{
	struct fake_application *application = fake_open(test->priv, 0, SNDRV_PCM_STREAM_CAPTURE);
	unsigned int recorded;
	char data[100 * 4];

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	KUNIT_ASSERT_EQ(test, fake_ready(application, &fake_params), 0);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	ask_for_time(application, SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK);
	KUNIT_EXPECT_EQ(test, delay_of(application), 0);
	for (recorded = 150; recorded <= 9000; recorded += 150) {
		fake_play(fake_stream_on(test->priv, FAKE_RECORD), 150);
		KUNIT_EXPECT_EQ(test, delay_of(application), 150);
		KUNIT_EXPECT_EQ(test, frames_by_clock(application), recorded);
		KUNIT_EXPECT_EQ(test, snd_pcm_kernel_read(application->substream, data, 100), 100);
		KUNIT_EXPECT_EQ(test, delay_of(application), 50);
		KUNIT_EXPECT_EQ(test, snd_pcm_kernel_read(application->substream, data, 50), 50);
		KUNIT_EXPECT_EQ(test, delay_of(application), 0);
	}
}

/* A ring of one period looks the same at every interrupt. */
static void ring_of_one_period_is_refused_p17(struct kunit *test)
{
	struct fake_application *application = fake_open(test->priv, 0, SNDRV_PCM_STREAM_PLAYBACK);
	struct fake_params params = fake_params;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	params.periods = 1;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &params), -EINVAL);
}

static void play_periods(struct kunit *test, const struct fake_params *params)
{
	struct fake_application *application = start(test, params);
	unsigned int i;

	for (i = 1; i <= 20; i++)
		fake_play(playing(test), params->period);
	KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), 20);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_RUNNING);
	fake_close(application);
}

static void least_and_most_of_periods_stream_p17(struct kunit *test)
{
	struct fake_params params = fake_params;

	params.format = SNDRV_PCM_FORMAT_U8;
	params.channels = 1;
	params.period = 16;
	params.periods = 2;
	play_periods(test, &params);
	params.periods = 1024;
	play_periods(test, &params);
	params.period = FAKE_RING_BYTES / 2;
	params.periods = 2;
	play_periods(test, &params);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(period_ends_in_the_interrupt_itself),
	KUNIT_CASE(smaller_interval_tells_each_period_once_p22),
	KUNIT_CASE(smallest_interval_tells_each_period_once_p22),
	KUNIT_CASE(coprime_interval_tells_each_period_once_p22),
	KUNIT_CASE(larger_interval_tells_of_periods_together_p22),
	KUNIT_CASE(larger_coprime_interval_tells_of_periods_together_p22),
	KUNIT_CASE(long_interval_is_refused_p22),
	KUNIT_CASE(late_interrupt_is_no_period_of_its_own_p22),
	KUNIT_CASE(interrupt_outside_run_ends_no_period),
	KUNIT_CASE(underrun_stops_in_the_interrupt),
	KUNIT_CASE(drain_ends_with_the_last_frame),
	KUNIT_CASE(drain_writes_no_further_than_the_ring),
	KUNIT_CASE(position_is_monotonic_over_the_wrap_p8),
	KUNIT_CASE(end_of_the_ring_is_its_beginning_p8),
	KUNIT_CASE(position_outside_the_ring_ends_the_stream_p8),
	KUNIT_CASE(step_back_of_a_frame_is_noise_p8),
	KUNIT_CASE(time_counts_all_bytes_p11),
	KUNIT_CASE(time_says_what_it_is),
	KUNIT_CASE(position_and_time_pass_32_bits_of_bytes_p9),
	KUNIT_CASE(delay_is_what_is_not_played_yet_p10),
	KUNIT_CASE(delay_is_what_is_not_read_yet_p10),
	KUNIT_CASE(ring_of_one_period_is_refused_p17),
	KUNIT_CASE(least_and_most_of_periods_stream_p17),
	{}
};

struct kunit_suite portcls_period_suite = {
	.name = "portcls_period",
	.init = fake_suite_init_started,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

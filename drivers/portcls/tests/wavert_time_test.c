// SPDX-License-Identifier: GPL-2.0-only
/*
 * The WaveRT port: what time it is, by clock registers and by what is heard.
 */
#include <linux/ktime.h>
#include <linux/limits.h>
#include <linux/platform_device.h>
#include <linux/pm.h>
#include <linux/time64.h>
#include <sound/pcm.h>

#include <portcls/power.h>
#include "fake_wavert.h"
#include "kunit.h"
#include "suites.h"

static u64 time_of(struct fake_application *application, u32 type, u32 *actual)
{
	struct snd_pcm_substream *substream = application->substream;
	struct snd_pcm_audio_tstamp_config config = { .type_requested = type };
	struct snd_pcm_audio_tstamp_report report = {};
	struct timespec64 system, audio = {};

	snd_pcm_stream_lock_irq(substream);
	substream->ops->get_time_info(substream, &system, &audio, &config, &report);
	snd_pcm_stream_unlock_irq(substream);
	*actual = report.actual_type;
	return timespec64_to_ns(&audio);
}

static u64 clock_of(struct kunit *test, struct fake_application *application)
{
	const u32 type = SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK_ABSOLUTE;
	u32 actual;
	u64 ns = time_of(application, type, &actual);

	KUNIT_EXPECT_EQ(test, actual, type);
	return ns;
}

/* Ticks of the fake's clock, in ns. */
static u64 ticks(u64 count)
{
	return count * 125 / 3;
}

static void clock_of_32_bits_goes_on_past_its_wrap_p34(struct kunit *test)
{
	const u32 type = SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK_ABSOLUTE;
	struct fake_application *application = fake_rt_start_and_play(test, &fake_params);
	struct fake_rt *rt = fake_rt_of(test);
	u32 actual;

	rt->clock = cpu_to_le32(U32_MAX - 2399);
	KUNIT_EXPECT_EQ(test, clock_of(test, application), ticks(U32_MAX - 2399ULL));
	rt->clock = 0;
	KUNIT_EXPECT_EQ(test, clock_of(test, application), ticks(1ULL << 32));
	fake_close(application);

	rt->stream_ops.get_clock_register = NULL;
	application = fake_rt_open(test, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_ASSERT_EQ(test, fake_hw_params(application, &fake_params), 0);
	time_of(application, type, &actual);
	KUNIT_EXPECT_EQ(test, actual, SNDRV_PCM_AUDIO_TSTAMP_TYPE_DEFAULT);
}

/* Whenever they were opened, and whatever they were doing when it wrapped. */
static void streams_share_a_clock_past_its_wrap_p34(struct kunit *test)
{
	struct fake_application *player = fake_rt_start_and_play(test, &fake_params);
	struct fake_application *recorder = fake_rt_open(test, SNDRV_PCM_STREAM_CAPTURE);
	struct fake_rt *rt = fake_rt_of(test);

	rt->clock = cpu_to_le32(U32_MAX - 2399);
	clock_of(test, player);
	rt->clock = cpu_to_le32(2400);
	clock_of(test, player);
	KUNIT_ASSERT_EQ(test, fake_hw_params(recorder, &fake_params), 0);
	KUNIT_EXPECT_EQ(test, clock_of(test, recorder), ticks((1ULL << 32) + 2400));
	fake_ioctl(player, SNDRV_PCM_IOCTL_DROP, 0);
	KUNIT_ASSERT_EQ(test, fake_hw_params(player, &fake_params), 0);
	KUNIT_EXPECT_EQ(test, clock_of(test, player), ticks((1ULL << 32) + 2400));
	fake_close(player);
	player = fake_rt_open(test, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_ASSERT_EQ(test, fake_hw_params(player, &fake_params), 0);
	KUNIT_EXPECT_EQ(test, clock_of(test, player), ticks((1ULL << 32) + 2400));
}

/* Its register begins at 0 when the device wakes up. */
static void clock_goes_on_after_sleep_p34(struct kunit *test)
{
	struct fake_application *application = fake_rt_start_and_play(test, &fake_params);
	struct fake_device *device = test->priv;
	struct fake_rt *rt = fake_rt_of(test);
	u64 before, after;

	if (!portcls_pm_ops.suspend)
		kunit_skip(test, "a kernel without system sleep");
	rt->clock = cpu_to_le32(240000000);
	before = clock_of(test, application);
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.suspend(&device->pdev->dev), 0);
	rt->clock = 0;
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.resume(&device->pdev->dev), 0);
	after = clock_of(test, application);
	KUNIT_EXPECT_GE(test, after, before);
	/* Less than half a wrap: the time that has passed, and no more. */
	KUNIT_EXPECT_LT(test, after, before + ticks(1ULL << 31));
	rt->clock = cpu_to_le32(2400000);
	KUNIT_EXPECT_EQ(test, clock_of(test, application), after + ticks(2400000));
}

/* So that no time has passed since, however long a case takes. */
#define NOT_YET	(-3600LL * (s64)NSEC_PER_SEC)

static void link_time_is_what_is_heard_p11(struct kunit *test)
{
	const u32 type = SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK;
	struct fake_rt *rt = fake_rt_of(test);
	struct fake_application *application;
	u32 actual;

	fake_rt_add_packets(rt);
	rt->ago = NOT_YET;
	application = fake_rt_start_and_play(test, &fake_params);
	fake_rt_move(fake_rt_stream_on(test, FAKE_PLAY), 960);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 960);
	KUNIT_EXPECT_EQ(test, time_of(application, type, &actual), 10 * NSEC_PER_MSEC);
	KUNIT_EXPECT_EQ(test, actual, type);
	KUNIT_EXPECT_EQ(test, application->substream->runtime->delay, 480);
}

/* What was heard some time ago is not what is heard now. */
static void link_time_is_that_of_now_p11(struct kunit *test)
{
	const u32 type = SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK;
	struct fake_rt *rt = fake_rt_of(test);
	struct fake_application *application;
	u32 actual;

	fake_rt_add_packets(rt);
	application = fake_rt_start_and_play(test, &fake_params);
	fake_rt_move(fake_rt_stream_on(test, FAKE_PLAY), 960);
	rt->ago = 5 * NSEC_PER_MSEC;
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 960);
	KUNIT_EXPECT_GE(test, time_of(application, type, &actual), 15 * NSEC_PER_MSEC);
	KUNIT_EXPECT_LE(test, application->substream->runtime->delay, 240);
	/* No more than was sent there. */
	rt->ago = NSEC_PER_SEC;
	KUNIT_EXPECT_EQ(test, time_of(application, type, &actual), 20 * NSEC_PER_MSEC);
	fake_hw_ptr(application);
	KUNIT_EXPECT_EQ(test, application->substream->runtime->delay, 0);
	/* Nothing goes on in PAUSE. */
	rt->ago = 5 * NSEC_PER_MSEC;
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 1), 0);
	KUNIT_EXPECT_EQ(test, time_of(application, type, &actual), 10 * NSEC_PER_MSEC);
}

/* A packet says when its first frame was recorded; those after it were since. */
static void recording_has_the_time_of_its_packets_p11(struct kunit *test)
{
	const u32 type = SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK;
	struct fake_rt *rt = fake_rt_of(test);
	struct fake_application *application;
	u32 actual;

	fake_rt_add_packets(rt);
	application = fake_rt_start_and_open(test);
	fake_close(application);
	application = fake_rt_open(test, SNDRV_PCM_STREAM_CAPTURE);
	KUNIT_ASSERT_EQ(test, fake_ready(application, &fake_params), 0);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	rt->recorded_ago = 25 * NSEC_PER_MSEC;
	fake_rt_play(fake_rt_stream_on(test, FAKE_RECORD), 1024);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 1024);
	KUNIT_EXPECT_GE(test, time_of(application, type, &actual), 25 * NSEC_PER_MSEC);
	KUNIT_EXPECT_GE(test, application->substream->runtime->delay, 1200 - 1024);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(clock_of_32_bits_goes_on_past_its_wrap_p34),
	KUNIT_CASE(streams_share_a_clock_past_its_wrap_p34),
	KUNIT_CASE(clock_goes_on_after_sleep_p34),
	KUNIT_CASE(link_time_is_what_is_heard_p11),
	KUNIT_CASE(link_time_is_that_of_now_p11),
	KUNIT_CASE(recording_has_the_time_of_its_packets_p11),
	{}
};

struct kunit_suite portcls_wavert_time_suite = {
	.name = "portcls_wavert_time",
	.init = fake_rt_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * The WaveRT port: buffers, notifications, positions and clocks.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/platform_device.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <sound/pcm_params.h>

#include "fake_wavert.h"
#include "kunit.h"
#include "suites.h"

#define RING	(4 * 1024 * 4)	/* bytes of fake_params */

static struct fake_rt_stream *playing(struct kunit *test)
{
	return fake_rt_stream_on(test, FAKE_PLAY);
}

static void whole_life_goes_by_single_steps_p1(struct kunit *test)
{
	struct fake_application *application = fake_rt_start_and_play(test, &fake_params);

	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 1), 0);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 0), 0);
	fake_close(application);
	KUNIT_EXPECT_STREQ(test, fake_story(test->priv, FAKE_LIFE FAKE_RT_BUFFERS "h"),
			   "nb+hAPRPRPAS-vx");
}

static void other_format_is_set_in_stop_without_a_buffer_p5(struct kunit *test)
{
	struct fake_application *application = fake_rt_start_and_open(test);
	struct fake_params params = fake_params;

	KUNIT_EXPECT_EQ(test, fake_ready(application, &params), 0);
	params.rate = 8000;
	KUNIT_EXPECT_EQ(test, fake_ready(application, &params), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(test->priv, FAKE_LIFE FAKE_RT_BUFFERS),
			   "nb+APAS-vfb+AP");
	KUNIT_EXPECT_EQ(test, fake_rt_of(test)->live_buffers, 1);
}

static void judge_has_the_last_word_p16(struct kunit *test)
{
	struct fake_application *application = fake_rt_start_and_open(test);
	struct fake_device *device = test->priv;

	device->faults.judge = -EINVAL;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), -EINVAL);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "");
}

static void expect_refused(struct kunit *test, struct fake_application *application, int err,
			   const char *story)
{
	fake_forget(test->priv);
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), err);
	KUNIT_EXPECT_STREQ(test, fake_story(test->priv, FAKE_LIFE FAKE_RT_BUFFERS), story);
	KUNIT_EXPECT_EQ(test, fake_rt_of(test)->live_buffers, 0);
	KUNIT_EXPECT_NULL(test, application->substream->runtime->dma_area);
}

static void buffers_are_freed_after_errors_p30(struct kunit *test)
{
	struct fake_application *application = fake_rt_start_and_open(test);
	struct fake_device *device = test->priv;
	struct fake_rt *rt = fake_rt_of(test);

	rt->allocate = -ENOMEM;
	expect_refused(test, application, -ENOMEM, "nbx");
	rt->allocate = 0;
	rt->register_event = -EIO;
	expect_refused(test, application, -EIO, "nb+vx");
	rt->register_event = 0;
	rt->less = 4;
	expect_refused(test, application, -EINVAL, "nbvx");
	rt->less = 0;
	rt->more = 2;
	expect_refused(test, application, -EINVAL, "nbvx");
	rt->more = 4;	/* a frame, where there are 4 packets */
	expect_refused(test, application, -EINVAL, "nbvx");
	rt->more = 0;
	rt->high = PAGE_SIZE - 1;
	expect_refused(test, application, -ENOMEM, "nbx");
	rt->high = ~(dma_addr_t)0;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
	device->faults.up[PORTCLS_STATE_ACQUIRE] = -EBUSY;
	KUNIT_EXPECT_EQ(test, fake_prepare(application), -EBUSY);
	fake_close(application);
	KUNIT_EXPECT_EQ(test, rt->live_buffers, 0);
	KUNIT_EXPECT_EQ(test, device->live, 0);
}

static void buffers_are_freed_with_the_device_p30(struct kunit *test)
{
	struct fake_rt *rt = fake_rt_of(test);
	struct fake_application *application = fake_rt_start_and_play(test, &fake_params);

	portcls_adapter_set_gone(((struct fake_device *)test->priv)->adapter);
	fake_close(application);
	KUNIT_EXPECT_EQ(test, rt->live_buffers, 0);
	KUNIT_EXPECT_STREQ(test, fake_story(test->priv, FAKE_LIFE FAKE_RT_BUFFERS), "nb+APR-vx");
}

static void larger_buffer_is_the_ring_p30(struct kunit *test)
{
	struct fake_application *application;
	struct snd_pcm_runtime *runtime;
	unsigned int i;

	fake_rt_of(test)->more = 64 * 4;
	application = fake_rt_start_and_play(test, &fake_params);
	runtime = application->substream->runtime;
	KUNIT_EXPECT_EQ(test, runtime->buffer_size, 4096 + 64);
	KUNIT_EXPECT_EQ(test, runtime->dma_bytes, (4096 + 64) * 4);
	KUNIT_EXPECT_EQ(test, runtime->periods, 4);
	for (i = 1; i <= 20; i++) {
		fake_rt_play(playing(test), 1040);
		KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), i * 1040);
		KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), i * 1040 / 1024);
	}
}

static void buffer_inside_a_page_works_p30(struct kunit *test)
{
	struct fake_application *application;
	struct snd_pcm_runtime *runtime;
	u8 *page;

	fake_rt_of(test)->offset = 512;
	application = fake_rt_start_and_play(test, &fake_params);
	runtime = application->substream->runtime;
	page = portcls_pages_map(playing(test)->buffer.pages);
	KUNIT_EXPECT_PTR_EQ(test, runtime->dma_area, page + 512);
	KUNIT_EXPECT_EQ(test, runtime->dma_bytes, RING);
	KUNIT_EXPECT_FALSE(test, runtime->info & SNDRV_PCM_INFO_MMAP);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0), 0);
	/* What lies around the buffer is not the application's. */
	memset(page, 0x55, 512 + RING + 64);
	KUNIT_EXPECT_EQ(test, fake_ready_again(application), 0);
	KUNIT_EXPECT_NULL(test, memchr_inv(page, 0x55, 512));
	KUNIT_EXPECT_NULL(test, memchr_inv(page + 512, 0, RING));
	KUNIT_EXPECT_NULL(test, memchr_inv(page + 512 + RING, 0x55, 64));
}

static int type_of_ring(struct kunit *test, struct fake_application *application)
{
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
	return application->substream->runtime->dma_buffer_p->dev.type;
}

/* Memory that may be scattered may also be contiguous. */
static bool is_write_combined(int type)
{
	return type == SNDRV_DMA_TYPE_DEV_WC || type == SNDRV_DMA_TYPE_DEV_WC_SG;
}

/* By the type ALSA maps the ring to applications. */
static void caching_is_heeded_p30(struct kunit *test)
{
	struct fake_application *application = fake_rt_start_and_open(test);
	struct fake_rt *rt = fake_rt_of(test);

	KUNIT_EXPECT_FALSE(test, is_write_combined(type_of_ring(test, application)));
	rt->cache = PORTCLS_CACHE_WRITE_COMBINED;
	KUNIT_EXPECT_TRUE(test, is_write_combined(type_of_ring(test, application)));
	rt->cache = PORTCLS_CACHE_NONE;
	KUNIT_EXPECT_TRUE(test, is_write_combined(type_of_ring(test, application)));
	rt->contiguous = true;
	KUNIT_EXPECT_EQ(test, type_of_ring(test, application), SNDRV_DMA_TYPE_DEV_WC);
	rt->cache = PORTCLS_CACHE_FULL;
	KUNIT_EXPECT_EQ(test, type_of_ring(test, application), SNDRV_DMA_TYPE_DEV);
}

static void pages_are_told_to_the_device_p30(struct kunit *test)
{
	struct fake_application *application = fake_rt_start_and_open(test);
	const struct portcls_pages *pages;
	dma_addr_t first;
	unsigned int i;

	fake_rt_of(test)->contiguous = true;
	KUNIT_ASSERT_EQ(test, fake_hw_params(application, &fake_params), 0);
	pages = playing(test)->buffer.pages;
	KUNIT_EXPECT_EQ(test, portcls_pages_count(pages), RING / PAGE_SIZE);
	first = portcls_pages_dma_address(pages, 0);
	KUNIT_EXPECT_EQ(test, first, application->substream->runtime->dma_addr);
	for (i = 0; i < portcls_pages_count(pages); i++)
		KUNIT_EXPECT_EQ(test, portcls_pages_dma_address(pages, i), first + i * PAGE_SIZE);
}

/* For a device that reaches more otherwise. */
static void buffer_is_made_below_its_limit_p30(struct kunit *test)
{
	struct fake_application *application = fake_rt_start_and_open(test);
	struct fake_device *device = test->priv;
	const u64 mask = device->pdev->dev.coherent_dma_mask;
	struct fake_rt *rt = fake_rt_of(test);
	const struct portcls_pages *pages;
	unsigned int i, contiguous;

	if (!IS_ENABLED(CONFIG_ZONE_DMA))
		kunit_skip(test, "all memory is alike here");
	rt->high = SZ_16M - 1;
	for (contiguous = 0; contiguous < 2; contiguous++) {
		rt->contiguous = contiguous;
		KUNIT_ASSERT_EQ(test, fake_hw_params(application, &fake_params), 0);
		pages = playing(test)->buffer.pages;
		for (i = 0; i < portcls_pages_count(pages); i++)
			KUNIT_EXPECT_LT(test, portcls_pages_dma_address(pages, i), SZ_16M);
		KUNIT_EXPECT_EQ(test, device->pdev->dev.coherent_dma_mask, mask);
	}
}

static void notifications_end_periods_p31(struct kunit *test)
{
	struct fake_application *application;
	struct fake_device *device = test->priv;
	struct fake_params params = fake_params;
	unsigned int i;

	fake_rt_of(test)->ops.any_count = false;
	params.periods = 2;
	application = fake_rt_start_and_play(test, &params);
	KUNIT_EXPECT_EQ(test, fake_find(device, 'b', 0)->value, 2);
	for (i = 1; i <= 10; i++) {
		fake_rt_play(playing(test), params.period);
		KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), i);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&application->periods_irqs_off), 10);
}

/* An event tells nothing but that it was set. */
static void merged_notifications_lose_nothing_p31(struct kunit *test)
{
	struct fake_application *application = fake_rt_start_and_play(test, &fake_params);
	struct fake_device *device = test->priv;

	KUNIT_EXPECT_EQ(test, fake_find(device, 'b', 0)->value, 4);
	fake_rt_move(playing(test), 1024);
	fake_rt_play(playing(test), 1024);
	KUNIT_EXPECT_EQ(test, application->substream->runtime->status->hw_ptr, 2048);
	fake_rt_play(playing(test), 1024);
	KUNIT_EXPECT_EQ(test, application->substream->runtime->status->hw_ptr, 3072);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_RUNNING);
}

static void expect_periods_by_position(struct kunit *test, struct fake_application *application)
{
	int i;

	for (i = 0; i < 10; i++) {
		fake_rt_move(playing(test), 1023);
		fake_rt_notify(playing(test));
		KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), i);
		fake_rt_move(playing(test), 1);
		KUNIT_EXPECT_TRUE(test, fake_wait(atomic_read(&application->periods) > i));
		KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), i + 1);
		KUNIT_EXPECT_EQ(test, application->substream->runtime->status->hw_ptr,
				(i + 1) * 1024);
	}
}

/* Controllers interrupt when a packet is over, and their position is there a little later. */
static void notification_ahead_of_the_position_ends_a_period_p31(struct kunit *test)
{
	expect_periods_by_position(test, fake_rt_start_and_play(test, &fake_params));
}

static void sleeper_s_notification_ahead_of_the_position_ends_a_period_p31(struct kunit *test)
{
	fake_rt_of(test)->ops.sleeping = true;
	expect_periods_by_position(test, fake_rt_start_and_play(test, &fake_params));
}

/* In mid-period there is nothing to be told, and nothing to be waited for. */
static void notification_too_many_ends_no_period_p31(struct kunit *test)
{
	struct fake_application *application = fake_rt_start_and_play(test, &fake_params);
	int i;

	for (i = 0; i < 10; i++) {
		fake_rt_move(playing(test), 100);
		fake_rt_notify(playing(test));
		KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), i);
		fake_rt_play(playing(test), 924);
		KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), i + 1);
	}
}

static void timer_ends_periods(struct kunit *test, struct fake_application *application)
{
	fake_rt_move(playing(test), 1024);
	KUNIT_EXPECT_TRUE(test, fake_wait(atomic_read(&application->periods) == 1));
	fake_rt_move(playing(test), 1023);
	msleep(50);
	KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), 1);
	fake_rt_move(playing(test), 1);
	KUNIT_EXPECT_TRUE(test, fake_wait(atomic_read(&application->periods) == 2));
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 1), 0);
	playing(test)->frames += 1024;
	msleep(50);
	KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), 2);
}

static void timer_ends_more_periods_than_packets_p31(struct kunit *test)
{
	struct fake_application *application;

	fake_rt_of(test)->ops.any_count = false;
	application = fake_rt_start_and_play(test, &fake_params);
	KUNIT_EXPECT_EQ(test, fake_find(test->priv, 'b', 0)->value, 2);
	timer_ends_periods(test, application);
}

static void timer_ends_periods_of_who_is_not_notified_p31(struct kunit *test)
{
	struct fake_application *application;

	fake_rt_notify_nobody(fake_rt_of(test));
	application = fake_rt_start_and_play(test, &fake_params);
	KUNIT_EXPECT_STREQ(test, fake_story(test->priv, FAKE_RT_BUFFERS), "a");
	timer_ends_periods(test, application);
}

static void register_and_get_position_say_the_same_p34(struct kunit *test)
{
	struct fake_application *application;
	struct fake_rt *rt = fake_rt_of(test);
	struct fake_device *device = test->priv;
	snd_pcm_uframes_t by_register[20];
	unsigned int i;

	application = fake_rt_start_and_play(test, &fake_params);
	for (i = 0; i < ARRAY_SIZE(by_register); i++) {
		fake_rt_play(playing(test), 697);
		by_register[i] = fake_hw_ptr(application);
	}
	KUNIT_EXPECT_EQ(test, fake_count(device, 'g'), 0);
	fake_close(application);

	rt->stream_ops.get_position_register = NULL;
	application = fake_rt_open(test, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_ASSERT_EQ(test, fake_ready(application, &fake_params), 0);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	for (i = 0; i < ARRAY_SIZE(by_register); i++) {
		fake_rt_play(playing(test), 697);
		KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), by_register[i]);
		KUNIT_EXPECT_EQ(test, by_register[i], (i + 1) * 697);
	}
	KUNIT_EXPECT_GT(test, fake_count(device, 'g'), 0);
}

static int refuse_register(void *stream, struct portcls_wavert_register *reg)
{
	return -EOPNOTSUPP;
}

static int nowhere(void *stream, struct portcls_wavert_register *reg)
{
	reg->width = 32;
	return 0;
}

static void register_that_is_nowhere_is_not_used(struct kunit *test)
{
	struct fake_rt *rt = fake_rt_of(test);
	struct fake_application *application;

	rt->stream_ops.get_position_register = nowhere;
	rt->stream_ops.get_clock_register = nowhere;
	application = fake_rt_start_and_play(test, &fake_params);
	fake_rt_play(playing(test), 100);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 100);
	KUNIT_EXPECT_GT(test, fake_count(test->priv, 'g'), 0);
}

/* Units of 100 ns: 2 ms of codec are 96 frames at 48 kHz. */
static void latency_is_delay_p10(struct kunit *test)
{
	struct fake_rt *rt = fake_rt_of(test);
	struct fake_application *application;

	rt->latency = (struct portcls_wavert_latency) {
		.fifo_bytes = 64, .chipset_delay = 10000, .codec_delay = 10000,
	};
	application = fake_rt_start_and_play(test, &fake_params);
	KUNIT_EXPECT_EQ(test, application->substream->runtime->delay, 96 + 16);
	fake_close(application);
	rt->stream_ops.get_position_register = refuse_register;
	rt->owned = 400;
	application = fake_rt_open(test, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_ASSERT_EQ(test, fake_ready(application, &fake_params), 0);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	fake_rt_play(playing(test), 50);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 50);
	KUNIT_EXPECT_EQ(test, application->substream->runtime->delay, 96 + 100);
	fake_close(application);
	application = fake_rt_open(test, SNDRV_PCM_STREAM_CAPTURE);
	KUNIT_ASSERT_EQ(test, fake_ready(application, &fake_params), 0);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	fake_rt_play(fake_rt_stream_on(test, FAKE_RECORD), 4090);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 4090);
	KUNIT_EXPECT_EQ(test, application->substream->runtime->delay, 96 + 100);
}

static int hw_params_without_wakeups(struct fake_application *application)
{
	struct snd_pcm_hw_params *params = kzalloc(sizeof(*params), GFP_KERNEL);
	int err;

	if (!params)
		return -ENOMEM;
	err = fake_refine(application, &fake_params, params);
	params->flags |= SNDRV_PCM_HW_PARAMS_NO_PERIOD_WAKEUP;
	if (!err)
		err = snd_pcm_kernel_ioctl(application->substream, SNDRV_PCM_IOCTL_HW_PARAMS,
					   params);
	kfree(params);
	return min(err, 0);
}

static void without_wakeups_nobody_is_notified_p35(struct kunit *test)
{
	struct fake_application *application;

	fake_rt_add_packets(fake_rt_of(test));
	application = fake_rt_start_and_open(test);
	KUNIT_ASSERT_EQ(test, hw_params_without_wakeups(application), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(test->priv, FAKE_RT_BUFFERS), "a");
	KUNIT_ASSERT_EQ(test, fake_ready_again(application), 0);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	KUNIT_EXPECT_TRUE(test, application->substream->runtime->no_period_wakeup);
	fake_rt_move(playing(test), 3000);
	msleep(62);
	KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), 0);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 3000);
	KUNIT_EXPECT_STREQ(test, fake_story(test->priv, "w"), "");
	fake_close(application);
	KUNIT_EXPECT_STREQ(test, fake_story(test->priv, FAKE_RT_BUFFERS), "au");
}

static void miniport_that_sleeps_is_serviced_in_a_process(struct kunit *test)
{
	struct fake_application *application;

	fake_rt_of(test)->ops.sleeping = true;
	fake_rt_add_packets(fake_rt_of(test));
	application = fake_rt_start_and_play(test, &fake_params);
	KUNIT_EXPECT_TRUE(test, application->substream->pcm->nonatomic);
	fake_rt_play(playing(test), 1024);
	KUNIT_EXPECT_TRUE(test, fake_wait(fake_count(test->priv, 'w') == 3));
	KUNIT_EXPECT_TRUE(test, fake_wait(atomic_read(&application->periods) == 1));
}

static void incomplete_stream_is_refused(struct kunit *test)
{
	const size_t required[] = {
		offsetof(struct portcls_wavert_stream_ops, set_format),
		offsetof(struct portcls_wavert_stream_ops, set_state),
		offsetof(struct portcls_wavert_stream_ops, get_position),
		offsetof(struct portcls_wavert_stream_ops, allocate_audio_buffer),
		offsetof(struct portcls_wavert_stream_ops, free_audio_buffer),
		offsetof(struct portcls_wavert_stream_ops, get_hw_latency),
		offsetof(struct portcls_wavert_stream_ops, allocate_buffer_with_notification),
		offsetof(struct portcls_wavert_stream_ops, free_buffer_with_notification),
		offsetof(struct portcls_wavert_stream_ops, register_notification_event),
		offsetof(struct portcls_wavert_stream_ops, unregister_notification_event),
		offsetof(struct portcls_wavert_stream_ops, get_packet_count),
	};
	struct fake_application *application = fake_rt_start_and_open(test);
	struct fake_rt *rt = fake_rt_of(test);
	struct portcls_wavert_stream_ops good;
	size_t i;

	fake_rt_add_packets(rt);
	good = rt->stream_ops;
	for (i = 0; i < ARRAY_SIZE(required); i++) {
		memset((u8 *)&rt->stream_ops + required[i], 0, sizeof(void *));
		expect_refused(test, application, -EINVAL, "nx");
		rt->stream_ops = good;
	}
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
}

static void miniport_without_a_method_is_refused(struct kunit *test)
{
	fake_rt_of(test)->ops.new_stream = NULL;
	KUNIT_EXPECT_EQ(test, fake_device_start(test->priv), -EINVAL);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(whole_life_goes_by_single_steps_p1),
	KUNIT_CASE(other_format_is_set_in_stop_without_a_buffer_p5),
	KUNIT_CASE(judge_has_the_last_word_p16),
	KUNIT_CASE(buffers_are_freed_after_errors_p30),
	KUNIT_CASE(buffers_are_freed_with_the_device_p30),
	KUNIT_CASE(larger_buffer_is_the_ring_p30),
	KUNIT_CASE(buffer_inside_a_page_works_p30),
	KUNIT_CASE(caching_is_heeded_p30),
	KUNIT_CASE(pages_are_told_to_the_device_p30),
	KUNIT_CASE(buffer_is_made_below_its_limit_p30),
	KUNIT_CASE(notifications_end_periods_p31),
	KUNIT_CASE(merged_notifications_lose_nothing_p31),
	KUNIT_CASE(notification_ahead_of_the_position_ends_a_period_p31),
	KUNIT_CASE(sleeper_s_notification_ahead_of_the_position_ends_a_period_p31),
	KUNIT_CASE(notification_too_many_ends_no_period_p31),
	KUNIT_CASE(timer_ends_more_periods_than_packets_p31),
	KUNIT_CASE(timer_ends_periods_of_who_is_not_notified_p31),
	KUNIT_CASE(register_and_get_position_say_the_same_p34),
	KUNIT_CASE(register_that_is_nowhere_is_not_used),
	KUNIT_CASE(latency_is_delay_p10),
	KUNIT_CASE(without_wakeups_nobody_is_notified_p35),
	KUNIT_CASE(miniport_that_sleeps_is_serviced_in_a_process),
	KUNIT_CASE(incomplete_stream_is_refused),
	KUNIT_CASE(miniport_without_a_method_is_refused),
	{}
};

struct kunit_suite portcls_wavert_suite = {
	.name = "portcls_wavert",
	.init = fake_rt_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

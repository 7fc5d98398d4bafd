// SPDX-License-Identifier: GPL-2.0-only
/*
 * The WaveCyclic port: what it does with the DMA channel, the service group and the streams that a
 * miniport hands out, clock domains, and linked starts.
 */
#include <linux/bits.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kthread.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <sound/pcm_params.h>

#include "fake.h"
#include "kunit.h"
#include "suites.h"

static struct fake_application *open(struct kunit *test, unsigned int pcm, int direction)
{
	struct fake_application *application = fake_open(test->priv, pcm, direction);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	return application;
}

static void start_device(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_device_start(test->priv), 0);
}

static struct fake_application *start_and_open(struct kunit *test)
{
	start_device(test);
	return open(test, 0, SNDRV_PCM_STREAM_PLAYBACK);
}

static void buffer_size_is_the_ring_before_pause_p18(struct kunit *test)
{
	struct fake_application *application = start_and_open(test);
	struct fake_params params = fake_params;
	struct fake_device *device = test->priv;
	const struct fake_record *record;

	for (params.periods = 2; params.periods <= 16; params.periods *= 2) {
		fake_forget(device);
		KUNIT_EXPECT_EQ(test, fake_hw_params(application, &params), 0);
		KUNIT_EXPECT_EQ(test, fake_prepare(application), 0);
		record = fake_find(device, 'P', 0);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, record);
		KUNIT_EXPECT_EQ(test, record->ring, params.period * params.periods * 4);
	}
}

static void ring_is_the_buffer_of_the_channel_p20(struct kunit *test)
{
	struct fake_application *application = start_and_open(test);
	struct fake_device *device = test->priv;
	struct portcls_dma_channel *channel;
	struct snd_pcm_runtime *runtime = application->substream->runtime;

	KUNIT_EXPECT_EQ(test, fake_ready(application, &fake_params), 0);
	channel = fake_stream_on(device, FAKE_PLAY)->channel;
	KUNIT_EXPECT_PTR_EQ(test, runtime->dma_area, portcls_dma_channel_system_address(channel));
	KUNIT_EXPECT_EQ(test, runtime->dma_addr, portcls_dma_channel_dma_address(channel));
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0), 0);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_HW_FREE, 0), 0);
	KUNIT_EXPECT_NULL(test, runtime->dma_area);
	/* It stays the miniport's, buffer and all. */
	KUNIT_EXPECT_GE(test, portcls_dma_channel_allocated_buffer_size(channel),
			(size_t)FAKE_RING_BYTES);
}

static void ring_above_the_buffer_is_refused_p18(struct kunit *test)
{
	struct fake_params params = fake_params;
	struct fake_application *application;
	struct fake_device *device = test->priv;

	device->descriptor.limits.buffer_bytes_max = 4 * FAKE_RING_BYTES;
	application = start_and_open(test);
	params.periods = 32;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &params), -EINVAL);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "q"), "nx");
	params.periods = 16;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &params), 0);
}

static void ring_is_silent_before_run_p19(struct kunit *test)
{
	struct fake_application *application = start_and_open(test);
	struct fake_params params = fake_params;
	struct fake_device *device = test->priv;
	const struct fake_record *record;
	u8 *ring;

	params.format = SNDRV_PCM_FORMAT_U8;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &params), 0);
	ring = application->substream->runtime->dma_area;
	memset(ring, 0x11, 8192);
	KUNIT_EXPECT_EQ(test, fake_prepare(application), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "zAPR"), "zAP");
	record = fake_find(device, 'z', 0);
	KUNIT_EXPECT_TRUE(test, record && record->value == 8192);
	KUNIT_EXPECT_NULL(test, memchr_inv(ring, 0x80, 8192));
	/* What was played last is not played again. */
	memset(ring, 0x11, 8192);
	KUNIT_EXPECT_EQ(test, fake_prepare(application), 0);
	KUNIT_EXPECT_NULL(test, memchr_inv(ring, 0x80, 8192));
}

static void recording_needs_no_silence_p19(struct kunit *test)
{
	struct fake_application *application;
	struct fake_device *device = test->priv;

	start_device(test);
	application = open(test, 0, SNDRV_PCM_STREAM_CAPTURE);
	KUNIT_EXPECT_EQ(test, fake_ready(application, &fake_params), 0);
	KUNIT_EXPECT_EQ(test, fake_count(device, 'z'), 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, fake_find(device, 'n', 0));
	KUNIT_EXPECT_EQ(test, fake_find(device, 'n', 0)->value, true);
	KUNIT_EXPECT_EQ(test, fake_find(device, 'n', 0)->pin, FAKE_RECORD);
}

/* ALSA may be asked to silence what it has played. */
static void ring_is_silent_ahead_of_an_underrun_p19(struct kunit *test)
{
	struct fake_application *application = start_and_open(test);
	struct fake_params params = fake_params;
	struct snd_pcm_runtime *runtime = application->substream->runtime;
	struct fake_device *device = test->priv;
	u8 *ring;

	params.format = SNDRV_PCM_FORMAT_U8;
	KUNIT_ASSERT_EQ(test, fake_ready(application, &params), 0);
	runtime->silence_threshold = 0;
	runtime->silence_size = runtime->boundary;
	fake_forget(device);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	fake_move(fake_stream_on(device, FAKE_PLAY), 100);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 100);
	ring = runtime->dma_area;
	KUNIT_EXPECT_NULL(test, memchr_inv(ring, 0x80, 200));
	KUNIT_EXPECT_NULL(test, memchr_inv(ring + 200, 0, 8192 - 200));
	KUNIT_EXPECT_GT(test, fake_count(device, 'z'), 0);
}

static void pin_takes_as_many_streams_as_it_says_p6(struct kunit *test)
{
	struct fake_application *a, *b;
	struct fake_device *device = test->priv;
	struct fake_params params = fake_params;

	device->descriptor.pins[FAKE_PLAY].max_global_instances = 2;
	device->descriptor.pins[FAKE_PLAY].max_filter_instances = 2;
	a = start_and_open(test);
	b = open(test, 0, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(fake_open(device, 0, SNDRV_PCM_STREAM_PLAYBACK)),
			-EBUSY);
	KUNIT_ASSERT_EQ(test, fake_ready(a, &fake_params), 0);
	params.rate = 8000;
	KUNIT_ASSERT_EQ(test, fake_ready(b, &params), 0);
	KUNIT_EXPECT_EQ(test, fake_start(a), 0);
	KUNIT_EXPECT_EQ(test, fake_start(b), 0);
	KUNIT_EXPECT_EQ(test, device->live, 2);
	fake_play(&device->streams[0], 2000);
	fake_play(&device->streams[1], 3000);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(a), 2000);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(b), 3000);
	KUNIT_EXPECT_EQ(test, device->streams[0].format.rate, 48000);
	KUNIT_EXPECT_EQ(test, device->streams[1].format.rate, 8000);
}

static void spoil_ops(struct portcls_wavecyclic_stream *stream)
{
	stream->ops = NULL;
}

static void spoil_channel(struct portcls_wavecyclic_stream *stream)
{
	stream->dma_channel = NULL;
}

static void spoil_group(struct portcls_wavecyclic_stream *stream)
{
	stream->service_group = NULL;
}

static void expect_refused(struct kunit *test, struct fake_application *application,
			   const char *story)
{
	struct fake_device *device = test->priv;

	fake_forget(device);
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), -EINVAL);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "q"), story);
	/* What the port had no means to give back. */
	if (device->live)
		fake_stream_ops.release(fake_stream_on(device, FAKE_PLAY));
}

static void incomplete_stream_is_refused(struct kunit *test)
{
	struct fake_application *application = start_and_open(test);
	struct fake_device *device = test->priv;
	struct portcls_wavecyclic_stream_ops *ops = &device->stream_ops;

	device->faults.spoil = spoil_ops;
	expect_refused(test, application, "n");
	device->faults.spoil = spoil_channel;
	expect_refused(test, application, "nx");
	device->faults.spoil = spoil_group;
	expect_refused(test, application, "nx");
	device->faults.spoil = NULL;

	ops->release = NULL;
	expect_refused(test, application, "n");
	*ops = fake_stream_ops;
	ops->set_format = NULL;
	expect_refused(test, application, "nx");
	*ops = fake_stream_ops;
	ops->set_notification_freq = NULL;
	expect_refused(test, application, "nx");
	*ops = fake_stream_ops;
	ops->set_state = NULL;
	expect_refused(test, application, "nx");
	*ops = fake_stream_ops;
	ops->get_position = NULL;
	expect_refused(test, application, "nx");
	*ops = fake_stream_ops;
	ops->normalize_physical_position = NULL;
	expect_refused(test, application, "nx");
	*ops = fake_stream_ops;
	ops->silence = NULL;
	expect_refused(test, application, "nx");
	*ops = fake_stream_ops;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
}

static void interval_of_nothing_is_refused(struct kunit *test)
{
	struct fake_application *application = start_and_open(test);
	struct fake_device *device = test->priv;

	device->faults.no_grant = true;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), -EINVAL);
	KUNIT_EXPECT_EQ(test, device->live, 0);
	device->faults.no_grant = false;
	device->faults.grant = fake_params.period * fake_params.periods + 1;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), -EINVAL);
	KUNIT_EXPECT_EQ(test, device->live, 0);
	device->faults.grant = 0;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
}

static void share_a_clock(struct fake_device *device)
{
	device->descriptor.pins[FAKE_PLAY].clock_domain = 7;
	device->descriptor.pins[FAKE_RECORD].clock_domain = 7;
	device->descriptor.pins[FAKE_PLAY2].clock_domain = 8;
}

static int refined_rates(struct fake_application *application, unsigned int *min, unsigned int *max)
{
	struct fake_params anything = { .format = (__force snd_pcm_format_t)-1 };
	struct snd_pcm_hw_params *refined = kzalloc(sizeof(*refined), GFP_KERNEL);
	int err;

	if (!refined)
		return -ENOMEM;
	err = fake_refine(application, &anything, refined);
	*min = hw_param_interval(refined, SNDRV_PCM_HW_PARAM_RATE)->min;
	*max = hw_param_interval(refined, SNDRV_PCM_HW_PARAM_RATE)->max;
	kfree(refined);
	return err;
}

static void clock_domain_offers_the_rate_of_the_first(struct kunit *test)
{
	struct fake_application *first, *second, *other;
	struct fake_params params = fake_params;
	struct fake_device *device = test->priv;
	unsigned int min, max;

	share_a_clock(device);
	first = start_and_open(test);
	second = open(test, 0, SNDRV_PCM_STREAM_CAPTURE);
	other = open(test, 1, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_EXPECT_EQ(test, refined_rates(second, &min, &max), 0);
	KUNIT_EXPECT_EQ(test, min, 8000);
	KUNIT_EXPECT_EQ(test, max, 48000);
	params.rate = 11025;
	KUNIT_EXPECT_EQ(test, fake_hw_params(first, &params), 0);
	KUNIT_EXPECT_EQ(test, refined_rates(second, &min, &max), 0);
	KUNIT_EXPECT_EQ(test, min, 11025);
	KUNIT_EXPECT_EQ(test, max, 11025);
	KUNIT_EXPECT_EQ(test, refined_rates(other, &min, &max), 0);
	KUNIT_EXPECT_EQ(test, max, 48000);
	KUNIT_EXPECT_EQ(test, fake_hw_params(second, &fake_params), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake_count(device, 'n'), 1);
	KUNIT_EXPECT_EQ(test, fake_hw_params(second, &params), 0);
	/* The first is bound to the second now, until it is the only one again. */
	KUNIT_EXPECT_EQ(test, fake_hw_params(first, &fake_params), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake_ioctl(second, SNDRV_PCM_IOCTL_HW_FREE, 0), 0);
	KUNIT_EXPECT_EQ(test, fake_hw_params(first, &fake_params), 0);
	fake_close(first);
	KUNIT_EXPECT_EQ(test, refined_rates(second, &min, &max), 0);
	KUNIT_EXPECT_EQ(test, max, 48000);
}

/**
 * struct claim - another application, which chooses while the first is still choosing
 * @application: the application
 * @params: what it chooses
 * @err: what came of it
 * @made: it has chosen
 * @done: likewise
 */
struct claim {
	struct fake_application *application;
	struct fake_params params;
	int err;
	bool made;
	struct completion done;
};

static int make_claim(void *data)
{
	struct claim *claim = data;

	claim->err = fake_hw_params(claim->application, &claim->params);
	complete(&claim->done);
	return 0;
}

/* Comes after the port's own rules, when the rate has been settled. */
static int rule_other_is_faster(struct snd_pcm_hw_params *params, struct snd_pcm_hw_rule *rule)
{
	struct claim *claim = rule->private;
	struct task_struct *task;

	if (claim->made)
		return 0;
	claim->made = true;
	task = kthread_run(make_claim, claim, "portcls_claim");
	if (IS_ERR(task))
		return PTR_ERR(task);
	wait_for_completion(&claim->done);
	return 0;
}

static void race_for_a_clock_domain_has_one_winner(struct kunit *test)
{
	struct claim *claim = kunit_kzalloc(test, sizeof(*claim), GFP_KERNEL);
	struct fake_application *application;
	struct fake_device *device = test->priv;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, claim);
	share_a_clock(device);
	application = start_and_open(test);
	claim->application = open(test, 0, SNDRV_PCM_STREAM_CAPTURE);
	claim->params = fake_params;
	claim->params.rate = 44100;
	init_completion(&claim->done);
	KUNIT_ASSERT_EQ(test, snd_pcm_hw_rule_add(application->substream->runtime, 0,
						  SNDRV_PCM_HW_PARAM_RATE, rule_other_is_faster,
						  claim, SNDRV_PCM_HW_PARAM_RATE, -1), 0);
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), -EBUSY);
	KUNIT_EXPECT_EQ(test, claim->err, 0);
	KUNIT_EXPECT_STREQ(test, fake_pin_story(device, FAKE_PLAY, FAKE_LIFE), "");
	KUNIT_EXPECT_STREQ(test, fake_pin_story(device, FAKE_RECORD, FAKE_LIFE), "n");
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &claim->params), 0);
}

/* Two applications, ready to go. */
static void ready_two(struct kunit *test, struct fake_application **a, struct fake_application **b)
{
	struct fake_device *device = test->priv;

	device->ops.start_linked = fake_ops.start_linked;
	*a = start_and_open(test);
	*b = open(test, 0, SNDRV_PCM_STREAM_CAPTURE);
	KUNIT_ASSERT_EQ(test, fake_ready(*a, &fake_params), 0);
	KUNIT_ASSERT_EQ(test, fake_ready(*b, &fake_params), 0);
	fake_forget(device);
}

static void link_two(struct kunit *test, struct fake_application **a, struct fake_application **b)
{
	ready_two(test, a, b);
	KUNIT_ASSERT_EQ(test, fake_link(*a, *b), 0);
}

static void linked_streams_start_at_one_call_p13(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct fake_application *a, *b;
	const struct fake_record *record;

	link_two(test, &a, &b);
	KUNIT_EXPECT_TRUE(test, a->substream->runtime->hw.info & SNDRV_PCM_INFO_SYNC_START);
	KUNIT_EXPECT_EQ(test, fake_start(b), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "l" FAKE_STATES), "l");
	record = fake_find(device, 'l', 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, record);
	KUNIT_EXPECT_EQ(test, record->value, BIT(FAKE_PLAY) | BIT(FAKE_RECORD));
	KUNIT_EXPECT_TRUE(test, record->irqs_off || IS_ENABLED(CONFIG_PREEMPT_RT));
	fake_play(fake_stream_on(device, FAKE_PLAY), 1024);
	fake_play(fake_stream_on(device, FAKE_RECORD), 1024);
	KUNIT_EXPECT_EQ(test, atomic_read(&a->periods), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&b->periods), 1);
	KUNIT_EXPECT_EQ(test, fake_ioctl(a, SNDRV_PCM_IOCTL_DROP, 0), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "l" FAKE_STATES), "lPP");
}

static void failing_linked_start_starts_nothing_p13(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct fake_application *a, *b;

	link_two(test, &a, &b);
	device->faults.start_linked = -EIO;
	KUNIT_EXPECT_EQ(test, fake_start(a), -EIO);
	KUNIT_EXPECT_EQ(test, fake_state(a), (__force int)SNDRV_PCM_STATE_PREPARED);
	KUNIT_EXPECT_EQ(test, fake_state(b), (__force int)SNDRV_PCM_STATE_PREPARED);
	device->faults.start_linked = 0;
	KUNIT_EXPECT_EQ(test, fake_start(a), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "l" FAKE_STATES), "ll");
	fake_close(a);
	fake_close(b);
}

/* The stream of another device cannot run. ALSA starts those first that were linked last. */
static void linked_start_that_fails_elsewhere_is_undone_p13(struct kunit *test)
{
	struct fake_device *device = test->priv, *other;
	struct fake_application *a, *b, *c;

	ready_two(test, &a, &b);
	other = fake_device_new(test);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, other);
	KUNIT_EXPECT_EQ(test, fake_device_start(other), 0);
	c = fake_open(other, 0, SNDRV_PCM_STREAM_PLAYBACK);
	if (IS_ERR(c)) {
		KUNIT_FAIL(test, "cannot open the other device: %ld\n", PTR_ERR(c));
		goto out;
	}
	KUNIT_EXPECT_EQ(test, fake_ready(c, &fake_params), 0);
	KUNIT_EXPECT_EQ(test, fake_link(c, a), 0);
	KUNIT_EXPECT_EQ(test, fake_link(c, b), 0);
	other->faults.up[PORTCLS_STATE_RUN] = -EIO;
	KUNIT_EXPECT_EQ(test, fake_start(a), -EIO);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "l" FAKE_STATES), "lPP");
	KUNIT_EXPECT_EQ(test, fake_state(a), (__force int)SNDRV_PCM_STATE_PREPARED);
	KUNIT_EXPECT_EQ(test, fake_state(b), (__force int)SNDRV_PCM_STATE_PREPARED);
	KUNIT_EXPECT_EQ(test, fake_state(c), (__force int)SNDRV_PCM_STATE_PREPARED);
	other->faults.up[PORTCLS_STATE_RUN] = 0;
	KUNIT_EXPECT_EQ(test, fake_start(a), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "l" FAKE_STATES), "lPPl");
	KUNIT_EXPECT_STREQ(test, fake_story(other, FAKE_STATES), "APRR");
	KUNIT_EXPECT_EQ(test, fake_state(c), (__force int)SNDRV_PCM_STATE_RUNNING);
out:
	fake_device_free(other);
}

static void single_stream_needs_no_linked_start(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct fake_application *application;

	device->ops.start_linked = fake_ops.start_linked;
	application = start_and_open(test);
	KUNIT_EXPECT_EQ(test, fake_ready(application, &fake_params), 0);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "l" FAKE_STATES), "APR");
}

static void linked_streams_start_one_by_one_otherwise_p13(struct kunit *test)
{
	struct fake_application *a = start_and_open(test);
	struct fake_application *b = open(test, 0, SNDRV_PCM_STREAM_CAPTURE);
	struct fake_device *device = test->priv;

	KUNIT_EXPECT_FALSE(test, a->substream->runtime->hw.info & SNDRV_PCM_INFO_SYNC_START);
	KUNIT_ASSERT_EQ(test, fake_ready(a, &fake_params), 0);
	KUNIT_ASSERT_EQ(test, fake_ready(b, &fake_params), 0);
	KUNIT_ASSERT_EQ(test, fake_link(a, b), 0);
	fake_forget(device);
	KUNIT_EXPECT_EQ(test, fake_start(a), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "l" FAKE_STATES), "RR");
	device->faults.up[PORTCLS_STATE_RUN] = -EIO;
	KUNIT_EXPECT_EQ(test, fake_ioctl(a, SNDRV_PCM_IOCTL_DROP, 0), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "l" FAKE_STATES), "RRPP");
}

static struct kunit_case cases[] = {
	KUNIT_CASE(buffer_size_is_the_ring_before_pause_p18),
	KUNIT_CASE(ring_is_the_buffer_of_the_channel_p20),
	KUNIT_CASE(ring_above_the_buffer_is_refused_p18),
	KUNIT_CASE(ring_is_silent_before_run_p19),
	KUNIT_CASE(recording_needs_no_silence_p19),
	KUNIT_CASE(ring_is_silent_ahead_of_an_underrun_p19),
	KUNIT_CASE(pin_takes_as_many_streams_as_it_says_p6),
	KUNIT_CASE(incomplete_stream_is_refused),
	KUNIT_CASE(interval_of_nothing_is_refused),
	KUNIT_CASE(clock_domain_offers_the_rate_of_the_first),
	KUNIT_CASE(race_for_a_clock_domain_has_one_winner),
	KUNIT_CASE(linked_streams_start_at_one_call_p13),
	KUNIT_CASE(failing_linked_start_starts_nothing_p13),
	KUNIT_CASE(linked_start_that_fails_elsewhere_is_undone_p13),
	KUNIT_CASE(single_stream_needs_no_linked_start),
	KUNIT_CASE(linked_streams_start_one_by_one_otherwise_p13),
	{}
};

struct kunit_suite portcls_wavecyclic_suite = {
	.name = "portcls_wavecyclic",
	.init = fake_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

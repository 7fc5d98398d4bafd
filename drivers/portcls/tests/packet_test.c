// SPDX-License-Identifier: GPL-2.0-only
/*
 * Packet mode of the WaveRT port, with a miniport that takes the right packet only.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/slab.h>

#include "../pcm/stream.h"
#include "fake_wavert.h"
#include "kunit.h"
#include "suites.h"

static struct fake_application *prepare(struct kunit *test, int direction)
{
	struct fake_application *application;

	fake_rt_add_packets(fake_rt_of(test));
	KUNIT_ASSERT_EQ(test, fake_device_start(test->priv), 0);
	application = fake_open(test->priv, 0, direction);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	KUNIT_ASSERT_EQ(test, fake_ready(application, &fake_params), 0);
	return application;
}

/* A player with a full ring, or a recorder, that runs. */
static struct fake_application *start(struct kunit *test, int direction)
{
	struct fake_application *application = prepare(test, direction);

	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	return application;
}

static struct fake_rt_stream *playing(struct kunit *test)
{
	return fake_rt_stream_on(test, FAKE_PLAY);
}

static struct fake_rt_stream *recording(struct kunit *test)
{
	return fake_rt_stream_on(test, FAKE_RECORD);
}

static long write(struct fake_application *application, unsigned int frames)
{
	void *data = kvzalloc(frames * 4, GFP_KERNEL);
	long written;

	if (!data)
		return -ENOMEM;
	written = snd_pcm_kernel_write(application->substream, data, frames);
	kvfree(data);
	return written;
}

static long read(struct fake_application *application, unsigned int frames)
{
	void *data = kvzalloc(frames * 4, GFP_KERNEL);
	long got;

	if (!data)
		return -ENOMEM;
	got = snd_pcm_kernel_read(application->substream, data, frames);
	kvfree(data);
	return got;
}

static u64 xruns(const struct fake_application *application)
{
	const struct portcls_stream *stream = application->substream->runtime->private_data;

	return stream->xruns;
}

static unsigned int announced(struct kunit *test)
{
	return fake_count(test->priv, 'w');
}

static void expect_announced(struct kunit *test, unsigned int count)
{
	const struct fake_record *last;

	KUNIT_EXPECT_EQ(test, announced(test), count);
	last = fake_find(test->priv, 'w', count - 1);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, last);
	KUNIT_EXPECT_EQ(test, last->value, count - 1);
	KUNIT_EXPECT_EQ(test, (int)last->ring, 0);
}

static void packets_are_announced_one_ahead_p32(struct kunit *test)
{
	struct fake_application *application = prepare(test, SNDRV_PCM_STREAM_PLAYBACK);
	unsigned int i;

	expect_announced(test, 1);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	expect_announced(test, 2);
	for (i = 1; i <= 20; i++) {
		fake_rt_play(playing(test), 1024);
		KUNIT_EXPECT_EQ(test, write(application, 1024), 1024);
		expect_announced(test, i + 2);
		KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), i);
	}
}

static void packet_is_announced_when_it_is_full_p32(struct kunit *test)
{
	struct fake_application *application = start(test, SNDRV_PCM_STREAM_PLAYBACK);

	/* All of the ring but the packet that is played. */
	fake_rt_play(playing(test), 1024);
	fake_rt_play(playing(test), 1024);
	fake_rt_play(playing(test), 1023);
	expect_announced(test, 4);
	KUNIT_EXPECT_EQ(test, write(application, 1023), 1023);
	KUNIT_EXPECT_EQ(test, announced(test), 4);
	fake_rt_move(playing(test), 1);
	KUNIT_EXPECT_EQ(test, write(application, 1), 1);
	expect_announced(test, 5);
}

static void first_packet_is_announced_before_run_p32(struct kunit *test)
{
	struct fake_application *application = prepare(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct snd_pcm_substream *substream = application->substream;

	KUNIT_ASSERT_EQ(test, fake_prepare(application), 0);
	fake_forget(test->priv);
	KUNIT_EXPECT_EQ(test, write(application, 100), 100);
	KUNIT_EXPECT_STREQ(test, fake_story(test->priv, "wR"), "");
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(test->priv, "wR"), "wR");
	expect_announced(test, 1);
	KUNIT_EXPECT_EQ(test, write(application, 2000), 2000);
	expect_announced(test, 2);
	KUNIT_EXPECT_TRUE(test, substream->runtime->info & SNDRV_PCM_INFO_SYNC_APPLPTR);
	KUNIT_EXPECT_TRUE(test, substream->runtime->info & SNDRV_PCM_INFO_NO_REWINDS);
}

/* The packet that is being played was never announced; now it is full. */
static void late_packet_is_an_xrun_p32(struct kunit *test)
{
	struct fake_application *application = prepare(test, SNDRV_PCM_STREAM_PLAYBACK);

	KUNIT_ASSERT_EQ(test, fake_prepare(application), 0);
	KUNIT_EXPECT_EQ(test, write(application, 2000), 2000);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	fake_rt_play(playing(test), 1100);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_RUNNING);
	KUNIT_EXPECT_EQ(test, write(application, 100), -EPIPE);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_XRUN);
	KUNIT_EXPECT_EQ(test, xruns(application), 1);
	KUNIT_EXPECT_EQ(test, fake_ready_again(application), 0);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
}

static void late_packet_found_by_service_is_an_xrun_p32(struct kunit *test)
{
	struct fake_application *application = start(test, SNDRV_PCM_STREAM_PLAYBACK);

	fake_rt_of(test)->write_packet = -EPIPE;
	fake_rt_play(playing(test), 1024);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_XRUN);
	KUNIT_EXPECT_EQ(test, xruns(application), 1);
}

static void early_packet_is_tried_again_p32(struct kunit *test)
{
	struct fake_application *application = start(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct fake_rt *rt = fake_rt_of(test);

	rt->write_packet = -EAGAIN;
	fake_rt_play(playing(test), 1024);
	KUNIT_EXPECT_EQ(test, announced(test), 3);
	rt->write_packet = 0;
	KUNIT_EXPECT_EQ(test, write(application, 1), 1);
	KUNIT_EXPECT_EQ(test, announced(test), 4);
	KUNIT_EXPECT_EQ(test, fake_find(test->priv, 'w', 3)->value, 2);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_RUNNING);
}

static void last_packet_has_its_length_p32(struct kunit *test)
{
	struct fake_application *application = start(test, SNDRV_PCM_STREAM_PLAYBACK);
	unsigned int i;

	fake_rt_play(playing(test), 1024);
	KUNIT_EXPECT_EQ(test, write(application, 300), 300);
	fake_ioctl(application, SNDRV_PCM_IOCTL_DRAIN, 0);
	KUNIT_EXPECT_FALSE(test, playing(test)->ended);
	for (i = 0; i < 2; i++)
		fake_rt_play(playing(test), 1024);
	KUNIT_EXPECT_TRUE(test, playing(test)->ended);
	KUNIT_EXPECT_EQ(test, playing(test)->eos_bytes, 300 * 4);
	expect_announced(test, 5);
	fake_rt_play(playing(test), 1024 + 299);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_DRAINING);
	fake_rt_move(playing(test), 1);
	KUNIT_EXPECT_TRUE(test, fake_wait(fake_state(application) ==
					  (__force int)SNDRV_PCM_STATE_SETUP));
	expect_announced(test, 5);
}

static void stream_of_whole_packets_ends_in_an_empty_one_p32(struct kunit *test)
{
	struct fake_application *application = start(test, SNDRV_PCM_STREAM_PLAYBACK);

	fake_ioctl(application, SNDRV_PCM_IOCTL_DRAIN, 0);
	fake_rt_play(playing(test), 3 * 1024);
	KUNIT_EXPECT_TRUE(test, playing(test)->ended);
	KUNIT_EXPECT_EQ(test, playing(test)->eos_bytes, 0);
	expect_announced(test, 5);
}

/* What the miniport was told of the last packet; its number, and that it was content. */
static void expect_end(struct kunit *test, u32 number, u32 bytes)
{
	const struct fake_record *last = fake_find(test->priv, 'w', announced(test) - 1);

	KUNIT_EXPECT_TRUE(test, playing(test)->ended);
	KUNIT_EXPECT_EQ(test, playing(test)->eos_bytes, bytes);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, last);
	KUNIT_EXPECT_EQ(test, last->value, number);
	KUNIT_EXPECT_EQ(test, (int)last->ring, 0);
}

/* An application that has written some frames, and starts. */
static struct fake_application *start_with(struct kunit *test, unsigned int frames)
{
	struct fake_application *application = prepare(test, SNDRV_PCM_STREAM_PLAYBACK);

	KUNIT_ASSERT_EQ(test, fake_prepare(application), 0);
	fake_forget(test->priv);
	KUNIT_EXPECT_EQ(test, write(application, frames), frames);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	return application;
}

/* When the packet is being played, it is too late to say that it is the last one. */
static void last_packet_is_announced_when_the_drain_begins_p32(struct kunit *test)
{
	struct fake_application *application = start_with(test, 1324);

	expect_announced(test, 1);
	fake_ioctl(application, SNDRV_PCM_IOCTL_DRAIN, 0);
	expect_end(test, 1, 300 * 4);
	fake_rt_play(playing(test), 1324);
	KUNIT_EXPECT_TRUE(test, fake_wait(fake_state(application) ==
					  (__force int)SNDRV_PCM_STATE_SETUP));
	expect_announced(test, 2);
	KUNIT_EXPECT_EQ(test, xruns(application), 0);
}

/* The end of the stream is in a packet that was announced before. */
static void packet_after_one_that_was_not_full_is_empty_p32(struct kunit *test)
{
	struct fake_application *application = start_with(test, 100);

	expect_announced(test, 1);
	fake_ioctl(application, SNDRV_PCM_IOCTL_DRAIN, 0);
	expect_end(test, 1, 0);
}

/* The end of the stream is in a packet that could not be announced, since it was not full. */
static void end_in_a_packet_that_is_being_played_is_told_p32(struct kunit *test)
{
	struct fake_application *application = start_with(test, 1324);

	fake_rt_play(playing(test), 1100);
	fake_ioctl(application, SNDRV_PCM_IOCTL_DRAIN, 0);
	expect_end(test, 2, 0);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_DRAINING);
}

/* A drain starts what was not started yet, and ALSA tells of the start alone. */
static void short_stream_that_a_drain_starts_ends_in_time_p32(struct kunit *test)
{
	struct fake_application *application = prepare(test, SNDRV_PCM_STREAM_PLAYBACK);

	KUNIT_ASSERT_EQ(test, fake_prepare(application), 0);
	fake_forget(test->priv);
	KUNIT_EXPECT_EQ(test, write(application, 1324), 1324);
	fake_ioctl(application, SNDRV_PCM_IOCTL_DRAIN, 0);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_DRAINING);
	KUNIT_EXPECT_TRUE(test, fake_wait(READ_ONCE(playing(test)->ended)));
	expect_end(test, 1, 300 * 4);
}

static void packets_begin_anew_after_stop_p32(struct kunit *test)
{
	struct fake_application *application = start(test, SNDRV_PCM_STREAM_PLAYBACK);

	fake_rt_play(playing(test), 2048);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0), 0);
	fake_forget(test->priv);
	KUNIT_EXPECT_EQ(test, fake_ready_again(application), 0);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	expect_announced(test, 2);
}

/* An application that may write what it likes to where its progress is kept. */
static void wild_progress_does_no_harm_p32(struct kunit *test)
{
	struct fake_application *application = start(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct snd_pcm_runtime *runtime = application->substream->runtime;
	unsigned int i;

	for (i = 0; i < 8; i++) {
		runtime->control->appl_ptr = i % 2 ? 0 : runtime->boundary - 1 - i;
		fake_rt_play(playing(test), 1024);
	}
	KUNIT_EXPECT_LE(test, announced(test), 10);
	fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0);
}

static void packet_is_read_when_it_is_waited_for_p33(struct kunit *test)
{
	struct fake_application *application = start(test, SNDRV_PCM_STREAM_CAPTURE);
	struct fake_device *device = test->priv;
	unsigned int i;

	fake_rt_play(recording(test), 1024);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 1024);
	KUNIT_EXPECT_EQ(test, atomic_read(&application->periods), 1);
	/* Not read yet: to take the next one over would let the hardware overwrite it. */
	fake_rt_play(recording(test), 1024);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 1024);
	KUNIT_EXPECT_EQ(test, fake_count(device, 'r'), 1);
	KUNIT_EXPECT_EQ(test, read(application, 1024), 1024);
	KUNIT_EXPECT_EQ(test, fake_count(device, 'r'), 2);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 2048);
	for (i = 2; i < 12; i++) {
		KUNIT_EXPECT_EQ(test, read(application, 1024), 1024);
		fake_rt_play(recording(test), 1024);
		KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), (i + 1) * 1024);
	}
}

static void burst_is_taken_up_at_once_p33(struct kunit *test)
{
	struct fake_application *application = prepare(test, SNDRV_PCM_STREAM_CAPTURE);

	application->substream->runtime->control->avail_min = 3 * 1024;
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	fake_rt_move(recording(test), 2 * 1024);
	fake_rt_play(recording(test), 1024);
	KUNIT_EXPECT_EQ(test, fake_count(test->priv, 'r'), 3);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 3 * 1024);
}

static void no_packet_is_read_beyond_the_ring_p33(struct kunit *test)
{
	struct fake_application *application = prepare(test, SNDRV_PCM_STREAM_CAPTURE);

	application->substream->runtime->control->avail_min = 100 * 1024;
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	fake_rt_play(recording(test), 10 * 1024);
	KUNIT_EXPECT_EQ(test, fake_count(test->priv, 'r'), 4);
}

static void lost_packet_is_an_xrun_p33(struct kunit *test)
{
	struct fake_application *application = start(test, SNDRV_PCM_STREAM_CAPTURE);

	fake_rt_play(recording(test), 1024);
	KUNIT_EXPECT_EQ(test, read(application, 1024), 1024);
	fake_rt_of(test)->lost = 1;
	fake_rt_play(recording(test), 1024);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_XRUN);
	KUNIT_EXPECT_EQ(test, xruns(application), 1);
	fake_rt_of(test)->lost = 0;
	KUNIT_EXPECT_EQ(test, fake_ready_again(application), 0);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(packets_are_announced_one_ahead_p32),
	KUNIT_CASE(packet_is_announced_when_it_is_full_p32),
	KUNIT_CASE(first_packet_is_announced_before_run_p32),
	KUNIT_CASE(late_packet_is_an_xrun_p32),
	KUNIT_CASE(late_packet_found_by_service_is_an_xrun_p32),
	KUNIT_CASE(early_packet_is_tried_again_p32),
	KUNIT_CASE(last_packet_has_its_length_p32),
	KUNIT_CASE(stream_of_whole_packets_ends_in_an_empty_one_p32),
	KUNIT_CASE(last_packet_is_announced_when_the_drain_begins_p32),
	KUNIT_CASE(packet_after_one_that_was_not_full_is_empty_p32),
	KUNIT_CASE(end_in_a_packet_that_is_being_played_is_told_p32),
	KUNIT_CASE(short_stream_that_a_drain_starts_ends_in_time_p32),
	KUNIT_CASE(packets_begin_anew_after_stop_p32),
	KUNIT_CASE(wild_progress_does_no_harm_p32),
	KUNIT_CASE(packet_is_read_when_it_is_waited_for_p33),
	KUNIT_CASE(burst_is_taken_up_at_once_p33),
	KUNIT_CASE(no_packet_is_read_beyond_the_ring_p33),
	KUNIT_CASE(lost_packet_is_an_xrun_p33),
	{}
};

struct kunit_suite portcls_packet_suite = {
	.name = "portcls_packet",
	.init = fake_rt_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

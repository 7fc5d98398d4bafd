// SPDX-License-Identifier: GPL-2.0-only
/*
 * The WavePci port: how it cuts the ring into mappings, when it says that there are more, how it
 * takes them back, and that all data arrive.
 */
#include <linux/err.h>
#include <linux/hrtimer.h>
#include <linux/ktime.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "../pcm/stream.h"
#include "../service_group.h"
#include "fake_scatter.h"
#include "kunit.h"
#include "suites.h"

#define RING_BYTES	(fake_params.period * fake_params.periods * 4)
#define PERIOD_BYTES	(fake_params.period * 4)

static struct scatter *scatter_of(struct kunit *test)
{
	return ((struct fake_device *)test->priv)->start_context;
}

static int suite_init(struct kunit *test)
{
	int err = fake_suite_init(test);

	return err ?: (scatter_new(test->priv) ? 0 : -ENOMEM);
}

static struct fake_application *start_and_open(struct kunit *test, int direction)
{
	struct fake_application *application;

	KUNIT_ASSERT_EQ(test, fake_device_start(test->priv), 0);
	application = fake_open(test->priv, 0, direction);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	scatter_of(test)->application = application;
	return application;
}

/* As ALSA's defaults are, but that starting is left to the test. */
static void prepare(struct kunit *test, struct fake_application *application)
{
	struct snd_pcm_runtime *runtime = application->substream->runtime;

	KUNIT_ASSERT_EQ(test, fake_prepare(application), 0);
	runtime->start_threshold = runtime->boundary;
	runtime->stop_threshold = runtime->buffer_size;
}

static struct fake_application *ready(struct kunit *test, int direction)
{
	struct fake_application *application = start_and_open(test, direction);

	KUNIT_ASSERT_EQ(test, fake_hw_params(application, &fake_params), 0);
	prepare(test, application);
	return application;
}

/* A whole ring of zeroes, or whatever fits. */
static snd_pcm_sframes_t write_frames(struct fake_application *application,
				      snd_pcm_uframes_t frames)
{
	void *zeroes = kvzalloc(frames * 4, GFP_KERNEL);
	snd_pcm_sframes_t written;

	if (!zeroes)
		return -ENOMEM;
	written = snd_pcm_kernel_write(application->substream, zeroes, frames);
	kvfree(zeroes);
	return written;
}

/* Nowhere in particular. */
static void *medium(struct kunit *test)
{
	void *room = kunit_kzalloc(test, RING_BYTES, GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, room);
	return room;
}

static void expect_no_fault(struct kunit *test)
{
	struct scatter *scatter = scatter_of(test);

	KUNIT_EXPECT_STREQ(test, scatter->why ?: "", "");
	KUNIT_EXPECT_EQ(test, scatter->unpromised, 0);
}

static void ring_is_mapped_as_it_is_written_p23(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct scatter *scatter = scatter_of(test);

	KUNIT_EXPECT_EQ(test, scatter->mapped, 0);
	KUNIT_EXPECT_EQ(test, write_frames(application, 100), 100);
	KUNIT_EXPECT_EQ(test, scatter->mapped, 400);
	KUNIT_EXPECT_EQ(test, write_frames(application, 1200), 1200);
	KUNIT_EXPECT_EQ(test, scatter->mapped, 5200);
	/* Two periods are out, and part of a third one can wait. */
	KUNIT_EXPECT_EQ(test, write_frames(application, 800), 800);
	KUNIT_EXPECT_EQ(test, scatter->mapped, 2 * PERIOD_BYTES);
	KUNIT_EXPECT_EQ(test, write_frames(application, 4096), 4096 - 2100);
	KUNIT_EXPECT_EQ(test, scatter->mapped, RING_BYTES);
	expect_no_fault(test);
}

static void recording_maps_the_whole_ring_p23(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_CAPTURE);
	struct scatter *scatter = scatter_of(test);

	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	KUNIT_EXPECT_EQ(test, scatter->mapped, RING_BYTES);
	expect_no_fault(test);
}

static void mapping_ends_where_the_framing_says_p23(struct kunit *test)
{
	struct fake_application *application;
	struct scatter *scatter = scatter_of(test);

	scatter->framing.frame_size = 1000;
	scatter->framing.frames = 6;
	application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_EXPECT_EQ(test, write_frames(application, 4096), 4096);
	KUNIT_EXPECT_EQ(test, scatter->count, 6);
	KUNIT_EXPECT_EQ(test, scatter->mapped, PERIOD_BYTES + 1000);
	/* Room for more is room that service makes. */
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	KUNIT_EXPECT_EQ(test, scatter_move(scatter, PERIOD_BYTES, medium(test)), PERIOD_BYTES);
	KUNIT_EXPECT_EQ(test, scatter->count, 6);
	KUNIT_EXPECT_EQ(test, scatter->promised, 1);
	expect_no_fault(test);
}

static void period_against_the_framing_is_refused(struct kunit *test)
{
	struct fake_application *application = start_and_open(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct scatter *scatter = scatter_of(test);

	scatter->framing.file_alignment = 8191;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), -EINVAL);
	scatter->framing.file_alignment = 4095;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
}

static void refusal_promises_one_call_p24(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct scatter *scatter = scatter_of(test);

	/* Refused in PAUSE, when there was nothing yet, and each time that it has all. */
	KUNIT_EXPECT_EQ(test, scatter->refusals, 1);
	KUNIT_EXPECT_EQ(test, scatter->promised, 0);
	KUNIT_EXPECT_EQ(test, write_frames(application, 100), 100);
	KUNIT_EXPECT_EQ(test, scatter->refusals, 2);
	KUNIT_EXPECT_EQ(test, scatter->promised, 1);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	KUNIT_EXPECT_EQ(test, scatter->refusals, 3);
	KUNIT_EXPECT_EQ(test, write_frames(application, 100), 100);
	KUNIT_EXPECT_EQ(test, scatter->promised, 2);
	expect_no_fault(test);
}

static void last_one_promises_one_call_p24(struct kunit *test)
{
	struct fake_application *application;
	struct scatter *scatter = scatter_of(test);

	scatter->heeds_dry = true;
	application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_EXPECT_EQ(test, scatter->refusals, 1);
	KUNIT_EXPECT_EQ(test, write_frames(application, 100), 100);
	KUNIT_EXPECT_EQ(test, scatter->promised, 1);
	KUNIT_EXPECT_EQ(test, scatter->dried, 1);
	KUNIT_EXPECT_EQ(test, write_frames(application, 100), 100);
	KUNIT_EXPECT_EQ(test, scatter->promised, 2);
	KUNIT_EXPECT_EQ(test, scatter->dried, 2);
	/* It need not ask for what is not there. */
	KUNIT_EXPECT_EQ(test, scatter->refusals, 1);
	expect_no_fault(test);
}

static void move_without_a_ring_is_no_move(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct snd_pcm_substream *substream = application->substream;

	KUNIT_EXPECT_EQ(test, write_frames(application, 100), 100);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0), 0);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_HW_FREE, 0), 0);
	snd_pcm_stream_lock_irq(substream);
	substream->runtime->control->appl_ptr += 100;
	KUNIT_EXPECT_EQ(test, substream->ops->ack(substream), 0);
	snd_pcm_stream_unlock_irq(substream);
	expect_no_fault(test);
}

static void no_refusal_no_call_p24(struct kunit *test)
{
	struct fake_application *application;
	struct scatter *scatter = scatter_of(test);

	scatter->depth = 1;
	application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_EXPECT_EQ(test, write_frames(application, 1024), 1024);
	KUNIT_EXPECT_EQ(test, scatter->promised, 1);
	/* It has as many as it likes, and asked for no more. */
	KUNIT_EXPECT_EQ(test, write_frames(application, 1024), 1024);
	KUNIT_EXPECT_EQ(test, scatter->promised, 1);
	expect_no_fault(test);
}

static void release_out_of_turn_is_refused_p25(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct scatter *scatter = scatter_of(test);
	struct portcls_wavepci_port_stream *stream = scatter->port_stream;

	KUNIT_EXPECT_EQ(test, write_frames(application, 4096), 4096);
	KUNIT_EXPECT_GE(test, scatter->next_tag, 4);
	KUNIT_EXPECT_EQ(test, portcls_wavepci_release_mapping(stream, 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_wavepci_release_mapping(stream, 0), 0);
	KUNIT_EXPECT_EQ(test, portcls_wavepci_release_mapping(stream, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_wavepci_release_mapping(stream, 1), 0);
	/* So that what is revoked is what is out. */
	scatter->first = 2;
	scatter->count -= 2;
}

static void stop_revokes_what_is_out_p26(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct fake_device *device = test->priv;
	struct scatter *scatter = scatter_of(test);
	unsigned int out;

	KUNIT_EXPECT_EQ(test, write_frames(application, 4096), 4096);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	scatter_move(scatter, PERIOD_BYTES + 4, medium(test));
	out = scatter->count;
	KUNIT_EXPECT_GT(test, out, 0);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0), 0);
	KUNIT_EXPECT_EQ(test, scatter->revoked, 0);
	fake_forget(device);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_HW_FREE, 0), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "k"), "ASkx");
	KUNIT_EXPECT_EQ(test, scatter->revoked, out);
	expect_no_fault(test);
}

static void nothing_out_is_not_revoked_p26(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct scatter *scatter = scatter_of(test);

	prepare(test, application);
	KUNIT_EXPECT_EQ(test, scatter->revocations, 0);
	KUNIT_EXPECT_EQ(test, write_frames(application, 1), 1);
	prepare(test, application);
	KUNIT_EXPECT_EQ(test, scatter->revocations, 1);
	KUNIT_EXPECT_EQ(test, scatter->revoked, 1);
	expect_no_fault(test);
}

/* A service that began before the stop ends while mappings are being revoked. */
static void service_ends_late(struct scatter *scatter)
{
	struct portcls_mapping mapping;

	scatter_release_done(scatter);
	if (portcls_wavepci_get_mapping(scatter->port_stream, 1 << 20, &mapping) != -ENOENT)
		scatter->why = "mapped while it stops";
}

static void revocation_beside_a_service_counts_what_is_left_p26(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct scatter *scatter = scatter_of(test);
	unsigned int out;

	KUNIT_EXPECT_EQ(test, write_frames(application, 4096), 4096);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	out = scatter->count;
	scatter->no_group = true;
	scatter_move(scatter, PERIOD_BYTES, medium(test));
	scatter->no_group = false;
	scatter->in_revoke = service_ends_late;
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0), 0);
	prepare(test, application);
	KUNIT_EXPECT_LT(test, scatter->revoked, out);
	KUNIT_EXPECT_GT(test, scatter->revoked, 0);
	scatter->in_revoke = NULL;
	expect_no_fault(test);
}

static void what_is_out_is_not_taken_back_p27(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);

	KUNIT_EXPECT_EQ(test, write_frames(application, 2048), 2048);
	KUNIT_EXPECT_EQ(test, fake_rewind(application, 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, write_frames(application, 1024), 1024);
	expect_no_fault(test);
}

static void what_is_not_prefetched_is_taken_back_p27(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct scatter *scatter = scatter_of(test);

	portcls_wavepci_set_prefetch_offset(scatter->port_stream, 256);
	KUNIT_EXPECT_EQ(test, write_frames(application, 2048), 2048);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	scatter_move(scatter, 400, medium(test));
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 100);
	/* 100 frames are played and 64 on their way. */
	KUNIT_EXPECT_EQ(test, fake_rewind(application, 2048 - 163), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake_rewind(application, 2048 - 164), 2048 - 164);
	KUNIT_EXPECT_EQ(test, write_frames(application, 4096), 4096 - 64);
	expect_no_fault(test);
}

/* ALSA drops what was written, and goes on where the hardware is, in what is out. */
static void stream_goes_on_after_a_reset_p27(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct scatter *scatter = scatter_of(test);
	void *to = medium(test);
	unsigned int i;

	KUNIT_EXPECT_EQ(test, write_frames(application, 4096), 4096);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	scatter_move(scatter, PERIOD_BYTES, to);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_RESET, 0), 0);
	KUNIT_EXPECT_EQ(test, write_frames(application, 1024), 1024);
	KUNIT_EXPECT_EQ(test, write_frames(application, 1024), 1024);
	KUNIT_EXPECT_EQ(test, scatter->mapped, RING_BYTES);
	for (i = 0; i < 10; i++) {
		scatter_move(scatter, PERIOD_BYTES, to);
		KUNIT_EXPECT_EQ(test, write_frames(application, 1024), 1024);
	}
	/* No more is out than was written since. */
	KUNIT_EXPECT_EQ(test, scatter->mapped, 13 * PERIOD_BYTES);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_RUNNING);
	KUNIT_EXPECT_EQ(test, fake_rewind(application, 1), -EINVAL);
	expect_no_fault(test);
}

/* Whoever is late, the timer was set to come in time. */
static void expect_look_within(struct kunit *test, struct fake_application *application, s64 ns)
{
	const struct portcls_stream *stream = application->substream->runtime->private_data;

	KUNIT_EXPECT_LE(test, ktime_to_ns(hrtimer_get_remaining(&stream->group->timer)), ns);
}

static void timer_serves_who_has_no_group_p28(struct kunit *test)
{
	struct fake_application *application;
	ktime_t start;
	struct scatter *scatter = scatter_of(test);
	struct fake_params params = fake_params;

	scatter->no_group = true;
	params.rate = 8000;
	application = start_and_open(test, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_ASSERT_EQ(test, fake_hw_params(application, &params), 0);
	prepare(test, application);
	KUNIT_EXPECT_EQ(test, write_frames(application, 4096), 4096);
	msleep(100);
	KUNIT_EXPECT_EQ(test, scatter->services, 0);
	start = ktime_get();
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	expect_look_within(test, application, 20 * NSEC_PER_MSEC);
	KUNIT_EXPECT_TRUE(test, fake_wait(READ_ONCE(scatter->services) >= 5));
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), start), 5 * 20);
	expect_look_within(test, application, 20 * NSEC_PER_MSEC);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 1), 0);
	scatter->services = 0;
	msleep(100);
	KUNIT_EXPECT_EQ(test, scatter->services, 0);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 0), 0);
	KUNIT_EXPECT_TRUE(test, fake_wait(READ_ONCE(scatter->services) > 0));
	scatter_move(scatter, PERIOD_BYTES, medium(test));
	KUNIT_EXPECT_TRUE(test, fake_wait(scatter->done == 0));
	expect_no_fault(test);
}

/* A period of 2 ms is looked after every millisecond. */
static void timer_keeps_up_with_short_periods_p28(struct kunit *test)
{
	struct fake_application *application;
	struct scatter *scatter = scatter_of(test);
	struct fake_params params = fake_params;

	scatter->no_group = true;
	params.period = 96;
	params.periods = 16;
	application = start_and_open(test, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_ASSERT_EQ(test, fake_hw_params(application, &params), 0);
	prepare(test, application);
	KUNIT_EXPECT_EQ(test, write_frames(application, 1536), 1536);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	expect_look_within(test, application, NSEC_PER_MSEC);
	KUNIT_EXPECT_TRUE(test, fake_wait(READ_ONCE(scatter->services) >= 15));
	expect_look_within(test, application, NSEC_PER_MSEC);
}

static void who_never_stops_has_a_ring_without_end(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct snd_pcm_runtime *runtime = application->substream->runtime;
	struct scatter *scatter = scatter_of(test);
	unsigned int i;

	runtime->stop_threshold = runtime->boundary;
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	for (i = 0; i < 20; i++) {
		KUNIT_EXPECT_EQ(test, scatter->mapped, (u64)RING_BYTES + i * PERIOD_BYTES);
		KUNIT_EXPECT_EQ(test, scatter_move(scatter, PERIOD_BYTES, medium(test)),
				PERIOD_BYTES);
	}
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_RUNNING);
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 20 * 1024);
	expect_no_fault(test);
}

static void stream_that_runs_dry_is_told_of_in_mid_period(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct scatter *scatter = scatter_of(test);

	KUNIT_EXPECT_EQ(test, write_frames(application, 1500), 1500);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	KUNIT_EXPECT_EQ(test, scatter_move(scatter, RING_BYTES, medium(test)), 6000);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_XRUN);
	expect_no_fault(test);
}

static void packet_that_ends_early_is_told_of(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_CAPTURE);
	struct snd_pcm_runtime *runtime = application->substream->runtime;
	struct scatter *scatter = scatter_of(test);

	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	KUNIT_EXPECT_EQ(test, scatter_move(scatter, 400, medium(test)), 400);
	KUNIT_EXPECT_EQ(test, runtime->status->hw_ptr, 0);
	KUNIT_EXPECT_EQ(test, portcls_wavepci_terminate_packet(scatter->port_stream), 0);
	KUNIT_EXPECT_TRUE(test, fake_wait(READ_ONCE(runtime->status->hw_ptr) == 100));
	expect_no_fault(test);
}

static void only_recorded_packets_end_early(struct kunit *test)
{
	ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_EXPECT_EQ(test, portcls_wavepci_terminate_packet(scatter_of(test)->port_stream),
			-EOPNOTSUPP);
}

static void fifo_is_not_in_memory_yet(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct fake_application *application;
	struct scatter *scatter = scatter_of(test);

	device->descriptor.limits.fifo_bytes = 64;
	application = ready(test, SNDRV_PCM_STREAM_CAPTURE);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	scatter_move(scatter, 400, medium(test));
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 84);
	/* But what was released is. */
	scatter_move(scatter, PERIOD_BYTES - 400, medium(test));
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 1024);
}

static void position_beyond_what_is_mapped_ends_the_stream_p8(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct scatter *scatter = scatter_of(test);

	KUNIT_EXPECT_EQ(test, write_frames(application, 2048), 2048);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	scatter->fake->wrong_offset = 8188;
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 2047);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_RUNNING);
	scatter->fake->wrong_offset = 8193;
	fake_hw_ptr(application);
	KUNIT_EXPECT_EQ(test, fake_state(application), (__force int)SNDRV_PCM_STATE_XRUN);
}

static void position_never_goes_back_p8(struct kunit *test)
{
	struct fake_application *application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct scatter *scatter = scatter_of(test);

	KUNIT_EXPECT_EQ(test, write_frames(application, 2048), 2048);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	scatter->fake->wrong_offset = 4003;
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 1000);
	scatter->fake->wrong_offset = 2000;
	KUNIT_EXPECT_EQ(test, fake_hw_ptr(application), 1000);
}

static void filter_is_served_by_its_group(struct kunit *test)
{
	struct fake_application *application;
	struct scatter *scatter = scatter_of(test);

	scatter->filter_group = true;
	application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_EXPECT_EQ(test, write_frames(application, 2048), 2048);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	scatter_move(scatter, PERIOD_BYTES, medium(test));
	KUNIT_EXPECT_EQ(test, scatter->filter_services, 1);
	KUNIT_EXPECT_EQ(test, scatter->services, 1);
	KUNIT_EXPECT_EQ(test, fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE, 1), 0);
	portcls_service_group_request(scatter->fake->group);
	KUNIT_EXPECT_TRUE(test, fake_wait(READ_ONCE(scatter->filter_services) == 2));
	KUNIT_EXPECT_EQ(test, scatter->services, 1);
}

static void filter_group_needs_a_service(struct kunit *test)
{
	struct scatter *scatter = scatter_of(test);

	scatter->filter_group = true;
	scatter->ops.service = NULL;
	KUNIT_EXPECT_EQ(test, fake_device_start(test->priv), -EINVAL);
}

/* Each method of a stream that it cannot do without, as an offset. */
static const size_t required[] = {
	offsetof(struct portcls_wavepci_stream_ops, set_format),
	offsetof(struct portcls_wavepci_stream_ops, set_state),
	offsetof(struct portcls_wavepci_stream_ops, get_position),
	offsetof(struct portcls_wavepci_stream_ops, normalize_physical_position),
	offsetof(struct portcls_wavepci_stream_ops, revoke_mappings),
	offsetof(struct portcls_wavepci_stream_ops, mapping_available),
	offsetof(struct portcls_wavepci_stream_ops, service),
};

static void incomplete_stream_is_refused(struct kunit *test)
{
	struct fake_application *application = start_and_open(test, SNDRV_PCM_STREAM_PLAYBACK);
	struct fake_device *device = test->priv;
	struct scatter *scatter = scatter_of(test);
	struct portcls_wavepci_stream_ops good = scatter->stream_ops;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(required); i++) {
		*(void **)((void *)&scatter->stream_ops + required[i]) = NULL;
		fake_forget(device);
		KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), -EINVAL);
		KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE), "nx");
		scatter->stream_ops = good;
	}
	scatter->stream_ops.get_allocator_framing = NULL;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
}

static void sleeping_miniport_is_served_in_a_process(struct kunit *test)
{
	struct fake_application *application;
	struct scatter *scatter = scatter_of(test);

	scatter->ops.sleeping = true;
	scatter->filter_group = true;
	application = ready(test, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_EXPECT_TRUE(test, application->substream->pcm->nonatomic);
	KUNIT_EXPECT_EQ(test, write_frames(application, 2048), 2048);
	KUNIT_EXPECT_EQ(test, fake_start(application), 0);
	scatter_move(scatter, PERIOD_BYTES, medium(test));
	KUNIT_EXPECT_TRUE(test, fake_wait(READ_ONCE(scatter->services) == 1));
	KUNIT_EXPECT_TRUE(test, fake_wait(READ_ONCE(scatter->filter_services) == 1));
	expect_no_fault(test);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(ring_is_mapped_as_it_is_written_p23),
	KUNIT_CASE(recording_maps_the_whole_ring_p23),
	KUNIT_CASE(mapping_ends_where_the_framing_says_p23),
	KUNIT_CASE(period_against_the_framing_is_refused),
	KUNIT_CASE(refusal_promises_one_call_p24),
	KUNIT_CASE(last_one_promises_one_call_p24),
	KUNIT_CASE(move_without_a_ring_is_no_move),
	KUNIT_CASE(no_refusal_no_call_p24),
	KUNIT_CASE(release_out_of_turn_is_refused_p25),
	KUNIT_CASE(stop_revokes_what_is_out_p26),
	KUNIT_CASE(nothing_out_is_not_revoked_p26),
	KUNIT_CASE(revocation_beside_a_service_counts_what_is_left_p26),
	KUNIT_CASE(what_is_out_is_not_taken_back_p27),
	KUNIT_CASE(what_is_not_prefetched_is_taken_back_p27),
	KUNIT_CASE(stream_goes_on_after_a_reset_p27),
	KUNIT_CASE(timer_serves_who_has_no_group_p28),
	KUNIT_CASE(timer_keeps_up_with_short_periods_p28),
	KUNIT_CASE(who_never_stops_has_a_ring_without_end),
	KUNIT_CASE(stream_that_runs_dry_is_told_of_in_mid_period),
	KUNIT_CASE(packet_that_ends_early_is_told_of),
	KUNIT_CASE(only_recorded_packets_end_early),
	KUNIT_CASE(fifo_is_not_in_memory_yet),
	KUNIT_CASE(position_beyond_what_is_mapped_ends_the_stream_p8),
	KUNIT_CASE(position_never_goes_back_p8),
	KUNIT_CASE(filter_is_served_by_its_group),
	KUNIT_CASE(filter_group_needs_a_service),
	KUNIT_CASE(incomplete_stream_is_refused),
	KUNIT_CASE(sleeping_miniport_is_served_in_a_process),
	{}
};

struct kunit_suite portcls_wavepci_suite = {
	.name = "portcls_wavepci",
	.init = suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lives of WavePci streams as chance would have them: sizes, writes, moves, pauses, drops, resets,
 * rewinds.
 * The scatter DMA engine looks at each mapping, and here every byte that passes is compared.
 *
 * Chance is seeded by the number of the life, so that a failing one can be had again.
 */
#include <linux/kernel.h>
#include <linux/prandom.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "../pcm/stream.h"
#include "fake_scatter.h"
#include "kunit.h"
#include "suites.h"

#define LIVES		3000
#define STEPS		30
#define PREFETCH	64	/* bytes */

/**
 * struct life - one life of a stream
 * @test: the case
 * @scatter: the engine
 * @application: the application
 * @random: chance
 * @align: bytes of a frame
 * @ring: bytes of the ring
 * @should: what the ring should hold: written by the application, or by the engine
 * @data: room for a ring of data
 * @prefetches: the stream has told its prefetch offset
 * @appl: bytes since the start that the application has written or read
 * @moved: bytes since the start that the engine has moved
 * @wrong: bytes that were not what they should be
 */
struct life {
	struct kunit *test;
	struct scatter *scatter;
	struct fake_application *application;
	struct rnd_state random;
	u32 align;
	u32 ring;
	u8 *should;
	u8 *data;
	bool prefetches;
	u64 appl;
	u64 moved;
	u64 wrong;
};

static u32 from(struct life *life, u32 least, u32 most)
{
	return least + prandom_u32_state(&life->random) % (most - least + 1);
}

static bool is_capture(const struct life *life)
{
	return life->application->substream->stream == SNDRV_PCM_STREAM_CAPTURE;
}

static void remember(struct life *life, u64 at, u32 bytes)
{
	u32 i;

	for (i = 0; i < bytes; i++)
		life->should[(at + i) % life->ring] = life->data[i];
}

static void compare(struct life *life, u64 at, u32 bytes)
{
	u32 i;

	for (i = 0; i < bytes; i++)
		life->wrong += life->should[(at + i) % life->ring] != life->data[i];
}

/* Some frames, up to what the ring holds at most. */
static void pass_on(struct life *life, u32 frames)
{
	struct snd_pcm_substream *substream = life->application->substream;
	snd_pcm_sframes_t done;

	if (is_capture(life)) {
		done = snd_pcm_kernel_read(substream, life->data, frames);
		if (done > 0)
			compare(life, life->appl, done * life->align);
	} else {
		prandom_bytes_state(&life->random, life->data, frames * life->align);
		done = snd_pcm_kernel_write(substream, life->data, frames);
		if (done > 0)
			remember(life, life->appl, done * life->align);
	}
	if (done > 0)
		life->appl += done * life->align;
}

static void move(struct life *life, u32 bytes)
{
	u32 done;

	if (is_capture(life))
		prandom_bytes_state(&life->random, life->data, bytes);
	done = scatter_move(life->scatter, bytes, life->data);
	if (is_capture(life))
		remember(life, life->moved, done);
	else
		compare(life, life->moved, done);
	life->moved += done;
}

/* Take back what was written, as far as it may be, and write something else. */
static void change_mind(struct life *life)
{
	s64 written = life->appl - life->moved;
	u32 frames;

	if (is_capture(life) || written < life->align)
		return;
	frames = from(life, 1, written / life->align);
	if (fake_rewind(life->application, frames) < 0) {
		/* Then it was on its way to the converter, or all that is out is taken to be. */
		if (life->prefetches && written - frames * life->align >= PREFETCH + life->align)
			life->wrong++;
		return;
	}
	life->appl -= frames * life->align;
	pass_on(life, frames);
}

/* Have ALSA drop what is in the ring, while the engine goes on. */
static void reset(struct life *life)
{
	const struct portcls_stream *stream;
	struct fake_application *application = life->application;

	if (fake_state(application) != (__force int)SNDRV_PCM_STATE_RUNNING ||
	    fake_ioctl(application, SNDRV_PCM_IOCTL_RESET, 0))
		return;
	stream = application->substream->runtime->private_data;
	life->appl = stream->position.linear * life->align;
	/* There is room for it, wherever the engine has got to. */
	if (!is_capture(life))
		pass_on(life, from(life, 1, life->ring / life->align));
	life->wrong += fake_state(application) == (__force int)SNDRV_PCM_STATE_XRUN;
}

static void begin(struct life *life)
{
	struct snd_pcm_runtime *runtime = life->application->substream->runtime;

	KUNIT_EXPECT_EQ(life->test, fake_prepare(life->application), 0);
	runtime->start_threshold = runtime->boundary;
	runtime->stop_threshold = runtime->buffer_size;
	life->appl = 0;
	life->moved = 0;
	life->scatter->depth = from(life, 1, SCATTER_DEPTH);
	/* In the second half of all lives. */
	if (life->prefetches)
		portcls_wavepci_set_prefetch_offset(life->scatter->port_stream, PREFETCH);
}

static void choose_params(struct life *life)
{
	static const snd_pcm_format_t formats[] = { SNDRV_PCM_FORMAT_U8, SNDRV_PCM_FORMAT_S16_LE };
	struct fake_params params = {
		.format = formats[from(life, 0, 1)],
		.channels = from(life, 1, 2),
		.rate = 48000,
		.period = from(life, 64, 3000),
		.periods = from(life, 2, 5),
	};
	struct snd_pcm_runtime *runtime = life->application->substream->runtime;

	life->scatter->framing.frame_size = from(life, 0, 2) ? 0 : from(life, 500, 9000);
	KUNIT_EXPECT_EQ(life->test, fake_hw_params(life->application, &params), 0);
	life->align = frames_to_bytes(runtime, 1);
	life->ring = frames_to_bytes(runtime, runtime->buffer_size);
}

static void step(struct life *life)
{
	struct fake_application *application = life->application;
	u32 frames = life->ring / life->align;
	int state = fake_state(application);

	if (state == (__force int)SNDRV_PCM_STATE_XRUN ||
	    state == (__force int)SNDRV_PCM_STATE_SETUP)
		begin(life);
	switch (from(life, 0, 9)) {
	case 0:
		fake_ioctl(application, SNDRV_PCM_IOCTL_PAUSE,
			   state == (__force int)SNDRV_PCM_STATE_RUNNING);
		break;
	case 1:
		frames = from(life, 0, 3);
		if (!frames)
			fake_ioctl(application, SNDRV_PCM_IOCTL_DROP, 0);
		else if (frames == 1)
			reset(life);
		break;
	case 2:
		change_mind(life);
		break;
	case 3:
	case 4:
		fake_start(application);
		break;
	case 5:
	case 6:
		pass_on(life, from(life, 1, frames));
		break;
	default:
		move(life, from(life, 1, life->ring));
	}
}

/* How life number @number was; false if it was no good. */
static bool live(struct life *life, u32 number)
{
	u32 i;

	prandom_seed_state(&life->random, number);
	fake_ioctl(life->application, SNDRV_PCM_IOCTL_DROP, 0);
	if (number % 10 == 1)
		choose_params(life);
	life->prefetches = number > LIVES / 2;
	begin(life);
	for (i = 0; i < STEPS; i++)
		step(life);
	if (!life->wrong && !life->scatter->faults && !life->scatter->unpromised)
		return true;
	KUNIT_FAIL(life->test, "life %u: %llu bytes are wrong, %u mappings (%s), %u calls\n",
		   number, life->wrong, life->scatter->faults, life->scatter->why ?: "none",
		   life->scatter->unpromised);
	return false;
}

static void live_all(struct kunit *test, int direction, bool heeds_dry)
{
	struct fake_device *device = test->priv;
	struct life *life = kunit_kzalloc(test, sizeof(*life), GFP_KERNEL);
	u64 passed = 0;
	u32 number;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, life);
	life->test = test;
	life->scatter = scatter_new(device);
	life->should = kunit_kzalloc(test, FAKE_RING_BYTES, GFP_KERNEL);
	life->data = kunit_kzalloc(test, FAKE_RING_BYTES, GFP_KERNEL);
	KUNIT_ASSERT_TRUE(test, life->scatter && life->should && life->data);
	life->scatter->heeds_dry = heeds_dry;
	KUNIT_ASSERT_EQ(test, fake_device_start(device), 0);
	life->application = fake_open(device, 0, direction);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, life->application);
	life->scatter->application = life->application;
	for (number = 1; number <= LIVES && live(life, number); number++)
		passed += life->moved;
	/* Not all stood still. */
	KUNIT_EXPECT_GT(test, passed, (u64)LIVES * 1000);
	KUNIT_EXPECT_GT(test, life->scatter->promised, LIVES);
	KUNIT_EXPECT_GT(test, life->scatter->revoked, LIVES);
	KUNIT_EXPECT_EQ(test, life->scatter->dried > LIVES, heeds_dry);
}

static void every_byte_written_is_fetched_p23_p24_p25_p26_p27_p29(struct kunit *test)
{
	live_all(test, SNDRV_PCM_STREAM_PLAYBACK, false);
}

static void every_byte_recorded_is_read_p23_p24_p25_p26_p29(struct kunit *test)
{
	live_all(test, SNDRV_PCM_STREAM_CAPTURE, false);
}

static void who_is_told_it_is_dry_misses_no_byte_written_p23_p24_p27(struct kunit *test)
{
	live_all(test, SNDRV_PCM_STREAM_PLAYBACK, true);
}

static void who_is_told_it_is_dry_misses_no_byte_recorded_p23_p24(struct kunit *test)
{
	live_all(test, SNDRV_PCM_STREAM_CAPTURE, true);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(every_byte_written_is_fetched_p23_p24_p25_p26_p27_p29),
	KUNIT_CASE(every_byte_recorded_is_read_p23_p24_p25_p26_p29),
	KUNIT_CASE(who_is_told_it_is_dry_misses_no_byte_written_p23_p24_p27),
	KUNIT_CASE(who_is_told_it_is_dry_misses_no_byte_recorded_p23_p24),
	{}
};

struct kunit_suite portcls_wavepci_random_suite = {
	.name = "portcls_wavepci_random",
	.init = fake_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

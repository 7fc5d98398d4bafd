// SPDX-License-Identifier: GPL-2.0-only
/*
 * Negotiation of formats between an application and the data ranges of a pin, through ALSA.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/slab.h>
#include <sound/pcm_params.h>

#include "fake.h"
#include "kunit.h"
#include "suites.h"

#define ANY_FORMAT	((__force snd_pcm_format_t)-1)

/* The playing pin has tuples that exclude each other, the others one of a special kind each. */
static const struct portcls_data_range play_ranges[] = {
	{ PORTCLS_ENCODING_PCM, 1, 2, 8, 16, false, 8000, 48000 },
	{ PORTCLS_ENCODING_PCM, 8, 8, 16, 16, false, 48000, 48000 },
	{ PORTCLS_ENCODING_PCM, 2, 2, 24, 24, false, 44100, 96000 },
	{ PORTCLS_ENCODING_FLOAT, 2, 2, 32, 32, false, 48000, 48000 },
};

static const struct portcls_data_range record_range = {
	PORTCLS_ENCODING_PCM, 1, 2, 16, 24, true, 8000, 48000
};

static const struct portcls_data_range play2_range = {
	PORTCLS_ENCODING_PCM, 1, 2, 32, 32, false, 4000, 48662, { 1411200, 29, 352, 1 }
};

static int format_init(struct kunit *test)
{
	struct fake_descriptor *descriptor;
	int err = fake_suite_init(test);

	if (err)
		return err;
	descriptor = &((struct fake_device *)test->priv)->descriptor;
	memcpy(descriptor->ranges[FAKE_PLAY], play_ranges, sizeof(play_ranges));
	descriptor->pins[FAKE_PLAY].data_range_count = ARRAY_SIZE(play_ranges);
	descriptor->ranges[FAKE_RECORD][0] = record_range;
	descriptor->ranges[FAKE_PLAY2][0] = play2_range;
	return fake_device_start(test->priv);
}

static struct fake_application *open(struct kunit *test, u32 pin)
{
	struct fake_application *application;

	application = fake_open(test->priv, pin == FAKE_PLAY2,
				pin == FAKE_RECORD ? SNDRV_PCM_STREAM_CAPTURE :
						     SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	return application;
}

/**
 * struct member - a format that a pin has
 * @format: as ALSA calls it
 * @encoding: as we call it
 * @valid_bits: bits of signal
 * @container_bits: bits in memory
 * @channels: samples in a frame
 * @rate: Hz
 * @range: data range it is inside of
 */
struct member {
	snd_pcm_format_t format;
	enum portcls_encoding encoding;
	u8 valid_bits;
	u8 container_bits;
	u16 channels;
	u32 rate;
	u32 range;
};

static void expect_member(struct kunit *test, u32 pin, const struct member *member)
{
	const struct fake_params params = {
		.format = member->format, .channels = member->channels, .rate = member->rate,
		.period = 256, .periods = 2,
	};
	struct fake_application *application = open(test, pin);
	struct fake_device *device = test->priv;
	const struct portcls_format *format;

	fake_forget(device);
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &params), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "jn"), "jn");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, fake_find(device, 'n', 0));
	KUNIT_EXPECT_EQ(test, fake_find(device, 'j', 0)->value, member->range);
	format = &fake_find(device, 'n', 0)->format;
	KUNIT_EXPECT_EQ(test, fake_find(device, 'n', 0)->pin, pin);
	KUNIT_EXPECT_EQ(test, format->encoding, member->encoding);
	KUNIT_EXPECT_EQ(test, format->valid_bits, member->valid_bits);
	KUNIT_EXPECT_EQ(test, format->container_bits, member->container_bits);
	KUNIT_EXPECT_EQ(test, format->channels, member->channels);
	KUNIT_EXPECT_EQ(test, format->rate, member->rate);
	KUNIT_EXPECT_EQ(test, format->rate_num / format->rate_den, member->rate);
	KUNIT_EXPECT_EQ(test, format->block_align, member->channels * member->container_bits / 8);
	fake_close(application);
}

static void each_member_reaches_the_miniport_p14(struct kunit *test)
{
	static const struct member members[] = {
		{ SNDRV_PCM_FORMAT_U8, PORTCLS_ENCODING_PCM, 8, 8, 1, 8000, 0 },
		{ SNDRV_PCM_FORMAT_U8, PORTCLS_ENCODING_PCM, 8, 8, 2, 48000, 0 },
		{ SNDRV_PCM_FORMAT_S16_LE, PORTCLS_ENCODING_PCM, 16, 16, 1, 11025, 0 },
		{ SNDRV_PCM_FORMAT_S16_LE, PORTCLS_ENCODING_PCM, 16, 16, 2, 44100, 0 },
		{ SNDRV_PCM_FORMAT_S16_LE, PORTCLS_ENCODING_PCM, 16, 16, 8, 48000, 1 },
		{ SNDRV_PCM_FORMAT_S24_3LE, PORTCLS_ENCODING_PCM, 24, 24, 2, 44100, 2 },
		{ SNDRV_PCM_FORMAT_S24_3LE, PORTCLS_ENCODING_PCM, 24, 24, 2, 96000, 2 },
		{ SNDRV_PCM_FORMAT_FLOAT_LE, PORTCLS_ENCODING_FLOAT, 32, 32, 2, 48000, 3 },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(members); i++)
		expect_member(test, FAKE_PLAY, &members[i]);
}

static void wide_container_reaches_the_miniport_p14(struct kunit *test)
{
	static const struct member members[] = {
		{ SNDRV_PCM_FORMAT_S16_LE, PORTCLS_ENCODING_PCM, 16, 16, 1, 8000, 0 },
		{ SNDRV_PCM_FORMAT_S32_LE, PORTCLS_ENCODING_PCM, 24, 32, 2, 48000, 0 },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(members); i++)
		expect_member(test, FAKE_RECORD, &members[i]);
}

static void exact_rate_reaches_the_miniport_p14(struct kunit *test)
{
	static const struct member member = {
		SNDRV_PCM_FORMAT_S32_LE, PORTCLS_ENCODING_PCM, 32, 32, 2, 48662, 0
	};
	struct fake_device *device = test->priv;
	const struct portcls_format *format;

	expect_member(test, FAKE_PLAY2, &member);
	format = &fake_find(device, 'n', 0)->format;
	KUNIT_EXPECT_EQ(test, format->rate_num, 1411200);
	KUNIT_EXPECT_EQ(test, format->rate_den, 29);
}

static void others_are_refused_before_the_miniport_is_asked_p15(struct kunit *test)
{
	static const struct fake_params others[] = {
		{ SNDRV_PCM_FORMAT_S16_LE, 8, 44100, 256, 2 },
		{ SNDRV_PCM_FORMAT_S16_LE, 3, 48000, 256, 2 },
		{ SNDRV_PCM_FORMAT_S16_LE, 2, 7999, 256, 2 },
		{ SNDRV_PCM_FORMAT_S16_LE, 2, 48001, 256, 2 },
		{ SNDRV_PCM_FORMAT_S16_LE, 2, 96000, 256, 2 },
		{ SNDRV_PCM_FORMAT_U8, 8, 48000, 256, 2 },
		{ SNDRV_PCM_FORMAT_S24_3LE, 2, 8000, 256, 2 },
		{ SNDRV_PCM_FORMAT_S24_3LE, 1, 48000, 256, 2 },
		{ SNDRV_PCM_FORMAT_S32_LE, 2, 48000, 256, 2 },
		{ SNDRV_PCM_FORMAT_S24_LE, 2, 48000, 256, 2 },
		{ SNDRV_PCM_FORMAT_S16_BE, 2, 48000, 256, 2 },
		{ SNDRV_PCM_FORMAT_FLOAT_LE, 1, 48000, 256, 2 },
		{ SNDRV_PCM_FORMAT_FLOAT_LE, 2, 44100, 256, 2 },
	};
	struct fake_application *application = open(test, FAKE_PLAY);
	struct fake_device *device = test->priv;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(others); i++)
		if (fake_hw_params(application, &others[i]) != -EINVAL)
			KUNIT_FAIL(test, "format %d, %u channels, %u Hz was not refused\n",
				   (__force int)others[i].format, others[i].channels,
				   others[i].rate);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "jq"), "");
}

static void miniport_has_the_last_word_p16(struct kunit *test)
{
	struct fake_application *application = open(test, FAKE_PLAY);
	struct fake_device *device = test->priv;

	device->faults.judge = -EINVAL;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), -EINVAL);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "jq"), "j");
	device->faults.judge = 0;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
}

static void judge_that_does_not_judge_is_none_p16(struct kunit *test)
{
	struct fake_application *application = open(test, FAKE_PLAY);
	struct fake_device *device = test->priv;

	device->faults.judge = -EOPNOTSUPP;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, FAKE_LIFE "jq"), "jnq");
}

static void without_a_judge_the_ranges_decide_p16(struct kunit *test)
{
	struct fake_application *application = open(test, FAKE_PLAY);
	struct fake_params params = fake_params;
	struct fake_device *device = test->priv;

	device->ops.data_range_intersection = NULL;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &params), 0);
	params.rate = 7999;
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &params), -EINVAL);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "jnfq"), "nq");
}

/**
 * struct sample - a kind of sample
 * @alsa: as ALSA calls it; two kinds may be one there
 * @encoding: coding
 * @valid_bits: bits of signal
 * @container_bits: bits in memory
 */
struct sample {
	snd_pcm_format_t alsa;
	enum portcls_encoding encoding;
	u8 valid_bits;
	u8 container_bits;
};

static const struct sample samples[] = {
	{ SNDRV_PCM_FORMAT_U8, PORTCLS_ENCODING_PCM, 8, 8 },
	{ SNDRV_PCM_FORMAT_S16_LE, PORTCLS_ENCODING_PCM, 16, 16 },
	{ SNDRV_PCM_FORMAT_S24_3LE, PORTCLS_ENCODING_PCM, 24, 24 },
	{ SNDRV_PCM_FORMAT_S32_LE, PORTCLS_ENCODING_PCM, 20, 32 },
	{ SNDRV_PCM_FORMAT_S32_LE, PORTCLS_ENCODING_PCM, 24, 32 },
	{ SNDRV_PCM_FORMAT_S32_LE, PORTCLS_ENCODING_PCM, 32, 32 },
	{ SNDRV_PCM_FORMAT_FLOAT_LE, PORTCLS_ENCODING_FLOAT, 32, 32 },
};

static bool has_rate(const struct portcls_data_range *range, u32 rate)
{
	const struct portcls_rate_clock *clock = &range->clock;
	u32 den;

	if (rate < range->min_rate || rate > range->max_rate)
		return false;
	for (den = clock->den_min; clock->num && den <= clock->den_max; den += clock->den_step)
		if (clock->num / den == rate)
			return true;
	return !clock->num;
}

static bool has_sample(const struct portcls_data_range *range, const struct sample *sample)
{
	return range->encoding == sample->encoding && range->min_bits <= sample->valid_bits &&
	       sample->valid_bits <= range->max_bits &&
	       (sample->valid_bits != 20 || (range->max_bits == 20 && range->container_32)) &&
	       (sample->valid_bits != 24 || range->container_32 == (sample->container_bits == 32));
}

/* The one sample that a pin's ranges have of those that ALSA takes for one, or NULL. */
static const struct sample *find_sample(const struct portcls_pin *pin,
					const struct fake_params *params)
{
	const struct portcls_data_range *range;
	size_t i, s;

	for (i = 0; i < pin->data_range_count; i++) {
		range = &pin->data_ranges[i];
		if (params->channels < range->min_channels ||
		    params->channels > range->max_channels || !has_rate(range, params->rate))
			continue;
		for (s = 0; s < ARRAY_SIZE(samples); s++)
			if (samples[s].alsa == params->format && has_sample(range, &samples[s]))
				return &samples[s];
	}
	return NULL;
}

static bool is_format(const struct portcls_format *format, const struct sample *sample,
		      const struct fake_params *params)
{
	return format->encoding == sample->encoding && format->valid_bits == sample->valid_bits &&
	       format->container_bits == sample->container_bits &&
	       format->channels == params->channels && format->rate == params->rate &&
	       format->rate_num / format->rate_den == params->rate &&
	       format->block_align == params->channels * sample->container_bits / 8;
}

static unsigned int try_tuple(struct kunit *test, struct fake_application *application, u32 pin,
			      const struct fake_params *params)
{
	struct fake_device *device = test->priv;
	const struct sample *sample = find_sample(&device->descriptor.pins[pin], params);
	int err;

	fake_forget(device);
	err = fake_hw_params(application, params);
	if (sample ? err || !is_format(&fake_stream_on(device, pin)->format, sample, params) :
		     err != -EINVAL || *fake_story(device, "jnfq"))
		KUNIT_FAIL(test, "pin %u, format %d, %u channels, %u Hz: %d\n", pin,
			   (__force int)params->format, params->channels, params->rate, err);
	return sample ? 1 : 0;
}

/* Far around what the pins have, with an oracle that knows each range by itself. */
static void exactly_the_members_reach_the_miniport_p14_p15(struct kunit *test)
{
	static const unsigned int rates[] = {
		3999, 4000, 4009, 7999, 8000, 11025, 22050, 44099, 44100, 47999, 48000, 48001,
		48662, 48663, 95999, 96000, 96001, 192000,
	};
	struct fake_params params = { .period = 256, .periods = 2 };
	struct fake_application *application;
	unsigned int taken = 0;
	size_t s, r;
	u32 pin;

	for (pin = 0; pin < FAKE_STREAM_PINS; pin++) {
		application = open(test, pin);
		for (s = 0; s < ARRAY_SIZE(samples); s++) {
			params.format = samples[s].alsa;
			for (params.channels = 1; params.channels <= 9; params.channels++) {
				for (r = 0; r < ARRAY_SIZE(rates); r++) {
					params.rate = rates[r];
					taken += try_tuple(test, application, pin, &params);
				}
			}
		}
		fake_close(application);
	}
	kunit_info(test, "%u tuples are members\n", taken);
	KUNIT_EXPECT_GT(test, taken, 50);
}

static struct snd_pcm_hw_params *refine(struct kunit *test, struct fake_application *application,
					const struct fake_params *params)
{
	struct snd_pcm_hw_params *refined = kunit_kzalloc(test, sizeof(*refined), GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, refined);
	KUNIT_EXPECT_EQ(test, fake_refine(application, params, refined), 0);
	return refined;
}

static void expect_interval(struct kunit *test, struct snd_pcm_hw_params *params, int var,
			    unsigned int min, unsigned int max)
{
	KUNIT_EXPECT_EQ(test, hw_param_interval(params, var)->min, min);
	KUNIT_EXPECT_EQ(test, hw_param_interval(params, var)->max, max);
}

static bool has_format(struct snd_pcm_hw_params *params, snd_pcm_format_t format)
{
	return snd_mask_test(hw_param_mask(params, SNDRV_PCM_HW_PARAM_FORMAT),
			     (__force unsigned int)format);
}

static void open_choice_is_the_hull_of_all_ranges(struct kunit *test)
{
	static const struct fake_params anything = { .format = ANY_FORMAT };
	struct fake_application *application = open(test, FAKE_PLAY);
	struct snd_pcm_hw_params *refined = refine(test, application, &anything);

	expect_interval(test, refined, SNDRV_PCM_HW_PARAM_RATE, 8000, 96000);
	expect_interval(test, refined, SNDRV_PCM_HW_PARAM_CHANNELS, 1, 8);
	KUNIT_EXPECT_TRUE(test, has_format(refined, SNDRV_PCM_FORMAT_U8));
	KUNIT_EXPECT_TRUE(test, has_format(refined, SNDRV_PCM_FORMAT_S16_LE));
	KUNIT_EXPECT_TRUE(test, has_format(refined, SNDRV_PCM_FORMAT_S24_3LE));
	KUNIT_EXPECT_TRUE(test, has_format(refined, SNDRV_PCM_FORMAT_FLOAT_LE));
	KUNIT_EXPECT_FALSE(test, has_format(refined, SNDRV_PCM_FORMAT_S32_LE));
}

static void channels_settle_rate_and_format(struct kunit *test)
{
	static const struct fake_params surround = { .format = ANY_FORMAT, .channels = 8 };
	struct fake_application *application = open(test, FAKE_PLAY);
	struct snd_pcm_hw_params *refined = refine(test, application, &surround);

	expect_interval(test, refined, SNDRV_PCM_HW_PARAM_RATE, 48000, 48000);
	KUNIT_EXPECT_TRUE(test, has_format(refined, SNDRV_PCM_FORMAT_S16_LE));
	KUNIT_EXPECT_FALSE(test, has_format(refined, SNDRV_PCM_FORMAT_U8));
	KUNIT_EXPECT_FALSE(test, has_format(refined, SNDRV_PCM_FORMAT_FLOAT_LE));
}

static void rate_settles_channels_and_format(struct kunit *test)
{
	static const struct fake_params fast = { .format = ANY_FORMAT, .rate = 96000 };
	struct fake_application *application = open(test, FAKE_PLAY);
	struct snd_pcm_hw_params *refined = refine(test, application, &fast);

	expect_interval(test, refined, SNDRV_PCM_HW_PARAM_CHANNELS, 2, 2);
	KUNIT_EXPECT_TRUE(test, has_format(refined, SNDRV_PCM_FORMAT_S24_3LE));
	KUNIT_EXPECT_FALSE(test, has_format(refined, SNDRV_PCM_FORMAT_S16_LE));
}

static void format_settles_rate_and_channels(struct kunit *test)
{
	static const struct fake_params precise = { .format = SNDRV_PCM_FORMAT_FLOAT_LE };
	struct fake_application *application = open(test, FAKE_PLAY);
	struct snd_pcm_hw_params *refined = refine(test, application, &precise);

	expect_interval(test, refined, SNDRV_PCM_HW_PARAM_CHANNELS, 2, 2);
	expect_interval(test, refined, SNDRV_PCM_HW_PARAM_RATE, 48000, 48000);
}

/* What is left of a choice once it has been made. */
static struct snd_pcm_hw_params *install(struct kunit *test, struct fake_application *application,
					 const struct fake_params *params)
{
	struct snd_pcm_hw_params *refined = refine(test, application, params);

	KUNIT_EXPECT_EQ(test, snd_pcm_kernel_ioctl(application->substream,
						   SNDRV_PCM_IOCTL_HW_PARAMS, refined), 0);
	return refined;
}

static void bits_of_signal_are_those_of_the_range(struct kunit *test)
{
	static const struct portcls_data_range narrow = {
		PORTCLS_ENCODING_PCM, 2, 2, 24, 24, true, 48000, 48000
	};
	static const struct portcls_data_range wide = {
		PORTCLS_ENCODING_PCM, 2, 2, 32, 32, false, 44100, 44100
	};
	static const struct portcls_data_range narrowest = {
		PORTCLS_ENCODING_PCM, 2, 2, 16, 20, true, 32000, 32000
	};
	static const struct fake_params open_rate = { .format = SNDRV_PCM_FORMAT_S32_LE };
	struct fake_params params = { SNDRV_PCM_FORMAT_S32_LE, 2, 48000, 256, 2 };
	struct fake_application *application;
	struct fake_device *device = test->priv;

	device->descriptor.ranges[FAKE_PLAY][0] = narrow;
	device->descriptor.ranges[FAKE_PLAY][1] = wide;
	device->descriptor.ranges[FAKE_RECORD][0] = narrowest;
	application = open(test, FAKE_PLAY);
	KUNIT_EXPECT_EQ(test, install(test, application, &params)->msbits, 24);
	params.rate = 44100;
	KUNIT_EXPECT_EQ(test, install(test, application, &params)->msbits, 32);
	application = open(test, FAKE_RECORD);
	KUNIT_EXPECT_EQ(test, refine(test, application, &open_rate)->msbits, 20);
	params.rate = 32000;
	KUNIT_EXPECT_EQ(test, install(test, application, &params)->msbits, 20);
}

static void bits_of_signal_are_told(struct kunit *test)
{
	static const struct fake_params wide = { .format = SNDRV_PCM_FORMAT_S32_LE };
	struct fake_application *record = open(test, FAKE_RECORD);
	struct fake_application *play2 = open(test, FAKE_PLAY2);

	KUNIT_EXPECT_EQ(test, refine(test, record, &wide)->msbits, 24);
	/* ALSA itself fills in the width of the sample. */
	KUNIT_EXPECT_EQ(test, refine(test, play2, &wide)->msbits, 0);
}

static void exact_rate_is_told(struct kunit *test)
{
	static const struct fake_params settled = {
		SNDRV_PCM_FORMAT_S32_LE, 2, 44100, 256, 2
	};
	static const struct fake_params between = { .format = ANY_FORMAT, .rate = 48000 };
	struct fake_application *application = open(test, FAKE_PLAY2);
	struct snd_pcm_hw_params *refined = refine(test, application, &settled);

	KUNIT_EXPECT_EQ(test, refined->rate_num, 1411200);
	KUNIT_EXPECT_EQ(test, refined->rate_den, 32);
	/* 1411200 / 29 and / 30 are its neighbours. */
	KUNIT_EXPECT_EQ(test, fake_refine(application, &between, refined), -EINVAL);
}

static void expect_ring(struct kunit *test, struct fake_application *application,
			unsigned int period, unsigned int periods, int err)
{
	struct fake_params params = {
		SNDRV_PCM_FORMAT_S16_LE, 2, 48000, period, periods
	};

	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &params), err);
}

static bool periods_are_whole(struct kunit *test)
{
	static const struct fake_params open_ring = { SNDRV_PCM_FORMAT_S16_LE, 2, 48000, 256 };
	struct fake_application *application = open(test, FAKE_PLAY);
	struct snd_pcm_hw_params *refined = refine(test, application, &open_ring);

	fake_close(application);
	return hw_param_interval(refined, SNDRV_PCM_HW_PARAM_PERIODS)->integer;
}

static void ring_is_whole_periods_if_the_pin_says_so(struct kunit *test)
{
	struct fake_device *device = test->priv;

	KUNIT_EXPECT_FALSE(test, periods_are_whole(test));
	device->descriptor.limits.whole_periods = true;
	KUNIT_EXPECT_TRUE(test, periods_are_whole(test));
}

static void limits_of_a_pin_are_kept(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct portcls_wave_limits *limits = &device->descriptor.limits;
	static const struct fake_params settled = {
		SNDRV_PCM_FORMAT_S16_LE, 2, 48000, 256, 4
	};
	struct fake_application *application;

	limits->period_bytes_step = 64;
	limits->buffer_bytes_step = 1024;
	limits->period_frames_max = 2048;
	limits->fifo_bytes = 128;
	application = open(test, FAKE_PLAY);
	KUNIT_EXPECT_EQ(test, install(test, application, &settled)->fifo_size, 32);
	/* 16 frames are a step of the period, 256 frames one of the ring. */
	expect_ring(test, application, 64, 8, 0);
	expect_ring(test, application, 80, 16, 0);
	expect_ring(test, application, 72, 32, -EINVAL);
	expect_ring(test, application, 64, 6, -EINVAL);
	expect_ring(test, application, 2048, 4, 0);
	expect_ring(test, application, 2048 + 256, 4, -EINVAL);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(each_member_reaches_the_miniport_p14),
	KUNIT_CASE(wide_container_reaches_the_miniport_p14),
	KUNIT_CASE(exact_rate_reaches_the_miniport_p14),
	KUNIT_CASE(others_are_refused_before_the_miniport_is_asked_p15),
	KUNIT_CASE(miniport_has_the_last_word_p16),
	KUNIT_CASE(judge_that_does_not_judge_is_none_p16),
	KUNIT_CASE(without_a_judge_the_ranges_decide_p16),
	KUNIT_CASE(exactly_the_members_reach_the_miniport_p14_p15),
	KUNIT_CASE(open_choice_is_the_hull_of_all_ranges),
	KUNIT_CASE(channels_settle_rate_and_format),
	KUNIT_CASE(rate_settles_channels_and_format),
	KUNIT_CASE(format_settles_rate_and_channels),
	KUNIT_CASE(bits_of_signal_are_told),
	KUNIT_CASE(bits_of_signal_are_those_of_the_range),
	KUNIT_CASE(exact_rate_is_told),
	KUNIT_CASE(ring_is_whole_periods_if_the_pin_says_so),
	KUNIT_CASE(limits_of_a_pin_are_kept),
	{}
};

struct kunit_suite portcls_format_suite = {
	.name = "portcls_format",
	.init = format_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Hardware parameters, asked of the kernel itself: alsa-lib would refuse some by itself.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <sound/asound.h>

#include "pcmcheck.h"

#define MAX_DIVIDERS	1000
#define FORMATS		64
#define MAX_CHANNELS	8
#define HIGHEST_RATE	200000	/* Hz */

/**
 * struct offer - what a device should take
 * @clock: Hz
 * @dividers: what its rates divide the clock by
 * @count: how many
 */
struct offer {
	unsigned int clock;
	unsigned int dividers[MAX_DIVIDERS];
	size_t count;
};

static struct snd_interval *interval(struct snd_pcm_hw_params *params, int var)
{
	return &params->intervals[var - SNDRV_PCM_HW_PARAM_FIRST_INTERVAL];
}

static void set(struct snd_pcm_hw_params *params, int var, unsigned int value)
{
	*interval(params, var) = (struct snd_interval){ .min = value, .max = value, .integer = 1 };
}

static void set_mask(struct snd_pcm_hw_params *params, int var, unsigned int bit)
{
	struct snd_mask *mask = &params->masks[var - SNDRV_PCM_HW_PARAM_FIRST_MASK];

	memset(mask, 0, sizeof(*mask));
	mask->bits[bit / 32] = 1U << bit % 32;
}

/* Everything, as SNDRV_PCM_IOCTL_HW_REFINE wants to begin. */
static void any(struct snd_pcm_hw_params *params)
{
	size_t i;

	memset(params, 0, sizeof(*params));
	memset(params->masks, 0xff, sizeof(params->masks));
	for (i = 0; i < ARRAY_SIZE(params->intervals); i++)
		params->intervals[i].max = ~0U;
	params->rmask = ~0U;
	params->info = ~0U;
}

/* A parameter of 0 is left open. */
static void choose(struct snd_pcm_hw_params *params, int format, unsigned int channels,
		   unsigned int rate)
{
	any(params);
	set_mask(params, SNDRV_PCM_HW_PARAM_ACCESS, (int)SNDRV_PCM_ACCESS_RW_INTERLEAVED);
	set_mask(params, SNDRV_PCM_HW_PARAM_FORMAT, format);
	if (channels)
		set(params, SNDRV_PCM_HW_PARAM_CHANNELS, channels);
	if (rate)
		set(params, SNDRV_PCM_HW_PARAM_RATE, rate);
}

static int install(int pcm, struct snd_pcm_hw_params *params)
{
	return ioctl(pcm, SNDRV_PCM_IOCTL_HW_PARAMS, params) ? -errno : 0;
}

static int refine(int pcm, struct snd_pcm_hw_params *params)
{
	return ioctl(pcm, SNDRV_PCM_IOCTL_HW_REFINE, params) ? -errno : 0;
}

static bool is_format(int format)
{
	return format == (int)SNDRV_PCM_FORMAT_U8 || format == (int)SNDRV_PCM_FORMAT_S16_LE;
}

static bool is_rate(const struct offer *offer, unsigned int rate)
{
	size_t i;

	for (i = 0; i < offer->count; i++)
		if (offer->clock / offer->dividers[i] == rate)
			return true;
	return false;
}

static void must_take(int pcm, int format, unsigned int channels, unsigned int num,
		      unsigned int den)
{
	struct snd_pcm_hw_params params;
	int err;

	choose(&params, format, channels, num / den);
	err = install(pcm, &params);
	if (err)
		fail("format %d, %u channels, %u Hz: %s", format, channels, num / den,
		     strerror(-err));
	if ((unsigned long long)params.rate_num * den != (unsigned long long)params.rate_den * num)
		fail("%u / %u Hz is taken as %u / %u", num, den, params.rate_num, params.rate_den);
}

/* Each tuple of format, channels and divider is taken, with the exact rate. */
static void must_take_all(int pcm, const struct offer *offer)
{
	static const int formats[] = { (int)SNDRV_PCM_FORMAT_U8, (int)SNDRV_PCM_FORMAT_S16_LE };
	unsigned int channels, taken = 0;
	size_t i, f;

	for (f = 0; f < ARRAY_SIZE(formats); f++)
		for (channels = 1; channels <= 2; channels++)
			for (i = 0; i < offer->count; i++, taken++)
				must_take(pcm, formats[f], channels, offer->clock,
					  offer->dividers[i]);
	note("%u tuples of format, channels and rate are taken, with their exact rates", taken);
}

static void must_refuse(int pcm, struct snd_pcm_hw_params *params, const char *what,
			unsigned int value, unsigned int *refused)
{
	int err = install(pcm, params);

	if (err != -EINVAL)
		fail("%s %u: %s instead of EINVAL", what, value, err ? strerror(-err) : "taken");
	(*refused)++;
}

static void must_refuse_formats(int pcm, unsigned int rate, unsigned int *refused)
{
	struct snd_pcm_hw_params params;
	int format;

	for (format = 0; format < FORMATS; format++) {
		if (is_format(format))
			continue;
		choose(&params, format, 2, rate);
		must_refuse(pcm, &params, "format", format, refused);
	}
}

static void must_refuse_channels(int pcm, unsigned int rate, unsigned int *refused)
{
	struct snd_pcm_hw_params params;
	unsigned int channels;

	for (channels = 3; channels <= MAX_CHANNELS; channels++) {
		choose(&params, (int)SNDRV_PCM_FORMAT_S16_LE, channels, rate);
		must_refuse(pcm, &params, "channels", channels, refused);
	}
	choose(&params, (int)SNDRV_PCM_FORMAT_S16_LE, 2, rate);
	set(&params, SNDRV_PCM_HW_PARAM_CHANNELS, 0);
	must_refuse(pcm, &params, "channels", 0, refused);
}

/* Whole rates far beyond both ends are refined to themselves or refused. */
static void must_know_rates(int pcm, const struct offer *offer, unsigned int step)
{
	struct snd_pcm_hw_params params;
	unsigned int rate;
	int err;

	for (rate = 1; rate <= HIGHEST_RATE; rate += rate < 60000 ? step : 1000) {
		choose(&params, (int)SNDRV_PCM_FORMAT_S16_LE, 2, rate);
		err = refine(pcm, &params);
		if (is_rate(offer, rate) ? err : err != -EINVAL)
			fail("%u Hz: %s", rate, err ? strerror(-err) : "offered");
	}
}

static void must_refuse_rates(int pcm, const struct offer *offer, unsigned int *refused)
{
	struct snd_pcm_hw_params params;
	unsigned int rate;

	for (rate = 1; rate <= HIGHEST_RATE; rate++) {
		if ((rate % 997 && rate % 1000) || is_rate(offer, rate))
			continue;
		choose(&params, (int)SNDRV_PCM_FORMAT_S16_LE, 2, rate);
		must_refuse(pcm, &params, "rate", rate, refused);
	}
}

static void must_refuse_sizes(int pcm, unsigned int rate, unsigned int *refused)
{
	static const struct {
		int var;
		unsigned int value;
	} bad[] = {
		{ SNDRV_PCM_HW_PARAM_PERIOD_BYTES, 4 },
		{ SNDRV_PCM_HW_PARAM_PERIOD_BYTES, 60 },
		{ SNDRV_PCM_HW_PARAM_PERIOD_BYTES, 65540 },
		{ SNDRV_PCM_HW_PARAM_BUFFER_BYTES, 64 },
		{ SNDRV_PCM_HW_PARAM_BUFFER_BYTES, 131076 },
		{ SNDRV_PCM_HW_PARAM_PERIODS, 0 },
		{ SNDRV_PCM_HW_PARAM_PERIODS, 1 },
		{ SNDRV_PCM_HW_PARAM_PERIODS, 2048 },
	};
	struct snd_pcm_hw_params params;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		choose(&params, (int)SNDRV_PCM_FORMAT_S16_LE, 2, rate);
		set(&params, bad[i].var, bad[i].value);
		must_refuse(pcm, &params, "size", bad[i].value, refused);
	}
}

static void parse_dividers(struct offer *offer, char *text)
{
	unsigned int first, last;
	char *word;

	if (sscanf(text, "%u-%u", &first, &last) == 2) {
		for (; first <= last; first++)
			offer->dividers[offer->count++] = first;
		return;
	}
	for (word = strtok(text, ","); word; word = strtok(NULL, ","))
		offer->dividers[offer->count++] = atoi(word);
}

static int open_pcm(const struct options *options)
{
	unsigned int card, device;
	char path[64];
	int pcm;

	if (sscanf(options->device, "hw:%u,%u", &card, &device) != 2)
		fail("%s is not hw:CARD,DEVICE", options->device);
	snprintf(path, sizeof(path), "/dev/snd/pcmC%uD%u%c", card, device,
		 options->capture ? 'c' : 'p');
	pcm = open(path, O_RDWR);
	if (pcm < 0)
		fail("%s: %s", path, strerror(errno));
	return pcm;
}

/**
 * check_params() - all that a device offers is taken
 * @options: options; the words are the clock and what divides it
 */
void check_params(const struct options *options)
{
	struct offer offer = { .clock = atoi(options->words[0]) };
	int pcm = open_pcm(options);

	parse_dividers(&offer, options->words[1]);
	must_take_all(pcm, &offer);
	close(pcm);
}

/**
 * check_refused() - nothing but what a device offers is taken
 * @options: options; the words are the clock, what divides it, and how far apart rates are tried
 */
void check_refused(const struct options *options)
{
	struct offer offer = { .clock = atoi(options->words[0]) };
	int pcm = open_pcm(options);
	unsigned int refused = 0, step = atoi(options->words[2]), rate;

	parse_dividers(&offer, options->words[1]);
	rate = offer.clock / offer.dividers[0];
	must_refuse_formats(pcm, rate, &refused);
	must_refuse_channels(pcm, rate, &refused);
	must_refuse_rates(pcm, &offer, &refused);
	must_refuse_sizes(pcm, rate, &refused);
	must_know_rates(pcm, &offer, step);
	close(pcm);
	note("%u sets of parameters are refused, rates are known in steps of %u Hz", refused, step);
}

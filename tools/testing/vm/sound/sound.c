// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading and writing of sound files
 *
 * What is read is widened to 16 bit stereo exactly as QEMU's mixing engine does
 * it: eight bits, less the value of zero, become the upper half of sixteen (255
 * overflows there as well), one channel becomes two equal ones. Nothing is ever
 * rounded, so equal frames mean equal bits.
 */

#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rigsound.h"
#include "sound.h"

bool sound_is_raw(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot && (!strcmp(dot, ".raw") || !strcmp(dot, ".s16"));
}

static unsigned int bits_of(int format)
{
	switch (format & SF_FORMAT_SUBMASK) {
	case SF_FORMAT_PCM_U8:
		return 8;
	case SF_FORMAT_PCM_16:
		return 16;
	default:
		return 0;
	}
}

static void check_layout(const struct sound *sound, const char *path)
{
	if (!sound->bits)
		fail("%s: neither 8 nor 16 bit PCM", path);
	if (sound->channels != 1 && sound->channels != 2)
		fail("%s: %u channels; one or two can be compared", path, sound->channels);
}

/**
 * sound_load() - read a sound file
 * @sound: filled in; sound_free() releases it
 * @path: a WAV file, or 16 bit little endian stereo if its name ends in .raw
 * @raw_rate: the rate of a raw file
 * @u8_zero: the eight bit sample that becomes 0, see QEMU_U8_ZERO
 */
void sound_load(struct sound *sound, const char *path, unsigned int raw_rate, int u8_zero)
{
	SF_INFO info = { 0 };
	SNDFILE *file;
	short *samples;
	size_t i, step;

	if (sound_is_raw(path))
		info = (SF_INFO){
			.samplerate = raw_rate, .channels = 2,
			.format = SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE,
		};
	file = sf_open(path, SFM_READ, &info);
	if (!file)
		fail("%s: %s", path, sf_strerror(NULL));
	*sound = (struct sound){
		.rate = info.samplerate, .channels = info.channels,
		.bits = bits_of(info.format), .count = info.frames,
	};
	check_layout(sound, path);
	/* libsndfile takes 128 for zero. */
	if (sound->bits == 8)
		sound->silence = (128 - u8_zero) << 8;

	step = sound->channels;
	samples = allocate(sound->count * step, sizeof(*samples));
	sound->count = sf_readf_short(file, samples, info.frames);
	sf_close(file);

	sound->frames = allocate(sound->count, sizeof(*sound->frames));
	for (i = 0; i < sound->count; i++) {
		sound->frames[i].left = samples[i * step] + sound->silence;
		sound->frames[i].right = samples[i * step + step - 1] + sound->silence;
	}
	free(samples);
}

/**
 * sound_save() - write a sound file
 * @sound: what to write, narrowed to its @channels (the left one) and @bits
 * @path: the file
 * @raw: leave out the header
 */
void sound_save(const struct sound *sound, const char *path, bool raw)
{
	SF_INFO info = {
		.samplerate = sound->rate, .channels = sound->channels,
		.format = (raw ? SF_FORMAT_RAW : SF_FORMAT_WAV) |
			  (sound->bits == 8 ? SF_FORMAT_PCM_U8 : SF_FORMAT_PCM_16),
	};
	size_t i, step = sound->channels;
	short *samples;
	SNDFILE *file;

	samples = allocate(sound->count * step, sizeof(*samples));
	for (i = 0; i < sound->count; i++) {
		samples[i * step + step - 1] = sound->frames[i].right;
		samples[i * step] = sound->frames[i].left;
	}
	file = sf_open(path, SFM_WRITE, &info);
	if (!file)
		fail("%s: %s", path, sf_strerror(NULL));
	if (sf_writef_short(file, samples, sound->count) != (sf_count_t)sound->count)
		fail("%s: %s", path, sf_strerror(file));
	sf_close(file);
	free(samples);
}

void sound_free(struct sound *sound)
{
	free(sound->frames);
	sound->frames = NULL;
	sound->count = 0;
}

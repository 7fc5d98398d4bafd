// SPDX-License-Identifier: GPL-2.0-only
/*
 * Streams: opened with exactly the parameters that were asked for, or not at all.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stream.h"

#define WAV_HEADER	44

/**
 * must() - fail the check if a call into alsa-lib failed
 * @what: the call
 * @err: what it returned
 */
void must(const char *what, long err)
{
	if (err < 0)
		fail("%s: %s", what, snd_strerror(err));
}

/**
 * must_be() - fail the check if a stream is in another state
 * @stream: the stream
 * @state: the state
 */
void must_be(const struct stream *stream, snd_pcm_state_t state)
{
	snd_pcm_state_t is = snd_pcm_state(stream->pcm);

	if (is != state)
		fail("state is %s, not %s", snd_pcm_state_name(is), snd_pcm_state_name(state));
}

static void set_hardware(struct stream *stream, const struct options *options)
{
	snd_pcm_format_t format = snd_pcm_format_value(options->format);
	snd_pcm_uframes_t period = options->period, buffer = options->buffer;
	unsigned int rate = options->rate, num, den;
	snd_pcm_hw_params_t *params;
	snd_pcm_t *pcm = stream->pcm;

	snd_pcm_hw_params_alloca(&params);
	must("hw_params_any", snd_pcm_hw_params_any(pcm, params));
	if (options->unwoken)
		must("set_period_wakeup", snd_pcm_hw_params_set_period_wakeup(pcm, params, 0));
	must("set_access", snd_pcm_hw_params_set_access(pcm, params, stream->mapped ?
							SND_PCM_ACCESS_MMAP_INTERLEAVED :
							SND_PCM_ACCESS_RW_INTERLEAVED));
	must("set_format", snd_pcm_hw_params_set_format(pcm, params, format));
	must("set_channels", snd_pcm_hw_params_set_channels(pcm, params, options->channels));
	must("set_rate_near", snd_pcm_hw_params_set_rate_near(pcm, params, &rate, NULL));
	must("set_period_size_near",
	     snd_pcm_hw_params_set_period_size_near(pcm, params, &period, NULL));
	must("set_buffer_size_near", snd_pcm_hw_params_set_buffer_size_near(pcm, params, &buffer));
	must("hw_params", snd_pcm_hw_params(pcm, params));

	must("get_rate_numden", snd_pcm_hw_params_get_rate_numden(params, &num, &den));
	stream->rate = (double)num / den;
	stream->period = period;
	stream->buffer = buffer;
	stream->frame_bytes = options->channels * snd_pcm_format_physical_width(format) / 8;
	if (period != options->period || buffer != options->buffer)
		note("period %lu, buffer %lu instead of %lu, %lu", period, buffer,
		     options->period, options->buffer);
}

static void set_software(struct stream *stream)
{
	snd_pcm_sw_params_t *params;
	snd_pcm_t *pcm = stream->pcm;
	snd_pcm_uframes_t boundary;

	snd_pcm_sw_params_alloca(&params);
	must("sw_params_current", snd_pcm_sw_params_current(pcm, params));
	must("get_boundary", snd_pcm_sw_params_get_boundary(params, &boundary));
	must("set_tstamp_mode",
	     snd_pcm_sw_params_set_tstamp_mode(pcm, params, SND_PCM_TSTAMP_ENABLE));
	must("set_tstamp_type",
	     snd_pcm_sw_params_set_tstamp_type(pcm, params, SND_PCM_TSTAMP_TYPE_MONOTONIC));
	must("set_avail_min", snd_pcm_sw_params_set_avail_min(pcm, params, stream->period));
	/* What has been played turns into silence, as newer versions of alsa-lib drain. */
	if (!stream->capture)
		must("set_silence_size",
		     snd_pcm_sw_params_set_silence_size(pcm, params, boundary));
	/* Streams start when they are told to. */
	must("set_start_threshold", snd_pcm_sw_params_set_start_threshold(pcm, params, boundary));
	must("sw_params", snd_pcm_sw_params(pcm, params));
}

/**
 * stream_open() - open a stream and prepare it
 * @stream: filled in
 * @options: device and parameters
 */
void stream_open(struct stream *stream, const struct options *options)
{
	*stream = (struct stream){
		.capture = options->capture, .mapped = options->mapped,
		.clock = SND_PCM_AUDIO_TSTAMP_TYPE_LINK,
	};
	/* alsa-lib lets nobody block whom nobody wakes up. */
	must(options->device, snd_pcm_open(&stream->pcm, options->device, options->capture ?
					   SND_PCM_STREAM_CAPTURE : SND_PCM_STREAM_PLAYBACK,
					   options->unwoken ? SND_PCM_NONBLOCK : 0));
	set_hardware(stream, options);
	set_software(stream);
}

/**
 * stream_close() - close a stream
 * @stream: the stream
 */
void stream_close(struct stream *stream)
{
	must("close", snd_pcm_close(stream->pcm));
}

/**
 * stream_prepare() - prepare a stream again
 * @stream: the stream
 */
void stream_prepare(struct stream *stream)
{
	must("prepare", snd_pcm_prepare(stream->pcm));
	stream->frames = 0;
}

/**
 * stream_start() - start a stream
 * @stream: the stream
 */
void stream_start(struct stream *stream)
{
	must("start", snd_pcm_start(stream->pcm));
	must_be(stream, SND_PCM_STATE_RUNNING);
}

/**
 * stream_transfer() - write to a stream or read from it
 * @stream: the stream
 * @data: the frames
 * @frames: how many
 *
 * Return: how many it took or gave, or an error of ALSA's.
 */
long stream_transfer(struct stream *stream, char *data, snd_pcm_uframes_t frames)
{
	long done;

	if (stream->capture && stream->mapped)
		done = snd_pcm_mmap_readi(stream->pcm, data, frames);
	else if (stream->capture)
		done = snd_pcm_readi(stream->pcm, data, frames);
	else if (stream->mapped)
		done = snd_pcm_mmap_writei(stream->pcm, data, frames);
	else
		done = snd_pcm_writei(stream->pcm, data, frames);
	if (done > 0)
		stream->frames += done;
	return done;
}

/**
 * stream_write() - play a part of a sound, starting the stream when its ring is full
 * @stream: the stream
 * @sound: the sound
 * @from: its first frame
 * @to: the one after its last frame
 */
void stream_write(struct stream *stream, const struct sound *sound, snd_pcm_uframes_t from,
		  snd_pcm_uframes_t to)
{
	while (from < to) {
		snd_pcm_uframes_t room = to - from;
		long done;

		if (snd_pcm_state(stream->pcm) == SND_PCM_STATE_PREPARED) {
			if (stream->frames == stream->buffer)
				stream_start(stream);
			else if (room > stream->buffer - stream->frames)
				room = stream->buffer - stream->frames;
		}
		done = stream_transfer(stream, sound->data + from * stream->frame_bytes, room);
		must("write", done);
		from += done;
	}
}

/**
 * stream_read() - record frames at the end of a sound
 * @stream: the stream, running
 * @sound: has room for them
 * @frames: how many
 */
void stream_read(struct stream *stream, struct sound *sound, snd_pcm_uframes_t frames)
{
	while (frames) {
		char *end = sound->data + sound->frames * stream->frame_bytes;
		long done = stream_transfer(stream, end, frames);

		must("read", done);
		sound->frames += done;
		frames -= done;
	}
}

static double seconds(const snd_htimestamp_t *time)
{
	return time->tv_sec + time->tv_nsec / 1e9;
}

/**
 * stream_look() - find out where a stream is
 * @stream: the stream
 * @moment: filled in
 */
void stream_look(const struct stream *stream, struct moment *moment)
{
	snd_pcm_audio_tstamp_config_t config = { .type_requested = stream->clock };
	snd_pcm_audio_tstamp_report_t report = { .valid = 0 };
	snd_htimestamp_t time, trigger, audio;
	snd_pcm_status_t *status;
	snd_pcm_sframes_t avail;

	snd_pcm_status_alloca(&status);
	snd_pcm_status_set_audio_htstamp_config(status, &config);
	must("status", snd_pcm_status(stream->pcm, status));
	snd_pcm_status_get_htstamp(status, &time);
	snd_pcm_status_get_trigger_htstamp(status, &trigger);
	snd_pcm_status_get_audio_htstamp(status, &audio);
	snd_pcm_status_get_audio_htstamp_report(status, &report);
	avail = snd_pcm_status_get_avail(status);
	*moment = (struct moment){
		.time = seconds(&time), .trigger = seconds(&trigger),
		.position = (snd_pcm_sframes_t)stream->frames + avail -
			    (stream->capture ? 0 : (snd_pcm_sframes_t)stream->buffer),
		.audio = report.valid && report.actual_type == stream->clock ?
			 seconds(&audio) : NAN,
		.state = snd_pcm_status_get_state(status),
	};
}

/**
 * sound_load() - load a file
 * @sound: filled in
 * @stream: the stream that will play it
 * @path: WAV or raw, in the format of @stream
 */
void sound_load(struct sound *sound, const struct stream *stream, const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t suffix = strlen(path), size;

	if (!file)
		fail("%s: %s", path, strerror(errno));
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	if (suffix > 4 && !strcmp(path + suffix - 4, ".wav")) {
		fseek(file, WAV_HEADER, SEEK_SET);
		size -= WAV_HEADER;
	}
	sound_make(sound, stream, size / stream->frame_bytes);
	if (fread(sound->data, stream->frame_bytes, sound->frames, file) != sound->frames)
		fail("%s: %s", path, strerror(errno));
	fclose(file);
}

/**
 * sound_make() - make silence of zeros
 * @sound: filled in
 * @stream: the stream that it is for
 * @frames: how many
 */
void sound_make(struct sound *sound, const struct stream *stream, snd_pcm_uframes_t frames)
{
	sound->frames = frames;
	sound->data = calloc(frames, stream->frame_bytes);
	if (!sound->data)
		fail("out of memory");
}

/**
 * sleep_for() - sleep
 * @seconds: how long
 */
void sleep_for(double seconds)
{
	struct timespec time = { seconds, (seconds - floor(seconds)) * 1e9 };

	nanosleep(&time, NULL);
}

/**
 * now() - the time
 *
 * Return: s, monotonic.
 */
double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Positions and their times: never back, never far from where the rate says, whatever the period.
 */
#include <math.h>
#include <stdlib.h>

#include "stream.h"

#define MAX_MOMENTS	20000
#define SETTLED		0.1	/* s, after which QEMU's own buffer has filled */
#define FIRST_FRAME	"0.02"	/* s from the start to the first position but 0 */
#define LARGEST_BUFFER	131072	/* bytes */
#define RATE_ERROR	0.001	/* part of the rate; QEMU itself leaves the Hz's fraction out */

static struct moment moments[MAX_MOMENTS];

/* Keep the stream going without ever waiting for it. */
static void keep_going(struct stream *stream, struct sound *silence)
{
	long avail = snd_pcm_avail(stream->pcm);

	must("avail", avail);
	if (avail)
		must("transfer", stream_transfer(stream, silence->data, avail));
}

static size_t watch(struct stream *stream, double seconds)
{
	struct sound silence;
	size_t count = 0;
	double start;

	sound_make(&silence, stream, stream->buffer);
	if (!stream->capture)
		stream_write(stream, &silence, 0, silence.frames);
	stream_start(stream);
	start = now();
	while (now() - start < seconds && count < MAX_MOMENTS) {
		stream_look(stream, &moments[count++]);
		if (moments[count - 1].state != SND_PCM_STATE_RUNNING)
			fail("state is %s", snd_pcm_state_name(moments[count - 1].state));
		keep_going(stream, &silence);
		sleep_for(fmax(0.0003, seconds / MAX_MOMENTS));
	}
	must("drop", snd_pcm_drop(stream->pcm));
	free(silence.data);
	return count;
}

static void must_not_go_back(const struct stream *stream, size_t count)
{
	size_t i, steps = 0;

	for (i = 1; i < count; i++) {
		long step = moments[i].position - moments[i - 1].position;

		if (step < 0)
			fail("position goes back from %ld to %ld", moments[i - 1].position,
			     moments[i].position);
		if ((snd_pcm_uframes_t)step > stream->buffer)
			fail("position jumps from %ld to %ld", moments[i - 1].position,
			     moments[i].position);
		steps += step > 0;
	}
	note("%zu looks, %zu steps, never back", count, steps);
}

static void must_begin_soon(size_t count, double most)
{
	double late;
	size_t i;

	for (i = 0; i < count && !moments[i].position; i++)
		;
	if (i == count)
		fail("the position never moves");
	late = moments[i].time - moments[i].trigger;
	note("position %ld is the first one seen, %.2f ms after the start", moments[i].position,
	     late * 1e3);
	if (late > most)
		fail("that is late");
}

/* Before the first frame ALSA has no time for a look. */
static double since_start(size_t i)
{
	return moments[i].time - moments[i].trigger;
}

/* Fit a line through the moments, and see how far they are from it. */
static void must_keep_the_rate(const struct stream *stream, size_t count)
{
	double n = 0, t = 0, p = 0, tt = 0, tp = 0, rate, start, farthest = 0;
	double most = CARD_TICK * stream->rate;
	size_t i;

	for (i = 0; i < count; i++) {
		double time = since_start(i);

		if (time < SETTLED)
			continue;
		n++;
		t += time;
		p += moments[i].position;
		tt += time * time;
		tp += time * moments[i].position;
	}
	rate = (n * tp - t * p) / (n * tt - t * t);
	start = (p - rate * t) / n;
	for (i = 0; i < count; i++) {
		double time = since_start(i);

		if (time >= SETTLED)
			farthest = fmax(farthest, fabs(moments[i].position - start - rate * time));
	}
	note("rate %.2f Hz, %+.4f %% from %.2f Hz; at most %.1f frames from where it should be",
	     rate, (rate / stream->rate - 1) * 100, stream->rate, farthest);
	if (fabs(rate / stream->rate - 1) > RATE_ERROR)
		fail("rate is wrong");
	if (farthest > most)
		fail("more than the %.1f frames that the card moves at once", most);
}

/* Time by the hardware's clock is the position, to the frame. */
static void must_tell_time(const struct stream *stream, size_t count)
{
	double farthest = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		double apart = moments[i].audio - moments[i].position / stream->rate;

		if (isnan(apart))
			fail("no link time stamp");
		farthest = fmax(farthest, fabs(apart));
	}
	note("link time stamps are at most %.7f s from the position", farthest);
	if (farthest > 1 / stream->rate)
		fail("more than a frame");
}

/**
 * check_positions() - positions and time stamps of a running stream
 * @options: options; the word is how many seconds it may take to the first frame
 */
void check_positions(const struct options *options)
{
	const char *soon = options->words[0] ?: FIRST_FRAME;
	struct stream stream;
	size_t count;

	stream_open(&stream, options);
	count = watch(&stream, options->seconds);
	must_not_go_back(&stream, count);
	must_begin_soon(count, atof(soon));
	must_keep_the_rate(&stream, count);
	must_tell_time(&stream, count);
	stream_close(&stream);
}

/* Seconds by which the clock is ahead of the position in one of the quarters of the run. */
static double mean_ahead(const struct stream *stream, size_t count, int quarter)
{
	size_t from = count * quarter / 4, to = count * (quarter + 1) / 4, i;
	double sum = 0;

	for (i = from; i < to; i++)
		sum += moments[i].audio - moments[i].position / stream->rate;
	return sum / (to - from);
}

/* The clock of the link and that of the samples are one: they do not drift by a frame. */
static void must_share_a_clock(const struct stream *stream, size_t count)
{
	double mean = mean_ahead(stream, count, 1), drift = mean_ahead(stream, count, 3) - mean;
	double farthest = 0, ahead, length;
	size_t i;

	for (i = count / 4; i < count; i++) {
		if (isnan(moments[i].audio))
			fail("no absolute link time stamp");
		if (moments[i].audio < moments[i - 1].audio)
			fail("the clock goes back");
		ahead = moments[i].audio - moments[i].position / stream->rate;
		farthest = fmax(farthest, fabs(ahead - mean));
	}
	length = moments[count - 1].audio - moments[0].audio;
	note("%zu looks in %.3f s by the clock, %.3f s by the system's", count, length,
	     moments[count - 1].time - moments[0].time);
	note("at most %.6f s from the position, drifts by %+.2f frames", farthest,
	     drift * stream->rate);
	if (farthest > CARD_TICK)
		fail("more than the card moves at once");
	if (fabs(drift) > 1 / stream->rate)
		fail("drifts");
}

/**
 * check_clock() - the clock that all streams share, beside the position
 * @options: options
 */
void check_clock(const struct options *options)
{
	struct stream stream;
	size_t count;

	stream_open(&stream, options);
	stream.clock = SND_PCM_AUDIO_TSTAMP_TYPE_LINK_ABSOLUTE;
	count = watch(&stream, options->seconds);
	must_share_a_clock(&stream, count);
	stream_close(&stream);
}

static void run_periods(const struct options *options, unsigned long bytes)
{
	struct stream stream;
	struct sound silence;
	double start, took, due;
	int i, periods;

	stream_open(&stream, options);
	if (stream.period != options->period)
		fail("a period of %lu bytes is refused", bytes);
	periods = fmax(4, 0.1 * stream.rate / stream.period);
	due = periods * stream.period / stream.rate;
	sound_make(&silence, &stream, stream.period);
	if (!stream.capture)
		for (i = 0; i < (int)(stream.buffer / stream.period); i++)
			stream_write(&stream, &silence, 0, stream.period);
	stream_start(&stream);
	/* QEMU's HD Audio takes its time until it records. */
	must("transfer", stream_transfer(&stream, silence.data, stream.period));
	start = now();
	for (i = 0; i < periods; i++)
		must("transfer", stream_transfer(&stream, silence.data, stream.period));
	took = now() - start;
	note("%5lu bytes, %5lu frames: %d periods took %.4f s, due %.4f s", bytes, stream.period,
	     periods, took, due);
	if (fabs(took - due) > stream.period / stream.rate + 0.025)
		fail("that is wrong");
	must("drop", snd_pcm_drop(stream.pcm));
	free(silence.data);
	stream_close(&stream);
}

/**
 * check_periods() - periods from 64 bytes up to half the largest buffer
 * @options: options; the words say how many the ring shall have, if it can be that large, and of
 *	what number of bytes each is a multiple
 */
void check_periods(const struct options *options)
{
	static const unsigned long bytes[] = {
		64, 96, 128, 256, 512, 1000, 1024, 4096, 12284, 16384, 65536
	};
	snd_pcm_format_t format = snd_pcm_format_value(options->format);
	size_t frame_bytes = options->channels * snd_pcm_format_physical_width(format) / 8;
	unsigned long count = atoi(options->words[0]);
	unsigned long step = options->words[1] ? atoi(options->words[1]) : 1;
	struct options each = *options;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bytes); i++) {
		if (bytes[i] % step)
			continue;
		each.period = bytes[i] / frame_bytes;
		each.buffer = each.period * fmin(count, LARGEST_BUFFER / bytes[i]);
		run_periods(&each, bytes[i]);
	}
}

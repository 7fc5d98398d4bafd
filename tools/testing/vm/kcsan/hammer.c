// SPDX-License-Identifier: GPL-2.0-only
/*
 * hammer: does with one PCM device whatever an application may do, in no order
 * that makes sense, from two threads, until time is up. Errors are no failure:
 * what counts is what the kernel says about it.
 *
 * usage: hammer DEVICE playback|capture SECONDS SEED
 */
#include <alsa/asoundlib.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FRAMES	16384

/* What the watching thread looks at; the PCM stays open while it does. */
static snd_pcm_t *watched;
static atomic_bool watching;
static unsigned int seed;

static unsigned int below(unsigned int limit)
{
	return (unsigned int)rand_r(&seed) % limit;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void *watch(void *unused)
{
	snd_pcm_status_t *status;
	snd_pcm_sframes_t delay;

	(void)unused;
	snd_pcm_status_alloca(&status);
	while (atomic_load(&watching)) {
		snd_pcm_status(watched, status);
		snd_pcm_delay(watched, &delay);
		snd_pcm_hwsync(watched);
		usleep(200);
	}
	return NULL;
}

static int set_up(snd_pcm_t *pcm)
{
	static const unsigned int rates[] = { 44100, 22050, 11025, 48000, 8000 };
	static const snd_pcm_format_t formats[] = { SND_PCM_FORMAT_S16_LE, SND_PCM_FORMAT_U8 };
	unsigned int rate = rates[below(sizeof(rates) / sizeof(*rates))];
	snd_pcm_uframes_t period = 64U << below(5);
	snd_pcm_uframes_t buffer = period * (2 + below(4));
	snd_pcm_hw_params_t *params;
	int err;

	snd_pcm_hw_params_alloca(&params);
	err = snd_pcm_hw_params_any(pcm, params);
	if (err < 0)
		return err;
	snd_pcm_hw_params_set_access(pcm, params, SND_PCM_ACCESS_RW_INTERLEAVED);
	snd_pcm_hw_params_set_format(pcm, params, formats[below(2)]);
	snd_pcm_hw_params_set_channels(pcm, params, 1 + below(2));
	snd_pcm_hw_params_set_rate_near(pcm, params, &rate, NULL);
	snd_pcm_hw_params_set_period_size_near(pcm, params, &period, NULL);
	snd_pcm_hw_params_set_buffer_size_near(pcm, params, &buffer);
	return snd_pcm_hw_params(pcm, params);
}

static void transfer(snd_pcm_t *pcm)
{
	static char data[FRAMES * 4];

	if (snd_pcm_stream(pcm) == SND_PCM_STREAM_PLAYBACK)
		snd_pcm_writei(pcm, data, 1 + below(FRAMES / 4));
	else
		snd_pcm_readi(pcm, data, 1 + below(FRAMES / 4));
}

/* Returns false when the PCM is to be closed. */
static bool step(snd_pcm_t *pcm)
{
	switch (below(14)) {
	case 0:
		snd_pcm_prepare(pcm);
		break;
	case 1:
		snd_pcm_start(pcm);
		break;
	case 2:
		snd_pcm_drop(pcm);
		break;
	case 3:
	case 4:
		snd_pcm_pause(pcm, (int)below(2));
		break;
	case 5:
		snd_pcm_rewind(pcm, below(64));
		break;
	case 6:
		usleep(below(20000));
		break;
	case 7:
		return false;
	default:
		if (snd_pcm_state(pcm) == SND_PCM_STATE_XRUN)
			snd_pcm_prepare(pcm);
		transfer(pcm);
		break;
	}
	return snd_pcm_state(pcm) != SND_PCM_STATE_DISCONNECTED;
}

static bool session(const char *device, snd_pcm_stream_t direction)
{
	pthread_t watcher;
	int i;

	/* Nonblocking: a stream that stands still must not hold us up. */
	if (snd_pcm_open(&watched, device, direction, SND_PCM_NONBLOCK) < 0)
		return false;
	if (set_up(watched) < 0) {
		snd_pcm_close(watched);
		return false;
	}
	atomic_store(&watching, true);
	if (pthread_create(&watcher, NULL, watch, NULL))
		exit(1);
	for (i = 0; i < 200 && step(watched); i++)
		;
	atomic_store(&watching, false);
	pthread_join(watcher, NULL);
	snd_pcm_hw_free(watched);
	snd_pcm_close(watched);
	return true;
}

static void silent(const char *file, int line, const char *function, int err, const char *fmt, ...)
{
	(void)file;
	(void)line;
	(void)function;
	(void)err;
	(void)fmt;
}

int main(int argc, char **argv)
{
	unsigned int sessions = 0, refused = 0;
	snd_pcm_stream_t direction;
	double end;

	if (argc != 5) {
		fprintf(stderr, "usage: hammer DEVICE playback|capture SECONDS SEED\n");
		return 2;
	}
	direction = strcmp(argv[2], "capture") ? SND_PCM_STREAM_PLAYBACK : SND_PCM_STREAM_CAPTURE;
	end = now() + atof(argv[3]);
	seed = (unsigned int)strtoul(argv[4], NULL, 0);
	snd_lib_error_set_handler(silent);
	while (now() < end) {
		if (session(argv[1], direction)) {
			sessions++;
		} else {
			refused++;
			usleep(10000);
		}
	}
	printf("# %s %s: %u sessions, %u times refused\n", argv[1], argv[2], sessions, refused);
	return sessions ? 0 : 1;
}

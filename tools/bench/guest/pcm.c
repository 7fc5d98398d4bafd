// SPDX-License-Identifier: GPL-2.0-only
/* A PCM stream of the first card, by the kernel's own interface: no library's calls in between. */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "pcm.h"

void fail(const char *what)
{
	perror(what);
	exit(1);
}

static void call(struct pcm *pcm, unsigned long request, void *argument, const char *what)
{
	if (ioctl(pcm->fd, request, argument) < 0)
		fail(what);
}

static void set_mask(struct snd_pcm_hw_params *params, unsigned int param, unsigned int bit)
{
	struct snd_mask *mask = &params->masks[param - SNDRV_PCM_HW_PARAM_FIRST_MASK];

	memset(mask, 0, sizeof(*mask));
	mask->bits[bit / 32] = 1U << bit % 32;
}

static void set_interval(struct snd_pcm_hw_params *params, unsigned int param, unsigned int value)
{
	params->intervals[param - SNDRV_PCM_HW_PARAM_FIRST_INTERVAL] = (struct snd_interval) {
		.min = value,
		.max = value,
		.integer = 1,
	};
}

static void any_params(struct snd_pcm_hw_params *params)
{
	size_t i;

	memset(params, 0, sizeof(*params));
	memset(params->masks, 0xff, sizeof(params->masks));
	for (i = 0; i < sizeof(params->intervals) / sizeof(params->intervals[0]); i++)
		params->intervals[i].max = ~0U;
	params->rmask = ~0U;
}

static void set_hw_params(struct pcm *pcm)
{
	struct snd_pcm_hw_params params;

	any_params(&params);
	set_mask(&params, SNDRV_PCM_HW_PARAM_ACCESS,
		 pcm->mapped ? SNDRV_PCM_ACCESS_MMAP_INTERLEAVED : SNDRV_PCM_ACCESS_RW_INTERLEAVED);
	set_mask(&params, SNDRV_PCM_HW_PARAM_FORMAT, SNDRV_PCM_FORMAT_S16_LE);
	set_interval(&params, SNDRV_PCM_HW_PARAM_CHANNELS, CHANNELS);
	set_interval(&params, SNDRV_PCM_HW_PARAM_RATE, RATE);
	set_interval(&params, SNDRV_PCM_HW_PARAM_PERIOD_SIZE, pcm->frames);
	set_interval(&params, SNDRV_PCM_HW_PARAM_PERIODS, PERIODS);
	call(pcm, SNDRV_PCM_IOCTL_HW_PARAMS, &params, "hw_params");
}

static void set_sw_params(struct pcm *pcm)
{
	unsigned long ring = (unsigned long)pcm->frames * PERIODS;
	struct snd_pcm_sw_params params = {
		.period_step = 1,
		.avail_min = pcm->frames,
		.xfer_align = 1,
		/* Started by pcm_start() only. */
		.start_threshold = ~0UL >> 2,
		.stop_threshold = ring,
	};

	call(pcm, SNDRV_PCM_IOCTL_SW_PARAMS, &params, "sw_params");
	pcm->boundary = params.boundary;
	if (!pcm->boundary)
		for (pcm->boundary = ring; pcm->boundary * 2 <= (~0UL >> 1) - ring;)
			pcm->boundary *= 2;
}

static void *map(struct pcm *pcm, size_t size, int protection, off_t offset)
{
	void *memory = mmap(NULL, size, protection, MAP_SHARED, pcm->fd, offset);

	if (memory == MAP_FAILED)
		fail("mmap");
	return memory;
}

static size_t period_bytes(const struct pcm *pcm)
{
	return pcm->frames * CHANNELS * sizeof(*pcm->buffer);
}

static void make_buffer(struct pcm *pcm)
{
	if (!pcm->mapped) {
		pcm->buffer = calloc(1, period_bytes(pcm));
		if (!pcm->buffer)
			fail("calloc");
		return;
	}
	pcm->buffer = map(pcm, period_bytes(pcm) * PERIODS, PROT_READ | PROT_WRITE,
			  SNDRV_PCM_MMAP_OFFSET_DATA);
	pcm->status = map(pcm, sizeof(*pcm->status), PROT_READ, SNDRV_PCM_MMAP_OFFSET_STATUS);
	pcm->control = map(pcm, sizeof(*pcm->control), PROT_READ | PROT_WRITE,
			   SNDRV_PCM_MMAP_OFFSET_CONTROL);
}

/* Opens the stream and chooses its parameters. */
void pcm_open(struct pcm *pcm, bool capture, unsigned int frames, bool mapped)
{
	const char *path = capture ? "/dev/snd/pcmC0D0c" : "/dev/snd/pcmC0D0p";

	*pcm = (struct pcm) { .capture = capture, .frames = frames, .mapped = mapped };
	pcm->fd = open(path, O_RDWR);
	if (pcm->fd < 0)
		fail(path);
	set_hw_params(pcm);
	set_sw_params(pcm);
	make_buffer(pcm);
}

/* Prepares the stream; a ring to be played is filled. */
void pcm_prepare(struct pcm *pcm)
{
	unsigned int i;

	call(pcm, SNDRV_PCM_IOCTL_PREPARE, NULL, "prepare");
	for (i = 0; !pcm->capture && i < PERIODS; i++)
		pcm_transfer(pcm);
}

/* Has a stream started with another one. */
void pcm_link(struct pcm *pcm, struct pcm *other)
{
	call(pcm, SNDRV_PCM_IOCTL_LINK, (void *)(unsigned long)other->fd, "link");
}

void pcm_start(struct pcm *pcm)
{
	call(pcm, SNDRV_PCM_IOCTL_START, NULL, "start");
}

/* Has the kernel read the position. */
void pcm_ask(struct pcm *pcm)
{
	call(pcm, SNDRV_PCM_IOCTL_HWSYNC, NULL, "hwsync");
}

static unsigned long mapped_avail(const struct pcm *pcm)
{
	unsigned long avail = pcm->status->hw_ptr - pcm->control->appl_ptr;

	if (!pcm->capture)
		avail += (unsigned long)pcm->frames * PERIODS;
	if ((long)avail < 0)
		avail += pcm->boundary;
	return avail >= pcm->boundary ? avail - pcm->boundary : avail;
}

static void transfer_mapped(struct pcm *pcm)
{
	struct pollfd wait = { .fd = pcm->fd, .events = pcm->capture ? POLLIN : POLLOUT };
	unsigned long place;

	while (mapped_avail(pcm) < pcm->frames)
		if (poll(&wait, 1, -1) < 0 || wait.revents & (POLLERR | POLLNVAL))
			fail("poll");
	place = pcm->control->appl_ptr % (pcm->frames * PERIODS);
	/* What a program does with its frames, whichever way they go. */
	memset(pcm->buffer + place * CHANNELS, 0, period_bytes(pcm));
	place = pcm->control->appl_ptr + pcm->frames;
	pcm->control->appl_ptr = place >= pcm->boundary ? place - pcm->boundary : place;
}

/* Passes one period, waiting until that is possible. */
void pcm_transfer(struct pcm *pcm)
{
	struct snd_xferi transfer = { .buf = pcm->buffer, .frames = pcm->frames };

	if (pcm->mapped)
		transfer_mapped(pcm);
	else if (pcm->capture)
		call(pcm, SNDRV_PCM_IOCTL_READI_FRAMES, &transfer, "read");
	else
		call(pcm, SNDRV_PCM_IOCTL_WRITEI_FRAMES, &transfer, "write");
}

/* Stops the stream and closes it. */
void pcm_close(struct pcm *pcm)
{
	call(pcm, SNDRV_PCM_IOCTL_DROP, NULL, "drop");
	if (pcm->mapped) {
		munmap(pcm->buffer, period_bytes(pcm) * PERIODS);
		munmap((void *)pcm->status, sizeof(*pcm->status));
		munmap((void *)pcm->control, sizeof(*pcm->control));
	} else {
		free(pcm->buffer);
	}
	close(pcm->fd);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * PCM devices: /dev/snd/pcmC*D*.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <sound/asound.h>

#include "hammer.h"

/*
 * One that is free, if there is. Not here, because ALSA itself stumbles over it: O_APPEND, by which
 * two processes share a stream, of which one may free the buffer while the other writes to it, a
 * WARN; and O_ASYNC, whose memory is lost when the device goes away.
 */
static void open_pcm(struct worker *worker, struct handle *handle)
{
	static const int ways[] = { O_RDWR, O_RDWR, O_RDWR, O_RDONLY, O_WRONLY };
	static const char *const streams[] = { "D0p", "D1p", "D0c" };
	uint32_t first = below(worker, CARDS * ARRAY_SIZE(streams)), i;
	int way = ways[below(worker, ARRAY_SIZE(ways))];
	char path[40];

	for (i = first; i < first + CARDS * ARRAY_SIZE(streams); i++) {
		snprintf(path, sizeof(path), "/dev/snd/pcmC%u%s", i % CARDS,
			 streams[i / CARDS % ARRAY_SIZE(streams)]);
		if (reopen(worker, handle, path, way))
			return;
	}
}

static void close_pcm(struct worker *worker)
{
	shut(any_handle(worker));
}

static void choose(struct snd_pcm_hw_params *params, int what, uint32_t min, uint32_t max)
{
	struct snd_interval *interval = &params->intervals[what -
							   SNDRV_PCM_HW_PARAM_FIRST_INTERVAL];

	*interval = (struct snd_interval) { .min = min, .max = max };
}

/* Anything, but for a few choices that an application makes. */
static void fill_hw_params(struct worker *worker, void *data)
{
	static const uint32_t rates[] = { 4000, 5512, 8000, 11025, 22050, 44100, 48000, 48662 };
	struct snd_pcm_hw_params *params = data;
	uint32_t rate, period, periods;

	memset(params->masks, 0xff, sizeof(params->masks));
	memset(params->mres, 0xff, sizeof(params->mres));
	for (int i = SNDRV_PCM_HW_PARAM_FIRST_INTERVAL; i <= SNDRV_PCM_HW_PARAM_LAST_INTERVAL; i++)
		choose(params, i, 0, UINT32_MAX);
	params->rmask = one_in(worker, 4) ? odd_value(worker) : UINT32_MAX;
	params->info = UINT32_MAX;
	rate = rates[below(worker, ARRAY_SIZE(rates))];
	if (one_in(worker, 2))
		choose(params, SNDRV_PCM_HW_PARAM_RATE, rate, rate);
	if (one_in(worker, 2))
		choose(params, SNDRV_PCM_HW_PARAM_CHANNELS, 1 + below(worker, 2), 2);
	period = 16U << below(worker, 8);
	periods = 1U << below(worker, 5);
	if (one_in(worker, 2))
		choose(params, SNDRV_PCM_HW_PARAM_PERIOD_SIZE, period, 2 * period);
	if (one_in(worker, 2))
		choose(params, SNDRV_PCM_HW_PARAM_BUFFER_SIZE, 2 * period,
		       period * periods);
}

static void fill_sw_params(struct worker *worker, void *data)
{
	struct snd_pcm_sw_params *params = data;

	params->tstamp_mode = below(worker, 2);
	params->period_step = 1;
	params->avail_min = 1 + below(worker, 4096);
	params->start_threshold = odd_value(worker);
	params->stop_threshold = odd_value(worker);
	params->silence_threshold = one_in(worker, 2) ? below(worker, 4096) : 0;
	params->silence_size = one_in(worker, 2) ? odd_value(worker) : 0;
	params->proto = 0x2000f;
	params->tstamp_type = below(worker, 4);
}

static void fill_sync_ptr(struct worker *worker, void *data)
{
	struct snd_pcm_sync_ptr *sync = data;

	sync->flags = below(worker, 8);
	sync->c.control.appl_ptr = one_in(worker, 2) ? below(worker, 16384) : odd_value(worker);
	sync->c.control.avail_min = one_in(worker, 2) ? 1 : odd_value(worker);
}

static void fill_status(struct worker *worker, void *data)
{
	struct snd_pcm_status *status = data;

	status->audio_tstamp_data = below(worker, 256);
}

static void fill_transfer(struct worker *worker, void *data)
{
	struct snd_xferi *transfer = data;

	transfer->frames = one_in(worker, 4) ? odd_value(worker) : below(worker, 16384);
	transfer->buf = one_in(worker, 16) ? odd_pointer(worker) : worker->memory;
}

static void fill_transfer_planes(struct worker *worker, void *data)
{
	struct snd_xfern *transfer = data;
	void **planes = (void **)worker->memory;

	planes[0] = one_in(worker, 16) ? odd_pointer(worker) : worker->memory;
	planes[1] = one_in(worker, 16) ? NULL : worker->memory;
	transfer->frames = one_in(worker, 4) ? odd_value(worker) : below(worker, 16384);
	transfer->bufs = one_in(worker, 16) ? odd_pointer(worker) : planes;
}

static void fill_frames(struct worker *worker, void *data)
{
	*(snd_pcm_uframes_t *)data = one_in(worker, 4) ? odd_value(worker) : below(worker, 4096);
}

static void fill_switch(struct worker *worker, void *data)
{
	*(int *)data = below(worker, 2);
}

static void fill_version(struct worker *worker, void *data)
{
	*(int *)data = 0x20000 + below(worker, 32);
}

static void fill_channel(struct worker *worker, void *data)
{
	((struct snd_pcm_channel_info *)data)->channel = below(worker, 3);
}

static const struct request requests[] = {
	{ "PVERSION", SNDRV_PCM_IOCTL_PVERSION },
	{ "INFO", SNDRV_PCM_IOCTL_INFO },
	{ "TSTAMP", SNDRV_PCM_IOCTL_TSTAMP, fill_switch },
	{ "TTSTAMP", SNDRV_PCM_IOCTL_TTSTAMP, fill_switch },
	{ "USER_PVERSION", SNDRV_PCM_IOCTL_USER_PVERSION, fill_version },
	{ "HW_REFINE", SNDRV_PCM_IOCTL_HW_REFINE, fill_hw_params },
	{ "HW_PARAMS", SNDRV_PCM_IOCTL_HW_PARAMS, fill_hw_params },
	{ "HW_FREE", SNDRV_PCM_IOCTL_HW_FREE },
	{ "SW_PARAMS", SNDRV_PCM_IOCTL_SW_PARAMS, fill_sw_params },
	{ "STATUS", SNDRV_PCM_IOCTL_STATUS, fill_status },
	{ "STATUS_EXT", SNDRV_PCM_IOCTL_STATUS_EXT, fill_status },
	{ "DELAY", SNDRV_PCM_IOCTL_DELAY },
	{ "HWSYNC", SNDRV_PCM_IOCTL_HWSYNC },
	{ "SYNC_PTR", SNDRV_PCM_IOCTL_SYNC_PTR, fill_sync_ptr },
	{ "CHANNEL_INFO", SNDRV_PCM_IOCTL_CHANNEL_INFO, fill_channel },
	{ "PREPARE", SNDRV_PCM_IOCTL_PREPARE },
	{ "RESET", SNDRV_PCM_IOCTL_RESET },
	{ "START", SNDRV_PCM_IOCTL_START },
	{ "DROP", SNDRV_PCM_IOCTL_DROP },
	{ "DRAIN", SNDRV_PCM_IOCTL_DRAIN },
	{ "RESUME", SNDRV_PCM_IOCTL_RESUME },
	{ "XRUN", SNDRV_PCM_IOCTL_XRUN },
	{ "REWIND", SNDRV_PCM_IOCTL_REWIND, fill_frames },
	{ "FORWARD", SNDRV_PCM_IOCTL_FORWARD, fill_frames },
	{ "WRITEI_FRAMES", SNDRV_PCM_IOCTL_WRITEI_FRAMES, fill_transfer },
	{ "READI_FRAMES", SNDRV_PCM_IOCTL_READI_FRAMES, fill_transfer },
	{ "WRITEN_FRAMES", SNDRV_PCM_IOCTL_WRITEN_FRAMES, fill_transfer_planes },
	{ "READN_FRAMES", SNDRV_PCM_IOCTL_READN_FRAMES, fill_transfer_planes },
	{ "UNLINK", SNDRV_PCM_IOCTL_UNLINK },
	{ "PAUSE", SNDRV_PCM_IOCTL_PAUSE, fill_switch },
};

/*
 * Streams that are linked are not asked to pause: ALSA takes the lock of the group twice when one
 * of them has run dry by then. So those that are linked are a surface of their own.
 */
static size_t count_requests(const struct worker *worker)
{
	return ARRAY_SIZE(requests) - (worker->surface == &links_surface);
}

static void any_request(struct worker *worker)
{
	const struct request *request = &requests[below(worker, count_requests(worker))];

	send_request(worker, any_open_handle(worker), request);
}

/* As an application begins; chance alone seldom gets a stream to run. */
static void begin_on(struct worker *worker, struct handle *handle)
{
	static const struct request
		hw_params = { "HW_PARAMS", SNDRV_PCM_IOCTL_HW_PARAMS, fill_hw_params },
		prepare = { "PREPARE", SNDRV_PCM_IOCTL_PREPARE },
		write = { "WRITEI_FRAMES", SNDRV_PCM_IOCTL_WRITEI_FRAMES, fill_transfer },
		start = { "START", SNDRV_PCM_IOCTL_START };

	if (call(worker, handle, &hw_params) || call(worker, handle, &prepare))
		return;
	call(worker, handle, &write);
	call(worker, handle, &start);
}

static void begin(struct worker *worker)
{
	begin_on(worker, any_open_handle(worker));
}

/* The argument itself is the descriptor. */
static void link_streams(struct worker *worker)
{
	struct handle *handle = any_open_handle(worker), *other = any_open_handle(worker);
	const struct request link = { "LINK", SNDRV_PCM_IOCTL_LINK };
	int number = one_in(worker, 8) ? (int)odd_value(worker) : other->fd;

	if (worker->surface == &links_surface)
		call_number(worker, handle, &link, number);
}

static void map_pcm(struct worker *worker)
{
	static const uint64_t offsets[] = {
		SNDRV_PCM_MMAP_OFFSET_DATA,
		SNDRV_PCM_MMAP_OFFSET_STATUS_OLD, SNDRV_PCM_MMAP_OFFSET_STATUS_NEW,
		SNDRV_PCM_MMAP_OFFSET_CONTROL_OLD, SNDRV_PCM_MMAP_OFFSET_CONTROL_NEW,
	};
	uint64_t offset = offsets[below(worker, ARRAY_SIZE(offsets))];
	size_t bytes = offset ? PAGE : PAGE * (1 + below(worker, 64));

	map_anything(worker, any_open_handle(worker), offset, bytes);
}

/* Most of all while a stream runs, which it does not do for long. */
static void scribble_on(struct worker *worker)
{
	struct handle *handle = any_open_handle(worker);

	if (handle->map && !one_in(worker, 4))
		begin_on(worker, handle);
	scribble(worker, handle, requests, count_requests(worker));
}

static void transfer(struct worker *worker)
{
	transfer_anything(worker, any_open_handle(worker));
}

static void look_at(struct worker *worker)
{
	look(worker, any_open_handle(worker));
}

static void wait_a_moment(struct worker *worker)
{
	usleep(below(worker, 5000));
}

static void open_any(struct worker *worker)
{
	open_pcm(worker, any_handle(worker));
}

static const struct operation operations[] = {
	{ "open", 4, open_any },
	{ "close", 2, close_pcm },
	{ "begin", 10, begin },
	{ "ioctl", 60, any_request },
	{ "link", 3, link_streams },
	{ "mmap", 6, map_pcm },
	{ "scribble", 8, scribble_on },
	{ "transfer", 6, transfer },
	{ "poll", 3, look_at },
	{ "wait", 2, wait_a_moment },
	{ }
};

const struct surface pcm_surface = { "pcm", operations, open_pcm };
const struct surface links_surface = { "links", operations, open_pcm };

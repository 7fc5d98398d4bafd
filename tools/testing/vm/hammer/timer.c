// SPDX-License-Identifier: GPL-2.0-only
/*
 * Timers, those of PCM streams among them: /dev/snd/timer.
 */
#include <fcntl.h>
#include <sys/ioctl.h>

#include <sound/asound.h>

#include "hammer.h"

static void open_timer(struct worker *worker, struct handle *handle)
{
	reopen(worker, handle, "/dev/snd/timer", O_RDWR);
}

static void close_timer(struct worker *worker)
{
	shut(any_handle(worker));
}

static void fill_id(struct worker *worker, struct snd_timer_id *id)
{
	id->dev_class = one_in(worker, 4) ? (int)below(worker, 6) - 1 : SNDRV_TIMER_CLASS_PCM;
	id->dev_sclass = (int)below(worker, 5) - 1;
	id->card = below(worker, CARDS);
	id->device = below(worker, 3);
	id->subdevice = one_in(worker, 8) ? (int)odd_value(worker) : (int)below(worker, 4);
}

static void fill_first(struct worker *worker, void *data)
{
	fill_id(worker, data);
}

static void fill_params(struct worker *worker, void *data)
{
	struct snd_timer_params *params = data;

	params->flags = below(worker, 8);
	params->ticks = one_in(worker, 4) ? odd_value(worker) : 1 + below(worker, 4);
	params->queue_size = one_in(worker, 4) ? odd_value(worker) : 32 + below(worker, 992);
	params->filter = odd_value(worker);
}

static void fill_switch(struct worker *worker, void *data)
{
	*(int *)data = below(worker, 2);
}

static const struct request requests[] = {
	{ "PVERSION", SNDRV_TIMER_IOCTL_PVERSION },
	{ "NEXT_DEVICE", SNDRV_TIMER_IOCTL_NEXT_DEVICE, fill_first },
	{ "GINFO", SNDRV_TIMER_IOCTL_GINFO, fill_first },
	{ "GPARAMS", SNDRV_TIMER_IOCTL_GPARAMS, fill_first },
	{ "GSTATUS", SNDRV_TIMER_IOCTL_GSTATUS, fill_first },
	{ "TREAD_OLD", SNDRV_TIMER_IOCTL_TREAD_OLD, fill_switch },
	{ "TREAD64", SNDRV_TIMER_IOCTL_TREAD64, fill_switch },
	{ "SELECT", SNDRV_TIMER_IOCTL_SELECT, fill_first },
	{ "SELECT", SNDRV_TIMER_IOCTL_SELECT, fill_first },
	{ "INFO", SNDRV_TIMER_IOCTL_INFO },
	{ "PARAMS", SNDRV_TIMER_IOCTL_PARAMS, fill_params },
	{ "STATUS", SNDRV_TIMER_IOCTL_STATUS },
	{ "START", SNDRV_TIMER_IOCTL_START },
	{ "STOP", SNDRV_TIMER_IOCTL_STOP },
	{ "CONTINUE", SNDRV_TIMER_IOCTL_CONTINUE },
	{ "PAUSE", SNDRV_TIMER_IOCTL_PAUSE },
};

static void any_request(struct worker *worker)
{
	const struct request *request = &requests[below(worker, ARRAY_SIZE(requests))];

	send_request(worker, any_open_handle(worker), request);
}

static void transfer(struct worker *worker)
{
	transfer_anything(worker, any_open_handle(worker));
}

static void look_at(struct worker *worker)
{
	look(worker, any_open_handle(worker));
}

static void signals(struct worker *worker)
{
	ask_for_signals(worker, any_open_handle(worker));
}

static void open_any(struct worker *worker)
{
	open_timer(worker, any_handle(worker));
}

static const struct operation operations[] = {
	{ "open", 4, open_any },
	{ "close", 2, close_timer },
	{ "ioctl", 60, any_request },
	{ "transfer", 6, transfer },
	{ "poll", 2, look_at },
	{ "signals", 1, signals },
	{ }
};

const struct surface timer_surface = { "timer", operations, open_timer };

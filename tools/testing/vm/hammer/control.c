// SPDX-License-Identifier: GPL-2.0-only
/*
 * Control devices: /dev/snd/controlC*.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>

#include <sound/asound.h>

#include "hammer.h"

#define ELEMENTS	12	/* numbers are drawn up to here */
#define TLV_WORDS	32

static void open_control(struct worker *worker, struct handle *handle)
{
	char path[40];

	snprintf(path, sizeof(path), "/dev/snd/controlC%u", below(worker, CARDS));
	reopen(worker, handle, path, O_RDWR);
}

static void close_control(struct worker *worker)
{
	shut(any_handle(worker));
}

/* By number or by name; the names of user elements are ours, so that some are there. */
static void fill_id(struct worker *worker, struct snd_ctl_elem_id *id)
{
	id->iface = one_in(worker, 8) ? below(worker, 9) : SNDRV_CTL_ELEM_IFACE_MIXER;
	snprintf((char *)id->name, sizeof(id->name), "Hammer %u", below(worker, 4));
	id->index = one_in(worker, 4) ? odd_value(worker) : below(worker, 2);
	if (one_in(worker, 2))
		id->numid = below(worker, ELEMENTS);
}

static void fill_elem_id(struct worker *worker, void *data)
{
	fill_id(worker, data);
}

static void fill_list(struct worker *worker, void *data)
{
	struct snd_ctl_elem_list *list = data;

	list->offset = below(worker, ELEMENTS);
	list->space = one_in(worker, 4) ? odd_value(worker) : below(worker, ELEMENTS);
	list->pids = one_in(worker, 16) ? odd_pointer(worker) : (void *)worker->memory;
}

static void fill_info(struct worker *worker, void *data)
{
	struct snd_ctl_elem_info *info = data;

	fill_id(worker, &info->id);
	info->value.enumerated.item = below(worker, 4);
}

/* What a user element shall be. */
static void fill_element(struct worker *worker, void *data)
{
	struct snd_ctl_elem_info *info = data;
	uint32_t items = 1 + below(worker, 8);

	fill_id(worker, &info->id);
	info->id.iface = SNDRV_CTL_ELEM_IFACE_MIXER;
	info->type = 1 + below(worker, SNDRV_CTL_ELEM_TYPE_LAST);
	info->access = SNDRV_CTL_ELEM_ACCESS_READWRITE;
	if (one_in(worker, 2))
		info->access |= SNDRV_CTL_ELEM_ACCESS_TLV_READWRITE;
	info->count = 1 + below(worker, 64);
	info->owner = one_in(worker, 4) ? odd_value(worker) : below(worker, 4);
	switch (info->type) {
	case SNDRV_CTL_ELEM_TYPE_INTEGER:
		info->value.integer.min = one_in(worker, 2) ? 0 : odd_value(worker);
		info->value.integer.max = one_in(worker, 2) ? 100 : odd_value(worker);
		info->value.integer.step = one_in(worker, 2) ? 1 : odd_value(worker);
		break;
	case SNDRV_CTL_ELEM_TYPE_ENUMERATED:
		memset(worker->memory, 'x', items * 4);
		for (uint32_t i = 0; i < items; i++)
			worker->memory[i * 4 + 3] = 0;
		info->value.enumerated.items = items;
		info->value.enumerated.names_ptr = (uintptr_t)worker->memory;
		info->value.enumerated.names_length = items * 4;
		break;
	}
}

static void fill_value(struct worker *worker, void *data)
{
	struct snd_ctl_elem_value *value = data;

	fill_id(worker, &value->id);
	if (one_in(worker, 4))
		random_bytes(worker, &value->value, sizeof(value->value));
	else
		value->value.integer.value[below(worker, 2)] =
			one_in(worker, 2) ? below(worker, 64) : (long)odd_value(worker);
}

static void fill_tlv(struct worker *worker, void *data)
{
	struct snd_ctl_tlv *tlv = data;

	tlv->numid = below(worker, ELEMENTS);
	tlv->length = one_in(worker, 4) ? odd_value(worker) : below(worker, TLV_WORDS) * 4;
	random_bytes(worker, tlv->tlv, TLV_WORDS * 4);
}

static void fill_number(struct worker *worker, void *data)
{
	*(int *)data = (int)below(worker, 6) - 1;
}

static void fill_pcm_info(struct worker *worker, void *data)
{
	struct snd_pcm_info *info = data;

	info->device = below(worker, 4);
	info->subdevice = one_in(worker, 4) ? odd_value(worker) : 0;
	info->stream = below(worker, 3);
}

#define TLV_BYTES	(sizeof(struct snd_ctl_tlv) + TLV_WORDS * 4)

static const struct request requests[] = {
	{ "PVERSION", SNDRV_CTL_IOCTL_PVERSION },
	{ "CARD_INFO", SNDRV_CTL_IOCTL_CARD_INFO },
	{ "ELEM_LIST", SNDRV_CTL_IOCTL_ELEM_LIST, fill_list },
	{ "ELEM_INFO", SNDRV_CTL_IOCTL_ELEM_INFO, fill_info },
	{ "ELEM_READ", SNDRV_CTL_IOCTL_ELEM_READ, fill_value },
	{ "ELEM_WRITE", SNDRV_CTL_IOCTL_ELEM_WRITE, fill_value },
	{ "ELEM_LOCK", SNDRV_CTL_IOCTL_ELEM_LOCK, fill_elem_id },
	{ "ELEM_UNLOCK", SNDRV_CTL_IOCTL_ELEM_UNLOCK, fill_elem_id },
	{ "SUBSCRIBE_EVENTS", SNDRV_CTL_IOCTL_SUBSCRIBE_EVENTS, fill_number },
	{ "ELEM_ADD", SNDRV_CTL_IOCTL_ELEM_ADD, fill_element },
	{ "ELEM_REPLACE", SNDRV_CTL_IOCTL_ELEM_REPLACE, fill_element },
	{ "ELEM_REMOVE", SNDRV_CTL_IOCTL_ELEM_REMOVE, fill_elem_id },
	{ "TLV_READ", SNDRV_CTL_IOCTL_TLV_READ, fill_tlv, TLV_BYTES },
	{ "TLV_WRITE", SNDRV_CTL_IOCTL_TLV_WRITE, fill_tlv, TLV_BYTES },
	{ "TLV_COMMAND", SNDRV_CTL_IOCTL_TLV_COMMAND, fill_tlv, TLV_BYTES },
	{ "HWDEP_NEXT_DEVICE", SNDRV_CTL_IOCTL_HWDEP_NEXT_DEVICE, fill_number },
	{ "HWDEP_INFO", SNDRV_CTL_IOCTL_HWDEP_INFO },
	{ "PCM_NEXT_DEVICE", SNDRV_CTL_IOCTL_PCM_NEXT_DEVICE, fill_number },
	{ "PCM_INFO", SNDRV_CTL_IOCTL_PCM_INFO, fill_pcm_info },
	{ "PCM_PREFER_SUBDEVICE", SNDRV_CTL_IOCTL_PCM_PREFER_SUBDEVICE, fill_number },
	{ "RAWMIDI_NEXT_DEVICE", SNDRV_CTL_IOCTL_RAWMIDI_NEXT_DEVICE, fill_number },
	{ "RAWMIDI_INFO", SNDRV_CTL_IOCTL_RAWMIDI_INFO },
	{ "RAWMIDI_PREFER_SUBDEVICE", SNDRV_CTL_IOCTL_RAWMIDI_PREFER_SUBDEVICE, fill_number },
	{ "POWER", SNDRV_CTL_IOCTL_POWER, fill_number },
	{ "POWER_STATE", SNDRV_CTL_IOCTL_POWER_STATE },
};

static void any_request(struct worker *worker)
{
	const struct request *request = &requests[below(worker, ARRAY_SIZE(requests))];

	send_request(worker, any_open_handle(worker), request);
}

static void map_control(struct worker *worker)
{
	map_anything(worker, any_open_handle(worker), 0, PAGE);
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
	open_control(worker, any_handle(worker));
}

static const struct operation operations[] = {
	{ "open", 4, open_any },
	{ "close", 2, close_control },
	{ "ioctl", 60, any_request },
	{ "mmap", 1, map_control },
	{ "transfer", 6, transfer },
	{ "poll", 2, look_at },
	{ "signals", 1, signals },
	{ }
};

const struct surface control_surface = { "control", operations, open_control };

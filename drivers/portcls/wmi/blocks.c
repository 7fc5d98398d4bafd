// SPDX-License-Identifier: GPL-2.0-only
/*
 * The blocks that each card has: what the adapter is, and what its streams do.
 */
#include <linux/compiler.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/mutex.h>
#include <linux/stddef.h>
#include <linux/string.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include <portcls/power.h>
#include <portcls/wmi.h>

#include "../core.h"
#include "../pcm/stream.h"
#include "../pcm/update.h"
#include "wmi.h"

const guid_t portcls_wmi_adapter_guid =
	GUID_INIT(0xc06186cb, 0x0184, 0x49ea, 0x81, 0x5a, 0x35, 0xa4, 0xf0, 0x36, 0x87, 0x8c);
EXPORT_SYMBOL_GPL(portcls_wmi_adapter_guid);
const guid_t portcls_wmi_stream_guid =
	GUID_INIT(0x234b1987, 0x3b8a, 0x40a5, 0x80, 0xe5, 0xe9, 0xaf, 0xf5, 0x3e, 0x90, 0x97);
EXPORT_SYMBOL_GPL(portcls_wmi_stream_guid);
const guid_t portcls_wmi_service_guid =
	GUID_INIT(0x947c9dda, 0x7a9d, 0x40a4, 0x93, 0x8e, 0xf5, 0xdf, 0x51, 0xe0, 0xab, 0x77);
EXPORT_SYMBOL_GPL(portcls_wmi_service_guid);
const guid_t portcls_wmi_xrun_guid =
	GUID_INIT(0x7635f74f, 0x8320, 0x45f9, 0x94, 0xbd, 0x6f, 0x56, 0xce, 0x48, 0x6e, 0xcf);
EXPORT_SYMBOL_GPL(portcls_wmi_xrun_guid);

/* Numbers of the blocks, in the core's context */
enum {
	BLOCK_ADAPTER,
	BLOCK_STREAM,
	BLOCK_SERVICE,
	BLOCK_XRUN,
};

struct adapter_data {
	u32 card;
	u32 subdevices;
	u32 streams;
	u32 power_state;
	u32 sleeps;
	u8 present;
	/* The strings follow. */
};

#define ITEM(item_name, item_type, text) {		\
	.name = item_name,				\
	.description = text,				\
	.type = WINWMI_##item_type,			\
	.access = WINWMI_ITEM_READ,			\
}

static const struct winwmi_item adapter_items[] = {
	ITEM("Card", UINT32, "Number of the sound card"),
	ITEM("Subdevices", UINT32, "Subdevices that are registered"),
	ITEM("Streams", UINT32, "Streams that can be open at once: instances of PortCls_Stream"),
	ITEM("PowerState", UINT32, "Power state of the device: 0 is D0, on, to 3, D3, off"),
	ITEM("Sleeps", UINT32, "How often it was sent from D0 to D3"),
	ITEM("Present", BOOLEAN, "The hardware is there"),
	ITEM("Driver", STRING, "Driver string of the sound card"),
	ITEM("ShortName", STRING, "Short name of the sound card"),
	ITEM("LongName", STRING, "Long name of the sound card"),
};

struct stream_data {
	u32 device;
	u32 substream;
	u8 capture;
	u32 pin;
	u32 state;
	u8 is_float;
	u32 channels;
	u32 valid_bits;
	u32 container_bits;
	u32 rate;
	u32 rate_num;
	u32 rate_den;
	u32 buffer_frames;
	u32 period_frames;
	u64 position;
	u64 periods;
	u64 xruns;
};

static const struct winwmi_item stream_items[] = {
	ITEM("Device", UINT32, "Number of the PCM device"),
	ITEM("Substream", UINT32, "Number of the substream"),
	ITEM("Capture", BOOLEAN, "It records"),
	ITEM("Pin", UINT32, "Number of the pin"),
	ITEM("State", UINT32, "State: 0 STOP, 1 ACQUIRE, 2 PAUSE, 3 RUN"),
	ITEM("Float", BOOLEAN, "Samples are floating point numbers"),
	ITEM("Channels", UINT32, "Channels; 0 if the stream is not open"),
	ITEM("ValidBits", UINT32, "Bits of a sample that count"),
	ITEM("ContainerBits", UINT32, "Bits that a sample takes"),
	ITEM("Rate", UINT32, "Frames per second, rounded"),
	ITEM("RateNumerator", UINT32, "Frames per second exactly: this, divided by …"),
	ITEM("RateDenominator", UINT32, "… this"),
	ITEM("BufferFrames", UINT32, "Frames in the buffer"),
	ITEM("PeriodFrames", UINT32, "Frames in a period"),
	ITEM("Position", UINT64, "Frames since the start"),
	ITEM("Periods", UINT64, "Periods since the start"),
	ITEM("Xruns", UINT64, "Overruns and underruns that stopped the stream, ever"),
};

static const struct winwmi_item service_items[] = {
	ITEM("Services", UINT64, "Ends of periods that applications were told of"),
	ITEM("Glitches", UINT64, "… for which less was written than was played"),
	ITEM("LastLatency", UINT64, "Nanoseconds from the end of the last period to its service"),
	ITEM("MaxLatency", UINT64, "The most of them"),
	ITEM("TotalLatency", UINT64, "The sum of them"),
};

static const struct winwmi_block_info blocks[] = {
	[BLOCK_ADAPTER] = {
		.class_name = "PortCls_Adapter",
		.description = "Sound card and the power of its device",
		.flags = WINWMI_BLOCK_INSTANCE_PDO,
		.instance_count = 1,
		.read_only = true,
		.items = adapter_items,
		.item_count = ARRAY_SIZE(adapter_items),
	},
	[BLOCK_STREAM] = {
		.class_name = "PortCls_Stream",
		.description = "State, format and position of a stream",
		.flags = WINWMI_BLOCK_INSTANCE_LIST,
		.read_only = true,
		.items = stream_items,
		.item_count = ARRAY_SIZE(stream_items),
	},
	[BLOCK_SERVICE] = {
		.class_name = "PortCls_Service",
		.description = "Service of a stream since it was opened, while it was collected",
		.flags = WINWMI_BLOCK_INSTANCE_LIST | WINWMI_BLOCK_EXPENSIVE,
		.read_only = true,
		.items = service_items,
		.item_count = ARRAY_SIZE(service_items),
	},
	[BLOCK_XRUN] = {
		.class_name = "PortCls_Xrun",
		.description = "An overrun or underrun stopped a stream; with PortCls_Stream",
		.flags = WINWMI_BLOCK_INSTANCE_LIST | WINWMI_BLOCK_EVENT_ONLY,
	},
};

static const guid_t *const guids[] = {
	[BLOCK_ADAPTER] = &portcls_wmi_adapter_guid,
	[BLOCK_STREAM] = &portcls_wmi_stream_guid,
	[BLOCK_SERVICE] = &portcls_wmi_service_guid,
	[BLOCK_XRUN] = &portcls_wmi_xrun_guid,
};

static int describe_blocks(void *priv, struct winwmi_reginfo *info)
{
	struct portcls_adapter *adapter = priv;
	struct portcls_wmi *wmi = &adapter->wmi;
	struct winwmi_block_info block;
	u32 i;

	info->pdo = get_device(adapter->dev);
	for (i = 0; i < ARRAY_SIZE(blocks); i++) {
		block = blocks[i];
		block.guid = *guids[i];
		block.index = i;
		if (block.flags & WINWMI_BLOCK_INSTANCE_LIST) {
			/* A card may be without streams. */
			if (!wmi->stream_count)
				continue;
			block.instance_count = wmi->stream_count;
			block.instance_names = wmi->names;
		}
		winwmi_reginfo_add(info, &block);
	}
	return 0;
}

static int query_adapter(struct portcls_adapter *adapter, void *buffer, u32 room, u32 *used)
{
	const struct snd_card *card = adapter->card;
	struct adapter_data data = {
		.card = card->number,
		.streams = adapter->wmi.stream_count,
		.power_state = READ_ONCE(adapter->accessible) ? PORTCLS_POWER_D0 :
								PORTCLS_POWER_D3,
		.sleeps = READ_ONCE(adapter->sleeps),
		.present = !READ_ONCE(adapter->gone),
	};
	struct portcls_port *port;

	list_for_each_entry(port, &adapter->ports, link)
		data.subdevices += !!port->name;
	winwmi_answer(buffer, room, used, &data, offsetofend(struct adapter_data, present));
	winwmi_put_string(buffer, room, used, card->driver);
	winwmi_put_string(buffer, room, used, card->shortname);
	winwmi_put_string(buffer, room, used, card->longname);
	return *used > room ? -ENOSPC : 0;
}

static void get_format(const struct portcls_stream *stream, struct stream_data *data)
{
	const struct portcls_format *format = &stream->format;

	data->is_float = format->encoding == PORTCLS_ENCODING_FLOAT;
	data->channels = format->channels;
	data->valid_bits = format->valid_bits;
	data->container_bits = format->container_bits;
	data->rate = format->rate;
	data->rate_num = format->rate_num;
	data->rate_den = format->rate_den;
}

/* What the hardware says now, as far as it can be asked. */
static void get_position(struct portcls_stream *stream, struct stream_data *data)
{
	const struct portcls_position *position = &stream->position;

	if (stream->state >= PORTCLS_STATE_PAUSE && READ_ONCE(stream->adapter->accessible))
		portcls_stream_update_position(stream);
	data->buffer_frames = position->ring_frames;
	data->period_frames = position->period_frames;
	data->position = position->linear;
	if (position->period_frames)
		data->periods = div_u64(position->linear, position->period_frames);
}

static int query_stream(struct portcls_stream *stream, void *buffer, u32 room, u32 *used)
{
	struct stream_data data;

	/* What is between its members goes to programs, too. */
	memset(&data, 0, sizeof(data));
	data.device = stream->substream->pcm->device;
	data.substream = stream->substream->number;
	data.capture = stream->substream->stream == SNDRV_PCM_STREAM_CAPTURE;
	data.pin = stream->pin_id;
	mutex_lock(&stream->mutex);
	snd_pcm_stream_lock_irq(stream->substream);
	data.xruns = stream->xruns;
	if (stream->exists) {
		data.state = stream->state;
		get_format(stream, &data);
		get_position(stream, &data);
	}
	snd_pcm_stream_unlock_irq(stream->substream);
	mutex_unlock(&stream->mutex);
	return winwmi_answer(buffer, room, used, &data, sizeof(data));
}

static int query_service(struct portcls_stream *stream, void *buffer, u32 room, u32 *used)
{
	struct portcls_service_data data;

	portcls_wmi_get_service(stream, &data);
	return winwmi_answer(buffer, room, used, &data, sizeof(data));
}

static int query_block(void *priv, u32 index, u32 instance, void *buffer, u32 room, u32 *used)
{
	struct portcls_adapter *adapter = priv;

	switch (index) {
	case BLOCK_ADAPTER:
		return query_adapter(adapter, buffer, room, used);
	case BLOCK_STREAM:
		return query_stream(adapter->wmi.streams[instance], buffer, room, used);
	case BLOCK_SERVICE:
		return query_service(adapter->wmi.streams[instance], buffer, room, used);
	default:
		return -ENOENT;
	}
}

/* Xruns are told of whether somebody listens or not. */
static int control(void *priv, u32 index, enum winwmi_function function, bool enable)
{
	if (index == BLOCK_SERVICE && function == WINWMI_COLLECTION)
		portcls_wmi_measure_services(priv, enable);
	return 0;
}

const struct winwmi_callbacks portcls_wmi_callbacks = {
	.reginfo = describe_blocks,
	.query_block = query_block,
	.control = control,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: monitors, behind HDMI and DisplayPort: what they can do, and what they are told
 * of a stream.
 *
 * A monitor describes itself in ELD, "EDID-like data", that the display driver has put into the
 * codec. It is asked for when it is needed, since monitors come and go.
 */
#include <linux/bitfield.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/format.h>
#include <portcls/property.h>

#include "hda-codec.h"

/* ELD: bytes, and what is in them */
#define ELD_VERSION		0
#define   ELD_VERSION_MASK	0xf8
#define   ELD_VERSION_CEA_861D	2
#define   ELD_VERSION_PARTIAL	31
#define ELD_NAME_LENGTH		4
#define   ELD_NAME_LENGTH_MASK	0x1f
#define ELD_SADS		5
#define   ELD_SADS_MASK		0xf0
#define   ELD_CONNECTION_MASK	0x0c
#define   ELD_DISPLAY_PORT	1
#define ELD_NAME		20
#define SAD_BYTES		3
#define   SAD_CODING_MASK	0x78
#define   SAD_CODING_PCM	1
#define   SAD_CHANNELS_MASK	0x07
#define ELD_MOST		256

/* An "audio information frame" */
#define FRAME_TYPE		0x84
#define FRAME_BYTES		9

#define SLOTS			8
#define NO_CHANNEL		0xf

/**
 * hda_eld_parse() - read what a monitor says of itself
 * @bytes: what it says
 * @size: how much
 * @eld: receives what it means
 *
 * Context: any.
 * Return: true; false if it makes no sense.
 */
bool hda_eld_parse(const u8 *bytes, unsigned int size, struct hda_eld *eld)
{
	unsigned int i, count, version;

	*eld = (struct hda_eld) {};
	if (size < ELD_NAME)
		return false;
	version = FIELD_GET(ELD_VERSION_MASK, bytes[ELD_VERSION]);
	if (version != ELD_VERSION_CEA_861D && version != ELD_VERSION_PARTIAL)
		return false;
	count = FIELD_GET(ELD_SADS_MASK, bytes[ELD_SADS]);
	eld->display_port = FIELD_GET(ELD_CONNECTION_MASK, bytes[ELD_SADS]) == ELD_DISPLAY_PORT;
	i = ELD_NAME + FIELD_GET(ELD_NAME_LENGTH_MASK, bytes[ELD_NAME_LENGTH]);
	if (i + count * SAD_BYTES > size)
		return false;
	for (; count; count--, i += SAD_BYTES) {
		if (FIELD_GET(SAD_CODING_MASK, bytes[i]) != SAD_CODING_PCM)
			continue;
		eld->sads[eld->count++] = (struct hda_sad) {
			.channels = FIELD_GET(SAD_CHANNELS_MASK, bytes[i]) + 1,
			.rates = bytes[i + 1],
			.sizes = bytes[i + 2],
		};
	}
	return true;
}

static u8 rate_bit(u32 rate)
{
	static const u32 rates[] = { 32000, 44100, 48000, 88200, 96000, 176400, 192000 };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(rates); i++)
		if (rates[i] == rate)
			return BIT(i);
	return 0;
}

/**
 * hda_eld_takes() - whether a monitor takes a format
 * @eld: what it says of itself
 * @format: the format
 *
 * Context: any.
 * Return: true if so.
 */
bool hda_eld_takes(const struct hda_eld *eld, const struct portcls_format *format)
{
	/* 20 or 24 bits is the most there is. */
	const u8 sizes = format->valid_bits <= 16 ? BIT(0) : BIT(1) | BIT(2);
	const u8 rate = rate_bit(format->rate);
	unsigned int i;

	if (format->channels <= 2 && format->valid_bits <= 16 && rate & 0x07)
		return true;
	for (i = 0; i < eld->count; i++)
		if (format->channels <= eld->sads[i].channels && rate & eld->sads[i].rates &&
		    sizes & eld->sads[i].sizes)
			return true;
	return false;
}

static int get(struct hda_codec *codec, const struct hda_widget *pin, unsigned int verb,
	       unsigned int value, unsigned int *response)
{
	return snd_hdac_read(&codec->core, pin->nid, verb, value, response);
}

static void set(struct hda_codec *codec, const struct hda_widget *widget, unsigned int verb,
		unsigned int value)
{
	snd_hdac_codec_write(&codec->core, widget->nid, 0, verb, value);
}

/* Up to ELD_MOST bytes; returns how many, 0 if there is no monitor, or it says nothing. */
static unsigned int read_bytes(struct hda_codec *codec, const struct hda_widget *pin, u8 *bytes)
{
	unsigned int i, size, value;

	if (!hda_codec_senses(codec, pin) ||
	    get(codec, pin, AC_VERB_GET_HDMI_DIP_SIZE, AC_DIPSIZE_ELD_BUF, &size))
		return 0;
	size &= 0xff;
	for (i = 0; i < size; i++) {
		if (get(codec, pin, AC_VERB_GET_HDMI_ELDD, i, &value) ||
		    !(value & AC_ELDD_ELD_VALID))
			return 0;
		bytes[i] = value & AC_ELDD_ELD_DATA;
	}
	return size;
}

/* false if there is no monitor, or it says nothing that makes sense */
static bool read_eld(struct hda_codec *codec, const struct hda_widget *pin, struct hda_eld *eld)
{
	u8 bytes[ELD_MOST];

	return hda_eld_parse(bytes, read_bytes(codec, pin, bytes), eld);
}

/**
 * hda_hdmi_eld() - answer what a monitor says of itself
 * @request: the request
 *
 * It is left out if it makes no sense, or names no format.
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int hda_hdmi_eld(struct portcls_property_request *request)
{
	struct hda_codec *codec = request->miniport;
	const struct hda_digital *digital = codec->topology.what[request->node].digital;
	struct hda_eld eld;
	u8 bytes[ELD_MOST];
	unsigned int size;

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request, PORTCLS_TYPE_BLOB, NULL, 0);
	size = read_bytes(codec, digital->line.pin, bytes);
	if (!hda_eld_parse(bytes, size, &eld) || !FIELD_GET(ELD_SADS_MASK, bytes[ELD_SADS]))
		size = 0;
	return portcls_property_reply(request, bytes, size);
}

/**
 * hda_hdmi_takes() - whether what is plugged in takes a format
 * @codec: the codec
 * @pin: the socket
 * @format: the format
 *
 * Context: process, may sleep.
 * Return: true if so, or if it does not say.
 */
bool hda_hdmi_takes(struct hda_codec *codec, const struct hda_widget *pin,
		    const struct portcls_format *format)
{
	struct hda_eld eld;

	return !read_eld(codec, pin, &eld) || hda_eld_takes(&eld, format);
}

/*
 * By pairs of channels: the number that CEA-861 gives such an allocation of speakers, and the slot
 * in which each channel travels. Channels are in ALSA's order: front, rear, center and LFE, side.
 */
static const struct {
	u8 number;
	u8 slots[SLOTS];
} allocations[HDA_MAX_PAIRS] = {
	{ 0x00, { 0, 1 } },
	{ 0x08, { 0, 1, 4, 5 } },
	{ 0x0b, { 0, 1, 4, 5, 3, 2 } },
	{ 0x13, { 0, 1, 6, 7, 3, 2, 4, 5 } },
};

static void fill_slots(struct hda_codec *codec, const struct hda_widget *pin,
		       unsigned int channels, const u8 *slots)
{
	unsigned int slot, channel;

	for (slot = 0; slot < SLOTS; slot++) {
		for (channel = 0; channel < channels; channel++)
			if (slots[channel] == slot)
				break;
		set(codec, pin, AC_VERB_SET_HDMI_CHAN_SLOT,
		    (channel < channels ? channel : NO_CHANNEL) << 4 | slot);
	}
}

/* Header and checksum differ; what is said is the same. */
static void make_frame(u8 *frame, bool display_port, unsigned int channels, u8 allocation)
{
	static const u8 hdmi[] = { FRAME_TYPE, 0x01, 0x0a, 0 };
	static const u8 dp[] = { FRAME_TYPE, 0x1b, 0x11 << 2 };
	const unsigned int header = display_port ? sizeof(dp) : sizeof(hdmi);
	unsigned int i;
	u8 sum = 0;

	memset(frame, 0, FRAME_BYTES);
	memcpy(frame, display_port ? dp : hdmi, header);
	frame[header] = channels - 1;
	frame[header + 3] = allocation;
	if (display_port)
		return;
	for (i = 0; i < FRAME_BYTES; i++)
		sum += frame[i];
	frame[3] = -sum;
}

static void send_frame(struct hda_codec *codec, const struct hda_widget *pin, const u8 *frame)
{
	unsigned int i;

	set(codec, pin, AC_VERB_SET_HDMI_DIP_INDEX, 0);
	set(codec, pin, AC_VERB_SET_HDMI_DIP_XMIT, AC_DIPXMIT_DISABLE);
	/* It counts the bytes itself. */
	for (i = 0; i < FRAME_BYTES; i++)
		set(codec, pin, AC_VERB_SET_HDMI_DIP_DATA, frame[i]);
	set(codec, pin, AC_VERB_SET_HDMI_DIP_INDEX, 0);
	set(codec, pin, AC_VERB_SET_HDMI_DIP_XMIT, AC_DIPXMIT_BEST);
}

/**
 * hda_hdmi_prepare() - tell a monitor what is to come
 * @codec: the codec
 * @digital: the socket
 * @channels: 2, 4, 6 or 8
 *
 * Context: process, may sleep.
 */
void hda_hdmi_prepare(struct hda_codec *codec, const struct hda_digital *digital,
		      unsigned int channels)
{
	const struct hda_widget *pin = digital->line.pin;
	const unsigned int pairs = channels / 2 - 1;
	u8 frame[FRAME_BYTES];
	struct hda_eld eld;
	bool display_port;

	if (read_eld(codec, pin, &eld))
		display_port = eld.display_port;
	else
		display_port = !(pin->pin_caps & AC_PINCAP_HDMI);
	set(codec, digital->converter, AC_VERB_SET_CVT_CHAN_COUNT, channels - 1);
	fill_slots(codec, pin, channels, allocations[pairs].slots);
	make_frame(frame, display_port, channels, allocations[pairs].number);
	send_frame(codec, pin, frame);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: sockets. What the default configuration of a pin says, and what is plugged in.
 */
#include <linux/bitfield.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/guid.h>
#include <portcls/jack.h>
#include <portcls/property.h>

#include "hda-codec.h"

static unsigned int port_of(const struct hda_widget *pin)
{
	return FIELD_GET(AC_DEFCFG_PORT_CONN, pin->config);
}

static unsigned int location_of(const struct hda_widget *pin)
{
	return FIELD_GET(AC_DEFCFG_LOCATION, pin->config);
}

/**
 * hda_pin_device() - what a pin is for
 * @pin: the pin
 *
 * A line output that is built in is a speaker, whatever makers call it.
 *
 * Context: any.
 * Return: AC_JACK_*.
 */
unsigned int hda_pin_device(const struct hda_widget *pin)
{
	const unsigned int device = FIELD_GET(AC_DEFCFG_DEVICE, pin->config);

	if (device == AC_JACK_LINE_OUT &&
	    (port_of(pin) == AC_JACK_PORT_FIXED || port_of(pin) == AC_JACK_PORT_BOTH))
		return AC_JACK_SPEAKER;
	return device;
}

/**
 * hda_pin_can() - whether a pin can be for a device
 * @pin: the pin
 * @device: AC_JACK_*
 *
 * Context: any.
 * Return: true if so, or if the pin does not tell what it can do.
 */
bool hda_pin_can(const struct hda_widget *pin, unsigned int device)
{
	const bool plays = device == AC_JACK_LINE_OUT || device == AC_JACK_SPEAKER ||
			   device == AC_JACK_HP_OUT;

	return !pin->pin_caps || pin->pin_caps & (plays ? AC_PINCAP_OUT : AC_PINCAP_IN);
}

/**
 * hda_pin_is_connected() - whether there is anything behind a pin
 * @pin: the pin
 *
 * Context: any.
 * Return: true if so.
 */
bool hda_pin_is_connected(const struct hda_widget *pin)
{
	return port_of(pin) != AC_JACK_PORT_NONE;
}

/**
 * hda_pin_detects() - whether a pin knows that something is plugged in
 * @pin: the pin
 *
 * Context: any.
 * Return: true if so.
 */
bool hda_pin_detects(const struct hda_widget *pin)
{
	return pin->pin_caps & AC_PINCAP_PRES_DETECT && pin->caps & AC_WCAP_UNSOL_CAP &&
	       !(FIELD_GET(AC_DEFCFG_MISC, pin->config) & AC_DEFCFG_MISC_NO_PRESENCE);
}

/**
 * hda_pin_place() - where the socket of a pin is
 * @pin: the pin
 *
 * Context: any.
 * Return: &enum hda_place.
 */
enum hda_place hda_pin_place(const struct hda_widget *pin)
{
	const unsigned int location = location_of(pin);

	if (port_of(pin) == AC_JACK_PORT_FIXED || port_of(pin) == AC_JACK_PORT_BOTH ||
	    (location & 0x30) == AC_JACK_LOC_INTERNAL)
		return HDA_PLACE_INTERNAL;
	if ((location & 0x30) == AC_JACK_LOC_SEPARATE)
		return HDA_PLACE_DOCK;
	if (location == AC_JACK_LOC_REAR)
		return HDA_PLACE_REAR;
	return location == AC_JACK_LOC_FRONT ? HDA_PLACE_FRONT : HDA_PLACE_ANY;
}

/* Whether something can be plugged in, and its jack says so. */
static bool is_jack(const struct hda_widget *pin)
{
	return port_of(pin) == AC_JACK_PORT_COMPLEX && hda_pin_detects(pin);
}

/**
 * hda_line_category() - the kind of line, as descriptors name it
 * @line: the line
 *
 * Context: any.
 * Return: a GUID.
 */
const guid_t *hda_line_category(const struct hda_line *line)
{
	if (hda_pin_is_hdmi(line->pin))
		return &portcls_pin_digital_audio_interface;
	switch (hda_pin_device(line->pin)) {
	case AC_JACK_SPEAKER:
		return &portcls_pin_speaker;
	case AC_JACK_HP_OUT:
		return &portcls_pin_headphones;
	case AC_JACK_MIC_IN:
		return &portcls_pin_microphone;
	case AC_JACK_CD:
		return &portcls_pin_cd_player;
	case AC_JACK_AUX:
		return &portcls_pin_analog_connector;
	case AC_JACK_SPDIF_OUT:
	case AC_JACK_SPDIF_IN:
	case AC_JACK_DIG_OTHER_OUT:
	case AC_JACK_DIG_OTHER_IN:
		return &portcls_pin_spdif_interface;
	default:
		return &portcls_pin_line_connector;
	}
}

static u32 color_of(const struct hda_widget *pin)
{
	static const u32 colors[] = {
		[AC_JACK_COLOR_BLACK] = 0x000000, [AC_JACK_COLOR_GREY] = 0x808080,
		[AC_JACK_COLOR_BLUE] = 0x0000ff, [AC_JACK_COLOR_GREEN] = 0x00ff00,
		[AC_JACK_COLOR_RED] = 0xff0000, [AC_JACK_COLOR_ORANGE] = 0xffa500,
		[AC_JACK_COLOR_YELLOW] = 0xffff00, [AC_JACK_COLOR_PURPLE] = 0x800080,
		[AC_JACK_COLOR_PINK] = 0xffc0cb, [AC_JACK_COLOR_WHITE] = 0xffffff,
	};
	const unsigned int color = FIELD_GET(AC_DEFCFG_COLOR, pin->config);

	return color < ARRAY_SIZE(colors) ? colors[color] : 0;
}

static u32 connection_of(const struct hda_widget *pin)
{
	static const u8 connections[] = {
		[AC_JACK_CONN_1_8] = PORTCLS_JACK_CONNECTION_3_5_MM,
		[AC_JACK_CONN_1_4] = PORTCLS_JACK_CONNECTION_QUARTER_INCH,
		[AC_JACK_CONN_ATAPI] = PORTCLS_JACK_CONNECTION_ATAPI_INTERNAL,
		[AC_JACK_CONN_RCA] = PORTCLS_JACK_CONNECTION_RCA,
		[AC_JACK_CONN_OPTICAL] = PORTCLS_JACK_CONNECTION_OPTICAL,
		[AC_JACK_CONN_OTHER_DIGITAL] = PORTCLS_JACK_CONNECTION_OTHER_DIGITAL,
		[AC_JACK_CONN_OTHER_ANALOG] = PORTCLS_JACK_CONNECTION_OTHER_ANALOG,
		[AC_JACK_CONN_DIN] = PORTCLS_JACK_CONNECTION_MULTICHANNEL_DIN,
		[AC_JACK_CONN_XLR] = PORTCLS_JACK_CONNECTION_XLR,
		[AC_JACK_CONN_RJ11] = PORTCLS_JACK_CONNECTION_RJ11,
		[AC_JACK_CONN_COMB] = PORTCLS_JACK_CONNECTION_COMBINATION,
	};
	const unsigned int connection = FIELD_GET(AC_DEFCFG_CONN_TYPE, pin->config);

	return connection < ARRAY_SIZE(connections) ? connections[connection] : 0;
}

/* Rear, front, left, right, top and bottom have the same numbers there as here. */
static u32 geo_location_of(const struct hda_widget *pin)
{
	const unsigned int location = location_of(pin) & 0x0f;

	if (hda_pin_is_hdmi(pin))
		return PORTCLS_JACK_GEO_HDMI;
	return location <= AC_JACK_LOC_BOTTOM ? location : 0;
}

/* A socket that records, too, is told once. */
static const struct hda_line *line_of(const struct portcls_property_request *request)
{
	const struct hda_codec *codec = request->miniport;
	const u32 pin = *(const u32 *)request->instance;
	const struct hda_line *line;

	line = pin < codec->topology.filter.pin_count ? codec->topology.lines[pin] : NULL;
	return line && *line->jack ? line : NULL;
}

static u32 channels_of(const struct hda_codec *codec, const struct hda_line *line)
{
	const struct hda_layout *layout = &codec->layout;
	static const u32 pairs[] = { 0x3, 0x30, 0xc, 0x600 };

	if (line < layout->outputs || line >= layout->outputs + layout->output_count)
		return 0;
	return pairs[line->pair];
}

/**
 * hda_jack_description() - answer for the socket of a pin
 * @request: the request
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int hda_jack_description(struct portcls_property_request *request)
{
	struct {
		struct portcls_multiple_item header;
		struct portcls_jack_description jack;
	} answer = { .header = { .size = sizeof(answer.header) } };
	struct hda_codec *codec = request->miniport;
	const struct hda_line *line;

	if (request->instance_size < sizeof(u32))
		return -EINVAL;
	line = line_of(request);
	if (line) {
		answer.header = (struct portcls_multiple_item) {
			.size = sizeof(answer), .count = 1,
		};
		answer.jack = (struct portcls_jack_description) {
			.channel_mapping = channels_of(codec, line),
			.color = color_of(line->pin),
			.connection = connection_of(line->pin),
			.geo_location = geo_location_of(line->pin),
			.gen_location = (location_of(line->pin) & 0x30) >> 4,
			.port = port_of(line->pin) == AC_JACK_PORT_COMPLEX ?
				PORTCLS_JACK_PORT_JACK : PORTCLS_JACK_PORT_INTEGRATED,
			.connected = !is_jack(line->pin) ||
				     hda_codec_senses(codec, line->pin),
		};
	}
	return portcls_property_reply(request, &answer, answer.header.size);
}

/**
 * hda_jack_description2() - answer whether the socket of a pin knows what is plugged in
 * @request: the request
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int hda_jack_description2(struct portcls_property_request *request)
{
	struct {
		struct portcls_multiple_item header;
		struct portcls_jack_description2 jack;
	} answer = { .header = { .size = sizeof(answer.header) } };
	const struct hda_line *line;

	if (request->instance_size < sizeof(u32))
		return -EINVAL;
	line = line_of(request);
	if (line) {
		answer.header = (struct portcls_multiple_item) {
			.size = sizeof(answer), .count = 1,
		};
		if (is_jack(line->pin))
			answer.jack.capabilities = PORTCLS_JACK_PRESENCE_DETECT;
	}
	return portcls_property_reply(request, &answer, answer.header.size);
}

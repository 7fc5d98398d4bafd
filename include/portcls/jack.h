/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Jacks: what a filter's property set "jack" answers about the sockets behind a pin.
 *
 * The properties are the filter's, with the number of the pin, a __u32, as their instance. Each
 * answer is a &struct portcls_multiple_item and then one description for each socket: a pin for
 * six channels may have three. A pin that leads to no socket answers with none.
 */
#ifndef PORTCLS_JACK_H
#define PORTCLS_JACK_H

#include <linux/bits.h>
#include <linux/types.h>

/**
 * enum portcls_jack_property - numbers in &portcls_property_set_jack
 * @PORTCLS_JACK_DESCRIPTION: &struct portcls_jack_description for each socket
 * @PORTCLS_JACK_DESCRIPTION2: &struct portcls_jack_description2 for each socket
 *
 * Counterpart: KSPROPERTY_JACK_DESCRIPTION and _DESCRIPTION2, same values.
 */
enum portcls_jack_property {
	PORTCLS_JACK_DESCRIPTION = 1,
	PORTCLS_JACK_DESCRIPTION2 = 2,
};

/**
 * struct portcls_multiple_item - beginning of an answer with any number of items
 * @size: bytes of the whole answer, with this
 * @count: items that follow
 *
 * Counterpart: KSMULTIPLE_ITEM.
 */
struct portcls_multiple_item {
	__u32 size;
	__u32 count;
};

/* Counterpart: EPcxConnectionType, same values. */
enum portcls_jack_connection {
	PORTCLS_JACK_CONNECTION_UNKNOWN = 0,
	PORTCLS_JACK_CONNECTION_3_5_MM = 1,
	PORTCLS_JACK_CONNECTION_QUARTER_INCH = 2,
	PORTCLS_JACK_CONNECTION_ATAPI_INTERNAL = 3,
	PORTCLS_JACK_CONNECTION_RCA = 4,
	PORTCLS_JACK_CONNECTION_OPTICAL = 5,
	PORTCLS_JACK_CONNECTION_OTHER_DIGITAL = 6,
	PORTCLS_JACK_CONNECTION_OTHER_ANALOG = 7,
	PORTCLS_JACK_CONNECTION_MULTICHANNEL_DIN = 8,
	PORTCLS_JACK_CONNECTION_XLR = 9,
	PORTCLS_JACK_CONNECTION_RJ11 = 10,
	PORTCLS_JACK_CONNECTION_COMBINATION = 11,
};

/* Counterpart: EPcxGeoLocation, same values. */
enum portcls_jack_geo_location {
	PORTCLS_JACK_GEO_REAR = 1,
	PORTCLS_JACK_GEO_FRONT = 2,
	PORTCLS_JACK_GEO_LEFT = 3,
	PORTCLS_JACK_GEO_RIGHT = 4,
	PORTCLS_JACK_GEO_TOP = 5,
	PORTCLS_JACK_GEO_BOTTOM = 6,
	PORTCLS_JACK_GEO_REAR_PANEL = 7,
	PORTCLS_JACK_GEO_RISER = 8,
	PORTCLS_JACK_GEO_INSIDE_MOBILE_LID = 9,
	PORTCLS_JACK_GEO_DRIVE_BAY = 10,
	PORTCLS_JACK_GEO_HDMI = 11,
	PORTCLS_JACK_GEO_OUTSIDE_MOBILE_LID = 12,
	PORTCLS_JACK_GEO_ATAPI = 13,
};

/* Counterpart: EPcxGenLocation, same values. */
enum portcls_jack_gen_location {
	PORTCLS_JACK_GEN_PRIMARY_BOX = 0,
	PORTCLS_JACK_GEN_INTERNAL = 1,
	PORTCLS_JACK_GEN_SEPARATE = 2,
	PORTCLS_JACK_GEN_OTHER = 3,
};

/* Counterpart: EPxcPortConnection, same values. */
enum portcls_jack_port {
	PORTCLS_JACK_PORT_JACK = 0,
	PORTCLS_JACK_PORT_INTEGRATED = 1,
	PORTCLS_JACK_PORT_BOTH = 2,
	PORTCLS_JACK_PORT_UNKNOWN = 3,
};

/**
 * struct portcls_jack_description - a socket
 * @channel_mapping: speaker positions that it carries; 0 unless analog and for playing
 * @color: 0x00RRGGBB
 * @connection: &enum portcls_jack_connection
 * @geo_location: &enum portcls_jack_geo_location
 * @gen_location: &enum portcls_jack_gen_location
 * @port: &enum portcls_jack_port
 * @connected: not 0 when something is plugged in; always when that cannot be detected
 *
 * Counterpart: KSJACK_DESCRIPTION.
 */
struct portcls_jack_description {
	__u32 channel_mapping;
	__u32 color;
	__u32 connection;
	__u32 geo_location;
	__u32 gen_location;
	__u32 port;
	__u32 connected;
};

/* Capabilities. Counterpart: JACKDESC2_*. */
#define PORTCLS_JACK_PRESENCE_DETECT		BIT(0)
#define PORTCLS_JACK_DYNAMIC_FORMAT_CHANGE	BIT(1)

/**
 * struct portcls_jack_description2 - more of a socket
 * @device_state: state of what is plugged in, in the lower 16 bits
 * @capabilities: PORTCLS_JACK_PRESENCE_DETECT, _DYNAMIC_FORMAT_CHANGE
 *
 * Counterpart: KSJACK_DESCRIPTION2.
 */
struct portcls_jack_description2 {
	__u32 device_state;
	__u32 capabilities;
};

#endif /* PORTCLS_JACK_H */

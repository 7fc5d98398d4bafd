// SPDX-License-Identifier: GPL-2.0-only
/*
 * AC'97 codec: the properties of its nodes, each of which is a field of a register.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/math.h>
#include <linux/minmax.h>
#include <linux/regmap.h>

#include <portcls/audio_property.h>
#include <portcls/guid.h>
#include <portcls/property.h>

#include "ich.h"

static struct ich *chip_of(const struct portcls_property_request *request)
{
	return request->miniport;
}

static const struct ich_field *field_of(const struct portcls_property_request *request)
{
	return &chip_of(request)->topology.fields[request->node];
}

static int get_field(const struct portcls_property_request *request, s32 channel, u32 *value)
{
	const struct ich_field *field = field_of(request);
	unsigned int bits;
	int err;

	err = regmap_read(chip_of(request)->codec, field->reg, &bits);
	*value = (bits >> field->shift[channel]) & field->most;
	if (field->inverted)
		*value = field->most - *value;
	return err;
}

static int set_field(const struct portcls_property_request *request, s32 channel, u32 value)
{
	const struct ich_field *field = field_of(request);
	unsigned int mask = 0, bits = 0;
	int i;

	if (field->inverted)
		value = field->most - value;
	for (i = 0; i < field->channels; i++) {
		if (channel != i && channel != PORTCLS_ALL_CHANNELS)
			continue;
		mask |= field->most << field->shift[i];
		bits |= value << field->shift[i];
	}
	return ich_codec_update(chip_of(request), field->reg, mask, bits);
}

/* A number of which 0 is the least of its range */
static int number(struct portcls_property_request *request)
{
	const struct ich_field *field = field_of(request);
	const struct portcls_stepping *range = field->range;
	s32 channel, number;
	u32 value;
	int err;

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request, PORTCLS_TYPE_S32,
						(const struct portcls_stepping[]){ *range, *range },
						field->channels);
	err = portcls_property_channel(request, field->channels, &channel);
	if (err)
		return err;
	if (request->verb == PORTCLS_PROPERTY_GET) {
		err = get_field(request, channel, &value);
		number = range->minimum + (s32)(range->step * value);
		return err ?: portcls_property_reply(request, &number, sizeof(number));
	}
	err = portcls_property_value(request, &number, sizeof(number));
	if (err)
		return err;
	number = clamp(number, range->minimum, range->maximum);
	return set_field(request, channel,
			 DIV_ROUND_CLOSEST((u32)(number - range->minimum), range->step));
}

static int boolean(struct portcls_property_request *request)
{
	const struct ich_field *field = field_of(request);
	s32 channel;
	u32 value;
	int err;

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request, PORTCLS_TYPE_BOOL, NULL, 0);
	err = portcls_property_channel(request, field->channels, &channel);
	if (err)
		return err;
	if (request->verb == PORTCLS_PROPERTY_GET) {
		err = get_field(request, channel, &value);
		return err ?: portcls_property_reply(request, &value, sizeof(value));
	}
	err = portcls_property_value(request, &value, sizeof(value));
	return err ?: set_field(request, channel, !!value);
}

/* Inputs are numbered from 1 on; each side may have its own. If not, nobody names a channel. */
static int source(struct portcls_property_request *request)
{
	const struct ich_field *field = field_of(request);
	const struct portcls_stepping pins = { 1, 0, 1, field->most + 1 };
	s32 channel = 0;
	u32 value;
	int err = 0;

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request, PORTCLS_TYPE_U32,
						(const struct portcls_stepping[]){ pins, pins },
						field->channels);
	if (field->channels > 1)
		err = portcls_property_channel(request, field->channels, &channel);
	if (err)
		return err;
	if (request->verb == PORTCLS_PROPERTY_GET) {
		err = get_field(request, channel, &value);
		value++;
		return err ?: portcls_property_reply(request, &value, sizeof(value));
	}
	err = portcls_property_value(request, &value, sizeof(value));
	if (err)
		return err;
	if (value < 1 || value > field->most + 1)
		return -EINVAL;
	return set_field(request, channel, value - 1);
}

#define PROPERTY(name, what, flag)						\
	static const struct portcls_property_item name##_properties[] = {	\
		{								\
			.set = &portcls_property_set_audio,			\
			.id = PORTCLS_AUDIO_##what,				\
			.flags = PORTCLS_PROPERTY_GET | (flag),			\
			.handler = name##_handler,				\
		},								\
	};									\
	const struct portcls_automation ich_##name = {				\
		.property_size = sizeof(name##_properties[0]),			\
		.property_count = ARRAY_SIZE(name##_properties),		\
		.properties = name##_properties,				\
	}

#define volume_handler	number
#define mute_handler	boolean
#define source_handler	source
#define boost_handler	boolean
#define bass_handler	number
#define treble_handler	number
#define switch_handler	boolean
#define number_handler	number

PROPERTY(volume, VOLUME_LEVEL, PORTCLS_PROPERTY_FLAGS);
PROPERTY(mute, MUTE, PORTCLS_PROPERTY_FLAGS);
PROPERTY(source, MUX_SOURCE, PORTCLS_PROPERTY_FLAGS);
PROPERTY(boost, LOUDNESS, PORTCLS_PROPERTY_FLAGS);
PROPERTY(bass, BASS, PORTCLS_PROPERTY_FLAGS);
PROPERTY(treble, TREBLE, PORTCLS_PROPERTY_FLAGS);
PROPERTY(switch, DEV_SPECIFIC, PORTCLS_PROPERTY_FLAGS);
PROPERTY(number, DEV_SPECIFIC, PORTCLS_PROPERTY_FLAGS);

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ensoniq AudioPCI ES1370: its AK4531 codec as a Topology miniport.
 *
 *  DAC2, DAC1, CD, Line,   volume - mute +-- switch -> output mixer +-> Line Out
 *  Aux, Mono 1 and 2, Mic                |                          +-> Mono Out
 *                                        +-- switch -> input mixer --> ADC
 *
 * The input mixer takes each side of a stereo line to either of its own. Mic and both Monos also
 * have a way into it past their volume.
 */
#include <linux/bits.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/math.h>
#include <linux/minmax.h>

#include <portcls/adapter.h>
#include <portcls/audio_property.h>
#include <portcls/filter.h>
#include <portcls/guid.h>
#include <portcls/interrupt_sync.h>
#include <portcls/jack.h>
#include <portcls/property.h>
#include <portcls/topology.h>

#include "es1370.h"

/* What can be heard; each is a pin of the same number. */
enum {
	VOICE,
	FM,
	CD,
	LINE,
	AUX,
	MONO1,
	MONO2,
	MIC,
	LINES,
};

enum {
	PIN_ADC = LINES,
	PIN_LINE_OUT,
	PIN_MONO_OUT,
	PIN_LINE_IN_OUT,
	PINS,
};

/* Nodes that each line has */
enum {
	VOLUME,
	MUTE,
	PLAYBACK,
	CAPTURE,
	NODES_OF_LINE,
};

#define NODE(line, part)	((line) * NODES_OF_LINE + (part))

/* The others */
enum {
	FIRST_OTHER = LINES * NODES_OF_LINE,
	NODE_MIC_BIAS = FIRST_OTHER,
	NODE_MIC_BOOST,
	NODE_MIC_BYPASS,
	NODE_MONO1_BYPASS,
	NODE_MONO2_BYPASS,
	NODE_OUTPUT_MIXER,
	NODE_MASTER_VOLUME,
	NODE_MASTER_MUTE,
	NODE_MONO_OUT_VOLUME,
	NODE_MONO_OUT_MUTE,
	NODE_INPUT_MIXER,
	NODE_AD_INPUT,
	NODE_LINE_IN_OUT,
	NODES,
};

/**
 * struct codec_field - where a node is found in the codec's registers
 * @channels: channels, 1 or 2
 * @reg: register of each channel; of a matrix, of each output
 * @mask: bits of each channel there; of a matrix, of each input
 * @levels: what the bits mean, the greatest first, or NULL
 */
struct codec_field {
	u8 channels;
	u8 reg[2];
	u8 mask[2];
	const struct portcls_stepping *levels;
};

static const struct portcls_stepping input_levels = {
	PORTCLS_LEVEL_DB(2), 0, PORTCLS_LEVEL_DB(-50), PORTCLS_LEVEL_DB(12)
};

static const struct portcls_stepping master_levels = {
	PORTCLS_LEVEL_DB(2), 0, PORTCLS_LEVEL_DB(-62), 0
};

static const struct portcls_stepping mono_out_levels = {
	PORTCLS_LEVEL_DB(4), 0, PORTCLS_LEVEL_DB(-28), 0
};

/* Left and right have registers one after the other, or share one. */
#define PAIR(left)	{ (left), (left) + 1 }
#define BOTH(value)	{ (value), (value) }

static const struct codec_field fields[NODES] = {
	[NODE(VOICE, VOLUME)] = { 2, PAIR(AK4531_VOICE_LEFT), BOTH(AK4531_LEVEL), &input_levels },
	[NODE(VOICE, MUTE)] = { 2, PAIR(AK4531_VOICE_LEFT), BOTH(AK4531_MUTE) },
	[NODE(VOICE, PLAYBACK)] = { 2, BOTH(AK4531_OUT_SWITCH_2),
				    { AK4531_OUT_VOICE_LEFT, AK4531_OUT_VOICE_RIGHT } },
	[NODE(VOICE, CAPTURE)] = { 2, PAIR(AK4531_LEFT_SWITCH_2), BOTH(AK4531_IN_VOICE) },

	[NODE(FM, VOLUME)] = { 2, PAIR(AK4531_FM_LEFT), BOTH(AK4531_LEVEL), &input_levels },
	[NODE(FM, MUTE)] = { 2, PAIR(AK4531_FM_LEFT), BOTH(AK4531_MUTE) },
	[NODE(FM, PLAYBACK)] = { 2, BOTH(AK4531_OUT_SWITCH_1),
				 { AK4531_OUT_FM_LEFT, AK4531_OUT_FM_RIGHT } },
	[NODE(FM, CAPTURE)] = { 2, PAIR(AK4531_LEFT_SWITCH_1),
				{ AK4531_IN_FM_LEFT, AK4531_IN_FM_RIGHT } },

	[NODE(CD, VOLUME)] = { 2, PAIR(AK4531_CD_LEFT), BOTH(AK4531_LEVEL), &input_levels },
	[NODE(CD, MUTE)] = { 2, PAIR(AK4531_CD_LEFT), BOTH(AK4531_MUTE) },
	[NODE(CD, PLAYBACK)] = { 2, BOTH(AK4531_OUT_SWITCH_1),
				 { AK4531_OUT_CD_LEFT, AK4531_OUT_CD_RIGHT } },
	[NODE(CD, CAPTURE)] = { 2, PAIR(AK4531_LEFT_SWITCH_1),
				{ AK4531_IN_CD_LEFT, AK4531_IN_CD_RIGHT } },

	[NODE(LINE, VOLUME)] = { 2, PAIR(AK4531_LINE_LEFT), BOTH(AK4531_LEVEL), &input_levels },
	[NODE(LINE, MUTE)] = { 2, PAIR(AK4531_LINE_LEFT), BOTH(AK4531_MUTE) },
	[NODE(LINE, PLAYBACK)] = { 2, BOTH(AK4531_OUT_SWITCH_1),
				   { AK4531_OUT_LINE_LEFT, AK4531_OUT_LINE_RIGHT } },
	[NODE(LINE, CAPTURE)] = { 2, PAIR(AK4531_LEFT_SWITCH_1),
				  { AK4531_IN_LINE_LEFT, AK4531_IN_LINE_RIGHT } },

	[NODE(AUX, VOLUME)] = { 2, PAIR(AK4531_AUX_LEFT), BOTH(AK4531_LEVEL), &input_levels },
	[NODE(AUX, MUTE)] = { 2, PAIR(AK4531_AUX_LEFT), BOTH(AK4531_MUTE) },
	[NODE(AUX, PLAYBACK)] = { 2, BOTH(AK4531_OUT_SWITCH_2),
				  { AK4531_OUT_AUX_LEFT, AK4531_OUT_AUX_RIGHT } },
	[NODE(AUX, CAPTURE)] = { 2, PAIR(AK4531_LEFT_SWITCH_2),
				 { AK4531_IN_AUX_LEFT, AK4531_IN_AUX_RIGHT } },

	[NODE(MONO1, VOLUME)] = { 1, { AK4531_MONO1 }, { AK4531_LEVEL }, &input_levels },
	[NODE(MONO1, MUTE)] = { 1, { AK4531_MONO1 }, { AK4531_MUTE } },
	[NODE(MONO1, PLAYBACK)] = { 1, { AK4531_OUT_SWITCH_2 }, { AK4531_OUT_MONO1 } },
	[NODE(MONO1, CAPTURE)] = { 2, PAIR(AK4531_LEFT_SWITCH_2), BOTH(AK4531_IN_MONO1) },
	[NODE_MONO1_BYPASS] = { 2, PAIR(AK4531_LEFT_SWITCH_2), BOTH(AK4531_IN_MONO1_BYPASS) },

	[NODE(MONO2, VOLUME)] = { 1, { AK4531_MONO2 }, { AK4531_LEVEL }, &input_levels },
	[NODE(MONO2, MUTE)] = { 1, { AK4531_MONO2 }, { AK4531_MUTE } },
	[NODE(MONO2, PLAYBACK)] = { 1, { AK4531_OUT_SWITCH_2 }, { AK4531_OUT_MONO2 } },
	[NODE(MONO2, CAPTURE)] = { 2, PAIR(AK4531_LEFT_SWITCH_2), BOTH(AK4531_IN_MONO2) },
	[NODE_MONO2_BYPASS] = { 2, PAIR(AK4531_LEFT_SWITCH_2), BOTH(AK4531_IN_MONO2_BYPASS) },

	[NODE_MIC_BOOST] = { 1, { AK4531_MIC_GAIN }, { AK4531_MIC_GAIN_30DB } },
	[NODE(MIC, VOLUME)] = { 1, { AK4531_MIC }, { AK4531_LEVEL }, &input_levels },
	[NODE(MIC, MUTE)] = { 1, { AK4531_MIC }, { AK4531_MUTE } },
	[NODE(MIC, PLAYBACK)] = { 1, { AK4531_OUT_SWITCH_1 }, { AK4531_OUT_MIC } },
	[NODE(MIC, CAPTURE)] = { 2, PAIR(AK4531_LEFT_SWITCH_1), BOTH(AK4531_IN_MIC) },
	[NODE_MIC_BYPASS] = { 2, PAIR(AK4531_LEFT_SWITCH_2), BOTH(AK4531_IN_MIC_BYPASS) },

	[NODE_MASTER_VOLUME] = { 2, PAIR(AK4531_MASTER_LEFT), BOTH(AK4531_LEVEL), &master_levels },
	[NODE_MASTER_MUTE] = { 2, PAIR(AK4531_MASTER_LEFT), BOTH(AK4531_MUTE) },
	[NODE_MONO_OUT_VOLUME] = { 1, { AK4531_MONO_OUT }, { AK4531_MONO_OUT_LEVEL },
				   &mono_out_levels },
	[NODE_MONO_OUT_MUTE] = { 1, { AK4531_MONO_OUT }, { AK4531_MUTE } },
	[NODE_AD_INPUT] = { 1, { AK4531_AD_INPUT }, { AK4531_AD_INPUT_EXTERNAL } },
};

static const struct codec_field *field_of(const struct portcls_property_request *request)
{
	return &fields[request->node];
}

/* @value: shifted to where it belongs, if @channel is one, else in all of them */
static int set_field(const struct portcls_property_request *request, s32 channel, u8 value)
{
	const struct codec_field *field = field_of(request);
	int i, err = 0;

	for (i = 0; i < field->channels && !err; i++)
		if (channel == i || channel == PORTCLS_ALL_CHANNELS)
			err = es1370_codec_update(request->miniport, field->reg[i], field->mask[i],
						  value << __ffs(field->mask[i]));
	return err;
}

static u8 get_field(const struct portcls_property_request *request, s32 channel)
{
	const struct codec_field *field = field_of(request);
	u8 value = es1370_codec_read(request->miniport, field->reg[channel]);

	return (value & field->mask[channel]) >> __ffs(field->mask[channel]);
}

static int volume_level(struct portcls_property_request *request)
{
	const struct portcls_stepping *levels = field_of(request)->levels;
	s32 channel, level;
	int err;

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request, PORTCLS_TYPE_S32,
						(const struct portcls_stepping[])BOTH(*levels),
						field_of(request)->channels);
	err = portcls_property_channel(request, field_of(request)->channels, &channel);
	if (err)
		return err;
	if (request->verb == PORTCLS_PROPERTY_GET) {
		level = levels->maximum - (s32)levels->step * get_field(request, channel);
		return portcls_property_reply(request, &level, sizeof(level));
	}
	err = portcls_property_value(request, &level, sizeof(level));
	if (err)
		return err;
	level = clamp(level, levels->minimum, levels->maximum);
	return set_field(request, channel,
			 DIV_ROUND_CLOSEST((u32)(levels->maximum - level), levels->step));
}

/* A property that is true when the bit is not @clear. */
static int boolean(struct portcls_property_request *request, bool clear)
{
	s32 channel;
	u32 value;
	int err;

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request, PORTCLS_TYPE_BOOL, NULL, 0);
	err = portcls_property_channel(request, field_of(request)->channels, &channel);
	if (err)
		return err;
	if (request->verb == PORTCLS_PROPERTY_GET) {
		value = get_field(request, channel) != clear;
		return portcls_property_reply(request, &value, sizeof(value));
	}
	err = portcls_property_value(request, &value, sizeof(value));
	return err ?: set_field(request, channel, !value == clear);
}

/* Of bits that switch on */
static int switch_on(struct portcls_property_request *request)
{
	return boolean(request, false);
}

/* Of bits that let pass */
static int mute_unless_set(struct portcls_property_request *request)
{
	return boolean(request, true);
}

/* Which of left and right goes where. */
struct route {
	struct portcls_mix_level paths[2][2];
};

static int route(struct portcls_property_request *request)
{
	const struct codec_field *field = field_of(request);
	struct route route = {};
	u8 bits;
	int in, out, err;

	if (request->verb == PORTCLS_PROPERTY_GET) {
		for (out = 0; out < 2; out++) {
			bits = es1370_codec_read(request->miniport, field->reg[out]);
			for (in = 0; in < 2; in++)
				route.paths[in][out].mute = !(bits & field->mask[in]);
		}
		return portcls_property_reply(request, &route, sizeof(route));
	}
	err = portcls_property_value(request, &route, sizeof(route));
	for (out = 0; out < 2 && !err; out++) {
		bits = 0;
		for (in = 0; in < 2; in++)
			if (!route.paths[in][out].mute)
				bits |= field->mask[in];
		err = es1370_codec_update(request->miniport, field->reg[out],
					  field->mask[0] | field->mask[1], bits);
	}
	return err;
}

static int route_caps(struct portcls_property_request *request)
{
	static const struct {
		struct portcls_mix_caps_header header;
		struct portcls_mix_caps paths[4];
	} caps = {
		.header = { .input_channels = 2, .output_channels = 2 },
		.paths = { [0 ... 3] = { .mute = 1 } },
	};

	return portcls_property_reply(request, &caps, sizeof(caps));
}

/* Two bits of the chip, not of the codec */
static int chip_bit(struct portcls_property_request *request)
{
	u32 bit = request->node == NODE_MIC_BIAS ? ES1370_CONTROL_XCTL1 : ES1370_CONTROL_XCTL0;
	struct es1370 *chip = request->miniport;
	unsigned long flags;
	s32 channel;
	u32 value;
	int err;

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request, PORTCLS_TYPE_BOOL, NULL, 0);
	err = portcls_property_channel(request, 1, &channel);
	if (err)
		return err;
	if (request->verb == PORTCLS_PROPERTY_SET) {
		err = portcls_property_value(request, &value, sizeof(value));
		if (err)
			return err;
	}
	flags = portcls_interrupt_sync_lock_irqsave(chip->sync);
	if (request->verb == PORTCLS_PROPERTY_SET)
		es1370_set_control(chip, value ? chip->control | bit : chip->control & ~bit);
	else
		value = !!(chip->control & bit);
	portcls_interrupt_sync_unlock_irqrestore(chip->sync, flags);
	return request->verb == PORTCLS_PROPERTY_SET ? 0 :
	       portcls_property_reply(request, &value, sizeof(value));
}

/* The sockets at the back tell nothing of what is plugged in. */
static int jack_description(struct portcls_property_request *request)
{
	struct {
		struct portcls_multiple_item header;
		struct portcls_jack_description jack;
	} answer = {
		.header = { .size = sizeof(answer), .count = 1 },
		.jack = {
			.connection = PORTCLS_JACK_CONNECTION_3_5_MM,
			.geo_location = PORTCLS_JACK_GEO_REAR,
			.gen_location = PORTCLS_JACK_GEN_PRIMARY_BOX,
			.port = PORTCLS_JACK_PORT_JACK,
			.connected = 1,
		},
	};

	if (request->instance_size < sizeof(u32))
		return -EINVAL;
	switch (*(u32 *)request->instance) {
	case PIN_LINE_OUT:
		answer.jack.channel_mapping = BIT(0) | BIT(1);	/* front left, front right */
		break;
	case LINE:
	case MIC:
		break;
	default:
		answer.header = (struct portcls_multiple_item) { .size = sizeof(answer.header) };
	}
	return portcls_property_reply(request, &answer, answer.header.size);
}

#define AUDIO_PROPERTY(property, what, flag)					\
	{									\
		.set = &portcls_property_set_audio,				\
		.id = PORTCLS_AUDIO_##property,					\
		.flags = PORTCLS_PROPERTY_GET | (flag),				\
		.handler = (what),						\
	}

#define AUTOMATION(table)							\
	{									\
		.property_size = sizeof((table)[0]),				\
		.property_count = ARRAY_SIZE(table),				\
		.properties = (table),						\
	}

static const struct portcls_property_item volume_properties[] = {
	AUDIO_PROPERTY(VOLUME_LEVEL, volume_level, PORTCLS_PROPERTY_FLAGS),
};

static const struct portcls_property_item mute_properties[] = {
	AUDIO_PROPERTY(MUTE, switch_on, PORTCLS_PROPERTY_FLAGS),
};

static const struct portcls_property_item pass_properties[] = {
	AUDIO_PROPERTY(MUTE, mute_unless_set, PORTCLS_PROPERTY_FLAGS),
};

static const struct portcls_property_item route_properties[] = {
	AUDIO_PROPERTY(MIX_LEVEL_TABLE, route, PORTCLS_PROPERTY_SET),
	AUDIO_PROPERTY(MIX_LEVEL_CAPS, route_caps, 0),
};

static const struct portcls_property_item boost_properties[] = {
	AUDIO_PROPERTY(LOUDNESS, switch_on, PORTCLS_PROPERTY_FLAGS),
};

static const struct portcls_property_item ad_input_properties[] = {
	AUDIO_PROPERTY(DEV_SPECIFIC, switch_on, PORTCLS_PROPERTY_FLAGS),
};

static const struct portcls_property_item chip_properties[] = {
	AUDIO_PROPERTY(DEV_SPECIFIC, chip_bit, PORTCLS_PROPERTY_FLAGS),
};

static const struct portcls_property_item filter_properties[] = {
	{
		.set = &portcls_property_set_jack,
		.id = PORTCLS_JACK_DESCRIPTION,
		.flags = PORTCLS_PROPERTY_GET,
		.handler = jack_description,
	},
};

static const struct portcls_automation volume = AUTOMATION(volume_properties);
static const struct portcls_automation mute = AUTOMATION(mute_properties);
static const struct portcls_automation pass = AUTOMATION(pass_properties);
static const struct portcls_automation routes = AUTOMATION(route_properties);
static const struct portcls_automation boost = AUTOMATION(boost_properties);
static const struct portcls_automation ad_input = AUTOMATION(ad_input_properties);
static const struct portcls_automation chip_bits = AUTOMATION(chip_properties);
static const struct portcls_automation filter_automation = AUTOMATION(filter_properties);

#define BRIDGE_PIN(direction, kind, called)					\
	{									\
		.dataflow = PORTCLS_DATAFLOW_##direction,			\
		.communication = PORTCLS_COMMUNICATION_BRIDGE,			\
		.category = &portcls_##kind,					\
		.name = (called),						\
	}

static const struct portcls_pin pins[PINS] = {
	[VOICE] = BRIDGE_PIN(IN, category_audio, NULL),
	[FM] = BRIDGE_PIN(IN, category_audio, NULL),
	[CD] = BRIDGE_PIN(IN, pin_cd_player, NULL),
	[LINE] = BRIDGE_PIN(IN, pin_line_connector, NULL),
	[AUX] = BRIDGE_PIN(IN, pin_analog_connector, &portcls_name_aux),
	[MONO1] = BRIDGE_PIN(IN, category_audio, NULL),
	[MONO2] = BRIDGE_PIN(IN, category_audio, NULL),
	[MIC] = BRIDGE_PIN(IN, pin_microphone, NULL),
	[PIN_ADC] = BRIDGE_PIN(OUT, category_audio, NULL),
	[PIN_LINE_OUT] = BRIDGE_PIN(OUT, pin_line_connector, NULL),
	[PIN_MONO_OUT] = BRIDGE_PIN(OUT, pin_analog_connector, &portcls_name_mono_out),
	[PIN_LINE_IN_OUT] = BRIDGE_PIN(OUT, pin_analog_connector, NULL),
};

/* Nodes of one type need names that differ: the last byte is the number of the node. */
#define NAME(number)								\
	(&(const guid_t) { { 0x5e, 0x0b, 0x91, 0x3c, 0x7a, 0x42, 0xd8, 0x4f,	\
			     0xa6, 0x1d, 0x0e, 0xc5, 0x37, 0xf2, 0x88, (number) } })

/* A row of the table of nodes, which is in two parts: nodes of lines, then the others. */
#define LINE_NODES(line, capture_type, capture_automation, capture_control)	\
	{									\
		{ 0, &volume, &portcls_node_volume, NAME(NODE(line, VOLUME)) },	\
		{ 0, &mute, &portcls_node_mute, NAME(NODE(line, MUTE)) },	\
		{ 0, &pass, &portcls_node_mute, NAME(NODE(line, PLAYBACK)) },	\
		{ 0, &(capture_automation), &portcls_node_##capture_type,	\
		  NAME(NODE(line, CAPTURE)), capture_control },			\
	}

static const struct {
	struct portcls_node lines[LINES][NODES_OF_LINE];
	struct portcls_node others[NODES - FIRST_OTHER];
} nodes = {
	.lines = {
		[VOICE] = LINE_NODES(VOICE, mute, pass, NULL),
		[FM] = LINE_NODES(FM, supermix, routes, NULL),
		[CD] = LINE_NODES(CD, supermix, routes, NULL),
		[LINE] = LINE_NODES(LINE, supermix, routes, NULL),
		[AUX] = LINE_NODES(AUX, supermix, routes, NULL),
		[MONO1] = LINE_NODES(MONO1, mute, pass, NULL),
		[MONO2] = LINE_NODES(MONO2, mute, pass, NULL),
		[MIC] = LINE_NODES(MIC, mute, pass, NULL),
	},
	.others = {
		[NODE_MIC_BIAS - FIRST_OTHER] = {
			PORTCLS_NODE_CARD, &chip_bits, &portcls_node_dev_specific,
			NAME(NODE_MIC_BIAS), "Mic +5V bias"
		},
		[NODE_MIC_BOOST - FIRST_OTHER] = {
			0, &boost, &portcls_node_loudness,
			&portcls_name_microphone_boost, "Mic Boost (+30dB)"
		},
		[NODE_MIC_BYPASS - FIRST_OTHER] = {
			0, &pass, &portcls_node_mute,
			NAME(NODE_MIC_BYPASS), "Mic Bypass Capture Switch"
		},
		[NODE_MONO1_BYPASS - FIRST_OTHER] = {
			0, &pass, &portcls_node_mute,
			NAME(NODE_MONO1_BYPASS), "Mono1 Bypass Capture Switch"
		},
		[NODE_MONO2_BYPASS - FIRST_OTHER] = {
			0, &pass, &portcls_node_mute,
			NAME(NODE_MONO2_BYPASS), "Mono2 Bypass Capture Switch"
		},
		[NODE_OUTPUT_MIXER - FIRST_OTHER] = {
			0, NULL, &portcls_node_sum, NAME(NODE_OUTPUT_MIXER)
		},
		[NODE_MASTER_VOLUME - FIRST_OTHER] = {
			0, &volume, &portcls_node_volume, NAME(NODE_MASTER_VOLUME)
		},
		[NODE_MASTER_MUTE - FIRST_OTHER] = {
			0, &mute, &portcls_node_mute, NAME(NODE_MASTER_MUTE)
		},
		[NODE_MONO_OUT_VOLUME - FIRST_OTHER] = {
			0, &volume, &portcls_node_volume,
			NAME(NODE_MONO_OUT_VOLUME), "Master Mono Playback Volume"
		},
		[NODE_MONO_OUT_MUTE - FIRST_OTHER] = {
			0, &mute, &portcls_node_mute,
			NAME(NODE_MONO_OUT_MUTE), "Master Mono Playback Switch"
		},
		[NODE_INPUT_MIXER - FIRST_OTHER] = {
			0, NULL, &portcls_node_sum, NAME(NODE_INPUT_MIXER)
		},
		[NODE_AD_INPUT - FIRST_OTHER] = {
			0, &ad_input, &portcls_node_dev_specific,
			NAME(NODE_AD_INPUT), "AD Input Select"
		},
		[NODE_LINE_IN_OUT - FIRST_OTHER] = {
			PORTCLS_NODE_CARD, &chip_bits, &portcls_node_dev_specific,
			NAME(NODE_LINE_IN_OUT), "PCM 0 Output also on Line-In Jack"
		},
	},
};

static_assert(sizeof(nodes) == NODES * sizeof(struct portcls_node));

/* What leads to the line, then what it consists of and where it leads to */
#define LINE_WIRES(line, from_node, from_pin)					\
	{									\
		{ from_node, from_pin, NODE(line, VOLUME), 1 },			\
		{ NODE(line, VOLUME), 0, NODE(line, MUTE), 1 },			\
		{ NODE(line, MUTE), 0, NODE(line, PLAYBACK), 1 },		\
		{ NODE(line, MUTE), 0, NODE(line, CAPTURE), 1 },		\
		{ NODE(line, PLAYBACK), 0, NODE_OUTPUT_MIXER, 1 + (line) },	\
		{ NODE(line, CAPTURE), 0, NODE_INPUT_MIXER, 1 + (line) },	\
	}

static const struct {
	struct portcls_connection lines[LINES][6];
	struct portcls_connection others[18];
} connections = {
	.lines = {
		LINE_WIRES(VOICE, PORTCLS_FILTER_NODE, VOICE),
		LINE_WIRES(FM, PORTCLS_FILTER_NODE, FM),
		LINE_WIRES(CD, PORTCLS_FILTER_NODE, CD),
		LINE_WIRES(LINE, PORTCLS_FILTER_NODE, LINE),
		LINE_WIRES(AUX, PORTCLS_FILTER_NODE, AUX),
		LINE_WIRES(MONO1, PORTCLS_FILTER_NODE, MONO1),
		LINE_WIRES(MONO2, PORTCLS_FILTER_NODE, MONO2),
		LINE_WIRES(MIC, NODE_MIC_BOOST, 0),
	},
	.others = {
		{ PORTCLS_FILTER_NODE, MIC, NODE_MIC_BIAS, 1 },
		{ NODE_MIC_BIAS, 0, NODE_MIC_BOOST, 1 },
		{ NODE_MIC_BOOST, 0, NODE_MIC_BYPASS, 1 },
		{ NODE_MIC_BYPASS, 0, NODE_INPUT_MIXER, 1 + LINES },
		{ PORTCLS_FILTER_NODE, MONO1, NODE_MONO1_BYPASS, 1 },
		{ NODE_MONO1_BYPASS, 0, NODE_INPUT_MIXER, 2 + LINES },
		{ PORTCLS_FILTER_NODE, MONO2, NODE_MONO2_BYPASS, 1 },
		{ NODE_MONO2_BYPASS, 0, NODE_INPUT_MIXER, 3 + LINES },
		{ NODE_INPUT_MIXER, 0, NODE_AD_INPUT, 1 },
		{ NODE_AD_INPUT, 0, PORTCLS_FILTER_NODE, PIN_ADC },
		{ NODE_OUTPUT_MIXER, 0, NODE_MASTER_VOLUME, 1 },
		{ NODE_MASTER_VOLUME, 0, NODE_MASTER_MUTE, 1 },
		{ NODE_MASTER_MUTE, 0, PORTCLS_FILTER_NODE, PIN_LINE_OUT },
		{ NODE_OUTPUT_MIXER, 0, NODE_MONO_OUT_VOLUME, 1 },
		{ NODE_MONO_OUT_VOLUME, 0, NODE_MONO_OUT_MUTE, 1 },
		{ NODE_MONO_OUT_MUTE, 0, PORTCLS_FILTER_NODE, PIN_MONO_OUT },
		{ PORTCLS_FILTER_NODE, VOICE, NODE_LINE_IN_OUT, 1 },
		{ NODE_LINE_IN_OUT, 0, PORTCLS_FILTER_NODE, PIN_LINE_IN_OUT },
	},
};

static const guid_t *const categories[] = {
	&portcls_category_audio, &portcls_category_topology,
};

static const struct portcls_filter filter = {
	.automation = &filter_automation,
	.pin_size = sizeof(pins[0]),
	.pin_count = ARRAY_SIZE(pins),
	.pins = pins,
	.node_size = sizeof(struct portcls_node),
	.node_count = NODES,
	.nodes = &nodes,
	.connection_count = sizeof(connections) / sizeof(struct portcls_connection),
	.connections = &connections.lines[0][0],
	.category_count = ARRAY_SIZE(categories),
	.categories = categories,
};

static int topology_get_description(void *miniport, const struct portcls_filter **description)
{
	*description = &filter;
	return 0;
}

static int topology_init(void *miniport, struct portcls_resource_list *resources,
			 struct portcls_port *port)
{
	return 0;
}

static const struct portcls_topology_ops topology_ops = {
	.get_description = topology_get_description,
	.init = topology_init,
};

/* What is beyond the pins of the codec */
static const char *const outside[PINS] = {
	[CD] = "CD",
	[LINE] = "Line In",
	[AUX] = "Aux",
	[MONO1] = "Mono",
	[MONO2] = "Mono",
	[MIC] = "Mic",
	[PIN_LINE_OUT] = "Line Out",
	[PIN_MONO_OUT] = "Mono Out",
	[PIN_LINE_IN_OUT] = "Line In",
};

static int connect_outside(struct portcls_adapter *adapter, struct portcls_port *topology, u32 pin)
{
	const char *name = outside[pin];

	if (!name)
		return 0;
	if (pins[pin].dataflow == PORTCLS_DATAFLOW_IN)
		return portcls_register_physical_connection_from_external(adapter, name, topology,
									  pin);
	return portcls_register_physical_connection_to_external(adapter, topology, pin, name);
}

static int connect_wave(struct es1370 *chip, struct portcls_port *topology)
{
	struct portcls_adapter *adapter = chip->adapter;
	int err;

	err = portcls_register_physical_connection(adapter, chip->wave, ES1370_PIN_DAC2_OUT,
						   topology, VOICE);
	if (err)
		return err;
	err = portcls_register_physical_connection(adapter, chip->wave, ES1370_PIN_DAC1_OUT,
						   topology, FM);
	if (err)
		return err;
	return portcls_register_physical_connection(adapter, topology, PIN_ADC, chip->wave,
						    ES1370_PIN_ADC_IN);
}

/**
 * es1370_topology_create() - make the topology subdevice, and wire it
 * @chip: the chip, with its wave subdevice
 * @resources: of the device
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno.
 */
int es1370_topology_create(struct es1370 *chip, struct portcls_resource_list *resources)
{
	struct portcls_port *port;
	u32 pin;
	int err;

	port = portcls_topology_new(chip->adapter, &topology_ops, chip, resources);
	if (IS_ERR(port))
		return PTR_ERR(port);
	err = portcls_register_subdevice(chip->adapter, "Topology", port);
	if (err)
		return err;
	err = connect_wave(chip, port);
	for (pin = 0; pin < PINS && !err; pin++)
		err = connect_outside(chip->adapter, port, pin);
	return err;
}

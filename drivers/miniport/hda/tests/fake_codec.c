// SPDX-License-Identifier: GPL-2.0-only
/*
 * A codec that is a table: it answers verbs, and keeps what they set.
 */
#include <linux/kernel.h>

#include "fake_codec.h"

static const struct hda_widget *find(const struct fake_codec *table, unsigned int nid)
{
	unsigned int i;

	for (i = 0; i < table->count; i++)
		if (table->widgets[i].nid == nid)
			return &table->widgets[i];
	return NULL;
}

static u32 group_parameter(const struct fake_codec *table, unsigned int id)
{
	switch (id) {
	case AC_PAR_NODE_COUNT:
		return table->widgets[0].nid << 16 | table->count;
	case AC_PAR_FUNCTION_TYPE:
		return AC_GRP_AUDIO_FUNCTION;
	case AC_PAR_PCM:
		return table->pcm;
	case AC_PAR_STREAM:
		return AC_SUPFMT_PCM;
	case AC_PAR_AMP_IN_CAP:
		return table->amp_in;
	case AC_PAR_AMP_OUT_CAP:
		return table->amp_out;
	default:
		return 0;
	}
}

static u32 widget_parameter(const struct hda_widget *widget, unsigned int id)
{
	switch (id) {
	case AC_PAR_AUDIO_WIDGET_CAP:
		return widget->caps;
	case AC_PAR_PCM:
		return widget->pcm;
	case AC_PAR_STREAM:
		return widget->pcm ? AC_SUPFMT_PCM : 0;
	case AC_PAR_PIN_CAP:
		return widget->pin_caps;
	case AC_PAR_AMP_IN_CAP:
		return widget->amp_in;
	case AC_PAR_AMP_OUT_CAP:
		return widget->amp_out;
	case AC_PAR_CONNLIST_LEN:
		return widget->input_count;
	default:
		return 0;
	}
}

static u32 parameter(const struct fake_codec *table, unsigned int nid, unsigned int id)
{
	const struct hda_widget *widget = find(table, nid);

	if (nid == AC_NODE_ROOT && id == AC_PAR_NODE_COUNT)
		return FAKE_AFG << 16 | 1;
	if (nid == AC_NODE_ROOT)
		return id == AC_PAR_VENDOR_ID ? table->vendor : 0;
	if (nid == FAKE_AFG)
		return group_parameter(table, id);
	return widget ? widget_parameter(widget, id) : 0;
}

/* Four at a time */
static u32 inputs_from(const struct hda_widget *widget, unsigned int first)
{
	u32 inputs = 0;
	unsigned int i;

	for (i = 0; i < 4 && first + i < widget->input_count; i++)
		inputs |= widget->inputs[first + i] << 8 * i;
	return inputs;
}

static void set_amp(struct fake_state *state, unsigned int value)
{
	const unsigned int index = (value & AC_AMP_SET_INDEX) >> AC_AMP_SET_INDEX_SHIFT;
	unsigned int channel;

	for (channel = 0; channel < 2; channel++) {
		if (!(value & (channel ? AC_AMP_SET_RIGHT : AC_AMP_SET_LEFT)))
			continue;
		if (value & AC_AMP_SET_OUTPUT)
			state->amp_out[channel] = value;
		if (value & AC_AMP_SET_INPUT)
			state->amp_in[index][channel] = value;
	}
}

static u32 get_amp(const struct fake_state *state, unsigned int value)
{
	const unsigned int channel = !(value & AC_AMP_GET_LEFT);

	return value & AC_AMP_GET_OUTPUT ? state->amp_out[channel] :
					   state->amp_in[value & AC_AMP_GET_INDEX][channel];
}

static u32 get(struct fake_device *fake, unsigned int nid, unsigned int verb, unsigned int value)
{
	const struct hda_widget *widget = find(fake->table, nid);
	const struct fake_state *state = &fake->states[nid];

	switch (verb) {
	case AC_VERB_PARAMETERS:
		return parameter(fake->table, nid, value);
	case AC_VERB_GET_CONNECT_LIST:
		return widget ? inputs_from(widget, value) : 0;
	case AC_VERB_GET_CONFIG_DEFAULT:
		return widget ? widget->config : 0;
	case AC_VERB_GET_PIN_SENSE:
		return (state->plugged ? AC_PINSENSE_PRESENCE : 0) |
		       (state->eld_size ? AC_PINSENSE_ELDV : 0);
	case AC_VERB_GET_HDMI_DIP_SIZE:
		return value & AC_DIPSIZE_ELD_BUF ? state->eld_size : 0;
	case AC_VERB_GET_HDMI_ELDD:
		return value < state->eld_size ? AC_ELDD_ELD_VALID | state->eld[value] : 0;
	case AC_VERB_GET_DIGI_CONVERT_1:
		return state->digital;
	case AC_VERB_GET_CONNECT_SEL:
		return state->selected;
	case AC_VERB_GET_PIN_WIDGET_CONTROL:
		return state->pin_control;
	case AC_VERB_GET_UNSOLICITED_RESPONSE:
		return state->unsolicited;
	case AC_VERB_GET_EAPD_BTLENABLE:
		return state->eapd;
	case AC_VERB_GET_CONV:
		return state->stream;
	case AC_VERB_GET_POWER_STATE:
		return state->power << 4 | state->power;
	default:
		return 0;
	}
}

static void set_digital(struct fake_state *state, unsigned int verb, unsigned int value)
{
	switch (verb) {
	case AC_VERB_SET_DIGI_CONVERT_1:
		state->digital = (state->digital & 0xff00) | value;
		break;
	case AC_VERB_SET_DIGI_CONVERT_2:
		state->digital = (state->digital & 0xff) | value << 8;
		break;
	case AC_VERB_SET_CVT_CHAN_COUNT:
		state->channel_count = value;
		break;
	case AC_VERB_SET_HDMI_CHAN_SLOT:
		state->slots[value & 0x7] = value >> 4;
		break;
	case AC_VERB_SET_HDMI_DIP_INDEX:
		state->frame_index = value & AC_DIPIDX_BYTE_IDX;
		break;
	case AC_VERB_SET_HDMI_DIP_DATA:
		state->frame[state->frame_index++ % sizeof(state->frame)] = value;
		break;
	case AC_VERB_SET_HDMI_DIP_XMIT:
		state->transmit = value;
		break;
	}
}

static void set(struct fake_device *fake, unsigned int nid, unsigned int verb, unsigned int value)
{
	struct fake_state *state = &fake->states[nid];

	fake->writes++;
	switch (verb) {
	case AC_VERB_SET_CONNECT_SEL:
		state->selected = value;
		break;
	case AC_VERB_SET_PIN_WIDGET_CONTROL:
		state->pin_control = value;
		break;
	case AC_VERB_SET_UNSOLICITED_ENABLE:
		state->unsolicited = value;
		break;
	case AC_VERB_SET_EAPD_BTLENABLE:
		state->eapd = value;
		break;
	case AC_VERB_SET_CHANNEL_STREAMID:
		state->stream = value;
		break;
	case AC_VERB_SET_POWER_STATE:
		state->power = value;
		break;
	default:
		set_digital(state, verb, value);
	}
}

/**
 * fake_answer() - answer a verb, and keep what it sets
 * @fake: the codec
 * @command: the verb: 12 bits and a value of 8, or 4 and one of 16
 *
 * Context: any, one at a time.
 * Return: the response.
 */
u32 fake_answer(struct fake_device *fake, u32 command)
{
	const unsigned int nid = command >> 20 & 0x7f, word = command & 0xfffff;

	switch (word >> 16) {
	case AC_VERB_SET_AMP_GAIN_MUTE >> 8:
		fake->writes++;
		set_amp(&fake->states[nid], word & 0xffff);
		return 0;
	case AC_VERB_GET_AMP_GAIN_MUTE >> 8:
		return get_amp(&fake->states[nid], word & 0xffff);
	case AC_VERB_GET_STREAM_FORMAT >> 8:
		return fake->states[nid].format;
	case AC_VERB_SET_STREAM_FORMAT >> 8:
		fake->writes++;
		fake->states[nid].format = word;
		return 0;
	case 0x7:
		set(fake, nid, word >> 8, word & 0xff);
		return 0;
	default:
		return get(fake, nid, word >> 8, word & 0xff);
	}
}

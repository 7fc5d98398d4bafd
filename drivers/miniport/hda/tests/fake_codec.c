// SPDX-License-Identifier: GPL-2.0-only
/*
 * A codec that is a table: it answers verbs, and keeps what they set.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <sound/hda_regmap.h>

#include "fake_codec.h"

static struct fake_bus *fake_of(struct hdac_bus *bus)
{
	return container_of(bus, struct fake_bus, bus);
}

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

static u32 get(struct fake_bus *fake, unsigned int nid, unsigned int verb, unsigned int value)
{
	const struct hda_widget *widget = find(fake->table, nid);

	switch (verb) {
	case AC_VERB_PARAMETERS:
		return parameter(fake->table, nid, value);
	case AC_VERB_GET_CONNECT_LIST:
		return widget ? inputs_from(widget, value) : 0;
	case AC_VERB_GET_CONFIG_DEFAULT:
		return widget ? widget->config : 0;
	case AC_VERB_GET_PIN_SENSE:
		return fake->states[nid].plugged ? AC_PINSENSE_PRESENCE : 0;
	default:
		return 0;
	}
}

static void set(struct fake_bus *fake, unsigned int nid, unsigned int verb, unsigned int value)
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
	}
}

/* Verbs have 12 bits and a value of 8, or 4 and one of 16. */
static u32 answer(struct fake_bus *fake, u32 command)
{
	const unsigned int nid = command >> 20 & 0x7f, word = command & 0xfffff;

	switch (word >> 16) {
	case AC_VERB_SET_AMP_GAIN_MUTE >> 8:
		fake->writes++;
		set_amp(&fake->states[nid], word & 0xffff);
		return 0;
	case AC_VERB_GET_AMP_GAIN_MUTE >> 8:
		return get_amp(&fake->states[nid], word & 0xffff);
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

static u32 wild(struct fake_bus *fake)
{
	fake->seed = fake->seed * 1664525 + 1013904223;
	return fake->seed >> 8 | fake->seed << 24;
}

static int command(struct hdac_bus *bus, unsigned int command)
{
	struct fake_bus *fake = fake_of(bus);

	if (fake->dead)
		return -EIO;
	fake->response = answer(fake, command);
	/* What is wild knows at least that it is a codec. */
	if (fake->wild && (command >> 20 & 0x7f) > FAKE_AFG && wild(fake) % 4 == 0)
		fake->response = wild(fake);
	return 0;
}

static int get_response(struct hdac_bus *bus, unsigned int address, unsigned int *response)
{
	if (response)
		*response = fake_of(bus)->response;
	return 0;
}

static const struct hdac_bus_ops bus_ops = {
	.command = command,
	.get_response = get_response,
};

/**
 * fake_bus_new() - make a bus
 * @test: the case
 *
 * Context: process, may sleep.
 * Return: the bus, for fake_bus_free(), or NULL.
 */
struct fake_bus *fake_bus_new(struct kunit *test)
{
	struct fake_bus *fake = kzalloc(sizeof(*fake), GFP_KERNEL);

	if (!fake)
		return NULL;
	fake->pdev = platform_device_register_simple("hda-test", PLATFORM_DEVID_AUTO, NULL, 0);
	if (IS_ERR(fake->pdev)) {
		kfree(fake);
		return NULL;
	}
	snd_hdac_bus_init(&fake->bus, &fake->pdev->dev, &bus_ops);
	return fake;
}

/**
 * fake_bus_start() - make a codec of a table
 * @fake: the bus, without one
 * @table: the table
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_bus_start(struct fake_bus *fake, const struct fake_codec *table)
{
	struct hda_codec *codec;
	int err;

	fake->table = table;
	codec = hda_codec_new(&fake->bus, "hda-test-codec", 0);
	if (IS_ERR(codec))
		return PTR_ERR(codec);
	fake->codec = codec;
	err = snd_hdac_regmap_init(&codec->core);
	if (!err)
		hda_codec_start(codec);
	return err;
}

/**
 * fake_bus_stop() - take the codec away
 * @fake: the bus, with one or not
 *
 * Context: process, may sleep.
 */
void fake_bus_stop(struct fake_bus *fake)
{
	if (fake->codec)
		hda_codec_put(fake->codec);
	fake->codec = NULL;
	memset(fake->states, 0, sizeof(fake->states));
}

/**
 * fake_bus_free() - free a bus
 * @fake: the bus
 *
 * Context: process, may sleep.
 */
void fake_bus_free(struct fake_bus *fake)
{
	fake_bus_stop(fake);
	snd_hdac_bus_exit(&fake->bus);
	platform_device_unregister(fake->pdev);
	kfree(fake);
}

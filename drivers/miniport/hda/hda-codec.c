// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: what is written to a codec: power, pins, amplifiers, selectors, converters.
 *
 * Amplifiers are cached by the library, so that only what changes is written.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/regmap.h>
#include <linux/slab.h>
#include <sound/hda_regmap.h>

#include "hda-codec.h"

static int write_verb(struct hda_codec *codec, const struct hda_widget *widget, unsigned int verb,
		      unsigned int value)
{
	unsigned int response;

	return snd_hdac_read(&codec->core, widget->nid, verb, value, &response);
}

static void set_power(struct hda_codec *codec, unsigned int state)
{
	unsigned int response, i;

	snd_hdac_read(&codec->core, codec->core.afg, AC_VERB_SET_POWER_STATE, state, &response);
	for (i = 0; i < codec->graph.count; i++)
		if (codec->graph.widgets[i].caps & AC_WCAP_POWER)
			write_verb(codec, &codec->graph.widgets[i], AC_VERB_SET_POWER_STATE, state);
}

/* What takes one of its inputs at a time may have an amplifier for each: all are set alike. */
static bool is_one_for_all(const struct hda_widget *widget)
{
	return (widget->type == AC_WID_AUD_IN || widget->type == AC_WID_AUD_SEL) &&
	       widget->input_count && widget->input_count <= 16;
}

/**
 * hda_codec_set_amp() - set an amplifier
 * @codec: the codec
 * @amp: the amplifier
 * @channel: 0 or 1
 * @steps: level
 * @muted: whether it is muted
 *
 * Context: process, may sleep.
 */
void hda_codec_set_amp(struct hda_codec *codec, const struct hda_amp *amp, unsigned int channel,
		       u8 steps, bool muted)
{
	const u32 caps = hda_amp_caps(amp);
	const u8 most = (caps & AC_AMPCAP_NUM_STEPS) >> AC_AMPCAP_NUM_STEPS_SHIFT;
	unsigned int i, first = amp->index, last = amp->index;

	if (amp->input && is_one_for_all(amp->widget)) {
		first = 0;
		last = amp->widget->input_count - 1;
	}
	for (i = first; i <= last; i++)
		snd_hdac_regmap_update_amp(&codec->core, amp->widget->nid, channel,
					   amp->input ? HDA_INPUT : HDA_OUTPUT, i,
					   AC_AMP_GAIN | AC_AMP_MUTE, min(steps, most) |
					   (muted && hda_amp_has_mute(caps) ? AC_AMP_MUTE : 0));
}

static void open_amp(struct hda_codec *codec, const struct hda_amp *amp, bool muted)
{
	unsigned int channel;

	if (!hda_amp_caps(amp))
		return;
	for (channel = 0; channel < hda_widget_channels(amp->widget); channel++)
		hda_codec_set_amp(codec, amp, channel, hda_amp_unity(hda_amp_caps(amp)), muted);
}

/**
 * hda_codec_select() - let a signal pass along a path, and no other into it
 * @codec: the codec
 * @path: the path
 *
 * Context: process, may sleep.
 */
void hda_codec_select(struct hda_codec *codec, const struct hda_path *path)
{
	unsigned int i;
	u8 input;

	for (i = 1; i < path->depth; i++) {
		const struct hda_widget *widget = path->widgets[i];

		if (widget->type != AC_WID_AUD_MIX) {
			if (widget->input_count > 1)
				write_verb(codec, widget, AC_VERB_SET_CONNECT_SEL,
					   path->inputs[i]);
			continue;
		}
		for (input = 0; input < widget->input_count; input++)
			open_amp(codec, &(struct hda_amp) { widget, true, input },
				 input != path->inputs[i]);
	}
}

/* Amplifiers that no node sets leave the signal as it is. */
static void open_path(struct hda_codec *codec, const struct hda_path *path)
{
	unsigned int i;

	for (i = 0; i < path->depth; i++) {
		const struct hda_widget *widget = path->widgets[i];

		open_amp(codec, &(struct hda_amp) { widget }, false);
		if (i && widget->type != AC_WID_AUD_MIX)
			open_amp(codec, &(struct hda_amp) { widget, true, path->inputs[i] },
				 false);
	}
	hda_codec_select(codec, path);
}

static unsigned int output_control(const struct hda_widget *pin)
{
	return AC_PINCTL_OUT_EN | (pin->pin_caps & AC_PINCAP_HP_DRV ? AC_PINCTL_HP_EN : 0);
}

/* A microphone gets the most current that its pin has. */
static unsigned int input_control(const struct hda_widget *pin)
{
	const u32 vref = (pin->pin_caps & AC_PINCAP_VREF) >> AC_PINCAP_VREF_SHIFT;
	unsigned int level = AC_PINCTL_VREF_HIZ;

	if ((pin->config & AC_DEFCFG_DEVICE) >> AC_DEFCFG_DEVICE_SHIFT == AC_JACK_MIC_IN) {
		if (vref & AC_PINCAP_VREF_80)
			level = AC_PINCTL_VREF_80;
		else if (vref & AC_PINCAP_VREF_50)
			level = AC_PINCTL_VREF_50;
	}
	return AC_PINCTL_IN_EN | level;
}

/* A headphone that is plugged in takes the sound from the speakers. */
static bool headphones_are_in(struct hda_codec *codec)
{
	const struct hda_layout *layout = &codec->layout;
	unsigned int i;

	for (i = 0; i < layout->output_count; i++) {
		const struct hda_widget *pin = layout->outputs[i].pin;

		if (hda_pin_device(pin) == AC_JACK_HP_OUT && hda_pin_detects(pin) &&
		    hda_codec_senses(codec, pin))
			return true;
	}
	return false;
}

/**
 * hda_codec_choose_outputs() - have the speakers play, or not
 * @codec: the codec, powered up
 *
 * Context: process, may sleep.
 */
void hda_codec_choose_outputs(struct hda_codec *codec)
{
	const struct hda_layout *layout = &codec->layout;
	const bool quiet = headphones_are_in(codec);
	unsigned int i;

	for (i = 0; i < layout->output_count; i++) {
		const struct hda_widget *pin = layout->outputs[i].pin;

		if (hda_pin_device(pin) == AC_JACK_SPEAKER)
			write_verb(codec, pin, AC_VERB_SET_PIN_WIDGET_CONTROL,
				   quiet ? 0 : output_control(pin));
	}
}

static void start_pin(struct hda_codec *codec, const struct hda_line *line, bool output)
{
	const struct hda_widget *pin = line->pin;

	write_verb(codec, pin, AC_VERB_SET_PIN_WIDGET_CONTROL,
		   output ? output_control(pin) : input_control(pin));
	if (output && pin->pin_caps & AC_PINCAP_EAPD)
		write_verb(codec, pin, AC_VERB_SET_EAPD_BTLENABLE, AC_EAPDBTL_EAPD);
	if (hda_pin_detects(pin))
		write_verb(codec, pin, AC_VERB_SET_UNSOLICITED_ENABLE,
			   AC_USRSP_EN | hda_pin_tag(pin));
	open_path(codec, &line->path);
}

static void apply_amps(struct hda_codec *codec)
{
	mutex_lock(&codec->mutex);
	hda_property_apply(codec);
	mutex_unlock(&codec->mutex);
}

/**
 * hda_codec_start() - power a codec up, with all that was set
 * @codec: the codec
 *
 * Context: process, may sleep.
 */
void hda_codec_start(struct hda_codec *codec)
{
	const struct hda_layout *layout = &codec->layout;
	unsigned int i;

	set_power(codec, AC_PWRST_D0);
	regcache_mark_dirty(codec->core.regmap);
	snd_hdac_regmap_sync(&codec->core);
	for (i = 0; i < layout->output_count; i++)
		start_pin(codec, &layout->outputs[i], true);
	for (i = 0; i < layout->input_count; i++)
		start_pin(codec, &layout->inputs[i], false);
	if (layout->input_count)
		hda_codec_select(codec, &layout->inputs[codec->source].path);
	hda_codec_choose_outputs(codec);
	apply_amps(codec);
}

/**
 * hda_codec_stop() - power a codec down
 * @codec: the codec
 *
 * Context: process, may sleep.
 */
void hda_codec_stop(struct hda_codec *codec)
{
	set_power(codec, AC_PWRST_D3);
}

/**
 * hda_codec_set_converter() - have a converter take part in a stream, or in none
 * @codec: the codec
 * @converter: the converter
 * @tag: of the stream, 0 for none
 * @channel: of the stream that is its first
 * @format: of the stream, as the registers have it
 *
 * Context: process, may sleep.
 */
void hda_codec_set_converter(struct hda_codec *codec, const struct hda_widget *converter,
			     unsigned int tag, unsigned int channel, unsigned int format)
{
	write_verb(codec, converter, AC_VERB_SET_CHANNEL_STREAMID,
		   tag << AC_CONV_STREAM_SHIFT | channel);
	if (tag)
		write_verb(codec, converter, AC_VERB_SET_STREAM_FORMAT, format);
}

/**
 * hda_codec_senses() - whether something is plugged in
 * @codec: the codec
 * @pin: a pin that detects it
 *
 * Context: process, may sleep.
 * Return: true if so.
 */
bool hda_codec_senses(struct hda_codec *codec, const struct hda_widget *pin)
{
	unsigned int sense;

	if (pin->pin_caps & AC_PINCAP_TRIG_REQ)
		write_verb(codec, pin, AC_VERB_SET_PIN_SENSE, 0);
	return !snd_hdac_read(&codec->core, pin->nid, AC_VERB_GET_PIN_SENSE, 0, &sense) &&
	       sense & AC_PINSENSE_PRESENCE;
}

static void codec_release(struct device *dev)
{
	struct hda_codec *codec = container_of(dev, struct hda_codec, core.dev);

	snd_hdac_device_exit(&codec->core);
	mutex_destroy(&codec->mutex);
	kfree(codec);
}

static int learn(struct hda_codec *codec)
{
	int err;

	err = hda_graph_read(&codec->core, &codec->graph);
	if (err)
		return err;
	err = hda_layout_choose(&codec->graph, &codec->layout);
	if (err) {
		dev_info(codec->core.bus->dev, "codec %u (%#x) neither plays nor records\n",
			 codec->core.addr, codec->core.vendor_id);
		return err;
	}
	hda_topology_build(codec);
	return 0;
}

/**
 * hda_codec_new() - make a codec of what answers at an address
 * @bus: the bus, which can carry verbs
 * @name: of its device
 * @address: on the bus
 *
 * Before it is started, snd_hdac_regmap_init() gives it its cache.
 *
 * Context: process, may sleep.
 * Return: the codec, for hda_codec_put(), or an ERR_PTR: -ENODEV if it is of no use.
 */
struct hda_codec *hda_codec_new(struct hdac_bus *bus, const char *name, unsigned int address)
{
	struct hda_codec *codec;
	int err;

	codec = kzalloc(sizeof(*codec), GFP_KERNEL);
	if (!codec)
		return ERR_PTR(-ENOMEM);
	mutex_init(&codec->mutex);
	err = snd_hdac_device_init(&codec->core, bus, name, address);
	if (err) {
		/* The library has put its device, which leaves the rest to us. */
		kfree(codec);
		return ERR_PTR(err);
	}
	codec->core.dev.release = codec_release;
	codec->core.type = HDA_DEV_CORE;
	err = learn(codec);
	if (!err)
		return codec;
	hda_codec_put(codec);
	return ERR_PTR(err);
}

/**
 * hda_codec_put() - let a codec go
 * @codec: the codec
 *
 * Context: process, may sleep.
 */
void hda_codec_put(struct hda_codec *codec)
{
	codec->core.registered = 0;
	snd_hdac_device_unregister(&codec->core);
	snd_hdac_regmap_exit(&codec->core);
	put_device(&codec->core.dev);
}

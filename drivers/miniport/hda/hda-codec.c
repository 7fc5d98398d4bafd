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
	/* Until it is there it may not heed what it is told. */
	if (state == AC_PWRST_D0)
		snd_hdac_sync_power_state(&codec->core, codec->core.afg, state);
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

/* Headphones are driven as such, whatever else the pin of another socket could do. */
static unsigned int output_control(const struct hda_line *line)
{
	return AC_PINCTL_OUT_EN |
	       (line->role == AC_JACK_HP_OUT && line->pin->pin_caps & AC_PINCAP_HP_DRV ?
		AC_PINCTL_HP_EN : 0);
}

/* A pin that was found at half of the supply is left there: its microphone may need that. */
static unsigned int bias(const struct hda_widget *pin)
{
	static const struct {
		u8 can;
		u8 control;
	} levels[] = {
		{ AC_PINCAP_VREF_80, AC_PINCTL_VREF_80 },
		{ AC_PINCAP_VREF_50, AC_PINCTL_VREF_50 },
		{ AC_PINCAP_VREF_100, AC_PINCTL_VREF_100 },
		{ AC_PINCAP_VREF_GRD, AC_PINCTL_VREF_GRD },
	};
	const u32 vref = (pin->pin_caps & AC_PINCAP_VREF) >> AC_PINCAP_VREF_SHIFT;
	size_t i = pin->found == (AC_PINCTL_IN_EN | AC_PINCTL_VREF_50);

	for (; i < ARRAY_SIZE(levels); i++)
		if (vref & levels[i].can)
			return levels[i].control;
	return AC_PINCTL_VREF_HIZ;
}

/* What is plugged in as a microphone may live on its bias. */
static unsigned int input_control(const struct hda_widget *pin)
{
	const unsigned int device = hda_pin_device(pin);

	return AC_PINCTL_IN_EN |
	       (device == AC_JACK_MIC_IN || device == AC_JACK_HP_OUT ? bias(pin) :
								       AC_PINCTL_VREF_HIZ);
}

/* What the socket of a headset is, when its microphone is recorded; then there is one recorder. */
static bool is_recorded(const struct hda_codec *codec, const struct hda_widget *pin)
{
	const struct hda_layout *layout = &codec->layout;

	return layout->adc_count && layout->inputs[codec->recorders[0].source].pin == pin;
}

/* Sockets of inputs are outputs as far as there are channels for them. */
static bool is_retasked(const struct hda_codec *codec, const struct hda_widget *pin)
{
	const struct hda_layout *layout = &codec->layout;
	unsigned int i;

	for (i = 0; i < codec->more_pairs; i++)
		if (layout->outputs[layout->primary_count + i].pin == pin)
			return true;
	return false;
}

static bool is_plugged(struct hda_codec *codec, unsigned int role)
{
	const struct hda_layout *layout = &codec->layout;
	unsigned int i;

	for (i = 0; i < layout->output_count; i++) {
		const struct hda_line *line = &layout->outputs[i];

		if (line->role == role && hda_pin_detects(line->pin) &&
		    !is_recorded(codec, line->pin) && hda_codec_senses(codec, line->pin))
			return true;
	}
	return false;
}

/* Headphones take the sound from speakers and lines, lines from speakers. */
static bool is_quiet(struct hda_codec *codec, const struct hda_line *line)
{
	const struct hda_layout *layout = &codec->layout;

	switch (line->role) {
	case AC_JACK_SPEAKER:
		return layout->mutes_speakers && codec->auto_mute != HDA_AUTO_MUTE_NOTHING &&
		       (is_plugged(codec, AC_JACK_HP_OUT) || is_plugged(codec, AC_JACK_LINE_OUT));
	case AC_JACK_LINE_OUT:
		return layout->mutes_lines && is_plugged(codec, AC_JACK_HP_OUT) &&
		       codec->auto_mute >= (layout->mutes_speakers ? HDA_AUTO_MUTE_BOTH :
								     HDA_AUTO_MUTE_ONE);
	default:
		return false;
	}
}

static void set_output(struct hda_codec *codec, const struct hda_line *line, bool on)
{
	const struct hda_widget *pin = line->pin;

	write_verb(codec, pin, AC_VERB_SET_PIN_WIDGET_CONTROL, on ? output_control(line) : 0);
	if (pin->pin_caps & AC_PINCAP_EAPD)
		write_verb(codec, pin, AC_VERB_SET_EAPD_BTLENABLE, on ? AC_EAPDBTL_EAPD : 0);
}

static void set_converter(struct hda_codec *codec, const struct hda_widget *converter,
			  const struct hda_conversion *to)
{
	write_verb(codec, converter, AC_VERB_SET_CHANNEL_STREAMID,
		   to->tag << AC_CONV_STREAM_SHIFT | to->channel);
	if (to->tag)
		write_verb(codec, converter, AC_VERB_SET_STREAM_FORMAT, to->format);
}

/* The converter of the input that is recorded takes the stream over. */
static void record(struct hda_codec *codec, unsigned int index)
{
	struct hda_recorder *recorder = &codec->recorders[index];
	const struct hda_path *path = hda_input_path(&codec->layout, index, recorder->source);
	const struct hda_widget *converter = path->widgets[path->depth - 1];

	hda_codec_select(codec, path);
	if (recorder->converter == converter)
		return;
	if (recorder->converter)
		set_converter(codec, recorder->converter, &(struct hda_conversion) {});
	recorder->converter = converter;
	set_converter(codec, converter, &recorder->conversion);
}

/**
 * hda_codec_route() - have signals go where they are to go
 * @codec: the codec, powered up
 *
 * Context: process, codec->mutex held, may sleep.
 */
void hda_codec_route(struct hda_codec *codec)
{
	const struct hda_layout *layout = &codec->layout;
	const struct hda_line *line;
	unsigned int i;

	lockdep_assert_held(&codec->mutex);
	for (i = 0; i < layout->input_count; i++) {
		line = &layout->inputs[i];
		if (hda_pin_device(line->pin) != AC_JACK_HP_OUT || is_recorded(codec, line->pin))
			write_verb(codec, line->pin, AC_VERB_SET_PIN_WIDGET_CONTROL,
				   input_control(line->pin));
	}
	for (i = 0; i < layout->output_count; i++) {
		line = &layout->outputs[i];
		if (line->role == AC_JACK_OTHER ? is_retasked(codec, line->pin) :
						  !is_recorded(codec, line->pin))
			set_output(codec, line, !is_quiet(codec, line));
	}
	for (i = 0; i < layout->adc_count; i++)
		record(codec, i);
}

static void choose_microphone(struct hda_codec *codec)
{
	const struct hda_layout *layout = &codec->layout;
	unsigned int i;

	for (i = layout->automatic_count; i-- > 0;) {
		const unsigned int input = layout->automatic[i];

		codec->recorders[0].source = input;
		if (!is_retasked(codec, layout->inputs[input].pin) &&
		    hda_pin_detects(layout->inputs[input].pin) &&
		    hda_codec_senses(codec, layout->inputs[input].pin))
			break;
	}
}

/**
 * hda_codec_adapt() - adapt to what is plugged in
 * @codec: the codec, powered up
 *
 * Context: process, may sleep.
 */
void hda_codec_adapt(struct hda_codec *codec)
{
	mutex_lock(&codec->mutex);
	choose_microphone(codec);
	hda_codec_route(codec);
	hda_property_apply(codec);
	mutex_unlock(&codec->mutex);
}

static void start_line(struct hda_codec *codec, const struct hda_line *line)
{
	if (hda_pin_detects(line->pin))
		write_verb(codec, line->pin, AC_VERB_SET_UNSOLICITED_ENABLE,
			   AC_USRSP_EN | hda_pin_tag(line->pin));
	open_path(codec, &line->path);
}

static void start_digital(struct hda_codec *codec, const struct hda_digital *digital)
{
	const struct hda_widget *pin = digital->line.pin;

	start_line(codec, &digital->line);
	if (digital->capture)
		write_verb(codec, pin, AC_VERB_SET_PIN_WIDGET_CONTROL, input_control(pin));
	else
		set_output(codec, &digital->line, true);
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
	unsigned int i, adc;

	set_power(codec, AC_PWRST_D0);
	regcache_mark_dirty(codec->core.regmap);
	snd_hdac_regmap_sync(&codec->core);
	for (i = 0; i < layout->output_count; i++)
		start_line(codec, &layout->outputs[i]);
	for (i = 0; i < layout->input_count; i++) {
		start_line(codec, &layout->inputs[i]);
		for (adc = 1; adc < layout->adc_count; adc++)
			open_path(codec, hda_input_path(layout, adc, i));
	}
	for (i = 0; i < codec->digital_count; i++)
		start_digital(codec, &codec->digitals[i]);
	hda_codec_adapt(codec);
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
 * @converter: the converter; what records stands for that of the input that is recorded
 * @tag: of the stream, 0 for none
 * @channel: of the stream that is its first
 * @format: of the stream, as the registers have it
 *
 * Context: process, may sleep.
 */
void hda_codec_set_converter(struct hda_codec *codec, const struct hda_widget *converter,
			     unsigned int tag, unsigned int channel, unsigned int format)
{
	const struct hda_conversion to = { tag, channel, format };
	const struct hda_widget *stands_for = converter;
	unsigned int i;

	mutex_lock(&codec->mutex);
	for (i = 0; i < codec->layout.adc_count; i++) {
		if (codec->layout.adcs[i] != converter)
			continue;
		codec->recorders[i].conversion = to;
		stands_for = codec->recorders[i].converter;
	}
	set_converter(codec, stands_for, &to);
	mutex_unlock(&codec->mutex);
}

/**
 * hda_codec_senses() - whether something is plugged in
 * @codec: the codec
 * @pin: a pin that detects it
 *
 * A monitor counts once it is known what it can do.
 *
 * Context: process, may sleep.
 * Return: true if so.
 */
bool hda_codec_senses(struct hda_codec *codec, const struct hda_widget *pin)
{
	const u32 wanted = AC_PINSENSE_PRESENCE | (hda_pin_is_hdmi(pin) ? AC_PINSENSE_ELDV : 0);
	unsigned int sense;

	if (pin->pin_caps & AC_PINCAP_TRIG_REQ)
		write_verb(codec, pin, AC_VERB_SET_PIN_SENSE, 0);
	return !snd_hdac_read(&codec->core, pin->nid, AC_VERB_GET_PIN_SENSE, 0, &sense) &&
	       (sense & wanted) == wanted;
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
	codec->digital_count = hda_digital_find(&codec->graph, codec->digitals);
	if (err && !codec->digital_count) {
		dev_info(codec->core.bus->dev, "codec %u (%#x) neither plays nor records\n",
			 codec->core.addr, codec->core.vendor_id);
		return err;
	}
	hda_digital_reset(codec);
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

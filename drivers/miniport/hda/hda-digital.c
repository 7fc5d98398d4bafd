// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: digital sockets: S/PDIF, HDMI and DisplayPort.
 *
 * Each has a stream of its own. Outputs get a converter of their own as long as there are any, and
 * share one then; what shares one cannot play at the same time.
 */
#include <linux/bitfield.h>
#include <linux/bitmap.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/string.h>

#include "hda-codec.h"

/**
 * hda_pin_is_hdmi() - whether a pin is for a monitor
 * @pin: the pin
 *
 * Context: any.
 * Return: true if it is HDMI or DisplayPort.
 */
bool hda_pin_is_hdmi(const struct hda_widget *pin)
{
	return pin->caps & AC_WCAP_DIGITAL && pin->pin_caps & (AC_PINCAP_HDMI | AC_PINCAP_DP);
}

static bool is_output(const struct hda_widget *pin)
{
	const unsigned int device = hda_pin_device(pin);

	return pin->pin_caps & AC_PINCAP_OUT &&
	       (hda_pin_is_hdmi(pin) || device == AC_JACK_SPDIF_OUT ||
		device == AC_JACK_DIG_OTHER_OUT);
}

static bool is_input(const struct hda_widget *pin)
{
	const unsigned int device = hda_pin_device(pin);

	return pin->pin_caps & AC_PINCAP_IN &&
	       (device == AC_JACK_SPDIF_IN || device == AC_JACK_DIG_OTHER_IN);
}

/* Rates, and sizes of samples that the wave filter has a name for */
static bool has_format(const struct hda_widget *converter)
{
	return converter->pcm & 0x7ff &&
	       converter->pcm & (AC_SUPPCM_BITS_8 | AC_SUPPCM_BITS_16 | AC_SUPPCM_BITS_24 |
				 AC_SUPPCM_BITS_32);
}

static unsigned int pairs_of(const struct hda_widget *converter)
{
	const unsigned int pairs = FIELD_GET(AC_WCAP_CHAN_CNT_EXT, converter->caps) + 1;

	return min_t(unsigned int, pairs, HDA_MAX_PAIRS);
}

static bool find_path(const struct hda_graph *graph, const struct hda_widget *converter,
		      struct hda_digital *digital)
{
	const struct hda_widget *pin = digital->line.pin;

	if (converter->type != (digital->capture ? AC_WID_AUD_IN : AC_WID_AUD_OUT) ||
	    !(converter->caps & AC_WCAP_DIGITAL) || !has_format(converter))
		return false;
	if (digital->capture)
		return hda_path_find(graph, pin, converter, &digital->line.path);
	return hda_path_find(graph, converter, pin, &digital->line.path);
}

/* The first converter that will do, one that is @used only if there is no other. */
static bool find_converter(const struct hda_graph *graph, struct hda_digital *digital,
			   unsigned long *used)
{
	const struct hda_widget *found = NULL;
	unsigned int i;

	for (i = 0; i < graph->count; i++) {
		const struct hda_widget *converter = &graph->widgets[i];

		if ((found && test_bit(i, used)) || !find_path(graph, converter, digital))
			continue;
		found = converter;
		if (!test_bit(i, used))
			break;
	}
	digital->converter = found;
	if (!found || !find_path(graph, found, digital))
		return false;
	__set_bit(found - graph->widgets, used);
	return true;
}

static const char *name_of(const struct hda_digital *digital)
{
	if (digital->hdmi)
		return "HDMI/DP";
	return digital->capture ? "SPDIF In" : "SPDIF";
}

static bool find_socket(const struct hda_graph *graph, const struct hda_widget *pin,
			struct hda_digital *digital, unsigned long *used)
{
	if (pin->type != AC_WID_PIN || !(pin->caps & AC_WCAP_DIGITAL) ||
	    !hda_pin_is_connected(pin) || !(is_output(pin) || is_input(pin)))
		return false;
	*digital = (struct hda_digital) {
		.line.pin = pin,
		.capture = !is_output(pin),
		.hdmi = is_output(pin) && hda_pin_is_hdmi(pin),
	};
	if (!find_converter(graph, digital, used))
		return false;
	digital->pair_count = digital->hdmi ? pairs_of(digital->converter) : 1;
	strscpy(digital->line.name, name_of(digital), sizeof(digital->line.name));
	strscpy(digital->line.jack, name_of(digital), sizeof(digital->line.jack));
	return true;
}

/**
 * hda_digital_find() - find the digital sockets of a codec
 * @graph: its widgets
 * @digitals: receives up to HDA_MAX_DIGITAL of them
 *
 * Context: process.
 * Return: how many there are.
 */
unsigned int hda_digital_find(const struct hda_graph *graph, struct hda_digital *digitals)
{
	DECLARE_BITMAP(used, HDA_MAX_WIDGETS) = {};
	unsigned int i, count = 0;

	for (i = 0; i < graph->count && count < HDA_MAX_DIGITAL; i++)
		count += find_socket(graph, &graph->widgets[i], &digitals[count], used);
	return count;
}

/* Whose switch and status a converter has: the socket that played last, or the first one. */
static const struct hda_digital *latest_of(const struct hda_codec *codec,
					   const struct hda_widget *converter)
{
	const struct hda_digital *found = NULL;
	unsigned int i;

	for (i = 0; i < codec->digital_count; i++) {
		const struct hda_digital *digital = &codec->digitals[i];

		if (digital->converter == converter && (!found || digital->latest))
			found = digital;
	}
	return found;
}

static void write(struct hda_codec *codec, const struct hda_digital *digital, bool on)
{
	const u16 bits = digital->capture ? 0 : hda_status_to_codec(digital->status);
	const u8 nid = digital->converter->nid;

	snd_hdac_codec_write(&codec->core, nid, 0, AC_VERB_SET_DIGI_CONVERT_1,
			     (bits & 0xff) | (on ? AC_DIG1_ENABLE : 0));
	if (!digital->capture)
		snd_hdac_codec_write(&codec->core, nid, 0, AC_VERB_SET_DIGI_CONVERT_2, bits >> 8);
}

/**
 * hda_digital_reset() - begin with the channel status that converters have
 * @codec: the codec, with its digital sockets found
 *
 * Context: process, may sleep.
 */
void hda_digital_reset(struct hda_codec *codec)
{
	unsigned int i, bits;

	for (i = 0; i < codec->digital_count; i++) {
		struct hda_digital *digital = &codec->digitals[i];

		if (digital->capture)
			continue;
		if (snd_hdac_read(&codec->core, digital->converter->nid,
				  AC_VERB_GET_DIGI_CONVERT_1, 0, &bits))
			bits = 0;
		digital->status = hda_status_of_codec(bits);
	}
}

/**
 * hda_digital_apply() - let a signal out, or in, or not, and say what it is
 * @codec: the codec
 * @digital: the socket, its status set
 * @on: whether to
 *
 * A converter that sockets share does what the one wants that has played last, or else the first.
 *
 * Context: process, codec->mutex held, may sleep.
 */
void hda_digital_apply(struct hda_codec *codec, struct hda_digital *digital, bool on)
{
	const struct hda_digital *latest;

	lockdep_assert_held(&codec->mutex);
	digital->on = on;
	latest = latest_of(codec, digital->converter);
	write(codec, latest, latest->on);
}

/**
 * hda_digital_pause() - have a converter ready for another format
 * @codec: the codec
 * @digital: the socket that is to play, or to record
 *
 * What a signal says of itself is taken up when it begins.
 *
 * Context: process, may sleep.
 */
void hda_digital_pause(struct hda_codec *codec, struct hda_digital *digital)
{
	unsigned int i;

	mutex_lock(&codec->mutex);
	for (i = 0; i < codec->digital_count; i++)
		if (codec->digitals[i].converter == digital->converter)
			codec->digitals[i].latest = false;
	digital->latest = true;
	write(codec, digital, false);
	mutex_unlock(&codec->mutex);
}

/**
 * hda_digital_prepare() - go on after hda_digital_pause()
 * @codec: the codec
 * @digital: the socket
 * @channels: of the stream to come
 *
 * Context: process, may sleep.
 */
void hda_digital_prepare(struct hda_codec *codec, struct hda_digital *digital,
			 unsigned int channels)
{
	if (digital->hdmi)
		hda_hdmi_prepare(codec, digital, channels);
	mutex_lock(&codec->mutex);
	hda_digital_apply(codec, digital, digital->on);
	mutex_unlock(&codec->mutex);
}

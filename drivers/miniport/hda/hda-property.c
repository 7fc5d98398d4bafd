// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: the properties of a codec's nodes: levels, switches, the input that is recorded,
 * and what sockets are for.
 *
 * A master is none of the codec's: it is taken off each output's own level.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/math.h>
#include <linux/minmax.h>
#include <linux/string.h>

#include <portcls/audio_property.h>
#include <portcls/guid.h>
#include <portcls/jack.h>
#include <portcls/property.h>

#include "hda-codec.h"

static struct hda_node *node_of(const struct portcls_property_request *request)
{
	struct hda_codec *codec = request->miniport;

	return &codec->topology.what[request->node];
}

static u8 steps_of(const struct hda_node *node)
{
	return (hda_amp_caps(&node->amp) & AC_AMPCAP_NUM_STEPS) >> AC_AMPCAP_NUM_STEPS_SHIFT;
}

/* A quarter of a dB, and as many more as the codec says. */
static struct portcls_stepping levels_of(const struct hda_node *node)
{
	const u32 caps = hda_amp_caps(&node->amp);
	const s32 size = (caps & AC_AMPCAP_STEP_SIZE) >> AC_AMPCAP_STEP_SIZE_SHIFT;
	const s32 step = (size + 1) * (PORTCLS_LEVEL_DB(1) / 4);
	const s32 offset = caps & AC_AMPCAP_OFFSET;

	return (struct portcls_stepping) {
		.step = step,
		.minimum = -offset * step,
		.maximum = (steps_of(node) - offset) * step,
	};
}

static const struct hda_node *find_node(const struct hda_codec *codec, enum hda_node_kind kind)
{
	u32 i;

	for (i = 0; i < codec->topology.filter.node_count; i++)
		if (codec->topology.what[i].kind == kind)
			return &codec->topology.what[i];
	return NULL;
}

/* What the master takes off, in 1/65536 dB. */
static s32 attenuation(const struct hda_codec *codec, unsigned int channel)
{
	const struct hda_node *master = find_node(codec, HDA_NODE_MASTER_VOLUME);

	if (!master)
		return 0;
	channel = min_t(unsigned int, channel, master->channels - 1);
	return (steps_of(master) - master->value[channel]) * (s32)levels_of(master).step;
}

static bool master_mutes(const struct hda_codec *codec, unsigned int channel)
{
	const struct hda_node *master = find_node(codec, HDA_NODE_MASTER_MUTE);

	return master && master->value[min_t(unsigned int, channel, master->channels - 1)];
}

/* The other node that sets the same amplifier: one has its level, one its switch. */
static const struct hda_node *find_other(const struct hda_codec *codec, const struct hda_node *node,
					 enum hda_node_kind kind)
{
	const struct hda_node *other;
	u32 i;

	for (i = 0; i < codec->topology.filter.node_count; i++) {
		other = &codec->topology.what[i];
		if (other->kind == kind && other->amp.widget == node->amp.widget &&
		    other->amp.input == node->amp.input && other->amp.index == node->amp.index &&
		    other->first == node->first)
			return other;
	}
	return NULL;
}

static u8 steps_to_set(const struct hda_codec *codec, const struct hda_node *node,
		       unsigned int channel)
{
	const struct hda_node *volume = find_other(codec, node, HDA_NODE_VOLUME) ?:
					find_other(codec, node, HDA_NODE_CAPTURE_VOLUME);
	s32 off;

	if (!volume)
		return hda_amp_unity(hda_amp_caps(&node->amp));
	if (!volume->output)
		return volume->value[channel];
	off = DIV_ROUND_CLOSEST(attenuation(codec, node->first + channel),
				(s32)levels_of(volume).step);
	return max(volume->value[channel] - off, 0);
}

static bool mutes(const struct hda_codec *codec, const struct hda_node *node, unsigned int channel)
{
	const struct hda_node *mute = find_other(codec, node, HDA_NODE_MUTE) ?:
				      find_other(codec, node, HDA_NODE_CAPTURE_MUTE);

	return mute && (mute->value[channel] ||
			(mute->output && master_mutes(codec, node->first + channel)));
}

static void apply_to(struct hda_codec *codec, const struct hda_node *node,
		     const struct hda_amp *amp)
{
	unsigned int channel;

	for (channel = 0; channel < node->channels; channel++)
		hda_codec_set_amp(codec, amp, node->first + channel,
				  steps_to_set(codec, node, channel), mutes(codec, node, channel));
}

/* Each input may have an amplifier of its own, which are set alike. */
static void apply_to_inputs(struct hda_codec *codec, const struct hda_node *node)
{
	const struct hda_layout *layout = &codec->layout;
	struct hda_amp amp;
	unsigned int i;

	for (i = 0; i < layout->input_count; i++) {
		amp = hda_input_amp(layout, node->recorder, i,
				    node->kind == HDA_NODE_CAPTURE_MUTE);
		if (amp.widget)
			apply_to(codec, node, &amp);
	}
}

/* Returns whether there is something that the node itself sets. */
static bool apply(struct hda_codec *codec, const struct hda_node *node)
{
	switch (node->kind) {
	case HDA_NODE_VOLUME:
	case HDA_NODE_MUTE:
		apply_to(codec, node, &node->amp);
		return true;
	case HDA_NODE_CAPTURE_VOLUME:
	case HDA_NODE_CAPTURE_MUTE:
		apply_to_inputs(codec, node);
		return true;
	case HDA_NODE_DIGITAL:
		hda_digital_apply(codec, node->digital, !node->value[0]);
		return true;
	default:
		return false;
	}
}

/* A master is set at each output. */
static void apply_all(struct hda_codec *codec, const struct hda_node *node)
{
	u32 i;

	if (apply(codec, node))
		return;
	for (i = 0; i < codec->topology.filter.node_count; i++)
		if (codec->topology.what[i].output)
			apply(codec, &codec->topology.what[i]);
}

static void set_value(struct hda_codec *codec, struct hda_node *node, s32 channel, u8 value)
{
	unsigned int i;

	mutex_lock(&codec->mutex);
	for (i = 0; i < node->channels; i++)
		if (channel == i || channel == PORTCLS_ALL_CHANNELS)
			node->value[i] = value;
	apply_all(codec, node);
	mutex_unlock(&codec->mutex);
}

static int volume_level(struct portcls_property_request *request)
{
	struct hda_node *node = node_of(request);
	const struct portcls_stepping levels = levels_of(node), both[] = { levels, levels };
	s32 channel, level;
	int err;

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request, PORTCLS_TYPE_S32,
						both, node->channels);
	err = portcls_property_channel(request, node->channels, &channel);
	if (err)
		return err;
	if (request->verb == PORTCLS_PROPERTY_GET) {
		level = levels.minimum + node->value[channel] * (s32)levels.step;
		return portcls_property_reply(request, &level, sizeof(level));
	}
	err = portcls_property_value(request, &level, sizeof(level));
	if (err)
		return err;
	level = clamp(level, levels.minimum, levels.maximum);
	set_value(request->miniport, node, channel,
		  DIV_ROUND_CLOSEST((u32)(level - levels.minimum), levels.step));
	return 0;
}

static int mute(struct portcls_property_request *request)
{
	struct hda_node *node = node_of(request);
	s32 channel;
	u32 value;
	int err;

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request, PORTCLS_TYPE_BOOL, NULL, 0);
	err = portcls_property_channel(request, node->channels, &channel);
	if (err)
		return err;
	if (request->verb == PORTCLS_PROPERTY_GET) {
		value = node->value[channel];
		return portcls_property_reply(request, &value, sizeof(value));
	}
	err = portcls_property_value(request, &value, sizeof(value));
	if (!err)
		set_value(request->miniport, node, channel, !!value);
	return err;
}

/* What one of the codec's choices is set to, from @first to @last */
static int choice(struct portcls_property_request *request, unsigned int *value, u32 first,
		  u32 last)
{
	const struct portcls_stepping range = { .step = 1, .minimum = first, .maximum = last };
	struct hda_codec *codec = request->miniport;
	u32 chosen;
	int err;

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request, PORTCLS_TYPE_U32, &range, 1);
	if (request->verb == PORTCLS_PROPERTY_GET) {
		chosen = first + *value;
		return portcls_property_reply(request, &chosen, sizeof(chosen));
	}
	err = portcls_property_value(request, &chosen, sizeof(chosen));
	if (err)
		return err;
	if (chosen < first || chosen > last)
		return -EINVAL;
	mutex_lock(&codec->mutex);
	*value = chosen - first;
	hda_codec_route(codec);
	hda_property_apply(codec);
	mutex_unlock(&codec->mutex);
	return 0;
}

static int source(struct portcls_property_request *request)
{
	struct hda_codec *codec = request->miniport;

	return choice(request, &codec->recorders[node_of(request)->recorder].source, 1,
		      codec->layout.input_count);
}

static int auto_mute(struct portcls_property_request *request)
{
	struct hda_codec *codec = request->miniport;
	const bool both = codec->layout.mutes_speakers && codec->layout.mutes_lines;

	return choice(request, &codec->auto_mute, 0, both ? HDA_AUTO_MUTE_BOTH : HDA_AUTO_MUTE_ONE);
}

static int channels(struct portcls_property_request *request)
{
	struct hda_codec *codec = request->miniport;

	return choice(request, &codec->more_pairs, 0, codec->layout.retasked_count);
}

/* Left and right */
static int speakers(struct portcls_property_request *request)
{
	const u32 stereo = BIT(0) | BIT(1);

	return portcls_property_reply(request, &stereo, sizeof(stereo));
}

/**
 * hda_property_reset() - put the properties of a codec's nodes to where they begin
 * @codec: the codec, its topology being built
 *
 * That is silence, as with the kernel's own driver.
 *
 * Context: process.
 */
void hda_property_reset(struct hda_codec *codec)
{
	u32 i;

	for (i = 0; i < codec->topology.filter.node_count; i++) {
		struct hda_node *node = &codec->topology.what[i];

		if (node->kind == HDA_NODE_MUTE || node->kind == HDA_NODE_MASTER_MUTE ||
		    node->kind == HDA_NODE_CAPTURE_MUTE || node->kind == HDA_NODE_DIGITAL)
			memset(node->value, 1, sizeof(node->value));
	}
}

/**
 * hda_property_apply() - set all amplifiers of a codec's nodes
 * @codec: the codec
 *
 * Context: process, codec->mutex held, may sleep.
 */
void hda_property_apply(struct hda_codec *codec)
{
	u32 i;

	lockdep_assert_held(&codec->mutex);
	for (i = 0; i < codec->topology.filter.node_count; i++)
		apply(codec, &codec->topology.what[i]);
}

#define PROPERTY(of_set, what, with, how)					\
	{									\
		.set = &portcls_property_set_##of_set,				\
		.id = (what),							\
		.flags = (how),							\
		.handler = (with),						\
	}

#define AUTOMATION(table)							\
	{									\
		.property_size = sizeof((table)[0]),				\
		.property_count = ARRAY_SIZE(table),				\
		.properties = (table),						\
	}

static const struct portcls_property_item volume_properties[] = {
	PROPERTY(audio, PORTCLS_AUDIO_VOLUME_LEVEL, volume_level, PORTCLS_PROPERTY_FLAGS),
};

static const struct portcls_property_item mute_properties[] = {
	PROPERTY(audio, PORTCLS_AUDIO_MUTE, mute, PORTCLS_PROPERTY_FLAGS),
};

static const struct portcls_property_item source_properties[] = {
	PROPERTY(audio, PORTCLS_AUDIO_MUX_SOURCE, source,
		 PORTCLS_PROPERTY_GET | PORTCLS_PROPERTY_SET),
};

static const struct portcls_property_item auto_mute_properties[] = {
	PROPERTY(audio, PORTCLS_AUDIO_DEV_SPECIFIC, auto_mute, PORTCLS_PROPERTY_FLAGS),
};

static const struct portcls_property_item channels_properties[] = {
	PROPERTY(audio, PORTCLS_AUDIO_DEV_SPECIFIC, channels, PORTCLS_PROPERTY_FLAGS),
};

static const struct portcls_property_item recorder_properties[] = {
	PROPERTY(audio, PORTCLS_AUDIO_CHANNEL_CONFIG, speakers, PORTCLS_PROPERTY_GET),
};

static const struct portcls_property_item filter_properties[] = {
	PROPERTY(jack, PORTCLS_JACK_DESCRIPTION, hda_jack_description, PORTCLS_PROPERTY_GET),
	PROPERTY(jack, PORTCLS_JACK_DESCRIPTION2, hda_jack_description2, PORTCLS_PROPERTY_GET),
};

#define DIGITAL_PROPERTY(what, with, how) \
	PROPERTY(digital, PORTCLS_DIGITAL_##what, with, how)

static const struct portcls_property_item digital_out_properties[] = {
	PROPERTY(audio, PORTCLS_AUDIO_MUTE, mute, PORTCLS_PROPERTY_FLAGS),
	DIGITAL_PROPERTY(STATUS, hda_status, PORTCLS_PROPERTY_GET | PORTCLS_PROPERTY_SET),
	DIGITAL_PROPERTY(CONSUMER_MASK, hda_status_consumer_mask, PORTCLS_PROPERTY_GET),
	DIGITAL_PROPERTY(PROFESSIONAL_MASK, hda_status_professional_mask, PORTCLS_PROPERTY_GET),
};

static const struct portcls_property_item digital_in_properties[] = {
	PROPERTY(audio, PORTCLS_AUDIO_MUTE, mute, PORTCLS_PROPERTY_FLAGS),
	DIGITAL_PROPERTY(STATUS, hda_status, PORTCLS_PROPERTY_GET),
};

static const struct portcls_property_item monitor_properties[] = {
	PROPERTY(audio, PORTCLS_AUDIO_DEV_SPECIFIC, hda_hdmi_eld,
		 PORTCLS_PROPERTY_GET | PORTCLS_PROPERTY_BASIC_SUPPORT),
};

const struct portcls_automation hda_volume_automation = AUTOMATION(volume_properties);
const struct portcls_automation hda_mute_automation = AUTOMATION(mute_properties);
const struct portcls_automation hda_source_automation = AUTOMATION(source_properties);
const struct portcls_automation hda_auto_mute_automation = AUTOMATION(auto_mute_properties);
const struct portcls_automation hda_channels_automation = AUTOMATION(channels_properties);
const struct portcls_automation hda_digital_out_automation = AUTOMATION(digital_out_properties);
const struct portcls_automation hda_digital_in_automation = AUTOMATION(digital_in_properties);
const struct portcls_automation hda_monitor_automation = AUTOMATION(monitor_properties);
const struct portcls_automation hda_recorder_automation = AUTOMATION(recorder_properties);
const struct portcls_automation hda_filter_automation = AUTOMATION(filter_properties);

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which controls the types of nodes become.
 */
#include <linux/kernel.h>
#include <linux/uuid.h>

#include <portcls/audio_property.h>
#include <portcls/filter.h>
#include <portcls/guid.h>

#include "control.h"

#define AUDIO(number)		.set = &portcls_property_set_audio, .id = PORTCLS_AUDIO_##number
#define LEVEL			.shape = PORTCLS_SHAPE_NUMBER, .decibel = true, .by_channel = true
#define SWITCH			.shape = PORTCLS_SHAPE_SWITCH
#define DIGITAL(number)		.set = &portcls_property_set_digital, .id = PORTCLS_DIGITAL_##number
#define STATUS			.shape = PORTCLS_SHAPE_STATUS
#define PEAK			.shape = PORTCLS_SHAPE_NUMBER, .by_channel = true, .measured = true

static const struct portcls_control_kind kinds[] = {
	{ AUDIO(VOLUME_LEVEL), LEVEL, .function = "Volume" },
	{ AUDIO(MUTE), .shape = PORTCLS_SHAPE_MUTE, .by_channel = true, .function = "Switch" },
	{ AUDIO(BASS), LEVEL, .name = "Tone Control - Bass" },
	{ AUDIO(MID), LEVEL, .name = "Tone Control - Mid" },
	{ AUDIO(TREBLE), LEVEL, .name = "Tone Control - Treble" },
	{ AUDIO(BASS_BOOST), SWITCH, .by_channel = true, .function = "Bass Boost Switch" },
	{ AUDIO(EQ_LEVEL), .shape = PORTCLS_SHAPE_BANDS, .decibel = true, .by_channel = true,
	  .function = "Equalizer" },
	{ AUDIO(EQ_BANDS), .shape = PORTCLS_SHAPE_FREQUENCIES, .by_channel = true,
	  .function = "Equalizer Frequency" },
	{ AUDIO(LOUDNESS), SWITCH, .by_channel = true, .function = "Loudness Switch" },
	{ AUDIO(AGC), SWITCH, .by_channel = true, .function = "AGC Switch" },
	{ AUDIO(MUX_SOURCE), .shape = PORTCLS_SHAPE_INPUT, .function = "Source" },
	{ AUDIO(DEMUX_DEST), .shape = PORTCLS_SHAPE_OUTPUT, .function = "Route" },
	{ AUDIO(MIX_LEVEL_TABLE), .shape = PORTCLS_SHAPE_MATRIX_LEVEL, .decibel = true,
	  .function = "Matrix Volume" },
	{ AUDIO(MIX_LEVEL_TABLE), .shape = PORTCLS_SHAPE_MATRIX_MUTE, .function = "Matrix Switch" },
	{ AUDIO(QUALITY), .shape = PORTCLS_SHAPE_NAMED, .function = "SRC Quality" },
	{ AUDIO(DELAY), .shape = PORTCLS_SHAPE_TIME, .by_channel = true, .function = "Delay" },
	{ AUDIO(REVERB_LEVEL), .shape = PORTCLS_SHAPE_NUMBER, .function = "Reverb Level" },
	{ AUDIO(REVERB_TIME), .shape = PORTCLS_SHAPE_NUMBER, .function = "Reverb Time" },
	{ AUDIO(CHORUS_LEVEL), .shape = PORTCLS_SHAPE_NUMBER, .function = "Chorus Level" },
	{ AUDIO(WIDENESS), .shape = PORTCLS_SHAPE_NUMBER, .name = "3D Control - Wide" },
	{ AUDIO(SURROUND_ENCODE), SWITCH, .function = "Surround Encode Switch" },
	{ AUDIO(PEAKMETER), PEAK, .function = "Peak" },
	{ AUDIO(PEAKMETER2), PEAK, .function = "Peak" },
	{ AUDIO(DEV_SPECIFIC), .shape = PORTCLS_SHAPE_ANY, .by_channel = true },
	{ DIGITAL(CONSUMER_MASK), STATUS, .function = "Con Mask" },
	{ DIGITAL(PROFESSIONAL_MASK), STATUS, .function = "Pro Mask" },
	{ DIGITAL(STATUS), STATUS, .function = "Default" },
	{ .set = &portcls_property_set_topology_node, .id = PORTCLS_TOPOLOGY_NODE_ENABLE, SWITCH,
	  .function = "Switch" },
};

/* What a type of node is called where its type says more than its property. */
static const struct {
	const guid_t *type;
	const char *function;
} enabled[] = {
	{ &portcls_node_acoustic_echo_cancel, "Echo Cancellation Switch" },
	{ &portcls_node_noise_suppress, "Noise Suppression Switch" },
	{ &portcls_node_prologic_decoder, "Prologic Decoder Switch" },
};

/**
 * portcls_control_kind() - the kinds of control that there are, one by one
 * @index: 0, 1, …
 *
 * Context: any.
 * Return: a kind, NULL after the last.
 */
const struct portcls_control_kind *portcls_control_kind(u32 index)
{
	return index < ARRAY_SIZE(kinds) ? &kinds[index] : NULL;
}

/**
 * portcls_control_function() - the last words of the name of a control
 * @kind: its kind
 * @node: its node
 * @is_switch: it turned out to be a switch
 *
 * Context: any.
 * Return: the words, never NULL.
 */
const char *portcls_control_function(const struct portcls_control_kind *kind,
				     const struct portcls_node *node, bool is_switch)
{
	size_t i;

	if (kind->set == &portcls_property_set_topology_node) {
		for (i = 0; i < ARRAY_SIZE(enabled); i++)
			if (guid_equal(node->type, enabled[i].type))
				return enabled[i].function;
		return "Enable Switch";
	}
	if (kind->id == PORTCLS_AUDIO_LOUDNESS && node->name &&
	    guid_equal(node->name, &portcls_name_microphone_boost))
		return "Boost Switch";
	if (kind->shape == PORTCLS_SHAPE_MATRIX_MUTE && is_switch)
		return "Route";
	if (kind->shape == PORTCLS_SHAPE_ANY)
		return is_switch ? "Switch" : "Value";
	return kind->function;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Types of nodes: their logical pins and the properties they cannot do without.
 */
#include <linux/kernel.h>
#include <linux/types.h>
#include <linux/uuid.h>

#include <portcls/audio_property.h>
#include <portcls/filter.h>
#include <portcls/guid.h>

#include "node.h"

static const struct portcls_node_type node_types[] = {
	{ &portcls_node_3d_effects, "3D effects", PORTCLS_NODE_ONE_TO_ONE },
	{ &portcls_node_acoustic_echo_cancel, "echo canceller", PORTCLS_NODE_ECHO_CANCEL },
	{ &portcls_node_adc, "ADC", PORTCLS_NODE_ONE_TO_ONE },
	{ &portcls_node_agc, "AGC", PORTCLS_NODE_ONE_TO_ONE, { PORTCLS_AUDIO_AGC } },
	{ &portcls_node_chorus, "chorus", PORTCLS_NODE_ONE_TO_ONE, { PORTCLS_AUDIO_CHORUS_LEVEL } },
	{ &portcls_node_dac, "DAC", PORTCLS_NODE_ONE_TO_ONE },
	{ &portcls_node_delay, "delay", PORTCLS_NODE_ONE_TO_ONE, { PORTCLS_AUDIO_DELAY } },
	{ &portcls_node_demux, "demultiplexer", PORTCLS_NODE_ONE_TO_MANY,
	  { PORTCLS_AUDIO_DEMUX_DEST } },
	{ &portcls_node_dev_specific, "device-specific node", PORTCLS_NODE_ONE_TO_ONE,
	  { PORTCLS_AUDIO_DEV_SPECIFIC } },
	{ &portcls_node_equalizer, "equalizer", PORTCLS_NODE_ONE_TO_ONE,
	  { PORTCLS_AUDIO_EQ_LEVEL } },
	{ &portcls_node_loudness, "loudness", PORTCLS_NODE_ONE_TO_ONE, { PORTCLS_AUDIO_LOUDNESS } },
	{ &portcls_node_mute, "mute", PORTCLS_NODE_ONE_TO_ONE, { PORTCLS_AUDIO_MUTE } },
	{ &portcls_node_mux, "multiplexer", PORTCLS_NODE_MANY_TO_ONE,
	  { PORTCLS_AUDIO_MUX_SOURCE } },
	{ &portcls_node_noise_suppress, "noise suppressor", PORTCLS_NODE_ONE_TO_ONE },
	{ &portcls_node_peakmeter, "peak meter", PORTCLS_NODE_ONE_TO_ONE,
	  { PORTCLS_AUDIO_PEAKMETER, PORTCLS_AUDIO_PEAKMETER2 } },
	{ &portcls_node_prologic_decoder, "surround decoder", PORTCLS_NODE_ONE_TO_ONE },
	{ &portcls_node_prologic_encoder, "surround encoder", PORTCLS_NODE_ONE_TO_ONE,
	  { PORTCLS_AUDIO_SURROUND_ENCODE } },
	{ &portcls_node_reverb, "reverb", PORTCLS_NODE_ONE_TO_ONE, { PORTCLS_AUDIO_REVERB_LEVEL } },
	{ &portcls_node_src, "rate converter", PORTCLS_NODE_ONE_TO_ONE },
	{ &portcls_node_stereo_enhance, "stereo enhancer", PORTCLS_NODE_ONE_TO_ONE },
	{ &portcls_node_stereo_wide, "stereo widener", PORTCLS_NODE_ONE_TO_ONE,
	  { PORTCLS_AUDIO_WIDENESS } },
	{ &portcls_node_sum, "sum", PORTCLS_NODE_MANY_TO_ONE },
	{ &portcls_node_supermix, "mixer matrix", PORTCLS_NODE_ONE_TO_ONE,
	  { PORTCLS_AUDIO_MIX_LEVEL_TABLE } },
	{ &portcls_node_tone, "tone", PORTCLS_NODE_ONE_TO_ONE,
	  { PORTCLS_AUDIO_BASS, PORTCLS_AUDIO_MID, PORTCLS_AUDIO_TREBLE,
	    PORTCLS_AUDIO_BASS_BOOST } },
	{ &portcls_node_volume, "volume", PORTCLS_NODE_ONE_TO_ONE, { PORTCLS_AUDIO_VOLUME_LEVEL } },
};

static const struct portcls_node_type unknown_node = {
	.name = "node of a type of its own",
	.shape = PORTCLS_NODE_ANY,
};

/**
 * portcls_node_type() - look up the type of a node
 * @node: the node, its type not NULL
 *
 * Context: any.
 * Return: what is known of its type; never NULL.
 */
const struct portcls_node_type *portcls_node_type(const struct portcls_node *node)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(node_types); i++)
		if (guid_equal(node->type, node_types[i].guid))
			return &node_types[i];
	return &unknown_node;
}

/**
 * portcls_node_has_output() - whether a signal can leave a node at a logical pin
 * @type: type of the node
 * @pin: logical pin
 *
 * Context: any.
 * Return: true if @pin is an output.
 */
bool portcls_node_has_output(const struct portcls_node_type *type, u32 pin)
{
	switch (type->shape) {
	case PORTCLS_NODE_ONE_TO_ONE:
	case PORTCLS_NODE_MANY_TO_ONE:
		return pin == 0;
	case PORTCLS_NODE_ONE_TO_MANY:
		return pin >= 1;
	case PORTCLS_NODE_ECHO_CANCEL:
		return pin == 0 || pin == 3;
	case PORTCLS_NODE_ANY:
		break;
	}
	return true;
}

/**
 * portcls_node_has_input() - whether a signal can enter a node at a logical pin
 * @type: type of the node
 * @pin: logical pin
 *
 * Context: any.
 * Return: true if @pin is an input.
 */
bool portcls_node_has_input(const struct portcls_node_type *type, u32 pin)
{
	switch (type->shape) {
	case PORTCLS_NODE_ONE_TO_ONE:
		return pin == 1;
	case PORTCLS_NODE_MANY_TO_ONE:
		return pin >= 1;
	case PORTCLS_NODE_ONE_TO_MANY:
		return pin == 0;
	case PORTCLS_NODE_ECHO_CANCEL:
		return pin == 1 || pin == 2;
	case PORTCLS_NODE_ANY:
		break;
	}
	return true;
}

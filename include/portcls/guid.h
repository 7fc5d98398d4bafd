/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * GUIDs that descriptors name: node types, pin categories, filter categories, property sets.
 *
 * Values are those that Microsoft's public documentation and headers give.
 */
#ifndef PORTCLS_GUID_H
#define PORTCLS_GUID_H

#include <linux/uuid.h>

/* Node types. Counterpart: KSNODETYPE_*. */
extern const guid_t portcls_node_acoustic_echo_cancel;
extern const guid_t portcls_node_adc;
extern const guid_t portcls_node_agc;
extern const guid_t portcls_node_chorus;
extern const guid_t portcls_node_dac;
extern const guid_t portcls_node_delay;
extern const guid_t portcls_node_demux;
extern const guid_t portcls_node_dev_specific;
extern const guid_t portcls_node_equalizer;
extern const guid_t portcls_node_loudness;
extern const guid_t portcls_node_mute;
extern const guid_t portcls_node_mux;
extern const guid_t portcls_node_noise_suppress;
extern const guid_t portcls_node_peakmeter;
extern const guid_t portcls_node_prologic_decoder;
extern const guid_t portcls_node_reverb;
extern const guid_t portcls_node_src;
extern const guid_t portcls_node_stereo_wide;
extern const guid_t portcls_node_sum;
extern const guid_t portcls_node_supermix;
extern const guid_t portcls_node_tone;
extern const guid_t portcls_node_volume;

/* Pin categories. Counterpart: KSNODETYPE_* as a pin's Category. */
extern const guid_t portcls_pin_microphone;
extern const guid_t portcls_pin_desktop_microphone;
extern const guid_t portcls_pin_microphone_array;
extern const guid_t portcls_pin_speaker;
extern const guid_t portcls_pin_headphones;
extern const guid_t portcls_pin_desktop_speaker;
extern const guid_t portcls_pin_lfe_speaker;
extern const guid_t portcls_pin_handset;
extern const guid_t portcls_pin_headset;
extern const guid_t portcls_pin_phone_line;
extern const guid_t portcls_pin_analog_connector;
extern const guid_t portcls_pin_digital_audio_interface;
extern const guid_t portcls_pin_line_connector;
extern const guid_t portcls_pin_legacy_audio_connector;
extern const guid_t portcls_pin_spdif_interface;
extern const guid_t portcls_pin_cd_player;
extern const guid_t portcls_pin_synthesizer;

/* Filter categories. Counterpart: KSCATEGORY_*. */
extern const guid_t portcls_category_audio;
extern const guid_t portcls_category_render;
extern const guid_t portcls_category_capture;
extern const guid_t portcls_category_topology;

/* Property sets. Counterpart: KSPROPSETID_*. */
extern const guid_t portcls_property_set_audio;

#endif /* PORTCLS_GUID_H */

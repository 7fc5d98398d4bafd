/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * GUIDs that descriptors name: node types, pin categories, names, filter categories,
 * property and event sets.
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
extern const guid_t portcls_node_prologic_encoder;
extern const guid_t portcls_node_stereo_enhance;
extern const guid_t portcls_node_3d_effects;
extern const guid_t portcls_node_audio_engine;
extern const guid_t portcls_node_synthesizer;

/* Pin categories. Counterpart: KSNODETYPE_* as a pin's Category, PINNAME_CAPTURE. */
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
extern const guid_t portcls_pin_personal_microphone;
extern const guid_t portcls_pin_omni_directional_microphone;
extern const guid_t portcls_pin_processing_microphone_array;
extern const guid_t portcls_pin_head_mounted_display_audio;
extern const guid_t portcls_pin_room_speaker;
extern const guid_t portcls_pin_communication_speaker;
extern const guid_t portcls_pin_speakerphone_no_echo_reduction;
extern const guid_t portcls_pin_echo_suppressing_speakerphone;
extern const guid_t portcls_pin_echo_canceling_speakerphone;
extern const guid_t portcls_pin_telephone;
extern const guid_t portcls_pin_down_line_phone;
extern const guid_t portcls_pin_capture;

/* Names of pins and nodes. Counterpart: KSAUDFNAME_*. */
extern const guid_t portcls_name_bass;
extern const guid_t portcls_name_treble;
extern const guid_t portcls_name_3d_stereo;
extern const guid_t portcls_name_master_volume;
extern const guid_t portcls_name_master_mute;
extern const guid_t portcls_name_wave_volume;
extern const guid_t portcls_name_wave_mute;
extern const guid_t portcls_name_midi_volume;
extern const guid_t portcls_name_midi_mute;
extern const guid_t portcls_name_cd_volume;
extern const guid_t portcls_name_cd_mute;
extern const guid_t portcls_name_line_volume;
extern const guid_t portcls_name_line_mute;
extern const guid_t portcls_name_mic_volume;
extern const guid_t portcls_name_mic_mute;
extern const guid_t portcls_name_recording_source;
extern const guid_t portcls_name_pc_speaker_volume;
extern const guid_t portcls_name_pc_speaker_mute;
extern const guid_t portcls_name_midi_in_volume;
extern const guid_t portcls_name_cd_in_volume;
extern const guid_t portcls_name_line_in_volume;
extern const guid_t portcls_name_mic_in_volume;
extern const guid_t portcls_name_wave_in_volume;
extern const guid_t portcls_name_volume_control;
extern const guid_t portcls_name_midi;
extern const guid_t portcls_name_line_in;
extern const guid_t portcls_name_recording_control;
extern const guid_t portcls_name_cd_audio;
extern const guid_t portcls_name_aux_volume;
extern const guid_t portcls_name_aux_mute;
extern const guid_t portcls_name_aux;
extern const guid_t portcls_name_pc_speaker;
extern const guid_t portcls_name_wave_out_mix;
extern const guid_t portcls_name_mono_out;
extern const guid_t portcls_name_stereo_mix;
extern const guid_t portcls_name_mono_mix;
extern const guid_t portcls_name_mono_out_volume;
extern const guid_t portcls_name_mono_out_mute;
extern const guid_t portcls_name_stereo_mix_volume;
extern const guid_t portcls_name_stereo_mix_mute;
extern const guid_t portcls_name_mono_mix_volume;
extern const guid_t portcls_name_mono_mix_mute;
extern const guid_t portcls_name_microphone_boost;
extern const guid_t portcls_name_alternate_microphone;
extern const guid_t portcls_name_3d_depth;
extern const guid_t portcls_name_3d_center;
extern const guid_t portcls_name_video_volume;
extern const guid_t portcls_name_video_mute;
extern const guid_t portcls_name_video;
extern const guid_t portcls_name_peakmeter;

/* Filter categories. Counterpart: KSCATEGORY_*. */
extern const guid_t portcls_category_audio;
extern const guid_t portcls_category_render;
extern const guid_t portcls_category_capture;
extern const guid_t portcls_category_topology;

/* Property sets. Counterpart: KSPROPSETID_*; the set "digital" is ours. */
extern const guid_t portcls_property_set_audio;
extern const guid_t portcls_property_set_topology_node;
extern const guid_t portcls_property_set_jack;
extern const guid_t portcls_property_set_digital;

/* Sets of value types. Counterpart: KSPROPTYPESETID_*. */
extern const guid_t portcls_type_set_general;

/* Event sets. Counterpart: KSEVENTSETID_*. */
extern const guid_t portcls_event_set_audio_control_change;
extern const guid_t portcls_event_set_pin_caps_change;

#endif /* PORTCLS_GUID_H */

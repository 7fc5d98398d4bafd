// SPDX-License-Identifier: GPL-2.0-only
/*
 * Types of nodes and all GUIDs, beside tables made from Microsoft's public documentation.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/filter.h>
#include <portcls/guid.h>

#include "portcls/filter.h"
#include "portcls/node.h"

/* KSPROPERTY_AUDIO_* */
enum {
	VOLUMELEVEL = 4,
	MIX_LEVEL_TABLE = 10,
	MUX_SOURCE = 12,
	MUTE = 13,
	BASS = 14,
	MID = 15,
	TREBLE = 16,
	BASS_BOOST = 17,
	EQ_LEVEL = 18,
	AGC = 21,
	DELAY = 22,
	LOUDNESS = 23,
	WIDENESS = 25,
	REVERB_LEVEL = 26,
	CHORUS_LEVEL = 27,
	DEV_SPECIFIC = 28,
	DEMUX_DEST = 29,
	SURROUND_ENCODE = 35,
	PEAKMETER = 37,
	PEAKMETER2 = 55,
};

/* Most node types end alike. */
#define A "-11D0-8A2B-00A0C9255AC1"

#define MANY	0xfffffffe	/* pins 1, 2, ... */

/* Bit n of @inputs and @outputs: logical pin n. @properties: one of them is required. */
static const struct type {
	const guid_t *guid;
	const char *text;
	u32 inputs;
	u32 outputs;
	u32 properties[5];
} types[] = {
	{ &portcls_node_volume, "3A5ACC00-C557" A, BIT(1), BIT(0), { VOLUMELEVEL } },
	{ &portcls_node_mute, "02B223C0-C557" A, BIT(1), BIT(0), { MUTE } },
	{ &portcls_node_tone, "7607E580-C557" A, BIT(1), BIT(0),
	  { BASS, MID, TREBLE, BASS_BOOST } },
	{ &portcls_node_equalizer, "9D41B4A0-C557" A, BIT(1), BIT(0), { EQ_LEVEL } },
	{ &portcls_node_loudness, "41887440-C558" A, BIT(1), BIT(0), { LOUDNESS } },
	{ &portcls_node_agc, "E88C9BA0-C557" A, BIT(1), BIT(0), { AGC } },
	{ &portcls_node_mux, "2CEAF780-C556" A, MANY, BIT(0), { MUX_SOURCE } },
	{ &portcls_node_demux, "C0EB67D4-E807-11D0-958A-00C04FB925D3", BIT(0), MANY,
	  { DEMUX_DEST } },
	{ &portcls_node_sum, "DA441A60-C556" A, MANY, BIT(0), {} },
	{ &portcls_node_supermix, "E573ADC0-C555" A, BIT(1), BIT(0), { MIX_LEVEL_TABLE } },
	{ &portcls_node_dac, "507AE360-C554" A, BIT(1), BIT(0), {} },
	{ &portcls_node_adc, "4D837FE0-C555" A, BIT(1), BIT(0), {} },
	{ &portcls_node_src, "9DB7B9E0-C555" A, BIT(1), BIT(0), {} },
	{ &portcls_node_reverb, "EF0328E0-C558" A, BIT(1), BIT(0), { REVERB_LEVEL } },
	{ &portcls_node_chorus, "20173F20-C559" A, BIT(1), BIT(0), { CHORUS_LEVEL } },
	{ &portcls_node_delay, "144981E0-C558" A, BIT(1), BIT(0), { DELAY } },
	{ &portcls_node_stereo_wide, "A9E69800-C558" A, BIT(1), BIT(0), { WIDENESS } },
	{ &portcls_node_prologic_decoder, "831C2C80-C558" A, BIT(1), BIT(0), {} },
	{ &portcls_node_prologic_encoder, "8074C5B2-3C66-11D2-B45A-3078302C2030", BIT(1), BIT(0),
	  { SURROUND_ENCODE } },
	{ &portcls_node_stereo_enhance, "AF6878AC-E83F-11D0-958A-00C04FB925D3", BIT(1), BIT(0),
	  {} },
	{ &portcls_node_3d_effects, "55515860-C559" A, BIT(1), BIT(0), {} },
	{ &portcls_node_peakmeter, "A085651E-5F0D-4B36-A869-D195D6AB4B9E", BIT(1), BIT(0),
	  { PEAKMETER, PEAKMETER2 } },
	/* KSNODEPIN_AEC_RENDER_OUT 0, _RENDER_IN 1, _CAPTURE_IN 2, _CAPTURE_OUT 3 */
	{ &portcls_node_acoustic_echo_cancel, "BF963D80-C559" A, BIT(1) | BIT(2),
	  BIT(0) | BIT(3), {} },
	{ &portcls_node_noise_suppress, "E07F903F-62FD-4E60-8CDD-DEA7236665B5", BIT(1), BIT(0),
	  {} },
	{ &portcls_node_dev_specific, "941C7AC0-C559" A, BIT(1), BIT(0), { DEV_SPECIFIC } },
};

/* Pin categories that come from USB's terminal types: DFF219E0 more than the terminal. */
static const struct terminal {
	const guid_t *guid;
	u32 usb;
} terminals[] = {
	{ &portcls_pin_microphone, 0x0201 },
	{ &portcls_pin_desktop_microphone, 0x0202 },
	{ &portcls_pin_microphone_array, 0x0205 },
	{ &portcls_pin_speaker, 0x0301 },
	{ &portcls_pin_headphones, 0x0302 },
	{ &portcls_pin_desktop_speaker, 0x0304 },
	{ &portcls_pin_lfe_speaker, 0x0307 },
	{ &portcls_pin_handset, 0x0401 },
	{ &portcls_pin_headset, 0x0402 },
	{ &portcls_pin_phone_line, 0x0501 },
	{ &portcls_pin_analog_connector, 0x0601 },
	{ &portcls_pin_digital_audio_interface, 0x0602 },
	{ &portcls_pin_line_connector, 0x0603 },
	{ &portcls_pin_legacy_audio_connector, 0x0604 },
	{ &portcls_pin_spdif_interface, 0x0605 },
	{ &portcls_pin_cd_player, 0x0703 },
	{ &portcls_pin_synthesizer, 0x0713 },
	{ &portcls_pin_personal_microphone, 0x0203 },
	{ &portcls_pin_omni_directional_microphone, 0x0204 },
	{ &portcls_pin_processing_microphone_array, 0x0206 },
	{ &portcls_pin_head_mounted_display_audio, 0x0303 },
	{ &portcls_pin_room_speaker, 0x0305 },
	{ &portcls_pin_communication_speaker, 0x0306 },
	{ &portcls_pin_speakerphone_no_echo_reduction, 0x0403 },
	{ &portcls_pin_echo_suppressing_speakerphone, 0x0404 },
	{ &portcls_pin_echo_canceling_speakerphone, 0x0405 },
	{ &portcls_pin_telephone, 0x0502 },
	{ &portcls_pin_down_line_phone, 0x0503 },
};

static const struct {
	const guid_t *guid;
	const char *text;
} others[] = {
	{ &portcls_category_audio, "6994AD04-93EF-11D0-A3CC-00A0C9223196" },
	{ &portcls_category_render, "65E8773E-8F56-11D0-A3B9-00A0C9223196" },
	{ &portcls_category_capture, "65E8773D-8F56-11D0-A3B9-00A0C9223196" },
	{ &portcls_category_topology, "DDA54A40-1E4C-11D1-A050-405705C10000" },
	{ &portcls_property_set_audio, "45FFAAA0-6E1B-11D0-BCF2-444553540000" },
	{ &portcls_pin_capture, "FB6C4281-0353-11D1-905F-0000C0CC16BA" },
	{ &portcls_name_bass, "185FEDE0-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_treble, "185FEDE1-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_3d_stereo, "185FEDE2-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_master_volume, "185FEDE3-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_master_mute, "185FEDE4-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_wave_volume, "185FEDE5-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_wave_mute, "185FEDE6-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_midi_volume, "185FEDE7-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_midi_mute, "185FEDE8-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_cd_volume, "185FEDE9-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_cd_mute, "185FEDEA-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_line_volume, "185FEDEB-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_line_mute, "185FEDEC-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_mic_volume, "185FEDED-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_mic_mute, "185FEDEE-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_recording_source, "185FEDEF-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_pc_speaker_volume, "185FEDF0-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_pc_speaker_mute, "185FEDF1-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_midi_in_volume, "185FEDF2-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_cd_in_volume, "185FEDF3-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_line_in_volume, "185FEDF4-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_mic_in_volume, "185FEDF5-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_wave_in_volume, "185FEDF6-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_volume_control, "185FEDF7-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_midi, "185FEDF8-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_line_in, "185FEDF9-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_recording_control, "185FEDFA-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_cd_audio, "185FEDFB-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_aux_volume, "185FEDFC-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_aux_mute, "185FEDFD-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_aux, "185FEDFE-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_pc_speaker, "185FEDFF-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_wave_out_mix, "185FEE00-9905-11D1-95A9-00C04FB925D3" },
	{ &portcls_name_mono_out, "F9B41DC3-96E2-11D2-AC4C-00C04F8EFB68" },
	{ &portcls_name_stereo_mix, "00DFF077-96E3-11D2-AC4C-00C04F8EFB68" },
	{ &portcls_name_mono_mix, "00DFF078-96E3-11D2-AC4C-00C04F8EFB68" },
	{ &portcls_name_mono_out_volume, "1AD247EB-96E3-11D2-AC4C-00C04F8EFB68" },
	{ &portcls_name_mono_out_mute, "1AD247EC-96E3-11D2-AC4C-00C04F8EFB68" },
	{ &portcls_name_stereo_mix_volume, "1AD247ED-96E3-11D2-AC4C-00C04F8EFB68" },
	{ &portcls_name_stereo_mix_mute, "22B0EAFD-96E3-11D2-AC4C-00C04F8EFB68" },
	{ &portcls_name_mono_mix_volume, "22B0EAFE-96E3-11D2-AC4C-00C04F8EFB68" },
	{ &portcls_name_mono_mix_mute, "2BC31D69-96E3-11D2-AC4C-00C04F8EFB68" },
	{ &portcls_name_microphone_boost, "2BC31D6A-96E3-11D2-AC4C-00C04F8EFB68" },
	{ &portcls_name_alternate_microphone, "2BC31D6B-96E3-11D2-AC4C-00C04F8EFB68" },
	{ &portcls_name_3d_depth, "63FF5747-991F-11D2-AC4D-00C04F8EFB68" },
	{ &portcls_name_3d_center, "9F0670B4-991F-11D2-AC4D-00C04F8EFB68" },
	{ &portcls_name_video_volume, "9B46E708-992A-11D2-AC4D-00C04F8EFB68" },
	{ &portcls_name_video_mute, "9B46E709-992A-11D2-AC4D-00C04F8EFB68" },
	{ &portcls_name_video, "915DAEC4-A434-11D2-AC52-00C04F8EFB68" },
	{ &portcls_name_peakmeter, "57E24340-FC5B-4612-A562-72B11A29DFAE" },
	{ &portcls_property_set_topology_node, "45FFAAA1-6E1B-11D0-BCF2-444553540000" },
	{ &portcls_property_set_jack, "4509F757-2D46-4637-8E62-CE7DB944F57B" },
	/* Ours, and to stay */
	{ &portcls_property_set_digital, "6B53C1C9-9327-485E-83E3-D29001FA6123" },
	{ &portcls_type_set_general, "97E99BA0-BDEA-11CF-A5D6-28DB04C10000" },
	{ &portcls_event_set_audio_control_change, "E85E9698-FA2F-11D1-95BD-00C04FB925D3" },
	{ &portcls_event_set_pin_caps_change, "DD4F192E-3B78-49AD-A534-2C315B822000" },
	{ &portcls_node_audio_engine, "35CAF6E4-F3B3-4168-BB4B-55E77A461C7E" },
	{ &portcls_node_synthesizer, "DFF220F3-F70F-11D0-B917-00A0C9223196" },
};

static const guid_t own_type =
	GUID_INIT(0x6a1d9a4e, 0x32b5, 0x4d70, 0x8c, 0x11, 0x5e, 0x0f, 0x27, 0x93, 0x40, 0x01);

/* In memory a GUID is a number of 32 bits and two of 16, all little-endian, and eight bytes. */
static guid_t parse(const char *text)
{
	static const u8 places[] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
	char digits[3] = "";
	guid_t guid;
	u32 i;

	assert_int_equal(strlen(text), 36);
	for (i = 0; i < ARRAY_SIZE(places); i++) {
		text += *text == '-';
		memcpy(digits, text, 2);
		guid.b[places[i]] = strtoul(digits, NULL, 16);
		text += 2;
	}
	return guid;
}

static void assert_guid(const guid_t *guid, const char *text)
{
	guid_t expected = parse(text);

	assert_memory_equal(guid, &expected, sizeof(expected));
}

static void test_node_guids_are_those_published(void **state)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(types); i++)
		assert_guid(types[i].guid, types[i].text);
}

static void test_pin_guids_count_usb_terminals(void **state)
{
	char text[37];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(terminals); i++) {
		snprintf(text, sizeof(text), "%08X-F70F-11D0-B917-00A0C9223196",
			 0xdff219e0 + terminals[i].usb);
		assert_guid(terminals[i].guid, text);
	}
}

static void test_other_guids_are_those_published(void **state)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(others); i++)
		assert_guid(others[i].guid, others[i].text);
}

/* That the tables above leave none out. */
static void test_every_guid_of_the_header_is_tested(void **state)
{
	FILE *header = fopen(TOP "/include/portcls/guid.h", "r");
	u32 count = 0;
	char line[200];

	assert_non_null(header);
	while (fgets(line, sizeof(line), header))
		count += !strncmp(line, "extern const guid_t ", 20);
	fclose(header);
	assert_int_equal(count, ARRAY_SIZE(types) + ARRAY_SIZE(terminals) + ARRAY_SIZE(others));
}

static const struct portcls_node_type *lookup(const guid_t *guid)
{
	struct portcls_node node = { .type = guid };

	return portcls_node_type(&node);
}

static void test_each_type_is_known_by_its_guid(void **state)
{
	const struct portcls_node_type *type;
	guid_t copy;
	u32 i, j;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		copy = *types[i].guid;
		type = lookup(&copy);
		assert_ptr_equal(type->guid, types[i].guid);
		assert_true(type->name[0]);
		for (j = 0; j < i; j++)
			assert_string_not_equal(type->name, lookup(types[j].guid)->name);
	}
}

static void test_a_guid_that_differs_in_one_byte_is_another(void **state)
{
	guid_t guid;
	u32 i;

	for (i = 0; i < sizeof(guid.b); i++) {
		guid = portcls_node_volume;
		guid.b[i] ^= 0x10;
		assert_ptr_not_equal(lookup(&guid), lookup(&portcls_node_volume));
	}
}

static bool pin_is_in(u32 pins, u32 pin)
{
	return pin < 32 ? pins >> pin & 1 : pins == MANY;
}

static void test_logical_pins_are_those_published(void **state)
{
	static const u32 pins[] = { 0, 1, 2, 3, 4, 5, 31, 32, 1000, U32_MAX };
	const struct portcls_node_type *type;
	u32 i, j;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		type = lookup(types[i].guid);
		for (j = 0; j < ARRAY_SIZE(pins); j++) {
			if (portcls_node_has_input(type, pins[j]) !=
			    pin_is_in(types[i].inputs, pins[j]))
				fail_msg("%s: pin %u as input", type->name, pins[j]);
			if (portcls_node_has_output(type, pins[j]) !=
			    pin_is_in(types[i].outputs, pins[j]))
				fail_msg("%s: pin %u as output", type->name, pins[j]);
		}
	}
}

static void test_unknown_type_has_any_pin_and_needs_nothing(void **state)
{
	const struct portcls_node_type *type = lookup(&own_type);

	assert_non_null(type);
	assert_true(type->name[0]);
	assert_true(portcls_node_has_input(type, 0) && portcls_node_has_input(type, U32_MAX));
	assert_true(portcls_node_has_output(type, 0) && portcls_node_has_output(type, U32_MAX));
	assert_int_equal(type->required[0], 0);
}

static void test_required_properties_are_those_published(void **state)
{
	const struct portcls_node_type *type;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		type = lookup(types[i].guid);
		assert_memory_equal(type->required, types[i].properties,
				    sizeof(types[i].properties));
	}
}

static int handler(struct portcls_property_request *request)
{
	return 0;
}

/* Whether a filter with one such node, of one property, is accepted. */
static bool is_accepted(const struct type *type, const guid_t *set, u32 id, u32 flags)
{
	const struct portcls_property_item item = { set, id, flags, handler };
	const struct portcls_automation automation = { sizeof(item), 1, &item };
	const struct portcls_pin pins[] = {
		{ .dataflow = PORTCLS_DATAFLOW_IN, .category = &portcls_pin_cd_player },
		{ .dataflow = PORTCLS_DATAFLOW_OUT, .category = &portcls_pin_speaker },
	};
	const struct portcls_node node = { .automation = &automation, .type = type->guid };
	const struct portcls_connection wires[] = {
		{ PORTCLS_FILTER_NODE, 0, 0, __builtin_ctz(type->inputs) },
		{ 0, __builtin_ctz(type->outputs), PORTCLS_FILTER_NODE, 1 },
	};
	const struct portcls_filter filter = {
		.pin_size = sizeof(pins[0]),
		.pin_count = ARRAY_SIZE(pins),
		.pins = pins,
		.node_size = sizeof(node),
		.node_count = 1,
		.nodes = &node,
		.connection_count = ARRAY_SIZE(wires),
		.connections = wires,
	};
	struct portcls_filter_error error;

	if (!portcls_filter_validate(&filter, &error))
		return true;
	assert_non_null(strstr(error.text, ": lacks the property that its type requires"));
	return false;
}

static void test_each_required_property_will_do(void **state)
{
	u32 i, j;

	for (i = 0; i < ARRAY_SIZE(types); i++)
		for (j = 0; types[i].properties[j]; j++)
			assert_true(is_accepted(&types[i], &portcls_property_set_audio,
						types[i].properties[j], PORTCLS_PROPERTY_GET));
}

static void test_no_other_property_will_do(void **state)
{
	bool required;
	u32 i, j, id;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		for (id = 0; id <= 60; id++) {
			required = types[i].properties[0];
			for (j = 0; types[i].properties[j]; j++)
				required &= types[i].properties[j] != id;
			assert_int_equal(is_accepted(&types[i], &portcls_property_set_audio, id,
						     PORTCLS_PROPERTY_GET), !required);
		}
	}
}

static void test_required_property_of_another_set_will_not_do(void **state)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(types); i++)
		assert_int_equal(is_accepted(&types[i], &own_type, types[i].properties[0],
					     PORTCLS_PROPERTY_GET), !types[i].properties[0]);
}

static void test_required_property_must_be_readable_p37(void **state)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(types); i++)
		assert_int_equal(is_accepted(&types[i], &portcls_property_set_audio,
					     types[i].properties[0], PORTCLS_PROPERTY_SET),
				 !types[i].properties[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_node_guids_are_those_published),
		cmocka_unit_test(test_pin_guids_count_usb_terminals),
		cmocka_unit_test(test_other_guids_are_those_published),
		cmocka_unit_test(test_every_guid_of_the_header_is_tested),
		cmocka_unit_test(test_each_type_is_known_by_its_guid),
		cmocka_unit_test(test_a_guid_that_differs_in_one_byte_is_another),
		cmocka_unit_test(test_logical_pins_are_those_published),
		cmocka_unit_test(test_unknown_type_has_any_pin_and_needs_nothing),
		cmocka_unit_test(test_required_properties_are_those_published),
		cmocka_unit_test(test_each_required_property_will_do),
		cmocka_unit_test(test_no_other_property_will_do),
		cmocka_unit_test(test_required_property_of_another_set_will_not_do),
		cmocka_unit_test(test_required_property_must_be_readable_p37),
	};

	return cmocka_run_group_tests_name("node", tests, NULL, NULL);
}

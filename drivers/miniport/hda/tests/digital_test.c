// SPDX-License-Identifier: GPL-2.0-only
/*
 * Digital sockets: S/PDIF, and monitors.
 */
#include <kunit/test.h>
#include <linux/bits.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/audio_property.h>
#include <portcls/format.h>
#include <portcls/guid.h>
#include <portcls/jack.h>
#include <portcls/property.h>

#include "fake_bus.h"

#define HDMI_PCM	(0x1e07f0)	/* 32 to 192 kHz; 16, 20, 24 and 32 bits */

/* As graphics cards have it: two converters of eight channels, and three sockets. */
const struct fake_codec fake_hdmi = {
	.name = "hdmi",
	.vendor = 0x10de0010,
	.count = 5,
	.widgets = {
		{ .nid = 0x4, .caps = 0x6611, .pcm = HDMI_PCM },
		{ .nid = 0x5, .caps = 0x6611, .pcm = HDMI_PCM },
		{ .nid = 0x6, .caps = 0x40778d, .pin_caps = 0x0b000094, .config = 0x18560010,
		  .amp_out = 0x80000000, .input_count = 2, .inputs = { 0x4, 0x5 } },
		{ .nid = 0x7, .caps = 0x40778d, .pin_caps = 0x0b000094, .config = 0x18560020,
		  .amp_out = 0x80000000, .input_count = 2, .inputs = { 0x4, 0x5 } },
		{ .nid = 0x8, .caps = 0x40778d, .pin_caps = 0x0b000094, .config = 0x18560030,
		  .amp_out = 0x80000000, .input_count = 2, .inputs = { 0x4, 0x5 } },
	},
};

/* A receiver: 8 channels at 48 kHz, 6 at 192 kHz, 16 to 24 bits; and AC-3, which is no PCM */
static const u8 receiver[] = {
	[0] = 2 << 3, [4] = 4, [5] = 3 << 4, [20] = 'A', 'V', 'R', '1',
	[24] = 0x0f, 0x07, 0x07, 0x0d, 0x7f, 0x05, 0x15, 0x07, 0x50,
};

static struct fake_bus *start(struct kunit *test, const struct fake_codec *table)
{
	struct fake_bus *fake = test->priv;

	KUNIT_ASSERT_EQ(test, fake_bus_start(fake, table), 0);
	return fake;
}

static void each_monitor_has_a_converter_as_long_as_there_are(struct kunit *test)
{
	static const u8 converters[] = { 0x4, 0x5, 0x4 };
	struct fake_bus *fake = start(test, &fake_hdmi);
	unsigned int i;

	KUNIT_ASSERT_EQ(test, fake->codec->digital_count, 3);
	for (i = 0; i < 3; i++) {
		const struct hda_digital *digital = &fake->codec->digitals[i];

		KUNIT_EXPECT_TRUE(test, digital->hdmi);
		KUNIT_EXPECT_FALSE(test, digital->capture);
		KUNIT_EXPECT_EQ(test, digital->pair_count, 4);
		KUNIT_EXPECT_EQ(test, digital->line.pin->nid, 6 + i);
		KUNIT_EXPECT_EQ(test, digital->converter->nid, converters[i]);
		KUNIT_EXPECT_EQ(test, fake->device.states[6 + i].selected, converters[i] - 4);
		KUNIT_EXPECT_EQ(test, fake->device.states[6 + i].pin_control, AC_PINCTL_OUT_EN);
		KUNIT_EXPECT_EQ(test, fake->device.states[6 + i].amp_out[0], 0);
	}
}

static void spdif_is_found(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_alc888);
	const struct hda_digital *digital = &fake->codec->digitals[0];

	KUNIT_ASSERT_EQ(test, fake->codec->digital_count, 1);
	KUNIT_EXPECT_FALSE(test, digital->hdmi);
	KUNIT_EXPECT_EQ(test, digital->pair_count, 1);
	KUNIT_EXPECT_TRUE(test, digital->converter->caps & AC_WCAP_DIGITAL);
	KUNIT_EXPECT_TRUE(test, guid_equal(hda_line_category(&digital->line),
					   &portcls_pin_spdif_interface));
}

/* QEMU's codec, its input made a digital one */
static void input_is_found(struct kunit *test)
{
	struct fake_codec *table = kunit_kzalloc(test, sizeof(*table), GFP_KERNEL);
	struct fake_bus *fake;
	const struct hda_digital *digital;

	KUNIT_ASSERT_NOT_NULL(test, table);
	*table = fake_qemu_duplex;
	table->widgets[2].caps |= AC_WCAP_DIGITAL;
	table->widgets[3].caps |= AC_WCAP_DIGITAL;
	table->widgets[3].config = AC_JACK_SPDIF_IN << AC_DEFCFG_DEVICE_SHIFT;
	fake = start(test, table);
	KUNIT_ASSERT_EQ(test, fake->codec->digital_count, 1);
	digital = &fake->codec->digitals[0];
	KUNIT_EXPECT_TRUE(test, digital->capture);
	KUNIT_EXPECT_EQ(test, digital->converter->nid, 4);
	KUNIT_EXPECT_EQ(test, digital->line.path.depth, 2);
	KUNIT_EXPECT_TRUE(test, fake->device.states[5].pin_control & AC_PINCTL_IN_EN);
}

static bool reaches(const struct hda_path *path)
{
	unsigned int i;

	for (i = 1; i < path->depth; i++)
		if (path->widgets[i]->inputs[path->inputs[i]] != path->widgets[i - 1]->nid)
			return false;
	return path->depth >= 2;
}

/* Whatever a codec says: sockets that their converters reach, or none. */
static void wild_codec_does_no_harm(struct kunit *test)
{
	struct fake_bus *fake = test->priv;
	unsigned int i, j, found = 0;

	fake->wild = true;
	for (i = 0; i < 100; i++) {
		fake->seed = i;
		if (fake_bus_start(fake, &fake_hdmi))
			continue;
		for (j = 0; j < fake->codec->digital_count; j++) {
			const struct hda_digital *digital = &fake->codec->digitals[j];
			const struct hda_path *path = &digital->line.path;

			KUNIT_EXPECT_TRUE(test, reaches(path));
			KUNIT_EXPECT_PTR_EQ(test, path->widgets[0], digital->capture ?
					    digital->line.pin : digital->converter);
			KUNIT_EXPECT_LE(test, digital->pair_count, HDA_MAX_PAIRS);
			found++;
		}
		fake_bus_stop(fake);
	}
	KUNIT_EXPECT_GT(test, found, 0);
	KUNIT_EXPECT_LT(test, found, 300);
}

/* The first socket of three shares its converter with the third. */
static void sockets_of_one_converter_do_not_silence_each_other(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_hdmi);
	struct hda_digital *digitals = fake->codec->digitals;
	const struct fake_state *converter = &fake->device.states[4];

	mutex_lock(&fake->codec->mutex);
	hda_digital_apply(fake->codec, &digitals[0], true);
	hda_digital_apply(fake->codec, &digitals[2], false);
	KUNIT_EXPECT_EQ(test, converter->digital, AC_DIG1_ENABLE);
	hda_digital_apply(fake->codec, &digitals[0], false);
	KUNIT_EXPECT_EQ(test, converter->digital, 0);
	mutex_unlock(&fake->codec->mutex);
}

static void switch_lets_the_signal_out(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_hdmi);
	struct hda_topology *topology = &fake->codec->topology;
	const struct fake_state *converter = &fake->device.states[5];
	u32 value = 0;
	s32 channel = PORTCLS_ALL_CHANNELS;
	struct portcls_property_request request = {
		.miniport = fake->codec,
		.node = 2,
		.verb = PORTCLS_PROPERTY_SET,
		.instance_size = sizeof(channel),
		.instance = &channel,
		.value_size = sizeof(value),
		.value = &value,
	};

	KUNIT_ASSERT_EQ(test, topology->filter.node_count, 6);
	KUNIT_EXPECT_EQ(test, topology->what[2].kind, HDA_NODE_DIGITAL);
	request.item = portcls_automation_item(topology->nodes[2].automation, 0);
	KUNIT_EXPECT_EQ(test, converter->digital, 0);
	KUNIT_EXPECT_EQ(test, request.item->handler(&request), 0);
	KUNIT_EXPECT_EQ(test, converter->digital, AC_DIG1_ENABLE);
	KUNIT_EXPECT_EQ(test, fake->device.states[4].digital, 0);
	memset(fake->device.states, 0, sizeof(fake->device.states));
	hda_codec_start(fake->codec);
	KUNIT_EXPECT_EQ(test, converter->digital, AC_DIG1_ENABLE);
	hda_digital_pause(fake->codec, &fake->codec->digitals[1]);
	KUNIT_EXPECT_EQ(test, converter->digital, 0);
	hda_digital_prepare(fake->codec, &fake->codec->digitals[1], 2);
	KUNIT_EXPECT_EQ(test, converter->digital, AC_DIG1_ENABLE);
}

/* The channel status of a node's signal is got or set; returns the first four bytes */
static u32 status(struct kunit *test, struct hda_codec *codec, u32 node, u32 verb, u32 value)
{
	struct portcls_channel_status all = {};
	__le32 first = cpu_to_le32(value);
	struct portcls_property_request request = {
		.miniport = codec,
		.node = node,
		.item = portcls_automation_item(codec->topology.nodes[node].automation, 1),
		.verb = verb,
		.value_size = sizeof(all),
		.value = &all,
	};

	memcpy(all.bytes, &first, sizeof(first));
	KUNIT_EXPECT_EQ(test, request.item->id, PORTCLS_DIGITAL_STATUS);
	KUNIT_EXPECT_EQ(test, request.item->handler(&request), 0);
	KUNIT_EXPECT_EQ(test, request.value_size, sizeof(all));
	KUNIT_EXPECT_NULL(test, memchr_inv(&all.bytes[sizeof(first)], 0,
					   sizeof(all) - sizeof(first)));
	memcpy(&first, all.bytes, sizeof(first));
	return le32_to_cpu(first);
}

static const struct {
	u32 status;
	u16 bits;
} statuses[] = {
	{ PORTCLS_STATUS_CON_NOT_COPYRIGHT, 0 },
	{ 0, AC_DIG1_COPYRIGHT },
	{ PORTCLS_STATUS_NOT_PCM | PORTCLS_STATUS_CON_NOT_COPYRIGHT, AC_DIG1_NONAUDIO },
	{ PORTCLS_STATUS_CON_EMPHASIS_50_15 | PORTCLS_STATUS_CON_ORIGINAL | 0x35 << 8,
	  AC_DIG1_COPYRIGHT | AC_DIG1_EMPHASIS | AC_DIG1_LEVEL | 0x35 << 8 },
	{ PORTCLS_STATUS_PROFESSIONAL, AC_DIG1_PROFESSIONAL },
	{ PORTCLS_STATUS_PROFESSIONAL | PORTCLS_STATUS_NOT_PCM | PORTCLS_STATUS_PRO_EMPHASIS_50_15,
	  AC_DIG1_PROFESSIONAL | AC_DIG1_NONAUDIO | AC_DIG1_EMPHASIS },
};

static void registers_say_what_the_status_does(struct kunit *test)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(statuses); i++) {
		KUNIT_EXPECT_EQ(test, hda_status_to_codec(statuses[i].status), statuses[i].bits);
		KUNIT_EXPECT_EQ(test, hda_status_of_codec(statuses[i].bits), statuses[i].status);
		/* The switch is none of the status. */
		KUNIT_EXPECT_EQ(test, hda_status_of_codec(statuses[i].bits | AC_DIG1_ENABLE),
				statuses[i].status);
	}
}

static void status_reaches_the_converter_and_comes_back_after_sleep(struct kunit *test)
{
	const u32 wanted = PORTCLS_STATUS_NOT_PCM | 0x02 << 8 | 0x02 << 24;
	const u16 bits = AC_DIG1_NONAUDIO | AC_DIG1_COPYRIGHT | 0x02 << 8;
	struct fake_bus *fake = start(test, &fake_hdmi);
	struct fake_state *converter = &fake->device.states[4];
	struct hda_digital *digital = &fake->codec->digitals[0];

	KUNIT_EXPECT_EQ(test, status(test, fake->codec, 0, PORTCLS_PROPERTY_GET, 0),
			PORTCLS_STATUS_CON_NOT_COPYRIGHT);
	status(test, fake->codec, 0, PORTCLS_PROPERTY_SET, wanted);
	KUNIT_EXPECT_EQ(test, status(test, fake->codec, 0, PORTCLS_PROPERTY_GET, 0), wanted);
	KUNIT_EXPECT_EQ(test, converter->digital, bits);
	mutex_lock(&fake->codec->mutex);
	hda_digital_apply(fake->codec, digital, true);
	mutex_unlock(&fake->codec->mutex);
	KUNIT_EXPECT_EQ(test, converter->digital, bits | AC_DIG1_ENABLE);
	hda_digital_pause(fake->codec, digital);
	KUNIT_EXPECT_EQ(test, converter->digital, bits);
	hda_digital_prepare(fake->codec, digital, 2);
	KUNIT_EXPECT_EQ(test, converter->digital, bits | AC_DIG1_ENABLE);
	memset(fake->device.states, 0, sizeof(fake->device.states));
	hda_codec_start(fake->codec);
	KUNIT_EXPECT_EQ(test, converter->digital & ~AC_DIG1_ENABLE, bits);
	KUNIT_EXPECT_EQ(test, fake->device.states[5].digital, 0);
}

/* The first socket of three shares its converter with the third. */
static void converter_says_what_the_socket_does_that_plays(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_hdmi);
	struct fake_state *converter = &fake->device.states[4];

	status(test, fake->codec, 4, PORTCLS_PROPERTY_SET, 0);
	KUNIT_EXPECT_EQ(test, converter->digital, 0);
	hda_digital_pause(fake->codec, &fake->codec->digitals[2]);
	hda_digital_prepare(fake->codec, &fake->codec->digitals[2], 2);
	KUNIT_EXPECT_EQ(test, converter->digital, AC_DIG1_COPYRIGHT);
	status(test, fake->codec, 0, PORTCLS_PROPERTY_SET, PORTCLS_STATUS_PROFESSIONAL);
	KUNIT_EXPECT_EQ(test, converter->digital, AC_DIG1_COPYRIGHT);
	hda_digital_pause(fake->codec, &fake->codec->digitals[0]);
	hda_digital_prepare(fake->codec, &fake->codec->digitals[0], 2);
	KUNIT_EXPECT_EQ(test, converter->digital, AC_DIG1_PROFESSIONAL);
}

static void status_begins_as_the_converter_has_it(struct kunit *test)
{
	struct fake_bus *fake = test->priv;

	fake->device.states[5].digital = AC_DIG1_PROFESSIONAL;
	start(test, &fake_hdmi);
	KUNIT_EXPECT_EQ(test, fake->codec->digitals[0].status, PORTCLS_STATUS_CON_NOT_COPYRIGHT);
	KUNIT_EXPECT_EQ(test, fake->codec->digitals[1].status, PORTCLS_STATUS_PROFESSIONAL);
}

static void status_of_an_input_is_what_comes_in(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_spdif);
	const struct hda_topology *topology = &fake->codec->topology;
	const u32 node = topology->filter.node_count - 1;

	KUNIT_ASSERT_EQ(test, fake->codec->digital_count, 2);
	KUNIT_EXPECT_TRUE(test, topology->what[node].digital->capture);
	KUNIT_EXPECT_EQ(test, topology->nodes[node].automation->property_count, 2);
	KUNIT_EXPECT_EQ(test, status(test, fake->codec, node, PORTCLS_PROPERTY_GET, 0),
			PORTCLS_STATUS_CON_NOT_COPYRIGHT);
	fake->device.states[6].digital = AC_DIG1_NONAUDIO | AC_DIG1_COPYRIGHT;
	KUNIT_EXPECT_EQ(test, status(test, fake->codec, node, PORTCLS_PROPERTY_GET, 0),
			PORTCLS_STATUS_NOT_PCM);
}

/* Returns how many bytes there are. */
static u32 eld(struct kunit *test, struct hda_codec *codec, u8 *bytes)
{
	struct portcls_property_request request = {
		.miniport = codec,
		.node = 1,
		.item = portcls_automation_item(codec->topology.nodes[1].automation, 0),
		.verb = PORTCLS_PROPERTY_GET,
		.value_size = 256,
		.value = bytes,
	};

	KUNIT_EXPECT_EQ(test, codec->topology.what[1].kind, HDA_NODE_MONITOR);
	KUNIT_EXPECT_EQ(test, request.item->handler(&request), 0);
	return request.value_size;
}

static void eld_is_what_a_monitor_says(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_hdmi);
	struct fake_state *pin = &fake->device.states[6];
	u8 *bytes = kunit_kzalloc(test, 256, GFP_KERNEL), mute[sizeof(receiver)];

	KUNIT_ASSERT_NOT_NULL(test, bytes);
	KUNIT_EXPECT_EQ(test, eld(test, fake->codec, bytes), 0);
	pin->plugged = true;
	pin->eld = receiver;
	pin->eld_size = sizeof(receiver);
	KUNIT_EXPECT_EQ(test, eld(test, fake->codec, bytes), sizeof(receiver));
	KUNIT_EXPECT_EQ(test, memcmp(bytes, receiver, sizeof(receiver)), 0);
	pin->eld_size--;
	KUNIT_EXPECT_EQ(test, eld(test, fake->codec, bytes), 0);
	/* One that takes no sound */
	memcpy(mute, receiver, sizeof(mute));
	mute[5] = 0;
	pin->eld = mute;
	pin->eld_size = sizeof(mute);
	KUNIT_EXPECT_EQ(test, eld(test, fake->codec, bytes), 0);
	pin->eld = receiver;
	pin->plugged = false;
	KUNIT_EXPECT_EQ(test, eld(test, fake->codec, bytes), 0);
}

static void monitor_is_told_what_is_to_come(struct kunit *test)
{
	static const u8 slots[] = { 0, 1, 5, 4, 2, 3, 0xf, 0xf };
	static const u8 stereo[] = { 0, 1, 0xf, 0xf, 0xf, 0xf, 0xf, 0xf };
	static const u8 frame[] = { 0x84, 0x01, 0x0a, 0x61, 0x05, 0, 0, 0x0b, 0 };
	static const u8 dp_frame[] = { 0x84, 0x1b, 0x44, 0x05, 0, 0, 0x0b, 0, 0 };
	struct fake_bus *fake = start(test, &fake_hdmi);
	struct fake_state *pin = &fake->device.states[6];
	u8 display_port[sizeof(receiver)];

	hda_digital_prepare(fake->codec, &fake->codec->digitals[0], 6);
	KUNIT_EXPECT_EQ(test, fake->device.states[4].channel_count, 5);
	KUNIT_EXPECT_MEMEQ(test, pin->slots, slots, sizeof(slots));
	KUNIT_EXPECT_MEMEQ(test, pin->frame, frame, sizeof(frame));
	KUNIT_EXPECT_EQ(test, pin->transmit, AC_DIPXMIT_BEST);
	hda_digital_prepare(fake->codec, &fake->codec->digitals[0], 2);
	KUNIT_EXPECT_MEMEQ(test, pin->slots, stereo, sizeof(stereo));

	memcpy(display_port, receiver, sizeof(receiver));
	display_port[5] |= 1 << 2;
	pin->plugged = true;
	pin->eld = display_port;
	pin->eld_size = sizeof(display_port);
	hda_digital_prepare(fake->codec, &fake->codec->digitals[0], 6);
	KUNIT_EXPECT_MEMEQ(test, pin->frame, dp_frame, sizeof(dp_frame));
}

static const struct {
	struct portcls_format format;
	bool taken;
} formats[] = {
	{ { .rate = 48000, .channels = 8, .valid_bits = 16 }, true },
	{ { .rate = 44100, .channels = 8, .valid_bits = 24 }, true },
	{ { .rate = 96000, .channels = 8, .valid_bits = 16 }, false },
	{ { .rate = 192000, .channels = 6, .valid_bits = 24 }, true },
	{ { .rate = 192000, .channels = 6, .valid_bits = 32 }, true },
	{ { .rate = 22050, .channels = 2, .valid_bits = 16 }, false },
	{ { .rate = 48000, .channels = 2, .valid_bits = 16 }, true },
};

static void monitor_takes_what_it_says(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_hdmi);
	const struct hda_widget *socket = fake->codec->digitals[0].line.pin;
	struct fake_state *pin = &fake->device.states[socket->nid];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(formats); i++)
		KUNIT_EXPECT_TRUE(test, hda_hdmi_takes(fake->codec, socket, &formats[i].format));
	pin->plugged = true;
	pin->eld = receiver;
	pin->eld_size = sizeof(receiver);
	for (i = 0; i < ARRAY_SIZE(formats); i++)
		KUNIT_EXPECT_EQ(test, hda_hdmi_takes(fake->codec, socket, &formats[i].format),
				formats[i].taken);
	/* Until the display driver has told what it is, anything may go. */
	pin->plugged = false;
	KUNIT_EXPECT_TRUE(test, hda_hdmi_takes(fake->codec, socket, &formats[2].format));
}

static void simple_monitor_takes_what_all_do(struct kunit *test)
{
	static const u8 simple[20] = { [0] = 2 << 3 };
	struct hda_eld eld;
	struct portcls_format format = { .rate = 44100, .channels = 2, .valid_bits = 16 };

	KUNIT_ASSERT_TRUE(test, hda_eld_parse(simple, sizeof(simple), &eld));
	KUNIT_EXPECT_EQ(test, eld.count, 0);
	KUNIT_EXPECT_TRUE(test, hda_eld_takes(&eld, &format));
	format.valid_bits = 24;
	KUNIT_EXPECT_FALSE(test, hda_eld_takes(&eld, &format));
	format.valid_bits = 16;
	format.channels = 4;
	KUNIT_EXPECT_FALSE(test, hda_eld_takes(&eld, &format));
}

/* What is plugged in, how long its description is, and the first byte of that, it tells yet. */
static void monitor_of_a_codec_that_dies_says_nothing(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_hdmi);
	const struct hda_widget *socket = fake->codec->digitals[0].line.pin;
	struct fake_state *pin = &fake->device.states[socket->nid];

	pin->plugged = true;
	pin->eld = receiver;
	pin->eld_size = sizeof(receiver);
	fake->dies_in = 3;
	KUNIT_EXPECT_TRUE(test, hda_hdmi_takes(fake->codec, socket, &formats[2].format));
	KUNIT_EXPECT_EQ(test, fake->refused, 1);
}

/* Cut off anywhere, or of another version */
static void nonsense_is_not_what_a_monitor_says(struct kunit *test)
{
	u8 bytes[sizeof(receiver)];
	struct hda_eld eld;
	unsigned int size;

	for (size = 0; size < sizeof(receiver); size++)
		KUNIT_EXPECT_FALSE(test, hda_eld_parse(receiver, size, &eld));
	KUNIT_EXPECT_TRUE(test, hda_eld_parse(receiver, size, &eld));
	KUNIT_EXPECT_EQ(test, eld.count, 2);
	memcpy(bytes, receiver, sizeof(bytes));
	bytes[0] = 1 << 3;
	KUNIT_EXPECT_FALSE(test, hda_eld_parse(bytes, size, &eld));
	memset(bytes, 0xff, sizeof(bytes));
	KUNIT_EXPECT_FALSE(test, hda_eld_parse(bytes, size, &eld));
}

static void jack_tells_of_a_monitor_once_it_is_known(struct kunit *test)
{
	struct fake_bus *fake = start(test, &fake_hdmi);
	struct fake_state *pin = &fake->device.states[6];
	struct {
		struct portcls_multiple_item header;
		struct portcls_jack_description jack;
	} answer;
	u32 exit = 1;
	struct portcls_property_request request = {
		.miniport = fake->codec,
		.verb = PORTCLS_PROPERTY_GET,
		.instance = &exit,
		.instance_size = sizeof(exit),
		.value = &answer,
		.value_size = sizeof(answer),
	};

	KUNIT_EXPECT_EQ(test, pin->unsolicited, AC_USRSP_EN | 6);
	KUNIT_EXPECT_EQ(test, hda_jack_description(&request), 0);
	KUNIT_EXPECT_EQ(test, answer.jack.geo_location, PORTCLS_JACK_GEO_HDMI);
	KUNIT_EXPECT_EQ(test, answer.jack.connected, 0);
	pin->plugged = true;
	request.value_size = sizeof(answer);
	KUNIT_EXPECT_EQ(test, hda_jack_description(&request), 0);
	KUNIT_EXPECT_EQ(test, answer.jack.connected, 0);
	pin->eld = receiver;
	pin->eld_size = sizeof(receiver);
	request.value_size = sizeof(answer);
	KUNIT_EXPECT_EQ(test, hda_jack_description(&request), 0);
	KUNIT_EXPECT_EQ(test, answer.jack.connected, 1);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(each_monitor_has_a_converter_as_long_as_there_are),
	KUNIT_CASE(spdif_is_found),
	KUNIT_CASE(input_is_found),
	KUNIT_CASE(wild_codec_does_no_harm),
	KUNIT_CASE(sockets_of_one_converter_do_not_silence_each_other),
	KUNIT_CASE(switch_lets_the_signal_out),
	KUNIT_CASE(registers_say_what_the_status_does),
	KUNIT_CASE(status_reaches_the_converter_and_comes_back_after_sleep),
	KUNIT_CASE(converter_says_what_the_socket_does_that_plays),
	KUNIT_CASE(status_begins_as_the_converter_has_it),
	KUNIT_CASE(status_of_an_input_is_what_comes_in),
	KUNIT_CASE(eld_is_what_a_monitor_says),
	KUNIT_CASE(monitor_is_told_what_is_to_come),
	KUNIT_CASE(monitor_takes_what_it_says),
	KUNIT_CASE(simple_monitor_takes_what_all_do),
	KUNIT_CASE(monitor_of_a_codec_that_dies_says_nothing),
	KUNIT_CASE(nonsense_is_not_what_a_monitor_says),
	KUNIT_CASE(jack_tells_of_a_monitor_once_it_is_known),
	{}
};

static struct kunit_suite hda_digital_suite = {
	.name = "hda_digital",
	.init = fake_bus_init,
	.exit = fake_bus_finish,
	.test_cases = cases,
};

kunit_test_suite(hda_digital_suite);

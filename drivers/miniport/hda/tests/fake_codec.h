/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A codec that is a table.
 */
#ifndef HDA_TESTS_FAKE_CODEC_H
#define HDA_TESTS_FAKE_CODEC_H

#include "hda-codec.h"

#define FAKE_AFG	1	/* node of the function group */
#define FAKE_CODECS	10	/* tables that there are */

/**
 * struct fake_codec - what a codec says of itself
 * @name: of the table
 * @vendor: vendor and device
 * @pcm: of the function group, for converters that have none of their own
 * @amp_in: likewise, for amplifiers
 * @amp_out: likewise
 * @count: entries in @widgets
 * @widgets: in the order of their numbers, without gaps; types are told by their capabilities
 */
struct fake_codec {
	char name[32];
	u32 vendor;
	u32 pcm;
	u32 amp_in;
	u32 amp_out;
	unsigned int count;
	struct hda_widget widgets[HDA_MAX_WIDGETS];
};

/**
 * struct fake_state - what was written to a widget
 * @amp_in: of each input, left and right
 * @amp_out: left and right
 * @selected: input
 * @pin_control: of a pin
 * @unsolicited: of a pin
 * @eapd: of a pin
 * @plugged: of a pin, what it senses
 * @stream: of a converter, tag and channel
 * @format: of a converter
 * @power: state
 * @digital: of a converter, whether it lets the signal out, and how
 * @channel_count: of a converter, less one
 * @slots: of an HDMI pin, the channel in each of them
 * @frame: of an HDMI pin, what is sent
 * @frame_index: byte of that which is set next
 * @transmit: of an HDMI pin, whether it sends
 * @eld: of an HDMI pin, what the monitor says
 * @eld_size: how much that is
 */
struct fake_state {
	u8 amp_in[HDA_MAX_INPUTS][2];
	u8 amp_out[2];
	u8 selected;
	u8 pin_control;
	u8 unsolicited;
	u8 eapd;
	bool plugged;
	u8 stream;
	u16 format;
	u8 power;
	u16 digital;
	u8 channel_count;
	u8 slots[8];
	u8 frame[32];
	u8 frame_index;
	u8 transmit;
	const u8 *eld;
	u8 eld_size;
};

/**
 * struct fake_device - a codec that answers
 * @table: what it says of itself
 * @states: of its widgets
 * @writes: verbs that set something
 */
struct fake_device {
	const struct fake_codec *table;
	struct fake_state states[128];
	unsigned int writes;
};

extern const struct fake_codec fake_qemu_duplex;
extern const struct fake_codec fake_alc269;
extern const struct fake_codec fake_alc662;
extern const struct fake_codec fake_alc888;
extern const struct fake_codec fake_ad1984;
extern const struct fake_codec fake_92hd73c1x5;
extern const struct fake_codec fake_vt1708s;
extern const struct fake_codec fake_cx20561;
extern const struct fake_codec fake_spdif;
extern const struct fake_codec fake_monitors;
extern const struct fake_codec fake_hdmi;
extern const struct fake_codec *const fake_codecs[FAKE_CODECS];

u32 fake_answer(struct fake_device *fake, u32 command);

#endif /* HDA_TESTS_FAKE_CODEC_H */

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Properties of nodes: numbers within the property sets "audio", "digital" and "topology node", and
 * the types of their values.
 */
#ifndef PORTCLS_AUDIO_PROPERTY_H
#define PORTCLS_AUDIO_PROPERTY_H

#include <linux/bits.h>
#include <linux/types.h>

/**
 * enum portcls_audio_property - numbers in &portcls_property_set_audio
 * @PORTCLS_AUDIO_CHANNEL_CONFIG: __u32, mask of speaker positions, see &struct portcls_format
 * @PORTCLS_AUDIO_VOLUME_LEVEL: __s32, level in 1/65536 dB, by channel
 * @PORTCLS_AUDIO_QUALITY: __u32, 0 (worst) to 3 (advanced)
 * @PORTCLS_AUDIO_MIX_LEVEL_TABLE: &struct portcls_mix_level, one for each path, input by input
 * @PORTCLS_AUDIO_MIX_LEVEL_CAPS: &struct portcls_mix_caps_header, &struct portcls_mix_caps for each
 *	path
 * @PORTCLS_AUDIO_MUX_SOURCE: __u32, logical input pin of the node; by channel if its basic support
 *	has a range for each channel, which Windows does not know
 * @PORTCLS_AUDIO_MUTE: __u32, not 0 when nothing is heard, by channel
 * @PORTCLS_AUDIO_BASS: __s32, level in 1/65536 dB, by channel
 * @PORTCLS_AUDIO_MID: likewise
 * @PORTCLS_AUDIO_TREBLE: likewise
 * @PORTCLS_AUDIO_BASS_BOOST: __u32, not 0 when on, by channel
 * @PORTCLS_AUDIO_EQ_LEVEL: __s32 for each band, level in 1/65536 dB, by channel
 * @PORTCLS_AUDIO_NUM_EQ_BANDS: __u32, bands, by channel
 * @PORTCLS_AUDIO_EQ_BANDS: __u32 for each band, centre frequency in Hz, by channel
 * @PORTCLS_AUDIO_AGC: __u32, not 0 when on, by channel
 * @PORTCLS_AUDIO_DELAY: &struct portcls_time, by channel
 * @PORTCLS_AUDIO_LOUDNESS: __u32, not 0 when on, by channel
 * @PORTCLS_AUDIO_WIDENESS: __u32, in 1/65536 of 1 %
 * @PORTCLS_AUDIO_REVERB_LEVEL: likewise
 * @PORTCLS_AUDIO_CHORUS_LEVEL: likewise
 * @PORTCLS_AUDIO_DEV_SPECIFIC: of the type that its basic support says, by channel; but of
 *	PORTCLS_TYPE_BLOB there is one for all channels
 * @PORTCLS_AUDIO_DEMUX_DEST: __u32, logical output pin of the node
 * @PORTCLS_AUDIO_SURROUND_ENCODE: __u32, not 0 when on
 * @PORTCLS_AUDIO_PEAKMETER: __s32, linear; reading starts the next measurement, by channel
 * @PORTCLS_AUDIO_REVERB_TIME: __u32, in 1/65536 s
 * @PORTCLS_AUDIO_PEAKMETER2: __s32, linear; reading starts the next measurement, by channel
 *
 * Counterpart: KSPROPERTY_AUDIO, with the same values. A property that is told by channel has the
 * channel, a __s32, as its instance.
 */
enum portcls_audio_property {
	PORTCLS_AUDIO_CHANNEL_CONFIG = 3,
	PORTCLS_AUDIO_VOLUME_LEVEL = 4,
	PORTCLS_AUDIO_QUALITY = 7,
	PORTCLS_AUDIO_MIX_LEVEL_TABLE = 10,
	PORTCLS_AUDIO_MIX_LEVEL_CAPS = 11,
	PORTCLS_AUDIO_MUX_SOURCE = 12,
	PORTCLS_AUDIO_MUTE = 13,
	PORTCLS_AUDIO_BASS = 14,
	PORTCLS_AUDIO_MID = 15,
	PORTCLS_AUDIO_TREBLE = 16,
	PORTCLS_AUDIO_BASS_BOOST = 17,
	PORTCLS_AUDIO_EQ_LEVEL = 18,
	PORTCLS_AUDIO_NUM_EQ_BANDS = 19,
	PORTCLS_AUDIO_EQ_BANDS = 20,
	PORTCLS_AUDIO_AGC = 21,
	PORTCLS_AUDIO_DELAY = 22,
	PORTCLS_AUDIO_LOUDNESS = 23,
	PORTCLS_AUDIO_WIDENESS = 25,
	PORTCLS_AUDIO_REVERB_LEVEL = 26,
	PORTCLS_AUDIO_CHORUS_LEVEL = 27,
	PORTCLS_AUDIO_DEV_SPECIFIC = 28,
	PORTCLS_AUDIO_DEMUX_DEST = 29,
	PORTCLS_AUDIO_SURROUND_ENCODE = 35,
	PORTCLS_AUDIO_PEAKMETER = 37,
	PORTCLS_AUDIO_REVERB_TIME = 48,
	PORTCLS_AUDIO_PEAKMETER2 = 55,
};

/**
 * enum portcls_digital_property - numbers in &portcls_property_set_digital
 * @PORTCLS_DIGITAL_STATUS: &struct portcls_channel_status, what a digital signal says of itself;
 *	GET only of one that comes in. Bits that the hardware cannot send may be dropped, silently
 * @PORTCLS_DIGITAL_CONSUMER_MASK: likewise, GET only: bits that can be set in the status of
 *	consumers' signals
 * @PORTCLS_DIGITAL_PROFESSIONAL_MASK: likewise, of professional ones
 *
 * Windows has no counterpart: KSPROPERTY_AUDIO_COPY_PROTECTION knows two of the bits, and what is
 * not PCM is announced by the format of a stream.
 */
enum portcls_digital_property {
	PORTCLS_DIGITAL_STATUS = 1,
	PORTCLS_DIGITAL_CONSUMER_MASK = 2,
	PORTCLS_DIGITAL_PROFESSIONAL_MASK = 3,
};

/**
 * enum portcls_topology_node_property - numbers in &portcls_property_set_topology_node
 * @PORTCLS_TOPOLOGY_NODE_ENABLE: __u32, not 0 when the node does its work
 * @PORTCLS_TOPOLOGY_NODE_RESET: __u32, set only: puts the node into its first state
 *
 * Counterpart: KSPROPERTY_TOPOLOGYNODE, with the same values.
 */
enum portcls_topology_node_property {
	PORTCLS_TOPOLOGY_NODE_ENABLE = 1,
	PORTCLS_TOPOLOGY_NODE_RESET = 2,
};

/* Level of silence, below all others. Counterpart: LONG_MIN as a KSPROPERTY_AUDIO_VOLUMELEVEL. */
#define PORTCLS_LEVEL_MINUS_INFINITY	S32_MIN
/* A dB as a level. */
#define PORTCLS_LEVEL_DB(db)		((db) * 65536)
/* A channel that stands for all of them, when a property is set. */
#define PORTCLS_ALL_CHANNELS		(-1)

/**
 * struct portcls_mix_level - one path of a mixer matrix
 * @mute: not 0 when nothing passes
 * @level: in 1/65536 dB
 *
 * Counterpart: KSAUDIO_MIXLEVEL.
 */
struct portcls_mix_level {
	__u32 mute;
	__s32 level;
};

/**
 * struct portcls_mix_caps - what one path of a mixer matrix can do
 * @mute: not 0 when it can be muted
 * @minimum: least level, in 1/65536 dB
 * @maximum: greatest level
 * @reset: level in the beginning
 *
 * Counterpart: KSAUDIO_MIX_CAPS.
 */
struct portcls_mix_caps {
	__u32 mute;
	__s32 minimum;
	__s32 maximum;
	__s32 reset;
};

/**
 * struct portcls_mix_caps_header - size of a mixer matrix
 * @input_channels: channels that enter
 * @output_channels: channels that leave
 *
 * Counterpart: the beginning of KSAUDIO_MIXCAP_TABLE.
 */
struct portcls_mix_caps_header {
	__u32 input_channels;
	__u32 output_channels;
};

/**
 * struct portcls_time - a time as a fraction
 * @time: count of units of @numerator / @denominator × 100 ns
 * @numerator: not 0
 * @denominator: not 0
 *
 * Counterpart: KSTIME.
 */
struct portcls_time {
	__s64 time;
	__u32 numerator;
	__u32 denominator;
};

/*
 * What the first bits of a channel status mean, as a little-endian number: in every signal, in
 * those of consumers, in professional ones.
 */
#define PORTCLS_STATUS_PROFESSIONAL		BIT(0)
#define PORTCLS_STATUS_NOT_PCM			BIT(1)
#define PORTCLS_STATUS_CON_NOT_COPYRIGHT	BIT(2)
#define PORTCLS_STATUS_CON_EMPHASIS		GENMASK(5, 3)
#define PORTCLS_STATUS_CON_EMPHASIS_50_15	BIT(3)
#define PORTCLS_STATUS_CON_CATEGORY		GENMASK(14, 8)
#define PORTCLS_STATUS_CON_ORIGINAL		BIT(15)
#define PORTCLS_STATUS_PRO_EMPHASIS		GENMASK(4, 2)
#define PORTCLS_STATUS_PRO_EMPHASIS_50_15	(BIT(2) | BIT(3))

/**
 * struct portcls_channel_status - the channel status of IEC 60958, the same for both channels
 * @bytes: its 192 bits, the first one the lowest of the first byte; see PORTCLS_STATUS_*
 *
 * Windows has no counterpart.
 */
struct portcls_channel_status {
	__u8 bytes[24];
};

#endif /* PORTCLS_AUDIO_PROPERTY_H */

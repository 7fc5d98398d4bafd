// SPDX-License-Identifier: GPL-2.0-only
/*
 * Codecs as tables.
 */
#include "fake_chip.h"

#define LEVEL_5	(AC97_MUTE | 0x1f)
#define LEVEL_5_STEREO	(AC97_MUTE | 0x1f1f)
#define LEVEL_6_STEREO	(AC97_MUTE | 0x3f3f)

/* All that is standard, with six channels */
const struct fake_codec fake_everything = {
	.id = 0x12345678,
	.has = AC97_RESET_MIC_ADC | AC97_RESET_TONE | AC97_RESET_SIM_STEREO |
	       AC97_RESET_HEADPHONE | AC97_RESET_LOUDNESS | 0x0400,
	.extended = AC97_EXTENDED_VRA | AC97_EXTENDED_VRM | AC97_EXTENDED_CDAC |
		    AC97_EXTENDED_SDAC | AC97_EXTENDED_LDAC,
	.registers = {
		{ AC97_MASTER, LEVEL_6_STEREO, AC97_MUTE },
		{ AC97_HEADPHONE, LEVEL_6_STEREO, AC97_MUTE },
		{ AC97_MASTER_MONO, AC97_MUTE | 0x3f, AC97_MUTE },
		{ AC97_TONE, 0x0f0f, 0x0f0f },
		{ AC97_BEEP, AC97_MUTE | 0x1e, 0 },
		{ AC97_PHONE, LEVEL_5, AC97_MUTE | 0x08 },
		{ AC97_MIC, LEVEL_5 | AC97_MIC_BOOST, AC97_MUTE | 0x08 },
		{ AC97_LINE, LEVEL_5_STEREO, AC97_MUTE | 0x0808 },
		{ AC97_CD, LEVEL_5_STEREO, AC97_MUTE | 0x0808 },
		{ AC97_VIDEO, LEVEL_5_STEREO, AC97_MUTE | 0x0808 },
		{ AC97_AUX, LEVEL_5_STEREO, AC97_MUTE | 0x0808 },
		{ AC97_PCM, LEVEL_5_STEREO, AC97_MUTE | 0x0808 },
		{ AC97_RECORD_SELECT, 0x0707, 0 },
		{ AC97_RECORD_GAIN, AC97_MUTE | 0x0f0f, AC97_MUTE },
		{ AC97_RECORD_GAIN_MIC, AC97_MUTE | 0x0f, AC97_MUTE },
		{ AC97_GENERAL, 0xf380, 0 },
		{ AC97_3D, 0x0f0f, 0 },
		{ AC97_POWER, AC97_POWER_EAPD, 0 },
		{ AC97_EXTENDED, 0x7fff, 0 },
		{ AC97_RATE_FRONT, 0xffff, AC97_RATE },
		{ AC97_RATE_SURROUND, 0xffff, AC97_RATE },
		{ AC97_RATE_LFE, 0xffff, AC97_RATE },
		{ AC97_RATE_ADC, 0xffff, AC97_RATE },
		{ AC97_RATE_MIC, 0xffff, AC97_RATE },
		{ AC97_CENTER_LFE, 0xbfbf, 0x8080 },
		{ AC97_SURROUND, 0xbfbf, 0x8080 },
	},
};

/* Stereo, of one rate, with no more than PCM, Line and CD */
const struct fake_codec fake_little = {
	.id = 0x12345679,
	.registers = {
		{ AC97_MASTER, LEVEL_5_STEREO, AC97_MUTE },
		{ AC97_MIC, LEVEL_5 | AC97_MIC_BOOST, AC97_MUTE | 0x08 },
		{ AC97_LINE, LEVEL_5_STEREO, AC97_MUTE | 0x0808 },
		{ AC97_CD, LEVEL_5_STEREO, AC97_MUTE | 0x0808 },
		{ AC97_PCM, LEVEL_5_STEREO, AC97_MUTE | 0x0808 },
		{ AC97_RECORD_SELECT, 0x0707, 0 },
		{ AC97_RECORD_GAIN, AC97_MUTE | 0x0f0f, AC97_MUTE },
		{ AC97_GENERAL, AC97_GENERAL_3D, 0 },
	},
};

/* A 3D effect of three bits each, and outputs behind with one mute */
const struct fake_codec fake_four_channels = {
	.id = 0x1234567a,
	.has = 0x0400,
	.extended = AC97_EXTENDED_VRA | AC97_EXTENDED_SDAC,
	.registers = {
		{ AC97_MASTER, LEVEL_5_STEREO, AC97_MUTE },
		{ AC97_PCM, LEVEL_5_STEREO, AC97_MUTE | 0x0808 },
		{ AC97_RECORD_SELECT, 0x0707, 0 },
		{ AC97_RECORD_GAIN, AC97_MUTE | 0x0f0f, AC97_MUTE },
		{ AC97_GENERAL, AC97_GENERAL_3D, 0 },
		{ AC97_3D, 0x0e0e, 0 },
		{ AC97_EXTENDED, 0x7fff, 0 },
		{ AC97_RATE_FRONT, 0xffff, AC97_RATE },
		{ AC97_RATE_SURROUND, 0xffff, AC97_RATE },
		{ AC97_RATE_ADC, 0xffff, AC97_RATE },
		{ AC97_SURROUND, LEVEL_5_STEREO, AC97_MUTE },
	},
};

/* SigmaTel's, as QEMU has it */
const struct fake_codec fake_stac9700 = {
	.id = 0x83847600,
	.has = 0x6940,
	.extended = AC97_EXTENDED_VRA,
	.registers = {
		{ AC97_MASTER, LEVEL_5_STEREO, AC97_MUTE },
		{ AC97_PCM, LEVEL_5_STEREO, AC97_MUTE | 0x0808 },
		{ AC97_RECORD_SELECT, 0x0707, 0 },
		{ AC97_RECORD_GAIN, AC97_MUTE | 0x0f0f, AC97_MUTE },
		{ AC97_3D, 0x000c, 0 },
		{ AC97_EXTENDED, 0x7fff, 0 },
		{ AC97_RATE_FRONT, 0xffff, AC97_RATE },
		{ AC97_RATE_ADC, 0xffff, AC97_RATE },
	},
};

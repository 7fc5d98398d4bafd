// SPDX-License-Identifier: GPL-2.0-only
/*
 * Speaker configurations: masks of positions, as Windows has them, and what ALSA calls each.
 *
 * The channels of a frame are in the order of the bits, which is not ALSA's usual one.
 */
#include <linux/bitops.h>
#include <linux/kernel.h>
#include <sound/asound.h>

#include "speakers.h"

/* By bit. Counterpart: SPEAKER_FRONT_LEFT to SPEAKER_TOP_BACK_RIGHT. */
static const u8 names[] = {
	SNDRV_CHMAP_FL, SNDRV_CHMAP_FR, SNDRV_CHMAP_FC, SNDRV_CHMAP_LFE,
	SNDRV_CHMAP_RL, SNDRV_CHMAP_RR, SNDRV_CHMAP_FLC, SNDRV_CHMAP_FRC,
	SNDRV_CHMAP_RC, SNDRV_CHMAP_SL, SNDRV_CHMAP_SR, SNDRV_CHMAP_TC,
	SNDRV_CHMAP_TFL, SNDRV_CHMAP_TFC, SNDRV_CHMAP_TFR, SNDRV_CHMAP_TRL,
	SNDRV_CHMAP_TRC, SNDRV_CHMAP_TRR,
};

/**
 * portcls_speakers_standard() - the configuration that so many channels have as a rule
 * @channels: channels
 *
 * Counterpart: KSAUDIO_SPEAKER_MONO, _STEREO, _QUAD, _5POINT1 and _7POINT1_SURROUND.
 *
 * Context: any.
 * Return: mask of speaker positions; 0 if nothing is known of as many channels.
 */
u32 portcls_speakers_standard(u32 channels)
{
	static const u32 standard[] = { [1] = 0x4, [2] = 0x3, [4] = 0x33, [6] = 0x3f, [8] = 0x63f };

	return channels < ARRAY_SIZE(standard) ? standard[channels] : 0;
}

/**
 * portcls_speakers_positions() - where each channel of a frame is heard
 * @speakers: mask of speaker positions; 0 if channels have none
 * @channels: channels
 * @positions: receives SNDRV_CHMAP_* for each channel
 *
 * Context: any.
 * Return: true; false if the mask is one of another number of channels.
 */
bool portcls_speakers_positions(u32 speakers, u32 channels, u8 *positions)
{
	u32 bit, i = 0;

	if (speakers && hweight32(speakers) != channels)
		return false;
	for (bit = 0; bit < 32; bit++)
		if (speakers & BIT(bit))
			positions[i++] = bit < ARRAY_SIZE(names) ? names[bit] : SNDRV_CHMAP_UNKNOWN;
	while (i < channels)
		positions[i++] = SNDRV_CHMAP_UNKNOWN;
	/* A single channel is the whole, wherever it is heard. */
	if (channels == 1 && speakers)
		positions[0] = SNDRV_CHMAP_MONO;
	return true;
}

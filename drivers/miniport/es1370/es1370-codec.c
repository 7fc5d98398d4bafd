// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ensoniq AudioPCI ES1370: its AK4531 codec, set so that both DACs are heard on Line Out and the
 * ADC takes Line In, all at 0 dB.
 */
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/iopoll.h>

#include <portcls/adapter.h>

#include "es1370.h"

/* All of them: a driver that had the card before may have left anything. */
static const u8 settings[AK4531_REGISTERS] = {
	[AK4531_MASTER_LEFT] = 0,
	[AK4531_MASTER_RIGHT] = 0,
	[AK4531_VOICE_LEFT] = AK4531_INPUT_0DB,
	[AK4531_VOICE_RIGHT] = AK4531_INPUT_0DB,
	[AK4531_FM_LEFT] = AK4531_INPUT_0DB,
	[AK4531_FM_RIGHT] = AK4531_INPUT_0DB,
	[AK4531_CD_LEFT ... AK4531_CD_RIGHT] = AK4531_INPUT_MUTE,
	[AK4531_LINE_LEFT] = AK4531_INPUT_0DB,
	[AK4531_LINE_RIGHT] = AK4531_INPUT_0DB,
	[AK4531_AUX_LEFT ... AK4531_MIC] = AK4531_INPUT_MUTE,
	[AK4531_MONO_OUT] = AK4531_MONO_OUT_MUTE,
	[AK4531_OUT_SWITCH_1] = AK4531_OUT_SWITCH_1_FM,
	[AK4531_OUT_SWITCH_2] = AK4531_OUT_SWITCH_2_VOICE,
	[AK4531_LEFT_SWITCH_1] = AK4531_LEFT_SWITCH_1_LINE,
	[AK4531_RIGHT_SWITCH_1] = AK4531_RIGHT_SWITCH_1_LINE,
};

static void codec_write(struct es1370 *chip, u8 reg, u8 value)
{
	u32 status;

	if (read_poll_timeout(es1370_read, status, !(status & ES1370_STATUS_CSTAT), 20, 100000,
			      false, chip, ES1370_STATUS)) {
		dev_err(portcls_adapter_device(chip->adapter),
			"codec is busy (status %#x), register %#x not written\n", status, reg);
		return;
	}
	outw(reg << 8 | value, chip->port + ES1370_CODEC);
}

/**
 * es1370_codec_start() - power the codec up
 * @chip: the chip, its codec interface enabled
 *
 * Context: process, may sleep.
 */
void es1370_codec_start(struct es1370 *chip)
{
	u8 reg;

	codec_write(chip, AK4531_RESET, AK4531_RESET_RUN);
	usleep_range(100, 200);
	for (reg = 0; reg < AK4531_REGISTERS; reg++)
		if (reg != AK4531_RESET)
			codec_write(chip, reg, settings[reg]);
}

/**
 * es1370_codec_stop() - power the codec down
 * @chip: the chip
 *
 * Context: process, may sleep.
 */
void es1370_codec_stop(struct es1370 *chip)
{
	codec_write(chip, AK4531_RESET, AK4531_RESET_POWER_DOWN);
}

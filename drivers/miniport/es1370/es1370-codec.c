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

static const struct {
	u8 reg;
	u8 value;
} settings[] = {
	{ AK4531_CLOCK, 0 },
	{ AK4531_MASTER_LEFT, 0 },
	{ AK4531_MASTER_RIGHT, 0 },
	{ AK4531_VOICE_LEFT, AK4531_INPUT_0DB },
	{ AK4531_VOICE_RIGHT, AK4531_INPUT_0DB },
	{ AK4531_FM_LEFT, AK4531_INPUT_0DB },
	{ AK4531_FM_RIGHT, AK4531_INPUT_0DB },
	{ AK4531_LINE_LEFT, AK4531_INPUT_0DB },
	{ AK4531_LINE_RIGHT, AK4531_INPUT_0DB },
	{ AK4531_OUT_SWITCH_1, AK4531_OUT_SWITCH_1_FM },
	{ AK4531_OUT_SWITCH_2, AK4531_OUT_SWITCH_2_VOICE },
	{ AK4531_LEFT_SWITCH_1, AK4531_LEFT_SWITCH_1_LINE },
	{ AK4531_RIGHT_SWITCH_1, AK4531_RIGHT_SWITCH_1_LINE },
	{ AK4531_AD_INPUT, 0 },
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
	size_t i;

	codec_write(chip, AK4531_RESET, AK4531_RESET_RUN);
	usleep_range(100, 200);
	for (i = 0; i < ARRAY_SIZE(settings); i++)
		codec_write(chip, settings[i].reg, settings[i].value);
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

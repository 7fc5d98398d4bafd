// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ensoniq AudioPCI ES1370: the registers of its AK4531 codec. They can only be written, so what
 * they hold is kept here, and written again after the codec was without power.
 */
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/iopoll.h>
#include <linux/string.h>

#include <portcls/adapter.h>

#include "es1370.h"

/* Microseconds to wait until it takes a value */
#define CODEC_TIMEOUT	100000

/* Both DACs are heard on Line Out and the ADC takes Line In, all at 0 dB. */
static const u8 first_values[AK4531_REGISTERS] = {
	[AK4531_VOICE_LEFT ... AK4531_FM_RIGHT] = AK4531_INPUT_0DB,
	[AK4531_CD_LEFT ... AK4531_CD_RIGHT] = AK4531_MUTE | AK4531_INPUT_0DB,
	[AK4531_LINE_LEFT ... AK4531_LINE_RIGHT] = AK4531_INPUT_0DB,
	[AK4531_AUX_LEFT ... AK4531_MIC] = AK4531_MUTE | AK4531_INPUT_0DB,
	[AK4531_MONO_OUT] = AK4531_MUTE,
	[AK4531_OUT_SWITCH_1] = AK4531_OUT_FM_LEFT | AK4531_OUT_FM_RIGHT,
	[AK4531_OUT_SWITCH_2] = AK4531_OUT_VOICE_LEFT | AK4531_OUT_VOICE_RIGHT,
	[AK4531_LEFT_SWITCH_1] = AK4531_IN_LINE_LEFT,
	[AK4531_RIGHT_SWITCH_1] = AK4531_IN_LINE_RIGHT,
};

static int codec_write(struct es1370 *chip, u8 reg, u8 value)
{
	u32 status;
	int err;

	err = read_poll_timeout(es1370_read, status,
				!(status & ES1370_STATUS_CSTAT) || status == U32_MAX, 20,
				chip->codec_timeout, false, chip, ES1370_STATUS);
	if (status == U32_MAX) {
		portcls_adapter_set_gone(chip->adapter);
		return -ENODEV;
	}
	if (err) {
		chip->codec_timeouts++;
		dev_err(portcls_adapter_device(chip->adapter),
			"codec is busy (status %#x), register %#x not written\n", status, reg);
		return -EIO;
	}
	outw(reg << 8 | value, chip->port + ES1370_CODEC);
	es1370_wmi_codec_written(chip, reg, value);
	return 0;
}

/**
 * es1370_codec_init() - settle what the codec's registers are to hold
 * @chip: the chip
 *
 * Context: process, from start_device.
 */
void es1370_codec_init(struct es1370 *chip)
{
	mutex_init(&chip->codec_mutex);
	chip->codec_timeout = CODEC_TIMEOUT;
	memcpy(chip->codec, first_values, sizeof(first_values));
}

/**
 * es1370_codec_start() - power the codec up, with what its registers are to hold
 * @chip: the chip, its codec interface enabled
 *
 * Context: process, may sleep.
 */
void es1370_codec_start(struct es1370 *chip)
{
	u8 reg;

	mutex_lock(&chip->codec_mutex);
	codec_write(chip, AK4531_RESET, AK4531_RESET_RUN);
	usleep_range(100, 200);
	/* All of them: a driver that had the card before may have left anything. */
	for (reg = 0; reg < AK4531_REGISTERS; reg++)
		if (reg != AK4531_RESET)
			codec_write(chip, reg, chip->codec[reg]);
	mutex_unlock(&chip->codec_mutex);
}

/**
 * es1370_codec_stop() - power the codec down
 * @chip: the chip
 *
 * Context: process, may sleep.
 */
void es1370_codec_stop(struct es1370 *chip)
{
	mutex_lock(&chip->codec_mutex);
	codec_write(chip, AK4531_RESET, AK4531_RESET_POWER_DOWN);
	mutex_unlock(&chip->codec_mutex);
}

/**
 * es1370_codec_read() - what a register of the codec holds
 * @chip: the chip
 * @reg: the register
 *
 * Context: process, may sleep.
 * Return: its value.
 */
u8 es1370_codec_read(struct es1370 *chip, u8 reg)
{
	u8 value;

	mutex_lock(&chip->codec_mutex);
	value = chip->codec[reg];
	mutex_unlock(&chip->codec_mutex);
	return value;
}

/**
 * es1370_codec_update() - change some bits of a register of the codec
 * @chip: the chip
 * @reg: the register
 * @mask: the bits
 * @bits: what they are to be; a register that is so already is not written
 *
 * Context: process, may sleep.
 * Return: 0, -EIO after a message when the codec does not take it, -ENODEV when it is not there.
 */
int es1370_codec_update(struct es1370 *chip, u8 reg, u8 mask, u8 bits)
{
	int err = 0;
	u8 value;

	mutex_lock(&chip->codec_mutex);
	value = (chip->codec[reg] & ~mask) | bits;
	if (value != chip->codec[reg])
		err = codec_write(chip, reg, value);
	if (!err)
		chip->codec[reg] = value;
	mutex_unlock(&chip->codec_mutex);
	return err;
}

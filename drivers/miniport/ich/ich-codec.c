// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel ICH AC'97: the primary codec. Its registers are cached, and written again after it was
 * without power.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/iopoll.h>
#include <linux/kernel.h>
#include <linux/regmap.h>

#include <portcls/adapter.h>

#include "ich.h"

#define READY_US	(500 * USEC_PER_MSEC)

static bool is_writeable(struct device *dev, unsigned int reg)
{
	switch (reg) {
	case AC97_RESET:
	case AC97_EXTENDED_ID:
	case AC97_VENDOR_1:
	case AC97_VENDOR_2:
		return false;
	default:
		return true;
	}
}

/*
 * Only what the driver has written is kept: all else may change by itself, or not be there, and
 * there are codecs that hang when such a register is written.
 */
static bool is_volatile(struct device *dev, unsigned int reg)
{
	struct ich *chip = portcls_adapter_priv(dev_get_drvdata(dev));

	return !test_bit(reg / 2, chip->codec_written);
}

static const struct regmap_config codec_config = {
	.name = "ac97",
	.reg_bits = 8,
	.reg_stride = 2,
	.val_bits = 16,
	.max_register = AC97_VENDOR_2,
	.writeable_reg = is_writeable,
	.volatile_reg = is_volatile,
	.reg_read = ich_link_read,
	.reg_write = ich_link_write,
	.cache_type = REGCACHE_RBTREE,
};

/* It can be read, as it cannot while another codec is ready and it is not. */
static bool answers(struct ich *chip, unsigned int *power, int *err)
{
	*err = ich_link_read(chip, AC97_POWER, power);
	return *err != -EIO;
}

static bool is_ready(struct ich *chip, unsigned int *power, int *err)
{
	return answers(chip, power, err) &&
	       (*err || (*power & AC97_POWER_READY) == AC97_POWER_READY);
}

static int wait_and_reset(struct ich *chip)
{
	unsigned int power = 0;
	bool done;
	int err;

	read_poll_timeout(answers, done, done, 1000, READY_US, false, chip, &power, &err);
	if (!err)
		err = ich_link_write(chip, AC97_RESET, 0);
	if (err)
		return err;
	/* A codec without one of them never says so: it is used as it is. */
	if (read_poll_timeout(is_ready, done, done, 1000, READY_US, false, chip, &power, &err) &&
	    !err)
		dev_warn(portcls_adapter_device(chip->adapter),
			 "codec is not all ready (%#x)\n", power);
	return err;
}

/* Reset it and wait until its converters and its mixer are up. */
static int reset(struct ich *chip)
{
	int err;

	chip->trying = true;
	err = wait_and_reset(chip);
	chip->trying = false;
	if (err)
		dev_err(portcls_adapter_device(chip->adapter), "primary codec does not answer\n");
	return err;
}

static int identify(struct ich *chip)
{
	unsigned int id1, id2, has, extended;
	int err;

	err = regmap_read(chip->codec, AC97_VENDOR_1, &id1);
	if (!err)
		err = regmap_read(chip->codec, AC97_VENDOR_2, &id2);
	if (!err)
		err = regmap_read(chip->codec, AC97_RESET, &has);
	if (err)
		return err;
	/* Codecs of AC'97 1.0 do not have it. */
	chip->trying = true;
	err = regmap_read(chip->codec, AC97_EXTENDED_ID, &extended);
	chip->trying = false;
	if (err == -ENODEV)
		return err;
	if (err || extended == U16_MAX)
		extended = 0;
	chip->codec_id = id1 << 16 | id2;
	chip->codec_has = has;
	chip->codec_extended = extended;
	if (!chip->codec_id || chip->codec_id == U32_MAX) {
		dev_err(portcls_adapter_device(chip->adapter), "no codec at the primary place\n");
		return -ENODEV;
	}
	ich_codec_name(chip->codec_id, chip->codec_name, sizeof(chip->codec_name));
	scnprintf(chip->components, sizeof(chip->components), "AC97a:%08x", chip->codec_id);
	chip->channels = 2;
	if (extended & AC97_EXTENDED_SDAC)
		chip->channels = extended & AC97_EXTENDED_LDAC && extended & AC97_EXTENDED_CDAC ?
				 6 : 4;
	return 0;
}

/* What is played is heard, at 0 dB, and Line In is recorded; all else is off. */
static const struct {
	u8 reg;
	u16 value;
} first_values[] = {
	{ AC97_MASTER, 0 },
	{ AC97_HEADPHONE, 0 },
	{ AC97_MASTER_MONO, AC97_MUTE },
	{ AC97_BEEP, AC97_MUTE },
	{ AC97_PHONE, AC97_MUTE | 0x08 },
	{ AC97_MIC, AC97_MUTE | 0x08 },
	{ AC97_LINE, AC97_MUTE | 0x0808 },
	{ AC97_CD, AC97_MUTE | 0x0808 },
	{ AC97_VIDEO, AC97_MUTE | 0x0808 },
	{ AC97_AUX, AC97_MUTE | 0x0808 },
	{ AC97_PCM, 0x0808 },
	{ AC97_RECORD_SELECT, 0x0404 },
	{ AC97_RECORD_GAIN, 0 },
	{ AC97_RECORD_GAIN_MIC, 0 },
	{ AC97_TONE, 0x0f0f },
	{ AC97_GENERAL, 0 },
	{ AC97_3D, 0 },
	{ AC97_CENTER_LFE, 0 },
	{ AC97_SURROUND, 0 },
};

/**
 * ich_codec_update() - set bits of a register
 * @chip: the chip
 * @reg: the register, which is the driver's from now on
 * @mask: which bits
 * @bits: what to
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int ich_codec_update(struct ich *chip, unsigned int reg, unsigned int mask, unsigned int bits)
{
	set_bit(reg / 2, chip->codec_written);
	return regmap_update_bits(chip->codec, reg, mask, bits);
}

static int codec_write(struct ich *chip, unsigned int reg, unsigned int value)
{
	set_bit(reg / 2, chip->codec_written);
	return regmap_write(chip->codec, reg, value);
}

/* All that it has is on, at any rate that it can do. */
static int enable(struct ich *chip)
{
	if (!chip->codec_extended)
		return 0;
	return ich_codec_update(chip, AC97_EXTENDED,
				AC97_EXTENDED_VRA | AC97_EXTENDED_VRM | AC97_EXTENDED_CDAC |
				AC97_EXTENDED_SDAC | AC97_EXTENDED_LDAC | AC97_EXTENDED_OFF,
				chip->codec_extended & (AC97_EXTENDED_VRA | AC97_EXTENDED_VRM |
							AC97_EXTENDED_CDAC | AC97_EXTENDED_SDAC |
							AC97_EXTENDED_LDAC));
}

/**
 * ich_codec_create() - find out what codec there is, and take its registers over
 * @chip: the chip, its link up
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno, after a message.
 */
int ich_codec_create(struct ich *chip)
{
	int err;

	err = reset(chip);
	if (err)
		return err;
	/* Goes with the device, after the adapter. */
	chip->codec = devm_regmap_init(portcls_adapter_device(chip->adapter), NULL, chip,
				       &codec_config);
	if (IS_ERR(chip->codec))
		return PTR_ERR(chip->codec);
	err = identify(chip);
	if (!err)
		err = enable(chip);
	return err;
}

/**
 * ich_codec_try() - see what becomes of a value in a register
 * @chip: the chip
 * @reg: the register
 * @value: the value
 *
 * Past the cache: ich_codec_set_first_values() makes the end of it.
 *
 * Context: process, from start_device.
 * Return: what the register holds then; 0 if it cannot be asked.
 */
u16 ich_codec_try(struct ich *chip, unsigned int reg, u16 value)
{
	unsigned int becomes = 0;

	chip->trying = true;
	if (!ich_link_write(chip, reg, value))
		ich_link_read(chip, reg, &becomes);
	/* Some tell what was written first, and what became of it then. */
	if (ich_link_read(chip, reg, &becomes))
		becomes = 0;
	chip->trying = false;
	return becomes;
}

/* The first two are in every codec; of the others those that something was found in */
static bool has_register(const struct ich *chip, u8 reg)
{
	const struct ich_topology *topology = &chip->topology;
	u32 node;

	if (reg == AC97_MASTER || reg == AC97_PCM)
		return true;
	for (node = 0; node < topology->filter.node_count; node++)
		if (topology->fields[node].reg == reg)
			return true;
	return false;
}

/**
 * ich_codec_set_first_values() - set the mixer to what it shall begin with
 * @chip: the chip, with its topology
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno, after a message.
 */
int ich_codec_set_first_values(struct ich *chip)
{
	int err = 0;
	size_t i;

	/* What was tried last may have left the codec busy. */
	chip->trying = true;
	for (i = 0; i < ARRAY_SIZE(first_values) && !err; i++)
		if (has_register(chip, first_values[i].reg))
			err = codec_write(chip, first_values[i].reg, first_values[i].value);
	chip->trying = false;
	return err;
}

/**
 * ich_codec_start() - give the codec its registers back
 * @chip: the chip, its link up
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno, after a message.
 */
int ich_codec_start(struct ich *chip)
{
	int err;

	err = reset(chip);
	if (err)
		return err;
	regcache_cache_only(chip->codec, false);
	regcache_mark_dirty(chip->codec);
	return regcache_sync(chip->codec);
}

/**
 * ich_codec_stop() - keep what is written to the codec until it is started
 * @chip: the chip
 *
 * Context: process, may sleep.
 */
void ich_codec_stop(struct ich *chip)
{
	regcache_cache_only(chip->codec, true);
}

/* Register of a bus master's rate, or of the first of them; 0 if its codec has one rate only. */
static unsigned int rate_register(const struct ich *chip, enum ich_master_id id)
{
	if (id == ICH_MIC_IN)
		return chip->codec_extended & AC97_EXTENDED_VRM ? AC97_RATE_MIC : 0;
	if (!(chip->codec_extended & AC97_EXTENDED_VRA))
		return 0;
	return id == ICH_PCM_OUT ? AC97_RATE_FRONT : AC97_RATE_ADC;
}

/* What a codec is told for a rate, which it makes from another clock than it should have. */
static u32 told(const struct ich *chip, u32 rate)
{
	return rate * chip->clock / AC97_RATE;
}

/**
 * ich_codec_has_rate() - try whether the codec has a rate
 * @chip: the chip
 * @id: bus master whose converter is meant
 * @rate: in Hz
 *
 * Context: process, from start_device.
 * Return: true if so.
 */
bool ich_codec_has_rate(struct ich *chip, enum ich_master_id id, u32 rate)
{
	unsigned int reg = rate_register(chip, id), was;

	if (!reg)
		return rate == AC97_RATE;
	/* What it cannot do it rounds to what it can. */
	rate = told(chip, rate);
	return !ich_link_write(chip, reg, rate) && !ich_link_read(chip, reg, &was) && was == rate;
}

/**
 * ich_codec_set_rate() - set the rate of a converter
 * @chip: the chip
 * @id: bus master whose converter is meant
 * @rate: in Hz
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int ich_codec_set_rate(struct ich *chip, enum ich_master_id id, u32 rate)
{
	unsigned int reg = rate_register(chip, id);
	int err;

	if (!reg)
		return 0;
	rate = told(chip, rate);
	err = codec_write(chip, reg, rate);
	if (!err && id == ICH_PCM_OUT && chip->channels >= 4)
		err = codec_write(chip, AC97_RATE_SURROUND, rate);
	if (!err && id == ICH_PCM_OUT && chip->channels >= 6)
		err = codec_write(chip, AC97_RATE_LFE, rate);
	return err;
}

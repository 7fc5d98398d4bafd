// SPDX-License-Identifier: GPL-2.0-only
/*
 * AC'97 codec: what its registers hold, where alsa-info.sh looks for it.
 */
#include <linux/regmap.h>
#include <linux/seq_file.h>

#include <portcls/adapter.h>

#include "ich.h"

static unsigned int rate_of(struct ich *chip, unsigned int reg)
{
	unsigned int rate = 0;

	regmap_read(chip->codec, reg, &rate);
	return rate;
}

static void show_codec(struct seq_file *file, void *context)
{
	struct ich *chip = context;

	seq_printf(file, "0-0/0: %s\n\n", chip->codec_name);
	seq_printf(file, "Capabilities     :%s%s%s%s%s%s\n",
		   chip->codec_has & AC97_RESET_MIC_ADC ? " -dedicated MIC PCM IN channel-" : "",
		   chip->codec_has & AC97_RESET_TONE ? " -bass & treble-" : "",
		   chip->codec_has & AC97_RESET_SIM_STEREO ? " -simulated stereo-" : "",
		   chip->codec_has & AC97_RESET_HEADPHONE ? " -headphone out-" : "",
		   chip->codec_has & AC97_RESET_LOUDNESS ? " -loudness-" : "",
		   chip->codec_has & AC97_RESET_3D ? " -3D enhancement-" : "");
	seq_printf(file, "Extended ID      : codec=%u rev=%u%s%s%s%s%s\n",
		   chip->codec_extended >> 14, chip->codec_extended >> 10 & 3,
		   chip->codec_extended & AC97_EXTENDED_LDAC ? " LDAC" : "",
		   chip->codec_extended & AC97_EXTENDED_SDAC ? " SDAC" : "",
		   chip->codec_extended & AC97_EXTENDED_CDAC ? " CDAC" : "",
		   chip->codec_extended & AC97_EXTENDED_VRM ? " VRM" : "",
		   chip->codec_extended & AC97_EXTENDED_VRA ? " VRA" : "");
	if (chip->codec_extended & AC97_EXTENDED_VRA) {
		seq_printf(file, "PCM front DAC    : %uHz\n", rate_of(chip, AC97_RATE_FRONT));
		seq_printf(file, "PCM ADC          : %uHz\n", rate_of(chip, AC97_RATE_ADC));
	}
	if (chip->codec_extended & AC97_EXTENDED_VRM)
		seq_printf(file, "PCM MIC ADC      : %uHz\n", rate_of(chip, AC97_RATE_MIC));
}

static void show_registers(struct seq_file *file, void *context)
{
	struct ich *chip = context;
	unsigned int reg, value;

	for (reg = 0; reg <= AC97_VENDOR_2; reg += 2)
		if (!regmap_read(chip->codec, reg, &value))
			seq_printf(file, "0:%02x = %04x\n", reg, value);
}

/**
 * ich_text_create() - show the codec and its registers as text
 * @chip: the chip, with its codec
 *
 * Context: process, from start_device.
 */
void ich_text_create(struct ich *chip)
{
	portcls_adapter_add_text(chip->adapter, "codec97#0", "ac97#0-0", show_codec, chip);
	portcls_adapter_add_text(chip->adapter, "codec97#0", "ac97#0-0+regs", show_registers,
				 chip);
}

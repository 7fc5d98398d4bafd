/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel ICH AC'97 and what is compatible with it: registers.
 *
 * Facts come from Intel's datasheets of ICH to ICH7 as the Linux driver sound/pci/intel8x0.c has
 * them, from QEMU's model hw/audio/ac97.c, and from Intel's AC'97 specification 2.3 as
 * sound/pci/ac97 has it. What only the Linux driver gives is marked (L).
 */
#ifndef ICH_HW_H
#define ICH_HW_H

#include <linux/bits.h>

/* Windows of registers: the codec's, and those of the bus masters */
#define ICH_MIXER_BYTES		0x80	/* of the primary codec */
#define ICH_MASTER_BYTES	0x40

/* A bus master's registers, from its first on */
#define ICH_BDBAR		0x00	/* address of its list of descriptors */
/* Readable as one word: the current index, the last valid one, status */
#define ICH_CIV			0x04
#define ICH_LVI			0x05
#define ICH_SR			0x06
#define   ICH_SR_FIFOE		BIT(4)	/* FIFO ran over or dry; 1 clears, as the next two */
#define   ICH_SR_BCIS		BIT(3)	/* a descriptor with IOC is done */
#define   ICH_SR_LVBCI		BIT(2)	/* the last valid descriptor is done */
#define   ICH_SR_CELV		BIT(1)	/* the current descriptor is the last valid one */
#define   ICH_SR_DCH		BIT(0)	/* halted */
#define   ICH_SR_HALTED		(ICH_SR_DCH | ICH_SR_CELV)	/* at the last valid one */
#define   ICH_SR_EVENTS		(ICH_SR_FIFOE | ICH_SR_BCIS | ICH_SR_LVBCI)
/* Readable as one word: samples left of the current descriptor, the index after it, control */
#define ICH_PICB		0x08
#define   ICH_PICB_LEFT		GENMASK(15, 0)
#define   ICH_PICB_PIV_SHIFT	16
#define ICH_CR			0x0b
#define   ICH_CR_IOCE		BIT(4)	/* interrupt for ICH_SR_BCIS */
#define   ICH_CR_FEIE		BIT(3)
#define   ICH_CR_LVBIE		BIT(2)	/* interrupt for ICH_SR_LVBCI */
#define   ICH_CR_RR		BIT(1)	/* reset these registers; clears itself */
#define   ICH_CR_RPBM		BIT(0)	/* run */
/* On a SiS 7012, status and samples left, which are bytes there, have changed places (L). */
#define ICH_SIS_LEFT_SHIFT	16	/* in the word at ICH_CIV */
#define ICH_SIS_SR		0x08

#define ICH_MASTER_PCM_IN	0x00
#define ICH_MASTER_PCM_OUT	0x10
#define ICH_MASTER_MIC_IN	0x20
/* (L) More of them, which are not used */
#define ICH_MASTER_MIC_IN_2	0x40
#define ICH_MASTER_PCM_IN_2	0x50
#define ICH_MASTER_SPDIF	0x60
#define ICH_MASTER_NV_SPDIF	0x70

/* A descriptor: address, then control and length */
#define ICH_DESCRIPTORS		32
#define ICH_DESCRIPTOR_IOC	BIT(31)
#define ICH_DESCRIPTOR_LENGTH	GENMASK(15, 0)	/* samples */

/* Global control */
#define ICH_GLOB_CNT		0x2c
#define   ICH_GLOB_CNT_PCM	GENMASK(21, 20)	/* channels played: 2, 4, 6 */
#define   ICH_GLOB_CNT_SIS_PCM	GENMASK(7, 6)	/* (L) on a SiS 7012 */
#define   ICH_GLOB_CNT_20BIT	BIT(22)
#define   ICH_GLOB_CNT_ACLINK	BIT(3)		/* link is shut off */
#define   ICH_GLOB_CNT_WARM	BIT(2)		/* begins a warm reset; clears itself */
#define   ICH_GLOB_CNT_COLD	BIT(1)		/* 0: cold reset */
/* Interrupts when a codec wakes up, third one in ICH4 and later, or when its inputs change */
#define   ICH_GLOB_CNT_WAKE	(GENMASK(6, 4) | BIT(0))

/* Global status */
#define ICH_GLOB_STA		0x30
#define   ICH_GLOB_STA_TCR	BIT(28)		/* third codec is ready, ICH4 and later */
#define   ICH_GLOB_STA_SIS_TCR	BIT(18)		/* (L) on a SiS 7012 */
#define   ICH_GLOB_STA_POWERS	GENMASK(17, 16)	/* to be kept: who is without power */
#define   ICH_GLOB_STA_RCS	BIT(15)		/* a read of the codec timed out; 1 clears */
#define   ICH_GLOB_STA_SRI	BIT(11)		/* second codec woke up; write 1 to clear */
#define   ICH_GLOB_STA_PRI	BIT(10)		/* first one did; likewise */
#define   ICH_GLOB_STA_SCR	BIT(9)		/* second codec is ready */
#define   ICH_GLOB_STA_PCR	BIT(8)		/* first one is */
#define   ICH_GLOB_STA_MCINT	BIT(7)		/* Mic In has an event */
#define   ICH_GLOB_STA_POINT	BIT(6)		/* PCM Out */
#define   ICH_GLOB_STA_PIINT	BIT(5)		/* PCM In */
#define   ICH_GLOB_STA_EVENTS	GENMASK(7, 5)	/* these three */
#define   ICH_GLOB_STA_GSCI	BIT(0)		/* write 1 to clear */

/* Codec access semaphore: reads as 0 to who has it then, until the codec is accessed */
#define ICH_CAS			0x34
#define   ICH_CAS_TAKEN		BIT(0)

/* (L) SiS 7012: the output is on */
#define ICH_SIS_OUTPUT		0x4c
#define   ICH_SIS_OUTPUT_ON	BIT(0)

/* AC'97 codec */
#define AC97_RESET		0x00	/* what it has; writing resets it */
#define   AC97_RESET_MIC_ADC	BIT(0)
#define   AC97_RESET_TONE	BIT(2)
#define   AC97_RESET_SIM_STEREO	BIT(3)
#define   AC97_RESET_HEADPHONE	BIT(4)
#define   AC97_RESET_LOUDNESS	BIT(5)
#define   AC97_RESET_3D		GENMASK(14, 10)
#define AC97_MASTER		0x02	/* 0: 0 dB, -1.5 dB a step; left above right */
#define AC97_HEADPHONE		0x04
#define AC97_MASTER_MONO	0x06
#define AC97_TONE		0x08
#define AC97_BEEP		0x0a	/* 0: 0 dB, -3 dB a step, from bit 1 on */
#define AC97_PHONE		0x0c	/* 0: 12 dB, -1.5 dB a step; so up to PCM */
#define AC97_MIC		0x0e
#define   AC97_MIC_BOOST	BIT(6)
#define AC97_LINE		0x10
#define AC97_CD			0x12
#define AC97_VIDEO		0x14
#define AC97_AUX		0x16
#define AC97_PCM		0x18
#define AC97_RECORD_SELECT	0x1a
#define AC97_RECORD_GAIN	0x1c	/* 0: 0 dB, 1.5 dB a step */
#define AC97_RECORD_GAIN_MIC	0x1e
#define   AC97_MUTE		BIT(15)
#define   AC97_MUTE_RIGHT	BIT(7)	/* (L) where the channels have one each */
#define AC97_GENERAL		0x20
#define   AC97_GENERAL_POP	BIT(15)
#define   AC97_GENERAL_STEREO	BIT(14)
#define   AC97_GENERAL_3D	BIT(13)
#define   AC97_GENERAL_LOUDNESS	BIT(12)
#define   AC97_GENERAL_MIX	BIT(9)
#define   AC97_GENERAL_MIC	BIT(8)
#define   AC97_GENERAL_LOOPBACK	BIT(7)
#define AC97_3D			0x22
#define AC97_POWER		0x26
#define   AC97_POWER_EAPD	BIT(15)	/* external amplifier is off */
#define   AC97_POWER_READY	GENMASK(3, 0)
#define AC97_EXTENDED_ID	0x28
#define AC97_EXTENDED		0x2a
#define   AC97_EXTENDED_VRA	BIT(0)	/* rates other than 48 kHz */
#define   AC97_EXTENDED_VRM	BIT(3)	/* for the Mic ADC */
#define   AC97_EXTENDED_CDAC	BIT(6)	/* centre */
#define   AC97_EXTENDED_SDAC	BIT(7)	/* surround */
#define   AC97_EXTENDED_LDAC	BIT(8)	/* low frequencies */
#define   AC97_EXTENDED_OFF	GENMASK(14, 11)	/* of centre, surround, low ones, Mic ADC */
#define AC97_RATE_FRONT		0x2c
#define AC97_RATE_SURROUND	0x2e
#define AC97_RATE_LFE		0x30
#define AC97_RATE_ADC		0x32
#define AC97_RATE_MIC		0x34
#define AC97_CENTER_LFE		0x36
#define AC97_SURROUND		0x38
#define AC97_VENDOR_1		0x7c
#define AC97_VENDOR_2		0x7e

/* Every AC'97 codec has this rate. */
#define AC97_RATE		48000

#endif /* ICH_HW_H */

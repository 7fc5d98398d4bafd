/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Ensoniq AudioPCI ES1370: registers.
 *
 * No datasheet could be read. Every fact here is one on which two independent descriptions of the
 * chip agree: the Linux driver sound/pci/ens1370.c and QEMU's model hw/audio/es1370.c. Facts that
 * only the Linux driver gives are marked (L).
 */
#ifndef ES1370_HW_H
#define ES1370_HW_H

#include <linux/bits.h>

#define ES1370_VENDOR_ID	0x1274
#define ES1370_DEVICE_ID	0x5000

#define ES1370_PORTS		0x40

/* Interrupt and chip select control */
#define ES1370_CONTROL			0x00
#define   ES1370_CONTROL_XCTL1		BIT(30)	/* (L) 5 V for a microphone */
#define   ES1370_CONTROL_PCLKDIV_SHIFT	16	/* DAC2 and ADC rate: clock / (value + 2) */
#define   ES1370_CONTROL_PCLKDIV	GENMASK(28, 16)
#define   ES1370_CONTROL_WTSRSEL_SHIFT	12	/* DAC1 rate: clock / 256, / 128, / 64, / 32 */
#define   ES1370_CONTROL_WTSRSEL	GENMASK(13, 12)
#define   ES1370_CONTROL_XCTL0		BIT(8)	/* (L) DAC2 also leaves at the Line In socket */
#define   ES1370_CONTROL_DAC1_EN	BIT(6)
#define   ES1370_CONTROL_DAC2_EN	BIT(5)
#define   ES1370_CONTROL_ADC_EN		BIT(4)
#define   ES1370_CONTROL_CDC_EN		BIT(1)	/* codec interface */
#define   ES1370_CONTROL_SERR_DIS	BIT(0)

/* Interrupt and chip select status, read only */
#define ES1370_STATUS			0x04
#define   ES1370_STATUS_INTR		BIT(31)	/* some interrupt is pending */
#define   ES1370_STATUS_CSTAT		BIT(10)	/* (L) codec is busy or being written */
#define   ES1370_STATUS_DAC1		BIT(2)
#define   ES1370_STATUS_DAC2		BIT(1)
#define   ES1370_STATUS_ADC		BIT(0)

/* UART control; the other UART registers are not used yet */
#define ES1370_UART_CONTROL		0x09
#define ES1370_UART_TEST		0x0a	/* (L) 0: no test mode */

/* Which page of memory is seen at 0x30 … 0x3f */
#define ES1370_MEM_PAGE			0x0c
#define   ES1370_PAGE_DAC		0x0c
#define   ES1370_PAGE_ADC		0x0d
#define   ES1370_PAGE_MAX		0x0f
#define ES1370_MEM			0x30
#define   ES1370_PAGE_BYTES		0x10

/* (L) Codec (AK4531) register write: address in bits 15 … 8, data below */
#define ES1370_CODEC			0x10

/* Serial interface control */
#define ES1370_SERIAL			0x20
#define   ES1370_SERIAL_P2_END_SHIFT	19	/* (L) bytes of a sample: 1 or 2 */
#define   ES1370_SERIAL_P2_END		GENMASK(21, 19)
#define   ES1370_SERIAL_P2_START	GENMASK(18, 16)
#define   ES1370_SERIAL_R1_LOOP		BIT(15)	/* 0: wrap at the end of the buffer */
#define   ES1370_SERIAL_P2_LOOP		BIT(14)
#define   ES1370_SERIAL_P1_LOOP		BIT(13)
#define   ES1370_SERIAL_P2_PAUSE	BIT(12)
#define   ES1370_SERIAL_P1_PAUSE	BIT(11)
#define   ES1370_SERIAL_R1_INTR_EN	BIT(10)
#define   ES1370_SERIAL_P2_INTR_EN	BIT(9)
#define   ES1370_SERIAL_P1_INTR_EN	BIT(8)
#define   ES1370_SERIAL_P1_RELOAD	BIT(7)	/* (L) load the sample count now */
#define   ES1370_SERIAL_P2_DAC_SEN	BIT(6)	/* (L) stopped: repeat the last sample */
#define   ES1370_SERIAL_R1_FORMAT_SHIFT	4
#define   ES1370_SERIAL_P2_FORMAT_SHIFT	2
#define   ES1370_SERIAL_P1_FORMAT_SHIFT	0
#define   ES1370_SERIAL_FORMAT		0x3
#define   ES1370_FORMAT_STEREO		BIT(0)
#define   ES1370_FORMAT_16BIT		BIT(1)

/* Frames from one interrupt to the next, less one, in bits 15 … 0; frames left above */
#define ES1370_DAC1_SAMPLE_COUNT	0x24
#define ES1370_DAC2_SAMPLE_COUNT	0x28
#define ES1370_ADC_SAMPLE_COUNT		0x2c
#define   ES1370_SAMPLE_COUNT_MAX	0x10000

/* Page DAC */
#define ES1370_DAC1_FRAME_ADDR		0x30
#define ES1370_DAC1_FRAME_SIZE		0x34
#define ES1370_DAC2_FRAME_ADDR		0x38
#define ES1370_DAC2_FRAME_SIZE		0x3c
/* Page ADC */
#define ES1370_ADC_FRAME_ADDR		0x30
#define ES1370_ADC_FRAME_SIZE		0x34
#define ES1370_PHANTOM_FRAME_ADDR	0x38	/* (L) the chip writes to it now and then */
#define ES1370_PHANTOM_FRAME_SIZE	0x3c
/*
 * Frame size: words of 4 bytes in the buffer, less one, in bits 15 … 0; current word above. That
 * the current word can be written to other than 0 is known of QEMU's model only.
 */
#define   ES1370_FRAME_SIZE_CURRENT_SHIFT 16

/* Sample clock of DAC2 and ADC, and four times that of DAC1's rates */
#define ES1370_CLOCK			1411200
#define ES1370_PCLKDIV_OFFSET		2
#define ES1370_DIVIDER_MIN		29
#define ES1370_DIVIDER_MAX		353

/* AK4531 codec registers (L: sound/pci/ak4531_codec.c), write only */
#define AK4531_MASTER_LEFT		0x00	/* 0: 0 dB, -2 dB a step */
#define AK4531_MASTER_RIGHT		0x01
#define AK4531_VOICE_LEFT		0x02	/* DAC2; 0: 12 dB, -2 dB a step; so up to MIC */
#define AK4531_VOICE_RIGHT		0x03
#define AK4531_FM_LEFT			0x04	/* DAC1 */
#define AK4531_FM_RIGHT			0x05
#define AK4531_CD_LEFT			0x06
#define AK4531_CD_RIGHT			0x07
#define AK4531_LINE_LEFT		0x08
#define AK4531_LINE_RIGHT		0x09
#define AK4531_AUX_LEFT			0x0a
#define AK4531_AUX_RIGHT		0x0b
#define AK4531_MONO1			0x0c
#define AK4531_MONO2			0x0d
#define AK4531_MIC			0x0e
#define   AK4531_INPUT_0DB		6
#define AK4531_MONO_OUT			0x0f	/* 0: 0 dB, -4 dB a step */
#define   AK4531_MONO_OUT_LEVEL		GENMASK(2, 0)
#define   AK4531_LEVEL			GENMASK(4, 0)
#define   AK4531_MUTE			BIT(7)
/* What enters the output mixer, left and right of it */
#define AK4531_OUT_SWITCH_1		0x10
#define   AK4531_OUT_FM_LEFT		BIT(6)
#define   AK4531_OUT_FM_RIGHT		BIT(5)
#define   AK4531_OUT_LINE_LEFT		BIT(4)
#define   AK4531_OUT_LINE_RIGHT		BIT(3)
#define   AK4531_OUT_CD_LEFT		BIT(2)
#define   AK4531_OUT_CD_RIGHT		BIT(1)
#define   AK4531_OUT_MIC		BIT(0)
#define AK4531_OUT_SWITCH_2		0x11
#define   AK4531_OUT_AUX_LEFT		BIT(5)
#define   AK4531_OUT_AUX_RIGHT		BIT(4)
#define   AK4531_OUT_VOICE_LEFT		BIT(3)
#define   AK4531_OUT_VOICE_RIGHT	BIT(2)
#define   AK4531_OUT_MONO2		BIT(1)
#define   AK4531_OUT_MONO1		BIT(0)
/* What enters the input mixer: a register for its left, one for its right side */
#define AK4531_LEFT_SWITCH_1		0x12
#define AK4531_RIGHT_SWITCH_1		0x13
#define   AK4531_IN_FM_LEFT		BIT(6)
#define   AK4531_IN_FM_RIGHT		BIT(5)
#define   AK4531_IN_LINE_LEFT		BIT(4)
#define   AK4531_IN_LINE_RIGHT		BIT(3)
#define   AK4531_IN_CD_LEFT		BIT(2)
#define   AK4531_IN_CD_RIGHT		BIT(1)
#define   AK4531_IN_MIC			BIT(0)
#define AK4531_LEFT_SWITCH_2		0x14
#define AK4531_RIGHT_SWITCH_2		0x15
#define   AK4531_IN_MIC_BYPASS		BIT(7)	/* past its volume */
#define   AK4531_IN_MONO1_BYPASS	BIT(6)
#define   AK4531_IN_MONO2_BYPASS	BIT(5)
#define   AK4531_IN_AUX_LEFT		BIT(4)
#define   AK4531_IN_AUX_RIGHT		BIT(3)
#define   AK4531_IN_VOICE		BIT(2)	/* left to left, right to right */
#define   AK4531_IN_MONO2		BIT(1)
#define   AK4531_IN_MONO1		BIT(0)
#define AK4531_RESET			0x16
#define   AK4531_RESET_RUN		(BIT(1) | BIT(0))
#define   AK4531_RESET_POWER_DOWN	BIT(0)
#define AK4531_CLOCK			0x17
#define AK4531_AD_INPUT			0x18
#define   AK4531_AD_INPUT_EXTERNAL	BIT(0)	/* 0: from the input mixer */
#define AK4531_MIC_GAIN			0x19
#define   AK4531_MIC_GAIN_30DB		BIT(0)
#define AK4531_REGISTERS		0x1a

#endif /* ES1370_HW_H */

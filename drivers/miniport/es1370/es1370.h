/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ES1370_H
#define ES1370_H

#include <linux/io.h>
#include <linux/mutex.h>
#include <linux/types.h>

#include <portcls/format.h>
#include <portcls/state.h>
#include <portcls/wmi.h>

#include "es1370-hw.h"

struct es1370;
struct es1370_channel;
struct portcls_adapter;
struct portcls_dma_channel;
struct portcls_interrupt_sync;
struct portcls_port;
struct portcls_resource_list;
struct portcls_service_group;

enum es1370_channel_id {
	ES1370_DAC2,
	ES1370_ADC,
	ES1370_DAC1,
	ES1370_CHANNELS,
};

/* Pins of the wave filter. Those that take streams are numbered as the converters are. */
enum es1370_wave_pin {
	ES1370_PIN_DAC2 = ES1370_DAC2,
	ES1370_PIN_ADC = ES1370_ADC,
	ES1370_PIN_DAC1 = ES1370_DAC1,
	ES1370_PIN_DAC2_OUT,
	ES1370_PIN_ADC_IN,
	ES1370_PIN_DAC1_OUT,
};

/**
 * struct es1370_stream - a converter of the chip
 * @chip: the chip
 * @id: which converter
 * @channel: where it is found in the registers
 * @dma_channel: holds the ring
 * @service_group: asked for service at the end of each interval
 * @format: of the stream on it
 * @interval: frames from one interrupt to the next
 * @state: its state
 * @paused_at: word of the ring where the ADC paused; the DACs keep it themselves
 */
struct es1370_stream {
	struct es1370 *chip;
	enum es1370_channel_id id;
	const struct es1370_channel *channel;
	struct portcls_dma_channel *dma_channel;
	struct portcls_service_group *service_group;
	struct portcls_format format;
	u32 interval;
	enum portcls_state state;
	u16 paused_at;
};

/**
 * struct es1370 - the chip
 * @adapter: its adapter
 * @port: first I/O port
 * @sync: its interrupt; the lock of it guards the registers and what follows
 * @control: last value of the control register
 * @serial: last value of the serial interface control register
 * @page: last value of the memory page register
 * @codec_mutex: one write to the codec at a time; guards what follows, up to @codec_timeouts
 * @codec: what the registers of the codec hold, or will when it is awake
 * @codec_timeout: microseconds to wait until the codec takes a value
 * @codec_timeouts: how often it was waited for in vain
 * @phantom: memory that the chip may write to
 * @streams: the converters
 * @wave: the wave subdevice
 * @wmi: its blocks of data
 */
struct es1370 {
	struct portcls_adapter *adapter;
	unsigned long port;
	struct portcls_interrupt_sync *sync;
	u32 control;
	u32 serial;
	u8 page;
	struct mutex codec_mutex;	/* see above */
	u8 codec[AK4531_REGISTERS];
	u32 codec_timeout;
	u32 codec_timeouts;
	struct portcls_dma_channel *phantom;
	struct es1370_stream streams[ES1370_CHANNELS];
	struct portcls_port *wave;
	struct winwmi_context wmi;
};

static inline u32 es1370_read(const struct es1370 *chip, unsigned int reg)
{
	return inl(chip->port + reg);
}

static inline void es1370_write(const struct es1370 *chip, unsigned int reg, u32 value)
{
	outl(value, chip->port + reg);
}

static inline void es1370_set_control(struct es1370 *chip, u32 control)
{
	if (chip->control == control)
		return;
	chip->control = control;
	es1370_write(chip, ES1370_CONTROL, control);
}

/* The page register selects what is seen at 0x30 … 0x3f. */
static inline void es1370_select_page(struct es1370 *chip, u8 page)
{
	if (chip->page == page)
		return;
	chip->page = page;
	es1370_write(chip, ES1370_MEM_PAGE, page);
}

/* es1370-wave.c */
int es1370_wave_create(struct es1370 *chip, struct portcls_resource_list *resources);
void es1370_wave_destroy(struct es1370 *chip);
bool es1370_interrupt(void *context);

/* es1370-topology.c */
int es1370_topology_create(struct es1370 *chip, struct portcls_resource_list *resources);

/* es1370-codec.c */
void es1370_codec_init(struct es1370 *chip);
void es1370_codec_start(struct es1370 *chip);
void es1370_codec_stop(struct es1370 *chip);
u8 es1370_codec_read(struct es1370 *chip, u8 reg);
int es1370_codec_update(struct es1370 *chip, u8 reg, u8 mask, u8 bits);

/* es1370-wmi.c */
int es1370_wmi_create(struct es1370 *chip);
void es1370_wmi_codec_written(struct es1370 *chip, u8 reg, u8 value);

#endif /* ES1370_H */

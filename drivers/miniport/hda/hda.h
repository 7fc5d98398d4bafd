/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel HD Audio: the controller.
 */
#ifndef HDA_H
#define HDA_H

#include <linux/types.h>
#include <sound/hdaudio.h>
#include <sound/hda_register.h>

#include <portcls/filter.h>
#include <portcls/interrupt_sync.h>
#include <portcls/wavert.h>

#include "hda-codec.h"

#define HDA_WALL_CLOCK	24000000	/* Hz */
#define HDA_MAX_STREAMS	15		/* tags 1 to 15 in each direction */
#define HDA_RATES	11
#define HDA_SAMPLE_SIZES	4
#define HDA_MAX_RANGES	(HDA_RATES * HDA_SAMPLE_SIZES * HDA_MAX_PAIRS)

struct portcls_adapter;
struct portcls_pages;
struct portcls_resource_list;
struct portcls_service_group;

/**
 * struct hda_engine - a stream descriptor: a DMA engine of the controller
 * @core: as the library has it
 * @event: what is notified at the end of a packet, NULL for nobody; guarded by the interrupt sync
 * @used: a stream has it; guarded by the chip's mutex
 */
struct hda_engine {
	struct hdac_stream core;
	struct portcls_service_group *event;
	bool used;
};

/**
 * struct hda_stream - a stream of the wave miniport
 * @chip: the controller
 * @engine: its engine, NULL while there is no stream
 * @port: the port's side of it
 * @pin: number of the pin it is on
 * @capture: it records
 * @state: as set last
 * @format: of its samples
 * @pages: its buffer, or NULL
 */
struct hda_stream {
	struct hda_chip *chip;
	struct hda_engine *engine;
	struct portcls_stream *port;
	u32 pin;
	bool capture;
	enum portcls_state state;
	struct portcls_format format;
	struct portcls_pages *pages;
};

/**
 * struct hda_wave - the wave filter
 * @filter: the filter; its tables are what follows
 * @pins: for each stream one, and one that leads to the codec
 * @nodes: converters
 * @connections: wires
 * @ranges: of the pin that plays, and of that which records
 * @limits: of both
 * @streams: of both
 * @bridges: number of the pin that leads to the codec, of both
 */
struct hda_wave {
	struct portcls_filter filter;
	struct portcls_pin pins[4];
	struct portcls_node nodes[2];
	struct portcls_connection connections[4];
	struct portcls_data_range ranges[2][HDA_MAX_RANGES];
	struct portcls_wave_limits limits;
	struct hda_stream streams[2];
	u32 bridges[2];
};

/**
 * struct hda_chip - a controller
 * @bus: as the library has it
 * @adapter: its adapter
 * @sync: its interrupt; its lock guards the registers that streams share, and @started
 * @mutex: guards which engines are used
 * @engines: all of them
 * @engine_count: entries in @engines
 * @codec: the codec that is used, or NULL
 * @wave: the wave filter
 * @wave_port: its port
 * @on: the link is up
 */
struct hda_chip {
	struct hdac_bus bus;
	struct portcls_adapter *adapter;
	struct portcls_interrupt_sync *sync;
	struct mutex mutex;	/* see above */
	struct hda_engine engines[2 * HDA_MAX_STREAMS];
	unsigned int engine_count;
	struct hda_codec *codec;
	struct hda_wave wave;
	struct portcls_port *wave_port;
	bool on;
};

static inline struct hda_engine *to_engine(struct hdac_stream *core)
{
	return container_of(core, struct hda_engine, core);
}

/* hda-bus.c */
extern struct hdac_driver hda_codec_driver;
int hda_bus_init(struct hda_chip *chip, void __iomem *registers, unsigned long address);
int hda_bus_start(struct hda_chip *chip);
void hda_bus_listen(struct hda_chip *chip);
void hda_bus_stop(struct hda_chip *chip);
void hda_bus_exit(struct hda_chip *chip, bool present);
bool hda_bus_interrupt(void *context);
int hda_bus_find_codec(struct hda_chip *chip);

/* hda-wave.c */
int hda_wave_create(struct hda_chip *chip, struct portcls_resource_list *resources);

#endif /* HDA_H */

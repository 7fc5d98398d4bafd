/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel HD Audio: the controller.
 */
#ifndef HDA_H
#define HDA_H

#include <linux/bitmap.h>
#include <linux/types.h>
#include <sound/hdaudio.h>
#include <sound/hda_register.h>

#include <portcls/filter.h>
#include <portcls/interrupt_sync.h>
#include <portcls/wavert.h>

#include "hda-codec.h"

#define HDA_WALL_CLOCK	24000000	/* Hz */
#define HDA_MAX_STREAMS	15		/* tags 1 to 15 in each direction */
#define HDA_MAX_WAYS	(PORTCLS_MAX_PINS / 2)
#define HDA_MAX_PCMS	64
#define HDA_RATES	11
#define HDA_SAMPLE_SIZES	5
#define HDA_MAX_RANGES	(HDA_RATES * HDA_SAMPLE_SIZES * HDA_MAX_PAIRS)

struct pci_dev;
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
 * enum hda_pcm - kinds of PCM device, which have numbers of their own
 * @HDA_PCM_ANALOG: what is analog outside
 * @HDA_PCM_DIGITAL: S/PDIF
 * @HDA_PCM_HDMI: HDMI and DisplayPort
 */
enum hda_pcm {
	HDA_PCM_ANALOG,
	HDA_PCM_DIGITAL,
	HDA_PCM_HDMI,
};

/**
 * struct hda_stream - a stream of the wave miniport
 * @chip: the controller
 * @way: the way it takes
 * @engine: its engine, NULL while there is no stream
 * @port: the port's side of it
 * @state: as set last
 * @format: of its samples
 * @pages: its buffer, or NULL
 */
struct hda_stream {
	struct hda_chip *chip;
	const struct hda_way *way;
	struct hda_engine *engine;
	struct portcls_stream *port;
	enum portcls_state state;
	struct portcls_format format;
	struct portcls_pages *pages;
};

/**
 * struct hda_way - a way from memory to a codec's topology, or back
 * @codec: the codec
 * @capture: it records
 * @converter_count: entries in @converters
 * @pair_count: how many of them, the first, have a pair of channels of their own, if the stream
 *	has as many
 * @converters: those that take part in the stream
 * @digital: the digital socket that they are of, or NULL
 * @outlet: pin of the codec's topology filter
 * @number: of the PCM device
 * @name: of the PCM device
 * @stream: the stream; there is one at a time
 * @range_count: entries in @ranges
 * @ranges: what it can do
 */
struct hda_way {
	struct hda_codec *codec;
	bool capture;
	unsigned int converter_count;
	unsigned int pair_count;
	const struct hda_widget *const *converters;
	struct hda_digital *digital;
	u32 outlet;
	unsigned int number;
	char name[20];
	struct hda_stream stream;
	u32 range_count;
	struct portcls_data_range ranges[HDA_MAX_RANGES];
};

/**
 * struct hda_wave - the wave filter
 * @filter: the filter, of a node for each way; its tables are what follows
 * @pins: for each way one that takes streams, and one that leads to the codec
 * @nodes: converters
 * @names: of @nodes
 * @connections: wires
 * @ways: the ways
 * @numbers: PCM devices that there are
 */
struct hda_wave {
	struct portcls_filter filter;
	struct portcls_pin pins[2 * HDA_MAX_WAYS];
	struct portcls_node nodes[HDA_MAX_WAYS];
	guid_t names[HDA_MAX_WAYS];
	struct portcls_connection connections[2 * HDA_MAX_WAYS];
	struct hda_way *ways[HDA_MAX_WAYS];
	DECLARE_BITMAP(numbers, HDA_MAX_PCMS);
};

#define HDA_WAY_OF_PIN(pin)	((pin) / 2)
#define HDA_BRIDGE_OF_WAY(way)	(2 * (way) + 1)

/**
 * struct hda_chip - a controller
 * @bus: as the library has it
 * @adapter: its adapter
 * @sync: its interrupt; its lock guards the registers that streams share, and @started
 * @sync_register: holds streams until all of them start
 * @mutex: guards which engines are used
 * @engines: all of them
 * @engine_count: entries in @engines
 * @codecs: those that are of use, by their addresses
 * @codec_count: entries in @codecs
 * @wave: the wave filter
 * @wave_port: its port
 * @on: the link is up
 */
struct hda_chip {
	struct hdac_bus bus;
	struct portcls_adapter *adapter;
	struct portcls_interrupt_sync *sync;
	unsigned int sync_register;
	struct mutex mutex;	/* see above */
	struct hda_engine engines[2 * HDA_MAX_STREAMS];
	unsigned int engine_count;
	struct hda_codec *codecs[HDA_MAX_CODECS];
	unsigned int codec_count;
	struct hda_wave wave;
	struct portcls_port *wave_port;
	bool on;
};

static inline struct hda_engine *to_engine(struct hdac_stream *core)
{
	return container_of(core, struct hda_engine, core);
}

/* hda-pci.c */
unsigned int hda_pci_address_bits(u16 vendor, u16 caps, u8 south_bridge);
u8 hda_pci_south_bridge(void);
unsigned int hda_pci_interrupts(u16 vendor);
unsigned int hda_pci_sync_register(u16 vendor, u16 device);
void hda_pci_prepare(struct pci_dev *pci);

/* hda-bus.c */
extern struct hdac_driver hda_codec_driver;
int hda_bus_init(struct hda_chip *chip, void __iomem *registers, unsigned long address);
int hda_bus_start(struct hda_chip *chip);
void hda_bus_listen(struct hda_chip *chip);
void hda_bus_stop(struct hda_chip *chip);
void hda_bus_exit(struct hda_chip *chip, bool present);
bool hda_bus_interrupt(void *context);
int hda_bus_find_codecs(struct hda_chip *chip);

/* hda-way.c */
unsigned int hda_format_value(const struct portcls_format *format);
unsigned int hda_way_format_value(const struct hda_way *way, const struct portcls_format *format);
struct hda_way *hda_way_new(struct hda_codec *codec, bool capture,
			    const struct hda_widget *const *converters, unsigned int count,
			    unsigned int pairs);
void hda_way_set_converters(const struct hda_way *way, unsigned int tag, unsigned int channels,
			    unsigned int format);

/* hda-stream.c */
extern const struct portcls_wave_limits hda_stream_limits;
int hda_stream_new(void *miniport, struct portcls_wavert_stream *out, struct portcls_stream *port,
		   u32 pin, bool capture, const struct portcls_format *format);
int hda_stream_start_linked(void *miniport, u64 pins);

/* hda-wave.c */
unsigned int hda_wave_take_number(struct hda_wave *wave, enum hda_pcm kind);
int hda_wave_build(struct hda_wave *wave, struct hda_codec *const *codecs, unsigned int count);
void hda_wave_free(struct hda_wave *wave);
int hda_wave_create(struct hda_chip *chip, struct portcls_resource_list *resources);

#endif /* HDA_H */

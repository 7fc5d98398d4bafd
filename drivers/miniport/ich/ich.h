/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ICH_H
#define ICH_H

#include <linux/bitmap.h>
#include <linux/io.h>
#include <linux/types.h>

#include <portcls/filter.h>
#include <portcls/format.h>
#include <portcls/power.h>
#include <portcls/property.h>
#include <portcls/state.h>
#include <portcls/wavepci.h>

#include "ich-hw.h"

struct ich;
struct portcls_adapter;
struct portcls_dma_channel;
struct portcls_interrupt_sync;
struct portcls_mapping;
struct portcls_port;
struct portcls_resource_list;
struct portcls_service_group;
struct portcls_wavepci_port_stream;
struct portcls_wavepci_stream_ops;
struct regmap;

/* Descriptors in use: one less than there are, for the last valid one is never the next. */
#define ICH_MAPPINGS	(ICH_DESCRIPTORS - 1)

enum ich_master_id {
	ICH_PCM_OUT,
	ICH_PCM_IN,
	ICH_MIC_IN,
	ICH_MASTERS,
};

/* Pins of the wave filter. Those that take streams are numbered as the bus masters are. */
enum ich_wave_pin {
	ICH_PIN_PCM_OUT = ICH_PCM_OUT,
	ICH_PIN_PCM_IN = ICH_PCM_IN,
	ICH_PIN_PCM_OUT_BRIDGE = ICH_MIC_IN,
	ICH_PIN_PCM_IN_BRIDGE,
	/* Only if the codec has a converter for it */
	ICH_PIN_MIC_IN,
	ICH_PIN_MIC_IN_BRIDGE,
	ICH_PINS,
};

/* Of 2, 4 and 6 channels at 8000, 11025, 16000, 22050, 32000, 44100 and 48000 Hz */
#define ICH_RATES	7
#define ICH_RANGES	(3 * ICH_RATES)

/**
 * struct ich_model - what differs between families of the chip
 * @codecs: bits of the global status of which one says that some codec is ready
 * @others: bus masters that are not used, up to 0
 * @sis: samples left are bytes, and lie elsewhere
 * @acknowledge: the global status wants its bits written back
 * @strays: it interrupts without any of its events
 * @aligns: more than two channels begin with the first one only after a while of two
 */
struct ich_model {
	u32 codecs;
	u8 others[4];
	bool sis;
	bool acknowledge;
	bool strays;
	bool aligns;
};

/**
 * struct ich_mapping - a mapping in the list of a bus master
 * @memory: as the port gave it
 * @end: bytes since the start at which it ends
 */
struct ich_mapping {
	struct portcls_mapping memory;
	u64 end;
};

/**
 * struct ich_stream - a bus master, and the stream on it
 * @chip: the chip
 * @id: which master
 * @sync: of the chip
 * @registers: its registers
 * @sis: it is a SiS 7012's
 * @sample_shift: its registers and descriptors count in units of one byte, or of two: 0 or 1
 * @status: where its events are acknowledged
 * @service_group: asked for service by its interrupt
 * @port_stream: where mappings come from
 * @list: its descriptors, as the chip sees them
 * @list_address: where the chip finds them
 * @format: of the stream
 * @state: its state
 * @engine: it has been started, and not stopped since; only in RUN
 * @mappings: by their tags; guarded, as is what follows, by the lock of the interrupt sync
 * @first: tag of the oldest that is out
 * @count: how many are out, up to ICH_MAPPINGS
 * @origin: tag of the mapping at descriptor 0
 * @last_index: the descriptor that was written last, of the newest mapping
 * @current_tag: tag of the mapping that the chip was at when it was last asked
 * @next_index: index after that; ICH_NO_INDEX if that is no help
 * @current_end: bytes since the start at which that mapping ends
 * @left: samples of it that were left then, at most
 * @mapped: bytes since the start that were mapped
 * @position: bytes since the start that were moved by when the chip was last asked
 */
struct ich_stream {
	struct ich *chip;
	enum ich_master_id id;
	struct portcls_interrupt_sync *sync;
	void __iomem *registers;
	bool sis;
	u8 sample_shift;
	void __iomem *status;
	struct portcls_service_group *service_group;
	struct portcls_wavepci_port_stream *port_stream;
	__le32 (*list)[2];
	u32 list_address;
	struct portcls_format format;
	enum portcls_state state;
	bool engine;
	struct ich_mapping mappings[ICH_DESCRIPTORS];
	u32 first;
	u32 count;
	u32 origin;
	u32 last_index;
	u32 current_tag;
	u32 next_index;
	u64 current_end;
	u32 left;
	u64 mapped;
	u64 position;
};

/**
 * struct ich_wave - the wave filter, as the codec lets it be
 * @port: the wave subdevice
 * @filter: the filter
 * @pins: its pins
 * @ranges: their data ranges
 * @mic_name: name of the PCM device of Mic In
 */
struct ich_wave {
	struct portcls_port *port;
	struct portcls_filter filter;
	struct portcls_pin pins[ICH_PINS];
	struct portcls_data_range ranges[ICH_MASTERS][ICH_RANGES];
	char mic_name[64];
};

/* Sizes of the tables of the topology filter: what a codec that has everything needs. */
#define ICH_TOPOLOGY_PINS		16
#define ICH_TOPOLOGY_NODES		52
#define ICH_TOPOLOGY_CONNECTIONS	88

/**
 * struct ich_field - a field of the codec's registers
 * @reg: the register
 * @channels: 1 or 2
 * @shift: place of each of them in it
 * @most: greatest value, all of its bits set
 * @inverted: 0 is the greatest
 * @range: what 0 and the greatest value mean, of a number
 */
struct ich_field {
	u8 reg;
	u8 channels;
	u8 shift[2];
	u16 most;
	bool inverted;
	const struct portcls_stepping *range;
};

/**
 * struct ich_topology - the topology filter, as the codec lets it be
 * @filter: the filter
 * @pins: its pins
 * @outside: what is beyond each of them, or NULL
 * @nodes: its nodes
 * @names: name of each of them
 * @fields: where each of them is found in the codec's registers
 * @connections: its wires
 * @summed: inputs that the output mixer has
 * @mic_adc_pin: pin to the converter of Mic In, 0 if there is none
 */
struct ich_topology {
	struct portcls_filter filter;
	struct portcls_pin pins[ICH_TOPOLOGY_PINS];
	const char *outside[ICH_TOPOLOGY_PINS];
	struct portcls_node nodes[ICH_TOPOLOGY_NODES];
	guid_t names[ICH_TOPOLOGY_NODES];
	struct ich_field fields[ICH_TOPOLOGY_NODES];
	struct portcls_connection connections[ICH_TOPOLOGY_CONNECTIONS];
	u32 summed;
	u32 mic_adc_pin;
};

/**
 * struct ich - the chip
 * @adapter: its adapter
 * @model: family
 * @name: short name of the card
 * @mixer: the codec's registers, as a window of the chip
 * @master: the bus masters' registers
 * @master_bytes: how many there are
 * @sync: its interrupt; the lock of it guards the registers of the bus masters
 * @lists: memory of all lists of descriptors
 * @streams: the bus masters
 * @by_event: them, by their bits in the global status, from the first of ICH_GLOB_STA_EVENTS on
 * @started: there is something to be stopped
 * @ready: bits of the global status of the codecs that have been ready
 * @trying: registers are accessed that may not be there, or not yet
 * @clock: what the codec is to be told to play at AC97_RATE; that, if its clock is right
 * @codec: registers of the primary codec
 * @codec_written: those that are the driver's, and are written again after sleep
 * @codec_id: who made it, and which one it is
 * @codec_has: what AC97_RESET says
 * @codec_extended: what AC97_EXTENDED_ID says
 * @codec_name: what it is called
 * @components: what the card consists of
 * @channels: most channels that are played: 2, 4 or 6
 * @wave: the wave filter
 * @topology: the topology filter
 */
struct ich {
	struct portcls_adapter *adapter;
	const struct ich_model *model;
	const char *name;
	void __iomem *mixer;
	void __iomem *master;
	resource_size_t master_bytes;
	struct portcls_interrupt_sync *sync;
	struct portcls_dma_channel *lists;
	struct ich_stream streams[ICH_MASTERS];
	struct ich_stream *by_event[ICH_MASTERS];
	bool started;
	u32 ready;
	bool trying;
	u32 clock;
	struct regmap *codec;
	DECLARE_BITMAP(codec_written, ICH_MIXER_BYTES / 2);
	u32 codec_id;
	u16 codec_has;
	u16 codec_extended;
	char codec_name[64];
	char components[16];
	u8 channels;
	struct ich_wave wave;
	struct ich_topology topology;
};

/* ich.c */
extern const struct ich_model ich_intel;
extern const struct ich_model ich_intel_ich4;
extern const struct ich_model ich_sis;
extern const struct ich_model ich_nforce;
int ich_start(struct ich *chip, struct portcls_resource_list *resources);
void ich_release_device(struct portcls_adapter *adapter, bool present);
void ich_power_change_state(struct portcls_adapter *adapter, enum portcls_power_state state);

/* ich-wave.c */
int ich_wave_create_streams(struct ich *chip);
int ich_wave_create(struct ich *chip, struct portcls_resource_list *resources);
void ich_wave_destroy(struct ich *chip);
bool ich_interrupt(void *context);

/* ich-stream.c */
extern const struct portcls_wavepci_stream_ops ich_stream_ops;
void ich_stream_reset_all(struct ich *chip);
void ich_stream_set_channels(struct ich_stream *stream);
void ich_stream_open(struct ich_stream *stream, struct portcls_wavepci_port_stream *port_stream,
		     const struct portcls_format *format);

/* ich-link.c */
int ich_link_start(struct ich *chip);
void ich_link_stop(struct ich *chip);
int ich_link_read(void *context, unsigned int reg, unsigned int *value);
int ich_link_write(void *context, unsigned int reg, unsigned int value);

/* ich-codec.c */
int ich_codec_create(struct ich *chip);
int ich_codec_start(struct ich *chip);
void ich_codec_stop(struct ich *chip);
int ich_codec_update(struct ich *chip, unsigned int reg, unsigned int mask, unsigned int bits);
int ich_codec_set_first_values(struct ich *chip);
u16 ich_codec_try(struct ich *chip, unsigned int reg, u16 value);
bool ich_codec_has_rate(struct ich *chip, enum ich_master_id id, u32 rate);
int ich_codec_set_rate(struct ich *chip, enum ich_master_id id, u32 rate);

/* ich-codec-names.c */
void ich_codec_name(u32 id, char *name, size_t size);

/* ich-property.c */
extern const struct portcls_automation ich_volume;
extern const struct portcls_automation ich_mute;
extern const struct portcls_automation ich_source;
extern const struct portcls_automation ich_boost;
extern const struct portcls_automation ich_bass;
extern const struct portcls_automation ich_treble;
extern const struct portcls_automation ich_switch;
extern const struct portcls_automation ich_number;

/* ich-topology.c */
int ich_topology_create(struct ich *chip, struct portcls_resource_list *resources);

/* ich-text.c */
void ich_text_create(struct ich *chip);

#endif /* ICH_H */

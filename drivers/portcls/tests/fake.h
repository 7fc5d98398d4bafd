/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Fakes: a device without hardware, whose WaveCyclic miniport writes down how it is called, and an
 * application that drives its PCM devices through ALSA from inside the kernel.
 */
#ifndef PORTCLS_TESTS_FAKE_H
#define PORTCLS_TESTS_FAKE_H

#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/irq_work.h>
#include <linux/types.h>
#include <sound/pcm.h>

#include <portcls/adapter.h>
#include <portcls/dma_channel.h>
#include <portcls/filter.h>
#include <portcls/interrupt_sync.h>
#include <portcls/property.h>
#include <portcls/resource_list.h>
#include <portcls/service_group.h>
#include <portcls/wavecyclic.h>

struct file;
struct kunit;
struct platform_device;
struct snd_timer_instance;
struct vfsmount;

/* Pins of the fake filter; the first three take streams. */
enum {
	FAKE_PLAY,
	FAKE_RECORD,
	FAKE_PLAY2,
	FAKE_PLAY_OUT,
	FAKE_RECORD_IN,
	FAKE_PLAY2_OUT,
	FAKE_PINS,
};

enum {
	FAKE_VOLUME,
	FAKE_DAC,
	FAKE_ADC,
	FAKE_DAC2,
	FAKE_NODES,
};

#define FAKE_CONNECTIONS	7
#define FAKE_STREAM_PINS	3
#define FAKE_RANGES		4
#define FAKE_STREAMS		4
#define FAKE_APPLICATIONS	4
#define FAKE_LOG		1000
#define FAKE_RING_BYTES		65536

/**
 * struct fake_descriptor - a filter descriptor that may be changed, and what it consists of
 * @filter: the filter; its tables are the other members
 * @pins: PCM device 0 is FAKE_PLAY and FAKE_RECORD, device 1 is FAKE_PLAY2
 * @nodes: a volume before the first DAC, then plain converters
 * @connections: one path for each stream pin
 * @ranges: data ranges of the stream pins, one each at first: 1 or 2 channels, 8 or 16 bits, any
 *	rate from 8000 to 48000 Hz
 * @limits: of all stream pins
 * @volume: properties of FAKE_VOLUME
 * @properties: two of them
 * @categories: two of them
 */
struct fake_descriptor {
	struct portcls_filter filter;
	struct portcls_pin pins[FAKE_PINS];
	struct portcls_node nodes[FAKE_NODES];
	struct portcls_connection connections[FAKE_CONNECTIONS];
	struct portcls_data_range ranges[FAKE_STREAM_PINS][FAKE_RANGES];
	struct portcls_wave_limits limits;
	struct portcls_automation volume;
	struct portcls_property_item properties[2];
	const guid_t *categories[2];
};

/*
 * Calls as letters, which put together tell a story: see fake_story().
 *
 *	i init, d get_description, j data_range_intersection, n new_stream, l start_linked,
 *	x release, f set_format, q set_notification_freq, S A P R set_state, g get_position,
 *	t normalize_physical_position, z silence, 0 to 3 power_change_state, e release_device
 */
#define FAKE_STATES	"SAPR"
/* What a stream lives through, without what is asked on the way. */
#define FAKE_LIFE	"nxfSAPR"

/**
 * struct fake_record - one call
 * @call: letter of it
 * @pin: pin it is about
 * @irqs_off: it came with interrupts off
 * @value: frames asked for (q), bytes (z, t), pins (l), hardware present (e)
 * @ring: bytes of the DMA channel's buffer in use at that time
 * @format: format given (n, f, j)
 */
struct fake_record {
	char call;
	u8 pin;
	bool irqs_off;
	u64 value;
	size_t ring;
	struct portcls_format format;
};

/**
 * struct fake_stream - a stream of the miniport, and the hardware behind it
 * @device: owner
 * @pin: pin it is on
 * @used: handed out
 * @state: as set last
 * @format: as set last
 * @interval: frames from one notification to the next
 * @frames: frames played or recorded since STOP
 * @wrong_offset: what get_position says instead of the truth, negative for the truth
 * @interrupting: the hardware has raised its interrupt
 * @channel: its ring
 * @group: its service group
 */
struct fake_stream {
	struct fake_device *device;
	u32 pin;
	bool used;
	enum portcls_state state;
	struct portcls_format format;
	u32 interval;
	u64 frames;
	s64 wrong_offset;
	bool interrupting;
	struct portcls_dma_channel *channel;
	struct portcls_service_group *group;
};

/**
 * enum fake_step - steps of the fake's start_device, to fail at
 * @FAKE_STEP_NONE: none of them
 * @FAKE_STEP_FIRST: before anything
 * @FAKE_STEP_STREAMS: after interrupt sync, DMA channels and service groups
 * @FAKE_STEP_PORT: after the port
 * @FAKE_STEP_SUBDEVICE: after it has become a subdevice
 * @FAKE_STEP_CONNECTIONS: after the physical connections
 * @FAKE_STEP_LAST: after everything
 */
enum fake_step {
	FAKE_STEP_NONE,
	FAKE_STEP_FIRST,
	FAKE_STEP_STREAMS,
	FAKE_STEP_PORT,
	FAKE_STEP_SUBDEVICE,
	FAKE_STEP_CONNECTIONS,
	FAKE_STEP_LAST,
};

/**
 * struct fake_faults - what shall go wrong
 * @start_device: where start_device fails, with -EIO
 * @no_wires: start_device registers no physical connections
 * @init: what init gives
 * @new_stream: what new_stream gives
 * @set_format: what set_format gives
 * @judge: what data_range_intersection gives
 * @start_linked: what start_linked gives
 * @up: what the step up to a state gives
 * @down: what every step down gives
 * @position: what get_position gives
 * @grant: the interval that the hardware keeps; 0 for the one asked for
 * @no_grant: set_notification_freq gives 0
 * @spoil: spoils what new_stream hands out
 */
struct fake_faults {
	enum fake_step start_device;
	bool no_wires;
	int init;
	int new_stream;
	int set_format;
	int judge;
	int start_linked;
	int up[PORTCLS_STATE_RUN + 1];
	int down;
	int position;
	u32 grant;
	bool no_grant;
	void (*spoil)(struct portcls_wavecyclic_stream *stream);
};

/**
 * struct fake_application - an open PCM substream
 * @device: the device
 * @file: as user space would have it
 * @substream: the substream
 * @timer: counts periods
 * @periods: periods that ALSA was told of since the application was made ready
 * @periods_irqs_off: how many of those with interrupts off
 */
struct fake_application {
	struct fake_device *device;
	struct file *file;
	struct snd_pcm_substream *substream;
	struct snd_timer_instance *timer;
	atomic_t periods;
	atomic_t periods_irqs_off;
};

/**
 * struct fake_device - a device without hardware
 * @test: the case
 * @pdev: the device
 * @adapter: its adapter, NULL once freed
 * @resources: empty
 * @sync: its interrupt, told by fake_interrupt()
 * @port: its only port
 * @descriptor: filter of the miniport, to be changed before the device is started
 * @ops: methods of the miniport, likewise
 * @stream_ops: methods of its streams, likewise
 * @faults: what shall go wrong
 * @streams: pool
 * @make_port: makes the port of start_device; one of the fake WaveCyclic miniport at first
 * @start: called by start_device instead of what it does otherwise, or NULL
 * @start_context: for @start
 * @params: card parameters; the first slot asks for @card
 * @card: card number
 * @index: part of @params
 * @id: part of @params
 * @enable: part of @params
 * @irq: interrupts in hard interrupt context
 * @handled: what the last of them came to
 * @routine_calls: calls of the service routine
 * @wrong_steps: calls of set_state that are none of a single step
 * @live: streams handed out
 * @count: records in @log, or more
 * @log: calls
 * @text: room for fake_story()
 * @applications: open or not
 * @mount: where device nodes are
 */
struct fake_device {
	struct kunit *test;
	struct platform_device *pdev;
	struct portcls_adapter *adapter;
	struct portcls_resource_list *resources;
	struct portcls_interrupt_sync *sync;
	struct portcls_port *port;
	struct fake_descriptor descriptor;
	struct portcls_wavecyclic_ops ops;
	struct portcls_wavecyclic_stream_ops stream_ops;
	struct fake_faults faults;
	struct fake_stream streams[FAKE_STREAMS];
	int (*make_port)(struct fake_device *device, struct portcls_port **port);
	int (*start)(struct fake_device *device);
	void *start_context;
	struct portcls_card_params params;
	int card;
	int index[PORTCLS_MAX_CARDS];
	char *id[PORTCLS_MAX_CARDS];
	bool enable[PORTCLS_MAX_CARDS];
	struct irq_work irq;
	bool handled;
	unsigned int routine_calls;
	unsigned int wrong_steps;
	int live;
	atomic_t count;
	struct fake_record log[FAKE_LOG];
	char text[FAKE_LOG + 1];
	struct fake_application applications[FAKE_APPLICATIONS];
	struct vfsmount *mount;
};

/**
 * struct fake_params - what an application asks for
 * @format: sample format
 * @channels: samples in a frame
 * @rate: frames a second
 * @period: frames in a period
 * @periods: periods in the ring
 */
struct fake_params {
	snd_pcm_format_t format;
	unsigned int channels;
	unsigned int rate;
	unsigned int period;
	unsigned int periods;
};

extern const struct fake_params fake_params;

/* fake_descriptor.c */
void fake_descriptor_init(struct fake_descriptor *descriptor);

/* fake_device.c */
struct fake_device *fake_device_new(struct kunit *test);
int fake_device_start(struct fake_device *device);
void fake_device_remove(struct fake_device *device);
void fake_device_free(struct fake_device *device);
int fake_make_streams(struct fake_device *device);
int fake_make_port(struct fake_device *device, struct portcls_port **port);
int fake_make_wires(struct fake_device *device);
int fake_suite_init(struct kunit *test);
int fake_suite_init_started(struct kunit *test);
void fake_suite_exit(struct kunit *test);
bool fake_interrupt(struct fake_device *device);

/* fake_miniport.c */
extern const struct portcls_wavecyclic_ops fake_ops;
extern const struct portcls_wavecyclic_stream_ops fake_stream_ops;
bool fake_routine(void *context);
struct fake_record *fake_note(struct fake_device *device, char call, u32 pin, u64 value);
const char *fake_story(struct fake_device *device, const char *letters);
const char *fake_pin_story(struct fake_device *device, u32 pin, const char *letters);
const struct fake_record *fake_find(struct fake_device *device, char call, unsigned int n);
unsigned int fake_count(struct fake_device *device, char call);
void fake_forget(struct fake_device *device);
struct fake_stream *fake_stream_on(struct fake_device *device, u32 pin);
void fake_move(struct fake_stream *stream, u32 frames);
void fake_play(struct fake_stream *stream, u32 frames);

/* fake_application.c */
struct file *fake_open_node(struct fake_device *device, const char *name);
struct fake_application *fake_open(struct fake_device *device, unsigned int pcm, int direction);
void fake_close(struct fake_application *application);
int fake_refine(struct fake_application *application, const struct fake_params *params,
		struct snd_pcm_hw_params *refined);
int fake_hw_params(struct fake_application *application, const struct fake_params *params);
int fake_prepare(struct fake_application *application);
int fake_fill(struct fake_application *application);
int fake_ready_again(struct fake_application *application);
int fake_ready(struct fake_application *application, const struct fake_params *params);
int fake_start(struct fake_application *application);
int fake_ioctl(struct fake_application *application, unsigned int cmd, unsigned long arg);
int fake_link(struct fake_application *application, struct fake_application *other);
snd_pcm_sframes_t fake_rewind(struct fake_application *application, snd_pcm_uframes_t frames);
snd_pcm_uframes_t fake_hw_ptr(struct fake_application *application);
int fake_state(struct fake_application *application);

/*
 * Wait until something becomes true, for five seconds in which somebody else could run: looks are
 * counted, and not the time in which a busy machine lets nobody do anything. True if it did.
 */
#define fake_wait(condition)							\
({										\
	unsigned int fake_looks = 5 * USEC_PER_SEC / 200;			\
										\
	while (!(condition) && --fake_looks)					\
		usleep_range(100, 200);						\
	!!(condition);								\
})

#endif /* PORTCLS_TESTS_FAKE_H */

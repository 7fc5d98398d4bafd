/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_STREAM_INTERNAL_H
#define PORTCLS_STREAM_INTERNAL_H

#include <linux/ktime.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

#include <portcls/format.h>
#include <portcls/service_group.h>
#include <portcls/state.h>
#include <portcls/wavecyclic.h>

#include "../core.h"
#include "../etw.h"
#include "position.h"
#include "wavert.h"

struct portcls_stream;
struct portcls_wavepci_port_stream;

/* What ALSA calls that is the same for every kind of wave port */
#define PORTCLS_PCM_OPS					\
	.open = portcls_pcm_open,			\
	.close = portcls_pcm_close,			\
	.hw_params = portcls_pcm_hw_params,		\
	.hw_free = portcls_pcm_hw_free,			\
	.prepare = portcls_pcm_prepare,			\
	.trigger = portcls_pcm_trigger,			\
	.get_time_info = portcls_pcm_get_time_info,	\
	.fill_silence = portcls_pcm_fill_silence

/**
 * struct portcls_wave_class - what the kinds of wave port do differently
 * @base: as for every kind of port
 * @ops: what ALSA calls: PORTCLS_PCM_OPS; pointer, portcls_pcm_pointer() or a quicker one; and ack,
 *	if it matters that the application has written or read, or taken that back, or is about to
 *	start
 * @info: SNDRV_PCM_INFO_* of its streams, beyond those of all
 * @whole_periods: its rings hold a whole number of periods
 * @sleeping: whether the port's miniport sleeps in what is atomic otherwise
 * @judge: the miniport's last word on a format inside @range of the pin
 * @new_stream: makes the miniport's stream for @format; sets stream->group, get_position and object
 * @release_stream: undoes @new_stream; the state is STOP or the device is gone
 * @set_format: changes the format of the miniport's stream
 * @attach_ring: makes the stream's memory the ring of its substream, as @params have it; may
 *	change their ring, and sets stream->timed, stream->by_position and stream->timer
 * @set_notification_freq: asks for service every @frames frames; returns what it will be, 0 if it
 *	cannot be. NULL: service comes as it comes, and the position tells what it means
 * @service: serves the miniport's stream before its position is read; no lock held. NULL if there
 *	is nothing to do
 * @serve: serves a stream of an atomic miniport, in place of @service and all that follows. NULL if
 *	that is as for other streams
 * @wants_period: whether ALSA is to look at the stream though no period has ended; stream lock
 *	held. NULL if never
 * @set_state: one step; atomic between PAUSE and RUN
 * @normalize_physical_position: bytes since the start to units of 100 ns; any context
 * @silence: fills memory with silence; any context
 * @can_start_linked: whether the port's miniport has @start_linked
 * @start_linked: PAUSE to RUN for one stream on each pin of a set, at once
 * @started: the stream has come to RUN; stream lock held. NULL for nothing
 * @advance: takes up what the hardware has done, before the position is read, and that a drain
 *	begins, on a stream with stream->by_position; stream lock held. An errno is an xrun. NULL
 *	for nothing
 * @absolute_time: the time of a clock that all streams share, in ns; -EOPNOTSUPP if the stream has
 *	none. NULL for none
 */
struct portcls_wave_class {
	struct portcls_port_class base;
	const struct snd_pcm_ops *ops;
	u32 info;
	bool whole_periods;
	bool (*sleeping)(const struct portcls_port *port);
	int (*judge)(struct portcls_stream *stream, const struct portcls_data_range *range,
		     const struct portcls_format *format);
	int (*new_stream)(struct portcls_stream *stream, const struct portcls_format *format);
	void (*release_stream)(struct portcls_stream *stream);
	int (*set_format)(struct portcls_stream *stream, const struct portcls_format *format);
	int (*attach_ring)(struct portcls_stream *stream, struct snd_pcm_hw_params *params);
	u32 (*set_notification_freq)(struct portcls_stream *stream, u32 frames);
	void (*service)(struct portcls_stream *stream);
	void (*serve)(struct portcls_service_sink *sink);
	bool (*wants_period)(struct portcls_stream *stream);
	int (*set_state)(struct portcls_stream *stream, enum portcls_state state);
	u64 (*normalize_physical_position)(struct portcls_stream *stream, u64 bytes);
	void (*silence)(struct portcls_stream *stream, void *buffer, size_t bytes);
	bool (*can_start_linked)(const struct portcls_port *port);
	int (*start_linked)(struct portcls_port *port, u64 pins);
	void (*started)(struct portcls_stream *stream);
	int (*advance)(struct portcls_stream *stream);
	int (*absolute_time)(struct portcls_stream *stream, u64 *ns);
};

/* Counts of channels that ALSA has maps for, and an end. */
#define PORTCLS_CHMAPS	16

/**
 * struct portcls_pcm - a PCM device of a port
 * @port: the port
 * @pcm: the device
 * @streams: its streams, one for each substream
 * @chmaps: channel maps of each direction, see chmap.c
 * @link: in port->pcms
 */
struct portcls_pcm {
	struct portcls_port *port;
	struct snd_pcm *pcm;
	struct list_head streams;
	struct snd_pcm_chmap_elem chmaps[2][PORTCLS_CHMAPS];
	struct list_head link;
};

/**
 * struct portcls_stream - a substream, and the miniport's stream behind it
 * @port: the port
 * @adapter: of the port
 * @pin: pin it is a stream on
 * @pin_id: number of that pin
 * @substream: ALSA's side
 * @link: in the streams of its PCM device
 * @mutex: serialises everything but the trigger, the position and the service
 * @state: where the miniport's stream is; above PAUSE, and between PAUSE and RUN, guarded by the
 *	stream lock, else by @mutex
 * @steady: @state is PAUSE or RUN, and a trigger may change it, for no walk is on; guarded by the
 *	stream lock
 * @exists: the miniport has a stream
 * @timed: a timer ends the periods, since no interrupt does
 * @by_position: service has more to do than to end a period
 * @notified_once: the hardware notifies once a period
 * @interval_is_period: so it does, and nothing else is to be done then
 * @service_is_period: likewise, and the stream does not drain: every service ends a period; on a
 *	WaveRT port, as soon as the position is there
 * @release_is_period: on a WavePci port, a packet that was released ends a period, and nothing
 *	else is to be done then; guarded by the stream lock
 * @draining: what is left is being played, and its end awaited; guarded by the stream lock
 * @format: its format, once it exists
 * @claimed_rate: rate claimed for its clock domain, 0 for none; guarded by clock_domain.c
 * @get_position: tells the byte in the ring; the miniport's own method where it has the shape,
 *	since every indirect call counts here
 * @position_object: passed to @get_position
 * @object: the miniport's stream
 * @offset: receives what @get_position tells
 * @position: where it is; guarded by the stream lock in PAUSE and RUN, below by @mutex
 * @sink: what its service group calls
 * @group: its service group, once it exists
 * @timer: nobody asks for service: how long a timer of @group waits until it does, else 0
 * @work: takes service to a process, for a miniport that sleeps
 * @wmi_instance: its number among the adapter's
 * @lost: data was lost, or the position: it is stopped for that; guarded by the stream lock
 * @xruns: how often it was stopped by one; guarded by the stream lock
 * @service: how it was serviced, see wmi/service.c; guarded by the stream lock
 * @write_is_due: at the end of the last period the application was told to write; watched only
 *	while somebody watches
 * @written: up to where it had written then
 * @cyclic: the miniport's side, on a WaveCyclic port
 * @rt: likewise, on a WaveRT port
 * @pci: the miniport's side and the ring, on a WavePci port
 */
struct portcls_stream {
	struct portcls_port *port;
	struct portcls_adapter *adapter;
	const struct portcls_pin *pin;
	u32 pin_id;
	struct snd_pcm_substream *substream;
	struct list_head link;
	struct mutex mutex;	/* see above */
	enum portcls_state state;
	bool steady;
	bool exists;
	bool timed;
	bool by_position;
	bool notified_once;
	bool interval_is_period;
	bool service_is_period;
	bool release_is_period;
	bool draining;
	struct portcls_format format;
	u32 claimed_rate;
	int (*get_position)(void *object, u32 *offset);
	void *position_object;
	void *object;
	u32 offset;
	struct portcls_position position;
	struct portcls_service_sink sink;
	struct portcls_service_group *group;
	ktime_t timer;
	struct work_struct work;
	u32 wmi_instance;
	bool lost;
	u64 xruns;
	struct portcls_service_data service;
	bool write_is_due;
	snd_pcm_uframes_t written;
	union {
		struct portcls_wavecyclic_stream cyclic;
		struct portcls_wavert rt;
		struct portcls_wavepci_port_stream *pci;
	};
};

static inline const struct portcls_wave_class *
portcls_wave_class(const struct portcls_port *port)
{
	return container_of(port->class, struct portcls_wave_class, base);
}

/* An application may have ALSA go on in an underrun: only the positions tell of it then. */
static inline bool portcls_stream_underruns(const struct portcls_stream *stream)
{
	return stream->state == PORTCLS_STATE_RUN &&
	       stream->substream->stream == SNDRV_PCM_STREAM_PLAYBACK &&
	       snd_pcm_playback_hw_avail(stream->substream->runtime) < 0;
}

static inline void portcls_assert_stream_locked(const struct portcls_stream *stream)
{
	if (stream->substream->pcm->nonatomic)
		lockdep_assert_held(&stream->substream->self_group.mutex);
	else
		lockdep_assert_held(&stream->substream->self_group.lock);
}

/* stream.c */
int portcls_stream_create(struct portcls_stream *stream, const struct portcls_data_range *range,
			  const struct portcls_format *format);
void portcls_stream_destroy(struct portcls_stream *stream);
int portcls_stream_walk(struct portcls_stream *stream, enum portcls_state target);
int portcls_stream_start(struct portcls_stream *stream);
void portcls_stream_started(struct portcls_stream *stream, int err);
void portcls_stream_pause(struct portcls_stream *stream);
bool portcls_stream_can_start(const struct portcls_stream *stream);

/* service.c */
void portcls_stream_init_service(struct portcls_stream *stream);
void portcls_stream_begin_drain(struct portcls_stream *stream);
void portcls_stream_start_timer(struct portcls_stream *stream);
void portcls_stream_serve_by_position(struct portcls_stream *stream);

/**
 * portcls_stream_period_ended() - have those who watch see that a period has ended
 * @stream: a stream that ALSA was told of
 *
 * Context: any but non-maskable interrupt, stream lock not held.
 */
static inline void portcls_stream_period_ended(struct portcls_stream *stream)
{
	portcls_etw_period(stream);
	portcls_wmi_serviced(stream);
}

/* chmap.c */
int portcls_chmaps_build(struct portcls_adapter *adapter);

/* pcm.c */
int portcls_pcm_open(struct snd_pcm_substream *substream);
int portcls_pcm_close(struct snd_pcm_substream *substream);
int portcls_pcm_hw_params(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params);
int portcls_pcm_hw_free(struct snd_pcm_substream *substream);
int portcls_pcm_prepare(struct snd_pcm_substream *substream);
int portcls_pcm_trigger(struct snd_pcm_substream *substream, int cmd);
snd_pcm_uframes_t portcls_pcm_pointer(struct snd_pcm_substream *substream);
int portcls_pcm_get_time_info(struct snd_pcm_substream *substream, struct timespec64 *system_ts,
			      struct timespec64 *audio_ts,
			      struct snd_pcm_audio_tstamp_config *config,
			      struct snd_pcm_audio_tstamp_report *report);
int portcls_pcm_fill_silence(struct snd_pcm_substream *substream, int channel, unsigned long pos,
			     unsigned long bytes);
int portcls_pcm_build(struct portcls_port *port);
void portcls_pcm_stop(struct portcls_port *port);

#endif /* PORTCLS_STREAM_INTERNAL_H */

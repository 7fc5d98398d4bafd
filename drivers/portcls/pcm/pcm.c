// SPDX-License-Identifier: GPL-2.0-only
/*
 * PCM devices of wave ports: ALSA's calls, turned into formats, states and positions.
 *
 * ALSA names a target, the stream walks there:
 *
 *	hw_params	the miniport's stream is made, in STOP
 *	prepare		down to STOP, which zeroes the position, then up to PAUSE
 *	trigger		between PAUSE and RUN
 *	hw_free		down to STOP, and the miniport's stream is given back
 */
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <sound/core.h>
#include <sound/pcm.h>
#include <sound/pcm_params.h>

#include <portcls/filter.h>

#include "../core.h"
#include "../etw.h"
#include "../trace.h"
#include "clock_domain.h"
#include "format.h"
#include "negotiate.h"
#include "stream.h"
#include "update.h"

static struct portcls_stream *find_stream(struct snd_pcm_substream *substream)
{
	struct portcls_pcm *pcm = snd_pcm_substream_chip(substream);
	struct portcls_stream *stream;

	list_for_each_entry(stream, &pcm->streams, link)
		if (stream->substream == substream)
			return stream;
	return NULL;
}

static inline struct portcls_stream *stream_of(const struct snd_pcm_substream *substream)
{
	return substream->runtime->private_data;
}

int portcls_pcm_open(struct snd_pcm_substream *substream)
{
	struct portcls_stream *stream = find_stream(substream);
	struct snd_pcm_runtime *runtime = substream->runtime;
	const struct portcls_wave_class *class;

	if (!stream || !portcls_adapter_is_alive(stream->port->adapter))
		return -ENODEV;
	class = portcls_wave_class(stream->port);
	runtime->private_data = stream;
	portcls_pcm_hardware(stream, &runtime->hw);
	runtime->hw.info |= class->info;
	if (!dma_can_mmap(stream->adapter->dev))
		runtime->hw.info &= ~(SNDRV_PCM_INFO_MMAP | SNDRV_PCM_INFO_MMAP_VALID);
	if (class->can_start_linked(stream->port)) {
		runtime->hw.info |= SNDRV_PCM_INFO_SYNC_START;
		snd_pcm_set_sync(substream);
	}
	return portcls_pcm_add_rules(stream, runtime);
}

int portcls_pcm_close(struct snd_pcm_substream *substream)
{
	return 0;
}

static void detach(struct portcls_stream *stream)
{
	portcls_stream_destroy(stream);
	portcls_clock_domain_release(stream);
	snd_pcm_set_runtime_buffer(stream->substream, NULL);
}

static int settle_interval(struct portcls_stream *stream, const struct snd_pcm_hw_params *params)
{
	const struct portcls_wave_class *class = portcls_wave_class(stream->port);
	u32 period = params_period_size(params), granted;

	stream->interval_is_period = false;
	stream->notified_once = false;
	if (!class->set_notification_freq)
		return 0;
	granted = class->set_notification_freq(stream, period);
	trace_portcls_notification(stream, period, granted);
	stream->notified_once = granted == period && !stream->timed;
	stream->interval_is_period = stream->notified_once && !stream->by_position;
	/* A position that is asked for once a ring or less says nothing. */
	if (!granted || (!stream->interval_is_period && granted > params_buffer_size(params) / 2))
		return -EINVAL;
	return 0;
}

static int attach(struct portcls_stream *stream, struct snd_pcm_hw_params *params)
{
	const struct portcls_wave_class *class = portcls_wave_class(stream->port);
	const struct portcls_data_range *range;
	struct portcls_format format;
	int err;

	range = portcls_pcm_format(stream, params, &format);
	if (!range)
		return -EINVAL;
	params->msbits = format.valid_bits;
	params->rate_num = format.rate_num;
	params->rate_den = format.rate_den;
	err = portcls_clock_domain_claim(stream, format.rate);
	if (err)
		return err;
	err = portcls_stream_create(stream, range, &format);
	if (err)
		return err;
	stream->timed = false;
	stream->by_position = false;
	err = class->attach_ring(stream, params);
	if (err)
		return err;
	err = settle_interval(stream, params);
	if (err)
		return err;
	portcls_position_reset(&stream->position, params_buffer_size(params),
			       params_period_size(params), format.block_align);
	return 0;
}

int portcls_pcm_hw_params(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params)
{
	struct portcls_stream *stream = stream_of(substream);
	int err;

	mutex_lock(&stream->mutex);
	err = attach(stream, params);
	if (err)
		detach(stream);
	mutex_unlock(&stream->mutex);
	return err;
}

int portcls_pcm_hw_free(struct snd_pcm_substream *substream)
{
	struct portcls_stream *stream = stream_of(substream);

	mutex_lock(&stream->mutex);
	detach(stream);
	mutex_unlock(&stream->mutex);
	return 0;
}

/* The ring may hold what was played last; a stream that runs dry must not play it again. */
static void silence_ring(struct portcls_stream *stream)
{
	struct snd_pcm_runtime *runtime = stream->substream->runtime;

	if (stream->substream->stream == SNDRV_PCM_STREAM_PLAYBACK)
		portcls_wave_class(stream->port)->silence(stream, runtime->dma_area,
							  stream->position.ring_bytes);
}

int portcls_pcm_prepare(struct snd_pcm_substream *substream)
{
	struct portcls_stream *stream = stream_of(substream);
	struct portcls_position *position = &stream->position;
	int err = -EBADFD;

	mutex_lock(&stream->mutex);
	if (stream->exists) {
		portcls_stream_walk(stream, PORTCLS_STATE_STOP);
		portcls_position_reset(position, position->ring_frames, position->period_frames,
				       position->block_align);
		silence_ring(stream);
		err = portcls_stream_walk(stream, PORTCLS_STATE_PAUSE);
	}
	mutex_unlock(&stream->mutex);
	return err;
}

static bool is_of_port(struct snd_pcm_substream *substream, const struct portcls_port *port)
{
	return substream->ops->open == portcls_pcm_open && stream_of(substream)->port == port;
}

static void set_draining(struct portcls_stream *stream, bool draining)
{
	stream->draining = draining;
	stream->service_is_period = stream->interval_is_period && !draining;
	stream->release_is_period = !stream->timer && !draining;
}

/* What the application may have settled since it last moved. */
static void before_start(struct portcls_stream *stream)
{
	struct snd_pcm_substream *substream = stream->substream;

	set_draining(stream, false);
	stream->lost = false;
	if (substream->ops->ack)
		substream->ops->ack(substream);
}

/* Those of a linked group that are streams of this port start together, the rest by themselves. */
static int start_group(struct snd_pcm_substream *substream)
{
	struct portcls_port *port = stream_of(substream)->port;
	struct snd_pcm_substream *s;
	u64 pins = 0;
	int err;

	snd_pcm_group_for_each_entry(s, substream) {
		if (!is_of_port(s, port))
			continue;
		if (!portcls_stream_can_start(stream_of(s)))
			return -EBUSY;
		before_start(stream_of(s));
		pins |= BIT_ULL(stream_of(s)->pin_id);
	}
	if (!portcls_adapter_is_alive(port->adapter))
		return -ENODEV;
	err = portcls_wave_class(port)->start_linked(port, pins);
	snd_pcm_group_for_each_entry(s, substream) {
		if (!is_of_port(s, port))
			continue;
		portcls_stream_started(stream_of(s), err);
		if (!err)
			snd_pcm_trigger_done(s, substream);
	}
	return err;
}

static int start(struct snd_pcm_substream *substream)
{
	struct portcls_stream *stream = stream_of(substream);

	if (snd_pcm_stream_linked(substream) &&
	    portcls_wave_class(stream->port)->can_start_linked(stream->port))
		return start_group(substream);
	before_start(stream);
	return portcls_stream_start(stream);
}

/* ALSA stops a stream that overruns, underruns or has drained without saying why. */
static void tell_why_it_stops(struct portcls_stream *stream)
{
	struct snd_pcm_substream *substream = stream->substream;
	struct snd_pcm_runtime *runtime = substream->runtime;
	bool plays = substream->stream == SNDRV_PCM_STREAM_PLAYBACK;
	snd_pcm_uframes_t avail = plays ? snd_pcm_playback_avail(runtime) :
					  snd_pcm_capture_avail(runtime);

	if (runtime->state == SNDRV_PCM_STATE_RUNNING &&
	    (stream->lost || avail >= runtime->stop_threshold)) {
		stream->xruns++;
		trace_portcls_xrun(stream, avail);
		portcls_wmi_xrun(stream);
		if (plays)
			portcls_etw_write_underrun(stream);
	} else if (runtime->state == SNDRV_PCM_STATE_DRAINING && plays &&
		   avail >= runtime->buffer_size) {
		portcls_etw_write_end(stream);
	}
}

/*
 * A linked start that fails elsewhere is undone for the stream that was triggered, but not for
 * those that start_group() started with it.
 */
static void pause_with_undone(struct snd_pcm_substream *substream)
{
	struct portcls_port *port = stream_of(substream)->port;
	struct snd_pcm_substream *s;

	portcls_stream_pause(stream_of(substream));
	snd_pcm_group_for_each_entry(s, substream) {
		if (s != substream && is_of_port(s, port) &&
		    s->runtime->trigger_master == substream && !snd_pcm_running(s))
			portcls_stream_pause(stream_of(s));
	}
}

/*
 * The hardware runs on for a moment after the last frame. What was there before must not be heard,
 * so all of the ring that is free becomes silence.
 */
static void silence_after_last_frame(struct portcls_stream *stream)
{
	const struct portcls_wave_class *class = portcls_wave_class(stream->port);
	struct snd_pcm_runtime *runtime = stream->substream->runtime;
	/* A mapped appl_ptr is whatever the application has made of it. */
	snd_pcm_uframes_t free = min(snd_pcm_playback_avail(runtime), runtime->buffer_size);
	snd_pcm_uframes_t start = runtime->control->appl_ptr % runtime->buffer_size;
	snd_pcm_uframes_t to_end = min(free, runtime->buffer_size - start);

	class->silence(stream, runtime->dma_area + frames_to_bytes(runtime, start),
		       frames_to_bytes(runtime, to_end));
	class->silence(stream, runtime->dma_area, frames_to_bytes(runtime, free - to_end));
}

int portcls_pcm_trigger(struct snd_pcm_substream *substream, int cmd)
{
	struct portcls_stream *stream = stream_of(substream);

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
	case SNDRV_PCM_TRIGGER_PAUSE_RELEASE:
		return start(substream);
	case SNDRV_PCM_TRIGGER_STOP:
		tell_why_it_stops(stream);
		fallthrough;
	case SNDRV_PCM_TRIGGER_PAUSE_PUSH:
	case SNDRV_PCM_TRIGGER_SUSPEND:
		pause_with_undone(substream);
		return 0;
	case SNDRV_PCM_TRIGGER_DRAIN:
		silence_after_last_frame(stream);
		set_draining(stream, true);
		portcls_stream_begin_drain(stream);
		return 0;
	default:
		return -EINVAL;
	}
}

snd_pcm_uframes_t portcls_pcm_pointer(struct snd_pcm_substream *substream)
{
	struct portcls_stream *stream = stream_of(substream);
	int err = portcls_stream_update_position(stream);

	if (likely(!err))
		return stream->position.frame;
	stream->lost = true;
	if (err == -ERANGE)
		dev_err_ratelimited(stream->adapter->dev,
				    "pin %u: position %u is outside a ring of %u bytes\n",
				    stream->pin_id, stream->offset, stream->position.ring_bytes);
	return SNDRV_PCM_POS_XRUN;
}

int portcls_pcm_fill_silence(struct snd_pcm_substream *substream, int channel, unsigned long pos,
			     unsigned long bytes)
{
	struct portcls_stream *stream = stream_of(substream);

	portcls_wave_class(stream->port)->silence(stream, substream->runtime->dma_area + pos,
						  bytes);
	return 0;
}

static void report_time(const struct portcls_stream *stream, u64 ns, u32 type,
			struct timespec64 *audio_ts, struct snd_pcm_audio_tstamp_report *report)
{
	*audio_ts = ns_to_timespec64(ns);
	report->actual_type = type;
	report->accuracy_report = 1;
	report->accuracy = NSEC_PER_SEC / stream->format.rate;
}

int portcls_pcm_get_time_info(struct snd_pcm_substream *substream, struct timespec64 *system_ts,
			      struct timespec64 *audio_ts,
			      struct snd_pcm_audio_tstamp_config *config,
			      struct snd_pcm_audio_tstamp_report *report)
{
	struct portcls_stream *stream = stream_of(substream);
	const struct portcls_wave_class *class = portcls_wave_class(stream->port);
	u64 bytes = stream->position.linear * stream->position.block_align;
	u64 ns;

	snd_pcm_gettime(substream->runtime, system_ts);
	switch (config->type_requested) {
	case SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK:
		ns = class->normalize_physical_position(stream, bytes) * 100;
		report_time(stream, ns, SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK, audio_ts, report);
		return 0;
	case SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK_ABSOLUTE:
		if (class->absolute_time && !class->absolute_time(stream, &ns)) {
			report_time(stream, ns, SNDRV_PCM_AUDIO_TSTAMP_TYPE_LINK_ABSOLUTE,
				    audio_ts, report);
			return 0;
		}
		fallthrough;
	default:
		report->actual_type = SNDRV_PCM_AUDIO_TSTAMP_TYPE_DEFAULT;
		return 0;
	}
}

static void pcm_free(struct snd_pcm *pcm)
{
	struct portcls_pcm *device = pcm->private_data;
	struct portcls_stream *stream, *next;

	list_for_each_entry_safe(stream, next, &device->streams, link) {
		mutex_destroy(&stream->mutex);
		kfree(stream);
	}
	list_del(&device->link);
	kfree(device);
}

static u32 instances(const struct portcls_pin *pin)
{
	return min_t(u32, pin->max_filter_instances, PORTCLS_MAX_INSTANCES);
}

/* The n-th pin of a direction and slot that takes streams, or NULL; its number in @id. */
static const struct portcls_pin *find_pin(const struct portcls_filter *filter, bool capture,
					  u32 slot, u32 n, u32 *id)
{
	const struct portcls_pin *pin;
	u32 i;

	for (i = 0; i < filter->pin_count; i++) {
		pin = portcls_filter_pin(filter, i);
		if (!portcls_pin_is_openable(pin) || portcls_pin_is_capture(pin) != capture ||
		    pin->pcm_slot != slot)
			continue;
		if (!n--) {
			*id = i;
			return pin;
		}
	}
	return NULL;
}

static int add_streams(struct portcls_pcm *device, const struct portcls_pin *pin, u32 pin_id,
		       int direction)
{
	struct snd_pcm_substream *substream;
	struct portcls_stream *stream;

	for (substream = device->pcm->streams[direction].substream; substream;
	     substream = substream->next) {
		stream = kzalloc(sizeof(*stream), GFP_KERNEL);
		if (!stream)
			return -ENOMEM;
		stream->port = device->port;
		stream->adapter = device->port->adapter;
		stream->pin = pin;
		stream->pin_id = pin_id;
		stream->substream = substream;
		mutex_init(&stream->mutex);
		portcls_stream_init_service(stream);
		list_add_tail(&stream->link, &device->streams);
	}
	snd_pcm_set_ops(device->pcm, direction, portcls_wave_class(device->port)->ops);
	return 0;
}

static bool slot_is_of(const struct portcls_port *port, u32 slot)
{
	const struct portcls_pcm *device;

	list_for_each_entry(device, &port->pcms, link)
		if (device->pcm->device + 1 == slot)
			return true;
	return false;
}

static bool slot_is_taken(const struct portcls_adapter *adapter, u32 slot)
{
	const struct portcls_port *port;

	list_for_each_entry(port, &adapter->ports, link)
		if (slot_is_of(port, slot))
			return true;
	return false;
}

/* The slot that a pin wants, or the next one. */
static int choose_slot(const struct portcls_port *port, u32 wanted)
{
	u32 slot = wanted ?: 1;

	while (!wanted && slot_is_taken(port->adapter, slot))
		slot++;
	if (!slot_is_taken(port->adapter, slot))
		return slot;
	dev_err(port->adapter->dev, "subdevice '%s': PCM device %u is there already\n", port->name,
		slot - 1);
	return -EEXIST;
}

static int add_device(struct portcls_port *port, const struct portcls_pin *playback,
		      u32 playback_id, const struct portcls_pin *capture, u32 capture_id)
{
	const struct portcls_pin *namer = playback ?: capture;
	const int slot = choose_slot(port, namer->pcm_slot);
	struct portcls_pcm *device;
	int err;

	if (slot < 0)
		return slot;
	device = kzalloc(sizeof(*device), GFP_KERNEL);
	if (!device)
		return -ENOMEM;
	device->port = port;
	INIT_LIST_HEAD(&device->streams);
	err = snd_pcm_new(port->adapter->card, namer->pcm_id ?: port->name, slot - 1,
			  playback ? instances(playback) : 0, capture ? instances(capture) : 0,
			  &device->pcm);
	if (err) {
		kfree(device);
		return err;
	}
	/* From here on the card frees the device, by pcm_free(). */
	device->pcm->private_data = device;
	device->pcm->private_free = pcm_free;
	device->pcm->nonatomic = portcls_wave_class(port)->sleeping(port);
	strscpy(device->pcm->name, namer->pcm_name ?: port->name, sizeof(device->pcm->name));
	list_add_tail(&device->link, &port->pcms);

	if (playback)
		err = add_streams(device, playback, playback_id, SNDRV_PCM_STREAM_PLAYBACK);
	if (!err && capture)
		err = add_streams(device, capture, capture_id, SNDRV_PCM_STREAM_CAPTURE);
	return err;
}

static int check_pins(const struct portcls_port *port)
{
	const struct portcls_wave_class *class = portcls_wave_class(port);
	const struct portcls_pin *pin;
	u32 i;

	for (i = 0; i < port->filter->pin_count; i++) {
		pin = portcls_filter_pin(port->filter, i);
		if (!portcls_pin_is_openable(pin))
			continue;
		if (!pin->limits) {
			dev_err(port->adapter->dev,
				"subdevice '%s': pin %u takes streams, but has no limits\n",
				port->name, i);
			return -EINVAL;
		}
		if (class->can_start_linked(port) && pin->max_filter_instances > 1) {
			dev_err(port->adapter->dev,
				"subdevice '%s': streams of pin %u cannot start linked\n",
				port->name, i);
			return -EINVAL;
		}
	}
	return 0;
}

static int add_devices(struct portcls_port *port, u32 slot)
{
	const struct portcls_pin *playback, *capture;
	u32 n, playback_id = 0, capture_id = 0;
	int err = 0;

	for (n = 0; !err; n++) {
		playback = find_pin(port->filter, false, slot, n, &playback_id);
		capture = find_pin(port->filter, true, slot, n, &capture_id);
		if (!playback && !capture)
			break;
		err = add_device(port, playback, playback_id, capture, capture_id);
	}
	return err;
}

/**
 * portcls_pcm_build() - make the PCM devices of a wave port
 * @port: the port, a subdevice
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno.
 */
int portcls_pcm_build(struct portcls_port *port)
{
	const struct portcls_pin *pin;
	int err;
	u32 i;

	err = check_pins(port);
	for (i = 0; i < port->filter->pin_count && !err; i++) {
		pin = portcls_filter_pin(port->filter, i);
		/* The first pin of a slot brings the others. */
		if (portcls_pin_is_openable(pin) && pin->pcm_slot &&
		    !slot_is_of(port, pin->pcm_slot))
			err = add_devices(port, pin->pcm_slot);
	}
	return err ?: add_devices(port, 0);
}

/**
 * portcls_pcm_stop() - take every stream of a wave port down to STOP
 * @port: the port; its adapter leaves
 *
 * Context: process, may sleep.
 */
void portcls_pcm_stop(struct portcls_port *port)
{
	struct portcls_stream *stream;
	struct portcls_pcm *device;

	list_for_each_entry(device, &port->pcms, link) {
		list_for_each_entry(stream, &device->streams, link) {
			mutex_lock(&stream->mutex);
			if (stream->exists)
				portcls_stream_walk(stream, PORTCLS_STATE_STOP);
			mutex_unlock(&stream->mutex);
		}
	}
}

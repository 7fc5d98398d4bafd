// SPDX-License-Identifier: GPL-2.0-only
/*
 * The WaveRT port: the miniport makes the buffer, which is ALSA's ring, and the hardware does the
 * rest.
 *
 * Every call into a miniport passes one of the wrappers here, in wavert_buffer.c, in
 * wavert_position.c or in packet.c, which assert its context in kernels that check locks.
 */
#include <linux/bits.h>
#include <linux/dev_printk.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>

#include <portcls/filter.h>
#include <portcls/wavert.h>

#include "../core.h"
#include "../trace.h"
#include "stream.h"

static const struct portcls_wavert_ops *miniport_ops(const struct portcls_port *port)
{
	return port->miniport_ops;
}

static bool rt_sleeping(const struct portcls_port *port)
{
	return miniport_ops(port)->sleeping;
}

static int rt_judge(struct portcls_stream *stream, const struct portcls_data_range *range,
		    const struct portcls_format *format)
{
	const struct portcls_wavert_ops *ops = miniport_ops(stream->port);

	might_sleep();
	if (!ops->data_range_intersection)
		return 0;
	return ops->data_range_intersection(stream->port->miniport, stream->pin_id, range, format);
}

static const char *missing_method(const struct portcls_wavert_stream_ops *ops)
{
	if (!ops)
		return "ops";
	if (!ops->release)
		return "release";
	if (!ops->set_format)
		return "set_format";
	if (!ops->set_state)
		return "set_state";
	if (!ops->get_position)
		return "get_position";
	if (!ops->allocate_audio_buffer)
		return "allocate_audio_buffer";
	if (!ops->free_audio_buffer)
		return "free_audio_buffer";
	if (!ops->get_hw_latency)
		return "get_hw_latency";
	if (ops->set_write_packet && !ops->get_packet_count)
		return "get_packet_count";
	if (!ops->allocate_buffer_with_notification)
		return ops->set_write_packet || ops->get_read_packet ?
		       "allocate_buffer_with_notification" : NULL;
	if (!ops->free_buffer_with_notification)
		return "free_buffer_with_notification";
	if (!ops->register_notification_event)
		return "register_notification_event";
	if (!ops->unregister_notification_event)
		return "unregister_notification_event";
	return NULL;
}

static int rt_new_stream(struct portcls_stream *stream, const struct portcls_format *format)
{
	struct portcls_wavert_stream *miniport = &stream->rt.miniport;
	struct portcls_service_group *group;
	const char *missing;
	int err;

	might_sleep();
	stream->rt = (struct portcls_wavert) {};
	err = miniport_ops(stream->port)->new_stream(stream->port->miniport, miniport, stream,
						     stream->pin_id,
						     portcls_pin_is_capture(stream->pin), format);
	trace_portcls_stream_new(stream, err);
	if (err)
		return err;
	missing = missing_method(miniport->ops);
	if (missing) {
		dev_err(stream->adapter->dev,
			"subdevice '%s': the new stream on pin %u has no %s\n", stream->port->name,
			stream->pin_id, missing);
		err = -EINVAL;
		goto err_release;
	}
	group = portcls_service_group_new(miniport->sync);
	if (IS_ERR(group)) {
		err = PTR_ERR(group);
		goto err_release;
	}
	stream->group = group;
	stream->object = miniport->object;
	return 0;

err_release:
	if (miniport->ops && miniport->ops->release)
		miniport->ops->release(miniport->object);
	return err;
}

static void rt_release_stream(struct portcls_stream *stream)
{
	struct portcls_wavert_stream *miniport = &stream->rt.miniport;

	might_sleep();
	portcls_wavert_detach_ring(stream);
	miniport->ops->release(miniport->object);
	portcls_service_group_put(stream->group);
}

static int rt_set_format(struct portcls_stream *stream, const struct portcls_format *format)
{
	might_sleep();
	portcls_wavert_detach_ring(stream);
	return stream->rt.miniport.ops->set_format(stream->rt.miniport.object, format);
}

/* The interval is that of the packets, or of the timer. */
static u32 rt_set_notification_freq(struct portcls_stream *stream, u32 frames)
{
	return stream->rt.packet_frames;
}

static int rt_set_state(struct portcls_stream *stream, enum portcls_state state)
{
	const struct portcls_wavert_stream *miniport = &stream->rt.miniport;
	int err;

	if (state == PORTCLS_STATE_RUN || stream->state == PORTCLS_STATE_RUN)
		portcls_assert_stream_locked(stream);
	else
		might_sleep();
	if (state == PORTCLS_STATE_RUN) {
		err = portcls_packets_begin(stream);
		if (err)
			return err;
	}
	if (state == PORTCLS_STATE_STOP)
		portcls_packets_reset(stream);
	/* Memory that is not cached may still be on its way. */
	wmb();
	return miniport->ops->set_state(miniport->object, state);
}

static u64 rt_normalize_physical_position(struct portcls_stream *stream, u64 bytes)
{
	return portcls_wavert_presented(stream, bytes);
}

static void rt_silence(struct portcls_stream *stream, void *buffer, size_t bytes)
{
	portcls_format_silence(&stream->format, buffer, bytes);
}

static bool rt_can_start_linked(const struct portcls_port *port)
{
	return miniport_ops(port)->start_linked;
}

static int begin_packets(struct portcls_port *port, u64 pins)
{
	struct portcls_stream *stream;
	struct portcls_pcm *device;
	int err = 0;

	list_for_each_entry(device, &port->pcms, link)
		list_for_each_entry(stream, &device->streams, link)
			if (!err && pins & BIT_ULL(stream->pin_id))
				err = portcls_packets_begin(stream);
	return err;
}

static int rt_start_linked(struct portcls_port *port, u64 pins)
{
	int err;

	might_sleep_if(rt_sleeping(port));
	err = begin_packets(port, pins);
	/* Memory that is not cached may still be on its way. */
	wmb();
	return err ?: miniport_ops(port)->start_linked(port->miniport, pins);
}

static int rt_ack(struct snd_pcm_substream *substream)
{
	/* Memory that is not cached may still be on its way. */
	wmb();
	return portcls_packets_ack(substream->runtime->private_data);
}

static const struct snd_pcm_ops pcm_ops = {
	PORTCLS_PCM_OPS,
	.pointer = portcls_wavert_pointer,
	.ack = rt_ack,
};

static const struct portcls_wave_class wavert_class = {
	.base = {
		.name = "WaveRT",
		.build = portcls_pcm_build,
		.stop = portcls_pcm_stop,
	},
	.ops = &pcm_ops,
	.info = SNDRV_PCM_INFO_NO_PERIOD_WAKEUP | SNDRV_PCM_INFO_HAS_LINK_ABSOLUTE_ATIME,
	.sleeping = rt_sleeping,
	.judge = rt_judge,
	.new_stream = rt_new_stream,
	.release_stream = rt_release_stream,
	.set_format = rt_set_format,
	.attach_ring = portcls_wavert_attach_ring,
	.set_notification_freq = rt_set_notification_freq,
	.serve = portcls_wavert_serve,
	.set_state = rt_set_state,
	.normalize_physical_position = rt_normalize_physical_position,
	.silence = rt_silence,
	.can_start_linked = rt_can_start_linked,
	.start_linked = rt_start_linked,
	.started = portcls_packets_started,
	.advance = portcls_packets_advance,
	.absolute_time = portcls_wavert_absolute_time,
};

/**
 * portcls_wavert_new() - make a WaveRT port and bind a miniport to it
 * @adapter: the adapter, which owns the port
 * @ops: methods of the miniport; get_description, init and new_stream are required
 * @miniport: passed to each of them
 * @resources: passed to the miniport's init
 *
 * The miniport's init is called, then its get_description, and the description is checked. The
 * port becomes a subdevice with portcls_register_subdevice().
 *
 * Counterpart: PcNewPort with CLSID_PortWaveRT, and IPort::Init.
 *
 * Context: process, from start_device.
 * Return: the port, or an ERR_PTR after a message that names what is wrong: -EINVAL, -ENOMEM, or
 * what the miniport gave.
 */
struct portcls_port *portcls_wavert_new(struct portcls_adapter *adapter,
					const struct portcls_wavert_ops *ops, void *miniport,
					struct portcls_resource_list *resources)
{
	const struct portcls_filter *filter = NULL;
	struct portcls_port *port;
	int err;

	if (!ops->get_description || !ops->init || !ops->new_stream) {
		dev_err(adapter->dev, "WaveRT miniport has no %s method\n",
			!ops->get_description ? "get_description" :
			!ops->init ? "init" : "new_stream");
		return ERR_PTR(-EINVAL);
	}
	port = portcls_port_new(adapter, &wavert_class.base, ops, miniport);
	if (IS_ERR(port))
		return port;
	err = ops->init(miniport, resources, port);
	if (!err)
		err = ops->get_description(miniport, &filter);
	return portcls_port_bound(port, err, filter);
}
EXPORT_SYMBOL_GPL(portcls_wavert_new);

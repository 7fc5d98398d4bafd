// SPDX-License-Identifier: GPL-2.0-only
/*
 * The WaveCyclic port: the buffer of the miniport's DMA channel is ALSA's ring.
 *
 * Every call into a miniport passes one of the wrappers here, which assert its context in kernels
 * that check locks; get_position passes portcls_stream_update_position().
 */
#include <linux/dev_printk.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <sound/pcm_params.h>

#include <portcls/filter.h>
#include <portcls/wavecyclic.h>

#include "../core.h"
#include "../dma_channel.h"
#include "../trace.h"
#include "stream.h"

static const struct portcls_wavecyclic_ops *miniport_ops(const struct portcls_port *port)
{
	return port->miniport_ops;
}

static bool cyclic_sleeping(const struct portcls_port *port)
{
	return miniport_ops(port)->sleeping;
}

static int cyclic_judge(struct portcls_stream *stream, const struct portcls_data_range *range,
			const struct portcls_format *format)
{
	const struct portcls_wavecyclic_ops *ops = miniport_ops(stream->port);

	might_sleep();
	if (!ops->data_range_intersection)
		return 0;
	return ops->data_range_intersection(stream->port->miniport, stream->pin_id, range, format);
}

static const char *missing_method(const struct portcls_wavecyclic_stream *cyclic)
{
	const struct portcls_wavecyclic_stream_ops *ops = cyclic->ops;

	if (!ops)
		return "ops";
	if (!ops->set_format)
		return "set_format";
	if (!ops->set_notification_freq)
		return "set_notification_freq";
	if (!ops->set_state)
		return "set_state";
	if (!ops->get_position)
		return "get_position";
	if (!ops->normalize_physical_position)
		return "normalize_physical_position";
	if (!ops->silence)
		return "silence";
	if (!cyclic->dma_channel)
		return "DMA channel";
	if (!cyclic->service_group)
		return "service group";
	return NULL;
}

static int cyclic_new_stream(struct portcls_stream *stream, const struct portcls_format *format)
{
	struct portcls_wavecyclic_stream *cyclic = &stream->cyclic;
	const char *missing;
	int err;

	might_sleep();
	*cyclic = (struct portcls_wavecyclic_stream) {};
	err = miniport_ops(stream->port)->new_stream(stream->port->miniport, cyclic, stream->pin_id,
						     portcls_pin_is_capture(stream->pin), format);
	trace_portcls_stream_new(stream, err);
	if (err)
		return err;
	missing = cyclic->ops && !cyclic->ops->release ? "release" : missing_method(cyclic);
	if (missing) {
		dev_err(stream->adapter->dev,
			"subdevice '%s': the new stream on pin %u has no %s\n", stream->port->name,
			stream->pin_id, missing);
		if (cyclic->ops && cyclic->ops->release)
			cyclic->ops->release(cyclic->object);
		return -EINVAL;
	}
	portcls_dma_channel_get(cyclic->dma_channel);
	stream->group = portcls_service_group_get(cyclic->service_group);
	stream->get_position = cyclic->ops->get_position;
	stream->position_object = cyclic->object;
	stream->object = cyclic->object;
	return 0;
}

static void cyclic_release_stream(struct portcls_stream *stream)
{
	struct portcls_wavecyclic_stream *cyclic = &stream->cyclic;

	might_sleep();
	cyclic->ops->release(cyclic->object);
	portcls_service_group_put(stream->group);
	portcls_dma_channel_put(cyclic->dma_channel);
}

static int cyclic_set_format(struct portcls_stream *stream, const struct portcls_format *format)
{
	might_sleep();
	return stream->cyclic.ops->set_format(stream->cyclic.object, format);
}

static int cyclic_attach_ring(struct portcls_stream *stream, struct snd_pcm_hw_params *params)
{
	struct portcls_dma_channel *channel = stream->cyclic.dma_channel;
	size_t bytes = params_buffer_bytes(params);
	int err;

	err = portcls_dma_channel_set_buffer_size(channel, bytes);
	if (err) {
		dev_err_ratelimited(stream->adapter->dev,
				    "subdevice '%s': DMA buffer of pin %u has not %zu bytes\n",
				    stream->port->name, stream->pin_id, bytes);
		return err;
	}
	snd_pcm_set_runtime_buffer(stream->substream, portcls_dma_channel_dma_buffer(channel));
	return 0;
}

static u32 cyclic_set_notification_freq(struct portcls_stream *stream, u32 frames)
{
	might_sleep();
	return stream->cyclic.ops->set_notification_freq(stream->cyclic.object, frames);
}

static int cyclic_set_state(struct portcls_stream *stream, enum portcls_state state)
{
	if (state == PORTCLS_STATE_RUN || stream->state == PORTCLS_STATE_RUN)
		portcls_assert_stream_locked(stream);
	else
		might_sleep();
	return stream->cyclic.ops->set_state(stream->cyclic.object, state);
}

static u64 cyclic_normalize_physical_position(struct portcls_stream *stream, u64 bytes)
{
	return stream->cyclic.ops->normalize_physical_position(stream->cyclic.object, bytes);
}

static void cyclic_silence(struct portcls_stream *stream, void *buffer, size_t bytes)
{
	stream->cyclic.ops->silence(stream->cyclic.object, buffer, bytes);
}

static bool cyclic_can_start_linked(const struct portcls_port *port)
{
	return miniport_ops(port)->start_linked;
}

static int cyclic_start_linked(struct portcls_port *port, u64 pins)
{
	might_sleep_if(cyclic_sleeping(port));
	return miniport_ops(port)->start_linked(port->miniport, pins);
}

static const struct snd_pcm_ops pcm_ops = {
	PORTCLS_PCM_OPS,
	.pointer = portcls_pcm_pointer,
};

static const struct portcls_wave_class wavecyclic_class = {
	.base = {
		.name = "WaveCyclic",
		.build = portcls_pcm_build,
		.stop = portcls_pcm_stop,
	},
	.ops = &pcm_ops,
	.sleeping = cyclic_sleeping,
	.judge = cyclic_judge,
	.new_stream = cyclic_new_stream,
	.release_stream = cyclic_release_stream,
	.set_format = cyclic_set_format,
	.attach_ring = cyclic_attach_ring,
	.set_notification_freq = cyclic_set_notification_freq,
	.set_state = cyclic_set_state,
	.normalize_physical_position = cyclic_normalize_physical_position,
	.silence = cyclic_silence,
	.can_start_linked = cyclic_can_start_linked,
	.start_linked = cyclic_start_linked,
};

/**
 * portcls_wavecyclic_new() - make a WaveCyclic port and bind a miniport to it
 * @adapter: the adapter, which owns the port
 * @ops: methods of the miniport; get_description, init and new_stream are required
 * @miniport: passed to each of them
 * @resources: passed to the miniport's init
 *
 * The miniport's init is called, then its get_description, and the description is checked. The
 * port becomes a subdevice with portcls_register_subdevice().
 *
 * Counterpart: PcNewPort with CLSID_PortWaveCyclic, and IPort::Init.
 *
 * Context: process, from start_device.
 * Return: the port, or an ERR_PTR after a message that names what is wrong: -EINVAL, -ENOMEM, or
 * what the miniport gave.
 */
struct portcls_port *portcls_wavecyclic_new(struct portcls_adapter *adapter,
					    const struct portcls_wavecyclic_ops *ops,
					    void *miniport,
					    struct portcls_resource_list *resources)
{
	const struct portcls_filter *filter = NULL;
	struct portcls_port *port;
	int err;

	if (!ops->get_description || !ops->init || !ops->new_stream) {
		dev_err(adapter->dev, "WaveCyclic miniport has no %s method\n",
			!ops->get_description ? "get_description" :
			!ops->init ? "init" : "new_stream");
		return ERR_PTR(-EINVAL);
	}
	port = portcls_port_new(adapter, &wavecyclic_class.base, ops, miniport);
	if (IS_ERR(port))
		return port;
	err = ops->init(miniport, resources, port);
	if (!err)
		err = ops->get_description(miniport, &filter);
	return portcls_port_bound(port, err, filter);
}
EXPORT_SYMBOL_GPL(portcls_wavecyclic_new);

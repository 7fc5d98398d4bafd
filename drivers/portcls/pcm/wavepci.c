// SPDX-License-Identifier: GPL-2.0-only
/*
 * The WavePci port: ALSA's ring is scattered pages, which the miniport takes piece by piece.
 *
 * The queue of a stream has a lock of its own, a leaf: nothing is called under it, and it is taken
 * in any context. So a miniport may get and release mappings wherever it is, under locks of its own
 * too, and it is never called back from there.
 *
 * Documentation/internals/wavepci.md draws who may do what when.
 *
 * Every call into a miniport passes one of the wrappers here, which assert its context in kernels
 * that check locks.
 */
#include <linux/dev_printk.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <sound/pcm.h>
#include <sound/pcm_params.h>

#include <portcls/filter.h>
#include <portcls/wavepci.h>

#include "../core.h"
#include "../trace.h"
#include "stream.h"
#include "wavepci.h"

/* Who has no service group is served this often. */
#define TIMER_NS	(20 * NSEC_PER_MSEC)

static const struct portcls_wavepci_ops *miniport_ops(const struct portcls_port *port)
{
	return port->miniport_ops;
}

static bool pci_sleeping(const struct portcls_port *port)
{
	return miniport_ops(port)->sleeping;
}

/**
 * portcls_wavepci_get_mapping() - get the next piece of a stream's memory
 * @stream: as new_stream was given it
 * @tag: the miniport's name for the piece, told apart from those of other pieces that are out
 * @mapping: receives the piece
 *
 * A refusal is followed by one call of mapping_available, as soon as there is a piece again. There
 * is none for who was not refused.
 *
 * Counterpart: IPortWavePciStream::GetMapping.
 *
 * Context: any, the miniport's own locks may be held. Calls nobody.
 * Return: 0, or -ENOENT, with @mapping untouched, if there is none now.
 */
int portcls_wavepci_get_mapping(struct portcls_wavepci_port_stream *stream, u64 tag,
				struct portcls_mapping *mapping)
{
	unsigned long flags;

	spin_lock_irqsave(&stream->lock, flags);
	if (unlikely(!portcls_mapping_queue_get(&stream->queue, tag, mapping))) {
		trace_portcls_mapping_get(stream->stream, tag, atomic64_read(&stream->queue.got),
					  0, 0, -ENOENT);
		spin_unlock_irqrestore(&stream->lock, flags);
		return -ENOENT;
	}
	if (trace_portcls_mapping_get_enabled())
		trace_portcls_mapping_get(stream->stream, tag, atomic64_read(&stream->queue.got),
					  mapping->bytes, mapping->flags, 0);
	spin_unlock_irqrestore(&stream->lock, flags);
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_wavepci_get_mapping);

static noinline int refuse_release(const struct portcls_wavepci_port_stream *pci, u64 tag)
{
	const struct portcls_stream *stream = pci->stream;

	trace_portcls_mapping_release(stream, tag, atomic64_read(&pci->queue.released), -EINVAL);
	dev_err_ratelimited(stream->adapter->dev,
			    "subdevice '%s': pin %u releases mapping %llx out of turn\n",
			    stream->port->name, stream->pin_id, tag);
	return -EINVAL;
}

/**
 * portcls_wavepci_release_mapping() - give a piece back
 * @stream: as new_stream was given it
 * @tag: name of the piece that was got first of those that are out
 *
 * The hardware is through with it. What was recorded becomes visible to applications at the latest
 * now.
 *
 * Counterpart: IPortWavePciStream::ReleaseMapping.
 *
 * Context: any, the miniport's own locks may be held. Calls nobody.
 * Return: 0, or -EINVAL, with no change and after a message, if it is another's turn.
 */
int portcls_wavepci_release_mapping(struct portcls_wavepci_port_stream *stream, u64 tag)
{
	unsigned long flags;

	spin_lock_irqsave(&stream->lock, flags);
	if (unlikely(!portcls_mapping_queue_release(&stream->queue, tag))) {
		spin_unlock_irqrestore(&stream->lock, flags);
		return refuse_release(stream, tag);
	}
	if (trace_portcls_mapping_release_enabled())
		trace_portcls_mapping_release(stream->stream, tag,
					      atomic64_read(&stream->queue.released), 0);
	spin_unlock_irqrestore(&stream->lock, flags);
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_wavepci_release_mapping);

/**
 * portcls_wavepci_terminate_packet() - have what was recorded so far seen now
 * @stream: as new_stream was given it
 *
 * Ends the current packet early. The next mapping begins where the last one that was released ends;
 * the end of the period is moved by nothing.
 *
 * Counterpart: IPortWavePciStream::TerminatePacket.
 *
 * Context: any.
 * Return: 0, or -EOPNOTSUPP for a stream that plays.
 */
int portcls_wavepci_terminate_packet(struct portcls_wavepci_port_stream *stream)
{
	if (!portcls_pin_is_capture(stream->stream->pin))
		return -EOPNOTSUPP;
	WRITE_ONCE(stream->terminated, true);
	portcls_service_group_request(stream->stream->group);
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_wavepci_terminate_packet);

/**
 * portcls_wavepci_set_prefetch_offset() - say how far ahead of its position the hardware has read
 * @stream: as new_stream was given it; of one that records nothing comes of it
 * @bytes: what lies between the memory that is read and the converter
 *
 * An application may change what it has written as long as it is further ahead than this. Without
 * the call it may not, once it has been handed out.
 *
 * Counterpart: IPreFetchOffset::SetPreFetchOffset.
 *
 * Context: any.
 */
void portcls_wavepci_set_prefetch_offset(struct portcls_wavepci_port_stream *stream, u32 bytes)
{
	WRITE_ONCE(stream->prefetch, bytes);
}
EXPORT_SYMBOL_GPL(portcls_wavepci_set_prefetch_offset);

static bool pci_wants_period(struct portcls_stream *stream)
{
	struct portcls_wavepci_port_stream *pci = stream->pci;
	const struct portcls_position *position = &stream->position;

	return xchg(&pci->terminated, false) ||
	       position->linear * position->block_align >= atomic64_read(&pci->queue.limit);
}

static int pci_judge(struct portcls_stream *stream, const struct portcls_data_range *range,
		     const struct portcls_format *format)
{
	const struct portcls_wavepci_ops *ops = miniport_ops(stream->port);

	might_sleep();
	if (!ops->data_range_intersection)
		return 0;
	return ops->data_range_intersection(stream->port->miniport, stream->pin_id, range, format);
}

static const char *missing_method(const struct portcls_wavepci_stream *mini)
{
	const struct portcls_wavepci_stream_ops *ops = mini->ops;

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
	if (!ops->normalize_physical_position)
		return "normalize_physical_position";
	if (!ops->revoke_mappings)
		return "revoke_mappings";
	if (!ops->mapping_available)
		return "mapping_available";
	if (!ops->service)
		return "service";
	return NULL;
}

static int new_mini(struct portcls_wavepci_port_stream *pci, const struct portcls_format *format)
{
	struct portcls_stream *stream = pci->stream;
	struct portcls_port *port = stream->port;
	const char *missing;
	int err;

	err = miniport_ops(port)->new_stream(port->miniport, &pci->mini, pci, stream->pin_id,
					     portcls_pin_is_capture(stream->pin), format);
	trace_portcls_stream_new(stream, err);
	if (err)
		return err;
	missing = missing_method(&pci->mini);
	if (!missing) {
		pci->ops = *pci->mini.ops;
		pci->queue.heeds_dry = pci->mini.heeds_dry;
		return 0;
	}
	dev_err(stream->adapter->dev, "subdevice '%s': the new stream on pin %u has no %s\n",
		port->name, stream->pin_id, missing);
	if (pci->mini.ops && pci->mini.ops->release)
		pci->mini.ops->release(pci->mini.object);
	return -EINVAL;
}

static int pci_new_stream(struct portcls_stream *stream, const struct portcls_format *format)
{
	struct portcls_wavepci_port_stream *pci;
	struct portcls_service_group *group = NULL;
	int err;

	might_sleep();
	pci = kzalloc(sizeof(*pci), GFP_KERNEL);
	if (!pci)
		return -ENOMEM;
	pci->stream = stream;
	pci->prefetch = -1;
	pci->capture = portcls_pin_is_capture(stream->pin);
	pci->queue.need = PORTCLS_MAPPING_NEVER;
	spin_lock_init(&pci->lock);
	err = new_mini(pci, format);
	if (err)
		goto err_free;
	if (pci->mini.service_group) {
		group = portcls_service_group_get(pci->mini.service_group);
	} else {
		group = portcls_service_group_new(NULL);
		if (IS_ERR(group)) {
			err = PTR_ERR(group);
			goto err_release;
		}
	}
	stream->pci = pci;
	stream->group = group;
	stream->get_position = portcls_wavepci_position;
	stream->position_object = stream;
	stream->object = pci->mini.object;
	return 0;

err_release:
	pci->mini.ops->release(pci->mini.object);
err_free:
	kfree(pci);
	return err;
}

static void detach_ring(struct portcls_wavepci_port_stream *pci)
{
	if (pci->ring.area)
		snd_dma_free_pages(&pci->ring);
	pci->ring.area = NULL;
	kvfree(pci->pieces);
	pci->pieces = NULL;
}

static void pci_release_stream(struct portcls_stream *stream)
{
	struct portcls_wavepci_port_stream *pci = stream->pci;

	might_sleep();
	pci->mini.ops->release(pci->mini.object);
	portcls_service_group_put(stream->group);
	detach_ring(pci);
	stream->pci = NULL;
	kfree(pci);
}

static int pci_set_format(struct portcls_stream *stream, const struct portcls_format *format)
{
	might_sleep();
	return stream->pci->mini.ops->set_format(stream->pci->mini.object, format);
}

static int cut_ring(struct portcls_wavepci_port_stream *pci, struct portcls_mapping_ring *ring)
{
	u32 i, count = DIV_ROUND_UP(ring->bytes, PORTCLS_MAPPING_PAGE);
	dma_addr_t *pages = kvcalloc(count, sizeof(*pages), GFP_KERNEL);

	if (!pages)
		return -ENOMEM;
	for (i = 0; i < count; i++)
		pages[i] = snd_sgbuf_get_addr(&pci->ring, (size_t)i * PORTCLS_MAPPING_PAGE);
	ring->area = pci->ring.area;
	ring->pages = pages;
	count = portcls_mapping_cut(ring, NULL);
	pci->pieces = kvcalloc(count, sizeof(*pci->pieces), GFP_KERNEL);
	if (pci->pieces)
		portcls_mapping_cut(ring, pci->pieces);
	kvfree(pages);
	return pci->pieces ? 0 : -ENOMEM;
}

static int make_ring(struct portcls_wavepci_port_stream *pci, struct portcls_mapping_ring *ring)
{
	int err;

	detach_ring(pci);
	err = snd_dma_alloc_pages(SNDRV_DMA_TYPE_DEV_SG, pci->stream->adapter->dev, ring->bytes,
				  &pci->ring);
	return err ?: cut_ring(pci, ring);
}

static int ask_framing(struct portcls_wavepci_port_stream *pci, u32 period_bytes,
		       struct portcls_allocator_framing *framing)
{
	struct portcls_stream *stream = pci->stream;
	int err = 0;

	if (pci->mini.ops->get_allocator_framing)
		err = pci->mini.ops->get_allocator_framing(pci->mini.object, framing);
	if (!err && period_bytes % ((u64)framing->file_alignment + 1)) {
		dev_err_ratelimited(stream->adapter->dev,
				    "subdevice '%s': a period of %u bytes is not aligned for pin %u\n",
				    stream->port->name, period_bytes, stream->pin_id);
		err = -EINVAL;
	}
	return err;
}

static void reset_queue(struct portcls_wavepci_port_stream *pci)
{
	unsigned long flags;

	spin_lock_irqsave(&pci->lock, flags);
	portcls_mapping_queue_reset(&pci->queue);
	spin_unlock_irqrestore(&pci->lock, flags);
	portcls_wavepci_forget_limit(pci);
	pci->was_reset = false;
}

static int pci_attach_ring(struct portcls_stream *stream, struct snd_pcm_hw_params *params)
{
	struct portcls_mapping_ring ring = {
		.bytes = params_buffer_bytes(params),
		.period_bytes = params_period_bytes(params),
	};
	struct portcls_wavepci_port_stream *pci = stream->pci;
	struct portcls_allocator_framing framing = {};
	const struct portcls_format *format = &stream->format;
	u64 period_ns;
	int err;

	might_sleep();
	err = ask_framing(pci, ring.period_bytes, &framing);
	if (err)
		return err;
	/* ALSA must not see a ring while it is exchanged. */
	snd_pcm_set_runtime_buffer(stream->substream, NULL);
	ring.most_bytes = framing.frame_size ?: U32_MAX;
	err = make_ring(pci, &ring);
	if (err)
		return err;
	snd_pcm_set_runtime_buffer(stream->substream, &pci->ring);
	pci->queue.pieces = pci->pieces;
	pci->queue.ring_bytes = ring.bytes;
	pci->queue.period_bytes = ring.period_bytes;
	reset_queue(pci);
	pci->most_out = min_t(u32, framing.frames ?: PORTCLS_MAPPINGS, PORTCLS_MAPPINGS);
	period_ns = div_u64((u64)ring.period_bytes / format->block_align * format->rate_den *
			    NSEC_PER_SEC, format->rate_num);
	stream->timer = pci->mini.service_group ? 0 : min_t(u64, TIMER_NS, period_ns / 2);
	return 0;
}

static void open_queue(struct portcls_wavepci_port_stream *pci, bool open)
{
	unsigned long flags;

	spin_lock_irqsave(&pci->lock, flags);
	portcls_mapping_queue_open(&pci->queue, open ? pci->most_out : 0);
	spin_unlock_irqrestore(&pci->lock, flags);
}

static u32 outstanding(struct portcls_wavepci_port_stream *pci, u64 *first, u64 *last)
{
	unsigned long flags;
	u32 count;

	spin_lock_irqsave(&pci->lock, flags);
	count = portcls_mapping_queue_outstanding(&pci->queue, first, last);
	spin_unlock_irqrestore(&pci->lock, flags);
	return count;
}

/* A service that began before may still release mappings while they are revoked, but gets none. */
static void revoke(struct portcls_wavepci_port_stream *pci)
{
	struct portcls_stream *stream = pci->stream;
	u32 out, left, revoked;
	u64 first, last;

	out = outstanding(pci, &first, &last);
	if (out) {
		revoked = pci->mini.ops->revoke_mappings(pci->mini.object, first, last);
		trace_portcls_mappings_revoke(stream, first, last, out, revoked);
		left = outstanding(pci, &first, &last);
		if (left != revoked)
			dev_err(stream->adapter->dev,
				"subdevice '%s': pin %u revoked %u mappings, of %u that were out\n",
				stream->port->name, stream->pin_id, revoked, left);
	}
	reset_queue(pci);
}

static int pci_set_state(struct portcls_stream *stream, enum portcls_state state)
{
	struct portcls_wavepci_port_stream *pci = stream->pci;
	bool up = state > stream->state;
	int err;

	if (state == PORTCLS_STATE_RUN || stream->state == PORTCLS_STATE_RUN)
		portcls_assert_stream_locked(stream);
	else
		might_sleep();
	if (up && state == PORTCLS_STATE_PAUSE)
		open_queue(pci, true);
	err = pci->mini.ops->set_state(pci->mini.object, state);
	if (state == PORTCLS_STATE_ACQUIRE || (up && err && state == PORTCLS_STATE_PAUSE))
		open_queue(pci, false);
	if (state == PORTCLS_STATE_STOP)
		revoke(pci);
	return err;
}

static u64 pci_normalize_physical_position(struct portcls_stream *stream, u64 bytes)
{
	return stream->pci->mini.ops->normalize_physical_position(stream->pci->mini.object, bytes);
}

static void pci_silence(struct portcls_stream *stream, void *buffer, size_t bytes)
{
	portcls_format_silence(&stream->format, buffer, bytes);
}

static bool pci_can_start_linked(const struct portcls_port *port)
{
	return miniport_ops(port)->start_linked;
}

static int pci_start_linked(struct portcls_port *port, u64 pins)
{
	might_sleep_if(pci_sleeping(port));
	return miniport_ops(port)->start_linked(port->miniport, pins);
}

static void filter_work(struct work_struct *work)
{
	struct portcls_port *port = container_of(work, struct portcls_port, work);

	if (portcls_adapter_is_alive(port->adapter))
		miniport_ops(port)->service(port->miniport);
}

static void serve_filter(struct portcls_service_sink *sink)
{
	struct portcls_port *port = container_of(sink, struct portcls_port, sink);

	if (pci_sleeping(port))
		queue_work(system_highpri_wq, &port->work);
	else
		filter_work(&port->work);
}

static void add_filter_service(struct portcls_port *port, struct portcls_service_group *group)
{
	port->group = portcls_service_group_get(group);
	port->sink.request_service = serve_filter;
	INIT_WORK(&port->work, filter_work);
	portcls_service_group_add_member(group, &port->sink);
}

static void pci_stop(struct portcls_port *port)
{
	portcls_pcm_stop(port);
	if (!port->group)
		return;
	portcls_service_group_remove_member(port->group, &port->sink);
	cancel_work_sync(&port->work);
	portcls_service_group_put(port->group);
	port->group = NULL;
}

static const struct snd_pcm_ops pcm_ops = {
	PORTCLS_PCM_OPS,
	.pointer = portcls_wavepci_pointer,
	.ioctl = portcls_wavepci_ioctl,
	.ack = portcls_wavepci_ack,
};

static const struct portcls_wave_class wavepci_class = {
	.base = {
		.name = "WavePci",
		.build = portcls_pcm_build,
		.stop = pci_stop,
	},
	.ops = &pcm_ops,
	/* Else who maps the ring could move on without a word. */
	.info = SNDRV_PCM_INFO_SYNC_APPLPTR,
	.whole_periods = true,
	.sleeping = pci_sleeping,
	.judge = pci_judge,
	.new_stream = pci_new_stream,
	.release_stream = pci_release_stream,
	.set_format = pci_set_format,
	.attach_ring = pci_attach_ring,
	.service = portcls_wavepci_service,
	.serve = portcls_wavepci_serve,
	.wants_period = pci_wants_period,
	.set_state = pci_set_state,
	.normalize_physical_position = pci_normalize_physical_position,
	.silence = pci_silence,
	.can_start_linked = pci_can_start_linked,
	.start_linked = pci_start_linked,
};

/**
 * portcls_wavepci_new() - make a WavePci port and bind a miniport to it
 * @adapter: the adapter, which owns the port
 * @ops: methods of the miniport; get_description, init and new_stream are required, and service if
 *	init hands out a service group
 * @miniport: passed to each of them
 * @resources: passed to the miniport's init
 *
 * The miniport's init is called, then its get_description, and the description is checked. The
 * port becomes a subdevice with portcls_register_subdevice().
 *
 * Counterpart: PcNewPort with CLSID_PortWavePci, and IPort::Init.
 *
 * Context: process, from start_device.
 * Return: the port, or an ERR_PTR after a message that names what is wrong: -EINVAL, -ENOMEM, or
 * what the miniport gave.
 */
struct portcls_port *portcls_wavepci_new(struct portcls_adapter *adapter,
					 const struct portcls_wavepci_ops *ops, void *miniport,
					 struct portcls_resource_list *resources)
{
	const struct portcls_filter *filter = NULL;
	struct portcls_service_group *group = NULL;
	struct portcls_port *port;
	int err;

	if (!ops->get_description || !ops->init || !ops->new_stream) {
		dev_err(adapter->dev, "WavePci miniport has no %s method\n",
			!ops->get_description ? "get_description" :
			!ops->init ? "init" : "new_stream");
		return ERR_PTR(-EINVAL);
	}
	port = portcls_port_new(adapter, &wavepci_class.base, ops, miniport);
	if (IS_ERR(port))
		return port;
	err = ops->init(miniport, resources, port, &group);
	if (!err)
		err = ops->get_description(miniport, &filter);
	if (!err && group && !ops->service) {
		dev_err(adapter->dev, "WavePci miniport has no service method for its group\n");
		err = -EINVAL;
	}
	port = portcls_port_bound(port, err, filter);
	if (!IS_ERR(port) && group)
		add_filter_service(port, group);
	return port;
}
EXPORT_SYMBOL_GPL(portcls_wavepci_new);

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * WaveCyclic: miniports whose hardware plays and records in a ring of memory.
 */
#ifndef PORTCLS_WAVECYCLIC_H
#define PORTCLS_WAVECYCLIC_H

#include <linux/types.h>

#include <portcls/filter.h>
#include <portcls/format.h>
#include <portcls/state.h>

struct portcls_adapter;
struct portcls_dma_channel;
struct portcls_port;
struct portcls_resource_list;
struct portcls_service_group;

/**
 * struct portcls_wavecyclic_stream_ops - a stream of a WaveCyclic miniport
 * @release: gives the stream back. Its state is STOP or the device is gone; the hardware is not
 *	touched. The DMA channel and service group stay the miniport's. Required. Counterpart:
 *	IUnknown::Release. Context: process, may sleep.
 * @set_format: changes the format of a stream that does not run. Required. Counterpart:
 *	IMiniportWaveCyclicStream::SetFormat. Context: process, may sleep. Return: 0, or -EINVAL
 *	for a format that it cannot do.
 * @set_notification_freq: asks for service every @frames frames and returns the interval that the
 *	hardware will keep, in frames, not 0. Called in STOP, after each new format and for each
 *	new period. Required. Counterpart: IMiniportWaveCyclicStream::SetNotificationFreq, which
 *	counts in milliseconds one way and in bytes the other. Context: process, may sleep.
 * @set_state: one step along &enum portcls_state. At the step from ACQUIRE to PAUSE the size of
 *	the DMA channel's buffer is that of the ring. Required. Counterpart:
 *	IMiniportWaveCyclicStream::SetState. Context: between PAUSE and RUN atomic, under the
 *	stream lock; else process, may sleep. Return: 0 or a negative errno.
 * @get_position: offset into the ring, in bytes, of the sample at the converter, at most the size
 *	of the ring. Also called in PAUSE. Required. Counterpart:
 *	IMiniportWaveCyclicStream::GetPosition. Context: atomic, under the stream lock. Return: 0;
 *	-ENODEV if the device is gone.
 * @normalize_physical_position: turns bytes transferred since the start into units of 100 ns.
 *	Required. Counterpart: IMiniportWaveCyclicStream::NormalizePhysicalPosition. Context:
 *	any. Return: units of 100 ns.
 * @silence: fills memory with silence of the stream's format. Required. Counterpart:
 *	IMiniportWaveCyclicStream::Silence. Context: any.
 *
 * Every method gets the object that new_stream handed out.
 *
 * Counterpart: IMiniportWaveCyclicStream, methods in its order.
 */
struct portcls_wavecyclic_stream_ops {
	void (*release)(void *stream);
	int (*set_format)(void *stream, const struct portcls_format *format);
	u32 (*set_notification_freq)(void *stream, u32 frames);
	int (*set_state)(void *stream, enum portcls_state state);
	int (*get_position)(void *stream, u32 *bytes);
	u64 (*normalize_physical_position)(void *stream, u64 bytes);
	void (*silence)(void *stream, void *buffer, size_t bytes);
};

/**
 * struct portcls_wavecyclic_stream - what a miniport hands out for a new stream
 * @ops: methods of the stream; all required
 * @object: passed to each of them
 * @dma_channel: whose buffer is the stream's ring; the port takes a reference of its own
 * @service_group: asked for service by the miniport's interrupt; likewise
 */
struct portcls_wavecyclic_stream {
	const struct portcls_wavecyclic_stream_ops *ops;
	void *object;
	struct portcls_dma_channel *dma_channel;
	struct portcls_service_group *service_group;
};

/**
 * struct portcls_wavecyclic_ops - a WaveCyclic miniport
 * @get_description: the miniport's filter; lives as long as the port. Required. Counterpart:
 *	IMiniport::GetDescription. Context: process, may sleep.
 * @data_range_intersection: judges a format that is inside @range of the pin, as the last word
 *	before new_stream. NULL if the pin's data ranges tell everything. Counterpart:
 *	IMiniport::DataRangeIntersection with a client range of a single format. Context: process,
 *	may sleep. Return: 0, -EINVAL to refuse it, or -EOPNOTSUPP to leave it to the ranges.
 * @init: binds the miniport to its port; called once, before anything else.
 *	Required. Counterpart: IMiniportWaveCyclic::Init. Context: process, may sleep. Return: 0
 *	or a negative errno.
 * @new_stream: makes a stream in state STOP with position 0. Both DMA channel and service group
 *	are required. Required. Counterpart: IMiniportWaveCyclic::NewStream. Context: process, may
 *	sleep. Return: 0 or a negative errno.
 * @start_linked: PAUSE to RUN for one stream on each pin whose bit is set in @pins, at the same
 *	instant; all or none. NULL if the hardware cannot: streams then start one by one. Every
 *	pin of such a filter takes at most one stream. Windows has no counterpart. Context:
 *	atomic, under the stream locks of all of them. Return: 0 or a negative errno.
 * @sleeping: the methods that are said to be atomic may sleep. The PCM is nonatomic then, and
 *	service takes a hop through a work queue. Service may still be asked for in any context.
 *
 * Every method gets the object given to portcls_wavecyclic_new().
 *
 * Counterpart: IMiniportWaveCyclic, methods in its order.
 */
struct portcls_wavecyclic_ops {
	int (*get_description)(void *miniport, const struct portcls_filter **filter);
	int (*data_range_intersection)(void *miniport, u32 pin,
				       const struct portcls_data_range *range,
				       const struct portcls_format *format);
	int (*init)(void *miniport, struct portcls_resource_list *resources,
		    struct portcls_port *port);
	int (*new_stream)(void *miniport, struct portcls_wavecyclic_stream *stream, u32 pin,
			  bool capture, const struct portcls_format *format);
	int (*start_linked)(void *miniport, u64 pins);
	bool sleeping;
};

struct portcls_port *portcls_wavecyclic_new(struct portcls_adapter *adapter,
					    const struct portcls_wavecyclic_ops *ops,
					    void *miniport,
					    struct portcls_resource_list *resources);

#endif /* PORTCLS_WAVECYCLIC_H */

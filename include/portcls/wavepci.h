/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * WavePci: miniports whose hardware plays and records pieces of memory that are put to it one after
 * the other.
 */
#ifndef PORTCLS_WAVEPCI_H
#define PORTCLS_WAVEPCI_H

#include <linux/bits.h>
#include <linux/types.h>

#include <portcls/filter.h>
#include <portcls/format.h>
#include <portcls/state.h>

struct portcls_adapter;
struct portcls_port;
struct portcls_resource_list;
struct portcls_service_group;
struct portcls_wavepci_port_stream;

/* The pages that one mapping touches, at most. */
#define PORTCLS_MAPPING_PAGES	16
/* The mappings of one stream that are out at a time, at most. */
#define PORTCLS_MAPPINGS	256

/* A packet ends with this mapping: service is wanted when the hardware is through with it. */
#define PORTCLS_MAPPING_LAST	BIT(0)
/*
 * There is none after it now, and mapping_available is called once there is, as if one had been
 * asked for and refused. Only for a stream that has said it heeds this.
 */
#define PORTCLS_MAPPING_DRY	BIT(1)

/**
 * struct portcls_mapping - a piece of a stream's memory
 * @address: where the device finds it; contiguous
 * @virt: where the processor does
 * @bytes: how long it is, from 1 byte to PORTCLS_MAPPING_PAGES pages; frames, even samples, may be
 *	cut in two where a page ends
 * @flags: PORTCLS_MAPPING_*, or 0
 */
struct portcls_mapping {
	dma_addr_t address;
	void *virt;
	u32 bytes;
	u32 flags;
};

/**
 * struct portcls_allocator_framing - how a stream likes its memory to be cut
 * @frame_size: most bytes of a mapping; 0: no wish
 * @frames: most mappings out at a time; 0, or beyond it: PORTCLS_MAPPINGS
 * @file_alignment: every packet begins at a multiple of this many bytes plus one: 3 for words of
 *	four bytes. A period that is no multiple is refused
 *
 * Counterpart: KSALLOCATOR_FRAMING, members of the same names.
 */
struct portcls_allocator_framing {
	u32 frame_size;
	u32 frames;
	u32 file_alignment;
};

/**
 * struct portcls_wavepci_stream_ops - a stream of a WavePci miniport
 * @release: gives the stream back. Its state is STOP or the device is gone; no mapping is used any
 *	more, the hardware is not touched. The service group stays the miniport's. Required.
 *	Counterpart: IUnknown::Release. Context: process, may sleep.
 * @set_format: changes the format of a stream that does not run. Required. Counterpart:
 *	IMiniportWavePciStream::SetFormat. Context: process, may sleep. Return: 0, or -EINVAL for a
 *	format that it cannot do.
 * @set_state: one step along &enum portcls_state. Mappings can be had from PAUSE upwards. On
 *	return from the step down from RUN the hardware moves no data. Required. Counterpart:
 *	IMiniportWavePciStream::SetState. Context: between PAUSE and RUN atomic, under the stream
 *	lock; else process, may sleep. Return: 0 or a negative errno.
 * @get_position: bytes since the start, STOP being 0, of the sample at the converter. It counts on
 *	over mappings that were released or revoked, and is never beyond what was mapped. Also
 *	called in PAUSE. Required. Counterpart: IMiniportWavePciStream::GetPosition. Context:
 *	atomic, under the stream lock. Return: 0; -ENODEV if the device is gone.
 * @normalize_physical_position: turns bytes transferred since the start into units of 100 ns.
 *	Required. Counterpart: IMiniportWavePciStream::NormalizePhysicalPosition. Context:
 *	any. Return: units of 100 ns.
 * @get_allocator_framing: how memory is to be cut; @framing is all zero before. Called in STOP,
 *	after each new format and for each new ring. NULL: no wishes. Counterpart:
 *	IMiniportWavePciStream::GetAllocatorFraming. Context: process, may sleep. Return: 0 or a
 *	negative errno.
 * @revoke_mappings: takes the mappings from @first to @last back, both included, in the order in
 *	which they were had; one alone if both are the same. The step to STOP came before, so that
 *	nothing moves; a service may still run beside it. On return none of these tags is released
 *	any more. Required. Counterpart: IMiniportWavePciStream::RevokeMappings. Context: process,
 *	no spinlock held. Return: how many it took back, without those that were released already.
 * @mapping_available: there is a mapping again, after one was refused. Required. Counterpart:
 *	IMiniportWavePciStream::MappingAvailable. Context: atomic, in PAUSE or RUN, with no lock of
 *	the port held but possibly the stream lock: it may get and release mappings. A service may
 *	run beside it; and it may come out of a service's end, beside a change of state.
 * @service: looks after a stream that its service group was asked to serve: releases mappings that
 *	are done, gets new ones. Only in RUN, at least when it began. Required. Counterpart:
 *	IMiniportWavePciStream::Service. Context: atomic, often interrupt; no lock is held. A
 *	change of state, and another service, may run beside it.
 *
 * Every method gets the object that new_stream handed out.
 *
 * Counterpart: IMiniportWavePciStream, methods in its order.
 */
struct portcls_wavepci_stream_ops {
	void (*release)(void *stream);
	int (*set_format)(void *stream, const struct portcls_format *format);
	int (*set_state)(void *stream, enum portcls_state state);
	int (*get_position)(void *stream, u64 *bytes);
	u64 (*normalize_physical_position)(void *stream, u64 bytes);
	int (*get_allocator_framing)(void *stream, struct portcls_allocator_framing *framing);
	u32 (*revoke_mappings)(void *stream, u64 first, u64 last);
	void (*mapping_available)(void *stream);
	void (*service)(void *stream);
};

/**
 * struct portcls_wavepci_stream - what a miniport hands out for a new stream
 * @ops: methods of the stream
 * @object: passed to each of them
 * @service_group: asked for service by the miniport's interrupt, at the end of each packet and when
 *	the last mapping is used up; the port takes a reference of its own. NULL: the port serves
 *	the stream by a timer, every 20 ms, or every half period if that is shorter
 * @heeds_dry: it takes PORTCLS_MAPPING_DRY for a refusal, which saves being refused. Windows has no
 *	counterpart
 */
struct portcls_wavepci_stream {
	const struct portcls_wavepci_stream_ops *ops;
	void *object;
	struct portcls_service_group *service_group;
	bool heeds_dry;
};

/**
 * struct portcls_wavepci_ops - a WavePci miniport
 * @get_description: the miniport's filter; lives as long as the port. Required. Counterpart:
 *	IMiniport::GetDescription. Context: process, may sleep.
 * @data_range_intersection: judges a format that is inside @range of the pin, as the last word
 *	before new_stream. NULL if the pin's data ranges tell everything. Counterpart:
 *	IMiniport::DataRangeIntersection with a client range of a single format. Context: process,
 *	may sleep. Return: 0, -EINVAL to refuse it, or -EOPNOTSUPP to leave it to the ranges.
 * @init: binds the miniport to its port; called once, before anything else. A service group in
 *	@group has @service called; the port takes a reference of its own. Required. Counterpart:
 *	IMiniportWavePci::Init. Context: process, may sleep. Return: 0 or a negative errno.
 * @new_stream: makes a stream in state STOP with position 0. @port_stream is where it gets its
 *	mappings, as long as it lives. Required. Counterpart: IMiniportWavePci::NewStream. Context:
 *	process, may sleep. Return: 0 or a negative errno.
 * @service: looks after the whole filter. NULL if init hands out no group. Counterpart:
 *	IMiniportWavePci::Service. Context: atomic, often interrupt; no lock is held.
 * @start_linked: PAUSE to RUN for one stream on each pin whose bit is set in @pins, at the same
 *	instant; all or none. NULL if the hardware cannot: streams then start one by one. Every
 *	pin of such a filter takes at most one stream. Windows has no counterpart. Context:
 *	atomic, under the stream locks of all of them. Return: 0 or a negative errno.
 * @sleeping: the methods that are said to be atomic may sleep. The PCM is nonatomic then, and
 *	service takes a hop through a work queue. Service may still be asked for in any context.
 *
 * Every method gets the object given to portcls_wavepci_new().
 *
 * Counterpart: IMiniportWavePci, methods in its order.
 */
struct portcls_wavepci_ops {
	int (*get_description)(void *miniport, const struct portcls_filter **filter);
	int (*data_range_intersection)(void *miniport, u32 pin,
				       const struct portcls_data_range *range,
				       const struct portcls_format *format);
	int (*init)(void *miniport, struct portcls_resource_list *resources,
		    struct portcls_port *port, struct portcls_service_group **group);
	int (*new_stream)(void *miniport, struct portcls_wavepci_stream *stream,
			  struct portcls_wavepci_port_stream *port_stream, u32 pin, bool capture,
			  const struct portcls_format *format);
	void (*service)(void *miniport);
	int (*start_linked)(void *miniport, u64 pins);
	bool sleeping;
};

struct portcls_port *portcls_wavepci_new(struct portcls_adapter *adapter,
					 const struct portcls_wavepci_ops *ops, void *miniport,
					 struct portcls_resource_list *resources);

int portcls_wavepci_get_mapping(struct portcls_wavepci_port_stream *stream, u64 tag,
				struct portcls_mapping *mapping);
int portcls_wavepci_release_mapping(struct portcls_wavepci_port_stream *stream, u64 tag);
int portcls_wavepci_terminate_packet(struct portcls_wavepci_port_stream *stream);
void portcls_wavepci_set_prefetch_offset(struct portcls_wavepci_port_stream *stream, u32 bytes);

#endif /* PORTCLS_WAVEPCI_H */

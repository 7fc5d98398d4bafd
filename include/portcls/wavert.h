/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * WaveRT: miniports whose hardware plays and records in cyclic memory all by itself, and tells its
 * position in a register.
 */
#ifndef PORTCLS_WAVERT_H
#define PORTCLS_WAVERT_H

#include <linux/bits.h>
#include <linux/types.h>

#include <portcls/filter.h>
#include <portcls/format.h>
#include <portcls/pages.h>
#include <portcls/state.h>

struct portcls_adapter;
struct portcls_interrupt_sync;
struct portcls_port;
struct portcls_resource_list;
struct portcls_service_group;
struct portcls_stream;

/**
 * struct portcls_wavert_buffer - the cyclic buffer of a stream
 * @pages: memory it is in, made by portcls_pages_allocate() or portcls_pages_allocate_contiguous()
 * @bytes: its size: at least what was asked for, whole frames, and whole packets
 * @offset: where it begins in @pages. If that is not 0 applications cannot map it
 *
 * Counterpart: what IMiniportWaveRTStream::AllocateAudioBuffer gives back; the cache type is that
 * of @pages.
 */
struct portcls_wavert_buffer {
	struct portcls_pages *pages;
	size_t bytes;
	size_t offset;
};

/**
 * struct portcls_wavert_position - where a stream is in its buffer
 * @play: byte at the converter
 * @write: byte at the end of what the device owns: a player writes from here on, a recorder reads
 *	up to here
 *
 * Both are less than the size of the buffer, or that size, which is 0.
 *
 * Counterpart: KSAUDIO_POSITION.
 */
struct portcls_wavert_position {
	u32 play;
	u32 write;
};

/**
 * struct portcls_wavert_latency - how far the converter is from the position register
 * @fifo_bytes: bytes that the device has fetched ahead, or not stored yet
 * @chipset_delay: units of 100 ns between processor and memory
 * @codec_delay: units of 100 ns between the device and the jack
 *
 * Counterpart: KSRTAUDIO_HWLATENCY.
 */
struct portcls_wavert_latency {
	u32 fifo_bytes;
	u32 chipset_delay;
	u32 codec_delay;
};

/**
 * struct portcls_wavert_register - a register that is read without asking the miniport
 * @memory: where it is, if the device writes it to memory; 4 or 8 bytes, little endian
 * @io: where it is, if it is the device's own, else NULL
 * @width: bits, 32 or 64
 * @numerator: clock register: ticks in @denominator seconds
 * @denominator: see @numerator
 * @accuracy: position register: bytes in one step; clock register: ticks in one step
 *
 * A position register tells the byte in the buffer, a clock register ticks since the device was
 * switched on, by the clock that the samples go by. Either wraps.
 *
 * Counterpart: KSRTAUDIO_HWREGISTER.
 */
struct portcls_wavert_register {
	const void *memory;
	const void __iomem *io;
	u32 width;
	u64 numerator;
	u64 denominator;
	u32 accuracy;
};

/**
 * struct portcls_wavert_read_packet - a packet that was recorded
 * @number: of the packet, from 0
 * @time: when its first frame was recorded, in ns of CLOCK_MONOTONIC_RAW
 * @more: another packet is there already
 *
 * Counterpart: what IMiniportWaveRTInputStream::GetReadPacket gives back.
 */
struct portcls_wavert_read_packet {
	u32 number;
	u64 time;
	bool more;
};

/**
 * struct portcls_wavert_presentation - what is heard
 * @frames: frames that have left the device since the start
 * @time: when that was so, in ns of CLOCK_MONOTONIC_RAW
 *
 * Counterpart: KSAUDIO_PRESENTATION_POSITION.
 */
struct portcls_wavert_presentation {
	u64 frames;
	u64 time;
};

/* set_write_packet: the stream ends in this packet. */
#define PORTCLS_WAVERT_END_OF_STREAM	BIT(9)

/**
 * struct portcls_wavert_stream_ops - a stream of a WaveRT miniport
 * @release: gives the stream back. Its state is STOP or the device is gone, its buffer is freed.
 *	Required. Counterpart: IUnknown::Release. Context: process, may sleep.
 * @set_format: changes the format of a stream in STOP, without a buffer. Required. Counterpart:
 *	IMiniportWaveRTStream::SetFormat. Context: process, may sleep. Return: 0, or -EINVAL for a
 *	format that it cannot do.
 * @set_state: one step along &enum portcls_state. Required. Counterpart:
 *	IMiniportWaveRTStream::SetState. Context: between PAUSE and RUN atomic, under the stream
 *	lock; else process, may sleep. Return: 0 or a negative errno.
 * @get_position: where the stream is. Also called in PAUSE. Required, and not called while there
 *	is a position register. Counterpart: IMiniportWaveRTStream::GetPosition. Context: atomic,
 *	under the stream lock. Return: 0; -ENODEV if the device is gone.
 * @allocate_audio_buffer: makes the buffer of a stream in STOP, of @bytes or somewhat more.
 *	Required. Counterpart: IMiniportWaveRTStream::AllocateAudioBuffer. Context: process, may
 *	sleep. Return: 0 or a negative errno.
 * @free_audio_buffer: frees it, in STOP or once the device is gone. Required. Counterpart:
 *	IMiniportWaveRTStream::FreeAudioBuffer. Context: process, may sleep.
 * @get_hw_latency: latency of the stream, which has a buffer; @latency is all zero before.
 *	Required. Counterpart: IMiniportWaveRTStream::GetHWLatency. Context: process, may sleep.
 * @get_position_register: the stream's position register, valid while it has this buffer. NULL for
 *	none. Counterpart: IMiniportWaveRTStream::GetPositionRegister. Context: process, may
 *	sleep. Return: 0; -EOPNOTSUPP for none.
 * @get_clock_register: likewise the clock register. NULL for none. Counterpart:
 *	IMiniportWaveRTStream::GetClockRegister. Context: process, may sleep. Return: 0;
 *	-EOPNOTSUPP for none.
 * @allocate_buffer_with_notification: makes a buffer of @count packets of equal size; the event is
 *	set at the end of each. NULL for a stream without notifications, whose periods are ended
 *	by a timer. Counterpart: IMiniportWaveRTStreamNotification::AllocateBufferWithNotification.
 *	Context: process, may sleep. Return: 0 or a negative errno.
 * @free_buffer_with_notification: frees it. Required with the above. Counterpart:
 *	IMiniportWaveRTStreamNotification::FreeBufferWithNotification. Context: process, may sleep.
 * @register_notification_event: from now on service of @event is requested at the end of each
 *	packet, by portcls_service_group_request(). Required with the above. Counterpart:
 *	IMiniportWaveRTStreamNotification::RegisterNotificationEvent. Context: process, may
 *	sleep. Return: 0 or a negative errno.
 * @unregister_notification_event: once this returns, no more. Required with the above.
 *	Counterpart: IMiniportWaveRTStreamNotification::UnregisterNotificationEvent. Context:
 *	process, may sleep.
 * @get_read_packet: the last packet that was recorded since this was called before. All packets
 *	before it count as read, and may be overwritten. NULL for a stream that only tells its
 *	position. Counterpart: IMiniportWaveRTInputStream::GetReadPacket. Context: atomic, under
 *	the stream lock, in RUN. Return: 0; -EAGAIN for nothing new.
 * @set_write_packet: packet @number, from 0, is in the buffer; with PORTCLS_WAVERT_END_OF_STREAM in
 *	@flags it is the last one, and has @eos_bytes. Called for 0 before RUN, and in RUN for the
 *	packet after the one being played. NULL for a stream that only tells its position.
 *	Counterpart: IMiniportWaveRTOutputStream::SetWritePacket. Context: atomic, under the
 *	stream lock. Return: 0; -EPIPE if that packet is being played already or was; -EAGAIN if
 *	it is too early for it; -EBADFD after the last one; -EINVAL.
 * @get_presentation: what is heard. NULL for who does not know. Counterpart:
 *	IMiniportWaveRTOutputStream::GetOutputStreamPresentationPosition. Context: atomic, under
 *	the stream lock. Return: 0 or a negative errno.
 * @get_packet_count: packets that have been played whole. Required with @set_write_packet.
 *	Counterpart: IMiniportWaveRTOutputStream::GetPacketCount. Context: atomic, under the stream
 *	lock. Return: 0 or a negative errno.
 *
 * Every method gets the object that new_stream handed out.
 *
 * Counterpart: IMiniportWaveRTStream, IMiniportWaveRTStreamNotification,
 * IMiniportWaveRTInputStream and IMiniportWaveRTOutputStream, methods in their order.
 */
struct portcls_wavert_stream_ops {
	void (*release)(void *stream);
	int (*set_format)(void *stream, const struct portcls_format *format);
	int (*set_state)(void *stream, enum portcls_state state);
	int (*get_position)(void *stream, struct portcls_wavert_position *position);
	int (*allocate_audio_buffer)(void *stream, size_t bytes,
				     struct portcls_wavert_buffer *buffer);
	void (*free_audio_buffer)(void *stream, const struct portcls_wavert_buffer *buffer);
	void (*get_hw_latency)(void *stream, struct portcls_wavert_latency *latency);
	int (*get_position_register)(void *stream, struct portcls_wavert_register *position);
	int (*get_clock_register)(void *stream, struct portcls_wavert_register *clock);

	int (*allocate_buffer_with_notification)(void *stream, u32 count, size_t bytes,
						 struct portcls_wavert_buffer *buffer);
	void (*free_buffer_with_notification)(void *stream,
					      const struct portcls_wavert_buffer *buffer);
	int (*register_notification_event)(void *stream, struct portcls_service_group *event);
	void (*unregister_notification_event)(void *stream, struct portcls_service_group *event);

	int (*get_read_packet)(void *stream, struct portcls_wavert_read_packet *packet);

	int (*set_write_packet)(void *stream, u32 number, u32 flags, u32 eos_bytes);
	int (*get_presentation)(void *stream, struct portcls_wavert_presentation *presentation);
	int (*get_packet_count)(void *stream, u32 *count);
};

/**
 * struct portcls_wavert_stream - what a miniport hands out for a new stream
 * @ops: methods of the stream
 * @object: passed to each of them
 * @sync: interrupt whose service routines set the notification event, or NULL if others do. With
 *	it periods end in that very interrupt
 */
struct portcls_wavert_stream {
	const struct portcls_wavert_stream_ops *ops;
	void *object;
	struct portcls_interrupt_sync *sync;
};

/**
 * struct portcls_wavert_ops - a WaveRT miniport
 * @get_description: the miniport's filter; lives as long as the port. Required. Counterpart:
 *	IMiniport::GetDescription. Context: process, may sleep.
 * @data_range_intersection: judges a format that is inside @range of the pin, as the last word
 *	before new_stream. NULL if the pin's data ranges tell everything. Counterpart:
 *	IMiniport::DataRangeIntersection with a client range of a single format. Context: process,
 *	may sleep. Return: 0, -EINVAL to refuse it, or -EOPNOTSUPP to leave it to the ranges.
 * @init: binds the miniport to its port; called once, before anything else. Required. Counterpart:
 *	IMiniportWaveRT::Init. Context: process, may sleep. Return: 0 or a negative errno.
 * @new_stream: makes a stream in state STOP, without a buffer. @port_stream makes its memory, until
 *	it is released. Required. Counterpart: IMiniportWaveRT::NewStream, with
 *	IPortWaveRTStream. Context: process, may sleep. Return: 0 or a negative errno.
 * @start_linked: PAUSE to RUN for one stream on each pin whose bit is set in @pins, at the same
 *	instant; all or none. NULL if the hardware cannot: streams then start one by one. Every
 *	pin of such a filter takes at most one stream. Windows has no counterpart. Context:
 *	atomic, under the stream locks of all of them. Return: 0 or a negative errno.
 * @any_count: buffers can have any number of packets. Else they have 2, and a timer ends the
 *	periods of applications that want more of them
 * @sleeping: the methods that are said to be atomic may sleep. The PCM is nonatomic then, and
 *	service takes a hop through a work queue. Service may still be asked for in any context.
 *
 * Every method gets the object given to portcls_wavert_new(). IMiniportWaveRT::GetDeviceDescription
 * has no counterpart: the DMA mask of the device says what it can address.
 *
 * Counterpart: IMiniportWaveRT, methods in its order.
 */
struct portcls_wavert_ops {
	int (*get_description)(void *miniport, const struct portcls_filter **filter);
	int (*data_range_intersection)(void *miniport, u32 pin,
				       const struct portcls_data_range *range,
				       const struct portcls_format *format);
	int (*init)(void *miniport, struct portcls_resource_list *resources,
		    struct portcls_port *port);
	int (*new_stream)(void *miniport, struct portcls_wavert_stream *stream,
			  struct portcls_stream *port_stream, u32 pin, bool capture,
			  const struct portcls_format *format);
	int (*start_linked)(void *miniport, u64 pins);
	bool any_count;
	bool sleeping;
};

struct portcls_port *portcls_wavert_new(struct portcls_adapter *adapter,
					const struct portcls_wavert_ops *ops, void *miniport,
					struct portcls_resource_list *resources);

#endif /* PORTCLS_WAVERT_H */

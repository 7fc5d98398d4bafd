/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_WAVERT_INTERNAL_H
#define PORTCLS_WAVERT_INTERNAL_H

#include <linux/compiler.h>
#include <linux/io.h>
#include <linux/io-64-nonatomic-lo-hi.h>
#include <sound/memalloc.h>
#include <sound/pcm.h>

#include <portcls/wavert.h>

#include "wavert_clock.h"

struct portcls_service_sink;
struct portcls_stream;
struct snd_pcm_hw_params;

/**
 * struct portcls_wavert - the WaveRT side of a stream
 * @miniport: what its miniport handed out
 * @buffer: its buffer; no pages while it has none
 * @ring: the buffer as ALSA knows it
 * @count: packets in the buffer, 0 if nobody is notified of them
 * @packet_frames: frames in one
 * @position: position register
 * @clock: clock register, or NULL
 * @get_position: tells the byte in the ring, where the converter is told besides
 * @position_object: passed to @get_position
 * @latency: frames between the position and the jack
 * @position_is_new: the position was read just now; guarded by the stream lock
 * @packets: packets are announced, or read, one by one; see packet.c, which the rest is for
 * @next: number of the packet to be announced or read next
 * @first_frame: when the first frame of the packet that was read last was recorded
 * @appl_ptr: how far the application was when it was looked at last
 * @transferred: frames it has written or read since the start
 * @ended: the last packet was announced
 */
struct portcls_wavert {
	struct portcls_wavert_stream miniport;
	struct portcls_wavert_buffer buffer;
	struct snd_dma_buffer ring;
	u32 count;
	u32 packet_frames;
	struct portcls_wavert_register position;
	struct portcls_wavert_clock *clock;
	int (*get_position)(void *object, u32 *offset);
	void *position_object;
	u32 latency;
	bool position_is_new;
	bool packets;
	u64 next;
	u64 first_frame;
	snd_pcm_uframes_t appl_ptr;
	u64 transferred;
	bool ended;
};

/* What a register says now. */
static inline u64 portcls_wavert_register_read(const struct portcls_wavert_register *source)
{
	if (source->io)
		return source->width == 64 ? readq(source->io) : readl(source->io);
	if (source->width == 64)
		return le64_to_cpu(READ_ONCE(*(const __le64 *)source->memory));
	return le32_to_cpu(READ_ONCE(*(const __le32 *)source->memory));
}

/* wavert_buffer.c */
int portcls_wavert_attach_ring(struct portcls_stream *stream, struct snd_pcm_hw_params *params);
void portcls_wavert_detach_ring(struct portcls_stream *stream);

/* wavert_position.c */
void portcls_wavert_choose_position(struct portcls_stream *stream,
				    struct snd_pcm_hw_params *params);
u64 portcls_wavert_presented(struct portcls_stream *stream, u64 bytes);
void portcls_wavert_forget_clock(struct portcls_stream *stream);
int portcls_wavert_absolute_time(struct portcls_stream *stream, u64 *ns);

/* wavert_service.c */
void portcls_wavert_serve(struct portcls_service_sink *sink);
snd_pcm_uframes_t portcls_wavert_pointer(struct snd_pcm_substream *substream);

/* packet.c */
bool portcls_packets_supported(const struct portcls_stream *stream);
void portcls_packets_reset(struct portcls_stream *stream);
int portcls_packets_begin(struct portcls_stream *stream);
void portcls_packets_started(struct portcls_stream *stream);
int portcls_packets_advance(struct portcls_stream *stream);
int portcls_packets_ack(struct portcls_stream *stream);
int portcls_packets_position(void *object, u32 *offset);

#endif /* PORTCLS_WAVERT_INTERNAL_H */

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A fake WaveRT miniport on a fake device, as strict as a miniport may be.
 */
#ifndef PORTCLS_TESTS_FAKE_WAVERT_H
#define PORTCLS_TESTS_FAKE_WAVERT_H

#include <portcls/wavert.h>

#include "fake.h"

/*
 * Calls as letters, beside those of fake.h:
 *
 *	a allocate_audio_buffer, u free_audio_buffer, b allocate_buffer_with_notification,
 *	v free_buffer_with_notification, + register_notification_event, - unregister_…,
 *	w set_write_packet, c get_packet_count, r get_read_packet, p get_presentation
 */
#define FAKE_RT_BUFFERS	"abuv+-"

/**
 * struct fake_rt_stream - a stream of the miniport, and the hardware behind it
 * @rt: owner
 * @port: the port's side of it
 * @pin: pin it is on
 * @used: handed out
 * @state: as set last
 * @format: as set last
 * @buffer: its buffer
 * @count: packets in it, 0 without notification
 * @frames: frames played or recorded since STOP
 * @position: position register
 * @event: what is notified
 * @interrupting: the hardware has raised its interrupt
 * @ended: the last packet has been announced
 * @eos_bytes: with so many bytes
 * @taken: packets that were read
 */
struct fake_rt_stream {
	struct fake_rt *rt;
	struct portcls_stream *port;
	u32 pin;
	bool used;
	enum portcls_state state;
	struct portcls_format format;
	struct portcls_wavert_buffer buffer;
	u32 count;
	u64 frames;
	__le32 position;
	struct portcls_service_group *event;
	bool interrupting;
	bool ended;
	u32 eos_bytes;
	u32 taken;
};

/**
 * struct fake_rt - a WaveRT miniport
 * @device: the device it drives
 * @ops: its methods, to be changed before the device is started
 * @stream_ops: methods of its streams, likewise
 * @streams: pool
 * @cache: of buffers
 * @contiguous: buffers are
 * @high: highest address of buffers
 * @more: bytes that a buffer has more than asked for
 * @less: bytes that it has fewer
 * @offset: where it begins in its pages
 * @owned: bytes that the device has fetched ahead
 * @latency: of all streams
 * @clock: clock register of all streams
 * @ago: how long ago was so what get_presentation says, in ns; negative: it is not yet
 * @recorded_ago: how long ago the first frame of a packet was recorded, in ns
 * @allocate: what allocate_… gives
 * @register_event: what register_notification_event gives
 * @write_packet: what set_write_packet gives; 0 for what is right
 * @lost: packets that a recorder has lost
 * @live_buffers: buffers that were made and not freed
 */
struct fake_rt {
	struct fake_device *device;
	struct portcls_wavert_ops ops;
	struct portcls_wavert_stream_ops stream_ops;
	struct fake_rt_stream streams[FAKE_STREAMS];
	enum portcls_cache cache;
	bool contiguous;
	dma_addr_t high;
	u32 more;
	u32 less;
	u32 offset;
	u32 owned;
	struct portcls_wavert_latency latency;
	__le32 clock;
	s64 ago;
	s64 recorded_ago;
	int allocate;
	int register_event;
	int write_packet;
	u32 lost;
	int live_buffers;
};

struct fake_rt *fake_rt_of(struct kunit *test);
struct fake_rt_stream *fake_rt_stream_on(struct kunit *test, u32 pin);
void fake_rt_move(struct fake_rt_stream *stream, u32 frames);
void fake_rt_notify(struct fake_rt_stream *stream);
void fake_rt_play(struct fake_rt_stream *stream, u32 frames);
void fake_rt_add_packets(struct fake_rt *rt);
void fake_rt_notify_nobody(struct fake_rt *rt);
int fake_rt_suite_init(struct kunit *test);
struct fake_application *fake_rt_open(struct kunit *test, int direction);
struct fake_application *fake_rt_start_and_open(struct kunit *test);
struct fake_application *fake_rt_start_and_play(struct kunit *test,
						const struct fake_params *params);

#endif /* PORTCLS_TESTS_FAKE_WAVERT_H */

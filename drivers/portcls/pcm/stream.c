// SPDX-License-Identifier: GPL-2.0-only
/*
 * The life and the state of a stream.
 *
 * Owners. A stream belongs to its substream and lives as long as the card; the miniport's stream in
 * it lives from portcls_stream_create() to portcls_stream_destroy().
 *
 * States. STOP and ACQUIRE are reached by walking only, under the mutex. RUN is reached and left
 * by triggers only, under the stream lock, which is why a walk first takes a running stream down
 * to PAUSE and then, by stream->steady, keeps triggers out. So every change of the state happens
 * under the stream lock or with triggers kept out under the mutex, and one step at a time.
 *
 * Guarantees. A step up is not made once the adapter leaves, a miniport is not asked for a step at
 * all once it is gone; a step down always counts. When portcls_stream_destroy() returns, service is
 * over, and the miniport hears of the stream no more.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mutex.h>

#include <portcls/filter.h>

#include "../ctl/control.h"
#include "../etw.h"
#include "../trace.h"
#include "negotiate.h"
#include "stream.h"

static void set_state(struct portcls_stream *stream, enum portcls_state state)
{
	const struct portcls_wave_class *class = portcls_wave_class(stream->port);

	WRITE_ONCE(stream->state, state);
	portcls_etw_state(stream);
	if (state != PORTCLS_STATE_RUN)
		return;
	portcls_stream_start_timer(stream);
	if (class->started)
		class->started(stream);
}

static int step(struct portcls_stream *stream, enum portcls_state next)
{
	struct portcls_adapter *adapter = stream->adapter;
	enum portcls_state from = stream->state;
	bool up = next > from;
	int err = 0;

	if (up && !portcls_adapter_is_alive(adapter))
		err = -ENODEV;
	else if (!READ_ONCE(adapter->gone))
		err = portcls_wave_class(stream->port)->set_state(stream, next);
	trace_portcls_state(stream, from, next, err);
	if (err && up)
		return err;
	set_state(stream, next);
	return 0;
}

/**
 * portcls_stream_walk() - walk a stream to a state, one step at a time
 * @stream: a stream that exists
 * @target: at most PAUSE
 *
 * A failing step up ends the walk where it is. A walk down always arrives.
 *
 * Context: process, stream->mutex held, may sleep.
 * Return: 0, or what the failing step up gave.
 */
int portcls_stream_walk(struct portcls_stream *stream, enum portcls_state target)
{
	int err = 0;

	lockdep_assert_held(&stream->mutex);

	snd_pcm_stream_lock_irq(stream->substream);
	if (stream->state == PORTCLS_STATE_RUN)
		step(stream, PORTCLS_STATE_PAUSE);
	stream->steady = false;
	snd_pcm_stream_unlock_irq(stream->substream);

	while (stream->state > target)
		step(stream, stream->state - 1);
	while (stream->state < target && !err)
		err = step(stream, stream->state + 1);

	snd_pcm_stream_lock_irq(stream->substream);
	stream->steady = stream->state >= PORTCLS_STATE_PAUSE;
	snd_pcm_stream_unlock_irq(stream->substream);
	return err;
}

/**
 * portcls_stream_can_start() - whether a stream can go from PAUSE to RUN
 * @stream: the stream
 *
 * Context: stream lock held.
 * Return: true if so.
 */
bool portcls_stream_can_start(const struct portcls_stream *stream)
{
	portcls_assert_stream_locked(stream);
	return stream->exists && stream->steady && stream->state == PORTCLS_STATE_PAUSE;
}

/**
 * portcls_stream_start() - take a stream from PAUSE to RUN
 * @stream: the stream
 *
 * Context: stream lock held.
 * Return: 0 or a negative errno; -EBUSY if it is not in PAUSE.
 */
int portcls_stream_start(struct portcls_stream *stream)
{
	if (!portcls_stream_can_start(stream))
		return -EBUSY;
	return step(stream, PORTCLS_STATE_RUN);
}

/**
 * portcls_stream_started() - note that a stream went from PAUSE to RUN together with others
 * @stream: a stream that could start
 * @err: 0, or why it did not go
 *
 * Context: stream lock held.
 */
void portcls_stream_started(struct portcls_stream *stream, int err)
{
	portcls_assert_stream_locked(stream);
	trace_portcls_state(stream, stream->state, PORTCLS_STATE_RUN, err);
	if (!err)
		set_state(stream, PORTCLS_STATE_RUN);
}

/**
 * portcls_stream_pause() - take a stream from RUN to PAUSE; elsewhere it stays where it is
 * @stream: the stream
 *
 * Context: stream lock held.
 */
void portcls_stream_pause(struct portcls_stream *stream)
{
	portcls_assert_stream_locked(stream);
	if (stream->state == PORTCLS_STATE_RUN)
		step(stream, PORTCLS_STATE_PAUSE);
}

static int change_format(struct portcls_stream *stream, const struct portcls_format *format)
{
	int err;

	if (portcls_format_equal(&stream->format, format))
		return 0;
	err = portcls_wave_class(stream->port)->set_format(stream, format);
	if (!err)
		stream->format = *format;
	return err;
}

/**
 * portcls_stream_create() - give a stream a format, and the miniport a stream
 * @stream: the stream; one that exists goes to STOP and changes its format if need be
 * @range: data range of the pin that @format is inside of
 * @format: the format
 *
 * Context: process, stream->mutex held, may sleep.
 * Return: 0 or a negative errno; whether the stream exists is as before.
 */
int portcls_stream_create(struct portcls_stream *stream, const struct portcls_data_range *range,
			  const struct portcls_format *format)
{
	const struct portcls_wave_class *class = portcls_wave_class(stream->port);
	int err;

	lockdep_assert_held(&stream->mutex);

	if (!portcls_adapter_is_alive(stream->adapter))
		return -ENODEV;
	err = class->judge(stream, range, format);
	/* Who does not judge leaves it to the data ranges. */
	if (err && err != -EOPNOTSUPP)
		return err;
	if (stream->exists) {
		portcls_stream_walk(stream, PORTCLS_STATE_STOP);
		err = change_format(stream, format);
	} else {
		err = class->new_stream(stream, format);
		if (!err) {
			stream->format = *format;
			stream->state = PORTCLS_STATE_STOP;
			stream->exists = true;
			portcls_wmi_forget_service(stream);
			portcls_service_group_add_member(stream->group, &stream->sink);
			portcls_controls_stream_changed(stream);
		}
	}
	trace_portcls_stream_format(stream, format, err);
	return err;
}

/**
 * portcls_stream_destroy() - take the miniport's stream down and give it back
 * @stream: a stream that exists or not
 *
 * Context: process, stream->mutex held, may sleep.
 */
void portcls_stream_destroy(struct portcls_stream *stream)
{
	lockdep_assert_held(&stream->mutex);

	if (!stream->exists)
		return;
	portcls_stream_walk(stream, PORTCLS_STATE_STOP);
	portcls_service_group_remove_member(stream->group, &stream->sink);
	cancel_work_sync(&stream->work);
	stream->exists = false;
	portcls_controls_stream_changed(stream);
	portcls_wave_class(stream->port)->release_stream(stream);
	trace_portcls_stream_release(stream);
}

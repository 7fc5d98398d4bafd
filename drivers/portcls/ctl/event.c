// SPDX-License-Identifier: GPL-2.0-only
/*
 * Events: a miniport says, from wherever it is, that something has changed by itself.
 *
 * Controls are notified at once. What has to sleep is marked, pin by pin, and done by a work item
 * of the port: an event that comes again before its turn is the same event. The queue is one that
 * freezes: while the device sleeps nobody asks it anything.
 *
 * Events count from portcls_events_start() on, when all is there that they look for, and until the
 * adapter leaves. They run under RCU, so portcls_events_stop() knows when the last of them is over.
 */
#include <linux/bitops.h>
#include <linux/device.h>
#include <linux/export.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

#include <portcls/event.h>
#include <portcls/filter.h>
#include <portcls/guid.h>

#include "../core.h"
#include "../pcm/stream.h"
#include "../trace.h"
#include "control.h"
#include "event.h"
#include "jack.h"

static bool are_heard(const struct portcls_adapter *adapter)
{
	/* Pairs with portcls_events_start(): who sees it sees the mixer, too. */
	return smp_load_acquire(&adapter->mixer_is_built) && portcls_adapter_is_alive(adapter);
}

static enum portcls_event identify(const guid_t *set, u32 id)
{
	if (guid_equal(set, &portcls_event_set_audio_control_change)) {
		if (id == PORTCLS_EVENT_CONTROL_CHANGE)
			return PORTCLS_EVENT_OF_CONTROLS;
	} else if (guid_equal(set, &portcls_event_set_pin_caps_change)) {
		if (id == PORTCLS_EVENT_FORMAT_CHANGE)
			return PORTCLS_EVENT_OF_FORMATS;
		if (id == PORTCLS_EVENT_JACK_INFO_CHANGE)
			return PORTCLS_EVENT_OF_JACKS;
	}
	return PORTCLS_EVENT_UNKNOWN;
}

static void notify_controls(struct portcls_port *port, bool node_event, u32 node)
{
	u32 i;

	for (i = 0; i < port->filter->node_count; i++)
		if (!node_event || i == node)
			portcls_controls_changed(port, i);
}

static void mark_pins(struct portcls_port *port, unsigned long *pins, bool pin_event, u32 pin)
{
	u32 i;

	for (i = 0; i < PORTCLS_MAX_PINS; i++)
		if (!pin_event || i == pin)
			set_bit(i, pins);
	if (are_heard(port->adapter))
		queue_work(system_freezable_wq, &port->events.work);
}

/**
 * portcls_generate_event_list() - say that something has changed by itself
 * @port: port of the miniport
 * @set: event set, not NULL
 * @id: number within @set, see <portcls/event.h>
 * @pin_event: @pin is meant, else all pins of the filter
 * @pin: pin
 * @node_event: @node is meant, else all nodes of the filter
 * @node: node
 *
 * What is unknown, or does not exist, is ignored, as is everything once the device is gone or its
 * driver leaves. Handlers of properties are called from a process later on, not from here.
 *
 * Counterpart: IPortEvents::GenerateEventList, which loses events above DISPATCH_LEVEL; this does
 * not. There is no list of events that somebody has enabled: whoever listens is told.
 *
 * Context: any but non-maskable interrupt.
 */
void portcls_generate_event_list(struct portcls_port *port, const guid_t *set, u32 id,
				 bool pin_event, u32 pin, bool node_event, u32 node)
{
	enum portcls_event event = identify(set, id);
	struct portcls_adapter *adapter = port->adapter;

	rcu_read_lock();
	trace_portcls_event(port, event, pin_event ? pin : -1, node_event ? node : -1);
	switch (event) {
	case PORTCLS_EVENT_OF_CONTROLS:
		if (are_heard(adapter))
			notify_controls(port, node_event, node);
		break;
	case PORTCLS_EVENT_OF_FORMATS:
		mark_pins(port, port->events.formats, pin_event, pin);
		break;
	case PORTCLS_EVENT_OF_JACKS:
		mark_pins(port, port->events.jacks, pin_event, pin);
		break;
	case PORTCLS_EVENT_UNKNOWN:
		dev_dbg_ratelimited(adapter->dev, "%s miniport: event %u of set %pUl is unknown\n",
				    port->class->name, id, set);
		break;
	}
	rcu_read_unlock();
}
EXPORT_SYMBOL_GPL(portcls_generate_event_list);

/* Applications prepare again, and find out what is possible now. */
static void stop_streams(struct portcls_port *port, u32 pin)
{
	struct portcls_stream *stream;
	struct portcls_pcm *device;

	list_for_each_entry(device, &port->pcms, link) {
		list_for_each_entry(stream, &device->streams, link) {
			if (stream->pin_id != pin)
				continue;
			mutex_lock(&stream->mutex);
			/* As long as it exists, so does ALSA's side. */
			if (stream->exists)
				snd_pcm_stop_xrun(stream->substream);
			mutex_unlock(&stream->mutex);
		}
	}
}

static void events_work(struct work_struct *work)
{
	struct portcls_port *port = container_of(work, struct portcls_port, events.work);
	u32 pin;

	for (pin = 0; pin < port->filter->pin_count && are_heard(port->adapter); pin++) {
		if (test_and_clear_bit(pin, port->events.formats))
			stop_streams(port, pin);
		if (test_and_clear_bit(pin, port->events.jacks))
			portcls_jacks_update(port, pin);
	}
}

/**
 * portcls_events_init() - make a port ready for events
 * @port: a new port
 *
 * Context: process.
 */
void portcls_events_init(struct portcls_port *port)
{
	INIT_WORK(&port->events.work, events_work);
}

/**
 * portcls_events_start() - let events count from now on, and what came before them
 * @adapter: the adapter; its mixer is complete
 *
 * Context: process, before the card is registered.
 */
void portcls_events_start(struct portcls_adapter *adapter)
{
	struct portcls_port *port;

	/* Pairs with are_heard(). */
	smp_store_release(&adapter->mixer_is_built, true);
	list_for_each_entry(port, &adapter->ports, link)
		queue_work(system_freezable_wq, &port->events.work);
}

/**
 * portcls_events_resume() - look at all jacks, which may have changed while the device slept
 * @adapter: the adapter; its device is awake
 *
 * Context: process.
 */
void portcls_events_resume(struct portcls_adapter *adapter)
{
	struct portcls_port *port;

	list_for_each_entry(port, &adapter->ports, link)
		mark_pins(port, port->events.jacks, false, 0);
}

/**
 * portcls_events_stop() - have no event do anything any more
 * @adapter: the adapter; it leaves, and pending requests have been abandoned
 *
 * Context: process, may sleep.
 */
void portcls_events_stop(struct portcls_adapter *adapter)
{
	struct portcls_port *port;

	/* Those that still found the adapter alive have queued their work by then. */
	synchronize_rcu();
	list_for_each_entry(port, &adapter->ports, link)
		cancel_work_sync(&port->events.work);
}

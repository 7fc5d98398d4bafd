/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The objects of the core as its own files see them.
 */
#ifndef PORTCLS_CORE_INTERNAL_H
#define PORTCLS_CORE_INTERNAL_H

#include <linux/compiler.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include <portcls/adapter.h>
#include <portcls/service_group.h>

#include "ctl/event.h"
#include "wmi/wmi.h"

struct device;
struct portcls_filter;
struct portcls_graph;
struct portcls_port;
struct snd_card;

/**
 * struct portcls_port_class - what the kinds of port do differently
 * @name: kind, as users know it
 * @build: makes the ALSA devices of a port; what it makes belongs to the card. NULL if it has none
 * @stop: takes every stream of a port down to STOP and keeps it there; adapter->leaving is set.
 *	NULL if it has none
 */
struct portcls_port_class {
	const char *name;
	int (*build)(struct portcls_port *port);
	void (*stop)(struct portcls_port *port);
};

/**
 * struct portcls_port - a port, bound to its miniport
 * @adapter: owner
 * @class: kind
 * @miniport_ops: the miniport's, of the kind that @class says
 * @miniport: object passed to them
 * @filter: the miniport's description, valid
 * @name: name as a subdevice, NULL until registered
 * @link: in adapter->ports
 * @pcms: the port's PCM devices, once built
 * @group: service group of the miniport as a whole, or NULL
 * @sink: what it calls
 * @work: takes its service to a process, for a miniport that sleeps
 * @property_mutex: one request for a property at a time
 * @events: what happened by itself
 */
struct portcls_port {
	struct portcls_adapter *adapter;
	const struct portcls_port_class *class;
	const void *miniport_ops;
	void *miniport;
	const struct portcls_filter *filter;
	const char *name;
	struct list_head link;
	struct list_head pcms;
	struct portcls_service_group *group;
	struct portcls_service_sink sink;
	struct work_struct work;
	struct mutex property_mutex;	/* see above */
	struct portcls_events events;
};

/**
 * struct portcls_adapter - a device and everything made for it
 * @card: the sound card; the adapter lives in its private data
 * @dev: the device
 * @ops: the adapter driver's
 * @short_name: short name of the card, as @ops says or as the adapter driver found out
 * @mixer_name: what mixes, likewise, or NULL
 * @components: what the card consists of, likewise, or NULL
 * @params: module parameters that @slot was taken from
 * @slot: index into them
 * @started: start_device was called
 * @leaving: no stream goes up any more; set once, before the card is disconnected
 * @gone: the hardware is not there any more, and not touched
 * @accessible: the device is in D0 and not gone: interrupts may be its
 * @ports: all ports, also those that never became subdevices
 * @clocks: clock registers of WaveRT streams, see pcm/wavert_clock.c
 * @connections: physical connections
 * @interrupt_syncs: all interrupt syncs
 * @graph: the joined graph, once built
 * @controls: all controls
 * @control_mutex: one access to a control at a time
 * @mixer_is_built: @graph, @controls and @jacks are there, for events to find
 * @jacks: all jacks
 * @property_wait: where pending requests are waited for
 * @wmi: its blocks of data
 * @sleeps: how often it was sent to D3
 * @interrupt: Linux number of the first connected interrupt, -1 for none
 * @priv: the adapter driver's
 *
 * The lists are built by start_device and constant from then on, but for @clocks.
 */
struct portcls_adapter {
	struct snd_card *card;
	struct device *dev;
	const struct portcls_adapter_ops *ops;
	const char *short_name;
	const char *mixer_name;
	const char *components;
	struct portcls_card_params *params;
	int slot;
	bool started;
	bool leaving;
	bool gone;
	bool accessible;
	struct list_head ports;
	struct list_head clocks;
	struct list_head connections;
	struct list_head interrupt_syncs;
	struct portcls_graph *graph;
	struct list_head controls;
	struct mutex control_mutex;	/* see above */
	bool mixer_is_built;
	struct list_head jacks;
	wait_queue_head_t property_wait;
	struct portcls_wmi wmi;
	unsigned int sleeps;
	int interrupt;
	u64 priv[];
};

/* Streams may go up. */
static inline bool portcls_adapter_is_alive(const struct portcls_adapter *adapter)
{
	return !READ_ONCE(adapter->leaving) && !READ_ONCE(adapter->gone);
}

/* subdevice.c */
struct portcls_port *portcls_port_new(struct portcls_adapter *adapter,
				      const struct portcls_port_class *class,
				      const void *miniport_ops, void *miniport);
struct portcls_port *portcls_port_bound(struct portcls_port *port, int err,
					const struct portcls_filter *filter);
void portcls_ports_free(struct portcls_adapter *adapter);

/* adapter.c */
void portcls_adapter_look_for_device(struct portcls_adapter *adapter);

/* interrupt_sync.c */
void portcls_interrupt_syncs_wait(struct portcls_adapter *adapter);
void portcls_interrupt_syncs_disconnect(struct portcls_adapter *adapter);
void portcls_interrupt_syncs_free(struct portcls_adapter *adapter);

#endif /* PORTCLS_CORE_INTERNAL_H */

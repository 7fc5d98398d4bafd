/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Events: how a miniport says that something has changed by itself.
 */
#ifndef PORTCLS_EVENT_H
#define PORTCLS_EVENT_H

#include <linux/types.h>
#include <linux/uuid.h>

struct portcls_port;

/* Of &portcls_event_set_audio_control_change. Counterpart: KSEVENT_CONTROL_CHANGE. */
#define PORTCLS_EVENT_CONTROL_CHANGE	0

/**
 * enum portcls_pin_caps_change_event - numbers in &portcls_event_set_pin_caps_change
 * @PORTCLS_EVENT_FORMAT_CHANGE: the formats of a pin have changed. Running streams of it stop with
 *	an xrun, so that applications negotiate again
 * @PORTCLS_EVENT_JACK_INFO_CHANGE: something was plugged in or out at a pin. The jacks of the pin
 *	are asked anew
 *
 * Counterpart: KSEVENT_PINCAPS_FORMATCHANGE and _JACKINFOCHANGE.
 */
enum portcls_pin_caps_change_event {
	PORTCLS_EVENT_FORMAT_CHANGE = 0,
	PORTCLS_EVENT_JACK_INFO_CHANGE = 1,
};

void portcls_generate_event_list(struct portcls_port *port, const guid_t *set, u32 id,
				 bool pin_event, u32 pin, bool node_event, u32 node);

#endif /* PORTCLS_EVENT_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Jacks: what filters say about the sockets behind their pins, as ALSA's jacks.
 *
 * They are made once, before the card is registered; only what is plugged in changes later on, and
 * is asked by the work item of the port's events. So there is nothing to be locked.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <sound/asound.h>
#include <sound/jack.h>

#include <portcls/filter.h>
#include <portcls/guid.h>
#include <portcls/jack.h>

#include "../core.h"
#include "../pcm/stream.h"
#include "graph.h"
#include "jack.h"
#include "multiple_item.h"
#include "property.h"

/**
 * struct sockets - an answer about the sockets behind a pin
 * @answer: all of it, for kfree()
 * @items: the descriptions
 * @count: of @items
 */
struct sockets {
	void *answer;
	const void *items;
	u32 count;
};

/* No answer, or the refusal of a pin that leads to no socket, is an answer without any. */
static int ask(struct portcls_port *port, u32 pin, u32 id, u32 item_size, struct sockets *sockets)
{
	const struct portcls_property property = {
		.port = port,
		.node = PORTCLS_FILTER_NODE,
		.set = &portcls_property_set_jack,
		.id = id,
		.instance = &pin,
		.instance_size = sizeof(pin),
	};
	void *answer;
	u32 size;

	*sockets = (struct sockets) {};
	if (!portcls_property_find(port, PORTCLS_FILTER_NODE, property.set, id))
		return 0;
	answer = portcls_property_get_all(&property, &size);
	switch (PTR_ERR_OR_ZERO(answer)) {
	case 0:
		break;
	case -EINVAL:
	case -ENOENT:
	case -EOPNOTSUPP:
		return 0;
	case -ENODEV:
		return -ENODEV;
	default:
		dev_err_ratelimited(port->adapter->dev,
				    "subdevice '%s': pin %u: jack property %u fails: %ld\n",
				    port->name, pin, id, PTR_ERR(answer));
		return PTR_ERR(answer);
	}
	sockets->items = portcls_multiple_item_parse(answer, size, item_size, &sockets->count);
	if (!sockets->items) {
		dev_err_ratelimited(port->adapter->dev,
				    "subdevice '%s': pin %u: jack property %u gives no whole items\n",
				    port->name, pin, id);
		kfree(answer);
		return -EPROTO;
	}
	sockets->answer = answer;
	return 0;
}

static int ask_description(struct portcls_port *port, u32 pin, struct sockets *sockets)
{
	return ask(port, pin, PORTCLS_JACK_DESCRIPTION, sizeof(struct portcls_jack_description),
		   sockets);
}

/**
 * struct jack_kind - what can be plugged into the sockets behind a category of pins
 * @category: the category
 * @source: SND_JACK_* where the signal enters; 0 for SND_JACK_LINEIN
 * @destination: SND_JACK_* where it leaves; 0 for SND_JACK_LINEOUT
 * @name: what a destination is called, whatever its line is; NULL for that
 * @built_in: what it is called when nothing can be plugged in, likewise
 */
struct jack_kind {
	const guid_t *category;
	int source;
	int destination;
	const char *name;
	const char *built_in;
};

static const struct jack_kind kinds[] = {
	{ &portcls_pin_microphone, SND_JACK_MICROPHONE },
	{ &portcls_pin_desktop_microphone, SND_JACK_MICROPHONE },
	{ &portcls_pin_personal_microphone, SND_JACK_MICROPHONE },
	{ &portcls_pin_omni_directional_microphone, SND_JACK_MICROPHONE },
	{ &portcls_pin_microphone_array, SND_JACK_MICROPHONE },
	{ &portcls_pin_processing_microphone_array, SND_JACK_MICROPHONE },
	{ &portcls_pin_speaker, .name = "Line Out", .built_in = "Speaker" },
	{ &portcls_pin_desktop_speaker, .name = "Line Out", .built_in = "Speaker" },
	{ &portcls_pin_room_speaker, .name = "Line Out", .built_in = "Speaker" },
	{ &portcls_pin_communication_speaker, .name = "Line Out", .built_in = "Speaker" },
	{ &portcls_pin_lfe_speaker, .name = "Bass Speaker" },
	{ &portcls_pin_headphones, 0, SND_JACK_HEADPHONE, "Headphone" },
	{ &portcls_pin_head_mounted_display_audio, 0, SND_JACK_HEADPHONE, "Headphone" },
	{ &portcls_pin_handset, SND_JACK_MICROPHONE, SND_JACK_HEADSET, "Headset" },
	{ &portcls_pin_headset, SND_JACK_MICROPHONE, SND_JACK_HEADSET, "Headset" },
	{ &portcls_pin_speakerphone_no_echo_reduction, SND_JACK_MICROPHONE, .name = "Speaker" },
	{ &portcls_pin_echo_suppressing_speakerphone, SND_JACK_MICROPHONE, .name = "Speaker" },
	{ &portcls_pin_echo_canceling_speakerphone, SND_JACK_MICROPHONE, .name = "Speaker" },
	{ &portcls_pin_analog_connector, .name = "Line Out" },
	{ &portcls_pin_line_connector, .name = "Line Out" },
	{ &portcls_pin_digital_audio_interface, .name = "SPDIF" },
	{ &portcls_pin_spdif_interface, .name = "SPDIF" },
};

static const struct jack_kind *find_kind(const struct portcls_pin *pin)
{
	static const struct jack_kind other;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		if (guid_equal(kinds[i].category, pin->category))
			return &kinds[i];
	return &other;
}

static void set_line_and_type(struct portcls_jack *jack,
			      const struct portcls_jack_description *description)
{
	const struct portcls_port *port = jack->port;
	const struct portcls_pin *pin = portcls_filter_pin(port->filter, jack->pin);
	const struct portcls_graph *graph = port->adapter->graph;
	const struct portcls_vertex *vertex = portcls_graph_pin(port->adapter->graph, port,
								jack->pin);
	const struct jack_kind *kind = find_kind(pin);

	jack->line = vertex->line;
	if (pin->dataflow == PORTCLS_DATAFLOW_IN) {
		jack->type = kind->source ?: SND_JACK_LINEIN;
	} else if (description->geo_location == PORTCLS_JACK_GEO_HDMI) {
		jack->type = SND_JACK_AVOUT;
		jack->line = "HDMI/DP";
		jack->pcm = portcls_graph_pcm(graph, vertex);
	} else {
		jack->type = kind->destination ?: SND_JACK_LINEOUT;
		jack->line = kind->name ?: jack->line;
		if (description->port == PORTCLS_JACK_PORT_INTEGRATED && kind->built_in)
			jack->line = kind->built_in;
	}
	jack->line = pin->jack ?: jack->line;
}

static const char *place_of(const struct portcls_jack_description *description)
{
	static const char *const places[] = {
		[PORTCLS_JACK_GEO_REAR] = "Rear",
		[PORTCLS_JACK_GEO_FRONT] = "Front",
		[PORTCLS_JACK_GEO_LEFT] = "Left",
		[PORTCLS_JACK_GEO_RIGHT] = "Right",
		[PORTCLS_JACK_GEO_TOP] = "Top",
		[PORTCLS_JACK_GEO_BOTTOM] = "Bottom",
		[PORTCLS_JACK_GEO_REAR_PANEL] = "Rear",
	};

	if (description->port == PORTCLS_JACK_PORT_INTEGRATED ||
	    description->gen_location == PORTCLS_JACK_GEN_INTERNAL)
		return "Internal";
	if (description->gen_location == PORTCLS_JACK_GEN_SEPARATE)
		return "Dock";
	if (description->geo_location < ARRAY_SIZE(places))
		return places[description->geo_location];
	return NULL;
}

static int add_jack(struct portcls_port *port, u32 pin, u32 index,
		    const struct portcls_jack_description *description, bool detects)
{
	struct portcls_jack *jack;

	jack = kzalloc(sizeof(*jack), GFP_KERNEL);
	if (!jack)
		return -ENOMEM;
	jack->port = port;
	jack->pin = pin;
	jack->index = index;
	set_line_and_type(jack, description);
	jack->place = place_of(description);
	jack->phantom = !detects || description->port == PORTCLS_JACK_PORT_INTEGRATED;
	list_add_tail(&jack->link, &port->adapter->jacks);
	return 0;
}

static int add_pin(struct portcls_port *port, u32 pin)
{
	const struct portcls_jack_description2 *more;
	struct sockets sockets, sockets2 = {};
	int err;
	u32 i;

	err = ask_description(port, pin, &sockets);
	if (err || !sockets.count)
		goto out;
	err = ask(port, pin, PORTCLS_JACK_DESCRIPTION2, sizeof(*more), &sockets2);
	if (err)
		goto out;
	more = sockets2.items;
	if (more && sockets2.count != sockets.count) {
		dev_err(port->adapter->dev,
			"subdevice '%s': pin %u: has %u sockets, and %u by its second description\n",
			port->name, pin, sockets.count, sockets2.count);
		err = -EPROTO;
	}
	for (i = 0; !err && i < sockets.count; i++)
		err = add_jack(port, pin, i,
			       &((const struct portcls_jack_description *)sockets.items)[i],
			       more && more[i].capabilities & PORTCLS_JACK_PRESENCE_DETECT);
out:
	kfree(sockets2.answer);
	kfree(sockets.answer);
	return err;
}

/* Several jacks for the same are told apart by their places, unless they have names. */
static bool needs_place(const struct portcls_jack *jack)
{
	const struct portcls_jack *other;

	if (portcls_filter_pin(jack->port->filter, jack->pin)->jack || jack->pcm)
		return false;
	if (!jack->place || strstarts(jack->line, jack->place))
		return false;
	list_for_each_entry(other, &jack->port->adapter->jacks, link)
		if (!strcmp(other->line, jack->line) &&
		    strcmp(other->place ?: "", jack->place) != 0)
			return true;
	return false;
}

/*
 * ALSA adds " Jack" to the name of the control, and an index if it exists. The control is not made
 * by snd_jack_new(), which leaves one that cannot be freed behind when memory is short.
 */
static int publish(struct portcls_jack *jack)
{
	bool placed = needs_place(jack);
	char id[SNDRV_CTL_ELEM_ID_NAME_MAXLEN], pcm[16] = "";
	int err;

	if (jack->pcm)
		scnprintf(pcm, sizeof(pcm), ",pcm=%d", jack->pcm->pcm->device);
	scnprintf(id, sizeof(id), "%s%s%s%s%s", placed ? jack->place : "", placed ? " " : "",
		  jack->line, pcm, jack->phantom ? " Phantom" : "");
	err = snd_jack_new(jack->port->adapter->card, id, jack->type, &jack->jack, false,
			   jack->phantom);
	if (err)
		return err;
	err = snd_jack_add_new_kctl(jack->jack, id, jack->type);
	if (!err && jack->phantom)
		snd_jack_report(jack->jack, jack->type);
	return err;
}

/**
 * portcls_jacks_build() - make the jacks of an adapter
 * @adapter: the adapter, its graph named
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno, after a message where it is the miniport's fault.
 */
int portcls_jacks_build(struct portcls_adapter *adapter)
{
	struct portcls_jack *jack;
	struct portcls_port *port;
	int err;
	u32 i;

	list_for_each_entry(port, &adapter->ports, link) {
		for (i = 0; i < port->filter->pin_count; i++) {
			if (!portcls_graph_pin(adapter->graph, port, i)->external)
				continue;
			err = add_pin(port, i);
			if (err)
				return err;
		}
	}
	list_for_each_entry(jack, &adapter->jacks, link) {
		err = publish(jack);
		if (err)
			return err;
	}
	list_for_each_entry(port, &adapter->ports, link)
		for (i = 0; i < port->filter->pin_count; i++)
			portcls_jacks_update(port, i);
	return 0;
}

static bool has_jacks(const struct portcls_port *port, u32 pin)
{
	const struct portcls_jack *jack;

	list_for_each_entry(jack, &port->adapter->jacks, link)
		if (jack->port == port && jack->pin == pin && !jack->phantom)
			return true;
	return false;
}

/**
 * portcls_jacks_update() - ask what is plugged in at a pin, and report it
 * @port: the port
 * @pin: pin of it, with jacks or without
 *
 * A socket that the answer leaves out is empty.
 *
 * Context: process, may sleep. One call at a time for each port.
 */
void portcls_jacks_update(struct portcls_port *port, u32 pin)
{
	const struct portcls_jack_description *description;
	const struct portcls_jack *jack;
	struct sockets sockets;
	bool connected;

	/* A socket that cannot be asked keeps its state. */
	if (!has_jacks(port, pin) || ask_description(port, pin, &sockets))
		return;
	description = sockets.items;
	list_for_each_entry(jack, &port->adapter->jacks, link) {
		if (jack->port != port || jack->pin != pin || jack->phantom)
			continue;
		connected = jack->index < sockets.count && description[jack->index].connected;
		snd_jack_report(jack->jack, connected ? jack->type : 0);
	}
	kfree(sockets.answer);
}

/**
 * portcls_jacks_free() - free the jacks of an adapter
 * @adapter: the adapter; its card's devices are gone, and ALSA's jacks with them
 *
 * Context: process.
 */
void portcls_jacks_free(struct portcls_adapter *adapter)
{
	struct portcls_jack *jack, *next;

	list_for_each_entry_safe(jack, next, &adapter->jacks, link) {
		list_del(&jack->link);
		kfree(jack);
	}
}

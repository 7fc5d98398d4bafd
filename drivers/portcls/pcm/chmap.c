// SPDX-License-Identifier: GPL-2.0-only
/*
 * Channel maps: which speaker, or microphone, each channel of a PCM device is for.
 *
 * The speakers are those that the converter on the way of the stream is configured for, if it says
 * so. Other numbers of channels, and converters that say nothing, have the standard ones. One or
 * two channels that are recorded have no map unless the converter gives one.
 */
#include <linux/dev_printk.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <sound/pcm.h>

#include <portcls/audio_property.h>
#include <portcls/filter.h>
#include <portcls/guid.h>

#include "../ctl/graph.h"
#include "../ctl/property.h"
#include "speakers.h"
#include "stream.h"

static_assert(sizeof_field(struct snd_pcm_chmap_elem, map) + 1 == PORTCLS_CHMAPS);

/* Where the signal goes to, or comes from, if that is one place, and nothing else is there. */
static const struct portcls_vertex *next_vertex(const struct portcls_graph *graph,
						const struct portcls_vertex *vertex, bool upstream)
{
	const struct portcls_vertex *next;

	if (upstream) {
		if (vertex->inputs != 1)
			return NULL;
		next = &graph->vertices[graph->edges[vertex->entering].from];
		return next->outputs == 1 ? next : NULL;
	}
	if (vertex->outputs != 1)
		return NULL;
	next = &graph->vertices[graph->edges[vertex->first].to];
	return next->inputs == 1 ? next : NULL;
}

static bool tells_speakers(const struct portcls_vertex *vertex)
{
	const struct portcls_node *node;

	if (!portcls_vertex_is_node(vertex))
		return false;
	node = portcls_filter_node(vertex->port->filter, vertex->node);
	return (guid_equal(node->type, &portcls_node_dac) ||
		guid_equal(node->type, &portcls_node_adc)) &&
	       !(node->flags & PORTCLS_NODE_STREAM) &&
	       portcls_property_find(vertex->port, vertex->node, &portcls_property_set_audio,
				     PORTCLS_AUDIO_CHANNEL_CONFIG);
}

static const struct portcls_vertex *find_converter(const struct portcls_stream *stream)
{
	struct portcls_graph *graph = stream->adapter->graph;
	const struct portcls_vertex *vertex;

	vertex = portcls_graph_pin(graph, stream->port, stream->pin_id);
	while (vertex && !tells_speakers(vertex))
		vertex = next_vertex(graph, vertex, portcls_pin_is_capture(stream->pin));
	return vertex;
}

static int ask_speakers(const struct portcls_vertex *converter, u32 *speakers)
{
	const struct portcls_property property = {
		.port = converter->port,
		.node = converter->node,
		.set = &portcls_property_set_audio,
		.id = PORTCLS_AUDIO_CHANNEL_CONFIG,
	};

	return portcls_property_get(&property, speakers, sizeof(*speakers));
}

static bool takes_channels(const struct portcls_pin *pin, u32 channels)
{
	u32 i;

	for (i = 0; i < pin->data_range_count; i++)
		if (channels >= pin->data_ranges[i].min_channels &&
		    channels <= pin->data_ranges[i].max_channels)
			return true;
	return false;
}

static void fill_map(const struct portcls_pin *pin, const u32 *speakers, u32 channels,
		     struct snd_pcm_chmap_elem *map)
{
	const struct snd_pcm_chmap_elem *standard;

	map->channels = channels;
	for (standard = snd_pcm_std_chmaps; pin->alsa_order && standard->channels; standard++) {
		if (standard->channels == channels) {
			*map = *standard;
			return;
		}
	}
	if (!speakers || !portcls_speakers_positions(*speakers, channels, map->map))
		portcls_speakers_positions(portcls_speakers_standard(channels), channels,
					   map->map);
}

/* @speakers: as configured, or NULL. Returns the greatest number of channels that has a map. */
static u32 make_maps(const struct portcls_pin *pin, const u32 *speakers,
		     struct snd_pcm_chmap_elem *map)
{
	u32 channels, most = 0;

	for (channels = 1; channels < PORTCLS_CHMAPS; channels++) {
		if (!takes_channels(pin, channels))
			continue;
		most = channels;
		fill_map(pin, speakers, channels, map++);
	}
	return most;
}

static int build_direction(struct portcls_pcm *device, const struct portcls_stream *stream)
{
	const struct portcls_vertex *converter = find_converter(stream);
	int direction = stream->substream->stream;
	u32 speakers, most;
	int err;

	err = converter ? ask_speakers(converter, &speakers) : 0;
	if (err) {
		dev_err(stream->adapter->dev,
			"subdevice '%s': node %u: cannot ask for its speakers: %d\n",
			converter->port->name, converter->node, err);
		return err;
	}
	most = make_maps(stream->pin, converter ? &speakers : NULL, device->chmaps[direction]);
	if (!most || (!converter && direction == SNDRV_PCM_STREAM_CAPTURE && most <= 2))
		return 0;
	return snd_pcm_add_chmap_ctls(device->pcm, direction, device->chmaps[direction], most, 0,
				      NULL);
}

static int build_device(struct portcls_pcm *device)
{
	const struct portcls_stream *stream;
	int err;

	list_for_each_entry(stream, &device->streams, link) {
		if (stream->substream->number)
			continue;
		err = build_direction(device, stream);
		if (err)
			return err;
	}
	return 0;
}

/**
 * portcls_chmaps_build() - make the channel maps of an adapter
 * @adapter: the adapter, its PCM devices and its graph built
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno.
 */
int portcls_chmaps_build(struct portcls_adapter *adapter)
{
	struct portcls_pcm *device;
	struct portcls_port *port;
	int err;

	list_for_each_entry(port, &adapter->ports, link) {
		list_for_each_entry(device, &port->pcms, link) {
			err = build_device(device);
			if (err)
				return err;
		}
	}
	return 0;
}

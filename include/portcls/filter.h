/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Filter descriptors: the pins, nodes and connections of a miniport, as constant tables.
 */
#ifndef PORTCLS_FILTER_H
#define PORTCLS_FILTER_H

#include <linux/bits.h>
#include <linux/types.h>
#include <linux/uuid.h>

#include <portcls/format.h>
#include <portcls/property.h>

/* In a connection, stands for the filter itself: the pin beside it is a filter pin. */
#define PORTCLS_FILTER_NODE	U32_MAX
/* As a most number of instances: as many as the port can serve. */
#define PORTCLS_UNLIMITED	U32_MAX

/* More pins, or instances of a pin, than this are refused. */
#define PORTCLS_MAX_PINS	64
#define PORTCLS_MAX_INSTANCES	32

/**
 * enum portcls_dataflow - which way data passes a pin, seen from the filter
 * @PORTCLS_DATAFLOW_IN: into the filter; a stream on such a pin plays
 * @PORTCLS_DATAFLOW_OUT: out of the filter; a stream on such a pin records
 *
 * Counterpart: KSPIN_DATAFLOW, with the same values.
 */
enum portcls_dataflow {
	PORTCLS_DATAFLOW_IN = 1,
	PORTCLS_DATAFLOW_OUT = 2,
};

/**
 * enum portcls_communication - what a pin is for
 * @PORTCLS_COMMUNICATION_NONE: a fixed line, never opened
 * @PORTCLS_COMMUNICATION_SINK: takes streams, playing or recording
 * @PORTCLS_COMMUNICATION_BRIDGE: leads to another filter or out of the device, never opened
 *
 * Counterpart: KSPIN_COMMUNICATION, with the same values; SOURCE and BOTH do not occur in audio
 * miniports.
 */
enum portcls_communication {
	PORTCLS_COMMUNICATION_NONE = 0,
	PORTCLS_COMMUNICATION_SINK = 1,
	PORTCLS_COMMUNICATION_BRIDGE = 4,
};

/**
 * struct portcls_wave_limits - what the hardware puts on buffers and periods of a wave pin
 * @buffer_bytes_max: most bytes in the ring, not 0
 * @buffer_bytes_step: the ring is a multiple of this many bytes; 0: any number of frames
 * @period_bytes_min: fewest bytes in a period, not 0
 * @period_bytes_max: most bytes in a period
 * @period_bytes_step: a period is a multiple of this many bytes; 0: any number of frames. Positions
 *	that are told in steps of several frames need it: a period is over when the position says so
 * @period_frames_max: most frames in a period; 0: as many as @period_bytes_max gives
 * @periods_min: fewest periods in the ring, at least 2
 * @periods_max: most periods in the ring
 * @fifo_bytes: bytes between memory and the converter
 * @whole_periods: the ring holds a whole number of periods; on a WavePci port it always does
 *
 * Windows has no counterpart: there the port driver alone chooses buffer and interval.
 */
struct portcls_wave_limits {
	u32 buffer_bytes_max;
	u32 buffer_bytes_step;
	u32 period_bytes_min;
	u32 period_bytes_max;
	u32 period_bytes_step;
	u32 period_frames_max;
	u32 periods_min;
	u32 periods_max;
	u32 fifo_bytes;
	bool whole_periods;
};

/**
 * struct portcls_pin - a pin of a filter
 * @max_global_instances: most streams on this pin over all filters; 0 when it cannot be opened
 * @max_filter_instances: most streams on this pin of this filter; 0 when it cannot be opened
 * @min_filter_instances: streams without which the filter does not work
 * @automation: properties of the pin, or NULL
 * @data_range_count: entries in @data_ranges
 * @data_ranges: what the pin can do, one tuple each
 * @dataflow: which way data passes
 * @communication: what the pin is for
 * @category: kind of line, e.g. a speaker; not NULL
 * @name: name of the pin as a GUID, or NULL to use @category
 * @limits: buffers and periods; not NULL on a wave pin that can be opened
 * @clock_domain: pins of a filter with the same number other than 0 share one sample clock: the
 *	first stream with a format settles the rate of the others
 * @alsa_order: the channels of a frame are in ALSA's order, which is front, rear, center and LFE,
 *	side, and not in that of the positions in a speaker mask
 * @pcm_slot: number of the PCM device plus 1; 0 for the next device that there is not yet
 * @pcm_id: id of the PCM device, or NULL to use the name of the subdevice
 * @pcm_name: name of the PCM device, or NULL to use the name of the subdevice
 * @jack: name of the jack of its socket, in full but for "Phantom" and "Jack", or NULL to be named
 *	after the line
 *
 * Pins with the same @pcm_slot other than 0, one that plays and one that records, become the two
 * directions of that PCM device. Of the others the n-th playing and the n-th recording pin that can
 * be opened become the two directions of one device. The instances of a pin become its substreams.
 * @pcm_id and @pcm_name of the playing pin come before those of the recording one.
 *
 * Counterpart: PCPIN_DESCRIPTOR and the KSPIN_DESCRIPTOR in it, members in their order; @limits and
 * what follows is ours.
 */
struct portcls_pin {
	u32 max_global_instances;
	u32 max_filter_instances;
	u32 min_filter_instances;
	const struct portcls_automation *automation;
	u32 data_range_count;
	const struct portcls_data_range *data_ranges;
	enum portcls_dataflow dataflow;
	enum portcls_communication communication;
	const guid_t *category;
	const guid_t *name;
	const struct portcls_wave_limits *limits;
	u32 clock_domain;
	bool alsa_order;
	u32 pcm_slot;
	const char *pcm_id;
	const char *pcm_name;
	const char *jack;
};

/* What is special about a node. */
#define PORTCLS_NODE_STREAM	BIT(0)	/* its properties are asked of streams, not of the filter */
#define PORTCLS_NODE_CARD	BIT(1)	/* its controls are about the card, not the mixer */
#define PORTCLS_NODE_PCM	BIT(2)	/* … about the PCM device that plays through it */
#define PORTCLS_NODE_INDEX	BIT(3)	/* its controls have its index also where names are free */
#define PORTCLS_NODE_FLAGS \
	(PORTCLS_NODE_STREAM | PORTCLS_NODE_CARD | PORTCLS_NODE_PCM | PORTCLS_NODE_INDEX)

/**
 * struct portcls_node - a node of a filter: one function in the path of the signal
 * @flags: one of PORTCLS_NODE_STREAM, _CARD and _PCM, or none; with PORTCLS_NODE_INDEX or without.
 *	The properties of a node of streams are asked of each stream that passes it; what they can
 *	do (BASIC_SUPPORT, MIX_LEVEL_CAPS, NUM_EQ_BANDS, EQ_BANDS) is asked of the filter, before
 *	there are any. Those of a node of a PCM device are asked of the filter
 * @automation: properties of the node; not NULL when its type needs one
 * @type: what the node does, a PORTCLS_NODE_* GUID or one of the miniport's own
 * @name: name, or NULL to use @type; nodes of one type have names that differ
 * @control: name of the control, in full, or NULL to be named after the lines that pass the node;
 *	when the node becomes several controls, the beginning of their names
 * @control_index: least index of controls that @control names, where that name exists already or
 *	PORTCLS_NODE_INDEX says so, so that those of one part of a card, of several like it, have
 *	the same
 * @items: names of what can be chosen, NULL behind the last: of a multiplexer or demultiplexer, its
 *	wires in the order of their logical pins, of a device-specific property that is no switch,
 *	its values from 0 on; or NULL to name wires after where they lead, and for a number
 *
 * Counterpart: PCNODE_DESCRIPTOR, members in their order, of which the flags are 0; @control,
 * @control_index and @items are ours. In Windows the registry gives a text for @name.
 */
struct portcls_node {
	u32 flags;
	const struct portcls_automation *automation;
	const guid_t *type;
	const guid_t *name;
	const char *control;
	u32 control_index;
	const char *const *items;
};

/**
 * struct portcls_connection - a wire inside a filter
 * @from_node: node the signal leaves, or PORTCLS_FILTER_NODE
 * @from_pin: logical pin of that node, or pin of the filter
 * @to_node: node the signal enters, or PORTCLS_FILTER_NODE
 * @to_pin: logical pin of that node, or pin of the filter
 *
 * Logical pins of a node: output 0, input 1; a sum or multiplexer has inputs 1, 2, …; a
 * demultiplexer has input 0 and outputs 1, 2, …
 *
 * Counterpart: PCCONNECTION_DESCRIPTOR.
 */
struct portcls_connection {
	u32 from_node;
	u32 from_pin;
	u32 to_node;
	u32 to_pin;
};

/**
 * struct portcls_filter - the description of a miniport
 * @version: 0
 * @automation: properties of the filter, or NULL
 * @pin_size: bytes from one pin to the next: at least sizeof(struct portcls_pin), a multiple of 8
 * @pin_count: entries in @pins, 1 to PORTCLS_MAX_PINS
 * @pins: the pins, @pin_size apart
 * @node_size: bytes from one node to the next; 0 without nodes
 * @node_count: entries in @nodes
 * @nodes: the nodes, @node_size apart
 * @connection_count: entries in @connections
 * @connections: the wires
 * @category_count: entries in @categories
 * @categories: what kinds of filter this is
 *
 * All tables belong to the miniport and live at least as long as its port.
 *
 * Counterpart: PCFILTER_DESCRIPTOR.
 */
struct portcls_filter {
	u32 version;
	const struct portcls_automation *automation;
	u32 pin_size;
	u32 pin_count;
	const void *pins;
	u32 node_size;
	u32 node_count;
	const void *nodes;
	u32 connection_count;
	const struct portcls_connection *connections;
	u32 category_count;
	const guid_t *const *categories;
};

/**
 * portcls_filter_pin() - one pin of a filter
 * @filter: description, with pin_size and pins checked
 * @index: less than its pin_count
 *
 * Context: any.
 * Return: the pin, found by the filter's own stride.
 */
static inline const struct portcls_pin *
portcls_filter_pin(const struct portcls_filter *filter, u32 index)
{
	return filter->pins + (size_t)index * filter->pin_size;
}

/**
 * portcls_filter_node() - one node of a filter
 * @filter: description, with node_size and nodes checked
 * @index: less than its node_count
 *
 * Context: any.
 * Return: the node, found by the filter's own stride.
 */
static inline const struct portcls_node *
portcls_filter_node(const struct portcls_filter *filter, u32 index)
{
	return filter->nodes + (size_t)index * filter->node_size;
}

/**
 * portcls_pin_is_openable() - whether streams can be made on a pin
 * @pin: the pin
 *
 * Context: any.
 * Return: true if the pin takes streams.
 */
static inline bool portcls_pin_is_openable(const struct portcls_pin *pin)
{
	return pin->communication == PORTCLS_COMMUNICATION_SINK && pin->max_filter_instances;
}

/**
 * portcls_pin_is_capture() - whether streams on a pin record
 * @pin: the pin
 *
 * Context: any.
 * Return: true if data leave the filter here.
 */
static inline bool portcls_pin_is_capture(const struct portcls_pin *pin)
{
	return pin->dataflow == PORTCLS_DATAFLOW_OUT;
}

#endif /* PORTCLS_FILTER_H */

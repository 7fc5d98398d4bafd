/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A Topology miniport without hardware that has a node of every type, all in one path.
 */
#ifndef PORTCLS_TESTS_FAKE_TOPOLOGY_H
#define PORTCLS_TESTS_FAKE_TOPOLOGY_H

#include <linux/types.h>

#include <portcls/filter.h>
#include <portcls/property.h>
#include <portcls/topology.h>

#include "fake.h"

struct kunit;

enum {
	TOPOLOGY_LINE,
	TOPOLOGY_MIC,
	TOPOLOGY_SPEAKER,
	TOPOLOGY_HEADPHONE,
	TOPOLOGY_PINS,
};

/* In the order of the path. */
enum {
	TOPOLOGY_VOLUME,
	TOPOLOGY_MUTE,
	TOPOLOGY_TONE,
	TOPOLOGY_EQUALIZER,
	TOPOLOGY_LOUDNESS,
	TOPOLOGY_AGC,
	TOPOLOGY_PEAKMETER,
	TOPOLOGY_DEV_SPECIFIC,
	TOPOLOGY_DELAY,
	TOPOLOGY_REVERB,
	TOPOLOGY_CHORUS,
	TOPOLOGY_WIDE,
	TOPOLOGY_ENHANCER,
	TOPOLOGY_3D_EFFECTS,
	TOPOLOGY_DAC,
	TOPOLOGY_ADC,
	TOPOLOGY_SRC,
	TOPOLOGY_SUPERMIX,
	TOPOLOGY_ECHO_CANCEL,
	TOPOLOGY_NOISE_SUPPRESS,
	TOPOLOGY_DECODER,
	TOPOLOGY_ENCODER,
	TOPOLOGY_MUX,
	TOPOLOGY_SUM,
	TOPOLOGY_DEMUX,
	TOPOLOGY_NODES,
};

#define TOPOLOGY_CONNECTIONS	(TOPOLOGY_NODES + 3)
#define TOPOLOGY_PROPERTIES	4
#define TOPOLOGY_CHANNELS	4
#define TOPOLOGY_VALUES		26

/* Of the mixer matrix */
#define TOPOLOGY_INPUTS		2
#define TOPOLOGY_OUTPUTS	3
#define TOPOLOGY_PATHS		(TOPOLOGY_INPUTS * TOPOLOGY_OUTPUTS)

/**
 * struct topology_property - a property of a node of the fake, and what it would do to hardware
 * @item: as the node's automation table has it; first, so that the handler finds the rest
 * @type: type of a value
 * @range_count: ranges that it tells: 0, 1, or one for each channel
 * @ranges: those
 * @channels: channels that it answers for, 0 if it is not told by channel
 * @bytes: bytes of the value
 * @clamp: what is set is brought into the range, silently
 * @values: what was set, channel by channel
 * @gets: times that it was read
 * @sets: times that it was set
 * @result: what the handler gives instead of an answer, or 0
 */
struct topology_property {
	struct portcls_property_item item;
	enum portcls_value_type type;
	u32 range_count;
	struct portcls_stepping ranges[TOPOLOGY_CHANNELS];
	u32 channels;
	u32 bytes;
	bool clamp;
	s32 values[TOPOLOGY_CHANNELS][TOPOLOGY_VALUES];
	unsigned int gets;
	unsigned int sets;
	int result;
};

/**
 * struct fake_topology - the miniport
 * @device: the device that it is a part of
 * @port: its port
 * @filter: its description; the tables are the other members
 * @pins: two sources, two destinations
 * @nodes: one of each type
 * @connections: one path through all
 * @automations: of the nodes
 * @properties: of the nodes
 */
struct fake_topology {
	struct fake_device *device;
	struct portcls_port *port;
	struct portcls_filter filter;
	struct portcls_pin pins[TOPOLOGY_PINS];
	struct portcls_node nodes[TOPOLOGY_NODES];
	struct portcls_connection connections[TOPOLOGY_CONNECTIONS];
	struct portcls_automation automations[TOPOLOGY_NODES];
	struct topology_property properties[TOPOLOGY_NODES][TOPOLOGY_PROPERTIES];
};

int fake_topology_suite_init(struct kunit *test);
struct fake_topology *fake_topology_of(struct kunit *test);
void fake_topology_init(struct fake_topology *topology, struct fake_device *device);
int fake_topology_start(struct fake_device *device);

#endif /* PORTCLS_TESTS_FAKE_TOPOLOGY_H */

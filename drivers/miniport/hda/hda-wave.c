// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: a WaveRT miniport whose filter has all ways of all codecs.
 *
 * Way n has the pins 2n, for its streams, and 2n + 1, which leads to the filter of its codec, and
 * between them node n. PCM devices are numbered as the kernel's own driver numbers them.
 */
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <portcls/adapter.h>
#include <portcls/guid.h>

#include "hda.h"

#define FIRST_OTHER_PCM	10

/* The last byte is the number of the node. */
static const guid_t node_name =
	GUID_INIT(0x4e1b7a90, 0x2c6d, 0x4f58, 0xa1, 0x3b, 0x7d, 0x05, 0xc8, 0x92, 0x6f, 0x00);

/**
 * hda_wave_take_number() - number a PCM device
 * @wave: the filter that is being made
 * @kind: kind of device
 *
 * Context: process.
 * Return: the first of the kind's own numbers that is free, or else of those that are for all.
 */
unsigned int hda_wave_take_number(struct hda_wave *wave, enum hda_pcm kind)
{
	static const struct {
		u8 count;
		u8 numbers[4];
	} kinds[] = {
		[HDA_PCM_ANALOG] = { 4, { 0, 2, 4, 5 } },
		[HDA_PCM_DIGITAL] = { 1, { 1 } },
		[HDA_PCM_HDMI] = { 4, { 3, 7, 8, 9 } },
	};
	unsigned int i, number;

	for (i = 0; i < kinds[kind].count; i++) {
		number = kinds[kind].numbers[i];
		if (!__test_and_set_bit(number, wave->numbers))
			return number;
	}
	number = find_next_zero_bit(wave->numbers, HDA_MAX_PCMS, FIRST_OTHER_PCM);
	__set_bit(number, wave->numbers);
	return number;
}

static void add_wire(struct hda_wave *wave, u32 from_node, u32 from_pin, u32 to_node, u32 to_pin)
{
	wave->connections[wave->filter.connection_count++] = (struct portcls_connection) {
		from_node, from_pin, to_node, to_pin,
	};
}

/* A pin for streams, a converter, and a pin that leads to the codec's filter */
static void add_pins(struct hda_wave *wave, const struct hda_way *way)
{
	const u32 stream = wave->filter.pin_count++, bridge = wave->filter.pin_count++;
	const u32 node = wave->filter.node_count++;

	wave->pins[stream] = (struct portcls_pin) {
		.max_global_instances = 1,
		.max_filter_instances = 1,
		.data_range_count = way->range_count,
		.data_ranges = way->ranges,
		.dataflow = way->capture ? PORTCLS_DATAFLOW_OUT : PORTCLS_DATAFLOW_IN,
		.communication = PORTCLS_COMMUNICATION_SINK,
		.category = &portcls_category_audio,
		.limits = &hda_stream_limits,
		.alsa_order = true,
		.pcm_slot = 1 + way->number,
		.pcm_id = way->name,
		.pcm_name = way->name,
	};
	wave->pins[bridge] = (struct portcls_pin) {
		.dataflow = way->capture ? PORTCLS_DATAFLOW_IN : PORTCLS_DATAFLOW_OUT,
		.communication = PORTCLS_COMMUNICATION_BRIDGE,
		.category = &portcls_category_audio,
	};
	wave->names[node] = node_name;
	wave->names[node].b[15] = node;
	wave->nodes[node] = (struct portcls_node) {
		.type = way->capture ? &portcls_node_adc : &portcls_node_dac,
		.name = &wave->names[node],
		.automation = way->capture ? &hda_recorder_automation : NULL,
	};
	add_wire(wave, PORTCLS_FILTER_NODE, way->capture ? bridge : stream, node, 1);
	add_wire(wave, node, 0, PORTCLS_FILTER_NODE, way->capture ? stream : bridge);
}

/* Takes what hda_way_new() gave. */
static int add_way(struct hda_wave *wave, struct hda_way *way, unsigned int number, u32 outlet,
		   const char *name)
{
	if (!way)
		return -ENOMEM;
	if (!way->range_count) {
		dev_warn(&way->codec->core.dev, "PCM device %u: converters have no format\n",
			 number);
		kfree(way);
		return 0;
	}
	way->number = number;
	way->outlet = outlet;
	strscpy(way->name, name, sizeof(way->name));
	wave->ways[wave->filter.node_count] = way;
	add_pins(wave, way);
	return 0;
}

static int add_recorder(struct hda_wave *wave, struct hda_codec *codec, unsigned int recorder,
			unsigned int number, const char *name)
{
	return add_way(wave, hda_way_new(codec, true, &codec->layout.adcs[recorder], 1, 1),
		       number, codec->topology.wave_in[recorder], name);
}

/* What plays and what records first on the analog side are one PCM device. */
static int add_analog(struct hda_wave *wave, struct hda_codec *codec)
{
	static const char name[] = "Generic Analog";
	const struct hda_layout *layout = &codec->layout;
	unsigned int number;
	int err = 0;

	if (!layout->output_count && !layout->input_count)
		return 0;
	number = hda_wave_take_number(wave, HDA_PCM_ANALOG);
	if (layout->output_count)
		err = add_way(wave, hda_way_new(codec, false, layout->dacs, layout->dac_count,
						layout->pair_count),
			      number, codec->topology.wave_out, name);
	if (!err && layout->adc_count)
		err = add_recorder(wave, codec, 0, number, name);
	return err;
}

/* Further converters that record are devices of their own. */
static int add_alternatives(struct hda_wave *wave, struct hda_codec *codec)
{
	unsigned int i;
	int err = 0;

	for (i = 1; i < codec->layout.adc_count && !err; i++)
		err = add_recorder(wave, codec, i, hda_wave_take_number(wave, HDA_PCM_ANALOG),
				   "Generic Alt Analog");
	return err;
}

static int add_digital(struct hda_wave *wave, struct hda_codec *codec,
		       struct hda_digital *digital, unsigned int number, const char *name)
{
	struct hda_way *way = hda_way_new(codec, digital->capture, &digital->converter, 1,
					  digital->pair_count);

	if (way)
		way->digital = digital;
	return add_way(wave, way, number, digital->outlet, name);
}

/* The first input goes with the first output; what is left are devices of their own. */
static int add_spdif(struct hda_wave *wave, struct hda_codec *codec)
{
	unsigned int i, number, numbers[2] = {}, count[2] = {};
	int err = 0;

	for (i = 0; i < codec->digital_count && !err; i++) {
		struct hda_digital *digital = &codec->digitals[i];
		const bool first = !count[digital->capture], other = count[!digital->capture];

		if (digital->hdmi)
			continue;
		number = first && other ? numbers[!digital->capture] :
					  hda_wave_take_number(wave, HDA_PCM_DIGITAL);
		if (first)
			numbers[digital->capture] = number;
		count[digital->capture]++;
		err = add_digital(wave, codec, digital, number, "Generic Digital");
	}
	return err;
}

static int add_hdmi(struct hda_wave *wave, struct hda_codec *codec)
{
	unsigned int i, count = 0;
	char name[16];
	int err = 0;

	for (i = 0; i < codec->digital_count && !err; i++) {
		if (!codec->digitals[i].hdmi)
			continue;
		snprintf(name, sizeof(name), "HDMI %u", count++);
		err = add_digital(wave, codec, &codec->digitals[i],
				  hda_wave_take_number(wave, HDA_PCM_HDMI), name);
	}
	return err;
}

/**
 * hda_wave_build() - make the wave filter of some codecs
 * @wave: the filter, all zero
 * @codecs: the codecs, with their layouts and topologies
 * @count: entries in @codecs; of no more than HDA_MAX_WAYS ways
 *
 * Context: process, may sleep.
 * Return: 0 or -ENOMEM; either way hda_wave_free() frees it.
 */
int hda_wave_build(struct hda_wave *wave, struct hda_codec *const *codecs, unsigned int count)
{
	static const guid_t *const categories[] = {
		&portcls_category_audio, &portcls_category_render, &portcls_category_capture,
	};
	unsigned int i;
	int err = 0;

	wave->filter = (struct portcls_filter) {
		.pin_size = sizeof(wave->pins[0]),
		.pins = wave->pins,
		.node_size = sizeof(wave->nodes[0]),
		.nodes = wave->nodes,
		.connections = wave->connections,
		.category_count = ARRAY_SIZE(categories),
		.categories = categories,
	};
	for (i = 0; i < count && !err; i++)
		err = add_analog(wave, codecs[i]) ?: add_spdif(wave, codecs[i]) ?:
		      add_alternatives(wave, codecs[i]) ?: add_hdmi(wave, codecs[i]);
	return err;
}

/**
 * hda_wave_free() - free the ways of a wave filter
 * @wave: the filter, which no port uses any more
 *
 * Context: process.
 */
void hda_wave_free(struct hda_wave *wave)
{
	unsigned int i;

	for (i = 0; i < wave->filter.node_count; i++)
		kfree(wave->ways[i]);
}

static int wave_get_description(void *miniport, const struct portcls_filter **filter)
{
	struct hda_chip *chip = miniport;

	*filter = &chip->wave.filter;
	return 0;
}

static int wave_init(void *miniport, struct portcls_resource_list *resources,
		     struct portcls_port *port)
{
	struct hda_chip *chip = miniport;
	int err;

	err = hda_wave_build(&chip->wave, chip->codecs, chip->codec_count);
	if (err || chip->wave.filter.node_count)
		return err;
	dev_err(chip->bus.dev, "no codec has a format to play or record\n");
	return -ENODEV;
}

/* Formats are those of the converters; a monitor may know fewer. */
static int wave_judge(void *miniport, u32 pin, const struct portcls_data_range *range,
		      const struct portcls_format *format)
{
	const struct hda_chip *chip = miniport;
	const struct hda_way *way = chip->wave.ways[HDA_WAY_OF_PIN(pin)];

	if (!way->digital || !way->digital->hdmi ||
	    hda_hdmi_takes(way->codec, way->digital->line.pin, format))
		return 0;
	return -EINVAL;
}

static const struct portcls_wavert_ops wave_ops = {
	.get_description = wave_get_description,
	.data_range_intersection = wave_judge,
	.init = wave_init,
	.new_stream = hda_stream_new,
	.start_linked = hda_stream_start_linked,
	.any_count = true,
};

static int connect_way(struct hda_chip *chip, unsigned int index)
{
	const struct hda_way *way = chip->wave.ways[index];
	const u32 bridge = HDA_BRIDGE_OF_WAY(index);

	if (way->capture)
		return portcls_register_physical_connection(chip->adapter, way->codec->port,
							    way->outlet, chip->wave_port, bridge);
	return portcls_register_physical_connection(chip->adapter, chip->wave_port, bridge,
						    way->codec->port, way->outlet);
}

/**
 * hda_wave_create() - make the wave subdevice of a controller, and wire it to its codecs
 * @chip: the controller, with its codecs and their topologies
 * @resources: of the device
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno.
 */
int hda_wave_create(struct hda_chip *chip, struct portcls_resource_list *resources)
{
	struct portcls_port *port;
	unsigned int i;
	int err;

	port = portcls_wavert_new(chip->adapter, &wave_ops, chip, resources);
	if (IS_ERR(port))
		return PTR_ERR(port);
	chip->wave_port = port;
	err = portcls_register_subdevice(chip->adapter, "Wave", port);
	for (i = 0; i < chip->wave.filter.node_count && !err; i++)
		err = connect_way(chip, i);
	return err;
}

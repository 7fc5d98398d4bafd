// SPDX-License-Identifier: GPL-2.0-only
/*
 * AC'97 codec as a Topology miniport.
 *
 *  PCM, Beep, Phone, Mic,      volume - mute --> output mixer --+--> tone, 3D, ... --> Line Out
 *  Line, CD, Video, Aux        |                                +--> Headphone
 *                              |                                +--> Mono Out
 *                              +--> record source --> gain --> ADC
 *
 * Much of it is optional, and a codec does not say what it has: registers are tried. What is not
 * there is left out; so the filter is made at run time. All inputs are there, at least to record
 * from.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/adapter.h>
#include <portcls/audio_property.h>
#include <portcls/guid.h>
#include <portcls/topology.h>

#include "ich.h"

/* Pins that are always there, in the order of what the record source numbers; then the others. */
enum {
	PIN_MIC,
	PIN_CD,
	PIN_VIDEO,
	PIN_AUX,
	PIN_LINE,
	PIN_PHONE,
	PIN_PCM,
	PIN_ADC,
	PIN_LINE_OUT,
	PINS_ALWAYS,
};

/* Inputs of the record source */
enum {
	SOURCE_MIX = 6,
	SOURCE_MIX_MONO,
	SOURCE_PHONE,
};

/* A level in tenths of a dB */
#define TENTHS(tenths)	((tenths) * 65536 / 10)

static const struct portcls_stepping levels_6_bits = { TENTHS(15), 0, TENTHS(-945), 0 };
static const struct portcls_stepping levels_5_bits = { TENTHS(15), 0, TENTHS(-465), 0 };
static const struct portcls_stepping input_levels = { TENTHS(15), 0, TENTHS(-345), TENTHS(120) };
static const struct portcls_stepping beep_levels = { TENTHS(30), 0, TENTHS(-450), 0 };
static const struct portcls_stepping gain_levels = { TENTHS(15), 0, 0, TENTHS(225) };
/* The least value stands for none at all. */
static const struct portcls_stepping tone_levels = { TENTHS(15), 0, TENTHS(-120), TENTHS(105) };
static const struct portcls_stepping to_15 = { 1, 0, 0, 15 };
static const struct portcls_stepping to_7 = { 1, 0, 0, 7 };
static const struct portcls_stepping to_3 = { 1, 0, 0, 3 };

/* A place in the filter that a signal comes from */
struct end {
	u32 node;
	u32 pin;
};

static struct end pin_end(u32 pin)
{
	return (struct end) { PORTCLS_FILTER_NODE, pin };
}

static u32 add_pin(struct ich *chip, enum portcls_dataflow dataflow, const guid_t *category,
		   const guid_t *name, const char *outside)
{
	struct ich_topology *topology = &chip->topology;
	u32 pin = topology->filter.pin_count++;

	topology->outside[pin] = outside;
	topology->pins[pin] = (struct portcls_pin) {
		.dataflow = dataflow,
		.communication = PORTCLS_COMMUNICATION_BRIDGE,
		.category = category,
		.name = name,
	};
	return pin;
}

/* Nodes of one type need names that differ: the last byte is the number of the node. */
static u32 add_node(struct ich *chip, const guid_t *type,
		    const struct portcls_automation *automation, const char *control,
		    const struct ich_field *field)
{
	static const guid_t base = GUID_INIT(0x2b7fd0a5, 0x61c8, 0x4e93, 0xb2, 0x0f, 0x48, 0x5d,
					     0x9a, 0x17, 0xe3, 0x00);
	struct ich_topology *topology = &chip->topology;
	u32 node = topology->filter.node_count++;
	guid_t *name = &topology->names[node];

	*name = base;
	name->b[15] = node;
	if (field)
		topology->fields[node] = *field;
	topology->nodes[node] = (struct portcls_node) {
		.automation = automation,
		.type = type,
		.name = name,
		.control = control,
	};
	return node;
}

static void add_wire(struct ich *chip, struct end from, u32 to_node, u32 to_pin)
{
	struct ich_topology *topology = &chip->topology;

	topology->connections[topology->filter.connection_count++] =
		(struct portcls_connection) { from.node, from.pin, to_node, to_pin };
}

/* A node with one input, after @from. */
static struct end append(struct ich *chip, struct end from, const guid_t *type,
			 const struct portcls_automation *automation, const char *control,
			 const struct ich_field *field)
{
	u32 node = add_node(chip, type, automation, control, field);

	add_wire(chip, from, node, 1);
	return (struct end) { node, 0 };
}

static struct end append_switch(struct ich *chip, struct end from, const char *control, u8 reg,
				u16 bit, bool inverted)
{
	return append(chip, from, &portcls_node_dev_specific, &ich_switch, control,
		      &(const struct ich_field) {
			      .reg = reg, .channels = 1, .shift = { __ffs(bit) }, .most = 1,
			      .inverted = inverted,
		      });
}

/*
 * One bit chooses between two inputs: @from_0 if it is 0. Names are as the kernel's own driver has
 * them.
 */
static struct end append_choice(struct ich *chip, struct end from_0, struct end from_1,
				const char *control, const char *const *items, u16 bit)
{
	u32 node = add_node(chip, &portcls_node_mux, &ich_source, control,
			    &(const struct ich_field) {
				    .reg = AC97_GENERAL, .channels = 1, .shift = { __ffs(bit) },
				    .most = 1,
			    });

	chip->topology.nodes[node].items = items;
	add_wire(chip, from_0, node, 1);
	add_wire(chip, from_1, node, 2);
	return (struct end) { node, 0 };
}

static struct end append_number(struct ich *chip, struct end from, const char *control, u8 reg,
				u8 shift, const struct portcls_stepping *range)
{
	return append(chip, from, &portcls_node_dev_specific, &ich_number, control,
		      &(const struct ich_field) {
			      .reg = reg, .channels = 1, .shift = { shift },
			      .most = range->maximum, .range = range,
		      });
}

/* A register whose value is not there, or the same whatever is written, is none. */
static bool has_bits(struct ich *chip, u8 reg, u16 bits)
{
	return (ich_codec_try(chip, reg, bits) & bits) == bits &&
	       !(ich_codec_try(chip, reg, 0) & bits);
}

/**
 * struct volume_path - a volume and a mute in one register
 * @reg: the register
 * @volume: name of the volume
 * @mute: name of the mute
 * @levels: what the volume means, or NULL if it may have five or six bits, the greatest being 0 dB
 * @two_mutes: each channel may have a mute of its own
 */
struct volume_path {
	u8 reg;
	const char *volume;
	const char *mute;
	const struct portcls_stepping *levels;
	bool two_mutes;
};

#define PATH(reg, name, levels)	{ reg, name " Volume", name " Switch", levels }

static const struct volume_path master = PATH(AC97_MASTER, "Master Playback", NULL);
static const struct volume_path headphone = PATH(AC97_HEADPHONE, "Headphone Playback", NULL);
static const struct volume_path mono = PATH(AC97_MASTER_MONO, "Master Mono Playback", NULL);
static const struct volume_path surround = {
	AC97_SURROUND, "Surround Playback Volume", "Surround Playback Switch", .two_mutes = true,
};

static const struct volume_path pcm = PATH(AC97_PCM, "PCM Playback", &input_levels);

static const struct volume_path inputs[] = {
	[PIN_MIC] = PATH(AC97_MIC, "Mic Playback", &input_levels),
	[PIN_CD] = PATH(AC97_CD, "CD Playback", &input_levels),
	[PIN_VIDEO] = PATH(AC97_VIDEO, "Video Playback", &input_levels),
	[PIN_AUX] = PATH(AC97_AUX, "Aux Playback", &input_levels),
	[PIN_LINE] = PATH(AC97_LINE, "Line Playback", &input_levels),
	[PIN_PHONE] = PATH(AC97_PHONE, "Phone Playback", &input_levels),
};

/* Volume and mute of a path, as far as they are there; *@exists says whether they are. */
static struct end append_path(struct ich *chip, struct end from, const struct volume_path *path,
			      bool *exists)
{
	struct ich_field mute = {
		.reg = path->reg, .channels = 1, .shift = { 15, 7 }, .most = 1,
	};
	/* The other channel is above; a volume of five bits reads 32 as 31. */
	u16 value = ich_codec_try(chip, path->reg, path->levels ? 0x1f1f : 0x3f3f);
	bool six_bits = !path->levels && (value & 0x3f) == 0x3f;
	struct ich_field volume = {
		.reg = path->reg, .channels = 1, .most = six_bits ? 0x3f : 0x1f, .inverted = true,
		.range = path->levels ?: six_bits ? &levels_6_bits : &levels_5_bits,
	};

	*exists = has_bits(chip, path->reg, AC97_MUTE);
	if (!*exists)
		return from;
	if (value & 0x1f00) {
		volume.channels = 2;
		volume.shift[0] = 8;
	}
	if (path->two_mutes && has_bits(chip, path->reg, AC97_MUTE | AC97_MUTE_RIGHT))
		mute.channels = 2;
	from = append(chip, from, &portcls_node_volume, &ich_volume, path->volume, &volume);
	return append(chip, from, &portcls_node_mute, &ich_mute, path->mute, &mute);
}

/* Gain and mute of a recording path */
static struct end append_gain(struct ich *chip, struct end from, u8 reg, bool stereo,
			      const char *volume, const char *mute)
{
	from = append(chip, from, &portcls_node_volume, &ich_volume, volume,
		      &(const struct ich_field) {
			      .reg = reg, .channels = stereo ? 2 : 1,
			      .shift = { stereo ? 8 : 0, 0 }, .most = 15, .range = &gain_levels,
		      });
	if (!has_bits(chip, reg, AC97_MUTE))
		return from;
	return append(chip, from, &portcls_node_mute, &ich_mute, mute,
		      &(const struct ich_field) {
			      .reg = reg, .channels = 1, .shift = { 15 }, .most = 1,
		      });
}

static struct end append_tone(struct ich *chip, struct end from)
{
	const struct ich_field bass = {
		.reg = AC97_TONE, .channels = 1, .shift = { 8 }, .most = 15, .inverted = true,
		.range = &tone_levels,
	};
	struct ich_field treble = bass;

	if (!(chip->codec_has & AC97_RESET_TONE) || !has_bits(chip, AC97_TONE, 0x0f0f))
		return from;
	treble.shift[0] = 0;
	from = append(chip, from, &portcls_node_tone, &ich_bass, "Tone Control - Bass", &bass);
	return append(chip, from, &portcls_node_tone, &ich_treble, "Tone Control - Treble",
		      &treble);
}

/* Four bits, or three of them above one that is 0 */
static struct end append_depth(struct ich *chip, struct end from, const char *control, u8 shift)
{
	if (has_bits(chip, AC97_3D, 0xf << shift))
		return append_number(chip, from, control, AC97_3D, shift, &to_15);
	if (has_bits(chip, AC97_3D, 0xe << shift))
		return append_number(chip, from, control, AC97_3D, shift + 1, &to_7);
	return from;
}

static struct end append_3d(struct ich *chip, struct end from)
{
	if (has_bits(chip, AC97_GENERAL, AC97_GENERAL_3D))
		from = append_switch(chip, from, "3D Control - Switch", AC97_GENERAL,
				     AC97_GENERAL_3D, false);
	/* It has one in spite of what it says. */
	if (chip->codec_id == 0x83847600)
		return append_number(chip, from, "3D Control Sigmatel - Depth", AC97_3D, 2, &to_3);
	if (!(chip->codec_has & AC97_RESET_3D))
		return from;
	from = append_depth(chip, from, "3D Control - Center", 8);
	return append_depth(chip, from, "3D Control - Depth", 0);
}

/* What is done to the sum on its way to Line Out */
static struct end append_effects(struct ich *chip, struct end from)
{
	from = append_tone(chip, from);
	from = append_3d(chip, from);
	if (chip->codec_has & AC97_RESET_SIM_STEREO)
		from = append_switch(chip, from, "Simulated Stereo Enhancement", AC97_GENERAL,
				     AC97_GENERAL_STEREO, false);
	if (chip->codec_has & AC97_RESET_LOUDNESS)
		from = append_switch(chip, from, "Loudness (bass boost)", AC97_GENERAL,
				     AC97_GENERAL_LOUDNESS, false);
	if (has_bits(chip, AC97_GENERAL, AC97_GENERAL_LOOPBACK))
		from = append_switch(chip, from, "ADC/DAC Loopback", AC97_GENERAL,
				     AC97_GENERAL_LOOPBACK, false);
	if (has_bits(chip, AC97_POWER, AC97_POWER_EAPD))
		from = append_switch(chip, from, "External Amplifier", AC97_POWER,
				     AC97_POWER_EAPD, true);
	return from;
}

static void add_pins(struct ich *chip)
{
	static const guid_t *const analog = &portcls_pin_analog_connector;
	enum portcls_dataflow in = PORTCLS_DATAFLOW_IN, out = PORTCLS_DATAFLOW_OUT;

	add_pin(chip, in, &portcls_pin_microphone, NULL, "Mic");
	add_pin(chip, in, &portcls_pin_cd_player, NULL, "CD");
	add_pin(chip, in, analog, &portcls_name_video, "Video");
	add_pin(chip, in, analog, &portcls_name_aux, "Aux");
	add_pin(chip, in, &portcls_pin_line_connector, NULL, "Line In");
	add_pin(chip, in, &portcls_pin_phone_line, NULL, "Phone");
	add_pin(chip, in, &portcls_category_audio, NULL, NULL);
	add_pin(chip, out, &portcls_category_audio, NULL, NULL);
	add_pin(chip, out, &portcls_pin_line_connector, NULL, "Line Out");
}

static u32 add_sum(struct ich *chip, const guid_t *name)
{
	u32 node = add_node(chip, &portcls_node_sum, NULL, NULL, NULL);

	chip->topology.nodes[node].name = name;
	return node;
}

/* What enters a sum, one after the other */
static void add_to_sum(struct ich *chip, struct end from, u32 sum)
{
	add_wire(chip, from, sum, ++chip->topology.summed);
}

/* Where Mic comes from: one of two, if there are two. */
static struct end mic_end(struct ich *chip)
{
	static const char *const items[] = { "Mic1", "Mic2", NULL };
	u32 second;

	if (!has_bits(chip, AC97_GENERAL, AC97_GENERAL_MIC))
		return pin_end(PIN_MIC);
	second = add_pin(chip, PORTCLS_DATAFLOW_IN, &portcls_pin_microphone, NULL, "Mic 2");
	return append_choice(chip, pin_end(PIN_MIC), pin_end(second), "Mic Select", items,
			     AC97_GENERAL_MIC);
}

/* PCM enters the sum before the 3D effect or after it, if there is a choice. */
static struct end append_pcm_path(struct ich *chip, struct end from)
{
	static const char *const items[] = { "pre 3D", "post 3D", NULL };

	if (!has_bits(chip, AC97_GENERAL, AC97_GENERAL_POP))
		return from;
	return append_choice(chip, from, from, "PCM Out Path & Mute", items, AC97_GENERAL_POP);
}

/* The inputs: to the output mixer if they have a volume, to the record source in any case. */
static void add_inputs(struct ich *chip, struct end mic, u32 mixer, u32 record)
{
	struct end from, to;
	bool exists;
	u32 pin;

	for (pin = 0; pin < ARRAY_SIZE(inputs); pin++) {
		from = pin == PIN_MIC ? mic : pin_end(pin);
		if (pin == PIN_MIC && has_bits(chip, AC97_MIC, AC97_MIC_BOOST))
			from = append(chip, from, &portcls_node_loudness, &ich_boost,
				      "Mic Boost (+20dB)",
				      &(const struct ich_field) {
					      .reg = AC97_MIC, .channels = 1,
					      .shift = { __ffs(AC97_MIC_BOOST) }, .most = 1,
				      });
		add_wire(chip, from, record, pin == PIN_PHONE ? SOURCE_PHONE : 1 + pin);
		to = append_path(chip, from, &inputs[pin], &exists);
		if (exists)
			add_to_sum(chip, to, mixer);
	}
}

static void add_beep(struct ich *chip, u32 mixer)
{
	const struct ich_field volume = {
		.reg = AC97_BEEP, .channels = 1, .shift = { 1 }, .most = 15, .inverted = true,
		.range = &beep_levels,
	};
	const struct ich_field mute = {
		.reg = AC97_BEEP, .channels = 1, .shift = { 15 }, .most = 1,
	};
	struct end from;

	if (!has_bits(chip, AC97_BEEP, AC97_MUTE))
		return;
	from = pin_end(add_pin(chip, PORTCLS_DATAFLOW_IN, &portcls_pin_analog_connector,
			       &portcls_name_pc_speaker, "Beep"));
	from = append(chip, from, &portcls_node_volume, &ich_volume, "Beep Playback Volume",
		      &volume);
	from = append(chip, from, &portcls_node_mute, &ich_mute, "Beep Playback Switch", &mute);
	add_to_sum(chip, from, mixer);
}

/* An output with a volume of its own, which is not there if that is not. */
static void add_output(struct ich *chip, struct end from, const struct volume_path *path,
		       const guid_t *category, const guid_t *name, const char *outside)
{
	bool exists;

	from = append_path(chip, from, path, &exists);
	if (exists)
		add_wire(chip, from, PORTCLS_FILTER_NODE,
			 add_pin(chip, PORTCLS_DATAFLOW_OUT, category, name, outside));
}

/* Centre and low frequencies share a register, each with a mute of its own. */
static void add_center(struct ich *chip)
{
	struct ich_field volume = {
		.reg = AC97_CENTER_LFE, .channels = 1, .most = 0x1f, .inverted = true,
		.range = &levels_5_bits,
	};
	struct ich_field mute = {
		.reg = AC97_CENTER_LFE, .channels = 1, .shift = { 7 }, .most = 1,
	};
	struct end from = pin_end(PIN_PCM);

	if (!has_bits(chip, AC97_CENTER_LFE, 0x8080))
		return;
	if (has_bits(chip, AC97_CENTER_LFE, 0x2020)) {
		volume.most = 0x3f;
		volume.range = &levels_6_bits;
	}
	from = append(chip, from, &portcls_node_volume, &ich_volume, "Center Playback Volume",
		      &volume);
	from = append(chip, from, &portcls_node_mute, &ich_mute, "Center Playback Switch", &mute);
	volume.shift[0] = 8;
	mute.shift[0] = 15;
	from = append(chip, from, &portcls_node_volume, &ich_volume, "LFE Playback Volume",
		      &volume);
	from = append(chip, from, &portcls_node_mute, &ich_mute, "LFE Playback Switch", &mute);
	add_wire(chip, from, PORTCLS_FILTER_NODE,
		 add_pin(chip, PORTCLS_DATAFLOW_OUT, &portcls_pin_lfe_speaker, NULL, "Center/LFE"));
}

static void add_outputs(struct ich *chip, struct end mic, struct end mix)
{
	static const char *const items[] = { "Mix", "Mic", NULL };
	struct end from;
	bool exists;

	from = append_path(chip, append_effects(chip, mix), &master, &exists);
	add_wire(chip, from, PORTCLS_FILTER_NODE, PIN_LINE_OUT);
	if (chip->codec_has & AC97_RESET_HEADPHONE)
		add_output(chip, mix, &headphone, &portcls_pin_headphones, NULL, "Headphone");
	from = mix;
	if (has_bits(chip, AC97_GENERAL, AC97_GENERAL_MIX))
		from = append_choice(chip, mix, mic, "Mono Output Select", items,
				     AC97_GENERAL_MIX);
	add_output(chip, from, &mono, &portcls_pin_analog_connector, &portcls_name_mono_out,
		   "Mono Out");
	if (chip->channels >= 4)
		add_output(chip, pin_end(PIN_PCM), &surround, &portcls_pin_speaker, NULL,
			   "Surround");
	if (chip->channels >= 6)
		add_center(chip);
}

static void add_recording(struct ich *chip, struct end mix, u32 record)
{
	struct end from;
	u32 mono_mix = add_sum(chip, &portcls_name_mono_mix);

	add_wire(chip, mix, record, SOURCE_MIX);
	add_wire(chip, mix, mono_mix, 1);
	add_wire(chip, (struct end) { mono_mix, 0 }, record, SOURCE_MIX_MONO);
	from = append_gain(chip, (struct end) { record, 0 }, AC97_RECORD_GAIN, true,
			   "Capture Volume", "Capture Switch");
	add_wire(chip, from, PORTCLS_FILTER_NODE, PIN_ADC);

	if (chip->wave.filter.pin_count < ICH_PINS)
		return;
	from = pin_end(PIN_MIC);
	if (chip->codec_has & AC97_RESET_MIC_ADC && has_bits(chip, AC97_RECORD_GAIN_MIC, AC97_MUTE))
		from = append_gain(chip, from, AC97_RECORD_GAIN_MIC, false, "Mic Capture Volume",
				   "Mic Capture Switch");
	chip->topology.mic_adc_pin = add_pin(chip, PORTCLS_DATAFLOW_OUT, &portcls_category_audio,
					     NULL, NULL);
	add_wire(chip, from, PORTCLS_FILTER_NODE, chip->topology.mic_adc_pin);
}

static void fill_filter(struct ich *chip)
{
	static const guid_t *const categories[] = {
		&portcls_category_audio, &portcls_category_topology,
	};
	const struct ich_field source = {
		.reg = AC97_RECORD_SELECT, .channels = 2, .shift = { 8, 0 }, .most = 7,
	};
	static const char *const sources[] = {
		"Mic", "CD", "Video", "Aux", "Line", "Mix", "Mix Mono", "Phone", NULL,
	};
	struct ich_topology *topology = &chip->topology;
	struct end from, mic;
	u32 mixer, record;
	bool exists;

	topology->filter = (struct portcls_filter) {
		.pin_size = sizeof(topology->pins[0]),
		.pins = topology->pins,
		.node_size = sizeof(topology->nodes[0]),
		.nodes = topology->nodes,
		.connections = topology->connections,
		.category_count = ARRAY_SIZE(categories),
		.categories = categories,
	};
	add_pins(chip);
	mixer = add_sum(chip, &portcls_name_stereo_mix);
	record = add_node(chip, &portcls_node_mux, &ich_source, "Capture Source", &source);
	topology->nodes[record].items = sources;
	from = append_path(chip, pin_end(PIN_PCM), &pcm, &exists);
	add_to_sum(chip, append_pcm_path(chip, from), mixer);
	mic = mic_end(chip);
	add_inputs(chip, mic, mixer, record);
	add_beep(chip, mixer);
	add_outputs(chip, mic, (struct end) { mixer, 0 });
	add_recording(chip, (struct end) { mixer, 0 }, record);
}

static int topology_get_description(void *miniport, const struct portcls_filter **description)
{
	struct ich *chip = miniport;

	*description = &chip->topology.filter;
	return 0;
}

static int topology_init(void *miniport, struct portcls_resource_list *resources,
			 struct portcls_port *port)
{
	return 0;
}

static const struct portcls_topology_ops topology_ops = {
	.get_description = topology_get_description,
	.init = topology_init,
};

static int connect_outside(struct ich *chip, struct portcls_port *port, u32 pin)
{
	const char *name = chip->topology.outside[pin];

	if (!name)
		return 0;
	if (chip->topology.pins[pin].dataflow == PORTCLS_DATAFLOW_IN)
		return portcls_register_physical_connection_from_external(chip->adapter, name,
									  port, pin);
	return portcls_register_physical_connection_to_external(chip->adapter, port, pin, name);
}

static int connect_wave(struct ich *chip, struct portcls_port *port)
{
	struct portcls_adapter *adapter = chip->adapter;
	struct portcls_port *wave = chip->wave.port;
	int err;

	err = portcls_register_physical_connection(adapter, wave, ICH_PIN_PCM_OUT_BRIDGE, port,
						   PIN_PCM);
	if (!err)
		err = portcls_register_physical_connection(adapter, port, PIN_ADC, wave,
							   ICH_PIN_PCM_IN_BRIDGE);
	if (!err && chip->topology.mic_adc_pin)
		err = portcls_register_physical_connection(adapter, port,
							   chip->topology.mic_adc_pin, wave,
							   ICH_PIN_MIC_IN_BRIDGE);
	return err;
}

/**
 * ich_topology_create() - make the topology subdevice, and wire it
 * @chip: the chip, with its wave subdevice
 * @resources: of the device
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno.
 */
int ich_topology_create(struct ich *chip, struct portcls_resource_list *resources)
{
	struct portcls_port *port;
	u32 pin;
	int err;

	fill_filter(chip);
	err = ich_codec_set_first_values(chip);
	if (err)
		return err;
	port = portcls_topology_new(chip->adapter, &topology_ops, chip, resources);
	if (IS_ERR(port))
		return PTR_ERR(port);
	err = portcls_register_subdevice(chip->adapter, "Topology", port);
	if (!err)
		err = connect_wave(chip, port);
	for (pin = 0; pin < chip->topology.filter.pin_count && !err; pin++)
		err = connect_outside(chip, port, pin);
	return err;
}

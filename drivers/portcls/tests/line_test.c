// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines of the mixer and names of controls, on the shapes that codecs have.
 */
#include <linux/string.h>
#include <sound/asound.h>

#include <portcls/guid.h>

#include "fake_graph.h"
#include "kunit.h"
#include "suites.h"

static void expect_name(struct fake_graph *graph, struct fake_filter *filter, int node,
			const char *function, const char *expected)
{
	char name[SNDRV_CTL_ELEM_ID_NAME_MAXLEN];

	portcls_control_name(fake_graph_vertex(graph, filter, node), function, name, sizeof(name));
	KUNIT_EXPECT_STREQ(graph->test, name, expected);
}

static const char *input_name(struct fake_graph *graph, struct fake_filter *filter, int node,
			      u32 pin)
{
	const struct portcls_graph *built = graph->adapter->graph;
	u32 self = fake_graph_vertex(graph, filter, node) - built->vertices;
	u32 i;

	for (i = 0; i < built->edge_count; i++)
		if (built->edges[i].to == self && built->edges[i].to_pin == pin)
			return portcls_graph_source_name(built, i);
	return "no such input";
}

static const char *output_name(struct fake_graph *graph, struct fake_filter *filter, int node,
			       u32 pin)
{
	const struct portcls_graph *built = graph->adapter->graph;
	u32 self = fake_graph_vertex(graph, filter, node) - built->vertices;
	u32 i;

	for (i = 0; i < built->edge_count; i++)
		if (built->edges[i].from == self && built->edges[i].from_pin == pin)
			return portcls_graph_destination_name(built, i);
	return "no such output";
}

static int volume(struct fake_filter *filter)
{
	return fake_filter_node(filter, &portcls_node_volume);
}

static int mute(struct fake_filter *filter)
{
	return fake_filter_node(filter, &portcls_node_mute);
}

/* A wave filter with playing streams whose DACs go to pins of a second filter. */
static void add_dac(struct fake_graph *graph, struct fake_filter *wave,
		    struct fake_filter *topology, int to)
{
	int play = FAKE_STREAM_IN(wave);
	int out = FAKE_BRIDGE_OUT(wave, &portcls_category_audio);
	int dac = fake_filter_node(wave, &portcls_node_dac);

	FAKE_PATH(wave, play, dac, out);
	fake_graph_wire(graph, wave, out, topology, to);
}

/* And one for recording. */
static int add_adc(struct fake_graph *graph, struct fake_filter *wave,
		   struct fake_filter *topology, int from)
{
	int record = FAKE_STREAM_OUT(wave);
	int in = FAKE_BRIDGE_IN(wave, &portcls_category_audio);
	int adc = fake_filter_node(wave, &portcls_node_adc);

	FAKE_PATH(wave, in, adc, record);
	fake_graph_wire(graph, topology, from, wave, in);
	return record;
}

static int external_in(struct fake_graph *graph, struct fake_filter *filter,
		       const guid_t *category, const char *what)
{
	int pin = FAKE_BRIDGE_IN(filter, category);

	fake_graph_external(graph, filter, pin, what);
	return pin;
}

static int external_out(struct fake_graph *graph, struct fake_filter *filter,
			const guid_t *category, const char *what)
{
	int pin = FAKE_BRIDGE_OUT(filter, category);

	fake_graph_external(graph, filter, pin, what);
	return pin;
}

/* A source with volume and mute, then gates into an output sum and an input sum. */
struct gated {
	int volume;
	int mute;
	int play;
	int record;
};

static struct gated add_gated(struct fake_filter *filter, int pin, int output_sum, int input_sum)
{
	struct gated source = { volume(filter), mute(filter), mute(filter), mute(filter) };

	FAKE_PATH(filter, pin, source.volume, source.mute, source.play, output_sum);
	FAKE_PATH(filter, source.mute, source.record, input_sum);
	return source;
}

static void expect_gated(struct fake_graph *graph, struct fake_filter *filter,
			 const struct gated *source, const char *line)
{
	char expected[SNDRV_CTL_ELEM_ID_NAME_MAXLEN];

	snprintf(expected, sizeof(expected), "%s Volume", line);
	expect_name(graph, filter, source->volume, "Volume", expected);
	snprintf(expected, sizeof(expected), "%s Switch", line);
	expect_name(graph, filter, source->mute, "Switch", expected);
	snprintf(expected, sizeof(expected), "%s Playback Switch", line);
	expect_name(graph, filter, source->play, "Switch", expected);
	snprintf(expected, sizeof(expected), "%s Capture Switch", line);
	expect_name(graph, filter, source->record, "Switch", expected);
}

static void codec_with_an_input_mixer(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *wave = fake_filter_new(graph);
	struct fake_filter *codec = fake_filter_new(graph);
	int pcm[] = { FAKE_BRIDGE_IN(codec, &portcls_pin_legacy_audio_connector),
		      FAKE_BRIDGE_IN(codec, &portcls_pin_legacy_audio_connector) };
	int pins[] = { external_in(graph, codec, &portcls_pin_cd_player, "CD In"),
		       external_in(graph, codec, &portcls_pin_line_connector, "Line In"),
		       external_in(graph, codec, &portcls_pin_microphone, "Mic In") };
	int line_out = external_out(graph, codec, &portcls_pin_line_connector, "Line Out");
	int to_adc = FAKE_BRIDGE_OUT(codec, &portcls_category_audio);
	int output_sum = fake_filter_node(codec, &portcls_node_sum);
	int input_sum = fake_filter_node(codec, &portcls_node_sum);
	int master = volume(codec), master_mute = mute(codec), gain = volume(codec);
	static const char *const names[] = { "PCM", "PCM", "CD", "Line", "Mic" };
	struct gated sources[5];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(pcm); i++) {
		add_dac(graph, wave, codec, pcm[i]);
		sources[i] = add_gated(codec, pcm[i], output_sum, input_sum);
	}
	for (i = 0; i < ARRAY_SIZE(pins); i++)
		sources[2 + i] = add_gated(codec, pins[i], output_sum, input_sum);
	FAKE_PATH(codec, output_sum, master, master_mute, line_out);
	FAKE_PATH(codec, input_sum, gain, to_adc);
	add_adc(graph, wave, codec, to_adc);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);

	for (i = 0; i < ARRAY_SIZE(sources); i++)
		expect_gated(graph, codec, &sources[i], names[i]);
	expect_name(graph, codec, master, "Volume", "Master Playback Volume");
	expect_name(graph, codec, master_mute, "Switch", "Master Playback Switch");
	expect_name(graph, codec, gain, "Volume", "Capture Volume");
	KUNIT_EXPECT_EQ(test, fake_graph_vertex(graph, codec, output_sum)->line_kind,
			PORTCLS_LINE_NONE);
	KUNIT_EXPECT_EQ(test, fake_graph_vertex(graph, codec, gain)->line_kind,
			PORTCLS_LINE_DESTINATION);
	KUNIT_EXPECT_EQ(test, fake_graph_vertex(graph, codec, sources[4].record)->line_kind,
			PORTCLS_LINE_SOURCE);
	/* The wave filter's nodes are on the same lines. */
	KUNIT_EXPECT_STREQ(test, fake_graph_vertex(graph, wave, 0)->line, "PCM");
	KUNIT_EXPECT_STREQ(test, fake_graph_vertex(graph, wave, 2)->line, "Capture");
}

static void codec_with_a_record_multiplexer(struct kunit *test)
{
	static const guid_t *const categories[] = {
		&portcls_pin_line_connector, &portcls_pin_cd_player, &portcls_pin_microphone,
	};
	static const char *const names[] = { "Line", "CD", "Mic" };
	struct fake_graph *graph = test->priv;
	struct fake_filter *wave = fake_filter_new(graph);
	struct fake_filter *codec = fake_filter_new(graph);
	int pcm = FAKE_BRIDGE_IN(codec, &portcls_pin_legacy_audio_connector);
	int line_out = external_out(graph, codec, &portcls_pin_line_connector, "Line Out");
	int to_adc = FAKE_BRIDGE_OUT(codec, &portcls_category_audio);
	int sum = fake_filter_node(codec, &portcls_node_sum);
	int mux = fake_filter_node(codec, &portcls_node_mux);
	int master = volume(codec), pcm_volume = volume(codec), gain = volume(codec);
	int volumes[3], pin;
	char expected[40];
	u32 i;

	add_dac(graph, wave, codec, pcm);
	FAKE_PATH(codec, pcm, pcm_volume, sum);
	for (i = 0; i < ARRAY_SIZE(categories); i++) {
		pin = external_in(graph, codec, categories[i], "In");
		volumes[i] = volume(codec);
		FAKE_PATH(codec, pin, volumes[i], sum);
		FAKE_PATH(codec, pin, mux);
	}
	FAKE_PATH(codec, sum, master, line_out);
	FAKE_PATH(codec, sum, mux, gain, to_adc);
	add_adc(graph, wave, codec, to_adc);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);

	for (i = 0; i < ARRAY_SIZE(volumes); i++) {
		snprintf(expected, sizeof(expected), "%s Playback Volume", names[i]);
		expect_name(graph, codec, volumes[i], "Volume", expected);
		KUNIT_EXPECT_STREQ(test, input_name(graph, codec, mux, i + 1), names[i]);
		/* The pin itself serves both. */
		KUNIT_EXPECT_TRUE(test, fake_graph_vertex(graph, codec, volumes[i])->capture);
	}
	KUNIT_EXPECT_STREQ(test, input_name(graph, codec, mux, 4), "Mix");
	KUNIT_EXPECT_STREQ(test, input_name(graph, codec, sum, 1), "PCM");
	expect_name(graph, codec, pcm_volume, "Volume", "PCM Playback Volume");
	expect_name(graph, codec, mux, "Source", "Capture Source");
	expect_name(graph, codec, gain, "Volume", "Capture Volume");
	expect_name(graph, codec, master, "Volume", "Master Playback Volume");
}

static void codec_without_a_sum(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *wave = fake_filter_new(graph);
	struct fake_filter *codec = fake_filter_new(graph);
	int pcm[] = { FAKE_BRIDGE_IN(codec, &portcls_pin_legacy_audio_connector),
		      FAKE_BRIDGE_IN(codec, &portcls_pin_legacy_audio_connector),
		      FAKE_BRIDGE_IN(codec, &portcls_pin_legacy_audio_connector) };
	int headphones = external_out(graph, codec, &portcls_pin_headphones, "Headphones");
	int speaker = external_out(graph, codec, &portcls_pin_speaker, "Speakers");
	int rear = external_out(graph, codec, &portcls_pin_speaker, "Rear Speakers");
	int volumes[] = { volume(codec), volume(codec), volume(codec) };
	int mutes[] = { mute(codec), mute(codec), mute(codec) };

	add_dac(graph, wave, codec, pcm[0]);
	add_dac(graph, wave, codec, pcm[1]);
	add_dac(graph, wave, codec, pcm[2]);
	FAKE_PATH(codec, pcm[0], volumes[0], mutes[0], headphones);
	FAKE_PATH(codec, pcm[1], volumes[1], mutes[1], speaker);
	FAKE_PATH(codec, pcm[2], volumes[2], mutes[2], rear);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	expect_name(graph, codec, volumes[0], "Volume", "Headphone Playback Volume");
	expect_name(graph, codec, mutes[0], "Switch", "Headphone Playback Switch");
	expect_name(graph, codec, volumes[1], "Volume", "Master Playback Volume");
	expect_name(graph, codec, mutes[1], "Switch", "Master Playback Switch");
	expect_name(graph, codec, volumes[2], "Volume", "Speaker Playback Volume");
	/* The stream itself enters a line of its own, which ends at once. */
	KUNIT_EXPECT_EQ(test, fake_graph_vertex(graph, wave, FAKE_PIN(0))->line_kind,
			PORTCLS_LINE_SOURCE);
	KUNIT_EXPECT_STREQ(test, fake_graph_vertex(graph, wave, FAKE_PIN(0))->line, "PCM");
}

/* One DAC for two outputs: what comes before they part is the source's. */
static void source_line_that_parts(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *wave = fake_filter_new(graph);
	struct fake_filter *codec = fake_filter_new(graph);
	int pcm = FAKE_BRIDGE_IN(codec, &portcls_pin_legacy_audio_connector);
	int speaker = external_out(graph, codec, &portcls_pin_speaker, "Speakers");
	int headphones = external_out(graph, codec, &portcls_pin_headphones, "Headphones");
	int common = volume(codec), a = mute(codec), b = mute(codec);

	add_dac(graph, wave, codec, pcm);
	FAKE_PATH(codec, pcm, common, a, speaker);
	FAKE_PATH(codec, common, b, headphones);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	expect_name(graph, codec, common, "Volume", "PCM Playback Volume");
	expect_name(graph, codec, a, "Switch", "Master Playback Switch");
	expect_name(graph, codec, b, "Switch", "Headphone Playback Switch");
}

static void node_between_two_sums(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *filter = fake_filter_new(graph);
	int cd = external_in(graph, filter, &portcls_pin_cd_player, "CD");
	int line = external_in(graph, filter, &portcls_pin_line_connector, "Line In");
	int mic = external_in(graph, filter, &portcls_pin_microphone, "Mic");
	int out = external_out(graph, filter, &portcls_pin_line_connector, "Line Out");
	int first = fake_filter_node(filter, &portcls_node_sum);
	int second = fake_filter_node(filter, &portcls_node_sum);
	int inputs = fake_filter_node(filter, &portcls_node_mux);
	int plain = volume(filter), named = mute(filter);
	int wide = fake_filter_node(filter, &portcls_node_stereo_wide);
	int after = volume(filter);

	filter->nodes[named].name = &portcls_name_mono_mix_mute;
	FAKE_PATH(filter, cd, first, plain, named, wide, second, after, out);
	FAKE_PATH(filter, line, first);
	FAKE_PATH(filter, mic, inputs, second);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	KUNIT_EXPECT_EQ(test, fake_graph_vertex(graph, filter, plain)->line_kind,
			PORTCLS_LINE_NONE);
	expect_name(graph, filter, plain, "Volume", "Mix Playback Volume");
	expect_name(graph, filter, named, "Switch", "Mix Mono Playback Switch");
	expect_name(graph, filter, wide, "Switch", "3D Control Playback Switch");
	expect_name(graph, filter, after, "Volume", "Master Playback Volume");
	/* A multiplexer that feeds no destination line is in none. */
	expect_name(graph, filter, inputs, "Source", "Input Playback Source");
	KUNIT_EXPECT_STREQ(test, input_name(graph, filter, second, 1), "Mix");
	KUNIT_EXPECT_STREQ(test, input_name(graph, filter, second, 2), "Input");
}

static void demultiplexer_names_its_outputs(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *filter = fake_filter_new(graph);
	int play = FAKE_STREAM_IN(filter);
	int line = external_in(graph, filter, &portcls_pin_line_connector, "Line In");
	int speaker = external_out(graph, filter, &portcls_pin_speaker, "Speakers");
	int headphones = external_out(graph, filter, &portcls_pin_headphones, "Headphones");
	int out = external_out(graph, filter, &portcls_pin_spdif_interface, "Optical");
	int demux = fake_filter_node(filter, &portcls_node_demux);
	int sum = fake_filter_node(filter, &portcls_node_sum);
	int level = volume(filter);

	FAKE_PATH(filter, play, demux, speaker);
	FAKE_PATH(filter, demux, level, headphones);
	FAKE_PATH(filter, demux, sum, out);
	FAKE_PATH(filter, line, sum);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	expect_name(graph, filter, demux, "Route", "PCM Playback Route");
	KUNIT_EXPECT_STREQ(test, output_name(graph, filter, demux, 1), "Speaker");
	KUNIT_EXPECT_STREQ(test, output_name(graph, filter, demux, 2), "Headphone");
	KUNIT_EXPECT_STREQ(test, output_name(graph, filter, demux, 3), "Mix");
}

/* A source wired straight to a destination, through one volume. */
static const char *line_of_output(struct kunit *test, const guid_t *category, const guid_t *name)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *filter = fake_filter_new(graph);
	int in = external_in(graph, filter, &portcls_pin_cd_player, "CD");
	int out = external_out(graph, filter, category, "Socket");
	int node = volume(filter);

	filter->pins[out - FAKE_PIN(0)].name = name;
	FAKE_PATH(filter, in, node, out);
	portcls_graph_free(graph->adapter);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	return fake_graph_vertex(graph, filter, node)->line;
}

static void names_of_outputs(struct kunit *test)
{
	static const guid_t unknown = GUID_INIT(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

	/* The first speaker is "Master", so that the next says what it is. */
	KUNIT_EXPECT_STREQ(test, line_of_output(test, &portcls_pin_line_connector, NULL), "Master");
	KUNIT_EXPECT_STREQ(test, line_of_output(test, &portcls_pin_line_connector, NULL),
			   "Line Out");
	KUNIT_EXPECT_STREQ(test, line_of_output(test, &unknown, NULL), "Socket");
	KUNIT_EXPECT_STREQ(test, line_of_output(test, &portcls_pin_speaker,
						&portcls_name_mono_out), "Mono Output");
}

static void output_of_no_known_category_is_master_if_none_else_is(struct kunit *test)
{
	static const guid_t unknown = GUID_INIT(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

	KUNIT_EXPECT_STREQ(test, line_of_output(test, &portcls_pin_headphones, NULL), "Headphone");
	KUNIT_EXPECT_STREQ(test, line_of_output(test, &portcls_category_audio, NULL), "Master");
	KUNIT_EXPECT_STREQ(test, line_of_output(test, &unknown, NULL), "Socket");
	KUNIT_EXPECT_STREQ(test, line_of_output(test, &portcls_pin_spdif_interface, NULL),
			   "IEC958");
}

static void there_is_one_master(struct kunit *test)
{
	KUNIT_EXPECT_STREQ(test, line_of_output(test, &portcls_pin_speaker, NULL), "Master");
	KUNIT_EXPECT_STREQ(test, line_of_output(test, &portcls_category_audio,
						&portcls_name_master_volume), "Master");
	KUNIT_EXPECT_STREQ(test, fake_graph_vertex(test->priv,
						   ((struct fake_graph *)test->priv)->filters[0],
						   0)->line, "Speaker");
}

static void names_of_sources(struct kunit *test)
{
	static const guid_t unknown = GUID_INIT(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
	static const struct {
		const guid_t *category;
		const guid_t *name;
		const char *text;
	} sources[] = {
		{ &portcls_pin_omni_directional_microphone, NULL, "Mic" },
		{ &portcls_pin_microphone_array, NULL, "Internal Mic" },
		{ &portcls_pin_headset, NULL, "Headset Mic" },
		{ &portcls_pin_phone_line, NULL, "Phone" },
		{ &portcls_pin_analog_connector, NULL, "Line" },
		{ &portcls_pin_spdif_interface, NULL, "SPDIF In" },
		{ &portcls_pin_synthesizer, NULL, "Synth" },
		{ &portcls_pin_line_connector, &portcls_name_aux, "Aux" },
		{ &portcls_category_audio, &portcls_name_pc_speaker, "Beep" },
		{ &portcls_pin_cd_player, &unknown, "CD" },
		{ &portcls_pin_headphones, NULL, "Socket" },
		{ &unknown, NULL, "Socket" },
	};
	static const struct {
		const guid_t *category;
		const guid_t *name;
		const char *text;
	} streams[] = {
		{ &portcls_category_audio, NULL, "PCM" },
		{ &portcls_pin_analog_connector, NULL, "PCM" },
		{ &portcls_pin_spdif_interface, NULL, "PCM" },
		{ &portcls_pin_synthesizer, NULL, "Synth" },
		{ &unknown, NULL, "PCM" },
		{ &portcls_category_audio, &portcls_name_video, "Video" },
	};
	struct fake_graph *graph = test->priv;
	struct fake_filter *external = fake_filter_new(graph);
	struct fake_filter *wave = fake_filter_new(graph);
	int sums[] = { fake_filter_node(external, &portcls_node_sum),
		       fake_filter_node(wave, &portcls_node_sum) };
	u32 i;
	int pin;

	for (i = 0; i < ARRAY_SIZE(sources); i++) {
		pin = external_in(graph, external, sources[i].category, "Socket");
		external->pins[i].name = sources[i].name;
		FAKE_PATH(external, pin, sums[0]);
	}
	FAKE_PATH(external, sums[0],
		  external_out(graph, external, &portcls_pin_line_connector, "Out"));
	for (i = 0; i < ARRAY_SIZE(streams); i++) {
		pin = fake_filter_pin(wave, PORTCLS_DATAFLOW_IN, PORTCLS_COMMUNICATION_SINK,
				      streams[i].category);
		wave->pins[i].name = streams[i].name;
		FAKE_PATH(wave, pin, sums[1]);
	}
	FAKE_PATH(wave, sums[1], external_out(graph, wave, &portcls_pin_line_connector, "Out"));
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	for (i = 0; i < ARRAY_SIZE(sources); i++) {
		KUNIT_EXPECT_STREQ(test, fake_graph_vertex(graph, external, FAKE_PIN(i))->line,
				   sources[i].text);
		KUNIT_EXPECT_STREQ(test, input_name(graph, external, sums[0], i + 1),
				   sources[i].text);
	}
	for (i = 0; i < ARRAY_SIZE(streams); i++)
		KUNIT_EXPECT_STREQ(test, fake_graph_vertex(graph, wave, FAKE_PIN(i))->line,
				   streams[i].text);
}

/* Whatever a pin for recording streams says it is. */
static void recording_is_capture(struct kunit *test)
{
	static const guid_t *const categories[] = {
		&portcls_category_audio, &portcls_pin_microphone, &portcls_pin_analog_connector,
		&portcls_pin_spdif_interface, &portcls_pin_capture,
	};
	struct fake_graph *graph = test->priv;
	struct fake_filter *filter = fake_filter_new(graph);
	int nodes[ARRAY_SIZE(categories)];
	int in, out;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(categories); i++) {
		in = external_in(graph, filter, &portcls_pin_microphone, "Mic");
		out = fake_filter_pin(filter, PORTCLS_DATAFLOW_OUT, PORTCLS_COMMUNICATION_SINK,
				      categories[i]);
		filter->pins[out - FAKE_PIN(0)].name = &portcls_name_master_volume;
		nodes[i] = volume(filter);
		FAKE_PATH(filter, in, nodes[i], out);
	}
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	for (i = 0; i < ARRAY_SIZE(nodes); i++)
		expect_name(graph, filter, nodes[i], "Volume", "Capture Volume");
}

/* Crosswise, and the second codec pin has what the first has not. */
static void equal_lines_count_in_the_order_of_the_pins_they_begin_at(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *wave = fake_filter_new(graph);
	struct fake_filter *codec = fake_filter_new(graph);
	int first = FAKE_BRIDGE_IN(codec, &portcls_pin_legacy_audio_connector);
	int second = FAKE_BRIDGE_IN(codec, &portcls_pin_legacy_audio_connector);
	int line_out = external_out(graph, codec, &portcls_pin_line_connector, "Line Out");
	int rear = external_out(graph, codec, &portcls_pin_line_connector, "Rear");
	int sum = fake_filter_node(codec, &portcls_node_sum);
	int volumes[] = { volume(codec), volume(codec), volume(codec), volume(codec) };

	add_dac(graph, wave, codec, second);
	add_dac(graph, wave, codec, first);
	FAKE_PATH(codec, first, volumes[0], sum);
	FAKE_PATH(codec, second, volumes[1], sum);
	FAKE_PATH(codec, sum, volumes[2], line_out);
	FAKE_PATH(codec, sum, volumes[3], rear);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);

	expect_name(graph, codec, volumes[0], "Volume", "PCM Playback Volume");
	expect_name(graph, codec, volumes[1], "Volume", "PCM Playback Volume");
	KUNIT_EXPECT_EQ(test, fake_graph_vertex(graph, codec, volumes[0])->line_index, 1);
	KUNIT_EXPECT_EQ(test, fake_graph_vertex(graph, codec, volumes[1])->line_index, 0);
	/* "Master" and "Line Out" are not equal. */
	KUNIT_EXPECT_EQ(test, fake_graph_vertex(graph, codec, volumes[2])->line_index, 0);
	KUNIT_EXPECT_EQ(test, fake_graph_vertex(graph, codec, volumes[3])->line_index, 0);
}

static void long_names_are_cut_before_the_function(struct kunit *test)
{
	static const char text[] = "A Socket Whose Label Is Long and Longer Than Any Control";
	struct fake_graph *graph = test->priv;
	struct fake_filter *filter = fake_filter_new(graph);
	int in = external_in(graph, filter, &portcls_pin_headphones, text);
	int out = FAKE_STREAM_OUT(filter);
	int other = external_out(graph, filter, &portcls_pin_speaker, "Speakers");
	int gain = volume(filter), level = mute(filter);
	const struct portcls_vertex *vertex;
	char name[SNDRV_CTL_ELEM_ID_NAME_MAXLEN];
	char tiny[10];

	FAKE_PATH(filter, in, gain, out);
	FAKE_PATH(filter, in, level, other);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	vertex = fake_graph_vertex(graph, filter, in);
	portcls_control_name(vertex, "Volume", name, sizeof(name));
	KUNIT_EXPECT_STREQ(test, name, "A Socket Whose Label Is Long and Lon Volume");
	KUNIT_EXPECT_EQ(test, strlen(name), sizeof(name) - 1);
	/* Not two blanks where it is cut after a word. */
	portcls_control_name(vertex, "Volumes of it", name, sizeof(name));
	KUNIT_EXPECT_STREQ(test, name, "A Socket Whose Label Is Long Volumes of it");
	portcls_control_name(vertex, "Volume", tiny, sizeof(tiny));
	KUNIT_EXPECT_STREQ(test, tiny, "A Volume");
	portcls_control_name(vertex, "A Volume", tiny, sizeof(tiny));
	KUNIT_EXPECT_STREQ(test, tiny, "A Volume");
}

static struct kunit_case cases[] = {
	KUNIT_CASE(codec_with_an_input_mixer),
	KUNIT_CASE(codec_with_a_record_multiplexer),
	KUNIT_CASE(codec_without_a_sum),
	KUNIT_CASE(source_line_that_parts),
	KUNIT_CASE(node_between_two_sums),
	KUNIT_CASE(demultiplexer_names_its_outputs),
	KUNIT_CASE(names_of_outputs),
	KUNIT_CASE(output_of_no_known_category_is_master_if_none_else_is),
	KUNIT_CASE(there_is_one_master),
	KUNIT_CASE(names_of_sources),
	KUNIT_CASE(recording_is_capture),
	KUNIT_CASE(equal_lines_count_in_the_order_of_the_pins_they_begin_at),
	KUNIT_CASE(long_names_are_cut_before_the_function),
	{}
};

struct kunit_suite portcls_line_suite = {
	.name = "portcls_line",
	.init = fake_graph_init,
	.exit = fake_graph_exit,
	.test_cases = cases,
};

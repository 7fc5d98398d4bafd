// SPDX-License-Identifier: GPL-2.0-only
/*
 * The joined graph: what it is made of, what it refuses, and in what time it is made. Numbers in
 * the names of cases are those of the behaviours that they show.
 */
#include <linux/errno.h>
#include <linux/string.h>

#include <portcls/guid.h>

#include "fake.h"
#include "fake_graph.h"
#include "kunit.h"
#include "suites.h"

#define EXPECT_REFUSED(graph, text)						\
do {										\
	KUNIT_EXPECT_EQ((graph)->test, fake_graph_build(graph), -EINVAL);	\
	KUNIT_EXPECT_STREQ((graph)->test, fake_graph_error(), text "\n");	\
} while (0)

/* A wave filter whose DAC goes out through a volume of a second filter. */
struct two {
	struct fake_filter *wave;
	struct fake_filter *topology;
	int play;
	int dac;
	int wave_out;
	int topology_in;
	int volume;
	int speaker;
};

static void make_two(struct fake_graph *graph, struct two *two)
{
	two->wave = fake_filter_new(graph);
	two->play = FAKE_STREAM_IN(two->wave);
	two->wave_out = FAKE_BRIDGE_OUT(two->wave, &portcls_category_audio);
	two->dac = fake_filter_node(two->wave, &portcls_node_dac);
	FAKE_PATH(two->wave, two->play, two->dac, two->wave_out);

	two->topology = fake_filter_new(graph);
	two->topology_in = FAKE_BRIDGE_IN(two->topology, &portcls_pin_legacy_audio_connector);
	two->speaker = FAKE_BRIDGE_OUT(two->topology, &portcls_pin_speaker);
	two->volume = fake_filter_node(two->topology, &portcls_node_volume);
	FAKE_PATH(two->topology, two->topology_in, two->volume, two->speaker);

	fake_graph_wire(graph, two->wave, two->wave_out, two->topology, two->topology_in);
	fake_graph_external(graph, two->topology, two->speaker, "Speakers");
}

static void expect_edge(struct fake_graph *graph, struct portcls_vertex *from,
			struct portcls_vertex *to)
{
	const struct portcls_graph *built = graph->adapter->graph;
	const struct portcls_edge *edge;

	KUNIT_ASSERT_EQ(graph->test, from->outputs, 1);
	KUNIT_ASSERT_EQ(graph->test, to->inputs, 1);
	KUNIT_EXPECT_EQ(graph->test, from->first, to->entering);
	edge = &built->edges[from->first];
	KUNIT_EXPECT_PTR_EQ(graph->test, &built->vertices[edge->from], from);
	KUNIT_EXPECT_PTR_EQ(graph->test, &built->vertices[edge->to], to);
}

static void filters_are_joined_by_physical_connections(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct portcls_vertex *path[6];
	struct two two;
	u32 i;

	make_two(graph, &two);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	KUNIT_EXPECT_STREQ(test, fake_graph_error(), "");
	KUNIT_EXPECT_EQ(test, graph->adapter->graph->vertex_count, 6);
	KUNIT_EXPECT_EQ(test, graph->adapter->graph->edge_count, 5);
	path[0] = fake_graph_vertex(graph, two.wave, two.play);
	path[1] = fake_graph_vertex(graph, two.wave, two.dac);
	path[2] = fake_graph_vertex(graph, two.wave, two.wave_out);
	path[3] = fake_graph_vertex(graph, two.topology, two.topology_in);
	path[4] = fake_graph_vertex(graph, two.topology, two.volume);
	path[5] = fake_graph_vertex(graph, two.topology, two.speaker);
	for (i = 0; i < ARRAY_SIZE(path); i++) {
		KUNIT_EXPECT_TRUE(test, path[i]->playback);
		KUNIT_EXPECT_FALSE(test, path[i]->capture);
		KUNIT_EXPECT_FALSE(test, portcls_vertex_joins(path[i]));
		KUNIT_EXPECT_EQ(test, portcls_vertex_is_source(path[i]), i == 0);
		KUNIT_EXPECT_EQ(test, portcls_vertex_is_destination(path[i]), i == 5);
		KUNIT_EXPECT_EQ(test, portcls_vertex_is_node(path[i]), i == 1 || i == 4);
		KUNIT_EXPECT_PTR_EQ(test, path[i]->port,
				    i < 3 ? &two.wave->port : &two.topology->port);
		if (i)
			expect_edge(graph, path[i - 1], path[i]);
	}
	KUNIT_EXPECT_STREQ(test, path[5]->external, "Speakers");
	KUNIT_EXPECT_NULL(test, path[2]->external);
	KUNIT_EXPECT_EQ(test, path[4]->node, (u32)two.volume);
	KUNIT_EXPECT_EQ(test, path[4]->pin, 0);
}

static void port_of_another_graph_is_not_found(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct portcls_filter filter = {};
	struct portcls_port stranger = { .filter = &filter };
	struct two two;

	make_two(graph, &two);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	KUNIT_EXPECT_NULL(test, portcls_graph_pin(graph->adapter->graph, &stranger, 0));
	KUNIT_EXPECT_NULL(test, portcls_graph_node(graph->adapter->graph, &stranger, 0));
}

static void edges_are_sorted(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *filter = fake_filter_new(graph);
	int in = FAKE_BRIDGE_IN(filter, &portcls_pin_line_connector);
	int out = FAKE_BRIDGE_OUT(filter, &portcls_pin_line_connector);
	int demux = fake_filter_node(filter, &portcls_node_demux);
	int sum = fake_filter_node(filter, &portcls_node_sum);
	const struct portcls_vertex *vertex;
	const struct portcls_edge *edges;
	u32 i;

	/* Outputs 1, 2, 3 of the demultiplexer, wired back to front. */
	FAKE_PATH(filter, sum, out);
	for (i = 3; i; i--)
		filter->wires[filter->filter.connection_count++] =
			(struct portcls_connection) { demux, i, sum, i };
	FAKE_PATH(filter, in, demux);
	fake_graph_external(graph, filter, in, "In");
	fake_graph_external(graph, filter, out, "Out");
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);

	vertex = fake_graph_vertex(graph, filter, demux);
	edges = graph->adapter->graph->edges;
	KUNIT_EXPECT_EQ(test, vertex->outputs, 3);
	KUNIT_EXPECT_EQ(test, vertex->inputs, 1);
	for (i = 0; i < vertex->outputs; i++)
		KUNIT_EXPECT_EQ(test, edges[vertex->first + i].from_pin, i + 1);
	for (i = 1; i < graph->adapter->graph->edge_count; i++)
		KUNIT_EXPECT_LE(test, edges[i - 1].from, edges[i].from);
	vertex = fake_graph_vertex(graph, filter, sum);
	KUNIT_EXPECT_EQ(test, vertex->inputs, 3);
	KUNIT_EXPECT_TRUE(test, portcls_vertex_joins(vertex));
}

static void order_follows_the_signal(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	const struct portcls_graph *built;
	struct two two;
	u32 place[6];
	u32 i;

	make_two(graph, &two);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	built = graph->adapter->graph;
	KUNIT_ASSERT_EQ(test, built->vertex_count, ARRAY_SIZE(place));
	for (i = 0; i < ARRAY_SIZE(place); i++)
		place[built->order[i]] = i;
	for (i = 0; i < built->edge_count; i++)
		KUNIT_EXPECT_LT(test, place[built->edges[i].from], place[built->edges[i].to]);
}

static void a_sum_of_one_joins_and_a_volume_does_not(struct kunit *test)
{
	static const struct {
		const guid_t *type;
		bool joins;
	} types[] = {
		{ &portcls_node_sum, true },
		{ &portcls_node_mux, true },
		{ &portcls_node_demux, false },
		{ &portcls_node_supermix, false },
		{ &portcls_node_volume, false },
	};
	struct fake_graph *graph = test->priv;
	struct fake_filter *filter = fake_filter_new(graph);
	int nodes[ARRAY_SIZE(types)];
	int in, out;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		in = FAKE_BRIDGE_IN(filter, &portcls_pin_line_connector);
		out = FAKE_BRIDGE_OUT(filter, &portcls_pin_line_connector);
		nodes[i] = fake_filter_node(filter, types[i].type);
		FAKE_PATH(filter, in, nodes[i], out);
		fake_graph_external(graph, filter, in, "In");
		fake_graph_external(graph, filter, out, "Out");
	}
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	for (i = 0; i < ARRAY_SIZE(types); i++)
		KUNIT_EXPECT_EQ(test,
				portcls_vertex_joins(fake_graph_vertex(graph, filter, nodes[i])),
				types[i].joins);
}

static bool passes(struct fake_graph *graph, struct fake_filter *filter, int pin, int node)
{
	return portcls_graph_stream_passes(graph->adapter->graph, pin - FAKE_PIN(0),
					   fake_graph_vertex(graph, filter, node));
}

/* The codec has what is played recorded, too; but that is not the playing stream any more. */
static void streams_pass_nodes_of_their_own_path(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	int in, record, gain, back;
	struct two two;

	make_two(graph, &two);
	back = FAKE_BRIDGE_OUT(two.topology, &portcls_pin_line_connector);
	FAKE_PATH(two.topology, two.volume, back);
	in = FAKE_BRIDGE_IN(two.wave, &portcls_category_audio);
	record = FAKE_STREAM_OUT(two.wave);
	gain = fake_filter_node(two.wave, &portcls_node_volume);
	FAKE_PATH(two.wave, in, gain, record);
	fake_graph_wire(graph, two.topology, back, two.wave, in);
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);

	KUNIT_EXPECT_TRUE(test, passes(graph, two.wave, two.play, two.dac));
	KUNIT_EXPECT_TRUE(test, passes(graph, two.wave, record, gain));
	KUNIT_EXPECT_FALSE(test, passes(graph, two.wave, two.play, gain));
	KUNIT_EXPECT_FALSE(test, passes(graph, two.wave, record, two.dac));
	/* No stream can be made on these. */
	KUNIT_EXPECT_FALSE(test, passes(graph, two.wave, two.wave_out, two.dac));
	KUNIT_EXPECT_FALSE(test, passes(graph, two.topology, two.topology_in, two.volume));
}

static void node_of_streams_that_none_passes_is_refused(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct two two;

	make_two(graph, &two);
	two.topology->nodes[two.volume].flags = PORTCLS_NODE_STREAM;
	EXPECT_REFUSED(graph,
		       "subdevice 'B': node 0 (volume): is of streams, and none passes it");
}

static void cycle_in_a_filter_is_refused_p36(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *filter = fake_filter_new(graph);
	int in = FAKE_BRIDGE_IN(filter, &portcls_pin_line_connector);
	int out = FAKE_BRIDGE_OUT(filter, &portcls_pin_line_connector);
	int first = fake_filter_node(filter, &portcls_node_volume);
	int sum = fake_filter_node(filter, &portcls_node_sum);
	int delay = fake_filter_node(filter, &portcls_node_delay);
	int last = fake_filter_node(filter, &portcls_node_volume);

	FAKE_PATH(filter, in, first, sum, last, out);
	FAKE_PATH(filter, sum, delay, sum);
	fake_graph_external(graph, filter, in, "In");
	fake_graph_external(graph, filter, out, "Out");
	KUNIT_EXPECT_EQ(test, fake_graph_build(graph), -EINVAL);
	/* Any of the two will do, none of the other two. */
	if (strcmp(fake_graph_error(),
		   "subdevice 'A': node 1 (sum): the signal comes back to it\n"))
		KUNIT_EXPECT_STREQ(test, fake_graph_error(),
				   "subdevice 'A': node 2 (delay): the signal comes back to it\n");
}

static void cycle_through_two_filters_is_refused_p36(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *a = fake_filter_new(graph);
	struct fake_filter *b = fake_filter_new(graph);
	int a_in = FAKE_BRIDGE_IN(a, &portcls_category_audio);
	int a_line = FAKE_BRIDGE_IN(a, &portcls_pin_line_connector);
	int a_out = FAKE_BRIDGE_OUT(a, &portcls_category_audio);
	int a_sum = fake_filter_node(a, &portcls_node_sum);
	int b_in = FAKE_BRIDGE_IN(b, &portcls_category_audio);
	int b_out = FAKE_BRIDGE_OUT(b, &portcls_category_audio);
	int b_speaker = FAKE_BRIDGE_OUT(b, &portcls_pin_speaker);

	FAKE_PATH(a, a_in, a_sum, a_out);
	FAKE_PATH(a, a_line, a_sum);
	FAKE_PATH(b, b_in, b_out);
	FAKE_PATH(b, b_in, b_speaker);
	fake_graph_external(graph, a, a_line, "Line In");
	fake_graph_external(graph, b, b_speaker, "Speakers");
	fake_graph_wire(graph, a, a_out, b, b_in);
	fake_graph_wire(graph, b, b_out, a, a_in);
	EXPECT_REFUSED(graph, "subdevice 'A': node 0 (sum): the signal comes back to it");
}

static void cycle_of_bare_wires_is_refused_p36(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *a = fake_filter_new(graph);
	struct fake_filter *b = fake_filter_new(graph);
	int a_in = FAKE_BRIDGE_IN(a, &portcls_category_audio);
	int a_out = FAKE_BRIDGE_OUT(a, &portcls_category_audio);
	int b_in = FAKE_BRIDGE_IN(b, &portcls_category_audio);
	int b_out = FAKE_BRIDGE_OUT(b, &portcls_category_audio);

	FAKE_PATH(a, a_in, a_out);
	FAKE_PATH(b, b_in, b_out);
	fake_graph_wire(graph, a, a_out, b, b_in);
	fake_graph_wire(graph, b, b_out, a, a_in);
	KUNIT_EXPECT_EQ(test, fake_graph_build(graph), -EINVAL);
	KUNIT_EXPECT_PTR_NE(test, strstr(fake_graph_error(), ": the signal comes back to it\n"),
			    NULL);
	KUNIT_EXPECT_EQ(test, strncmp(fake_graph_error(), "subdevice '", 11), 0);
	KUNIT_EXPECT_PTR_NE(test, strstr(fake_graph_error(), "': pin "), NULL);
}

static void node_that_nothing_reaches_is_refused_p36(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	int orphan, volume, sum;
	struct two two;

	make_two(graph, &two);
	/* A sum of nothing, and what follows it. */
	orphan = fake_filter_node(two.topology, &portcls_node_sum);
	volume = fake_filter_node(two.topology, &portcls_node_volume);
	sum = FAKE_BRIDGE_OUT(two.topology, &portcls_pin_headphones);
	FAKE_PATH(two.topology, orphan, volume, sum);
	fake_graph_external(graph, two.topology, sum, "Headphones");
	EXPECT_REFUSED(graph, "subdevice 'B': node 1 (sum): no signal reaches it");
}

static void node_that_reaches_nothing_is_refused_p36(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct two two;
	int end;

	make_two(graph, &two);
	end = fake_filter_node(two.topology, &portcls_node_peakmeter);
	FAKE_PATH(two.topology, two.topology_in, end);
	EXPECT_REFUSED(graph,
		       "subdevice 'B': node 1 (peak meter): leads neither to an output nor to a recording");
}

/* A descriptor of the fake miniport with one node turned into a type that routes. */
static int start_with_routing(struct kunit *test, const guid_t *type, bool with_property)
{
	struct fake_device *device = fake_device_new(test);
	struct fake_descriptor *d;
	int err;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, device);
	d = &device->descriptor;
	d->nodes[FAKE_VOLUME].type = type;
	d->properties[0].id = guid_equal(type, &portcls_node_mux) ? 12 : 29;
	d->connections[0].to_pin = guid_equal(type, &portcls_node_mux) ? 1 : 0;
	d->connections[1].from_pin = guid_equal(type, &portcls_node_mux) ? 0 : 1;
	if (!with_property)
		d->nodes[FAKE_VOLUME].automation = NULL;
	err = fake_make_port(device, &device->port);
	fake_device_free(device);
	return err;
}

static void routing_without_a_control_is_refused_p42(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, start_with_routing(test, &portcls_node_mux, false), -EINVAL);
	KUNIT_EXPECT_EQ(test, start_with_routing(test, &portcls_node_demux, false), -EINVAL);
	KUNIT_EXPECT_EQ(test, start_with_routing(test, &portcls_node_mux, true), 0);
	KUNIT_EXPECT_EQ(test, start_with_routing(test, &portcls_node_demux, true), 0);
}

/* What is recorded does not leave through the speakers, although both pass one node. */
static void echo_canceller_keeps_its_signals_apart(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *filter = fake_filter_new(graph);
	int play = FAKE_STREAM_IN(filter);
	int record = FAKE_STREAM_OUT(filter);
	int mic = FAKE_BRIDGE_IN(filter, &portcls_pin_microphone);
	int speaker = FAKE_BRIDGE_OUT(filter, &portcls_pin_speaker);
	int echo = fake_filter_node(filter, &portcls_node_acoustic_echo_cancel);
	int gain = fake_filter_node(filter, &portcls_node_volume);
	int volume = fake_filter_node(filter, &portcls_node_volume);
	struct portcls_vertex *vertex;

	/* Inputs and outputs are taken in their order. */
	FAKE_PATH(filter, play, volume, echo, speaker);
	FAKE_PATH(filter, mic, gain, echo, record);
	fake_graph_external(graph, filter, mic, "Microphone");
	fake_graph_external(graph, filter, speaker, "Speakers");
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	vertex = fake_graph_vertex(graph, filter, volume);
	KUNIT_EXPECT_TRUE(test, vertex->playback);
	KUNIT_EXPECT_FALSE(test, vertex->capture);
	vertex = fake_graph_vertex(graph, filter, gain);
	KUNIT_EXPECT_FALSE(test, vertex->playback);
	KUNIT_EXPECT_TRUE(test, vertex->capture);
	KUNIT_EXPECT_EQ(test, vertex->direction, PORTCLS_DIRECTION_CAPTURE);
	KUNIT_EXPECT_STREQ(test, vertex->line, "Mic");
}

static void no_memory_is_told(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct two two;
	int number;

	make_two(graph, &two);
	for (number = 1; ; number++) {
		fake_graph_fail_allocation(number);
		if (!fake_graph_build(graph))
			break;
		KUNIT_EXPECT_STREQ(test, fake_graph_error(), "");
		portcls_graph_free(graph->adapter);
		KUNIT_EXPECT_NULL(test, graph->adapter->graph);
		KUNIT_ASSERT_TRUE(test, number < 10);
	}
	/* Graph, vertices, edges, order, and what waits to be put in order. */
	KUNIT_EXPECT_EQ(test, number, 6);
}

/* Would need a stack of a thousand frames if it called itself. */
static void longest_chain_is_followed_to_its_end(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *filter, *before = NULL;
	int in, out, before_out = 0, node, last;
	u32 i, j;

	for (i = 0; i < FAKE_FILTERS; i++) {
		filter = fake_filter_new(graph);
		in = FAKE_BRIDGE_IN(filter, &portcls_pin_cd_player);
		out = FAKE_BRIDGE_OUT(filter, &portcls_pin_headphones);
		last = in;
		for (j = 0; j < FAKE_FILTER_NODES; j++) {
			node = fake_filter_node(filter, &portcls_node_volume);
			FAKE_PATH(filter, last, node);
			last = node;
		}
		FAKE_PATH(filter, last, out);
		if (before)
			fake_graph_wire(graph, before, before_out, filter, in);
		else
			fake_graph_external(graph, filter, in, "CD");
		before = filter;
		before_out = out;
	}
	fake_graph_external(graph, before, before_out, "Headphones");
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	for (i = 0; i < FAKE_FILTERS; i++) {
		KUNIT_EXPECT_STREQ(test, fake_graph_vertex(graph, graph->filters[i], 0)->line,
				   "Headphone");
		KUNIT_EXPECT_TRUE(test, fake_graph_vertex(graph, graph->filters[i], 0)->playback);
	}
}

/* The number of its paths has hundreds of digits: whoever follows each does not come back. */
static void densest_graph_is_built(struct kunit *test)
{
	struct fake_graph *graph = test->priv;
	struct fake_filter *filter, *before = NULL;
	int in, out, before_out = 0, node;
	u32 i, j, k;

	for (i = 0; i < FAKE_FILTERS; i++) {
		filter = fake_filter_new(graph);
		in = FAKE_BRIDGE_IN(filter, &portcls_pin_cd_player);
		out = FAKE_BRIDGE_OUT(filter, &portcls_pin_headphones);
		for (j = 0; j < FAKE_FILTER_NODES - 1; j++) {
			node = fake_filter_node(filter, &portcls_node_sum);
			/* From each of the four before it. */
			for (k = 1; k <= 4; k++)
				filter->wires[filter->filter.connection_count++] =
					(struct portcls_connection) {
						k <= j ? j - k : PORTCLS_FILTER_NODE, 0, node, k
					};
		}
		FAKE_PATH(filter, node, out);
		if (before)
			fake_graph_wire(graph, before, before_out, filter, in);
		else
			fake_graph_external(graph, filter, in, "CD");
		before = filter;
		before_out = out;
	}
	fake_graph_external(graph, before, before_out, "Headphones");
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	KUNIT_EXPECT_EQ(test, graph->adapter->graph->edge_count,
			FAKE_FILTERS * (4 * (FAKE_FILTER_NODES - 1) + 1) + FAKE_FILTERS - 1);
	KUNIT_EXPECT_EQ(test, fake_graph_vertex(graph, graph->filters[0], 4)->inputs, 4);
	KUNIT_EXPECT_TRUE(test, fake_graph_vertex(graph, graph->filters[0], 0)->playback);
}

static void listing_shows_all_there_is(struct kunit *test)
{
	static const char expected[] =
		"subdevice 'A': Fake\n"
		"  pin 0: in, stream, audio\n"
		"    PCM 1-2 channels, 8-16 bits, 4000-48000 Hz\n"
		"    float 2 channels, 32 bits, 48000 Hz\n"
		"  pin 1: out, bridge, audio\n"
		"  node 0: DAC, destination 'Master', playback, of streams\n"
		"  pin 0 -> node 0.1\n"
		"  node 0.0 -> pin 1\n"
		"subdevice 'B': Fake\n"
		"  pin 0: in, bridge, legacy audio connector\n"
		"  pin 1: out, fixed, 00000001-0000-0000-0000-000000000000\n"
		"  node 0: volume, destination 'Master', playback, of the card -> 'A Volume',0\n"
		"  pin 0 -> node 0.1\n"
		"  node 0.0 -> pin 1\n"
		"physical connections\n"
		"  'A' pin 1 -> 'B' pin 0\n"
		"  'B' pin 1 -> outside 'Speakers'\n";
	static const guid_t unknown = GUID_INIT(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	struct fake_graph *graph = test->priv;
	struct two two;

	if (!IS_ENABLED(CONFIG_SND_PROC_FS))
		kunit_skip(test, "the kernel has no /proc/asound");
	make_two(graph, &two);
	two.topology->pins[1].category = &unknown;
	two.topology->pins[1].communication = PORTCLS_COMMUNICATION_NONE;
	two.wave->nodes[0].flags = PORTCLS_NODE_STREAM;
	two.topology->nodes[0].flags = PORTCLS_NODE_CARD;
	KUNIT_ASSERT_EQ(test, fake_graph_build(graph), 0);
	KUNIT_EXPECT_STREQ(test, fake_graph_listing(graph), expected);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(filters_are_joined_by_physical_connections),
	KUNIT_CASE(port_of_another_graph_is_not_found),
	KUNIT_CASE(edges_are_sorted),
	KUNIT_CASE(order_follows_the_signal),
	KUNIT_CASE(a_sum_of_one_joins_and_a_volume_does_not),
	KUNIT_CASE(streams_pass_nodes_of_their_own_path),
	KUNIT_CASE(node_of_streams_that_none_passes_is_refused),
	KUNIT_CASE(cycle_in_a_filter_is_refused_p36),
	KUNIT_CASE(cycle_through_two_filters_is_refused_p36),
	KUNIT_CASE(cycle_of_bare_wires_is_refused_p36),
	KUNIT_CASE(node_that_nothing_reaches_is_refused_p36),
	KUNIT_CASE(node_that_reaches_nothing_is_refused_p36),
	KUNIT_CASE(routing_without_a_control_is_refused_p42),
	KUNIT_CASE(echo_canceller_keeps_its_signals_apart),
	KUNIT_CASE(no_memory_is_told),
	KUNIT_CASE(longest_chain_is_followed_to_its_end),
	KUNIT_CASE(densest_graph_is_built),
	KUNIT_CASE(listing_shows_all_there_is),
	{}
};

struct kunit_suite portcls_graph_suite = {
	.name = "portcls_graph",
	.init = fake_graph_init,
	.exit = fake_graph_exit,
	.test_cases = cases,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: what records.
 *
 * Each converter that all inputs lead to records a stream of its own; if there is none, each input
 * has its own converter for the one stream. Microphones at different places, at most one at each,
 * are chosen by what is plugged in; else there is a control.
 */
#include <linux/kernel.h>
#include <linux/sort.h>
#include <linux/string.h>

#include "hda-codec.h"

#define BOOST_STEP	0x20	/* in quarters of a dB, less one: what amplifies has big steps */
#define MAX_AUTOMATIC	3	/* microphones */

static bool is_converter(const struct hda_widget *widget)
{
	return widget->type == AC_WID_AUD_IN && !(widget->caps & AC_WCAP_DIGITAL);
}

static const struct hda_widget *first_converter(const struct hda_graph *graph,
						const struct hda_widget *pin)
{
	unsigned int i;

	for (i = 0; i < graph->count; i++)
		if (is_converter(&graph->widgets[i]) &&
		    hda_path_exists(graph, pin, &graph->widgets[i]))
			return &graph->widgets[i];
	return NULL;
}

/* Whether all inputs lead there that lead to any. */
static bool takes_all(const struct hda_graph *graph, const struct hda_pin_list *inputs,
		      const struct hda_widget *converter)
{
	unsigned int i, count = 0;

	for (i = 0; i < inputs->count; i++) {
		if (hda_path_exists(graph, inputs->pins[i], converter))
			count++;
		else if (first_converter(graph, inputs->pins[i]))
			return false;
	}
	return count;
}

static void choose_converters(const struct hda_graph *graph, const struct hda_pin_list *inputs,
			      struct hda_layout *layout)
{
	unsigned int i;

	for (i = 0; i < graph->count && layout->adc_count < HDA_MAX_ADCS; i++)
		if (is_converter(&graph->widgets[i]) &&
		    takes_all(graph, inputs, &graph->widgets[i]))
			layout->adcs[layout->adc_count++] = &graph->widgets[i];
	if (layout->adc_count)
		return;
	for (i = 0; i < inputs->count && !layout->adcs[0]; i++)
		layout->adcs[0] = first_converter(graph, inputs->pins[i]);
	layout->adc_count = !!layout->adcs[0];
}

/**
 * hda_input_path() - tell how an input leads to a converter
 * @layout: how the codec is used
 * @recorder: index of the converter
 * @input: index of the input
 *
 * Context: any.
 * Return: the path.
 */
const struct hda_path *hda_input_path(const struct hda_layout *layout, unsigned int recorder,
				      unsigned int input)
{
	return recorder ? &layout->more_paths[recorder - 1][input] : &layout->inputs[input].path;
}

/**
 * hda_input_amp() - tell what amplifies an input, as a converter records it
 * @layout: how the codec is used
 * @recorder: index of the converter
 * @input: index of the input
 * @mute: what switches it, rather than what sets its level
 *
 * Context: any.
 * Return: the amplifier; that of no widget if there is none.
 */
struct hda_amp hda_input_amp(const struct hda_layout *layout, unsigned int recorder,
			     unsigned int input, bool mute)
{
	return hda_path_input_amp(hda_input_path(layout, recorder, input), mute);
}

static bool is_set(const struct hda_layout *layout, const struct hda_amp *amp)
{
	struct hda_amp volume;
	unsigned int i;

	for (i = 0; i < layout->output_count; i++)
		if (hda_amp_equal(&layout->outputs[i].volume, amp))
			return true;
	for (i = 0; i < layout->input_count; i++) {
		volume = hda_input_amp(layout, 0, i, false);
		if (hda_amp_equal(&volume, amp) || hda_amp_equal(&layout->inputs[i].boost, amp))
			return true;
	}
	return false;
}

static bool amplifies(const struct hda_layout *layout, const struct hda_amp *amp)
{
	const u32 caps = hda_amp_caps(amp);

	return hda_amp_has_volume(caps) && !is_set(layout, amp) &&
	       (caps & AC_AMPCAP_STEP_SIZE) >> AC_AMPCAP_STEP_SIZE_SHIFT >= BOOST_STEP;
}

/* At the socket, or one or two widgets behind it */
static struct hda_amp boost_of(const struct hda_layout *layout, const struct hda_path *path)
{
	unsigned int i;

	for (i = 0; i < 3 && i + 1 < path->depth; i++) {
		struct hda_amp amp = { .widget = path->widgets[i] };

		if (i && amplifies(layout, &amp))
			return amp;
		amp.input = true;
		amp.index = path->inputs[i];
		if (amplifies(layout, &amp))
			return amp;
	}
	return (struct hda_amp) {};
}

static bool may_boost(const struct hda_widget *pin)
{
	const unsigned int device = hda_pin_device(pin);

	return device != AC_JACK_CD && device != AC_JACK_AUX;
}

static void add_boosts(struct hda_layout *layout)
{
	unsigned int i;

	for (i = 0; i < layout->input_count; i++)
		if (may_boost(layout->inputs[i].pin))
			layout->inputs[i].boost = boost_of(layout, &layout->inputs[i].path);
}

static bool connect(const struct hda_graph *graph, const struct hda_layout *layout,
		    struct hda_line *line)
{
	return hda_path_find(graph, line->pin, layout->adcs[0], &line->path) ||
	       hda_path_find(graph, line->pin, first_converter(graph, line->pin), &line->path);
}

static void add_inputs(const struct hda_graph *graph, const struct hda_pin_list *inputs,
		       struct hda_layout *layout)
{
	unsigned int i, adc;

	for (i = 0; i < inputs->count; i++) {
		struct hda_line *line = &layout->inputs[layout->input_count];

		*line = (struct hda_line) { .pin = inputs->pins[i] };
		if (!connect(graph, layout, line))
			continue;
		for (adc = 1; adc < layout->adc_count; adc++)
			hda_path_find(graph, line->pin, layout->adcs[adc],
				      &layout->more_paths[adc - 1][layout->input_count]);
		strscpy(line->name, hda_input_name(inputs, i), sizeof(line->name));
		if (hda_pin_device(line->pin) != AC_JACK_HP_OUT)
			strscpy(line->jack, line->name, sizeof(line->jack));
		layout->input_count++;
	}
}

static bool is_automatic(const struct hda_widget *pin)
{
	return hda_pin_device(pin) == AC_JACK_MIC_IN &&
	       (hda_pin_place(pin) == HDA_PLACE_INTERNAL || hda_pin_detects(pin));
}

/* Inputs by place: what is plugged in further back in the list is recorded rather. */
static void sort_automatic(struct hda_layout *layout)
{
	unsigned int i, place, count = 0;

	for (place = HDA_PLACE_INTERNAL; place <= HDA_PLACE_FRONT; place++)
		for (i = 0; i < layout->input_count; i++)
			if (hda_pin_place(layout->inputs[i].pin) == place)
				layout->automatic[count++] = i;
	layout->automatic_count = count;
}

static void choose_automatic(const struct hda_pin_list *inputs, struct hda_layout *layout)
{
	unsigned int i, places = 0;

	if (inputs->count < 2 || inputs->count > MAX_AUTOMATIC ||
	    inputs->count != layout->input_count)
		return;
	for (i = 0; i < inputs->count; i++) {
		const unsigned int place = BIT(hda_pin_place(inputs->pins[i]));

		if (places & place || !is_automatic(inputs->pins[i]))
			return;
		places |= place;
	}
	sort_automatic(layout);
}

/* Where nothing else can be plugged in, a headset may be, if its socket records, too. */
static void add_headset(struct hda_layout *layout, struct hda_pin_list *inputs)
{
	unsigned int i;

	if (inputs->count != 1 || hda_pin_place(inputs->pins[0]) != HDA_PLACE_INTERNAL)
		return;
	for (i = 0; i < layout->output_count; i++) {
		struct hda_line *line = &layout->outputs[i];

		if (line->role != AC_JACK_HP_OUT)
			continue;
		if (line->pin->pin_caps & AC_PINCAP_IN) {
			inputs->pins[inputs->count++] = line->pin;
			strscpy(line->jack, "Headphone Mic", sizeof(line->jack));
		}
		return;
	}
}

/**
 * hda_inputs_choose() - choose what records
 * @graph: widgets of the codec
 * @pins: its pins
 * @layout: receives the choice, its outputs chosen
 *
 * Context: process.
 */
void hda_inputs_choose(const struct hda_graph *graph, const struct hda_pins *pins,
		       struct hda_layout *layout)
{
	struct hda_pin_list inputs = pins->inputs;

	add_headset(layout, &inputs);
	choose_converters(graph, &inputs, layout);
	add_inputs(graph, &inputs, layout);
	choose_automatic(&inputs, layout);
	if (layout->input_count < 2 || inputs.count != pins->inputs.count ||
	    layout->automatic_count)
		layout->adc_count = !!layout->input_count;
	add_boosts(layout);
}

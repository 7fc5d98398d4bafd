// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: how a codec is used: what its pins are for, which converter plays what, what
 * records.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/slab.h>

#include "hda-codec.h"

static void add_converter(struct hda_layout *layout, const struct hda_widget *converter)
{
	unsigned int i;

	for (i = 0; i < layout->dac_count; i++)
		if (layout->dacs[i] == converter)
			return;
	if (layout->dac_count < HDA_MAX_DACS)
		layout->dacs[layout->dac_count++] = converter;
}

static bool has(const struct hda_layout *layout, unsigned int role, bool detects)
{
	unsigned int i;

	for (i = 0; i < layout->output_count; i++)
		if (layout->outputs[i].role == role &&
		    (!detects || hda_pin_detects(layout->outputs[i].pin)))
			return true;
	return false;
}

/* What is silent while something is plugged in. */
static void choose_muting(struct hda_layout *layout)
{
	const bool headphones = has(layout, AC_JACK_HP_OUT, true);

	layout->mutes_lines = has(layout, AC_JACK_LINE_OUT, false) && headphones;
	layout->mutes_speakers = has(layout, AC_JACK_SPEAKER, false) &&
				 (headphones || has(layout, AC_JACK_LINE_OUT, true));
}

/* Each converter of a primary output has a pair of channels of its own. */
static void add_channels(struct hda_layout *layout, const struct hda_group *group)
{
	unsigned int i;

	for (i = 0; i < group->count; i++)
		if (group->lines[i].converter)
			add_converter(layout, group->lines[i].converter);
}

static unsigned int pair_of(const struct hda_layout *layout, const struct hda_line *line)
{
	unsigned int i;

	for (i = 0; i < layout->pair_count; i++)
		if (layout->dacs[i] == line->path.widgets[0])
			return i;
	return 0;
}

static unsigned int add_outputs(struct hda_layout *layout, const struct hda_group *group,
				unsigned int role)
{
	const unsigned int before = layout->output_count;
	unsigned int i;

	for (i = 0; i < group->count && layout->output_count < HDA_MAX_LINES; i++) {
		struct hda_line *line = &layout->outputs[layout->output_count];

		if (!group->lines[i].path.depth)
			continue;
		*line = group->lines[i];
		line->pair = pair_of(layout, line);
		line->role = role;
		add_converter(layout, line->path.widgets[0]);
		layout->output_count++;
	}
	return layout->output_count - before;
}

static void take_plan(struct hda_layout *layout, const struct hda_plan *plan)
{
	layout->type = plan->type;
	add_channels(layout, &plan->groups[HDA_PRIMARY]);
	add_channels(layout, &plan->groups[HDA_RETASKED]);
	layout->pair_count = clamp(layout->dac_count, 1, HDA_MAX_PAIRS);
	layout->primary_count = add_outputs(layout, &plan->groups[HDA_PRIMARY], plan->type);
	layout->retasked_count = add_outputs(layout, &plan->groups[HDA_RETASKED], AC_JACK_OTHER);
	add_outputs(layout, &plan->groups[HDA_HEADPHONES], AC_JACK_HP_OUT);
	add_outputs(layout, &plan->groups[HDA_SPEAKERS], AC_JACK_SPEAKER);
	choose_muting(layout);
	if (!layout->dac_count)
		layout->pair_count = 0;
}

static int choose_outputs(const struct hda_graph *graph, const struct hda_pins *pins,
			  struct hda_layout *layout)
{
	struct hda_plan *plan;
	int err;

	plan = kzalloc(sizeof(*plan), GFP_KERNEL);
	if (!plan)
		return -ENOMEM;
	err = hda_outputs_plan(graph, pins, plan);
	if (!err) {
		hda_outputs_name(plan);
		take_plan(layout, plan);
	}
	kfree(plan);
	return err;
}

/**
 * hda_layout_choose() - choose how a codec is used
 * @graph: its widgets; the layout points into them
 * @layout: receives the choice
 *
 * Context: process, may sleep.
 * Return: 0; -ENODEV if nothing plays and nothing records; -ENOMEM.
 */
int hda_layout_choose(const struct hda_graph *graph, struct hda_layout *layout)
{
	struct hda_pins *pins;
	int err;

	*layout = (struct hda_layout) {};
	pins = kzalloc(sizeof(*pins), GFP_KERNEL);
	if (!pins)
		return -ENOMEM;
	hda_pins_read(graph, pins);
	err = choose_outputs(graph, pins, layout);
	if (!err)
		hda_inputs_choose(graph, pins, layout);
	kfree(pins);
	if (!err && !layout->output_count && !layout->input_count)
		err = -ENODEV;
	return err;
}

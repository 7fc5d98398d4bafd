// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: which converter plays what.
 *
 * There are seldom as many converters as sockets, and not each gets to each socket. So the sockets
 * are planned in several orders, each plan is given its faults, and the one with the fewest is
 * taken. What counts as which fault, and the order, are the kernel's own parser's, so that both
 * come to the same plan.
 *
 * A plan: first the sockets that but one converter gets to, if so planned; then the primary
 * outputs, headphones and speakers. One that finds no converter left shares one. Where there is but
 * one line output, sockets of inputs at the same place can become outputs, too: two, or none.
 */
#include <linux/bitfield.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "hda-codec.h"

#define FAULT_RETASKED		0x120	/* sockets of inputs cannot all be outputs */
#define FAULT_CONTROL		0x10	/* no volume, or no switch, of its own */

/**
 * struct faults - how bad it is that an output has no converter of its own
 * @first_none: it is the first of its group, and has none at all
 * @none: it is another one, and has none at all
 * @first_shared: it is the first, and shares
 * @second_shared: it is the second, and shares
 * @other_shared: it is another one, and shares
 * @primary_shared: it shares with the first primary output
 */
struct faults {
	unsigned int first_none;
	unsigned int none;
	unsigned int first_shared;
	unsigned int second_shared;
	unsigned int other_shared;
	unsigned int primary_shared;
};

static const struct faults primary_faults = { 0x10000, 0x4000, 0x10000, 0x100, 0x10, 0x100 };
static const struct faults extra_faults = { 0x4000, 0x4000, 0x102, 0x10, 0x10, 0x101 };

static struct hda_group *group(struct hda_plan *plan, unsigned int index)
{
	return &plan->groups[index];
}

static bool is_converter(const struct hda_widget *widget)
{
	return widget->type == AC_WID_AUD_OUT;
}

/* The lines of all groups, of which there may be fewer. */
static const struct hda_line *line_at(const struct hda_plan *plan, unsigned int index)
{
	const struct hda_group *of = &plan->groups[index / HDA_MAX_GROUP];

	index %= HDA_MAX_GROUP;
	return index < of->count ? &of->lines[index] : NULL;
}

static bool is_used(struct hda_plan *plan, const struct hda_widget *converter)
{
	const struct hda_line *line;
	unsigned int i;

	for (i = 0; i < HDA_GROUPS * HDA_MAX_GROUP; i++) {
		line = line_at(plan, i);
		if (line && line->path.depth && line->path.widgets[0] == converter)
			return true;
	}
	return false;
}

static bool is_controlled(struct hda_plan *plan, const struct hda_amp *amp, bool mute)
{
	const struct hda_line *line;
	unsigned int i;

	for (i = 0; i < HDA_GROUPS * HDA_MAX_GROUP; i++) {
		line = line_at(plan, i);
		if (line && hda_amp_equal(mute ? &line->mute : &line->volume, amp))
			return true;
	}
	return false;
}

static unsigned int take_amp(struct hda_plan *plan, struct hda_amp *to, struct hda_amp amp,
			     bool mute)
{
	if (!amp.widget || is_controlled(plan, &amp, mute))
		return FAULT_CONTROL;
	*to = amp;
	return 0;
}

/* An amplifier has one control, which the first has that comes. */
static unsigned int take_amps(struct hda_plan *plan, struct hda_line *line)
{
	if (line->volume.widget || line->mute.widget)
		return 0;
	return take_amp(plan, &line->volume, hda_path_output_volume(&line->path), false) +
	       take_amp(plan, &line->mute, hda_path_output_mute(&line->path), true);
}

static const struct hda_widget *find_free(struct hda_plan *plan, const struct hda_widget *pin)
{
	unsigned int i;

	for (i = 0; i < plan->graph->count; i++) {
		const struct hda_widget *widget = &plan->graph->widgets[i];

		if (is_converter(widget) && !(widget->caps & AC_WCAP_DIGITAL) &&
		    !is_used(plan, widget) && hda_path_exists(plan->graph, widget, pin))
			return widget;
	}
	return NULL;
}

/* The only one that is free and gets there. */
static const struct hda_widget *find_single(struct hda_plan *plan, const struct hda_widget *pin)
{
	const struct hda_widget *found = NULL;
	unsigned int i;

	for (i = 0; i < plan->graph->count; i++) {
		const struct hda_widget *widget = &plan->graph->widgets[i];

		if (!is_converter(widget) || is_used(plan, widget) ||
		    !hda_path_exists(plan->graph, widget, pin))
			continue;
		if (found)
			return NULL;
		found = widget;
	}
	return found && !(found->caps & AC_WCAP_DIGITAL) ? found : NULL;
}

static bool connect(struct hda_plan *plan, struct hda_line *line,
		    const struct hda_widget *converter)
{
	return hda_path_find(plan->graph, converter, line->pin, &line->path);
}

static bool connect_singles(struct hda_plan *plan, struct hda_group *of)
{
	bool found = false;
	unsigned int i;

	for (i = 0; i < of->count; i++) {
		struct hda_line *line = &of->lines[i];

		if (line->converter)
			continue;
		line->converter = find_single(plan, line->pin);
		if (line->converter)
			found |= connect(plan, line, line->converter);
	}
	return found;
}

/* The converter of the first goes to what comes first, whatever has it. */
static void take_from_others(struct hda_plan *plan, struct hda_group *of)
{
	unsigned int i;

	for (i = 1; i < of->count; i++) {
		struct hda_line *line = &of->lines[i];

		if (!hda_path_exists(plan->graph, line->converter, of->lines[0].pin))
			continue;
		of->lines[0].converter = line->converter;
		*line = (struct hda_line) { .pin = line->pin };
		return;
	}
}

static const struct hda_widget *primary_converter(struct hda_plan *plan, unsigned int index)
{
	const struct hda_group *lines = group(plan, HDA_PRIMARY);
	const struct hda_group *more = group(plan, HDA_RETASKED);

	if (index < lines->count)
		return lines->lines[index].converter;
	index -= lines->count;
	return index < more->count ? more->lines[index].converter : NULL;
}

static const struct hda_widget *if_reachable(struct hda_plan *plan,
					     const struct hda_widget *converter,
					     const struct hda_widget *pin)
{
	return hda_path_exists(plan->graph, converter, pin) ? converter : NULL;
}

/* One that another output has, best that of the same channels. */
static const struct hda_widget *share(struct hda_plan *plan, struct hda_group *of,
				      unsigned int index, const struct faults *bad,
				      unsigned int *faults)
{
	const struct hda_widget *pin = of->lines[index].pin, *same, *first, *found;

	same = if_reachable(plan, primary_converter(plan, index), pin);
	first = if_reachable(plan, of->lines[0].converter, pin);
	found = of->count > 2 ? same ?: first : first ?: same;
	if (found) {
		*faults += !index ? bad->first_shared :
			   index == 1 ? bad->second_shared : bad->other_shared;
		return found;
	}
	found = if_reachable(plan, primary_converter(plan, 0), pin);
	*faults += found ? bad->primary_shared : !index ? bad->first_none : bad->none;
	return found;
}

static unsigned int connect_group(struct hda_plan *plan, struct hda_group *of,
				  const struct faults *bad)
{
	const struct hda_widget *converter;
	unsigned int i, faults = 0;

	for (i = 0; i < of->count; i++) {
		struct hda_line *line = &of->lines[i];

		if (!line->path.depth) {
			line->converter = find_free(plan, line->pin);
			if (!line->converter && !i)
				take_from_others(plan, of);
			converter = line->converter ?: share(plan, of, i, bad, &faults);
			if (!converter || !connect(plan, line, converter))
				continue;
		}
		faults += take_amps(plan, line);
	}
	return faults;
}

static bool can_be_retasked(const struct hda_widget *input, const struct hda_widget *line)
{
	const unsigned int location = FIELD_GET(AC_DEFCFG_LOCATION, line->config);

	return FIELD_GET(AC_DEFCFG_PORT_CONN, input->config) == AC_JACK_PORT_COMPLEX &&
	       (!location || FIELD_GET(AC_DEFCFG_LOCATION, input->config) == location) &&
	       input->pin_caps & AC_PINCAP_OUT;
}

/* Sockets of lines and microphones, lines first */
static unsigned int find_retaskable(const struct hda_pins *pins, const struct hda_widget *line,
				    const struct hda_widget **found)
{
	static const unsigned int devices[] = { AC_JACK_LINE_IN, AC_JACK_MIC_IN };
	unsigned int i, j, count = 0;

	for (i = 0; i < ARRAY_SIZE(devices); i++)
		for (j = 0; j < pins->inputs.count; j++)
			if (hda_pin_device(pins->inputs.pins[j]) == devices[i] &&
			    can_be_retasked(pins->inputs.pins[j], line))
				found[count++] = pins->inputs.pins[j];
	return count;
}

static bool is_retasked(struct hda_plan *plan, const struct hda_widget *pin)
{
	struct hda_group *more = group(plan, HDA_RETASKED);
	unsigned int i;

	for (i = 0; i < more->count; i++)
		if (more->lines[i].pin == pin)
			return true;
	return false;
}

static bool add_retasked(struct hda_plan *plan, const struct hda_widget *pin, bool single)
{
	struct hda_group *more = group(plan, HDA_RETASKED);
	struct hda_line line = { .pin = pin };

	line.converter = single ? find_single(plan, pin) : find_free(plan, pin);
	if (!line.converter || !connect(plan, &line, line.converter))
		return false;
	more->lines[more->count++] = line;
	return true;
}

/* Both are found, or none; singles may be one. Returns whether any was found, without faults. */
static bool retask(struct hda_plan *plan, const struct hda_pins *pins, bool single,
		   unsigned int *faults)
{
	struct hda_group *more = group(plan, HDA_RETASKED);
	const struct hda_widget *found[HDA_MAX_LINES];
	const unsigned int before = more->count;
	unsigned int i, count, bad = 0;

	count = find_retaskable(pins, group(plan, HDA_PRIMARY)->lines[0].pin, found);
	for (i = 0; count >= 2 && i < count && more->count < 2; i++)
		if (!is_retasked(plan, found[i]) && !add_retasked(plan, found[i], single))
			bad = FAULT_RETASKED;
	if (!single && more->count > before && more->count < 2)
		more->count = before;
	for (i = before; i < more->count; i++)
		bad += take_amps(plan, &more->lines[i]);
	*faults += bad;
	return more->count > before && !bad;
}

static bool may_retask(struct hda_plan *plan)
{
	return group(plan, HDA_PRIMARY)->count == 1 && plan->type != AC_JACK_SPEAKER;
}

static void connect_all_singles(struct hda_plan *plan, const struct hda_pins *pins,
				bool retasked_first)
{
	unsigned int index, ignored = 0;
	bool found;

	do {
		found = false;
		for (index = HDA_PRIMARY; index <= HDA_SPEAKERS; index++)
			found |= connect_singles(plan, group(plan, index));
		if (retasked_first && may_retask(plan))
			found |= retask(plan, pins, true, &ignored);
	} while (found);
}

/* Carry a plan out, and return its faults. */
static unsigned int carry_out(struct hda_plan *plan, const struct hda_pins *pins,
			      bool singles_first, bool retasked_first)
{
	const struct hda_group *headphones = group(plan, HDA_HEADPHONES);
	const struct hda_widget *found[HDA_MAX_LINES];
	unsigned int faults, ignored = 0;

	if (singles_first)
		connect_all_singles(plan, pins, retasked_first);
	faults = connect_group(plan, group(plan, HDA_PRIMARY), &primary_faults);
	if (retasked_first && may_retask(plan))
		retask(plan, pins, false, &ignored);
	faults += connect_group(plan, group(plan, HDA_HEADPHONES), &extra_faults);
	faults += connect_group(plan, group(plan, HDA_SPEAKERS), &extra_faults);
	if (may_retask(plan))
		retask(plan, pins, false, &faults);
	/* Headphones that could have been line outputs with retasked sockets */
	if (plan->type == AC_JACK_SPEAKER && headphones->count &&
	    find_retaskable(pins, headphones->lines[0].pin, found) >= 2)
		faults += FAULT_RETASKED;
	if (group(plan, HDA_RETASKED)->count == 1) {
		group(plan, HDA_RETASKED)->count = 0;
		faults += FAULT_RETASKED;
	}
	return faults;
}

static void begin_group(struct hda_group *of, const struct hda_pin_list *pins)
{
	unsigned int i;

	of->count = pins->count;
	for (i = 0; i < pins->count; i++)
		of->lines[i] = (struct hda_line) { .pin = pins->pins[i] };
}

static void begin(struct hda_plan *plan, const struct hda_graph *graph, const struct hda_pins *pins)
{
	*plan = (struct hda_plan) { .graph = graph, .type = pins->type };
	begin_group(group(plan, HDA_PRIMARY), &pins->primary);
	begin_group(group(plan, HDA_HEADPHONES), &pins->headphones);
	begin_group(group(plan, HDA_SPEAKERS), &pins->speakers);
}

/* Headphones can be primary instead of speakers, and the other way round. */
static bool swap_primary(struct hda_pins *pins)
{
	if (pins->type == AC_JACK_HP_OUT && pins->speakers.count) {
		pins->headphones = pins->primary;
		pins->primary = pins->speakers;
		pins->speakers.count = 0;
		pins->type = AC_JACK_SPEAKER;
		return true;
	}
	if (pins->type == AC_JACK_SPEAKER && pins->headphones.count) {
		pins->speakers = pins->primary;
		pins->primary = pins->headphones;
		pins->headphones.count = 0;
		pins->type = AC_JACK_HP_OUT;
		return true;
	}
	return false;
}

/* Try one plan; returns true if it cannot be better. */
static bool try(const struct hda_graph *graph, const struct hda_pins *pins, unsigned int order,
		struct hda_plan *trial, struct hda_plan *best)
{
	begin(trial, graph, pins);
	trial->faults = carry_out(trial, pins, !(order & 2), !(order & 1));
	if (trial->faults < best->faults)
		*best = *trial;
	return !best->faults;
}

/**
 * hda_outputs_plan() - plan which converter plays what
 * @graph: widgets of the codec
 * @pins: its pins
 * @plan: receives the plan
 *
 * Context: process, may sleep.
 * Return: 0 or -ENOMEM.
 */
int hda_outputs_plan(const struct hda_graph *graph, const struct hda_pins *pins,
		     struct hda_plan *plan)
{
	struct hda_pins tried = *pins;
	struct hda_plan *trial;
	unsigned int order;

	trial = kzalloc(sizeof(*trial), GFP_KERNEL);
	if (!trial)
		return -ENOMEM;
	if (tried.type == AC_JACK_SPEAKER && tried.primary.count <= tried.headphones.count)
		swap_primary(&tried);
	plan->faults = UINT_MAX;
	for (order = 0; order < 8; order++) {
		if (order == 4 && !swap_primary(&tried))
			break;
		if (try(graph, &tried, order, trial, plan))
			break;
	}
	kfree(trial);
	return 0;
}

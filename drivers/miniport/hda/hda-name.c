// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: what controls and jacks are called: as the kernel's own parser calls them.
 */
#include <linux/kernel.h>
#include <linux/string.h>

#include "hda-codec.h"

static const char *const channels[HDA_MAX_GROUP] = {
	"Front", "Surround", HDA_CENTER_AND_LFE, "Side", "Back"
};

static const struct hda_amp *amp_of(const struct hda_line *line, bool mute)
{
	return mute ? &line->mute : &line->volume;
}

/* Whether there are such outputs, the first of which has no control of its own. */
static bool is_controlled_with(const struct hda_group *group, bool mute)
{
	return group->count && !amp_of(&group->lines[0], mute)->widget;
}

/* Whether one converter is all there is, or one output. */
static bool is_all(const struct hda_plan *plan)
{
	const struct hda_group *groups = plan->groups;
	unsigned int i, converters = groups[HDA_RETASKED].count;

	if (groups[HDA_PRIMARY].count == 1 && !groups[HDA_RETASKED].count &&
	    !groups[HDA_HEADPHONES].count && !groups[HDA_SPEAKERS].count)
		return true;
	for (i = 0; i < groups[HDA_PRIMARY].count; i++)
		converters += !!groups[HDA_PRIMARY].lines[i].converter;
	return converters == 1 &&
	       !(groups[HDA_HEADPHONES].count && groups[HDA_HEADPHONES].lines[0].path.depth) &&
	       !(groups[HDA_SPEAKERS].count && groups[HDA_SPEAKERS].lines[0].path.depth);
}

/* What the primary outputs are called where their kind says more than a channel; else NULL */
static const char *name_by_type(const struct hda_plan *plan, unsigned int index, bool mute)
{
	const struct hda_group *groups = plan->groups;
	const bool headphones = !index && is_controlled_with(&groups[HDA_HEADPHONES], mute);
	const bool speakers = !index && is_controlled_with(&groups[HDA_SPEAKERS], mute);

	switch (plan->type) {
	case AC_JACK_SPEAKER:
		if (headphones || groups[HDA_PRIMARY].count > 2)
			return NULL;
		return index ? "Bass Speaker" : "Speaker";
	case AC_JACK_HP_OUT:
		return speakers || (index && groups[HDA_RETASKED].count) ? NULL : "Headphone";
	default:
		if (headphones && speakers)
			return "Master";
		return headphones ? "Headphone+LO" : speakers ? "Speaker+LO" : NULL;
	}
}

static const char *primary_name(const struct hda_plan *plan, unsigned int index, bool mute)
{
	const struct hda_group *groups = plan->groups;
	const char *name = NULL;

	if (is_all(plan))
		return "Master";
	if (index < groups[HDA_PRIMARY].count) {
		name = name_by_type(plan, index, mute);
		if (!name && groups[HDA_PRIMARY].count == 1 && !groups[HDA_RETASKED].count)
			name = "Line Out";
	}
	return name ?: channels[index];
}

/* Of up to two, the second has the same name and the next index, or is for the bass. */
static void name_extra(const struct hda_group *group, unsigned int index, const char *name,
		       char *to)
{
	if (group->count > 2)
		snprintf(to, HDA_NAME, "%s %s", name, channels[index]);
	else
		snprintf(to, HDA_NAME, "%s%s", index && !strcmp(name, "Speaker") ? "Bass " : "",
			 name);
}

static const char *jack_place(const struct hda_widget *pin)
{
	switch (hda_pin_place(pin)) {
	case HDA_PLACE_DOCK:
		return "Dock ";
	case HDA_PLACE_FRONT:
		return "Front ";
	default:
		return "";
	}
}

/* Several outputs of a kind are told apart by channels, but for headphones that are no lines. */
static void name_jack(const struct hda_group *group, unsigned int index, bool tell_apart)
{
	struct hda_line *line = (struct hda_line *)&group->lines[index];
	const unsigned int device = hda_pin_device(line->pin);
	const bool channel = tell_apart && group->count > 1 && group->count < HDA_MAX_GROUP;
	const char *name = device == AC_JACK_HP_OUT ? "Headphone" : "Line Out";

	if (device == AC_JACK_SPEAKER ||
	    (device == AC_JACK_LINE_OUT && hda_pin_place(line->pin) == HDA_PLACE_INTERNAL))
		name = "Speaker";
	snprintf(line->jack, HDA_NAME, "%s%s%s%s", jack_place(line->pin), name,
		 channel ? " " : "", channel ? channels[index] : "");
}

/**
 * hda_outputs_name() - name the outputs of a plan
 * @plan: the plan
 *
 * Context: any.
 */
void hda_outputs_name(struct hda_plan *plan)
{
	struct hda_group *groups = plan->groups, *group;
	unsigned int i, kind, channel;

	for (kind = 0; kind < HDA_GROUPS; kind++) {
		group = &groups[kind];
		for (i = 0; i < group->count; i++) {
			struct hda_line *line = &group->lines[i];

			if (kind == HDA_HEADPHONES || kind == HDA_SPEAKERS) {
				const char *name = kind == HDA_SPEAKERS ? "Speaker" : "Headphone";

				name_extra(group, i, name, line->volume_name);
				name_extra(group, i, name, line->mute_name);
				name_jack(group, i, kind == HDA_SPEAKERS);
				continue;
			}
			channel = kind == HDA_RETASKED ? groups[HDA_PRIMARY].count + i : i;
			strscpy(line->volume_name, primary_name(plan, channel, false), HDA_NAME);
			strscpy(line->mute_name, primary_name(plan, channel, true), HDA_NAME);
			if (kind == HDA_PRIMARY)
				name_jack(group, i, true);
		}
	}
}

static const char *mic_name(const struct hda_widget *pin)
{
	static const char *const names[] = {
		[HDA_PLACE_INTERNAL] = "Internal Mic", [HDA_PLACE_DOCK] = "Dock Mic",
		[HDA_PLACE_ANY] = "Mic", [HDA_PLACE_REAR] = "Rear Mic",
		[HDA_PLACE_FRONT] = "Front Mic",
	};

	return names[hda_pin_place(pin)];
}

/* Whether inputs that anything can be plugged into are at different places. */
static bool places_differ(const struct hda_pin_list *inputs)
{
	enum hda_place place, other = 0;
	unsigned int i;

	for (i = 0; i < inputs->count; i++) {
		place = hda_pin_place(inputs->pins[i]);
		if (place < HDA_PLACE_ANY)
			continue;
		if (other && other != place)
			return true;
		other = place;
	}
	return false;
}

/* Headphones among inputs are a headset, which has a microphone. */
static unsigned int input_device(const struct hda_widget *pin)
{
	const unsigned int device = hda_pin_device(pin);

	return device == AC_JACK_HP_OUT ? AC_JACK_MIC_IN : device;
}

static bool same_device(const struct hda_pin_list *inputs, unsigned int index, unsigned int other)
{
	return other < inputs->count &&
	       input_device(inputs->pins[index]) == input_device(inputs->pins[other]);
}

/**
 * hda_input_name() - name an input
 * @inputs: all inputs, those of a kind one after another
 * @index: of the input
 *
 * Its place is part of the name where there are several of a kind.
 *
 * Context: any.
 * Return: the name.
 */
const char *hda_input_name(const struct hda_pin_list *inputs, unsigned int index)
{
	const struct hda_widget *pin = inputs->pins[index];
	const bool several = same_device(inputs, index, index - 1) ||
			     same_device(inputs, index, index + 1);

	switch (hda_pin_device(pin)) {
	case AC_JACK_MIC_IN:
		return several && (hda_pin_place(pin) <= HDA_PLACE_ANY || places_differ(inputs)) ?
		       mic_name(pin) : "Mic";
	case AC_JACK_LINE_IN:
		return several && hda_pin_place(pin) == HDA_PLACE_DOCK ? "Dock Line" : "Line";
	case AC_JACK_CD:
		return "CD";
	case AC_JACK_AUX:
		return "Aux";
	default:
		return "Headphone Mic";
	}
}

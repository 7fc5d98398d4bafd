// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: what the pins of a codec are for, by their default configurations.
 *
 * Outputs come in the order of their association and sequence, but that the sequence of a maker
 * has center and subwoofer before surround. The primary ones are for the channels of one stream:
 * line outputs; where there are none, speakers, and else headphones. Inputs come in the order of
 * microphone, line, CD and others.
 */
#include <linux/bitfield.h>
#include <linux/kernel.h>
#include <linux/sort.h>
#include <linux/string.h>

#include "hda-codec.h"

/* The sequence that makes headphones of a pin, and no line output that is called so. */
#define SEQUENCE_HEADPHONES	0xf

struct ranked {
	const struct hda_widget *pin;
	int rank;
};

struct ranked_list {
	unsigned int count;
	struct ranked pins[HDA_MAX_LINES];
};

static unsigned int association_of(const struct hda_widget *pin)
{
	return FIELD_GET(AC_DEFCFG_DEF_ASSOC, pin->config);
}

static unsigned int sequence_of(const struct hda_widget *pin)
{
	return FIELD_GET(AC_DEFCFG_SEQUENCE, pin->config);
}

static void add(struct ranked_list *list, unsigned int most, const struct hda_widget *pin, int rank)
{
	if (list->count < most)
		list->pins[list->count++] = (struct ranked) { pin, rank };
}

static void add_output(struct ranked_list *list, const struct hda_widget *pin)
{
	add(list, HDA_MAX_GROUP, pin, association_of(pin) << 4 | sequence_of(pin));
}

/* Lines belong together: others than the first one's association are none. */
static void add_line(struct ranked_list *list, const struct hda_widget *pin)
{
	if (association_of(pin) &&
	    (!list->count || association_of(list->pins[0].pin) == association_of(pin)))
		add(list, HDA_MAX_GROUP, pin, sequence_of(pin));
}

/* Those that can amplify come first, then those that were found first. */
static void add_input(struct ranked_list *list, const struct hda_widget *pin, int kind)
{
	add(list, HDA_MAX_LINES - 1, pin,
	    kind << 8 | !hda_amp_has_volume(pin->amp_in) << 7 | list->count);
}

static int compare(const void *a, const void *b)
{
	return ((const struct ranked *)a)->rank - ((const struct ranked *)b)->rank;
}

static void take(struct ranked_list *from, struct hda_pin_list *to)
{
	unsigned int i;

	sort(from->pins, from->count, sizeof(from->pins[0]), compare, NULL);
	to->count = from->count;
	for (i = 0; i < from->count; i++)
		to->pins[i] = from->pins[i].pin;
}

static void put_surround_first(struct hda_pin_list *list)
{
	if (list->count == 3 || list->count == 4)
		swap(list->pins[1], list->pins[2]);
}

/* Several headphones and no line output: makers call line outputs so. */
static void find_lines_among(struct ranked_list *headphones, struct ranked_list *lines)
{
	struct ranked_list real = {};
	unsigned int i;

	for (i = 0; i < headphones->count; i++) {
		const struct ranked *pin = &headphones->pins[i];

		add(sequence_of(pin->pin) == SEQUENCE_HEADPHONES ? &real : lines, HDA_MAX_GROUP,
		    pin->pin, pin->rank);
	}
	*headphones = real;
}

static void move(struct hda_pin_list *from, struct hda_pin_list *to)
{
	*to = *from;
	from->count = 0;
}

static void choose_primary(struct hda_pins *pins)
{
	if (pins->primary.count)
		return;
	if (pins->speakers.count) {
		pins->type = AC_JACK_SPEAKER;
		move(&pins->speakers, &pins->primary);
	} else {
		pins->type = AC_JACK_HP_OUT;
		move(&pins->headphones, &pins->primary);
	}
}

/**
 * hda_pins_read() - tell the pins of a codec apart
 * @graph: its widgets; the lists point into them
 * @pins: receives them
 *
 * Context: process.
 */
void hda_pins_read(const struct hda_graph *graph, struct hda_pins *pins)
{
	struct ranked_list lines = {}, headphones = {}, speakers = {}, inputs = {};
	unsigned int i;

	*pins = (struct hda_pins) { .type = AC_JACK_LINE_OUT };
	for (i = 0; i < graph->count; i++) {
		const struct hda_widget *pin = &graph->widgets[i];

		if (pin->type != AC_WID_PIN || !hda_pin_is_connected(pin) ||
		    !hda_pin_can(pin, hda_pin_device(pin)))
			continue;
		switch (hda_pin_device(pin)) {
		case AC_JACK_LINE_OUT:
			add_line(&lines, pin);
			break;
		case AC_JACK_SPEAKER:
			add_output(&speakers, pin);
			break;
		case AC_JACK_HP_OUT:
			add_output(&headphones, pin);
			break;
		case AC_JACK_MIC_IN:
			add_input(&inputs, pin, 0);
			break;
		case AC_JACK_LINE_IN:
			add_input(&inputs, pin, 1);
			break;
		case AC_JACK_CD:
			add_input(&inputs, pin, 2);
			break;
		case AC_JACK_AUX:
			add_input(&inputs, pin, 3);
			break;
		}
	}
	if (!lines.count && headphones.count > 1) {
		find_lines_among(&headphones, &lines);
		if (!headphones.count)
			pins->type = AC_JACK_HP_OUT;
	}
	take(&lines, &pins->primary);
	take(&speakers, &pins->speakers);
	take(&headphones, &pins->headphones);
	take(&inputs, &pins->inputs);
	choose_primary(pins);
	put_surround_first(&pins->primary);
	put_surround_first(&pins->headphones);
	put_surround_first(&pins->speakers);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * ctlcheck: sets all controls of a card, to what they take and to what they do not.
 *
 * Elements are visited by the order of their names, so that two drivers of a card get the same.
 */
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/io.h>

#include <alsa/asoundlib.h>

/* Nothing listens there, and whoever watches the machine's I/O sees it. */
#define MARK_PORT	0x80
#define MARK		0xa5

/**
 * struct card - a card's controls
 * @ctl: the card
 * @ids: its elements, in order
 * @count: of them
 * @failed: something was not as it has to be
 */
struct card {
	snd_ctl_t *ctl;
	snd_ctl_elem_id_t **ids;
	unsigned int count;
	bool failed;
};

/**
 * struct element - one of them
 * @id: its id
 * @info: what it can be
 * @value: what it is, or is to become
 */
struct element {
	snd_ctl_elem_id_t *id;
	snd_ctl_elem_info_t *info;
	snd_ctl_elem_value_t *value;
};

static void die(const char *what, int err)
{
	fprintf(stderr, "%s: %s\n", what, snd_strerror(err));
	exit(2);
}

static void check(int err, const char *what)
{
	if (err < 0)
		die(what, err);
}

static void complain(struct card *card, const struct element *element, const char *what,
		     long value, int err)
{
	char *name = snd_ctl_ascii_elem_id_get(element->id);

	printf("%s: %s %ld: %s\n", name, what, value, err < 0 ? snd_strerror(err) : "taken");
	free(name);
	card->failed = true;
}

static int by_name(const void *a, const void *b)
{
	return snd_ctl_elem_id_compare_set(*(snd_ctl_elem_id_t *const *)a,
					   *(snd_ctl_elem_id_t *const *)b);
}

static void open_card(struct card *card, const char *name)
{
	snd_ctl_elem_list_t *list;
	unsigned int i;

	check(snd_ctl_open(&card->ctl, name, 0), name);
	snd_ctl_elem_list_alloca(&list);
	check(snd_ctl_elem_list(card->ctl, list), "list of elements");
	card->count = snd_ctl_elem_list_get_count(list);
	check(snd_ctl_elem_list_alloc_space(list, card->count), "list of elements");
	check(snd_ctl_elem_list(card->ctl, list), "list of elements");
	card->ids = calloc(card->count, sizeof(*card->ids));
	if (!card->ids)
		die("list of elements", -ENOMEM);
	for (i = 0; i < card->count; i++) {
		check(snd_ctl_elem_id_malloc(&card->ids[i]), "element");
		snd_ctl_elem_list_get_id(list, i, card->ids[i]);
	}
	snd_ctl_elem_list_free_space(list);
	qsort(card->ids, card->count, sizeof(*card->ids), by_name);
}

static void look(struct card *card, unsigned int index, struct element *element)
{
	element->id = card->ids[index];
	check(snd_ctl_elem_info_malloc(&element->info), "information");
	snd_ctl_elem_info_set_id(element->info, element->id);
	check(snd_ctl_elem_info(card->ctl, element->info), "information");
	check(snd_ctl_elem_value_malloc(&element->value), "value");
	snd_ctl_elem_value_set_id(element->value, element->id);
}

static void forget(struct element *element)
{
	snd_ctl_elem_value_free(element->value);
	snd_ctl_elem_info_free(element->info);
}

static unsigned int channels_of(const struct element *element)
{
	return snd_ctl_elem_info_get_count(element->info);
}

/* Values are from 0 on, but for an integer. */
static void range_of(const struct element *element, long *minimum, long *maximum)
{
	*minimum = 0;
	*maximum = 1;
	switch (snd_ctl_elem_info_get_type(element->info)) {
	case SND_CTL_ELEM_TYPE_BOOLEAN:
		break;
	case SND_CTL_ELEM_TYPE_INTEGER:
		*minimum = snd_ctl_elem_info_get_min(element->info);
		*maximum = snd_ctl_elem_info_get_max(element->info);
		break;
	case SND_CTL_ELEM_TYPE_ENUMERATED:
		*maximum = (long)snd_ctl_elem_info_get_items(element->info) - 1;
		break;
	default:
		die("an element has values that nobody knows", -EINVAL);
	}
}

/* Booleans and enumerations are the beginning of the same union, of other sizes. */
static void put(struct element *element, unsigned int channel, long value)
{
	if (snd_ctl_elem_info_get_type(element->info) == SND_CTL_ELEM_TYPE_ENUMERATED)
		snd_ctl_elem_value_set_enumerated(element->value, channel, value);
	else
		snd_ctl_elem_value_set_integer(element->value, channel, value);
}

static int write_value(struct card *card, struct element *element)
{
	return snd_ctl_elem_write(card->ctl, element->value);
}

static void put_all(struct element *element, long value)
{
	unsigned int channel;

	for (channel = 0; channel < channels_of(element); channel++)
		put(element, channel, value);
}

/* Calls @call for each element that can be set. */
static void each(struct card *card, void (*call)(struct card *card, struct element *element))
{
	struct element element;
	unsigned int i;

	for (i = 0; i < card->count; i++) {
		look(card, i, &element);
		if (snd_ctl_elem_info_is_writable(element.info))
			call(card, &element);
		forget(&element);
	}
}

/* What is written is what is read then. */
static void must_take(struct card *card, struct element *element, long value)
{
	int err = write_value(card, element);
	snd_ctl_elem_value_t *after;

	if (err < 0) {
		complain(card, element, "is not set to", value, err);
		return;
	}
	if (!snd_ctl_elem_info_is_readable(element->info))
		return;
	snd_ctl_elem_value_alloca(&after);
	snd_ctl_elem_value_set_id(after, element->id);
	check(snd_ctl_elem_read(card->ctl, after), "value");
	if (snd_ctl_elem_value_compare(element->value, after))
		complain(card, element, "reads otherwise after", value, err);
}

static void mark(void)
{
	outb(MARK, MARK_PORT);
}

static void lowest(struct card *card, struct element *element)
{
	long minimum, maximum;

	range_of(element, &minimum, &maximum);
	put_all(element, minimum);
	must_take(card, element, minimum);
}

static void highest(struct card *card, struct element *element)
{
	long minimum, maximum;

	range_of(element, &minimum, &maximum);
	put_all(element, maximum);
	must_take(card, element, maximum);
}

static void climb(struct card *card, struct element *element)
{
	long minimum, maximum, value;
	unsigned int channel;

	range_of(element, &minimum, &maximum);
	for (channel = 0; channel < channels_of(element); channel++) {
		put_all(element, minimum);
		for (value = minimum; value <= maximum; value++) {
			put(element, channel, value);
			must_take(card, element, value);
			mark();
		}
	}
	lowest(card, element);
	mark();
}

/* walk: the lowest values, then every value of every channel, with a mark after each */
static void walk(struct card *card)
{
	check(ioperm(MARK_PORT, 1, 1) ? -errno : 0, "permission for I/O");
	/* Who writes only what changes writes everything that way. */
	each(card, highest);
	each(card, lowest);
	mark();
	each(card, climb);
}

/* scatter: something else each time */
static void scatter_one(struct card *card, struct element *element)
{
	long minimum, maximum;
	unsigned int channel;

	range_of(element, &minimum, &maximum);
	for (channel = 0; channel < channels_of(element); channel++)
		put(element, channel, minimum + random() % (maximum - minimum + 1));
	must_take(card, element, minimum);
}

static void scatter(struct card *card)
{
	each(card, scatter_one);
}

static void must_refuse(struct card *card, struct element *element, unsigned int channel,
			long value)
{
	snd_ctl_elem_value_t *before, *after;
	int err;

	snd_ctl_elem_value_alloca(&before);
	snd_ctl_elem_value_alloca(&after);
	check(snd_ctl_elem_read(card->ctl, element->value), "value");
	snd_ctl_elem_value_copy(before, element->value);
	put(element, channel, value);
	err = write_value(card, element);
	if (err != -EINVAL)
		complain(card, element, "is set to", value, err);
	snd_ctl_elem_value_set_id(after, element->id);
	check(snd_ctl_elem_read(card->ctl, after), "value");
	if (snd_ctl_elem_value_compare(before, after))
		complain(card, element, "has changed with", value, err);
	if (err >= 0)
		check(write_value(card, element), "value");
}

static void provoke(struct card *card, struct element *element)
{
	bool is_enumeration = snd_ctl_elem_info_get_type(element->info) ==
			      SND_CTL_ELEM_TYPE_ENUMERATED;
	long minimum, maximum;
	unsigned int channel;

	range_of(element, &minimum, &maximum);
	for (channel = 0; channel < channels_of(element); channel++) {
		must_refuse(card, element, channel, maximum + 1);
		must_refuse(card, element, channel, is_enumeration ? UINT_MAX : LONG_MAX);
		if (is_enumeration)
			continue;
		must_refuse(card, element, channel, minimum - 1);
		must_refuse(card, element, channel, LONG_MIN);
		must_refuse(card, element, channel, 1L << 32);
	}
}

/* hostile: what no element takes */
static void hostile(struct card *card)
{
	each(card, provoke);
}

static const struct {
	const char *name;
	void (*call)(struct card *card);
} commands[] = {
	{ "walk", walk },
	{ "scatter", scatter },
	{ "hostile", hostile },
};

int main(int argc, char **argv)
{
	struct card card = {};
	size_t i;

	for (i = 0; argc >= 3 && i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (strcmp(argv[2], commands[i].name))
			continue;
		srandom(argc > 3 ? atoi(argv[3]) : 1);
		open_card(&card, argv[1]);
		commands[i].call(&card);
		snd_ctl_close(card.ctl);
		printf("%u elements\n", card.count);
		return card.failed;
	}
	fputs("usage: ctlcheck hw:CARD walk|scatter [SEED]|hostile\n", stderr);
	return 2;
}

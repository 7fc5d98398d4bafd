// SPDX-License-Identifier: GPL-2.0-only
/*
 * Jacks of a fake topology whose filter describes the sockets behind its pins.
 */
#include <linux/errno.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/platform_device.h>
#include <linux/pm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>
#include <sound/control.h>
#include <sound/core.h>

#include <portcls/event.h>
#include <portcls/guid.h>
#include <portcls/jack.h>

#include "../core.h"
#include "fake_topology.h"
#include "kunit.h"
#include "suites.h"

#define SOCKETS	3

/**
 * struct socket - a socket, and what it is called
 * @description: what the filter says
 * @more: what it says more
 */
struct socket {
	struct portcls_jack_description description;
	struct portcls_jack_description2 more;
};

/**
 * struct jacks - a fake topology with sockets
 * @topology: the topology; first, so that handlers find the rest
 * @items: JACK_DESCRIPTION and JACK_DESCRIPTION2
 * @automation: of @items
 * @counts: sockets of each pin
 * @counts2: those that JACK_DESCRIPTION2 tells of
 * @sockets: the sockets
 * @surplus: bytes that JACK_DESCRIPTION is too long
 * @result: what JACK_DESCRIPTION gives instead, or 0
 * @delay: ms that JACK_DESCRIPTION takes
 * @asked: times that JACK_DESCRIPTION was asked for
 * @event: raises the event in hard interrupt context
 */
struct jacks {
	struct fake_topology topology;
	struct portcls_property_item items[2];
	struct portcls_automation automation;
	u32 counts[TOPOLOGY_PINS];
	u32 counts2[TOPOLOGY_PINS];
	struct socket sockets[TOPOLOGY_PINS][SOCKETS];
	u32 surplus;
	int result;
	unsigned int delay;
	atomic_t asked;
	struct irq_work event;
};

static struct jacks *jacks_of(struct kunit *test)
{
	struct fake_device *device = test->priv;

	return container_of((struct fake_topology *)device->start_context, struct jacks, topology);
}

static int describe(struct portcls_property_request *request)
{
	struct jacks *jacks = container_of((struct fake_topology *)request->miniport, struct jacks,
					   topology);
	struct {
		struct portcls_multiple_item header;
		struct portcls_jack_description sockets[SOCKETS + 1];
	} answer = {};
	u32 pin = *(u32 *)request->instance, i;

	atomic_inc(&jacks->asked);
	msleep(jacks->delay);
	if (jacks->result)
		return jacks->result;
	answer.header.count = jacks->counts[pin];
	for (i = 0; i < answer.header.count; i++)
		answer.sockets[i] = jacks->sockets[pin][i].description;
	answer.header.size = offsetof(typeof(answer), sockets[i]) + jacks->surplus;
	return portcls_property_reply(request, &answer, answer.header.size);
}

static int describe_more(struct portcls_property_request *request)
{
	struct jacks *jacks = container_of((struct fake_topology *)request->miniport, struct jacks,
					   topology);
	struct {
		struct portcls_multiple_item header;
		struct portcls_jack_description2 sockets[SOCKETS];
	} answer = {};
	u32 pin = *(u32 *)request->instance, i;

	answer.header.count = jacks->counts2[pin];
	for (i = 0; i < answer.header.count; i++)
		answer.sockets[i] = jacks->sockets[pin][i].more;
	answer.header.size = offsetof(typeof(answer), sockets[i]);
	return portcls_property_reply(request, &answer, answer.header.size);
}

static void raise_event(struct irq_work *event)
{
	struct jacks *jacks = container_of(event, struct jacks, event);

	portcls_generate_event_list(jacks->topology.port, &portcls_event_set_pin_caps_change,
				    PORTCLS_EVENT_JACK_INFO_CHANGE, true, TOPOLOGY_HEADPHONE,
				    false, 0);
}

/* One empty socket at each pin, that says when something is plugged in. */
static int jacks_init(struct kunit *test)
{
	struct jacks *jacks;
	int err;
	u32 i;

	err = fake_suite_init(test);
	if (err)
		return err;
	jacks = kunit_kzalloc(test, sizeof(*jacks), GFP_KERNEL);
	if (!jacks)
		return -ENOMEM;
	fake_topology_init(&jacks->topology, test->priv);
	jacks->event = IRQ_WORK_INIT_HARD(raise_event);
	jacks->items[0] = (struct portcls_property_item) {
		.set = &portcls_property_set_jack, .id = PORTCLS_JACK_DESCRIPTION,
		.flags = PORTCLS_PROPERTY_GET, .handler = describe,
	};
	jacks->items[1] = (struct portcls_property_item) {
		.set = &portcls_property_set_jack, .id = PORTCLS_JACK_DESCRIPTION2,
		.flags = PORTCLS_PROPERTY_GET, .handler = describe_more,
	};
	jacks->automation = (struct portcls_automation) {
		.property_size = sizeof(jacks->items[0]),
		.property_count = ARRAY_SIZE(jacks->items),
		.properties = jacks->items,
	};
	jacks->topology.filter.automation = &jacks->automation;
	for (i = 0; i < TOPOLOGY_PINS; i++) {
		jacks->counts[i] = 1;
		jacks->counts2[i] = 1;
		jacks->sockets[i][0].description.geo_location = PORTCLS_JACK_GEO_REAR;
		jacks->sockets[i][0].more.capabilities = PORTCLS_JACK_PRESENCE_DETECT;
	}
	return 0;
}

static void set_sockets(struct kunit *test, u32 pin, u32 count)
{
	struct jacks *jacks = jacks_of(test);
	u32 i;

	for (i = 1; i < count; i++)
		jacks->sockets[pin][i] = jacks->sockets[pin][0];
	jacks->counts[pin] = count;
	jacks->counts2[pin] = count;
}

static struct portcls_jack_description *description(struct kunit *test, u32 pin)
{
	return &jacks_of(test)->sockets[pin][0].description;
}

/* Plug something into a socket, or out, and say nothing. */
static void plug(struct kunit *test, u32 pin, u32 index, bool in)
{
	WRITE_ONCE(jacks_of(test)->sockets[pin][index].description.connected, in);
}

static void start(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_device_start(test->priv), 0);
	if (!IS_ENABLED(CONFIG_SND_JACK))
		kunit_skip(test, "kernel without jacks");
}

/* All that was raised so far has been taken care of. */
static void flush_events(struct kunit *test)
{
	flush_work(&jacks_of(test)->topology.port->events.work);
}

static struct snd_kcontrol *find(struct kunit *test, const char *name, u32 index)
{
	struct fake_device *device = test->priv;
	struct snd_kcontrol *kctl;

	list_for_each_entry(kctl, &device->adapter->card->controls, list)
		if (!strcmp(kctl->id.name, name) && kctl->id.index == index &&
		    kctl->id.iface == SNDRV_CTL_ELEM_IFACE_CARD)
			return kctl;
	return NULL;
}

/* What applications find in a jack's control: 0, 1, or -ENOENT if there is no such jack. */
static int state_of(struct kunit *test, const char *name, u32 index)
{
	struct snd_kcontrol *kctl = find(test, name, index);
	struct snd_ctl_elem_value *value;
	int state;

	if (!kctl)
		return -ENOENT;
	value = kzalloc(sizeof(*value), GFP_KERNEL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, value);
	state = kctl->get(kctl, value) ?: value->value.integer.value[0];
	kfree(value);
	return state;
}

static unsigned int count_jacks(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct snd_kcontrol *kctl;
	unsigned int count = 0;

	list_for_each_entry(kctl, &device->adapter->card->controls, list)
		if (strstr(kctl->id.name, " Jack"))
			count++;
	return count;
}

static void interrupt(struct kunit *test)
{
	struct jacks *jacks = jacks_of(test);

	irq_work_queue(&jacks->event);
	irq_work_sync(&jacks->event);
}

static void tell_all(struct kunit *test)
{
	portcls_generate_event_list(jacks_of(test)->topology.port,
				    &portcls_event_set_pin_caps_change,
				    PORTCLS_EVENT_JACK_INFO_CHANGE, false, 0, false, 0);
}

static void every_socket_is_a_jack(struct kunit *test)
{
	start(test);
	KUNIT_EXPECT_EQ(test, count_jacks(test), 4);
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Jack", 0), 0);
	KUNIT_EXPECT_EQ(test, state_of(test, "Mic Jack", 0), 0);
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Out Jack", 0), 0);
	KUNIT_EXPECT_EQ(test, state_of(test, "Headphone Jack", 0), 0);
}

static void state_is_known_from_the_beginning_p41(struct kunit *test)
{
	plug(test, TOPOLOGY_MIC, 0, true);
	start(test);
	KUNIT_EXPECT_EQ(test, state_of(test, "Mic Jack", 0), 1);
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Jack", 0), 0);
}

static void change_arrives_in_bounded_time_p41(struct kunit *test)
{
	unsigned int i;

	start(test);
	for (i = 1; i <= 10; i++) {
		plug(test, TOPOLOGY_HEADPHONE, 0, i % 2);
		interrupt(test);
		KUNIT_EXPECT_TRUE(test, fake_wait(state_of(test, "Headphone Jack", 0) == i % 2));
	}
}

static void only_the_pin_of_the_event_is_asked_p41(struct kunit *test)
{
	int before;

	start(test);
	flush_events(test);
	before = atomic_read(&jacks_of(test)->asked);
	plug(test, TOPOLOGY_MIC, 0, true);
	plug(test, TOPOLOGY_HEADPHONE, 0, true);
	interrupt(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(state_of(test, "Headphone Jack", 0) == 1));
	KUNIT_EXPECT_EQ(test, state_of(test, "Mic Jack", 0), 0);
	/* Once for the size of the answer. */
	KUNIT_EXPECT_EQ(test, atomic_read(&jacks_of(test)->asked), before + 2);
	tell_all(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(state_of(test, "Mic Jack", 0) == 1));
}

static void phantom_jacks_are_always_on_p41(struct kunit *test)
{
	struct jacks *jacks = jacks_of(test);

	/* One of each at the same pin. */
	set_sockets(test, TOPOLOGY_LINE, 2);
	jacks->sockets[TOPOLOGY_LINE][0].more.capabilities = 0;
	description(test, TOPOLOGY_SPEAKER)->port = PORTCLS_JACK_PORT_INTEGRATED;
	start(test);
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Phantom Jack", 0), 1);
	KUNIT_EXPECT_EQ(test, state_of(test, "Speaker Phantom Jack", 0), 1);
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Jack", 0), 0);
	plug(test, TOPOLOGY_LINE, 1, true);
	plug(test, TOPOLOGY_HEADPHONE, 0, true);
	tell_all(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(state_of(test, "Headphone Jack", 0) == 1));
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Jack", 0), 1);
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Phantom Jack", 0), 1);
	KUNIT_EXPECT_EQ(test, state_of(test, "Speaker Phantom Jack", 0), 1);
}

static void without_a_second_description_all_are_phantoms_p41(struct kunit *test)
{
	jacks_of(test)->automation.property_count = 1;
	start(test);
	KUNIT_EXPECT_EQ(test, count_jacks(test), 4);
	KUNIT_EXPECT_EQ(test, state_of(test, "Headphone Phantom Jack", 0), 1);
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Out Phantom Jack", 0), 1);
}

static void sockets_of_one_pin_are_counted(struct kunit *test)
{
	set_sockets(test, TOPOLOGY_SPEAKER, SOCKETS);
	plug(test, TOPOLOGY_SPEAKER, 1, true);
	start(test);
	KUNIT_EXPECT_EQ(test, count_jacks(test), 3 + SOCKETS);
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Out Jack", 0), 0);
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Out Jack", 1), 1);
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Out Jack", 2), 0);
	plug(test, TOPOLOGY_SPEAKER, 1, false);
	plug(test, TOPOLOGY_SPEAKER, 2, true);
	tell_all(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(state_of(test, "Line Out Jack", 2) == 1));
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Out Jack", 1), 0);
}

static void jack_has_the_name_that_the_pin_gives(struct kunit *test)
{
	jacks_of(test)->topology.pins[TOPOLOGY_HEADPHONE].jack = "Dock Headphone";
	jacks_of(test)->topology.pins[TOPOLOGY_SPEAKER].jack = "Line Out CLFE";
	description(test, TOPOLOGY_SPEAKER)->port = PORTCLS_JACK_PORT_INTEGRATED;
	start(test);
	KUNIT_EXPECT_EQ(test, state_of(test, "Dock Headphone Jack", 0), 0);
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Out CLFE Phantom Jack", 0), 1);
	KUNIT_EXPECT_EQ(test, count_jacks(test), 4);
}

static void places_tell_jacks_of_one_kind_apart(struct kunit *test)
{
	struct jacks *jacks = jacks_of(test);

	jacks->topology.pins[TOPOLOGY_LINE].category = &portcls_pin_microphone;
	set_sockets(test, TOPOLOGY_MIC, SOCKETS);
	description(test, TOPOLOGY_LINE)->geo_location = PORTCLS_JACK_GEO_FRONT;
	jacks->sockets[TOPOLOGY_MIC][1].description.gen_location = PORTCLS_JACK_GEN_SEPARATE;
	jacks->sockets[TOPOLOGY_MIC][2].description.port = PORTCLS_JACK_PORT_INTEGRATED;
	start(test);
	KUNIT_EXPECT_EQ(test, state_of(test, "Front Mic Jack", 0), 0);
	KUNIT_EXPECT_EQ(test, state_of(test, "Rear Mic Jack", 0), 0);
	KUNIT_EXPECT_EQ(test, state_of(test, "Dock Mic Jack", 0), 0);
	KUNIT_EXPECT_EQ(test, state_of(test, "Internal Mic Phantom Jack", 0), 1);
	KUNIT_EXPECT_EQ(test, state_of(test, "Headphone Jack", 0), 0);
}

static void socket_that_is_left_out_is_empty(struct kunit *test)
{
	set_sockets(test, TOPOLOGY_HEADPHONE, 2);
	plug(test, TOPOLOGY_HEADPHONE, 0, true);
	plug(test, TOPOLOGY_HEADPHONE, 1, true);
	start(test);
	KUNIT_EXPECT_EQ(test, state_of(test, "Headphone Jack", 1), 1);
	jacks_of(test)->counts[TOPOLOGY_HEADPHONE] = 1;
	interrupt(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(state_of(test, "Headphone Jack", 1) == 0));
	KUNIT_EXPECT_EQ(test, state_of(test, "Headphone Jack", 0), 1);
}

static void socket_that_cannot_be_asked_keeps_its_state(struct kunit *test)
{
	struct jacks *jacks = jacks_of(test);
	int before;

	start(test);
	flush_events(test);
	before = atomic_read(&jacks->asked);
	plug(test, TOPOLOGY_HEADPHONE, 0, true);
	jacks->surplus = 1;
	interrupt(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(atomic_read(&jacks->asked) > before + 1));
	flush_events(test);
	KUNIT_EXPECT_EQ(test, state_of(test, "Headphone Jack", 0), 0);
	jacks->surplus = 0;
	interrupt(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(state_of(test, "Headphone Jack", 0) == 1));
}

static int start_and_plug(struct fake_device *device)
{
	int err = fake_topology_start(device);
	struct kunit *test = device->test;

	if (!err) {
		interrupt(test);
		tell_all(test);
	}
	return err;
}

static void event_before_the_mixer_is_built_is_harmless_p41(struct kunit *test)
{
	struct fake_device *device = test->priv;

	device->start = start_and_plug;
	start(test);
	KUNIT_EXPECT_EQ(test, state_of(test, "Headphone Jack", 0), 0);
	plug(test, TOPOLOGY_HEADPHONE, 0, true);
	interrupt(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(state_of(test, "Headphone Jack", 0) == 1));
}

static void jacks_are_asked_after_sleep_p41(struct kunit *test)
{
	struct fake_device *device = test->priv;

	if (!portcls_pm_ops.suspend)
		kunit_skip(test, "kernel without system sleep");
	start(test);
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.suspend(&device->pdev->dev), 0);
	plug(test, TOPOLOGY_LINE, 0, true);
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.resume(&device->pdev->dev), 0);
	KUNIT_EXPECT_TRUE(test, fake_wait(state_of(test, "Line Jack", 0) == 1));
}

static void removal_waits_for_who_asks_p51(struct kunit *test)
{
	struct jacks *jacks = jacks_of(test);
	int before;

	KUNIT_ASSERT_EQ(test, fake_device_start(test->priv), 0);
	flush_events(test);
	before = atomic_read(&jacks->asked);
	jacks->delay = 100;
	interrupt(test);
	KUNIT_EXPECT_TRUE(test, fake_wait(atomic_read(&jacks->asked) > before));
	fake_device_remove(test->priv);
	before = atomic_read(&jacks->asked);
	msleep(300);
	KUNIT_EXPECT_EQ(test, atomic_read(&jacks->asked), before);
}

static void pin_without_sockets_has_no_jack(struct kunit *test)
{
	set_sockets(test, TOPOLOGY_LINE, 0);
	start(test);
	KUNIT_EXPECT_EQ(test, count_jacks(test), 3);
	KUNIT_EXPECT_EQ(test, state_of(test, "Line Jack", 0), -ENOENT);
}

static void refusal_is_no_jack(struct kunit *test)
{
	jacks_of(test)->result = -EOPNOTSUPP;
	start(test);
	KUNIT_EXPECT_EQ(test, count_jacks(test), 0);
}

static void filter_that_tells_of_no_jacks_has_none(struct kunit *test)
{
	jacks_of(test)->topology.filter.automation = NULL;
	start(test);
	KUNIT_EXPECT_EQ(test, count_jacks(test), 0);
}

static void failure_is_refused(struct kunit *test)
{
	jacks_of(test)->result = -EBUSY;
	KUNIT_EXPECT_EQ(test, fake_device_start(test->priv), -EBUSY);
}

static void answer_of_part_of_a_socket_is_refused(struct kunit *test)
{
	jacks_of(test)->surplus = 4;
	KUNIT_EXPECT_EQ(test, fake_device_start(test->priv), -EPROTO);
}

static void two_counts_of_sockets_are_refused(struct kunit *test)
{
	jacks_of(test)->counts2[TOPOLOGY_MIC] = 2;
	KUNIT_EXPECT_EQ(test, fake_device_start(test->priv), -EPROTO);
}

/* The sockets of a wave filter's own pins, all of them monitors' */
static int describe_monitor(struct portcls_property_request *request)
{
	struct {
		struct portcls_multiple_item header;
		struct portcls_jack_description jack;
	} answer = {
		.header = { .size = sizeof(answer), .count = 1 },
		.jack.geo_location = PORTCLS_JACK_GEO_HDMI,
	};

	return portcls_property_reply(request, &answer, sizeof(answer));
}

static void monitor_names_its_pcm_device(struct kunit *test)
{
	static const struct portcls_property_item items[] = { {
		.set = &portcls_property_set_jack, .id = PORTCLS_JACK_DESCRIPTION,
		.flags = PORTCLS_PROPERTY_GET, .handler = describe_monitor,
	} };
	static const struct portcls_automation automation = {
		.property_size = sizeof(items[0]),
		.property_count = ARRAY_SIZE(items),
		.properties = items,
	};
	struct fake_device *device = test->priv;

	device->start = NULL;
	device->descriptor.filter.automation = &automation;
	device->descriptor.pins[FAKE_PLAY2].pcm_slot = 1 + 7;
	start(test);
	KUNIT_EXPECT_EQ(test, count_jacks(test), 3);
	KUNIT_EXPECT_EQ(test, state_of(test, "HDMI/DP,pcm=0 Phantom Jack", 0), 1);
	KUNIT_EXPECT_EQ(test, state_of(test, "HDMI/DP,pcm=7 Phantom Jack", 0), 1);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(every_socket_is_a_jack),
	KUNIT_CASE(state_is_known_from_the_beginning_p41),
	KUNIT_CASE(change_arrives_in_bounded_time_p41),
	KUNIT_CASE(only_the_pin_of_the_event_is_asked_p41),
	KUNIT_CASE(phantom_jacks_are_always_on_p41),
	KUNIT_CASE(without_a_second_description_all_are_phantoms_p41),
	KUNIT_CASE(sockets_of_one_pin_are_counted),
	KUNIT_CASE(jack_has_the_name_that_the_pin_gives),
	KUNIT_CASE(places_tell_jacks_of_one_kind_apart),
	KUNIT_CASE(socket_that_is_left_out_is_empty),
	KUNIT_CASE(socket_that_cannot_be_asked_keeps_its_state),
	KUNIT_CASE(event_before_the_mixer_is_built_is_harmless_p41),
	KUNIT_CASE(jacks_are_asked_after_sleep_p41),
	KUNIT_CASE(removal_waits_for_who_asks_p51),
	KUNIT_CASE(pin_without_sockets_has_no_jack),
	KUNIT_CASE(refusal_is_no_jack),
	KUNIT_CASE(filter_that_tells_of_no_jacks_has_none),
	KUNIT_CASE(failure_is_refused),
	KUNIT_CASE(answer_of_part_of_a_socket_is_refused),
	KUNIT_CASE(two_counts_of_sockets_are_refused),
	KUNIT_CASE(monitor_names_its_pcm_device),
	{}
};

struct kunit_suite portcls_jack_suite = {
	.name = "portcls_jack",
	.init = jacks_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

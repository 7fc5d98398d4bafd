// SPDX-License-Identifier: GPL-2.0-only
/*
 * Events, from wherever they come: what applications notice of them, and how often.
 */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/wait.h>
#include <sound/control.h>
#include <sound/core.h>

#include <portcls/event.h>
#include <portcls/guid.h>

#include "../core.h"
#include "../pcm/stream.h"
#include "fake_listener.h"
#include "fake_topology.h"
#include "kunit.h"
#include "suites.h"

static const guid_t own_set =
	GUID_INIT(0x5a7b2c10, 0x6f3e, 0x49d1, 0xa2, 0x08, 0x11, 0x93, 0xc4, 0x5e, 0x70, 0xbd);

/**
 * struct event - an event to be raised
 * @port: by whose miniport
 * @set: event set
 * @id: number within @set
 * @pin: pin, negative for all
 * @node: node, negative for all
 * @hard: it came in hard interrupt context
 * @irq: raises it there
 */
struct event {
	struct portcls_port *port;
	const guid_t *set;
	u32 id;
	int pin;
	int node;
	bool hard;
	struct irq_work irq;
};

static void raise(const struct event *event)
{
	portcls_generate_event_list(event->port, event->set, event->id, event->pin >= 0, event->pin,
				    event->node >= 0, event->node);
}

static void raise_in_irq(struct irq_work *irq)
{
	struct event *event = container_of(irq, struct event, irq);

	event->hard = in_hardirq() && irqs_disabled();
	raise(event);
}

static void interrupt(struct kunit *test, struct event *event)
{
	event->irq = IRQ_WORK_INIT_HARD(raise_in_irq);
	event->hard = false;
	irq_work_queue(&event->irq);
	irq_work_sync(&event->irq);
	KUNIT_EXPECT_TRUE(test, event->hard);
}

static struct event of_node(struct portcls_port *port, int node)
{
	return (struct event) {
		.port = port,
		.set = &portcls_event_set_audio_control_change,
		.id = PORTCLS_EVENT_CONTROL_CHANGE,
		.pin = -1,
		.node = node,
	};
}

static struct event of_pin(struct portcls_port *port, u32 id, int pin)
{
	return (struct event) {
		.port = port,
		.set = &portcls_event_set_pin_caps_change,
		.id = id,
		.pin = pin,
		.node = -1,
	};
}

static struct portcls_port *start_topology(struct kunit *test)
{
	struct fake_topology *topology = kunit_kzalloc(test, sizeof(*topology), GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, topology);
	fake_topology_init(topology, test->priv);
	KUNIT_ASSERT_EQ(test, fake_device_start(test->priv), 0);
	return topology->port;
}

static void control_change_notifies_once_p40(struct kunit *test)
{
	struct event event = of_node(start_topology(test), TOPOLOGY_VOLUME);
	struct fake_listener *listener = fake_listen(test->priv);
	struct snd_ctl_elem_id id;

	raise(&event);
	KUNIT_EXPECT_EQ(test, atomic_read(&listener->count), 1);
	KUNIT_EXPECT_TRUE(test, fake_take_change(listener, &id));
	KUNIT_EXPECT_STREQ(test, id.name, "Line Playback Volume");
	KUNIT_EXPECT_FALSE(test, fake_take_change(listener, &id));
	raise(&event);
	KUNIT_EXPECT_EQ(test, atomic_read(&listener->count), 2);
	fake_stop_listening(listener);
}

static void control_change_notifies_from_an_interrupt_p40(struct kunit *test)
{
	struct event event = of_node(start_topology(test), TOPOLOGY_MUTE);
	struct fake_listener *listener = fake_listen(test->priv);
	unsigned int i;

	for (i = 1; i <= 100; i++) {
		interrupt(test, &event);
		KUNIT_EXPECT_EQ(test, atomic_read(&listener->count), i);
	}
	fake_stop_listening(listener);
}

/* A tone has bass, mid, treble and boost. */
static void control_change_is_of_all_controls_of_the_node_p40(struct kunit *test)
{
	struct event event = of_node(start_topology(test), TOPOLOGY_TONE);
	struct fake_listener *listener = fake_listen(test->priv);

	raise(&event);
	KUNIT_EXPECT_EQ(test, atomic_read(&listener->count), 4);
	fake_stop_listening(listener);
}

static void control_change_without_a_node_is_of_all_p40(struct kunit *test)
{
	struct event event = of_node(start_topology(test), -1);
	struct fake_listener *listener = fake_listen(test->priv);
	struct fake_device *device = test->priv;
	struct snd_kcontrol *kctl;
	unsigned int controls = 0;

	list_for_each_entry(kctl, &device->adapter->card->controls, list)
		controls++;
	KUNIT_EXPECT_GT(test, controls, TOPOLOGY_NODES - 1);
	raise(&event);
	KUNIT_EXPECT_EQ(test, atomic_read(&listener->count), controls);
	fake_stop_listening(listener);
}

static void unknown_events_are_ignored_p40(struct kunit *test)
{
	struct portcls_port *port = start_topology(test);
	struct fake_listener *listener = fake_listen(test->priv);
	struct event event;

	event = of_node(port, TOPOLOGY_NODES);
	interrupt(test, &event);
	event = of_node(port, TOPOLOGY_VOLUME);
	event.id = 1;
	interrupt(test, &event);
	event.set = &own_set;
	event.id = PORTCLS_EVENT_CONTROL_CHANGE;
	interrupt(test, &event);
	event = of_pin(port, 2, -1);
	interrupt(test, &event);
	event = of_pin(port, PORTCLS_EVENT_JACK_INFO_CHANGE, TOPOLOGY_PINS);
	interrupt(test, &event);
	event = of_pin(port, PORTCLS_EVENT_FORMAT_CHANGE, PORTCLS_MAX_PINS);
	interrupt(test, &event);
	msleep(20);
	KUNIT_EXPECT_EQ(test, atomic_read(&listener->count), 0);
	fake_stop_listening(listener);
}

static void gone_device_has_no_events_p52(struct kunit *test)
{
	struct event event = of_node(start_topology(test), -1);
	struct fake_listener *listener = fake_listen(test->priv);
	struct fake_device *device = test->priv;

	portcls_adapter_set_gone(device->adapter);
	interrupt(test, &event);
	KUNIT_EXPECT_EQ(test, atomic_read(&listener->count), 0);
	fake_stop_listening(listener);
}

static void adapter_that_leaves_has_no_events_p51(struct kunit *test)
{
	struct event event = of_node(start_topology(test), -1);
	struct fake_listener *listener = fake_listen(test->priv);
	struct fake_device *device = test->priv;

	WRITE_ONCE(device->adapter->leaving, true);
	interrupt(test, &event);
	KUNIT_EXPECT_EQ(test, atomic_read(&listener->count), 0);
	fake_stop_listening(listener);
}

static struct fake_application *running(struct kunit *test, unsigned int pcm, int direction)
{
	struct fake_application *application = fake_open(test->priv, pcm, direction);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	KUNIT_ASSERT_EQ(test, fake_ready(application, &fake_params), 0);
	KUNIT_ASSERT_EQ(test, fake_start(application), 0);
	return application;
}

#define STATE_OF(application)	((__force snd_pcm_state_t)fake_state(application))
#define XRUN			SNDRV_PCM_STATE_XRUN
#define RUNNING			SNDRV_PCM_STATE_RUNNING

static bool has_state(struct fake_application *application, snd_pcm_state_t state)
{
	return STATE_OF(application) == state;
}

static struct portcls_port *start_wave(struct kunit *test)
{
	struct fake_device *device = test->priv;

	KUNIT_ASSERT_EQ(test, fake_device_start(device), 0);
	return device->port;
}

static void format_change_stops_the_streams_of_a_pin(struct kunit *test)
{
	struct event event = of_pin(start_wave(test), PORTCLS_EVENT_FORMAT_CHANGE, FAKE_PLAY);
	struct fake_application *play = running(test, 0, SNDRV_PCM_STREAM_PLAYBACK);
	struct fake_application *record = running(test, 0, SNDRV_PCM_STREAM_CAPTURE);
	struct fake_device *device = test->priv;

	interrupt(test, &event);
	KUNIT_EXPECT_TRUE(test, fake_wait(has_state(play, XRUN)));
	KUNIT_EXPECT_TRUE(test, has_state(record, RUNNING));
	KUNIT_EXPECT_EQ(test, fake_stream_on(device, FAKE_PLAY)->state, PORTCLS_STATE_PAUSE);
	KUNIT_EXPECT_EQ(test, fake_ready_again(play), 0);
	KUNIT_EXPECT_EQ(test, fake_start(play), 0);
	KUNIT_EXPECT_TRUE(test, has_state(play, RUNNING));
}

static void format_change_of_all_pins_stops_what_runs(struct kunit *test)
{
	struct event event = of_pin(start_wave(test), PORTCLS_EVENT_FORMAT_CHANGE, -1);
	struct fake_application *play = running(test, 0, SNDRV_PCM_STREAM_PLAYBACK);
	struct fake_application *record = running(test, 0, SNDRV_PCM_STREAM_CAPTURE);
	struct fake_application *other = fake_open(test->priv, 1, SNDRV_PCM_STREAM_PLAYBACK);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, other);
	KUNIT_ASSERT_EQ(test, fake_ready(other, &fake_params), 0);
	interrupt(test, &event);
	KUNIT_EXPECT_TRUE(test, fake_wait(has_state(play, XRUN)));
	KUNIT_EXPECT_TRUE(test, fake_wait(has_state(record, XRUN)));
	KUNIT_EXPECT_TRUE(test, has_state(other, SNDRV_PCM_STATE_PREPARED));
}

/* Also in the moment in which an application closes. */
static void format_change_of_closed_streams_is_harmless(struct kunit *test)
{
	struct event event = of_pin(start_wave(test), PORTCLS_EVENT_FORMAT_CHANGE, -1);
	struct fake_application *application;
	unsigned int i;

	interrupt(test, &event);
	for (i = 0; i < 50; i++) {
		application = running(test, 0, SNDRV_PCM_STREAM_PLAYBACK);
		interrupt(test, &event);
		fake_close(application);
	}
}

/* All there is, from the service routine, where a miniport would raise it. */
static bool raise_all(void *context)
{
	struct fake_device *device = context;
	struct event event;

	event = of_node(device->port, -1);
	raise(&event);
	event = of_pin(device->port, PORTCLS_EVENT_FORMAT_CHANGE, -1);
	raise(&event);
	event = of_pin(device->port, PORTCLS_EVENT_JACK_INFO_CHANGE, -1);
	raise(&event);
	return true;
}

/**
 * struct removal - a removal in a thread of its own
 * @device: what is removed
 * @done: it has been removed
 */
struct removal {
	struct fake_device *device;
	struct completion done;
};

static int remove(void *data)
{
	struct removal *removal = data;

	portcls_adapter_free(removal->device->adapter);
	complete(&removal->done);
	return 0;
}

/*
 * From interrupts until they are disconnected, and from elsewhere until the last file is closed.
 */
static void events_while_the_adapter_goes_are_harmless_p51(struct kunit *test)
{
	struct removal *removal = kunit_kzalloc(test, sizeof(*removal), GFP_KERNEL);
	struct fake_application *application;
	struct fake_device *device = test->priv;
	unsigned int i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, removal);
	removal->device = device;
	init_completion(&removal->done);
	start_wave(test);
	KUNIT_ASSERT_EQ(test, portcls_interrupt_sync_register_routine(device->sync, raise_all,
								      device, false), 0);
	application = running(test, 0, SNDRV_PCM_STREAM_PLAYBACK);
	KUNIT_EXPECT_TRUE(test, fake_interrupt(device));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run(remove, removal, "portcls_remove"));
	for (i = 0; i < 100 || !READ_ONCE(device->adapter->leaving); i++)
		fake_interrupt(device);
	for (i = 0; i < 100; i++) {
		raise_all(device);
		usleep_range(100, 200);
	}
	fake_close(application);
	KUNIT_EXPECT_TRUE(test, wait_for_completion_timeout(&removal->done, 60 * HZ));
	device->adapter = NULL;
}

static struct kunit_case cases[] = {
	KUNIT_CASE(control_change_notifies_once_p40),
	KUNIT_CASE(control_change_notifies_from_an_interrupt_p40),
	KUNIT_CASE(control_change_is_of_all_controls_of_the_node_p40),
	KUNIT_CASE(control_change_without_a_node_is_of_all_p40),
	KUNIT_CASE(unknown_events_are_ignored_p40),
	KUNIT_CASE(gone_device_has_no_events_p52),
	KUNIT_CASE(adapter_that_leaves_has_no_events_p51),
	KUNIT_CASE(format_change_stops_the_streams_of_a_pin),
	KUNIT_CASE(format_change_of_all_pins_stops_what_runs),
	KUNIT_CASE(format_change_of_closed_streams_is_harmless),
	KUNIT_CASE(events_while_the_adapter_goes_are_harmless_p51),
	{}
};

struct kunit_suite portcls_event_suite = {
	.name = "portcls_event",
	.init = fake_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

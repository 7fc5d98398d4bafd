// SPDX-License-Identifier: GPL-2.0-only
/*
 * Controls of nodes whose properties are asked of streams.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/platform_device.h>
#include <linux/pm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <sound/control.h>
#include <sound/core.h>

#include <portcls/audio_property.h>
#include <portcls/event.h>
#include <portcls/guid.h>

#include "../core.h"
#include "fake.h"
#include "fake_listener.h"
#include "kunit.h"
#include "suites.h"

#define VOLUME		"PCM Playback Volume"
#define SUBSTREAMS	2
#define PLAYBACK	SNDRV_PCM_STREAM_PLAYBACK

/**
 * struct fader - a volume that every stream has for itself
 * @item: the property; first, so that the handler finds the rest
 * @automation: of @item alone
 * @device: whose streams
 * @levels: values, in the order of the device's streams
 * @of_filter: times that the filter was asked for a value
 * @supports: times that it was asked what it can do
 * @misled: somebody asked a stream for that
 */
struct fader {
	struct portcls_property_item item;
	struct portcls_automation automation;
	struct fake_device *device;
	s32 levels[FAKE_STREAMS];
	unsigned int of_filter;
	unsigned int supports;
	bool misled;
};

static int fader_handler(struct portcls_property_request *request)
{
	static const struct portcls_stepping range = {
		.minimum = PORTCLS_LEVEL_DB(-10), .step = PORTCLS_LEVEL_DB(1),
	};
	struct portcls_property_item *item = (struct portcls_property_item *)request->item;
	struct fader *fader = container_of(item, struct fader, item);
	struct fake_stream *stream = request->stream;
	s32 *level;

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT) {
		fader->supports++;
		fader->misled |= !!stream;
		return portcls_property_support(request, PORTCLS_TYPE_S32, &range, 1);
	}
	if (!stream) {
		fader->of_filter++;
		return -EINVAL;
	}
	level = &fader->levels[stream - fader->device->streams];
	if (request->verb == PORTCLS_PROPERTY_SET)
		return portcls_property_value(request, level, sizeof(*level));
	return portcls_property_reply(request, level, sizeof(*level));
}

static struct fader fader;

/* The volume before the first DAC becomes one of streams, and that DAC takes two of them. */
static int stream_control_init(struct kunit *test)
{
	struct fake_device *device;
	int err;

	err = fake_suite_init(test);
	if (err)
		return err;
	device = test->priv;
	fader = (struct fader) {
		.item = {
			.set = &portcls_property_set_audio,
			.id = PORTCLS_AUDIO_VOLUME_LEVEL,
			.flags = PORTCLS_PROPERTY_FLAGS,
			.handler = fader_handler,
		},
		.automation = {
			.property_size = sizeof(fader.item),
			.property_count = 1,
			.properties = &fader.item,
		},
		.device = device,
	};
	device->descriptor.nodes[FAKE_VOLUME].flags = PORTCLS_NODE_STREAM;
	device->descriptor.nodes[FAKE_VOLUME].automation = &fader.automation;
	device->descriptor.pins[FAKE_PLAY].max_global_instances = SUBSTREAMS;
	device->descriptor.pins[FAKE_PLAY].max_filter_instances = SUBSTREAMS;
	return 0;
}

static void start(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_device_start(test->priv), 0);
}

static struct snd_kcontrol *control(struct kunit *test, unsigned int substream)
{
	struct fake_device *device = test->priv;
	struct snd_kcontrol *kctl, *found = NULL;

	list_for_each_entry(kctl, &device->adapter->card->controls, list)
		if (!strcmp(kctl->id.name, VOLUME) && kctl->id.subdevice == substream)
			found = kctl;
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, found);
	return found;
}

static bool is_active(struct kunit *test, unsigned int substream)
{
	return !(control(test, substream)->vd[0].access & SNDRV_CTL_ELEM_ACCESS_INACTIVE);
}

static struct snd_ctl_elem_value *value_new(struct kunit *test)
{
	struct snd_ctl_elem_value *value = kunit_kzalloc(test, sizeof(*value), GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, value);
	return value;
}

static int put(struct kunit *test, unsigned int substream, long number)
{
	struct snd_kcontrol *kctl = control(test, substream);
	struct snd_ctl_elem_value *value = value_new(test);

	value->value.integer.value[0] = number;
	return kctl->put(kctl, value);
}

static long get(struct kunit *test, unsigned int substream)
{
	struct snd_kcontrol *kctl = control(test, substream);
	struct snd_ctl_elem_value *value = value_new(test);

	KUNIT_EXPECT_EQ(test, kctl->get(kctl, value), 0);
	return value->value.integer.value[0];
}

/* An application with a stream on the next free substream. */
static struct fake_application *play(struct kunit *test)
{
	struct fake_application *application = fake_open(test->priv, 0, PLAYBACK);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, application);
	KUNIT_ASSERT_EQ(test, fake_hw_params(application, &fake_params), 0);
	return application;
}

/* Neither a substream that records nor the other device has one, nor the mixer. */
static void every_substream_that_passes_has_a_control(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct snd_kcontrol *kctl;
	unsigned int found = 0;

	start(test);
	list_for_each_entry(kctl, &device->adapter->card->controls, list) {
		if (strcmp(kctl->id.name, VOLUME))
			continue;
		KUNIT_EXPECT_EQ(test, (__force int)kctl->id.iface,
				(__force int)SNDRV_CTL_ELEM_IFACE_PCM);
		KUNIT_EXPECT_EQ(test, kctl->id.device, 0);
		KUNIT_EXPECT_EQ(test, kctl->id.index, 0);
		found |= BIT(kctl->id.subdevice);
		KUNIT_EXPECT_EQ(test, kctl->count, 1);
	}
	KUNIT_EXPECT_EQ(test, found, BIT(0) | BIT(1));
}

static void what_it_can_do_is_asked_of_the_filter(struct kunit *test)
{
	start(test);
	KUNIT_EXPECT_GT(test, fader.supports, 0);
	KUNIT_EXPECT_FALSE(test, fader.misled);
	play(test);
	KUNIT_EXPECT_EQ(test, put(test, 0, 3), 1);
	KUNIT_EXPECT_EQ(test, fader.of_filter, 0);
}

static void a_control_without_a_stream_is_inactive(struct kunit *test)
{
	start(test);
	KUNIT_EXPECT_FALSE(test, is_active(test, 0));
	KUNIT_EXPECT_EQ(test, put(test, 0, 3), -EBUSY);
	KUNIT_EXPECT_EQ(test, get(test, 0), 0);
	/* Without parameters there is no stream yet. */
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, fake_open(test->priv, 0, PLAYBACK));
	KUNIT_EXPECT_FALSE(test, is_active(test, 0));
	KUNIT_EXPECT_EQ(test, put(test, 0, 3), -EBUSY);
	KUNIT_EXPECT_EQ(test, fader.of_filter, 0);
}

static void expect_change(struct kunit *test, struct fake_listener *listener)
{
	struct snd_ctl_elem_id id = {};

	KUNIT_EXPECT_EQ(test, fake_take_change(listener, &id),
			SNDRV_CTL_EVENT_MASK_VALUE | SNDRV_CTL_EVENT_MASK_INFO);
	KUNIT_EXPECT_STREQ(test, id.name, VOLUME);
	KUNIT_EXPECT_EQ(test, id.subdevice, 0);
	KUNIT_EXPECT_EQ(test, fake_take_change(listener, &id), 0);
}

static void a_control_is_active_as_long_as_its_stream(struct kunit *test)
{
	struct fake_application *application;
	struct fake_listener *listener;

	start(test);
	listener = fake_listen(test->priv);
	application = play(test);
	KUNIT_EXPECT_TRUE(test, is_active(test, 0));
	KUNIT_EXPECT_FALSE(test, is_active(test, 1));
	expect_change(test, listener);
	/* Another format is no other stream. */
	KUNIT_EXPECT_EQ(test, fake_hw_params(application, &fake_params), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&listener->count), 1);
	fake_close(application);
	KUNIT_EXPECT_FALSE(test, is_active(test, 0));
	expect_change(test, listener);
	KUNIT_EXPECT_EQ(test, put(test, 0, 3), -EBUSY);
	fake_stop_listening(listener);
}

static void every_stream_has_its_own_value(struct kunit *test)
{
	struct fake_device *device = test->priv;

	start(test);
	play(test);
	play(test);
	KUNIT_EXPECT_EQ(test, put(test, 0, 3), 1);
	KUNIT_EXPECT_EQ(test, put(test, 1, 7), 1);
	KUNIT_EXPECT_EQ(test, put(test, 1, 7), 0);
	KUNIT_EXPECT_EQ(test, get(test, 0), 3);
	KUNIT_EXPECT_EQ(test, get(test, 1), 7);
	KUNIT_EXPECT_PTR_EQ(test, fake_stream_on(device, FAKE_PLAY), &device->streams[0]);
	KUNIT_EXPECT_EQ(test, fader.levels[0], PORTCLS_LEVEL_DB(-7));
	KUNIT_EXPECT_EQ(test, fader.levels[1], PORTCLS_LEVEL_DB(-3));
}

static void an_event_of_the_node_is_of_every_stream(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct fake_listener *listener;

	start(test);
	play(test);
	listener = fake_listen(device);
	portcls_generate_event_list(device->port, &portcls_event_set_audio_control_change,
				    PORTCLS_EVENT_CONTROL_CHANGE, false, 0, true, FAKE_VOLUME);
	KUNIT_EXPECT_EQ(test, atomic_read(&listener->count), SUBSTREAMS);
	fake_stop_listening(listener);
}

static void sleep(struct kunit *test)
{
	struct fake_device *device = test->priv;

	KUNIT_EXPECT_EQ(test, portcls_pm_ops.suspend(&device->pdev->dev), 0);
	memset(fader.levels, 0, sizeof(fader.levels));
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.resume(&device->pdev->dev), 0);
}

static void the_value_of_a_stream_comes_back_after_sleep_p40(struct kunit *test)
{
	start(test);
	play(test);
	KUNIT_EXPECT_EQ(test, put(test, 0, 3), 1);
	sleep(test);
	KUNIT_EXPECT_EQ(test, fader.levels[0], PORTCLS_LEVEL_DB(-7));
}

static void the_value_of_another_stream_does_not(struct kunit *test)
{
	struct fake_application *application;

	start(test);
	application = play(test);
	KUNIT_EXPECT_EQ(test, put(test, 0, 3), 1);
	fake_close(application);
	sleep(test);
	play(test);
	sleep(test);
	KUNIT_EXPECT_EQ(test, fader.levels[0], 0);
	KUNIT_EXPECT_EQ(test, fader.of_filter, 0);
}

static void a_device_that_is_gone_is_not_asked_p52(struct kunit *test)
{
	struct fake_device *device = test->priv;

	start(test);
	play(test);
	portcls_adapter_set_gone(device->adapter);
	KUNIT_EXPECT_EQ(test, put(test, 0, 3), -ENODEV);
	KUNIT_EXPECT_EQ(test, fader.levels[0], 0);
}

static void an_enumeration_of_streams_is_refused(struct kunit *test)
{
	struct fake_device *device = test->priv;

	device->descriptor.nodes[FAKE_VOLUME].type = &portcls_node_mux;
	fader.item.id = PORTCLS_AUDIO_MUX_SOURCE;
	KUNIT_EXPECT_EQ(test, fake_device_start(device), -EINVAL);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(every_substream_that_passes_has_a_control),
	KUNIT_CASE(what_it_can_do_is_asked_of_the_filter),
	KUNIT_CASE(a_control_without_a_stream_is_inactive),
	KUNIT_CASE(a_control_is_active_as_long_as_its_stream),
	KUNIT_CASE(every_stream_has_its_own_value),
	KUNIT_CASE(an_event_of_the_node_is_of_every_stream),
	KUNIT_CASE(the_value_of_a_stream_comes_back_after_sleep_p40),
	KUNIT_CASE(the_value_of_another_stream_does_not),
	KUNIT_CASE(a_device_that_is_gone_is_not_asked_p52),
	KUNIT_CASE(an_enumeration_of_streams_is_refused),
	{}
};

struct kunit_suite portcls_stream_control_suite = {
	.name = "portcls_stream_control",
	.init = stream_control_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

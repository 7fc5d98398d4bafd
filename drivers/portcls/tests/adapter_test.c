// SPDX-License-Identifier: GPL-2.0-only
/*
 * Adapters: card parameters, names, and what is left behind when bringing one up fails.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/platform_device.h>
#include <sound/core.h>

#include "../pcm/stream.h"
#include "fake.h"
#include "kunit.h"
#include "suites.h"

static int start_nothing(struct portcls_adapter *adapter, struct portcls_resource_list *resources)
{
	return 0;
}

static void release_nothing(struct portcls_adapter *adapter, bool present)
{
}

static const struct portcls_adapter_ops bare_ops = {
	.driver_name = "Bare",
	.short_name = "Bare Device",
	.start_device = start_nothing,
	.release_device = release_nothing,
};

/* The device of the case serves as the device of more adapters, with parameters of its own. */
static struct portcls_adapter *new_adapter(struct kunit *test)
{
	struct fake_device *device = test->priv;

	if (device->adapter)
		fake_device_remove(device);
	return portcls_adapter_alloc(&device->pdev->dev, &bare_ops, &device->params, 3);
}

static void set_index(struct fake_device *device, int index)
{
	unsigned int i;

	for (i = 0; i < PORTCLS_MAX_CARDS; i++)
		device->index[i] = index;
}

static bool card_exists(int number)
{
	struct snd_card *card = snd_card_ref(number);

	if (card)
		snd_card_unref(card);
	return card;
}

static void incomplete_ops_are_refused(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct portcls_adapter_ops ops = bare_ops;

	ops.start_device = NULL;
	KUNIT_EXPECT_EQ(test,
			PTR_ERR_OR_ZERO(portcls_adapter_alloc(&device->pdev->dev, &ops,
							      &device->params, 0)), -EINVAL);
	ops = bare_ops;
	ops.driver_name = NULL;
	KUNIT_EXPECT_EQ(test,
			PTR_ERR_OR_ZERO(portcls_adapter_alloc(&device->pdev->dev, &ops,
							      &device->params, 0)), -EINVAL);
	KUNIT_EXPECT_FALSE(test, test_bit(1, device->params.used));
}

static void private_data_is_zeroed_and_aligned(struct kunit *test)
{
	struct portcls_adapter *adapter = new_adapter(test);
	struct fake_device *device = test->priv;
	char *priv;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, adapter);
	priv = portcls_adapter_priv(adapter);
	KUNIT_EXPECT_FALSE(test, priv[0] || priv[1] || priv[2]);
	KUNIT_EXPECT_EQ(test, (unsigned long)priv % sizeof(u64), 0);
	KUNIT_EXPECT_PTR_EQ(test, portcls_adapter_device(adapter), &device->pdev->dev);
	portcls_adapter_free(adapter);
}

static void index_and_id_name_the_card(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct portcls_adapter *adapter;
	struct snd_card *card;

	device->id[0] = "Foo";
	set_index(device, 27);
	adapter = new_adapter(test);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, adapter);
	KUNIT_EXPECT_EQ(test, portcls_adapter_start(adapter, device->resources), 0);
	card = snd_card_ref(27);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, card);
	KUNIT_EXPECT_STREQ(test, card->id, "Foo");
	KUNIT_EXPECT_STREQ(test, card->driver, "Bare");
	KUNIT_EXPECT_STREQ(test, card->shortname, "Bare Device");
	KUNIT_EXPECT_STREQ(test, card->longname, "Bare Device Bare (PortCls)");
	KUNIT_EXPECT_PTR_EQ(test, card->dev, &device->pdev->dev);
	snd_card_unref(card);
	portcls_adapter_free(adapter);
	KUNIT_EXPECT_FALSE(test, card_exists(27));
}

static void long_name_tells_where_the_device_is(struct kunit *test)
{
	static const struct portcls_resource ports = { PORTCLS_RESOURCE_PORT, 0xc040, 0x40, 0 };
	struct portcls_resource_list *resources = portcls_resource_list_new(1);
	struct portcls_adapter *adapter = new_adapter(test);
	struct fake_device *device = test->priv;
	struct snd_card *card;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, adapter);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, resources);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_add(resources, &ports), 0);
	KUNIT_EXPECT_EQ(test, portcls_adapter_start(adapter, resources), 0);
	card = snd_card_ref(device->card);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, card);
	KUNIT_EXPECT_STREQ(test, card->longname,
			   "Bare Device Bare at 0xc040, irq -1 (PortCls)");
	snd_card_unref(card);
	portcls_adapter_free(adapter);
	portcls_resource_list_free(resources);
}

static void disabled_slot_refuses_one_card(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct portcls_adapter *adapter;

	fake_device_remove(device);
	device->enable[0] = false;
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(new_adapter(test)), -ENOENT);
	device->id[1] = "Second";
	adapter = new_adapter(test);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, adapter);
	portcls_adapter_free(adapter);
}

static void slots_are_taken_and_given_back(struct kunit *test)
{
	struct portcls_adapter *adapters[3];
	struct fake_device *device = test->priv;
	size_t i, round;

	set_index(device, -1);
	device->id[0] = "First";
	device->id[1] = "Second";
	device->id[2] = "Third";
	for (round = 0; round < 2; round++) {
		for (i = 0; i < ARRAY_SIZE(adapters); i++) {
			adapters[i] = new_adapter(test);
			KUNIT_ASSERT_NOT_ERR_OR_NULL(test, adapters[i]);
			KUNIT_EXPECT_TRUE(test, test_bit(i, device->params.used));
		}
		for (i = 0; i < ARRAY_SIZE(adapters); i++) {
			portcls_adapter_free(adapters[i]);
			KUNIT_EXPECT_FALSE(test, test_bit(i, device->params.used));
		}
	}
}

static void all_slots_taken_is_refused(struct kunit *test)
{
	struct fake_device *device = test->priv;

	fake_device_remove(device);
	bitmap_fill(device->params.used, PORTCLS_MAX_CARDS);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(new_adapter(test)), -ENODEV);
	bitmap_zero(device->params.used, PORTCLS_MAX_CARDS);
}

static void index_of_another_card_is_refused(struct kunit *test)
{
	struct portcls_adapter *adapter = new_adapter(test);
	struct fake_device *device = test->priv;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, adapter);
	KUNIT_EXPECT_NE(test, PTR_ERR_OR_ZERO(new_adapter(test)), 0);
	KUNIT_EXPECT_FALSE(test, test_bit(1, device->params.used));
	portcls_adapter_free(adapter);
}

/* Whatever start_device had done is undone, once, and the card is not there. */
static void failing_start_leaves_nothing_behind_p56(struct kunit *test)
{
	struct fake_device *device;
	enum fake_step step;
	int card;

	for (step = FAKE_STEP_FIRST; step <= FAKE_STEP_LAST; step++) {
		device = fake_device_new(test);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, device);
		card = device->card;
		device->faults.start_device = step;
		KUNIT_EXPECT_EQ(test, fake_device_start(device), -EIO);
		KUNIT_EXPECT_STREQ(test, fake_story(device, "e"), "");
		fake_device_remove(device);
		KUNIT_EXPECT_STREQ(test, fake_story(device, "e"), "e");
		KUNIT_EXPECT_FALSE(test, test_bit(0, device->params.used));
		KUNIT_EXPECT_FALSE(test, card_exists(card));
		fake_device_free(device);
	}
	KUNIT_EXPECT_EQ(test, fake_device_start(test->priv), 0);
}

static void adapter_that_never_started_releases_nothing(struct kunit *test)
{
	struct fake_device *device = test->priv;

	fake_device_remove(device);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "e"), "");
}

static void failing_init_stops_the_start(struct kunit *test)
{
	struct fake_device *device = test->priv;

	device->faults.init = -ENXIO;
	KUNIT_EXPECT_EQ(test, fake_device_start(device), -ENXIO);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "id"), "i");
}

static void miniport_is_initialised_before_it_is_asked(struct kunit *test)
{
	struct fake_device *device = test->priv;

	KUNIT_EXPECT_EQ(test, fake_device_start(device), 0);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "id"), "id");
}

static void missing_methods_are_refused(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct portcls_port *port;

	device->ops = fake_ops;
	device->ops.init = NULL;
	KUNIT_EXPECT_EQ(test, fake_make_port(device, &port), -EINVAL);
	device->ops = fake_ops;
	device->ops.get_description = NULL;
	KUNIT_EXPECT_EQ(test, fake_make_port(device, &port), -EINVAL);
	device->ops = fake_ops;
	device->ops.new_stream = NULL;
	KUNIT_EXPECT_EQ(test, fake_make_port(device, &port), -EINVAL);
	KUNIT_EXPECT_STREQ(test, fake_story(device, "id"), "");
}

static void names_of_subdevices_are_checked(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct portcls_port *a, *b;

	KUNIT_ASSERT_EQ(test, fake_make_port(device, &a), 0);
	KUNIT_ASSERT_EQ(test, fake_make_port(device, &b), 0);
	KUNIT_EXPECT_EQ(test, portcls_register_subdevice(device->adapter, NULL, a), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_register_subdevice(device->adapter, "", a), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_register_subdevice(device->adapter, "A", NULL), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_register_subdevice(device->adapter, "A", a), 0);
	KUNIT_EXPECT_EQ(test, portcls_register_subdevice(device->adapter, "A", b), -EEXIST);
	KUNIT_EXPECT_EQ(test, portcls_register_subdevice(device->adapter, "B", a), -EBUSY);
	KUNIT_EXPECT_EQ(test, portcls_register_subdevice(device->adapter, "B", b), 0);
}

static void stream_pin_without_limits_is_refused(struct kunit *test)
{
	struct fake_device *device = test->priv;

	device->descriptor.pins[FAKE_PLAY].limits = NULL;
	KUNIT_EXPECT_EQ(test, fake_device_start(device), -EINVAL);
}

static void pin_for_several_linked_streams_is_refused(struct kunit *test)
{
	struct fake_device *device = test->priv;

	device->ops.start_linked = fake_ops.start_linked;
	device->descriptor.pins[FAKE_PLAY].max_global_instances = 2;
	device->descriptor.pins[FAKE_PLAY].max_filter_instances = 2;
	KUNIT_EXPECT_EQ(test, fake_device_start(device), -EINVAL);
}

static const struct portcls_pcm *find_pcm(const struct fake_device *device, u32 number)
{
	const struct portcls_pcm *pcm;

	list_for_each_entry(pcm, &device->port->pcms, link)
		if (pcm->pcm->device == number)
			return pcm;
	return NULL;
}

static unsigned int substreams(const struct portcls_pcm *pcm, int direction)
{
	return pcm->pcm->streams[direction].substream_count;
}

static void pins_of_a_slot_are_its_pcm_device(struct kunit *test)
{
	struct fake_device *device = test->priv;
	struct portcls_pin *pins = device->descriptor.pins;
	const struct portcls_pcm *pcm;

	pins[FAKE_RECORD].pcm_slot = 1 + 7;
	pins[FAKE_PLAY2].pcm_slot = 1 + 7;
	KUNIT_ASSERT_EQ(test, fake_device_start(device), 0);
	pcm = find_pcm(device, 7);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pcm);
	KUNIT_EXPECT_EQ(test, substreams(pcm, SNDRV_PCM_STREAM_PLAYBACK), 1);
	KUNIT_EXPECT_EQ(test, substreams(pcm, SNDRV_PCM_STREAM_CAPTURE), 1);
	pcm = find_pcm(device, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pcm);
	KUNIT_EXPECT_EQ(test, substreams(pcm, SNDRV_PCM_STREAM_PLAYBACK), 1);
	KUNIT_EXPECT_EQ(test, substreams(pcm, SNDRV_PCM_STREAM_CAPTURE), 0);
	KUNIT_EXPECT_NULL(test, find_pcm(device, 1));
}

static void slots_are_left_free_by_other_pins(struct kunit *test)
{
	struct fake_device *device = test->priv;

	device->descriptor.pins[FAKE_PLAY2].pcm_slot = 1 + 0;
	KUNIT_ASSERT_EQ(test, fake_device_start(device), 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, find_pcm(device, 0));
	KUNIT_EXPECT_EQ(test, substreams(find_pcm(device, 0), SNDRV_PCM_STREAM_CAPTURE), 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, find_pcm(device, 1));
	KUNIT_EXPECT_EQ(test, substreams(find_pcm(device, 1), SNDRV_PCM_STREAM_CAPTURE), 1);
}

static void slot_that_is_taken_is_refused(struct kunit *test)
{
	struct fake_device *device = test->priv;

	device->descriptor.pins[FAKE_PLAY].pcm_slot = 1 + 2;
	device->descriptor.pins[FAKE_PLAY2].pcm_slot = 1 + 2;
	KUNIT_EXPECT_EQ(test, fake_device_start(device), -EEXIST);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(incomplete_ops_are_refused),
	KUNIT_CASE(private_data_is_zeroed_and_aligned),
	KUNIT_CASE(index_and_id_name_the_card),
	KUNIT_CASE(long_name_tells_where_the_device_is),
	KUNIT_CASE(disabled_slot_refuses_one_card),
	KUNIT_CASE(slots_are_taken_and_given_back),
	KUNIT_CASE(all_slots_taken_is_refused),
	KUNIT_CASE(index_of_another_card_is_refused),
	KUNIT_CASE(failing_start_leaves_nothing_behind_p56),
	KUNIT_CASE(adapter_that_never_started_releases_nothing),
	KUNIT_CASE(failing_init_stops_the_start),
	KUNIT_CASE(miniport_is_initialised_before_it_is_asked),
	KUNIT_CASE(missing_methods_are_refused),
	KUNIT_CASE(names_of_subdevices_are_checked),
	KUNIT_CASE(stream_pin_without_limits_is_refused),
	KUNIT_CASE(pin_for_several_linked_streams_is_refused),
	KUNIT_CASE(pins_of_a_slot_are_its_pcm_device),
	KUNIT_CASE(slots_are_left_free_by_other_pins),
	KUNIT_CASE(slot_that_is_taken_is_refused),
	{}
};

struct kunit_suite portcls_adapter_suite = {
	.name = "portcls_adapter",
	.init = fake_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * The application at the mixer: it calls what ALSA's core would call for it.
 */
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <sound/control.h>
#include <sound/core.h>

#include "../core.h"
#include "fake.h"
#include "fake_mixer.h"
#include "kunit.h"

/**
 * mixer_start() - have the device made ready
 * @test: the test, which ends if that fails
 *
 * Context: process, may sleep.
 */
void mixer_start(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_device_start(test->priv), 0);
}

/**
 * mixer_find() - look for a control
 * @test: the test
 * @name: its name
 * @index: its index
 *
 * Context: process.
 * Return: the control, or NULL.
 */
struct snd_kcontrol *mixer_find(struct kunit *test, const char *name, u32 index)
{
	struct fake_device *device = test->priv;
	struct snd_kcontrol *kctl;

	list_for_each_entry(kctl, &device->adapter->card->controls, list)
		if (!strcmp(kctl->id.name, name) && kctl->id.index == index)
			return kctl;
	return NULL;
}

/**
 * mixer_find_some() - look for a control that has to be there
 * @test: the test, which ends if it is not
 * @name: its name
 * @index: its index
 *
 * Context: process.
 * Return: the control.
 */
struct snd_kcontrol *mixer_find_some(struct kunit *test, const char *name, u32 index)
{
	struct snd_kcontrol *kctl = mixer_find(test, name, index);

	if (!kctl)
		KUNIT_FAIL(test, "there is no '%s',%u", name, index);
	KUNIT_ASSERT_TRUE(test, kctl);
	return kctl;
}

/**
 * mixer_value_new() - what ALSA's core would hand over, on the heap because of its size
 * @test: the test, with which it goes
 *
 * Context: process, may sleep.
 * Return: the value, all zero.
 */
struct snd_ctl_elem_value *mixer_value_new(struct kunit *test)
{
	struct snd_ctl_elem_value *value = kunit_kzalloc(test, sizeof(*value), GFP_KERNEL);

	KUNIT_ASSERT_TRUE(test, value);
	return value;
}

/**
 * mixer_get() - read one value of a control
 * @test: the test
 * @name: name of the control
 * @index: its index
 * @channel: which value
 *
 * Context: process, may sleep.
 * Return: the value.
 */
long mixer_get(struct kunit *test, const char *name, u32 index, u32 channel)
{
	struct snd_kcontrol *kctl = mixer_find_some(test, name, index);
	struct snd_ctl_elem_value *value = mixer_value_new(test);

	KUNIT_EXPECT_EQ(test, kctl->get(kctl, value), 0);
	return value->value.integer.value[channel];
}

/**
 * mixer_put() - set one value of a control, and leave the others
 * @test: the test
 * @name: name of the control
 * @index: its index
 * @channel: which value
 * @wanted: the value
 *
 * Context: process, may sleep.
 * Return: 1 if something has changed, 0 if not, or a negative errno.
 */
int mixer_put(struct kunit *test, const char *name, u32 index, u32 channel, long wanted)
{
	struct snd_kcontrol *kctl = mixer_find_some(test, name, index);
	struct snd_ctl_elem_value *value = mixer_value_new(test);
	int err;

	err = kctl->get(kctl, value);
	if (err)
		return err;
	value->value.integer.value[channel] = wanted;
	return kctl->put(kctl, value);
}

/**
 * mixer_item() - what an item of an enumeration is called
 * @test: the test
 * @name: name of the control, whose index is 0
 * @number: number of the item
 *
 * Context: process, may sleep.
 * Return: its name, which goes with the test.
 */
const char *mixer_item(struct kunit *test, const char *name, u32 number)
{
	struct snd_kcontrol *kctl = mixer_find_some(test, name, 0);
	struct snd_ctl_elem_info *info = kunit_kzalloc(test, sizeof(*info), GFP_KERNEL);

	KUNIT_ASSERT_TRUE(test, info);
	info->value.enumerated.item = number;
	KUNIT_EXPECT_EQ(test, kctl->info(kctl, info), 0);
	return info->value.enumerated.name;
}

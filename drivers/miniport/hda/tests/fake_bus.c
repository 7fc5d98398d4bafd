// SPDX-License-Identifier: GPL-2.0-only
/*
 * A bus that is none, with a codec that is a table.
 */
#include <kunit/test.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <sound/hda_regmap.h>

#include "fake_bus.h"

static struct fake_bus *fake_of(struct hdac_bus *bus)
{
	return container_of(bus, struct fake_bus, bus);
}

static u32 wild(struct fake_bus *fake)
{
	fake->seed = fake->seed * 1664525 + 1013904223;
	return fake->seed >> 8 | fake->seed << 24;
}

static int command(struct hdac_bus *bus, unsigned int command)
{
	struct fake_bus *fake = fake_of(bus);

	if (fake->dead) {
		fake->refused++;
		return -EIO;
	}
	fake->dead = fake->dies_in && !--fake->dies_in;
	fake->response = fake_answer(&fake->device, command);
	/* What is wild knows at least that it is a codec. */
	if (fake->wild && (command >> 20 & 0x7f) > FAKE_AFG && wild(fake) % 4 == 0)
		fake->response = wild(fake);
	return 0;
}

static int get_response(struct hdac_bus *bus, unsigned int address, unsigned int *response)
{
	if (response)
		*response = fake_of(bus)->response;
	return 0;
}

static const struct hdac_bus_ops bus_ops = {
	.command = command,
	.get_response = get_response,
};

/**
 * fake_bus_new() - make a bus
 * @test: the case
 *
 * Context: process, may sleep.
 * Return: the bus, for fake_bus_free(), or NULL.
 */
struct fake_bus *fake_bus_new(struct kunit *test)
{
	struct fake_bus *fake = kzalloc(sizeof(*fake), GFP_KERNEL);

	if (!fake)
		return NULL;
	fake->pdev = platform_device_register_simple("hda-test", PLATFORM_DEVID_AUTO, NULL, 0);
	if (IS_ERR(fake->pdev)) {
		kfree(fake);
		return NULL;
	}
	snd_hdac_bus_init(&fake->bus, &fake->pdev->dev, &bus_ops);
	return fake;
}

/**
 * fake_bus_start() - make a codec of a table
 * @fake: the bus, without one
 * @table: the table
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_bus_start(struct fake_bus *fake, const struct fake_codec *table)
{
	struct hda_codec *codec;
	int err;

	fake->device.table = table;
	codec = hda_codec_new(&fake->bus, "hda-test-codec", 0);
	if (IS_ERR(codec))
		return PTR_ERR(codec);
	fake->codec = codec;
	err = snd_hdac_regmap_init(&codec->core);
	if (!err)
		hda_codec_start(codec);
	return err;
}

/**
 * fake_bus_stop() - take the codec away
 * @fake: the bus, with one or not
 *
 * Context: process, may sleep.
 */
void fake_bus_stop(struct fake_bus *fake)
{
	if (fake->codec)
		hda_codec_put(fake->codec);
	fake->codec = NULL;
	memset(fake->device.states, 0, sizeof(fake->device.states));
}

/**
 * fake_bus_free() - free a bus
 * @fake: the bus
 *
 * Context: process, may sleep.
 */
void fake_bus_free(struct fake_bus *fake)
{
	fake_bus_stop(fake);
	snd_hdac_bus_exit(&fake->bus);
	platform_device_unregister(fake->pdev);
	kfree(fake);
}

/**
 * fake_bus_init() - have a bus before each case of a suite
 * @test: the case, which finds it in its priv
 *
 * Context: process, may sleep.
 * Return: 0 or -ENOMEM.
 */
int fake_bus_init(struct kunit *test)
{
	test->priv = fake_bus_new(test);
	return test->priv ? 0 : -ENOMEM;
}

/**
 * fake_bus_finish() - free the bus after each case of a suite
 * @test: the case
 *
 * Context: process, may sleep.
 */
void fake_bus_finish(struct kunit *test)
{
	if (test->priv)
		fake_bus_free(test->priv);
	test->priv = NULL;
}

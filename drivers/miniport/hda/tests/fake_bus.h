/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A bus that is none, with a codec that is a table.
 */
#ifndef HDA_TESTS_FAKE_BUS_H
#define HDA_TESTS_FAKE_BUS_H

#include <sound/hdaudio.h>

#include "fake_codec.h"

struct kunit;
struct platform_device;

/**
 * struct fake_bus - a bus with one codec
 * @bus: as the library has it
 * @pdev: its device
 * @device: the codec
 * @codec: what is made of it
 * @response: to the last verb
 * @dead: nothing answers
 * @dies_in: it does so after as many verbs; 0 for never
 * @refused: verbs that came when nothing answered
 * @wild: every answer is as good as random
 * @seed: of what is wild
 */
struct fake_bus {
	struct hdac_bus bus;
	struct platform_device *pdev;
	struct fake_device device;
	struct hda_codec *codec;
	unsigned int response;
	bool dead;
	unsigned int dies_in;
	unsigned int refused;
	bool wild;
	u32 seed;
};

struct fake_bus *fake_bus_new(struct kunit *test);
void fake_bus_free(struct fake_bus *fake);
int fake_bus_start(struct fake_bus *fake, const struct fake_codec *table);
void fake_bus_stop(struct fake_bus *fake);
int fake_bus_init(struct kunit *test);
void fake_bus_finish(struct kunit *test);

#endif /* HDA_TESTS_FAKE_BUS_H */

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An application at the mixer of a fake device, which is test->priv.
 */
#ifndef PORTCLS_TESTS_FAKE_MIXER_H
#define PORTCLS_TESTS_FAKE_MIXER_H

#include <linux/types.h>

struct kunit;
struct snd_ctl_elem_value;
struct snd_kcontrol;

void mixer_start(struct kunit *test);
struct snd_kcontrol *mixer_find(struct kunit *test, const char *name, u32 index);
struct snd_kcontrol *mixer_find_some(struct kunit *test, const char *name, u32 index);
struct snd_ctl_elem_value *mixer_value_new(struct kunit *test);
long mixer_get(struct kunit *test, const char *name, u32 index, u32 channel);
int mixer_put(struct kunit *test, const char *name, u32 index, u32 channel, long wanted);
const char *mixer_item(struct kunit *test, const char *name, u32 number);

#endif /* PORTCLS_TESTS_FAKE_MIXER_H */

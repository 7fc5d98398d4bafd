/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the kernel's own parser makes of the codecs that are tables.
 */
#ifndef HDA_TESTS_IN_TREE_H
#define HDA_TESTS_IN_TREE_H

#include "fake_codec.h"

#define IN_TREE_CONTROLS	40
#define IN_TREE_JACKS		16

/**
 * struct in_tree_control - a control of the mixer
 * @name: its name
 * @index: of those that have the same name
 * @nid: node of its amplifier, 0 if it has none
 * @channels: of the amplifier: 1 for left, 2 for right, 3 for both
 * @input: the amplifier is that of an input
 * @items: of an enumeration, with bars between them; else NULL
 * @bytes: of a value that is bytes, the kind of control: IEC958 or BYTES; else NULL
 * @read_only: it cannot be set
 * @changes: it changes by itself
 * @pcm: number of the PCM device that it is of, 0 if it is one of the mixer
 */
struct in_tree_control {
	const char *name;
	u8 index;
	u8 nid;
	u8 channels;
	bool input;
	const char *items;
	const char *bytes;
	bool read_only;
	bool changes;
	u8 pcm;
};

/**
 * struct in_tree - a mixer
 * @codec: name of the codec
 * @controls: its controls, the last one with no name
 * @jacks: names of its jacks, NULL behind the last
 */
struct in_tree {
	const char *codec;
	struct in_tree_control controls[IN_TREE_CONTROLS];
	const char *jacks[IN_TREE_JACKS];
};

extern const struct in_tree in_tree[FAKE_CODECS];

#endif /* HDA_TESTS_IN_TREE_H */

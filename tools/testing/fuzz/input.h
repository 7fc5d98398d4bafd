/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The bytes of a fuzzer, spent one after the other; after the last come zeros. Zeros ask for what
 * is right, so that short inputs get far.
 */
#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <linux/types.h>

struct input {
	const u8 *data;
	size_t left;
};

static inline u8 take(struct input *input)
{
	if (!input->left)
		return 0;
	input->left--;
	return *input->data++;
}

static inline u32 take_u32(struct input *input)
{
	u32 value = take(input);

	value |= (u32)take(input) << 8;
	value |= (u32)take(input) << 16;
	return value | (u32)take(input) << 24;
}

/* A number of 1 to 32 bits. */
static inline u32 take_number(struct input *input)
{
	u8 shift = take(input) % 32;

	return take_u32(input) >> shift;
}

/* True for few bytes only. */
static inline bool take_chance(struct input *input)
{
	return take(input) >= 0xf8;
}

/* @good, as a rule. */
static inline u32 take_or(struct input *input, u32 good)
{
	return take_chance(input) ? take_number(input) : good;
}

#define require(condition)	do {						\
	if (!(condition)) {							\
		fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
		abort();							\
	}									\
} while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif /* FUZZ_INPUT_H */

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Random numbers that come again: the same from the same seed.
 */
#ifndef TESTING_RANDOM_H
#define TESTING_RANDOM_H

#include <stdio.h>
#include <stdlib.h>

#include <linux/types.h>

struct random {
	u64 state;
};

/* Seed from the environment's SEED, or 1; said, so that a failure can be had again. */
static inline struct random random_start(void)
{
	const char *seed = getenv("SEED");
	struct random random = { seed ? strtoull(seed, NULL, 0) : 1 };

	printf("# SEED=%llu\n", random.state);
	return random;
}

/* splitmix64, public domain, by Sebastiano Vigna */
static inline u64 random_u64(struct random *random)
{
	u64 z = random->state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
	return z ^ z >> 31;
}

/* From @least to @most, both included. */
static inline u64 random_from(struct random *random, u64 least, u64 most)
{
	return least + (most - least == ~0ULL ? random_u64(random) :
			random_u64(random) % (most - least + 1));
}

/* True once in @n times. */
static inline bool random_one_in(struct random *random, u32 n)
{
	return random_u64(random) % n == 0;
}

#endif /* TESTING_RANDOM_H */

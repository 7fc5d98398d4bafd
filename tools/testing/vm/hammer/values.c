// SPDX-License-Identifier: GPL-2.0-only
/*
 * Numbers, bytes and addresses that nobody should rely on.
 */
#include <string.h>

#include "hammer.h"

/* splitmix64 */
uint64_t draw(struct worker *worker)
{
	uint64_t value = worker->random += 0x9e3779b97f4a7c15;

	value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9;
	value = (value ^ value >> 27) * 0x94d049bb133111eb;
	return value ^ value >> 31;
}

/* Each operation has numbers of its own: it does not matter what those before it drew. */
void seed(struct worker *worker, uint64_t seed, uint64_t stream, uint64_t operation)
{
	worker->random = seed;
	worker->random = draw(worker) + stream;
	worker->random = draw(worker) + operation;
}

uint32_t below(struct worker *worker, uint32_t limit)
{
	return draw(worker) % limit;
}

bool one_in(struct worker *worker, uint32_t times)
{
	return !below(worker, times);
}

/* Something at a power of two, or a number of any size, or one that is small. */
uint64_t odd_value(struct worker *worker)
{
	switch (below(worker, 4)) {
	case 0:
		return (1ULL << below(worker, 64)) + below(worker, 3) - 1;
	case 1:
		return -(1ULL << below(worker, 64)) + below(worker, 3) - 1;
	case 2:
		return draw(worker) >> below(worker, 64);
	default:
		return below(worker, 17);
	}
}

size_t odd_length(struct worker *worker, size_t limit)
{
	return odd_value(worker) % (limit + 1);
}

void random_bytes(struct worker *worker, void *data, size_t bytes)
{
	uint8_t *byte = data;

	while (bytes--)
		*byte++ = draw(worker);
}

/* Changes a few numbers among bytes that were right. */
void damage(struct worker *worker, void *data, size_t bytes)
{
	uint32_t times = 1 + below(worker, 4);
	uint64_t value;
	size_t width;

	if (!bytes)
		return;
	if (one_in(worker, 16)) {
		random_bytes(worker, data, bytes);
		return;
	}
	while (times--) {
		width = 1U << below(worker, 4);
		if (width > bytes)
			width = 1;
		value = odd_value(worker);
		memcpy((uint8_t *)data + below(worker, bytes / width) * width, &value, width);
	}
}

/* Room that ends where memory ends: who takes more than its size gets a fault. */
void *memory_for(struct worker *worker, size_t bytes)
{
	return worker->memory + MEMORY_BYTES - bytes;
}

void *odd_pointer(struct worker *worker)
{
	static const uintptr_t nowhere[] = {
		0, 1, 4095, 0x8000000000000000, 0xffff888000000000, 0xffffffff81000000,
		0xfffffffffffff000, UINTPTR_MAX,
	};

	switch (below(worker, 4)) {
	case 0:
		return worker->readonly;
	case 1:
		return memory_for(worker, below(worker, 64));
	case 2:
		return worker->memory + 1 + below(worker, 7);
	default:
		return (void *)nowhere[below(worker, ARRAY_SIZE(nowhere))];
	}
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Any bytes as the answer to a property with any number of items. What is accepted is a header and
 * whole items, all of which can be read, and all of the answer.
 */
#include <stdint.h>

#include <linux/string.h>

#include <portcls/jack.h>

#include "portcls/ctl/multiple_item.h"
#include "input.h"

static u32 sum_of(const void *items, u32 bytes)
{
	const u8 *byte = items;
	u32 sum = 0;

	while (bytes--)
		sum += *byte++;
	return sum;
}

static void try_items(const void *answer, u32 size, u32 item_size)
{
	struct portcls_multiple_item header;
	const void *items;
	u32 count = 0;

	items = portcls_multiple_item_parse(answer, size, item_size, &count);
	if (items) {
		require(items == answer + sizeof(header));
		require(sizeof(header) + (u64)count * item_size == size);
		require(sum_of(items, count * item_size) == sum_of(answer + sizeof(header),
								   size - sizeof(header)));
	}
	/* What is refused is so for a reason. */
	if (size < sizeof(header)) {
		require(!items);
		return;
	}
	memcpy(&header, answer, sizeof(header));
	require(!items == (header.size != size ||
			   sizeof(header) + (u64)header.count * item_size != size));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	struct portcls_multiple_item header;
	u32 item_size, length, i;
	u8 *answer;

	item_size = 1 + take(&input) % 40;
	header.count = take_or(&input, take(&input) % 8);
	header.size = sizeof(header) + header.count * item_size;
	length = take_or(&input, header.size) % 1024;
	header.size = take_or(&input, length);
	answer = malloc(length ?: 1);
	require(answer);
	for (i = 0; i < length; i++)
		answer[i] = take(&input);
	if (!take_chance(&input))
		memcpy(answer, &header, length < sizeof(header) ? length : sizeof(header));
	try_items(answer, length, item_size);
	try_items(answer, length, sizeof(struct portcls_jack_description));
	free(answer);
	return 0;
}

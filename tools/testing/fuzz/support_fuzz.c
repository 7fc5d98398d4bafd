// SPDX-License-Identifier: GPL-2.0-only
/*
 * Answers to BASIC_SUPPORT made of any bytes. None makes the parser read outside of them; the
 * ranges of one that is accepted make scales whose numbers and values belong together.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <portcls/audio_property.h>
#include <portcls/guid.h>
#include <portcls/property.h>

#include "portcls/ctl/scale.h"
#include "portcls/ctl/support.h"
#include "input.h"

/* An answer with the right shape, and whatever else the input says. Returns its bytes. */
static u32 take_answer(struct input *input, u8 *answer, u32 room)
{
	static const u8 sizes[] = { 16, 8, 24, 16 };
	struct portcls_property_description description = {
		.access = take_or(input, PORTCLS_PROPERTY_GET),
		.type = take_or(input, take(input) % 2 ? PORTCLS_TYPE_S64 : PORTCLS_TYPE_S32),
		.members_lists = take_or(input, take(input) % 4),
	};
	struct portcls_members_header header;
	u32 used = sizeof(description), list, i;

	if (take(input) % 2)
		description.type_set = portcls_type_set_general;
	for (list = 0; list < description.members_lists && list < 4; list++) {
		header.kind = take_or(input, 1 + take(input) % 3);
		header.size = take_or(input, sizes[take(input) % ARRAY_SIZE(sizes)]);
		header.flags = take(input) % 8;
		header.count = take_or(input, take(input) % (take(input) % 2 ? 4 : 40));
		if (used + sizeof(header) > room)
			break;
		memcpy(answer + used, &header, sizeof(header));
		used += sizeof(header);
		for (i = 0; i < (u64)header.count * header.size && used < room; i++)
			answer[used++] = take(input);
	}
	if (take_chance(input))
		used = take(input);
	description.size = take_or(input, used);
	memcpy(answer, &description, sizeof(description));
	return used;
}

static void check_scale(const struct portcls_range *range, bool decibel, struct input *input)
{
	u32 tlv[PORTCLS_TLV_WORDS], number, other;
	struct portcls_scale scale;
	s64 value;

	portcls_scale_make(range, decibel, &scale);
	require(scale.top <= PORTCLS_SCALE_MAX);
	number = take_u32(input) % (scale.top + 1);
	value = portcls_scale_value(&scale, number);
	require(value >= range->minimum && value <= range->maximum);
	require(portcls_scale_number(&scale, value) == number);
	other = take_u32(input) % (scale.top + 1);
	require((portcls_scale_value(&scale, other) < value) == (other < number));
	require(portcls_scale_number(&scale, (s64)take_u32(input) << 31) <= scale.top);
	if (decibel)
		portcls_scale_tlv(&scale, tlv);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	struct portcls_support_error error;
	struct portcls_support support;
	u8 room[1024] = {}, *answer;
	u32 used, i;
	int err;

	used = take(&input) % 2 ? take_answer(&input, room, sizeof(room)) : 0;
	if (!used)
		while (used < sizeof(room) && input.left)
			room[used++] = take(&input);
	/* A block of just its size. */
	answer = malloc(used ?: 1);
	memcpy(answer, room, used);
	memset(&error, 0x55, sizeof(error));
	err = portcls_support_parse(answer, used, &support, &error);
	free(answer);
	if (err) {
		/* A text that was cut off fills all there is. */
		require(err == -EINVAL);
		require(strnlen(error.text, sizeof(error.text)) - 1 < sizeof(error.text) - 2);
		return 0;
	}
	require(!(support.access & ~PORTCLS_PROPERTY_FLAGS));
	require(support.range_count <= (support.multichannel ? PORTCLS_CHANNELS_MAX : 1));
	require(support.range_count || !support.multichannel);
	for (i = 0; i < support.range_count; i++) {
		require(support.ranges[i].minimum <= support.ranges[i].maximum);
		check_scale(&support.ranges[i], false, &input);
		if (support.ranges[i].minimum >= S32_MIN && support.ranges[i].maximum <= S32_MAX)
			check_scale(&support.ranges[i], true, &input);
	}
	return 0;
}

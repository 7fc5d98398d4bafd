// SPDX-License-Identifier: GPL-2.0-only
/*
 * Arguments of methods, and values to be set: words that become a C structure.
 */
#include <string.h>

#include "arguments.h"
#include "say.h"

/* What may be before a value, and the bytes it takes then */
static const struct type {
	const char *prefix;
	size_t size;
} types[] = {
	{ "u8:", 1 },
	{ "u16:", 2 },
	{ "u32:", 4 },
	{ "u64:", 8 },
	{ "", 4 },
};

static bool pack_number(const char *word, const struct type *type, uint8_t *data, size_t room,
			uint32_t *size)
{
	/* Where the compiler would put it. */
	size_t place = (*size + type->size - 1) / type->size * type->size, i;
	uint64_t value;

	if (!number_up_to(word + strlen(type->prefix), UINT64_MAX >> (64 - 8 * type->size),
			  &value)) {
		say("'%s' is no number of %zu bytes", word, type->size);
		return false;
	}
	if (place + type->size > room) {
		say("'%s' is too much", word);
		return false;
	}
	memset(data + *size, 0, place - *size);
	for (i = 0; i < type->size; i++)
		data[place + i] = value >> (8 * i);
	*size = place + type->size;
	return true;
}

static int digit(char c)
{
	const char *digits = "0123456789abcdef0123456789ABCDEF", *found = strchr(digits, c);

	return c && found ? (found - digits) % 16 : -1;
}

static bool pack_hex(const char *word, uint8_t *data, size_t room, uint32_t *size)
{
	const char *c;

	for (c = word + strlen("hex:"); *c; c += 2) {
		if (digit(c[0]) < 0 || digit(c[1]) < 0) {
			say("'%s' is no pairs of hexadecimal digits", word);
			return false;
		}
		if (*size >= room) {
			say("'%s' is too much", word);
			return false;
		}
		data[(*size)++] = digit(c[0]) << 4 | digit(c[1]);
	}
	return true;
}

/**
 * arguments_pack() - lay values out as a C structure has them
 * @words: the values, up to a NULL: u8:, u16:, u32: or u64: and a number; a number alone has 32
 *	bits; hex: and bytes, which follow at once
 * @data: to be filled
 * @room: bytes there are at @data
 * @size: receives how many are used
 *
 * Return: true; false after a message.
 */
bool arguments_pack(char *const *words, uint8_t *data, size_t room, uint32_t *size)
{
	const struct type *type;
	bool good = true;

	*size = 0;
	for (; good && *words; words++) {
		if (!strncmp(*words, "hex:", 4)) {
			good = pack_hex(*words, data, room, size);
			continue;
		}
		for (type = types; strncmp(*words, type->prefix, strlen(type->prefix)); type++)
			;
		good = pack_number(*words, type, data, room, size);
	}
	return good;
}

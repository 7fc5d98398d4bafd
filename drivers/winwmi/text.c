// SPDX-License-Identifier: GPL-2.0-only
/*
 * Items as text: one value, or those of an array with a space between them, and a newline.
 *
 * What is written is taken whole or not at all: each value in the range of its type, as many as
 * the item has, and nothing behind them but a newline.
 */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "item.h"
#include "real.h"
#include "utf.h"

#define MOST_WORD	64	/* bytes of a value, with its NUL */

static u64 load(enum winwmi_type type, const void *value)
{
	switch (winwmi_item_size(type)) {
	case 1:
		return *(const u8 *)value;
	case 2:
		return *(const u16 *)value;
	case 4:
		return *(const u32 *)value;
	default:
		return *(const u64 *)value;
	}
}

static void store(enum winwmi_type type, void *value, u64 number)
{
	switch (winwmi_item_size(type)) {
	case 1:
		*(u8 *)value = number;
		break;
	case 2:
		*(u16 *)value = number;
		break;
	case 4:
		*(u32 *)value = number;
		break;
	default:
		*(u64 *)value = number;
	}
}

static bool is_signed(enum winwmi_type type)
{
	return type == WINWMI_SINT8 || type == WINWMI_SINT16 || type == WINWMI_SINT32 ||
	       type == WINWMI_SINT64;
}

static unsigned int bits(enum winwmi_type type)
{
	return 8 * winwmi_item_size(type);
}

static int show_one(enum winwmi_type type, const void *value, char *word)
{
	u64 number = load(type, value);

	if (type == WINWMI_BOOLEAN)
		return sprintf(word, "%d", !!number);
	if (type == WINWMI_REAL32 || type == WINWMI_REAL64)
		return winwmi_real_show(number, bits(type), word);
	if (is_signed(type))
		return sprintf(word, "%lld", sign_extend64(number, bits(type) - 1));
	return sprintf(word, "%llu", number);
}

static ssize_t show_utf16(const void *chars, u32 count, char *text, size_t room)
{
	size_t size = winwmi_utf16_to_utf8(chars, count, text, room - 1);

	text[size++] = '\n';
	return size;
}

/**
 * winwmi_item_show() - write an item's value as text
 * @item: the item
 * @value: its value, from winwmi_item_find()
 * @size: its bytes
 * @text: to be filled
 * @room: bytes at @text
 *
 * Context: process.
 * Return: bytes at @text, or -EOVERFLOW if they do not fit.
 */
ssize_t winwmi_item_show(const struct winwmi_item *item, const void *value, u32 size, char *text,
			 size_t room)
{
	u32 step = winwmi_item_size(item->type);
	char word[MOST_WORD];
	size_t end = 0;
	int length;
	u32 i;

	if (item->type == WINWMI_STRING)
		return show_utf16(value + sizeof(u16), (size - sizeof(u16)) / 2, text, room);
	if (item->type == WINWMI_DATETIME && item->count <= 1)
		return show_utf16(value, WINWMI_DATETIME_CHARS, text, room);
	for (i = 0; i < max(item->count, 1U); i++) {
		if (item->type == WINWMI_DATETIME)
			length = show_utf16(value + i * step, WINWMI_DATETIME_CHARS, word,
					    sizeof(word)) - 1;
		else
			length = show_one(item->type, value + i * step, word);
		if (end + length + 1 > room)
			return -EOVERFLOW;
		memcpy(text + end, word, length);
		end += length;
		text[end++] = ' ';
	}
	text[end - 1] = '\n';
	return end;
}

static int parse_integer(enum winwmi_type type, const char *word, void *value)
{
	unsigned int shift = 64 - bits(type);
	s64 number;
	u64 natural;
	int err;

	/* A plus sign is none of ours, and no number has none. */
	if (*word == '+')
		return -EINVAL;
	if (is_signed(type)) {
		err = kstrtos64(word, strstarts(word, "0x") ? 16 : 10, &number);
		if (!err && (number > S64_MAX >> shift || number < S64_MIN >> shift))
			err = -ERANGE;
		natural = number;
	} else {
		err = kstrtou64(word, strstarts(word, "0x") ? 16 : 10, &natural);
		if (!err && natural > U64_MAX >> shift)
			err = -ERANGE;
	}
	if (!err && type == WINWMI_BOOLEAN && natural > 1)
		err = -ERANGE;
	if (!err)
		store(type, value, natural);
	return err;
}

/* Digits, with the marks of MOF: an asterisk is a digit that nobody knows. */
static int parse_datetime(const char *word, u16 *chars)
{
	static const char pattern[] = "00000000000000.000000s000";
	unsigned int i;

	for (i = 0; i < WINWMI_DATETIME_CHARS; i++) {
		switch (pattern[i]) {
		case '0':
			if (!isdigit(word[i]) && word[i] != '*')
				return -EINVAL;
			break;
		case 's':
			if (!word[i] || !strchr("+-:", word[i]))
				return -EINVAL;
			break;
		default:
			if (word[i] != pattern[i])
				return -EINVAL;
		}
		chars[i] = word[i];
	}
	return word[i] ? -EINVAL : 0;
}

static int parse_one(enum winwmi_type type, const char *word, void *value)
{
	u64 number;
	int err;

	switch (type) {
	case WINWMI_DATETIME:
		return parse_datetime(word, value);
	case WINWMI_REAL32:
	case WINWMI_REAL64:
		err = winwmi_real_parse(word, bits(type), &number);
		if (!err)
			store(type, value, number);
		return err;
	default:
		return parse_integer(type, word, value);
	}
}

static ssize_t parse_string(const struct winwmi_item *item, const char *text, size_t length,
			    u16 *value, u32 room)
{
	int count;

	if (memchr(text, '\0', length))
		return -EINVAL;
	/* Never more characters of UTF-16 than bytes of UTF-8. */
	if (sizeof(u16) * (length + 1) > room || length > U16_MAX / 2)
		return -EOVERFLOW;
	count = winwmi_utf8_to_utf16(text, length, value + 1);
	if (count < 0)
		return count;
	if (item->max_chars && count > item->max_chars)
		return -EOVERFLOW;
	*value = 2 * count;
	return sizeof(u16) + *value;
}

/**
 * winwmi_item_parse() - read an item's value from text
 * @item: the item
 * @text: the text, not ended by a NUL
 * @length: its bytes
 * @value: to be filled, aligned to 8 bytes
 * @room: bytes at @value
 *
 * Context: process.
 * Return: bytes of the value; -EINVAL if the text is no such value; -ERANGE if a number is out of
 * the type's range; -EOVERFLOW if it is too long.
 */
ssize_t winwmi_item_parse(const struct winwmi_item *item, const char *text, size_t length,
			  void *value, u32 room)
{
	u32 step = winwmi_item_size(item->type), count = max(item->count, 1U), i;
	const char *end = text + length;
	char word[MOST_WORD];
	size_t size;
	int err;

	if (length && text[length - 1] == '\n')
		end--;
	if (item->type == WINWMI_STRING)
		return parse_string(item, text, end - text, value, room);
	if (step * count > room)
		return -EOVERFLOW;
	for (i = 0; i < count; i++) {
		const char *space = memchr(text, i + 1 < count ? ' ' : '\0', end - text);

		if (i + 1 == count ? !!space : !space)
			return -EINVAL;
		size = (space ?: end) - text;
		if (!size || size >= sizeof(word))
			return -EINVAL;
		memcpy(word, text, size);
		word[size] = '\0';
		/* kstrto*() takes a newline at the end. */
		if (strchr(word, '\n'))
			return -EINVAL;
		err = parse_one(item->type, word, value + i * step);
		if (err)
			return err;
		text += size + 1;
	}
	return step * count;
}

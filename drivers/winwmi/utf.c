// SPDX-License-Identifier: GPL-2.0-only
/*
 * Windows' UTF-16 and everybody's UTF-8. The kernel's own functions are in a module that not every
 * kernel has, and take what is no character.
 */
#include <linux/align.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/string.h>

#include <winwmi/block.h>

#include "utf.h"

#define REPLACEMENT	0xfffd	/* stands for what is no character */

static bool is_high(u32 unit)
{
	return (unit & 0xfc00) == 0xd800;
}

static bool is_low(u32 unit)
{
	return (unit & 0xfc00) == 0xdc00;
}

static size_t put(u32 point, char *text)
{
	size_t size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4, i;

	if (size == 1) {
		*text = point;
		return 1;
	}
	for (i = size - 1; i > 0; i--) {
		text[i] = 0x80 | (point & 0x3f);
		point >>= 6;
	}
	text[0] = (0xff00 >> size) | point;
	return size;
}

/**
 * winwmi_utf16_to_utf8() - write UTF-16 as UTF-8
 * @chars: the text, ending at a NUL at the latest
 * @count: its units at most
 * @text: to be filled, without a NUL
 * @room: bytes at @text; what does not fit is left out
 *
 * Return: bytes at @text.
 */
size_t winwmi_utf16_to_utf8(const u16 *chars, size_t count, char *text, size_t room)
{
	size_t end = 0, size, i;
	char one[4];

	for (i = 0; i < count && chars[i]; i++) {
		u32 point = chars[i];

		if (is_high(point) && i + 1 < count && is_low(chars[i + 1]))
			point = 0x10000 + ((point & 0x3ff) << 10 | (chars[++i] & 0x3ff));
		else if (is_high(point) || is_low(point))
			point = REPLACEMENT;
		size = put(point, one);
		if (end + size > room)
			break;
		memcpy(text + end, one, size);
		end += size;
	}
	return end;
}

/* The character at the beginning, and its bytes; 0 bytes if there is none. */
static u32 get(const char *text, size_t length, size_t *size)
{
	static const u32 least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	u8 first = *text;
	u32 point;
	size_t i;

	*size = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 :
		first < 0xf8 ? 4 : 0;
	if (*size <= 1)
		return first;
	point = first & (0x7f >> *size);
	for (i = 1; i < *size; i++) {
		if (i >= length || ((u8)text[i] & 0xc0) != 0x80) {
			*size = 0;
			return 0;
		}
		point = point << 6 | ((u8)text[i] & 0x3f);
	}
	if (point < least[*size] || point > 0x10ffff || is_high(point) || is_low(point))
		*size = 0;
	return point;
}

/**
 * winwmi_utf8_to_utf16() - write UTF-8 as UTF-16
 * @text: the text
 * @length: its bytes
 * @chars: to be filled, room for @length units
 *
 * Return: units at @chars, or -EINVAL if @text is no UTF-8.
 */
int winwmi_utf8_to_utf16(const char *text, size_t length, u16 *chars)
{
	int count = 0;
	size_t size;

	while (length) {
		u32 point = get(text, length, &size);

		if (!size)
			return -EINVAL;
		if (point >= 0x10000) {
			point -= 0x10000;
			chars[count++] = 0xd800 | point >> 10;
			point = 0xdc00 | (point & 0x3ff);
		}
		chars[count++] = point;
		text += size;
		length -= size;
	}
	return count;
}

/**
 * winwmi_put_string() - add a WINWMI_STRING to the data of an instance
 * @buffer: the data; not touched if there is not room for the string
 * @room: bytes there are at @buffer
 * @used: bytes that are in use; grows by what the string takes, whether there is room for it or not
 * @text: UTF-8; what is none ends it
 *
 * So a driver puts all of its strings, and then sees whether there was room for them.
 *
 * Context: any.
 */
void winwmi_put_string(void *buffer, u32 room, u32 *used, const char *text)
{
	u32 start = ALIGN(*used, sizeof(u16)), units = 0;
	size_t left = strlen(text), length = 0, size;
	u16 *chars;

	while (left) {
		u32 point = get(text + length, left, &size);

		if (!size)
			break;
		units += point >= 0x10000 ? 2 : 1;
		length += size;
		left -= size;
	}
	*used = start + (1 + units) * sizeof(u16);
	if (*used > room)
		return;
	chars = buffer + start;
	chars[0] = units * sizeof(u16);
	winwmi_utf8_to_utf16(text, length, chars + 1);
}
EXPORT_SYMBOL_GPL(winwmi_put_string);

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Floating point numbers as text, without a floating point unit: hexadecimal as by C's "%a", which
 * is exact.
 */
#include <linux/bitops.h>
#include <linux/bits.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "real.h"

#define MOST_HEX_DIGITS	13	/* of a 52 bit fraction */

/**
 * struct format - a format of IEEE 754
 * @fraction: bits of the fraction
 * @bias: of the exponent
 * @special: exponent of infinity, and of what is no number
 */
struct format {
	unsigned int fraction;
	int bias;
	int special;
};

static const struct format single = { 23, 127, 255 }, twice = { 52, 1023, 2047 };

static const struct format *format_of(unsigned int width)
{
	return width == 32 ? &single : &twice;
}

/**
 * winwmi_real_show() - write a number
 * @bits: the number
 * @width: its bits, 32 or 64
 * @word: to be filled, with 32 bytes at most
 *
 * Return: characters that were written.
 */
int winwmi_real_show(u64 bits, unsigned int width, char *word)
{
	const struct format *format = format_of(width);
	const char *sign = bits >> (width - 1) ? "-" : "";
	int exponent = (bits >> format->fraction) & format->special;
	unsigned int digits = DIV_ROUND_UP(format->fraction, 4);
	u64 fraction = bits & (BIT_ULL(format->fraction) - 1);

	if (exponent == format->special)
		return sprintf(word, "%s%s", sign, fraction ? "nan" : "inf");
	if (!exponent && !fraction)
		return sprintf(word, "%s0x0p+0", sign);
	fraction <<= 4 * digits - format->fraction;
	while (digits && !(fraction & 0xf)) {
		fraction >>= 4;
		digits--;
	}
	/* What is next to zero has no one in front, and the least exponent. */
	word += sprintf(word, "%s0x%c", sign, exponent ? '1' : '0');
	exponent = (exponent ?: 1) - format->bias;
	if (!digits)
		return strlen(sign) + 3 + sprintf(word, "p%+d", exponent);
	return strlen(sign) + 3 + sprintf(word, ".%0*llxp%+d", digits, fraction, exponent);
}

/* Up to 13 hexadecimal digits as a fraction of @fraction bits; what does not fit is no number. */
static int parse_fraction(const char **word, unsigned int bits, u64 *fraction)
{
	unsigned int digits = 0;
	u64 value = 0;

	while (isxdigit(**word)) {
		if (++digits > MOST_HEX_DIGITS)
			return -ERANGE;
		value = value << 4 | hex_to_bin(*(*word)++);
	}
	if (!digits)
		return -EINVAL;
	value <<= 4 * (MOST_HEX_DIGITS - digits);
	if (value & (BIT_ULL(4 * MOST_HEX_DIGITS - bits) - 1))
		return -ERANGE;
	*fraction = value >> (4 * MOST_HEX_DIGITS - bits);
	return 0;
}

static int parse_finite(const char *word, const struct format *format, u64 *bits)
{
	bool normal = word[2] == '1';
	u64 fraction = 0;
	int exponent, err;

	if (!strstarts(word, "0x") || (!normal && word[2] != '0'))
		return -EINVAL;
	word += 3;
	if (*word == '.') {
		word++;
		err = parse_fraction(&word, format->fraction, &fraction);
		if (err)
			return err;
	}
	if (*word++ != 'p')
		return -EINVAL;
	err = kstrtoint(word, 10, &exponent);
	if (err)
		return err;
	exponent += format->bias;
	if (!normal) {
		/* Zero has any exponent. */
		if (fraction && exponent != 1)
			return -ERANGE;
		exponent = 0;
	} else if (exponent < 1 || exponent >= format->special) {
		return -ERANGE;
	}
	*bits = (u64)exponent << format->fraction | fraction;
	return 0;
}

/**
 * winwmi_real_parse() - read a number
 * @word: as winwmi_real_show() writes them
 * @width: its bits, 32 or 64
 * @bits: to be filled with the number
 *
 * Return: 0; -EINVAL if it is none; -ERANGE if it cannot be kept exactly.
 */
int winwmi_real_parse(const char *word, unsigned int width, u64 *bits)
{
	const struct format *format = format_of(width);
	u64 sign = *word == '-' ? BIT_ULL(width - 1) : 0;
	u64 value = (u64)format->special << format->fraction;
	int err = 0;

	if (sign)
		word++;
	if (!strcmp(word, "nan"))
		value |= BIT_ULL(format->fraction - 1);
	else if (strcmp(word, "inf") != 0)
		err = parse_finite(word, format, &value);
	if (!err)
		*bits = sign | value;
	return err;
}

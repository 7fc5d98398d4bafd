// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is said, read and printed everywhere.
 */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "say.h"

/**
 * say() - tell what is wrong, on the standard error
 * @format: as for printf(), without the end of the line
 */
void say(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fputs("portclsctl: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
}

/**
 * number_up_to() - read a number, decimal or with 0x in front hexadecimal
 * @text: all of it has to be the number
 * @most: the greatest that is taken
 * @value: receives it
 *
 * Return: whether it is one.
 */
bool number_up_to(const char *text, uint64_t most, uint64_t *value)
{
	bool hexadecimal = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
	unsigned long long read;
	char *end;

	/* Neither a sign nor a blank, which strtoull() takes. */
	if (!isdigit((unsigned char)*text))
		return false;
	errno = 0;
	read = strtoull(text, &end, hexadecimal ? 16 : 10);
	if (errno || *end || read > most)
		return false;
	*value = read;
	return true;
}

/**
 * number() - read a number of 32 bits, as number_up_to() does
 * @text: all of it has to be the number
 * @value: receives it
 *
 * Return: whether it is one.
 */
bool number(const char *text, uint32_t *value)
{
	uint64_t wide;
	bool good = number_up_to(text, UINT32_MAX, &wide);

	if (good)
		*value = wide;
	return good;
}

/**
 * print_bytes() - print data, 16 bytes a line
 * @data: the data
 * @size: its bytes
 */
void print_bytes(const uint8_t *data, size_t size)
{
	size_t i, j;

	for (i = 0; i < size; i += 16) {
		printf("%04zx ", i);
		for (j = i; j < i + 16; j++)
			if (j < size)
				printf(" %02x", data[j]);
			else
				printf("   ");
		printf("  ");
		for (j = i; j < i + 16 && j < size; j++)
			putchar(isprint(data[j]) ? data[j] : '.');
		putchar('\n');
	}
}

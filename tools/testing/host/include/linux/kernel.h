/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef HOST_LINUX_KERNEL_H
#define HOST_LINUX_KERNEL_H

#include <stdio.h>

#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/stdarg.h>
#include <linux/types.h>

#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))

/* As snprintf(), but returns what was written. */
static inline __printf(3, 4) int scnprintf(char *buffer, size_t size, const char *fmt, ...)
{
	va_list args;
	int length;

	va_start(args, fmt);
	length = vsnprintf(buffer, size, fmt, args);
	va_end(args);
	return (size_t)length < size ? length : (int)size - 1;
}

#endif /* HOST_LINUX_KERNEL_H */

/* SPDX-License-Identifier: GPL-2.0-only */
/* The C library reads this header too, and so may come back for it. */
#include_next <linux/limits.h>

#ifndef HOST_LINUX_LIMITS_H
#define HOST_LINUX_LIMITS_H

#define U8_MAX		0xff
#define U16_MAX		0xffff
#define U32_MAX		0xffffffffU
#define S32_MAX		0x7fffffff
#define S32_MIN		(-S32_MAX - 1)
#define U64_MAX		0xffffffffffffffffULL
#define S64_MAX		((s64)(U64_MAX >> 1))

#endif /* HOST_LINUX_LIMITS_H */

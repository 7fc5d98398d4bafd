/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef HOST_LINUX_UUID_H
#define HOST_LINUX_UUID_H

#include <string.h>

#include <linux/types.h>

typedef struct {
	__u8 b[16];
} guid_t;

#define GUID_INIT(a, b, c, d0, d1, d2, d3, d4, d5, d6, d7)			\
	((guid_t){ {								\
		(a) & 0xff, (a) >> 8 & 0xff, (a) >> 16 & 0xff, (a) >> 24 & 0xff,	\
		(b) & 0xff, (b) >> 8 & 0xff, (c) & 0xff, (c) >> 8 & 0xff,	\
		(d0), (d1), (d2), (d3), (d4), (d5), (d6), (d7) } })

static inline bool guid_equal(const guid_t *a, const guid_t *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

#endif /* HOST_LINUX_UUID_H */

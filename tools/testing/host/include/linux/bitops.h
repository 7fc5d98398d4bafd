/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef HOST_LINUX_BITOPS_H
#define HOST_LINUX_BITOPS_H

#include <linux/bits.h>

#define hweight32(word)	__builtin_popcount(word)

#endif /* HOST_LINUX_BITOPS_H */

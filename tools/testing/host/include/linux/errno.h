/* SPDX-License-Identifier: GPL-2.0-only */
/* The C library reads this header too. */
#include_next <linux/errno.h>

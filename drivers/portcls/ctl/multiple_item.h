/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_CTL_MULTIPLE_ITEM_INTERNAL_H
#define PORTCLS_CTL_MULTIPLE_ITEM_INTERNAL_H

#include <linux/types.h>

const void *portcls_multiple_item_parse(const void *answer, u32 size, u32 item_size, u32 *count);

#endif /* PORTCLS_CTL_MULTIPLE_ITEM_INTERNAL_H */

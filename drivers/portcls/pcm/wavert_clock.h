/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_WAVERT_CLOCK_INTERNAL_H
#define PORTCLS_WAVERT_CLOCK_INTERNAL_H

#include <linux/types.h>

struct portcls_adapter;
struct portcls_wavert_clock;
struct portcls_wavert_register;

struct portcls_wavert_clock *portcls_wavert_clock_get(struct portcls_adapter *adapter,
						      const struct portcls_wavert_register *source);
void portcls_wavert_clock_put(struct portcls_wavert_clock *clock);
u64 portcls_wavert_clock_time(struct portcls_wavert_clock *clock);
void portcls_wavert_clocks_free(struct portcls_adapter *adapter);

#endif /* PORTCLS_WAVERT_CLOCK_INTERNAL_H */

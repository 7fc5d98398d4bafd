/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_CLOCK_DOMAIN_INTERNAL_H
#define PORTCLS_CLOCK_DOMAIN_INTERNAL_H

#include <linux/types.h>

struct portcls_stream;

u32 portcls_clock_domain_rate(const struct portcls_stream *stream);
int portcls_clock_domain_claim(struct portcls_stream *stream, u32 rate);
void portcls_clock_domain_release(struct portcls_stream *stream);

#endif /* PORTCLS_CLOCK_DOMAIN_INTERNAL_H */

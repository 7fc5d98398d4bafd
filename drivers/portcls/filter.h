/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_FILTER_INTERNAL_H
#define PORTCLS_FILTER_INTERNAL_H

#include <linux/types.h>

struct portcls_filter;

/**
 * struct portcls_filter_error - what is wrong with a filter descriptor
 * @text: names the pin, node or connection and what is wrong with it
 */
struct portcls_filter_error {
	char text[160];
};

int portcls_filter_validate(const struct portcls_filter *filter,
			    struct portcls_filter_error *error);

#endif /* PORTCLS_FILTER_INTERNAL_H */

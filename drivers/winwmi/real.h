/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef WINWMI_REAL_H
#define WINWMI_REAL_H

#include <linux/types.h>

int winwmi_real_show(u64 bits, unsigned int width, char *word);
int winwmi_real_parse(const char *word, unsigned int width, u64 *bits);

#endif /* WINWMI_REAL_H */

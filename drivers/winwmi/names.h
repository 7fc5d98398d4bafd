/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef WINWMI_NAMES_H
#define WINWMI_NAMES_H

#include <linux/types.h>

struct winwmi_block;

int winwmi_names_init(void);
void winwmi_names_exit(void);

int winwmi_names_take(struct winwmi_block *block);
void winwmi_names_release(struct winwmi_block *block);
const char *winwmi_instance_name(const struct winwmi_block *block, u32 instance);

#endif /* WINWMI_NAMES_H */

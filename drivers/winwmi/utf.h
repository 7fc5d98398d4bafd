/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef WINWMI_UTF_H
#define WINWMI_UTF_H

#include <linux/types.h>

size_t winwmi_utf16_to_utf8(const u16 *chars, size_t count, char *text, size_t room);
int winwmi_utf8_to_utf16(const char *text, size_t length, u16 *chars);

#endif /* WINWMI_UTF_H */

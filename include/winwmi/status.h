/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What callbacks of a provider return, and what it is elsewhere.
 *
 * A callback returns an int: 0, a negative errno, or a WINWMI_STATUS_*, which is carried whole to
 * the program that asked. The two cannot be mistaken: as an int, no status is from -4095 to -1.
 */
#ifndef WINWMI_STATUS_H
#define WINWMI_STATUS_H

#include <linux/types.h>
#include <linux/winwmi.h>

int winwmi_to_errno(int result);
u32 winwmi_to_status(int result);

#endif /* WINWMI_STATUS_H */

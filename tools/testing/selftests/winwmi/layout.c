// SPDX-License-Identifier: GPL-2.0-only
/*
 * The layout that programs see, as in drivers/winwmi/chardev.c: for a compiler of 32 bits, without
 * a C library.
 */
#include <linux/winwmi.h>

#define at(type, member)	__builtin_offsetof(struct type, member)

_Static_assert(sizeof(struct winwmi_call) == 72, "");
_Static_assert(at(winwmi_call, in) == 24, "");
_Static_assert(at(winwmi_call, in_size) == 40, "");
_Static_assert(at(winwmi_call, timestamp) == 56, "");
_Static_assert(sizeof(struct winwmi_all_entry) == 8, "");
_Static_assert(sizeof(struct winwmi_all) == 24, "");
_Static_assert(at(winwmi_all, timestamp) == 8, "");
_Static_assert(sizeof(struct winwmi_interest) == 32, "");
_Static_assert(at(winwmi_interest, reserved) == 24, "");
_Static_assert(sizeof(struct winwmi_event_record) == 48, "");
_Static_assert(at(winwmi_event_record, timestamp) == 8, "");
_Static_assert(at(winwmi_event_record, data) == 48, "");

/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef HOST_LINUX_BUILD_BUG_H
#define HOST_LINUX_BUILD_BUG_H

#define BUILD_BUG_ON(condition)	_Static_assert(!(condition), #condition)
#define static_assert(condition, ...) \
	_Static_assert(condition, #condition)

#endif /* HOST_LINUX_BUILD_BUG_H */

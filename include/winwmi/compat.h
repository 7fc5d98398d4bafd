/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What differs between kernel versions, and nothing else. The only file below drivers/winwmi and
 * include/winwmi that asks for a version.
 */
#ifndef WINWMI_COMPAT_H
#define WINWMI_COMPAT_H

#include <linux/device/class.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kconfig.h>
#include <linux/sysfs.h>
#include <linux/version.h>

/* From 6.10 on, a tracepoint's string remembers where it comes from. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
#define winwmi_assign_str(dst, src)	__assign_str(dst)
#else
#define winwmi_assign_str(dst, src)	__assign_str(dst, src)
#endif

/* From 6.2 on, such callbacks of a class or bus have a constant device. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 2, 0)
#define WINWMI_DEVNODE_DEVICE	const struct device
#else
#define WINWMI_DEVNODE_DEVICE	struct device
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
#define WINWMI_UEVENT_DEVICE	const struct device
#else
#define WINWMI_UEVENT_DEVICE	struct device
#endif

/* From 6.3 on, the kernel has EXPORT_SYMBOL_IF_KUNIT(). */
#if IS_ENABLED(CONFIG_KUNIT)
#define WINWMI_EXPORT_FOR_TESTS(symbol)	EXPORT_SYMBOL_GPL(symbol)
#else
#define WINWMI_EXPORT_FOR_TESTS(symbol)
#endif

#endif /* WINWMI_COMPAT_H */

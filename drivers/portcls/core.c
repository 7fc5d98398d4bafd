// SPDX-License-Identifier: GPL-2.0-only
/*
 * The module, and its tracepoints.
 */
#include <linux/module.h>

#include <generated/portcls-version.h>

#include "core.h"
#include "pcm/stream.h"

#define CREATE_TRACE_POINTS
#include "trace.h"

MODULE_AUTHOR("PortCls for Linux maintainers");
MODULE_DESCRIPTION("PortCls for Linux: Windows audio port drivers on ALSA");
MODULE_LICENSE("GPL");
MODULE_VERSION(PORTCLS_VERSION);

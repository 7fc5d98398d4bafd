// SPDX-License-Identifier: GPL-2.0-only
/*
 * The tracepoints, and the first and last consumer of the one for events.
 *
 * The kernel calls these two with its mutexes for tracing held; before the module's init and after
 * its exit, too.
 */
#include <linux/jump_label.h>

#include <winwmi/compat.h>

#define CREATE_TRACE_POINTS
#include "trace.h"

#include "edge.h"

/**
 * winwmi_event_reg() - somebody listens to the tracepoint winwmi_event
 *
 * Context: process, may sleep; event_mutex and tracepoints_mutex may be held.
 * Return: 0, or an error: nobody listens then.
 */
int winwmi_event_reg(void)
{
	int err = winwmi_edges_trace_on();

	if (!err)
		static_branch_inc(&winwmi_events_wanted);
	return err;
}

WINWMI_EXPORT_FOR_TESTS(winwmi_event_reg);

/**
 * winwmi_event_unreg() - nobody listens to it any more
 *
 * Context: as winwmi_event_reg().
 */
void winwmi_event_unreg(void)
{
	static_branch_dec(&winwmi_events_wanted);
	winwmi_edges_trace_off();
}

WINWMI_EXPORT_FOR_TESTS(winwmi_event_unreg);

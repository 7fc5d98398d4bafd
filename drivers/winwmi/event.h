/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Events: from the provider that fires to the tracepoint and to the files that are subscribed.
 *
 * The functions of <winwmi/provider.h> that fire are in event.c, too.
 */
#ifndef WINWMI_EVENT_H
#define WINWMI_EVENT_H

#include <linux/list.h>
#include <linux/types.h>
#include <linux/uuid.h>

struct winwmi_edge;
struct winwmi_file;
struct winwmi_provider;

/**
 * struct winwmi_subscription - a file's interest in events
 * @node: in the subscribers of the edge
 * @file: whose it is
 */
struct winwmi_subscription {
	struct list_head node;
	struct winwmi_file *file;
};

/**
 * struct winwmi_event - an event on its way
 * @provider: who fired it
 * @guid: block
 * @instance: its instance
 * @severity: 0 least … 255 most severe
 * @timestamp: when, in units of 100 ns since 1601-01-01 UTC
 * @data: what it carries
 * @size: bytes at @data
 */
struct winwmi_event {
	struct winwmi_provider *provider;
	const guid_t *guid;
	u32 instance;
	u8 severity;
	u64 timestamp;
	const void *data;
	u32 size;
};

/* event.c */
void winwmi_event_drop(struct winwmi_provider *provider);

/* queue.c */
void winwmi_file_deliver(struct winwmi_file *file, const struct winwmi_event *event);

/* trace.c: the tracepoint's first and last consumer */
int winwmi_event_reg(void);
void winwmi_event_unreg(void);

#endif /* WINWMI_EVENT_H */

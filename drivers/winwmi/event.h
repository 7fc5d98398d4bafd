/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Events: from the provider that fires to the tracepoint and to the files that are subscribed.
 *
 * The functions of <winwmi/provider.h> that fire are in event.c, too.
 */
#ifndef WINWMI_EVENT_H
#define WINWMI_EVENT_H

#include <linux/list.h>
#include <linux/refcount.h>
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
 * struct winwmi_payload - what an event carries, shared by all who wait to read it
 * @ref: who does
 * @data: from kvmalloc(), or NULL
 */
struct winwmi_payload {
	refcount_t ref;
	void *data;
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
 * @payload: what holds @data; NULL if the event is for the tracepoint only
 */
struct winwmi_event {
	struct winwmi_provider *provider;
	const guid_t *guid;
	u32 instance;
	u8 severity;
	u64 timestamp;
	const void *data;
	u32 size;
	struct winwmi_payload *payload;
};

/* event.c */
void winwmi_event_subscribe(struct winwmi_edge *edge, struct winwmi_subscription *subscription);
void winwmi_event_unsubscribe(struct winwmi_edge *edge, struct winwmi_subscription *subscription);
int winwmi_event_is_wanted(const struct winwmi_event *event);
int winwmi_event_send(const struct winwmi_event *event);
struct winwmi_payload *winwmi_payload_create(void *data);
void winwmi_payload_put(struct winwmi_payload *payload);

/* reference.c */
void winwmi_references_init(struct winwmi_provider *provider);
void winwmi_references_drop(struct winwmi_provider *provider);

/* queue.c */
void winwmi_file_deliver(struct winwmi_file *file, const struct winwmi_event *event);

/* trace.c: the tracepoint's first and last consumer */
int winwmi_event_reg(void);
void winwmi_event_unreg(void);

#endif /* WINWMI_EVENT_H */

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests to a provider, from inside the kernel. Programs make them on the character device.
 */
#ifndef WINWMI_REQUEST_H
#define WINWMI_REQUEST_H

#include <linux/types.h>
#include <linux/uuid.h>

struct winwmi_provider;

/**
 * enum winwmi_minor - what a request is for
 * @WINWMI_MN_QUERY_ALL: data of all instances of a block, as &struct winwmi_all
 * @WINWMI_MN_QUERY_SINGLE: data of one instance
 * @WINWMI_MN_SET: sets all of an instance
 * @WINWMI_MN_SET_ITEM: sets one item
 * @WINWMI_MN_ENABLE_EVENTS: this and those up to _REGINFO are the core's own
 * @WINWMI_MN_DISABLE_EVENTS: …
 * @WINWMI_MN_ENABLE_COLLECTION: …
 * @WINWMI_MN_DISABLE_COLLECTION: …
 * @WINWMI_MN_REGINFO: …
 * @WINWMI_MN_EXECUTE: runs a method
 *
 * Counterpart: IRP_MN_* of IRP_MJ_SYSTEM_CONTROL, same values.
 */
enum winwmi_minor {
	WINWMI_MN_QUERY_ALL = 0x0,
	WINWMI_MN_QUERY_SINGLE = 0x1,
	WINWMI_MN_SET = 0x2,
	WINWMI_MN_SET_ITEM = 0x3,
	WINWMI_MN_ENABLE_EVENTS = 0x4,
	WINWMI_MN_DISABLE_EVENTS = 0x5,
	WINWMI_MN_ENABLE_COLLECTION = 0x6,
	WINWMI_MN_DISABLE_COLLECTION = 0x7,
	WINWMI_MN_REGINFO = 0x8,
	WINWMI_MN_EXECUTE = 0x9,
};

/**
 * enum winwmi_disposition - what became of a request
 * @WINWMI_PROCESSED: it was answered
 * @WINWMI_NOT_COMPLETED: it was wrong, and answered with an error
 * @WINWMI_NOT_WMI: it is of a kind that winwmi does not know, and was not touched
 * @WINWMI_FORWARD: it is for another provider, and was not touched
 *
 * Counterpart: SYSCTL_IRP_DISPOSITION, same values.
 */
enum winwmi_disposition {
	WINWMI_PROCESSED = 0,
	WINWMI_NOT_COMPLETED = 1,
	WINWMI_NOT_WMI = 2,
	WINWMI_FORWARD = 3,
};

/**
 * struct winwmi_request - a request
 * @provider: whom it is for. Counterpart: ProviderId
 * @guid: block
 * @minor: &enum winwmi_minor
 * @instance: instance, from 0
 * @id: item or method
 * @buffer: what is given, and the answer in its place; aligned to 8 bytes; NULL if there is neither
 * @size: bytes given
 * @room: bytes there are for the answer
 * @used: answer: bytes that were written, or with -ENOSPC, that it takes
 * @timestamp: answer: when, in units of 100 ns since 1601-01-01 UTC
 * @result: answer: 0, a negative errno, or a WINWMI_STATUS_*
 *
 * Counterpart: the IRP and its WNODE.
 */
struct winwmi_request {
	struct winwmi_provider *provider;
	guid_t guid;
	u32 minor;
	u32 instance;
	u32 id;
	void *buffer;
	u32 size;
	u32 room;
	u32 used;
	u64 timestamp;
	int result;
};

int winwmi_system_control(struct winwmi_provider *provider, struct winwmi_request *request,
			  enum winwmi_disposition *disposition);

#endif /* WINWMI_REQUEST_H */

/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * The character device of a provider, /dev/winwmi/winwmi<N>.
 *
 * Reading takes &struct winwmi_event_record, of events that the file is subscribed to. All else
 * are ioctls. They need the file open for reading, those that change something for writing; else
 * they are EBADF. What is reserved, and each member that a request has no use for, is 0 or EINVAL.
 *
 * All numbers are little-endian as on the machine, all layouts are those of 64-bit and 32-bit
 * programs alike.
 */
#ifndef _UAPI_LINUX_WINWMI_H
#define _UAPI_LINUX_WINWMI_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define WINWMI_GUID_SIZE	16

/*
 * Most bytes that a request takes or gives. To give it more, or more room, is E2BIG; if all
 * instances take more, WINWMI_QUERY_ALL is EOVERFLOW.
 */
#define WINWMI_MAX_DATA		(1 << 20)

/* Most bytes of an event: 1 KiB, of which Windows' header takes 64. */
#define WINWMI_MAX_EVENT	960

/* What a provider answers. Counterpart: NTSTATUS, same values. */
#define WINWMI_STATUS_SUCCESS			0x00000000U
#define WINWMI_STATUS_PENDING			0x00000103U
#define WINWMI_STATUS_OBJECT_NAME_EXISTS	0x40000000U
#define WINWMI_STATUS_BUFFER_OVERFLOW		0x80000005U
#define WINWMI_STATUS_UNSUCCESSFUL		0xC0000001U
#define WINWMI_STATUS_INFO_LENGTH_MISMATCH	0xC0000004U
#define WINWMI_STATUS_INVALID_HANDLE		0xC0000008U
#define WINWMI_STATUS_INVALID_PARAMETER		0xC000000DU
#define WINWMI_STATUS_INVALID_DEVICE_REQUEST	0xC0000010U
#define WINWMI_STATUS_NO_MEMORY			0xC0000017U
#define WINWMI_STATUS_ACCESS_DENIED		0xC0000022U
#define WINWMI_STATUS_BUFFER_TOO_SMALL		0xC0000023U
#define WINWMI_STATUS_OBJECT_NAME_COLLISION	0xC0000035U
#define WINWMI_STATUS_INTEGER_OVERFLOW		0xC0000095U
#define WINWMI_STATUS_INSUFFICIENT_RESOURCES	0xC000009AU
#define WINWMI_STATUS_NOT_SUPPORTED		0xC00000BBU
#define WINWMI_STATUS_CANCELLED			0xC0000120U
#define WINWMI_STATUS_INVALID_DEVICE_STATE	0xC0000184U
#define WINWMI_STATUS_POSSIBLE_DEADLOCK		0xC0000194U
#define WINWMI_STATUS_WMI_GUID_NOT_FOUND	0xC0000295U
#define WINWMI_STATUS_WMI_INSTANCE_NOT_FOUND	0xC0000296U
#define WINWMI_STATUS_WMI_ITEMID_NOT_FOUND	0xC0000297U
#define WINWMI_STATUS_WMI_TRY_AGAIN		0xC0000298U
#define WINWMI_STATUS_WMI_READ_ONLY		0xC00002C6U
#define WINWMI_STATUS_WMI_SET_FAILURE		0xC00002C7U
#define WINWMI_STATUS_WMI_NOT_SUPPORTED		0xC00002DDU
#define WINWMI_STATUS_WMI_GUID_DISCONNECTED	0xC0000301U
#define WINWMI_STATUS_WMI_ALREADY_DISABLED	0xC0000302U
#define WINWMI_STATUS_WMI_ALREADY_ENABLED	0xC0000303U

/**
 * struct winwmi_call - a request to a provider
 * @guid: block, as in memory (the first three parts little-endian)
 * @instance: instance, from 0; 0 for WINWMI_QUERY_ALL
 * @id: item of WINWMI_SET_ITEM, method of WINWMI_EXECUTE; else 0
 * @in: address of what is given to the provider; 0 for queries
 * @out: address for what it answers; 0 for settings
 * @in_size: bytes at @in
 * @out_size: bytes there are at @out; when the request is done, bytes that were written
 * @needed: answer, with the error ENOSPC: bytes that @out takes
 * @status: answer, also with an error: WINWMI_STATUS_*, or another value of the provider's
 * @timestamp: answer: when it was given, in units of 100 ns since 1601-01-01 UTC
 * @reserved: 0
 */
struct winwmi_call {
	__u8 guid[WINWMI_GUID_SIZE];
	__u32 instance;
	__u32 id;
	__u64 in;
	__u64 out;
	__u32 in_size;
	__u32 out_size;
	__u32 needed;
	__u32 status;
	__u64 timestamp;
	__u64 reserved;
};

/* Each instance of a block of fixed size has &struct winwmi_all.fixed_size bytes. */
#define WINWMI_ALL_FIXED	(1 << 0)

/**
 * struct winwmi_all_entry - where an instance is
 * @offset: of its first byte from the beginning of &struct winwmi_all, a multiple of 8
 * @size: its bytes
 */
struct winwmi_all_entry {
	__u32 offset;
	__u32 size;
};

/**
 * struct winwmi_all - answer to WINWMI_QUERY_ALL
 * @size: bytes of all, with this
 * @flags: WINWMI_ALL_FIXED
 * @timestamp: as in &struct winwmi_call
 * @count: instances
 * @fixed_size: bytes of each instance, 0 without WINWMI_ALL_FIXED
 * @entries: where each instance is
 */
struct winwmi_all {
	__u32 size;
	__u32 flags;
	__u64 timestamp;
	__u32 count;
	__u32 fixed_size;
	struct winwmi_all_entry entries[];
};

/**
 * struct winwmi_interest - a file's interest in a block
 * @guid: block
 * @on: 1 begins, 0 ends
 * @status: answer, as in &struct winwmi_call
 * @reserved: 0
 *
 * It ends with the file. Without its block it rests, and goes on when that is back. To begin twice
 * is EALREADY, to end what did not begin too. Events that are traced only are not delivered, and to
 * subscribe to them is EOPNOTSUPP.
 */
struct winwmi_interest {
	__u8 guid[WINWMI_GUID_SIZE];
	__u32 on;
	__u32 status;
	__u64 reserved;
};

/**
 * struct winwmi_event_record - what read() gives, one or more whole ones
 * @size: bytes of this record, with @data and what fills it up to a multiple of 8
 * @lost: events that came before this one, after the one before, and were lost because nobody read
 * @timestamp: when it was fired, as in &struct winwmi_call
 * @guid: block
 * @instance: instance that fired it
 * @data_size: bytes at @data
 * @severity: 0 least … 255 most severe
 * @reserved: 0
 * @data: the event's
 *
 * A read with less room than the next record takes is EMSGSIZE, and loses nothing.
 */
struct winwmi_event_record {
	__u32 size;
	__u32 lost;
	__u64 timestamp;
	__u8 guid[WINWMI_GUID_SIZE];
	__u32 instance;
	__u32 data_size;
	__u32 severity;
	__u32 reserved;
	__u8 data[];
};

#define WINWMI_IOC_MAGIC	0xB7

/* For reading */
#define WINWMI_QUERY_SINGLE	_IOWR(WINWMI_IOC_MAGIC, 0x00, struct winwmi_call)
#define WINWMI_QUERY_ALL	_IOWR(WINWMI_IOC_MAGIC, 0x01, struct winwmi_call)
/* For writing */
#define WINWMI_SET		_IOWR(WINWMI_IOC_MAGIC, 0x02, struct winwmi_call)
#define WINWMI_SET_ITEM		_IOWR(WINWMI_IOC_MAGIC, 0x03, struct winwmi_call)
#define WINWMI_EXECUTE		_IOWR(WINWMI_IOC_MAGIC, 0x04, struct winwmi_call)
/* For reading: events are delivered; data that is expensive to collect is collected */
#define WINWMI_SUBSCRIBE	_IOWR(WINWMI_IOC_MAGIC, 0x05, struct winwmi_interest)
#define WINWMI_CONSUME		_IOWR(WINWMI_IOC_MAGIC, 0x06, struct winwmi_interest)

#endif /* _UAPI_LINUX_WINWMI_H */

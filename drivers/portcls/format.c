// SPDX-License-Identifier: GPL-2.0-only
/*
 * What every miniport works out from a format.
 */
#include <linux/export.h>
#include <linux/math64.h>
#include <linux/string.h>
#include <linux/types.h>

#include <portcls/format.h>

#define HNS_PER_SEC	10000000

/**
 * portcls_format_bytes_to_hns() - how long bytes of a format take
 * @format: the format
 * @bytes: the bytes; part of a frame counts as none
 *
 * Exact, by the exact rate, and rounded down. What most miniports do in
 * NormalizePhysicalPosition.
 *
 * Context: any.
 * Return: units of 100 ns; right below 2^64 / rate_den frames.
 */
u64 portcls_format_bytes_to_hns(const struct portcls_format *format, u64 bytes)
{
	u64 frames = div_u64(bytes, format->block_align);
	u32 rest;
	u64 seconds;

	seconds = div_u64_rem(frames * format->rate_den, format->rate_num, &rest);
	return seconds * HNS_PER_SEC + div_u64((u64)rest * HNS_PER_SEC, format->rate_num);
}
EXPORT_SYMBOL_GPL(portcls_format_bytes_to_hns);

/**
 * portcls_format_silence() - fill memory with silence of a format
 * @format: the format
 * @buffer: the memory
 * @bytes: its bytes
 *
 * What most miniports do in Silence.
 *
 * Context: any.
 */
void portcls_format_silence(const struct portcls_format *format, void *buffer, size_t bytes)
{
	memset(buffer, format->container_bits == 8 ? 0x80 : 0, bytes);
}
EXPORT_SYMBOL_GPL(portcls_format_silence);

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Memory for the buffers of WaveRT streams: pages that a device and the processor share.
 */
#ifndef PORTCLS_PAGES_H
#define PORTCLS_PAGES_H

#include <linux/types.h>

struct portcls_pages;
struct portcls_stream;

/**
 * enum portcls_cache - how the processor sees memory
 * @PORTCLS_CACHE_NONE: not cached. Made as PORTCLS_CACHE_WRITE_COMBINED, the least cached that
 *	Linux has for memory; the port places the barriers
 * @PORTCLS_CACHE_FULL: cached; the bus keeps it coherent
 * @PORTCLS_CACHE_WRITE_COMBINED: not cached, and writes may be gathered
 *
 * Counterpart: MEMORY_CACHING_TYPE, with the same values.
 */
enum portcls_cache {
	PORTCLS_CACHE_NONE,
	PORTCLS_CACHE_FULL,
	PORTCLS_CACHE_WRITE_COMBINED,
};

struct portcls_pages *portcls_pages_allocate(struct portcls_stream *stream, dma_addr_t high,
					     size_t bytes, enum portcls_cache cache);
struct portcls_pages *portcls_pages_allocate_contiguous(struct portcls_stream *stream,
							dma_addr_t low, dma_addr_t high,
							size_t bytes, enum portcls_cache cache);
void portcls_pages_free(struct portcls_pages *pages);
void *portcls_pages_map(struct portcls_pages *pages);
unsigned int portcls_pages_count(const struct portcls_pages *pages);
dma_addr_t portcls_pages_dma_address(const struct portcls_pages *pages, unsigned int index);

#endif /* PORTCLS_PAGES_H */

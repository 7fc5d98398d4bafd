/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * DMA channels: a contiguous buffer that a bus master and the processor share.
 */
#ifndef PORTCLS_DMA_CHANNEL_H
#define PORTCLS_DMA_CHANNEL_H

#include <linux/types.h>

struct portcls_adapter;
struct portcls_dma_channel;

/* An address constraint that allows every bit to vary. */
#define PORTCLS_DMA_ANYWHERE	U32_MAX

struct portcls_dma_channel *portcls_dma_channel_new_master(struct portcls_adapter *adapter,
							   size_t max_length);
struct portcls_dma_channel *portcls_dma_channel_get(struct portcls_dma_channel *channel);
void portcls_dma_channel_put(struct portcls_dma_channel *channel);

int portcls_dma_channel_allocate_buffer(struct portcls_dma_channel *channel, size_t size,
					u32 constraint);
void portcls_dma_channel_free_buffer(struct portcls_dma_channel *channel);

size_t portcls_dma_channel_maximum_buffer_size(const struct portcls_dma_channel *channel);
size_t portcls_dma_channel_allocated_buffer_size(const struct portcls_dma_channel *channel);
size_t portcls_dma_channel_buffer_size(const struct portcls_dma_channel *channel);
int portcls_dma_channel_set_buffer_size(struct portcls_dma_channel *channel, size_t size);
void *portcls_dma_channel_system_address(const struct portcls_dma_channel *channel);
dma_addr_t portcls_dma_channel_dma_address(const struct portcls_dma_channel *channel);

#endif /* PORTCLS_DMA_CHANNEL_H */

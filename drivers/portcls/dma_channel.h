/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_DMA_CHANNEL_INTERNAL_H
#define PORTCLS_DMA_CHANNEL_INTERNAL_H

#include <portcls/dma_channel.h>

struct snd_dma_buffer;

struct snd_dma_buffer *portcls_dma_channel_dma_buffer(struct portcls_dma_channel *channel);

#endif /* PORTCLS_DMA_CHANNEL_INTERNAL_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * DMA channels of bus masters.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kref.h>
#include <linux/log2.h>
#include <linux/slab.h>
#include <sound/memalloc.h>

#include "core.h"
#include "dma_channel.h"

/**
 * struct portcls_dma_channel - a channel and its buffer
 * @ref: references to the channel
 * @dev: device that masters the bus
 * @max_length: most bytes in one transfer
 * @buffer: coherent memory; no area while there is none
 * @allocated_size: bytes of it that were asked for; it may have more, which nobody uses
 * @buffer_size: bytes of it that are in use
 */
struct portcls_dma_channel {
	struct kref ref;
	struct device *dev;
	size_t max_length;
	struct snd_dma_buffer buffer;
	size_t allocated_size;
	size_t buffer_size;
};

/**
 * portcls_dma_channel_new_master() - make a channel for a bus master
 * @adapter: adapter of the device; what it can address is its DMA mask
 * @max_length: most bytes in one transfer
 *
 * Counterpart: IPortWaveCyclic::NewMasterDmaChannel and PcNewDmaChannel.
 *
 * Context: process, may sleep.
 * Return: a reference to the channel, or an ERR_PTR: -EINVAL, -ENOMEM.
 */
struct portcls_dma_channel *portcls_dma_channel_new_master(struct portcls_adapter *adapter,
							   size_t max_length)
{
	struct portcls_dma_channel *channel;

	if (!max_length)
		return ERR_PTR(-EINVAL);
	channel = kzalloc(sizeof(*channel), GFP_KERNEL);
	if (!channel)
		return ERR_PTR(-ENOMEM);
	kref_init(&channel->ref);
	channel->dev = adapter->dev;
	channel->max_length = max_length;
	return channel;
}
EXPORT_SYMBOL_GPL(portcls_dma_channel_new_master);

/**
 * portcls_dma_channel_get() - take a reference
 * @channel: the channel
 *
 * Context: any.
 * Return: @channel.
 */
struct portcls_dma_channel *portcls_dma_channel_get(struct portcls_dma_channel *channel)
{
	kref_get(&channel->ref);
	return channel;
}
EXPORT_SYMBOL_GPL(portcls_dma_channel_get);

static void dma_channel_release(struct kref *ref)
{
	struct portcls_dma_channel *channel = container_of(ref, struct portcls_dma_channel, ref);

	portcls_dma_channel_free_buffer(channel);
	kfree(channel);
}

/**
 * portcls_dma_channel_put() - drop a reference
 * @channel: the channel, or NULL; its buffer goes with the last reference
 *
 * Context: process, may sleep.
 */
void portcls_dma_channel_put(struct portcls_dma_channel *channel)
{
	if (channel)
		kref_put(&channel->ref, dma_channel_release);
}
EXPORT_SYMBOL_GPL(portcls_dma_channel_put);

/* Only the bits in @constraint may differ between any two bytes of the buffer. */
static bool buffer_meets(const struct snd_dma_buffer *buffer, size_t size, u32 constraint)
{
	u64 differ = (u64)buffer->addr ^ ((u64)buffer->addr + size - 1);

	return constraint == PORTCLS_DMA_ANYWHERE || !(differ & ~(u64)constraint);
}

static int alloc_buffer(struct portcls_dma_channel *channel, size_t size)
{
	return snd_dma_alloc_pages(SNDRV_DMA_TYPE_DEV, channel->dev, size, &channel->buffer);
}

/**
 * portcls_dma_channel_allocate_buffer() - give a channel its buffer
 * @channel: a channel without one
 * @size: bytes, at most the channel's most
 * @constraint: address bits that may vary across the buffer: 0xffff for one that must not cross
 *	a boundary of 64 KiB, PORTCLS_DMA_ANYWHERE for any
 *
 * The whole buffer is in use at first, see portcls_dma_channel_set_buffer_size().
 *
 * Counterpart: IDmaChannel::AllocateBuffer.
 *
 * Context: process, may sleep.
 * Return: 0, -EINVAL for a bad size, -EBUSY if there is a buffer, -ENOMEM.
 */
int portcls_dma_channel_allocate_buffer(struct portcls_dma_channel *channel, size_t size,
					u32 constraint)
{
	int err;

	if (channel->buffer.area)
		return -EBUSY;
	if (!size || size > channel->max_length)
		return -EINVAL;
	err = alloc_buffer(channel, size);
	if (!err && !buffer_meets(&channel->buffer, size, constraint)) {
		/* Coherent memory of a power of two is aligned to its size. */
		snd_dma_free_pages(&channel->buffer);
		err = alloc_buffer(channel, roundup_pow_of_two(size));
		if (!err && !buffer_meets(&channel->buffer, size, constraint)) {
			snd_dma_free_pages(&channel->buffer);
			err = -ENOMEM;
		}
	}
	if (err) {
		channel->buffer.area = NULL;
		return err;
	}
	channel->allocated_size = size;
	channel->buffer_size = size;
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_dma_channel_allocate_buffer);

/**
 * portcls_dma_channel_free_buffer() - take a channel's buffer away
 * @channel: a channel, with or without a buffer, in no transfer
 *
 * Counterpart: IDmaChannel::FreeBuffer.
 *
 * Context: process, may sleep.
 */
void portcls_dma_channel_free_buffer(struct portcls_dma_channel *channel)
{
	if (!channel->buffer.area)
		return;
	snd_dma_free_pages(&channel->buffer);
	channel->buffer.area = NULL;
	channel->buffer_size = 0;
}
EXPORT_SYMBOL_GPL(portcls_dma_channel_free_buffer);

/**
 * portcls_dma_channel_maximum_buffer_size() - most bytes a buffer can have
 * @channel: the channel
 *
 * Counterpart: IDmaChannel::MaximumBufferSize.
 *
 * Context: any.
 * Return: bytes.
 */
size_t portcls_dma_channel_maximum_buffer_size(const struct portcls_dma_channel *channel)
{
	return channel->max_length;
}
EXPORT_SYMBOL_GPL(portcls_dma_channel_maximum_buffer_size);

/**
 * portcls_dma_channel_allocated_buffer_size() - bytes the buffer has
 * @channel: the channel
 *
 * Counterpart: IDmaChannel::AllocatedBufferSize.
 *
 * Context: any.
 * Return: bytes, 0 without a buffer.
 */
size_t portcls_dma_channel_allocated_buffer_size(const struct portcls_dma_channel *channel)
{
	return channel->buffer.area ? channel->allocated_size : 0;
}
EXPORT_SYMBOL_GPL(portcls_dma_channel_allocated_buffer_size);

/**
 * portcls_dma_channel_buffer_size() - bytes of the buffer that are in use
 * @channel: the channel
 *
 * Counterpart: IDmaChannel::BufferSize.
 *
 * Context: any.
 * Return: bytes, 0 without a buffer.
 */
size_t portcls_dma_channel_buffer_size(const struct portcls_dma_channel *channel)
{
	return channel->buffer_size;
}
EXPORT_SYMBOL_GPL(portcls_dma_channel_buffer_size);

/**
 * portcls_dma_channel_set_buffer_size() - say how much of the buffer is in use
 * @channel: the channel
 * @size: bytes
 *
 * The miniport programs the hardware with this size when the stream goes to PAUSE.
 *
 * Counterpart: IDmaChannel::SetBufferSize.
 *
 * Context: any; not while a transfer runs.
 * Return: 0, or -EINVAL if @size is 0 or more than is allocated.
 */
int portcls_dma_channel_set_buffer_size(struct portcls_dma_channel *channel, size_t size)
{
	if (!size || size > portcls_dma_channel_allocated_buffer_size(channel))
		return -EINVAL;
	channel->buffer_size = size;
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_dma_channel_set_buffer_size);

/**
 * portcls_dma_channel_system_address() - where the processor sees the buffer
 * @channel: the channel
 *
 * Counterpart: IDmaChannel::SystemAddress.
 *
 * Context: any.
 * Return: address, NULL without a buffer.
 */
void *portcls_dma_channel_system_address(const struct portcls_dma_channel *channel)
{
	return channel->buffer.area;
}
EXPORT_SYMBOL_GPL(portcls_dma_channel_system_address);

/**
 * portcls_dma_channel_dma_address() - where the device sees the buffer
 * @channel: a channel with a buffer
 *
 * Counterpart: IDmaChannel::PhysicalAddress; here a bus address, which an IOMMU may translate.
 *
 * Context: any.
 * Return: DMA address.
 */
dma_addr_t portcls_dma_channel_dma_address(const struct portcls_dma_channel *channel)
{
	return channel->buffer.addr;
}
EXPORT_SYMBOL_GPL(portcls_dma_channel_dma_address);

/**
 * portcls_dma_channel_dma_buffer() - the buffer as ALSA knows it
 * @channel: a channel with a buffer
 *
 * Context: any.
 * Return: the buffer, the channel's.
 */
struct snd_dma_buffer *portcls_dma_channel_dma_buffer(struct portcls_dma_channel *channel)
{
	return &channel->buffer;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Memory for the buffers of WaveRT streams.
 */
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include "pages.h"
#include "stream.h"

static bool inside(const struct portcls_pages *pages, dma_addr_t low, dma_addr_t high)
{
	unsigned int i;

	for (i = 0; i < portcls_pages_count(pages); i++) {
		dma_addr_t address = portcls_pages_dma_address(pages, i);

		if (address < low || address > high || high - address < PAGE_SIZE - 1)
			return false;
	}
	return true;
}

/* One at a time: a mask is not what it is meant to be meanwhile. */
static DEFINE_MUTEX(mask_mutex);

/*
 * Memory below an address is found by the device's mask, which knows where memory is, and an IOMMU.
 * Who else makes memory for the device at that moment gets it below the address too.
 */
static int allocate_below(struct device *dev, int type, dma_addr_t high, size_t bytes,
			  struct snd_dma_buffer *memory)
{
	int err = -ENOMEM;
	u64 mask;

	mutex_lock(&mask_mutex);
	mask = dev->coherent_dma_mask;
	if (high >= mask) {
		err = snd_dma_alloc_pages(type, dev, bytes, memory);
	} else if (!dma_set_coherent_mask(dev, rounddown_pow_of_two((u64)high + 1) - 1)) {
		err = snd_dma_alloc_pages(type, dev, bytes, memory);
		dev->coherent_dma_mask = mask;
	}
	mutex_unlock(&mask_mutex);
	return err;
}

static struct portcls_pages *allocate(struct portcls_stream *stream, int type, dma_addr_t low,
				      dma_addr_t high, size_t bytes)
{
	struct portcls_pages *pages;
	int err;

	might_sleep();
	if (!bytes)
		return ERR_PTR(-EINVAL);
	pages = kzalloc(sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return ERR_PTR(-ENOMEM);
	err = allocate_below(stream->adapter->dev, type, high, PAGE_ALIGN(bytes), &pages->memory);
	if (err)
		goto err_free;
	err = -ENOMEM;
	if (!inside(pages, low, high))
		goto err_free_memory;
	return pages;

err_free_memory:
	snd_dma_free_pages(&pages->memory);
err_free:
	kfree(pages);
	return ERR_PTR(err);
}

/**
 * portcls_pages_allocate() - make memory of pages, wherever each of them is
 * @stream: the port's side of the stream
 * @high: highest address that the device can reach for this purpose. What it can reach at all is
 *	its DMA mask. For a lower limit than that, memory is below the largest power of two in it
 * @bytes: size, rounded up to whole pages
 * @cache: how the processor sees it, which is how applications see it too
 *
 * Counterpart: IPortWaveRTStream::AllocatePagesForMdl; the cache type, which comes there with
 * MapAllocatedPages, is needed here at once.
 *
 * Context: process, may sleep.
 * Return: memory for portcls_pages_free(), or an ERR_PTR: -EINVAL, -ENOMEM.
 */
struct portcls_pages *portcls_pages_allocate(struct portcls_stream *stream, dma_addr_t high,
					     size_t bytes, enum portcls_cache cache)
{
	int type = cache == PORTCLS_CACHE_FULL ? SNDRV_DMA_TYPE_DEV_SG : SNDRV_DMA_TYPE_DEV_WC_SG;

	return allocate(stream, type, 0, high, bytes);
}
EXPORT_SYMBOL_GPL(portcls_pages_allocate);

/**
 * portcls_pages_allocate_contiguous() - make memory that is one piece to the device
 * @stream: the port's side of the stream
 * @low: lowest address; memory that turns out to be below is refused with -ENOMEM
 * @high: highest address, see portcls_pages_allocate()
 * @bytes: size, rounded up to whole pages
 * @cache: how the processor sees it
 *
 * Counterpart: IPortWaveRTStream::AllocateContiguousPagesForMdl.
 *
 * Context: process, may sleep.
 * Return: memory for portcls_pages_free(), or an ERR_PTR: -EINVAL, -ENOMEM.
 */
struct portcls_pages *portcls_pages_allocate_contiguous(struct portcls_stream *stream,
							dma_addr_t low, dma_addr_t high,
							size_t bytes, enum portcls_cache cache)
{
	int type = cache == PORTCLS_CACHE_FULL ? SNDRV_DMA_TYPE_DEV : SNDRV_DMA_TYPE_DEV_WC;

	return allocate(stream, type, low, high, bytes);
}
EXPORT_SYMBOL_GPL(portcls_pages_allocate_contiguous);

/**
 * portcls_pages_free() - free memory
 * @pages: the memory, which the device does not use any more, or NULL
 *
 * Counterpart: IPortWaveRTStream::FreePagesFromMdl, with UnmapAllocatedPages.
 *
 * Context: process, may sleep.
 */
void portcls_pages_free(struct portcls_pages *pages)
{
	if (!pages)
		return;
	snd_dma_free_pages(&pages->memory);
	kfree(pages);
}
EXPORT_SYMBOL_GPL(portcls_pages_free);

/**
 * portcls_pages_map() - where the processor sees memory
 * @pages: the memory
 *
 * Counterpart: IPortWaveRTStream::MapAllocatedPages; here memory is mapped as long as it lives.
 *
 * Context: any.
 * Return: address of its first byte.
 */
void *portcls_pages_map(struct portcls_pages *pages)
{
	return pages->memory.area;
}
EXPORT_SYMBOL_GPL(portcls_pages_map);

/**
 * portcls_pages_count() - how many pages memory has
 * @pages: the memory
 *
 * Counterpart: IPortWaveRTStream::GetPhysicalPagesCount.
 *
 * Context: any.
 * Return: pages of PAGE_SIZE.
 */
unsigned int portcls_pages_count(const struct portcls_pages *pages)
{
	return pages->memory.bytes >> PAGE_SHIFT;
}
EXPORT_SYMBOL_GPL(portcls_pages_count);

/**
 * portcls_pages_dma_address() - where the device sees a page
 * @pages: the memory
 * @index: less than portcls_pages_count()
 *
 * Counterpart: IPortWaveRTStream::GetPhysicalPageAddress; here a bus address, which an IOMMU may
 * translate.
 *
 * Context: any.
 * Return: DMA address.
 */
dma_addr_t portcls_pages_dma_address(const struct portcls_pages *pages, unsigned int index)
{
	/* ALSA only reads. */
	return snd_sgbuf_get_addr((struct snd_dma_buffer *)&pages->memory,
				  (size_t)index << PAGE_SHIFT);
}
EXPORT_SYMBOL_GPL(portcls_pages_dma_address);

/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_PAGES_INTERNAL_H
#define PORTCLS_PAGES_INTERNAL_H

#include <sound/memalloc.h>

#include <portcls/pages.h>

/**
 * struct portcls_pages - memory that a device and the processor share
 * @memory: as ALSA knows it
 */
struct portcls_pages {
	struct snd_dma_buffer memory;
};

#endif /* PORTCLS_PAGES_INTERNAL_H */

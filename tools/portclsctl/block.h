/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Blocks, as sysfs shows them.
 */
#ifndef PORTCLSCTL_BLOCK_H
#define PORTCLSCTL_BLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include <linux/winwmi.h>

#define BLOCK_NAME_MAX	64

/**
 * struct block - a block that a driver offers
 * @directory: name of its device in sysfs
 * @class_name: name of its class in MOF, or ""
 * @provider: name of its provider
 * @instances: how many
 * @guid: its GUID, as the driver knows it
 */
struct block {
	char directory[BLOCK_NAME_MAX];
	char class_name[BLOCK_NAME_MAX];
	char provider[BLOCK_NAME_MAX];
	unsigned int instances;
	uint8_t guid[WINWMI_GUID_SIZE];
};

int blocks_each(int (*call)(const struct block *block, void *context), void *context);
bool block_find(const char *name, struct block *block);
bool block_method(const struct block *block, const char *name, uint32_t *id);
bool block_item(const struct block *block, const char *name, uint32_t *id);
int block_open(const struct block *block, bool write);

#endif /* PORTCLSCTL_BLOCK_H */

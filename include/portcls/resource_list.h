/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Resource lists: the ports, memory and interrupts of a device, without its bus.
 */
#ifndef PORTCLS_RESOURCE_LIST_H
#define PORTCLS_RESOURCE_LIST_H

#include <linux/types.h>

struct pci_dev;
struct portcls_resource_list;

/**
 * enum portcls_resource_type - kind of a resource
 * @PORTCLS_RESOURCE_PORT: I/O ports
 * @PORTCLS_RESOURCE_MEMORY: memory-mapped registers
 * @PORTCLS_RESOURCE_INTERRUPT: an interrupt line or message
 *
 * Counterpart: CmResourceTypePort, -Memory, -Interrupt.
 */
enum portcls_resource_type {
	PORTCLS_RESOURCE_PORT,
	PORTCLS_RESOURCE_MEMORY,
	PORTCLS_RESOURCE_INTERRUPT,
};

/**
 * struct portcls_resource - one resource
 * @type: kind
 * @start: first port or physical address; Linux interrupt number
 * @length: ports or bytes; 1 for an interrupt
 * @bar: number of the PCI base address register it came from, -1 for none
 */
struct portcls_resource {
	enum portcls_resource_type type;
	u64 start;
	u64 length;
	int bar;
};

struct portcls_resource_list *portcls_resource_list_new(unsigned int capacity);
struct portcls_resource_list *portcls_resource_list_from_pci(struct pci_dev *pci);
void portcls_resource_list_free(struct portcls_resource_list *list);
unsigned int portcls_resource_list_count(const struct portcls_resource_list *list);
unsigned int portcls_resource_list_count_of_type(const struct portcls_resource_list *list,
						 enum portcls_resource_type type);
const struct portcls_resource *
portcls_resource_list_find(const struct portcls_resource_list *list,
			   enum portcls_resource_type type, unsigned int index);
int portcls_resource_list_add(struct portcls_resource_list *list,
			      const struct portcls_resource *resource);
int portcls_resource_list_add_from_parent(struct portcls_resource_list *list,
					  const struct portcls_resource_list *parent,
					  enum portcls_resource_type type, unsigned int index);

#endif /* PORTCLS_RESOURCE_LIST_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Resource lists.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/ioport.h>
#include <linux/overflow.h>
#include <linux/pci.h>
#include <linux/slab.h>

#include <portcls/resource_list.h>

/**
 * struct portcls_resource_list - a list of fixed capacity
 * @capacity: entries there is room for
 * @count: entries there are
 * @entries: in the order they were added
 */
struct portcls_resource_list {
	unsigned int capacity;
	unsigned int count;
	struct portcls_resource entries[];
};

/**
 * portcls_resource_list_new() - make an empty resource list
 * @capacity: entries it can hold
 *
 * Counterpart: PcNewResourceList and PcNewResourceSublist.
 *
 * Context: process, may sleep.
 * Return: the list, for portcls_resource_list_free(), or NULL without memory.
 */
struct portcls_resource_list *portcls_resource_list_new(unsigned int capacity)
{
	struct portcls_resource_list *list;

	list = kzalloc(struct_size(list, entries, capacity), GFP_KERNEL);
	if (list)
		list->capacity = capacity;
	return list;
}
EXPORT_SYMBOL_GPL(portcls_resource_list_new);

/**
 * portcls_resource_list_from_pci() - list the resources of a PCI device
 * @pci: the device, enabled
 *
 * Base address registers come in their order, then the interrupt if there is one.
 *
 * Context: process, may sleep.
 * Return: the list, for portcls_resource_list_free(), or NULL without memory.
 */
struct portcls_resource_list *portcls_resource_list_from_pci(struct pci_dev *pci)
{
	struct portcls_resource_list *list;
	int bar;

	list = portcls_resource_list_new(PCI_STD_NUM_BARS + 1);
	if (!list)
		return NULL;
	for (bar = 0; bar < PCI_STD_NUM_BARS; bar++) {
		unsigned long flags = pci_resource_flags(pci, bar);
		struct portcls_resource resource = {
			.type = flags & IORESOURCE_IO ? PORTCLS_RESOURCE_PORT :
							PORTCLS_RESOURCE_MEMORY,
			.start = pci_resource_start(pci, bar),
			.length = pci_resource_len(pci, bar),
			.bar = bar,
		};

		if (flags & (IORESOURCE_IO | IORESOURCE_MEM) && resource.length)
			list->entries[list->count++] = resource;
	}
	if (pci->irq && pci->irq != IRQ_NOTCONNECTED)
		list->entries[list->count++] = (struct portcls_resource) {
			.type = PORTCLS_RESOURCE_INTERRUPT,
			.start = pci->irq,
			.length = 1,
			.bar = -1,
		};
	return list;
}
EXPORT_SYMBOL_GPL(portcls_resource_list_from_pci);

/**
 * portcls_resource_list_free() - free a resource list
 * @list: the list, or NULL
 *
 * Context: process.
 */
void portcls_resource_list_free(struct portcls_resource_list *list)
{
	kfree(list);
}
EXPORT_SYMBOL_GPL(portcls_resource_list_free);

/**
 * portcls_resource_list_count() - count the entries of a list
 * @list: the list
 *
 * Counterpart: IResourceList::NumberOfEntries.
 *
 * Context: any.
 * Return: entries there are.
 */
unsigned int portcls_resource_list_count(const struct portcls_resource_list *list)
{
	return list->count;
}
EXPORT_SYMBOL_GPL(portcls_resource_list_count);

/**
 * portcls_resource_list_count_of_type() - count the entries of one type
 * @list: the list
 * @type: the type
 *
 * Counterpart: IResourceList::NumberOfEntriesOfType.
 *
 * Context: any.
 * Return: entries of that type.
 */
unsigned int portcls_resource_list_count_of_type(const struct portcls_resource_list *list,
						 enum portcls_resource_type type)
{
	unsigned int i, count = 0;

	for (i = 0; i < list->count; i++)
		count += list->entries[i].type == type;
	return count;
}
EXPORT_SYMBOL_GPL(portcls_resource_list_count_of_type);

/**
 * portcls_resource_list_find() - find the n-th entry of a type
 * @list: the list
 * @type: the type
 * @index: n, from 0, among those of the type
 *
 * Counterpart: IResourceList::FindTranslatedEntry. Linux resources are always translated.
 *
 * Context: any.
 * Return: the entry, or NULL if there is none.
 */
const struct portcls_resource *
portcls_resource_list_find(const struct portcls_resource_list *list,
			   enum portcls_resource_type type, unsigned int index)
{
	unsigned int i;

	for (i = 0; i < list->count; i++)
		if (list->entries[i].type == type && !index--)
			return &list->entries[i];
	return NULL;
}
EXPORT_SYMBOL_GPL(portcls_resource_list_find);

/**
 * portcls_resource_list_add() - append an entry
 * @list: the list
 * @resource: the entry, copied
 *
 * Counterpart: IResourceList::AddEntry.
 *
 * Context: any; callers of one list exclude each other.
 * Return: 0, or -ENOSPC if the list is full.
 */
int portcls_resource_list_add(struct portcls_resource_list *list,
			      const struct portcls_resource *resource)
{
	if (list->count == list->capacity)
		return -ENOSPC;
	list->entries[list->count++] = *resource;
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_resource_list_add);

/**
 * portcls_resource_list_add_from_parent() - append an entry of another list
 * @list: the list
 * @parent: the other list
 * @type: type of the entry
 * @index: its place, from 0, among those of the type in @parent
 *
 * Counterpart: IResourceList::AddEntryFromParent.
 *
 * Context: any; callers of one list exclude each other.
 * Return: 0, -ENOENT if @parent has no such entry, -ENOSPC if @list is full.
 */
int portcls_resource_list_add_from_parent(struct portcls_resource_list *list,
					  const struct portcls_resource_list *parent,
					  enum portcls_resource_type type, unsigned int index)
{
	const struct portcls_resource *resource;

	resource = portcls_resource_list_find(parent, type, index);
	if (!resource)
		return -ENOENT;
	return portcls_resource_list_add(list, resource);
}
EXPORT_SYMBOL_GPL(portcls_resource_list_add_from_parent);

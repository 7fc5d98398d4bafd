// SPDX-License-Identifier: GPL-2.0-only
/*
 * Resource lists.
 */
#include <linux/errno.h>
#include <linux/ioport.h>
#include <linux/pci.h>

#include <portcls/resource_list.h>

#include "kunit.h"
#include "suites.h"

#define CAPACITY	4

static const struct portcls_resource resources[CAPACITY] = {
	{ PORTCLS_RESOURCE_MEMORY, 0xfebf0000, 0x4000, 0 },
	{ PORTCLS_RESOURCE_PORT, 0xc000, 0x40, 1 },
	{ PORTCLS_RESOURCE_MEMORY, 0x100000000ULL, 0x1000, 2 },
	{ PORTCLS_RESOURCE_INTERRUPT, 11, 1, -1 },
};

static int resource_list_init(struct kunit *test)
{
	struct portcls_resource_list *list = portcls_resource_list_new(CAPACITY);

	test->priv = list;
	return list ? 0 : -ENOMEM;
}

static void resource_list_exit(struct kunit *test)
{
	portcls_resource_list_free(test->priv);
}

static void fill(struct kunit *test)
{
	size_t i;

	for (i = 0; i < CAPACITY; i++)
		KUNIT_ASSERT_EQ(test, portcls_resource_list_add(test->priv, &resources[i]), 0);
}

static void new_list_is_empty(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, portcls_resource_list_count(test->priv), 0);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_count_of_type(test->priv,
								  PORTCLS_RESOURCE_MEMORY), 0);
	KUNIT_EXPECT_NULL(test, portcls_resource_list_find(test->priv, PORTCLS_RESOURCE_MEMORY, 0));
}

static void entries_are_counted_by_type(struct kunit *test)
{
	fill(test);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_count(test->priv), CAPACITY);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_count_of_type(test->priv,
								  PORTCLS_RESOURCE_PORT), 1);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_count_of_type(test->priv,
								  PORTCLS_RESOURCE_MEMORY), 2);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_count_of_type(test->priv,
								  PORTCLS_RESOURCE_INTERRUPT), 1);
}

static void index_counts_within_a_type(struct kunit *test)
{
	const struct portcls_resource *found;

	fill(test);
	found = portcls_resource_list_find(test->priv, PORTCLS_RESOURCE_MEMORY, 1);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, found);
	KUNIT_EXPECT_EQ(test, found->start, 0x100000000ULL);
	KUNIT_EXPECT_EQ(test, found->length, 0x1000);
	KUNIT_EXPECT_EQ(test, found->bar, 2);
	found = portcls_resource_list_find(test->priv, PORTCLS_RESOURCE_INTERRUPT, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, found);
	KUNIT_EXPECT_EQ(test, found->start, 11);
	KUNIT_EXPECT_NULL(test, portcls_resource_list_find(test->priv, PORTCLS_RESOURCE_MEMORY, 2));
	KUNIT_EXPECT_NULL(test, portcls_resource_list_find(test->priv, PORTCLS_RESOURCE_PORT, 1));
}

static void full_list_takes_no_more(struct kunit *test)
{
	fill(test);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_add(test->priv, &resources[0]), -ENOSPC);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_count(test->priv), CAPACITY);
}

static void entries_are_copies(struct kunit *test)
{
	struct portcls_resource resource = resources[1];
	const struct portcls_resource *found;

	KUNIT_ASSERT_EQ(test, portcls_resource_list_add(test->priv, &resource), 0);
	resource.start = 0;
	found = portcls_resource_list_find(test->priv, PORTCLS_RESOURCE_PORT, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, found);
	KUNIT_EXPECT_EQ(test, found->start, 0xc000);
}

static void sublist_takes_from_its_parent(struct kunit *test)
{
	struct portcls_resource_list *sublist = portcls_resource_list_new(2);
	const struct portcls_resource *found;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, sublist);
	fill(test);
	KUNIT_EXPECT_EQ(test,
			portcls_resource_list_add_from_parent(sublist, test->priv,
							      PORTCLS_RESOURCE_MEMORY, 1), 0);
	KUNIT_EXPECT_EQ(test,
			portcls_resource_list_add_from_parent(sublist, test->priv,
							      PORTCLS_RESOURCE_MEMORY, 2), -ENOENT);
	KUNIT_EXPECT_EQ(test,
			portcls_resource_list_add_from_parent(sublist, test->priv,
							      PORTCLS_RESOURCE_INTERRUPT, 0), 0);
	KUNIT_EXPECT_EQ(test,
			portcls_resource_list_add_from_parent(sublist, test->priv,
							      PORTCLS_RESOURCE_PORT, 0), -ENOSPC);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_count(sublist), 2);
	found = portcls_resource_list_find(sublist, PORTCLS_RESOURCE_MEMORY, 0);
	KUNIT_EXPECT_TRUE(test, found && found->start == 0x100000000ULL);
	portcls_resource_list_free(sublist);
}

static void set_bar(struct pci_dev *pci, int bar, unsigned long flags, u64 start, u64 length)
{
	pci->resource[bar] = (struct resource) {
		.start = start, .end = start + length - 1, .flags = flags,
	};
}

static void expect_entry(struct kunit *test, const struct portcls_resource_list *list,
			 const struct portcls_resource *wanted)
{
	const struct portcls_resource *found;

	found = portcls_resource_list_find(list, wanted->type, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, found);
	KUNIT_EXPECT_EQ(test, found->start, wanted->start);
	KUNIT_EXPECT_EQ(test, found->length, wanted->length);
	KUNIT_EXPECT_EQ(test, found->bar, wanted->bar);
}

static void pci_device_is_listed_by_its_bars(struct kunit *test)
{
	static const struct portcls_resource wanted[] = {
		{ PORTCLS_RESOURCE_PORT, 0xc000, 0x40, 0 },
		{ PORTCLS_RESOURCE_MEMORY, 0xfebf0000, 0x4000, 2 },
		{ PORTCLS_RESOURCE_INTERRUPT, 11, 1, -1 },
	};
	struct pci_dev *pci = kunit_kzalloc(test, sizeof(*pci), GFP_KERNEL);
	struct portcls_resource_list *list;
	size_t i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pci);
	set_bar(pci, 0, IORESOURCE_IO, 0xc000, 0x40);
	set_bar(pci, 2, IORESOURCE_MEM, 0xfebf0000, 0x4000);
	/* Neither a register that has no bytes nor what is no register counts. */
	set_bar(pci, 3, IORESOURCE_MEM, 0, 0);
	set_bar(pci, 4, IORESOURCE_IRQ, 5, 1);
	pci->irq = 11;
	list = portcls_resource_list_from_pci(pci);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, list);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_count(list), ARRAY_SIZE(wanted));
	for (i = 0; i < ARRAY_SIZE(wanted); i++)
		expect_entry(test, list, &wanted[i]);
	portcls_resource_list_free(list);
}

static void pci_device_may_have_all_there_is(struct kunit *test)
{
	struct pci_dev *pci = kunit_kzalloc(test, sizeof(*pci), GFP_KERNEL);
	struct portcls_resource_list *list;
	int bar;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pci);
	for (bar = 0; bar < PCI_STD_NUM_BARS; bar++)
		set_bar(pci, bar, IORESOURCE_MEM, 0xfeb00000 + 0x1000 * bar, 0x1000);
	list = portcls_resource_list_from_pci(pci);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, list);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_count(list), PCI_STD_NUM_BARS);
	portcls_resource_list_free(list);
	pci->irq = 11;
	list = portcls_resource_list_from_pci(pci);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, list);
	KUNIT_EXPECT_EQ(test, portcls_resource_list_count(list), PCI_STD_NUM_BARS + 1);
	portcls_resource_list_free(list);
}

static void no_list_can_be_freed(struct kunit *test)
{
	portcls_resource_list_free(NULL);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(new_list_is_empty),
	KUNIT_CASE(entries_are_counted_by_type),
	KUNIT_CASE(index_counts_within_a_type),
	KUNIT_CASE(full_list_takes_no_more),
	KUNIT_CASE(entries_are_copies),
	KUNIT_CASE(sublist_takes_from_its_parent),
	KUNIT_CASE(pci_device_is_listed_by_its_bars),
	KUNIT_CASE(pci_device_may_have_all_there_is),
	KUNIT_CASE(no_list_can_be_freed),
	{}
};

struct kunit_suite portcls_resource_list_suite = {
	.name = "portcls_resource_list",
	.init = resource_list_init,
	.exit = resource_list_exit,
	.test_cases = cases,
};

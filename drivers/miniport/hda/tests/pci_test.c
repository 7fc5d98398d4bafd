// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is known of controllers by their vendors.
 */
#include <kunit/test.h>
#include <linux/kernel.h>
#include <linux/pci.h>

#include "hda.h"

static void memory_is_what_a_controller_gets_to(struct kunit *test)
{
	static const struct {
		u16 vendor, caps;
		u8 south_bridge;
		unsigned int bits;
	} expected[] = {
		{ PCI_VENDOR_ID_INTEL, AZX_GCAP_64OK, U8_MAX, 64 },
		{ PCI_VENDOR_ID_INTEL, 0, U8_MAX, 32 },
		{ PCI_VENDOR_ID_AMD, AZX_GCAP_64OK, U8_MAX, 40 },
		{ PCI_VENDOR_ID_AMD, 0, U8_MAX, 32 },
		{ PCI_VENDOR_ID_AMD, AZX_GCAP_64OK, 0x2f, 40 },
		{ PCI_VENDOR_ID_ATI, AZX_GCAP_64OK, U8_MAX, 40 },
		{ PCI_VENDOR_ID_ATI, AZX_GCAP_64OK, 0x30, 40 },
		{ PCI_VENDOR_ID_ATI, AZX_GCAP_64OK, 0x2f, 32 },
		{ PCI_VENDOR_ID_NVIDIA, AZX_GCAP_64OK, U8_MAX, 40 },
		{ PCI_VENDOR_ID_CREATIVE, AZX_GCAP_64OK, U8_MAX, 32 },
		{ PCI_VENDOR_ID_CMEDIA, AZX_GCAP_64OK, U8_MAX, 64 },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(expected); i++)
		KUNIT_EXPECT_EQ(test, hda_pci_address_bits(expected[i].vendor, expected[i].caps,
							   expected[i].south_bridge),
				expected[i].bits);
}

static void messages_are_left_to_those_that_can(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, hda_pci_interrupts(PCI_VENDOR_ID_INTEL), PCI_IRQ_ALL_TYPES);
	KUNIT_EXPECT_EQ(test, hda_pci_interrupts(PCI_VENDOR_ID_AMD), PCI_IRQ_ALL_TYPES);
	KUNIT_EXPECT_EQ(test, hda_pci_interrupts(PCI_VENDOR_ID_NVIDIA) &
			(PCI_IRQ_MSI | PCI_IRQ_MSIX), 0);
	KUNIT_EXPECT_NE(test, hda_pci_interrupts(PCI_VENDOR_ID_NVIDIA), 0);
}

static void older_controllers_hold_streams_elsewhere(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, hda_pci_sync_register(PCI_VENDOR_ID_INTEL, 0x2668),
			AZX_REG_OLD_SSYNC);
	KUNIT_EXPECT_EQ(test, hda_pci_sync_register(PCI_VENDOR_ID_INTEL, 0x1c20), AZX_REG_SSYNC);
	KUNIT_EXPECT_EQ(test, hda_pci_sync_register(PCI_VENDOR_ID_AMD, 0x2668), AZX_REG_SSYNC);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(memory_is_what_a_controller_gets_to),
	KUNIT_CASE(older_controllers_hold_streams_elsewhere),
	KUNIT_CASE(messages_are_left_to_those_that_can),
	{}
};

static struct kunit_suite hda_pci_suite = {
	.name = "hda_pci",
	.test_cases = cases,
};

kunit_test_suite(hda_pci_suite);

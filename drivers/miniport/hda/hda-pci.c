// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: what controllers do not say of themselves, or not as it is, by their vendors.
 */
#include <linux/bits.h>
#include <linux/kernel.h>
#include <linux/pci.h>

#include "hda.h"

#define INTEL_TRAFFIC_CLASS	0x44	/* of the configuration space */
#define INTEL_TRAFFIC_MASK	0x07

#define ATI_SMBUS		0x4385	/* tells the revision of the south bridge */
#define ATI_SB600_END		0x30	/* revisions below are SB600 */

/**
 * struct vendor - what is known of a vendor's controllers
 * @id: the vendor
 * @address_bits: of memory that they get to, if they say 64
 * @no_messages: their message-signalled interrupts are not to be relied upon
 */
struct vendor {
	u16 id;
	u8 address_bits;
	bool no_messages;
};

static const struct vendor vendors[] = {
	{ PCI_VENDOR_ID_ATI, 40 },
	{ PCI_VENDOR_ID_AMD, 40 },
	{ PCI_VENDOR_ID_NVIDIA, 40, true },
	{ PCI_VENDOR_ID_CREATIVE, 32, true },
	{ PCI_VENDOR_ID_CMEDIA, 64, true },
	{ 0x6549, 32 },		/* Teradici */
	{ 0x6766, 32, true },	/* Glenfly */
};

static const struct vendor *find(u16 id)
{
	static const struct vendor other = { .address_bits = 64 };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(vendors); i++)
		if (vendors[i].id == id)
			return &vendors[i];
	return &other;
}

/**
 * hda_pci_address_bits() - how much memory a controller gets to
 * @vendor: its vendor
 * @caps: what it says of itself, as in the register GCAP
 * @south_bridge: revision of ATI's south bridge, U8_MAX if there is none
 *
 * Context: any.
 * Return: bits of an address.
 */
unsigned int hda_pci_address_bits(u16 vendor, u16 caps, u8 south_bridge)
{
	if (!(caps & AZX_GCAP_64OK))
		return 32;
	if (vendor == PCI_VENDOR_ID_ATI && south_bridge < ATI_SB600_END)
		return 32;
	return find(vendor)->address_bits;
}

/**
 * hda_pci_south_bridge() - look for ATI's south bridge
 *
 * Context: process, may sleep.
 * Return: its revision, U8_MAX if there is none.
 */
u8 hda_pci_south_bridge(void)
{
	struct pci_dev *bridge = pci_get_device(PCI_VENDOR_ID_ATI, ATI_SMBUS, NULL);
	const u8 revision = bridge ? bridge->revision : U8_MAX;

	pci_dev_put(bridge);
	return revision;
}

/**
 * hda_pci_interrupts() - which interrupts of a controller are good
 * @vendor: its vendor
 *
 * Context: any.
 * Return: for pci_alloc_irq_vectors().
 */
unsigned int hda_pci_interrupts(u16 vendor)
{
	return PCI_IRQ_ALL_TYPES & ~(find(vendor)->no_messages ? PCI_IRQ_MSI | PCI_IRQ_MSIX : 0);
}

/**
 * hda_pci_sync_register() - where a controller holds streams until all of them start
 * @vendor: its vendor
 * @device: its device
 *
 * Context: any.
 * Return: offset of the register.
 */
unsigned int hda_pci_sync_register(u16 vendor, u16 device)
{
	/* ICH6 to ICH10, which are older than the place that the specification has for it. */
	static const u16 old[] = {
		0x2668, 0x269a, 0x27d8, 0x284b, 0x293e, 0x293f, 0x3a3e, 0x3a6e,
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(old); i++)
		if (vendor == PCI_VENDOR_ID_INTEL && device == old[i])
			return AZX_REG_OLD_SSYNC;
	return AZX_REG_SSYNC;
}

/**
 * hda_pci_prepare() - prepare a controller's traffic, which sleep makes it forget
 * @pci: the controller
 *
 * Other classes of traffic than the first make for noise with Intel's.
 *
 * Context: process.
 */
void hda_pci_prepare(struct pci_dev *pci)
{
	u8 class;

	if (pci->vendor != PCI_VENDOR_ID_INTEL)
		return;
	pci_read_config_byte(pci, INTEL_TRAFFIC_CLASS, &class);
	if (class & INTEL_TRAFFIC_MASK)
		pci_write_config_byte(pci, INTEL_TRAFFIC_CLASS, class & ~INTEL_TRAFFIC_MASK);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ensoniq AudioPCI ES1370: the PCI device and its adapter.
 */
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/pci.h>

#include <generated/portcls-version.h>
#include <portcls/adapter.h>
#include <portcls/dma_channel.h>
#include <portcls/interrupt_sync.h>
#include <portcls/power.h>
#include <portcls/resource_list.h>

#include "es1370.h"

/* The chip writes to its phantom frame now and then. */
#define PHANTOM_BYTES	16

PORTCLS_CARD_PARAMS(card_params, "Ensoniq AudioPCI ES1370");

/* Puts the registers where a fresh start and waking up want them. */
static void chip_start(struct es1370 *chip)
{
	/* What the mixer has set stays. */
	chip->control &= ES1370_CONTROL_XCTL0 | ES1370_CONTROL_XCTL1;
	/* The codec takes its own clock from the divider, which therefore always has a rate. */
	chip->control |= ES1370_CONTROL_CDC_EN |
			 (ES1370_CLOCK / 8000 - ES1370_PCLKDIV_OFFSET) <<
				ES1370_CONTROL_PCLKDIV_SHIFT;
	chip->serial = 0;
	chip->page = ES1370_PAGE_ADC;
	es1370_write(chip, ES1370_CONTROL, chip->control);
	es1370_write(chip, ES1370_SERIAL, chip->serial);
	es1370_write(chip, ES1370_MEM_PAGE, chip->page);
	es1370_write(chip, ES1370_PHANTOM_FRAME_ADDR,
		     portcls_dma_channel_dma_address(chip->phantom));
	es1370_write(chip, ES1370_PHANTOM_FRAME_SIZE, 0);
	outb(0, chip->port + ES1370_UART_CONTROL);
	outb(0, chip->port + ES1370_UART_TEST);
	es1370_codec_start(chip);
}

static void chip_stop(struct es1370 *chip)
{
	/* No interrupt from here on; the codec's interface stays on until the codec is off. */
	es1370_write(chip, ES1370_SERIAL, 0);
	es1370_codec_stop(chip);
	es1370_write(chip, ES1370_CONTROL, ES1370_CONTROL_SERR_DIS);
}

static int create_phantom(struct es1370 *chip)
{
	struct portcls_dma_channel *channel;

	channel = portcls_dma_channel_new_master(chip->adapter, PHANTOM_BYTES);
	if (IS_ERR(channel))
		return PTR_ERR(channel);
	chip->phantom = channel;
	return portcls_dma_channel_allocate_buffer(channel, PHANTOM_BYTES, PORTCLS_DMA_ANYWHERE);
}

static int es1370_start_device(struct portcls_adapter *adapter,
			       struct portcls_resource_list *resources)
{
	struct es1370 *chip = portcls_adapter_priv(adapter);
	const struct portcls_resource *ports;
	struct portcls_interrupt_sync *sync;
	int err;

	chip->adapter = adapter;
	es1370_codec_init(chip);
	ports = portcls_resource_list_find(resources, PORTCLS_RESOURCE_PORT, 0);
	if (!ports || ports->length < ES1370_PORTS) {
		dev_err(portcls_adapter_device(adapter), "device has no %#x I/O ports\n",
			ES1370_PORTS);
		return -ENODEV;
	}
	sync = portcls_interrupt_sync_new(adapter, resources, 0, PORTCLS_INTERRUPT_SYNC_NORMAL);
	if (IS_ERR(sync))
		return PTR_ERR(sync);
	chip->sync = sync;
	err = portcls_interrupt_sync_register_routine(sync, es1370_interrupt, chip, false);
	if (err)
		return err;
	err = create_phantom(chip);
	if (err)
		return err;
	err = es1370_wave_create(chip, resources);
	if (err)
		return err;
	err = es1370_topology_create(chip, resources);
	if (err)
		return err;
	err = es1370_wmi_create(chip);
	if (err)
		return err;
	chip->port = ports->start;
	chip_start(chip);
	return portcls_interrupt_sync_connect(sync);
}

static void es1370_release_device(struct portcls_adapter *adapter, bool present)
{
	struct es1370 *chip = portcls_adapter_priv(adapter);

	if (present && chip->port)
		chip_stop(chip);
	es1370_wave_destroy(chip);
	portcls_dma_channel_put(chip->phantom);
}

static void es1370_power_change_state(struct portcls_adapter *adapter,
				      enum portcls_power_state state)
{
	struct es1370 *chip = portcls_adapter_priv(adapter);

	if (state == PORTCLS_POWER_D0)
		chip_start(chip);
	else
		chip_stop(chip);
}

static const struct portcls_adapter_ops es1370_adapter_ops = {
	.driver_name = "ENS1370",
	.short_name = "Ensoniq AudioPCI",
	.mixer_name = "Asahi Kasei AK4531",
	.components = "AK4531",
	.start_device = es1370_start_device,
	.release_device = es1370_release_device,
	.power_change_state = es1370_power_change_state,
};

static int es1370_enable(struct pci_dev *pci)
{
	int err;

	err = pcim_enable_device(pci);
	if (err)
		return err;
	err = dma_set_mask_and_coherent(&pci->dev, DMA_BIT_MASK(32));
	if (err)
		return err;
	err = pci_request_regions(pci, KBUILD_MODNAME);
	if (err)
		return err;
	pci_set_master(pci);
	return 0;
}

static int es1370_probe(struct pci_dev *pci, const struct pci_device_id *id)
{
	struct portcls_resource_list *resources;
	struct portcls_adapter *adapter;
	int err;

	err = es1370_enable(pci);
	if (err)
		return err;
	resources = portcls_resource_list_from_pci(pci);
	if (!resources)
		return -ENOMEM;
	adapter = portcls_adapter_alloc(&pci->dev, &es1370_adapter_ops, &card_params,
					sizeof(struct es1370));
	if (IS_ERR(adapter)) {
		err = PTR_ERR(adapter);
		goto err_free_resources;
	}
	err = portcls_adapter_start(adapter, resources);
	if (err)
		portcls_adapter_free(adapter);

err_free_resources:
	portcls_resource_list_free(resources);
	return err;
}

static void es1370_remove(struct pci_dev *pci)
{
	portcls_adapter_free(pci_get_drvdata(pci));
}

/*
 * Not in a module device table: the card is the in-tree driver's until someone binds it to this
 * one.
 */
static const struct pci_device_id es1370_ids[] = {
	{ PCI_DEVICE(ES1370_VENDOR_ID, ES1370_DEVICE_ID) },
	{ }
};

static struct pci_driver es1370_driver = {
	.name = KBUILD_MODNAME,
	.id_table = es1370_ids,
	.probe = es1370_probe,
	.remove = es1370_remove,
	.driver = {
		.pm = pm_ptr(&portcls_pm_ops),
	},
};

module_pci_driver(es1370_driver);

MODULE_AUTHOR("PortCls for Linux maintainers");
MODULE_DESCRIPTION("Ensoniq AudioPCI ES1370 as WaveCyclic and Topology miniports");
MODULE_LICENSE("GPL");
MODULE_VERSION(PORTCLS_VERSION);

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: the PCI device and its adapter.
 */
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/pci.h>

#include <generated/portcls-version.h>
#include <portcls/adapter.h>
#include <portcls/interrupt_sync.h>
#include <portcls/power.h>
#include <portcls/resource_list.h>

#include "hda.h"

#define REGISTERS_BAR	0
#define REGISTERS_BYTES	0x80	/* and 0x20 for each stream */

PORTCLS_CARD_PARAMS(card_params, "Intel HD audio");

static int create_sync(struct hda_chip *chip, struct portcls_resource_list *resources)
{
	struct portcls_interrupt_sync *sync;

	sync = portcls_interrupt_sync_new(chip->adapter, resources, 0,
					  PORTCLS_INTERRUPT_SYNC_NORMAL);
	if (IS_ERR(sync))
		return PTR_ERR(sync);
	chip->sync = sync;
	return portcls_interrupt_sync_register_routine(sync, hda_bus_interrupt, chip, false);
}

static int create_subdevices(struct hda_chip *chip, struct portcls_resource_list *resources)
{
	unsigned int i;
	int err = 0;

	for (i = 0; i < chip->codec_count && !err; i++)
		err = hda_topology_create(chip->codecs[i], i, resources);
	if (!err)
		err = hda_wave_create(chip, resources);
	/* There is someone now whom they can tell what they say by themselves. */
	for (i = 0; i < chip->codec_count && !err; i++)
		chip->codecs[i]->core.registered = 1;
	return err;
}

static int hda_start_device(struct portcls_adapter *adapter,
			    struct portcls_resource_list *resources)
{
	struct pci_dev *pci = to_pci_dev(portcls_adapter_device(adapter));
	struct hda_chip *chip = portcls_adapter_priv(adapter);
	void __iomem *registers;
	int err;

	chip->adapter = adapter;
	mutex_init(&chip->mutex);
	if (pci_resource_len(pci, REGISTERS_BAR) < REGISTERS_BYTES) {
		dev_err(&pci->dev, "device has no registers\n");
		return -ENODEV;
	}
	registers = pcim_iomap(pci, REGISTERS_BAR, 0);
	if (!registers)
		return -ENOMEM;
	err = create_sync(chip, resources);
	if (err)
		return err;
	err = hda_bus_init(chip, registers, pci_resource_start(pci, REGISTERS_BAR));
	if (err)
		return err;
	err = hda_bus_start(chip);
	if (err)
		return err;
	err = hda_bus_find_codecs(chip);
	if (err)
		return err;
	err = create_subdevices(chip, resources);
	if (err)
		return err;
	err = portcls_interrupt_sync_connect(chip->sync);
	if (!err)
		hda_bus_listen(chip);
	return err;
}

static void hda_release_device(struct portcls_adapter *adapter, bool present)
{
	struct hda_chip *chip = portcls_adapter_priv(adapter);

	hda_bus_exit(chip, present);
	hda_wave_free(&chip->wave);
	mutex_destroy(&chip->mutex);
}

static void hda_power_change_state(struct portcls_adapter *adapter, enum portcls_power_state state)
{
	struct hda_chip *chip = portcls_adapter_priv(adapter);

	if (state == PORTCLS_POWER_D0)
		hda_bus_start(chip);
	else
		hda_bus_stop(chip);
}

static const struct portcls_adapter_ops hda_adapter_ops = {
	.driver_name = "HDA-Intel",
	.short_name = "HDA Intel",
	.start_device = hda_start_device,
	.release_device = hda_release_device,
	.power_change_state = hda_power_change_state,
};

static int hda_enable(struct pci_dev *pci)
{
	int err;

	err = pcim_enable_device(pci);
	if (err)
		return err;
	err = pci_request_regions(pci, KBUILD_MODNAME);
	if (err)
		return err;
	pci_set_master(pci);
	err = pci_alloc_irq_vectors(pci, 1, 1, hda_pci_interrupts(pci->vendor));
	return min(err, 0);
}

static int start_adapter(struct pci_dev *pci, struct portcls_resource_list *resources)
{
	struct portcls_adapter *adapter;
	int err;

	adapter = portcls_adapter_alloc(&pci->dev, &hda_adapter_ops, &card_params,
					sizeof(struct hda_chip));
	if (IS_ERR(adapter))
		return PTR_ERR(adapter);
	err = portcls_adapter_start(adapter, resources);
	if (err)
		portcls_adapter_free(adapter);
	return err;
}

static int hda_probe(struct pci_dev *pci, const struct pci_device_id *id)
{
	struct portcls_resource_list *resources;
	int err;

	err = hda_enable(pci);
	if (err)
		return err;
	resources = portcls_resource_list_from_pci(pci);
	err = resources ? start_adapter(pci, resources) : -ENOMEM;
	portcls_resource_list_free(resources);
	if (err)
		pci_free_irq_vectors(pci);
	return err;
}

static void hda_remove(struct pci_dev *pci)
{
	portcls_adapter_free(pci_get_drvdata(pci));
	pci_free_irq_vectors(pci);
}

static int hda_suspend(struct device *dev)
{
	return portcls_pm_ops.suspend(dev);
}

/* A codec may have something to say as soon as the link is up, but nobody listens to it then. */
static int hda_resume(struct device *dev)
{
	int err = portcls_pm_ops.resume(dev);

	hda_bus_listen(portcls_adapter_priv(dev_get_drvdata(dev)));
	return err;
}

static const struct dev_pm_ops hda_pm_ops = {
	SYSTEM_SLEEP_PM_OPS(hda_suspend, hda_resume)
};

/*
 * Not in a module device table: the card is the in-tree driver's until someone binds it to this
 * one.
 */
static const struct pci_device_id hda_ids[] = {
	{ PCI_DEVICE_CLASS(PCI_CLASS_MULTIMEDIA_HD_AUDIO << 8, ~0) },
	{ }
};

static struct pci_driver hda_driver = {
	.name = KBUILD_MODNAME,
	.id_table = hda_ids,
	.probe = hda_probe,
	.remove = hda_remove,
	.driver = {
		.owner = THIS_MODULE,
		.pm = pm_ptr(&hda_pm_ops),
	},
};

static int __init hda_init(void)
{
	int err;

	err = driver_register(&hda_codec_driver.driver);
	if (err)
		return err;
	err = pci_register_driver(&hda_driver);
	if (err)
		driver_unregister(&hda_codec_driver.driver);
	return err;
}
module_init(hda_init);

static void __exit hda_exit(void)
{
	pci_unregister_driver(&hda_driver);
	driver_unregister(&hda_codec_driver.driver);
}
module_exit(hda_exit);

MODULE_AUTHOR("PortCls for Linux maintainers");
MODULE_DESCRIPTION("Intel HD Audio as WaveRT and Topology miniports");
MODULE_LICENSE("GPL");
MODULE_VERSION(PORTCLS_VERSION);

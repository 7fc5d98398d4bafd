// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel ICH AC'97 and compatible: the PCI device and its adapter.
 */
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/pci.h>

#include <generated/portcls-version.h>
#include <portcls/adapter.h>
#include <portcls/interrupt_sync.h>
#include <portcls/power.h>
#include <portcls/resource_list.h>

#include "ich.h"

PORTCLS_CARD_PARAMS(card_params, "Intel ICH AC'97");

/* Boards are known whose codecs get a clock that is off by up to a quarter. */
#define CLOCK_LEAST	38400U
#define CLOCK_MOST	57600U

static unsigned int clock = AC97_RATE;

static int set_clock(const char *text, const struct kernel_param *param)
{
	return param_set_uint_minmax(text, param, CLOCK_LEAST, CLOCK_MOST);
}

static const struct kernel_param_ops clock_ops = {
	.set = set_clock,
	.get = param_get_uint,
};

module_param_cb(ac97_clock, &clock_ops, &clock, 0444);
__MODULE_PARM_TYPE(ac97_clock, "uint");
MODULE_PARM_DESC(ac97_clock, "What the codec is to be told to play at 48000 Hz.");

/**
 * struct ich_device - a device that has the chip
 * @name: short name of the card, the in-tree driver's
 * @ops: what the adapter driver does for it
 * @model: family
 */
struct ich_device {
	const char *name;
	const struct portcls_adapter_ops *ops;
	const struct ich_model *model;
};

const struct ich_model ich_intel = {
	.codecs = ICH_GLOB_STA_PCR | ICH_GLOB_STA_SCR,
};

const struct ich_model ich_intel_ich4 = {
	.codecs = ICH_GLOB_STA_PCR | ICH_GLOB_STA_SCR | ICH_GLOB_STA_TCR,
	.others = { ICH_MASTER_MIC_IN_2, ICH_MASTER_PCM_IN_2, ICH_MASTER_SPDIF },
};

const struct ich_model ich_sis = {
	.codecs = ICH_GLOB_STA_PCR | ICH_GLOB_STA_SCR | ICH_GLOB_STA_SIS_TCR,
	.sis = true,
	.acknowledge = true,
};

const struct ich_model ich_nforce = {
	.codecs = ICH_GLOB_STA_PCR | ICH_GLOB_STA_SCR,
	.others = { ICH_MASTER_NV_SPDIF },
	.acknowledge = true,
	.strays = true,
	.aligns = true,
};

static int chip_start(struct ich *chip)
{
	int err;

	err = ich_link_start(chip);
	if (err)
		return err;
	ich_stream_reset_all(chip);
	chip->started = true;
	return 0;
}

static void chip_stop(struct ich *chip)
{
	ich_stream_reset_all(chip);
	ich_link_stop(chip);
}

/*
 * Later chips have their registers in memory, behind the third and fourth base address; there
 * they may be in I/O ports, too. The others have them in ports behind the first and second one.
 */
static int map_registers(struct ich *chip, struct pci_dev *pci)
{
	bool mixer_in_memory = pci_resource_flags(pci, 2) & IORESOURCE_MEM;
	bool master_in_memory = pci_resource_flags(pci, 3) & IORESOURCE_MEM;
	int mixer = mixer_in_memory ? 2 : 0, master = master_in_memory ? 3 : 1;

	if (pci_resource_len(pci, mixer) < ICH_MIXER_BYTES ||
	    pci_resource_len(pci, master) < ICH_MASTER_BYTES) {
		dev_err(&pci->dev, "device lacks registers of codec or bus masters\n");
		return -ENODEV;
	}
	chip->master_bytes = pci_resource_len(pci, master);
	chip->mixer = pcim_iomap(pci, mixer, 0);
	chip->master = pcim_iomap(pci, master, 0);
	return chip->mixer && chip->master ? 0 : -ENOMEM;
}

/**
 * ich_start() - start the chip, and make its subdevices
 * @chip: the chip, with its registers and its interrupt sync
 * @resources: of the device
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno.
 */
int ich_start(struct ich *chip, struct portcls_resource_list *resources)
{
	int err;

	err = portcls_interrupt_sync_register_routine(chip->sync, ich_interrupt, chip, false);
	if (err)
		return err;
	err = ich_wave_create_streams(chip);
	if (err)
		return err;
	err = chip_start(chip);
	if (err)
		return err;
	err = ich_codec_create(chip);
	if (err)
		return err;
	portcls_adapter_set_names(chip->adapter, chip->name, chip->codec_name, chip->components);
	ich_text_create(chip);
	err = ich_wave_create(chip, resources);
	if (!err)
		err = ich_topology_create(chip, resources);
	if (err)
		return err;
	return portcls_interrupt_sync_connect(chip->sync);
}

static int ich_start_device(struct portcls_adapter *adapter,
			    struct portcls_resource_list *resources)
{
	struct ich *chip = portcls_adapter_priv(adapter);
	struct portcls_interrupt_sync *sync;
	int err;

	err = map_registers(chip, to_pci_dev(portcls_adapter_device(adapter)));
	if (err)
		return err;
	sync = portcls_interrupt_sync_new(adapter, resources, 0, PORTCLS_INTERRUPT_SYNC_NORMAL);
	if (IS_ERR(sync))
		return PTR_ERR(sync);
	chip->sync = sync;
	return ich_start(chip, resources);
}

/**
 * ich_release_device() - leave the chip
 * @adapter: its adapter
 * @present: it is still there
 *
 * Context: process, from the adapter.
 */
void ich_release_device(struct portcls_adapter *adapter, bool present)
{
	struct ich *chip = portcls_adapter_priv(adapter);

	if (present && chip->started)
		chip_stop(chip);
	ich_wave_destroy(chip);
}

/**
 * ich_power_change_state() - go to sleep, or wake up
 * @adapter: the chip's adapter
 * @state: where to
 *
 * Context: process, from the adapter.
 */
void ich_power_change_state(struct portcls_adapter *adapter, enum portcls_power_state state)
{
	struct ich *chip = portcls_adapter_priv(adapter);

	if (state != PORTCLS_POWER_D0) {
		ich_codec_stop(chip);
		chip_stop(chip);
	} else if (!chip_start(chip)) {
		ich_codec_start(chip);
	}
}

#define ICH_OPS(name)						\
	{							\
		.driver_name = (name),				\
		.short_name = "Intel ICH",			\
		.start_device = ich_start_device,		\
		.release_device = ich_release_device,		\
		.power_change_state = ich_power_change_state,	\
	}

static const struct portcls_adapter_ops ich_ops = ICH_OPS("ICH");
static const struct portcls_adapter_ops ich4_ops = ICH_OPS("ICH4");
static const struct portcls_adapter_ops nforce_ops = ICH_OPS("NFORCE");

static int ich_enable(struct pci_dev *pci)
{
	int err;

	err = pcim_enable_device(pci);
	if (err)
		return err;
	err = dma_set_mask_and_coherent(&pci->dev, DMA_BIT_MASK(32));
	if (err)
		return err;
	/* The port cuts memory to what fits in a descriptor. */
	dma_set_max_seg_size(&pci->dev, UINT_MAX);
	err = pci_request_regions(pci, KBUILD_MODNAME);
	if (err)
		return err;
	pci_set_master(pci);
	return 0;
}

static int ich_probe(struct pci_dev *pci, const struct pci_device_id *id)
{
	const struct ich_device *device = (const struct ich_device *)id->driver_data;
	struct portcls_resource_list *resources;
	struct portcls_adapter *adapter;
	struct ich *chip;
	int err;

	/* By new_id in sysfs, without saying what it is. */
	if (!device)
		return -ENODEV;
	err = ich_enable(pci);
	if (err)
		return err;
	resources = portcls_resource_list_from_pci(pci);
	if (!resources)
		return -ENOMEM;
	adapter = portcls_adapter_alloc(&pci->dev, device->ops, &card_params, sizeof(*chip));
	if (IS_ERR(adapter)) {
		err = PTR_ERR(adapter);
		goto err_free_resources;
	}
	chip = portcls_adapter_priv(adapter);
	chip->adapter = adapter;
	chip->model = device->model;
	chip->name = device->name;
	chip->clock = clock;
	err = portcls_adapter_start(adapter, resources);
	if (err)
		portcls_adapter_free(adapter);

err_free_resources:
	portcls_resource_list_free(resources);
	return err;
}

static void ich_remove(struct pci_dev *pci)
{
	portcls_adapter_free(pci_get_drvdata(pci));
}

#define ICH_DEVICE(vendor, device, what, adapter_ops, family)				\
	{										\
		PCI_DEVICE(PCI_VENDOR_ID_##vendor, device),				\
		.driver_data = (kernel_ulong_t)&(const struct ich_device) {		\
			.name = (what), .ops = &(adapter_ops), .model = &(family),	\
		},									\
	}

/*
 * Not in a module device table: the card is the in-tree driver's until someone binds it to this
 * one.
 */
static const struct pci_device_id ich_ids[] = {
	ICH_DEVICE(INTEL, 0x2415, "Intel 82801AA-ICH", ich_ops, ich_intel),
	ICH_DEVICE(INTEL, 0x2425, "Intel 82901AB-ICH0", ich_ops, ich_intel),
	ICH_DEVICE(INTEL, 0x2445, "Intel 82801BA-ICH2", ich_ops, ich_intel),
	ICH_DEVICE(INTEL, 0x2485, "Intel 82801CA-ICH3", ich_ops, ich_intel),
	ICH_DEVICE(INTEL, 0x24c5, "Intel 82801DB-ICH4", ich4_ops, ich_intel_ich4),
	ICH_DEVICE(INTEL, 0x24d5, "Intel ICH5", ich4_ops, ich_intel_ich4),
	ICH_DEVICE(INTEL, 0x25a6, "Intel 6300ESB", ich4_ops, ich_intel_ich4),
	ICH_DEVICE(INTEL, 0x266e, "Intel ICH6", ich4_ops, ich_intel_ich4),
	ICH_DEVICE(INTEL, 0x27de, "Intel ICH7", ich4_ops, ich_intel_ich4),
	ICH_DEVICE(INTEL, 0x2698, "Intel ESB2", ich4_ops, ich_intel_ich4),
	ICH_DEVICE(SI, 0x7012, "SiS SI7012", ich_ops, ich_sis),
	ICH_DEVICE(NVIDIA, 0x01b1, "NVidia nForce", nforce_ops, ich_nforce),
	ICH_DEVICE(NVIDIA, 0x003a, "NVidia MCP04", nforce_ops, ich_nforce),
	ICH_DEVICE(NVIDIA, 0x006a, "NVidia nForce2", nforce_ops, ich_nforce),
	ICH_DEVICE(NVIDIA, 0x0059, "NVidia CK804", nforce_ops, ich_nforce),
	ICH_DEVICE(NVIDIA, 0x008a, "NVidia CK8", nforce_ops, ich_nforce),
	ICH_DEVICE(NVIDIA, 0x00da, "NVidia nForce3", nforce_ops, ich_nforce),
	ICH_DEVICE(NVIDIA, 0x00ea, "NVidia CK8S", nforce_ops, ich_nforce),
	/* Its name is the in-tree driver's, which has none for it. */
	ICH_DEVICE(NVIDIA, 0x026b, "Intel ICH", nforce_ops, ich_nforce),
	ICH_DEVICE(AMD, 0x746d, "AMD AMD8111", ich_ops, ich_intel),
	ICH_DEVICE(AMD, 0x7445, "AMD AMD768", ich_ops, ich_intel),
	{ }
};

static struct pci_driver ich_driver = {
	.name = KBUILD_MODNAME,
	.id_table = ich_ids,
	.probe = ich_probe,
	.remove = ich_remove,
	.driver = {
		.pm = pm_ptr(&portcls_pm_ops),
	},
};

module_pci_driver(ich_driver);

MODULE_AUTHOR("PortCls for Linux maintainers");
MODULE_DESCRIPTION("Intel ICH AC'97 as WavePci and Topology miniports");
MODULE_LICENSE("GPL");
MODULE_VERSION(PORTCLS_VERSION);

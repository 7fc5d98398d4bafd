// SPDX-License-Identifier: GPL-2.0-only
/*
 * Adapters: bringing a device up, and taking it down.
 *
 * Documentation/internals/lifetimes.md draws who owns what, and proves the order of going down.
 */
#include <linux/bitops.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/overflow.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <sound/core.h>

#include <portcls/resource_list.h>

#include "connection.h"
#include "core.h"
#include "ctl/control.h"
#include "ctl/event.h"
#include "ctl/graph.h"
#include "ctl/jack.h"
#include "ctl/property.h"
#include "pcm/wavert_clock.h"

static_assert(PORTCLS_MAX_CARDS == SNDRV_CARDS);

/* Take the first slot that is free; -ENOENT if it is disabled, -ENODEV if there is none. */
static int slot_take(struct portcls_card_params *params)
{
	int slot;

	for (slot = 0; slot < PORTCLS_MAX_CARDS; slot++) {
		if (test_and_set_bit(slot, params->used))
			continue;
		/* A disabled slot is for one card only, which is this one: it stays taken. */
		return params->enable[slot] ? slot : -ENOENT;
	}
	return -ENODEV;
}

static void slot_give_back(struct portcls_card_params *params, int slot)
{
	clear_bit(slot, params->used);
}

static void adapter_release(struct snd_card *card)
{
	struct portcls_adapter *adapter = card->private_data;

	if (adapter->started)
		adapter->ops->release_device(adapter, !READ_ONCE(adapter->gone));
	portcls_wmi_detach(adapter);
	portcls_jacks_free(adapter);
	portcls_graph_free(adapter);
	portcls_connections_free(adapter);
	portcls_ports_free(adapter);
	portcls_wavert_clocks_free(adapter);
	portcls_interrupt_syncs_free(adapter);
	mutex_destroy(&adapter->control_mutex);
	slot_give_back(adapter->params, adapter->slot);
}

/* Documented where the macro portcls_adapter_alloc() is. */
struct portcls_adapter *__portcls_adapter_alloc(struct device *dev,
						const struct portcls_adapter_ops *ops,
						struct portcls_card_params *params,
						size_t priv_size, struct module *module)
{
	struct portcls_adapter *adapter;
	struct snd_card *card;
	int slot, err;

	if (!ops->driver_name || !ops->short_name || !ops->start_device || !ops->release_device) {
		dev_err(dev, "adapter ops lack a name, start_device or release_device\n");
		return ERR_PTR(-EINVAL);
	}
	slot = slot_take(params);
	if (slot < 0)
		return ERR_PTR(slot);
	err = snd_card_new(dev, params->index[slot], params->id[slot], module,
			   struct_size(adapter, priv, DIV_ROUND_UP(priv_size, sizeof(u64))), &card);
	if (err) {
		slot_give_back(params, slot);
		return ERR_PTR(err);
	}
	adapter = card->private_data;
	adapter->card = card;
	adapter->dev = dev;
	adapter->ops = ops;
	adapter->short_name = ops->short_name;
	adapter->mixer_name = ops->mixer_name;
	adapter->components = ops->components;
	adapter->params = params;
	adapter->slot = slot;
	adapter->interrupt = -1;
	adapter->accessible = true;
	INIT_LIST_HEAD(&adapter->ports);
	INIT_LIST_HEAD(&adapter->clocks);
	INIT_LIST_HEAD(&adapter->connections);
	INIT_LIST_HEAD(&adapter->interrupt_syncs);
	INIT_LIST_HEAD(&adapter->controls);
	INIT_LIST_HEAD(&adapter->jacks);
	init_waitqueue_head(&adapter->property_wait);
	mutex_init(&adapter->control_mutex);
	card->private_free = adapter_release;
	return adapter;
}
EXPORT_SYMBOL_GPL(__portcls_adapter_alloc);

static void name_card(struct portcls_adapter *adapter,
		      const struct portcls_resource_list *resources)
{
	const struct portcls_resource *io;
	struct snd_card *card = adapter->card;

	strscpy(card->driver, adapter->ops->driver_name, sizeof(card->driver));
	strscpy(card->shortname, adapter->short_name, sizeof(card->shortname));
	if (adapter->mixer_name)
		strscpy(card->mixername, adapter->mixer_name, sizeof(card->mixername));
	if (adapter->components)
		strscpy(card->components, adapter->components, sizeof(card->components));

	io = portcls_resource_list_find(resources, PORTCLS_RESOURCE_PORT, 0) ?:
	     portcls_resource_list_find(resources, PORTCLS_RESOURCE_MEMORY, 0);
	if (io)
		scnprintf(card->longname, sizeof(card->longname),
			  "%s %s at 0x%llx, irq %d (PortCls)", card->shortname, card->driver,
			  io->start, adapter->interrupt);
	else
		scnprintf(card->longname, sizeof(card->longname), "%s %s (PortCls)",
			  card->shortname, card->driver);
}

static int build_ports(struct portcls_adapter *adapter)
{
	struct portcls_port *port;
	int err;

	list_for_each_entry(port, &adapter->ports, link) {
		err = port->class->build ? port->class->build(port) : 0;
		if (err) {
			dev_err(adapter->dev, "cannot build subdevice '%s': %d\n", port->name,
				err);
			return err;
		}
	}
	return 0;
}

/**
 * portcls_adapter_start() - bring a device up, to a sound card that applications see
 * @adapter: a new adapter
 * @resources: what the device has; needed during the call only
 *
 * From here on the adapter is the driver data of its device. On failure the adapter is still there,
 * for portcls_adapter_free().
 *
 * Context: process, from the probe of the device's driver.
 * Return: 0 or a negative errno, after a message.
 */
int portcls_adapter_start(struct portcls_adapter *adapter,
			  struct portcls_resource_list *resources)
{
	int err;

	dev_set_drvdata(adapter->dev, adapter);
	err = portcls_wmi_attach(adapter);
	if (err)
		return err;
	adapter->started = true;
	err = adapter->ops->start_device(adapter, resources);
	if (err)
		return err;
	err = portcls_connections_validate(adapter);
	if (err)
		return err;
	err = build_ports(adapter);
	if (err)
		return err;
	err = portcls_mixer_build(adapter);
	if (err)
		return err;
	name_card(adapter, resources);
	err = snd_card_register(adapter->card);
	if (err)
		return err;
	return portcls_wmi_start(adapter);
}
EXPORT_SYMBOL_GPL(portcls_adapter_start);

/**
 * portcls_adapter_look_for_device() - find out whether the hardware is there
 * @adapter: the adapter
 *
 * Sets adapter->gone if the bus misses the device, and takes it back if the bus knows better than
 * who set it: a device that is there has to be stopped before its memory is freed.
 *
 * Context: process.
 */
void portcls_adapter_look_for_device(struct portcls_adapter *adapter)
{
	if (!dev_is_pci(adapter->dev))
		return;
	if (pci_device_is_present(to_pci_dev(adapter->dev)))
		WRITE_ONCE(adapter->gone, false);
	else
		portcls_adapter_set_gone(adapter);
}

/**
 * portcls_adapter_free() - take a device down, from wherever it came up to, and free its adapter
 * @adapter: the adapter
 *
 * Applications get -ENODEV from now on. The call waits until the last of them has closed its files
 * and let go of its mappings; the hardware is at rest by then.
 *
 * Context: process, from the probe or remove of the device's driver.
 */
void portcls_adapter_free(struct portcls_adapter *adapter)
{
	struct portcls_port *port;

	WRITE_ONCE(adapter->leaving, true);
	portcls_properties_abandon(adapter);
	portcls_events_stop(adapter);
	portcls_adapter_look_for_device(adapter);
	portcls_wmi_stop(adapter);
	snd_card_disconnect(adapter->card);
	list_for_each_entry(port, &adapter->ports, link)
		if (port->class->stop)
			port->class->stop(port);
	portcls_interrupt_syncs_disconnect(adapter);
	snd_card_free(adapter->card);
}
EXPORT_SYMBOL_GPL(portcls_adapter_free);

/**
 * portcls_adapter_priv() - the adapter driver's own data
 * @adapter: the adapter
 *
 * Counterpart: the device extension beyond PORT_CLASS_DEVICE_EXTENSION_SIZE.
 *
 * Context: any.
 * Return: as many bytes as portcls_adapter_alloc() was asked for.
 */
void *portcls_adapter_priv(struct portcls_adapter *adapter)
{
	return adapter->priv;
}
EXPORT_SYMBOL_GPL(portcls_adapter_priv);

/**
 * portcls_adapter_device() - the device of an adapter
 * @adapter: the adapter
 *
 * Counterpart: PcGetPhysicalDeviceObject.
 *
 * Context: any.
 * Return: the device.
 */
struct device *portcls_adapter_device(struct portcls_adapter *adapter)
{
	return adapter->dev;
}
EXPORT_SYMBOL_GPL(portcls_adapter_device);

/**
 * portcls_adapter_set_names() - name what start_device has found out about a device
 * @adapter: the adapter
 * @short_name: short name of the card; NULL to leave it as the adapter's ops have it, as all here
 * @mixer_name: name of what mixes, or NULL
 * @components: ids of what the card consists of, or NULL
 *
 * All strings live as long as the adapter.
 *
 * Context: process, from start_device.
 */
void portcls_adapter_set_names(struct portcls_adapter *adapter, const char *short_name,
			       const char *mixer_name, const char *components)
{
	adapter->short_name = short_name ?: adapter->short_name;
	adapter->mixer_name = mixer_name ?: adapter->mixer_name;
	adapter->components = components ?: adapter->components;
}
EXPORT_SYMBOL_GPL(portcls_adapter_set_names);

/**
 * portcls_adapter_set_gone() - say that the hardware is not there any more
 * @adapter: the adapter
 *
 * From now on no method of a miniport that would touch the hardware is called, and running streams
 * stop at their next position. A service routine that reads all ones calls this.
 *
 * Context: any.
 */
void portcls_adapter_set_gone(struct portcls_adapter *adapter)
{
	WRITE_ONCE(adapter->gone, true);
	WRITE_ONCE(adapter->accessible, false);
}
EXPORT_SYMBOL_GPL(portcls_adapter_set_gone);

/**
 * portcls_adapter_set_mixer() - name what mixes, where only the device itself knows
 * @adapter: the adapter
 * @name: as mixer_name of &struct portcls_adapter_ops, which is NULL then
 * @components: as components there, NULL then
 *
 * Context: process, from start_device.
 */
void portcls_adapter_set_mixer(struct portcls_adapter *adapter, const char *name,
			       const char *components)
{
	strscpy(adapter->card->mixername, name, sizeof(adapter->card->mixername));
	strscpy(adapter->card->components, components, sizeof(adapter->card->components));
}
EXPORT_SYMBOL_GPL(portcls_adapter_set_mixer);

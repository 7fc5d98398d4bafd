/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Adapters: one device, its subdevices and its sound card.
 */
#ifndef PORTCLS_ADAPTER_H
#define PORTCLS_ADAPTER_H

#include <linux/bitmap.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/types.h>

#include <portcls/power.h>

struct device;
struct portcls_adapter;
struct portcls_port;
struct portcls_resource_list;
struct seq_file;

/* Sound cards that one module can drive. */
#define PORTCLS_MAX_CARDS	32

/**
 * struct portcls_card_params - the index, id and enable parameters of a module, and who uses them
 * @index: wanted card numbers, -1 for any
 * @id: wanted card ids, NULL for any
 * @enable: false for slots to pass over
 * @used: slots that an adapter holds, changed atomically
 */
struct portcls_card_params {
	int *index;
	char **id;
	bool *enable;
	DECLARE_BITMAP(used, PORTCLS_MAX_CARDS);
};

/**
 * PORTCLS_CARD_PARAMS() - define the index, id and enable parameters that every ALSA driver has
 * @params: name of the &struct portcls_card_params to define
 * @what: string that names the hardware in the parameters' descriptions
 */
#define PORTCLS_CARD_PARAMS(params, what)						\
	static int params##_index[PORTCLS_MAX_CARDS] = {				\
		[0 ... PORTCLS_MAX_CARDS - 1] = -1 };					\
	static char *params##_id[PORTCLS_MAX_CARDS];					\
	static bool params##_enable[PORTCLS_MAX_CARDS] = {				\
		[0 ... PORTCLS_MAX_CARDS - 1] = true };					\
	module_param_array_named(index, params##_index, int, NULL, 0444);		\
	MODULE_PARM_DESC(index, "Index value for " what " soundcard.");			\
	module_param_array_named(id, params##_id, charp, NULL, 0444);			\
	MODULE_PARM_DESC(id, "ID string for " what " soundcard.");			\
	module_param_array_named(enable, params##_enable, bool, NULL, 0444);		\
	MODULE_PARM_DESC(enable, "Enable " what " soundcard.");				\
	static struct portcls_card_params params = {					\
		.index = params##_index,						\
		.id = params##_id,							\
		.enable = params##_enable,						\
	}

/**
 * struct portcls_adapter_ops - what an adapter driver does for its device
 * @driver_name: driver string of the card, the in-tree driver's for the same chip
 * @short_name: short name of the card
 * @mixer_name: name of what mixes, e.g. the codec, as the in-tree driver has it, or NULL
 * @components: ids of what the card consists of, as the in-tree driver has them, or NULL
 * @start_device: creates the interrupt sync and the ports of the device, and registers its
 *	subdevices and physical connections. When it fails, @release_device is called for what it
 *	had done by then. Required. Counterpart: the StartDevice routine given to
 *	PcAddAdapterDevice. Context: process, may sleep.
 * @release_device: puts what @start_device took, as far as it came: DMA channels, service groups,
 *	mappings. By now no stream, interrupt or file is left. @present says whether the hardware
 *	is still there, to be switched off; if not, it is not touched. Required. Counterpart: the
 *	last Release of the miniports and adapter objects. Context: process, may sleep.
 * @power_change_state: puts the device into a power state; cannot fail, and is done on return.
 *	NULL if the device has none. Counterpart:
 *	IAdapterPowerManagement::PowerChangeState. Context: process, may sleep.
 */
struct portcls_adapter_ops {
	const char *driver_name;
	const char *short_name;
	const char *mixer_name;
	const char *components;
	int (*start_device)(struct portcls_adapter *adapter,
			    struct portcls_resource_list *resources);
	void (*release_device)(struct portcls_adapter *adapter, bool present);
	void (*power_change_state)(struct portcls_adapter *adapter,
				   enum portcls_power_state state);
};

/**
 * portcls_adapter_alloc() - make an adapter for a device
 * @dev: the device
 * @ops: what the adapter driver does; lives as long as the module
 * @params: the module's card parameters
 * @priv_size: bytes of the driver's own, zeroed; see portcls_adapter_priv()
 *
 * The calling module stays loaded while a file of the card is open.
 *
 * Counterpart: PcAddAdapterDevice, which also reserves the device extension.
 *
 * Context: process, may sleep.
 * Return: the adapter, or an ERR_PTR: -EINVAL if @ops lack something required, -ENOENT if the
 * parameters disable this card, -ENODEV if all slots are taken, -ENOMEM, or what snd_card_new()
 * gives.
 */
#define portcls_adapter_alloc(dev, ops, params, priv_size) \
	__portcls_adapter_alloc(dev, ops, params, priv_size, THIS_MODULE)

struct portcls_adapter *__portcls_adapter_alloc(struct device *dev,
						const struct portcls_adapter_ops *ops,
						struct portcls_card_params *params,
						size_t priv_size, struct module *module);
int portcls_adapter_start(struct portcls_adapter *adapter,
			  struct portcls_resource_list *resources);
void portcls_adapter_free(struct portcls_adapter *adapter);

void *portcls_adapter_priv(struct portcls_adapter *adapter);
struct device *portcls_adapter_device(struct portcls_adapter *adapter);
void portcls_adapter_set_names(struct portcls_adapter *adapter, const char *short_name,
			       const char *mixer_name, const char *components);
void portcls_adapter_set_gone(struct portcls_adapter *adapter);
void portcls_adapter_set_mixer(struct portcls_adapter *adapter, const char *name,
			       const char *components);

/**
 * typedef portcls_text - writes a text that users read
 * @file: what seq_printf() and the like write to
 * @context: as given to portcls_adapter_add_text()
 *
 * Context: process, may sleep; not once the card has been disconnected.
 */
typedef void (*portcls_text)(struct seq_file *file, void *context);

void portcls_adapter_add_text(struct portcls_adapter *adapter, const char *directory,
			      const char *name, portcls_text show, void *context);

int portcls_register_subdevice(struct portcls_adapter *adapter, const char *name,
			       struct portcls_port *port);
int portcls_register_physical_connection(struct portcls_adapter *adapter,
					 struct portcls_port *from, u32 from_pin,
					 struct portcls_port *to, u32 to_pin);
int portcls_register_physical_connection_to_external(struct portcls_adapter *adapter,
						     struct portcls_port *from, u32 from_pin,
						     const char *to);
int portcls_register_physical_connection_from_external(struct portcls_adapter *adapter,
						       const char *from,
						       struct portcls_port *to, u32 to_pin);

#endif /* PORTCLS_ADAPTER_H */

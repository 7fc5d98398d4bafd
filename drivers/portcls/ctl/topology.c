// SPDX-License-Identifier: GPL-2.0-only
/*
 * The Topology port: no streams; its nodes become controls of the card.
 */
#include <linux/dev_printk.h>
#include <linux/err.h>
#include <linux/export.h>

#include <portcls/filter.h>
#include <portcls/topology.h>

#include "../core.h"

static const struct portcls_port_class topology_class = {
	.name = "Topology",
};

/* A pin that takes streams is for the wave ports. */
static int check_pins(const struct portcls_port *port)
{
	const struct portcls_filter *filter = port->filter;
	u32 i;

	for (i = 0; i < filter->pin_count; i++) {
		if (portcls_pin_is_openable(portcls_filter_pin(filter, i))) {
			dev_err(port->adapter->dev, "Topology miniport: pin %u takes streams\n", i);
			return -EINVAL;
		}
	}
	return 0;
}

/**
 * portcls_topology_new() - make a Topology port and bind a miniport to it
 * @adapter: the adapter, which owns the port
 * @ops: methods of the miniport, all required
 * @miniport: passed to each of them, and to the property handlers
 * @resources: passed to the miniport's init
 *
 * The miniport's init is called, then its get_description, and the description is checked. The
 * port becomes a subdevice with portcls_register_subdevice().
 *
 * Counterpart: PcNewPort with CLSID_PortTopology, and IPort::Init.
 *
 * Context: process, from start_device.
 * Return: the port, or an ERR_PTR after a message that names what is wrong: -EINVAL, -ENOMEM, or
 * what the miniport gave.
 */
struct portcls_port *portcls_topology_new(struct portcls_adapter *adapter,
					  const struct portcls_topology_ops *ops, void *miniport,
					  struct portcls_resource_list *resources)
{
	const struct portcls_filter *filter = NULL;
	struct portcls_port *port;
	int err;

	if (!ops->get_description || !ops->init) {
		dev_err(adapter->dev, "Topology miniport has no %s method\n",
			!ops->get_description ? "get_description" : "init");
		return ERR_PTR(-EINVAL);
	}
	port = portcls_port_new(adapter, &topology_class, ops, miniport);
	if (IS_ERR(port))
		return port;
	err = ops->init(miniport, resources, port);
	if (!err)
		err = ops->get_description(miniport, &filter);
	port = portcls_port_bound(port, err, filter);
	if (IS_ERR(port))
		return port;
	err = check_pins(port);
	return err ? ERR_PTR(err) : port;
}
EXPORT_SYMBOL_GPL(portcls_topology_new);

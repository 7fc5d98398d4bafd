// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ports and subdevices: a port becomes a subdevice when it is registered under a name.
 */
#include <linux/dev_printk.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <portcls/adapter.h>
#include <portcls/filter.h>

#include "core.h"
#include "ctl/event.h"
#include "filter.h"
#include "pcm/stream.h"
#include "trace.h"

/**
 * portcls_port_new() - make a port of some kind
 * @adapter: owner
 * @class: kind
 * @miniport_ops: the miniport's, checked by the kind
 * @miniport: object passed to them
 *
 * Context: process, from start_device.
 * Return: the port, the adapter's, or an ERR_PTR.
 */
struct portcls_port *portcls_port_new(struct portcls_adapter *adapter,
				      const struct portcls_port_class *class,
				      const void *miniport_ops, void *miniport)
{
	struct portcls_port *port;

	port = kzalloc(sizeof(*port), GFP_KERNEL);
	if (!port)
		return ERR_PTR(-ENOMEM);
	port->adapter = adapter;
	port->class = class;
	port->miniport_ops = miniport_ops;
	port->miniport = miniport;
	INIT_LIST_HEAD(&port->pcms);
	mutex_init(&port->property_mutex);
	portcls_events_init(port);
	list_add_tail(&port->link, &adapter->ports);
	return port;
}

static void port_free(struct portcls_port *port)
{
	list_del(&port->link);
	mutex_destroy(&port->property_mutex);
	kfree(port);
}

static int set_filter(struct portcls_port *port, const struct portcls_filter *filter)
{
	struct portcls_filter_error error;
	int err;

	if (!filter) {
		dev_err(port->adapter->dev, "%s miniport gives no filter descriptor\n",
			port->class->name);
		return -EINVAL;
	}
	err = portcls_filter_validate(filter, &error);
	if (err) {
		dev_err(port->adapter->dev, "%s miniport: %s\n", port->class->name, error.text);
		return err;
	}
	port->filter = filter;
	return 0;
}

/**
 * portcls_port_bound() - finish a port whose miniport was asked to bind itself to it
 * @port: the port; freed when it has come to nothing
 * @err: what the miniport's methods gave
 * @filter: description that it gave
 *
 * Context: process.
 * Return: the port, or an ERR_PTR after a message.
 */
struct portcls_port *portcls_port_bound(struct portcls_port *port, int err,
					const struct portcls_filter *filter)
{
	if (err)
		dev_err(port->adapter->dev, "%s miniport cannot start: %d\n", port->class->name,
			err);
	else
		err = set_filter(port, filter);
	if (!err)
		return port;
	port_free(port);
	return ERR_PTR(err);
}

static struct portcls_port *find_subdevice(struct portcls_adapter *adapter, const char *name)
{
	struct portcls_port *port;

	list_for_each_entry(port, &adapter->ports, link)
		if (port->name && !strcmp(port->name, name))
			return port;
	return NULL;
}

/**
 * portcls_register_subdevice() - make a port a subdevice of its adapter
 * @adapter: the adapter
 * @name: name, unique in the adapter, not empty; lives as long as the adapter
 * @port: a port of this adapter, not registered yet
 *
 * Counterpart: PcRegisterSubdevice.
 *
 * Context: process, from start_device.
 * Return: 0, -EINVAL for a bad name or port, -EEXIST if the name is taken, -EBUSY if the port is a
 * subdevice already.
 */
int portcls_register_subdevice(struct portcls_adapter *adapter, const char *name,
			       struct portcls_port *port)
{
	if (!name || !*name || !port || port->adapter != adapter || !port->filter) {
		dev_err(adapter->dev, "subdevice without a name, or not of this adapter\n");
		return -EINVAL;
	}
	if (port->name) {
		dev_err(adapter->dev, "subdevice '%s' is registered already, as '%s'\n", name,
			port->name);
		return -EBUSY;
	}
	if (find_subdevice(adapter, name)) {
		dev_err(adapter->dev, "subdevice '%s': name is taken\n", name);
		return -EEXIST;
	}
	port->name = name;
	trace_portcls_subdevice_register(port);
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_register_subdevice);

/**
 * portcls_ports_free() - free the ports of an adapter
 * @adapter: the adapter; its card's devices are gone
 *
 * Context: process.
 */
void portcls_ports_free(struct portcls_adapter *adapter)
{
	struct portcls_port *port, *next;

	list_for_each_entry_safe(port, next, &adapter->ports, link) {
		if (port->name)
			trace_portcls_subdevice_unregister(port);
		port_free(port);
	}
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Physical connections: wires between subdevices, and out of the device.
 */
#include <linux/dev_printk.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/slab.h>

#include <portcls/adapter.h>
#include <portcls/filter.h>

#include "connection.h"
#include "core.h"

static int check_end(struct portcls_adapter *adapter, const struct portcls_port *port, u32 pin_id,
		     enum portcls_dataflow dataflow)
{
	const struct portcls_pin *pin;

	if (!port || port->adapter != adapter || !port->name) {
		dev_err(adapter->dev, "physical connection: not a subdevice of this adapter\n");
		return -EINVAL;
	}
	if (pin_id >= port->filter->pin_count) {
		dev_err(adapter->dev, "physical connection: subdevice '%s' has no pin %u\n",
			port->name, pin_id);
		return -EINVAL;
	}
	pin = portcls_filter_pin(port->filter, pin_id);
	if (portcls_pin_is_openable(pin)) {
		dev_err(adapter->dev,
			"physical connection: pin %u of subdevice '%s' takes streams, not wires\n",
			pin_id, port->name);
		return -EINVAL;
	}
	if (pin->dataflow != dataflow) {
		dev_err(adapter->dev,
			"physical connection: pin %u of subdevice '%s' is used against its dataflow\n",
			pin_id, port->name);
		return -EINVAL;
	}
	return 0;
}

static int check_external(struct portcls_adapter *adapter, const char *name)
{
	if (name && *name)
		return 0;
	dev_err(adapter->dev, "physical connection: what is outside has no name\n");
	return -EINVAL;
}

static int add_connection(struct portcls_adapter *adapter,
			  const struct portcls_physical_connection *wanted)
{
	struct portcls_physical_connection *connection;

	list_for_each_entry(connection, &adapter->connections, link) {
		if (wanted->to && connection->to == wanted->to &&
		    connection->to_pin == wanted->to_pin) {
			dev_err(adapter->dev,
				"physical connection: pin %u of subdevice '%s' has one already\n",
				wanted->to_pin, wanted->to->name);
			return -EEXIST;
		}
	}
	connection = kmemdup(wanted, sizeof(*wanted), GFP_KERNEL);
	if (!connection)
		return -ENOMEM;
	list_add_tail(&connection->link, &adapter->connections);
	return 0;
}

/**
 * portcls_register_physical_connection() - wire one subdevice to another
 * @adapter: owner of both
 * @from: subdevice the signal leaves
 * @from_pin: pin of @from, of dataflow OUT
 * @to: subdevice the signal enters
 * @to_pin: pin of @to, of dataflow IN
 *
 * Counterpart: PcRegisterPhysicalConnection.
 *
 * Context: process, from start_device.
 * Return: 0, -EINVAL for ends that do not fit, -EEXIST if something enters @to_pin already,
 * -ENOMEM.
 */
int portcls_register_physical_connection(struct portcls_adapter *adapter,
					 struct portcls_port *from, u32 from_pin,
					 struct portcls_port *to, u32 to_pin)
{
	const struct portcls_physical_connection connection = {
		.from = from, .from_pin = from_pin, .to = to, .to_pin = to_pin,
	};
	int err;

	err = check_end(adapter, from, from_pin, PORTCLS_DATAFLOW_OUT);
	if (err)
		return err;
	err = check_end(adapter, to, to_pin, PORTCLS_DATAFLOW_IN);
	if (err)
		return err;
	if (from == to) {
		dev_err(adapter->dev, "physical connection: subdevice '%s' to itself\n",
			from->name);
		return -EINVAL;
	}
	return add_connection(adapter, &connection);
}
EXPORT_SYMBOL_GPL(portcls_register_physical_connection);

/**
 * portcls_register_physical_connection_to_external() - wire a subdevice to the outside
 * @adapter: owner of @from
 * @from: subdevice the signal leaves
 * @from_pin: pin of @from, of dataflow OUT
 * @to: what is outside, e.g. "Line Out"; lives as long as the adapter
 *
 * Counterpart: PcRegisterPhysicalConnectionToExternal.
 *
 * Context: process, from start_device.
 * Return: 0, -EINVAL for an end that does not fit or a missing name, -ENOMEM.
 */
int portcls_register_physical_connection_to_external(struct portcls_adapter *adapter,
						     struct portcls_port *from, u32 from_pin,
						     const char *to)
{
	const struct portcls_physical_connection connection = {
		.from = from, .from_pin = from_pin, .external = to,
	};
	int err;

	err = check_external(adapter, to);
	if (err)
		return err;
	err = check_end(adapter, from, from_pin, PORTCLS_DATAFLOW_OUT);
	if (err)
		return err;
	return add_connection(adapter, &connection);
}
EXPORT_SYMBOL_GPL(portcls_register_physical_connection_to_external);

/**
 * portcls_register_physical_connection_from_external() - wire the outside to a subdevice
 * @adapter: owner of @to
 * @from: what is outside, e.g. "Line In"; lives as long as the adapter
 * @to: subdevice the signal enters
 * @to_pin: pin of @to, of dataflow IN
 *
 * Counterpart: PcRegisterPhysicalConnectionFromExternal.
 *
 * Context: process, from start_device.
 * Return: 0, -EINVAL for an end that does not fit or a missing name, -EEXIST if something enters
 * @to_pin already, -ENOMEM.
 */
int portcls_register_physical_connection_from_external(struct portcls_adapter *adapter,
						       const char *from,
						       struct portcls_port *to, u32 to_pin)
{
	const struct portcls_physical_connection connection = {
		.external = from, .to = to, .to_pin = to_pin,
	};
	int err;

	err = check_external(adapter, from);
	if (err)
		return err;
	err = check_end(adapter, to, to_pin, PORTCLS_DATAFLOW_IN);
	if (err)
		return err;
	return add_connection(adapter, &connection);
}
EXPORT_SYMBOL_GPL(portcls_register_physical_connection_from_external);

static bool pin_is_wired(const struct portcls_adapter *adapter, const struct portcls_port *port,
			 u32 pin)
{
	const struct portcls_physical_connection *connection;

	list_for_each_entry(connection, &adapter->connections, link) {
		if (connection->from == port && connection->from_pin == pin)
			return true;
		if (connection->to == port && connection->to_pin == pin)
			return true;
	}
	return false;
}

/**
 * portcls_connections_validate() - check that the joined graph of an adapter has no loose ends
 * @adapter: the adapter, its subdevices and connections registered
 *
 * Context: process.
 * Return: 0, or -EINVAL after a message that names the pin left over.
 */
int portcls_connections_validate(struct portcls_adapter *adapter)
{
	const struct portcls_port *port;
	u32 i;

	list_for_each_entry(port, &adapter->ports, link) {
		if (!port->name) {
			dev_err(adapter->dev, "%s port was made, but not registered\n",
				port->class->name);
			return -EINVAL;
		}
		for (i = 0; i < port->filter->pin_count; i++) {
			if (portcls_pin_is_openable(portcls_filter_pin(port->filter, i)))
				continue;
			if (!pin_is_wired(adapter, port, i)) {
				dev_err(adapter->dev,
					"pin %u of subdevice '%s' has no physical connection\n", i,
					port->name);
				return -EINVAL;
			}
		}
	}
	return 0;
}

/**
 * portcls_connections_free() - forget the physical connections of an adapter
 * @adapter: the adapter
 *
 * Context: process.
 */
void portcls_connections_free(struct portcls_adapter *adapter)
{
	struct portcls_physical_connection *connection, *next;

	list_for_each_entry_safe(connection, next, &adapter->connections, link) {
		list_del(&connection->link);
		kfree(connection);
	}
}

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Data blocks of miniports: an adapter is a provider of winwmi, with blocks of the core's and of
 * one of its miniports.
 */
#ifndef PORTCLS_WMI_H
#define PORTCLS_WMI_H

#include <linux/uuid.h>

#include <winwmi/block.h>
#include <winwmi/provider.h>

struct portcls_adapter;
struct portcls_port;

int portcls_register_wmi_provider(struct portcls_port *port, struct portcls_adapter *adapter,
				  struct winwmi_context *context);
int portcls_unregister_wmi_provider(struct portcls_port *port, struct portcls_adapter *adapter);
struct winwmi_provider *portcls_wmi_provider(struct portcls_adapter *adapter);

/* Blocks that each card has; Documentation/user/card-data.md says what is in them. */
extern const guid_t portcls_wmi_adapter_guid;
extern const guid_t portcls_wmi_stream_guid;
extern const guid_t portcls_wmi_service_guid;
extern const guid_t portcls_wmi_xrun_guid;

#endif /* PORTCLS_WMI_H */

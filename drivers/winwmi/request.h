/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef WINWMI_REQUEST_INTERNAL_H
#define WINWMI_REQUEST_INTERNAL_H

#include <winwmi/provider.h>
#include <winwmi/request.h>

struct winwmi_block;

int winwmi_request_block(struct winwmi_block *block, struct winwmi_request *request);
int winwmi_request(struct winwmi_request *request);
int winwmi_block_get(struct winwmi_provider *provider, const guid_t *guid,
		     struct winwmi_block **block);
int winwmi_block_control(struct winwmi_block *block, enum winwmi_function function, bool enable);
u64 winwmi_time(void);

#endif /* WINWMI_REQUEST_INTERNAL_H */

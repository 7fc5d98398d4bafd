/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_WMI_INTERNAL_H
#define PORTCLS_WMI_INTERNAL_H

#include <linux/jump_label.h>
#include <linux/types.h>

#include <winwmi/provider.h>

struct portcls_adapter;
struct portcls_stream;

/**
 * struct portcls_wmi - an adapter as a provider
 * @provider: winwmi's side, from before start_device until the card is freed
 * @context: the core's blocks
 * @miniport: blocks of a miniport, or NULL; changed atomically
 * @names: of the streams, as instances
 * @streams: the streams; they live as long as the card
 * @stream_count: how many
 * @collecting: services are measured
 */
struct portcls_wmi {
	struct winwmi_provider *provider;
	struct winwmi_context context;
	struct winwmi_context *miniport;
	const char **names;
	struct portcls_stream **streams;
	u32 stream_count;
	bool collecting;
};

/**
 * struct portcls_service_data - how a stream was serviced, as far as it was measured
 * @services: ends of periods that ALSA was told of
 * @glitches: how many of those the application had written too little for
 * @last_latency: nanoseconds from the end of the last period to when ALSA was told
 * @max_latency: the most of them
 * @total_latency: the sum of them
 *
 * It is the data of a block.
 */
struct portcls_service_data {
	u64 services;
	u64 glitches;
	u64 last_latency;
	u64 max_latency;
	u64 total_latency;
};

/* adapter.c */
int portcls_wmi_attach(struct portcls_adapter *adapter);
int portcls_wmi_start(struct portcls_adapter *adapter);
void portcls_wmi_stop(struct portcls_adapter *adapter);
void portcls_wmi_detach(struct portcls_adapter *adapter);
void portcls_wmi_xrun(const struct portcls_stream *stream);

/* blocks.c */
extern const struct winwmi_callbacks portcls_wmi_callbacks;

/* service.c */
void portcls_wmi_measure_services(struct portcls_adapter *adapter, bool on);
void portcls_wmi_forget_service(struct portcls_stream *stream);
void portcls_wmi_get_service(struct portcls_stream *stream, struct portcls_service_data *data);
void __portcls_wmi_serviced(struct portcls_stream *stream);

/* Some adapter's services are measured. */
DECLARE_STATIC_KEY_FALSE(portcls_wmi_measures);

/**
 * portcls_wmi_serviced() - measure the service of a stream, if somebody wants that
 * @stream: a stream; ALSA has just been told that a period of it has ended
 *
 * Context: any but non-maskable interrupt, stream lock not held.
 */
static inline void portcls_wmi_serviced(struct portcls_stream *stream)
{
	if (static_branch_unlikely(&portcls_wmi_measures))
		__portcls_wmi_serviced(stream);
}

#endif /* PORTCLS_WMI_INTERNAL_H */

/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_TESTS_SUITES_H
#define PORTCLS_TESTS_SUITES_H

struct kunit_suite;

extern struct kunit_suite portcls_resource_list_suite;
extern struct kunit_suite portcls_dma_channel_suite;
extern struct kunit_suite portcls_interrupt_sync_suite;
extern struct kunit_suite portcls_service_group_suite;
extern struct kunit_suite portcls_filter_suite;
extern struct kunit_suite portcls_connection_suite;
extern struct kunit_suite portcls_adapter_suite;
extern struct kunit_suite portcls_stream_suite;
extern struct kunit_suite portcls_lifetime_suite;
extern struct kunit_suite portcls_wavecyclic_suite;
extern struct kunit_suite portcls_wavepci_suite;
extern struct kunit_suite portcls_wavepci_random_suite;
extern struct kunit_suite portcls_period_suite;
extern struct kunit_suite portcls_format_suite;
extern struct kunit_suite portcls_wavert_suite;
extern struct kunit_suite portcls_wavert_time_suite;
extern struct kunit_suite portcls_packet_suite;
extern struct kunit_suite portcls_topology_suite;
extern struct kunit_suite portcls_enumeration_suite;
extern struct kunit_suite portcls_bytes_suite;
extern struct kunit_suite portcls_graph_suite;
extern struct kunit_suite portcls_line_suite;
extern struct kunit_suite portcls_property_suite;
extern struct kunit_suite portcls_pending_suite;
extern struct kunit_suite portcls_event_suite;
extern struct kunit_suite portcls_jack_suite;
extern struct kunit_suite portcls_chmap_suite;
extern struct kunit_suite portcls_etw_suite;
extern struct kunit_suite portcls_stream_control_suite;
extern struct kunit_suite portcls_wmi_suite;
extern struct kunit_suite portcls_broken_suite;

#endif /* PORTCLS_TESTS_SUITES_H */

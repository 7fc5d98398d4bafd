// SPDX-License-Identifier: GPL-2.0-only
/*
 * The test module: which suites it has.
 */
#include <linux/module.h>

#include "kunit.h"
#include "suites.h"

#ifdef PORTCLS_TEST_BROKEN
kunit_test_suites(&portcls_broken_suite);
#else
kunit_test_suites(&portcls_resource_list_suite,
		  &portcls_dma_channel_suite,
		  &portcls_interrupt_sync_suite,
		  &portcls_service_group_suite,
		  &portcls_filter_suite,
		  &portcls_connection_suite,
		  &portcls_adapter_suite,
		  &portcls_stream_suite,
		  &portcls_lifetime_suite,
		  &portcls_wavecyclic_suite,
		  &portcls_wavepci_suite,
		  &portcls_wavepci_random_suite,
		  &portcls_period_suite,
		  &portcls_format_suite,
		  &portcls_wavert_suite,
		  &portcls_wavert_time_suite,
		  &portcls_packet_suite,
		  &portcls_topology_suite,
		  &portcls_enumeration_suite,
		  &portcls_bytes_suite,
		  &portcls_graph_suite,
		  &portcls_line_suite,
		  &portcls_property_suite,
		  &portcls_pending_suite,
		  &portcls_event_suite,
		  &portcls_jack_suite,
		  &portcls_chmap_suite,
		  &portcls_etw_suite,
		  &portcls_stream_control_suite,
		  &portcls_wmi_suite);
#endif

MODULE_DESCRIPTION("Tests of PortCls for Linux");
MODULE_LICENSE("GPL");

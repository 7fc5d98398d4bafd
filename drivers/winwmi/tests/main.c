// SPDX-License-Identifier: GPL-2.0-only
/*
 * The test module: which suites it has.
 */
#include <linux/module.h>

#include <kunit/test.h>

#include <generated/portcls-version.h>

#include "suites.h"

kunit_test_suites(&winwmi_status_suite,
		  &winwmi_registration_suite,
		  &winwmi_names_suite,
		  &winwmi_request_suite,
		  &winwmi_item_suite,
		  &winwmi_dynamic_suite,
		  &winwmi_edge_suite,
		  &winwmi_event_suite,
		  &winwmi_queue_suite);

MODULE_AUTHOR("PortCls for Linux maintainers");
MODULE_DESCRIPTION("Tests of WMI providers for Linux");
MODULE_LICENSE("GPL");
MODULE_VERSION(PORTCLS_VERSION);

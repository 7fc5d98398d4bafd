/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef WINWMI_TESTS_SUITES_H
#define WINWMI_TESTS_SUITES_H

struct kunit_suite;

extern struct kunit_suite winwmi_status_suite;
extern struct kunit_suite winwmi_registration_suite;
extern struct kunit_suite winwmi_names_suite;
extern struct kunit_suite winwmi_request_suite;
extern struct kunit_suite winwmi_item_suite;
extern struct kunit_suite winwmi_dynamic_suite;
extern struct kunit_suite winwmi_edge_suite;
extern struct kunit_suite winwmi_event_suite;
extern struct kunit_suite winwmi_queue_suite;

#endif /* WINWMI_TESTS_SUITES_H */

/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef HDA_TESTS_SUITES_H
#define HDA_TESTS_SUITES_H

struct kunit_suite;

extern struct kunit_suite hda_codec_suite;

#endif /* HDA_TESTS_SUITES_H */

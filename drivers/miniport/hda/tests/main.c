// SPDX-License-Identifier: GPL-2.0-only
/*
 * The test module: which suites it has.
 */
#include <linux/module.h>

#include "../../../portcls/tests/kunit.h"
#include "suites.h"

kunit_test_suites(&hda_codec_suite);

MODULE_DESCRIPTION("Tests of the Intel HD Audio miniport");
MODULE_LICENSE("GPL");

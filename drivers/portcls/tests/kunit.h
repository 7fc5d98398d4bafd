/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * KUnit where the kernel has it, else what kunit-shim.h makes of it.
 */
#ifndef PORTCLS_TESTS_KUNIT_H
#define PORTCLS_TESTS_KUNIT_H

#ifdef PORTCLS_TEST_KUNIT
#include <kunit/test.h>
#else
#include "kunit-shim.h"
#endif

#endif /* PORTCLS_TESTS_KUNIT_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Negative control: cases that have to fail, built only when asked for by PORTCLS_TEST_BROKEN=y.
 */
#include "kunit.h"
#include "suites.h"

static void broken_expectation_fails(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, 1 + 1, 3);
	KUNIT_EXPECT_STREQ(test, "one", "two");
	kunit_info(test, "goes on\n");
}

static void broken_assertion_ends_the_case(struct kunit *test)
{
	KUNIT_ASSERT_TRUE(test, !test);
	kunit_info(test, "goes on, but must not\n");
}

static void next_case_still_passes(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, 1 + 1, 2);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(broken_expectation_fails),
	KUNIT_CASE(broken_assertion_ends_the_case),
	KUNIT_CASE(next_case_still_passes),
	{}
};

struct kunit_suite portcls_broken_suite = {
	.name = "portcls_broken",
	.test_cases = cases,
};

// SPDX-License-Identifier: GPL-2.0-only
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <linux/limits.h>

#include "portcls/pcm/clock.h"

#define SECOND	1000000000ULL
#define WRAP	(1ULL << 32)
#define RATE	24000000

static struct portcls_clock clock_of(u32 width)
{
	return (struct portcls_clock) { .numerator = RATE, .denominator = 1, .width = width };
}

static u64 ns_of(u64 ticks)
{
	return ticks / RATE * SECOND + ticks % RATE * SECOND / RATE;
}

static void test_first_reading_is_as_it_is(void **state)
{
	struct portcls_clock clock = clock_of(32);

	assert_int_equal(portcls_clock_read(&clock, 4000000000U, 77), ns_of(4000000000U));
}

static void test_wrap_is_counted_p34(void **state)
{
	struct portcls_clock clock = clock_of(32);

	portcls_clock_read(&clock, 0xfffffff0, 0);
	assert_int_equal(portcls_clock_read(&clock, 0x10, 1333), ns_of(WRAP + 0x10));
}

/* Nobody has asked for a month, by a clock that was off by 100 ppm. */
static void test_wraps_that_nobody_saw_are_counted_p34(void **state)
{
	struct portcls_clock clock = clock_of(32);
	const u64 month = 30 * 86400 * SECOND, ticks = 30 * 86400ULL * RATE;

	portcls_clock_read(&clock, 5, 1000);
	assert_int_equal(portcls_clock_read(&clock, (u32)(ticks + 5), 1000 + month - 80 * SECOND),
			 ns_of(ticks + 5));
	assert_int_equal(portcls_clock_read(&clock, (u32)(2 * ticks + 5),
					    1000 + 2 * month), ns_of(2 * ticks + 5));
}

static void test_step_back_is_no_wrap_p34(void **state)
{
	struct portcls_clock clock = clock_of(32);

	portcls_clock_read(&clock, 1000, 0);
	assert_int_equal(portcls_clock_read(&clock, 999, 1), ns_of(999));
	assert_int_equal(portcls_clock_read(&clock, 1001, 2), ns_of(1001));
}

static void test_64_bits_need_no_help(void **state)
{
	struct portcls_clock clock = clock_of(64);

	portcls_clock_read(&clock, 1, 0);
	assert_int_equal(portcls_clock_read(&clock, 5 * WRAP, 1), ns_of(5 * WRAP));
}

static void test_ticks_of_several_seconds(void **state)
{
	struct portcls_clock clock = { .numerator = 3, .denominator = 7, .width = 32 };

	assert_int_equal(portcls_clock_read(&clock, 6, 0), 14 * SECOND);
	assert_int_equal(portcls_clock_read(&clock, 7, 2 * SECOND), 16333333333ULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_reading_is_as_it_is),
		cmocka_unit_test(test_wrap_is_counted_p34),
		cmocka_unit_test(test_wraps_that_nobody_saw_are_counted_p34),
		cmocka_unit_test(test_step_back_is_no_wrap_p34),
		cmocka_unit_test(test_64_bits_need_no_help),
		cmocka_unit_test(test_ticks_of_several_seconds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-2.0-only
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>

#include <portcls/format.h>

#include "testing/random.h"

#define HNS_PER_SEC	10000000

__extension__ typedef unsigned __int128 u128;

static struct portcls_format format(u32 num, u32 den, u16 channels, u8 container_bits)
{
	return (struct portcls_format) {
		.channels = channels,
		.valid_bits = container_bits,
		.container_bits = container_bits,
		.rate = num / den,
		.rate_num = num,
		.rate_den = den,
		.block_align = channels * container_bits / 8,
	};
}

static u64 exact_hns(const struct portcls_format *format, u64 bytes)
{
	return (u128)(bytes / format->block_align) * format->rate_den * HNS_PER_SEC /
	       format->rate_num;
}

static void assert_exact(const struct portcls_format *format, u64 bytes)
{
	assert_int_equal(portcls_format_bytes_to_hns(format, bytes), exact_hns(format, bytes));
}

static void test_nothing_takes_no_time(void **state)
{
	struct portcls_format cd = format(44100, 1, 2, 16);

	assert_int_equal(portcls_format_bytes_to_hns(&cd, 0), 0);
}

static void test_a_second_is_ten_million_units(void **state)
{
	struct portcls_format cd = format(44100, 1, 2, 16);

	assert_int_equal(portcls_format_bytes_to_hns(&cd, 44100 * 4), HNS_PER_SEC);
}

static void test_time_is_rounded_down(void **state)
{
	struct portcls_format cd = format(44100, 1, 2, 16);

	assert_int_equal(portcls_format_bytes_to_hns(&cd, 4), 226);
}

static void test_part_of_a_frame_takes_no_time(void **state)
{
	struct portcls_format six = format(48000, 1, 6, 24);
	u32 i;

	for (i = 0; i < 18; i++)
		assert_int_equal(portcls_format_bytes_to_hns(&six, 18 * 48000 + i), HNS_PER_SEC);
	assert_int_equal(portcls_format_bytes_to_hns(&six, 18 * 48000 - 1), HNS_PER_SEC - 209);
}

static void test_divided_clock_is_exact(void **state)
{
	struct portcls_format es1370 = format(1411200, 29, 2, 16);

	/* 1411200 frames take 29 s, not 1411200 / 48662 = 29.00004 s */
	assert_int_equal(portcls_format_bytes_to_hns(&es1370, 1411200 * 4ULL),
			 29ULL * HNS_PER_SEC);
	/* nor is there a drift in a year */
	assert_int_equal(portcls_format_bytes_to_hns(&es1370, 1411200ULL * 4 * 1000000),
			 29000000ULL * HNS_PER_SEC);
}

static void test_extreme_rates_are_exact(void **state)
{
	static const u32 rates[] = { 1, 2, 3, U32_MAX / 2, U32_MAX - 1, U32_MAX };
	struct portcls_format extreme;
	u32 i, j;

	for (i = 0; i < ARRAY_SIZE(rates); i++) {
		for (j = 0; j < ARRAY_SIZE(rates); j++) {
			extreme = format(rates[i], rates[j], 1, 8);
			assert_exact(&extreme, 1);
			assert_exact(&extreme, 3);
			assert_exact(&extreme, rates[j] == 1 ? U32_MAX : 400);
		}
	}
}

/* As long as frames times rate_den, and the time itself, fit into 64 bits. */
static void test_random_formats_are_exact(void **state)
{
	struct random random = random_start();
	struct portcls_format any;
	u64 frames;
	u32 i;

	for (i = 0; i < 1000000; i++) {
		any = format(random_from(&random, 1, U32_MAX >> random_from(&random, 0, 31)),
			     random_from(&random, 1, U32_MAX >> random_from(&random, 0, 31)),
			     random_from(&random, 1, 32), 8 * random_from(&random, 1, 4));
		frames = min(U64_MAX / any.rate_den,
			     (u64)((u128)U64_MAX * any.rate_num / any.rate_den / HNS_PER_SEC));
		frames = random_from(&random, 0, min(frames, U64_MAX / any.block_align - 1));
		frames >>= random_from(&random, 0, 63);
		assert_exact(&any, frames * any.block_align +
				   random_from(&random, 0, any.block_align - 1));
	}
}

static void test_time_never_falls(void **state)
{
	struct portcls_format es1370 = format(1411200, 176, 1, 16);
	u64 last = 0, hns, bytes;

	for (bytes = 0; bytes < 100000; bytes++) {
		hns = portcls_format_bytes_to_hns(&es1370, bytes);
		assert_true(hns >= last);
		last = hns;
	}
}

static void test_and_back_is_within_a_frame_p11(void **state)
{
	static const struct { u32 num, den; } rates[] = {
		{ 8000, 1 }, { 44100, 1 }, { 48000, 1 }, { 192000, 1 }, { 384000, 1 },
		{ 1411200, 29 }, { 1411200, 176 }, { 1411200, 256 },
	};
	struct random random = random_start();
	struct portcls_format any;
	u64 frames, back;
	u32 i, j;

	for (i = 0; i < ARRAY_SIZE(rates); i++) {
		any = format(rates[i].num, rates[i].den, 2, 16);
		for (j = 0; j < 10000; j++) {
			frames = random_from(&random, 0, 1ULL << random_from(&random, 0, 40));
			back = (u128)portcls_format_bytes_to_hns(&any, frames * 4) * any.rate_num /
			       any.rate_den / HNS_PER_SEC;
			assert_true(back == frames || back + 1 == frames);
		}
	}
}

static void assert_silence(u8 container_bits, u8 silence)
{
	struct portcls_format any = format(48000, 1, 2, container_bits);
	u8 buffer[66];
	u32 size, i;

	for (size = 0; size <= 64; size++) {
		memset(buffer, 0x55, sizeof(buffer));
		portcls_format_silence(&any, buffer + 1, size);
		assert_int_equal(buffer[0], 0x55);
		for (i = 1; i <= size; i++)
			assert_int_equal(buffer[i], silence);
		for (; i < sizeof(buffer); i++)
			assert_int_equal(buffer[i], 0x55);
	}
}

static void test_silence_of_8_bits_is_the_middle(void **state)
{
	assert_silence(8, 0x80);
}

static void test_silence_of_16_bits_is_zero(void **state)
{
	assert_silence(16, 0);
}

static void test_silence_of_24_bits_is_zero(void **state)
{
	assert_silence(24, 0);
}

static void test_silence_of_32_bits_is_zero(void **state)
{
	assert_silence(32, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_takes_no_time),
		cmocka_unit_test(test_a_second_is_ten_million_units),
		cmocka_unit_test(test_time_is_rounded_down),
		cmocka_unit_test(test_part_of_a_frame_takes_no_time),
		cmocka_unit_test(test_divided_clock_is_exact),
		cmocka_unit_test(test_extreme_rates_are_exact),
		cmocka_unit_test(test_random_formats_are_exact),
		cmocka_unit_test(test_time_never_falls),
		cmocka_unit_test(test_and_back_is_within_a_frame_p11),
		cmocka_unit_test(test_silence_of_8_bits_is_the_middle),
		cmocka_unit_test(test_silence_of_16_bits_is_zero),
		cmocka_unit_test(test_silence_of_24_bits_is_zero),
		cmocka_unit_test(test_silence_of_32_bits_is_zero),
	};

	return cmocka_run_group_tests_name("format", tests, NULL, NULL);
}

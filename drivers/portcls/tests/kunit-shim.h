/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For kernels without KUnit: the part of its interface that the suites here use. The suites run
 * when the module is loaded, and tell the kernel's log what they found as KTAP, version 1.
 *
 * As with KUnit, each case has a kthread of its own, which a failed assertion ends. So assertions
 * are for the case's own functions, not for interrupts and threads that it makes; expectations may
 * be anywhere. Loading the module succeeds whatever the result is.
 */
#ifndef PORTCLS_TESTS_KUNIT_SHIM_H
#define PORTCLS_TESTS_KUNIT_SHIM_H

#include <linux/completion.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/types.h>

struct kunit;

/**
 * struct kunit_case - a test case
 * @run_case: the test
 * @name: its name
 */
struct kunit_case {
	void (*run_case)(struct kunit *test);
	const char *name;
};

/**
 * struct kunit_suite - a test suite
 * @name: its name
 * @init: called before each case, or NULL
 * @exit: called after each case, also after one that was ended, or NULL
 * @test_cases: the cases, up to one without @run_case
 */
struct kunit_suite {
	const char *name;
	int (*init)(struct kunit *test);
	void (*exit)(struct kunit *test);
	struct kunit_case *test_cases;
};

/**
 * struct kunit - a running case
 * @priv: the suite's
 * @name: name of the case
 * @suite: its suite
 * @test_case: what runs
 * @failed: something was not as expected
 * @skipped: why it was skipped, empty if it was not
 * @memory: what kunit_kzalloc() gave
 * @done: its kthread has ended
 */
struct kunit {
	void *priv;
	const char *name;
	struct kunit_suite *suite;
	struct kunit_case *test_case;
	bool failed;
	char skipped[80];
	struct list_head memory;
	struct completion done;
};

/**
 * struct kunit_shim_place - where a check stands, and what it does when it fails
 * @file: source file
 * @line: line in it
 * @ends: ends the case
 */
struct kunit_shim_place {
	const char *file;
	int line;
	bool ends;
};

void *kunit_kzalloc(struct kunit *test, size_t size, gfp_t gfp);
__printf(3, 4) void kunit_shim_fail(struct kunit *test, const struct kunit_shim_place *place,
				    const char *fmt, ...);
void kunit_shim_fail_int(struct kunit *test, const struct kunit_shim_place *place,
			 const char *expected, const char *left_text, long long left,
			 const char *right_text, long long right);
void kunit_shim_fail_ptr(struct kunit *test, const struct kunit_shim_place *place,
			 const char *expected, const char *left_text, const void *left,
			 const char *right_text, const void *right);
void kunit_shim_fail_str(struct kunit *test, const struct kunit_shim_place *place,
			 const char *expected, const char *left_text, const char *left,
			 const char *right_text, const char *right);
__printf(2, 3) void kunit_shim_skip(struct kunit *test, const char *fmt, ...);

#define KUNIT_CASE(test_name)	{ .run_case = test_name, .name = #test_name }

#define kunit_skip(test, fmt, ...)						\
do {										\
	kunit_shim_skip(test, fmt, ##__VA_ARGS__);				\
	kthread_complete_and_exit(&(test)->done, 0);				\
} while (0)

#define kunit_info(test, fmt, ...) \
	pr_info("    # %s: " fmt, (test)->name, ##__VA_ARGS__)

/* Ends with NULL. */
extern struct kunit_suite *const kunit_shim_suites[];

#define kunit_test_suites(suites...) \
	struct kunit_suite *const kunit_shim_suites[] = { suites, NULL }

#define KUNIT_SHIM_PLACE(ends)	(&(struct kunit_shim_place) { __FILE__, __LINE__, ends })

#define KUNIT_SHIM_TRUE(test, ends, condition, wanted)				\
do {										\
	bool shim_is = condition;						\
										\
	if (shim_is != (wanted))						\
		kunit_shim_fail(test, KUNIT_SHIM_PLACE(ends),			\
				"Expected %s to be %s", #condition,		\
				(wanted) ? "true" : "false");			\
} while (0)

#define KUNIT_SHIM_BINARY(test, ends, left, op, right)				\
do {										\
	const typeof(left) shim_left = (left);					\
	const typeof(right) shim_right = (right);				\
										\
	if (!(shim_left op shim_right))						\
		kunit_shim_fail_int(test, KUNIT_SHIM_PLACE(ends),		\
				    #left " " #op " " #right,			\
				    #left, (long long)shim_left,		\
				    #right, (long long)shim_right);		\
} while (0)

#define KUNIT_SHIM_PTR(test, ends, left, op, right)				\
do {										\
	const void *const shim_left = (left);					\
	const void *const shim_right = (right);					\
										\
	if (!(shim_left op shim_right))						\
		kunit_shim_fail_ptr(test, KUNIT_SHIM_PLACE(ends),		\
				    #left " " #op " " #right,			\
				    #left, shim_left, #right, shim_right);	\
} while (0)

#define KUNIT_SHIM_STR(test, ends, left, right)					\
do {										\
	const char *const shim_left = (left);					\
	const char *const shim_right = (right);					\
										\
	if (strcmp(shim_left, shim_right))					\
		kunit_shim_fail_str(test, KUNIT_SHIM_PLACE(ends),		\
				    #left " == " #right,			\
				    #left, shim_left, #right, shim_right);	\
} while (0)

#define KUNIT_SHIM_NOT_ERR_OR_NULL(test, ends, ptr)				\
do {										\
	const void *const shim_ptr = (ptr);					\
										\
	if (IS_ERR_OR_NULL(shim_ptr))						\
		kunit_shim_fail(test, KUNIT_SHIM_PLACE(ends),			\
				"Expected %s to be a pointer, but it is %ld",	\
				#ptr, PTR_ERR(shim_ptr));			\
} while (0)

#define KUNIT_FAIL(test, fmt, ...) \
	kunit_shim_fail(test, KUNIT_SHIM_PLACE(false), fmt, ##__VA_ARGS__)

#define KUNIT_EXPECT_TRUE(test, condition)	KUNIT_SHIM_TRUE(test, false, condition, true)
#define KUNIT_EXPECT_FALSE(test, condition)	KUNIT_SHIM_TRUE(test, false, condition, false)
#define KUNIT_EXPECT_EQ(test, left, right)	KUNIT_SHIM_BINARY(test, false, left, ==, right)
#define KUNIT_EXPECT_NE(test, left, right)	KUNIT_SHIM_BINARY(test, false, left, !=, right)
#define KUNIT_EXPECT_LT(test, left, right)	KUNIT_SHIM_BINARY(test, false, left, <, right)
#define KUNIT_EXPECT_LE(test, left, right)	KUNIT_SHIM_BINARY(test, false, left, <=, right)
#define KUNIT_EXPECT_GT(test, left, right)	KUNIT_SHIM_BINARY(test, false, left, >, right)
#define KUNIT_EXPECT_GE(test, left, right)	KUNIT_SHIM_BINARY(test, false, left, >=, right)
#define KUNIT_EXPECT_PTR_EQ(test, left, right)	KUNIT_SHIM_PTR(test, false, left, ==, right)
#define KUNIT_EXPECT_PTR_NE(test, left, right)	KUNIT_SHIM_PTR(test, false, left, !=, right)
#define KUNIT_EXPECT_STREQ(test, left, right)	KUNIT_SHIM_STR(test, false, left, right)
#define KUNIT_EXPECT_NULL(test, ptr)		KUNIT_SHIM_PTR(test, false, ptr, ==, NULL)

#define KUNIT_ASSERT_TRUE(test, condition)	KUNIT_SHIM_TRUE(test, true, condition, true)
#define KUNIT_ASSERT_FALSE(test, condition)	KUNIT_SHIM_TRUE(test, true, condition, false)
#define KUNIT_ASSERT_EQ(test, left, right)	KUNIT_SHIM_BINARY(test, true, left, ==, right)
#define KUNIT_ASSERT_STREQ(test, left, right)	KUNIT_SHIM_STR(test, true, left, right)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ptr)	KUNIT_SHIM_NOT_ERR_OR_NULL(test, true, ptr)

#endif /* PORTCLS_TESTS_KUNIT_SHIM_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * The runner behind kunit-shim.h.
 */
#include <linux/gfp.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/slab.h>
#include <linux/stdarg.h>

#include "kunit-shim.h"

/* A case that takes longer hangs. */
#define CASE_SECONDS	120

#define INDENT	"    "

/**
 * struct kunit_memory - memory of a case
 * @link: in its list
 * @data: what the case sees
 */
struct kunit_memory {
	struct list_head link;
	u64 data[];
};

/**
 * struct tally - what came out
 * @passed: cases that passed
 * @failed: cases that failed
 * @skipped: cases that were skipped
 */
struct tally {
	unsigned int passed;
	unsigned int failed;
	unsigned int skipped;
};

static unsigned int total(const struct tally *tally)
{
	return tally->passed + tally->failed + tally->skipped;
}

/* Ends the kthread of a case. Not marked as one that does not return: objtool would not know. */
static void end_case(struct kunit *test)
{
	kthread_complete_and_exit(&test->done, 0);
}

/**
 * kunit_shim_fail() - note that something is not as it should be
 * @test: the case
 * @place: where it is checked
 * @fmt: what was expected, and what is
 *
 * Context: any; that of the case's own kthread if the case is to end.
 */
void kunit_shim_fail(struct kunit *test, const struct kunit_shim_place *place, const char *fmt, ...)
{
	struct va_format text;
	va_list args;

	va_start(args, fmt);
	text.fmt = fmt;
	text.va = &args;
	pr_err(INDENT "# %s: %s FAILED at %s:%d\n" INDENT "%pV\n", test->name,
	       place->ends ? "ASSERTION" : "EXPECTATION", place->file, place->line, &text);
	va_end(args);
	WRITE_ONCE(test->failed, true);
	if (place->ends)
		end_case(test);
}

/**
 * kunit_shim_fail_int() - note that two numbers are not as they should be
 * @test: the case
 * @place: where it is checked
 * @expected: what was expected, in words of the source
 * @left_text: the left one, likewise
 * @left: its value
 * @right_text: the right one
 * @right: its value
 *
 * Context: as kunit_shim_fail().
 */
void kunit_shim_fail_int(struct kunit *test, const struct kunit_shim_place *place,
			 const char *expected, const char *left_text, long long left,
			 const char *right_text, long long right)
{
	kunit_shim_fail(test, place,
			"Expected %s, but\n        %s == %lld (%#llx)\n        %s == %lld (%#llx)",
			expected, left_text, left, left, right_text, right, right);
}

/**
 * kunit_shim_fail_ptr() - note that two pointers are not as they should be
 * @test: the case
 * @place: where it is checked
 * @expected: what was expected, in words of the source
 * @left_text: the left one, likewise
 * @left: its value
 * @right_text: the right one
 * @right: its value
 *
 * Context: as kunit_shim_fail().
 */
void kunit_shim_fail_ptr(struct kunit *test, const struct kunit_shim_place *place,
			 const char *expected, const char *left_text, const void *left,
			 const char *right_text, const void *right)
{
	kunit_shim_fail(test, place, "Expected %s, but\n        %s == %p\n        %s == %p",
			expected, left_text, left, right_text, right);
}

/**
 * kunit_shim_fail_str() - note that two strings are not as they should be
 * @test: the case
 * @place: where it is checked
 * @expected: what was expected, in words of the source
 * @left_text: the left one, likewise
 * @left: its value
 * @right_text: the right one
 * @right: its value
 *
 * Context: as kunit_shim_fail().
 */
void kunit_shim_fail_str(struct kunit *test, const struct kunit_shim_place *place,
			 const char *expected, const char *left_text, const char *left,
			 const char *right_text, const char *right)
{
	kunit_shim_fail(test, place, "Expected %s, but\n        %s == \"%s\"\n        %s == \"%s\"",
			expected, left_text, left, right_text, right);
}

/**
 * kunit_shim_skip() - note why a case cannot be run here
 * @test: the case, which the caller ends
 * @fmt: why
 *
 * Context: process, the case's own kthread.
 */
void kunit_shim_skip(struct kunit *test, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vscnprintf(test->skipped, sizeof(test->skipped), fmt, args);
	va_end(args);
}

/**
 * kunit_kzalloc() - allocate memory that goes with the case
 * @test: the case
 * @size: bytes
 * @gfp: how
 *
 * Context: process, the case's own kthread.
 * Return: zeroed memory, or NULL.
 */
void *kunit_kzalloc(struct kunit *test, size_t size, gfp_t gfp)
{
	struct kunit_memory *memory;

	memory = kzalloc(sizeof(*memory) + size, gfp);
	if (!memory)
		return NULL;
	list_add(&memory->link, &test->memory);
	return memory->data;
}

static int run_body(void *data)
{
	struct kunit *test = data;
	int err = 0;

	if (test->suite->init)
		err = test->suite->init(test);
	if (err) {
		pr_err(INDENT "# %s: failed to initialize (%d)\n", test->name, err);
		test->failed = true;
	} else {
		test->test_case->run_case(test);
	}
	end_case(test);
	return 0;
}

static int run_exit(void *data)
{
	struct kunit *test = data;

	test->suite->exit(test);
	end_case(test);
	return 0;
}

/* Run a part of a case in a kthread. False if it never ended. */
static bool run_part(struct kunit *test, int (*part)(void *data))
{
	struct task_struct *task;

	init_completion(&test->done);
	task = kthread_run(part, test, "kunit_shim");
	if (IS_ERR(task)) {
		test->failed = true;
		return true;
	}
	return wait_for_completion_timeout(&test->done, CASE_SECONDS * HZ);
}

static void free_memory(struct kunit *test)
{
	struct kunit_memory *memory, *next;

	list_for_each_entry_safe(memory, next, &test->memory, link)
		kfree(memory);
}

/* False if the case hangs. */
static bool run_case(struct kunit_suite *suite, struct kunit_case *test_case, unsigned int number,
		     struct tally *tally)
{
	struct kunit *test;
	bool ended;

	test = kzalloc(sizeof(*test), GFP_KERNEL);
	if (!test)
		return false;
	test->name = test_case->name;
	test->suite = suite;
	test->test_case = test_case;
	INIT_LIST_HEAD(&test->memory);

	ended = run_part(test, run_body) && (!suite->exit || run_part(test, run_exit));
	if (!ended || test->failed) {
		tally->failed++;
		pr_info(INDENT "not ok %u %s%s\n", number, test->name,
			ended ? "" : " # it hangs");
	} else if (test->skipped[0]) {
		tally->skipped++;
		pr_info(INDENT "ok %u %s # SKIP %s\n", number, test->name, test->skipped);
	} else {
		tally->passed++;
		pr_info(INDENT "ok %u %s\n", number, test->name);
	}
	/* Whatever hangs still uses it. */
	if (ended) {
		free_memory(test);
		kfree(test);
	}
	return ended;
}

static void print_tally(const char *name, const struct tally *tally)
{
	pr_info("# %s: pass:%u fail:%u skip:%u total:%u\n", name, tally->passed,
		tally->failed, tally->skipped, total(tally));
}

static bool run_suite(struct kunit_suite *suite, unsigned int number, struct tally *all)
{
	struct kunit_case *test_case;
	struct tally tally = {};
	unsigned int count = 0;
	bool ended = true;

	for (test_case = suite->test_cases; test_case->run_case; test_case++)
		count++;
	pr_info(INDENT "KTAP version 1\n");
	pr_info(INDENT "# Subtest: %s\n", suite->name);
	pr_info(INDENT "1..%u\n", count);
	count = 0;
	for (test_case = suite->test_cases; ended && test_case->run_case; test_case++)
		ended = run_case(suite, test_case, ++count, &tally);
	print_tally(suite->name, &tally);
	pr_info("%sok %u %s\n", tally.failed ? "not " : "", number, suite->name);
	all->passed += tally.passed;
	all->failed += tally.failed;
	all->skipped += tally.skipped;
	return ended;
}

static int __init kunit_shim_init(void)
{
	struct kunit_suite *const *suite;
	unsigned int count = 0;
	struct tally all = {};
	bool ended = true;

	for (suite = kunit_shim_suites; *suite; suite++)
		count++;
	pr_info("KTAP version 1\n");
	pr_info("1..%u\n", count);
	count = 0;
	for (suite = kunit_shim_suites; ended && *suite; suite++)
		ended = run_suite(*suite, ++count, &all);
	print_tally("Totals", &all);
	if (!ended) {
		/* What hangs runs our code. */
		__module_get(THIS_MODULE);
		pr_err("Bail out! A case hangs.\n");
	}
	return 0;
}
module_init(kunit_shim_init);

static void __exit kunit_shim_exit(void)
{
}
module_exit(kunit_shim_exit);

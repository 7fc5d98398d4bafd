// SPDX-License-Identifier: GPL-2.0-only
/*
 * Items as files, and in MOF; the data of an instance as a file.
 */
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "fake.h"
#include "suites.h"

/* As memory has it; the layout is what a compiler makes of this. */
struct values {
	u8 flag;
	s8 tiny;
	u16 letter;
	s32 level;
	u64 count;
	u32 single;
	u16 rates[3];
	s64 large;
	u64 precise;
	u16 time[25];
	u16 name_size;
	u16 name[6];
};

static const struct winwmi_item items[] = {
	{ .name = "Flag", .type = WINWMI_BOOLEAN, .access = WINWMI_ITEM_RW },
	{ .name = "Tiny", .type = WINWMI_SINT8, .access = WINWMI_ITEM_RW },
	{ .name = "Letter", .type = WINWMI_CHAR16, .access = WINWMI_ITEM_RW },
	{ .name = "Level", .type = WINWMI_SINT32, .access = WINWMI_ITEM_RW,
	  .description = "In \"dB\"" },
	{ .name = "Count", .type = WINWMI_UINT64, .access = WINWMI_ITEM_READ },
	{ .name = "Single", .type = WINWMI_REAL32, .access = WINWMI_ITEM_RW },
	{ .name = "Rates", .type = WINWMI_UINT16, .count = 3, .access = WINWMI_ITEM_RW },
	{ .name = "Large", .type = WINWMI_SINT64, .access = WINWMI_ITEM_RW },
	{ .name = "Precise", .type = WINWMI_REAL64, .access = WINWMI_ITEM_RW },
	{ .name = "Time", .type = WINWMI_DATETIME, .access = WINWMI_ITEM_RW },
	{ .name = "Name", .type = WINWMI_STRING, .max_chars = 6, .access = WINWMI_ITEM_RW },
	{ .name = "Trigger", .type = WINWMI_UINT8, .access = WINWMI_ITEM_WRITE },
	{ .name = "Text", .type = WINWMI_STRING, .access = WINWMI_ITEM_WRITE },
};

/* Larger than what the fake keeps; the driver's own callback has it. */
static struct values values;

static int query_values(void *priv, u32 index, u32 instance, void *buffer, u32 room, u32 *used)
{
	*used = offsetofend(struct values, name) + 1;
	if (room < *used)
		return -ENOSPC;
	memcpy(buffer, &values, *used - 1);
	return 0;
}

static int item_init(struct kunit *test)
{
	struct winwmi_block_info *block;
	struct fake *fake;
	unsigned int i;

	if (fake_init(test))
		return -ENOMEM;
	fake = test->priv;
	fake->callbacks.query_block = query_values;
	block = fake_offer(fake, 0, 1, 8);
	block->class_name = "Fake_Values";
	block->items = items;
	block->item_count = ARRAY_SIZE(items);
	values = (struct values) {
		.flag = 2,
		.tiny = -128,
		.letter = 0x20ac,
		.level = -3000,
		.count = U64_MAX,
		.single = 0x3fc00000,
		.rates = { 8000, 11025, 48000 },
		.large = S64_MIN,
		.precise = 0xbfb999999999999aULL,
		.name_size = 12,
		.name = { 'Z', 0xfc, 0x20ac, 0xd83d, 0xde00 },
	};
	for (i = 0; i < 25; i++)
		values.time[i] = "20261121030405.123456+060"[i];
	return fake_control(fake, WINWMI_REGISTER);
}

static void expect_text(struct kunit *test, const char *name, const char *wanted)
{
	char path[48], text[80];

	snprintf(path, sizeof(path), "instances/0/items/%s", name);
	if (fake_file_read(test->priv, 0, path, text, sizeof(text)) < 0)
		strscpy(text, "(unreadable)", sizeof(text));
	KUNIT_EXPECT_STREQ(test, text, wanted);
}

static void each_type_is_shown(struct kunit *test)
{
	expect_text(test, "Flag", "1");
	expect_text(test, "Tiny", "-128");
	expect_text(test, "Letter", "8364");
	expect_text(test, "Level", "-3000");
	expect_text(test, "Count", "18446744073709551615");
	expect_text(test, "Single", "0x1.8p+0");
	expect_text(test, "Rates", "8000 11025 48000");
	expect_text(test, "Large", "-9223372036854775808");
	expect_text(test, "Precise", "-0x1.999999999999ap-4");
	expect_text(test, "Time", "20261121030405.123456+060");
	expect_text(test, "Name", "Z\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80");
}

static ssize_t put(struct kunit *test, const char *name, const char *text)
{
	char path[48];

	snprintf(path, sizeof(path), "instances/0/items/%s", name);
	return fake_file_write(test->priv, 0, path, text, strlen(text));
}

/* What the driver got, by its first bytes. */
static u64 got(struct kunit *test)
{
	struct fake *fake = test->priv;

	return *(u64 *)fake->data[0][0];
}

static void each_type_is_read(struct kunit *test)
{
	struct fake *fake = test->priv;

	memset(fake->data[0][0], 0, FAKE_BYTES);
	KUNIT_EXPECT_EQ(test, put(test, "Level", "-2\n"), 3);
	KUNIT_EXPECT_EQ(test, got(test), 0xfffffffeULL);
	KUNIT_EXPECT_EQ(test, fake->item, 4);
	KUNIT_EXPECT_EQ(test, put(test, "Rates", "1 0x10 65535"), 12);
	KUNIT_EXPECT_EQ(test, got(test), 0x0000ffff00100001ULL);
	KUNIT_EXPECT_EQ(test, put(test, "Precise", "-0x1.999999999999ap-4"), 21);
	KUNIT_EXPECT_EQ(test, got(test), 0xbfb999999999999aULL);
	KUNIT_EXPECT_EQ(test, put(test, "Precise", "0x0.0000000000001p-1022"), 23);
	KUNIT_EXPECT_EQ(test, got(test), 1ULL);
	KUNIT_EXPECT_EQ(test, put(test, "Precise", "inf"), 3);
	KUNIT_EXPECT_EQ(test, got(test), 0x7ff0000000000000ULL);
	KUNIT_EXPECT_EQ(test, put(test, "Name", "\xf0\x9f\x98\x80!\n"), 6);
	KUNIT_EXPECT_EQ(test, got(test), 0x0021de00d83d0006ULL);
	KUNIT_EXPECT_EQ(test, put(test, "Time", "00000001000000.000000:000"), 25);
	KUNIT_EXPECT_EQ(test, put(test, "Flag", "0"), 1);
}

static void what_is_no_value_is_refused_whole(struct kunit *test)
{
	static const struct {
		const char *name;
		const char *text;
	} bad[] = {
		{ "Flag", "2" }, { "Flag", "\n" }, { "Flag", "1\n\n" },
		{ "Flag", "yes" },
		{ "Tiny", "128" }, { "Tiny", "-129" }, { "Tiny", "+1" }, { "Tiny", " 1" },
		{ "Tiny", "1 " }, { "Tiny", "1x" },
		{ "Letter", "65536" }, { "Letter", "-1" },
		{ "Level", "2147483648" }, { "Level", "99999999999999999999" }, { "Level", "0x" },
		{ "Rates", "1 2" }, { "Rates", "1 2 3 4" }, { "Rates", "1  2 3" },
		{ "Rates", "1 2 3 " }, { "Rates", "1 2 65536" }, { "Rates", "1,2,3" },
		{ "Single", "1.5" }, { "Single", "0x1.8" }, { "Single", "0x2p+0" },
		{ "Single", "0x1.0000001p+0" }, { "Single", "0x1p+128" }, { "Single", "0x1.p+0" },
		{ "Time", "20261121030405.123456+06" }, { "Time", "20261121030405.123456+0600" },
		{ "Time", "2026-11-21 03:04:05" }, { "Time", "20261121030405.123456x060" },
		{ "Name", "1234567" }, { "Name", "\xff" }, { "Name", "\xc0\x80" },
		{ "Name", "\xed\xa0\x80" }, { "Name", "\xe2\x82" },
	};
	struct fake *fake = test->priv;
	u64 before = got(test);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad); i++)
		KUNIT_EXPECT_LT(test, put(test, bad[i].name, bad[i].text), 0);
	KUNIT_EXPECT_EQ(test, got(test), before);
	KUNIT_EXPECT_EQ(test, fake->item, 0);
}

/* What is written comes in pages: with a whole one, nobody knows if it was all. */
static void text_of_a_page_is_refused_whole(struct kunit *test)
{
	const size_t size = PAGE_SIZE + 1000;
	struct fake *fake = test->priv;
	char *text = kunit_kzalloc(test, size + 1, GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, text);
	memset(text, 'x', size);
	KUNIT_EXPECT_EQ(test, put(test, "Text", text), -EOVERFLOW);
	text[PAGE_SIZE] = '\0';
	KUNIT_EXPECT_EQ(test, put(test, "Text", text), -EOVERFLOW);
	KUNIT_EXPECT_EQ(test, fake->item, 0);
	text[PAGE_SIZE - 1] = '\0';
	KUNIT_EXPECT_EQ(test, put(test, "Text", text), (ssize_t)PAGE_SIZE - 1);
	KUNIT_EXPECT_EQ(test, fake->item, ARRAY_SIZE(items));
}

static void access_is_that_of_the_item_w89(struct kunit *test)
{
	struct fake *fake = test->priv;
	char text[80];

	KUNIT_EXPECT_LT(test, put(test, "Count", "1"), 0);
	KUNIT_EXPECT_EQ(test, fake->item, 0);
	KUNIT_EXPECT_LT(test, fake_file_read(fake, 0, "instances/0/items/Trigger", text, 80), 0);
	KUNIT_EXPECT_EQ(test, put(test, "Trigger", "7"), 1);
	/* Nothing that cannot be set, and no data where there is none. */
	fake_offer(fake, 1, 1, 8)->flags |= WINWMI_BLOCK_EVENT_ONLY;
	fake->blocks[1].max_size = 8;
	fake_offer(fake, 2, 1, 8)->read_only = true;
	fake->blocks[2].max_size = 8;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), 0);
	KUNIT_EXPECT_EQ(test, fake_file_read(fake, 1, "instances/0/data", text, 80), -ENOENT);
	KUNIT_EXPECT_EQ(test, fake_number(fake, 1, "event_only"), 1);
	KUNIT_EXPECT_EQ(test, fake_number(fake, 2, "setable"), 0);
	KUNIT_EXPECT_LT(test, fake_file_write(fake, 2, "instances/0/data", text, 8), 0);
	KUNIT_EXPECT_EQ(test, fake->sets, 0);
}

static void data_is_written_whole(struct kunit *test)
{
	struct fake *fake = test->priv;
	char text[16] = "abcdefghijklmno";

	fake_offer(fake, 1, 1, 8);
	fake->blocks[1].min_size = 8;
	fake->blocks[1].max_size = 8;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), 0);
	KUNIT_EXPECT_EQ(test, fake_file_write(fake, 1, "instances/0/data", text, 8), 8);
	KUNIT_EXPECT_EQ(test, fake->sets, 1);
	KUNIT_EXPECT_EQ(test, memcmp(&fake->data[1][0][1], "bcdefgh", 7), 0);
	KUNIT_EXPECT_EQ(test, fake_file_write(fake, 1, "instances/0/data", text, 7), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake_file_write(fake, 1, "instances/0/data", text, 9), -EINVAL);
	KUNIT_EXPECT_EQ(test, fake->sets, 1);
}

/* Of more than a page no more would be seen than of a page. */
static void data_of_a_page_is_not_written(struct kunit *test)
{
	struct fake *fake = test->priv;
	char text[8] = "";

	fake_offer(fake, 1, 1, 8)->max_size = PAGE_SIZE - 1;
	fake_offer(fake, 2, 1, 8)->max_size = PAGE_SIZE;
	KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), 0);
	KUNIT_EXPECT_EQ(test, fake_file_write(fake, 1, "instances/0/data", text, 8), 8);
	KUNIT_EXPECT_LT(test, fake_file_write(fake, 2, "instances/0/data", text, 8), 0);
	KUNIT_EXPECT_EQ(test, fake->sets, 1);
	KUNIT_EXPECT_EQ(test, fake_number(fake, 2, "setable"), 1);
}

static void schema_is_generated(struct kunit *test)
{
	static const char *const parts[] = {
		"guid(\"{FA4E0000-1234-5678-8001-020304050607}\")", "class Fake_Values",
		"[key, read]\n    string InstanceName;",
		"[WmiDataId(4), read, write, Description(\"In \\\"dB\\\"\")]\n    sint32 Level;",
		"[WmiDataId(5), read]\n    uint64 Count;",
		"[WmiDataId(7), read, write]\n    uint16 Rates[3];",
		"[WmiDataId(11), read, write, MaxLen(6)]\n    string Name;",
		"[WmiDataId(12), write]\n    uint8 Trigger;",
	};
	char *text = kunit_kzalloc(test, 4096, GFP_KERNEL);
	unsigned int i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, text);
	KUNIT_ASSERT_GT(test, fake_file_read(test->priv, 0, "mof", text, 4096), 0);
	for (i = 0; i < ARRAY_SIZE(parts); i++)
		KUNIT_EXPECT_TRUE_MSG(test, strstr(text, parts[i]), "%s", parts[i]);
}

static void wrong_tables_are_refused(struct kunit *test)
{
	static const struct winwmi_item bad[] = {
		{ .name = "a b", .type = WINWMI_UINT8, .access = WINWMI_ITEM_RW },
		{ .name = NULL, .type = WINWMI_UINT8, .access = WINWMI_ITEM_RW },
		{ .name = "../up", .type = WINWMI_UINT8, .access = WINWMI_ITEM_RW },
		{ .name = "Name", .type = WINWMI_TYPES, .access = WINWMI_ITEM_RW },
		{ .name = "Name", .type = WINWMI_UINT8, .access = 0 },
		{ .name = "Name", .type = WINWMI_UINT8, .access = 4 },
		{ .name = "Name", .type = WINWMI_STRING, .count = 2, .access = WINWMI_ITEM_RW },
		{ .name = "Name", .type = WINWMI_UINT64, .count = U32_MAX,
		  .access = WINWMI_ITEM_RW },
	};
	struct fake *fake = test->priv;
	struct winwmi_block_info *block = fake_offer(fake, 1, 1, 8);
	unsigned int i;

	block->item_count = 1;
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		block->items = &bad[i];
		KUNIT_EXPECT_EQ(test, fake_control(fake, WINWMI_UPDATE_GUIDS), -EINVAL);
	}
}

static struct kunit_case cases[] = {
	KUNIT_CASE(each_type_is_shown),
	KUNIT_CASE(each_type_is_read),
	KUNIT_CASE(what_is_no_value_is_refused_whole),
	KUNIT_CASE(text_of_a_page_is_refused_whole),
	KUNIT_CASE(access_is_that_of_the_item_w89),
	KUNIT_CASE(data_is_written_whole),
	KUNIT_CASE(data_of_a_page_is_not_written),
	KUNIT_CASE(schema_is_generated),
	KUNIT_CASE(wrong_tables_are_refused),
	{}
};

struct kunit_suite winwmi_item_suite = {
	.name = "winwmi_item",
	.init = item_init,
	.exit = fake_exit,
	.test_cases = cases,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading the answers to BASIC_SUPPORT. They are a miniport's, and taken for what they are worth:
 * whatever does not add up is refused and named.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/stdarg.h>
#include <linux/string.h>
#include <linux/types.h>
#include <linux/uuid.h>

#include <portcls/guid.h>
#include <portcls/property.h>

#include "support.h"

/**
 * struct reader - what is left of an answer
 * @data: next byte
 * @left: bytes from there on
 * @error: receives what is wrong
 */
struct reader {
	const u8 *data;
	u32 left;
	struct portcls_support_error *error;
};

static __printf(2, 3) int invalid(struct portcls_support_error *error, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(error->text, sizeof(error->text), fmt, args);
	va_end(args);
	return -EINVAL;
}

/* Members have any size, so nothing is aligned. */
static bool take(struct reader *reader, void *to, u32 size)
{
	if (reader->left < size)
		return false;
	memcpy(to, reader->data, size);
	reader->data += size;
	reader->left -= size;
	return true;
}

static u32 member_size(bool is_stepped, bool is_long)
{
	if (is_stepped)
		return is_long ? sizeof(struct portcls_stepping64) :
				 sizeof(struct portcls_stepping);
	return is_long ? 2 * sizeof(s64) : 2 * sizeof(s32);
}

/* A range without a step is its two bounds, and its step is 1. */
static void take_range(struct reader *reader, bool is_stepped, bool is_long, bool is_signed,
		       struct portcls_range *range)
{
	struct portcls_stepping64 longs = { .step = 1 };
	struct portcls_stepping words = { .step = 1 };

	if (is_long) {
		take(reader, is_stepped ? (void *)&longs : &longs.minimum,
		     member_size(is_stepped, true));
		range->step = longs.step;
		range->minimum = longs.minimum;
		range->maximum = longs.maximum;
	} else {
		take(reader, is_stepped ? (void *)&words : &words.minimum,
		     member_size(is_stepped, false));
		range->step = words.step;
		range->minimum = is_signed ? (s64)words.minimum : (u32)words.minimum;
		range->maximum = is_signed ? (s64)words.maximum : (u32)words.maximum;
	}
}

/* Whether ranges of that size can be of the type, where that is told. */
static bool type_fits(u32 type, bool is_long)
{
	switch (type) {
	case 0:
		return true;
	case PORTCLS_TYPE_S32:
	case PORTCLS_TYPE_BOOL:
	case PORTCLS_TYPE_U32:
		return !is_long;
	case PORTCLS_TYPE_S64:
		return is_long;
	default:
		return false;
	}
}

static int take_ranges(struct reader *reader, const struct portcls_members_header *header,
		       struct portcls_support *support)
{
	bool is_stepped = header->kind == PORTCLS_MEMBERS_STEPPED_RANGES;
	bool is_long = header->size == member_size(is_stepped, true);
	bool is_signed = support->type == 0 || support->type == PORTCLS_TYPE_S32;
	struct portcls_range *range;
	u32 i;

	if (support->range_count)
		return invalid(reader->error, "two lists of ranges");
	if (!is_long && header->size != member_size(is_stepped, false))
		return invalid(reader->error, "ranges of %u bytes", header->size);
	if (!type_fits(support->type, is_long))
		return invalid(reader->error, "ranges of %u bytes of a value of type %u",
			       header->size, support->type);
	support->multichannel = header->flags & PORTCLS_MEMBERS_MULTICHANNEL;
	support->uniform = header->flags & PORTCLS_MEMBERS_UNIFORM;
	if (support->multichannel && !header->count)
		return invalid(reader->error, "ranges by channel, but none");
	if (!support->multichannel && header->count > 1)
		return invalid(reader->error, "%u ranges of one value", header->count);
	if (header->count > PORTCLS_CHANNELS_MAX)
		return invalid(reader->error, "%u channels, more than %u", header->count,
			       PORTCLS_CHANNELS_MAX);

	for (i = 0; i < header->count; i++) {
		range = &support->ranges[i];
		take_range(reader, is_stepped, is_long, is_signed, range);
		if (range->minimum > range->maximum)
			return invalid(reader->error, "range %u from %lld to %lld", i,
				       range->minimum, range->maximum);
	}
	support->range_count = header->count;
	return 0;
}

static int take_list(struct reader *reader, u32 index, struct portcls_support *support)
{
	struct portcls_members_header header;

	if (!take(reader, &header, sizeof(header)))
		return invalid(reader->error, "ends before list %u", index);
	if (header.kind != PORTCLS_MEMBERS_RANGES &&
	    header.kind != PORTCLS_MEMBERS_STEPPED_RANGES && header.kind != PORTCLS_MEMBERS_VALUES)
		return invalid(reader->error, "list %u is of unknown kind %u", index, header.kind);
	if ((u64)header.count * header.size > reader->left)
		return invalid(reader->error, "list %u has %u members of %u bytes, with %u left",
			       index, header.count, header.size, reader->left);
	if (header.kind != PORTCLS_MEMBERS_VALUES && !(header.flags & PORTCLS_MEMBERS_DEFAULT))
		return take_ranges(reader, &header, support);
	/* Controls are about ranges. */
	reader->data += header.count * header.size;
	reader->left -= header.count * header.size;
	return 0;
}

static int take_description(struct reader *reader, struct portcls_support *support)
{
	struct portcls_property_description description;
	u32 size = reader->left, i;
	int err;

	if (!take(reader, &description, sizeof(description)))
		return invalid(reader->error, "%u bytes, neither %zu nor at least %zu", size,
			       sizeof(description.access), sizeof(description));
	if (description.size != size)
		return invalid(reader->error, "%u bytes, but says %u", size, description.size);
	if (guid_equal(&description.type_set, &portcls_type_set_general))
		support->type = description.type;
	support->access = description.access;
	for (i = 0; i < description.members_lists; i++) {
		err = take_list(reader, i, support);
		if (err)
			return err;
	}
	if (reader->left)
		return invalid(reader->error, "%u bytes after its %u lists", reader->left,
			       description.members_lists);
	return 0;
}

/**
 * portcls_support_parse() - read an answer to BASIC_SUPPORT
 * @answer: the answer, as portcls_property_get_support() gives it
 * @size: its bytes
 * @support: receives what it tells
 * @error: on failure, says what is wrong first
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int portcls_support_parse(const void *answer, u32 size, struct portcls_support *support,
			  struct portcls_support_error *error)
{
	struct reader reader = { .data = answer, .left = size, .error = error };
	int err = 0;

	memset(support, 0, sizeof(*support));
	if (size == sizeof(support->access))
		take(&reader, &support->access, size);
	else
		err = take_description(&reader, support);
	support->access &= PORTCLS_PROPERTY_FLAGS;
	return err;
}

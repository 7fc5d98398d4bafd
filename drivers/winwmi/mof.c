// SPDX-License-Identifier: GPL-2.0-only
/*
 * A block's description in MOF, made from its tables.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/seq_buf.h>

#include "item.h"

static const char *const type_names[WINWMI_TYPES] = {
	[WINWMI_BOOLEAN] = "boolean",
	[WINWMI_SINT8] = "sint8", [WINWMI_UINT8] = "uint8",
	[WINWMI_SINT16] = "sint16", [WINWMI_UINT16] = "uint16",
	[WINWMI_SINT32] = "sint32", [WINWMI_UINT32] = "uint32",
	[WINWMI_SINT64] = "sint64", [WINWMI_UINT64] = "uint64",
	[WINWMI_CHAR16] = "char16",
	[WINWMI_REAL32] = "real32", [WINWMI_REAL64] = "real64",
	[WINWMI_STRING] = "string",
	[WINWMI_DATETIME] = "datetime",
};

/* A string as MOF writes it. */
static void put_description(struct seq_buf *out, const char *text)
{
	if (!text)
		return;
	seq_buf_printf(out, ", Description(\"");
	for (; *text; text++) {
		if (*text == '\n') {
			seq_buf_printf(out, "\\n");
			continue;
		}
		if (*text == '"' || *text == '\\')
			seq_buf_printf(out, "\\");
		seq_buf_printf(out, "%c", *text);
	}
	seq_buf_printf(out, "\")");
}

static void put_item(struct seq_buf *out, const struct winwmi_item *item, u32 id)
{
	seq_buf_printf(out, "    [WmiDataId(%u)", id);
	if (item->access & WINWMI_ITEM_READ)
		seq_buf_printf(out, ", read");
	if (item->access & WINWMI_ITEM_WRITE)
		seq_buf_printf(out, ", write");
	if (item->max_chars)
		seq_buf_printf(out, ", MaxLen(%u)", item->max_chars);
	put_description(out, item->description);
	seq_buf_printf(out, "]\n    %s %s", type_names[item->type], item->name);
	if (item->count > 1)
		seq_buf_printf(out, "[%u]", item->count);
	seq_buf_printf(out, ";\n");
}

static void put_method(struct seq_buf *out, const struct winwmi_method *method)
{
	seq_buf_printf(out, "    [WmiMethodId(%u), Implemented", method->id);
	put_description(out, method->description);
	seq_buf_printf(out, "]\n    void %s();\n", method->name);
}

/**
 * winwmi_mof() - write a block's description in MOF
 * @info: the block
 * @text: to be filled
 * @room: bytes at @text
 *
 * Return: bytes at @text, or -EOVERFLOW if they do not fit.
 */
ssize_t winwmi_mof(const struct winwmi_block_info *info, char *text, size_t room)
{
	struct seq_buf out;
	u32 i;

	seq_buf_init(&out, text, room);
	seq_buf_printf(&out, "[WMI, Dynamic, Provider(\"WmiProv\"), guid(\"{%pUL}\")", &info->guid);
	if (info->flags & WINWMI_BLOCK_EXPENSIVE)
		seq_buf_printf(&out, ", WmiExpense(1)");
	put_description(&out, info->description);
	seq_buf_printf(&out, "]\nclass ");
	if (info->class_name)
		seq_buf_printf(&out, "%s", info->class_name);
	else
		seq_buf_printf(&out, "Block_%08x", le32_to_cpup((const __le32 *)info->guid.b));
	if (info->flags & (WINWMI_BLOCK_EVENT_ONLY | WINWMI_BLOCK_TRACED))
		seq_buf_printf(&out, " : WMIEvent");
	seq_buf_printf(&out, "\n{\n    [key, read]\n    string InstanceName;\n"
			     "    [read]\n    boolean Active;\n");
	for (i = 0; i < info->item_count; i++)
		put_item(&out, &info->items[i], i + 1);
	for (i = 0; i < info->method_count; i++)
		put_method(&out, &info->methods[i]);
	seq_buf_printf(&out, "};\n");
	return seq_buf_has_overflowed(&out) ? -EOVERFLOW : seq_buf_used(&out);
}

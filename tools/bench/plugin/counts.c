// SPDX-License-Identifier: GPL-2.0-only
/*
 * A TCG plugin that counts how often each instruction of the kernel's modules is executed between
 * marks.
 *
 *	-plugin counts.so,out=FILE -d plugin -D LOG
 *
 * LOG gets a line "mark N" for each mark. At the end of an interval FILE gets "interval I", and for
 * each instruction that was executed "ADDRESS COUNT", the address in hexadecimal.
 *
 * For a guest with one processor.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../mark.h"
#include "abi.h"

/* Modules lie in the topmost GiB. */
#define MODULES		0xffffffffc0000000ULL
#define PAGE_SHIFT	12
#define PAGE_ADDRESSES	(1UL << PAGE_SHIFT)
#define PAGES		((UINT64_MAX - MODULES + 1) >> PAGE_SHIFT)

PLUGIN_EXPORT int qemu_plugin_version = PLUGIN_VERSION;

static FILE *out;
/* For each page a counter for each address, once code of that page was seen. */
static uint64_t *pages[PAGES];

static void *allocate(size_t count, size_t size)
{
	void *memory = calloc(count, size);

	if (!memory) {
		fputs("counts: no memory\n", stderr);
		exit(1);
	}
	return memory;
}

static uint64_t *counter(uint64_t address)
{
	uint64_t **page = &pages[(address - MODULES) >> PAGE_SHIFT];

	if (!*page)
		*page = allocate(PAGE_ADDRESSES, sizeof(**page));
	return *page + (address & (PAGE_ADDRESSES - 1));
}

static void reset(void)
{
	size_t i;

	for (i = 0; i < PAGES; i++)
		if (pages[i])
			memset(pages[i], 0, PAGE_ADDRESSES * sizeof(*pages[i]));
}

static void print(unsigned int interval)
{
	size_t i, k;

	fprintf(out, "interval %u\n", interval);
	for (i = 0; i < PAGES; i++) {
		if (!pages[i])
			continue;
		for (k = 0; k < PAGE_ADDRESSES; k++)
			if (pages[i][k])
				fprintf(out, "%jx %ju\n",
					(uintmax_t)(MODULES + (i << PAGE_SHIFT) + k),
					(uintmax_t)pages[i][k]);
	}
	fflush(out);
}

static void marked(unsigned int vcpu, void *data)
{
	unsigned int mark = (uintptr_t)data;
	char line[32];

	(void)vcpu;
	snprintf(line, sizeof(line), "mark %u\n", mark);
	qemu_plugin_outs(line);
	if (mark & 1)
		print(mark / 2);
	else
		reset();
}

/* The number of the mark that an instruction is, or -1. */
static int mark_of(const struct qemu_plugin_insn *insn)
{
	/* nopl, whose address is a register and a displacement of 32 bits */
	static const unsigned char opcode[] = { 0x0f, 0x1f, 0x80 };
	const unsigned char *bytes = qemu_plugin_insn_data(insn);
	uint32_t displacement;

	if (qemu_plugin_insn_size(insn) != sizeof(opcode) + sizeof(displacement) ||
	    memcmp(bytes, opcode, sizeof(opcode)))
		return -1;
	memcpy(&displacement, bytes + sizeof(opcode), sizeof(displacement));
	return displacement - MARK < MARKS ? (int)(displacement - MARK) : -1;
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	size_t count = qemu_plugin_tb_n_insns(tb), i;
	struct qemu_plugin_insn *insn;
	uint64_t address;
	int mark;

	(void)id;
	for (i = 0; i < count; i++) {
		insn = qemu_plugin_tb_get_insn(tb, i);
		address = qemu_plugin_insn_vaddr(insn);
		if (address >= MODULES)
			qemu_plugin_register_vcpu_insn_exec_inline(insn, QEMU_PLUGIN_INLINE_ADD_U64,
								   counter(address), 1);
		mark = mark_of(insn);
		if (mark >= 0)
			qemu_plugin_register_vcpu_insn_exec_cb(insn, marked, QEMU_PLUGIN_CB_NO_REGS,
							       (void *)(uintptr_t)mark);
	}
}

PLUGIN_EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info_t *info,
				      int argc, char **argv)
{
	static const char key[] = "out=";

	(void)info;
	if (argc != 1 || strncmp(argv[0], key, strlen(key))) {
		fputs("counts: out=FILE is missing\n", stderr);
		return -1;
	}
	out = fopen(argv[0] + strlen(key), "w");
	if (!out) {
		perror(argv[0]);
		return -1;
	}
	qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Marks: a program in the guest tells the plugin where an interval begins and ends.
 *
 * A mark is an instruction that does nothing, "nopl MARK + number(%rax)". Nothing leaves the guest,
 * so marks cost no time and have no effect on what is measured. Interval i begins at mark 2 * i and
 * ends at mark 2 * i + 1.
 */
#ifndef BENCH_MARK_H
#define BENCH_MARK_H

#define MARK		0x504c5300
#define MARKS		256

#ifndef __ASSEMBLER__
void mark(unsigned int number);
#endif

#endif /* BENCH_MARK_H */

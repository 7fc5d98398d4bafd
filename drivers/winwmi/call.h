/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Calls into a driver: none begins once its block is dead, whoever takes a block away waits for
 * those that run, and whoever would wait for itself finds out.
 */
#ifndef WINWMI_CALL_H
#define WINWMI_CALL_H

#include <linux/list.h>
#include <linux/sched.h>

struct winwmi_block;
struct winwmi_context;
struct winwmi_provider;

/**
 * struct winwmi_frame - a call that runs, on the stack of who makes it
 * @node: in the provider's running
 * @task: who makes it
 * @provider: whose driver is called
 * @block: for which block; NULL when it describes its blocks
 */
struct winwmi_frame {
	struct list_head node;
	struct task_struct *task;
	struct winwmi_provider *provider;
	struct winwmi_block *block;
};

void winwmi_call_enter(struct winwmi_frame *frame, struct winwmi_provider *provider,
		       struct winwmi_block *block);
int winwmi_call_begin(struct winwmi_frame *frame, struct winwmi_block *block);
void winwmi_call_end(struct winwmi_frame *frame);

bool winwmi_call_is_inside(struct winwmi_provider *provider);
unsigned int winwmi_calls_running(struct winwmi_provider *provider);
void winwmi_calls_drain(struct winwmi_block *block);

#endif /* WINWMI_CALL_H */

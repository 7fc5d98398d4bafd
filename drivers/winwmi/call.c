// SPDX-License-Identifier: GPL-2.0-only
/*
 * Calls into a driver.
 */
#include <linux/errno.h>
#include <linux/sched.h>

#include "call.h"
#include "core.h"

/**
 * winwmi_call_enter() - begin a call that is due even when its block is dead
 * @frame: to be filled; on the stack, until winwmi_call_end()
 * @provider: whose driver is called
 * @block: for which block, or NULL
 */
void winwmi_call_enter(struct winwmi_frame *frame, struct winwmi_provider *provider,
		       struct winwmi_block *block)
{
	unsigned long flags;

	frame->task = current;
	frame->provider = provider;
	frame->block = block;
	spin_lock_irqsave(&provider->lock, flags);
	list_add(&frame->node, &provider->running);
	spin_unlock_irqrestore(&provider->lock, flags);
}

/**
 * winwmi_call_begin() - begin a call
 * @frame: to be filled; on the stack, until winwmi_call_end()
 * @block: for which block
 *
 * Return: 0, or -ENODEV if the block is dead.
 */
int winwmi_call_begin(struct winwmi_frame *frame, struct winwmi_block *block)
{
	winwmi_call_enter(frame, block->provider, block);
	/* Who kills it and then looks for calls either sees ours, or was seen here. */
	if (READ_ONCE(block->dead)) {
		winwmi_call_end(frame);
		return -ENODEV;
	}
	return 0;
}

/**
 * winwmi_call_end() - end a call
 * @frame: what began it
 */
void winwmi_call_end(struct winwmi_frame *frame)
{
	struct winwmi_provider *provider = frame->provider;
	unsigned long flags;

	spin_lock_irqsave(&provider->lock, flags);
	list_del(&frame->node);
	/* Within the lock: the provider may go with the last call. */
	wake_up_all(&provider->drained);
	spin_unlock_irqrestore(&provider->lock, flags);
}

/* How many calls match: of a task, for a block; NULL is any. */
static unsigned int count(struct winwmi_provider *provider, const struct task_struct *task,
			  const struct winwmi_block *block)
{
	const struct winwmi_frame *frame;
	unsigned int calls = 0;
	unsigned long flags;

	spin_lock_irqsave(&provider->lock, flags);
	list_for_each_entry(frame, &provider->running, node)
		calls += (!task || frame->task == task) && (!block || frame->block == block);
	spin_unlock_irqrestore(&provider->lock, flags);
	return calls;
}

/* Whether the current task is inside a callback of the provider's driver. */
bool winwmi_call_is_inside(struct winwmi_provider *provider)
{
	return count(provider, current, NULL) > 0;
}

/* How many calls run. */
unsigned int winwmi_calls_running(struct winwmi_provider *provider)
{
	return count(provider, NULL, NULL);
}

/**
 * winwmi_calls_drain() - wait until no call runs for a block
 * @block: the block, dead
 *
 * Not from inside a callback of its provider's driver.
 *
 * Context: process, may sleep.
 */
void winwmi_calls_drain(struct winwmi_block *block)
{
	struct winwmi_provider *provider = block->provider;

	wait_event(provider->drained, !count(provider, NULL, block));
}

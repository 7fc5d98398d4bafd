// SPDX-License-Identifier: GPL-2.0-only
/*
 * Clock registers of WaveRT streams: one time for each register of a card.
 *
 * Streams come and go, and the registers wrap: a stream that counted by itself would begin anew
 * with each of its buffers, and never agree with another. So the time belongs to the register, and
 * goes on as long as the card lives, through the sleep of the device too.
 */
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include <portcls/wavert.h>

#include "../core.h"
#include "clock.h"
#include "wavert.h"
#include "wavert_clock.h"

/* Guards the lists and the users of all cards: clocks are looked for rarely. */
static DEFINE_MUTEX(wavert_clocks_mutex);

/**
 * struct portcls_wavert_clock - a register, and the time by it
 * @link: in adapter->clocks
 * @adapter: the adapter
 * @source: the register
 * @users: streams that have it
 * @lock: a leaf, guards the rest
 * @sleeps: how often the device had slept when it was read last
 * @time: the time
 */
struct portcls_wavert_clock {
	struct list_head link;
	struct portcls_adapter *adapter;
	struct portcls_wavert_register source;
	unsigned int users;
	spinlock_t lock;	/* see above */
	unsigned int sleeps;
	struct portcls_clock time;
};

static struct portcls_wavert_clock *find(const struct portcls_adapter *adapter,
					 const struct portcls_wavert_register *source)
{
	struct portcls_wavert_clock *clock;

	list_for_each_entry(clock, &adapter->clocks, link)
		if (clock->source.io == source->io && clock->source.memory == source->memory)
			return clock;
	return NULL;
}

static struct portcls_wavert_clock *make(struct portcls_adapter *adapter,
					 const struct portcls_wavert_register *source)
{
	struct portcls_wavert_clock *clock = kzalloc(sizeof(*clock), GFP_KERNEL);

	if (!clock)
		return NULL;
	clock->adapter = adapter;
	clock->source = *source;
	spin_lock_init(&clock->lock);
	clock->sleeps = READ_ONCE(adapter->sleeps);
	clock->time = (struct portcls_clock) {
		.numerator = source->numerator,
		.denominator = source->denominator,
		.width = source->width,
	};
	list_add(&clock->link, &adapter->clocks);
	return clock;
}

/**
 * portcls_wavert_clock_get() - find the clock of a register
 * @adapter: the adapter
 * @source: the register, a good one
 *
 * Context: process, may sleep.
 * Return: the clock, for portcls_wavert_clock_put(), or NULL if there is no memory for it.
 */
struct portcls_wavert_clock *portcls_wavert_clock_get(struct portcls_adapter *adapter,
						      const struct portcls_wavert_register *source)
{
	struct portcls_wavert_clock *clock;

	mutex_lock(&wavert_clocks_mutex);
	clock = find(adapter, source) ?: make(adapter, source);
	if (clock)
		clock->users++;
	mutex_unlock(&wavert_clocks_mutex);
	return clock;
}

/**
 * portcls_wavert_clock_put() - give a clock back
 * @clock: the clock, or NULL
 *
 * A register of the device stays where it is, and so does its time. Memory may become something
 * else.
 *
 * Context: process, may sleep.
 */
void portcls_wavert_clock_put(struct portcls_wavert_clock *clock)
{
	if (!clock)
		return;
	mutex_lock(&wavert_clocks_mutex);
	if (!--clock->users && clock->source.memory) {
		list_del(&clock->link);
		kfree(clock);
	}
	mutex_unlock(&wavert_clocks_mutex);
}

/**
 * portcls_wavert_clock_time() - read a clock
 * @clock: the clock; the device is there
 *
 * Context: any but non-maskable interrupt.
 * Return: ns since its register was 0 first.
 */
u64 portcls_wavert_clock_time(struct portcls_wavert_clock *clock)
{
	const unsigned int sleeps = READ_ONCE(clock->adapter->sleeps);
	unsigned long flags;
	u64 ns;

	spin_lock_irqsave(&clock->lock, flags);
	if (clock->sleeps != sleeps)
		portcls_clock_restart(&clock->time);
	clock->sleeps = sleeps;
	ns = portcls_clock_read(&clock->time, portcls_wavert_register_read(&clock->source),
				ktime_get_raw_ns());
	spin_unlock_irqrestore(&clock->lock, flags);
	return ns;
}

/**
 * portcls_wavert_clocks_free() - free the clocks of an adapter
 * @adapter: the adapter; its card's devices are gone
 *
 * Context: process.
 */
void portcls_wavert_clocks_free(struct portcls_adapter *adapter)
{
	struct portcls_wavert_clock *clock, *next;

	list_for_each_entry_safe(clock, next, &adapter->clocks, link)
		kfree(clock);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * ETW events. Whether they come out as they should, whoever has tracing sees: see module.sh of the
 * selftests, which looks for the numbers written here.
 */
#include <linux/errno.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/types.h>
#include <linux/uuid.h>

#include <portcls/etw.h>

#include "fake.h"
#include "kunit.h"
#include "suites.h"

/* The n-th number of an event of a kind. */
#define NUMBER(event, n)	(1000000 * ((event) + 1) + (n))

/**
 * struct writer - writes in hard interrupt context
 * @port: by whose miniport
 * @event: kind
 * @hard: it was hard interrupt context
 * @err: what writing gave
 * @irq: does it
 */
struct writer {
	struct portcls_port *port;
	enum portcls_etw_event event;
	bool hard;
	int err;
	struct irq_work irq;
};

static void write_in_irq(struct irq_work *irq)
{
	struct writer *writer = container_of(irq, struct writer, irq);
	enum portcls_etw_event event = writer->event;

	writer->hard = in_hardirq() && irqs_disabled();
	writer->err = portcls_etw_write(writer->port, event, NUMBER(event, 1), NUMBER(event, 2),
					NUMBER(event, 3), NUMBER(event, 4));
}

static int write_from_interrupt(struct kunit *test, u32 event)
{
	struct fake_device *device = test->priv;
	struct writer writer = {
		.port = device->port,
		.event = event,
		.irq = IRQ_WORK_INIT_HARD(write_in_irq),
	};

	irq_work_queue(&writer.irq);
	irq_work_sync(&writer.irq);
	KUNIT_EXPECT_TRUE(test, writer.hard);
	return writer.err;
}

static void each_kind_can_be_written_in_an_interrupt_p59(struct kunit *test)
{
	u32 event;

	for (event = 0; event < PORTCLS_ETW_EVENTS; event++)
		KUNIT_EXPECT_EQ(test, write_from_interrupt(test, event), 0);
}

static void unknown_kind_is_an_error_w81(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, write_from_interrupt(test, PORTCLS_ETW_EVENTS), -EINVAL);
	KUNIT_EXPECT_EQ(test, write_from_interrupt(test, U32_MAX), -EINVAL);
}

static void guid_keeps_its_bytes_w85(struct kunit *test)
{
	static const guid_t guid = GUID_INIT(0x03020100, 0x0504, 0x0706, 0x08, 0x09, 0x0a, 0x0b,
					     0x0c, 0x0d, 0x0e, 0x0f);
	u64 data3, data4;

	portcls_etw_guid(&guid, &data3, &data4);
	KUNIT_EXPECT_EQ(test, data3, 0x0706050403020100ULL);
	KUNIT_EXPECT_EQ(test, data4, 0x0f0e0d0c0b0a0908ULL);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(each_kind_can_be_written_in_an_interrupt_p59),
	KUNIT_CASE(unknown_kind_is_an_error_w81),
	KUNIT_CASE(guid_keeps_its_bytes_w85),
	{}
};

struct kunit_suite portcls_etw_suite = {
	.name = "portcls_etw",
	.init = fake_suite_init_started,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

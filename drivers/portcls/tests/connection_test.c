// SPDX-License-Identifier: GPL-2.0-only
/*
 * Physical connections between subdevices. There are two here, made of the same descriptor.
 */
#include <linux/err.h>
#include <linux/errno.h>

#include "fake.h"
#include "kunit.h"
#include "suites.h"

/**
 * struct ports - what start_device leaves to the cases
 * @a: a subdevice
 * @b: another one
 * @stranger: made, but not registered
 * @wire: registers physical connections
 */
struct ports {
	struct portcls_port *a;
	struct portcls_port *b;
	struct portcls_port *stranger;
	int (*wire)(struct kunit *test, struct portcls_adapter *adapter, struct ports *ports);
};

/* The device keeps no pointer for it, and cases come one after the other. */
static struct ports ports;

static int start(struct fake_device *device)
{
	int err;

	err = fake_make_port(device, &ports.a);
	if (!err)
		err = fake_make_port(device, &ports.b);
	if (!err)
		err = portcls_register_subdevice(device->adapter, "A", ports.a);
	if (!err)
		err = portcls_register_subdevice(device->adapter, "B", ports.b);
	return err ?: ports.wire(device->test, device->adapter, &ports);
}

static int start_with(struct kunit *test,
		      int (*wire)(struct kunit *test, struct portcls_adapter *adapter,
				  struct ports *ports))
{
	struct fake_device *device = test->priv;

	ports = (struct ports) { .wire = wire };
	device->start = start;
	return fake_device_start(device);
}

/* All but A's first output and B's input. */
static int wire_most(struct portcls_adapter *adapter, struct ports *p)
{
	int err;

	err = portcls_register_physical_connection_to_external(adapter, p->a, FAKE_PLAY2_OUT,
							       "Rear Out");
	if (!err)
		err = portcls_register_physical_connection_from_external(adapter, "Line In", p->a,
									 FAKE_RECORD_IN);
	if (!err)
		err = portcls_register_physical_connection_to_external(adapter, p->b, FAKE_PLAY_OUT,
								       "Line Out");
	if (!err)
		err = portcls_register_physical_connection_to_external(adapter, p->b,
								       FAKE_PLAY2_OUT, "Side Out");
	return err;
}

static int wire_all(struct kunit *test, struct portcls_adapter *adapter, struct ports *p)
{
	KUNIT_EXPECT_EQ(test, portcls_register_physical_connection(adapter, p->a, FAKE_PLAY_OUT,
								   p->b, FAKE_RECORD_IN), 0);
	return wire_most(adapter, p);
}

static void graph_without_loose_ends_is_accepted(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, start_with(test, wire_all), 0);
}

static int wire_all_but_one(struct kunit *test, struct portcls_adapter *adapter, struct ports *p)
{
	KUNIT_EXPECT_EQ(test,
			portcls_register_physical_connection_to_external(adapter, p->a,
									 FAKE_PLAY_OUT, "Out"), 0);
	return wire_most(adapter, p);
}

static void loose_end_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, start_with(test, wire_all_but_one), -EINVAL);
}

static int wire_nothing(struct kunit *test, struct portcls_adapter *adapter, struct ports *p)
{
	return 0;
}

static void graph_without_wires_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, start_with(test, wire_nothing), -EINVAL);
}

static int wire_against_dataflow(struct kunit *test, struct portcls_adapter *adapter,
				 struct ports *p)
{
	KUNIT_EXPECT_EQ(test, portcls_register_physical_connection(adapter, p->a, FAKE_RECORD_IN,
								   p->b, FAKE_RECORD_IN), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_register_physical_connection(adapter, p->a, FAKE_PLAY_OUT,
								   p->b, FAKE_PLAY_OUT), -EINVAL);
	KUNIT_EXPECT_EQ(test,
			portcls_register_physical_connection_to_external(adapter, p->a,
									 FAKE_RECORD_IN, "Out"),
			-EINVAL);
	KUNIT_EXPECT_EQ(test,
			portcls_register_physical_connection_from_external(adapter, "In", p->a,
									   FAKE_PLAY_OUT),
			-EINVAL);
	return wire_all(test, adapter, p);
}

static void wires_against_the_dataflow_are_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, start_with(test, wire_against_dataflow), 0);
}

static int wire_stream_pins(struct kunit *test, struct portcls_adapter *adapter, struct ports *p)
{
	KUNIT_EXPECT_EQ(test, portcls_register_physical_connection(adapter, p->a, FAKE_RECORD,
								   p->b, FAKE_RECORD_IN), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_register_physical_connection(adapter, p->a, FAKE_PLAY_OUT,
								   p->b, FAKE_PLAY), -EINVAL);
	return wire_all(test, adapter, p);
}

static void wires_to_stream_pins_are_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, start_with(test, wire_stream_pins), 0);
}

static int wire_missing_pins(struct kunit *test, struct portcls_adapter *adapter, struct ports *p)
{
	KUNIT_EXPECT_EQ(test, portcls_register_physical_connection(adapter, p->a, FAKE_PINS, p->b,
								   FAKE_RECORD_IN), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_register_physical_connection(adapter, p->a, FAKE_PLAY_OUT,
								   p->b, U32_MAX), -EINVAL);
	return wire_all(test, adapter, p);
}

static void wires_to_missing_pins_are_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, start_with(test, wire_missing_pins), 0);
}

static int wire_twice(struct kunit *test, struct portcls_adapter *adapter, struct ports *p)
{
	int err = wire_all(test, adapter, p);

	KUNIT_EXPECT_EQ(test, portcls_register_physical_connection(adapter, p->a, FAKE_PLAY_OUT,
								   p->b, FAKE_RECORD_IN), -EEXIST);
	KUNIT_EXPECT_EQ(test,
			portcls_register_physical_connection_from_external(adapter, "In", p->b,
									   FAKE_RECORD_IN),
			-EEXIST);
	/* An output may lead to several places. */
	KUNIT_EXPECT_EQ(test,
			portcls_register_physical_connection_to_external(adapter, p->a,
									 FAKE_PLAY_OUT, "Out"), 0);
	return err;
}

static void second_wire_into_a_pin_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, start_with(test, wire_twice), 0);
}

static int wire_to_itself(struct kunit *test, struct portcls_adapter *adapter, struct ports *p)
{
	KUNIT_EXPECT_EQ(test, portcls_register_physical_connection(adapter, p->a, FAKE_PLAY_OUT,
								   p->a, FAKE_RECORD_IN), -EINVAL);
	return wire_all(test, adapter, p);
}

static void wire_to_the_same_subdevice_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, start_with(test, wire_to_itself), 0);
}

static int wire_to_nobody(struct kunit *test, struct portcls_adapter *adapter, struct ports *p)
{
	KUNIT_EXPECT_EQ(test, portcls_register_physical_connection(adapter, NULL, 0, p->b,
								   FAKE_RECORD_IN), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_register_physical_connection(adapter, p->a, FAKE_PLAY_OUT,
								   NULL, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test,
			portcls_register_physical_connection_to_external(adapter, p->a,
									 FAKE_PLAY_OUT, NULL),
			-EINVAL);
	KUNIT_EXPECT_EQ(test,
			portcls_register_physical_connection_from_external(adapter, NULL, p->b,
									   FAKE_RECORD_IN),
			-EINVAL);
	return wire_all(test, adapter, p);
}

static void wires_to_nobody_are_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, start_with(test, wire_to_nobody), 0);
}

static int wire_unregistered(struct kunit *test, struct portcls_adapter *adapter, struct ports *p)
{
	KUNIT_EXPECT_EQ(test, fake_make_port(test->priv, &p->stranger), 0);
	KUNIT_EXPECT_EQ(test, portcls_register_physical_connection(adapter, p->stranger,
								   FAKE_PLAY_OUT, p->b,
								   FAKE_RECORD_IN), -EINVAL);
	return wire_all(test, adapter, p);
}

static void port_that_is_not_registered_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, start_with(test, wire_unregistered), -EINVAL);
}

static void subdevice_of_another_adapter_is_refused(struct kunit *test)
{
	struct fake_device *other = fake_device_new(test);
	struct fake_device *device = test->priv;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, other);
	KUNIT_EXPECT_EQ(test, fake_device_start(other), 0);
	KUNIT_EXPECT_EQ(test, start_with(test, wire_all), 0);
	KUNIT_EXPECT_EQ(test,
			portcls_register_physical_connection_to_external(device->adapter,
									 other->port,
									 FAKE_PLAY_OUT, "Out"),
			-EINVAL);
	KUNIT_EXPECT_EQ(test,
			portcls_register_physical_connection(device->adapter, ports.a,
							     FAKE_PLAY_OUT, other->port,
							     FAKE_RECORD_IN), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_register_subdevice(device->adapter, "Other", other->port),
			-EINVAL);
	fake_device_free(other);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(graph_without_loose_ends_is_accepted),
	KUNIT_CASE(loose_end_is_refused),
	KUNIT_CASE(graph_without_wires_is_refused),
	KUNIT_CASE(wires_against_the_dataflow_are_refused),
	KUNIT_CASE(wires_to_stream_pins_are_refused),
	KUNIT_CASE(wires_to_missing_pins_are_refused),
	KUNIT_CASE(second_wire_into_a_pin_is_refused),
	KUNIT_CASE(wire_to_the_same_subdevice_is_refused),
	KUNIT_CASE(wires_to_nobody_are_refused),
	KUNIT_CASE(port_that_is_not_registered_is_refused),
	KUNIT_CASE(subdevice_of_another_adapter_is_refused),
	{}
};

struct kunit_suite portcls_connection_suite = {
	.name = "portcls_connection",
	.init = fake_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

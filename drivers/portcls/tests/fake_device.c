// SPDX-License-Identifier: GPL-2.0-only
/*
 * The fake device: a platform device and its adapter.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/platform_device.h>

#include "fake.h"
#include "kunit.h"

/* Cards from here downwards, away from those that real devices get. */
#define LAST_CARD	(PORTCLS_MAX_CARDS - 1)

static atomic_t devices;

static struct fake_device *fake_of(struct portcls_adapter *adapter)
{
	return *(struct fake_device **)portcls_adapter_priv(adapter);
}

/**
 * fake_make_streams() - make what the streams of a device need
 * @device: the device
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno.
 */
int fake_make_streams(struct fake_device *device)
{
	struct portcls_interrupt_sync *sync;
	struct fake_stream *stream;
	unsigned int i;
	int err;

	sync = portcls_interrupt_sync_new(device->adapter, NULL, 0, PORTCLS_INTERRUPT_SYNC_NORMAL);
	if (IS_ERR(sync))
		return PTR_ERR(sync);
	device->sync = sync;
	err = portcls_interrupt_sync_register_routine(sync, fake_routine, device, false);
	if (err)
		return err;
	for (i = 0; i < FAKE_STREAMS; i++) {
		stream = &device->streams[i];
		stream->device = device;
		stream->channel = portcls_dma_channel_new_master(device->adapter, FAKE_RING_BYTES);
		stream->group = portcls_service_group_new(sync);
		if (IS_ERR(stream->channel) || IS_ERR(stream->group))
			return -ENOMEM;
		err = portcls_dma_channel_allocate_buffer(stream->channel, FAKE_RING_BYTES,
							  PORTCLS_DMA_ANYWHERE);
		if (err)
			return err;
	}
	return 0;
}

/**
 * fake_make_port() - make a port of the fake miniport
 * @device: the device
 * @port: receives the port
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno.
 */
int fake_make_port(struct fake_device *device, struct portcls_port **port)
{
	*port = portcls_wavecyclic_new(device->adapter, &device->ops, device, device->resources);
	return PTR_ERR_OR_ZERO(*port);
}

/**
 * fake_make_wires() - connect the lines of a device's port
 * @device: the device
 *
 * Context: process, from start_device.
 * Return: 0 or a negative errno.
 */
int fake_make_wires(struct fake_device *device)
{
	int err;

	if (device->faults.no_wires)
		return 0;
	err = portcls_register_physical_connection_to_external(device->adapter, device->port,
							       FAKE_PLAY_OUT, "Line Out");
	if (!err)
		err = portcls_register_physical_connection_to_external(device->adapter,
								       device->port,
								       FAKE_PLAY2_OUT, "Rear Out");
	if (!err)
		err = portcls_register_physical_connection_from_external(device->adapter, "Line In",
									 device->port,
									 FAKE_RECORD_IN);
	return err;
}

static int do_step(struct fake_device *device, enum fake_step step)
{
	switch (step) {
	case FAKE_STEP_STREAMS:
		return fake_make_streams(device);
	case FAKE_STEP_PORT:
		return device->make_port(device, &device->port);
	case FAKE_STEP_SUBDEVICE:
		return portcls_register_subdevice(device->adapter, "Wave", device->port);
	case FAKE_STEP_CONNECTIONS:
		return fake_make_wires(device);
	case FAKE_STEP_LAST:
		return portcls_interrupt_sync_connect(device->sync);
	default:
		return 0;
	}
}

static int start_device(struct portcls_adapter *adapter, struct portcls_resource_list *resources)
{
	struct fake_device *device = fake_of(adapter);
	enum fake_step step;
	int err = 0;

	if (device->start)
		return device->start(device);
	for (step = FAKE_STEP_FIRST; !err && step <= FAKE_STEP_LAST; step++) {
		err = do_step(device, step);
		if (device->faults.start_device == step)
			return -EIO;
	}
	return err;
}

static void release_device(struct portcls_adapter *adapter, bool present)
{
	struct fake_device *device = fake_of(adapter);
	struct fake_stream *stream;
	unsigned int i;

	fake_note(device, 'e', 0, present);
	for (i = 0; i < FAKE_STREAMS; i++) {
		stream = &device->streams[i];
		if (!IS_ERR(stream->group))
			portcls_service_group_put(stream->group);
		if (!IS_ERR(stream->channel))
			portcls_dma_channel_put(stream->channel);
	}
}

static void power_change_state(struct portcls_adapter *adapter, enum portcls_power_state state)
{
	fake_note(fake_of(adapter), '0' + state, 0, 0);
}

static const struct portcls_adapter_ops adapter_ops = {
	.driver_name = "Fake",
	.short_name = "Fake Device",
	.start_device = start_device,
	.release_device = release_device,
	.power_change_state = power_change_state,
};

static void dispatch(struct irq_work *irq)
{
	struct fake_device *device = container_of(irq, struct fake_device, irq);

	WRITE_ONCE(device->handled, portcls_interrupt_sync_dispatch(device->sync));
}

/**
 * fake_interrupt() - interrupt the processor, in hard interrupt context, and wait until it is over
 * @device: the device
 *
 * Context: process, may sleep.
 * Return: true if the interrupt was handled.
 */
bool fake_interrupt(struct fake_device *device)
{
	WRITE_ONCE(device->handled, false);
	irq_work_queue(&device->irq);
	irq_work_sync(&device->irq);
	return READ_ONCE(device->handled);
}

static int alloc_adapter(struct fake_device *device)
{
	struct portcls_adapter *adapter;
	unsigned int i;

	device->card = LAST_CARD - (atomic_inc_return(&devices) - 1);
	device->params.index = device->index;
	device->params.id = device->id;
	device->params.enable = device->enable;
	for (i = 0; i < PORTCLS_MAX_CARDS; i++) {
		device->index[i] = device->card;
		device->enable[i] = true;
	}
	adapter = portcls_adapter_alloc(&device->pdev->dev, &adapter_ops, &device->params,
					sizeof(device));
	if (IS_ERR(adapter))
		return PTR_ERR(adapter);
	*(struct fake_device **)portcls_adapter_priv(adapter) = device;
	device->adapter = adapter;
	return 0;
}

/**
 * fake_device_new() - make a fake device, not started yet
 * @test: the case
 *
 * Context: process, may sleep.
 * Return: the device, for fake_device_free(), or an ERR_PTR.
 */
struct fake_device *fake_device_new(struct kunit *test)
{
	struct fake_device *device;
	int err = -ENOMEM;

	device = kvzalloc(sizeof(*device), GFP_KERNEL);
	if (!device)
		return ERR_PTR(-ENOMEM);
	device->test = test;
	device->irq = IRQ_WORK_INIT_HARD(dispatch);
	device->ops = fake_ops;
	device->ops.start_linked = NULL;
	device->stream_ops = fake_stream_ops;
	device->make_port = fake_make_port;
	fake_descriptor_init(&device->descriptor);
	device->resources = portcls_resource_list_new(0);
	if (!device->resources)
		goto err_free_device;
	device->pdev = platform_device_register_simple("portcls-test", PLATFORM_DEVID_AUTO, NULL,
						       0);
	if (IS_ERR(device->pdev)) {
		err = PTR_ERR(device->pdev);
		goto err_free_resources;
	}
	err = alloc_adapter(device);
	if (err)
		goto err_unregister;
	return device;

err_unregister:
	atomic_dec(&devices);
	platform_device_unregister(device->pdev);
err_free_resources:
	portcls_resource_list_free(device->resources);
err_free_device:
	kvfree(device);
	return ERR_PTR(err);
}

/**
 * fake_device_start() - start a fake device
 * @device: a new device
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_device_start(struct fake_device *device)
{
	return portcls_adapter_start(device->adapter, device->resources);
}

/**
 * fake_device_remove() - free the adapter of a fake device
 * @device: the device
 *
 * Context: process, may sleep.
 */
void fake_device_remove(struct fake_device *device)
{
	portcls_adapter_free(device->adapter);
	device->adapter = NULL;
}

/**
 * fake_device_free() - close all that is open and free a fake device
 * @device: the device
 *
 * Context: process, may sleep.
 */
void fake_device_free(struct fake_device *device)
{
	unsigned int i;

	for (i = 0; i < FAKE_APPLICATIONS; i++)
		fake_close(&device->applications[i]);
	if (device->adapter)
		fake_device_remove(device);
	platform_device_unregister(device->pdev);
	portcls_resource_list_free(device->resources);
	if (device->mount)
		kern_unmount(device->mount);
	atomic_dec(&devices);
	kvfree(device);
}

/**
 * fake_suite_init() - give a case a device that is not started
 * @test: the case; receives the device as its priv
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_suite_init(struct kunit *test)
{
	struct fake_device *device = fake_device_new(test);

	if (IS_ERR(device))
		return PTR_ERR(device);
	test->priv = device;
	return 0;
}

/**
 * fake_suite_init_started() - give a case a device that is started
 * @test: the case; receives the device as its priv
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_suite_init_started(struct kunit *test)
{
	int err = fake_suite_init(test);

	return err ?: fake_device_start(test->priv);
}

/**
 * fake_suite_exit() - take the device of a case away
 * @test: the case
 *
 * Context: process, may sleep.
 */
void fake_suite_exit(struct kunit *test)
{
	struct fake_device *device = test->priv;

	if (!device)
		return;
	KUNIT_EXPECT_EQ(test, device->wrong_steps, 0);
	fake_device_free(device);
	test->priv = NULL;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Providers: devices that offer blocks, from attaching to detaching.
 *
 * Actions exclude each other by the provider's mutex. Whoever is inside one of its callbacks would
 * wait for himself: that is told at once. Only an update can be asked for there, which is done by a
 * worker; it finds out under the mutex whether the provider is still registered, so no update
 * follows a deregistration.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kdev_t.h>
#include <linux/rculist.h>
#include <linux/slab.h>

#include "call.h"
#include "chardev.h"
#include "core.h"
#include "event.h"

static LIST_HEAD(providers);
static DEFINE_MUTEX(providers_mutex);	/* guards providers */

const char *const winwmi_state_names[] = {
	[WINWMI_UNREGISTERED] = "unregistered",
	[WINWMI_REGISTERED] = "registered",
	[WINWMI_DEREGISTERED] = "deregistered",
	[WINWMI_CLEANED_UP] = "cleanedup",
};

static struct winwmi_provider *find(const struct device *owner)
{
	struct winwmi_provider *provider;

	lockdep_assert_held(&providers_mutex);
	list_for_each_entry(provider, &providers, node)
		if (provider->owner == owner)
			return provider;
	return NULL;
}

/* A reference to the provider that a device is, or NULL. */
static struct winwmi_provider *provider_get(const struct device *owner)
{
	struct winwmi_provider *provider;

	mutex_lock(&providers_mutex);
	provider = find(owner);
	if (provider)
		get_device(&provider->dev);
	mutex_unlock(&providers_mutex);
	return provider;
}

static void provider_release(struct device *dev)
{
	struct winwmi_provider *provider = to_winwmi_provider(dev);

	winwmi_dynamic_free(&provider->dynamic);
	winwmi_number_release(MINOR(dev->devt));
	put_device(provider->owner);
	kfree(provider->registry_path);
	kfree(provider->mof_resource);
	kfree(provider);
}

static int pull_all(struct winwmi_provider *provider, bool update)
{
	struct winwmi_context *context;
	int err = 0, this;

	list_for_each_entry(context, &provider->contexts, node) {
		this = winwmi_blocks_pull(provider, context, update);
		err = err ?: this;
		if (this && !update)
			break;
	}
	return err;
}

static void update_work(struct work_struct *work)
{
	struct winwmi_provider *provider = container_of(work, struct winwmi_provider, update);

	mutex_lock(&provider->mutex);
	if (provider->state == WINWMI_REGISTERED)
		pull_all(provider, true);
	mutex_unlock(&provider->mutex);
}

static struct winwmi_provider *provider_new(struct device *owner)
{
	struct winwmi_provider *provider = kzalloc(sizeof(*provider), GFP_KERNEL);
	int number;

	if (!provider)
		return ERR_PTR(-ENOMEM);
	number = winwmi_number_take();
	if (number < 0) {
		kfree(provider);
		return ERR_PTR(number);
	}
	mutex_init(&provider->mutex);
	INIT_LIST_HEAD(&provider->contexts);
	INIT_WORK(&provider->update, update_work);
	spin_lock_init(&provider->lock);
	INIT_LIST_HEAD(&provider->blocks);
	INIT_LIST_HEAD(&provider->running);
	init_waitqueue_head(&provider->drained);
	init_waitqueue_head(&provider->waiters);
	winwmi_dynamic_init(&provider->dynamic);
	INIT_LIST_HEAD(&provider->edges);
	winwmi_references_init(provider);
	provider->owner = get_device(owner);

	device_initialize(&provider->dev);
	provider->dev.class = &winwmi_class;
	provider->dev.parent = owner;
	provider->dev.devt = winwmi_devt(number);
	provider->dev.release = provider_release;
	provider->dev.groups = winwmi_provider_groups;
	cdev_init(&provider->cdev, &winwmi_fops);
	provider->cdev.owner = THIS_MODULE;
	return provider;
}

static int enlist(struct winwmi_provider *provider)
{
	int err = 0;

	mutex_lock(&providers_mutex);
	if (find(provider->owner))
		err = -EEXIST;
	else
		list_add(&provider->node, &providers);
	mutex_unlock(&providers_mutex);
	if (err)
		dev_err(provider->owner, "is a WMI provider already\n");
	return err;
}

static void delist(struct winwmi_provider *provider)
{
	mutex_lock(&providers_mutex);
	list_del(&provider->node);
	mutex_unlock(&providers_mutex);
}

/* Not under the mutex: the device's files take it, and an error waits for who is in them. */
static int provider_add(struct winwmi_provider *provider)
{
	int err = dev_set_name(&provider->dev, "winwmi%u", MINOR(provider->dev.devt));

	err = err ?: enlist(provider);
	if (err)
		return err;
	err = cdev_device_add(&provider->cdev, &provider->dev);
	if (err)
		delist(provider);
	return err;
}

/**
 * winwmi_provider_attach() - make a device a provider
 * @dev: the driver's device
 * @context: blocks that it has, or NULL; see winwmi_context_add()
 *
 * It offers nothing before it is registered.
 *
 * Context: process, may sleep.
 * Return: the provider, the driver's until winwmi_provider_detach(); ERR_PTR(-EINVAL) without a
 * device or a callback that describes blocks; ERR_PTR(-EEXIST) if the device is one already;
 * another error.
 */
struct winwmi_provider *winwmi_provider_attach(struct device *dev, struct winwmi_context *context)
{
	struct winwmi_provider *provider;
	int err;

	if (!dev)
		return ERR_PTR(-EINVAL);
	provider = provider_new(dev);
	if (IS_ERR(provider))
		return provider;
	err = provider_add(provider);
	if (err) {
		put_device(&provider->dev);
		return ERR_PTR(err);
	}
	if (context)
		err = winwmi_context_add(provider, context);
	if (err) {
		winwmi_provider_detach(provider);
		return ERR_PTR(err);
	}
	return provider;
}
EXPORT_SYMBOL_GPL(winwmi_provider_attach);

/**
 * winwmi_provider_name() - name of a provider
 * @provider: the provider
 *
 * Context: any.
 * Return: "winwmi<N>", as its device and its character device are called.
 */
const char *winwmi_provider_name(const struct winwmi_provider *provider)
{
	return dev_name(&provider->dev);
}
EXPORT_SYMBOL_GPL(winwmi_provider_name);

/**
 * winwmi_provider_set_mof_resource() - name the schema of a device
 * @provider: the device's provider
 * @name: the name, copied
 *
 * Devices below it that have no name have this one.
 *
 * Counterpart: WdfDeviceAssignMofResourceName.
 *
 * Context: process, may sleep.
 * Return: 0; -EINVAL without a name; -EOPNOTSUPP if it was called before; -ENOMEM.
 */
int winwmi_provider_set_mof_resource(struct winwmi_provider *provider, const char *name)
{
	char *copy;
	int err = 0;

	if (!name)
		return -EINVAL;
	copy = kstrdup(name, GFP_KERNEL);
	if (!copy)
		return -ENOMEM;
	spin_lock_irq(&provider->lock);
	if (provider->mof_resource_set)
		err = winwmi_to_errno(WINWMI_STATUS_INVALID_DEVICE_REQUEST);
	else
		swap(provider->mof_resource, copy);
	provider->mof_resource_set = true;
	spin_unlock_irq(&provider->lock);
	kfree(copy);
	return err;
}
EXPORT_SYMBOL_GPL(winwmi_provider_set_mof_resource);

static bool copy_mof_resource(struct winwmi_provider *provider, char *name, size_t room)
{
	bool found;

	spin_lock_irq(&provider->lock);
	found = provider->mof_resource;
	if (found)
		strscpy(name, provider->mof_resource, room);
	spin_unlock_irq(&provider->lock);
	return found;
}

/**
 * winwmi_provider_mof_resource() - name of the schema of a device
 * @provider: the device's provider
 * @name: to be filled with its name, or that of the nearest device above it which has one
 * @room: bytes at @name
 *
 * Context: process, may sleep.
 */
void winwmi_provider_mof_resource(struct winwmi_provider *provider, char *name, size_t room)
{
	struct winwmi_provider *other;
	const struct device *dev;
	bool found = copy_mof_resource(provider, name, room);

	*name = found ? *name : '\0';
	for (dev = provider->owner->parent; dev && !found; dev = dev->parent) {
		other = provider_get(dev);
		if (!other)
			continue;
		found = copy_mof_resource(other, name, room);
		put_device(&other->dev);
	}
}

static void set_state(struct winwmi_provider *provider, enum winwmi_state state)
{
	lockdep_assert_held(&provider->mutex);
	WRITE_ONCE(provider->state, state);
}

static int do_register(struct winwmi_provider *provider)
{
	enum winwmi_state before = provider->state;
	int err;

	if (before == WINWMI_REGISTERED)
		return -EEXIST;
	if (before == WINWMI_CLEANED_UP)
		return -ESHUTDOWN;
	set_state(provider, WINWMI_REGISTERED);
	err = pull_all(provider, false);
	if (err) {
		set_state(provider, before);
		winwmi_blocks_remove(provider, NULL);
		return err;
	}
	provider->surprise = false;
	return 0;
}

static int do_deregister(struct winwmi_provider *provider)
{
	if (provider->state != WINWMI_REGISTERED)
		return provider->surprise ? 0 : -EINVAL;
	set_state(provider, WINWMI_DEREGISTERED);
	wake_up_all(&provider->waiters);
	winwmi_blocks_remove(provider, NULL);
	return 0;
}

static int do_action(struct winwmi_provider *provider, u32 action)
{
	WRITE_ONCE(provider->last_action, action);
	switch (action) {
	case WINWMI_REGISTER:
		return do_register(provider);
	case WINWMI_DEREGISTER:
		return do_deregister(provider);
	}
	if (provider->state != WINWMI_REGISTERED)
		return -EINVAL;
	if (action == WINWMI_UPDATE_GUIDS)
		return pull_all(provider, true);
	return do_deregister(provider) ?: do_register(provider);
}

static int control(struct winwmi_provider *provider, u32 action)
{
	int err;

	if (winwmi_call_is_inside(provider))
		return action == WINWMI_UPDATE_GUIDS ? winwmi_update_guids_async(provider) :
						       -EDEADLK;
	mutex_lock(&provider->mutex);
	err = do_action(provider, action);
	mutex_unlock(&provider->mutex);
	return err;
}

/**
 * winwmi_registration_control() - register a device, and so on
 * @dev: a device that is attached
 * @action: &enum winwmi_action
 *
 * REGISTER asks the driver for its blocks and offers them. DEREGISTER offers them no more, and
 * waits until its callbacks have ended: when it returns none runs, and none will. REREGISTER does
 * the latter, then the former. UPDATE_GUIDS asks what has changed: blocks that are told as before
 * stay as they are, those flagged WINWMI_BLOCK_REMOVE go, others come or are replaced.
 *
 * From inside one of the driver's callbacks for @dev, UPDATE_GUIDS is done later, after that; all
 * else would have to wait for itself, and is -EDEADLK.
 *
 * Counterpart: IoWMIRegistrationControl.
 *
 * Context: process, may sleep.
 * Return: 0; -EINVAL for an unknown action, or one for which the device must be registered and is
 * not; -EEXIST to register it again; -EDEADLK; -ENODEV if it is not attached; what the driver's
 * callback returned, or what is wrong with its answer. Without success nothing has changed, but
 * that a failed REREGISTER leaves the device deregistered.
 */
int winwmi_registration_control(struct device *dev, u32 action)
{
	struct winwmi_provider *provider;
	int err;

	might_sleep();
	if (action < WINWMI_REGISTER || action > WINWMI_UPDATE_GUIDS)
		return -EINVAL;
	provider = provider_get(dev);
	if (!provider)
		return -ENODEV;
	err = control(provider, action);
	put_device(&provider->dev);
	return err;
}
EXPORT_SYMBOL_GPL(winwmi_registration_control);

/**
 * winwmi_update_guids_async() - have a driver asked for what has changed, soon
 * @provider: the provider
 *
 * Several of these may be answered by one update.
 *
 * Context: any.
 * Return: 0; -EINVAL if @provider is not registered.
 */
int winwmi_update_guids_async(struct winwmi_provider *provider)
{
	if (READ_ONCE(provider->state) != WINWMI_REGISTERED)
		return -EINVAL;
	schedule_work(&provider->update);
	return 0;
}
EXPORT_SYMBOL_GPL(winwmi_update_guids_async);

/**
 * winwmi_provider_start() - the device works now
 * @provider: its provider
 *
 * Registers it the first time, and does nothing when it starts again after it was stopped.
 *
 * Counterpart: what KMDF does when a device enters D0.
 *
 * Context: process, may sleep.
 * Return: as winwmi_registration_control() with WINWMI_REGISTER.
 */
int winwmi_provider_start(struct winwmi_provider *provider)
{
	int err = control(provider, WINWMI_REGISTER);

	return err == -EEXIST ? 0 : err;
}
EXPORT_SYMBOL_GPL(winwmi_provider_start);

/**
 * winwmi_provider_surprise_removed() - the device has vanished
 * @provider: its provider; deregistered if it is registered
 *
 * That the driver deregisters it once more is no error then. Not from inside a callback.
 *
 * Counterpart: IoWMIRegistrationControl at IRP_MN_SURPRISE_REMOVAL.
 *
 * Context: process, may sleep.
 */
void winwmi_provider_surprise_removed(struct winwmi_provider *provider)
{
	mutex_lock(&provider->mutex);
	if (provider->state == WINWMI_REGISTERED) {
		do_deregister(provider);
		provider->surprise = true;
	}
	mutex_unlock(&provider->mutex);
}
EXPORT_SYMBOL_GPL(winwmi_provider_surprise_removed);

/**
 * winwmi_provider_detach() - make a device no provider any more
 * @provider: its provider, deregistered if it is registered; not the driver's any more
 *
 * Files that are open go on to exist, and get -ENODEV. Not from inside a callback.
 *
 * Context: process, may sleep.
 */
void winwmi_provider_detach(struct winwmi_provider *provider)
{
	delist(provider);
	mutex_lock(&provider->mutex);
	if (provider->state == WINWMI_REGISTERED)
		do_deregister(provider);
	set_state(provider, WINWMI_CLEANED_UP);
	mutex_unlock(&provider->mutex);
	wake_up_all(&provider->waiters);
	cancel_work_sync(&provider->update);
	winwmi_references_drop(provider);
	winwmi_dynamic_delete_instances(&provider->dynamic);
	cdev_device_del(&provider->cdev, &provider->dev);
	put_device(&provider->dev);
}
EXPORT_SYMBOL_GPL(winwmi_provider_detach);

/**
 * winwmi_context_add() - add blocks that others answer for
 * @provider: the provider
 * @context: the blocks, the provider's until winwmi_context_remove() or winwmi_provider_detach()
 *
 * If @provider is registered they are asked for and offered at once.
 *
 * Context: process, may sleep.
 * Return: 0; -EINVAL without a callback that describes blocks; -EEXIST if it was added, or a block
 * of it is there; -EDEADLK from inside a callback; else as winwmi_registration_control() with
 * WINWMI_REGISTER. Without success nothing has changed.
 */
int winwmi_context_add(struct winwmi_provider *provider, struct winwmi_context *context)
{
	struct winwmi_context *other;
	int err = 0;

	if (!context || !context->callbacks || !context->callbacks->reginfo)
		return -EINVAL;
	if (winwmi_call_is_inside(provider))
		return -EDEADLK;
	mutex_lock(&provider->mutex);
	list_for_each_entry(other, &provider->contexts, node)
		if (other == context)
			err = -EEXIST;
	if (!err && provider->state == WINWMI_REGISTERED)
		err = winwmi_blocks_pull(provider, context, false);
	if (!err)
		list_add_tail(&context->node, &provider->contexts);
	else if (err != -EEXIST)
		winwmi_blocks_remove(provider, context);
	mutex_unlock(&provider->mutex);
	return err;
}
EXPORT_SYMBOL_GPL(winwmi_context_add);

/**
 * winwmi_context_remove() - take blocks away that others answer for
 * @provider: the provider
 * @context: the blocks; when it returns they are not offered, and none of their callbacks runs
 *
 * Context: process, may sleep.
 * Return: 0; -ENOENT if it was not added; -EDEADLK from inside a callback of the provider.
 */
int winwmi_context_remove(struct winwmi_provider *provider, struct winwmi_context *context)
{
	struct winwmi_context *other;
	int err = -ENOENT;

	if (winwmi_call_is_inside(provider))
		return -EDEADLK;
	mutex_lock(&provider->mutex);
	list_for_each_entry(other, &provider->contexts, node)
		if (other == context) {
			winwmi_blocks_remove(provider, context);
			list_del(&context->node);
			err = 0;
			break;
		}
	mutex_unlock(&provider->mutex);
	return err;
}
EXPORT_SYMBOL_GPL(winwmi_context_remove);

/**
 * winwmi_block_enabled() - whether somebody wants what a block has
 * @provider: who offers it
 * @guid: the block
 * @function: its events, or its data collected
 *
 * Counterpart: what a driver remembers of DpWmiFunctionControl, WdfWmiProviderIsEnabled.
 *
 * Context: any.
 * Return: true if the driver was told to begin, or would have been.
 */
bool winwmi_block_enabled(struct winwmi_provider *provider, const guid_t *guid,
			  enum winwmi_function function)
{
	struct winwmi_block *block;
	bool enabled = false;

	rcu_read_lock();
	list_for_each_entry_rcu(block, &provider->blocks, node)
		if (guid_equal(&block->info.guid, guid))
			enabled = winwmi_edge_is_enabled(block->edge, function);
	rcu_read_unlock();
	return enabled;
}
EXPORT_SYMBOL_GPL(winwmi_block_enabled);

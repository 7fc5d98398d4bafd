// SPDX-License-Identifier: GPL-2.0-only
/*
 * A provider's character device: requests with exact sizes, and each file a consumer of its own.
 */
#include <linux/build_bug.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "chardev.h"
#include "request.h"

/* Programs of 32 and of 64 bits see the same, without holes. */
static_assert(sizeof(struct winwmi_call) == 72);
static_assert(offsetof(struct winwmi_call, in) == 24);
static_assert(offsetof(struct winwmi_call, timestamp) == 56);
static_assert(sizeof(struct winwmi_all_entry) == 8);
static_assert(sizeof(struct winwmi_all) == 24);
static_assert(sizeof(struct winwmi_interest) == 32);
static_assert(offsetof(struct winwmi_interest, reserved) == 24);
static_assert(sizeof(struct winwmi_event_record) == 48);
static_assert(sizeof(guid_t) == WINWMI_GUID_SIZE);

/**
 * struct action - what an ioctl with a &struct winwmi_call asks for
 * @mode: how the file must be open
 * @minor: &enum winwmi_minor
 * @takes: data is given
 * @gives: data is answered
 * @has_id: an item or a method is named
 */
struct action {
	fmode_t mode;
	u32 minor;
	bool takes;
	bool gives;
	bool has_id;
};

static const struct action *action_of(unsigned int command)
{
	static const struct action
		query_single = { FMODE_READ, WINWMI_MN_QUERY_SINGLE, .gives = true },
		query_all = { FMODE_READ, WINWMI_MN_QUERY_ALL, .gives = true },
		set = { FMODE_WRITE, WINWMI_MN_SET, .takes = true },
		set_item = { FMODE_WRITE, WINWMI_MN_SET_ITEM, .takes = true, .has_id = true },
		execute = { FMODE_WRITE, WINWMI_MN_EXECUTE, true, true, true };

	switch (command) {
	case WINWMI_QUERY_SINGLE:
		return &query_single;
	case WINWMI_QUERY_ALL:
		return &query_all;
	case WINWMI_SET:
		return &set;
	case WINWMI_SET_ITEM:
		return &set_item;
	case WINWMI_EXECUTE:
		return &execute;
	}
	return NULL;
}

/* What a request has no use for is 0. */
static int check(const struct action *action, const struct winwmi_call *call)
{
	if (call->needed || call->status || call->timestamp || call->reserved)
		return -EINVAL;
	if ((!action->has_id && call->id) ||
	    (action->minor == WINWMI_MN_QUERY_ALL && call->instance))
		return -EINVAL;
	if ((!action->takes && (call->in || call->in_size)) ||
	    (!action->gives && (call->out || call->out_size)))
		return -EINVAL;
	return call->in_size > WINWMI_MAX_DATA || call->out_size > WINWMI_MAX_DATA ? -E2BIG : 0;
}

/* Only with success, and only as much as was answered, is anything written at @out. */
static int perform(struct winwmi_provider *provider, const struct action *action,
		   struct winwmi_call *call)
{
	struct winwmi_request request = {
		.provider = provider,
		.minor = action->minor,
		.instance = call->instance,
		.id = call->id,
		.size = call->in_size,
		.room = call->out_size,
	};
	u32 size = max(call->in_size, call->out_size);
	int err;

	import_guid(&request.guid, call->guid);
	if (size) {
		/* For the application's memory control group to account, as it names the size. */
		request.buffer = kvzalloc(size, GFP_KERNEL_ACCOUNT);
		if (!request.buffer)
			return -ENOMEM;
	}
	err = -EFAULT;
	if (call->in_size && copy_from_user(request.buffer, u64_to_user_ptr(call->in),
					    call->in_size))
		goto out;
	err = winwmi_request(&request);
	call->status = winwmi_to_status(request.result);
	call->timestamp = request.timestamp;
	call->needed = err == -ENOSPC ? request.used : 0;
	call->out_size = err ? 0 : request.used;
	if (!err && request.used && copy_to_user(u64_to_user_ptr(call->out), request.buffer,
						 request.used))
		err = -EFAULT;
out:
	kvfree(request.buffer);
	return err;
}

static long call_ioctl(struct file *handle, const struct action *action, void __user *argument)
{
	struct winwmi_file *file = handle->private_data;
	struct winwmi_call call;
	int err;

	if (!(handle->f_mode & action->mode))
		return -EBADF;
	if (copy_from_user(&call, argument, sizeof(call)))
		return -EFAULT;
	err = check(action, &call);
	if (err)
		return err;
	err = perform(file->provider, action, &call);
	/* With an error, too: it may be about the size. */
	if (copy_to_user(argument, &call, sizeof(call)))
		return -EFAULT;
	return err;
}

static struct winwmi_file_interest *find_interest(struct winwmi_file *file, const guid_t *guid)
{
	struct winwmi_file_interest *interest;

	lockdep_assert_held(&file->lock);
	list_for_each_entry(interest, &file->interests, node)
		if (guid_equal(&interest->edge->guid, guid))
			return interest;
	return NULL;
}

static struct winwmi_file_interest *new_interest(struct winwmi_file *file, const guid_t *guid)
{
	struct winwmi_file_interest *interest = kzalloc(sizeof(*interest), GFP_KERNEL_ACCOUNT);

	if (!interest)
		return NULL;
	interest->edge = winwmi_edge_get_for(file->provider, guid);
	if (!interest->edge) {
		kfree(interest);
		return NULL;
	}
	interest->subscription.file = file;
	list_add(&interest->node, &file->interests);
	return interest;
}

static void free_interest(struct winwmi_file_interest *interest)
{
	list_del(&interest->node);
	winwmi_edge_put(interest->edge);
	kfree(interest);
}

/* Who is subscribed gets what is fired as soon as the driver is told to. */
static int begin(struct winwmi_file_interest *interest, enum winwmi_function function)
{
	int err;

	if (function == WINWMI_EVENTS)
		winwmi_event_subscribe(interest->edge, &interest->subscription);
	err = winwmi_edge_enter(interest->edge, function);
	if (err && function == WINWMI_EVENTS)
		winwmi_event_unsubscribe(interest->edge, &interest->subscription);
	interest->on[function] = !err;
	return err;
}

static void end(struct winwmi_file_interest *interest, enum winwmi_function function)
{
	winwmi_edge_leave(interest->edge, function);
	if (function == WINWMI_EVENTS)
		winwmi_event_unsubscribe(interest->edge, &interest->subscription);
	interest->on[function] = false;
}

static int change_interest(struct winwmi_file *file, const guid_t *guid,
			   enum winwmi_function function, bool on)
{
	struct winwmi_file_interest *interest = find_interest(file, guid);
	int err = 0;

	if (on == (interest && interest->on[function]))
		return on ? WINWMI_STATUS_WMI_ALREADY_ENABLED : WINWMI_STATUS_WMI_ALREADY_DISABLED;
	if (!interest)
		interest = new_interest(file, guid);
	if (!interest)
		return -ENOMEM;
	if (on)
		err = begin(interest, function);
	else
		end(interest, function);
	if (!interest->on[WINWMI_EVENTS] && !interest->on[WINWMI_COLLECTION])
		free_interest(interest);
	return err;
}

/* Only of what is offered can an interest begin, and not in events that no file would get. */
static int may_begin(struct winwmi_provider *provider, const guid_t *guid,
		     enum winwmi_function function)
{
	struct winwmi_block *block;
	int result = winwmi_block_get(provider, guid, &block);

	if (result)
		return result;
	if (function == WINWMI_EVENTS && block->info.flags & WINWMI_BLOCK_TRACED)
		result = WINWMI_STATUS_INVALID_DEVICE_REQUEST;
	put_device(&block->dev);
	return result;
}

static long interest_ioctl(struct file *handle, enum winwmi_function function,
			   void __user *argument)
{
	struct winwmi_file *file = handle->private_data;
	struct winwmi_interest call;
	int result = 0;
	guid_t guid;

	if (!(handle->f_mode & FMODE_READ))
		return -EBADF;
	if (copy_from_user(&call, argument, sizeof(call)))
		return -EFAULT;
	if (call.on > 1 || call.status || call.reserved)
		return -EINVAL;
	import_guid(&guid, call.guid);
	mutex_lock(&file->lock);
	if (call.on)
		result = may_begin(file->provider, &guid, function);
	if (!result)
		result = change_interest(file, &guid, function, call.on);
	mutex_unlock(&file->lock);
	call.status = winwmi_to_status(result);
	if (copy_to_user(argument, &call, sizeof(call)))
		return -EFAULT;
	return winwmi_to_errno(result);
}

static long winwmi_ioctl(struct file *handle, unsigned int command, unsigned long argument)
{
	const struct action *action = action_of(command);

	if (action)
		return call_ioctl(handle, action, (void __user *)argument);
	switch (command) {
	case WINWMI_SUBSCRIBE:
		return interest_ioctl(handle, WINWMI_EVENTS, (void __user *)argument);
	case WINWMI_CONSUME:
		return interest_ioctl(handle, WINWMI_COLLECTION, (void __user *)argument);
	}
	return -ENOTTY;
}

static ssize_t winwmi_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	struct file *handle = iocb->ki_filp;
	bool wait = !(handle->f_flags & O_NONBLOCK) && !(iocb->ki_flags & IOCB_NOWAIT);

	return winwmi_file_read(handle->private_data, to, wait);
}

static __poll_t winwmi_poll(struct file *handle, struct poll_table_struct *table)
{
	struct winwmi_file *file = handle->private_data;
	__poll_t events = 0;

	poll_wait(handle, &file->provider->waiters, table);
	if (winwmi_file_has_events(file))
		events |= EPOLLIN | EPOLLRDNORM;
	if (READ_ONCE(file->provider->state) != WINWMI_REGISTERED)
		events |= EPOLLHUP | EPOLLERR;
	return events;
}

static int winwmi_open(struct inode *inode, struct file *handle)
{
	struct winwmi_provider *provider = container_of(inode->i_cdev, struct winwmi_provider,
							cdev);
	struct winwmi_file *file = kzalloc(sizeof(*file), GFP_KERNEL_ACCOUNT);

	if (!file)
		return -ENOMEM;
	get_device(&provider->dev);
	file->provider = provider;
	mutex_init(&file->lock);
	INIT_LIST_HEAD(&file->interests);
	spin_lock_init(&file->queue_lock);
	INIT_LIST_HEAD(&file->queue);
	handle->private_data = file;
	return stream_open(inode, handle);
}

static int winwmi_release(struct inode *inode, struct file *handle)
{
	struct winwmi_file_interest *interest, *next;
	struct winwmi_file *file = handle->private_data;
	enum winwmi_function function;

	list_for_each_entry_safe(interest, next, &file->interests, node) {
		for (function = 0; function < WINWMI_FUNCTIONS; function++)
			if (interest->on[function])
				end(interest, function);
		free_interest(interest);
	}
	winwmi_file_purge(file);
	put_device(&file->provider->dev);
	kfree(file);
	return 0;
}

const struct file_operations winwmi_fops = {
	.owner = THIS_MODULE,
	.open = winwmi_open,
	.release = winwmi_release,
	.read_iter = winwmi_read_iter,
	.poll = winwmi_poll,
	.unlocked_ioctl = winwmi_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * A provider that counts what it is told, and files that subscribe to its events.
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/uio.h>

#include "source.h"

const guid_t source_guids[SOURCE_BLOCKS] = {
	GUID_INIT(0x5b0b5a30, 0x1e6b, 0x4d0a, 0x9c, 0x31, 0x7d, 0x5b, 0x52, 0x9f, 0x10, 0x00),
	GUID_INIT(0x5b0b5a31, 0x1e6b, 0x4d0a, 0x9c, 0x31, 0x7d, 0x5b, 0x52, 0x9f, 0x10, 0x01),
	GUID_INIT(0x5b0b5a32, 0x1e6b, 0x4d0a, 0x9c, 0x31, 0x7d, 0x5b, 0x52, 0x9f, 0x10, 0x02),
};

static int source_reginfo(void *priv, struct winwmi_reginfo *info)
{
	struct source *source = priv;

	info->base_name = "Source";
	return winwmi_reginfo_fill(info, source->blocks, source->count);
}

/* Instance i has bytes of i. */
static int source_query(void *priv, u32 index, u32 instance, void *buffer, u32 room, u32 *used)
{
	struct source *source = priv;

	*used = source->size;
	if (room < source->size)
		return -ENOSPC;
	if (source->asked_count < ARRAY_SIZE(source->asked))
		source->asked[source->asked_count++] = instance;
	complete(&source->asks);
	if (source->waits)
		wait_for_completion(&source->answers);
	memset(buffer, instance, source->size);
	return 0;
}

/* Whether a block can be asked, and whoever listens to uevents knows. */
bool source_is_announced(struct source *source, u32 block)
{
	struct winwmi_block *each;
	bool announced = false;

	rcu_read_lock();
	list_for_each_entry_rcu(each, &source->provider->blocks, node)
		if (each->info.index == block)
			announced = each->dev.kobj.state_add_uevent_sent;
	rcu_read_unlock();
	return announced;
}

static int source_control(void *priv, u32 index, enum winwmi_function function, bool enable)
{
	struct source *source = priv;

	if (enable == source->on[index][function])
		source->out_of_turn = true;
	if (source->delay)
		msleep(source->delay);
	if (enable && source->refusal)
		return source->refusal;
	source->on[index][function] = enable;
	if (enable)
		source->announced = source_is_announced(source, index);
	if (enable)
		source->begun[index][function]++;
	else
		source->ended[index][function]++;
	return 0;
}

static const struct winwmi_callbacks callbacks = {
	.reginfo = source_reginfo,
	.query_block = source_query,
	.control = source_control,
};

/* A provider, not registered yet. */
struct source *source_create(struct kunit *test)
{
	static const u32 flags[SOURCE_BLOCKS] = {
		[SOURCE_ALARM] = WINWMI_BLOCK_EVENT_ONLY,
		[SOURCE_TICK] = WINWMI_BLOCK_EVENT_ONLY | WINWMI_BLOCK_TRACED,
		[SOURCE_LEVEL] = WINWMI_BLOCK_EXPENSIVE,
	};
	static unsigned int number;
	struct source *source = kzalloc(sizeof(*source), GFP_KERNEL);
	char name[32];
	u32 i;

	KUNIT_ASSERT_NOT_NULL(test, source);
	for (i = 0; i < SOURCE_BLOCKS; i++)
		source->blocks[i] = (struct winwmi_block_info) {
			.guid = source_guids[i],
			.flags = flags[i] | WINWMI_BLOCK_INSTANCE_BASENAME,
			.index = i,
			.instance_count = SOURCE_INSTANCES,
		};
	source->count = SOURCE_BLOCKS;
	source->size = 4;
	init_completion(&source->asks);
	init_completion(&source->answers);
	source->context.callbacks = &callbacks;
	source->context.priv = source;
	snprintf(name, sizeof(name), "source%u", number++);
	source->device = root_device_register(name);
	KUNIT_ASSERT_FALSE(test, IS_ERR(source->device));
	source->provider = winwmi_provider_attach(source->device, &source->context);
	KUNIT_ASSERT_FALSE(test, IS_ERR(source->provider));
	return source;
}

void source_destroy(struct source *source)
{
	winwmi_provider_detach(source->provider);
	root_device_unregister(source->device);
	kfree(source);
}

void source_register(struct kunit *test, struct source *source)
{
	KUNIT_ASSERT_EQ(test, 0, winwmi_registration_control(source->device, WINWMI_REGISTER));
}

/* Who wants events of a block, or collection; as long as the block is offered. */
struct winwmi_edge *source_edge(struct source *source, u32 block)
{
	struct winwmi_provider *provider = source->provider;
	struct winwmi_edge *edge = NULL;
	struct winwmi_block *each;

	mutex_lock(&provider->mutex);
	list_for_each_entry(each, &provider->blocks, node)
		if (guid_equal(&each->info.guid, &source_guids[block]))
			edge = each->edge;
	mutex_unlock(&provider->mutex);
	return edge;
}

int source_suite_init(struct kunit *test)
{
	struct source *source = source_create(test);

	test->priv = source;
	source_register(test, source);
	return 0;
}

void source_suite_exit(struct kunit *test)
{
	struct source *source = test->priv;

	KUNIT_EXPECT_FALSE(test, source->out_of_turn);
	source_destroy(source);
}

/* A file, not subscribed yet. */
void listener_init(struct listener *listener, struct source *source, u32 block)
{
	memset(listener, 0, sizeof(*listener));
	listener->file.provider = source->provider;
	mutex_init(&listener->file.lock);
	INIT_LIST_HEAD(&listener->file.interests);
	spin_lock_init(&listener->file.queue_lock);
	INIT_LIST_HEAD(&listener->file.queue);
	listener->edge = source_edge(source, block);
	kref_get(&listener->edge->ref);
	listener->subscription.file = &listener->file;
}

int listener_begin(struct listener *listener)
{
	int err = winwmi_edge_enter(listener->edge, WINWMI_EVENTS);

	if (!err)
		winwmi_event_subscribe(listener->edge, &listener->subscription);
	listener->listens = !err;
	return err;
}

/* Ends all of it. */
void listener_end(struct listener *listener)
{
	if (listener->listens) {
		winwmi_event_unsubscribe(listener->edge, &listener->subscription);
		winwmi_edge_leave(listener->edge, WINWMI_EVENTS);
	}
	winwmi_file_purge(&listener->file);
	winwmi_edge_put(listener->edge);
}

ssize_t listener_read(struct listener *listener, void *buffer, size_t size, bool wait)
{
	struct kvec vec = { .iov_base = buffer, .iov_len = size };
	struct iov_iter to;

	iov_iter_kvec(&to, READ, &vec, 1, size);
	return winwmi_file_read(&listener->file, &to, wait);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * An adapter as a provider of winwmi.
 *
 * It is attached before its miniports are made, so that they can add their blocks, and registered
 * once the card is. Deregistering it is the first thing when the adapter goes, and waits for all
 * who are inside; the provider itself stays until the card is freed, since a stream may tell of an
 * underrun until then.
 */
#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/slab.h>
#include <sound/core.h>
#include <sound/pcm.h>

#include <portcls/wmi.h>

#include "../core.h"
#include "../pcm/stream.h"
#include "wmi.h"

/**
 * portcls_wmi_attach() - make an adapter a provider, without blocks to see yet
 * @adapter: a new adapter
 *
 * Context: process.
 * Return: 0 or a negative errno.
 */
int portcls_wmi_attach(struct portcls_adapter *adapter)
{
	struct portcls_wmi *wmi = &adapter->wmi;
	struct winwmi_provider *provider;

	wmi->context.callbacks = &portcls_wmi_callbacks;
	wmi->context.priv = adapter;
	provider = winwmi_provider_attach(adapter->dev, &wmi->context);
	if (IS_ERR(provider))
		return PTR_ERR(provider);
	wmi->provider = provider;
	return 0;
}

static u32 count_streams(const struct portcls_adapter *adapter)
{
	struct portcls_stream *stream;
	struct portcls_port *port;
	struct portcls_pcm *pcm;
	u32 count = 0;

	list_for_each_entry(port, &adapter->ports, link)
		list_for_each_entry(pcm, &port->pcms, link)
			list_for_each_entry(stream, &pcm->streams, link)
				count++;
	return count;
}

static int add_stream(struct portcls_wmi *wmi, struct portcls_stream *stream)
{
	const struct snd_pcm_substream *substream = stream->substream;
	bool plays = substream->stream == SNDRV_PCM_STREAM_PLAYBACK;
	char *name;

	/* As ALSA's files are named */
	name = kasprintf(GFP_KERNEL, "pcm%d%csub%d", substream->pcm->device, plays ? 'p' : 'c',
			 substream->number);
	if (!name)
		return -ENOMEM;
	stream->wmi_instance = wmi->stream_count++;
	wmi->names[stream->wmi_instance] = name;
	wmi->streams[stream->wmi_instance] = stream;
	return 0;
}

static int add_streams(struct portcls_adapter *adapter)
{
	struct portcls_wmi *wmi = &adapter->wmi;
	u32 count = count_streams(adapter);
	struct portcls_stream *stream;
	struct portcls_port *port;
	struct portcls_pcm *pcm;
	int err = 0;

	wmi->names = kcalloc(count, sizeof(*wmi->names), GFP_KERNEL);
	wmi->streams = kcalloc(count, sizeof(*wmi->streams), GFP_KERNEL);
	if (!wmi->names || !wmi->streams)
		return -ENOMEM;
	list_for_each_entry(port, &adapter->ports, link)
		list_for_each_entry(pcm, &port->pcms, link)
			list_for_each_entry(stream, &pcm->streams, link)
				err = err ?: add_stream(wmi, stream);
	return err;
}

/**
 * portcls_wmi_start() - register an adapter's blocks
 * @adapter: the adapter; its PCM devices are built
 *
 * Context: process.
 * Return: 0 or a negative errno.
 */
int portcls_wmi_start(struct portcls_adapter *adapter)
{
	int err = add_streams(adapter);

	return err ?: winwmi_provider_start(adapter->wmi.provider);
}

/**
 * portcls_wmi_stop() - take all blocks of an adapter away, and wait for who is inside
 * @adapter: the adapter; it leaves
 *
 * Context: process; from no request of the adapter's.
 */
void portcls_wmi_stop(struct portcls_adapter *adapter)
{
	struct portcls_wmi *wmi = &adapter->wmi;
	struct winwmi_context *context = xchg(&wmi->miniport, NULL);

	if (!wmi->provider)
		return;
	/* As if it had gone: whatever follows has nothing to deregister any more. */
	winwmi_provider_surprise_removed(wmi->provider);
	/* The miniport may free it in release_device. */
	if (context)
		winwmi_context_remove(wmi->provider, context);
}

/**
 * portcls_wmi_detach() - an adapter is no provider any more
 * @adapter: the adapter; its streams are over, and its miniports say nothing any more
 *
 * Context: process.
 */
void portcls_wmi_detach(struct portcls_adapter *adapter)
{
	struct portcls_wmi *wmi = &adapter->wmi;
	u32 i;

	if (wmi->provider)
		winwmi_provider_detach(wmi->provider);
	for (i = 0; i < wmi->stream_count; i++)
		kfree(wmi->names[i]);
	kfree(wmi->names);
	kfree(wmi->streams);
}

/**
 * portcls_wmi_xrun() - fire the event of an overrun or underrun
 * @stream: the stream
 *
 * Context: any but non-maskable interrupt.
 */
void portcls_wmi_xrun(const struct portcls_stream *stream)
{
	/* Who listens gets the stream's data with it. */
	winwmi_fire_event_reference(stream->adapter->wmi.provider, &portcls_wmi_xrun_guid,
				    stream->wmi_instance, &portcls_wmi_stream_guid, 128);
}

/**
 * portcls_register_wmi_provider() - offer a miniport's blocks with those of its adapter
 * @port: port of the miniport
 * @adapter: its adapter
 * @context: the blocks; their callbacks count them from the context's first. It stays as it is
 *	until they are unregistered or release_device is called
 *
 * Counterpart: IPortWMIRegistration::RegisterWMIProvider.
 *
 * Context: process, from start_device on; may sleep.
 * Return: 0; -EINVAL if something is missing, or @port is none of @adapter's; -EEXIST if a miniport
 * of the adapter has blocks already, or the core has one of these; else as winwmi_context_add().
 */
int portcls_register_wmi_provider(struct portcls_port *port, struct portcls_adapter *adapter,
				  struct winwmi_context *context)
{
	struct portcls_wmi *wmi;
	int err;

	if (!port || !adapter || !context || port->adapter != adapter)
		return -EINVAL;
	wmi = &adapter->wmi;
	if (cmpxchg(&wmi->miniport, NULL, context))
		return -EEXIST;
	err = winwmi_context_add(wmi->provider, context);
	if (err)
		WRITE_ONCE(wmi->miniport, NULL);
	return err;
}
EXPORT_SYMBOL_GPL(portcls_register_wmi_provider);

/**
 * portcls_unregister_wmi_provider() - take a miniport's blocks back
 * @port: port of the miniport
 * @adapter: its adapter
 *
 * When it returns, no callback of theirs runs. They are taken back with the adapter anyway.
 *
 * Counterpart: IPortWMIRegistration::UnregisterWMIProvider.
 *
 * Context: process, may sleep.
 * Return: 0; -EINVAL if something is missing, or @port is none of @adapter's; -ENOENT if no
 * miniport has blocks; -EDEADLK from inside a callback.
 */
int portcls_unregister_wmi_provider(struct portcls_port *port, struct portcls_adapter *adapter)
{
	struct winwmi_context *context;
	struct portcls_wmi *wmi;
	int err;

	if (!port || !adapter || port->adapter != adapter)
		return -EINVAL;
	wmi = &adapter->wmi;
	/* No lock: who waits here for a callback must not keep that from finding out. */
	context = xchg(&wmi->miniport, NULL);
	if (!context)
		return -ENOENT;
	err = winwmi_context_remove(wmi->provider, context);
	if (err)
		WRITE_ONCE(wmi->miniport, context);
	return err;
}
EXPORT_SYMBOL_GPL(portcls_unregister_wmi_provider);

/**
 * portcls_wmi_provider() - the provider that an adapter is
 * @adapter: the adapter
 *
 * For a miniport to fire events of its blocks with.
 *
 * Context: any, from start_device until release_device has returned.
 * Return: the provider.
 */
struct winwmi_provider *portcls_wmi_provider(struct portcls_adapter *adapter)
{
	return adapter->wmi.provider;
}
EXPORT_SYMBOL_GPL(portcls_wmi_provider);

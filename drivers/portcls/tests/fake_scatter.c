// SPDX-License-Identifier: GPL-2.0-only
/*
 * The fake WavePci miniport and its scatter DMA engine.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include "fake_scatter.h"
#include "kunit.h"

static void fault(struct scatter *scatter, const char *why)
{
	if (!scatter->faults++)
		scatter->why = why;
}

/* Order, coverage and bounds: the mapping begins where the last one ended, and ends in time. */
static void look_at(struct scatter *scatter, const struct portcls_mapping *mapping)
{
	struct snd_pcm_runtime *runtime = scatter->application->substream->runtime;
	u32 ring = frames_to_bytes(runtime, runtime->buffer_size);
	u32 period = frames_to_bytes(runtime, runtime->period_size);
	u32 offset = mapping->virt - (void *)runtime->dma_area, into, expected;
	u64 end = scatter->mapped + mapping->bytes;

	div_u64_rem(scatter->mapped, ring, &expected);
	if (offset != expected)
		fault(scatter, "out of order");
	if (!mapping->bytes || offset + mapping->bytes > ring)
		fault(scatter, "outside the ring");
	if ((mapping->address % 4096 + mapping->bytes + 4095) / 4096 > PORTCLS_MAPPING_PAGES)
		fault(scatter, "too many pages");
	if (mapping->address % 4096 != offset % 4096)
		fault(scatter, "another place in the page");
	if (scatter->framing.frame_size && mapping->bytes > scatter->framing.frame_size)
		fault(scatter, "longer than a frame");
	div_u64_rem(scatter->mapped, period, &into);
	if (into + mapping->bytes > period)
		fault(scatter, "beyond the packet");
	if ((mapping->flags & ~PORTCLS_MAPPING_DRY) !=
	    (into + mapping->bytes == period ? PORTCLS_MAPPING_LAST : 0))
		fault(scatter, "wrong flags");
	if (end > scatter->position + ring)
		fault(scatter, "over one that is out");
}

/* Under @lock, as a miniport does that has one of its own. */
static void pull(struct scatter *scatter)
{
	struct scatter_descriptor *descriptor;

	lockdep_assert_held(&scatter->lock);
	while (scatter->count < scatter->depth) {
		descriptor = &scatter->block[(scatter->first + scatter->count) % SCATTER_DEPTH];
		descriptor->tag = scatter->next_tag;
		scatter->refused = portcls_wavepci_get_mapping(scatter->port_stream,
							       descriptor->tag,
							       &descriptor->mapping);
		if (scatter->refused) {
			scatter->refusals++;
			return;
		}
		look_at(scatter, &descriptor->mapping);
		scatter->mapped += descriptor->mapping.bytes;
		scatter->next_tag++;
		scatter->count++;
		if (!(descriptor->mapping.flags & PORTCLS_MAPPING_DRY))
			continue;
		if (!scatter->heeds_dry)
			fault(scatter, "told that it is dry");
		scatter->refused = true;
		scatter->dried++;
		return;
	}
}

static void release_done(struct scatter *scatter)
{
	while (scatter->done) {
		if (portcls_wavepci_release_mapping(scatter->port_stream,
						    scatter->block[scatter->first].tag))
			fault(scatter, "release refused");
		scatter->first = (scatter->first + 1) % SCATTER_DEPTH;
		scatter->done--;
		scatter->count--;
	}
}

/**
 * scatter_release_done() - release what the engine is through with, as a service does
 * @scatter: the engine
 *
 * Context: any.
 */
void scatter_release_done(struct scatter *scatter)
{
	unsigned long flags;

	spin_lock_irqsave(&scatter->lock, flags);
	release_done(scatter);
	spin_unlock_irqrestore(&scatter->lock, flags);
}

static void copy(struct scatter *scatter, void *virt, void *medium, u32 bytes)
{
	if (portcls_pin_is_capture(&scatter->device->descriptor.pins[scatter->fake->pin]))
		memcpy(virt, medium, bytes);
	else
		memcpy(medium, virt, bytes);
}

/**
 * scatter_move() - have the engine move data, and interrupt at the end of a packet or of all
 * @scatter: the engine; unless it is in RUN nothing moves
 * @bytes: how much, at most
 * @medium: where to, or where from
 *
 * Context: process.
 * Return: how much it was.
 */
u32 scatter_move(struct scatter *scatter, u32 bytes, void *medium)
{
	struct scatter_descriptor *descriptor;
	bool interrupt = false;
	unsigned long flags;
	u32 part, total = 0;

	spin_lock_irqsave(&scatter->lock, flags);
	while (total < bytes && scatter->state == PORTCLS_STATE_RUN &&
	       scatter->done < scatter->count) {
		descriptor = &scatter->block[(scatter->first + scatter->done) % SCATTER_DEPTH];
		part = min(bytes - total, descriptor->mapping.bytes - scatter->moved);
		copy(scatter, descriptor->mapping.virt + scatter->moved, medium + total, part);
		scatter->moved += part;
		scatter->position += part;
		total += part;
		if (scatter->moved < descriptor->mapping.bytes)
			continue;
		scatter->moved = 0;
		scatter->done++;
		interrupt |= descriptor->mapping.flags & PORTCLS_MAPPING_LAST ||
			     scatter->done == scatter->count;
	}
	spin_unlock_irqrestore(&scatter->lock, flags);
	if (interrupt && !scatter->no_group) {
		WRITE_ONCE(scatter->fake->interrupting, true);
		fake_interrupt(scatter->device);
	}
	return total;
}

static void stream_release(void *object)
{
	struct scatter *scatter = object;

	fake_note(scatter->device, 'x', scatter->fake->pin, 0);
	scatter->fake->used = false;
	scatter->device->live--;
}

static int stream_set_format(void *object, const struct portcls_format *format)
{
	struct scatter *scatter = object;

	scatter->format = *format;
	fake_note(scatter->device, 'f', scatter->fake->pin, scatter->state)->format = *format;
	return 0;
}

static int stream_set_state(void *object, enum portcls_state state)
{
	struct scatter *scatter = object;
	struct fake_device *device = scatter->device;
	unsigned long flags;

	fake_note(device, FAKE_STATES[state], scatter->fake->pin, 0);
	if (state != scatter->state + 1 && state + 1 != scatter->state)
		device->wrong_steps++;
	if (state > scatter->state && device->faults.up[state])
		return device->faults.up[state];
	spin_lock_irqsave(&scatter->lock, flags);
	if (state == PORTCLS_STATE_STOP) {
		scatter->position = 0;
	} else if (state == PORTCLS_STATE_PAUSE && scatter->state == PORTCLS_STATE_ACQUIRE) {
		if (scatter->count)
			fault(scatter, "never revoked");
		scatter->mapped = 0;
	}
	scatter->state = state;
	if (state >= PORTCLS_STATE_PAUSE)
		pull(scatter);
	spin_unlock_irqrestore(&scatter->lock, flags);
	return 0;
}

static int stream_get_position(void *object, u64 *bytes)
{
	struct scatter *scatter = object;

	fake_note(scatter->device, 'g', scatter->fake->pin, 0);
	*bytes = scatter->fake->wrong_offset >= 0 ? scatter->fake->wrong_offset :
						    READ_ONCE(scatter->position);
	return scatter->device->faults.position;
}

static u64 stream_normalize_physical_position(void *object, u64 bytes)
{
	struct scatter *scatter = object;

	return portcls_format_bytes_to_hns(&scatter->format, bytes);
}

static int stream_get_allocator_framing(void *object, struct portcls_allocator_framing *framing)
{
	struct scatter *scatter = object;

	*framing = scatter->framing;
	return 0;
}

static u32 stream_revoke_mappings(void *object, u64 first, u64 last)
{
	struct scatter *scatter = object;
	unsigned long flags;
	u32 count;

	fake_note(scatter->device, 'k', scatter->fake->pin, last - first + 1);
	might_sleep();
	if (scatter->in_revoke)
		scatter->in_revoke(scatter);
	spin_lock_irqsave(&scatter->lock, flags);
	count = scatter->count;
	if (scatter->state != PORTCLS_STATE_STOP)
		fault(scatter, "revoked in another state");
	if (count && scatter->block[scatter->first].tag < first)
		fault(scatter, "revoked too little");
	if (scatter->next_tag != last + 1)
		fault(scatter, "revoked to the wrong end");
	scatter->count = 0;
	scatter->done = 0;
	scatter->moved = 0;
	scatter->mapped = 0;
	scatter->revoked += count;
	scatter->revocations++;
	spin_unlock_irqrestore(&scatter->lock, flags);
	return count;
}

static void stream_mapping_available(void *object)
{
	struct scatter *scatter = object;
	unsigned long flags;

	fake_note(scatter->device, 'm', scatter->fake->pin, scatter->state);
	spin_lock_irqsave(&scatter->lock, flags);
	if (scatter->refused)
		scatter->promised++;
	else
		scatter->unpromised++;
	scatter->refused = false;
	if (scatter->state >= PORTCLS_STATE_PAUSE)
		pull(scatter);
	spin_unlock_irqrestore(&scatter->lock, flags);
}

static void stream_service(void *object)
{
	struct scatter *scatter = object;
	unsigned long flags;

	fake_note(scatter->device, 'v', scatter->fake->pin, scatter->state);
	spin_lock_irqsave(&scatter->lock, flags);
	scatter->services++;
	release_done(scatter);
	if (scatter->state == PORTCLS_STATE_RUN)
		pull(scatter);
	spin_unlock_irqrestore(&scatter->lock, flags);
}

static const struct portcls_wavepci_stream_ops scatter_stream_ops = {
	.release = stream_release,
	.set_format = stream_set_format,
	.set_state = stream_set_state,
	.get_position = stream_get_position,
	.normalize_physical_position = stream_normalize_physical_position,
	.get_allocator_framing = stream_get_allocator_framing,
	.revoke_mappings = stream_revoke_mappings,
	.mapping_available = stream_mapping_available,
	.service = stream_service,
};

static int wave_get_description(void *miniport, const struct portcls_filter **description)
{
	struct scatter *scatter = miniport;

	*description = &scatter->device->descriptor.filter;
	return 0;
}

static int wave_init(void *miniport, struct portcls_resource_list *resources,
		     struct portcls_port *port, struct portcls_service_group **group)
{
	struct scatter *scatter = miniport;

	if (scatter->filter_group)
		*group = scatter->fake->group;
	return scatter->device->faults.init;
}

static int wave_new_stream(void *miniport, struct portcls_wavepci_stream *stream,
			   struct portcls_wavepci_port_stream *port_stream, u32 pin, bool capture,
			   const struct portcls_format *format)
{
	struct scatter *scatter = miniport;
	struct fake_device *device = scatter->device;

	fake_note(device, 'n', pin, capture)->format = *format;
	if (device->faults.new_stream)
		return device->faults.new_stream;
	scatter->fake->used = true;
	scatter->fake->pin = pin;
	scatter->fake->wrong_offset = -1;
	scatter->port_stream = port_stream;
	scatter->format = *format;
	scatter->state = PORTCLS_STATE_STOP;
	*stream = (struct portcls_wavepci_stream) {
		.ops = &scatter->stream_ops,
		.object = scatter,
		.service_group = scatter->no_group ? NULL : scatter->fake->group,
		.heeds_dry = scatter->heeds_dry,
	};
	device->live++;
	return 0;
}

static void wave_service(void *miniport)
{
	struct scatter *scatter = miniport;

	scatter->filter_services++;
}

static const struct portcls_wavepci_ops scatter_ops = {
	.get_description = wave_get_description,
	.init = wave_init,
	.new_stream = wave_new_stream,
	.service = wave_service,
};

static int make_port(struct fake_device *device, struct portcls_port **port)
{
	struct scatter *scatter = device->start_context;

	*port = portcls_wavepci_new(device->adapter, &scatter->ops, scatter, device->resources);
	return PTR_ERR_OR_ZERO(*port);
}

/**
 * scatter_new() - give a device the fake WavePci miniport
 * @device: a new device
 *
 * Context: process, may sleep.
 * Return: the engine of its only stream, which goes with the case, or NULL.
 */
struct scatter *scatter_new(struct fake_device *device)
{
	struct scatter *scatter = kunit_kzalloc(device->test, sizeof(*scatter), GFP_KERNEL);

	if (!scatter)
		return NULL;
	scatter->device = device;
	scatter->fake = &device->streams[0];
	scatter->depth = 32;
	scatter->ops = scatter_ops;
	scatter->stream_ops = scatter_stream_ops;
	spin_lock_init(&scatter->lock);
	device->make_port = make_port;
	device->start_context = scatter;
	return scatter;
}

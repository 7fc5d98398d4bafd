// SPDX-License-Identifier: GPL-2.0-only
/*
 * Numbers and switches: a control for all channels, or for those that have one range.
 */
#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/kernel.h>

#include <portcls/audio_property.h>
#include <portcls/filter.h>
#include <portcls/property.h>

#include "build.h"

/* How many channels there are of what does not tell it: until one is refused. */
static u32 probe_channels(const struct portcls_build *build)
{
	struct portcls_property property;
	__u32 value;
	s32 channel;

	for (channel = 0; channel < PORTCLS_CHANNELS_MAX; channel++) {
		property = portcls_build_property(build, build->kind->id, &channel);
		if (build->shape == PORTCLS_SHAPE_TIME) {
			struct portcls_time time;

			if (portcls_property_get(&property, &time, sizeof(time)))
				break;
		} else if (portcls_property_get(&property, &value, sizeof(value))) {
			break;
		}
	}
	return channel;
}

static u32 count_channels(const struct portcls_build *build)
{
	if (!build->kind->by_channel || build->support.uniform)
		return 1;
	if (build->support.multichannel)
		return build->support.range_count;
	/* A stream that is not there yet cannot be probed. */
	if (build->node->flags & PORTCLS_NODE_STREAM)
		return 1;
	return probe_channels(build);
}

static bool same_range(const struct portcls_range *a, const struct portcls_range *b)
{
	return a->minimum == b->minimum && a->maximum == b->maximum && a->step == b->step;
}

/* One control for the channels that have the range of @first, @count of them from there on. */
static int add_channels(const struct portcls_build *build, u32 first, u32 count, u64 *done)
{
	const struct portcls_range *range = portcls_build_range(build, first);
	struct portcls_control *control;
	u32 channel;

	control = portcls_build_control(build, count);
	if (!control)
		return -ENOMEM;
	control->count = 0;
	for (channel = first; channel < first + count; channel++) {
		if (*done & BIT_ULL(channel))
			continue;
		if (build->support.range_count &&
		    !same_range(range, portcls_build_range(build, channel)))
			continue;
		control->channels[control->count++] = channel;
		*done |= BIT_ULL(channel);
	}
	if (build->support.range_count)
		portcls_build_scale(control, range);
	return portcls_build_add(build, control);
}

static int build_channels(struct portcls_build *build)
{
	u32 channel, channels;
	u64 done = 0;
	int err;

	channels = count_channels(build);
	if (!channels)
		return portcls_build_refuse(build, "has no channel that can be read");
	for (channel = 0; channel < channels; channel++) {
		if (done & BIT_ULL(channel))
			continue;
		err = add_channels(build, channel, channels - channel, &done);
		if (err)
			return err;
	}
	return 0;
}

/**
 * portcls_build_number() - make a control of a number, or several
 * @build: the property
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno, after a message if it is the miniport's fault.
 */
int portcls_build_number(struct portcls_build *build)
{
	if (!build->support.range_count)
		return portcls_build_refuse(build, "tells no range");
	return build_channels(build);
}

/**
 * portcls_build_switch() - make a control that is on or off
 * @build: the property
 *
 * Ranges mean nothing here; the number of them may be that of the channels.
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno, after a message if it is the miniport's fault.
 */
int portcls_build_switch(struct portcls_build *build)
{
	u32 i;

	for (i = 0; i < build->support.range_count; i++)
		build->support.ranges[i] = (struct portcls_range) { .maximum = 1, .step = 1 };
	build->support.type = PORTCLS_TYPE_BOOL;
	return build_channels(build);
}

/**
 * portcls_build_any() - make a control of whatever the type says
 * @build: the property
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno, after a message if it is the miniport's fault.
 */
int portcls_build_any(struct portcls_build *build)
{
	if (build->support.type == PORTCLS_TYPE_BLOB) {
		build->shape = PORTCLS_SHAPE_BYTES;
		return portcls_build_bytes(build);
	}
	if (build->support.type != PORTCLS_TYPE_BOOL && build->node->items) {
		build->shape = PORTCLS_SHAPE_NAMED;
		return portcls_build_enumeration(build);
	}
	if (build->support.type != PORTCLS_TYPE_BOOL)
		return portcls_build_number(build);
	build->shape = PORTCLS_SHAPE_SWITCH;
	return portcls_build_switch(build);
}

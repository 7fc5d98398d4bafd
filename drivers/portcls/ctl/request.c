// SPDX-License-Identifier: GPL-2.0-only
/*
 * What handlers of properties do alike: channels, sizes, basic support.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/string.h>

#include <portcls/audio_property.h>
#include <portcls/guid.h>
#include <portcls/property.h>

/**
 * portcls_property_channel() - the channel that a request is about
 * @request: a request for a property that is told by channel
 * @channels: how many the node has
 * @channel: receives the channel: less than @channels or, when the property is set,
 *	PORTCLS_ALL_CHANNELS
 *
 * Context: any.
 * Return: 0, or -EINVAL if the request names no channel, or one that the node does not have.
 */
int portcls_property_channel(const struct portcls_property_request *request, u32 channels,
			     s32 *channel)
{
	bool is_set = request->verb == PORTCLS_PROPERTY_SET;

	if (request->instance_size < sizeof(*channel))
		return -EINVAL;
	memcpy(channel, request->instance, sizeof(*channel));
	if (*channel == PORTCLS_ALL_CHANNELS)
		return is_set ? 0 : -EINVAL;
	return *channel >= 0 && *channel < channels ? 0 : -EINVAL;
}
EXPORT_SYMBOL_GPL(portcls_property_channel);

/**
 * portcls_property_reply() - answer a request that gets a value
 * @request: the request
 * @value: the value
 * @size: its bytes
 *
 * Context: any.
 * Return: 0; -EMSGSIZE if only the size was asked for, -ENOSPC if there is not enough room; what
 * the handler is to return.
 */
int portcls_property_reply(struct portcls_property_request *request, const void *value, u32 size)
{
	u32 room = request->value_size;

	request->value_size = size;
	if (room < size)
		return room ? -ENOSPC : -EMSGSIZE;
	memcpy(request->value, value, size);
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_property_reply);

/**
 * portcls_property_value() - take the value out of a request that sets it
 * @request: the request
 * @value: receives the value
 * @size: its bytes; more than those are ignored
 *
 * Context: any.
 * Return: 0, or -ENOSPC if there are fewer; what the handler is to return then.
 */
int portcls_property_value(const struct portcls_property_request *request, void *value, u32 size)
{
	if (request->value_size < size)
		return -ENOSPC;
	memcpy(value, request->value, size);
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_property_value);

/**
 * portcls_property_support() - answer a request for basic support
 * @request: the request
 * @type: type of a value, 0 when it has none of those
 * @ranges: the values that it takes, NULL if @count is 0
 * @count: 0 if the type says all; 1 if the range is that of every channel; else channels, with one
 *	range each
 *
 * Answers with what is asked for: the access flags alone (4 bytes), the beginning, or all.
 *
 * Counterpart: what miniports do by themselves when asked for KSPROPERTY_TYPE_BASICSUPPORT.
 *
 * Context: any.
 * Return: 0; -EMSGSIZE if only the size was asked for, -ENOSPC if the room is none of the three;
 * what the handler is to return.
 */
int portcls_property_support(struct portcls_property_request *request,
			     enum portcls_value_type type, const struct portcls_stepping *ranges,
			     u32 count)
{
	struct portcls_property_description description = {
		.access = request->item->flags,
		.size = sizeof(description),
		.type = type,
	};
	struct portcls_members_header header = {
		.kind = PORTCLS_MEMBERS_STEPPED_RANGES,
		.size = sizeof(*ranges),
		.count = count,
		.flags = count > 1 ? PORTCLS_MEMBERS_MULTICHANNEL : 0,
	};
	u32 room = request->value_size;
	void *value = request->value;

	if (type)
		description.type_set = portcls_type_set_general;
	if (count) {
		description.size += sizeof(header) + count * sizeof(*ranges);
		description.members_lists = 1;
	}
	if (room == sizeof(description.access))
		return portcls_property_reply(request, &description.access,
					      sizeof(description.access));
	if (room != sizeof(description) && room < description.size) {
		request->value_size = description.size;
		return room ? -ENOSPC : -EMSGSIZE;
	}
	request->value_size = sizeof(description);
	memcpy(value, &description, sizeof(description));
	if (room < description.size || !count)
		return 0;
	request->value_size = description.size;
	memcpy(value + sizeof(description), &header, sizeof(header));
	memcpy(value + sizeof(description) + sizeof(header), ranges, count * sizeof(*ranges));
	return 0;
}
EXPORT_SYMBOL_GPL(portcls_property_support);

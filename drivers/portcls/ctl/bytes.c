// SPDX-License-Identifier: GPL-2.0-only
/*
 * Values that are bytes: the channel status of digital signals, and whatever else a property calls
 * so. A control keeps them where others keep their numbers.
 */
#include <linux/build_bug.h>
#include <linux/dev_printk.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/stddef.h>
#include <linux/string.h>
#include <sound/control.h>

#include <portcls/audio_property.h>

#include "../core.h"
#include "build.h"

/* Most bytes of a control */
#define BYTES_MAX	sizeof_field(struct snd_ctl_elem_value, value.bytes.data)

/**
 * portcls_control_is_bytes() - whether the value of a control is bytes
 * @control: the control
 *
 * Context: any.
 * Return: true if so.
 */
bool portcls_control_is_bytes(const struct portcls_control *control)
{
	return control->shape == PORTCLS_SHAPE_STATUS || control->shape == PORTCLS_SHAPE_BYTES;
}

/**
 * portcls_control_changes_size() - whether there may be more bytes at one time than at another
 * @control: the control
 *
 * Context: any.
 * Return: true if so.
 */
bool portcls_control_changes_size(const struct portcls_control *control)
{
	return control->shape == PORTCLS_SHAPE_BYTES && !control->writable;
}

static int read_all(struct portcls_control *control, const struct portcls_property *property,
		    void *values)
{
	void *value;
	u32 size;

	value = portcls_property_get_all(property, &size);
	if (IS_ERR(value))
		return PTR_ERR(value);
	if (size <= BYTES_MAX) {
		memcpy(values, value, size);
		control->bytes = size;
	} else {
		dev_err_ratelimited(control->port->adapter->dev,
				    "subdevice '%s': node %u: property %u has %u bytes, more than %zu\n",
				    control->port->name, control->node, property->id, size,
				    BYTES_MAX);
	}
	kfree(value);
	return size <= BYTES_MAX ? 0 : -EIO;
}

/**
 * portcls_bytes_read() - ask the miniport for the value of a control, and how long it is
 * @control: the control, whose value is bytes
 * @property: what is to be asked
 * @values: control->count words, all zero; receives the bytes
 *
 * Context: process, under adapter->control_mutex, for a stream under its mutex.
 * Return: 0 or a negative errno.
 */
int portcls_bytes_read(struct portcls_control *control, const struct portcls_property *property,
		       void *values)
{
	if (control->shape == PORTCLS_SHAPE_STATUS)
		return portcls_property_get(property, values, control->bytes);
	return read_all(control, property, values);
}

/**
 * portcls_bytes_info() - tell an application what a control is
 * @control: the control, whose value is bytes
 * @info: receives it
 *
 * Context: process, under adapter->control_mutex.
 */
void portcls_bytes_info(const struct portcls_control *control, struct snd_ctl_elem_info *info)
{
	const bool is_status = control->shape == PORTCLS_SHAPE_STATUS;

	info->type = is_status ? SNDRV_CTL_ELEM_TYPE_IEC958 : SNDRV_CTL_ELEM_TYPE_BYTES;
	info->count = is_status ? 1 : control->bytes;
}

/**
 * portcls_bytes_show() - give an application the value of a control
 * @control: the control, whose value is bytes
 * @value: receives it
 *
 * Context: process, under adapter->control_mutex.
 */
void portcls_bytes_show(const struct portcls_control *control, struct snd_ctl_elem_value *value)
{
	if (control->shape == PORTCLS_SHAPE_STATUS) {
		memset(&value->value.iec958, 0, sizeof(value->value.iec958));
		memcpy(value->value.iec958.status, control->values, control->bytes);
		return;
	}
	memset(value->value.bytes.data, 0, BYTES_MAX);
	memcpy(value->value.bytes.data, control->values, control->bytes);
}

/**
 * portcls_bytes_wanted() - take what an application wants
 * @control: the control, whose value is bytes
 * @value: what it wants
 * @values: control->count words, which receive it
 *
 * Context: process.
 * Return: 0, or -EINVAL if it wants what no channel status holds.
 */
int portcls_bytes_wanted(const struct portcls_control *control,
			 const struct snd_ctl_elem_value *value, void *values)
{
	const struct snd_aes_iec958 *iec958 = &value->value.iec958;

	memset(values, 0, control->count * sizeof(u32));
	if (control->shape == PORTCLS_SHAPE_BYTES) {
		memcpy(values, value->value.bytes.data, control->bytes);
		return 0;
	}
	/* What follows are user data, which are none of the status. */
	if (memchr_inv(&iec958->subcode, 0, sizeof(iec958->subcode)) || iec958->pad ||
	    memchr_inv(&iec958->dig_subframe, 0, sizeof(iec958->dig_subframe)))
		return -EINVAL;
	memcpy(values, iec958->status, control->bytes);
	return 0;
}

/**
 * portcls_build_bytes() - make a control whose value is bytes
 * @build: the property
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno, after a message if it is the miniport's fault.
 */
int portcls_build_bytes(const struct portcls_build *build)
{
	const bool is_status = build->shape == PORTCLS_SHAPE_STATUS;
	const u32 bytes = is_status ? sizeof(struct portcls_channel_status) : BYTES_MAX;
	struct portcls_control *control;

	BUILD_BUG_ON(PORTCLS_VALUES_MAX * sizeof(u32) < BYTES_MAX);
	BUILD_BUG_ON(sizeof(struct portcls_channel_status) !=
		     sizeof_field(struct snd_aes_iec958, status));
	control = portcls_build_control(build, bytes / sizeof(u32));
	if (!control)
		return -ENOMEM;
	if (is_status)
		control->bytes = bytes;
	return portcls_build_add(build, control);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * From the value of a property to the numbers of a control, and back.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <portcls/audio_property.h>
#include <portcls/property.h>

#include "../core.h"
#include "../pcm/stream.h"
#include "control.h"
#include "property.h"

/* Fills in @property; @channel is what it points to. */
static void ask(const struct portcls_control *control, const s32 *channel,
		struct portcls_property *property)
{
	*property = (struct portcls_property) {
		.port = control->port,
		.node = control->node,
		.stream = control->stream ? control->stream->object : NULL,
		.set = control->kind->set,
		.id = control->kind->id,
		.instance = control->by_channel ? channel : NULL,
		.instance_size = control->by_channel ? sizeof(*channel) : 0,
	};
}

static int read_time(const struct portcls_property *property, s64 *value)
{
	struct portcls_time time;
	int err;

	err = portcls_property_get(property, &time, sizeof(time));
	if (err)
		return err;
	if (!time.denominator)
		return -EIO;
	*value = div_s64(time.time * time.numerator, time.denominator);
	return 0;
}

static int write_time(const struct portcls_property *property, s64 value)
{
	const struct portcls_time time = { .time = value, .numerator = 1, .denominator = 1 };

	return portcls_property_set(property, &time, sizeof(time));
}

/* One value in units of the property. */
static int read_single(const struct portcls_control *control, u32 index, s64 *value)
{
	const s32 channel = control->channels[index];
	struct portcls_property property;
	__u32 word;
	int err;

	ask(control, &channel, &property);
	if (control->shape == PORTCLS_SHAPE_TIME)
		return read_time(&property, value);
	err = portcls_property_get(&property, &word, sizeof(word));
	if (err)
		return err;
	*value = control->type == PORTCLS_TYPE_S32 ? (s64)(__s32)word : word;
	return 0;
}

static int write_single(const struct portcls_control *control, u32 index, s64 value)
{
	const s32 channel = control->channels[index];
	struct portcls_property property;
	const __u32 word = value;

	ask(control, &channel, &property);
	if (control->shape == PORTCLS_SHAPE_TIME)
		return write_time(&property, value);
	return portcls_property_set(&property, &word, sizeof(word));
}

/* The number that stands for a value; -EIO for a pin that there is no item for. */
static int number_of(const struct portcls_control *control, s64 value, u32 *number)
{
	u32 i;

	switch (control->shape) {
	case PORTCLS_SHAPE_SWITCH:
		*number = value != 0;
		return 0;
	case PORTCLS_SHAPE_MUTE:
	case PORTCLS_SHAPE_MATRIX_MUTE:
		*number = value == 0;
		return 0;
	case PORTCLS_SHAPE_INPUT:
	case PORTCLS_SHAPE_OUTPUT:
	case PORTCLS_SHAPE_NAMED:
		for (i = 0; i < control->item_count; i++) {
			if (control->item_pins[i] == value) {
				*number = i;
				return 0;
			}
		}
		return -EIO;
	case PORTCLS_SHAPE_FREQUENCIES:
		*number = min_t(s64, value, S32_MAX);
		return 0;
	default:
		*number = portcls_scale_number(&control->scale, value);
		return 0;
	}
}

static s64 value_of(const struct portcls_control *control, u32 number)
{
	switch (control->shape) {
	case PORTCLS_SHAPE_SWITCH:
		return number;
	case PORTCLS_SHAPE_MUTE:
	case PORTCLS_SHAPE_MATRIX_MUTE:
		return !number;
	case PORTCLS_SHAPE_INPUT:
	case PORTCLS_SHAPE_OUTPUT:
	case PORTCLS_SHAPE_NAMED:
		return control->item_pins[number];
	default:
		return portcls_scale_value(&control->scale, number);
	}
}

/* What is to be set: the value that was read if the number stands for it, else the number's own. */
static s64 wanted_value(const struct portcls_control *control, u32 index, u32 wanted)
{
	u32 number;

	if (!number_of(control, control->exact[index], &number) && number == wanted)
		return control->exact[index];
	return value_of(control, wanted);
}

/* Properties with one value for each band or path. */
static bool is_array(const struct portcls_control *control)
{
	switch (control->shape) {
	case PORTCLS_SHAPE_BANDS:
	case PORTCLS_SHAPE_FREQUENCIES:
	case PORTCLS_SHAPE_MATRIX_LEVEL:
	case PORTCLS_SHAPE_MATRIX_MUTE:
		return true;
	default:
		return false;
	}
}

static bool is_matrix(const struct portcls_control *control)
{
	return control->shape == PORTCLS_SHAPE_MATRIX_LEVEL ||
	       control->shape == PORTCLS_SHAPE_MATRIX_MUTE;
}

static u32 array_bytes(const struct portcls_control *control)
{
	return control->count * (is_matrix(control) ? sizeof(struct portcls_mix_level) :
						      sizeof(__s32));
}

static int read_array(const struct portcls_control *control, void *array)
{
	const s32 channel = control->channels[0];
	struct portcls_property property;

	ask(control, &channel, &property);
	return portcls_property_get(&property, array, array_bytes(control));
}

static int write_array(const struct portcls_control *control, const void *array)
{
	const s32 channel = control->channels[0];
	struct portcls_property property;

	ask(control, &channel, &property);
	return portcls_property_set(&property, array, array_bytes(control));
}

static s64 array_value(const struct portcls_control *control, const void *array, u32 index)
{
	const struct portcls_mix_level *paths = array;
	const __s32 *bands = array;

	switch (control->shape) {
	case PORTCLS_SHAPE_MATRIX_LEVEL:
		return paths[index].level;
	case PORTCLS_SHAPE_MATRIX_MUTE:
		return paths[index].mute;
	case PORTCLS_SHAPE_FREQUENCIES:
		return (__u32)bands[index];
	default:
		return bands[index];
	}
}

static void array_set(const struct portcls_control *control, void *array, u32 index, s64 value)
{
	struct portcls_mix_level *paths = array;
	__s32 *bands = array;

	switch (control->shape) {
	case PORTCLS_SHAPE_MATRIX_LEVEL:
		paths[index].level = value;
		break;
	case PORTCLS_SHAPE_MATRIX_MUTE:
		paths[index].mute = value;
		break;
	default:
		bands[index] = value;
	}
}

static int read_numbers(struct portcls_control *control, u32 *values)
{
	void *array;
	u32 i;
	int err;

	array = kzalloc(array_bytes(control), GFP_KERNEL);
	if (!array)
		return -ENOMEM;
	err = read_array(control, array);
	for (i = 0; !err && i < control->count; i++) {
		control->exact[i] = array_value(control, array, i);
		err = number_of(control, control->exact[i], &values[i]);
	}
	kfree(array);
	return err;
}

static int write_numbers(struct portcls_control *control, const u32 *values)
{
	void *array;
	u32 i;
	int err;

	array = kzalloc(array_bytes(control), GFP_KERNEL);
	if (!array)
		return -ENOMEM;
	/* What this control does not show stays: the mutes beside the levels. */
	err = read_array(control, array);
	if (!err) {
		for (i = 0; i < control->count; i++)
			array_set(control, array, i, wanted_value(control, i, values[i]));
		err = write_array(control, array);
	}
	kfree(array);
	return err;
}

static int read_bytes(struct portcls_control *control, void *values)
{
	struct portcls_property property;

	ask(control, NULL, &property);
	return portcls_bytes_read(control, &property, values);
}

static int write_bytes(const struct portcls_control *control, const void *values)
{
	struct portcls_property property;

	ask(control, NULL, &property);
	return portcls_property_set(&property, values, control->bytes);
}

/**
 * portcls_control_read() - ask the miniport for the values of a control
 * @control: the control
 * @values: control->count words, all zero; receives as many numbers, or bytes
 *
 * Context: process, under adapter->control_mutex, for a stream under its mutex.
 * Return: 0 or a negative errno.
 */
int portcls_control_read(struct portcls_control *control, u32 *values)
{
	u32 i;
	int err;

	lockdep_assert_held(&control->port->adapter->control_mutex);
	if (portcls_control_is_bytes(control))
		return read_bytes(control, values);
	if (is_array(control))
		return read_numbers(control, values);
	for (i = 0; i < control->count; i++) {
		err = read_single(control, i, &control->exact[i]);
		if (!err)
			err = number_of(control, control->exact[i], &values[i]);
		if (err)
			return err;
	}
	return 0;
}

/**
 * portcls_control_write() - have the miniport set the values of a control
 * @control: the control, writable
 * @values: control->count numbers in the range of the control, or control->bytes bytes
 *
 * Values that the hardware has are left alone, and so are those between two steps that the numbers
 * stand for.
 *
 * Context: process, under adapter->control_mutex, for a stream under its mutex.
 * Return: 0 or a negative errno.
 */
int portcls_control_write(struct portcls_control *control, const u32 *values)
{
	u32 i;
	int err;

	lockdep_assert_held(&control->port->adapter->control_mutex);
	if (portcls_control_is_bytes(control))
		return write_bytes(control, values);
	if (is_array(control))
		return write_numbers(control, values);
	for (i = 0; i < control->count; i++) {
		if (control->fresh && control->values[i] == values[i])
			continue;
		err = write_single(control, i, wanted_value(control, i, values[i]));
		if (err)
			return err;
	}
	return 0;
}

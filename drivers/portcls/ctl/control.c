// SPDX-License-Identifier: GPL-2.0-only
/*
 * Controls as ALSA sees them. Documentation/internals/mixer.md says what they show, and who locks
 * what.
 */
#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <sound/control.h>
#include <sound/core.h>
#include <sound/info.h>

#include <portcls/filter.h>

#include "../core.h"
#include "../pcm/stream.h"
#include "control.h"
#include "graph.h"

static bool is_boolean(const struct portcls_control *control)
{
	switch (control->shape) {
	case PORTCLS_SHAPE_SWITCH:
	case PORTCLS_SHAPE_MUTE:
	case PORTCLS_SHAPE_MATRIX_MUTE:
		return true;
	default:
		return false;
	}
}

/* The greatest number that a control shows. */
static u32 top_of(const struct portcls_control *control)
{
	if (control->item_count)
		return control->item_count - 1;
	return is_boolean(control) ? 1 : control->scale.top;
}

/*
 * Take the locks for asking the miniport.
 *
 * Return: false if there is nobody to be asked: a stream that does not exist.
 */
static bool control_lock(struct portcls_control *control)
{
	mutex_lock(&control->port->adapter->control_mutex);
	if (!control->stream)
		return true;
	mutex_lock(&control->stream->mutex);
	return control->stream->exists;
}

static void control_unlock(struct portcls_control *control)
{
	if (control->stream)
		mutex_unlock(&control->stream->mutex);
	mutex_unlock(&control->port->adapter->control_mutex);
}

/* Bring control->values up to date; @changed is whether that was needed. */
static int control_update(struct portcls_control *control, bool *changed)
{
	u32 values[PORTCLS_VALUES_MAX] = {};
	int err;

	err = portcls_control_read(control, values);
	if (err) {
		control->fresh = false;
		return err;
	}
	*changed = !control->fresh ||
		   memcmp(control->values, values, control->count * sizeof(u32)) != 0;
	memcpy(control->values, values, control->count * sizeof(u32));
	control->valid = true;
	control->fresh = true;
	return 0;
}

/* There may be more bytes now than when they were last read, or fewer. */
static int bytes_info(struct portcls_control *control, struct snd_ctl_elem_info *info)
{
	bool changed;
	int err = 0;

	if (control_lock(control) && portcls_control_changes_size(control))
		err = control_update(control, &changed);
	portcls_bytes_info(control, info);
	control_unlock(control);
	return err;
}

static int control_info(struct snd_kcontrol *kctl, struct snd_ctl_elem_info *info)
{
	struct portcls_control *control = kctl->private_data;

	if (portcls_control_is_bytes(control))
		return bytes_info(control, info);
	if (control->item_count)
		return snd_ctl_enum_info(info, control->count, control->item_count, control->items);
	info->type = is_boolean(control) ? SNDRV_CTL_ELEM_TYPE_BOOLEAN :
					   SNDRV_CTL_ELEM_TYPE_INTEGER;
	info->count = control->count;
	info->value.integer.min = 0;
	info->value.integer.max = top_of(control);
	return 0;
}

static int control_get(struct snd_kcontrol *kctl, struct snd_ctl_elem_value *value)
{
	struct portcls_control *control = kctl->private_data;
	bool changed;
	int err = 0;
	u32 i;

	if (control_lock(control))
		err = control_update(control, &changed);
	if (!err && portcls_control_is_bytes(control))
		portcls_bytes_show(control, value);
	for (i = 0; !err && !portcls_control_is_bytes(control) && i < control->count; i++) {
		if (control->item_count)
			value->value.enumerated.item[i] = control->values[i];
		else
			value->value.integer.value[i] = control->values[i];
	}
	control_unlock(control);
	return err;
}

/* What an application wants, or -EINVAL if one of the values does not exist. */
static int control_wanted(const struct portcls_control *control,
			  const struct snd_ctl_elem_value *value, u32 *values)
{
	u32 i, top = top_of(control);
	long wanted;

	if (portcls_control_is_bytes(control))
		return portcls_bytes_wanted(control, value, values);
	for (i = 0; i < control->count; i++) {
		if (control->item_count)
			wanted = value->value.enumerated.item[i];
		else
			wanted = value->value.integer.value[i];
		if (wanted < 0 || wanted > top)
			return -EINVAL;
		values[i] = wanted;
	}
	return 0;
}

static int control_set(struct portcls_control *control, const u32 *values)
{
	bool changed;
	int err, update_err;

	/* What makes no sense can be set right. */
	err = control_update(control, &changed);
	if (err && err != -EIO)
		return err;
	if (!err && !memcmp(control->values, values, control->count * sizeof(u32)))
		return 0;
	err = portcls_control_write(control, values);
	/* Also after a failure, which may have come half-way. */
	update_err = control_update(control, &changed);
	if (!err && update_err) {
		/* What was asked for is the best that is known. */
		memcpy(control->values, values, control->count * sizeof(u32));
		control->valid = true;
	}
	return err ?: update_err ?: changed;
}

static int control_put(struct snd_kcontrol *kctl, struct snd_ctl_elem_value *value)
{
	struct portcls_control *control = kctl->private_data;
	u32 values[PORTCLS_VALUES_MAX];
	int err;

	err = control_wanted(control, value, values);
	if (err)
		return err;
	err = control_lock(control) ? control_set(control, values) : -EBUSY;
	control_unlock(control);
	return err;
}

/**
 * portcls_control_free() - free a control that ALSA does not have
 * @control: the control
 *
 * Context: process.
 */
void portcls_control_free(struct portcls_control *control)
{
	u32 i;

	for (i = 0; i < control->item_count; i++)
		kfree(control->items[i]);
	kfree(control->items);
	kfree(control->item_pins);
	kfree(control->exact);
	kfree(control);
}

static void control_private_free(struct snd_kcontrol *kctl)
{
	struct portcls_control *control = kctl->private_data;

	list_del(&control->link);
	portcls_control_free(control);
}

static bool is_taken(struct portcls_adapter *adapter, const struct snd_kcontrol_new *wanted,
		     u32 index)
{
	const struct portcls_control *control;
	const struct snd_ctl_elem_id *id;

	list_for_each_entry(control, &adapter->controls, link) {
		id = &control->kctl->id;
		if (id->iface == wanted->iface && id->device == wanted->device &&
		    id->subdevice == wanted->subdevice && id->index == index &&
		    !strncmp(id->name, wanted->name, sizeof(id->name) - 1))
			return true;
	}
	return false;
}

/*
 * Controls of lines with equal names have the index of the line, as far as their names are made;
 * of nodes that name them, the first one has none, unless the node has one. Then it is the first
 * that is free.
 */
static u32 choose_index(const struct portcls_control *control,
			const struct snd_kcontrol_new *wanted)
{
	const struct portcls_node *node = portcls_filter_node(control->port->filter, control->node);
	struct portcls_port *port = control->port;
	u32 index = 0;

	if (!control->stream && !node->control)
		index = portcls_graph_node(port->adapter->graph, port, control->node)->line_index;
	else if (!control->stream &&
		 (node->flags & PORTCLS_NODE_INDEX || is_taken(port->adapter, wanted, 0)))
		index = node->control_index;
	while (is_taken(port->adapter, wanted, index))
		index++;
	return index;
}

/**
 * portcls_control_add() - give a control to ALSA
 * @control: the control, complete; ALSA's from now on, also on failure
 * @name: its name
 * @iface: SNDRV_CTL_ELEM_IFACE_*
 * @device: number of a PCM device, with SNDRV_CTL_ELEM_IFACE_PCM
 * @subdevice: number of a substream, likewise
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno.
 */
int portcls_control_add(struct portcls_control *control, const char *name,
			snd_ctl_elem_iface_t iface, u32 device, u32 subdevice)
{
	struct portcls_adapter *adapter = control->port->adapter;
	struct snd_kcontrol_new template = {
		.iface = iface,
		.device = device,
		.subdevice = subdevice,
		.name = name,
		.access = SNDRV_CTL_ELEM_ACCESS_READ,
		.info = control_info,
		.get = control_get,
		.put = control_put,
	};

	if (control->writable)
		template.access |= SNDRV_CTL_ELEM_ACCESS_WRITE;
	if (control->kind->measured || portcls_control_changes_size(control))
		template.access |= SNDRV_CTL_ELEM_ACCESS_VOLATILE;
	/* Else ALSA complains when there are more or fewer since it asked how many there are. */
	if (portcls_control_changes_size(control))
		template.access |= SNDRV_CTL_ELEM_ACCESS_SKIP_CHECK;
	if (control->stream)
		template.access |= SNDRV_CTL_ELEM_ACCESS_INACTIVE;
	if (control->kind->decibel && !is_boolean(control)) {
		template.access |= SNDRV_CTL_ELEM_ACCESS_TLV_READ;
		template.tlv.p = control->tlv;
	}
	template.index = choose_index(control, &template);
	control->kctl = snd_ctl_new1(&template, control);
	if (!control->kctl) {
		portcls_control_free(control);
		return -ENOMEM;
	}
	control->kctl->private_free = control_private_free;
	list_add_tail(&control->link, &adapter->controls);
	return snd_ctl_add(adapter->card, control->kctl);
}

/**
 * portcls_control_first_read() - read a control that nobody has read yet
 * @control: the control, without a stream
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno.
 */
int portcls_control_first_read(struct portcls_control *control)
{
	bool changed;
	int err;

	control_lock(control);
	err = control_update(control, &changed);
	control_unlock(control);
	return err;
}

static void replay(struct portcls_control *control)
{
	struct device *dev = control->port->adapter->dev;
	bool changed;
	int err = 0;

	if (control_lock(control) && control->writable && control->valid) {
		/* Whatever the hardware has now. */
		control->fresh = false;
		err = portcls_control_write(control, control->values);
		if (!err)
			err = control_update(control, &changed);
	}
	control_unlock(control);
	if (err)
		dev_err(dev, "'%s' could not be set after sleep: %d\n", control->kctl->id.name,
			err);
}

/**
 * portcls_controls_replay() - set all controls of an adapter to what they were
 * @adapter: the adapter, its device awake
 *
 * Context: process, while applications are kept out.
 */
void portcls_controls_replay(struct portcls_adapter *adapter)
{
	struct portcls_control *control;

	list_for_each_entry(control, &adapter->controls, link)
		replay(control);
}

/**
 * portcls_controls_changed() - tell applications that a node has changed by itself
 * @port: the port
 * @node: the node
 *
 * Context: any, while the mixer is built and events are not stopped.
 */
void portcls_controls_changed(struct portcls_port *port, u32 node)
{
	struct portcls_adapter *adapter = port->adapter;
	struct portcls_control *control;

	unsigned int mask;

	list_for_each_entry(control, &adapter->controls, link) {
		if (control->port != port || control->node != node)
			continue;
		mask = SNDRV_CTL_EVENT_MASK_VALUE;
		if (portcls_control_changes_size(control))
			mask |= SNDRV_CTL_EVENT_MASK_INFO;
		snd_ctl_notify(adapter->card, mask, &control->kctl->id);
	}
}

/**
 * portcls_controls_stream_changed() - make the controls of a stream active, or inactive
 * @stream: the stream, which now exists, or does not any more
 *
 * Context: process, under stream->mutex.
 */
void portcls_controls_stream_changed(struct portcls_stream *stream)
{
	struct portcls_adapter *adapter = stream->adapter;
	struct portcls_control *control;
	unsigned int access;

	lockdep_assert_held(&stream->mutex);
	list_for_each_entry(control, &adapter->controls, link) {
		if (control->stream != stream)
			continue;
		/* What is known is another stream's. */
		control->valid = false;
		control->fresh = false;
		/* Not snd_ctl_activate_id(), whose lock comes before the stream's. */
		access = control->kctl->vd[0].access & ~SNDRV_CTL_ELEM_ACCESS_INACTIVE;
		if (!stream->exists)
			access |= SNDRV_CTL_ELEM_ACCESS_INACTIVE;
		WRITE_ONCE(control->kctl->vd[0].access, access);
		snd_ctl_notify(adapter->card,
			       SNDRV_CTL_EVENT_MASK_VALUE | SNDRV_CTL_EVENT_MASK_INFO,
			       &control->kctl->id);
	}
}

/**
 * portcls_controls_print() - name the controls of a node
 * @port: the port
 * @node: the node
 * @buffer: of a file in /proc
 *
 * Context: process.
 */
void portcls_controls_print(struct portcls_port *port, u32 node, struct snd_info_buffer *buffer)
{
	const struct portcls_control *control;

	list_for_each_entry(control, &port->adapter->controls, link)
		if (control->port == port && control->node == node)
			snd_iprintf(buffer, " -> '%s',%u", control->kctl->id.name,
				    control->kctl->id.index);
}

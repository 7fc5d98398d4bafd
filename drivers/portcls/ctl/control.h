/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_CTL_CONTROL_INTERNAL_H
#define PORTCLS_CTL_CONTROL_INTERNAL_H

#include <linux/list.h>
#include <linux/types.h>
#include <linux/uuid.h>
#include <sound/asound.h>

#include "scale.h"
#include "support.h"

struct portcls_adapter;
struct portcls_node;
struct portcls_port;
struct portcls_property;
struct portcls_stream;
struct snd_info_buffer;
struct snd_kcontrol;

/**
 * enum portcls_value_shape - how a property's value becomes that of a control
 * @PORTCLS_SHAPE_NUMBER: a number in a range
 * @PORTCLS_SHAPE_SWITCH: on or off
 * @PORTCLS_SHAPE_MUTE: on or off, the other way round: a control is on when something is heard
 * @PORTCLS_SHAPE_INPUT: one of the logical inputs of the node
 * @PORTCLS_SHAPE_OUTPUT: one of the logical outputs of the node
 * @PORTCLS_SHAPE_NAMED: one of some values that have names
 * @PORTCLS_SHAPE_BANDS: a number in a range for each band
 * @PORTCLS_SHAPE_FREQUENCIES: a frequency for each band, read only
 * @PORTCLS_SHAPE_TIME: a time, in steps of its range
 * @PORTCLS_SHAPE_MATRIX_LEVEL: a number in a range for each path
 * @PORTCLS_SHAPE_MATRIX_MUTE: on or off for each path, the other way round
 * @PORTCLS_SHAPE_STATUS: the channel status of a digital signal
 * @PORTCLS_SHAPE_BYTES: bytes
 * @PORTCLS_SHAPE_ANY: a number, on and off, or bytes, as the property's type says, or named values
 */
enum portcls_value_shape {
	PORTCLS_SHAPE_NUMBER,
	PORTCLS_SHAPE_SWITCH,
	PORTCLS_SHAPE_MUTE,
	PORTCLS_SHAPE_INPUT,
	PORTCLS_SHAPE_OUTPUT,
	PORTCLS_SHAPE_NAMED,
	PORTCLS_SHAPE_BANDS,
	PORTCLS_SHAPE_FREQUENCIES,
	PORTCLS_SHAPE_TIME,
	PORTCLS_SHAPE_MATRIX_LEVEL,
	PORTCLS_SHAPE_MATRIX_MUTE,
	PORTCLS_SHAPE_STATUS,
	PORTCLS_SHAPE_BYTES,
	PORTCLS_SHAPE_ANY,
};

/**
 * struct portcls_control_kind - how a property becomes a control
 * @set: property set
 * @id: property
 * @shape: shape of the value
 * @function: last words of the control's name, e.g. "Volume"
 * @name: name of the control whatever the line, e.g. "Tone Control - Bass", or NULL
 * @by_channel: the property is told by channel
 * @decibel: the value is a level
 * @measured: it changes by itself, and reading it has an effect
 */
struct portcls_control_kind {
	const guid_t *set;
	u32 id;
	enum portcls_value_shape shape;
	const char *function;
	const char *name;
	bool by_channel;
	bool decibel;
	bool measured;
};

/* Values of a control, at most. */
#define PORTCLS_VALUES_MAX	128

/**
 * struct portcls_control - a property of a node as a control, or some channels of it
 * @link: in adapter->controls
 * @port: whose node it is
 * @node: the node
 * @kind: the property
 * @shape: shape of the value; never PORTCLS_SHAPE_ANY
 * @stream: that is asked, or NULL for the filter
 * @kctl: ALSA's side
 * @writable: it can be set
 * @type: &enum portcls_value_type of a single value
 * @by_channel: the property is told by channel
 * @channels: channels, one a value, of a property that is told by channel; the first one if the
 *	value has an array for each
 * @scale: numbers and values
 * @tlv: its decibels
 * @item_count: entries in @items and @item_pins
 * @items: names of an enumeration
 * @item_pins: logical pins of the node that they stand for, or the values themselves
 * @valid: @values are known, and are set again after sleep; guarded by adapter->control_mutex, for
 *	a stream by its mutex
 * @fresh: @values are known to be those of the hardware; guarded likewise
 * @exact: values last read, in units of the property: they may lie between those that numbers
 *	stand for; guarded likewise
 * @bytes: of a value that is bytes, how many they are; guarded as @values
 * @count: values
 * @values: numbers, or bytes, last read or written; guarded by adapter->control_mutex
 */
struct portcls_control {
	struct list_head link;
	struct portcls_port *port;
	u32 node;
	const struct portcls_control_kind *kind;
	enum portcls_value_shape shape;
	struct portcls_stream *stream;
	struct snd_kcontrol *kctl;
	bool writable;
	u32 type;
	bool by_channel;
	u8 channels[PORTCLS_CHANNELS_MAX];
	struct portcls_scale scale;
	u32 tlv[PORTCLS_TLV_WORDS];
	u32 item_count;
	const char **items;
	u32 *item_pins;
	bool valid;
	bool fresh;
	s64 *exact;
	u32 bytes;
	u32 count;
	u32 values[];
};

/* kind.c */
const struct portcls_control_kind *portcls_control_kind(u32 index);
const char *portcls_control_function(const struct portcls_control_kind *kind,
				     const struct portcls_node *node, bool is_switch);

/* bytes.c */
bool portcls_control_is_bytes(const struct portcls_control *control);
bool portcls_control_changes_size(const struct portcls_control *control);
int portcls_bytes_read(struct portcls_control *control, const struct portcls_property *property,
		       void *values);
void portcls_bytes_info(const struct portcls_control *control, struct snd_ctl_elem_info *info);
void portcls_bytes_show(const struct portcls_control *control, struct snd_ctl_elem_value *value);
int portcls_bytes_wanted(const struct portcls_control *control,
			 const struct snd_ctl_elem_value *value, void *values);

/* value.c */
int portcls_control_read(struct portcls_control *control, u32 *values);
int portcls_control_write(struct portcls_control *control, const u32 *values);

/* control.c */
int portcls_control_add(struct portcls_control *control, const char *name,
			snd_ctl_elem_iface_t iface, u32 device, u32 subdevice);
void portcls_control_free(struct portcls_control *control);
int portcls_control_first_read(struct portcls_control *control);
void portcls_controls_replay(struct portcls_adapter *adapter);
void portcls_controls_changed(struct portcls_port *port, u32 node);
void portcls_controls_stream_changed(struct portcls_stream *stream);
void portcls_controls_print(struct portcls_port *port, u32 node, struct snd_info_buffer *buffer);

/* mixer.c */
int portcls_mixer_build(struct portcls_adapter *adapter);

#endif /* PORTCLS_CTL_CONTROL_INTERNAL_H */

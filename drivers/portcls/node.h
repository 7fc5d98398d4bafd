/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_NODE_INTERNAL_H
#define PORTCLS_NODE_INTERNAL_H

#include <linux/types.h>
#include <linux/uuid.h>

struct portcls_node;

/**
 * enum portcls_node_shape - which logical pins a node has
 * @PORTCLS_NODE_ONE_TO_ONE: output 0, input 1
 * @PORTCLS_NODE_MANY_TO_ONE: output 0, inputs 1, 2, …
 * @PORTCLS_NODE_ONE_TO_MANY: input 0, outputs 1, 2, …
 * @PORTCLS_NODE_ECHO_CANCEL: outputs 0 and 3, inputs 1 and 2
 * @PORTCLS_NODE_ANY: nothing is known of it
 */
enum portcls_node_shape {
	PORTCLS_NODE_ONE_TO_ONE,
	PORTCLS_NODE_MANY_TO_ONE,
	PORTCLS_NODE_ONE_TO_MANY,
	PORTCLS_NODE_ECHO_CANCEL,
	PORTCLS_NODE_ANY,
};

/**
 * struct portcls_node_type - what a type of node means
 * @guid: the type
 * @name: for messages and listings
 * @shape: its logical pins
 * @required: ids in the audio property set, of which the node answers at least one; 0 ends them
 */
struct portcls_node_type {
	const guid_t *guid;
	const char *name;
	enum portcls_node_shape shape;
	u32 required[5];
};

const struct portcls_node_type *portcls_node_type(const struct portcls_node *node);
bool portcls_node_has_output(const struct portcls_node_type *type, u32 pin);
bool portcls_node_has_input(const struct portcls_node_type *type, u32 pin);

#endif /* PORTCLS_NODE_INTERNAL_H */

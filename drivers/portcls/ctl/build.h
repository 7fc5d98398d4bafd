/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_CTL_BUILD_INTERNAL_H
#define PORTCLS_CTL_BUILD_INTERNAL_H

#include <linux/types.h>
#include <sound/asound.h>

#include "control.h"
#include "property.h"
#include "support.h"

struct portcls_adapter;
struct portcls_node;
struct portcls_vertex;

/**
 * struct portcls_build - a property on its way to become controls
 * @adapter: the adapter
 * @vertex: the node
 * @node: its description
 * @kind: the property
 * @shape: shape of its value
 * @name: of the controls
 * @writable: it can be set
 * @support: what it can do
 */
struct portcls_build {
	struct portcls_adapter *adapter;
	const struct portcls_vertex *vertex;
	const struct portcls_node *node;
	const struct portcls_control_kind *kind;
	enum portcls_value_shape shape;
	char name[SNDRV_CTL_ELEM_ID_NAME_MAXLEN];
	bool writable;
	struct portcls_support support;
};

/* build.c */
__printf(2, 3) int portcls_build_refuse(const struct portcls_build *build, const char *fmt, ...);
struct portcls_property portcls_build_property(const struct portcls_build *build, u32 id,
					       const s32 *channel);
const struct portcls_range *portcls_build_range(const struct portcls_build *build, u32 channel);
struct portcls_control *portcls_build_control(const struct portcls_build *build, u32 count);
int portcls_build_add(const struct portcls_build *build, struct portcls_control *control);
void portcls_build_scale(struct portcls_control *control, const struct portcls_range *range);
const struct portcls_property_item *portcls_build_item(const struct portcls_build *build,
						       const struct portcls_control_kind *kind);
void portcls_build_name(struct portcls_build *build);

/* number.c */
int portcls_build_number(struct portcls_build *build);
int portcls_build_switch(struct portcls_build *build);
int portcls_build_any(struct portcls_build *build);

/* enumeration.c */
int portcls_build_enumeration(struct portcls_build *build);

/* array.c */
int portcls_build_bands(struct portcls_build *build);
int portcls_build_matrix(struct portcls_build *build);

/* bytes.c */
int portcls_build_bytes(const struct portcls_build *build);

#endif /* PORTCLS_CTL_BUILD_INTERNAL_H */

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Properties of many values at once: the bands of an equalizer, the paths of a mixer matrix.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include <portcls/audio_property.h>
#include <portcls/property.h>

#include "../core.h"
#include "build.h"
#include "graph.h"

static int ask_bands(const struct portcls_build *build, s32 channel, u32 *bands)
{
	const struct portcls_property property =
		portcls_build_property(build, PORTCLS_AUDIO_NUM_EQ_BANDS, &channel);

	return portcls_property_get(&property, bands, sizeof(*bands));
}

/* The highest frequency is the end of the scale. */
static int set_frequencies(const struct portcls_build *build, struct portcls_control *control)
{
	u32 *values, i;
	int err;

	values = kcalloc(control->count, sizeof(*values), GFP_KERNEL);
	if (!values)
		return -ENOMEM;
	mutex_lock(&build->adapter->control_mutex);
	err = portcls_control_read(control, values);
	mutex_unlock(&build->adapter->control_mutex);
	for (i = 0; i < control->count; i++)
		control->scale.top = max(control->scale.top, values[i]);
	kfree(values);
	return err;
}

static int add_bands(const struct portcls_build *build, u32 channel, u32 bands)
{
	struct portcls_control *control;
	int err = 0;

	if (!bands || bands > PORTCLS_VALUES_MAX)
		return portcls_build_refuse(build, "has %u bands, not 1 to %u", bands,
					    PORTCLS_VALUES_MAX);
	control = portcls_build_control(build, bands);
	if (!control)
		return -ENOMEM;
	control->channels[0] = channel;
	if (build->shape == PORTCLS_SHAPE_BANDS)
		portcls_build_scale(control, portcls_build_range(build, channel));
	else
		err = set_frequencies(build, control);
	if (!err)
		return portcls_build_add(build, control);
	portcls_build_refuse(build, "cannot be read: %d", err);
	portcls_control_free(control);
	return err;
}

/**
 * portcls_build_bands() - make a control for each channel, with a value for each band
 * @build: the property
 *
 * Channels end where there is no band.
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno, after a message if it is the miniport's fault.
 */
int portcls_build_bands(struct portcls_build *build)
{
	const bool probed = !build->support.multichannel;
	u32 channel, bands;
	int err;

	if (build->shape == PORTCLS_SHAPE_BANDS && !build->support.range_count)
		return portcls_build_refuse(build, "tells no range");
	if (!portcls_property_find(build->vertex->port, build->vertex->node, build->kind->set,
				   PORTCLS_AUDIO_NUM_EQ_BANDS))
		return portcls_build_refuse(build, "needs property %u, the number of bands",
					    PORTCLS_AUDIO_NUM_EQ_BANDS);
	for (channel = 0; channel < PORTCLS_CHANNELS_MAX; channel++) {
		if (!probed && channel == build->support.range_count)
			break;
		err = ask_bands(build, channel, &bands);
		if (probed && channel && (err || !bands))
			break;
		if (err) {
			portcls_build_refuse(build, "does not tell its bands: %d", err);
			return err;
		}
		err = add_bands(build, channel, bands);
		if (err)
			return err;
		if (build->support.uniform)
			break;
	}
	return 0;
}

/**
 * portcls_build_matrix() - make a control with a value for each path
 * @build: the property
 *
 * One scale for all paths: from the least to the greatest level of any.
 *
 * Context: process, before the card is registered.
 * Return: 0 or a negative errno, after a message if it is the miniport's fault.
 */
int portcls_build_matrix(struct portcls_build *build)
{
	const struct portcls_property property =
		portcls_build_property(build, PORTCLS_AUDIO_MIX_LEVEL_CAPS, NULL);
	struct portcls_range range = { .minimum = S32_MAX, .maximum = S32_MIN };
	const struct portcls_mix_caps_header *header;
	const struct portcls_mix_caps *caps;
	struct portcls_control *control;
	bool levels = false, mutes = false;
	u32 size, count = 0, i;
	u64 paths;

	header = portcls_property_get_all(&property, &size);
	if (IS_ERR(header)) {
		portcls_build_refuse(build, "does not tell its paths: %ld", PTR_ERR(header));
		return PTR_ERR(header);
	}
	paths = size < sizeof(*header) ? 0 : (u64)header->input_channels * header->output_channels;
	if (paths && paths <= PORTCLS_VALUES_MAX && size >= sizeof(*header) + paths * sizeof(*caps))
		count = paths;
	caps = (const void *)(header + 1);
	for (i = 0; i < count; i++) {
		mutes |= caps[i].mute;
		levels |= caps[i].minimum < caps[i].maximum;
		range.minimum = min_t(s64, range.minimum, caps[i].minimum);
		range.maximum = max_t(s64, range.maximum, caps[i].maximum);
	}
	kfree(header);
	if (!count)
		return portcls_build_refuse(build, "tells %llu paths in %u bytes", paths, size);
	/* The other half of the matrix takes what can be set. */
	if (!(build->shape == PORTCLS_SHAPE_MATRIX_LEVEL ? levels : mutes))
		return levels || mutes ? 0 :
		       portcls_build_refuse(build, "has no path that can be set");
	if (!levels) {
		build->support.type = PORTCLS_TYPE_BOOL;
		portcls_build_name(build);
	}
	control = portcls_build_control(build, count);
	if (!control)
		return -ENOMEM;
	portcls_build_scale(control, &range);
	return portcls_build_add(build, control);
}

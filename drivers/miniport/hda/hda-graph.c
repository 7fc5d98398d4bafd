// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: what the widgets of a codec say of themselves.
 */
#include <linux/bitfield.h>
#include <linux/errno.h>
#include <linux/kernel.h>

#include "hda-codec.h"

/* 0 after an error, and nothing is asked any more. */
static u32 parameter(struct hdac_device *core, unsigned int nid, int id, int *err)
{
	unsigned int value = 0;

	if (!*err)
		*err = _snd_hdac_read_parm(core, nid, id, &value);
	return *err ? 0 : value;
}

/* Those of the function group, unless the widget has its own. */
static u32 amp_caps(struct hdac_device *core, const struct hda_widget *widget, int id, int *err)
{
	return parameter(core, widget->caps & AC_WCAP_AMP_OVRD ? widget->nid : core->afg, id, err);
}

static u32 pcm_caps(struct hdac_device *core, const struct hda_widget *widget, int *err)
{
	u32 own = 0;

	if (widget->caps & AC_WCAP_FORMAT_OVRD)
		own = parameter(core, widget->nid, AC_PAR_PCM, err);
	return own ?: parameter(core, core->afg, AC_PAR_PCM, err);
}

static int read_inputs(struct hdac_device *core, struct hda_widget *widget)
{
	hda_nid_t inputs[HDA_MAX_INPUTS];
	int i, count;

	if (!(widget->caps & AC_WCAP_CONN_LIST))
		return 0;
	count = snd_hdac_get_connections(core, widget->nid, inputs, HDA_MAX_INPUTS);
	if (count < 0) {
		dev_err(core->bus->dev, "codec %u: node %#x has no good list of connections: %d\n",
			core->addr, widget->nid, count);
		return count;
	}
	widget->input_count = min(count, HDA_MAX_INPUTS);
	for (i = 0; i < widget->input_count; i++)
		widget->inputs[i] = inputs[i];
	return 0;
}

static int read_pin(struct hdac_device *core, struct hda_widget *pin)
{
	unsigned int found = 0;
	int err = 0;

	pin->pin_caps = parameter(core, pin->nid, AC_PAR_PIN_CAP, &err);
	err = err ?: snd_hdac_read(core, pin->nid, AC_VERB_GET_CONFIG_DEFAULT, 0, &pin->config);
	err = err ?: snd_hdac_read(core, pin->nid, AC_VERB_GET_PIN_WIDGET_CONTROL, 0, &found);
	pin->found = found;
	return err;
}

static int read_widget(struct hdac_device *core, struct hda_widget *widget)
{
	int err = 0;

	widget->caps = parameter(core, widget->nid, AC_PAR_AUDIO_WIDGET_CAP, &err);
	widget->type = FIELD_GET(AC_WCAP_TYPE, widget->caps);
	if (widget->caps & AC_WCAP_IN_AMP)
		widget->amp_in = amp_caps(core, widget, AC_PAR_AMP_IN_CAP, &err);
	if (widget->caps & AC_WCAP_OUT_AMP)
		widget->amp_out = amp_caps(core, widget, AC_PAR_AMP_OUT_CAP, &err);
	if (widget->type == AC_WID_AUD_OUT || widget->type == AC_WID_AUD_IN)
		widget->pcm = pcm_caps(core, widget, &err);
	if (widget->type == AC_WID_PIN)
		err = err ?: read_pin(core, widget);
	if (!err)
		return read_inputs(core, widget);
	dev_err(core->bus->dev, "codec %u: node %#x does not say what it is\n", core->addr,
		widget->nid);
	return err;
}

/**
 * hda_graph_read() - ask a codec for its widgets
 * @core: the codec
 * @graph: receives them
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno, after a message that names the node.
 */
int hda_graph_read(struct hdac_device *core, struct hda_graph *graph)
{
	unsigned int i;
	int err = 0;

	if (!core->afg || core->num_nodes > HDA_MAX_WIDGETS ||
	    core->start_nid + core->num_nodes > HDA_MAX_WIDGETS + 1) {
		dev_err(core->bus->dev, "codec %u: function group %#x has %u nodes from %#x on\n",
			core->addr, core->afg, core->num_nodes, core->start_nid);
		return -ENODEV;
	}
	graph->count = core->num_nodes;
	for (i = 0; i < graph->count && !err; i++) {
		graph->widgets[i] = (struct hda_widget) { .nid = core->start_nid + i };
		err = read_widget(core, &graph->widgets[i]);
	}
	return err;
}

/**
 * hda_graph_find() - find a widget
 * @graph: the widgets
 * @nid: number of the node, whatever it is
 *
 * Context: any.
 * Return: the widget, or NULL.
 */
const struct hda_widget *hda_graph_find(const struct hda_graph *graph, unsigned int nid)
{
	unsigned int i;

	for (i = 0; i < graph->count; i++)
		if (graph->widgets[i].nid == nid)
			return &graph->widgets[i];
	return NULL;
}

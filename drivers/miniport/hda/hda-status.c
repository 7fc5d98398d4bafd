// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: the channel status of digital signals: what a signal says of itself, and how the
 * registers of a converter say it.
 *
 * Registers know what is in the masks; the rest of the first four bytes, a rate for instance, is
 * kept for applications, and not sent.
 */
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/string.h>

#include <portcls/audio_property.h>
#include <portcls/property.h>

#include "hda-codec.h"

#define CONSUMER_MASK								\
	(PORTCLS_STATUS_PROFESSIONAL | PORTCLS_STATUS_NOT_PCM |			\
	 PORTCLS_STATUS_CON_NOT_COPYRIGHT | PORTCLS_STATUS_CON_EMPHASIS_50_15 |	\
	 PORTCLS_STATUS_CON_CATEGORY | PORTCLS_STATUS_CON_ORIGINAL)
#define PROFESSIONAL_MASK							\
	(PORTCLS_STATUS_PROFESSIONAL | PORTCLS_STATUS_NOT_PCM |			\
	 PORTCLS_STATUS_PRO_EMPHASIS_50_15)

static bool is_professional(u32 status)
{
	return status & PORTCLS_STATUS_PROFESSIONAL;
}

/**
 * hda_status_is_pcm() - whether a signal says that it is samples
 * @status: what it says
 *
 * Context: any.
 * Return: false if it is coded, AC-3 for instance.
 */
bool hda_status_is_pcm(u32 status)
{
	return !(status & PORTCLS_STATUS_NOT_PCM);
}

/**
 * hda_status_to_codec() - how a converter's registers say a status
 * @status: the status
 *
 * Context: any.
 * Return: bits of both registers, without AC_DIG1_ENABLE.
 */
u16 hda_status_to_codec(u32 status)
{
	u16 bits = 0;

	if (!hda_status_is_pcm(status))
		bits |= AC_DIG1_NONAUDIO;
	if (is_professional(status)) {
		bits |= AC_DIG1_PROFESSIONAL;
		if ((status & PORTCLS_STATUS_PRO_EMPHASIS) == PORTCLS_STATUS_PRO_EMPHASIS_50_15)
			bits |= AC_DIG1_EMPHASIS;
		return bits;
	}
	if ((status & PORTCLS_STATUS_CON_EMPHASIS) == PORTCLS_STATUS_CON_EMPHASIS_50_15)
		bits |= AC_DIG1_EMPHASIS;
	if (!(status & PORTCLS_STATUS_CON_NOT_COPYRIGHT))
		bits |= AC_DIG1_COPYRIGHT;
	if (status & PORTCLS_STATUS_CON_ORIGINAL)
		bits |= AC_DIG1_LEVEL;
	return bits | (status & PORTCLS_STATUS_CON_CATEGORY);
}

/**
 * hda_status_of_codec() - what a converter's registers say
 * @bits: of both registers
 *
 * Context: any.
 * Return: the status.
 */
u32 hda_status_of_codec(u16 bits)
{
	u32 status = 0;

	if (bits & AC_DIG1_NONAUDIO)
		status |= PORTCLS_STATUS_NOT_PCM;
	if (bits & AC_DIG1_PROFESSIONAL) {
		status |= PORTCLS_STATUS_PROFESSIONAL;
		if (bits & AC_DIG1_EMPHASIS)
			status |= PORTCLS_STATUS_PRO_EMPHASIS_50_15;
		return status;
	}
	if (bits & AC_DIG1_EMPHASIS)
		status |= PORTCLS_STATUS_CON_EMPHASIS_50_15;
	if (!(bits & AC_DIG1_COPYRIGHT))
		status |= PORTCLS_STATUS_CON_NOT_COPYRIGHT;
	if (bits & AC_DIG1_LEVEL)
		status |= PORTCLS_STATUS_CON_ORIGINAL;
	return status | (bits & PORTCLS_STATUS_CON_CATEGORY);
}

static int reply(struct portcls_property_request *request, u32 bits)
{
	const __le32 first = cpu_to_le32(bits);
	struct portcls_channel_status status = {};

	memcpy(status.bytes, &first, sizeof(first));
	return portcls_property_reply(request, &status, sizeof(status));
}

/* What comes in says of itself what it likes. */
static u32 heard(struct hda_codec *codec, const struct hda_digital *digital)
{
	unsigned int bits;

	if (snd_hdac_read(&codec->core, digital->converter->nid, AC_VERB_GET_DIGI_CONVERT_1, 0,
			  &bits))
		bits = 0;
	return hda_status_of_codec(bits);
}

/**
 * hda_status() - answer for the channel status of a digital signal
 * @request: the request
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int hda_status(struct portcls_property_request *request)
{
	struct hda_codec *codec = request->miniport;
	struct hda_digital *digital = codec->topology.what[request->node].digital;
	struct portcls_channel_status status;
	__le32 first;
	int err;

	if (request->verb == PORTCLS_PROPERTY_GET)
		return reply(request, digital->capture ? heard(codec, digital) : digital->status);
	err = portcls_property_value(request, &status, sizeof(status));
	if (err)
		return err;
	memcpy(&first, status.bytes, sizeof(first));
	mutex_lock(&codec->mutex);
	digital->status = le32_to_cpu(first);
	hda_digital_apply(codec, digital, digital->on);
	mutex_unlock(&codec->mutex);
	return 0;
}

/**
 * hda_status_consumer_mask() - answer what can be said of a consumers' signal
 * @request: the request
 *
 * Context: any.
 * Return: 0 or a negative errno.
 */
int hda_status_consumer_mask(struct portcls_property_request *request)
{
	return reply(request, CONSUMER_MASK);
}

/**
 * hda_status_professional_mask() - answer what can be said of a professional signal
 * @request: the request
 *
 * Context: any.
 * Return: 0 or a negative errno.
 */
int hda_status_professional_mask(struct portcls_property_request *request)
{
	return reply(request, PROFESSIONAL_MASK);
}

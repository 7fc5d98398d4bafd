// SPDX-License-Identifier: GPL-2.0-only
/*
 * Controls whose values are bytes, channel status and what else there is; and those of PCM devices.
 */
#include <linux/kernel.h>
#include <linux/platform_device.h>
#include <linux/pm.h>
#include <linux/string.h>
#include <sound/asoundef.h>
#include <sound/control.h>
#include <sound/core.h>

#include <portcls/audio_property.h>
#include <portcls/event.h>
#include <portcls/guid.h>

#include "../core.h"
#include "fake_listener.h"
#include "fake_topology.h"
#include "kunit.h"
#include "suites.h"

#define STATUS	"IEC958 Playback Default"
#define BYTES	"Some Bytes"

/* Beside its first property, which it is like, give a node one of a digital signal. */
static void add_digital(struct fake_topology *topology, u32 node, u32 id, u32 flags)
{
	struct topology_property *properties = topology->properties[node];
	struct topology_property *property;

	property = &properties[topology->automations[node].property_count++];
	property->item = properties[0].item;
	property->item.set = &portcls_property_set_digital;
	property->item.id = id;
	property->item.flags = flags;
	property->bytes = sizeof(struct portcls_channel_status);
}

/* A switch with a status and its mask, and 20 bytes that change by themselves */
static int bytes_init(struct kunit *test)
{
	struct topology_property *property;
	struct fake_topology *topology;
	int err;

	err = fake_topology_suite_init(test);
	if (err)
		return err;
	topology = fake_topology_of(test);
	topology->nodes[TOPOLOGY_MUTE].control = "IEC958 Playback";
	add_digital(topology, TOPOLOGY_MUTE, PORTCLS_DIGITAL_STATUS,
		    PORTCLS_PROPERTY_GET | PORTCLS_PROPERTY_SET);
	add_digital(topology, TOPOLOGY_MUTE, PORTCLS_DIGITAL_CONSUMER_MASK, PORTCLS_PROPERTY_GET);
	topology->nodes[TOPOLOGY_DEV_SPECIFIC].control = BYTES;
	property = topology->properties[TOPOLOGY_DEV_SPECIFIC];
	property->item.flags &= ~PORTCLS_PROPERTY_SET;
	property->type = PORTCLS_TYPE_BLOB;
	property->channels = 0;
	property->bytes = 20;
	return 0;
}

static struct topology_property *status_of(struct kunit *test)
{
	return &fake_topology_of(test)->properties[TOPOLOGY_MUTE][1];
}

static struct topology_property *bytes_of(struct kunit *test)
{
	return fake_topology_of(test)->properties[TOPOLOGY_DEV_SPECIFIC];
}

static void start(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_device_start(test->priv), 0);
}

static struct snd_kcontrol *find(struct kunit *test, const char *name)
{
	struct fake_device *device = test->priv;
	struct snd_kcontrol *kctl, *found = NULL;

	list_for_each_entry(kctl, &device->adapter->card->controls, list)
		if (!strcmp(kctl->id.name, name))
			found = kctl;
	KUNIT_ASSERT_TRUE(test, found);
	return found;
}

static struct snd_ctl_elem_info *info_of(struct kunit *test, const char *name)
{
	struct snd_ctl_elem_info *info = kunit_kzalloc(test, sizeof(*info), GFP_KERNEL);
	struct snd_kcontrol *kctl = find(test, name);

	KUNIT_ASSERT_TRUE(test, info);
	KUNIT_EXPECT_EQ(test, kctl->info(kctl, info), 0);
	return info;
}

/* What there was before is nothing that anybody should see. */
static struct snd_ctl_elem_value *get(struct kunit *test, const char *name, int expected)
{
	struct snd_ctl_elem_value *value = kunit_kzalloc(test, sizeof(*value), GFP_KERNEL);
	struct snd_kcontrol *kctl = find(test, name);

	KUNIT_ASSERT_TRUE(test, value);
	memset(value, 0xff, sizeof(*value));
	KUNIT_EXPECT_EQ(test, kctl->get(kctl, value), expected);
	return value;
}

static int put(struct kunit *test, const char *name, struct snd_ctl_elem_value *value)
{
	struct snd_kcontrol *kctl = find(test, name);

	return kctl->put(kctl, value);
}

static void a_status_has_a_type_of_control_of_its_own(struct kunit *test)
{
	const unsigned int writable = SNDRV_CTL_ELEM_ACCESS_READWRITE;
	struct snd_ctl_elem_info *info;

	start(test);
	info = info_of(test, STATUS);
	KUNIT_EXPECT_EQ(test, info->type, SNDRV_CTL_ELEM_TYPE_IEC958);
	KUNIT_EXPECT_EQ(test, info->count, 1);
	KUNIT_EXPECT_EQ(test, find(test, STATUS)->id.iface, SNDRV_CTL_ELEM_IFACE_MIXER);
	KUNIT_EXPECT_EQ(test, find(test, STATUS)->vd[0].access, writable);
	info = info_of(test, "IEC958 Playback Con Mask");
	KUNIT_EXPECT_EQ(test, info->type, SNDRV_CTL_ELEM_TYPE_IEC958);
	KUNIT_EXPECT_EQ(test, find(test, "IEC958 Playback Con Mask")->vd[0].access,
			SNDRV_CTL_ELEM_ACCESS_READ);
	KUNIT_EXPECT_EQ(test, info_of(test, "IEC958 Playback Switch")->type,
			SNDRV_CTL_ELEM_TYPE_BOOLEAN);
}

static void a_status_is_all_that_an_application_sees(struct kunit *test)
{
	struct snd_ctl_elem_value *value;
	const struct snd_aes_iec958 *iec958;

	status_of(test)->values[0][0] = IEC958_AES0_NONAUDIO;
	start(test);
	value = get(test, STATUS, 0);
	iec958 = &value->value.iec958;
	KUNIT_EXPECT_EQ(test, iec958->status[0], IEC958_AES0_NONAUDIO);
	KUNIT_EXPECT_NULL(test, memchr_inv(&iec958->status[1], 0, sizeof(iec958->status) - 1));
	KUNIT_EXPECT_NULL(test, memchr_inv(iec958->subcode, 0, sizeof(iec958->subcode)));
	KUNIT_EXPECT_NULL(test, memchr_inv(iec958->dig_subframe, 0, sizeof(iec958->dig_subframe)));
}

static void setting_a_status_says_whether_it_changed(struct kunit *test)
{
	const struct topology_property *property = status_of(test);
	struct snd_ctl_elem_value *value;
	const u8 *kept = (const u8 *)property->values[0];

	start(test);
	value = get(test, STATUS, 0);
	value->value.iec958.status[0] = IEC958_AES0_NONAUDIO;
	value->value.iec958.status[23] = 0x42;
	KUNIT_EXPECT_EQ(test, put(test, STATUS, value), 1);
	KUNIT_EXPECT_EQ(test, kept[0], IEC958_AES0_NONAUDIO);
	KUNIT_EXPECT_EQ(test, kept[23], 0x42);
	KUNIT_EXPECT_EQ(test, put(test, STATUS, value), 0);
	KUNIT_EXPECT_EQ(test, property->sets, 1);
}

/* A converter that knows but the first four bytes */
static int keep_four(struct portcls_property_request *request)
{
	static u32 kept;
	struct portcls_channel_status status = {};
	int err;

	if (request->verb == PORTCLS_PROPERTY_GET) {
		memcpy(status.bytes, &kept, sizeof(kept));
		return portcls_property_reply(request, &status, sizeof(status));
	}
	err = portcls_property_value(request, &status, sizeof(status));
	memcpy(&kept, status.bytes, sizeof(kept));
	return err;
}

static void bits_that_are_dropped_are_no_change(struct kunit *test)
{
	struct snd_ctl_elem_value *value;

	status_of(test)->item.handler = keep_four;
	start(test);
	value = get(test, STATUS, 0);
	value->value.iec958.status[4] = 1;
	KUNIT_EXPECT_EQ(test, put(test, STATUS, value), 0);
	value->value.iec958.status[3] ^= 1;
	KUNIT_EXPECT_EQ(test, put(test, STATUS, value), 1);
	value = get(test, STATUS, 0);
	KUNIT_EXPECT_EQ(test, value->value.iec958.status[4], 0);
}

static void what_is_no_status_is_refused(struct kunit *test)
{
	struct snd_ctl_elem_value *value;

	start(test);
	value = get(test, STATUS, 0);
	value->value.iec958.status[0] = IEC958_AES0_NONAUDIO;
	value->value.iec958.subcode[146] = 1;
	KUNIT_EXPECT_EQ(test, put(test, STATUS, value), -EINVAL);
	value->value.iec958.subcode[146] = 0;
	value->value.iec958.dig_subframe[0] = 1;
	KUNIT_EXPECT_EQ(test, put(test, STATUS, value), -EINVAL);
	KUNIT_EXPECT_EQ(test, status_of(test)->sets, 0);
	value->value.iec958.dig_subframe[0] = 0;
	KUNIT_EXPECT_EQ(test, put(test, STATUS, value), 1);
}

static void a_status_comes_back_after_sleep_p49(struct kunit *test)
{
	struct topology_property *property = status_of(test);
	struct fake_device *device = test->priv;
	struct snd_ctl_elem_value *value;

	start(test);
	value = get(test, STATUS, 0);
	value->value.iec958.status[1] = IEC958_AES1_CON_DIGDIGCONV_ID;
	KUNIT_EXPECT_EQ(test, put(test, STATUS, value), 1);
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.suspend(&device->pdev->dev), 0);
	memset(property->values, 0, sizeof(property->values));
	KUNIT_EXPECT_EQ(test, portcls_pm_ops.resume(&device->pdev->dev), 0);
	KUNIT_EXPECT_EQ(test, ((u8 *)property->values[0])[1], IEC958_AES1_CON_DIGDIGCONV_ID);
}

static void a_status_of_another_size_is_an_error(struct kunit *test)
{
	start(test);
	status_of(test)->bytes = sizeof(u32);
	get(test, STATUS, -EIO);
}

static void bytes_are_as_many_as_there_are(struct kunit *test)
{
	struct topology_property *property = bytes_of(test);
	struct snd_ctl_elem_value *value;
	struct snd_ctl_elem_info *info;

	property->values[0][0] = 0x12345678;
	start(test);
	info = info_of(test, BYTES);
	KUNIT_EXPECT_EQ(test, info->type, SNDRV_CTL_ELEM_TYPE_BYTES);
	KUNIT_EXPECT_EQ(test, info->count, 20);
	value = get(test, BYTES, 0);
	KUNIT_EXPECT_EQ(test, memcmp(value->value.bytes.data, property->values[0], 20), 0);
	KUNIT_EXPECT_EQ(test, value->value.bytes.data[20], 0);
	property->bytes = 0;
	KUNIT_EXPECT_EQ(test, info_of(test, BYTES)->count, 0);
	value = get(test, BYTES, 0);
	KUNIT_EXPECT_EQ(test, value->value.bytes.data[0], 0);
	property->bytes = 3;
	KUNIT_EXPECT_EQ(test, info_of(test, BYTES)->count, 3);
	KUNIT_EXPECT_TRUE(test, find(test, BYTES)->vd[0].access & SNDRV_CTL_ELEM_ACCESS_VOLATILE);
	KUNIT_EXPECT_FALSE(test, find(test, BYTES)->vd[0].access & SNDRV_CTL_ELEM_ACCESS_WRITE);
}

static void bytes_that_can_be_set_keep_their_number(struct kunit *test)
{
	struct topology_property *property = bytes_of(test);
	struct snd_ctl_elem_value *value;

	property->item.flags = PORTCLS_PROPERTY_FLAGS;
	start(test);
	KUNIT_EXPECT_EQ(test, find(test, BYTES)->vd[0].access, SNDRV_CTL_ELEM_ACCESS_READWRITE);
	value = get(test, BYTES, 0);
	value->value.bytes.data[19] = 0x17;
	KUNIT_EXPECT_EQ(test, put(test, BYTES, value), 1);
	KUNIT_EXPECT_EQ(test, put(test, BYTES, value), 0);
	KUNIT_EXPECT_EQ(test, ((u8 *)property->values[0])[19], 0x17);
	value->value.bytes.data[20] = 1;
	KUNIT_EXPECT_EQ(test, put(test, BYTES, value), 0);
}

/* One more than a control has room for */
static int too_many(struct portcls_property_request *request)
{
	static const u8 bytes[513];

	if (request->verb == PORTCLS_PROPERTY_BASIC_SUPPORT)
		return portcls_property_support(request, PORTCLS_TYPE_BLOB, NULL, 0);
	return portcls_property_reply(request, bytes, sizeof(bytes));
}

static void more_bytes_than_a_control_has_are_an_error(struct kunit *test)
{
	start(test);
	bytes_of(test)->item.handler = too_many;
	get(test, BYTES, -EIO);
}

static void bytes_that_change_may_change_in_number(struct kunit *test)
{
	const unsigned int both = SNDRV_CTL_EVENT_MASK_VALUE | SNDRV_CTL_EVENT_MASK_INFO;
	struct fake_listener *listener;
	struct snd_ctl_elem_id id;

	start(test);
	listener = fake_listen(test->priv);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, listener);
	portcls_generate_event_list(fake_topology_of(test)->port,
				    &portcls_event_set_audio_control_change,
				    PORTCLS_EVENT_CONTROL_CHANGE, false, 0, true,
				    TOPOLOGY_DEV_SPECIFIC);
	KUNIT_EXPECT_EQ(test, fake_take_change(listener, &id), both);
	KUNIT_EXPECT_STREQ(test, id.name, BYTES);
	fake_stop_listening(listener);
}

/* The fake's volume and mute, on the way from a stream */
static void controls_may_be_of_the_pcm_device(struct kunit *test)
{
	struct fake_device *device = test->priv;

	device->start = NULL;
	device->descriptor.nodes[FAKE_VOLUME].flags = PORTCLS_NODE_PCM;
	device->descriptor.nodes[FAKE_VOLUME].control = "Some";
	device->descriptor.pins[FAKE_PLAY].pcm_slot = 1 + 7;
	start(test);
	KUNIT_EXPECT_EQ(test, find(test, "Some Volume")->id.iface, SNDRV_CTL_ELEM_IFACE_PCM);
	KUNIT_EXPECT_EQ(test, find(test, "Some Volume")->id.device, 7);
}

static void node_of_a_pcm_device_that_there_is_none_of_is_refused(struct kunit *test)
{
	fake_topology_of(test)->nodes[TOPOLOGY_DEV_SPECIFIC].flags = PORTCLS_NODE_PCM;
	KUNIT_EXPECT_EQ(test, fake_device_start(test->priv), -EINVAL);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(a_status_has_a_type_of_control_of_its_own),
	KUNIT_CASE(a_status_is_all_that_an_application_sees),
	KUNIT_CASE(setting_a_status_says_whether_it_changed),
	KUNIT_CASE(bits_that_are_dropped_are_no_change),
	KUNIT_CASE(what_is_no_status_is_refused),
	KUNIT_CASE(a_status_comes_back_after_sleep_p49),
	KUNIT_CASE(a_status_of_another_size_is_an_error),
	KUNIT_CASE(bytes_are_as_many_as_there_are),
	KUNIT_CASE(bytes_that_can_be_set_keep_their_number),
	KUNIT_CASE(more_bytes_than_a_control_has_are_an_error),
	KUNIT_CASE(bytes_that_change_may_change_in_number),
	KUNIT_CASE(controls_may_be_of_the_pcm_device),
	KUNIT_CASE(node_of_a_pcm_device_that_there_is_none_of_is_refused),
	{}
};

struct kunit_suite portcls_bytes_suite = {
	.name = "portcls_bytes",
	.init = bytes_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

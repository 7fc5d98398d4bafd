// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel HD Audio: the controller's link, interrupt and codecs.
 *
 * Reset, command rings and verbs are the kernel library's. Verbs are answered by polling, so that
 * codecs can be talked to while interrupts are not let in: before the card is there, and while it
 * wakes up. What a codec says by itself comes with an interrupt, and is worked off in a process.
 *
 * Locks: the interrupt sync's → the library's reg_lock.
 */
#include <linux/bitfield.h>
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/iopoll.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <sound/hda_regmap.h>

#include <portcls/adapter.h>
#include <portcls/event.h>
#include <portcls/guid.h>
#include <portcls/service_group.h>

#include "compat.h"
#include "hda.h"

#define RESPONSE_US	(1000 * USEC_PER_MSEC)

/* An answer that still comes is nobody's. */
static void give_up(struct hdac_bus *bus, unsigned int address)
{
	dev_err_ratelimited(bus->dev, "codec %u does not answer to %#x\n", address,
			    bus->last_cmd[address]);
	spin_lock_irq(&bus->reg_lock);
	bus->rirb.cmds[address] = 0;
	spin_unlock_irq(&bus->reg_lock);
}

/* Takes what codecs have answered; some controllers go on only when that is acknowledged. */
static bool has_response(struct hdac_bus *bus, unsigned int address, unsigned int *response)
{
	bool done;

	spin_lock_irq(&bus->reg_lock);
	snd_hdac_chip_writeb(bus, RIRBSTS, RIRB_INT_MASK);
	snd_hdac_bus_update_rirb(bus);
	done = !bus->rirb.cmds[address];
	if (done && response)
		*response = bus->rirb.res[address];
	spin_unlock_irq(&bus->reg_lock);
	return done;
}

static int get_response(struct hdac_bus *bus, unsigned int address, unsigned int *response)
{
	bool done;
	int err;

	err = read_poll_timeout(has_response, done, done, 20, RESPONSE_US, false, bus, address,
				response);
	if (!err)
		return 0;
	give_up(bus, address);
	return -EIO;
}

static const struct hdac_bus_ops bus_ops = {
	.command = snd_hdac_bus_send_cmd,
	.get_response = get_response,
	.link_power = snd_hdac_bus_link_power,
};

static void report_monitor(struct hda_codec *codec, unsigned int tag)
{
	u32 node;

	for (node = 0; node < codec->topology.filter.node_count; node++) {
		const struct hda_node *what = &codec->topology.what[node];

		if (what->kind == HDA_NODE_MONITOR && hda_pin_tag(what->digital->line.pin) == tag)
			portcls_generate_event_list(codec->port,
						    &portcls_event_set_audio_control_change,
						    PORTCLS_EVENT_CONTROL_CHANGE, false, 0, true,
						    node);
	}
}

static void report_jack(struct hda_codec *codec, unsigned int tag)
{
	u32 pin;

	for (pin = 0; pin < codec->topology.filter.pin_count; pin++) {
		const struct hda_line *line = codec->topology.lines[pin];

		if (line && hda_pin_tag(line->pin) == tag)
			portcls_generate_event_list(codec->port,
						    &portcls_event_set_pin_caps_change,
						    PORTCLS_EVENT_JACK_INFO_CHANGE, true, pin,
						    false, 0);
	}
}

static void unsol_event(struct hdac_device *core, unsigned int event)
{
	struct hda_codec *codec = container_of(core, struct hda_codec, core);

	hda_codec_adapt(codec);
	report_monitor(codec, FIELD_GET(AC_UNSOL_RES_TAG, event));
	report_jack(codec, FIELD_GET(AC_UNSOL_RES_TAG, event));
}

/* Codecs of this module's controllers only. */
static int match(struct hdac_device *core, hda_match_driver *driver)
{
	return core->dev.parent && core->dev.parent->driver &&
	       core->dev.parent->driver->owner == THIS_MODULE;
}

struct hdac_driver hda_codec_driver = {
	.driver = {
		.name = KBUILD_MODNAME,
		.owner = THIS_MODULE,
		.bus = &snd_hda_bus_type,
		.suppress_bind_attrs = true,
	},
	.type = HDA_DEV_CORE,
	.match = match,
	.unsol_event = unsol_event,
};

static void add_engines(struct hda_chip *chip, unsigned int count, int direction)
{
	unsigned int i;

	for (i = 0; i < count; i++) {
		struct hda_engine *engine = &chip->engines[chip->engine_count];

		snd_hdac_stream_init(&chip->bus, &engine->core, chip->engine_count, direction,
				     i + 1);
		chip->engine_count++;
	}
}

/**
 * hda_bus_init() - make the library's bus of a controller
 * @chip: the controller
 * @registers: where they are
 * @address: what they are called
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno, after a message.
 */
int hda_bus_init(struct hda_chip *chip, void __iomem *registers, unsigned long address)
{
	struct device *dev = portcls_adapter_device(chip->adapter);
	const struct pci_dev *pci = to_pci_dev(dev);
	struct hdac_bus *bus = &chip->bus;
	unsigned int bits;
	u16 caps;
	int err;

	err = snd_hdac_bus_init(bus, dev, &bus_ops);
	if (err)
		return err;
	bus->remap_addr = registers;
	bus->addr = address;
	bus->use_posbuf = true;
	bus->snoop = true;
	bus->polling_mode = true;
	chip->sync_register = hda_pci_sync_register(pci->vendor, pci->device);

	caps = snd_hdac_chip_readw(bus, GCAP);
	if (caps == U16_MAX) {
		dev_err(dev, "controller does not answer\n");
		return -ENODEV;
	}
	/* What records comes first. */
	add_engines(chip, FIELD_GET(AZX_GCAP_ISS, caps), SNDRV_PCM_STREAM_CAPTURE);
	add_engines(chip, FIELD_GET(AZX_GCAP_OSS, caps), SNDRV_PCM_STREAM_PLAYBACK);
	if (!chip->engine_count) {
		dev_err(dev, "controller has no streams (%#x)\n", caps);
		return -ENODEV;
	}
	dma_set_max_seg_size(dev, UINT_MAX);
	bits = hda_pci_address_bits(pci->vendor, caps, hda_pci_south_bridge());
	err = dma_set_mask_and_coherent(dev, DMA_BIT_MASK(bits));
	return err ?: snd_hdac_bus_alloc_stream_pages(bus);
}

static void let_interrupts_in(struct hda_chip *chip, bool in)
{
	snd_hdac_chip_updatel(&chip->bus, INTCTL, AZX_INT_GLOBAL_EN, in ? AZX_INT_GLOBAL_EN : 0);
}

/**
 * hda_bus_start() - bring the link up
 * @chip: the controller; it does not interrupt before hda_bus_listen()
 *
 * Context: process, may sleep.
 * Return: 0; -ENODEV if there is no codec.
 */
int hda_bus_start(struct hda_chip *chip)
{
	unsigned int i;

	hda_pci_prepare(to_pci_dev(chip->bus.dev));
	snd_hdac_bus_init_chip(&chip->bus, true);
	let_interrupts_in(chip, false);
	chip->on = true;
	if (!chip->codec_count && !chip->bus.codec_mask) {
		dev_err(chip->bus.dev, "there is no codec\n");
		return -ENODEV;
	}
	for (i = 0; i < chip->codec_count; i++)
		hda_codec_start(chip->codecs[i]);
	return 0;
}

/**
 * hda_bus_listen() - let interrupts in
 * @chip: the controller, its link up, its service routine connected and called
 *
 * Not any sooner: others that share the interrupt could not switch it off, and one that is a
 * message comes only once. What codecs have said in the meantime is a reason to interrupt.
 *
 * Context: process.
 */
void hda_bus_listen(struct hda_chip *chip)
{
	unsigned long flags = portcls_interrupt_sync_lock_irqsave(chip->sync);

	if (chip->on)
		let_interrupts_in(chip, true);
	portcls_interrupt_sync_unlock_irqrestore(chip->sync, flags);
}

/**
 * hda_bus_stop() - take the link down
 * @chip: the controller
 *
 * Context: process, may sleep.
 */
void hda_bus_stop(struct hda_chip *chip)
{
	unsigned int i;

	if (!chip->on)
		return;
	chip->on = false;
	let_interrupts_in(chip, false);
	for (i = 0; i < chip->codec_count; i++)
		hda_codec_stop(chip->codecs[i]);
	cancel_work_sync(&chip->bus.unsol_work);
	snd_hdac_stop_streams_and_chip(&chip->bus);
	snd_hdac_bus_enter_link_reset(&chip->bus);
}

/**
 * hda_bus_exit() - undo hda_bus_init(), and let the codecs go
 * @chip: the controller
 * @present: it is there, and is switched off
 *
 * Context: process, may sleep.
 */
void hda_bus_exit(struct hda_chip *chip, bool present)
{
	struct hdac_bus *bus = &chip->bus;
	unsigned int i;

	if (!bus->dev)
		return;
	if (present)
		hda_bus_stop(chip);
	/* Nothing more is said, and nobody is told any more. */
	cancel_work_sync(&bus->unsol_work);
	for (i = 0; i < chip->codec_count; i++)
		hda_codec_put(chip->codecs[i]);
	chip->codec_count = 0;
	snd_hdac_bus_free_stream_pages(bus);
	INIT_LIST_HEAD(&bus->stream_list);
	snd_hdac_bus_exit(bus);
}

static void take_responses(struct hda_chip *chip)
{
	struct hdac_bus *bus = &chip->bus;

	snd_hdac_chip_writeb(bus, RIRBSTS, RIRB_INT_MASK);
	spin_lock(&bus->reg_lock);
	snd_hdac_bus_update_rirb(bus);
	spin_unlock(&bus->reg_lock);
}

/* Whatever it was: streams interrupt at the end of a packet only. */
static void acknowledge(struct hda_chip *chip, u32 streams)
{
	struct hda_engine *engine;
	unsigned int i;

	for (; streams; streams &= streams - 1) {
		i = __ffs(streams);
		if (i >= chip->engine_count)
			return;
		engine = &chip->engines[i];
		snd_hdac_stream_writeb(&engine->core, SD_STS, SD_INT_MASK);
		if (engine->event)
			portcls_service_group_request(engine->event);
	}
}

/**
 * hda_bus_interrupt() - service routine of a controller
 * @context: the controller
 *
 * A message-signalled interrupt comes when the first reason appears; another one that appears
 * before the first is gone makes none of its own. So this goes on until there is no reason left.
 *
 * Context: interrupt, with the lock of the interrupt sync held.
 * Return: true if the controller had a reason to interrupt.
 */
bool hda_bus_interrupt(void *context)
{
	struct hda_chip *chip = context;
	unsigned int round;
	u32 status;

	for (round = 0; round < 10; round++) {
		status = snd_hdac_chip_readl(&chip->bus, INTSTS);
		if (!status)
			break;
		if (status == U32_MAX) {
			portcls_adapter_set_gone(chip->adapter);
			return round;
		}
		if (status & AZX_INT_CTRL_EN)
			take_responses(chip);
		acknowledge(chip, status & ~(AZX_INT_CTRL_EN | AZX_INT_GLOBAL_EN));
	}
	return round;
}

static int bind_codec(struct hda_codec *codec)
{
	int err = snd_hdac_device_register(&codec->core);

	if (err)
		return err;
	if (codec->core.dev.driver != &hda_codec_driver.driver) {
		dev_err(codec->core.bus->dev, "codec %u is not bound to its driver\n",
			codec->core.addr);
		return -ENODEV;
	}
	/* Not before there is a driver: the cache belongs to its device. */
	return snd_hdac_regmap_init(&codec->core);
}

static unsigned int ways_of(const struct hda_codec *codec)
{
	return !!codec->layout.output_count + codec->layout.adc_count + codec->digital_count;
}

static bool has_room(const struct hda_chip *chip, const struct hda_codec *codec)
{
	unsigned int i, ways = ways_of(codec);

	for (i = 0; i < chip->codec_count; i++)
		ways += ways_of(chip->codecs[i]);
	return ways <= HDA_MAX_WAYS;
}

static int add_codec(struct hda_chip *chip, unsigned int address)
{
	struct hda_codec *codec;
	char name[40];
	int err;

	snprintf(name, sizeof(name), "%s-codec%u", dev_name(chip->bus.dev), address);
	codec = hda_codec_new(&chip->bus, name, address);
	if (IS_ERR(codec))
		return PTR_ERR(codec);
	codec->chip = chip;
	err = has_room(chip, codec) ? bind_codec(codec) : -ENOSPC;
	if (err) {
		hda_codec_put(codec);
		return err;
	}
	hda_codec_start(codec);
	chip->codecs[chip->codec_count++] = codec;
	return 0;
}

/* The first codec is what mixes. */
static void name_mixer(struct hda_chip *chip)
{
	char name[80], components[128];
	unsigned int i;
	int length = 0;

	snprintf(name, sizeof(name), "%s Generic", chip->codecs[0]->core.vendor_name);
	for (i = 0; i < chip->codec_count; i++) {
		const struct hdac_device *core = &chip->codecs[i]->core;

		length += scnprintf(components + length, sizeof(components) - length,
				    "%sHDA:%08x,%08x,%08x", i ? " " : "", core->vendor_id,
				    core->subsystem_id, core->revision_id);
	}
	portcls_adapter_set_mixer(chip->adapter, name, components);
}

/**
 * hda_bus_find_codecs() - find the codecs that are of use
 * @chip: the controller, its link up
 *
 * One that is of none leaves the others alone.
 *
 * Context: process, may sleep.
 * Return: 0; -ENODEV if there is none, after a message; -ENOMEM.
 */
int hda_bus_find_codecs(struct hda_chip *chip)
{
	unsigned int address;
	int err;

	for (address = 0; address < HDA_MAX_CODECS; address++) {
		if (!(chip->bus.codec_mask & BIT(address)))
			continue;
		err = add_codec(chip, address);
		if (err == -ENOMEM)
			return err;
		if (err)
			dev_warn(chip->bus.dev, "codec %u is left out: %d\n", address, err);
	}
	if (!chip->codec_count) {
		dev_err(chip->bus.dev, "none of the codecs (%#lx) is of use\n",
			chip->bus.codec_mask);
		return -ENODEV;
	}
	name_mixer(chip);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * A chip that is none, with a codec that is a table: what the driver reads and writes, and the card
 * that it makes of it.
 */
#include <kunit/test.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <portcls/interrupt_sync.h>
#include <portcls/resource_list.h>

#include "fake_chip.h"

/* Bits of the global status that are cleared by a 1, on all chips or some of them */
#define STATUS_CLEARED	(BIT(29) | BIT(19) | ICH_GLOB_STA_RCS | ICH_GLOB_STA_SRI |	\
			 ICH_GLOB_STA_PRI | ICH_GLOB_STA_EVENTS | ICH_GLOB_STA_GSCI)

/* Cases run one after the other. */
static struct fake_chip *current_chip;

static bool is_in(const void __iomem *address, const u8 *window, size_t bytes)
{
	const u8 *at = (const u8 __force *)address;

	return at >= window && at < window + bytes;
}

bool fake_has(const void __iomem *address)
{
	return current_chip && (is_in(address, current_chip->mixer, ICH_MIXER_BYTES) ||
				is_in(address, current_chip->master, FAKE_MASTER_BYTES));
}

/**
 * fake_master() - look into a register of 32 bits, without the chip noticing
 * @fake: the chip
 * @reg: the register
 *
 * Return: what it holds.
 */
u32 fake_master(const struct fake_chip *fake, u8 reg)
{
	u32 value;

	memcpy(&value, fake->master + reg, sizeof(value));
	return value;
}

/**
 * fake_set_master() - change a register of 32 bits, without the chip noticing
 * @fake: the chip
 * @reg: the register
 * @value: what it is to hold
 */
void fake_set_master(struct fake_chip *fake, u8 reg, u32 value)
{
	memcpy(fake->master + reg, &value, sizeof(value));
}

static bool is_ready(const struct fake_chip *fake, unsigned int codec)
{
	return fake->ready_ms[codec] != FAKE_NEVER &&
	       ktime_ms_delta(ktime_get(), fake->reset) >= fake->ready_ms[codec] &&
	       !(fake_master(fake, ICH_GLOB_CNT) & ICH_GLOB_CNT_ACLINK);
}

static void update_status(struct fake_chip *fake)
{
	u32 status = fake_master(fake, ICH_GLOB_STA);
	unsigned int i;

	for (i = 0; i < FAKE_CODECS; i++) {
		status &= ~fake->codec_bit[i];
		if (is_ready(fake, i))
			status |= fake->codec_bit[i];
	}
	fake_set_master(fake, ICH_GLOB_STA, status);
}

/* Bits of a register that can be written, and *@first, what it holds after a reset */
static u16 bits_of(const struct fake_codec *codec, u8 reg, u16 *first)
{
	unsigned int i;

	for (i = 0; codec->registers[i].bits; i++) {
		if (codec->registers[i].reg == reg) {
			*first = codec->registers[i].first;
			return codec->registers[i].bits;
		}
	}
	return 0;
}

static bool is_constant(const struct fake_codec *codec, u8 reg)
{
	return reg == AC97_RESET || reg == AC97_POWER || reg == AC97_VENDOR_1 ||
	       reg == AC97_VENDOR_2 || (reg == AC97_EXTENDED_ID && codec->extended);
}

static bool is_there(const struct fake_codec *codec, u8 reg)
{
	u16 first;

	return is_constant(codec, reg) || bits_of(codec, reg, &first);
}

static void reset_codec(struct fake_chip *fake)
{
	u16 first = 0;
	u8 reg;

	for (reg = 0; reg < ICH_MIXER_BYTES; reg += 2)
		fake->registers[reg / 2] = bits_of(fake->codec, reg, &first) ? first : 0;
}

static u16 read_codec(struct fake_chip *fake, u8 reg)
{
	const struct fake_codec *codec = fake->codec;
	const bool there = is_ready(fake, 0) && is_there(codec, reg);

	if (reg == AC97_RESET || there || !fake->absent_keep)
		fake->taken = false;
	if (!there) {
		fake_set_master(fake, ICH_GLOB_STA,
				fake_master(fake, ICH_GLOB_STA) | ICH_GLOB_STA_RCS);
		return U16_MAX;
	}
	switch (reg) {
	case AC97_RESET:
		return codec->has;
	case AC97_POWER:
		return fake->registers[reg / 2] | AC97_POWER_READY;
	case AC97_EXTENDED_ID:
		return codec->extended;
	case AC97_VENDOR_1:
		return codec->id >> 16;
	case AC97_VENDOR_2:
		return codec->id;
	default:
		return fake->registers[reg / 2];
	}
}

/* A level of five bits that is told more than it can be is at its end. */
static u16 saturated(u16 value, u16 bits)
{
	if (bits & BIT(4) && !(bits & BIT(5)) && value & BIT(5))
		value |= 0x1f;
	if (bits & BIT(12) && !(bits & BIT(13)) && value & BIT(13))
		value |= 0x1f00;
	return value & bits;
}

static void write_codec(struct fake_chip *fake, u8 reg, u16 value)
{
	u16 first, bits = bits_of(fake->codec, reg, &first);

	fake->written[reg / 2]++;
	if (!is_ready(fake, 0))
		return;
	if (is_there(fake->codec, reg) || !fake->absent_keep)
		fake->taken = false;
	if (reg == AC97_RESET)
		reset_codec(fake);
	else
		fake->registers[reg / 2] = saturated(value, bits);
}

static u32 read_master(struct fake_chip *fake, u8 reg, unsigned int bytes)
{
	u32 value = 0;

	update_status(fake);
	memcpy(&value, fake->master + reg, bytes);
	if (reg == ICH_CAS) {
		value = fake->taken ? ICH_CAS_TAKEN : 0;
		fake->taken = true;
	}
	return value;
}

/* Windows of bus masters lie in a row, but for the global registers. */
static void write_control(struct fake_chip *fake, u8 reg, u8 value)
{
	u8 *master = fake->master + reg - ICH_CR;

	if (value & ICH_CR_RR) {
		memset(master, 0, ICH_CR + 1);
		master[ICH_SR] = ICH_SR_DCH;
		return;
	}
	master[ICH_CR] = value;
	master[ICH_SR] = value & ICH_CR_RPBM ? 0 : ICH_SR_DCH;
}

static void write_master(struct fake_chip *fake, u8 reg, u32 value, unsigned int bytes)
{
	struct fake_access *access = &fake->accesses[fake->access_count++ % FAKE_WRITES];

	*access = (struct fake_access) { reg, value, ktime_get() };
	switch (reg) {
	case ICH_GLOB_CNT:
		if (value & ~fake_master(fake, reg) & ICH_GLOB_CNT_COLD) {
			fake->reset = ktime_get();
			reset_codec(fake);
		}
		fake_set_master(fake, reg, value & ~ICH_GLOB_CNT_WARM);
		break;
	case ICH_GLOB_STA:
		fake_set_master(fake, reg, fake_master(fake, reg) & ~(value & STATUS_CLEARED));
		break;
	case ICH_MASTER_PCM_IN + ICH_CR:
	case ICH_MASTER_PCM_OUT + ICH_CR:
	case ICH_MASTER_MIC_IN + ICH_CR:
	case 0x4b:
	case 0x5b:
	case 0x6b:
	case 0x7b:
		write_control(fake, reg, value);
		break;
	default:
		memcpy(fake->master + reg, &value, bytes);
	}
}

u32 fake_read(const void __iomem *address, unsigned int bytes)
{
	struct fake_chip *fake = current_chip;
	const u8 *at = (const u8 __force *)address;

	if (is_in(address, fake->mixer, ICH_MIXER_BYTES))
		return read_codec(fake, at - fake->mixer);
	return read_master(fake, at - fake->master, bytes);
}

void fake_write(void __iomem *address, u32 value, unsigned int bytes)
{
	struct fake_chip *fake = current_chip;
	u8 *at = (u8 __force *)address;

	if (is_in(address, fake->mixer, ICH_MIXER_BYTES))
		write_codec(fake, at - fake->mixer, value);
	else
		write_master(fake, at - fake->master, value, bytes);
}

static int start_device(struct portcls_adapter *adapter, struct portcls_resource_list *resources)
{
	struct ich *chip = portcls_adapter_priv(adapter);
	struct portcls_interrupt_sync *sync;

	sync = portcls_interrupt_sync_new(adapter, NULL, 0, PORTCLS_INTERRUPT_SYNC_NORMAL);
	if (IS_ERR(sync))
		return PTR_ERR(sync);
	chip->sync = sync;
	return ich_start(chip, resources);
}

static const struct portcls_adapter_ops ops = {
	.driver_name = "ICH",
	.short_name = "Intel ICH",
	.start_device = start_device,
	.release_device = ich_release_device,
	.power_change_state = ich_power_change_state,
};

/**
 * fake_chip_start() - have the driver start
 * @fake: the chip
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_chip_start(struct fake_chip *fake)
{
	struct portcls_resource_list *resources = portcls_resource_list_new(0);
	struct portcls_adapter *adapter;
	int err;

	if (!resources)
		return -ENOMEM;
	adapter = portcls_adapter_alloc(&fake->pdev->dev, &ops, &fake->params,
					sizeof(*fake->chip));
	if (IS_ERR(adapter)) {
		err = PTR_ERR(adapter);
		goto free_resources;
	}
	fake->chip = portcls_adapter_priv(adapter);
	fake->chip->adapter = adapter;
	fake->chip->model = fake->model;
	fake->chip->name = "Fake";
	fake->chip->clock = AC97_RATE;
	fake->chip->mixer = (void __iomem __force *)fake->mixer;
	fake->chip->master_bytes = FAKE_MASTER_BYTES;
	fake->chip->master = (void __iomem __force *)fake->master;
	err = portcls_adapter_start(adapter, resources);
	if (err) {
		portcls_adapter_free(adapter);
		fake->chip = NULL;
	}

free_resources:
	portcls_resource_list_free(resources);
	return err;
}

/**
 * fake_chip_init() - have a chip before each case of a suite
 * @test: the case, which finds it in its priv, not started
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int fake_chip_init(struct kunit *test)
{
	struct fake_chip *fake = kunit_kzalloc(test, sizeof(*fake), GFP_KERNEL);

	if (!fake)
		return -ENOMEM;
	fake->pdev = platform_device_register_simple("ich-test", PLATFORM_DEVID_AUTO, NULL, 0);
	if (IS_ERR(fake->pdev))
		return PTR_ERR(fake->pdev);
	fake->params.index = fake->index;
	fake->params.id = fake->id;
	fake->params.enable = fake->enable;
	/* The last ones: real devices get the first. */
	fake->index[0] = PORTCLS_MAX_CARDS - 1;
	fake->enable[0] = true;
	fake->codec = &fake_everything;
	fake->model = &ich_intel;
	fake->codec_bit[0] = ICH_GLOB_STA_PCR;
	fake->codec_bit[1] = ICH_GLOB_STA_SCR;
	fake->codec_bit[2] = ICH_GLOB_STA_TCR;
	fake->ready_ms[1] = FAKE_NEVER;
	fake->ready_ms[2] = FAKE_NEVER;
	test->priv = fake;
	current_chip = fake;
	return 0;
}

/**
 * fake_chip_exit() - take the chip away after each case of a suite
 * @test: the case
 *
 * Context: process, may sleep.
 */
void fake_chip_exit(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	if (!fake)
		return;
	if (fake->chip)
		portcls_adapter_free(fake->chip->adapter);
	platform_device_unregister(fake->pdev);
	current_chip = NULL;
	test->priv = NULL;
}

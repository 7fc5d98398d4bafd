// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is written to the controller, whose registers are memory.
 */
#include <kunit/test.h>
#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/logic_iomem.h>
#include <linux/slab.h>

#include "hda.h"

#define ENGINES	2

/**
 * struct fake_chip - a controller of which there is little but registers
 * @chip: the controller, with an engine for each way
 * @ways: its ways
 * @sync: its interrupt, which there is none of
 * @registers: they keep what was written last
 */
struct fake_chip {
	struct hda_chip chip;
	struct hda_way ways[ENGINES];
	struct portcls_interrupt_sync sync;
	u8 registers[0x80 + 0x20 * ENGINES] __aligned(8);
};

/* Where there are no devices but made-up ones, memory does not pass for one of them. */
static struct resource region = DEFINE_RES_MEM_NAMED(0x400000000000, PAGE_SIZE, "hda-test");

static struct fake_chip *mapped;

static unsigned long read_register(void *registers, unsigned int offset, int size)
{
	unsigned long value = 0;

	memcpy(&value, registers + offset, size);
	return value;
}

static void write_register(void *registers, unsigned int offset, int size, unsigned long value)
{
	memcpy(registers + offset, &value, size);
}

static long map_region(unsigned long offset, size_t size, const struct logic_iomem_ops **ops,
		       void **registers)
{
	static const struct logic_iomem_ops plain = {
		.read = read_register,
		.write = write_register,
	};

	*ops = &plain;
	*registers = mapped->registers;
	return 0;
}

static void __iomem *map_registers(struct fake_chip *fake)
{
	static const struct logic_iomem_region_ops ops = { .map = map_region };

	if (!IS_ENABLED(CONFIG_INDIRECT_IOMEM))
		return (void __force __iomem *)fake->registers;
	/* It cannot be taken back. */
	if (!region.parent && logic_iomem_add_region(&region, &ops))
		return NULL;
	mapped = fake;
	return ioremap(region.start, sizeof(fake->registers));
}

static u8 control(struct fake_chip *fake, unsigned int engine)
{
	return snd_hdac_stream_readb(&fake->chip.engines[engine].core, SD_CTL);
}

static void nothing_is_held_for_good(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	snd_hdac_chip_writel(&fake->chip.bus, SSYNC, U32_MAX);
	snd_hdac_chip_writel(&fake->chip.bus, OLD_SSYNC, BIT(0));
	KUNIT_EXPECT_EQ(test, hda_stream_start_linked(&fake->chip, BIT(0) | BIT(2)), 0);
	KUNIT_EXPECT_EQ(test, snd_hdac_chip_readl(&fake->chip.bus, OLD_SSYNC), 0);
	KUNIT_EXPECT_EQ(test, snd_hdac_chip_readl(&fake->chip.bus, SSYNC), U32_MAX);
}

static void only_the_end_of_a_packet_interrupts(struct kunit *test)
{
	struct fake_chip *fake = test->priv;
	unsigned int i;

	KUNIT_EXPECT_EQ(test, hda_stream_start_linked(&fake->chip, BIT(0) | BIT(2)), 0);
	for (i = 0; i < ENGINES; i++)
		KUNIT_EXPECT_EQ(test, control(fake, i), SD_CTL_DMA_START | SD_INT_COMPLETE);
	KUNIT_EXPECT_EQ(test, snd_hdac_chip_readl(&fake->chip.bus, INTCTL),
			AZX_INT_GLOBAL_EN | BIT(0) | BIT(1));
}

/* It is acknowledged by who takes it only. */
static void what_was_said_before_interrupts_later(struct kunit *test)
{
	struct fake_chip *fake = test->priv;
	struct hdac_bus *bus = &fake->chip.bus;

	snd_hdac_chip_writeb(bus, RIRBSTS, U8_MAX);
	hda_bus_listen(&fake->chip);
	KUNIT_EXPECT_EQ(test, snd_hdac_chip_readl(bus, INTCTL), 0);
	fake->chip.on = true;
	hda_bus_listen(&fake->chip);
	KUNIT_EXPECT_EQ(test, snd_hdac_chip_readl(bus, INTCTL), AZX_INT_GLOBAL_EN);
	KUNIT_EXPECT_EQ(test, snd_hdac_chip_readb(bus, RIRBSTS), U8_MAX);
}

static int init(struct kunit *test)
{
	struct fake_chip *fake = kunit_kzalloc(test, sizeof(*fake), GFP_KERNEL);
	struct hdac_bus *bus;
	unsigned int i;

	if (!fake)
		return -ENOMEM;
	test->priv = fake;
	spin_lock_init(&fake->sync.lock);
	fake->chip.sync = &fake->sync;
	fake->chip.sync_register = AZX_REG_OLD_SSYNC;
	bus = &fake->chip.bus;
	bus->remap_addr = map_registers(fake);
	if (!bus->remap_addr)
		return -ENOMEM;
	spin_lock_init(&bus->reg_lock);
	INIT_LIST_HEAD(&bus->stream_list);
	for (i = 0; i < ENGINES; i++) {
		snd_hdac_stream_init(bus, &fake->chip.engines[i].core, i,
				     SNDRV_PCM_STREAM_PLAYBACK, i + 1);
		fake->ways[i].stream.engine = &fake->chip.engines[i];
		fake->chip.wave.ways[i] = &fake->ways[i];
	}
	return 0;
}

static void finish(struct kunit *test)
{
	struct fake_chip *fake = test->priv;

	if (fake && IS_ENABLED(CONFIG_INDIRECT_IOMEM) && fake->chip.bus.remap_addr)
		iounmap(fake->chip.bus.remap_addr);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(nothing_is_held_for_good),
	KUNIT_CASE(only_the_end_of_a_packet_interrupts),
	KUNIT_CASE(what_was_said_before_interrupts_later),
	{}
};

static struct kunit_suite hda_stream_suite = {
	.name = "hda_stream",
	.init = init,
	.exit = finish,
	.test_cases = cases,
};

kunit_test_suite(hda_stream_suite);

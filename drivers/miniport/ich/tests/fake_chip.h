/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A chip that is none, with a codec that is a table.
 */
#ifndef ICH_TESTS_FAKE_CHIP_H
#define ICH_TESTS_FAKE_CHIP_H

#include <linux/ktime.h>
#include <portcls/adapter.h>

#include "ich.h"

#define FAKE_REGISTERS		(ICH_MIXER_BYTES / 2)
#define FAKE_MASTER_BYTES	0x80
#define FAKE_CODECS		3	/* places for one */
#define FAKE_WRITES		64
#define FAKE_NEVER		U32_MAX

struct kunit;
struct platform_device;

/**
 * struct fake_codec - what a codec has
 * @id: who made it, and which one it is
 * @has: what AC97_RESET says
 * @extended: what AC97_EXTENDED_ID says; if 0 it is not there
 * @registers: those that are there, up to one without bits: their bits that can be written, and
 *	what they hold after a reset
 */
struct fake_codec {
	u32 id;
	u16 has;
	u16 extended;
	struct {
		u8 reg;
		u16 bits;
		u16 first;
	} registers[40];
};

/**
 * struct fake_access - a write to a register of the chip, that of the codec aside
 * @reg: the register
 * @value: what was written
 * @time: when
 */
struct fake_access {
	u8 reg;
	u32 value;
	ktime_t time;
};

/**
 * struct fake_chip - a chip
 * @codec: its primary codec
 * @ready_ms: how long a codec takes after a reset of the link, or FAKE_NEVER
 * @codec_bit: bit of the global status of each of them; the primary one is the first
 * @absent_keep: registers that are not there do not give the semaphore back
 * @mixer: where the codec's registers seem to be
 * @master: the bus masters' registers
 * @registers: the codec's
 * @written: how often each was written
 * @taken: somebody has the semaphore
 * @reset: when the link was reset
 * @accesses: what was written to the chip, the last FAKE_WRITES of it
 * @access_count: how much that was
 * @pdev: its device
 * @params: of its card
 * @index: number of that
 * @id: name of that
 * @enable: it is wanted
 * @model: family
 * @chip: what the driver makes of it
 */
struct fake_chip {
	const struct fake_codec *codec;
	u32 ready_ms[FAKE_CODECS];
	u32 codec_bit[FAKE_CODECS];
	bool absent_keep;
	u8 mixer[ICH_MIXER_BYTES];
	u8 master[FAKE_MASTER_BYTES];
	u16 registers[FAKE_REGISTERS];
	unsigned int written[FAKE_REGISTERS];
	bool taken;
	ktime_t reset;
	struct fake_access accesses[FAKE_WRITES];
	unsigned int access_count;
	struct platform_device *pdev;
	struct portcls_card_params params;
	int index[PORTCLS_MAX_CARDS];
	char *id[PORTCLS_MAX_CARDS];
	bool enable[PORTCLS_MAX_CARDS];
	const struct ich_model *model;
	struct ich *chip;
};

extern const struct fake_codec fake_everything;
extern const struct fake_codec fake_little;
extern const struct fake_codec fake_four_channels;
extern const struct fake_codec fake_stac9700;

int fake_chip_init(struct kunit *test);
void fake_chip_exit(struct kunit *test);
int fake_chip_start(struct fake_chip *fake);
u32 fake_master(const struct fake_chip *fake, u8 reg);
void fake_set_master(struct fake_chip *fake, u8 reg, u32 value);

#endif /* ICH_TESTS_FAKE_CHIP_H */

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Accesses to registers that may be those of a chip that is none. The compiler includes this
 * before anything else.
 */
#ifndef ICH_TESTS_FAKE_REGISTERS_H
#define ICH_TESTS_FAKE_REGISTERS_H

#include <linux/io.h>

bool fake_has(const void __iomem *address);
u32 fake_read(const void __iomem *address, unsigned int bytes);
void fake_write(void __iomem *address, u32 value, unsigned int bytes);

static inline u8 fake_read8(const void __iomem *address)
{
	return fake_has(address) ? fake_read(address, 1) : ioread8(address);
}

static inline u16 fake_read16(const void __iomem *address)
{
	return fake_has(address) ? fake_read(address, 2) : ioread16(address);
}

static inline u32 fake_read32(const void __iomem *address)
{
	return fake_has(address) ? fake_read(address, 4) : ioread32(address);
}

static inline void fake_write8(u8 value, void __iomem *address)
{
	if (fake_has(address))
		fake_write(address, value, 1);
	else
		iowrite8(value, address);
}

static inline void fake_write16(u16 value, void __iomem *address)
{
	if (fake_has(address))
		fake_write(address, value, 2);
	else
		iowrite16(value, address);
}

static inline void fake_write32(u32 value, void __iomem *address)
{
	if (fake_has(address))
		fake_write(address, value, 4);
	else
		iowrite32(value, address);
}

#undef ioread8
#undef ioread16
#undef ioread32
#undef iowrite8
#undef iowrite16
#undef iowrite32
#define ioread8		fake_read8
#define ioread16	fake_read16
#define ioread32	fake_read32
#define iowrite8	fake_write8
#define iowrite16	fake_write16
#define iowrite32	fake_write32

#endif /* ICH_TESTS_FAKE_REGISTERS_H */

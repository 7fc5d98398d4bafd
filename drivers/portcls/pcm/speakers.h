/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_SPEAKERS_INTERNAL_H
#define PORTCLS_SPEAKERS_INTERNAL_H

#include <linux/types.h>

u32 portcls_speakers_standard(u32 channels);
bool portcls_speakers_positions(u32 speakers, u32 channels, u8 *positions);

#endif /* PORTCLS_SPEAKERS_INTERNAL_H */

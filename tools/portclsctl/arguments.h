/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLSCTL_ARGUMENTS_H
#define PORTCLSCTL_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool arguments_pack(char *const *words, uint8_t *data, size_t room, uint32_t *size);

#endif /* PORTCLSCTL_ARGUMENTS_H */

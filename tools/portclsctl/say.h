/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLSCTL_SAY_H
#define PORTCLSCTL_SAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
bool number(const char *text, uint32_t *value);
bool number_up_to(const char *text, uint64_t most, uint64_t *value);
void print_bytes(const uint8_t *data, size_t size);

#endif /* PORTCLSCTL_SAY_H */

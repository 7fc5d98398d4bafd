/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A piece of sound in memory, the way QEMU's mixing engine sees it.
 */
#ifndef RIGSOUND_SOUND_H
#define RIGSOUND_SOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The eight bit sample that QEMU takes for zero. Its mixing engine halves 255 and
 * rounds down, so that 128, silence to everybody else, becomes 256 of 16 bits.
 */
#define QEMU_U8_ZERO	127

/* One frame: 16 bit stereo. */
struct frame {
	int16_t left;
	int16_t right;
};

/**
 * struct sound - a piece of sound
 * @frames: its frames; eight bit and mono sources have been widened
 * @count: their number
 * @rate: in Hz, as the file says
 * @channels: of the file, 1 or 2
 * @bits: of the file, 8 or 16
 * @silence: a sample of silence, see QEMU_U8_ZERO
 */
struct sound {
	struct frame *frames;
	size_t count;
	unsigned int rate;
	unsigned int channels;
	unsigned int bits;
	int16_t silence;
};

static inline bool frame_equal(const struct frame *a, const struct frame *b)
{
	return a->left == b->left && a->right == b->right;
}

static inline bool frame_silent(const struct frame *a, int16_t silence)
{
	return a->left == silence && a->right == silence;
}

/* sound.c */
bool sound_is_raw(const char *path);
void sound_load(struct sound *sound, const char *path, unsigned int raw_rate, int u8_zero);
void sound_save(const struct sound *sound, const char *path, bool raw);
void sound_free(struct sound *sound);

#endif /* RIGSOUND_SOUND_H */

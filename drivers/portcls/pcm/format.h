/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_PCM_FORMAT_INTERNAL_H
#define PORTCLS_PCM_FORMAT_INTERNAL_H

#include <linux/types.h>

struct portcls_data_range;
struct portcls_format;
struct portcls_stream;
struct snd_pcm_hw_params;
struct snd_pcm_hardware;
struct snd_pcm_runtime;

void portcls_pcm_hardware(const struct portcls_stream *stream, struct snd_pcm_hardware *hw);
int portcls_pcm_add_rules(struct portcls_stream *stream, struct snd_pcm_runtime *runtime);
const struct portcls_data_range *
portcls_pcm_format(const struct portcls_stream *stream, const struct snd_pcm_hw_params *params,
		   struct portcls_format *format);

#endif /* PORTCLS_PCM_FORMAT_INTERNAL_H */

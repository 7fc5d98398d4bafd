/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLS_CTL_JACK_INTERNAL_H
#define PORTCLS_CTL_JACK_INTERNAL_H

#include <linux/list.h>
#include <linux/types.h>

struct portcls_adapter;
struct portcls_pcm;
struct portcls_port;
struct snd_jack;

/**
 * struct portcls_jack - a socket behind a pin
 * @port: whose pin it is
 * @pin: the pin
 * @index: number of the socket among those of the pin
 * @type: SND_JACK_*, what can be plugged in
 * @line: what it is called, without its place
 * @pcm: PCM device that is heard at a monitor, NULL for others
 * @place: where it is, or NULL if that is not told
 * @phantom: nobody can tell whether something is plugged in, so it always is
 * @jack: ALSA's side; NULL in a kernel without jacks
 * @link: in adapter->jacks
 */
struct portcls_jack {
	struct portcls_port *port;
	u32 pin;
	u32 index;
	int type;
	const char *line;
	const struct portcls_pcm *pcm;
	const char *place;
	bool phantom;
	struct snd_jack *jack;
	struct list_head link;
};

int portcls_jacks_build(struct portcls_adapter *adapter);
void portcls_jacks_update(struct portcls_port *port, u32 pin);
void portcls_jacks_free(struct portcls_adapter *adapter);

#endif /* PORTCLS_CTL_JACK_INTERNAL_H */

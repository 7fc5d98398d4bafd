// SPDX-License-Identifier: GPL-2.0-only
/*
 * Clock domains: pins of a filter that share a sample clock run at one rate. A stream claims the
 * rate with its hw_params and keeps it until its hw_free; while one has it, the others are offered
 * nothing else.
 */
#include <linux/errno.h>
#include <linux/mutex.h>

#include <portcls/filter.h>

#include "../core.h"
#include "clock_domain.h"
#include "stream.h"

/* Guards claimed_rate of all streams: claims are rare and short. */
static DEFINE_MUTEX(clock_domain_mutex);

/* The rate that some other stream of the domain has claimed, 0 for none. */
static u32 rate_of_others(const struct portcls_stream *stream)
{
	const struct portcls_stream *other;
	const struct portcls_pcm *pcm;

	lockdep_assert_held(&clock_domain_mutex);
	list_for_each_entry(pcm, &stream->port->pcms, link) {
		list_for_each_entry(other, &pcm->streams, link) {
			if (other != stream && other->claimed_rate &&
			    other->pin->clock_domain == stream->pin->clock_domain)
				return other->claimed_rate;
		}
	}
	return 0;
}

/**
 * portcls_clock_domain_rate() - the rate that a stream is bound to
 * @stream: the stream
 *
 * Context: process, may sleep.
 * Return: Hz, 0 if it is free to choose.
 */
u32 portcls_clock_domain_rate(const struct portcls_stream *stream)
{
	u32 rate;

	if (!stream->pin->clock_domain)
		return 0;
	mutex_lock(&clock_domain_mutex);
	rate = rate_of_others(stream);
	mutex_unlock(&clock_domain_mutex);
	return rate;
}

/**
 * portcls_clock_domain_claim() - claim a rate for a stream's domain
 * @stream: the stream; a claim it has is replaced on success
 * @rate: Hz
 *
 * Context: process, may sleep.
 * Return: 0, or -EBUSY if another stream has claimed another rate in the meantime.
 */
int portcls_clock_domain_claim(struct portcls_stream *stream, u32 rate)
{
	int err = 0;
	u32 bound;

	if (!stream->pin->clock_domain)
		return 0;
	mutex_lock(&clock_domain_mutex);
	bound = rate_of_others(stream);
	if (bound && bound != rate)
		err = -EBUSY;
	else
		stream->claimed_rate = rate;
	mutex_unlock(&clock_domain_mutex);
	return err;
}

/**
 * portcls_clock_domain_release() - give a stream's claim up
 * @stream: the stream, with or without a claim
 *
 * Context: process, may sleep.
 */
void portcls_clock_domain_release(struct portcls_stream *stream)
{
	mutex_lock(&clock_domain_mutex);
	stream->claimed_rate = 0;
	mutex_unlock(&clock_domain_mutex);
}

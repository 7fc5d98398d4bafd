// SPDX-License-Identifier: GPL-2.0-only
/*
 * Intel ICH AC'97: a bus master, and the stream on it.
 *
 * The chip goes through a list of 32 descriptors round and round, up to the last valid one, where
 * it halts until that is moved on. Each mapping becomes a descriptor. Its tag is where it is kept
 * here, in a ring of 32 too; the chip's ring begins at the mapping that was the oldest when the
 * engine was started, so that both differ by stream->origin.
 *
 *	first         first + count		tags
 *	  |--- out ---|
 *	        ^ the chip is here
 *
 * Pausing stops the engine and starts it anew later, at the very byte: what a chip, or a model of
 * one, does when its run bit is taken away and given back is not the same everywhere.
 */
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/iopoll.h>
#include <linux/kernel.h>

#include <portcls/adapter.h>
#include <portcls/format.h>
#include <portcls/interrupt_sync.h>
#include <portcls/service_group.h>
#include <portcls/wavepci.h>

#include "ich.h"

#define HALT_US		100
#define TRIES		10
#define ALIGN_MS	50

/* Samples of a mapping: 64 KiB are one byte more than fits in a length that is counted in bytes. */
#define ICH_LONGEST	32768U

/* What no descriptor has for an index. */
#define ICH_NO_INDEX	ICH_DESCRIPTORS

static void __iomem *at(const struct ich_stream *stream, unsigned int reg)
{
	return stream->registers + reg;
}

static u32 after(u32 tag, u32 count)
{
	return (tag + count) % ICH_DESCRIPTORS;
}

/* How many tags there are from one on up to another. */
static u32 distance(u32 from, u32 to)
{
	return (to - from) % ICH_DESCRIPTORS;
}

static void release_first(struct ich_stream *stream)
{
	u32 tag = stream->first;

	stream->first = after(tag, 1);
	stream->count--;
	portcls_wavepci_release_mapping(stream->port_stream, tag);
}

/* @skip: bytes of the mapping that were moved already */
static inline void write_descriptor(struct ich_stream *stream, u32 tag,
				    const struct portcls_mapping *memory, u32 skip)
{
	u32 control = (memory->bytes >> stream->sample_shift) - (skip >> stream->sample_shift);
	u32 index = distance(stream->origin, tag);
	__le32 *descriptor = stream->list[index];

	/* Many small ones must not wait for the end of a packet to be released. */
	if (memory->flags & PORTCLS_MAPPING_LAST || !(index % 8))
		control |= ICH_DESCRIPTOR_IOC;
	descriptor[0] = cpu_to_le32(lower_32_bits(memory->address) + skip);
	descriptor[1] = cpu_to_le32(control);
	stream->last_index = index;
}

static void write_last_valid(struct ich_stream *stream)
{
	iowrite8(stream->last_index, at(stream, ICH_LVI));
}

/* The chip has come to an index, that of a mapping; nothing is known of how much of it is left. */
static inline void set_current(struct ich_stream *stream, u32 tag, u32 index, bool sis)
{
	stream->current_tag = tag;
	stream->current_end = stream->mappings[tag].end;
	/* A SiS 7012 has nothing to compare it with. */
	stream->next_index = sis ? ICH_NO_INDEX : after(index, 1);
	stream->left = ICH_LONGEST;
}

/* Start where the stream stands, with what is out; the registers are as after a reset. */
static void start_engine(struct ich_stream *stream)
{
	u32 i, tag;
	u64 begin;

	if (!stream->count)
		return;
	begin = stream->mappings[stream->first].end - stream->mappings[stream->first].memory.bytes;
	stream->origin = stream->first;
	for (i = 0; i < stream->count; i++) {
		tag = after(stream->first, i);
		/* A chip that did not halt may not have told how far it came. */
		write_descriptor(stream, tag, &stream->mappings[tag].memory,
				 i || stream->position < begin ? 0 : stream->position - begin);
	}
	set_current(stream, stream->first, 0, stream->sis);
	stream->engine = true;
	iowrite32(stream->list_address, at(stream, ICH_BDBAR));
	write_last_valid(stream);
	iowrite8(ICH_CR_IOCE | ICH_CR_LVBIE | ICH_CR_RPBM, at(stream, ICH_CR));
}

/* Take a new mapping in, and describe it to the chip, if that is at work. */
static inline void add_mapping(struct ich_stream *stream, struct ich_mapping *mapping, u32 tag,
			       bool engine)
{
	u64 end = stream->mapped + mapping->memory.bytes;

	stream->mapped = end;
	mapping->end = end;
	stream->count++;
	if (engine)
		write_descriptor(stream, tag, &mapping->memory, 0);
}

static noinline void get_more_mappings(struct ich_stream *stream)
{
	struct ich_mapping *mapping;
	u32 tag;

	do {
		tag = after(stream->first, stream->count);
		mapping = &stream->mappings[tag];
		if (portcls_wavepci_get_mapping(stream->port_stream, tag, &mapping->memory))
			return;
		add_mapping(stream, mapping, tag, stream->engine);
	} while (!(mapping->memory.flags & PORTCLS_MAPPING_DRY));
}

/*
 * Get the next, if there is one, and all after it; the framing keeps it to what there is room for.
 * Then the port has promised to call when there is more. Returns whether there was any.
 */
static inline bool get_mappings(struct ich_stream *stream, bool engine)
{
	u32 tag = after(stream->first, stream->count);
	struct ich_mapping *mapping = &stream->mappings[tag];

	if (unlikely(portcls_wavepci_get_mapping(stream->port_stream, tag, &mapping->memory)))
		return false;
	add_mapping(stream, mapping, tag, engine);
	if (unlikely(!(mapping->memory.flags & PORTCLS_MAPPING_DRY)))
		get_more_mappings(stream);
	return true;
}

/* What the chip had gone past when it was stopped */
static void release_past(struct ich_stream *stream)
{
	while (stream->count && stream->mappings[stream->first].end <= stream->position)
		release_first(stream);
}

/* Get what there is, and let the chip have it. */
static void pull(struct ich_stream *stream)
{
	bool more;

	/* Before, as nobody calls for what is released later and outside of a service. */
	if (stream->state == PORTCLS_STATE_RUN && !stream->engine)
		release_past(stream);
	more = get_mappings(stream, stream->engine);
	if (stream->state != PORTCLS_STATE_RUN)
		return;
	if (!stream->engine)
		start_engine(stream);
	else if (more)
		write_last_valid(stream);
}

static u32 tag_of(const struct ich_stream *stream, u32 index)
{
	return after(stream->origin, index % ICH_DESCRIPTORS);
}

static u8 read_status(struct ich_stream *stream)
{
	return ioread8(at(stream, stream->sis ? ICH_SIS_SR : ICH_SR));
}

/* The index that the chip is at; in the same word, of most, its status: see ICH_CIV. */
static u32 read_index(struct ich_stream *stream)
{
	return ioread32(at(stream, ICH_CIV));
}

/*
 * Both index and what is left are read until they fit.
 *
 * Nothing left may mean that the chip has not fetched its next descriptor yet, unless it halted. A
 * chip that is not there is at index 31 of a list that has more left than was in it.
 */
static bool find_place(struct ich_stream *stream)
{
	u32 index, left;
	int tries = TRIES;
	bool good;

	do {
		index = read_index(stream);
		left = ioread32(at(stream, ICH_PICB)) & ICH_PICB_LEFT;
		good = (left || (index >> 16) & ICH_SR_DCH) &&
		       index % ICH_DESCRIPTORS == read_index(stream) % ICH_DESCRIPTORS;
	} while (!good && --tries);
	if (index == U32_MAX && left == ICH_PICB_LEFT)
		portcls_adapter_set_gone(stream->chip->adapter);
	if (!good || left > ICH_LONGEST)
		return false;
	set_current(stream, tag_of(stream, index), index, false);
	stream->left = left;
	return true;
}

/* Both in one word there. */
static bool find_sis_place(struct ich_stream *stream)
{
	u32 word = read_index(stream), left = word >> ICH_SIS_LEFT_SHIFT;

	if (word == U32_MAX)
		portcls_adapter_set_gone(stream->chip->adapter);
	if (left > ICH_LONGEST || !(left || read_status(stream) & ICH_SR_DCH))
		return false;
	set_current(stream, tag_of(stream, word), word, true);
	stream->left = left;
	return true;
}

/* Find out where the stream stands, without knowing anything; if the chip tells. */
static noinline void find_position(struct ich_stream *stream)
{
	if (!stream->engine)
		return;
	if (stream->sis ? find_sis_place(stream) : find_place(stream))
		stream->position = stream->current_end -
				   ((u64)stream->left << stream->sample_shift);
}

/*
 * What is left of the mapping that the chip is at, from the word that also has the index after it.
 * Nothing is said for which index that number is. But if the next index is as it was, and no more
 * is left than before, but something, it is for the one known.
 */
static inline void update_position(struct ich_stream *stream)
{
	u32 word = ioread32(at(stream, ICH_PICB)), left = word & ICH_PICB_LEFT;

	if (unlikely((word >> ICH_PICB_PIV_SHIFT) % ICH_DESCRIPTORS != stream->next_index ||
		     left - 1 >= stream->left)) {
		find_position(stream);
		return;
	}
	stream->left = left;
	stream->position = stream->current_end - 2 * left;
}

static void stop_engine(struct ich_stream *stream)
{
	u8 status;

	if (!stream->engine)
		return;
	iowrite8(0, at(stream, ICH_CR));
	if (read_poll_timeout_atomic(read_status, status, status & ICH_SR_DCH, 1, HALT_US, false,
				     stream))
		dev_err_ratelimited(portcls_adapter_device(stream->chip->adapter),
				    "bus master %u does not halt (status %#x)\n", stream->id,
				    status);
	update_position(stream);
	iowrite8(ICH_CR_RR, at(stream, ICH_CR));
	stream->engine = false;
	stream->next_index = ICH_NO_INDEX;
}

static void reset_master(struct ich *chip, u8 base)
{
	void __iomem *control = chip->master + base + ICH_CR;
	u8 value;

	iowrite8(0, control);
	iowrite8(ICH_CR_RR, control);
	if (read_poll_timeout(ioread8, value, !(value & ICH_CR_RR), 10, 1000, false, control))
		dev_err(portcls_adapter_device(chip->adapter),
			"bus master at %#x cannot be reset (control %#x)\n", base, value);
}

/**
 * ich_stream_reset_all() - stop all bus masters, whatever they do
 * @chip: the chip
 *
 * Context: process.
 */
void ich_stream_reset_all(struct ich *chip)
{
	const u8 *other;

	reset_master(chip, ICH_MASTER_PCM_IN);
	reset_master(chip, ICH_MASTER_PCM_OUT);
	reset_master(chip, ICH_MASTER_MIC_IN);
	/* They are not in the smaller window that some chips have in I/O ports. */
	for (other = chip->model->others; *other && *other < chip->master_bytes; other++)
		reset_master(chip, *other);
}

/**
 * ich_stream_open() - begin a stream on a bus master
 * @stream: the stream; one before it may have ended with the chip not there
 * @port_stream: where mappings come from
 * @format: its format
 *
 * Context: process.
 */
void ich_stream_open(struct ich_stream *stream, struct portcls_wavepci_port_stream *port_stream,
		     const struct portcls_format *format)
{
	stream->port_stream = port_stream;
	stream->format = *format;
	stream->state = PORTCLS_STATE_STOP;
	stream->engine = false;
	stream->first = 0;
	stream->count = 0;
	stream->next_index = ICH_NO_INDEX;
	stream->position = 0;
}

static void stream_release(void *object)
{
}

static int stream_set_format(void *object, const struct portcls_format *format)
{
	struct ich_stream *stream = object;

	stream->format = *format;
	return 0;
}

/* 2, 4, 6 channels are 0, 1, 2. */
static void write_channels(struct ich *chip, unsigned int channels)
{
	u32 field = chip->model->sis ? ICH_GLOB_CNT_SIS_PCM : ICH_GLOB_CNT_PCM, control;
	unsigned long flags;

	flags = portcls_interrupt_sync_lock_irqsave(chip->sync);
	control = ioread32(chip->master + ICH_GLOB_CNT) & ~field;
	control |= (channels / 2 - 1) << __ffs(field);
	iowrite32(control, chip->master + ICH_GLOB_CNT);
	portcls_interrupt_sync_unlock_irqrestore(chip->sync, flags);
}

/**
 * ich_stream_set_channels() - tell the chip how many channels are played
 * @stream: the stream of PCM Out
 *
 * Context: process, may sleep.
 */
void ich_stream_set_channels(struct ich_stream *stream)
{
	struct ich *chip = stream->chip;

	if (chip->model->aligns && stream->format.channels > 2) {
		write_channels(chip, 2);
		msleep(ALIGN_MS);
	}
	write_channels(chip, stream->format.channels);
}

/* ACQUIRE to PAUSE */
static int arm(struct ich_stream *stream)
{
	unsigned long flags;
	int err;

	err = ich_codec_set_rate(stream->chip, stream->id, stream->format.rate);
	if (err)
		return err;
	if (stream->id == ICH_PCM_OUT)
		ich_stream_set_channels(stream);
	flags = portcls_interrupt_sync_lock_irqsave(stream->sync);
	stream->state = PORTCLS_STATE_PAUSE;
	stream->mapped = 0;
	stream->position = 0;
	pull(stream);
	portcls_interrupt_sync_unlock_irqrestore(stream->sync, flags);
	return 0;
}

/* Between PAUSE and RUN, in either direction */
static void run(struct ich_stream *stream, enum portcls_state state)
{
	portcls_interrupt_sync_lock(stream->sync);
	stream->state = state;
	if (state == PORTCLS_STATE_RUN)
		pull(stream);
	else
		stop_engine(stream);
	portcls_interrupt_sync_unlock(stream->sync);
}

/* PAUSE to ACQUIRE, and below: nothing is touched by a late service any more. */
static void rest(struct ich_stream *stream, enum portcls_state state)
{
	unsigned long flags;

	flags = portcls_interrupt_sync_lock_irqsave(stream->sync);
	stream->state = state;
	if (state == PORTCLS_STATE_STOP)
		stream->position = 0;
	portcls_interrupt_sync_unlock_irqrestore(stream->sync, flags);
}

static int stream_set_state(void *object, enum portcls_state state)
{
	struct ich_stream *stream = object;
	int err = 0;

	if (state == PORTCLS_STATE_RUN || stream->state == PORTCLS_STATE_RUN)
		run(stream, state);
	else if (state == PORTCLS_STATE_PAUSE)
		err = arm(stream);
	else
		rest(stream, state);
	return err;
}

static int stream_get_position(void *object, u64 *bytes)
{
	struct ich_stream *stream = object;

	portcls_interrupt_sync_lock(stream->sync);
	update_position(stream);
	*bytes = stream->position;
	portcls_interrupt_sync_unlock(stream->sync);
	return 0;
}

static u64 stream_normalize_physical_position(void *object, u64 bytes)
{
	struct ich_stream *stream = object;

	return portcls_format_bytes_to_hns(&stream->format, bytes);
}

static int stream_get_allocator_framing(void *object, struct portcls_allocator_framing *framing)
{
	struct ich_stream *stream = object;

	framing->frame_size = ICH_LONGEST << stream->sample_shift;
	framing->frames = ICH_MAPPINGS;
	return 0;
}

static u32 stream_revoke_mappings(void *object, u64 first, u64 last)
{
	struct ich_stream *stream = object;
	unsigned long flags;
	u32 count;

	flags = portcls_interrupt_sync_lock_irqsave(stream->sync);
	count = stream->count ? distance(stream->first, last) + 1 : 0;
	stream->first = after(stream->first, count);
	stream->count -= count;
	portcls_interrupt_sync_unlock_irqrestore(stream->sync, flags);
	return count;
}

static void stream_mapping_available(void *object)
{
	struct ich_stream *stream = object;
	unsigned long flags;

	flags = portcls_interrupt_sync_lock_irqsave(stream->sync);
	/* As pull() would, where it is asked to do so once a period. */
	if (likely(stream->engine)) {
		if (get_mappings(stream, true))
			write_last_valid(stream);
	} else if (stream->state >= PORTCLS_STATE_PAUSE) {
		pull(stream);
	}
	portcls_interrupt_sync_unlock_irqrestore(stream->sync, flags);
}

/*
 * What the chip has gone past is done; and all of it, if it halted at the last one. One that is
 * not there says so, too.
 */
static inline void release_done(struct ich_stream *stream, u32 word, u32 status, bool sis)
{
	u32 tag = tag_of(stream, word), done = distance(stream->first, tag);

	/* It halted at one that was released then, and has not gone on yet. */
	if (unlikely(done >= stream->count))
		return;
	if (unlikely((status & ICH_SR_HALTED) == ICH_SR_HALTED)) {
		if (word == U32_MAX)
			return;
		done++;
	}
	if (likely(stream->current_tag != tag))
		set_current(stream, tag, word, sis);
	for (; done; done--)
		release_first(stream);
}

static noinline void release_sis_done(struct ich_stream *stream, u32 word)
{
	if (word != U32_MAX)
		release_done(stream, word, read_status(stream), true);
}

static void stream_service(void *object)
{
	struct ich_stream *stream = object;
	unsigned long flags;
	u32 word;

	flags = portcls_interrupt_sync_lock_irqsave(stream->sync);
	/* What there is room for then comes with the call that is promised. */
	if (likely(stream->engine)) {
		word = read_index(stream);
		if (likely(!stream->sis))
			release_done(stream, word, word >> 16, false);
		else
			release_sis_done(stream, word);
	}
	portcls_interrupt_sync_unlock_irqrestore(stream->sync, flags);
}

const struct portcls_wavepci_stream_ops ich_stream_ops = {
	.release = stream_release,
	.set_format = stream_set_format,
	.set_state = stream_set_state,
	.get_position = stream_get_position,
	.normalize_physical_position = stream_normalize_physical_position,
	.get_allocator_framing = stream_get_allocator_framing,
	.revoke_mappings = stream_revoke_mappings,
	.mapping_available = stream_mapping_available,
	.service = stream_service,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Positions beside plain counting, whatever offsets the hardware comes with.
 */
#include <linux/errno.h>
#include <linux/string.h>

#include "portcls/pcm/position.h"
#include "input.h"

/* All in frames. */
struct model {
	u64 linear;
	u64 periods;
	u32 ring;
	u32 period;
	u32 frame_bytes;
};

static void update(struct portcls_position *position, struct model *model, u32 offset)
{
	struct portcls_position before = *position;
	u64 ring_bytes = (u64)model->ring * model->frame_bytes;
	u64 now, was, step;
	int err = portcls_position_update(position, offset);

	if (offset > ring_bytes) {
		require(err == -ERANGE);
		require(!memcmp(position, &before, sizeof(before)));
		return;
	}
	require(!err);
	now = offset % ring_bytes / model->frame_bytes;
	was = model->linear % model->ring;
	step = (now + model->ring - was) % model->ring;
	if (step != model->ring - 1)
		model->linear += step;
	require(position->linear == model->linear);
	require(position->frame == model->linear % model->ring);
}

static void period_ended(struct portcls_position *position, struct model *model)
{
	u64 periods = model->linear / model->period;

	require(portcls_position_period_ended(position) == (periods > model->periods));
	require(!portcls_position_period_ended(position));
	model->periods = periods;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	struct portcls_position position;
	struct model model;

	model = (struct model) { .frame_bytes = 1 + take(&input) };
	model.ring = take_number(&input) / model.frame_bytes ?: 1;
	model.period = 1 + take_number(&input) % model.ring;
	portcls_position_reset(&position, model.ring, model.period, model.frame_bytes);
	while (input.left) {
		switch (take(&input) % 4) {
		case 0:
			period_ended(&position, &model);
			break;
		case 1:
			update(&position, &model, take_u32(&input));
			break;
		case 2:
			update(&position, &model, take_u32(&input) %
			       (model.ring * model.frame_bytes + 2ULL));
			break;
		case 3:
			/* a small step, in either direction */
			update(&position, &model, (model.linear + take(&input) - 2) % model.ring *
			       model.frame_bytes + take(&input) % model.frame_bytes);
			break;
		}
	}
	return 0;
}

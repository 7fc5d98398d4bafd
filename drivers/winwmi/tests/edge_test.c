// SPDX-License-Identifier: GPL-2.0-only
/*
 * Consumers of events and of collection: who of them has the driver told to begin, and to end.
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/kthread.h>

#include "../event.h"
#include "source.h"
#include "suites.h"

#define PROGRAMS	100
#define TURNS		10

static void first_begins_and_last_ends_w42(struct kunit *test)
{
	struct source *source = test->priv;
	struct winwmi_edge *edge = source_edge(source, SOURCE_ALARM);
	unsigned int *begun = &source->begun[SOURCE_ALARM][WINWMI_EVENTS];
	unsigned int *ended = &source->ended[SOURCE_ALARM][WINWMI_EVENTS];

	KUNIT_EXPECT_EQ(test, 0, winwmi_edge_enter(edge, WINWMI_EVENTS));
	KUNIT_EXPECT_EQ(test, 1, *begun);
	KUNIT_EXPECT_TRUE(test, winwmi_block_enabled(source->provider, &source_guids[SOURCE_ALARM],
						     WINWMI_EVENTS));
	KUNIT_EXPECT_EQ(test, 0, winwmi_edge_enter(edge, WINWMI_EVENTS));
	winwmi_edge_leave(edge, WINWMI_EVENTS);
	KUNIT_EXPECT_EQ(test, 1, *begun);
	KUNIT_EXPECT_EQ(test, 0, *ended);
	winwmi_edge_leave(edge, WINWMI_EVENTS);
	KUNIT_EXPECT_EQ(test, 1, *ended);
	KUNIT_EXPECT_FALSE(test, winwmi_block_enabled(source->provider,
						      &source_guids[SOURCE_ALARM], WINWMI_EVENTS));
}

static void files_and_tracepoint_leave_in_any_order_w43(struct kunit *test)
{
	struct source *source = test->priv;
	struct winwmi_edge *edge = source_edge(source, SOURCE_ALARM);
	unsigned int turn;

	for (turn = 1; turn <= 4; turn++) {
		if (turn % 2) {
			KUNIT_ASSERT_EQ(test, 0, winwmi_event_reg());
			KUNIT_ASSERT_EQ(test, 0, winwmi_edge_enter(edge, WINWMI_EVENTS));
		} else {
			KUNIT_ASSERT_EQ(test, 0, winwmi_edge_enter(edge, WINWMI_EVENTS));
			KUNIT_ASSERT_EQ(test, 0, winwmi_event_reg());
		}
		KUNIT_EXPECT_EQ(test, turn, source->begun[SOURCE_ALARM][WINWMI_EVENTS]);
		if (turn <= 2) {
			winwmi_event_unreg();
			KUNIT_EXPECT_EQ(test, turn - 1, source->ended[SOURCE_ALARM][WINWMI_EVENTS]);
			winwmi_edge_leave(edge, WINWMI_EVENTS);
		} else {
			winwmi_edge_leave(edge, WINWMI_EVENTS);
			KUNIT_EXPECT_EQ(test, turn - 1, source->ended[SOURCE_ALARM][WINWMI_EVENTS]);
			winwmi_event_unreg();
		}
		KUNIT_EXPECT_EQ(test, turn, source->ended[SOURCE_ALARM][WINWMI_EVENTS]);
	}
	KUNIT_EXPECT_EQ(test, 4, source->begun[SOURCE_LEVEL][WINWMI_EVENTS]);
}

/**
 * struct program - comes and goes
 * @edge: as a consumer of this
 * @done: when it is done
 * @failures: how often it was refused
 */
struct program {
	struct winwmi_edge *edge;
	struct completion done;
	unsigned int failures;
};

static int come_and_go(void *data)
{
	struct program *program = data;
	unsigned int turn;

	for (turn = 0; turn < TURNS; turn++) {
		if (winwmi_edge_enter(program->edge, WINWMI_EVENTS)) {
			program->failures++;
			continue;
		}
		usleep_range(10, 1000);
		winwmi_edge_leave(program->edge, WINWMI_EVENTS);
	}
	complete(&program->done);
	return 0;
}

static void beginning_and_end_alternate_w44(struct kunit *test)
{
	struct source *source = test->priv;
	struct winwmi_edge *edge = source_edge(source, SOURCE_ALARM);
	struct program *programs;
	unsigned int i, failures = 0;

	source->delay = 1;
	programs = kunit_kcalloc(test, PROGRAMS, sizeof(*programs), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, programs);
	for (i = 0; i < PROGRAMS; i++) {
		programs[i].edge = edge;
		init_completion(&programs[i].done);
		KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run(come_and_go, &programs[i], "wmi")));
	}
	for (i = 0; i < PROGRAMS; i++) {
		wait_for_completion(&programs[i].done);
		failures += programs[i].failures;
	}
	KUNIT_EXPECT_EQ(test, 0, failures);
	KUNIT_EXPECT_FALSE(test, source->out_of_turn);
	KUNIT_EXPECT_FALSE(test, source->on[SOURCE_ALARM][WINWMI_EVENTS]);
	KUNIT_EXPECT_EQ(test, 0, edge->consumers[WINWMI_EVENTS]);
	KUNIT_EXPECT_GT(test, source->begun[SOURCE_ALARM][WINWMI_EVENTS], 0);
	KUNIT_EXPECT_EQ(test, source->begun[SOURCE_ALARM][WINWMI_EVENTS],
			source->ended[SOURCE_ALARM][WINWMI_EVENTS]);
}

static void events_and_collection_count_apart_w47(struct kunit *test)
{
	struct source *source = test->priv;
	struct winwmi_edge *edge = source_edge(source, SOURCE_LEVEL);

	KUNIT_ASSERT_EQ(test, 0, winwmi_edge_enter(edge, WINWMI_EVENTS));
	KUNIT_EXPECT_EQ(test, 0, source->begun[SOURCE_LEVEL][WINWMI_COLLECTION]);
	KUNIT_ASSERT_EQ(test, 0, winwmi_edge_enter(edge, WINWMI_COLLECTION));
	KUNIT_EXPECT_EQ(test, 1, source->begun[SOURCE_LEVEL][WINWMI_COLLECTION]);
	winwmi_edge_leave(edge, WINWMI_EVENTS);
	KUNIT_EXPECT_EQ(test, 1, source->ended[SOURCE_LEVEL][WINWMI_EVENTS]);
	KUNIT_EXPECT_EQ(test, 0, source->ended[SOURCE_LEVEL][WINWMI_COLLECTION]);
	winwmi_edge_leave(edge, WINWMI_COLLECTION);
	KUNIT_EXPECT_EQ(test, 1, source->ended[SOURCE_LEVEL][WINWMI_COLLECTION]);
}

static void refusal_reaches_who_asked_w48(struct kunit *test)
{
	struct source *source = test->priv;
	struct winwmi_edge *edge = source_edge(source, SOURCE_ALARM);

	source->refusal = -EBUSY;
	KUNIT_EXPECT_EQ(test, -EBUSY, winwmi_edge_enter(edge, WINWMI_EVENTS));
	KUNIT_EXPECT_EQ(test, 0, edge->consumers[WINWMI_EVENTS]);
	KUNIT_EXPECT_FALSE(test, winwmi_block_enabled(source->provider,
						      &source_guids[SOURCE_ALARM], WINWMI_EVENTS));
	source->refusal = 0;
	KUNIT_EXPECT_EQ(test, 0, winwmi_edge_enter(edge, WINWMI_EVENTS));
	winwmi_edge_leave(edge, WINWMI_EVENTS);
	KUNIT_EXPECT_EQ(test, 1, source->ended[SOURCE_ALARM][WINWMI_EVENTS]);
}

static void tracepoint_is_refused_if_all_refuse_w48(struct kunit *test)
{
	struct source *source = test->priv, *other = source_create(test);
	u32 i;

	source_register(test, other);
	source->refusal = -EBUSY;
	other->refusal = -EIO;
	KUNIT_EXPECT_LT(test, winwmi_event_reg(), 0);
	for (i = 0; i < SOURCE_BLOCKS; i++)
		KUNIT_EXPECT_EQ(test, 0, source_edge(source, i)->consumers[WINWMI_EVENTS]);

	other->refusal = 0;
	KUNIT_EXPECT_EQ(test, 0, winwmi_event_reg());
	KUNIT_EXPECT_FALSE(test, source->on[SOURCE_ALARM][WINWMI_EVENTS]);
	KUNIT_EXPECT_TRUE(test, other->on[SOURCE_ALARM][WINWMI_EVENTS]);
	winwmi_event_unreg();
	KUNIT_EXPECT_EQ(test, 0, source->ended[SOURCE_ALARM][WINWMI_EVENTS]);
	KUNIT_EXPECT_EQ(test, 1, other->ended[SOURCE_ALARM][WINWMI_EVENTS]);
	source_destroy(other);
}

/* A block that is new would be, and to be replaced is to be new. */
static void who_refused_is_asked_for_the_block_in_its_place(struct kunit *test)
{
	struct source *source = test->priv, *other = source_create(test);

	source_register(test, other);
	source->refusal = -EBUSY;
	KUNIT_ASSERT_EQ(test, 0, winwmi_event_reg());
	KUNIT_EXPECT_FALSE(test, source->on[SOURCE_ALARM][WINWMI_EVENTS]);
	KUNIT_EXPECT_EQ(test, 1, source_edge(source, SOURCE_ALARM)->consumers[WINWMI_EVENTS]);
	source->refusal = 0;
	source->blocks[SOURCE_ALARM].instance_count++;
	KUNIT_EXPECT_EQ(test, 0, winwmi_registration_control(source->device, WINWMI_UPDATE_GUIDS));
	KUNIT_EXPECT_TRUE(test, source->on[SOURCE_ALARM][WINWMI_EVENTS]);
	winwmi_event_unreg();
	KUNIT_EXPECT_FALSE(test, source->on[SOURCE_ALARM][WINWMI_EVENTS]);
	KUNIT_EXPECT_EQ(test, 0, source_edge(source, SOURCE_ALARM)->consumers[WINWMI_EVENTS]);
	source_destroy(other);
}

/* Who hears of it can ask it, and finds its driver told of those who were there before. */
static void block_is_announced_when_it_is_ready(struct kunit *test)
{
	struct source *late;

	KUNIT_ASSERT_EQ(test, 0, winwmi_event_reg());
	late = source_create(test);
	late->announced = true;
	source_register(test, late);
	KUNIT_EXPECT_EQ(test, 1, late->begun[SOURCE_ALARM][WINWMI_EVENTS]);
	KUNIT_EXPECT_FALSE(test, late->announced);
	KUNIT_EXPECT_TRUE(test, source_is_announced(late, SOURCE_ALARM));
	winwmi_event_unreg();
	source_destroy(late);
}

static void enabling_is_for_all_instances_w49(struct kunit *test)
{
	struct source *source = test->priv;

	KUNIT_ASSERT_EQ(test, 0, winwmi_event_reg());
	KUNIT_EXPECT_EQ(test, 2, source->blocks[SOURCE_ALARM].instance_count);
	KUNIT_EXPECT_EQ(test, 1, source->begun[SOURCE_ALARM][WINWMI_EVENTS]);
	winwmi_event_unreg();
}

static void late_provider_begins_at_once_w50(struct kunit *test)
{
	struct source *late;

	KUNIT_ASSERT_EQ(test, 0, winwmi_event_reg());
	late = source_create(test);
	source_register(test, late);
	KUNIT_EXPECT_EQ(test, 1, late->begun[SOURCE_ALARM][WINWMI_EVENTS]);
	KUNIT_ASSERT_EQ(test, 0, winwmi_registration_control(late->device, WINWMI_DEREGISTER));
	KUNIT_EXPECT_EQ(test, 1, late->ended[SOURCE_ALARM][WINWMI_EVENTS]);
	source_register(test, late);
	KUNIT_EXPECT_EQ(test, 2, late->begun[SOURCE_ALARM][WINWMI_EVENTS]);
	winwmi_event_unreg();
	KUNIT_EXPECT_EQ(test, 2, late->ended[SOURCE_ALARM][WINWMI_EVENTS]);
	KUNIT_EXPECT_FALSE(test, late->out_of_turn);
	source_destroy(late);
}

static void late_block_that_refuses_can_be_asked_again(struct kunit *test)
{
	struct source *late;
	struct winwmi_edge *edge;

	KUNIT_ASSERT_EQ(test, 0, winwmi_event_reg());
	late = source_create(test);
	late->refusal = -EBUSY;
	source_register(test, late);
	edge = source_edge(late, SOURCE_ALARM);
	KUNIT_EXPECT_FALSE(test, winwmi_edge_is_enabled(edge, WINWMI_EVENTS));
	KUNIT_EXPECT_EQ(test, -EBUSY, winwmi_edge_enter(edge, WINWMI_EVENTS));
	late->refusal = 0;
	KUNIT_EXPECT_EQ(test, 0, winwmi_edge_enter(edge, WINWMI_EVENTS));
	KUNIT_EXPECT_TRUE(test, winwmi_edge_is_enabled(edge, WINWMI_EVENTS));
	winwmi_event_unreg();
	KUNIT_EXPECT_TRUE(test, late->on[SOURCE_ALARM][WINWMI_EVENTS]);
	winwmi_edge_leave(edge, WINWMI_EVENTS);
	KUNIT_EXPECT_FALSE(test, late->on[SOURCE_ALARM][WINWMI_EVENTS]);
	source_destroy(late);
}

/* What a block's consumers want goes on when it is described otherwise. */
static void replaced_block_keeps_its_consumers(struct kunit *test)
{
	struct source *source = test->priv;
	struct listener listener;

	listener_init(&listener, source, SOURCE_ALARM);
	KUNIT_ASSERT_EQ(test, 0, listener_begin(&listener));
	source->blocks[SOURCE_ALARM].instance_count++;
	KUNIT_ASSERT_EQ(test, 0, winwmi_registration_control(source->device, WINWMI_UPDATE_GUIDS));
	KUNIT_EXPECT_EQ(test, 1, source->ended[SOURCE_ALARM][WINWMI_EVENTS]);
	KUNIT_EXPECT_EQ(test, 2, source->begun[SOURCE_ALARM][WINWMI_EVENTS]);
	KUNIT_EXPECT_PTR_EQ(test, listener.edge, source_edge(source, SOURCE_ALARM));
	KUNIT_EXPECT_EQ(test, 0, winwmi_fire_event(source->provider, &source_guids[SOURCE_ALARM],
						   SOURCE_INSTANCES, NULL, 0));
	KUNIT_EXPECT_TRUE(test, winwmi_file_has_events(&listener.file));
	listener_end(&listener);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(first_begins_and_last_ends_w42),
	KUNIT_CASE(files_and_tracepoint_leave_in_any_order_w43),
	KUNIT_CASE(beginning_and_end_alternate_w44),
	KUNIT_CASE(events_and_collection_count_apart_w47),
	KUNIT_CASE(refusal_reaches_who_asked_w48),
	KUNIT_CASE(tracepoint_is_refused_if_all_refuse_w48),
	KUNIT_CASE(who_refused_is_asked_for_the_block_in_its_place),
	KUNIT_CASE(block_is_announced_when_it_is_ready),
	KUNIT_CASE(enabling_is_for_all_instances_w49),
	KUNIT_CASE(late_provider_begins_at_once_w50),
	KUNIT_CASE(late_block_that_refuses_can_be_asked_again),
	KUNIT_CASE(replaced_block_keeps_its_consumers),
	{}
};

struct kunit_suite winwmi_edge_suite = {
	.name = "winwmi_edge",
	.init = source_suite_init,
	.exit = source_suite_exit,
	.test_cases = cases,
};

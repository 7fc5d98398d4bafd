// SPDX-License-Identifier: GPL-2.0-only
/*
 * DMA channels of bus masters.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sizes.h>
#include <linux/string.h>

#include <portcls/dma_channel.h>

#include "fake.h"
#include "kunit.h"
#include "suites.h"

static struct portcls_dma_channel *new_channel(struct kunit *test, size_t max_length)
{
	struct fake_device *device = test->priv;

	return portcls_dma_channel_new_master(device->adapter, max_length);
}

static void channel_starts_without_buffer(struct kunit *test)
{
	struct portcls_dma_channel *channel = new_channel(test, SZ_64K);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, channel);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_maximum_buffer_size(channel), SZ_64K);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocated_buffer_size(channel), 0);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_buffer_size(channel), 0);
	KUNIT_EXPECT_NULL(test, portcls_dma_channel_system_address(channel));
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_set_buffer_size(channel, 1), -EINVAL);
	portcls_dma_channel_put(channel);
}

static void channel_for_no_bytes_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(new_channel(test, 0)), -EINVAL);
}

static void buffer_is_in_use_as_a_whole_at_first(struct kunit *test)
{
	struct portcls_dma_channel *channel = new_channel(test, SZ_64K);
	u8 *buffer;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, channel);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocate_buffer(channel, 10000,
								  PORTCLS_DMA_ANYWHERE), 0);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_buffer_size(channel), 10000);
	KUNIT_EXPECT_GE(test, portcls_dma_channel_allocated_buffer_size(channel), (size_t)10000);
	KUNIT_EXPECT_NE(test, portcls_dma_channel_dma_address(channel), (dma_addr_t)0);
	buffer = portcls_dma_channel_system_address(channel);
	KUNIT_EXPECT_TRUE(test, buffer && !memchr_inv(buffer, 0, 10000));
	portcls_dma_channel_put(channel);
}

static void bad_sizes_are_refused(struct kunit *test)
{
	struct portcls_dma_channel *channel = new_channel(test, SZ_64K);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, channel);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocate_buffer(channel, 0,
								  PORTCLS_DMA_ANYWHERE), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocate_buffer(channel, SZ_64K + 1,
								  PORTCLS_DMA_ANYWHERE), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocated_buffer_size(channel), 0);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocate_buffer(channel, SZ_64K,
								  PORTCLS_DMA_ANYWHERE), 0);
	portcls_dma_channel_put(channel);
}

static void channel_has_one_buffer_at_a_time(struct kunit *test)
{
	struct portcls_dma_channel *channel = new_channel(test, SZ_64K);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, channel);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocate_buffer(channel, SZ_4K,
								  PORTCLS_DMA_ANYWHERE), 0);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocate_buffer(channel, SZ_4K,
								  PORTCLS_DMA_ANYWHERE), -EBUSY);
	portcls_dma_channel_free_buffer(channel);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocated_buffer_size(channel), 0);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_buffer_size(channel), 0);
	portcls_dma_channel_free_buffer(channel);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocate_buffer(channel, SZ_8K,
								  PORTCLS_DMA_ANYWHERE), 0);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_buffer_size(channel), SZ_8K);
	portcls_dma_channel_put(channel);
}

static void size_in_use_stays_inside_the_buffer(struct kunit *test)
{
	struct portcls_dma_channel *channel = new_channel(test, SZ_64K);
	size_t allocated;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, channel);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocate_buffer(channel, SZ_16K,
								  PORTCLS_DMA_ANYWHERE), 0);
	allocated = portcls_dma_channel_allocated_buffer_size(channel);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_set_buffer_size(channel, 12), 0);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_buffer_size(channel), 12);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_set_buffer_size(channel, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_set_buffer_size(channel, allocated + 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_buffer_size(channel), 12);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_set_buffer_size(channel, allocated), 0);
	portcls_dma_channel_put(channel);
}

/* Some of them straddle a boundary at the first try, if memory is as it mostly is. */
static void buffer_keeps_off_the_boundary(struct kunit *test)
{
	static const size_t sizes[] = { SZ_4K, 3 * SZ_4K, 5 * SZ_4K, 7 * SZ_4K, SZ_32K };
	struct portcls_dma_channel *channels[ARRAY_SIZE(sizes)];
	u64 first, last;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		channels[i] = new_channel(test, SZ_64K);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, channels[i]);
		KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocate_buffer(channels[i], sizes[i],
									  SZ_32K - 1), 0);
		first = portcls_dma_channel_dma_address(channels[i]);
		last = first + sizes[i] - 1;
		KUNIT_EXPECT_EQ(test, first / SZ_32K, last / SZ_32K);
		KUNIT_EXPECT_EQ(test, portcls_dma_channel_buffer_size(channels[i]), sizes[i]);
	}
	for (i = 0; i < ARRAY_SIZE(sizes); i++)
		portcls_dma_channel_put(channels[i]);
}

static void boundary_smaller_than_the_buffer_is_refused(struct kunit *test)
{
	struct portcls_dma_channel *channel = new_channel(test, SZ_64K);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, channel);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocate_buffer(channel, SZ_8K, SZ_4K - 1),
			-ENOMEM);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocated_buffer_size(channel), 0);
	KUNIT_EXPECT_NULL(test, portcls_dma_channel_system_address(channel));
	portcls_dma_channel_put(channel);
}

static void last_reference_frees(struct kunit *test)
{
	struct portcls_dma_channel *channel = new_channel(test, SZ_64K);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, channel);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_allocate_buffer(channel, SZ_4K,
								  PORTCLS_DMA_ANYWHERE), 0);
	KUNIT_EXPECT_PTR_EQ(test, portcls_dma_channel_get(channel), channel);
	portcls_dma_channel_put(channel);
	KUNIT_EXPECT_EQ(test, portcls_dma_channel_buffer_size(channel), SZ_4K);
	memset(portcls_dma_channel_system_address(channel), 0x55, SZ_4K);
	portcls_dma_channel_put(channel);
	portcls_dma_channel_put(NULL);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(channel_starts_without_buffer),
	KUNIT_CASE(channel_for_no_bytes_is_refused),
	KUNIT_CASE(buffer_is_in_use_as_a_whole_at_first),
	KUNIT_CASE(bad_sizes_are_refused),
	KUNIT_CASE(channel_has_one_buffer_at_a_time),
	KUNIT_CASE(size_in_use_stays_inside_the_buffer),
	KUNIT_CASE(buffer_keeps_off_the_boundary),
	KUNIT_CASE(boundary_smaller_than_the_buffer_is_refused),
	KUNIT_CASE(last_reference_frees),
	{}
};

struct kunit_suite portcls_dma_channel_suite = {
	.name = "portcls_dma_channel",
	.init = fake_suite_init,
	.exit = fake_suite_exit,
	.test_cases = cases,
};

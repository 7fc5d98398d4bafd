// SPDX-License-Identifier: GPL-2.0-only
/*
 * Statuses and errnos.
 */
#include <linux/errno.h>

#include <kunit/test.h>

#include <winwmi/status.h>

#include "suites.h"

static void statuses_have_their_errno(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, winwmi_to_errno(WINWMI_STATUS_SUCCESS), 0);
	KUNIT_EXPECT_EQ(test, winwmi_to_errno(WINWMI_STATUS_WMI_GUID_NOT_FOUND), -ENOENT);
	KUNIT_EXPECT_EQ(test, winwmi_to_errno(WINWMI_STATUS_WMI_READ_ONLY), -EROFS);
	KUNIT_EXPECT_EQ(test, winwmi_to_errno(WINWMI_STATUS_WMI_SET_FAILURE), -EINVAL);
	KUNIT_EXPECT_EQ(test, winwmi_to_errno(WINWMI_STATUS_BUFFER_TOO_SMALL), -ENOSPC);
	KUNIT_EXPECT_EQ(test, winwmi_to_errno(WINWMI_STATUS_BUFFER_OVERFLOW), -EMSGSIZE);
	KUNIT_EXPECT_EQ(test, winwmi_to_errno(0xC0FFEE00), -EIO);
}

static void success_that_is_none_is_an_error(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, winwmi_to_errno(WINWMI_STATUS_PENDING), -EIO);
	KUNIT_EXPECT_EQ(test, winwmi_to_errno(WINWMI_STATUS_OBJECT_NAME_EXISTS), -EEXIST);
	KUNIT_EXPECT_EQ(test, winwmi_to_errno(0x00000042), 0);
}

static void errno_goes_there_and_back(struct kunit *test)
{
	int err;

	for (err = -1; err > -200; err--) {
		KUNIT_EXPECT_EQ(test, winwmi_to_errno(err), err);
		if (winwmi_to_status(err) != WINWMI_STATUS_UNSUCCESSFUL)
			KUNIT_EXPECT_EQ(test, winwmi_to_errno(winwmi_to_status(err)), err);
	}
	KUNIT_EXPECT_EQ(test, winwmi_to_status(-EINVAL), WINWMI_STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, winwmi_to_status(-ETXTBSY), WINWMI_STATUS_UNSUCCESSFUL);
}

static void status_stays_as_it_is(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, winwmi_to_status(WINWMI_STATUS_WMI_TRY_AGAIN),
			WINWMI_STATUS_WMI_TRY_AGAIN);
	KUNIT_EXPECT_EQ(test, winwmi_to_status(0xC0FFEE00), 0xC0FFEE00);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(statuses_have_their_errno),
	KUNIT_CASE(success_that_is_none_is_an_error),
	KUNIT_CASE(errno_goes_there_and_back),
	KUNIT_CASE(status_stays_as_it_is),
	{}
};

struct kunit_suite winwmi_status_suite = {
	.name = "winwmi_status",
	.test_cases = cases,
};

// SPDX-License-Identifier: GPL-2.0-only
/*
 * The table of statuses and errnos, the only one.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>

#include <winwmi/status.h>

/* An errno becomes the first status that it stands beside. */
static const struct {
	u32 status;
	int err;
} results[] = {
	{ WINWMI_STATUS_SUCCESS, 0 },
	{ WINWMI_STATUS_UNSUCCESSFUL, -EIO },
	{ WINWMI_STATUS_INVALID_PARAMETER, -EINVAL },
	{ WINWMI_STATUS_INVALID_DEVICE_REQUEST, -EOPNOTSUPP },
	{ WINWMI_STATUS_INSUFFICIENT_RESOURCES, -ENOMEM },
	{ WINWMI_STATUS_BUFFER_TOO_SMALL, -ENOSPC },
	{ WINWMI_STATUS_BUFFER_OVERFLOW, -EMSGSIZE },
	{ WINWMI_STATUS_ACCESS_DENIED, -EACCES },
	{ WINWMI_STATUS_OBJECT_NAME_COLLISION, -EEXIST },
	{ WINWMI_STATUS_INTEGER_OVERFLOW, -EOVERFLOW },
	{ WINWMI_STATUS_CANCELLED, -EINTR },
	{ WINWMI_STATUS_INVALID_DEVICE_STATE, -ESHUTDOWN },
	{ WINWMI_STATUS_POSSIBLE_DEADLOCK, -EDEADLK },
	{ WINWMI_STATUS_INVALID_HANDLE, -EBADF },
	{ WINWMI_STATUS_WMI_GUID_NOT_FOUND, -ENOENT },
	{ WINWMI_STATUS_WMI_INSTANCE_NOT_FOUND, -ENXIO },
	{ WINWMI_STATUS_WMI_ITEMID_NOT_FOUND, -EBADRQC },
	{ WINWMI_STATUS_WMI_TRY_AGAIN, -EAGAIN },
	{ WINWMI_STATUS_WMI_READ_ONLY, -EROFS },
	{ WINWMI_STATUS_WMI_GUID_DISCONNECTED, -ENODEV },
	{ WINWMI_STATUS_WMI_ALREADY_ENABLED, -EALREADY },
	{ WINWMI_STATUS_WMI_ALREADY_DISABLED, -EALREADY },
	{ WINWMI_STATUS_WMI_SET_FAILURE, -EINVAL },
	{ WINWMI_STATUS_WMI_NOT_SUPPORTED, -EOPNOTSUPP },
	{ WINWMI_STATUS_INFO_LENGTH_MISMATCH, -EINVAL },
	{ WINWMI_STATUS_NO_MEMORY, -ENOMEM },
	{ WINWMI_STATUS_NOT_SUPPORTED, -EOPNOTSUPP },
	/* Of the kind that Windows counts as success, but these are none. */
	{ WINWMI_STATUS_OBJECT_NAME_EXISTS, -EEXIST },
	{ WINWMI_STATUS_PENDING, -EIO },
};

static bool is_errno(int result)
{
	return result < 0 && result >= -MAX_ERRNO;
}

/**
 * winwmi_to_errno() - what a result is as an errno
 * @result: 0, a negative errno or a WINWMI_STATUS_*
 *
 * Context: any.
 * Return: 0 or a negative errno; -EIO for a status of an error that is not in the table.
 */
int winwmi_to_errno(int result)
{
	unsigned int i;

	if (is_errno(result))
		return result;
	for (i = 0; i < ARRAY_SIZE(results); i++)
		if (results[i].status == (u32)result)
			return results[i].err;
	return result < 0 ? -EIO : 0;
}
EXPORT_SYMBOL_GPL(winwmi_to_errno);

/**
 * winwmi_to_status() - what a result is as a status
 * @result: 0, a negative errno or a WINWMI_STATUS_*
 *
 * Context: any.
 * Return: WINWMI_STATUS_*; _UNSUCCESSFUL for an errno that is not in the table.
 */
u32 winwmi_to_status(int result)
{
	unsigned int i;

	if (!is_errno(result))
		return result;
	for (i = 0; i < ARRAY_SIZE(results); i++)
		if (results[i].err == result)
			return results[i].status;
	return WINWMI_STATUS_UNSUCCESSFUL;
}
EXPORT_SYMBOL_GPL(winwmi_to_status);

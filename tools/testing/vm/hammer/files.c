// SPDX-License-Identifier: GPL-2.0-only
/*
 * What there is of the cards in /proc and /sys.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <fnmatch.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hammer.h"

#define MAX_FILES	1024

static char *files[MAX_FILES];
static size_t count;

/*
 * What root does to the hardware or the bus behind the driver's back, and the firmware's
 * mistakes, which taint the kernel. Anything else may be written.
 */
static const char *const read_only[] = {
	"config", "resource*", "rom", "reset*", "remove", "rescan", "*rescan", "enable",
	"numa_node", "bind", "unbind",
};

static int add(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status;
	(void)walk;
	if (type == FTW_F && count < MAX_FILES)
		files[count++] = strdup(path);
	return 0;
}

static int order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool find_files(void)
{
	char path[64], *device;
	uint32_t card;

	for (card = 0; card < CARDS; card++) {
		snprintf(path, sizeof(path), "/sys/class/sound/card%u/device", card);
		device = realpath(path, NULL);
		if (!device)
			return false;
		nftw(device, add, 16, FTW_PHYS);
		free(device);
		snprintf(path, sizeof(path), "/proc/asound/card%u", card);
		nftw(path, add, 16, FTW_PHYS);
	}
	qsort(files, count, sizeof(*files), order);
	return count;
}

static const char *any_file(struct worker *worker)
{
	return files[below(worker, count)];
}

static bool may_write(const char *path)
{
	const char *name = strrchr(path, '/') + 1;

	for (size_t i = 0; i < ARRAY_SIZE(read_only); i++)
		if (!fnmatch(read_only[i], name, 0))
			return false;
	return true;
}

/* A number, a word that some file knows, or bytes; its length in @bytes. */
static void *any_content(struct worker *worker, size_t *bytes)
{
	static const char *const words[] = {
		"", "\n", "auto", "on", "off", "enabled", "disabled", "add", "change", "%s%n%p",
		"Hammer", "(null)", "../..", "clear", "0x", "-", "1 2 3",
	};
	char *text = memory_for(worker, 64);

	switch (below(worker, 4)) {
	case 0:
		*bytes = snprintf(text, 64, one_in(worker, 2) ? "%jd\n" : "%#jx",
				  (intmax_t)odd_value(worker));
		return text;
	case 1:
		*bytes = snprintf(text, 64, "%s", words[below(worker, ARRAY_SIZE(words))]);
		return text;
	case 2:
		*bytes = odd_length(worker, 70000);
		return memset(memory_for(worker, *bytes), '0' + below(worker, 10), *bytes);
	default:
		*bytes = odd_length(worker, 70000);
		text = memory_for(worker, *bytes);
		random_bytes(worker, text, *bytes < 256 ? *bytes : 256);
		return text;
	}
}

static void write_file(struct worker *worker)
{
	struct handle *handle = any_handle(worker);
	const char *path = any_file(worker);
	size_t bytes;
	void *content = any_content(worker, &bytes);

	if (!may_write(path))
		return;
	reopen(worker, handle, path, one_in(worker, 4) ? O_RDWR : O_WRONLY | O_TRUNC);
	if (one_in(worker, 8))
		content = odd_pointer(worker);
	note(worker, ", write %zu bytes", bytes);
	result(worker, one_in(worker, 8) ? pwrite(handle->fd, content, bytes, odd_value(worker)) :
					   write(handle->fd, content, bytes));
	shut(handle);
}

static void read_file(struct worker *worker)
{
	struct handle *handle = any_handle(worker);
	size_t bytes = odd_length(worker, MEMORY_BYTES);
	void *data = one_in(worker, 16) ? odd_pointer(worker) : memory_for(worker, bytes);

	reopen(worker, handle, any_file(worker), O_RDONLY);
	note(worker, ", read %zu bytes", bytes);
	result(worker, one_in(worker, 4) ? pread(handle->fd, data, bytes, odd_value(worker)) :
					   read(handle->fd, data, bytes));
	shut(handle);
}

/* To be read, or looked at, again and again by the operations that take any handle. */
static void open_file(struct worker *worker, struct handle *handle)
{
	reopen(worker, handle, any_file(worker), O_RDONLY);
}

static void read_again(struct worker *worker)
{
	struct handle *handle = any_open_handle(worker);
	size_t bytes = odd_length(worker, 4096);

	if (one_in(worker, 4))
		lseek(handle->fd, odd_value(worker), below(worker, 4));
	note(worker, " %zu bytes", bytes);
	result(worker, read(handle->fd, memory_for(worker, bytes), bytes));
}

static void look_at(struct worker *worker)
{
	look(worker, any_open_handle(worker));
}

static void open_any(struct worker *worker)
{
	open_file(worker, any_handle(worker));
}

static const struct operation operations[] = {
	{ "write", 20, write_file },
	{ "read", 20, read_file },
	{ "open", 4, open_any },
	{ "read again", 8, read_again },
	{ "poll", 2, look_at },
	{ }
};

const struct surface files_surface = { "files", operations, open_file, find_files };

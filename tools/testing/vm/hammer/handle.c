// SPDX-License-Identifier: GPL-2.0-only
/*
 * What can be done with any open file: ioctls, transfers, mappings.
 */
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "hammer.h"

static sigjmp_buf fault;

struct handle *any_handle(struct worker *worker)
{
	return &worker->handles[below(worker, HANDLES)];
}

/* One that is open, as a rule and if possible. What is drawn later is the same if it was before. */
struct handle *any_open_handle(struct worker *worker)
{
	struct handle *handle = any_handle(worker);
	bool as_it_is = one_in(worker, 32);
	uint64_t random = worker->random;

	if (handle->fd < 0 && !as_it_is)
		worker->surface->open(worker, handle);
	worker->random = random;
	return handle;
}

void shut(struct handle *handle)
{
	if (handle->map)
		munmap(handle->map, handle->mapped);
	if (handle->fd >= 0)
		close(handle->fd);
	*handle = (struct handle) { .fd = -1 };
}

bool reopen(struct worker *worker, struct handle *handle, const char *path, int flags)
{
	shut(handle);
	handle->fd = open(path, flags | O_NONBLOCK | O_CLOEXEC);
	note(worker, " %s flags %#x", path, flags);
	return result(worker, handle->fd) >= 0;
}

/* An ioctl as it should be. */
long call(struct worker *worker, struct handle *handle, const struct request *request)
{
	size_t bytes = request->bytes ? request->bytes : _IOC_SIZE(request->number);
	void *data = memset(memory_for(worker, bytes), 0, bytes);

	if (request->fill)
		request->fill(worker, data);
	note(worker, " %s", request->name);
	return result(worker, ioctl(handle->fd, request->number, data));
}

/* An ioctl whose argument is a number. */
void call_number(struct worker *worker, struct handle *handle, const struct request *request,
		 int argument)
{
	note(worker, " %s %d", request->name, argument);
	result(worker, ioctl(handle->fd, request->number, argument));
}

/* An ioctl as it may be: right, damaged, somewhere else, or another one altogether. */
void send_request(struct worker *worker, struct handle *handle, const struct request *request)
{
	size_t bytes = request->bytes ? request->bytes : _IOC_SIZE(request->number);
	void *data = memset(memory_for(worker, bytes), 0, bytes);
	unsigned long number = request->number;

	if (request->fill)
		request->fill(worker, data);
	note(worker, " %s", request->name);
	if (one_in(worker, 2)) {
		damage(worker, data, bytes);
		note(worker, " damaged");
	}
	if (one_in(worker, 24)) {
		data = odd_pointer(worker);
		note(worker, " at %p", data);
	}
	if (one_in(worker, 48)) {
		number = one_in(worker, 2) ? number ^ 1UL << below(worker, 32) :
					     (number & ~0xffUL) | below(worker, 256);
		note(worker, " number %#lx", number);
	}
	result(worker, ioctl(handle->fd, number, data));
}

static void faulted(int number)
{
	siglongjmp(fault, number);
}

/*
 * Reads all of a mapping and writes some of it, as far as that is allowed: more often near its
 * beginning, where the numbers are that both sides use.
 */
static void touch(struct worker *worker, volatile uint8_t *map, size_t bytes)
{
	size_t offset;
	uint32_t i;

	signal(SIGBUS, faulted);
	signal(SIGSEGV, faulted);
	if (!sigsetjmp(fault, 1)) {
		for (offset = 0; offset < bytes; offset += PAGE)
			(void)map[offset];
		for (i = 0; i < 16; i++)
			*(volatile uint64_t *)&map[draw(worker) % (one_in(worker, 2) ? 64 : bytes) &
						   ~7ULL] = odd_value(worker);
	}
	signal(SIGBUS, SIG_DFL);
	signal(SIGSEGV, SIG_DFL);
}

/* What is mapped stays so until the handle is shut or mapped again. */
void map_anything(struct worker *worker, struct handle *handle, uint64_t offset, size_t bytes)
{
	int protection = one_in(worker, 4) ? below(worker, 8) : PROT_READ | PROT_WRITE;
	int flags = one_in(worker, 8) ? MAP_PRIVATE : MAP_SHARED;
	void *map;

	if (handle->map)
		munmap(handle->map, handle->mapped);
	handle->map = NULL;
	if (one_in(worker, 8))
		offset += (odd_value(worker) & INT32_MAX) * PAGE;
	if (one_in(worker, 8))
		bytes = odd_value(worker);
	map = mmap(NULL, bytes, protection, flags, handle->fd, offset);
	note(worker, " %#zx bytes at %#jx, protection %d", bytes, (uintmax_t)offset, protection);
	if (result(worker, map == MAP_FAILED ? -1 : 0) < 0)
		return;
	handle->map = map;
	handle->mapped = bytes;
	touch(worker, map, bytes);
}

void transfer_anything(struct worker *worker, struct handle *handle)
{
	size_t bytes = odd_length(worker, one_in(worker, 2) ? 256 : MEMORY_BYTES);
	void *data = one_in(worker, 16) ? odd_pointer(worker) : memory_for(worker, bytes);
	struct iovec parts[3];
	uint32_t i;

	for (i = 0; i < ARRAY_SIZE(parts); i++) {
		parts[i].iov_len = odd_length(worker, 4096);
		parts[i].iov_base = one_in(worker, 16) ? odd_pointer(worker) :
				    memory_for(worker, parts[i].iov_len);
	}
	note(worker, " %zu bytes", bytes);
	switch (below(worker, 4)) {
	case 0:
		result(worker, write(handle->fd, data, bytes));
		break;
	case 1:
		result(worker, read(handle->fd, data, bytes));
		break;
	case 2:
		result(worker, writev(handle->fd, parts, 1 + below(worker, 3)));
		break;
	default:
		result(worker, readv(handle->fd, parts, 1 + below(worker, 3)));
		break;
	}
}

/* Writes to what is mapped, and sends a few requests before the other side has seen it. */
void scribble(struct worker *worker, struct handle *handle, const struct request *requests,
	      size_t count)
{
	uint32_t times = 1 + below(worker, 8);

	if (!handle->map)
		return;
	touch(worker, handle->map, handle->mapped);
	while (times--)
		send_request(worker, handle, &requests[below(worker, count)]);
}

/* Asks whether there is something to read or write. */
void look(struct worker *worker, struct handle *handle)
{
	struct pollfd file = { .fd = handle->fd, .events = draw(worker) };

	result(worker, poll(&file, 1, 0));
}

/* Asks to be told by a signal. */
void ask_for_signals(struct worker *worker, struct handle *handle)
{
	fcntl(handle->fd, F_SETOWN, getpid());
	result(worker, fcntl(handle->fd, F_SETFL, O_NONBLOCK | (one_in(worker, 2) ? O_ASYNC : 0)));
}

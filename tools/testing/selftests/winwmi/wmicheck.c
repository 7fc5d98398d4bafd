// SPDX-License-Identifier: GPL-2.0-only
/*
 * Asks the sample provider on its character device, and says what is not as it should be.
 *
 *	wmicheck TEST [DEVICE]
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/winwmi.h>

#include "sample.h"

#define NOBODY	65534
#define PATIENCE	60000	/* ms that what must come may take */

static const char *device = "/dev/winwmi/winwmi0";
static int bad;

#define expect(condition)								\
do {											\
	if (!(condition)) {								\
		printf("line %d: not so: %s (errno %d)\n", __LINE__, #condition, errno);	\
		bad = 1;								\
	}										\
} while (0)

/* A system call fails with this errno. */
#define expect_errno(call, wanted)							\
do {											\
	int got = (call) < 0 ? errno : 0;						\
											\
	if (got != (wanted)) {								\
		printf("line %d: %s: errno %d instead of %d\n", __LINE__, #call, got, wanted);	\
		bad = 1;								\
	}										\
} while (0)

static int open_device(int flags)
{
	int fd = open(device, flags | O_CLOEXEC);

	if (fd < 0) {
		perror(device);
		exit(1);
	}
	return fd;
}

static void set_guid(unsigned char *guid, unsigned int block)
{
	static const unsigned char base[WINWMI_GUID_SIZE] = {
		0x00, 0x00, 0x3e, 0x5a, 0x57, 0x7e, 0x1d, 0x4b,
		0x90, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07,
	};

	memcpy(guid, base, sizeof(base));
	guid[0] = block;
}

static struct winwmi_call new_call(unsigned int block, unsigned int id, const void *in,
				   unsigned int in_size, void *out, unsigned int out_size)
{
	struct winwmi_call call = {
		.id = id,
		.in = (uintptr_t)in,
		.in_size = in_size,
		.out = (uintptr_t)out,
		.out_size = out_size,
	};

	set_guid(call.guid, block);
	return call;
}

static struct sample_counters counters(int fd)
{
	struct sample_counters all = {};
	struct winwmi_call call = new_call(SAMPLE_COUNTERS, 0, NULL, 0, &all, sizeof(all));

	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, &call), 0);
	return all;
}

static int interest(int fd, unsigned long what, unsigned int block, int on)
{
	struct winwmi_interest call = { .on = on };

	set_guid(call.guid, block);
	return ioctl(fd, what, &call);
}

static int execute(int fd, unsigned int method, const void *in, unsigned int size)
{
	struct winwmi_call call = new_call(SAMPLE_METHODS, method, in, size, NULL, 0);

	return ioctl(fd, WINWMI_EXECUTE, &call);
}

static void test_query(void)
{
	int fd = open_device(O_RDONLY);
	struct sample_values values[2] = {};
	struct winwmi_call call = new_call(SAMPLE_VALUES, 0, NULL, 0, NULL, 0);

	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, &call), ENOSPC);
	expect(call.needed == sizeof(values[0]) && call.out_size == 0);
	expect(call.status == WINWMI_STATUS_BUFFER_TOO_SMALL);
	call = new_call(SAMPLE_VALUES, 0, NULL, 0, values, sizeof(values));
	call.instance = 1;
	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, &call), 0);
	expect(call.out_size == sizeof(values[0]) && call.status == 0 && call.needed == 0);
	expect(call.timestamp > 116444736000000000ULL);
	expect(values[0].serial == 2 && values[1].serial == 0);
	call = new_call(SAMPLE_VALUES, 0, NULL, 0, values, sizeof(values));
	call.instance = 2;
	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, &call), ENXIO);
	expect(call.status == WINWMI_STATUS_WMI_INSTANCE_NOT_FOUND);
	call = new_call(200, 0, NULL, 0, values, sizeof(values));
	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, &call), ENOENT);
	expect(call.status == WINWMI_STATUS_WMI_GUID_NOT_FOUND);
	call = new_call(SAMPLE_EVENT, 0, NULL, 0, values, sizeof(values));
	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, &call), EOPNOTSUPP);
	close(fd);
}

static void test_all(void)
{
	unsigned char buffer[512] __attribute__((aligned(8)));
	struct winwmi_all *all = (void *)buffer;
	int fd = open_device(O_RDONLY);
	struct winwmi_call call = new_call(SAMPLE_VALUES, 0, NULL, 0, buffer, 30);
	struct sample_values *values;
	unsigned int i;

	memset(buffer, 0xee, sizeof(buffer));
	expect_errno(ioctl(fd, WINWMI_QUERY_ALL, &call), ENOSPC);
	for (i = 0; i < sizeof(buffer); i++)
		expect(buffer[i] == 0xee);
	call = new_call(SAMPLE_VALUES, 0, NULL, 0, buffer, call.needed);
	expect_errno(ioctl(fd, WINWMI_QUERY_ALL, &call), 0);
	expect(all->count == 2 && all->size == call.out_size && !(all->entries[1].offset % 8));
	values = (void *)(buffer + all->entries[1].offset);
	expect(values->serial == 2);
	expect(buffer[call.out_size] == 0xee);
	close(fd);
}

static void test_set(void)
{
	unsigned char raw[SAMPLE_RAW_SIZE + 1] = "raw bytes", back[SAMPLE_RAW_SIZE];
	int fd = open_device(O_RDWR);
	struct winwmi_call call = new_call(SAMPLE_RAW, 0, raw, 9, NULL, 0);
	struct sample_values values;
	__s32 level = -5;

	expect_errno(ioctl(fd, WINWMI_SET, &call), 0);
	call = new_call(SAMPLE_RAW, 0, NULL, 0, back, sizeof(back));
	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, &call), 0);
	expect(call.out_size == 9 && !memcmp(raw, back, 9));
	call = new_call(SAMPLE_RAW, 0, raw, sizeof(raw), NULL, 0);
	expect_errno(ioctl(fd, WINWMI_SET, &call), EINVAL);
	expect(call.status == WINWMI_STATUS_WMI_SET_FAILURE);
	call = new_call(SAMPLE_LARGE, 0, raw, 9, NULL, 0);
	expect_errno(ioctl(fd, WINWMI_SET, &call), EROFS);
	call = new_call(SAMPLE_VALUES, 2, &level, sizeof(level), NULL, 0);
	expect_errno(ioctl(fd, WINWMI_SET_ITEM, &call), 0);
	call = new_call(SAMPLE_VALUES, 0, NULL, 0, &values, sizeof(values));
	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, &call), 0);
	expect(values.level == -5);
	call = new_call(SAMPLE_VALUES, 1, &level, sizeof(level), NULL, 0);
	expect_errno(ioctl(fd, WINWMI_SET_ITEM, &call), EROFS);
	call = new_call(SAMPLE_VALUES, 2, &level, 3, NULL, 0);
	expect_errno(ioctl(fd, WINWMI_SET_ITEM, &call), EINVAL);
	call = new_call(SAMPLE_VALUES, 77, &level, sizeof(level), NULL, 0);
	expect_errno(ioctl(fd, WINWMI_SET_ITEM, &call), EBADRQC);
	close(fd);
}

static void test_execute(void)
{
	__u32 numbers[2] = { 0xffffffff, 3 };
	int fd = open_device(O_RDWR);
	__u64 sum = 0, calls = 0;
	struct winwmi_call call;

	call = new_call(SAMPLE_METHODS, SAMPLE_ADD, numbers, sizeof(numbers), &sum, sizeof(sum));
	expect_errno(ioctl(fd, WINWMI_EXECUTE, &call), 0);
	expect(sum == 0x100000002ULL && call.out_size == sizeof(sum));
	call = new_call(SAMPLE_METHODS, 99, NULL, 0, NULL, 0);
	expect_errno(ioctl(fd, WINWMI_EXECUTE, &call), EBADRQC);
	call = new_call(SAMPLE_METHODS, SAMPLE_CLEAR, NULL, 0, &calls, 4);
	expect_errno(ioctl(fd, WINWMI_EXECUTE, &call), ENOSPC);
	expect(call.needed == sizeof(calls));
	call = new_call(SAMPLE_METHODS, SAMPLE_CLEAR, NULL, 0, &calls, sizeof(calls));
	expect_errno(ioctl(fd, WINWMI_EXECUTE, &call), 0);
	expect(calls == 2);
	close(fd);
}

static void test_rights(void)
{
	int reader = open_device(O_RDONLY), writer = open_device(O_WRONLY);
	struct winwmi_call call = new_call(SAMPLE_RAW, 0, "x", 1, NULL, 0);
	char byte;

	expect_errno(ioctl(reader, WINWMI_SET, &call), EBADF);
	expect_errno(ioctl(reader, WINWMI_SET_ITEM, &call), EBADF);
	expect_errno(execute(reader, SAMPLE_FIRE, NULL, 0), EBADF);
	expect_errno(ioctl(writer, WINWMI_SET, &call), 0);
	call = new_call(SAMPLE_RAW, 0, NULL, 0, &byte, 1);
	expect_errno(ioctl(writer, WINWMI_QUERY_SINGLE, &call), EBADF);
	expect_errno(ioctl(writer, WINWMI_QUERY_ALL, &call), EBADF);
	expect_errno(interest(writer, WINWMI_SUBSCRIBE, SAMPLE_EVENT, 1), EBADF);
	expect_errno(interest(writer, WINWMI_CONSUME, SAMPLE_EXPENSIVE, 1), EBADF);
	expect_errno(read(writer, &byte, 1), EBADF);
	expect_errno(write(writer, &byte, 1), EINVAL);
	close(reader);
	close(writer);
}

/* A file of the block that $BLOCK names. */
static const char *in_block(const char *name)
{
	static char path[200];

	snprintf(path, sizeof(path), "%s/%s", getenv("BLOCK"), name);
	return path;
}

/* As root first, then as nobody: who has it open keeps it. */
static void test_nobody(void)
{
	struct sample_values values;
	struct winwmi_call call = new_call(SAMPLE_VALUES, 0, NULL, 0, &values, sizeof(values));
	int fd = open_device(O_RDWR);

	expect_errno(setuid(NOBODY), 0);
	expect_errno(open(device, O_RDONLY), EACCES);
	expect_errno(open(in_block("instances/0/data"), O_RDONLY), EACCES);
	expect_errno(open(in_block("instances/0/items/Level"), O_RDONLY), EACCES);
	expect(open(in_block("guid"), O_RDONLY) >= 0);
	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, &call), 0);
	close(fd);
}

static void hostile_members(int fd)
{
	unsigned char byte = 1;
	struct winwmi_call call = new_call(SAMPLE_RAW, 0, NULL, 0, &byte, 1);
	size_t offset;

	/* None of these has a use in a query of all. */
	static const size_t unused[] = {
		offsetof(struct winwmi_call, instance), offsetof(struct winwmi_call, id),
		offsetof(struct winwmi_call, in), offsetof(struct winwmi_call, in_size),
		offsetof(struct winwmi_call, needed), offsetof(struct winwmi_call, status),
		offsetof(struct winwmi_call, timestamp), offsetof(struct winwmi_call, reserved),
	};

	for (offset = 0; offset < sizeof(unused) / sizeof(*unused); offset++) {
		struct winwmi_call wrong = call;

		((unsigned char *)&wrong)[unused[offset]] = 1;
		expect_errno(ioctl(fd, WINWMI_QUERY_ALL, &wrong), EINVAL);
	}
	call.out_size = WINWMI_MAX_DATA + 1;
	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, &call), E2BIG);
	call = new_call(SAMPLE_RAW, 0, &byte, 0xffffffff, NULL, 0);
	expect_errno(ioctl(fd, WINWMI_SET, &call), E2BIG);
}

static void test_hostile(void)
{
	int fd = open_device(O_RDWR);
	struct winwmi_interest wrong = { .on = 2 };
	struct winwmi_call call;
	void *nowhere = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	hostile_members(fd);
	set_guid(wrong.guid, SAMPLE_EVENT);
	expect_errno(ioctl(fd, WINWMI_SUBSCRIBE, &wrong), EINVAL);
	wrong.on = 1;
	wrong.reserved = 1;
	expect_errno(ioctl(fd, WINWMI_CONSUME, &wrong), EINVAL);
	expect_errno(interest(fd, WINWMI_SUBSCRIBE, 200, 1), ENOENT);
	/* It would be told of none of them. */
	expect_errno(interest(fd, WINWMI_SUBSCRIBE, SAMPLE_TRACE, 1), EOPNOTSUPP);
	expect_errno(interest(fd, WINWMI_SUBSCRIBE, SAMPLE_TRACE, 0), EALREADY);
	expect_errno(interest(fd, WINWMI_SUBSCRIBE, SAMPLE_EVENT, 0), EALREADY);
	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, nowhere), EFAULT);
	expect_errno(ioctl(fd, WINWMI_SUBSCRIBE, nowhere), EFAULT);
	call = new_call(SAMPLE_LARGE, 0, NULL, 0, nowhere, SAMPLE_LARGE_SIZE);
	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, &call), EFAULT);
	call = new_call(SAMPLE_RAW, 0, nowhere, 9, NULL, 0);
	expect_errno(ioctl(fd, WINWMI_SET, &call), EFAULT);
	expect_errno(ioctl(fd, _IOWR(WINWMI_IOC_MAGIC, 0x07, struct winwmi_call), &call), ENOTTY);
	expect_errno(ioctl(fd, _IOR(WINWMI_IOC_MAGIC, 0x00, struct winwmi_call), &call), ENOTTY);
	expect_errno(lseek(fd, 0, SEEK_SET), ESPIPE);
	close(fd);
}

/* Two files, then one whose process is killed. */
static void test_consume(void)
{
	int one = open_device(O_RDONLY), two = open_device(O_RDONLY), status, ready[2];
	struct sample_counters before = counters(one), now;
	pid_t child;
	char byte;

	expect_errno(interest(one, WINWMI_CONSUME, SAMPLE_EXPENSIVE, 1), 0);
	expect_errno(interest(one, WINWMI_CONSUME, SAMPLE_EXPENSIVE, 1), EALREADY);
	expect_errno(interest(two, WINWMI_CONSUME, SAMPLE_EXPENSIVE, 1), 0);
	now = counters(one);
	expect(now.begun[1] == before.begun[1] + 1 && now.ended[1] == before.ended[1]);
	expect_errno(interest(one, WINWMI_CONSUME, SAMPLE_EXPENSIVE, 0), 0);
	now = counters(one);
	expect(now.ended[1] == before.ended[1]);
	close(two);
	now = counters(one);
	expect(now.ended[1] == before.ended[1] + 1);

	expect_errno(pipe(ready), 0);
	child = fork();
	if (!child) {
		int fd = open_device(O_RDONLY);

		interest(fd, WINWMI_CONSUME, SAMPLE_EXPENSIVE, 1);
		write(ready[1], "x", 1);
		pause();
		_exit(0);
	}
	expect(read(ready[0], &byte, 1) == 1);
	now = counters(one);
	expect(now.begun[1] == before.begun[1] + 2);
	kill(child, SIGKILL);
	expect(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
	now = counters(one);
	expect(now.ended[1] == before.ended[1] + 2);
	expect(!now.unordered);
	/* What is not expensive can be consumed, and its driver hears nothing of it. */
	expect_errno(interest(one, WINWMI_CONSUME, SAMPLE_RAW, 1), 0);
	close(one);
}

static void test_subscribe(void)
{
	static const char alarm_text[] = "alarm";
	unsigned char buffer[16384];
	struct winwmi_event_record *record = (void *)buffer;
	int fd = open_device(O_RDWR | O_NONBLOCK);
	struct pollfd poller = { .fd = fd, .events = POLLIN };
	struct sample_counters before = counters(fd), now;

	expect_errno(execute(fd, SAMPLE_FIRE, alarm_text, 5), 0);
	expect_errno(read(fd, buffer, sizeof(buffer)), EAGAIN);
	expect_errno(interest(fd, WINWMI_SUBSCRIBE, SAMPLE_EVENT, 1), 0);
	expect_errno(interest(fd, WINWMI_SUBSCRIBE, SAMPLE_EVENT, 1), EALREADY);
	expect(poll(&poller, 1, 0) == 0);
	expect_errno(execute(fd, SAMPLE_FIRE, alarm_text, 5), 0);
	expect(poll(&poller, 1, PATIENCE) == 1 && poller.revents == POLLIN);
	expect_errno(read(fd, buffer, 55), EMSGSIZE);
	expect(read(fd, buffer, sizeof(buffer)) == 56);
	expect(record->size == 56 && record->data_size == 5 && !record->lost);
	expect(!memcmp(record->data, alarm_text, 5) && !record->instance);
	expect_errno(execute(fd, SAMPLE_REFER, NULL, 0), 0);
	expect(poll(&poller, 1, PATIENCE) == 1);
	expect(read(fd, buffer, sizeof(buffer)) == 48 + SAMPLE_LARGE_SIZE);
	expect(record->severity == 7 && record->data_size == SAMPLE_LARGE_SIZE);
	expect_errno(interest(fd, WINWMI_SUBSCRIBE, SAMPLE_EVENT, 0), 0);
	now = counters(fd);
	expect(now.begun[0] == before.begun[0] + 1 && now.ended[0] == before.ended[0] + 1);
	expect(!now.unordered);
	close(fd);
}

static int read_again(int fd)
{
	char buffer[64];

	return pread(fd, buffer, sizeof(buffer), 0);
}

/* The device vanishes by its own item, while its files are open. */
static void test_gone(void)
{
	static const char vanish[] = "2\n";
	char buffer[64];
	int fd = open_device(O_RDWR), data, item, tries = PATIENCE / 100;
	struct pollfd poller = { .fd = fd, .events = POLLIN };
	struct winwmi_call call = new_call(SAMPLE_RAW, 0, NULL, 0, buffer, sizeof(buffer));

	data = open(in_block("instances/0/data"), O_RDONLY);
	item = open(in_block("instances/0/items/Action"), O_WRONLY);
	expect(data >= 0 && item >= 0 && read_again(data) > 0);
	expect_errno(interest(fd, WINWMI_SUBSCRIBE, SAMPLE_EVENT, 1), 0);
	expect(write(item, vanish, sizeof(vanish) - 1) == sizeof(vanish) - 1);
	while (poll(&poller, 1, 100) >= 0 && !(poller.revents & POLLHUP) && tries--)
		;
	expect(poller.revents & POLLHUP);
	expect_errno(read(fd, buffer, sizeof(buffer)), ENODEV);
	expect_errno(ioctl(fd, WINWMI_QUERY_SINGLE, &call), ENODEV);
	expect(call.status == WINWMI_STATUS_WMI_GUID_DISCONNECTED);
	expect_errno(interest(fd, WINWMI_CONSUME, SAMPLE_RAW, 1), ENODEV);
	expect_errno(interest(fd, WINWMI_SUBSCRIBE, SAMPLE_EVENT, 0), 0);
	tries = PATIENCE / 20;
	while (read_again(data) >= 0 && tries--)
		usleep(20000);
	expect_errno(read_again(data), ENODEV);
	expect_errno(write(item, vanish, 1), ENODEV);
	close(fd);
	close(data);
	close(item);
}

/* Files open the device and leave again, while others ask it. */
static void test_crowd(void)
{
	pid_t children[8];
	unsigned int i, j;
	int status, fd;
	struct sample_counters now;

	for (i = 0; i < 8; i++) {
		children[i] = fork();
		if (children[i])
			continue;
		for (j = 0; j < 200; j++) {
			fd = open_device(O_RDWR);
			interest(fd, WINWMI_SUBSCRIBE, SAMPLE_EVENT, 1);
			interest(fd, WINWMI_CONSUME, SAMPLE_EXPENSIVE, 1);
			execute(fd, i ? SAMPLE_FIRE : SAMPLE_TOGGLE, "x", 1);
			close(fd);
		}
		_exit(0);
	}
	for (i = 0; i < 8; i++)
		expect(waitpid(children[i], &status, 0) == children[i] && !status);
	fd = open_device(O_RDONLY);
	now = counters(fd);
	expect(!now.unordered && now.begun[0] == now.ended[0] && now.begun[1] == now.ended[1]);
	close(fd);
}

#define THOUSAND	1000

static void *come_and_go(void *barrier)
{
	long refused = 0;
	int turn, fd;

	/* All are there before the first begins. */
	pthread_barrier_wait(barrier);
	for (turn = 0; turn < 3; turn++) {
		fd = open_device(O_RDONLY);
		refused += !!interest(fd, WINWMI_SUBSCRIBE, SAMPLE_EVENT, 1);
		refused += !!interest(fd, WINWMI_CONSUME, SAMPLE_EXPENSIVE, 1);
		sched_yield();
		close(fd);
	}
	return (void *)refused;
}

/* As many as the promise names, at once. */
static void test_thousand(void)
{
	static pthread_t threads[THOUSAND];
	struct sample_counters before, now;
	pthread_barrier_t barrier;
	pthread_attr_t small;
	int fd, i, created;
	void *refused;

	fd = open_device(O_RDONLY);
	before = counters(fd);
	expect(!pthread_barrier_init(&barrier, NULL, THOUSAND));
	expect(!pthread_attr_init(&small) && !pthread_attr_setstacksize(&small, 65536));
	for (i = 0; i < THOUSAND; i++) {
		created = !pthread_create(&threads[i], &small, come_and_go, &barrier);
		expect(created);
		/* The others would wait for it for ever. */
		if (!created)
			exit(1);
	}
	for (i = 0; i < THOUSAND; i++) {
		expect(!pthread_join(threads[i], &refused));
		expect(!refused);
	}
	now = counters(fd);
	expect(!now.unordered && now.begun[0] > before.begun[0] && now.begun[1] > before.begun[1]);
	expect(now.begun[0] == now.ended[0] && now.begun[1] == now.ended[1]);
	close(fd);
}

/* Holds the device open until it is killed, and says when it does. */
static void test_hold(void)
{
	int fd = open_device(O_RDWR);

	interest(fd, WINWMI_SUBSCRIBE, SAMPLE_EVENT, 1);
	puts("held");
	fflush(stdout);
	pause();
}

static const struct {
	const char *name;
	void (*run)(void);
} tests[] = {
	{ "query", test_query }, { "all", test_all }, { "set", test_set },
	{ "execute", test_execute }, { "rights", test_rights }, { "nobody", test_nobody },
	{ "hostile", test_hostile }, { "consume", test_consume },
	{ "subscribe", test_subscribe }, { "gone", test_gone }, { "crowd", test_crowd },
	{ "thousand", test_thousand }, { "hold", test_hold },
};

int main(int argc, char **argv)
{
	unsigned int i;

	if (argc > 2)
		device = argv[2];
	for (i = 0; argc > 1 && i < sizeof(tests) / sizeof(*tests); i++)
		if (!strcmp(argv[1], tests[i].name)) {
			tests[i].run();
			return bad;
		}
	fprintf(stderr, "usage: wmicheck TEST [DEVICE]\n");
	return 2;
}

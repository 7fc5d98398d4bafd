// SPDX-License-Identifier: GPL-2.0-only
/*
 * Processes that do one thing each with the providers of winwmi-siren, over and over, whether it
 * succeeds or not: the providers come and go meanwhile. It fails if one never succeeded.
 *
 * usage: race SECONDS SEED
 */
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <linux/winwmi.h>

#define SIREN	"/sys/kernel/debug/winwmi-siren/"
#define DEVICES	3

static unsigned int seed;

static unsigned int any(unsigned int below)
{
	return (unsigned int)rand_r(&seed) % below;
}

/* They are there while guest.sh tries to unload the modules, and when it has to insist. */
#define UNLOADING	"/run/unloading"
#define QUIET		"/run/quiet"

/* Most hold back while unloading is tried, or some file is open always. */
static int goes_on(void)
{
	if (access(UNLOADING, F_OK))
		return 1;
	return access(QUIET, F_OK) && !any(4);
}

/* One of the siren's blocks: alarm, tick, level, note. */
static void set_guid(__u8 *guid)
{
	static const __u8 base[WINWMI_GUID_SIZE] = {
		0x00, 0x00, 0xe4, 0x51, 0x1b, 0x7a, 0x2d, 0x4c, 0x8e, 0x3f, 1, 2, 3, 4, 5, 6,
	};

	memcpy(guid, base, sizeof(base));
	guid[0] = any(4);
}

static int tell(const char *file, const char *line)
{
	int fd = open(file, O_WRONLY);
	int good;

	if (fd < 0)
		return 0;
	good = write(fd, line, strlen(line)) > 0;
	close(fd);
	return good;
}

static int act(void)
{
	char line[32];

	snprintf(line, sizeof(line), "%u %u", 1 + any(4), any(DEVICES));
	return tell(SIREN "action", line);
}

static int fire(void)
{
	static const char *const what[] = { "alarm", "tick", "level" };
	char line[64];

	snprintf(line, sizeof(line), "%s %u %u %u", what[any(3)], any(DEVICES), any(3), any(250));
	return tell(SIREN "fire", line);
}

static int refuse(void)
{
	char line[8];
	int good;

	snprintf(line, sizeof(line), "%u", any(8));
	good = tell(SIREN "refusing", line);
	usleep(1000);
	tell(SIREN "refusing", "0");
	return good;
}

static int open_any(void)
{
	char path[32];

	snprintf(path, sizeof(path), "/dev/winwmi/winwmi%u", any(DEVICES));
	return open(path, O_RDWR | O_NONBLOCK);
}

static int ask(void)
{
	static const unsigned long commands[] = {
		WINWMI_QUERY_SINGLE, WINWMI_QUERY_ALL, WINWMI_SET, WINWMI_EXECUTE,
	};
	struct winwmi_call call;
	char data[4096];
	int fd = open_any();
	unsigned int i, good = 0;

	if (fd < 0)
		return 0;
	for (i = 0; i < 20; i++) {
		unsigned long command = commands[any(4)];

		memset(&call, 0, sizeof(call));
		set_guid(call.guid);
		if (command != WINWMI_QUERY_ALL)
			call.instance = any(3);
		if (command == WINWMI_SET || command == WINWMI_EXECUTE) {
			call.in = (__u64)(unsigned long)data;
			call.in_size = any(2) ? 4 : any(16);
			memset(data, 1, sizeof(data));
		}
		if (command != WINWMI_SET) {
			call.out = (__u64)(unsigned long)data;
			call.out_size = any(2) ? sizeof(data) : any(16);
		}
		good += !ioctl(fd, command, &call);
	}
	close(fd);
	return good;
}

static int subscribe(void)
{
	struct winwmi_interest interest;
	char data[8192];
	struct pollfd poll_fd;
	int fd = open_any();
	unsigned int i, good = 0;

	if (fd < 0)
		return 0;
	for (i = 0; i < 10; i++) {
		memset(&interest, 0, sizeof(interest));
		set_guid(interest.guid);
		interest.on = any(3) > 0;
		good += !ioctl(fd, any(3) ? WINWMI_SUBSCRIBE : WINWMI_CONSUME, &interest);
		poll_fd = (struct pollfd) { .fd = fd, .events = POLLIN };
		poll(&poll_fd, 1, any(5));
		if (read(fd, data, any(2) ? sizeof(data) : any(64)) < 0)
			continue;
	}
	close(fd);
	return good;
}

static int access_data(void)
{
	unsigned int good = 0;
	glob_t found;
	char data[64];
	size_t i;
	int fd;

	if (glob("/sys/bus/winwmi/devices/*/instances/*/data", 0, NULL, &found))
		return 0;
	for (i = 0; i < found.gl_pathc; i++) {
		fd = open(found.gl_pathv[i], any(2) ? O_RDONLY : O_RDWR);
		if (fd < 0)
			continue;
		good += read(fd, data, sizeof(data)) > 0;
		if (write(fd, data, 4) > 0)
			good++;
		close(fd);
	}
	globfree(&found);
	return good;
}

static const struct {
	const char *name;
	int (*once)(void);
} workers[] = {
	{ "actions", act }, { "events", fire }, { "more events", fire }, { "refusals", refuse },
	{ "requests", ask }, { "more requests", ask },
	{ "subscriptions", subscribe }, { "more subscriptions", subscribe },
	{ "files", access_data },
};

#define WORKERS	(sizeof(workers) / sizeof(workers[0]))

int main(int argc, char **argv)
{
	unsigned long *successes;
	time_t end;
	size_t i;
	int bad = 0;

	if (argc != 3)
		return 2;
	end = time(NULL) + atoi(argv[1]);
	successes = mmap(NULL, WORKERS * sizeof(*successes), PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (successes == MAP_FAILED)
		return 2;
	for (i = 0; i < WORKERS; i++) {
		if (fork())
			continue;
		seed = (unsigned int)(atoi(argv[2]) + i);
		while (time(NULL) < end) {
			if (goes_on())
				successes[i] += (unsigned long)workers[i].once();
			usleep(any(2000));
		}
		_exit(0);
	}
	while (wait(NULL) > 0)
		continue;
	for (i = 0; i < WORKERS; i++) {
		printf("%s: %lu succeeded\n", workers[i].name, successes[i]);
		bad |= !successes[i];
	}
	return bad;
}

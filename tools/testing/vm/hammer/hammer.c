// SPDX-License-Identifier: GPL-2.0-only
/*
 * hammer: feeds the devices and files of sound cards what no program should, from several
 * processes, until time is up or the kernel complains. What each process does follows from the
 * seed, its place and the number of the operation, whatever happened before.
 *
 * usage: hammer SECONDS SEED TAIL [SURFACE...]
 *
 * TAIL is a file for what was done last.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "hammer.h"
#include "log.h"

#define PATIENCE	5	/* seconds that an operation may block */

/* One process each. */
static const struct surface *const all[] = {
	&pcm_surface, &links_surface, &control_surface, &control_surface, &timer_surface,
	&files_surface,
};

static const char *const complaints[] = {
	"cut here", "BUG: ", "WARNING: ", "UBSAN: ", "KASAN: ", "Oops", "general protection fault",
	"ODEBUG: ", "invalid position: ",
};

static struct {
	const struct surface *surface;
	size_t place;		/* among all */
	pid_t process;
} workers[MAX_WORKERS];
static size_t count;
static struct record *records;

static void woken(int number)
{
	(void)number;
}

static void *map_or_die(size_t bytes, int protection, int flags)
{
	void *map = mmap(NULL, bytes, protection, flags | MAP_ANONYMOUS, -1, 0);

	if (map == MAP_FAILED) {
		perror("hammer: mmap");
		exit(2);
	}
	return map;
}

static const struct operation *any_operation(struct worker *worker)
{
	const struct operation *operation;
	uint32_t sum = 0, at;

	for (operation = worker->surface->operations; operation->name; operation++)
		sum += operation->weight;
	at = below(worker, sum);
	for (operation = worker->surface->operations; at >= operation->weight; operation++)
		at -= operation->weight;
	return operation;
}

/* An operation that blocks is interrupted; a signal about a file means nothing. */
static void set_signals(void)
{
	const struct sigaction wake = { .sa_handler = woken };

	sigaction(SIGALRM, &wake, NULL);
	signal(SIGIO, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/*
 * Streams that are linked are worked on where their interrupts are: when two processors want the
 * lock of a group at once, ALSA takes those of its streams in an order that lockdep, which is not
 * told of it, must take for a deadlock.
 */
static void stay_with_interrupts(void)
{
	cpu_set_t first;

	CPU_ZERO(&first);
	CPU_SET(0, &first);
	sched_setaffinity(0, sizeof(first), &first);
}

static void work(size_t index, uint64_t from)
{
	struct worker worker = { .surface = workers[index].surface };
	struct record *record = &records[index];
	const struct operation *operation;
	size_t i;

	set_signals();
	if (worker.surface == &links_surface)
		stay_with_interrupts();
	worker.good = &record->good;
	/* The last page is there no more. */
	worker.memory = map_or_die(MEMORY_BYTES + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE);
	munmap(worker.memory + MEMORY_BYTES, PAGE);
	worker.readonly = map_or_die(PAGE, PROT_READ, MAP_PRIVATE);
	for (i = 0; i < HANDLES; i++)
		worker.handles[i].fd = -1;

	for (;; record->operations++) {
		seed(&worker, from, workers[index].place, record->operations);
		operation = any_operation(&worker);
		begin_entry(&worker, record, operation->name);
		alarm(PATIENCE);
		operation->run(&worker);
		alarm(0);
	}
}

/* Whether the kernel has said something that it should not; prints that. */
static bool complains(int kmsg)
{
	char line[1024];
	ssize_t length;
	size_t i;

	for (;;) {
		length = read(kmsg, line, sizeof(line) - 1);
		if (length < 0 && errno == EPIPE)	/* it said more than was kept */
			continue;
		if (length <= 0)
			return false;
		line[length] = 0;
		for (i = 0; i < ARRAY_SIZE(complaints); i++)
			if (strstr(line, complaints[i])) {
				printf("# the kernel complains: %s", strchrnul(line, ';'));
				return true;
			}
	}
}

static void save_tail(const char *path)
{
	FILE *file = fopen(path, "w");
	char who[40];
	size_t i;

	if (!file)
		return;
	for (i = 0; i < count; i++) {
		snprintf(who, sizeof(who), "%zu %s", workers[i].place,
			 workers[i].surface->name);
		print_tail(file, &records[i], who);
	}
	fclose(file);
}

/* Until time is up, the kernel complains or a worker dies; returns whether all was well. */
static bool watch(double seconds, const char *tail)
{
	int kmsg = open("/dev/kmsg", O_RDONLY | O_NONBLOCK), status;
	uint32_t ticks = seconds * 10;
	pid_t dead;

	if (kmsg < 0 || lseek(kmsg, 0, SEEK_END) < 0) {
		perror("hammer: /dev/kmsg");
		return false;
	}
	while (ticks--) {
		usleep(100000);
		/* Now and then, for who finds it when the kernel is dead. */
		if (ticks % 4 == 0)
			save_tail(tail);
		if (complains(kmsg))
			return false;
		dead = waitpid(-1, &status, WNOHANG);
		if (dead) {
			printf("# a worker died, status %#x\n", status);
			return false;
		}
	}
	return true;
}

/* Returns false if nothing that a surface did went well: then it is not there. */
static bool report(void)
{
	bool good = true;
	size_t i;

	for (i = 0; i < count; i++) {
		printf("# %zu %s: %ju operations, %ju calls went well\n",
		       workers[i].place, workers[i].surface->name,
		       (uintmax_t)records[i].operations,
		       (uintmax_t)records[i].good);
		good &= records[i].good > 0;
	}
	return good;
}

static bool choose_surfaces(char **names)
{
	size_t i;
	char **name;

	for (i = 0; i < ARRAY_SIZE(all); i++) {
		for (name = names; *name && strcmp(*name, all[i]->name); name++)
			;
		if (*names && !*name)
			continue;
		if (all[i]->find && !all[i]->find()) {
			fprintf(stderr, "hammer: %s: nothing there\n", all[i]->name);
			return false;
		}
		workers[count].place = i;
		workers[count++].surface = all[i];
	}
	return count;
}

int main(int argc, char **argv)
{
	uint64_t from;
	bool well;
	size_t i;

	if (argc < 4 || !choose_surfaces(argv + 4)) {
		fprintf(stderr, "usage: hammer SECONDS SEED TAIL [SURFACE...]\n");
		return 2;
	}
	from = strtoull(argv[2], NULL, 0);
	setvbuf(stdout, NULL, _IOLBF, 0);
	records = map_or_die(sizeof(*records) * MAX_WORKERS, PROT_READ | PROT_WRITE, MAP_SHARED);
	for (i = 0; i < count; i++) {
		workers[i].process = fork();
		if (!workers[i].process)
			work(i, from);
	}
	well = watch(atof(argv[1]), argv[3]);
	for (i = 0; i < count; i++)
		kill(workers[i].process, SIGKILL);
	while (wait(NULL) > 0)
		;
	save_tail(argv[3]);
	return report() && well ? 0 : 1;
}

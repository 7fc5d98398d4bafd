// SPDX-License-Identifier: GPL-2.0-only
/*
 * failwalk: does one thing again and again, while its first, second, third ... allocation fails,
 * until it has no more of them. Each time it must either return an error or have been done, which
 * is to say that the card plays and records; and when it is undone, nothing may be left.
 *
 * usage: failwalk WALK DRIVER SLOT LAST [MODULE [MODULE]]
 *
 * WALK is load, bind, mixer, playback or capture; DRIVER the directory of the card's driver, SLOT
 * its PCI device, LAST the last allocation of interest, 0 for all. The MODULE that is loaded is
 * tried out by loading the other one that needs it, or else with the card. For the other walks all
 * are loaded already. Which allocations count is up to /sys/kernel/debug/fail*.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#include <sound/asound.h>

#define GRACE		20	/* unreached in a row: how many there are varies a little */
#define STRIDE		3	/* where many allocations are of the same stack */
#define PERIOD		512	/* frames */
#define PERIODS		4	/* in the ring */
#define FRAME_BYTES	4
#define PATH		128
#define TABLE		(2UL << 20)	/* bytes that a page table maps */

static const char *driver, *slot;
static char *place;
static char **modules;
static int fail_nth;
static unsigned int nth, wrong;

static void say_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void say_wrong(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	printf("wrong: with allocation %u failing: ", nth);
	vprintf(format, arguments);
	printf("\n");
	va_end(arguments);
	wrong++;
}

static int check(long result)
{
	return result < 0 ? -errno : 0;
}

/* Have the n-th allocation of this thread fail from now on; 0 for none. */
static void arm(unsigned int n)
{
	char text[16];
	int length = snprintf(text, sizeof(text), "%u", n);

	if (pwrite(fail_nth, text, (size_t)length, 0) != length)
		abort();
}

/* Returns whether an allocation failed. */
static bool disarm(void)
{
	char text[16] = "";

	if (pread(fail_nth, text, sizeof(text) - 1, 0) <= 0)
		abort();
	arm(0);
	return !atoi(text);
}

static int write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);
	int err;

	if (fd < 0)
		return -errno;
	err = check(write(fd, text, strlen(text)));
	close(fd);
	return err;
}

/* ALSA does not give back the number of a card that it could not make: it is another one then. */
static int card_number(void)
{
	char path[PATH];
	struct dirent *entry;
	int number = -1;
	DIR *directory;

	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/sound", slot);
	directory = opendir(path);
	while (directory && (entry = readdir(directory)))
		sscanf(entry->d_name, "card%d", &number);
	if (directory)
		closedir(directory);
	return number;
}

/* What can be left behind */

static void print_names(FILE *out, const char *path)
{
	struct dirent **names;
	int count = scandir(path, &names, NULL, alphasort);
	int i;

	fprintf(out, "%s:", path);
	for (i = 0; i < count; i++) {
		fprintf(out, " %s", names[i]->d_name);
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	fprintf(out, "\n");
}

/* The lines of a file that have the word in them, with what counts interrupts left out. */
static void print_lines(FILE *out, const char *path, const char *word)
{
	bool counts = !strcmp(path, "/proc/interrupts");
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t size = 0;

	fprintf(out, "%s\n", path);
	while (file && getline(&line, &size, file) > 0)
		if (strstr(line, word))
			fprintf(out, "%s", counts ? strpbrk(line, "I-") ?: line : line);
	free(line);
	if (file)
		fclose(file);
}

/* Returns what there is of the card and its driver, as text. */
static char *look_around(void)
{
	const char *const directories[] = {
		"/dev/snd", "/proc/asound", "/sys/class/sound", "/sys/kernel/debug/sound",
		"/sys/kernel/tracing/events/portcls", driver,
	};
	char path[PATH], *text;
	size_t size, i;
	FILE *out;

	out = open_memstream(&text, &size);
	if (!out)
		abort();
	for (i = 0; i < sizeof(directories) / sizeof(*directories); i++)
		print_names(out, directories[i]);
	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s", slot);
	print_names(out, path);
	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/enable", slot);
	print_lines(out, path, "");
	print_lines(out, "/sys/kernel/debug/dma-api/num_free_entries", "");
	print_lines(out, "/proc/asound/cards", "");
	print_lines(out, "/proc/interrupts", "snd");
	print_lines(out, "/proc/ioports", "snd");
	print_lines(out, "/proc/iomem", "snd");
	print_lines(out, "/proc/modules", "snd");
	snprintf(path, sizeof(path), "/proc/asound/card%d/pcm0p/sub0/status", card_number());
	print_lines(out, path, "");
	snprintf(path, sizeof(path), "/proc/asound/card%d/pcm0c/sub0/status", card_number());
	print_lines(out, path, "");
	fclose(out);
	return text;
}

static void compare(const char *before)
{
	char *after = look_around();

	if (strcmp(before, after))
		say_wrong("something is left\n--- before\n%s+++ after\n%s", before, after);
	free(after);
}

/* Playing and recording, by the system calls that this takes */

static void set(struct snd_pcm_hw_params *params, int parameter, unsigned int value)
{
	if (parameter <= SNDRV_PCM_HW_PARAM_LAST_MASK) {
		struct snd_mask *mask = &params->masks[parameter - SNDRV_PCM_HW_PARAM_FIRST_MASK];

		memset(mask, 0, sizeof(*mask));
		mask->bits[value / 32] = 1U << value % 32;
	} else {
		params->intervals[parameter - SNDRV_PCM_HW_PARAM_FIRST_INTERVAL] =
			(struct snd_interval) { .min = value, .max = value, .integer = 1 };
	}
}

static int set_hw_params(int fd)
{
	struct snd_pcm_hw_params params = { .rmask = ~0U, .info = ~0U };
	unsigned int i;

	memset(params.masks, 0xff, sizeof(params.masks));
	for (i = 0; i < sizeof(params.intervals) / sizeof(*params.intervals); i++)
		params.intervals[i].max = ~0U;
	set(&params, SNDRV_PCM_HW_PARAM_ACCESS, SNDRV_PCM_ACCESS_MMAP_INTERLEAVED);
	set(&params, SNDRV_PCM_HW_PARAM_FORMAT, SNDRV_PCM_FORMAT_S16_LE);
	set(&params, SNDRV_PCM_HW_PARAM_CHANNELS, 2);
	set(&params, SNDRV_PCM_HW_PARAM_RATE, 44100);
	set(&params, SNDRV_PCM_HW_PARAM_PERIOD_SIZE, PERIOD);
	set(&params, SNDRV_PCM_HW_PARAM_PERIODS, PERIODS);
	return check(ioctl(fd, SNDRV_PCM_IOCTL_HW_PARAMS, &params));
}

/* No underrun or overrun, however slow the machine is. */
static int set_sw_params(int fd)
{
	struct snd_pcm_sw_params params = {
		.period_step = 1, .avail_min = PERIOD, .start_threshold = ULONG_MAX,
		.stop_threshold = ULONG_MAX,
	};

	return check(ioctl(fd, SNDRV_PCM_IOCTL_SW_PARAMS, &params));
}

static int map_ring(int fd)
{
	size_t size = PERIOD * PERIODS * FRAME_BYTES;
	void *ring = mmap(place, size, PROT_READ, MAP_SHARED | MAP_FIXED, fd,
			  SNDRV_PCM_MMAP_OFFSET_DATA);
	int err;

	if (ring == MAP_FAILED)
		return -errno;
	/* What stays mapped stays open. */
	err = check(munmap(ring, size));
	return err ? check(munmap(ring, size)) : 0;
}

static int forward(int fd, snd_pcm_uframes_t frames)
{
	return check(ioctl(fd, SNDRV_PCM_IOCTL_FORWARD, &frames));
}

/* Waits for the ends of three periods, that is, for their interrupts. */
static int run(int fd, bool capture)
{
	struct pollfd ready = { .fd = fd, .events = capture ? POLLIN : POLLOUT };
	int err = capture ? 0 : forward(fd, PERIOD * PERIODS);
	int i;

	if (!err)
		err = check(ioctl(fd, SNDRV_PCM_IOCTL_START));
	for (i = 0; i < 3 && !err; i++) {
		err = check(poll(&ready, 1, 60000));
		if (!err && !(ready.revents & ready.events))
			err = -ETIMEDOUT;
		if (!err)
			err = forward(fd, PERIOD);
	}
	return err;
}

static int use_stream(int fd, bool capture)
{
	int err = set_hw_params(fd);

	if (!err)
		err = set_sw_params(fd);
	if (!err)
		err = check(ioctl(fd, SNDRV_PCM_IOCTL_PREPARE));
	if (!err)
		err = map_ring(fd);
	if (!err)
		err = run(fd, capture);
	if (!err)
		err = check(ioctl(fd, SNDRV_PCM_IOCTL_DROP));
	if (!err)
		err = check(ioctl(fd, SNDRV_PCM_IOCTL_HW_FREE));
	return err;
}

/* A node of our own: /dev has none when the driver core found no memory for its name. */
static const char *device_node(bool capture)
{
	const char *node = capture ? "/tmp/capture" : "/tmp/playback";
	unsigned int major = 0, minor = 0;
	char path[PATH];
	FILE *file;

	snprintf(path, sizeof(path), "/sys/class/sound/pcmC%dD0%c/dev", card_number(),
		 capture ? 'c' : 'p');
	file = fopen(path, "r");
	if (!file || fscanf(file, "%u:%u", &major, &minor) != 2)
		printf("# no %s\n", path);
	if (file)
		fclose(file);
	unlink(node);
	mknod(node, S_IFCHR | 0600, makedev(major, minor));
	return node;
}

static int stream(const char *node, bool capture)
{
	int fd = open(node, O_RDWR | O_NONBLOCK);
	int err;

	if (fd < 0)
		return -errno;
	err = use_stream(fd, capture);
	close(fd);
	return err;
}

static int try_card(void)
{
	int err = stream(device_node(false), false);

	return err ? err : stream(device_node(true), true);
}

/* The walks */

static int tell_driver(const char *attribute)
{
	char path[PATH];

	snprintf(path, sizeof(path), "%s/%s", driver, attribute);
	return write_file(path, slot);
}

static int bind(void)
{
	return tell_driver("bind");
}

static void unbind(void)
{
	if (tell_driver("unbind"))
		say_wrong("cannot unbind: %s", strerror(errno));
}

static int load_module(const char *file)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	int err;

	if (fd < 0)
		return -errno;
	err = check(syscall(SYS_finit_module, fd, "", 0));
	close(fd);
	return err;
}

static void unload_module(const char *file)
{
	char name[PATH], *c;

	snprintf(name, sizeof(name), "%s", strrchr(file, '/') + 1);
	*strchr(name, '.') = '\0';
	for (c = name; *c; c++)
		if (*c == '-')
			*c = '_';
	if (syscall(SYS_delete_module, name, O_NONBLOCK))
		say_wrong("cannot unload %s: %s", name, strerror(errno));
}

static int load(void)
{
	return load_module(modules[0]);
}

static void unload(void)
{
	unload_module(modules[0]);
}

static int try_module(void)
{
	int err;

	if (modules[1]) {
		err = load_module(modules[1]);
		if (!err)
			unload_module(modules[1]);
		return err;
	}
	/* The driver core does without the driver's own files. Unloading undoes this. */
	err = write_file("/sys/bus/pci/drivers_probe", slot);
	return err ? err : try_card();
}

static int play(void)
{
	return stream("/tmp/playback", false);
}

static int record(void)
{
	return stream("/tmp/capture", true);
}

static void nothing(void)
{
}

/**
 * struct walk - something that allocates memory
 * @name: its name
 * @call: does it; undoes what it did when it fails
 * @undo: undoes it
 * @try: finds out whether the card works when it has been done
 * @always: it has to work also when @call failed
 * @times: for each allocation; one leak alone may hide from the scanner
 * @dense: as many allocations have stacks of their own; of the others, which are of few stacks,
 *	every third is enough, and once
 */
static const struct walk {
	const char *name;
	int (*call)(void);
	void (*undo)(void);
	int (*try)(void);
	bool always;
	unsigned int times;
	unsigned int dense;
} walks[] = {
	{ "load", load, unload, try_module, false, 1, UINT_MAX },
	/* Blocks of data come last. */
	{ "bind", bind, unbind, try_card, false, 2, 350 },
	{ "mixer", bind, unbind, try_card, false, 1, 0 },
	{ "playback", play, nothing, try_card, true, 2, UINT_MAX },
	{ "capture", record, nothing, try_card, true, 2, UINT_MAX },
};

static unsigned int failed, tolerated;

/* Returns whether there was an allocation to fail. */
static bool step(const struct walk *walk)
{
	bool reached;
	int err, bad;

	arm(nth);
	err = walk->call();
	reached = disarm();
	if (err && !reached)
		say_wrong("%s, although none did", strerror(-err));
	failed += reached && err;
	tolerated += reached && !err;
	bad = reached && (!err || walk->always) ? walk->try() : 0;
	if (bad)
		say_wrong("%s says %s, but the card does not work: %s", walk->name,
			  err ? strerror(-err) : "success", strerror(-bad));
	if (!err)
		walk->undo();
	return reached;
}

static int take(const struct walk *walk, unsigned int last)
{
	unsigned int i, times, unreached = 0, highest = 0;
	char *before;
	time_t start;
	int err;

	/* Once before: what is made once and for all is there then, and so are the nodes. */
	if (walk->always)
		try_card();
	err = walk->call();
	if (err) {
		say_wrong("%s: %s", walk->name, strerror(-err));
		return 1;
	}
	walk->undo();
	before = look_around();
	start = time(NULL);
	for (nth = 1; unreached < GRACE && (!last || nth <= last);
	     nth += nth < walk->dense ? 1 : STRIDE) {
		bool reached = false;

		times = nth < walk->dense ? walk->times : 1;
		for (i = 0; i < times && step(walk); i++)
			reached = true;
		compare(before);
		unreached = reached ? 0 : unreached + 1;
		if (reached)
			highest = nth;
	}
	printf("%s: %u allocations, %u errors, %u times done without, %ld s\n", walk->name,
	       highest, failed, tolerated, time(NULL) - start);
	free(before);
	return wrong != 0;
}

/*
 * Rings are mapped beside a page that is there: a kernel that finds no memory for a page table in
 * remap_pfn_range() gives back, in 6.1, what it has not taken, and warns.
 */
static int find_place(void)
{
	char *table = mmap(NULL, 2 * TABLE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			   -1, 0);

	if (table == MAP_FAILED)
		return -errno;
	table += TABLE - (uintptr_t)table % TABLE;
	/* A huge page has no table; where there are none, that is an error. */
	madvise(table, TABLE, MADV_NOHUGEPAGE);
	*table = 1;
	place = table + TABLE / 2;
	return 0;
}

int main(int argc, char **argv)
{
	size_t i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	fail_nth = open("/proc/thread-self/fail-nth", O_RDWR);
	if (argc < 5 || fail_nth < 0 || find_place()) {
		fprintf(stderr, "usage: failwalk WALK DRIVER SLOT LAST [MODULE [MODULE]]\n");
		return 2;
	}
	driver = argv[2];
	slot = argv[3];
	modules = argv + 5;
	for (i = 0; i < sizeof(walks) / sizeof(*walks); i++)
		if (!strcmp(argv[1], walks[i].name))
			return take(&walks[i], (unsigned int)atoi(argv[4]));
	return 2;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Subscribes to events of a provider and prints them, one a line, until it has seen enough.
 *
 * usage: wmilisten [-q] [-n EVENTS] [-r FILE] DEVICE GUID...
 *
 * FILE is made once it is subscribed; with -q that is all. It succeeds if it saw EVENTS, or,
 * without -n, if it was told that the provider has gone.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <linux/winwmi.h>

static int parse_guid(const char *text, __u8 *guid)
{
	static const int order[] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
	unsigned int byte;
	size_t i;

	for (i = 0; i < WINWMI_GUID_SIZE; i++) {
		text += *text == '-';
		if (sscanf(text, "%2x", &byte) != 1)
			return -1;
		guid[order[i]] = byte;
		text += 2;
	}
	return *text ? -1 : 0;
}

static int subscribe(int device, const char *text)
{
	struct winwmi_interest interest = { .on = 1 };

	if (parse_guid(text, interest.guid)) {
		fprintf(stderr, "%s is no GUID\n", text);
		return -1;
	}
	if (ioctl(device, WINWMI_SUBSCRIBE, &interest)) {
		fprintf(stderr, "%s: %s, status 0x%08x\n", text, strerror(errno), interest.status);
		return -1;
	}
	return 0;
}

static void print(const struct winwmi_event_record *record)
{
	__u32 i;

	printf("%02x%02x%02x%02x instance=%u severity=%u lost=%u size=%u data=", record->guid[3],
	       record->guid[2], record->guid[1], record->guid[0], record->instance,
	       record->severity, record->lost, record->data_size);
	for (i = 0; i < record->data_size; i++)
		printf("%02x", record->data[i]);
	putchar('\n');
	fflush(stdout);
}

static int listen(int device, long events)
{
	static _Alignas(8) char buffer[2 * WINWMI_MAX_DATA];
	const struct winwmi_event_record *record;
	ssize_t size, offset;
	long seen = 0;

	while (!events || seen < events) {
		size = read(device, buffer, sizeof(buffer));
		if (size < 0) {
			fprintf(stderr, "%s\n", strerror(errno));
			return errno == ENODEV && !events ? 0 : 1;
		}
		for (offset = 0; offset < size; offset += record->size) {
			record = (const void *)(buffer + offset);
			print(record);
			seen++;
		}
	}
	return 0;
}

int main(int argc, char **argv)
{
	const char *ready = NULL;
	long events = 0;
	int device, option, quit = 0, i;

	while ((option = getopt(argc, argv, "qn:r:")) > 0) {
		if (option == 'q')
			quit = 1;
		else if (option == 'n')
			events = atol(optarg);
		else if (option == 'r')
			ready = optarg;
		else
			return 2;
	}
	if (optind + 2 > argc)
		return 2;
	device = open(argv[optind], O_RDONLY);
	if (device < 0) {
		perror(argv[optind]);
		return 1;
	}
	for (i = optind + 1; i < argc; i++)
		if (subscribe(device, argv[i]))
			return 1;
	if (ready)
		close(open(ready, O_CREAT | O_WRONLY, 0600));
	return quit ? 0 : listen(device, events);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * "portclsctl wmi": what can be done with blocks that a shell cannot do with files.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/winwmi.h>

#include "arguments.h"
#include "block.h"
#include "say.h"
#include "wmi.h"

enum { OK = 0, FAILED = 1, USAGE = 2 };

static uint8_t data[WINWMI_MAX_DATA];

static void fail(const struct block *block, const char *what, uint32_t status)
{
	say("%s: %s: %s (status 0x%08x)", block->directory, what, strerror(errno), status);
}

/* The answer is in data; its size, or -1 after a message. */
static long call(const struct block *block, unsigned long request, const char *what,
		 struct winwmi_call *call)
{
	bool write = request != WINWMI_QUERY_SINGLE && request != WINWMI_QUERY_ALL;
	int fd = block_open(block, write);
	int err;

	if (fd < 0)
		return -1;
	memcpy(call->guid, block->guid, sizeof(call->guid));
	if (request == WINWMI_QUERY_SINGLE || request == WINWMI_QUERY_ALL ||
	    request == WINWMI_EXECUTE) {
		call->out = (uintptr_t)data;
		call->out_size = sizeof(data);
	}
	err = ioctl(fd, request, call);
	if (err)
		fail(block, what, call->status);
	close(fd);
	return err ? -1 : (long)call->out_size;
}

static int print_block(const struct block *block, void *context)
{
	(void)context;
	printf("%-38s %-24s %-10s %u\n", block->directory, block->class_name[0] ?
	       block->class_name : "-", block->provider, block->instances);
	return 0;
}

static int list(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	printf("%-38s %-24s %-10s %s\n", "BLOCK", "CLASS", "PROVIDER", "INSTANCES");
	return blocks_each(print_block, NULL);
}

/* BLOCK [INSTANCE] at the beginning of what there is; an exit status, not OK after a message. */
static int take_instance(int argc, char **argv, struct block *block, uint32_t *instance)
{
	*instance = 0;
	if (argc > 1 && !number(argv[1], instance)) {
		say("'%s' is no number of an instance", argv[1]);
		return USAGE;
	}
	return block_find(argv[0], block) ? OK : FAILED;
}

/* VALUE..., into data; likewise. */
static int take_values(char **argv, uint32_t *size)
{
	return arguments_pack(argv, data, sizeof(data), size) ? OK : USAGE;
}

static int query(int argc, char **argv)
{
	struct winwmi_call request = {};
	struct block block;
	int status = take_instance(argc, argv, &block, &request.instance);
	long size;

	if (status)
		return status;
	size = call(&block, WINWMI_QUERY_SINGLE, "query", &request);
	if (size < 0)
		return FAILED;
	print_bytes(data, size);
	return OK;
}

static int query_all(int argc, char **argv)
{
	const struct winwmi_all *all = (const void *)data;
	struct winwmi_call request = {};
	struct block block;
	uint32_t i;

	(void)argc;
	if (!block_find(argv[0], &block) ||
	    call(&block, WINWMI_QUERY_ALL, "query all", &request) < 0)
		return FAILED;
	for (i = 0; i < all->count; i++) {
		printf("instance %u: %u bytes\n", i, all->entries[i].size);
		print_bytes(data + all->entries[i].offset, all->entries[i].size);
	}
	return OK;
}

static int set(int argc, char **argv)
{
	struct winwmi_call request = { .in = (uintptr_t)data };
	struct block block;
	int status = take_instance(argc, argv, &block, &request.instance) ?:
		     take_values(argv + 2, &request.in_size);

	if (status)
		return status;
	return call(&block, WINWMI_SET, "set", &request) < 0 ? FAILED : OK;
}

static int set_item(int argc, char **argv)
{
	struct winwmi_call request = { .in = (uintptr_t)data };
	struct block block;
	int status = take_instance(argc, argv, &block, &request.instance) ?:
		     take_values(argv + 3, &request.in_size);

	if (status)
		return status;
	if (!block_item(&block, argv[2], &request.id) ||
	    call(&block, WINWMI_SET_ITEM, "set item", &request) < 0)
		return FAILED;
	return OK;
}

static int execute(int argc, char **argv)
{
	struct winwmi_call request = { .in = (uintptr_t)data };
	struct block block;
	int status = take_instance(argc, argv, &block, &request.instance) ?:
		     take_values(argv + 3, &request.in_size);
	long size;

	if (status)
		return status;
	if (!block_method(&block, argv[2], &request.id))
		return FAILED;
	size = call(&block, WINWMI_EXECUTE, argv[2], &request);
	if (size < 0)
		return FAILED;
	print_bytes(data, size);
	return OK;
}

/* A file that has an interest in a block, or -1 after a message. */
static int interested(const struct block *block, unsigned long request, const char *what)
{
	struct winwmi_interest interest = { .on = 1 };
	int fd = block_open(block, false);

	if (fd < 0)
		return -1;
	memcpy(interest.guid, block->guid, sizeof(interest.guid));
	if (!ioctl(fd, request, &interest))
		return fd;
	if (request == WINWMI_SUBSCRIBE && errno == EOPNOTSUPP)
		say("%s: its events are for the tracepoint winwmi:winwmi_event only",
		    block->directory);
	else
		fail(block, what, interest.status);
	close(fd);
	return -1;
}

static void print_event(const struct block *block, const struct winwmi_event_record *record)
{
	if (record->lost)
		printf("%u events were lost\n", record->lost);
	printf("%s instance %u severity %u: %u bytes\n",
	       block->class_name[0] ? block->class_name : block->directory, record->instance,
	       record->severity, record->data_size);
	print_bytes(record->data, record->data_size);
	fflush(stdout);
}

static int events(int argc, char **argv)
{
	uint32_t left = 0, count = 0;
	struct block block;
	ssize_t size;
	int fd;

	if (argc > 1 && !number(argv[1], &left)) {
		say("'%s' is no number of events", argv[1]);
		return USAGE;
	}
	if (!block_find(argv[0], &block))
		return FAILED;
	fd = interested(&block, WINWMI_SUBSCRIBE, "subscribe");
	if (fd < 0)
		return FAILED;
	while (argc < 2 || count < left) {
		const struct winwmi_event_record *record = (const void *)data;
		uint8_t *end;

		size = read(fd, data, sizeof(data));
		if (size <= 0) {
			say("%s: %s", block.provider, size ? strerror(errno) : "no more events");
			close(fd);
			return FAILED;
		}
		end = data + size;
		for (; (uint8_t *)record < end && (argc < 2 || count < left); count++) {
			print_event(&block, record);
			record = (const void *)((const uint8_t *)record + record->size);
		}
	}
	close(fd);
	return OK;
}

static int collect(int argc, char **argv)
{
	struct block block;
	int fd, status;
	pid_t child;

	(void)argc;
	if (!block_find(argv[0], &block))
		return FAILED;
	fd = interested(&block, WINWMI_CONSUME, "collect");
	if (fd < 0)
		return FAILED;
	child = fork();
	if (!child) {
		execvp(argv[1], argv + 1);
		say("%s: %s", argv[1], strerror(errno));
		_exit(127);
	}
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	close(fd);
	if (child < 0) {
		say("%s", strerror(errno));
		return FAILED;
	}
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	say("%s: %s", argv[1], strsignal(WTERMSIG(status)));
	return 128 + WTERMSIG(status);
}

/**
 * struct command - a command
 * @name: its name
 * @least: fewest words after it
 * @most: most, -1 for any number
 * @run: does it, with the words after its name
 * @words: what those are
 * @help: what it does
 */
static const struct command {
	const char *name;
	int least;
	int most;
	int (*run)(int argc, char **argv);
	const char *words;
	const char *help;
} commands[] = {
	{ "list", 0, 0, list, "", "the blocks that drivers offer" },
	{ "query", 1, 2, query, "BLOCK [INSTANCE]", "print the data of an instance" },
	{ "query-all", 1, 1, query_all, "BLOCK", "print the data of all instances" },
	{ "set", 3, -1, set, "BLOCK INSTANCE VALUE...", "set all of an instance" },
	{ "set-item", 4, -1, set_item, "BLOCK INSTANCE ITEM VALUE...",
	  "set one item of an instance" },
	{ "call", 3, -1, execute, "BLOCK INSTANCE METHOD [VALUE...]",
	  "run a method, and print what it gives" },
	{ "events", 1, 2, events, "BLOCK [COUNT]", "print events as they come" },
	{ "collect", 2, -1, collect, "BLOCK COMMAND...",
	  "have an expensive block collected while a command runs" },
};

/**
 * wmi_help() - say what there is
 */
void wmi_help(void)
{
	size_t i;

	for (i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		printf("  wmi %-9s %-32s %s\n", commands[i].name, commands[i].words,
		       commands[i].help);
	printf("\n"
	       "BLOCK is the name of a block's device, which begins with its GUID, or of its class.\n"
	       "INSTANCE counts from 0. ITEM and METHOD are names or numbers.\n"
	       "VALUE is a number of 32 bits, or of others with u8:, u16:, u32: or u64: before it, each\n"
	       "where a C structure would have it; or hex: and bytes.\n");
}

/**
 * wmi_main() - do what follows "wmi"
 * @argc: words
 * @argv: words, the command's name first
 *
 * Return: exit status: 0, 1 after a message, 2 if it was not understood.
 */
int wmi_main(int argc, char **argv)
{
	const struct command *command;
	size_t i;

	for (i = 0; argc && i < sizeof(commands) / sizeof(*commands); i++) {
		command = &commands[i];
		if (strcmp(argv[0], command->name))
			continue;
		if (argc - 1 >= command->least && (command->most < 0 || argc - 1 <= command->most))
			return command->run(argc - 1, argv + 1);
		say("usage: portclsctl wmi %s %s", command->name, command->words);
		return USAGE;
	}
	say("wmi: %s; see portclsctl --help", argc ? "no such command" : "which command?");
	return USAGE;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Blocks, as sysfs shows them: found by GUID, by the name of the device, or of the class.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "block.h"
#include "say.h"

#define DEVICES	"/sys/bus/winwmi/devices"

/* The whole of a file, or NULL; the caller's. */
static char *read_file(const char *directory, const char *name)
{
	char path[PATH_MAX], *text = NULL;
	size_t size = 0;
	FILE *file;

	snprintf(path, sizeof(path), DEVICES "/%s/%s", directory, name);
	file = fopen(path, "r");
	if (!file)
		return NULL;
	if (getdelim(&text, &size, '\0', file) < 0) {
		free(text);
		text = NULL;
	}
	fclose(file);
	return text;
}

/* 32 hexadecimal digits and four hyphens; the first three parts are little-endian in memory. */
static bool parse_guid(const char *text, uint8_t *guid)
{
	static const uint8_t place[] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
	unsigned int byte, i;

	for (i = 0; i < sizeof(place); i++) {
		if ((i == 4 || i == 6 || i == 8 || i == 10) && *text++ != '-')
			return false;
		if (sscanf(text, "%2x", &byte) != 1)
			return false;
		guid[place[i]] = byte;
		text += 2;
	}
	return true;
}

static bool load(const char *directory, struct block *block)
{
	char path[PATH_MAX], target[PATH_MAX], *text, *word;

	memset(block, 0, sizeof(*block));
	snprintf(block->directory, sizeof(block->directory), "%s", directory);
	text = read_file(directory, "guid");
	if (!text || !parse_guid(text, block->guid)) {
		free(text);
		return false;
	}
	free(text);
	text = read_file(directory, "instance_count");
	block->instances = text ? strtoul(text, NULL, 10) : 0;
	free(text);
	text = read_file(directory, "mof");
	word = text ? strstr(text, "\nclass ") : NULL;
	if (word)
		sscanf(word, "\nclass %63s", block->class_name);
	free(text);
	snprintf(path, sizeof(path), DEVICES "/%s", directory);
	if (!realpath(path, target))
		return false;
	snprintf(block->provider, sizeof(block->provider), "%s", basename(dirname(target)));
	return true;
}

/**
 * blocks_each() - look at all blocks, by the names of their devices
 * @call: is called for each, until it returns something else than 0
 * @context: passed to it
 *
 * Return: what the last call returned, 0 if there was none.
 */
int blocks_each(int (*call)(const struct block *block, void *context), void *context)
{
	struct dirent **names;
	int count = scandir(DEVICES, &names, NULL, alphasort);
	struct block block;
	int result = 0, i;

	for (i = 0; i < count; i++) {
		if (!result && names[i]->d_name[0] != '.' && load(names[i]->d_name, &block))
			result = call(&block, context);
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	return result;
}

/**
 * struct search - looking for a block
 * @name: what it is called
 * @block: receives it
 * @found: how many there are
 */
struct search {
	const char *name;
	struct block *block;
	unsigned int found;
};

static int is_it(const struct block *block, void *context)
{
	struct search *search = context;
	bool exact = !strcasecmp(search->name, block->directory);

	if (!exact && strcmp(search->name, block->class_name))
		return 0;
	*search->block = *block;
	search->found++;
	return exact;
}

/**
 * block_find() - find a block
 * @name: name of its device, which begins with its GUID, or of its class
 * @block: receives it
 *
 * Return: true; false after a message, if there is none, or more than one of that class.
 */
bool block_find(const char *name, struct block *block)
{
	struct search search = { .name = name, .block = block };

	if (blocks_each(is_it, &search))
		return true;
	if (!search.found)
		say("there is no block '%s'; 'portclsctl wmi list' shows them", name);
	else if (search.found > 1)
		say("there are %u blocks '%s'; take the GUID from 'portclsctl wmi list'",
		    search.found, name);
	return search.found == 1;
}

/* The number in "[<key>(<number>)…]" of the line before the one that names it. */
static bool number_of(const struct block *block, const char *key, const char *name, uint32_t *id)
{
	char *text = read_file(block->directory, "mof"), *line, *rest = text;
	char pattern[32], *number, *end;
	size_t length = strlen(name);
	uint32_t last = 0;
	bool found = false;

	snprintf(pattern, sizeof(pattern), "[%s(", key);
	while (!found && (line = strsep(&rest, "\n"))) {
		number = strstr(line, pattern);
		if (number) {
			last = strtoul(number + strlen(pattern), NULL, 10);
			continue;
		}
		end = line + strcspn(line, "([;");
		found = last && end - line > (ptrdiff_t)length && end[-1 - (int)length] == ' ' &&
			!strncmp(end - length, name, length);
		if (!found && *end == ';')
			last = 0;
	}
	free(text);
	*id = last;
	return found;
}

/**
 * block_method() - find a method of a block
 * @block: the block
 * @name: its name, or its number
 * @id: receives its number
 *
 * Return: true; false after a message.
 */
bool block_method(const struct block *block, const char *name, uint32_t *id)
{
	if (number(name, id) || number_of(block, "WmiMethodId", name, id))
		return true;
	say("%s has no method '%s'", block->directory, name);
	return false;
}

/**
 * block_item() - find an item of a block
 * @block: the block
 * @name: its name, or its number
 * @id: receives its number
 *
 * Return: true; false after a message.
 */
bool block_item(const struct block *block, const char *name, uint32_t *id)
{
	if (number(name, id) || number_of(block, "WmiDataId", name, id))
		return true;
	say("%s has no item '%s'", block->directory, name);
	return false;
}

/**
 * block_open() - open the character device of a block's provider
 * @block: the block
 * @write: to change something
 *
 * Return: a file descriptor, or -1 after a message.
 */
int block_open(const struct block *block, bool write)
{
	char path[PATH_MAX];
	int fd;

	snprintf(path, sizeof(path), "/dev/winwmi/%s", block->provider);
	fd = open(path, (write ? O_RDWR : O_RDONLY) | O_CLOEXEC);
	if (fd < 0)
		say("%s: %s", path, strerror(errno));
	return fd;
}

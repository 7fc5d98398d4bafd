// SPDX-License-Identifier: GPL-2.0-only
/*
 * portclsctl: the tool of PortCls for Linux.
 */
#include <stdio.h>
#include <string.h>

#include "say.h"
#include "wmi.h"

static int help(void)
{
	printf("usage: portclsctl COMMAND ...\n\nCommands:\n");
	wmi_help();
	return 0;
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "wmi"))
		return wmi_main(argc - 2, argv + 2);
	if (argc > 1 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")))
		return help();
	if (argc > 1 && !strcmp(argv[1], "--version")) {
		printf("portclsctl %s\n", VERSION);
		return 0;
	}
	say("%s; see portclsctl --help", argc > 1 ? "no such command" : "which command?");
	return 2;
}

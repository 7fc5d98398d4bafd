/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PORTCLSCTL_WMI_H
#define PORTCLSCTL_WMI_H

int wmi_main(int argc, char **argv);
void wmi_help(void);

#endif /* PORTCLSCTL_WMI_H */

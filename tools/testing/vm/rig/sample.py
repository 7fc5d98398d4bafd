# SPDX-License-Identifier: GPL-2.0-only
"""What kernels and hosts say, to be recognised by tests."""

WARN = """\
[    4.570000] snd_card: nothing wrong here
[    4.590758] ------------[ cut here ]------------
[    4.590879] something says hello
[    4.591634] WARNING: CPU: 0 PID: 153 at drivers/some.c:2 some+0x15/0xff0 [some]
[    4.592000] Modules linked in: some(OE+)
[    4.594401] Call Trace:
[    4.597946] ---[ end trace 0000000000000000 ]---
[    4.600000] all is well again
"""
KASAN = """\
[   10.000000][   T92] ==================================================================
[   10.000100][   T92] BUG: KASAN: slab-use-after-free in some_read+0x1c/0x30 [some]
[   10.000200][   T92] Read of size 4 at addr ffff888001234567 by task cat/92
[   10.000300][   T92] Call Trace:
[   10.000400][   T92]  <TASK>
[   10.000500][   T92] ==================================================================
"""
LOCKDEP = """\
[    7.000000] ======================================================
[    7.000001] WARNING: possible circular locking dependency detected
[    7.000002] 6.1.0 #1 Tainted: G           O
[    7.000003] ------------------------------------------------------
[    7.000004] sh/100 is trying to acquire lock:
"""
# An interrupt of ours against a reader of the kernel's; both are within the kernel's list.
RACE = """\
[   20.000000] ==================================================================
[   20.000100] BUG: KCSAN: data-race in __list_add_valid / poll_list

[   20.000200] write to 0xffff888003e5c0d8 of 8 bytes by interrupt on cpu 0:
[   20.000300]  __list_add_valid+0x1a/0x90
[   20.000400]  some_interrupt+0x4d/0xb0 [some]
[   20.000500]  snd_pcm_period_elapsed+0x1d/0x60
[   20.000510]  asm_common_interrupt+0x27/0x40
[   20.000520]  third_write+0x20/0x30 [third]

[   20.000600] read to 0xffff888003e5c0d8 of 8 bytes by task 160 on cpu 1:
[   20.000700]  poll_list+0x2d/0x80
[   20.000800]  other_poll+0x10/0x20 [other]

[   20.000900] Reported by Kernel Concurrency Sanitizer on:
[   20.001000] ==================================================================
"""
FRAGMENT = """\
# a comment
CONFIG_YES=y
CONFIG_NUMBER=4
CONFIG_OFF=n
# CONFIG_NOT is not set
"""
# One line each, and each is a report.
SINGLE = (
    "[    1.0] BUG: kernel NULL pointer dereference, address: 0000000000000008",
    "[    1.0] general protection fault, probably for non-canonical address 0xdead: 0000 [#1]",
    "[    1.0] Kernel panic - not syncing: sysrq triggered crash",
    "[    1.0] UBSAN: array-index-out-of-bounds in drivers/some.c:3:4",
    "[    1.0] refcount_t: underflow; use-after-free.",
    "[    1.0] kmemleak: 3 new suspected memory leaks (see /sys/kernel/debug/kmemleak)",
    "[  242.0] INFO: task aplay:163 blocked for more than 120 seconds.",
    "[   50.0] rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:",
    "[   27.0] watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [aplay:160]",
    "[    1.0] irq 11: nobody cared (try booting with the \"irqpoll\" option)",
    "[    1.0] list_del corruption. prev->next should be ffff88, but was ffff99",
    "[    1.0][    T1] INFO: trying to register non-static key.",
    "[    1.0] sound pcmC0D0p: invalid position: pcmC0D0p:0, pos = 70000, buffer size = 16384",
    "<4>[    1.0] WARNING: suspicious RCU usage",
)
HARMLESS = """\
[    0.1] RETBleed: WARNING: Spectre v2 mitigation leaves CPU vulnerable to RETBleed attacks
[    0.2] [Firmware Bug]: TSC not synchronous to P0
[    0.3] kmemleak: Kernel memory leak detector initialized
[    0.4] kmemleak: 0 new suspected memory leaks
[    0.5] some: loading out-of-tree module taints kernel.
[    0.6] sysrq: Show Blocked State
[    0.7] DMA-API: preallocated 65536 debug entries
[    0.8] Run /init as init process; WARNING: and BUG: in the middle mean nothing
"""
DEB822 = """\
Types: deb
# a comment between
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
 contrib
Signed-By: /some/key

Types: deb deb-src
URIs: http://security.example/debian-security
Suites: bookworm-security
Components: main

Types: deb
Enabled: no
URIs: http://off.example/
Suites: bookworm
Components: main
"""
ONE_LINE = """\
# deb http://off.example bookworm main
deb-src http://source.example bookworm main
deb [arch=amd64 signed-by=/k] http://mirror.example/debian bookworm main contrib # why
"""

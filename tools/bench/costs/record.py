# SPDX-License-Identifier: GPL-2.0-only
"""What a run left behind: QEMU's log and the plugin's counts."""

import re
from collections import Counter, defaultdict

ACCESS = re.compile(r"memory_region_ops_(read|write) .*addr 0x([0-9a-f]+) .*name '([^']*)'")
# The chip's registers are found at any multiple of this.
REGISTERS = 0x100


def accesses(lines, regions):
    """Return {interval: Counter of (direction, register)} of the memory regions @regions."""
    found, interval = defaultdict(Counter), None
    for line in lines:
        if line.startswith("mark "):
            number = int(line.split()[1])
            interval = None if number % 2 else number // 2
            continue
        match = ACCESS.search(line) if interval is not None else None
        if match and match[3] in regions:
            found[interval][match[1], int(match[2], 16) % REGISTERS] += 1
    return found


def instructions(lines):
    """Return {interval: {address: count}}."""
    found, counts = {}, {}
    for line in lines:
        word, number = line.split()
        if word == "interval":
            counts = found[int(number)] = {}
        else:
            counts[int(word, 16)] = int(number)
    return found

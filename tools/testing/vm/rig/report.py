# SPDX-License-Identifier: GPL-2.0-only
"""What a kernel's log says when something is wrong with the kernel."""

import re

# A console line may begin with the time and, with CONFIG_PRINTK_CALLER, the caller.
_PREFIX = re.compile(r"^(?:<\d+>)?\[ *\d+\.\d+\](?:\[ *[TC]\d+\])? ?")

_STARTS = re.compile("|".join((
    r"^-+\[ cut here \]-+",
    r"^WARNING: ",
    r"^(?:watchdog: )?BUG: ",
    r"^kernel BUG at ",
    r"^(?:Internal error: )?Oops\b",
    r"^general protection fault",
    r"^(?:divide error|invalid opcode|stack segment|double fault|int3): \d{4}",
    r"^Kernel panic - not syncing",
    r"^UBSAN: ",
    r"^(?:traps: )?(?:PANIC|kernel stack overflow)",
    r"refcount_t: ",
    r"^(?:list_add|list_del) corruption",
    r"^ODEBUG: ",
    r"^DMA-API: .*device driver",
    r"^kmemleak: [1-9]\d* new suspected memory leak",
    r"^INFO: (?:task .* blocked for more than|trying to register non-static key|.*detected stall)",
    r"^rcu: INFO: ",
    r"^irq \d+: nobody cared",
    r"^slab \S+: .*(?:[Oo]bjects remaining|[Pp]oison|[Rr]edzone)",
    # A sound card's position outside of its buffer, as ALSA's PCM core words it.
    r"invalid position: ",
)))
_CUT = re.compile(r"^-+\[ cut here \]-+")
_RULER = re.compile(r"^=+$")
_END = re.compile(r"^-+\[ end (?:trace|Kernel panic)|^=+$")

_ACCESS = re.compile(r"^(?:read|write|assert no (?:accesses|writes)|race at unknown origin)\b.*:$|"
                     r"^race at unknown origin, with ")
_FRAME = re.compile(r"(?P<function>[\w.]+)\+0x[0-9a-f]+/0x[0-9a-f]+(?: \[(?P<module>\w+)\])?")
_HELPERS = re.compile(r"_*(?:h?list_|llist_|rb_|mem(?:cpy|set|move|cmp|scan)|str[a-z]|find_|"
                      r"bitmap_|sort|v?scnprintf|v?snprintf|v?sprintf|kref_|refcount_|"
                      r"copy_(?:from|to)_user)")

LONGEST = 400   # lines of a report whose end is marked
SHORTEST = 30   # lines shown of one whose end is not

# Bits of /proc/sys/kernel/tainted that modules like ours set, and tests.
_HARMLESS = 1 << 12 | 1 << 13 | 1 << 18     # O out of tree, E unsigned, N in-kernel test
_TAINTS = "PFSRMBUDAWCIOELKXTN"


def message(line):
    """Return a line of the log without its time."""
    return _PREFIX.sub("", line.rstrip("\r\n"))


def scan(text):
    """Return the reports in the log @text, each as a list of lines."""
    lines = text.splitlines()
    reports, index = [], 0
    while index < len(lines):
        if not _STARTS.search(message(lines[index])):
            index += 1
            continue
        end = _end_of(lines, index)
        first = index - 1 if index and _RULER.match(message(lines[index - 1])) else index
        reports.append(lines[first:end])
        index = end
    return reports


def _end_of(lines, start):
    """Return the index after the last line of the report that begins at @start."""
    cut = bool(_CUT.match(message(lines[start])))
    for index in range(start + 1, min(start + LONGEST, len(lines))):
        text = message(lines[index])
        if _END.match(text):
            return index + 1
        if _CUT.match(text) or (not cut and index > start + 1 and _STARTS.search(text)):
            return index
    return min(start + SHORTEST, len(lines))


def summary(report):
    """Return the line of a report that says what it is about."""
    for line in report:
        text = message(line)
        if _STARTS.search(text) and not _CUT.match(text):
            return text
    return message(report[0])


def is_race(report):
    """Return whether KCSAN made the report."""
    return summary(report).startswith("BUG: KCSAN: ")


def races(report, modules):
    """
    Return whether one of the @modules made one of the accesses that KCSAN's @report is about.

    The access is made by the first frame; but what a helper does to the memory that
    it is given, a list's for one, is its caller's doing.
    """
    at_access = False
    for line in report:
        text = message(line).strip()
        if _ACCESS.match(text):
            at_access = True
        elif at_access and (frame := _FRAME.match(text)):
            if frame["module"] in modules:
                return True
            at_access = bool(_HELPERS.match(frame["function"]))
        elif not text:
            at_access = False
    return False


def taints(value):
    """Return the letters of those taints in @value that no test should leave behind."""
    value &= ~_HARMLESS
    return "".join(letter for bit, letter in enumerate(_TAINTS) if value >> bit & 1)

# SPDX-License-Identifier: GPL-2.0-only
"""One run of the virtual machine, and what it cost each driver."""

import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass

from rig import RigError, kernel, modules

from . import TOP, memory, plan, record

HERE = TOP / "tools/bench"
PROGRAMS = TOP / "build/host"


@dataclass
class Cost:
    """What an interval cost a driver."""

    accesses: Counter       # (direction, register): count
    instructions: Counter   # memory.Place: count

    def reads(self):
        """Return the number of register reads."""
        return sum(n for (way, _), n in self.accesses.items() if way == "read")

    def total(self):
        """Return the number of register accesses."""
        return sum(self.accesses.values())

    def of_modules(self, names):
        """Return the number of instructions in the modules @names."""
        return sum(n for place, n in self.instructions.items() if place.module in names)

    def by_function(self, names):
        """Return a Counter of (module, function) of the modules @names."""
        found = Counter()
        for place, count in self.instructions.items():
            if place.module in names:
                found[place.module, place.function] += count
        return found


def build_programs():
    """Build QEMU's plugin and the guest's program."""
    done = subprocess.run(["make", "-s", "-C", HERE, f"O={PROGRAMS}"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise RigError(f"make -C {HERE} failed:\n{done.stdout.rstrip()}")


def comma(path):
    """Return @path as a value among QEMU's options."""
    return str(path).replace(",", ",,")


def boot(name, ours, work, quiet):
    """Boot the kernel @name with our modules in @ours, and measure; results go to @work."""
    (work / "script").write_text(plan.script(), encoding="ascii")
    plugin = f"{comma(PROGRAMS)}/counts.so,out={comma(work)}/counts"
    words = [TOP / "tools/testing/vm/run", "--icount", "--kernel", name, "--modules", ours,
             "--card", f"{plan.CARD.name},rate={plan.RATE},timer={plan.TIMER}", "--load", plan.CORE,
             "--with-module", plan.IN_TREE.name, "--add", PROGRAMS / "periods",
             "--host", work, "--script", work / "script"]
    for word in ("-plugin", plugin, "-D", work / "log", "-d", "plugin",
                 "-trace", "memory_region_ops_*"):
        words.append(f"--qemu-arg={word}")
    if quiet:
        words.append("--quiet")
    status = subprocess.run(words, stdin=subprocess.DEVNULL, check=False).returncode
    if status:
        raise RigError(f"the run in the virtual machine failed with exit status {status}")


def module_files(booted, ours):
    """Return {module's name: its file} of all modules that the guest has."""
    theirs = modules.subset(booted, [plan.CORE, plan.IN_TREE.name])
    files = [*theirs.rglob("*.ko"), *modules.collect(ours)]
    return {modules.plain(file): file for file in files}


def costs(work, files):
    """Return {(driver, step): Cost} from what a run left in @work."""
    with open(work / "log", encoding="utf-8", errors="replace") as log:
        accesses = record.accesses(log, plan.CARD.regions)
    with open(work / "counts", encoding="ascii") as counts:
        instructions = record.instructions(counts)
    found = {}
    for driver in plan.DRIVERS:
        lines = (work / plan.sections_file(driver)).read_text(encoding="ascii").splitlines()
        places = memory.Map(memory.regions(lines, files))
        for step in plan.STEPS:
            interval = driver.interval(step)
            if interval not in instructions:
                raise RigError(f"nothing was counted for {driver.name}, {step.title}")
            counts = Counter()
            for address, count in instructions[interval].items():
                place = places.find(address)
                if place:
                    counts[place] = count
            found[driver, step] = Cost(accesses[interval], counts)
    return found


@dataclass
class Result:
    """A run's result."""

    kernel: kernel.Kernel
    files: dict     # name of a module: its file
    costs: dict     # (driver, step): Cost


def prepare(name, directory, built=None):
    """
    Return the kernel @name, with our modules for it in @directory.

    They are built, or taken from the directory @built, and copied: who builds
    others meanwhile changes nothing of what is measured.
    """
    booted = kernel.get(name)
    build_programs()
    files = modules.collect(built) if built else modules.build(TOP, booted)
    directory.mkdir(exist_ok=True)
    for file in files:
        shutil.copy(file, directory)
    return booted


def measure(booted, ours, work, quiet):
    """Do one run in the directory @work, and return its result; our modules are in @ours."""
    boot(booted.name, ours, work, quiet)
    files = module_files(booted, ours)
    return Result(booted, files, costs(work, files))

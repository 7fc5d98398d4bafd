# SPDX-License-Identifier: GPL-2.0-only
"""QEMU's command line, and its process."""

import os
import re
import shutil
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from . import RigError
from .card import Sound, devices

PROGRAM = "qemu-system-x86_64"
# "quiet" shortens the boot, "loglevel=5" still shows what fails a run.
CMDLINE = ("console=ttyS0 quiet loglevel=5 panic=-1 oops=panic random.trust_cpu=on no_timer_check "
           "sysrq_always_enabled")
# What QEMU says although all is well: its wav backend cannot record, so that no card finds a
# voice for that, and alsa-lib's null device rounds times to frames.
CHATTER = re.compile(r"^audio: (Failed to create voice|Could not init) `(\S+\.)?(adc|pi|mc)'"
                     r"|^alsa: Requested (buffer|period) time \d+ was rejected|^\s*$")
# Virtual time runs with the number of the guest's instructions; nobody shall see another one.
ICOUNT = ("-rtc", "base=2026-01-01,clock=vm", "-seed", "1")


@dataclass
class Machine:
    """What shall be booted."""

    image: Path
    initrd: Path
    console: Path                   # the kernel's console goes to this file
    share: Path                     # the directory that the guest sees as /host
    cards: list = field(default_factory=list)
    sound: Sound = None
    machine: str = "pc"
    cpu: str = "qemu64,+rdrand"
    smp: int = 1
    in_turn: bool = False
    memory: int = 512               # MiB
    icount: bool = False
    shift: int = 3                  # with icount, an instruction takes 2^shift ns
    append: list = field(default_factory=list)
    more: list = field(default_factory=list)


def options(words):
    """Return the dictionary @words the way QEMU wants it, with commas in values doubled."""
    pairs = dict(words)
    driver = pairs.pop("driver")
    return ",".join([driver] + [f"{key}={str(value).replace(',', ',,')}"
                                for key, value in pairs.items()])


def arguments(machine, descriptors):
    """
    Return QEMU's command line.

    @descriptors: numbers of connected sockets for QMP, the guest's terminal and
    the control line, by those names.
    """
    append = CMDLINE + (" nokaslr" if machine.icount else "")
    share = str(machine.share).replace(",", ",,")
    accel = "tcg,thread=single" if machine.in_turn else "tcg"
    words = [PROGRAM, "-accel", accel, "-machine", machine.machine, "-cpu", machine.cpu,
             "-m", str(machine.memory), "-smp", str(machine.smp),
             "-nodefaults", "-display", "none", "-no-reboot",
             "-kernel", machine.image, "-initrd", machine.initrd,
             "-append", " ".join([append, *machine.append]),
             "-virtfs", f"local,path={share},mount_tag=host,security_model=none,multidevs=remap",
             "-chardev", options({"driver": "file", "id": "console", "path": machine.console})]
    for name in ("qmp", "terminal", "control"):
        words += ["-chardev", f"socket,id={name},fd={descriptors[name]}"]
    words += ["-mon", "chardev=qmp,mode=control"]
    for name in ("console", "terminal", "control"):
        words += ["-serial", f"chardev:{name}"]
    words += _sound(machine)
    if machine.icount:
        words += ["-icount", f"shift={machine.shift},sleep=off", *ICOUNT]
    return [str(word) for word in [*words, *machine.more]]


def _sound(machine):
    words = []
    for backend in machine.sound.backends():
        words += ["-audiodev", options(backend)]
    for sound_card in machine.cards:
        if machine.machine != "pc":
            words += ["-device", _root_port(sound_card.index)]
        for device in devices(sound_card, machine.machine):
            words += ["-device", options(device)]
    return words


def _root_port(index):
    """
    Return what card @index sits behind on q35: without, it could not be unplugged.

    As on pc, cards 1 and 2 share an interrupt, and 3 and 4: ports of one slot do.
    """
    slot, function = divmod(index + 1, 2)
    return (f"pcie-root-port,id=port{index},chassis={index + 1},slot={index + 1},"
            f"addr=0x{0x10 + slot:x}.{function if index else 0},multifunction=on")


class Process:
    """A running QEMU; leaving the context ends it, whatever happened."""

    def __init__(self, machine, log):
        if not shutil.which(PROGRAM):
            raise RigError(f"{PROGRAM} is missing; the packages that the rig needs are listed in "
                           "tools/testing/vm/packages")
        self.sockets, theirs = {}, {}
        for name in ("qmp", "terminal", "control"):
            self.sockets[name], theirs[name] = socket.socketpair()
        descriptors = {name: end.fileno() for name, end in theirs.items()}
        self.words = arguments(machine, descriptors)
        with open(log, "wb") as file:
            # A session of its own keeps ctrl-c from QEMU; setpriv makes it die with us even if
            # we are killed.
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "--", *self.words],
                stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True,
                pass_fds=list(descriptors.values()),
                env={**os.environ, **machine.sound.environment()})
        for end in theirs.values():
            end.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        for end in self.sockets.values():
            end.close()

    def stop(self):
        """End QEMU: politely, which completes its WAV files, then by force."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(3)
            except subprocess.TimeoutExpired:
                self.process.kill()
        return self.process.wait()

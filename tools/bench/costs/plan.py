# SPDX-License-Identifier: GPL-2.0-only
"""What is measured: intervals, for each driver the same, and the script that runs in the guest."""

import os
from dataclasses import dataclass

# Interval numbers of a driver start at its place times this.
INTERVALS = 32

RATE = 44100    # Hz, of all streams
TIMER = 1000    # µs, how often QEMU's chip moves

# ALSA's module that both drivers work with, counted beside them.
CORE = "snd_pcm"


@dataclass(frozen=True)
class Driver:
    """A driver under measurement."""

    name: str
    place: int
    modules: tuple      # what counts as the driver's own; the first one is loaded

    def interval(self, step):
        """Return the number of an interval, as marks tell it."""
        return self.place * INTERVALS + STEPS.index(step)


@dataclass(frozen=True)
class Card:
    """A card, and the drivers that are measured on it."""

    name: str           # as the rig has it
    title: str
    in_tree: Driver
    ours: Driver
    regions: tuple      # QEMU's names of the memory regions that the chip's registers are in
    accesses: float     # per period of one stream, at most
    position: float     # accesses to read a position, at most
    instructions: float     # of the in-tree driver's, at most
    mapped: bool = True     # an application that maps the ring tells nobody when it moves
    duplex: tuple = (1024, 64)  # frames of a period that it can play and record at once with


CARDS = {card.name: card for card in (
    Card("es1370", "ES1370", Driver("snd-ens1370", 0, ("snd_ens1370",)),
         Driver("snd-portcls-es1370", 1, ("snd_portcls_es1370", "snd_portcls")),
         ("es1370",), 5.05, 1, 2.0),
    Card("ac97", "AC'97 card", Driver("snd-intel8x0", 0, ("snd_intel8x0", "snd_ac97_codec")),
         Driver("snd-portcls-ich", 1, ("snd_portcls_ich", "snd_portcls")),
         ("ac97-nam", "ac97-nabm"), 6.05, 1, 2.0, mapped=False),
    # Both work with the kernel's library, whose instructions are theirs, then. QEMU's codec is
    # 16 ms ahead when it plays.
    Card("hda", "HD Audio controller",
         Driver("snd-hda-intel", 0, ("snd_hda_intel", "snd_hda_codec", "snd_hda_core")),
         Driver("snd-portcls-hda", 1, ("snd_portcls_hda", "snd_portcls", "snd_hda_core")),
         ("intel-hda",), 4.05, 0, 2.0, duplex=(1024,)),
)}
# As for the tests, the environment says which.
CARD = CARDS[os.environ.get("CARD", "es1370")]
IN_TREE, OURS = CARD.in_tree, CARD.ours
DRIVERS = (IN_TREE, OURS)


@dataclass(frozen=True)
class Step:
    """One interval."""

    name: str
    title: str
    command: str            # with "{}" for what the marks need
    periods: int = 1        # what the interval's costs are divided by


def _stream(way, frames, periods, mapped=False):
    title = {"play": "playback", "record": "recording", "duplex": "playback and recording"}[way]
    return Step(f"{way}-{frames}{'-mmap' if mapped else ''}",
                f"{title}, {frames} frames{', mmap' if mapped else ''}",
                f"periods {way} {{}} {frames} {periods}{' mmap' if mapped else ''}", periods)


LOAD = Step("load", "load", "load")
OPEN = Step("open", "open, start, stop, close", "periods open {}")
POSITION = Step("position", "a position", "periods positions {} 1000", 1000)
UNLOAD = Step("unload", "unload", "unload")
STREAMS = (
    _stream("play", 1024, 200),
    _stream("play", 64, 1000),
    *([_stream("play", 1024, 200, True)] if CARD.mapped else []),
    _stream("record", 1024, 200),
    *(_stream("duplex", frames, 200 if frames == 1024 else 1000) for frames in CARD.duplex),
)
STEPS = (LOAD, OPEN, *STREAMS, POSITION, UNLOAD)

SCRIPT = """#!/bin/sh
set -e

load() {
	modprobe "$1"
	until [ -e /dev/snd/pcmC0D0p ]; do sleep 0.1; done
}

unload() {
	rmmod "$1"
}

# where the modules are, for who reads the addresses
sections() {
	for section in /sys/module/snd*/sections/.*text*; do
		module=${section#/sys/module/}
		echo "${module%%/*} ${section##*/} $(cat "$section")"
	done >"/host/$1"
}
"""


def sections_file(driver):
    """Return the name of the file that tells where the modules of @driver were."""
    return f"sections-{driver.name}"


def script():
    """Return the guest's script."""
    lines = [SCRIPT]
    for driver in DRIVERS:
        for step in STEPS:
            number = driver.interval(step)
            if "{}" in step.command:
                lines.append(step.command.format(number))
            else:
                lines += [f"periods mark {2 * number}", f"{step.command} {driver.modules[0]}",
                          f"periods mark {2 * number + 1}"]
            if step is LOAD:
                lines.append(f"sections {sections_file(driver)}")
    return "\n".join(lines) + "\n"

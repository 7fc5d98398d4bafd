# SPDX-License-Identifier: GPL-2.0-only
"""Whose an address of the guest's modules is."""

import bisect
from collections import namedtuple

from . import elf

# @offset is in the section @section of the file of @module.
Place = namedtuple("Place", "module function section offset")


class Map:
    """Places by address; regions are (start, end, place of the start)."""

    def __init__(self, regions):
        self._regions = sorted(regions)
        self._starts = [region[0] for region in self._regions]

    def find(self, address):
        """Return the place of @address, or None."""
        index = bisect.bisect(self._starts, address) - 1
        if index < 0:
            return None
        start, end, place = self._regions[index]
        return place._replace(offset=place.offset + address - start) if address < end else None


def _section_regions(module, start, section):
    names = dict(reversed(section.functions))      # of several names the first one
    names.setdefault(0, section.name)
    offsets = sorted(names)
    for offset, end in zip(offsets, [*offsets[1:], section.size]):
        yield start + offset, start + end, Place(module, names[offset], section.name, offset)


def regions(lines, files):
    """
    Yield the regions of modules.

    @lines: what the guest says, "module section address".
    @files: {name of a module: its file}.
    """
    code = {module: elf.code_sections(file) for module, file in files.items()}
    for line in lines:
        module, name, address = line.split()
        # What is thrown away after loading says nothing about what is there later.
        if name in code.get(module, ()) and not name.startswith((".init", ".exit")):
            yield from _section_regions(module, int(address, 16), code[module][name])

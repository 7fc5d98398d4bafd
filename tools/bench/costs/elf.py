# SPDX-License-Identifier: GPL-2.0-only
"""Sections and functions of a module file: as much of ELF as that takes."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

SHT_SYMTAB = 2
SHF_EXECINSTR = 4
STT_FUNC = 2


@dataclass
class Section:
    """A section with code."""

    name: str
    size: int
    functions: list = field(default_factory=list)   # (offset, name), in order


def _string(table, offset):
    return table[offset:table.index(b"\0", offset)].decode("ascii")


def code_sections(path):
    """Return {name: Section} of the sections of the 64-bit module @path that hold code."""
    data = Path(path).read_bytes()
    if data[:6] != b"\x7fELF\x02\x01":
        raise ValueError(f"{path} is no 64-bit little endian ELF file")
    offset, = struct.unpack_from("<Q", data, 0x28)
    size, count, names_index = struct.unpack_from("<HHH", data, 0x3a)
    # name, type, flags, address, offset, size, link, info, alignment, entry size
    headers = [struct.unpack_from("<IIQQQQIIQQ", data, offset + i * size) for i in range(count)]

    def contents(header):
        return data[header[4]:header[4] + header[5]]

    names = contents(headers[names_index])
    sections = {index: Section(_string(names, header[0]), header[5])
                for index, header in enumerate(headers) if header[2] & SHF_EXECINSTR}
    for header in headers:
        if header[1] == SHT_SYMTAB:
            _add_functions(sections, contents(header), contents(headers[header[6]]))
    for section in sections.values():
        section.functions.sort()
    return {section.name: section for section in sections.values()}


def _add_functions(sections, symbols, names):
    for name, info, _, index, value, _ in struct.iter_unpack("<IBBHQQ", symbols):
        if info & 0xf == STT_FUNC and index in sections:
            sections[index].functions.append((value, _string(names, name)))

# SPDX-License-Identifier: GPL-2.0-only
"""Modules as objdump shows them, with counts."""

import re
import subprocess
from collections import Counter
from dataclasses import dataclass

SECTION = re.compile(r"Disassembly of section (.*):$")
FUNCTION = re.compile(r"[0-9a-f]+ <(.*)>:$")
RELOCATION = re.compile(r"\s+[0-9a-f]+: R_X86_64_\w+\s+([^-+]+)")
INSTRUCTION = re.compile(r"\s+([0-9a-f]+):\s+(\S.*)$")
BRANCH = re.compile(r"(bnd )?(call|jmp|j[a-z]+)\b")

# Targets that are none: patched away, or the way of a return.
NOT_CALLED = ("__fentry__", "__x86_return_thunk")


@dataclass
class Line:
    """An instruction."""

    function: str
    section: str
    offset: int
    text: str
    symbol: str = None      # that the instruction refers to


def lines(file):
    """Return the instructions of a module file."""
    done = subprocess.run(["objdump", "-dr", "--no-show-raw-insn", file], check=True,
                          capture_output=True, text=True)
    found, section, function = [], None, None
    for text in done.stdout.splitlines():
        if match := SECTION.match(text):
            section = match[1]
        elif match := FUNCTION.match(text):
            function = match[1]
        elif match := RELOCATION.match(text):
            found[-1].symbol = match[1]
        elif match := INSTRUCTION.match(text):
            found.append(Line(function, section, int(match[1], 16), match[2]))
    return found


def _counts(cost, module):
    return {(place.section, place.offset): count
            for place, count in cost.instructions.items() if place.module == module}


def calls(cost, module, file):
    """Return a Counter of the functions of others that a module called."""
    found, counts = Counter(), _counts(cost, module)
    code = lines(file)
    own = {line.function for line in code}
    for line in code:
        count = counts.get((line.section, line.offset))
        if count and line.symbol and BRANCH.match(line.text) and \
           line.symbol not in own and line.symbol not in NOT_CALLED and \
           not line.symbol.startswith("."):
            found[line.symbol] += count
    return found


def annotate(cost, module, file, periods):
    """Yield the functions of a module that were executed, each line with its count per period."""
    counts = _counts(cost, module)
    functions = {place.function for place in cost.instructions if place.module == module}
    last = None
    for line in lines(file):
        if line.function not in functions:
            continue
        if line.function != last:
            last = line.function
            yield f"\n{module}: {last}\n"
        count = counts.get((line.section, line.offset), 0) / periods
        shown = f"{count:.2f}".rstrip("0").rstrip(".") if count else ""
        yield f"{shown:>8}  {line.offset:5x}  {line.text.split('#')[0]:44}" \
              f"  {line.symbol or ''}".rstrip() + "\n"

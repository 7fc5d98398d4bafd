# SPDX-License-Identifier: GPL-2.0-only
"""Tables, in Markdown that can be read as it is, and the gates."""

from dataclasses import dataclass

from . import listing
from .plan import CARD, CORE, DRIVERS, IN_TREE, LOAD, OPEN, OURS, POSITION, RATE, STREAMS, UNLOAD

GATED = [step for step in STREAMS if step.name in ("play-1024", "play-64")]


@dataclass
class Gate:
    """Something that must hold."""

    text: str
    value: float
    limit: float

    @property
    def passed(self):
        """Whether it holds."""
        return self.value <= self.limit

    def __str__(self):
        return (f"{'pass' if self.passed else 'FAIL'}: {self.text}: {_number(self.value)}, "
                f"at most {_number(self.limit)}")


def _number(value):
    """Return a number with what digits mean something: whole ones for whole values."""
    rounded = round(value, 2)
    return f"{rounded:.0f}" if rounded == int(rounded) else f"{rounded:.2f}".rstrip("0")


def _table(head, rows):
    """Return the lines of a table; the first column is text."""
    rows = [head, *rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]

    def line(row):
        cells = [row[0].ljust(widths[0]), *(text.rjust(w) for text, w in zip(row[1:], widths[1:]))]
        return f"| {' | '.join(cells)} |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return [line(head), f"| {' | '.join(rule)} |", *map(line, rows[1:])]


def _ratio(theirs, ours):
    return f"{ours / theirs:.2f}" if theirs else "-"


def _accesses(cost, periods):
    total, reads = cost.total() / periods, cost.reads() / periods
    return f"{_number(total)} ({_number(reads)} + {_number(total - reads)})"


def _access_row(costs, step):
    theirs, ours = costs[IN_TREE, step], costs[OURS, step]
    return (step.title, _accesses(theirs, step.periods), _accesses(ours, step.periods),
            _ratio(theirs.total(), ours.total()))


def _dashed(module):
    return module.replace("_", "-")


def _short(module):
    return _dashed(module).replace("snd-", "")


def _own(cost, driver, periods):
    """Return a driver's instructions, and what each of its modules has of them."""
    total = _number(cost.of_modules(driver.modules) / periods)
    if len(driver.modules) == 1:
        return total
    parts = (f"{_short(name)} {_number(cost.of_modules([name]) / periods)}"
             for name in driver.modules)
    return f"{total} ({', '.join(parts)})"


def _instruction_row(costs, step):
    theirs, ours = costs[IN_TREE, step], costs[OURS, step]
    return (step.title, _own(theirs, IN_TREE, step.periods), _own(ours, OURS, step.periods),
            _ratio(theirs.of_modules(IN_TREE.modules), ours.of_modules(OURS.modules)))


def _core_row(costs, step):
    theirs, ours = (costs[driver, step].of_modules((CORE,)) for driver in DRIVERS)
    return (step.title, _number(theirs / step.periods), _number(ours / step.periods),
            _ratio(theirs, ours))


def gates(costs):
    """Return the gates."""
    found = []
    for step in GATED:
        theirs, ours = costs[IN_TREE, step], costs[OURS, step]
        found.append(Gate(f"register accesses per period, {step.title}",
                          ours.total() / step.periods, CARD.accesses))
        found.append(Gate(f"instructions per period, {step.title}",
                          ours.of_modules(OURS.modules) / step.periods,
                          theirs.of_modules(IN_TREE.modules) / step.periods * CARD.instructions))
    found.append(Gate("register accesses to read a position",
                      costs[OURS, POSITION].total() / POSITION.periods, CARD.position))
    return found


def tables(result):
    """Return the report of a run."""
    costs = result.costs
    names = (IN_TREE.name, OURS.name, "ratio")
    lines = [f"# {OURS.name} beside {IN_TREE.name}", "",
             f"On QEMU's {CARD.title}, with Linux {result.kernel.release}; S16, stereo, {RATE} Hz.", "",
             *_table(("register accesses per period (reads + writes)", *names),
                     [_access_row(costs, step) for step in STREAMS]), "",
             *_table(("register accesses (reads + writes)", *names),
                     [_access_row(costs, step) for step in (LOAD, OPEN, UNLOAD, POSITION)]), "",
             *_table(("driver's own instructions per period", *names),
                     [_instruction_row(costs, step) for step in (*STREAMS, POSITION)]), "",
             *_table((f"instructions of {_dashed(CORE)} per period", *names),
                     [_core_row(costs, step) for step in STREAMS]), "",
             "Gates, and the goal of as few instructions as the in-tree driver:", "",
             *(f"* {gate}" for gate in gates(costs)),
             *(f"* goal {'reached' if ours <= theirs else 'missed'}: {title}: {_number(ours)}, "
               f"in-tree {_number(theirs)}" for title, theirs, ours in _goals(costs))]
    return "\n".join(lines) + "\n"


def _goals(costs):
    for step in GATED:
        yield (f"instructions per period, {step.title}",
               costs[IN_TREE, step].of_modules(IN_TREE.modules) / step.periods,
               costs[OURS, step].of_modules(OURS.modules) / step.periods)


def functions(result):
    """Return the tables of instructions by function, and of calls to functions of others."""
    lines = []
    for step in STREAMS:
        for driver in DRIVERS:
            cost = result.costs[driver, step]
            rows = [(name, _short(module), _number(count / step.periods)) for (module, name), count
                    in _by_count(cost.by_function(driver.modules))]
            head = (f"{driver.name}: {step.title}", "module", "instructions per period")
            lines += ["", *_table(head, rows)]
            rows = [(symbol, _short(module), _number(count / step.periods))
                    for module in driver.modules for symbol, count
                    in _by_count(listing.calls(cost, module, result.files[module]))]
            head = (f"{driver.name}: {step.title}", "called by", "calls per period")
            lines += ["", *_table(head, rows)]
    return "\n".join(lines) + "\n"


def _by_count(counter):
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def annotated(result):
    """Return the code of both drivers that ran in the first stream, with counts."""
    step = STREAMS[0]
    return "".join(line for driver in DRIVERS for module in driver.modules
                   for line in listing.annotate(result.costs[driver, step], module,
                                                result.files[module], step.periods))


def differences(result, again):
    """Return a line for each interval and kind of cost in which two runs differ."""
    lines = []
    for (driver, step), one in result.costs.items():
        other = again.costs[driver, step]
        if one.accesses != other.accesses:
            lines.append(f"{driver.name}, {step.title}, register accesses: "
                         f"{one.total()} and {other.total()}")
        # Loading and opening wait for this and that.
        if step in STREAMS and one.instructions != other.instructions:
            names = (*driver.modules, CORE)
            lines.append(f"{driver.name}, {step.title}, instructions: "
                         f"{one.of_modules(names)} and {other.of_modules(names)}")
    return lines

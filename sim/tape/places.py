"""Where numba's loop finds what a line works on: in a register, in a row of an input, in a row of the result.

An input that nobody changes is read where it lies, and what is only stored is written where it shall lie: memory is
passed over once, and registers are for what lies nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.tape.fused import Step, fuse
from sim.tape.groups import ARITY
from sim.tape.program import Array, Op, Program
from sim.tape.skips import ADDING

AHEAD = 4  # rows: so much earlier memory is asked for what a line reads
NOTHING = -1
LIMITS = {Op.MAXK, Op.MINK, Op.CLIP, Op.SETTLE}
ONTO = set(ADDING.values())


@dataclass(frozen=True, slots=True)
class Placed:
    """Line n of `lines` (N, 6): an operation, the place that it writes, three that it reads, and one that a later line
    reads, or -1; `consts` (N,). A LOAD spreads one number and a STORE copies a row; a SKIP reads which of what is
    asked decides, and how many lines it skips.

    Places are numbered: the registers (n,), rows of inputs that are the `same` in all runs, rows of the `wide` others,
    rows of the result. Inputs (S, 2) and (W, 2): slot and row. `asked` (A, 2): slots and how many of their rows, all of
    which one after the other are asked whether they are zero."""

    lines: NDArray[np.int32]
    consts: Array
    registers: NDArray[np.int64]
    same: NDArray[np.int64]
    wide: NDArray[np.int64]
    asked: NDArray[np.int64]


class Values:
    """The steps of a program. Of values: the slot and row if they are inputs, the row of the `result` where they are
    written, whether they are `changed` once they are there, and `copied` before that; `ones`: numbers that are read
    one for all runs."""

    def __init__(self, program: Program, same: Sequence[bool]) -> None:
        self.same, self.wide = dict[int, tuple[int, int]](), dict[int, tuple[int, int]]()
        self.result, self.changed, self.copied = dict[int, int](), set[int](), set[int]()
        self.ones, self.asked = set[int](), _asked(program)
        self._inputs = [self.same if its else self.wide for its in same]
        self._at, self._skips, self._count = dict[int, int](), dict[int, Step](), 0
        self.steps = [self._step(*line) for line in enumerate(program.lines())]

    def lies(self, value: int) -> bool:
        """Whether it is read where it lies: a row of an input that stays so, or one number for all runs."""
        return (value in self.wide and value not in self.changed) or value in self.ones

    def _step(self, n: int, line: tuple[Op, int, list[int], float]) -> Step:
        op, out, args, const = line
        if op is Op.SKIP:
            step = self._skips[n + args[2]] = Step(op, 0, (self._first(args[0]) + args[1],))
        elif op is Op.STORE:
            step = Step(op, out, (self._at[args[0]],))
            self.result.setdefault(step.args[0], out)
        elif op is Op.LOAD:
            step = Step(op, self._new(out))
            self._inputs[args[0]][step.out] = args[0], args[1]
        else:
            step = self._computed(op, out, args, const, n in self._skips)
        if n in self._skips:
            self._skips[n].last = step
        return step

    def _computed(self, op: Op, out: int, args: list[int], const: float, ends: bool) -> Step:
        """`ends`: a section, so what was there stays if that is skipped."""
        read = tuple(self._at[a] for a in args[:ARITY[op]])
        value = self._at[out] if ends or op in ONTO else self._new(out)
        if ends or op in ONTO:
            self.changed.add(value)
            if value in self.result:
                self.copied.add(value)
        if op in LIMITS and const != const:
            return Step(Op.CONST, value, (), const)  # the loop's comparison is blind to that
        return Step(op, value, read, const)

    def _new(self, register: int) -> int:
        self._at[register] = self._count
        self._count += 1
        return self._count - 1

    def _first(self, slot: int) -> int:
        """Where the rows of a slot begin among those that are asked."""
        slots = [*self.asked]
        return sum(self.asked[one] for one in slots[:slots.index(slot)])


def placed(program: Program, same: Sequence[bool]) -> Placed:
    """`same`: of each slot, whether its input is the same in all runs."""
    values = Values(program, same)
    values.result = {value: row for value, row in values.result.items()
                     if value not in values.copied and not values.lies(value)}
    steps = [step for step in values.steps if not _spared(step, values)]
    values.steps = fuse(steps, values.changed, values.result, values.same)
    values.ones = values.same.keys() - {step.out for step in values.steps if step.op is Op.LOAD}
    return _lined(values)


def _spared(step: Step, values: Values) -> bool:
    """A LOAD of what is read where it lies, or a STORE of what is written where it shall lie. Another row gets a copy,
    and so does one for which a value is stored before it is changed."""
    if step.op is Op.STORE:
        return values.result.get(step.args[0]) == step.out
    return step.op is Op.LOAD and values.lies(step.out)


def _asked(program: Program) -> dict[int, int]:
    """How many rows of each slot SKIPs ask for."""
    found: dict[int, int] = {}
    for slot, row, _ in program.args[program.op == Op.SKIP].tolist():
        found[slot] = max(found.get(slot, 0), row + 1)
    return found


# --- places -----------------------------------------------------------------------------------------------------------


def _lined(values: Values) -> Placed:
    place, registers = _registers(values)
    source = {value: registers + n for n, value in enumerate((*values.same, *values.wide))}
    first, end = registers + len(values.same), registers + len(source)
    place |= {value: n for value, n in source.items() if values.lies(value)}
    place |= {value: end + row for value, row in values.result.items()}
    lines = np.array([*_lines(values.steps, place, source, end)], dtype=np.int32).reshape(-1, 5)
    lines[(lines[:, 0] == Op.LOAD) & (lines[:, 2] >= first), 0] = Op.STORE  # it copies a row
    return Placed(np.column_stack([lines, _ahead(lines, first, end)]), np.array([step.const for step in values.steps]),
                  np.arange(registers), _pairs(values.same.values()), _pairs(values.wide.values()),
                  _pairs(values.asked.items()))


def _pairs(pairs: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    return np.array([*pairs], dtype=np.int64).reshape(-1, 2)


def _lines(steps: Sequence[Step], place: Mapping[int, int], source: Mapping[int, int],
           results: int) -> Iterator[tuple[int, ...]]:
    """`source`: the places of inputs; `results`: the first place of the result."""
    number = {step: n for n, step in enumerate(steps)}
    for n, step in enumerate(steps):
        if step.last:
            yield step.op, 0, *step.args, number[step.last] - n, 0
        elif step.op is Op.STORE:
            yield step.op, results + step.out, place[step.args[0]], 0, 0
        elif step.op is Op.LOAD:
            yield step.op, place[step.out], source[step.out], 0, 0
        else:
            yield (step.op, place[step.out], *(place[a] for a in step.args), 0, 0, 0)[:5]


def _registers(values: Values) -> tuple[dict[int, int], int]:
    """The register of each value that lies nowhere else, and how many there are. One that was used last is used
    next."""
    found, free, count = dict[int, int](), list[int](), 0
    last = {value: step for step in values.steps if step.op is not Op.SKIP for value in _touched(step)}
    for step in values.steps:
        if step.op is Op.SKIP:
            continue
        touched = {value for value in _touched(step) if value not in values.result and not values.lies(value)}
        for value in (value for value in touched if value not in found):
            count += not free
            found[value] = free.pop() if free else count - 1
        free += [found[value] for value in touched if last[value] is step]
    return found, count


def _touched(step: Step) -> tuple[int, ...]:
    return step.args if step.op is Op.STORE else (*step.args, step.out)


def _ahead(lines: NDArray[np.int32], first: int, end: int) -> NDArray[np.int32]:
    """For each line a row of the inputs, from the place `first` to `end`, that is read for the first time soon after,
    or -1. What is read in a section is not asked for, as the section may be skipped."""
    sure = np.flatnonzero(~_skippable(lines))
    args = lines[sure, 2:5]
    rows, at = np.unique(np.where((args >= first) & (args < end), args, NOTHING), return_index=True)
    order = np.argsort(at)[rows[np.argsort(at)] != NOTHING]
    rows, use = rows[order][AHEAD:], at[order][:-AHEAD] // 3  # asked for where one some rows before it is read
    back = np.arange(len(use))
    line = np.minimum.accumulate((use - back)[::-1])[::-1] + back  # a line asks for one
    found = np.full(len(lines), NOTHING, dtype=np.int32)
    found[sure[line[line >= 0]]] = rows[line >= 0]
    return found


def _skippable(lines: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which lines may be skipped, or skip."""
    out = np.zeros(len(lines), dtype=np.bool_)
    for line in np.flatnonzero(lines[:, 0] == Op.SKIP):
        out[line: line + 1 + lines[line, 3]] = True
    return out

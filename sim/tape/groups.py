"""Lines of a program that one call can do: the same operation, none of which waits for another.

On few runs a call costs more than its numbers, so all lines that stand equally far from the inputs go together. On many
runs the numbers cost more, and what was traced as one operation on an array stays one, near what reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.tape.program import TRUTHS, Array, Op, Program

THREE = (Op.SEL, Op.MULADD, Op.MULMUL, Op.ACCMUL)
ARITY = dict.fromkeys(Op, 2) | dict.fromkeys(THREE, 3) | {Op.CONST: 0} | dict.fromkeys(
    (Op.NEG, Op.ABS, Op.RINT, Op.SQRT, Op.EXP, Op.LOG, Op.TANH, Op.FLOOR, Op.NOT, Op.GRID, Op.ADDK, Op.SUBK, Op.RSUBK,
     Op.MULK, Op.DIVK, Op.RDIVK, Op.MAXK, Op.MINK, Op.GTK, Op.GEK, Op.LTK, Op.LEK), 1)
"""How many registers an operation reads."""
APART = {Op.ACC: Op.ADD, Op.ACCGRID: Op.ADDGRID, Op.ACCMUL: Op.MULADD}
"""Every value has a place of its own here, so nothing is added in place."""

NUMBERS, LOGICAL, SAME = 0, 1, 2
Place: TypeAlias = tuple[int, int]
"""Where a value lies: among the numbers, the truths, or the inputs that are the same in all runs, and in which row."""


@dataclass(frozen=True, slots=True)
class Line:
    """One operation on values: rows of the inputs, then lines by number."""

    value: int
    op: Op
    args: tuple[int, ...]
    const: float


@dataclass(frozen=True, slots=True)
class Rows:
    """Where values of one kind lie."""

    kind: int
    rows: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Group:
    """Results from the row `first` on; for each argument where it lies, line by line; the lines' constants."""

    op: Op
    first: int
    args: list[Rows]
    const: Array


@dataclass(frozen=True, slots=True)
class Plan:
    """`numbers`, `truths`: the rows that are needed. `stores`: rows of the result, and where they come from."""

    numbers: int
    truths: int
    groups: list[Group]
    stores: list[tuple[NDArray[np.int64], Rows]]


@dataclass(frozen=True, slots=True)
class Input:
    """The rows of an input, whether they are the `same` in all runs, and the `first` of them among their kind."""

    rows: int
    same: bool
    first: int


def inputs_of(shapes: Sequence[tuple[int, int]], runs: int) -> list[Input]:
    """`shapes`: of the arrays that are given, by slot."""
    found, count = list[Input](), [0, 0]
    for rows, columns in shapes:
        same = columns == 1 != runs
        found.append(Input(rows, same, count[same]))
        count[same] += rows
    return found


def plan(program: Program, inputs: Sequence[Input], by_level: bool) -> Plan:
    """How to run it. `by_level`: few calls rather than near numbers."""
    places = list[Place]((SAME if x.same else NUMBERS, x.first + row) for x in inputs for row in range(x.rows))
    lines, results = _lines(program, [x.rows for x in inputs])
    taken, spaces = len(places), (Space(sum(x.rows for x in inputs if not x.same)), Space(0))
    places += [(NUMBERS, -1)] * (max((line.value for line in lines), default=taken) + 1 - taken)
    for line in lines:
        places[line.value] = int(line.op in TRUTHS), -1
    left = _uses(lines, results)
    together = _levels(lines, places) if by_level else _neighbours(lines, places)
    groups = [_placed(group, places, spaces, left, taken) for group in together]
    return Plan(spaces[NUMBERS].rows, spaces[LOGICAL].rows, groups, list(_stores(results, places)))


def _lines(program: Program, shapes: Sequence[int]) -> tuple[list[Line], list[int]]:
    """The lines by the values that they read and make, and the values of the result's rows."""
    starts, inputs = np.cumsum([0, *shapes]).tolist(), sum(shapes)
    now, lines, results = dict[int, int](), list[Line](), [0] * program.rows
    for op, out, args, const in program.lines():
        if op is Op.LOAD:
            now[out] = starts[args[0]] + args[1]
        elif op is Op.STORE:
            results[out] = now[args[0]]
        elif op is not Op.SKIP:
            lines.append(Line(inputs + len(lines), APART.get(op, op), tuple(now[a] for a in args[:ARITY[op]]), const))
            now[out] = lines[-1].value
    return _used(lines, results), results


def _used(lines: Sequence[Line], results: Iterable[int]) -> list[Line]:
    """Those that somebody reads. Nothing is skipped here, so nobody reads the zeros that stand for skipped ones."""
    used = set(results)
    for line in reversed(lines):
        if line.value in used:
            used.update(line.args)
    return [line for line in lines if line.value in used]


def _uses(lines: Iterable[Line], results: Iterable[int]) -> dict[int, int]:
    """How often a value is read; results are never done with."""
    left: dict[int, int] = {}
    for value in (*results, *(a for line in lines for a in line.args)):
        left[value] = left.get(value, 0) + 1
    return left


# --- which go together -----------------------------------------------------------------------------------------------


def _levels(lines: Sequence[Line], places: Sequence[Place]) -> list[list[Line]]:
    level: dict[int, int] = {}
    found: dict[tuple[int, Op, tuple[int, ...]], list[Line]] = {}
    for line in lines:
        level[line.value] = 1 + max((level.get(a, 0) for a in line.args), default=0)
        found.setdefault((level[line.value], *_kind(line, places)), []).append(line)
    return [found[key] for key in sorted(found)]


def _neighbours(lines: Sequence[Line], places: Sequence[Place]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    last: tuple[Op, tuple[int, ...]] | None = None
    for line in lines:
        kind = _kind(line, places)
        if kind != last or any(a >= groups[-1][0].value for a in line.args):
            groups.append([])
        groups[-1].append(line)
        last = kind
    return groups


def _kind(line: Line, places: Sequence[Place]) -> tuple[Op, tuple[int, ...]]:
    """One call reads each argument from one array."""
    return line.op, tuple(places[a][0] for a in line.args)


# --- where they go ---------------------------------------------------------------------------------------------------


class Space:
    """Rows of one kind. A stretch is taken for a group and free again when nobody will read any of it."""

    def __init__(self, rows: int) -> None:
        self.rows, self._free, self._alive = rows, list[tuple[int, int]](), dict[int, int]()
        self._stretch: dict[int, tuple[int, int]] = {}

    def take(self, count: int) -> int:
        """The first row of a stretch: in the smallest free one that fits, or a new one."""
        fitting = [x for x in self._free if x[1] - x[0] >= count]
        first, end = min(fitting, key=lambda x: x[1] - x[0]) if fitting else (self.rows, self.rows + count)
        if fitting:
            self._free.remove((first, end))
            self._free += [(first + count, end)] * (end - first > count)
        else:
            self.rows = end
        self._stretch.update(dict.fromkeys(range(first, first + count), (first, first + count)))
        self._alive[first] = count
        return first

    def give(self, row: int) -> None:
        """Nobody reads this row any more."""
        first, end = self._stretch[row]
        self._alive[first] -= 1
        if not self._alive[first]:
            self._free.append((first, end))


def _placed(lines: list[Line], places: list[Place], spaces: tuple[Space, Space], left: dict[int, int],
            inputs: int) -> Group:
    """A place for the results of a group; what it was the last to read is free afterwards."""
    lines = sorted(lines, key=lambda line: [places[a] for a in line.args])
    kind = places[lines[0].value][0]
    first = spaces[kind].take(len(lines))
    args = [_rows([places[a] for a in column]) for column in zip(*(line.args for line in lines), strict=True)]
    for row, line in enumerate(lines, start=first):
        places[line.value] = kind, row
    for value in (a for line in lines for a in line.args):
        left[value] -= 1
        if not left[value] and value >= inputs:
            spaces[places[value][0]].give(places[value][1])
    return Group(lines[0].op, first, args, np.array([line.const for line in lines]))


def _rows(places: Sequence[Place]) -> Rows:
    return Rows(places[0][0], np.array([row for _, row in places]))


def _stores(results: Sequence[int], places: Sequence[Place]) -> Iterable[tuple[NDArray[np.int64], Rows]]:
    for kind in (NUMBERS, LOGICAL, SAME):
        found = sorted((places[value], row) for row, value in enumerate(results) if places[value][0] == kind)
        if found:
            yield np.array([row for _, row in found]), _rows([place for place, _ in found])

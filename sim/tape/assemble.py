"""From a graph to a program: only what the results need, constants and pairs joined in, few registers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from sim.tape.graph import Graph, Node
from sim.tape.lines import Line, reads
from sim.tape.program import GRID, STEP, Op, Program
from sim.tape.skips import ADDING, Section, sections_of

WITH_CONSTANT = {Op.ADD: (Op.ADDK, Op.ADDK), Op.SUB: (Op.SUBK, Op.RSUBK), Op.MUL: (Op.MULK, Op.MULK),
                 Op.DIV: (Op.DIVK, Op.RDIVK), Op.MAX: (Op.MAXK, Op.MAXK), Op.MIN: (Op.MINK, Op.MINK),
                 Op.GT: (Op.GTK, Op.LTK), Op.GE: (Op.GEK, Op.LEK), Op.LT: (Op.LTK, Op.GTK), Op.LE: (Op.LEK, Op.GEK)}
"""Operation -> the one with a constant on the right, and on the left."""


UNIFORM = "uniform"
"""The slot of a program for what another one has computed once for all runs."""


def assemble(graph: Graph, results: Sequence[int], often_zero: Collection[str] = ()) -> Program:
    """The program that computes these nodes, one row of the result each. `often_zero`: slots of which most rows are
    zero in all runs."""
    return _assembled(graph, _lines(graph, results), results, often_zero)


def assemble_apart(graph: Graph, results: Sequence[int], uniform: Collection[str],
                   often_zero: Collection[str] = ()) -> tuple[Program, Program]:
    """Two programs: one for all that depends on the `uniform` slots alone, which are the same in all runs, and one for
    the rest, which takes the result of the first as its slot UNIFORM."""
    lines = _lines(graph, results)
    same = _same(lines, uniform)
    border = [id for id in _border(lines, results, same) if lines[id].op is not Op.CONST]
    rest = {**lines, **{id: Line(Op.LOAD, (UNIFORM, row)) for row, id in enumerate(border)}}  # type: ignore[arg-type]
    return _assembled(graph, lines, border, ()), _assembled(graph, rest, results, often_zero)


def _same(lines: dict[int, Line], uniform: Collection[str]) -> set[int]:
    """What is the same in all runs."""
    found: set[int] = set()
    for id, line in lines.items():
        if line.args[0] in uniform if line.op is Op.LOAD else all(a in found for a in line.args):
            found.add(id)
    return found


def _border(lines: dict[int, Line], results: Sequence[int], same: set[int]) -> list[int]:
    """What of it the rest reads, or is a result."""
    read = (a for id, line in lines.items() if id not in same for a in reads(line))
    return [id for id in dict.fromkeys((*read, *results)) if id in same]


def _assembled(graph: Graph, lines: dict[int, Line], results: Sequence[int], often_zero: Collection[str]) -> Program:
    lines = _paired(_used(lines, results), results)
    return _allotted(lines, results, sections_of(lines, results, often_zero, graph.sure) if often_zero else {})


def _lines(graph: Graph, results: Sequence[int]) -> dict[int, Line]:
    """The operations that the results need, by node, each argument before what uses it."""
    needed: set[int] = set()
    waiting = list(results)
    while waiting:
        id = waiting.pop()
        if id not in needed:
            needed.add(id)
            waiting += _arguments(graph.nodes[id])
    return {id: _line(graph, graph.nodes[id]) for id in sorted(needed)}


def _arguments(node: Node) -> Sequence[int]:
    return () if node[0] in (Op.CONST, Op.LOAD) else node[1:]


def _line(graph: Graph, node: Node) -> Line:
    op, *args = node
    if op is Op.CONST:
        return Line(op, (), args[0])
    if op in WITH_CONSTANT:
        for given, other, kind in ((1, 0, 0), (0, 1, 1)):
            if graph.nodes[args[given]][0] is Op.CONST:
                return Line(WITH_CONSTANT[op][kind], (args[other],), graph.nodes[args[given]][1])
    return Line(op, tuple(args))


# --- pairs -----------------------------------------------------------------------------------------------------------


def _paired(lines: dict[int, Line], results: Sequence[int]) -> dict[int, Line]:
    """Operations whose only use is the next one join it; what nobody uses any more is gone."""
    tops = {line.const for line in lines.values() if line.op is Op.MINK}
    top = {x: -1 - k for k, x in enumerate(sorted(tops))}  # a clip reads its upper bound
    lines = {**{id: Line(Op.CONST, (), x) for x, id in top.items()}, **lines}
    for join in (_to_grid, _clipped, _settled, _with_next):
        uses = _uses(lines, results)
        for id in list(lines):
            if found := join(lines, id, uses, top):
                lines[id] = found
        lines = _used(lines, {*results, *top.values()})
    return _used(lines, results)


def _to_grid(lines: dict[int, Line], id: int, uses: dict[int, int], top: dict[float, int]) -> Line | None:
    """rint(x * 2^30) * 2^-30."""
    line = lines[id]
    if line.op is not Op.MULK or line.const != STEP:
        return None
    rounded = lines[line.args[0]]
    scaled = lines[rounded.args[0]] if rounded.op is Op.RINT else rounded
    return Line(Op.GRID, scaled.args) if scaled.op is Op.MULK and scaled.const == GRID else None


def _clipped(lines: dict[int, Line], id: int, uses: dict[int, int], top: dict[float, int]) -> Line | None:
    """min(max(x, k), y); y is a constant, which has a line of its own."""
    line = lines[id]
    below = lines[line.args[0]] if line.op is Op.MINK else line
    if below.op is not Op.MAXK or line is below or uses[line.args[0]] != 1:
        return None
    return Line(Op.CLIP, (*below.args, top[line.const]), below.const)


def _settled(lines: dict[int, Line], id: int, uses: dict[int, int], top: dict[float, int]) -> Line | None:
    """x + (clip(x) - x): how a stock that left its bounds comes back."""
    line = lines[id]
    for x, back in (line.args, line.args[::-1]) if line.op is Op.ADD else ():
        cut = lines[back]
        clip = lines[cut.args[0]] if cut.op is Op.SUB and cut.args[1] == x else line
        if clip.op is Op.CLIP and clip.args[0] == x and uses[back] == uses[cut.args[0]] == 1:
            return Line(Op.SETTLE, clip.args, clip.const)
    return None


def _with_next(lines: dict[int, Line], id: int, uses: dict[int, int], top: dict[float, int]) -> Line | None:
    line = lines[id]
    if line.op not in (Op.ADD, Op.MUL):
        return None
    for one, other in (line.args, line.args[::-1]):
        before = lines[one]
        if uses[one] == 1 and line.op is Op.ADD and before.op is Op.GRID:
            return Line(Op.ADDGRID, (other, *before.args))
        if uses[one] == 1 and before.op is Op.MUL:
            return Line(Op.MULADD if line.op is Op.ADD else Op.MULMUL, (*before.args, other))
    return None


def _uses(lines: dict[int, Line], results: Sequence[int]) -> dict[int, int]:
    uses = dict.fromkeys(lines, 0)
    for id in (*results, *(a for line in lines.values() for a in reads(line))):
        uses[id] += 1
    return uses


def _used(lines: dict[int, Line], results: Iterable[int]) -> dict[int, Line]:
    kept: set[int] = set(results)
    for id in reversed(lines):
        if id in kept:
            kept.update(reads(lines[id]))
    return {id: line for id, line in lines.items() if id in kept}


# --- registers -------------------------------------------------------------------------------------------------------


class Registers:
    """Which are in use; a free one that was used last is used next."""

    def __init__(self) -> None:
        self.count, self._free = 0, list[int]()

    def take(self) -> int:
        if self._free:
            return self._free.pop()
        self.count += 1
        return self.count - 1

    def give(self, register: int) -> None:
        self._free.append(register)


class _Code:
    """The code as it is written: every line with the register that it writes."""

    def __init__(self, lines: dict[int, Line], results: Sequence[int]) -> None:
        self.lines, self.registers, self._left = lines, Registers(), _uses(lines, results)
        self.code: list[tuple[int, int, tuple[int, ...], float]] = []
        self.slots = sorted({line.args[0] for line in lines.values() if line.op is Op.LOAD})  # type: ignore[type-var]
        self._at: dict[int, int] = {}
        self._rows: dict[int, list[int]] = {}
        for row, id in enumerate(results):
            self._rows.setdefault(id, []).append(row)

    def line(self, id: int) -> None:
        """A line, after all that it reads; never onto what it reads."""
        if id in self._at:
            return
        for a in reads(self.lines[id]):
            self.line(a)
        register = self.registers.take()
        self._write(id, self.lines[id].op, self._args(id), register)
        self._store(id)

    def section(self, section: Section) -> None:
        """A section behind what tells whether it is skipped."""
        self._before(section)
        register = self._begun(section.onto)
        self.code.append((Op.SKIP, 0, self._args(section.row), 0.0))
        place = len(self.code) - 1
        for id in section.inner:
            self.line(id)
        op = self.lines[section.to].op
        self._write(section.to, op if section.onto is None else ADDING[op], self._added(section, register), register)
        self.code[place] = (Op.SKIP, 0, (*self._args(section.row), len(self.code) - 1 - place), 0.0)
        self._store(section.to)

    def _before(self, section: Section) -> None:
        """Whatever the section reads of the rest."""
        for id in (*section.inner, section.to):
            for a in reads(self.lines[id]):
                if a not in section.inner:
                    self.line(a)

    def _begun(self, onto: int | None) -> int:
        """The register to which a section adds: that of the line itself if nobody else reads it any more."""
        if onto is not None and self._left[onto] == 1:
            self._left[onto] += 1  # it stays in use under its new name
            return self._at[onto]
        register = self.registers.take()
        before = (Op.CONST, register, (), 0.0) if onto is None else (Op.ADDK, register, (self._at[onto],), 0.0)
        self.code.append(before)
        return register

    def _added(self, section: Section, register: int) -> tuple[int, ...]:
        """What the last line of a section reads; the register to which it adds stands where the line has it."""
        if section.onto is None:
            return self._args(section.to)
        others = tuple(self._at[a] for a in self.lines[section.to].args if a != section.onto)
        return (*others, register) if len(others) == 2 else (register, *others)

    def _args(self, id: int) -> tuple[int, ...]:
        line = self.lines[id]
        if line.op is Op.LOAD:
            return self.slots.index(line.args[0]), line.args[1]  # type: ignore[arg-type]
        return tuple(self._at[a] for a in line.args)

    def _write(self, id: int, op: Op, args: tuple[int, ...], register: int) -> None:
        self._at[id] = register
        for a in reads(self.lines[id]):
            self._left[a] -= 1
            if not self._left[a]:
                self.registers.give(self._at[a])
        self.code.append((op, register, args, self.lines[id].const))

    def _store(self, id: int) -> None:
        for row in self._rows.get(id, ()):
            self.code.append((Op.STORE, row, (self._at[id],), 0.0))
            self._left[id] -= 1
        if not self._left[id]:
            self.registers.give(self._at[id])


def _allotted(lines: dict[int, Line], results: Sequence[int], sections: Mapping[int, Section]) -> Program:
    """Lines stay in the order in which they were traced, so that what was one operation on an array stands together;
    inputs and constants come as late as can be."""
    code, inside = _Code(lines, results), {id for section in sections.values() for id in section.inner}
    for id, line in lines.items():
        if id in sections:
            code.section(sections[id])
        elif id not in inside and line.op not in (Op.LOAD, Op.CONST):
            code.line(id)
    for id in results:
        code.line(id)
    return _program(tuple(code.slots), code.code, code.registers.count, len(results))  # type: ignore[arg-type]


def _program(slots: tuple[str, ...], code: Sequence[tuple[int, int, tuple[int, ...], float]], registers: int,
             rows: int) -> Program:
    op, out, args, const = zip(*code, strict=True) if code else ((), (), (), ())
    return Program(slots, np.array(op, dtype=np.uint8), np.array(out, dtype=np.int32),
                   np.array([(*a, 0, 0, 0)[:3] for a in args], dtype=np.int32).reshape(-1, 3),
                   np.array(const, dtype=np.float64), registers, rows)

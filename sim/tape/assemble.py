"""From a graph to a program: only what the results need, constants and pairs joined in, few registers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.tape.graph import Graph, Node
from sim.tape.program import GRID, STEP, Op, Program

WITH_CONSTANT = {Op.ADD: (Op.ADDK, Op.ADDK), Op.SUB: (Op.SUBK, Op.RSUBK), Op.MUL: (Op.MULK, Op.MULK),
                 Op.DIV: (Op.DIVK, Op.RDIVK), Op.MAX: (Op.MAXK, Op.MAXK), Op.MIN: (Op.MINK, Op.MINK),
                 Op.GT: (Op.GTK, Op.LTK), Op.GE: (Op.GEK, Op.LEK), Op.LT: (Op.LTK, Op.GTK), Op.LE: (Op.LEK, Op.GEK)}
"""Operation -> the one with a constant on the right, and on the left."""


@dataclass(slots=True)
class Line:
    """One operation of the program on nodes, before it has registers."""

    op: Op
    args: tuple[int, ...]
    const: float = 0.0


UNIFORM = "uniform"
"""The slot of a program for what another one has computed once for all runs."""


def assemble(graph: Graph, results: Sequence[int]) -> Program:
    """The program that computes these nodes, one row of the result each."""
    return _assembled(_lines(graph, results), results)


def assemble_apart(graph: Graph, results: Sequence[int], uniform: Collection[str]) -> tuple[Program, Program]:
    """Two programs: one for all that depends on these input slots alone, which are the same in all runs, and one for
    the rest, which takes the result of the first as its slot UNIFORM."""
    lines = _lines(graph, results)
    same = _same(lines, uniform)
    border = [id for id in _border(lines, results, same) if lines[id].op is not Op.CONST]
    rest = {**lines, **{id: Line(Op.LOAD, (UNIFORM, row)) for row, id in enumerate(border)}}  # type: ignore[arg-type]
    return _assembled(lines, border), _assembled(rest, results)


def _same(lines: dict[int, Line], uniform: Collection[str]) -> set[int]:
    """What is the same in all runs."""
    found: set[int] = set()
    for id, line in lines.items():
        if line.args[0] in uniform if line.op is Op.LOAD else all(a in found for a in line.args):
            found.add(id)
    return found


def _border(lines: dict[int, Line], results: Sequence[int], same: set[int]) -> list[int]:
    """What of it the rest reads, or is a result."""
    read = (a for id, line in lines.items() if id not in same for a in _reads(line))
    return [id for id in dict.fromkeys((*read, *results)) if id in same]


def _assembled(lines: dict[int, Line], results: Sequence[int]) -> Program:
    return _allotted(_paired(_used(lines, results), results), results)


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
    for id in (*results, *(a for line in lines.values() for a in _reads(line))):
        uses[id] += 1
    return uses


def _reads(line: Line) -> tuple[int, ...]:
    return () if line.op is Op.LOAD else line.args


def _used(lines: dict[int, Line], results: Iterable[int]) -> dict[int, Line]:
    kept: set[int] = set(results)
    for id in reversed(lines):
        if id in kept:
            kept.update(_reads(lines[id]))
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


def _in_order(lines: dict[int, Line], results: Sequence[int]) -> list[int]:
    """As they were traced, so that what was one operation on an array stands together; what is read, is read late."""
    order: dict[int, None] = {}
    for id, line in lines.items():
        if line.op not in (Op.LOAD, Op.CONST):
            order.update(dict.fromkeys(_reads(line)))
            order[id] = None
    return list(dict.fromkeys((*order, *results)))


def _allotted(lines: dict[int, Line], results: Sequence[int]) -> Program:
    slots = sorted({line.args[0] for line in lines.values() if line.op is Op.LOAD})  # type: ignore[type-var]
    order, left = _in_order(lines, results), _uses(lines, results)
    rows: dict[int, list[int]] = {}
    for row, id in enumerate(results):
        rows.setdefault(id, []).append(row)
    registers, at, code = Registers(), dict[int, int](), list[tuple[int, int, tuple[int, ...], float]]()
    for id in order:
        line = lines[id]
        args = (slots.index(line.args[0]), line.args[1]) if line.op is Op.LOAD else tuple(at[a] for a in line.args)
        at[id] = registers.take()
        for a in _reads(line):
            left[a] -= 1
            if not left[a]:
                registers.give(at[a])
        code.append((line.op, at[id], args, line.const))
        for row in rows.get(id, ()):
            code.append((Op.STORE, row, (at[id],), 0.0))
            left[id] -= 1
        if not left[id]:
            registers.give(at[id])
    return _program(tuple(slots), code, registers.count, len(results))  # type: ignore[arg-type]


def _program(slots: tuple[str, ...], code: Sequence[tuple[int, int, tuple[int, ...], float]], registers: int,
             rows: int) -> Program:
    op, out, args, const = zip(*code, strict=True) if code else ((), (), (), ())
    return Program(slots, np.array(op, dtype=np.uint8), np.array(out, dtype=np.int32),
                   np.array([(*a, 0, 0, 0)[:3] for a in args], dtype=np.int32).reshape(-1, 3),
                   np.array(const, dtype=np.float64), registers, rows)

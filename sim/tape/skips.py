"""What a program need not do where an input is zero in all runs: most effects do not act in a month, and most doctrines
are nobody's.

A section is a line that adds nothing where a row of an input is zero, with all that is computed for it alone. It may be
skipped as a whole. That changes no result, as nothing is a section unless all its other factors are certain to be
numbers: zero times a number is zero.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sim.tape.lines import Line, reads
from sim.tape.program import Op

PASS_ON = {Op.MULK, Op.NEG, Op.GRID}
ADDING = {Op.ADD: Op.ACC, Op.ADDGRID: Op.ACCGRID, Op.MULADD: Op.ACCMUL}
"""What adds to a register, and the operation that does it in place."""


@dataclass(frozen=True, slots=True)
class Section:
    """Where the input row of the LOAD `row` is zero, the line `to` has nothing to add to the line `onto`, or to zero if
    that is None. `inner`: what is computed for it alone, in order."""

    row: int
    to: int
    onto: int | None
    inner: tuple[int, ...]


def sections_of(lines: Mapping[int, Line], results: Sequence[int], slots: Collection[str],
                sure: Callable[[int], bool]) -> dict[int, Section]:
    """The sections by their last line. `slots`: inputs that are often zero; `sure`: whether a line's result is a number
    for certain."""
    zero, users = _zeros(lines, slots, sure), _users(lines, results)
    found: dict[int, Section] = {}
    for id, line in lines.items():
        if root := _root(id, line, lines, zero, users, sure):
            row, onto = root
            found[id] = Section(row, id, onto, _inner(id, lines, users, onto))
    inside = {id for section in found.values() for id in section.inner}
    return {id: section for id, section in found.items() if id not in inside}


def _zeros(lines: Mapping[int, Line], slots: Collection[str], sure: Callable[[int], bool]) -> dict[int, frozenset[int]]:
    """Of each line the LOADs that make it zero."""
    zero: dict[int, frozenset[int]] = {}
    for id, line in lines.items():
        if line.op is Op.LOAD:
            zero[id] = frozenset([id] if line.args[0] in slots else [])
        elif line.op in PASS_ON:
            zero[id] = zero[line.args[0]]
        elif line.op in (Op.MUL, Op.MULMUL):
            zero[id] = frozenset[int]().union(*(zero[a] for a in line.args if _others_sure(line.args, a, sure)))
        else:
            zero[id] = frozenset()
    return zero


def _others_sure(args: Sequence[int], one: int, sure: Callable[[int], bool]) -> bool:
    return all(a == one or sure(a) for a in args)


def _users(lines: Mapping[int, Line], results: Sequence[int]) -> dict[int, list[int]]:
    """Who reads each line; -1 stands for the result."""
    users: dict[int, list[int]] = {id: [] for id in lines}
    for id, line in lines.items():
        for a in reads(line):
            users[a].append(id)
    for id in results:
        users[id].append(-1)
    return users


def _root(id: int, line: Line, lines: Mapping[int, Line], zero: Mapping[int, frozenset[int]],
          users: Mapping[int, list[int]], sure: Callable[[int], bool]) -> tuple[int, int | None] | None:
    """The row on which the line depends, and what it adds to, if it is the last of a section."""
    if line.op in ADDING:
        return _added(line, zero, sure)
    passes_on = all(user >= 0 and zero[id] & _part(lines[user], id, zero, sure) for user in users[id])
    return (min(zero[id]), None) if zero[id] and line.op is not Op.LOAD and not passes_on else None


def _part(line: Line, id: int, zero: Mapping[int, frozenset[int]], sure: Callable[[int], bool]) -> frozenset[int]:
    """The rows that make what a line does with this argument nothing."""
    if line.op in PASS_ON or (line.op in (Op.MUL, Op.MULMUL) and _others_sure(line.args, id, sure)):
        return zero[id]
    added = _added(line, zero, sure) if line.op in ADDING else None
    return frozenset([added[0]]) if added and added[1] != id else frozenset()


def _added(line: Line, zero: Mapping[int, frozenset[int]], sure: Callable[[int], bool]) -> tuple[int, int] | None:
    """(row, onto): of a sum whose other part is zero with that row."""
    if line.op is Op.MULADD:
        x, y, onto = line.args
        rows = (zero[x] if sure(y) else frozenset()) | (zero[y] if sure(x) else frozenset())
        return (min(rows), onto) if rows and onto not in (x, y) else None
    x, y = line.args
    if zero[y] and x != y:
        return min(zero[y]), x
    return (min(zero[x]), y) if zero[x] and x != y and line.op is Op.ADD else None


def _inner(root: int, lines: Mapping[int, Line], users: Mapping[int, list[int]], onto: int | None) -> tuple[int, ...]:
    """What is computed for this line alone."""
    found = {root}
    waiting = [a for a in reads(lines[root]) if a != onto]
    while waiting:
        id = waiting.pop()
        if id not in found and id != onto and all(user in found for user in users[id]):
            found.add(id)
            waiting += reads(lines[id])
    return tuple(sorted(found - {root}))

"""A line of a program before it has registers: one operation on nodes of the graph."""

from __future__ import annotations

from dataclasses import dataclass

from sim.tape.program import Op


@dataclass(slots=True)
class Line:
    """`args`: the nodes that it reads; of a LOAD its slot and row."""

    op: Op
    args: tuple[int, ...]
    const: float = 0.0


def reads(line: Line) -> tuple[int, ...]:
    return () if line.op is Op.LOAD else line.args

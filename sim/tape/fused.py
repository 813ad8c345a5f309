"""Frequent pairs of lines as one: what the first one finds goes on to the second, and lies nowhere in between.

Only numba's loop knows them. Each part rounds as it does alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence, Set
from dataclasses import dataclass
from enum import IntEnum

from sim.tape.program import Op


class Fused(IntEnum):
    """`x, y, z`: what is read; `k`: the constant. A `one` is the same in all runs. Numbers go on from those of `Op`."""

    ADDADD = len(Op)  # (x + y) + z
    MULKADD = len(Op) + 1  # (x * k) + y
    SUBMAXK = len(Op) + 2  # max(x - y, k)
    MULADDGRID = len(Op) + 3  # grid(x * y) + z
    ADDSETTLE = len(Op) + 4  # settle(x + grid(y)) between k and z
    ONEMUL = len(Op) + 5  # one x * y
    ONEMULADD = len(Op) + 6  # (one x * y) + z


PAIRS = {(Op.ADD, Op.ADD): Fused.ADDADD, (Op.MULK, Op.ADD): Fused.MULKADD, (Op.SUB, Op.MAXK): Fused.SUBMAXK,
         (Op.MUL, Op.ADDGRID): Fused.MULADDGRID, (Op.ADDGRID, Op.SETTLE): Fused.ADDSETTLE,
         (Op.LOAD, Op.MUL): Fused.ONEMUL, (Op.LOAD, Op.MULADD): Fused.ONEMULADD}
WHERE = {Op.ADDGRID: (1,), Op.SETTLE: (0,), Op.MULADD: (0, 1)}
"""Of an operation whose arguments are not alike, for which of them another line may stand."""


@dataclass(slots=True, eq=False)
class Step:
    """A line on values: registers are used again, values are not. `last`: of a SKIP the last line that it skips."""

    op: Op | Fused
    out: int
    args: tuple[int, ...] = ()
    const: float = 0.0
    last: Step | None = None


def fuse(steps: Sequence[Step], changed: Set[int], wanted: Container[int], ones: Container[int]) -> list[Step]:
    """With pairs joined where nobody else reads what the first one finds. `changed`: values that are so once they are
    there; `wanted`: values that are results; `ones`: inputs that are the same in all runs."""
    uses = Counter(value for step in steps if step.op is not Op.SKIP for value in step.args)
    first = {step.out: step for step in steps if step.op not in (Op.STORE, Op.SKIP) and uses[step.out] == 1
             and step.out not in wanted and changed.isdisjoint((step.out, *step.args))
             and (step.op is not Op.LOAD or step.out in ones)}
    gone = set[Step]()
    for step in steps:
        for place in WHERE.get(step.op, range(len(step.args))):  # type: ignore[arg-type]
            before = first.get(step.args[place]) if step.op not in (Op.STORE, Op.SKIP) else None
            if before and (before.op, step.op) in PAIRS:
                _join(before, step, place)
                gone.add(before)
                break
    return [step for step in steps if step not in gone]


def _join(before: Step, step: Step, place: int) -> None:
    """The later one does both."""
    rest = step.args[:place] + step.args[place + 1:]
    step.args = (*(before.args if before.op is not Op.LOAD else (before.out,)), *rest)
    step.const = before.const if before.op is Op.MULK else step.const
    step.op = PAIRS[before.op, step.op]  # type: ignore[index]

"""A program run by NumPy alone: one call for each group of lines, on a block of rows. A truth is NumPy's own here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

import numpy as np

from sim.tape.groups import NUMBERS, SAME, Rows, inputs_of
from sim.tape.plans import plan_of
from sim.tape.program import GRID, STEP, TRUTHS, Array, Op, Program

NARROW = 64  # runs up to which few calls are faster than near numbers, as measured

Call: TypeAlias = Callable[[], Any]

ONE: dict[Op, Any] = {
    Op.NEG: np.negative, Op.ABS: np.absolute, Op.RINT: np.rint, Op.SQRT: np.sqrt, Op.EXP: np.exp, Op.LOG: np.log,
    Op.TANH: np.tanh, Op.FLOOR: np.floor, Op.NOT: np.logical_not}
TWO: dict[Op, Any] = {
    Op.ADD: np.add, Op.SUB: np.subtract, Op.MUL: np.multiply, Op.DIV: np.divide, Op.MAX: np.maximum,
    Op.MIN: np.minimum, Op.GT: np.greater, Op.GE: np.greater_equal, Op.LT: np.less, Op.LE: np.less_equal,
    Op.EQ: np.equal, Op.NE: np.not_equal, Op.AND: np.logical_and, Op.OR: np.logical_or}
WITH: dict[Op, Any] = {
    Op.ADDK: np.add, Op.SUBK: np.subtract, Op.MULK: np.multiply, Op.DIVK: np.divide, Op.MAXK: np.maximum,
    Op.MINK: np.minimum, Op.GTK: np.greater, Op.GEK: np.greater_equal, Op.LTK: np.less, Op.LEK: np.less_equal}
BEFORE: dict[Op, Any] = {Op.RSUBK: np.subtract, Op.RDIVK: np.divide}
UP, DOWN, ZERO = np.array(GRID), np.array(STEP), np.array(0.0)


def _to_grid(x: Array, out: Array) -> list[Call]:
    return [partial(np.multiply, x, UP, out), partial(np.rint, out, out), partial(np.multiply, out, DOWN, out)]


def _add_grid(x: Array, y: Array, out: Array) -> list[Call]:
    return [*_to_grid(y, out), partial(np.add, x, out, out)]


def _mul_add(x: Array, y: Array, z: Array, out: Array) -> list[Call]:
    return [partial(np.multiply, x, y, out), partial(np.add, out, z, out)]


def _mul_mul(x: Array, y: Array, z: Array, out: Array) -> list[Call]:
    return [partial(np.multiply, x, y, out), partial(np.multiply, out, z, out)]


def _select(x: Array, y: Array, z: Array, out: Array) -> list[Call]:
    """`x` may be a number, too: then it is true where it is not zero."""
    if x.dtype == np.bool_:
        return [partial(np.copyto, out, z), partial(np.copyto, out, y, where=x)]
    where = np.zeros(x.shape, dtype=np.bool_)
    return [partial(np.not_equal, x, ZERO, where), *_select(where, y, z, out)]  # type: ignore[arg-type]


def _clip(x: Array, y: Array, low: Array, out: Array) -> list[Call]:
    return [partial(np.maximum, x, low, out=out), partial(np.minimum, out, y, out=out)]


def _settle(x: Array, y: Array, low: Array, out: Array) -> list[Call]:
    return [*_clip(x, y, low, out), partial(np.subtract, out, x, out), partial(np.add, x, out, out)]


SEVERAL: dict[Op, Callable[..., list[Call]]] = {Op.GRID: _to_grid, Op.ADDGRID: _add_grid, Op.MULADD: _mul_add,
                                                Op.MULMUL: _mul_mul, Op.SEL: _select}
BOUNDED: dict[Op, Callable[..., list[Call]]] = {Op.CLIP: _clip, Op.SETTLE: _settle}


def calls_of(op: Op, args: Sequence[Any], const: Any, out: Any) -> list[Call]:
    """What does the operation on these rows, or blocks of rows, when it is called."""
    if op in SEVERAL:
        return SEVERAL[op](*args, out)
    if op in BOUNDED:
        return BOUNDED[op](*args, const, out)
    if op is Op.CONST:
        return [partial(np.copyto, out, const)]
    if op in (Op.MAX, Op.MIN, Op.MAXK, Op.MINK):  # NumPy frowns on their result as a third argument
        return [partial(TWO.get(op) or WITH[op], args[0], args[1] if op in TWO else const, out=out)]
    if op in BEFORE:
        return [partial(BEFORE[op], const, args[0], out)]
    if op in WITH:
        return [partial(WITH[op], args[0], const, out)]
    if op not in TRUTHS and all(x.dtype == np.bool_ for x in args):
        return [partial((ONE | TWO)[op], *args, out, dtype=np.float64)]  # truths count as 1.0 and 0.0
    return [partial((ONE | TWO)[op], *args, out)]


class Prepared:
    """A program bound to arrays for so many runs: its inputs go in, its calls are made, its result comes out."""

    def __init__(self, program: Program, shapes: Sequence[tuple[int, int]], runs: int) -> None:
        """`shapes`: of the input arrays, by slot."""
        inputs = inputs_of(shapes, runs)
        its = plan_of(program, inputs, runs <= NARROW)
        self.result, self.calls = np.zeros((program.rows, runs)), list[Call]()
        self._kept = (np.zeros((its.numbers, runs)), np.zeros((its.truths, runs), dtype=np.bool_),
                      np.zeros((sum(x.rows for x in inputs if x.same), 1)))
        self.inputs = [self._kept[SAME if x.same else NUMBERS][x.first: x.first + x.rows] for x in inputs]
        for group in its.groups:
            blocks = [self._block(which) for which in group.args]
            self.calls += calls_of(group.op, blocks, _spread(group.const, runs),
                                   self._kept[group.op in TRUTHS][group.first: group.first + len(group.const)])
        for rows, source in its.stores:
            self.calls.append(partial(self.result.__setitem__, rows, self._block(source)))

    def __call__(self, given: Sequence[Array], out: Array) -> None:
        """`given`: by slot, (rows, R) or (rows, 1); `out` (rows, R)."""
        for buffer, x in zip(self.inputs, given, strict=True):
            np.copyto(buffer, x)
        with np.errstate(all="ignore"):
            for call in self.calls:
                call()
        np.copyto(out, self.result)

    def _block(self, which: Rows) -> Any:
        """These rows, all of one kind: as they lie if they are one or evenly spaced, else gathered before use."""
        kept, rows = self._kept[which.kind], which.rows
        step = int(rows[1] - rows[0]) if len(rows) > 1 else 1
        if step >= 0 and (np.diff(rows) == step).all():
            return kept[rows[0]: rows[-1] + 1: step or 1]
        block = np.zeros((len(rows), kept.shape[1]), dtype=kept.dtype)
        self.calls.append(partial(kept.take, rows, 0, block, "clip"))
        return block


def _spread(const: Array, runs: int) -> Array:
    """The constants of a group against its block: one number if they are equal."""
    return np.array(const[0]) if (const == const[0]).all() else np.repeat(const[:, None], runs, axis=1)

"""Program: what a traced function does, as a straight line of elementwise operations on rows of runs.

Truth is 1.0 or 0.0. Every operation rounds once, as NumPy's own does: a fused one is two operations in one step, never
a contraction. The lines are in an order that keeps few registers alive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, auto
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

GRID = 2.0**30
STEP = 1.0 / GRID


class Op(IntEnum):
    """`x, y, z`: the registers in `args`; `k`: the constant; what is written goes to the register `out`."""

    LOAD = 0  # row args[1] of the input slot args[0]
    STORE = auto()  # register args[0] -> row `out` of the result
    CONST = auto()
    NEG = auto()
    ABS = auto()
    RINT = auto()
    SQRT = auto()
    EXP = auto()
    LOG = auto()
    TANH = auto()
    FLOOR = auto()
    NOT = auto()
    GRID = auto()  # rint(x * 2^30) * 2^-30
    ADD = auto()
    SUB = auto()
    MUL = auto()
    DIV = auto()
    MAX = auto()
    MIN = auto()
    GT = auto()
    GE = auto()
    LT = auto()
    LE = auto()
    EQ = auto()
    NE = auto()
    AND = auto()
    OR = auto()
    ADDK = auto()  # x + k
    SUBK = auto()  # x - k
    RSUBK = auto()  # k - x
    MULK = auto()
    DIVK = auto()  # x / k
    RDIVK = auto()  # k / x
    MAXK = auto()
    MINK = auto()
    GTK = auto()  # x > k
    GEK = auto()
    LTK = auto()
    LEK = auto()
    SEL = auto()  # y where x is true, else z
    ADDGRID = auto()  # x + grid(y)
    MULADD = auto()  # (x * y) + z
    MULMUL = auto()  # (x * y) * z
    CLIP = auto()  # min(max(x, k), y)
    SETTLE = auto()  # x + (min(max(x, k), y) - x)
    ACC = auto()  # x + y, onto x
    ACCGRID = auto()  # x + grid(y), onto x
    ACCMUL = auto()  # (x * y) + z, onto z
    SKIP = auto()  # over args[2] lines, if row args[1] of the input slot args[0] is zero in all runs


TRUTHS = frozenset({Op.NOT, Op.GT, Op.GE, Op.LT, Op.LE, Op.EQ, Op.NE, Op.AND, Op.OR, Op.GTK, Op.GEK, Op.LTK, Op.LEK})
"""What writes nothing but 1.0 and 0.0."""


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """`slots`: the names of the input arrays, each (rows, R), or (rows, 1) for what is the same in all runs. Line n
    does `op[n]` (N,) on the registers `args[n]` (N, 3) and the constant `const[n]` (N,), and writes the register, or
    the row of the result, `out[n]` (N,); never one that it reads, but to add to it. `registers`: how many there are;
    `rows`: of the result (rows, R)."""

    slots: tuple[str, ...]
    op: NDArray[np.uint8]
    out: NDArray[np.int32]
    args: NDArray[np.int32]
    const: Array
    registers: int
    rows: int

    def lines(self) -> Iterator[tuple[Op, int, list[int], float]]:
        """(operation, out, args, constant) of each."""
        return zip(map(Op, self.op.tolist()), self.out.tolist(), self.args.tolist(), self.const.tolist(), strict=True)

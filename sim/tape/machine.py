"""Machine: a program and the way to run it that suits so many runs.

NumPy needs nothing and starts at once. numba starts slowly and is several times faster, so it is taken when enough is
ahead to repay that. All ways give the same bits.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import refuse
from sim.tape import by_numba, by_numpy
from sim.tape.program import Array, Program

VARIABLE = "MULTIVECTOR_ENGINE"
WAYS = PLAIN, NUMPY, NUMBA = "plain", "numpy", "numba"
REPAID = 20_000  # months of runs that repay the start of numba
TRACED = 2_000  # and those that repay tracing, where nobody has traced before
COMPILED = 140_000  # and those that repay what it compiles, where that is not kept for the next process

_wanted = os.environ.get(VARIABLE, "")
_ahead = 0


def expect(months: int) -> None:
    """Tells that so many months of runs are to be run: months times runs, on top of what was told before. Raises
    MultivectorError if MULTIVECTOR_ENGINE says none of the ways."""
    global _ahead
    if _wanted and _wanted not in WAYS:
        raise refuse("MV-U004", "there is no such way to run the rules", field=VARIABLE, value=_wanted,
                     allowed=", ".join(WAYS), mend=f"leave {VARIABLE} out, and the program chooses")
    _ahead += months


def engine() -> str:
    """How programs run, as MULTIVECTOR_ENGINE says it, or how much is ahead. `plain`: there are none, and rules run one
    by one."""
    if _wanted in (PLAIN, NUMPY) or (not _wanted and not _repaid()):
        return _wanted or NUMPY
    return NUMBA if by_numba.usable() else NUMPY


def tracing_pays() -> bool:
    """Whether so much is to be run that programs are worth making."""
    return bool(_wanted) or _ahead >= TRACED


def _repaid() -> bool:
    return _ahead >= COMPILED or (_ahead >= REPAID and by_numba.lasting())


@contextmanager
def using(wanted: str) -> Generator[None]:
    """For as long as it lasts, programs run in this way."""
    global _wanted
    before, _wanted = _wanted, wanted
    try:
        yield
    finally:
        _wanted = before


class Machine:
    """Runs one program. What it needs beside inputs and result it keeps for the next time; threads take turns."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._lock = Lock()
        self._compiled: by_numba.Prepared | None = None
        self._bound: tuple[Any, by_numpy.Prepared] | None = None

    def run(self, given: Callable[[str], Array], runs: int,
            alive: Mapping[str, NDArray[np.bool_]] | None = None) -> Array:
        """The result (rows, R). `given`: slot -> (rows, R), or (rows, 1) for what is the same in all runs; `alive`: of
        a slot, once it was given, the rows that are not zero in all runs, where that is known."""
        inputs = [given(slot) for slot in self.program.slots]
        out = np.empty((self.program.rows, runs))
        if engine() == NUMBA:
            self._compiled = self._compiled or by_numba.Prepared(self.program)
            self._compiled(inputs, out, alive)
            return out
        with self._lock:
            self._prepared(inputs, runs)(inputs, out)
        return out

    def _prepared(self, inputs: Sequence[Array], runs: int) -> by_numpy.Prepared:
        shapes = runs, *(x.shape for x in inputs)
        if self._bound is None or self._bound[0] != shapes:
            self._bound = shapes, by_numpy.Prepared(self.program, shapes[1:], runs)
        return self._bound[1]

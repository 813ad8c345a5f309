"""Machine: a program and the way to run it that suits so many runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from sim.tape.by_numpy import Prepared
from sim.tape.program import Array, Program


class Machine:
    """Runs one program. What it needs beside inputs and result it keeps for the next time; threads take turns."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._lock = Lock()
        self._prepared: tuple[object, Prepared] | None = None

    def run(self, given: Callable[[str], Array], runs: int) -> Array:
        """The result (rows, R). `given`: slot -> (rows, R), or (rows, 1) for what is the same in all runs."""
        inputs = [given(slot) for slot in self.program.slots]
        out = np.empty((self.program.rows, runs))
        with self._lock:
            self._prepare([x.shape for x in inputs], runs).run(inputs, out)
        return out

    def _prepare(self, shapes: Sequence[tuple[int, ...]], runs: int) -> Prepared:
        if self._prepared is None or self._prepared[0] != (runs, shapes):
            self._prepared = (runs, shapes), Prepared(self.program, shapes, runs)
        return self._prepared[1]

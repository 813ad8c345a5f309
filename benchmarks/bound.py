"""The bound: what the elementwise operations of a campaign would cost if every number came from the L1 cache.

An operation counts as an addition, whatever it is, so the bound is lower than it could be. Counted are those that
6dbe51f makes, and those of the programs that this build runs, which leave out what is computed twice or masked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import numpy as np

from sim.study.ensemble import run_ensemble
from sim.tape.machine import Machine
from sim.tape.program import Op, Program
from sim.treatment import Treatment
from sim.world.arrays import Array

OPERATIONS = 118_500  # of one run in one month in 6dbe51f, counted call by call
SHORT, LONG = 128, 1024  # doubles; three arrays of 8 kB lie in any L1
_ROWS = np.full((3, LONG + 64), 1.5)  # apart by no multiple of a page, or a store would hold up the next load
CALLS, TRIES = 500, 400
MANY = 768
MOVED = (Op.LOAD, Op.STORE, Op.CONST)  # no arithmetic


def from_l1() -> float:
    """Seconds of one addition in L1, by NumPy's own loop: what longer rows take more, so calls cost nothing. Of many
    tries the fastest counts: others were disturbed."""
    short, long = (min(_addition(length) for _ in range(TRIES)) for length in (SHORT, LONG))
    return (long - short) / (LONG - SHORT)


def _addition(length: int) -> float:
    """Seconds of one call on so many doubles."""
    x, y, out = (_ROWS[k, :length] for k in range(3))
    start = time.perf_counter()
    for _ in range(CALLS):
        np.add(x, y, out=out)
    return (time.perf_counter() - start) / CALLS


class Count:
    """Operations that programs have made, of all runs."""

    def __init__(self) -> None:
        self.operations = 0
        self._lengths: dict[Program, int] = {}

    def add(self, program: Program, runs: int) -> None:
        length = self._lengths.setdefault(program, int(np.isin(program.op, MOVED, invert=True).sum()))
        self.operations += length * runs


@contextmanager
def counting() -> Iterator[Count]:
    """While it lasts, every program that is run is counted."""
    count, run = Count(), Machine.run

    def counted(machine: Machine, given: Callable[[str], Array], runs: int, *known: Any) -> Array:
        count.add(machine.program, runs)
        return run(machine, given, runs, *known)

    with patch.object(Machine, "run", counted):
        yield count


def told(treatment: Treatment, runs: int = MANY) -> Iterator[str]:
    """How far this build is from the bound, an operation."""
    months, bound = runs * treatment.board.ends, from_l1()
    with counting() as count:
        start = time.process_time()
        run_ensemble(treatment, runs, chunk=runs)
        took = time.process_time() - start
    yield f"one operation from L1: {bound * 1e9:.3f} ns; {runs} runs, {took / months * 1e6:.1f} us a run and month:"
    for whose, operations in (("of 6dbe51f", OPERATIONS * months), ("of this build's programs", count.operations)):
        if operations:
            yield (f"  {operations / months:9,.0f} operations {whose}, {took / operations * 1e9:.3f} ns each: "
                   f"{took / operations / bound:.1f} times the bound")

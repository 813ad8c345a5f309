"""The bound: what the same number of elementwise operations would cost if every number came from the L1 cache."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

import numpy as np

from sim.study.ensemble import run_ensemble
from sim.treatment import Treatment

OPERATIONS = 118_500  # of one run in one month, counted in 6dbe51f call by call; what a tape leaves out is its merit
SHORT, LONG = 128, 1024  # doubles; three arrays of 8 kB lie in any L1
CALLS, TRIES = 2000, 7
MANY = 768


def from_l1() -> float:
    """Seconds of one addition in L1, by NumPy's own loop: what longer rows take more, so calls cost nothing."""
    return median((_addition(LONG) - _addition(SHORT)) / (LONG - SHORT) for _ in range(TRIES))


def _addition(length: int) -> float:
    """Seconds of one call on so many doubles."""
    x, y, out = np.full(length, 1.5), np.full(length, 2.5), np.empty(length)
    start = time.process_time()
    for _ in range(CALLS):
        np.add(x, y, out=out)
    return (time.process_time() - start) / CALLS


def told(treatment: Treatment) -> Iterator[str]:
    """The bound, and how far this build is from it."""
    start, bound = time.process_time(), from_l1()
    run_ensemble(treatment, MANY, chunk=MANY)
    took = (time.process_time() - start) / (MANY * treatment.board.ends * OPERATIONS)
    yield (f"{OPERATIONS:,} operations a run and month: {took * 1e9:.3f} ns each, {bound * 1e9:.3f} ns from L1: "
           f"x{took / bound:.1f} of the bound")

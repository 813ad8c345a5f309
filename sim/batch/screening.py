"""Screening: which of many numbers make an outcome vary, read off one sample of all of them."""

from __future__ import annotations

import numpy as np

from sim.world.arrays import Array

TENTHS = 10


def explained(outcome: Array, lies: Array) -> tuple[Array, Array]:
    """The share of the variance of an outcome (n,) that lies between the tenths of each number (D, n), less what chance
    alone would make (the adjusted correlation ratio of Kelley 1935); and how likely chance makes as much (F test)."""
    from scipy.stats import f

    n, ordered = outcome.size, (outcome - np.mean(outcome))[np.argsort(lies, axis=1, kind="stable")]
    starts = np.arange(TENTHS) * n // TENTHS
    counts = np.diff(starts, append=n)
    between = np.sum(np.add.reduceat(ordered, starts, axis=1) ** 2 / counts, axis=1)
    within = np.sum(ordered[0] ** 2) - between
    ratio = (between / (TENTHS - 1)) / (within / (n - TENTHS))
    share = 1 - (within / (n - TENTHS)) / (np.sum(ordered[0] ** 2) / (n - 1))
    return share, np.asarray(f.sf(ratio, TENTHS - 1, n - TENTHS))

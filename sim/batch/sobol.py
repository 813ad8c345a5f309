"""Sobol's indices: where a model is run for them, and what its numbers there say.

Two independent samples A and B of N points, and for each uncertainty i the sample A with column i of B: D + 2 blocks of
N rows. First order after Saltelli and others (2010), total after Jansen (1999), both as Saltelli and others recommend.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.world.arrays import Array

RESAMPLES = 1000
PERCENTS = (2.5, 97.5)
ROUNDING = 1e-12  # a spread below this share of the numbers themselves is that of their last digits
AT_ONCE = 4_000_000  # cells of resamples in memory


@dataclass(frozen=True, slots=True)
class Indices:
    """`first`, `total` (D,): the share of the variance that an uncertainty makes alone, and with all others. `..._ends`
    (2, D): their 95 % intervals. They are estimates: a share near 0 may come out below it."""

    first: Array
    total: Array
    first_ends: Array
    total_ends: Array


def crossed(base: Array) -> Array:
    """The rows ((D + 2) N, D) of a base sample (N, 2 D): A, B, then A with one column of B after another."""
    a, b = np.split(base, 2, axis=1)
    mixed = np.repeat(a[None], a.shape[1], axis=0)
    for i, block in enumerate(mixed):
        block[:, i] = b[:, i]
    return np.concatenate([a, b, *mixed])


def indices(values: Array, seed: int) -> Indices | None:
    """Of the numbers of a model at all rows, block by block (D + 2, N). None where they have no variance to share. The
    intervals are percentiles of resamples of the N rows, drawn from `seed`."""
    both = values[:2]
    if np.ptp(both) <= ROUNDING * np.max(np.abs(both)):
        return None
    terms = _terms(values - np.mean(both))
    first, total = _shares(np.mean(terms, axis=1))
    means = np.concatenate([weights @ terms.T / terms.shape[1] for weights in _resamples(terms.shape[1], seed)])
    first_ends, total_ends = np.nanpercentile(_shares(means), PERCENTS, axis=1).swapaxes(0, 1)
    return Indices(first, total, first_ends, total_ends)


def _terms(values: Array) -> Array:
    """What the estimates are means of (2 D + 2, N)."""
    a, b, mixed = values[0], values[1], values[2:]
    return np.concatenate([b * (mixed - a), (a - mixed) ** 2 / 2, [(a + b) / 2, (a * a + b * b) / 2]])


def _shares(means: Array) -> Array:
    """First and total indices (2, ..., D) of the means of all terms (..., 2 D + 2); not a number where a resample has
    no variance."""
    variance = means[..., -1] - means[..., -2] ** 2
    parts = np.stack(np.split(means[..., :-2], 2, axis=-1))
    return parts / np.where(variance > ROUNDING * means[..., -1], variance, np.nan)[..., None]


def _resamples(rows: int, seed: int) -> Iterator[NDArray[np.float64]]:
    """How often each row is in each resample (some, N)."""
    rng, left = np.random.default_rng(seed), RESAMPLES
    while left:
        some = min(left, max(1, AT_ONCE // rows))
        picked = rng.integers(rows, size=(some, rows)) + rows * np.arange(some)[:, None]
        yield np.bincount(picked.ravel(), minlength=some * rows).reshape(some, rows).astype(np.float64)
        left -= some

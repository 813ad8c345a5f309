"""What the pictures of a report show, worked out from columns of numbers: distributions, ranks, heat maps, fans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from sim.batch.sobol import ROUNDING
from sim.study.quantiles import quantiles
from sim.world.arrays import Array

BINS = 40
FAN = (5, 25, 50, 75, 95)
WHOLE = 2**53  # whole numbers up to here are exact
LEVELS = 9  # so many values of a number, or fewer, are levels of a grid
CELLS = 8  # of a heat map along a number that has more, at most
EACH = 16  # runs to a cell, on average, at least
LEAST = 10  # numbers that a rank correlation is worth telling of


# --- distributions ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spread:
    """How the numbers of an outcome lie. `edges` (B + 1,), the same in all worlds; `counts`: world by world (B,)."""

    edges: Array
    counts: tuple[NDArray[np.int64], ...]


def spread(values: Sequence[Array]) -> Spread | None:
    """Of worlds (n,); empty cells are left out. None where no world has a number."""
    there = [x[np.isfinite(x)] for x in values]
    all_ = np.concatenate(there)
    if not len(all_):
        return None
    edges = _edges(float(all_.min()), float(all_.max()), _step(all_))
    return Spread(edges, tuple(np.histogram(x, edges)[0] for x in there))


def _step(values: Array) -> int:
    """What whole numbers are apart, at least: turns are, in months; 0 for others."""
    if not (values == np.rint(values)).all() or np.abs(values).max() > WHOLE:
        return 0
    return int(np.gcd.reduce(np.diff(np.unique(values)).astype(np.int64)))


def _edges(low: float, high: float, step: int) -> Array:
    """Each bin has room for as many whole numbers as any other, so none stands out for having one more."""
    if is_flat(low, high):
        half = max(abs(low), 1.0) / 20
        return np.array([low - half, high + half])
    if step:
        width = step * -(-((high - low) // step + 1) // BINS)
        return np.arange(low - step / 2, high + step / 2 + width, width)
    return np.linspace(low, high, BINS + 1)


def is_flat(low: float, high: float) -> bool:
    """Whether numbers between these ends differ in their last digits at most."""
    return high - low <= ROUNDING * max(abs(low), abs(high))


# --- rank correlations -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ranks:
    """Spearman's rank correlation of each number with an outcome, the largest first; numbers that do not vary are left
    out. `count`: pairs. `chance`: in 95 of 100 studies in which no number had a part in the outcome, all of these
    correlations would lie below it (Bonferroni)."""

    names: tuple[str, ...]
    values: Array
    count: int
    chance: float

    @property
    def beyond(self) -> int:
        """How many are larger than chance makes them."""
        return int(np.sum(np.abs(self.values) > self.chance))


def ranks(names: Sequence[str], numbers: Array, outcomes: Sequence[Array]) -> Iterator[Ranks | None]:
    """Of numbers (D, n) and each outcome (n,); runs without a number in it are left out. None where it is the same in
    all runs, or too few have one: a correlation is then not defined."""
    ranked = _Ranked.of(numbers, np.ones(numbers.shape[1], dtype=bool))
    for outcome in outcomes:
        there = np.isfinite(outcome)
        y = outcome[there]
        if len(y) < LEAST or is_flat(float(y.min()), float(y.max())):
            yield None
        else:
            yield _ranks(names, ranked if there.all() else _Ranked.of(numbers, there), y)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The ranks (d, m) of the numbers that vary over some runs, around 0 and of length 1, and which those are (d,)."""

    ranks: Array
    which: NDArray[np.int64]

    @classmethod
    def of(cls, numbers: Array, there: NDArray[np.bool_]) -> _Ranked:
        from scipy.stats import rankdata

        some = numbers[:, there]
        which = np.flatnonzero([np.isfinite(row).all() and not is_flat(float(row.min()), float(row.max()))
                                for row in some])
        return cls(_unit(rankdata(some[which], axis=1)), which)


def _ranks(names: Sequence[str], ranked: _Ranked, outcome: Array) -> Ranks | None:
    if not len(ranked.which):
        return None
    from scipy.stats import rankdata

    found = ranked.ranks @ _unit(rankdata(outcome))
    order = np.argsort(-np.abs(found), kind="stable")
    chance = NormalDist().inv_cdf(1 - 0.025 / len(found)) / np.sqrt(len(outcome) - 1)
    kept = tuple(names[int(k)] for k in ranked.which[order])
    return Ranks(kept, found[order], len(outcome), min(1.0, float(chance)))


def _unit(ranked: Array) -> Array:
    """Around 0, of length 1 (..., n)."""
    centred = ranked - ranked.mean(axis=-1, keepdims=True)
    return centred / np.sqrt((centred**2).sum(axis=-1, keepdims=True))


# --- heat maps -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Axis:
    """`levels`: the values of a grid (C,), or else `edges` (C + 1,) of cells of one width."""

    name: str
    levels: tuple[float, ...]
    edges: tuple[float, ...]

    @property
    def size(self) -> int:
        return len(self.levels) or len(self.edges) - 1


@dataclass(frozen=True, slots=True)
class Heat:
    """The mean of an outcome over two numbers (Y, X), NaN where no run is; `counts` (Y, X): how many have a number."""

    x: Axis
    y: Axis
    means: Array
    counts: NDArray[np.int64]


def heat(names: tuple[str, str], numbers: Array, outcome: Array,
         ranges: Mapping[str, tuple[float, float]]) -> Heat | None:
    """Over two numbers (2, n), each over its range, if it has one, or as far as it goes. None where no run has a
    number."""
    there = np.isfinite(outcome) & np.isfinite(numbers).all(axis=0)
    if not there.any():
        return None
    (x, across), (y, up) = (_axis(name, row[there], ranges.get(name))
                               for name, row in zip(names, numbers, strict=True))
    cell = up * x.size + across
    counts = np.bincount(cell, minlength=x.size * y.size)
    sums = np.bincount(cell, outcome[there], minlength=x.size * y.size)
    means = np.divide(sums, counts, out=np.full(len(counts), np.nan), where=counts > 0)
    return Heat(x, y, means.reshape(y.size, x.size), counts.reshape(y.size, x.size))


def _axis(name: str, values: Array, ends: tuple[float, float] | None) -> tuple[Axis, NDArray[np.int64]]:
    """And which cell each value (n,) is in."""
    levels, which = np.unique(values, return_inverse=True)
    if len(levels) <= LEVELS:
        return Axis(name, tuple(levels.tolist()), ()), which
    cells = int(np.clip(np.sqrt(len(values) / EACH), 2, CELLS))
    edges = np.linspace(*(ends or (levels[0], levels[-1])), cells + 1)
    return Axis(name, (), tuple(edges.tolist())), np.clip(np.searchsorted(edges, values, "right") - 1, 0, cells - 1)


# --- fans ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fan:
    """An indicator month by month: `bands` (len(FAN), T) of `count` runs; NaN in months in which none has a number."""

    months: tuple[str, ...]
    bands: Array
    count: int


def fan(months: Sequence[str], values: Array) -> Fan:
    """Of runs (T, n); in each month of those that have a number."""
    if np.isfinite(values).all():
        return Fan(tuple(months), quantiles(values, FAN), values.shape[1])
    bands = [quantiles(row[np.isfinite(row)], FAN) if np.isfinite(row).any() else np.full(len(FAN), np.nan)
             for row in values]
    return Fan(tuple(months), np.stack(bands, axis=1), values.shape[1])

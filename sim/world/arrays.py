"""The few array operations that rules use beside elementwise arithmetic.

Every result at run k must be the same bits whether k stands alone or among 100,000 others. Elementwise ufuncs keep
that promise at any length; `np.sum` over eight or more rows, `@` and `einsum` do not, so sums go through `total`.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.tape.program import GRID, STEP

Array: TypeAlias = NDArray[np.float64]

LIMIT = 2.0**22


def on_grid(x: Array) -> Array:
    """x rounded to a multiple of 2^-30: sums of such numbers below 2^22 are exact in any order."""
    return np.rint(x * GRID) * STEP


def total(x: Array, axis: int = 0) -> Array:
    """Sum over one axis, strictly in index order."""
    rows = x if axis == 0 else x.swapaxes(0, 1) if axis == 1 else np.moveaxis(x, axis, 0)
    out = rows[0].copy()
    for row in rows[1:]:
        out += row
    return out


def again(x: NDArray[Any], runs: int) -> NDArray[Any]:
    """(..., r) as often as there is room in so many runs (..., R)."""
    return x if x.shape[-1] == runs else np.tile(x, runs // x.shape[-1])


def pair(first: Array, second: Array) -> Array:
    """Two actor arrays (A, ..., R) as one dyad array (A, A, ..., R): first[a] * second[b]."""
    return first[:, None] * second[None, :]


def mine(x: Array) -> Array:
    """An actor array as a dyad array that holds, at (a, b), the number of a."""
    return x[:, None]


def theirs(x: Array) -> Array:
    """An actor array as a dyad array that holds, at (a, b), the number of b."""
    return x[None, :]


def flip(x: Array) -> Array:
    """A dyad array with the two ends exchanged: at (a, b) what x holds at (b, a)."""
    return np.swapaxes(x, 0, 1).copy()


def relax(x: Array, target: Array, rate: Array) -> Array:
    """The delta that moves x towards target by `rate` of the distance in one month."""
    return rate * (target - x)


def positive(x: Array) -> Array:
    """x where it is above zero, else zero."""
    return np.maximum(x, 0.0)


def share(x: Array, axis: int = 1) -> Array:
    """x divided by its total over the axis; zero where the total is zero."""
    whole = np.expand_dims(total(x, axis), axis)
    return np.divide(x, whole, out=np.zeros_like(x), where=whole > 0)


def room(x: Array) -> Array:
    """What is left up to one: 1 - x."""
    return 1.0 - x


def two_largest(x: Array, axis: int = 1) -> Array:
    """Sum of the two largest entries along the axis."""
    rows = np.moveaxis(x, axis, 0)
    first = rows[0].copy()
    second = np.zeros_like(first)
    for row in rows[1:]:
        second = np.maximum(second, np.minimum(first, row))
        first = np.maximum(first, row)
    return first + second

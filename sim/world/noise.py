"""All randomness of the product: a pure function of (seed, run, month, named source, element).

A counter hash (SplitMix64) turns those five numbers into 64 bits; the bits pick a value from a table of normal
quantiles. So run 73,112 is the same alone and among any others, in any chunk, order or process, and two choices can
be compared under the same luck. Names become keys by BLAKE2, never by `hash()`, which changes between processes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.tape import kernels
from sim.tape.kernels import GOLDEN, MIX1, MIX2, S27, S30, S31
from sim.tape.machine import NUMBA, engine
from sim.world.arrays import Array
from sim.world.seeds import checked_seed

Words = NDArray[np.uint64]

_TABLE_BITS = 14


@cache
def key_of(name: str) -> int:
    """A 64-bit key for a named source, the same in every process."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


@cache
def _normal_table() -> Array:
    size = 1 << _TABLE_BITS
    normal = NormalDist()
    return np.array([normal.inv_cdf((i + 0.5) / size) for i in range(size)])


@cache
def _multiples(count: int) -> Words:
    """Of the golden ratio (count,): what tells the elements of a source apart."""
    return np.arange(1, count + 1, dtype=np.uint64) * GOLDEN


def _mix(z: Words) -> Words:
    """SplitMix64 of an array: NumPy warns of what overflows in single numbers alone."""
    z = (z ^ (z >> S30)) * MIX1
    z = (z ^ (z >> S27)) * MIX2
    return z ^ (z >> S31)


def _of_month(month: int) -> Words:
    """What tells months apart (1,)."""
    return np.array([month & 0xFFFF], dtype=np.uint64) * MIX1


@dataclass(frozen=True)
class Noise:
    """The luck of some runs. `seed`: 0 to 2^64 - 1; `runs`: run numbers (R,); `stream`: "game" or another. Raises
    MultivectorError for another seed."""

    seed: int
    runs: NDArray[np.int64]
    stream: str = "game"

    def __post_init__(self) -> None:
        checked_seed(self.seed)

    def bits(self, source: str, month: int, count: int = 1) -> Words:
        """Uniform 64-bit words (count, R)."""
        return self.spread(self._words(self._elements(source, month, count)))

    @cached_property
    def once(self) -> Noise:
        """The luck of the same runs, each once, if they come again in the same order: boards side by side, and bundles
        of orders, share theirs."""
        length = _period(self.runs)
        return self if length == len(self.runs) else Noise(self.seed, self.runs[:length].copy(), self.stream)

    def spread(self, x: NDArray[Any]) -> NDArray[Any]:
        """What was made of the luck of `once` (..., r), for all runs (..., R)."""
        return x if self.once is self else np.tile(x, len(self.runs) // len(self.once.runs))

    def uniforms(self, sources: Sequence[str], month: int) -> Array:
        """One draw each from many sources (S, R): row i holds the bits of `uniform(sources[i], month)`."""
        keys = np.array([key_of(source) for source in sources], dtype=np.uint64)
        return self.spread(self._uniforms(_mix(GOLDEN + keys + _of_month(month))))

    def normal(self, source: str, month: int, shape: tuple[int, ...] = ()) -> Array:
        """Standard normal draws (*shape, R), within +-4.0."""
        elements = self._elements(source, month, _count(shape))
        if engine() == NUMBA:
            found = kernels.normals(self._start, self.once.runs, elements, _normal_table())
        else:
            found = np.take(_normal_table(), (self._words(elements) >> np.uint64(64 - _TABLE_BITS)).astype(np.int64))
        return self.spread(found).reshape(*shape, -1)

    def uniform(self, source: str, month: int, shape: tuple[int, ...] = ()) -> Array:
        """Draws (*shape, R) uniform on the open interval from 0 to 1."""
        return self.spread(self._uniforms(self._elements(source, month, _count(shape)))).reshape(*shape, -1)

    # --- of the runs of `once`, as the NumPy text, or the loops with the same bits, have it ---------------------------

    @cached_property
    def _start(self) -> np.uint64:
        return np.uint64(int(self.seed) ^ key_of(self.stream))

    def _elements(self, source: str, month: int, count: int) -> Words:
        """What tells the draws of a source apart (count,)."""
        return _mix(_multiples(count) + np.uint64(key_of(source)) + _of_month(month))

    def _words(self, elements: Words) -> Words:
        if engine() == NUMBA:
            return kernels.words(self._start, self.once.runs, elements)
        base = _mix(self.once.runs.astype(np.uint64) * GOLDEN + self._start)
        return _mix(base[None, :] ^ elements[:, None])

    def _uniforms(self, elements: Words) -> Array:
        if engine() == NUMBA:
            return kernels.uniforms(self._start, self.once.runs, elements)
        word = self._words(elements) >> np.uint64(11)
        return (word.astype(np.float64) + 0.5) / 2.0**53


def _period(runs: NDArray[np.int64]) -> int:
    """After how many of them the runs come again in the same order."""
    again = np.flatnonzero(runs == runs[:1])[1:2]
    length = int(again[0]) if len(again) else 0
    comes = length and len(runs) % length == 0 and (runs.reshape(-1, length) == runs[:length]).all()
    return length if comes else len(runs)


def _count(shape: tuple[int, ...]) -> int:
    return int(np.prod(shape)) if shape else 1

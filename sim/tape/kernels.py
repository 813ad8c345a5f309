"""Loops over runs that are no line of operations: the counter hash, the effects in force, the choice among parts.

Each gives the bits of the NumPy text that its docstring names, which stays the reference. The texts below are compiled
by numba; each stands alone, as one compiled text cannot call another that was not compiled.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.tape.by_numba import jitted
from sim.tape.program import Array

Words = NDArray[np.uint64]

GOLDEN, MIX1, MIX2 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
S27, S30, S31 = np.uint64(27), np.uint64(30), np.uint64(31)


def words(start: np.uint64, runs: NDArray[np.int64], elements: Words) -> Words:
    """Uniform words (E, R), as `Noise.bits` makes them. `start`: seed and stream; `runs` (R,); `elements` (E,): the
    mixed source, month and place of each row."""
    out = np.empty((len(elements), len(runs)), dtype=np.uint64)
    _compiled(_words, "void(uint64, int64[::1], uint64[::1], uint64[:, ::1])")(start, runs, elements, out)
    return out


def uniforms(start: np.uint64, runs: NDArray[np.int64], elements: Words) -> Array:
    """Draws (E, R) between 0 and 1, as `Noise.uniforms` makes them of `words`."""
    out = np.empty((len(elements), len(runs)))
    _compiled(_uniforms, "void(float64[:, ::1], uint64[:, ::1])")(out, words(start, runs, elements))
    return out


def normals(start: np.uint64, runs: NDArray[np.int64], elements: Words, table: Array) -> Array:
    """Draws (E, R) from a table of 2^n quantiles, as `Noise.normal` makes them of `words`."""
    out = np.empty((len(elements), len(runs)))
    shift = np.uint64(65 - len(table).bit_length())
    _compiled(_normals, "void(float64[:, ::1], uint64[:, ::1], float64[::1], uint64)")(
        out, words(start, runs, elements), table, shift)
    return out


def amounts(since: NDArray[np.int16], month: int, moves: NDArray[np.int64],
            table: Array) -> tuple[Array, NDArray[np.bool_]]:
    """What each effect does this month (E, R), as `acting` finds it before factors and room, and which do anything in
    some run (E,). `since` (M, R): the month in which a move began to bite, or -1; `moves` (E,); `table` (E, L + 1): by
    age in months, and last a zero. The numbers are good until the same thread asks again: most rows stay zero from
    month to month, and nobody writes them."""
    shape = len(moves), since.shape[1]
    if _amounts_of.last[0].shape != shape:
        _amounts_of.last = np.zeros(shape), np.zeros(len(moves), dtype=np.bool_)
    out, alive = _amounts_of.last
    _compiled(_amounts, "void(int16[:, ::1], int64, int64[::1], float64[:, ::1], float64[:, ::1], boolean[::1])")(
        since, month, moves, table, out, alive)
    return out, alive


class _Last(threading.local):
    """The last amounts of a thread, and which rows of them are not zero."""

    last: tuple[Array, NDArray[np.bool_]] = np.zeros((0, 0)), np.zeros(0, dtype=np.bool_)


_amounts_of = _Last()


def chosen(score: Array, allowed: NDArray[np.bool_], prices: NDArray[np.int64], purse: Array, threshold: Array,
           picks: NDArray[np.int64]) -> NDArray[np.bool_]:
    """`doctrines.choose` (P, R). A score that is NaN comes first, as for `np.argmax`, beats no threshold, and uses up a
    pick's turn. `purse`, `threshold`, `picks` (R,)."""
    taken = np.zeros(score.shape, dtype=np.bool_)
    _compiled(_choose, "void(float64[:, ::1], int64[:, ::1], float64[::1], float64[::1], int64[::1], boolean[:, ::1])")(
        np.where(allowed, score, -np.inf), prices, purse.astype(np.float64), threshold, picks.astype(np.int64), taken)
    return taken


@cache
def _compiled(function: Callable[..., None], signature: str) -> Callable[..., None]:
    return jitted(signature, function)


# --- what numba compiles ----------------------------------------------------------------------------------------------


def _words(start: Any, runs: Any, elements: Any, out: Any) -> None:
    if len(elements) == 0:
        return
    for j in range(len(runs)):
        z = np.uint64(runs[j]) * GOLDEN + start
        z = (z ^ (z >> S30)) * MIX1
        z = (z ^ (z >> S27)) * MIX2
        out[0, j] = z ^ (z >> S31)
    for i in range(len(elements) - 1, -1, -1):  # the first row keeps the runs' words until the last
        for j in range(len(runs)):
            z = out[0, j] ^ elements[i]
            z = (z ^ (z >> S30)) * MIX1
            z = (z ^ (z >> S27)) * MIX2
            out[i, j] = z ^ (z >> S31)


def _uniforms(out: Any, found: Any) -> None:
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (np.float64(np.int64(found[i, j] >> np.uint64(11))) + 0.5) / 2.0**53


def _normals(out: Any, found: Any, table: Any, shift: Any) -> None:
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = table[found[i, j] >> shift]


def _amounts(since: Any, month: Any, moves: Any, table: Any, out: Any, alive: Any) -> None:
    ages, runs = table.shape[1] - 1, since.shape[1]
    age, there = np.empty(runs, dtype=np.uint64), np.zeros(ages + 1, dtype=np.bool_)
    last = -1
    for e in range(len(moves)):
        if moves[e] != last:
            last = moves[e]
            there[:] = False
            for j in range(runs):
                begun = np.int64(since[last, j])
                old = month - begun
                age[j] = old if (begun >= 0) & (old >= 0) & (old < ages) else ages
                there[age[j]] = True
        shares, row = table[e], out[e]
        before, acts = alive[e], False
        for old in range(ages):
            acts |= there[old] & (shares[old] != 0.0)
        if acts:
            for j in range(runs):
                row[j] = shares[age[j]]
        elif before:
            row[:] = 0.0
        alive[e] = acts


def _choose(score: Any, prices: Any, left: Any, threshold: Any, picks: Any, taken: Any) -> None:
    rows, runs = score.shape
    best = np.empty(runs, dtype=np.int64)
    top = np.empty(runs)
    most = 0
    for j in range(runs):
        most = max(most, picks[j])
    for turn in range(min(most, rows)):
        best[:], top[:] = 0, -np.inf
        for i in range(rows):
            for j in range(runs):
                x = score[i, j] if prices[i, j] <= left[j] else -np.inf
                better = (x > top[j]) | (x != x) & (top[j] == top[j])
                best[j] = i if better else best[j]
                top[j] = x if better else top[j]
                score[i, j] = x
        for j in range(runs):
            i = best[j]
            if top[j] > threshold[j] and turn < picks[j]:
                taken[i, j] = True
                left[j] -= prices[i, j]
            score[i, j] = -np.inf

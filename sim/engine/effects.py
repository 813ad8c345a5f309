"""The effects of all moves and events in one table, applied in one pass a month."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.indicators import Indicator
from sim.rules.view import View
from sim.tape import kernels
from sim.tape.machine import NUMBA, engine
from sim.world.arrays import Array, on_grid
from sim.world.state import World

WORN = "worn:"
"""Before the cause of an effect that expires."""


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One effect of one move at one place. `kernel`: the share of `size` that acts at each age in months. `rises`: it
    raises what it acts on, as far as a change leaves anything of it."""

    move: int
    cause: str
    on: Indicator
    size: float
    kernel: Array
    times: tuple[Indicator, ...]
    room: bool
    rises: bool

    def cause_at(self, age: int) -> str:
        """Its cause in the ledger, `age` months after it began: what is given back is told apart from what was done."""
        gives_back = 0 <= age < len(self.kernel) and self.kernel[age] < 0
        return WORN + self.cause if gives_back else self.cause


@dataclass(frozen=True, slots=True)
class Window:
    """What multiplies some effects (rows of the table) of moves that came into force from the month `first` to `last`,
    counted from the start: one number, not below zero, or one per run (R,)."""

    rows: NDArray[np.int64]
    first: int
    last: int
    factor: float | Array

    def factors(self, since: NDArray[Any]) -> Array:
        """By the months in which their moves came into force (E, R)."""
        return np.where((self.first <= since) & (since <= self.last), self.factor, 1.0)


@dataclass(frozen=True)
class EffectTable:
    """The rows with the columns that the monthly pass needs: `sizes` (E, 1), or (E, R) where they differ between runs,
    though never in sign; `moves` (E,); `kernels` (E, L), padded with zeros; and `windows` of months."""

    rows: tuple[EffectRow, ...]
    sizes: Array
    moves: NDArray[np.int64]
    kernels: Array
    windows: tuple[Window, ...] = ()

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """The first effect of each move, and of one move more."""
        return np.searchsorted(self.moves, np.arange(max(self.moves, default=0) + 2))

    @cached_property
    def by_age(self) -> Array:
        """Of each effect, its share by age, times its size where that is one number, and last what does not act
        (E, L + 1)."""
        ages = np.pad(self.kernels, ((0, 0), (0, 1)))
        return ages * self.sizes if self.sizes.shape[1] == 1 else ages


def kernel_of(delay: int, over: int, holds: int, fades: int) -> Array:
    """Shares by age: nothing for `delay` months, 1/over each month, then, if it fades, given back; sums to 1 or 0."""
    rise = [0.0] * delay + [1.0 / over] * over
    fall = [0.0] * holds + [-1.0 / fades] * fades if fades else []
    return np.array(rise + fall)


def make_table(rows: list[EffectRow]) -> EffectTable:
    length = max((len(row.kernel) for row in rows), default=1)
    kernels = np.zeros((len(rows), length))
    for k, row in enumerate(rows):
        kernels[k, : len(row.kernel)] = row.kernel
    sizes = np.array([row.size for row in rows]).reshape(-1, 1)
    return EffectTable(tuple(rows), sizes, np.array([row.move for row in rows], dtype=np.int64), kernels)


def acting(table: EffectTable, view: View) -> list[tuple[EffectRow, Array]]:
    """The deltas (R,) of this month, on the grid, of every effect that acts in at least one run."""
    if not table.rows:
        return []
    in_force = np.any(view.world.since >= 0, axis=1)
    rows = np.flatnonzero(np.take(in_force, table.moves))
    since = view.world.since[table.moves[rows]].astype(np.int64)
    age = view.world.month - since
    inside = (since >= 0) & (age >= 0) & (age < table.kernels.shape[1])
    share = np.where(inside, np.take_along_axis(table.kernels[rows], np.where(inside, age, 0), axis=1), 0.0)
    live = np.flatnonzero(share.any(axis=1))
    first = _windowed(table, view.world, table.sizes[rows[live]] * share[live], rows[live])
    return [(table.rows[row], amount(table.rows[row], first[k], view)) for k, row in enumerate(rows[live])]


def amounts(table: EffectTable, world: World) -> tuple[Array, NDArray[np.bool_]]:
    """What acts of every effect this month before anything else is asked (E, R): its size times its share by age; and
    which effects act in some run (E,). The numbers are good until the same thread asks again."""
    if engine() == NUMBA:
        found, alive = kernels.amounts(world.since, world.month, table.moves, table.by_age)
        found = found if table.sizes.shape[1] == 1 else found * table.sizes
    else:
        found = _acting_now(table, world)
        alive = np.any(found, axis=1)
    return _windowed(table, world, found, np.arange(len(table.rows))), alive


def _windowed(table: EffectTable, world: World, found: Array, rows: NDArray[np.int64]) -> Array:
    """The amounts of these rows, each times the factors of the windows that it is in."""
    for window in table.windows:
        its = np.flatnonzero(np.isin(rows, window.rows))
        found = found.copy()
        found[its] *= window.factors(world.since[table.moves[rows[its]]])
    return found


def _acting_now(table: EffectTable, world: World) -> Array:
    moves, runs = np.nonzero(world.since[:len(table.first) - 1] >= 0)
    age = world.month - world.since[moves, runs].astype(np.int64)
    acts = (age >= 0) & (age < table.kernels.shape[1])
    return _spread(table, moves[acts], runs[acts], age[acts], world.runs)


def _spread(table: EffectTable, moves: NDArray[np.int64], runs: NDArray[np.int64], age: NDArray[np.int64],
            count: int) -> Array:
    """The amounts of all effects of moves that act in these runs at these ages."""
    many = np.diff(table.first)[moves]
    rows = np.repeat(table.first[moves] - np.cumsum(many) + many, many) + np.arange(many.sum())
    runs, age = np.repeat(runs, many), np.repeat(age, many)
    out = np.zeros((len(table.rows), count))
    out[rows, runs] = np.broadcast_to(table.sizes, out.shape)[rows, runs] * table.kernels[rows, age]
    return out


def amount(row: EffectRow, first: Array, view: View) -> Array:
    """The delta (R,) of an effect, on the grid. `first`: its size times its share."""
    out = first
    for factor in row.times:
        out = out * factor.read(view)
    if row.room:
        variable, x = row.on.variable, row.on.read(view)
        out = out * (variable.high - x if row.rises else x - variable.low)
    return on_grid(out)

"""Worlds and parameters, drawn: numbers that a campaign may never see, within the bounds that are promised."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.catalogue import STORED, Variable
from sim.engine.board import Board
from sim.engine.opening import draw_params
from sim.engine.prospects import RENEWED
from sim.engine.traced import BOUNDS
from sim.world.arrays import Array, on_grid
from sim.world.state import Params, World


def a_world(board: Board, rng: np.random.Generator, runs: int) -> World:
    """Stocks on the grid and within their bounds, ends and zeros of both signs among them; moves in force or about to
    be, since any month."""
    stocks = {v.name: _stock(v, (*board.sizes.shape(v.axes), runs), rng) for v in STORED}
    month, shape = int(rng.integers(0, RENEWED)), (board.rows, runs)  # staff expect the same all the time
    since = np.where(rng.random(shape) < 0.4, rng.integers(0, month + 3, shape), -1).astype(np.int16)
    uses = rng.integers(0, 4, shape).astype(np.int16)
    return World(month, stocks, since, uses)


def _stock(variable: Variable, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    low, high = variable.low, variable.high
    special = rng.choice([low, high, np.clip(0.0, low, high)], shape)
    x = np.where(rng.random(shape) < 0.3, special, low + (high - low) * rng.random(shape) ** rng.choice([1, 4, 12]))
    x = np.clip(on_grid(x), low, high)
    return np.where((x == 0.0) & (rng.random(shape) < 0.5), -0.0, x)


def near_params(board: Board, rng: np.random.Generator, runs: int) -> Params:
    """From their ranges."""
    return draw_params(board, int(rng.integers(2**32)), np.arange(1, runs + 1))


def far_params(board: Board, rng: np.random.Generator, runs: int) -> Params:
    """As far as programs hold for them, some at the ends, some zero where that may be; the rest from their ranges."""
    near = near_params(board, rng, runs).values
    return Params({name: np.where(rng.random(runs) < 0.3, _far(*BOUNDS[name], rng, runs), x)
                   for name, x in near.items()})


def _far(low: float, high: float, rng: np.random.Generator, runs: int) -> Array:
    ends = rng.choice([low, high, np.clip(0.0, low, high)], runs)
    return np.where(rng.random(runs) < 0.5, ends, low + (high - low) * rng.random(runs))


def without(board: Board, k: int) -> Board:
    """The board that lacks its k-th rule."""
    return replace(board, rules=board.rules[:k] + board.rules[k + 1:])

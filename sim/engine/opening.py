"""The first month: parameters and start values, drawn from their ranges for every run but the reference run 0."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.catalogue import REFERENCE, STORED
from sim.engine.board import Board
from sim.engine.indicators import mirrored
from sim.world.arrays import Array, on_grid
from sim.world.noise import Noise
from sim.world.state import Params, World

Numbered: TypeAlias = NDArray[np.int64]


def draw_params(board: Board, seed: int, runs: Numbered) -> Params:
    """Each rule parameter (R,), drawn from its range; run 0 has every parameter at its stated value."""
    noise = Noise(seed, runs)
    out: dict[str, Array] = {}
    for rule in board.rules:
        for p in rule.params:
            name = f"{rule.id}.{p.name}"
            value, (low, high) = p.value, p.range
            if name in board.scenario.parameters:
                given = board.scenario.parameters[name]
                value = given.value
                low, high = (value if x is None else x for x in (given.low, given.high))
            if name in board.settings:
                value = low = high = board.settings[name]
            out[name] = _draw(noise, name, value, low, high)
    return Params(out)


def start(board: Board, seed: int, runs: Numbered) -> World:
    """The World in the scenario's first month; judgement figures are drawn from their ranges, but for run 0."""
    stocks = {v.name: np.zeros((*board.sizes.shape(v.axes), len(runs))) for v in STORED}
    noise = Noise(seed, runs)
    _put_memberships(board, stocks)
    for path, figure in board.scenario.figures.items():
        low = figure.value if figure.low is None else figure.low
        high = figure.value if figure.high is None else figure.high
        if path in board.settings:
            low = high = board.settings[path]
        value = board.settings.get(path, figure.value)
        _put(board, stocks, path, on_grid(_draw(noise, "figure:" + path, value, low, high)))
    _put_reference(stocks)
    since = np.full((board.rows, len(runs)), -1, dtype=np.int16)
    none = np.zeros((len(board.parts), len(runs)), dtype=np.bool_)
    return World(0, stocks, since, np.zeros_like(since, dtype=np.int16), none)


def _put(board: Board, stocks: Mapping[str, Array], path: str, value: Array | float) -> None:
    found = board.indicator(path)
    stocks[found.variable.name][found.where] = value
    if other := mirrored(found, board.sizes):
        stocks[found.variable.name][other.where] = value


def _put_memberships(board: Board, stocks: Mapping[str, Array]) -> None:
    for name, institution in board.scenario.institutions.items():
        for actor in institution.members:
            _put(board, stocks, f"{actor}.member.{name}", 1.0)
    for name, issue in board.scenario.issues.items():
        for actor in board.scenario.actors:
            _put(board, stocks, f"{actor}.consensus.{name}", on_grid(np.array(issue.consensus)))
    for name, actor in board.scenario.actors.items():
        if actor.doctrine in board.sizes.doctrines:
            _put(board, stocks, f"{name}.line.{actor.doctrine}", 1.0)


def _draw(noise: Noise, name: str, value: float, low: float, high: float) -> Array:
    if low == high:
        return np.full(len(noise.runs), float(value))
    drawn = low + (high - low) * noise.uniform(name, 0)
    return np.where(noise.runs == 0, value, drawn)


def _put_reference(stocks: Mapping[str, Array]) -> None:
    """The reference year's ties, which depth and targets are measured against, and memories that start at rest."""
    sums = {"investment": stocks["investment_energy"] + stocks["investment_nonenergy"]}
    for constant, channel in REFERENCE.items():
        stocks[constant][...] = sums[channel] if channel in sums else stocks[channel]
    stocks["trade_year"][...] = stocks["trade"]
    stocks["depth_past"][...] = 1.0
    stocks["outreach"][...] = np.where(stocks["outreach"] > 0, stocks["outreach"], stocks["pull"])

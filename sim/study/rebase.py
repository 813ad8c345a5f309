"""Rebasing: at the end of a known year the state of every run is set so that its judged series of that year are what
was observed; from there on the model's own rules and luck decide.

Trade is set by its volume: how much of a year was luck nobody knows, so each run's own luck stands for it, and the
level, which between two states is lasting, makes up the rest. Investment is shared out anew among the partners, its sum
unchanged. Votes and governance are moved together with the level at which they rest: what a run did not foresee is
taken to stay, like the volume of trade, and a rebased run begins with no way back to where it was. Growth needs
nothing: no level of output is judged, and none enters growth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sim.engine.board import Board
from sim.engine.indicators import mirrored
from sim.scenario.observed import SERIES, Key, Observed
from sim.study.annual import STOCKS, Played, over, slip, tie_of
from sim.world.arrays import Array, on_grid
from sim.world.state import World

LEVELS = {"votes": ("alignment", "usual_alignment"),  # and where it rests
          **{name: (name, f"{name}_2014") for name in ("investment_climate", "reform", "rents")}}
VOLUMES = ("trade", "trade_year")  # and its memory
SHARED_OUT = (*STOCKS, "investment_farm")


def rebased(board: Board, world: World, model: Played, known: Observed, year: int) -> World:
    """The World, at the end of the year or soon after, with what was observed of that year less a drawn error of
    measurement. `model`: the same runs as far as they have come."""
    stocks = dict(world.stocks)
    for key in (key for key, years in known.items() if year in years):
        for path, by in _shifts(board, world, model, known, key, year):
            _shift(board, stocks, path, by)
    return world.with_stocks(**stocks)


def _shifts(board: Board, world: World, model: Played, known: Observed, key: Key,
            year: int) -> Iterator[tuple[str, Array]]:
    """What is added to which numbers (R,) for one observed series."""
    if key.series == "trade":
        yield from _scaled(board, world, key, VOLUMES, _ratio(model, known, key, year))
    elif key.series in LEVELS:
        gap = _gap(model, known, key, year)
        yield from ((f"{tie_of(key)}.{name}", gap) for name in LEVELS[key.series])
    elif key.series == "investment_share":
        yield from _scaled(board, world, key, SHARED_OUT, _part(model, known, key, year))


def _scaled(board: Board, world: World, key: Key, names: Sequence[str], ratio: Array) -> Iterator[tuple[str, Array]]:
    """What multiplies the pair's numbers."""
    for path in (f"{tie_of(key)}.{name}" for name in names):
        its = board.indicator(path)
        yield path, (ratio - 1) * world.stocks[its.variable.name][its.where]


def _gap(model: Played, known: Observed, key: Key, year: int) -> Array:
    """By how much the run was below what is observed (R,)."""
    its = SERIES[key.series]
    true = np.clip(known[key][year] - slip(model.noise, key, year), its.low, its.high)
    return true - model.value(key, year)


def _ratio(model: Played, known: Observed, key: Key, year: int) -> Array:
    """What is observed over what the run had (R,); 1 where that is nothing."""
    had = model.value(key, year)
    return np.where(had > 0, over(known[key][year] * np.exp(-slip(model.noise, key, year)), had), 1.0)


def _part(model: Played, known: Observed, key: Key, year: int) -> Array:
    """What a partner's stocks are multiplied by (R,), so that those whom the table lists for the year share their sum
    as it says."""
    listed = [other for other, years in known.items() if other[:2] == key[:2] and year in years]
    held = {other: model.stock(other, year) for other in listed}
    due = {other: known[other][year] * np.exp(-slip(model.noise, other, year)) for other in listed}
    share = over(due[key], sum(due.values(), np.zeros_like(due[key])))
    return over(share * sum(held.values(), np.zeros_like(share)), held[key])


def _shift(board: Board, stocks: dict[str, Array], path: str, by: Array) -> None:
    """Add to a number in every run, at both ends if it is one number: on the grid and within its bounds."""
    found = board.indicator(path)
    its = found.variable
    x = stocks[its.name].copy()
    for at in filter(None, (found, mirrored(found, board.sizes))):
        x[at.where] = np.clip(x[at.where] + on_grid(by), its.low, its.high)
    stocks[its.name] = x

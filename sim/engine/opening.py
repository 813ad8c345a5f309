"""The first month: parameters and start values, drawn from their ranges for every run but the reference run 0."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.catalogue import REFERENCE, STORED
from sim.engine.board import Board
from sim.engine.indicators import mirrored
from sim.rules.rule import Rule
from sim.world.arrays import Array, on_grid
from sim.world.noise import Noise
from sim.world.state import Params, World

if TYPE_CHECKING:
    from sim.scenario.schema import Figure, Override

REFERENCE_RUN = np.zeros(1, dtype=np.int64)
NONE: Mapping[str, Array] = {}

Numbered: TypeAlias = NDArray[np.int64]
Span: TypeAlias = tuple[float, float, float]
"""A number, and the ends of its range."""
Given: TypeAlias = Mapping[str, Array]
"""Numbers of rules and starting figures (R,) by name, which are taken instead of what would be drawn."""


def draw_params(board: Board, seed: int, runs: Numbered, rules: Sequence[Rule] = (), given: Given = NONE) -> Params:
    """Each parameter (R,) of the board's rules, or of these, drawn from its range; run 0 has every parameter at its
    stated value."""
    return Params(_drawn(Noise(seed, runs), parameters_of(board, rules), str, given))


def parameters_of(board: Board, rules: Sequence[Rule] = ()) -> dict[str, Span]:
    """The numbers of the board's rules, or of these, with their ranges."""
    spans: dict[str, Span] = {}
    for rule in rules or board.rules:
        for p in rule.params:
            name = f"{rule.id}.{p.name}"
            spans[name] = (p.value, *p.range)
            if name in board.scenario.parameters:
                spans[name] = _span(board.scenario.parameters[name])
            if name in board.settings:
                spans[name] = _fixed(board.settings[name])
    return spans


def figures_of(board: Board) -> dict[str, Span]:
    """The starting figures with their ranges."""
    return {path: _fixed(board.settings[path]) if path in board.settings else _span(figure)
            for path, figure in board.scenario.figures.items()}


def draw_figures(board: Board, seed: int, runs: Numbered, given: Given = NONE) -> dict[str, Array]:
    """Each starting figure (R,), within its bounds, also where an arm of a fact scales it beyond."""
    drawn = _drawn(Noise(seed, runs), figures_of(board), lambda path: f"figure:{board.luck.path(path)}", given)
    its = {path: board.indicator(path).variable for path in drawn}
    return {path: on_grid(np.clip(x, its[path].low, its[path].high)) for path, x in drawn.items()}


def start(board: Board, seed: int, runs: Numbered, given: Given = NONE) -> World:
    """The World in the scenario's first month; judgement figures are drawn from their ranges, but for run 0."""
    stocks = {v.name: np.zeros((*board.sizes.shape(v.axes), len(runs))) for v in STORED}
    _put_memberships(board, stocks)
    for path, drawn in draw_figures(board, seed, runs, given).items():
        _put(board, stocks, path, drawn)
    _put_reference(stocks)
    since = np.full((board.rows, len(runs)), -1, dtype=np.int16)
    return World(0, stocks, since, np.zeros_like(since, dtype=np.int16))


def reference(board: Board) -> World:
    """The first month of the reference run, which is asked for often."""
    if "reference" not in board.staff:
        board.staff["reference"] = start(board, 0, REFERENCE_RUN)
    return board.staff["reference"]


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


def _fixed(value: float) -> Span:
    return value, value, value


def _span(given: Figure | Override) -> Span:
    """An end that is not given is the number itself."""
    value = given.value
    return value, value if given.low is None else given.low, value if given.high is None else given.high


def _drawn(noise: Noise, spans: Mapping[str, Span], luck_of: Callable[[str], str], given: Given) -> dict[str, Array]:
    """Each number (R,) by its name: as it is given, or under the luck of that name."""
    names = [name for name, (_, low, high) in spans.items() if low != high and name not in given]
    luck = dict(zip(names, noise.uniforms([luck_of(name) for name in names], 0), strict=True))
    return {name: given[name] if name in given else _between(noise.runs, span, luck.get(name))
            for name, span in spans.items()}


def _between(runs: Numbered, span: Span, luck: Array | None) -> Array:
    value, low, high = span
    if luck is None:
        return np.full(len(runs), float(value))
    return np.where(runs == 0, value, low + (high - low) * luck)


def _put_reference(stocks: Mapping[str, Array]) -> None:
    """The reference year's ties, which depth and targets are measured against, and memories that start at rest."""
    sums = {"investment": stocks["investment_energy"] + stocks["investment_nonenergy"]}
    for constant, channel in REFERENCE.items():
        stocks[constant][...] = sums[channel] if channel in sums else stocks[channel]
    stocks["trade_year"][...] = stocks["trade"]
    stocks["currency"][...] = 1.0
    stocks["output_months"][...] = _grown(stocks)
    stocks["depth_past"][...] = 1.0
    usual = stocks["usual_alignment"]
    stocks["usual_alignment"][...] = np.where(usual > 0, usual, stocks["alignment"])
    stocks["outreach"][...] = np.where(stocks["outreach"] > 0, stocks["outreach"], stocks["pull"])


def _grown(stocks: Mapping[str, Array]) -> Array:
    """Output of the twelve months before the first (12, A, R), the latest first: growth opens at its trend."""
    slack = stocks["output_gap"] - stocks["sanctions_loss"]
    months = np.arange(1, 13)[:, None, None]
    return on_grid(stocks["potential"] * np.exp((slack - stocks["trend_growth"] * months / 12) / 100))

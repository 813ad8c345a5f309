"""Regimes: what opens when a line is passed, lasts, costs, and ends by what somebody does (ADR 23).

A regime of an actor or of a pair is a row of `World.since`: from 0 on the month since which it is open, `NEVER`, or
when and how it last closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.ledger import Ledger
from sim.engine.moves import Move, actor_of
from sim.engine.predicates import Condition, Truth, all_hold
from sim.rules.view import View
from sim.scenario.paths import PLACEHOLDERS
from sim.world.arrays import Array
from sim.world.noise import Noise
from sim.world.state import Params, World

if TYPE_CHECKING:
    from sim.engine.board import Board
    from sim.engine.luck import Luck
    from sim.scenario.regimes import Exit as Way
    from sim.scenario.schema import Scenario

NEVER = -1
CALM, WORN_OUT, FIRST_EXIT = 2, 3, 4  # how it closed; then its other exits
HOWS = 16
LASTS = 10_000  # months: more than a scenario has


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out: the moves that are it, and the chance that one of them ends the regime when it is struck."""

    option: str
    luck: str
    moves: tuple[int, ...]
    chance: float


@dataclass(frozen=True, slots=True)
class Regime:
    """One regime of one actor or pair. `key`: its id, `@actor`, and `>target` of a pair; `chance`, `wears_out`: a
    month, one number or one per run (R,); `rests`: months for which it stays closed."""

    key: str
    id: str
    who: tuple[str, ...]
    luck: str
    opens: tuple[Condition, ...]
    closes: tuple[Condition, ...]
    chance: float | Array
    wears_out: float
    rests: int
    exits: tuple[Exit, ...]

    def fill(self, path: str) -> str:
        return filled_in(self.who, path)


def filled_in(who: Sequence[str], path: str) -> str:
    """A path, or the name of an agent, with `self` and `target` replaced by those whom a regime befalls."""
    names: dict[str, str] = dict(zip(PLACEHOLDERS, who, strict=False))
    return ".".join(names.get(name, name) for name in path.split("."))


def key_of(id: str, who: Sequence[str]) -> str:
    return f"{id}@{'>'.join(who)}"


def befallen(scenario: Scenario) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each regime, and each actor or pair that it may befall, in the order of the scenario."""
    return ((id, who) for id, regime in scenario.regimes.items() for who in scenario.whom(regime.each))


def exits_of(scenario: Scenario, luck: Luck, moves: Sequence[Move], id: str, who: Sequence[str]) -> tuple[Exit, ...]:
    return tuple(Exit(way.option, luck.options[way.option],
                      tuple(row for row, move in enumerate(moves) if _helps(move, way, who)), way.chance)
                 for way in scenario.regimes[id].exits)


def _helps(move: Move, way: Way, who: Sequence[str]) -> bool:
    """Whether it is the way out of the first, and, in a pair, is aimed as it must be."""
    aimed = len(who) == 1 or not move.target or (move.target == who[1]) == (way.at == "target")
    return move.option == way.option and aimed and who[0] in map(actor_of, move.parties)


def luck_of(luck: Luck, id: str, who: Sequence[str]) -> str:
    return f"regime:{key_of(luck.regimes[id], [luck.actors[name] for name in who])}"


# --- the last step of a month ----------------------------------------------------------------------------------------


def turn(board: Board, ended: World, world: World, params: Params, noise: Noise, ledger: Ledger) -> World:
    """Between the month that has `ended` and the next: closed regimes open, and open ones close."""
    if not board.regimes:
        return world
    since, uses = world.since.copy(), world.uses.copy()
    opens, closes = _lines(board, world, params, ledger)
    may, was = _may_open(board, world) & opens, _rows(board, world) >= 0
    for k in np.flatnonzero((may | was).any(axis=1)).tolist():
        row, regime = board.rows_of_regimes[k]
        begins = _comes_up(noise, regime.luck, ended.month, regime.chance, may[k])
        how = _ends(regime, ended, noise, closes[k], was[k])
        since[row] = np.where(how > 0, closed(world.month, how), np.where(begins, world.month, since[row]))
        uses[row] += begins
    return replace(world, since=since, uses=uses)


def _rows(board: Board, world: World) -> NDArray[np.int16]:
    """Of `World.since`, those of regimes (N, R)."""
    first = board.rows_of_regimes[0][0]
    return world.since[first:first + len(board.regimes)]


def _may_open(board: Board, world: World) -> Truth:
    """Where each regime is closed and has rested (N, R)."""
    since, rests = _rows(board, world), np.array([regime.rests for regime in board.regimes])[:, None]
    return (since == NEVER) | (since < 0) & (world.month - month_closed(since) >= rests)


def closed(month: int, how: Any) -> Any:
    """A row of what closed in a month: below zero."""
    return -(HOWS * month + how)


def how_closed(since: Any) -> Any:
    return -since % HOWS


def month_closed(since: Any) -> Any:
    return -since // HOWS


def _ends(regime: Regime, ended: World, noise: Noise, calm: Truth, was: Truth) -> NDArray[np.int16]:
    """How it closes (R,) where it `was` open; else 0. Exits count that were struck in the month, while it was open."""
    out = np.zeros(len(was), dtype=np.int16)
    if was.any():
        out[_comes_up(noise, f"{regime.luck}:wears-out", ended.month, regime.wears_out, was)] = WORN_OUT
        out[was & calm] = CALM
        for i, way in reversed(list(enumerate(regime.exits))):
            struck = was & (ended.since[list(way.moves)] == ended.month).any(axis=0)
            out[_comes_up(noise, f"{regime.luck}:{way.luck}", ended.month, way.chance, struck)] = FIRST_EXIT + i
    return out


def _comes_up(noise: Noise, luck: str, month: int, chance: float | Array, where: Truth) -> Truth:
    """In which of these runs (R,) luck has it; nothing is drawn where nobody asks, or where the answer is certain."""
    if not where.any() or (isinstance(chance, float) and chance in (0.0, 1.0)):
        return where & (chance > 0.0)
    return where & (noise.uniform(luck, month) < chance)


def _lines(board: Board, world: World, params: Params, ledger: Ledger) -> tuple[Sequence[Truth], Sequence[Truth]]:
    """Of each regime, in which runs the conditions of opening hold, and those of closing."""
    tapes = board.tapes(params, ledger)
    if tapes:
        return tapes.lines(world, params)
    view = board.view(world, params)
    return opening(board, view), closing(board, view)


def opening(board: Board, view: View) -> list[Truth]:
    return [all_hold(view, regime.opens) for regime in board.regimes]


def closing(board: Board, view: View) -> list[Truth]:
    return [all_hold(view, regime.closes) for regime in board.regimes]


def ended_by(regime: Regime, since: int) -> str:
    """The option by which it last closed, or "" if it was none."""
    way = how_closed(since) - FIRST_EXIT
    return regime.exits[way].option if since < 0 <= way else ""


def index_of(whom: Sequence[tuple[str, tuple[str, ...]]], first: int) -> Mapping[tuple[str, ...], tuple[int, ...]]:
    """Rows by regime and whom it befalls: a pair by both, and by the first alone."""
    out: dict[tuple[str, ...], tuple[int, ...]] = {}
    for row, (id, who) in enumerate(whom, start=first):
        for some in {who, who[:1]}:
            out[id, *some] = (*out.get((id, *some), ()), row)
    return out

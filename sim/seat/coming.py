"""What is still to come of what is in force: delays and effects that have not acted in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import numpy as np

from sim.engine.board import Board
from sim.engine.effects import EffectRow
from sim.engine.indicators import mirrored
from sim.engine.moves import actor_of
from sim.game.game import Game
from sim.seat.sight import Sight
from sim.seat.turn import doing
from sim.seat.why import regime_words
from sim.seat.words import amount, label, months, plain
from sim.texts import say
from sim.views import ComingEffect, ComingView

Kind: TypeAlias = Literal["move", "event", "regime", "sequel"]


def coming(game: Game, agent: str) -> list[ComingView]:
    """Everything in force that the seat may know of, the next to act first."""
    sight, since = Sight(game, agent), game.model.world.since[:, 0]
    found = [view for row in np.flatnonzero(since >= 0) if (view := _coming(sight, int(row))).effects]
    return sorted(found, key=lambda view: (not view.own, min(e.months_left for e in view.effects)))


def _coming(sight: Sight, row: int) -> ComingView:
    board, world = sight.board, sight.game.model.world
    began = int(world.since[row, 0])
    rows = [e for e in board.effects.rows if e.move == row and sight.sees(e.on.path) and sight.hears_of(e.cause)]
    effects = tuple(_effect(board, e, world.month - began, began, sight.seat) for e in _once(board, rows))
    left = tuple(e for e in effects if e.months_left > 0)
    key, words, kind, own = _what(sight.game, row, sight.agent, sight.seat)
    ends = min(began + board.durations[row], board.ends) - 1
    return ComingView(key, words, kind, own, _month(board, began), _month(board, ends),
                      tuple(sorted(left, key=lambda e: e.months_left)))


def _once(board: Board, rows: list[EffectRow]) -> Iterator[EffectRow]:
    """An effect on a number that is the same both ways stands in the table twice."""
    seen: set[tuple[str, float]] = set()
    for e in rows:
        other = mirrored(e.on, board.sizes)
        if other is None or (other.path, e.size) not in seen:
            seen.add((e.on.path, e.size))
            yield e


def _what(game: Game, row: int, agent: str, seat: str) -> tuple[str, str, Kind, bool]:
    board, count = game.board, len(game.board.moves)
    if row < count:
        move = board.moves[row]
        return move.key, doing(game, move.key), "move", agent in move.parties
    if row < count + len(board.events):
        key, event = board.events[row - count]
        return key, plain(event.title), "event", False
    if row < board.rows - len(board.sequels):
        regime = board.regimes[row - count - len(board.events)]
        return regime.key, regime_words(board, regime.key), "regime", seat in regime.who
    sequel = board.sequels[row - (board.rows - len(board.sequels))]
    key = board.moves[sequel.move].key
    words = say("move-said", who=board.word(sequel.party), yielded=sequel.yielded, move=doing(game, key))
    return key, words, "sequel", actor_of(sequel.party) == seat


def _effect(board: Board, e: EffectRow, age: int, began: int, seat: str) -> ComingEffect:
    """`age`: months since it came into force; below zero while its own delay runs."""
    acting, past = np.flatnonzero(e.kernel), max(0, age)
    done, whole = float(e.kernel[:past].sum()), e.kernel
    first, last = (int(acting[0]), int(acting[-1])) if len(acting) else (0, -1)
    variable = e.on.variable
    left = float(whole[past:].sum())
    return ComingEffect(
        e.on.path, label(board, e.on.path, seat),
        say("move-still", label=label(board, e.on.path, seat), amount=amount(e.size * left, variable)), e.size * done,
        e.size * left, variable.unit, variable.decimals, _month(board, began + first), _month(board, began + last),
        max(0, last + 1 - age), bool((whole < 0).any()))


def _month(board: Board, month: int) -> str:
    return months(month + board.starts, month + board.starts)

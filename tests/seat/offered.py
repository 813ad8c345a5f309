"""Everything that a seat is offered in a game: each view under its name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from threading import RLock
from typing import Any

from sim.game.game import Game
from sim.seat.ahead import hindsight
from sim.seat.beside import compare, history_of
from sim.seat.board import board_view
from sim.seat.choices import card
from sim.seat.coming import coming
from sim.seat.debrief import debrief
from sim.seat.forecasts import Forecasts
from sim.seat.glossary import glossary
from sim.seat.played import branches, past_turn
from sim.seat.regimes import odds_for
from sim.seat.turn import turn_view
from sim.seat.why import why

RUNS = 2
EVERY = 20  # of the numbers that can be asked why


def offered(game: Game, agent: str, history: Game | None = None) -> Iterator[tuple[str, Any]]:
    """`history`: the record beside the game, where it is known already."""
    history, view = history or history_of(game), turn_view(game, agent)
    yield "turn", view
    yield from (("past turn", past_turn(game, agent, turn)) for turn in range(1, game.turn))
    yield "coming", tuple(coming(game, agent))
    yield "odds", odds_for(game, agent)
    yield "branches", branches(game, agent)
    yield "board", board_view(game.board, agent)
    yield "cards", tuple(card(game, agent, option.key) for option in view.options[::EVERY])
    yield "comparison", compare(game, agent, history)
    yield from explained(game, [x.path for x in view.indicators[::EVERY]])
    yield from forecasts(game, agent)
    yield "debrief", debrief(game, agent, history, RUNS, lambda share: None, lambda: False)


def explained(game: Game, paths: list[str]) -> Iterator[tuple[str, Any]]:
    if game.turn > 1:
        yield from (("why", why(game, path, game.turn - 1)) for path in paths)
        yield from (("why since the opening", why(game, path, game.turn - 1, True)) for path in paths)


def forecasts(game: Game, agent: str) -> Iterator[tuple[str, Any]]:
    if not game.over:
        yield "forecast", Forecasts(game, agent, RLock()).forecast((), 2, RUNS, lambda: False)
    if game.turn > 1:
        then, last = game.as_of(game.turn - 1), game.turn - 2
        orders, after = game.orders[last].get(agent, ()), game.worlds[game.turn - 1]
        yield "hindsight", hindsight(then, agent, orders, after, RUNS, lambda: False)


@cache
def terms(game: Game) -> Any:
    return glossary(game.board)

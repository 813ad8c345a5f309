"""The closing comparison: a game beside the same months replayed from the record, under the same luck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sim.engine.moves import actor_of
from sim.game.game import Game
from sim.seat.board import numbers
from sim.seat.goals import goal_views
from sim.seat.past import Past
from sim.seat.sight import Sight
from sim.seat.why import move_words
from sim.seat.words import months, plain, title
from sim.texts import say
from sim.views import Beside, ComparisonView, IndicatorView, NumberView


def history_of(game: Game) -> Game:
    """The same scenario and luck with the record deciding, played as far as the game has come."""
    past = Game(replace(game.treatment, seats={}, record=True), seed=game.seed, run=game.run)
    while past.turn < game.turn:
        past.end_turn()
    return past


def compare(game: Game, agent: str, history: Game) -> ComparisonView:
    """Both games at the turn that both have reached."""
    board, seat = game.board, actor_of(agent)
    played, record = Past(game), Past(history)
    figures = [number for number in numbers(board, seat) if number.group == "goals"]
    return ComparisonView(
        board.scenario.title, board.word(agent), tuple(_indicator(played, record, x) for x in figures),
        goal_views(played, seat, record), tuple(agreements_of(game, history)),
        tuple(plain(q) for q in board.scenario.questions), tuple(decisions_of(game, agent)),
        played_dates(game))


def played_dates(game: Game) -> str:
    """The months that have been played; empty before the first turn."""
    first = game.board.opens + game.board.starts
    return months(first, game.month(game.turn) - 1 + game.board.starts) if game.turn > 1 else ""


def _indicator(played: Past, record: Past, number: NumberView) -> IndicatorView:
    trail, past = played.values(number.path), record.values(number.path)
    change = trail[-1] - trail[0]
    return number.at(trail[-1], change, change / played.board.indicator(number.path).variable.step, past[-1])


def agreements_of(game: Game, history: Game) -> Iterator[Beside]:
    ours, theirs = _dates(game), _dates(history)
    for key in sorted({**ours, **theirs}, key=lambda key: min(ours.get(key, 9999), theirs.get(key, 9999))):
        dates = [months(found[key] + game.board.starts, found[key] + game.board.starts) if key in found else None
                 for found in (ours, theirs)]
        yield move_words(game.board, key), dates[0], dates[1]


def _dates(game: Game) -> dict[str, int]:
    """The month in which each agreement was struck since the opening; the first, if it was struck again."""
    board, out = game.board, {}
    for turn in range(1, game.turn):
        for month, rows in game.model.struck:
            if game.month(turn) <= month < game.month(turn + 1):
                for row, move in enumerate(board.moves):
                    if rows[row, 0] and board.scenario.options[move.option].agreement:
                        out.setdefault(move.key, month)
    return out


def decisions_of(game: Game, agent: str) -> Iterator[Beside]:
    """By turn: what the seat ordered, and what the record says it did."""
    board, sight = game.board, Sight(game, agent)
    for turn in range(1, game.turn):
        first, last = game.month(turn), game.month(turn + 1) - 1
        struck = set(game.struck(turn))
        titles = ((key, title(board, key, agent)) for key in _decided(sight, turn))
        ours = "; ".join(words if key in struck else say("move-not-agreed", title=words) for key, words in titles)
        theirs = "; ".join(_record(sight, first, last))
        yield months(first + board.starts, last + board.starts), ours or None, theirs or None


def _decided(sight: Sight, turn: int) -> list[str]:
    """Orders handed in, or what a doctrine decided for the seat."""
    handed = sight.orders(turn).get(sight.agent)
    if handed is not None:
        return list(handed)
    return [deed.move for deed in sight.deeds(turn) if deed.agent == sight.agent and deed.yes]


def _record(sight: Sight, first: int, last: int) -> Iterator[str]:
    board = sight.board
    for decision in sight.recorded(first, last):
        words, target = plain(board.scenario.options[decision.option].title), decision.target
        yield say("move-record", title=words, target=board.word(target)) if target else words

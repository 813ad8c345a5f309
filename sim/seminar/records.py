"""What a teacher may look up of a room, as tables: what each seat ordered and what became of it, scores, messages.

Nothing of the open turn is in them, but for messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sim.game.game import Game
from sim.report.csv_text import Table
from sim.seat.goals import goal_views, score_of
from sim.seat.past import Past
from sim.seat.sight import Sight
from sim.seat.turn import outcomes_of, turn_dates
from sim.seat.words import title
from sim.seminar.people import Person
from sim.seminar.room import Room
from sim.views import DeedView, OutcomeView


@dataclass(frozen=True, slots=True)
class SeatTurn:
    """What a seat ordered in a turn that is over. `doctrine`: what its doctrine did in its place, None if its people
    ordered."""

    seat: str
    label: str
    outcomes: tuple[OutcomeView, ...]
    doctrine: tuple[DeedView, ...] | None


def seats_in(room: Room, turn: int) -> tuple[SeatTurn, ...]:
    """Every seat's orders of a turn that has been played."""
    with room.lock:
        game, stood_in = room.table.game, room.stood_in()
        return tuple(SeatTurn(seat, game.board.word(seat), tuple(outcomes_of(Sight(game, seat), turn)),
                              stood_in.get((turn, seat))) for seat in game.people)


def orders(room: Room, names: bool = False) -> Table:
    """A row for each word and each sealed order of a turn that is over."""
    with room.lock:
        game, stood_in, people = room.table.game, room.stood_in(), _people(room)
        rows = [(*row, "doctrine" if (row[0], row[2]) in stood_in else "people", *([people[row[2]]] if names else []))
                for row in _orders(game)]
    return Table(("turn", "date", "seat", "phase", "order", "title", "said", "reason", "instead", "in_force", "by",
                  *(["people"] if names else [])), rows)


def _orders(game: Game) -> Iterator[tuple[Any, ...]]:
    for turn, played in enumerate(game.branches.now.turns, start=1):
        date, done = turn_dates(game, turn), set(game.struck(turn))
        for word in played.words:
            yield (turn, date, word.agent, "public", word.move, title(game.board, word.move, word.agent),
                   "yes" if word.yes else "no", word.reason, word.instead, word.move in done)
        for seat, keys in played.orders.items():
            for key in keys:
                yield turn, date, seat, "sealed", key, title(game.board, key, seat), "yes", "", "", key in done


def scores(room: Room, names: bool = False) -> Table:
    """A row for each goal of each seat at the opening and after each turn; `score`: of all the seat's goals."""
    with room.lock:
        game, people = room.table.game.as_of(room.table.game.turn), _people(room)
    rows = [(*row, *([people[row[2]]] if names else [])) for row in _scores(game)]
    return Table(("after_turn", "date", "seat", "goal", "secret", "number", "value", "unit", "points", "weight",
                  "score", *(["people"] if names else [])), rows)


def _scores(game: Game) -> Iterator[tuple[Any, ...]]:
    for turn in range(game.turn):
        past = Past(game, turn)
        for seat in game.people:
            goals = goal_views(past, seat)
            for goal in goals:
                yield (turn, turn_dates(game, turn) if turn else "", seat, goal.text, goal.secret, goal.path,
                       goal.value, goal.unit, goal.points, goal.weight, score_of(goals)[0])


def messages(room: Room, teacher: Person, names: bool = False) -> Table:
    rows = [asdict(x) for x in room.messages(teacher)]
    columns = ("number", "turn", "sender", *(["name"] if names else []), "recipient", "text")
    return Table(columns, [[row[name] for name in columns] for row in rows])


def _people(room: Room) -> dict[str, str]:
    return {seat.id: "; ".join(seat.people) for seat in room.status().seats}

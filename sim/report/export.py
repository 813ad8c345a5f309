"""Games as tables: what happened in one, a row a thing; and all games of a class, a row a seat that a person held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from sim.agents.table import Deed
from sim.catalogue import BY_NAME
from sim.engine.indicators import path_of
from sim.engine.moves import actor_of
from sim.errors import MultivectorError, Problem, refuse
from sim.game.branches import Played
from sim.game.file import read
from sim.game.game import Game
from sim.game.saved import resume
from sim.model import BalanceModel
from sim.report.csv_text import Table, wide
from sim.scenario.months import month_name
from sim.seat.ahead import paths_of
from sim.seat.board import paths_of as listed_of
from sim.seat.debrief import turning_points
from sim.seat.past import Past
from sim.seat.played import check_secret
from sim.seat.why import move_words
from sim.study.goals import goals_of, measured, points
from sim.study.goals import score as score_of
from sim.study.plays import replay, swaps_of
from sim.treatment import Treatment
from sim.world.arrays import Array

ORDERS = ("turn", "month", "seat", "by", "move", "title", "stage", "yes", "reason", "instead", "price", "in_force")
NUMBERS = ("turn", "month", "path", "label", "unit", "value")
GOALS = ("turn", "month", "seat", "path", "secret", "weight", "measure", "value", "points")
CAUSES = ("turn", "month", "path", "cause", "amount")
Points = Mapping[str, Array]


def tables_of(game: Game) -> dict[str, Table]:
    """Name -> table, of the line of play that is in play. Nothing is hidden: it is for those who may see all."""
    past = Past(game)
    return {"orders": Table(ORDERS, list(_orders(game))), "numbers": Table(NUMBERS, list(_numbers(past))),
            "goals": Table(GOALS, list(_goals(past))), "causes": Table(CAUSES, list(_causes(game)))}


def _month(game: Game, month: int) -> str:
    return month_name(month + game.board.starts)


# --- what was decided ------------------------------------------------------------------------------------------------


def _orders(game: Game) -> Iterator[tuple[Any, ...]]:
    """Every yes and no, by turn: of people with their reason in words, of doctrines with the rules that weighed most,
    each with the sign of its weight."""
    walker = game.as_of(1)
    for turn, played in enumerate(game.branches.now.turns, start=1):
        struck = set(game.struck(turn))
        prices = {(deed.agent, deed.move): _price(walker, deed) for deed in game.deeds(turn)}
        for deed in game.deeds(turn):
            person = deed.agent in game.people
            yield (turn, _month(game, game.month(turn)), deed.agent, "person" if person else "doctrine", deed.move,
                   move_words(game.board, deed.move), deed.stage, deed.yes, _reason(deed, played, person),
                   _instead(deed, played), prices[deed.agent, deed.move], deed.yes and deed.move in struck)
        walker.repeat(played)


def _price(game: Game, deed: Deed) -> int:
    return int(game.price(deed.agent, deed.move)[0])


def _reason(deed: Deed, played: Played, person: bool) -> str:
    if not person:
        return "; ".join(f"{rule} {weight:+.2f}" for rule, weight in deed.reasons)
    said = (word.reason for word in played.words if word.agent == deed.agent and deed.move in dict(word.says))
    return next(said, "")


def _instead(deed: Deed, played: Played) -> str:
    said = (word.instead for word in played.words if (word.agent, word.move) == (deed.agent, deed.move))
    return deed.instead or next(said, "")


# --- numbers ---------------------------------------------------------------------------------------------------------


def _numbers(past: Past) -> Iterator[tuple[Any, ...]]:
    """The opening (turn 0) and the end of each month: what is listed for the seats that people hold, or for all, and
    what has moved by the ledger."""
    game, board = past.game, past.board
    seats = [actor_of(agent) for agent in game.people] or list(board.scenario.seats)
    moved = (path for _, path, _, _ in _entries(game))
    paths = dict.fromkeys([*(path for seat in seats for path in listed_of(board, seat)), *board.scenario.report,
                           *sorted(set(moved))])
    for path in paths:
        unit, label = board.indicator(path).variable.unit, board.label(path)
        for k, value in enumerate(past.values(path)):
            yield (*_when(game, k), path, label, unit, value)


def _when(game: Game, k: int) -> tuple[int, str]:
    """The turn and the month of the k-th value since the opening, which is the end of the month before."""
    return -(-k // game.board.scenario.turn_months), _month(game, game.board.opens + k - 1)


def _goals(past: Past) -> Iterator[tuple[Any, ...]]:
    """What each goal of each held seat was worth at the opening (turn 0), and when each turn had been played."""
    game, months = past.game, past.board.scenario.turn_months
    for seat in _held(game):
        for goal, secret in goals_of(past.board, actor_of(seat)):
            trail = past.values(goal.path)
            for turn in range(game.turn):
                value = float(measured(goal, trail[: turn * months + 1]))
                yield (*_when(game, turn * months), seat, goal.path, secret, goal.weight, goal.measure, value,
                       float(points(goal, value)))


def _held(game: Game) -> tuple[str, ...]:
    """Seats of people; of a game without, every seat."""
    return game.people or tuple(game.board.scenario.seats)


def _causes(game: Game) -> Iterator[tuple[Any, ...]]:
    """What each cause added to each stock in each turn, from the ledger: the amounts of a stock add up to its
    change."""
    sums: dict[tuple[int, str, str], float] = {}
    for turn, path, cause, amount in _entries(game):
        sums[turn, path, cause] = sums.get((turn, path, cause), 0.0) + amount
    for (turn, path, cause), amount in sums.items():
        yield turn, _month(game, game.month(turn)), path, cause, amount


def _entries(game: Game) -> Iterator[tuple[int, str, str, float]]:
    """(turn, path, cause, amount) of all that the ledger holds of play."""
    board, length = game.board, game.board.scenario.turn_months
    for entry in game.ledger.between(game.month(1), game.month(game.turn)):
        variable = BY_NAME[entry.variable]
        for place, amount in zip(entry.where.tolist(), entry.amount.tolist(), strict=True):
            yield (entry.month - board.opens) // length + 1, path_of(variable, place, board.sizes), entry.cause, amount


# --- which games -----------------------------------------------------------------------------------------------------


def logs_in(places: Sequence[Path]) -> dict[str, Path]:
    """Name -> log: of folders the `*.jsonl` files in them, else the one file. Raises MultivectorError."""
    if not any(place.is_dir() for place in places):
        if len(places) > 1:
            raise _no_class("several files are no class", places[1])
        return {places[0].name: places[0]}
    if files := [place for place in places if not place.is_dir()]:
        raise _no_class("a file and a folder do not go together", files[0])
    found = {str(path if len(places) > 1 else path.relative_to(place)): path
             for place in places for path in sorted(place.glob("*.jsonl"))}
    if not found:
        raise _no_class("the folder holds no logs", places[0])
    return found


def _no_class(what: str, place: Path) -> MultivectorError:
    return refuse("MV-P016", what, file=place, allowed="one log, or folders of logs",
                  mend="put the logs of a class, *.jsonl, into a folder, and name that")


# --- a class ---------------------------------------------------------------------------------------------------------


@dataclass
class Class:
    """Games beside each other. `turning`: also the decisions that mattered most, which takes as long as a debrief;
    `reveal`: also games that several people still play. `problems`: of logs that cannot be read."""

    turning: bool = False
    reveal: bool = False
    problems: list[Problem] = field(default_factory=list[Problem])
    played: dict[tuple[str, int, int, int, str, bool], Points] = field(default_factory=dict)

    def opened(self, path: Path) -> Game:
        """A game as its log has it. Damage is a problem, and what was played before it stands."""
        self.problems += read(path).damage
        game = resume(path)
        check_secret(game, self.reveal, path)
        return game

    def table(self, logs: Mapping[str, Path], tick: Callable[[float], None]) -> Table:
        """`logs`: by the names that they have in the table."""
        return wide(row for name, path in logs.items() for row in self._rows(name, path, tick))

    def _rows(self, name: str, path: Path, tick: Callable[[float], None]) -> Iterator[dict[str, Any]]:
        try:
            game = self.opened(path)
            yield from (self._row(name, game, seat) for seat in _held(game))
        except MultivectorError as error:
            self.problems += error.problems
        tick(1)

    def _row(self, name: str, game: Game, seat: str) -> dict[str, Any]:
        board, actor = game.board, actor_of(seat)
        ours = Past(game).trails([goal.path for goal, _ in goals_of(board, actor)])
        past, theirs = (self._beside(game, seat, record) for record in (True, False))
        head = {"file": name, "scenario": board.scenario.id, "seat": seat,
                "by": "person" if seat in game.people else "doctrine", "people": len(game.people), "seed": game.seed,
                "run": game.run, "turns": game.turn - 1, "turns_of": game.turns, "lines": len(game.branches.all())}
        won = {key: float(score_of(board, actor, values)[0])
               for key, values in (("points", _columns(ours)), ("history", past), ("doctrine", theirs))}
        goals = {f"goal.{goal.path}": float(points(goal, measured(goal, ours[goal.path])))
                 for goal, _ in goals_of(board, actor)}
        said = [key for decided in game.orders for key in decided.get(seat, ())]
        struck = sum(key in game.struck(turn) for turn, decided in enumerate(game.orders, start=1)
                     for key in decided.get(seat, ()))
        return {**head, **won, **goals, "orders": len(said), "in_force": struck,
                **(_turning(game, seat) if self.turning and seat in game.people else {})}

    def _beside(self, game: Game, seat: str, record: bool) -> Points:
        """The same months as the record has them, or with every seat held by its doctrine, under the same luck."""
        its = replace(game.treatment, seats={}, record=True) if record else game.treatment
        paths = tuple(goal.path for goal, _ in goals_of(game.board, actor_of(seat)))
        key = (its.digest, game.seed, game.run, game.turn, seat, record)
        if key not in self.played:
            self.played[key] = _played(its, game, paths)
        return self.played[key]


def _columns(trails: Mapping[str, tuple[float, ...]]) -> Points:
    return {path: np.array(trail)[:, None] for path, trail in trails.items()}


def _played(treatment: Treatment, game: Game, paths: tuple[str, ...]) -> Points:
    """Indicator -> its months, the opening first (1 + T, 1)."""
    model = BalanceModel(treatment, seed=game.seed, first_run=game.run, watch=paths, collect=False)
    opening = model.read_all()
    before = len(model.record)
    for _ in range(game.turn - 1):
        model.step()
    return {path: np.stack([opening[k], *(month[k] for month in model.record[before:])])
            for k, path in enumerate(paths)}


def _turning(game: Game, seat: str) -> dict[str, Any]:
    """The decisions that mattered most, in the order of the game, and by how many points another would have been
    better."""
    paths, swaps = paths_of(game.board, seat), swaps_of(game, seat)
    swapped = replay(game, seat, swaps, paths, lambda done: False)
    assert swapped is not None  # nobody cancels it
    out: dict[str, Any] = {}
    for k, point in enumerate(turning_points(game, seat, swaps, swapped), start=1):
        out |= {f"turning.{k}.turn": point.turn, f"turning.{k}.decided": point.decided,
                f"turning.{k}.instead": point.instead, f"turning.{k}.gain": point.gain}
    return out

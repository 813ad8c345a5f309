"""Plans: the orders of one seat, turn by turn, and what they are worth in runs that many of them share side by side.

A plan is played as a person plays: the seat is handed, so the doctrine in office is the scenario's own, whoever the
orders were taken from. What cannot be said in a run falls away: what is blocked, what nobody has asked and the seat may
not begin, and, in the order of the board, what the seat cannot pay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.model import BalanceModel
from sim.model.brief import brief
from sim.model.seating import in_office
from sim.study.goals import goals_of, score
from sim.study.plays import Swap, asked, sayable
from sim.treatment import Treatment
from sim.world.arrays import Array
from sim.world.state import Params, World

WIDTH = 1000  # columns in which plans stand side by side
HANDED = "handed"

Plan: TypeAlias = tuple[tuple[str, ...], ...]
"""Keys of moves for each turn, in the order of the board."""
Orders: TypeAlias = Mapping[str, NDArray[np.bool_]]
"""Key of a move -> the columns (R,) in which the seat says yes to it."""
Player: TypeAlias = Callable[[BalanceModel], Orders]
"""What a person orders in the open turn."""
Tell = Callable[[float], None]
"""Told how many run-turns have been done."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of a scenario at the opening of play, and the seat that is looked at: one column of `world` and `params` for
    each of the `numbers`."""

    treatment: Treatment
    seat: str
    seed: int
    numbers: range
    world: World
    params: Params

    def first(self, count: int) -> Runs:
        """At most so many of them."""
        count = min(count, len(self.numbers))
        own = np.arange(count)
        return replace(self, numbers=self.numbers[:count], world=self.world.take(own), params=self.params.take(own))


def opened(treatment: Treatment, seat: str, seed: int, numbers: range) -> Runs:
    """These runs at the opening; what lies before it is replayed once."""
    with brief(BalanceModel(treatment, seed=seed, numbers=numbers, collect=False)) as model:
        return Runs(treatment, seat, seed, numbers, model.world, model.params)


def by_doctrines(runs: Runs, doctrines: Sequence[str], tell: Tell) -> tuple[Array, list[NDArray[np.bool_]]]:
    """The runs with each doctrine in the seat: scores (D, r), and what the seat said yes to in each turn, its parts by
    columns (P, D x r)."""
    said: list[NDArray[np.bool_]] = []
    with brief(_model(runs, doctrines)) as model:
        rows = model.board.parts_of[runs.seat]
        found = _scores(model, runs.seat, lambda model: {}, tell, lambda model: said.append(model.tray.yes[rows]))
    return found.reshape(len(doctrines), -1), said


def by_hand(runs: Runs, player: Player, tell: Tell, times: int = 1) -> Array:
    """The runs in the hands of a person, so many times side by side: scores (times, r)."""
    with brief(_model(runs, [HANDED] * times)) as model:
        return _scores(model, runs.seat, player, tell).reshape(times, -1)


def by_plans(runs: Runs, plans: Sequence[Plan], tell: Tell) -> Array:
    """The runs by each of the plans: scores (N, r)."""
    several = max(1, WIDTH // len(runs.numbers))
    pieces = [by_hand(runs, _by_plan(runs, plans[k: k + several]), tell, len(plans[k: k + several]))
              for k in range(0, len(plans), several)]
    return np.concatenate(pieces) if pieces else np.zeros((0, len(runs.numbers)))


def taken(runs: Runs, said: Sequence[NDArray[np.bool_]], column: int) -> Plan:
    """The plan that a doctrine followed in a column."""
    board = runs.treatment.board
    keys = [board.moves[board.parts[k].move].key for k in board.parts_of[runs.seat]]
    return tuple(tuple(keys[i] for i in np.flatnonzero(yes[:, column])) for yes in said)


def swaps(runs: Runs, plan: Plan, tell: Tell) -> list[Swap]:
    """Each decision of the plan left out, and each replaced by something else that is possible then in at least half of
    the runs; a turn in which nothing is ordered gets something."""
    return [swap for turn, (own, free) in enumerate(zip(plan, _possible(runs, plan, tell), strict=True), start=1)
            for swap in _of_turn(turn, own, [key for key in free if key not in own])]


def swapped(runs: Runs, plan: Plan, swap: Swap) -> Plan:
    """The plan with one decision swapped."""
    row, own = runs.treatment.board.row, set(plan[swap.turn - 1])
    keys = sorted((own - {swap.decided}) | ({swap.instead} - {""}), key=lambda key: row[key])
    return (*plan[: swap.turn - 1], tuple(keys), *plan[swap.turn:])


# --- how -----------------------------------------------------------------------------------------------------------


def _model(runs: Runs, minds: Sequence[str]) -> BalanceModel:
    """The runs once for each mind that holds the seat, one after the other."""
    columns = np.tile(np.arange(len(runs.numbers)), len(minds))
    held = {mind: runs.treatment.seated({runs.seat: mind}) for mind in minds}
    paths = [goal.path for goal, _ in goals_of(runs.treatment.board, runs.seat)]
    model = BalanceModel([held[mind] for mind in minds], seed=runs.seed, numbers=runs.numbers, watch=paths,
                         world=runs.world.take(columns), params=runs.params.take(columns), collect=False)
    model.world = in_office(model.board, model.world, model.fixed)
    return model


def _scores(model: BalanceModel, seat: str, player: Player, tell: Tell,
            look: Callable[[BalanceModel], object] = lambda model: None) -> Array:
    """Play to the end; points in each column (R,). `look` sees each turn when it is over."""
    opening = model.read_all()
    while model.running:
        model.open()
        model.close({seat: sayable(model, seat, player(model))})
        look(model)
        tell(model.world.runs)
    values = np.stack([opening, *model.record])
    return score(model.board, seat, {x.path: values[:, i] for i, x in enumerate(model.watch)})


def _by_plan(runs: Runs, plans: Sequence[Plan]) -> Player:
    """Each plan in columns of its own."""
    each, row = len(runs.numbers), runs.treatment.board.row

    def orders(model: BalanceModel) -> Orders:
        now = [set(plan[model.turn]) for plan in plans]
        keys = sorted(set[str]().union(*now), key=lambda key: row[key])
        return {key: np.repeat([key in own for own in now], each) for key in keys}

    return orders


def _possible(runs: Runs, plan: Plan, tell: Tell) -> list[list[str]]:
    """What the seat could say yes to in each turn of the plan in at least half of the runs, means aside."""
    found: list[list[str]] = []
    follow = _by_plan(runs, [plan])

    def orders(model: BalanceModel) -> Orders:
        found.append([key for key, can in _open(model, runs.seat) if can.mean() >= 0.5])
        return follow(model)

    by_hand(runs, orders, tell)
    return found


def _open(model: BalanceModel, seat: str) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """The seat's moves, and in which columns (R,) nothing but means could be in the way."""
    board = model.board
    for k in board.parts_of[seat]:
        move = board.parts[k].move
        yield board.moves[move].key, model.outlook.free[move] & (board.parts[k].starts | asked(model, move, int(k)))


def _of_turn(turn: int, own: Sequence[str], others: Sequence[str]) -> Iterator[Swap]:
    for decided in own:
        yield Swap(turn, decided, "")
    for instead in others:
        for decided in own or ("",):
            yield Swap(turn, decided, instead)

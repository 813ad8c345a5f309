"""Best responses: what a seat should have ordered at sampled turns, found by trying every order on the same luck.

At each point, one run at one turn, every move that the seat may start and can pay is played in a column of its own
beside one without orders. The others go on by doctrine; the seat orders nothing more, so that what is compared is the
move and not what luck makes of later ones. The best response is the pair that it can pay with the largest sum of gains.
The look ahead is as long as that of the staff: in one year whatever builds slowly would look like waste.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sim.agents.doctrines import PICKS
from sim.engine.board import Board
from sim.engine.prospects import HORIZON
from sim.model import BalanceModel
from sim.model.brief import brief
from sim.scenario.schema import Goal
from sim.study.goals import NOTICED, goals_of
from sim.treatment import Treatment
from sim.world.arrays import Array
from sim.world.state import World

SHORTEST = 6  # months that must be left, or the last turn's free gifts would look best


@dataclass(frozen=True, slots=True)
class Sample:
    """Some runs at the beginning of one turn."""

    world: World
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """One point: `gains` of each affordable move in the score, and the best pairs without and with the secret goal."""

    month: int
    run: int
    gains: dict[str, float]
    best: tuple[str, ...]
    with_secret: tuple[str, ...]


def sampled_turns(board: Board, count: int) -> list[int]:
    """At most `count` turns spread over the game, none so late that nothing can come of it."""
    turns = [t for t in range(board.turns) if board.ends - _month(board, t) >= min(SHORTEST, board.ends - board.opens)]
    count = min(count, len(turns))
    return [turns[round(i * (len(turns) - 1) / max(1, count - 1))] for i in range(count)]


def responses(treatment: Treatment, seat: str, samples: Sequence[Sample], seed: int,
              progress: Callable[[int], None] = lambda done: None) -> list[Response]:
    """The seat's best response at every point of the samples."""
    found: list[Response] = []
    for sample in samples:
        found += _at(treatment, seat, sample, seed)
        progress(1)
    return found


def _month(board: Board, turn: int) -> int:
    return board.opens + turn * board.scenario.turn_months


def _at(treatment: Treatment, seat: str, sample: Sample, seed: int) -> list[Response]:
    board = treatment.board
    rows, prices, purse = _offers(treatment, seat, sample, seed)
    columns = [(i, k) for i in range(len(sample.numbers)) for k in (-1, *map(int, np.flatnonzero(rows[:, i])))]
    values = _played(treatment, seat, sample, seed, columns)
    out: list[Response] = []
    for i, run in enumerate(sample.numbers):
        own = [(c, k) for c, (point, k) in enumerate(columns) if point == i]
        gains = {int(k): values[:, c] - values[:, own[0][0]] for c, k in own[1:]}
        price = {k: int(prices[k, i]) for k in gains}
        open_, hidden = (_best({k: float(g[j]) for k, g in gains.items()}, price, int(purse[i])) for j in (0, 1))
        keys = {k: board.moves[board.parts[k].move].key for k in gains}
        out.append(Response(sample.world.month, run, {keys[k]: float(g[0]) for k, g in gains.items()},
                            tuple(keys[k] for k in open_), tuple(keys[k] for k in hidden)))
    return out


def _model(treatment: Treatment, seat: str, sample: Sample, seed: int, points: Sequence[int]) -> BalanceModel:
    """The sampled runs, repeated as asked, at the open turn; the seat is in nobody's hands."""
    numbers = [sample.numbers[i] for i in points]
    goals = [goal.path for goal, _ in goals_of(treatment.board, seat)]
    model = BalanceModel(treatment.seated({seat: "handed"}), seed=seed, numbers=numbers, collect=False, watch=goals,
                         world=sample.world.take(np.array(points, dtype=np.int64)))
    model.open()
    return model


def _offers(treatment: Treatment, seat: str, sample: Sample,
            seed: int) -> tuple[NDArray[np.bool_], NDArray[np.int64], Array]:
    """Which parts (P, R) the seat can start now and pay, what they cost, and what it has."""
    board = treatment.board
    with brief(_model(treatment, seat, sample, seed, range(len(sample.numbers)))) as model:
        prices, purse = model.outlook.prices, model.world.stocks["capital"][board.sizes.actors.index(seat)]
        own = np.array([part.agent == seat and part.starts for part in board.parts], dtype=np.bool_)[:, None]
        free = model.outlook.blocked[np.array([part.move for part in board.parts], dtype=np.int64)] == 0
        return own & free & (prices <= purse), prices, purse


def _played(treatment: Treatment, seat: str, sample: Sample, seed: int, columns: Sequence[tuple[int, int]]) -> Array:
    """What the look ahead is worth by the seat's goals in each column (2, C): without and with the secret one."""
    board = treatment.board
    ordered = np.arange(len(board.parts))[:, None] == np.array([k for _, k in columns], dtype=np.int64)
    last = min(sample.world.month + HORIZON, board.ends)
    with brief(_model(treatment, seat, sample, seed, [point for point, _ in columns])) as model:
        model.tray.say(np.arange(len(board.parts)), ordered)
        model.close()
        while model.world.month < last:
            model.step()
        goals = [goal for goal, _ in goals_of(board, seat)]
        return _worth(goals, len(board.scenario.seats[seat].goals), np.stack(model.record))


def _worth(goals: Sequence[Goal], public: int, record: Array) -> Array:
    """In points by the slope of each goal, from a zero that all columns share."""
    worth = np.stack([goal.weight * goal.slope * _measured(goal, record[:, j]) for j, goal in enumerate(goals)])
    return np.stack([worth[:public].sum(axis=0), worth.sum(axis=0)])


def _measured(goal: Goal, values: Array) -> Array:
    """The goal's number over monthly values (T, C); a change counts from an opening that all columns share."""
    if goal.measure == "mean":
        return values.mean(axis=0)
    if goal.measure == "lowest":
        return values.min(axis=0) if goal.better == "up" else values.max(axis=0)
    return values[-1]


def _best(gains: dict[int, float], price: dict[int, int], purse: int) -> tuple[int, ...]:
    """The moves, at most two, with the largest sum of gains that the purse can pay; none if nothing gains enough."""
    good = [k for k, gain in gains.items() if gain > NOTICED]
    bundles = [b for n in range(1, PICKS + 1) for b in combinations(good, n) if sum(price[k] for k in b) <= purse]
    return max(bundles, key=lambda b: sum(gains[k] for k in b), default=())

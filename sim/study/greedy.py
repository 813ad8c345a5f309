"""The greedy player: each turn the orders that promise most to the seat's own goals, as its staff see it.

Staff tell of each move how it moves each goal's indicator on the mean of the two years ahead, all else left alone: as
in the tables by which doctrines weigh aims. The player adds that to where the goal's number stands now, reads the gain
in points off the goal's anchors, and says yes to whatever gains, the most first, while there is capital; it answers as
it orders. It has no calls, habits or luck of its own, and trusts that others agree.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.agents.doctrines import choose
from sim.engine.board import Board
from sim.engine.prospects import RENEWED, Prospects, expected
from sim.model import BalanceModel
from sim.scenario.schema import Goal
from sim.study.goals import goals_of, points
from sim.study.plans import Orders, Player
from sim.study.plays import asked
from sim.world.arrays import Array


class Staff:
    """What staff expect of each move for the goals of one seat."""

    def __init__(self, board: Board, goals: Sequence[Goal]) -> None:
        self._board, self._prospects = board, Prospects(board)
        self._aimed = [board.indicator(goal.path) for goal in goals]
        self._found: dict[int, Array] = {}

    def expect(self, month: int) -> Array:
        """Mean change of each goal's indicator, in its unit, by each move (G, M)."""
        period = month // RENEWED
        if period not in self._found:
            steps = np.array([x.variable.step for x in self._aimed])[:, None]
            self._found[period] = expected(self._board, self._aimed, self._prospects.world(period)) * steps
        return self._found[period]


def greedy(board: Board, seat: str) -> Player:
    """The player of a seat, in models that watch its goals: one game after the other, each from the opening of play."""
    goals = [goal for goal, _ in goals_of(board, seat)]
    staff, rows, opening = Staff(board, goals), board.parts_of[seat], list[Array]()

    def orders(model: BalanceModel) -> Orders:
        now = model.read_all()
        if not model.record:
            opening[:] = [now]
        moves = [model.board.parts[k].move for k in rows]
        gains = _gains(goals, now, opening[0], staff.expect(model.world.month)[:, moves])
        can = model.outlook.free[moves] & np.stack(
            [model.board.parts[k].starts | asked(model, move, int(k)) for k, move in zip(rows, moves, strict=True)])
        yes = choose(gains, can, model.outlook.prices[rows], model.decider(seat).purse(model.table),
                     np.zeros(model.world.runs), np.full(model.world.runs, len(rows)))
        return {model.board.moves[move].key: where for move, where in zip(moves, yes, strict=True)}

    return orders


def _gains(goals: Sequence[Goal], now: Array, opening: Array, change: Array) -> Array:
    """Points that each move promises: (G, R), (G, R), (G, m) -> (m, R)."""
    out = np.zeros((change.shape[1], now.shape[1]))
    for goal, value, first, by in zip(goals, now, opening, change, strict=True):
        stands = value - first if goal.measure == "change" else value
        out += goal.weight * (points(goal, stands + by[:, None]) - points(goal, stands))
    return out

"""A seat's goals as numbers: each measured over monthly values and told in points, and all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sim.engine.board import Board
from sim.scenario.schema import Goal
from sim.world.arrays import Array

NOTICED = 0.5  # points; less rounds to none


def goals_of(board: Board, seat: str) -> list[tuple[Goal, bool]]:
    """The seat's goals and, last, its secret one: (goal, secret)."""
    found = board.scenario.seats[seat]
    secret = [(found.secret.goal, True)] if found.secret.goal else []
    return [*((goal, False) for goal in found.goals), *secret]


def measured(goal: Goal, values: Array | Sequence[float]) -> Array:
    """The goal's number over monthly values (T, ...). The first is the opening: it counts only while it is alone."""
    x = np.asarray(values)
    played = x[1:] if len(x) > 1 else x
    if goal.measure == "change":
        return x[-1] - x[0]
    if goal.measure == "last":
        return x[-1]
    if goal.measure == "lowest":
        return played.min(axis=0) if goal.better == "up" else played.max(axis=0)
    return played.mean(axis=0)


def points(goal: Goal, number: Array | float) -> Array:
    """What the goal's number is worth, 0 to 100: straight lines between the anchors, flat beyond them."""
    anchors = goal.points if goal.better == "up" else goal.points[::-1]
    return np.asarray(np.interp(number, [x.value for x in anchors], [float(x.at) for x in anchors]))


def scored(goal: Goal, values: Array | Sequence[float]) -> Array:
    """The goal's points over monthly values (T, ...), as `measured`."""
    return points(goal, measured(goal, values))


def score(board: Board, seat: str, values: Mapping[str, Array]) -> Array:
    """All goals together, the secret one included, by their weights: 0 to 100, from path -> monthly values (T, R)."""
    return np.asarray(sum(goal.weight * scored(goal, values[goal.path]) for goal, _ in goals_of(board, seat)))

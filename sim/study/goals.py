"""A seat's goals as numbers: each measured over monthly values, and all of them together in steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sim.engine.board import Board
from sim.scenario.schema import Goal
from sim.world.arrays import Array


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


def welcome(goal: Goal, difference: Array) -> Array:
    """A difference in the goal's number, in its steps and positive where it is welcome."""
    return difference / goal.scale * (1 if goal.better == "up" else -1)


def served(board: Board, seat: str, values: Mapping[str, Array], base: Mapping[str, Array]) -> Array:
    """By how many steps all goals together, by their weights, are served better than in the base: paths (T, R)."""
    weighed = [goal.weight * welcome(goal, measured(goal, values[goal.path]) - measured(goal, base[goal.path]))
               for goal, _ in goals_of(board, seat)]
    return np.asarray(sum(weighed))

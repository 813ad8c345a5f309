"""A seat's goals, in points of what has been played, and set beside the same months of history."""

from __future__ import annotations

from collections.abc import Sequence

from sim.scenario.schema import Goal
from sim.seat.past import Past
from sim.seat.words import label
from sim.study.goals import NOTICED, goals_of, measured, points, scored
from sim.texts import say
from sim.views import GoalView


def goal_views(past: Past, seat: str, history: Past | None = None) -> tuple[GoalView, ...]:
    return tuple(_view(past, seat, goal, secret, history) for goal, secret in goals_of(past.board, seat))


def _view(past: Past, seat: str, goal: Goal, secret: bool, history: Past | None) -> GoalView:
    variable, trail = past.board.indicator(goal.path).variable, past.values(goal.path)
    value = float(measured(goal, trail))
    now, before = float(points(goal, value)), float(scored(goal, trail[: past.before() + 1]))
    theirs = float(measured(goal, history.values(goal.path))) if history else None
    worth = None if theirs is None else float(points(goal, theirs))
    return GoalView(goal.text, label(past.board, goal.path, seat), goal.path, value, variable.unit, variable.decimals,
                    goal.better, goal.weight, now, now - before, theirs, worth, _measure(past, goal),
                    verdict(now, worth), secret)


def score_of(goals: Sequence[GoalView]) -> tuple[float, float]:
    """The seat's score, 0 to 100, and its change in the last turn."""
    return sum(goal.weight * goal.points for goal in goals), sum(goal.weight * goal.change for goal in goals)


def _measure(past: Past, goal: Goal) -> str:
    """What is measured, in words; before the first turn there is only the opening."""
    if len(past.views) == 1 and goal.measure != "change":
        return say("goal-opening")
    return measure_words(goal) if past.game.over else say("goal-so-far", measure=_code(goal))


def measure_words(goal: Goal) -> str:
    """What is measured over the whole time."""
    return say("goal-measure", measure=_code(goal))


def _code(goal: Goal) -> str:
    return "highest" if goal.measure == "lowest" and goal.better == "down" else goal.measure


def verdict(points: float, history: float | None) -> str:
    """How the points stand beside history's, in words."""
    if history is None:
        return ""
    gain = points - history
    if abs(gain) <= NOTICED:
        return say("goal-same")
    return say("goal-differs", better=gain > 0, points=points_words(gain))


def points_words(gain: float) -> str:
    """`3 points`: whole, and without a sign."""
    return say("goal-points", count=round(abs(gain)))

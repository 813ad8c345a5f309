"""A seat's goals, measured on what has been played and set beside the same months of history."""

from __future__ import annotations

from sim.scenario.schema import Goal
from sim.seat.past import Past
from sim.seat.words import label
from sim.study.goals import goals_of, measured
from sim.texts import say
from sim.views import GoalView

NOTICEABLE = 0.5


def goal_views(past: Past, seat: str, history: Past | None = None) -> tuple[GoalView, ...]:
    return tuple(_view(past, seat, goal, secret, history) for goal, secret in goals_of(past.board, seat))


def _view(past: Past, seat: str, goal: Goal, secret: bool, history: Past | None) -> GoalView:
    variable = past.board.indicator(goal.path).variable
    value = float(measured(goal, past.values(goal.path)))
    before = float(measured(goal, history.values(goal.path))) if history else None
    return GoalView(goal.text, label(past.board, goal.path, seat), goal.path, value, variable.unit, variable.decimals,
                    goal.better, goal.weight, before, _measure(past, goal), verdict(goal, value, before), secret)


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


def verdict(goal: Goal, value: float, history: float | None) -> str:
    """How the number stands beside history, in words; half a step is no difference."""
    if history is None:
        return ""
    steps = (value - history) / goal.scale * (1 if goal.better == "up" else -1)
    if abs(steps) < NOTICEABLE:
        return say("goal-same")
    return say("goal-differs", better=steps > 0, size=f"{abs(steps):.1f}")

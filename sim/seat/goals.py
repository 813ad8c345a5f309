"""A seat's goals, measured on what has been played and set beside the same months of history."""

from __future__ import annotations

from sim.scenario.schema import Goal
from sim.seat.past import Past
from sim.seat.words import label
from sim.study.goals import goals_of, measured
from sim.views import GoalView

MEASURES = {"mean": "mean", "last": "now", "lowest": "lowest month", "highest": "highest month",
            "change": "change since the opening"}
OVER_TIME = ("mean", "lowest", "highest")  # these may yet be others
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
        return "at the opening"
    so_far = " so far" if _kind(goal) in OVER_TIME and not past.game.over else ""
    return measure_words(goal) + so_far


def measure_words(goal: Goal) -> str:
    """What is measured over the whole time."""
    return MEASURES[_kind(goal)]


def _kind(goal: Goal) -> str:
    """Of what should be low, the lowest that counts is the highest."""
    return "highest" if goal.measure == "lowest" and goal.better == "down" else goal.measure


def verdict(goal: Goal, value: float, history: float | None) -> str:
    """How the number stands beside history, in words; half a step is no difference."""
    if history is None:
        return ""
    steps = (value - history) / goal.scale * (1 if goal.better == "up" else -1)
    if abs(steps) < NOTICEABLE:
        return "about the same as in history"
    return f"{'better' if steps > 0 else 'worse'} than in history by {abs(steps):.1f} steps"

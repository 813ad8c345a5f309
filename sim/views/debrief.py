"""A game looked back on: beside history, and beside many plays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sim.views.ahead import Band
from sim.views.board import IndicatorView
from sim.views.turn import GoalView

Beside: TypeAlias = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The player's line and history's on the same indicators, decisions beside the record, questions.

    `agreements`: (title, month in play, month in history), None where it never came. `decisions`: (date, what this seat
    decided in play, what it decided in history), by turn, None for nothing.
    """

    title: str
    seat: str
    indicators: tuple[IndicatorView, ...]
    goals: tuple[GoalView, ...]
    agreements: tuple[Beside, ...] = ()
    questions: tuple[str, ...] = ()
    decisions: tuple[Beside, ...] = ()
    dates: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """One number over the whole game: as played, as in history, and over many plays. Values are of the opening and of
    the end of each month since; `history` and `fan` are those of as many months as were played. `place`: share of the
    plays that ended lower than the game."""

    path: str
    label: str
    unit: str
    decimals: int
    better: int
    played: tuple[float, ...]
    history: tuple[float, ...]
    fan: Band
    place: float
    goal: bool = False


@dataclass(frozen=True, slots=True)
class TurningPointView:
    """A decision that mattered: the game replayed under the same luck with this one decision swapped.

    `decided`, `instead`: what was ordered and what was ordered in the replay, None for nothing. `gain`: by how many
    points the replay's score is better (or, below zero, worse). `path` and following: the number that
    changed most. `effects`: (label, as played, in the replay, decimals) for the numbers that changed most.
    """

    turn: int
    date: str
    decided: str | None
    instead: str | None
    gain: float
    words: str
    path: str
    label: str
    unit: str
    decimals: int
    played: tuple[float, ...]
    other: tuple[float, ...]
    effects: tuple[tuple[str, float, float, int], ...]


@dataclass(frozen=True, slots=True)
class GoalScore:
    """A goal as played, against history and the plays. `beats`: share of the plays that the game does better than;
    `low`, `middle`, `high`: points of 10, 50 and 90 % of the plays."""

    goal: GoalView
    low: float
    middle: float
    high: float
    beats: float
    words: str


@dataclass(frozen=True, slots=True)
class DebriefView:
    """What is talked about after a game. `months`: the opening and the ends of the months; `plays`: how many plays
    the fan is made of. `score`, `history`: 0 to 100 points, as played and of the same months of history. `verdict`: in
    a few sentences how the game went."""

    title: str
    seat: str
    dates: str
    turns: int
    turns_of: int
    months: tuple[str, ...]
    plays: int
    score: float
    history: float
    verdict: tuple[str, ...]
    lines: tuple[LineView, ...]
    turning_points: tuple[TurningPointView, ...]
    goals: tuple[GoalScore, ...]
    agreements: tuple[Beside, ...]
    decisions: tuple[Beside, ...]
    questions: tuple[str, ...]
    notes: tuple[str, ...] = ()

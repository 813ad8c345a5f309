"""What everybody may see: people without a seat, and the wall of a room."""

from __future__ import annotations

from dataclasses import dataclass

from sim.views.board import IndicatorView
from sim.views.turn import AnswerView
from sim.views.why import Explanation


@dataclass(frozen=True, slots=True)
class ActView:
    """Something that came into force in a turn, and what those who had a part in it said. `seated`: one of them is a
    government that people can play."""

    words: str
    seated: bool
    parts: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class RevealView:
    """A turn that has been played: what came into force, that of governments first, what else happened, and what
    changed most and why."""

    turn: int
    date: str
    acts: tuple[ActView, ...]
    news: tuple[str, ...]
    changes: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class PublicView:
    """The game as the public knows it. `date`: the months of the open turn, or of the last one; `news`: of the turn
    before; `indicators`: the scenario's figures; `trails`: their values at the opening and after each month, by path.
    """

    scenario: str
    title: str
    situation: str
    date: str
    turn: int
    turns: int
    over: bool
    news: tuple[str, ...]
    indicators: tuple[IndicatorView, ...]
    trails: dict[str, tuple[float, ...]]

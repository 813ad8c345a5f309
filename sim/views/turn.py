"""An open turn: what a seat may know and what it may order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One number now, its change in the last turn, and its monthly values since the opening (`trail`).
    `group`: the heading under which it is listed. `steps`: the change in steps that a government would notice.
    `history`, `past`: the same number and its monthly values when history is replayed under the same luck."""

    path: str
    label: str
    unit: str
    decimals: int
    value: float
    change: float
    better: int
    trail: tuple[float, ...] = ()
    history: float | None = None
    past: tuple[float, ...] = ()
    group: str = ""
    steps: float = 0.0


OptionPlace = Literal["asked", "advised", "open", "closed"]


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as a seat sees it. `refused`: why it cannot be chosen now; empty when it can.

    `place`: others ask for it, the seat's own staff puts it forward, it is open, or it is closed for now. `advice`: the
    considerations that weigh most with the seat's staff; a minus sign marks those that speak against it.
    """

    key: str
    title: str
    sentence: str
    cost: int
    joint_with: tuple[str, ...]
    target: str
    refused: str
    proposed_by: tuple[str, ...]
    effects: tuple[str, ...]
    audiences: tuple[str, ...]
    history: str
    claims: tuple[str, ...]
    source: str
    standing: str
    place: OptionPlace = "open"
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What became of one of the seat's own orders."""

    what: str
    struck: bool
    words: str


@dataclass(frozen=True, slots=True)
class DeedView:
    """What a seat did, and the considerations that decided it. `struck`: it came into force."""

    who: str
    what: str
    yes: bool
    stage: str
    reasons: tuple[str, ...]
    struck: bool = False


@dataclass(frozen=True, slots=True)
class GoalView:
    """One aim of the seat. `measure` says in words what is measured; `verdict` how it stands beside history."""

    text: str
    label: str
    path: str
    value: float
    unit: str
    decimals: int
    better: str
    weight: float
    history: float | None = None
    measure: str = ""
    verdict: str = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class BriefView:
    """What opens a turn: situation, the private brief, goals, secret, news, the five largest changes, proposals."""

    title: str
    seat: str
    situation: str
    brief: str
    secret: str
    goals: tuple[GoalView, ...]
    news: tuple[str, ...]
    changes: tuple[IndicatorView, ...]
    proposals: tuple[OptionView, ...]
    others_say: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TurnView:
    """Everything a seat may know when a turn is open; when the game is over, its last state.

    `status`: the few numbers that are always in sight. `outcomes`: what became of the orders of the turn before, whose
    months are `last`; `struck`: everything that came into force in it. `income`: the political capital that the next
    turn brings as things stand; `most`: what can then be in hand, however much is kept.
    """

    scenario: str
    seat: str
    seat_id: str
    date: str
    turn: int
    turns: int
    over: bool
    capital: int
    picks: int
    brief: BriefView
    options: tuple[OptionView, ...]
    indicators: tuple[IndicatorView, ...]
    deeds: tuple[DeedView, ...]
    struck: tuple[str, ...] = ()
    outcomes: tuple[OutcomeView, ...] = ()
    status: tuple[IndicatorView, ...] = ()
    short: str = ""
    last: str = ""
    income: int = 0
    most: int = 0

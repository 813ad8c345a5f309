"""View models: all that an interface knows. Frozen, standard library only, ready to be shown or sent."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One cause of a change: `amount` in the indicator's unit; the amounts of an explanation add up exactly."""

    cause: str
    words: str
    amount: float
    kind: str
    rule: str = ""
    claims: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an indicator changed over some months: before + all amounts == after."""

    path: str
    label: str
    unit: str
    decimals: int
    turn: int
    dates: str
    before: float
    after: float
    rows: tuple[CauseRow, ...]


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One number now, what it was when the turn before opened, and its values since the opening (monthly or by turn).
    `history`: the same number at the same turn when history is replayed."""

    path: str
    label: str
    unit: str
    decimals: int
    value: float
    change: float
    better: int
    trail: tuple[float, ...] = ()
    history: float | None = None


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as a seat sees it. `refused`: why it cannot be chosen now; empty when it can."""

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


@dataclass(frozen=True, slots=True)
class DeedView:
    """What a seat did, and the considerations that decided it."""

    who: str
    what: str
    yes: bool
    stage: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalView:
    text: str
    label: str
    path: str
    value: float
    unit: str
    decimals: int
    better: str
    weight: float
    history: float | None = None


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
    """Everything a seat may know when a turn is open."""

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


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The end: the player's line and history's on the same indicators, decisions beside the record, questions."""

    title: str
    seat: str
    indicators: tuple[IndicatorView, ...]
    goals: tuple[GoalView, ...]
    agreements: tuple[tuple[str, str, str], ...] = field(default=())
    questions: tuple[str, ...] = ()

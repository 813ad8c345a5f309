"""An open turn: what a seat may know and what it may order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sim.views.board import ReadingView
from sim.views.regime import RegimeView
from sim.views.why import CauseRow

OptionPlace = Literal["asked", "advised", "open", "closed"]


@dataclass(frozen=True, slots=True)
class ChanceView:
    """The odds that an agreement comes about if all its parties say yes now. `odds`: 0 to 1; with `rows` they are told
    from 1 on, so 1 and all amounts are `odds`. `until`: the month in which its luck changes: if it fails, it needs
    better odds until then."""

    odds: float
    rows: tuple[CauseRow, ...]
    until: str

    @property
    def in_hundred(self) -> int:
        return in_hundred(self.odds)


def in_hundred(odds: float) -> int:
    """Odds as they are told: whole, and no better than they are."""
    return int(100.0 * odds + 1e-6)


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as a seat sees it in a list. `refused`: why it cannot be chosen now; empty when it can.

    `place`: others ask for it, the seat's own staff puts it forward, it is open, or it is closed for now. `public`: it
    takes another government, so it is proposed and answered in public; all else is ordered under seal. `odds`: in how
    many of 100 an agreement that may fail holds, if all say yes now.
    """

    key: str
    title: str
    cost: int
    joint_with: tuple[str, ...]
    refused: str
    proposed_by: tuple[str, ...]
    place: OptionPlace = "open"
    public: bool = False
    odds: int | None = None


@dataclass(frozen=True, slots=True)
class CardView:
    """All else about an option. `advice`: the considerations that weigh most with the seat's staff; a minus sign marks
    those that speak against it. `chance`: of an agreement that may fail and is possible now; `snub`: what it costs to
    leave a public one without a yes."""

    key: str
    sentence: str
    effects: tuple[str, ...]
    audiences: tuple[str, ...]
    history: str
    claims: tuple[str, ...]
    source: str
    standing: str
    advice: tuple[str, ...]
    chance: ChanceView | None = None
    snub: str = ""


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
class AnswerView:
    """What one party said to a joint option. `reasons`: the considerations of a doctrine; `words`: the reason in a
    sentence; `instead`: what it would agree to, or proposes, in place of what it refused."""

    who: str
    said: Literal["proposed", "agreed", "refused", "silent", "awaited"]
    reasons: tuple[str, ...] = ()
    words: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A joint option that somebody proposed in a turn, who answered what and why, and what became of it, or how it
    stands."""

    key: str
    title: str
    answers: tuple[AnswerView, ...]
    struck: bool
    words: str
    own: bool


@dataclass(frozen=True, slots=True)
class GoalView:
    """One aim of the seat.

    `value`: its number in its unit; `measure` says in words what is measured. `points`: what it is worth, 0 to 100;
    `change`: of the points, in the last turn. `history`, `history_points`: the same of the same months of history;
    `verdict`: how the points stand beside them.
    """

    text: str
    label: str
    path: str
    value: float
    unit: str
    decimals: int
    better: str
    weight: float
    points: float
    change: float = 0.0
    history: float | None = None
    history_points: float | None = None
    measure: str = ""
    verdict: str = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class BriefView:
    """What opens a turn: situation, the private brief, goals, secret, news; `changes`: paths of the numbers that
    changed most. `score`: the goals' points by their weights, 0 to 100; `change`: of the score, in the last turn."""

    title: str
    situation: str
    brief: str
    secret: str
    goals: tuple[GoalView, ...]
    news: tuple[str, ...]
    changes: tuple[str, ...]
    others_say: tuple[str, ...]
    score: float
    change: float


@dataclass(frozen=True, slots=True)
class TurnView:
    """What a seat is told when a turn is open; when the game is over, its last state. What stays the same is in the
    BoardView; earlier months of a number and the cards of options are asked for one by one.

    `scenario`: its id. `status`: paths of the few numbers that are always in sight. `outcomes`: what became of the
    orders of the turn before, whose months are `last`. `income`: the political capital that the next turn brings as
    things stand; `most`: what can then be in hand, however much is kept. `talks`: what was proposed in the open turn,
    as far as the seat may know, and who has answered what; `pledged`: what the seat's own yeses among them cost;
    `picks`: how many moves it may still begin. `regimes`: crises that are open, that ended in the
    turn before, or that befall the seat and are foretold.
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
    indicators: tuple[ReadingView, ...]
    deeds: tuple[DeedView, ...]
    outcomes: tuple[OutcomeView, ...] = ()
    status: tuple[str, ...] = ()
    short: str = ""
    last: str = ""
    income: int = 0
    most: int = 0
    talks: tuple[ProposalView, ...] = ()
    pledged: int = 0
    regimes: tuple[RegimeView, ...] = ()

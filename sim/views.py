"""View models: all that an interface knows. Frozen, standard library only, ready to be shown or sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


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
    """Why an indicator changed over some months: before + all amounts == after. `turn`: 0 for since the opening."""

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
    months are `last`; `struck`: everything that came into force in it.
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


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The player's line and history's on the same indicators, decisions beside the record, questions.

    `agreements`: (title, month in play, month in history), a dash where it never came. `decisions`: (date, what this
    seat decided in play, what it decided in history), by turn.
    """

    title: str
    seat: str
    indicators: tuple[IndicatorView, ...]
    goals: tuple[GoalView, ...]
    agreements: tuple[tuple[str, str, str], ...] = field(default=())
    questions: tuple[str, ...] = ()
    decisions: tuple[tuple[str, str, str], ...] = ()
    dates: str = ""


# --- ahead: forecasts and what is still to come ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Band:
    """Quantiles over many runs; one value for the present and one for the end of each month after it."""

    p10: tuple[float, ...]
    p25: tuple[float, ...]
    p50: tuple[float, ...]
    p75: tuple[float, ...]
    p90: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FanView:
    """One number ahead, with the orders (`bundle`) and without (`unchanged`), under the same luck run by run.

    `past`: its monthly values from the opening to now; the first value of each band is the last of these. `higher`,
    `lower`: shares of the runs in which the orders leave it higher or lower in the last month by more than rounding
    shows; `better`: the one of them that is welcome, None where that depends on who asks. `step`: a change that a
    government would notice.
    """

    path: str
    label: str
    unit: str
    decimals: int
    past: tuple[float, ...]
    bundle: Band
    unchanged: Band
    higher: float
    lower: float
    better: float | None
    step: float
    goal: bool = False


@dataclass(frozen=True, slots=True)
class GoalForecast:
    """A goal at the horizon, as (10, 50, 90 %) of the runs with and without the orders. `better`, `worse`:
    shares of the runs in which the orders serve it, or harm it, by more than rounding shows."""

    text: str
    path: str
    label: str
    unit: str
    decimals: int
    measure: str
    bundle: tuple[float, float, float]
    unchanged: tuple[float, float, float]
    better: float
    worse: float
    secret: bool = False


@dataclass(frozen=True, slots=True)
class ForecastView:
    """What may come of some orders against giving none. Months are `months`, the first being the present.

    `better`, `worse`: shares of the runs in which the seat's goals together, by their weights, are served better, or
    worse, than without the orders. `agreed`: (order, share of the runs in which it came into force within the turn).
    `words`: the same as sentences, the most important first.
    """

    turn: int
    seat: str
    orders: tuple[str, ...]
    titles: tuple[str, ...]
    runs: int
    months: tuple[str, ...]
    fans: tuple[FanView, ...]
    goals: tuple[GoalForecast, ...]
    better: float
    worse: float
    agreed: tuple[tuple[str, float], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HindsightView:
    """What was forecast when a turn was submitted for its end, and what came. `inside`: within the 10-90 band."""

    path: str
    label: str
    unit: str
    decimals: int
    low: float
    middle: float
    high: float
    outcome: float
    inside: bool


@dataclass(frozen=True, slots=True)
class ComingEffect:
    """One effect of something in force. `done`, `left`: of its whole amount, in the indicator's unit, before factors;
    `first`, `last`: the months in which it acts, `until_gone` when it is given back again."""

    path: str
    label: str
    words: str
    done: float
    left: float
    unit: str
    decimals: int
    first: str
    last: str
    months_left: int
    fades: bool


@dataclass(frozen=True, slots=True)
class ComingView:
    """Something in force whose effects are not over: a move or an event. `own`: the seat takes part in it."""

    key: str
    words: str
    kind: Literal["move", "event", "sequel"]
    own: bool
    began: str
    ends: str
    effects: tuple[ComingEffect, ...]


# --- the others and time ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What one party said to a joint option. `said`: "proposed", "agreed", "refused" or "did not answer"."""

    who: str
    said: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A joint option that somebody proposed in a turn, who answered what and why, and what became of it."""

    key: str
    title: str
    answers: tuple[AnswerView, ...]
    struck: bool
    words: str
    own: bool


@dataclass(frozen=True, slots=True)
class PastTurnView:
    """A turn that has been played: the seat's orders, what the others did, the proposals of the turn, what came into
    force, the largest changes and how far the forecast held."""

    turn: int
    date: str
    outcomes: tuple[OutcomeView, ...]
    deeds: tuple[DeedView, ...]
    proposals: tuple[ProposalView, ...]
    struck: tuple[str, ...]
    news: tuple[str, ...]
    changes: tuple[IndicatorView, ...]
    indicators: tuple[IndicatorView, ...]


@dataclass(frozen=True, slots=True)
class BranchView:
    """One line of play. `turns`: how many it has; `left_at`: the turn where it left the line `parent` (0 for the
    first line); `now`: it is the one in play; `orders`: (date, the seat's orders) by turn."""

    name: str
    turns: int
    left_at: int
    parent: str
    now: bool
    orders: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """A seat that can be taken."""

    id: str
    label: str
    short: str
    situation: str
    brief: str
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario on the Start screen."""

    id: str
    title: str
    summary: str
    opens: str
    ends: str
    minutes: int
    turns: int
    seats: tuple[SeatChoice, ...]


@dataclass(frozen=True, slots=True)
class SavedGameView:
    """A saved game on the Start screen. `trouble`: why it cannot be gone on with, or what is wrong; else empty."""

    path: str
    scenario: str
    title: str
    seats: tuple[str, ...]
    turn: int
    turns: int
    date: str
    over: bool
    saved: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class TermView:
    """An entry of the glossary. `kind`: "term", "number", "doctrine", "institution" or "claim"; `places`: where in the
    chapter."""

    term: str
    words: str
    kind: str
    places: tuple[str, ...] = ()


# --- the debrief -----------------------------------------------------------------------------------------------------


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

    `decided`, `instead`: what was ordered and what was ordered in the replay. `gain`: by how many steps the replay
    served the seat's goals better (or, below zero, worse). `path` and following: the number that changed most.
    `effects`: (label, as played, in the replay, decimals) for the numbers that changed most.
    """

    turn: int
    date: str
    decided: str
    instead: str
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
    `low`, `middle`, `high`: 10, 50 and 90 % of the plays."""

    goal: GoalView
    low: float
    middle: float
    high: float
    beats: float
    words: str


@dataclass(frozen=True, slots=True)
class DebriefView:
    """What is talked about after a game. `months`: the opening and the ends of the months; `plays`: how many plays
    the fan is made of. `verdict`: in a few sentences how the game went."""

    title: str
    seat: str
    dates: str
    turns: int
    turns_of: int
    months: tuple[str, ...]
    plays: int
    verdict: tuple[str, ...]
    lines: tuple[LineView, ...]
    turning_points: tuple[TurningPointView, ...]
    goals: tuple[GoalScore, ...]
    agreements: tuple[tuple[str, str, str], ...]
    decisions: tuple[tuple[str, str, str], ...]
    questions: tuple[str, ...]
    notes: tuple[str, ...] = ()

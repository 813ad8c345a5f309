"""Ahead: forecasts, how far they held, and what is still to come of what is in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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
    """A goal's points at the horizon, as (10, 50, 90 %) of the runs with and without the orders. `better`, `worse`:
    shares of the runs in which the orders bring it, or cost it, at least a point, as rounded."""

    text: str
    path: str
    label: str
    measure: str
    bundle: tuple[float, float, float]
    unchanged: tuple[float, float, float]
    better: float
    worse: float
    secret: bool = False


@dataclass(frozen=True, slots=True)
class RegimeForecast:
    """A crisis of the seat whose odds the orders move by more than chance would. `opens`: it is closed now; `bundle`,
    `unchanged`: shares of the runs in which it opens by the horizon, or, if it is open now, in which it is left, with
    and without the orders; `words`: the same as a sentence."""

    key: str
    title: str
    opens: bool
    bundle: float
    unchanged: float
    words: str


@dataclass(frozen=True, slots=True)
class ForecastView:
    """What may come of some orders against giving none. Months are `months`, the first being the present.

    `better`, `worse`: shares of the runs in which the seat's score is better, or worse, than without the orders by at
    least a point, as rounded; `gain`: by how many points, as (10, 50, 90 %) of the runs. `agreed`: (order, share of the
    runs in which it came into force within the turn). `regimes`: crises that the orders bring on, put off or end, most
    moved first. `words`: the same as sentences, the most important first.
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
    gain: tuple[float, float, float]
    agreed: tuple[tuple[str, float], ...]
    regimes: tuple[RegimeForecast, ...]
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
    kind: Literal["move", "event", "regime", "sequel"]
    own: bool
    began: str
    ends: str
    effects: tuple[ComingEffect, ...]

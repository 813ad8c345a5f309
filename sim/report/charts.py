"""Charts as numbers for a picture: scales, ticks and path data of SVG, worked out from view models. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from sim.texts import say
from sim.views import Band, GoalScore, LineView, TurningPointView

WIDTH, HEIGHT = 480.0, 220.0
LEFT, RIGHT, TOP, BOTTOM = 48.0, 92.0, 12.0, 26.0
LABELS_APART = 13.0
TICKS_Y, TICKS_X = 4, 6
MONTHS_APART = (1, 2, 3, 6, 12, 24, 60)


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Curve:
    """`kind` names its class in the style sheet; `name` stands at its right end."""

    kind: str
    path: str
    name: str = ""
    x: float = 0.0
    y: float = 0.0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    unit: str
    areas: tuple[Curve, ...]
    curves: tuple[Curve, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    summary: str
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from numbers to places on the page."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)


def line_chart(line: LineView, months: Sequence[str]) -> Chart:
    """The game, history and the plays on one axis."""
    x, y, ticks = _scales((*line.played, *line.history, *line.fan.p10, *line.fan.p90), len(line.played), line.decimals)
    curves = _apart([_curve("history", say("chart-history"), line.history, x, y, line.decimals),
                     _curve("played", say("chart-you"), line.played, x, y, line.decimals)])
    marks = (line.played[0], line.played[-1], line.history[-1], line.fan.p25[-1], line.fan.p75[-1])
    first, last, history, low, high = (f"{value:.{line.decimals}f}" for value in marks)
    said = say("chart-line", label=line.label, first=first, last=last, history=history, low=low, high=high)
    median = Curve("median", _path(line.fan.p50, x, y))
    return Chart(line.label, line.unit, _areas(line.fan, x, y), (median, *curves), _months(months, x), ticks, said)


def turning_chart(point: TurningPointView, months: Sequence[str]) -> Chart:
    """The number that changed most, as played and with the one decision swapped."""
    x, y, ticks = _scales((*point.played, *point.other), len(point.played), point.decimals)
    curves = _apart([_curve("other", say("chart-instead"), point.other, x, y, point.decimals),
                     _curve("played", say("chart-you"), point.played, x, y, point.decimals)])
    said = say("chart-point", label=point.label, played=f"{point.played[-1]:.{point.decimals}f}",
               other=f"{point.other[-1]:.{point.decimals}f}")
    return Chart(point.label, point.unit, (), curves, _months(months, x), ticks, said)


def goal_scale(score: GoalScore) -> dict[str, float]:
    """Where a goal's marks stand on a strip of 0 to 100 points, a little inside its ends."""
    scale = Scale(0.0, 100.0, 2.0, 98.0)
    marks = {"low": score.low, "middle": score.middle, "high": score.high, "played": score.goal.points}
    if score.goal.history_points is not None:
        marks["history"] = score.goal.history_points
    return {name: scale(value) for name, value in marks.items()}


def _scales(values: Sequence[float], count: int, decimals: int) -> tuple[Scale, Scale, tuple[Tick, ...]]:
    low, high, step = round_range(min(values), max(values), 10.0**-decimals)
    x = Scale(0, max(1, count - 1), LEFT, WIDTH - RIGHT)
    y = Scale(low, high, HEIGHT - BOTTOM, TOP)
    places = max(0, -floor(log10(step) + 1e-9))
    marks = [low + k * step for k in range(round((high - low) / step) + 1)]
    return x, y, tuple(Tick(y(mark), f"{mark:.{places}f}") for mark in marks)


def round_range(low: float, high: float, least: float, ticks: int = TICKS_Y) -> tuple[float, float, float]:
    """Round numbers around the values, and the step between ticks: 1, 2 or 5 times a power of ten."""
    span = max(high - low, least)
    rough = span / ticks
    power = 10.0 ** floor(log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough)
    bottom, top = floor(low / step) * step, ceil(high / step) * step
    return bottom, top if top > bottom else bottom + step, step


def _path(values: Sequence[float], x: Scale, y: Scale) -> str:
    return "M" + " L".join(f"{x(k):g},{y(value):g}" for k, value in enumerate(values))


def _areas(fan: Band, x: Scale, y: Scale) -> tuple[Curve, ...]:
    return tuple(Curve(kind, _between(low, high, x, y))
                 for kind, low, high in (("wide", fan.p10, fan.p90), ("half", fan.p25, fan.p75)))


def _between(low: Sequence[float], high: Sequence[float], x: Scale, y: Scale) -> str:
    back = " L".join(f"{x(k):g},{y(low[k]):g}" for k in reversed(range(len(low))))
    return f"{_path(high, x, y)} L{back} Z"


def _curve(kind: str, name: str, values: Sequence[float], x: Scale, y: Scale, decimals: int) -> Curve:
    last = len(values) - 1
    return Curve(kind, _path(values, x, y), name, x(last) + 6, y(values[-1]), f"{values[-1]:.{decimals}f}")


def _apart(curves: list[Curve]) -> tuple[Curve, ...]:
    """Labels at the right end that do not cover each other."""
    below, above = sorted(curves, key=lambda curve: -curve.y)
    gap = LABELS_APART - (below.y - above.y)
    if gap > 0:
        moved = {below.kind: below.y + gap / 2, above.kind: above.y - gap / 2}
        curves = [Curve(c.kind, c.path, c.name, c.x, moved[c.kind], c.value) for c in curves]
    return tuple(curves)


def _months(months: Sequence[str], x: Scale) -> tuple[Tick, ...]:
    every = next((n for n in MONTHS_APART if n * TICKS_X >= len(months) - 1), MONTHS_APART[-1])
    return tuple(Tick(x(k), months[k]) for k in range(0, len(months), every))

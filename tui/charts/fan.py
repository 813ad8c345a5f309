"""A line chart with shaded bands: lines in braille, bands as shaded cells beneath them.

Colour is never alone: the record of history is dotted and what is compared with is dashed, and where there is no
colour the bands are shaded by pattern.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui.charts.canvas import Dots, Piece, Row, joined
from tui.figures import number

MARGIN = 7
PATTERNS = {"wide": "░", "near": "▒", "": " "}
STROKES = {"solid": 1, "dotted": 3, "dashed": 2}


@dataclass(frozen=True, slots=True)
class Line:
    """Monthly values from month `start` on; `stroke` is one of STROKES."""

    values: tuple[float, ...]
    start: int = 0
    style: str = "line"
    stroke: str = "solid"


@dataclass(frozen=True, slots=True)
class Shade:
    """A band between two lines from month `start` on; "near" lies over "wide"."""

    low: tuple[float, ...]
    high: tuple[float, ...]
    start: int = 0
    style: str = "wide"


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn. `ticks`: (month, label) below the axis, `counted`: what they number; `marks`: months with a
    vertical line."""

    lines: tuple[Line, ...]
    shades: tuple[Shade, ...] = ()
    ticks: tuple[tuple[int, str], ...] = ()
    marks: tuple[int, ...] = ()
    decimals: int = 2
    least: float = 0.0  # the axis spans at least this, so that noise does not look like news
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """From months and values to dots."""

    low: float
    high: float
    months: int
    width: int
    height: int

    def x(self, month: float) -> int:
        return round(month / max(1, self.months) * (self.width * 2 - 1))

    def y(self, value: float) -> int:
        return round((self.high - value) / (self.high - self.low) * (self.height * 4 - 1))

    def value(self, row: int) -> float:
        """The value at the middle of a row of cells."""
        return self.high - (row * 4 + 1.5) / (self.height * 4 - 1) * (self.high - self.low)

    def month(self, column: int) -> float:
        return (column * 2 + 0.5) / max(1, self.width * 2 - 1) * self.months


def draw(chart: Chart, width: int, height: int, pattern: bool = False) -> tuple[Row, ...]:
    """The chart with its axes in `width` x `height` cells."""
    inner, tall = max(4, width - MARGIN - 1), max(2, height - 1)
    scale = scale_of(chart, inner, tall)
    dots = Dots(inner, tall)
    for month in chart.marks:
        dots.line((scale.x(month), 0), (scale.x(month), tall * 4 - 1), "axis", every=3)
    for line in chart.lines:
        _stroke(dots, line, scale)
    decimals = _decimals(chart, scale)
    body = [joined(_row(chart, dots, scale, row, decimals, pattern)) for row in range(tall)]
    return (*body, ((f"{chart.counted:>{MARGIN}} {_ticks(chart, scale, inner)}", "axis"),))


def scale_of(chart: Chart, width: int, height: int) -> Scale:
    """From the lowest to the highest value shown, but at least `least`; months up to the last that is drawn."""
    values = [v for line in chart.lines for v in line.values]
    values += [v for shade in chart.shades for v in (*shade.low, *shade.high)]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    missing = max(chart.least, 2 * 10.0**-chart.decimals) - (high - low)
    if missing > 0:
        low, high = low - missing / 2, high + missing / 2
    ends = [part.start + len(part.values) - 1 for part in chart.lines]
    ends += [part.start + len(part.low) - 1 for part in chart.shades]
    return Scale(low, high, max(1, *ends), width, height)


def _decimals(chart: Chart, scale: Scale) -> int:
    """As many as tell two labels of the axis apart."""
    apart = abs(scale.value(0) - scale.value(2))
    return next((d for d in range(chart.decimals, 4) if apart >= 10.0**-d), 4)


def _stroke(dots: Dots, line: Line, scale: Scale) -> None:
    points = [(scale.x(line.start + k), scale.y(value)) for k, value in enumerate(line.values)]
    for start, end in zip(points, points[1:] or points, strict=False):
        dots.line(start, end, line.style, STROKES[line.stroke])


def _row(chart: Chart, dots: Dots, scale: Scale, row: int, decimals: int, pattern: bool) -> Iterator[Piece]:
    labelled = row % 2 == 0
    yield f"{number(scale.value(row), decimals) if labelled else '':>{MARGIN}}{'┤' if labelled else '│'}", "axis"
    value = scale.value(row)
    for column in range(scale.width):
        shade = _shade(chart.shades, scale.month(column), value)
        text, style = dots.text(row, column), dots.styles[row][column]
        under = PATTERNS[shade] if pattern else " "
        yield (text, f"{style}/{shade}".rstrip("/")) if text else (under, f"/{shade}" if shade else "")


def _shade(shades: Sequence[Shade], month: float, value: float) -> str:
    """The band over a place: the narrower one where there are two."""
    found = ""
    for shade in shades:
        if _at(shade.low, month - shade.start) <= value <= _at(shade.high, month - shade.start):
            found = shade.style if found != "near" else found
    return found


def _at(values: tuple[float, ...], where: float) -> float:
    """Between two months by a straight line; nowhere outside (compares false)."""
    if not -0.5 <= where <= len(values) - 0.5:
        return float("nan")
    where = min(max(where, 0.0), len(values) - 1.0)
    k = min(int(where), len(values) - 2) if len(values) > 1 else 0
    return values[k] if len(values) == 1 else values[k] + (values[k + 1] - values[k]) * (where - k)


def _ticks(chart: Chart, scale: Scale, width: int) -> str:
    """The labels below the axis; one that does not fit beside the one before is left out."""
    text = ""
    for month, label in chart.ticks:
        at = min(scale.x(month) // 2, width - len(label))
        if at >= len(text) + (1 if text else 0):
            text = text.ljust(at) + label
    return text.ljust(width)

"""The pictures of a report as marks of SVG, worked out from what a store says. Pure functions.

A picture is 360 units wide, so it stands alone on a telephone and three beside each other on a desk, with letters of
one size. Names stand above their rows: they are longer than any margin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.report.charts import Scale, round_range
from sim.report.laboratory import number
from sim.texts import say

if TYPE_CHECKING:
    from sim.batch.pictures import Axis, Fan, Heat, Ranks, Spread
    from sim.batch.sobol import Indices
    from sim.batch.summary import Row
    from sim.world.arrays import Array

WIDTH, EDGE = 360.0, 6.0
HILL, FEW, ONE = 28.0, 40.0, 84.0  # height of a hill: of many worlds, of two or three, of one
ROOM = 38.0  # above a hill for its name, and below it for its line
BAR = 32.0  # of a row of bars
AXIS, TICKS = 22.0, 5
LETTERS = 46  # of a name, beside its number
SHOWN = 10  # bars
FAN_HEIGHT, FAN_LEFT = 170.0, 44.0
YEARS, MONTHS = 7, 5  # labels along an axis of time
HEAT_LEFT, HEAT_HEIGHT = 68.0, 190.0
FAINT = 0.06  # how much colour the lowest cell has
TEXTS = 5  # columns of a heat map that have room for numbers
DARK = 0.55  # from so much colour on, letters are light
TINY, LARGE = 1e-4, 1e6  # steps of an axis that are written with a power of ten


@dataclass(frozen=True, slots=True)
class Mark:
    """`kind`: rect (x, y, width, height), line (x1, y1, x2, y2), dot (x, y, radius), text (x, y) or path. `look`: its
    class in the style sheet. `share`: of colour. `side`: which part of a text stands at its place."""

    kind: str
    look: str
    at: tuple[float, ...] = ()
    words: str = ""
    share: float = 1.0
    side: str = "start"


@dataclass(frozen=True, slots=True)
class Picture:
    """`said`: what it shows, aloud."""

    height: float
    said: str
    marks: tuple[Mark, ...]
    width: float = WIDTH


def text(look: str, x: float, y: float, words: str, side: str = "start") -> Mark:
    return Mark("text", look, (round(x, 2), round(y, 2)), words, side=side)


def line(look: str, *at: float) -> Mark:
    return Mark("line", look, tuple(round(x, 2) for x in at))


def rect(look: str, x: float, y: float, width: float, height: float, share: float = 1.0) -> Mark:
    return Mark("rect", look, tuple(round(z, 2) for z in (x, y, width, height)), share=round(share, 3))


# --- axes ------------------------------------------------------------------------------------------------------------


def _ticks(low: float, high: float) -> tuple[list[float], list[str]]:
    """Round numbers that lie between the ends, and how they are written."""
    bottom, top, step = round_range(low, high, (abs(low) + abs(high)) * 1e-9 or 1e-9, TICKS)
    marks = [bottom + k * step for k in range(round((top - bottom) / step) + 1)]
    return marks, [_written(mark, step) for mark in marks]


def _written(mark: float, step: float) -> str:
    if not TINY <= step <= LARGE:
        return f"{mark:.3g}"
    return f"{0.0 if abs(mark) < step / 2 else mark:,.{max(0, -floor(log10(step) + 1e-9))}f}"


def _across(low: float, high: float, top: float, bottom: float) -> tuple[Scale, list[Mark]]:
    """A scale from left to right over these numbers, with its grid and ticks."""
    scale = Scale(low, high, EDGE, WIDTH - EDGE)
    marks, words = _ticks(low, high)
    there = [(scale(mark), word) for mark, word in zip(marks, words, strict=True) if low <= mark <= high]
    return scale, [mark for x, word in there for mark in (
        line("grid", x, top, x, bottom), text("tick", x, bottom + 15, word, _side(x)))]


def _side(x: float) -> str:
    """Which end of a word stands at its place: none leaves the picture."""
    if x < EDGE + 12:
        return "start"
    return "end" if x > WIDTH - EDGE - 12 else "mid"


def _named(y: float, name: str, value: str) -> tuple[Mark, Mark]:
    """What stands above a row: its name, and at the other end its number."""
    return text("label", EDGE, y, short(name)), text("value", WIDTH - EDGE, y, value, "end")


def short(name: str) -> str:
    """As much of a name as there is room for: its beginning and its end. The table beside the picture has all of it."""
    return name if len(name) <= LETTERS else f"{name[:LETTERS // 2]}…{name[1 - LETTERS // 2:]}"


# --- distributions ---------------------------------------------------------------------------------------------------


def hills(name: str, spread: Spread, rows: Sequence[Row], labels: Sequence[str], bound: float | None) -> Picture:
    """A hill a world on one axis; below it the middle half, nine in ten runs, and the median."""
    tall = ONE if len(rows) == 1 else FEW if len(rows) < 4 else HILL
    bottom = (tall + ROOM) * len(rows)
    scale, marks = _across(float(spread.edges[0]), float(spread.edges[-1]), 4, bottom)
    if bound is not None and spread.edges[0] <= bound <= spread.edges[-1]:
        marks.append(line("bound", scale(bound), 4, scale(bound), bottom))
    for k, (row, label) in enumerate(zip(rows, labels, strict=True)):
        marks += _hill(scale, spread.edges, spread.counts[k], row, label, (tall + ROOM) * k, tall)
    said = say("report-hills-aloud", name=name, worlds=len(rows), middle=number(rows[0].quantiles[2])
               if rows[0].quantiles else "none")
    return Picture(bottom + AXIS, said, tuple(marks))


def _hill(scale: Scale, edges: Array, counts: NDArray[np.int64], row: Row, label: str, top: float,
          tall: float) -> Iterator[Mark]:
    yield from _named(top + 12, label, number(row.quantiles[2]) if row.quantiles else "")
    if row.quantiles is None or not all(map(isfinite, row.quantiles)):
        yield text("tick", EDGE, top + 36, say("report-no-number"))
        return
    low, first, middle, third, high = map(scale, row.quantiles)
    foot = top + 20 + tall
    yield Mark("path", "hill", words=_steps(scale, edges, counts, foot, tall))
    yield line("whisker", low, foot + 4, high, foot + 4)
    yield line("middle", first, foot + 4, third, foot + 4)
    yield Mark("dot", "median", (middle, foot + 4, 3))


def _steps(scale: Scale, edges: Array, counts: NDArray[np.int64], bottom: float, tall: float) -> str:
    """The outline of a histogram."""
    tops = bottom - tall * counts / max(1, counts.max())
    steps = [f"L{scale(edges[k]):g},{y:.2f} L{scale(edges[k + 1]):g},{y:.2f}" for k, y in enumerate(tops)]
    return f"M{scale(edges[0]):g},{bottom:g} {' '.join(steps)} L{scale(edges[-1]):g},{bottom:g} Z"


def shares(rows: Sequence[Row], labels: Sequence[str]) -> Picture:
    """How often a bound is met, from 0 to 100 %, with intervals."""
    bottom = BAR * len(rows)
    scale = Scale(0, 1, EDGE, WIDTH - EDGE)
    marks = [mark for x in (0, 0.25, 0.5, 0.75, 1) for mark in (
        line("grid", scale(x), 4, scale(x), bottom), text("tick", scale(x), bottom + 15, f"{x:.0%}", _side(scale(x))))]
    for k, (row, label) in enumerate(zip(rows, labels, strict=True)):
        its, y = row.robustness, BAR * k + 22
        if its is None:
            continue
        marks += [*_named(y - 8, label, f"{its.share:.1%}"), line("whisker", scale(its.low), y, scale(its.high), y),
                  Mark("dot", "median", (scale(its.share), y, 4))]
    return Picture(bottom + AXIS, say("report-shares-aloud", worlds=len(rows)), tuple(marks))


# --- what drives an outcome ------------------------------------------------------------------------------------------


def tornado(ranks: Ranks) -> Picture:
    """The largest rank correlations, on both sides of 0; the band is what chance alone makes."""
    names, values = ranks.names[:SHOWN], ranks.values[:SHOWN].tolist()
    end = min(1.0, ceil(max(*map(abs, values), ranks.chance) * 10.5) / 10)
    bottom = BAR * len(names)
    scale, marks = _across(-end, end, 4, bottom)
    chance = min(ranks.chance, end)
    marks.insert(0, rect("chance", scale(-chance), 4, scale(chance) - scale(-chance), bottom - 4))
    for k, (name, value) in enumerate(zip(names, values, strict=True)):
        left, right = sorted((scale(0), scale(value)))
        marks += [*_named(BAR * k + 14, name, f"{value:+.2f}"),
                  rect("up" if value > 0 else "down", left, BAR * k + 19, right - left, 8)]
    marks.append(line("zero", scale(0), 4, scale(0), bottom))
    said = say("report-tornado-aloud", name=names[0], value=f"{values[0]:+.2f}")
    return Picture(bottom + AXIS, said, tuple(marks))


def indices(names: Sequence[str], its: Indices) -> Picture:
    """Total indices, and within them those of first order, with their intervals; the largest total first."""
    order = [int(i) for i in np.argsort(-its.total, kind="stable")[:SHOWN]]
    low = min(0.0, *its.first[order].tolist(), *its.total_ends[0, order].tolist())
    high = max(1.0, *its.total_ends[1, order].tolist())
    bottom = BAR * len(order)
    scale, marks = _across(low, high, 4, bottom)
    for k, i in enumerate(order):
        y, first, total = BAR * k, float(its.first[i]), float(its.total[i])
        marks += [*_named(y + 14, names[i], f"{first:.2f} / {total:.2f}"),
                  rect("total", *_bar(scale, total, y + 18, 10)), rect("first", *_bar(scale, first, y + 20.5, 5)),
                  line("error", scale(its.total_ends[0, i]), y + 23, scale(its.total_ends[1, i]), y + 23)]
    marks.append(line("zero", scale(0), 4, scale(0), bottom))
    said = say("report-indices-aloud", name=names[order[0]], total=f"{its.total[order[0]]:.2f}")
    return Picture(bottom + AXIS, said, tuple(marks))


def _bar(scale: Scale, value: float, y: float, height: float) -> tuple[float, float, float, float]:
    left, right = sorted((scale(0), scale(value)))
    return left, y, right - left, height


# --- heat maps -------------------------------------------------------------------------------------------------------


def heat(its: Heat, ends: tuple[float, float]) -> Picture:
    """Cells with more colour where the mean is higher; `ends`: the means with no and with all colour."""
    wide, high = (WIDTH - EDGE - HEAT_LEFT) / its.x.size, HEAT_HEIGHT / its.y.size
    top = 26.0
    marks = [text("label", EDGE, 12, short(its.y.name))]
    for j, row in enumerate(its.means):
        y = top + HEAT_HEIGHT - (j + 1) * high
        for i, mean in enumerate(row.tolist()):
            marks += _cell(HEAT_LEFT + i * wide, y, wide, high, mean, ends, its.x.size <= TEXTS)
    bottom = top + HEAT_HEIGHT
    marks += [text("tick", HEAT_LEFT - 6, bottom - at * high + 4, word, "end") for at, word in _places(its.y)]
    marks += [text("tick", HEAT_LEFT + at * wide, bottom + 14, word, _end(at, its.x.size))
              for at, word in _places(its.x)]
    marks.append(text("label", WIDTH - EDGE, bottom + 30, short(its.x.name), "end"))
    return Picture(bottom + 38, say("report-heat-aloud", x=its.x.name, y=its.y.name, low=number(ends[0]),
                                    high=number(ends[1])), tuple(marks))


def _cell(x: float, y: float, wide: float, high: float, mean: float, ends: tuple[float, float],
          words: bool) -> Iterator[Mark]:
    if not isfinite(mean):
        yield rect("none", x + 0.5, y + 0.5, wide - 1, high - 1)
        return
    share = colour(mean, ends)
    yield rect("heat", x + 0.5, y + 0.5, wide - 1, high - 1, share)
    if words:
        yield text("lit" if share > DARK else "cell", x + wide / 2, y + high / 2 + 4, number(mean), "mid")


def _end(at: float, size: int) -> str:
    return "start" if at <= 0 else "end" if at >= size else "mid"


def colour(mean: float, ends: tuple[float, float]) -> float:
    """How much of it a mean has."""
    low, high = ends
    return FAINT + (1 - FAINT) * (mean - low) / (high - low) if high > low else 0.5


def _places(axis: Axis) -> Iterator[tuple[float, str]]:
    """Where words stand along an axis, in cells from its beginning: in the middle of a level, or at edges."""
    if axis.levels:
        yield from ((k + 0.5, number(level)) for k, level in enumerate(axis.levels))
    else:
        yield from ((k, f"{axis.edges[k]:.3g}") for k in range(0, axis.size + 1, max(1, axis.size // 2)))


# --- fans ------------------------------------------------------------------------------------------------------------


def fan(name: str, its: Fan, ends: tuple[float, float], beside: Array | None) -> Picture:
    """Nine in ten runs, the middle half and the median, month by month. `ends`: of the axis, the same in all worlds;
    `beside`: the medians of the first world."""
    marks, words = _ticks(*ends)
    right, top, bottom = WIDTH - EDGE, 8.0, FAN_HEIGHT - AXIS
    y = Scale(marks[0], marks[-1], bottom, top)
    x = Scale(0, max(1, len(its.months) - 1), FAN_LEFT, right)
    out = [mark for at, word in zip(map(y, marks), words, strict=True) for mark in (
        line("grid", FAN_LEFT, at, right, at), text("tick", FAN_LEFT - 6, at + 4, word, "end"))]
    out += [text("tick", x(k), bottom + 15, word, "end" if x(k) > right - 12 else "mid")
            for k, word in _dates(its.months)]
    out += [Mark("path", look, words=_between(its.bands[low], its.bands[high], x, y))
            for look, low, high in (("wide", 0, 4), ("half", 1, 3))]
    if beside is not None and len(beside) == len(its.months):
        out.append(Mark("path", "beside", words=_line(beside, x, y)))
    out.append(Mark("path", "line", words=_line(its.bands[2], x, y)))
    last = its.bands[:, -1]
    return Picture(FAN_HEIGHT, say("report-fan-aloud", name=name, first=number(float(its.bands[2, 0])),
                                   last=number(float(last[2])), low=number(float(last[0])),
                                   high=number(float(last[4]))), tuple(out))


def _dates(months: Sequence[str]) -> list[tuple[int, str]]:
    """Years where there are several, else months."""
    years = [(k, month[:4]) for k, month in enumerate(months) if month.endswith("-01")]
    if len(years) > 2:
        return years[::ceil(len(years) / YEARS)]
    return list(enumerate(months))[::ceil(len(months) / MONTHS)]


def _pieces(*rows: Array) -> Iterator[list[int]]:
    """Neighbouring months in which all have numbers."""
    there = np.flatnonzero(np.isfinite(np.stack(rows)).all(axis=0))
    yield from (piece.tolist() for piece in np.split(there, np.flatnonzero(np.diff(there) > 1) + 1) if len(piece))


def _line(values: Array, x: Scale, y: Scale) -> str:
    return " ".join("M" + " L".join(f"{x(k):g},{y(float(values[k])):g}" for k in piece) for piece in _pieces(values))


def _between(low: Array, high: Array, x: Scale, y: Scale) -> str:
    areas = list[str]()
    for piece in _pieces(low, high):
        there = " L".join(f"{x(k):g},{y(float(high[k])):g}" for k in piece)
        back = " L".join(f"{x(k):g},{y(float(low[k])):g}" for k in reversed(piece))
        areas.append(f"M{there} L{back} Z")
    return " ".join(areas)

"""The region in braille, from outlines reduced to a few points: borders styled by the relation across them.

Places are in degrees east and north. `outlines.json` holds one line for each stretch between two neighbours, named
after both ("kazakhstan|russia"), drawn by hand in simplified form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from tui.charts.canvas import Dots, Piece, Row, joined

Point = tuple[float, float]
WEST, EAST, SOUTH, NORTH = 46.0, 90.0, 35.5, 56.0


@dataclass(frozen=True, slots=True)
class Border:
    """A stretch of border or coast; `between` are the ids of those on both sides, as far as they play."""

    between: tuple[str, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A text on the map, centred at a place."""

    text: str
    at: Point
    style: str = "sign"


@cache
def borders() -> tuple[Border, ...]:
    rows = json.loads((files("tui.charts") / "outlines.json").read_text(encoding="utf-8"))
    return tuple(Border(tuple(filter(None, row["between"].split("|"))), tuple((x, y) for x, y in row["points"]))
                 for row in rows)


@cache
def anchors() -> dict[str, Point]:
    """Where the label of a country stands."""
    rows = json.loads((files("tui.charts") / "anchors.json").read_text(encoding="utf-8"))
    return {name: (x, y) for name, (x, y) in rows.items()}


def draw(width: int, height: int, styles: Mapping[frozenset[str], str], signs: tuple[Sign, ...]) -> tuple[Row, ...]:
    """The map in `width` x `height` cells. `styles`: of the borders between two; others are drawn faint."""
    dots = Dots(width, height)
    for border in sorted(borders(), key=lambda b: frozenset(b.between) in styles):
        style = styles.get(frozenset(border.between), "coast")
        spots = [_dot(point, width, height) for point in border.points]
        for start, end in pairwise(spots):
            dots.line(start, end, style, every=2 if style == "coast" else 1)
    letters = dict(_letters(signs, width, height))
    return tuple(joined(_row(dots, letters, row)) for row in range(height))


def _dot(point: Point, width: int, height: int) -> tuple[int, int]:
    x = (point[0] - WEST) / (EAST - WEST) * (width * 2 - 1)
    y = (NORTH - point[1]) / (NORTH - SOUTH) * (height * 4 - 1)
    return round(x), round(y)


def _letters(signs: tuple[Sign, ...], width: int, height: int) -> Iterator[tuple[tuple[int, int], Piece]]:
    """((row, column), letter and style); a sign is kept inside the picture, and later ones lie over earlier ones."""
    for sign in signs:
        x, y = _dot(sign.at, width, height)
        left = max(0, min(width - len(sign.text), x // 2 - len(sign.text) // 2))
        row = max(0, min(height - 1, y // 4))
        for k, letter in enumerate(sign.text[:width]):
            yield (row, left + k), (letter, sign.style)


def _row(dots: Dots, letters: Mapping[tuple[int, int], Piece], row: int) -> Iterator[Piece]:
    for column in range(dots.width):
        text = dots.text(row, column)
        yield letters.get((row, column)) or ((text, dots.styles[row][column]) if text else (" ", ""))

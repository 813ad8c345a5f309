"""Words for a seat: indicators, effects and months as the person in the seat would call them."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.catalogue import Variable
from sim.engine.board import Board
from sim.engine.indicators import split
from sim.engine.moves import Move
from sim.rules.view import View
from sim.seat.why import move_words
from sim.texts import say

if TYPE_CHECKING:
    from sim.scenario.schema import Effect

def label(board: Board, path: str, seat: str) -> str:
    """An indicator in the seat's words: `Approval`, `Trade with X`, `Pressure from X`; others keep their full names."""
    variable, names = split(path)
    if variable.axes == "a" and names[0] == seat:
        return variable.label
    if variable.axes == "aa" and seat in names:
        return _between(variable, board.word(names[1]) if names[0] == seat else "", board.word(names[0]))
    return board.label(path)


def _between(variable: Variable, towards: str, of: str) -> str:
    """A number of the seat `towards` another, or, without that, the seat's `of` another."""
    name, both = variable.name, variable.both_ways
    if towards:
        return say("number-ours", label=variable.label, variable=name, both=both, other=towards)
    return say("number-theirs", label=variable.label, variable=name, both=both, other=of)


def title(board: Board, key: str, seat: str) -> str:
    """A move in words, without the seat's own name."""
    return move_words(board, key, seat)


def effect(board: Board, move: Move, e: Effect, seat: str) -> str:
    """One effect of a move in words: what, by how much, when."""
    path = move.fill(e.on)
    variable, names = split(path)
    scaled = " and ".join(label(board, move.fill(p), seat).lower() for p in e.times)
    more = (f", times {scaled}" if scaled else "") + (", less near the limit" if e.room else "")
    if variable.name == "member":
        verb = "joins" if e.size > 0 else "leaves"
        return f"{_start(board.word(names[1]))} {verb}: {board.word(names[0])}{when(e)}"
    return f"{_start(label(board, path, seat))} {amount(e.size, variable)}{when(e)}{more}"


def when(e: Effect) -> str:
    """When an effect acts, counted from the month in which the option comes into force; nothing if at once, to stay."""
    text = f", from month {e.delay + 1}" if e.delay else ""
    text += f" over {e.over} months" if e.over > 1 else ""
    if e.fades:
        text += f"; fades after {e.holds} months" if e.holds else "; fades again"
    return text


def call(board: Board, view: View, move: Move, seat: str, sees: Callable[[str], bool]) -> str:
    """What in the present state weighs most for or against a move, of what its option declares and the reader may see;
    empty if nothing."""
    found: list[tuple[float, str]] = []
    for c in board.scenario.options[move.option].calls:
        path = move.fill(c.path)
        if not sees(path):
            continue
        indicator = board.indicator(path)
        x, d = float(indicator.read(view)[0]), indicator.variable.decimals
        up = c.above is not None
        bound = (c.above if up else c.below) or 0.0
        gap = x - bound if up else bound - x
        text = f"{_start(label(board, path, seat))} stands at {x:.{d}f}, {'above' if up else 'below'} {bound:g}."
        found.append((abs(c.weight) * max(gap, 0.0), text))
    return max(found)[1] if found and max(found)[0] > 0 else ""


def amount(x: float, variable: Variable) -> str:
    """A signed amount with its unit, where the unit is not a bare scale."""
    unit = "" if variable.unit in SCALES else f" {variable.unit}"
    return f"{x:+.{max(variable.decimals, decimals_of(x))}f}{unit}"


SCALES = ("0-1", "-1 to 1", "0/1", "share", "2014 = 1", "offers", "number", "index, 2014 = 1")


def decimals_of(x: float) -> int:
    """Decimals that a declared size needs to be shown whole, at most three."""
    return next((d for d in range(3) if round(x, d) == x), 3)


def months(first: int, last: int) -> str:
    """`Jan-Feb 2018`, `Dec 2018-Mar 2019`, `Jan 2018`, for month numbers."""
    names = [(calendar.month_abbr[n % 12 + 1], n // 12) for n in (first, last)]
    (m1, y1), (m2, y2) = names
    if first == last:
        return f"{m1} {y1}"
    return f"{m1}-{m2} {y2}" if y1 == y2 else f"{m1} {y1}-{m2} {y2}"


def plain(text: str) -> str:
    """Text from a scenario file on one line."""
    return " ".join(text.split())


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]

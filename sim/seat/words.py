"""Words for a seat: indicators, effects and months as the person in the seat would call them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Protocol

from sim.catalogue import Variable
from sim.engine.board import Board
from sim.engine.indicators import split
from sim.engine.moves import Move
from sim.rules.view import View
from sim.seat.why import move_words
from sim.texts import say

if TYPE_CHECKING:
    from sim.scenario.schema import Effect


LASTS = {"output_gap": "passes", "potential": "stays"}
"""What becomes of an effect on the economy: the gap closes, potential keeps what it was given."""


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


class Whose(Protocol):
    """Whose effect it is: a move, or a regime."""

    def fill(self, path: str) -> str: ...


def effect(board: Board, move: Whose, e: Effect, seat: str) -> str:
    """One effect of a move, or of a regime, in words: what, by how much, when."""
    path = move.fill(e.on)
    variable, names = split(path)
    if variable.name == "member":
        return _start(say("effect-member", who=board.word(names[1]), joins=e.size > 0, what=board.word(names[0]),
                          when=when(e)))
    factors = [move.fill(p) for p in e.times]
    share = path in factors
    scaled = all_of([_amid(board, label(board, p, seat)) for p in factors if p != path])
    return _start(say("effect-words", label=label(board, path, seat), when=when(e), times=scaled or "none", room=e.room,
                      amount=_sized(e, variable, share),
                      lasts=LASTS.get(variable.name, "none")))


def _amid(board: Board, words: str) -> str:
    """Amid a sentence: a small first letter, unless a name begins it."""
    named = any(words.startswith(actor.label) for actor in board.scenario.actors.values())
    return words if named else words[:1].lower() + words[1:]


def _sized(e: Effect, variable: Variable, share: bool) -> str:
    """By how much: in the variable's unit, or in per cent of itself."""
    return f"{100 * e.size:+.3g} %" if share else amount(e.size, variable)


def all_of(names: Sequence[str]) -> str:
    """`A and B and C`: every one of them counts."""
    return reduce(lambda said, name: say("several-last", said=said, name=name), names) if names else ""


def when(e: Effect) -> str:
    """When an effect acts, counted from the month in which the option comes into force; nothing if at once, to stay."""
    fades = "no" if not e.fades else "after" if e.holds else "again"
    return say("effect-when", begins=e.delay + 1, over=e.over, fades=fades, holds=e.holds)


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
        text = say("effect-stands", label=label(board, path, seat), value=f"{x:.{d}f}", above=up, bound=f"{bound:g}")
        found.append((abs(c.weight) * max(gap, 0.0), _start(text)))
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
    (m1, y1), (m2, y2) = ((say("date-month", month=n % 12 + 1), str(n // 12)) for n in (first, last))
    if first == last:
        return say("date-one", month=m1, year=y1)
    key = "date-same-year" if y1 == y2 else "date-two-years"
    return say(key, month=m1, year=y1, last=m2, ends=y2)


def plain(text: str) -> str:
    """Text from a scenario file on one line."""
    return " ".join(text.split())


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]

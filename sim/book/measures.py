"""Quantities and tests of facts in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sim.engine.board import Board
from sim.scenario import measures as m
from sim.scenario.studies import Fact

NEGLIGIBLE = 1e-5


def definition(board: Board, fact: Fact) -> str:
    """What is measured in a fact, and where."""
    worlds = {"historical": "with every decision of the record replayed",
              "doctrines": "with all decisions left to doctrines"}
    pair = ", as the difference to the world without the cause" if fact.kind == "paired" and not fact.other else ""
    if fact.other:
        pair = f", as the difference to the world without {', '.join((*fact.other.off, *fact.other.remove))}"
    among = f", among runs in which {test(board, fact.among)}" if fact.among else ""
    return f"{worlds[fact.world]}{pair}: {test(board, fact.test)}{among}"


def test(board: Board, item: m.Test) -> str:
    field = next(name for name in type(item).model_fields if getattr(item, name) is not None)
    return _TESTS[field](board, getattr(item, field))


def quantity(board: Board, item: m.Quantity) -> str:
    field = next(name for name in type(item).model_fields if getattr(item, name) is not None)
    return _QUANTITIES[field](board, getattr(item, field))


def _span(first: str, last: str) -> str:
    if first.endswith("-01") and last.endswith("-12"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}-{last[:4]}"
    return f"{first} to {last}"


def _bound(board: Board, bound: m.Bound, least: str) -> str:
    if abs(bound.value) < NEGLIGIBLE and bound.of.minus:
        above, below = bound.of.minus if least == "at least" else reversed(bound.of.minus)
        return f"{quantity(board, above)} at least {quantity(board, below)}"
    return f"{quantity(board, bound.of)} {least} {bound.value:g}"


def _window(words: str) -> Callable[[Board, m.Window], str]:
    return lambda board, x: f"{words} [{board.label(x.path)}] in {_span(x.first, x.last)}"


def _join(words: str) -> Callable[[Board, tuple[m.Quantity, ...]], str]:
    return lambda board, parts: "(" + words.join(quantity(board, part) for part in parts) + ")"


def _tests(words: str) -> Callable[[Board, tuple[m.Test, ...]], str]:
    return lambda board, tests: words.join(test(board, x) for x in tests)


def _around(board: Board, x: m.Around) -> str:
    return (f"mean [{board.label(x.path)}] over {x.months} months after the first {_titles(board, (x.option,))} in "
            f"{_span(x.first, x.last)} less that before")


def _variation(board: Board, x: m.Variation) -> str:
    shares = "; ".join(board.label(path) for path in x.paths)
    return f"total variation of [{shares}], {x.months} months from {x.at} against those before"


def _usage(board: Board, x: m.Usage) -> str:
    return (f"total variation of the use of {len(x.options)} instruments, {x.months} months from {x.at} against those "
            "before")


def _titles(board: Board, options: tuple[str, ...]) -> str:
    names = [option.split("@")[0].split(">")[0] for option in options]
    return ", ".join(f"“{board.scenario.options[name].title}”" for name in names)


def _lag(board: Board, x: m.Lag) -> str:
    return (f"months from [{board.label(x.leader)}] to [{board.label(x.follower)}] at half the rise of the first in "
            f"{_span(x.first, x.last)}")


def _regained(board: Board, x: m.Regained) -> str:
    return (f"[{board.label(x.path)}] regains three quarters of a monthly fall of {x.fall:g} or more within {x.months} "
            f"months, counted over the falls up to {x.last}")


def _first(board: Board, x: m.FirstMoves) -> str:
    return f"{board.word(x.by)} proposed first, counted over {_titles(board, x.options)}"


_QUANTITIES: dict[str, Callable[[Board, Any], str]] = {
    "mean": _window("mean"), "total": _window("sum over the years of"), "highest": _window("highest"),
    "lowest": _window("lowest"), "at": lambda board, x: f"[{board.label(x.path)}] at the end of {x.month}",
    "number": lambda board, x: f"{x:g}", "month_of": lambda board, x: f"month of the first {_titles(board, (x,))}",
    "plus": _join(" + "), "minus": _join(" − "), "times": _join(" × "), "ratio": _join(" ÷ "),
    "base": lambda board, x: f"without it {quantity(board, x)}",
    "changed": lambda board, x: f"with it {quantity(board, x)}",
    "around": _around, "variation": _variation, "usage": _usage,
    "struck": lambda board, x: f"times that {_titles(board, x.options)} came into force in {_span(x.first, x.last)}",
    "jumps": lambda board, x: f"mean size of the change of [{board.label(x.path)}] in {' and '.join(x.months)}",
    "lag": _lag, "inside": lambda board, x: f"in the arm {x.arm} {quantity(board, x.of)}",
    "average": lambda board, x: f"average over runs of {quantity(board, x)}",
    "median": lambda board, x: f"median over runs of {quantity(board, x)}",
    "share": lambda board, x: f"share in which {test(board, x)}",
}

_TESTS: dict[str, Callable[[Board, Any], str]] = {
    "above": lambda board, x: _bound(board, x, "at least"), "below": lambda board, x: _bound(board, x, "at most"),
    "within": lambda board, x: f"{quantity(board, x.of)} from {x.low:g} to {x.high:g}",
    "struck": lambda board, x: f"{_titles(board, (x.option,))} comes into force in {_span(x.first, x.last)}",
    "all": _tests("; "), "any": _tests(" or "), "none": lambda board, x: "not: " + _tests(" or ")(board, x),
    "regained": _regained, "first_moves": _first,
}

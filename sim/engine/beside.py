"""Boards side by side: several boards of one scenario as one wide board, whose numbers are columns of runs.

The boards may differ by rules that are off, and by what changes make of numbers: series, stocks, events, the sizes of
effects, options that are forbidden or forced. Moves, parts, events and the places of effects are the same in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.board import Board, Fall, Forced, Intervention
from sim.engine.effects import Window
from sim.engine.opening import NONE, Given, Numbered, draw_params, start
from sim.engine.predicates import Condition
from sim.engine.regimes import Regime
from sim.rules import RULES
from sim.world.arrays import Array
from sim.world.state import Params, World, join

if TYPE_CHECKING:
    from sim.scenario.predicates import Predicate


@dataclass(frozen=True, slots=True)
class Side:
    """A board and its columns of the wide one."""

    board: Board
    columns: slice


def sides_of(boards: Sequence[Board], counts: Sequence[int]) -> tuple[Side, ...]:
    """`counts`: how many columns each board has; neighbours that are one and the same board make one side."""
    out: list[Side] = []
    for board, last, count in zip(boards, accumulate(counts), counts, strict=True):
        first = out.pop().columns.start if out and out[-1].board is board else last - count
        out.append(Side(board, slice(first, last)))
    return tuple(out)


def wide(sides: Sequence[Side]) -> Board:
    """One board for all the columns. If a side lacks a rule, the wide board has all rules, and its parameters say in
    which columns each is on: so there are two kinds of programs only, with switches and without."""
    first, lacks = sides[0].board, any(len(side.board.rules) < len(RULES) for side in sides)
    if len(sides) == 1:
        return alone(first)
    moves = len(first.moves)
    conditions = (*(_conditions(sides, row) for row in range(moves)), *first.conditions[moves:])
    return replace(first, rules=RULES if lacks else first.rules, conditions=conditions,
                   inputs=tuple((where, _series(sides, i)) for i, (where, _) in enumerate(first.inputs)),
                   falls=tuple(_fall(sides, k) for k in range(len(first.falls))),
                   regimes=tuple(_regime(sides, k) for k in range(len(first.regimes))),
                   effects=replace(first.effects, sizes=_sizes(sides), windows=tuple(_windows(sides))),
                   forced=tuple(_forced(sides)), interventions=tuple(_interventions(sides)))


def alone(board: Board) -> Board:
    """The wide board of one board, made once."""
    if len(board.rules) == len(RULES):
        return board
    made: dict[str, Board] = board.__dict__
    if "_alone" not in made:
        made["_alone"] = replace(board, rules=RULES)
    return made["_alone"]


def wide_params(board: Board, sides: Sequence[Side], seed: int, runs: Numbered, given: Given = NONE) -> Params:
    """The parameters of each side's runs. Where a rule of the wide board is off, they are as if it were on."""
    drawn = [draw_params(side.board, seed, runs[side.columns], board.rules, _part(given, side)) for side in sides]
    values = {name: np.concatenate([params.values[name] for params in drawn]) for name in drawn[0].values}
    has = [{rule.id for rule in side.board.rules} for side in sides]
    on = {rule.id: spread(sides, [rule.id in its for its in has]) for rule in board.rules}
    return Params(values, {rule: where for rule, where in on.items() if not where.all()})


def wide_start(sides: Sequence[Side], seed: int, runs: Numbered, given: Given = NONE) -> World:
    """The first month of each side's runs."""
    return join([start(side.board, seed, runs[side.columns], _part(given, side)) for side in sides])


def _part(given: Given, side: Side) -> Given:
    return {name: values[side.columns] for name, values in given.items()}


def spread(sides: Sequence[Side], values: Sequence[float]) -> NDArray[Any]:
    """One value per side as one per column."""
    return np.repeat(np.array(values), [side.columns.stop - side.columns.start for side in sides])


# --- numbers as columns --------------------------------------------------------------------------------------------


def _column(sides: Sequence[Side], values: Sequence[float]) -> Any:
    """One number where all sides agree."""
    return values[0] if all(value == values[0] for value in values) else spread(sides, values)


def _series(sides: Sequence[Side], i: int) -> Array:
    found = [side.board.inputs[i][1] for side in sides]
    if all(np.array_equal(series, found[0]) for series in found):
        return found[0]
    return np.stack([spread(sides, month) for month in zip(*found, strict=True)])


def _fall(sides: Sequence[Side], k: int) -> Fall:
    falls = [side.board.falls[k] for side in sides]
    first, last, chance = ([getattr(fall, name) for fall in falls] for name in ("first", "last", "chance"))
    return Fall(falls[0].luck, _column(sides, first), _column(sides, last), _column(sides, chance))


def _regime(sides: Sequence[Side], k: int) -> Regime:
    """One that is off in some of them has no chance there."""
    chances: list[Any] = [side.board.regimes[k].chance for side in sides]
    return replace(sides[0].board.regimes[k], chance=_column(sides, chances))


def _sizes(sides: Sequence[Side]) -> Array:
    """Of effects (E, R), or (E, 1) where all sides agree."""
    found = [side.board.effects.sizes[:, 0] for side in sides]
    if all(np.array_equal(sizes, found[0]) for sizes in found):
        return sides[0].board.effects.sizes
    return np.stack([spread(sides, row) for row in zip(*found, strict=True)])


def _windows(sides: Sequence[Side]) -> Iterator[Window]:
    for side in sides:
        for window in side.board.effects.windows:
            factor = np.where(spread(sides, [one is side for one in sides]), window.factor, 1.0)
            yield replace(window, factor=factor)


# --- what holds in some columns only -------------------------------------------------------------------------------


def _conditions(sides: Sequence[Side], row: int) -> tuple[Condition, ...]:
    """A move's conditions: first those of all sides, then those of some, each with the columns in which it counts."""
    option = sides[0].board.moves[row].option
    asked = [side.board.scenario.options[option].when for side in sides]
    if all(when is asked[0] for when in asked):
        return sides[0].board.conditions[row]
    shared = sum(1 for _ in takewhile(lambda some: len(set(some)) == 1, zip(*asked, strict=False)))
    extra: dict[Predicate, tuple[Condition, list[bool]]] = {}
    for i, (side, when) in enumerate(zip(sides, asked, strict=True)):
        for predicate, condition in list(zip(when, side.board.conditions[row], strict=True))[shared:]:
            extra.setdefault(predicate, (condition, [False] * len(sides)))[1][i] = True
    return (*sides[0].board.conditions[row][:shared],
            *(replace(condition, where=spread(sides, where)) for condition, where in extra.values()))


def _forced(sides: Sequence[Side]) -> Iterable[Forced]:
    for month, move in dict.fromkeys((forced.month, forced.move) for side in sides for forced in side.board.forced):
        yield Forced(month, move, spread(sides, [Forced(month, move) in side.board.forced for side in sides]))


def _interventions(sides: Sequence[Side]) -> Iterator[Intervention]:
    for side in sides:
        for one in side.board.interventions:
            yield replace(one, where=spread(sides, [other is side for other in sides]))

"""What all agents want in a turn, by a program: scores, doctrines' weights and sums, traced as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.agents.doctrines import Weights, Wish, followed, mixture, wish
from sim.engine.beside import Side
from sim.engine.board import Board
from sim.engine.ledger import NullLedger
from sim.engine.prospects import parts_beside
from sim.engine.structure import key_of
from sim.engine.traced import NUMBER, Given, Symbols, Tapes, told
from sim.engine.turn import scores
from sim.rules.view import View
from sim.tape.assemble import UNIFORM, assemble_apart
from sim.tape.kept import machine_of
from sim.tape.program import Program
from sim.tape.symbols import Symbol, Untraceable
from sim.world.arrays import Array, again
from sim.world.parts import Parts
from sim.world.state import World

EXPECTED = ("impact", "opening")
"""Slots for what is the same in all runs: what staff expect, and how indicators stood at the start."""


@dataclass(frozen=True)
class Wishes:
    """`start`, `answer` (P, R), `heat`, `bar` (N, R) of the agents that have parts, in the board's order: all parts of
    one agent, then those of the next. `agents`: where the parts of each stand."""

    agents: Mapping[str, slice]
    start: Array
    answer: Array
    heat: Array
    bar: Array

    def of(self, agent: str) -> Wish:
        at, its = list(self.agents).index(agent), self.agents[agent]
        return Wish(self.start[its], self.answer[its], self.heat[at], self.bar[at])

    def again(self, runs: int) -> Wishes:
        """The same where these runs come again and again."""
        return Wishes(self.agents, *(again(x, runs) for x in (self.start, self.answer, self.heat, self.bar)))


def wishes(board: Board, view: View, sides: Sequence[Side], weights: Weights,
           given: Mapping[str, str]) -> Wishes | None:
    """What all agents want, side by side, if a program can tell. `given`: doctrines of agents below a leadership that
    were set by hand."""
    if not board.parts:
        return None
    tapes = board.tapes(view.params, NullLedger())
    parts = parts_beside([side.board for side in sides], view.world.month)
    if not tapes or not all(map(_foreseen, parts)) or not _held(board, view.world):
        return None
    made = [_tape(tapes, side.board, one, weights, given) for side, one in zip(sides, parts, strict=True)]
    found = [tape.run(view, one, side.columns) for tape, side, one in zip(made, sides, parts, strict=True) if tape]
    if len(found) < len(made):
        return None
    wide = found[0] if len(found) == 1 else [np.concatenate(column, axis=1) for column in zip(*found, strict=True)]
    return Wishes(_one_after_another(board), *wide)


def _one_after_another(board: Board) -> dict[str, slice]:
    """Where the parts of each agent stand if they stand agent after agent."""
    ends = np.cumsum([len(rows) for rows in board.parts_of.values()]).tolist()
    return {agent: slice(end - len(rows), end) for (agent, rows), end in zip(board.parts_of.items(), ends, strict=True)}


def _tape(tapes: Tapes, board: Board, parts: Parts, weights: Weights, given: Mapping[str, str]) -> WishTape | None:
    """The one for a side's board, which is made once; None if it cannot be traced."""
    made: dict[Any, WishTape | None] = board.__dict__.setdefault("_wishes", {})
    key = tapes.switched, id(parts.deepens), *sorted(given.items())  # a change of what moves do makes another table
    if key not in made:
        try:
            made[key] = WishTape(tapes, parts, weights, given)
        except Untraceable as error:
            told(error)
            made[key] = None
    return made[key]


def _foreseen(parts: Parts) -> bool:
    """Whether what staff expect are numbers that a program counts on."""
    return bool((np.abs(parts.impact) <= NUMBER).all() and (np.abs(parts.opening) <= NUMBER).all())


def _held(board: Board, world: World) -> bool:
    """Whether nobody holds a doctrine that he may not hold."""
    return not world.stocks["line"][_idle(board)[..., 0]].any()


def _idle(board: Board) -> NDArray[np.bool_]:
    """Doctrines that an actor may not hold (K, A, 1)."""
    return np.broadcast_to(board.roles.may_hold == 0.0, (len(board.sizes.doctrines), len(board.sizes.actors), 1))


class WishTape:
    """What is wanted, as two programs: one for what follows from the expectations alone, and one for the rest. They
    serve all tables of parts that differ only in what is expected."""

    def __init__(self, tapes: Tapes, parts: Parts, weights: Weights, given: Mapping[str, str]) -> None:
        self._tapes, self._parts, self._weights, self._given = tapes, parts, weights, given
        self._rows = tapes.board.parts_of
        key = key_of(tapes.key_of_offers, *self._constants())
        self._expected, self._rest = (machine_of(f"{key} {half}", lambda half=half: self._traced[half])
                                      for half in (0, 1))
        self._last: tuple[Parts, Array] | None = None

    def _constants(self) -> list[Any]:
        """All that is traced as it stands."""
        table = [getattr(self._parts, field.name) for field in fields(Parts) if field.name not in EXPECTED]
        whose = [(agent, followed(self._tapes.board, agent, self._given.get(agent, ""))) for agent in self._rows]
        return [*table, *(getattr(self._weights, field.name) for field in fields(Weights)), whose]

    @cached_property
    def _traced(self) -> tuple[Program, Program]:
        symbols = Symbols(self._tapes.board, self._tapes.switched)
        idle = _idle(symbols.board)
        world = symbols.world.with_stocks(line=np.where(idle, 0.0, symbols.stocks["line"]))
        found = scores(symbols.board, symbols.view(world), self._table(symbols))
        wanted = [wish(self._weights, mixture(symbols.board, world, agent, self._given.get(agent, "")), found, rows)
                  for agent, rows in self._rows.items()]
        results = [getattr(one, field.name) for field in fields(Wish) for one in wanted]
        return assemble_apart(symbols.graph, symbols.ids(results), EXPECTED, ["line"])

    def _table(self, symbols: Symbols) -> Parts:
        """The table of parts with what is expected as symbols."""
        opening = symbols.input("opening", (len(self._parts.aimed),), -NUMBER, NUMBER)
        return replace(self._parts, impact=self._impact(symbols), opening=opening)

    def _impact(self, symbols: Symbols) -> Any:
        """What is expected, as symbols (P, G); what nobody aims at may as well be zero."""
        aimed = (self._parts.aims != 0.0).any(axis=0) | (self._parts.own_aims != 0.0)
        graph, places = symbols.graph, np.flatnonzero(aimed)
        impact = np.full(aimed.size, graph.const(0.0))
        impact[places] = [graph.load("impact", int(place), -NUMBER, NUMBER) for place in places]
        return Symbol(graph, impact.reshape(aimed.shape))

    def run(self, view: View, parts: Parts, columns: slice) -> list[Array]:
        """`start`, `answer` (P, R), `heat`, `bar` (N, R) in these runs."""
        inputs = Given(self._tapes.board, view.world, view.params, columns=columns)
        expected = self._foreseen(parts)
        out = self._rest.run(lambda slot: expected if slot == UNIFORM else inputs(slot), columns.stop - columns.start)
        count, agents = parts.size, len(self._rows)
        return np.split(out, [count, 2 * count, 2 * count + agents])

    def _foreseen(self, parts: Parts) -> Array:
        """What follows from the expectations (U, 1), the same until they are renewed."""
        last = self._last  # another thread may renew it meanwhile
        if last is None or last[0] is not parts:
            slots = {"impact": parts.impact.reshape(-1, 1), "opening": parts.opening}
            last = self._last = parts, self._expected.run(slots.__getitem__, 1)
        return last[1]

"""What all agents want in a turn, by a program: scores, doctrines' weights and sums, traced as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.agents.doctrines import Weights, Wish, mixture, wish
from sim.engine.board import Board
from sim.engine.traced import NUMBER, Given, Symbols
from sim.engine.turn import scores
from sim.tape.assemble import UNIFORM, assemble_apart
from sim.tape.machine import Machine
from sim.tape.symbols import Symbol
from sim.world.arrays import Array
from sim.world.parts import Parts
from sim.world.state import Params, World

EXPECTED = ("impact", "opening")
"""Slots for what is the same in all runs: what staff expect, and how indicators stood at the start."""


@dataclass(frozen=True)
class Wishes:
    """`start`, `answer` (P, R), `heat`, `bar` (N, R) of the agents that have parts, in the board's order."""

    agents: Sequence[str]
    start: Array
    answer: Array
    heat: Array
    bar: Array

    def of(self, agent: str, rows: NDArray[np.int64]) -> Wish:
        at = self.agents.index(agent)
        return Wish(self.start[rows], self.answer[rows], self.heat[at], self.bar[at])


class WishTape:
    """The program of one board and these doctrines of agents below a leadership that were set by hand."""

    def __init__(self, board: Board, parts: Parts, weights: Weights, given: Mapping[str, str]) -> None:
        self.board = board
        self.rows = {agent: rows for agent in board.agents()
                     if len(rows := np.flatnonzero([part.agent == agent for part in board.parts]))}
        self._idle = np.broadcast_to(board.roles.may_hold == 0.0, (len(board.sizes.doctrines), len(board.sizes.actors), 1))
        self._expected, self._machine = map(Machine, self._trace(parts, weights, given))
        self._last: tuple[Parts, Array] | None = None

    def _trace(self, parts: Parts, weights: Weights, given: Mapping[str, str]) -> Any:
        symbols = Symbols(self.board)
        world = self._in_office(symbols)
        table = replace(parts, impact=self._impact(symbols, parts), opening=symbols.input(
            "opening", (len(parts.aimed),), -NUMBER, NUMBER))
        found = scores(self.board, symbols.view(world), table)
        wishes = [wish(weights, mixture(self.board, world, agent, given.get(agent, "")), found, rows)
                  for agent, rows in self.rows.items()]
        results = [getattr(w, name) for name in ("start", "answer", "heat", "bar") for w in wishes]
        ids = [int(id) for x in results for id in symbols.graph.ids_of(x).ravel()]
        return assemble_apart(symbols.graph, ids, EXPECTED)

    def _in_office(self, symbols: Symbols) -> World:
        """The World in which nobody holds what he may not hold."""
        line = symbols.stocks["line"]
        return symbols.world.with_stocks(line=np.where(self._idle, 0.0, line))

    def _impact(self, symbols: Symbols, parts: Parts) -> Any:
        shape = parts.impact.shape
        return Symbol(symbols.graph, symbols.input("impact", (parts.impact.size,), -NUMBER, NUMBER).ids.reshape(shape))

    def fits(self, world: World, parts: Parts) -> bool:
        """Whether the program may be used: nobody holds what he may not, and what is expected are numbers."""
        held = np.where(self._idle, world.stocks["line"], 0.0)
        return not held.any() and bool(np.isfinite(parts.impact).all())

    def run(self, world: World, params: Params, parts: Parts) -> Wishes:
        given, expected = Given(self.board, world, params), self._foreseen(parts)
        out = self._machine.run(lambda slot: expected if slot == UNIFORM else given(slot), world.runs)
        order = np.argsort(np.concatenate(list(self.rows.values())))
        count, agents = len(order), tuple(self.rows)
        start, answer = out[:count][order], out[count: 2 * count][order]
        heat, bar = np.split(out[2 * count:], 2)
        return Wishes(agents, start, answer, heat, bar)

    def _foreseen(self, parts: Parts) -> Array:
        """What follows from the expectations alone (U, 1), the same until they are renewed."""
        if self._last is None or self._last[0] is not parts:
            slots = {"impact": parts.impact.reshape(-1, 1), "opening": parts.opening}
            self._last = parts, self._expected.run(lambda slot: slots[slot], 1)
        return self._last[1]


def wish_tape(board: Board, parts: Parts, weights: Weights, given: Mapping[str, str]) -> WishTape:
    """The board's program for these doctrines that were set by hand; made once."""
    made: dict[Any, WishTape] = board.tapes.more  # type: ignore[union-attr]
    key = tuple(sorted(given.items()))
    if key not in made:
        made[key] = WishTape(board, parts, weights, given)
    return made[key]

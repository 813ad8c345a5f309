"""What the engine does in a month and in a turn, traced into programs. The functions that are traced are the engine's
own, so there is one text of each rule; here stands only what goes in and what comes out.

A program belongs to the structure of a board: which rules there are, who is who, what moves do. Numbers of a board are
inputs, so worlds that differ in numbers share it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.catalogue import STORED, Variable
from sim.engine.advance import Sums, run_phase
from sim.engine.board import Board
from sim.engine.effects import amount, amounts
from sim.engine.indicators import Indicator
from sim.engine.known import DIVISORS
from sim.engine.ledger import NullLedger
from sim.engine.turn import blocked, price
from sim.rules import RULES
from sim.rules.rule import MONTHLY
from sim.rules.view import View
from sim.tape.assemble import assemble
from sim.tape.graph import Graph
from sim.tape.machine import Machine
from sim.tape.program import Program
from sim.tape.symbols import Symbol
from sim.world.arrays import LIMIT, Array
from sim.world.noise import Noise
from sim.world.state import Params, World

NUMBER = 1e12  # no parameter, amount or expectation is beyond it
LEAST = 1e-6  # that a divisor among the parameters may be
POSITIVE = DIVISORS | {f"{rule.id}.{p.name}" for rule in RULES for p in rule.params if p.unit == "weight"}
LONG = 1e5  # months, and times that a move can be struck


class Symbols:
    """The inputs of one trace, as symbols: a World of one symbolic run, its parameters and its luck."""

    def __init__(self, board: Board) -> None:
        self.board, self.graph = board, Graph()

    def input(self, slot: str, shape: tuple[int, ...], low: float, high: float) -> Any:
        rows = [self.graph.load(slot, row, low, high) for row in range(int(np.prod(shape)))]
        return Symbol(self.graph, np.array(rows, dtype=np.int64).reshape(*shape, 1))

    @cached_property
    def stocks(self) -> dict[str, Any]:
        return {v.name: self.input(v.name, self.board.sizes.shape(v.axes), max(v.low, -LIMIT), min(v.high, LIMIT))
                for v in STORED}

    @cached_property
    def world(self) -> World:
        months = [self.input(name, (self.board.rows,), -1.0, LONG) for name in ("since", "uses")]
        return World(self.input("month", (), 0.0, LONG), self.stocks, *months, self.input("open", (1,), 0.0, 1.0))

    @cached_property
    def params(self) -> Params:
        names = [f"{rule.id}.{p.name}" for rule in self.board.rules for p in rule.params]
        rows = [self.graph.load("params", row, LEAST if name in POSITIVE else -NUMBER, NUMBER)
                for row, name in enumerate(names)]
        return Params({name: Symbol(self.graph, np.array([row])) for name, row in zip(names, rows, strict=True)})

    def normal(self, source: str, month: Any, shape: tuple[int, ...] = ()) -> Any:
        """As of `Noise`: the draws of a source."""
        return self.input(f"luck:{source}", shape, -5.0, 5.0)

    def view(self, world: World) -> View:
        return self.board.view(world, self.params, self)  # type: ignore[arg-type]

    def program(self, results: Sequence[Any]) -> Program:
        return assemble(self.graph, [int(id) for x in results for id in x.ids.ravel()])


@dataclass(frozen=True)
class Changes:
    """A machine whose result is stocks, one after the other, and which they are."""

    machine: Machine
    stocks: tuple[Variable, ...]
    sizes: tuple[tuple[int, ...], ...]

    def run(self, given: Callable[[str], Array], world: World) -> World:
        out, row, found = self.machine.run(given, world.runs), 0, dict[str, Array]()
        for variable, shape in zip(self.stocks, self.sizes, strict=True):
            rows = int(np.prod(shape))
            found[variable.name] = out[row: row + rows].reshape(*shape, world.runs)
            row += rows
        return world.with_stocks(**found)


class Tapes:
    """The programs of one board, each made when first asked for. `more`: what others have traced with it."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.more: dict[Any, Any] = {}

    def fit(self, params: Params) -> bool:
        """Whether the programs hold for these parameters: they count on divisors that are not zero."""
        return all((values >= LEAST).all() for name, values in params.values.items() if name in POSITIVE)

    # --- a month and the opening of a turn ------------------------------------------------------------------------

    @cached_property
    def _month(self) -> Changes:
        symbols = Symbols(self.board)
        world = symbols.world
        for phase in MONTHLY:
            world = run_phase(self.board, phase, world, symbols.params, symbols, NullLedger())  # type: ignore[arg-type]
        return self._changes(symbols, self._moves_act(symbols, world))

    def _moves_act(self, symbols: Symbols, world: World) -> World:
        rows = self.board.effects.rows
        first, view, sums = symbols.input("amount", (len(rows),), -NUMBER, NUMBER), symbols.view(world), Sums(
            world, NullLedger(), "moves")
        for k, row in enumerate(rows):
            sums.add_at(row.cause, row.on.variable.name, row.on.place, amount(row, first[k], view))
        return sums.close()

    @cached_property
    def _turn(self) -> Changes:
        symbols = Symbols(self.board)
        world = run_phase(self.board, "turn", symbols.world, symbols.params, symbols, NullLedger())  # type: ignore[arg-type]
        return self._changes(symbols, world)

    def _changes(self, symbols: Symbols, world: World) -> Changes:
        changed = [v for v in STORED if not np.array_equal(world.stocks[v.name].ids, symbols.stocks[v.name].ids)]  # type: ignore[attr-defined]
        shapes = tuple(self.board.sizes.shape(v.axes) for v in changed)
        return Changes(Machine(symbols.program([world.stocks[v.name] for v in changed])), tuple(changed), shapes)

    def month(self, world: World, params: Params, noise: Noise) -> World:
        """All phases of a month, and the effects of the moves in force."""
        return self._month.run(Given(self.board, world, params, noise), world)

    def open_turn(self, world: World, params: Params, noise: Noise) -> World:
        return self._turn.run(Given(self.board, world, params, noise), world)

    # --- offers ------------------------------------------------------------------------------------------------------

    @cached_property
    def _offers(self) -> Machine:
        symbols = Symbols(self.board)
        view = symbols.view(symbols.world)
        return Machine(symbols.program([blocked(self.board, view), price(self.board, view)]))

    def offers(self, world: World, params: Params) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
        """What is blocked and why (M, R), and what each part costs (P, R)."""
        found = self._offers.run(Given(self.board, world, params), world.runs)
        count = len(self.board.moves)
        return found[:count].astype(np.int8), found[count:].astype(np.int64)

    # --- indicators --------------------------------------------------------------------------------------------------

    def read(self, watched: tuple[Indicator, ...], world: World, params: Params) -> Array:
        """These indicators (W, R)."""
        if watched not in self._readings:
            symbols = Symbols(self.board)
            view = symbols.view(symbols.world)
            self._readings[watched] = Machine(symbols.program([x.read(view) for x in watched]))
        return self._readings[watched].run(Given(self.board, world, params), world.runs)

    @cached_property
    def _readings(self) -> dict[tuple[Indicator, ...], Machine]:
        return {}


@dataclass(frozen=True)
class Given:
    """The inputs of a program, by slot."""

    board: Board
    world: World
    params: Params
    noise: Noise | None = None

    def __call__(self, slot: str) -> Array:
        world = self.world
        if slot in world.stocks:
            return world.stocks[slot].reshape(-1, world.runs)
        if slot.startswith("luck:"):
            return self.board.view(world, self.params, self.noise).luck(slot[5:]).reshape(-1, world.runs)
        return _INPUTS[slot](self)


_INPUTS: dict[str, Callable[[Given], Array]] = {
    "params": lambda given: given.params.table,
    "month": lambda given: np.full((1, 1), float(given.world.month)),
    "since": lambda given: given.world.since.astype(np.float64),
    "uses": lambda given: given.world.uses.astype(np.float64),
    "amount": lambda given: amounts(given.board.effects, given.world),
}

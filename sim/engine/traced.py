"""What the engine does in a month and in a turn, traced into programs. The functions that are traced are the engine's
own, so there is one text of each rule; here stands only what goes in and what comes out.

A program belongs to the structure of a board: which rules there are, who is who, what moves do. Numbers of a board are
inputs, so worlds that differ in numbers share it.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.catalogue import STORED, Variable
from sim.engine.advance import Sums, run_phase
from sim.engine.agreements import odds
from sim.engine.board import Board
from sim.engine.effects import amount, amounts
from sim.engine.indicators import Indicator
from sim.engine.known import DIVISORS
from sim.engine.ledger import NullLedger
from sim.engine.regimes import closing, opening
from sim.engine.structure import key_of, of_months, of_offers, of_regimes
from sim.engine.turn import blocked_in_all, blocked_in_some, price
from sim.kept import was_wanted
from sim.rules import RULES
from sim.rules.rule import MONTHLY, P, Phase, Rule
from sim.rules.view import View
from sim.tape.assemble import assemble
from sim.tape.graph import Graph
from sim.tape.kept import is_kept, machine_of
from sim.tape.machine import PLAIN, Machine, engine, tracing_pays
from sim.tape.program import Program
from sim.tape.symbols import Symbol, Untraceable
from sim.world.arrays import LIMIT, Array
from sim.world.noise import Noise
from sim.world.state import Params, World

NUMBER = 1e6  # no amount or expectation is beyond it
BEYOND = 10.0  # times its value and range a parameter may be set to, and a divisor to the tenth of them
LONG = 1e5  # more months than a run has, and more times than a move can be struck
OFTEN_ZERO = ("amount", *sorted({source.when for rule in RULES for source in rule.luck if source.when}))
"""Inputs of which most rows are zero in all runs: what effects add, and what happens in one month of many."""


def _bounds(name: str, p: P) -> tuple[float, float]:
    """The numbers between which programs may count on a parameter to lie: far beyond its range, but above zero if a
    rule divides by it, alone or in a sum of weights."""
    its = [abs(x) for x in (p.value, *p.range)]
    most = BEYOND * max(1.0, *its)
    return (min(its) / BEYOND if name in DIVISORS or p.unit == "weight" else -most), most


BOUNDS = {f"{rule.id}.{p.name}": _bounds(f"{rule.id}.{p.name}", p) for rule in RULES for p in rule.params}


Place: TypeAlias = tuple[str, slice, tuple[int, ...]]
"""Of a stock its name, its rows in a result, and its shape without runs."""


class Symbols:
    """The inputs of one trace, as symbols: a World of one symbolic run, its parameters and its luck."""

    def __init__(self, board: Board, switched: bool) -> None:
        self.board = replace(board, rules=tuple(map(_naming, board.rules)))
        self.switched, self.graph = switched, Graph()

    def input(self, slot: str, shape: tuple[int, ...], low: float, high: float) -> Any:
        rows = [self.graph.load(slot, row, low, high) for row in range(int(np.prod(shape)))]
        return Symbol(self.graph, np.array(rows, dtype=np.int64).reshape(*shape, 1))

    @cached_property
    def stocks(self) -> dict[str, Any]:
        return {v.name: self.input(v.name, self.board.sizes.shape(v.axes), max(v.low, -LIMIT), min(v.high, LIMIT))
                for v in STORED}

    @cached_property
    def world(self) -> World:
        since, uses = (self.input(name, (self.board.rows,), -LONG, LONG) for name in ("since", "uses"))
        return World(self.input("month", (), 0.0, LONG), self.stocks, since, uses)

    @cached_property
    def params(self) -> Params:
        names = [f"{rule.id}.{p.name}" for rule in self.board.rules for p in rule.params]
        rows = [self.graph.load("params", row, *BOUNDS[name]) for row, name in enumerate(names)]
        values = {name: Symbol(self.graph, np.array([row])) for name, row in zip(names, rows, strict=True)}
        rules = [rule.id for rule in self.board.rules] if self.switched else []
        return Params(values, dict(zip(rules, self.input("on", (len(rules),), 0.0, 1.0), strict=True)))  # type: ignore[arg-type]

    def normal(self, source: str, month: Any, shape: tuple[int, ...] = ()) -> Any:
        """As of `Noise`: the draws of a source."""
        return self.input(f"luck:{source}", shape, -5.0, 5.0)

    def view(self, world: World) -> View:
        return self.board.view(world, self.params, self)  # type: ignore[arg-type]

    def ids(self, results: Sequence[Any]) -> list[int]:
        return [int(id) for x in results for id in self.graph.ids_of(x).ravel()]

    def program(self, results: Sequence[Any]) -> Program:
        return assemble(self.graph, self.ids(results), OFTEN_ZERO)


def _naming(rule: Rule) -> Rule:
    """The rule, which says that it is the one if it cannot be traced."""
    def body(*given: Any) -> Mapping[str, Array]:
        try:
            return rule.body(*given)
        except TypeError as error:
            raise Untraceable(f"{error}, in the rule {rule.id}") from error

    return replace(rule, body=body)


@dataclass
class Tapes:
    """What the engine does with one board, as programs. `switched`: each rule has a switch, for boards side by side."""

    board: Board
    switched: bool
    _there: bool | None = None

    def machine(self, key: Iterable[Any], trace: Callable[[Symbols], Sequence[Any]]) -> Machine:
        """The machine of what follows from the board's structure and the key; traced once, and kept on disk."""
        return machine_of(key_of(self.key, *key), lambda: self._program(trace))

    def _program(self, trace: Callable[[Symbols], Sequence[Any]]) -> Program:
        symbols = Symbols(self.board, self.switched)
        return symbols.program(trace(symbols))

    @cached_property
    def key(self) -> str:
        return key_of(self.switched, *of_months(self.board))

    @property
    def ready(self) -> bool:
        """Whether the programs are there, or worth making: for much work, or when they are wanted again."""
        if self._there is None and not self._moderate:
            self._there = False
        if self._there is None:
            month = key_of(self.key, "month")
            if tracing_pays() or is_kept(month) or was_wanted(month):
                self._there = self._traced()
        return bool(self._there)

    @cached_property
    def _moderate(self) -> bool:
        """Whether the effects are as programs count on."""
        its = self.board.effects
        most = np.max(np.abs(its.sizes), axis=1, initial=0.0)
        for window in its.windows:
            most[window.rows] *= np.max(window.factor, initial=1.0)
        return bool((most <= NUMBER).all())

    @cached_property
    def key_of_offers(self) -> str:
        return key_of(self.key, *of_offers(self.board))

    def _traced(self) -> bool:
        """Whether all of it can be traced; if not, what cannot is named, and rules run one by one."""
        try:
            return all((self._month, self._turn, self._offers, not self.board.regimes or self._lines,
                        not self.board.pacts.size or self._odds))
        except Untraceable as error:
            told(error)
            return False

    # --- a month and the opening of a turn ------------------------------------------------------------------------

    def month(self, world: World, params: Params, noise: Noise) -> World:
        """All phases of a month, and the effects of the moves in force."""
        return self._changed(self._month, self._places_of_months, Given(self.board, world, params, noise))

    def open_turn(self, world: World, params: Params, noise: Noise) -> World:
        return self._changed(self._turn, self._places_of_turns, Given(self.board, world, params, noise))

    def _changed(self, machine: Machine, places: Sequence[Place], given: Given) -> World:
        """The World with the stocks that are the result, each at its place."""
        world, out = given.world, machine.run(given, given.world.runs, given.alive)
        return world.with_stocks(**{name: out[rows].reshape(*shape, world.runs) for name, rows, shape in places})

    @cached_property
    def _month(self) -> Machine:
        def trace(symbols: Symbols) -> list[Any]:
            world = _moves_act(symbols, _phases(symbols, MONTHLY))
            return [world.stocks[v.name] for v in self._stocks_of_months]

        return self.machine(["month"], trace)

    @cached_property
    def _turn(self) -> Machine:
        def trace(symbols: Symbols) -> list[Any]:
            world = _phases(symbols, ("turn",))
            return [world.stocks[v.name] for v in self._stocks_of_turns]

        return self.machine(["turn"], trace)

    @cached_property
    def _stocks_of_months(self) -> tuple[Variable, ...]:
        return self._written(MONTHLY, {row.on.variable.name for row in self.board.effects.rows})

    @cached_property
    def _stocks_of_turns(self) -> tuple[Variable, ...]:
        return self._written(("turn",), set())

    @cached_property
    def _places_of_months(self) -> list[Place]:
        return self._places(self._stocks_of_months)

    @cached_property
    def _places_of_turns(self) -> list[Place]:
        return self._places(self._stocks_of_turns)

    def _places(self, stocks: Sequence[Variable]) -> list[Place]:
        """Where each of them stands if they stand one after the other."""
        found, row = list[Place](), 0
        for variable in stocks:
            shape = self.board.sizes.shape(variable.axes)
            rows = int(np.prod(shape))
            found.append((variable.name, slice(row, row + rows), shape))
            row += rows
        return found

    def _written(self, phases: Collection[Phase], more: set[str]) -> tuple[Variable, ...]:
        """What the rules of these phases say that they write, and more."""
        written = {name for rule in self.board.rules if rule.phase in phases for name in rule.writes} | more
        return tuple(variable for variable in STORED if variable.name in written)

    # --- offers ------------------------------------------------------------------------------------------------------

    def offers(self, view: View) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
        """What is blocked and why (M, R), and what each part costs (P, R)."""
        found = self._offers.run(Given(self.board, view.world, view.params), view.world.runs)
        codes, prices = np.split(found, [len(self.board.moves)])
        return blocked_in_some(self.board, view, codes.astype(np.int8)), prices.astype(np.int64)

    @cached_property
    def _offers(self) -> Machine:
        def trace(symbols: Symbols) -> list[Any]:
            view = symbols.view(symbols.world)
            return [blocked_in_all(self.board, view), price(self.board, view)]

        return self.machine([self.key_of_offers], trace)

    # --- agreements --------------------------------------------------------------------------------------------------

    def odds(self, view: View) -> Array:
        """The chance of each agreement of the board (N, R), were all to say yes now."""
        return self._odds.run(Given(self.board, view.world, view.params), view.world.runs)

    @cached_property
    def _odds(self) -> Machine:
        def trace(symbols: Symbols) -> list[Any]:
            return [odds(symbols.board, symbols.view(symbols.world), symbols.board.pacts)]

        return self.machine(["odds", self.board.pacts.party], trace)

    # --- regimes -----------------------------------------------------------------------------------------------------

    def lines(self, world: World, params: Params) -> tuple[Sequence[NDArray[np.bool_]], Sequence[NDArray[np.bool_]]]:
        """Of each regime, in which runs the conditions of opening hold, and those of closing."""
        found = self._lines.run(Given(self.board, world, params), world.runs) != 0.0
        return found[:len(self.board.regimes)], found[len(self.board.regimes):]

    @cached_property
    def _lines(self) -> Machine:
        def trace(symbols: Symbols) -> list[Any]:
            view = symbols.view(symbols.world)
            return [*opening(self.board, view), *closing(self.board, view)]

        return self.machine(["regimes", self.key_of_offers, *of_regimes(self.board)], trace)

    # --- indicators --------------------------------------------------------------------------------------------------

    def read(self, watched: tuple[Indicator, ...], world: World, params: Params) -> Array:
        """These indicators (W, R)."""
        if watched not in self._readings:
            def trace(symbols: Symbols) -> list[Any]:
                view = symbols.view(symbols.world)
                return [x.read(view) for x in watched]

            self._readings[watched] = self.machine(["read", [x.path for x in watched]], trace)
        return self._readings[watched].run(Given(self.board, world, params), world.runs)

    @cached_property
    def _readings(self) -> dict[tuple[Indicator, ...], Machine]:
        return {}


def told(error: Untraceable) -> None:
    """Say what cannot be traced, and in which rule."""
    warnings.warn(f"all rules run by NumPy: {error}", RuntimeWarning, stacklevel=2)


def _phases(symbols: Symbols, phases: Sequence[Phase]) -> World:
    world = symbols.world
    for phase in phases:
        world = run_phase(symbols.board, phase, world, symbols.params, symbols, NullLedger())  # type: ignore[arg-type]
    return world


def _moves_act(symbols: Symbols, world: World) -> World:
    rows = symbols.board.effects.rows
    first = symbols.input("amount", (len(rows),), -NUMBER, NUMBER)
    view, sums = symbols.view(world), Sums(world, NullLedger(), "moves")
    for k, row in enumerate(rows):
        sums.add_at(row.cause, row.on.variable.name, row.on.place, amount(row, first[k], view))
    return sums.close()


def tapes_of(board: Board, params: Params) -> Tapes | None:
    """The board's programs, if they hold for these parameters."""
    if engine() == PLAIN or not _fit(params):
        return None
    made: dict[bool, Tapes] = board.__dict__.setdefault("_tapes", {})
    switched = bool(params.on)
    if switched not in made:
        made[switched] = Tapes(board, switched)
    return made[switched] if made[switched].ready else None


def _fit(params: Params) -> bool:
    if params.fit is None:
        low, high = np.array([BOUNDS[name] for name in params.values]).reshape(-1, 2, 1).swapaxes(0, 1)
        params.fit = bool(((params.table >= low) & (params.table <= high)).all())
    return params.fit


# --- what goes in ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Given:
    """The inputs of a program, by slot; `columns`: of these runs alone. `alive`: of an input that was handed out, which
    rows are not zero, if that is known."""

    board: Board
    world: World
    params: Params
    noise: Noise | None = None
    columns: slice | None = None
    alive: dict[str, NDArray[np.bool_]] = field(default_factory=dict[str, NDArray[np.bool_]])

    def amounts(self) -> Array:
        found, self.alive["amount"] = amounts(self.board.effects, self.world)
        return found

    def __call__(self, slot: str) -> Array:
        found = self._whole(slot)
        if self.columns is None or found.shape[1] == 1:
            return np.ascontiguousarray(found)
        return np.ascontiguousarray(found[:, self.columns])

    def _whole(self, slot: str) -> Array:
        world = self.world
        if (stock := world.stocks.get(slot)) is not None:
            return stock.reshape(-1, stock.shape[-1])
        if slot.startswith("luck:"):
            return self.board.view(world, self.params, self.noise).luck(slot[5:]).reshape(-1, world.runs)
        return _INPUTS[slot](self)


_INPUTS: dict[str, Callable[[Given], Array]] = {
    "params": lambda given: given.params.table,
    "on": lambda given: given.params.switches([rule.id for rule in given.board.rules]),
    "month": lambda given: np.full((1, 1), float(given.world.month)),
    "since": lambda given: given.world.since.astype(np.float64),
    "uses": lambda given: given.world.uses.astype(np.float64),
    "amount": lambda given: given.amounts(),
}

"""The month: inputs, events, the phases of rules, the effects of moves. All of it adds; nothing overwrites. At its end
regimes open and close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from sim.catalogue import BY_NAME
from sim.engine.board import Board, Intervention
from sim.engine.effects import acting
from sim.engine.ledger import Ledger
from sim.engine.regimes import turn
from sim.rules.rule import MONTHLY, Phase, Rule
from sim.world.arrays import Array, on_grid
from sim.world.noise import Noise
from sim.world.state import Params, World


class Sums:
    """The stocks that change during one phase: deltas are added to copies, recorded, and clipped at the end."""

    def __init__(self, world: World, ledger: Ledger, phase: str) -> None:
        self.world, self.ledger, self.phase = world, ledger, phase
        self.changed: dict[str, Array] = {}

    def add(self, cause: str, name: str, delta: Array) -> None:
        """Round to the grid, record and add a delta to a whole variable."""
        stock = self._copy(name)
        rounded = on_grid(delta if delta.shape == stock.shape else np.broadcast_to(delta, stock.shape))
        self.ledger.add(self.world.month, self.phase, cause, name, rounded)
        stock += rounded

    def add_at(self, cause: str, name: str, place: int, delta: Array) -> None:
        """The same at one flat place; the delta (R,) lies on the grid already."""
        self.ledger.add_at(self.world.month, self.phase, cause, name, place, delta)
        self._copy(name).reshape(-1, self.world.runs)[place] += delta

    def now(self, name: str, place: int) -> Array:
        """What has come of it so far (R,)."""
        return self.changed.get(name, self.world.stocks[name]).reshape(-1, self.world.runs)[place]

    def close(self) -> World:
        """Clip to the bounds, with what was cut off recorded as the cause `bounds`."""
        for name, stock in self.changed.items():
            variable = BY_NAME[name]
            cut = np.clip(stock, variable.low, variable.high) - stock
            if cut.any():
                self.ledger.add(self.world.month, self.phase, "bounds", name, cut)
                stock += cut
        return self.world.with_stocks(**self.changed) if self.changed else self.world

    def _copy(self, name: str) -> Array:
        if name not in self.changed:
            self.changed[name] = self.world.stocks[name].copy()
        return self.changed[name]


def advance(board: Board, world: World, params: Params, noise: Noise, ledger: Ledger) -> World:
    """One month: the World at its start -> the World at the start of the next."""
    world = take_inputs(board, world, ledger)
    world = let_events_fall(board, world, params, noise)
    tapes = board.tapes(params, ledger)
    world = tapes.month(world, params, noise) if tapes else by_rules(board, world, params, noise, ledger)
    ended = hold(board, world, ledger)
    return turn(board, ended, _next_month(board, ended), params, noise, ledger)


def by_rules(board: Board, world: World, params: Params, noise: Noise, ledger: Ledger) -> World:
    """All phases of a month, rule by rule, and the effects of the moves in force."""
    for phase in MONTHLY:
        world = run_phase(board, phase, world, params, noise, ledger)
    return _let_moves_act(board, world, params, noise, ledger)


def run_phase(board: Board, phase: Phase, world: World, params: Params, noise: Noise, ledger: Ledger,
              rules: Iterable[Rule] | None = None) -> World:
    """All rules of a phase read the same snapshot; their deltas are added in any order with the same sum."""
    view, sums = board.view(world, params, noise), Sums(world, ledger, phase)
    for rule in board.rules if rules is None else rules:
        if rule.phase == phase:
            deltas: Mapping[str, Array] = rule.body(view, params.of(rule.id), board.roles)
            for name, delta in deltas.items():
                sums.add(rule.id, name, params.switched(rule.id, delta))
    return sums.close()


def take_inputs(board: Board, world: World, ledger: Ledger) -> World:
    """Outside series set their variables, and what a change moves is moved: the difference is a delta with the cause
    `input`."""
    sums = Sums(world, ledger, "inputs")
    for where, series in board.inputs:
        now = world.stocks[where.variable.name][where.where]
        sums.add_at(f"input:{where.path}", where.variable.name, where.place, series[world.month] - now)
    for one in board.interventions:
        if one.acts(world.month):
            _intervene(sums, one)
    return sums.close()


def hold(board: Board, world: World, ledger: Ledger) -> World:
    """At the end of a month: what is held at a number stands there, whatever rules and moves made of it."""
    sums = Sums(world, ledger, "inputs")
    for one in board.interventions:
        if one.holds(world.month):
            _intervene(sums, one)
    return sums.close()


def _intervene(sums: Sums, one: Intervention) -> None:
    """Elsewhere than where it counts it adds -0.0, which leaves every number as it was."""
    now = sums.now(one.on.variable.name, one.on.place)
    delta = np.where(one.where, on_grid(one.moved(now, sums.world.month)) - now, -0.0)
    sums.add_at(f"input:{one.on.path}", one.on.variable.name, one.on.place, delta)


def let_events_fall(board: Board, world: World, params: Params, noise: Noise) -> World:
    """An event falls in the first month of its window in which its conditions hold, if its chance comes up."""
    falling = [(row, fall, due) for row, fall in enumerate(board.falls, start=len(board.moves))
               if np.any(due := (fall.first <= world.month) & (world.month <= fall.last))]
    if not falling:
        return world
    since, uses, view = world.since.copy(), world.uses.copy(), board.view(world, params, noise)
    for row, fall, due in falling:
        falls = due & (uses[row] == 0) & (noise.uniform("event:" + fall.luck, 0) < fall.chance)
        for condition in board.conditions[row]:
            falls &= condition.holds(view)
        since[row, falls] = world.month
        uses[row, falls] += 1
    return World(world.month, world.stocks, since, uses)


def _let_moves_act(board: Board, world: World, params: Params, noise: Noise, ledger: Ledger) -> World:
    sums = Sums(world, ledger, "moves")
    for row, delta in acting(board.effects, board.view(world, params, noise)):
        age = world.month - int(world.since[row.move, 0])
        sums.add_at(row.cause_at(age), row.on.variable.name, row.on.place, delta)
    return sums.close()


def _next_month(board: Board, world: World) -> World:
    month = world.month + 1
    begun_by = (month - np.array(board.durations, dtype=np.int64)).astype(np.int16).reshape(-1, 1)
    since = world.since.copy()
    np.copyto(since, -1, where=(since >= 0) & (since <= begun_by))
    return World(month, world.stocks, since, world.uses)

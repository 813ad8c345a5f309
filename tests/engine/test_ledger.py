"""The ledger's entries add up: after - before == their sum, bit for bit, for every stock, in any grouping."""

from __future__ import annotations

import random
from functools import cache

import numpy as np
import pytest

from sim.catalogue import STORED, VARIABLES
from sim.engine.ledger import Entry, FullLedger
from sim.engine.opening import start
from sim.model import BalanceModel
from sim.world.arrays import GRID, LIMIT, Array
from sim.world.state import World
from tests.boards import LONG, MINI, SHORT, board, finished

GAMES = [(MINI, 0, 1), (MINI, 7, 2), (SHORT, 0, 1), (LONG, 3, 5)]
each_game = pytest.mark.parametrize(("name", "run", "seed"), GAMES, ids=["mini", "mini-7", "short", "long-3"])


@cache
def game(name: str, run: int, seed: int) -> tuple[World, World, list[Entry]]:
    """A run from the scenario's first month to its last: the World before, the World after, and all that happened."""
    ledger, b = FullLedger(), board(name)
    model = finished(BalanceModel(name, seed=seed, first_run=run, ledger=ledger, collect=False))
    return start(b, seed, np.array([run])), model.world, ledger.entries


def added(before: World, entries: list[Entry]) -> dict[str, Array]:
    """The stocks at the start with the entries added in the order given."""
    stocks = {name: x[..., 0].reshape(-1).copy() for name, x in before.stocks.items()}
    for entry in entries:
        stocks[entry.variable][entry.where] += entry.amount
    return stocks


def assert_adds_up(before: World, after: World, entries: list[Entry]) -> None:
    found = added(before, entries)
    assert [v.name for v in STORED if not np.array_equal(found[v.name], after.stocks[v.name].reshape(-1))] == []


@each_game
def test_entries_add_up_to_the_bit(name: str, run: int, seed: int) -> None:
    assert_adds_up(*game(name, run, seed))


def test_what_is_left_lying_is_among_them() -> None:
    assert any(entry.phase == "snub" for its in GAMES for entry in game(*its)[2])


@each_game
def test_in_any_order(name: str, run: int, seed: int) -> None:
    before, after, entries = game(name, run, seed)
    assert_adds_up(before, after, entries[::-1])
    assert_adds_up(before, after, random.Random(seed).sample(entries, len(entries)))


@each_game
def test_in_any_grouping(name: str, run: int, seed: int) -> None:
    """First the sums by cause, by month or by phase, then the sum of the sums."""
    before, after, entries = game(name, run, seed)
    for key in ("cause", "month", "phase"):
        groups: dict[tuple[object, str], Array] = {}
        for entry in entries:
            size = before.stocks[entry.variable].size
            group = groups.setdefault((getattr(entry, key), entry.variable), np.zeros(size))
            group[entry.where] += entry.amount
        stocks = {v.name: before.stocks[v.name].reshape(-1).copy() for v in STORED}
        for (_, variable), amount in groups.items():
            stocks[variable] += amount
        assert [v.name for v in STORED if not np.array_equal(stocks[v.name], after.stocks[v.name].reshape(-1))] == []


@each_game
def test_everything_lies_on_the_grid(name: str, run: int, seed: int) -> None:
    before, after, entries = game(name, run, seed)
    numbers = [*before.stocks.values(), *after.stocks.values(), *(entry.amount for entry in entries)]
    assert all(np.array_equal(x * GRID, np.rint(x * GRID)) for x in numbers)
    assert all(np.abs(x).max(initial=0.0) < LIMIT for x in numbers)


@each_game
def test_constants_stay_and_bounds_hold(name: str, run: int, seed: int) -> None:
    before, after, _ = game(name, run, seed)
    for v in STORED:
        assert v.kind == "stock" or np.array_equal(before.stocks[v.name], after.stocks[v.name]), v.name
        assert (after.stocks[v.name] >= v.low).all() and (after.stocks[v.name] <= v.high).all(), v.name


def test_every_kind_of_cause_was_seen() -> None:
    """So that the sums above are not true for want of trying."""
    causes = {entry.cause for name, run, seed in GAMES for entry in game(name, run, seed)[2]}
    kinds = {cause.partition(":")[0] for cause in causes}
    assert kinds >= {"move", "event", "cost", "input", "bounds", "region.openness"}
    assert len(causes) > 100


@pytest.mark.parametrize("variable", VARIABLES, ids=lambda v: v.name)
def test_bounds_lie_on_the_grid(variable) -> None:
    assert all(x * GRID == round(x * GRID) for x in (variable.low, variable.high))
    assert max(abs(variable.low), abs(variable.high)) < LIMIT


def test_an_entry_holds_column_0_only() -> None:
    ledger = FullLedger()
    ledger.add(3, "ties", "some.rule", "goodwill", np.array([[[0.0, 5.0]], [[2.0, 0.0]]]))
    ledger.add_at(4, "moves", "move:x", "rivalry", 0, np.array([0.0, 1.0]))
    assert [(e.month, e.where.tolist(), e.amount.tolist()) for e in ledger.entries] == [(3, [1], [2.0])]


def test_months_are_half_open_and_can_be_forgotten() -> None:
    ledger = FullLedger()
    for month in range(5):
        ledger.add_at(month, "moves", "move:x", "rivalry", 0, np.array([1.0]))
    assert [entry.month for entry in ledger.between(1, 3)] == [1, 2]
    ledger.forget_from(2)
    assert [entry.month for entry in ledger.entries] == [0, 1]

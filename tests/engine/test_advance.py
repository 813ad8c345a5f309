"""The month: deltas add up on the grid whatever their order, inputs and events come in time, moves act and end."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sim.engine.advance import Sums, advance, let_events_fall, run_phase, take_inputs
from sim.engine.ledger import FullLedger, NullLedger
from sim.engine.opening import draw_params
from sim.model import BalanceModel
from sim.rules.rule import Rule, rule
from sim.world.arrays import STEP, Array
from sim.world.noise import Noise
from sim.world.state import World
from tests.boards import MINI, SHORT, board, finished, first_month, on, played, same

NO_RULES = replace(board(MINI), rules=())
RUN_0 = np.zeros(1, dtype=np.int64)


@pytest.mark.parametrize("name", [MINI, SHORT], ids=["mini", "short"])
@pytest.mark.parametrize("seed", [1, 2])
def test_order_within_a_phase_changes_no_bit(name: str, seed: int) -> None:
    b = board(name)
    rules = list(b.rules)
    random.Random(seed).shuffle(rules)
    assert [rule.id for rule in rules] != [rule.id for rule in b.rules]
    shuffled = replace(b, rules=tuple(rules))
    first, second = (finished(BalanceModel(on(x, name), seed=seed, runs=5, collect=False)) for x in (b, shuffled))
    assert same(first.world, second.world)


def made(id: str, writes: str, body: Callable[..., dict[str, Array]]) -> Rule:
    """A rule of the phase `region`, for these tests only."""
    return rule(id, claims=(), phase="region", sentence="", formula="", reads=("momentum",), writes=(writes,))(body)


def test_a_phase_reads_one_snapshot() -> None:
    """Were deltas seen at once, the rule that empties a stock would starve the one that passes it on."""
    empties = made("test.empties", "momentum", lambda w, p, r: {"momentum": -w.momentum})
    passes_on = made("test.passes-on", "absorbed", lambda w, p, r: {"absorbed": w.momentum / 2})
    model = played(MINI, turns=0, runs=1)
    world = model.world.with_stocks(momentum=model.world.stocks["momentum"] * 0 + 0.5)
    after = run_phase(model.board, "region", world, model.params, model.noise, NullLedger(), (empties, passes_on))
    assert after.stocks["momentum"][0] == 0
    assert after.stocks["absorbed"][0] - world.stocks["absorbed"][0] == 0.25


def at(month: int, world: World | None = None) -> World:
    world = world or first_month()
    return World(month, world.stocks, world.since, world.uses, world.open)


def later(world: World, months: int) -> World:
    """Months without any rule: inputs, events and effects are all that happens."""
    params, noise = draw_params(NO_RULES, 0, RUN_0), Noise(0, RUN_0)
    for _ in range(months):
        world = advance(NO_RULES, world, params, noise, NullLedger())
    return world


def test_deltas_are_rounded_to_the_grid_and_cut_at_the_bounds() -> None:
    ledger, world = FullLedger(), first_month()  # rivalry stands at 0.35
    sums = Sums(world, ledger, "powers")
    sums.add("first", "rivalry", np.array([0.5 + STEP / 4]))
    sums.add("second", "rivalry", np.array([0.4]))
    after = sums.close()
    assert (after.stocks["rivalry"][0], world.stocks["rivalry"][0]) == (1.0, pytest.approx(0.35, abs=STEP))
    assert [entry.cause for entry in ledger.entries] == ["first", "second", "bounds"]
    assert ledger.entries[0].amount[0] == 0.5
    assert ledger.entries[2].amount[0] == pytest.approx(1 - 0.35 - 0.9, abs=4 * STEP)


def test_a_phase_in_which_nothing_changes_hands_the_world_on() -> None:
    world = first_month()
    assert Sums(world, NullLedger(), "home").close() is world


@pytest.mark.parametrize(("month", "price"), [(0, 100), (3, 95), (9, 50), (30, 50)])
def test_the_series_sets_its_variable_and_its_last_value_is_held(month: int, price: float) -> None:
    ledger = FullLedger()
    world = take_inputs(NO_RULES, at(month), ledger)
    assert world.stocks["oil_price"][0] == price
    assert [(entry.cause, entry.amount[0]) for entry in ledger.entries] == \
        ([("input:oil_price", price - 100)] if price != 100 else [])


def test_an_event_falls_in_its_month_and_once() -> None:
    """June 2015 is month 17 from January 2014; the event's window is none and its chance is 1."""
    row, params, noise = len(NO_RULES.moves), draw_params(NO_RULES, 0, RUN_0), Noise(0, RUN_0)
    for month in (16, 18):
        assert let_events_fall(NO_RULES, at(month), params, noise).uses[row, 0] == 0
    fallen = let_events_fall(NO_RULES, at(17), params, noise)
    assert (fallen.uses[row, 0], fallen.since[row, 0]) == (1, 17)
    assert let_events_fall(NO_RULES, fallen, params, noise).uses[row, 0] == 1


def test_a_move_acts_holds_fades_and_ends() -> None:
    """Pressure 0.15 in its first month, held for three, given back over three: its seventh month is its last."""
    world, row = first_month(), NO_RULES.row["squeeze-transit@china>mongolia"]
    world.since[row] = 0
    where = NO_RULES.indicator("china.mongolia.pressure").where
    before = world.stocks["pressure"][where][0]
    path = [later(world, months) for months in range(1, 8)]
    told = [0.15, 0.15, 0.15, 0.15, 0.10, 0.05, 0.0]
    assert [x.stocks["pressure"][where][0] - before for x in path] == pytest.approx(told, abs=8 * STEP)
    assert [int(x.since[row, 0]) for x in path] == [0, 0, 0, 0, 0, 0, -1]
    assert [x.month for x in path] == [1, 2, 3, 4, 5, 6, 7]

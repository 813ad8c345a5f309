"""The month: deltas add up on the grid whatever their order, inputs and events come in time, moves act and end."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sim.engine.advance import Sums, advance, let_events_fall, run_phase, take_inputs
from sim.engine.board import How, Intervention
from sim.engine.ledger import FullLedger, NullLedger
from sim.engine.opening import draw_params
from sim.model import BalanceModel
from sim.rules.rule import Rule, rule
from sim.world.arrays import STEP, Array, on_grid
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
    return World(month, world.stocks, world.since, world.uses)


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


# --- what is moved from outside ------------------------------------------------------------------------------------


def moved(*those: tuple[str, How, float, int, int]) -> list[float]:
    """The first one's stock at the end of each of seven months, without rules."""
    b = replace(NO_RULES, interventions=tuple(
        Intervention(NO_RULES.indicator(path), how, number, first, last) for path, how, number, first, last in those))
    where, world, found = b.indicator(those[0][0]), first_month(), list[float]()
    for _ in range(7):
        world = advance(b, world, draw_params(b, 0, RUN_0), Noise(0, RUN_0), NullLedger())
        found.append(round(float(world.stocks[where.variable.name][where.where][0]), 6))
    return found


def test_a_stock_is_moved_once_and_given_back_after_the_last_month() -> None:
    """Rivalry stands at 0.35; months count from 0."""
    assert moved(("rivalry", "shift", 0.2, 2, 4)) == pytest.approx([0.35] * 2 + [0.55] * 3 + [0.35] * 2, abs=1e-6)
    assert moved(("rivalry", "scale", 2.0, 2, 4)) == pytest.approx([0.35] * 2 + [0.7] * 3 + [0.35] * 2, abs=1e-6)
    assert moved(("rivalry", "shift", -1.0, 2, 99)) == pytest.approx([0.35] * 2 + [0.0] * 5, abs=1e-6)


def test_what_is_set_stays_where_it_is_when_nobody_holds_it_any_more() -> None:
    assert moved(("rivalry", "set", 0.8, 2, 4)) == pytest.approx([0.35] * 2 + [0.8] * 5, abs=1e-6)
    assert moved(("mongolia.member.epa", "set", 1.0, 5, 5)) == [0.0] * 5 + [1.0] * 2


def test_one_after_the_other() -> None:
    assert moved(("rivalry", "set", 0.5, 3, 3), ("rivalry", "shift", 0.1, 3, 99)) == pytest.approx(
        [0.35] * 3 + [0.5] + [0.5] * 3, abs=1e-6)  # what is held is held at the end of the month, too
    assert moved(("rivalry", "shift", 0.1, 3, 99), ("rivalry", "scale", 2.0, 3, 99)) == pytest.approx(
        [0.35] * 3 + [0.9] * 4, abs=1e-6)


def test_what_is_held_is_held_against_rules_and_the_ledger_adds_up() -> None:
    """At the end of a month, too; the ledger knows what the rules made of it, and what took that away."""
    b, ledger = board(MINI), FullLedger()
    b = replace(b, interventions=(Intervention(b.indicator("rivalry"), "set", 0.8, 1, 3),))
    first, world = first_month(), first_month()
    for month in range(5):
        world = advance(b, world, draw_params(b, 0, RUN_0), Noise(0, RUN_0), ledger)
        assert (world.stocks["rivalry"][0] == on_grid(np.array(0.8))) == (1 <= month <= 3)
    told = sum(entry.amount[0] for entry in ledger.entries if entry.variable == "rivalry")
    assert told == world.stocks["rivalry"][0] - first.stocks["rivalry"][0]
    assert {entry.cause for entry in ledger.entries if entry.variable == "rivalry"} > {"input:rivalry"}


def test_it_counts_in_its_runs_only() -> None:
    one = Intervention(NO_RULES.indicator("rivalry"), "shift", 0.2, 0, 99, np.array([True, False]))
    world = take_inputs(replace(NO_RULES, interventions=(one,)), first_month(runs=2), NullLedger())
    assert world.stocks["rivalry"].tolist() == [on_grid(np.array(0.55)), on_grid(np.array(0.35))]

"""What every rule promises: it reads and returns what it declares, changes nothing else, and treats each run alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import get_args

import numpy as np
import pytest

from sim.catalogue import BY_NAME, DERIVED, Variable
from sim.engine.prospects import parts_of
from sim.rules import RULES
from sim.rules.rule import MONTHLY, Phase, Rule
from sim.tape.machine import NUMPY, using
from sim.world.arrays import GRID
from sim.world.noise import Noise
from tests.boards import LONG, arrays_of, played
from tests.contracts.recording import Record, apply, fourths, record, view_of

RUNS = 13  # no multiple of what a processor does at once

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@cache
def records() -> dict[str, Record]:
    with np.errstate(divide="raise", invalid="raise", over="raise"):
        return record(played(LONG, turns=8, runs=RUNS))


@each_rule
def test_reads_what_it_declares(rule: Rule) -> None:
    assert records()[rule.id].reads == set(rule.reads)


@each_rule
def test_asks_for_the_luck_that_it_declares(rule: Rule) -> None:
    assert records()[rule.id].luck == {luck.name for luck in rule.luck}


OCCASIONAL = [rule for rule in RULES if any(luck.when for luck in rule.luck)]


def test_luck_is_zero_where_nothing_would_come_of_it() -> None:
    model = played(LONG, turns=8, runs=RUNS)
    view = model.board.view(model.world.with_stocks(turnover=model.world.stocks["turnover"] * 0.0), model.params)
    view.noise = model.noise
    assert not view.luck("agenda").any() and view.luck("storms").all()


@pytest.mark.parametrize("rule", OCCASIONAL, ids=lambda rule: rule.id)
def test_nothing_would_come_of_it(rule: Rule) -> None:
    """With draws and with zeros in their place the rule adds nothing while that stock is zero."""
    model = played(LONG, turns=8, runs=RUNS)
    none = {luck.when: np.zeros_like(model.world.stocks[luck.when]) for luck in rule.luck}
    for when in ("", rule.luck[0].when):
        drawing = replace(rule, luck=tuple(replace(luck, when=when) for luck in rule.luck))
        board = replace(model.board, rules=(drawing,))
        view = board.view(model.world.with_stocks(**none), model.params, model.noise)
        assert not any(delta.any() for delta in drawing.body(view, view.params.of(rule.id), view.roles).values())


@pytest.mark.parametrize("rule", OCCASIONAL, ids=lambda rule: rule.id)
def test_it_is_known_at_the_beginning_of_a_month(rule: Rule) -> None:
    """Programs draw luck then, whatever the phase of its rule."""
    before = MONTHLY[:MONTHLY.index(rule.phase)]
    assert not [x.id for x in RULES if x.phase in before for luck in rule.luck if luck.when in x.writes]


@each_rule
def test_returns_what_it_declares(rule: Rule) -> None:
    assert set(records()[rule.id].deltas) == set(rule.writes)


@each_rule
def test_only_what_may_change_is_written(rule: Rule) -> None:
    kind = {"derived": "derived", "decide": "score", "conclude": "odds"}.get(rule.phase, "stock")
    assert {BY_NAME[name].kind if name in BY_NAME else name for name in rule.writes} == {kind}


@each_rule
def test_deltas_fit_and_are_finite(rule: Rule) -> None:
    board = played(LONG, turns=8, runs=RUNS).board
    rows = {"score": (len(board.parts),), "odds": (board.pacts.size,)}
    for name, delta in records()[rule.id].deltas.items():
        axes = rows[name] if name in rows else board.sizes.shape(BY_NAME[name].axes)
        assert np.broadcast_shapes(delta.shape, (*axes, RUNS)) == (*axes, RUNS), name
        assert np.isfinite(delta).all(), name


@each_rule
def test_both_ends_of_a_mutual_number_move_alike(rule: Rule) -> None:
    sizes = played(LONG, turns=8, runs=RUNS).board.sizes
    for name, delta in records()[rule.id].deltas.items():
        if name in BY_NAME and BY_NAME[name].both_ways:
            full = np.broadcast_to(delta, (*sizes.shape("aa"), RUNS))
            assert np.array_equal(full, full.swapaxes(0, 1)), name


@pytest.mark.parametrize("variable", DERIVED, ids=lambda v: v.name)
def test_derived_variables_lie_on_the_grid_and_within_bounds(variable: Variable) -> None:
    x = getattr(view_of(played(LONG, turns=8, runs=RUNS)), variable.name)
    assert np.array_equal(x * GRID, np.rint(x * GRID))
    assert (x >= variable.low).all() and (x <= variable.high).all()


def test_rules_change_nothing_that_they_are_given() -> None:
    model = played(LONG, turns=8, runs=RUNS)
    held = [*arrays_of(model.world, model.params, model.board.roles, model.noise), *_fields(parts_of(model.board)),
            *_fields(model.board.pacts)]
    before, writeable = [x.tobytes() for x in held], [x.flags.writeable for x in held]
    try:
        for x in held:
            x.flags.writeable = False  # a rule that writes in place stops here, and names itself
        with using(NUMPY):  # numba's loops take no array that is held
            record(model)
    finally:
        for x, flag in zip(held, writeable, strict=True):
            x.flags.writeable = flag
    assert [x.tobytes() for x in held] == before


@each_rule
def test_twice_is_the_same(rule: Rule) -> None:
    model = played(LONG, turns=8, runs=RUNS)
    again = apply(rule, view_of(model), fourths(model))
    assert all(np.array_equal(again[name], x) for name, x in records()[rule.id].deltas.items())


@pytest.mark.parametrize("k", [0, 5, RUNS - 1])
def test_a_run_alone_gets_the_same_bits(k: int) -> None:
    model = played(LONG, turns=8, runs=RUNS)
    view, fourth = view_of(model), fourths(model)
    view.world, view.params = model.world.column(k), model.params.take(np.array([k]))
    view.noise = Noise(model.noise.seed, model.noise.runs[[k]], model.noise.stream)
    alone = {rule.id: apply(rule, view, fourth) for rule in RULES}
    assert [(id, name) for id, deltas in alone.items() for name, x in deltas.items()
            if not _same_column(x, records()[id].deltas[name], k)] == []


def _same_column(alone: np.ndarray, among: np.ndarray, k: int) -> bool:
    column = among[..., k : k + 1] if among.shape[-1] == RUNS else among
    return bool(np.all(np.equal(alone, column)))


def _fields(table: object) -> list[np.ndarray]:
    found = [getattr(table, name) for name in table.__slots__]  # type: ignore[attr-defined]
    return [x for x in found if isinstance(x, np.ndarray)]


# --- the list of rules -----------------------------------------------------------------------------------------------


def test_ids_are_unique_and_phases_known() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {rule.phase for rule in RULES} <= set(get_args(Phase))


@each_rule
def test_parameters_are_within_their_range_and_say_where_they_come_from(rule: Rule) -> None:
    for p in rule.params:
        low, high = p.range
        assert low <= p.value <= high, p.name
        assert p.unit and p.source, p.name
        if p.source.startswith("judgement") and (p.low, p.high) != (None, None):
            assert p.meaning, f"{p.name}: a range of its own needs its reason"


def test_every_rule_that_a_file_holds_is_in_the_list() -> None:
    from importlib import import_module
    from pkgutil import iter_modules

    import sim.rules

    listed = set(map(id, RULES))
    for found in iter_modules(sim.rules.__path__):
        module = import_module(f"sim.rules.{found.name}")
        held = [x for x in vars(module).values() if isinstance(x, Rule)]
        assert [rule.id for rule in held if id(rule) not in listed] == [], found.name

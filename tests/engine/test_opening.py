"""The first month: run 0 has every stated value, other runs draw inside the ranges, and what is set stays set."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.engine.opening import draw_params, start
from sim.rules import RULES
from sim.scenario.schema import Override
from sim.world.arrays import on_grid
from sim.world.state import World
from tests.boards import MINI, board

BOARD = board(MINI)
RUNS = np.arange(40)
WORLD = start(BOARD, 1, RUNS)
OIL = next(p for rule in RULES if rule.id == "economy.oil" for p in rule.params if p.range[0] < p.range[1])
NAME = f"economy.oil.{OIL.name}"


def at(path: str, world: World = WORLD) -> np.ndarray:
    found = BOARD.indicator(path)
    return world.stocks[found.variable.name][found.where]


def test_a_judgement_is_drawn_from_its_range_but_for_run_0() -> None:
    rivalry = at("rivalry")
    assert rivalry[0] == on_grid(np.array(0.35))
    assert ((rivalry >= 0.25) & (rivalry <= 0.45)).all()
    assert len(set(rivalry)) == len(RUNS)


def test_a_figure_without_a_range_is_what_it_is() -> None:
    assert set(at("mongolia.approval")) == {0.5}


def test_a_run_draws_the_same_alone() -> None:
    assert at("rivalry", start(BOARD, 1, RUNS[7:8]))[0] == at("rivalry")[7]


def test_both_ends_of_a_tie() -> None:
    assert at("mongolia.russia.trade")[0] == at("russia.mongolia.trade")[0] == on_grid(np.array(1.6))


def test_memberships_consensus_and_doctrines_in_office() -> None:
    assert at("kyrgyzstan.member.union")[0] == 1 and at("mongolia.member.union")[0] == 0
    assert set(WORLD.stocks["consensus"][0, :, 0]) == {on_grid(np.array(0.7)).item()}
    assert at("mongolia.line.third-neighbour")[0] == 1 and at("mongolia.line.lean")[0] == 0


def test_ties_are_measured_against_the_start() -> None:
    assert np.array_equal(WORLD.stocks["trade_2014"], WORLD.stocks["trade"])
    invested = WORLD.stocks["investment_energy"] + WORLD.stocks["investment_nonenergy"]
    assert np.array_equal(WORLD.stocks["investment_2014"], invested)
    assert (WORLD.stocks["depth_past"] == 1).all()


def test_votes_start_at_their_usual_level_unless_that_is_given() -> None:
    figure = BOARD.scenario.figures["mongolia.russia.people"]
    given = {"mongolia.russia.alignment": figure.model_copy(update={"value": 0.7, "low": None, "high": None}),
             "mongolia.china.alignment": figure.model_copy(update={"value": 0.8, "low": None, "high": None}),
             "mongolia.china.usual_alignment": figure.model_copy(update={"value": 0.9, "low": None, "high": None})}
    scenario = BOARD.scenario.model_copy(update={"figures": {**BOARD.scenario.figures, **given}})
    world = start(replace(BOARD, scenario=scenario), 1, RUNS)
    assert at("mongolia.russia.usual_alignment", world) == pytest.approx(0.7)
    assert at("china.mongolia.usual_alignment", world) == pytest.approx(0.9)
    assert not at("mongolia.japan.usual_alignment", world).any()


def test_nothing_has_been_done() -> None:
    assert (WORLD.month, set(WORLD.since.flat), set(WORLD.uses.flat)) == (0, {-1}, {0})


def test_a_parameter_is_drawn_from_its_range_but_for_run_0() -> None:
    drawn, (low, high) = draw_params(BOARD, 1, RUNS).values[NAME], OIL.range
    assert drawn[0] == OIL.value
    assert ((drawn >= low) & (drawn <= high)).all() and len(set(drawn)) == len(RUNS)


def test_the_scenario_may_narrow_a_range() -> None:
    given = Override(value=2.0, low=2.0, high=2.5, source="judgement")
    narrow = replace(BOARD, scenario=BOARD.scenario.model_copy(update={"parameters": {NAME: given}}))
    drawn = draw_params(narrow, 1, RUNS).values[NAME]
    assert drawn[0] == 2.0 and ((drawn >= 2.0) & (drawn <= 2.5)).all() and len(set(drawn)) > 1


@pytest.mark.parametrize("name", [NAME, "rivalry"])
def test_what_is_set_is_the_same_in_every_run(name: str) -> None:
    fixed = replace(BOARD, settings={name: 0.5})
    found = draw_params(fixed, 1, RUNS).values[name] if name == NAME else at(name, start(fixed, 1, RUNS))
    assert set(found) == {0.5}


def test_a_figure_starts_within_its_bounds_also_where_an_arm_scales_it_beyond() -> None:
    """Programs count on that. Rivalry lies between 0 and 1."""
    far = {"rivalry": BOARD.scenario.figures["rivalry"].model_copy(update={"value": 1.75, "low": 1.0, "high": 1.0})}
    its = replace(BOARD, scenario=BOARD.scenario.model_copy(update={"figures": {**BOARD.scenario.figures, **far}}))
    assert set(at("rivalry", start(its, 1, RUNS))) == {1.0}

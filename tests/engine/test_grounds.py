"""What staff expect is shared by boards that differ only in what no month reads, and by no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim import kept
from sim.engine import prospects
from sim.engine.aims import indicators_of
from sim.engine.board import Board, Forced, Intervention
from sim.engine.effects import Window, make_table
from sim.engine.grounds import UNREAD, grounds_of
from sim.engine.prospects import Prospects, expected, parts_of
from sim.rules import RULES
from sim.scenario.schema import Scenario
from sim.tape.machine import PLAIN, using
from sim.treatment import treat
from sim.world.state import Roles
from tests.boards import CRISES, MINI, board, first_month

BOARD = board(MINI)
REGIMES = board(CRISES).regimes
AIMED = indicators_of(BOARD)
GROUNDS = grounds_of(BOARD, AIMED)
OUTSIDE_THE_MONTH = [rule for rule in RULES if rule.phase in UNREAD]
# `scenario`: its first and last month, and what `start` and `draw_params` make of it; that is digested as a whole.
READ = {"sizes", "roles", "rules", "moves", "events", "sequels", "effects", "conditions", "durations", "inputs",
        "falls", "settings", "scenario", "interventions", "regimes"}
READ_OF_SCENARIO = {"starts", "ends", "actors", "institutions", "issues", "figures", "parameters"}


class Watched(Board):
    """Notes which of its fields are read."""

    def __getattribute__(self, name: str) -> Any:
        if name in DECLARED:
            SEEN.add(name)
        return super().__getattribute__(name)


class WatchedScenario:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __getattr__(self, name: str) -> Any:
        SEEN_OF_SCENARIO.add(name)
        return getattr(self.scenario, name)


@cache
def of_board() -> bytes:
    """What is expected on the board itself."""
    return expected(BOARD, AIMED, first_month()).tobytes()


DECLARED = {field.name for field in fields(Board)}
SEEN: set[str] = set()
SEEN_OF_SCENARIO: set[str] = set()


def test_no_month_reads_more_of_a_board_than_the_digest_covers() -> None:
    given = {field.name: getattr(BOARD, field.name) for field in fields(Board) if field.init}
    watched = Watched(**{**given, "scenario": WatchedScenario(BOARD.scenario)})
    world = first_month()
    SEEN.clear()
    SEEN_OF_SCENARIO.clear()
    with using(PLAIN):  # a program is named by all that it is made of
        expected(watched, AIMED, world)
    assert len(watched.parts) and SEEN - {"parts"} <= READ
    assert SEEN_OF_SCENARIO <= READ_OF_SCENARIO


def test_rules_outside_the_month_are_no_grounds() -> None:
    other = replace(BOARD, rules=tuple(rule for rule in BOARD.rules if rule.phase not in UNREAD))
    assert len(other.rules) == len(BOARD.rules) - len(OUTSIDE_THE_MONTH)
    assert grounds_of(other, AIMED) == GROUNDS
    assert expected(other, AIMED, first_month()).tobytes() == of_board()


@pytest.mark.parametrize("change", [
    lambda b: replace(b, forced=(Forced(0, 1),)),
    lambda b: replace(b, discounts=((),) * len(b.moves)),
    lambda b: replace(b, parts=tuple(replace(part, cost=part.cost + 1) for part in b.parts)),
    lambda b: replace(b, scenario=b.scenario.model_copy(update={"history": (), "seats": {}, "title": "Another"})),
    lambda b: replace(b, scenario=b.scenario.model_copy(update={
        "doctrines": {key: x.model_copy(update={"threshold": 0.9, "temperature": 2.0, "aims": {}})
                      for key, x in b.scenario.doctrines.items()}})),
], ids=["forced", "discounts", "prices", "history and seats", "what doctrines want"])
def test_who_decides_and_what_it_costs_is_no_ground(change: Callable[[Board], Board]) -> None:
    other = change(BOARD)
    assert grounds_of(other, AIMED) == GROUNDS
    assert expected(other, AIMED, first_month()).tobytes() == of_board()


def test_the_rules_of_the_month_are_grounds() -> None:
    some = [rule for rule in BOARD.rules if rule.phase not in UNREAD][::5]
    without = {rule.id: replace(BOARD, rules=tuple(other for other in BOARD.rules if other is not rule))
               for rule in some}
    found = {grounds_of(other, AIMED) for other in without.values()}
    assert len(found) == len(without) and GROUNDS not in found


@pytest.mark.parametrize("change", [
    lambda b: replace(b, settings={"economy.oil.pass_": 0.123}),
    lambda b: replace(b, settings={next(iter(b.scenario.figures)): 0.123}),
    lambda b: replace(b, durations=(*b.durations[:-1], b.durations[-1] + 1)),
    lambda b: replace(b, moves=b.moves[::-1]),
    lambda b: replace(b, sequels=(*b.sequels, *b.sequels, b.moves[0])),
    lambda b: replace(b, falls=(replace(b.falls[0], last=99), *b.falls[1:])),
    lambda b: replace(b, falls=(replace(b.falls[0], chance=0.5), *b.falls[1:])),
    lambda b: replace(b, falls=(replace(b.falls[0], luck="another luck"), *b.falls[1:])),
    lambda b: replace(b, effects=make_table([replace(b.effects.rows[0], size=9.0), *b.effects.rows[1:]])),
    lambda b: replace(b, effects=make_table([replace(b.effects.rows[0], room=not b.effects.rows[0].room),
                                             *b.effects.rows[1:]])),
    lambda b: replace(b, effects=make_table([replace(b.effects.rows[0], times=(AIMED[0],)), *b.effects.rows[1:]])),
    lambda b: replace(b, effects=make_table([replace(b.effects.rows[0], kernel=np.ones(9)), *b.effects.rows[1:]])),
    lambda b: replace(b, inputs=tuple((where, series + 1.0) for where, series in b.inputs)),
    lambda b: replace(b, roles=Roles({**b.roles.masks, "vector": 1.0 - b.roles.masks["vector"]})),
    lambda b: replace(b, rules=(replace(b.rules[0], body=lambda w, p, r: {}), *b.rules[1:])),
    lambda b: replace(b, scenario=b.scenario.model_copy(update={"ends": "2030-01"})),
    lambda b: replace(b, interventions=(Intervention(AIMED[0], "shift", 0.1, 3, 9),)),
    lambda b: replace(b, effects=replace(b.effects, windows=(Window(np.array([0]), 3, 9, 2.0),))),
    lambda b: replace(b, regimes=REGIMES),
    lambda b: replace(b, regimes=(replace(REGIMES[0], chance=0.5), *REGIMES[1:])),
], ids=range(20))
def test_whatever_the_month_reads_is_a_ground(change: Callable[[Board], Board]) -> None:
    assert grounds_of(change(BOARD), AIMED) != GROUNDS


def test_what_is_asked_for_is_a_ground() -> None:
    assert grounds_of(BOARD, AIMED[1:]) != GROUNDS


def test_they_are_computed_once_and_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same numbers as without a memory; and for another way to decide nothing is computed."""
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path))
    bare = Prospects(replace(BOARD, forced=()))
    first = treat(MINI, off="region.openness").board
    tables = [parts_of(first, month).impact for month in (0, 24)]
    assert len(list(tmp_path.glob("prospects-*"))) == 2
    monkeypatch.setattr(prospects, "expected_beside", None)
    other = treat(MINI, off=f"region.openness,{OUTSIDE_THE_MONTH[0].id}").board
    assert other is not first
    assert [parts_of(other, month).impact.tobytes() for month in (0, 24)] == [table.tobytes() for table in tables]
    with pytest.raises(TypeError):
        bare.table(0)

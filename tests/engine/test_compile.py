"""Compiling: rows, roles, series and settings by hand; any rule and any claim off, and the world still runs."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.board import Board
from sim.engine.compile import close_to, compile_board
from sim.engine.ledger import FullLedger
from sim.errors import MultivectorError
from sim.model import BalanceModel
from sim.rules import RULES
from sim.scenario.load import load_scenario
from tests.boards import MINI, board, on

BOARD = board(MINI)

CLAIMS = sorted({claim for rule in RULES for claim in rule.claims})


def without(*names: str) -> Board:
    return compile_board(load_scenario(MINI).scenario, off=names)


def assert_runs(b: Board) -> None:
    model = BalanceModel(on(b), seed=1, runs=2, collect=False)
    model.step()
    assert all(np.isfinite(x).all() for x in model.world.stocks.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_can_be_switched_off(rule) -> None:
    b = without(rule.id)
    assert len(b.rules) == len(RULES) - 1
    assert_runs(b)


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_can_be_switched_off(claim: str) -> None:
    b = without(claim)
    assert not any(claim in rule.claims for rule in b.rules)
    assert_runs(b)


def test_everything_can_be_switched_off() -> None:
    assert_runs(without(*CLAIMS))


def test_what_is_there_for_play_can_be_switched_off() -> None:
    b = without("play")
    assert {rule.id for rule in RULES} - {rule.id for rule in b.rules} == {r.id for r in RULES if r.standing == "play"}
    assert_runs(b)


def test_an_unknown_rule_is_refused_with_what_is_close_to_it() -> None:
    with pytest.raises(MultivectorError) as caught:
        without("region.opennes")
    assert caught.value.problems[0].code == "MV-R001"
    assert "region.openness" in caught.value.problems[0].allowed
    assert "play" in caught.value.problems[0].allowed


def test_what_is_off_leaves_no_trace() -> None:
    ledger = FullLedger()
    BalanceModel(on(without("region.openness")), seed=1, ledger=ledger, collect=False).step()
    causes = {entry.cause for entry in ledger.entries}
    assert "region.openness" not in causes and "region.falls-back" in causes
    assert "region.openness" in {rule.id for rule in board(MINI).rules}


def with_settings(**settings: float) -> Board:
    return compile_board(load_scenario(MINI).scenario, settings={k.replace("__", "."): v for k, v in settings.items()})


def test_what_is_the_same_both_ways_has_its_effect_at_both_ends() -> None:
    rows = [row for row in BOARD.effects.rows if row.cause == "move:partnership@mongolia>japan"]
    assert [row.on.path for row in rows] == [
        "mongolia.member.epa", "mongolia.japan.institutions", "japan.mongolia.institutions", "mongolia.japan.trade",
        "japan.mongolia.trade"]
    assert [factor.path for factor in rows[-1].times] == ["mongolia.openness"]
    assert [row.room for row in rows] == [False, True, True, False, False]


def test_a_duration_is_as_long_as_the_longest_effect() -> None:
    """Trade: 6 months of delay and 12 of rise; a meeting: 1 + 6 + 6 of goodwill, more than its 12 until another."""
    durations = {move.key: BOARD.durations[row] for row, move in enumerate(BOARD.moves)}
    assert durations["partnership@mongolia>japan"] == 18
    assert durations["neighbours-meeting"] == 13
    assert BOARD.durations[len(BOARD.moves)] == 18  # ore prices: 6 to fall, 12 to come back


def test_the_series_by_month() -> None:
    (where, values), = BOARD.inputs
    assert where.path == "oil_price"
    assert values[:10].tolist() == [100, 100, 100, 95, 90, 80, 70, 60, 55, 50]
    assert set(values[10:]) == {50}
    assert len(values) == BOARD.ends + 1


def test_roles() -> None:
    roles, actors = BOARD.roles, BOARD.sizes.actors
    assert [a for i, a in enumerate(actors) if roles.west[i, 0]] == ["united_states", "japan"]
    assert roles.vector[0, :, 0].tolist() == [0, 0, 1, 1, 1, 1]
    assert roles.vector_back[:, 0, 0].tolist() == [0, 0, 1, 1, 1, 1]
    assert roles.patron[1, :, 0].tolist() == [0, 0, 0, 1, 0, 0]  # of those who lean: the near power that they lean on
    assert roles.institution_depth[:, 0].tolist() == [0.1, 0.3, 0.2, 0.2, 0.15]
    assert roles.quarters[0] == 1.0


def test_an_institution_with_a_hub_deepens_the_ties_of_its_hub_alone() -> None:
    pairs = BOARD.roles.institution_pair
    corridor = BOARD.sizes.institutions.index("corridor")
    mongolia, kyrgyzstan, china = (BOARD.sizes.actors.index(a) for a in ("mongolia", "kyrgyzstan", "china"))
    assert pairs[corridor, mongolia, china] == pairs[corridor, china, mongolia] == 1
    assert pairs[corridor, mongolia, kyrgyzstan] == pairs[corridor, china, china] == 0


def test_events_that_play_decides_are_there_when_the_record_is_replayed() -> None:
    assert [key for key, _ in BOARD.events] == ["rate-cut"]
    assert [key for key, _ in board(MINI, historical=True).events] == ["rate-cut", "visit"]


@pytest.mark.parametrize(("settings", "code"), [
    ({"nothing__of_the_kind": 1.0}, "MV-R002"), ({"mongolia__approval": 1.5}, "MV-R009")])
def test_settings_that_cannot_be(settings: dict[str, float], code: str) -> None:
    with pytest.raises(MultivectorError) as caught:
        with_settings(**settings)
    assert caught.value.problems[0].code == code


def test_near_names() -> None:
    assert close_to("mongolai", {"mongolia", "china"}) == "close to it: mongolia"
    assert close_to("xyz", {"mongolia", "china"}) == "one of 2 names"

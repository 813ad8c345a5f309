"""Any rule and any claim can be switched off, and the world still runs."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.board import Board
from sim.engine.compile import compile_board
from sim.errors import MultivectorError
from sim.model import BalanceModel
from sim.rules import RULES
from sim.scenario.load import load_scenario
from tests.boards import MINI, board

CLAIMS = sorted({claim for rule in RULES for claim in rule.claims})


def without(*names: str) -> Board:
    return compile_board(load_scenario(MINI).scenario, off=names)


def assert_runs(b: Board) -> None:
    model = BalanceModel(b, seed=1, runs=2, collect=False)
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


def test_an_unknown_rule_is_refused_with_what_is_close_to_it() -> None:
    with pytest.raises(MultivectorError) as caught:
        without("region.opennes")
    assert caught.value.problems[0].code == "MV-R001"
    assert "region.openness" in caught.value.problems[0].allowed


def test_what_is_off_leaves_no_trace() -> None:
    from sim.engine.ledger import FullLedger

    ledger = FullLedger()
    BalanceModel(without("region.openness"), seed=1, ledger=ledger, collect=False).step()
    causes = {entry.cause for entry in ledger.entries}
    assert "region.openness" not in causes and "region.falls-back" in causes
    assert "region.openness" in {rule.id for rule in board(MINI).rules}

"""Rules of a phase read one snapshot and their deltas add up on the grid: their order changes no bit."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from sim.engine.advance import run_phase
from sim.engine.ledger import NullLedger
from sim.model import BalanceModel
from sim.rules.rule import Rule, rule
from sim.world.arrays import Array
from tests.boards import MINI, SHORT, board, finished, played, same


@pytest.mark.parametrize("name", [MINI, SHORT], ids=["mini", "short"])
@pytest.mark.parametrize("seed", [1, 2])
def test_order_within_a_phase_changes_no_bit(name: str, seed: int) -> None:
    b = board(name)
    rules = list(b.rules)
    random.Random(seed).shuffle(rules)
    assert [rule.id for rule in rules] != [rule.id for rule in b.rules]
    shuffled = replace(b, rules=tuple(rules))
    first, second = (finished(BalanceModel(x, seed=seed, runs=5, collect=False)) for x in (b, shuffled))
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

"""What nothing moves stays where it is: neither the opening nor luck pulls at what hindcasts judge."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.opening import start
from sim.model import BalanceModel
from sim.rules import RULES
from sim.world.arrays import Array
from tests.boards import LONG, played
from tests.contracts.recording import apply, fourths, view_of

BY_ID = {rule.id: rule for rule in RULES}
RESTS = ("home.climate", "home.reform-climate", "home.justice", "home.rents")
NEAR, FAR = 0.85, 0.3  # how often a pair votes alike


def opening() -> BalanceModel:
    """Drawn worlds before their first month."""
    model = played(LONG, turns=0, runs=5)
    model.world = start(model.board, 1, np.arange(5))
    return model


@pytest.mark.parametrize("name", RESTS)
def test_governance_rests_where_every_state_started(name: str) -> None:
    """Whatever was drawn for a state: none of it is too good or too bad to last."""
    model = opening()
    moved = apply(BY_ID[name], view_of(model), fourths(model))
    for judged in {"investment_climate", "rents"} & moved.keys():
        assert not moved[judged].any()


@pytest.mark.parametrize("alike", [NEAR, FAR])
def test_a_session_moves_log_odds_so_the_median_of_votes_stays(alike: float) -> None:
    model = opening()
    votes = np.full_like(model.world.stocks["alignment"], alike)
    model.world = model.world.with_stocks(alignment=votes, usual_alignment=votes)
    view, its = view_of(model), BY_ID["ties.votes-agenda"]
    moved = apply(its, view, fourths(model))["alignment"]
    drawn = np.broadcast_to(model.params.of(its.id).size * view.luck("session"), moved.shape)
    tied = np.broadcast_to(model.board.roles.vector > 0, moved.shape)
    assert log_odds(votes + moved)[tied] - log_odds(votes)[tied] == pytest.approx(drawn[tied])


def log_odds(x: Array) -> Array:
    return np.log(x / (1 - x))

"""Aims as weights: a doctrine's own, or else the goals of the seat, in noticeable steps of each indicator."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.engine.aims import aims_for, aims_of, aims_of_agents, fill, indicators_of
from sim.scenario.schema import Doctrine
from tests.boards import MINI, board

BOARD = board(MINI)
DOCTRINES = BOARD.scenario.doctrines


def doctrine(**given: Any) -> Doctrine:
    return Doctrine.model_validate({"label": "x", "sentence": "x", **given})


SELF = doctrine(aims={"self.approval": 2, "self.china.trade": 1, "rivalry": -1})


def test_a_doctrine_without_aims_pursues_the_goals_of_the_seat() -> None:
    """A point of the score counts 1. Credit: 100 points for 2 billion, a noticeable half is 25, by a weight of 0.4;
    instability: 100 points for 0.5, downwards; balance: 100 points for 0.5. The secret goal is no aim."""
    assert aims_for(BOARD, DOCTRINES["great-power"], "china") == pytest.approx({
        "mongolia.china.credit": 0.4 * 25, "instability": -0.4 * 10})
    assert aims_for(BOARD, DOCTRINES["third-neighbour"], "mongolia")["mongolia.balance"] == pytest.approx(0.4 * 10)
    assert aims_for(BOARD, DOCTRINES["great-power"], "japan") == {}  # nobody describes that seat


def test_aims_are_of_the_holder_and_what_does_not_exist_is_left_out() -> None:
    assert aims_for(BOARD, SELF, "mongolia") == {"mongolia.approval": 2, "mongolia.china.trade": 1, "rivalry": -1}
    nowhere = SELF.model_copy(update={"aims": {"self.member.club": 1, "self.nothing": 1}})
    assert aims_for(BOARD, nowhere, "mongolia") == {}
    assert fill("self.target.goodwill", "mongolia") == "mongolia.target.goodwill"


def test_indicators_that_somebody_aims_at() -> None:
    assert [x.path for x in indicators_of(BOARD)] == [
        "instability", "mongolia.autonomy", "mongolia.balance", "mongolia.china.credit", "mongolia.growth"]


def test_leaderships_and_those_below_them_have_tables_of_their_own() -> None:
    lobby = doctrine(actors=("mongolia.society", "united_states.legislature"), aims={"self.approval": 3})
    doctrines = {"lead": SELF, "lobby": lobby}
    its = replace(BOARD, scenario=BOARD.scenario.model_copy(update={"doctrines": doctrines}))
    aimed = (its.indicator("mongolia.approval"), its.indicator("united_states.approval"))
    of, own = aims_of(its, aimed), aims_of_agents(its, aimed)
    mongolia, congress = (its.part(agent, "compact>mongolia") for agent in ("mongolia", "united_states.legislature"))
    assert (of.shape, own.shape) == ((2, len(its.parts), 2), (len(its.parts), 2))
    assert of[0, mongolia].tolist() == [2, 0] and not of[:, congress].any()
    assert own[congress].tolist() == [0, 3] and not own[mongolia].any()
    assert np.count_nonzero(own) == sum(part.agent == "united_states.legislature" for part in its.parts)


def test_they_stand_in_the_order_of_their_luck() -> None:
    """So that sums over them are the same to the bit when actors swap names and keep their luck."""
    swap = {"mongolia": "kyrgyzstan", "kyrgyzstan": "mongolia"}
    actors = {key: actor.model_copy(update={"luck": swap.get(key)}) for key, actor in BOARD.scenario.actors.items()}
    aims = DOCTRINES["great-power"].model_copy(update={"aims": {"kyrgyzstan.growth": 1.0, "mongolia.growth": 1.0}})
    its = BOARD.scenario.model_copy(update={"doctrines": {**DOCTRINES, "great-power": aims}})
    both = [replace(BOARD, scenario=s) for s in (its, its.model_copy(update={"actors": actors}))]
    found = [[x.path for x in indicators_of(one) if x.path.endswith(".growth")] for one in both]
    assert found == [["kyrgyzstan.growth", "mongolia.growth"], ["mongolia.growth", "kyrgyzstan.growth"]]

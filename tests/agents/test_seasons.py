"""Governments decide by the season: a year has as many orders, and as much capital, whatever the length of a turn."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.model import BalanceModel
from sim.treatment import treat
from tests.boards import MINI, finished

RUNS = 24


@cache
def game(months: int) -> BalanceModel:
    return finished(BalanceModel(treat(MINI, turn_months=months), seed=3, runs=RUNS, collect=False))


def test_monthly_turns_decide_as_quarters_do() -> None:
    """The same orders in the same first turn: what is looked at is the same World, and the luck is the quarter's."""
    yes = []
    for months in (1, 3):
        model = BalanceModel(treat(MINI, turn_months=months), seed=3, runs=RUNS, collect=False)
        model.open()
        yes.append(model.tray.yes)
    assert np.array_equal(*yes)


def test_monthly_turns_make_the_same_worlds_as_quarterly_ones() -> None:
    assert game(1).world.digest() == game(3).world.digest() != game(6).world.digest()


@pytest.mark.parametrize("months", [1, 6])
def test_activity_does_not_hang_on_the_turn(months: int) -> None:
    def struck(model: BalanceModel) -> float:
        return sum(rows.sum() for month, rows in model.struck if month >= model.board.opens) / RUNS

    assert struck(game(months)) == pytest.approx(struck(game(3)), rel=0.2)


@pytest.mark.parametrize("name", ["sanctions-2017-2019", "afghanistan-2021"])
def test_the_time_before_the_opening_is_replayed(name: str) -> None:
    """Whatever the length of a turn: these open in a month that no turn counted from the start would begin with."""
    model = BalanceModel(name, runs=1, collect=False)
    assert len(model.taken) > 10
    assert sum(not x.done.all() for x in model.taken) <= len(model.taken) / 20
    done = {move.option for row, move in enumerate(model.board.moves) if model.world.uses[row, 0]}
    assert done >= {"epca", "c5-plus-one"}


def test_people_may_order_in_any_turn() -> None:
    model = BalanceModel(treat(MINI, seats="mongolia=handed", turn_months=1), seed=3, runs=1, collect=False)
    its = model.board
    model.step()
    model.open()
    free = [its.moves[part.move].key for part in its.parts if part.agent == "mongolia" and part.starts
            and len(its.moves[part.move].parties) == 1 and not model.outlook.blocked[part.move, 0]]
    model.close({"mongolia": free[:1]})
    assert free[0] in {its.moves[row].key for month, rows in model.struck for row in np.flatnonzero(rows[:, 0])
                       if month == its.opens + 1}

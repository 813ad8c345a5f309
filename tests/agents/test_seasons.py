"""Governments decide by the season: a year has as many orders, and as much capital, whatever the length of a turn."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.agents.doctrines import ONE, PICKS
from sim.engine.board import Board
from sim.engine.compile import compile_board
from sim.model import BalanceModel
from sim.scenario.load import load_scenario
from tests.boards import MINI, board, finished

LENGTHS = (1, 2, 3, 4, 6)
RUNS = 24


@cache
def cut(months: int) -> Board:
    loaded = load_scenario(MINI)
    return compile_board(loaded.scenario, loaded.digest, turn_months=months)


@cache
def game(months: int) -> BalanceModel:
    return finished(BalanceModel(cut(months), seed=3, runs=RUNS, collect=False))


@pytest.mark.parametrize("months", LENGTHS)
@pytest.mark.parametrize("per_quarter", [PICKS, ONE])
def test_a_year_has_as_many_orders(months: int, per_quarter: int) -> None:
    its = cut(months)
    turns = range(its.opens, its.opens + 12, months)
    found = [slot for month in turns for slot in its.slots(month, per_quarter).items()]
    assert sum(count for _, count in found) == 4 * per_quarter
    quarters = sorted({quarter for quarter, _ in found})
    assert quarters == list(range(its.opens // 3, its.opens // 3 + 4))


def test_quarters_by_hand() -> None:
    """Two orders a quarter are due at 0, 1.5, 3, 4.5 ... months."""
    assert [cut(1).slots(cut(1).opens + m, 2) for m in range(3)] == [{cut(1).opens // 3: 2}, {}, {}]
    first = cut(4).opens // 3
    assert cut(4).slots(cut(4).opens, 2) == {first: 2, first + 1: 1}
    assert cut(4).slots(cut(4).opens + 4, 2) == {first + 1: 1, first + 2: 2}
    assert cut(6).slots(cut(6).opens, 1) == {first: 1, first + 1: 1}


def test_monthly_turns_decide_as_quarters_do() -> None:
    """The same orders in the same first turn: what is looked at is the same World, and the luck is the quarter's."""
    yes = []
    for months in (1, 3):
        model = BalanceModel(cut(months), seed=3, runs=RUNS, collect=False)
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


def test_income_by_the_year() -> None:
    """Quarters that a season is long: monthly turns are paid once a quarter, half years twice as much at a time."""
    for months, quarters in ((1, 1.0), (2, 2 / 3), (3, 1.0), (4, 4 / 3), (6, 2.0)):
        assert cut(months).roles.quarters[0] == pytest.approx(quarters)
    assert [m for m in range(6) if cut(1).begins_season(cut(1).opens + m)] == [0, 3]


@pytest.mark.parametrize("name", ["sanctions-2017-2019", "afghanistan-2021"])
def test_the_time_before_the_opening_is_replayed(name: str) -> None:
    """Whatever the length of a turn: these open in a month that no turn counted from the start would begin with."""
    model = BalanceModel(board(name), runs=1, collect=False)
    assert len(model.taken) > 10
    assert sum(not x.done.all() for x in model.taken) <= len(model.taken) / 20
    done = {move.option for row, move in enumerate(model.board.moves) if model.world.uses[row, 0]}
    assert done >= {"epca", "c5-plus-one"}


def test_people_may_order_in_any_turn() -> None:
    its = cut(1)
    model = BalanceModel(its, seed=3, runs=1, collect=False, seats="mongolia=handed")
    model.step()
    model.open()
    free = [its.moves[part.move].key for part in its.parts if part.agent == "mongolia" and part.starts
            and len(its.moves[part.move].parties) == 1 and not model.outlook.blocked[part.move, 0]]
    model.close({"mongolia": free[:1]})
    assert free[0] in {its.moves[row].key for month, rows in model.struck for row in np.flatnonzero(rows[:, 0])
                       if month == its.opens + 1}

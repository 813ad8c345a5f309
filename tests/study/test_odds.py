"""The odds that regimes open: futures of one present, by the doctrines in office."""

from __future__ import annotations

import numpy as np

from sim.game.game import Game
from sim.model import BalanceModel
from sim.study.odds import odds, odds_of, openings
from sim.treatment import treat
from tests.boards import CRISES, MINI

SEAT = "mongolia"


def opened(first_run: int = 0, runs: int = 3) -> BalanceModel:
    """The opening of the second turn, in which prices rise."""
    model = BalanceModel(CRISES, seed=4, first_run=first_run, runs=runs, collect=False)
    model.step()
    model.open()
    return model


def street(model: BalanceModel) -> int:
    return [regime.key for regime in model.board.regimes].index("street@mongolia")


def test_openings_are_the_months_in_which_a_row_says_so() -> None:
    """Open since month 4: it opened at the end of month 3. -1 never was, -2 has closed, 2 was open before."""
    since = [np.array([[-1, 2, -1]]), np.array([[4, 2, -2]]), np.array([[4, -3, 5]])]
    assert openings(since, 2).tolist() == [[[False, False, False]], [[True, False, False]], [[False, False, True]]]


def test_what_is_sure_has_odds_of_one_and_what_is_out_of_reach_of_nought() -> None:
    model = opened()
    found = odds(model.treatments[0], model.world, model.params, 4, "odds/2", members=8)
    keys = [regime.key for regime in model.board.regimes]
    assert (found[street(model)] == 1.0).all()
    assert (found[keys.index("siege@mongolia>japan")] == 0.0).all()


def test_they_are_the_shares_of_futures_that_come_so() -> None:
    """The same futures, one by one, by their own numbers."""
    model = opened()
    found = odds(model.treatments[0], model.world, model.params, 4, "odds/2", members=6, numbers=range(3))
    for r in range(3):
        came = []
        for member in range(6):
            alone = np.array([r])
            future = BalanceModel(model.treatments[0], seed=4, numbers=[r * 6 + member], world=model.world.take(alone),
                                  params=model.params.take(alone), stream="odds/2", collect=False)
            future.lay_table()
            future.close()
            future.step()
            came.append(future.world.uses > model.world.uses[:, alone])
        rows = [row for row, _ in model.board.rows_of_regimes]
        assert np.array_equal(found[:, r], np.mean([x[rows, 0] for x in came], axis=0))


def test_a_run_has_the_odds_that_it_has_among_others() -> None:
    many, alone = opened(), opened(first_run=2, runs=1)
    both = [odds(model.treatments[0], model.world, model.params, 4, "odds/2", members=6, numbers=numbers)
            for model, numbers in ((many, range(3)), (alone, range(2, 3)))]
    assert np.array_equal(both[0][:, 2:], both[1])


def test_a_game_is_told_them_and_goes_on_as_if_nobody_had_asked() -> None:
    game, other = (Game(treat(CRISES), (SEAT,), seed=4) for _ in range(2))
    for each in (game, other):
        each.end_turn()
    before = odds_of(game, members=8)
    assert before["street@mongolia"] == 1.0 and before == odds_of(game, members=8)
    for each in (game, other):
        each.end_turn()
    assert game.digests == other.digests


def test_where_there_are_no_regimes_there_are_no_odds() -> None:
    assert odds_of(Game(treat(MINI), (SEAT,), seed=4), members=2) == {}

"""The state that is set: what was observed, on the grid, within bounds, at both ends of a pair."""

from __future__ import annotations

import numpy as np
import pytest

import sim.study.annual
from sim.scenario.observed import Key, Observed
from sim.study.annual import Played
from sim.study.rebase import rebased
from sim.world.arrays import GRID, Array
from sim.world.noise import Noise
from sim.world.state import World
from tests.boards import MINI, played

RUNS = 3
SMALL, PARTNER, OTHER = "mongolia", "russia", "china"
TRADE, VOTES = Key("trade", SMALL, PARTNER), Key("votes", SMALL, PARTNER)
SHARES = (Key("investment_share", SMALL, PARTNER), Key("investment_share", SMALL, OTHER))
REFORM = Key("reform", SMALL)


@pytest.fixture
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sim.study.annual, "error_of", lambda key: 0.0)


def at(world: World, path: str) -> Array:
    found = played(MINI, turns=2, runs=RUNS).board.indicator(path)
    return world.stocks[found.variable.name][found.where]


def before() -> World:
    return played(MINI, turns=2, runs=RUNS).world


def set_to(known: Observed, **annual: Array | float) -> World:
    """The world of some runs whose year was so (the same in all of them, where one number is given)."""
    rows = {path.replace("__", "."): np.broadcast_to(x, (1, RUNS)) for path, x in annual.items()}
    model = Played(2014, rows, Noise(1, np.arange(RUNS)))
    return rebased(played(MINI, turns=2, runs=RUNS).board, before(), model, known, 2014)


@pytest.mark.usefixtures("exact")
def test_the_volume_of_trade_makes_up_for_the_year_and_its_memory_goes_along() -> None:
    world = set_to({TRADE: {2014: 15.0}}, mongolia__russia__trade_value=10.0)
    for name in ("trade", "trade_year"):
        for path in (f"{SMALL}.{PARTNER}.{name}", f"{PARTNER}.{SMALL}.{name}"):
            assert at(world, path) == pytest.approx(1.5 * at(before(), path), rel=1e-6)
    assert np.array_equal(world.stocks["trade_luck"], before().stocks["trade_luck"])


@pytest.mark.usefixtures("exact")
def test_investment_is_shared_out_anew_and_its_sum_stays() -> None:
    paths = [f"{SMALL}.{who}.investment_{kind}" for who in (PARTNER, OTHER) for kind in ("energy", "nonenergy")]
    held = {path.replace(".", "__"): at(before(), path) for path in paths}
    world = set_to({SHARES[0]: {2014: 30.0}, SHARES[1]: {2014: 10.0}}, **held)
    first, second = (at(world, paths[i]) + at(world, paths[i + 1]) for i in (0, 2))
    assert first / second == pytest.approx(3)
    assert first + second == pytest.approx(sum(held.values()))
    assert at(world, paths[0]) / at(world, paths[1]) == pytest.approx(held[paths[0].replace(".", "__")]
                                                                     / held[paths[1].replace(".", "__")])
    farm = f"{SMALL}.{PARTNER}.investment_farm"
    assert at(world, farm) / at(before(), farm) == pytest.approx(at(world, paths[0]) / at(before(), paths[0]))


@pytest.mark.usefixtures("exact")
def test_votes_and_governance_are_shifted_by_the_difference_within_bounds_with_where_they_rest() -> None:
    world = set_to({VOTES: {2014: 0.75}, REFORM: {2014: 0.9}}, mongolia__russia__alignment=0.7,
                   mongolia__reform=np.array([0.85, 0.8, 0.01]))
    for name in ("alignment", "usual_alignment"):
        for path in (f"{SMALL}.{PARTNER}.{name}", f"{PARTNER}.{SMALL}.{name}"):
            assert at(world, path) - at(before(), path) == pytest.approx(0.05)
    for path in ("mongolia.reform", "mongolia.reform_2014"):
        expected = np.minimum(1, at(before(), path) + np.array([0.05, 0.1, 0.89]))
        assert at(world, path) == pytest.approx(expected)
        assert expected[2] == 1, "the bound is met"


def test_what_is_set_is_what_was_measured_less_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of a tenth is drawn by the name of series and pair, and by year."""
    monkeypatch.setattr(sim.study.annual, "error_of", lambda key: 0.1)
    world = set_to({TRADE: {2014: 10.0}}, mongolia__russia__trade_value=10.0)
    drawn = Noise(1, np.arange(RUNS)).normal("trade.mongolia.russia", 2014)
    path = f"{SMALL}.{PARTNER}.trade"
    assert np.log(at(world, path) / at(before(), path)) == pytest.approx(-0.1 * drawn, rel=1e-5)
    world = set_to({VOTES: {2014: 0.5}}, mongolia__russia__alignment=0.0)
    drawn = Noise(1, np.arange(RUNS)).normal("votes.mongolia.russia", 2014)
    assert at(world, "mongolia.russia.alignment") == pytest.approx(0.5 - 0.1 * drawn)


@pytest.mark.usefixtures("exact")
def test_all_of_it_lies_on_the_grid_and_the_rest_is_untouched() -> None:
    world = set_to({TRADE: {2014: 7.123}, VOTES: {2014: 0.7}}, mongolia__russia__trade_value=10.0,
                   mongolia__russia__alignment=1 / 3)
    for name in ("trade", "trade_year", "alignment", "usual_alignment"):
        assert np.array_equal(world.stocks[name] * GRID, np.rint(world.stocks[name] * GRID))
    moved = {name for name, x in world.stocks.items() if not np.array_equal(x, before().stocks[name])}
    assert moved == {"trade", "trade_year", "alignment", "usual_alignment"}


@pytest.mark.usefixtures("exact")
def test_where_there_was_no_trade_nothing_is_set() -> None:
    world = set_to({TRADE: {2014: 7.0}}, mongolia__russia__trade_value=0.0)
    assert np.array_equal(world.stocks["trade"], before().stocks["trade"])

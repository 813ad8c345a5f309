"""Annual values worked by hand, and errors of measurement."""

from __future__ import annotations

import numpy as np
import pytest

import sim.study.annual
from sim.scenario.observed import Key
from sim.study.annual import Played, paths_of, slip
from sim.world.noise import Noise

GROWTH, TRADE, VOTES = Key("growth", "north"), Key("trade", "north", "east"), Key("votes", "north", "east")
EAST, WEST = Key("trade_share", "north", "east"), Key("trade_share", "north", "west")


def model(**annual: list[list[float]]) -> Played:
    """From 2014 on, a row a year, a column a run; `north__east__trade_value` is a path."""
    rows = {name.replace("__", "."): np.array(values, dtype=float) for name, values in annual.items()}
    return Played(2014, rows, Noise(1, np.arange(len(next(iter(rows.values()))[0]))))


@pytest.fixture
def errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth, of money a tenth of it."""
    monkeypatch.setattr(sim.study.annual, "error_of", lambda key: 0.1)


def drawn(key: Key, runs: int = 2) -> list[float]:
    """The draws behind its errors in 2014, by their name."""
    return Noise(1, np.arange(runs)).normal(".".join(key), 2014).tolist()


def test_growth_is_that_of_mean_output_and_in_the_first_year_the_models_own() -> None:
    found = model(north__output=[[100, 200], [103, 190]], north__growth=[[4.2, 1.0], [9, 9]])
    assert found.value(GROWTH, 2014).tolist() == [4.2, 1.0]
    assert found.value(GROWTH, 2015) == pytest.approx([3, -5])


def test_shares_are_among_the_partners_that_are_listed() -> None:
    found = model(north__east__trade_value=[[3, 0]], north__west__trade_value=[[1, 0]],
                  north__south__trade_value=[[96, 5]])
    assert found.value(EAST, 2014, ("east", "west")).tolist() == [75, 0]


def test_investment_is_the_sum_of_both_stocks() -> None:
    key = Key("investment_share", "north", "east")
    found = model(north__east__investment_energy=[[2]], north__east__investment_nonenergy=[[1]],
                  north__west__investment_energy=[[9]], north__west__investment_nonenergy=[[0]])
    assert found.value(key, 2014, ("east", "west")).tolist() == [25]


@pytest.mark.usefixtures("errors")
def test_an_error_of_money_is_a_part_of_it_and_any_other_is_added_within_bounds() -> None:
    found = model(north__east__trade_value=[[10, 20]], north__east__alignment=[[0.5, 1.0]])
    assert found.measured(TRADE, 2014) == pytest.approx([
        x * np.exp(0.1 * z) for x, z in zip([10, 20], drawn(TRADE), strict=True)])
    assert found.measured(VOTES, 2014) == pytest.approx([
        min(1, x + 0.1 * z) for x, z in zip([0.5, 1.0], drawn(VOTES), strict=True)])


@pytest.mark.usefixtures("errors")
def test_a_share_carries_the_errors_of_the_trade_behind_it_and_shares_still_add_up() -> None:
    found = model(north__east__trade_value=[[3, 3]], north__west__trade_value=[[1, 1]])
    east, west = (found.measured(key, 2014, ("east", "west")) for key in (EAST, WEST))
    assert east + west == pytest.approx(100)
    odds = [3 * np.exp(0.1 * (x - y)) for x, y in
            zip(drawn(TRADE), drawn(TRADE._replace(partner="west")), strict=True)]
    assert east == pytest.approx([100 * x / (1 + x) for x in odds])


@pytest.mark.usefixtures("errors")
def test_whose_error_it_is_depends_on_series_year_and_run_only() -> None:
    many = slip(Noise(1, np.arange(5)), TRADE, 2014)
    assert slip(Noise(1, np.array([3])), TRADE, 2014).tolist() == [many[3]]
    assert not np.array_equal(many, slip(Noise(1, np.arange(5)), TRADE, 2015))
    assert not np.array_equal(many, slip(Noise(1, np.arange(5)), VOTES, 2014))


def test_paths() -> None:
    assert paths_of(GROWTH) == ("north.output", "north.growth")
    assert paths_of(TRADE) == ("north.east.trade_value",)

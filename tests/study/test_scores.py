"""Scores against their definitions, and simple forecasts worked by hand."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from sim.study.scores import beats, crps, trend


@pytest.mark.parametrize("values, real", [
    ([3.0], 5.0), ([1.0, 2.0], 2.0), ([1.0, 1.0, 4.0], 0.0), ([-2.0, 0.5, 0.5, 7.0], 1.0)])
def test_crps_is_the_mean_error_less_half_the_mean_distance_of_members(values: list[float], real: float) -> None:
    away = sum(abs(x - real) for x in values) / len(values)
    apart = sum(abs(x - y) for x, y in product(values, repeat=2)) / len(values) ** 2
    assert crps(np.array(values), real) == pytest.approx(away - apart / 2)


def test_crps_is_the_area_between_the_ensembles_steps_and_the_observations() -> None:
    """The other definition, integrated on a fine grid."""
    rng = np.random.default_rng(3)
    values, real, grid = rng.normal(2, 1.5, 31), 2.7, np.linspace(-10, 14, 240_001)
    steps = np.searchsorted(np.sort(values), grid, side="right") / len(values)
    area = np.sum((steps - (grid >= real)) ** 2) * (grid[1] - grid[0])
    assert crps(values, real) == pytest.approx(area, abs=1e-3)


def test_the_crps_of_one_member_is_its_error() -> None:
    assert crps(np.array([4.0]), 1.5) == 2.5


def test_a_trend_goes_on_in_its_line() -> None:
    assert trend({2010: 1.0, 2011: 3.0, 2012: 5.0, 2013: 7.0, 2014: 9.0}, 2015, 2017) == pytest.approx(15)


def test_a_trend_is_the_line_of_least_squares() -> None:
    """Years -1, 0, 1 about 2013 with 2, 1, 6: slope (6 - 2) / 2 = 2, mean 3; in 2016 it is 3 + 3 * 2."""
    assert trend({2012: 2.0, 2013: 1.0, 2014: 6.0}, 2015, 2016) == pytest.approx(9)


def test_a_trend_sees_five_years_and_none_that_is_scored() -> None:
    flat = dict.fromkeys(range(2010, 2015), 4.0)
    assert trend({**flat, 2009: 900.0, 2015: -900.0}, 2015, 2018) == pytest.approx(4)


def test_two_years_make_no_trend() -> None:
    assert trend({2009: 1.0, 2013: 1.0, 2014: 2.0, 2015: 3.0}, 2015, 2016) is None


def test_equal_errors_beat_nobody() -> None:
    assert beats(-0.5, 2.0, 1.0)
    assert not beats(0.5, 0.5, 1.0)
    assert not beats(0.1 + 0.2 - 1, 0.3, 1.0)

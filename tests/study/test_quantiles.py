"""Quantiles are those of NumPy, bit by bit."""

from __future__ import annotations

import numpy as np
import pytest

from sim.study.quantiles import quantiles

PERCENTS = (0, 5, 10, 25, 50, 75, 90, 95, 100)


@pytest.mark.parametrize("shape", [(1,), (2,), (7,), (500,), (11, 1), (11, 7), (3, 4, 501)])
def test_the_numbers_of_numpy(shape: tuple[int, ...]) -> None:
    values = np.random.default_rng(sum(shape)).normal(50, 20, shape)
    assert np.array_equal(quantiles(values, PERCENTS), np.percentile(values, PERCENTS, axis=-1))


def test_equal_values_stay_what_they_are() -> None:
    values = np.full((2, 9), 0.1)
    values[1, ::2] = 0.7
    assert np.array_equal(quantiles(values, PERCENTS), np.percentile(values, PERCENTS, axis=-1))

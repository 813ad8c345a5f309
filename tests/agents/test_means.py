"""What is left in a turn."""

from __future__ import annotations

import numpy as np

from sim.agents.means import Means

YES, NO = np.array([True, True]), np.array([False, False])


def test_capital_pays_until_it_is_spent_and_moves_are_begun_until_no_pick_is_left() -> None:
    means = Means.of(np.array([4.0, 6.0]), 2)
    assert means.cover(np.array([[4, 6], [5, 7]])).tolist() == [[True, True], [False, False]]
    means = means.after(np.array([3, 3]), YES).after(np.array([0, 2]), np.array([True, False]))
    assert means.capital.tolist() == [1.0, 1.0]
    assert means.left().tolist() == [False, True]
    assert means.after(np.array([1, 1]), NO).cover(np.array([0, 1])).tolist() == [True, False]


def test_what_costs_nothing_is_always_paid() -> None:
    means = Means.of(np.array([np.inf, 0.0]), 1)
    assert means.cover(np.array([10**6, 0])).tolist() == [True, True]

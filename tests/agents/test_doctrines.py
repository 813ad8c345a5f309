"""Doctrines by hand: which is followed, how it weighs, and what is chosen among scored parts."""

from __future__ import annotations

import numpy as np

from sim.agents.doctrines import Whims, choose, mixture, reasons, weighed, weights_of
from sim.world.arrays import Array
from sim.world.noise import Noise
from tests.boards import MINI, SHORT, board, first_month

BOARD = board(MINI)
NOISE = Noise(1, np.arange(3))


def chosen(score: list[float], prices: list[int], purse: float, bar: float = 0.0, picks: int = 2,
           allowed: list[bool] | None = None) -> list[int]:
    column = [np.array(x)[:, None] for x in (score, allowed or [True] * len(score), prices)]
    taken = choose(column[0].astype(float), column[1], column[2], np.array([purse]), np.array([bar]), picks)
    return np.flatnonzero(taken[:, 0]).tolist()


def test_the_best_are_taken_while_they_beat_the_bar() -> None:
    assert chosen([0.5, 2.0, 1.0], [1, 1, 1], 9) == [1, 2]
    assert chosen([0.5, 2.0, 1.0], [1, 1, 1], 9, bar=1.0) == [1]  # what only meets the bar does not pass it
    assert chosen([-1.0, -2.0], [1, 1], 9) == []


def test_what_is_too_dear_for_what_is_left_gives_way_to_the_next() -> None:
    assert chosen([3.0, 2.0, 1.0], [2, 2, 1], 3) == [0, 2]
    assert chosen([3.0, 2.0], [4, 2], 3) == [1]


def test_what_is_not_allowed_is_left_out() -> None:
    assert chosen([3.0, 2.0], [1, 1], 9, allowed=[False, True]) == [1]


def test_a_leadership_follows_the_line_in_office_and_those_below_it_their_own() -> None:
    world = first_month()
    assert mixture(BOARD, world, "mongolia")[:, 0].tolist() == [1, 0, 0]
    assert mixture(BOARD, world, "mongolia", "lean")[:, 0].tolist() == [1, 0, 0]  # set by hand is put in office
    assert mixture(BOARD, world, "mongolia.society")[:, 0].tolist() == [0, 0, 0]
    assert mixture(BOARD, world, "mongolia.society", "lean")[:, 0].tolist() == [0, 1, 0]


def test_a_weight_that_is_not_named_is_one() -> None:
    its = board(SHORT)
    weights = weights_of(its)
    named = [(k, rule, x) for k, d in enumerate(its.scenario.doctrines.values()) for rule, x in d.weights.items()
             if rule in weights.rules]
    assert named and all(weights.weights[k, weights.rules.index(rule)] == x for k, rule, x in named)
    assert (weights_of(BOARD).weights == 1.0).all()
    assert weights_of(BOARD).threshold.tolist() == [0.25] * 3


def test_scores_are_weighed_by_the_doctrine_and_picked_by_row() -> None:
    weights = weights_of(BOARD)
    scores = {rule: np.arange(4.0)[:, None] * (i + 1) for i, rule in enumerate(weights.rules)}
    terms = weighed(weights, np.array([[0.0], [2.0], [0.0]]), scores, np.array([3, 1]))
    assert [term[:, 0].tolist() for term in terms] == [[6.0 * (i + 1), 2.0 * (i + 1)] for i in range(len(terms))]


def test_the_two_weightiest_reasons() -> None:
    terms = [np.array([[x]]) for x in (0.1, -3.0, 0.0, 2.0)]
    assert reasons(["a", "b", "c", "d"], terms, 0) == (("b", -3.0), ("d", 2.0))
    assert reasons(["c"], terms[2:3], 0) == ()


def luck(quarter: int, *moves: str) -> Array:
    return Whims(NOISE, [f"mongolia:{move}" for move in moves]).of(quarter, np.arange(len(moves)))


def test_luck_is_a_moves_own() -> None:
    """Another option more or less disturbs nobody's."""
    both, alone = luck(4, "one", "two"), luck(4, "two")
    assert np.array_equal(both[1], alone[0])
    assert not np.array_equal(luck(5, "two")[0], alone[0])


def test_luck_is_the_same_whoever_asked_before() -> None:
    whims, whole = Whims(NOISE, ["a:one", "a:two", "b:three"]), np.arange(3)
    some, again = whims.of(7, np.array([2])), whims.of(7, np.array([0, 2]))
    assert np.array_equal(Whims(NOISE, whims.names).of(7, whole)[[0, 2]], again) and np.array_equal(some[0], again[1])
    some[:] = again[:] = 0.0  # what is handed out is a copy
    assert (whims.of(7, whole) != 0.0).all()

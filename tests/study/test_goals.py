"""Goals as numbers: measures, points between anchors, scores."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.schema import Goal
from sim.study.goals import goals_of, measured, points, score, scored
from tests.boards import MINI, board

BOARD = board(MINI)
VALUES = st.floats(-1000, 1000, allow_nan=False)


def goal(*anchors: tuple[int, float], **given: Any) -> Goal:
    made = [{"at": at, "value": value, "why": "x"} for at, value in anchors]
    return Goal.model_validate({"text": "t", "path": "rivalry", "weight": 1.0, **given, "points": made})


UP = goal((0, 1.0), (40, 2.0), (100, 5.0))
DOWN = goal((0, 5.0), (60, 2.0), (100, 1.0))


@pytest.mark.parametrize(("measure", "expected"), [("mean", 2.0), ("last", 3.0), ("lowest", 1.0), ("change", -6.0)])
def test_goals_are_measured_after_the_opening(measure: str, expected: float) -> None:
    assert measured(UP.model_copy(update={"measure": measure}), (9.0, 1.0, 2.0, 3.0)) == expected


def test_the_worst_month_of_what_should_be_low_is_the_highest() -> None:
    assert measured(DOWN.model_copy(update={"measure": "lowest"}), (9.0, 1.0, 2.0, 3.0)) == 3.0


def test_the_direction_and_the_slope_are_those_of_the_anchors() -> None:
    assert (UP.better, DOWN.better) == ("up", "down")
    assert (UP.slope, DOWN.slope) == (25.0, -25.0), "100 points over 4"


@pytest.mark.parametrize(("number", "up", "down"), [
    (1.0, 0, 100), (2.0, 40, 60), (5.0, 100, 0),  # the anchors
    (1.5, 20, 80), (3.5, 70, 30),  # half way between them
    (-9.0, 0, 100), (99.0, 100, 0)])  # beyond them
def test_points_follow_straight_lines_between_the_anchors(number: float, up: float, down: float) -> None:
    assert (float(points(UP, number)), float(points(DOWN, number))) == pytest.approx((up, down))


def test_points_of_many_runs_are_those_of_each() -> None:
    values = np.array([[0.0, 0.0, 0.0], [1.5, 3.5, 9.0]])
    assert scored(UP.model_copy(update={"measure": "last"}), values).tolist() == pytest.approx([20, 70, 100])


@st.composite
def anchored(draw: st.DrawFn) -> Goal:
    """Any goal that `check` lets pass."""
    ats = [0, *sorted(draw(st.sets(st.integers(1, 99), max_size=4))), 100]
    values = draw(st.lists(st.integers(-400, 400), min_size=len(ats), max_size=len(ats), unique=True).map(sorted))
    return goal(*zip(ats, (values if draw(st.booleans()) else values[::-1]), strict=True))


@given(anchored(), VALUES, VALUES)
def test_points_stay_between_0_and_100_and_never_fall_with_what_is_welcome(its: Goal, x: float, y: float) -> None:
    low, high = sorted((x, y), reverse=its.better == "down")
    assert 0 <= float(points(its, low)) <= float(points(its, high)) <= 100


@given(anchored())
def test_every_anchor_is_worth_what_it_says(its: Goal) -> None:
    assert [float(points(its, x.value)) for x in its.points] == pytest.approx([x.at for x in its.points])


def test_a_score_is_the_weighed_sum_with_the_secret_goal_inside() -> None:
    """China: credit 2 of 1 to 3 is worth 50, instability 0.125 of 0.5 is worth 75, goodwill 0.2 of 0.4 is worth 50."""
    path = {"mongolia.china.credit": 2.0, "instability": 0.125, "mongolia.china.goodwill": 0.2}
    values = {name: np.full((3, 2), x) for name, x in path.items()}
    assert [secret for _, secret in goals_of(BOARD, "china")] == [False, False, True]
    assert score(BOARD, "china", values).tolist() == pytest.approx([0.4 * 50 + 0.4 * 75 + 0.2 * 50] * 2)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3), st.lists(st.floats(0, 4), min_size=3, max_size=3))
def test_a_score_lies_between_0_and_100(calm: list[float], credit: list[float]) -> None:
    values = {"mongolia.china.credit": np.array(credit)[:, None], "instability": np.array(calm)[:, None],
              "mongolia.china.goodwill": np.array(calm)[:, None]}
    assert 0 <= float(score(BOARD, "china", values)[0]) <= 100


@pytest.mark.parametrize("seat", BOARD.scenario.seats)
def test_nothing_better_and_nothing_worse_than_every_end(seat: str) -> None:
    """Weights add up to 1, so all goals at their last anchors are 100 points, at their first none."""
    found = goals_of(BOARD, seat)
    for end, total in ((0, 0.0), (-1, 100.0)):
        values = {its.path: np.array([[0.0], [its.points[end].value]]) for its, _ in found}
        assert score(BOARD, seat, values) == pytest.approx([total])


def test_the_secret_goal_counts_by_its_weight() -> None:
    seats = BOARD.scenario.seats
    open_ = seats["china"].model_copy(update={"secret": seats["mongolia"].secret})
    bare = replace(BOARD, scenario=BOARD.scenario.model_copy(update={"seats": {**seats, "china": open_}}))
    values = {its.path: np.array([[0.0], [its.points[-1].value]]) for its, _ in goals_of(BOARD, "china")}
    assert score(BOARD, "china", values) - score(bare, "china", values) == pytest.approx([20.0])

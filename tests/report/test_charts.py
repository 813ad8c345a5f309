"""Charts as numbers: scales, ticks, paths and labels."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.charts import HEIGHT, LABELS_APART, WIDTH, Scale, goal_scale, line_chart, turning_chart
from sim.views import Band, GoalScore, GoalView, LineView, TurningPointView

MONTHS = tuple(f"m{k}" for k in range(13))


def line(played: tuple[float, ...], history: tuple[float, ...], spread: float = 1.0) -> LineView:
    band = Band(*(tuple(x + k * spread for x in played) for k in (-2, -1, 0, 1, 2)))
    return LineView("a.b", "Label", "unit", 2, 1, played, history, band, 0.5)


def numbers(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+(?:e-\d+)?),(-?[\d.]+(?:e-\d+)?)", path)]


YEAR = st.lists(st.floats(-1e4, 1e4), min_size=13, max_size=13)


@given(YEAR, YEAR)
def test_everything_lies_inside_the_picture(played: list[float], history: list[float]) -> None:
    chart = line_chart(line(tuple(played), tuple(history)), MONTHS)
    for curve in (*chart.curves, *chart.areas):
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in numbers(curve.path))
    assert 2 <= len(chart.y_ticks) <= 9 and len({tick.text for tick in chart.y_ticks}) == len(chart.y_ticks)
    ends = [curve.y for curve in chart.curves if curve.name]
    assert abs(ends[0] - ends[1]) >= LABELS_APART - 1e-6


def test_up_is_up_and_right_is_later() -> None:
    (first, *_, last) = numbers(line_chart(line(tuple(map(float, range(13))), (0.0,) * 13), MONTHS).curves[-1].path)
    assert last[0] > first[0] and last[1] < first[1]


@pytest.mark.parametrize(("months", "ticks"), [(13, 7), (7, 7), (85, 4), (2, 2)])
def test_months_are_told_at_even_distances(months: int, ticks: int) -> None:
    names = tuple(str(k) for k in range(months))
    chart = line_chart(line((0.0,) * months, (1.0,) * months), names)
    assert len(chart.x_ticks) == ticks
    steps = {int(b.text) - int(a.text) for a, b in zip(chart.x_ticks, chart.x_ticks[1:], strict=False)}
    assert len(steps) == 1


def test_a_number_that_never_moves_has_a_chart() -> None:
    chart = line_chart(line((0.5,) * 13, (0.5,) * 13, spread=0.0), MONTHS)
    assert len({y for _, y in numbers(chart.curves[-1].path)}) == 1


def test_a_turning_point_shows_both_lines() -> None:
    point = TurningPointView(1, "d", "a", "b", 0.5, "w", "p", "L", "u", 2, (0.0,) * 13, (1.0,) * 13, ())
    chart = turning_chart(point, MONTHS)
    assert [curve.kind for curve in chart.curves] == ["other", "played"] and not chart.areas
    assert "1.00" in chart.summary


def test_a_goals_marks_stand_in_order() -> None:
    goal = GoalView("t", "l", "p", 0.9, "u", 2, "up", 1.0, 90.0, history=0.1, history_points=0.0)
    at = goal_scale(GoalScore(goal, 20.0, 50.0, 60.0, 0.5, "w"))
    assert 0 < at["history"] < at["low"] < at["middle"] < at["high"] < at["played"] < 100
    assert at["middle"] == 50
    assert Scale(0, 2, 0, 10)(1) == 5

"""Charts in text: numbers in, rows out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.charts import map as region
from tui.charts.canvas import Dots, joined, plain
from tui.charts.fan import Chart, Line, Shade, draw, scale_of
from tui.charts.waterfall import FALL, RISE, waterfall

VALUES = st.lists(st.floats(-100, 100, allow_nan=False, width=32), min_size=1, max_size=30)


def test_a_cell_has_eight_dots() -> None:
    dots = Dots(1, 1)
    for x in range(2):
        for y in range(4):
            dots.set(x, y, "line")
    dots.set(5, 5, "line")
    assert dots.text(0, 0) == "⣿"


def test_neighbours_of_one_style_are_joined() -> None:
    assert joined(iter([("a", "x"), ("b", "x"), ("c", "")])) == (("ab", "x"), ("c", ""))


@given(VALUES, VALUES, st.integers(20, 130), st.integers(3, 40))
def test_a_chart_fills_its_cells_exactly(past: list[float], ahead: list[float], width: int, height: int) -> None:
    low, high = tuple(x - 1 for x in ahead), tuple(x + 1 for x in ahead)
    chart = Chart((Line(tuple(past)), Line(tuple(ahead), len(past) - 1, "ahead", "dashed")),
                  (Shade(low, high, len(past) - 1),), ((0, "Jan"), (len(past), "Dec")))
    rows = draw(chart, width, height, pattern=True)
    assert len(rows) == height
    assert {sum(len(text) for text, _ in row) for row in rows} == {max(width, 12)}


def test_a_rising_line_rises_from_the_lower_left_to_the_upper_right() -> None:
    rows = plain(draw(Chart((Line((0.0, 1.0, 2.0, 3.0)),)), 30, 6)).split("\n")
    assert rows[4].rstrip("─")[8] not in " "
    assert rows[0][-1] != "┤"
    assert len(rows[0]) > len(rows[3])


def test_bands_lie_one_in_the_other_and_the_pattern_says_which() -> None:
    chart = Chart((), (Shade((0.0,) * 5, (4.0,) * 5), Shade((1.5,) * 5, (2.5,) * 5, 0, "near")))
    shown = plain(draw(chart, 30, 12, pattern=True))
    assert shown.index("░") < shown.index("▒") < shown.rindex("░")
    styles = {style for row in draw(chart, 30, 12) for _, style in row}
    assert {"/wide", "/near"} <= styles


def test_history_is_dotted_and_differs_from_the_game_without_colour() -> None:
    solid = plain(draw(Chart((Line((1.0, 1.0)),)), 30, 6))
    dotted = plain(draw(Chart((Line((1.0, 1.0), stroke="dotted"),)), 30, 6))
    assert solid != dotted


def test_the_axis_has_as_many_decimals_as_tell_labels_apart() -> None:
    shown = plain(draw(Chart((Line((0.981, 0.982)),), decimals=2, least=0.001), 40, 10))
    labels = [row.split("┤")[0].strip() for row in shown.split("\n") if "┤" in row]
    assert len(set(labels)) == len(labels)


def test_noise_does_not_look_like_news() -> None:
    scale = scale_of(Chart((Line((0.5, 0.5001)),), least=0.1), 20, 5)
    assert scale.high - scale.low == pytest.approx(0.1)


def test_bars_of_a_waterfall_hang_together_and_say_their_sign() -> None:
    rows = ["".join(text for text, _ in row) for row in waterfall([3.0, -2.0, 0.01], 20)]
    assert all(len(row) == 20 for row in rows)
    assert RISE in rows[0] and FALL in rows[1] and FALL not in rows[2]
    assert rows[2].strip()
    assert abs(rows[0].rindex(RISE) - rows[1].rindex(FALL)) <= 1


def test_a_waterfall_of_nothing_is_empty() -> None:
    assert waterfall([], 20) == ()


def test_the_map_fits_and_marks_the_border_between_two() -> None:
    rows = region.draw(78, 19, {frozenset(("kazakhstan", "russia")): "good"}, (region.Sign("[HERE]", (66.5, 48.6)),))
    assert len(rows) == 19
    assert {sum(len(text) for text, _ in row) for row in rows} == {78}
    assert any(style == "good" for row in rows for _, style in row)
    assert "[HERE]" in plain(rows)


def test_every_label_of_the_map_lies_on_it() -> None:
    for x, y in region.anchors().values():
        assert region.WEST <= x <= region.EAST and region.SOUTH <= y <= region.NORTH

"""Ratios are those of each round, and their median; neighbours change from round to round."""

from __future__ import annotations

from functools import partial

from benchmarks.rows import Row, in_turns


def test_every_other_round_goes_the_other_way() -> None:
    order: list[str] = []

    def measure(name: str) -> float:
        order.append(name)
        return float(len(order))

    times = in_turns({name: partial(measure, name) for name in "abc"}, 3)
    assert "".join(order) == "abccbaabc"
    assert times == {"a": [1, 6, 7], "b": [2, 5, 8], "c": [3, 4, 9]}


def test_the_ratio_is_the_median_of_the_rounds_ratios() -> None:
    row = Row("name", "then", [6.0, 30.0, 8.0], [1.0, 10.0, 1.0], 6)
    assert (row.ratios, row.ratio, row.met) == ([6.0, 3.0, 8.0], 6.0, True)


def test_at_most_is_a_ratio_the_other_way() -> None:
    row = Row("name", "bare", [2.0], [6.0], 2.5, at_most=True)
    assert (row.ratio, row.met) == (3.0, False)
    assert str(row).endswith("at most 2.5: NOT MET")


def test_without_a_bar_nothing_is_met_or_missed() -> None:
    row = Row("name", "then", [2.0], [1.0])
    assert row.met is None and "MET" not in str(row).upper()

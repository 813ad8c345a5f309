"""Measures against tapes made by hand: each form gives the number that a pencil gives."""

from __future__ import annotations

import numpy as np
import pytest

from sim.scenario import measures as m
from sim.study.measure import holds, last_month, measure, options_in, paths_in, tally
from sim.study.tape import NEVER, Pair, Tape

START = 2014 * 12


def tape(paths: dict[str, list[list[float]]] | None = None, struck: dict[str, list[list[int]]] | None = None,
         proposed: dict[tuple[str, str], list[list[int]]] | None = None) -> Tape:
    """Each table holds one list of months per run; month 0 is January 2014."""
    def flags(tables):  # type: ignore[no-untyped-def]
        return {name: np.array(table, dtype=bool).T for name, table in (tables or {}).items()}

    return Tape(START, {name: np.array(table, dtype=float).T for name, table in (paths or {}).items()},
                flags(struck), flags(proposed))


def value(form: dict, kept: Tape | Pair) -> list[float]:
    return [float(x) for x in measure(m.Quantity.model_validate(form), kept)]


def truth(form: dict, kept: Tape | Pair) -> list[bool]:
    return [bool(x) for x in holds(m.Test.model_validate(form), kept)]


RISING = tape({"rivalry": [[0.1, 0.2, 0.4, 0.7], [0.5, 0.5, 0.5, 0.5]]})
MIDDLE = {"path": "rivalry", "first": "2014-02", "last": "2014-03"}


@pytest.mark.parametrize(("form", "expected"), [
    ({"mean": MIDDLE}, [0.3, 0.5]),
    ({"total": MIDDLE}, [0.05, 1 / 12]),
    ({"highest": MIDDLE}, [0.4, 0.5]),
    ({"lowest": MIDDLE}, [0.2, 0.5]),
    ({"at": {"path": "rivalry", "month": "2014-04"}}, [0.7, 0.5]),
    ({"jumps": {"path": "rivalry", "months": ["2014-02", "2014-04"]}}, [0.2, 0.0]),
    ({"average": {"at": {"path": "rivalry", "month": "2014-04"}}}, [0.6, 0.6]),
    ({"median": {"mean": MIDDLE}}, [0.4, 0.4]),
    ({"share": {"above": {"of": {"mean": MIDDLE}, "value": 0.4}}}, [0.5, 0.5]),
])
def test_windows(form: dict, expected: list[float]) -> None:
    assert value(form, RISING) == pytest.approx(expected)


def test_around_takes_the_first_strike_in_the_window_and_leaves_its_month_out() -> None:
    kept = tape({"rivalry": [[0, 1, 2, 9, 4, 6, 0], [0, 1, 2, 9, 4, 6, 0]]},
                {"crackdown": [[1, 0, 0, 1, 0, 1, 0], [0, 0, 0, 0, 0, 0, 0]]})
    form = {"around": {"path": "rivalry", "option": "crackdown", "first": "2014-02", "last": "2014-07", "months": 2}}
    assert value(form, kept)[0] == pytest.approx((4 + 6) / 2 - (1 + 2) / 2)
    assert np.isnan(value(form, kept)[1])
    assert truth({"above": {"of": form, "value": -99}}, kept) == [True, False]


def test_variation_is_half_the_sum_of_the_shares_moves() -> None:
    kept = tape({"a.b.outreach": [[0.2, 0.2, 0.5, 0.5]], "a.c.outreach": [[0.8, 0.8, 0.5, 0.5]]})
    form = {"variation": {"paths": ["a.b.outreach", "a.c.outreach"], "at": "2014-03", "months": 2}}
    assert value(form, kept) == pytest.approx([0.3])


def test_usage_compares_the_shares_of_options_over_all_runs() -> None:
    kept = tape(struck={"mediate": [[1, 1, 0, 0], [1, 0, 0, 1]], "aifc": [[0, 0, 1, 1], [0, 1, 1, 0]]})
    form = {"usage": {"options": ["mediate", "aifc"], "at": "2014-03", "months": 2}}
    assert value(form, kept) == pytest.approx([0.5, 0.5])  # from 3/4 and 1/4 to 1/4 and 3/4


def test_struck_counts_strikes() -> None:
    kept = tape(struck={"mediate": [[1, 1, 0], [0, 0, 1]], "aifc": [[0, 1, 0], [0, 0, 0]]})
    form = {"struck": {"options": ["mediate", "aifc"], "first": "2014-02", "last": "2014-03"}}
    assert value(form, kept) == [2, 1]


def test_a_lag_runs_between_the_months_that_reach_half_way() -> None:
    kept = tape({"k.reform": [[0, 2, 4, 4, 4, 4], [0, 2, 4, 4, 4, 4], [1, 1, 1, 1, 1, 1]],
                 "u.k.recognition": [[0, 0, 0, 1, 2, 3], [0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0]]})
    form = {"lag": {"leader": "k.reform", "follower": "u.k.recognition", "first": "2014-01", "last": "2014-04"}}
    assert value(form, kept)[:2] == [3, 5]  # the second never gets there: to the end of the tape
    assert np.isnan(value(form, kept)[2])  # nothing rose


def test_a_month_of_never_is_far_away() -> None:
    kept = tape(struck={"espd": [[0, 0, 1], [0, 0, 0]]})
    assert value({"month_of": "espd"}, kept) == [2, NEVER]


# --- cases instead of runs -------------------------------------------------------------------------------------------


def test_a_shock_is_regained_when_no_more_than_a_quarter_of_it_is_missing() -> None:
    kept = tape({"k.u.goodwill": [[0.5, 0.4, 0.48, 0.48, 0.40, 0.40, 0.40], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
                                  [0.5, 0.4, 0.46, 0.46, 0.46, 0.46, 0.46]]})
    form = m.Test.model_validate({"regained": {"path": "k.u.goodwill", "fall": 0.05, "last": "2014-06", "months": 2}})
    found = tally(form, kept)
    assert found.cases.tolist() == [2, 0, 1]
    assert found.hits.tolist() == [1, 0, 0]
    assert value({"share": form.model_dump(exclude_none=True)}, kept) == pytest.approx([1 / 3] * 3)


def test_first_moves_count_formats_and_halve_a_tie() -> None:
    kept = tape(proposed={
        ("espd", "kazakhstan"): [[0, 1, 0], [0, 1, 0], [0, 0, 0]],
        ("espd", "united_states"): [[0, 0, 1], [0, 1, 0], [0, 0, 0]],
        ("c5", "kazakhstan"): [[0, 0, 0], [0, 0, 1], [0, 0, 0]],
        ("c5", "united_states"): [[1, 0, 0], [0, 0, 0], [0, 0, 0]]})
    found = tally(m.Test.model_validate({"first_moves": {"by": "kazakhstan", "options": ["espd", "c5"]}}), kept)
    assert found.hits.tolist() == [1, 1.5, 0]
    assert found.cases.tolist() == [2, 2, 0]


def test_among_leaves_runs_out() -> None:
    among = m.Test.model_validate({"above": {"of": {"at": {"path": "rivalry", "month": "2014-04"}}, "value": 0.6}})
    found = tally(m.Test.model_validate({"below": {"of": {"mean": MIDDLE}, "value": 2}}), RISING, among)
    assert (found.hits.tolist(), found.cases.tolist()) == ([1, 0], [1, 0])


# --- pairs and arms --------------------------------------------------------------------------------------------------


def test_in_a_pair_indicators_are_differences_and_reach_as_far_as_the_shorter_tape() -> None:
    pair = Pair(RISING, tape({"rivalry": [[0.0, 0.1, 0.1], [0.5, 0.4, 0.4]]}), {"halved": RISING})
    assert value({"mean": MIDDLE}, pair) == pytest.approx([0.2, 0.1])
    ratio = {"ratio": [{"changed": {"mean": MIDDLE}}, {"base": {"mean": MIDDLE}}]}
    assert value(ratio, pair) == pytest.approx([3, 1.25])
    assert value({"inside": {"arm": "halved", "of": {"mean": MIDDLE}}}, pair) == pytest.approx([0.3, 0.5])
    assert pair.months == 3


def test_what_is_not_a_number_fulfils_nothing() -> None:
    nothing = {"ratio": [{"mean": MIDDLE}, {"minus": [{"mean": MIDDLE}, {"mean": MIDDLE}]}]}
    assert truth({"above": {"of": nothing, "value": -9}}, RISING) == [False, False]
    assert truth({"below": {"of": nothing, "value": 9}}, RISING) == [False, False]


def test_what_a_test_reads() -> None:
    form = m.Test.model_validate({"all": [
        {"above": {"of": {"lag": {"leader": "k.reform", "follower": "u.k.recognition", "first": "2014-01",
                                  "last": "2014-02"}}, "value": 1}},
        {"struck": {"option": "crackdown@k", "first": "2014-01", "last": "2015-02"}}]})
    assert paths_in(form) == ["k.reform", "u.k.recognition"]
    assert options_in(form) == ["crackdown@k"]
    assert last_month(form) == ""
    assert last_month(m.Test.model_validate({"struck": {"option": "espd", "first": "2014-01", "last": "2015-02"}})) == \
        "2015-02"

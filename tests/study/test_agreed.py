"""Agreements beside the record."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.study.agreed import Agreement, agreements, in_record, problems
from sim.study.ensemble import run_ensemble
from sim.treatment import treat
from tests.boards import LONG, MINI, SHORT, board

NEAR = Agreement(0.9, "2016-07", "2015-01")


def test_of_each_agreement_it_is_told_how_often_it_comes_and_when() -> None:
    found, first = agreements(treat(MINI), 4), run_ensemble(treat(MINI), 4, seed=1).agreements
    assert found.keys() == {"partnership", "corridor-credit", "compact"}
    for key, x in found.items():
        assert x.share_of_runs == np.mean(first[key] >= 0)
    assert (found["partnership"].record, found["compact"].record) == ("2015-02", None)
    assert found["compact"].months_late is None


@pytest.mark.parametrize("name", [LONG, SHORT])
def test_what_the_record_first_struck_outside_play_has_no_month(name: str) -> None:
    """From the list of decisions: the first of each option, if it is in play."""
    its = board(name).scenario
    first = {key: min((x.date for x in its.history if x.option == key), default="9999-12") for key in its.options}
    assert in_record(board(name)) == {key: date for key, date in first.items() if its.opens <= date <= its.ends}
    assert any(date < its.opens for date in first.values())


@pytest.mark.parametrize("median, late, near", [
    ("2016-07", 18, True), ("2016-08", 19, False), ("2013-07", -18, True), ("2013-06", -19, False),
    (None, None, False)])
def test_near_is_a_year_and_a_half(median: str | None, late: int | None, near: bool) -> None:
    x = replace(NEAR, median_month=median)
    assert (x.months_late, x.near) == (late, near)


def test_what_always_comes_is_told_if_it_is_of_the_record() -> None:
    assert problems({"a": replace(NEAR, share_of_runs=0.97)}) == []
    assert problems({"a": replace(NEAR, share_of_runs=1.0, record=None)}) == []
    assert problems({"a": replace(NEAR, share_of_runs=0.98)}) == [
        "agreement 'a' comes about in 98% of runs, more than 97%"]


def test_three_quarters_must_come_in_their_time() -> None:
    never = replace(NEAR, share_of_runs=0.0, median_month=None)
    assert problems({"a": NEAR, "b": NEAR, "c": NEAR, "d": never}) == []
    assert problems({"a": NEAR, "b": NEAR, "d": never}) == [
        "only 2 of 3 agreements have their median within 18 months of the record; not d never (record 2015-01)"]
    assert problems({}) == []

"""What is measured of regimes: worked by hand, and the same whoever computes it."""

from __future__ import annotations

import json

import numpy as np
import pytest

from sim.scenario.months import month_name
from sim.study import regimes
from sim.study.regimes import Episode, Forecast, Found, as_json, auc, measured
from sim.treatment import treat
from tests.boards import CRISES, LONG, MINI

STREET = "street@mongolia"


def test_auc_is_the_share_of_pairs_in_the_right_order() -> None:
    """Openings at 0.9 and 0.4, none at 0.4, 0.1 and 0.2: of 6 pairs 5 are right and one is equal."""
    told, came = np.array([0.9, 0.4, 0.4, 0.1, 0.2]), np.array([True, True, False, False, False])
    assert auc(told, came) == pytest.approx(5.5 / 6)
    assert auc(told, ~came) == pytest.approx(0.5 / 6)
    assert auc(told, np.ones(5, dtype=np.bool_)) is None


def told_in(months: dict[int, float], opens: int | None, until: int = 24) -> Found:
    """One run of the miniature in which the street is open from a month on."""
    return Found([Episode(STREET, 0, opens, until, "hear-them", frozenset({"hear-them"}), 0)] if opens else [],
                 [Forecast(STREET, 0, month, share, False) for month, share in months.items()])


def test_the_first_warning_counts_that_led_up_to_it_without_a_break() -> None:
    closed = np.full(30, -1, dtype=np.int16)
    lead = regimes._lead
    assert lead({12: 0.3, 15: 0.1, 18: 0.2, 21: 0.5}, 23, closed) == 5
    assert lead({12: 0.3, 15: 0.1, 18: 0.1, 21: 0.19}, 23, closed) == 0
    was_open = closed.copy()
    was_open[12:19] = 13
    assert lead({18: 0.9, 21: 0.9}, 23, was_open) == 2


def test_what_came_of_it_in_numbers() -> None:
    """Three openings in two of four runs: for 2, 4 and 6 months; the way out was taken in two, and ended one, which
    came back five months later."""
    episodes = [Episode(STREET, 0, 13, 15, "hear-them", frozenset({"hear-them"}), 4),
                Episode(STREET, 0, 20, 24, "calm", frozenset({"hear-them"}), 0),
                Episode(STREET, 3, 14, 20, "worn-out", frozenset(), 5)]
    forecasts = [Forecast(STREET, r, 12, 0.25, r == 0) for r in range(4)] * 20
    data = as_json(treat(CRISES), Found(episodes, forecasts), Found([episodes[2]]), 4, 1, 10)
    x = next(x for x in data["regimes"] if x["regime"] == STREET)
    assert (x["share_of_runs"], x["openings"], x["still_open"]) == (0.5, 3, 0)
    assert x["months"]["p50"] == 4
    way = x["exits"][0]
    assert (way["option"], way["chance"], way["used"], way["ended"]) == ("hear-them", 0.5, pytest.approx(2 / 3), 1)
    assert way["again"] == 1.0 and x["exits"][1]["again"] is None
    assert x["ended"] == {"calm": 1, "worn-out": 1}
    odds = x["foretold"]
    assert (odds["cases"], odds["auc"], odds["lead"], odds["warned"]) == (80, 0.5, 4, pytest.approx(2 / 3))
    assert odds["bins"] == [{"cases": 80, "told": 0.25, "came": 0.25}] and odds["gap"] == 0
    assert x["record"] == {"share_of_runs": 0.25, "run_0": []}
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_runs_are_read_as_they_went() -> None:
    """Prices rise in April 2015 and the street opens in May: it is foretold at the opening of the quarter."""
    seen = measured(CRISES, 4, seed=4, members=2)
    mine = [x for x in seen.episodes if x.key == STREET]
    assert {x.run for x in mine} == {0, 1, 2, 3} and {x.first for x in mine if x.first < 18} == {16}
    told = [x for x in seen.forecasts if x.key == STREET and x.month == 15]
    assert [(x.told, x.came) for x in told] == [(1.0, True)] * 4
    assert all(x.last is None or x.last > x.first for x in seen.episodes)
    assert {x.how for x in mine} <= {"", "calm", "worn-out", "hear-them"}


def test_chunks_and_processes_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = measured(CRISES, 2, seed=4, members=2)
    monkeypatch.setattr(regimes, "CHUNK", 1)
    assert measured(CRISES, 2, seed=4, members=2) == whole


def test_a_scenario_without_regimes_has_nothing_to_say() -> None:
    data = as_json(treat(MINI), Found(), Found(), 2, 1, 2)
    assert data["regimes"] == [] and data["scenario"] == "neighbours"


@pytest.mark.slow
def test_the_record_opens_no_crisis_that_it_lacks() -> None:
    """It has the rallies of April and May 2016, and those from June 2019 on, which went on into the autumn."""
    treatment, runs = treat(LONG), 12
    has = {"2016-05", *(f"2019-{month:02d}" for month in range(6, 12))}
    seen = measured(LONG, runs, seed=1, members=0, historical=True).episodes
    months = [(x.run, x.key, month_name(treatment.board.starts + x.first)) for x in seen]
    lacking = [(run, key) for run, key, month in months if not key.startswith("street") or month not in has]
    for key in {key for _, key in lacking}:
        assert len({run for run, other in lacking if other == key}) < runs / 2, key
    assert not [key for run, key in lacking if run == 0]
    assert any(month in has for _, key, month in months if key == "street@kazakhstan")

"""Hindcasts: scores worked by hand; the whole; the command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim.study.annual
from sim.report.hindcast import hindcast_table, section, sentences, verdict
from sim.scenario.observed import Key, Observed
from sim.study.annual import Played
from sim.study.hindcast import Cell, Scored, as_json, comparable, hindcast, partners_of, score, scored_of
from sim.study.replay import MODES
from sim.study.scores import crps
from sim.treatment import treat
from sim.world.noise import Noise
from tests.boards import LONG, MINI
from tests.cli.command import call

GROWTH, TRADE = Key("growth", "north"), Key("trade", "north", "east")
EAST, WEST = Key("trade_share", "north", "east"), Key("trade_share", "north", "west")
LATER = """series,actor,partner,year,value
growth,mongolia,,2014,7.9
growth,mongolia,,2015,2.4
growth,mongolia,,2016,1.5
trade,mongolia,china,2014,6.8
trade,mongolia,china,2016,5.2
trade_share,mongolia,china,2014,80
trade_share,mongolia,china,2015,81
trade_share,mongolia,russia,2014,20
trade_share,mongolia,russia,2015,19
votes,mongolia,russia,2016,0.7
"""


def model(**annual: list[list[float]]) -> Played:
    """From 2014 on, a row a year, a column a run; `north__east__trade_value` is a path."""
    rows = {name.replace("__", "."): np.array(values, dtype=float) for name, values in annual.items()}
    return Played(2014, rows, Noise(1, np.arange(len(next(iter(rows.values()))[0]))))


def cell(**given: Any) -> Cell:
    return Cell(**{"key": GROWTH, "year": 2015, "real": 2.0, "p10": 1.0, "p50": 1.5, "p90": 3.0, "crps": 0.1,
                   "no_change": 1.0, "trend": None, **given})


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("observed") / "later.csv"
    path.write_text(LATER, encoding="utf-8")
    return path


# --- what is known ----------------------------------------------------------------------------------------------------


def test_what_was_known_of_a_share_is_counted_among_the_partners_of_now() -> None:
    known = {EAST: {2013: 30.0, 2014: 30.0, 2015: 60.0}, WEST: {2014: 20.0, 2015: 40.0},
             EAST._replace(partner="south"): {2013: 70.0, 2014: 50.0}}
    assert comparable(known, EAST, 2015, ("east", "west")) == {2014: 60.0}


def test_shares_are_counted_among_the_listed_if_these_make_a_whole() -> None:
    south = EAST._replace(partner="south")
    known = {EAST: {2014: 30.0, 2015: 60.0, 2016: 60.0}, WEST: {2014: 20.0, 2015: 40.2}, south: {2014: 50.0}}
    assert partners_of(known, EAST, 2014) == ("east", "west", "south")
    assert partners_of(known, EAST, 2015) == ("east", "west")
    assert partners_of(known, EAST, 2016) == ("east", "west", "south"), "one revised share is no whole"


# --- scores --------------------------------------------------------------------------------------------------------


def test_a_cell_by_hand() -> None:
    """Trade of 15 and 10 where 6 was observed and 5 before; nothing is said of its error of measurement."""
    found = model(north__east__trade_value=[[10, 20], [15, 10]])
    known: Observed = {TRADE: {2011: 2.0, 2012: 3.0, 2013: 4.0, 2014: 5.0, 2015: 6.0}}
    for mode in MODES:
        one, = score(found, known, 2015, mode).cells
        assert (one.p10, one.p50, one.p90) == pytest.approx((10.5, 12.5, 14.5))
        assert one.crps == pytest.approx(crps(np.array([15, 10]), 6.0)) == pytest.approx(5.25)
        assert one.error == pytest.approx(6.5)
        assert (one.no_change, one.trend) == pytest.approx((5.0, 6.0))
        assert not one.inside


def test_the_band_is_that_of_what_would_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is sure of itself, and errors of 0.1: a normal band of 1.28 of them."""
    monkeypatch.setattr(sim.study.annual, "error_of", lambda key: 0.1)
    found = model(north__east__alignment=[[0.5] * 4000, [0.5] * 4000])
    one, = score(found, {Key("votes", "north", "east"): {2015: 0.55}}, 2015, "free").cells
    assert (one.p10, one.p50, one.p90) == pytest.approx((0.5 - 0.128, 0.5, 0.5 + 0.128), abs=0.008)
    assert one.inside


def test_only_observed_years_from_the_first_one_on_are_scored() -> None:
    found = model(north__output=[[100], [101], [102]], north__growth=[[1], [1], [1]])
    known: Observed = {GROWTH: {2013: 1.0, 2014: 1.0, 2016: 1.0, 2017: 1.0}}
    assert [cell.year for cell in score(found, known, 2015, "free").cells] == [2016]


def test_a_series_without_a_last_known_year_runs_free_only() -> None:
    found = model(north__east__trade_value=[[1.0], [3.0]])
    known: Observed = {TRADE: {2015: 3.0}}
    free, shifted = (score(found, known, 2015, mode) for mode in MODES)
    assert [(cell.no_change, cell.trend) for cell in free.cells] == [(None, None)] and not shifted.cells
    assert (free.beats_no_change, free.coverage, shifted.coverage) == (None, 1.0, None)


def test_shares_of_cells_are_counted_as_they_are_defined() -> None:
    cells = (cell(), cell(p50=3.2, trend=2.5), cell(p50=1.0, trend=0.0), cell(real=9.0))
    found = Scored(cells)
    assert found.beats_no_change == 2 / 4, "errors 0.5 and 7.5 against 1 and 8; 1.2 is larger, 1 is equal"
    assert found.beats_trend == 1 / 2
    assert found.coverage == 3 / 4


def test_crps_is_told_relative_to_no_change_series_by_series() -> None:
    """Growth: (0.1 + 0.2) over errors of 1 and 2; votes: 0.3 over 0.6. The mean of 0.1 and 0.5."""
    votes = Key("votes", "north", "east")
    cells = (cell(), cell(crps=0.2, no_change=4.0), cell(key=votes, real=0.1, crps=0.3, no_change=0.7),
             cell(key=votes, crps=9.0, no_change=None))
    assert Scored(cells).crps_ratio == pytest.approx(0.3)
    assert Scored(cells[3:]).crps_ratio is None


@pytest.mark.parametrize("given, expected", [
    ({}, ""), ({"p50": 3.5}, "worse"), ({"p90": 1.9}, "outside"), ({"p50": 0.5, "p90": 1.9}, "both"),
    ({"p50": 9.0, "no_change": None}, "")])
def test_a_bad_cell_is_outside_of_the_band_or_worse_than_no_change(given: dict[str, Any], expected: str) -> None:
    assert verdict(cell(**given)) == expected


# --- the whole -----------------------------------------------------------------------------------------------------


def test_a_scenario_of_ones_own_is_held_against_ones_own_years(later: Path) -> None:
    found = hindcast(MINI, data=later, runs=4)
    free, shifted = (found.modes[mode] for mode in MODES)
    assert found.first == 2015
    mine = [(x.key.series, x.key.partner, x.year) for x in free.cells if x.key.actor == "mongolia"]
    assert mine == [("growth", "", 2015), ("growth", "", 2016), ("trade", "china", 2016),
                    ("trade_share", "china", 2015), ("trade_share", "russia", 2015), ("votes", "russia", 2016)]
    assert {x.key.actor for x in free.cells} == {"mongolia", "russia", "china", "united_states"}, "of the shipped table"
    assert len(free.cells) - len(shifted.cells) == 1, "no vote of 2014 is known"
    assert scored_of(as_json(found)["mode"]["free"]) == free
    text = hindcast_table(found)
    assert "Mongolia, China" in text and text.rstrip().splitlines()[-1].startswith("Rebased: ")


def test_every_bad_cell_has_a_sentence_that_says_why(later: Path) -> None:
    board = treat(LONG).board
    bad = cell(key=Key("trade", "kazakhstan", "russia"), p50=0.0, p90=1.0)
    said, = sentences(board, [{"free": bad, "rebased": bad}, {"free": replace(bad, year=2016), "rebased": cell()}])
    assert said.startswith("Kazakhstan, Russia: free 2015, 2016 outside of the band and worse than no change; rebased "
                           "2015 outside of the band and worse than no change. From 2017 a budget rule")
    assert "- Kazakhstan, Russia: free 2015 outside" in section(board, [{"free": bad}], 2)


def test_the_command_answers_and_scores_later_years(later: Path, monkeypatch: pytest.MonkeyPatch,
                                                    capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, "hindcast", MINI, "--data", later, "--runs", "3", "--from", "2016", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["from"], found["runs"], set(found["mode"])) == (2016, 3, set(MODES))
    cells = found["mode"]["rebased"]["cells"]
    assert {x["year"] for x in cells} >= {2016} and all(x["error"] == x["p50"] - x["real"] for x in cells)
    assert {x["partner"] for x in cells if x["series"] == "growth"} == {None}
    assert call(monkeypatch, "hindcast", MINI, "--data", later, "--runs", "3") == 0
    assert "o: outside of the band" in capsys.readouterr().out


@pytest.mark.parametrize("words, code, field", [
    ("--from 2014", "MV-O010", "--from"), ("--from 2017", "MV-O010", "--from"), ("--data nope.csv", "MV-S001", None),
    ("--from -1", "MV-O010", "--from")])
def test_what_cannot_be_scored_is_refused(words: str, code: str, field: str | None, monkeypatch: pytest.MonkeyPatch,
                                          capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, "hindcast", MINI, *words.split(), "--json") == 2
    out, err = capsys.readouterr()
    problem, = json.loads(out)["problems"]
    assert (problem["code"], problem["field"]) == (code, field) and "Traceback" not in err


@pytest.mark.parametrize("first, when", [(2019, "from 2019 on"), (2020, "from 2020 on")])
def test_years_that_nobody_gives_are_refused(first: int, when: str, monkeypatch: pytest.MonkeyPatch,
                                             capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, "hindcast", "--from", str(first), "--json") == 2
    problem, = json.loads(capsys.readouterr().out)["problems"]
    assert problem["code"] == "MV-O009" and when in problem["what"]


def test_a_year_before_which_nothing_is_known_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                         capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "far.csv"
    path.write_text("series,actor,partner,year,value\ngrowth,russia,,2021,5.6\n", encoding="utf-8")
    assert call(monkeypatch, "hindcast", "--from", "2021", "--data", path, "--json") == 2
    problem, = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["code"], problem["file"]) == ("MV-O009", str(path)) and "of 2020" in problem["what"]

"""Hindcasts: annual values, rebasing and scores worked by hand; a replay; the command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim.study.hindcast
from sim.report.hindcast import hindcast_table, section, sentences, verdict
from sim.scenario.observed import Key, Observed
from sim.study.hindcast import (
    MODES,
    Cell,
    Played,
    Scored,
    as_json,
    comparable,
    hindcast,
    partners_of,
    paths_of,
    played,
    rebased,
    score,
    scored_of,
)
from sim.study.scores import crps
from sim.study.tape import record
from sim.treatment import treat
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
    """From 2014 on, a row a year, a column a run; `north_east_trade_value` is a path."""
    return Played(2014, {name.replace("__", "."): np.array(rows, dtype=float) for name, rows in annual.items()})


def cell(**given: Any) -> Cell:
    return Cell(**{"key": GROWTH, "year": 2015, "real": 2.0, "p10": 1.0, "p50": 1.5, "p90": 3.0, "crps": 0.1,
                   "no_change": 1.0, "trend": None, **given})


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("observed") / "later.csv"
    path.write_text(LATER, encoding="utf-8")
    return path


# --- annual values -------------------------------------------------------------------------------------------------


def test_growth_is_that_of_mean_output_and_in_the_first_year_the_models_own() -> None:
    found = model(north__output=[[100, 200], [103, 190]], north__growth=[[4.2, 1.0], [9, 9]])
    assert found.value(GROWTH, 2014).tolist() == [4.2, 1.0]
    assert found.value(GROWTH, 2015) == pytest.approx([3, -5])


def test_shares_are_among_the_partners_that_are_listed() -> None:
    found = model(north__east__trade_value=[[3, 0]], north__west__trade_value=[[1, 0]],
                  north__south__trade_value=[[96, 5]])
    assert found.value(EAST, 2014, ("east", "west")).tolist() == [75, 0]


def test_investment_is_the_sum_of_both_stocks_at_the_end_of_the_year() -> None:
    key = Key("investment_share", "north", "east")
    found = model(north__east__investment_energy=[[2]], north__east__investment_nonenergy=[[1]],
                  north__west__investment_energy=[[9]], north__west__investment_nonenergy=[[0]])
    assert found.value(key, 2014, ("east", "west")).tolist() == [25]


def test_a_replay_keeps_the_mean_of_the_months_and_the_last_month_of_stocks() -> None:
    keys = (Key("trade", "mongolia", "china"), Key("investment_share", "mongolia", "china"), Key("growth", "mongolia"))
    treatment = treat(MINI, historical=True)
    found = played(treatment, {key: {2016: 0.0} for key in keys}, runs=3)
    tape = record(treatment, [path for key in keys for path in paths_of(key)], runs=3)
    trade, stock = "mongolia.china.trade_value", "mongolia.china.investment_energy"
    assert found.begins == 2014 and len(found.annual[trade]) == 3
    assert found.annual[trade][1] == pytest.approx(sum(tape.path(trade)[12:24]) / 12)
    assert found.annual[stock][2].tolist() == tape.path(stock)[35].tolist()


def test_runs_in_pieces_are_the_same_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    treatment, known = treat(MINI, historical=True), {Key("growth", "mongolia"): {2015: 0.0}}
    whole = played(treatment, known, runs=5).annual
    monkeypatch.setattr(sim.study.hindcast, "CHUNK", 2)
    pieces = played(treatment, known, runs=5).annual
    assert all(np.array_equal(whole[path], pieces[path]) for path in whole)


# --- rebasing ------------------------------------------------------------------------------------------------------


def test_trade_is_rebased_by_the_ratio_run_by_run() -> None:
    assert rebased(np.array([6.0, 6.0]), np.array([4.0, 3.0]), 8.0, "trade").tolist() == [12, 16]


def test_all_else_is_rebased_by_the_difference_within_bounds() -> None:
    values, base = np.array([0.5, 0.9]), np.array([0.4, 0.4])
    assert rebased(values, base, 0.6, "votes") == pytest.approx([0.7, 1.0])
    assert rebased(np.array([2.0]), np.array([1.0]), -1.5, "growth") == pytest.approx([-0.5])


def test_in_its_base_year_a_rebased_series_is_what_was_observed() -> None:
    base = np.array([0.3, 0.5, 0.61])
    assert rebased(base, base, 0.4, "votes") == pytest.approx([0.4] * 3)
    assert rebased(base, base, 0.4, "trade") == pytest.approx([0.4] * 3)


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
    """Trade of 10 and 20 where 5 was observed: rebased to 5, what comes after is 1.5 and 0.5 times that."""
    found = model(north__east__trade_value=[[10, 20], [15, 10]])
    known: Observed = {TRADE: {2011: 2.0, 2012: 3.0, 2013: 4.0, 2014: 5.0, 2015: 6.0}}
    free, = score(found, known, 2015, "free").cells
    shifted, = score(found, known, 2015, "rebased").cells
    assert (free.p10, free.p50, free.p90) == pytest.approx((10.5, 12.5, 14.5))
    assert (shifted.p10, shifted.p50, shifted.p90) == pytest.approx((3.0, 5.0, 7.0))
    assert shifted.crps == pytest.approx(crps(np.array([7.5, 2.5]), 6.0)) == pytest.approx(1.25)
    assert (free.error, shifted.error) == pytest.approx((6.5, -1.0))
    assert (free.no_change, free.trend) == pytest.approx((5.0, 6.0))
    assert (free.inside, shifted.inside) == (False, True)


def test_only_observed_years_from_the_first_one_on_are_scored() -> None:
    found = model(north__output=[[100], [101], [102]], north__growth=[[1], [1], [1]])
    known: Observed = {GROWTH: {2013: 1.0, 2014: 1.0, 2016: 1.0, 2017: 1.0}}
    assert [cell.year for cell in score(found, known, 2015, "free").cells] == [2016]


def test_a_series_without_a_last_known_year_runs_free_only() -> None:
    found = model(north__output=[[100], [101], [102]], north__growth=[[1], [1], [1]])
    known: Observed = {GROWTH: {2015: 1.0}}
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

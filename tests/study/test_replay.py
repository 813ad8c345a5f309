"""Replays of the record in two modes: in one piece or in several, and set to what was observed in between."""

from __future__ import annotations

import numpy as np
import pytest

import sim.study.annual
import sim.study.rebase
import sim.study.replay
from sim.scenario.observed import Key, Observed
from sim.study.annual import Played, paths_of
from sim.study.replay import MODES, played, work
from sim.study.tape import record
from sim.treatment import treat
from tests.boards import MINI

TRADE, VOTES = Key("trade", "mongolia", "china"), Key("votes", "mongolia", "russia")
CHINA, RUSSIA = Key("investment_share", "mongolia", "china"), Key("investment_share", "mongolia", "russia")
REFORM, GROWTH = Key("reform", "mongolia"), Key("growth", "mongolia")
KNOWN: Observed = {
    TRADE: {2014: 3.0, 2016: 1.0}, VOTES: {2014: 0.7}, CHINA: {2014: 40.0}, RUSSIA: {2014: 60.0},
    REFORM: {2014: 0.99}, GROWTH: {2014: 9.0, 2016: 1.0}}
RUNS = 5


@pytest.fixture
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is measured without error."""
    monkeypatch.setattr(sim.study.annual, "error_of", lambda key: 0.0)


@pytest.fixture(scope="module")
def both() -> dict[str, Played]:
    return played(treat(MINI, historical=True), KNOWN, 2015, RUNS)


def same(one: Played, other: Played) -> bool:
    return all(np.array_equal(x, other.annual[path]) for path, x in one.annual.items())


def test_free_is_the_record_as_it_runs_in_one_piece(both: dict[str, Played]) -> None:
    """The means of the months, and of stocks the last month: to the bit, though the replay parts at a year's end."""
    paths = [path for key in KNOWN for path in paths_of(key)]
    tape = record(treat(MINI, historical=True), paths, runs=RUNS)
    free = both["free"]
    assert free.begins == 2014 and len(free.annual["mongolia.output"]) == 3
    for path in paths:
        months = tape.path(path).reshape(3, 12, RUNS)
        expected = months[:, -1] if ".investment_" in path else np.mean(months, axis=1)
        assert np.array_equal(free.annual[path], expected), path


def test_rebased_runs_are_the_free_ones_until_then_and_others_afterwards(both: dict[str, Played]) -> None:
    free, shifted = (both[mode].annual["mongolia.china.trade_value"] for mode in MODES)
    assert np.array_equal(free[0], shifted[0])
    assert not np.isclose(free[1:], shifted[1:]).any()


def test_where_nothing_was_observed_both_modes_are_the_same() -> None:
    found = played(treat(MINI, historical=True), {TRADE: {2016: 1.0}}, 2015, RUNS)
    assert same(found["free"], found["rebased"])


def test_runs_in_pieces_are_the_same_runs(both: dict[str, Played], monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors of measurement included, whatever runs stand beside them."""
    monkeypatch.setattr(sim.study.replay, "CHUNK", 2)
    pieces = played(treat(MINI, historical=True), KNOWN, 2015, RUNS)
    for mode in MODES:
        assert same(both[mode], pieces[mode])
        assert np.array_equal(both[mode].measured(TRADE, 2016), pieces[mode].measured(TRADE, 2016))


def test_a_year_may_end_within_a_turn() -> None:
    """In turns of eight months 2015 ends within the second, which is played to its end before anything is set."""
    treatment = treat(MINI, historical=True, turn_months=8)
    known: Observed = {TRADE: {2015: 30.0, 2016: 1.0}}
    found = played(treatment, known, 2016, 1)
    assert len(found["rebased"].annual["mongolia.china.trade_value"]) == 3
    assert found["rebased"].value(TRADE, 2016)[0] > found["free"].value(TRADE, 2016)[0]


def test_work_is_what_will_be_told() -> None:
    told: list[float] = []
    treatment = treat(MINI, historical=True)
    played(treatment, KNOWN, 2015, RUNS, progress=told.append)
    assert sum(told) == work(treatment, KNOWN, 2015, RUNS)


@pytest.mark.usefixtures("exact")
def test_what_follows_starts_from_what_was_observed() -> None:
    """Trade that was observed at twice what the free run had is twice as much a year later, but for what growth and
    moves add to it in dollars; votes are shifted by the difference, and so is where they rest, so luck alone
    moves them from there."""
    free = played(treat(MINI, historical=True), KNOWN, 2015, RUNS)["free"]
    known: Observed = {**KNOWN, TRADE: {2014: 2 * float(free.value(TRADE, 2014)[0]), 2016: 1.0}}
    shifted = played(treat(MINI, historical=True), known, 2015, RUNS)["rebased"]
    assert shifted.value(TRADE, 2015)[0] / free.value(TRADE, 2015)[0] == pytest.approx(2, abs=0.1)
    off = [float(shifted.value(VOTES, year)[0] - free.value(VOTES, year)[0]) for year in (2015, 2016)]
    assert off == pytest.approx([0.7 - float(free.value(VOTES, 2014)[0])] * 2, abs=0.1)

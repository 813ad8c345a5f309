"""The record beside the doctrines: shares are counted as they are defined, and told in words."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from sim.model import BalanceModel
from sim.report.decisions import record_section, record_table
from sim.study.decisions import Record, as_json, beside, work
from sim.treatment import treat
from tests.boards import LONG, MINI

RUNS = 6


@pytest.fixture(scope="module")
def found() -> Record:
    return beside(MINI, RUNS)


def test_every_decision_of_play_has_a_row(found: Record) -> None:
    history = found.board.scenario.history
    assert [row.decision for row in found.rows] == [x for x in history if x.date >= found.board.scenario.opens]


def test_shares_are_counted_in_games_among_doctrines(found: Record) -> None:
    """The first dated decision of the miniature, February 2015: turn 1 is January to March."""
    model = BalanceModel(MINI, seed=1, runs=RUNS, collect=False)
    while model.running:
        model.step()
    row, first = found.rows[0], found.board.opens
    number = found.board.row[row.move]
    came = {month: rows[number] for month, rows in model.struck if month >= first and rows[number].any()}

    def share(months: range) -> float:
        return float(np.any([came.get(m, np.zeros(RUNS, dtype=bool)) for m in months], axis=0).mean())

    assert row.decision.date == "2015-02"
    assert row.turn == share(range(first, first + 3))
    assert row.year == share(range(first, first + 1 + 12 + 1))
    assert row.ever == share(range(first, found.board.ends))


def test_shares_grow_with_the_window(found: Record) -> None:
    assert all(0 <= row.turn <= row.year <= row.ever <= 1 and row.by_lot <= row.ever for row in found.rows)
    assert all(share > 0 and move != row.move for row in found.rows for move, share in row.instead)


def test_a_scenario_without_a_record_says_so() -> None:
    empty = Record(treat(MINI), 1, 1, ())
    assert "no decision" in record_table(empty) and empty.mean("turn") == 0


def test_the_documented_json_and_the_tables(found: Record) -> None:
    data = json.loads(json.dumps(as_json(found)))
    assert {"scenario", "seed", "runs", "mean", "decisions", "manifest"} == data.keys()
    assert set(data["mean"]) == {"turn", "year", "ever", "by_lot"}
    for row in data["decisions"]:
        assert {"date", "agent", "move", "turn", "year", "ever", "by_lot", "instead"} == row.keys()
    sure = replace(found, rows=tuple(replace(row, turn=0.37) for row in found.rows))
    for text in (record_table(sure), record_section(found.board, as_json(sure))):
        assert text.count("37%") == len(found.rows) + 1
        assert "2015-02" in text


def test_the_work_is_known_beforehand() -> None:
    told: list[float] = []
    beside(MINI, 2, progress=told.append)
    assert sum(told) == work(MINI, 2)
    assert work(LONG, 10) == 280

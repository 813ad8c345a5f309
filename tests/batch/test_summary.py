"""Summaries hold for stores whose numbers are known; no model is run."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from statistics import mean

import numpy as np
import pytest

from sim.batch import evidence as reading
from sim.batch.evidence import evidence
from sim.batch.summary import Row, Summary, summary, wilson
from sim.errors import MultivectorError
from sim.report.laboratory import summary_lines
from tests.batch.stores import filled, plan

NAN = float("nan")
OUTCOMES = {"high": {"score": "mongolia", "above": 30.0, "unit": "points"}, "low": {"score": "china", "below": 2.0},
            "plain": {"score": "mongolia"}}
DESIGN = {"policies": {"none": {}, "lean": {"mongolia": "lean"}}, "events": {"rate-cut": ["on", "off"]},
          "replications": 700, "outcomes": OUTCOMES}
ROWS = 4 * 700  # so that parts end amid worlds


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Row k of each world holds k % 101 in `high`; `low` is empty in every other run; `plain` everywhere but once."""
    folder = tmp_path_factory.mktemp("made") / "store"
    k = np.arange(ROWS, dtype=np.float64)
    plain = np.full(ROWS, NAN)
    plain[1] = 7.0
    filled(folder, plan(**DESIGN), {"high": k % 700 % 101.0, "low": np.where(k % 2, 1.0, NAN), "plain": plain})
    return folder


def row(found: Summary, outcome: str, **world: str) -> Row:
    return next(its for its in found.rows if its.outcome == outcome and world.items() <= its.world.items())


def test_each_world_has_its_own_rows_in_the_order_of_the_store(made: Path) -> None:
    found = summary(evidence(made))
    assert [(its.world["policy"], its.world["event.rate-cut"]) for its in found.rows[::3]] == [
        ("none", "on"), ("none", "off"), ("lean", "on"), ("lean", "off")]
    assert [its.outcome for its in found.rows[:3]] == ["high", "low", "plain"]
    assert {its.runs for its in found.rows} == {700}
    assert (found.runs, found.parts, found.missing, found.related) == (ROWS, 3, 0, False)


def test_quantiles_and_means_are_those_of_the_numbers(made: Path) -> None:
    high = row(summary(evidence(made)), "high", policy="lean")
    numbers = sorted([*range(101)] * 6 + [*range(94)])
    assert high.mean == pytest.approx(mean(numbers))
    assert high.quantiles == pytest.approx(tuple(np.percentile(numbers, (5, 25, 50, 75, 95))))


def test_empty_cells_are_counted_and_are_not_met(made: Path) -> None:
    found = summary(evidence(made))
    low = row(found, "low")
    assert (low.count, low.empty, low.mean, low.quantiles) == (350, 0.5, 1.0, (1.0,) * 5)
    assert low.robustness and low.robustness.share == 0.5
    nothing = row(found, "plain", policy="lean")
    assert (nothing.count, nothing.mean, nothing.quantiles, nothing.robustness) == (0, None, None, None)
    assert nothing.as_json()["p50"] is None and row(found, "plain", policy="none").empty == 699 / 700


def test_an_outcome_is_met_at_its_bound(made: Path) -> None:
    met = row(summary(evidence(made)), "high").robustness
    assert met and (met.share, met.above, met.below) == ((6 * 71 + 64) / 700, 30.0, None)


def test_by_puts_worlds_together(made: Path) -> None:
    found = summary(evidence(made), ["policy"])
    assert [dict(its.world) for its in found.rows[::3]] == [{"policy": "none"}, {"policy": "lean"}]
    assert {its.runs for its in found.rows} == {1400} and found.related
    assert "not independent" in summary_lines(found)
    with pytest.raises(MultivectorError, match="did you mean policy"):
        summary(evidence(made), ["polic"])


def test_a_summary_fits_a_terminal_of_80_columns(made: Path) -> None:
    """All but the notes, which wrap between words; a column in which nothing is takes no room."""
    lines = summary_lines(summary(evidence(made))).splitlines()
    told = [line for line in lines if not line.startswith(("Met:", "Runs of"))]
    assert max(map(len, told)) <= 80
    assert "  high ≥ 30: met in 70.0% of the runs (95 % interval 66.5% – 73.3%)" in told
    assert ["plain", "0", *"––––––", "100.0%"] in [line.split() for line in told]


@pytest.mark.parametrize(("met", "runs", "low", "high"), [
    (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
    (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)])
def test_wilsons_interval_is_that_of_the_literature(met: int, runs: int, low: float, high: float) -> None:
    assert wilson(met, runs) == pytest.approx((low, high), abs=5e-5)
    assert wilson(runs - met, runs) == pytest.approx((1 - high, 1 - low), abs=5e-5)


def test_few_columns_at_a_time_say_the_same(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    all_at_once = summary(evidence(made)).as_json()
    monkeypatch.setattr(reading, "AT_ONCE", 1)
    assert summary(evidence(made), tell=told.append).as_json() == all_at_once
    assert (max(told), sum(told)) == (1000, 3 * ROWS)


@pytest.mark.parametrize(("gone", "there"), [(0, [0, 400, 700, 700]), (2, [700, 700, 600, 0])])
def test_what_is_missing_is_said_and_the_rest_is_right(made: Path, tmp_path: Path, gone: int,
                                                       there: list[int]) -> None:
    folder = copytree(made, tmp_path / "store")
    (folder / "runs" / f"part-{gone:05d}.parquet").unlink()
    found = summary(evidence(folder))
    assert (found.runs, found.missing) == (sum(there), 1)
    high = [its for its in found.rows if its.outcome == "high"]
    assert [its.runs for its in high] == there
    assert {(its.mean is None, its.robustness is None) for its in high if not its.runs} == {(True, True)}
    assert "1 of 3 parts are missing" in summary_lines(found)


@pytest.mark.parametrize(("harm", "code"), [
    (lambda part: part.write_bytes(part.read_bytes()[:-90]), "MV-B020"),
    (lambda part: part.write_bytes(part.with_name("part-00002.parquet").read_bytes()), "MV-B020"),
    (lambda part: [each.unlink() for each in part.parent.iterdir()], "MV-B021"),
    (lambda part: (part.parents[1] / "manifest.json").unlink(), "MV-B011")], ids=["cut", "rows", "no part", "no store"])
def test_a_store_that_cannot_be_read_is_refused(made: Path, tmp_path: Path, harm: object, code: str) -> None:
    folder = copytree(made, tmp_path / "store")
    harm(folder / "runs" / "part-00001.parquet")  # type: ignore[operator]
    with pytest.raises(MultivectorError, match=code):
        summary(evidence(folder))

"""PRIM through a store whose cases lie in a planted box."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pytest

from sim.batch.discover import MOST, Box, Discovery, discover
from sim.batch.evidence import evidence
from sim.errors import MultivectorError
from sim.report.laboratory import discover_lines
from tests.batch.stores import filled, plan

RANGES = {"mongolia.reserves": [1, 3], "ties.storms.threshold": [1.5, 2.5], "home.sparks.size": [0.0, 0.1]}
DESIGN: dict[str, Any] = {
    "uncertainties": RANGES, "replications": 2000, "policies": {"none": {}, "lean": {"mongolia": "lean"}},
    "outcomes": {"made": {"score": "mongolia", "above": 50.0}, "open": {"score": "mongolia"},
                 "lucky": {"score": "mongolia", "above": 50.0}, "few": {"score": "mongolia", "below": 0.0},
                 "mostly": {"score": "mongolia", "above": 50.0}}}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`made` is 60 where reserves are over 2.2, the threshold is under 2.0 and Mongolia leans, in 9 of 10 runs, and
    empty or 40 elsewhere; `lucky` is met by chance alone."""
    folder, its = tmp_path_factory.mktemp("made") / "store", plan(**DESIGN)
    rng = np.random.default_rng(4)
    drawn = {name: rng.uniform(low, high, its.rows) for name, (low, high) in RANGES.items()}
    inside = (drawn["mongolia.reserves"] > 2.2) & (drawn["ties.storms.threshold"] < 2.0)
    inside &= (np.arange(its.rows) >= 2000) & (rng.random(its.rows) < 0.9)
    made = np.where(inside, 60.0, np.where(rng.random(its.rows) < 0.1, np.nan, 40.0))
    luck = rng.random(its.rows)
    filled(folder, its, {**drawn, "made": made, "open": made, "lucky": np.where(luck < 0.3, 60.0, 40.0),
                         "few": np.where(np.arange(its.rows) < 19, 0.0, 1.0),
                         "mostly": np.where(inside, 40.0, 60.0)})
    return folder


@cache
def find(folder: Path, outcome: str = "made", above: float | None = None, below: float | None = None) -> Discovery:
    return discover(evidence(folder), outcome, above, below)


def read(found: Discovery) -> Box:
    return next(box for box in found.boxes if box.number == found.read)


def test_the_planted_box_is_found(made: Path) -> None:
    found = find(made)
    limits = {limit.number: limit for limit in read(found).limits}
    assert set(limits) == {"mongolia.reserves", "ties.storms.threshold", "policy"}
    reserves, storms = limits["mongolia.reserves"], limits["ties.storms.threshold"]
    assert reserves.low == pytest.approx(2.2, abs=0.05) and reserves.high is None
    assert storms.high == pytest.approx(2.0, abs=0.05) and storms.low is None
    assert limits["policy"].words == ("lean",)
    assert read(found).density == pytest.approx(0.9, abs=0.04) and read(found).coverage > 0.9
    assert read(found).mass == pytest.approx(0.4 * 0.5 * 0.5, abs=0.02)


def test_a_box_says_of_itself_what_a_count_says(made: Path) -> None:
    its, found = evidence(made), find(made)
    columns = dict(its.columns(["mongolia.reserves", "ties.storms.threshold", "home.sparks.size", "made"]))
    met = columns["made"] >= 50
    assert found.cases == met.sum() and len(found.boxes) >= 3
    for box in found.boxes:
        inside = np.ones(len(met), dtype=np.bool_)
        for limit in box.limits:
            if limit.words is not None:
                inside &= np.isin(np.where(its.experiments == 1, "lean", "none"), limit.words)
            else:
                inside &= (columns[limit.number] >= (-np.inf if limit.low is None else limit.low))
                inside &= (columns[limit.number] <= (np.inf if limit.high is None else limit.high))
        assert (box.runs, box.mass) == (inside.sum(), inside.mean())
        assert box.density == met[inside].mean() and box.coverage == met[inside].sum() / met.sum()


def test_a_limit_that_chance_may_have_drawn_is_told(made: Path) -> None:
    """A third of all runs at random: whatever box is cut, no limit of all of them stands."""
    found = find(made, "lucky")
    assert found.boxes and all(not box.certain for box in found.boxes if len(box.limits) > 1)
    if found.read is None:
        assert "Read none of them" in discover_lines(found)


def test_it_says_in_words_which_box_to_read_and_why(made: Path) -> None:
    found = find(made)
    text = discover_lines(found)
    assert f"Read box {found.read}: " in text and "harmonic mean" in text and "policy lean" in text
    assert found.as_json()["boxes"][-1]["limits"][0]["quasi_p"][0] is not None or found.boxes[-1].limits[0].high


def test_the_flags_bound_wins_over_the_designs(made: Path) -> None:
    others = find(made, below=50.0)
    assert others.cases < 4000 - find(made).cases and (others.above, others.below) == (None, 50.0)
    assert find(made, "open", above=50.0).boxes == find(made).boxes
    assert "ask for the others, too, with --below" in discover_lines(find(made, "mostly"))


@pytest.mark.parametrize(("outcome", "bound", "code"), [
    ("open", {}, "MV-B041"), ("open", {"above": 1.0, "below": 2.0}, "MV-B041"), ("made", {"above": 99.0}, "MV-B042"),
    ("mostly", {"above": 0.0}, "MV-B042"), ("few", {}, "MV-B043"), ("mode", {}, "MV-B022")])
def test_where_there_is_nothing_to_discover_it_says_so(made: Path, outcome: str, bound: dict[str, float],
                                                       code: str) -> None:
    with pytest.raises(MultivectorError, match=code):
        find(made, outcome, **bound)


def test_without_the_extra_it_says_what_to_install(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ema_workbench.analysis.prim", None)
    with pytest.raises(MultivectorError, match=r"(?s)MV-B040.*multivector\[discover\]"):
        find(made, "made", above=51.0)


def test_a_part_that_is_missing_is_told_and_the_rest_is_peeled(made: Path, tmp_path: Path) -> None:
    folder = copytree(made, tmp_path / "store")
    (folder / "runs" / "part-00000.parquet").unlink()
    found = find(folder)
    assert (found.runs, found.missing) == (3000, 1) and "1 of 4 parts are missing" in discover_lines(found)


def test_of_many_numbers_those_that_explain_most_are_peeled(tmp_path: Path) -> None:
    """Without uncertainties of a design, all numbers that vary: the miniature has more than are peeled."""
    its = plan(replications=300, outcomes={"made": {"score": "mongolia", "above": 50.0}})
    rng = np.random.default_rng(5)
    drawn = {name: rng.random(its.rows) for name in its.drawn}
    name = list(drawn)[-1]
    filled(tmp_path / "store", its, {**drawn, "made": np.where(drawn[name] > 0.7, 60.0, 40.0)})
    found = find(tmp_path / "store")
    assert (found.screened, len(found.drivers)) == (len(drawn), MOST)
    assert [limit.number for limit in read(found).limits] == [name]
    assert "30 of" in discover_lines(found)


def test_a_world_without_anything_that_varies_is_refused(tmp_path: Path) -> None:
    its = plan(replications=100, outcomes={"made": {"score": "mongolia", "above": 50.0}})
    filled(tmp_path / "store", its, {"made": np.tile([40.0, 60.0], 50)})
    with pytest.raises(MultivectorError, match="MV-B044"):
        find(tmp_path / "store")

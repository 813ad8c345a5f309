"""The report of a store as a page: what it says, for large stores and for the smallest."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from sim import run_batch
from sim.batch.account import account
from sim.batch.evidence import evidence
from sim.batch.worlds import from_fields
from sim.errors import MultivectorError
from sim.report.laboratory_page import html
from sim.treatment import treat
from tests.batch.stores import filled, plan
from tests.boards import MINI
from tests.cli.command import call

OUTCOME = {"y": {"score": "mongolia"}}


class Strict(HTMLParser):
    """Fails on what is opened and not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "link", "wbr"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(folder: Path, *outcomes: str) -> str:
    found = html(account(evidence(folder), outcomes))
    parser = Strict()
    parser.feed(found)
    assert not parser.open and "NaN" not in found and "nan," not in found
    assert not re.search(r"""(src|href)=["'](?!#|data:,)""", found) and "<script" not in found and "url(" not in found
    return found


def words(text: str) -> str:
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", text.replace("<wbr>", ""), flags=re.S).split())


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")  # the infinite one
@pytest.mark.parametrize("values", [[7.0], [float("nan")], [float("inf")], [1e300], [-0.0]])
def test_the_smallest_store_has_a_page(tmp_path: Path, values: list[float]) -> None:
    """One run, one outcome, no points, no months; whatever the number is."""
    filled(tmp_path / "store", plan(outcomes=OUTCOME), {"y": np.array(values)})
    said = words(page(tmp_path / "store"))
    assert "One run was made" in said and "Not defined" in said and "Month by month" not in said


def test_a_store_that_was_run_tells_its_method(tmp_path: Path) -> None:
    run_batch({"scenarios": [MINI], "policies": {"none": {}, "lean": {"mongolia": "lean"}}, "changes": ["none"],
               "events": {"rate-cut": ["on", "off"]}, "off": ["C24"], "settings": {"mongolia.approval": 0.5},
               "uncertainties": {"mongolia.reserves": [1, 3]}, "sampling": {"method": "sobol", "points": 4, "seed": 7},
               "replications": 2, "seed": 9, "paths": ["rivalry"]}, tmp_path / "store")
    text = page(tmp_path / "store")
    said = words(text)
    for what in ("32 runs were made: 4 worlds, 4 points of the uncertainties in each, 2 replications.",
                 "the first 4 of a scrambled Sobol sequence over the ranges (seed 7)", "The seed is 9;",
                 "run numbers go from 0 to 1", "switched off: C24", "mongolia.approval = 0.5", "lean (mongolia: lean)",
                 "Month by month", "multivector repeat", evidence(tmp_path / "store").study):
        assert what in said, what
    assert text == page(tmp_path / "store")  # byte for byte


def test_worlds_of_python_are_not_told_as_a_design(tmp_path: Path) -> None:
    run_batch([treat(MINI), treat(MINI, off="C24")], tmp_path / "store", replications=2, outcomes=OUTCOME)
    assert "its worlds were made in Python" in words(page(tmp_path / "store"))


def test_many_worlds_are_told_to_be_left_out(tmp_path: Path) -> None:
    its = plan(policies={f"p{k}": {} for k in range(30)}, outcomes=OUTCOME, replications=3)
    filled(tmp_path / "store", its, {"y": np.arange(90.0)})
    assert "The first 12 of 30 worlds are told here" in words(page(tmp_path / "store"))


def test_names_and_units_are_told_as_they_are(tmp_path: Path) -> None:
    filled(tmp_path / "store", plan(outcomes={"y": {"score": "mongolia", "unit": "<b>&\"'"}}), {"y": np.ones(1)})
    assert "<b>" not in page(tmp_path / "store") and "&lt;b&gt;" in page(tmp_path / "store")


def test_payoffs_of_two_seats_are_a_table(tmp_path: Path) -> None:
    policies = {f"{a}{b}": {"mongolia": a, "china": b} for a in ("lean", "steady") for b in ("random", "steady")}
    its = plan(policies=policies, replications=2, outcomes={"us": {"score": "mongolia"}, "them": {"score": "china"}})
    ours = np.repeat([4.0, 1.0, 3.0, 2.0], 2)
    filled(tmp_path / "store", its, {"us": ours, "them": 10 - ours})
    said = words(page(tmp_path / "store"))
    assert "mongolia \\ china random steady lean 4 ± 0 ● / 6 ± 0 1 ± 0 / 9 ± 0 ●" in said
    assert "steady 3 ± 0 / 7 ± 0 2 ± 0 ● / 8 ± 0 ●" in said


def test_all_ways_to_sample_have_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("mongolia.reserves\n1\n2\n", encoding="utf-8")
    for k, (its, said) in enumerate([
            ({"method": "grid", "levels": 3}, "3 levels of each"), ({"method": "lhs", "points": 2}, "Latin hypercube"),
            ({"method": "halton", "points": 2}, "Halton"), ({"method": "draw"}, "drew the uncertainties"),
            ({"method": "saltelli", "points": 2}, "2 pairs of points"),
            ({"method": "table", "file": str(tmp_path / "points.csv")}, "a table of the authors")]):
        there = plan(uncertainties={"mongolia.reserves": [1, 3]}, sampling=its, outcomes=OUTCOME)
        filled(tmp_path / f"{k}", there, {"y": np.arange(float(there.rows))})
        assert said in words(page(tmp_path / f"{k}"))
    assert from_fields({"scenarios": [MINI]}).design.sampling.method == "draw"


def test_the_command_writes_beside_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                             capsys: pytest.CaptureFixture[str]) -> None:
    filled(tmp_path / "store", plan(outcomes={**OUTCOME, "z": {"score": "china"}}, replications=20),
           {"y": np.arange(20.0), "z": np.arange(20.0)})
    assert call(monkeypatch, "report", tmp_path / "store", "--outcome", "z") == 0
    assert str(tmp_path / "store.html") in capsys.readouterr().out
    assert ">z</" in (tmp_path / "store.html").read_text(encoding="utf-8")
    assert not list((tmp_path / "store").glob("*.html"))
    assert call(monkeypatch, "report", tmp_path / "store", "--out", tmp_path) == 2
    assert "MV-P008" in capsys.readouterr().err
    with pytest.raises(MultivectorError, match="MV-B022"):
        page(tmp_path / "store", "nope")

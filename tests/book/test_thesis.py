"""What is generated from kept results: it says when they are old, and which shares hang on the length of a turn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sim.book import facts as page
from sim.book import without_play
from sim.book.book import open_book
from sim.book.facts import facts_page
from sim.book.kept import age
from sim.book.lengths import LENGTHS, lengths_section
from sim.book.thesis import made
from sim.treatment import treat
from tests.boards import MINI

ROOT = Path(__file__).parents[2]
NOW = treat(MINI)
MANIFEST = NOW.manifest()
FRESH = {"runs": 40, "scenario": "s", "manifest": MANIFEST}


def test_the_page_of_facts_is_what_the_kept_results_make_it() -> None:
    assert (ROOT / "docs" / "facts.md").read_text(encoding="utf-8") == facts_page(), "out of date: run make docs"


@pytest.mark.parametrize(("data", "old"), [
    (FRESH, False), ({**FRESH, "manifest": {**MANIFEST, "ruleset": "0"}}, True),
    ({**FRESH, "manifest": {**MANIFEST, "treatment": "another"}}, True)])
def test_kept_results_of_other_rules_or_another_scenario_are_old(data: dict[str, Any], old: bool) -> None:
    assert ("make studies" in age(data, NOW)) == old
    assert ("make studies" in made(data, NOW)) == old


def survey(holds: float | None) -> dict[str, Any]:
    return {**FRESH, "changes": [{"change": "X01", "expected": [{"text": "More.", "holds": holds}]}]}


def facts(holds: float, cases: int = 40) -> dict[str, Any]:
    return {**FRESH, "facts": [{"id": "F01", "holds": holds, "cases": cases, "holds_without_cause": 0.2,
                                "shown": holds >= 0.9}]}


def test_shares_that_hang_on_the_length_of_a_turn_stand_out() -> None:
    surveys = {1: survey(0.8), 3: survey(0.8), 6: survey(0.7)}
    text = lengths_section({1: facts(0.9), 3: facts(0.9), 6: facts(0.75)}, surveys)
    assert "2 of 3 shares lie within ten points" in text
    assert "| F01 | 90.0% | 90.0% | 75.0% | **15** |" in text
    assert "| X01: More. | 80.0% | 80.0% | 70.0% | 10 |" in text


def test_a_share_of_few_cases_is_not_compared() -> None:
    text = lengths_section({1: facts(0.9), 3: facts(0.9), 6: facts(0.5, cases=9)}, {n: survey(0.8) for n in LENGTHS})
    assert "1 of 1 shares lie within ten points" in text
    assert "Too few cases to be compared, under 30 at one length at least: F01." in text


def test_what_one_length_does_not_reach_is_left_out() -> None:
    text = lengths_section({n: facts(0.9) for n in LENGTHS}, {1: survey(0.8), 3: survey(0.8), 6: survey(None)})
    assert "X01" not in text


def test_the_page_has_a_section_for_each_study(monkeypatch: pytest.MonkeyPatch) -> None:
    board = open_book().board
    some = {"id": "F01", "text": "t", "place": "p", "kind": "run", "bar": 0.9, "standing": "chapter",
            "world": "doctrines", "holds": 0.95, "cases": 40, "cause": "C08", "holds_without_cause": 0.1,
            "others_off": {"home.approval": 0.9}, "shown": True, "lost": True}
    beside = {"date": "2015-03", "agent": "kazakhstan", "move": "espd", "turn": 0.1, "year": 0.2, "ever": 0.3,
              "by_lot": 0.2, "instead": [{"move": "aifc", "share": 0.4}]}
    record = {**FRESH, "mean": {"turn": 0.1, "year": 0.2, "ever": 0.3, "by_lot": 0.2}, "decisions": [beside]}
    results = {"facts": {**FRESH, "matrix_runs": 9, "facts": [some]}, "record": record,
               **{f"facts-turns-{n}": facts(0.9) for n in LENGTHS},
               **{f"counterfactuals-turns-{n}": survey(0.8) for n in LENGTHS}}
    monkeypatch.setattr(page, "kept", results.get)
    monkeypatch.setattr(without_play, "kept", results.get)
    text = facts_page()
    assert board.scenario.options["aifc"].title in text and "| 2015-03 |" in text
    assert "3 of 3 shares lie within ten points" in text
    assert text.count("make studies") == 5

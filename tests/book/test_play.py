"""The page of stakes: every scenario and seat, and what falls short stands out."""

from __future__ import annotations

from typing import Any

import pytest

from sim.book import play as page
from sim.book.play import play_page
from sim.scenario.files import shipped_scenarios
from sim.treatment import treat


def made(scenario: str, idle: float, swap: float) -> dict[str, Any]:
    stakes = {"idle_beats": idle, "greedy_beats": 0.9, "best_plan_beats": 0.8, "best_swap": swap, "spread": 10.0}
    seat = {"best_responses": {"espd": 0.4, "aifc": 0.2}, "passes": 0.1, "capital_binds": 0.5, "secret_changes": 0.3}
    options = {"seats": {"kazakhstan": seat}, "never_chosen": {"crackdown": "possible, never wanted"},
               "doctrines": [{"agent": "kazakhstan", "doctrine": "drift", "wins": 0.7}]}
    return {"scenario": scenario, "plays": 1000, "manifest": treat(scenario).manifest(), "options": options,
            "seats": {"kazakhstan": stakes}, "problems": ["too calm"],
            "agreements": {"espd": {"share_of_runs": 0.5, "median_month": "2018-01", "record": None}}}


def test_what_falls_short_stands_out(monkeypatch: pytest.MonkeyPatch) -> None:
    results = {f"play-{path.stem}": made(path.stem, 0.1, 2.5) for path in shipped_scenarios()}
    results["play-summit-2018"] = made("summit-2018", 0.21, 1.9)
    monkeypatch.setattr(page, "kept", lambda name: results.get(name, {}))
    text = play_page()
    assert "| `summit-2018` | kazakhstan | **21%** | 90% | 80% | **1.9** | 10.0 |" in text
    assert "| `afghanistan-2021` | kazakhstan | 10% | 90% | 80% | 2.5 | 10.0 |" in text
    assert "| `summit-2018` | kazakhstan | `espd` | 40% | 10% | 50% | 30% |" in text
    assert text.count("**70%**") == len(shipped_scenarios()) and "- too calm" in text
    assert "have changed" not in text


def test_one_missing_check_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "kept", lambda name: {} if name == "play-summit-2018" else made("summit-2018", 0.1, 2.5))
    assert "Not run yet" in play_page()

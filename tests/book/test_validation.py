"""The card of validation: what a quick hindcast finds is not worse than what it says; its page from results that are
made up."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import sim.book.validation as page
from sim.book.book import open_book
from sim.book.kept import kept
from sim.book.validation import FIRSTS, modes_of, validation_page
from sim.scenario.observed import observed
from sim.study.annual import Played
from sim.study.hindcast import Scored, score
from sim.study.replay import MODES, played
from sim.treatment import treat
from tests.boards import LONG

RUNS = 80  # against the thousand of the card: luck alone moves what they find by less than the tolerances
TOLERANCE = {"beats no change": 0.08, "beats the trend": 0.08, "from 80 % in the band": 0.08, "CRPS ratio": 0.10}
DEFINED = {"treatment": "t", "ruleset": "1", "turn_months": 0}


def found(scored: Scored) -> dict[str, float]:
    """The larger, the better."""
    shares = (scored.beats_no_change, scored.beats_trend, scored.coverage, scored.crps_ratio)
    no_change, trend, coverage, crps = (share if share is not None else 0.0 for share in shares)
    return dict(zip(TOLERANCE, (no_change, trend, -abs(coverage - 0.8), -crps), strict=True))


@cache
def quick(first: int) -> dict[str, Played]:
    treatment = treat(LONG, historical=True)
    return played(treatment, observed(treatment.scenario.actors), first, RUNS)


@pytest.mark.parametrize("first", FIRSTS)
@pytest.mark.parametrize("mode", MODES)
def test_the_model_is_not_worse_than_its_card_says(first: int, mode: str) -> None:
    """If a change is meant, and its loss is worth it, `make studies` writes another card."""
    card = found(modes_of(kept(f"hindcast-{first}"))[mode])
    now = found(score(quick(first)[mode], observed(treat(LONG).scenario.actors), first, mode))
    worse = {name: (card[name], now[name]) for name, most in TOLERANCE.items() if now[name] < card[name] - most}
    assert not worse


def test_the_card_is_of_the_table_that_is_shipped() -> None:
    known = observed(treat(LONG).scenario.actors)
    for first in FIRSTS:
        cells = modes_of(kept(f"hindcast-{first}"))["free"].cells
        assert {(cell.key, cell.year): cell.real for cell in cells} == {
            (key, year): value for key, years in known.items() for year, value in years.items() if year >= first}


def made_up(first: int) -> dict[str, Any]:
    cell = {"series": "trade", "actor": "kazakhstan", "partner": "russia", "year": first, "real": 5.0, "p10": 1.0,
            "p50": 2.0, "p90": -0.001, "error": -3.0, "no_change": 4.0, "trend": None, "crps": 2.5}
    modes = {mode: {"cells": [cell], "beats_no_change": 0.0, "beats_trend": None, "coverage": 0.0} for mode in MODES}
    return {"scenario": LONG, "seed": 1, "from": first, "runs": 9, "mode": modes, "manifest": DEFINED}


def test_the_page_tells_every_cell_and_why_it_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "kept", {f"hindcast-{first}": made_up(first) for first in FIRSTS}.get)
    text = validation_page()
    assert "| 2016 | free | 1 | 0% | – | 0% | 2.50 |" in text
    scores = "2.00 (1.00 to 0.00) | -3.00 | 2.50"
    assert f"| Kazakhstan, Russia | 2017 | 5.00 | 4.00 | – | {scores} | {scores} | free: ow, rebased: ow |" in text
    assert text.count("- Kazakhstan, Russia: free") == len(FIRSTS)
    assert "make studies" in text and "closed years get rewritten" in text.lower()


def test_without_results_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "kept", lambda name: {})
    assert "Not run yet" in validation_page()


def test_the_page_names_who_published_each_series(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "kept", {f"hindcast-{first}": made_up(first) for first in FIRSTS}.get)
    text = validation_page()
    for key in observed(open_book().board.scenario.actors):
        assert f"| {key.series} | " in text
    assert "World Bank, Worldwide Governance Indicators" in text and "join two releases" in text
    assert "| trade_share | " in text and "| 5% | As trade. |" in text, "an error of trade is a part of it"

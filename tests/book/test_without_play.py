"""Results beside those without the forms of play: each number beside its own, and nothing where nothing was run."""

from __future__ import annotations

from typing import Any

import pytest

from sim.book import without_play as page
from sim.book.without_play import facts_without, hindcasts_without, thesis_without


def fact(id: str, holds: float, shown: bool) -> dict[str, Any]:
    return {"id": id, "holds": holds, "shown": shown}


def trial(wins: float) -> dict[str, Any]:
    duels = [{"rival": "lean", "wins": {"1": wins}}]
    return {"worlds": [{"id": "", "duels": duels}, {"id": "other", "duels": [{"rival": "lean", "wins": {"1": 0.0}}]}]}


def hindcast(beats: float) -> dict[str, Any]:
    return {"mode": {"free": {"beats_no_change": beats, "coverage": beats / 2}}}


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("|")][2:]


def test_each_number_stands_beside_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    results = {"facts-off-play": {"facts": [fact("F2", 0.5, False), fact("F1", 0.95, True)]},
               "thesis-off-play": trial(0.75), "hindcast-2015-off-play": hindcast(0.5)}
    monkeypatch.setattr(page, "kept", results.get)
    facts = "\n".join(facts_without({"facts": [fact("F1", 0.9, True), fact("F2", 0.91, True)]}))
    assert rows(facts) == ["| F1 | 90.0% | 95.0% |  |", "| F2 | 91.0% | 50.0% | shown |"]
    assert rows("\n".join(thesis_without(trial(0.9)))) == ["| lean | 90.0% | 75.0% |"]
    assert rows("\n".join(hindcasts_without({2015: hindcast(0.75)}))) == \
        ["| 2015 | free | 75.0% | 50.0% | 37.5% | 25.0% |"]


def test_what_was_not_run_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "kept", lambda name: {})
    for found in (facts_without({"facts": []}), thesis_without(trial(0.5)), hindcasts_without({2015: hindcast(0.5)})):
        assert "make studies" in "\n".join(found)

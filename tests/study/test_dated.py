"""Nothing dated writes what a fact is read from, but for what is listed here with the reason why it cannot make it."""

from __future__ import annotations

import pytest

from sim.scenario.load import load_scenario
from sim.scenario.schema import Fact, Scenario
from sim.study.measure import paths_in

SCENARIOS = ("multivector-2015-2021", "sanctions-2017-2019", "summit-2018", "afghanistan-2021")
ELSEWHERE = "outside the windows of the fact, and gone before them"
AGAINST = "it works against the fact"
EXPLAINED = {
    ("F01", "us-withdrawal"): AGAINST,
    ("F02a", "union-in-force"): "before both years that are compared",
    ("F02a", "wto-accession"): "before both years that are compared",
    ("F07a", "intervention-in-syria"): ELSEWHERE,
    ("F07a", "calls-to-end-the-mission"): ELSEWHERE,
    ("F07a", "election-season-2016"): ELSEWHERE,
    ("F07a", "election-season-2020"): "smaller than the fall that is asked for: without the pandemic's rule it is lost",
    ("F11", "intervention-in-syria"): "the same in both runs of a pair",
    ("F11", "calls-to-end-the-mission"): "the same in both runs of a pair",
    ("F11", "election-season-2016"): "the same in both runs of a pair",
    ("F11", "election-season-2020"): "the same in both runs of a pair",
    ("F12", "innovation-fair"): "a shock to be regained, in the world of the record",
    ("F12", "fund-freeze"): "a shock to be regained, in the world of the record",
    ("F12", "us-withdrawal"): "after the window of the shocks",
    ("K1", "refugees-at-the-river"): "smaller than the rise that is asked for, which Kazakhstan must show, too",
}


def dated(scenario: Scenario, id: str, fact: Fact) -> set[tuple[str, str]]:
    """(fact, event) for the events of the fact's world that write one of its indicators, either way round."""
    read = {(frozenset(path.split(".")[:-1]), path.split(".")[-1]) for path in paths_in(fact)}
    return {(id, key) for key, event in scenario.events.items()
            if (event.exogenous or fact.world == "historical")
            and any((frozenset(e.on.split(".")[:-1]), e.on.split(".")[-1]) in read for e in event.effects)}


@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_dated_writes_what_a_fact_is_read_from(name: str) -> None:
    scenario = load_scenario(name).scenario
    found = {pair for id, fact in scenario.facts.items() for pair in dated(scenario, id, fact)}
    assert found <= EXPLAINED.keys()


def test_every_explanation_is_needed() -> None:
    scenarios = [load_scenario(name).scenario for name in SCENARIOS]
    found = {pair for s in scenarios for id, fact in s.facts.items() for pair in dated(s, id, fact)}
    assert EXPLAINED.keys() <= found

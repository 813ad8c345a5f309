"""Nothing is put into the source's mouth: a place in it is printed where it says so, or we read it there; elsewhere the
source that a thing has instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from sim.engine.board import Board
from sim.rules import RULES
from sim.scenario.files import shipped
from sim.seat.why import Told, origin
from sim.treatment import treat
from tests.boards import LONG, SHORT

PLACE = re.compile(r"\b(IN|GS|CA|KZ|US|KG|UG|SM|CO)\d+\b")


SCENARIOS = (LONG, SHORT, "sanctions-2017-2019", "afghanistan-2021")


def told(board: Board) -> Iterator[tuple[str, Told]]:
    """All that is told with a standing."""
    yield from ((rule.id, rule) for rule in RULES)
    s = board.scenario
    for kind, entries in (("option", s.options), ("event", s.events), ("regime", s.regimes),
                          ("doctrine", s.doctrines)):
        yield from ((f"{kind} {key}", entry) for key, entry in entries.items())


class Thing(NamedTuple):
    standing: str
    claims: tuple[str, ...]
    source: str


def misplaced(board: Board, one: Told) -> bool:
    """Whether a place is printed behind what the source does not say, or none behind what it says."""
    printed = origin(board, one)
    if one.standing in ("outside", "play"):
        own, why = " ".join(one.source.split()), ", made for play" if one.standing == "play" else ""
        return printed != (f"not in the chapter{why}: {own}",) or bool(one.claims) or bool(PLACE.search(own)) or not own
    return not printed or not all(PLACE.fullmatch(place) for place in printed)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_place_in_the_source_stands_only_behind_what_is_there(scenario: str) -> None:
    found = treat(scenario).board
    assert [name for name, one in told(found) if misplaced(found, one)] == []
    assert len({name for name, _ in told(found)}) > 250


@pytest.mark.parametrize(("standing", "claims", "source", "wrong"), [
    ("chapter", ("C24",), "chapter CA4", False), ("outside", (), "press", False), ("outside", ("C24",), "press", True),
    ("play", (), "press", False), ("play", ("C24",), "press", True),
    ("outside", (), "chapter CA4", True), ("outside", (), "", True), ("inference", (), "chapter CA4", True)])
def test_what_is_misplaced_is_found(standing: str, claims: tuple[str, ...], source: str, wrong: bool) -> None:
    assert misplaced(treat(SHORT).board, Thing(standing, claims, source)) == wrong


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_trial_of_ours_is_no_source(rule) -> None:
    assert not [p.name for p in rule.params if "trial" in p.source] and "trial" not in rule.source


def test_nor_is_it_one_in_a_scenario() -> None:
    assert not [path.name for path in shipped().glob("*.yaml") if "trial model" in path.read_text(encoding="utf-8")]


def test_authors_title_year_publisher_and_funding_are_named() -> None:
    sources = treat(LONG).board.scenario.sources.values()
    named = " ".join(source.text for source in sources if source.kind == "chapter")
    for word in ("Starr", "Cornell", "Strong and Unique", "Central Asia-Caucasus", "December 2021", "Embassy of Kaz"):
        assert word in named

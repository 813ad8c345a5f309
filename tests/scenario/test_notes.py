"""Notes of `check`: allowed, and seldom meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.catalogue import BY_NAME
from sim.scenario import measures as m
from sim.scenario import notes as n
from sim.scenario.load import list_scenarios, load_scenario
from sim.scenario.notes import notes
from tests.scenario.mini import MINI, TEXT

AUTHORING = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")


def own(folder: Path, text: str) -> list[tuple[str, int, str]]:
    path = folder / "own.yaml"
    path.write_text(text)
    return [(note.code, note.place.line, note.value) for note in notes(load_scenario(path))]


@pytest.mark.parametrize("name", [summary.id for summary in list_scenarios()])
def test_shipped_scenarios_have_none(name: str) -> None:
    assert not list(notes(load_scenario(name)))


@pytest.mark.parametrize(("path", "told"), [
    ("rivalry", "rivalry"), ("mongolia.potential", "mongolia.potential"), ("mongolia.reform", "mongolia.reform"),
    ("mongolia.russia.trade", "mongolia.russia.trade"), ("russia.mongolia.goodwill", "russia.mongolia.goodwill"),
    ("united_states.priority.trade", "united_states.priority.trade"), ("china.mongolia.reach", "china.mongolia.reach"),
])
def test_a_figure_that_nobody_gives(tmp_path: Path, path: str, told: str) -> None:
    text = re.sub(rf"^  {re.escape(path)}: .*\n", "", TEXT, count=1, flags=re.MULTILINE)
    assert text != TEXT
    assert any(code == "MV-S060" and told in value.split(", ") for code, _, value in own(tmp_path, text))


@pytest.mark.parametrize(("figure", "noted"), [
    ("{value: 0.4}", True), ("{value: 0.4, low: 0.3, high: 0.5}", False),
    ("{value: 0.4, low: null, high: null}", False), ("{note: as it is}", False),
])
def test_a_range_that_is_inherited_with_another_value(tmp_path: Path, figure: str, noted: bool) -> None:
    found = own(tmp_path, f"inherits: {MINI}\nfigures:\n  rivalry: {figure}\n")
    assert (("MV-S061", 3, "0.4") in found) == noted


def test_the_guide_lists_what_is_asked_for() -> None:
    asked = [n.WORLD, n.EVERYBODY, *n.OF_ROLE.values(), n.OF_VECTOR, n.NEXT_DOOR, *n.TOWARDS_SMALL.values()]
    for name in {name for names in asked for name in names}:
        assert name in BY_NAME and f"`{name}`" in AUTHORING


@pytest.mark.parametrize("name", [*m.Quantity.model_fields, *m.Test.model_fields])
def test_the_guide_lists_every_form_of_a_change(name: str) -> None:
    assert re.search(rf"^\| .*`{name}`.* \|", AUTHORING.partition("## Changes")[2], re.MULTILINE)

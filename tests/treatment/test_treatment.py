"""Treatments: what changes a run changes the digest, and nothing else does; a manifest makes the treatment again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.game.game import Game
from sim.game.saved import begin, resume
from sim.model import BalanceModel
from sim.scenario.identity import identity
from sim.scenario.load import load_scenario
from sim.scenario.schema import Scenario
from sim.treatment import Treatment, treat
from sim.treatment.words import told_by_manifest
from tests.boards import MINI, SHORT

LOADED = load_scenario(MINI)
DATA = LOADED.scenario.model_dump(mode="json", exclude_unset=True)
TURNS = 3


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of all numbers and texts."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from leaves(item, (*path, key))
    if isinstance(value, (str, float, int, bool)):
        yield path


def edited(path: tuple[Any, ...], change: Any) -> Scenario | None:
    """The miniature with one leaf changed; None if it is no scenario any more."""
    data = json.loads(json.dumps(DATA))
    *way, last = path
    holder = data
    for key in way:
        holder = holder[key]
    holder[last] = change(holder[last])
    try:
        return Scenario.model_validate(data)
    except ValueError:
        return None


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    return f"{value} too" if isinstance(value, str) else value * 0.9 + 0.01 if isinstance(value, float) else value + 1


def of(scenario: Scenario) -> Treatment:
    return Treatment(replace(LOADED, scenario=scenario, identity=identity(scenario)))


def worlds(treatment: Treatment) -> tuple[str, ...]:
    """Digests of three runs after some turns, among doctrines and by the record."""
    found = []
    for record in (False, True):
        model = BalanceModel(replace(treatment, record=record), seed=1, runs=3, collect=False)
        for _ in range(TURNS):
            model.step()
        found.append(model.world.digest())
    return tuple(found)


@cache
def plain() -> tuple[str, tuple[str, ...]]:
    treatment = of(Scenario.model_validate(DATA))
    return treatment.digest, worlds(treatment)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(leaves(DATA), key=str)))
def test_whatever_changes_a_run_changes_the_digest(path: tuple[Any, ...]) -> None:
    scenario = edited(path, other)
    if scenario is None:
        return
    treatment = of(scenario)
    if treatment.digest == plain()[0]:
        assert worlds(treatment) == plain()[1], path


TOLD = ("title", "label", "summary", "situation", "sentence", "text", "source", "note", "brief", "history", "questions")


@pytest.mark.parametrize("path", [path for path in leaves(DATA) if path[-1] in TOLD or path[0] in ("facts", "changes")],
                         ids=lambda path: ".".join(map(str, path)))
def test_what_is_told_to_people_changes_nothing(path: tuple[Any, ...]) -> None:
    scenario = edited(path, other)
    assert scenario is None or path[-1] == "path" or of(scenario).digest == plain()[0]


def test_a_saved_game_goes_on_when_a_title_or_a_question_changes(tmp_path: Path) -> None:
    own, text = tmp_path / "own.yaml", Path(MINI).read_text(encoding="utf-8")
    own.write_text(text, encoding="utf-8")
    game = begin(Game(treat(str(own)), ("mongolia",), 1), tmp_path / "game.jsonl")
    game.end_turn()
    own.write_text("# a remark\n" + text.replace("  - What does a third", "  - Why does a third"), encoding="utf-8")
    assert "Why does a third" in own.read_text(encoding="utf-8")
    again = resume(tmp_path / "game.jsonl")
    assert (again.turn, again.digests) == (2, game.digests)
    assert any(question.startswith("Why does a third") for question in again.board.scenario.questions)


WORDS = ({}, {"off": "C24", "seats": "kazakhstan=drift"}, {"set": "region.openness.gain=0.9"}, {"historical": True},
         {"changes": "X05", "off": "C24", "turn_months": 6})


def test_every_word_has_a_digest_of_its_own_and_a_manifest_makes_it_again() -> None:
    found = [treat(SHORT, **words) for words in WORDS]
    assert len({treatment.digest for treatment in found}) == len(WORDS)
    for treatment in found:
        told = json.loads(json.dumps(treatment.manifest()))
        assert told_by_manifest(told, SHORT).digest == told["treatment"] == treatment.digest


def test_turns_of_the_scenarios_own_length_are_no_other_treatment() -> None:
    assert treat(SHORT, turn_months=treat(SHORT).scenario.turn_months).digest == treat(SHORT).digest


def test_what_staff_expect_is_computed_once_for_all_who_share_a_board() -> None:
    first = treat(MINI)
    again = told_by_manifest(first.manifest(), MINI)
    assert again.board is not first.board and again.board.staff is first.board.staff
    assert treat(MINI, off="C24").board.staff is not first.board.staff

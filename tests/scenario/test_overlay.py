"""Texts of a scenario in another language: overlaid by key, checked, and no part of who the scenario is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim import texts
from sim.errors import MultivectorError
from sim.scenario.files import shipped
from sim.scenario.load import load_scenario
from sim.texts import say

TAG = "pl-x-qps"
CHILD = """\
id: child
inherits: [mother.yaml]
title: The child
"""


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario that inherits all but its title, read in a language that nobody speaks."""
    (tmp_path / TAG).mkdir()
    monkeypatch.setenv(texts.VARIABLE, str(tmp_path / TAG))
    mother = (Path(__file__).parents[1] / "mini/neighbours.yaml").read_text(encoding="utf-8")
    (tmp_path / "mother.yaml").write_text(mother, encoding="utf-8")
    (tmp_path / "child.yaml").write_text(CHILD, encoding="utf-8")
    return tmp_path / "child.yaml"


def tell(child: Path, name: str, text: str) -> None:
    (child.parent / f"{name}.{TAG}.yaml").write_text(text, encoding="utf-8")


def test_texts_are_overlaid_by_key(child: Path) -> None:
    before = load_scenario(child)
    tell(child, "child", "title: Dziecko\nquestions.0: Dlaczego?\n")
    after = load_scenario(child)
    assert (after.scenario.title, after.scenario.questions[0]) == ("Dziecko", "Dlaczego?")
    assert after.scenario.questions[1:] == before.scenario.questions[1:]
    assert after.identity == before.identity


def test_a_file_beside_what_is_inherited_speaks_of_what_still_stands_there(child: Path) -> None:
    tell(child, "mother", "title: Matka\nsummary: Streszczenie\noptions.gone.title: Nic\n")
    found = load_scenario(child).scenario
    assert (found.title, found.summary) == ("The child", "Streszczenie")


def test_names_have_forms_for_cases(child: Path) -> None:
    name = next(iter(load_scenario(child).scenario.actors))
    tell(child, "child", f"actors.{name}.label: Kraj\nactors.{name}.label.accusative: Kraju\n")
    (child.parent / TAG / "lines.ftl").write_text('lines-proposed = przez { NAME($names, case: "accusative") }\n')
    assert load_scenario(child).scenario.actors[name].label == "Kraj"
    assert say("lines-proposed", names=("Kraj",)) == "przez Kraju"


@pytest.mark.parametrize(("text", "code", "line"), [
    ("title: Tak\ntitel: Tak\n", "MV-S055", 2), ("minutes: Tak\n", "MV-S055", 1), ("starts: '2014-02'\n", "MV-S055", 1),
    ("title: 3\n", "MV-S022", 1), ("title: ''\n", "MV-S0", 1), ("- title\n", "MV-S0", 1)])
def test_what_is_no_text_is_refused_with_its_place(child: Path, text: str, code: str, line: int) -> None:
    tell(child, "child", text)
    with pytest.raises(MultivectorError) as refused:
        load_scenario(child)
    problem = refused.value.problems[0]
    assert problem.code.startswith(code)
    assert (Path(problem.place.file).name, problem.place.line) == (f"child.{TAG}.yaml", line)


def test_english_reads_no_file_beside(child: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(child, "child", "title: Dziecko\n")
    monkeypatch.delenv(texts.VARIABLE)
    assert load_scenario(child).scenario.title == "The child"


def test_shipped_files_of_a_language_stand_beside_a_scenario() -> None:
    names = {path.stem for path in shipped().glob("*.yaml")}
    assert {name.partition(".")[0] for name in names if "." in name} <= names
